/*
 * core/case/casefile.h - one case, open: its log and its situation.
 */
#ifndef STANCH_CASE_CASEFILE_H
#define STANCH_CASE_CASEFILE_H

#include "core/case/situation.h"

struct casefile;

struct caseopts {
	const struct env *env;
	const struct device *device; /* NULL: read only */
	const char *seen_dir;	     /* NULL: no rollback check */
	unsigned flags;		     /* enum log_open_flag */
	const struct case_limits *limits; /* clocks.h; NULL: none */
	struct log_watch watch;		  /* while it is opened */
	/* Whoever opens many cases has each playbook read once; it must
	 * outlive them. NULL: each reads its own. */
	struct book_texts *texts;
};

/* No text yet; the caller's. NULL when memory is out. */
struct book_texts *book_texts_new(void);
void book_texts_free(struct book_texts *t); /* NULL is fine */

/* On success *out is the caller's until casefile_close(); else it is NULL
 * and err says why, with the codes of log_open(). opts' pointers must
 * outlive the case. */
int casefile_open(struct casefile **out, const char *path,
		  const struct caseopts *opts, struct error *err);
void casefile_close(struct casefile *c); /* NULL is fine */
/* Reads what others wrote; *changed (may be NULL) says if anything did.
 * A situation that was handed out before is no longer valid then. */
int casefile_refresh(struct casefile *c, bool *changed, struct error *err);
/* Cheap: has another process written? */
bool casefile_stale(struct casefile *c);
/* Settles again for the present time (due, overdue); cheap. */
int casefile_tick(struct casefile *c, struct error *err);
/* How often it was settled since it was opened: another number than before
 * says that what was held of the situation is gone. */
uint64_t casefile_settled(const struct casefile *c);
/* From the next tick on targets and clocks run in the story's time, in a
 * drill; story is borrowed. */
void casefile_story(struct casefile *c, const struct case_story *story);
/* The present moment for targets and clocks: in a drill of the story. */
int64_t casefile_clock(const struct casefile *c);
/* Of times that are typed and told: in a drill the story's. Borrowed. */
const struct zone *casefile_zone(const struct casefile *c);
const struct situation *casefile_now(const struct casefile *c); /* borrowed */
struct log *casefile_log(const struct casefile *c);
const struct caseopts *casefile_opts(const struct casefile *c);

/* What the user gives when a case is made. */
struct casenew {
	const char *label; /* "INC-2026-014" */
	const char *title;
	enum severity severity;
	int64_t aware; /* ms, 0 none */
	const char *basis, *by;
	const uint8_t (*owners)[KEY_LEN];
	size_t owner_count;
	const uint8_t (*responders)[KEY_LEN];
	size_t responder_count;
	/* names the opener gives to devices and roles */
	struct casenew_name {
		const uint8_t *dev;
		const char *person;
	} *name;
	size_t name_count;
	struct casenew_role {
		const char *role;
		const char *const *person;
		size_t count;
	} *role;
	size_t role_count;
	const char *card; /* text of this device's own card, or NULL */
	/* playbook */
	const char *slug, *commit;
	const struct pb_source *file; /* base first */
	size_t file_count;
};
/* Makes dir/<label>.case whole or not at all. ERR_REFUSED if the label is
 * taken. */
int casefile_create(struct casefile **out, const char *dir,
		    const struct casenew *what, const struct caseopts *opts,
		    struct error *err);

#endif
