/*
 * core/drill/reading.h - private: the parts of reading a scenario.
 *
 * front.c reads the front matter of the base, injects.c its list of injects,
 * body.c cuts the Markdown into brief, injects and hotwash, translate.c
 * lends the words of a translation, lint.c checks the whole, real.c looks
 * for numbers of real people.
 */
#ifndef STANCH_DRILL_READING_H
#define STANCH_DRILL_READING_H

#include "core/base/yread.h"
#include "core/drill/scenario.h"
#include "core/playbook/reader.h"

#define SC_INJECTS 200
#define SC_ITEMS 100 /* of any other list */
#define SC_DEPTH 8

enum sc_code { /* a row of the table in rules.c */
	SC_BYTES, SC_FRONT, SC_TIME, SC_ID, SC_BODY, SC_QUOTE, SC_FENCE,
	SC_LAZY, SC_HTML, SC_STEP, SC_PLAYBOOK, SC_OBJECTIVE, SC_REF,
	SC_CLOCKS, SC_WHEN, SC_REAL, SC_TRANSLATION, SC_DENSE, SC_LEAP,
	SC_STALE, SC_MISSING, SC_WRITE,
};

struct body { /* what the body of one file says of one inject */
	const char *id, *title, *note, *say;
	struct sc_spot at;
};

struct reading { /* one file being read */
	struct scenario *sc;
	struct findings *f;
	struct arena *a; /* the scenario's */
	const char *file, *text;
	size_t len;
	size_t lang; /* 0: the base */
	size_t body_at; /* byte behind the front matter */
	struct ydoc *doc;
	const struct ynode *root;
	struct body *body;
	size_t bodies, body_cap;
	const char *brief, *hotwash;
	int rc; /* ERR_NOMEM, kept */
};

/* Adds a finding with the message of fmt; fix: how to mend it, or NULL. */
void sc_complain(struct reading *r, enum sc_code code, int line, int col,
		 const char *fix, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));
/* The same, from lint: of the base file. */
void sc_find(struct findings *f, const struct scenario *sc,
	     enum sc_code code, struct sc_spot at, const char *fix,
	     const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/* In the scenario's arena; NULL sets r->rc. */
const char *sc_keep(struct reading *r, const char *text);
/* Room for one more in a list of at most `most`; a finding if it is full. */
bool sc_grow(struct reading *r, const struct ynode *v, void *items,
	     size_t len, size_t *cap, size_t size, size_t most);

/* A map read by a table: unknown keys, kinds and missing ones are told. */
struct sc_field {
	const char *name;
	int kind; /* enum ykind, or -1: any */
	bool needed;
	void (*take)(struct reading *r, const struct ynode *v, void *to);
};
void sc_map(struct reading *r, const struct ynode *map,
	    const struct sc_field *fields, void *to);
/* Checks that; false with a finding. */
bool sc_key(struct reading *r, const struct ynode *v, const char *key);
/* An id that is there already is a finding. */
void sc_once(struct reading *r, struct sc_spot at, bool there,
	     const char *id);
bool sc_span(struct reading *r, const struct ynode *v, int64_t *ms);
/* A list of texts, or one text alone. */
void sc_texts(struct reading *r, const struct ynode *v, const char ***out,
	      size_t *count);

void sc_base(struct reading *r);  /* front.c */
void sc_other(struct reading *r); /* the same of a translation */
/* goals.c, injects.c, translate.c: the values of keys. */
void sc_objectives(struct reading *r, const struct ynode *v, void *to);
void sc_clocks(struct reading *r, const struct ynode *v, void *to);
void sc_decisions(struct reading *r, const struct ynode *v, void *to);
void sc_words(struct reading *r, const struct ynode *v, void *to);
void sc_injects(struct reading *r, const struct ynode *v, void *to);
void sc_body(struct reading *r);	     /* body.c */
void sc_translate(struct reading *r);	     /* translate.c */
void sc_real(struct reading *r);	     /* real.c */
struct sc_spot sc_spot(const struct ynode *v);

#endif
