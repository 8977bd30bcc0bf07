/* core/base/yread.c - YAML in: libyaml's events to a tree with places. */
#include "core/base/yread.h"

#include <string.h>
#include <yaml.h>

#include "core/base/arena.h"
#include "core/base/map.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"

struct ydoc {
	struct arena arena;
	struct ynode *root;
};

/* A list or map whose end has not come yet. */
struct open {
	struct ynode *node, *last;
	struct ynode *keyed; /* in a map: has its key, waits for its value */
	struct map keys;     /* to the node that has it */
};

struct builder {
	struct ydoc *doc;
	struct open *open; /* [depth] */
	int top, depth;
	int first_line;
	bool began; /* the one document */
	struct error *err;
};

static int invalid(struct builder *b, const yaml_mark_t *mark,
		   const char *what)
{
	error_set(b->err, ERR_INVALID, "%s", what);
	error_where(b->err, "%d:%d", (int)mark->line + b->first_line,
		    (int)mark->column + 1);
	return ERR_INVALID;
}

static char *copy(struct builder *b, const yaml_event_t *e)
{
	return arena_strndup(&b->doc->arena,
			     (const char *)e->data.scalar.value,
			     e->data.scalar.length);
}

/* A scalar where a map wants a key. */
static int add_key(struct builder *b, struct open *in, const yaml_event_t *e)
{
	struct ynode *node = arena_alloc(&b->doc->arena, sizeof(*node)), *same;
	char text[160];

	if (node)
		node->key = copy(b, e);
	if (!node || !node->key)
		return error_nomem(b->err);
	same = map_gets(&in->keys, node->key);
	if (same) {
		snprintf(text, sizeof(text),
			 _("the key \"%.64s\" is in line %d already"),
			 node->key, same->key_line);
		return invalid(b, &e->start_mark, text);
	}
	node->key_line = (int)e->start_mark.line + b->first_line;
	node->key_col = (int)e->start_mark.column + 1;
	in->keyed = node;
	return map_puts(&in->keys, node->key, node) ? error_nomem(b->err) : 0;
}

/* The node for a value: the one its key made, or a new one; linked in. */
static struct ynode *value_node(struct builder *b)
{
	struct open *in = b->top ? &b->open[b->top - 1] : NULL;
	struct ynode *node = in ? in->keyed : NULL;

	if (!node)
		node = arena_alloc(&b->doc->arena, sizeof(*node));
	if (!node)
		return NULL;
	if (!in) {
		b->doc->root = node;
		return node;
	}
	in->keyed = NULL;
	if (in->last)
		in->last->next = node;
	else
		in->node->child = node;
	in->last = node;
	in->node->count++;
	return node;
}

static int add_value(struct builder *b, const yaml_event_t *e, enum ykind kind)
{
	struct ynode *node = value_node(b);

	if (!node)
		return error_nomem(b->err);
	node->kind = kind;
	node->line = (int)e->start_mark.line + b->first_line;
	node->col = (int)e->start_mark.column + 1;
	node->text = "";
	if (kind == Y_SCALAR) {
		node->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
		node->text = copy(b, e);
		return node->text ? 0 : error_nomem(b->err);
	}
	b->open[b->top++] = (struct open){.node = node};
	return 0;
}

/* What we refuse of a node that libyaml takes. */
static int check_node(struct builder *b, const yaml_event_t *e,
		      const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		return invalid(b, &e->start_mark, _("an anchor (&) is not "
						    "allowed here"));
	if (tag)
		return invalid(b, &e->start_mark, _("a tag (!) is not allowed "
						    "here"));
	return 0;
}

static bool wants_key(const struct builder *b)
{
	const struct open *in = b->top ? &b->open[b->top - 1] : NULL;

	return in && in->node->kind == Y_MAP && !in->keyed;
}

static int scalar(struct builder *b, const yaml_event_t *e)
{
	int rc = check_node(b, e, e->data.scalar.anchor, e->data.scalar.tag);

	if (rc)
		return rc;
	if (memchr(e->data.scalar.value, '\0', e->data.scalar.length))
		return invalid(b, &e->start_mark, _("a NUL character is not "
						    "allowed"));
	if (wants_key(b))
		return add_key(b, &b->open[b->top - 1], e);
	return add_value(b, e, Y_SCALAR);
}

static int open_node(struct builder *b, const yaml_event_t *e, enum ykind kind,
		     const yaml_char_t *anchor, const yaml_char_t *tag)
{
	int rc = check_node(b, e, anchor, tag);
	char text[80];

	if (rc)
		return rc;
	if (wants_key(b))
		return invalid(b, &e->start_mark,
			       _("a key must be a text, no list or map"));
	if (b->top == b->depth) {
		snprintf(text, sizeof(text),
			 _("nested deeper than %d levels"), b->depth);
		return invalid(b, &e->start_mark, text);
	}
	return add_value(b, e, kind);
}

