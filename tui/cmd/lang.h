/*
 * tui/cmd/lang.h - the language of what a person reads.
 *
 * gettext on C.UTF-8 with LANGUAGE set by us, so that no locale need be
 * generated on the machine. Keys, ids and JSON never change with it.
 */
#ifndef STANCH_CMD_LANG_H
#define STANCH_CMD_LANG_H

#include <stdbool.h>
#include <stddef.h>

#define LANG_CODE 8 /* "zh_CN" and a NUL fit */
#define LANG_KEPT 256

struct lang {
	char code[LANG_CODE]; /* "en", "zh_CN": for gettext and playbooks */
	/* The user's own LANGUAGE as "LANGUAGE=...", for programs that we
	 * start. */
	char kept[LANG_KEPT];
};

/* Where a wish can come from, strongest first; each may be NULL. */
struct lang_wish {
	const char *option, *own, *config; /* --lang, STANCH_LANG, lang = */
	const char *lc_all, *lc_messages, *lang;
};

/* "zh", "zh_CN.UTF-8", "zh-Hans", "zh_SG" are zh_CN; "en*", "C", "POSIX"
 * are en. False, and "en", for a language that we do not speak. */
bool lang_parse(char code[LANG_CODE], const char *word);
/* The first wish that we can fulfil, else "en". */
void lang_choose(char code[LANG_CODE], const struct lang_wish *wish);
/* Once, before anything is said: sets the locale and finds the catalogue,
 * beside the executable or below PREFIX. */
void lang_start(struct lang *l, const char *code, const char *user);
/* Switches the running program. */
void lang_set(struct lang *l, const char *code);

#endif
