/* tui/screen/people_acts.c - what a person does in the list of people. */
#include <string.h>

#include "core/base/tr.h"
#include "core/people/export.h"
#include "tui/screen/groupask.h"
#include "tui/screen/pathask.h"
#include "tui/screen/peopleview.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/everywhere.h"
#include "tui/widget/prompt.h"

static bool chosen(struct app *app, struct peopleview *v, size_t *at)
{
	*at = peopleview_chosen(v);
	if (*at == PEOPLE_NOBODY)
		app_note(app, _("There is nobody to choose. i brings in a CSV "
				"file."));
	return *at != PEOPLE_NOBODY;
}

/* --- looking ---------------------------------------------------------------------- */

static void one_person(struct app *app, void *state)
{
	struct peopleview *v = state;
	char id[PERSON_ID];
	size_t at;

	if (!chosen(app, v, &at))
		return;
	person_id(id, v->r->people, at);
	app_push(app, &person_screen, id);
}

static void whole(struct app *app, void *state)
{
	people_whole(app, ((struct peopleview *)state)->r);
}

static void everybody(struct app *app, void *state)
{
	struct peopleview *v = state;

	(void)app;
	v->r->all = !v->r->all;
	if (!peopleview_filter(v, v->r->filter ? v->r->filter : ""))
		v->r->all = !v->r->all;
}

static void try_again(struct app *app, void *state)
{
	struct peopleview *v = state;

	v->r->events = 0;
	people_screen.refresh(app, v);
	app_redraw(app);
}

/* Only once it is typed: every letter would go through all values. */
static void find(struct app *app, void *state)
{
	(void)state;
	prompt_ask(app, _("Find, in all values"), NULL, PROMPT_FLEETING,
		   everywhere_find, NULL);
}

static const char *filter_wrong(struct app *app, void *ctx, const char *text)
{
	struct peopleview *v = ctx;

	(void)app;
	return people_filter_wrong(v->wrong, sizeof(v->wrong), text, true)
		       ? v->wrong
		       : NULL;
}

static void filter_given(struct app *app, void *ctx, const char *text)
{
	struct peopleview *v = ctx;

	if (!text)
		return;
	if (peopleview_filter(v, text) && *text)
		app_say(app, ngettext("%zu person fits. Esc shows all.",
				      "%zu people fit. Esc shows all.",
				      v->r->count), v->r->count);
}

static void filter(struct app *app, void *state)
{
	struct peopleview *v = state;

	app_note(app, _("jurisdiction=CN,minor!=,name~part: all must hold; or "
			"words in any value"));
	prompt_open(app, &(struct prompt){
		.label = _("Only who fits"),
		/* what is hidden is not shown by the back door */
		.text = v->r->filter_part && !v->r->whole ? "" : v->r->filter,
		.flags = PROMPT_FLEETING,
		.check = filter_wrong,
		.done = filter_given,
		.ctx = v});
}

/* --- counting --------------------------------------------------------------------- */

static void field_given(struct app *app, void *ctx, int i)
{
	(void)ctx;
	if (i >= 0)
		app_push(app, &counts_screen,
			 person_field_name((enum person_field)i));
}

static void count_by(struct app *app, void *state)
{
	const char *name[PERSON_FIELDS];

	(void)state;
	for (int f = 0; f < PERSON_FIELDS; f++)
		name[f] = _(person_field_label((enum person_field)f));
	dialog_choose(app, _("Count people by"), name, PERSON_FIELDS,
		      PERSON_JURISDICTION, field_given, NULL);
}

/* --- one or two people ------------------------------------------------------------- */

static void mark(struct app *app, void *state)
{
	struct peopleview *v = state;
	char label[PERSON_ID];
	size_t at;

	if (!chosen(app, v, &at))
		return;
	person_label(label, v->r->people, at);
	str_copy(v->marked, sizeof(v->marked),
		 str_eq(v->marked, label) ? "" : label);
	app_redraw(app);
}

static void join_or_not(struct app *app, void *state)
{
	struct peopleview *v = state;
	struct error err = {0};
	size_t at, other;

	if (!chosen(app, v, &at))
		return;
	if (!*v->marked)
		app_note(app, _("Mark one with Space, then = on the other. Tab "
				"to In twice: who looks alike."));
	else if (register_find(&other, v->r->people, v->marked, &err))
		app_error(app, &err);
	else
		people_pair_ask(app, v->r, other < at ? other : at,
				other < at ? at : other);
}

static void save_group(struct app *app, void *state)
{
	struct peopleview *v = state;
	const char *filter = v->r->filter;

	if (roster_filter_hidden(app, v->r))
		return;
	if (filter && !strpbrk(filter, "=~"))
		app_note(app, _("A group is made of conditions, not of words: "
				"& with name~part, say."));
	else
		group_ask(app, filter ? filter : "");
}

/* --- in and out --------------------------------------------------------------------- */

