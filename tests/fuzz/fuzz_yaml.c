/* YAML: a tree whose counts, links and places hold, or words and a place. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/yread.h"

#define DEPTH 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(const struct ynode *n, int depth)
{
	size_t count = 0;

	if (!n->text || n->line < 2 || n->col < 1 || depth > DEPTH)
		abort();
	for (const struct ynode *c = n->child; c; c = c->next) {
		if (!c->key != (n->kind == Y_LIST))
			abort();
		if (c->key && yread_get(n, c->key) != c)
			abort();
		check(c, depth + (c->kind != Y_SCALAR));
		count++;
	}
	if (count != n->count || (count && n->kind == Y_SCALAR))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct error err = {0};
	struct ydoc *doc;

	if (yread_parse(&doc, (const char *)data, n, DEPTH, 2, &err)) {
		if (doc || !*err.what || !strchr(err.where, ':'))
			abort();
		return 0;
	}
	if (yread_root(doc))
		check(yread_root(doc), yread_root(doc)->kind != Y_SCALAR);
	yread_free(doc);
	return 0;
}
