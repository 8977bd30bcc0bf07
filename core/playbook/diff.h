/*
 * core/playbook/diff.h - two versions of a playbook, compared by step.
 *
 * Steps are matched by their id, wherever they stand and in whatever
 * language; keys are compared by what they mean, texts by their source
 * lines, blank lines and layout aside.
 */
#ifndef STANCH_PLAYBOOK_DIFF_H
#define STANCH_PLAYBOOK_DIFF_H

#include "core/playbook/playbook.h"

enum step_change {
	STEP_KEPT, STEP_REWORDED, STEP_MOVED, STEP_NEW, STEP_RETIRED,
};
enum diff_part { /* bits */
	DIFF_TITLE = 1,
	DIFF_KEYS = 2,
	DIFF_BODY = 4, /* with the caution */
	DIFF_ITEMS = 8,
	DIFF_PLACE = 16, /* order within its phase, or another phase */
	DIFF_LANG = 32,	 /* a translation; alone: nothing else */
};

struct step_diff {
	const char *id; /* of a step or a phase; "": front matter, title and
			   introduction */
	const struct pb_step *was, *is; /* NULL: new, retired, no step */
	const struct pb_phase *phase_was, *phase_is; /* of a phase's row */
	/* Reworded wins over moved; parts has both. A translation that is
	 * new, or gone, leaves a step kept, with DIFF_LANG. */
	enum step_change change;
	unsigned parts; /* enum diff_part */
};

struct pb_side { /* one of the two: borrowed */
	const struct playbook *pb;
	const struct pb_source *src[PB_LANGS]; /* by language */
};
struct pb_diff {
	struct arena arena;
	/* First "", then each phase and its steps in order of the new
	 * version, retired ones where they stood. */
	struct step_diff *step;
	size_t count;
	/* Steps alone are counted; texts: other rows that changed, not
	 * counting the lists of versions and retired ids. */
	size_t kept, reworded, moved, added, retired, texts;
	bool langs; /* some translation changed */
	struct pb_side was, is;
};

/* Compares two versions; either may be NULL (count 0): all is new, all is
 * retired. Playbooks and sources must outlive *out, the caller's
 * (pb_diff_free). ERR_NOMEM. */
int playbook_diff(struct pb_diff **out, const struct playbook *was,
		  const struct pb_source *was_src, size_t was_count,
		  const struct playbook *is, const struct pb_source *is_src,
		  size_t is_count, struct error *err);
void pb_diff_free(struct pb_diff *d); /* NULL is fine */

struct diff_span { /* of a line's text */
	size_t at, len;
	bool changed;
};
struct diff_line {
	char sign;	  /* ' ' '-' '+' */
	const char *text; /* not terminated, without its line end */
	size_t len;
	/* A '-' or '+' line in words; none where the whole line is another. */
	struct diff_span *span;
	size_t span_count;
};
/* The lines of a row's section in language lang (NULL: the base of the new
 * version) of both, as they stand in the sources; words (characters, where
 * text is written without blanks) that changed are marked. In the arena of
 * d. A text beyond 20,000 lines is shown as replaced. ERR_NOMEM. */
int step_diff_lines(struct diff_line **out, size_t *count, struct pb_diff *d,
		    size_t row, const char *lang, struct error *err);
/* The same for any two texts; lines lie in the arena, their text is
 * borrowed. */
int text_diff_lines(struct diff_line **out, size_t *count, struct arena *a,
		    const char *was, size_t was_len, const char *is,
		    size_t is_len, struct error *err);
/* Appends "1 new, 2 changed, 1 retired", or "nothing changed". */
void pb_diff_words(struct str *out, const struct pb_diff *d);
/* "kept", "reworded" ...: never translated, tools read them. */
const char *step_change_name(enum step_change change);
/* The name of one bit of diff_part: "title", "keys" ... */
const char *diff_part_name(enum diff_part part);

#endif
