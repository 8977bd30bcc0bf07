/* tui/screen/report_acts.c - what a person does in the report view: write
 * the summary, findings and actions, settle actions, export. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/words.h"
#include "core/report/report.h"
#include "tui/screen/review.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/form.h"
#include "tui/widget/prompt.h"

#define REFS_MAX 32

/* --- findings -------------------------------------------------------------------- */

/* "3.02, E-1 E-2" to words; a step by its key, whatever was typed. */
static size_t read_refs(const char *ref[REFS_MAX], char *text,
			const struct situation *s)
{
	static const char gaps[] = ", \n";
	size_t n = 0;

	for (char *p = text; n < REFS_MAX; n++) {
		const struct step *st;
		struct error ignored;
		size_t len;

		p += strspn(p, gaps);
		len = strcspn(p, gaps);
		if (!len)
			break;
		ref[n] = p;
		p += len;
		if (*p)
			*p++ = '\0';
		if (!situation_step(&st, s, ref[n], &ignored))
			ref[n] = st->key;
	}
	return n;
}

static bool finding_given(struct app *app, void *ctx, struct form *f)
{
	struct act a = ctx_act(app);
	struct error err = {0};
	const char *ref[REFS_MAX];
	char *refs;
	int rc;

	(void)ctx;
	if (!f)
		return true;
	refs = mem_strdup(form_text(f, 2));
	if (refs)
		rc = act_finding(&a, (enum finding_kind)form_choice(f, 0),
				 form_text(f, 1), ref,
				 read_refs(ref, refs, ctx_now(app)), &err);
	else
		rc = error_nomem(&err);
	mem_free(refs);
	return ctx_told(app, &a, rc, &err, _("the finding is written down"));
}

static void add_finding(struct app *app, void *state)
{
	struct review *v = state;
	const struct form_field fields[] = {
		{.label = _("Kind"), .kind = FORM_CHOICE,
		 .choices = v->kinds},
		{.label = _("What was found"), .kind = FORM_LINES, .rows = 4,
		 .needed = true},
		{.label = _("Shown by"), .kind = FORM_TEXT,
		 .hint = _("steps and evidence, such as 1.02, E-3")},
	};

	for (int k = FIND_CAUSE; k <= FIND_WELL; k++)
		v->kinds[k] = finding_kind_words((enum finding_kind)k);
	form_ask(app, _("New finding"), fields, 3, finding_given, v);
}

/* --- actions ----------------------------------------------------------------------- */

enum { FIELD_WHAT, FIELD_OWNER, FIELD_DUE, FIELD_STEP, FIELD_PROOF,
       FIELD_COMMIT, FIELDS };

/* An empty field is left out where nothing stood there before. */
static const char *given(const struct form *f, int i, const char *before)
{
	const char *text = form_text(f, i);

	return *text || (before && *before) ? text : NULL;
}

static struct action_args form_action(const struct form *f,
				      const struct case_action *was)
{
	static const struct case_action none;
	const struct case_action *b = was ? was : &none;

	return (struct action_args){
		.text = form_text(f, FIELD_WHAT),
		.owner = given(f, FIELD_OWNER, b->owner),
		.due = given(f, FIELD_DUE, b->due_text),
		.step = given(f, FIELD_STEP, NULL),
		.proof = given(f, FIELD_PROOF, b->proof),
		.commit = given(f, FIELD_COMMIT, b->commit),
	};
}

static void ask_action(struct app *app, struct review *v,
		       const struct case_action *a, const char *title,
		       bool (*done)(struct app *, void *, struct form *))
{
	static const struct case_action none;
	const struct case_action *b = a ? a : &none;
	const struct step *st =
		b->step ? map_gets(&ctx_now(app)->step_by_key, b->step) : NULL;
	const struct form_field fields[FIELDS] = {
		[FIELD_WHAT] = {.label = _("What is to be done"),
				.kind = FORM_LINES, .rows = 3, .text = b->text,
				.needed = true},
		[FIELD_OWNER] = {.label = _("Owner"), .text = b->owner},
		[FIELD_DUE] = {.label = _("Due"), .text = b->due_text,
			       .hint = _("a day, such as 2026-12-01")},
		[FIELD_STEP] = {.label = _("Changes the step"),
				.text = st ? st->number : b->step},
		[FIELD_PROOF] = {.label = _("Proof"), .text = b->proof,
				 .hint = _("what will show that it is done")},
		[FIELD_COMMIT] = {.label = _("Commit"), .text = b->commit,
				  .hint = _("that changed the playbook")},
	};

	form_ask(app, title, fields, FIELDS, done, v);
}

/* Keeps the form open on what cannot be read, beside its field. */
static bool complain(struct form *f, const struct error *err)
{
	int field = err->code == ERR_INVALID ? FIELD_DUE
		    : err->code == ERR_NOTFOUND ? FIELD_STEP
						: FIELD_WHAT;

	form_complain(f, field, err->what);
	return false;
}

