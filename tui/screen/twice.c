/* tui/screen/twice.c - who may be in the register twice, side by side. */
#include <limits.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/people/change.h"
#include "core/people/value.h"
#include "tui/screen/people.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"

#define SIDE_ROWS 9 /* of the two, below the list */
#define ID_CELLS 15

enum pair_kind { PAIR_SURE, PAIR_MAYBE, PAIR_JOINED };

static const char *const why[] = {
	[PAIR_SURE] = N_("the same person, not joined yet"),
	[PAIR_MAYBE] = N_("the same telephone, another name"),
	[PAIR_JOINED] = N_("one person, counted once"),
};

struct twiceview {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct roster *r;
	struct pair {
		uint32_t at, other; /* places; at stands first */
		enum pair_kind kind, was; /* was: as it was found */
	} *pair;
	size_t pairs, cap;
	uint32_t *shown; /* of them, not told apart; NULL: no memory */
	size_t count;
	size_t open;	/* those to be settled: they stand first */
	size_t rows;	/* of the register when they were looked for */
	bool stopped;	/* Ctrl-C: not all were looked at */
	char key[2 * PERSON_ID];
};

/* --- looking ---------------------------------------------------------------------- */

static int add_pair(struct twiceview *v, size_t at, size_t other,
		    enum pair_kind kind)
{
	if (mem_reserve(&v->pair, &v->cap, v->pairs + 1, sizeof(*v->pair)))
		return ERR_NOMEM;
	v->pair[v->pairs++] = (struct pair){(uint32_t)at, (uint32_t)other,
					    kind, kind};
	return 0;
}

static int found(void *ctx, size_t at, size_t other, bool sure)
{
	return add_pair(ctx, other, at, sure ? PAIR_SURE : PAIR_MAYBE);
}

/* How a pair stands now; false where somebody told the two apart. */
static bool stands(struct pair *k, const struct people *p)
{
	if (person_same(p, k->at) == person_same(p, k->other))
		k->kind = PAIR_JOINED;
	else if (person_apart(p, k->at, k->other))
		return false;
	else
		k->kind = k->was == PAIR_JOINED ? PAIR_SURE : k->was;
	return true;
}

/* What was settled meanwhile stays in its row, so that nothing jumps; what
 * was taken back is there again. */
static void settle(struct twiceview *v)
{
	v->count = v->open = 0;
	mem_free(v->shown);
	v->shown = mem_alloc((v->pairs + 1) * sizeof(*v->shown));
	for (size_t i = 0; v->shown && i < v->pairs; i++) {
		if (!stands(&v->pair[i], v->r->people))
			continue;
		v->open += v->pair[i].kind != PAIR_JOINED;
		v->shown[v->count++] = (uint32_t)i;
	}
}

static int look(struct twiceview *v, struct error *err)
{
	const struct people *p = v->r->people;
	struct people_watch w = people_watch(v->app);
	int rc;

	v->pairs = 0;
	v->rows = register_rows(p);
	rc = register_pairs(p, ctx_of(v->app)->env, &w, found, v, err);
	app_busy_end(v->app);
	v->stopped = rc == ERR_CANCELLED;
	if (v->stopped) {
		error_clear(err);
		rc = 0;
	}
	for (size_t i = 0; i < v->rows && !rc; i++)
		if (person_same(p, i) != i)
			rc = add_pair(v, person_same(p, i), i, PAIR_JOINED);
	settle(v);
	return rc == ERR_NOMEM || !v->shown ? error_nomem(err) : rc;
}

/* --- rows ------------------------------------------------------------------------ */

static int count(void *ctx)
{
	return (int)((struct twiceview *)ctx)->count;
}

static const struct pair *shown(const struct twiceview *v, int i)
{
	return &v->pair[v->shown[i]];
}

static const char *key(void *ctx, int i)
{
	struct twiceview *v = ctx;
	const struct pair *k = shown(v, i);
	size_t n;

	person_label(v->key, v->r->people, k->at);
	n = strlen(v->key);
	v->key[n] = ' ';
	person_label(v->key + n + 1, v->r->people, k->other);
	return v->key;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct twiceview *v = ctx;
	const struct pair *k = shown(v, i);
	unsigned look_of = chosen ? LOOK_BOLD : LOOK_PLAIN;
	char label[PERSON_ID];

	person_label(label, v->r->people, k->at);
	surface_field(s, row, col, ID_CELLS - 1, look_of, label);
	person_label(label, v->r->people, k->other);
	surface_field(s, row, col + ID_CELLS, ID_CELLS - 1, look_of, label);
	surface_field(s, row, col + 2 * ID_CELLS, cells - 2 * ID_CELLS - 1,
		      look_of, _(why[k->kind]));
}

