/* core/store/private.h - what the files of core/store share. */
#ifndef STANCH_STORE_PRIVATE_H
#define STANCH_STORE_PRIVATE_H

#include <sys/stat.h>

#include "core/base/map.h"
#include "core/store/store.h"

#define STORE_FOLDER 02770 /* setgid, not sticky (docs/FILE-FORMAT.md 11) */
#define TEXT_MAX REPO_BLOB_MAX

struct store {
	const struct store_paths *paths;
	const struct env *env;
	struct log_watch watch;
	struct book_texts *texts; /* while many cases are read */
	struct device *device;
	struct card card; /* our own */
	char *cases, *drills, *devices, *playbooks, *keys, *seen;
	char lang[16];
	char *me; /* who we speak for, once known */

	struct repo *repo;
	struct team *team;
	bool team_read;
	struct error team_error; /* code 0: none */
	struct clock_limits *limits; /* counts for the cases opened */
	struct clock_rules *clocks;

	struct memory *memory; /* summary.c: what is known of the cases */
	struct shelf *shelf;   /* listing.c: and of the playbooks */
};

/* Opens the repository if it is not open yet. */
int store_need_repo(struct store *s, struct error *err);
/* Text cut to fit, never in the middle of a character. */
void store_fit(char *out, size_t size, const char *text);
/* The git folder: playbooks/.git, or playbooks itself; NULL if neither.
 * The caller's. */
char *store_git_dir(const struct store *s);
/* makes playbooks/ with what ships; the caller holds the folder's lock. */
int books_make(struct store *s, struct error *err);

/* --- ship.c: what comes with the program ---------------------------------- */

#define BRANCH_MAIN "main"
#define BRANCH_SHIPPED "builtin" /* pristine copies, never edited */
/* The first commit of a repository that is being made, on both branches. */
int ship_first(struct repo *r, const struct env *env, struct error *err);
/* Commits this program's playbooks to `builtin` if they are newer than what
 * is there; never older ones. A repository that did not begin with shipped
 * playbooks is left alone. */
int ship_newer(struct repo *r, const struct env *env, struct error *err);
/* `builtin` begins anew at the last shipped commit that main has, if it has
 * one: after main was exchanged for another's. */
int ship_follow(struct repo *r, const struct env *env, struct error *err);
/* The version in "... as shipped with stanch 0.1.0 (SUM)"; false if the
 * subject is none of ours. */
bool ship_version(char *out, size_t size, const char *subject);
/* All the paths below `under` at a commit, in an arena, NULL-ended. */
int books_paths(const char ***out, size_t *count, struct arena *a,
		struct store *s, const char *commit, const char *under,
		struct error *err);
/* Names of the playbooks in force, in an arena, NULL-ended. */
int books_slugs(const char ***out, size_t *count, struct arena *a,
		struct store *s, const char *commit, struct error *err);

/* "ransomware" of "ransomware.md" and of "ransomware.zh.md"; *lang is what
 * stands between, or "". False for anything else. */
bool books_split(const char *path, size_t *slug, const char **lang);

/* Forgets what was read at main, since it moved; clocks are lent out, and
 * stay. */
void books_moved(struct store *s);
/* Adds a text, the base before all others. ERR_TOOBIG: too many languages. */
int pb_texts_add(struct pb_texts *t, const char *name, bool base,
		 const struct str *text, struct error *err);

/* shelf.c: what lint may ask, the clocks and notices at main. */
struct world {
	struct arena arena;
	const struct clock_rules *clocks; /* borrowed */
	struct map notices;	  /* paths */
	struct lint_world lint;
};
int world_read(struct world *w, struct store *s, struct error *err);
/* Lets lint ask a world that has its clocks and notices. */
void world_ask(struct world *w, const struct team *team);
void world_release(struct world *w);
/* The files at a commit, their names in an arena; *at outlives *out. */
struct files_at {
	struct store *s;
	const char *commit;
};
struct beside;
int files_at(struct beside *out, const struct files_at *at, struct arena *a,
	     struct error *err);
/* beside_lint() of files that are to come into force: adds all but what main
 * has at the same place already. */
int store_lint_beside(struct findings *f, struct store *s,
		      const struct beside *files, const char *main,
		      struct error *err);