static bool action_given(struct app *app, void *ctx, struct form *f)
{
	struct act a = ctx_act(app);
	struct action_args args;
	struct error err = {0};
	int rc;

	(void)ctx;
	if (!f)
		return true;
	args = form_action(f, NULL);
	rc = act_action_add(&a, &args, &err);
	if (rc == ERR_INVALID || rc == ERR_NOTFOUND || rc == ERR_USAGE)
		return complain(f, &err);
	return ctx_told(app, &a, rc, &err, _("the action is written down"));
}

static void add_action(struct app *app, void *state)
{
	ask_action(app, state, NULL, _("New action"), action_given);
}

static const struct case_action *about(struct app *app,
				       const struct review *v)
{
	const struct situation *s = ctx_now(app);

	for (size_t i = 0; i < s->action_count; i++)
		if (str_eq(s->action[i].label, v->about))
			return &s->action[i];
	return NULL;
}

static bool action_changed(struct app *app, void *ctx, struct form *f)
{
	struct review *v = ctx;
	struct act a = ctx_act(app);
	struct action_args args;
	struct error err = {0};
	struct str what = {0};
	bool told;
	int rc;

	if (!f)
		return true;
	args = form_action(f, about(app, v));
	rc = act_action_set(&a, v->about, &args, &err);
	if (rc == ERR_INVALID || rc == ERR_USAGE ||
	    (rc == ERR_NOTFOUND && about(app, v)))
		return complain(f, &err);
	str_addf(&what, _("%s changed"), v->about);
	told = ctx_told(app, &a, rc, &err, str_text(&what));
	str_release(&what);
	return told;
}

/* Remembers which action the next question is about. */
static const struct case_action *pick(struct app *app, struct review *v)
{
	const struct case_action *a = review_action(v);

	if (a)
		str_copy(v->about, sizeof(v->about), a->label);
	else
		app_say(app, _("choose an action first; c adds one"));
	return a;
}

static void set_action(struct app *app, struct review *v,
		       const struct action_args *args, const char *what)
{
	struct act a = ctx_act(app);
	struct error err = {0};
	int rc = act_action_set(&a, v->about, args, &err);

	ctx_told(app, &a, rc, &err, what);
}

static void owner_given(struct app *app, void *ctx, const char *name)
{
	struct review *v = ctx;
	struct str what = {0};

	if (!name)
		return;
	str_addf(&what, _("%s is with %s"), v->about, name);
	set_action(app, v, &(struct action_args){.owner = name},
		   str_text(&what));
	str_release(&what);
}

static void set_owner(struct app *app, void *state)
{
	const struct case_action *a = pick(app, state);

	if (a)
		prompt_ask(app, _("Owner"), a->owner, PROMPT_NEEDED,
			   owner_given, state);
}

/* Done: what shows it. Dropped: why. */
static void settled(struct app *app, void *ctx, const char *text)
{
	struct review *v = ctx;
	struct action_args args = {.state = action_state_name(v->state)};
	struct str what = {0};

	if (!text)
		return;
	if (v->state == ACTION_DROPPED)
		args.why = text;
	else if (v->state == ACTION_DONE)
		args.proof = text;
	str_addf(&what, "%s: %s", v->about, action_state_words(v->state));
	set_action(app, v, &args, str_text(&what));
	str_release(&what);
}

static void state_chosen(struct app *app, void *ctx, int i)
{
	struct review *v = ctx;
	const struct case_action *a = about(app, v);

	if (i < 0 || !a)
		return;
	v->state = (enum action_state)i;
	if (v->state == ACTION_DONE)
		prompt_ask(app, _("What shows that it is done"), a->proof,
			   PROMPT_NEEDED | PROMPT_EDITOR, settled, v);
	else if (v->state == ACTION_DROPPED)
		prompt_ask(app, _("Why is it dropped"), "",
			   PROMPT_NEEDED | PROMPT_EDITOR, settled, v);
	else
		settled(app, v, "");
}

static void settle(struct app *app, void *state)
{
	const struct case_action *a = pick(app, state);
	const char *words[ACTION_DROPPED + 1];
	struct str question = {0};

	if (!a)
		return;
	for (int i = ACTION_OPEN; i <= ACTION_DROPPED; i++)
		words[i] = action_state_words((enum action_state)i);
	str_addf(&question, _("How does %s stand"), a->label);
	dialog_choose(app, str_text(&question), words, ACTION_DROPPED + 1,
		      (int)a->state, state_chosen, state);
	str_release(&question);
}

/* --- the texts -------------------------------------------------------------------------- */

static void write_summary(struct app *app)
{
	const char *before = ctx_now(app)->summary;
	struct act a;
	struct error err = {0};
	char *text;

	if (app_edit(app, &text, before ? before : "", 1, &err)) {
		app_error(app, &err);
		return;
	}
	if (!text) {
		app_say(app, _("the summary is as it was"));
		return;
	}
	a = ctx_act(app);
	ctx_told(app, &a, act_case_set(&a, "summary", text, &err), &err,
		 _("the summary is written"));
	mem_free(text);
}

