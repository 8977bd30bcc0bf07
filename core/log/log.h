/*
 * core/log/log.h - one case file as a graph of signed records.
 *
 * By docs/FILE-FORMAT.md it opens the file (11), accepts records, orders them
 * and decides who counts (5); appends in one transaction under the folder's
 * lock queue. Knows charter events and nothing of any other event: bodies are
 * handed up as text.
 */
#ifndef STANCH_LOG_LOG_H
#define STANCH_LOG_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/env.h"
#include "core/base/error.h"
#include "core/base/jread.h"
#include "core/base/str.h"
#include "core/id/device.h"
#include "core/log/record.h"

struct log; /* an open file with all its records in memory */

enum record_state {
	REC_COUNTS,    /* takes effect */
	REC_SET_APART, /* kept, shown apart, no effect (removed author) */
	REC_NOT_PERMITTED, /* its author's role does not allow it */
	REC_PURGED,	   /* body gone by an owner's record.purge */
};

enum record_flag { /* docs/FILE-FORMAT.md 8: claims about time, never order */
	REC_EARLY = 1,
	REC_AHEAD = 2,
	REC_STEPPED = 4,
	REC_UNSYNCED = 8,
	REC_LATE = 16,
	REC_TWO_COPIES = 32,
	REC_PINNED = 64, /* body says the clock was set by hand */
};

struct rec {
	uint64_t n; /* order of arrival in this file */
	uint8_t id[ID_LEN];
	uint64_t lamport;
	enum record_kind kind;
	enum record_state state;
	unsigned flags; /* enum record_flag */
	const uint8_t *author; /* KEY_LEN, borrowed */
	const uint8_t *hdr;
	size_t hdr_len;
	const uint8_t *sig;
	const char *body; /* stored bytes; NULL if purged */
	size_t body_len;
	/* Of the body, read at load: NULL/0 if it breaks a rule of 2.3. */
	bool sound;
	const char *type; /* "step.set" */
	int64_t wall;	  /* ms */
	int wall_offset;  /* seconds east */
};

enum member_role { ROLE_NONE, ROLE_OBSERVER, ROLE_EVALUATOR,
		   ROLE_RESPONDER, ROLE_OWNER };

struct member {
	uint8_t dev[KEY_LEN];
	enum member_role role;
	bool removed;	   /* by an effective removal */
	unsigned seniority; /* owners: 0 is the most senior; else UINT_MAX */
};

/* --- opening ---------------------------------------------------------- */

enum log_open_flag {
	LOG_READ_ONLY = 1, /* never take the write lock */
	LOG_QUICK = 2,	   /* list of cases: pages and signatures unchecked,
			      nothing put into seen_dir */
	LOG_ANY_DISK = 4,  /* forced onto a network file system */
	LOG_VERIFY_ALL = 8, /* every signature, whatever the seen file says */
};

/* seen_dir: $XDG_STATE_HOME/stanch/seen, or NULL for no rollback check.
 * ERR_NOTFOUND, ERR_CORRUPT (truncated, edited, not a case ...), ERR_INVALID
 * (newer version), ERR_REFUSED (network disk), ERR_IO, ERR_BUSY. */
int log_open(struct log **out, const char *path, const char *seen_dir,
	     unsigned flags, const struct env *env, struct error *err);
/* Called now and then while much is checked: the first opening of a case
 * looks at every signature. Non-zero stops it. */
struct log_watch {
	int (*progress)(void *ctx, uint64_t done, uint64_t all); /* or NULL */
	void *ctx;
};
/* The same, watched; also ERR_CANCELLED. */
int log_open_watched(struct log **out, const char *path, const char *seen_dir,
		     unsigned flags, const struct env *env,
		     const struct log_watch *watch, struct error *err);
/* Remembers the tips in the seen file and closes. NULL is fine. */
void log_close(struct log *log);

/* Creates dir/<label>.case (or .drill) holding the genesis and, if given,
 * more records written by `more` inside the same transaction: there whole or
 * not at all. owners: dev keys in order of seniority, author among them.
 * ERR_REFUSED if the label is taken. */
int log_create(struct log **out, const char *dir, const char *label,
	       enum file_kind kind, const uint8_t (*owners)[KEY_LEN],
	       size_t owner_count, const struct device *by,
	       int (*more)(void *ctx, struct log *log, struct error *err),
	       void *ctx, const char *seen_dir, const struct env *env,
	       struct error *err);

/* --- reading ---------------------------------------------------------- */

