/* core/case/adopt_words.c - what an adoption does to a step, in words. */
#include <stdio.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/case/adopting.h"
#include "core/case/layout.h"
#include "core/case/settle.h"

/* --- pieces ---------------------------------------------------------------------- */

/* One more piece; a NULL text adds nothing. */
static void piece(const struct telling *t, const char *text)
{
	if (text)
		str_addf(t->out, "%s%s", t->out->len ? _("; ") : "", text);
}

static void piecef(const struct telling *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
static void piecef(const struct telling *t, const char *fmt, ...)
{
	va_list ap;

	if (t->out->len)
		str_add(t->out, _("; "));
	va_start(ap, fmt);
	str_vaddf(t->out, fmt, ap);
	va_end(ap);
}

/* "4h", "1d 12h": nothing that is 0. */
static void span_text(char out[TIME_TEXT], int64_t ms)
{
	static const struct {
		int64_t ms;
		char unit;
	} row[] = {{86400000, 'd'}, {3600000, 'h'}, {60000, 'm'}};
	size_t n = 0;

	*out = '\0';
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		if (ms < row[i].ms)
			continue;
		n += (size_t)snprintf(out + n, TIME_TEXT - n, "%s%lld%c",
				      n ? " " : "",
				      (long long)(ms / row[i].ms),
				      row[i].unit);
		ms %= row[i].ms;
	}
}

/* "15:50", of another day "2026-10-15 15:50". */
static void moment_text(char out[TIME_TEXT], const struct telling *t,
			int64_t at)
{
	struct civil c = time_civil(at, t->zone);
	struct civil now = time_civil(t->before->settled_at, t->zone);

	if (c.year == now.year && c.month == now.month && c.day == now.day)
		snprintf(out, TIME_TEXT, "%02d:%02d", c.hour, c.minute);
	else
		time_minute(out, at, t->zone);
}

static bool lists_same(const struct pb_list *a, const struct pb_list *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!str_eq(a->id[i], b->id[i]))
			return false;
	return true;
}

static void list_text(struct str *out, const struct pb_list *l)
{
	for (size_t i = 0; i < l->count; i++)
		str_addf(out, "%s%s", i ? _(", ") : "", l->id[i]);
}

static const char *role_text(const struct telling *t, const char *key)
{
	const struct role *r = settle_role(t->after, key);

	return r ? book_text(t->is->book, &r->def->name) : key;
}

/* --- what both kinds say ------------------------------------------------------------ */

static void tell_role(const struct telling *t)
{
	const char *role = t->is->def->role;

	if (!role)
		return;
	if (!t->is->owner)
		piecef(t, _("role %s"), role_text(t, role));
	else if (t->is->owner_by_role)
		piecef(t, _("role %s, so %s"), role_text(t, role),
		       t->is->owner);
	else
		piecef(t, _("role %s; %s keeps it"), role_text(t, role),
		       t->is->owner);
}

static void tell_when(const struct telling *t)
{
	const struct pb_step *def = t->is->def;
	const struct step *on = settle_step(t->after, t->is->book,
					    def->when_step);
	const struct playbook *pb = t->is->book->pb;
	const char *number = on ? on->number : def->when_step;

	if (!def->when_step)
		return;
	piecef(t, def->when_not ? _("only if %s is not %s")
				: _("only if %s is %s"), number,
	       playbook_answer(pb, def->when_answer,
			       playbook_lang(pb, tr_lang())));
}

/* ", so due 15:50" after what was said last. */
static void tell_so_due(const struct telling *t)
{
	char at[TIME_TEXT];

	if (!t->is->due)
		return;
	moment_text(at, t, t->is->due);
	str_addf(t->out, _(", so due %s"), at);
}

static void tell_after(const struct telling *t)
{
	const struct pb_list *after = &t->is->def->after;
	struct str list = {0};

	for (size_t i = 0; i < after->count; i++) {
		const struct step *on = settle_step(t->after, t->is->book,
						    after->id[i]);

		str_addf(&list, "%s%s", i ? _(", ") : "",
			 on ? on->number : after->id[i]);
	}
	if (after->count)
		piecef(t, _("waits for %s"), str_text(&list));
	else
		piece(t, _("waits for no other step"));
	str_release(&list);
}

/* --- new and retired ----------------------------------------------------------------- */

