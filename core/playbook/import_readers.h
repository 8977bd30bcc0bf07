/* core/playbook/import_readers.h - private: the readers of foreign formats.
 * Each writes down what it finds (importing.h); text is n bytes of valid
 * UTF-8 without NUL. Memory that runs out is kept in im->failed. */
#ifndef STANCH_PLAYBOOK_IMPORT_READERS_H
#define STANCH_PLAYBOOK_IMPORT_READERS_H

#include "core/playbook/import.h"

int outline_read(struct imported *im, const struct import_from *from,
		 struct error *err);
int cacao_read(struct imported *im, const struct import_from *from,
	       struct error *err);
int actions_read(struct imported *im, const struct import_from *from,
		 struct error *err);
int own_read(struct imported *im, const struct import_from *from,
	     struct error *err);
/* A text in Markdown that stands inside something else: its lists become
 * check items of the last step. */
void outline_snippet(struct imported *im, const char *text, int line);

#endif
