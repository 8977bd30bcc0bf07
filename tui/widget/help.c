/* ? - every key of the screen it was asked on; :keys - every key of every
 * screen; :messages - what was said. Three texts in one pager. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/widget/everywhere.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

struct text {
	struct pager pager;
	char *what; /* behind the name in the title row */
};

static void add_action(struct rich *r, struct app *app, const char *screen,
		       const struct action *a)
{
	struct str keys = {0};
	int used;

	keymap_keys(&keys, app_config(app)->keys, screen, a->name, true);
	if (!keys.len)
		str_addf(&keys, ":%s", a->name);
	used = utf8_cells(str_text(&keys));
	rich_para(r, 3, 18);
	rich_add(r, LOOK_BOLD, str_text(&keys));
	str_clear(&keys);
	str_pad(&keys, ' ', used < 14 ? (size_t)(15 - used) : 1);
	rich_add(r, LOOK_PLAIN, str_text(&keys));
	rich_add(r, LOOK_PLAIN, _(a->help));
	rich_addf(r, LOOK_PLAIN, "  (%s)", a->name);
	str_release(&keys);
}

static void add_table(struct rich *r, struct app *app, const char *screen,
		      const char *title)
{
	const struct action *a;
	const char *name;

	for (int i = 0; keymap_table(app_config(app)->keys, i, &name, &a);
	     i++) {
		if (!str_eq(name, screen))
			continue;
		rich_line(r, 1, LOOK_BOLD, title);
		for (; a->name; a++)
			if (a->run)
				add_action(r, app, str_eq(screen, KEYMAP_ALL)
							   ? ""
							   : screen, a);
		rich_line(r, 0, LOOK_PLAIN, "");
	}
}

static int open_text(struct text **out, const char *what, struct error *err)
{
	struct text *t = mem_zalloc(sizeof(*t));

	*out = t;
	if (!t)
		return error_nomem(err);
	t->what = what ? mem_strdup(what) : NULL;
	return pager_init(&t->pager, err);
}

static void close_text(struct app *app, void *state)
{
	struct text *t = state;

	(void)app;
	pager_release(&t->pager);
	mem_free(t->what);
	mem_free(t);
}

static struct focus *text_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct text *)state)->pager.focus;
}

static void draw_text(struct app *app, struct text *t, struct surface *s,
		      const char *name)
{
	int rows = frame_rows(app, s), cols = surface_cols(s);
	struct str place = {0};

	frame_title(app, s, name, t->what);
	pager_draw(&t->pager, s, 2, rows - 2, 0, cols - 1, true);
	pager_place(&place, &t->pager);
	frame_rule(s, 1);
	surface_right(s, 1, 1, cols - 1, LOOK_PLAIN, str_text(&place));
	str_release(&place);
}

static void page(struct app *app, void *state)
{
	struct focus *f = text_focus(app, state);

	f->ops->move(f, MOVE_PAGE_DOWN);
}

static const struct action text_actions[] = {
	{"page", "Space", N_("page"), N_("Go on by a page"), page,
	 ACT_FOOTER | ACT_MOVES},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

/* ---- help: arg is the screen_def it was asked on ---- */
static int open_help(void **state, struct app *app, const void *arg,
		     struct error *err)
{
	const struct screen_def *def = arg;
	struct text *t;
	int rc = open_text(&t, def && def->title ? _(def->title) : NULL, err);

	*state = t;
	if (rc) {
		mem_free(t);
		return rc;
	}
	rich_line(t->pager.text, 0, LOOK_PLAIN, "");
	if (def)
		add_table(t->pager.text, app, def->name,
			  def->title ? _(def->title) : def->name);
	if (app_extra(app))
		add_table(t->pager.text, app, app_extra(app),
			  _("In this drill"));
	add_table(t->pager.text, app, KEYMAP_ALL, _("On every screen"));
	rich_line(t->pager.text, 1, LOOK_PLAIN,
		  _("/ finds a word here. keys.conf changes keys; :keys "
		    "shows them all."));
	return 0;
}

static void draw_help(struct app *app, void *state, struct surface *s)
{
	draw_text(app, state, s, _("Keys"));
}

const struct screen_def help_screen = {
	.name = "help", .title = N_("Keys"), .actions = text_actions,
	.open = open_help, .close = close_text, .draw = draw_help,
	.focus = text_focus,
};

/* ---- :keys ---- */
static int open_keys(void **state, struct app *app, const void *arg,
		     struct error *err)
{
	const struct action *a;
	const char *name;
	struct text *t;
	int rc = open_text(&t, NULL, err);

	(void)arg;
	*state = t;
	if (rc) {
		mem_free(t);
		return rc;
	}
	rich_line(t->pager.text, 0, LOOK_PLAIN, "");
	for (int i = 0; keymap_table(app_config(app)->keys, i, &name, &a);
	     i++)
		add_table(t->pager.text, app, name, name);
	return 0;
}

const struct screen_def keys_screen = {
	.name = "keys", .title = N_("Key map"), .actions = text_actions,
	.open = open_keys, .close = close_text, .draw = draw_help,
	.focus = text_focus,
};

/* ---- :messages ---- */
static void add_message(struct rich *r, struct app *app, int64_t at,
			const char *text)
{
	struct str when = {0};

	frame_time(&when, at, app_config(app)->env->zone);
	rich_para(r, 1, 3);
	rich_add(r, LOOK_BOLD, str_text(&when));
	rich_addf(r, LOOK_PLAIN, "  %s", text);
	str_release(&when);
}

static int open_messages(void **state, struct app *app, const void *arg,
			 struct error *err)
{
	const char *text;
	struct text *t;
	int64_t at;
	int rc = open_text(&t, NULL, err);

	(void)arg;
	*state = t;
	if (rc) {
		mem_free(t);
		return rc;
	}
	rich_line(t->pager.text, 0, LOOK_PLAIN, "");
	for (int i = 0; (text = app_message(app, i, &at)); i++)
		add_message(t->pager.text, app, at, text);
	if (!app_message(app, 0, &at))
		rich_line(t->pager.text, 1, LOOK_PLAIN,
			  _("Nothing was said yet."));
	return 0;
}

static void draw_messages(struct app *app, void *state, struct surface *s)
{
	draw_text(app, state, s, _("Messages"));
}

const struct screen_def messages_screen = {
	.name = "messages", .title = N_("Messages"), .actions = text_actions,
	.open = open_messages, .close = close_text, .draw = draw_messages,
	.focus = text_focus,
};
