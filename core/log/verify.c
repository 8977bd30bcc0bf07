/*
 * core/log/verify.c - the whole file checked anew, every signature and every
 * attachment; goes on after a fault, so that all of them are named.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/log/private.h"

#define FORK_FROM 2000 /* records; fewer are quicker done alone */
#define PIPE_WAIT_MS 50

struct check {
	struct log *log;
	struct batch b;
	struct verify *out;
	bool *bad_sig;
	void (*fault)(void *ctx, const char *text);
	int (*progress)(void *ctx, uint64_t done, uint64_t all);
	void *ctx;
	uint64_t done;
	struct map att; /* hashes that a record names */
	pid_t child;
	int pipe;
};

static void tell(struct check *k, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static void tell(struct check *k, const char *fmt, ...)
{
	struct str s = { 0 };
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&s, fmt, ap);
	va_end(ap);
	k->out->faults++;
	if (k->fault)
		k->fault(k->ctx, str_text(&s));
	str_release(&s);
}

static void tell_text(void *ctx, const char *text)
{
	tell(ctx, _("pages of the file: %s"), text);
}

static int step(struct check *k, uint64_t n, struct error *err)
{
	k->done += n;
	if (k->progress && k->progress(k->ctx, k->done, 2 * k->b.len))
		return error_set(err, ERR_CANCELLED, _("stopped"));
	return 0;
}

static bool signature_holds(const struct rec *r)
{
	return r->hdr_len >= RECORD_HEADER &&
	       sig_verify(r->hdr + 56, r->sig, r->hdr, r->hdr_len);
}

/* Half of the signatures in a child: its answers come through a pipe, a
 * byte a record. Without a child the parent does them all. */
static void start_child(struct check *k, size_t from)
{
	int fd[2];

	if (k->b.len < FORK_FROM || pipe2(fd, O_CLOEXEC))
		return;
	k->child = fork();
	if (k->child == 0) {
		for (size_t i = from; i < k->b.len; i++) {
			char ok = signature_holds(&k->b.node[i]->rec) ? '+'
								      : '-';

			if (write(fd[1], &ok, 1) != 1)
				break;
		}
		_exit(0);
	}
	close(fd[1]);
	if (k->child > 0)
		k->pipe = fd[0];
	else
		close(fd[0]);
}

static void stop_child(struct check *k)
{
	if (k->child <= 0)
		return;
	close(k->pipe);
	kill(k->child, SIGKILL);
	while (waitpid(k->child, NULL, 0) < 0 && errno == EINTR)
		;
	k->child = 0;
}

/* Signatures [from, to) here. */
static int own_share(struct check *k, size_t from, size_t to,
		     struct error *err)
{
	int rc = 0;

	for (size_t i = from; i < to && !rc; i++) {
		k->bad_sig[i] = !signature_holds(&k->b.node[i]->rec);
		if (i % LOG_SLICE == LOG_SLICE - 1)
			rc = step(k, LOG_SLICE, err);
	}
	return rc;
}

/* The child's answers; where it died, its share is done here. */
static int child_share(struct check *k, size_t from, struct error *err)
{
	struct pollfd p = { .fd = k->pipe, .events = POLLIN };
	char ok[4096];
	ssize_t n = 1;
	int rc = 0;

	while (!rc && from < k->b.len && n > 0) {
		if (poll(&p, 1, PIPE_WAIT_MS) <= 0) {
			rc = step(k, 0, err);
			continue;
		}
		n = read(k->pipe, ok, sizeof(ok));
		for (ssize_t i = 0; i < n && from < k->b.len; i++)
			k->bad_sig[from++] = ok[i] != '+';
		rc = n > 0 ? step(k, (uint64_t)n, err) : 0;
	}
	stop_child(k);
	return rc ? rc : own_share(k, from, k->b.len, err);
}

static int check_signatures(struct check *k, struct error *err)
{
	size_t half = k->child > 0 ? k->b.len / 2 : k->b.len;
	int rc = own_share(k, 0, half, err);

	if (!rc && k->child > 0)
		rc = child_share(k, half, err);
	for (size_t i = 0; !rc && i < k->b.len; i++)
		if (k->bad_sig[i])
			tell(k, _("record %llu: the signature is not its "
				  "author's"),
			     (unsigned long long)k->b.node[i]->rec.n);
	k->out->signatures = k->b.len;
	return rc;
}

/* One record into the graph; one whose body is at fault goes in without it,
 * so that those that rest on it are not blamed as well. */
static int check_record(struct check *k, struct node *e)
{
	const char *why, *still;
	int rc = accept_node(k->log, e, false, &why);

	if (!why)
		return rc;
	tell(k, _("record %llu: %s"), (unsigned long long)e->rec.n, why);
	if (!e->rec.body)
		return 0;
	e->rec.body = NULL;
	e->faulty = true;
	rc = accept_node(k->log, e, false, &still);
	return still ? 0 : rc;
}

static int check_records(struct check *k, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; i < k->b.len && !rc; i++) {
		if (check_record(k, k->b.node[i]))
			return error_nomem(err);
		if (i % LOG_SLICE == LOG_SLICE - 1)
			rc = step(k, LOG_SLICE, err);
	}
	return rc ? rc : load_settle(k->log, 0, err);
}

