#include "tests/support/world.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/case/notices.h"
#include "core/people/import.h"

#define MEMBERS 3
#define PEOPLE 4
#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define LONG_AGO (100 * DAY) /* when this machine was started */

static const char *const people[PEOPLE] = {"mei", "lin", "wu", "chen"};

struct world {
	char dir[128];
	const struct env *outer;
	struct env env;
	int64_t at; /* story time while the world is made; 0: outer's */
	int64_t passed; /* ms that only the monotonic clock has run on */
	uint64_t drawn;
	struct arena arena;
	struct store_paths paths[PEOPLE];
	struct store *store[PEOPLE];
	struct casefile *open[PEOPLE]; /* looked at, not acted on since */
};

/* --- clock, random bytes -------------------------------------------------- */

static int64_t now(void *ctx)
{
	struct world *w = ctx;

	return w->at ? w->at : w->outer->now(w->outer->ctx);
}

static int64_t mono(void *ctx)
{
	struct world *w = ctx;

	return LONG_AGO + w->outer->mono(w->outer->ctx) + w->passed +
	       (w->at ? w->at - w->outer->now(w->outer->ctx) : 0);
}

static bool ntp(void *ctx)
{
	(void)ctx;
	return true;
}

static int counted(void *ctx, void *bytes, size_t n)
{
	struct world *w = ctx;
	unsigned char *p = bytes;

	for (size_t i = 0; i < n; i++) {
		uint64_t x = ++w->drawn * UINT64_C(0x9e3779b97f4a7c15);

		p[i] = (unsigned char)((x ^ x >> 29) >> 32);
	}
	return 0;
}

/* --- the store -------------------------------------------------------------- */

static int person(const char *who)
{
	for (int i = 0; i < PEOPLE; i++)
		if (str_eq(people[i], who))
			return i;
	return -1;
}

static const char *below(struct world *w, const char *who, const char *what)
{
	return arena_printf(&w->arena, "%s/%s%s%s", w->dir, who,
			    *what ? "/" : "", what);
}

static int open_store(struct world *w, int i, struct error *err)
{
	struct store_paths *p = &w->paths[i];
	bool made;

	*p = (struct store_paths){
		.home = below(w, "store", ""),
		.config = below(w, people[i], "config"),
		.state = below(w, people[i], "state"),
		.cache = below(w, people[i], "cache"),
		.login = people[i], .name = people[i], .host = "host7",
		.any_disk = true,
	};
	return store_open(&w->store[i], &made, p, &w->env, err);
}

/* Ours instead of what the program ships: those change with every release,
 * and a screen that a test has written down must not. */
static const struct {
	const char *path, *file;
} playbooks[] = {
	{"clocks/test.yaml", "clocks.yaml"},
	{"lost-laptop.md", "lost-laptop.md"},
	{"lost-laptop.zh.md", "lost-laptop.zh.md"},
	{"vendor-breach.md", "vendor-breach.md"},
	{"vendor-breach.zh.md", "vendor-breach.zh.md"},
};
#define PLAYBOOKS (sizeof(playbooks) / sizeof(*playbooks))

static int commit_playbooks(struct world *w, struct repo *r,
			    struct error *err)
{
	static const struct repo_person who = {"wu", "wu@example.org"};
	struct repo_file files[PLAYBOOKS];
	struct str text[PLAYBOOKS] = {{0}};
	char id[COMMIT_HEX];
	int rc = 0;

	for (size_t i = 0; !rc && i < PLAYBOOKS; i++) {
		const char *path = arena_printf(&w->arena,
						"tests/support/playbooks/%s",
						playbooks[i].file);

		rc = io_read(&text[i], path, 1 << 20, err);
		files[i] = (struct repo_file){playbooks[i].path, text[i].p,
					      text[i].len};
	}
	if (!rc)
		rc = repo_commit(id, r, "builtin", files, PLAYBOOKS, &who,
				 w->at, 28800,
				 "vendor-breach: ask for hash lists first\n",
				 err);
	if (!rc)
		rc = repo_branch(r, "main", id, err);
	for (size_t i = 0; i < PLAYBOOKS; i++)
		str_release(&text[i]);
	return rc;
}