static void edit(struct app *app, void *state)
{
	struct review *v = state;

	if (review_finding(v)) {
		app_say(app, _("a finding stays as it was written; F adds "
			       "another"));
	} else if (review_action(v)) {
		pick(app, v);
		ask_action(app, v, review_action(v), v->about,
			   action_changed);
	} else {
		write_summary(app);
	}
}

/* --- reading and giving away -------------------------------------------------------------- */

static void preview(struct app *app, void *state)
{
	(void)state;
	app_push(app, &preview_screen, NULL);
}

static void record(struct app *app, void *state)
{
	const struct case_finding *f = review_finding(state);
	const struct case_action *a = review_action(state);
	const struct event *ev = f ? f->event : a ? a->last : NULL;
	char hex[ID_HEX];

	if (!ev) {
		preview(app, state);
		return;
	}
	hex_encode(hex, ev->id, ID_LEN);
	app_push(app, &record_screen, hex);
}

static const struct {
	const char *name; /* also the file's ending */
	const char *words;
	int (*write)(struct str *out, const struct report *r,
		     struct error *err);
} formats[] = {
	{"md", N_("Markdown"), report_markdown},
	{"html", N_("HTML, for a browser and for print"), report_html},
};
#define FORMATS (sizeof(formats) / sizeof(*formats))

static int write_report(struct app *app, int format, const char *path,
			struct error *err)
{
	const struct ctx *x = ctx_of(app);
	struct str text = {0};
	struct report *r;
	int rc = report_build(&r, REPORT_FULL, x->c, x->lang, err);

	if (!rc)
		rc = formats[format].write(&text, r, err);
	if (!rc)
		rc = io_create(path, str_text(&text), text.len, 0600, err);
	report_free(r);
	str_release(&text);
	return rc;
}

static void path_given(struct app *app, void *ctx, const char *path)
{
	struct review *v = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (!path)
		return;
	if (write_report(app, v->format, path, &err)) {
		app_error(app, &err);
		return;
	}
	if (!app_read_only(app) &&
	    act_access(&a, "reported", formats[v->format].name, &err)) {
		app_error(app, &err);
		return;
	}
	app_say(app, _("the report is in %s"), path);
	app_changed(app);
}

static void format_chosen(struct app *app, void *ctx, int i)
{
	struct review *v = ctx;
	struct str path = {0};

	if (i < 0 || (size_t)i >= FORMATS)
		return;
	v->format = i;
	str_addf(&path, "%s-report.%s", ctx_now(app)->label, formats[i].name);
	prompt_ask(app, _("Write it to which new file"), str_text(&path),
		   PROMPT_NEEDED, path_given, v);
	str_release(&path);
}

static void export(struct app *app, void *state)
{
	const char *words[FORMATS];

	for (size_t i = 0; i < FORMATS; i++)
		words[i] = _(formats[i].words);
	dialog_choose(app, _("Write the report as"), words, FORMATS, 0,
		      format_chosen, state);
}

static void page(struct app *app, void *state)
{
	struct review *v = state;

	v->list.focus.ops->move(&v->list.focus, MOVE_PAGE_DOWN);
	app_redraw(app);
}

const struct action report_actions[] = {
	{"page", "Space", N_("page"), N_("Go one page on"), page,
	 ACT_HIDDEN},
	{"preview", "v", N_("preview"),
	 N_("The report, as others will read it"), preview, ACT_FOOTER},
	{"edit", "e", N_("edit"),
	 N_("Write the summary in the editor; change the action"), edit,
	 ACT_CHANGES | ACT_FOOTER},
	{"finding", "F", N_("finding"),
	 N_("Write down a cause, what contributed, what went well"),
	 add_finding, ACT_CHANGES | ACT_FOOTER},
	{"action", "c", N_("action"),
	 N_("Write down what is to be done, by whom, by when"), add_action,
	 ACT_CHANGES | ACT_FOOTER},
	{"owner", "o", N_("owner"), N_("Give the action an owner"), set_owner,
	 ACT_CHANGES | ACT_FOOTER | ACT_WIDE},
	{"settle", "s", N_("state"),
	 N_("Say that the action is in work, done or dropped"), settle,
	 ACT_CHANGES | ACT_FOOTER},
	{"export", "x", N_("export"), N_("Write the report to a file"),
	 export, ACT_FOOTER},
	{"record", "Enter", N_("record"),
	 N_("The record behind it: hash, signature, body"), record,
	 ACT_HIDDEN},
	{"view", "1 2 3 4 5 6 7", N_("view"), N_("Another view of the case"),
	 ctx_view, ACT_FOOTER},
	{0},
};