static void tell_place(const struct telling *t)
{
	const struct situation *s = t->after;
	size_t i = t->is->index, p = 0;

	while (p + 1 < s->phase_count && s->phase[p + 1].first <= i)
		p++;
	if (i > s->phase[p].first)
		piecef(t, _("comes after %s"), s->step[i - 1].number);
	else
		piecef(t, _("comes first in %s %s"), s->phase[p].number,
		       book_text(s->phase[p].book, &s->phase[p].def->title));
}

void tell_new(const struct telling *t)
{
	char span[TIME_TEXT];

	if (t->was)
		piece(t, t->is->last ? _("comes back as it was left")
				     : _("comes back"));
	tell_place(t);
	tell_role(t);
	tell_when(t);
	if (t->is->def->due.set) {
		span_text(span, t->is->def->due.span);
		piecef(t, _("aim %s"), span);
		tell_so_due(t);
	}
}

void tell_retired(const struct telling *t)
{
	static const char *const words[] = {
		[STEP_OPEN] = N_("stays open, marked \"retired\", until "
				 "someone closes it"),
		[STEP_BLOCKED] = N_("stays blocked, marked \"retired\", until "
				    "someone closes it"),
		[STEP_DOING] = N_("stays in work, marked \"retired\", until "
				  "someone closes it"),
		[STEP_SKIPPED] = N_("stays skipped, marked \"retired\""),
		[STEP_NOT_NEEDED] = N_("stays not needed, marked "
				       "\"retired\""),
		[STEP_DONE] = N_("stays done, marked \"retired\""),
	};

	piece(t, _(words[t->is->state]));
}

/* --- changed -------------------------------------------------------------------------- */

/* Items of `of` whose text `in` has nowhere; the first of them. */
static size_t lacking(const struct pb_step *of, const struct pb_step *in,
		      const struct pb_item **first)
{
	size_t n = 0;

	for (size_t i = 0; i < of->item_count; i++) {
		bool found = false;

		for (size_t k = 0; !found && k < in->item_count; k++)
			found = item_same(&of->item[i], &in->item[k]);
		if (!found && !n++)
			*first = &of->item[i];
	}
	return n;
}

static void tell_items(const struct telling *t)
{
	const struct pb_item *one = NULL;
	size_t added = lacking(t->is->def, t->was->def, &one), gone, left;

	if (added == 1)
		piecef(t, _("new box: %s"), book_text(t->is->book,
						      &one->text));
	else if (added)
		piecef(t, ngettext("%zu new box", "%zu new boxes", added),
		       added);
	gone = lacking(t->was->def, t->is->def, &one);
	if (gone == 1)
		piecef(t, _("box gone: %s"), book_text(t->was->book,
						       &one->text));
	else if (gone)
		piecef(t, ngettext("%zu box gone", "%zu boxes gone", gone),
		       gone);
	if (!added && !gone)
		piece(t, _("boxes in another order"));
	if (t->is->ticked)
		piecef(t, ngettext("%zu tick stays", "%zu ticks stay",
				   t->is->ticked), t->is->ticked);
	left = t->is->old_count > t->was->old_count
		       ? t->is->old_count - t->was->old_count : 0;
	if (left)
		piecef(t, ngettext("%zu tick stands beside, with its text",
				   "%zu ticks stand beside, with their text",
				   left), left);
}

static bool due_same(const struct pb_due *a, const struct pb_due *b)
{
	return a->set == b->set &&
	       (!a->set || (a->span == b->span && a->before == b->before &&
			    str_eq(a->anchor, b->anchor)));
}

static void tell_due(const struct telling *t)
{
	const struct pb_due *a = &t->was->def->due, *b = &t->is->def->due;
	char old[TIME_TEXT], now[TIME_TEXT];

	span_text(old, a->span);
	span_text(now, b->span);
	if (!b->set) {
		piecef(t, _("aim %s is dropped"), old);
		return;
	}
	if (!a->set)
		piecef(t, _("aim %s"), now);
	else if (a->span != b->span)
		piecef(t, _("aim %s becomes %s"), old, now);
	else
		piecef(t, _("aim %s counts from elsewhere"), now);
	tell_so_due(t);
}

static void tell_people(const struct telling *t)
{
	const struct pb_step *a = t->was->def, *b = t->is->def;

	if (!str_eq(a->role, b->role))
		tell_role(t);
	if (!str_eq(a->second, b->second))
		piece(t, b->second ? _("asks for a second reader")
				   : _("asks for no second reader"));
	if (!str_eq(a->approve, b->approve))
		piece(t, b->approve ? _("asks for an approval")
				    : _("asks for no approval"));
}

