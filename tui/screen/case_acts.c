/* tui/screen/case_acts.c - what a person does to the step in hand: owner,
 * note, file, setting aside, settling; and closing the case. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/case.h"
#include "tui/screen/closing.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

void caseview_told(struct caseview *v, const struct act *a, int rc,
		 const struct error *err, const char *done)
{
	const struct step *st = caseview_step(v);
	struct str what = {0};

	if (st)
		ctx_step_name(&what, v->app, st);
	str_addf(&what, ": %s", done);
	ctx_told(v->app, a, rc, err, str_text(&what));
	str_release(&what);
}

/* --- owner -------------------------------------------------------------------------------------- */

/* Names to offer: who fills a role, then the members. */
static const char *person(const struct situation *s, size_t i)
{
	for (size_t r = 0; r < s->role_count; r++) {
		if (i < s->role[r].count)
			return s->role[r].name[i];
		i -= s->role[r].count;
	}
	return i < s->who_count ? s->who[i]->name : NULL;
}

static const char *complete_person(struct app *app, void *ctx,
				   const char *so_far, int want)
{
	const struct situation *s = ctx_now(app);
	const char *name;
	int n = 0;

	(void)ctx;
	for (size_t i = 0; (name = person(s, i)); i++) {
		bool seen = false;

		for (size_t k = 0; k < i; k++)
			seen |= str_eq(person(s, k), name);
		if (!seen && str_starts(name, so_far) && n++ == want)
			return name;
	}
	return NULL;
}

static void owner_given(struct app *app, void *ctx, const char *text)
{
	struct caseview *v = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};
	struct str what = {0};

	if (!text)
		return;
	if (*text)
		str_addf(&what, _("given to %s"), text);
	else
		str_add(&what, _("its role's again"));
	caseview_told(v, &a, act_step_assign(&a, v->step, text, &err), &err,
	     str_text(&what));
	str_release(&what);
}

void caseview_owner(struct app *app, void *state)
{
	if (!closing_refused(app))
		prompt_open(app, &(struct prompt){.label = _("Owner"),
					  .complete = complete_person,
					  .done = owner_given,
					  .ctx = state});
}

/* --- note, file ------------------------------------------------------------------------------------ */

static void note_given(struct app *app, void *ctx, const char *text)
{
	struct caseview *v = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (text)
		caseview_told(v, &a,
		     act_note(&a, *v->step ? v->step : NULL, text, &err),
		     &err, _("note added"));
}

void caseview_note(struct app *app, void *state)
{
	prompt_ask(app, _("Note"), "", PROMPT_NEEDED | PROMPT_EDITOR,
		   note_given, state);
}

void caseview_file(struct app *app, void *state)
{
	struct caseview *v = state;

	closing_file(app, *v->step ? v->step : NULL, NULL, NULL);
}

/* --- skip, block, not needed --------------------------------------------------------------------------- */

static void why_skip(struct app *app, void *ctx, const char *why)
{
	struct caseview *v = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (why)
		caseview_told(v, &a, act_step_skip(&a, v->step, why, &err),
			      &err,
		     _("skipped"));
}

static void why_block(struct app *app, void *ctx, const char *why)
{
	struct caseview *v = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (why)
		caseview_told(v, &a, act_step_block(&a, v->step, why, &err),
			      &err,
		     _("blocked"));
}

static void why_not_needed(struct app *app, void *ctx, const char *why)
{
	struct caseview *v = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (why)
		caseview_told(v, &a,
			      act_step_not_needed(&a, v->step, why, &err),
			      &err, _("not needed"));
}

static const struct {
	const char *choice, *question;
	void (*done)(struct app *app, void *ctx, const char *why);
} setting_aside[] = {
	{N_("Skip it"), N_("Why is it skipped"), why_skip},
	{N_("Blocked: it waits for something"), N_("What does it wait for"),
	 why_block},
	{N_("Not needed here"), N_("Why is it not needed"), why_not_needed},
};

static bool is_retired(const struct caseview *v)
{
	const struct step *st = caseview_step(v);

	return st && st->retired && st->state < STEP_SKIPPED;
}

#define ASIDE (sizeof(setting_aside) / sizeof(*setting_aside))
#define ASIDE_NOT_NEEDED 2

static void aside_chosen(struct app *app, void *ctx, int i)
{
	struct caseview *v = ctx;

	if (i == (int)ASIDE)
		closing_start(app, v->step);
	else if (i >= 0)
		prompt_ask(app, _(setting_aside[i].question),
			   i == ASIDE_NOT_NEEDED && is_retired(v)
				   ? _("the newer version lacks it")
				   : "",
			   PROMPT_NEEDED, setting_aside[i].done, ctx);
}

/* What to do with a step that the version in force lacks comes with the
 * likely answer, and with being done all the same. */
