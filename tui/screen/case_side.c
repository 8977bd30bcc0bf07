/* tui/screen/case_side.c - the third column of a wide case screen. */
#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "tui/screen/case.h"
#include "tui/widget/countdown.h"
#include "tui/widget/frame.h"

#define HANG 8	  /* where a second row begins: below the text of the first */
#define LAST_MAX 8 /* changes; the timeline has the others */

struct side {
	const struct caseview *v;
	struct surface *s;
	int row, last, col, cells;
};

static void heading(struct side *x, const char *text)
{
	if (x->row < x->last)
		surface_put(x->s, x->row++, x->col, x->cells, LOOK_PLAIN,
			    text);
}

/* A text on two rows at most, ".." when that is not enough. */
static void say(struct side *x, const char *text)
{
	size_t n = rows_break(text, x->cells);

	if (x->row >= x->last)
		return;
	if (!text[n] || x->row + 1 >= x->last) {
		surface_field(x->s, x->row++, x->col, x->cells, LOOK_PLAIN,
			      text);
		return;
	}
	surface_putf(x->s, x->row++, x->col, x->cells, LOOK_PLAIN, "%.*s",
		     (int)n, text);
	text += n;
	text += *text == ' ';
	surface_field(x->s, x->row++, x->col + HANG, x->cells - HANG,
		      LOOK_PLAIN, text);
}

static void working(struct side *x, const struct situation *now)
{
	int64_t at = app_now(x->v->on.app);

	heading(x, _("WORKING ON"));
	for (size_t i = 0; i < now->step_count; i++) {
		const struct step *st = &now->step[i];
		struct str t = {0};

		if (st->state != STEP_DOING || st->asked || !st->last)
			continue;
		str_addf(&t, "  %-5s %s  ", event_doer(st->last), st->number);
		countdown_span(&t, at - st->last->at);
		say(x, str_text(&t));
		str_release(&t);
	}
	x->row++;
}

static void waiting(struct side *x, const struct situation *now)
{
	heading(x, _("WAITING ON"));
	for (size_t i = 0; i < now->step_count; i++) {
		const struct step *st = &now->step[i];
		struct str t = {0};

		if (st->asked)
			str_addf(&t, "  %s  %s", st->number,
				 st->asks & NEED_APPROVE
					 ? _("approval")
					 : _("second reader"));
		else if (st->state == STEP_BLOCKED)
			str_addf(&t, "  %s  %s", st->number,
				 st->why ? st->why : _("blocked"));
		else
			continue;
		say(x, str_text(&t));
		str_release(&t);
	}
	x->row++;
}

static void changes(struct side *x, const struct situation *now)
{
	const struct app *app = x->v->on.app;
	size_t n = now->event_count;

	heading(x, _("LAST CHANGES"));
	for (size_t i = 0; i < n && i < LAST_MAX; i++) {
		const struct event *ev = now->event[n - 1 - i];
		struct str t = {0};

		str_add(&t, "  ");
		frame_when(&t, ev->at, app_now(app), ctx_of(app)->env->zone);
		str_addc(&t, ' ');
		timeline_text(&t, now, ev, ctx_of(app)->lang);
		say(x, str_text(&t));
		str_release(&t);
	}
	if (n > LAST_MAX && x->row < x->last)
		surface_putf(x->s, x->row++, x->col + 2, x->cells - 2,
			     LOOK_PLAIN, _("(2 shows all %zu)"), n);
}

void caseview_side(const struct caseview *v, struct surface *s, int row,
		   int rows, int col, int cells)
{
	const struct situation *now = ctx_now(v->on.app);
	struct side x = {v, s, row, row + rows, col, cells};

	working(&x, now);
	waiting(&x, now);
	changes(&x, now);
}
