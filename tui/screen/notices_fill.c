/* tui/screen/notices_fill.c - what a person does to one notice: fill in its
 * blanks, say what is to follow and what does not apply. */
#include <string.h>

#include "core/base/tr.h"
#include "tui/screen/closing.h"
#include "tui/screen/notices.h"
#include "tui/screen/views.h"
#include "tui/widget/form.h"
#include "tui/widget/prompt.h"

#define VALUE_ROWS 7

/* --- items ------------------------------------------------------------------------------ */

/* Sets or takes away what is said of an item: why NULL with `later`, or the
 * reason; neither: it is demanded. */
static void mark(struct noticeview *v, const char *name, bool later,
		 const char *why)
{
	struct app *app = v->pane.app;
	struct noticework w;
	struct error err = {0};
	struct str what = {0};
	int rc = noticework_begin(&w, app, v->pane.label, &err);

	if (!rc && (later || why))
		change_mark(w.c, name, why);
	else if (!rc)
		change_unmark(w.c, name);
	str_addf(&what, later ? _("%s is to follow")
			: why ? _("%s does not apply")
			      : _("%s is demanded"), name);
	if (noticework_end(&w, rc, str_text(&what), &err))
		app_error(app, &err);
	str_release(&what);
}

static void ask_value(struct app *app, struct noticeview *v,
		      const struct onerow *r);

static void toggle(struct app *app, void *state)
{
	struct noticeview *v = state;
	const struct onerow *r = noticeview_chosen(v);

	if (!r || closing_refused(app))
		return;
	str_copy(v->what, sizeof(v->what), r->key);
	if (r->blank)
		ask_value(app, v, r);
	else if (r->said->state == SAID)
		app_note(app, _("The text says it; e changes the text."));
	else
		mark(v, v->what, r->said->state == SAID_MISSING, NULL);
}

static void reason_given(struct app *app, void *ctx, const char *why)
{
	struct noticeview *v = ctx;

	(void)app;
	if (why)
		mark(v, v->what, false, why);
}

static void set_aside(struct app *app, void *state)
{
	struct noticeview *v = state;
	const struct onerow *r = noticeview_chosen(v);
	struct str label = {0};

	if (!r || closing_refused(app))
		return;
	if (!r->said || r->said->state == SAID) {
		app_note(app, _("Only an item that the text lacks can be set "
				"aside."));
		return;
	}
	str_copy(v->what, sizeof(v->what), r->key);
	str_addf(&label, _("Why does %s not apply"), r->key);
	prompt_ask(app, str_text(&label), r->said->why, PROMPT_NEEDED,
		   reason_given, v);
	str_release(&label);
}

/* --- blanks ------------------------------------------------------------------------------ */

static bool values_given(struct app *app, void *ctx, struct form *f)
{
	struct noticeview *v = ctx;
	struct noticework w;
	struct error err = {0};
	int rc, i;

	if (!f)
		return true;
	rc = noticework_begin(&w, app, v->pane.label, &err);
	for (i = 0; !rc && i < NOTICE_FORM && v->asked[i]; i++)
		rc = change_blank(w.c, v->asked[i]->name, form_text(f, i),
				  &err);
	rc = noticework_end(&w, rc, _("filled in"), &err);
	if (rc)
		form_complain(f, i ? i - 1 : 0, err.what);
	return !rc;
}

static void ask_value(struct app *app, struct noticeview *v,
		      const struct onerow *r)
{
	const struct form_field field = {
		.label = _(r->blank->what), .kind = FORM_LINES,
		.rows = VALUE_ROWS, .text = r->value};

	memset(v->asked, 0, sizeof(v->asked));
	v->asked[0] = r->blank;
	form_ask(app, _("Fill in"), &field, 1, values_given, v);
}

/* All that are left, else all there are, in one go. */
static void fill_in(struct app *app, void *state)
{
	struct noticeview *v = state;
	struct form_field field[NOTICE_FORM] = {{0}};
	bool left = v->d.out.left_count + v->check.lacks > 0;
	int n = 0;

	if (closing_refused(app))
		return;
	memset(v->asked, 0, sizeof(v->asked));
	for (size_t i = 0; i < v->rows && n < NOTICE_FORM - 1; i++) {
		const struct onerow *r = &v->row[i];

		if (!r->blank || (left && !r->left))
			continue;
		v->asked[n] = r->blank;
		field[n++] = (struct form_field){
			.label = _(r->blank->what), .kind = FORM_TEXT,
			.text = r->value};
	}
	if (n)
		form_ask(app, left ? _("What is left blank")
				   : _("What is filled in"),
			 field, n, values_given, v);
	else
		app_note(app, _("This text has no blanks."));
}

/* To the blank that would fill the item; a blank is asked for. */
static void go_in(struct app *app, void *state)
{
	struct noticeview *v = state;
	const struct onerow *r = noticeview_chosen(v);
	const struct notice_block *b;

	if (!r)
		return;
	if (r->blank) {
		if (app_read_only(app))
			notices_text(app, state);
		else
			toggle(app, state);
		return;
	}
	b = notice_covering(v->d.t, r->said->list->id, r->said->item->item);
	for (size_t i = 0; b && i < v->d.t->piece_count; i++) {
		const struct piece *p = &v->d.t->piece[i];

		if (&v->d.t->block[p->block] == b && p->blank &&
		    notice_is_left(&v->d, p->blank)) {
			list_choose(&v->pane.list, p->blank->name);
			app_redraw(app);
			return;
		}
	}
	app_note(app, b ? _("The text has it: v shows the text, e changes it.")
			: _("The text has no place for it: e adds one."));
}

#define W ACT_CHANGES
const struct action notice_actions[] = {
	{"notice-open", "Enter", N_("fill in"),
	 N_("Fill in the blank; from an item, go to the blank it needs"),
	 go_in, ACT_FOOTER},
	{"notice-fill", "b", N_("all blanks"),
	 N_("Fill in all that is left blank, one after another"), fill_in,
	 W | ACT_FOOTER},
	{"notice-later", "Space", N_("to follow"),
	 N_("Say that the item is to follow, or demand it again"), toggle,
	 W | ACT_FOOTER},
	{"notice-not", "s", N_("not applicable"),
	 N_("Say that the item does not apply, with a reason"), set_aside,
	 W | ACT_FOOTER},
	{"notice-edit", "e", N_("edit"), N_("Change its text in your editor"),
	 notices_edit, W | ACT_FOOTER},
	{"notice-view", "v", N_("whole text"),
	 N_("The whole text, as one person will see it"), notices_text,
	 ACT_FOOTER},
	{"notice-approve", "A", N_("approve"),
	 N_("Agree to this exact text for this group"), notices_approve,
	 W | ACT_FOOTER},
	NOTICES_ACTIONS(ACT_HIDDEN, ACT_HIDDEN),
	{"notice-clock", "C", N_("its clock"),
	 N_("Choose which running clock it is to meet"), notices_clock,
	 W | ACT_FOOTER | ACT_WIDE},
	{"view", "1 2 3 4 5 6 7", N_("views"), N_("Another view of the case"),
	 ctx_view, ACT_HIDDEN},
	{0},
};
#undef W
