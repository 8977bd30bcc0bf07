/* tui/cmd/draft_edit.c - playbook new, playbook edit: a text in a draft,
 * linted, shown, committed; whatever happens it is kept. */
#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/import_write.h"
#include "core/playbook/skeleton.h"
#include "tui/cmd/ask.h"
#include "tui/cmd/changes.h"
#include "tui/cmd/draft_text.h"
#include "tui/cmd/lint.h"

/* --- the line to begin at ---------------------------------------------------- */

/* "isolate" of "isolate" or of "2.03" in the version at hand. */
static void step_id(char id[64], struct editing *e, const char *word)
{
	struct playbook *pb;
	struct pb_texts t;
	struct findings f = {0};

	str_copy(id, 64, word);
	if (store_draft_playbook(&pb, &t, &f, e->s, e->d.name, e->slug,
				 NULL)) {
		findings_release(&f);
		return;
	}
	for (size_t i = 0; i < pb->step_count; i++)
		if (str_eq(pb->step[i].number, word))
			str_copy(id, 64, pb->step[i].id);
	playbook_free(pb);
	pb_texts_release(&t);
	findings_release(&f);
}

/* The heading above the line that names the id; 0 if there is none. */
static int line_of_id(const char *text, const char *id)
{
	static const char *const lead[] = {"- id:", "- 编号：", "- 编号:"};
	int line = 1, head = 1;

	for (const char *p = text; *p; line++) {
		size_t n = strcspn(p, "\n"), k;

		if (*p == '#')
			head = line;
		for (size_t i = 0; i < sizeof(lead) / sizeof(*lead); i++) {
			if (!str_starts(p, lead[i]))
				continue;
			k = strlen(lead[i]);
			k += strspn(p + k, " ");
			if (!strncmp(p + k, id, strlen(id)) &&
			    strspn(p + k + strlen(id), " \t\r") + k +
					    strlen(id) == n)
				return head;
		}
		p += n + (p[n] == '\n');
	}
	return 0;
}

static int line_of_mark(const char *text)
{
	int line = 1;

	for (const char *p = text; *p; line++) {
		if (str_starts(p, "<<<<<<< "))
			return line;
		p += strcspn(p, "\n");
		p += *p == '\n';
	}
	return 1;
}

/* The line "- id: cn-dsl-29" of a clock; 1 if there is none. */
static int line_of_clock(const char *text, const char *id)
{
	int line = 1;

	for (const char *p = text; *p; line++) {
		size_t n = strcspn(p, "\n"), k = strspn(p, " ");

		if (str_starts(p + k, "- id: ") &&
		    n == k + 6 + strlen(id) && str_starts(p + k + 6, id))
			return line;
		p += n + (p[n] == '\n');
	}
	return 1;
}

static int first_line(int *line, struct editing *e)
{
	const char *step = cli_text(e->x, "step");
	char id[64];

	*line = line_of_mark(str_text(&e->before));
	if (e->clock && *line == 1)
		*line = line_of_clock(str_text(&e->before), e->clock);
	if (!step)
		return 0;
	step_id(id, e, step);
	*line = line_of_id(str_text(&e->before), id);
	if (*line)
		return 0;
	error_set(e->err, ERR_NOTFOUND, _("%s has no step \"%s\""), e->file,
		  step);
	return error_fix(e->err, "stanch playbook show %s", e->slug);
}

/* --- changing the text ------------------------------------------------------- */

static int waits(struct editing *e)
{
	return error_fix(e->err, _("The text is kept. Go on with:\nstanch "
				   "playbook edit %s@%s"),
			 *e->slug ? e->slug : e->file, e->d.name);
}

