/*
 * core/playbook/mapping.h - what the parts of a foreign playbook become, as
 * import/<slug>/map.yaml keeps it: the same source and map make the same
 * playbook, and a newer source keeps its ids.
 */
#ifndef STANCH_PLAYBOOK_MAPPING_H
#define STANCH_PLAYBOOK_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/str.h"
#include "core/playbook/import.h"

#define MAPPING_MAX ((size_t)1 << 20)
#define MAPPING_MARKS 20000

struct mapping_mark {
	const char *at; /* the path of the part */
	enum import_mark as;
	enum phase_kind kind;
	const char *id, *role; /* or NULL */
	const char *text;      /* 8 hex digits, or NULL: only by path */
};
struct mapping {
	struct arena arena;
	const char *id; /* of the playbook, a UUID, or NULL */
	const char *name; /* file name of the source, which tells its format */
	const char *url, *commit, *licence, *sha256; /* or NULL */
	int level; /* as in struct imported; 0: found by rules */
	bool partial; /* parts that are not named go by rules, not to "?" */
	struct mapping_mark *mark;
	size_t marks, cap;
};

/* Reads n bytes of a map.yaml. *out is the caller's until mapping_free(),
 * else NULL. ERR_INVALID with err->where = "line:col"; ERR_TOOBIG;
 * ERR_NOMEM. */
int mapping_read(struct mapping **out, const char *text, size_t n,
		 struct error *err);
void mapping_free(struct mapping *m); /* NULL is fine */
/* An empty, partial map. *out is the caller's. ERR_NOMEM. */
int mapping_new(struct mapping **out, struct error *err);
/* Appends the map as YAML, the same bytes for the same map. */
void mapping_write(struct str *out, const struct mapping *m);
/* A map of what im became, with the source data of `of` (or NULL). *out is
 * the caller's. The ids are those of import_ids(). ERR_NOMEM. */
int mapping_of(struct mapping **out, const struct imported *im,
	       const struct mapping *of, struct error *err);
/* Adds or replaces a mark written as "PATH=step", "PATH=phase:contain".
 * ERR_USAGE, ERR_NOMEM. */
int mapping_mark(struct mapping *m, const char *text, struct error *err);

/* Marks the parts of im: by path and text, then by text (moved), then by
 * path (changed); a part that no mark is left for becomes MARK_NEW, unless
 * the map is partial. map may be NULL. For the readers of formats. */
void mapping_match(const struct mapping *map, struct imported *im);
/* The same for one part, where they come one by one; unit is its number. */
void mapping_match_one(const struct mapping *map, struct imported *im,
		       size_t unit);

#endif
