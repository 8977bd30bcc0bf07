/* core/case/notices.c - notice.*: read, and settled (see notices.h). */
#include "core/case/notices.h"

#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/event.h"
#include "core/case/settle.h"

#define PARTS_MAX 100000 /* rows of one record; the body's size is less */

static const void *no_member(struct event *ev)
{
	ev->odd = _("a member is missing");
	return NULL;
}

/* --- read ------------------------------------------------------------------------- */

static bool read_hex(uint8_t *out, const struct jread *body, const char *name)
{
	const char *hex = jread_str(body, name);

	return hex && hex_decode(out, HASH_LEN, hex);
}

static bool read_text_att(struct situation *s, struct notice_text *t,
			  const struct jread *att)
{
	t->name = body_str(s, att, "name");
	return t->name && read_hex(t->sha256, att, "sha256") &&
	       read_hex(t->att, att, "hash");
}

struct taking {
	struct situation *s;
	struct set_notice *p;
	size_t cap;
	bool failed;
};

static bool take_blank(void *ctx, const char *name, const struct jread *v)
{
	struct taking *t = ctx;
	const char *text = jread_text(v);

	if (!text || t->p->blanks == NOTICE_BLANKS)
		return true;
	t->failed |= arena_grow(&t->s->arena, &t->p->blank, t->p->blanks,
				&t->cap, sizeof(*t->p->blank)) != 0;
	if (t->failed)
		return false;
	t->p->blank[t->p->blanks++] = (struct notice_blank){
		arena_strdup(&t->s->arena, name),
		arena_strdup(&t->s->arena, text)};
	return true;
}

static int take_marks(struct situation *s, struct set_notice *p,
		      const struct jread *list)
{
	size_t n = jread_len(list);

	p->mark = arena_alloc(&s->arena, (n + 1) * sizeof(*p->mark));
	for (size_t i = 0; p->mark && i < n; i++) {
		const struct jread *v = jread_at(list, i);

		if (jread_str(v, "item"))
			p->mark[p->marks++] = (struct notice_mark){
				body_str(s, v, "item"), body_str(s, v, "why")};
	}
	return p->mark ? 0 : ERR_NOMEM;
}

const void *read_notice_draft(struct situation *s, struct event *ev,
			      const struct jread *body)
{
	struct set_notice *p = arena_alloc(&s->arena, sizeof(*p));
	const struct jread *att = jread_get(body, "att");
	struct taking t = {.s = s, .p = p};

	if (!p || !ev->on || !jread_str(body, "template") ||
	    !jread_str(body, "lang") ||
	    !read_text_att(s, &p->source, jread_at(att, 0)) ||
	    !read_text_att(s, &p->text, jread_at(att, 1)))
		return no_member(ev);
	p->template = body_str(s, body, "template");
	p->lang = body_str(s, body, "lang");
	p->kind = body_str(s, body, "kind");
	p->filter = body_str(s, body, "filter");
	p->authority = body_str(s, body, "authority");
	p->clock = body_str(s, body, "serves");
	jread_each(jread_get(body, "blanks"), take_blank, &t);
	if (t.failed || take_marks(s, p, jread_get(body, "items")))
		return NULL;
	return p;
}

const void *read_notice_approve(struct situation *s, struct event *ev,
				const struct jread *body)
{
	struct set_approval *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_str(body, "notice") ||
	    !read_hex(p->of, body, "of") || !read_hex(p->text, body, "text") ||
	    !read_hex(p->source, body, "template"))
		return no_member(ev);
	p->notice = body_str(s, body, "notice");
	p->to = body_str(s, body, "to");
	p->count = jread_int(body, "count", 0);
	p->self = jread_bool(body, "self", false);
	p->second = jread_bool(body, "second", false);
	p->why = body_str(s, body, "why");
	return p;
}

const void *read_notice_withdraw(struct situation *s, struct event *ev,
				 const struct jread *body)
{
	struct set_withdrawal *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_str(body, "notice"))
		return no_member(ev);
	p->notice = body_str(s, body, "notice");
	p->why = body_str(s, body, "why");
	return body_strs(&p->of, &p->count, s, body, "of") ? NULL : p;
}

static int read_rows(struct notice_rows **out, size_t *count,
		     struct situation *s, const struct jread *list)
{
	size_t n = jread_len(list);

	n = n < PARTS_MAX ? n : PARTS_MAX;
	*count = 0;
	*out = arena_alloc(&s->arena, (n + 1) * sizeof(**out));
	for (size_t i = 0; *out && i < n; i++) {
		const struct jread *v = jread_at(list, i);

		if (jread_str(v, "of") && jread_str(v, "rows"))
			(*out)[(*count)++] = (struct notice_rows){
				body_str(s, v, "of"), body_str(s, v, "rows")};
	}
	return *out ? 0 : ERR_NOMEM;
}

