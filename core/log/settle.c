/*
 * core/log/settle.c - who counts (docs/FILE-FORMAT.md, "Who counts").
 *
 * Settled from the most senior owner down: whoever is removed cannot write
 * into the past, because what the removal did not know does not count.
 */
#include <limits.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/log/private.h"

/* What each role may write beside what its row leaves out. */
static const char *const owner_only[] = { "case.open", "member.add",
					  "member.remove", "epoch",
					  "record.admit", "record.purge" };
static const char *const any_member[] = { "join", "member.box",
					  "key.destroyed", "access",
					  "member.card" };
static const char *const evaluator[] = { "mark", "rating", "observation" };

static bool among(const char *const *list, size_t n, const char *type)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], type) == 0)
			return true;
	return false;
}

#define AMONG(list, type) among(list, sizeof(list) / sizeof(*(list)), type)

bool role_permits(enum member_role role, enum file_kind file,
		  enum record_kind kind, const char *type, bool halt)
{
	if (role == ROLE_OWNER || !type)
		return true; /* sealed or unsound: nothing to judge by */
	if (kind == REC_CHARTER && AMONG(owner_only, type))
		return false;
	if (file == FILE_DRILL && halt && str_eq(type, "drill.control"))
		return true;
	switch (role) {
	case ROLE_OWNER:
	case ROLE_RESPONDER:
		return true;
	case ROLE_EVALUATOR:
		return AMONG(any_member, type) || AMONG(evaluator, type);
	case ROLE_OBSERVER:
		return AMONG(any_member, type);
	case ROLE_NONE:
		return false;
	}
	return false;
}

/* False if an effective removal of x's author did not know x. */
static bool survives(const struct log *log, const struct node *x)
{
	for (size_t i = 0; i < log->charter_len; i++) {
		const struct node *r = log->charters[i];

		if (r->charter->type == CHARTER_REMOVE &&
		    r->charter->effective &&
		    r->charter->target == x->author &&
		    !past_has(r->past, x->charter->bit))
			return false;
	}
	return true;
}

static void settle_removals(struct log *log)
{
	for (unsigned o = 0; o < log->owner_len; o++)
		for (size_t i = 0; i < log->charter_len; i++) {
			struct node *x = log->charters[i];

			if (x->charter->type != CHARTER_REMOVE ||
			    x->author->seniority != o)
				continue;
			x->charter->effective =
				!x->charter->barred && survives(log, x);
			if (x->charter->effective)
				x->charter->target->removed = true;
		}
}

static int name_all(struct map *m, const struct charter *c, struct node *by)
{
	for (size_t i = 0; i < c->id_count; i++)
		if (map_put(m, c->ids[i], ID_LEN, by))
			return ERR_NOMEM;
	return 0;
}

/* Everything else an owner decided, once it is known who was removed. */
static int settle_others(struct log *log)
{
	int rc = 0;

	for (size_t i = 0; i < log->charter_len && !rc; i++) {
		struct node *x = log->charters[i];
		struct charter *c = x->charter;

		if (c->type != CHARTER_REMOVE)
			c->effective = !c->barred && survives(log, x);
		if (c->effective && c->type == CHARTER_ADMIT)
			rc = name_all(&log->admitted, c, x);
		if (c->effective && c->type == CHARTER_PURGE)
			rc = name_all(&log->purged, c, x);
	}
	return rc;
}

/* True if another effective removal of the same member stands in r's past:
 * that one knew less, so this one adds nothing. */
static bool is_repeat(const struct log *log, const struct node *r)
{
	for (size_t i = 0; i < log->charter_len; i++) {
		const struct charter *c = log->charters[i]->charter;

		if (c->type == CHARTER_REMOVE && c->effective &&
		    c->target == r->charter->target && past_has(r->past, i))
			return true;
	}
	return false;
}

static void cut_after_removals(struct log *log)
{
	for (size_t i = 0; i < log->len; i++)
		log->nodes[i]->cut = false;
	for (size_t i = 0; i < log->charter_len; i++) {
		const struct node *r = log->charters[i];

		if (r->charter->type != CHARTER_REMOVE ||
		    !r->charter->effective || is_repeat(log, r))
			continue;
		graph_mark_past(log, r);
		for (size_t k = 0; k < log->len; k++) {
			struct node *e = log->nodes[k];

			if (e->author == r->charter->target &&
			    !graph_marked(log, e))
				e->cut = true;
		}
	}
}

