/* tui/screen/clocks.c - view 6: every legal clock of a case. */
#include "tui/screen/clocks.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/clock/words.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

#define COARSE (10 * TIME_MINUTE)
#define DETAIL_ROWS 7
#define TIME_CELLS 19
#define WHEN_CELLS 22

/* --- rows --------------------------------------------------------------------- */

static const struct clockrow *item(const struct clocksview *v, int i)
{
	return i >= 0 && (size_t)i < v->rows.count ? &v->rows.at[i] : NULL;
}

static int count(void *ctx)
{
	return (int)((struct clocksview *)ctx)->rows.count;
}

static const char *key(void *ctx, int i)
{
	return item(ctx, i)->key;
}

static const char *text(void *ctx, int i)
{
	struct clocksview *v = ctx;
	const struct clockrow *r = item(v, i);

	str_clear(&v->text);
	str_addf(&v->text, "%s ", r->key);
	clockrow_name(&v->text, r, ctx_of(v->app)->lang);
	str_addc(&v->text, ' ');
	if (r->rule && !r->rule->bad)
		clock_name(&v->text, r->rule, ctx_of(v->app)->lang);
	return str_text(&v->text);
}

const struct zone *clockrow_zone(const struct clockrow *r,
				 struct zones *zones,
				 const struct clock_rules *rules,
				 const struct zone *ours)
{
	const char *name = r->c && r->c->set ? r->c->set->zone : NULL;
	const struct zone *z = NULL;

	if (!name && r->rule && !r->rule->bad)
		name = clock_zone(rules, r->rule);
	return name && zones && !zones_get(&z, zones, name, NULL) ? z : ours;
}

/* What is an hour away or more moves only each ten minutes, and never shows
 * more time than there is: a page of clocks must not fill a slow line. The
 * nearest has its minute in the NEXT row. */
static int64_t coarse(const struct clockrow *r, int64_t now)
{
	int64_t span, step;

	if (r->kind > CR_SINCE)
		return now;
	span = r->c->deadline ? r->c->deadline - now : now - r->c->at;
	step = span >= TIME_HOUR || span <= -TIME_HOUR ? COARSE : TIME_MINUTE;
	if (span < 0)
		return now - -span % step;
	return r->c->deadline ? now + span % step : now - span % step;
}

static unsigned row_look(const struct clockrow *r, int64_t now)
{
	struct countdown c;

	return clockrow_countdown(&c, r)
		       ? countdown_look(countdown_level(&c, now))
		       : LOOK_PLAIN;
}

static bool verified(const struct clockrow *r, int64_t now)
{
	return r->rule && !r->rule->bad && !clock_marks(r->rule, now);
}

static void add_grade(struct str *out, const struct clockrow *r, int64_t now,
		      bool wide)
{
	const char *grade = r->rule && !r->rule->bad ? r->rule->confidence
			    : r->c && r->c->set	     ? r->c->set->grade
						     : NULL;

	str_add(out, grade ? clock_grade_short(grade) : "?");
	if (!verified(r, now))
		str_addf(out, " %s", wide ? _("not verified") : "*");
}

struct columns { /* cells; 0: not shown */
	int name, law, ours, grade;
};

static struct columns columns(const struct surface *s)
{
	int cols = surface_cols(s), cells = cols - 4;
	struct columns c = {.grade = cols >= APP_WIDER ? 16 : 10};

	c.ours = cols >= APP_WIDE ? WHEN_CELLS : 0;
	c.name = cells - TIME_CELLS - WHEN_CELLS - c.ours - c.grade;
	if (cols >= APP_WIDER) {
		c.law = c.name - 28;
		c.name = 28;
	}
	return c;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct clocksview *v = ctx;
	const struct clockrow *r = item(v, i);
	const struct zone *ours = ctx_of(v->app)->env->zone;
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	int64_t now = ctx_time(v->app);
	struct columns w = columns(s);
	char when[TIME_TEXT] = "";
	struct str t = {0};

