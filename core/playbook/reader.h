/*
 * core/playbook/reader.h - private: the parts of reading a playbook; the
 * reader of drill scenarios shares what is the same in both.
 *
 * front.c reads the front matter, section.c cuts the Markdown tree into
 * sections with their key lists, keys.c gives the keys their values,
 * playbook.c builds the base, translate.c lends the texts of a translation.
 */
#ifndef STANCH_PLAYBOOK_READER_H
#define STANCH_PLAYBOOK_READER_H

#include "core/base/hash.h"
#include "core/playbook/finding.h"
#include "core/playbook/playbook.h"

#define PB_PHASES 20
#define PB_STEPS 300
#define PB_ITEMS 60
#define PB_CELLS 200
#define FRONT_DEPTH 8
#define SPAN_MIN ((int64_t)60 * 1000)
#define SPAN_MAX ((int64_t)366 * 24 * 3600 * 1000)

struct reader {		/* one file being read */
	struct playbook *pb;
	struct findings *f;
	struct arena *a; /* the playbook's */
	const char *file, *text;
	size_t len;
	size_t lang;	 /* 0: the base */
	const char *suffix; /* the language in the file name, or NULL */
	size_t body;	 /* byte where Markdown begins */
	const char *of;	 /* hash in the front matter, or NULL */
	struct hash *hash;
	struct md_node *doc;
	int bad_bytes;	 /* found so far */
	int rc;		 /* ERR_NOMEM, kept */
};

/* Rows of the table in keys.c, in the order a key list has them. */
enum key_id {
	KEY_ID, KEY_KIND, KEY_MODE, KEY_ROLE, KEY_SECOND, KEY_AFTER,
	KEY_WHEN, KEY_DUE, KEY_REPEAT, KEY_DECIDE, KEY_VALUE, KEY_EVIDENCE,
	KEY_APPROVE, KEY_NOTICE, KEY_STARTS, KEY_STOPS, KEY_OF, KEYS,
};

struct key_line {
	enum key_id key;
	const char *value; /* flattened, trimmed */
	struct place at;   /* of the value */
	struct pb_place where; /* of the key */
};

struct section {	/* a heading and what stands below it */
	int level;
	struct md_node *head;
	const char *title;
	const char *id;	 /* value of its id key, NULL if bad or none */
	struct key_line *key;
	size_t keys, key_cap;
	struct md_node *caution, *body;
	struct pb_item *item; /* texts in in[0] */
	size_t items, item_cap;
	size_t start, end; /* bytes in the source */
	char hash[9];
};
struct sections {
	struct section *at; /* [0] is the title; its head may be NULL */
	size_t count, cap;
};

/* Reads the front matter into r and its playbook. Returns ERR_INVALID if
 * there is none (a finding says so), else 0 or ERR_NOMEM. */
int front_read(struct reader *r, struct error *err);
/* Reports bytes that no text may hold. False if it cannot be read at all. */
bool bytes_check(struct reader *r);
/* Cuts r->doc into sections, their key lists read but not judged. */
int sections_read(struct sections *out, struct reader *r, struct error *err);
/* Lines of a key, and how it is written in the language of the file. */
const char *key_word(const struct reader *r, enum key_id key);
const char *key_written(enum key_id key, bool zh);
const char *key_form(enum key_id key);
/* The row a name stands for, in English or Chinese; KEYS if none. */
enum key_id key_find(const char *name);
const char *key_nearest(const char *name);
bool key_repeats(enum key_id key);
bool key_on(enum key_id key, int level); /* 2 phase, 3 step */
bool key_translates(enum key_id key);	  /* may stand in a translation */
/* Sets what one key line says; a finding if it is not of its form. */
void key_set_step(struct reader *r, struct pb_step *st,
		  const struct key_line *k);
void key_set_phase(struct reader *r, struct pb_phase *ph,
		   const struct key_line *k);
/* The label and kind of a value or evidence line; false if it has none. */
bool key_label(struct reader *r, const struct key_line *k, int *kind,
	       const char **label);
/* The column of a key's value in its source line, or of `word` in it. */
int key_value_col(const char *text, size_t n, const struct pb_place *where,
		  const char *word);
/* [a-z][a-z0-9-]{0,39}, and not one of the six reserved words. */
bool id_valid(const char *s);
bool id_reserved(const char *s);
/* Adds the texts of a translation to r->pb. */
int translate_merge(struct reader *r, struct error *err);
/* Sets text[lang] and, for a title, what stands before its colon. */
void title_set(struct reader *r, struct pb_step *st, const char *title);
/* "zh-CN", "zh_Hans" -> "zh"; "zh-Hant" stays; "en_GB.UTF-8" -> "en". */
void lang_normal(char out[16], const char *lang);
/* A place in the file. */
struct place place_at(const struct reader *r, int line, int col);

#endif
