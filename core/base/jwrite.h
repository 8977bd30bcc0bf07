/*
 * core/base/jwrite.h - JSON out, built in order.
 *
 * jansson holds the tree and writes the text. Out of memory is sticky and
 * asked once, at the end.
 */
#ifndef STANCH_BASE_JWRITE_H
#define STANCH_BASE_JWRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/str.h"

struct jread;
struct jwrite;

/* A new document whose root is an object. NULL when memory is out. */
struct jwrite *jwrite_new(void);
void jwrite_free(struct jwrite *w);

/* name is NULL inside an array. A NULL text writes JSON null. Text that is
 * no valid UTF-8 is replaced by its show() form. Numbers are within
 * +-(2^53-1), as jread takes them; at most 31 objects and arrays are open
 * inside one another. w may be NULL, as jwrite_new() gave it: then nothing is
 * written, and its maker knows. */
void jwrite_str(struct jwrite *w, const char *name, const char *text);
/* The same, but nothing for NULL and "". */
void jwrite_opt(struct jwrite *w, const char *name, const char *text);
/* An array of such texts. */
void jwrite_list(struct jwrite *w, const char *name, const char *const *text,
		 size_t count);
void jwrite_int(struct jwrite *w, const char *name, int64_t n);
void jwrite_bool(struct jwrite *w, const char *name, bool b);
void jwrite_null(struct jwrite *w, const char *name);
void jwrite_hex(struct jwrite *w, const char *name, const void *p, size_t n);
/* A deep copy of a value that was read. */
void jwrite_copy(struct jwrite *w, const char *name, const struct jread *v);
void jwrite_object(struct jwrite *w, const char *name); /* opens */
void jwrite_array(struct jwrite *w, const char *name);	/* opens */
void jwrite_end(struct jwrite *w);			/* closes one */

/* Appends compact text in the order written; all is closed by then.
 * ERR_NOMEM, also for memory that ran out in a call before. */
int jwrite_text(struct str *out, const struct jwrite *w, struct error *err);
/* Indented, one line break at the end, every character that show() would
 * mark as a \u escape: what --json prints. */
int jwrite_pretty(struct str *out, const struct jwrite *w,
		  struct error *err);

#endif
