/* tui/cmd/fix.c - `playbook lint --fix`. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "core/playbook/fix.h"
#include "tui/cmd/lint.h"

struct fixing {
	struct cli *x;
	const char *dir; /* "" or with its slash */
	bool dry, folder; /* folder: what is no playbook is passed over */
	size_t files, changed;
	struct error *err;
};

/* The version in force of the playbook that this file is, or NULL. */
static struct playbook *in_force(struct fixing *f, const char *name)
{
	struct playbook *pb = NULL;
	struct pb_texts texts = {0};
	struct store *store;
	char slug[64];

	snprintf(slug, sizeof(slug), "%.*s", (int)strcspn(name, "."), name);
	if (!cli_store(&store, f->x, NULL) &&
	    !store_playbook(&pb, &texts, NULL, store, slug, "main", NULL))
		pb_texts_release(&texts);
	return pb;
}

static int write_back(struct fixing *f, const char *path,
		      const struct str *text)
{
	struct stat st;

	f->changed++;
	out_note(&f->x->out, f->dry ? _("%s: would be mended")
				    : _("%s: mended"), path);
	if (f->dry)
		return 0;
	if (stat(path, &st))
		return error_errno(f->err, path);
	return io_replace(path, text->p, text->len, st.st_mode & 07777,
			  f->err);
}

static int fix_name(void *ctx, const char *name)
{
	struct fixing *f = ctx;
	struct str path = {0}, text = {0}, fixed = {0};
	const char *dot = strchr(name, '.');
	struct pb_source src = {.name = name};
	struct playbook *old = NULL;
	int rc = 0;

	if (!dot || !str_ends(name, ".md"))
		return 0;
	str_addf(&path, "%s%s", f->dir, name);
	rc = io_read(&text, str_text(&path), MARKDOWN_MAX, f->err);
	src.text = str_text(&text);
	src.len = text.len;
	if (!rc && (!f->folder || playbook_is(src.text, src.len))) {
		old = in_force(f, name);
		rc = playbook_fix(&fixed, &src, strcmp(dot, ".md") != 0, old,
				  f->err);
		f->files += !rc;
		if (!rc && (fixed.len != text.len ||
			    memcmp(fixed.p, text.p, text.len) != 0))
			rc = write_back(f, str_text(&path), &fixed);
	}
	playbook_free(old);
	str_release(&path);
	str_release(&text);
	str_release(&fixed);
	return rc;
}

static int fix_one(struct fixing *f, const char *word)
{
	const char *slash = strrchr(word, '/');
	const char *name = io_name(word);
	struct str dir = {0};
	struct stat st;
	bool folder = !stat(word, &st) && S_ISDIR(st.st_mode);
	int rc;

	if (!folder && !slash && !str_ends(word, ".md")) {
		error_set(f->err, ERR_REFUSED,
			  _("%s is in force: it is mended in a draft"), word);
		error_fix(f->err, "stanch playbook edit %s", word);
		return ERR_REFUSED;
	}
	if (folder)
		str_addf(&dir, "%s%s", word, str_ends(word, "/") ? "" : "/");
	else
		str_addn(&dir, word, (size_t)(name - word));
	f->dir = str_text(&dir);
	f->folder = folder;
	rc = folder ? io_list(word, fix_name, f, f->err) : fix_name(f, name);
	str_release(&dir);
	return rc;
}

int fix_run(struct cli *x, struct error *err)
{
	struct fixing f = {.x = x, .dry = cli_flag(x, "dry-run"), .err = err};
	int rc = 0;

	for (size_t i = 0; i < x->args.word_count && !rc; i++)
		rc = fix_one(&f, cli_word(x, i));
	if (!rc && x->out.mode == OUT_JSON) {
		jwrite_int(x->out.json, "files", (int64_t)f.files);
		jwrite_int(x->out.json, "changed", (int64_t)f.changed);
	} else if (!rc)
		out_note(&x->out, _("files: %zu   changed: %zu"), f.files,
			 f.changed);
	return rc;
}
