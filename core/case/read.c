/* core/case/read.c - the members of each event's body, into a payload. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/event.h"

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

/* --- payloads -------------------------------------------------------------- */

const void *read_step_set(struct situation *s, struct event *ev,
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

const void *read_assign(struct situation *s, struct event *ev,
			       const struct jread *body)
{
	return read_text(s, ev, body, "to");
}

const void *read_name(struct situation *s, struct event *ev,
			     const struct jread *body)
{
	return read_text(s, ev, body, "name");
}

const void *read_decision(struct situation *s, struct event *ev,
				 const struct jread *body)
{
	struct set_text *p = (void *)read_text(s, ev, body, "answer");

	if (p)
		p->owner = body_str(s, body, "owner");
	return p;
}

const void *read_case_set(struct situation *s, struct event *ev,
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

const void *read_check(struct situation *s, struct event *ev,
			      const struct jread *body)
{
	struct set_check *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_is_bool(jread_get(body, "ticked")))
		return odd(ev, _("a member is missing"));
	p->ticked = jread_bool(body, "ticked", false);
	p->text = body_str(s, body, "text");
	return p;
}

const void *read_names(struct situation *s, struct event *ev,
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

const void *read_adopt(struct situation *s, struct event *ev,
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

const void *read_close(struct situation *s, struct event *ev,
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

const void *read_confirm(struct situation *s, struct event *ev,
				const struct jread *body)
{
	struct set_confirm *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !body_id(p->of, body, "of") || !jread_str(body, "step"))
		return odd(ev, _("a member is missing"));
	p->step = body_str(s, body, "step");
	p->as = needs_read(jread_get(body, "as"));
	return p;
}

const void *read_note(struct situation *s, struct event *ev,
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

const void *read_evidence(struct situation *s, struct event *ev,
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

const void *read_handover(struct situation *s, struct event *ev,
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

const void *read_finding(struct situation *s, struct event *ev,
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
const void *read_action(struct situation *s, struct event *ev,
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

const void *read_card(struct situation *s, struct event *ev,
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

const void *read_access(struct situation *s, struct event *ev,
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

const void *read_reopen(struct situation *s, struct event *ev,
			       const struct jread *body)
{
	return read_ids(s, ev, body, "closes");
}

const void *read_retract(struct situation *s, struct event *ev,
				const struct jread *body)
{
	return read_ids(s, ev, body, "of");
}

const void *read_member(struct situation *s, struct event *ev,
			       const struct jread *body)
{
	struct set_text *p = (void *)read_text(s, ev, body, "dev");

	if (p)
		p->why = body_str(s, body,
				  jread_str(body, "role") ? "role" : "why");
	return p;
}
