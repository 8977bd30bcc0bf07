/* tui/screen/ctx.c - what all screens share. */
#include "tui/screen/ctx.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/notices.h"
#include "core/case/timeline.h"
#include "core/clock/words.h"
#include "tui/screen/drilling.h"
#include "tui/screen/people.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

#define LEAVE_MS 1000

struct ctx *ctx_of(const struct app *app)
{
	return app_user(app);
}

/* --- the open case ------------------------------------------------------- */

/* An older copy put over the file looks whole, but not to who saw more. */
static void tell_rolled_back(struct app *app, const struct log *log)
{
	struct error e = {0};
	struct str lost = {0};

	log_rolled_back_words(&lost, log_rolled_back(log));
	if (lost.len) {
		error_set(&e, ERR_CORRUPT, "%s", str_text(&lost));
		error_where(&e, "%s", log_path(log));
		app_error(app, &e);
	}
	str_release(&lost);
}

static int checking(void *app, uint64_t done, uint64_t all)
{
	return app_busy(app, _("checking the case:"), (long long)done,
			(long long)all);
}

void ctx_release(struct ctx *x)
{
	roster_free(x->roster);
	x->roster = NULL;
	if (x->drill)
		return;
	casefile_close(x->c);
	x->c = NULL;
}

static void close_case(struct app *app)
{
	struct ctx *x = ctx_of(app);

	if (!x->c)
		return;
	ctx_release(x);
	app_title(app, NULL);
	app_set_drill(app, NULL);
	app_set_read_only(app, x->read_only);
}

int ctx_open(struct app *app, const char *label)
{
	struct ctx *x = ctx_of(app);
	struct casefile *c;
	struct error err = {0};
	const struct situation *s;
	const char *why = NULL;
	int rc;

	store_set_watch(x->store, (struct log_watch){checking, app});
	rc = store_case_open(&c, x->store, label, x->read_only, &err);
	store_set_watch(x->store, (struct log_watch){0});
	app_busy_end(app);
	if (rc)
		return app_error(app, &err);
	close_case(app);
	app_last_clear(app);
	x->c = c;
	x->settled = 0;
	*x->step = '\0';
	x->leaving = false;
	s = casefile_now(c);
	app_title(app, s->label);
	app_set_drill(app, s->drill ? s->label : NULL);
	app_set_read_only(app,
			  x->read_only ||
				  !log_can_write(casefile_log(c), &why));
	tell_rolled_back(app, casefile_log(c));
	return 0;
}

void ctx_leave(struct app *app)
{
	struct ctx *x = ctx_of(app);

	x->leaving = false;
	if (x->c && !x->drill && *x->step)
		store_leave(x->store, log_case_id(casefile_log(x->c)),
			    x->step);
}

static void leave_later(struct app *app, void *ctx)
{
	(void)ctx;
	if (ctx_of(app)->leaving)
		ctx_leave(app);
}

void ctx_stand(struct app *app, const char *step_key)
{
	struct ctx *x = ctx_of(app);

	if (str_eq(x->step, step_key))
		return;
	str_copy(x->step, sizeof(x->step), step_key);
	if (!x->leaving)
		x->leaving = !app_after(app, LEAVE_MS, leave_later, NULL);
}

const struct situation *ctx_now(const struct app *app)
{
	return casefile_now(ctx_of(app)->c);
}

int64_t ctx_time(const struct app *app)
{
	const struct ctx *x = ctx_of(app);

	return x->drill ? drill_story(x->drill) : app_now(app);
}

size_t ctx_lang(const struct app *app, const struct book *b)
{
	return b && b->pb ? playbook_lang(b->pb, ctx_of(app)->lang) : 0;
}

bool ctx_watch(struct app *app)
{
	struct ctx *x = ctx_of(app);
	struct error err = {0};
	bool changed = false;

	if (x->drill)
		return drill_watch(app);
	if (!x->c || !casefile_stale(x->c))
		return false;
	if (casefile_refresh(x->c, &changed, &err))
		app_error(app, &err);
	return changed;
}

bool ctx_moved(struct app *app)
{
	struct ctx *x = ctx_of(app);
	uint64_t now;

	if (!x->c)
		return false;
	if (x->drill && x->drill->settled != casefile_settled(x->c))
		drill_now(app); /* it looks into the situation, too */
	now = casefile_settled(x->c);
	if (now == x->settled)
		return false;
	x->settled = now;
	if (x->drill)
		drill_seen(app);
	return true;
}

/* --- acting ------------------------------------------------------------------ */

struct act ctx_act(struct app *app)
{
	const struct ctx *x = ctx_of(app);

