/* core/playbook/importing.h - private: how the readers of foreign formats
 * write down what they find. Memory that runs out is kept in im->failed. */
#ifndef STANCH_PLAYBOOK_IMPORTING_H
#define STANCH_PLAYBOOK_IMPORTING_H

#include "core/base/map.h"
#include "core/playbook/import.h"

#define IMPORT_FINDINGS 500 /* kept; more of them tell nothing new */

/* Adds a phase behind the others, a step to the last phase, an item or a
 * note to the last step; a note goes to the phase where it has no step yet.
 * Texts are copied, titles cut to what a title may be (the whole text then
 * becomes a note). Empty texts add nothing. A note stands at im->line. */
void import_phase_add(struct imported *im, enum phase_kind kind,
		      const char *title, int line);
struct import_step *import_step_add(struct imported *im, const char *title,
				    int line); /* NULL: no memory */
void import_check_add(struct imported *im, const char *text);
void import_answer_add(struct imported *im, const char *text);
void import_note_add(struct imported *im, const char *text, bool code);
void import_markup_add(struct imported *im, const char *text);
/* A text above the phases, and one that is left out: listed, with its
 * line. */
void import_intro_add(struct imported *im, const struct import_note *note);
void import_skip_add(struct imported *im, const char *text, int line);
struct import_step *import_last(const struct imported *im); /* or NULL */
void import_finding_add(struct imported *im, enum import_grade grade,
			int line, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* The line that holds byte `at`. */
int import_line(const char *text, size_t at);

/* A title made of a file's name. */
const char *import_name_title(struct imported *im, const char *name);
/* The line in err->where ("7:1"), or 0. */
int import_where_line(const struct error *err);
/* Sets the hash of what a unit says. */
void import_unit_text(struct import_unit *u, const char *text, size_t n);

/* Adds a part that can be marked; its path is made unique. Returns its
 * number, from 1; 0: no memory. */
size_t import_unit_add(struct imported *im, struct map *seen,
		       const char *above, const char *name,
		       const char *title, int line, int depth);
/* What the unit becomes: `rule` unless a mapping says otherwise. 0 is no
 * unit. From now on it took part. */
enum import_mark import_marked(struct imported *im, size_t unit,
			       enum import_mark rule);
/* Gives the last step, the last phase what the mapping says of the unit. */
void import_step_unit(struct imported *im, size_t unit);
void import_phase_unit(struct imported *im, size_t unit);

#endif
