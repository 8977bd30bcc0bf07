/* core/case/people.c - people.import, people.set, enquiry.add,
 * enquiry.answer, record.purge: read, kept, told (see people.h). */
#include "core/case/people.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/event.h"

/* --- read ------------------------------------------------------------------------- */

static const void *odd(struct event *ev)
{
	ev->odd = _("a member is missing");
	return NULL;
}

static int read_pieces(struct situation *s, struct people_import *p,
		       const struct jread *att)
{
	size_t n = jread_len(att);

	p->piece = arena_alloc(&s->arena, (n + 1) * sizeof(*p->piece));
	if (!p->piece)
		return ERR_NOMEM;
	for (size_t i = 0; i < n; i++) {
		struct people_piece *to = &p->piece[p->piece_count];
		const char *hex = jread_str(jread_at(att, i), "hash");

		to->len = (size_t)jread_int(jread_at(att, i), "len", 0);
		p->piece_count += hex && hex_decode(to->hash, HASH_LEN, hex);
	}
	return 0;
}

const void *read_people_import(struct situation *s, struct event *ev,
			       const struct jread *body)
{
	struct people_import *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_is_array(jread_get(body, "columns")))
		return odd(ev);
	p->event = ev;
	p->number = (size_t)jread_int(body, "number", 0);
	p->source = body_str(s, body, "source");
	p->encoding = body_str(s, body, "encoding");
	p->rows = jread_int(body, "rows", 0);
	p->same = jread_int(body, "same", 0);
	p->skipped = jread_int(body, "skipped", 0);
	if (body_strs(&p->field, &p->field_count, s, body, "columns") ||
	    read_pieces(s, p, jread_get(body, "att")))
		return NULL;
	return p;
}

struct fields { /* an object of texts on its way into lists */
	struct situation *s;
	struct set_person *p;
	size_t cap, cap2;
	bool failed;
};

static bool take_field(void *ctx, const char *name, const struct jread *v)
{
	struct fields *f = ctx;
	struct set_person *p = f->p;
	struct arena *a = &f->s->arena;

	if (!jread_text(v))
		return true;
	f->failed = arena_grow(a, &p->field, p->count, &f->cap,
			       sizeof(*p->field)) ||
		    arena_grow(a, &p->value, p->count, &f->cap2,
			       sizeof(*p->value));
	if (f->failed)
		return false;
	p->field[p->count] = arena_strdup(a, name);
	p->value[p->count] = arena_strdup(a, jread_text(v));
	f->failed = !p->field[p->count] || !p->value[p->count];
	p->count++;
	return !f->failed;
}

const void *read_people_set(struct situation *s, struct event *ev,
			    const struct jread *body)
{
	struct set_person *p = arena_alloc(&s->arena, sizeof(*p));
	struct fields f = {.s = s, .p = p};

	if (!p)
		return NULL;
	jread_each(jread_get(body, "fields"), take_field, &f);
	p->same = body_str(s, body, "same");
	p->channel = body_str(s, body, "channel");
	p->removed = jread_bool(body, "removed", false);
	p->why = body_str(s, body, "why");
	if (f.failed ||
	    body_strs(&p->apart, &p->apart_count, s, body, "apart"))
		return NULL;
	(void)ev;
	return p;
}

const void *read_people_group(struct situation *s, struct event *ev,
			      const struct jread *body)
{
	struct set_group *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !ev->on)
		return odd(ev);
	p->filter = body_str(s, body, "filter");
	return p;
}

static int64_t read_due(const struct jread *body)
{
	const char *text = jread_str(body, "due");
	int64_t at;

	return text && !time_parse_wall(&at, NULL, text) ? at : 0;
}

const void *read_enquiry(struct situation *s, struct event *ev,
			 const struct jread *body)
{
	struct enquiry *p = arena_alloc(&s->arena, sizeof(*p));

	if (!p || !jread_str(body, "text"))
		return odd(ev);
	p->event = ev;
	p->person = body_str(s, body, "person");
	p->channel = body_str(s, body, "channel");
	p->text = body_str(s, body, "text");
	p->to = body_str(s, body, "to");
	p->due = read_due(body);
	return p;
}

const void *read_answer(struct situation *s, struct event *ev,
			const struct jread *body)
{
	struct set_answer *p = arena_alloc(&s->arena, sizeof(*p));

	(void)ev;
	if (!p)
		return NULL;
	p->text = body_str(s, body, "text");
	p->to = body_str(s, body, "to");
	p->due = read_due(body);
	return p;
}

