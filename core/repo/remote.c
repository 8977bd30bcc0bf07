/* core/repo/remote.c - fetch and push by the git program; see remote.h. */
#include "core/repo/remote.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/repo/git.h"
#include "core/repo/refs.h"

#define OUTPUT_MAX ((size_t)1 << 20)
#define WORDS 64 /* of a command line without its refspecs */
#define SPEC 560

/* --- whose configuration is it -------------------------------------------------- */

/* What a repository may say of itself when others may have written it: git
 * runs programs that its configuration names. */
static bool harmless(const char *key)
{
	static const char *const whole[] = {
		"core.repositoryformatversion", "core.filemode", "core.bare",
		"core.logallrefupdates", "core.sharedrepository",
		"core.ignorecase", "core.precomposeunicode", "core.symlinks",
		"core.autocrlf", "core.eol", "core.compression",
		"core.quotepath", "core.worktree", "core.fsync",
		"init.defaultbranch", NULL,
	};
	static const char *const section[] = {
		"branch.", "user.", "author.", "committer.", "gc.", "pack.",
		"receive.", "pull.", "push.", "advice.", "color.", "log.",
		"i18n.", "commit.", NULL,
	};
	static const char *const of_remote[] = {
		".url", ".pushurl", ".fetch", ".push", ".tagopt", ".prune",
		".skipdefaultupdate", ".skipfetchall", NULL,
	};

	for (size_t i = 0; whole[i]; i++)
		if (!strcmp(key, whole[i]))
			return true;
	for (size_t i = 0; section[i]; i++)
		if (str_starts(key, section[i]))
			return true;
	for (size_t i = 0; str_starts(key, "remote.") && of_remote[i]; i++)
		if (str_ends(key, of_remote[i]))
			return true;
	return false;
}

static bool only_mine(const char *path)
{
	struct stat st;

	return !stat(path, &st) && !(st.st_mode & 022) &&
	       (st.st_uid == geteuid() || st.st_uid == 0);
}

/* A file that nobody but us or root can write is trusted, as git does. */
static int trust_config(struct repo *r, struct error *err)
{
	git_config *all = NULL, *own = NULL;
	git_config_iterator *it = NULL;
	git_config_entry *e;
	struct str path = {0}, shown = {0};
	int rc = git_repository_config(&all, r->g), code = 0;

	str_addf(&path, "%sconfig", git_repository_commondir(r->g));
	if (!rc && !only_mine(str_text(&path)))
		rc = git_config_open_level(&own, all, GIT_CONFIG_LEVEL_LOCAL);
	if (!rc && own)
		rc = git_config_iterator_new(&it, own);
	while (!rc && it && !code && !git_config_next(&e, it)) {
		if (harmless(e->name))
			continue;
		show_text(&shown, e->name);
		code = error_set(err, ERR_REFUSED,
				 _("%s sets %s, and not only you can write "
				   "there: git would obey it"),
				 str_text(&path), str_text(&shown));
		error_fix(err, _("if you want it, set it for yourself (git "
				 "config --global); then\n"
				 "git config --file %s --unset-all %s"),
			  str_text(&path), str_text(&shown));
	}
	git_config_iterator_free(it);
	git_config_free(own);
	git_config_free(all);
	if (rc && rc != GIT_ENOTFOUND)
		code = git_fail(err, rc, str_text(&path));
	str_release(&path);
	str_release(&shown);
	return code;
}

/* --- the address ------------------------------------------------------------------ */

static int read_key(char *out, size_t size, git_config *config,
		    const char *name, const char *key)
{
	char full[REMOTE_NAME + 32];
	const char *value;
	int rc;

	snprintf(full, sizeof(full), "remote.%s.%s", name, key);
	rc = git_config_get_string(&value, config, full);
	*out = '\0';
	if (!rc && !str_copy(out, size, value))
		rc = GIT_EINVALIDSPEC;
	return rc;
}

/* The name in "remote.NAME.url"; false for another key. */
static bool name_in(char out[REMOTE_NAME], const char *key)
{
	size_t n = strlen(key), about = strlen("remote..url");

	if (n <= about || n - about >= REMOTE_NAME ||
	    !str_starts(key, "remote.") || !str_ends(key, ".url"))
		return false;
	memcpy(out, key + strlen("remote."), n - about);
	out[n - about] = '\0';
	return true;
}

