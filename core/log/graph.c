/* core/log/graph.c - records and what they name: tips, past, order. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/log/private.h"

struct log *log_new(const char *path, const char *seen_dir, unsigned flags,
		    const struct env *env)
{
	struct log *log = mem_zalloc(sizeof(*log));

	if (!log)
		return NULL;
	log->env = env;
	log->flags = flags;
	log->path = mem_strdup(path);
	log->walk = mem_zalloc(sizeof(*log->walk));
	log->sum = hash_new();
	if (seen_dir)
		log->seen_dir = mem_strdup(seen_dir);
	if (!log->path || !log->walk || !log->sum ||
	    (seen_dir && !log->seen_dir)) {
		log_free(log);
		return NULL;
	}
	return log;
}

void log_reset(struct log *log)
{
	for (size_t i = 0; i < log->len; i++)
		jread_free(log->nodes[i]->doc);
	for (size_t i = 0; i < log->people_len; i++) {
		mem_free(log->people[i]->adds);
		mem_free(log->people[i]->heads);
	}
	log->len = log->order_len = log->charter_len = log->tip_len = 0;
	log->people_len = log->member_len = log->owner_len = 0;
	map_release(&log->by_id);
	map_release(&log->authors);
	map_release(&log->admitted);
	map_release(&log->purged);
	log->by_id = log->authors = (struct map){ 0 };
	log->admitted = log->purged = (struct map){ 0 };
	arena_move(&log->old, &log->arena);
	log->genesis = NULL;
	log->last_n = log->trusted_n = log->rolled_back = 0;
	log->past_bytes = 0;
	memset(log->chain, 0, sizeof(log->chain));
	log->reported = 0;
	log->reorder = log->stale = true;
	log->unsettled = false;
}

void log_free(struct log *log)
{
	if (!log)
		return;
	log_reset(log);
	arena_release(&log->old);
	arena_release(&log->older);
	db_close(log->db);
	seen_release(&log->seen);
	hash_free(log->sum);
	if (log->walk)
		mem_free(log->walk->stack);
	mem_free(log->walk);
	mem_free(log->nodes);
	mem_free(log->order);
	mem_free(log->charters);
	mem_free(log->tips);
	mem_free(log->members);
	mem_free(log->people);
	mem_free(log->label);
	mem_free(log->path);
	mem_free(log->seen_dir);
	mem_free(log);
}

struct author *graph_author(struct log *log, const uint8_t *key)
{
	struct author *a = map_get(&log->authors, key, KEY_LEN);

	if (a)
		return a;
	if (mem_reserve(&log->people, &log->people_cap, log->people_len + 1,
			sizeof(struct author *)))
		return NULL;
	a = arena_alloc(&log->arena, sizeof(*a));
	if (!a)
		return NULL;
	memcpy(a->key, key, KEY_LEN);
	a->seniority = UINT_MAX;
	if (map_put(&log->authors, a->key, KEY_LEN, a))
		return NULL;
	log->people[log->people_len++] = a;
	return a;
}

static void tip_drop(struct log *log, struct node *node)
{
	struct node *moved;

	if (!node->tip)
		return;
	moved = log->tips[--log->tip_len];
	log->tips[node->tip - 1] = moved;
	moved->tip = node->tip;
	node->tip = 0;
}

int graph_add(struct log *log, struct node *node)
{
	struct author *a = node->author;

	if (mem_reserve(&log->nodes, &log->cap, log->len + 1,
			sizeof(struct node *)) ||
	    mem_reserve(&log->tips, &log->tip_cap, log->tip_len + 1,
			sizeof(struct node *)) ||
	    mem_reserve(&log->walk->stack, &log->walk->cap, log->len + 1,
			sizeof(struct node *)) ||
	    map_put(&log->by_id, node->rec.id, ID_LEN, node))
		return ERR_NOMEM;
	log->nodes[log->len++] = node;
	for (unsigned i = 0; i < node->ndeps; i++)
		tip_drop(log, node->deps[i]);
	log->tips[log->tip_len++] = node;
	node->tip = log->tip_len;
	node->own_prev = a->last;
	a->last = node;
	return 0;
}

/* A fresh mark for a search; old marks never match it. */
static uint32_t next_stamp(const struct log *log)
{
	if (++log->walk->stamp == 0) { /* after 2^32 searches */
		for (size_t i = 0; i < log->len; i++)
			log->nodes[i]->stamp = 0;
		log->walk->stamp = 1;
	}
	return log->walk->stamp;
}

/* Pushes the deps of node that are not marked and not below `floor`; there
 * is room, because every node is pushed at most once. */
static size_t push_deps(const struct log *log, size_t n,
			const struct node *node, uint64_t floor)
{
	struct walk *w = log->walk;

	for (unsigned i = 0; i < node->ndeps; i++) {
		struct node *d = node->deps[i];

		if (d->stamp == w->stamp || d->rec.lamport < floor)
			continue;
		d->stamp = w->stamp;
		w->stack[n++] = d;
	}
	return n;
}

bool graph_in_past(const struct log *log, const struct node *a,
		   const struct node *b)
{
	uint32_t stamp;
	size_t n;

	if (a == b || a->rec.lamport >= b->rec.lamport)
		return false;
	stamp = next_stamp(log);
	n = push_deps(log, 0, b, a->rec.lamport);
	while (n && a->stamp != stamp) {
		const struct node *x = log->walk->stack[--n];

		n = push_deps(log, n, x, a->rec.lamport);
		log->walk->spent++;
	}
	return a->stamp == stamp;
}

void graph_mark_past(const struct log *log, const struct node *b)
{
	size_t n;

	next_stamp(log);
	n = push_deps(log, 0, b, 0);
	while (n) {
		const struct node *x = log->walk->stack[--n];

		n = push_deps(log, n, x, 0);
	}
}

bool graph_marked(const struct log *log, const struct node *a)
{
	return a->stamp == log->walk->stamp;
}

int graph_compare(const struct node *a, const struct node *b)
{
	if (a->rec.lamport != b->rec.lamport)
		return a->rec.lamport < b->rec.lamport ? -1 : 1;
	return memcmp(a->rec.id, b->rec.id, ID_LEN);
}

static int compare_recs(const void *a, const void *b)
{
	const struct rec *const *x = a, *const *y = b;

	return graph_compare((const struct node *)*x,
			     (const struct node *)*y);
}

int graph_sort(bool *moved, struct log *log, size_t from)
{
	size_t n = log->order_len;

	*moved = false;
	if (mem_reserve(&log->order, &log->order_cap, log->len + 1,
			sizeof(struct rec *)))
		return ERR_NOMEM;
	for (size_t i = from; i < log->len; i++)
		log->order[n++] = &log->nodes[i]->rec;
	for (size_t i = from ? from : 1; i < n && !*moved; i++)
		*moved = compare_recs(&log->order[i - 1], &log->order[i]) > 0;
	log->order_len = n;
	if (*moved)
		qsort(log->order, n, sizeof(*log->order), compare_recs);
	return 0;
}

bool past_has(const struct past *p, size_t bit)
{
	return p && bit / 64 < p->words && (p->bit[bit / 64] >> bit % 64 & 1);
}
