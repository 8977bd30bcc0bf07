/* tui/cmd/import.c - playbooks from elsewhere, and to elsewhere. */
#include "tui/cmd/import.h"

#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "core/playbook/export.h"
#include "core/playbook/mapping.h"
#include "core/repo/repo.h"
#include "core/store/imports.h"
#include "tui/cmd/cmd.h"

/* --- import ---------------------------------------------------------------------- */

struct importing {
	const char *file;
	char slug[61];
	struct str text;
	struct mapping *map;
	struct import_from from;
	bool confirmed;
};

static int read_map_file(struct importing *im, const char *path,
			 struct error *err)
{
	struct str s = {0};
	char place[sizeof(err->where)];
	int rc = io_read(&s, path, MAPPING_MAX, err);

	if (!rc)
		rc = mapping_read(&im->map, str_text(&s), s.len, err);
	if (rc == ERR_INVALID && *err->where) {
		str_copy(place, sizeof(place), err->where);
		error_where(err, "%s:%s", path, place);
	}
	str_release(&s);
	return rc;
}

/* --map, else what an earlier import of the same name kept; then --mark. */
static int find_map(struct importing *im, struct cli *x, struct error *err)
{
	const char *path = cli_text(x, "map"), *draft = cli_text(x, "draft");
	struct store *store;
	int rc = 0;

	if (path)
		rc = read_map_file(im, path, err);
	else if (!cli_flag(x, "dry-run"))
		rc = cli_store(&store, x, err);
	if (!rc && !path && !cli_flag(x, "dry-run"))
		rc = store_import_map(&im->map, store, im->slug,
				      draft ? draft : im->slug, err);
	for (size_t i = 0; !rc && i < x->args.given_count; i++) {
		if (strcmp(x->args.given[i].opt->name, "mark") != 0)
			continue;
		if (!im->map)
			rc = mapping_new(&im->map, err);
		if (!rc)
			rc = mapping_mark(im->map, x->args.given[i].value,
					  err);
	}
	im->from.map = im->map;
	return rc;
}

/* Shows what it would become; false if the person wants none of it. */
static int ask(bool *go, struct importing *im, struct cli *x,
	       struct error *err)
{
	struct imported *seen = NULL;
	char line[16] = "";
	int rc = import_read(&seen, &im->from, err);

	if (rc)
		return rc;
	import_show(x, seen, im->file, true);
	imported_free(seen);
	out_note(&x->out, "%s", _("write it to a draft? y: yes, its structure "
				  "is right; a: as it is; n: no"));
	if (!fgets(line, sizeof(line), stdin))
		line[0] = 'n';
	im->confirmed = line[0] == 'y' || line[0] == 'Y';
	*go = im->confirmed || line[0] == 'a' || line[0] == 'A';
	return 0;
}

static void tell(struct cli *x, const struct importing *im,
		 const struct import_done *done, const char *draft)
{
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "slug", im->slug);
		jwrite_str(x->out.json, "draft", draft);
		jwrite_str(x->out.json, "commit",
			   *done->commit ? done->commit : NULL);
		jwrite_bool(x->out.json, "merged", done->merged);
	}
	if (!*done->commit) {
		out_note(&x->out, _("%s: nothing changed since the import "
				    "before; nothing was written"), im->slug);
		return;
	}
	if (done->merged)
		out_note(&x->out, _("%s: the newer source was laid over your "
				    "edits"), im->slug);
	out_note(&x->out, _("written to the draft %s; look at it: stanch "
			    "playbook show %s --commit draft/%s"), draft,
		 im->slug, draft);
}

static int write_draft(struct importing *im, struct cli *x, struct error *err)
{
	const char *draft = cli_text(x, "draft");
	struct import_ask todo = {
		.slug = im->slug, .draft = draft ? draft : im->slug,
		.from = &im->from, .confirmed = im->confirmed,
		.url = cli_text(x, "source"),
		.licence = cli_text(x, "licence")};
	struct import_done done = {0};
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_import(&done, store, &todo, err);
	if (done.im && (!rc || rc == ERR_INVALID))
		import_show(x, done.im, im->file, false);
	if (!rc)
		tell(x, im, &done, todo.draft);
	imported_free(done.im);
	return rc;
}

static int dry_run(struct importing *im, struct cli *x, struct error *err)
{
	struct imported *seen = NULL;
	int rc = import_read(&seen, &im->from, err);

	if (rc)
		return rc;
	import_show(x, seen, im->file, cli_flag(x, "marks"));
	out_note(&x->out, "%s", _("nothing was written"));
	if (seen->refused)
		x->status = out_status(ERR_INVALID);
	imported_free(seen);
	return 0;
}

static int import_text(struct importing *im, struct cli *x, struct error *err)
{
	bool go = true;
	int rc = find_map(im, x, err);

	if (rc || cli_flag(x, "dry-run"))
		return rc ? rc : dry_run(im, x, err);
	im->confirmed = cli_flag(x, "yes");
	if (x->terminal && x->out.mode == OUT_TEXT && !im->confirmed &&
	    !cli_flag(x, "as-is"))
		rc = ask(&go, im, x, err);
	if (!rc && !go)
		out_note(&x->out, "%s", _("nothing was written"));
	return rc || !go ? rc : write_draft(im, x, err);
}

