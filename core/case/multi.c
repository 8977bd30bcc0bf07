/*
 * core/case/multi.c - registers: a value set by two people at once stays
 * two values until somebody settles it (docs/FILE-FORMAT.md 5).
 */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/case/event.h"

static char *reg_key(struct arena *a, size_t *n, const char *type,
		     const char *on)
{
	size_t tn = strlen(type), on_n = strlen(on);
	char *key = arena_alloc(a, tn + 1 + on_n + 1);

	if (key) {
		memcpy(key, type, tn);
		memcpy(key + tn + 1, on, on_n);
		*n = tn + 1 + on_n;
	}
	return key;
}

const struct reg *situation_reg(const struct situation *s, const char *type,
				const char *on)
{
	char key[256];
	size_t tn = strlen(type), on_n = strlen(on);

	if (tn + 1 + on_n > sizeof(key))
		return NULL;
	memcpy(key, type, tn + 1);
	memcpy(key + tn + 1, on, on_n);
	return map_get(&s->regs, key, tn + 1 + on_n);
}

static struct reg *reg_for(struct situation *s, const struct event *ev)
{
	size_t n = 0;
	char *key = reg_key(&s->arena, &n, ev->type, ev->on);
	struct reg *r = key ? map_get(&s->regs, key, n) : NULL;

	if (!key || r)
		return r;
	r = arena_alloc(&s->arena, sizeof(*r));
	if (!r)
		return NULL;
	r->type = ev->type;
	r->on = ev->on;
	return map_put(&s->regs, key, n, r) ? NULL : r;
}

static bool is_killed(const struct reg *r, const uint8_t id[ID_LEN])
{
	for (size_t i = 0; i < r->killed_count; i++)
		if (!memcmp(r->killed[i], id, ID_LEN))
			return true;
	return false;
}

/* Takes one value away; remembers it if it has not arrived yet. */
static int kill_value(struct situation *s, struct reg *r,
		      const uint8_t id[ID_LEN])
{
	size_t keep = 0;
	bool found = false;

	for (size_t i = 0; i < r->count; i++) {
		if (!memcmp(r->at[i]->id, id, ID_LEN))
			found = true;
		else
			r->at[keep++] = r->at[i];
	}
	r->count = keep;
	if (found || map_get(&s->event_by_id, id, ID_LEN))
		return 0;
	if (arena_grow(&s->arena, &r->killed, r->killed_count,
		       &r->killed_cap, ID_LEN))
		return ERR_NOMEM;
	memcpy(r->killed[r->killed_count++], id, ID_LEN);
	return 0;
}

int reg_set(struct situation *s, struct event *ev, const struct jread *body)
{
	const struct jread *over = jread_get(body, "over");
	struct reg *r = reg_for(s, ev);
	uint8_t id[ID_LEN];

	if (!r)
		return ERR_NOMEM;
	for (size_t i = 0; i < jread_len(over); i++) {
		const char *hex = jread_text(jread_at(over, i));

		if (hex && hex_decode(id, ID_LEN, hex) &&
		    kill_value(s, r, id))
			return ERR_NOMEM;
	}
	if (is_killed(r, ev->id))
		return 0;
	if (arena_grow(&s->arena, &r->at, r->count, &r->cap, sizeof(*r->at)))
		return ERR_NOMEM;
	r->at[r->count++] = ev;
	return 0;
}

const struct event *reg_value(const struct reg *r, bool *conflict)
{
	if (conflict)
		*conflict = r && r->count > 1;
	return r && r->count ? r->at[r->count - 1] : NULL;
}
