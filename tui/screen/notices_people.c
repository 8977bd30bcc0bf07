/* tui/screen/notices_people.c - who of a group got a notice and who did not:
 * a list for each result. */
#include "tui/screen/notices_people.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/notice/calls.h"
#include "core/notice/words.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

#define MOST 2000 /* rows at once; the rest comes as these are done */
#define DETAIL_ROWS 8

/* In the order of the tabs: what needs a person comes first. */
static const enum fate tabs[] = {
	FATE_DOUBT,	FATE_FAILED, FATE_BOUNCED, FATE_WRONG, FATE_AGAIN,
	FATE_NO_ANSWER, FATE_NONE,   FATE_HANDED,  FATE_REACHED, FATE_REFUSED};
#define TABS (sizeof(tabs) / sizeof(*tabs))

/* --- rows -------------------------------------------------------------------------- */

static const struct case_notice *notice(const struct gotten *v)
{
	return situation_notice(ctx_now(v->app), v->label);
}

static const struct recipient *item(const struct gotten *v, int i)
{
	return i >= 0 && (size_t)i < v->group.count ? &v->group.to[i] : NULL;
}

const struct recipient *gotten_chosen(struct gotten *v)
{
	return item(v, list_at(&v->list));
}

static int count(void *ctx)
{
	return (int)((struct gotten *)ctx)->group.count;
}

static const char *key(void *ctx, int i)
{
	return item(ctx, i)->id;
}

/* A value as it may be shown now. */
static void value(char *out, size_t size, const struct gotten *v,
		  const struct recipient *to, enum person_field f)
{
	const char *text = to->value[f];

	if (v->whole || str_eq(to->id, GROUP_OFFICE))
		str_copy(out, size, text);
	else
		person_mask(out, size, f, text);
}

static const char *text(void *ctx, int i)
{
	struct gotten *v = ctx;
	const struct recipient *to = item(v, i);
	char name[NOTICE_TELL];

	str_clear(&v->find);
	value(name, sizeof(name), v, to, PERSON_NAME);
	str_addf(&v->find, "%s %s", to->label, name);
	return str_text(&v->find);
}

/* The number to ring: a minor's guardian's. */
static enum person_field ring(const struct recipient *to)
{
	return call_number(to, VIA_PHONE) == to->value[PERSON_GUARDIAN_PHONE]
		       ? PERSON_GUARDIAN_PHONE
		       : PERSON_PHONE;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct gotten *v = ctx;
	const struct recipient *to = item(v, i);
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	const enum person_field field[] = {PERSON_NAME, ring(to),
					   PERSON_MAIL, PERSON_LANGUAGE};
	const int width[] = {20, 18, 22, 6};
	char t[NOTICE_TELL];

	if (str_eq(to->id, GROUP_OFFICE)) {
		surface_field(s, row, col, cells, look, to->label);
		return;
	}
	surface_field(s, row, col, 9, look, to->label);
	col += 10;
	for (int k = 0; k < 4; k++) {
		value(t, sizeof(t), v, to, field[k]);
		surface_field(s, row, col, width[k] - 1, look, t);
		col += width[k];
	}
}

static const struct list_ops people_ops = {count, key, draw_one, text};

int gotten_load(struct gotten *v, struct error *err)
{
	struct group_args args = {.fates = 1u << tabs[v->tab],
				  .field = PERSON_FIELDS, .most = MOST};
	const struct case_notice *n = notice(v);

	group_release(&v->group);
	if (!n)
		return error_set(err, ERR_NOTFOUND, _("%s has no notice %s"),
				 ctx_now(v->app)->label, v->label);
	return group_read(&v->group, ctx_of(v->app)->c, n, &args, err);
}

static void load_again(struct gotten *v)
{
	struct error err = {0};

	if (gotten_load(v, &err))
		app_error(v->app, &err);
	app_redraw(v->app);
}

/* --- drawing ----------------------------------------------------------------------- */

static void draw_tabs(const struct gotten *v, struct surface *s, int row)
{
	struct str t = {0};
	int col = 1;

	for (size_t i = 0; i < TABS; i++) {
		size_t n = v->group.by_fate[tabs[i]];
		bool now = i == v->tab;

		if (!n && !now)
			continue;
		str_clear(&t);
		str_addf(&t, now ? "[%s %zu]" : "%s %zu",
			 _(fate_words(tabs[i])), n);
		col += surface_put(s, row, col, surface_cols(s) - col - 1,
				   now ? LOOK_BOLD : LOOK_PLAIN,
				   str_text(&t)) + 3;
	}
	str_release(&t);
}

static void add_value(struct rich *r, const struct gotten *v,
		      const struct recipient *to, enum person_field f)
{
	char t[256];

	value(t, sizeof(t), v, to, f);
	if (*t)
		rich_addf(r, LOOK_PLAIN, "%s %s   ",
			  _(person_field_label(f)), t);
}