static void bring_in(struct app *app, void *state)
{
	(void)state;
	people_bring_in(app);
}

static void enquiry(struct app *app, void *state)
{
	struct peopleview *v = state;
	size_t at = peopleview_chosen(v);
	char id[PERSON_ID];

	if (at != PEOPLE_NOBODY)
		person_id(id, v->r->people, at);
	enquiry_ask(app, at == PEOPLE_NOBODY ? NULL : id);
}

/* What left cannot be fetched back. */
static void exported(struct app *app, size_t count, const char *path)
{
	struct str done = {0};

	app_say(app, ngettext("%zu person is in %s", "%zu people are in %s",
			      count), count, path);
	str_addf(&done, _("%s written"), path);
	app_set_final(app, str_text(&done));
	str_release(&done);
}

static void export_to(struct app *app, struct peopleview *v,
		      const char *path)
{
	struct roster *r = v->r;
	struct export_people what = {.whole = v->export_whole};
	struct error err = {0};
	int rc = people_access(app, what.whole ? "people-exported-full"
					       : "people-exported",
			       NULL, &err);

	if (!rc)
		roster_renew(app, r);
	what.at = r->at;
	what.count = r->count;
	if (!rc)
		rc = people_export(r->people, &what, path, -1, &err);
	if (rc)
		app_error(app, &err);
	else
		exported(app, what.count, path);
	app_changed(app);
}

static void path_given(struct app *app, void *ctx, const char *path)
{
	if (path)
		export_to(app, ctx, path);
}

static void how_given(struct app *app, void *ctx, int i)
{
	struct peopleview *v = ctx;
	struct str path = {0};

	if (i < 0)
		return;
	v->export_whole = i == 1;
	str_addf(&path, "%s-people.csv", ctx_now(app)->label);
	path_ask(app, _("Write it to which new file"), str_text(&path),
		 PATH_NEW, path_given, v);
	str_release(&path);
}

static void export(struct app *app, void *state)
{
	struct peopleview *v = state;
	const char *how[] = {
		_("in part: names, ways to reach, identity numbers masked"),
		_("whole values")};
	struct str ask = {0};
	size_t at;

	if (!chosen(app, v, &at))
		return;
	str_addf(&ask, ngettext("Write %zu person to a CSV file (it is "
				"recorded)",
				"Write %zu people to a CSV file (it is "
				"recorded)", v->r->count),
		 v->r->count);
	dialog_choose(app, str_text(&ask), how, 2, 0, how_given, v);
	str_release(&ask);
}

static void copy_id(struct app *app, void *state)
{
	struct peopleview *v = state;
	char label[PERSON_ID];
	size_t at;

	if (!chosen(app, v, &at))
		return;
	person_label(label, v->r->people, at);
	app_copy(app, label, label);
}

#define W ACT_CHANGES
const struct action people_actions[] = {
	{"person", "Enter", N_("person|one person"),
	 N_("Everything about this person, and change it"), one_person,
	 ACT_FOOTER},
	{"people-import", "i", N_("import|bring in"),
	 N_("Bring in a CSV file, with a look at it first"), bring_in,
	 W | ACT_FOOTER},
	{"find", "/", N_("find"), N_("Find by any value or by id"), find,
	 ACT_HIDDEN},
	{"filter", "&", N_("filter"),
	 N_("Only who fits: jurisdiction=CN,minor!=,name~part, or words"),
	 filter, ACT_FOOTER},
	{"count", "#", N_("count"), N_("Count by a field"), count_by,
	 ACT_FOOTER},
	{"group", "+", N_("group|save as group"),
	 N_("Save the filter under a name: a group"), save_group,
	 W | ACT_FOOTER},
	PEOPLE_PANE_ACTIONS,
	{"whole", "v", N_("whole|whole values"),
	 N_("Show whole values, or hide them again; it is recorded"), whole,
	 ACT_FOOTER},
	{"people-export", "x", N_("export"),
	 N_("Write who is shown to a CSV file, masked if you like"), export,
	 ACT_FOOTER},
	{"enquiry", "a", N_("enquiry"),
	 N_("Log what this person asks, or an unknown caller"), enquiry,
	 W | ACT_FOOTER | ACT_WIDE},
	{"mark", "Space", N_("mark"), N_("Mark a row, for ="), mark,
	 ACT_HIDDEN},
	{"same", "=", N_("same?|same or not"),
	 N_("Say whether this and the marked one are the same person"),
	 join_or_not, W | ACT_HIDDEN},
	{"all", "*", N_("all rows"),
	 N_("Also who is in twice or was taken off"), everybody, ACT_HIDDEN},
	{"again", "R", N_("read again"), N_("Read the register again"),
	 try_again, ACT_HIDDEN},
	{"copy", "y", N_("copy"), N_("Copy the person's id"), copy_id,
	 ACT_HIDDEN},
	{0},
};
#undef W
