/* core/drill/notes.c - see notes.h. */
#include "core/drill/notes.h"

#include <string.h>

#include "core/base/io.h"
#include "core/base/jread.h"
#include "core/base/jwrite.h"
#include "core/base/mem.h"
#include "core/base/tr.h"

#define NOTES_MAX ((size_t)16 << 20)
#define NOTES_DEPTH 4

static int copied(struct drill_notes *n, const char **out, const char *text)
{
	*out = arena_strdup(&n->arena, text);
	return text && !*out ? ERR_NOMEM : 0;
}

int notes_add(struct drill_notes *n, const struct drill_remark *r,
	      struct error *err)
{
	struct drill_remark *x;

	if (arena_grow(&n->arena, &n->at, n->count, &n->cap, sizeof(*x)))
		return error_nomem(err);
	x = &n->at[n->count];
	*x = (struct drill_remark){.made = r->made};
	if (copied(n, &x->type, r->type) || copied(n, &x->on, r->on) ||
	    copied(n, &x->by, r->by) || copied(n, &x->op, r->op) ||
	    copied(n, &x->text, r->text) ||
	    copied(n, &x->inject, r->inject) ||
	    copied(n, &x->objective, r->objective))
		return error_nomem(err);
	n->count++;
	return 0;
}

int notes_scenario(struct drill_notes *n, const struct pb_source *src,
		   size_t count, struct error *err)
{
	for (n->file_count = 0; n->file_count < count; n->file_count++) {
		struct pb_source *f = &n->file[n->file_count];
		const struct pb_source *s = &src[n->file_count];

		*f = (struct pb_source){
			arena_strdup(&n->arena, s->name),
			arena_strndup(&n->arena, s->text, s->len), s->len};
		if (!f->name || !f->text)
			return error_nomem(err);
	}
	return 0;
}

void notes_release(struct drill_notes *n)
{
	arena_release(&n->arena);
	*n = (struct drill_notes){0};
}

static int read_doc(struct drill_notes *n, const struct jread *doc,
		    struct error *err)
{
	const struct jread *files = jread_get(doc, "scenario");
	const struct jread *notes = jread_get(doc, "notes");
	struct pb_source src[PB_LANGS];
	size_t count = 0;
	int rc;

	for (; count < jread_len(files) && count < PB_LANGS; count++) {
		const struct jread *f = jread_at(files, count);
		const char *text = jread_str(f, "text");

		src[count] = (struct pb_source){jread_str(f, "name"), text,
						text ? strlen(text) : 0};
		if (!src[count].name || !text)
			return error_set(err, ERR_INVALID,
					 _("a file of the scenario is not "
					   "whole"));
	}
	n->solo = jread_bool(doc, "solo", false);
	rc = notes_scenario(n, src, count, err);
	for (size_t i = 0; !rc && i < jread_len(notes); i++) {
		const struct jread *v = jread_at(notes, i);
		struct drill_remark r = {
			.type = jread_str(v, "t"), .on = jread_str(v, "on"),
			.by = jread_str(v, "by"), .op = jread_str(v, "op"),
			.text = jread_str(v, "text"),
			.inject = jread_str(v, "inject"),
			.objective = jread_str(v, "objective"),
			.made = jread_int(v, "made", 0)};

		rc = notes_add(n, &r, err);
	}
	return rc;
}

int notes_load(struct drill_notes *n, const char *path, struct error *err)
{
	struct jread *doc = NULL;
	struct str text = {0};
	int rc;

	*n = (struct drill_notes){0};
	if (!io_exists(path))
		return 0;
	rc = io_read(&text, path, NOTES_MAX, err);
	if (!rc && text.len && text.p[text.len - 1] == '\n')
		text.p[--text.len] = '\0';
	if (!rc)
		rc = jread_parse_foreign(&doc, str_text(&text), text.len,
					 NOTES_DEPTH, err);
	if (!rc)
		rc = read_doc(n, doc, err);
	if (rc == ERR_INVALID)
		error_where(err, "%s", path);
	jread_free(doc);
	str_release(&text);
	if (rc)
		notes_release(n);
	return rc;
}

static void write_doc(struct jwrite *w, const struct drill_notes *n)
{
	jwrite_bool(w, "solo", n->solo);
	jwrite_array(w, "scenario");
	for (size_t i = 0; i < n->file_count; i++) {
		jwrite_object(w, NULL);
		jwrite_str(w, "name", n->file[i].name);
		jwrite_str(w, "text", n->file[i].text);
		jwrite_end(w);
	}
	jwrite_end(w);
	jwrite_array(w, "notes");
	for (size_t i = 0; i < n->count; i++) {
		const struct drill_remark *r = &n->at[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "t", r->type);
		jwrite_str(w, "on", r->on);
		jwrite_str(w, "by", r->by);
		jwrite_str(w, "op", r->op);
		jwrite_str(w, "text", r->text);
		jwrite_str(w, "inject", r->inject);
		jwrite_str(w, "objective", r->objective);
		jwrite_int(w, "made", r->made);
		jwrite_end(w);
	}
	jwrite_end(w);
}

int notes_save(const struct drill_notes *n, const char *path,
	       struct error *err)
{
	struct jwrite *w = jwrite_new();
	struct str text = {0};
	char *dir = io_folder(path);
	int rc = w && dir ? 0 : error_nomem(err);

	if (!rc) {
		write_doc(w, n);
		rc = jwrite_text(&text, w, err);
	}
	if (!rc)
		rc = io_mkdirs(dir, 0700, err);
	if (!rc)
		rc = io_replace(path, str_text(&text), text.len, 0600, err);
	mem_free(dir);
	jwrite_free(w);
	str_release(&text);
	return rc;
}