/* What a purge took, in words: all that is left of it. */
const void *read_purge(struct situation *s, struct event *ev,
		       const struct jread *body)
{
	struct set_text *p = arena_alloc(&s->arena, sizeof(*p));

	(void)ev;
	if (!p)
		return NULL;
	p->text = body_str(s, body, "what");
	p->why = body_str(s, body, "why");
	return p;
}

/* --- keep ------------------------------------------------------------------------ */

/* The number that was claimed, or the next if it is taken. */
int add_import(struct situation *s, struct event *ev)
{
	struct people_import *p = (struct people_import *)ev->data;

	if (arena_grow(&s->arena, &s->import, s->import_count, &s->import_cap,
		       sizeof(*s->import)))
		return ERR_NOMEM;
	for (size_t i = 0; i < s->import_count; i++)
		if (s->import[i]->number == p->number)
			p->number = 0;
	if (!p->number || p->number > 1000000)
		p->number = s->import_last + 1;
	if (p->number > s->import_last)
		s->import_last = p->number;
	snprintf(p->label, sizeof(p->label), "P-%zu", p->number);
	s->import[s->import_count++] = p;
	return 0;
}

/* A label that is gone is not given away again. */
int note_purge(struct situation *s, struct event *ev)
{
	const struct set_text *p = ev->data;
	size_t n;

	if (p->text && sscanf(p->text, "P-%zu", &n) == 1 && n <= 1000000 &&
	    n > s->import_last)
		s->import_last = n;
	return 0;
}

int add_person_set(struct situation *s, struct event *ev)
{
	if (arena_grow(&s->arena, &s->person_set, s->person_sets,
		       &s->person_set_cap, sizeof(*s->person_set)))
		return ERR_NOMEM;
	s->person_set[s->person_sets++] = ev;
	return 0;
}

int add_group(struct situation *s, struct event *ev)
{
	for (size_t i = 0; i < s->group_count; i++)
		if (str_eq(s->group[i], ev->on))
			return 0;
	if (arena_grow(&s->arena, &s->group, s->group_count, &s->group_cap,
		       sizeof(*s->group)))
		return ERR_NOMEM;
	s->group[s->group_count++] = ev->on;
	return 0;
}

int add_enquiry(struct situation *s, struct event *ev)
{
	struct enquiry *p = (struct enquiry *)ev->data;

	if (arena_grow(&s->arena, &s->enquiry, s->enquiry_count,
		       &s->enquiry_cap, sizeof(*s->enquiry)))
		return ERR_NOMEM;
	s->enquiry[s->enquiry_count++] = p;
	snprintf(p->label, sizeof(p->label), "Q-%zu", s->enquiry_count);
	return 0;
}

/* --- ask ------------------------------------------------------------------------- */

const struct people_import *situation_import(const struct situation *s,
					     const char *label)
{
	for (size_t i = 0; i < s->import_count; i++)
		if (str_eq(s->import[i]->label, label))
			return s->import[i];
	return NULL;
}

const struct enquiry *situation_enquiry(const struct situation *s,
					const char *label)
{
	for (size_t i = 0; i < s->enquiry_count; i++)
		if (str_eq(s->enquiry[i]->label, label))
			return s->enquiry[i];
	return NULL;
}

const struct set_person *situation_person(const struct situation *s,
					  const char *id, bool *conflict)
{
	const struct event *ev = reg_value(
		situation_reg(s, "people.set", id), conflict);

	return ev ? ev->data : NULL;
}

const char *situation_group(const struct situation *s, const char *name)
{
	const struct event *ev = reg_value(
		situation_reg(s, "people.group", name), NULL);

	return ev && ev->data ? ((const struct set_group *)ev->data)->filter
			      : NULL;
}

const char *situation_group_name(const struct situation *s,
				 const char *filter)
{
	for (size_t i = 0; i < s->group_count; i++)
		if (str_eq(situation_group(s, s->group[i]), filter))
			return s->group[i];
	return NULL;
}

void enquiry_state(struct enquiry_now *out, const struct situation *s,
		   const struct enquiry *q)
{
	const struct set_answer *p;
	char hex[ID_HEX];

	hex_encode(hex, q->event->id, ID_LEN);
	*out = (struct enquiry_now){.to = q->to, .due = q->due};
	out->last = reg_value(situation_reg(s, "enquiry.answer", hex),
			      &out->conflict);
	p = out->last ? out->last->data : NULL;
	if (p) {
		out->to = p->to ? p->to : q->to;
		out->due = p->due ? p->due : q->due;
		out->answer = p->text;
	}
	out->overdue = !out->answer && out->due && out->due < s->settled_at;
}

const char *enquiry_words(const struct enquiry *q,
			  const struct enquiry_now *now)
{
	return q->event->retracted ? _("withdrawn")
	       : now->answer	   ? _("answered")
	       : now->overdue	   ? _("OVERDUE")
				   : _("not answered");
}

