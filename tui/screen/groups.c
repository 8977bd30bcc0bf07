/* tui/screen/groups.c - saved filters: who gets the same text. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/notices.h"
#include "core/people/change.h"
#include "tui/screen/groupask.h"
#include "tui/screen/people.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"

struct groupsview {
	struct list list; /* first: its focus is ours */
	struct app *app;
	struct roster *r;
	struct arena arena;
	struct grouprow {
		const char *name;   /* NULL: a notice's own filter */
		const char *filter; /* as filter_parse() takes it */
		const char *notices; /* "A, C" */
		const char *key;
		size_t people;
		bool bad; /* no filter this program knows */
	} *row;
	size_t count, cap;
};

/* --- rows ------------------------------------------------------------------------ */

/* A notice says "all" for everybody. */
static const char *filter_of(const struct set_notice *set)
{
	return str_eq(set->filter, "all") ? "" : set->filter;
}

static const char *notices_of(struct groupsview *v, const char *filter)
{
	const struct situation *s = ctx_now(v->app);
	const char *kept;
	struct str t = {0};

	for (size_t i = 0; i < s->notice_count; i++)
		if (s->notice[i].set && s->notice[i].set->filter &&
		    str_eq(filter_of(s->notice[i].set), filter))
			str_addf(&t, "%s%s", t.len ? ", " : "",
				 s->notice[i].label);
	kept = arena_strdup(&v->arena, str_text(&t));
	str_release(&t);
	return kept;
}

static void add(struct groupsview *v, const char *name, const char *filter)
{
	struct people_filter *f = NULL;
	struct tally t = {0};
	struct grouprow *r;

	if (arena_grow(&v->arena, &v->row, v->count, &v->cap,
		       sizeof(*v->row)))
		return;
	r = &v->row[v->count++];
	*r = (struct grouprow){
		.name = name ? arena_strdup(&v->arena, name) : NULL,
		.filter = arena_strdup(&v->arena, filter),
		.notices = notices_of(v, filter),
		.key = arena_printf(&v->arena, "%s|%s", name ? name : "",
				    filter)};
	r->bad = filter_parse(&f, filter, NULL) ||
		 register_count(&t, v->r->people, f, PERSON_FIELDS, NULL);
	r->people = t.people;
	filter_free(f);
	tally_release(&t);
}

static bool listed(const struct groupsview *v, const char *filter)
{
	for (size_t i = 0; i < v->count; i++)
		if (str_eq(v->row[i].filter, filter))
			return true;
	return false;
}

static void lay(struct groupsview *v)
{
	const struct situation *s = ctx_now(v->app);

	arena_release(&v->arena);
	v->row = NULL;
	v->count = v->cap = 0;
	if (!v->r->people)
		return;
	for (size_t i = 0; i < s->group_count; i++)
		if (situation_group(s, s->group[i]))
			add(v, s->group[i], situation_group(s, s->group[i]));
	for (size_t i = 0; i < s->notice_count; i++) {
		const struct set_notice *set = s->notice[i].set;

		if (set && set->filter && !listed(v, filter_of(set)))
			add(v, NULL, filter_of(set));
	}
}

static int count(void *ctx)
{
	return (int)((struct groupsview *)ctx)->count;
}

static const char *key(void *ctx, int i)
{
	return ((struct groupsview *)ctx)->row[i].key;
}

enum { NAME = 18, PEOPLE = 11, NOTICES = 10 };

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	const struct grouprow *r = &((struct groupsview *)ctx)->row[i];
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	struct str n = {0};

	surface_field(s, row, col, NAME - 1, look,
		      r->name ? r->name : _("(not saved)"));
	str_add_grouped(&n, (uint64_t)r->people);
	surface_right(s, row, col + NAME, PEOPLE - 2, look,
		      r->bad ? "?" : str_text(&n));
	surface_field(s, row, col + NAME + PEOPLE, NOTICES - 1, look,
		      r->notices && *r->notices ? r->notices : "-");
	surface_field(s, row, col + NAME + PEOPLE + NOTICES,
		      cells - NAME - PEOPLE - NOTICES - 1, look,
		      r->filter && *r->filter ? r->filter : _("everybody"));
	str_release(&n);
}