const uint8_t *log_case_id(const struct log *log);
enum file_kind log_kind(const struct log *log);
const char *log_path(const struct log *log);
const char *log_label(const struct log *log); /* of the genesis */
bool log_can_write(const struct log *log, const char **why);
/* All accepted records in order (lamport, id). The list is borrowed until
 * the next log_refresh() or append; a record in it (and its bytes) as long
 * as no log_refresh() has said reorder, and then until the next one. */
const struct rec *const *log_records(const struct log *log, size_t *count);
const struct rec *log_find(const struct log *log, const uint8_t id[ID_LEN]);
/* The parsed body of a sound record, the caller's (jread_free()). Parsed once
 * at load already: taking each body in the first replay costs nothing more.
 * ERR_INVALID if the record is not sound, ERR_NOMEM. */
int log_body(struct jread **out, const struct rec *rec, struct error *err);
/* The one record whose hex id begins so (>= 4 digits). ERR_NOTFOUND,
 * ERR_USAGE if more than one does. */
int log_find_prefix(const struct rec **out, const struct log *log,
		    const char *hex, struct error *err);
/* True if a is b or in b's past. */
bool log_before(const struct log *log, const struct rec *a,
		const struct rec *b);
const struct member *log_members(const struct log *log, size_t *count);
enum member_role log_role(const struct log *log, const uint8_t dev[KEY_LEN]);
/* Records the seen file knows and this file lacks: 0, or how many. */
uint64_t log_rolled_back(const struct log *log);
/* Appends how that is told, wherever it is told; nothing for 0. */
void log_rolled_back_words(struct str *out, uint64_t missing);
/* True if another process committed; cheap (PRAGMA data_version). */
bool log_changed(struct log *log);
/* Reads what is new. *added may be NULL. Whoever must replay everything
 * (an older record arrived, or who counts has changed) is told by
 * *reorder; otherwise the new records are the last `added` in order. */
int log_refresh(struct log *log, size_t *added, bool *reorder,
		struct error *err);

/* --- writing ---------------------------------------------------------- */

struct entry { /* one record to be written */
	enum record_kind kind;
	const char *type; /* "note" */
	const char *on;	  /* register, or NULL */
	const uint8_t (*over)[ID_LEN]; /* what it replaces, any order */
	size_t over_count;
	const char *members; /* JSON object text with the further members,
				"{...}", or NULL; must not repeat t, wall,
				boot, mono, ntp, on, over */
	const struct log_att *att; /* attachments, see below */
	size_t att_count;
	uint8_t id[ID_LEN]; /* out: its id once written */
};
struct log_att { /* content is at most 8 MiB */
	const void *data;
	size_t len;
	const char *name; /* may be NULL */
	const char *type; /* may be NULL */
};

/* Appends count records in one transaction. `still` (may be NULL) runs
 * inside it after everything newer was read: non-zero stops with that code
 * and nothing is written. On return 0 the records are durable. ERR_UNKNOWN
 * is resolved inside by opening again and looking; what is returned is the
 * truth. Also ERR_REFUSED (not a member, role), ERR_TOOBIG, ERR_BUSY. */
int log_append(struct log *log, struct entry *entries, size_t count,
	       const struct device *by,
	       int (*still)(void *ctx, struct log *log, struct error *err),
	       void *ctx, struct error *err);

/* --- attachments ------------------------------------------------------ */

/* Appends the content whose stored hash is given; checks it. */
int log_att_read(struct str *out, struct log *log,
		 const uint8_t hash[HASH_LEN], struct error *err);
bool log_att_has(struct log *log, const uint8_t hash[HASH_LEN]);

/* --- verify ------------------------------------------------------------ */

struct verify {
	uint64_t records, signatures, attachments;
	uint64_t set_apart, not_permitted, purged, unsound, pinned, unsynced;
	uint64_t flagged; /* any of early ahead stepped late two-copies */
	uint64_t faults;  /* 0 = whole */
	uint64_t rolled_back;
	char fingerprint[21]; /* 20 hex of the checkpoint, 2.10 */
};
/* Checks all of it anew from the file: schema, hashes, every signature,
 * every attachment. fault() gets a line for each thing wrong (in the user's
 * language); progress() is called now and then and may say stop (non-zero:
 * ERR_CANCELLED). Returns 0 even if faults were found. */
int log_verify(struct verify *out, const char *path, const char *seen_dir,
	       const struct env *env,
	       void (*fault)(void *ctx, const char *text),
	       int (*progress)(void *ctx, uint64_t done, uint64_t all),
	       void *ctx, struct error *err);
/* Checkpoint text and its fingerprint for the records in memory (2.10). */
int log_checkpoint(struct str *text, char fingerprint[21],
		   const struct log *log, const char *wall,
		   struct error *err);

#endif
