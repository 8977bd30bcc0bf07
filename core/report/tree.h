/* core/report/tree.h - private: the tree that all three writers read, and
 * what the builders share. */
#ifndef STANCH_REPORT_TREE_H
#define STANCH_REPORT_TREE_H

#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/report/report.h"

enum node_kind {
	NODE_ROOT,
	NODE_HEADING, /* level 1 to 4 */
	NODE_PARA,
	NODE_CAUTION, /* its blocks are set apart */
	NODE_LIST,    /* of NODE_ITEM */
	NODE_ITEM,    /* mark, text, blocks below it */
	NODE_FACTS,   /* of NODE_FACT */
	NODE_FACT,    /* name and text; name "" goes on from the one before */
	NODE_TABLE,   /* of NODE_ROW; the first is the head */
	NODE_ROW,     /* of NODE_CELL */
	NODE_CELL,
	NODE_CODE,    /* lines as they are */
	NODE_FIELDS,  /* of NODE_CELL: "Done by ______   At ______" */
	NODE_ROOM,    /* `level` lines to write on */
};

struct node {
	enum node_kind kind;
	int level;
	bool numbered;	  /* a list: 1, 2, 3 */
	const char *mark; /* "[x]" in front; NULL: none */
	const char *name; /* of a fact */
	const char *text; /* never NULL; as it came, lines parted by LF */
	struct node *child, *last, *next;
};

struct report {
	struct arena arena;
	struct node root;
	struct node spare; /* what is made when memory is out */
	bool failed;
	enum report_form form;
	bool drill;
	const char *lang;   /* "en", "zh_CN" */
	const char *label;
};

/* What every builder is handed. */
struct maker {
	struct report *r;
	const struct casefile *c;
	const struct situation *s;
	const struct zone *zone;
	const char *title; /* instead of the case's own; or NULL */
};

/* report.c: an empty report, and its maker. *out is NULL on failure. */
int report_begin(struct report **out, struct maker *m, enum report_form form,
		 const struct casefile *c, const char *lang,
		 struct error *err);
/* The same of no case: what a drill needs on paper. */
int report_bare(struct report **out, struct maker *m, const char *label,
		const char *lang, struct error *err);

/* --- tree.c: making ------------------------------------------------------- */

/* Adds a node behind the others below parent; the text is copied. Never
 * NULL: when memory is out the report has failed and the node is a spare. */
struct node *node_add(struct maker *m, struct node *parent,
		      enum node_kind kind, const char *text);
struct node *node_addf(struct maker *m, struct node *parent,
		       enum node_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* The same from a string that is released. */
struct node *node_take(struct maker *m, struct node *parent,
		       enum node_kind kind, struct str *text);
/* A fact; text NULL or "" is "unknown". */
void fact(struct maker *m, struct node *facts, const char *name,
	  const char *text);
void factf(struct maker *m, struct node *facts, const char *name,
	   const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void fact_take(struct maker *m, struct node *facts, const char *name,
	       struct str *text);
struct node *heading(struct maker *m, int level, const char *text);
/* Markdown of a playbook below parent: links show their targets. */
void guidance(struct maker *m, struct node *parent,
	      const struct md_node *first);

/* --- tree.c: words -------------------------------------------------------- */

/* "2026-10-14 14:12 +08", or "unknown" for 0. In the report's arena. */
const char *when(struct maker *m, int64_t at);
/* Texts of a playbook in the report's language. */
size_t lang_of(const struct maker *m, const struct book *b);
const char *step_title(const struct maker *m, const struct step *st);
/* A step's value in words: a time in the person's zone. */
const char *step_value(struct maker *m, const struct step *st);
/* The name of a role in the report's language; its key if it has none. */
const char *role_name(const struct maker *m, const char *key);
/* "wu", or "wu, written by lin". Appends. */
void add_doer(struct str *out, const struct event *ev);
/* "a, b". Appends. */
void add_names(struct str *out, const char *const *name, size_t count);
/* True for a step that is closed, one way or another. */
bool step_closed(const struct step *st);
/* True for a record that takes effect and was not withdrawn. */
bool event_counts(const struct event *ev);
/* "LIVE  INC-2026-014  title", the first line of everything. */
void first_line(struct maker *m);
/* And the last one of a drill. */
void last_line(struct maker *m);

/* --- the parts of each form ------------------------------------------------- */

void build_summary(struct maker *m);   /* summary.c: with people */
void build_timeline(struct maker *m);  /* record.c */
void build_steps(struct maker *m);     /* steps.c */
void build_decisions(struct maker *m); /* choices.c */
void build_overrides(struct maker *m); /* choices.c */
void build_clocks(struct maker *m);    /* clocks.c */
void build_notices(struct maker *m);   /* notices.c */
/* versions.c: nothing while each playbook stands as first adopted. */
void build_versions(struct maker *m);
/* "retired, by 2.1.0 @ 5d77c1e, adopted ...", or that the text of the step
 * changed after it was done; nothing else. Appends. */
void version_words(struct maker *m, struct str *out, const struct step *st);
void build_evidence(struct maker *m);  /* evidence.c */
void build_review(struct maker *m);    /* review.c: findings, actions */
int build_record(struct maker *m, struct error *err); /* record.c */
void build_brief(struct maker *m);
void build_checklist(struct maker *m);

/* --- writing -------------------------------------------------------------- */

/* A text as all writers take it: through show(), tabs as blanks, line feeds
 * kept inside and dropped at the end. Appends. */
void shown(struct str *out, const char *text);

#endif