static const struct list_ops groups_ops = {count, key, draw_one, key};

/* --- the screen ------------------------------------------------------------------- */

static void groups_close(struct app *app, void *state)
{
	struct groupsview *v = state;

	(void)app;
	list_release(&v->list);
	arena_release(&v->arena);
	mem_free(v);
}

static int groups_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct groupsview *v = mem_zalloc(sizeof(*v));
	int rc = v ? roster_look(&v->r, app, err) : error_nomem(err);

	(void)arg;
	if (rc) {
		mem_free(v);
		return rc;
	}
	v->app = app;
	list_init(&v->list, &groups_ops, v);
	lay(v);
	*state = v;
	return 0;
}

static void groups_refresh(struct app *app, void *state)
{
	struct groupsview *v = state;

	roster_renew(app, v->r);
	lay(v);
}

static void groups_draw(struct app *app, void *state, struct surface *s)
{
	struct groupsview *v = state;
	int row = people_head(app, s, PANE_GROUPS), last = frame_rows(app, s);

	if (!v->count) {
		people_empty(s, row, _("No group yet. +: save a filter under "
				       "a name; a notice goes to it."));
		return;
	}
	surface_put(s, row, 3, NAME - 1, LOOK_PLAIN, _("GROUP"));
	surface_right(s, row, 3 + NAME, PEOPLE - 2, LOOK_PLAIN, _("PEOPLE"));
	surface_put(s, row, 3 + NAME + PEOPLE, NOTICES - 1, LOOK_PLAIN,
		    _("NOTICES"));
	surface_put(s, row++, 3 + NAME + PEOPLE + NOTICES, INT_MAX,
		    LOOK_PLAIN, _("WHO FITS"));
	frame_rule(s, row++);
	list_draw(&v->list, s, row, last - row, 0, surface_cols(s), true);
}

static struct focus *groups_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct groupsview *)state)->list.focus;
}

/* --- acting ----------------------------------------------------------------------- */

static const struct grouprow *chosen(struct app *app, struct groupsview *v)
{
	int i = list_at(&v->list);

	if (i < 0)
		app_note(app, _("There is no group. + makes one."));
	return i < 0 ? NULL : &v->row[i];
}

static void show_them(struct app *app, void *state)
{
	struct groupsview *v = state;
	const struct grouprow *r = chosen(app, v);

	if (r)
		people_show(app, v->r, r->filter);
}

static void make(struct app *app, void *state)
{
	struct groupsview *v = state;
	int i = list_at(&v->list);
	bool unsaved = i >= 0 && !v->row[i].name;

	if (!unsaved && roster_filter_hidden(app, v->r))
		return;
	group_ask(app, unsaved ? v->row[i].filter
		       : v->r->filter ? v->r->filter
				      : "");
}

static void edit(struct app *app, void *state)
{
	const struct grouprow *r = chosen(app, state);

	if (r && r->name)
		group_ask_filter(app, r->name, r->filter);
	else if (r)
		group_ask(app, r->filter);
}

static void take_away(struct app *app, void *state)
{
	const struct grouprow *r = chosen(app, state);

	if (r && r->name)
		group_record(app, r->name, NULL);
	else if (r)
		app_note(app, _("It is a notice's own: change the notice."));
}

#define W ACT_CHANGES
static const struct action groups_actions[] = {
	{"show-them", "Enter", N_("show them"),
	 N_("Show only these people in the list"), show_them, ACT_FOOTER},
	{"group", "+", N_("new group"),
	 N_("Save a filter under a name: a group"), make, W | ACT_FOOTER},
	{"edit", "e", N_("change"), N_("Change who is in the group"), edit,
	 W | ACT_FOOTER},
	{"group-end", "-", N_("take away"),
	 N_("Take the group away; nobody is lost, u brings it back"),
	 take_away, W | ACT_FOOTER},
	PEOPLE_PANE_ACTIONS,
	{0},
};
#undef W

const struct screen_def groups_screen = {
	.name = "groups",
	.title = N_("Groups of people"),
	.actions = groups_actions,
	.open = groups_open,
	.close = groups_close,
	.draw = groups_draw,
	.refresh = groups_refresh,
	.focus = groups_focus,
};