static int import_run(struct cli *x, struct error *err)
{
	struct importing im = {.file = cli_word(x, 0)};
	const char *slug = cli_text(x, "slug");
	int rc = io_read(&im.text, im.file, IMPORT_MAX, err);

	if (slug)
		str_copy(im.slug, sizeof(im.slug), slug);
	else
		store_import_slug(im.slug, im.file);
	im.from = (struct import_from){
		.name = im.file, .text = str_text(&im.text), .n = im.text.len,
		.beside = store_import_beside,
		.ctx = (void *)(uintptr_t)im.file};
	if (!rc)
		rc = import_text(&im, x, err);
	mapping_free(im.map);
	str_release(&im.text);
	return rc;
}

static const struct opt import_opts[] = {
	{"dry-run", 0, OPT_FLAG, NULL,
	 N_("show what it would become, and write nothing")},
	{"slug", 0, OPT_TEXT, "NAME",
	 N_("what the playbook is called; made of the file's name if not "
	    "given")},
	{"map", 0, OPT_TEXT, "FILE",
	 N_("what its parts become, as an earlier import kept it")},
	{"mark", 0, OPT_TEXT, "PATH=MARK",
	 N_("a part is phase[:KIND], step, group, items, notes or skip; may "
	    "be given again")},
	{"marks", 0, OPT_FLAG, NULL,
	 N_("show the path and the mark of every part")},
	{"draft", 0, OPT_TEXT, "NAME",
	 N_("the draft to write to; called as the playbook if not given")},
	{"source", 0, OPT_TEXT, "URL", N_("where the file comes from")},
	{"licence", 0, OPT_TEXT, "NAME", N_("its licence, an SPDX name")},
	{"yes", 'y', OPT_FLAG, NULL,
	 N_("do not ask: its structure is right")},
	{"as-is", 0, OPT_FLAG, NULL,
	 N_("do not ask: nobody has looked at its structure")},
	{0}
};

/* --- export ---------------------------------------------------------------------- */

struct dates { /* of the first and the last change of a file */
	int64_t first, last;
	bool any;
};

static int note_date(void *ctx, const struct repo_commit *c, const char *path)
{
	struct dates *d = ctx;

	(void)path;
	if (!d->any)
		d->last = c->at;
	d->first = c->at;
	d->any = true;
	return 0;
}

static int cacao(struct str *out, struct cli *x, const struct playbook *pb,
		 const struct pb_texts *texts, size_t lang, struct error *err)
{
	struct repo *repo = store_repo(x->store, err);
	struct dates d = {0};
	int rc = repo ? repo_history(repo, texts->commit, texts->src[0].name,
				     note_date, &d, err)
		      : ERR_FAILED;

	return rc ? rc : export_cacao(out, pb, &texts->src[0], lang, d.first,
				      d.last, err);
}

static int exported(struct str *out, struct cli *x, const struct playbook *pb,
		    const struct pb_texts *texts, struct error *err)
{
	size_t lang = playbook_lang(pb, x->lang.code);
	const char *format = cli_text(x, "format");

	if (format && !strcmp(format, "html"))
		return export_html(out, pb, &texts->src[0], lang, err);
	if (format && !strcmp(format, "cacao"))
		return cacao(out, x, pb, texts, lang, err);
	str_addn(out, texts->src[lang].text, texts->src[lang].len);
	return out->failed ? error_nomem(err) : 0;
}

/* A file gets the bytes as they are; a terminal sees them through show(). */
static int export_run(struct cli *x, struct error *err)
{
	const char *commit = cli_text(x, "commit");
	const char *path = cli_text(x, "output");
	struct playbook *pb = NULL;
	struct pb_texts texts = {0};
	struct findings f = {0};
	struct str out = {0};
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_playbook(&pb, &texts, &f, store, cli_word(x, 0),
				    commit ? commit : "main", err);
	if (!rc)
		rc = exported(&out, x, pb, &texts, err);
	if (!rc && path && strcmp(path, "-") != 0)
		rc = io_replace(path, str_text(&out), out.len, 0600, err);
	else if (!rc)
		out_document(&x->out, str_text(&out), out.len);
	if (!rc && f.errors)
		out_note(&x->out, _("%s has errors: stanch playbook lint %s"),
			 cli_word(x, 0), cli_word(x, 0));
	playbook_free(pb);
	pb_texts_release(&texts);
	findings_release(&f);
	str_release(&out);
	return rc;
}

static const struct opt export_opts[] = {
	{"format", 0, OPT_TEXT, "md|html|cacao", N_("md if not given")},
	{"output", 'o', OPT_TEXT, "FILE",
	 N_("the file to write; - is standard output")},
	{"commit", 0, OPT_TEXT, "COMMIT",
	 N_("as it was then; main, in force, if not given")},
	{0}
};

const struct command import_commands[] = {
	{"playbook import", NULL,
	 N_("Read a playbook from elsewhere: Markdown or CACAO 2.0"), "FILE",
	 import_opts,
	 "playbook import phishing.md --mark 'Plan / Contain=phase:contain'",
	 import_run, 0},
	{"playbook export", NULL,
	 N_("Write a playbook as Markdown, HTML or CACAO 2.0"), "PLAYBOOK",
	 export_opts, "playbook export ransomware --format html -o r.html",
	 export_run, CMD_RAW},
	{0}
};
