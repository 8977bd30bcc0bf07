/*
 * core/store/memory.c - what is known of the cases, kept in the person's
 * cache folder so that the first screen opens no case at all.
 *
 * One file for all cases of a store in one language: see kept.c; the records
 * are the fields of the table below. Any surprise and it is as if it were not
 * there. Rule: nothing out of a sealed body ever goes into it (struct
 * known.secret).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/store/private.h"

#define PATIENCE 5000 /* ms between two writings */

#define F(kind, member) KEPT(kind, struct known, member)
#define BOOK(i) F(TEXT, sum.book[i].slug), F(BYTES, sum.book[i].sha256), \
		F(TEXT, sum.book[i].commit)
static const struct kept_field fields[] = {
	F(TEXT, sum.label), F(TIME, stamp.ino), F(TIME, stamp.size),
	F(TIME, stamp.mtime), F(TIME, stamp.ctime), F(TIME, since),
	F(TIME, until), F(TEXT, sum.title), F(FLAG, sum.open),
	F(FLAG, sum.plan), F(FLAG, sum.drill), F(FLAG, sum.broken),
	F(COUNT, sum.severity), F(TEXT, sum.phase), F(TEXT, sum.lead),
	F(COUNT, sum.done), F(COUNT, sum.total), F(COUNT, sum.blocked),
	F(COUNT, sum.conflicts), F(TEXT, sum.next), F(TEXT, sum.next_owner),
	F(TIME, sum.next_due), F(TEXT, sum.next_due_text),
	F(TIME, sum.opened), F(TIME, sum.changed), F(COUNT, sum.actions_open),
	F(COUNT, sum.actions_overdue),
	F(COUNT, sum.enquiries_open), F(COUNT, sum.enquiries_overdue),
	F(COUNT, sum.offers_open), F(COUNT, sum.offers_overdue),
	F(COUNT, sum.to_follow),
	F(COUNT, sum.rolled_back),
	F(TEXT, sum.error),
	F(COUNT, sum.book_count),
	BOOK(0), BOOK(1), BOOK(2), BOOK(3),
};
#define FIELDS (sizeof(fields) / sizeof(*fields))

static void take_known(struct known *k, struct kept_cursor *c)
{
	kept_take(k, fields, FIELDS, c);
	if (k->sum.book_count > SUMMARY_BOOKS ||
	    (unsigned)k->sum.severity > SEV_CRITICAL ||
	    !store_is_label(k->sum.label, strlen(k->sum.label)))
		c->bad = true;
}

/* --- the file ------------------------------------------------------------------- */

/* True if every byte was understood; else m is as it was. */
static bool parse(struct memory *m, const struct str *file)
{
	struct kept_cursor c = kept_begin(file);
	char me[sizeof(m->me)] = "";
	const char *refs = kept_bytes(&c, HASH_LEN);
	struct known *all;
	size_t n;

	kept_text(me, sizeof(me), &c);
	n = (size_t)kept_number(&c, 4);
	if (c.bad || n > KEPT_MAX / sizeof(*all))
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

	if (s->memory)
		return s->memory;
	s->memory = mem_zalloc(sizeof(*s->memory));
	if (!s->memory)
		return NULL;
	kept_key(key, s, s->lang, sizeof(struct known));
	if (!kept_read(&file, s, "summaries", key) ||
	    !parse(s->memory, &file))
		s->memory->dirty = true;
	str_release(&file);
	return s->memory;
}

static void write_cache(struct store *s, const struct memory *m)
{
	uint8_t key[HASH_LEN];
	struct str out = {0};
	size_t kept = 0;

	for (size_t i = 0; i < m->len; i++)
		kept += !m->at[i].secret;
	kept_key(key, s, s->lang, sizeof(struct known));
	str_addn(&out, m->refs, HASH_LEN);
	kept_add_text(&out, m->me);
	kept_add_number(&out, kept, 4);
	for (size_t i = 0; i < m->len; i++)
		if (!m->at[i].secret)
			kept_add(&out, fields, FIELDS, &m->at[i]);
	kept_write(s, "summaries", key, &out);
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
