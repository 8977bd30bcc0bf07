/* core/store/store.c - opening the shared folder, and making it. */
#include "core/store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/store/private.h"

#define ABOVE 0700 /* folders above the store, as XDG has them */

static bool is_dir(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && S_ISDIR(st.st_mode);
}

char *store_git_dir(const struct store *s)
{
	char *inner = io_join(s->playbooks, ".git");
	char *head = inner ? io_join(inner, "HEAD") : NULL;
	bool found = head && io_exists(head);

	mem_free(head);
	if (found)
		return inner;
	mem_free(inner);
	head = io_join(s->playbooks, "HEAD");
	found = head && io_exists(head);
	mem_free(head);
	return found ? mem_strdup(s->playbooks) : NULL;
}

/* Nothing is missing, so nothing is touched. */
static bool is_whole(const struct store *s)
{
	char *git;
	bool whole;

	if (!is_dir(s->cases) || !is_dir(s->devices))
		return false;
	git = store_git_dir(s);
	whole = git != NULL;
	mem_free(git);
	return whole;
}

static int no_store(const struct store *s, int rc, struct error *err)
{
	if (rc == ERR_IO || rc == ERR_NOTFOUND) {
		error_where(err, _("The store is %s"), s->paths->home);
		error_fix(err, _("See that there is room and that your group "
				 "may write there, or name another: "
				 "stanch -C FOLDER"));
	}
	return rc;
}

/* The folders of the store; its own parents are the person's. */
static int make_home(const struct store *s, struct error *err)
{
	const char *home = s->paths->home, *slash = strrchr(home, '/');
	char *above;
	int rc = 0;

	if (is_dir(home))
		return 0;
	if (slash && slash > home) {
		above = mem_strndup(home, (size_t)(slash - home));
		rc = above ? io_mkdirs(above, ABOVE, err) : error_nomem(err);
		mem_free(above);
	}
	return rc ? rc : io_mkdirs(home, STORE_FOLDER, err);
}

/* Makes what is missing. The lock keeps two first starts apart; it is on
 * the folder itself, so it leaves nothing behind. */
