/* core/case/replay.c - records to events, in order, into registers. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/event.h"
#include "core/case/layout.h"

static struct who *who_find(const struct situation *s,
			    const uint8_t dev[KEY_LEN])
{
	for (size_t i = 0; i < s->who_count; i++)
		if (!memcmp(s->who[i]->dev, dev, KEY_LEN))
			return s->who[i];
	return NULL;
}

static struct who *who_for(struct situation *s, const uint8_t dev[KEY_LEN],
			   const uint8_t me[KEY_LEN])
{
	struct who *w = who_find(s, dev);
	char *tag;

	if (w)
		return w;
	w = arena_alloc(&s->arena, sizeof(*w));
	tag = arena_alloc(&s->arena, TAG_LEN);
	if (!w || !tag ||
	    arena_grow(&s->arena, &s->who, s->who_count, &s->who_cap,
		       sizeof(*s->who)))
		return NULL;
	memcpy(w->dev, dev, KEY_LEN);
	key_tag(w->tag, dev);
	memcpy(tag, w->tag, TAG_LEN);
	w->name = tag;
	w->claimed = true;
	w->host = "";
	w->me = me && !memcmp(dev, me, KEY_LEN);
	if (w->me)
		s->me = w;
	s->who[s->who_count++] = w;
	return w;
}

/* Roles are the log's to say; names come from events. */
static int read_members(struct situation *s, struct log *log,
			const uint8_t me[KEY_LEN])
{
	size_t count;
	const struct member *m = log_members(log, &count);

	for (size_t i = 0; i < count; i++) {
		struct who *w = who_for(s, m[i].dev, me);

		if (!w)
			return ERR_NOMEM;
		w->role = m[i].role;
		w->removed = m[i].removed;
	}
	return 0;
}

static int apply(struct situation *s, struct event *ev,
		 const struct jread *body)
{
	const struct event_type *t = event_type(ev->type);

	ev->known = t != NULL;
	if (!t)
		return 0;
	if (t->is_register && !ev->on) {
		ev->odd = _("it does not say what it sets");
		return 0;
	}
	if (t->read) {
		ev->data = t->read(s, ev, body);
		if (!ev->data)
			return ev->odd ? 0 : ERR_NOMEM;
	}
	if (ev->standing != REC_COUNTS)
		return 0;
	if (t->is_register && reg_set(s, ev, body))
		return ERR_NOMEM;
	return t->apply ? t->apply(s, ev) : 0;
}

static struct event *event_new(struct situation *s, const struct rec *r,
			       const uint8_t me[KEY_LEN])
{
	struct event *ev = arena_alloc(&s->arena, sizeof(*ev));

	if (!ev || arena_grow(&s->arena, &s->event, s->event_count,
			      &s->event_cap, sizeof(*s->event)))
		return NULL;
	memcpy(ev->id, r->id, ID_LEN);
	ev->n = r->n;
	ev->index = s->event_count;
	ev->standing = r->state;
	ev->flags = r->flags;
	ev->type = "?";
	ev->at = r->wall;
	ev->offset = r->wall_offset;
	ev->author = who_for(s, r->author, me);
	if (!ev->author || map_put(&s->event_by_id, ev->id, ID_LEN, ev))
		return NULL;
	s->event[s->event_count++] = ev;
	if (ev->author->last < ev->at)
		ev->author->last = ev->at;
	return ev;
}

/* Known types share the table's name; only a stranger's is copied. */
static const char *type_text(struct situation *s, const struct rec *r)
{
	const struct event_type *t = event_type(r->type);

	return t ? t->name : arena_strdup(&s->arena, r->type);
}

/* A drill is timed by its machine's own clock where it can be. */
static void read_clock(struct event *ev, const struct jread *body)
{
	const char *boot = jread_str(body, "boot");
	uint8_t b[sizeof(ev->boot)];

	ev->mono = jread_int(body, "mono", 0);
	if (boot && hex_decode(b, sizeof(b), boot))
		memcpy(&ev->boot, b, sizeof(b));
}

static int replay_one(struct situation *s, const struct rec *r,
		      const uint8_t me[KEY_LEN])
{
	struct event *ev = event_new(s, r, me);
	struct jread *body;
	struct error why;
	int rc;

	if (!ev)
		return ERR_NOMEM;
	if (r->state == REC_SET_APART)
		s->set_apart++;
	if (r->flags & REC_PINNED)
		s->pinned++;
	if (!r->sound) {
		if (r->state != REC_PURGED)
			ev->odd = _("its body breaks a rule of the format");
		s->odd++;
		return 0;
	}
	ev->type = type_text(s, r);
	rc = log_body(&body, r, &why);
	if (rc)
		return rc == ERR_NOMEM ? rc : 0;
	if (s->drill)
		read_clock(ev, body);
	ev->on = body_str(s, body, "on");
	ev->by = body_str(s, body, "by");
	rc = ev->type ? apply(s, ev, body) : ERR_NOMEM;
	jread_free(body);
	if (ev->odd || !ev->known)
		s->odd++;
	return rc;
}

int situation_replay(struct situation *s, struct log *log, size_t from,
		     const uint8_t me[KEY_LEN], struct error *err)
{
	size_t count;
	const struct rec *const *recs = log_records(log, &count);

	if (!s->label) {
		s->label = arena_strdup(&s->arena, log_label(log));
		if (!s->label)
			return error_nomem(err);
		memcpy(s->case_id, log_case_id(log), ID_LEN);
		s->drill = log_kind(log) == FILE_DRILL;
		s->plan = str_starts(s->label, "PLAN-");
	}
	if (read_members(s, log, me))
		return error_nomem(err);
	for (size_t i = from; i < count; i++)
		if (replay_one(s, recs[i], me))
			return error_nomem(err);
	if (s->event_count)
		s->opened = s->event[0]->at;
	return 0;
}

void situation_release(struct situation *s)
{
	books_free(s);
	map_release(&s->event_by_id);
	map_release(&s->regs);
	map_release(&s->step_by_key);
	arena_release(&s->settled);
	arena_release(&s->arena);
	*s = (struct situation){0};
}
