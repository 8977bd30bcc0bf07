/* tui/screen/enquiries.c - what affected people ask, who answers, what is
 * overdue. */
#include <limits.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/enquiry.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"

struct enquiries {
	struct list list; /* first: its focus is ours */
	struct app *app;
	const struct enquiry **at; /* overdue, open, then the others */
	size_t count;
	struct str text; /* of a row, for find */
};

/* --- rows ------------------------------------------------------------------------ */

static int rank(const struct situation *s, const struct enquiry *q)
{
	struct enquiry_now now;

	enquiry_state(&now, s, q);
	if (q->event->retracted || now.answer)
		return 2;
	return now.overdue ? 0 : 1;
}

static int lay(struct enquiries *v)
{
	const struct situation *s = ctx_now(v->app);
	const struct enquiry **at = mem_zalloc((s->enquiry_count + 1) *
					       sizeof(const void *));

	if (!at)
		return ERR_NOMEM;
	mem_free(v->at);
	v->at = at;
	v->count = 0;
	for (int want = 0; want < 3; want++)
		for (size_t i = 0; i < s->enquiry_count; i++)
			if (rank(s, s->enquiry[i]) == want)
				v->at[v->count++] = s->enquiry[i];
	return 0;
}

static int count(void *ctx)
{
	return (int)((struct enquiries *)ctx)->count;
}

static const char *key(void *ctx, int i)
{
	return ((struct enquiries *)ctx)->at[i]->label;
}

static void add_who(struct str *out, const struct situation *s,
		    const struct enquiry *q)
{
	char who[PERSON_ID];

	person_words(who, s, q->person);
	str_add(out, q->person ? who : _("unknown caller"));
}

static const char *text(void *ctx, int i)
{
	struct enquiries *v = ctx;
	const struct enquiry *q = v->at[i];
	struct enquiry_now now;

	enquiry_state(&now, ctx_now(v->app), q);
	str_clear(&v->text);
	str_addf(&v->text, "%s %s %s ", q->label, enquiry_words(q, &now),
		 now.to ? now.to : "");
	add_who(&v->text, ctx_now(v->app), q);
	return str_text(&v->text);
}

#define STATE_CELLS 17
#define TIME_CELLS 18
#define WHO_CELLS 16

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct enquiries *v = ctx;
	const struct situation *sit = ctx_now(v->app);
	const struct enquiry *q = v->at[i];
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	bool late = !rank(sit, q);
	struct enquiry_now now;
	struct str t = {0};

	enquiry_state(&now, sit, q);
	surface_field(s, row, col, 6, look, q->label);
	str_addf(&t, "%s%s", late ? "!! " : "", enquiry_words(q, &now));
	surface_field(s, row, col + 7, STATE_CELLS - 1,
		      late ? LOOK_OVERDUE : look, str_text(&t));
	col += 7 + STATE_CELLS;
	str_clear(&t);
	add_who(&t, sit, q);
	surface_field(s, row, col, WHO_CELLS - 1, look, str_text(&t));
	col += WHO_CELLS;
	str_clear(&t);
	if (now.due)
		people_when(&t, v->app, now.due);
	surface_field(s, row, col, TIME_CELLS - 1, LOOK_PLAIN, str_text(&t));
	col += TIME_CELLS;
	surface_field(s, row, col, cells - 8 - STATE_CELLS - WHO_CELLS -
					   TIME_CELLS, LOOK_PLAIN,
		      now.to ? now.to : _("nobody's"));
	str_release(&t);
}

static const struct list_ops enquiries_ops = {count, key, draw_one, text};

static void draw_head(struct surface *s, int row)
{
	int col = 3;

	surface_put(s, row, col, 6, LOOK_PLAIN, _("ID"));
	surface_put(s, row, col += 7, STATE_CELLS, LOOK_PLAIN, _("STATE"));
	surface_put(s, row, col += STATE_CELLS, WHO_CELLS, LOOK_PLAIN,
		    _("FROM"));
	surface_put(s, row, col += WHO_CELLS, TIME_CELLS, LOOK_PLAIN,
		    _("ANSWER BY"));
	surface_put(s, row, col + TIME_CELLS, INT_MAX, LOOK_PLAIN,
		    _("OWNER"));
}

