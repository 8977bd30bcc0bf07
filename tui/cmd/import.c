/* tui/cmd/import.c - playbooks from elsewhere, and to elsewhere. */
#include "core/playbook/import.h"

#include <dirent.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "core/playbook/export.h"
#include "core/playbook/markdown.h"
#include "core/repo/repo.h"
#include "tui/cmd/cmd.h"

/* --- import ---------------------------------------------------------------------- */

static void names_json(struct jwrite *w, const char *name,
		       const char *const *list, size_t count)
{
	jwrite_array(w, name);
	for (size_t i = 0; i < count; i++)
		jwrite_str(w, NULL, list[i]);
	jwrite_end(w);
}

static void notes_json(struct jwrite *w, const struct import_note *note,
		       size_t count)
{
	jwrite_array(w, "notes");
	for (size_t i = 0; i < count; i++) {
		jwrite_object(w, NULL);
		jwrite_int(w, "line", note[i].line);
		jwrite_bool(w, "not_run", note[i].code);
		jwrite_str(w, "text", note[i].text);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void pieces_json(struct jwrite *w, const char *name,
			const struct import_piece *piece, size_t count)
{
	jwrite_array(w, name);
	for (size_t i = 0; i < count; i++) {
		jwrite_object(w, NULL);
		jwrite_int(w, "line", piece[i].line);
		jwrite_str(w, "text", piece[i].text);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void step_json(struct jwrite *w, const struct import_step *st)
{
	jwrite_object(w, NULL);
	jwrite_str(w, "title", st->title);
	names_json(w, "checks", st->check, st->checks);
	jwrite_str(w, "role", st->role);
	jwrite_str(w, "kind", st->answers ? "decision" : "action");
	names_json(w, "answers", st->answer, st->answers);
	jwrite_str(w, "when", st->when);
	jwrite_str(w, "when_answer", st->when_answer);
	jwrite_int(w, "line", st->line);
	notes_json(w, st->note, st->notes);
	jwrite_end(w);
}

static void phases_json(struct jwrite *w, const struct imported *im)
{
	jwrite_array(w, "phases");
	for (size_t i = 0; i < im->phases; i++) {
		const struct import_phase *ph = &im->phase[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "kind", ph->kind == PHASE_NONE
					      ? NULL
					      : phase_kind_name(ph->kind));
		jwrite_str(w, "title", ph->title);
		jwrite_int(w, "line", ph->line);
		notes_json(w, ph->note, ph->notes);
		jwrite_array(w, "steps");
		for (size_t k = 0; k < ph->steps; k++)
			step_json(w, &ph->step[k]);
		jwrite_end(w);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void import_json(struct jwrite *w, const struct imported *im)
{
	jwrite_str(w, "format", im->format);
	jwrite_str(w, "title", im->title);
	phases_json(w, im);
	pieces_json(w, "notes", im->note, im->notes);
	pieces_json(w, "skipped", im->skip, im->skipped);
	jwrite_int(w, "notes_count", (int64_t)im->notes);
	jwrite_int(w, "skipped_count", (int64_t)im->skipped);
	jwrite_array(w, "findings");
	for (size_t i = 0; i < im->findings; i++) {
		const struct import_finding *f = &im->finding[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "grade", import_grade_name(f->grade));
		jwrite_int(w, "line", f->line);
		jwrite_str(w, "text", f->text);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void notes_text(struct out *o, const struct import_note *note,
		       size_t count, int indent)
{
	for (size_t i = 0; i < count; i++) {
		if (note[i].code)
			out_text(o, indent, _("(not run)"));
		out_text(o, indent, note[i].text);
	}
}

static void step_text(struct out *o, const struct import_step *st, size_t ph,
		      size_t n)
{
	out_line(o, "%zu.%02zu %s%s%s%s", ph, n, st->title,
		 st->role ? "  [" : "", st->role ? st->role : "",
		 st->role ? "]" : "");
	if (st->when)
		out_line(o, _("     only if: %s = %s"), st->when,
			 st->when_answer);
	notes_text(o, st->note, st->notes, 5);
	for (size_t i = 0; i < st->answers; i++)
		out_line(o, "     ( ) %s", st->answer[i]);
	for (size_t i = 0; i < st->checks; i++)
		out_line(o, "     [ ] %s", st->check[i]);
}

static void phase_text(struct out *o, const struct import_phase *ph, size_t n)
{
	out_line(o, "%s", "");
	if (ph->kind == PHASE_NONE)
		out_line(o, "%zu %s", n, ph->title);
	else
		out_line(o, "%zu %s (%s)", n, ph->title,
			 phase_kind_name(ph->kind));
	notes_text(o, ph->note, ph->notes, 2);
	for (size_t i = 0; i < ph->steps; i++)
		step_text(o, &ph->step[i], n, i + 1);
}

static void findings_text(struct out *o, const struct imported *im,
			  const char *file)
{
	out_line(o, "%s", "");
	for (size_t i = 0; i < im->findings; i++) {
		const struct import_finding *f = &im->finding[i];

		if (f->line)
			out_line(o, "%s:%d: %s: %s", file, f->line,
				 import_grade_name(f->grade), f->text);
		else
			out_line(o, "%s: %s: %s", file,
				 import_grade_name(f->grade), f->text);
	}
}

static void import_plain(struct out *o, const struct imported *im)
{
	static const char *const head[] = {"", "", "", "", NULL};
	struct table t = {.out = o, .head = head};

	for (size_t i = 0; i < im->phases; i++)
		for (size_t k = 0; k < im->phase[i].steps; k++) {
			const struct import_phase *ph = &im->phase[i];

			table_cell(&t, phase_kind_name(ph->kind));
			table_cellf(&t, "%zu.%02zu", i + 1, k + 1);
			table_cell(&t, ph->step[k].title);
			table_cellf(&t, "%zu", ph->step[k].checks);
		}
	table_end(&t, NULL);
}

static void preview(struct cli *x, const struct imported *im, const char *file)
{
	size_t steps = 0;

	if (x->out.mode == OUT_JSON)
		import_json(x->out.json, im);
	else if (x->out.mode == OUT_PLAIN)
		import_plain(&x->out, im);
	else
		out_line(&x->out, "%s (%s)", im->title ? im->title : file,
			 im->format);
	for (size_t i = 0; i < im->phases; i++) {
		if (x->out.mode == OUT_TEXT)
			phase_text(&x->out, &im->phase[i], i + 1);
		steps += im->phase[i].steps;
	}
	if (x->out.mode == OUT_TEXT)
		findings_text(&x->out, im, file);
	out_note(&x->out, _("phases: %zu   steps: %zu   notes: %zu   skipped: "
			    "%zu   nothing was written"),
		 im->phases, steps, im->notes, im->skipped);
}

/* --- files beside ---------------------------------------------------------------- */

static bool action_file(struct str *out, const char *dir, size_t n,
			const char *between, const char *id)
{
	static const char *const suffix[] = {".yml", ".yaml"};
	struct str path = {0};
	bool found = false;

	for (size_t i = 0; i < 2 && !found; i++) {
		str_clear(&path);
		str_addn(&path, dir, n);
		str_addf(&path, "%s%s%s", between, id, suffix[i]);
		found = !path.failed && io_read(out, path.p, MARKDOWN_MAX,
						NULL) == 0;
	}
	str_release(&path);
	return found;
}

/* ID.yml in the folder of the file, or in a folder beside that. */
static bool beside(void *ctx, struct str *out, const char *id)
{
	const char *file = ctx, *slash = strrchr(file, '/');
	size_t n = slash ? (size_t)(slash - file) + 1 : 0;
	struct str up = {0}, name = {0};
	bool found = action_file(out, file, n, "", id);
	struct dirent *e;
	DIR *d;

	str_addn(&up, file, n);
	str_add(&up, "..");
	d = found || up.failed ? NULL : opendir(up.p);
	while (d && !found && (e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		str_clear(&name);
		str_addf(&name, "/%s/", e->d_name);
		found = !name.failed &&
			action_file(out, up.p, up.len, name.p, id);
	}
	if (d)
		closedir(d);
	str_release(&up);
	str_release(&name);
	return found;
}

static int import_run(struct cli *x, struct error *err)
{
	const char *file = cli_word(x, 0);
	struct imported *im = NULL;
	struct str text = {0};
	int rc;

	if (!cli_flag(x, "dry-run")) {
		error_set(err, ERR_REFUSED,
			  _("%s: an import is shown, not saved: saving it as a "
			    "draft comes with drafts"), file);
		error_fix(err, "stanch playbook import %s --dry-run", file);
		return ERR_REFUSED;
	}
	rc = io_read(&text, file, IMPORT_MAX, err);
	if (!rc)
		rc = import_read(&im, &(struct import_from){
			.name = file, .text = str_text(&text),
			.n = text.len, .beside = beside,
			.ctx = (void *)(uintptr_t)file}, err);
	if (!rc)
		preview(x, im, file);
	if (!rc && im->refused)
		x->status = out_status(ERR_INVALID);
	imported_free(im);
	str_release(&text);
	return rc;
}

static const struct opt import_opts[] = {
	{"dry-run", 0, OPT_FLAG, NULL,
	 N_("show what it would become, and write nothing")},
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
	 import_opts, "playbook import phishing.md --dry-run", import_run, 0},
	{"playbook export", NULL,
	 N_("Write a playbook as Markdown, HTML or CACAO 2.0"), "PLAYBOOK",
	 export_opts, "playbook export ransomware --format html -o r.html",
	 export_run, CMD_RAW},
	{0}
};
