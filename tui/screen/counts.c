/* tui/screen/counts.c - how many people have each value of a field. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/people.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"

#define NUMBER_CELLS 12

struct countsview {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct roster *r;
	enum person_field field;
	struct tally tally;
	char key[24];
	char part[VALUE_SHOWN * 4];
};

static int count(void *ctx)
{
	return (int)((struct countsview *)ctx)->tally.count;
}

static const char *key(void *ctx, int i)
{
	struct countsview *v = ctx;

	snprintf(v->key, sizeof(v->key), "%d", i);
	return v->key;
}

static const char *value(struct countsview *v, int i)
{
	const char *text = v->tally.line[i].value;

	if (!*text)
		return _("(none)");
	if (v->r->whole)
		return text;
	person_mask(v->part, sizeof(v->part), v->field, text);
	return v->part;
}

static const char *text(void *ctx, int i)
{
	return value(ctx, i);
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct countsview *v = ctx;
	size_t n = v->tally.line[i].count;
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	struct str t = {0};

	str_add_grouped(&t, (uint64_t)n);
	surface_right(s, row, col, NUMBER_CELLS - 2, look, str_text(&t));
	str_clear(&t);
	str_addf(&t, "%zu%%", 100 * n / (v->tally.people + !n));
	surface_right(s, row, col + NUMBER_CELLS, 5, LOOK_PLAIN, str_text(&t));
	surface_field(s, row, col + NUMBER_CELLS + 8,
		      cells - NUMBER_CELLS - 9, look, value(v, i));
	str_release(&t);
}

static const struct list_ops counts_ops = {count, key, draw_one, text};

/* --- the screen ------------------------------------------------------------------- */

static int tally(struct countsview *v, struct error *err)
{
	struct people_filter *f = NULL;
	const char *only = v->r->filter;
	int rc;

	tally_release(&v->tally);
	/* Words are no condition: then everybody is counted. */
	rc = filter_parse(&f, only && strpbrk(only, "=~") ? only : "", err);
	if (!rc)
		rc = register_count(&v->tally, v->r->people, f, v->field,
				    err);
	filter_free(f);
	return rc;
}

static void counts_close(struct app *app, void *state)
{
	struct countsview *v = state;

	(void)app;
	list_release(&v->list);
	tally_release(&v->tally);
	mem_free(v);
}

/* arg: the name of a field. */
static int counts_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct countsview *v = mem_zalloc(sizeof(*v));
	int rc = v ? roster_look(&v->r, app, err) : error_nomem(err);

	if (!rc) {
		v->app = app;
		v->field = person_field_find(arg ? arg : "jurisdiction");
		list_init(&v->list, &counts_ops, v);
		rc = tally(v, err);
	}
	if (rc) {
		mem_free(v);
		return rc;
	}
	*state = v;
	return 0;
}

static void counts_refresh(struct app *app, void *state)
{
	struct countsview *v = state;
	struct error err = {0};

	roster_renew(app, v->r);
	if (v->r->people && tally(v, &err))
		app_error(app, &err);
}

static void counts_draw(struct app *app, void *state, struct surface *s)
{
	struct countsview *v = state;
	int row = people_head(app, s, PANE_PEOPLE), last = frame_rows(app, s);
	struct str t = {0}, n = {0};

	str_add_grouped(&n, (uint64_t)v->tally.people);
	str_addf(&t, ngettext("%s person by %s", "%s people by %s",
			      v->tally.people), str_text(&n),
		 _(person_field_label(v->field)));
	if (v->r->filter)
		str_addf(&t, ": %s", roster_filter_seen(v->r));
	surface_field(s, row++, 1, surface_cols(s) - 2, LOOK_BOLD,
		      str_text(&t));
	surface_right(s, row, 3, NUMBER_CELLS - 2, LOOK_PLAIN, _("PEOPLE"));
	surface_put(s, row++, 3 + NUMBER_CELLS + 8, INT_MAX, LOOK_PLAIN,
		    _("VALUE"));
	frame_rule(s, row++);
	list_draw(&v->list, s, row, last - row, 0, surface_cols(s), true);
	str_release(&t);
	str_release(&n);
}

static struct focus *counts_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct countsview *)state)->list.focus;
}

/* --- acting ----------------------------------------------------------------------- */

/* As a value stands in a condition: , | and \ behind a \. */
static void add_value(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (strchr(",|\\", *text))
			str_addc(out, '\\');
		str_addc(out, *text);
	}
}

/* One condition more than `only`. */
static void add_condition(struct str *out, const struct countsview *v,
			  const char *only, const char *text)
{
	if (only && strpbrk(only, "=~"))
		str_addf(out, "%s,", only);
	str_addf(out, "%s%s", person_field_name(v->field),
		 v->field == PERSON_KINDS && *text ? "~" : "=");
	add_value(out, text);
}

/* These people in the list; a value that was hidden stays so. */
static void show_them(struct app *app, void *state)
{
	struct countsview *v = state;
	int i = list_at(&v->list);
	struct str f = {0}, part = {0};
	struct roster *r = v->r;
	struct error err = {0};
	const char *text;

	if (i < 0)
		return;
	text = v->tally.line[i].value;
	person_mask(v->part, sizeof(v->part), v->field, text);
	add_condition(&f, v, r->filter, text);
	add_condition(&part, v, r->filter_part ? r->filter_part : r->filter,
		      v->part);
	if (roster_filter_part(app, r, str_text(&f), str_text(&part),
			       &err)) {
		app_error(app, &err);
	} else {
		v->r->place = 0;
		app_pop(app);
	}
	str_release(&f);
	str_release(&part);
}

static const struct action counts_actions[] = {
	{"show-them", "Enter", N_("show them"),
	 N_("Show only these people in the list"), show_them, ACT_FOOTER},
	{"view", "1 2 3 4 5 6 7", N_("view"), N_("Another view of the case"),
	 ctx_view, ACT_FOOTER},
	{0},
};

const struct screen_def counts_screen = {
	.name = "counts",
	.title = N_("People counted"),
	.actions = counts_actions,
	.open = counts_open,
	.close = counts_close,
	.draw = counts_draw,
	.refresh = counts_refresh,
	.focus = counts_focus,
};
