/*
 * core/notice/template.h - the text of a notice with blanks in it, read from
 * notices/<id>.<lang>.md (docs/PLAYBOOK-FORMAT.md, "Notices").
 *
 * Front matter, then plain text. A line [[<list>/<item> ...]] alone opens
 * the block that covers those items of a content list; [[]] closes it. No
 * such line is ever sent. {{name}} is a blank of the table in blank.h, and
 * {{?name}} ... {{/name}} stands only where that blank has a value.
 */
#ifndef STANCH_NOTICE_TEMPLATE_H
#define STANCH_NOTICE_TEMPLATE_H

#include "core/notice/blank.h"
#include "core/playbook/playbook.h"

#define NOTICE_MAX ((size_t)64 * 1024) /* bytes of a template */

struct notice_item { /* what a block covers: cn-pipl-57/3 */
	const char *list;
	int item;
	int line, col;
};
enum piece_kind { PIECE_TEXT, PIECE_BLANK, PIECE_IF, PIECE_END };
struct piece {
	enum piece_kind kind;
	const char *text; /* PIECE_TEXT */
	size_t len;
	const struct blank *blank; /* the others */
	size_t block; /* index of its block */
};
struct notice_block { /* [0] covers nothing: what stands outside */
	struct notice_item *item;
	size_t item_count, item_cap;
};

struct notice_template {
	struct arena arena;
	const char *id, *lang;
	const char *to;	      /* kind of recipient */
	int to_line, to_col;
	const char **covers;  /* content lists */
	size_t cover_count;
	struct piece *subject; /* PIECE_TEXT and PIECE_BLANK */
	size_t subject_count, subject_cap;
	struct piece *piece;
	size_t piece_count, piece_cap;
	struct notice_block *block;
	size_t block_count, block_cap;
};

/* Reads a template; name is "cn-individuals.zh.md". Findings (front, shape,
 * key, ref, bytes) go to f. *out is the caller's (notice_template_free), made
 * as far as the text allows; NULL with ERR_INVALID (no notice at all),
 * ERR_TOOBIG, ERR_NOMEM. */
int notice_template_read(struct notice_template **out, const char *name,
			 const char *text, size_t n, struct findings *f,
			 struct error *err);
void notice_template_free(struct notice_template *t);
/* The block that covers an item, or NULL. */
const struct notice_block *notice_covering(const struct notice_template *t,
					   const char *list, int item);

#endif
