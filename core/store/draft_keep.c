/* core/store/draft_keep.c - texts that are not committed yet, on disk. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/store/drafting.h"

#define OWN_FOLDER 0700
#define OWN_FILE 0600

/* --- names ------------------------------------------------------------------- */

/* A part of a path that git and a shell take for a plain name. */
static bool plain_part(const char *p, size_t n)
{
	return n && *p != '.' && *p != '-' && p[n - 1] != '.' &&
	       !(n >= 5 && !memcmp(p + n - 5, ".lock", 5));
}

int draft_name_check(const char *name, struct error *err)
{
	struct str shown = {0};
	const char *p = name;
	bool plain = strlen(name) < DRAFT_NAME &&
		     utf8_valid(name, strlen(name)) &&
		     !strpbrk(name, " ~^:?*[]\\%@{}\"'`$&|;<>()!#");

	for (; plain; p++) {
		size_t n = strcspn(p, "/");

		plain = plain_part(p, n);
		p += n;
		if (!*p)
			break;
	}
	for (p = name; plain && *p; p++)
		plain = (unsigned char)*p > 0x20 && *p != 0x7f;
	if (plain && !strstr(name, ".."))
		return 0;
	show_text(&shown, name);
	error_set(err, ERR_REFUSED, _("\"%s\" is no name for a draft"),
		  str_text(&shown));
	error_fix(err, _("Letters, digits and - are: backups-2"));
	str_release(&shown);
	return ERR_REFUSED;
}

char *draft_folder(const struct store *s)
{
	uint8_t sum[HASH_LEN];
	char hex[17];
	struct str path = {0};

	hash_bytes(sum, s->playbooks, strlen(s->playbooks));
	hex_encode(hex, sum, 8);
	str_addf(&path, "%s/edit/%s", s->paths->state, hex);
	return str_take(&path);
}

static void swap(char *name, char from, char to)
{
	for (; *name; name++)
		if (*name == from)
			*name = to;
}

/* <dir>/<sub>/<file>; the caller's. ERR_REFUSED for a path we cannot keep. */
static int place(char **out, const struct drafting *d, const char *sub,
		 const char *file, struct error *err)
{
	struct str path = {0};
	struct str flat = {0};

	*out = NULL;
	if (!*file || *file == '.' || *file == '-' || strchr(file, '%') ||
	    strstr(file, "..") || strlen(file) > 200 ||
	    !utf8_valid(file, strlen(file))) {
		show_text(&flat, file);
		error_set(err, ERR_REFUSED, _("\"%s\" is no plain file name"),
			  str_text(&flat));
		str_release(&flat);
		return ERR_REFUSED;
	}
	str_add(&flat, file);
	if (flat.p)
		swap(flat.p, '/', '%');
	str_addf(&path, "%s/%s/%s", d->dir, sub, str_text(&flat));
	str_release(&flat);
	*out = str_take(&path);
	return *out ? 0 : error_nomem(err);
}

/* --- one draft --------------------------------------------------------------- */

static int read_id(char id[COMMIT_HEX], const char *path)
{
	struct str t = {0};
	int rc = io_read(&t, path, 64, NULL);
	size_t n = rc ? 0 : strspn(str_text(&t), "0123456789abcdef");

	id[0] = '\0';
	if (n == COMMIT_HEX - 1 && t.len == n)
		memcpy(id, str_text(&t), n + 1);
	str_release(&t);
	return n ? 0 : ERR_NOTFOUND;
}

static int find_folder(struct drafting *d, struct error *err)
{
	char *root = draft_folder(d->s), *merging = NULL;
	char flat[DRAFT_NAME];
	struct stat st;

	str_copy(flat, sizeof(flat), d->name);
	swap(flat, '/', '%');
	d->dir = root ? io_join(root, flat) : NULL;
	merging = d->dir ? io_join(d->dir, "merging") : NULL;
	mem_free(root);
	if (!merging)
		return error_nomem(err);
	d->folder = !lstat(d->dir, &st) && S_ISDIR(st.st_mode);
	read_id(d->merging, merging);
	mem_free(merging);
	return 0;
}

int drafting_begin(struct drafting *d, struct store *s, const char *name,
		   struct error *err)
{
	int rc = draft_name_check(name, err);

