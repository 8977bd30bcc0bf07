/* core/store/imports.c - see imports.h. */
#include "core/store/imports.h"

#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/playbook/import_write.h"
#include "core/store/private.h"

#define BESIDE 400 /* files that tell what the actions of one are */

struct work {
	struct store *s;
	const struct import_ask *ask;
	char branch[80], tip[COMMIT_HEX];
	struct arena a;
	struct repo_file file[BESIDE + 4]; /* of the commit */
	size_t files;
	struct str text, map; /* the playbook, its map.yaml */
	bool failed;
};

/* --- the repository ------------------------------------------------------------- */

/* The draft's tip, or main's where there is no draft yet. */
static int find_tip(struct work *x, bool *fresh, struct error *err)
{
	struct error why = {0};
	int rc = repo_resolve(x->tip, x->s->repo, x->branch, &why);

	*fresh = rc == ERR_NOTFOUND;
	if (rc && !*fresh)
		return error_set(err, rc, "%s", why.what);
	return *fresh ? repo_resolve(x->tip, x->s->repo, "main", err) : 0;
}

static const char *path(struct work *x, const char *name)
{
	char *p = arena_printf(&x->a, "import/%s/%s", x->ask->slug, name);

	x->failed |= !p;
	return p ? p : "";
}

/* A file at the tip; false if there is none. */
static bool at_tip(struct str *out, struct work *x, const char *name)
{
	return repo_read(out, x->s->repo, x->tip, name, NULL) == 0;
}

static void add_file(struct work *x, const char *name, const char *data,
		     size_t n)
{
	char *copy = arena_strndup(&x->a, data, n);

	x->failed |= !copy;
	if (copy && x->files < sizeof(x->file) / sizeof(*x->file))
		x->file[x->files++] = (struct repo_file){name, copy, n};
}

static int start(struct work *x, struct store *s, const char *slug,
		 const char *draft, struct error *err)
{
	int rc = store_need_repo(s, err);

	x->s = s;
	snprintf(x->branch, sizeof(x->branch), "draft/%s", draft);
	if (!rc && (!slug[0] || strlen(slug) > 60 ||
		    slug[strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789"
				      "-")])) {
		error_set(err, ERR_USAGE, _("%s: no name for a playbook"),
			  slug);
		error_fix(err, "%s", _("use small letters, digits and "
				       "hyphens"));
		rc = ERR_USAGE;
	}
	return rc;
}

static int read_map(struct mapping **out, struct work *x, struct error *err)
{
	struct str s = {0};
	int rc = 0;

	*out = NULL;
	if (at_tip(&s, x, path(x, "map.yaml")))
		rc = mapping_read(out, str_text(&s), s.len, err);
	str_release(&s);
	return rc;
}

int store_import_map(struct mapping **out, struct store *s, const char *slug,
		     const char *draft, struct error *err)
{
	struct import_ask ask = {.slug = slug, .draft = draft};
	struct work *x = mem_zalloc(sizeof(*x));
	bool fresh;
	int rc = x ? 0 : error_nomem(err);

	*out = NULL;
	if (x)
		x->ask = &ask;
	if (!rc)
		rc = start(x, s, slug, draft, err);
	if (!rc)
		rc = find_tip(x, &fresh, err);
	if (!rc)
		rc = read_map(out, x, err);
	if (x)
		arena_release(&x->a);
	mem_free(x);
	return rc;
}

/* --- what is written ------------------------------------------------------------ */

/* Files beside the source are kept with it. */
static bool keep_beside(void *ctx, struct str *out, const char *id)
{
	struct work *x = ctx;
	const struct import_from *from = x->ask->from;
	size_t at = out->len;
	char name[100];

	if (x->files >= BESIDE || strlen(id) > 80 || !from->beside ||
	    !from->beside(from->ctx, out, id))
		return false;
	snprintf(name, sizeof(name), "%s.yml", id);
	add_file(x, path(x, name), str_text(out) + at, out->len - at);
	return true;
}

