/* core/store/groups.c - the texts of a folder, those of one name together. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/finding.h"
#include "core/store/folder.h"
#include "core/store/private.h"

struct grouping {
	const char *dir;
	struct findings *f;
	int (*fn)(void *ctx, const char *name, const struct pb_texts *t);
	void *ctx;
	struct error *err;
	char name[64]; /* whose texts are in t; "" none */
	struct pb_texts t;
};

static int flush(struct grouping *g)
{
	int rc = 0;

	if (g->t.count)
		rc = g->fn(g->ctx, g->name, &g->t);
	pb_texts_release(&g->t);
	g->name[0] = '\0';
	return rc;
}

/* One text that cannot be had spoils nothing but itself. */
static int spoilt(struct grouping *g, const char *name, struct error *e,
		  int rc)
{
	struct place at = {.file = name};

	if (rc == ERR_NOMEM) {
		*g->err = *e;
		return rc;
	}
	finding_add(g->f, LINT_BYTES, &at, *e->fix ? e->fix : NULL, "%s",
		    e->what);
	return g->f->failed ? error_nomem(g->err) : 0;
}

static int group_name(void *ctx, const char *name)
{
	struct grouping *g = ctx;
	struct str text = {0};
	struct error e = {0};
	const char *lang;
	char *path;
	size_t n;
	int rc = 0;

	if (!books_split(name, &n, &lang))
		return 0;
	if (strlen(g->name) != n || memcmp(g->name, name, n) != 0)
		rc = flush(g);
	if (rc)
		return rc;
	memcpy(g->name, name, n);
	g->name[n] = '\0';
	path = io_join(g->dir, name);
	rc = path ? io_read(&text, path, MARKDOWN_MAX, &e) : error_nomem(&e);
	if (!rc)
		rc = pb_texts_add(&g->t, name, !*lang, &text, &e);
	if (rc)
		rc = spoilt(g, name, &e, rc);
	str_release(&text);
	mem_free(path);
	return rc;
}

int folder_groups(const char *dir, struct findings *f,
		  int (*fn)(void *ctx, const char *name,
			    const struct pb_texts *t),
		  void *ctx, struct error *err)
{
	struct error own = {0};
	struct grouping g = {.dir = dir, .f = f, .fn = fn, .ctx = ctx,
			     .err = err ? err : &own};
	/* In byte order all names that begin with "NAME." stand together. */
	int rc = io_list(dir, group_name, &g, g.err);

	if (!rc)
		rc = flush(&g);
	pb_texts_release(&g.t);
	return rc;
}
