#include "tui/widget/everywhere.h"

#include <string.h>

#include "core/base/tr.h"
#include "tui/widget/prompt.h"

static struct focus *focus_of(struct app *app)
{
	const struct screen_def *def = app_top(app);

	return def && def->focus ? def->focus(app, app_top_state(app)) : NULL;
}

static void move(struct app *app, enum move how)
{
	struct focus *f = focus_of(app);

	if (f)
		f->ops->move(f, how);
}

#define MOVES(name, how)                                     \
	static void name(struct app *app, void *state)       \
	{                                                    \
		(void)state;                                 \
		move(app, how);                              \
	}
MOVES(up, MOVE_UP)
MOVES(down, MOVE_DOWN)
MOVES(left, MOVE_LEFT)
MOVES(right, MOVE_RIGHT)
MOVES(first, MOVE_FIRST)
MOVES(last, MOVE_LAST)
MOVES(page_up, MOVE_PAGE_UP)
MOVES(page_down, MOVE_PAGE_DOWN)
MOVES(half_up, MOVE_HALF_UP)
MOVES(half_down, MOVE_HALF_DOWN)

/* ---- find, filter ---- */
static void say_found(struct app *app, enum hit what, const char *text)
{
	struct str note = {0};

	if (what == HIT_ONE)
		return;
	str_addf(&note,
		 what == HIT_STOPPED
			 ? _("Stopped before the end; not found so far: %s")
			 : _("Not found: %s"),
		 text);
	app_note(app, str_text(&note));
	str_release(&note);
}

/* In a long list find() says how far it is (app_busy). */
static enum hit look(struct app *app, struct focus *f, const char *text,
		     int dir)
{
	enum hit hit = f->ops->find(f, text, dir);

	app_busy_end(app);
	return hit;
}

static void go_on(struct app *app, int dir)
{
	struct focus *f = focus_of(app);
	const char *text = app_sought(app);

	if (!f)
		app_note(app, _("There is nothing to find in here."));
	else if (!*text)
		app_note(app, _("Find something with / first."));
	else
		say_found(app, look(app, f, text, dir), text);
}

void everywhere_find(struct app *app, void *ctx, const char *text)
{
	(void)ctx;
	if (!text || !*text)
		return;
	app_seek(app, text);
	go_on(app, 0);
}

static void find_typed(struct app *app, void *ctx, const char *text)
{
	struct focus *f = focus_of(app);

	(void)ctx;
	if (f && *text)
		look(app, f, text, 0);
}

static void find(struct app *app, void *state)
{
	struct prompt p = {.label = _("Find"), .flags = PROMPT_FLEETING,
			   .typed = find_typed, .done = everywhere_find};

	(void)state;
	if (focus_of(app))
		prompt_open(app, &p);
	else
		app_note(app, _("There is nothing to find in here."));
}

static void find_next(struct app *app, void *state)
{
	(void)state;
	go_on(app, 1);
}

static void find_previous(struct app *app, void *state)
{
	(void)state;
	go_on(app, -1);
}

static void filter_typed(struct app *app, void *ctx, const char *text)
{
	struct focus *f = focus_of(app);

	(void)ctx;
	if (f && f->ops->filter)
		f->ops->filter(f, text);
}

static void filtered(struct app *app, void *ctx, const char *text)
{
	struct focus *f = focus_of(app);
	int left;

	(void)ctx;
	if (!f || !f->ops->filter)
		return;
	left = f->ops->filter(f, text ? text : "");
	if (text && *text)
		app_say(app, ngettext("%d row has \"%s\". Esc shows all.",
				      "%d rows have \"%s\". Esc shows all.",
				      (unsigned long)left),
			left, text);
}

static void filter(struct app *app, void *state)
{
	struct prompt p = {.label = _("Only rows with"),
			   .flags = PROMPT_FLEETING, .typed = filter_typed,
			   .done = filtered};
	struct focus *f = focus_of(app);

	(void)state;
	if (f && f->ops->filter)
		prompt_open(app, &p);
	else
		app_note(app, _("There are no rows to filter here."));
}

/* ---- the rest ---- */
static void palette(struct app *app, void *state)
{
	(void)state;
	palette_open(app, "");
}

static void help(struct app *app, void *state)
{
	(void)state;
	if (app_top(app) != &help_screen)
		app_push(app, &help_screen, app_top(app));
}

static void messages(struct app *app, void *state)
{
	(void)state;
	app_push(app, &messages_screen, NULL);
}

static void keys(struct app *app, void *state)
{
	(void)state;
	app_push(app, &keys_screen, NULL);
}

static void undo(struct app *app, void *state)
{
	(void)state;
	app_undo(app);
}

