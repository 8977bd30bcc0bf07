/*
 * core/playbook/walk.h - a playbook gone through as a team would, down every
 * branch: which steps are needed, in what order they can be closed, which
 * are never reached. Pure: nothing is written.
 */
#ifndef STANCH_PLAYBOOK_WALK_H
#define STANCH_PLAYBOOK_WALK_H

#include "core/playbook/playbook.h"

#define WALK_STEPS 2000 /* at most, in a playbook */
#define WALK_WAYS 256	/* at most that are told */

struct pb_way { /* one way through; arrays by the index of a step */
	const char **answer; /* NULL: no decision, or not asked */
	bool *needed;
	size_t *order; /* indexes, as they can be closed one by one */
	size_t count;
	size_t stuck; /* needed steps that wait for each other for ever */
	bool *closed;
};

/* Tells each way to fn until it answers non-zero, which is returned. fixed
 * (by index, or NULL) keeps only ways with these answers; *more: there are
 * more than WALK_WAYS. ERR_NOMEM, ERR_TOOBIG. */
int playbook_walk(bool *more, const struct playbook *pb,
		  const char *const *fixed,
		  int (*fn)(void *ctx, const struct pb_way *way), void *ctx,
		  struct error *err);
/* Can this step turn out needed, whatever is answered? By index. */
bool playbook_reached(const struct playbook *pb, size_t step);
/* Given answers (by index; NULL is none yet): is the step needed, and is
 * nothing open in front of it? */
bool playbook_needed(const struct playbook *pb, size_t step,
		     const char *const *answer);
bool playbook_free_to_close(const struct playbook *pb, size_t step,
			    const char *const *answer, const bool *closed);

#endif
