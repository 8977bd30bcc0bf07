/*
 * core/log/accept.c - what may stand in a case file (docs/FILE-FORMAT.md,
 * "Acceptance"): a pure function of a record and its past, so that the order
 * of arrival, copies and repeats do not matter.
 */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/log/private.h"

#define PAST_BYTES ((size_t)256 << 20)

int node_new(struct node **out, struct log *log, const struct db_row *row)
{
	size_t body = row->body ? row->body_len + 1 : 0;
	size_t sig = row->sig_len < SIG_LEN ? SIG_LEN : row->sig_len;
	struct node *node = arena_alloc(&log->arena, sizeof(*node));
	uint8_t *p = arena_alloc(&log->arena, row->hdr_len + sig + body);
	struct rec *r;

	*out = node;
	if (!node || !p)
		return ERR_NOMEM;
	r = &node->rec;
	r->n = row->n;
	r->hdr = p;
	r->hdr_len = row->hdr_len;
	r->sig = p + row->hdr_len;
	if (row->hdr_len)
		memcpy(p, row->hdr, row->hdr_len);
	if (row->sig_len)
		memcpy(p + row->hdr_len, row->sig, row->sig_len);
	if (row->body) {
		p += row->hdr_len + sig;
		if (row->body_len)
			memcpy(p, row->body, row->body_len);
		p[row->body_len] = '\0';
		r->body = (const char *)p;
		r->body_len = row->body_len;
	}
	if (row->id_len == ID_LEN) /* else no hash will match */
		memcpy(r->id, row->id, ID_LEN);
	node->seen = UNSEEN;
	return row->sig_len == SIG_LEN ? 0 : ERR_CORRUPT;
}

static const char *bad_first(struct log *log, struct node *node, int *rc)
{
	const char *why = NULL;

	if (log->genesis)
		return _("a second first record: of another case");
	*rc = charter_genesis(log, node, &why);
	return why;
}

/* Finds the deps in the graph and checks what depends on them. */
static const char *bad_deps(struct log *log, struct node *node,
			    const struct header *h, int *rc)
{
	uint64_t greatest = 0;

	node->deps = arena_alloc(&log->arena,
				 sizeof(*node->deps) * (h->ndeps + 1));
	if (!node->deps) {
		*rc = ERR_NOMEM;
		return NULL;
	}
	for (unsigned i = 0; i < h->ndeps; i++) {
		struct node *d = map_get(&log->by_id, h->deps[i], ID_LEN);

		if (!d)
			return _("names an entry that is not before it in "
				 "the file");
		node->deps[i] = d;
		if (d->rec.lamport > greatest)
			greatest = d->rec.lamport;
	}
	node->ndeps = h->ndeps;
	return h->lamport == greatest + 1 ? NULL
					  : _("its counter does not follow "
					      "those it names");
}

static const char *bad_body(const struct node *node, const struct header *h)
{
	const struct rec *r = &node->rec;
	uint8_t sum[HASH_LEN];

	if (!r->body)
		return h->kind == REC_CHARTER ? _("its body is missing") : NULL;
	hash_bytes(sum, r->body, r->body_len);
	if (r->body_len != h->body_len ||
	    memcmp(sum, h->body_hash, HASH_LEN) != 0)
		return _("body and hash differ");
	return NULL;
}

/* The union of what the deps know; shared with one of them if it can be. */
static int gather_past(struct log *log, struct node *node)
{
	const struct past *most = NULL, *p;
	struct past *sum;
	size_t words = 0, i;
	bool all = true;

	for (unsigned d = 0; d < node->ndeps; d++) {
		p = node->deps[d]->below;
		if (p && (!most || p->words > most->words))
			most = p;
	}
	node->past = most;
	words = most ? most->words : 0;
	for (unsigned d = 0; d < node->ndeps; d++) {
		p = node->deps[d]->below;
		for (i = 0; p && p != most && i < p->words; i++)
			all = all && !(p->bit[i] & ~most->bit[i]);
	}
	if (all)
		return 0;
	log->past_bytes += sizeof(*sum) + words * sizeof(*sum->bit);
	if (log->past_bytes > PAST_BYTES)
		return ERR_TOOBIG;
	sum = arena_alloc(&log->arena,
			  sizeof(*sum) + words * sizeof(*sum->bit));
	if (!sum)
		return ERR_NOMEM;
	sum->words = words;
	for (unsigned d = 0; d < node->ndeps; d++) {
		p = node->deps[d]->below;
		for (i = 0; p && i < p->words; i++)
			sum->bit[i] |= p->bit[i];
	}
	node->past = sum;
	return 0;
}