/* "origin", else the only one there is. git_remote_list() would do, but for
 * 200 KB that libgit2 1.5 loses at each call. */
static int name_of(char out[REMOTE_NAME], struct repo *r)
{
	git_config *config = NULL;
	git_config_iterator *it = NULL;
	git_config_entry *e;
	char name[REMOTE_NAME];
	size_t others = 0;
	bool origin = false;
	int rc = git_repository_config(&config, r->g);

	*out = '\0';
	if (!rc)
		rc = git_config_iterator_new(&it, config);
	while (!rc && !git_config_next(&e, it)) {
		if (!name_in(name, e->name))
			continue;
		origin |= !strcmp(name, "origin");
		others += strcmp(name, "origin") && strcmp(name, out) != 0;
		memcpy(out, name, sizeof(name));
	}
	git_config_iterator_free(it);
	git_config_free(config);
	if (origin)
		str_copy(out, REMOTE_NAME, "origin");
	return rc ? rc : origin || others == 1 ? 0 : GIT_ENOTFOUND;
}

static int64_t last_fetch(struct repo *r)
{
	struct str path = {0};
	struct stat st;
	int64_t at = 0;

	str_addf(&path, "%sFETCH_HEAD", git_repository_path(r->g));
	if (!path.failed && !stat(str_text(&path), &st))
		at = (int64_t)st.st_mtim.tv_sec * 1000 +
		     st.st_mtim.tv_nsec / 1000000;
	str_release(&path);
	return at;
}

int remote_get(struct remote *out, struct repo *r, struct error *err)
{
	git_config *config = NULL, *snapshot = NULL;
	int rc = name_of(out->name, r);

	*out->url = '\0';
	if (!rc)
		rc = git_repository_config(&config, r->g);
	if (!rc)
		rc = git_config_snapshot(&snapshot, config);
	if (!rc)
		rc = read_key(out->url, sizeof(out->url), snapshot, out->name,
			      "url");
	git_config_free(snapshot);
	git_config_free(config);
	out->fetched = last_fetch(r);
	if (rc == GIT_ENOTFOUND) {
		error_set(err, ERR_NOTFOUND,
			  _("these playbooks are shared with no remote yet"));
		error_fix(err, "stanch playbook remote "
			       "git@example.org:team/playbooks.git");
		return ERR_NOTFOUND;
	}
	if (rc)
		return git_fail(err, rc, r->dir);
	return remote_check(&out->kind, out->url, err);
}

static int forget(void *ctx, const char *branch)
{
	struct repo *r = ctx;
	struct str ref = {0};
	int rc;

	str_addf(&ref, REMOTE_SHARED "%s", branch);
	rc = ref.failed ? ERR_NOMEM : git_reference_remove(r->g,
							   str_text(&ref));
	str_release(&ref);
	return rc;
}

int remote_set(struct repo *r, const char *url, struct error *err)
{
	git_remote *made = NULL;
	enum remote_kind kind;
	char name[REMOTE_NAME];
	mode_t mask;
	int rc = url ? remote_check(&kind, url, err) : 0, grc;

	if (rc)
		return rc;
	mask = umask(007);
	grc = name_of(name, r);
	if (!grc && url)
		grc = git_remote_set_url(r->g, name, url);
	else if (!grc)
		grc = git_remote_delete(r->g, name);
	else if (grc == GIT_ENOTFOUND && url)
		grc = git_remote_create(&made, r->g, "origin", url);
	else if (grc == GIT_ENOTFOUND)
		grc = 0;
	git_remote_free(made);
	/* What was agreed with the old one says nothing of the new. */
	if (!grc)
		rc = refs_each(r, REMOTE_SHARED, forget, r, err);
	umask(mask);
	return grc ? git_fail(err, grc, r->dir) : rc;
}

/* --- running git --------------------------------------------------------------------- */

