/*
 * core/playbook/markdown.h - Markdown to a tree, by md4c.
 *
 * Positions are bytes and lines of the source, so that lint can point and
 * an editor can change bytes; nothing here re-renders.
 */
#ifndef STANCH_PLAYBOOK_MARKDOWN_H
#define STANCH_PLAYBOOK_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"

#define MARKDOWN_MAX ((size_t)1 << 20)
#define MARKDOWN_NODES 200000
#define MARKDOWN_DEPTH 64 /* blocks inside blocks */

enum md_block {
	MDB_DOC, MDB_HEADING, MDB_PARA, MDB_QUOTE, MDB_LIST, MDB_OLIST,
	MDB_ITEM, MDB_CODE, MDB_RULE, MDB_HTML, MDB_TABLE, MDB_ROW, MDB_CELL,
};
enum md_style { /* bits of a run */
	MDS_PLAIN = 0, MDS_EM = 1, MDS_STRONG = 2, MDS_CODE = 4,
	MDS_LINK = 8, MDS_IMAGE = 16, MDS_DEL = 32, MDS_BREAK = 64,
};

struct md_run { /* a stretch of inline text of one style */
	const char *text; /* NUL-terminated, in the arena */
	unsigned style;	  /* enum md_style; MDS_BREAK: a hard line break */
	const char *href; /* MDS_LINK, MDS_IMAGE */
	struct md_run *next;
};

struct md_node {
	enum md_block block;
	int level;	/* heading 1-6; ordered list: its first number */
	int line, col;	/* 1-based, of its first text; 0 if it has none */
	size_t start, end; /* bytes in the source, whole lines */
	char task;	/* item: ' ' or 'x' if a task, else 0 */
	size_t task_at; /* byte of the mark inside the brackets */
	bool head;	/* row or cell of a table head */
	const char *info;    /* code: the fence's language */
	struct md_run *runs; /* text of a leaf (heading, para, code, cell) */
	struct md_node *child, *next, *parent;
};

/* text is n bytes of valid UTF-8 of at most MARKDOWN_MAX. Front matter must
 * have been blanked by the caller. Nodes live in the arena. ERR_TOOBIG over
 * MARKDOWN_NODES or MARKDOWN_DEPTH, ERR_NOMEM. A tight list item holds a
 * paragraph like a loose one. A line break in running text is a space, or
 * nothing between two wide characters. Entities are decoded unless unknown
 * or hidden; HTML is text. */
int markdown_parse(struct md_node **out, struct arena *a, const char *text,
		   size_t n, struct error *err);
/* The same, but reading begins at byte `from`, the start of a line (behind
 * front matter); places still count from the first byte of text. */
int markdown_parse_from(struct md_node **out, struct arena *a,
			const char *text, size_t from, size_t n,
			struct error *err);
/* The same for Markdown from elsewhere: blocks of HTML are nodes of their
 * own, and "#Title" is a heading. */
int markdown_parse_foreign(struct md_node **out, struct arena *a,
			   const char *text, size_t from, size_t n,
			   struct error *err);
/* Flattened text of a node's runs and children, one line, in the arena. */
char *markdown_flat(struct arena *a, const struct md_node *node);

#endif