	return (struct act){.c = x->c, .by = x->drill ? x->drill->as : NULL};
}

struct undoing {
	uint8_t id[ID_LEN]; /* what the next undo takes back */
	char label[32];	    /* of the case it was done in */
	char what[128];
};

/* Appends the opposite of the record; the next time, of that one. */
static int opposite(struct app *app, struct undoing *u, const char *said,
		    struct error *err)
{
	struct act a = ctx_act(app);
	struct str text = {0};
	int rc;

	if (!a.c || !str_eq(ctx_now(app)->label, u->label)) {
		error_set(err, ERR_REFUSED, _("that was done in %s"),
			  u->label);
		return error_fix(err, _("open it first: :open %s"), u->label);
	}
	rc = act_undo(&a, u->id, err);
	if (rc)
		return rc;
	memcpy(u->id, a.id, ID_LEN);
	str_addf(&text, _("%s: %s"), said, u->what);
	app_say(app, "%s", str_text(&text));
	str_release(&text);
	app_changed(app);
	return 0;
}

static int take_back(struct app *app, void *ctx, struct error *err)
{
	return opposite(app, ctx, _("taken back"), err);
}

static int do_again(struct app *app, void *ctx, struct error *err)
{
	return opposite(app, ctx, _("done again"), err);
}

static const struct undo_ops undo_act = {take_back, do_again, mem_free};

bool ctx_told(struct app *app, const struct act *a, int rc,
	      const struct error *err, const char *what)
{
	struct undoing *u;

	if (rc && rc != ERR_PENDING) {
		app_error(app, err);
		return false;
	}
	u = mem_zalloc(sizeof(*u));
	if (u) {
		memcpy(u->id, a->id, ID_LEN);
		str_copy(u->label, sizeof(u->label), ctx_now(app)->label);
		str_copy(u->what, sizeof(u->what), what);
		app_set_undo(app, what, &undo_act, u);
	}
	if (rc == ERR_PENDING)
		app_say(app, "%s", err->what);
	else
		app_say(app, _("you: %s"), what);
	app_changed(app);
	return true;
}

/* Names to offer: who fills a role, then the members. */
static const char *person(const struct situation *s, size_t i)
{
	for (size_t r = 0; r < s->role_count; r++) {
		if (i < s->role[r].count)
			return s->role[r].name[i];
		i -= s->role[r].count;
	}
	return i < s->who_count ? s->who[i]->name : NULL;
}

const char *ctx_complete_person(struct app *app, void *ctx,
				const char *so_far, int want)
{
	const struct situation *s = ctx_now(app);
	const char *name;
	int n = 0;

	(void)ctx;
	for (size_t i = 0; (name = person(s, i)); i++) {
		bool seen = false;

		for (size_t k = 0; k < i; k++)
			seen |= str_eq(person(s, k), name);
		if (!seen && str_starts(name, so_far) && n++ == want)
			return name;
	}
	return NULL;
}

/* --- rows every screen shows --------------------------------------------------- */

void ctx_step_name(struct str *out, const struct app *app,
		   const struct step *st)
{
	str_addf(out, "%s %s", st->number,
		 text_in(&st->def->object, ctx_lang(app, st->book)));
}

/* The open step whose own target comes first; NULL if none has one. */
static const struct step *first_due(const struct situation *s)
{
	const struct step *best = NULL;

	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *st = &s->step[i];

		if (st->state < STEP_SKIPPED && st->due &&
		    (!best || st->due < best->due))
			best = st;
	}
	return best;
}

void ctx_first_due(const struct situation *s, const struct step **st,
		   const struct case_clock **clock)
{
	*st = first_due(s);
	*clock = s->next_clock;
	if (*clock && *st && (*clock)->deadline >= (*st)->due)
		*clock = NULL;
	if (*clock)
		*st = NULL;
}

void ctx_go_deadline(struct app *app)
{
	const struct step *st;
	const struct case_clock *c;
	const struct screen_def *to;
	char key[256];

	ctx_first_due(ctx_now(app), &st, &c);
	if (!st && !c) {
		app_say(app, _("nothing has a time limit"));
		return;
	}
	to = c ? &clocks_screen : &case_screen;
	str_copy(key, sizeof(key), c ? c->key : st->key);
	if (app_depth(app) > 1)
		app_replace(app, to, key);
	else
		app_push(app, to, key);
}

