/* tui/cmd/draft_review.c - playbook review, approve: what a draft changes,
 * and what is said of it. */
#include <string.h>

#include "core/base/tr.h"
#include "tui/cmd/ask.h"
#include "tui/cmd/changes.h"
#include "tui/cmd/draft.h"

/* --- what it changes --------------------------------------------------------- */

/* One playbook, by step, against what the draft left. */
static int show_book(struct cli *x, struct store *s, const struct draft *d,
		     const char *slug, struct error *err)
{
	struct version was, is = {0};
	int rc = version_read(&was, s, slug, d->base[0] ? d->base : "main",
			      err);

	if (!rc)
		rc = version_read(&is, s, slug, d->tip.id, err);
	if (!rc)
		rc = changes_show(x, &was, &is, err);
	else if (rc == ERR_INVALID) {
		error_clear(err); /* no playbook: lint says so */
		rc = 0;
	}
	version_release(&is);
	version_release(&was);
	return rc;
}

/* NULL where it is not there. */
static int text_at(const char **text, struct str *out, struct store *s,
		   const char *commit, const char *path, struct error *err)
{
	struct repo *r = store_repo(s, err);
	int rc = r && *commit ? repo_read(out, r, commit, path, err)
			      : ERR_NOTFOUND;

	*text = rc ? NULL : str_text(out);
	if (rc != ERR_NOTFOUND)
		return rc;
	error_clear(err);
	return 0;
}

/* Any other file: as git shows it. */
static int show_file(struct cli *x, struct store *s, const struct draft *d,
		     const char *path, struct error *err)
{
	struct str was = {0}, is = {0}, patch = {0};
	const char *old, *new;
	int rc = text_at(&old, &was, s, d->base, path, err);

	if (!rc)
		rc = text_at(&new, &is, s, d->tip.id, path, err);
	if (!rc)
		rc = repo_patch(&patch, path, old, was.len, new, is.len, err);
	if (!rc && x->out.mode == OUT_JSON) {
		jwrite_object(x->out.json, NULL);
		jwrite_str(x->out.json, "file", path);
		jwrite_str(x->out.json, "patch", str_text(&patch));
		jwrite_end(x->out.json);
	} else if (!rc && patch.len) {
		out_line(&x->out, "%s", "");
		out_text(&x->out, 0, str_text(&patch));
	}
	str_release(&was);
	str_release(&is);
	str_release(&patch);
	return rc;
}

/* In JSON the first playbook by step, every other file as a patch. */
static bool by_step(const struct cli *x, const struct draft_files *f,
		    const char *path)
{
	size_t n = x->out.mode == OUT_JSON && f->slugs ? 1 : f->slugs;

	for (size_t i = 0; i < n; i++)
		if (store_draft_is_of(path, f->slug[i]))
			return true;
	return false;
}

static int show_changes(struct cli *x, struct store *s, const struct draft *d,
			struct error *err)
{
	bool json = x->out.mode == OUT_JSON;
	struct draft_files f;
	struct arena a = {0};
	int rc = store_draft_files(&f, &a, s, d->name, err);

	for (size_t i = 0; !rc && d->tip.id[0] && i < f.slugs; i++)
		if (!json || !i) {
			if (f.slugs > 1)
				out_line(&x->out, "\n%s.md", f.slug[i]);
			rc = show_book(x, s, d, f.slug[i], err);
		}
	if (json)
		jwrite_array(x->out.json, "patches");
	for (size_t i = 0; !rc && d->tip.id[0] && i < f.paths; i++)
		if (!by_step(x, &f, f.path[i]))
			rc = show_file(x, s, d, f.path[i], err);
	if (json)
		jwrite_end(x->out.json);
	arena_release(&a);
	return rc;
}

/* --- remarks ------------------------------------------------------------------ */

static void comment_json(struct cli *x, const struct draft_comment *c)
{
	jwrite_object(x->out.json, NULL);
	jwrite_str(x->out.json, "by", c->who);
	out_json_time(&x->out, "at", c->at);
	jwrite_str(x->out.json, "step", *c->step ? c->step : NULL);
	jwrite_str(x->out.json, "text", c->text);
	jwrite_end(x->out.json);
}

