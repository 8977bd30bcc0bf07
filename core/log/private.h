/* core/log/private.h - what the files of core/log share. */
#ifndef STANCH_LOG_PRIVATE_H
#define STANCH_LOG_PRIVATE_H

#include "core/base/arena.h"
#include "core/base/jread.h"
#include "core/base/map.h"
#include "core/db/db.h"
#include "core/log/log.h"

#define LOG_RECORDS 200000 /* records a case may have */
#define LOG_OWNERS 5
#define LOG_BOOTS 16 /* starts of one device that are told apart */
#define ATT_PIECE ((size_t)8 * 1024 * 1024)
#define UNSEEN INT64_MIN

struct node;

/* Owner's charter records in a record's past, a bit each. Most records
 * share the set of the one before them. */
struct past {
	size_t words;
	uint64_t bit[];
};

struct author {
	uint8_t key[KEY_LEN];
	unsigned seniority; /* of an owner, else UINT_MAX */
	struct node **adds; /* valid member.adds of it by owners' keys */
	size_t add_len, add_cap;
	bool removed;	    /* an effective removal names it */
	struct node *last;  /* its newest record by arrival */
	struct node **heads; /* its records in no other of its records' past */
	size_t head_len, head_cap;
	struct node *boots[LOG_BOOTS]; /* in order: last record of each boot */
};

enum charter_type {
	CHARTER_NONE, /* no effect on anybody else */
	CHARTER_ADD,
	CHARTER_REMOVE,
	CHARTER_EPOCH,
	CHARTER_ADMIT,
	CHARTER_PURGE,
};

struct charter { /* a sound owner's charter record */
	enum charter_type type;
	size_t bit;
	bool barred; /* asks for what no owner may */
	bool effective;
	struct author *target; /* add, remove */
	enum member_role role; /* add */
	uint8_t epoch[32];
	uint8_t (*ids)[ID_LEN]; /* admit, purge */
	size_t id_count;
	uint8_t (*att)[HASH_LEN]; /* purge */
	size_t att_count;
};

#define LOG_SLICE 256 /* records between two calls of progress() */

struct node { /* a record and its place in the graph */
	struct rec rec; /* first: a struct rec * is a struct node * */
	struct author *author;
	struct node **deps;
	unsigned ndeps;
	const struct past *past;  /* without, and */
	const struct past *below; /* with itself */
	struct charter *charter;  /* NULL for most */
	struct jread *doc;	  /* parsed body until somebody takes it */
	struct node *own_prev;	  /* its author's record before, by arrival */
	uint64_t boot;
	int64_t mono;
	int64_t seen; /* first seen here, or UNSEEN */
	size_t tip;   /* 1 + place among the tips, or 0 */
	uint32_t stamp;
	bool ntp, pinned, halt;
	bool faulty; /* verify has named it already */
	bool cut; /* an effective removal of its author did not know it */
};

struct walk { /* for searches in the graph */
	struct node **stack;
	size_t cap;
	uint32_t stamp;
	uint64_t spent; /* records looked at, over all searches */
};

struct got { /* rows n1..n2 were first seen at this time */
	uint64_t n1, n2;
	int64_t at;
};

struct seen { /* what this person saw of the case before */
	bool known;
	uint64_t n;
	uint8_t chain[HASH_LEN];
	uint8_t (*tips)[ID_LEN];
	size_t tip_len, tip_cap;
	struct got *got;
	size_t got_len, got_cap;
};

struct log {
	struct db *db;
	char *path, *seen_dir;
	char *label;
	uint8_t case_id[ID_LEN];
	const struct env *env;
	unsigned flags;
	struct log_watch watch; /* while it is opened */
	enum file_kind kind;
	bool sealed;
	struct arena arena;
	/* Records that were read anew stay where they were until whoever was
	 * told so had the time to let go of them: two log_refresh() long. */
	struct arena old, older;
	struct node **nodes; /* by arrival */
	size_t len, cap;
	const struct rec **order; /* by (lamport, id) */
	size_t order_len, order_cap;
	struct node *genesis;
	struct map by_id;      /* id -> node */
	struct map authors;    /* key -> author */
	struct author *owners[LOG_OWNERS];
	size_t owner_len;
	struct node **charters; /* whose charter is not NULL, by bit */
	size_t charter_len, charter_cap;
	struct map admitted, purged; /* id -> the charter's node */
	struct node **tips;
	size_t tip_len, tip_cap;
	struct member *members;
	size_t member_len, member_cap;
	struct author **people; /* every author once, by arrival */
	size_t people_len, people_cap;
	struct walk *walk;
	struct hash *sum;
	uint8_t chain[HASH_LEN]; /* H_n over all rows */
	uint64_t last_n, trusted_n;
	size_t past_bytes;
	struct seen seen;
	uint64_t rolled_back;
	size_t reported; /* records handed out by log_refresh() */
	bool reorder;	 /* something before those has changed */
	bool stale;	 /* memory and file may differ: read it all anew */
	bool unsettled;	 /* an owner's charter record is fresh */
	bool creating;	 /* inside log_create() */
};