/* The attachments a record names must be there, unless purged. */
static int named_attachments(struct check *k, const struct node *e)
{
	const struct jread *att = e->doc ? jread_get(e->doc, "att") : NULL;

	if (e->rec.kind == REC_CHARTER)
		return 0; /* in a purge: what is to go */
	for (size_t i = 0; i < jread_len(att); i++) {
		const char *hex = jread_str(jread_at(att, i), "hash");
		uint8_t *hash = arena_alloc(&k->log->arena, HASH_LEN);

		if (!hash || !hex_decode(hash, HASH_LEN, hex) ||
		    map_put(&k->att, hash, HASH_LEN, hash))
			return ERR_NOMEM;
		if (!db_att_has(k->log->db, hash))
			tell(k, _("record %llu: its attachment %.16s... is "
				  "missing"),
			     (unsigned long long)e->rec.n, hex);
	}
	return 0;
}

static void count_record(struct check *k, const struct node *e)
{
	const struct rec *r = &e->rec;
	struct verify *v = k->out;

	v->set_apart += r->state == REC_SET_APART;
	v->not_permitted += r->state == REC_NOT_PERMITTED;
	v->purged += r->state == REC_PURGED;
	v->unsound += !r->sound && r->body && r->kind != REC_SEALED;
	v->pinned += (r->flags & REC_PINNED) != 0;
	v->unsynced += (r->flags & REC_UNSYNCED) != 0;
	v->flagged += (r->flags & (REC_EARLY | REC_AHEAD | REC_STEPPED |
				   REC_LATE | REC_TWO_COPIES)) != 0;
	if (r->state == REC_PURGED && !e->faulty &&
	    !map_get(&k->log->purged, r->id, ID_LEN))
		tell(k, _("record %llu: its body is missing, and no owner "
			  "purged it"), (unsigned long long)r->n);
}

static int check_attachment(void *ctx, const void *hash, size_t hash_len,
			    const void *data, size_t n, struct error *err)
{
	struct check *k = ctx;
	uint8_t sum[HASH_LEN];
	char hex[HASH_HEX];

	hash_bytes(sum, n ? data : "", n);
	hex_encode(hex, hash, hash_len < HASH_LEN ? hash_len : HASH_LEN);
	k->out->attachments++;
	if (hash_len != HASH_LEN || memcmp(sum, hash, HASH_LEN) != 0)
		tell(k, _("attachment %.16s...: content and hash differ"),
		     hex);
	else if (!k->log->sealed && !k->out->purged && !k->out->faults &&
		 !map_get(&k->att, hash, HASH_LEN))
		tell(k, _("attachment %.16s...: no record names it"), hex);
	return step(k, 0, err);
}

static int check_rest(struct check *k, struct error *err)
{
	struct log *log = k->log;
	struct str text = { 0 };
	const char *wall = "-";
	int rc;

	k->out->records = log->len;
	for (size_t i = 0; i < log->order_len; i++) {
		const struct node *e = (const void *)log->order[i];

		count_record(k, e);
		if (e->doc)
			wall = jread_str(e->doc, "wall");
		if (named_attachments(k, e))
			return error_nomem(err);
	}
	rc = db_att_each(log->db, check_attachment, k, err);
	if (!rc && log->genesis)
		rc = log_checkpoint(&text, k->out->fingerprint, log, wall,
				    err);
	str_release(&text);
	if (k->b.len)
		log->last_n = k->b.node[k->b.len - 1]->rec.n;
	seen_compare(log);
	k->out->rolled_back = log->rolled_back;
	return rc;
}

static int run(struct check *k, struct error *err)
{
	struct log *log = k->log;
	int rc = db_check(log->db, tell_text, k, err);

	if (!rc)
		rc = batch_read(&k->b, err);
	if (!rc && !k->b.len)
		tell(k, _("record 1: the first record of the case is "
			  "missing"));
	if (rc || !k->b.len)
		return rc;
	k->bad_sig = mem_zalloc(k->b.len * sizeof(*k->bad_sig));
	if (!k->bad_sig ||
	    (log->seen_dir && seen_read(log, k->b.node[0]->rec.id)))
		return error_nomem(err);
	start_child(k, k->b.len / 2);
	rc = check_records(k, err);
	if (!rc)
		rc = check_signatures(k, err);
	if (!rc)
		rc = check_rest(k, err);
	stop_child(k);
	return rc;
}

int log_verify(struct verify *out, const char *path, const char *seen_dir,
	       const struct env *env,
	       void (*fault)(void *ctx, const char *text),
	       int (*progress)(void *ctx, uint64_t done, uint64_t all),
	       void *ctx, struct error *err)
{
	struct check k = { .out = out, .fault = fault, .progress = progress,
			   .ctx = ctx };
	struct error own;
	int rc;

	if (!err)
		err = &own;
	*out = (struct verify){ 0 };
	k.log = log_new(path, seen_dir, LOG_ANY_DISK, env);
	if (!k.log)
		return error_nomem(err);
	k.b.log = k.log;
	rc = db_open(&k.log->db, path, DB_QUICK | DB_ANY_DISK,
		     env, err);
	if (!rc) {
		k.log->kind = db_app(k.log->db) == DB_DRILL ? FILE_DRILL
							    : FILE_CASE;
		rc = run(&k, err);
	}
	if (rc == ERR_CORRUPT) { /* too bad to read on: that is the answer */
		tell(&k, "%s", err->what);
		error_clear(err);
		rc = 0;
	}
	mem_free(k.bad_sig);
	mem_free(k.b.node);
	map_release(&k.att);
	log_free(k.log);
	return rc;
}
