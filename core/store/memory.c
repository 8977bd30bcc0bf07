/*
 * core/store/memory.c - what is known of the cases, kept in the person's
 * cache folder so that the first screen opens no case at all.
 *
 * One file for all cases of a store in one language: magic, key of the
 * store, then the fields of the table below, then SHA-256 of it all. Any
 * surprise and it is as if it were not there. Rule: nothing out of a sealed
 * body ever goes into it (struct known.secret).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/store/private.h"

#define MAGIC "STSUM\0\0\1"
#define MAGIC_LEN 8
#define HEAD (MAGIC_LEN + HASH_LEN)
#define CACHE_MAX ((size_t)64 << 20)
#define PATIENCE 5000 /* ms between two writings */

enum kind { TEXT, FLAG, BYTES, COUNT, TIME };
struct field {
	enum kind kind;
	size_t at, size;
};
#define F(kind, member) \
	{kind, offsetof(struct known, member), \
	 sizeof(((struct known *)0)->member)}
static const struct field fields[] = {
	F(TEXT, sum.label), F(TIME, stamp.ino), F(TIME, stamp.size),
	F(TIME, stamp.mtime), F(TIME, stamp.ctime), F(TIME, since),
	F(TIME, until), F(TEXT, sum.title), F(FLAG, sum.open),
	F(FLAG, sum.plan), F(FLAG, sum.drill), F(FLAG, sum.broken),
	F(COUNT, sum.severity), F(TEXT, sum.phase), F(TEXT, sum.lead),
	F(COUNT, sum.done), F(COUNT, sum.total), F(COUNT, sum.blocked),
	F(COUNT, sum.conflicts), F(TEXT, sum.next), F(TEXT, sum.next_owner),
	F(TIME, sum.next_due), F(TEXT, sum.next_due_text),
	F(TIME, sum.opened), F(TIME, sum.changed), F(COUNT, sum.actions_open),
	F(COUNT, sum.actions_overdue), F(TEXT, sum.error),
	F(COUNT, sum.book_count),
	F(TEXT, sum.book[0].slug), F(BYTES, sum.book[0].sha256),
	F(TEXT, sum.book[1].slug), F(BYTES, sum.book[1].sha256),
	F(TEXT, sum.book[2].slug), F(BYTES, sum.book[2].sha256),
	F(TEXT, sum.book[3].slug), F(BYTES, sum.book[3].sha256),
};
#define FIELDS (sizeof(fields) / sizeof(*fields))

/* --- bytes --------------------------------------------------------------------- */

static void add_number(struct str *out, uint64_t n, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		str_addc(out, (char)(n >> 8 * i));
}

static void add_text(struct str *out, const char *text)
{
	size_t n = strlen(text);

	add_number(out, n, 2);
	str_addn(out, text, n);
}

static void add_known(struct str *out, const struct known *k)
{
	uint64_t wide;
	uint32_t count;

	for (size_t i = 0; i < FIELDS; i++) {
		const char *p = (const char *)k + fields[i].at;

		switch (fields[i].kind) {
		case TEXT:
			add_text(out, p);
			break;
		case FLAG:
			str_addc(out, *(const bool *)(const void *)p);
			break;
		case BYTES:
			str_addn(out, p, fields[i].size);
			break;
		case COUNT:
			memcpy(&count, p, sizeof(count));
			add_number(out, count, sizeof(count));
			break;
		case TIME:
			memcpy(&wide, p, sizeof(wide));
			add_number(out, wide, sizeof(wide));
			break;
		}
	}
}

struct cursor {
	const char *p, *end;
	bool bad;
};

static const char *take(struct cursor *c, size_t n)
{
	const char *p = c->p;

	if (c->bad || (size_t)(c->end - p) < n) {
		c->bad = true;
		return NULL;
	}
	c->p += n;
	return p;
}

static uint64_t take_number(struct cursor *c, size_t bytes)
{
	const char *p = take(c, bytes);
	uint64_t n = 0;

	for (size_t i = bytes; p && i--;)
		n = n << 8 | (unsigned char)p[i];
	return n;
}

