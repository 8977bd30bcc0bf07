/* tui/screen/closing.c - closing a step, one question after the other. */
#include "tui/screen/closing.h"

#include <string.h>
#include <sys/stat.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/case/evidence.h"
#include "tui/screen/clockform.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

struct closing {
	char step[256];
	char *value, *note, *why;
	char wrong[256]; /* with the value just typed */
	unsigned asked; /* needs that were asked for already */
};

static void closing_free(struct closing *cl)
{
	mem_free(cl->value);
	mem_free(cl->note);
	mem_free(cl->why);
	mem_free(cl);
}

static const struct step *step_now(const struct app *app, const char *key)
{
	return map_gets(&ctx_now(app)->step_by_key, key);
}

static void tell(struct app *app, const struct act *a, int rc,
		 const struct error *err, const char *key, const char *fmt)
{
	const struct step *st = step_now(app, key);
	struct str name = {0}, what = {0};

	if (st)
		ctx_step_name(&name, app, st);
	str_addf(&what, _("%s: %s"), str_text(&name), fmt);
	if (ctx_told(app, a, rc, err, str_text(&what)))
		clockform_offer(app, key);
	str_release(&name);
	str_release(&what);
}

/* --- a file as evidence ---------------------------------------------------------- */

struct filing {
	char step[256];
	void (*after)(struct app *app, void *ctx, const char *label);
	void *ctx;
	struct app *app;
};

static int file_progress(void *ctx, int64_t done, int64_t all)
{
	struct filing *f = ctx;

	return app_busy(f->app, _("reading the file"), done, all);
}

static void file_given(struct app *app, void *ctx, const char *path)
{
	struct filing *f = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};
	char label[16] = "";
	struct str what = {0};
	int rc = ERR_CANCELLED;

	if (path) {
		rc = evidence_add(label, &a,
				  &(struct evidence_args){
					  .path = path,
					  .step = *f->step ? f->step : NULL,
					  .progress = file_progress,
					  .ctx = f},
				  &err);
		app_busy_end(app);
		str_addf(&what, _("evidence %s added"), label);
		ctx_told(app, &a, rc, &err, str_text(&what));
		str_release(&what);
	}
	if (f->after)
		f->after(app, f->ctx, rc ? NULL : label);
	mem_free(f);
}

static const char *file_wrong(struct app *app, void *ctx, const char *path)
{
	struct stat st;

	(void)app;
	(void)ctx;
	if (stat(path, &st))
		return _("there is no such file");
	return S_ISREG(st.st_mode) ? NULL : _("that is not a file");
}

void closing_file(struct app *app, const char *step_key,
		  void (*after)(struct app *app, void *ctx,
				const char *label),
		  void *ctx)
{
	struct filing *f = mem_zalloc(sizeof(*f));

	if (!f) {
		if (after)
			after(app, ctx, NULL);
		return;
	}
	str_copy(f->step, sizeof(f->step), step_key ? step_key : "");
	f->after = after;
	f->ctx = ctx;
	f->app = app;
	prompt_open(app, &(struct prompt){.label = _("File, with its path"),
					  .flags = PROMPT_NEEDED,
					  .check = file_wrong,
					  .done = file_given,
					  .ctx = f});
}

/* --- the questions ---------------------------------------------------------------- */

static void ask_next(struct app *app, struct closing *cl);

static void got_value(struct app *app, void *ctx, const char *text)
{
	struct closing *cl = ctx;

	if (!text) {
		closing_free(cl);
		return;
	}
	cl->value = mem_strdup(text);
	ask_next(app, cl);
}

static const char *value_wrong(struct app *app, void *ctx, const char *text)
{
	struct closing *cl = ctx;
	const struct step *st = step_now(app, cl->step);
	struct act a = ctx_act(app);
	struct error err = {0};

	if (!*text)
		return _("Write something, or leave with Esc.");
	if (!st || !act_value_check(&a, st, text, &err))
		return NULL;
	str_copy(cl->wrong, sizeof(cl->wrong),
		 st->def->value == VALUE_TIME && *err.fix ? err.fix : err.what);
	return cl->wrong;
}

