/* tui/screen/drillnew.c - a new drill: which scenario, on which version of
 * the playbook, played by whom. By keys alone from here to STARTEX. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/draft.h"
#include "tui/screen/drillshelf.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"

#define FILE_KEY "a file" /* the row for one that is not at main */
#define DRAFTS 16
#define PIN 160

struct drillnew {
	struct app *app;
	struct list list;
	struct drill_scenario *at;
	size_t count;
	char *path;	    /* of a scenario in a file */
	char pin[DRAFTS][PIN]; /* "SLUG@draft/NAME" for each choice */
	size_t pins;
	char chosen[PIN];   /* ""; the version that is asked for */
};

/* --- the list -------------------------------------------------------------------- */

static int count(void *ctx)
{
	return (int)((struct drillnew *)ctx)->count + 1;
}

static const struct drill_scenario *item(const struct drillnew *v, int i)
{
	return i >= 0 && (size_t)i < v->count ? &v->at[i] : NULL;
}

static const char *key(void *ctx, int i)
{
	const struct drill_scenario *o = item(ctx, i);

	return o ? o->id : FILE_KEY;
}

static const char *text(void *ctx, int i)
{
	const struct drill_scenario *o = item(ctx, i);

	return o ? *o->title ? o->title : o->id : FILE_KEY;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	const struct drill_scenario *o = item(ctx, i);
	const unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	char play[32] = "";

	if (!o) {
		surface_field(s, row, col, cells, look,
			      _("A file of your own (a path is asked for)"));
		return;
	}
	if (o->play)
		snprintf(play, sizeof(play), _("%lld min"),
			 (long long)(o->play / 60000));
	surface_field(s, row, col, 8, look, play);
	surface_field(s, row, col + 9, cells - 32, look,
		      *o->title ? o->title : o->id);
	surface_field(s, row, col + cells - 22, 21, LOOK_PLAIN, o->playbook);
}

static const struct list_ops drillnew_ops = {count, key, draw_one, text};

/* --- the screen --------------------------------------------------------------------- */

static void drillnew_close(struct app *app, void *state)
{
	struct drillnew *v = state;

	(void)app;
	list_release(&v->list);
	mem_free(v->at);
	mem_free(v->path);
	mem_free(v);
}

static int drillnew_open(void **state, struct app *app, const void *arg,
			 struct error *err)
{
	struct drillnew *v = mem_zalloc(sizeof(*v));
	int rc = v ? drillshelf_scenarios(&v->at, &v->count, ctx_of(app), err)
		   : error_nomem(err);

	(void)arg;
	if (rc) {
		mem_free(v);
		return rc;
	}
	v->app = app;
	list_init(&v->list, &drillnew_ops, v);
	for (size_t i = 0, best = 0; i < v->count; i++)
		if (v->at[i].play && (!best || v->at[i].play < v->at[best - 1]
								    .play)) {
			best = i + 1; /* the shortest is the first try */
			list_go(&v->list, (int)i);
		}
	*state = v;
	return 0;
}

static void draw_chosen(struct drillnew *v, struct surface *s, int row)
{
	const struct drill_scenario *o = item(v, list_at(&v->list));
	int cells = surface_cols(s) - 4;

	frame_dots(s, row++, 3, cells - 1);
	if (!o || !o->play)
		return;
	surface_putf(s, row++, 3, cells, LOOK_PLAIN,
		     _("%s   %zu injects, %zu objectives   players %s   %s"),
		     o->id, o->injects, o->objectives,
		     *o->players ? o->players : "-",
		     o->solo ? _("fit for one alone") : "");
}

static void drillnew_draw(struct app *app, void *state, struct surface *s)
{
	struct drillnew *v = state;
	int last = frame_rows(app, s), cols = surface_cols(s);

	frame_title(app, s, _("New drill"), NULL);
	surface_put(s, 2, 1, cols - 2, LOOK_BOLD,
		    _("Which scenario is played?"));
	frame_rule(s, 3);
	list_draw(&v->list, s, 5, last - 10, 0, cols, true);
	draw_chosen(v, s, last - 4);
	surface_put(s, last - 1, 1, cols - 2, LOOK_PLAIN,
		    _("Nothing is sent, no case is touched. It begins when "
		      "you say STARTEX."));
}

