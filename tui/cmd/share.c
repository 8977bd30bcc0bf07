/* tui/cmd/share.c - playbooks shared: remote, pull, push, status, update. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/share.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/draft.h"

#define AGAIN 3 /* push --pull: somebody may push in between */

/* --- looking on ---------------------------------------------------------------- */

struct ticker {
	struct cli *x;
	struct str told; /* the last line of progress */
};

/* git says "Receiving objects:  45% (9/20)" and a CR. */
static void last_line(const char **line, size_t *n, const struct str *errs)
{
	const char *text = str_text(errs), *from;
	size_t len = errs->len;

	while (len && (text[len - 1] == '\r' || text[len - 1] == '\n'))
		len--;
	from = text + len;
	while (from > text && from[-1] != '\r' && from[-1] != '\n')
		from--;
	*line = from;
	*n = (size_t)(text + len - from);
}

static bool look(void *ctx, const struct str *errs)
{
	struct ticker *t = ctx;
	const char *line;
	size_t n;

	if (cli_stopped(t->x))
		return true;
	if (!cli_line_due(t->x))
		return false;
	last_line(&line, &n, errs);
	if (n && (n != t->told.len || memcmp(line, str_text(&t->told), n))) {
		str_clear(&t->told);
		str_addn(&t->told, line, n);
		out_note(&t->x->out, "%s", str_text(&t->told));
	}
	return false;
}

/* --- rows ---------------------------------------------------------------------- */

static void count_words(struct str *out, const struct share_branch *b)
{
	if (b->got)
		str_addf(out, ngettext("%zu commit taken", "%zu commits taken",
				       b->got), b->got);
	if (b->own)
		str_addf(out, "%s", out->len ? ", " : "");
	if (b->own)
		str_addf(out, ngettext("%zu of ours", "%zu of ours", b->own),
			 b->own);
}

static void apart_words(struct str *out, const struct share_branch *b)
{
	if (b->own)
		str_addf(out, ngettext("%zu commit to push",
				       "%zu commits to push", b->own), b->own);
	if (b->own && b->got)
		str_add(out, ", ");
	if (b->got)
		str_addf(out, ngettext("%zu commit to pull",
				       "%zu commits to pull", b->got), b->got);
}

static void words(struct str *out, const struct share_branch *b)
{
	switch (b->state) {
	case SHARE_SAME:
		str_add(out, _("up to date"));
		return;
	case SHARE_NEW:
		str_add(out, *b->is ? _("new here") : _("not there yet"));
		return;
	case SHARE_FORWARD:
		str_add(out, _("brought up to date: "));
		count_words(out, b);
		return;
	case SHARE_MERGED:
		str_add(out, _("merged: "));
		count_words(out, b);
		return;
	case SHARE_AHEAD:
	case SHARE_BEHIND:
	case SHARE_APART:
		if (!*b->was)
			str_add(out, _("not here yet"));
		apart_words(out, b);
		return;
	case SHARE_REPLACED:
		str_add(out, _("theirs, in place of what was here"));
		return;
	case SHARE_MERGED_THERE:
		str_add(out, _("gone there, all of it is in main: gone here "
			       "too"));
		return;
	case SHARE_GONE_THERE:
		str_add(out, _("gone there, not all of it is in main: it "
			       "stays here"));
		return;
	case SHARE_BLOCKED:
		str_add(out, _("NOT TAKEN"));
		return;
	case SHARE_PUSHED:
		str_add(out, _("pushed"));
		return;
	}
}

static void branch_json(struct jwrite *w, const struct share_branch *b)
{
	jwrite_object(w, NULL);
	jwrite_str(w, "branch", b->name);
	jwrite_str(w, "state", share_state_name(b->state));
	jwrite_str(w, "was", *b->was ? b->was : NULL);
	jwrite_str(w, "is", *b->is ? b->is : NULL);
	jwrite_int(w, "theirs_alone", (int64_t)b->got);
	jwrite_int(w, "ours_alone", (int64_t)b->own);
	if (b->err.code) {
		jwrite_object(w, "error");
		jwrite_str(w, "code", error_name(b->err.code));
		jwrite_str(w, "what", b->err.what);
		jwrite_str(w, "where", b->err.where);
		jwrite_str(w, "fix", b->err.fix);
		jwrite_end(w);
	} else {
		jwrite_null(w, "error");
	}
	jwrite_end(w);
}

/* All rows; what was not taken or pushed is told on stderr too, and the
 * first of them gives the exit status. */
