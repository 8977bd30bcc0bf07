/* core/playbook/outline.h - private: a Markdown file as nested sections, and
 * how its parts become phases, steps and items. */
#ifndef STANCH_PLAYBOOK_OUTLINE_H
#define STANCH_PLAYBOOK_OUTLINE_H

#include "core/playbook/importing.h"
#include "core/playbook/markdown.h"

#define LEVEL_BOLD 7 /* a paragraph that is all bold; headings are 1 to 6 */
#define LEVEL_NONE 8 /* list items alone */

struct sect {
	int level; /* 0: the file itself */
	int line;
	const char *title;	/* numbering stripped; "" for the file */
	struct md_node *first, *stop; /* its own blocks: first up to stop */
	struct sect *parent, *child, *last, *next;
	bool skip; /* for reading only, or below such a section */
};

struct outline {
	struct arena *a;
	const char *text; /* the source */
	struct md_node *doc;
	struct sect *root;
	struct sect *title; /* the section that names the file, or NULL */
	size_t at[LEVEL_NONE]; /* how many sections of each level */
	bool failed;
};

struct filling {
	struct imported *im;
	struct outline *o;
	int level;
	bool told;
	bool as_items; /* list items are check items of the last step */
};

/* Cuts the tree into sections. */
void outline_cut(struct outline *o);
/* Bytes of text in a node and what is below it. */
size_t outline_bytes(const struct md_node *node);
/* Flattened text without inline HTML; never NULL. */
const char *outline_flat(struct outline *o, const struct md_node *node);
/* Writes phases and steps with phases at `level` to im, and the counts of
 * text; told: findings too. */
void outline_fill(struct imported *im, struct outline *o, int level,
		  bool told);

/* Writes what one block becomes: steps where as_items is off, else items of
 * the last step. */
void outline_block(struct filling *f, const struct md_node *n);
/* A step named by a heading or an item: numbering and role are taken off. */
void outline_step(struct filling *f, const char *title, int line);
/* The text of a paragraph up to its first hard break. */
const char *outline_line(struct filling *f, const struct md_node *para);
bool outline_is_list(const struct md_node *n);
/* A paragraph that only says what somebody has to write one day. */
bool outline_placeholder(struct filling *f, const struct md_node *n);

#endif