void enquiries_open(size_t *open, size_t *overdue, const struct situation *s)
{
	struct enquiry_now now;

	*open = *overdue = 0;
	for (size_t i = 0; i < s->enquiry_count; i++) {
		enquiry_state(&now, s, s->enquiry[i]);
		if (now.answer || s->enquiry[i]->event->retracted)
			continue;
		++*open;
		*overdue += now.overdue;
	}
}

void enquiries_words(struct str *out, const struct situation *s)
{
	size_t open, overdue;

	enquiries_open(&open, &overdue, s);
	if (open)
		str_addf(out, ngettext("%zu not answered", "%zu not answered",
				       open), open);
	if (overdue)
		str_addf(out, _(", %zu OVERDUE"), overdue);
}

void person_words(char out[PERSON_ID], const struct situation *s,
		  const char *id)
{
	const char *row = id ? strchr(id, '/') : NULL;
	uint8_t sum[ID_LEN];
	char hex[ID_HEX];

	snprintf(out, PERSON_ID, "%.8s", id ? id : "?");
	if (!row || row - id != ID_HEX - 1)
		return;
	snprintf(hex, sizeof(hex), "%s", id);
	if (!hex_decode(sum, ID_LEN, hex))
		return;
	for (size_t i = 0; i < s->import_count; i++)
		if (!memcmp(s->import[i]->event->id, sum, ID_LEN))
			snprintf(out, PERSON_ID, "%s%.10s",
				 s->import[i]->label, row);
}

/* --- say: never a value -------------------------------------------------------------- */

void say_people_import(struct str *out, const struct situation *s,
		       const struct event *ev, size_t lang)
{
	const struct people_import *p = ev->data;

	(void)s;
	(void)lang;
	str_addf(out, ngettext("brought in %s: %" PRId64 " person",
			       "brought in %s: %" PRId64 " people",
			       (unsigned long)p->rows),
		 *p->label ? p->label : "?", p->rows);
	if (p->source)
		str_addf(out, " (%s)", p->source);
}

void say_people_set(struct str *out, const struct situation *s,
		    const struct event *ev, size_t lang)
{
	const struct set_person *p = ev->data;
	char who[PERSON_ID], other[PERSON_ID];

	(void)lang;
	person_words(who, s, ev->on);
	str_addf(out, p->removed ? _("took %s off the register")
				 : _("changed %s in the register"),
		 who);
	for (size_t i = 0; i < p->count; i++)
		str_addf(out, "%s%s", i ? ", " : ": ", p->field[i]);
	if (p->same && *p->same) {
		person_words(other, s, p->same);
		str_addf(out, _("; is the same person as %s"), other);
	}
	if (p->apart_count)
		str_add(out, _("; is not who looks the same"));
	if (p->why && *p->why)
		str_addf(out, _(" (why: %s)"), p->why);
}

void say_people_group(struct str *out, const struct situation *s,
		      const struct event *ev, size_t lang)
{
	const struct set_group *p = ev->data;

	(void)s;
	(void)lang;
	str_addf(out, p->filter ? _("saved the group %s")
				: _("took the group %s away"),
		 ev->on);
}

void say_enquiry(struct str *out, const struct situation *s,
		 const struct event *ev, size_t lang)
{
	const struct enquiry *p = ev->data;
	char who[PERSON_ID];

	(void)lang;
	person_words(who, s, p->person);
	str_addf(out, _("logged enquiry %s from %s"),
		 *p->label ? p->label : "?",
		 p->person ? who : _("an unknown caller"));
}

void say_answer(struct str *out, const struct situation *s,
		const struct event *ev, size_t lang)
{
	const struct set_answer *p = ev->data;
	const char *label = "?";
	char hex[ID_HEX];

	(void)lang;
	for (size_t i = 0; i < s->enquiry_count; i++) {
		hex_encode(hex, s->enquiry[i]->event->id, ID_LEN);
		if (str_eq(hex, ev->on))
			label = s->enquiry[i]->label;
	}
	str_addf(out, p->text ? _("answered enquiry %s")
			      : _("changed enquiry %s"),
		 label);
	if (!p->text && p->to)
		str_addf(out, ": %s", p->to);
}

void say_purge(struct str *out, const struct situation *s,
	       const struct event *ev, size_t lang)
{
	const struct set_text *p = ev->data;

	(void)s;
	(void)lang;
	str_addf(out, _("purged %s"), p->text ? p->text : _("records"));
	if (p->why && *p->why)
		str_addf(out, _(" (why: %s)"), p->why);
}
