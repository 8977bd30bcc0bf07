/* core/log/load.c - rows of the file into memory, each one checked. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/log/private.h"

/* The label in a path: what commands are given. */
static void label_of(char *out, size_t size, const char *path)
{
	char *dot;

	str_copy(out, size, io_name(path));
	dot = strrchr(out, '.');
	if (dot)
		*dot = '\0';
}

static int corrupt(const struct log *log, uint64_t n, const char *why,
		   struct error *err)
{
	char label[64];

	label_of(label, sizeof(label), log->path);
	error_set(err, ERR_CORRUPT, _("record %llu: %s"),
		  (unsigned long long)n, why);
	error_where(err, _("%s was changed by something other than this "
			   "program. It was left as it is."), log->path);
	error_fix(err, _("Bring back a copy from a backup or a colleague; "
			 "keep this file as evidence. All faults: "
			 "stanch verify %s"), label);
	return ERR_CORRUPT;
}

static int take_row(void *ctx, const struct db_row *row, struct error *err)
{
	struct batch *b = ctx;
	int rc;

	if (b->log->len + b->len >= LOG_RECORDS)
		return error_set(err, ERR_TOOBIG,
				 _("%s: more than %d records"), b->log->path,
				 LOG_RECORDS);
	if (mem_reserve(&b->node, &b->cap, b->len + 1, sizeof(*b->node)))
		return error_nomem(err);
	rc = node_new(&b->node[b->len], b->log, row);
	if (rc == ERR_CORRUPT)
		return corrupt(b->log, row->n,
			       _("its signature has a wrong length"), err);
	if (rc)
		return error_nomem(err);
	b->len++;
	return 0;
}

int batch_read(struct batch *b, struct error *err)
{
	return db_rows(b->log->db, b->log->last_n, take_row, b, err);
}

/* H_n over them; where it meets what was seen before, signatures up to there
 * need no second check. */
static void chain_rows(struct log *log, const struct batch *b)
{
	for (size_t i = 0; i < b->len; i++) {
		const struct rec *r = &b->node[i]->rec;

		hash_add(log->sum, log->chain, HASH_LEN);
		hash_add(log->sum, r->id, ID_LEN);
		hash_add(log->sum, r->sig, SIG_LEN);
		hash_end(log->sum, log->chain);
		log->last_n = r->n;
		if (log->seen.known && r->n == log->seen.n &&
		    memcmp(log->chain, log->seen.chain, HASH_LEN) == 0)
			log->trusted_n = r->n;
	}
}

/* When each fresh row was first seen here: now, or a time noted then. On
 * the very first look at a case nobody can say when it came. */
static void set_first_seen(struct log *log, const struct batch *b)
{
	int64_t now = log->env->now(log->env->ctx);
	const struct seen *s = &log->seen;

	for (size_t i = 0; i < b->len; i++) {
		struct node *e = b->node[i];

		if (log->len || (s->known && e->rec.n > s->n))
			e->seen = now;
		for (size_t k = 0; k < s->got_len; k++)
			if (e->rec.n >= s->got[k].n1 &&
			    e->rec.n <= s->got[k].n2)
				e->seen = s->got[k].at;
	}
}

/* n of all rows are checked: whoever waits for it may want it no longer. */
static int tell(const struct log *log, size_t n, size_t all,
		struct error *err)
{
	const struct log_watch *w = &log->watch;

	if (!w->progress || n % LOG_SLICE || !w->progress(w->ctx, n, all))
		return 0;
	return error_set(err, ERR_CANCELLED, _("stopped"));
}

static int accept_rows(struct log *log, const struct batch *b,
		       struct error *err)
{
	bool check = !(log->flags & LOG_QUICK);
	bool every = (log->flags & LOG_VERIFY_ALL) != 0;
	const char *why;
	int rc = 0;

	for (size_t i = 0; !rc && i < b->len; i++) {
		struct node *e = b->node[i];

		rc = accept_node(log, e,
				 check && (every ||
					   e->rec.n > log->trusted_n),
				 &why);
		if (rc)
			return why ? corrupt(log, e->rec.n, why, err)
				   : error_nomem(err);
		rc = tell(log, i + 1, b->len, err);
	}
	return rc;
}

int load_settle(struct log *log, size_t from, struct error *err)
{
	bool moved;

	if (settle(log, from) || graph_sort(&moved, log, from) ||
	    flags_set(log, from, moved || from == 0))
		return error_nomem(err);
	log->reorder = log->reorder || moved;
	return 0;
}

/* The id a genesis row claims: enough to find the seen file. */
static int read_seen(struct log *log, const struct batch *b)
{
	if (log->len || !b->len || !log->seen_dir)
		return 0;
	return seen_read(log, b->node[0]->rec.id);
}

int load_reopen(struct log *log, struct error *err)
{
	return log->db ? 0
		       : db_open(&log->db, log->path,
				 log->flags & LOG_ANY_DISK ? DB_ANY_DISK : 0,
				 log->env, err);
}

int load_new(struct log *log, struct error *err)
{
	struct batch b = { .log = log };
	size_t from = log->len;
	int rc = load_reopen(log, err);

	if (rc)
		return rc;
	if (log->stale && log->len)
		return load_all(log, err);
	rc = batch_read(&b, err);
	if (!rc && read_seen(log, &b))
		rc = error_nomem(err);
	if (!rc) {
		chain_rows(log, &b);
		set_first_seen(log, &b);
		rc = accept_rows(log, &b, err);
	}
	if (!rc && b.len)
		rc = load_settle(log, from, err);
	if (rc)
		log->stale = true;
	mem_free(b.node);
	return rc;
}

int load_all(struct log *log, struct error *err)
{
	int rc;

	log_reset(log);
	rc = load_new(log, err);
	if (rc)
		return rc;
	log->stale = false;
	if (!log->len && !log->creating)
		return corrupt(log, 1, _("the first record of the case is "
					 "missing"), err);
	return 0;
}
