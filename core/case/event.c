/* core/case/event.c - the table of event types and how each body is read. */
#include "core/case/event.h"

#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/base/tr.h"

/* --- members of a body ----------------------------------------------------- */

const char *body_str(struct situation *s, const struct jread *body,
		     const char *name)
{
	const char *text = jread_str(body, name);

	return text ? arena_strdup(&s->arena, text) : NULL;
}

int body_strs(const char ***out, size_t *count, struct situation *s,
	      const struct jread *body, const char *name)
{
	const struct jread *list = jread_get(body, name);
	size_t n = jread_len(list);

	*count = 0;
	*out = arena_alloc(&s->arena, (n + 1) * sizeof(**out));
	if (!*out)
		return ERR_NOMEM;
	for (size_t i = 0; i < n; i++) {
		const char *text = jread_text(jread_at(list, i));

		if (text)
			(*out)[(*count)++] = arena_strdup(&s->arena, text);
	}
	return 0;
}

static const struct {
	unsigned bit;
	const char *name;
} need_names[] = {
	{NEED_AFTER, "after"},	     {NEED_ANSWER, "answer"},
	{NEED_VALUE, "value"},	     {NEED_EVIDENCE, "evidence"},
	{NEED_ITEMS, "items"},	     {NEED_SECOND, "second"},
	{NEED_APPROVE, "approve"},
};
#define NEEDS (sizeof(need_names) / sizeof(*need_names))

const char *need_name(unsigned bit)
{
	for (size_t i = 0; i < NEEDS; i++)
		if (need_names[i].bit == bit)
			return need_names[i].name;
	return "";
}

unsigned needs_read(const struct jread *list)
{
	unsigned bits = 0;

	for (size_t i = 0; i < jread_len(list); i++)
		for (size_t k = 0; k < NEEDS; k++)
			if (str_eq(jread_text(jread_at(list, i)),
				   need_names[k].name))
				bits |= need_names[k].bit;
	return bits;
}

static const char *const state_names[] = {
	[STEP_OPEN] = "open",	    [STEP_BLOCKED] = "blocked",
	[STEP_DOING] = "doing",	    [STEP_SKIPPED] = "skipped",
	[STEP_DONE] = "done",	    [STEP_NOT_NEEDED] = "not-needed",
};

const char *step_state_name(enum step_state st)
{
	return state_names[st];
}

bool step_state_read(enum step_state *out, const char *word)
{
	for (int i = STEP_OPEN; i <= STEP_DONE; i++)
		if (str_eq(word, state_names[i])) {
			*out = (enum step_state)i;
			return true;
		}
	return false;
}

char *tick_key(struct arena *a, const char *step, const char *text)
{
	uint8_t sum[HASH_LEN];
	char hex[HASH_HEX];

	hash_bytes(sum, text, strlen(text));
	hex_encode(hex, sum, 8);
	return arena_printf(a, "%s#%s", step, hex);
}

/* --- what is more than a register -------------------------------------------- */

static int add_note(struct situation *s, struct event *ev)
{
	if (arena_grow(&s->arena, &s->note, s->note_count, &s->note_cap,
		       sizeof(*s->note)))
		return ERR_NOMEM;
	s->note[s->note_count++] = *(const struct note *)ev->data;
	return 0;
}

/* Labels count what is there, in order; they are names for talking. A
 * merged-in entry that claims a number taken already gets the next one. */
static int add_evidence(struct situation *s, struct event *ev)
{
	struct evidence *e = (struct evidence *)ev->data;

	if (arena_grow(&s->arena, &s->evidence, s->evidence_count,
		       &s->evidence_cap, sizeof(*s->evidence)))
		return ERR_NOMEM;
	s->evidence[s->evidence_count++] = e;
	snprintf(e->label, sizeof(e->label), "E-%zu", s->evidence_count);
	e->holder = event_doer(ev);
	return 0;
}

static int add_handover(struct situation *s, struct event *ev)
{
	const struct handover *h = ev->data;

	for (size_t i = 0; i < s->evidence_count; i++) {
		struct evidence *e = s->evidence[i];
		char hex[ID_HEX];

		hex_encode(hex, e->event->id, ID_LEN);
		if (!str_eq(hex, h->of))
			continue;
		if (arena_grow(&s->arena, &e->custody, e->custody_count,
			       &e->custody_cap, sizeof(*e->custody)))
			return ERR_NOMEM;
		e->custody[e->custody_count++] = ev;
		e->holder = h->to;
		return 0;
	}
	ev->odd = _("no such evidence");
	return 0;
}

static int add_finding(struct situation *s, struct event *ev)
{
	struct case_finding *f;

	if (arena_grow(&s->arena, &s->finding, s->finding_count,
		       &s->finding_cap, sizeof(*s->finding)))
		return ERR_NOMEM;
	f = &s->finding[s->finding_count++];
	*f = *(const struct case_finding *)ev->data;
	snprintf(f->label, sizeof(f->label), "F-%zu", s->finding_count);
	return 0;
}

static int add_action(struct situation *s, struct event *ev)
{
	struct case_action *f;

	if (arena_grow(&s->arena, &s->action, s->action_count,
		       &s->action_cap, sizeof(*s->action)))
		return ERR_NOMEM;
	f = &s->action[s->action_count++];
	*f = *(const struct case_action *)ev->data;
	snprintf(f->label, sizeof(f->label), "A-%zu", s->action_count);
	return 0;
}

static int keep(struct situation *s, const struct event ***list,
		size_t *count, size_t *cap, const struct event *ev)
{
	if (arena_grow(&s->arena, list, *count, cap, sizeof(**list)))
		return ERR_NOMEM;
	(*list)[(*count)++] = ev;
	return 0;
}

