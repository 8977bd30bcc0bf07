/* tui/screen/imports.c - the tables of people that came in, and their end. */
#include <inttypes.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/people.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"

struct importsview {
	struct list list; /* first: its focus is ours */
	struct app *app;
};

static const struct people_import *item(const struct importsview *v, int i)
{
	const struct situation *s = ctx_now(v->app);

	return i >= 0 && (size_t)i < s->import_count ? s->import[i] : NULL;
}

static int count(void *ctx)
{
	return (int)ctx_now(((struct importsview *)ctx)->app)->import_count;
}

static const char *key(void *ctx, int i)
{
	return item(ctx, i)->label;
}

static const char *text(void *ctx, int i)
{
	return item(ctx, i)->source;
}

enum { NUMBER = 10, CODE = 10, WHEN = 17, BY = 8 };

static void number(struct surface *s, int row, int *col, int64_t n)
{
	struct str t = {0};

	str_add_grouped(&t, (uint64_t)n);
	surface_right(s, row, *col, NUMBER - 1, LOOK_PLAIN, str_text(&t));
	*col += NUMBER;
	str_release(&t);
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct importsview *v = ctx;
	const struct people_import *p = item(v, i);
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	int file = cells - 6 - 3 * NUMBER - WHEN - BY;
	struct str t = {0};

	surface_field(s, row, col, 5, look, p->label);
	surface_field(s, row, col + 6, file - 1, look,
		      p->source ? p->source : "?");
	col += 6 + file;
	number(s, row, &col, p->rows);
	number(s, row, &col, p->same);
	number(s, row, &col, p->skipped);
	people_when(&t, v->app, p->event->at);
	surface_put(s, row, col + 1, WHEN - 1, LOOK_PLAIN, str_text(&t));
	surface_field(s, row, col + 1 + WHEN, BY - 2, LOOK_PLAIN,
		      event_doer(p->event));
	str_release(&t);
}

static const struct list_ops imports_ops = {count, key, draw_one, text};

static void draw_head(struct surface *s, int row)
{
	int file = surface_cols(s) - 3 - 6 - 3 * NUMBER - WHEN - BY, col;

	surface_put(s, row, 3, 5, LOOK_PLAIN, _("ID"));
	surface_put(s, row, 9, file - 1, LOOK_PLAIN, _("FILE"));
	col = 9 + file;
	surface_right(s, row, col, NUMBER - 1, LOOK_PLAIN, _("PEOPLE"));
	col += NUMBER;
	surface_right(s, row, col, NUMBER - 1, LOOK_PLAIN, _("TWICE"));
	col += NUMBER;
	surface_right(s, row, col, NUMBER - 1, LOOK_PLAIN, _("LEFT OUT"));
	col += NUMBER;
	surface_put(s, row, col + 1, WHEN - 1, LOOK_PLAIN, _("ADDED"));
	surface_put(s, row, col + 1 + WHEN, BY - 1, LOOK_PLAIN, _("BY"));
}

/* What columns it had, and how it was written. */
static void draw_chosen(struct importsview *v, struct surface *s, int row)
{
	const struct people_import *p = item(v, list_at(&v->list));
	struct str t = {0};

	frame_dots(s, row++, 3, surface_cols(s) - 5);
	if (!p)
		return;
	surface_putf(s, row++, 3, surface_cols(s) - 4, LOOK_PLAIN,
		     _("written in %s"), p->encoding ? p->encoding : "?");
	for (size_t i = 0; i < p->field_count; i++) {
		enum person_field f = person_field_find(p->field[i]);

		str_addf(&t, "%s%s", i ? ", " : "",
			 f == PERSON_FIELDS ? p->field[i]
					    : _(person_field_label(f)));
	}
	surface_field(s, row, 3, surface_cols(s) - 4, LOOK_PLAIN,
		      str_text(&t));
	str_release(&t);
}

/* --- the screen ------------------------------------------------------------------- */

static void imports_close(struct app *app, void *state)
{
	(void)app;
	list_release(&((struct importsview *)state)->list);
	mem_free(state);
}

static int imports_open(void **state, struct app *app, const void *arg,
			struct error *err)
{
	struct importsview *v = mem_zalloc(sizeof(*v));

	(void)arg;
	if (!v)
		return error_nomem(err);
	v->app = app;
	list_init(&v->list, &imports_ops, v);
	*state = v;
	return 0;
}

