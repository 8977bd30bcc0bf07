/*
 * core/log/append.c - new records: built, signed, written, read back.
 *
 * All inside one transaction, after everything newer was read: so a record
 * names every tip there is, and whether it is still wanted is asked again
 * with the others' work in view.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/jwrite.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/log/private.h"

static const char *const own_members[] = { "t",	  "wall",  "boot", "mono",
					   "ntp", "clock", "on",   "over" };

struct draft { /* one record on its way */
	const struct device *by;
	struct entry *e;
	struct header h;
	struct str body;
	uint8_t hdr[RECORD_HEADER + ID_LEN * RECORD_DEPS];
	size_t hdr_len;
	uint8_t sig[SIG_LEN];
};

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, ID_LEN);
}

static void write_over(struct jwrite *w, const struct entry *e)
{
	uint8_t ids[RECORD_DEPS][ID_LEN];
	size_t n = e->over_count;

	if (n)
		memcpy(ids, e->over, n * ID_LEN);
	qsort(ids, n, ID_LEN, by_bytes);
	jwrite_str(w, "on", e->on);
	jwrite_array(w, "over");
	for (size_t i = 0; i < n; i++)
		if (!i || memcmp(ids[i - 1], ids[i], ID_LEN) != 0)
			jwrite_hex(w, NULL, ids[i], ID_LEN);
	jwrite_end(w);
}

static void write_att(struct jwrite *w, const struct entry *e)
{
	uint8_t sum[HASH_LEN];

	jwrite_array(w, "att");
	for (size_t i = 0; i < e->att_count; i++) {
		const struct log_att *a = &e->att[i];

		hash_bytes(sum, a->data, a->len);
		jwrite_object(w, NULL);
		jwrite_hex(w, "hash", sum, sizeof(sum));
		jwrite_int(w, "len", (int64_t)a->len);
		jwrite_hex(w, "sha256", sum, sizeof(sum));
		if (a->name)
			jwrite_str(w, "name", a->name);
		if (a->type)
			jwrite_str(w, "type", a->type);
		jwrite_end(w);
	}
	jwrite_end(w);
}

/* What every body says about its time and place. */
static void write_common(struct jwrite *w, const struct log *log,
			 const struct draft *d)
{
	const struct env *env = log->env;
	char wall[TIME_TEXT];
	uint8_t boot[HASH_LEN];

	time_wall(wall, env->now(env->ctx), env->zone);
	hash_add(log->sum, "stanch-boot-v1", 14);
	hash_add(log->sum, device_key(d->by), KEY_LEN);
	if (env->boot_id)
		hash_add(log->sum, env->boot_id, strlen(env->boot_id));
	hash_end(log->sum, boot);
	jwrite_str(w, "t", d->e->type);
	jwrite_str(w, "wall", wall);
	jwrite_hex(w, "boot", boot, 8);
	jwrite_int(w, "mono", env->mono(env->ctx));
	jwrite_bool(w, "ntp", env->ntp(env->ctx));
	if (env->pinned)
		jwrite_str(w, "clock", "set");
	if (d->e->on)
		write_over(w, d->e);
	if (d->e->att_count)
		write_att(w, d->e);
}

struct copying {
	struct jwrite *w;
	bool has_att; /* written already */
};

static bool copy_member(void *ctx, const char *name,
			const struct jread *value)
{
	const struct copying *c = ctx;

	if (c->has_att && strcmp(name, "att") == 0)
		return false;
	for (size_t i = 0; i < sizeof(own_members) / sizeof(*own_members);
	     i++)
		if (strcmp(name, own_members[i]) == 0)
			return false;
	jwrite_copy(c->w, name, value);
	return true;
}

static int write_members(struct jwrite *w, const struct entry *e,
			 struct error *err)
{
	struct copying c = { w, e->att_count > 0 };
	struct jread *doc;
	int rc = jread_parse(&doc, e->members, strlen(e->members), 8, err);

	if (rc)
		return rc;
	if (!jread_each(doc, copy_member, &c))
		rc = error_set(err, ERR_INVALID,
			       _("a member that every record has stands "
				 "among the further ones"));
	jread_free(doc);
	return rc;
}

static int check_entry(const struct entry *e, struct error *err)
{
	if (e->over_count > RECORD_DEPS)
		return error_set(err, ERR_TOOBIG,
				 _("a record replaces at most %d others"),
				 RECORD_DEPS);
	for (size_t i = 0; i < e->att_count; i++)
		if (e->att[i].len > ATT_PIECE)
			return error_set(err, ERR_TOOBIG,
					 _("an attachment of %zu bytes; one "
					   "piece holds at most 8 MiB"),
					 e->att[i].len);
	return 0;
}

static int build_body(struct draft *d, const struct log *log,
		      struct error *err)
{
	struct jwrite *w;
	int rc = check_entry(d->e, err);

