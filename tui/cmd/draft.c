/* tui/cmd/draft.c - playbook drafts, merge, drop. */
#include "tui/cmd/draft.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/ask.h"
#include "tui/cmd/cmd.h"

/* --- one draft --------------------------------------------------------------- */

void draft_json(struct cli *x, const struct draft *d)
{
	struct jwrite *w = x->out.json;

	jwrite_str(w, "draft", d->name);
	jwrite_str(w, "slug", d->slug);
	jwrite_str(w, "state", draft_state_name(d->state));
	jwrite_str(w, "commit", d->tip.id[0] ? d->tip.id : NULL);
	jwrite_str(w, "base", d->base);
	jwrite_str(w, "author", d->author);
	jwrite_str(w, "reviewer", d->reviewer[0] ? d->reviewer : NULL);
	out_json_time(&x->out, "changed", d->tip.at);
	jwrite_int(w, "ahead", d->ahead);
	jwrite_int(w, "behind", d->behind);
	jwrite_int(w, "files", d->files);
	jwrite_int(w, "errors", d->errors);
	jwrite_int(w, "warnings", d->warnings);
	jwrite_bool(w, "unfinished", d->unfinished);
	jwrite_bool(w, "conflict", d->conflict);
	jwrite_bool(w, "mine", d->mine);
	jwrite_bool(w, "waits_for_me", d->waits_for_me);
}

/* What the person may do next. */
static void hint(struct cli *x, const struct draft *d)
{
	if (d->conflict || d->unfinished)
		out_note(&x->out, _("a text waits: stanch playbook edit %s"),
			 d->name);
	else if (d->errors)
		out_note(&x->out,
			 _("errors: %u; stanch playbook lint draft/%s"),
			 d->errors, d->name);
	else if (d->state == DRAFT_WRITING)
		out_note(&x->out, _("next: stanch playbook review %s "
				    "--offer"), d->name);
	else if (d->state == DRAFT_OFFERED)
		out_note(&x->out, _("next, by another person: stanch playbook "
				    "approve %s"), d->name);
	else if (d->state == DRAFT_APPROVED)
		out_note(&x->out, _("next: stanch playbook merge %s"),
			 d->name);
	else
		out_note(&x->out, _("next: stanch playbook drop %s"),
			 d->name);
}

static void state_line(struct cli *x, const struct draft *d)
{
	out_line(&x->out, "draft/%s  %.7s  %s  %s%s%s", d->name, d->tip.id,
		 d->author, draft_state_words(d->state),
		 d->reviewer[0] ? ": " : "", d->reviewer);
}

int draft_tell(struct cli *x, struct store *s, const char *name,
	       struct error *err)
{
	struct draft d;
	int rc = store_draft(&d, s, name, err);

	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON)
		draft_json(x, &d);
	state_line(x, &d);
	hint(x, &d);
	return 0;
}

int draft_told(struct cli *x, struct store *s, const char *name,
	       const char *id, struct error *err)
{
	char branch[DRAFT_NAME + 8];

	snprintf(branch, sizeof(branch), "%s%s", DRAFT_PREFIX, name);
	if (repo_checked_out(store_repo(s, err), branch))
		out_note(&x->out, _("a work tree stands on %s: it lags now, "
				    "git restore brings it up"), branch);
	out_line(&x->out, _("committed %.12s"), id);
	return draft_tell(x, s, name, err);
}

static int split(char slug[64], const char **version, const char *word,
		 struct error *err)
{
	size_t n = strcspn(word, "@");

	*version = word[n] ? word + n + 1 : NULL;
	if (n >= 64)
		return error_set(err, ERR_NOTFOUND,
				 _("no playbook is called \"%s\""), word);
	snprintf(slug, 64, "%.*s", (int)n, word);
	return 0;
}

int draft_commit(char id[COMMIT_HEX], struct store *s, const char *slug,
		 const char *word, struct error *err)
{
	return store_version(id, s, str_eq(word, "draft") ? slug : word, err);
}

int draft_version(char slug[64], char id[COMMIT_HEX], struct store *s,
		  const char *word, struct error *err)
{
	const char *version;
	int rc = split(slug, &version, word, err);

	return rc ? rc : draft_commit(id, s, slug, version, err);
}

int draft_book(struct playbook **out, struct pb_texts *texts,
	       struct findings *f, struct store *s, const char *word,
	       struct error *err)
{
	char slug[64], id[COMMIT_HEX];
	const char *version;
	int rc = split(slug, &version, word, err);

	*out = NULL;
	*texts = (struct pb_texts){0};
	if (rc)
		return rc;
	if (str_eq(version, "draft"))
		version = slug;
	if (version && str_starts(version, DRAFT_PREFIX))
		version += strlen(DRAFT_PREFIX);
	if (version && store_draft_is(s, version))
		return store_draft_playbook(out, texts, f, s, version, slug,
					    err);
	rc = store_version(id, s, version, err);
	return rc ? rc : store_playbook(out, texts, f, s, slug, id, err);
}

