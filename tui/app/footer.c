/* The hints of the last row: the screen's own in the order of its table as
 * long as there is room, then `: cmd`; `? help` and `Esc back` are never
 * cut. All of it comes from the action tables and the live keys. */
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/app/app_priv.h"

#define HINTS 32

struct hints {
	struct str text[HINTS];
	int n;
};

/* "skip|skip or block": short for narrow windows, long for wide ones. */
static void add_brief(struct str *out, const char *brief, bool wide)
{
	const char *bar = strchr(brief, '|');

	if (bar && wide)
		str_add(out, bar + 1);
	else if (bar)
		str_addn(out, brief, (size_t)(bar - brief));
	else
		str_add(out, brief);
}

static bool add_hint(struct hints *h, const struct app *app,
		     const char *screen, const char *name, unsigned flags,
		     bool wide)
{
	const struct action *a =
		keymap_action(app->config.keys, screen, name);
	struct str *s = &h->text[h->n];

	if (!a && app->extra) {
		screen = app->extra;
		a = keymap_action(app->config.keys, screen, name);
	}
	if (!a || h->n == HINTS - 4)
		return false;
	str_clear(s);
	keymap_keys(s, app->config.keys, screen, name,
		    (flags | a->flags) & ACT_ALL_KEYS);
	if (!s->len)
		return false;
	if (a->brief && *a->brief) {
		str_addc(s, ' ');
		add_brief(s, _(a->brief), wide);
	}
	h->n++;
	return true;
}

static bool wants(const struct action *a, bool wide)
{
	if (!(a->flags & ACT_FOOTER) || a->flags & ACT_HIDDEN)
		return false;
	return !(a->flags & (wide ? ACT_NARROW : ACT_WIDE));
}

static int cells_of(const struct hints *h, int gap)
{
	int cells = 1;

	for (int i = 0; i < h->n; i++)
		cells += utf8_cells(str_text(&h->text[i])) + (i ? gap : 0);
	return cells;
}

static const struct action *table_for(const struct app *app,
				      const char *screen)
{
	const struct action *a;
	const char *name;

	for (int i = 0; keymap_table(app->config.keys, i, &name, &a); i++)
		if (str_eq(name, screen))
			return a;
	return NULL;
}

/* The hints that are always there, last in the row. */
static void add_always(struct hints *h, struct app *app,
		       const struct layer *l, bool wide)
{
	bool field = l->def->field && l->def->field(app, l->state);
	bool root = app_depth(app) == 1;

	if (!field)
		add_hint(h, app, l->def->name, "help", 0, wide);
	add_hint(h, app, l->def->name, root ? "leave" : "back", 0, wide);
}

static void join(struct str *out, const struct hints *h, int from, int gap)
{
	for (int i = from; i < h->n; i++) {
		str_pad(out, ' ', out->len ? (size_t)gap : 1);
		str_add(out, str_text(&h->text[i]));
	}
}

void footer_text(struct str *out, const struct app *app, int cols)
{
	const struct layer *l = layer_screen(app);
	struct hints own = {0}, always = {0};
	bool wide = cols >= APP_WIDE;
	int room, gap;

	if (!l)
		return;
	add_always(&always, (struct app *)app, l, wide);
	room = cols - cells_of(&always, 2) - 1;
	for (const struct action *a = table_for(app, l->def->name);
	     a && a->name; a++) {
		if (!wants(a, wide) ||
		    !add_hint(&own, app, l->def->name, a->name, a->flags,
			      wide))
			continue;
		if (cells_of(&own, 2) > room)
			own.n--;
	}
	if (add_hint(&own, app, l->def->name, "palette", 0, wide) &&
	    cells_of(&own, 2) > room)
		own.n--;
	gap = (wide || own.n + always.n <= 4) &&
	      cells_of(&own, 3) + cells_of(&always, 3) + 2 <= cols ? 3 : 2;
	join(out, &own, 0, gap);
	join(out, &always, 0, gap);
	for (int i = 0; i < HINTS; i++) {
		str_release(&own.text[i]);
		str_release(&always.text[i]);
	}
}
