/* core/log/log.c - open, create, read. */
#include "core/log/log.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/base/jwrite.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/log/private.h"

static unsigned db_flags(unsigned flags)
{
	return (flags & LOG_READ_ONLY ? DB_READ_ONLY : 0u) |
	       (flags & LOG_QUICK ? DB_QUICK : 0u) |
	       (flags & LOG_ANY_DISK ? DB_ANY_DISK : 0u);
}

int log_open(struct log **out, const char *path, const char *seen_dir,
	     unsigned flags, const struct env *env, struct error *err)
{
	static const struct log_watch nobody;

	return log_open_watched(out, path, seen_dir, flags, env, &nobody,
				err);
}

int log_open_watched(struct log **out, const char *path, const char *seen_dir,
		     unsigned flags, const struct env *env,
		     const struct log_watch *watch, struct error *err)
{
	struct log *log = log_new(path, seen_dir, flags, env);
	int rc;

	*out = NULL;
	if (!log)
		return error_nomem(err);
	rc = db_open(&log->db, path, db_flags(flags), env, err);
	if (!rc) {
		log->kind = db_app(log->db) == DB_DRILL ? FILE_DRILL
							: FILE_CASE;
		log->watch = *watch;
		rc = load_all(log, err);
		log->watch = (struct log_watch){0};
	}
	if (rc) {
		log_free(log);
		return rc;
	}
	seen_compare(log);
	log->reported = log->len;
	log->reorder = false;
	*out = log;
	return 0;
}

void log_close(struct log *log)
{
	if (!log)
		return;
	seen_save(log);
	log_free(log);
}

/* The members of the first record: nonce, seal, label, owners. */
static int genesis_members(struct str *out, const char *label,
			   const uint8_t (*owners)[KEY_LEN], size_t count,
			   const struct env *env, struct error *err)
{
	struct jwrite *w = jwrite_new();
	uint8_t nonce[32];
	int rc = 0;

	if (!w)
		return error_nomem(err);
	if (env->random(env->ctx, nonce, sizeof(nonce)))
		rc = error_set(err, ERR_IO, _("no random bytes to be had"));
	jwrite_hex(w, "nonce", nonce, sizeof(nonce));
	jwrite_bool(w, "seal", false);
	jwrite_str(w, "label", label);
	jwrite_array(w, "owners");
	for (size_t i = 0; i < count; i++) {
		jwrite_object(w, NULL);
		jwrite_hex(w, "dev", owners[i], KEY_LEN);
		jwrite_end(w);
	}
	jwrite_end(w);
	if (!rc)
		rc = jwrite_text(out, w, err);
	jwrite_free(w);
	return rc;
}

static int write_first(struct log *log, const char *label,
		       const uint8_t (*owners)[KEY_LEN], size_t count,
		       const struct device *by, struct error *err)
{
	struct entry e = { .kind = REC_CHARTER, .type = "case.open" };
	struct str members = { 0 };
	int rc = genesis_members(&members, label, owners, count, log->env,
				 err);

	e.members = str_text(&members);
	if (!rc)
		rc = log_append(log, &e, 1, by, NULL, NULL, err);
	str_release(&members);
	return rc;
}

int log_create(struct log **out, const char *dir, const char *label,
	       enum file_kind kind, const uint8_t (*owners)[KEY_LEN],
	       size_t owner_count, const struct device *by,
	       int (*more)(void *ctx, struct log *log, struct error *err),
	       void *ctx, const char *seen_dir, const struct env *env,
	       struct error *err)
{
	struct log *log;
	struct str name = { 0 }, path = { 0 };
	int rc;

	*out = NULL;
	str_addf(&name, "%s.%s", label,
		 kind == FILE_DRILL ? "drill" : "case");
	str_addf(&path, "%s/%s", dir, str_text(&name));
	log = log_new(str_text(&path), NULL, 0, env);
	if (!log || name.failed || path.failed) {
		rc = error_nomem(err);
		goto end;
	}
	log->kind = kind;
	log->creating = true;
	rc = db_create(&log->db, dir,
		       kind == FILE_DRILL ? DB_DRILL : DB_CASE, env, err);
	if (!rc)
		rc = write_first(log, label, owners, owner_count, by, err);
	if (!rc && more)
		rc = more(ctx, log, err);
	if (!rc) {
		rc = db_publish(log->db, name.p, err);
		log->db = NULL;
	}
	if (!rc)
		rc = log_open(out, path.p, seen_dir, 0, env, err);
	if (!rc)
		seen_save(*out);
end:
	log_free(log);
	str_release(&name);
	str_release(&path);
	return rc;
}

