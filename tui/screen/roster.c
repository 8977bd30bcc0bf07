/* tui/screen/roster.c - the register as the people view reads it, and the
 * head its panes share. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "tui/screen/people.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/rich.h"

#define TELL 8192 /* rows between two looks at the clock */

static int tell(void *ctx, int64_t done, int64_t all)
{
	return app_busy(ctx, _("people"), done, all);
}

struct people_watch people_watch(struct app *app)
{
	return (struct people_watch){tell, app};
}

int people_access(struct app *app, const char *what, const char *detail,
		  struct error *err)
{
	struct act a = ctx_act(app);
	int rc;

	if (app_read_only(app))
		return 0; /* nothing can be written down */
	rc = act_access(&a, what, detail, err);
	if (rc != ERR_REFUSED)
		return rc;
	app_say(app, _("not recorded: %s"), err->what);
	error_clear(err);
	return 0;
}

/* --- who passes ----------------------------------------------------------------- */

static bool is_condition(const char *text)
{
	return strpbrk(text, "=~") != NULL;
}

struct passing { /* places of those who pass */
	size_t *at;
	size_t count, cap;
};

static int take_passing(struct passing *out, struct app *app,
			const struct roster *r, const struct people_filter *f,
			const char *words, struct error *err)
{
	struct people_watch w = people_watch(app);
	size_t rows = register_rows(r->people);

	for (size_t i = 0; i < rows; i++) {
		if (i % TELL == 0 && w.fn(w.ctx, (int64_t)i, (int64_t)rows))
			return error_set(err, ERR_CANCELLED,
					 _("stopped; the list is as it was"));
		if ((!r->all && !person_counts(r->people, i)) ||
		    !filter_match(f, r->people, i) ||
		    (words && !person_search(r->people, i, words)))
			continue;
		if (mem_reserve(&out->at, &out->cap, out->count + 1,
				sizeof(*out->at)))
			return error_nomem(err);
		out->at[out->count++] = i;
	}
	return 0;
}

/* Half a list would read like a whole one: all of it is new, or nothing. */
static void settle(struct roster *r, struct passing *p, char *filter)
{
	if (!r->filter || !str_eq(r->filter, filter)) {
		mem_free(r->filter_part);
		r->filter_part = NULL;
	}
	mem_free(r->at);
	mem_free(r->filter);
	r->at = p->at;
	r->count = p->count;
	r->filter = *filter ? filter : NULL;
	if (!*filter)
		mem_free(filter);
}

int roster_filter(struct app *app, struct roster *r, const char *text,
		  struct error *err)
{
	struct people_filter *f = NULL;
	struct passing p = {0};
	bool words = !is_condition(text);
	char *copy = mem_strdup(text);
	int rc = copy ? filter_parse(&f, words ? "" : text, err)
		      : error_nomem(err);

	if (!rc)
		rc = take_passing(&p, app, r, f, words && *text ? copy : NULL,
				  err);
	filter_free(f);
	app_busy_end(app);
	if (rc) {
		mem_free(copy);
		mem_free(p.at);
		return rc;
	}
	settle(r, &p, copy);
	return 0;
}

int roster_filter_part(struct app *app, struct roster *r, const char *text,
		       const char *part, struct error *err)
{
	bool hides = !str_eq(text, part);
	char *copy = hides ? mem_strdup(part) : NULL;
	int rc = hides && !copy ? error_nomem(err)
				: roster_filter(app, r, text, err);

	if (rc) {
		mem_free(copy);
		return rc;
	}
	mem_free(r->filter_part);
	r->filter_part = copy;
	return 0;
}

const char *roster_filter_seen(const struct roster *r)
{
	return r->filter_part && !r->whole ? r->filter_part : r->filter;
}

bool roster_filter_hidden(struct app *app, const struct roster *r)
{
	if (!r->filter_part || r->whole)
		return false;
	app_note(app, _("The filter holds a value that is hidden; v shows "
			"it."));
	return true;
}

bool people_filter_wrong(char *out, size_t size, const char *text,
			 bool words)
{
	struct people_filter *f = NULL;
	struct error err = {0};
	bool bad = (!words || is_condition(text)) &&
		   filter_parse(&f, text, &err);

	filter_free(f);
	if (bad)
		str_copy(out, size, *err.fix ? err.fix : err.what);
	return bad;
}

void people_show(struct app *app, struct roster *r, const char *filter)
{
	struct error err = {0};

	if (roster_filter(app, r, filter, &err)) {
		app_error(app, &err);
		return;
	}
	r->place = 0;
	app_replace(app, &people_screen, NULL);
}

/* --- read ----------------------------------------------------------------------- */

void roster_drop(struct roster *r)
{
	register_close(r->people);
	r->people = NULL;
	r->count = 0;
}

void roster_free(struct roster *r)
{
	if (!r)
		return;
	register_close(r->people);
	if (r->buf.p)
		mem_wipe(r->buf.p, r->buf.len);
	str_release(&r->buf);
	mem_free(r->filter);
	mem_free(r->filter_part);
	mem_free(r->at);
	mem_free(r);
}

static bool up_to_date(const struct roster *r, const struct situation *s)
{
	return r->people && r->events == s->event_count &&
	       !memcmp(r->case_id, s->case_id, ID_LEN);
}

static int read_again(struct app *app, struct roster *r, struct error *err)
{
	const struct situation *s = ctx_now(app);
	struct people_watch w = people_watch(app);
	int rc;

	if (up_to_date(r, s))
		return 0;
	r->count = 0;
	rc = register_renew(&r->people, ctx_of(app)->c, &w, err);
	app_busy_end(app);
	if (rc)
		return rc;
	memcpy(r->case_id, s->case_id, ID_LEN);
	r->events = s->event_count;
	r->total = register_people(r->people);
	rc = roster_filter(app, r, r->filter ? r->filter : "", err);
	if (rc)
		roster_drop(r);
	return rc;
}

