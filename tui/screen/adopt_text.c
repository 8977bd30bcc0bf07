/* tui/screen/adopt_text.c - the old and the new text of one step, before
 * its version is adopted. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/diff.h"
#include "tui/screen/adopt.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

struct adopttext {
	struct pager pager; /* first: its focus is ours */
	struct bookref ref;
	struct offer *offer;
	char key[256];
	int cols; /* that the text was made for; 0: make it anew */
};

/* --- the text ----------------------------------------------------------------------- */

struct old_texts { /* of the version that is followed, from the case */
	struct pb_source src[PB_LANGS];
	struct str text[PB_LANGS];
	size_t count;
};

static int old_read(struct old_texts *t, struct app *app,
		    const struct set_adopt *a, struct error *err)
{
	struct log *log = casefile_log(ctx_of(app)->c);
	int rc = 0;

	for (size_t i = 0; !rc && i < a->file_count; i++) {
		rc = log_att_read(&t->text[i], log, a->file[i].att, err);
		t->src[i] = (struct pb_source){a->file[i].name,
					       str_text(&t->text[i]),
					       t->text[i].len};
		t->count++;
	}
	return rc;
}

static void old_release(struct old_texts *t)
{
	for (size_t i = 0; i < PB_LANGS; i++)
		str_release(&t->text[i]);
}

static void add_line(struct rich *r, const struct diff_line *l)
{
	rich_para(r, 0, 2);
	rich_addf(r, LOOK_PLAIN, "%c ", l->sign);
	if (!l->span_count)
		rich_addf(r, l->sign == ' ' ? LOOK_PLAIN : LOOK_BOLD, "%.*s",
			  (int)l->len, l->text);
	for (size_t i = 0; i < l->span_count; i++)
		rich_addf(r, l->span[i].changed ? LOOK_BOLD : LOOK_PLAIN,
			  "%.*s", (int)l->span[i].len,
			  l->text + l->span[i].at);
}

static int add_diff(struct adopttext *v, struct pb_diff *d, const char *id,
		    const char *lang, struct error *err)
{
	struct diff_line *line = NULL;
	size_t count = 0, row = 0;
	int rc;

	while (row < d->count && !(str_eq(d->step[row].id, id) &&
				   (d->step[row].was || d->step[row].is)))
		row++;
	if (row == d->count)
		return 0;
	rc = step_diff_lines(&line, &count, d, row, lang, err);
	for (size_t i = 0; !rc && i < count; i++)
		add_line(v->pager.text, &line[i]);
	return rc;
}

static int add_texts(struct adopttext *v, struct app *app,
		     const struct adopt_row *r, struct error *err)
{
	const struct offer *o = v->offer;
	struct old_texts old = {.count = 0};
	struct pb_diff *d = NULL;
	size_t lang = playbook_lang(o->pb, ctx_of(app)->lang);
	int rc = old_read(&old, app, o->book->adopt, err);

	if (!rc)
		rc = playbook_diff(&d, o->book->pb, old.src, old.count, o->pb,
				   o->texts.src, o->texts.count, err);
	if (!rc)
		rc = add_diff(v, d, r->is->def->id, o->pb->lang[lang], err);
	pb_diff_free(d);
	old_release(&old);
	return rc;
}

static void fill(struct adopttext *v, struct app *app)
{
	int i = v->offer ? adopt_row_of(v->offer, v->key) : -1;
	const struct adopt_row *r = i < 0 ? NULL : &v->offer->plan->row[i];
	struct rich *text = v->pager.text;
	struct error err = {0};
	struct str t = {0};

	rich_clear(text);
	if (!r)
		return;
	rich_para(text, 0, 6);
	rich_addf(text, LOOK_BOLD, "%s  %s", r->is->number,
		  text_in(&r->is->def->title, ctx_lang(app, r->is->book)));
	adopt_state(&t, r);
	rich_line(text, 6, LOOK_PLAIN, str_text(&t));
	str_release(&t);
	rich_line(text, 6, LOOK_PLAIN, r->what);
	rich_line(text, 0, LOOK_PLAIN, "");
	if (add_texts(v, app, r, &err))
		app_error(app, &err);
}

/* --- the screen ------------------------------------------------------------------------ */

static void text_close(struct app *app, void *state)
{
	struct adopttext *v = state;

	(void)app;
	pager_release(&v->pager);
	offer_free(v->offer);
	mem_free(v);
}

/* arg: "vendor-breach@main data-types". */
static int text_open(void **state, struct app *app, const void *arg,
		     struct error *err)
{
	struct adopttext *v = mem_zalloc(sizeof(*v));
	int rc = v ? pager_init(&v->pager, err) : error_nomem(err);

	if (rc) {
		mem_free(v);
		return rc;
	}
	str_copy(v->key, sizeof(v->key), bookref_read(&v->ref, arg));
	rc = adopt_offer(&v->offer, app, &v->ref, err);
	if (rc)
		text_close(app, v);
	else
		*state = v;
	return rc;
}

static void text_refresh(struct app *app, void *state)
{
	struct adopttext *v = state;
	struct error err = {0};

	offer_free(v->offer);
	v->cols = 0;
	if (adopt_offer(&v->offer, app, &v->ref, &err))
		app_error(app, &err);
}

static void text_draw(struct app *app, void *state, struct surface *s)
{
	struct adopttext *v = state;
	const struct situation *now = ctx_now(app);
	int rows = frame_rows(app, s), cells = surface_cols(s) - 4;
	struct str t = {0};

	cells = cells > 96 ? 96 : cells; /* longer lines tire */
	if (v->cols != cells) {
		v->cols = cells;
		fill(v, app);
	}
	frame_title(app, s, now->label, now->title);
	str_addf(&t, _("- the text now, + the text then    %s"), v->ref.slug);
	surface_field(s, 1, 1, surface_cols(s) - 2, LOOK_PLAIN, str_text(&t));
	str_release(&t);
	frame_rule(s, 2);
	pager_draw(&v->pager, s, 3, rows - 4, 2, cells, true);
}

static struct focus *text_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct adopttext *)state)->pager.focus;
}

/* To the next step that is not kept. */
static void go_by(struct app *app, struct adopttext *v, int by)
{
	const struct adopt_plan *p = v->offer ? v->offer->plan : NULL;
	int i = p ? adopt_row_of(v->offer, v->key) + by : -1;

	if (i < 0 || (size_t)i >= p->count || p->row[i].kind == ADOPT_KEPT)
		return;
	str_copy(v->key, sizeof(v->key), p->row[i].is->key);
	v->cols = 0;
	v->pager.top = 0;
	app_redraw(app);
}

static void text_on(struct app *app, void *state)
{
	go_by(app, state, 1);
}

static void text_back(struct app *app, void *state)
{
	go_by(app, state, -1);
}

static const struct action text_actions[] = {
	{"change-next", "]", N_("next change"), N_("Go to the next change"),
	 text_on, ACT_FOOTER | ACT_MOVES},
	{"change-back", "[", N_("change before"),
	 N_("Go to the change before"), text_back, ACT_FOOTER | ACT_MOVES},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def adopttext_screen = {
	.name = "adopt-text",
	.title = N_("Old and new text"),
	.actions = text_actions,
	.open = text_open,
	.close = text_close,
	.draw = text_draw,
	.refresh = text_refresh,
	.focus = text_focus,
};