static int rows(struct cli *x, const struct share_news *news,
		struct error *err)
{
	static const char *const head[] = {"", "", NULL};
	struct table t = {.out = &x->out, .head = head};
	struct str text = {0};

	out_items(&x->out, NULL);
	for (size_t i = 0; i < news->count; i++) {
		const struct share_branch *b = &news->at[i];

		if (b->err.code && !x->status)
			x->status = out_status(b->err.code);
		if (x->out.mode == OUT_JSON) {
			branch_json(x->out.json, b);
			continue;
		}
		str_clear(&text);
		words(&text, b);
		table_cell(&t, b->name);
		table_cell(&t, x->out.mode == OUT_PLAIN
				       ? share_state_name(b->state)
				       : str_text(&text));
		if (b->err.code)
			out_error(&x->out, &b->err);
	}
	out_items_end(&x->out);
	str_release(&text);
	return table_end(&t, err);
}

/* --- remote ---------------------------------------------------------------------- */

static int remote_run(struct cli *x, struct error *err)
{
	const char *url = cli_word(x, 0);
	struct remote at;
	struct store *store;
	struct repo *r;
	int rc = cli_store(&store, x, err);

	if (!rc && url && cli_flag(x, "remove"))
		rc = error_set(err, ERR_USAGE,
			       _("give an address or --remove, not both"));
	if (rc)
		return rc;
	r = store_repo(store, err);
	if (!r)
		return err->code;
	if (url || cli_flag(x, "remove"))
		rc = remote_set(r, url, err);
	if (!rc && !cli_flag(x, "remove"))
		rc = remote_get(&at, r, err);
	if (rc || cli_flag(x, "remove"))
		return rc;
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "name", at.name);
		jwrite_str(x->out.json, "url", at.url);
		out_json_time(&x->out, "fetched", at.fetched);
	}
	out_raw_line(&x->out, at.url, strlen(at.url));
	if (url)
		out_note(&x->out, "%s",
			 _("next: stanch playbook pull, or push"));
	return 0;
}

/* --- pull, push -------------------------------------------------------------------- */

static int pull(struct cli *x, struct store *store, struct share_news *news,
		unsigned flags, struct error *err)
{
	struct ticker t = {.x = x};
	struct io_watch watch = {.stop = look, .ctx = &t};
	int rc = store_pull(news, store, flags, &watch, err);

	str_release(&t.told);
	return rc;
}

static int pull_run(struct cli *x, struct error *err)
{
	struct share_news news = {0};
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = pull(x, store, &news,
			  cli_flag(x, "take-theirs") ? SHARE_TAKE : 0, err);
	if (!rc)
		rc = rows(x, &news, err);
	share_release(&news);
	return rc;
}

static bool blocked(const struct share_news *news)
{
	for (size_t i = 0; i < news->count; i++)
		if (news->at[i].err.code)
			return true;
	return false;
}

static int push(struct cli *x, struct store *store, struct share_news *news,
		struct error *err)
{
	struct ticker t = {.x = x};
	struct io_watch watch = {.stop = look, .ctx = &t};
	int rc = store_push(news, store, x->args.word, x->args.word_count,
			    cli_flag(x, "dry-run") ? SHARE_DRY : 0, &watch,
			    err);

	str_release(&t.told);
	return rc;
}

/* An empty remote has nothing to pull. */
static bool only_empty(const struct share_news *news)
{
	return news->count && news->at[0].err.code == ERR_NOTFOUND &&
	       !*news->at[0].err.where;
}

static int pull_and_push(struct cli *x, struct store *store,
			 struct share_news *news, struct error *err)
{
	int rc = ERR_MOVED;

	for (int i = 0; rc == ERR_MOVED && i < AGAIN; i++) {
		error_clear(err);
		share_release(news);
		rc = pull(x, store, news, 0, err);
		if (rc)
			return rc;
		if (blocked(news) && !only_empty(news))
			return 0; /* the rows say why */
		share_release(news);
		rc = push(x, store, news, err);
	}
	return rc;
}