void caseview_aside(struct app *app, void *state)
{
	const char *choices[ASIDE + 1];
	const bool retired = is_retired(state);

	if (closing_refused(app))
		return;
	for (size_t i = 0; i < ASIDE; i++)
		choices[i] = _(setting_aside[i].choice);
	choices[ASIDE] = _("Done all the same");
	dialog_choose(app, retired ? _("This step is retired") : _("This step"),
		      choices, (int)ASIDE + retired,
		      retired ? ASIDE_NOT_NEEDED : 0, aside_chosen, state);
}

/* --- two values at once ------------------------------------------------------------------------------------ */

static void settle_chosen(struct app *app, void *ctx, int i)
{
	struct caseview *v = ctx;
	const struct step *st = caseview_step(v);
	struct act a = ctx_act(app);
	struct error err = {0};
	const struct set_step *p;
	const char *why;
	int rc = ERR_FAILED;

	if (i < 0 || !st || !st->reg || (size_t)i >= st->reg->count)
		return;
	p = st->reg->at[i]->data;
	why = p->why && *p->why ? p->why : _("settled between two values");
	switch (p->state) {
	case STEP_OPEN:
		rc = act_step_reopen(&a, v->step, why, &err);
		break;
	case STEP_BLOCKED:
		rc = act_step_block(&a, v->step, why, &err);
		break;
	case STEP_DOING:
		rc = act_step_start(&a, v->step, &err);
		break;
	case STEP_SKIPPED:
		rc = act_step_skip(&a, v->step, why, &err);
		break;
	case STEP_NOT_NEEDED:
		rc = act_step_not_needed(&a, v->step, why, &err);
		break;
	case STEP_DONE:
		rc = act_step_done(&a, v->step,
				   &(struct step_args){.value = p->value,
						       .why = why},
				   &err);
		break;
	}
	caseview_told(v, &a, rc, &err, _("settled"));
}

void caseview_settle(struct caseview *v, const struct step *st)
{
	struct str text[8] = {{0}};
	const char *choices[8];
	int n = 0;

	for (size_t i = 0; i < st->reg->count && n < 8; i++, n++) {
		step_value_text(&text[n], v->app, st->reg->at[i]);
		choices[n] = str_text(&text[n]);
	}
	dialog_choose(v->app, _("Two people set it at once. Which holds?"),
		      choices, n, 0, settle_chosen, v);
	for (int i = 0; i < n; i++)
		str_release(&text[i]);
}

/* --- the case as a whole ----------------------------------------------------------------------------------------- */

static void reopen_why(struct app *app, void *ctx, const char *why)
{
	struct act a = ctx_act(app);
	struct error err = {0};

	(void)ctx;
	if (why)
		ctx_told(app, &a, act_case_reopen(&a, why, &err), &err,
			 _("the case is open again"));
}

#define OPEN_NAMED 6 /* steps, before closing; the others are ".." */

struct leaving {
	enum close_as as;
};

static void close_why(struct app *app, void *ctx, const char *why)
{
	struct leaving *l = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (why)
		ctx_told(app, &a,
			 act_case_close(&a, l->as, NULL, why, &err), &err,
			 _("the case is closed"));
	mem_free(l);
}

static void close_sure(struct app *app, void *ctx, bool yes)
{
	if (yes)
		prompt_ask(app, _("Why (goes into the report)"), "",
			   PROMPT_NEEDED, close_why, ctx);
	else
		mem_free(ctx);
}

/* The steps that stay open are named before, and listed in the record. */
static void add_open(struct str *out, const struct app *app)
{
	const struct situation *s = ctx_now(app);
	size_t open = s->total - s->done, named = 0;

	if (!open)
		return;
	str_addf(out, ngettext("\n%zu step is open and will be listed:",
			       "\n%zu steps are open and will be listed:",
			       open),
		 open);
	for (size_t i = 0; i < s->step_count && named < OPEN_NAMED; i++) {
		if (s->step[i].state >= STEP_SKIPPED)
			continue;
		str_add(out, "\n  ");
		ctx_step_name(out, app, &s->step[i]);
		named++;
	}
	if (open > named)
		str_add(out, "\n  ..");
}

static void close_chosen(struct app *app, void *ctx, int i)
{
	struct leaving *l = i < 0 ? NULL : mem_zalloc(sizeof(*l));
	struct str says = {0};

	(void)ctx;
	if (!l)
		return;
	l->as = i ? CLOSE_FALSE_ALARM : CLOSE_RESOLVED;
	str_add(&says, _("Closes the case for everyone. X opens it again."));
	add_open(&says, app);
	dialog_label(app, str_text(&says), ctx_now(app)->label, close_sure,
		     l);
	str_release(&says);
}

void caseview_end(struct app *app, void *state)
{
	const char *choices[2] = {_("Resolved"), _("False alarm")};

	(void)state;
	if (ctx_now(app)->state == CASE_CLOSED)
		prompt_ask(app, _("Open the case again? Why"), "",
			   PROMPT_NEEDED, reopen_why, NULL);
	else
		dialog_choose(app, _("Close the case as"), choices, 2, 0,
			      close_chosen, NULL);
}
