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

static bool body_id(uint8_t id[ID_LEN], const struct jread *body,
		    const char *name)
{
	const char *hex = jread_str(body, name);

	return hex && hex_decode(id, ID_LEN, hex);
}

static const void *odd(struct event *ev, const char *why)
{
	ev->odd = why;
	return NULL;
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

/* --- payloads -------------------------------------------------------------- */

static const void *read_step_set(struct situation *s, struct event *ev,
				 const struct jread *body)
{
	struct set_step *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !step_state_read(&p->state, jread_str(body, "state")))
		return odd(ev, _("its state is not one we know"));
	p->value = body_str(s, body, "value");
	p->why = body_str(s, body, "why");
	p->asks = needs_read(jread_get(body, "asks"));
	p->overrides = needs_read(jread_get(body, "overrides"));
	if (body_strs(&p->evidence, &p->evidence_count, s, body, "evidence"))
		return NULL;
	return p;
}

/* step.assign, member.name: one text. */
static const void *read_text(struct situation *s, struct event *ev,
			     const struct jread *body, const char *member)
{
	struct set_text *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_str(body, member))
		return odd(ev, _("a member is missing"));
	p->text = body_str(s, body, member);
	p->why = body_str(s, body, "why");
	return p;
}

static const void *read_assign(struct situation *s, struct event *ev,
			       const struct jread *body)
{
	return read_text(s, ev, body, "to");
}

static const void *read_name(struct situation *s, struct event *ev,
			     const struct jread *body)
{
	return read_text(s, ev, body, "name");
}

static const void *read_decision(struct situation *s, struct event *ev,
				 const struct jread *body)
{
	return read_text(s, ev, body, "answer");
}

static const void *read_case_set(struct situation *s, struct event *ev,
				 const struct jread *body)
{
	struct set_text *p;
	const char *at = jread_str(body, "at");

	p = (struct set_text *)read_text(s, ev, body, at ? "at" : "value");
	if (!p)
		return NULL;
	if (at && time_parse_wall(&p->at, NULL, at))
		return odd(ev, _("its time is not a time"));
	if (at)
		p->why = body_str(s, body, "basis");
	return p;
}

static const void *read_check(struct situation *s, struct event *ev,
			      const struct jread *body)
{
	struct set_check *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_is_bool(jread_get(body, "ticked")))
		return odd(ev, _("a member is missing"));
	p->ticked = jread_bool(body, "ticked", false);
	p->text = body_str(s, body, "text");
	return p;
}

static const void *read_names(struct situation *s, struct event *ev,
			      const struct jread *body)
{
	struct set_names *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || body_strs(&p->name, &p->count, s, body, "names"))
		return odd(ev, _("a member is missing"));
	return p;
}

static bool read_adopt_file(struct situation *s, struct adopt_file *f,
			    const struct jread *v)
{
	f->name = body_str(s, v, "name");
	return f->name && body_id(f->sha256, v, "sha256") &&
	       body_id(f->att, v, "hash");
}

static const void *read_adopt(struct situation *s, struct event *ev,
			      const struct jread *body)
{
	struct set_adopt *p = arena_alloc(&s->arena, sizeof(*p));
	const struct jread *att = jread_get(body, "att");
	size_t n = jread_len(att);

	if (!p || !jread_str(body, "commit") || !n || n > PB_LANGS)
		return odd(ev, _("a member is missing"));
	p->slug = ev->on;
	p->commit = body_str(s, body, "commit");
	p->why = body_str(s, body, "why");
	p->file = arena_alloc(&s->arena, n * sizeof(*p->file));
	for (size_t i = 0; p->file && i < n; i++)
		if (!read_adopt_file(s, &p->file[p->file_count++],
				     jread_at(att, i)))
			return odd(ev, _("a file of it is not named"));
	return p->file ? p : NULL;
}

static const char *const close_names[] = {
	[CLOSE_RESOLVED] = "resolved",
	[CLOSE_FALSE_ALARM] = "false-alarm",
	[CLOSE_DUPLICATE] = "duplicate",
};

const char *close_as_name(enum close_as as)
{
	return close_names[as];
}

static const void *read_close(struct situation *s, struct event *ev,
			      const struct jread *body)
{
	struct set_close *p = arena_alloc(&s->arena, sizeof(*p));
	const char *as = jread_str(body, "as");

	(void)ev;
	if (!p)
		return NULL;
	for (int i = CLOSE_RESOLVED; i <= CLOSE_DUPLICATE; i++)
		if (str_eq(as, close_names[i]))
			p->as = (enum close_as)i;
	p->of = body_str(s, body, "of");
	p->why = body_str(s, body, "why");
	if (body_strs(&p->open_step, &p->open_count, s, body, "open"))
		return NULL;
	return p;
}

static const void *read_confirm(struct situation *s, struct event *ev,
				const struct jread *body)
{
	struct set_confirm *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !body_id(p->of, body, "of") || !jread_str(body, "step"))
		return odd(ev, _("a member is missing"));
	p->step = body_str(s, body, "step");
	p->as = needs_read(jread_get(body, "as"));
	return p;
}

static const void *read_note(struct situation *s, struct event *ev,
			     const struct jread *body)
{
	struct note *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_str(body, "text"))
		return odd(ev, _("a member is missing"));
	p->event = ev;
	p->text = body_str(s, body, "text");
	p->step = body_str(s, body, "step");
	return p;
}

static int read_pieces(struct situation *s, struct evidence *e,
		       const struct jread *att)
{
	size_t n = jread_len(att);

	e->piece = arena_alloc(&s->arena, (n + 1) * HASH_LEN);
	if (!e->piece)
		return ERR_NOMEM;
	for (size_t i = 0; i < n; i++)
		if (body_id(e->piece[e->piece_count], jread_at(att, i),
			    "hash"))
			e->piece_count++;
	e->inside = e->piece_count > 0;
	return 0;
}