void ctx_clock_name(struct str *out, struct app *app,
		    const struct case_clock *c)
{
	const struct clock_rules *rules = NULL;
	bool pinned = c->set && c->set->brief;

	if (!pinned)
		store_clocks(&rules, ctx_of(app)->store, NULL);
	case_clock_short(out, c, rules ? clock_rule(rules, c->clock) : NULL,
			 ctx_of(app)->lang);
}

void ctx_next_row(struct app *app, struct surface *s, int row)
{
	const struct situation *now = ctx_now(app);
	const struct step *st;
	const struct case_clock *c;
	struct str what = {0};

	if (ctx_of(app)->drill) {
		drill_row(app, s, row);
		return;
	}
	if (now->state == CASE_CLOSED) {
		frame_next(app, s, row, NULL, _("this case is closed"), NULL,
			   NULL);
		return;
	}
	ctx_first_due(now, &st, &c);
	if (c) {
		ctx_clock_name(&what, app, c);
		frame_next(app, s, row, NULL, str_text(&what), NULL,
			   &(struct countdown){COUNT_UNTIL, c->at,
					       c->deadline});
		str_release(&what);
		return;
	}
	if (!st) {
		frame_next(app, s, row, NULL, _("nothing has a time limit"),
			   NULL, NULL);
		return;
	}
	ctx_step_name(&what, app, st);
	frame_next(app, s, row, NULL, str_text(&what), st->owner,
		   &(struct countdown){COUNT_UNTIL, now->opened, st->due});
	str_release(&what);
}

void ctx_last_change(struct app *app)
{
	const struct situation *s = ctx_now(app);
	const struct event *ev;
	struct str text = {0};

	if (!s->event_count)
		return;
	ev = s->event[s->event_count - 1];
	timeline_text(&text, s, ev, ctx_of(app)->lang);
	app_last(app, ev->at, str_text(&text));
	str_release(&text);
}

static const char *const view_names[7] = {
	N_("Steps"),   N_("Timeline"), N_("Evidence"), N_("People"),
	N_("Notices"), N_("Clocks"),   N_("Report"),
};

static void add_overdue(struct str *out, size_t overdue)
{
	if (overdue)
		str_addf(out, "%s!!%zu", out->len ? " " : "", overdue);
}

/* "41,208 !!1": people, as imports were when they came in, and enquiries
 * that are overdue. */
static void add_people(struct str *out, const struct situation *s)
{
	size_t open, overdue;
	int64_t n = 0;

	for (size_t i = 0; i < s->import_count; i++)
		n += s->import[i]->rows - s->import[i]->same;
	if (s->import_count)
		str_add_grouped(out, (uint64_t)n);
	enquiries_open(&open, &overdue, s);
	add_overdue(out, overdue);
}

/* "3 !!1": notices, and what was promised with them that is overdue. */
static void add_notices(struct str *out, const struct situation *s)
{
	size_t open, overdue;

	if (s->notice_count)
		str_addf(out, "%zu", s->notice_count);
	offers_open(&open, &overdue, s);
	add_overdue(out, overdue);
}

void ctx_view_tabs(struct app *app, struct surface *s, int row, int chosen)
{
	const struct situation *now = ctx_now(app);
	struct frame_tab tabs[7];
	char events[24], evidence[24], clocks[24] = "", right[80] = "";
	struct str people = {0}, notices = {0};

	snprintf(events, sizeof(events), "%zu", now->event_count);
	snprintf(evidence, sizeof(evidence), "%zu", now->evidence_count);
	add_people(&people, now);
	if (now->clock_count)
		snprintf(clocks, sizeof(clocks), "%zu", now->clock_count);
	add_notices(&notices, now);
	for (int i = 0; i < 7; i++)
		tabs[i] = (struct frame_tab){_(view_names[i]), NULL, i + 1};
	tabs[1].count = events;
	tabs[2].count = evidence;
	tabs[3].count = str_text(&people);
	tabs[4].count = str_text(&notices);
	tabs[5].count = clocks;
	if (surface_cols(s) >= APP_WIDE && now->book_count)
		snprintf(right, sizeof(right), "%s @ %.7s",
			 now->book[0].adopt->slug, now->book[0].adopt->commit);
	frame_tabs(s, row, tabs, 7, chosen, *right ? right : NULL);
	str_release(&people);
	str_release(&notices);
}

void ctx_view(struct app *app, void *state)
{
	int i = (int)app_key(app) - '1';

	(void)state;
	if (i < 0 || i >= 7)
		return;
	if (i == 6 && ctx_of(app)->drill)
		drill_report(app);
	else if (app_top(app) != case_views[i])
		app_replace(app, case_views[i],
			    !i && *ctx_of(app)->step ? ctx_of(app)->step
						     : NULL);
}