static int add_confirm(struct situation *s, struct event *ev)
{
	return keep(s, &s->confirm, &s->confirm_count, &s->confirm_cap, ev);
}

static int add_close(struct situation *s, struct event *ev)
{
	return keep(s, &s->close, &s->close_count, &s->close_cap, ev);
}

static int add_adopt(struct situation *s, struct event *ev)
{
	return keep(s, &s->adopt, &s->adopt_count, &s->adopt_cap, ev);
}

/* A device says its own name: a claim until an owner gives it one. */
static int set_card(struct situation *s, struct event *ev)
{
	const struct set_names *p = ev->data;

	(void)s;
	if (ev->author->claimed) {
		ev->author->name = p->name[0];
		ev->author->host = p->name[1];
	}
	return 0;
}

static int set_name(struct situation *s, struct event *ev)
{
	const struct set_text *p = ev->data;

	if (ev->author->role != ROLE_OWNER) {
		ev->odd = _("only an owner gives names");
		return 0;
	}
	for (size_t i = 0; i < s->who_count; i++) {
		char hex[KEY_HEX];

		hex_encode(hex, s->who[i]->dev, KEY_LEN);
		if (str_eq(hex, ev->on)) {
			s->who[i]->name = p->text;
			s->who[i]->claimed = false;
		}
	}
	return 0;
}

static int retract(struct situation *s, struct event *ev)
{
	const struct set_names *p = ev->data;
	uint8_t id[ID_LEN];

	for (size_t i = 0; i < p->count; i++) {
		struct event *of = hex_decode(id, ID_LEN, p->name[i])
					   ? map_get(&s->event_by_id, id,
						     ID_LEN)
					   : NULL;
		if (of)
			of->retracted = true;
	}
	return 0;
}

static const struct event_type event_types[] = {
	{"case.open", false, NULL, NULL, say_case_open},
	{"join", false, NULL, NULL, say_text},
	{"member.add", false, read_member, NULL, say_member},
	{"member.remove", false, read_member, NULL, say_member},
	{"member.box", false, NULL, NULL, say_text},
	{"epoch", false, NULL, NULL, say_text},
	{"record.admit", false, NULL, NULL, say_text},
	{"record.purge", false, read_purge, note_purge, say_purge},
	{"key.destroyed", false, NULL, NULL, say_text},
	{"case.set", true, read_case_set, NULL, say_case_set},
	{"case.close", false, read_close, add_close, say_case_close},
	{"case.reopen", false, read_reopen, retract, say_case_reopen},
	{"playbook.adopt", true, read_adopt, add_adopt, say_adopt},
	{"step.set", true, read_step_set, NULL, say_step_set},
	{"step.assign", true, read_assign, NULL, say_step_assign},
	{"step.confirm", false, read_confirm, add_confirm, say_step_confirm},
	{"check.set", true, read_check, NULL, say_check},
	{"decision.set", true, read_decision, NULL, say_decision},
	{"note", false, read_note, add_note, say_note},
	{"evidence.add", false, read_evidence, add_evidence, say_evidence},
	{"evidence.handover", false, read_handover, add_handover,
	 say_handover},
	{"finding.add", false, read_finding, add_finding, say_finding},
	{"action.add", false, read_action, add_action, say_action},
	{"action.set", true, read_action, NULL, say_action},
	{"member.card", false, read_card, set_card, say_member},
	{"member.name", true, read_name, set_name, say_member},
	{"role.set", true, read_names, NULL, say_role},
	{"clock.start", true, read_clock_start, add_clock, say_clock_start},
	{"clock.stop", true, read_clock_stop, add_clock, say_clock_stop},
	{"clock.waive", true, read_clock_waive, add_clock, say_clock_waive},
	{"people.import", false, read_people_import, add_import,
	 say_people_import},
	{"people.set", true, read_people_set, add_person_set, say_people_set},
	{"people.group", true, read_people_group, add_group,
	 say_people_group},
	{"enquiry.add", false, read_enquiry, add_enquiry, say_enquiry},
	{"enquiry.answer", true, read_answer, NULL, say_answer},
	{"notice.draft", true, read_notice_draft, add_notice,
	 say_notice_draft},
	{"notice.approve", false, read_notice_approve, add_notice,
	 say_notice_approve},
	{"notice.withdraw", false, read_notice_withdraw, add_notice,
	 say_notice_withdraw},
	{"notice.send", true, read_notice_send, add_notice, say_notice_send},
	{"notice.result", false, read_notice_result, add_notice,
	 say_notice_result},
	{"notice.offer", true, read_notice_offer, add_notice,
	 say_notice_offer},
	{"access", false, read_access, NULL, say_access},
	{"retract", false, read_retract, retract, say_retract},
	/* a drill's own; core/drill says what they mean together */
	{"drill.control", false, read_control, NULL, say_control},
	{"inject.release", false, read_release, NULL, say_release},
	{"inject.set", false, read_drill_note, NULL, say_drill_note},
	{"inject.ack", false, read_drill_note, NULL, say_drill_note},
	{"inject.answer", false, read_drill_note, NULL, say_drill_note},
	{"vote.cast", false, read_drill_note, NULL, say_drill_note},
	{"talk", false, read_drill_note, NULL, say_drill_note},
	{"mark", false, read_drill_note, NULL, say_drill_note},
	{"rating", false, read_drill_note, NULL, say_drill_note},
	{"observation", false, read_drill_note, NULL, say_drill_note},
	{"attend", false, read_drill_note, NULL, say_drill_note},
	{0},
};

const struct event_type *event_type(const char *name)
{
	for (const struct event_type *t = event_types; t->name; t++)
		if (str_eq(t->name, name))
			return t;
	return NULL;
}