	(void)cells;
	clockrow_name(&t, r, ctx_of(v->app)->lang);
	surface_field(s, row, col, w.name - 1, look, str_text(&t));
	str_clear(&t);
	col += w.name;
	clockrow_time(&t, r, coarse(r, now));
	surface_field(s, row, col, TIME_CELLS - 1, row_look(r, now),
		      str_text(&t));
	col += TIME_CELLS;
	if (r->c && r->c->deadline)
		clock_when(when, r->c->end, r->c->deadline,
			   clockrow_zone(r, v->zones, v->rules, ours));
	surface_field(s, row, col, WHEN_CELLS - 1, LOOK_PLAIN, when);
	col += WHEN_CELLS;
	if (w.ours && r->c && r->c->deadline) {
		clock_when(when, r->c->end, r->c->deadline, ours);
		surface_field(s, row, col, w.ours - 1, LOOK_PLAIN, when);
	}
	col += w.ours;
	str_clear(&t);
	add_grade(&t, r, now, w.law);
	surface_field(s, row, col, w.grade - 1, LOOK_PLAIN, str_text(&t));
	str_clear(&t);
	if (w.law && r->rule && !r->rule->bad) {
		clock_name(&t, r->rule, ctx_of(v->app)->lang);
		surface_field(s, row, col + w.grade, w.law - 1, LOOK_PLAIN,
			      str_text(&t));
	}
	str_release(&t);
}

static const struct list_ops clocks_ops = {count, key, draw_one, text};

static void draw_head(struct surface *s, int row)
{
	struct columns w = columns(s);
	int col = 3;

	surface_put(s, row, col, w.name - 1, LOOK_PLAIN, _("CLOCK"));
	col += w.name;
	surface_put(s, row, col, TIME_CELLS - 1, LOOK_PLAIN, _("TIME"));
	col += TIME_CELLS;
	surface_put(s, row, col, WHEN_CELLS - 1, LOOK_PLAIN,
		    _("DEADLINE THERE"));
	col += WHEN_CELLS;
	if (w.ours)
		surface_put(s, row, col, w.ours - 1, LOOK_PLAIN, _("HERE"));
	col += w.ours;
	surface_put(s, row, col, w.grade, LOOK_PLAIN, _("GRADE"));
	if (w.law)
		surface_put(s, row, col + w.grade, w.law, LOOK_PLAIN,
			    _("LAW"));
}

/* --- the one chosen, below the list --------------------------------------------- */

static void put(struct surface *s, int *row, int last, unsigned look,
		struct str *text)
{
	if (text->len && *row < last)
		surface_field(s, (*row)++, 3, surface_cols(s) - 4, look,
			      str_text(text));
	str_clear(text);
}

static void say_law(struct str *t, const struct clocksview *v,
		    const struct clockrow *r)
{
	const char *lang = ctx_of(v->app)->lang;

	str_addf(t, "%s  ", r->key);
	if (r->rule && !r->rule->bad)
		clock_name(t, r->rule, lang);
	else if (r->c)
		case_clock_name(t, r->c, lang);
}

static void say_duty(struct str *t, const struct clocksview *v,
		     const struct clock_rule *c)
{
	const char *lang = ctx_of(v->app)->lang, *soft = clock_soft(c);

	str_addf(t, _("Tell: %s"), clock_text(&c->recipient, lang));
	str_add(t, _("; "));
	if (soft)
		str_addf(t, "%s: ", soft);
	clock_span_text(t, c, lang);
}