static void tell_asks(const struct telling *t)
{
	const struct pb_step *a = t->was->def, *b = t->is->def;
	const char *label = book_text(t->is->book, &b->value_label);

	if (a->value != b->value && b->value)
		piecef(t, _("asks for a value: %s"), label);
	else if (a->value != b->value)
		piece(t, _("asks for no value"));
	if (a->evidence_count < b->evidence_count)
		piecef(t, _("asks for evidence: %s"),
		       book_text(t->is->book,
				 &b->evidence[a->evidence_count].label));
	else if (a->evidence_count > b->evidence_count)
		piece(t, b->evidence_count ? _("asks for less evidence")
					   : _("asks for no evidence"));
	else if (a->value == b->value)
		piece(t, _("asks for it in other words"));
}

static void tell_lists(const struct telling *t)
{
	const struct pb_step *a = t->was->def, *b = t->is->def;
	struct str old = {0}, now = {0};

	list_text(&old, &a->notice);
	list_text(&now, &b->notice);
	if (!lists_same(&a->notice, &b->notice))
		piecef(t, _("letter %s becomes %s"),
		       old.len ? str_text(&old) : "-",
		       now.len ? str_text(&now) : "-");
	str_release(&old);
	str_release(&now);
	if (!lists_same(&a->starts, &b->starts) ||
	    !lists_same(&a->stops, &b->stops))
		piece(t, _("starts or stops other clocks"));
	if (a->repeat != b->repeat || !str_eq(a->repeat_until, b->repeat_until))
		piece(t, b->repeat ? _("comes again at another pace")
				   : _("comes no longer again"));
	if (!lists_same(&a->after, &b->after))
		tell_after(t);
}

static void tell_decision(const struct telling *t)
{
	const struct playbook *pb = t->was->book->pb;
	const struct pb_step *a = t->was->def, *b = t->is->def;

	if (t->is->answer_gone && !t->was->answer_gone)
		piecef(t, _("\"%s\" is no longer an answer: decide again"),
		       playbook_answer(pb, t->is->answer_gone,
				       playbook_lang(pb, tr_lang())));
	else if (!lists_same(&a->decide, &b->decide))
		piece(t, _("other answers"));
	if (!str_eq(a->when_step, b->when_step) ||
	    !str_eq(a->when_answer, b->when_answer) ||
	    a->when_not != b->when_not) {
		if (b->when_step)
			tell_when(t);
		else
			piece(t, _("hangs on no decision any more"));
	}
}

static void tell_moved(const struct telling *t)
{
	const struct pb_phase *to = t->is->def->phase;

	if (str_eq(t->was->def->phase->id, to->id))
		return;
	piecef(t, _("moves to: %s"), book_text(t->is->book, &to->title));
}

static void tell_state(const struct telling *t)
{
	if (t->was->state == t->is->state)
		return;
	if (t->is->state == STEP_NOT_NEEDED)
		piece(t, _("becomes not needed"));
	else if (t->was->state == STEP_NOT_NEEDED)
		piece(t, _("is needed again"));
}

/* What matters most of a done step comes first. */
static void tell_done(const struct telling *t)
{
	struct str details = *t->out;

	*t->out = (struct str){0};
	piece(t, t->is->changed
			 ? _("stays done, marked \"text changed after it was "
			     "done\"")
			 : _("stays done"));
	piece(t, str_text(&details));
	str_release(&details);
}

void tell_changed(const struct telling *t)
{
	const struct pb_step *a = t->was->def, *b = t->is->def;
	unsigned parts = step_text_parts(t->was->book->pb, a,
					 t->is->book->pb, b);

	if (parts & DIFF_TITLE)
		piecef(t, _("new title: %s"),
		       book_text(t->is->book, &b->title));
	if (parts & DIFF_ITEMS)
		tell_items(t);
	if (parts & DIFF_BODY)
		piece(t, _("guidance reworded"));
	if (!due_same(&a->due, &b->due))
		tell_due(t);
	tell_people(t);
	if (parts & DIFF_KEYS)
		tell_asks(t);
	tell_lists(t);
	tell_decision(t);
	tell_moved(t);
	tell_state(t);
	if (t->out->len && t->is->state == STEP_DONE && !t->is->answer_gone)
		tell_done(t);
}
