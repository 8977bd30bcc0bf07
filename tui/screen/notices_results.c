/* tui/screen/notices_results.c - what is recorded of each person that a
 * notice goes to: one key a result, a table of what came back, the call list
 * on paper. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "core/notice/callsheet.h"
#include "tui/screen/closing.h"
#include "tui/screen/notices_people.h"
#include "tui/screen/pathask.h"
#include "tui/screen/views.h"
#include "tui/widget/form.h"

/* --- results --------------------------------------------------------------------------- */

static int record(struct gotten *v, const struct notice_told *what,
		  struct error *err)
{
	const struct recipient *to = gotten_find(v, v->about);
	struct act a = ctx_act(v->app);

	if (!to)
		return error_set(err, ERR_MOVED,
				 _("somebody else has recorded that"));
	str_copy(v->whom, sizeof(v->whom), to->label);
	return notice_tell(&a, v->label, to, 1, what, err);
}

static void recorded(struct gotten *v)
{
	struct str t = {0};

	str_addf(&t, "%s: %s", v->whom, _(fate_words(v->fate)));
	notices_told(v->app, v->label, str_text(&t));
	str_release(&t);
}

enum { F_WAY, F_RECEIPT, F_WHY, OFFICE_FIELDS };

static bool office_given(struct app *app, void *ctx, struct form *f)
{
	struct gotten *v = ctx;
	struct notice_told what = {.fate = v->fate};
	struct error err = {0};

	if (!f)
		return true;
	what.channel = form_text(f, F_WAY);
	what.receipt = form_text(f, F_RECEIPT);
	what.why = form_text(f, F_WHY);
	if (record(v, &what, &err)) {
		form_complain(f, F_WAY, err.what);
		return false;
	}
	recorded(v);
	notices_meets(app, v->label);
	return true;
}

/* An office gives a receipt: the proof that a clock is met with. */
static void ask_office(struct gotten *v)
{
	const struct form_field field[OFFICE_FIELDS] = {
		[F_WAY] = {.label = _("How it went"),
			   .hint = _("telephone, letter, web form"),
			   .needed = true},
		[F_RECEIPT] = {.label = _("Receipt"),
			       .hint = _("its number or words")},
		[F_WHY] = {.label = _("Remark")}};

	form_ask(v->app, _("What became of it"), field, OFFICE_FIELDS,
		 office_given, v);
}

/* In the order of the keys 1 to 8; called: of a call, not of a letter. */
static const struct {
	enum fate fate;
	bool called;
} answers[] = {
	{FATE_REACHED, true}, {FATE_NO_ANSWER, true}, {FATE_WRONG, true},
	{FATE_AGAIN, true},   {FATE_REFUSED, true},   {FATE_HANDED, false},
	{FATE_FAILED, false}, {FATE_BOUNCED, false},
};

/* True if that way has such an answer. */
static bool offered(enum via way, enum fate fate)
{
	for (const struct call_answer *a = call_answers; a->key; a++)
		if (a->fate == fate)
			return a->vias & FATE_BIT(way);
	return false;
}

void gotten_keys(struct str *out, const struct gotten *v)
{
	str_addf(out, _("%s:"), channel_words(via_name(v->way)));
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++)
		if (offered(v->way, answers[i].fate))
			str_addf(out, "  %zu %s", i + 1,
				 _(fate_words(answers[i].fate)));
}

/* By telephone, by short message, by WeChat, and round again. */
static void next_way(struct app *app, void *state)
{
	struct gotten *v = state;

	v->way = v->way == VIA_WECHAT ? VIA_PHONE : v->way + 1;
	app_redraw(app);
}

/* The first of a round is recorded as a sending, and checked as one: nobody
 * is rung up or written to before the text is approved. */
static int begin_round(struct gotten *v, struct error *err)
{
	struct act a = ctx_act(v->app);
	int rc = v->begun & FATE_BIT(v->way)
			 ? 0
			 : calls_begin(&a, v->label, v->way, err);

	v->begun |= rc ? 0 : FATE_BIT(v->way);
	return rc ? rc : gotten_load(v, err);
}

static void result(struct app *app, void *state)
{
	struct gotten *v = state;
	const char *id = list_key(&v->list);
	uint32_t i = app_key(app) - '1';
	struct notice_told what = {0};
	struct error err = {0};
	bool by_hand;
	int rc = 0;

	if (!id || i >= sizeof(answers) / sizeof(*answers) ||
	    closing_refused(app))
		return;
	if (notice_only_live(ctx_now(app), &err)) {
		app_error(app, &err);
		return;
	}
	str_copy(v->about, sizeof(v->about), id);
	v->fate = what.fate = answers[i].fate;
	if (str_eq(id, GROUP_OFFICE)) {
		ask_office(v);
		return;
	}
	by_hand = offered(v->way, answers[i].fate);
	if (answers[i].called && !by_hand) {
		app_note(app, _("Only a call ends like that: w changes the "
				"way."));
		return;
	}
	what.channel = by_hand ? via_name(v->way) : NULL;
	if (by_hand)
		rc = begin_round(v, &err);
	if (!rc)
		rc = record(v, &what, &err);
	if (rc)
		app_error(app, &err);
	else
		recorded(v);
}

static void read_table(struct app *app, void *state)
{
	cameback_ask(app, ((struct gotten *)state)->label);
}

/* --- looking --------------------------------------------------------------------------- */

/* Whole values are looked at: that goes on record once, before they show. */
static bool looked(struct gotten *v)
{
	struct error err = {0};

	if (v->r && roster_unmask(v->app, v->r, v->label, &err)) {
		app_error(v->app, &err);
		return false;
	}
	app_changed(v->app); /* reads the register anew */
	return true;
}