/* --- the screen ------------------------------------------------------------------- */

static void enquiries_close(struct app *app, void *state)
{
	struct enquiries *v = state;

	(void)app;
	list_release(&v->list);
	str_release(&v->text);
	mem_free(v->at);
	mem_free(v);
}

static int enquiries_open_screen(void **state, struct app *app,
				 const void *arg, struct error *err)
{
	struct enquiries *v = mem_zalloc(sizeof(*v));

	if (!v)
		return error_nomem(err);
	v->app = app;
	list_init(&v->list, &enquiries_ops, v);
	if (lay(v)) {
		enquiries_close(app, v);
		return error_nomem(err);
	}
	if (arg)
		list_choose(&v->list, arg);
	*state = v;
	return 0;
}

static void enquiries_refresh(struct app *app, void *state)
{
	struct error err = {0};

	if (!lay(state))
		return;
	error_nomem(&err);
	app_error(app, &err);
	((struct enquiries *)state)->count = 0; /* what it had is gone */
}

static void enquiries_draw(struct app *app, void *state, struct surface *s)
{
	struct enquiries *v = state;
	int row = people_head(app, s, PANE_ENQUIRIES);
	int last = frame_rows(app, s);

	if (!v->count) {
		people_empty(s, row, _("Nobody has asked yet. a: log what "
				       "somebody asks or complains of."));
		return;
	}
	draw_head(s, row++);
	frame_rule(s, row++);
	list_draw(&v->list, s, row, last - row, 0, surface_cols(s), true);
}

static struct focus *enquiries_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct enquiries *)state)->list.focus;
}

/* --- acting ----------------------------------------------------------------------- */

static const char *chosen(struct app *app, void *state)
{
	const char *label = list_key(&((struct enquiries *)state)->list);

	if (!label)
		app_note(app, _("There is no enquiry. a logs one."));
	return label;
}

static void read_one(struct app *app, void *state)
{
	const char *label = chosen(app, state);

	if (label)
		app_push(app, &enquiry_screen, label);
}

static void log_one(struct app *app, void *state)
{
	(void)state;
	enquiry_ask(app, NULL);
}

static void answer(struct app *app, void *state)
{
	const char *label = chosen(app, state);

	if (label)
		enquiry_answer(app, label);
}

static void assign(struct app *app, void *state)
{
	const char *label = chosen(app, state);

	if (label)
		enquiry_assign(app, label);
}

static void due(struct app *app, void *state)
{
	const char *label = chosen(app, state);

	if (label)
		enquiry_due(app, label);
}

#define W ACT_CHANGES
static const struct action enquiries_actions[] = {
	{"read", "Enter", N_("read"), N_("The text and its answer; that you "
					 "looked is recorded"),
	 read_one, ACT_FOOTER},
	{"enquiry", "a", N_("log one"),
	 N_("Log what an unknown caller asks; a person's own from the list"),
	 log_one, W | ACT_FOOTER},
	{"answer", "r", N_("answer"), N_("Record the answer"), answer,
	 W | ACT_FOOTER},
	{"owner", "o", N_("owner"), N_("Who answers it"), assign,
	 W | ACT_FOOTER},
	{"due", "t", N_("due|answer by"), N_("Until when it is answered"),
	 due, W | ACT_FOOTER},
	PEOPLE_PANE_ACTIONS,
	{0},
};
#undef W

const struct screen_def enquiries_screen = {
	.name = "enquiries",
	.title = N_("Enquiries and complaints"),
	.actions = enquiries_actions,
	.open = enquiries_open_screen,
	.close = enquiries_close,
	.draw = enquiries_draw,
	.refresh = enquiries_refresh,
	.focus = enquiries_focus,
};