static int push_run(struct cli *x, struct error *err)
{
	struct share_news news = {0};
	struct store *store;
	int rc = cli_store(&store, x, err), told;

	if (!rc && cli_flag(x, "pull") && cli_flag(x, "dry-run"))
		rc = error_set(err, ERR_USAGE,
			       _("--pull and --dry-run exclude each other"));
	if (!rc)
		rc = cli_flag(x, "pull")
			     ? pull_and_push(x, store, &news, err)
			     : push(x, store, &news, err);
	if (!rc || blocked(&news)) {
		told = rows(x, &news, err);
		rc = rc && !x->status ? rc : told;
		if (!news.count)
			out_note(&x->out, "%s",
				 _("nothing to push: the remote has it all"));
	}
	if (!rc && cli_flag(x, "dry-run"))
		out_note(&x->out, "%s", _("only asked: nothing was pushed"));
	share_release(&news);
	return rc;
}

/* --- status ------------------------------------------------------------------------- */

static void tree_json(struct jwrite *w, const struct refs_tree *t)
{
	jwrite_object(w, "work_tree");
	jwrite_bool(w, "bare", t->bare);
	jwrite_bool(w, "detached", t->detached);
	jwrite_bool(w, "unborn", t->unborn);
	jwrite_int(w, "dirty", (int64_t)t->dirty);
	jwrite_str(w, "head", *t->head ? t->head : NULL);
	jwrite_str(w, "lock", *t->lock ? t->lock : NULL);
	jwrite_end(w);
}

static void tree_words(struct cli *x, const struct refs_tree *t)
{
	char at[TIME_TEXT];

	if (t->detached)
		out_line(&x->out, "%s", _("HEAD is detached: main and the "
					  "drafts are read by their names, so "
					  "that harms nothing"));
	if (t->unborn && !t->bare)
		out_line(&x->out, _("HEAD is on %s, which has no commit yet"),
			 t->head);
	if (t->dirty)
		out_line(&x->out,
			 ngettext("the work tree has %zu change of its own, "
				  "which nothing here reads or touches",
				  "the work tree has %zu changes of its own, "
				  "which nothing here reads or touches",
				  t->dirty), t->dirty);
	if (*t->lock) {
		out_when(at, &x->out, t->lock_at);
		out_line(&x->out, _("a lock of %s: %s; if no git runs any "
				    "more, delete it"), at, t->lock);
	}
}

static void brought_words(struct cli *x, const struct store_brought *b)
{
	if (!*b->version)
		return;
	if (b->strange)
		out_line(&x->out,
			 _("stanch %s brought other playbooks; these did not "
			   "begin with what ships, so nothing is offered"),
			 b->version);
	else if (b->conflicts)
		out_line(&x->out,
			 ngettext("stanch %s brought newer playbooks: %zu file "
				  "clashes with changes made here; stanch "
				  "playbook update",
				  "stanch %s brought newer playbooks: %zu "
				  "files clash with changes made here; stanch "
				  "playbook update", b->conflicts),
			 b->version, b->conflicts);
	else
		out_line(&x->out,
			 ngettext("stanch %s brought %zu newer file; it merges "
				  "without conflict: stanch playbook update",
				  "stanch %s brought %zu newer files; they "
				  "merge without conflict: stanch playbook "
				  "update", b->files),
			 b->version, b->files);
}

static void brought_json(struct jwrite *w, const struct store_brought *b)
{
	if (!*b->version) {
		jwrite_null(w, "shipped");
		return;
	}
	jwrite_object(w, "shipped");
	jwrite_str(w, "version", b->version);
	jwrite_int(w, "files", (int64_t)b->files);
	jwrite_int(w, "conflicts", (int64_t)b->conflicts);
	jwrite_bool(w, "mergeable", !b->strange);
	jwrite_end(w);
}

/* What a draft waits for, unless its writer is at it. */
static void waits_for(struct cli *x, const struct draft *d)
{
	struct out *o = &x->out;

	if (d->conflict || d->unfinished) {
		out_line(o, _("draft/%s by %s: a text waits: stanch playbook "
			      "edit %s"), d->name, d->author, d->name);
		return;
	}
	switch (d->state) {
	case DRAFT_WRITING:
		break;
	case DRAFT_OFFERED:
		out_line(o, d->waits_for_me
				    ? _("draft/%s by %s waits for you: stanch "
					"playbook review %s")
				    : _("draft/%s by %s waits for review: "
					"stanch playbook review %s"),
			 d->name, d->author, d->name);
		break;
	case DRAFT_APPROVED:
		out_line(o, _("draft/%s by %s is approved: stanch playbook "
			      "merge %s"), d->name, d->author, d->name);
		break;
	case DRAFT_MERGED:
		out_line(o, _("draft/%s by %s is in force: stanch playbook "
			      "drop %s"), d->name, d->author, d->name);
		break;
	}
}

