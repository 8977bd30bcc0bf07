/* tui/screen/notices_acts.c - the text is changed, agreed to, agreed to no
 * longer. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/clock/words.h"
#include "core/notice/approve.h"
#include "core/notice/calls.h"
#include "core/notice/words.h"
#include "tui/screen/closing.h"
#include "tui/screen/notices.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/form.h"
#include "tui/widget/prompt.h"

#define MISSING_NAMED 3 /* items in a question of one row */

const struct case_notice *noticepane_about(struct noticepane *p)
{
	const struct case_notice *n = noticepane_notice(p);

	if (n)
		str_copy(p->about, sizeof(p->about), n->label);
	return n;
}

void notices_told(struct app *app, const char *label, const char *what)
{
	app_say(app, _("you: notice %s: %s"), label, what);
	app_hint(app, "notice-people"); /* no undo: it may have left */
	app_changed(app);
}

/* --- a change ---------------------------------------------------------------------- */

int noticework_begin(struct noticework *w, struct app *app,
		     const char *label, struct error *err)
{
	int rc;

	*w = (struct noticework){.app = app, .a = ctx_act(app)};
	str_copy(w->label, sizeof(w->label), label);
	rc = draft_open(&w->d, w->a.c, label, err);
	if (rc)
		return rc;
	w->c = change_new(&w->d);
	return w->c ? 0 : error_nomem(err);
}

int noticework_end(struct noticework *w, int rc, const char *what,
		   struct error *err)
{
	uint8_t before[ID_LEN];

	if (!rc) {
		memcpy(before, w->d.n->draft->id, ID_LEN);
		rc = change_write(NULL, &w->a, w->label, w->c, err);
	}
	change_free(w->c);
	draft_release(&w->d);
	if (rc)
		return rc;
	notices_undoable(w->app, w->label, what, before);
	notices_told(w->app, w->label, what);
	app_hint(w->app, NULL);
	return 0;
}

/* --- the text ------------------------------------------------------------------------ */

/* What was typed is kept when the text is wrong, and comes up again. */
static int edit_text(struct noticework *w, const char *kept, char **typed,
		     struct error *err)
{
	const char *now = kept ? kept : str_text(&w->d.source);
	int rc = app_edit(w->app, typed, now, 1, err);

	if (rc || (!*typed && !kept))
		return rc;
	str_clear(&w->c->source);
	str_add(&w->c->source, *typed ? *typed : kept);
	return 0;
}

void notices_edit(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_notice(state);
	struct noticework w;
	struct error err = {0};
	struct str name = {0};
	const char *kept;
	char *typed = NULL;
	int rc;

	if (!n || closing_refused(app))
		return;
	str_addf(&name, "notice %s", n->label);
	kept = app_kept(app, str_text(&name));
	rc = noticework_begin(&w, app, n->label, &err);
	if (!rc)
		rc = edit_text(&w, kept, &typed, &err);
	if (!rc && !typed && !kept) {
		change_free(w.c);
		draft_release(&w.d);
		app_note(app, _("The text is as it was."));
	} else {
		rc = noticework_end(&w, rc, _("the text is changed"), &err);
		if (rc)
			app_error(app, &err);
		if (!rc || typed)
			app_keep(app, str_text(&name), rc ? typed : NULL);
	}
	mem_free(typed);
	str_release(&name);
}

void notices_text(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_notice(state);

	if (n)
		app_push(app, &noticetext_screen, n->label);
}

void notices_changes(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_notice(state);
	struct str arg = {0};

	if (!n)
		return;
	str_addf(&arg, "%s changes", n->label);
	app_push(app, &noticetext_screen, str_text(&arg));
	str_release(&arg);
}

/* As all of them read it: to put up, to hand on. A drill's stays inside. */
void notices_copy(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_notice(state);
	struct draft d = {0};
	struct error err = {0};

	if (!n)
		return;
	if (notice_only_live(ctx_now(app), &err) ||
	    draft_open(&d, ctx_of(app)->c, n->label, &err) ||
	    draft_fill_public(&d, &err) || notice_no_blanks(&d, &err))
		app_error(app, &err);
	else
		app_copy(app, str_text(&d.out.text), n->label);
	draft_release(&d);
}

