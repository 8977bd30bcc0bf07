/* core/playbook/clockdata.c - the ids that clock files define. */
#include "core/playbook/clockdata.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/map.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/base/yread.h"

#define DEPTH 16
#define FILE_MAX ((size_t)1 << 20)

struct entry {		/* a clock; of words only the id is set */
	const char *id, *event, *kind;
	const char *en, *zh;
	bool has_number;
	struct entry *next;
};

struct clockdata {
	struct arena arena;
	struct map clock, event, kind; /* id -> struct entry * */
	struct entry *clocks, *words;  /* for the nearest one */
};

struct clockdata *clockdata_new(void)
{
	return mem_zalloc(sizeof(struct clockdata));
}

void clockdata_free(struct clockdata *c)
{
	if (!c)
		return;
	map_release(&c->clock);
	map_release(&c->event);
	map_release(&c->kind);
	arena_release(&c->arena);
	mem_free(c);
}

static int add(struct clockdata *c, struct map *to, struct entry **list,
	       const struct entry *e)
{
	struct entry *copy;

	if (map_gets(to, e->id))
		return 0;
	copy = arena_alloc(&c->arena, sizeof(*copy));
	if (!copy)
		return ERR_NOMEM;
	*copy = *e;
	copy->id = arena_strdup(&c->arena, e->id);
	copy->event = arena_strdup(&c->arena, e->event);
	copy->kind = arena_strdup(&c->arena, e->kind);
	if (!copy->id || (e->event && !copy->event) ||
	    (e->kind && !copy->kind))
		return ERR_NOMEM;
	copy->next = *list;
	*list = copy;
	return map_puts(to, copy->id, copy);
}

static int add_word(struct clockdata *c, struct map *to, const char *id)
{
	return add(c, to, &c->words, &(struct entry){.id = id});
}

/* "General Data Protection Regulation, Art. 33(1)" */
static const char *name_of(struct clockdata *c, const struct ynode *clock,
			   const char *lang)
{
	const char *law = yread_str(yread_get(clock, "law"), lang);
	const char *article = yread_str(clock, "article");

	if (!law)
		return NULL;
	return article ? arena_printf(&c->arena, "%s, %s", law, article)
		       : arena_strdup(&c->arena, law);
}

static int bad(struct error *err, const char *name, const struct ynode *at,
	       const char *what)
{
	return error_set(err, ERR_INVALID, "%s:%d:%d: %s", name, at->line,
			 at->col, what);
}

static int add_clock(struct clockdata *c, const char *name,
		     const struct ynode *clock, struct error *err)
{
	struct entry e = {
		.id = yread_str(clock, "id"),
		.event = yread_str(yread_get(clock, "trigger"), "event"),
		.kind = yread_str(yread_get(clock, "recipient"), "kind"),
		.has_number = yread_str(yread_get(clock, "duration"),
					"value") != NULL,
	};

	if (!e.id)
		return bad(err, name, clock, _("a clock without id"));
	if (map_gets(&c->clock, e.id))
		return bad(err, name, clock, _("this clock id is taken"));
	e.en = name_of(c, clock, "en");
	e.zh = name_of(c, clock, "zh");
	if (add(c, &c->clock, &c->clocks, &e) ||
	    (e.event && add_word(c, &c->event, e.event)) ||
	    (e.kind && add_word(c, &c->kind, e.kind)))
		return error_nomem(err);
	return 0;
}

/* A list of ids, or of maps with an id. */
static int add_words(struct clockdata *c, struct map *to,
		     const struct ynode *list, struct error *err)
{
	const struct ynode *v = list ? list->child : NULL;

	for (; v; v = v->next) {
		const char *id = v->kind == Y_SCALAR ? v->text
						     : yread_str(v, "id");

		if (id && add_word(c, to, id))
			return error_nomem(err);
	}
	return 0;
}

int clockdata_add(struct clockdata *c, const char *name, const char *text,
		  size_t n, struct error *err)
{
	const struct ynode *root, *clocks, *v;
	struct error why = {0};
	struct ydoc *doc;
	int rc;

	if (n > FILE_MAX)
		return error_set(err, ERR_TOOBIG, _("%s: over 1 MiB"), name);
	rc = yread_parse(&doc, text, n, DEPTH, 1, &why);
	if (rc == ERR_NOMEM)
		return error_nomem(err);
	if (rc)
		return error_set(err, rc, "%s:%s: %s", name, why.where,
				 why.what);
	root = yread_root(doc);
	clocks = yread_get(root, "clocks");
	for (v = clocks ? clocks->child : NULL; v && !rc; v = v->next)
		rc = add_clock(c, name, v, err);
	if (!rc)
		rc = add_words(c, &c->event, yread_get(root, "trigger_events"),
			       err);
	if (!rc)
		rc = add_words(c, &c->kind,
			       yread_get(root, "recipient_kinds"), err);
	yread_free(doc);
	return rc;
}

static const struct entry *clock_of(const struct clockdata *c, const char *id)
{
	return map_gets(&c->clock, id);
}

bool clockdata_clock(void *ctx, const char *id, bool *has_number)
{
	const struct entry *e = clock_of(ctx, id);

	if (e && has_number)
		*has_number = e->has_number;
	return e;
}

bool clockdata_trigger(void *ctx, const char *event)
{
	return map_gets(&((struct clockdata *)ctx)->event, event);
}

bool clockdata_recipient(void *ctx, const char *kind)
{
	return map_gets(&((struct clockdata *)ctx)->kind, kind);
}

const char *clockdata_event(void *ctx, const char *id)
{
	const struct entry *e = clock_of(ctx, id);

	return e ? e->event : NULL;
}

const char *clockdata_kind(void *ctx, const char *id)
{
	const struct entry *e = clock_of(ctx, id);

	return e ? e->kind : NULL;
}

const char *clockdata_nearest(void *ctx, const char *word, bool clocks)
{
	const struct clockdata *c = ctx;
	const char *best = NULL;

	for (const struct entry *e = c->clocks; e; e = e->next)
		best = near_better(word, best, e->id);
	for (const struct entry *e = clocks ? NULL : c->words; e; e = e->next)
		best = near_better(word, best, e->id);
	return best;
}

const char *clockdata_name(const struct clockdata *c, const char *id,
			   const char *lang)
{
	const struct entry *e = clock_of(c, id);

	if (!e)
		return NULL;
	return strcmp(lang, "zh") == 0 && e->zh ? e->zh : e->en;
}