const void *read_notice_send(struct situation *s, struct event *ev,
			     const struct jread *body)
{
	struct set_sending *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !read_hex(p->of, body, "of") || !jread_str(body, "channel"))
		return no_member(ev);
	p->channel = body_str(s, body, "channel");
	p->prefix = body_str(s, body, "prefix");
	p->count = jread_int(body, "count", 0);
	return read_rows(&p->people, &p->people_count, s,
			 jread_get(body, "people"))
		       ? NULL
		       : p;
}

const void *read_notice_result(struct situation *s, struct event *ev,
			       const struct jread *body)
{
	struct set_result *p = arena_alloc(&s->arena, sizeof(*p));
	const struct jread *list = jread_get(body, "results");
	size_t n = jread_len(list);

	if (!p || !jread_str(body, "notice"))
		return no_member(ev);
	p->notice = body_str(s, body, "notice");
	p->channel = body_str(s, body, "channel");
	p->receipt = body_str(s, body, "receipt");
	p->send = body_str(s, body, "send");
	p->outcome = arena_alloc(&s->arena, (n + 1) * sizeof(*p->outcome));
	for (size_t i = 0; p->outcome && i < n; i++) {
		const struct jread *v = jread_at(list, i);
		struct notice_outcome *o = &p->outcome[p->outcomes];

		if (!jread_str(v, "result"))
			continue;
		o->result = body_str(s, v, "result");
		o->why = body_str(s, v, "why");
		o->count = jread_int(v, "count", 0);
		if (read_rows(&o->people, &o->people_count, s,
			      jread_get(v, "people")))
			return NULL;
		p->outcomes++;
	}
	return p->outcome ? p : NULL;
}

const void *read_notice_offer(struct situation *s, struct event *ev,
			      const struct jread *body)
{
	struct set_offer *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_str(body, "text") || !strchr(ev->on, '#'))
		return no_member(ev);
	p->text = body_str(s, body, "text");
	p->until = body_str(s, body, "until");
	p->kept = body_str(s, body, "kept");
	p->why = body_str(s, body, "why");
	return p;
}

static int remember(struct situation *s, const char *label)
{
	for (size_t i = 0; i < s->notice_keys; i++)
		if (str_eq(s->notice_key[i], label))
			return 0;
	if (arena_grow(&s->arena, &s->notice_key, s->notice_keys,
		       &s->notice_key_cap, sizeof(*s->notice_key)))
		return ERR_NOMEM;
	s->notice_key[s->notice_keys++] = label;
	return 0;
}

int add_notice(struct situation *s, struct event *ev)
{
	if (str_eq(ev->type, "notice.draft") && remember(s, ev->on))
		return ERR_NOMEM;
	if (arena_grow(&s->arena, &s->notice_event, s->notice_events,
		       &s->notice_event_cap, sizeof(*s->notice_event)))
		return ERR_NOMEM;
	s->notice_event[s->notice_events++] = ev;
	return 0;
}

/* --- settled ------------------------------------------------------------------------ */

/* Which notice an event is of; an offer stands on "A#1". */
static bool is_of(const struct event *ev, const char *label)
{
	size_t n = strlen(label);
	const char *name = ev->on;

	if (str_eq(ev->type, "notice.approve"))
		name = ((const struct set_approval *)ev->data)->notice;
	else if (str_eq(ev->type, "notice.withdraw"))
		name = ((const struct set_withdrawal *)ev->data)->notice;
	else if (str_eq(ev->type, "notice.result"))
		name = ((const struct set_result *)ev->data)->notice;
	else if (str_eq(ev->type, "notice.offer"))
		return !strncmp(name, label, n) && name[n] == '#';
	return str_eq(name, label);
}

/* Which roles a step of the playbook names for the text it sends. */
static void find_roles(const struct situation *s, struct case_notice *n)
{
	n->needed = 1;
	for (size_t i = 0; i < s->step_count; i++) {
		const struct pb_step *def = s->step[i].def;

		for (size_t k = 0; k < def->notice.count; k++) {
			if (!str_eq(def->notice.id[k], n->set->template))
				continue;
			n->role = def->approve ? def->approve : n->role;
			if (!def->approve || !def->second)
				continue;
			n->second = def->second;
			n->needed = 2;
		}
	}
}

static bool withdrawn(const struct situation *s, const struct event *ev)
{
	char hex[ID_HEX];

	hex_encode(hex, ev->id, ID_LEN);
	for (size_t i = 0; i < s->notice_events; i++) {
		const struct event *w = s->notice_event[i];
		const struct set_withdrawal *p = w->data;

		if (!str_eq(w->type, "notice.withdraw"))
			continue;
		for (size_t k = 0; k < p->count; k++)
			if (str_eq(p->of[k], hex))
				return true;
	}
	return false;
}

