/* What is said in the row above the footer, what can be undone, and typed
 * text that was left with Esc. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/app/app_priv.h"

static void show_last(struct app *app, int64_t at, const char *text)
{
	char *copy = mem_strdup(text);

	mem_free(app->last.text);
	app->last = (struct message){at, copy};
	app->dirty = true;
}

static void keep_message(struct app *app, int64_t at, const char *text)
{
	struct message *m = &app->said[app->said_n++ % APP_MESSAGES];

	mem_free(m->text);
	*m = (struct message){at, mem_strdup(text)};
}

void app_note(struct app *app, const char *text)
{
	show_last(app, 0, text);
}

void app_say(struct app *app, const char *fmt, ...)
{
	struct str text = {0};
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&text, fmt, ap);
	va_end(ap);
	keep_message(app, app_now(app), str_text(&text));
	show_last(app, app_now(app), str_text(&text));
	str_release(&text);
}

void app_last_clear(struct app *app)
{
	mem_free(app->last.text);
	app->last = (struct message){0};
	app->dirty = true;
}

void app_last(struct app *app, int64_t at, const char *text)
{
	const char *is = app->last.text;

	if (is && *is && !app->last.at)
		return; /* a note stands until the next key */
	if (!is || at > app->last.at)
		show_last(app, at, text);
}

void app_clear_trouble(struct app *app)
{
	mem_free(app->trouble);
	app->trouble = NULL;
	if (app->last.text && !app->last.at)
		show_last(app, 0, "");
}

int app_error(struct app *app, const struct error *err)
{
	struct str text = {0};

	str_addf(&text, _("error: %s"), err->what);
	if (*err->where)
		str_addf(&text, "\n%s", err->where);
	if (*err->fix)
		str_addf(&text, "\n%s", err->fix);
	keep_message(app, app_now(app), str_text(&text));
	mem_free(app->trouble);
	app->trouble = str_take(&text);
	app->dirty = true;
	return err->code;
}

const char *app_message(const struct app *app, int i, int64_t *at)
{
	const struct message *m;

	if (i < 0 || i >= APP_MESSAGES || (unsigned)i >= app->said_n)
		return NULL;
	m = &app->said[(app->said_n - 1 - (unsigned)i) % APP_MESSAGES];
	if (at)
		*at = m->at;
	return m->text ? m->text : "";
}

void app_hint(struct app *app, const char *action)
{
	struct layer *l = layer_screen(app);

	if (l)
		l->hint = action;
}

/* ---- undo ---- */
static void drop_changes(struct app *app, size_t from)
{
	while (app->changes_n > from) {
		struct change *c = &app->changes[--app->changes_n];

		if (c->ops->drop)
			c->ops->drop(c->ctx);
		mem_free(c->label);
	}
}

void app_drop_undo(struct app *app)
{
	drop_changes(app, 0);
	app->undo_n = 0;
	mem_free(app->changes);
	app->changes = NULL;
	app->changes_cap = 0;
}

void app_set_undo(struct app *app, const char *label,
		  const struct undo_ops *ops, void *ctx)
{
	drop_changes(app, app->undo_n);
	if (mem_reserve(&app->changes, &app->changes_cap, app->changes_n + 1,
			sizeof(*app->changes))) {
		if (ops->drop)
			ops->drop(ctx);
		return;
	}
	app->changes[app->changes_n++] =
		(struct change){mem_strdup(label), ops, ctx};
	app->undo_n = app->changes_n;
	app->dirty = true;
}

/* ---- what nothing takes back ---- */
static int pass(struct app *app, void *ctx, struct error *err)
{
	struct str text = {0};

	(void)err;
	str_addf(&text, app->undo_n > 1
				? _("Nothing takes that back: %s. u again: "
				    "what was done before it.")
				: _("Nothing takes that back: %s."),
		 ctx ? (const char *)ctx : "");
	app_note(app, str_text(&text));
	str_release(&text);
	return 0;
}

static int pass_again(struct app *app, void *ctx, struct error *err)
{
	struct str text = {0};

	(void)err;
	str_addf(&text, _("That was never taken back: %s."),
		 ctx ? (const char *)ctx : "");
	app_note(app, str_text(&text));
	str_release(&text);
	return 0;
}

static const struct undo_ops final = {pass, pass_again, mem_free};

void app_set_final(struct app *app, const char *label)
{
	app_set_undo(app, label, &final, mem_strdup(label));
}

const char *app_undo_label(const struct app *app)
{
	const char *label;

	if (!app->undo_n || app->changes[app->undo_n - 1].ops == &final)
		return NULL;
	label = app->changes[app->undo_n - 1].label;
	return label ? label : "";
}

void app_undo(struct app *app)
{
	struct error err = {0};
	struct change *c;

	if (!app->undo_n) {
		app_note(app, _("There is nothing to undo."));
		return;
	}
	c = &app->changes[app->undo_n - 1];
	if (c->ops->undo(app, c->ctx, &err))
		app_error(app, &err);
	else
		app->undo_n--;
	app_changed(app);
}

void app_redo(struct app *app)
{
	struct error err = {0};
	struct change *c;

	if (app->undo_n == app->changes_n) {
		app_note(app, _("There is nothing to do again."));
		return;
	}
	c = &app->changes[app->undo_n];
	if (c->ops->redo(app, c->ctx, &err))
		app_error(app, &err);
	else
		app->undo_n++;
	app_changed(app);
}

/* ---- text left with Esc ---- */
void app_keep(struct app *app, const char *name, const char *text)
{
	struct layer *l = layer_screen(app);
	struct kept **p = l ? &l->kept : NULL;
	struct kept *k;

	for (; p && *p; p = &(*p)->next) {
		if (!str_eq((*p)->name, name))
			continue;
		k = *p;
		*p = k->next;
		mem_free(k->name);
		mem_free(k->text);
		mem_free(k);
		break;
	}
	if (!l || !text || !*text)
		return;
	k = mem_zalloc(sizeof(*k));
	if (!k)
		return;
	*k = (struct kept){l->kept, mem_strdup(name), mem_strdup(text)};
	l->kept = k;
}

const char *app_kept(const struct app *app, const char *name)
{
	for (size_t i = app->n; i-- > 0;)
		for (struct kept *k = app->layers[i].kept; k; k = k->next)
			if (str_eq(k->name, name))
				return k->text;
	return NULL;
}

void app_drop_kept(struct app *app, struct layer *l)
{
	while (l->kept) {
		struct kept *k = l->kept;
		struct str text = {0};

		str_addf(&text, _("typed and not used, %s: %s"), k->name,
			 k->text);
		keep_message(app, app_now(app), str_text(&text));
		str_release(&text);
		l->kept = k->next;
		mem_free(k->name);
		mem_free(k->text);
		mem_free(k);
	}
}
