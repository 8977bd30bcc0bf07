/*
 * core/notice/fill.h - a template with its blanks filled in.
 *
 * Values go in as they are and are never looked at again, so a customer
 * whose name is "{{phone}}" gets a letter that says so.
 */
#ifndef STANCH_NOTICE_FILL_H
#define STANCH_NOTICE_FILL_H

#include "core/notice/template.h"

/* The value of a blank; NULL or "" if there is none. Borrowed until the
 * next call. */
typedef const char *(*notice_value)(void *ctx, const struct blank *b);

enum item_state {
	ITEM_EMPTY,  /* no block, an empty one, or a blank left in it */
	ITEM_FILLED,
};

struct filled {
	struct str subject, text;
	const struct blank **left; /* blanks without a value, each once */
	size_t left_count, left_cap;
	bool *sound; /* by block: it has text, and no blank is left in it */
	struct arena arena;
};

/* An all-zero struct filled is ready; it may be used again and again, the
 * memory stays. A blank without a value shows as "[kinds of data]". The text
 * has no blank lines at its ends nor two in a row, and ends with a line
 * feed. ERR_NOMEM. */
int notice_fill(struct filled *out, const struct notice_template *t,
		notice_value get, void *ctx, struct error *err);
void filled_release(struct filled *out);
enum item_state notice_item_state(const struct filled *f,
				  const struct notice_template *t,
				  const char *list, int item);

/* How a text goes out as short messages (3GPP TS 23.038, TS 23.040): units
 * are septets where the GSM alphabet holds it all, else 16-bit characters;
 * parts of 160 or 70, of 153 or 67 where there are several. */
struct sms_size {
	size_t units, parts;
	bool unicode;
};
struct sms_size sms_measure(const char *text);

#endif
