/* tui/screen/verdict.c - see verdict.h. */
#include "tui/screen/verdict.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

/* --- remarks ----------------------------------------------------------------- */

const char *verdict_draft(const struct bookref *ref)
{
	return str_starts(ref->commit, DRAFT_PREFIX)
		       ? ref->commit + strlen(DRAFT_PREFIX)
		       : NULL;
}

void remarks_read(struct remarks *r, struct app *app, const char *draft)
{
	remarks_release(r);
	if (draft && store_draft_comments(&r->at, &r->count, &r->arena,
					  ctx_of(app)->store, draft, NULL))
		r->count = 0;
}

void remarks_release(struct remarks *r)
{
	arena_release(&r->arena);
	*r = (struct remarks){0};
}

void remarks_add(struct rich *out, struct app *app, const struct remarks *r,
		 const char *step)
{
	struct str when = {0};

	for (size_t i = 0; i < r->count; i++) {
		const struct draft_comment *c = &r->at[i];

		if (strcmp(c->step, step))
			continue;
		str_clear(&when);
		book_when(&when, app, c->at);
		rich_para(out, 2, 4);
		rich_addf(out, LOOK_BOLD, _("%s, %s: "), c->who,
			  str_text(&when));
		rich_add(out, LOOK_PLAIN, c->text);
	}
	str_release(&when);
}

/* --- asking ------------------------------------------------------------------- */

struct verdict { /* while it is being asked for */
	char draft[DRAFT_NAME], seen[COMMIT_HEX], step[128];
};

static struct verdict *verdict_new(struct app *app, const char *draft)
{
	struct verdict *v = mem_zalloc(sizeof(*v));
	struct error err = {0};

	if (v) {
		str_copy(v->draft, sizeof(v->draft), draft);
	} else {
		error_nomem(&err);
		app_error(app, &err);
	}
	return v;
}

static void comment_given(struct app *app, void *ctx, const char *text)
{
	struct verdict *v = ctx;
	struct error err = {0};

	if (text && store_draft_comment(ctx_of(app)->store, v->draft, v->step,
					text, &err)) {
		app_error(app, &err);
	} else if (text) {
		app_say(app, _("you commented on draft/%s: %s"), v->draft,
			text);
		app_changed(app);
	}
	mem_free(v);
}

void verdict_comment(struct app *app, const char *draft, const char *step,
		     const char *about)
{
	struct verdict *v = verdict_new(app, draft);
	struct str label = {0};

	if (!v)
		return;
	str_copy(v->step, sizeof(v->step), step);
	str_addf(&label, _("Comment on %s"), about);
	prompt_ask(app, str_text(&label), "", PROMPT_NEEDED | PROMPT_EDITOR,
		   comment_given, v);
	str_release(&label);
}

static void approved(struct app *app, void *ctx, bool yes)
{
	struct verdict *v = ctx;
	struct error err = {0};

	if (yes && store_draft_approve(ctx_of(app)->store, v->draft, v->seen,
				       &err)) {
		app_error(app, &err);
	} else if (yes) {
		app_say(app, _("draft/%s: %s"), v->draft,
			_("you approved it"));
		app_changed(app);
	}
	mem_free(v);
}

void verdict_approve(struct app *app, const char *draft, const char *seen)
{
	struct verdict *v = verdict_new(app, draft);
	struct str t = {0};

	if (!v)
		return;
	str_copy(v->seen, sizeof(v->seen), seen);
	str_addf(&t, _("draft/%s: %s"), draft, _("approve what it changes?"));
	dialog_yes(app, str_text(&t), approved, v);
	str_release(&t);
}
