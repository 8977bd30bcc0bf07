#include "tui/app/app.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/app/app_priv.h"

static void set_text(char **place, const char *text)
{
	char *copy = text && *text ? mem_strdup(text) : NULL;

	mem_free(*place);
	*place = copy;
}

int app_new(struct app **out, const struct app_config *config,
	    struct error *err)
{
	struct app *app = mem_zalloc(sizeof(*app));
	int rows, cols;

	*out = NULL;
	if (!app)
		return error_nomem(err);
	app->config = *config;
	config->term->ops->size(config->term, &rows, &cols);
	app->surface = surface_new(rows, cols);
	if (!app->surface) {
		mem_free(app);
		return error_nomem(err);
	}
	app->read_only = config->read_only;
	app->dirty = true;
	set_text(&app->who, config->who);
	app->config.who = app->who ? app->who : "";
	*out = app;
	return 0;
}

void *app_user(const struct app *app)
{
	return app->config.user;
}

struct app_next *app_next(struct app *app)
{
	return &app->next;
}

const struct app_config *app_config(const struct app *app)
{
	return &app->config;
}

int64_t app_now(const struct app *app)
{
	return app->config.env->now(app->config.env->ctx);
}

int64_t app_mono(const struct app *app)
{
	const struct env *env = app->config.env;

	return env->ticks ? env->ticks(env->ctx) : env->mono(env->ctx);
}

uint32_t app_key(const struct app *app)
{
	return app->key;
}

const char *app_pasted(const struct app *app)
{
	return str_text(&app->pasted);
}

const struct surface *app_surface(const struct app *app)
{
	return app->surface;
}

/* ---- the stack ---- */
struct layer *layer_top(const struct app *app)
{
	return app->n ? &app->layers[app->n - 1] : NULL;
}

struct layer *layer_screen(const struct app *app)
{
	for (size_t i = app->n; i-- > 0;)
		if (app->layers[i].def)
			return &app->layers[i];
	return NULL;
}

/* Taken off the stack first: close() may ask the app for its top screen. */
static void drop_top(struct app *app)
{
	struct layer l = app->layers[--app->n];

	app_drop_kept(app, &l);
	mem_free(l.title);
	if (l.def && l.def->close)
		l.def->close(app, l.state);
	if (l.overlay && l.overlay->close)
		l.overlay->close(app, l.state);
	app->dirty = true;
}

void app_free(struct app *app)
{
	if (!app)
		return;
	while (app->n)
		drop_top(app);
	app_drop_undo(app);
	for (int i = 0; i < APP_MESSAGES; i++)
		mem_free(app->said[i].text);
	mem_free(app->last.text);
	mem_free(app->trouble);
	mem_free(app->drill);
	mem_free(app->curtain);
	mem_free(app->who);
	mem_free(app->title);
	mem_free(app->sought);
	mem_free(app->layers);
	str_release(&app->pasted);
	surface_free(app->surface);
	mem_free(app);
}

static int push_layer(struct app *app, const struct layer *l)
{
	if (mem_reserve(&app->layers, &app->cap, app->n + 1,
			sizeof(*app->layers)))
		return ERR_NOMEM;
	app->layers[app->n++] = *l;
	app->dirty = true;
	return 0;
}

int app_push(struct app *app, const struct screen_def *def, const void *arg)
{
	struct error err = {0};
	struct layer l = {.def = def};
	int rc;

	/* On the stack before open(), so that open() may ask for a title or
	 * a prompt of its own screen. */
	size_t place = app->n;
	if (push_layer(app, &l)) {
		error_nomem(&err);
		return app_error(app, &err);
	}
	rc = def->open ? def->open(&l.state, app, arg, &err) : 0;
	if (!rc) {
		app->layers[place].state = l.state;
		return 0;
	}
	while (app->n > place + 1)
		drop_top(app);
	app->n = place;
	mem_free(app->layers[place].title);
	app_error(app, &err);
	return rc;
}

static void wake_top(struct app *app)
{
	struct layer *l = layer_screen(app);

	if (!l) {
		app->over = true;
		return;
	}
	l->stale = false;
	if (l->def->refresh)
		l->def->refresh(app, l->state);
	app_title(app, l->title);
}

static void drop_screen(struct app *app)
{
	while (app->n && !layer_top(app)->def)
		drop_top(app);
	if (app->n)
		drop_top(app);
}