/* The kept file itself is edited: a crash loses nothing. */
static int run_editor(struct editing *e, int line)
{
	const char *editor = e->x->editor ? e->x->editor : "vi";
	char *path;
	int status, rc = store_draft_path(&path, e->s, e->d.name, e->file,
					  e->err);

	if (rc)
		return rc;
	out_now(&e->x->out);
	status = io_editor(editor, path, line);
	mem_free(path);
	if (!status)
		return 0;
	error_set(e->err, ERR_CANCELLED, _("%s ended with %d"), editor,
		  status);
	waits(e);
	return ERR_CANCELLED;
}

static int read_from(struct editing *e, const char *path)
{
	struct str t = {0};
	int rc = ask_file(&t, path, REPO_BLOB_MAX, e->err);

	if (!rc)
		rc = store_draft_keep(e->s, e->d.name, e->file, str_text(&t),
				      t.len, e->err);
	str_release(&t);
	return rc;
}

static int keep_before(struct editing *e)
{
	int rc = store_draft_text(&e->before, e->s, e->d.name, e->file,
				  e->err);

	if (rc == ERR_NOTFOUND && cli_text(e->x, "from")) {
		error_clear(e->err);
		return 0;
	}
	return rc;
}

static int edit_at(void *ctx, int line)
{
	return run_editor(ctx, line);
}

static int change(struct editing *e)
{
	const char *from = cli_text(e->x, "from");
	int line = 1, rc = keep_before(e);

	if (!rc && from)
		return read_from(e, from);
	if (!rc && cli_flag(e->x, "as-is"))
		return 0;
	if (!rc && (cli_flag(e->x, "no-input") ||
		    (!e->x->editor && !e->x->terminal))) {
		error_set(e->err, ERR_USAGE,
			  _("no editor to ask: give the text"));
		error_fix(e->err, _("--from FILE, or --from - for standard "
				    "input"));
		rc = ERR_USAGE;
	}
	if (!rc)
		rc = first_line(&line, e);
	if (!rc)
		rc = store_draft_keep(e->s, e->d.name, e->file,
				      str_text(&e->before), e->before.len,
				      e->err);
	if (!rc && cli_flag(e->x, "stale"))
		return stale_walk(e->x, e->s, &(struct stale_walk){e->slug,
				  e->d.name, e->file, edit_at, e}, e->err);
	return rc ? rc : run_editor(e, line);
}

/* True if what is kept is what there was before we began. */
static bool untouched(struct editing *e)
{
	struct str t = {0};
	bool same;

	if (e->d.unfinished || cli_flag(e->x, "as-is"))
		return false;
	store_draft_text(&t, e->s, e->d.name, e->file, NULL);
	same = t.len == e->before.len &&
	       !memcmp(str_text(&t), str_text(&e->before), t.len);
	str_release(&t);
	return same;
}

/* --- looking at it, committing ----------------------------------------------- */

static int show_findings(struct editing *e, size_t *errors, int *line)
{
	struct findings f = {0};
	int rc = store_draft_lint(&f, e->s, e->d.name, e->err);

	if (!rc && e->x->out.mode == OUT_TEXT)
		lint_tell_edited(e->x, &f, e->file, e->d.name);
	out_now(&e->x->out);
	*errors = f.errors;
	for (size_t i = f.count; i-- > 0;)
		if (f.at[i].level == LINT_ERROR &&
		    !strcmp(f.at[i].file, e->file))
			*line = f.at[i].line;
	findings_release(&f);
	return rc;
}

/* A file beside the playbooks: as git shows it. */
static int show_patch(struct editing *e)
{
	struct str t = {0}, patch = {0};
	int rc = store_draft_text(&t, e->s, e->d.name, e->file, e->err);

	if (!rc)
		rc = repo_patch(&patch, e->file,
				e->before.p ? e->before.p : NULL,
				e->before.len, str_text(&t), t.len, e->err);
	if (!rc)
		out_text(&e->x->out, 0, str_text(&patch));
	str_release(&t);
	str_release(&patch);
	return rc;
}

