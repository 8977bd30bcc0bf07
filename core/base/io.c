/* core/base/io.c - files: whole, durable, never half written. */
#include "core/base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"

static int too_big(const char *path, size_t max, struct error *err)
{
	return error_set(err, ERR_TOOBIG,
			 _("%s: larger than the limit of %zu bytes"), path,
			 max);
}

static int read_all(struct str *out, int fd, const char *path, size_t max,
		    struct error *err)
{
	char buf[16384];
	size_t got = 0;
	ssize_t n;

	for (;;) {
		n = read(fd, buf, sizeof(buf));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, path);
		if (n == 0)
			return out->failed ? error_nomem(err) : 0;
		if ((size_t)n > max - got)
			return too_big(path, max, err);
		got += (size_t)n;
		str_addn(out, buf, (size_t)n);
	}
}

int io_read(struct str *out, const char *path, size_t max,
	    struct error *err)
{
	/* Without O_NONBLOCK a FIFO put in place of a file would hold us. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	size_t before = out->len;
	struct stat st;
	int rc;

	if (fd < 0)
		return error_errno(err, path);
	if (fstat(fd, &st))
		rc = error_errno(err, path);
	else if (!S_ISREG(st.st_mode))
		rc = error_set(err, ERR_IO, _("%s: not a regular file"), path);
	else if (st.st_size > 0 && (uintmax_t)st.st_size > max)
		rc = too_big(path, max, err);
	else
		rc = read_all(out, fd, path, max, err);
	close(fd);
	if (rc && out->p) {
		out->len = before;
		out->p[before] = '\0';
	}
	return rc;
}

char *io_join(const char *dir, const char *name)
{
	struct str s = {0};

	str_add(&s, dir);
	if (s.len && s.p[s.len - 1] != '/')
		str_addc(&s, '/');
	str_add(&s, name);
	return str_take(&s);
}

char *io_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return mem_strdup(".");
	return mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

const char *io_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int io_write(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return errno;
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

/* EPERM on what we have just made: FAT and the like, that have no modes. */
static int set_mode(int fd, mode_t mode)
{
	return fchmod(fd, mode) && errno != EPERM ? -1 : 0;
}

/* Fills temp (a mkostemp() template) with the bytes, synced; -1 with errno
 * and no file left. */
static int write_temp(char *temp, const void *bytes, size_t n, mode_t mode)
{
	int fd = mkostemp(temp, O_CLOEXEC), e;

	if (fd < 0)
		return -1;
	if (!io_write(fd, bytes, n) && !set_mode(fd, mode) && !fsync(fd) &&
	    !close(fd))
		return 0;
	e = errno;
	close(fd);
	unlink(temp);
	errno = e;
	return -1;
}

/* rename() that refuses to replace; link() where the file system or kernel
 * does not know that flag. */
static int rename_new(const char *from, const char *to)
{
	if (!renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE))
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (link(from, to))
		return -1;
	unlink(from);
	return 0;
}

static int put(const char *path, const void *bytes, size_t n, mode_t mode,
	       int (*move)(const char *, const char *), struct error *err)
{
	char *dir = io_folder(path);
	char *temp = dir ? io_join(dir, ".stanch-XXXXXX") : NULL;
	int rc;

	if (!temp) {
		rc = error_nomem(err);
	} else if (write_temp(temp, bytes, n, mode)) {
		rc = error_errno(err, path);
	} else if (move(temp, path)) {
		rc = errno == EEXIST ? error_set(err, ERR_REFUSED,
						 _("%s: there already"), path)
				     : error_errno(err, path);
		unlink(temp);
	} else {
		rc = io_fsync_dir(dir, err);
	}
	mem_free(temp);
	mem_free(dir);
	return rc;
}

int io_replace(const char *path, const void *bytes, size_t n, mode_t mode,
	       struct error *err)
{
	return put(path, bytes, n, mode, rename, err);
}

