/*
 * tests/support/fixture.h - a folder of its own, a clock that stands still,
 * random bytes that are counted: what every test of core/ begins with.
 *
 * Everything here ends the test by an assertion when it cannot be had.
 */
#ifndef STANCH_TESTS_FIXTURE_H
#define STANCH_TESTS_FIXTURE_H

#include "core/base/arena.h"
#include "core/base/env.h"
#include "core/base/error.h"

struct fixture {
	char dir[128];	 /* new, empty, gone again at the end */
	struct env env;	 /* reads the fields below; zone is UTC */
	int64_t now;	 /* ms; 2026-10-14 06:12 UTC until moved by hand */
	int64_t mono;	 /* ms */
	uint64_t drawn;	 /* random bytes so far; another start, other bytes */
	struct error err;
	struct arena arena; /* private */
};

void fixture_up(struct fixture *f);
void fixture_down(struct fixture *f);
/* For cmocka: *state is a struct fixture. */
int fixture_begin(void **state);
int fixture_end(void **state);
/* Ends the test, with the error's words, unless rc is 0. */
void goes(const struct fixture *f, int rc);
/* First thing after fork(): a failure ends the child, not only its test. */
void fixture_child(void);
/* <dir>/<name by fmt>, valid until fixture_down(). */
const char *fixture_path(struct fixture *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Writes or replaces a file below dir (folders above it must be there). */
void fixture_write(struct fixture *f, const char *name, const char *text);
/* The whole of a file below dir, NUL-terminated; until fixture_down(). */
const char *fixture_read(struct fixture *f, const char *name);

/* The device whose seed is first, first+1 ... first+31: 0 gives device A of
 * the test vectors in docs/FILE-FORMAT.md, 32 gives B. The caller's
 * (device_free). */
struct device *fixture_device(unsigned char first);

/* Opens (and on the first call makes) the store <dir>/store as a person
 * with own config, state and cache folders <dir>/<who>/...; the caller's
 * (store_close). *made may be NULL. */
struct store *fixture_store(struct fixture *f, const char *who, bool *made);
/* Makes a case that follows customer-data-leak, and gives its label. */
void fixture_case(struct fixture *f, struct store *s, const char *title,
		  char label[32]);
/* All of them, the caller's (mem_free); quick: as store_cases() has it. */
struct summary *fixture_list(struct fixture *f, struct store *s, size_t *n,
			     bool quick);
/* Puts a text of team.yaml on main. */
void fixture_team(struct fixture *f, struct store *s, const char *text);
/* `git a b c` in the playbooks of <dir>/store; NULL: no more words. */
void fixture_git(struct fixture *f, const char *a, const char *b,
		 const char *c);
/* From here on git takes whoever writes there for this person. */
void fixture_git_user(struct fixture *f, const char *who);

#endif