/* The same, from the commit of an earlier import. */
static bool kept_beside(void *ctx, struct str *out, const char *id)
{
	char name[100];

	if (strlen(id) > 80)
		return false;
	snprintf(name, sizeof(name), "%s.yml", id);
	return at_tip(out, ctx, path(ctx, name));
}

static const char *source_name(struct work *x, const char *name)
{
	return path(x, str_ends(name, ".json")	 ? "source.json"
		       : str_ends(name, ".yml")	 ? "source.yml"
		       : str_ends(name, ".yaml") ? "source.yml"
						 : "source.md");
}

static int write_text(struct str *out, struct work *x, struct imported *im,
		      const struct mapping *map, const char *made,
		      struct error *err)
{
	struct import_meta meta = {
		.id = map && map->id ? map->id : im->own_id ? im->own_id
							    : made,
		.lang = import_lang(im),
		.source = x->ask->url ? x->ask->url
				      : io_name(x->ask->from->name),
		.licence = x->ask->licence,
		.confirmed = x->ask->confirmed,
	};

	return import_write(out, im, &meta, err);
}

static int write_map(struct work *x, struct imported *im, const char *id,
		     struct error *err)
{
	const struct import_from *from = x->ask->from;
	char hex[HASH_HEX];
	uint8_t sum[HASH_LEN];
	struct mapping of = {.id = id, .name = io_name(from->name),
			     .url = x->ask->url, .licence = x->ask->licence,
			     .sha256 = hex};
	struct mapping *map = NULL;
	int rc;

	hash_bytes(sum, from->text, from->n);
	hex_encode(hex, sum, sizeof(sum));
	rc = mapping_of(&map, im, &of, err);
	if (!rc)
		mapping_write(&x->map, map);
	mapping_free(map);
	return rc;
}

/* Why the file was refused. */
static const char *refusal(const struct imported *im)
{
	for (size_t i = 0; i < im->findings; i++)
		if (im->finding[i].grade == IMPORT_REFUSE)
			return im->finding[i].text;
	return "";
}

static int read_now(struct import_done *done, struct work *x,
		    struct error *err)
{
	struct import_from from = *x->ask->from;
	const struct mapping *map = from.map;
	const char *id;
	char made[37];
	int rc;

	from.beside = keep_beside;
	from.ctx = x;
	rc = import_read(&done->im, &from, err);
	if (!rc && done->im->refused)
		return error_set(err, ERR_INVALID, "%s: %s", from.name,
				 refusal(done->im));
	import_uuid(made, from.text, from.n);
	id = rc ? NULL : map && map->id ? map->id
			 : done->im->own_id ? done->im->own_id : made;
	if (!rc)
		rc = write_text(&x->text, x, done->im, map, made, err);
	return rc ? rc : write_map(x, done->im, id, err);
}

/* --- an import before ------------------------------------------------------------ */

/* What the import before made of its source: the base of the merge. */
static int read_before(struct str *out, struct work *x,
		       const struct mapping *old, struct error *err)
{
	struct str source = {0};
	struct import_from from = {.name = old->name ? old->name : "",
				   .map = old, .beside = kept_beside,
				   .ctx = x};
	struct imported *im = NULL;
	char made[37];
	int rc = repo_read(&source, x->s->repo, x->tip,
			   source_name(x, from.name), err);

	from.text = str_text(&source);
	from.n = source.len;
	if (!rc)
		rc = import_read(&im, &from, err);
	import_uuid(made, from.text, from.n);
	if (!rc)
		rc = write_text(out, x, im, old, made, err);
	imported_free(im);
	str_release(&source);
	return rc;
}

static int not_ours(const struct work *x, struct error *err)
{
	error_set(err, ERR_REFUSED,
		  _("%s is a playbook already, and was not imported"),
		  x->ask->slug);
	error_fix(err, "%s", _("give it another name: --slug NAME"));
	return ERR_REFUSED;
}

