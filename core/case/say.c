/* core/case/say.c - each event as a sentence, after its doer's name. */
#include <stdio.h>
#include <string.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/event.h"
#include "core/case/words.h"

/* "3.02 Record count", or the bare key of a step no longer there. */
static const char *step_words(char *buf, size_t size,
			      const struct situation *s, const char *key,
			      size_t lang)
{
	const struct step *st = key ? map_gets(&s->step_by_key, key) : NULL;

	if (st)
		snprintf(buf, size, "%s %s", st->number,
			 text_in(&st->def->object, lang));
	else
		snprintf(buf, size, "%s", key ? key : "?");
	return buf;
}

/* A moment as it was recorded, "2026-11-21 08:00 +08:00"; any other text as
 * it stands. */
static void add_value(struct str *out, const char *text)
{
	const char *zone = text + strlen(text);
	struct error ignored;
	int64_t at;

	if (strlen(text) < 20 || text[10] != 'T' ||
	    time_parse(&at, NULL, text, NULL, 0, &ignored)) {
		str_add(out, text);
		return;
	}
	zone -= zone[-1] == 'Z' ? 1 : 6;
	str_addf(out, "%.10s %.5s %s", text, text + 11, zone);
}

static void add_why(struct str *out, const char *why)
{
	if (why && *why)
		str_addf(out, _(" (why: %s)"), why);
}

void say_case_open(struct str *out, const struct situation *s,
		   const struct event *ev, size_t lang)
{
	(void)ev;
	(void)lang;
	str_addf(out, _("opened %s"), s->label);
}

void say_text(struct str *out, const struct situation *s,
	      const struct event *ev, size_t lang)
{
	(void)s;
	(void)lang;
	str_add(out, ev->type);
}

static const struct {
	const char *field, *text;
} field_words[] = {
	{"title", N_("named the case: %s")},
	{"severity", N_("set the severity to %s")},
	{"summary", N_("wrote the summary: %s")},
	{"hold", N_("set the legal hold: %s")},
	{"aware", N_("recorded when we became aware: %s")},
};

void say_case_set(struct str *out, const struct situation *s,
		  const struct event *ev, size_t lang)
{
	const struct set_text *p = ev->data;
	const char *fmt = N_("set a field: %s"), *text = p->text;
	struct str moment = {0};
	enum severity sev;

	if (str_eq(ev->on, "severity") && severity_parse(&sev, text))
		text = severity_words(sev);
	if (str_eq(ev->on, "aware")) {
		add_value(&moment, text);
		text = str_text(&moment);
	}
	(void)s;
	(void)lang;
	for (size_t i = 0; i < sizeof(field_words) / sizeof(*field_words); i++)
		if (str_eq(field_words[i].field, ev->on))
			fmt = field_words[i].text;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	str_addf(out, _(fmt), text);
#pragma GCC diagnostic pop
	str_release(&moment);
	add_why(out, p->why);
}

void say_case_close(struct str *out, const struct situation *s,
		    const struct event *ev, size_t lang)
{
	const struct set_close *p = ev->data;
	char buf[256];

	str_addf(out, _("closed the case as %s"), close_as_words(p->as));
	if (p->of)
		str_addf(out, _(" of %s"), p->of);
	add_why(out, p->why);
	if (p->open_count)
		str_addf(out, ngettext("; %zu step was left open: ",
				       "; %zu steps were left open: ",
				       p->open_count),
			 p->open_count);
	for (size_t i = 0; i < p->open_count && i < 8; i++)
		str_addf(out, "%s%s", i ? ", " : "",
			 step_words(buf, sizeof(buf), s, p->open_step[i],
				    lang));
}

void say_case_reopen(struct str *out, const struct situation *s,
		     const struct event *ev, size_t lang)
{
	(void)s;
	(void)ev;
	(void)lang;
	str_add(out, _("opened the case again"));
}

void say_adopt(struct str *out, const struct situation *s,
	       const struct event *ev, size_t lang)
{
	const struct set_adopt *p = ev->data;

	(void)s;
	(void)lang;
	str_addf(out, _("adopted the playbook %s at %.7s"), p->slug,
		 p->commit);
	add_why(out, p->why);
}

