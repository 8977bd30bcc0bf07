/*
 * core/base/jread.h - JSON in: strict, bounded, read-only.
 *
 * Rules of record bodies (docs/FILE-FORMAT.md 3): UTF-8, no double names, no
 * U+0000, numbers only integers within +-(2^53-1), no fraction, no exponent,
 * a depth limit. jansson does the parsing; this is the only way to it.
 */
#ifndef STANCH_BASE_JREAD_H
#define STANCH_BASE_JREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jread; /* a value inside a document */

/* Parses one JSON object, first byte '{', last byte '}'; depth counts that
 * object as 1. On success *out is the caller's until jread_free(), else
 * NULL. ERR_INVALID says what and where; ERR_NOMEM. */
int jread_parse(struct jread **out, const char *text, size_t n, int depth,
		struct error *err);
/* JSON that another program wrote: blanks around the object, fractions and
 * exponents are fine (they read as no integer); the rest as above. */
int jread_parse_foreign(struct jread **out, const char *text, size_t n,
			int depth, struct error *err);
void jread_free(struct jread *doc); /* NULL is fine */

/* Members of an object; every pointer is borrowed from the document. A v or
 * obj that is NULL or of another kind has no members and no elements. */
const struct jread *jread_get(const struct jread *obj, const char *name);
const char *jread_str(const struct jread *obj, const char *name); /* NULL */
int64_t jread_int(const struct jread *obj, const char *name, int64_t other);
bool jread_bool(const struct jread *obj, const char *name, bool other);
/* Kinds and elements. */
bool jread_is_object(const struct jread *v);
bool jread_is_array(const struct jread *v);
bool jread_is_int(const struct jread *v);
bool jread_is_bool(const struct jread *v);
bool jread_truth(const struct jread *v); /* true only for JSON true */
int64_t jread_number(const struct jread *v); /* 0 if it is no integer */
const char *jread_text(const struct jread *v); /* NULL if not a string */
size_t jread_len(const struct jread *v); /* array elements, else 0 */
const struct jread *jread_at(const struct jread *v, size_t i);
/* Walks an object's members in their order; false when fn said stop. */
bool jread_each(const struct jread *obj,
		bool (*fn)(void *ctx, const char *name,
			   const struct jread *value),
		void *ctx);

#endif