static int show_changes(struct editing *e)
{
	struct version was, is = {0};
	struct findings f = {0};
	const char *at = e->d.tip.id[0] ? e->d.tip.id : "main";
	int rc = version_read(&was, e->s, e->slug, at, e->err);

	if (!rc)
		rc = store_draft_playbook(&is.pb, &is.texts, &f, e->s,
					  e->d.name, e->slug, e->err);
	if (!rc)
		rc = changes_show(e->x, &was, &is, e->err);
	if (rc == ERR_INVALID || rc == ERR_NOTFOUND) {
		error_clear(e->err); /* lint told what is wrong */
		rc = 0;
	}
	version_release(&was);
	version_release(&is);
	findings_release(&f);
	return rc;
}

static int dropped(struct editing *e)
{
	int rc = store_draft_forget(e->s, e->d.name,
				    e->fresh ? NULL : e->file, e->err);

	if (!rc)
		out_note(&e->x->out, _("nothing was changed"));
	return rc;
}

/* 0 go on, 1 all is said, or an error. *force: errors may be committed. */
static int settle(struct editing *e, bool *force)
{
	size_t errors = 0;
	int line = 1, rc;

	*force = cli_flag(e->x, "force");
	for (;;) {
		rc = show_findings(e, &errors, &line);
		if (rc || !errors || *force || !ask_can(e->x))
			return rc;
		switch (ask_letter(e->x, _("Errors: [e]dit again, [k]eep as "
					   "it is, [d]rop?"), "ekd")) {
		case 'e':
			rc = run_editor(e, line);
			break;
		case 'k':
			*force = true;
			return 0;
		case 'd':
			rc = dropped(e);
			return rc ? rc : 1;
		default: /* nobody answers */
			error_set(e->err, ERR_CANCELLED, _("stopped"));
			return waits(e);
		}
		if (rc)
			return rc;
	}
}

static int message(struct str *out, struct editing *e)
{
	struct cli *x = e->x;
	int rc;

	if (cli_text(x, "message") || cli_text(x, "file")) {
		rc = cli_message(out, x, e->err);
		if (rc)
			waits(e);
		return rc;
	}
	if (!ask_can(x))
		return 0; /* the commit says what an empty one means */
	rc = ask_line(out, x, _("Why, in a line (nothing: the draft waits):"),
		      e->err);
	if (rc)
		waits(e);
	return rc;
}

static int commit(struct editing *e, bool force)
{
	char id[COMMIT_HEX];
	struct str m = {0};
	int rc = message(&m, e);

	if (!rc)
		rc = force ? store_draft_commit_anyway(id, e->s, e->d.name,
						       str_text(&m), e->err)
			   : store_draft_commit(id, e->s, e->d.name,
						str_text(&m), e->err);
	str_release(&m);
	return rc ? rc : draft_told(e->x, e->s, e->d.name, id, e->err);
}

static int finish(struct editing *e)
{
	bool force;
	int rc;

	if (untouched(e))
		return dropped(e);
	rc = settle(e, &force);
	if (!rc && e->x->out.mode == OUT_TEXT)
		rc = *e->slug ? show_changes(e) : show_patch(e);
	if (!rc)
		rc = commit(e, force);
	return rc == 1 ? 0 : rc;
}

/* A draft that was begun and never got a text is none. */
static void tidy(struct editing *e)
{
	struct arena a = {0};
	const char **kept;
	size_t n = 0;

	if (e->fresh && e->d.name[0] &&
	    !store_draft_kept(&kept, &n, &a, e->s, e->d.name, NULL) && !n)
		store_draft_forget(e->s, e->d.name, NULL, NULL);
	arena_release(&a);
}

static int begin(struct editing *e, struct cli *x, struct error *err)
{
	char *name, *email;
	int rc = cli_store(&e->s, x, err);

	e->x = x;
	e->err = err;
	/* Before the editor opens, not after an hour in it. */
	if (!rc)
		rc = store_draft_user(&name, &email, e->s, err);
	if (rc)
		return rc;
	mem_free(name);
	mem_free(email);
	if (str_eq(cli_text(x, "from"), "-") &&
	    str_eq(cli_text(x, "file"), "-"))
		return error_set(err, ERR_USAGE,
				 _("standard input cannot be both text and "
				   "message"));
	return 0;
}