static void take_text(char *out, size_t size, struct cursor *c)
{
	size_t n = (size_t)take_number(c, 2);
	const char *p = take(c, n);

	if (!p || n >= size || memchr(p, '\0', n)) {
		c->bad = true;
		return;
	}
	memcpy(out, p, n);
	out[n] = '\0';
}

static void take_known(struct known *k, struct cursor *c)
{
	for (size_t i = 0; i < FIELDS && !c->bad; i++) {
		char *to = (char *)k + fields[i].at;
		uint64_t wide;
		uint32_t count;
		const char *p;

		switch (fields[i].kind) {
		case TEXT:
			take_text(to, fields[i].size, c);
			break;
		case FLAG:
			*(bool *)(void *)to = take_number(c, 1) == 1;
			break;
		case BYTES:
			p = take(c, fields[i].size);
			if (p)
				memcpy(to, p, fields[i].size);
			break;
		case COUNT:
			count = (uint32_t)take_number(c, sizeof(count));
			memcpy(to, &count, sizeof(count));
			break;
		case TIME:
			wide = take_number(c, sizeof(wide));
			memcpy(to, &wide, sizeof(wide));
			break;
		}
	}
	if (k->sum.book_count > SUMMARY_BOOKS ||
	    (unsigned)k->sum.severity > SEV_CRITICAL ||
	    !store_is_label(k->sum.label, strlen(k->sum.label)))
		c->bad = true;
}

/* --- the file ------------------------------------------------------------------- */

/* Another store, language or make of the program: another file. */
static void cache_key(uint8_t out[HASH_LEN], const struct store *s)
{
	struct hash *h = hash_new();
	size_t size = sizeof(struct known);

	memset(out, 0, HASH_LEN);
	if (!h)
		return;
	hash_add(h, s->paths->home, strlen(s->paths->home) + 1);
	hash_add(h, s->lang, strlen(s->lang) + 1);
	hash_add(h, VERSION, sizeof(VERSION));
	hash_add(h, &size, sizeof(size));
	hash_end(h, out);
	hash_free(h);
}

static char *cache_path(const struct store *s, const uint8_t key[HASH_LEN])
{
	char name[32] = "summaries/";

	hex_encode(name + strlen(name), key, 8);
	return io_join(s->paths->cache, name);
}

static bool is_sound(const struct str *file, const uint8_t key[HASH_LEN])
{
	uint8_t sum[HASH_LEN];
	size_t n = file->len - HASH_LEN;

	if (file->len < HEAD + HASH_LEN ||
	    memcmp(file->p, MAGIC, MAGIC_LEN) != 0 ||
	    memcmp(file->p + MAGIC_LEN, key, HASH_LEN) != 0)
		return false;
	hash_bytes(sum, file->p, n);
	return !memcmp(sum, file->p + n, HASH_LEN);
}

/* True if every byte was understood; else m is as it was. */
static bool parse(struct memory *m, const struct str *file)
{
	struct cursor c = {file->p + HEAD, file->p + file->len - HASH_LEN,
			   false};
	char me[sizeof(m->me)] = "";
	const char *refs = take(&c, HASH_LEN);
	struct known *all;
	size_t n;

	take_text(me, sizeof(me), &c);
	n = (size_t)take_number(&c, 4);
	if (c.bad || n > CACHE_MAX / sizeof(*all))
		return false;
	all = mem_zalloc((n + 1) * sizeof(*all));
	for (size_t i = 0; all && i < n && !c.bad; i++) {
		take_known(&all[i], &c);
		if (i && strcmp(all[i - 1].sum.label, all[i].sum.label) >= 0)
			c.bad = true;
	}
	if (!all || c.bad || c.p != c.end) {
		mem_free(all);
		return false;
	}
	memcpy(m->refs, refs, HASH_LEN);
	memcpy(m->me, me, sizeof(me));
	m->at = all;
	m->len = n;
	return true;
}

struct memory *memory_of(struct store *s)
{
	uint8_t key[HASH_LEN];
	struct str file = {0};
	char *path;

	if (s->memory)
		return s->memory;
	s->memory = mem_zalloc(sizeof(*s->memory));
	if (!s->memory)
		return NULL;
	cache_key(key, s);
	path = cache_path(s, key);
	if (!path || io_read(&file, path, CACHE_MAX, NULL) ||
	    !is_sound(&file, key) || !parse(s->memory, &file))
		s->memory->dirty = true;
	str_release(&file);
	mem_free(path);
	return s->memory;
}