static void unmask(struct app *app, void *state)
{
	struct gotten *v = state;

	if (v->whole || looked(v))
		v->whole = !v->whole;
	app_redraw(app);
}

/* For WeChat, SMS, a call: this person's own text, to paste elsewhere. */
static void copy_text(struct app *app, void *state)
{
	struct gotten *v = state;
	const struct recipient *to;
	struct draft d = {0};
	struct error err = {0};
	int rc;

	if (!gotten_chosen(v))
		return;
	rc = notice_only_live(ctx_now(app), &err);
	if (!rc && !looked(v))
		return;
	to = rc ? NULL : gotten_chosen(v);
	if (to)
		rc = draft_open(&d, ctx_of(app)->c, v->label, &err);
	if (to && !rc)
		rc = draft_fill(&d, v->r ? to->value : NULL, &err);
	if (rc)
		app_error(app, &err);
	else if (to)
		app_copy(app, str_text(&d.out.text), to->label);
	draft_release(&d);
}

/* --- the call list on paper ---------------------------------------------------------- */

/* Who is still to be rung up, as the record has it now. */
static int write_sheet(size_t *people, struct app *app, const char *label,
		       const char *path, struct error *err)
{
	struct casefile *c = ctx_of(app)->c;
	struct act a = ctx_act(app);
	struct str text = {0};
	struct draft d = {0};
	struct group g = {0};
	int rc = act_access(&a, "people-called", label, err);

	if (!rc)
		rc = draft_open(&d, c, label, err);
	if (!rc)
		rc = calls_check(&d, c, err);
	if (!rc)
		rc = calls_read(&g, c, d.n, VIA_PHONE, CALLS_FATES, 0, err);
	if (!rc && !g.count)
		rc = error_set(err, ERR_REFUSED, "%s",
			       _("Nobody is left to be reached this way."));
	if (!rc)
		rc = callsheet_write(&text, &d, &g, VIA_PHONE,
				     ctx_now(app)->label, err);
	if (!rc)
		rc = io_create(path, str_text(&text), text.len, 0600, err);
	*people = g.count;
	str_release(&text);
	group_release(&g);
	draft_release(&d);
	return rc;
}

static void sheet_given(struct app *app, void *ctx, const char *path)
{
	struct gotten *v = ctx;
	struct error err = {0};
	size_t people;

	if (!path)
		return;
	if (write_sheet(&people, app, v->label, path, &err))
		app_error(app, &err);
	else
		app_say(app, ngettext("%zu person to ring up is in %s",
				      "%zu people to ring up are in %s",
				      people), people, path);
	app_changed(app);
}

static void paper(struct app *app, void *state)
{
	struct gotten *v = state;
	const struct case_notice *n =
		situation_notice(ctx_now(app), v->label);
	struct error err = {0};
	struct str path = {0};

	if (!n || closing_refused(app))
		return;
	if (notice_may_leave(ctx_now(app), n, &err)) {
		app_error(app, &err);
		return;
	}
	str_addf(&path, "%s-%s-calls.txt", ctx_now(app)->label, v->label);
	path_ask(app, _("Write the call list to which file"), str_text(&path),
		 PATH_NEW, sheet_given, v);
	str_release(&path);
}

/* --- again, and as one person --------------------------------------------------------- */

static void send_again(struct app *app, void *state)
{
	struct gotten *v = state;
	struct noticepane p = {.app = app};
	const struct recipient *to = gotten_chosen(v);

	if (!to)
		return;
	str_copy(p.label, sizeof(p.label), v->label);
	if (str_eq(to->id, GROUP_OFFICE))
		notices_send(app, &p);
	else if (!*to->value[PERSON_MAIL])
		app_note(app, _("No e-mail address is known: tell them "
				"another way, and record the result."));
	else
		notices_send_one(app, &p, to->id);
}

static void as_person(struct app *app, void *state)
{
	struct gotten *v = state;
	const struct recipient *to = gotten_chosen(v);
	struct str arg = {0};

	if (!to)
		return;
	str_add(&arg, v->label);
	if (!str_eq(to->id, GROUP_OFFICE))
		str_addf(&arg, " %s", to->label);
	app_push(app, &noticetext_screen, str_text(&arg));
	str_release(&arg);
}

#define W ACT_CHANGES
const struct action noticepeople_actions[] = {
	{"notice-result", "1 2 3 4 5 6 7 8", N_("result"),
	 N_("Record what became of it for this person"), result,
	 W | ACT_FOOTER},
	{"notice-again", "S", N_("send"),
	 N_("Send it to this person, once more if it was sent"), send_again,
	 W | ACT_FOOTER},
	{"notice-paper", "x", N_("paper"),
	 N_("Write the call list to a file, to be printed"), paper,
	 W | ACT_FOOTER},
	{"notice-way", "w", N_("way"),
	 N_("How they are told by hand: telephone, short message, WeChat"),
	 next_way, ACT_HIDDEN},
	{"notice-bounces", "i", N_("came back"),
	 N_("Bring in a CSV of what could not be delivered"), read_table,
	 W | ACT_FOOTER},
	{"pane", "Tab", N_("list"), N_("The list of the next result"),
	 gotten_next_tab, ACT_FOOTER},
	{"notice-unmask", "m", N_("whole numbers"),
	 N_("Show whole numbers and names, or mask them"), unmask,
	 ACT_FOOTER | ACT_WIDE},
	{"notice-view", "v", N_("whole text"),
	 N_("The whole text, as one person will see it"), as_person,
	 ACT_HIDDEN},
	{"copy", "y", N_("copy"),
	 N_("Copy this person's text, for WeChat or a short message"),
	 copy_text, ACT_FOOTER},
	{0},
};
#undef W