static const struct list_ops twice_ops = {count, key, draw_one, key};

/* --- side by side ----------------------------------------------------------------- */

/* Equal as the register compares: a +86 before a number is no difference. */
static bool alike(struct twiceview *v, const struct pair *k,
		  enum person_field f)
{
	struct str one = {0}, two = {0}, buf = {0};
	bool same;

	value_key(&one, f, person_get(&buf, v->r->people, k->at, f));
	value_key(&two, f, person_get(&buf, v->r->people, k->other, f));
	same = str_eq(str_text(&one), str_text(&two));
	str_release(&one);
	str_release(&two);
	str_release(&buf);
	return same;
}

static bool has(struct twiceview *v, size_t at, enum person_field f)
{
	return *person_get(&v->r->buf, v->r->people, at, f);
}

static void draw_side(struct twiceview *v, struct surface *s, int row,
		      int last)
{
	int i = list_at(&v->list), wide = (surface_cols(s) - 22) / 2;
	const struct pair *k = i < 0 ? NULL : shown(v, i);
	char label[PERSON_ID];

	frame_dots(s, row++, 3, surface_cols(s) - 5);
	if (!k)
		return;
	person_label(label, v->r->people, k->at);
	surface_field(s, row, 20, wide - 2, LOOK_BOLD, label);
	person_label(label, v->r->people, k->other);
	surface_field(s, row++, 20 + wide, wide - 1, LOOK_BOLD, label);
	for (int n = 0; n < PERSON_FIELDS && row < last; n++) {
		enum person_field f = (enum person_field)n;

		if (!has(v, k->at, f) && !has(v, k->other, f))
			continue;
		surface_put(s, row, 1, 1, LOOK_PLAIN,
			    alike(v, k, f) ? "=" : " ");
		surface_field(s, row, 3, 16, LOOK_PLAIN,
			      _(person_field_label(f)));
		surface_field(s, row, 20, wide - 2, LOOK_PLAIN,
			      roster_value(v->r, k->at, f));
		surface_field(s, row++, 20 + wide, wide - 1, LOOK_PLAIN,
			      roster_value(v->r, k->other, f));
	}
}

/* --- the screen -------------------------------------------------------------------- */

static void twice_close(struct app *app, void *state)
{
	struct twiceview *v = state;

	(void)app;
	v->r->whole = false;
	list_release(&v->list);
	mem_free(v->shown);
	mem_free(v->pair);
	mem_free(v);
}

static int twice_open(void **state, struct app *app, const void *arg,
		      struct error *err)
{
	struct twiceview *v = mem_zalloc(sizeof(*v));
	int rc = v ? roster_look(&v->r, app, err) : error_nomem(err);

	(void)arg;
	if (!rc) {
		v->app = app;
		list_init(&v->list, &twice_ops, v);
		rc = look(v, err);
	}
	if (rc) {
		if (v) {
			mem_free(v->shown);
			mem_free(v->pair);
		}
		mem_free(v);
		return rc;
	}
	*state = v;
	return 0;
}

static void twice_refresh(struct app *app, void *state)
{
	struct twiceview *v = state;
	struct error err = {0};

	roster_renew(app, v->r);
	if (!v->r->people)
		v->count = v->open = 0;
	else if (register_rows(v->r->people) == v->rows)
		settle(v);
	else if (look(v, &err))
		app_error(app, &err);
}

static void draw_state(const struct twiceview *v, struct surface *s, int row)
{
	struct str t = {0};

	str_addf(&t, ngettext("%zu pair to settle", "%zu pairs to settle",
			      v->open), v->open);
	str_addf(&t, ngettext("; %zu row counted with another",
			      "; %zu rows counted with others",
			      v->count - v->open), v->count - v->open);
	if (v->stopped)
		str_add(&t, _("; stopped before the end, R looks again"));
	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_BOLD,
		      str_text(&t));
	str_release(&t);
}

