/* core/case/say_drill.c - a drill's own events as sentences. */
#include <stdio.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/drillbody.h"
#include "core/case/event.h"

static void add_text(struct str *out, const char *text)
{
	if (text && *text)
		str_addf(out, _(": %s"), text);
}

static const struct {
	const char *op, *said;
} control_words[] = {
	{"start", N_("began the drill")},
	{"freeze", N_("froze the drill")},
	{"resume", N_("let the drill go on")},
	{"speed", N_("changed the speed of play")},
	{"jump", N_("jumped ahead in play")},
	{"story", N_("moved the story ahead")},
	{"halt", N_("called REAL INCIDENT: the drill is halted")},
	{"end", N_("ended the drill")},
};

static const struct {
	const char *type, *said;
} note_words[] = {
	{"inject.set", N_("set an inject")},
	{"inject.ack", N_("acknowledged")},
	{"inject.answer", N_("answered")},
	{"vote.cast", N_("voted on")},
	{"talk", N_("said")},
	{"mark", N_("marked")},
	{"rating", N_("rated")},
	{"observation", N_("observed")},
	{"attend", N_("counted who played")},
};

/* What a record says in one word, as the score says it; ratings stay. */
static const struct {
	const char *op, *said;
} op_words[] = {
	{"hold", N_("held")},	   {"skip", N_("skipped")},
	{"moot", N_("not needed")}, {"plan", N_("planned")},
	{"met", N_("met")},	   {"late", N_("late")},
	{"missed", N_("missed")},  {"not-observed", N_("not observed")},
	{"none", N_("by the rule")},
	{"contradiction", N_("contradiction")},
};

static const char *op_said(const char *op)
{
	for (size_t i = 0; i < sizeof(op_words) / sizeof(*op_words); i++)
		if (str_eq(op_words[i].op, op))
			return _(op_words[i].said);
	return op;
}

/* Why it froze, where the program wrote that; else a person's own words. */
static const char *why_words(const char *why)
{
	if (str_eq(why, "pause"))
		return NULL;
	if (str_eq(why, "lost"))
		return _("nobody led it");
	return str_eq(why, "asleep") ? _("the machine had slept") : why;
}

/* How far, how fast. */
static void add_amount(struct str *out, const struct drill_control *p)
{
	static const char *const speeds[] = {[1] = "0.5", [2] = "1",
					     [4] = "2", [8] = "4"};
	char span[TIME_TEXT];

	time_span(span, p->ms);
	if (str_eq(p->op, "jump"))
		str_addf(out, _(", to %s of play"), span);
	else if (str_eq(p->op, "story"))
		str_addf(out, _(", %s further"), span);
	else if (str_eq(p->op, "speed") && p->half > 0 && p->half <= 8 &&
		 speeds[p->half])
		str_addf(out, ", x%s", speeds[p->half]);
}

void say_control(struct str *out, const struct situation *s,
		 const struct event *ev, size_t lang)
{
	const struct drill_control *p = ev->data;
	const char *said = N_("gave the drill an order we do not know");

	(void)s;
	(void)lang;
	for (size_t i = 0; i < sizeof(control_words) / sizeof(*control_words);
	     i++)
		if (str_eq(control_words[i].op, p->op))
			said = control_words[i].said;
	str_add(out, _(said));
	add_amount(out, p);
	if (p->with)
		str_addf(out, _(", with %s"), p->with);
	add_text(out, p->scenario ? p->scenario : why_words(p->why));
}

static const struct drill_words *
in_our_language(const struct drill_release *p)
{
	for (size_t i = 0; i < p->word_count; i++)
		if (p->words[i].lang && str_starts(tr_lang(), p->words[i].lang))
			return &p->words[i];
	return &p->words[0];
}

void say_release(struct str *out, const struct situation *s,
		 const struct event *ev, size_t lang)
{
	const struct drill_release *p = ev->data;
	const struct drill_words *w;

	(void)s;
	(void)lang;
	str_addf(out, p->hint ? _("gave a hint %s") : _("released %s"),
		 ev->on);
	w = in_our_language(p);
	add_text(out, w->title ? w->title : w->text);
}

static const char *note_said(const struct event *ev)
{
	const struct drill_note *p = ev->data;

	/* Who leads has no vote, but opens and closes it. */
	if (str_eq(ev->type, "vote.cast") &&
	    str_eq(event_doer(ev), "facilitator"))
		return str_eq(p->op, "close") ? _("closed the vote on")
					      : _("opened the vote on");
	for (size_t i = 0; i < sizeof(note_words) / sizeof(*note_words); i++)
		if (str_eq(note_words[i].type, ev->type))
			return _(note_words[i].said);
	return ev->type;
}

void say_drill_note(struct str *out, const struct situation *s,
		    const struct event *ev, size_t lang)
{
	const struct drill_note *p = ev->data;

	(void)s;
	(void)lang;
	str_add(out, note_said(ev));
	if (ev->on)
		str_addf(out, " %s", ev->on);
	/* A vote is silent: that it was cast is all the record tells aloud. */
	if (str_eq(ev->type, "vote.cast"))
		return;
	if (p->op)
		str_addf(out, " [%s]", op_said(p->op));
	add_text(out, p->text);
}
