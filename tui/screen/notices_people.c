/* tui/screen/notices_people.c - who of a group got a notice and who did not:
 * a list for each result. */
#include "tui/screen/notices_people.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/notice/calls.h"
#include "core/notice/words.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

#define DETAIL_ROWS 8
#define LABEL_CELLS 14 /* at most: "P-12/1234567" */

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

/* Only who is looked at is taken out of the register: of a million the rest
 * is a place each. */
static const struct recipient *item(struct gotten *v, int i)
{
	if (!v->r)
		return i >= 0 && (size_t)i < v->group.count ? v->group.to
							    : NULL;
	if (i < 0 || (size_t)i >= v->who.count)
		return NULL;
	if (v->held != (size_t)i &&
	    group_take(&v->group, v->r->people, v->who.at[i], tabs[v->tab],
		       NULL)) {
		v->held = SIZE_MAX;
		return NULL;
	}
	v->held = (size_t)i;
	return v->group.to;
}

const struct recipient *gotten_chosen(struct gotten *v)
{
	return item(v, list_at(&v->list));
}

static int by_place(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

const struct recipient *gotten_find(struct gotten *v, const char *id)
{
	const uint32_t *hit;
	uint32_t place;
	size_t at;

	if (!v->r)
		return v->group.count && str_eq(id, GROUP_OFFICE)
			       ? v->group.to
			       : NULL;
	if (register_find(&at, v->r->people, id, NULL))
		return NULL;
	place = (uint32_t)at;
	hit = v->who.count ? bsearch(&place, v->who.at, v->who.count,
				     sizeof(place), by_place)
			   : NULL;
	return hit ? item(v, (int)(hit - v->who.at)) : NULL;
}

static int count(void *ctx)
{
	const struct gotten *v = ctx;

	return (int)(v->r ? v->who.count : v->group.count);
}

static const char *key(void *ctx, int i)
{
	struct gotten *v = ctx;

	if (!v->r)
		return GROUP_OFFICE;
	person_id(v->key, v->r->people, v->who.at[i]);
	return v->key;
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

/* Of a million as well, when only some are to be shown. */
static const char *text(void *ctx, int i)
{
	struct gotten *v = ctx;
	char label[PERSON_ID], name[NOTICE_TELL];
	const char *whole;

	if (!v->r)
		return v->group.to[0].label;
	person_label(label, v->r->people, v->who.at[i]);
	whole = person_get(&v->r->buf, v->r->people, v->who.at[i],
			   PERSON_NAME);
	if (v->whole)
		str_copy(name, sizeof(name), whole);
	else
		person_mask(name, sizeof(name), PERSON_NAME, whole);
	str_clear(&v->find);
	str_addf(&v->find, "%s %s", label, name);
	return str_text(&v->find);
}

/* What they are reached by: a minor's guardian's number. */
static enum person_field ring(const struct gotten *v,
			      const struct recipient *to)
{
	if (v->way == VIA_WECHAT)
		return PERSON_WECHAT;
	return call_number(to, VIA_PHONE) == to->value[PERSON_GUARDIAN_PHONE]
		       ? PERSON_GUARDIAN_PHONE
		       : PERSON_PHONE;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct gotten *v = ctx;
	static const enum person_field field[] = {
		PERSON_NAME, PERSON_PHONE, PERSON_MAIL, PERSON_LANGUAGE};
	const int width[] = {30 - v->id_cells, 18, 22, 6};
	const struct recipient *to = item(v, i);
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	char t[NOTICE_TELL];

	if (!to)
		return;
	if (!v->r) {
		surface_field(s, row, col, cells, look, to->label);
		return;
	}
	surface_field(s, row, col, v->id_cells - 1, look, to->label);
	col += v->id_cells;
	for (int k = 0; k < 4; k++) {
		value(t, sizeof(t), v, to,
		      field[k] == PERSON_PHONE ? ring(v, to) : field[k]);
		surface_field(s, row, col, width[k] - 1, look, t);
		col += width[k];
	}
}

static const struct list_ops people_ops = {count, key, draw_one, text};

/* By all values, masked or not: somebody rings back and says a number. */
static bool holds(void *ctx, int i, const char *words)
{
	struct gotten *v = ctx;
	char label[PERSON_ID];

	if (!v->r)
		return utf8_find(v->group.to[0].label, words) >= 0;
	person_label(label, v->r->people, v->who.at[i]);
	return utf8_find(label, words) >= 0 ||
	       person_search(v->r->people, v->who.at[i], words);
}

static bool tell(void *ctx, int done, int all)
{
	struct people_watch w = people_watch(((struct gotten *)ctx)->app);

	return w.fn(w.ctx, done, all);
}

static const struct list_search people_search = {holds, tell};

/* The longest label, or nearly so. */
static void measure(struct gotten *v)
{
	char label[PERSON_ID] = "";

	if (v->who.count)
		person_label(label, v->r->people,
			     v->who.at[v->who.count - 1]);
	v->id_cells = (int)strnlen(label, LABEL_CELLS) + 1;
	if (v->id_cells < 10)
		v->id_cells = 10;
}

int gotten_load(struct gotten *v, struct error *err)
{
	const unsigned fates = FATE_BIT(tabs[v->tab]);
	const struct group_args office = {.fates = fates,
					  .field = PERSON_FIELDS};
	const struct case_notice *n;
	int rc = 0;

	group_release(&v->group);
	group_index_release(&v->who);
	v->held = SIZE_MAX;
	v->r = NULL;
	n = notice(v);
	if (!n)
		return error_set(err, ERR_NOTFOUND, _("%s has no notice %s"),
				 ctx_now(v->app)->label, v->label);
	if (!n->set->filter)
		return group_read(&v->group, ctx_of(v->app)->c, n, &office,
				  err);
	rc = roster_look(&v->r, v->app, err);
	n = notice(v); /* the look was recorded: the case has moved on */
	if (!rc)
		rc = group_index(&v->who, ctx_of(v->app)->c, v->r->people, n,
				 fates, err);
	if (!rc)
		measure(v);
	return rc;
}

/* How many have that result. */
static size_t with_fate(const struct gotten *v, enum fate f)
{
	return v->r ? v->who.by_fate[f] : v->group.by_fate[f];
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
		size_t n = with_fate(v, tabs[i]);
		bool now = i == v->tab;

		if (!n && !now)
			continue;
		str_clear(&t);
		str_addf(&t, now ? "[%s " : "%s ", _(fate_words(tabs[i])));
		str_add_grouped(&t, (uint64_t)n);
		str_add(&t, now ? "]" : "");
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
	struct str keys = {0};

	frame_dots(s, row++, 3, surface_cols(s) - 5);
	if (!r)
		return;
	rich_para(r, 0, 0);
	rich_addf(r, LOOK_BOLD, "%s   ", to->label);
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		add_value(r, v, to, shown[i]);
	rich_put(r, s, row, last - 3 - row, 3, surface_cols(s) - 6);
	rich_free(r);
	gotten_keys(&keys, v);
	surface_field(s, last - 3, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      str_text(&keys));
	str_release(&keys);
	surface_field(s, last - 2, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      _("letters: 6 delivered  7 not delivered  8 came back   "
			"w another way"));
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
	frame_rule(s, row++);
	if (!count(v)) {
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
	group_index_release(&v->who);
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
	v->way = VIA_PHONE;
	str_copy(v->label, sizeof(v->label), arg);
	list_init(&v->list, &people_ops, v);
	v->list.search = &people_search;
	rc = gotten_load(v, err);
	while (!rc && first < TABS - 1 && !with_fate(v, tabs[first]))
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
		if (with_fate(v, tabs[v->tab]))
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