/* Who looks is written down once, and before the first row is read. */
static int look(struct app *app, struct roster *r, struct error *err)
{
	int rc = 0;

	if (!r->looked && ctx_now(app)->import_count) {
		rc = people_access(app, "people-viewed", NULL, err);
		r->looked = !rc;
	}
	return rc ? rc : read_again(app, r, err);
}

void roster_renew(struct app *app, struct roster *r)
{
	struct error err = {0};

	if (look(app, r, &err))
		app_error(app, &err);
}

int roster_look(struct roster **out, struct app *app, struct error *err)
{
	struct ctx *x = ctx_of(app);

	if (!x->roster)
		x->roster = mem_zalloc(sizeof(*x->roster));
	*out = x->roster;
	return x->roster ? look(app, x->roster, err) : error_nomem(err);
}

const char *roster_value(struct roster *r, size_t at, enum person_field f)
{
	const char *value = person_get(&r->buf, r->people, at, f);

	if (r->whole)
		return value;
	person_mask(r->part, sizeof(r->part), f, value);
	return r->part;
}

int roster_unmask(struct app *app, struct roster *r, const char *person,
		  struct error *err)
{
	int rc;

	if (r->seen_whole || (person && str_eq(r->seen, person)))
		return 0;
	rc = people_access(app, "people-unmasked", person, err);
	if (rc)
		return rc;
	if (person)
		str_copy(r->seen, sizeof(r->seen), person);
	else
		r->seen_whole = true;
	return 0;
}

void people_whole(struct app *app, struct roster *r)
{
	struct error err = {0};

	if (!r->whole && roster_unmask(app, r, NULL, &err)) {
		app_error(app, &err);
		return;
	}
	r->whole = !r->whole;
	app_changed(app);
}

/* --- the head ------------------------------------------------------------------- */

static const struct {
	const struct screen_def *screen;
	const char *name;
} panes[PEOPLE_PANES] = {
	[PANE_PEOPLE] = {&people_screen, N_("People")},
	[PANE_ENQUIRIES] = {&enquiries_screen, N_("Enquiries")},
	[PANE_TWICE] = {&twice_screen, N_("In twice")},
	[PANE_GROUPS] = {&groups_screen, N_("Groups")},
	[PANE_IMPORTS] = {&imports_screen, N_("Imports")},
};

static void add_groups(struct str *out, const struct situation *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->group_count; i++)
		n += situation_group(s, s->group[i]) != NULL;
	if (n)
		str_addf(out, "%zu", n);
}

static void add_count(struct str *out, struct app *app, enum people_pane p)
{
	const struct situation *s = ctx_now(app);
	const struct roster *r = ctx_of(app)->roster;
	size_t open, overdue;

	if (p == PANE_PEOPLE && r && r->total)
		str_add_grouped(out, (uint64_t)r->total);
	if (p == PANE_IMPORTS && s->import_count)
		str_addf(out, "%zu", s->import_count);
	if (p == PANE_GROUPS)
		add_groups(out, s);
	if (p != PANE_ENQUIRIES)
		return;
	enquiries_open(&open, &overdue, s);
	if (open)
		str_addf(out, "%zu", open);
	if (overdue)
		str_addf(out, _(" (!! %zu OVERDUE)"), overdue);
}

int people_head(struct app *app, struct surface *s, enum people_pane pane)
{
	const struct situation *now = ctx_now(app);
	struct frame_tab tab[PEOPLE_PANES] = {{0}};
	struct str count[PEOPLE_PANES] = {{0}};
	int row = frame_title(app, s, now->label, now->title);

	ctx_next_row(app, s, row++);
	ctx_view_tabs(app, s, row++, 3);
	for (int i = 0; i < PEOPLE_PANES; i++) {
		add_count(&count[i], app, (enum people_pane)i);
		tab[i].text = _(panes[i].name);
		tab[i].count = str_text(&count[i]);
	}
	frame_phases(s, row++, tab, PEOPLE_PANES, (int)pane);
	for (int i = 0; i < PEOPLE_PANES; i++)
		str_release(&count[i]);
	ctx_last_change(app);
	return row;
}

void people_when(struct str *out, const struct app *app, int64_t at)
{
	char when[TIME_TEXT];

	time_wall(when, at, ctx_of(app)->env->zone);
	when[10] = ' ';
	when[16] = '\0';
	str_add(out, when);
}

void people_empty(struct surface *s, int row, const char *text)
{
	struct rich *r = rich_new();
	int cells = surface_cols(s) - 4;

	frame_rule(s, row);
	surface_cursor(s, row + 2, 3);
	if (!r)
		return;
	rich_line(r, 0, LOOK_PLAIN, text);
	for (int i = 0, n = rich_layout(r, cells); i < n; i++)
		rich_draw(r, i, s, row + 2 + i, 3, cells);
	rich_free(r);
}

static void go_round(struct app *app, int by)
{
	int i = 0;

	while (i < PEOPLE_PANES && panes[i].screen != app_top(app))
		i++;
	app_replace(app, panes[(i + by + PEOPLE_PANES) % PEOPLE_PANES].screen,
		    NULL);
}

void people_next_pane(struct app *app, void *state)
{
	(void)state;
	go_round(app, 1);
}

void people_previous_pane(struct app *app, void *state)
{
	(void)state;
	go_round(app, -1);
}
