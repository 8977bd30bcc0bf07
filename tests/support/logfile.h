/*
 * tests/support/logfile.h - case files for tests: made by the program, made
 * record by record as an attacker would, and tampered with by plain SQL.
 */
#ifndef STANCH_TESTS_LOGFILE_H
#define STANCH_TESTS_LOGFILE_H

#include "core/db/db.h"
#include "core/id/device.h"
#include "core/log/log.h"
#include "tests/support/fixture.h"

#define LOGFILE_LABEL "INC-2026-014"

/* A new case in f->dir, owned by `by`; open. */
struct log *logfile_new(struct fixture *f, const struct device *by);
/* <dir>/INC-2026-014.case */
const char *logfile_path(struct fixture *f);
/* Appends one event; members may be NULL. Its id goes to id (may be NULL). */
void logfile_add(struct fixture *f, struct log *log, const struct device *by,
		 enum record_kind kind, const char *type,
		 const char *members, uint8_t *id);
/* Runs SQL on the file as any program could; bytes may be named x'..'. */
void logfile_sql(struct fixture *f, const char *sql);
void logfile_sql_at(const char *path, const char *sql);
/* Overwrites bytes of the file. */
void logfile_poke(struct fixture *f, long at, const void *bytes, size_t n);

/* A closed case of n records by fixture_device(0), written at once. */
void logfile_long(struct fixture *f, size_t n);

/* A record made by hand: whatever is asked for, signed. */
struct craft {
	struct header h;
	const struct device *by;
	const char *body;
	uint8_t id[ID_LEN];
};
/* Fills hash, length, author and signs; gives the row, valid until the next
 * call. */
struct db_row craft_row(struct craft *c);
/* A minimal sound body of that type, with further members ("" or
 * ",\"a\":1"). Until fixture_down(). */
const char *craft_body(struct fixture *f, const char *type,
		       const char *more);
/* Puts rows into a new file at logfile_path(). */
void craft_file(struct fixture *f, const struct db_row *rows, size_t n);

#endif