static bool holds(const struct case_notice *n, const struct set_approval *p)
{
	const char *to = n->set->filter ? n->set->filter : n->set->authority;

	return !memcmp(p->of, n->draft->id, ID_LEN) &&
	       !memcmp(p->text, n->set->text.sha256, HASH_LEN) &&
	       !memcmp(p->source, n->set->source.sha256, HASH_LEN) &&
	       str_eq(p->to, to);
}

static int take_approval(struct situation *s, struct case_notice *n,
			 const struct event *ev, size_t *cap)
{
	if (withdrawn(s, ev))
		return 0;
	if (n->conflict || !holds(n, ev->data)) {
		n->voided = ev;
		return 0;
	}
	if (arena_grow(&s->settled, &n->approval, n->approvals, cap,
		       sizeof(*n->approval)))
		return ERR_NOMEM;
	n->approval[n->approvals++] = ev;
	return 0;
}

static int keep(struct situation *s, const struct event ***list, size_t *n,
		size_t *cap, const struct event *ev)
{
	if (arena_grow(&s->settled, list, *n, cap, sizeof(**list)))
		return ERR_NOMEM;
	(*list)[(*n)++] = ev;
	return 0;
}

static int keep_offer(struct situation *s, struct case_notice *n, size_t *cap,
		      const struct event *ev)
{
	const struct event *now =
		reg_value(situation_reg(s, "notice.offer", ev->on), NULL);

	return now == ev ? keep(s, &n->offer, &n->offers, cap, ev) : 0;
}

struct caps {
	size_t approval, sending, result, offer;
};

static int take_event(struct situation *s, struct case_notice *n,
		      const struct event *ev, struct caps *cap)
{
	const struct set_sending *p = ev->data;

	if (str_eq(ev->type, "notice.draft"))
		n->version++;
	else if (str_eq(ev->type, "notice.withdraw"))
		n->voided = NULL;
	else if (str_eq(ev->type, "notice.approve"))
		return take_approval(s, n, ev, &cap->approval);
	else if (str_eq(ev->type, "notice.result"))
		return keep(s, &n->result, &n->results, &cap->result, ev);
	else if (str_eq(ev->type, "notice.offer"))
		return keep_offer(s, n, &cap->offer, ev);
	if (!str_eq(ev->type, "notice.send"))
		return 0;
	n->sent |= !sending_is_test(p);
	return keep(s, &n->sending, &n->sendings, &cap->sending, ev);
}

/* Enough people, one of them in the role (or an owner); what its author
 * approved alone stands for all. */
/* An author whose team lets him needs no reason, and nobody else; one who
 * gave a reason is one of those that are needed. */
static void judge(struct case_notice *n)
{
	bool first = false, alone = false;

	for (size_t i = 0; i < n->approvals; i++) {
		const struct set_approval *p = n->approval[i]->data;

		n->self |= p->self;
		alone |= p->self && !p->why;
		first |= !p->second;
	}
	n->approved = alone || (first && n->approvals >= n->needed);
}

/* --- what is to follow ---------------------------------------------------------------- */

/* The draft that a sending names. */
static const struct set_notice *text_sent(const struct situation *s,
					  const uint8_t of[ID_LEN])
{
	for (size_t i = 0; i < s->notice_events; i++) {
		const struct event *d = s->notice_event[i];

		if (str_eq(d->type, "notice.draft") &&
		    !memcmp(d->id, of, ID_LEN))
			return d->data;
	}
	return NULL;
}

/* A text goes out in many batches: each is looked at once. */
struct texts {
	const struct situation *s;
	const uint8_t *of; /* the last one */
};

/* The text of a sending; NULL for a test, and for that of the last call. */
static const struct set_notice *next_text(struct texts *t,
					  const struct event *ev)
{
	const struct set_sending *p = ev->data;

	if (!str_eq(ev->type, "notice.send") ||
	    sending_is_test(p) ||
	    (t->of && !memcmp(t->of, p->of, ID_LEN)))
		return NULL;
	t->of = p->of;
	return text_sent(t->s, p->of);
}

static bool to_follow(const struct set_notice *set, const char *item)
{
	for (size_t i = 0; i < set->marks; i++)
		if (!set->mark[i].why && str_eq(set->mark[i].item, item))
			return true;
	return false;
}

/* To the same office, or people, or for the same clock. */
static bool same_readers(const struct set_notice *a,
			 const struct set_notice *b)
{
	if (a->clock && b->clock)
		return str_eq(a->clock, b->clock);
	return a->authority ? str_eq(a->authority, b->authority)
			    : str_eq(a->kind, b->kind) &&
				      str_eq(a->filter, b->filter);
}

