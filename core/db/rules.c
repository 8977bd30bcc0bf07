/*
 * core/db/rules.c - the steps of opening a case file, each a refusal with a
 * reason and never a repair (docs/FILE-FORMAT.md, "Opening").
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/db/private.h"
#include "core/db/schema.h"

#define PROBE 100 /* bytes of SQLite's file header */

/* True if this process has the file open: to open and close it once more
 * would drop the locks SQLite holds on it. */
static bool open_here(const struct stat *file)
{
	DIR *d = opendir("/proc/self/fd");
	struct dirent *e;
	struct stat st;
	bool here = !d;

	while (d && !here && (e = readdir(d)) != NULL) {
		int fd = (int)strtol(e->d_name, NULL, 10);

		here = e->d_name[0] != '.' && fstat(fd, &st) == 0 &&
		       st.st_dev == file->st_dev && st.st_ino == file->st_ino;
	}
	if (d)
		closedir(d);
	return here;
}

static uint32_t be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static int not_a_case(struct db *db, struct error *err)
{
	error_set(err, ERR_CORRUPT, _("%s: not a case file"), db->path);
	error_where(err, _("It is no SQLite file, or one of another program."));
	error_fix(err, _("Case files are made by: stanch case new"));
	return ERR_CORRUPT;
}

static int check_version(struct db *db, uint32_t version, struct error *err)
{
	if (version == SCHEMA_VERSION)
		return 0;
	if (version < SCHEMA_VERSION)
		return not_a_case(db, err);
	error_set(err, ERR_INVALID,
		  _("%s: made by a newer version of the program"), db->path);
	error_where(err, _("It has format %u; this program reads format %d."),
		    version, SCHEMA_VERSION);
	error_fix(err, _("Update the program: stanch --version"));
	return ERR_INVALID;
}

/* What the file says it is against what its name says. */
static int check_app(struct db *db, uint32_t app, struct error *err)
{
	bool drill = app == SCHEMA_APP_DRILL;

	if (app != SCHEMA_APP_CASE && !drill)
		return not_a_case(db, err);
	db->app = drill ? DB_DRILL : DB_CASE;
	if (drill && str_ends(db->path, ".case")) {
		error_set(err, ERR_CORRUPT, _("%s: a drill, not a case"),
			  db->path);
		error_fix(err, _("A drill never becomes a case; move it back "
				 "to the drills folder."));
		return ERR_CORRUPT;
	}
	if (!drill && str_ends(db->path, ".drill")) {
		error_set(err, ERR_CORRUPT, _("%s: a case, not a drill"),
			  db->path);
		error_fix(err, _("A case never becomes a drill; move it back "
				 "to the cases folder."));
		return ERR_CORRUPT;
	}
	return 0;
}

static int check_wal(struct db *db, const uint8_t *h, struct error *err)
{
	if (h[18] == 1 && h[19] == 1)
		return 0;
	error_set(err, ERR_CORRUPT,
		  _("%s: switched to another journal mode (WAL)"), db->path);
	error_where(err, _("Bytes 18 and 19 are %d and %d, not 1 and 1: "
			   "another program has written to it."), h[18], h[19]);
	error_fix(err, _("Bring back a copy from a backup or a colleague; "
			 "keep this file as evidence."));
	return ERR_CORRUPT;
}

static int check_header(struct db *db, const uint8_t *h, size_t n,
			const struct stat *st, struct error *err)
{
	uint32_t page = n < PROBE ? 0 : (uint32_t)h[16] << 8 | h[17];
	int rc;

	if (n >= 16 && n < PROBE && memcmp(h, "SQLite format 3", 16) == 0) {
		error_set(err, ERR_CORRUPT,
			  _("%s: truncated, only %lld bytes are there"),
			  db->path, (long long)st->st_size);
		error_fix(err, _("Bring back a copy from a backup or a "
				 "colleague; keep this file as evidence."));
		return ERR_CORRUPT;
	}
	if (n < PROBE || memcmp(h, "SQLite format 3", 16) != 0)
		return not_a_case(db, err);
	db->expected = (uint64_t)(page == 1 ? 65536 : page) * be32(h + 28);
	rc = check_app(db, be32(h + 68), err);
	if (!rc)
		rc = check_version(db, be32(h + 60), err);
	return rc ? rc : check_wal(db, h, err);
}

static int no_access(struct db *db, struct error *err)
{
	int rc = error_errno(err, db->path);

	if (errno == ENOENT)
		error_fix(err, _("To see which there are: stanch case list"));
	else
		error_fix(err, _("Ask its owner or the group of the store: "
				 "ls -l %s"), db->path);
	return rc;
}

