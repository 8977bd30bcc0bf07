/* core/base/zones.c - see zones.h. */
#include "core/base/zones.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/io.h"
#include "core/base/map.h"
#include "core/base/mem.h"
#include "core/base/tr.h"

#define NAME_MAX_LEN 64
#define VERSION_FILE "tzdata.zi" /* "# version 2025b" is its first line */
#define VERSION_MAX ((size_t)1 << 20)

struct entry {
	struct zone *zone;
	struct entry *next;
};

struct zones {
	const char *dir;
	struct arena arena; /* names and entries */
	struct map by_name;
	struct entry *all;
	char version[24];
	bool asked; /* for the version */
};

struct zones *zones_new(const char *dir)
{
	struct zones *s = mem_zalloc(sizeof(*s));

	if (s)
		s->dir = dir;
	return s;
}

void zones_free(struct zones *s)
{
	if (!s)
		return;
	for (struct entry *e = s->all; e; e = e->next)
		zone_free(e->zone);
	map_release(&s->by_name);
	arena_release(&s->arena);
	mem_free(s);
}

/* Letters, digits, _ + - and single slashes inside: no way out of the
 * folder, and none to a hidden file. */
static bool is_name(const char *name)
{
	size_t n = strlen(name);

	if (!n || n > NAME_MAX_LEN || name[0] == '/' || name[n - 1] == '/')
		return false;
	for (const char *p = name; *p; p++) {
		bool word = (*p >= 'a' && *p <= 'z') ||
			    (*p >= 'A' && *p <= 'Z') ||
			    (*p >= '0' && *p <= '9') || strchr("_+-", *p);

		if (!word && (*p != '/' || p[1] == '/'))
			return false;
	}
	return true;
}

static int unknown(const char *name, struct error *err)
{
	error_set(err, ERR_NOTFOUND, _("\"%.64s\" is no time zone"), name);
	error_fix(err, _("write its IANA name: Asia/Shanghai, Europe/Berlin, "
			 "America/New_York"));
	error_id(err, "unknown_zone");
	return ERR_NOTFOUND;
}

static int keep(struct zones *s, const char *name, struct zone *z)
{
	struct entry *e = arena_alloc(&s->arena, sizeof(*e));
	const char *key = arena_strdup(&s->arena, name);

	if (!e || !key || map_puts(&s->by_name, key, e))
		return ERR_NOMEM;
	e->zone = z;
	e->next = s->all;
	s->all = e;
	return 0;
}

int zones_get(const struct zone **out, struct zones *s, const char *name,
	      struct error *err)
{
	struct entry *e = map_gets(&s->by_name, name);
	struct zone *z = NULL;
	char *path;
	int rc;

	*out = NULL;
	if (e) {
		*out = e->zone;
		return 0;
	}
	if (!s->dir || !is_name(name))
		return unknown(name, err);
	path = io_join(s->dir, name);
	rc = path ? zone_load(&z, path, err) : error_nomem(err);
	mem_free(path);
	/* A folder ("Europe") is no file to read. */
	if (rc == ERR_NOTFOUND || rc == ERR_IO)
		return unknown(name, err);
	if (!rc && keep(s, name, z))
		rc = error_nomem(err);
	if (rc)
		zone_free(z);
	else
		*out = z;
	return rc;
}

const char *zones_version(struct zones *s)
{
	static const char lead[] = "# version ";
	struct str text = {0};
	char *path;

	if (s->asked)
		return s->version;
	s->asked = true;
	path = s->dir ? io_join(s->dir, VERSION_FILE) : NULL;
	if (path && !io_read(&text, path, VERSION_MAX, NULL) &&
	    str_starts(str_text(&text), lead)) {
		const char *v = str_text(&text) + strlen(lead);
		size_t n = strcspn(v, "\r\n ");

		if (n < sizeof(s->version)) {
			memcpy(s->version, v, n);
			s->version[n] = '\0';
		}
	}
	str_release(&text);
	mem_free(path);
	return s->version;
}
