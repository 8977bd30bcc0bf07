/* core/store/blame.c - who last changed each step of a playbook. */
#include <string.h>

#include "core/base/mem.h"
#include "core/playbook/sections.h"
#include "core/store/history.h"
#include "core/store/private.h"

struct blaming { /* of one file */
	struct store *s;
	struct blame *b;
	size_t first; /* its rows are b->row[first..count) */
	bool *settled;
	size_t open; /* rows that are not */
	/* The file as the commit `next` left it. */
	struct pb_section *sec;
	size_t sec_count;
	struct arena arena;
	struct repo_commit next;
	bool started;
	struct error *err;
};

static const struct pb_section *sec_find(const struct pb_section *sec,
					 size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(sec[i].id, id) == 0)
			return &sec[i];
	return NULL;
}

static void settle(struct blaming *w, size_t i)
{
	w->b->row[w->first + i].last = w->next;
	w->settled[i] = true;
	w->open--;
}

/* The sections of the file at a commit; none where it cannot be read. */
static int sections_at(struct pb_section **sec, size_t *n, struct blaming *w,
		       struct arena *a, const char *commit, const char *path)
{
	struct str text = {0};
	struct pb_source src = {.name = path};
	int rc = repo_read(&text, w->s->repo, commit, path, w->err);

	*sec = NULL;
	*n = 0;
	if (!rc) {
		src.text = str_text(&text);
		src.len = text.len;
		rc = playbook_sections(sec, n, a, &src, w->err);
	}
	str_release(&text);
	if (rc == ERR_NOMEM || rc == ERR_IO)
		return rc;
	error_clear(w->err);
	return 0;
}

/* A commit before `next`: what differs between the two, `next` changed. */
static int step_back(void *ctx, const struct repo_commit *c, const char *path)
{
	struct blaming *w = ctx;
	struct pb_section *sec;
	struct arena a = {0};
	size_t n;
	int rc = sections_at(&sec, &n, w, &a, c->id, path);

	for (size_t i = 0; !rc && w->started &&
			   i < w->b->count - w->first; i++) {
		const char *id = w->b->row[w->first + i].id;
		const struct pb_section *was = sec_find(sec, n, id);
		const struct pb_section *is = sec_find(w->sec, w->sec_count,
						       id);

		if (!w->settled[i] &&
		    (!was || !is || memcmp(was->sum, is->sum, HASH_LEN) != 0))
			settle(w, i);
	}
	arena_release(&w->arena);
	arena_move(&w->arena, &a);
	w->sec = sec;
	w->sec_count = n;
	w->next = *c;
	w->started = true;
	return rc ? rc : !w->open;
}

static int rows_add(struct blaming *w, const struct pb_source *src,
		    const char *lang)
{
	struct blame *b = w->b;
	struct pb_section *sec;
	size_t n, cap = b->count;
	int rc = playbook_sections(&sec, &n, &b->arena, src, w->err);

	w->first = b->count;
	if (rc == ERR_INVALID || rc == ERR_TOOBIG)
		return 0;
	for (size_t i = 0; !rc && i < n; i++) {
		if (sec_find(sec, i, sec[i].id))
			continue;
		if (arena_grow(&b->arena, &b->row, b->count, &cap,
			       sizeof(*b->row)))
			return error_nomem(w->err);
		b->row[b->count++] = (struct blame_row){
			.id = sec[i].id, .lang = lang, .level = sec[i].level};
	}
	w->open = b->count - w->first;
	w->settled = arena_alloc(&b->arena, w->open + 1);
	return rc || w->settled ? rc : error_nomem(w->err);
}

static int blame_file(struct blame *b, struct store *s,
		      const struct pb_source *src, const char *lang,
		      struct error *err)
{
	struct blaming w = {.s = s, .b = b, .err = err};
	const char *kept = arena_strdup(&b->arena, lang);
	int rc = kept ? rows_add(&w, src, kept) : error_nomem(err);

	if (!rc && w.open)
		rc = repo_history(s->repo, b->commit, src->name, step_back,
				  &w, err);
	if (rc == 1)
		rc = 0;
	for (size_t i = 0; !rc && w.open && i < b->count - w.first; i++)
		if (!w.settled[i])
			settle(&w, i);
	arena_release(&w.arena);
	return rc;
}

int store_blame(struct blame *out, struct store *s, const char *slug,
		const char *commit, struct error *err)
{
	struct pb_texts texts = {0};
	struct playbook *pb = NULL;
	int rc = store_playbook(&pb, &texts, NULL, s, slug, commit, err);

	*out = (struct blame){0};
	if (!rc)
		str_copy(out->commit, sizeof(out->commit), texts.commit);
	for (size_t k = 0; !rc && k < pb->langs; k++)
		for (size_t i = 0; !rc && i < texts.count; i++)
			if (str_eq(pb->file[k], texts.src[i].name))
				rc = blame_file(out, s, &texts.src[i],
						pb->lang[k], err);
	playbook_free(pb);
	pb_texts_release(&texts);
	return rc;
}

void blame_release(struct blame *b)
{
	arena_release(&b->arena);
	*b = (struct blame){0};
}
