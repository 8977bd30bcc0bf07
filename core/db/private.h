/* core/db/private.h - what the files of core/db share. */
#ifndef STANCH_DB_PRIVATE_H
#define STANCH_DB_PRIVATE_H

#include <signal.h>
#include <sqlite3.h>

#include "core/db/db.h"

enum sql { /* rows of the table in stmt.c */
	SQL_BEGIN,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_VERSION,
	SQL_ROWS,
	SQL_COUNT,
	SQL_INSERT,
	SQL_DROP_BODY,
	SQL_ATT_PUT,
	SQL_ATT_GET,
	SQL_ATT_HAS,
	SQL_ATT_DROP,
	SQL_ATT_EACH,
	SQL_END
};

struct shim { /* the file system this connection sees: see vfs.c */
	sqlite3_vfs vfs;
	sqlite3_vfs *under;
	char *path, *journal;
	char name[32];
	bool registered;
};

struct db {
	sqlite3 *sql;
	struct shim shim;
	char *path; /* real folder + name */
	char *dir;
	const struct env *env;
	sqlite3_stmt *stmt[SQL_END];
	unsigned flags;
	enum db_app app;
	bool readonly, writing, creating;
	int lock;	   /* the folder's .lock, or -1 */
	bool stop_blocked; /* SIGTSTP was not blocked before we did */
	long waited_us;	   /* by the busy handler, this time */
	int64_t version;   /* PRAGMA data_version at the last look */
	uint64_t expected; /* bytes the header says the file has */
};

/* vfs.c */
int shim_init(struct shim *s, const char *path);
void shim_release(struct shim *s);

/* stmt.c: a statement by name, ready to bind. */
int stmt_get(sqlite3_stmt **out, struct db *db, enum sql name,
	     struct error *err);
/* Steps a statement that gives no row, and resets it. */
int stmt_run(struct db *db, sqlite3_stmt *st, struct error *err);
void stmt_release(struct db *db);

/* fault.c: what SQLite said, in words. */
int db_fault(struct db *db, int rc, struct error *err);

/* queue.c */
void queue_open(struct db *db);
void queue_enter(struct db *db);
void queue_leave(struct db *db);
int queue_busy(void *ctx, int tries);

/* rules.c: the steps of opening. */
int rules_probe(struct db *db, struct error *err);
int rules_open(struct db *db, int flags, struct error *err);
int rules_harden(struct db *db, struct error *err);
int rules_app(struct db *db, struct error *err);
int rules_schema(struct db *db, struct error *err);
int rules_pages(struct db *db, struct error *err);
int rules_lock_down(struct db *db, struct error *err);
int rules_build(struct db *db, struct error *err);

#endif