static int make_rest(struct store *s, bool *made, struct error *err)
{
	int fd = open(s->paths->home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char *git;
	int rc;

	if (fd < 0)
		return error_errno(err, s->paths->home);
	while (flock(fd, LOCK_EX) && errno == EINTR)
		;
	rc = io_mkdirs(s->cases, STORE_FOLDER, err);
	if (!rc)
		rc = io_mkdirs(s->devices, STORE_FOLDER, err);
	git = rc ? NULL : store_git_dir(s);
	if (!rc && !git) {
		rc = books_make(s, err);
		*made = !rc;
	}
	mem_free(git);
	close(fd);
	return rc;
}

/* Whole characters of a name, no control among them, never empty. */
static void fit_name(char *out, size_t size, const char *name)
{
	const char *end = name + strlen(name), *p = name;
	size_t len = 0;
	uint32_t cp;

	while (p < end) {
		const char *from = p;
		bool good = utf8_next(&cp, &p, end) && cp >= 0x20 &&
			    cp != 0x7f;

		if (len + (size_t)(p - from) >= size)
			break;
		if (good)
			memcpy(out + len, from, (size_t)(p - from));
		else
			out[len] = '?';
		len += good ? (size_t)(p - from) : 1;
	}
	if (!len)
		out[len++] = '?';
	out[len] = '\0';
}

/* A store that can only be read is still good to read: the card waits. */
static int leave_card(struct store *s, struct error *err)
{
	int rc;

	memcpy(s->card.dev, device_key(s->device), KEY_LEN);
	fit_name(s->card.name, sizeof(s->card.name), s->paths->name);
	fit_name(s->card.host, sizeof(s->card.host), s->paths->host);
	time_wall(s->card.made, s->env->now(s->env->ctx), s->env->zone);
	s->card.owner = geteuid();
	rc = card_leave(s->devices, &s->card, err);
	if (rc == ERR_NOMEM)
		return rc;
	if (rc)
		error_clear(err);
	return 0;
}

static int set_paths(struct store *s, const struct store_paths *paths,
		     struct error *err)
{
	s->paths = paths;
	s->cases = io_join(paths->home, "cases");
	s->drills = io_join(paths->home, "drills");
	s->devices = io_join(paths->home, "devices");
	s->playbooks = io_join(paths->home, "playbooks");
	s->keys = io_join(paths->config, "keys");
	s->seen = io_join(paths->state, "seen");
	return s->cases && s->drills && s->devices && s->playbooks &&
	       s->keys && s->seen
		       ? 0
		       : error_nomem(err);
}

/* For clocks that must be counted anew; none if they cannot be read. */
static const struct clock_rules *rules_now(void *ctx)
{
	const struct clock_rules *r;

	return store_clocks(&r, ctx, NULL) ? NULL : r;
}

int store_open(struct store **out, bool *made,
	       const struct store_paths *paths, const struct env *env,
	       struct error *err)
{
	struct store *s = mem_zalloc(sizeof(*s));
	int rc = s ? set_paths(s, paths, err) : error_nomem(err);

	*out = NULL;
	*made = false;
	if (!rc) {
		s->env = env;
		s->limits = clock_limits_new(env->zone_dir, rules_now, s);
		rc = s->limits ? make_home(s, err) : error_nomem(err);
	}
	if (!rc && !paths->any_disk)
		rc = io_local_disk(paths->home, err);
	if (!rc && !is_whole(s))
		rc = make_rest(s, made, err);
	if (rc && s)
		no_store(s, rc, err);
	if (!rc)
		rc = device_open(&s->device, s->keys, env, err);
	if (!rc)
		rc = leave_card(s, err);
	if (rc)
		store_close(s);
	else
		*out = s;
	return rc;
}

bool store_exists(const struct store_paths *paths)
{
	char *cases = io_join(paths->home, "cases");
	const bool there = cases && is_dir(cases);

	mem_free(cases);
	return there;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	memory_free(s);
	shelf_free(s);
	clock_limits_free(s->limits);
	clock_rules_free(s->clocks);
	team_free(s->team);
	repo_close(s->repo);
	device_free(s->device);
	mem_free(s->me);
	mem_free(s->cases);
	mem_free(s->drills);
	mem_free(s->devices);
	mem_free(s->playbooks);
	mem_free(s->keys);
	mem_free(s->seen);
	mem_free(s);
}

const struct store_paths *store_paths(const struct store *s)
{
	return s->paths;
}

const struct env *store_env(const struct store *s)
{
	return s->env;
}

const struct device *store_device(const struct store *s)
{
	return s->device;
}

char *store_columns(const struct store *s)
{
	return io_join(s->paths->state, "columns");
}

void store_set_lang(struct store *s, const char *lang)
{
	char new[sizeof(s->lang)];

	if (!str_copy(new, sizeof(new), lang ? lang : ""))
		new[0] = '\0';
	if (!strcmp(new, s->lang))
		return;
	memory_free(s); /* its texts are in the language before */
	shelf_free(s);
	str_copy(s->lang, sizeof(s->lang), new);
}

void store_fit(char *out, size_t size, const char *text)
{
	size_t n = strlen(text);

	if (n >= size) {
		n = size - 1;
		while (n && ((unsigned char)text[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(out, text, n);
	out[n] = '\0';
}

struct caseopts store_caseopts(struct store *s, bool read_only)
{
	unsigned flags = read_only ? LOG_READ_ONLY : 0;

	if (s->paths->any_disk)
		flags |= LOG_ANY_DISK;
	return (struct caseopts){.env = s->env, .device = s->device,
				 .seen_dir = s->seen, .flags = flags,
				 .limits = clock_limits_ops(s->limits),
				 .watch = s->watch};
}

void store_set_watch(struct store *s, struct log_watch watch)
{
	s->watch = watch;
}

const struct case_limits *store_limits(struct store *s)
{
	return clock_limits_ops(s->limits);
}

/* --- who is who -------------------------------------------------------------- */

char *store_login(uid_t uid)
{
	char buf[4096], *login = NULL;
	struct passwd pw, *found = NULL;

	if (!getpwuid_r(uid, &pw, buf, sizeof(buf), &found) && found)
		login = mem_strdup(found->pw_name);
	return login;
}

const struct team_person *store_holder(struct store *s, uid_t owner)
{
	const struct team *t = store_team(s);
	const struct team_person *p;
	char *login;

	if (!t || owner == (uid_t)-1)
		return NULL;
	login = store_login(owner);
	p = login ? team_by_login(t, login) : NULL;
	mem_free(login);
	return p;
}

const char *store_person(struct store *s, const struct card *c)
{
	const struct team_person *p = store_holder(s, c->owner);

	return p ? p->name : NULL;
}

/* The owner of our card as it lies in the store; ours if it cannot. */
static uid_t card_owner(const struct store *s)
{
	char hex[KEY_HEX], name[KEY_HEX + sizeof(".card")];
	struct stat st;
	uid_t uid = geteuid();
	char *path;

	hex_encode(hex, s->card.dev, KEY_LEN);
	snprintf(name, sizeof(name), "%s.card", hex);
	path = io_join(s->devices, name);
	if (path && !lstat(path, &st))
		uid = st.st_mode & 022 ? (uid_t)-1 : st.st_uid;
	mem_free(path);
	return uid;
}

const char *store_me(struct store *s)
{
	const char *me = s->me;
	const struct team_person *p;

	if (!me && !s->team_read)
		me = memory_me(s);
	if (me)
		return me;
	p = store_holder(s, card_owner(s));
	s->me = mem_strdup(p ? p->name : s->card.name);
	if (!s->me)
		return s->card.name;
	memory_set_me(s, s->me);
	return s->me;
}

static int read_team(struct store *s, struct error *err)
{
	struct str text = {0};
	int rc = store_need_repo(s, err);

	if (rc)
		return rc;
	rc = repo_read(&text, s->repo, "main", "team.yaml", err);
	if (!rc)
		rc = team_read(&s->team, str_text(&text), text.len, err);
	else if (rc == ERR_NOTFOUND)
		rc = 0;
	str_release(&text);
	return rc;
}

const struct team *store_team(struct store *s)
{
	if (!s->team_read) {
		int rc = read_team(s, &s->team_error);

		if (!rc)
			error_clear(&s->team_error);
		s->team_read = rc != ERR_NOMEM; /* that may pass */
	}
	return s->team;
}

const struct error *store_team_trouble(struct store *s)
{
	store_team(s);
	return s->team_error.code ? &s->team_error : NULL;
}
