#include "tests/support/demo.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/widget/countdown.h"
#include "tui/widget/dialog.h"
#include "tui/widget/everywhere.h"
#include "tui/widget/form.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/pager.h"
#include "tui/widget/prompt.h"

#define ROWS 40

struct row {
	char id[8], title[80], owner[40];
	bool done;
};
struct demo {
	struct row rows[ROWS];
	int n;
	char note[400];
};
struct state {
	struct list list;
	struct demo *demo;
	int64_t due;
};

struct demo *demo_new(void)
{
	static const struct row first[] = {
		{"3.01", "Mail server", "wu", true},
		{"3.02", "Record count", "wu", true},
		{"3.03", "Data types", "lin", false},
		{"3.04", "High risk?", "lin", false},
		{"3.05", "备份是否被复制", "wu", false},
	};
	struct demo *d = mem_zalloc(sizeof(*d));

	if (d)
		memcpy(d->rows, first, sizeof(first));
	if (d)
		d->n = 5;
	return d;
}

void demo_free(struct demo *d)
{
	mem_free(d);
}

void demo_arrive(struct demo *d, const char *id, const char *title)
{
	if (d->n == ROWS)
		return;
	memmove(d->rows + 1, d->rows, (size_t)d->n++ * sizeof(*d->rows));
	memset(d->rows, 0, sizeof(*d->rows));
	str_copy(d->rows[0].id, sizeof(d->rows[0].id), id);
	str_copy(d->rows[0].title, sizeof(d->rows[0].title), title);
}

static struct row *row_of(struct demo *d, const char *id)
{
	for (int i = 0; id && i < d->n; i++)
		if (str_eq(d->rows[i].id, id))
			return &d->rows[i];
	return NULL;
}

bool demo_is_done(const struct demo *d, const char *id)
{
	return row_of((struct demo *)d, id)->done;
}

/* ---- the list ---- */
static int count(void *ctx)
{
	return ((struct state *)ctx)->demo->n;
}

static const char *key_of(void *ctx, int i)
{
	return ((struct state *)ctx)->demo->rows[i].id;
}

static const char *text_of(void *ctx, int i)
{
	return ((struct state *)ctx)->demo->rows[i].title;
}

static void draw_row(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	const struct row *r = &((struct state *)ctx)->demo->rows[i];

	(void)chosen;
	surface_putf(s, row, col, 8, LOOK_PLAIN, "%s [%s]", r->id,
		     r->done ? "x" : " ");
	surface_field(s, row, col + 9, 30, LOOK_PLAIN, r->title);
	surface_field(s, row, col + 40, cells - 40, LOOK_LINK, r->owner);
}

static const struct list_ops row_ops = {count, key_of, draw_row, text_of};

static int open_demo(void **state, struct app *app, const void *arg,
		     struct error *err)
{
	struct state *st = mem_zalloc(sizeof(*st));

	(void)arg;
	*state = st;
	if (!st)
		return error_nomem(err);
	st->demo = app_user(app);
	/* In the middle of a minute: what is left moves with none of ours. */
	st->due = app_now(app) - app_now(app) % 60000 + 13710000;
	list_init(&st->list, &row_ops, st);
	app_title(app, "INC-2031-001");
	return 0;
}

static void close_demo(struct app *app, void *state)
{
	(void)app;
	list_release(&((struct state *)state)->list);
	mem_free(state);
}

static void draw_demo(struct app *app, void *state, struct surface *s)
{
	static const struct frame_tab tabs[] = {
		{N_("Steps"), "5", 0}, {N_("Timeline"), "61", 0}};
	struct state *st = state;
	struct countdown c = {COUNT_UNTIL, 0, st->due};
	int rows = frame_rows(app, s);

	frame_title(app, s, "INC-2031-001", "Vendor portal breach");
	frame_next(app, s, 1, NULL, "Tell the regulator", NULL, &c);
	frame_tabs(s, 2, tabs, 2, 0, NULL);
	frame_rule(s, 3);
	list_draw(&st->list, s, 4, rows - 5, 0, surface_cols(s), true);
	surface_field(s, rows - 1, 3, 70, LOOK_PLAIN, st->demo->note);
}

static struct focus *demo_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct state *)state)->list.focus;
}

/* ---- actions ---- */
struct toggle {
	char id[8];
};

static int toggle_again(struct app *app, void *ctx, struct error *err)
{
	struct row *r = row_of(app_user(app), ((struct toggle *)ctx)->id);

	(void)err;
	r->done = !r->done;
	app_say(app, "%s %s is %s again", r->id, r->title,
		r->done ? "done" : "open");
	return 0;
}