/* Steps 1 and 2: what lies there, before SQLite sees it. */
int rules_probe(struct db *db, struct error *err)
{
	uint8_t h[PROBE];
	struct stat st;
	ssize_t n;
	int fd;

	if (lstat(db->path, &st))
		return no_access(db, err);
	if (!S_ISREG(st.st_mode)) {
		error_set(err, ERR_IO, S_ISLNK(st.st_mode)
			  ? _("%s: a link, not a case file")
			  : _("%s: not a regular file"), db->path);
		error_fix(err, _("Name the file itself: readlink -f %s"),
			  db->path);
		return ERR_IO;
	}
	if (open_here(&st))
		return 0;
	fd = open(db->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return no_access(db, err);
	n = read(fd, h, sizeof(h));
	if (n < 0) {
		error_errno(err, db->path);
		close(fd);
		return ERR_IO;
	}
	close(fd);
	return check_header(db, h, (size_t)n, &st, err);
}

static int exec(struct db *db, const char *sql, struct error *err)
{
	int rc = sqlite3_exec(db->sql, sql, NULL, NULL, NULL);

	return rc ? db_fault(db, rc, err) : 0;
}

/* Step 3. The connection is private, without URIs, and follows no link. */
int rules_open(struct db *db, int flags, struct error *err)
{
	int rc;

	if (shim_init(&db->shim, db->path))
		return error_nomem(err);
	rc = sqlite3_open_v2(db->path, &db->sql,
			     flags | SQLITE_OPEN_NOFOLLOW |
				     SQLITE_OPEN_NOMUTEX |
				     SQLITE_OPEN_PRIVATECACHE |
				     SQLITE_OPEN_EXRESCODE,
			     db->shim.name);
	if (!db->sql)
		return error_nomem(err);
	if (rc)
		return db_fault(db, rc, err);
	sqlite3_busy_handler(db->sql, queue_busy, db);
	return 0;
}

/* Steps 4 to 6. Nothing is left to how a distribution built SQLite. */
int rules_harden(struct db *db, struct error *err)
{
	static const int off[] = {
		SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER,
		SQLITE_DBCONFIG_ENABLE_VIEW,
		SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
		SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER,
		SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL,
	};
	static const struct {
		int id, value;
	} limit[] = {
		{ SQLITE_LIMIT_LENGTH, 8454144 },
		{ SQLITE_LIMIT_SQL_LENGTH, 8192 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 20 },
		{ SQLITE_LIMIT_VDBE_OP, 10000 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_COLUMN, 16 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 4 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 8 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 16 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	for (size_t i = 0; i < sizeof(off) / sizeof(*off); i++)
		sqlite3_db_config(db->sql, off[i], 0, NULL);
	for (size_t i = 0; i < sizeof(limit) / sizeof(*limit); i++)
		sqlite3_limit(db->sql, limit[i].id, limit[i].value);
	return exec(db, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"
			"PRAGMA fullfsync=1; PRAGMA mmap_size=0;"
			"PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
			"PRAGMA cell_size_check=ON; PRAGMA trusted_schema=OFF;",
		    err);
}

/* A file that this process has open already was not probed: what it is, a
 * case or a drill, is asked of SQLite. */
int rules_app(struct db *db, struct error *err)
{
	uint32_t app = 0;
	sqlite3_stmt *st;
	int rc = sqlite3_prepare_v2(db->sql, "PRAGMA application_id", -1, &st,
				    NULL);

	if (!rc)
		rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		app = (uint32_t)sqlite3_column_int64(st, 0);
	else
		rc = db_fault(db, rc, err);
	sqlite3_finalize(st);
	return rc == SQLITE_ROW ? check_app(db, app, err) : rc;
}

static int foreign_schema(struct db *db, const char *type, const char *name,
			  struct error *err)
{
	error_set(err, ERR_CORRUPT,
		  _("%s: its tables are not those of a case file"), db->path);
	error_where(err, _("There is a %.20s \"%.60s\" that does not belong "
			   "there, or is not as it was made."), type, name);
	error_fix(err, _("Bring back a copy from a backup or a colleague; "
			 "keep this file as evidence."));
	return ERR_CORRUPT;
}

/* Step 7: these rows of sqlite_schema and no other, byte for byte. */
int rules_schema(struct db *db, struct error *err)
{
	static const char *const want[][3] = {
		{ "table", "rec", SCHEMA_REC },
		{ "index", "sqlite_autoindex_rec_1", NULL },
		{ "table", "att", SCHEMA_ATT },
		{ "index", "sqlite_autoindex_att_1", NULL },
	};
	const char *got[3] = { "table", "rec", NULL };
	sqlite3_stmt *st;
	size_t rows = 0;
	int rc, bad = 0;

	rc = sqlite3_prepare_v2(db->sql,
				"SELECT type, name, sql FROM sqlite_schema"
				" ORDER BY rowid", -1, &st, NULL);
	while (!rc && !bad && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		for (int i = 0; i < 3; i++)
			got[i] = (const char *)sqlite3_column_text(st, i);
		for (int i = 0; i < 3; i++)
			if (rows >= 4 || !str_eq(got[i], want[rows][i]))
				bad = 1;
		if (bad)
			foreign_schema(db, got[0] ? got[0] : "?",
				       got[1] ? got[1] : "?", err);
		rows++;
		rc = 0;
	}
	if (rc == SQLITE_ERROR)
		bad = foreign_schema(db, "table", "?", err);
	else if (!bad && rc != SQLITE_DONE)
		bad = db_fault(db, rc, err);
	else if (!bad && rows < 4)
		bad = foreign_schema(db, want[rows][0], want[rows][1], err);
	sqlite3_finalize(st);
	return bad > 0 ? ERR_CORRUPT : bad;
}

/* What quick_check found: damage, or a disk that did not answer. The first
 * line of its text only says which database it is. */
static int bad_pages(struct db *db, const char *text, struct error *err)
{
	const char *lf = text ? strchr(text, '\n') : NULL;

	if (lf)
		text = lf + 1;
	if (text && strstr(text, "unable to get the page")) {
		error_set(err, ERR_IO, _("%s: the disk cannot be read"),
			  db->path);
		error_where(err, _("SQLite says: %.200s"), text);
		error_fix(err, _("Check the disk and its connection, then "
				 "open the case again."));
		return ERR_IO;
	}
	error_set(err, ERR_CORRUPT, _("%s: damaged, SQLite says: %.*s"),
		  db->path, text ? (int)strcspn(text, "\n") : 1,
		  text ? text : "?");
	error_fix(err, _("Bring back a copy from a backup or a "
			 "colleague; keep this file as evidence."));
	return ERR_CORRUPT;
}

/* Step 8: the pages of rec; those of att are covered by their hashes. */
int rules_pages(struct db *db, struct error *err)
{
	sqlite3_stmt *st;
	const char *text;
	int rc = sqlite3_prepare_v2(db->sql, "PRAGMA quick_check('rec')", -1,
				    &st, NULL);

	if (!rc)
		rc = sqlite3_step(st);
	if (rc != SQLITE_ROW) {
		rc = db_fault(db, rc, err);
		sqlite3_finalize(st);
		return rc;
	}
	text = (const char *)sqlite3_column_text(st, 0);
	rc = str_eq(text, "ok") ? 0 : bad_pages(db, text, err);
	sqlite3_finalize(st);
	return rc;
}

static bool is_table(const char *name)
{
	return str_eq(name, "rec") || str_eq(name, "att");
}

/* Step 9: what this program does to a case file, and nothing else. */
static int allow(void *ctx, int action, const char *a, const char *b,
		 const char *base, const char *inner)
{
	bool ok = false;

	(void)ctx;
	(void)base;
	(void)inner;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_TRANSACTION:
		ok = true;
		break;
	case SQLITE_READ:
	case SQLITE_INSERT:
		ok = is_table(a);
		break;
	case SQLITE_UPDATE:
		ok = str_eq(a, "rec") && str_eq(b, "body");
		break;
	case SQLITE_DELETE:
		ok = str_eq(a, "att");
		break;
	case SQLITE_PRAGMA:
		ok = str_eq(a, "data_version");
		break;
	case SQLITE_FUNCTION:
		ok = str_eq(b, "count") || str_eq(b, "max") ||
		     str_eq(b, "length");
		break;
	}
	return ok ? SQLITE_OK : SQLITE_DENY;
}

int rules_lock_down(struct db *db, struct error *err)
{
	int rc = sqlite3_set_authorizer(db->sql, allow, NULL);

	return rc ? db_fault(db, rc, err) : 0;
}

/* A new file: what must be set before the first table, the tables, and the
 * transaction that the first records are written in. */
int rules_build(struct db *db, struct error *err)
{
	bool drill = db->app == DB_DRILL;
	int rc = exec(db, "PRAGMA page_size=4096; PRAGMA encoding='UTF-8';"
			  "PRAGMA auto_vacuum=0;", err);

	if (!rc)
		rc = rules_harden(db, err);
	if (!rc)
		rc = exec(db, "BEGIN IMMEDIATE; PRAGMA user_version=1;", err);
	if (!rc)
		rc = exec(db, drill ? "PRAGMA application_id=1398033988;"
				    : "PRAGMA application_id=1398033987;",
			  err);
	return rc ? rc : exec(db, SCHEMA_REC ";" SCHEMA_ATT ";", err);
}
