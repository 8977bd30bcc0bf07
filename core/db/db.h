/*
 * core/db/db.h - one case file as an SQLite database (docs/FILE-FORMAT.md).
 *
 * The only way to SQLite. A file is opened by fixed rules or refused with
 * the reason; it is never repaired. Writing takes the folder's lock queue
 * first, then SQLite's own lock, so that many people on one host neither
 * wait long nor lose a row.
 */
#ifndef STANCH_DB_DB_H
#define STANCH_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/env.h"
#include "core/base/error.h"
#include "core/base/str.h"

struct db; /* an open file */

enum db_flag {
	DB_READ_ONLY = 1, /* takes no write transaction; what a crash left
			     half written is still rolled back */
	DB_QUICK = 2,	  /* leaves out the check of the pages */
	DB_ANY_DISK = 4,  /* also on a network file system */
};

enum db_app { DB_CASE, DB_DRILL };

/* Opens an existing file. A name that ends in .case must hold a case, one
 * in .drill a drill. ERR_NOTFOUND, ERR_CORRUPT, ERR_INVALID (newer
 * version), ERR_REFUSED (network disk), ERR_IO, ERR_BUSY, ERR_NOMEM. */
int db_open(struct db **out, const char *path, unsigned flags,
	    const struct env *env, struct error *err);
/* NULL is fine. An open transaction is rolled back; what was being created
 * is removed. */
void db_close(struct db *db);
enum db_app db_app(const struct db *db);
const char *db_path(const struct db *db); /* real folder + name */
/* False if the file or its folder is read-only for us, or was asked so. */
bool db_can_write(const struct db *db);

/* Starts a new file in dir under a hidden name, inside one transaction. */
int db_create(struct db **out, const char *dir, enum db_app app,
	      const struct env *env, struct error *err);
/* Commits and closes what db_create() began and gives it its name, durably;
 * db is gone whatever comes back. ERR_REFUSED if the name is taken. */
int db_publish(struct db *db, const char *name, struct error *err);

/* A write transaction. ERR_BUSY after 10 s. */
int db_begin(struct db *db, struct error *err);
/* ERR_UNKNOWN: nobody knows whether it is in the file; open anew and look.
 * Any other error: it is not. The transaction is over either way. */
int db_commit(struct db *db, struct error *err);
void db_rollback(struct db *db);
/* True if another connection has committed since the last call. */
bool db_changed(struct db *db);

/* A row of rec. Pointers are borrowed: until the next row when reading. */
struct db_row {
	uint64_t n;
	const void *id, *hdr, *sig, *body; /* body NULL: purged */
	size_t id_len, hdr_len, sig_len, body_len;
};

/* Rows with n > after, ascending; a non-zero answer of fn stops and is
 * returned. fn must only copy: other writers wait meanwhile. */
int db_rows(struct db *db, uint64_t after,
	    int (*fn)(void *ctx, const struct db_row *row,
		      struct error *err),
	    void *ctx, struct error *err);
/* How many rows, and the greatest n. */
int db_count(struct db *db, uint64_t *rows, uint64_t *last,
	     struct error *err);
/* Adds a row inside a transaction; row->n is chosen by SQLite and put in. */
int db_insert(struct db *db, struct db_row *row, struct error *err);
/* Forgets a purged body inside a transaction. */
int db_drop_body(struct db *db, uint64_t n, struct error *err);

/* Attachments by the 32-byte hash of their stored bytes. Putting one that
 * is there is fine. */
int db_att_put(struct db *db, const void *hash, const void *data, size_t n,
	       struct error *err);
/* Appends the stored bytes. ERR_NOTFOUND. */
int db_att_get(struct str *out, struct db *db, const void *hash,
	       struct error *err);
bool db_att_has(struct db *db, const void *hash);
int db_att_drop(struct db *db, const void *hash, struct error *err);
/* Each attachment; data is borrowed until fn returns. */
int db_att_each(struct db *db,
		int (*fn)(void *ctx, const void *hash, size_t hash_len,
			  const void *data, size_t n, struct error *err),
		void *ctx, struct error *err);

/* Checks every page of the file, attachments too: a text for each fault to
 * fn. 0 even if there were faults. */
int db_check(struct db *db, void (*fn)(void *ctx, const char *text),
	     void *ctx, struct error *err);

#endif
