/*
 * tui/screen/stale.c - what of the translations is behind its base, to be gone
 * through one by one.
 */
#include "core/store/stale.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/diff.h"
#include "core/store/draft.h"
#include "tui/screen/bookref.h"
#include "tui/screen/draftedit.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/rich.h"

struct behind {
	struct stale s;
	size_t lang; /* of the playbook */
	char key[160];
};
struct staleview {
	struct list list; /* first: its focus is ours */
	struct app *app;
	char slug[64], draft[DRAFT_NAME]; /* "" until one is needed */
	struct booktext b;
	struct behind *row;
	size_t count, cap;
	struct arena arena;
	struct rich *text; /* of the chosen one */
	char filled[160];  /* whose that is */
	struct str shown;
};

static struct store *store_of(const struct staleview *v)
{
	return ctx_of(v->app)->store;
}

/* --- rows ---------------------------------------------------------------------- */

static int row_count(void *ctx)
{
	return (int)((struct staleview *)ctx)->count;
}

static const char *row_key(void *ctx, int i)
{
	return ((struct staleview *)ctx)->row[i].key;
}

/* Of the section, in the language of the screen. */
static const char *title_of(const struct staleview *v, const struct stale *s)
{
	const struct playbook *pb = v->b.pb;
	size_t in = playbook_lang(pb, ctx_of(v->app)->lang);
	const struct pb_step *st = playbook_step(pb, s->id);

	if (st)
		return text_in(&st->title, in);
	for (size_t i = 0; i < pb->phase_count; i++)
		if (str_eq(pb->phase[i].id, s->id))
			return text_in(&pb->phase[i].title, in);
	return _("Title and introduction");
}

static const char *row_text(void *ctx, int i)
{
	struct staleview *v = ctx;
	const struct stale *s = &v->row[i].s;

	str_clear(&v->shown);
	str_addf(&v->shown, "%-5s %s", s->number, title_of(v, s));
	return str_text(&v->shown);
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct staleview *v = ctx;

	surface_field(s, row, col, 8, LOOK_PLAIN,
		      v->b.pb->lang[v->row[i].lang]);
	surface_field(s, row, col + 9, cells - 10,
		      chosen ? LOOK_BOLD : LOOK_PLAIN, row_text(v, i));
}

static const struct list_ops stale_ops = {row_count, row_key, row_draw,
					  row_text};

static const struct behind *chosen(struct staleview *v)
{
	int at = list_at(&v->list);

	return at < 0 ? NULL : &v->row[at];
}

/* The file of its language. */
static const struct pb_source *source_of(const struct staleview *v,
					 const struct behind *r)
{
	for (size_t i = 1; i < v->b.texts.count; i++)
		if (str_eq(v->b.texts.src[i].name, v->b.pb->file[r->lang]))
			return &v->b.texts.src[i];
	return NULL;
}

/* --- reading -------------------------------------------------------------------- */

static int add_lang(struct staleview *v, size_t lang, struct error *err)
{
	struct stale *at;
	size_t n;
	int rc = playbook_stale(&at, &n, &v->arena, v->b.pb, lang, err);

	for (size_t i = 0; !rc && i < n; i++) {
		struct behind *r;

		if (arena_grow(&v->arena, &v->row, v->count, &v->cap,
			       sizeof(*r)))
			return error_nomem(err);
		r = &v->row[v->count++];
		*r = (struct behind){.s = at[i], .lang = lang};
		snprintf(r->key, sizeof(r->key), "%s/%s",
			 v->b.pb->lang[lang], at[i].id);
	}
	return rc;
}

static int load(struct staleview *v, struct error *err)
{
	struct bookref ref = {{0}, "main"};
	int rc;

	arena_release(&v->arena);
	booktext_release(&v->b);
	v->row = NULL;
	v->count = v->cap = 0;
	*v->filled = '\0';
	str_copy(ref.slug, sizeof(ref.slug), v->slug);
	if (*v->draft)
		snprintf(ref.commit, sizeof(ref.commit), DRAFT_PREFIX "%s",
			 v->draft);
	rc = booktext_open(&v->b, v->app, &ref, err);
	for (size_t i = 1; !rc && i < v->b.pb->langs; i++)
		rc = add_lang(v, i, err);
	return rc;
}

static void load_anew(struct staleview *v)
{
	struct error err = {0};

	if (load(v, &err)) {
		app_error(v->app, &err);
		app_pop(v->app);
	}
	app_redraw(v->app);
}

