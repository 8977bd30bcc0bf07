/* From a key to an action: guards first, then fields, then the keymap. */
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/app/app_priv.h"

static bool in_field(struct app *app)
{
	struct layer *l = layer_top(app);

	if (!l)
		return false;
	if (l->overlay)
		return l->overlay->field;
	return l->def->field && l->def->field(app, l->state);
}

static const struct action *action_for(struct app *app, uint32_t key)
{
	const struct keymap *k = app->config.keys;
	struct layer *l = layer_screen(app);
	const struct action *a;

	a = app->extra ? keymap_find(k, app->extra, key) : NULL;
	if (a && a->flags & ACT_CURTAIN && !app->curtain)
		a = NULL;
	if (a && a != keymap_find(k, KEYMAP_ALL, key))
		return a;
	return l ? keymap_find(k, l->def->name, key) : NULL;
}

static bool only_moves(struct app *app, uint32_t key)
{
	const struct action *a = action_for(app, key);

	return a && a->flags & ACT_MOVES && !app_has_overlay(app);
}

/* True: the top layer has taken it. */
static bool give(struct app *app, uint32_t key)
{
	struct layer *l = layer_top(app);

	if (!l)
		return true;
	if (l->overlay) {
		l->overlay->key(app, l->state, key);
		return true;
	}
	return l->def->key && l->def->key(app, l->state, key);
}

void app_do(struct app *app, const struct action *a)
{
	struct layer *l = layer_screen(app);
	struct error err = {0};

	if (a->flags & ACT_CHANGES && app->read_only) {
		error_set(&err, ERR_REFUSED,
			  _("%s: nothing can be changed here, it is open "
			    "read-only"),
			  a->name);
		app_error(app, &err);
		return;
	}
	if (a->flags & ACT_CHANGES && app->config.gate &&
	    app->config.gate(app, a))
		return;
	a->run(app, l->state);
}

static void say_no_key(struct app *app, uint32_t key)
{
	struct str name = {0}, text = {0};

	key_name(&name, key);
	str_addf(&text, _("%s does nothing here. ? shows every key."),
		 str_text(&name));
	app_note(app, str_text(&text));
	str_release(&name);
	str_release(&text);
}

static bool is_typed(uint32_t key)
{
	return key >= ' ' && key != KEY_BACKSPACE && key < KEY_SPECIAL;
}

/* A key outside any text field. */
static void act(struct app *app, uint32_t key)
{
	const struct action *a;

	key = key_narrow(key);
	if (is_typed(key) && key_is_cjk(key)) {
		app_note(app, _("Input method is on. Switch to English to "
				"use keys."));
		return;
	}
	if (!guard_key(&app->guard, key, only_moves(app, key),
		       app_mono(app))) {
		app_note(app, _("Ignored: text that came too fast to be "
				"keys."));
		return;
	}
	app->key = key;
	if (give(app, key))
		return;
	a = action_for(app, key);
	if (a)
		app_do(app, a);
	else if (is_typed(key) || key >= KEY_SPECIAL)
		say_no_key(app, key);
}

static void act_in_field(struct app *app, uint32_t key)
{
	const struct action *a;

	app->key = key;
	if (give(app, key) || is_typed(key))
		return;
	a = action_for(app, key);
	if (a)
		app_do(app, a);
}

/* ---- mouse ---- */
/* A list takes the row; one beside it gets the focus first, as by Tab. */
static void pick(struct app *app, struct spot at)
{
	const struct action *tab = action_for(app, KEY_TAB);
	struct layer *l = layer_screen(app);

	for (int panes = 0; panes < APP_PANES && l->def->focus; panes++) {
		struct focus *f = l->def->focus(app, l->state);

		if (!f || (f->ops->pick && f->ops->pick(f, at.list, at.item)))
			return;
		if (!tab)
			return;
		app_do(app, tab);
	}
}

static void click(struct app *app, uint32_t key)
{
	const struct spot *at = surface_spot_at(
		app->surface, key_click_row(key), key_click_col(key));

	if (!at || app_has_overlay(app))
		return;
	if (at->key)
		act(app, at->key);
	else
		pick(app, *at);
}