static const struct undo_ops toggle_ops = {toggle_again, toggle_again,
					   mem_free};

static void step_done(struct app *app, void *state)
{
	struct state *st = state;
	struct row *r = row_of(st->demo, list_key(&st->list));
	struct toggle *t = mem_zalloc(sizeof(*t));

	if (!r || !t)
		return;
	r->done = !r->done;
	str_copy(t->id, sizeof(t->id), r->id);
	app_say(app, "%s %s is %s", r->id, r->title,
		r->done ? "done" : "open");
	app_set_undo(app, r->id, &toggle_ops, t);
}

static const char *offer(struct app *app, void *ctx, const char *so_far,
			 int i)
{
	static const char *const people[] = {"wu", "lin", "mei", "wang"};
	(void)app;
	(void)ctx;
	for (size_t k = 0; k < 4; k++)
		if (str_starts(people[k], so_far) && !i--)
			return people[k];
	return NULL;
}

static void owner_given(struct app *app, void *ctx, const char *text)
{
	struct state *st = ctx;
	struct row *r = row_of(st->demo, list_key(&st->list));

	if (!text || !r)
		return;
	str_copy(r->owner, sizeof(r->owner), text);
	app_say(app, "%s is with %s", r->id, text);
}

static void owner(struct app *app, void *state)
{
	struct prompt p = {.label = "Owner", .complete = offer,
			   .done = owner_given, .ctx = state};

	prompt_open(app, &p);
}

static void note_given(struct app *app, void *ctx, const char *text)
{
	struct state *st = ctx;

	if (text)
		str_copy(st->demo->note, sizeof(st->demo->note), text);
	if (text)
		app_say(app, "noted");
}

static void note(struct app *app, void *state)
{
	prompt_ask(app, _("Note"), NULL, PROMPT_EDITOR | PROMPT_NEEDED,
		   note_given, state);
}

static void secret(struct app *app, void *state)
{
	prompt_ask(app, "Passphrase", NULL, PROMPT_HIDDEN, note_given, state);
}

static void chosen(struct app *app, void *ctx, int i)
{
	(void)ctx;
	app_say(app, "chosen: %d", i);
}

static void choose(struct app *app, void *state)
{
	static const char *const choices[] = {"low", "medium", "high"};

	dialog_choose(app, "How bad is it?", choices, 3, 1, chosen, state);
}

static void answered(struct app *app, void *ctx, bool yes)
{
	(void)ctx;
	app_say(app, "answer: %s", yes ? "yes" : "no");
}

static void ask(struct app *app, void *state)
{
	dialog_yes(app, "Withdraw the approval of 3.03?", answered, state);
}

static void close_case(struct app *app, void *state)
{
	dialog_label(app, "Closes the case for everyone.", "INC-2031-001",
		     answered, state);
}

static bool form_done(struct app *app, void *ctx, struct form *f)
{
	struct demo *d = app_user(app);

	(void)ctx;
	if (!f)
		return true;
	if (str_eq(form_text(f, 0), "bad")) {
		form_complain(f, 0, "not that one");
		return false;
	}
	demo_arrive(d, "9.01", form_text(f, 0));
	str_copy(d->note, sizeof(d->note), form_text(f, 2));
	app_say(app, "new: %s, %s", form_text(f, 0), form_text(f, 1));
	return true;
}

static void new_one(struct app *app, void *state)
{
	static const char *const bad[] = {"low", "medium", "high", NULL};
	static const struct form_field fields[] = {
		{"Title", FORM_TEXT, "one line", NULL, NULL, 0, 0, true},
		{"Severity", FORM_CHOICE, NULL, NULL, bad, 1, 0, false},
		{"Why", FORM_LINES, "goes into the report", NULL, NULL, 0, 2,
		 false},
	};

	form_ask(app, "New case", fields, 3, form_done, state);
}

static void wrong(struct app *app, void *state)
{
	struct error err = {0};

	(void)state;
	error_set(&err, ERR_NOTFOUND, "step 3.2 is not in INC-2031-001");
	error_where(&err, "phase 3 has 3.01 to 3.05");
	error_fix(&err, "did you mean: stanch done INC-2031-001 3.02");
	app_error(app, &err);
}

static void copy(struct app *app, void *state)
{
	struct row *r = row_of(app_user(app),
			       list_key(&((struct state *)state)->list));

	if (r)
		app_copy(app, r->title, r->id);
}

static void again(struct app *app, void *state)
{
	(void)state;
	app_push(app, &demo_screen, NULL);
}