const uint8_t *log_case_id(const struct log *log)
{
	return log->case_id;
}

enum file_kind log_kind(const struct log *log)
{
	return log->kind;
}

const char *log_path(const struct log *log)
{
	return log->path;
}

const char *log_label(const struct log *log)
{
	return log->label;
}

bool log_can_write(const struct log *log, const char **why)
{
	const char *no = NULL;

	if (log->flags & LOG_READ_ONLY)
		no = _("it was opened to be read only");
	else if (log->db && !db_can_write(log->db))
		no = _("the file or its folder is read-only for you");
	else if (log->sealed)
		no = _("it is sealed, and this version cannot write sealed "
		       "records");
	if (why)
		*why = no;
	return !no;
}

const struct rec *const *log_records(const struct log *log, size_t *count)
{
	*count = log->order_len;
	return log->order;
}

const struct rec *log_find(const struct log *log, const uint8_t id[ID_LEN])
{
	const struct node *node = map_get(&log->by_id, id, ID_LEN);

	return node ? &node->rec : NULL;
}

int log_find_prefix(const struct rec **out, const struct log *log,
		    const char *hex, struct error *err)
{
	size_t n = strlen(hex), found = 0;
	char id[ID_HEX];

	*out = NULL;
	for (size_t i = 0; n >= 4 && i < log->order_len; i++) {
		hex_encode(id, log->order[i]->id, ID_LEN);
		if (strncmp(id, hex, n) == 0) {
			*out = log->order[i];
			found++;
		}
	}
	if (found == 1)
		return 0;
	*out = NULL;
	if (n < 4 || found > 1) {
		error_set(err, ERR_USAGE,
			  _("\"%.80s\": more than one entry begins so"), hex);
		error_fix(err, _("Give more digits of the id (at least 4)."));
		return ERR_USAGE;
	}
	error_set(err, ERR_NOTFOUND, _("\"%.80s\": no entry begins so"), hex);
	error_fix(err, _("To see their ids: stanch timeline %s"), log->label);
	return ERR_NOTFOUND;
}

static const struct node *node_of(const struct rec *r)
{
	return (const struct node *)(const void *)r;
}

bool log_before(const struct log *log, const struct rec *a,
		const struct rec *b)
{
	return a == b || graph_in_past(log, node_of(a), node_of(b));
}

const struct member *log_members(const struct log *log, size_t *count)
{
	*count = log->member_len;
	return log->members;
}

enum member_role log_role(const struct log *log, const uint8_t dev[KEY_LEN])
{
	for (size_t i = 0; i < log->member_len; i++) {
		const struct member *m = &log->members[i];

		if (memcmp(m->dev, dev, KEY_LEN) == 0)
			return m->removed ? ROLE_NONE : m->role;
	}
	return ROLE_NONE;
}

uint64_t log_rolled_back(const struct log *log)
{
	return log->rolled_back;
}

bool log_changed(struct log *log)
{
	return !log->db || db_changed(log->db) || log->stale ||
	       log->reported != log->len;
}

int log_refresh(struct log *log, size_t *added, bool *reorder,
		struct error *err)
{
	int rc;

	arena_release(&log->older);
	arena_move(&log->older, &log->old);
	rc = load_new(log, err);
	if (rc)
		return rc;
	if (added)
		*added = log->len - log->reported;
	if (reorder)
		*reorder = log->reorder;
	log->reported = log->len;
	log->reorder = false;
	return 0;
}

int log_body(struct jread **out, const struct rec *rec, struct error *err)
{
	struct node *node = (struct node *)(uintptr_t)rec;

	*out = node->doc;
	node->doc = NULL;
	if (*out)
		return 0;
	if (!rec->sound)
		return error_set(err, ERR_INVALID,
				 _("record %llu: its body cannot be read"),
				 (unsigned long long)rec->n);
	return jread_parse(out, rec->body, rec->body_len, 8, err);
}
