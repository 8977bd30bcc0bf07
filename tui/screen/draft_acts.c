/* tui/screen/draft_acts.c - a draft edited, committed, reviewed, in force. */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/skeleton.h"
#include "tui/screen/draftedit.h"
#include "tui/screen/draftview.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

static struct store *store_of(const struct draftview *v)
{
	return ctx_of(v->app)->store;
}

static void load(struct draftview *v)
{
	struct error err = {0};

	if (draftview_load(v, &err))
		app_error(v->app, &err);
	app_redraw(v->app);
}

/* --- committing --------------------------------------------------------------------- */

static void message_given(struct app *app, void *ctx, const char *message)
{
	struct draftview *v = ctx;
	char id[COMMIT_HEX];
	struct error err = {0};

	if (!message) {
		app_note(app, _("Not committed: the draft waits."));
		return;
	}
	if (store_draft_commit(id, store_of(v), v->name, message, &err))
		app_error(app, &err);
	else
		app_say(app, _("you committed to draft/%s: %s"), v->name,
			message);
	load(v);
}

static void ask_message(struct draftview *v)
{
	if (v->found.errors)
		app_note(v->app, _("Lint finds errors: Enter on one opens the "
				   "editor there. The text is kept."));
	else
		prompt_ask(v->app, _("What changed, and why"), "",
			   PROMPT_NEEDED | PROMPT_EDITOR, message_given, v);
}

/* --- the editor ----------------------------------------------------------------------- */

/* Where to begin: at a conflict, else at the step, else at the top. */
static int line_of(const struct draftview *v, const char *file,
		   const char *text)
{
	const char *mark = strstr(text, "\n<<<<<<< ");
	const struct playbook *pb = v->readable ? v->b.is.pb : NULL;
	const struct pb_step *st = pb ? playbook_step(pb, v->step) : NULL;

	if (mark)
		return draftedit_line(text, (size_t)(mark - text) + 1);
	for (size_t i = 0; st && i < pb->langs; i++)
		if (str_eq(pb->file[i], file))
			return draftedit_line(text, st->range[i].at);
	return 1;
}

static void edit_file(struct draftview *v, const char *file, int line)
{
	struct str text = {0};
	struct error err = {0};
	bool changed = false;
	char name[220];
	int rc = 0;

	str_copy(name, sizeof(name), file); /* v is read anew below */
	if (!line)
		rc = store_draft_text(&text, store_of(v), v->name, name, &err);
	if (!rc)
		rc = draftedit_run(&changed, v->app, v->name, name,
				   line ? line
					: line_of(v, name, str_text(&text)),
				   &err);
	str_release(&text);
	if (rc)
		app_error(v->app, &err);
	load(v);
	if (!rc && changed)
		ask_message(v);
	else if (!rc)
		app_note(v->app, _("Nothing was changed."));
}

static void file_chosen(struct app *app, void *ctx, int i)
{
	struct draftview *v = ctx;

	(void)app;
	if (i >= 0)
		edit_file(v, v->files[i], 0);
}

/* Who works in Chinese edits in Chinese. */
static int own_language(const struct draftview *v)
{
	const struct playbook *pb = v->b.is.pb;
	size_t in = playbook_lang(pb, ctx_of(v->app)->lang);

	for (size_t i = 0; i < v->b.is.texts.count; i++)
		if (str_eq(v->files[i], pb->file[in]))
			return (int)i;
	return 0;
}

/* A row that is about one file, at its line. */
static bool edit_row(struct draftview *v, const struct draft_row *r)
{
	if (r && r->kind == DROW_FINDING)
		edit_file(v, v->found.at[r->at].file, v->found.at[r->at].line);
	else if (r && r->kind == DROW_MARK)
		edit_file(v, v->mark[r->at].file, v->mark[r->at].line);
	else if (r && r->kind == DROW_FILE)
		edit_file(v, v->files_of.path[r->at], 0);
	else
		return false;
	return true;
}

/* The file of the row; else one of the languages. */
static void edit(struct app *app, void *state)
{
	struct draftview *v = state;
	struct pb_texts *t = &v->b.is.texts;
	char base[80];

	if (edit_row(v, draftview_chosen(v)))
		return;
	if (!*v->slug) {
		app_note(app, _("Choose the file."));
		return;
	}
	if (*draftview_step(v))
		str_copy(v->step, sizeof(v->step), draftview_step(v));
	if (!v->readable || t->count < 2) {
		snprintf(base, sizeof(base), "%.60s.md", v->slug);
		edit_file(v, base, 0);
		return;
	}
	for (size_t i = 0; i < t->count; i++)
		v->files[i] = t->src[i].name;
	dialog_choose(app, _("Which file?"), v->files, (int)t->count,
		      own_language(v), file_chosen, v);
}

/* --- into force ------------------------------------------------------------------------ */