static void imports_refresh(struct app *app, void *state)
{
	struct roster *r = ctx_of(app)->roster;

	(void)state;
	if (r && r->people)
		roster_renew(app, r);
}

static void imports_draw(struct app *app, void *state, struct surface *s)
{
	struct importsview *v = state;
	int row = people_head(app, s, PANE_IMPORTS);
	int last = frame_rows(app, s), below = last - 3;

	if (!count(v)) {
		people_empty(s, row, _("Nothing was brought in yet. i: bring "
				       "in a CSV file."));
		return;
	}
	draw_head(s, row++);
	frame_rule(s, row++);
	list_draw(&v->list, s, row, below - row, 0, surface_cols(s), true);
	draw_chosen(v, s, below);
}

static struct focus *imports_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct importsview *)state)->list.focus;
}

/* --- out for good -------------------------------------------------------------------- */

struct purging {
	char label[16];
	char *why;
};

static void told(struct app *app, const char *label)
{
	struct str done = {0};

	app_say(app, _("purged %s; copies, backups and what was exported or "
		       "sent are not reached"), label);
	str_addf(&done, _("%s purged"), label);
	app_set_final(app, str_text(&done));
	str_release(&done);
	app_changed(app);
}

static void purged(struct app *app, void *ctx, bool yes)
{
	struct purging *u = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (yes && act_people_purge(&a, u->label, u->why, &err))
		app_error(app, &err);
	else if (yes)
		told(app, u->label);
	mem_free(u->why);
	mem_free(u);
}

static void why_given(struct app *app, void *ctx, const char *why)
{
	struct purging *u = ctx;
	const struct people_import *p =
		why ? situation_import(ctx_now(app), u->label) : NULL;
	struct str says = {0}, n = {0};

	u->why = p ? mem_strdup(why) : NULL;
	if (!u->why) {
		mem_free(u);
		return;
	}
	str_add_grouped(&n, (uint64_t)p->rows);
	str_addf(&says, ngettext("%s: %s person goes out of the file for "
				 "good.", "%s: %s people go out of the file "
				 "for good.", (unsigned long)p->rows),
		 u->label, str_text(&n));
	str_add(&says, "\n");
	str_add(&says, _("What was changed on them goes, too. That it was "
			 "done, by whom and why stays."));
	dialog_label(app, str_text(&says), ctx_now(app)->label, purged, u);
	str_release(&says);
	str_release(&n);
}

static void purge(struct app *app, void *state)
{
	const char *label = list_key(&((struct importsview *)state)->list);
	const struct situation *s = ctx_now(app);
	struct purging *u;

	if (!label) {
		app_note(app, _("There is nothing to purge."));
		return;
	}
	if (!s->me || s->me->role != ROLE_OWNER) {
		app_note(app, _("Only an owner of the case may purge."));
		return;
	}
	u = mem_zalloc(sizeof(*u));
	if (!u)
		return;
	str_copy(u->label, sizeof(u->label), label);
	prompt_ask(app, _("Purge; why"), "", PROMPT_NEEDED, why_given, u);
}

static void bring_in(struct app *app, void *state)
{
	(void)state;
	people_bring_in(app);
}

static void show_them(struct app *app, void *state)
{
	const char *label = list_key(&((struct importsview *)state)->list);
	struct roster *r;
	struct error err = {0};
	struct str f = {0};

	if (!label)
		return;
	str_addf(&f, "import=%s", label);
	if (roster_look(&r, app, &err))
		app_error(app, &err);
	else
		people_show(app, r, str_text(&f));
	str_release(&f);
}

#define W ACT_CHANGES
static const struct action imports_actions[] = {
	{"show-them", "Enter", N_("show them"),
	 N_("Show only these people in the list"), show_them, ACT_FOOTER},
	{"people-import", "i", N_("bring in"),
	 N_("Bring in a CSV file, with a look at it first"), bring_in,
	 W | ACT_FOOTER},
	{"purge", "X", N_("purge"),
	 N_("Take the import out of the file for good, as an owner"), purge,
	 W | ACT_FOOTER},
	PEOPLE_PANE_ACTIONS,
	{0},
};
#undef W

const struct screen_def imports_screen = {
	.name = "imports",
	.title = N_("What was brought in"),
	.actions = imports_actions,
	.open = imports_open,
	.close = imports_close,
	.draw = imports_draw,
	.refresh = imports_refresh,
	.focus = imports_focus,
};
