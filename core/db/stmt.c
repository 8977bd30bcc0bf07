/* core/db/stmt.c - every SQL text the program runs on rows, by name. */
#include "core/db/private.h"

#include "core/base/tr.h"

static const char *const sql_text[SQL_END] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_ROLLBACK] = "ROLLBACK",
	[SQL_VERSION] = "PRAGMA data_version",
	[SQL_ROWS] = "SELECT n, id, hdr, sig, body FROM rec"
		     " WHERE n > ?1 ORDER BY n",
	[SQL_COUNT] = "SELECT count(*), max(n) FROM rec",
	[SQL_INSERT] = "INSERT INTO rec(id, hdr, sig, body)"
		       " VALUES(?1, ?2, ?3, ?4)",
	[SQL_DROP_BODY] = "UPDATE rec SET body = NULL WHERE n = ?1",
	[SQL_ATT_PUT] = "INSERT OR IGNORE INTO att(hash, data)"
			" VALUES(?1, ?2)",
	[SQL_ATT_GET] = "SELECT data FROM att WHERE hash = ?1",
	[SQL_ATT_HAS] = "SELECT count(*) FROM att WHERE hash = ?1",
	[SQL_ATT_DROP] = "DELETE FROM att WHERE hash = ?1",
	[SQL_ATT_EACH] = "SELECT hash, data FROM att ORDER BY hash",
};

int stmt_get(sqlite3_stmt **out, struct db *db, enum sql name,
	     struct error *err)
{
	sqlite3_stmt **st = &db->stmt[name];
	int rc = SQLITE_OK;

	if (!*st)
		rc = sqlite3_prepare_v3(db->sql, sql_text[name], -1,
					SQLITE_PREPARE_PERSISTENT, st, NULL);
	*out = *st;
	return rc ? db_fault(db, rc, err) : 0;
}

int stmt_run(struct db *db, sqlite3_stmt *st, struct error *err)
{
	int rc = sqlite3_step(st), rc2 = 0;

	if (rc != SQLITE_DONE && rc != SQLITE_ROW)
		rc2 = db_fault(db, rc, err);
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
	return rc2;
}

void stmt_release(struct db *db)
{
	for (int i = 0; i < SQL_END; i++) {
		sqlite3_finalize(db->stmt[i]);
		db->stmt[i] = NULL;
	}
}
