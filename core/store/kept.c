/*
 * core/store/kept.c - records kept in the person's cache folder.
 *
 * A file is magic, a key of 32 bytes, what its owner adds, and SHA-256 of it
 * all. A table of fields says what of a struct is kept and how. A file that
 * is short, damaged or of another key is as if it were not there.
 */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/store/private.h"

#define MAGIC "STSUM\0\0\1"
#define MAGIC_LEN 8
#define HEAD (MAGIC_LEN + HASH_LEN)

/* --- bytes --------------------------------------------------------------------- */

void kept_add_number(struct str *out, uint64_t n, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		str_addc(out, (char)(n >> 8 * i));
}

void kept_add_text(struct str *out, const char *text)
{
	size_t n = strlen(text);

	kept_add_number(out, n, 2);
	str_addn(out, text, n);
}

void kept_add(struct str *out, const struct kept_field *fields, size_t count,
	      const void *rec)
{
	uint64_t wide;
	uint32_t narrow;

	for (size_t i = 0; i < count; i++) {
		const char *p = (const char *)rec + fields[i].at;

		switch (fields[i].kind) {
		case KEPT_TEXT:
			kept_add_text(out, p);
			break;
		case KEPT_FLAG:
			str_addc(out, *(const bool *)(const void *)p);
			break;
		case KEPT_BYTES:
			str_addn(out, p, fields[i].size);
			break;
		case KEPT_COUNT:
			memcpy(&narrow, p, sizeof(narrow));
			kept_add_number(out, narrow, sizeof(narrow));
			break;
		case KEPT_TIME:
			memcpy(&wide, p, sizeof(wide));
			kept_add_number(out, wide, sizeof(wide));
			break;
		}
	}
}

const char *kept_bytes(struct kept_cursor *c, size_t n)
{
	const char *p = c->p;

	if (c->bad || (size_t)(c->end - p) < n) {
		c->bad = true;
		return NULL;
	}
	c->p += n;
	return p;
}

uint64_t kept_number(struct kept_cursor *c, size_t bytes)
{
	const char *p = kept_bytes(c, bytes);
	uint64_t n = 0;

	for (size_t i = bytes; p && i--;)
		n = n << 8 | (unsigned char)p[i];
	return n;
}

void kept_text(char *out, size_t size, struct kept_cursor *c)
{
	size_t n = (size_t)kept_number(c, 2);
	const char *p = kept_bytes(c, n);

	if (!p || n >= size || memchr(p, '\0', n)) {
		c->bad = true;
		return;
	}
	memcpy(out, p, n);
	out[n] = '\0';
}

void kept_take(void *rec, const struct kept_field *fields, size_t count,
	       struct kept_cursor *c)
{
	for (size_t i = 0; i < count && !c->bad; i++) {
		char *to = (char *)rec + fields[i].at;
		uint64_t wide;
		uint32_t narrow;
		const char *p;

		switch (fields[i].kind) {
		case KEPT_TEXT:
			kept_text(to, fields[i].size, c);
			break;
		case KEPT_FLAG:
			*(bool *)(void *)to = kept_number(c, 1) == 1;
			break;
		case KEPT_BYTES:
			p = kept_bytes(c, fields[i].size);
			if (p)
				memcpy(to, p, fields[i].size);
			break;
		case KEPT_COUNT:
			narrow = (uint32_t)kept_number(c, sizeof(narrow));
			memcpy(to, &narrow, sizeof(narrow));
			break;
		case KEPT_TIME:
			wide = kept_number(c, sizeof(wide));
			memcpy(to, &wide, sizeof(wide));
			break;
		}
	}
}

/* --- the file ------------------------------------------------------------------- */

void kept_key(uint8_t out[HASH_LEN], const struct store *s, const char *lang,
	      size_t size)
{
	struct hash *h = hash_new();

	memset(out, 0, HASH_LEN);
	if (!h)
		return;
	hash_add(h, s->paths->home, strlen(s->paths->home) + 1);
	hash_add(h, lang, strlen(lang) + 1);
	hash_add(h, VERSION, sizeof(VERSION));
	hash_add(h, &size, sizeof(size));
	hash_end(h, out);
	hash_free(h);
}

static char *path_of(const struct store *s, const char *folder,
		     const uint8_t key[HASH_LEN])
{
	char name[32] = "", *dir = io_join(s->paths->cache, folder), *path;

	hex_encode(name, key, 8);
	path = dir ? io_join(dir, name) : NULL;
	mem_free(dir);
	return path;
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

bool kept_read(struct str *file, const struct store *s, const char *folder,
	       const uint8_t key[HASH_LEN])
{
	char *path = path_of(s, folder, key);
	bool sound = path && !io_read(file, path, KEPT_MAX, NULL) &&
		     is_sound(file, key);

	mem_free(path);
	return sound;
}

struct kept_cursor kept_begin(const struct str *file)
{
	return (struct kept_cursor){file->p + HEAD,
				    file->p + file->len - HASH_LEN, false};
}

void kept_write(const struct store *s, const char *folder,
		const uint8_t key[HASH_LEN], const struct str *body)
{
	uint8_t sum[HASH_LEN];
	struct str out = {0};
	char *path = path_of(s, folder, key);
	char *dir = io_join(s->paths->cache, folder);

	str_addn(&out, MAGIC, MAGIC_LEN);
	str_addn(&out, key, HASH_LEN);
	str_addn(&out, body->p, body->len);
	if (path && dir && !out.failed && !body->failed &&
	    !io_mkdirs(dir, 0700, NULL)) {
		hash_bytes(sum, out.p, out.len);
		str_addn(&out, sum, HASH_LEN);
		if (!out.failed)
			io_replace(path, out.p, out.len, 0600, NULL);
	}
	mem_free(dir);
	mem_free(path);
	str_release(&out);
}