/* --- the list ---------------------------------------------------------------- */

static void draft_row(struct table *t, const struct draft *d)
{
	table_cell(t, d->name);
	table_cell(t, d->slug);
	table_cellf(t, "%.7s", d->tip.id);
	table_cell(t, t->out->mode == OUT_PLAIN ? draft_state_name(d->state)
						: draft_state_words(d->state));
	table_cell(t, d->author);
	table_time(t, d->tip.at);
	table_cellf(t, "%u", d->errors);
	table_cell(t, d->conflict     ? _("conflict: edit it")
		      : d->unfinished ? _("not committed")
		      : d->waits_for_me ? _("for you to review") : "");
}

static int drafts_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("DRAFT"), N_("PLAYBOOK"),
		N_("COMMIT"), N_("STATE"), N_("BY"), N_("CHANGED"),
		N_("ERRORS"), "", NULL};
	struct table t = {.out = &x->out, .head = head};
	struct draft *list = NULL;
	struct store *s;
	size_t count = 0;
	int rc = cli_store(&s, x, err);

	if (!rc)
		rc = store_drafts(&list, &count, s, err);
	if (rc)
		return rc;
	out_items(&x->out, NULL);
	for (size_t i = 0; i < count; i++) {
		if (x->out.mode != OUT_JSON) {
			draft_row(&t, &list[i]);
			continue;
		}
		jwrite_object(x->out.json, NULL);
		draft_json(x, &list[i]);
		jwrite_end(x->out.json);
	}
	out_items_end(&x->out);
	mem_free(list);
	return table_end(&t, err);
}

/* --- merge, drop ------------------------------------------------------------- */

static void merged(struct cli *x, const struct draft *d,
		   const struct draft_merging *m)
{
	out_line(&x->out, _("draft/%s is in force: main is %.12s"), d->name,
		 m->id);
	if (m->branch_stays)
		out_note(&x->out, _("the branch draft/%s stays: somebody "
				    "commits to it, or a work tree stands on "
				    "it"), d->name);
	else
		out_note(&x->out, _("the draft ended at %.12s: git branch "
				    "draft/%s %.12s brings it back"), m->tip,
			 d->name, m->tip);
	if (m->work_tree)
		out_note(&x->out, _("a work tree stands on %s: it lags now, "
				    "git restore brings it up"), "main");
	if (x->out.mode != OUT_JSON)
		return;
	jwrite_str(x->out.json, "draft", d->name);
	jwrite_str(x->out.json, "commit", m->id);
	jwrite_str(x->out.json, "tip", m->tip);
}

static int merge_run(struct cli *x, struct error *err)
{
	struct draft_merging m = {0};
	struct store *s;
	struct draft d;
	int rc = cli_store(&s, x, err);

	if (!rc)
		rc = store_draft(&d, s, cli_word(x, 0), err);
	if (!rc)
		rc = store_draft_merge(&m, s, d.name, cli_text(x, "override"),
				       err);
	if (!rc)
		merged(x, &d, &m);
	if (rc == ERR_REFUSED && m.count && ask_can(x) &&
	    ask_letter(x, _("Both changed the same. Edit it now? [y]es, "
			    "[n]o:"), "yn") == 'y') {
		error_clear(err);
		rc = draft_edit_run(x, err);
	}
	draft_merging_release(&m);
	return rc;
}

static int drop_run(struct cli *x, struct error *err)
{
	char id[COMMIT_HEX];
	struct store *s;
	struct draft d;
	int rc = cli_store(&s, x, err);

	if (!rc)
		rc = store_draft(&d, s, cli_word(x, 0), err);
	if (rc)
		return rc;
	if (!cli_flag(x, "yes") && !ask_can(x)) {
		error_set(err, ERR_REFUSED, _("nobody to ask whether draft %s "
					      "may go"), d.name);
		return error_fix(err, "stanch playbook drop %s --yes", d.name);
	}
	state_line(x, &d);
	if (!cli_flag(x, "yes") &&
	    ask_letter(x, _("Drop this draft? [n]o, [y]es:"), "ny") != 'y')
		return error_set(err, ERR_CANCELLED, _("not dropped"));
	rc = store_draft_drop(id, s, d.name, err);
	if (rc)
		return rc;
	out_line(&x->out, _("draft %s is dropped"), d.name);
	if (*id)
		out_note(&x->out, _("git branch draft/%s %.12s brings it "
				    "back"), d.name, id);
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "draft", d.name);
		jwrite_str(x->out.json, "commit", *id ? id : NULL);
	}
	return 0;
}

/* --- rows -------------------------------------------------------------------- */

