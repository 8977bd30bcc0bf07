/*
 * tests/support/noticefix.h - a case with four people in its register and a
 * letter to them that can be drafted, approved and sent; the words of tests
 * that do so. An is the first of them; Ci has no e-mail; De is a minor.
 */
#ifndef STANCH_TESTS_NOTICEFIX_H
#define STANCH_TESTS_NOTICEFIX_H

#include "core/clock/rules.h"
#include "core/notice/outbox.h"
#include "tests/support/casefix.h"

/* The template of those letters, letter.en.md. */
#define LETTER \
	"---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\n" \
	"subject: \"From {{firm}}\"\n---\nDear {{name}},\n" \
	"[[cn-pipl-57/1]]\n{{kinds}}\n[[cn-pipl-57/2]]\n{{cause}}\n" \
	"[[cn-pipl-57/3]]\n{{harm}}\n[[cn-pipl-57/4 cn-pipl-57/5 " \
	"cn-pipl-57/6]]\nCall us.\n"

struct noticefix {
	struct casefix x; /* lin acts */
	struct clock_rules *rules;
	struct notice_blank blank[8];
	struct set_notice set; /* of the next draft */
};

/* For cmocka: *state is a struct noticefix. */
int noticefix_begin(void **state);
int noticefix_end(void **state);
/* An import of that table. */
void bring(struct noticefix *w, const char *text);
/* rc is 0, or is that code and the error says just this. */
void ok(const struct noticefix *w, int rc);
void refused(const struct noticefix *w, int rc, int code, const char *what);
/* w->set, as a notice anew (label NULL) or over one. */
void letter_draft(struct noticefix *w, const char *label);
int letter_try(struct noticefix *w, struct act *a, const char *label,
	       const char *why, bool alone);
void letter_approve(struct noticefix *w, const char *label);
const struct case_notice *letter(struct noticefix *w, const char *label);
/* By .eml files to a folder, stopping before letter `most`. */
int letter_send(struct noticefix *w, struct outbox_sum *sum,
		const char *label, size_t most);
/* How many of its group have that fate. */
size_t letter_fates(struct noticefix *w, const char *label, enum fate fate);

#endif
