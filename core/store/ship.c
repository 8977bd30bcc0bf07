/*
 * core/store/ship.c - the playbooks that come with the program, on the
 * branch `builtin`: one commit a version of them, never edited.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/store/private.h"
#include "core/store/shipped.h"

#define SUBJECT "playbooks: as shipped with stanch "
#define AUTHOR "stanch"

static size_t shipped_len(const struct shipped *f)
{
	return (size_t)(f->end - f->data);
}

/* First 16 hex digits of the SHA-256 of all that ships. */
static void sum_shipped(char out[17])
{
	struct hash *h = hash_new();
	uint8_t sum[HASH_LEN] = {0};

	for (const struct shipped *f = shipped_files; h && f->path; f++) {
		uint64_t n = shipped_len(f);

		hash_add(h, f->path, strlen(f->path) + 1);
		hash_add(h, &n, sizeof(n));
		hash_add(h, f->data, (size_t)n);
	}
	if (h)
		hash_end(h, sum);
	hash_free(h);
	hex_encode(out, sum, 8);
}

bool ship_version(char *out, size_t size, const char *subject)
{
	size_t n;

	if (!str_starts(subject, SUBJECT))
		return false;
	subject += strlen(SUBJECT);
	n = strcspn(subject, " ");
	if (n >= size)
		return false;
	memcpy(out, subject, n);
	out[n] = '\0';
	return true;
}

/* --- committing ----------------------------------------------------------------- */

struct leaving { /* files of the version before that ship no more */
	struct repo_file *file;
	size_t count, cap;
	struct arena arena;
	bool failed;
};

static bool ships(const char *path)
{
	for (const struct shipped *f = shipped_files; f->path; f++)
		if (!strcmp(f->path, path))
			return true;
	return false;
}

static int add_leaving(void *ctx, const char *path)
{
	struct leaving *l = ctx;

	if (ships(path))
		return 0;
	if (mem_reserve(&l->file, &l->cap, l->count + 1, sizeof(*l->file)))
		return ERR_NOMEM;
	l->file[l->count] = (struct repo_file){
		.path = arena_strdup(&l->arena, path)};
	return l->file[l->count++].path ? 0 : ERR_NOMEM;
}

/* One commit on builtin. The subject carries version and sum, so that a
 * later program can tell what it would bring. */
static int ship(char id[COMMIT_HEX], struct repo *r, const char *before,
		const struct env *env, struct error *err)
{
	static const struct repo_person who = {AUTHOR, AUTHOR "@localhost"};
	int64_t now = env->now(env->ctx);
	char sum[17], subject[128];
	struct leaving l = {0};
	int rc = before ? repo_list(r, before, "", add_leaving, &l, err) : 0;

	for (const struct shipped *f = shipped_files; !rc && f->path; f++) {
		rc = mem_reserve(&l.file, &l.cap, l.count + 1,
				 sizeof(*l.file));
		if (!rc)
			l.file[l.count++] = (struct repo_file){
				f->path, f->data, shipped_len(f)};
	}
	sum_shipped(sum);
	snprintf(subject, sizeof(subject), SUBJECT VERSION " (%s)\n", sum);
	if (rc == ERR_NOMEM)
		rc = error_nomem(err);
	if (!rc && before)
		rc = repo_commit_on(id, r, BRANCH_SHIPPED, before, l.file,
				    l.count, &who, now,
				    zone_offset(env->zone, now), subject, err);
	else if (!rc)
		rc = repo_commit(id, r, BRANCH_SHIPPED, l.file, l.count, &who,
				 now, zone_offset(env->zone, now), subject,
				 err);
	mem_free(l.file);
	arena_release(&l.arena);
	return rc;
}

int ship_first(struct repo *r, const struct env *env, struct error *err)
{
	char id[COMMIT_HEX];
	int rc = ship(id, r, NULL, env, err);

	return rc ? rc : repo_branch(r, BRANCH_MAIN, id, err);
}

/* --- newer or not -------------------------------------------------------------- */

/* "0.10.0" is newer than "0.9.1". Below 0, 0, above 0. */
static int compare(const char *a, const char *b)
{
	while (*a || *b) {
		unsigned long x = 0, y = 0;

		for (; *a && *a != '.'; a++)
			if (*a >= '0' && *a <= '9' && x < 1000000)
				x = x * 10 + (unsigned long)(*a - '0');
		for (; *b && *b != '.'; b++)
			if (*b >= '0' && *b <= '9' && y < 1000000)
				y = y * 10 + (unsigned long)(*b - '0');
		if (x != y)
			return x < y ? -1 : 1;
		a += *a == '.';
		b += *b == '.';
	}
	return 0;
}

struct search {
	const char *sum;
	char id[COMMIT_HEX]; /* the newest shipped commit, "" if none */
	bool had;	     /* our sum was there already */
};

static int look(void *ctx, const struct repo_commit *c)
{
	struct search *s = ctx;
	char version[32];

	if (strcmp(c->author, AUTHOR) ||
	    !ship_version(version, sizeof(version), c->subject))
		return 0;
	if (!*s->id)
		memcpy(s->id, c->id, sizeof(s->id));
	s->had |= strstr(c->subject, s->sum) != NULL;
	return 0;
}

int ship_newer(struct repo *r, const struct env *env, struct error *err)
{
	struct repo_commit tip;
	char sum[17], version[32], id[COMMIT_HEX];
	struct search s = {.sum = sum};
	int rc = repo_commit_info(&tip, r, BRANCH_SHIPPED, NULL);

	if (rc == ERR_NOTFOUND)
		return 0;
	sum_shipped(sum);
	if (rc || strstr(tip.subject, sum) ||
	    !ship_version(version, sizeof(version), tip.subject) ||
	    compare(VERSION, version) < 0)
		return rc;
	/* Two makes of one version: each comes once. */
	rc = repo_commits(r, BRANCH_SHIPPED, NULL, look, &s, err);
	return rc || s.had ? rc : ship(id, r, tip.id, env, err);
}

int ship_follow(struct repo *r, const struct env *env, struct error *err)
{
	char sum[17], old[COMMIT_HEX], base[COMMIT_HEX];
	struct search s = {.sum = sum};
	int rc;

	if (!repo_merge_base(base, r, BRANCH_MAIN, BRANCH_SHIPPED, NULL))
		return 0; /* still of one history */
	sum_shipped(sum);
	rc = repo_commits(r, BRANCH_MAIN, NULL, look, &s, err);
	if (rc || !*s.id)
		return rc;
	rc = repo_resolve(old, r, BRANCH_SHIPPED, NULL)
		     ? repo_branch(r, BRANCH_SHIPPED, s.id, err)
		     : repo_branch_move(r, BRANCH_SHIPPED, old, s.id, err);
	return rc ? rc : ship_newer(r, env, err);
}
