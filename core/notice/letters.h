/* core/notice/letters.h - private: letters as files for a mail house, a
 * printer, a door. Files are made new, never over one that is there. */
#ifndef STANCH_NOTICE_LETTERS_H
#define STANCH_NOTICE_LETTERS_H

#include "core/notice/group.h"

/* A row of a table (RFC 4180); cells up to NULL. A cell that a spreadsheet
 * would take for a formula gets a ' in front, a telephone number never. */
void letters_row(struct str *out, const char *const *cell);
/* Pages to print, one letter each. */
void letters_begin(struct str *out, const char *lang);
void letters_page(struct str *out, const struct recipient *to,
		  const char *subject, const char *text);
void letters_end(struct str *out);
void letters_poster(struct str *out, const char *lang, const char *subject,
		    const char *text);
/* DIR/A-P-1_17.eml; DIR/A-1.csv. ERR_REFUSED if it is there. */
int letters_file(const char *dir, const char *label, const char *who,
		 const struct str *text, struct error *err);
int letters_numbered(const char *dir, const char *label, unsigned number,
		     const char *kind, const struct str *text,
		     struct error *err);

#endif