/* listing.c: keeps what is known of the playbooks, and forgets it. */
void shelf_free(struct store *s);

/* The name of an account; NULL if it has none. The caller's. */
char *store_login(uid_t uid);
const struct team_person *store_holder(struct store *s, uid_t owner);
/* Options to open a case with, read-only or not. */
struct caseopts store_caseopts(struct store *s, bool read_only);
/* Names of all case files ("INC-2026-014"), in an arena, NULL-ended. */
int store_labels(const char ***out, size_t *count, struct arena *a,
		 struct store *s, struct error *err);
/* The same of a folder and a suffix. */
int store_labels_in(const char ***out, size_t *count, struct arena *a,
		    const char *dir, const char *suffix, struct error *err);
/* Where the case of that label lies, or would. The caller's. */
char *store_case_path(const struct store *s, const char *label);
/* "INC-2026-014" of ".../INC-2026-014.case": the caller's. */
char *store_label_of(const char *path);
/* True if a name is one a case can have: no path, no hidden file. */
bool store_is_label(const char *name, size_t n);

/* --- kept.c: records in a file of the person's cache folder --------------- */

#define KEPT_MAX ((size_t)64 << 20)
enum kept_kind { KEPT_TEXT, KEPT_FLAG, KEPT_BYTES, KEPT_COUNT, KEPT_TIME };
struct kept_field { /* of a struct */
	enum kept_kind kind;
	size_t at, size;
};
#define KEPT(kind, type, member) \
	{KEPT_##kind, offsetof(type, member), sizeof(((type *)0)->member)}
struct kept_cursor {
	const char *p, *end;
	bool bad; /* the bytes do not say what they should */
};
void kept_add_number(struct str *out, uint64_t n, size_t bytes);
void kept_add_text(struct str *out, const char *text);
void kept_add(struct str *out, const struct kept_field *fields, size_t count,
	      const void *rec);
const char *kept_bytes(struct kept_cursor *c, size_t n);
uint64_t kept_number(struct kept_cursor *c, size_t bytes);
void kept_text(char *out, size_t size, struct kept_cursor *c);
void kept_take(void *rec, const struct kept_field *fields, size_t count,
	       struct kept_cursor *c);
/* Another store, language, make of the program or size of what is kept:
 * another file. */
void kept_key(uint8_t out[HASH_LEN], const struct store *s, const char *lang,
	      size_t size);
/* The file of that folder and key; false if there is no sound one. */
bool kept_read(struct str *file, const struct store *s, const char *folder,
	       const uint8_t key[HASH_LEN]);
struct kept_cursor kept_begin(const struct str *file); /* its body */
/* A cache that cannot be written is gone without. */
void kept_write(const struct store *s, const char *folder,
		const uint8_t key[HASH_LEN], const struct str *body);

/* --- memory.c: what is known of the cases, in the cache folder ----------- */

struct stamp { /* of a file that did not change */
	uint64_t ino;
	int64_t size, mtime, ctime; /* ns; size -1: read it again */
};
struct known {
	struct stamp stamp;
	int64_t since, until; /* the summary is right in [since, until) */
	bool secret;	      /* sealed: stays in memory */
	struct summary sum;   /* its path and `fresh` are not kept */
};
struct memory {
	struct known *at; /* in the order of their labels */
	size_t len;
	char me[65];
	uint8_t refs[HASH_LEN]; /* where main stood when `me` was right */
	bool dirty, saved;
	int64_t saved_at; /* mono */
};
bool stamp_of(struct stamp *out, const char *path);
bool stamp_same(const struct stamp *a, const struct stamp *b);
/* Read from the cache when first asked for; NULL when memory is out. */
struct memory *memory_of(struct store *s);
struct known *memory_find(const struct memory *m, const char *label);
/* Writes the cache if anything changed, every five seconds at most unless
 * asked to. A cache that cannot be written is gone without. */
void memory_save(struct store *s, bool now);
/* Saves and forgets. */
void memory_free(struct store *s);
/* Who we were when main stood as it does; NULL if not known. Borrowed. */
const char *memory_me(struct store *s);
void memory_set_me(struct store *s, const char *me);

#endif
