/*
 * tests/support/casefix.h - a fresh case that follows tests/support/
 * playbooks/lost-laptop, with two devices: lin (owner) and wu (responder).
 */
#ifndef STANCH_TESTS_CASEFIX_H
#define STANCH_TESTS_CASEFIX_H

#include "core/case/act.h"
#include "tests/support/fixture.h"

struct casefix {
	struct fixture f;
	struct device *lin, *wu;
	struct casefile *c;	/* opened by lin */
	struct act a;		/* lin acts */
	const char *path;
};

void casefix_up(struct casefix *x);
/* The same under another label; DRILL-... makes it a drill. */
void casefix_up_as(struct casefix *x, const char *label);
void casefix_down(struct casefix *x);
/* For cmocka: *state is a struct casefix. */
int casefix_begin(void **state);
int casefix_end(void **state);
/* The same case opened by wu's device, as another program would. */
struct casefile *casefix_wu(struct casefix *x);
/* The step as it stands in x->c; fails the test if there is none. */
const struct step *casefix_step(struct casefix *x, const char *word);

#endif