static void told(struct draftview *v, int rc, const struct error *err,
		 const char *said)
{
	if (rc)
		app_error(v->app, err);
	else
		app_say(v->app, _("draft/%s: %s"), v->name, said);
	load(v);
}

static void offer(struct app *app, void *ctx, bool yes)
{
	struct draftview *v = ctx;
	struct error err = {0};

	(void)app;
	if (yes)
		told(v, store_draft_offer(store_of(v), v->name, &err), &err,
		     _("you offered it for review"));
}

/* What both changed is kept with marks: the editor is the way on. */
static void merge(struct draftview *v, const char *why)
{
	struct draft_merging m = {0};
	struct error err = {0};
	struct app *app = v->app;
	int rc = store_draft_merge(&m, store_of(v), v->name, why, &err);

	if (rc) {
		app_error(app, &err);
		load(v);
		if (v->marks)
			list_go(&v->list, 0);
	} else {
		app_say(app, _("you put draft/%s in force"), v->name);
		app_changed(app);
		app_pop(app);
	}
	draft_merging_release(&m);
}

static void put_in_force(struct app *app, void *ctx, bool yes)
{
	(void)app;
	if (yes)
		merge(ctx, NULL);
}

static void ask(struct draftview *v, const char *question,
		void (*done)(struct app *app, void *ctx, bool yes))
{
	struct str t = {0};

	str_addf(&t, _("draft/%s: %s"), v->name, question);
	dialog_yes(v->app, str_text(&t), done, v);
	str_release(&t);
}

static bool one_is_enough(const struct draftview *v)
{
	const struct team *team = store_team(store_of(v));

	return team && !team->review_two;
}

/* The next thing on its way: commit, offer, approve, put in force. */
static void advance(struct app *app, void *state)
{
	struct draftview *v = state;

	if (v->d.unfinished) {
		ask_message(v);
		return;
	}
	switch (v->d.state) {
	case DRAFT_WRITING:
		if (!one_is_enough(v)) {
			ask(v, _("offer it for review?"), offer);
			break;
		}
		/* fall through */
	case DRAFT_APPROVED:
		ask(v, _("put it in force?"), put_in_force);
		break;
	case DRAFT_OFFERED:
		if (v->d.waits_for_me)
			verdict_approve(app, v->name, v->d.tip.id);
		else
			merge(v, NULL); /* says who must approve */
		break;
	case DRAFT_MERGED:
		app_note(app, _("It is in force already."));
		break;
	}
}

static void reason_given(struct app *app, void *ctx, const char *why)
{
	(void)app;
	if (why)
		merge(ctx, why);
}

static void override(struct app *app, void *state)
{
	prompt_ask(app, _("In force without a second person, because"), "",
		   PROMPT_NEEDED, reason_given, state);
}

static void withdraw(struct app *app, void *state)
{
	struct draftview *v = state;
	struct error err = {0};

	(void)app;
	told(v, store_draft_withdraw(store_of(v), v->name, &err), &err,
	     _("you took back the offer"));
}

/* --- looking -------------------------------------------------------------------------- */

static void open_row(struct app *app, void *state)
{
	struct draftview *v = state;
	const struct draft_row *r = draftview_chosen(v);
	char arg[512];

	if (!r)
		return;
	if (r->kind == DROW_FILE) {
		snprintf(arg, sizeof(arg), "%s %s", v->name,
			 v->files_of.path[r->at]);
		app_push(app, &filediff_screen, arg);
	} else if (!edit_row(v, r) && v->readable) {
		snprintf(arg, sizeof(arg),
			 "%s@%s %s@" DRAFT_PREFIX "%s #%s", v->slug,
			 v->b.from.commit, v->slug, v->name,
			 draftview_step(v));
		app_push(app, &difftext_screen, arg);
	}
}

/* On the step of the row; elsewhere on the draft. */
static void comment(struct app *app, void *state)
{
	struct draftview *v = state;
	const char *step = draftview_step(v);
	const struct step_diff *row = draftview_change(v, step);
	struct str about = {0};

	if (row && *step)
		bookdiff_name(&about, &v->b, (size_t)(row - v->b.d->step));
	else
		str_addf(&about, DRAFT_PREFIX "%s", v->name);
	verdict_comment(app, v->name, row ? step : "", str_text(&about));
	str_release(&about);
}

static void stale(struct app *app, void *state)
{
	struct draftview *v = state;
	char arg[160];

	if (!v->readable)
		return;
	snprintf(arg, sizeof(arg), "%s@" DRAFT_PREFIX "%s", v->slug, v->name);
	app_push(app, &stale_screen, arg);
}

static void read_it(struct app *app, void *state)
{
	struct draftview *v = state;
	char arg[160];

	snprintf(arg, sizeof(arg), "%s@" DRAFT_PREFIX "%s", v->slug, v->name);
	app_push(app, &reading_screen, arg);
}

