/* tui/screen/clocks_acts.c - what a person does in the clocks view. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/clockform.h"
#include "tui/screen/clocks.h"
#include "tui/screen/closing.h"
#include "tui/screen/views.h"
#include "tui/widget/form.h"
#include "tui/widget/prompt.h"

static const struct clockrow *needed(struct app *app, void *state)
{
	const struct clockrow *r = clocksview_chosen(state);

	if (!r)
		app_note(app, _("There is no clock. p asks which may "
				"apply."));
	return r;
}

static void start_stop(struct app *app, void *state)
{
	const struct clockrow *r = needed(app, state);

	if (!r || closing_refused(app))
		return;
	if (r->c && r->c->state == CC_RUNNING && r->c->at)
		clockform_stop(app, r->c, NULL, NULL);
	else if (r->c && r->c->state == CC_MET)
		app_note(app, _("It is met; u takes back what was done "
				"last."));
	else if (!r->rule || r->rule->bad)
		app_note(app, _("Its rule cannot be read: stanch clock "
				"lint"));
	else
		clockform_start(app, r->rule, r->step, r->why, NULL, NULL);
}

/* Corrects the determination: the old one stays in the record. */
static void correct(struct app *app, void *state)
{
	const struct clockrow *r = needed(app, state);

	if (!r || closing_refused(app))
		return;
	if (!r->rule || r->rule->bad)
		app_note(app, _("Its rule cannot be read: stanch clock "
				"lint"));
	else
		clockform_start(app, r->rule, r->step, NULL, NULL, NULL);
}

static void waive(struct app *app, void *state)
{
	const struct clockrow *r = needed(app, state);

	if (r && !closing_refused(app))
		clockform_waive(app, r->key);
}

static void detail(struct app *app, void *state)
{
	const struct clockrow *r = needed(app, state);

	if (r)
		app_push(app, &clock_screen, r->key);
}

/* --- a calendar file ---------------------------------------------------------- */

static void add_event(struct str *out, const struct clocksview *v,
		      const struct clockrow *r)
{
	const struct situation *s = ctx_now(v->app);
	const struct zone *ours = ctx_of(v->app)->env->zone;
	char when[TIME_TEXT];

	clock_when(when, r->c->end, r->c->deadline,
		   clockrow_zone(r, v->zones, v->rules, ours));
	ics_add(out, s->label, s->title, r->c, when, ctx_of(v->app)->lang,
		app_now(v->app));
}

static void calendar(struct str *out, const struct clocksview *v)
{
	struct str text = {0};
	const char *p;

	ics_begin(&text);
	for (size_t i = 0; i < v->rows.count; i++)
		if (v->rows.at[i].kind <= CR_RUNNING)
			add_event(&text, v, &v->rows.at[i]);
	ics_end(&text);
	for (p = str_text(&text); *p; p++)
		if (*p == '\n')
			str_add(out, "\r\n"); /* RFC 5545, 3.1 */
		else
			str_addc(out, *p);
	str_release(&text);
}

static void path_given(struct app *app, void *ctx, const char *path)
{
	struct str text = {0};
	struct error err = {0};

	if (!path)
		return;
	calendar(&text, ctx);
	if (text.failed)
		error_nomem(&err);
	else
		io_create(path, str_text(&text), text.len, 0600, &err);
	if (err.code)
		app_error(app, &err);
	else
		app_say(app, _("the calendar is in %s"), path);
	str_release(&text);
}

static void save_ics(struct app *app, void *state)
{
	struct str path = {0};

	str_addf(&path, "%s-clocks.ics", ctx_now(app)->label);
	prompt_ask(app, _("Write it to which new file"), str_text(&path),
		   PROMPT_NEEDED, path_given, state);
	str_release(&path);
}

/* --- which may apply ------------------------------------------------------------- */

enum { W_ROLE, W_LEVEL, W_YES };
#define PARTED ", ;，；、" /* every byte of them parts ids of places */

static const struct question {
	enum case_fact fact;
	int words; /* of clocksview.word; -1: typed */
} questions[] = {
	{CF_PLACES, -1}, {CF_ROLE, W_ROLE}, {CF_LEVEL, W_LEVEL},
	{CF_MINORS, W_YES}, {CF_CRIME, W_YES}, {CF_CII, W_YES},
	{CF_ORGAN, W_YES}, {CF_MISUSE, W_YES}, {CF_COUNT, -1},
	{CF_KINDS, -1},
};
#define QUESTIONS (int)(sizeof(questions) / sizeof(*questions))

/* What each choice says to case_fact(); the first says nothing. */
static const char *const answers[3][5] = {
	[W_ROLE] = {NULL, "handler", "processor"},
	[W_LEVEL] = {NULL, "general", "larger", "major", "extreme"},
	[W_YES] = {NULL, "yes", "no"},
};

static int take_places(struct case_facts *f, const struct clocksview *v,
		       const char *text, struct error *err)
{
	char copy[512], *save = NULL, *word;
	int rc = 0;

	str_copy(copy, sizeof(copy), text);
	for (word = strtok_r(copy, PARTED, &save); word && !rc;
	     word = strtok_r(NULL, PARTED, &save))
		rc = case_fact(f, v->rules, "people", word, err);
	return rc;
}