int io_create(const char *path, const void *bytes, size_t n, mode_t mode,
	      struct error *err)
{
	return put(path, bytes, n, mode, rename_new, err);
}

int io_fsync_dir(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = 0;

	if (fd < 0)
		return error_errno(err, path);
	/* EINVAL: this file system keeps folders in another way. */
	if (fsync(fd) && errno != EINVAL)
		rc = error_errno(err, path);
	close(fd);
	return rc;
}

static bool is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int make_dir(const char *path, mode_t mode, struct error *err)
{
	char *above;
	int fd, rc = 0;

	if (is_dir(path))
		return 0;
	if (mkdir(path, mode & 0700)) {
		int e = errno;

		if (e == EEXIST && is_dir(path))
			return 0; /* somebody else was quicker */
		errno = e == EEXIST ? ENOTDIR : e;
		return error_errno(err, path);
	}
	fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 || set_mode(fd, mode))
		rc = error_errno(err, path);
	if (fd >= 0)
		close(fd);
	above = rc ? NULL : io_folder(path);
	if (!rc)
		rc = above ? io_fsync_dir(above, err) : error_nomem(err);
	mem_free(above);
	return rc;
}

int io_mkdirs(const char *path, mode_t mode, struct error *err)
{
	char *p = mem_strdup(path);
	size_t n = p ? strlen(p) : 0;
	int rc = 0;

	if (!p)
		return error_nomem(err);
	while (n > 1 && p[n - 1] == '/')
		p[--n] = '\0';
	for (char *c = p + (*p == '/'); *c && !rc; c++) {
		if (*c != '/' || c[-1] == '/')
			continue;
		*c = '\0';
		rc = make_dir(p, mode, err);
		*c = '/';
	}
	if (!rc)
		rc = make_dir(p, mode, err);
	mem_free(p);
	return rc;
}

bool io_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

struct names {
	char **name;
	size_t len, cap;
};

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int read_names(struct names *all, const char *dir, struct error *err)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int rc = 0;

	if (!d)
		return error_errno(err, dir);
	while (!rc && (errno = 0, e = readdir(d))) {
		char *name;

		if (e->d_name[0] == '.')
			continue;
		name = mem_strdup(e->d_name);
		if (!name || mem_reserve(&all->name, &all->cap, all->len + 1,
					 sizeof(*all->name))) {
			mem_free(name);
			rc = error_nomem(err);
		} else {
			all->name[all->len++] = name;
		}
	}
	if (!rc && errno)
		rc = error_errno(err, dir);
	closedir(d);
	return rc;
}

int io_list(const char *dir, int (*fn)(void *ctx, const char *name),
	    void *ctx, struct error *err)
{
	struct names all = {0};
	int rc = read_names(&all, dir, err);

	if (all.len)
		qsort(all.name, all.len, sizeof(*all.name), by_bytes);
	for (size_t i = 0; i < all.len && !rc; i++)
		rc = fn(ctx, all.name[i]);
	for (size_t i = 0; i < all.len; i++)
		mem_free(all.name[i]);
	mem_free(all.name);
	return rc;
}

int io_local_disk(const char *path, struct error *err)
{
	/* f_type of statfs(2). */
	static const struct {
		uint32_t type;
		const char *name;
	} remote[] = {
		{0x6969, "NFS"},     {0xff534d42, "CIFS"}, {0x517b, "SMB"},
		{0xfe534d42, "SMB"}, {0x65735546, "FUSE"},
	};
	struct statfs fs;

	if (statfs(path, &fs))
		return error_errno(err, path);
	for (size_t i = 0; i < sizeof(remote) / sizeof(*remote); i++) {
		if ((uint32_t)fs.f_type != remote[i].type)
			continue;
		error_set(err, ERR_REFUSED,
			  _("%s: this is a %s file system; its locks and its "
			    "fsync cannot be trusted"), path, remote[i].name);
		return error_fix(err, _("put it on a local disk"));
	}
	return 0;
}
