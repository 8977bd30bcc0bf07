/* tui/screen/people.c - view 4: the register of affected people. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/peopleview.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

#define ID_CELLS 14 /* of a label at most: "P-12/1234567" */

/* --- rows ------------------------------------------------------------------------ */

static int count(void *ctx)
{
	return (int)((struct peopleview *)ctx)->r->count;
}

static const char *key(void *ctx, int i)
{
	struct peopleview *v = ctx;

	person_label(v->label, v->r->people, v->r->at[i]);
	return v->label;
}

struct columns { /* cells */
	int id, name, reach, lang, region, kinds, minor, group;
};

static struct columns columns(const struct peopleview *v,
			      const struct surface *s)
{
	struct columns w = {10, 9, 16, 6, 7, 12, 9, 8};
	int more = surface_cols(s) - 80;

	if (v->id_cells > w.id) {
		w.kinds -= v->id_cells - w.id;
		w.id = v->id_cells;
	}
	if (more <= 0)
		return w;
	w.name += more / 5;
	w.reach += more / 5;
	w.kinds += more / 5;
	w.minor += more / 5;
	w.group += more - 4 * (more / 5);
	return w;
}

/* The first way to reach them, or the one chosen; "+2": there are more. */
static void add_reach(struct str *out, struct roster *r, size_t at)
{
	static const enum person_field way[] = {PERSON_PHONE, PERSON_MAIL,
						PERSON_WECHAT,
						PERSON_ADDRESS};
	const struct set_person *set = person_set(r->people, at);
	enum person_field first = PERSON_FIELDS;
	int more = -1;

	if (set && set->channel)
		first = person_field_find(set->channel);
	for (size_t i = 0; i < sizeof(way) / sizeof(*way); i++) {
		if (!*person_get(&r->buf, r->people, at, way[i]))
			continue;
		more++;
		if (first == PERSON_FIELDS)
			first = way[i];
	}
	if (first != PERSON_FIELDS)
		str_add(out, roster_value(r, at, first));
	if (more > 0)
		str_addf(out, " +%d", more);
}

static void add_minor(struct str *out, struct roster *r, size_t at)
{
	const char *guardian;

	str_add(out, roster_value(r, at, PERSON_MINOR));
	guardian = roster_value(r, at, PERSON_GUARDIAN);
	if (*guardian)
		str_addf(out, "%s%s", out->len ? " " : "", guardian);
}

static void add_id(struct str *out, const struct roster *r, size_t at)
{
	char label[PERSON_ID];

	person_label(label, r->people, at);
	str_addf(out, "%s%s", label,
		 person_removed(r->people, at)	     ? " -"
		 : person_same(r->people, at) != at ? " ="
		 : person_conflict(r->people, at)   ? " *"
						     : "");
}

static void cell(struct surface *s, int row, int *col, int cells,
		 unsigned look, const char *text)
{
	surface_field(s, row, *col, cells - 1, look, text);
	*col += cells;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct peopleview *v = ctx;
	struct roster *r = v->r;
	size_t at = r->at[i];
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	struct columns w = columns(v, s);
	struct str t = {0};

	(void)cells;
	if (str_eq(key(v, i), v->marked))
		surface_put(s, row, col - 1, 1, LOOK_BOLD, "+");
	add_id(&t, r, at);
	cell(s, row, &col, w.id, look, str_text(&t));
	cell(s, row, &col, w.name, look, roster_value(r, at, PERSON_NAME));
	str_clear(&t);
	add_reach(&t, r, at);
	cell(s, row, &col, w.reach, look, str_text(&t));
	cell(s, row, &col, w.lang, look,
	     roster_value(r, at, PERSON_LANGUAGE));
	cell(s, row, &col, w.region, look,
	     roster_value(r, at, PERSON_JURISDICTION));
	cell(s, row, &col, w.kinds, look, roster_value(r, at, PERSON_KINDS));
	str_clear(&t);
	add_minor(&t, r, at);
	cell(s, row, &col, w.minor, look, str_text(&t));
	cell(s, row, &col, w.group, look, roster_value(r, at, PERSON_GROUP));
	str_release(&t);
}

/* By all values, masked or not, as `people list --search` does. */
static bool holds(void *ctx, int i, const char *words)
{
	struct peopleview *v = ctx;

	return utf8_find(key(v, i), words) >= 0 ||
	       person_search(v->r->people, v->r->at[i], words);
}

static bool tell(void *ctx, int done, int all)
{
	struct people_watch w = people_watch(((struct peopleview *)ctx)->app);

	return w.fn(w.ctx, done, all);
}

static const struct list_ops people_ops = {count, key, draw_one, NULL};
static const struct list_search people_search = {holds, tell};

static void draw_head(const struct peopleview *v, struct surface *s, int row)
{
	struct columns w = columns(v, s);
	int col = 3;

	cell(s, row, &col, w.id, LOOK_PLAIN, _("ID"));
	cell(s, row, &col, w.name, LOOK_PLAIN, _("NAME"));
	cell(s, row, &col, w.reach, LOOK_PLAIN, _("REACHED BY"));
	cell(s, row, &col, w.lang, LOOK_PLAIN, _("LANG."));
	cell(s, row, &col, w.region, LOOK_PLAIN, _("REGION"));
	cell(s, row, &col, w.kinds, LOOK_PLAIN, _("KINDS"));
	cell(s, row, &col, w.minor, LOOK_PLAIN, _("MINOR"));
	cell(s, row, &col, w.group, LOOK_PLAIN, _("GROUP"));
}