/* What was sent behind `ev` to the same readers without leaving it open. */
static bool said_since(const struct situation *s, const struct event *ev,
		       const struct set_notice *was, const char *item)
{
	struct texts texts = {.s = s};

	for (size_t i = 0; i < s->notice_events; i++) {
		const struct event *o = s->notice_event[i];
		const struct set_notice *set =
			o->index > ev->index ? next_text(&texts, o) : NULL;

		if (set && same_readers(was, set) && !to_follow(set, item))
			return true;
	}
	return false;
}

static bool has_follow(const struct case_notice *n, const char *item)
{
	for (size_t i = 0; i < n->follows; i++)
		if (str_eq(n->follow[i], item))
			return true;
	return false;
}

static int settle_follow(struct situation *s, struct case_notice *n)
{
	struct texts texts = {.s = s};
	size_t cap = 0;

	for (size_t i = 0; i < n->sendings; i++) {
		const struct event *ev = n->sending[i];
		const struct set_notice *set = next_text(&texts, ev);

		for (size_t k = 0; set && k < set->marks; k++) {
			const char *item = set->mark[k].item;

			if (set->mark[k].why || has_follow(n, item) ||
			    said_since(s, ev, set, item))
				continue;
			if (arena_grow(&s->settled, &n->follow, n->follows,
				       &cap, sizeof(*n->follow)))
				return ERR_NOMEM;
			n->follow[n->follows++] = item;
		}
	}
	return 0;
}

static int settle_one(struct situation *s, struct case_notice *n,
		      const char *label)
{
	struct caps cap = {0};

	n->label = label;
	n->draft = reg_value(situation_reg(s, "notice.draft", label),
			     &n->conflict);
	if (!n->draft)
		return 0;
	n->set = n->draft->data;
	find_roles(s, n);
	for (size_t i = 0; i < s->notice_events; i++)
		if (is_of(s->notice_event[i], label) &&
		    take_event(s, n, s->notice_event[i], &cap))
			return ERR_NOMEM;
	judge(n);
	return n->sent ? settle_follow(s, n) : 0;
}

int settle_notices(struct situation *s)
{
	s->notice_count = 0;
	s->notice = arena_alloc(&s->settled, (s->notice_keys + 1) *
						     sizeof(*s->notice));
	if (!s->notice)
		return ERR_NOMEM;
	for (size_t i = 0; i < s->notice_keys; i++) {
		struct case_notice *n = &s->notice[s->notice_count];

		if (settle_one(s, n, s->notice_key[i]))
			return ERR_NOMEM;
		s->notice_count += n->draft != NULL;
	}
	return 0;
}

const struct case_notice *situation_notice(const struct situation *s,
					   const char *label)
{
	for (size_t i = 0; label && i < s->notice_count; i++)
		if (str_eq(s->notice[i].label, label))
			return &s->notice[i];
	return NULL;
}

const char *notice_state_name(const struct case_notice *n)
{
	return n->sent	     ? "sent"
	       : n->conflict ? "conflict"
	       : n->approved ? "approved"
	       : n->approvals ? "needs-second"
	       : n->voided   ? "void"
			     : "draft";
}

/* --- told ------------------------------------------------------------------------------ */

int64_t offer_due(const struct set_offer *o)
{
	return o->until ? settle_day(o->until) : 0;
}

bool offer_overdue(const struct situation *s, const struct set_offer *o)
{
	int64_t end = offer_due(o);

	return end && end < s->settled_at && str_eq(o->kept, "open");
}

const char *offer_state_words(const struct situation *s,
			      const struct set_offer *o)
{
	if (str_eq(o->kept, "kept"))
		return _("kept as promised");
	if (str_eq(o->kept, "broken"))
		return _("not kept");
	return offer_overdue(s, o) ? _("OVERDUE") : _("open");
}

void offers_open(size_t *open, size_t *overdue, const struct situation *s)
{
	*open = *overdue = 0;
	for (size_t i = 0; i < s->notice_count; i++)
		for (size_t k = 0; k < s->notice[i].offers; k++) {
			const struct set_offer *o =
				s->notice[i].offer[k]->data;

			*open += str_eq(o->kept, "open");
			*overdue += offer_overdue(s, o);
		}
}

void offers_words(struct str *out, const struct situation *s)
{
	size_t open, overdue;

	offers_open(&open, &overdue, s);
	if (open)
		str_addf(out, ngettext("%zu open", "%zu open", open), open);
	if (overdue)
		str_addf(out, _(", %zu OVERDUE"), overdue);
}

size_t notices_follow(struct str *out, const struct situation *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->notice_count; i++) {
		const struct case_notice *n = &s->notice[i];

		for (size_t k = 0; k < n->follows; k++, count++)
			str_addf(out, "%s%s%s%s",
				 k	 ? _(", ")
				 : count ? _("; ")
					 : "",
				 k ? "" : n->label, k ? "" : ": ",
				 n->follow[k]);
	}
	return count;
}
