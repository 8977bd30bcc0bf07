/* core/playbook/cut.c - one file cut into its sections. */
#include "core/playbook/cut.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"

static int cut_fill(struct cut *c, struct reader *r, struct error *err)
{
	int rc = r->len > MARKDOWN_MAX
			 ? error_set(err, ERR_TOOBIG,
				     _("%s: over 1 MiB"), r->file)
		 : !bytes_check(r)
			 ? error_set(err, ERR_INVALID,
				     _("%s: not UTF-8 text"), r->file)
			 : front_read(r, err);

	if (!rc)
		rc = markdown_parse_from(&r->doc, r->a, r->text, r->body,
					 r->len, err);
	if (!rc)
		rc = sections_read(&c->all, r, err);
	c->body = r->body;
	return rc;
}

int cut_read(struct cut *c, const struct pb_source *src, bool translation,
	     struct error *err)
{
	struct reader r = {.a = &c->arena, .file = src->name,
			   .text = src->text, .len = src->len,
			   .lang = translation ? 1 : 0};

	*c = (struct cut){.hash = hash_new()};
	c->pb = arena_alloc(&c->arena, sizeof(*c->pb));
	if (!c->pb || !c->hash)
		return error_nomem(err);
	c->pb->id = c->pb->slug = "";
	r.pb = c->pb;
	r.hash = c->hash;
	return cut_fill(c, &r, err);
}

void cut_release(struct cut *c)
{
	hash_free(c->hash);
	arena_release(&c->arena);
	*c = (struct cut){0};
}

struct section *cut_find(const struct cut *c, const char *id)
{
	for (size_t i = 0; i < c->all.count; i++)
		if (str_eq(c->all.at[i].id, id))
			return &c->all.at[i];
	return NULL;
}

const struct key_line *cut_key(const struct section *s, enum key_id key)
{
	for (size_t i = 0; i < s->keys; i++)
		if (s->key[i].key == key)
			return &s->key[i];
	return NULL;
}

/* --- sections ----------------------------------------------------------------- */

static void sum_lines(struct pb_section *s, struct hash *h, const char *text)
{
	const char *p = text + s->at, *end = text + s->end, *nl, *to;

	for (; p < end; p = nl) {
		nl = memchr(p, '\n', (size_t)(end - p));
		nl = nl ? nl + 1 : end;
		for (to = nl; to > p && strchr(" \t\r\n", to[-1]); to--)
			continue;
		if (to > p) {
			hash_add(h, p, (size_t)(to - p));
			hash_add(h, "\n", 1);
		}
	}
	hash_end(h, s->sum);
}

int playbook_sections(struct pb_section **out, size_t *count,
		      struct arena *a, const struct pb_source *src,
		      struct error *err)
{
	struct cut c;
	size_t n = 0;
	int rc = cut_read(&c, src, false, err);

	*out = NULL;
	*count = 0;
	if (!rc)
		*out = arena_alloc(a, (c.all.count + 1) * sizeof(**out));
	if (!rc && !*out)
		rc = error_nomem(err);
	for (size_t i = 0; !rc && i < c.all.count; i++) {
		const struct section *s = &c.all.at[i];
		struct pb_section *p = &(*out)[n];

		if (s->level > 1 && !s->id)
			continue;
		*p = (struct pb_section){.id = "", .level = s->level,
					 .at = s->start, .end = s->end};
		if (s->level == 1)
			p->at = 0;
		else
			p->id = arena_strdup(a, s->id);
		if (!p->id)
			rc = error_nomem(err);
		sum_lines(p, c.hash, src->text);
		n++;
	}
	*count = n;
	cut_release(&c);
	return rc;
}
