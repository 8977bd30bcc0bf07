/*
 * core/base/yread.h - YAML in: a bounded tree of strings with places.
 *
 * libyaml's events; aliases, anchors, tags, a second document, double keys
 * and too deep nesting are refused. Every scalar is a string: the schema is
 * the caller's.
 */
#ifndef STANCH_BASE_YREAD_H
#define STANCH_BASE_YREAD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"

enum ykind { Y_SCALAR, Y_LIST, Y_MAP };

struct ynode {
	enum ykind kind;
	int line, col;	   /* 1-based; of its first character */
	const char *text;  /* Y_SCALAR; "" elsewhere */
	bool quoted;	   /* Y_SCALAR: it stood in quotes or a block */
	const char *key;   /* its name in the map around it, or NULL */
	int key_line, key_col;
	struct ynode *child; /* first of a list or map */
	struct ynode *next;
	size_t count;
};

struct ydoc; /* owns every node */

/* first_line: the line number of the first line (front matter begins at 2);
 * depth counts the outermost list or map as 1, and is at least 1. On success
 * *out is the caller's until yread_free(), else NULL. ERR_INVALID with
 * err->what = the reason and err->where = "line:col"; ERR_NOMEM. */
int yread_parse(struct ydoc **out, const char *text, size_t n, int depth,
		int first_line, struct error *err);
void yread_free(struct ydoc *doc); /* NULL is fine */
/* Nodes are borrowed from the document. NULL if there is nothing in it. */
const struct ynode *yread_root(const struct ydoc *doc);
/* NULL if it is not there, or map is NULL or no map. */
const struct ynode *yread_get(const struct ynode *map, const char *key);
/* Its scalar text, or NULL. YAML's own null - "null", "~" or nothing at all,
 * unquoted - is NULL too. */
const char *yread_str(const struct ynode *map, const char *key);

#endif
