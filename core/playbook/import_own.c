/* core/playbook/import_own.c - playbooks of this format that come back: as
 * their own Markdown, or inside a CACAO file that we wrote. */
#include <string.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/playbook/cacao.h"
#include "core/playbook/export.h"
#include "core/playbook/import_readers.h"

/* --- what a reader sees ---------------------------------------------------------- */

static void body(struct imported *im, const struct md_node *n)
{
	for (; n; n = n->next) {
		char *flat = markdown_flat(&im->arena, n);

		im->line = n->line;
		if (flat)
			import_note_add(im, flat, n->block == MDB_CODE);
		im->failed |= !flat;
	}
}

static const char *role_name(const struct playbook *pb, const char *key)
{
	for (size_t i = 0; key && i < pb->role_count; i++)
		if (!strcmp(pb->role[i].key, key))
			return pb->role[i].name.in[0];
	return NULL;
}

static void one_step(struct imported *im, const struct playbook *pb,
		     const struct pb_step *from)
{
	struct import_step *st = import_step_add(im, from->title.in[0],
						 from->line);
	const char *role = role_name(pb, from->role);

	if (!st)
		return;
	st->id = arena_strdup(&im->arena, from->id);
	st->role = arena_strdup(&im->arena, role);
	if (from->caution[0])
		body(im, from->caution[0]->child);
	body(im, from->body[0]);
	for (size_t i = 0; i < from->item_count; i++)
		import_check_add(im, from->item[i].text.in[0]);
	for (size_t i = 0; i < from->decide.count; i++)
		import_answer_add(im, from->decide.id[i]);
}

static void show_playbook(struct imported *im, const struct playbook *pb)
{
	im->title = arena_strdup(&im->arena, pb->title.in[0]);
	im->own_id = arena_strdup(&im->arena, pb->id);
	for (size_t i = 0; i < pb->phase_count && !im->failed; i++) {
		const struct pb_phase *ph = &pb->phase[i];

		import_phase_add(im, ph->kind, text_in(&ph->title, 0),
				 ph->line);
		im->phase[im->phases - 1].id = arena_strdup(&im->arena,
							    ph->id);
		body(im, ph->intro[0]);
		for (size_t k = 0; k < ph->step_count; k++)
			one_step(im, pb, &ph->step[k]);
	}
}

static void keep_own(struct imported *im, const char *lang, const char *text,
		     size_t n)
{
	struct import_own *own = im->own_count < PB_LANGS
					 ? &im->own[im->own_count] : NULL;

	if (!own)
		return;
	own->lang = arena_strdup(&im->arena, lang);
	own->text = arena_strndup(&im->arena, text, n);
	if (own->lang && own->text)
		im->own_count++;
	else
		im->failed = true;
}

/* --- Markdown -------------------------------------------------------------------- */

static void findings(struct imported *im, const struct findings *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->at[i].level == LINT_ERROR)
			import_finding_add(im, IMPORT_WARN, f->at[i].line,
					   "%s", f->at[i].what);
}

int own_read(struct imported *im, const struct import_from *from,
	     struct error *err)
{
	struct pb_source src = {"playbook.md", from->text, from->n};
	struct playbook *pb = NULL;
	struct findings f = {0};
	int rc = playbook_read(&pb, &src, 1, &f, err);

	im->format = "playbook";
	findings(im, &f);
	if (!rc) {
		import_finding_add(im, IMPORT_INFO, 1,
				   _("a playbook of this format; taken as it "
				     "is"));
		show_playbook(im, pb);
		keep_own(im, "", from->text, from->n);
		im->bytes = from->n;
	} else if (rc != ERR_NOMEM) {
		import_finding_add(im, IMPORT_REFUSE, 0, "%s", err->what);
		rc = 0;
	}
	playbook_free(pb);
	findings_release(&f);
	return rc;
}

/* --- CACAO ----------------------------------------------------------------------- */

static int64_t at_of(const struct cacao *c, const char *key)
{
	const char *s = jread_str(c->doc, key);
	int64_t at = 0;

	return s && !time_parse(&at, NULL, s, NULL, 0, NULL) ? at : 0;
}

/* True if the texts, written out again, are this very file. */
static bool same_again(struct cacao *c, const struct pb_source *src,
		       size_t count)
{
	struct playbook *pb = NULL;
	struct findings f = {0};
	struct str out = {0};
	bool same = playbook_read(&pb, src, count, &f, NULL) == 0 &&
		    export_cacao(&out, pb, src, count - 1,
				 at_of(c, "created"), at_of(c, "modified"),
				 NULL) == 0;

	if (same)
		same = out.len == c->n && !memcmp(out.p, c->text, c->n);
	playbook_free(pb);
	findings_release(&f);
	str_release(&out);
	return same;
}

/* A language as it stands in a file's name: "" for the base. */
static bool is_lang(const char *lang)
{
	return strlen(lang) < 12 &&
	       !lang[strspn(lang, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"
				  "pqrstuvwxyz-")];
}

void cacao_own(struct cacao *c)
{
	const struct jread *own = jread_get(
		jread_get(c->doc, "playbook_extensions"), CACAO_EXTENSION);
	const struct jread *files = jread_get(own, "files");
	struct pb_source src[PB_LANGS] = {0};
	size_t count = jread_len(files);

	if (!own || c->im->failed)
		return;
	for (size_t i = 0; i < count && i < PB_LANGS; i++) {
		const char *lang = jread_str(jread_at(files, i), "lang");
		const char *text = jread_str(jread_at(files, i), "text");

		if (!lang || !text || !is_lang(lang) || (*lang != 0) != (i > 0))
			count = 0;
		else
			src[i] = (struct pb_source){
				arena_printf(&c->im->arena, "playbook%s%s.md",
					     *lang ? "." : "", lang),
				text, strlen(text)};
		c->im->failed |= count && !src[i].name;
	}
	if (c->im->failed)
		return;
	if (!count || count > 2 || !same_again(c, src, count)) {
		import_finding_add(c->im, IMPORT_WARN, 0,
				   _("written by this program and changed "
				     "since; its steps are taken, not its "
				     "text"));
		return;
	}
	for (size_t i = 0; i < count; i++)
		keep_own(c->im, jread_str(jread_at(files, i), "lang"),
			 src[i].text, src[i].len);
}