	*d = (struct drafting){.s = s};
	if (!rc)
		rc = store_need_repo(s, err);
	if (!rc)
		rc = repo_resolve(d->main, s->repo, "main", err);
	if (rc)
		return rc;
	str_copy(d->name, sizeof(d->name), name);
	snprintf(d->branch, sizeof(d->branch), "%s%s", DRAFT_PREFIX, name);
	if (repo_branch_tip(d->tip, s->repo, d->branch, NULL))
		d->tip[0] = '\0';
	rc = find_folder(d, err);
	if (rc)
		drafting_release(d);
	return rc;
}

static int no_draft(const struct drafting *d, struct error *err)
{
	struct str shown = {0};

	show_text(&shown, d->name);
	error_set(err, ERR_NOTFOUND, _("no draft is called \"%s\""),
		  str_text(&shown));
	error_fix(err, "stanch playbook drafts");
	str_release(&shown);
	return ERR_NOTFOUND;
}

int drafting_open(struct drafting *d, struct store *s, const char *name,
		  struct error *err)
{
	int rc = drafting_begin(d, s, name, err);

	if (!rc && !d->tip[0] && !d->folder) {
		rc = no_draft(d, err);
		drafting_release(d);
	}
	return rc;
}

void drafting_release(struct drafting *d)
{
	mem_free(d->dir);
	d->dir = NULL;
}

const char *drafting_at(const struct drafting *d)
{
	return d->tip[0] ? d->tip : d->main;
}

int drafting_base(char id[COMMIT_HEX], const struct drafting *d,
		  struct error *err)
{
	int rc = repo_merge_base(id, d->s->repo, d->main, drafting_at(d), err);

	if (rc == ERR_REFUSED) {
		error_clear(err);
		id[0] = '\0';
		rc = 0;
	}
	return rc;
}

/* --- kept texts -------------------------------------------------------------- */

struct kept {
	struct arena *a;
	const char **at;
	size_t len, cap;
};

static int add_kept(void *ctx, const char *name)
{
	struct kept *k = ctx;
	char *own = arena_strdup(k->a, name);

	if (!own || arena_grow(k->a, &k->at, k->len, &k->cap, sizeof(*k->at)))
		return ERR_NOMEM;
	swap(own, '%', '/');
	k->at[k->len++] = own;
	return 0;
}

int draft_kept(const char ***out, size_t *count, struct arena *a,
	       const struct drafting *d, struct error *err)
{
	struct kept k = {.a = a};
	char *texts = io_join(d->dir, "texts");
	int rc = texts ? 0 : error_nomem(err);

	*out = NULL;
	*count = 0;
	if (!rc && io_exists(texts))
		rc = io_list(texts, add_kept, &k, err);
	mem_free(texts);
	if (rc == ERR_NOMEM)
		return error_nomem(err);
	*out = k.at;
	*count = k.len;
	return rc;
}

int draft_read_kept(struct str *out, char base[COMMIT_HEX],
		    const struct drafting *d, const char *file,
		    struct error *err)
{
	char *path, *from = NULL;
	int rc = place(&path, d, "texts", file, err);

	if (!rc)
		rc = io_read(out, path, TEXT_MAX, err);
	if (!rc)
		rc = place(&from, d, "bases", file, err);
	if (!rc)
		read_id(base, from);
	mem_free(path);
	mem_free(from);
	return rc;
}

int draft_read_over(struct str *out, const struct drafting *d,
		    const char *file, struct error *err)
{
	char base[COMMIT_HEX];
	int rc = draft_read_kept(out, base, d, file, err);

	if (rc != ERR_NOTFOUND)
		return rc;
	error_clear(err);
	return repo_read(out, d->s->repo, drafting_at(d), file, err);
}

static int make_folders(const struct drafting *d, struct error *err)
{
	static const char *const sub[] = {"texts", "bases"};
	int rc = 0;

	for (size_t i = 0; i < 2 && !rc; i++) {
		char *path = io_join(d->dir, sub[i]);

		rc = path ? io_mkdirs(path, OWN_FOLDER, err)
			  : error_nomem(err);
		mem_free(path);
	}
	return rc;
}

/* True if the text that is kept still grows from where it is said to: not if
 * only that was left behind, nor if it was committed as it is and whoever did
 * it died before forgetting it. */
static bool still_grows(const struct drafting *d, const char *file)
{
	struct str kept = {0}, now = {0};
	char base[COMMIT_HEX];
	bool grows = !draft_read_kept(&kept, base, d, file, NULL) && *base;

	if (grows && strcmp(base, drafting_at(d)) &&
	    !repo_read(&now, d->s->repo, drafting_at(d), file, NULL))
		grows = kept.len != now.len ||
			memcmp(str_text(&kept), str_text(&now), now.len) != 0;
	str_release(&kept);
	str_release(&now);
	return grows;
}