/* Before the store is first opened, which would put in what ships. */
static int put_playbooks(struct world *w, struct error *err)
{
	const char *dir = below(w, "store", "playbooks");
	struct repo *r = NULL;
	int rc = io_mkdirs(dir, 02770, err);

	if (!rc)
		rc = repo_create(&r, dir, err);
	if (!rc)
		rc = commit_playbooks(w, r, err);
	repo_close(r);
	return rc;
}

/* --- acting ------------------------------------------------------------------- */

/* Lets a table of people in. */
static int do_people(struct act *a, const char *path, struct error *err)
{
	struct import_result got;
	struct import_args args = {.path = path};
	int rc = people_import(&got, a, &args, err);

	import_release(&got);
	return rc;
}

/* So many people, of whom a letter cannot reach any. */
static int do_crowd(struct act *a, const char *count, struct error *err)
{
	char path[] = "/tmp/stanch-crowd-XXXXXX";
	struct str s = {0};
	long long n;
	int fd, rc = 0;

	if (!str_int(&n, count, 1, 100000))
		return error_set(err, ERR_USAGE, "how many?");
	str_add(&s, "name,phone\n");
	for (long long i = 1; i <= n; i++)
		str_addf(&s, "Person %lld,139%08lld\n", i, i);
	fd = mkstemp(path);
	if (fd < 0 || write(fd, s.p, s.len) != (ssize_t)s.len)
		rc = error_errno(err, path);
	if (!rc)
		rc = do_people(a, path, err);
	if (fd >= 0) {
		close(fd);
		unlink(path);
	}
	str_release(&s);
	return rc;
}

/* Agrees to a notice for so many people. */
static int do_approve(struct act *a, const char *label, const char *count,
		      struct error *err)
{
	const struct case_notice *n =
		situation_notice(casefile_now(a->c), label);
	struct set_approval p = {.why = "invented for a test"};
	long long n_people;

	if (!n || !str_int(&n_people, count, 0, 1000000))
		return error_set(err, ERR_USAGE, "approve what?");
	p.to = n->set->filter ? n->set->filter : n->set->authority;
	p.count = n_people;
	memcpy(p.of, n->draft->id, ID_LEN);
	memcpy(p.text, n->set->text.sha256, HASH_LEN);
	memcpy(p.source, n->set->source.sha256, HASH_LEN);
	return act_notice_approve(a, label, &p, false, err);
}

static int do_act(struct act *a, const char *verb, const char *step,
		  const char *text, struct error *err)
{
	struct step_args args = {.value = text, .why = "invented for a test"};
	struct action_args action = {.text = step, .owner = "wu",
				     .due = text};

	if (str_eq(verb, "done"))
		return act_step_done(a, step, &args, err);
	if (str_eq(verb, "ask")) { /* done, but for the second person */
		args.why = NULL;
		return act_step_done(a, step, &args, err);
	}
	if (str_eq(verb, "start"))
		return act_step_start(a, step, err);
	if (str_eq(verb, "block"))
		return act_step_block(a, step, text, err);
	if (str_eq(verb, "confirm"))
		return act_step_confirm(a, step, err);
	if (str_eq(verb, "tick"))
		return act_check(a, step, text, true, err);
	if (str_eq(verb, "role"))
		return act_role(a, step, &text, 1, err);
	if (str_eq(verb, "note"))
		return act_note(a, *step ? step : NULL, text, err);
	if (str_eq(verb, "action"))
		return act_action_add(a, &action, err);
	if (str_eq(verb, "close"))
		return act_case_close(a, CLOSE_RESOLVED, NULL, text, err);
	if (str_eq(verb, "skip"))
		return act_step_skip(a, step, text, err);
	if (str_eq(verb, "people"))
		return do_people(a, step, err);
	if (str_eq(verb, "crowd"))
		return do_crowd(a, step, err);
	if (str_eq(verb, "approve"))
		return do_approve(a, step, text, err);
	return error_set(err, ERR_USAGE, "no such verb: %s", verb);
}

/* The others are let in by name: all devices here belong to one Unix
 * account, so no team.yaml could tell who speaks for whom. */
static int let_in(struct world *w, struct casefile *c, const char *who,
		  struct error *err)
{
	struct act a = {.c = c};
	struct card card;
	int rc = 0;

