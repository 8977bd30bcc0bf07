/* core/store/news.c - see news.h. */
#include "core/store/news.h"

#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/store/private.h"

#define FOLDER "news"

#define F(kind, member) KEPT(kind, struct news_book, member)
static const struct kept_field fields[] = {
	F(TEXT, slug), F(BYTES, sha256),
};
#define FIELDS (sizeof(fields) / sizeof(*fields))

/* --- where main and the drafts stand, without libgit2 ------------------------- */

static void refs_now(uint8_t out[HASH_LEN], const struct store *s)
{
	static const char *const file[] = {"refs/heads/main", "packed-refs",
					   "refs/heads/draft"};
	struct stamp at[3];
	char *git = store_git_dir(s);

	memset(at, 0, sizeof(at));
	for (size_t i = 0; git && i < 3; i++) {
		char *path = io_join(git, file[i]);

		if (path)
			stamp_of(&at[i], path);
		mem_free(path);
	}
	mem_free(git);
	hash_bytes(out, at, sizeof(at));
}

/* --- remembering ---------------------------------------------------------------- */

static void take(struct book_news *out, struct store *s, const struct str *file)
{
	struct kept_cursor c = kept_begin(file);
	const char *refs = kept_bytes(&c, HASH_LEN);
	uint8_t now[HASH_LEN];

	out->reviews = (unsigned)kept_number(&c, 4);
	kept_text(out->draft, sizeof(out->draft), &c);
	out->books = (size_t)kept_number(&c, 4);
	if (out->books > NEWS_BOOKS)
		c.bad = true;
	for (size_t i = 0; !c.bad && i < out->books; i++)
		kept_take(&out->book[i], fields, FIELDS, &c);
	if (c.bad || c.p != c.end) {
		*out = (struct book_news){0};
		return;
	}
	refs_now(now, s);
	out->fresh = !memcmp(now, refs, HASH_LEN);
}

void store_news(struct book_news *out, struct store *s)
{
	uint8_t key[HASH_LEN];
	struct str file = {0};

	*out = (struct book_news){0};
	kept_key(key, s, "", sizeof(struct news_book));
	if (kept_read(&file, s, FOLDER, key))
		take(out, s, &file);
	str_release(&file);
}

static void remember(const struct book_news *n, struct store *s,
		     const uint8_t refs[HASH_LEN])
{
	uint8_t key[HASH_LEN];
	struct str body = {0};

	str_addn(&body, (const char *)refs, HASH_LEN);
	kept_add_number(&body, n->reviews, 4);
	kept_add_text(&body, n->draft);
	kept_add_number(&body, n->books, 4);
	for (size_t i = 0; i < n->books; i++)
		kept_add(&body, fields, FIELDS, &n->book[i]);
	kept_key(key, s, "", sizeof(struct news_book));
	kept_write(s, FOLDER, key, &body);
	str_release(&body);
}

/* --- asking ------------------------------------------------------------------------ */

static const struct news_book *find(const struct book_news *n, const char *slug)
{
	for (size_t i = 0; i < n->books; i++)
		if (str_eq(n->book[i].slug, slug))
			return &n->book[i];
	return NULL;
}

bool news_covers(const struct book_news *n, const struct summary *list,
		 size_t count)
{
	for (size_t i = 0; i < count && n->books < NEWS_BOOKS; i++)
		for (unsigned b = 0; list[i].open && b < list[i].book_count;
		     b++)
			if (!find(n, list[i].book[b].slug))
				return false;
	return true;
}

const struct news_book *news_older(const struct summary_book **runs,
				   const struct book_news *n,
				   const struct summary *m)
{
	static const uint8_t none[HASH_LEN];

	for (unsigned b = 0; m->open && !m->drill && b < m->book_count; b++) {
		const struct news_book *now = find(n, m->book[b].slug);

		if (!now || !memcmp(now->sha256, none, HASH_LEN) ||
		    !memcmp(now->sha256, m->book[b].sha256, HASH_LEN))
			continue;
		*runs = &m->book[b];
		return now;
	}
	return NULL;
}

/* --- reading ------------------------------------------------------------------------ */

/* One that is not in force any more has nothing newer. */
static void read_book(struct news_book *out, struct store *s)
{
	struct str text = {0};
	char path[80];

	snprintf(path, sizeof(path), "%s.md", out->slug);
	if (!repo_read(&text, s->repo, BRANCH_MAIN, path, NULL))
		hash_bytes(out->sha256, str_text(&text), text.len);
	str_release(&text);
}

int store_news_read(struct book_news *out, struct store *s,
		    const struct summary *list, size_t count,
		    struct error *err)
{
	uint8_t refs[HASH_LEN];
	int rc;

	*out = (struct book_news){.fresh = true};
	refs_now(refs, s); /* before: what moves meanwhile is read again */
	rc = store_drafts_waiting(&out->reviews, out->draft, s, err);
	for (size_t i = 0; !rc && i < count; i++)
		for (unsigned b = 0; list[i].open && b < list[i].book_count;
		     b++) {
			const char *slug = list[i].book[b].slug;
			struct news_book *to = &out->book[out->books];

			if (find(out, slug) || out->books == NEWS_BOOKS)
				continue;
			str_copy(to->slug, sizeof(to->slug), slug);
			read_book(to, s);
			out->books++;
		}
	if (!rc)
		remember(out, s, refs);
	return rc;
}