static int begin_document(struct builder *b, const yaml_event_t *e)
{
	if (b->began)
		return invalid(b, &e->start_mark,
			       _("a second document is not allowed"));
	b->began = true;
	return 0;
}

static int take(struct builder *b, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		return begin_document(b, e);
	case YAML_ALIAS_EVENT:
		return invalid(b, &e->start_mark,
			       _("an alias (*) is not allowed here"));
	case YAML_SCALAR_EVENT:
		return scalar(b, e);
	case YAML_SEQUENCE_START_EVENT:
		return open_node(b, e, Y_LIST, e->data.sequence_start.anchor,
				 e->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return open_node(b, e, Y_MAP, e->data.mapping_start.anchor,
				 e->data.mapping_start.tag);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		map_release(&b->open[--b->top].keys);
		return 0;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		return 0;
	}
	return 0;
}

/* The place of byte n of a text. */
static yaml_mark_t mark_at(const char *text, size_t n)
{
	yaml_mark_t mark = {0};

	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\n') {
			mark.line++;
			mark.column = 0;
		} else if (((unsigned char)text[i] & 0xc0) != 0x80) {
			mark.column++;
		}
	}
	return mark;
}

static int bad_yaml(struct builder *b, const yaml_parser_t *p,
		    const char *text, size_t n)
{
	yaml_mark_t mark = p->problem_mark;
	const char *problem = p->problem ? p->problem : "";
	char what[256];

	if (p->error == YAML_MEMORY_ERROR)
		return error_nomem(b->err);
	if (p->error == YAML_READER_ERROR)
		mark = mark_at(text, p->problem_offset < n ? p->problem_offset
							   : n);
	if (p->context)
		snprintf(what, sizeof(what), _("not valid YAML: %s (%s)"),
			 problem, p->context);
	else
		snprintf(what, sizeof(what), _("not valid YAML: %s"), problem);
	return invalid(b, &mark, what);
}

static int check_utf8(struct builder *b, const char *text, size_t n)
{
	const char *p = text, *end = text + n, *at = p;
	yaml_mark_t mark;
	uint32_t cp;

	while (p < end) {
		at = p;
		if (!utf8_next(&cp, &p, end)) {
			mark = mark_at(text, (size_t)(at - text));
			return invalid(b, &mark, _("not valid UTF-8"));
		}
	}
	return 0;
}

static int parse(struct builder *b, const char *text, size_t n)
{
	yaml_parser_t p;
	yaml_event_t e;
	bool more = true;
	int rc = 0;

	if (!yaml_parser_initialize(&p))
		return error_nomem(b->err);
	yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p, (const unsigned char *)text, n);
	while (!rc && more) {
		if (!yaml_parser_parse(&p, &e)) {
			rc = bad_yaml(b, &p, text, n);
			break;
		}
		rc = take(b, &e);
		more = e.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&e);
	}
	yaml_parser_delete(&p);
	return rc;
}

int yread_parse(struct ydoc **out, const char *text, size_t n, int depth,
		int first_line, struct error *err)
{
	struct builder b = {.depth = depth, .first_line = first_line,
			    .err = err};
	int rc;

	*out = NULL;
	b.doc = mem_zalloc(sizeof(*b.doc));
	b.open = mem_zalloc((size_t)depth * sizeof(*b.open));
	if (!b.doc || !b.open)
		rc = error_nomem(err);
	else
		rc = check_utf8(&b, text, n);
	if (!rc)
		rc = parse(&b, text, n);
	while (b.top > 0)
		map_release(&b.open[--b.top].keys);
	mem_free(b.open);
	if (rc)
		yread_free(b.doc);
	else
		*out = b.doc;
	return rc;
}

void yread_free(struct ydoc *doc)
{
	if (!doc)
		return;
	arena_release(&doc->arena);
	mem_free(doc);
}

const struct ynode *yread_root(const struct ydoc *doc)
{
	return doc->root;
}

const struct ynode *yread_get(const struct ynode *map, const char *key)
{
	if (!map || map->kind != Y_MAP)
		return NULL;
	for (const struct ynode *n = map->child; n; n = n->next)
		if (strcmp(n->key, key) == 0)
			return n;
	return NULL;
}

const char *yread_str(const struct ynode *map, const char *key)
{
	const struct ynode *n = yread_get(map, key);

	if (!n || n->kind != Y_SCALAR)
		return NULL;
	if (!n->quoted && (!*n->text || strcmp(n->text, "~") == 0 ||
			   strcmp(n->text, "null") == 0))
		return NULL;
	return n->text;
}
