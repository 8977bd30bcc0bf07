/* tui/cmd/adopt.c - a case takes up a playbook, or another version of it. */
#include <string.h>

#include "core/base/tr.h"
#include "core/case/words.h"
#include "core/store/offer.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

/* --- what it would do ------------------------------------------------------------- */

static const char *step_words(const struct cli *x, const struct step *st)
{
	return text_in(&st->def->object,
		       playbook_lang(st->book->pb, x->lang.code));
}

static void row_json(struct cli *x, const struct adopt_row *r)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "id", r->is->key);
	jwrite_str(w, "number", r->is->number);
	jwrite_str(w, "title", step_words(x, r->is));
	jwrite_str(w, "change", adopt_kind_name(r->kind));
	jwrite_str(w, "state", r->was ? step_state_name(r->was->state) : NULL);
	jwrite_str(w, "owner", r->was ? r->was->owner : NULL);
	jwrite_str(w, "new_owner", r->is->owner);
	out_json_time(&x->out, "due", r->is->due);
	jwrite_str(w, "what", r->what);
	jwrite_end(w);
}

static void plan_json(struct cli *x, const struct offer *o, bool dry)
{
	static const char *const names[] = {"changed", "new", "retired",
					    "kept"};
	const struct set_adopt *a = o->book->adopt;
	struct jwrite *w = x->out.json;

	jwrite_bool(w, "dry_run", dry);
	jwrite_str(w, "playbook", a->slug);
	jwrite_str(w, "from", a->commit);
	jwrite_str(w, "from_version", o->book->pb ? o->book->pb->version
						  : NULL);
	jwrite_str(w, "to", o->texts.commit);
	jwrite_str(w, "to_version", o->pb->version);
	for (int i = ADOPT_CHANGED; i <= ADOPT_KEPT; i++)
		jwrite_int(w, names[i], (int64_t)o->plan->of[i]);
	jwrite_array(w, "steps");
	for (size_t i = 0; i < o->plan->count; i++)
		row_json(x, &o->plan->row[i]);
	jwrite_end(w);
}

static const char *const kind_words[] = {
	[ADOPT_CHANGED] = N_("changed"), [ADOPT_NEW] = N_("new"),
	[ADOPT_RETIRED] = N_("retired"), [ADOPT_KEPT] = N_("kept"),
};

static void plan_row(struct cli *x, struct table *t,
		     const struct adopt_row *r)
{
	const bool plain = x->out.mode == OUT_PLAIN;
	const struct step *was = r->was;

	table_cell(t, plain ? adopt_kind_name(r->kind)
			    : _(kind_words[r->kind]));
	table_cell(t, r->is->number);
	table_cell(t, step_words(x, r->is));
	table_cell(t, !was ? "" : plain ? step_state_name(was->state)
					: step_state_words(was->state));
	table_cell(t, was ? was->owner : NULL);
	table_cell(t, r->what);
}

/* What is kept is counted only. */
static int plan_text(struct cli *x, const struct offer *o, struct error *err)
{
	static const char *const head[] = {N_("CHANGE"), N_("STEP"), "",
		N_("IN THIS CASE"), N_("OWNER"), N_("WHAT HAPPENS"), NULL};
	const char *was = o->book->pb ? o->book->pb->version : NULL;
	struct table t = {.out = &x->out, .head = head};
	struct str words = {0};

	adopt_words(&words, o->plan->of);
	out_line(&x->out, "%s  %s%s@ %.7s -> %s%s@ %.7s",
		 o->book->adopt->slug, was ? was : "", was ? " " : "",
		 o->book->adopt->commit, o->pb->version ? o->pb->version : "",
		 o->pb->version ? " " : "", o->texts.commit);
	str_addf(&words, _(", %zu kept"), o->plan->of[ADOPT_KEPT]);
	out_line(&x->out, "%s", str_text(&words));
	str_release(&words);
	for (size_t i = 0; i < o->plan->count; i++)
		if (o->plan->row[i].kind != ADOPT_KEPT)
			plan_row(x, &t, &o->plan->row[i]);
	return table_end(&t, err);
}