/* One's own draft of the playbook, where there is exactly one. */
static void find_draft(struct staleview *v)
{
	struct draft *all;
	size_t n, mine = 0;

	if (store_drafts(&all, &n, store_of(v), NULL))
		return;
	for (size_t i = 0; i < n; i++)
		if ((all[i].mine || all[i].unfinished) &&
		    all[i].state != DRAFT_MERGED &&
		    str_eq(all[i].slug, v->slug) && !mine++)
			str_copy(v->draft, sizeof(v->draft), all[i].name);
	if (mine > 1)
		*v->draft = '\0';
	mem_free(all);
}

static void stale_close(struct app *app, void *state)
{
	struct staleview *v = state;

	(void)app;
	booktext_release(&v->b);
	arena_release(&v->arena);
	rich_free(v->text);
	str_release(&v->shown);
	list_release(&v->list);
	mem_free(v);
}

static int stale_open(void **state, struct app *app, const void *arg,
		      struct error *err)
{
	struct staleview *v = mem_zalloc(sizeof(*v));
	struct bookref ref;
	int rc;

	if (!v)
		return error_nomem(err);
	v->app = app;
	bookref_read(&ref, arg);
	str_copy(v->slug, sizeof(v->slug), ref.slug);
	if (str_starts(ref.commit, DRAFT_PREFIX))
		str_copy(v->draft, sizeof(v->draft),
			 ref.commit + strlen(DRAFT_PREFIX));
	else
		find_draft(v);
	list_init(&v->list, &stale_ops, v);
	v->text = rich_new();
	rc = v->text ? load(v, err) : error_nomem(err);
	if (rc)
		stale_close(app, v);
	else
		*state = v;
	return rc;
}

static void stale_refresh(struct app *app, void *state)
{
	(void)app;
	load_anew(state);
}

/* --- drawing --------------------------------------------------------------------- */

static void add_lines(struct rich *r, const char *text, size_t n)
{
	struct str line = {0};

	for (size_t i = 0; i < n;) {
		size_t k = i;

		while (k < n && text[k] != '\n')
			k++;
		str_clear(&line);
		str_addn(&line, text + i, k - i);
		rich_line(r, 2, LOOK_PLAIN, str_text(&line));
		i = k + 1;
	}
	str_release(&line);
}

/* What changed in the base since, or the base as it is. */
static void add_base(struct staleview *v, const struct behind *r)
{
	const char *now = v->b.texts.src[0].text + r->s.base.at;
	size_t n = r->s.base.end - r->s.base.at, count = 0;
	struct diff_line *line = NULL;
	struct str was = {0};
	bool known = !store_translated_from(&was, store_of(v), v->slug, &r->s,
					    NULL) && was.len;

	rich_line(v->text, 0, LOOK_BOLD,
		  known ? _("What changed in the base since")
			: _("The text it was made from is not known; the base "
			    "is now"));
	if (!known)
		add_lines(v->text, now, n);
	else if (!text_diff_lines(&line, &count, &v->arena, str_text(&was),
				  was.len, now, n, NULL))
		for (size_t i = 0; i < count; i++) {
			if (line[i].sign == ' ')
				continue;
			rich_para(v->text, 2, 4);
			rich_addf(v->text, LOOK_BOLD, "%c ", line[i].sign);
			rich_addf(v->text, line[i].sign == '+' ? LOOK_BOLD
							       : LOOK_PLAIN,
				  "%.*s", (int)line[i].len, line[i].text);
		}
	str_release(&was);
}

static void describe(struct staleview *v, const struct behind *r)
{
	const struct pb_source *src = source_of(v, r);

	if (str_eq(v->filled, r->key))
		return;
	str_copy(v->filled, sizeof(v->filled), r->key);
	rich_clear(v->text);
	add_base(v, r);
	rich_line(v->text, 0, LOOK_BOLD, _("The translation"));
	if (src)
		add_lines(v->text, src->text + r->s.text.at,
			  r->s.text.end - r->s.text.at);
}

static void draw_chosen(struct staleview *v, struct surface *s, int row,
			int rows)
{
	const struct behind *r = chosen(v);
	int cells = surface_cols(s) - 5;

	if (!r || rows < 2)
		return;
	describe(v, r);
	frame_dots(s, row, 3, cells);
	rich_put(v->text, s, row + 1, rows - 1, 3, cells);
}