static void redo(struct app *app, void *state)
{
	(void)state;
	app_redo(app);
}

/* Esc never ends the program; where rows are hidden it shows them first. */
static void back(struct app *app, void *state)
{
	struct focus *f = focus_of(app);

	(void)state;
	if (f && f->ops->filtered && f->ops->filtered(f))
		f->ops->filter(f, "");
	else if (app_depth(app) > 1)
		app_pop(app);
	else
		app_note(app, _("This is the first screen; q leaves."));
}

static void leave(struct app *app, void *state)
{
	(void)state;
	app_pop(app);
}

static void quit(struct app *app, void *state)
{
	(void)state;
	app_quit(app);
}

static void repaint(struct app *app, void *state)
{
	(void)state;
	app_repaint(app);
}

static void suspend(struct app *app, void *state)
{
	(void)state;
	app_suspend(app);
}

static void lang_given(struct app *app, void *ctx, const char *text)
{
	(void)ctx;
	if (text && *text)
		app_lang(app, text);
}

static void lang(struct app *app, void *state)
{
	(void)state;
	prompt_ask(app, _("Language (en, zh)"), NULL, PROMPT_FLEETING,
		   lang_given, NULL);
}

static void urgent(struct app *app, void *state)
{
	(void)state;
	if (app_config(app)->urgent)
		app_config(app)->urgent(app);
}

static const struct action everywhere_actions[] = {
	{"down", "j Down", N_("down"), N_("One row down"), down, ACT_MOVES},
	{"up", "k Up", N_("up"), N_("One row up"), up, ACT_MOVES},
	{"left", "h Left", N_("left"), N_("Fold, or go left"), left,
	 ACT_MOVES},
	{"right", "l Right", N_("right"), N_("Unfold, or go right"), right,
	 ACT_MOVES},
	{"first", "g Home", N_("first"), N_("To the first row"), first,
	 ACT_MOVES},
	{"last", "G End", N_("last"), N_("To the last row"), last,
	 ACT_MOVES},
	{"page-up", "PgUp", N_("page up"), N_("Back by a page"), page_up,
	 ACT_MOVES},
	{"page-down", "PgDn", N_("page down"), N_("On by a page"), page_down,
	 ACT_MOVES},
	{"half-up", "Ctrl-U", N_("half up"), N_("Back by half a page"),
	 half_up, ACT_MOVES},
	{"half-down", "Ctrl-D", N_("half down"), N_("On by half a page"),
	 half_down, ACT_MOVES},
	{"find", "/", N_("find"),
	 N_("Find by number, id, title or owner"), find, 0},
	{"find-next", "n", N_("next"), N_("The next one that was found"),
	 find_next, ACT_MOVES},
	{"find-previous", "N", N_("previous"),
	 N_("The one before that was found"), find_previous, ACT_MOVES},
	{"filter", "&", N_("filter"), N_("Show only rows that hold a word"),
	 filter, 0},
	{"deadline", "D", N_("deadline"), N_("Go to the nearest time limit"),
	 urgent, 0},
	{"palette", ":", N_("cmd"), N_("Every action by name"), palette, 0},
	{"help", "? F1", N_("help"), N_("Every key of this screen"), help, 0},
	{"undo", "u", N_("undo"), N_("Take the last change back"), undo,
	 ACT_CHANGES},
	{"redo", "U", N_("redo"), N_("Do again what was taken back"), redo,
	 ACT_CHANGES},
	{"back", "Esc", N_("back"), N_("Leave this screen"), back, 0},
	{"leave", "q", N_("quit"),
	 N_("Leave this screen; from the first one, the program"), leave, 0},
	{"redraw", "Ctrl-L", N_("redraw"), N_("Draw the screen anew"),
	 repaint, 0},
	{"suspend", "Ctrl-Z", N_("suspend"),
	 N_("Back to the shell for a while; fg returns"), suspend, 0},
	{"messages", "", N_("messages"), N_("What was said so far"), messages,
	 0},
	{"keys", "", N_("keys"), N_("Every key of every screen"), keys, 0},
	{"lang", "", N_("language"), N_("Change the language"), lang, 0},
	{"quit", "", N_("quit"), N_("End the program"), quit, 0},
	{0},
};

int everywhere_keys(struct keymap *k, struct error *err)
{
	static const struct screen_def *const screens[] = {
		&help_screen, &messages_screen, &keys_screen};
	int rc = keymap_add(k, KEYMAP_ALL, everywhere_actions, err);

	for (size_t i = 0; !rc && i < sizeof(screens) / sizeof(*screens); i++)
		rc = keymap_add(k, screens[i]->name, screens[i]->actions,
				err);
	return rc;
}