static void got_note(struct app *app, void *ctx, const char *text)
{
	struct closing *cl = ctx;

	if (!text) {
		closing_free(cl);
		return;
	}
	cl->note = mem_strdup(text);
	ask_next(app, cl);
}

static void got_why(struct app *app, void *ctx, const char *text)
{
	struct closing *cl = ctx;

	if (!text) {
		closing_free(cl);
		return;
	}
	cl->why = mem_strdup(text);
	ask_next(app, cl);
}

/* Left without a file: the next question is why it is closed without. */
static void got_file(struct app *app, void *ctx, const char *label)
{
	struct closing *cl = ctx;

	if (!label)
		cl->asked |= NEED_EVIDENCE;
	ask_next(app, cl);
}

static void ask_value(struct app *app, struct closing *cl,
		      const struct step *st)
{
	prompt_open(app, &(struct prompt){
				 .label = text_in(&st->def->value_label,
						  ctx_lang(app, st->book)),
				 .text = st->def->value == VALUE_TIME
						 ? _("now")
						 : "",
				 .check = value_wrong,
				 .done = got_value,
				 .ctx = cl});
}

/* The first label of the kind asked for: what the prompt says. */
static const char *evidence_label(const struct app *app,
				  const struct step *st, bool note)
{
	for (size_t i = 0; i < st->def->evidence_count; i++)
		if ((st->def->evidence[i].type == EVID_NOTE) == note)
			return text_in(&st->def->evidence[i].label,
				       ctx_lang(app, st->book));
	return "";
}

/* Is something asked for that a note does not show? */
static bool wants_file(const struct step *st)
{
	size_t files = 0;

	for (size_t i = 0; i < st->def->evidence_count; i++)
		files += st->def->evidence[i].type != EVID_NOTE;
	return files > st->evidence_count;
}

static void ask_evidence(struct app *app, struct closing *cl,
			 const struct step *st)
{
	struct str label = {0};

	if (wants_file(st)) {
		app_say(app, _("%s?  Esc goes on without it"),
			evidence_label(app, st, false));
		closing_file(app, cl->step, got_file, cl);
		return;
	}
	str_addf(&label, _("Note, %s"), evidence_label(app, st, true));
	prompt_ask(app, str_text(&label), "", PROMPT_NEEDED | PROMPT_EDITOR,
		   got_note, cl);
	str_release(&label);
}

static void ask_override(struct app *app, struct closing *cl,
			 const struct step *st, unsigned missing)
{
	struct str label = {0};

	if (missing & NEED_AFTER && st->waits_for)
		str_addf(&label, _("%s is not done yet. "),
			 st->waits_for->number);
	if (missing & NEED_EVIDENCE)
		str_addf(&label, _("No evidence: %s. "),
			 evidence_label(app, st, false));
	if (missing & NEED_ITEMS)
		str_addf(&label,
			 ngettext("%zu item is not ticked. ",
				  "%zu items are not ticked. ",
				  st->tick_count - st->ticked),
			 st->tick_count - st->ticked);
	app_say(app, "%s", str_text(&label));
	prompt_ask(app, _("Close it all the same? Why"), "", PROMPT_NEEDED,
		   got_why, cl);
	str_release(&label);
}

static void finish(struct app *app, struct closing *cl)
{
	struct act a = ctx_act(app);
	struct error err = {0};
	int rc = act_step_done(&a, cl->step,
			       &(struct step_args){.value = cl->value,
						   .note = cl->note,
						   .why = cl->why},
			       &err);

	tell(app, &a, rc, &err, cl->step, _("done"));
	closing_free(cl);
}

/* Asks for the first thing still missing that was not asked for yet; a file
 * may be asked for more than once, as a step may want several. */