static void stale_draw(struct app *app, void *state, struct surface *s)
{
	struct staleview *v = state;
	int rows = frame_rows(app, s), room = (rows - 3) / 3, n;
	struct str t = {0};

	frame_title(app, s, v->slug, _("behind its base"));
	str_addf(&t, ngettext("%zu section is behind", "%zu sections are "
			      "behind", (unsigned long)v->count), v->count);
	if (*v->draft)
		str_addf(&t, "   " DRAFT_PREFIX "%s", v->draft);
	surface_put(s, 1, 1, surface_cols(s) - 2, LOOK_BOLD, str_text(&t));
	str_release(&t);
	frame_rule(s, 2);
	surface_cursor(s, 3, 1);
	if (!v->count) {
		surface_put(s, 4, 3, surface_cols(s) - 4, LOOK_PLAIN,
			    *v->draft
				    ? _("No translation is behind: A commits "
					"what was changed.")
				    : _("No translation is behind its base."));
		return;
	}
	n = (int)v->count < room ? (int)v->count : room;
	list_draw(&v->list, s, 3, n, 0, surface_cols(s), true);
	draw_chosen(v, s, 4 + n, rows - 4 - n);
}

static struct focus *stale_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct staleview *)state)->list.focus;
}

/* --- acting ----------------------------------------------------------------------- */

/* The row as the draft has it, once there is one; NULL has been told. */
static const struct behind *in_draft(struct staleview *v)
{
	const struct behind *r = chosen(v);
	struct error err = {0};
	struct draft d;

	if (!r || *v->draft)
		return r;
	if (store_draft_for(&d, store_of(v), v->slug, &err)) {
		app_error(v->app, &err);
		return NULL;
	}
	str_copy(v->draft, sizeof(v->draft), d.name);
	if (load(v, &err)) {
		app_error(v->app, &err);
		return NULL;
	}
	return chosen(v);
}

static void make_right(struct staleview *v, const struct behind *r)
{
	const struct pb_source *src = source_of(v, r);
	struct error err = {0};
	struct str out = {0};
	int rc = src ? playbook_fresh(&out, &v->b.texts.src[0], src, r->s.id,
				      &err)
		     : ERR_NOTFOUND;

	if (!rc)
		rc = store_draft_keep(store_of(v), v->draft, src->name,
				      str_text(&out), out.len, &err);
	str_release(&out);
	if (rc)
		app_error(v->app, &err);
	else
		app_say(v->app, _("%s: the translation is right"),
			title_of(v, &r->s));
	load_anew(v);
}

static void right(struct app *app, void *state)
{
	struct staleview *v = state;
	const struct behind *r = in_draft(v);

	(void)app;
	if (r)
		make_right(v, r);
}

static void answered(struct app *app, void *ctx, bool yes)
{
	struct staleview *v = ctx;
	const struct behind *r = chosen(v);

	(void)app;
	if (yes && r)
		make_right(v, r);
}

static void translate(struct app *app, void *state)
{
	struct staleview *v = state;
	const struct behind *r = in_draft(v);
	const struct pb_source *src = r ? source_of(v, r) : NULL;
	struct error err = {0};
	char file[220], key[sizeof(r->key)];
	bool changed;
	int rc;

	if (!src)
		return;
	str_copy(file, sizeof(file), src->name);
	str_copy(key, sizeof(key), r->key);
	rc = draftedit_run(&changed, app, v->draft, file,
			   draftedit_line(src->text, r->s.text.at), &err);
	if (rc)
		app_error(app, &err);
	load_anew(v);
	r = chosen(v);
	if (!rc && r && str_eq(r->key, key)) /* it is behind still */
		dialog_yes(app, _("Is the translation right now?"), answered,
			   v);
}

static void commit(struct app *app, void *state)
{
	struct staleview *v = state;
	char arg[160];

	if (!*v->draft) {
		app_note(app, _("Nothing was changed."));
		return;
	}
	snprintf(arg, sizeof(arg), "%s %s", v->draft, v->slug);
	app_push(app, &draft_screen, arg);
}

static const struct action stale_actions[] = {
	{"right", "Space", N_("is right"),
	 N_("The translation is right as it is: it names the base of now"),
	 right, ACT_FOOTER | ACT_CHANGES},
	{"translate", "Enter e", N_("translate"),
	 N_("The editor at this section of the translation, in a draft"),
	 translate, ACT_FOOTER | ACT_CHANGES},
	{"commit", "A", N_("to the draft"),
	 N_("To the draft: what it changes, and to commit it"), commit,
	 ACT_FOOTER},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def stale_screen = {
	.name = "stale",
	.title = N_("Translations behind"),
	.actions = stale_actions,
	.open = stale_open,
	.close = stale_close,
	.draw = stale_draw,
	.refresh = stale_refresh,
	.focus = stale_focus,
};