static const struct action demo_actions[] = {
	{"step-done", "Space", N_("done"), N_("Mark the step done or reopen it"),
	 step_done, ACT_FOOTER | ACT_CHANGES},
	{"step-owner", "o", N_("owner"), "Give the step an owner", owner,
	 ACT_FOOTER | ACT_CHANGES},
	{"note", "a", "note", "Write a note", note, ACT_FOOTER | ACT_CHANGES},
	{"new", "c", "new", "Begin a case", new_one,
	 ACT_FOOTER | ACT_CHANGES},
	{"choose", "s", "skip|skip or block", "Choose one", choose,
	 ACT_FOOTER},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{"views", "1 2 3", "view", "Another view", again, ACT_FOOTER},
	{"withdraw", "W", "withdraw", "Withdraw the approval", ask, 0},
	{"close", "X", "close case", "Close the case", close_case, 0},
	{"secret", "p", "passphrase", "Ask for a passphrase", secret, 0},
	{"wrong", "e", "error", "Make an error", wrong, 0},
	{"copy", "y", "copy", "Copy the title", copy, 0},
	{0},
};

const struct screen_def demo_screen = {
	.name = "demo", .title = "Demo", .actions = demo_actions,
	.open = open_demo, .close = close_demo, .draw = draw_demo,
	.focus = demo_focus,
};

/* ---- the world ---- */
struct keymap *demo_keys(void)
{
	struct keymap *k = keymap_new();
	struct error err = {0};

	if (k && (everywhere_keys(k, &err) ||
		  keymap_add(k, "demo", demo_actions, &err))) {
		keymap_free(k);
		k = NULL;
	}
	return k;
}

static int words(struct app *app, const char *line, struct error *err)
{
	struct demo *d = app_user(app);
	char id[8], who[16];
	struct row *r;

	if (!str_starts(line, "owner ") || strlen(line) > 30 ||
	    sscanf(line, "owner %7s %15s", id, who) != 2)
		return ERR_NOTFOUND;
	r = row_of(d, id);
	if (!r)
		return error_set(err, ERR_NOTFOUND, "no step %s", id);
	str_copy(r->owner, sizeof(r->owner), who);
	app_say(app, "%s is with %s", id, who);
	return 0;
}

struct app *demo_app(struct demo *d, struct term *term,
		     const struct env *env, const struct keymap *keys)
{
	struct app_config config = {.term = term, .env = env, .keys = keys,
				    .user = d, .who = "lin", .words = words};
	struct error err = {0};
	struct app *app;

	if (app_new(&app, &config, &err))
		return NULL;
	if (app_push(app, &demo_screen, NULL)) {
		app_free(app);
		return NULL;
	}
	return app;
}

struct world {
	struct demo *demo;
	struct keymap *keys;
	struct term *term;
	struct app *app;
};

static void close_world(void *world)
{
	struct world *w = world;

	app_free(w->app);
	if (w->term)
		w->term->ops->close(w->term);
	keymap_free(w->keys);
	demo_free(w->demo);
	mem_free(w);
}

static int open_world(void **world, const struct script_setup *setup,
		      struct error *err)
{
	struct world *w = mem_zalloc(sizeof(*w));

	*world = NULL;
	if (!w)
		return error_nomem(err);
	w->demo = demo_new();
	w->keys = demo_keys();
	if (w->demo && w->keys &&
	    !term_mem_open(&w->term, setup->rows, setup->cols, err))
		w->app = demo_app(w->demo, w->term, setup->env, w->keys);
	if (w->app) {
		*world = w;
		return 0;
	}
	close_world(w);
	return error_set(err, ERR_FAILED, "no demo");
}

static struct app *world_app(void *world)
{
	return ((struct world *)world)->app;
}

static struct term *world_term(void *world)
{
	return ((struct world *)world)->term;
}

static int world_word(void *world, const char *word, const char *rest,
		      struct error *err)
{
	struct world *w = world;

	if (str_eq(word, "arrive")) {
		demo_arrive(w->demo, "0.01", rest);
		app_changed(w->app);
	} else if (str_eq(word, "drill")) {
		app_set_drill(w->app, rest);
	} else if (str_eq(word, "readonly")) {
		app_set_read_only(w->app, true);
	} else if (str_eq(word, "last")) {
		app_last(w->app, app_now(w->app), rest);
	} else {
		return error_set(err, ERR_NOTFOUND, "no such word: %s", word);
	}
	return 0;
}

const struct script_world demo_world = {
	"demo", open_world, close_world, world_app, world_term, world_word,
	NULL,
};
