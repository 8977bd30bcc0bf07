/* core/store/versions.c - the versions of a playbook, newest first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/store/private.h"

struct gather {
	struct book_version *at;
	size_t len, cap;
	bool base; /* it is the history of the base that is walked */
	struct map seen; /* commit id -> place + 1 */
	struct arena ids;
};

static int more_room(struct gather *g)
{
	size_t cap = g->cap ? 2 * g->cap : 64;
	struct book_version *at;

	if (g->len < g->cap)
		return 0;
	at = mem_realloc(g->at, cap * sizeof(*at));
	if (!at)
		return ERR_NOMEM;
	g->at = at;
	g->cap = cap;
	return 0;
}

static int add_commit(void *ctx, const struct repo_commit *c, const char *path)
{
	struct gather *g = ctx;
	uintptr_t place = (uintptr_t)map_gets(&g->seen, c->id);
	struct book_version *v;
	const char *lang;
	size_t slug;
	char *id;

	if (!place) {
		id = arena_strdup(&g->ids, c->id);
		place = g->len + 1;
		if (!id || more_room(g) ||
		    map_puts(&g->seen, id, (void *)place))
			return ERR_NOMEM;
		g->at[g->len++] = (struct book_version){.at = *c};
	}
	v = &g->at[place - 1];
	v->base |= g->base;
	v->other |= !g->base;
	if (books_split(path, &slug, &lang) && (g->base || !*v->slug)) {
		memcpy(v->slug, path, slug);
		v->slug[slug] = '\0';
	}
	return 0;
}

/* Newest first; where the clock says the same, as the histories said. */
static int by_time(const void *a, const void *b)
{
	const struct book_version *x = a, *y = b;

	return (x->at.at < y->at.at) - (x->at.at > y->at.at);
}

/* The base's own order is git's and stays; changes of translations alone are
 * put between by their time. */
static void put_in_order(struct gather *g, size_t bases)
{
	struct book_version *all = g->at, *out;
	size_t i = 0, k = bases, n = 0;

	if (bases == g->len)
		return;
	qsort(all + bases, g->len - bases, sizeof(*all), by_time);
	out = mem_zalloc(g->len * sizeof(*out));
	if (!out)
		return; /* out of order, but all there */
	while (i < bases || k < g->len) {
		bool base = k >= g->len ||
			    (i < bases && all[i].at.at >= all[k].at.at);

		out[n++] = base ? all[i++] : all[k++];
	}
	mem_free(all);
	g->at = out;
}

int store_versions(struct book_version **out, size_t *count, struct store *s,
		   const char *slug, const char *from, struct error *err)
{
	struct gather g = {0};
	struct pb_texts t = {0};
	size_t bases = 0;
	int rc = books_texts(&t, s, slug, from, err);

	*out = NULL;
	*count = 0;
	for (size_t i = 0; !rc && i < t.count; i++) {
		g.base = !i;
		rc = repo_history(s->repo, t.commit, t.src[i].name, add_commit,
				  &g, err);
		bases = i ? bases : g.len;
	}
	if (rc == ERR_NOMEM)
		error_nomem(err);
	if (!rc)
		put_in_order(&g, bases);
	map_release(&g.seen);
	arena_release(&g.ids);
	pb_texts_release(&t);
	if (rc) {
		mem_free(g.at);
		return rc;
	}
	*out = g.at;
	*count = g.len;
	return 0;
}

int store_version_at(struct repo_commit *out, struct store *s,
		     const char *slug, const char *commit, struct error *err)
{
	struct pb_texts t;
	int rc = books_texts(&t, s, slug, commit, err);

	*out = (struct repo_commit){0};
	for (size_t i = 0; !rc && i < t.count; i++) {
		struct repo_commit last;

		rc = repo_last_change(&last, s->repo, t.commit, t.src[i].name,
				      err);
		if (!rc && (!i || last.at > out->at))
			*out = last;
	}
	pb_texts_release(&t);
	return rc;
}

void store_version_label(struct book_version *v, struct store *s)
{
	struct findings f = {0};
	struct playbook *pb = NULL;
	struct str text = {0};
	struct pb_source src;
	char path[80];

	if (v->labelled)
		return;
	v->labelled = true;
	snprintf(path, sizeof(path), "%s.md", v->slug);
	if (store_need_repo(s, NULL) ||
	    repo_read(&text, s->repo, v->at.id, path, NULL)) {
		str_release(&text);
		return;
	}
	src = (struct pb_source){path, str_text(&text), text.len};
	if (!playbook_read(&pb, &src, 1, &f, NULL) && pb->version)
		store_fit(v->label, sizeof(v->label), pb->version);
	playbook_free(pb);
	findings_release(&f);
	str_release(&text);
}