static enum member_role role_at(const struct node *e)
{
	const struct node *last = NULL;
	const struct author *a = e->author;

	if (a->seniority < LOG_OWNERS)
		return ROLE_OWNER;
	for (size_t i = 0; i < a->add_len; i++) {
		const struct node *x = a->adds[i];

		if (x->charter->effective &&
		    past_has(e->past, x->charter->bit) &&
		    (!last || graph_compare(last, x) < 0))
			last = x;
	}
	return last ? last->charter->role : ROLE_NONE;
}

static enum record_state state_of(const struct log *log, const struct node *e)
{
	const struct rec *r = &e->rec;
	enum member_role role = role_at(e);
	bool plain = r->kind != REC_CHARTER;

	if (plain && (!r->body || map_get(&log->purged, r->id, ID_LEN)))
		return REC_PURGED;
	if (e->cut || role == ROLE_NONE) {
		if (!plain || !map_get(&log->admitted, r->id, ID_LEN))
			return REC_SET_APART;
		if (role == ROLE_NONE)
			role = ROLE_RESPONDER;
	}
	if (e->charter && e->charter->barred)
		return REC_NOT_PERMITTED;
	return role_permits(role, log->kind, r->kind, r->type, e->halt)
		       ? REC_COUNTS
		       : REC_NOT_PERMITTED;
}

static void forget_body(struct node *e)
{
	e->rec.body = e->rec.type = NULL;
	e->rec.body_len = 0;
	e->rec.sound = false;
	jread_free(e->doc);
	e->doc = NULL;
}

static int list_member(struct log *log, const struct author *a)
{
	const struct node *last = NULL;
	struct member *m;

	for (size_t i = 0; i < a->add_len; i++)
		if (a->adds[i]->charter->effective &&
		    (!last || graph_compare(last, a->adds[i]) < 0))
			last = a->adds[i];
	if (!last && a->seniority >= LOG_OWNERS)
		return 0;
	if (mem_reserve(&log->members, &log->member_cap, log->member_len + 1,
			sizeof(*m)))
		return ERR_NOMEM;
	m = &log->members[log->member_len++];
	*m = (struct member){ .removed = a->removed,
			      .seniority = a->seniority };
	memcpy(m->dev, a->key, KEY_LEN);
	m->role = a->seniority < LOG_OWNERS ? ROLE_OWNER : last->charter->role;
	return 0;
}

/* Owners by seniority, then the others as they first appeared. */
static int list_members(struct log *log)
{
	int rc = 0;

	log->member_len = 0;
	for (size_t i = 0; i < log->owner_len && !rc; i++)
		rc = list_member(log, log->owners[i]);
	for (size_t i = 0; i < log->people_len && !rc; i++)
		if (log->people[i]->seniority >= LOG_OWNERS)
			rc = list_member(log, log->people[i]);
	return rc;
}

static int settle_charters(struct log *log)
{
	int rc;

	map_release(&log->admitted);
	map_release(&log->purged);
	log->admitted = log->purged = (struct map){ 0 };
	for (size_t i = 0; i < log->people_len; i++)
		log->people[i]->removed = false;
	for (size_t i = 0; i < log->charter_len; i++)
		log->charters[i]->charter->effective = false;
	settle_removals(log);
	rc = settle_others(log);
	if (!rc)
		rc = list_members(log);
	if (!rc)
		cut_after_removals(log);
	return rc;
}

int settle(struct log *log, size_t from)
{
	bool all = log->unsettled || from == 0;
	int rc = all ? settle_charters(log) : 0;

	if (rc)
		return rc;
	log->unsettled = false;
	for (size_t i = all ? 0 : from; i < log->len; i++) {
		struct node *e = log->nodes[i];
		enum record_state was = e->rec.state;

		if (!all) /* a removal that is here already cannot know it */
			e->cut = e->author->removed;
		e->rec.state = state_of(log, e);
		if (e->rec.state == REC_PURGED)
			forget_body(e);
		if (i < from && e->rec.state != was)
			log->reorder = true;
	}
	return 0;
}
