/* tui/cmd/lang.c - see lang.h. */
#include "tui/cmd/lang.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/str.h"

static const struct {
	const char *word, *code;
} words[] = {
	{"zh", "zh_CN"},      {"zh_CN", "zh_CN"}, {"zh_SG", "zh_CN"},
	{"zh_Hans", "zh_CN"}, {"zh_Hans_CN", "zh_CN"},
	{"zh_Hans_SG", "zh_CN"}, {"C", "en"},	  {"POSIX", "en"},
	{"en", "en"},
};

bool lang_parse(char code[LANG_CODE], const char *word)
{
	char plain[32] = "";
	size_t n = strcspn(word, ".@");

	str_copy(code, LANG_CODE, "en");
	if (n >= sizeof(plain))
		return false;
	memcpy(plain, word, n);
	for (char *p = plain; *p; p++)
		*p = *p == '-' ? '_' : *p;
	if (str_starts(plain, "en_"))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strcmp(words[i].word, plain))
			return str_copy(code, LANG_CODE, words[i].code);
	return false;
}

void lang_choose(char code[LANG_CODE], const struct lang_wish *w)
{
	const char *own[] = {w->option, w->own, w->config};
	const char *locale = w->lc_all;

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (own[i] && *own[i] && lang_parse(code, own[i]))
			return;
	if (!locale || !*locale)
		locale = w->lc_messages;
	if (!locale || !*locale)
		locale = w->lang;
	lang_parse(code, locale ? locale : "");
}

void lang_set(struct lang *l, const char *code)
{
	extern int _nl_msg_cat_cntr; /* glibc: "read LANGUAGE again" */

	str_copy(l->code, sizeof(l->code), code);
	setenv("LANGUAGE", strcmp(code, "en") ? "zh_CN:en" : "en", 1);
	++_nl_msg_cat_cntr;
}

/* The folder of our own program file, or "". */
static void own_folder(struct str *dir)
{
	char exe[1024];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	while (n > 0 && exe[n - 1] != '/')
		n--;
	str_addn(dir, exe, n > 0 ? (size_t)n : 0);
}

/* The catalogues lie beside the program when it was just built, in the
 * share folder of its own prefix when it was installed (wherever that tree
 * was moved to), else where this was built for. */
static void find_catalogues(struct str *dir)
{
	static const char *const below[] = {"locale/zh_CN",
					    "../share/locale/zh_CN"};
	struct stat st;

	for (size_t i = 0; i < sizeof(below) / sizeof(*below); i++) {
		str_clear(dir);
		own_folder(dir);
		str_add(dir, below[i]);
		if (dir->failed || stat(str_text(dir), &st))
			continue;
		dir->len -= strlen("/zh_CN");
		dir->p[dir->len] = '\0';
		return;
	}
	str_clear(dir);
	str_add(dir, PREFIX "/share/locale");
}

/* gettext translates in any locale but those named C or POSIX; C.UTF-8 is
 * always there. */
static void locale_start(void)
{
	const char *messages;

	if (!setlocale(LC_ALL, "") ||
	    strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
		setlocale(LC_ALL, "C.UTF-8");
		return;
	}
	messages = setlocale(LC_MESSAGES, NULL);
	if (!messages || !strcmp(messages, "C") || !strcmp(messages, "POSIX"))
		setlocale(LC_ALL, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
}

void lang_start(struct lang *l, const char *code, const char *user)
{
	struct str dir = {0};

	str_copy(l->kept, sizeof(l->kept), "LANGUAGE=");
	if (user)
		str_copy(l->kept + strlen(l->kept),
			 sizeof(l->kept) - strlen(l->kept), user);
	locale_start();
	find_catalogues(&dir);
	bindtextdomain("stanch", str_text(&dir));
	bind_textdomain_codeset("stanch", "UTF-8");
	textdomain("stanch");
	lang_set(l, code);
	str_release(&dir);
}
