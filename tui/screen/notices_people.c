/* tui/screen/notices_people.c - who of a group got a notice and who did not:
 * the list in doubt, the list to call, one key a result. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/notice/calls.h"
#include "tui/screen/closing.h"
#include "tui/screen/notices.h"
#include "tui/screen/views.h"
#include "tui/widget/form.h"
#include "tui/widget/frame.h"

#define MOST 2000 /* rows at once; the rest comes as these are done */
#define DETAIL_ROWS 8

/* In the order of the tabs: what needs a person comes first. */
static const enum fate tabs[] = {
	FATE_DOUBT,	FATE_FAILED, FATE_BOUNCED, FATE_WRONG, FATE_AGAIN,
	FATE_NO_ANSWER, FATE_NONE,   FATE_HANDED,  FATE_REACHED, FATE_REFUSED};
#define TABS (sizeof(tabs) / sizeof(*tabs))

struct gotten {
	struct list list; /* first: its focus is ours */
	struct app *app;
	char label[NOTICE_LABEL];
	struct group group; /* of the tab that is shown */
	size_t tab;
	bool calling; /* a round of calls is on record */
	bool whole;   /* values are not masked */
	bool recorded; /* that somebody looks at them */
	char about[PERSON_ID]; /* whom a question is about */
	enum fate fate;	       /* the answer to it */
	struct str find;
};

/* --- rows -------------------------------------------------------------------------- */

static const struct case_notice *notice(const struct gotten *v)
{
	return situation_notice(ctx_now(v->app), v->label);
}

static const struct recipient *item(const struct gotten *v, int i)
{
	return i >= 0 && (size_t)i < v->group.count ? &v->group.to[i] : NULL;
}

static int count(void *ctx)
{
	return (int)((struct gotten *)ctx)->group.count;
}

static const char *key(void *ctx, int i)
{
	return item(ctx, i)->id;
}

/* A value as it may be shown now. */
static void value(char *out, size_t size, const struct gotten *v,
		  const struct recipient *to, enum person_field f)
{
	const char *text = to->value[f];

	if (v->whole || str_eq(to->id, GROUP_OFFICE))
		str_copy(out, size, text);
	else
		person_mask(out, size, f, text);
}

static const char *text(void *ctx, int i)
{
	struct gotten *v = ctx;
	const struct recipient *to = item(v, i);
	char name[NOTICE_TELL];

	str_clear(&v->find);
	value(name, sizeof(name), v, to, PERSON_NAME);
	str_addf(&v->find, "%s %s", to->label, name);
	return str_text(&v->find);
}

/* The number to ring: a minor's guardian's. */
static enum person_field ring(const struct recipient *to)
{
	return call_number(to, VIA_PHONE) == to->value[PERSON_GUARDIAN_PHONE]
		       ? PERSON_GUARDIAN_PHONE
		       : PERSON_PHONE;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct gotten *v = ctx;
	const struct recipient *to = item(v, i);
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	const enum person_field field[] = {PERSON_NAME, ring(to),
					   PERSON_MAIL, PERSON_LANGUAGE};
	const int width[] = {20, 18, 22, 6};
	char t[NOTICE_TELL];

	if (str_eq(to->id, GROUP_OFFICE)) {
		surface_field(s, row, col, cells, look, to->label);
		return;
	}
	surface_field(s, row, col, 9, look, to->label);
	col += 10;
	for (int k = 0; k < 4; k++) {
		value(t, sizeof(t), v, to, field[k]);
		surface_field(s, row, col, width[k] - 1, look, t);
		col += width[k];
	}
}

static const struct list_ops people_ops = {count, key, draw_one, text};

static int load(struct gotten *v, struct error *err)
{
	struct group_args args = {.fates = 1u << tabs[v->tab],
				  .field = PERSON_FIELDS, .most = MOST};
	const struct case_notice *n = notice(v);

	group_release(&v->group);
	if (!n)
		return error_set(err, ERR_NOTFOUND, _("%s has no notice %s"),
				 ctx_now(v->app)->label, v->label);
	return group_read(&v->group, ctx_of(v->app)->c, n, &args, err);
}

static void load_again(struct gotten *v)
{
	struct error err = {0};

	if (load(v, &err))
		app_error(v->app, &err);
	app_redraw(v->app);
}

/* --- drawing ----------------------------------------------------------------------- */

static void draw_tabs(const struct gotten *v, struct surface *s, int row)
{
	struct str t = {0};
	int col = 1;

	for (size_t i = 0; i < TABS; i++) {
		size_t n = v->group.by_fate[tabs[i]];
		bool now = i == v->tab;

		if (!n && !now)
			continue;
		str_clear(&t);
		str_addf(&t, now ? "[%s %zu]" : "%s %zu",
			 _(fate_words(tabs[i])), n);
		col += surface_put(s, row, col, surface_cols(s) - col - 1,
				   now ? LOOK_BOLD : LOOK_PLAIN,
				   str_text(&t)) + 3;
	}
	str_release(&t);
}