#define TEXT_OPTS \
	{"draft", 0, OPT_TEXT, "NAME", N_("the draft to write in")}, \
	{"from", 0, OPT_TEXT, "FILE", \
	 N_("take the text from a file instead of an editor; - is standard " \
	    "input")}, \
	{"as-is", 0, OPT_FLAG, NULL, \
	 N_("commit the text that waits, without an editor")}, \
	{"force", 0, OPT_FLAG, NULL, \
	 N_("commit to the draft although lint finds errors")}, \
	{"message", 'm', OPT_TEXT, "TEXT", N_("why, for the commit")}, \
	{"file", 'F', OPT_TEXT, "FILE", \
	 N_("the message from a file; - is standard input")}

static const struct opt new_opts[] = {
	{"title", 0, OPT_TEXT, "TEXT", N_("its title")},
	TEXT_OPTS,
	{0}
};
static const struct opt text_opts[] = {
	TEXT_OPTS,
	{0}
};
static const struct opt edit_opts[] = {
	{"step", 0, OPT_TEXT, "STEP", N_("begin at this step: id or number")},
	{"stale", 0, OPT_FLAG, NULL,
	 N_("with --lang: go through what is behind its base, one by one")},
	TEXT_OPTS,
	{0}
};
static const struct opt review_opts[] = {
	{"offer", 0, OPT_FLAG, NULL, N_("ask others to review it")},
	{"withdraw", 0, OPT_FLAG, NULL, N_("take it back from review")},
	{"comment", 0, OPT_TEXT, "TEXT", N_("remark on it, for its writers")},
	{"step", 0, OPT_TEXT, "STEP", N_("on this step: id or number")},
	{0}
};
static const struct opt yes_opts[] = {
	{"yes", 0, OPT_FLAG, NULL, N_("do not ask")},
	{0}
};
static const struct opt merge_opts[] = {
	{"override", 0, OPT_TEXT, "WHY",
	 N_("without a second person; the reason is recorded")},
	{0}
};
static const struct opt walk_opts[] = {
	{"answers", 0, OPT_MANY, "STEP=ANSWER",
	 N_("only the ways with these answers")},
	{0}
};

const struct command draft_commands[] = {
	{"playbook new", NULL, N_("Begin a playbook, in a draft of its own"),
	 "PLAYBOOK", new_opts,
	 "playbook new lost-laptop --title \"Lost laptop\"",
	 draft_new_run, 0},
	{"playbook edit", NULL,
	 N_("Edit a playbook in a draft: editor, lint, difference, commit"),
	 "PLAYBOOK[@DRAFT]", edit_opts,
	 "playbook edit ransomware --step 2.03\n"
	 "playbook edit ransomware@backups --from new.md -m \"Ask first\"\n"
	 "playbook edit notices/cn-authority.zh.md",
	 draft_edit_run, 0},
	{"clock edit", NULL,
	 N_("Edit a legal time limit in a draft: editor, lint, difference, "
	    "commit"),
	 "CLOCK[@DRAFT]", text_opts,
	 "clock edit cn-pipl-57-authority\n"
	 "clock edit clocks/calendars/cn-statutory.yaml --from new.yaml -m "
	 "\"Holidays of 2027\"",
	 clock_edit_run, 0},
	{"playbook drafts", NULL, N_("List the drafts and how they stand"),
	 NULL, NULL, "playbook drafts", drafts_run, 0},
	{"playbook review", NULL,
	 N_("Show what a draft changes; offer it for review"), "DRAFT",
	 review_opts,
	 "playbook review backups --offer\n"
	 "playbook review backups --comment \"Who decides?\" --step spread-now",
	 draft_review_run, 0},
	{"playbook approve", NULL, N_("Approve a draft that others wrote"),
	 "DRAFT", yes_opts, "playbook approve backups", draft_approve_run, 0},
	{"playbook merge", NULL, N_("Put a draft in force"), "DRAFT",
	 merge_opts,
	 "playbook merge backups\n"
	 "playbook merge backups --override \"Nobody else on duty\"",
	 merge_run, 0},
	{"playbook drop", NULL, N_("Drop a draft"), "DRAFT", yes_opts,
	 "playbook drop backups --yes", drop_run, 0},
	{"playbook walk", NULL,
	 N_("Go through a playbook down every branch, writing nothing"),
	 "PLAYBOOK[@VERSION]", walk_opts,
	 "playbook walk ransomware\n"
	 "playbook walk ransomware@backups --answers spread-now=yes",
	 draft_walk_run, 0},
	{"playbook stale", NULL,
	 N_("Which steps of a translation are behind their base"),
	 "PLAYBOOK[@VERSION]", NULL,
	 "playbook stale ransomware\nplaybook stale ransomware --lang zh",
	 draft_stale_run, 0},
	{"playbook rebase-language", NULL,
	 N_("Make a translation the base, and the base a translation"),
	 "PLAYBOOK LANGUAGE", NULL, "playbook rebase-language ransomware zh",
	 rebase_language_run, 0},
	{0}
};