static struct focus *drillnew_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct drillnew *)state)->list.focus;
}

/* --- making it ------------------------------------------------------------------------ */

static void make(struct drillnew *v, bool solo)
{
	struct app *app = v->app;
	const struct drill_scenario *o = item(v, list_at(&v->list));
	struct error err = {0};
	char label[64];
	int rc = drillshelf_new(label, ctx_of(app), o ? o->id : v->path,
				*v->chosen ? v->chosen : NULL, solo, &err);

	if (rc) {
		app_error(app, &err);
		return;
	}
	drillshelf_run(app, "run", label, NULL);
	app_say(app, _("DRILL 演练 %s is made."), label);
	app_pop(app);
}

static void form_chosen(struct app *app, void *ctx, int i)
{
	(void)app;
	if (i >= 0)
		make(ctx, i == 1);
}

static void ask_form(struct drillnew *v)
{
	const char *choices[] = {
		_("A team: you lead it, they play (one laptop or more)"),
		_("Alone, for practice: it leads itself, you check yourself")};

	dialog_choose(v->app, _("Who plays?"), choices, 2, 0, form_chosen, v);
}

static void pin_given(struct app *app, void *ctx, const char *text)
{
	struct drillnew *v = ctx;
	const struct drill_scenario *o = item(v, list_at(&v->list));

	(void)app;
	if (!text)
		return;
	if (strchr(text, '@') || !o)
		str_copy(v->chosen, sizeof(v->chosen), text);
	else
		snprintf(v->chosen, sizeof(v->chosen), "%.63s@%.80s",
			 o->playbook, text);
	ask_form(v);
}

static void version_chosen(struct app *app, void *ctx, int i)
{
	struct drillnew *v = ctx;

	if (i < 0)
		return;
	*v->chosen = '\0';
	if (i && (size_t)i <= v->pins)
		str_copy(v->chosen, sizeof(v->chosen), v->pin[i - 1]);
	if ((size_t)i > v->pins)
		prompt_ask(app, _("Commit or branch"), "",
			   PROMPT_NEEDED | PROMPT_FLEETING, pin_given, v);
	else
		ask_form(v);
}

/* A drill may try what no case may start from: a draft, an old version. */
static void ask_version(struct drillnew *v, const char *slug)
{
	const char *choices[DRAFTS + 2] = {_("The playbook that is in force")};
	struct draft *d = NULL;
	struct error ignored = {0};
	size_t n = 0;

	v->pins = 0;
	if (store_drafts(&d, &n, ctx_of(v->app)->store, &ignored))
		n = 0;
	for (size_t i = 0; i < n && v->pins < DRAFTS; i++) {
		if (!*d[i].tip.id || d[i].state == DRAFT_MERGED)
			continue;
		snprintf(v->pin[v->pins], PIN, "%.63s@" DRAFT_PREFIX "%.63s",
			 slug, d[i].name);
		choices[v->pins + 1] = strchr(v->pin[v->pins], '@') + 1;
		v->pins++;
	}
	mem_free(d);
	choices[v->pins + 1] = _("Another commit or branch");
	dialog_choose(v->app, slug, choices, (int)v->pins + 2, 0,
		      version_chosen, v);
}

static void path_given(struct app *app, void *ctx, const char *path)
{
	struct drillnew *v = ctx;

	(void)app;
	if (!path)
		return;
	mem_free(v->path);
	v->path = mem_strdup(path);
	*v->chosen = '\0';
	if (v->path)
		ask_form(v);
}

static void pick(struct app *app, void *state)
{
	struct drillnew *v = state;
	const struct drill_scenario *o = item(v, list_at(&v->list));

	if (o)
		ask_version(v, o->playbook);
	else
		prompt_ask(app, _("Path of the scenario, ID.LANG.md"), "",
			   PROMPT_NEEDED, path_given, v);
}

static const struct action drillnew_actions[] = {
	{"pick", "Enter", N_("play it"),
	 N_("Play this scenario; asks for the version and who plays"), pick,
	 ACT_FOOTER | ACT_CHANGES},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def drillnew_screen = {
	.name = "drillnew",
	.title = N_("New drill"),
	.actions = drillnew_actions,
	.open = drillnew_open,
	.close = drillnew_close,
	.draw = drillnew_draw,
	.focus = drillnew_focus,
};
