/* tui/screen/clocks_detail.c - one clock: its law, its source, its hours. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/clock/words.h"
#include "tui/screen/clocks.h"
#include "tui/screen/draftview.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

#define NAMES 22 /* cells of what stands before a text */

struct detail {
	struct pager pager; /* first: its focus is ours */
	struct app *app;
	char key[160];
	struct zones *zones;
	const struct clock_rules *rules;
	struct rich *foot;
};

/* --- writing --------------------------------------------------------------------- */

static void head(struct detail *d, const char *text)
{
	rich_line(d->pager.text, 0, LOOK_PLAIN, "");
	rich_line(d->pager.text, 1, LOOK_BOLD, text);
}

/* "Threshold             risk to rights and freedoms" */
static void line(struct detail *d, const char *name, const char *text)
{
	struct str t = {0};
	int used = utf8_cells(name);

	if (!text || !*text)
		return;
	str_add(&t, name);
	str_pad(&t, ' ', used < NAMES ? (size_t)(NAMES - used) : 2);
	str_add(&t, text);
	rich_para(d->pager.text, 3, 3 + NAMES);
	rich_add(d->pager.text, LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

static void take(struct detail *d, const char *name, struct str *text)
{
	line(d, name, str_text(text));
	str_release(text);
}

static void words(struct detail *d, const char *name,
		  const struct clock_words *w)
{
	line(d, name, clock_text(w, ctx_of(d->app)->lang));
}

/* --- the case ---------------------------------------------------------------------- */

static void moment(struct str *out, enum clock_end end, int64_t at,
		   const struct zone *z)
{
	char when[TIME_TEXT];

	clock_when(when, end, at, z);
	str_add(out, when);
}

static void deadline(struct detail *d, const struct clockrow *r)
{
	const struct zone *ours = ctx_of(d->app)->env->zone;
	const struct zone *z = clockrow_zone(r, d->zones, d->rules, ours);
	struct str t = {0};

	if (!r->c || !r->c->set)
		return;
	if (!r->c->deadline) {
		line(d, _("Deadline"), _("the rule has no number"));
		return;
	}
	moment(&t, r->c->end, r->c->deadline, z);
	str_addf(&t, "  %s", r->c->set->zone ? r->c->set->zone : "");
	take(d, _("Deadline there"), &t);
	moment(&t, r->c->end, r->c->deadline, ours);
	take(d, _("Deadline here"), &t);
}

#define MARKS 4 /* began, started here, met, deadline */

struct mark { /* in the life of a clock */
	int64_t at;
	const char *what, *by;
	enum clock_end end;
	bool last; /* a step of this very moment stands before it */
};

static void hour(struct detail *d, int64_t from, const struct mark *m)
{
	struct str name = {0}, t = {0};
	char span[TIME_TEXT];

	time_span(span, m->at - from);
	str_addf(&name, "%s%s", m->at < from ? "-" : "+", span);
	moment(&t, m->end, m->at, ctx_of(d->app)->env->zone);
	str_addf(&t, "  %s", m->what);
	if (m->by)
		str_addf(&t, "  %s", m->by);
	line(d, str_text(&name), str_text(&t));
	str_release(&name);
	str_release(&t);
}

/* Steps closed between two moments, in that order, told from zero on. */
static void hours_of_steps(struct detail *d, int64_t zero, int64_t from,
			   int64_t to)
{
	const struct situation *s = ctx_now(d->app);
	int64_t last = from - 1;

	for (;;) {
		const struct step *best = NULL;
		struct str what = {0};
		size_t same = 0;

		for (size_t i = 0; i < s->step_count; i++) {
			const struct step *st = &s->step[i];

			if (st->closed > last && st->closed <= to &&
			    (!best || st->closed < best->closed))
				best = st;
		}
		if (!best)
			return;
		last = best->closed;
		for (size_t i = 0; i < s->step_count; i++)
			if (s->step[i].closed == last) {
				str_add(&what, same++ ? ", " : "");
				ctx_step_name(&what, d->app, &s->step[i]);
			}
		hour(d, zero, &(struct mark){
			.at = last, .what = str_text(&what),
			.by = best->last ? event_doer(best->last) : NULL,
			.end = END_INSTANT});
		str_release(&what);
	}
}

/* Keeps them in order of time. */
static void add_mark(struct mark mark[MARKS], size_t *n, struct mark m)
{
	size_t i = (*n)++;

	for (; i && mark[i - 1].at > m.at; i--)
		mark[i] = mark[i - 1];
	mark[i] = m;
}

static void hours(struct detail *d, const struct case_clock *c)
{
	int64_t now = ctx_time(d->app);
	int64_t started = ctx_of(d->app)->drill ? c->at : c->start->at;
	int64_t end = c->state == CC_MET ? c->met->at : now;
	struct str left = {0}, name = {0};
	struct mark mark[MARKS];
	size_t n = 0;

	if (!c->at)
		return;
	add_mark(mark, &n, (struct mark){c->at, _("it began"), c->set->who,
					 END_INSTANT, false});
	if (started > c->at && started <= end)
		add_mark(mark, &n, (struct mark){started, _("started here"),
						 event_doer(c->start),
						 END_INSTANT, false});
	if (c->state == CC_MET)
		add_mark(mark, &n, (struct mark){end, _("met"),
						 event_doer(c->stop),
						 END_INSTANT, true});
	if (c->deadline)
		add_mark(mark, &n, (struct mark){c->deadline, _("deadline"),
						 NULL, c->end, true});
	head(d, _("WHERE THE HOURS WENT"));
	for (size_t i = 0; i < n; i++) {
		int64_t to = i + 1 == n || mark[i + 1].at > end
				     ? end
				     : mark[i + 1].at - !mark[i + 1].last;

		hour(d, c->at, &mark[i]);
		hours_of_steps(d, c->at, mark[i].at + mark[i].last, to);
	}
	frame_when(&name, now, now, ctx_of(d->app)->env->zone);
	case_clock_stands(&left, c, now);
	take(d, str_text(&name), &left);
	str_release(&name);
}

static void in_case(struct detail *d, const struct clockrow *r)
{
	const struct case_clock *c = r->c;
	struct str t = {0};

	head(d, _("IN THIS CASE"));
	if (c)
		str_add(&t, _(clock_states[case_clock_state(c)].name));
	else
		clockrow_time(&t, r, ctx_time(d->app));
	if (r->step)
		str_addf(&t, " %s", text_in(&r->step->def->object,
					    ctx_lang(d->app, r->step->book)));
	take(d, _("State"), &t);
	deadline(d, r);
	if (c && c->set) {
		if (c->at)
			moment(&t, END_INSTANT, c->at,
			       ctx_of(d->app)->env->zone);
		if (c->recounted)
			str_add(&t, _(" (awareness corrected)"));
		take(d, _("Began"), &t);
		line(d, _("Basis"), c->set->basis);
		line(d, _("Determined by"), c->set->who);
		line(d, _("Recorded by"), event_doer(c->start));
		line(d, _("Why"), c->set->why);
	}
	if (c && c->state == CC_MET)
		line(d, _("Receipt"), c->met->receipt);
	if (c && c->state == CC_WAIVED) {
		line(d, _("Waived by"), event_doer(c->waive));
		line(d, _("Why"), c->waived->why);
	}
	if (c && c->set && c->state != CC_WAIVED)
		hours(d, c);
}

static void later(struct detail *d, const struct clockrow *r)
{
	struct clock_due due;
	const struct zone *z = clockrow_zone(r, d->zones, d->rules,
					     ctx_of(d->app)->env->zone);

	if (!r->c || !clock_today(&due, r->c, d->zones, d->rules) ||
	    !due.notes)
		return;
	head(d, _("OTHER READINGS (the deadline is the earlier one)"));
	for (size_t i = 0; i < due.notes; i++) {
		struct str t = {0};

		clock_note_text(&t, &due.note[i], z);
		take(d, _("Note"), &t);
	}
}

/* --- the rule ------------------------------------------------------------------------- */

static void law(struct detail *d, const struct clock_rule *c)
{
	const struct clock_event *e = clock_event(d->rules, c->event);
	const char *soft = clock_soft(c);
	struct str t = {0};

	head(d, _("THE RULE"));
	line(d, _("Kind of limit"), soft ? soft : _("law"));
	line(d, _("Status"), _(law_statuses[c->status].name));
	line(d, _("In force from"), c->effective_from);
	words(d, _("Duty of"), &c->duty_of);
	words(d, _("Tell"), &c->recipient);
	if (e)
		words(d, _("Starts when"), &e->name);
	words(d, _("That is"), &c->trigger);
	line(d, _("Runs from the filing of"), c->anchor);
	clock_span_text(&t, c, ctx_of(d->app)->lang);
	take(d, _("Time"), &t);
	line(d, _("Counted"), _(clock_methods[c->method].name));
	words(d, _("Threshold"), &c->threshold);
	words(d, _("Exceptions"), &c->exceptions);
	words(d, _("Penalty"), &c->penalty);
	words(d, _("Remark"), &c->note);
}

static void source(struct detail *d, const struct clock_rule *c)
{
	unsigned bits = clock_marks(c, app_now(d->app));
	struct str t = {0};

	head(d, _("SOURCE"));
	line(d, _("Source"), c->citation);
	line(d, _("Wording"), c->quote);
	words(d, _("Remark"), &c->remark);
	str_addf(&t, _("%s: %s"), clock_grade_short(c->confidence),
		 clock_grade_words(c->confidence));
	take(d, _("Grade"), &t);
	line(d, _("As of"), c->checked ? c->checked : _("not known"));
	line(d, _("Reviewed by"),
	     c->reviewed_by ? c->reviewed_by : _("nobody"));
	for (size_t i = 0; clock_mark_terms[i].bit; i++)
		if (bits & clock_mark_terms[i].bit)
			line(d, _("NOT VERIFIED"),
			     _(clock_mark_terms[i].words));
	str_addf(&t, "%s:%d", c->file, c->line);
	take(d, _("File"), &t);
}

/* Both languages: whoever writes the notice may not be the one who reads. */
static void contents(struct detail *d, const char *id)
{
	const struct clock_list *l = clock_list(d->rules, id);

	if (!l)
		return;
	head(d, clock_text(&l->title, ctx_of(d->app)->lang));
	for (size_t i = 0; i < l->items; i++) {
		const struct clock_words *w = &l->item[i].text;

		rich_para(d->pager.text, 3, 7);
		rich_addf(d->pager.text, LOOK_PLAIN, "%2d. %s",
			  l->item[i].item, w->en ? w->en : "");
		if (w->zh)
			rich_line(d->pager.text, 7, LOOK_PLAIN, w->zh);
	}
}

static void changed(struct detail *d, const struct clockrow *r)
{
	struct clock_change ch;
	struct str t = {0};

	if (!r->c || !clock_changed(&ch, r->c, d->zones, d->rules))
		return;
	head(d, _("CHANGED SINCE IT WAS STARTED"));
	if (ch.deadline)
		moment(&t, ch.end, ch.deadline, ctx_of(d->app)->env->zone);
	else
		str_add(&t, _("the rule has no number"));
	take(d, _("Counted today"), &t);
	line(d, _("Why"), ch.rule ? _("the rule was edited")
				  : _("zone data or calendar"));
}

static void fill(struct detail *d)
{
	struct clockrows rows = {0};
	const struct clockrow *r;
	struct str name = {0};
	struct clockrow bare = {.kind = CR_PROPOSED, .key = d->key};

	rich_clear(d->pager.text);
	clockrows_lay(&rows, ctx_now(d->app), d->rules,
		      ctx_of(d->app)->store, NULL);
	r = clockrows_find(&rows, d->key);
	if (!r) { /* proposed by answers: nothing of it is in the case */
		bare.rule = clock_rule(d->rules, d->key);
		r = &bare;
	}
	if (r->rule && !r->rule->bad)
		clock_name(&name, r->rule, ctx_of(d->app)->lang);
	else if (r->c)
		case_clock_name(&name, r->c, ctx_of(d->app)->lang);
	rich_line(d->pager.text, 1, LOOK_BOLD, str_text(&name));
	in_case(d, r);
	changed(d, r);
	later(d, r);
	if (r->rule && !r->rule->bad) {
		law(d, r->rule);
		contents(d, r->rule->content_list);
		for (size_t i = 0; i < r->rule->more_lists.count; i++)
			contents(d, r->rule->more_lists.at[i]);
		source(d, r->rule);
	}
	str_release(&name);
	clockrows_release(&rows);
}

/* --- the screen ------------------------------------------------------------------------ */

static void detail_close(struct app *app, void *state)
{
	struct detail *d = state;

	(void)app;
	pager_release(&d->pager);
	zones_free(d->zones);
	rich_free(d->foot);
	mem_free(d);
}

static int detail_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct detail *d = mem_zalloc(sizeof(*d));
	int rc = d ? pager_init(&d->pager, err) : error_nomem(err);

	if (rc) {
		mem_free(d);
		return rc;
	}
	d->app = app;
	str_copy(d->key, sizeof(d->key), arg);
	d->zones = zones_new(ctx_of(app)->env->zone_dir);
	d->foot = clocks_foot();
	rc = d->zones && d->foot
		     ? store_clocks(&d->rules, ctx_of(app)->store, err)
		     : error_nomem(err);
	if (rc) {
		detail_close(app, d);
		return rc;
	}
	fill(d);
	*state = d;
	return 0;
}

static void detail_refresh(struct app *app, void *state)
{
	struct detail *d = state;
	struct error err = {0};

	if (store_clocks(&d->rules, ctx_of(app)->store, &err))
		app_error(app, &err);
	else
		fill(d);
}

/* "PIPL 57 people  cn-pipl-57-individuals": the id is for commands. */
static void clock_title(struct str *out, const struct detail *d)
{
	const struct case_clock *c = situation_clock(ctx_now(d->app), d->key);
	const struct clock_rule *rule = clock_rule(d->rules, d->key);

	if (c)
		ctx_clock_name(out, d->app, c);
	else if (rule && !rule->bad)
		clock_short(out, rule, ctx_of(d->app)->lang);
	if (str_eq(str_text(out), d->key))
		return;
	str_addf(out, "%s%s", out->len ? "  " : "", d->key);
}

static void detail_draw(struct app *app, void *state, struct surface *s)
{
	struct detail *d = state;
	const struct situation *now = ctx_now(app);
	int row = frame_title(app, s, now->label, now->title), last;
	struct str name = {0};

	ctx_next_row(app, s, row++);
	clock_title(&name, d);
	last = clocks_foot_draw(d->foot, s, frame_rows(app, s));
	pager_page(&d->pager, s, row, last - row - 3, str_text(&name));
	str_release(&name);
	ctx_last_change(app);
}

static struct focus *detail_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct detail *)state)->pager.focus;
}

static void page(struct app *app, void *state)
{
	struct detail *d = state;

	d->pager.focus.ops->move(&d->pager.focus, MOVE_PAGE_DOWN);
	app_redraw(app);
}

/* Counsel corrects the rule, in a draft that is reviewed as playbooks are. */
static void edit_rule(struct app *app, void *state)
{
	struct detail *d = state;
	const struct case_clock *c = situation_clock(ctx_now(app), d->key);
	const struct clock_rule *rule =
		clock_rule(d->rules, c ? c->clock : d->key);

	if (rule)
		draft_begin_file(app, rule->file, rule->line);
	else
		app_note(app, _("It stands in no file any more."));
}

static const struct action detail_actions[] = {
	{"page", "Space", N_("page"), N_("Go one page on"), page,
	 ACT_FOOTER},
	{"edit", "e", N_("edit the rule"),
	 N_("Edit the rule's file, in a draft"), edit_rule, ACT_FOOTER},
	{0},
};

const struct screen_def clock_screen = {
	.name = "clock",
	.title = N_("Clock"),
	.actions = detail_actions,
	.open = detail_open,
	.close = detail_close,
	.draw = detail_draw,
	.refresh = detail_refresh,
	.focus = detail_focus,
};
