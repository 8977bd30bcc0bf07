/*
 * core/store/listing.c - the playbooks in force, one line each.
 *
 * Three things are slow: parsing and lint of every text, and who changed it
 * last. The first two hang on the bytes of its files and on what lint may
 * ask, the third on where main stands; all three are kept in the person's
 * cache folder and read anew a slice at a time.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/private.h"

#define MAIN "main"
#define FOLDER "shelf"
#define COMMITS 64 /* looked at in one slice */

struct listed { /* a file NAME.md of the root */
	uint8_t key[HASH_LEN]; /* of its bytes, of what lint may ask */
	bool is;	       /* a playbook at all */
	uint8_t sha256[HASH_LEN]; /* of the base file */
	struct pb_entry e;
	char blob[PB_LANGS][COMMIT_HEX]; /* not kept: its files now */
	char name[PB_LANGS][80];
	size_t files;
};

#define F(kind, member) KEPT(kind, struct listed, member)
#define LANG(i) F(TEXT, e.lang[i].code), F(COUNT, e.lang[i].stale), \
		F(COUNT, e.lang[i].behind)
static const struct kept_field fields[] = {
	F(TEXT, e.slug), F(BYTES, key), F(FLAG, is), F(BYTES, sha256),
	F(TEXT, e.title), F(TEXT, e.intro), F(TEXT, e.version),
	F(TEXT, e.langs), F(COUNT, e.phases), F(COUNT, e.steps),
	F(COUNT, e.errors), F(COUNT, e.warnings),
	LANG(0), LANG(1), LANG(2), LANG(3),
	F(TEXT, e.last.id), F(TEXT, e.last.author), F(TEXT, e.last.subject),
	F(TIME, e.last.at), F(COUNT, e.last.offset), F(TEXT, e.entered),
	F(TEXT, e.reviewers),
};
#define FIELDS (sizeof(fields) / sizeof(*fields))

struct shelf {
	char lang[16];
	char main[COMMIT_HEX];	 /* the list is that of this commit */
	char walked[COMMIT_HEX]; /* who changed what last is known up to it */
	struct listed *at;	 /* in the order of their names */
	size_t len;
	bool dirty;
	struct repo_last *last; /* of all their files */
	size_t last_count;
	struct repo_lasts *walk;
	struct world *world; /* while texts are read */
};

/* --- the cache ----------------------------------------------------------------- */

static void parse(struct shelf *sh, const struct str *file)
{
	struct kept_cursor c = kept_begin(file);
	char walked[COMMIT_HEX];
	struct listed *all;
	size_t n;

	kept_text(walked, sizeof(walked), &c);
	n = (size_t)kept_number(&c, 4);
	if (c.bad || n > KEPT_MAX / sizeof(*all))
		return;
	all = mem_zalloc((n + 1) * sizeof(*all));
	for (size_t i = 0; all && i < n; i++)
		kept_take(&all[i], fields, FIELDS, &c);
	if (!all || c.bad || c.p != c.end) {
		mem_free(all);
		return;
	}
	memcpy(sh->walked, walked, sizeof(walked));
	sh->at = all;
	sh->len = n;
}

static void save(struct store *s)
{
	struct shelf *sh = s->shelf;
	uint8_t key[HASH_LEN];
	struct str body = {0};

	kept_add_text(&body, sh->walked);
	kept_add_number(&body, sh->len, 4);
	for (size_t i = 0; i < sh->len; i++)
		kept_add(&body, fields, FIELDS, &sh->at[i]);
	kept_key(key, s, sh->lang, sizeof(struct listed));
	kept_write(s, FOLDER, key, &body);
	str_release(&body);
	sh->dirty = false;
}

static void stop_reading(struct shelf *sh)
{
	repo_lasts_end(sh->walk);
	sh->walk = NULL;
	mem_free(sh->last);
	sh->last = NULL;
	sh->last_count = 0;
	if (sh->world)
		world_release(sh->world);
	mem_free(sh->world);
	sh->world = NULL;
}

void shelf_free(struct store *s)
{
	if (!s->shelf)
		return;
	stop_reading(s->shelf);
	mem_free(s->shelf->at);
	mem_free(s->shelf);
	s->shelf = NULL;
}

static int need_shelf(struct store *s, const char *lang, struct error *err)
{
	uint8_t key[HASH_LEN];
	struct str file = {0};

	if (s->shelf && strcmp(s->shelf->lang, lang) != 0)
		shelf_free(s);
	if (s->shelf)
		return 0;
	s->shelf = mem_zalloc(sizeof(*s->shelf));
	if (!s->shelf)
		return error_nomem(err);
	store_fit(s->shelf->lang, sizeof(s->shelf->lang), lang);
	kept_key(key, s, s->shelf->lang, sizeof(struct listed));
	if (kept_read(&file, s, FOLDER, key))
		parse(s->shelf, &file);
	str_release(&file);
	return 0;
}