static const char *const set_words[] = {
	[STEP_OPEN] = N_("opened %s again"),
	[STEP_BLOCKED] = N_("marked %s as blocked"),
	[STEP_DOING] = N_("is working on %s"),
	[STEP_SKIPPED] = N_("skipped %s"),
	[STEP_NOT_NEEDED] = N_("called %s not needed"),
	[STEP_DONE] = N_("finished %s"),
};

void say_step_set(struct str *out, const struct situation *s,
		  const struct event *ev, size_t lang)
{
	const struct set_step *p = ev->data;
	struct str value = {0};
	char buf[256];
	const char *fmt = p->asks ? N_("did %s and asks for a second person")
				  : set_words[p->state];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	str_addf(out, _(fmt), step_words(buf, sizeof(buf), s, ev->on, lang));
#pragma GCC diagnostic pop
	if (p->value && *p->value) {
		add_value(&value, p->value);
		str_addf(out, _(": %s"), str_text(&value));
	}
	str_release(&value);
	for (size_t i = 0; i < p->evidence_count; i++)
		str_addf(out, " %s", p->evidence[i]);
	if (p->overrides)
		str_add(out, _(", overriding what was missing"));
	add_why(out, p->why);
}

void say_step_assign(struct str *out, const struct situation *s,
		     const struct event *ev, size_t lang)
{
	const struct set_text *p = ev->data;
	char buf[256];

	step_words(buf, sizeof(buf), s, ev->on, lang);
	if (*p->text)
		str_addf(out, _("gave %s to %s"), buf, p->text);
	else
		str_addf(out, _("took the owner off %s"), buf);
}

void say_step_confirm(struct str *out, const struct situation *s,
		      const struct event *ev, size_t lang)
{
	const struct set_confirm *p = ev->data;
	char buf[256];

	step_words(buf, sizeof(buf), s, p->step, lang);
	str_addf(out, p->as & NEED_APPROVE ? _("approved %s")
					   : _("confirmed %s"),
		 buf);
}

/* The item as it reads in the language, if the playbook still has it. */
static const char *item_words(const struct situation *s,
			      const struct event *ev, size_t lang)
{
	const struct set_check *p = ev->data;
	size_t n = strcspn(ev->on, "#");
	char key[256];
	const struct step *st;

	snprintf(key, sizeof(key), "%.*s", (int)n, ev->on);
	st = map_gets(&s->step_by_key, key);
	for (size_t i = 0; st && i < st->tick_count; i++)
		if (str_eq(st->tick[i].key, ev->on))
			return text_in(&st->tick[i].item->text, lang);
	return p->text ? p->text : "?";
}

void say_check(struct str *out, const struct situation *s,
	       const struct event *ev, size_t lang)
{
	const struct set_check *p = ev->data;
	char key[256], buf[256];

	snprintf(key, sizeof(key), "%.*s", (int)strcspn(ev->on, "#"), ev->on);
	str_addf(out, p->ticked ? _("ticked \"%s\" of %s")
				: _("unticked \"%s\" of %s"),
		 item_words(s, ev, lang),
		 step_words(buf, sizeof(buf), s, key, lang));
}

void say_decision(struct str *out, const struct situation *s,
		  const struct event *ev, size_t lang)
{
	const struct set_text *p = ev->data;
	const struct step *st = map_gets(&s->step_by_key, ev->on);
	char buf[256];

	step_words(buf, sizeof(buf), s, ev->on, lang);
	str_addf(out, _("decided %s: %s"), buf,
		 st ? playbook_answer(st->book->pb, p->text, lang) : p->text);
	add_why(out, p->why);
}

void say_note(struct str *out, const struct situation *s,
	      const struct event *ev, size_t lang)
{
	const struct note *p = ev->data;
	char buf[256];

	if (p->step)
		str_addf(out, _("noted on %s: %s"),
			 step_words(buf, sizeof(buf), s, p->step, lang),
			 p->text);
	else
		str_addf(out, _("noted: %s"), p->text);
}

void say_evidence(struct str *out, const struct situation *s,
		  const struct event *ev, size_t lang)
{
	const struct evidence *p = ev->data;
	char buf[256];

	str_addf(out, _("added evidence %s: %s"), p->label, p->title);
	if (p->step)
		str_addf(out, _(" to %s"),
			 step_words(buf, sizeof(buf), s, p->step, lang));
}

