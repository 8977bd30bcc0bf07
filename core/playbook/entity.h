/* core/playbook/entity.h - private: characters that Markdown spells out. */
#ifndef STANCH_PLAYBOOK_ENTITY_H
#define STANCH_PLAYBOOK_ENTITY_H

#include <stddef.h>

/* The character that the n bytes "&...;" mean, in UTF-8; returns how many
 * bytes. 0 for an unknown name, and for a character that would be hidden on
 * a screen: those stay as they were written, so that nothing is visible in
 * the file and not here. */
size_t entity_decode(char out[4], const char *text, size_t n);

#endif