/* A path runs that repository's hooks as us, so it must be ours or root's. */
static int trust_path(const char *url, struct error *err)
{
	const char *path = str_starts(url, "file://") ? url + 7 : url;
	struct stat st;

	if (stat(path, &st)) {
		error_errno(err, path);
		return error_fix(err, "git init --bare -b main %s", path);
	}
	if ((st.st_uid == geteuid() || st.st_uid == 0) &&
	    !(st.st_mode & S_IWOTH))
		return 0;
	error_set(err, ERR_REFUSED,
		  _("%s belongs to another account, or any account may write "
		    "there: its hooks would run as you"), path);
	error_fix(err, _("reach it over ssh: ssh://localhost%s"), path);
	return ERR_REFUSED;
}

struct call {
	const char **word;
	size_t count;
	char (*spec)[SPEC];
	struct str dir;
	struct str out, errs;
	int status;
};

static void say(struct call *c, const char *word)
{
	c->word[c->count++] = word;
}

static void say_all(struct call *c, const char *const *word)
{
	for (; *word; word++)
		say(c, *word);
}

static int begin(struct call *c, struct repo *r, const struct remote *to,
		 size_t specs, struct error *err)
{
	static const char *const safe[] = {
		"git", "-c", "core.hooksPath=/dev/null",
		"-c", "core.fsmonitor=false", "-c", "core.askPass=",
		"-c", "transfer.fsckObjects=true",
		"-c", "submodule.recurse=false",
		"-c", "fetch.recurseSubmodules=false",
		"-c", "push.followTags=false", "-c", "gc.auto=0",
		"-c", "protocol.allow=never",
		"-c", "protocol.https.allow=always",
		"-c", "protocol.ssh.allow=always", NULL,
	};
	int rc = trust_config(r, err);

	if (!rc && to->kind == REMOTE_PATH)
		rc = trust_path(to->url, err);
	if (rc)
		return rc;
	c->word = mem_zalloc((WORDS + specs) * sizeof(*c->word));
	c->spec = mem_zalloc(specs * sizeof(*c->spec));
	str_addf(&c->dir, "--git-dir=%s", git_repository_path(r->g));
	if (!c->word || !c->spec || c->dir.failed)
		return error_nomem(err);
	say_all(c, safe);
	if (to->kind == REMOTE_HTTP)
		say_all(c, (const char *const[]){
				   "-c", "protocol.http.allow=always", NULL});
	if (to->kind == REMOTE_PATH)
		say_all(c, (const char *const[]){
				   "-c", "protocol.file.allow=always", NULL});
	say(c, "--no-pager");
	say(c, str_text(&c->dir));
	return 0;
}

static int call(struct call *c, const struct io_watch *look,
		struct error *err)
{
	/* What would point git elsewhere, or widen what it may use. */
	static const char *const env[] = {
		"GIT_TERMINAL_PROMPT=0", "SSH_ASKPASS_REQUIRE=never",
		"LC_ALL=C.UTF-8", "LANGUAGE=", "GIT_DIR", "GIT_WORK_TREE",
		"GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
		"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE",
		"GIT_ALLOW_PROTOCOL", "GIT_PROTOCOL_FROM_USER",
		"GIT_QUARANTINE_PATH", NULL,
	};
	int rc = io_run_watched(&c->status, &c->out, &c->errs, c->word, env,
				OUTPUT_MAX, REMOTE_SILENCE, look, err);

	if (rc == ERR_NOTFOUND) {
		error_set(err, ERR_NOTFOUND,
			  _("the program git is not on this host"));
		error_fix(err, "apt-get install git openssh-client");
	}
	return rc;
}

static void release(struct call *c)
{
	mem_free(c->spec);
	mem_free(c->word);
	str_release(&c->dir);
	str_release(&c->out);
	str_release(&c->errs);
}

int remote_queue(struct repo *r, const struct io_watch *look,
		 struct error *err)
{
	struct str path = {0}, nothing = {0};
	int fd;

