/*
 * core/playbook/import.h - a playbook from elsewhere, as a checklist to look
 * at: foreign Markdown, CACAO 2.0 JSON.
 *
 * A pure function of the bytes. Nothing in them is run, followed or
 * believed; what is not taken over is counted and named in a finding.
 */
#ifndef STANCH_PLAYBOOK_IMPORT_H
#define STANCH_PLAYBOOK_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/str.h"
#include "core/playbook/playbook.h"

#define IMPORT_MAX ((size_t)8 << 20) /* the largest format's limit */

enum import_grade { IMPORT_REFUSE, IMPORT_WARN, IMPORT_INFO };
struct import_finding {
	enum import_grade grade;
	int line;	  /* 1-based; 0: the whole file */
	const char *text; /* translated, one line */
};
struct import_note {
	const char *text; /* may have several lines */
	bool code;	  /* a command or listing: shown as "not run" */
	bool markup;	  /* Markdown as it stood there, else plain text */
	int line;	  /* 0: not known */
};
struct import_piece { /* a text of the source, and where it stood */
	const char *text;
	int line;
};
/* What a part of the source becomes. */
enum import_mark {
	MARK_NONE, /* not told */
	MARK_PHASE,
	MARK_STEP,
	MARK_GROUP, /* its list items are the steps */
	MARK_ITEMS, /* its list items are check items of the step above */
	MARK_NOTES,
	MARK_SKIP,
	MARK_NEW, /* "?": not in the mapping, left out until marked */
};
struct import_unit { /* a part that can be marked, in the source's order */
	const char *at;	   /* "Containment / 1": headings, item numbers */
	const char *title; /* as it stands there */
	int line, depth;
	char text[9]; /* 8 hex digits over what it says */
	enum import_mark mark;
	enum phase_kind kind;	/* of a phase */
	const char *id, *role;	/* as mapped, or NULL */
	bool met;		/* it took part in the result */
	bool set;		/* marked by a mapping, not by rules */
};

struct import_step {
	size_t unit;	   /* 1-based; 0: none */
	const char *id;	   /* as mapped, or NULL */
	const char *title; /* one line */
	const char *role;  /* a name as written there, or NULL */
	int line;
	const char **check; /* check items */
	size_t checks, check_cap;
	struct import_note *note; /* what becomes the body */
	size_t notes, note_cap;
	const char **answer; /* a decision's */
	size_t answers, answer_cap;
	const char *when; /* title of the decision it hangs on, or NULL */
	const char *when_answer;
};
struct import_phase {
	size_t unit;	/* 1-based; 0: none */
	const char *id; /* as mapped, or NULL */
	enum phase_kind kind;
	const char *title;
	int line;
	struct import_step *step;
	size_t steps, step_cap;
	struct import_note *note; /* its introduction */
	size_t notes, note_cap;
};
struct import_own {
	const char *lang; /* "" for the base */
	const char *text;
};
struct imported {
	struct arena arena;
	const char *format; /* "markdown", "cacao-2.0", or "unknown" */
	const char *title;  /* NULL if refused before there was one */
	int level; /* Markdown: of phases, 1 to 6, 7 bold, 8 none; else 0 */
	struct import_phase *phase;
	size_t phases, phase_cap;
	struct import_unit *unit;
	size_t units, unit_cap;
	struct import_note *intro; /* text above the first phase */
	size_t intros, intro_cap;
	struct import_piece *note; /* all texts kept that are no step or item */
	size_t notes, note_cap;
	struct import_piece *skip; /* all texts not taken over */
	size_t skipped, skip_cap;
	size_t bytes, outside; /* of readable text; outside any step */
	struct import_own own[PB_LANGS]; /* a playbook of this format already:
					    its texts, the base first */
	size_t own_count;
	const char *own_id; /* the UUID the source gives itself, or NULL */
	bool refused;	       /* a finding of grade refuse is there */
	struct import_finding *finding;
	size_t findings, finding_cap;
	int line;    /* private: where the reader is */
	bool failed; /* private: memory ran out */
};

struct mapping;
struct import_from {
	const char *name; /* of the file: lends a title, tells YAML */
	const char *text;
	size_t n;
	/* What its parts become; NULL: rules say so. */
	const struct mapping *map;
	/* Appends the file beside this one that tells what an action is;
	 * false if there is none. Or NULL. */
	bool (*beside)(void *ctx, struct str *out, const char *id);
	void *ctx;
};
/* Reads a file's bytes. The same bytes and map give the same. *out is the
 * caller's until imported_free(), and there is one even for bytes that are
 * refused: a finding says why. ERR_NOMEM. */
int import_read(struct imported **out, const struct import_from *from,
		struct error *err);
void imported_free(struct imported *im); /* NULL is fine */
/* "refuse", "warn", "info": never translated, tools read them. */
const char *import_grade_name(enum import_grade g);
/* "phase", "step" ... as a mapping has them; "?" for MARK_NEW. */
const char *import_mark_name(enum import_mark m);

#endif