/* True: it was the mouse's. In a text field nothing is clicked on. */
static bool point(struct app *app, uint32_t key)
{
	if (key == KEY_WHEEL_UP || key == KEY_WHEEL_DOWN) {
		for (int i = 0; i < APP_WHEEL && !in_field(app); i++)
			act(app, key == KEY_WHEEL_UP ? KEY_UP_ARROW
						     : KEY_DOWN_ARROW);
		return true;
	}
	if (key >= KEY_CLICK && !in_field(app))
		click(app, key);
	return key >= KEY_CLICK;
}

/* ---- paste ---- */
static void clean_paste(struct app *app, const char *text)
{
	const char *end = text + strnlen(text, APP_PASTE_MAX);
	uint32_t cp;

	str_clear(&app->pasted);
	while (text < end) {
		const char *from = text;

		if (!utf8_next(&cp, &text, end))
			continue;
		if (cp == '\r') {
			str_addc(&app->pasted, '\n');
			text += text < end && *text == '\n';
		} else if (cp == '\n' || cp == '\t' ||
			   (cp >= ' ' && !(cp >= 0x7f && cp < 0xa0))) {
			str_addn(&app->pasted, from, (size_t)(text - from));
		}
	}
}

static int lines_of(const char *text)
{
	int n = 1;

	for (; *text; text++)
		n += *text == '\n' && text[1];
	return n;
}

static void paste(struct app *app)
{
	struct term *t = app->config.term;
	struct str ask = {0};
	int lines;

	clean_paste(app, t->ops->pasted(t));
	/* The text may hold the end mark: what follows at once is its own. */
	app->paste_quiet = app_mono(app) + APP_PASTE_QUIET_MS;
	lines = lines_of(str_text(&app->pasted));
	if (!in_field(app)) {
		app_note(app, _("Paste refused: no text field is open."));
	} else if (lines > APP_PASTE_LINES) {
		str_addf(&ask,
			 ngettext("Paste %d line here? y/N",
				  "Paste %d lines here? y/N",
				  (unsigned long)lines),
			 lines);
		app_note(app, str_text(&ask));
		app->ask_paste = true;
	} else {
		give(app, KEY_PASTE);
	}
	str_release(&ask);
}

static void answer_paste(struct app *app, uint32_t key)
{
	app->ask_paste = false;
	if (key_narrow(key) == 'y' && in_field(app)) {
		app_note(app, "");
		give(app, KEY_PASTE);
	} else {
		app_note(app, _("Nothing was pasted."));
	}
}

static void behind_curtain(struct app *app, uint32_t key)
{
	const struct action *a = action_for(app, key);

	if (key == 'q')
		app->over = true;
	else if (a && a->flags & ACT_CURTAIN)
		app_do(app, a);
}

/* One key, with the guard passed already for what came with it. */
static void dispatch(struct app *app, uint32_t key)
{
	app->dirty = true;
	if (key == KEY_RESIZED) {
		app_fit(app);
		return;
	}
	if (key == KEY_HANGUP) {
		app->over = true;
		return;
	}
	app_catch_up(app);
	if (app->curtain) {
		behind_curtain(app, key_narrow(key));
		return;
	}
	if (app_mono(app) < app->paste_quiet && key != KEY_PASTE)
		return;
	app_clear_trouble(app);
	if (point(app, key))
		return;
	if (app->ask_paste && key != KEY_PASTE)
		answer_paste(app, key);
	else if (key == KEY_PASTE)
		paste(app);
	else if (in_field(app))
		act_in_field(app, key);
	else
		act(app, key);
}

/* Five letters in one go outside a field are text for another window: none
 * of them acts, not even the first. */
static void look_ahead(struct app *app, const uint32_t *keys, int n)
{
	bool moves[APP_BATCH];

	if (in_field(app))
		return;
	for (int i = 0; i < n; i++)
		moves[i] = only_moves(app, key_narrow(keys[i]));
	guard_ahead(&app->guard, keys, moves, n, app_mono(app));
}

void app_keys(struct app *app, const uint32_t *keys, int n)
{
	look_ahead(app, keys, n);
	for (int i = 0; i < n && !app->over; i++)
		dispatch(app, keys[i]);
}
