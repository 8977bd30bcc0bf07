/* tui/screen/case_acts.c - closing a whole case, and opening it again. */
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/case.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

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