static void ask_next(struct app *app, struct closing *cl)
{
	const struct step *st = step_now(app, cl->step);
	unsigned m = st ? st->missing & ~(unsigned)NEED_PERSON : 0;

	if (st && cl->note && !wants_file(st))
		m &= ~(unsigned)NEED_EVIDENCE;
	if (st && m & NEED_VALUE && !cl->value &&
	    st->def->value != VALUE_LIST) {
		ask_value(app, cl, st);
		return;
	}
	if (st && m & NEED_EVIDENCE && !cl->note &&
	    !(cl->asked & NEED_EVIDENCE)) {
		ask_evidence(app, cl, st);
		return;
	}
	if (st && !cl->why &&
	    (m & (NEED_AFTER | NEED_ITEMS) || cl->asked & NEED_EVIDENCE ||
	     (m & NEED_VALUE && st->def->value == VALUE_LIST))) {
		ask_override(app, cl, st, m);
		return;
	}
	finish(app, cl);
}

/* --- Space ---------------------------------------------------------------------------- */

static void reopen(struct app *app, const char *key)
{
	struct act a = ctx_act(app);
	struct error err = {0};

	tell(app, &a, act_step_reopen(&a, key, NULL, &err), &err, key,
	     _("open again"));
}

static void confirm(struct app *app, const char *key)
{
	struct act a = ctx_act(app);
	struct error err = {0};

	tell(app, &a, act_step_confirm(&a, key, &err), &err, key,
	     _("confirmed"));
}

/* Nobody else is there: close what waits for a second person, alone, with
 * a reason that stays in the record. */
static void got_alone(struct app *app, void *ctx, const char *text)
{
	struct closing *cl = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};
	const struct step *st = step_now(app, cl->step);

	a.override_person = true;
	if (text && st)
		tell(app, &a,
		     act_step_done(&a, cl->step,
				   &(struct step_args){.value = st->value,
						       .why = text},
				   &err),
		     &err, cl->step, _("done, without a second person"));
	closing_free(cl);
}

static struct closing *closing_new(struct app *app, const char *key)
{
	struct closing *cl = mem_zalloc(sizeof(*cl));
	struct error err = {0};

	if (cl)
		str_copy(cl->step, sizeof(cl->step), key);
	else
		error_nomem(&err), app_error(app, &err);
	return cl;
}

static void ask_alone(struct app *app, const struct step *st)
{
	struct closing *cl = closing_new(app, st->key);

	app_say(app, _("%s waits for another person"), st->number);
	if (cl)
		prompt_ask(app, _("Close it alone? Why"), "", PROMPT_NEEDED,
			   got_alone, cl);
}

bool closing_refused(struct app *app)
{
	const struct situation *s = ctx_now(app);
	struct error err = {0};

	if (s->state == CASE_OPEN)
		return false;
	error_set(&err, ERR_REFUSED, _("%s is closed"), s->label);
	error_fix(&err, _("X opens the case again"));
	app_error(app, &err);
	return true;
}

void closing_start(struct app *app, const char *step_key)
{
	const struct step *st = step_now(app, step_key);
	struct closing *cl;
	char key[256];

	if (!st || closing_refused(app))
		return;
	str_copy(key, sizeof(key), st->key);
	if (st->state == STEP_DONE || st->state == STEP_SKIPPED ||
	    (st->state == STEP_NOT_NEEDED && st->last)) {
		reopen(app, key);
	} else if (st->state == STEP_NOT_NEEDED) {
		app_say(app, _("%s is not needed: a decision ruled it out"),
			st->number);
	} else if (st->asked) {
		const struct who *me = ctx_now(app)->me;

		if (step_may_confirm(ctx_now(app), st, me ? me->name : "",
				     NULL))
			confirm(app, key);
		else
			ask_alone(app, st);
	} else if (st->def->decide.count) {
		app_push(app, &decision_screen, key);
	} else {
		cl = closing_new(app, key);
		if (cl)
			ask_next(app, cl);
	}
}