static void twice_draw(struct app *app, void *state, struct surface *s)
{
	struct twiceview *v = state;
	int row = people_head(app, s, PANE_TWICE), last = frame_rows(app, s);
	int below = last - SIDE_ROWS;

	if (!v->count) {
		people_empty(s, row,
			     v->stopped ? _("Stopped before the end: nobody "
					    "found so far. R looks again.")
					: _("Nobody is in twice. Tab: the "
					    "next list."));
		return;
	}
	draw_state(v, s, row++);
	surface_put(s, row, 3, ID_CELLS, LOOK_PLAIN, _("PERSON"));
	surface_put(s, row, 3 + ID_CELLS, ID_CELLS, LOOK_PLAIN, _("AND"));
	surface_put(s, row++, 3 + 2 * ID_CELLS, INT_MAX, LOOK_PLAIN,
		    _("WHY"));
	frame_rule(s, row++);
	below = below < row + 3 ? row + 3 : below;
	list_draw(&v->list, s, row, below - row, 0, surface_cols(s), true);
	draw_side(v, s, below, last);
}

static struct focus *twice_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct twiceview *)state)->list.focus;
}

/* --- one person, or two? ------------------------------------------------------------- */

struct pairing { /* labels, and what was chosen */
	char at[PERSON_ID], other[PERSON_ID];
	bool apart;
};

static void record(struct app *app, const struct pairing *k, const char *text)
{
	struct people *p = ctx_of(app)->roster->people;
	struct act a = ctx_act(app);
	struct error err = {0};
	struct str said = {0};
	size_t at, other;
	int rc = p ? register_find(&at, p, k->at, &err)
		   : error_set(&err, ERR_FAILED,
			       _("the register could not be read"));

	if (!rc)
		rc = register_find(&other, p, k->other, &err);
	if (!rc)
		rc = person_join(&a, p, at, other, k->apart,
				 *text ? text : NULL, &err);
	str_addf(&said, k->apart ? _("%s and %s: two people")
				 : _("%s and %s: one person"),
		 k->at, k->other);
	ctx_told(app, &a, rc, &err, str_text(&said));
	str_release(&said);
}

static void why_given(struct app *app, void *ctx, const char *text)
{
	if (text)
		record(app, ctx, text);
	mem_free(ctx);
}

static void chosen(struct app *app, void *ctx, int i)
{
	struct pairing *k = ctx;

	if (i < 0) {
		mem_free(k);
		return;
	}
	k->apart = i == 1;
	prompt_ask(app, _("Why (may stay empty)"), "", 0, why_given, k);
}

void people_pair_ask(struct app *app, const struct roster *r, size_t at,
		     size_t other)
{
	const char *choice[] = {_("one person: join them, both rows are kept"),
				_("two people: keep both")};
	struct pairing *k = mem_zalloc(sizeof(*k));
	struct str ask = {0};

	if (!k)
		return;
	person_label(k->at, r->people, at);
	person_label(k->other, r->people, other);
	str_addf(&ask, _("%s and %s are"), k->at, k->other);
	dialog_choose(app, str_text(&ask), choice, 2, 0, chosen, k);
	str_release(&ask);
}

/* --- acting ------------------------------------------------------------------------- */

static void same(struct app *app, void *state)
{
	struct twiceview *v = state;
	int i = list_at(&v->list);

	if (i >= 0)
		people_pair_ask(app, v->r, shown(v, i)->at,
				shown(v, i)->other);
}

static void again(struct app *app, void *state)
{
	struct twiceview *v = state;

	v->rows = SIZE_MAX;
	twice_refresh(app, v);
	app_redraw(app);
}

static void whole(struct app *app, void *state)
{
	people_whole(app, ((struct twiceview *)state)->r);
}

#define W ACT_CHANGES
static const struct action twice_actions[] = {
	{"same", "Enter =", N_("one or two?"),
	 N_("Join them, or say that they are two people"), same,
	 W | ACT_FOOTER},
	{"whole", "v", N_("whole|whole values"),
	 N_("Show whole values, or hide them again; it is recorded"), whole,
	 ACT_FOOTER},
	{"again", "R", N_("look again"), N_("Look for pairs again"), again,
	 ACT_FOOTER},
	PEOPLE_PANE_ACTIONS,
	{0},
};
#undef W

const struct screen_def twice_screen = {
	.name = "twice",
	.title = N_("Who is in twice"),
	.actions = twice_actions,
	.open = twice_open,
	.close = twice_close,
	.draw = twice_draw,
	.refresh = twice_refresh,
	.focus = twice_focus,
};