	str_addf(&path, "%srefs", git_repository_commondir(r->g));
	fd = path.failed ? -1 : open(str_text(&path),
				     O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		error_errno(err, str_text(&path));
	for (int ms = 0; fd >= 0 && flock(fd, LOCK_EX | LOCK_NB); ms += 50) {
		bool stop = look && look->stop(look->ctx, &nothing);

		if (!stop && ms < REMOTE_SILENCE) {
			poll(NULL, 0, 50);
			continue;
		}
		close(fd);
		fd = -1;
		if (stop)
			error_set(err, ERR_CANCELLED, _("stopped"));
		else
			error_set(err, ERR_BUSY,
				  _("somebody else is fetching or pushing "
				    "here"));
	}
	str_release(&path);
	return fd;
}

/* --- fetch ------------------------------------------------------------------------------ */

int remote_fetch(struct repo *r, const struct remote *to,
		 const struct io_watch *look, struct error *err)
{
	static const char *const words[] = {
		"fetch", "--atomic", "--prune", "--no-tags", "--progress",
		"--no-recurse-submodules", "--no-auto-maintenance", "--", NULL,
	};
	struct call c = {0};
	int rc = begin(&c, r, to, 1, err);

	if (!rc) {
		say_all(&c, words);
		say(&c, to->url);
		snprintf(c.spec[0], SPEC, "+refs/heads/*:refs/remotes/%s/*",
			 to->name);
		say(&c, c.spec[0]);
		rc = call(&c, look, err);
	}
	if (!rc && c.status)
		rc = refusal_words(err, str_text(&c.errs), to->url);
	release(&c);
	return rc;
}

/* --- push ------------------------------------------------------------------------------- */

/* A line of --porcelain: FLAG TAB FROM:TO TAB SUMMARY [(REASON)]. */
static void judge(struct push_ref *ref, const char *line, size_t n,
		  const char *errs, const char *url)
{
	const char *tab = memrchr(line, '\t', n), *open;
	struct str reason = {0};

	if (*line != '!' || !tab) {
		error_clear(&ref->err);
		return;
	}
	open = memrchr(tab, '(', n - (size_t)(tab - line));
	open = open ? open + 1 : tab + 1;
	str_addn(&reason, open, n - (size_t)(open - line));
	if (str_ends(str_text(&reason), ")"))
		reason.p[--reason.len] = '\0';
	refusal_push(&ref->err, str_text(&reason), errs, ref->branch, url);
	str_release(&reason);
}

/* The answer of each branch; one without a line did not go. */
static void judge_all(struct push_ref *refs, size_t count, struct call *c,
		      const char *url)
{
	const char *line = str_text(&c->out), *end;
	const char *errs = str_text(&c->errs);
	char to[300];

	for (size_t i = 0; i < count; i++)
		refusal_words(&refs[i].err, errs, url);
	for (; *line; line = *end ? end + 1 : end) {
		end = line + strcspn(line, "\n");
		for (size_t i = 0; i < count; i++) {
			int n = snprintf(to, sizeof(to), ":refs/heads/%s\t",
					 refs[i].branch);

			if (line[0] && line[1] == '\t' && n > 0 &&
			    memmem(line, (size_t)(end - line), to, (size_t)n))
				judge(&refs[i], line, (size_t)(end - line),
				      errs, url);
		}
	}
}

int remote_push(struct push_ref *refs, size_t count, struct repo *r,
		const struct remote *to, bool dry,
		const struct io_watch *look, struct error *err)
{
	static const char *const words[] = {
		"push", "--porcelain", "--progress", "--no-verify",
		"--no-recurse-submodules", "--no-signed", "--no-follow-tags",
		NULL,
	};
	struct call c = {0};
	int rc = begin(&c, r, to, count, err);

	if (!rc) {
		say_all(&c, words);
		if (dry)
			say(&c, "--dry-run");
		say(&c, "--");
		say(&c, to->url);
		for (size_t i = 0; i < count; i++) {
			snprintf(c.spec[i], SPEC, "refs/heads/%s:refs/heads/%s",
				 refs[i].branch, refs[i].branch);
			say(&c, c.spec[i]);
		}
		rc = call(&c, look, err);
	}
	if (!rc)
		judge_all(refs, count, &c, to->url);
	release(&c);
	for (size_t i = 0; i < count && !rc; i++)
		if (refs[i].err.code) {
			rc = refs[i].err.code;
			if (err)
				*err = refs[i].err;
		}
	return rc;
}
