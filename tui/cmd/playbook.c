/* tui/cmd/playbook.c - list, read and check playbooks. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/words.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/draft.h"
#include "tui/cmd/drilled.h"
#include "tui/cmd/lint.h"
#include "tui/cmd/view.h"

/* --- list ------------------------------------------------------------------------ */

struct shelf { /* playbooks in force, and the drafts beside them */
	struct cli *x;
	struct pb_entry *book;
	struct draft *draft;
	size_t books, drafts;
};

static void drafts_json(const struct shelf *s, const char *slug)
{
	struct jwrite *w = s->x->out.json;

	jwrite_array(w, "drafts");
	for (size_t i = 0; i < s->drafts; i++) {
		if (!str_eq(s->draft[i].slug, slug))
			continue;
		jwrite_object(w, NULL);
		draft_json(s->x, &s->draft[i]);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void entry_json(const struct shelf *s, const struct pb_entry *e)
{
	struct jwrite *w = s->x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "slug", e->slug);
	jwrite_bool(w, "in_force", true);
	jwrite_str(w, "title", e->title);
	jwrite_str(w, "intro", e->intro);
	jwrite_str(w, "version", e->version);
	jwrite_str(w, "langs", e->langs);
	jwrite_int(w, "phases", e->phases);
	jwrite_int(w, "steps", e->steps);
	jwrite_int(w, "errors", e->errors);
	jwrite_int(w, "warnings", e->warnings);
	jwrite_str(w, "commit", e->last.id);
	out_json_time(&s->x->out, "changed", e->last.at);
	jwrite_int(w, "cases_open", e->cases_open);
	jwrite_int(w, "cases_older", e->cases_older);
	drafts_json(s, e->slug);
	jwrite_end(w);
}

static void entry_row(struct table *t, const struct pb_entry *e)
{
	table_cell(t, e->slug);
	table_cell(t, e->title);
	table_cell(t, e->version);
	table_cell(t, e->langs);
	table_cellf(t, "%u", e->phases);
	table_cellf(t, "%u", e->steps);
	table_cellf(t, "%u", e->errors);
	table_cellf(t, "%u", e->cases_open);
}

/* Below its playbook; --plain keeps to what is in force. */
static void draft_row(struct table *t, const struct draft *d)
{
	struct str state = {0};

	str_addf(&state, "%s: %s", d->author, draft_state_words(d->state));
	table_cellf(t, "  " DRAFT_PREFIX "%s", d->name);
	table_cell(t, str_text(&state));
	for (int i = 0; i < 4; i++)
		table_cell(t, "");
	table_cellf(t, "%u", d->errors);
	table_cell(t, "");
	str_release(&state);
}

static bool on_shelf(const struct shelf *s, const char *slug)
{
	for (size_t i = 0; i < s->books; i++)
		if (str_eq(s->book[i].slug, slug))
			return true;
	return false;
}

/* Drafts of this playbook; NULL: of those that are not in force. */
static void draft_rows(struct table *t, const struct shelf *s,
		       const char *slug)
{
	for (size_t i = 0; t->out->mode == OUT_TEXT && i < s->drafts; i++)
		if (slug ? str_eq(s->draft[i].slug, slug)
			 : !on_shelf(s, s->draft[i].slug))
			draft_row(t, &s->draft[i]);
}

static void list_text(struct table *t, const struct shelf *s)
{
	for (size_t i = 0; i < s->books; i++) {
		entry_row(t, &s->book[i]);
		draft_rows(t, s, s->book[i].slug);
	}
	draft_rows(t, s, NULL);
}

/* A playbook that is only a draft so far is an item too, by the first. */
static void list_json(const struct shelf *s)
{
	struct jwrite *w = s->x->out.json;

	jwrite_array(w, "items");
	for (size_t i = 0; i < s->books; i++)
		entry_json(s, &s->book[i]);
	for (size_t i = 0, k; i < s->drafts; i++) {
		const char *slug = s->draft[i].slug;

		for (k = 0; k < i && !str_eq(s->draft[k].slug, slug); k++)
			;
		if (k < i || !*slug || on_shelf(s, slug))
			continue;
		jwrite_object(w, NULL);
		jwrite_str(w, "slug", slug);
		jwrite_bool(w, "in_force", false);
		drafts_json(s, slug);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static int list_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("PLAYBOOK"), N_("TITLE"),
		N_("VERSION"), N_("LANGUAGES"), N_("PHASES"), N_("STEPS"),
		N_("ERRORS"), N_("OPEN CASES"), NULL};
	struct table t = {.out = &x->out, .head = head};
	struct shelf s = {.x = x};
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_playbooks(&s.book, &s.books, store, x->lang.code,
				     err);
	if (!rc && x->out.mode != OUT_PLAIN)
		rc = store_drafts(&s.draft, &s.drafts, store, err);
	if (!rc && x->out.mode == OUT_JSON)
		list_json(&s);
	else if (!rc)
		list_text(&t, &s);
	mem_free(s.book);
	mem_free(s.draft);
	return rc ? rc : table_end(&t, err);
}

/* --- show -------------------------------------------------------------------------- */

static void pb_step_json(struct cli *x, const struct pb_step *st, size_t lang)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "id", st->id);
	jwrite_str(w, "number", st->number);
	jwrite_str(w, "title", text_in(&st->title, lang));
	jwrite_str(w, "kind", st->decide.count ? "decision" : "action");
	jwrite_str(w, "role", st->role);
	jwrite_list(x->out.json, "answers", st->decide.id, st->decide.count);
	jwrite_list(x->out.json, "after", st->after.id, st->after.count);
	jwrite_array(w, "checks");
	for (size_t i = 0; i < st->item_count; i++)
		jwrite_str(w, NULL, text_in(&st->item[i].text, lang));
	jwrite_end(w);
	jwrite_end(w);
}

