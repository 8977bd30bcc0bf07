/* core/people/encoding.h - in which characters a table was written. */
#ifndef STANCH_PEOPLE_ENCODING_H
#define STANCH_PEOPLE_ENCODING_H

#include <stdbool.h>

#include "core/base/error.h"
#include "core/base/str.h"

enum encoding {
	ENC_UNKNOWN, /* 0: not told, so that an import finds it out */
	ENC_UTF8, ENC_UTF16LE, ENC_UTF16BE, ENC_GB18030, ENC_BIG5,
};

const char *encoding_name(enum encoding e); /* "GB 18030" */
/* "utf-8", "utf-16", "utf-16be", "gb18030" (gbk, gb2312 are parts of it),
 * "big5"; ENC_UNKNOWN for any other word. */
enum encoding encoding_find(const char *word);

/* Fed with a file from its beginning, piece by piece, says what it is: a
 * byte order mark decides; else UTF-8, unless most of what is not ASCII in
 * it cannot be that: then Big5 if its pairs of bytes are spread as that has
 * them, else GB 18030. UTF-16 without its mark is seen by its NUL bytes.
 * All-zero is ready. */
struct guess {
	bool begun;
	enum encoding mark; /* of a byte order mark, with `marked` */
	bool marked;
	size_t mark_len; /* bytes of it, to be left out */
	unsigned char cut[4]; /* a character that the piece ended within */
	size_t cut_len;
	unsigned long good, bad;
	/* Of the beginning: bytes seen, NUL bytes at even and odd places;
	 * pairs from 0x81 on, those with a low second byte, those that no
	 * text of Big5 has. */
	unsigned long seen, nul[2], pairs, low, foreign;
};
void guess_feed(struct guess *g, const char *p, size_t n);
enum encoding guess_end(const struct guess *g);

/* Text in that encoding to UTF-8. Bytes may be cut anywhere between calls
 * for UTF-16; a cell of GB 18030 or Big5 is converted whole. */
struct decoder;
struct decoder *decoder_new(enum encoding e); /* NULL: no memory, not had */
void decoder_free(struct decoder *d);
/* Appends; false if something in it is no character of the encoding (a
 * stream gets U+FFFF there, which no later check lets through). */
bool decoder_cell(struct str *out, struct decoder *d, const char *p,
		  size_t n);
void decoder_stream(struct str *out, struct decoder *d, const char *p,
		    size_t n);
/* True if bytes of another encoding look like UTF-8 all through, by at least
 * two characters of three bytes. */
bool looks_utf8(const char *p, size_t n);
/* True if a file that begins so is a workbook, a web page or a PDF. */
bool looks_bound(const char *head);

#endif