/* --- body.c: the members every body has (docs/FILE-FORMAT.md) ---------- */

/* Reads a plain body into node: sound, type, wall, mono ... A body that
 * breaks a rule leaves it not sound; *why (may be NULL) says which. Only
 * ERR_NOMEM is an error. */
int body_read(struct log *log, struct node *node, const char **why);

/* --- graph.c ----------------------------------------------------------- */

struct log *log_new(const char *path, const char *seen_dir, unsigned flags,
		    const struct env *env);
void log_reset(struct log *log); /* forgets all records */
void log_free(struct log *log);
struct author *graph_author(struct log *log, const uint8_t *key);
/* Adds an accepted node: id, tips, room for searches. */
int graph_add(struct log *log, struct node *node);
/* True if a is in b's past. */
bool graph_in_past(const struct log *log, const struct node *a,
		   const struct node *b);
/* Stamps all of b's past, b without; ask with graph_marked(). */
void graph_mark_past(const struct log *log, const struct node *b);
bool graph_marked(const struct log *log, const struct node *a);
/* Puts the nodes from `from` on into order; true if one of them did not
 * belong at the end. ERR_NOMEM. */
int graph_sort(bool *moved, struct log *log, size_t from);
int graph_compare(const struct node *a, const struct node *b);
bool past_has(const struct past *p, size_t bit);

/* --- accept.c: RELIABILITY rules of acceptance ------------------------- */

/* A copy of a row as a node that is not accepted yet. */
int node_new(struct node **out, struct log *log, const struct db_row *row);
/* 0, or ERR_CORRUPT and *why in the person's language. On 0 the node is
 * part of the graph. ERR_NOMEM. */
int accept_node(struct log *log, struct node *node, bool check_sig,
		const char **why);

/* --- charter.c, settle.c: who may write, who counts -------------------- */

/* The first record: its owners, label and kind into log. *why says what is
 * wrong with it, NULL for nothing. ERR_NOMEM. */
int charter_genesis(struct log *log, struct node *node, const char **why);
/* An owner's charter record joins log->charters; one that breaks the rules of
 * its own body has no effect. ERR_NOMEM. */
int charter_read(struct log *log, struct node *node);
/* Decides who counts for the nodes from `from` on, or for all of them if a
 * fresh charter record may have changed earlier ones. */
int settle(struct log *log, size_t from);
bool role_permits(enum member_role role, enum file_kind file,
		  enum record_kind kind, const char *type, bool halt);

/* --- flags.c ----------------------------------------------------------- */

/* Flags of the nodes from `from` on; if `all`, of every node in order. */
int flags_set(struct log *log, size_t from, bool all);

/* --- load.c ------------------------------------------------------------ */

struct batch { /* rows as they were read; nothing of them believed yet */
	struct log *log;
	struct node **node;
	size_t len, cap;
};

/* Copies the rows beyond the last one known. */
int batch_read(struct batch *b, struct error *err);
/* Who counts, order and flags, once the nodes from `from` on are in. */
int load_settle(struct log *log, size_t from, struct error *err);
/* Opens the file again if it was closed to find out about a COMMIT. */
int load_reopen(struct log *log, struct error *err);
/* Reads rows beyond the last one known; all of them after a reset. */
int load_new(struct log *log, struct error *err);
/* Forgets all and reads all. */
int load_all(struct log *log, struct error *err);

/* --- seen.c ------------------------------------------------------------ */

/* What this person saw of the case last; a file that cannot be read counts as
 * none. ERR_NOMEM. */
int seen_read(struct log *log, const uint8_t case_id[ID_LEN]);
void seen_compare(struct log *log); /* after loading: rolled back? */
void seen_save(struct log *log);    /* best effort: never an error */
void seen_release(struct seen *s);

#endif
