/*
 * core/store/beside.h - what stands beside the playbooks of a repository:
 * clocks, notices, scenarios of drills, team.yaml. Linted wherever it lies,
 * at a commit, in a draft or in a folder.
 */
#ifndef STANCH_STORE_BESIDE_H
#define STANCH_STORE_BESIDE_H

#include "core/store/store.h"

struct beside { /* the files of a repository */
	/* All of them, those of one folder together and in byte order. */
	const char **path;
	size_t count;
	/* Appends a text. */
	int (*read)(void *ctx, struct str *out, const char *path,
		    struct error *err);
	void *ctx;
};

/* True if path is a file that beside_lint() looks at. */
bool beside_is(const char *path);
/* Reads the clocks, calendars and duties into `to`; a text that read() cannot
 * give is a finding, and left out. ERR_NOMEM, ERR_IO. */
int beside_clocks(struct clock_rules *to, struct findings *f,
		  const struct beside *b, struct error *err);
/* Adds what is wrong with the clocks (read before), and with each notice,
 * scenario and team.yaml, by its path; *looked (may be NULL) counts notices
 * and scenarios. A text that read() cannot give is a finding. ERR_NOMEM,
 * ERR_IO. */
int beside_lint(struct findings *f, size_t *looked, const struct beside *b,
		const struct clock_rules *clocks, struct error *err);
/* team.yaml alone: *out is the caller's, NULL where it cannot be read. What is
 * wrong is added to f. ERR_NOMEM. */
int beside_lint_team(struct team **out, struct findings *f, const char *text,
		     size_t n, struct error *err);

#endif
