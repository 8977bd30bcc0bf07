/*
 * tui/screen/bookref.h - which playbook, at which commit: "ransomware",
 * "ransomware@draft/backups", "ransomware@c4419d8". What the screens of
 * playbooks are opened with.
 */
#ifndef STANCH_SCREEN_BOOKREF_H
#define STANCH_SCREEN_BOOKREF_H

#include "tui/screen/ctx.h"

struct bookref {
	char slug[64];
	char commit[80]; /* or a branch; "main" where none is named */
};
/* Reads one up to a blank or the end; what follows it, without blanks before.
 * Too long a name is cut, and found nowhere. */
const char *bookref_read(struct bookref *out, const char *text);

/* A version in full, for a screen. */
struct booktext {
	struct playbook *pb;
	struct pb_texts texts;
};
int booktext_open(struct booktext *out, struct app *app,
		  const struct bookref *ref, struct error *err);
void booktext_release(struct booktext *b); /* all zero is fine */
/* "2.1.0 @ 5d77c1e". Appends. */
void booktext_version(struct str *out, const char *label, const char *id);

/* "14:12" today, "09 Oct" this year, else "2025-10-09". Appends. */
void book_when(struct str *out, struct app *app, int64_t at);

#endif