/* "12 of 50,000 people with jurisdiction=CN      values in part, v: whole" */
static void draw_state(const struct roster *r, struct surface *s, int row)
{
	struct str t = {0}, n = {0}, all = {0};
	const char *whole = r->whole ? _("whole values; v hides them")
				     : _("values in part; v shows them");
	int cols = surface_cols(s), room = cols - 4 - utf8_cells(whole);

	str_add_grouped(&n, (uint64_t)r->count);
	str_add_grouped(&all, (uint64_t)(r->all ? register_rows(r->people)
					    : r->total));
	if (r->filter)
		str_addf(&t, r->all ? _("%s of %s rows: %s")
				    : _("%s of %s people: %s"),
			 str_text(&n), str_text(&all),
			 roster_filter_seen(r));
	else if (r->all)
		str_addf(&t, _("%s rows, also = in twice and - taken off"),
			 str_text(&n));
	else
		str_addf(&t, ngettext("%s person", "%s people", r->count),
			 str_text(&n));
	surface_field(s, row, 1, room, LOOK_BOLD, str_text(&t));
	surface_right(s, row, cols - 1 - utf8_cells(whole),
		      utf8_cells(whole), LOOK_PLAIN, whole);
	str_release(&t);
	str_release(&n);
	str_release(&all);
}

/* --- moving, finding ---------------------------------------------------------------- */

static struct peopleview *of_focus(struct focus *f)
{
	return (struct peopleview *)f;
}

static bool move(struct focus *f, enum move how)
{
	struct peopleview *v = of_focus(f);
	bool moved = v->list.focus.ops->move(&v->list.focus, how);
	int i = list_at(&v->list);

	v->r->place = i < 0 ? 0 : (size_t)i;
	return moved;
}

static enum hit find(struct focus *f, const char *text, int dir)
{
	struct peopleview *v = of_focus(f);
	enum hit hit = v->list.focus.ops->find(&v->list.focus, text, dir);
	int i = list_at(&v->list);

	v->r->place = i < 0 ? 0 : (size_t)i;
	return hit;
}

/* Esc shows all again: the list's own filter is never used. */
static int unfilter(struct focus *f, const char *text)
{
	(void)text;
	peopleview_filter(of_focus(f), "");
	return (int)of_focus(f)->r->count;
}

static bool filtered(const struct focus *f)
{
	return ((const struct peopleview *)f)->r->filter != NULL;
}

static bool pick(struct focus *f, const struct focus *list, int item)
{
	struct peopleview *v = of_focus(f);
	bool mine = v->list.focus.ops->pick(&v->list.focus, list, item);

	if (mine)
		v->r->place = (size_t)item;
	return mine;
}

static const struct focus_ops people_focus = {move, find, unfilter, filtered,
					      pick};

bool peopleview_filter(struct peopleview *v, const char *text)
{
	struct error err = {0};

	app_redraw(v->app);
	if (roster_filter(v->app, v->r, text, &err)) {
		app_error(v->app, &err);
		return false;
	}
	v->list.row = 0;
	list_go(&v->list, 0);
	v->r->place = 0;
	return true;
}

size_t peopleview_chosen(struct peopleview *v)
{
	int i = list_at(&v->list);

	return i < 0 ? PEOPLE_NOBODY : v->r->at[i];
}

/* --- the screen ---------------------------------------------------------------------- */

/* The last row has the longest id, or nearly so. */
static void measure(struct peopleview *v)
{
	size_t n = v->r->people ? register_rows(v->r->people) : 0;
	char label[PERSON_ID] = "";

	if (n)
		person_label(label, v->r->people, n - 1);
	v->id_cells = (int)strnlen(label, ID_CELLS) + 1;
}

static void people_close(struct app *app, void *state)
{
	struct peopleview *v = state;

	(void)app;
	v->r->whole = false;
	list_release(&v->list);
	mem_free(v);
}

static int people_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct peopleview *v = mem_zalloc(sizeof(*v));
	int rc = v ? roster_look(&v->r, app, err) : error_nomem(err);

	(void)arg;
	if (rc) {
		mem_free(v);
		return rc;
	}
	v->app = app;
	v->focus.ops = &people_focus;
	list_init(&v->list, &people_ops, v);
	v->list.search = &people_search;
	list_go(&v->list, (int)v->r->place);
	measure(v);
	*state = v;
	return 0;
}

static void people_refresh(struct app *app, void *state)
{
	struct peopleview *v = state;

	roster_renew(app, v->r);
	measure(v);
}

static void people_draw(struct app *app, void *state, struct surface *s)
{
	struct peopleview *v = state;
	int row = people_head(app, s, PANE_PEOPLE);
	int last = frame_rows(app, s);

	if (!v->r->people || !register_rows(v->r->people)) {
		people_empty(s, row,
			     v->r->people
				     ? _("Nobody is in the register. i: bring "
					 "in a CSV file. a: log an enquiry.")
				     : _("The register could not be read. R "
					 "tries again."));
		return;
	}
	draw_state(v->r, s, row++);
	draw_head(v, s, row++);
	frame_rule(s, row++);
	list_draw(&v->list, s, row, last - row, 0, surface_cols(s), true);
	if (!v->r->count)
		surface_put(s, row, 3, surface_cols(s) - 4, LOOK_PLAIN,
			    _("Nobody fits. Esc shows all."));
}

static struct focus *people_focus_of(struct app *app, void *state)
{
	(void)app;
	return &((struct peopleview *)state)->focus;
}

const struct screen_def people_screen = {
	.name = "people",
	.title = N_("People"),
	.actions = people_actions,
	.open = people_open,
	.close = people_close,
	.draw = people_draw,
	.refresh = people_refresh,
	.focus = people_focus_of,
};