	for (int i = 0; !rc && i < MEMBERS; i++) {
		if (str_eq(people[i], who))
			continue;
		rc = store_find_device(&card, world_store(w, who), people[i],
				       err);
		if (!rc)
			rc = act_member_add(&a, card.dev, people[i],
					    ROLE_RESPONDER, err);
	}
	return rc;
}

static int new_case(struct world *w, const char *who, const char *playbook,
		    const char *title, enum severity severity, bool alone,
		    struct error *err)
{
	struct store_new what = {.playbook = playbook, .title = title,
				 .severity = severity, .only = &who,
				 .only_count = 1};
	struct casefile *c;
	int rc = store_case_new(&c, world_store(w, who), &what, err);

	if (rc)
		return rc;
	if (!alone)
		rc = let_in(w, c, who, err);
	casefile_close(c);
	return rc;
}

int world_act(struct world *w, const char *who, const char *label,
	      const char *verb, const char *step, const char *text,
	      struct error *err)
{
	struct act a = {0};
	int i = person(who), rc = 0;

	if (i < 0)
		return error_set(err, ERR_NOTFOUND, "nobody is %s", who);
	if (str_eq(verb, "new"))
		return new_case(w, who, step, text, SEV_NONE, false, err);
	if (str_eq(verb, "alone"))
		return new_case(w, who, step, text, SEV_NONE, true, err);
	if (!w->open[i])
		rc = store_case_open(&w->open[i], w->store[i], label, false,
				     err);
	if (rc || str_eq(verb, "look"))
		return rc;
	a.c = w->open[i];
	w->open[i] = NULL;
	rc = str_eq(verb, "join") ? store_ask_join(w->store[i], a.c, NULL,
							 err)
				  : do_act(&a, verb, step, text, err);
	casefile_close(a.c);
	if (rc == ERR_PENDING) {
		error_clear(err);
		rc = 0;
	}
	return rc;
}

/* --- the three cases ------------------------------------------------------------ */

struct deed {
	int64_t after; /* ms since the one before */
	const char *who, *verb, *step, *text;
};

static const struct deed laptop[] = {
	{MINUTE, "mei", "role", "it", "wu"},
	{MINUTE, "mei", "role", "legal", "lin"},
	{9 * MINUTE, "mei", "done", "awareness-time",
	 "2026-10-12T08:50:00+08:00"},
	{30 * MINUTE, "wu", "done", "lock-laptop", NULL},
	{HOUR, "mei", "done", "first-hour-check", NULL},
	{0},
};
static const struct deed mail[] = {
	{MINUTE, "wu", "done", "awareness-time", "2026-09-24T08:00:00+08:00"},
	{DAY, "wu", "done", "lock-laptop", NULL},
	{DAY, "wu", "action", "Two keys for every login", "2026-10-09"},
	{DAY, "wu", "action", "Tell the bookkeeper what to look for",
	 "2026-11-30"},
	{DAY, "wu", "close", "", "nothing was opened"},
	{0},
};
static const struct deed vendor[] = {
	{MINUTE, "lin", "role", "it", "wu"},
	{MINUTE, "lin", "role", "legal", "lin"},
	{4 * MINUTE, "lin", "done", "vendor-call", "the vendor, 08:05"},
	{5 * MINUTE, "lin", "done", "awareness-time",
	 "2026-10-14T08:05:00+08:00"},
	{40 * MINUTE, "wu", "done", "cut-access", NULL},
	{2 * HOUR, "wu", "done", "mail-server", "snapshot taken"},
	{90 * MINUTE, "wu", "block", "backups",
	 "the vendor has not answered"},
	{6 * MINUTE, "wu", "start", "systems", NULL},
	{MINUTE, "wu", "ask", "record-count", "41208"},
	{2 * MINUTE, "mei", "confirm", "record-count", NULL},
	{MINUTE, "lin", "tick", "data-types", "1"},
	{MINUTE, "lin", "tick", "data-types", "2"},
	{MINUTE, "lin", "tick", "data-types", "3"},
	{9 * MINUTE, "lin", "ask", "data-types", NULL},
	{0},
};

static int run_deeds(struct world *w, const char *label,
		     const struct deed *d, struct error *err)
{
	int rc = 0;

	for (; !rc && d->who; d++) {
		w->at += d->after;
		rc = world_act(w, d->who, label, d->verb, d->step, d->text,
			       err);
		if (rc)
			error_where(err, "%s %s %s %s", d->who, label,
				    d->verb, d->step);
	}
	return rc;
}

