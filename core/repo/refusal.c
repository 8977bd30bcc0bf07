/*
 * core/repo/refusal.c - why git could not, in plain words.
 *
 * git and ssh say it in English (LC_ALL is set for them); each row names a
 * piece of what they print. The other side's own words are passed on behind
 * show().
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/repo/remote.h"

struct row {
	const char *said;
	enum error_code code;
	const char *what; /* N_(), with one %s: the address or the branch */
	const char *fix;  /* N_(), or NULL */
};

/* The first that fits holds, so the more telling ones come first. */
static const struct row rows[] = {
	{"REMOTE HOST IDENTIFICATION HAS CHANGED", ERR_REFUSED,
	 N_("%s: the host shows another key than before; somebody may be in "
	    "between"),
	 N_("ask its keeper whether the key was changed, then: ssh-keygen -R "
	    "HOST")},
	{"Host key verification failed", ERR_REFUSED,
	 N_("%s: this host's key is not known here"),
	 N_("connect once by hand and compare the fingerprint: ssh HOST")},
	{"Could not resolve host", ERR_IO,
	 N_("%s: there is no such host, or no network"), NULL},
	{"Connection refused", ERR_IO,
	 N_("%s: nothing answers there"), NULL},
	{"connect to server", ERR_IO, N_("%s: nothing answers there"), NULL},
	{"Connection reset", ERR_IO, N_("%s: the line broke"), NULL},
	{"Connection timed out", ERR_IO, N_("%s: no answer in time"), NULL},
	{"Operation timed out", ERR_IO, N_("%s: no answer in time"), NULL},
	{"Network is unreachable", ERR_IO, N_("%s: no network"), NULL},
	{"No route to host", ERR_IO, N_("%s: no way to that host"), NULL},
	{"certificate", ERR_REFUSED,
	 N_("%s: its certificate does not hold"),
	 N_("a certificate of your own house belongs into git's "
	    "http.sslCAInfo")},
	{"Permission denied (", ERR_REFUSED,
	 N_("%s: it does not let you in"),
	 N_("is your ssh key there, and loaded? ssh-add -l; ssh HOST")},
	{"Too many authentication failures", ERR_REFUSED,
	 N_("%s: it does not let you in"),
	 N_("is your ssh key there, and loaded? ssh-add -l; ssh HOST")},
	{"Authentication failed", ERR_REFUSED,
	 N_("%s: it does not let you in"),
	 N_("nobody is asked for a password here: let git's credential helper "
	    "know it, by a git ls-remote of that address")},
	{"could not read Username", ERR_REFUSED,
	 N_("%s: it wants a name and password"),
	 N_("nobody is asked for a password here: let git's credential helper "
	    "know it, by a git ls-remote of that address")},
	{"could not read Password", ERR_REFUSED,
	 N_("%s: it wants a password"),
	 N_("nobody is asked for a password here: let git's credential helper "
	    "know it, by a git ls-remote of that address")},
	{"returned error: 403", ERR_REFUSED,
	 N_("%s: you may not do that there"), NULL},
	{"dubious ownership", ERR_REFUSED,
	 N_("%s: it belongs to another account, and git does not trust it"),
	 N_("reach it over ssh, or have its owner give it to you")},
	{"No space left on device", ERR_IO, N_("%s: no space left"), NULL},
	{"Disk quota exceeded", ERR_IO, N_("%s: no space left"), NULL},
	{"insufficient permission for adding an object", ERR_IO,
	 N_("%s: you may read there but not write"),
	 N_("a repository for a group: git init --bare --shared=group")},
	{".lock': File exists", ERR_BUSY,
	 N_("%s: another git is at work, or died and left its lock behind"),
	 N_("if none runs any more, delete the file: stanch playbook status "
	    "names it")},
	{"cannot lock ref", ERR_BUSY,
	 N_("%s: somebody else is moving a branch there"),
	 N_("try again")},
	{"does not appear to be a git repository", ERR_NOTFOUND,
	 N_("%s: there is no git repository"), NULL},
	{"not found", ERR_NOTFOUND,
	 N_("%s: there is no git repository, or none that you may see"), NULL},
	{"No such file or directory", ERR_NOTFOUND,
	 N_("%s: there is no git repository"), NULL},
	{"transport '", ERR_REFUSED,
	 N_("%s: your git would use another transport, which is not used here"),
	 N_("look for insteadOf: git config --get-regexp url")},
	{"fsck error", ERR_INVALID,
	 N_("%s: it sent what git's own check does not accept; nothing was "
	    "taken"), NULL},
	{"fatal: bad object", ERR_INVALID,
	 N_("%s: it sent what git's own check does not accept; nothing was "
	    "taken"), NULL},
	{"error in object", ERR_INVALID,
	 N_("%s: it sent what git's own check does not accept; nothing was "
	    "taken"), NULL},
	{"hung up unexpectedly", ERR_IO, N_("%s: the line broke"), NULL},
	{"unexpected disconnect", ERR_IO, N_("%s: the line broke"), NULL},
	{"early EOF", ERR_IO, N_("%s: the line broke"), NULL},
	{NULL, 0, NULL, NULL},
};

