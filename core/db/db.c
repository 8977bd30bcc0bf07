/* core/db/db.c - one case file as an SQLite database. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/db/private.h"

#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE 1
#endif

/* Step 1: real folder + "/" + name, because SQLite is told to refuse a link
 * anywhere in the path. */
static int real_path(struct db *db, const char *dir, const char *name,
		     struct error *err)
{
	char buf[PATH_MAX];

	if (!realpath(dir, buf))
		return error_errno(err, dir);
	db->dir = mem_strdup(buf);
	db->path = db->dir ? io_join(db->dir, name) : NULL;
	return db->path ? 0 : error_nomem(err);
}

static struct db *db_new(const struct env *env, unsigned flags)
{
	struct db *db = mem_zalloc(sizeof(*db));

	if (db) {
		db->lock = -1;
		db->env = env;
		db->flags = flags;
	}
	return db;
}

static int split(struct db *db, const char *path, struct error *err)
{
	char *dir = io_folder(path);
	int rc = dir ? real_path(db, dir, io_name(path), err)
		     : error_nomem(err);

	if (rc == ERR_NOTFOUND)
		error_set(err, rc, "%s: %s", path, strerror(ENOENT));
	mem_free(dir);
	return rc;
}

static int open_steps(struct db *db, struct error *err)
{
	int rc = 0;

	if (!(db->flags & DB_ANY_DISK))
		rc = io_local_disk(db->dir, err);
	if (!rc)
		rc = rules_probe(db, err);
	if (!rc)
		rc = rules_open(db, SQLITE_OPEN_READWRITE, err);
	if (!rc)
		rc = rules_harden(db, err);
	if (!rc)
		rc = rules_app(db, err);
	if (!rc)
		rc = rules_schema(db, err);
	if (!rc && !(db->flags & DB_QUICK))
		rc = rules_pages(db, err);
	return rc ? rc : rules_lock_down(db, err);
}

int db_open(struct db **out, const char *path, unsigned flags,
	    const struct env *env, struct error *err)
{
	struct db *db = db_new(env, flags);
	int rc;

	*out = NULL;
	if (!db)
		return error_nomem(err);
	rc = split(db, path, err);
	if (!rc)
		rc = open_steps(db, err);
	if (rc) {
		db_close(db);
		return rc;
	}
	db->readonly = (flags & DB_READ_ONLY) ||
		       sqlite3_db_readonly(db->sql, "main") == 1 ||
		       access(db->dir, W_OK) != 0;
	if (!db->readonly)
		queue_open(db);
	db_changed(db);
	*out = db;
	return 0;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	if (db->writing)
		db_rollback(db);
	stmt_release(db);
	if (db->sql)
		sqlite3_close(db->sql);
	if (db->creating && db->path)
		unlink(db->path);
	shim_release(&db->shim);
	if (db->lock >= 0)
		close(db->lock);
	mem_free(db->path);
	mem_free(db->dir);
	mem_free(db);
}

enum db_app db_app(const struct db *db)
{
	return db->app;
}

const char *db_path(const struct db *db)
{
	return db->path;
}

bool db_can_write(const struct db *db)
{
	return !db->readonly;
}

/* An empty file nobody else has, group-writable whatever the umask: SQLite
 * gives its mode and group to every journal. */
static int new_file(struct db *db, struct error *err)
{
	int fd = open(db->path,
		      O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		      0660);

	if (fd < 0 || fchmod(fd, 0660)) {
		error_errno(err, db->path);
		error_fix(err, _("Check that you may write there: ls -ld %s"),
			  db->dir);
		if (fd >= 0)
			close(fd);
		return err ? (int)err->code : ERR_IO;
	}
	close(fd);
	db->creating = true;
	return 0;
}

