/*
 * tests/support/importing.h - foreign Markdown read in, and said in a line.
 */
#ifndef STANCH_TESTS_IMPORTING_H
#define STANCH_TESTS_IMPORTING_H

#include <stdbool.h>

#include "core/playbook/import.h"

/* The caller's (imported_free), never NULL. */
struct imported *import_bytes(const char *name, const char *text, size_t n);
struct imported *import_text(const char *text);
struct imported *import_path(const char *path);
/* "title: contain Containment(Block|Change)": phases, steps, [items]. */
void import_is(const struct imported *im, const char *want);
bool import_says(const struct imported *im, enum import_grade grade, int line,
		 const char *part);

#endif