static void write_cache(struct store *s, const struct memory *m)
{
	uint8_t key[HASH_LEN], sum[HASH_LEN];
	struct str out = {0};
	size_t kept = 0;
	char *path, *dir;

	for (size_t i = 0; i < m->len; i++)
		kept += !m->at[i].secret;
	cache_key(key, s);
	str_addn(&out, MAGIC, MAGIC_LEN);
	str_addn(&out, key, HASH_LEN);
	str_addn(&out, m->refs, HASH_LEN);
	add_text(&out, m->me);
	add_number(&out, kept, 4);
	for (size_t i = 0; i < m->len; i++)
		if (!m->at[i].secret)
			add_known(&out, &m->at[i]);
	path = cache_path(s, key);
	dir = io_join(s->paths->cache, "summaries");
	if (path && dir && !out.failed && !io_mkdirs(dir, 0700, NULL)) {
		hash_bytes(sum, out.p, out.len);
		str_addn(&out, sum, HASH_LEN);
		if (!out.failed)
			io_replace(path, out.p, out.len, 0600, NULL);
	}
	mem_free(dir);
	mem_free(path);
	str_release(&out);
}

void memory_save(struct store *s, bool now)
{
	struct memory *m = s->memory;
	int64_t mono = s->env->mono(s->env->ctx);

	if (!m || !m->dirty)
		return;
	if (!now && m->saved && mono - m->saved_at < PATIENCE)
		return;
	write_cache(s, m);
	m->dirty = false;
	m->saved = true;
	m->saved_at = mono;
}

void memory_free(struct store *s)
{
	if (!s->memory)
		return;
	memory_save(s, true);
	mem_free(s->memory->at);
	mem_free(s->memory);
	s->memory = NULL;
}

static int by_label(const void *key, const void *item)
{
	return strcmp(key, ((const struct known *)item)->sum.label);
}

struct known *memory_find(const struct memory *m, const char *label)
{
	if (!m->len)
		return NULL;
	return bsearch(label, m->at, m->len, sizeof(*m->at), by_label);
}

/* --- stamps ----------------------------------------------------------------------- */

bool stamp_of(struct stamp *out, const char *path)
{
	struct stat st;

	*out = (struct stamp){.size = -1};
	if (lstat(path, &st))
		return false;
	*out = (struct stamp){
		.ino = st.st_ino,
		.size = st.st_size,
		.mtime = st.st_mtim.tv_sec * INT64_C(1000000000) +
			 st.st_mtim.tv_nsec,
		.ctime = st.st_ctim.tv_sec * INT64_C(1000000000) +
			 st.st_ctim.tv_nsec};
	return true;
}

bool stamp_same(const struct stamp *a, const struct stamp *b)
{
	return a->size >= 0 && a->ino == b->ino && a->size == b->size &&
	       a->mtime == b->mtime && a->ctime == b->ctime;
}

/* --- who we are ------------------------------------------------------------------- */

/* Where main stands, without libgit2: the files git keeps that in. */
static bool refs_key(uint8_t out[HASH_LEN], struct store *s)
{
	static const char *const file[] = {"refs/heads/main", "packed-refs"};
	struct stamp at[2];
	char *git = store_git_dir(s);
	bool found = false;

	memset(at, 0, sizeof(at));
	for (size_t i = 0; git && i < 2; i++) {
		char *path = io_join(git, file[i]);

		found = (path && stamp_of(&at[i], path)) || found;
		mem_free(path);
	}
	mem_free(git);
	hash_bytes(out, at, sizeof(at));
	return found;
}

const char *memory_me(struct store *s)
{
	struct memory *m = memory_of(s);
	uint8_t now[HASH_LEN];

	return m && *m->me && refs_key(now, s) &&
			       !memcmp(now, m->refs, HASH_LEN)
		       ? m->me
		       : NULL;
}

void memory_set_me(struct store *s, const char *me)
{
	struct memory *m = memory_of(s);

	if (!m || !refs_key(m->refs, s) ||
	    !str_copy(m->me, sizeof(m->me), me))
		return;
	m->dirty = true;
}