/* --- approval ------------------------------------------------------------------------ */

static bool wrote_it(const struct case_notice *n, const char *who)
{
	return str_eq(event_doer(n->draft), who) ||
	       str_eq(n->draft->author->name, who);
}

struct view { /* a notice as somebody is about to agree to it */
	const struct clock_rules *rules;
	struct draft d;
	struct group g;
	struct draft_check check;
};

static void view_release(struct view *v)
{
	draft_check_release(&v->check);
	group_release(&v->g);
	draft_release(&v->d);
}

static int view_read(struct view *v, struct app *app, const char *label,
		     struct error *err)
{
	const struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS,
				       .count_only = true};
	struct casefile *c = ctx_of(app)->c;
	int rc = draft_open(&v->d, c, label, err);

	if (!rc)
		rc = store_clocks(&v->rules, ctx_of(app)->store, err);
	if (!rc)
		rc = group_read(&v->g, c, v->d.n, &all, err);
	if (!rc)
		rc = draft_check(&v->check, &v->d, &v->g, v->rules, err);
	return rc;
}

/* *helps: a reason would make it possible. */
static int approve(bool *helps, struct app *app, const char *label,
		   const char *why, struct error *err)
{
	struct approving how = {.why = why, .lang = ctx_of(app)->lang};
	const struct team *team = store_team(ctx_of(app)->store);
	struct act a = ctx_act(app);
	struct view v = {0};
	int rc = view_read(&v, app, label, err);

	*helps = false;
	if (!rc) {
		how.rules = v.rules;
		how.alone = team && !team->approval_two;
		*helps = !v.d.n->approved &&
			 (v.check.missing ||
			  (!how.alone && wrote_it(v.d.n, ctx_of(app)->who)));
		rc = notice_approve(&a, &v.d, &how, err);
	}
	*helps &= rc == ERR_REFUSED;
	view_release(&v);
	return rc;
}

static void approved(struct app *app, const char *label, int rc,
		     const struct error *err)
{
	if (rc == ERR_PENDING)
		notices_told(app, label, err->what);
	else if (rc)
		app_error(app, err);
	else
		notices_told(app, label, _("approved"));
}

static bool reason_given(struct app *app, void *ctx, struct form *f)
{
	struct noticepane *p = ctx;
	struct error err = {0};
	bool helps;
	int rc;

	if (!f)
		return true;
	rc = approve(&helps, app, p->about, form_text(f, 0), &err);
	approved(app, p->about, rc, &err);
	return true;
}

/* What stands against it, and the reason that sets it aside. */
static void ask_reason(struct app *app, struct noticepane *p,
		       const struct error *err)
{
	struct form_field field = {
		.label = _("Why all the same (recorded)"),
		.kind = FORM_LINES, .rows = 4, .needed = true,
		.hint = _("better: ask someone else; Esc leaves it")};
	struct str lacks = {0};

	for (const char *at = err->where; *at; at += *at == '\n') {
		size_t n = strcspn(at, "\n");

		str_add(&lacks, lacks.len ? _("; ") : "");
		str_addn(&lacks, at, n);
		at += n;
	}
	if (lacks.len)
		field.hint = str_text(&lacks);
	form_ask(app, err->what, &field, 1, reason_given, p);
	str_release(&lacks);
}

static void approval_meant(struct app *app, void *ctx, bool yes)
{
	struct noticepane *p = ctx;
	struct error err = {0};
	bool helps;
	int rc;

	if (!yes)
		return;
	rc = approve(&helps, app, p->about, NULL, &err);
	if (helps)
		ask_reason(app, p, &err);
	else
		approved(app, p->about, rc, &err);
}