static int take(struct case_facts *f, struct clocksview *v,
		const struct form *form, int i, struct error *err)
{
	const struct question *q = &questions[i];
	const char *value = q->words < 0 ? form_text(form, i)
					 : answers[q->words]
						  [form_choice(form, i)];

	if (!value || !*value)
		return 0;
	if (q->fact == CF_PLACES)
		return take_places(f, v, value, err);
	if (q->fact == CF_KINDS) {
		mem_free(v->kinds);
		v->kinds = mem_strdup(value);
		f->kinds = v->kinds;
		return 0;
	}
	return case_fact(f, v->rules, case_questions[q->fact].id, value, err);
}

static bool answered(struct app *app, void *ctx, struct form *form)
{
	struct clocksview *v = ctx;
	struct case_facts f = {.people = -1};
	struct error err = {0};
	size_t n = 0;

	if (!form)
		return true;
	for (int i = 0; i < QUESTIONS; i++)
		if (take(&f, v, form, i, &err)) {
			form_complain(form, i, *err.where ? err.where
							  : err.what);
			return false;
		}
	v->facts = f;
	v->asked = true;
	clocksview_lay(v);
	for (size_t i = 0; i < v->rows.count; i++)
		n += v->rows.at[i].kind == CR_PROPOSED;
	app_say(app, ngettext("%zu clock may apply; a person starts or "
			      "waives it",
			      "%zu clocks may apply; a person starts or "
			      "waives each", n), n);
	app_redraw(app);
	return true;
}

static void words(struct clocksview *v)
{
	const char *unsaid = _("not known");
	const char *all[3][6] = {
		[W_ROLE] = {unsaid, _("ours"), _("a client's")},
		[W_LEVEL] = {unsaid, _("general"), _("larger"), _("major"),
			     _("extreme")},
		[W_YES] = {unsaid, _("yes"), _("no")}};

	memcpy(v->word, all, sizeof(all));
}

static void propose(struct app *app, void *state)
{
	struct clocksview *v = state;
	struct form_field field[QUESTIONS] = {{0}};
	const char *place[FACT_PLACES];
	size_t n = store_clock_places(place, FACT_PLACES,
				      ctx_of(app)->store);
	struct str places = {0};

	if (!v->rules)
		return;
	words(v);
	for (size_t i = 0; i < n; i++)
		str_addf(&places, "%s%s", i ? " " : "", place[i]);
	for (int i = 0; i < QUESTIONS; i++) {
		const struct question *q = &questions[i];

		field[i] = (struct form_field){
			.label = _(case_questions[q->fact].name),
			.kind = q->words < 0 ? FORM_TEXT : FORM_CHOICE,
			.choices = q->words < 0 ? NULL : v->word[q->words]};
	}
	field[0].text = str_text(&places);
	field[0].needed = true;
	form_ask(app, _("Which clocks may apply"), field, QUESTIONS, answered,
		 v);
	str_release(&places);
}

/* --- moving -------------------------------------------------------------------- */

static void urgent(struct app *app, void *state)
{
	struct clocksview *v = state;
	const struct step *st;
	const struct case_clock *c;

	ctx_first_due(ctx_now(app), &st, &c);
	if (c)
		list_choose(&v->list, c->key);
	else
		ctx_go_deadline(app);
	app_redraw(app);
}

static void copy_key(struct app *app, void *state)
{
	const struct clockrow *r = clocksview_chosen(state);

	if (r)
		app_copy(app, r->key, r->key);
}

#define W ACT_CHANGES
const struct action clocks_actions[] = {
	{"clock-start-stop", "Space", N_("start, met|start or met"),
	 N_("Start the clock, or record that it was met: when, who, on what "
	    "basis"),
	 start_stop, W | ACT_FOOTER},
	{"clock-detail", "Enter", N_("law|law and hours"),
	 N_("Law, source, what a notice must say, where the hours went"),
	 detail, ACT_FOOTER},
	{"clock-waive", "s", N_("waive"),
	 N_("Set the clock aside, with a reason"), waive, W | ACT_FOOTER},
	{"clock-propose", "p", N_("which apply|which may apply"),
	 N_("A few questions: which clocks may apply, and why"), propose,
	 ACT_FOOTER},
	{"clock-correct", "e", N_("correct"),
	 N_("Correct when it began; the old value stays in the record"),
	 correct, W | ACT_FOOTER | ACT_WIDE},
	{"calendar", "x", N_("calendar"),
	 N_("Save the running clocks as a calendar file"), save_ics,
	 ACT_FOOTER},
	{"deadline", "D", N_("deadline"), N_("Go to the nearest time limit"),
	 urgent, ACT_FOOTER | ACT_WIDE},
	{"copy", "y", N_("copy"), N_("Copy the clock's id"), copy_key,
	 ACT_HIDDEN},
	{"view", "1 2 3 4 5 6 7", N_("view"), N_("Another view of the case"),
	 ctx_view, ACT_FOOTER},
	{0},
};
#undef W