void app_pop(struct app *app)
{
	drop_screen(app);
	wake_top(app);
}

int app_replace(struct app *app, const struct screen_def *def,
		const void *arg)
{
	size_t at = app->n;
	int rc;

	while (at && !app->layers[at - 1].def)
		at--;
	rc = app_push(app, def, arg);
	if (rc || !at)
		return rc;
	/* The new one goes under the old, and the old goes. */
	struct layer fresh = app->layers[--app->n];

	drop_screen(app);
	return push_layer(app, &fresh);
}

const struct screen_def *app_top(const struct app *app)
{
	struct layer *l = layer_screen(app);

	return l ? l->def : NULL;
}

void *app_top_state(const struct app *app)
{
	struct layer *l = layer_screen(app);

	return l ? l->state : NULL;
}

int app_depth(const struct app *app)
{
	int depth = 0;

	for (size_t i = 0; i < app->n; i++)
		depth += app->layers[i].def != NULL;
	return depth;
}

static bool moved(struct app *app)
{
	return app->config.moved && app->config.moved(app);
}

void app_catch_up(struct app *app)
{
	if (moved(app))
		app_changed(app);
}

void app_changed(struct app *app)
{
	moved(app);
	for (size_t i = 0; i < app->n; i++)
		app->layers[i].stale = true;
	wake_top(app);
	app->dirty = true;
}

/* ---- overlays ---- */
int app_overlay(struct app *app, const struct overlay *o, void *state)
{
	struct layer l = {.overlay = o, .state = state};
	int rc = push_layer(app, &l);

	if (rc && o->close)
		o->close(app, state);
	return rc;
}

void app_overlay_close(struct app *app)
{
	if (app_has_overlay(app))
		drop_top(app);
}

bool app_has_overlay(const struct app *app)
{
	return app->n && !layer_top(app)->def;
}

/* ---- how the window looks ---- */
void app_set_drill(struct app *app, const char *label)
{
	struct layer *l = layer_screen(app);

	set_text(&app->drill, label);
	app_title(app, l ? l->title : NULL);
	app->dirty = true;
}

void app_set_extra(struct app *app, const char *table)
{
	app->extra = table;
}

const char *app_extra(const struct app *app)
{
	return app->extra;
}

void app_set_curtain(struct app *app, const char *text)
{
	if (str_eq(app->curtain, text))
		return;
	set_text(&app->curtain, text);
	app->dirty = true;
}

const char *app_drill(const struct app *app)
{
	return app->drill;
}

bool app_read_only(const struct app *app)
{
	return app->read_only;
}

void app_set_read_only(struct app *app, bool on)
{
	app->read_only = on;
	app->dirty = true;
}

/* The title comes from a label we made ourselves, never from case text; a
 * letter that no label has ends it. */
void app_title(struct app *app, const char *label)
{
	struct layer *l = layer_screen(app);
	struct str title = {0};
	char *copy = mem_strndup(
		label ? label : "",
		label ? strspn(label, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789-")
		      : 0);

	if (!copy)
		return;
	if (app->drill)
		str_addf(&title, "DRILL 演练 %s NOT REAL 非真实事件",
			 app->drill);
	else
		str_addf(&title, "stanch%s%s", *copy ? " " : "", copy);
	if (!str_eq(app->title, str_text(&title))) {
		set_text(&app->title, str_text(&title));
		app->config.term->ops->title(app->config.term,
					     str_text(&title));
	}
	str_release(&title);
	if (l) {
		mem_free(l->title);
		l->title = copy;
	} else {
		mem_free(copy);
	}
}

void app_seek(struct app *app, const char *text)
{
	set_text(&app->sought, text);
}

const char *app_sought(const struct app *app)
{
	return app->sought ? app->sought : "";
}

void app_redraw(struct app *app)
{
	app->dirty = true;
}

void app_repaint(struct app *app)
{
	app->config.term->ops->repaint(app->config.term);
	app->dirty = true;
}

int app_lang(struct app *app, const char *word)
{
	struct error err = {0};
	int rc = ERR_NOTFOUND;

	if (app->config.lang)
		rc = app->config.lang(app, word, &err);
	else
		error_set(&err, ERR_NOTFOUND, _("no other language: %s"),
			  word);
	if (rc)
		app_error(app, &err);
	else
		app_changed(app);
	return rc;
}