static void add_value(struct rich *r, const struct gotten *v,
		      const struct recipient *to, enum person_field f)
{
	char t[256];

	value(t, sizeof(t), v, to, f);
	if (*t)
		rich_addf(r, LOOK_PLAIN, "%s %s   ",
			  _(person_field_label(f)), t);
}

/* The one chosen: how to reach them, and the text they get. */
static void draw_chosen(struct gotten *v, struct surface *s, int row,
			int last)
{
	static const enum person_field shown[] = {
		PERSON_NAME, PERSON_PHONE, PERSON_WECHAT, PERSON_MAIL,
		PERSON_ADDRESS, PERSON_MINOR, PERSON_GUARDIAN,
		PERSON_GUARDIAN_PHONE};
	const struct recipient *to = item(v, list_at(&v->list));
	struct rich *r = to ? rich_new() : NULL;
	int cells = surface_cols(s) - 6, n;

	frame_dots(s, row++, 3, surface_cols(s) - 5);
	if (!r)
		return;
	rich_para(r, 0, 0);
	rich_addf(r, LOOK_BOLD, "%s   ", to->label);
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		add_value(r, v, to, shown[i]);
	n = rich_layout(r, cells);
	for (int i = 0; i < n && row + i < last - 3; i++)
		rich_draw(r, i, s, row + i, 3, cells);
	rich_free(r);
	surface_field(s, last - 3, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      _("called:  1 reached  2 no answer  3 wrong number  "
			"4 call back  5 refused"));
	surface_field(s, last - 2, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      _("written: 6 delivered  7 not delivered  8 came back"));
	surface_field(s, last - 1, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      v->whole ? _("Whole values are shown; that stands in the "
				   "record.")
			       : _("m shows whole numbers; that is put on "
				   "record."));
}

static void people_draw(struct app *app, void *state, struct surface *s)
{
	struct gotten *v = state;
	const struct situation *now = ctx_now(app);
	int row = frame_title(app, s, now->label, now->title);
	int last = frame_rows(app, s), below = last - DETAIL_ROWS;
	const struct case_notice *n = notice(v);
	struct str t = {0};

	ctx_next_row(app, s, row++);
	ctx_last_change(app);
	if (!n)
		return;
	str_addf(&t, _("%s v%zu  %s: who got it"), n->label, n->version,
		 notice_who(n));
	surface_field(s, row++, 1, surface_cols(s) - 2, LOOK_BOLD,
		      str_text(&t));
	str_release(&t);
	draw_tabs(v, s, row++);
	if (v->group.more)
		surface_right(s, row - 2, 40, surface_cols(s) - 41, LOOK_PLAIN,
			      _("the first 2,000 are listed"));
	frame_rule(s, row++);
	if (!v->group.count) {
		surface_put(s, row + 1, 3, surface_cols(s) - 4, LOOK_PLAIN,
			    _("Nobody is on this list. Tab shows the next."));
		surface_cursor(s, row + 1, 3);
		return;
	}
	list_draw(&v->list, s, row, below - row, 0, surface_cols(s), true);
	draw_chosen(v, s, below, last);
}

/* --- the screen ---------------------------------------------------------------------- */

static void people_close(struct app *app, void *state)
{
	struct gotten *v = state;

	(void)app;
	list_release(&v->list);
	group_release(&v->group);
	str_release(&v->find);
	mem_free(v);
}

/* On the first list that somebody stands on. */
static int people_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct gotten *v = mem_zalloc(sizeof(*v));
	size_t first = 0;
	int rc;

	if (!v)
		return error_nomem(err);
	v->app = app;
	str_copy(v->label, sizeof(v->label), arg);
	list_init(&v->list, &people_ops, v);
	rc = load(v, err);
	while (!rc && first < TABS - 1 && !v->group.by_fate[tabs[first]])
		first++;
	if (!rc && first) {
		v->tab = first;
		rc = load(v, err);
	}
	if (rc)
		people_close(app, v);
	else
		*state = v;
	return rc;
}

static void people_refresh(struct app *app, void *state)
{
	(void)app;
	load_again(state);
}

static struct focus *people_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct gotten *)state)->list.focus;
}

void notices_people(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_notice(state);

	if (n && (n->set->filter || n->set->authority))
		app_push(app, &noticepeople_screen, n->label);
	else if (n)
		app_note(app, _("It goes to nobody by name."));
}

/* --- results --------------------------------------------------------------------------- */

/* Whom a question is about; NULL when they have left the list meanwhile. */
static const struct recipient *about(const struct gotten *v)
{
	for (size_t i = 0; i < v->group.count; i++)
		if (str_eq(v->group.to[i].id, v->about))
			return &v->group.to[i];
	return NULL;
}

