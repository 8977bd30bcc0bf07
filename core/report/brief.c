/*
 * core/report/brief.c - the situation in one screen: what, since when, where
 * we are, in hand, next, blocked, decided, waiting, unknown.
 *
 * 24 rows in all: each question has a fixed number of them, and what does
 * not fit is counted.
 */
#include "core/base/tr.h"
#include "core/case/words.h"
#include "core/report/tree.h"

enum { ROWS_IN_HAND = 3, ROWS_NEXT = 2, ROWS_BLOCKED = 2, ROWS_DECIDED = 2,
       ROWS_WAITING = 2, ROWS_UNKNOWN = 3, PHASES_A_ROW = 4 };

/* One question and its answers. */
struct answers {
	struct maker *m;
	struct node *facts;
	const char *name;
	size_t rows, count;
	struct str kept; /* the row that gives way to "and 3 more" */
};

static void row(struct answers *a, const char *text)
{
	fact(a->m, a->facts, a->count ? "" : a->name, text);
}

/* Takes over the text. */
static void say(struct answers *a, struct str *text)
{
	if (a->count + 1 < a->rows)
		row(a, str_text(text));
	else if (a->count + 1 == a->rows)
		str_add(&a->kept, str_text(text));
	a->count++;
	a->m->r->failed |= text->failed;
	str_release(text);
}

static void end(struct answers *a, const char *none)
{
	struct str more = {0};

	if (!a->count)
		row(a, none);
	if (a->count == a->rows) {
		a->count--;
		row(a, str_text(&a->kept));
	} else if (a->count > a->rows) {
		a->count -= a->rows - 1;
		str_addf(&more, _("and %zu more"), a->count);
		if (a->rows == 1)
			a->count = 0;
		row(a, str_text(&more));
	}
	a->m->r->failed |= a->kept.failed || more.failed;
	str_release(&more);
	str_release(&a->kept);
}

static struct answers ask(struct maker *m, struct node *facts,
			  const char *name, size_t rows)
{
	return (struct answers){.m = m, .facts = facts, .name = name,
				.rows = rows};
}

static void add_step(struct maker *m, struct str *out, const struct step *st)
{
	str_addf(out, "%s %s", st->number, step_title(m, st));
}

static void add_span(struct str *out, int64_t from, int64_t to)
{
	char text[TIME_TEXT];

	time_span(text, to - from);
	str_add(out, text);
}

/* --- the questions ----------------------------------------------------------- */

static void what(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	struct str text = {0};

	str_addf(&text, _("severity %s, %s, %zu of %zu steps closed"),
		 severity_words(s->severity),
		 s->state == CASE_OPEN ? _("open") : _("closed"), s->done,
		 s->total);
	if (s->overdue)
		str_addf(&text, _(", %zu OVERDUE"), s->overdue);
	fact_take(m, facts, _("What"), &text);
	fact(m, facts, "",
	     s->summary && *s->summary
		     ? s->summary
		     : _("summary unknown: nobody has written it"));
}

static void since(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	const struct set_text *p = s->aware ? s->aware->data : NULL;
	struct str text = {0};

	str_addf(&text, _("opened %s"), when(m, s->opened));
	if (s->settled_at >= s->opened) {
		str_add(&text, ", ");
		add_span(&text, s->opened, s->settled_at);
	}
	str_addf(&text, _("; contained %s"), when(m, s->contained));
	fact_take(m, facts, _("Since"), &text);
	if (p && p->at && p->why)
		factf(m, facts, _("Aware"), _("%s, basis: %s"),
		      when(m, p->at), p->why);
	else
		fact(m, facts, _("Aware"), when(m, p ? p->at : 0));
}

static void phases(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	const char *name = _("Phases");
	struct str text = {0};
	size_t n = 0;

	for (size_t i = 0; i < s->phase_count; i++) {
		const struct phase *ph = &s->phase[i];

		if (ph->folded)
			continue;
		if (n++ == PHASES_A_ROW) {
			fact_take(m, facts, name, &text);
			name = "";
		}
		str_addf(&text, "%s%s%s %zu/%zu%s", text.len ? "   " : "",
			 ph == s->now ? "[" : "",
			 text_in(&ph->def->title, lang_of(m, ph->book)),
			 ph->done, ph->total, ph == s->now ? "]" : "");
	}
	if (!n)
		str_add(&text, _("the case follows no playbook"));
	fact_take(m, facts, name, &text);
}

static void in_hand(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	struct answers a = ask(m, facts, _("In hand"), ROWS_IN_HAND);

	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *st = &s->step[i];
		struct str text = {0};

		if (st->state != STEP_DOING || st->asked)
			continue;
		add_step(m, &text, st);
		str_addf(&text, ", %s, ",
			 st->owner ? st->owner : _("nobody"));
		add_span(&text, st->started, s->settled_at);
		say(&a, &text);
	}
	end(&a, _("no step"));
}