/* "without cn-pipl-57/2, 3": the first of what is missing. */
static void add_missing(struct str *out, const struct draft_check *c)
{
	const struct clock_list *last = NULL;
	struct str ids = {0};
	size_t n = 0;

	for (size_t i = 0; i < c->items && n <= MISSING_NAMED; i++) {
		const struct said *it = &c->item[i];

		if (it->state != SAID_MISSING)
			continue;
		str_add(&ids, n ? ", " : "");
		if (n++ == MISSING_NAMED) {
			str_add(&ids, "...");
			continue;
		}
		if (it->list != last)
			str_addf(&ids, "%s/", it->list->id);
		str_addf(&ids, "%d", it->item->item);
		last = it->list;
	}
	str_addf(out, _("without %s"), str_text(&ids));
	str_release(&ids);
}

/* What is agreed to is named: this text, what it lacks, for whom. */
static void approval_question(struct str *out, const struct app *app,
			      const struct view *v)
{
	const struct case_notice *n = v->d.n;
	const char *to = notice_to_words(ctx_now(app), n->set);
	struct str how = {0};

	if (v->check.missing)
		add_missing(&how, &v->check);
	else
		str_add(&how, _("this exact text"));
	if (!n->set->filter)
		str_addf(out, _("Approve %s v%zu, %s, for %s?"), n->label,
			 n->version, str_text(&how), to);
	else
		str_addf(out,
			 ngettext("Approve %s v%zu, %s, for %s (%zu person)?",
				  "Approve %s v%zu, %s, for %s (%zu people)?",
				  v->g.people),
			 n->label, n->version, str_text(&how), to, v->g.people);
	str_release(&how);
}

void notices_approve(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_about(state);
	struct str question = {0};
	struct error err = {0};
	struct view v = {0};
	int rc;

	if (!n || closing_refused(app))
		return;
	rc = view_read(&v, app, n->label, &err);
	if (!rc) {
		rc = notice_all_filled(&v.d, &v.check, &err);
		error_fix(&err, "%s", _("Enter shows it, b fills it in"));
	}
	if (!rc)
		approval_question(&question, app, &v);
	view_release(&v);
	if (rc)
		app_error(app, &err);
	else
		dialog_yes(app, str_text(&question), approval_meant, state);
	str_release(&question);
}

static void withdrawal_given(struct app *app, void *ctx, const char *why)
{
	struct noticepane *p = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (!why)
		return;
	if (act_notice_withdraw(&a, p->about, why, &err))
		app_error(app, &err);
	else
		notices_told(app, p->about, _("the approval is withdrawn"));
}

void notices_withdraw(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_about(state);
	struct str label = {0};

	if (!n || closing_refused(app))
		return;
	if (!n->approvals) {
		app_note(app, _("There is no approval to withdraw."));
		return;
	}
	str_addf(&label, _("Why is the approval of %s withdrawn"), n->label);
	prompt_ask(app, str_text(&label), "", PROMPT_NEEDED, withdrawal_given,
		   state);
	str_release(&label);
}

/* --- the clock it meets ----------------------------------------------------------------- */

/* With the margin: "cn-incident-4h: met, 3h 12m before the deadline". */
static void met_told(struct app *app, const char *label)
{
	const struct situation *s = ctx_now(app);
	const struct case_notice *n = situation_notice(s, label);
	const struct case_clock *c = situation_clock(s, n->set->clock);
	struct str t = {0};

	str_addf(&t, "%s: ", c->key);
	case_clock_stands(&t, c, s->settled_at);
	notices_told(app, label, str_text(&t));
	str_release(&t);
}

static void meeting_meant(struct app *app, void *ctx, bool yes)
{
	char *label = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (yes && notice_meet(&a, label, NULL, &err))
		app_error(app, &err);
	else if (yes)
		met_told(app, label);
	mem_free(label);
}

void notices_meets(struct app *app, const char *label)
{
	const struct case_clock *c = notice_may_meet(ctx_now(app), label);
	char *own = c ? mem_strdup(label) : NULL;
	struct str question = {0}, name = {0};

	if (!own)
		return;
	ctx_clock_name(&name, app, c);
	str_addf(&question, _("Is the clock %s met with notice %s?"),
		 str_text(&name), label);
	dialog_yes(app, str_text(&question), meeting_meant, own);
	str_release(&name);
	str_release(&question);
}
