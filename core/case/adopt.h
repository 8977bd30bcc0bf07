/*
 * core/case/adopt.h - what taking up another version of a playbook would do
 * to a case, before anybody does it.
 *
 * The plan settles a copy of the situation with that version in force, by
 * the code that a replay runs: what it shows is what will be.
 */
#ifndef STANCH_CASE_ADOPT_H
#define STANCH_CASE_ADOPT_H

#include "core/base/str.h"
#include "core/case/situation.h"

enum adopt_kind { ADOPT_CHANGED, ADOPT_NEW, ADOPT_RETIRED, ADOPT_KEPT };
#define ADOPT_KINDS 4

struct adopt_row {
	enum adopt_kind kind;
	const struct step *was; /* in the case now; NULL: it is new */
	const struct step *is;	/* once it is adopted; its number, owner */
	const char *what; /* "aim 4h becomes 2h, so due 15:50"; "" if kept */
};
struct adopt_plan {
	struct adopt_row *row; /* by kind, then in order */
	size_t count, of[ADOPT_KINDS];
	size_t done, touched; /* steps of it done; kept and worked on */
	struct situation after;

	struct arena arena; /* private */
};

/* s, b (of s->book) and `to` must outlive *out, the caller's
 * (adopt_plan_free); nothing of s changes. Times are told in zone. Sentences
 * are in the program's language. ERR_NOMEM. */
int adopt_plan(struct adopt_plan **out, const struct situation *s,
	       const struct book *b, const struct playbook *to,
	       const struct zone *zone, struct error *err);
void adopt_plan_free(struct adopt_plan *p); /* NULL is fine */
/* "changed", "new", "retired", "kept": never translated. */
const char *adopt_kind_name(enum adopt_kind kind);
/* Appends "2 new, 1 changed, 1 retired"; "nothing changed for this case". */
void adopt_words(struct str *out, const size_t of[ADOPT_KINDS]);

#endif
