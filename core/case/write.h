/*
 * core/case/write.h - private to core/case: records on their way into a
 * log, built one after the other, appended together.
 */
#ifndef STANCH_CASE_WRITE_H
#define STANCH_CASE_WRITE_H

#include "core/base/arena.h"
#include "core/base/jwrite.h"
#include "core/log/log.h"
#include "core/playbook/playbook.h"

#define BATCH_MAX 400

struct batch { /* all-zero is empty and ready */
	struct arena arena;
	struct entry entry[BATCH_MAX];
	struct jwrite *json[BATCH_MAX];
	struct str text[BATCH_MAX];
	size_t count;
	bool failed, full; /* no memory; more than BATCH_MAX */
	const char *by;	   /* claimed doer, written into each */
};

/* One more record; its further members go to what is returned (NULL when
 * memory is out: jwrite_* take that, batch_append says it). type must
 * outlive the batch, on (may be NULL) is copied. */
struct jwrite *batch_add(struct batch *b, enum record_kind kind,
			 const char *type, const char *on);
/* The last record replaces these values (ids in any order, copied). */
void batch_over(struct batch *b, const uint8_t (*ids)[ID_LEN], size_t count);
/* The last record carries these texts as attachments. */
void batch_sources(struct batch *b, const struct pb_source *src, size_t n);
/* Appends all; still as in log_append(). Ids are in entry[].id after. */
int batch_append(struct batch *b, struct log *log, const struct device *by,
		 int (*still)(void *ctx, struct log *log, struct error *err),
		 void *ctx, struct error *err);
void batch_release(struct batch *b);

struct casefile;
/* casefile.c: replays what the log holds and the situation lacks; all of it
 * if `anew`. Pointers into the situation are invalid after. */
int casefile_catch_up(struct casefile *c, bool anew, struct error *err);
/* ERR_NOMEM while the situation lacks what the log holds: nobody may act on
 * it. The next refresh that finds memory mends it. */
int casefile_whole(const struct casefile *c, struct error *err);

#endif