static const void *read_evidence(struct situation *s, struct event *ev,
				 const struct jread *body)
{
	struct evidence *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_str(body, "title"))
		return odd(ev, _("a member is missing"));
	p->event = ev;
	p->title = body_str(s, body, "title");
	p->name = body_str(s, body, "name");
	p->source = body_str(s, body, "source");
	p->place = body_str(s, body, "place");
	p->taken = body_str(s, body, "taken");
	p->step = body_str(s, body, "step");
	p->kind = body_str(s, body, "kind");
	p->len = jread_int(body, "len", -1);
	p->has_hash = body_id(p->sha256, body, "sha256");
	return read_pieces(s, p, jread_get(body, "att")) ? NULL : p;
}

static const void *read_handover(struct situation *s, struct event *ev,
				 const struct jread *body)
{
	struct handover *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_str(body, "of") || !jread_str(body, "to"))
		return odd(ev, _("a member is missing"));
	p->of = body_str(s, body, "of");
	p->from = body_str(s, body, "from");
	p->to = body_str(s, body, "to");
	p->why = body_str(s, body, "why");
	return p;
}

static const char *const finding_names[] = {
	[FIND_CAUSE] = "cause",
	[FIND_CONTRIBUTING] = "contributing",
	[FIND_WELL] = "well",
};

const char *finding_kind_name(enum finding_kind k)
{
	return finding_names[k];
}

static const void *read_finding(struct situation *s, struct event *ev,
				const struct jread *body)
{
	struct case_finding *p = arena_alloc(&s->arena, sizeof(*p));
	const char *kind = jread_str(body, "kind");

	if (!p || !jread_str(body, "text"))
		return odd(ev, _("a member is missing"));
	p->event = ev;
	for (int i = FIND_CAUSE; i <= FIND_WELL; i++)
		if (str_eq(kind, finding_names[i]))
			p->kind = (enum finding_kind)i;
	p->text = body_str(s, body, "text");
	if (body_strs(&p->ref, &p->ref_count, s, body, "refs"))
		return NULL;
	return p;
}

static const char *const action_names[] = {
	[ACTION_OPEN] = "open",
	[ACTION_DOING] = "doing",
	[ACTION_DONE] = "done",
	[ACTION_DROPPED] = "dropped",
};

const char *action_state_name(enum action_state st)
{
	return action_names[st];
}

/* action.add and action.set carry the same members. */
static const void *read_action(struct situation *s, struct event *ev,
			       const struct jread *body)
{
	struct case_action *p = arena_alloc(&s->arena, sizeof(*p));
	const char *state = jread_str(body, "state");

	if (!p || !jread_str(body, "text"))
		return odd(ev, _("a member is missing"));
	p->event = ev;
	p->text = body_str(s, body, "text");
	p->owner = body_str(s, body, "owner");
	p->step = body_str(s, body, "step");
	p->proof = body_str(s, body, "proof");
	p->commit = body_str(s, body, "commit");
	p->why = body_str(s, body, "why");
	p->due_text = body_str(s, body, "due");
	for (int i = ACTION_OPEN; i <= ACTION_DROPPED; i++)
		if (str_eq(state, action_names[i]))
			p->state = (enum action_state)i;
	return p;
}

static const void *read_card(struct situation *s, struct event *ev,
			     const struct jread *body)
{
	struct set_names *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_str(body, "name"))
		return odd(ev, _("a member is missing"));
	p->name = arena_alloc(&s->arena, 2 * sizeof(*p->name));
	if (!p->name)
		return NULL;
	p->name[0] = body_str(s, body, "name");
	p->name[1] = body_str(s, body, "host");
	p->count = 2;
	return p;
}

static const void *read_access(struct situation *s, struct event *ev,
			       const struct jread *body)
{
	struct set_text *p = (void *)read_text(s, ev, body, "what");

	if (p)
		p->why = body_str(s, body, "detail");
	return p;
}

static const void *read_ids(struct situation *s, struct event *ev,
			    const struct jread *body, const char *member)
{
	struct set_names *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || body_strs(&p->name, &p->count, s, body, member) ||
	    !p->count)
		return odd(ev, _("a member is missing"));
	return p;
}

static const void *read_reopen(struct situation *s, struct event *ev,
			       const struct jread *body)
{
	return read_ids(s, ev, body, "closes");
}

static const void *read_retract(struct situation *s, struct event *ev,
				const struct jread *body)
{
	return read_ids(s, ev, body, "of");
}

static const void *read_member(struct situation *s, struct event *ev,
			       const struct jread *body)
{
	struct set_text *p = (void *)read_text(s, ev, body, "dev");

	if (p)
		p->why = body_str(s, body,
				  jread_str(body, "role") ? "role" : "why");
	return p;
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

const struct event_type event_types[] = {
	{"case.open", false, NULL, NULL, say_case_open},
	{"join", false, NULL, NULL, say_text},
	{"member.add", false, read_member, NULL, say_member},
	{"member.remove", false, read_member, NULL, say_member},
	{"member.box", false, NULL, NULL, say_text},
	{"epoch", false, NULL, NULL, say_text},
	{"record.admit", false, NULL, NULL, say_text},
	{"record.purge", false, NULL, NULL, say_text},
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
	{"access", false, read_access, NULL, say_access},
	{"retract", false, read_retract, retract, say_retract},
	{0},
};

const struct event_type *event_type(const char *name)
{
	for (const struct event_type *t = event_types; t->name; t++)
		if (str_eq(t->name, name))
			return t;
	return NULL;
}
