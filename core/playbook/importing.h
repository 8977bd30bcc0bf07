/* core/playbook/importing.h - private: how the readers of foreign formats
 * write down what they find. Memory that runs out is kept in im->failed. */
#ifndef STANCH_PLAYBOOK_IMPORTING_H
#define STANCH_PLAYBOOK_IMPORTING_H

#include "core/playbook/import.h"

#define IMPORT_FINDINGS 500 /* kept; more of them tell nothing new */

/* Adds a phase behind the others, a step to the last phase, an item or a
 * note to the last step; a note goes to the phase where it has no step yet.
 * Texts are copied, titles cut to what a title may be (the whole text then
 * becomes a note). Empty texts add nothing. */
void import_phase_add(struct imported *im, enum phase_kind kind,
		      const char *title, int line);
struct import_step *import_step_add(struct imported *im, const char *title,
				    int line); /* NULL: no memory */
void import_check_add(struct imported *im, const char *text);
void import_answer_add(struct imported *im, const char *text);
void import_note_add(struct imported *im, const char *text, bool code);
struct import_step *import_last(const struct imported *im); /* or NULL */
void import_finding_add(struct imported *im, enum import_grade grade,
			int line, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* The line that holds byte `at`. */
int import_line(const char *text, size_t at);

/* Each reader: text is n bytes of valid UTF-8 without NUL. */
int outline_read(struct imported *im, const char *name, const char *text,
		 size_t n, struct error *err);
int cacao_read(struct imported *im, const char *text, size_t n,
	       struct error *err);

#endif