const struct action draft_actions[] = {
	{"texts", "Enter", N_("texts"),
	 N_("Old and new text; on a finding or a conflict the editor, there"),
	 open_row, ACT_FOOTER},
	{"edit", "e", N_("edit"), N_("Edit the draft at the chosen step"),
	 edit, ACT_FOOTER | ACT_CHANGES},
	{"review", "A", N_("review"),
	 N_("The next on its way: commit, offer, approve, put in force"),
	 advance, ACT_FOOTER | ACT_CHANGES},
	{"comment", "a", N_("comment"),
	 N_("A remark on the chosen step, for those who write the draft"),
	 comment, ACT_FOOTER | ACT_CHANGES},
	{"read", "v", N_("read"), N_("Read the playbook as it would be"),
	 read_it, ACT_FOOTER},
	{"stale", "t", N_("translate"),
	 N_("Go through what of a translation is behind its base"), stale,
	 ACT_HIDDEN},
	{"withdraw", "W", N_("withdraw"), N_("Take back the offer for review"),
	 withdraw, ACT_HIDDEN | ACT_CHANGES},
	{"override", "X", N_("without review"),
	 N_("Put it in force without a second person, with the reason"),
	 override, ACT_HIDDEN | ACT_CHANGES},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

/* --- beginning --------------------------------------------------------------------------- */

static void begin(struct app *app, const struct draft *d, const char *slug,
		  const char *step)
{
	struct draftview *v;
	char arg[160], base[80];

	snprintf(arg, sizeof(arg), "%s %s", d->name, slug);
	if (app_push(app, &draft_screen, arg))
		return;
	v = app_top_state(app);
	str_copy(v->step, sizeof(v->step), step ? step : "");
	if (!step && v->readable && v->b.is.texts.count > 1) {
		edit(app, v);
		return;
	}
	snprintf(base, sizeof(base), "%.60s.md", slug);
	edit_file(v, base, 0);
}

void draft_review(struct app *app, const char *name)
{
	struct draftview *v;

	if (app_push(app, &draft_screen, name))
		return;
	v = app_top_state(app);
	if (v->d.waits_for_me || v->d.state == DRAFT_APPROVED)
		advance(app, v);
}

void draft_begin(struct app *app, const char *slug, const char *step)
{
	struct draft d;
	struct error err = {0};

	if (store_draft_for(&d, ctx_of(app)->store, slug, &err))
		app_error(app, &err);
	else
		begin(app, &d, slug, step);
}

void draft_begin_file(struct app *app, const char *file, int line)
{
	struct draft d;
	struct error err = {0};

	if (store_draft_beside(&d, ctx_of(app)->store, file, &err))
		app_error(app, &err);
	else if (!app_push(app, &draft_screen, d.name))
		edit_file(app_top_state(app), file, line);
}

/* A random UUID (RFC 9562 5.4). */
static int new_uuid(char out[37], const struct env *env, struct error *err)
{
	uint8_t b[16];
	char hex[33];

	if (env->random(env->ctx, b, sizeof(b)))
		return error_set(err, ERR_IO, _("no random bytes to be had"));
	b[6] = (uint8_t)((b[6] & 0x0f) | 0x40);
	b[8] = (uint8_t)((b[8] & 0x3f) | 0x80);
	hex_encode(hex, b, sizeof(b));
	snprintf(out, 37, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12,
		 hex + 16, hex + 20);
	return 0;
}

/* Its title has been asked for last, its short name first. */
static void title_given(struct app *app, void *ctx, const char *title)
{
	struct ctx *x = ctx_of(app);
	char *slug = ctx, file[80];
	struct draft d;
	struct str text = {0};
	struct error err = {0};
	char uuid[37];
	int rc;

	if (title) {
		snprintf(file, sizeof(file), "%.60s.md", slug);
		rc = new_uuid(uuid, x->env, &err);
		if (!rc)
			rc = playbook_skeleton(&text, title, x->lang, uuid,
					       &err);
		if (!rc)
			rc = store_draft_new(&d, x->store, slug, &err);
		if (!rc)
			rc = store_draft_keep(x->store, d.name, file,
					      str_text(&text), text.len, &err);
		if (rc)
			app_error(app, &err);
		else
			begin(app, &d, slug, "");
	}
	str_release(&text);
	mem_free(slug);
}

static void slug_given(struct app *app, void *ctx, const char *slug)
{
	char *copy = slug ? mem_strdup(slug) : NULL;

	(void)ctx;
	if (copy)
		prompt_ask(app, _("Title of the playbook"), "", PROMPT_NEEDED,
			   title_given, copy);
}

void draft_ask_new(struct app *app)
{
	prompt_ask(app, _("Short name of the new playbook, as a file name"),
		   "", PROMPT_NEEDED, slug_given, NULL);
}
