/* tui/screen/notices_one.c - one notice: its blanks, and what the lists that
 * it serves say it must hold, checked as it stands. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/clock/words.h"
#include "core/notice/words.h"
#include "tui/screen/notices.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

#define DETAIL_ROWS 6
#define WHAT_CELLS 40

/* --- rows ------------------------------------------------------------------------ */

static struct onerow *add_row(struct noticeview *v)
{
	if (arena_grow(&v->arena, &v->row, v->rows, &v->cap,
		       sizeof(*v->row)))
		return NULL;
	v->row[v->rows] = (struct onerow){0};
	return &v->row[v->rows++];
}

static void add_heading(struct noticeview *v, const char *text)
{
	struct onerow *r = add_row(v);

	if (r)
		r->text = text;
}

static const char *typed(const struct set_notice *set, const char *name)
{
	for (size_t i = 0; i < set->blanks; i++)
		if (str_eq(set->blank[i].name, name))
			return set->blank[i].value;
	return NULL;
}

bool notice_is_left(const struct draft *d, const struct blank *b)
{
	for (size_t i = 0; i < d->out.left_count; i++)
		if (d->out.left[i] == b)
			return true;
	return false;
}

static bool has_row(const struct noticeview *v, const struct blank *b)
{
	for (size_t i = 0; i < v->rows; i++)
		if (v->row[i].blank == b)
			return true;
	return false;
}

/* Each blank once, in the order of the text. What comes from each person's
 * own row is asked for where a row lacks it. */
static void add_blanks(struct noticeview *v, const struct piece *p, size_t n)
{
	const struct set_notice *set = v->d.n->set;

	for (size_t i = 0; i < n; i++) {
		const struct blank *b = p[i].blank;
		struct onerow *r;

		if (!b || has_row(v, b))
			continue;
		r = add_row(v);
		if (!r)
			return;
		*r = (struct onerow){.key = b->name, .blank = b,
				     .value = typed(set, b->name),
				     .own = set->filter &&
					    b->from == BLANK_PERSON,
				     .lacking = draft_check_lacking(&v->check,
								    b)};
		r->left = r->lacking || notice_is_left(&v->d, b);
	}
}

static void add_items(struct noticeview *v)
{
	const char *lang = ctx_of(v->pane.app)->lang;
	const struct clock_list *last = NULL;

	for (size_t i = 0; i < v->check.items; i++) {
		const struct said *it = &v->check.item[i];
		struct onerow *r;

		if (it->list != last)
			add_heading(v, arena_printf(
					       &v->arena,
					       _("IT MUST SAY   %s: %s "
						 "(grade %s)"),
					       it->list->id,
					       clock_text(&it->list->title,
							  lang),
					       it->list->confidence));
		last = it->list;
		r = add_row(v);
		if (!r)
			return;
		r->said = it;
		r->key = arena_printf(&v->arena, "%s/%d", it->list->id,
				      it->item->item);
	}
}

static bool any_runs(const struct situation *s)
{
	for (size_t i = 0; i < s->clock_count; i++)
		if (s->clock[i].state == CC_RUNNING)
			return true;
	return false;
}

/* The clock that it is to meet; nothing where none runs. */
static void add_clock(struct noticeview *v)
{
	const struct situation *s = ctx_now(v->pane.app);
	const char *key = v->d.n->set->clock;
	const struct case_clock *c = key ? situation_clock(s, key) : NULL;
	struct str t = {0};

	if (c)
		case_clock_stands(&t, c, s->settled_at);
	if (c)
		add_heading(v, arena_printf(&v->arena,
					    _("IT SERVES   %s: %s"), key,
					    str_text(&t)));
	else if (any_runs(s))
		add_heading(v, _("IT SERVES   no clock; C chooses one"));
	str_release(&t);
}

static void release(struct noticeview *v)
{
	draft_check_release(&v->check);
	draft_release(&v->d);
	arena_release(&v->arena);
	v->row = NULL;
	v->rows = v->cap = 0;
}