	if (rc)
		return rc;
	w = jwrite_new();
	if (!w)
		return error_nomem(err);
	write_common(w, log, d);
	if (d->e->members)
		rc = write_members(w, d->e, err);
	if (!rc)
		rc = jwrite_text(&d->body, w, err);
	jwrite_free(w);
	if (!rc && d->body.len > RECORD_BODY) {
		error_set(err, ERR_TOOBIG,
			  _("the entry has %zu bytes; one record holds at "
			    "most %d"), d->body.len, RECORD_BODY);
		error_fix(err, _("Shorten it, or add the long text as a file: "
				 "stanch evidence add"));
		rc = ERR_TOOBIG;
	}
	return rc;
}

static void sort_tips(const struct log *log, struct header *h)
{
	uint64_t greatest = 0;

	h->ndeps = (unsigned)log->tip_len;
	for (size_t i = 0; i < log->tip_len; i++) {
		memcpy(h->deps[i], log->tips[i]->rec.id, ID_LEN);
		if (log->tips[i]->rec.lamport > greatest)
			greatest = log->tips[i]->rec.lamport;
	}
	h->lamport = greatest + 1;
	qsort(h->deps, h->ndeps, ID_LEN, by_bytes);
}

static int by_order(const void *a, const void *b)
{
	const struct node *const *x = a, *const *y = b;

	return graph_compare(*x, *y);
}

/* The first 64 tips in order, for a join. */
static int first_tips(const struct log *log, struct header *h)
{
	struct node **tips = mem_alloc(log->tip_len * sizeof(*tips));

	if (!tips)
		return ERR_NOMEM;
	memcpy(tips, log->tips, log->tip_len * sizeof(*tips));
	qsort(tips, log->tip_len, sizeof(*tips), by_order);
	h->ndeps = RECORD_DEPS;
	for (size_t i = 0; i < RECORD_DEPS; i++)
		memcpy(h->deps[i], tips[i]->rec.id, ID_LEN);
	h->lamport = tips[RECORD_DEPS - 1]->rec.lamport + 1;
	qsort(h->deps, h->ndeps, ID_LEN, by_bytes);
	mem_free(tips);
	return 0;
}

static int build_header(struct draft *d, const struct log *log,
			struct error *err)
{
	struct header *h = &d->h;

	h->file = log->kind;
	h->kind = d->e->kind;
	h->body_len = (uint32_t)d->body.len;
	memcpy(h->author, device_key(d->by), KEY_LEN);
	hash_bytes(h->body_hash, d->body.p, d->body.len);
	if (log->genesis)
		memcpy(h->case_id, log->genesis->rec.id, ID_LEN);
	if (log->tip_len > RECORD_DEPS) {
		if (first_tips(log, h))
			return error_nomem(err);
	} else {
		sort_tips(log, h);
	}
	d->hdr_len = header_encode(d->hdr, h);
	header_id(d->e->id, d->hdr, d->hdr_len);
	device_sign(d->sig, d->by, d->hdr, d->hdr_len);
	return 0;
}

static int put_attachments(struct log *log, const struct entry *e,
			   struct error *err)
{
	uint8_t sum[HASH_LEN];
	int rc = 0;

	for (size_t i = 0; i < e->att_count && !rc; i++) {
		hash_bytes(sum, e->att[i].data, e->att[i].len);
		rc = db_att_put(log->db, sum, e->att[i].data, e->att[i].len,
				err);
	}
	return rc;
}

/* Purging is the one change a stored record can undergo; it is made in the
 * transaction that says so. */
static int carry_out_purge(struct log *log, const uint8_t id[ID_LEN],
			   struct error *err)
{
	const struct node *p = map_get(&log->by_id, id, ID_LEN);
	const struct charter *c = p ? p->charter : NULL;
	int rc = 0;

	if (!c || c->type != CHARTER_PURGE || !c->effective)
		return 0;
	for (size_t i = 0; i < c->id_count && !rc; i++) {
		const struct node *x = map_get(&log->by_id, c->ids[i],
					       ID_LEN);

		if (x && x->rec.kind != REC_CHARTER)
			rc = db_drop_body(log->db, x->rec.n, err);
	}
	for (size_t i = 0; i < c->att_count && !rc; i++)
		rc = db_att_drop(log->db, c->att[i], err);
	return rc;
}

static int check_written(const struct log *log, const struct entry *e,
			 struct error *err)
{
	const struct rec *r = log_find(log, e->id);

	if (!r)
		return error_set(err, ERR_CORRUPT,
				 _("%s: what was written does not read back"),
				 log->path);
	if (!r->sound)
		return error_set(err, ERR_INVALID,
				 _("\"%.40s\": the entry breaks a rule of the "
				   "format"), e->type);
	return 0;
}

static int write_one(struct log *log, struct entry *e,
		     const struct device *by, struct error *err)
{
	struct draft d = { .by = by, .e = e };
	struct db_row row;
	int rc = build_body(&d, log, err);

	if (!rc)
		rc = build_header(&d, log, err);
	if (!rc)
		rc = put_attachments(log, e, err);
	if (!rc) {
		row = (struct db_row){ 0, e->id, d.hdr, d.sig, d.body.p,
				       ID_LEN, d.hdr_len, SIG_LEN,
				       d.body.len };
		rc = db_insert(log->db, &row, err);
	}
	if (!rc) /* what the file now says, checked like anybody's */
		rc = load_new(log, err);
	if (!rc)
		rc = check_written(log, e, err);
	if (!rc && e->kind == REC_CHARTER)
		rc = carry_out_purge(log, e->id, err);
	str_release(&d.body);
	return rc;
}