void say_handover(struct str *out, const struct situation *s,
		  const struct event *ev, size_t lang)
{
	const struct handover *p = ev->data;
	const char *label = "?";

	(void)lang;
	for (size_t i = 0; i < s->evidence_count; i++)
		for (size_t k = 0; k < s->evidence[i]->custody_count; k++)
			if (s->evidence[i]->custody[k] == ev)
				label = s->evidence[i]->label;
	str_addf(out, _("recorded that %s went from %s to %s"), label,
		 p->from ? p->from : "?", p->to);
	add_why(out, p->why);
}

void say_finding(struct str *out, const struct situation *s,
		 const struct event *ev, size_t lang)
{
	const struct case_finding *p = ev->data;

	(void)s;
	(void)lang;
	str_addf(out, _("found (%s): %s"), finding_kind_words(p->kind),
		 p->text);
}

void say_action(struct str *out, const struct situation *s,
		const struct event *ev, size_t lang)
{
	const struct case_action *p = ev->data;

	(void)s;
	(void)lang;
	str_addf(out, ev->on ? _("changed action %s") : _("added an action"),
		 ev->on);
	str_addf(out, _(": %s"), p->text);
	if (p->owner)
		str_addf(out, " (%s)", p->owner);
	if (ev->on)
		str_addf(out, " [%s]", action_state_words(p->state));
}

/* member.add, .remove, .card, .name: whose device, by its tag. */
void say_member(struct str *out, const struct situation *s,
		const struct event *ev, size_t lang)
{
	const struct set_text *p = ev->data;
	const char *name = NULL;
	char tag[TAG_LEN];

	(void)lang;
	if (str_eq(ev->type, "member.card")) {
		const struct set_names *card = ev->data;

		str_addf(out, _("says: I am %s at %s"), card->name[0],
			 card->name[1] ? card->name[1] : "?");
		return;
	}
	snprintf(tag, sizeof(tag), "%.8s", ev->on ? ev->on : p->text);
	for (size_t i = 0; i < s->who_count; i++)
		if (str_eq(s->who[i]->tag, tag))
			name = s->who[i]->name;
	if (str_eq(ev->type, "member.name"))
		str_addf(out, _("says device %s is %s"), tag, p->text);
	else if (str_eq(ev->type, "member.remove"))
		str_addf(out, _("removed %s (%s)"), name ? name : "?", tag);
	else
		str_addf(out, _("admitted %s (%s)"), name ? name : "?", tag);
	if (str_eq(ev->type, "member.remove"))
		add_why(out, p->why);
}

void say_role(struct str *out, const struct situation *s,
	      const struct event *ev, size_t lang)
{
	const struct set_names *p = ev->data;
	const char *name = ev->on;

	for (size_t i = 0; i < s->role_count; i++)
		if (str_eq(s->role[i].key, ev->on))
			name = text_in(&s->role[i].def->name, lang);
	str_addf(out, _("filled the role %s: "), name);
	for (size_t i = 0; i < p->count; i++)
		str_addf(out, "%s%s", i ? ", " : "", p->name[i]);
	if (!p->count)
		str_add(out, _("nobody"));
}

void say_access(struct str *out, const struct situation *s,
		const struct event *ev, size_t lang)
{
	const struct set_text *p = ev->data;

	static const struct {
		const char *what, *words;
	} seen[] = {
		{"people-viewed", N_("looked at the register of people")},
		{"people-unmasked", N_("looked at the register of people, "
				       "unmasked")},
		{"people-called", N_("saw whom to ring up or write to")},
		{"people-letter", N_("read a letter as somebody gets it")},
		{"people-exported", N_("exported people, masked")},
		{"people-exported-full", N_("exported people, unmasked")},
	};
	const char *words = NULL;

	(void)s;
	(void)lang;
	for (size_t i = 0; i < sizeof(seen) / sizeof(*seen); i++)
		if (str_eq(seen[i].what, p->text))
			words = _(seen[i].words);
	if (words)
		str_add(out, words);
	else
		str_addf(out, _("took a copy: %s"), p->text);
	if (p->why)
		str_addf(out, " (%s)", p->why);
}

void say_retract(struct str *out, const struct situation *s,
		 const struct event *ev, size_t lang)
{
	const struct set_names *p = ev->data;

	(void)s;
	(void)lang;
	str_addf(out, ngettext("withdrew record %.8s",
			       "withdrew records %.8s ...", p->count),
		 p->name[0]);
}
