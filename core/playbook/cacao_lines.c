/* core/playbook/cacao_lines.c - where the names of a CACAO file stand, so
 * that a finding can say its line. */
#include <string.h>

#include "core/playbook/cacao.h"

struct scan {
	struct cacao *c;
	const char *p, *end;
	int line, depth;
	bool object[CACAO_DEPTH + 2]; /* what is open at each depth */
	char *above;		      /* the name at depth 1 */
};

static void note(struct scan *x, const char *name, size_t n)
{
	struct arena *a = &x->c->im->arena;
	char *key = NULL;

	if (x->depth == 1)
		key = x->above = arena_strndup(a, name, n);
	else if (x->above)
		key = arena_printf(a, "%s\n%.*s", x->above, (int)n, name);
	if (!key || map_puts(&x->c->lines, key, (void *)(uintptr_t)x->line))
		x->c->im->failed = true;
}

/* Behind the string that begins at p; a name is followed by a colon. */
static void text(struct scan *x)
{
	const char *from = ++x->p, *q;

	while (x->p < x->end && *x->p != '"')
		x->p += *x->p == '\\' && x->p + 1 < x->end ? 2 : 1;
	for (q = x->p + 1; q < x->end && strchr(" \t\r\n", *q); q++)
		;
	if (q < x->end && *q == ':' && x->depth <= 2 && x->object[x->depth] &&
	    x->p - from < 200)
		note(x, from, (size_t)(x->p - from));
}

void cacao_lines(struct cacao *c)
{
	struct scan x = {.c = c, .p = c->text, .end = c->text + c->n,
			 .line = 1};

	for (; x.p < x.end && !c->im->failed; x.p++) {
		if (*x.p == '\n')
			x.line++;
		else if (*x.p == '"')
			text(&x);
		else if ((*x.p == '{' || *x.p == '[') &&
			 x.depth <= CACAO_DEPTH)
			x.object[++x.depth] = *x.p == '{';
		else if ((*x.p == '}' || *x.p == ']') && x.depth > 0)
			x.depth--;
	}
}

int cacao_line(const struct cacao *c, const char *name, const char *below)
{
	struct str key = {0};
	void *line;

	str_add(&key, name);
	if (below)
		str_addf(&key, "\n%s", below);
	line = key.failed ? NULL : map_gets(&c->lines, str_text(&key));
	str_release(&key);
	return (int)(uintptr_t)line;
}