static int make_cases(struct world *w, int64_t today, struct error *err)
{
	int rc;

	w->at = today - 2 * DAY - 5 * HOUR;
	rc = new_case(w, "mei", "lost-laptop", "Laptop left on the train",
		      SEV_MEDIUM, false, err);
	if (!rc)
		rc = run_deeds(w, "INC-2026-001", laptop, err);
	w->at = today - 20 * DAY;
	if (!rc)
		rc = new_case(w, "wu", "lost-laptop",
			      "Mail rule in the cash box", SEV_LOW, false, err);
	if (!rc)
		rc = run_deeds(w, "INC-2026-002", mail, err);
	w->at = today - 6 * HOUR;
	if (!rc)
		rc = new_case(w, "lin", "vendor-breach",
			      "Vendor portal breach", SEV_HIGH, false, err);
	return rc ? rc : run_deeds(w, "INC-2026-003", vendor, err);
}

/* --- outside ---------------------------------------------------------------------- */

int world_new(struct world **out, const struct env *env,
	      enum world_kind kind, struct error *err)
{
	struct world *w = mem_zalloc(sizeof(*w));
	int64_t today = env->now(env->ctx);
	int rc = 0;

	*out = NULL;
	if (!w)
		return error_nomem(err);
	w->outer = env;
	w->env = (struct env){now, mono, ntp, counted, w, env->zone,
			      "6f1d0a52-7f0c-4a2f-9d55-000000000001", false,
			      NULL,
			      "/usr/share/zoneinfo"};
	str_copy(w->dir, sizeof(w->dir), "/tmp/stanch-world-XXXXXX");
	if (!mkdtemp(w->dir))
		rc = error_errno(err, w->dir);
	w->at = today - 5 * DAY;
	if (!rc)
		rc = put_playbooks(w, err);
	w->at = today - 30 * DAY;
	for (int i = 0; !rc && i < PEOPLE; i++)
		rc = open_store(w, i, err);
	w->at = today - 5 * DAY;
	if (!rc && kind == WORLD_CASES)
		rc = make_cases(w, today, err);
	w->at = 0;
	if (rc)
		world_free(w);
	else
		*out = w;
	return rc;
}

static int drop(const char *path, const struct stat *st, int kind,
		struct FTW *at)
{
	(void)st, (void)kind, (void)at;
	return remove(path);
}

void world_free(struct world *w)
{
	if (!w)
		return;
	for (int i = 0; i < PEOPLE; i++) {
		casefile_close(w->open[i]);
		store_close(w->store[i]);
	}
	nftw(w->dir, drop, 16, FTW_DEPTH | FTW_PHYS);
	arena_release(&w->arena);
	mem_free(w);
}

int world_break(struct world *w, const char *label, struct error *err)
{
	char *path;
	int rc = store_find(&path, w->store[0], label, err);

	if (!rc)
		rc = io_replace(path, "no case", 7, 0660, err);
	mem_free(path);
	return rc;
}

/* Puts the bytes of one file in the place of another. */
static int put_over(const char *to, const char *from, struct error *err)
{
	struct str bytes = {0};
	int rc = to && from ? io_read(&bytes, from, 1 << 24, err)
			    : error_nomem(err);

	if (!rc)
		rc = io_replace(to, bytes.p, bytes.len, 0660, err);
	str_release(&bytes);
	return rc;
}

int world_keep(struct world *w, const char *label, struct error *err)
{
	char *path;
	int rc = store_find(&path, w->store[0], label, err);

	if (!rc)
		rc = put_over(below(w, "kept", ""), path, err);
	mem_free(path);
	return rc;
}

int world_bring_back(struct world *w, const char *label, struct error *err)
{
	char *path;
	int rc = store_find(&path, w->store[0], label, err);

	if (!rc)
		rc = put_over(path, below(w, "kept", ""), err);
	mem_free(path);
	return rc;
}

void world_pass(struct world *w, int64_t ms)
{
	w->passed += ms;
}

const char *world_dir(const struct world *w)
{
	return w->dir;
}

const struct env *world_env(const struct world *w)
{
	return &w->env;
}

struct store *world_store(struct world *w, const char *who)
{
	int i = person(who);

	return i < 0 ? NULL : w->store[i];
}