static int join_tips(struct log *log, const struct device *by,
		     struct error *err)
{
	int rc = 0;

	while (!rc && log->tip_len > RECORD_DEPS) {
		struct entry join = { .kind = REC_CHARTER, .type = "join" };

		rc = write_one(log, &join, by, err);
	}
	return rc;
}

static int no_role(const struct log *log, const uint8_t *key,
		   struct error *err)
{
	char tag[TAG_LEN];

	key_tag(tag, key);
	error_set(err, ERR_REFUSED,
		  _("this device (%s) is no member of %s"), tag, log->label);
	error_where(err, _("It can read the case but not write to it."));
	error_fix(err, _("An owner admits it: stanch case member add %s %s"),
		  log->label, tag);
	return ERR_REFUSED;
}

/* Whether this device may write these, as the case now stands. */
static int check_role(const struct log *log, const struct entry *entries,
		      size_t count, const uint8_t *key, struct error *err)
{
	enum member_role role;

	if (!log->genesis) /* the very first record */
		return 0;
	role = log_role(log, key);
	if (role == ROLE_NONE)
		return no_role(log, key, err);
	for (size_t i = 0; i < count; i++) {
		const struct entry *e = &entries[i];
		bool halt = e->members && strstr(e->members, "\"halt\"");

		if (role_permits(role, log->kind, e->kind, e->type, halt))
			continue;
		error_set(err, ERR_REFUSED,
			  _("your role in %s does not allow \"%s\""),
			  log->label, e->type);
		error_fix(err, _("Ask an owner: stanch case member list %s"),
			  log->label);
		return ERR_REFUSED;
	}
	return 0;
}

static int write_all(struct log *log, struct entry *entries, size_t count,
		     const struct device *by, struct error *err)
{
	int rc = join_tips(log, by, err);

	for (size_t i = 0; i < count && !rc; i++)
		rc = write_one(log, &entries[i], by, err);
	return rc;
}

/* It could not even be opened again: the one case in which nobody knows. */
static int nobody_knows(const struct log *log, struct error *err)
{
	struct error why = *err;

	error_set(err, ERR_UNKNOWN,
		  _("%s: whether the entry was recorded is not known"),
		  log->path);
	error_where(err, "%s", why.what);
	error_fix(err, _("When the disk answers again, look whether it is "
			 "there before you write it anew: stanch timeline %s"),
		  log->label);
	return ERR_UNKNOWN;
}

/* After a COMMIT that ended in an error: is it in the file or not? */
static int find_out(struct log *log, const struct entry *entries,
		    size_t count, struct error *err)
{
	struct error why = *err;

	db_close(log->db);
	log->db = NULL;
	log->stale = true;
	if (load_new(log, err))
		return nobody_knows(log, err);
	for (size_t i = 0; i < count; i++)
		if (!log_find(log, entries[i].id)) {
			*err = why;
			err->code = ERR_IO;
			error_where(err, _("Nothing was recorded; your text "
					   "is still there."));
			return ERR_IO;
		}
	error_clear(err);
	return 0;
}

/* Nothing of ours is in the file: nor may it stay in memory. */
static int give_up(struct log *log, int rc)
{
	struct error ignored;

	if (log->creating)
		return rc;
	db_rollback(log->db);
	log->stale = true;
	load_all(log, &ignored);
	return rc;
}

static int may_write(const struct log *log, struct error *err)
{
	const char *why;

	if (log->creating || log_can_write(log, &why))
		return 0;
	error_set(err, ERR_REFUSED, _("%s cannot be written to: %s"),
		  log->label, why);
	error_fix(err, _("Look at the permissions: ls -l %s"), log->path);
	return ERR_REFUSED;
}

int log_append(struct log *log, struct entry *entries, size_t count,
	       const struct device *by,
	       int (*still)(void *ctx, struct log *log, struct error *err),
	       void *ctx, struct error *err)
{
	struct error own;
	size_t before;
	int rc;

	if (!err)
		err = &own;
	rc = load_reopen(log, err);
	if (!rc)
		rc = may_write(log, err);
	if (!rc && !log->creating)
		rc = db_begin(log->db, err);
	if (rc)
		return rc;
	rc = load_new(log, err);
	before = log->len;
	if (!rc)
		rc = check_role(log, entries, count, device_key(by), err);
	if (!rc && still)
		rc = still(ctx, log, err);
	if (!rc)
		rc = write_all(log, entries, count, by, err);
	if (rc && log->len == before && !log->stale && !log->creating) {
		db_rollback(log->db); /* nothing in memory to take back */
		return rc;
	}
	if (rc)
		return give_up(log, rc);
	if (!log->creating) {
		rc = db_commit(log->db, err);
		if (rc == ERR_UNKNOWN)
			rc = find_out(log, entries, count, err);
		else if (rc)
			return give_up(log, rc);
	}
	if (!rc)
		seen_save(log);
	return rc;
}