/* --- what is there now ------------------------------------------------------------ */

struct found { /* while the root is listed */
	struct shelf *sh; /* as it was */
	struct listed *at;
	size_t len, cap;
	struct arena arena;
	struct file {
		const char *name;
		char id[COMMIT_HEX];
	} *file; /* translations, put to their base at the end */
	size_t files, file_cap;
	struct hash *world;
};

static int add_base(struct found *f, const char *name, size_t slug,
		    const char *id)
{
	struct listed *l;

	if (arena_grow(&f->arena, &f->at, f->len, &f->cap, sizeof(*f->at)))
		return ERR_NOMEM;
	l = &f->at[f->len++];
	*l = (struct listed){.files = 1};
	memcpy(l->e.slug, name, slug);
	store_fit(l->name[0], sizeof(l->name[0]), name);
	memcpy(l->blob[0], id, COMMIT_HEX);
	return 0;
}

static int add_found(void *ctx, const char *name, const char *id,
		     bool is_folder)
{
	struct found *f = ctx;
	const char *lang;
	size_t slug;

	if (!strcmp(name, "clocks") || !strcmp(name, "notices") ||
	    !strcmp(name, "team.yaml"))
		hash_add(f->world, id, COMMIT_HEX);
	if (is_folder || strlen(name) >= sizeof(f->at->name[0]) ||
	    !books_split(name, &slug, &lang))
		return 0;
	if (!*lang)
		return add_base(f, name, slug, id);
	if (arena_grow(&f->arena, &f->file, f->files, &f->file_cap,
		       sizeof(*f->file)))
		return ERR_NOMEM;
	f->file[f->files].name = arena_strdup(&f->arena, name);
	memcpy(f->file[f->files].id, id, COMMIT_HEX);
	return f->file[f->files++].name ? 0 : ERR_NOMEM;
}

static void add_translations(struct listed *l, const struct found *f)
{
	size_t n = strlen(l->e.slug);

	for (size_t i = 0; i < f->files && l->files < PB_LANGS; i++) {
		const char *name = f->file[i].name;

		if (strncmp(name, l->e.slug, n) != 0 || name[n] != '.')
			continue;
		store_fit(l->name[l->files], sizeof(l->name[0]), name);
		memcpy(l->blob[l->files++], f->file[i].id, COMMIT_HEX);
	}
}

static void make_key(struct listed *l, const uint8_t world[HASH_LEN])
{
	struct hash *h = hash_new();

	if (!h)
		return; /* all zero: read again next time */
	hash_add(h, world, HASH_LEN);
	for (size_t i = 0; i < l->files; i++) {
		hash_add(h, l->name[i], strlen(l->name[i]) + 1);
		hash_add(h, l->blob[i], COMMIT_HEX);
	}
	hash_end(h, l->key);
	hash_free(h);
}

/* What is remembered of it; known if the bytes are still the same. */
static bool recall(struct listed *l, const struct shelf *sh)
{
	for (size_t i = 0; i < sh->len; i++) {
		const struct listed *old = &sh->at[i];

		if (strcmp(old->e.slug, l->e.slug) != 0)
			continue;
		l->e = old->e;
		l->is = old->is;
		memcpy(l->sha256, old->sha256, HASH_LEN);
		l->e.known = !memcmp(l->key, old->key, HASH_LEN);
		return l->e.known;
	}
	return false;
}

/* A front matter is at the top: no need to parse a text to see it. */
static int ask_playbook(struct listed *l, struct store *s, struct error *err)
{
	struct str text = {0};
	int rc = repo_blob(&text, s->repo, l->blob[0], err);

	l->is = !rc && playbook_is(str_text(&text), text.len);
	str_release(&text);
	if (rc == ERR_TOOBIG) {
		error_clear(err);
		rc = 0;
	}
	return rc;
}

/* --- looking again when main has moved -------------------------------------------- */

/* All files of all playbooks, to ask who changed them last. */
static int begin_walk(struct shelf *sh, struct store *s, struct error *err)
{
	size_t n = 0;

	for (size_t i = 0; i < sh->len; i++)
		n += sh->at[i].is ? sh->at[i].files : 0;
	sh->last = mem_zalloc((n + 1) * sizeof(*sh->last));
	if (!sh->last)
		return error_nomem(err);
	for (size_t i = 0; i < sh->len; i++)
		for (size_t k = 0; sh->at[i].is && k < sh->at[i].files; k++)
			sh->last[sh->last_count++].name = sh->at[i].name[k];
	return repo_lasts_begin(&sh->walk, s->repo, sh->main, sh->walked,
				sh->last, sh->last_count, err);
}