static int status_drafts(struct cli *x, struct store *store,
			 struct error *err)
{
	struct draft *d = NULL;
	size_t n = 0;
	int rc = store_drafts(&d, &n, store, err);

	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON)
		jwrite_array(x->out.json, "drafts");
	for (size_t i = 0; i < n; i++) {
		if (x->out.mode == OUT_JSON) {
			jwrite_object(x->out.json, NULL);
			draft_json(x, &d[i]);
			jwrite_end(x->out.json);
		} else
			waits_for(x, &d[i]);
	}
	if (x->out.mode == OUT_JSON)
		jwrite_end(x->out.json);
	mem_free(d);
	return 0;
}

static void status_head(struct cli *x, const struct remote *to)
{
	char at[TIME_TEXT];

	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "remote", *to->name ? to->url : NULL);
		out_json_time(&x->out, "fetched", to->fetched);
		return;
	}
	if (!*to->name) {
		out_line(&x->out, "%s", _("shared with no remote: stanch "
					  "playbook remote ADDRESS"));
		return;
	}
	out_when(at, &x->out, to->fetched);
	if (to->fetched)
		out_line(&x->out, _("%s, fetched %s"), to->url, at);
	else
		out_line(&x->out, _("%s, never fetched"), to->url);
}

static int status_run(struct cli *x, struct error *err)
{
	struct share_news news = {0};
	struct store_brought brought = {0};
	struct refs_tree tree = {0};
	struct store *store;
	struct remote to;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_shared(&news, &to, store, err);
	if (!rc)
		rc = store_brought(&brought, store, err);
	if (!rc)
		rc = refs_tree(&tree, store_repo(store, err), err);
	if (!rc) {
		status_head(x, &to);
		if (!*to.name)
			news.count = 0; /* nothing to compare with */
		rc = rows(x, &news, err);
		if (x->out.mode == OUT_JSON) {
			brought_json(x->out.json, &brought);
			tree_json(x->out.json, &tree);
		} else {
			brought_words(x, &brought);
			tree_words(x, &tree);
		}
	}
	if (!rc)
		rc = status_drafts(x, store, err);
	share_release(&news);
	return rc;
}

/* --- update ---------------------------------------------------------------------------- */

static int update_run(struct cli *x, struct error *err)
{
	struct share_branch main;
	struct share_news news = {.at = &main, .count = 1};
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_update(&main, store, cli_flag(x, "dry-run"), err);
	if (!rc)
		rc = rows(x, &news, err);
	if (!rc && cli_flag(x, "dry-run"))
		out_note(&x->out, "%s", _("only looked: nothing was changed"));
	return rc;
}

static const struct opt remote_opts[] = {
	{"remove", 0, OPT_FLAG, NULL, N_("share with it no longer")},
	{0}
};
static const struct opt pull_opts[] = {
	{"take-theirs", 0, OPT_FLAG, NULL,
	 N_("where main was rewritten, or has another origin: take theirs, and "
	    "keep ours as a draft")},
	{0}
};
static const struct opt push_opts[] = {
	{"pull", 0, OPT_FLAG, NULL, N_("pull first, and again if need be")},
	{"dry-run", 'n', OPT_FLAG, NULL, N_("only ask, and push nothing")},
	{0}
};
static const struct opt update_opts[] = {
	{"dry-run", 'n', OPT_FLAG, NULL, N_("only look, and change nothing")},
	{0}
};

const struct command share_commands[] = {
	{"playbook remote", NULL,
	 N_("Show or set the git remote that playbooks are shared with"),
	 "[ADDRESS]", remote_opts,
	 "playbook remote git@example.org:team/playbooks.git", remote_run, 0},
	{"playbook pull", NULL,
	 N_("Take what the remote has: main and drafts"), NULL, pull_opts,
	 "playbook pull", pull_run, 0},
	{"playbook push", NULL,
	 N_("Give the remote what it lacks: main and your drafts"),
	 "[DRAFT...]", push_opts, "playbook push --pull", push_run, 0},
	{"playbook status", NULL,
	 N_("How playbooks stand to the remote and to what ships, and which "
	    "drafts wait"), NULL, NULL,
	 "playbook status", status_run, 0},
	{"playbook update", NULL,
	 N_("Merge the newer playbooks that this program brought"), NULL,
	 update_opts, "playbook update --dry-run", update_run, 0},
	{0}
};