static int record(struct gotten *v, const struct notice_told *what,
		  struct error *err)
{
	const struct recipient *to = about(v);
	struct act a = ctx_act(v->app);

	if (!to)
		return error_set(err, ERR_MOVED,
				 _("somebody else has recorded that"));
	return notice_tell(&a, v->label, to, 1, what, err);
}

static void recorded(struct gotten *v)
{
	const struct recipient *to = about(v);
	struct str t = {0};

	str_addf(&t, "%s: %s", to ? to->label : "", _(fate_words(v->fate)));
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

/* The first call of a round is recorded as a sending, and checked as one:
 * nobody is rung up before the text is approved. */
static int begin_calls(struct gotten *v, struct error *err)
{
	struct act a = ctx_act(v->app);
	int rc = v->calling ? 0
			    : calls_begin(&a, v->label, VIA_PHONE, err);

	v->calling |= !rc;
	return rc ? rc : load(v, err);
}

static void result(struct app *app, void *state)
{
	struct gotten *v = state;
	const char *id = list_key(&v->list);
	uint32_t i = app_key(app) - '1';
	struct notice_told what = {0};
	struct error err = {0};
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
	what.channel = answers[i].called ? via_name(VIA_PHONE) : NULL;
	if (str_eq(id, GROUP_OFFICE)) {
		ask_office(v);
		return;
	}
	if (answers[i].called)
		rc = begin_calls(v, &err);
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

static void next_tab(struct app *app, void *state)
{
	struct gotten *v = state;

	(void)app;
	for (size_t i = 0; i < TABS; i++) {
		v->tab = (v->tab + 1) % TABS;
		if (v->group.by_fate[tabs[v->tab]])
			break;
	}
	load_again(v);
}

/* Whole values are looked at: that goes on record once, before they show. */
static bool looked(struct gotten *v)
{
	struct act a = ctx_act(v->app);
	struct error err = {0};
	int rc = 0;

	if (!v->recorded && !app_read_only(v->app))
		rc = act_access(&a, "people-unmasked", v->label, &err);
	if (rc)
		app_error(v->app, &err);
	v->recorded |= !rc;
	return !rc;
}

static void unmask(struct app *app, void *state)
{
	struct gotten *v = state;

	if (!v->whole && !looked(v))
		return;
	v->whole = !v->whole;
	app_redraw(app);
}

/* For WeChat, SMS, a call: this person's own text, to paste elsewhere. */
static void copy_text(struct app *app, void *state)
{
	struct gotten *v = state;
	const struct recipient *to = item(v, list_at(&v->list));
	struct draft d = {0};
	struct error err = {0};

	if (!to)
		return;
	if (!notice_only_live(ctx_now(app), &err) &&
	    !draft_open(&d, ctx_of(app)->c, v->label, &err) &&
	    !draft_fill(&d, d.n->set->filter ? to->value : NULL, &err) &&
	    looked(v))
		app_copy(app, str_text(&d.out.text), to->label);
	else if (err.code)
		app_error(app, &err);
	draft_release(&d);
}

static void send_again(struct app *app, void *state)
{
	struct gotten *v = state;
	struct noticepane p = {.app = app};
	const struct recipient *to = item(v, list_at(&v->list));

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
	const struct recipient *to = item(v, list_at(&v->list));
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
static const struct action people_actions[] = {
	{"notice-result", "1 2 3 4 5 6 7 8", N_("result"),
	 N_("Record what became of it for this person"), result,
	 W | ACT_FOOTER},
	{"notice-again", "S", N_("send"),
	 N_("Send it to this person, once more if it was sent"), send_again,
	 W | ACT_FOOTER},
	{"notice-bounces", "i", N_("came back"),
	 N_("Bring in a CSV of what could not be delivered"), read_table,
	 W | ACT_FOOTER},
	{"pane", "Tab", N_("next list"), N_("The list of the next result"),
	 next_tab, ACT_FOOTER},
	{"notice-unmask", "m", N_("whole numbers"),
	 N_("Show whole numbers and names, or mask them"), unmask,
	 ACT_FOOTER},
	{"notice-view", "v", N_("whole text"),
	 N_("The whole text, as one person will see it"), as_person,
	 ACT_HIDDEN},
	{"copy", "y", N_("copy text"),
	 N_("Copy this person's text, for WeChat or a short message"),
	 copy_text, ACT_FOOTER},
	{0},
};
#undef W

const struct screen_def noticepeople_screen = {
	.name = "noticepeople",
	.title = N_("Who got a notice"),
	.actions = people_actions,
	.open = people_open,
	.close = people_close,
	.draw = people_draw,
	.refresh = people_refresh,
	.focus = people_focus,
};
