/* tui/screen/case_text.c - what one line says of a step. */
#include <string.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "tui/screen/case_rows.h"
#include "tui/widget/countdown.h"
#include "tui/widget/frame.h"

int step_number_cells(const struct situation *s, int least)
{
	int cells = least;

	for (size_t i = 0; i < s->step_count; i++) {
		int n = (int)strlen(s->step[i].number);

		if (n >= cells)
			cells = n + 1;
	}
	return cells;
}

/* A number with separators, a time as a clock shows it. */
static void add_value(struct str *out, const struct app *app,
		      const struct step *st)
{
	const struct env *env = ctx_of(app)->env;
	size_t n = strlen(st->value);
	struct error err;
	int64_t at;

	if (st->def->value == VALUE_TIME &&
	    !time_parse(&at, NULL, st->value, env->zone, 0, &err)) {
		countdown_when(out, at, ctx_time(app), env->zone);
		return;
	}
	if (st->def->value != VALUE_NUMBER) {
		str_add(out, st->value);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			str_addc(out, ',');
		str_addc(out, st->value[i]);
	}
}

void step_says(struct str *out, const struct app *app, const struct step *st)
{
	size_t lang = ctx_lang(app, st->book);

	if (st->conflict) {
		str_add(out, _("two values: Enter settles"));
		return;
	}
	if (st->asked) {
		str_add(out, st->asks & NEED_APPROVE
				     ? _("waits for approval")
				     : _("waits for a second reader"));
		return;
	}
	if (st->answer_gone) {
		str_addf(out, _("no answer any more: %s"),
			 playbook_answer(st->book->pb, st->answer_gone, lang));
		return;
	}
	if (st->retired)
		str_add(out, st->state < STEP_SKIPPED
				     ? _("retired; s closes it")
				     : _("retired"));
	else if (st->changed)
		str_add(out, _("text changed since"));
	if (st->retired && st->state < STEP_SKIPPED)
		return;
	if (st->retired || st->changed)
		str_add(out, _("; "));
	if (st->why && *st->why && st->state != STEP_OPEN &&
	    st->state != STEP_DOING && st->state != STEP_DONE)
		str_add(out, st->why);
	else if (st->answer)
		str_add(out, playbook_answer(st->book->pb, st->answer, lang));
	else if (st->value && *st->value)
		add_value(out, app, st);
	else
		str_add(out, text_in(&st->def->action, lang));
}

static const char *state_word(enum step_state state)
{
	switch (state) {
	case STEP_OPEN:
		return _("open");
	case STEP_BLOCKED:
		return _("blocked");
	case STEP_DOING:
		return _("doing");
	case STEP_SKIPPED:
		return _("skipped");
	case STEP_NOT_NEEDED:
		return _("not needed");
	case STEP_DONE:
		return _("done");
	}
	return "";
}

void step_value_text(struct str *out, const struct app *app,
		     const struct event *ev)
{
	const struct set_step *set = ev->data;
	const char *text = set->value && *set->value ? set->value : set->why;

	frame_when(out, ev->at, app_now(app), ctx_of(app)->env->zone);
	str_addf(out, "  %s: %s%s%s", event_doer(ev), state_word(set->state),
		 text && *text ? ", " : "", text ? text : "");
}

void step_owner_text(struct str *out, const struct step *st)
{
	const char *doer = st->last && (st->state == STEP_DONE ||
					st->state == STEP_DOING)
				   ? event_doer(st->last)
				   : st->owner;

	if (doer)
		str_add(out, doer);
	if (st->second && st->state == STEP_DONE)
		str_addf(out, "+%s", event_doer(st->second));
	else if (st->approve && st->state == STEP_DONE)
		str_addf(out, "+%s", event_doer(st->approve));
}

int64_t step_due(const struct app *app, const struct step *st)
{
	return ctx_now(app)->state == CASE_CLOSED ? 0 : st->due;
}

static void when_open(struct str *out, const struct app *app,
		      const struct step *st)
{
	const struct env *env = ctx_of(app)->env;
	int64_t due = step_due(app, st);

	if (st->waits && st->waits_for) {
		str_addf(out, _("after %s"), st->waits_for->number);
	} else if (due && due <= ctx_time(app)) {
		str_add(out, _("!! OVERDUE"));
	} else if (due) {
		str_add(out, _("aim "));
		frame_when(out, due, ctx_time(app), env->zone);
	}
}

/* "doing 22m", "doing 1h33"; "asked 12:54" waits for another person. */
static void when_doing(struct str *out, const struct app *app,
		       const struct step *st)
{
	const struct countdown since = {.kind = COUNT_SINCE,
					.start = st->last->at};
	const char *p;
	struct str t = {0};

	if (step_due(app, st) && st->due <= ctx_time(app)) {
		str_add(out, _("!! OVERDUE"));
		return;
	}
	if (st->asked) {
		frame_when(&t, st->last->at, app_now(app),
			   ctx_of(app)->env->zone);
		str_addf(out, _("asked %s"), str_text(&t));
	} else {
		countdown_short(&t, &since, app_now(app));
		for (p = str_text(&t); *p == ' '; p++)
			;
		str_addf(out, _("doing %s"), p);
	}
	str_release(&t);
}

void step_when_text(struct str *out, const struct app *app,
		    const struct step *st)
{
	const struct env *env = ctx_of(app)->env;

	switch (st->state) {
	case STEP_OPEN:
		when_open(out, app, st);
		return;
	case STEP_BLOCKED:
		str_add(out, _("blocked"));
		return;
	case STEP_DOING:
		when_doing(out, app, st);
		return;
	case STEP_NOT_NEEDED:
		str_add(out, _("not needed"));
		return;
	case STEP_SKIPPED:
	case STEP_DONE:
		break;
	}
	if (st->closed)
		frame_when(out, st->closed, app_now(app), env->zone);
	if (st->evidence_count)
		str_addf(out, "%*s%s", out->len > 5 ? 1 : 2, "",
			 st->evidence[0]->label);
}

const char *step_role_word(const struct app *app, const struct step *st,
			     const char *role)
{
	const struct situation *s = ctx_now(app);

	if (str_eq(role, "any"))
		return _("anybody else");
	for (size_t i = 0; i < s->role_count; i++)
		if (str_eq(s->role[i].key, role))
			return text_in(&s->role[i].def->name,
				       ctx_lang(app, st->book));
	return role;
}

void step_person_text(struct str *out, const struct app *app,
		      const struct step *st)
{
	if (st->overrides & NEED_PERSON)
		str_add(out, _("without a second person"));
	else if (st->second)
		str_addf(out, _("second reader  %s"), event_doer(st->second));
	else if (st->def->second)
		str_addf(out, _("second reader  %s"),
			 step_role_word(app, st, st->def->second));
	else if (st->approve)
		str_addf(out, _("approved by  %s"), event_doer(st->approve));
	else if (st->def->approve)
		str_addf(out, _("approves  %s"),
			 step_role_word(app, st, st->def->approve));
}
