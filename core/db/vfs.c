/*
 * core/db/vfs.c - the only two names SQLite may touch: the case file and its
 * rollback journal.
 *
 * A journal may name a "super-journal", and SQLite deletes that file when it
 * rolls back; whoever can write into the folder could plant one and have any
 * file of ours removed. So each connection gets a file system of its own, in
 * which every other name is absent, cannot be opened and cannot be deleted.
 */
#include "core/db/private.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"

static struct shim *shim_of(sqlite3_vfs *vfs)
{
	return vfs->pAppData;
}

static bool known(const struct shim *s, const char *name)
{
	return name && (strcmp(name, s->path) == 0 ||
			strcmp(name, s->journal) == 0);
}

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
		     int flags, int *out)
{
	struct shim *s = shim_of(vfs);

	file->pMethods = NULL;
	if (!known(s, name))
		return SQLITE_CANTOPEN;
	return s->under->xOpen(s->under, name, file, flags, out);
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	struct shim *s = shim_of(vfs);

	if (!name || strcmp(name, s->journal) != 0)
		return SQLITE_IOERR_DELETE;
	return s->under->xDelete(s->under, name, sync);
}

static int shim_access(sqlite3_vfs *vfs, const char *name, int flags,
		       int *out)
{
	struct shim *s = shim_of(vfs);

	*out = 0;
	if (!known(s, name))
		return SQLITE_OK;
	return s->under->xAccess(s->under, name, flags, out);
}

static int shim_full_path(sqlite3_vfs *vfs, const char *name, int size,
			  char *out)
{
	sqlite3_vfs *under = shim_of(vfs)->under;

	return under->xFullPathname(under, name, size, out);
}

static int shim_random(sqlite3_vfs *vfs, int n, char *out)
{
	sqlite3_vfs *under = shim_of(vfs)->under;

	return under->xRandomness(under, n, out);
}

static int shim_sleep(sqlite3_vfs *vfs, int us)
{
	sqlite3_vfs *under = shim_of(vfs)->under;

	return under->xSleep(under, us);
}

static int shim_time(sqlite3_vfs *vfs, double *out)
{
	sqlite3_vfs *under = shim_of(vfs)->under;

	return under->xCurrentTime(under, out);
}

static int shim_last_error(sqlite3_vfs *vfs, int n, char *out)
{
	sqlite3_vfs *under = shim_of(vfs)->under;

	return under->xGetLastError(under, n, out);
}

int shim_init(struct shim *s, const char *path)
{
	size_t n = strlen(path);

	s->under = sqlite3_vfs_find(NULL);
	s->path = mem_strdup(path);
	s->journal = mem_alloc(n + sizeof("-journal"));
	if (!s->under || !s->path || !s->journal)
		return ERR_NOMEM;
	memcpy(s->journal, path, n);
	memcpy(s->journal + n, "-journal", sizeof("-journal"));
	snprintf(s->name, sizeof(s->name), "stanch-%p", (void *)s);
	s->vfs = (sqlite3_vfs){
		.iVersion = 1,
		.szOsFile = s->under->szOsFile,
		.mxPathname = s->under->mxPathname,
		.zName = s->name,
		.pAppData = s,
		.xOpen = shim_open,
		.xDelete = shim_delete,
		.xAccess = shim_access,
		.xFullPathname = shim_full_path,
		.xRandomness = shim_random,
		.xSleep = shim_sleep,
		.xCurrentTime = shim_time,
		.xGetLastError = shim_last_error,
	};
	if (sqlite3_vfs_register(&s->vfs, 0))
		return ERR_NOMEM;
	s->registered = true;
	return 0;
}

void shim_release(struct shim *s)
{
	if (s->registered)
		sqlite3_vfs_unregister(&s->vfs);
	mem_free(s->path);
	mem_free(s->journal);
	*s = (struct shim){ 0 };
}