int db_create(struct db **out, const char *dir, enum db_app app,
	      const struct env *env, struct error *err)
{
	struct db *db = db_new(env, 0);
	char name[] = ".new-0123456789abcdef";
	uint8_t r[8];
	int rc;

	*out = NULL;
	if (!db)
		return error_nomem(err);
	db->app = app;
	rc = env->random(env->ctx, r, sizeof(r));
	if (rc)
		error_set(err, ERR_IO, _("no random bytes to be had"));
	hex_encode(name + 5, r, sizeof(r));
	if (!rc)
		rc = real_path(db, dir, name, err);
	if (!rc)
		rc = io_local_disk(db->dir, err);
	if (!rc)
		rc = new_file(db, err);
	if (!rc)
		rc = rules_open(db, SQLITE_OPEN_READWRITE, err);
	if (!rc)
		rc = rules_build(db, err);
	if (!rc)
		rc = rules_lock_down(db, err);
	db->writing = !rc;
	if (rc)
		db_close(db);
	else
		*out = db;
	return rc;
}

/* rename() that never replaces, also where the file system cannot say so
 * in one call. */
static int rename_new(const char *from, const char *to)
{
	if (!syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to,
		     RENAME_NOREPLACE))
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	return link(from, to) || unlink(from) ? -1 : 0;
}

static int give_name(struct db *db, const char *name, struct error *err)
{
	char *to = io_join(db->dir, name);
	int rc = 0;

	if (!to)
		return error_nomem(err);
	if (rename_new(db->path, to)) {
		rc = errno == EEXIST ? ERR_REFUSED : error_errno(err, to);
		if (rc == ERR_REFUSED) {
			error_set(err, rc, _("%s: there is one already"), to);
			error_fix(err, _("Take the next free label: "
					 "stanch case list"));
		}
	} else {
		db->creating = false; /* nothing left to remove */
		rc = io_fsync_dir(db->dir, err);
	}
	mem_free(to);
	return rc;
}

int db_publish(struct db *db, const char *name, struct error *err)
{
	int rc = db_commit(db, err);

	stmt_release(db);
	if (sqlite3_close(db->sql) == SQLITE_OK)
		db->sql = NULL;
	if (!rc)
		rc = give_name(db, name, err);
	db_close(db);
	return rc;
}

int db_begin(struct db *db, struct error *err)
{
	sqlite3_stmt *st;
	int rc = stmt_get(&st, db, SQL_BEGIN, err);

	if (rc)
		return rc;
	queue_enter(db);
	rc = stmt_run(db, st, err);
	if (rc)
		queue_leave(db);
	db->writing = !rc;
	return rc;
}

int db_commit(struct db *db, struct error *err)
{
	sqlite3_stmt *st;
	int rc = stmt_get(&st, db, SQL_COMMIT, err), said;

	if (rc) {
		db_rollback(db);
		return rc;
	}
	said = sqlite3_step(st);
	sqlite3_reset(st);
	if (said != SQLITE_DONE) {
		rc = db_fault(db, said, err);
		db_rollback(db);
		/* Only a lock that was not to be had is a sure no. */
		if ((said & 0xff) != SQLITE_BUSY) {
			rc = ERR_UNKNOWN;
			if (err)
				err->code = ERR_UNKNOWN;
		}
	}
	if (db->writing) {
		db->writing = false;
		queue_leave(db);
	}
	return rc;
}

void db_rollback(struct db *db)
{
	if (!db->writing)
		return;
	if (db->sql && !sqlite3_get_autocommit(db->sql))
		sqlite3_exec(db->sql, "ROLLBACK", NULL, NULL, NULL);
	db->writing = false;
	queue_leave(db);
}

bool db_changed(struct db *db)
{
	int64_t version = db->version;
	sqlite3_stmt *st;

	if (stmt_get(&st, db, SQL_VERSION, NULL))
		return true;
	if (sqlite3_step(st) == SQLITE_ROW)
		version = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	if (version == db->version)
		return false;
	db->version = version;
	return true;
}