static int lay(struct noticeview *v, struct error *err)
{
	const struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS,
				       .count_only = true};
	struct ctx *x = ctx_of(v->pane.app);
	const struct clock_rules *rules;
	struct group g = {0};
	int rc;

	release(v);
	rc = draft_open(&v->d, x->c, v->pane.label, err);
	if (!rc)
		rc = store_clocks(&rules, x->store, err);
	if (!rc)
		rc = group_read(&g, x->c, v->d.n, &all, err);
	if (!rc)
		rc = draft_check(&v->check, &v->d, &g, rules, err);
	v->people = g.people;
	group_release(&g);
	v->there = !rc;
	if (rc)
		return rc;
	add_clock(v);
	add_items(v);
	add_heading(v, _("BLANKS"));
	add_blanks(v, v->d.t->subject, v->d.t->subject_count);
	add_blanks(v, v->d.t->piece, v->d.t->piece_count);
	return 0;
}

static const struct onerow *item(const struct noticeview *v, int i)
{
	return i >= 0 && (size_t)i < v->rows ? &v->row[i] : NULL;
}

static int count(void *ctx)
{
	return (int)((struct noticeview *)ctx)->rows;
}

static const char *key(void *ctx, int i)
{
	return item(ctx, i)->key;
}

static const char *item_text(const struct noticeview *v,
			     const struct said *it)
{
	return clock_text(&it->item->text, ctx_of(v->pane.app)->lang);
}

static const char *text(void *ctx, int i)
{
	const struct onerow *r = item(ctx, i);

	return r->text ? r->text : r->said ? item_text(ctx, r->said)
					   : _(r->blank->what);
}

static void draw_item(struct noticeview *v, const struct onerow *r,
		      struct surface *s, int row, unsigned look)
{
	static const char *const mark[] = {
		[SAID] = "[x]", [SAID_LATER] = "[~]", [SAID_NOT] = "[-]",
		[SAID_MISSING] = "[ ]"};
	enum said_state st = r->said->state;
	int end = surface_cols(s) - 1;
	char number[8];

	snprintf(number, sizeof(number), "%d", r->said->item->item);
	surface_put(s, row, 3, 3, look, mark[st]);
	surface_right(s, row, 6, 3, look, number);
	surface_field(s, row, 10, end - 28, look, item_text(v, r->said));
	surface_field(s, row, end - 16, 16,
		      st == SAID_MISSING ? look | LOOK_BOLD : look,
		      said_words(st));
}

/* What stands behind a blank: its first line, or why there is none. */
static void blank_words(struct str *out, const struct noticeview *v,
			const struct onerow *r)
{
	if (r->lacking)
		str_addf(out, _("%zu of %zu HAVE NONE"), r->lacking,
			 v->people);
	else if (r->value)
		str_addn(out, r->value, strcspn(r->value, "\n"));
	else if (r->own)
		str_add(out, _("from each person's row"));
	else
		str_add(out, r->left ? _("LEFT BLANK") : _("may stay out"));
}

static void draw_blank(const struct noticeview *v, const struct onerow *r,
		       struct surface *s, int row, unsigned look)
{
	int cells = surface_cols(s) - 11 - WHAT_CELLS;
	bool has = r->value || (r->own && !r->left);
	struct str t = {0};

	surface_put(s, row, 3, 3, look, r->left ? "[ ]" : has ? "[x]" : "[-]");
	surface_field(s, row, 8, WHAT_CELLS, look, _(r->blank->what));
	blank_words(&t, v, r);
	surface_field(s, row, 10 + WHAT_CELLS, cells,
		      r->left ? LOOK_BOLD : look, str_text(&t));
	str_release(&t);
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct noticeview *v = ctx;
	const struct onerow *r = item(v, i);
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;

	(void)cells;
	if (r->text)
		surface_field(s, row, col - 2, surface_cols(s) - col,
			      LOOK_PLAIN, r->text);
	else if (r->said)
		draw_item(v, r, s, row, look);
	else
		draw_blank(v, r, s, row, look);
}

static const struct list_ops notice_ops = {count, key, draw_one, text};

/* --- the one chosen ------------------------------------------------------------------ */

const struct onerow *noticeview_chosen(struct noticeview *v)
{
	return item(v, list_at(&v->pane.list));
}