/* The one chosen: how to reach them, and the text they get. */
static void draw_chosen(struct gotten *v, struct surface *s, int row,
			int last)
{
	static const enum person_field shown[] = {
		PERSON_NAME, PERSON_PHONE, PERSON_WECHAT, PERSON_MAIL,
		PERSON_ADDRESS, PERSON_MINOR, PERSON_GUARDIAN,
		PERSON_GUARDIAN_PHONE};
	const struct recipient *to = gotten_chosen(v);
	struct rich *r = to ? rich_new() : NULL;
	int cells = surface_cols(s) - 6, n;

	frame_dots(s, row++, 3, surface_cols(s) - 5);
	if (!r)
		return;
	rich_para(r, 0, 0);
	rich_addf(r, LOOK_BOLD, "%s   ", to->label);
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		add_value(r, v, to, shown[i]);
	n = rich_layout(r, cells);
	for (int i = 0; i < n && row + i < last - 3; i++)
		rich_draw(r, i, s, row + i, 3, cells);
	rich_free(r);
	surface_field(s, last - 3, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      _("called:  1 reached  2 no answer  3 wrong number  "
			"4 call back  5 refused"));
	surface_field(s, last - 2, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      _("written: 6 delivered  7 not delivered  8 came back"));
	surface_field(s, last - 1, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      v->whole ? _("Whole values are shown; that stands in the "
				   "record.")
			       : _("m shows whole numbers; that is put on "
				   "record."));
}

static void people_draw(struct app *app, void *state, struct surface *s)
{
	struct gotten *v = state;
	const struct situation *now = ctx_now(app);
	int row = frame_title(app, s, now->label, now->title);
	int last = frame_rows(app, s), below = last - DETAIL_ROWS;
	const struct case_notice *n = notice(v);
	struct str t = {0};

	ctx_next_row(app, s, row++);
	ctx_last_change(app);
	if (!n)
		return;
	str_addf(&t, _("%s v%zu  %s: who got it"), n->label, n->version,
		 notice_to_words(now, n->set));
	surface_field(s, row++, 1, surface_cols(s) - 2, LOOK_BOLD,
		      str_text(&t));
	str_release(&t);
	draw_tabs(v, s, row++);
	if (v->group.more)
		surface_right(s, row - 2, 40, surface_cols(s) - 41, LOOK_PLAIN,
			      _("the first 2,000 are listed"));
	frame_rule(s, row++);
	if (!v->group.count) {
		surface_put(s, row + 1, 3, surface_cols(s) - 4, LOOK_PLAIN,
			    _("Nobody is on this list. Tab shows the next."));
		surface_cursor(s, row + 1, 3);
		return;
	}
	list_draw(&v->list, s, row, below - row, 0, surface_cols(s), true);
	draw_chosen(v, s, below, last);
}

/* --- the screen ---------------------------------------------------------------------- */

static void people_close(struct app *app, void *state)
{
	struct gotten *v = state;

	(void)app;
	list_release(&v->list);
	group_release(&v->group);
	str_release(&v->find);
	mem_free(v);
}

/* On the first list that somebody stands on. */
static int people_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct gotten *v = mem_zalloc(sizeof(*v));
	size_t first = 0;
	int rc;

	if (!v)
		return error_nomem(err);
	v->app = app;
	str_copy(v->label, sizeof(v->label), arg);
	list_init(&v->list, &people_ops, v);
	rc = gotten_load(v, err);
	while (!rc && first < TABS - 1 && !v->group.by_fate[tabs[first]])
		first++;
	if (!rc && first) {
		v->tab = first;
		rc = gotten_load(v, err);
	}
	if (rc)
		people_close(app, v);
	else
		*state = v;
	return rc;
}

static void people_refresh(struct app *app, void *state)
{
	(void)app;
	load_again(state);
}

static struct focus *people_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct gotten *)state)->list.focus;
}

void notices_people(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_notice(state);

	if (n && (n->set->filter || n->set->authority))
		app_push(app, &noticepeople_screen, n->label);
	else if (n)
		app_note(app, _("It goes to nobody by name."));
}

void gotten_next_tab(struct app *app, void *state)
{
	struct gotten *v = state;

	(void)app;
	for (size_t i = 0; i < TABS; i++) {
		v->tab = (v->tab + 1) % TABS;
		if (v->group.by_fate[tabs[v->tab]])
			break;
	}
	load_again(v);
}

const struct screen_def noticepeople_screen = {
	.name = "noticepeople",
	.title = N_("Who got a notice"),
	.actions = noticepeople_actions,
	.open = people_open,
	.close = people_close,
	.draw = people_draw,
	.refresh = people_refresh,
	.focus = people_focus,
};