static int take_found(struct shelf *sh, struct store *s, struct found *f,
		      struct error *err)
{
	uint8_t world[HASH_LEN];
	struct listed *all = mem_zalloc((f->len + 1) * sizeof(*all));
	int rc = all ? 0 : error_nomem(err);

	hash_end(f->world, world);
	for (size_t i = 0; !rc && i < f->len; i++) {
		all[i] = f->at[i];
		add_translations(&all[i], f);
		make_key(&all[i], world);
		if (!recall(&all[i], sh))
			rc = ask_playbook(&all[i], s, err);
		if (!all[i].is) /* nothing more to learn of it */
			all[i].e.known = true;
		sh->dirty |= !all[i].e.known;
	}
	if (rc) {
		mem_free(all);
		return rc;
	}
	mem_free(sh->at);
	sh->at = all;
	sh->len = f->len;
	return 0;
}

static int look_again(struct store *s, const char *main, struct error *err)
{
	struct shelf *sh = s->shelf;
	struct found f = {.sh = sh, .world = hash_new()};
	int rc = f.world ? repo_folder(s->repo, main, "", add_found, &f, err)
			 : ERR_NOMEM;

	stop_reading(sh);
	*sh->main = '\0';
	if (!rc)
		rc = take_found(sh, s, &f, err);
	hash_free(f.world);
	arena_release(&f.arena);
	if (rc)
		return rc == ERR_NOMEM ? error_nomem(err) : rc;
	memcpy(sh->main, main, COMMIT_HEX);
	return begin_walk(sh, s, err);
}

/* --- reading on ----------------------------------------------------------------------- */

static void add_langs(struct pb_entry *e, const struct playbook *pb)
{
	size_t len = 0;

	memset(e->lang, 0, sizeof(e->lang));
	*e->langs = '\0';
	for (size_t i = 0; i < pb->langs && len < sizeof(e->langs); i++) {
		struct pb_entry_lang *l = &e->lang[i];

		len += (size_t)snprintf(e->langs + len, sizeof(e->langs) - len,
					"%s%s", len ? ", " : "", pb->lang[i]);
		store_fit(l->code, sizeof(l->code), pb->lang[i]);
		for (size_t k = 0; i && k < pb->step_count; k++)
			l->stale += pb->step[k].stale[i];
		l->behind = l->stale + (i && pb->stale[i]);
		for (size_t k = 0; i && k < pb->phase_count; k++)
			l->behind += pb->phase[k].stale[i];
	}
}

static void fill(struct pb_entry *e, const struct playbook *pb,
		 const char *lang)
{
	size_t in = playbook_lang(pb, lang);

	store_fit(e->title, sizeof(e->title), text_in(&pb->title, in));
	store_fit(e->intro, sizeof(e->intro), text_in(&pb->intro, in));
	store_fit(e->version, sizeof(e->version),
		  pb->version ? pb->version : "");
	add_langs(e, pb);
	e->phases = (unsigned)pb->phase_count;
	e->steps = (unsigned)pb->step_count;
}

static int read_sources(struct pb_texts *t, const struct listed *l,
			struct store *s, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < l->files; i++) {
		struct pb_source *src = &t->src[i];
		struct str text = {0};

		rc = repo_blob(&text, s->repo, l->blob[i], err);
		src->name = l->name[i];
		src->len = text.len;
		src->text = rc ? NULL
			       : arena_strndup(&t->arena, str_text(&text),
					       text.len);
		if (!rc && !src->text)
			rc = error_nomem(err);
		str_release(&text);
		t->count += !rc;
	}
	return rc;
}

/* Broken clock files must not hide the playbooks: store_check() tells of
 * them. */
static const struct lint_world *lint_world(struct store *s)
{
	static const struct lint_world nothing;
	struct shelf *sh = s->shelf;

	if (!sh->world) {
		sh->world = mem_zalloc(sizeof(*sh->world));
		if (sh->world && world_read(sh->world, s, NULL))
			*sh->world = (struct world){0};
	}
	return sh->world && sh->world->clocks ? &sh->world->lint : &nothing;
}

static int read_one(struct listed *l, struct store *s, struct error *err)
{
	struct findings f = {0};
	struct pb_texts t = {0};
	struct playbook *pb = NULL;
	int rc = read_sources(&t, l, s, err);

	if (!rc) {
		hash_bytes(l->sha256, t.src[0].text, t.src[0].len);
		rc = playbook_read(&pb, t.src, t.count, &f, err);
	}
	if (!rc) {
		fill(&l->e, pb, s->shelf->lang);
		rc = playbook_lint(&f, pb, t.src, t.count, lint_world(s),
				   err);
	} else if (rc == ERR_INVALID || rc == ERR_TOOBIG) {
		store_fit(l->e.title, sizeof(l->e.title), l->e.slug);
		f.errors += !f.errors;
		error_clear(err);
		rc = 0;
	}
	l->e.errors = (unsigned)f.errors;
	l->e.warnings = (unsigned)f.warnings;
	l->e.known = !rc;
	playbook_free(pb);
	findings_release(&f);
	pb_texts_release(&t);
	return rc;
}