static void draw_chosen(struct noticeview *v, struct surface *s, int row,
			int last)
{
	const struct onerow *r = noticeview_chosen(v);
	struct rich *t = rich_new();
	struct str more = {0};

	frame_dots(s, row++, 3, surface_cols(s) - 5);
	if (!r || !t) {
		rich_free(t);
		return;
	}
	if (r->said) {
		rich_para(t, 0, 0);
		rich_addf(t, LOOK_BOLD, "%s  ", r->key);
		rich_add(t, LOOK_PLAIN, item_text(v, r->said));
		notice_people_words(&more, r->said);
		rich_add(t, LOOK_PLAIN, str_text(&more));
		if (r->said->why)
			rich_addf(t, LOOK_PLAIN, _("   Why not: %s"),
				  r->said->why);
	} else {
		rich_para(t, 0, 0);
		rich_addf(t, LOOK_BOLD, "{{%s}}  ", r->blank->name);
		rich_add(t, LOOK_PLAIN, _(r->blank->what));
		if (r->lacking)
			rich_line(t, 0, LOOK_PLAIN,
				  _("Enter gives words for those whose row has "
				    "none, before it is approved."));
		if (r->value)
			notice_lines(t, 0, r->value);
	}
	rich_put(t, s, row, last - row, 3, surface_cols(s) - 6);
	rich_free(t);
	str_release(&more);
}

static void draw_sizes(struct noticeview *v, struct surface *s, int row)
{
	const struct draft_check *c = &v->check;
	size_t left = v->d.out.left_count + c->lacks;
	struct str t = {0};

	str_addf(&t, _("missing %zu   to follow %zu   blanks left %zu   "),
		 c->missing, c->later, left);
	notice_size_words(&t, &c->sms, c->most);
	surface_field(s, row, 1, surface_cols(s) - 2,
		      c->missing || left ? LOOK_BOLD : LOOK_PLAIN,
		      str_text(&t));
	str_release(&t);
}

static void draw_name(struct noticeview *v, struct surface *s, int row)
{
	const struct case_notice *n = v->d.n;
	struct str t = {0};
	int used;

	str_addf(&t, "%s v%zu  %s.%s  ", n->label, n->version,
		 n->set->template, n->set->lang);
	used = surface_put(s, row, 1, surface_cols(s) / 2, LOOK_BOLD,
			   str_text(&t));
	str_clear(&t);
	str_add(&t, notice_to_words(ctx_now(v->pane.app), n->set));
	str_add(&t, _("; "));
	notice_state_words(&t, n);
	notice_count_words(&t, n, (int64_t)v->people);
	surface_field(s, row, 1 + used, surface_cols(s) - used - 2,
		      LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

/* --- the screen ----------------------------------------------------------------------- */

static void notice_close(struct app *app, void *state)
{
	struct noticeview *v = state;

	(void)app;
	list_release(&v->pane.list);
	release(v);
	mem_free(v);
}

static int notice_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct noticeview *v = mem_zalloc(sizeof(*v));
	int rc;

	if (!v)
		return error_nomem(err);
	v->pane.app = app;
	str_copy(v->pane.label, sizeof(v->pane.label), arg);
	list_init(&v->pane.list, &notice_ops, v);
	rc = lay(v, err);
	if (rc) {
		notice_close(app, v);
		return rc;
	}
	*state = v;
	return 0;
}

static void notice_refresh(struct app *app, void *state)
{
	struct error err = {0};

	if (lay(state, &err))
		app_error(app, &err);
}

static void notice_draw(struct app *app, void *state, struct surface *s)
{
	struct noticeview *v = state;
	const struct situation *now = ctx_now(app);
	int row = frame_title(app, s, now->label, now->title);
	int last = frame_rows(app, s), below = last - DETAIL_ROWS;

	ctx_next_row(app, s, row++);
	ctx_last_change(app);
	if (!v->there)
		return;
	draw_name(v, s, row++);
	draw_sizes(v, s, row++);
	frame_rule(s, row++);
	list_draw(&v->pane.list, s, row, below - row, 0, surface_cols(s),
		  true);
	draw_chosen(v, s, below, last);
}

static struct focus *notice_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct noticeview *)state)->pane.list.focus;
}

const struct screen_def notice_screen = {
	.name = "notice",
	.title = N_("Notice"),
	.actions = notice_actions,
	.open = notice_open,
	.close = notice_close,
	.draw = notice_draw,
	.refresh = notice_refresh,
	.focus = notice_focus,
};
