/* core/db/rows.c - the rows of a case file, read and added. */
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/db/private.h"

#define ROW_MAX 8454144 /* as SQLITE_LIMIT_LENGTH in rules.c */

static void row_read(struct db_row *row, sqlite3_stmt *st)
{
	row->n = (uint64_t)sqlite3_column_int64(st, 0);
	row->id = sqlite3_column_blob(st, 1);
	row->id_len = (size_t)sqlite3_column_bytes(st, 1);
	row->hdr = sqlite3_column_blob(st, 2);
	row->hdr_len = (size_t)sqlite3_column_bytes(st, 2);
	row->sig = sqlite3_column_blob(st, 3);
	row->sig_len = (size_t)sqlite3_column_bytes(st, 3);
	row->body = sqlite3_column_blob(st, 4);
	row->body_len = (size_t)sqlite3_column_bytes(st, 4);
}

int db_rows(struct db *db, uint64_t after,
	    int (*fn)(void *ctx, const struct db_row *row,
		      struct error *err),
	    void *ctx, struct error *err)
{
	struct db_row row;
	sqlite3_stmt *st;
	int said = SQLITE_DONE, rc = stmt_get(&st, db, SQL_ROWS, err);

	if (rc)
		return rc;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)after);
	while (!rc && (said = sqlite3_step(st)) == SQLITE_ROW) {
		row_read(&row, st);
		rc = fn(ctx, &row, err);
	}
	if (!rc && said != SQLITE_DONE)
		rc = db_fault(db, said, err);
	/* However it ended, no reader stays open behind it. */
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
	return rc;
}

int db_count(struct db *db, uint64_t *rows, uint64_t *last,
	     struct error *err)
{
	sqlite3_stmt *st;
	int said, rc = stmt_get(&st, db, SQL_COUNT, err);

	if (rc)
		return rc;
	said = sqlite3_step(st);
	if (said == SQLITE_ROW) {
		*rows = (uint64_t)sqlite3_column_int64(st, 0);
		*last = (uint64_t)sqlite3_column_int64(st, 1);
	} else {
		rc = db_fault(db, said, err);
	}
	sqlite3_reset(st);
	return rc;
}

int db_insert(struct db *db, struct db_row *row, struct error *err)
{
	sqlite3_stmt *st;
	int rc = stmt_get(&st, db, SQL_INSERT, err);

	if (rc)
		return rc;
	sqlite3_bind_blob(st, 1, row->id, (int)row->id_len, SQLITE_STATIC);
	sqlite3_bind_blob(st, 2, row->hdr, (int)row->hdr_len, SQLITE_STATIC);
	sqlite3_bind_blob(st, 3, row->sig, (int)row->sig_len, SQLITE_STATIC);
	if (row->body)
		sqlite3_bind_blob(st, 4, row->body, (int)row->body_len,
				  SQLITE_STATIC);
	rc = stmt_run(db, st, err);
	row->n = (uint64_t)sqlite3_last_insert_rowid(db->sql);
	return rc;
}

int db_drop_body(struct db *db, uint64_t n, struct error *err)
{
	sqlite3_stmt *st;
	int rc = stmt_get(&st, db, SQL_DROP_BODY, err);

	if (rc)
		return rc;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)n);
	return stmt_run(db, st, err);
}

int db_att_put(struct db *db, const void *hash, const void *data, size_t n,
	       struct error *err)
{
	sqlite3_stmt *st;
	int rc = stmt_get(&st, db, SQL_ATT_PUT, err);

	if (rc)
		return rc;
	if (n > ROW_MAX)
		return error_set(err, ERR_TOOBIG,
				 _("an attachment of %zu bytes; one piece "
				   "holds at most 8 MiB"), n);
	sqlite3_bind_blob(st, 1, hash, 32, SQLITE_STATIC);
	sqlite3_bind_blob(st, 2, n ? data : "", (int)n, SQLITE_STATIC);
	return stmt_run(db, st, err);
}

int db_att_get(struct str *out, struct db *db, const void *hash,
	       struct error *err)
{
	sqlite3_stmt *st;
	int said, rc = stmt_get(&st, db, SQL_ATT_GET, err);

	if (rc)
		return rc;
	sqlite3_bind_blob(st, 1, hash, 32, SQLITE_STATIC);
	said = sqlite3_step(st);
	if (said == SQLITE_ROW) {
		str_addn(out, sqlite3_column_blob(st, 0),
			 (size_t)sqlite3_column_bytes(st, 0));
		rc = out->failed ? error_nomem(err) : 0;
	} else if (said == SQLITE_DONE) {
		rc = error_set(err, ERR_NOTFOUND,
			       _("%s: the attachment is not in the file"),
			       db->path);
	} else {
		rc = db_fault(db, said, err);
	}
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
	return rc;
}

bool db_att_has(struct db *db, const void *hash)
{
	sqlite3_stmt *st;
	bool has;

	if (stmt_get(&st, db, SQL_ATT_HAS, NULL))
		return false;
	sqlite3_bind_blob(st, 1, hash, 32, SQLITE_STATIC);
	has = sqlite3_step(st) == SQLITE_ROW &&
	      sqlite3_column_int64(st, 0) > 0;
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
	return has;
}

int db_att_drop(struct db *db, const void *hash, struct error *err)
{
	sqlite3_stmt *st;
	int rc = stmt_get(&st, db, SQL_ATT_DROP, err);

	if (rc)
		return rc;
	sqlite3_bind_blob(st, 1, hash, 32, SQLITE_STATIC);
	return stmt_run(db, st, err);
}

int db_att_each(struct db *db,
		int (*fn)(void *ctx, const void *hash, size_t hash_len,
			  const void *data, size_t n, struct error *err),
		void *ctx, struct error *err)
{
	sqlite3_stmt *st;
	int said = SQLITE_DONE, rc = stmt_get(&st, db, SQL_ATT_EACH, err);

	if (rc)
		return rc;
	while (!rc && (said = sqlite3_step(st)) == SQLITE_ROW)
		rc = fn(ctx, sqlite3_column_blob(st, 0),
			(size_t)sqlite3_column_bytes(st, 0),
			sqlite3_column_blob(st, 1),
			(size_t)sqlite3_column_bytes(st, 1), err);
	if (!rc && said != SQLITE_DONE)
		rc = db_fault(db, said, err);
	sqlite3_reset(st);
	return rc;
}

int db_check(struct db *db, void (*fn)(void *ctx, const char *text),
	     void *ctx, struct error *err)
{
	sqlite3_stmt *st = NULL;
	const char *text;
	int said, rc = 0;

	sqlite3_set_authorizer(db->sql, NULL, NULL);
	said = sqlite3_prepare_v2(db->sql, "PRAGMA integrity_check", -1, &st,
				  NULL);
	while (!said && (said = sqlite3_step(st)) == SQLITE_ROW) {
		text = (const char *)sqlite3_column_text(st, 0);
		if (text && !str_eq(text, "ok"))
			fn(ctx, text);
		said = 0;
	}
	if (said != SQLITE_DONE)
		rc = db_fault(db, said, err);
	sqlite3_finalize(st);
	if (rules_lock_down(db, rc ? NULL : err) && !rc)
		rc = ERR_FAILED;
	return rc;
}