static void add_due(struct maker *m, struct str *out, const struct step *st)
{
	int64_t now = m->s->settled_at;

	if (!st->due)
		return;
	str_addf(out, st->due <= now ? _(", OVERDUE since %s")
				     : _(", due %s"), when(m, st->due));
}

/* The first that somebody could begin. */
static const struct step *to_begin(const struct situation *s)
{
	for (size_t p = 0; p < s->phase_count; p++)
		for (size_t i = 0; i < s->phase[p].count; i++) {
			const struct step *st =
				&s->step[s->phase[p].first + i];

			if (!s->phase[p].folded && !st->waits &&
			    st->state == STEP_OPEN)
				return st;
		}
	return NULL;
}

/* The step to begin, then the most pressing own target of another one. */
static void next(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	struct answers a = ask(m, facts, _("Next, due"), ROWS_NEXT);
	const struct step *begin = to_begin(s), *first = NULL;

	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *st = &s->step[i];

		if (st != begin && st->due && !step_closed(st) &&
		    (!first || st->due < first->due))
			first = st;
	}
	for (int i = 0; i < 2; i++) {
		const struct step *st = i ? first : begin;
		struct str text = {0};

		if (!st || s->state == CASE_CLOSED)
			continue;
		add_step(m, &text, st);
		str_addf(&text, ", %s", st->owner ? st->owner : _("nobody"));
		add_due(m, &text, st);
		say(&a, &text);
	}
	end(&a, s->state == CASE_CLOSED ? _("the case is closed")
					: _("no step is left"));
}

static void blocked(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	struct answers a = ask(m, facts, _("Blocked"), ROWS_BLOCKED);

	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *st = &s->step[i];
		struct str text = {0};

		if (st->state != STEP_BLOCKED)
			continue;
		add_step(m, &text, st);
		str_addf(&text, _(", why: %s"),
			 st->why && *st->why ? st->why : _("unknown"));
		say(&a, &text);
	}
	end(&a, _("nothing"));
}

static void decided(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	struct answers a = ask(m, facts, _("Decided"), ROWS_DECIDED);

	for (size_t i = s->step_count; i-- > 0;) { /* the latest first */
		const struct step *st = &s->step[i];
		const struct set_text *p;
		struct str text = {0};

		if (!st->answer)
			continue;
		p = st->decided->data;
		add_step(m, &text, st);
		str_addf(&text, ": %s, ",
			 playbook_answer(st->book->pb, st->answer,
					 lang_of(m, st->book)));
		add_doer(&text, st->decided);
		if (p->why && *p->why)
			str_addf(&text, _(", why: %s"), p->why);
		say(&a, &text);
	}
	end(&a, _("nothing yet"));
}

static void waiting(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	struct answers a = ask(m, facts, _("Waiting on"), ROWS_WAITING);

	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *st = &s->step[i];
		struct str text = {0};

		if (!st->asked)
			continue;
		needs_words(&text, st->asks);
		str_add(&text, ": ");
		add_step(m, &text, st);
		str_addf(&text, _(", asked by %s, "), event_doer(st->last));
		add_span(&text, st->last->at, s->settled_at);
		say(&a, &text);
	}
	end(&a, _("nobody"));
}

static void unknown(struct maker *m, struct node *facts)
{
	const struct situation *s = m->s;
	struct answers a = ask(m, facts, _("Open"), ROWS_UNKNOWN);
	struct str roles = {0};

	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *st = &s->step[i];
		struct str text = {0};

		if (st->conflict)
			str_add(&text, _("two values at once: "));
		else if (st->def->decide.count && !st->answer &&
			 !step_closed(st) && !st->asked)
			str_add(&text, _("not decided: "));
		if (!text.len)
			continue;
		add_step(m, &text, st);
		say(&a, &text);
	}
	for (size_t i = 0; i < s->role_count; i++)
		if (!s->role[i].count)
			str_addf(&roles, "%s%s",
				 roles.len ? ", " : _("nobody fills: "),
				 role_name(m, s->role[i].key));
	if (roles.len)
		say(&a, &roles);
	end(&a, _("no question"));
}

void build_brief(struct maker *m)
{
	struct node *facts;

	first_line(m);
	facts = node_add(m, &m->r->root, NODE_FACTS, "");
	fact(m, facts, _("As of"), when(m, m->s->settled_at));
	what(m, facts);
	since(m, facts);
	phases(m, facts);
	in_hand(m, facts);
	next(m, facts);
	blocked(m, facts);
	decided(m, facts);
	waiting(m, facts);
	unknown(m, facts);
}
