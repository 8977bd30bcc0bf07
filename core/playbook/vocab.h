/* core/playbook/vocab.h - private: the words by which foreign playbooks
 * name their phases and number their headings. */
#ifndef STANCH_PLAYBOOK_VOCAB_H
#define STANCH_PLAYBOOK_VOCAB_H

#include <stdbool.h>
#include <stddef.h>

#include "core/playbook/playbook.h"

/* The kind of phase a title speaks of, by its first phase word. */
enum phase_kind vocab_kind(const char *title);
/* True if the title is a phase word and nothing else. */
bool vocab_bare(const char *title);
/* True for sections that are for reading, not for doing: references,
 * contents, contacts ... */
bool vocab_skip(const char *title);
/* The title behind its numbering ("Part 3 -", "3.2", "(C)"), or the title. */
const char *vocab_strip(const char *title);
/* Bytes of an item's number or box at the start of a line ("1、", "（1）",
 * "①", "第1步", "Step 1:", "☐"); 0 if there is none. */
size_t vocab_item(const char *text);
/* Bytes of a box to tick, open or ticked; 0 if there is none. */
size_t vocab_box(const char *text);
/* True for a line that is a heading by its number alone: "一、准备",
 * "第二阶段 遏制", "Phase 2: Contain", or by being a phase word: "遏制：". */
bool vocab_heading(const char *line);

enum column {
	COLUMN_OTHER, COLUMN_ACTION, COLUMN_OWNER, COLUMN_NUMBER, COLUMN_PHASE,
};
/* What the heading of a table's column speaks of. */
enum column vocab_column(const char *head);

#endif
