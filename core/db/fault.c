/* core/db/fault.c - what SQLite said, in words: the file, the reason and
 * what to do. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/tr.h"
#include "core/db/private.h"

static int fault_full(struct db *db, struct error *err)
{
	error_set(err, ERR_IO, _("%s: the disk is full"), db->path);
	error_where(err, _("Nothing was written; what was recorded before "
			   "is untouched."));
	error_fix(err, _("Free some space there, then try again: df -h %s"),
		  db->dir);
	return ERR_IO;
}

static int fault_busy(struct db *db, struct error *err)
{
	error_set(err, ERR_BUSY,
		  _("%s: another program has kept it locked for 10 seconds"),
		  db->path);
	error_where(err, _("Nothing was written."));
	error_fix(err, _("Try again; to see who holds it: fuser -v %s"),
		  db->path);
	return ERR_BUSY;
}

static int fault_readonly(struct db *db, struct error *err)
{
	error_set(err, ERR_IO, _("%s: it cannot be written here"), db->path);
	error_where(err, _("The file, its folder or the disk is read-only "
			   "for you."));
	error_fix(err, _("Ask for write permission (group of the store), "
			 "or read only: ls -l %s"), db->path);
	return ERR_IO;
}

static int fault_corrupt(struct db *db, struct error *err)
{
	struct stat st;

	if (db->expected && stat(db->path, &st) == 0 &&
	    (uint64_t)st.st_size < db->expected)
		error_set(err, ERR_CORRUPT,
			  _("%s: truncated, only %lld of %llu bytes are there"),
			  db->path, (long long)st.st_size,
			  (unsigned long long)db->expected);
	else
		error_set(err, ERR_CORRUPT,
			  _("%s: damaged, SQLite says: %s"), db->path,
			  sqlite3_errmsg(db->sql));
	error_where(err, _("The file was changed or cut by something other "
			   "than this program. It was left as it is."));
	error_fix(err, _("Bring back a copy from a backup or a colleague; "
			 "keep this file as evidence."));
	return ERR_CORRUPT;
}

static int fault_io(struct db *db, struct error *err)
{
	int e = sqlite3_system_errno(db->sql);

	if (e == ENOSPC || e == EDQUOT || e == EFBIG)
		return fault_full(db, err);
	error_set(err, ERR_IO, _("%s: the disk reports: %s"), db->path,
		  e ? strerror(e) : sqlite3_errmsg(db->sql));
	error_fix(err, _("Check the disk and its connection, then open the "
			 "case again."));
	return ERR_IO;
}

static int fault_open(struct db *db, int code, struct error *err)
{
	int e = sqlite3_system_errno(db->sql);

	if (code == SQLITE_CANTOPEN_SYMLINK) {
		error_set(err, ERR_IO,
			  _("%s: a link, not a case file"), db->path);
		error_fix(err, _("Name the file itself: readlink -f %s"),
			  db->path);
		return ERR_IO;
	}
	error_set(err, ERR_IO, _("%s: cannot be opened: %s"), db->path,
		  e ? strerror(e) : sqlite3_errmsg(db->sql));
	error_fix(err, _("Check the permissions of the file and its folder: "
			 "ls -ld %s %s"), db->dir, db->path);
	return ERR_IO;
}

int db_fault(struct db *db, int rc, struct error *err)
{
	int code = sqlite3_extended_errcode(db->sql);

	if ((code & 0xff) != (rc & 0xff))
		code = rc;
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return fault_busy(db, err);
	case SQLITE_FULL:
		return fault_full(db, err);
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return fault_readonly(db, err);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return fault_corrupt(db, err);
	case SQLITE_NOMEM:
		return error_nomem(err);
	case SQLITE_IOERR:
		return code == SQLITE_IOERR_NOMEM ? error_nomem(err)
						  : fault_io(db, err);
	case SQLITE_CANTOPEN:
		return fault_open(db, code, err);
	}
	return error_set(err, ERR_FAILED, _("%s: SQLite says: %s"), db->path,
			 sqlite3_errmsg(db->sql));
}
