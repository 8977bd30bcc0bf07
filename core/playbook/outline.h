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
	bool numbered; /* no heading: a paragraph with a heading's number */
	bool plain;    /* numbered by digits alone: "2. Call the shop" */
	/* Beside the others of its level below the same parent: */
	bool acts;  /* it has items, or parts that are steps */
	bool tells; /* it has none, two others do, and no phase is named */
	bool below; /* plain, behind one that is not: "**2. Call the shop**"
		       behind "**Phase 1: Contain**" */
	size_t unit;
};

struct outline {
	struct arena *a;
	const char *text; /* the source, its lines parted as they need it */
	size_t len;
	int *line_of; /* by line of text: that of the source; NULL: the same */
	struct md_node *doc;
	struct sect *root;
	struct sect *title; /* the section that names the file, or NULL */
	size_t at[LEVEL_NONE]; /* how many sections of each level */
	size_t *unit; /* by line: the unit that begins there, 0 none */
	int lines;
	bool failed;
};

struct filling {
	struct imported *im;
	struct outline *o;
	int level;
	bool told;
	bool as_items; /* list items are check items of the last step */
	char numbered; /* how the paragraph before was numbered, 0 not */
};

/* Lone carriage returns as line ends; a copy, or text itself. */
const char *outline_ends(struct outline *o, const char *text, size_t n);
/* Puts blank lines around headings where text stands directly above a "##"
 * line, or around "一、..." on a line of its own: o->text is then a copy. */
void outline_loosen(struct outline *o, size_t from);
/* Lines of the parsed tree become those of the source again. */
void outline_source_lines(struct outline *o, struct md_node *n);
/* Then says what they are beside each other. */
void outline_compare(struct outline *o);
/* Bytes of text in a node and what is below it. */
size_t outline_bytes(const struct md_node *node);
/* Flattened text without inline HTML; never NULL. */
const char *outline_flat(struct outline *o, const struct md_node *node);
/* Writes phases and steps with phases at `level` to im, and the counts of
 * text; told: findings too. */
void outline_fill(struct imported *im, struct outline *o, int level,
		  bool told);

/* Names every part of the file that can be marked. */
void outline_units(struct imported *im, struct outline *o);
/* What the part at a line becomes; *unit is its number or 0. */
enum import_mark outline_mark(struct filling *f, int line,
			      enum import_mark rule, size_t *unit);

/* Writes what one block becomes: steps where as_items is off, else items of
 * the last step. */
void outline_block(struct filling *f, const struct md_node *n);
/* A block as a note; above the phases; as a text that is left out. */
void outline_note(struct filling *f, const struct md_node *n);
void outline_intro(struct filling *f, const struct md_node *n);
void outline_left(struct filling *f, const struct md_node *n);
/* A step named by a heading or an item: numbering and role are taken off. */
void outline_step(struct filling *f, const char *title, int line);
/* A phase or group named by a list item, and what is below it. */
void outline_item_phase(struct filling *f, const struct md_node *item);
/* A table; false if none of its rows is an item. */
bool outline_table(struct filling *f, const struct md_node *t);
/* True if a row of a table is an item, under the table's head. */
bool outline_row(struct outline *o, const struct md_node *table,
		 const struct md_node *row);
/* "1、text" lines: each is an item; false if the paragraph has none. */
bool outline_numbered(struct filling *f, const struct md_node *para);
/* The next source line of a paragraph at *p, without marks of style. True if
 * it begins with an item's number, *skip bytes long. */
bool outline_source_line(struct str *out, const char **p, const char *end,
			 size_t *skip);
/* True if its lines are items. */
bool outline_is_numbered(const struct outline *o, const struct md_node *para);
/* The text of a paragraph up to its first hard break. */
const char *outline_line(struct filling *f, const struct md_node *para);
bool outline_is_list(const struct md_node *n);
/* An item that is one link and nothing more: for reading. */
bool outline_only_link(const struct md_node *item);
/* A paragraph that only says what somebody has to write one day. */
bool outline_placeholder(struct filling *f, const struct md_node *n);

#endif
