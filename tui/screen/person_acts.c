/* tui/screen/person_acts.c - what is done on the page of one person. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/people/change.h"
#include "tui/screen/person.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

static const struct personrow *chosen(struct personview *v)
{
	int i = v->gone ? -1 : list_at(&v->list);

	return i < 0 ? NULL : &v->row[i];
}

static void whole(struct app *app, void *state)
{
	struct personview *v = state;
	struct error err = {0};

	if (v->gone)
		return;
	if (!v->whole &&
	    roster_unmask(app, v->r, v->label, &err)) {
		app_error(app, &err);
		return;
	}
	v->whole = !v->whole;
	app_changed(app);
}

/* --- change ------------------------------------------------------------------------- */

static void told(struct app *app, struct personview *v,
		 const struct person_change *what, const char *said)
{
	struct act a = ctx_act(app);
	struct error err = {0};
	struct str t = {0};
	int rc;

	if (v->gone)
		return;
	rc = person_change(&a, v->r->people, v->at, what, &err);
	str_addf(&t, _("%s: %s"), v->label, said);
	ctx_told(app, &a, rc, &err, str_text(&t));
	str_release(&t);
}

static void forget(struct personview *v)
{
	if (v->value)
		mem_wipe(v->value, strlen(v->value));
	mem_free(v->value);
	v->value = NULL;
}

static void why_given(struct app *app, void *ctx, const char *why)
{
	struct personview *v = ctx;

	if (why)
		told(app, v,
		     &(struct person_change){.field = v->field,
					     .value = v->value,
					     .why = why},
		     _("changed"));
	forget(v);
}

static void value_given(struct app *app, void *ctx, const char *value)
{
	struct personview *v = ctx;

	if (!value)
		return;
	forget(v);
	v->value = mem_strdup(value);
	if (v->value)
		prompt_ask(app, _("Why"), "", PROMPT_NEEDED, why_given, v);
}

static const char *value_wrong(struct app *app, void *ctx, const char *text)
{
	const struct personview *v = ctx;

	(void)app;
	return person_value_fits(v->field, text) ? NULL
						 : _("that is not of its "
						     "form");
}

static void channel_given(struct app *app, void *ctx, int i)
{
	static const enum person_field way[] = {
		PERSON_FIELDS, PERSON_PHONE, PERSON_MAIL, PERSON_WECHAT,
		PERSON_ADDRESS};

	if (i >= 0)
		told(app, ctx,
		     &(struct person_change){
			     .field = PERSON_FIELDS,
			     .channel = i ? person_field_name(way[i]) : ""},
		     _("reached another way"));
}

static void edit(struct app *app, void *state)
{
	struct personview *v = state;
	const struct personrow *row = chosen(v);
	const char *way[] = {_("the first way there is"),
			     _(person_field_label(PERSON_PHONE)),
			     _(person_field_label(PERSON_MAIL)),
			     _(person_field_label(PERSON_WECHAT)),
			     _(person_field_label(PERSON_ADDRESS))};

	if (row && row->kind == PR_CHANNEL) {
		dialog_choose(app, _("Reach them by"), way, 5, 0,
			      channel_given, v);
		return;
	}
	if (!row || row->kind != PR_FIELD) {
		app_note(app, _("Choose a field above; e changes it."));
		return;
	}
	v->field = row->field;
	prompt_open(app, &(struct prompt){
		.label = row->name,
		/* what is hidden is not shown by the back door */
		.text = v->whole || !person_field_secret(v->field)
				? person_get(&v->r->buf, v->r->people, v->at,
					     v->field)
				: "",
		.flags = PROMPT_FLEETING,
		.check = value_wrong,
		.done = value_given,
		.ctx = v});
}

static void listed_why(struct app *app, void *ctx, const char *why)
{
	struct personview *v = ctx;
	bool off = person_removed(v->r->people, v->at);

	if (why)
		told(app, v,
		     &(struct person_change){
			     .field = PERSON_FIELDS,
			     .listed = off ? PUT_BACK : TAKE_OFF,
			     .why = why},
		     off ? _("put back") : _("taken off"));
}

static void take_off(struct app *app, void *state)
{
	struct personview *v = state;

	if (!v->gone)
		prompt_ask(app,
			   person_removed(v->r->people, v->at)
				   ? _("Put back; why")
				   : _("Take off, not affected after all; "
				       "why"),
			   "", PROMPT_NEEDED, listed_why, v);
}

/* --- the rest ------------------------------------------------------------------------ */

static void open_row(struct app *app, void *state)
{
	const struct personrow *row = chosen(state);

	if (row && row->kind == PR_ENQUIRY)
		app_push(app, &enquiry_screen, row->enquiry);
	else if (!app_read_only(app))
		edit(app, state);
}

static void enquiry(struct app *app, void *state)
{
	struct personview *v = state;

	if (!v->gone)
		enquiry_ask(app, v->id);
}

static void copy_id(struct app *app, void *state)
{
	const struct personview *v = state;

	app_copy(app, v->label, v->label);
}

#define W ACT_CHANGES
const struct action person_actions[] = {
	{"open-row", "Enter", N_("change|change or open"),
	 N_("Change the field, or open the enquiry"), open_row, ACT_FOOTER},
	{"edit", "e", N_("change"), N_("Change the field, with a reason"),
	 edit, W | ACT_HIDDEN},
	{"whole", "v", N_("whole|whole values"),
	 N_("Show whole values, or hide them again; it is recorded"), whole,
	 ACT_FOOTER},
	{"take-off", "s", N_("take off|take off, put back"),
	 N_("Not affected after all, or put back; with a reason"), take_off,
	 W | ACT_FOOTER},
	{"enquiry", "a", N_("enquiry"), N_("Log what this person asks"),
	 enquiry, W | ACT_FOOTER},
	{"copy", "y", N_("copy"), N_("Copy the person's id"), copy_id,
	 ACT_HIDDEN},
	{"view", "1 2 3 4 5 6 7", N_("view"), N_("Another view of the case"),
	 ctx_view, ACT_FOOTER},
	{0},
};
#undef W