/* Lays the new text over what was edited since the import before. */
static int merge(struct import_done *done, struct work *x, struct error *err)
{
	const char *name = arena_printf(&x->a, "%s.md", x->ask->slug);
	struct str base = {0}, ours = {0}, all = {0};
	struct mapping *old = NULL;
	int rc = name ? 0 : error_nomem(err);

	if (!rc && !at_tip(&ours, x, name))
		goto out; /* the first import */
	if (!rc)
		rc = read_map(&old, x, err);
	if (!rc && !old)
		rc = not_ours(x, err);
	if (!rc)
		rc = read_before(&base, x, old, err);
	if (!rc)
		rc = repo_merge_text(&all, &base, &ours, &x->text, err);
	if (rc == ERR_REFUSED && old)
		error_fix(err, "%s", _("make those lines as the source has "
				       "them, or import it under another "
				       "name: --slug NAME"));
	if (!rc) {
		done->merged = true;
		str_clear(&x->text);
		str_addn(&x->text, str_text(&all), all.len);
		rc = x->text.failed ? error_nomem(err) : 0;
	}
out:
	mapping_free(old);
	str_release(&base);
	str_release(&ours);
	str_release(&all);
	return rc;
}

/* --- the commit ----------------------------------------------------------------- */

static void add_translation(struct work *x, const struct import_own *own)
{
	char *name = arena_printf(&x->a, "%s.%s.md", x->ask->slug, own->lang);

	x->failed |= !name;
	if (name)
		add_file(x, name, own->text, strlen(own->text));
}

/* The draft, or main, has all of it already. */
static bool has_all(struct work *x)
{
	bool same = true;

	for (size_t i = 0; same && i < x->files; i++) {
		const struct repo_file *f = &x->file[i];
		struct str there = {0};

		same = at_tip(&there, x, f->path) && there.len == f->len &&
		       !memcmp(str_text(&there), f->data, f->len);
		str_release(&there);
	}
	return same;
}

static int commit(struct import_done *done, struct work *x, bool fresh,
		  struct error *err)
{
	const struct env *env = x->s->env;
	const struct import_from *from = x->ask->from;
	int64_t now = env->now(env->ctx);
	struct repo_person who = {0};
	char *name = NULL, *mail = NULL;
	const char *book = arena_printf(&x->a, "%s.md", x->ask->slug);
	char *say = arena_printf(&x->a, "%s: import %s\n", x->ask->slug,
				 io_name(from->name));
	int rc = repo_user(&name, &mail, x->s->repo, err);
	bool same;

	add_file(x, book ? book : "", str_text(&x->text), x->text.len);
	for (size_t i = 1; i < done->im->own_count; i++)
		add_translation(x, &done->im->own[i]);
	add_file(x, source_name(x, from->name), from->text, from->n);
	add_file(x, path(x, "map.yaml"), str_text(&x->map), x->map.len);
	if (!rc && (x->failed || !book || !say || x->map.failed))
		rc = error_nomem(err);
	same = !rc && has_all(x);
	if (!rc && !same && fresh)
		rc = repo_branch(x->s->repo, x->branch, x->tip, err);
	who.name = name;
	who.email = mail;
	if (!rc && !same)
		rc = repo_commit(done->commit, x->s->repo, x->branch, x->file,
				 x->files, &who, now,
				 zone_offset(env->zone, now), say, err);
	mem_free(name);
	mem_free(mail);
	return rc;
}

int store_import(struct import_done *done, struct store *s,
		 const struct import_ask *ask, struct error *err)
{
	struct work *x = mem_zalloc(sizeof(*x));
	bool fresh = false;
	int rc = x ? 0 : error_nomem(err);

	*done = (struct import_done){0};
	if (!x)
		return rc;
	x->ask = ask;
	rc = start(x, s, ask->slug, ask->draft, err);
	if (!rc)
		rc = find_tip(x, &fresh, err);
	if (!rc)
		rc = read_now(done, x, err);
	if (!rc)
		rc = merge(done, x, err);
	if (!rc)
		rc = commit(done, x, fresh, err);
	str_release(&x->text);
	str_release(&x->map);
	arena_release(&x->a);
	mem_free(x);
	return rc;
}
