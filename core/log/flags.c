/* core/log/flags.c - what beside a record makes one look twice at its
 * time (docs/FILE-FORMAT.md, "Clocks"). Never order, never acceptance. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/log/private.h"

#define MINUTES ((int64_t)60000)
#define STEP_MS 2000
#define TWIN_STEPS UINT64_C(50000000) /* a graph made to be slow stops here */

static bool is_early(const struct node *e)
{
	for (unsigned i = 0; i < e->ndeps; i++)
		if (e->deps[i]->rec.sound &&
		    e->rec.wall < e->deps[i]->rec.wall - 5 * MINUTES)
			return true;
	return false;
}

/* The author's record before e of the same start of its machine; e takes
 * its place, the latest first. */
static const struct node *same_boot(struct node *e)
{
	struct node **boots = e->author->boots;
	const struct node *before = NULL;
	size_t i = 0;

	while (i < LOG_BOOTS - 1 && boots[i] && boots[i]->boot != e->boot)
		i++;
	if (boots[i] && boots[i]->boot == e->boot)
		before = boots[i];
	memmove(boots + 1, boots, i * sizeof(*boots));
	boots[0] = e;
	return before;
}

static bool has_stepped(struct node *e)
{
	const struct node *b = same_boot(e);

	return b && !b->pinned &&
	       llabs((e->rec.wall - b->rec.wall) - (e->mono - b->mono)) >
		       STEP_MS;
}

static unsigned claims(struct node *e, int64_t now)
{
	unsigned f = e->ntp ? 0 : REC_UNSYNCED;
	bool stepped = has_stepped(e);

	if (e->pinned) /* set by hand: says more than all below */
		return f | REC_PINNED;
	if (is_early(e))
		f |= REC_EARLY;
	if (stepped)
		f |= REC_STEPPED;
	if (e->rec.wall > (e->seen == UNSEEN ? now : e->seen) + 5 * MINUTES)
		f |= REC_AHEAD;
	if (e->seen != UNSEEN && e->seen > e->rec.wall + 60 * MINUTES)
		f |= REC_LATE;
	return f;
}

/* Marks e and those of its author's records that neither knows the other:
 * two copies of one key were at work. */
static int find_twins(struct log *log, struct node *e)
{
	struct author *a = e->author;
	size_t keep = 0;

	if (mem_reserve(&a->heads, &a->head_cap, a->head_len + 1,
			sizeof(struct node *)))
		return ERR_NOMEM;
	for (size_t i = 0; i < a->head_len; i++) {
		struct node *h = a->heads[i];

		if (graph_in_past(log, h, e))
			continue;
		a->heads[keep++] = h;
		e->rec.flags |= REC_TWO_COPIES;
		for (; h && !(h->rec.flags & REC_TWO_COPIES) &&
		       !graph_in_past(log, h, e); h = h->own_prev)
			h->rec.flags |= REC_TWO_COPIES;
		log->reorder = true;
	}
	a->heads[keep++] = e;
	a->head_len = keep;
	return 0;
}

int flags_set(struct log *log, size_t from, bool all)
{
	int64_t now = log->env->now(log->env->ctx);
	size_t i;

	for (i = from; i < log->len && log->walk->spent < TWIN_STEPS; i++)
		if (find_twins(log, log->nodes[i]))
			return ERR_NOMEM;
	for (i = 0; all && i < log->people_len; i++)
		memset(log->people[i]->boots, 0,
		       sizeof(log->people[i]->boots));
	for (i = all ? 0 : from; i < log->order_len; i++) {
		struct node *e = (struct node *)(uintptr_t)log->order[i];

		e->rec.flags &= REC_TWO_COPIES;
		if (e->rec.sound)
			e->rec.flags |= claims(e, now);
	}
	return 0;
}