static void say_begun(struct str *t, const struct clocksview *v,
		      const struct clockrow *r)
{
	char when[TIME_TEXT];

	if (r->c && r->c->set) {
		clock_when(when, END_INSTANT, r->c->at,
			   ctx_of(v->app)->env->zone);
		str_addf(t, _("Began %s, %s: %s"), r->c->at ? when : "?",
			 event_doer(r->c->start), r->c->set->basis);
	} else if (r->c && r->c->waived) {
		str_addf(t, _("Waived by %s: %s"), event_doer(r->c->waive),
			 r->c->waived->why);
	} else if (r->kind == CR_PROPOSED) {
		str_addf(t, _("May apply: %s"), r->why ? r->why : "");
	} else if (r->kind == CR_OFF) {
		str_addf(t, _("Switched off, grade %s: starting it takes a "
			      "reason"),
			 clock_grade_short(r->rule->confidence));
	} else if (r->step) {
		str_add(t, _("Not started. Offered by "));
		ctx_step_name(t, v->app, r->step);
	}
}

static void say_end(struct str *t, const struct clocksview *v,
		    const struct clockrow *r)
{
	char when[TIME_TEXT];

	if (!r->c || !r->c->deadline)
		return;
	clock_when(when, r->c->end, r->c->deadline,
		   ctx_of(v->app)->env->zone);
	str_addf(t, _("Deadline here: %s"), when);
	if (r->c->state == CC_MET && r->c->met->receipt)
		str_addf(t, _("; receipt %s"), r->c->met->receipt);
}

static void say_source(struct str *t, const struct clockrow *r, int64_t now)
{
	const struct clock_rule *c = r->rule;
	unsigned bits;

	if (!c || c->bad) {
		str_add(t, _("Its rule is not among today's; what was "
			     "recorded stands."));
		return;
	}
	bits = clock_marks(c, now);
	str_addf(t, _("Grade %s, as of %s"), clock_grade_short(c->confidence),
		 c->checked ? c->checked : _("not known"));
	for (size_t i = 0; clock_mark_terms[i].bit; i++)
		if (bits & clock_mark_terms[i].bit) {
			str_addf(t, _("; * NOT VERIFIED: %s"),
				 _(clock_mark_terms[i].words));
			break;
		}
}

static void say_changed(struct str *t, struct clocksview *v,
			const struct clockrow *r)
{
	struct clock_change ch;
	char when[TIME_TEXT] = "-";

	if (!r->c || !clock_changed(&ch, r->c, v->zones, v->rules))
		return;
	if (ch.deadline)
		clock_when(when, ch.end, ch.deadline,
			   ctx_of(v->app)->env->zone);
	str_addf(t, _("! Counted today it would end %s (%s). e starts it "
		      "anew."), when,
		 ch.rule ? _("the rule was edited")
			 : _("zone data or calendar"));
}

static void draw_chosen(struct clocksview *v, struct surface *s, int row,
			int last)
{
	const struct clockrow *r = clocksview_chosen(v);
	struct str t = {0};

	frame_dots(s, row++, 3, surface_cols(s) - 5);
	if (!r)
		return;
	say_law(&t, v, r);
	put(s, &row, last, LOOK_BOLD, &t);
	if (r->rule && !r->rule->bad)
		say_duty(&t, v, r->rule);
	put(s, &row, last, LOOK_PLAIN, &t);
	say_begun(&t, v, r);
	put(s, &row, last, LOOK_PLAIN, &t);
	say_changed(&t, v, r);
	put(s, &row, last, LOOK_PLAIN, &t);
	say_end(&t, v, r);
	put(s, &row, last, LOOK_PLAIN, &t);
	say_source(&t, r, app_now(v->app));
	put(s, &row, last, LOOK_PLAIN, &t);
	str_release(&t);
}

/* --- the sentence ------------------------------------------------------------------ */

struct rich *clocks_foot(void)
{
	struct rich *r = rich_new();

	if (!r)
		return NULL;
	rich_line(r, 0, LOOK_PLAIN, clock_no_advice_in("en"));
	rich_line(r, 0, LOOK_PLAIN, clock_no_advice_in("zh"));
	return r;
}