/* What whoever names this record knows: its past, and itself. */
static int make_below(struct log *log, struct node *node)
{
	size_t words = node->past ? node->past->words : 0, bit;
	struct past *p;

	node->below = node->past;
	if (!node->charter)
		return 0;
	bit = node->charter->bit;
	if (bit / 64 >= words)
		words = bit / 64 + 1;
	log->past_bytes += sizeof(*p) + words * sizeof(*p->bit);
	if (log->past_bytes > PAST_BYTES)
		return ERR_TOOBIG;
	p = arena_alloc(&log->arena, sizeof(*p) + words * sizeof(*p->bit));
	if (!p)
		return ERR_NOMEM;
	p->words = words;
	for (size_t i = 0; node->past && i < node->past->words; i++)
		p->bit[i] = node->past->bit[i];
	p->bit[bit / 64] |= (uint64_t)1 << bit % 64;
	node->below = p;
	return 0;
}

static bool is_stranger(const struct node *node)
{
	const struct author *a = node->author;

	if (a->seniority < LOG_OWNERS)
		return false;
	for (size_t i = 0; i < a->add_len; i++)
		if (past_has(node->past, a->adds[i]->charter->bit))
			return false;
	return true;
}

static bool epoch_known(const struct log *log, const struct node *node,
			const uint8_t epoch[32])
{
	for (size_t i = 0; i < log->charter_len; i++) {
		const struct charter *c = log->charters[i]->charter;

		if (c->type == CHARTER_EPOCH && past_has(node->past, i) &&
		    memcmp(c->epoch, epoch, 32) == 0)
			return true;
	}
	return false;
}

static const char *bad_kind(const struct log *log, const struct node *node,
			    const struct header *h)
{
	if (h->kind == REC_CHARTER)
		return NULL;
	if ((h->kind == REC_SEALED) != log->sealed)
		return log->sealed ? _("a plain record in a sealed case")
				   : _("a sealed record in a plain case");
	if (h->kind == REC_SEALED && !epoch_known(log, node, h->epoch))
		return _("sealed with a key that no owner announced");
	return NULL;
}

/* Rules 1 to 7: the record itself and what it names. */
static const char *bad_record(struct log *log, struct node *node,
			      const struct header *h, bool check_sig, int *rc)
{
	const struct rec *r = &node->rec;
	const char *why = NULL;

	if (map_get(&log->by_id, r->id, ID_LEN))
		return _("the same entry twice");
	if (h->file != log->kind)
		return log->kind == FILE_CASE ? _("a drill's record in a case")
					      : _("a case's record in a drill");
	if (h->ndeps && !log->genesis)
		why = _("the first record of the case is missing");
	else if (h->ndeps &&
		 memcmp(h->case_id, log->genesis->rec.id, ID_LEN) != 0)
		why = _("of another case");
	else if (check_sig &&
		 !sig_verify(h->author, r->sig, r->hdr, r->hdr_len))
		why = _("the signature is not its author's");
	else
		why = bad_body(node, h);
	if (!why && h->ndeps == 0)
		why = bad_first(log, node, rc);
	if (!why && !*rc)
		why = bad_deps(log, node, h, rc);
	return why;
}

/* Rules 8 and 9, with the past complete. */
static const char *bad_place(struct log *log, struct node *node,
			     const struct header *h, int *rc)
{
	const char *why;

	*rc = gather_past(log, node);
	if (*rc)
		return NULL;
	if (is_stranger(node))
		return _("its author is no member of the case");
	why = bad_kind(log, node, h);
	if (!why && h->ndeps) /* the first one was read already */
		*rc = body_read(log, node, NULL);
	if (!why && !*rc && h->kind == REC_CHARTER)
		*rc = charter_read(log, node);
	if (!why && !*rc)
		*rc = make_below(log, node);
	return why;
}

int accept_node(struct log *log, struct node *node, bool check_sig,
		const char **why)
{
	struct rec *r = &node->rec;
	struct header h;
	struct error err;
	uint8_t id[ID_LEN];
	int rc = 0;

	*why = NULL;
	header_id(id, r->hdr, r->hdr_len);
	if (memcmp(id, r->id, ID_LEN) != 0)
		*why = _("header and id differ");
	else if (header_decode(&h, r->hdr, r->hdr_len, &err))
		*why = _("malformed header");
	if (*why)
		return ERR_CORRUPT;
	r->lamport = h.lamport;
	r->kind = h.kind;
	r->author = r->hdr + 56;
	node->author = graph_author(log, r->author);
	if (!node->author)
		return ERR_NOMEM;
	*why = bad_record(log, node, &h, check_sig, &rc);
	if (!*why && !rc)
		*why = bad_place(log, node, &h, &rc);
	if (!*why && !rc)
		rc = graph_add(log, node);
	if (rc == ERR_TOOBIG)
		*why = _("more changes of members than a case can hold");
	if (!*why && !rc)
		return 0;
	jread_free(node->doc);
	node->doc = NULL;
	if (!log->len)
		log->genesis = NULL;
	return *why ? ERR_CORRUPT : rc;
}