static int edit(struct cli *x,
		int (*which)(struct editing *e, const char *word),
		struct error *err)
{
	struct editing e = {0};
	int rc = begin(&e, x, err);

	if (!rc)
		rc = which(&e, cli_word(x, 0));
	if (!rc)
		rc = change(&e);
	if (!rc)
		rc = finish(&e);
	if (rc)
		tidy(&e);
	str_release(&e.before);
	return rc;
}

int draft_edit_run(struct cli *x, struct error *err)
{
	return edit(x, draft_choose, err);
}

int clock_edit_run(struct cli *x, struct error *err)
{
	return edit(x, draft_choose_clock, err);
}

/* --- new --------------------------------------------------------------------- */

static int check_slug(const char *slug, struct error *err)
{
	size_t n = strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (n && n < 60 && !slug[n] && *slug != '-')
		return 0;
	error_set(err, ERR_USAGE, _("a playbook's name is small letters, "
				    "digits and -"));
	return error_fix(err, "stanch playbook new lost-laptop");
}

static int write_skeleton(struct editing *e)
{
	const char *title = cli_text(e->x, "title");
	const struct env *env = store_env(e->s);
	struct str t = {0};
	char uuid[37];
	uint8_t rnd[16];
	int rc;

	if (env->random(env->ctx, rnd, sizeof(rnd)))
		return error_set(e->err, ERR_IO,
				 _("no random bytes to be had"));
	import_uuid(uuid, rnd, sizeof(rnd));
	rc = playbook_skeleton(&t, title ? title : e->slug,
			       cli_text(e->x, "lang") ? cli_text(e->x, "lang")
						      : e->x->lang.code,
			       uuid, e->err);
	if (!rc)
		rc = store_draft_keep(e->s, e->d.name, e->file, str_text(&t),
				      t.len, e->err);
	e->d.unfinished = true;
	str_release(&t);
	return rc;
}

static int begin_new(struct editing *e)
{
	const char *draft = cli_text(e->x, "draft");
	int rc = check_slug(e->slug, e->err);

	if (!rc && draft_in_force(e->s, e->slug)) {
		error_set(e->err, ERR_REFUSED,
			  _("there is a playbook %s already"), e->slug);
		rc = error_fix(e->err, "stanch playbook edit %s", e->slug);
	}
	if (!rc)
		rc = store_draft_new(&e->d, e->s, draft ? draft : e->slug,
				     e->err);
	e->fresh = !rc;
	if (!rc && !cli_text(e->x, "from"))
		rc = write_skeleton(e);
	return rc;
}

/* Where nobody can be asked, the skeleton waits to be edited. */
static int leave(struct editing *e)
{
	out_line(&e->x->out, _("draft %s is begun: stanch playbook edit %s"),
		 e->d.name, e->d.name);
	if (e->x->out.mode == OUT_JSON) {
		jwrite_str(e->x->out.json, "draft", e->d.name);
		jwrite_str(e->x->out.json, "slug", e->slug);
	}
	return 0;
}

int draft_new_run(struct cli *x, struct error *err)
{
	struct editing e = {0};
	int rc = begin(&e, x, err);

	str_copy(e.slug, sizeof(e.slug), cli_word(x, 0));
	snprintf(e.file, sizeof(e.file), "%s.md", e.slug);
	if (!rc)
		rc = begin_new(&e);
	if (!rc && !cli_text(x, "from") && !ask_can(x))
		return leave(&e);
	if (!rc)
		rc = change(&e);
	if (!rc)
		rc = finish(&e);
	if (rc)
		tidy(&e);
	str_release(&e.before);
	return rc;
}