static int plan_show(struct cli *x, const struct offer *o, bool dry,
		     struct error *err)
{
	if (x->out.mode == OUT_JSON) {
		plan_json(x, o, dry);
		return 0;
	}
	return plan_text(x, o, err);
}

/* --- another version ---------------------------------------------------------------- */

static const char *to_asked(const struct cli *x)
{
	const char *to = cli_text(x, "to");

	return to ? to : "main";
}

static int has_errors(const char *slug, struct error *err)
{
	error_set(err, ERR_INVALID, _("playbook %s has errors"), slug);
	return error_fix(err, "stanch playbook lint %s", slug);
}

static int take(struct cli *x, struct act *a, const struct offer *o,
		struct error *err)
{
	const char *slug = o->book->adopt->slug;

	if (o->errors)
		return has_errors(slug, err);
	return act_adopt(a, slug, o->texts.commit, o->texts.src,
			 o->texts.count, cli_text(x, "why"), err);
}

/* The plan is told first: adopting brings the case up to date, and what the
 * plan points at is gone. */
static int another(struct cli *x, struct act *a, const struct situation *s,
		   const struct book *b, struct error *err)
{
	const bool dry = cli_flag(x, "dry-run");
	struct offer *o;
	int rc = offer_read(&o, x->store, s, b, to_asked(x), err);

	if (!rc)
		rc = plan_show(x, o, dry, err);
	if (!rc && !dry)
		rc = take(x, a, o, err);
	if (!rc && !dry)
		view_recorded(x, a, _("the playbook is adopted"));
	offer_free(o);
	return rc;
}

/* --- one more playbook ----------------------------------------------------------------- */

static int one_more(struct cli *x, struct act *a, const struct situation *s,
		    const char *slug, struct error *err)
{
	struct playbook *pb = NULL;
	struct pb_texts texts = {0};
	struct findings f = {0};
	int rc = offer_allowed(x->store, s, to_asked(x), err);

	if (!rc)
		rc = store_playbook(&pb, &texts, &f, x->store, slug,
				    to_asked(x), err);
	if (!rc && f.errors)
		rc = has_errors(slug, err);
	if (!rc && cli_flag(x, "dry-run"))
		out_line(&x->out, ngettext("%s: one more playbook, %zu step",
					   "%s: one more playbook, %zu steps",
					   pb->step_count),
			 slug, pb->step_count);
	else if (!rc)
		rc = act_adopt(a, slug, texts.commit, texts.src, texts.count,
			       cli_text(x, "why"), err);
	if (!rc && !cli_flag(x, "dry-run"))
		view_recorded(x, a, _("the playbook is adopted"));
	playbook_free(pb);
	pb_texts_release(&texts);
	findings_release(&f);
	return rc;
}

static int adopt_run(struct cli *x, struct error *err)
{
	const char *slug = cli_word(x, 1);
	const struct situation *s;
	const struct book *b = NULL;
	struct error none = {0};
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (rc)
		return rc;
	rc = offer_book(&b, s, slug, slug ? &none : err);
	if (b)
		return another(x, &a, s, b, err);
	return slug ? one_more(x, &a, s, slug, err) : rc;
}

static const struct opt adopt_opts[] = {
	{"to", 0, OPT_TEXT, "COMMIT",
	 N_("which version: main, in force, if not given; an older commit; in "
	    "a drill also draft/NAME")},
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{"dry-run", 0, OPT_FLAG, NULL,
	 N_("tell what would happen, and record nothing")},
	{0}
};

const struct command adopt_commands[] = {
	{"playbook adopt", NULL,
	 N_("Take a playbook, or another version of it, into a case"),
	 "CASE [PLAYBOOK]", adopt_opts,
	 "playbook adopt INC-2026-014 --dry-run\n"
	 "playbook adopt INC-2026-014 --why \"The vendor asks for it\"\n"
	 "playbook adopt INC-2026-014 ransomware --why \"It is a leak too\"",
	 adopt_run, CMD_WRITES},
	{0}
};
