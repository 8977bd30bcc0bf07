/* tui/screen/onstep.c - see onstep.h. */
#include "tui/screen/onstep.h"

#include <string.h>

#include "core/base/tr.h"
#include "tui/screen/case_rows.h"
#include "tui/screen/closing.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

const struct step *onstep_now(const struct onstep *on)
{
	return map_gets(&ctx_now(on->app)->step_by_key, on->step);
}

void onstep_told(struct onstep *on, const struct act *a, int rc,
		 const struct error *err, const char *done)
{
	const struct step *st = onstep_now(on);
	struct str what = {0};

	if (st)
		ctx_step_name(&what, on->app, st);
	str_addf(&what, ": %s", done);
	ctx_told(on->app, a, rc, err, str_text(&what));
	str_release(&what);
}

/* --- owner -------------------------------------------------------------- */

static void owner_given(struct app *app, void *ctx, const char *text)
{
	struct onstep *on = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};
	struct str what = {0};

	if (!text)
		return;
	if (*text)
		str_addf(&what, _("given to %s"), text);
	else
		str_add(&what, _("its role's again"));
	onstep_told(on, &a, act_step_assign(&a, on->step, text, &err), &err,
		    str_text(&what));
	str_release(&what);
}

void onstep_owner(struct app *app, void *state)
{
	if (!closing_refused(app))
		prompt_open(app, &(struct prompt){.label = _("Owner"),
					  .complete = ctx_complete_person,
					  .done = owner_given,
					  .ctx = state});
}

/* --- note, file --------------------------------------------------------- */

static void note_given(struct app *app, void *ctx, const char *text)
{
	struct onstep *on = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (text)
		onstep_told(on, &a,
			    act_note(&a, *on->step ? on->step : NULL, text,
				     &err),
			    &err, _("note added"));
}

void onstep_note(struct app *app, void *state)
{
	prompt_ask(app, _("Note"), "", PROMPT_NEEDED | PROMPT_EDITOR,
		   note_given, state);
}

void onstep_file(struct app *app, void *state)
{
	struct onstep *on = state;

	closing_file(app, *on->step ? on->step : NULL, NULL, NULL);
}

/* --- skip, block, not needed -------------------------------------------- */

static void why_skip(struct app *app, void *ctx, const char *why)
{
	struct onstep *on = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (why)
		onstep_told(on, &a, act_step_skip(&a, on->step, why, &err),
			    &err, _("skipped"));
}

static void why_block(struct app *app, void *ctx, const char *why)
{
	struct onstep *on = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (why)
		onstep_told(on, &a, act_step_block(&a, on->step, why, &err),
			    &err, _("blocked"));
}

static void why_not_needed(struct app *app, void *ctx, const char *why)
{
	struct onstep *on = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (why)
		onstep_told(on, &a,
			    act_step_not_needed(&a, on->step, why, &err),
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

bool onstep_retired(const struct onstep *on)
{
	const struct step *st = onstep_now(on);

	return st && st->retired && st->state < STEP_SKIPPED && !st->asked;
}

#define ASIDE (sizeof(setting_aside) / sizeof(*setting_aside))
#define ASIDE_NOT_NEEDED 2

static void aside_chosen(struct app *app, void *ctx, int i)
{
	struct onstep *on = ctx;

	if (i == (int)ASIDE)
		closing_start(app, on->step);
	else if (i >= 0)
		prompt_ask(app, _(setting_aside[i].question),
			   i == ASIDE_NOT_NEEDED && onstep_retired(on)
				   ? _("the newer version lacks it")
				   : "",
			   PROMPT_NEEDED, setting_aside[i].done, ctx);
}

/* What to do with a step that the version in force lacks comes with the
 * likely answer, and with being done all the same. */
void onstep_aside(struct app *app, void *state)
{
	const char *choices[ASIDE + 1];
	const bool retired = onstep_retired(state);

	if (closing_refused(app))
		return;
	for (size_t i = 0; i < ASIDE; i++)
		choices[i] = _(setting_aside[i].choice);
	choices[ASIDE] = _("Done all the same");
	dialog_choose(app, retired ? _("This step is retired") : _("This step"),
		      choices, (int)ASIDE + retired,
		      retired ? ASIDE_NOT_NEEDED : 0, aside_chosen, state);
}

/* --- two values at once ------------------------------------------------- */

static void settle_chosen(struct app *app, void *ctx, int i)
{
	struct onstep *on = ctx;
	const struct step *st = onstep_now(on);
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
		rc = act_step_reopen(&a, on->step, why, &err);
		break;
	case STEP_BLOCKED:
		rc = act_step_block(&a, on->step, why, &err);
		break;
	case STEP_DOING:
		rc = act_step_start(&a, on->step, &err);
		break;
	case STEP_SKIPPED:
		rc = act_step_skip(&a, on->step, why, &err);
		break;
	case STEP_NOT_NEEDED:
		rc = act_step_not_needed(&a, on->step, why, &err);
		break;
	case STEP_DONE:
		rc = act_step_done(&a, on->step,
				   &(struct step_args){.value = p->value,
						       .why = why},
				   &err);
		break;
	}
	onstep_told(on, &a, rc, &err, _("settled"));
}

void onstep_settle(struct onstep *on, const struct step *st)
{
	struct str text[8] = {{0}};
	const char *choices[8];
	int n = 0;

	for (size_t i = 0; i < st->reg->count && n < 8; i++, n++) {
		step_value_text(&text[n], on->app, st->reg->at[i]);
		choices[n] = str_text(&text[n]);
	}
	dialog_choose(on->app, _("Two people set it at once. Which holds?"),
		      choices, n, 0, settle_chosen, on);
	for (int i = 0; i < n; i++)
		str_release(&text[i]);
}

/* --- the rest ----------------------------------------------------------- */

void onstep_work(struct app *app, void *state)
{
	struct onstep *on = state;
	struct act a = ctx_act(app);
	struct error err = {0};

	onstep_told(on, &a, act_step_start(&a, on->step, &err), &err,
		    _("working on it"));
}

void onstep_copy(struct app *app, void *state)
{
	const struct step *st = onstep_now(state);
	struct str t = {0};

	if (!st)
		return;
	ctx_step_name(&t, app, st);
	app_copy(app, str_text(&t), st->number);
	str_release(&t);
}