static int show_comments(struct cli *x, struct store *s, const char *name,
			 struct error *err)
{
	struct draft_comment *c;
	struct arena a = {0};
	size_t n;
	int rc = store_draft_comments(&c, &n, &a, s, name, err);

	if (x->out.mode == OUT_JSON)
		jwrite_array(x->out.json, "comments");
	for (size_t i = 0; i < n; i++) {
		if (x->out.mode == OUT_JSON) {
			comment_json(x, &c[i]);
			continue;
		}
		out_line(&x->out, "%s", "");
		out_line(&x->out, _("%s on %s:"), c[i].who,
			 *c[i].step ? c[i].step : _("all of it"));
		out_text(&x->out, 4, c[i].text);
	}
	if (x->out.mode == OUT_JSON)
		jwrite_end(x->out.json);
	else if (n)
		out_line(&x->out, "%s", "");
	arena_release(&a);
	return rc;
}

/* A step is known by its id, or its number in the draft. */
static int comment(struct cli *x, struct store *s, const struct draft *d,
		   struct error *err)
{
	const char *word = cli_text(x, "step"), *text = cli_text(x, "comment");
	struct playbook *pb = NULL;
	struct pb_texts texts = {0};
	struct findings f = {0};
	const struct pb_step *st = NULL;
	int rc = 0;

	if (word && *d->slug)
		rc = store_draft_playbook(&pb, &texts, &f, s, d->name, d->slug,
					  err);
	for (size_t i = 0; pb && i < pb->step_count; i++)
		if (str_eq(pb->step[i].id, word) ||
		    str_eq(pb->step[i].number, word))
			st = &pb->step[i];
	if (!rc && word && !st) {
		error_set(err, ERR_NOTFOUND, _("step %s is not in draft %s"),
			  word, d->name);
		rc = error_fix(err, "stanch playbook review %s", d->name);
	}
	if (!rc)
		rc = store_draft_comment(s, d->name, st ? st->id : "", text,
					 err);
	playbook_free(pb);
	pb_texts_release(&texts);
	findings_release(&f);
	return rc;
}

/* --- the commands ------------------------------------------------------------- */

int draft_review_run(struct cli *x, struct error *err)
{
	bool offer = cli_flag(x, "offer"), back = cli_flag(x, "withdraw");
	bool says = cli_text(x, "comment") != NULL;
	struct store *s;
	struct draft d;
	int rc = cli_store(&s, x, err);

	if (!rc && offer && back)
		return error_set(err, ERR_USAGE,
				 _("--offer and --withdraw exclude each "
				   "other"));
	if (!rc)
		rc = store_draft(&d, s, cli_word(x, 0), err);
	if (!rc && says)
		rc = comment(x, s, &d, err);
	if (!rc && !offer && !back && !says)
		rc = show_changes(x, s, &d, err);
	if (!rc)
		rc = show_comments(x, s, d.name, err);
	if (!rc && offer)
		rc = store_draft_offer(s, d.name, err);
	if (!rc && back)
		rc = store_draft_withdraw(s, d.name, err);
	return rc ? rc : draft_tell(x, s, d.name, err);
}

int draft_approve_run(struct cli *x, struct error *err)
{
	struct store *s;
	struct draft d;
	int rc = cli_store(&s, x, err);

	if (!rc)
		rc = store_draft(&d, s, cli_word(x, 0), err);
	if (!rc && ask_can(x) && !cli_flag(x, "yes")) {
		rc = show_changes(x, s, &d, err);
		if (!rc && ask_letter(x, _("Approve it? [n]o, [y]es:"),
				      "ny") != 'y')
			return error_set(err, ERR_CANCELLED,
					 _("not approved"));
	}
	if (!rc)
		rc = store_draft_approve(s, d.name, d.tip.id, err);
	return rc ? rc : draft_tell(x, s, d.name, err);
}