/* By the reason in the brackets of a porcelain line. */
static const struct row push_rows[] = {
	{"fetch first", ERR_MOVED,
	 N_("%s was pushed by somebody else meanwhile"),
	 "stanch playbook push --pull"},
	{"non-fast-forward", ERR_MOVED,
	 N_("%s has changes there that are not here"),
	 "stanch playbook push --pull"},
	{"stale info", ERR_MOVED,
	 N_("%s was pushed by somebody else meanwhile"),
	 "stanch playbook push --pull"},
	{"needs force", ERR_MOVED,
	 N_("%s has changes there that are not here"),
	 "stanch playbook push --pull"},
	{"protected branch", ERR_REFUSED,
	 N_("%s is protected there: it is changed by a review on that host"),
	 N_("push the draft alone, and merge it there: stanch playbook push "
	    "DRAFT")},
	{"hook declined", ERR_REFUSED,
	 N_("%s: the other side's check refused it"), NULL},
	{"branch is currently checked out", ERR_REFUSED,
	 N_("%s is checked out there: a push would pull it from under a work "
	    "tree"),
	 N_("share a bare repository (git init --bare), or there: git config "
	    "receive.denyCurrentBranch updateInstead")},
	{"unpacker error", ERR_IO,
	 N_("%s: the other side could not store it"), NULL},
	{"failed to update ref", ERR_BUSY,
	 N_("%s: somebody else is moving that branch there"), N_("try again")},
	{"failed to lock", ERR_BUSY,
	 N_("%s: somebody else is moving that branch there"), N_("try again")},
	{"shallow update not allowed", ERR_REFUSED,
	 N_("%s: this repository has only a part of its history"),
	 "git fetch --unshallow"},
	{NULL, 0, NULL, NULL},
};

static bool is_progress(const char *line, size_t n)
{
	return memmem(line, n, "% (", 3) || memmem(line, n, "done.", 5) ||
	       !strncasecmp(line, "To ", 3);
}

/* Lines of git (or those that the other side said: behind "remote:"), each
 * through show(), at most `lines` of them. */
static void collect(struct str *out, const char *errs, bool theirs, int lines)
{
	const char *p = errs;

	while (*p && lines > 0) {
		size_t n = strcspn(p, "\r\n");
		bool remote = str_starts(p, "remote:");
		const char *from = p;

		p += n + (p[n] != '\0');
		if (remote != theirs || is_progress(from, n))
			continue;
		if (remote) {
			from += 7;
			n -= 7;
		}
		while (n && isspace((unsigned char)*from)) {
			from++;
			n--;
		}
		while (n && isspace((unsigned char)from[n - 1]))
			n--;
		if (!n)
			continue;
		str_add(out, out->len ? "\n" : "");
		show(out, from, n < 200 ? n : 200, SHOW_LINE);
		lines--;
	}
}

static const struct row *row_of(const struct row *row, const char *text)
{
	while (row->said && !strcasestr(text, row->said))
		row++;
	return row->said ? row : NULL;
}

static int tell(struct error *err, const struct row *row, const char *name,
		const char *errs)
{
	struct str shown = {0}, where = {0};

	show_text(&shown, name);
	/* Not a literal: it is one of the table's, all with one %s. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	error_set(err, row->code, _(row->what), str_text(&shown));
#pragma GCC diagnostic pop
	collect(&where, errs, true, 4);
	if (where.len)
		error_where(err, _("it says: %s"), str_text(&where));
	if (row->fix)
		error_fix(err, "%s", _(row->fix));
	str_release(&where);
	str_release(&shown);
	return row->code;
}

int refusal_words(struct error *err, const char *errs, const char *url)
{
	static const struct row unknown = {
		"", ERR_FAILED, N_("%s: git could not do it"), NULL};
	struct str own = {0};
	const struct row *row;
	int rc;

	collect(&own, errs, false, 40);
	row = row_of(rows, str_text(&own));
	rc = tell(err, row ? row : &unknown, url, errs);
	if (!row && own.len)
		error_where(err, "%s", str_text(&own));
	str_release(&own);
	return rc;
}

int refusal_push(struct error *err, const char *reason, const char *errs,
		 const char *branch, const char *url)
{
	const struct row *row = row_of(push_rows, reason);
	struct str theirs = {0}, shown = {0};
	int rc;

	/* Hosts say through a hook that a branch is protected. */
	collect(&theirs, errs, true, 40);
	if (row && strstr(row->said, "hook") &&
	    strcasestr(str_text(&theirs), "protected branch"))
		row = row_of(push_rows, "protected branch");
	if (row) {
		rc = tell(err, row, branch, errs);
	} else {
		show_text(&shown, reason);
		rc = error_set(err, ERR_REFUSED, _("%s: %s refused it: %s"),
			       branch, url, str_text(&shown));
	}
	str_release(&shown);
	str_release(&theirs);
	return rc;
}
