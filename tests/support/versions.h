/*
 * tests/support/versions.h - other versions of tests/support/playbooks/
 * lost-laptop, as edits of its text, for the case of casefix.h.
 */
#ifndef STANCH_TESTS_VERSIONS_H
#define STANCH_TESTS_VERSIONS_H

#include "core/playbook/playbook.h"
#include "tests/support/casefix.h"

#define NEWER "1111111111111111111111111111111111111111"
#define PHONE                                                              \
	"### Phone: ask for it\n- id: ask-phone\n- role: it\n\nAsk.\n\n"
#define AT_FIRST "1: 1.01 1.02 1.03 2: 2.01 2.02 3: 3.01 3.02 4: 4.01"

struct edit {
	const char *from, *to; /* the first that stands there */
};
struct version {
	struct pb_source src[2];
	size_t count;
};

/* With these edits of its base text; until casefix_down(). */
struct version version(struct casefix *x, const struct edit *base);
int try_adopt(struct casefix *x, const char *commit, const struct version *v,
	      const char *why);
/* "1: 1.01 1.02 ..." is the order in which the steps are shown. */
void order_is(struct casefix *x, const char *want);

#endif