int clocks_foot_draw(struct rich *foot, struct surface *s, int last)
{
	int cells = surface_cols(s) - 2, n = rich_layout(foot, cells);

	for (int i = 0; i < n; i++)
		rich_draw(foot, i, s, last - n + i, 1, cells);
	return n < 0 ? last : last - n;
}

/* --- the screen -------------------------------------------------------------------- */

void clocksview_lay(struct clocksview *v)
{
	struct error err = {0};

	if (store_clocks(&v->rules, ctx_of(v->app)->store, &err))
		app_error(v->app, &err);
	if (v->rules)
		clockrows_lay(&v->rows, ctx_now(v->app), v->rules,
			      ctx_of(v->app)->store,
			      v->asked ? &v->facts : NULL);
}

const struct clockrow *clocksview_chosen(struct clocksview *v)
{
	return item(v, list_at(&v->list));
}

static void clocks_close(struct app *app, void *state)
{
	struct clocksview *v = state;

	(void)app;
	list_release(&v->list);
	clockrows_release(&v->rows);
	zones_free(v->zones);
	rich_free(v->foot);
	str_release(&v->text);
	mem_free(v->kinds);
	mem_free(v);
}

/* arg: the clock to stand on, or NULL. */
static int clocks_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct clocksview *v = mem_zalloc(sizeof(*v));

	if (!v)
		return error_nomem(err);
	v->app = app;
	list_init(&v->list, &clocks_ops, v);
	v->zones = zones_new(ctx_of(app)->env->zone_dir);
	v->foot = clocks_foot();
	if (!v->zones || !v->foot) {
		clocks_close(app, v);
		return error_nomem(err);
	}
	v->facts.people = -1;
	clocksview_lay(v);
	if (arg)
		list_choose(&v->list, arg);
	*state = v;
	return 0;
}

static void clocks_refresh(struct app *app, void *state)
{
	(void)app;
	clocksview_lay(state);
}

static void clocks_draw(struct app *app, void *state, struct surface *s)
{
	struct clocksview *v = state;
	const struct situation *now = ctx_now(app);
	int row, last = frame_rows(app, s), below;

	row = frame_title(app, s, now->label, now->title);
	ctx_next_row(app, s, row++);
	ctx_view_tabs(app, s, row++, 5);
	ctx_last_change(app);
	last = clocks_foot_draw(v->foot, s, last);
	if (!v->rows.count) {
		frame_rule(s, row);
		surface_put(s, row + 2, 3, surface_cols(s) - 4, LOOK_PLAIN,
			    _("No clock was started. p: a few questions tell "
			      "which may apply."));
		surface_cursor(s, row + 2, 3);
		return;
	}
	draw_head(s, row++);
	frame_rule(s, row++);
	below = last - DETAIL_ROWS;
	if (below < row + 3)
		below = row + 3;
	list_draw(&v->list, s, row, below - row, 0, surface_cols(s), true);
	draw_chosen(v, s, below, last);
}

/* Rows are coarse (see above), so nothing moves more often than the NEXT row
 * and the title do, but for the nearest limit in its last minutes. */
static int64_t clocks_next(struct app *app, void *state)
{
	const struct case_clock *c = ctx_now(app)->next_clock;
	int64_t now = app_now(app), next = TIME_MINUTE - now % TIME_MINUTE;
	struct countdown left;

	(void)state;
	if (!c)
		return next;
	left = (struct countdown){COUNT_UNTIL, c->at, c->deadline};
	if (c->deadline > now && c->deadline - now < COARSE + TIME_MINUTE &&
	    countdown_next(&left, now) < next)
		next = countdown_next(&left, now);
	return next;
}

static struct focus *clocks_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct clocksview *)state)->list.focus;
}

const struct screen_def clocks_screen = {
	.name = "clocks",
	.title = N_("Clocks"),
	.actions = clocks_actions,
	.open = clocks_open,
	.close = clocks_close,
	.draw = clocks_draw,
	.refresh = clocks_refresh,
	.next = clocks_next,
	.focus = clocks_focus,
};
