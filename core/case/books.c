/* core/case/books.c - the playbooks a case has adopted, read from itself. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/case/casefile.h"
#include "core/case/event.h"
#include "core/case/layout.h"

struct book_texts { /* those that were read */
	struct parsed {
		uint8_t of[HASH_LEN];
		struct playbook *pb;
	} *at;
	size_t count, cap;
};

/* --- texts ------------------------------------------------------------------- */

static int book_sources(struct pb_source *src, struct str *text,
			const struct set_adopt *p, struct log *log,
			struct error *err)
{
	for (size_t i = 0; i < p->file_count; i++) {
		int rc = log_att_read(&text[i], log, p->file[i].att, err);

		if (rc)
			return rc;
		src[i] = (struct pb_source){p->file[i].name,
					    str_text(&text[i]), text[i].len};
	}
	return 0;
}

/* A text that cannot be read leaves the version without steps: the case
 * opens all the same, and says so. Only running out of memory stops it. */
static int text_read(struct playbook **out, const struct set_adopt *p,
		     struct log *log, struct error *err)
{
	struct pb_source src[PB_LANGS];
	struct str text[PB_LANGS] = {{0}};
	struct findings f = {0};
	int rc;

	*out = NULL;
	rc = book_sources(src, text, p, log, err);
	if (!rc)
		rc = playbook_read(out, src, p->file_count, &f, err);
	findings_release(&f);
	for (size_t i = 0; i < PB_LANGS; i++)
		str_release(&text[i]);
	return rc == ERR_NOMEM ? rc : 0;
}

/* One sum over the names and hashes of the files: the same text adopted
 * twice is read once. */
static int text_sum(uint8_t sum[HASH_LEN], const struct set_adopt *p,
		    struct error *err)
{
	struct hash *h = hash_new();

	if (!h)
		return error_nomem(err);
	for (size_t i = 0; i < p->file_count; i++) {
		hash_add(h, p->file[i].name, strlen(p->file[i].name) + 1);
		hash_add(h, p->file[i].att, HASH_LEN);
	}
	hash_end(h, sum);
	hash_free(h);
	return 0;
}

/* What another case had must not stand in for a text this one lacks. */
static bool has_files(const struct set_adopt *p, struct log *log)
{
	for (size_t i = 0; i < p->file_count; i++)
		if (!log_att_has(log, p->file[i].att))
			return false;
	return true;
}

static int text_of(const struct playbook **out, struct situation *s,
		   const struct set_adopt *p, struct log *log,
		   struct error *err)
{
	struct book_texts *t;
	uint8_t sum[HASH_LEN];
	struct parsed *at;
	int rc = text_sum(sum, p, err);

	*out = NULL;
	if (!s->texts)
		s->texts = s->lent ? s->lent : book_texts_new();
	t = s->texts;
	if (!rc && (!t || mem_reserve(&t->at, &t->cap, t->count + 1,
				      sizeof(*t->at))))
		rc = error_nomem(err);
	if (rc || !has_files(p, log))
		return rc;
	for (size_t i = 0; i < t->count; i++)
		if (!memcmp(t->at[i].of, sum, HASH_LEN)) {
			*out = t->at[i].pb;
			return 0;
		}
	at = &t->at[t->count];
	memcpy(at->of, sum, HASH_LEN);
	rc = text_read(&at->pb, p, log, err);
	if (rc)
		return rc;
	t->count += at->pb != NULL; /* another case may have a whole one */
	*out = at->pb;
	return 0;
}

struct book_texts *book_texts_new(void)
{
	return mem_zalloc(sizeof(struct book_texts));
}

void book_texts_free(struct book_texts *t)
{
	for (size_t i = 0; t && i < t->count; i++)
		playbook_free(t->at[i].pb);
	mem_free(t ? t->at : NULL);
	mem_free(t);
}

void books_free(struct situation *s)
{
	if (s->texts != s->lent)
		book_texts_free(s->texts);
	s->texts = NULL;
}

/* --- versions ------------------------------------------------------------------ */

static const struct book *newest(const struct situation *s, const char *slug)
{
	for (size_t i = s->version_count; i-- > 0;)
		if (str_eq(s->version[i]->adopt->slug, slug))
			return s->version[i];
	return NULL;
}

const struct book *book_newest(const struct situation *s,
			       const struct book *b)
{
	return newest(s, b->adopt->slug);
}

const struct pb_step *book_step(const struct book *b, const char *id)
{
	return b->pb && !b->unread ? playbook_step(b->pb, id) : NULL;
}

/* The first playbook's steps go by their bare ids. */
static const char *prefix_of(struct situation *s, const struct book *was,
			     const char *slug)
{
	if (was)
		return was->prefix;
	return s->version_count ? arena_printf(&s->arena, "%s/", slug) : "";
}

static int version_add(struct situation *s, struct log *log,
		       const struct event *ev, struct error *err)
{
	const struct set_adopt *p = ev->data;
	struct book *v;
	int rc;

	if (arena_grow(&s->arena, &s->version, s->version_count,
		       &s->version_cap, sizeof(*s->version)))
		return error_nomem(err);
	v = arena_alloc(&s->arena, sizeof(*v));
	if (!v)
		return error_nomem(err);
	v->event = ev;
	v->adopt = p;
	v->was = newest(s, p->slug);
	v->prefix = prefix_of(s, v->was, p->slug);
	rc = v->prefix ? text_of(&v->pb, s, p, log, err) : error_nomem(err);
	if (rc)
		return rc;
	v->unread = !v->pb;
	s->version[s->version_count++] = v;
	return 0;
}

int books_read(struct situation *s, struct log *log, struct error *err)
{
	int rc = 0;

	while (!rc && s->version_count < s->adopt_count)
		rc = version_add(s, log, s->adopt[s->version_count], err);
	return rc;
}

/* --- what is in force ------------------------------------------------------------- */

void books_stand(struct situation *s)
{
	for (size_t i = 0; i < s->version_count; i++) {
		struct book *v = s->version[i];
		const struct reg *r = situation_reg(s, v->event->type,
						    v->event->on);

		v->stands = false;
		v->conflict = r && r->count > 1;
		for (size_t k = 0; r && k < r->count; k++)
			v->stands |= r->at[k] == v->event;
	}
}

/* The version in force of a playbook: the newest that stands. */
static struct book *force_of(struct situation *s, const char *prefix)
{
	struct book *any = NULL;

	for (size_t i = s->version_count; i-- > 0;) {
		struct book *v = s->version[i];

		if (v->prefix == prefix && v->stands)
			return v;
		if (v->prefix == prefix && !any)
			any = v;
	}
	return any;
}

int books_in_force(struct situation *s)
{
	s->book_count = 0;
	s->book = arena_alloc(&s->settled,
			      (s->version_count + 1) * sizeof(*s->book));
	if (!s->book)
		return ERR_NOMEM;
	for (size_t i = 0; i < s->version_count; i++) {
		const struct book *v = s->version[i];
		struct book *b = &s->book[s->book_count];

		if (v->was)
			continue;
		*b = *force_of(s, v->prefix);
		for (v = b->was; v && !b->pb; v = v->was)
			b->pb = v->pb;
		s->book_count++;
	}
	return 0;
}
