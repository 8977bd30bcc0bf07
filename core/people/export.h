/* core/people/export.h - people out of the case, as CSV. */
#ifndef STANCH_PEOPLE_EXPORT_H
#define STANCH_PEOPLE_EXPORT_H

#include "core/people/register.h"

struct export_people {
	const size_t *at; /* places */
	size_t count;
	bool whole; /* else ways to reach and identity numbers are masked */
	bool bom;   /* for spreadsheets that ask for one */
};

/* One line each, headings first, that an import takes back; a cell that a
 * spreadsheet would calculate (= + - @ TAB CR first) gets a ' in front. To a
 * new file (0600; ERR_REFUSED if it is there) or, path NULL, to fd. */
int people_export(const struct people *p, const struct export_people *what,
		  const char *path, int fd, struct error *err);

#endif