/* A playbook changed when the last of its files did. */
static void take_lasts(struct shelf *sh)
{
	const struct repo_last *at = sh->last;

	for (size_t i = 0; i < sh->len; i++) {
		struct pb_entry *e = &sh->at[i].e;
		bool any = false;

		for (size_t k = 0; sh->at[i].is && k < sh->at[i].files;
		     k++, at++) {
			if (!*at->last.id || (any && at->last.at <= e->last.at))
				continue;
			any = true;
			e->last = at->last;
			store_fit(e->entered, sizeof(e->entered),
				  at->entered);
			store_fit(e->reviewers, sizeof(e->reviewers),
				  at->reviewers);
		}
	}
	memcpy(sh->walked, sh->main, COMMIT_HEX);
}

static int walk_on(struct shelf *sh, struct error *err)
{
	bool more;
	int rc = repo_lasts_step(&more, sh->walk, COMMITS, err);

	if (rc || more)
		return rc;
	sh->dirty |= strcmp(sh->walked, sh->main) != 0;
	take_lasts(sh);
	repo_lasts_end(sh->walk);
	sh->walk = NULL;
	return 0;
}

int store_shelf_on(bool *more, struct store *s, struct error *err)
{
	struct shelf *sh = s->shelf;
	int rc = 0;

	*more = false;
	if (!sh || !*sh->main)
		return 0;
	if (sh->walk)
		rc = walk_on(sh, err);
	for (size_t i = 0; !rc && !*more && i < sh->len; i++)
		if (!sh->at[i].e.known) {
			rc = read_one(&sh->at[i], s, err);
			*more = true;
		}
	*more = !rc && (*more || sh->walk);
	if (*more)
		return 0;
	stop_reading(sh);
	if (!rc && sh->dirty)
		save(s);
	if (rc)
		*sh->main = '\0';
	return rc;
}

/* --- the list --------------------------------------------------------------------------- */

/* Open cases that follow it; older: on another text than the one here. */
static void add_cases(struct pb_entry *e, const struct listed *l,
		      const struct summary *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct summary *c = &cases[i];

		for (unsigned b = 0; c->open && b < c->book_count; b++) {
			if (strcmp(c->book[b].slug, e->slug))
				continue;
			e->cases_open++;
			e->cases_older += memcmp(c->book[b].sha256, l->sha256,
						 HASH_LEN) != 0;
		}
	}
}

int store_shelf(struct pb_entry **out, size_t *count, struct store *s,
		const char *lang, struct error *err)
{
	struct summary *cases = NULL;
	struct pb_entry *all = NULL;
	char main[COMMIT_HEX];
	size_t n = 0, case_count = 0;
	int rc = store_need_repo(s, err);

	*out = NULL;
	*count = 0;
	if (!rc)
		rc = repo_resolve(main, s->repo, MAIN, err);
	if (!rc)
		rc = need_shelf(s, lang, err);
	if (!rc && strcmp(main, s->shelf->main) != 0)
		rc = look_again(s, main, err);
	if (!rc)
		rc = store_cases(&cases, &case_count, s, true, err);
	if (!rc && !(all = mem_zalloc((s->shelf->len + 1) * sizeof(*all))))
		rc = error_nomem(err);
	for (size_t i = 0; !rc && i < s->shelf->len; i++) {
		const struct listed *l = &s->shelf->at[i];

		if (!l->is)
			continue;
		all[n] = l->e;
		if (l->e.known)
			add_cases(&all[n], l, cases, case_count);
		n++;
	}
	mem_free(cases);
	*out = all;
	*count = n;
	return rc;
}

int store_playbooks(struct pb_entry **out, size_t *count, struct store *s,
		    const char *lang, struct error *err)
{
	struct summary *cases = NULL;
	size_t case_count;
	bool more = true;
	int rc = store_cases(&cases, &case_count, s, false, err);

	mem_free(cases);
	*out = NULL;
	*count = 0;
	if (!rc)
		rc = store_shelf(out, count, s, lang, err);
	while (!rc && more)
		rc = store_shelf_on(&more, s, err);
	mem_free(*out);
	*out = NULL;
	*count = 0;
	return rc ? rc : store_shelf(out, count, s, lang, err);
}