int draft_write_kept(const struct drafting *d, const char *file,
		     const char *text, size_t n, const char *base,
		     struct error *err)
{
	bool fresh = base || !still_grows(d, file);
	char *path = NULL, *from = NULL;
	int rc = make_folders(d, err);

	if (!rc)
		rc = place(&from, d, "bases", file, err);
	if (!rc)
		rc = place(&path, d, "texts", file, err);
	/* Where it came from first: a text is never there without. */
	if (!rc && fresh)
		rc = io_replace(from, base ? base : drafting_at(d),
				COMMIT_HEX - 1, OWN_FILE, err);
	if (!rc)
		rc = io_replace(path, text, n, OWN_FILE, err);
	mem_free(path);
	mem_free(from);
	return rc;
}

int draft_set_merging(const struct drafting *d, const char *id,
		      struct error *err)
{
	char *path = io_join(d->dir, "merging");
	int rc = path ? make_folders(d, err) : error_nomem(err);

	if (!rc)
		rc = io_replace(path, id, strlen(id), OWN_FILE, err);
	mem_free(path);
	return rc;
}

static int remove_one(const char *path, struct error *err)
{
	return unlink(path) && errno != ENOENT ? error_errno(err, path) : 0;
}

static int forget_one(const struct drafting *d, const char *file,
		      struct error *err)
{
	char *path = NULL, *from = NULL;
	int rc = place(&path, d, "texts", file, err);

	if (!rc)
		rc = place(&from, d, "bases", file, err);
	if (!rc)
		rc = remove_one(path, err);
	if (!rc)
		rc = remove_one(from, err);
	mem_free(path);
	mem_free(from);
	return rc;
}

/* A folder that stays has a text which somebody keeps this moment. */
static int clean_file(const char *dir, const char *name, struct error *err)
{
	char *path = io_join(dir, name);
	int rc = path ? 0 : error_nomem(err);

	if (!rc && unlink(path) && errno != ENOENT && errno != EISDIR)
		rc = error_errno(err, path);
	mem_free(path);
	return rc;
}

/* With what a writer who was killed left half written: io_list() has no
 * names that begin with a dot. */
static int clean_folder(const char *dir, struct error *err)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int rc = 0;

	if (!d)
		return errno == ENOENT ? 0 : error_errno(err, dir);
	while (!rc && (e = readdir(d)))
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			rc = clean_file(dir, e->d_name, err);
	closedir(d);
	if (!rc && rmdir(dir) && errno != ENOENT && errno != ENOTEMPTY)
		rc = error_errno(err, dir);
	return rc;
}

int draft_clear(const struct drafting *d, struct error *err)
{
	static const char *const sub[] = {"texts", "bases"};
	int rc = 0;

	for (size_t i = 0; i < 2 && !rc; i++) {
		char *path = io_join(d->dir, sub[i]);

		rc = path ? clean_folder(path, err) : error_nomem(err);
		mem_free(path);
	}
	return rc ? rc : clean_folder(d->dir, err);
}

/* --- what others call -------------------------------------------------------- */

int store_draft_keep(struct store *s, const char *name, const char *file,
		     const char *text, size_t n, struct error *err)
{
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	if (rc)
		return rc;
	if (n > TEXT_MAX)
		rc = error_set(err, ERR_TOOBIG, _("%s: over 1 MiB"), file);
	else
		rc = draft_write_kept(&d, file, text, n, NULL, err);
	drafting_release(&d);
	return rc;
}

int store_draft_path(char **out, struct store *s, const char *name,
		     const char *file, struct error *err)
{
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	*out = NULL;
	if (rc)
		return rc;
	rc = place(out, &d, "texts", file, err);
	drafting_release(&d);
	return rc;
}

int store_draft_kept(const char ***out, size_t *count, struct arena *a,
		     struct store *s, const char *name, struct error *err)
{
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	*out = NULL;
	*count = 0;
	if (rc)
		return rc;
	rc = draft_kept(out, count, a, &d, err);
	drafting_release(&d);
	return rc;
}

int store_draft_forget(struct store *s, const char *name, const char *file,
		       struct error *err)
{
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	if (rc)
		return rc;
	rc = file ? forget_one(&d, file, err) : draft_clear(&d, err);
	drafting_release(&d);
	return rc;
}

int store_draft_text(struct str *out, struct store *s, const char *name,
		     const char *file, struct error *err)
{
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	if (rc)
		return rc;
	rc = draft_read_over(out, &d, file, err);
	drafting_release(&d);
	return rc;
}