static void pb_json(struct cli *x, const struct playbook *pb,
		    const char *commit, size_t lang)
{
	struct jwrite *w = x->out.json;

	jwrite_str(w, "slug", pb->slug);
	jwrite_str(w, "id", pb->id);
	jwrite_str(w, "version", pb->version);
	jwrite_str(w, "commit", commit);
	jwrite_str(w, "title", text_in(&pb->title, lang));
	jwrite_str(w, "intro", text_in(&pb->intro, lang));
	jwrite_list(w, "langs", (const char *const *)pb->lang, pb->langs);
	jwrite_array(w, "phases");
	for (size_t i = 0; i < pb->phase_count; i++) {
		const struct pb_phase *ph = &pb->phase[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "id", ph->id);
		jwrite_str(w, "kind", phase_kind_name(ph->kind));
		jwrite_str(w, "title", text_in(&ph->title, lang));
		jwrite_array(w, "steps");
		for (size_t k = 0; k < ph->step_count; k++)
			pb_step_json(x, &ph->step[k], lang);
		jwrite_end(w);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static const struct md_node *body_in(struct md_node *const *body, size_t lang)
{
	return body[lang] ? body[lang] : body[0];
}

static const char *pb_role(const struct playbook *pb, const char *key,
			   size_t lang)
{
	for (size_t i = 0; i < pb->role_count; i++)
		if (str_eq(pb->role[i].key, key))
			return text_in(&pb->role[i].name, lang);
	return str_eq(key, "any") ? _("anybody") : key;
}

/* Who does it, who agrees, what it asks for: each on a line of its own. */
static void pb_step_facts(struct cli *x, const struct playbook *pb,
			  const struct pb_step *st, size_t lang)
{
	struct str t = {0};

	if (st->role)
		str_addf(&t, "%s\n", pb_role(pb, st->role, lang));
	if (st->when_step)
		str_addf(&t, _("only if %s %s %s\n"), st->when_step,
			 st->when_not ? "!=" : "=",
			 playbook_answer(pb, st->when_answer, lang));
	if (st->value != VALUE_NONE)
		str_addf(&t, _("a value: \"%s\"\n"),
			 text_in(&st->value_label, lang));
	for (size_t i = 0; i < st->evidence_count; i++)
		str_addf(&t, _("evidence: %s, \"%s\"\n"),
			 evidence_words(st->evidence[i].type),
			 text_in(&st->evidence[i].label, lang));
	if (st->second)
		str_addf(&t, _("second reader: %s\n"),
			 pb_role(pb, st->second, lang));
	if (st->approve)
		str_addf(&t, _("approves: %s\n"),
			 pb_role(pb, st->approve, lang));
	for (size_t i = 0; i < st->decide.count; i++)
		str_addf(&t, i ? ", %s" : _("answers: %s"),
			 playbook_answer(pb, st->decide.id[i], lang));
	out_text(&x->out, 5, str_text(&t));
	str_release(&t);
}

static int pb_step_text(struct cli *x, const struct playbook *pb,
			const struct pb_step *st, size_t lang,
			struct error *err)
{
	int rc;

	out_line(&x->out, "%s %s", st->number, text_in(&st->title, lang));
	pb_step_facts(x, pb, st, lang);
	rc = view_markdown(x, body_in(st->caution, lang), 5, err);
	if (!rc)
		rc = view_markdown(x, body_in(st->body, lang), 5, err);
	for (size_t i = 0; i < st->item_count && !rc; i++)
		out_line(&x->out, "     [ ] %s",
			 text_in(&st->item[i].text, lang));
	out_line(&x->out, "%s", "");
	return rc;
}

static int pb_text(struct cli *x, const struct playbook *pb, size_t lang,
		   struct error *err)
{
	int rc;

	out_line(&x->out, "%s", text_in(&pb->title, lang));
	out_line(&x->out, "%s", "");
	rc = view_markdown(x, body_in(pb->intro_body, lang), 0, err);
	out_line(&x->out, "%s", "");
	for (size_t i = 0; i < pb->phase_count && !rc; i++) {
		const struct pb_phase *ph = &pb->phase[i];

		out_line(&x->out, "%s %s", ph->number,
			 text_in(&ph->title, lang));
		rc = view_markdown(x, body_in(ph->intro, lang), 2, err);
		out_line(&x->out, "%s", "");
		for (size_t k = 0; k < ph->step_count && !rc; k++)
			rc = pb_step_text(x, pb, &ph->step[k], lang,
					  err);
	}
	return rc;
}

static int pb_print(struct cli *x, const struct playbook *pb,
		    const struct pb_texts *texts, struct error *err)
{
	size_t lang = playbook_lang(pb, x->lang.code);

	if (cli_flag(x, "raw") && x->out.mode != OUT_JSON) {
		out_document(&x->out, texts->src[lang].text,
			     texts->src[lang].len);
		return 0;
	}
	if (x->out.mode == OUT_TEXT)
		return pb_text(x, pb, lang, err);
	if (x->out.mode == OUT_JSON)
		pb_json(x, pb, texts->commit, lang);
	else
		for (size_t i = 0; i < pb->step_count; i++) {
			static const char *const head[] = {"", "", "", NULL};
			struct table t = {.out = &x->out, .head = head};

			table_cell(&t, pb->step[i].number);
			table_cell(&t, pb->step[i].id);
			table_cell(&t, text_in(&pb->step[i].title, lang));
			table_end(&t, NULL);
		}
	return 0;
}

static int show_run(struct cli *x, struct error *err)
{
	struct playbook *pb = NULL;
	struct pb_texts texts = {0};
	struct findings f = {0};
	const char *commit = cli_text(x, "commit"), *word = cli_word(x, 0);
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = commit ? store_playbook(&pb, &texts, &f, store, word,
					     commit, err)
			    : draft_book(&pb, &texts, &f, store, word, err);
	if (!rc)
		rc = pb_print(x, pb, &texts, err);
	if (!rc && !cli_flag(x, "raw"))
		rc = drilled_tell(x, pb->slug, texts.commit, err);
	if (!rc && f.errors)
		out_note(&x->out, _("%s has errors: stanch playbook lint %s"),
			 word, word);
	playbook_free(pb);
	pb_texts_release(&texts);
	findings_release(&f);
	return rc;
}

static const struct opt show_opts[] = {
	{"raw", 0, OPT_FLAG, NULL, N_("the Markdown as it is written")},
	{"commit", 0, OPT_TEXT, "COMMIT",
	 N_("as it was then; main, in force, if not given")},
	{0}
};
static const struct opt lint_opts[] = {
	{"fix", 0, OPT_FLAG, NULL,
	 N_("mend in the files what has one right answer")},
	{"dry-run", 0, OPT_FLAG, NULL, N_("with --fix: only say which files")},
	{0}
};

const struct command playbook_commands[] = {
	{"playbook list", NULL, N_("List the playbooks in force, and drafts"),
	 NULL, NULL, "playbook list", list_run, 0},
	{"playbook show", NULL, N_("Read a playbook"), "PLAYBOOK", show_opts,
	 "playbook show ransomware", show_run, 0},
	{"playbook lint", NULL,
	 N_("Check playbooks: a file, a folder, one of the store, a draft"),
	 "PLAYBOOK...", lint_opts,
	 "playbook lint ransomware.md\nplaybook lint --fix ransomware.md",
	 lint_run, 0},
	{0}
};
