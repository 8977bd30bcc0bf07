/* tui/screen/notices.c - view 5: who is told, in which words, and how far
 * that is. */
#include "tui/screen/notices.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/notice/approve.h"
#include "core/notice/words.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

#define DETAIL_ROWS 11

struct noticesview {
	struct noticepane pane; /* first */
	struct notice_count *count;
	size_t counts, cap;
	size_t next;  /* to be counted */
	bool reading; /* a slice of it is on its way */
	size_t people; /* in the register */
	/* The text of the chosen one, as it was last laid out. */
	struct rich *text;
	uint8_t shown[ID_LEN];
	bool shown_known;
	char who[64];
	struct str find; /* of a row */
};

static const struct case_notice *item(const struct noticesview *v, int i)
{
	const struct situation *s = ctx_now(v->pane.app);

	return i >= 0 && (size_t)i < s->notice_count ? &s->notice[i] : NULL;
}

static struct notice_count *counted(struct noticesview *v, const char *label)
{
	for (size_t i = 0; i < v->counts; i++)
		if (str_eq(v->count[i].label, label))
			return &v->count[i];
	return NULL;
}

/* --- counting, a notice a slice ---------------------------------------------------- */

static void read_on(struct app *app, void *ctx);

static void read_soon(struct noticesview *v)
{
	if (!v->reading && !app_after(v->pane.app, 1, read_on, NULL))
		v->reading = true;
}

static struct notice_count *place_for(struct noticesview *v,
				      const char *label)
{
	struct notice_count *c = counted(v, label);

	if (c || mem_reserve(&v->count, &v->cap, v->counts + 1,
			     sizeof(*v->count)))
		return c;
	c = &v->count[v->counts++];
	*c = (struct notice_count){0};
	str_copy(c->label, sizeof(c->label), label);
	return c;
}

static int count_people(struct noticesview *v, struct error *err)
{
	struct set_notice all = {.filter = GROUP_ALL};
	int64_t n;
	int rc = group_count(&n, ctx_of(v->pane.app)->c, &all, err);

	v->people = rc ? 0 : (size_t)n;
	return rc;
}

/* The screen may have gone meanwhile: it is asked for, not remembered. */
static void read_on(struct app *app, void *ctx)
{
	const struct case_notice *n;
	struct notice_count *c;
	struct noticesview *v;
	struct error err = {0};
	int rc;

	(void)ctx;
	if (app_top(app) != &notices_screen)
		return;
	v = app_top_state(app);
	v->reading = false;
	n = item(v, (int)v->next);
	c = n ? place_for(v, n->label) : NULL;
	v->next++;
	rc = c ? notice_count(c, app, n, &err) : count_people(v, &err);
	v->shown_known = false;
	if (rc)
		app_error(app, &err);
	if (n)
		read_soon(v);
	app_redraw(app);
}

/* --- rows --------------------------------------------------------------------------- */

static int count(void *ctx)
{
	struct noticesview *v = ctx;

	return (int)ctx_now(v->pane.app)->notice_count;
}

static const char *key(void *ctx, int i)
{
	return item(ctx, i)->label;
}

static const char *text(void *ctx, int i)
{
	struct noticesview *v = ctx;
	const struct case_notice *n = item(v, i);

	str_clear(&v->find);
	str_addf(&v->find, "%s %s %s %s", n->label,
		 notice_to_words(ctx_now(v->pane.app), n->set),
		 n->set->template, n->set->lang);
	return str_text(&v->find);
}

struct columns { /* where each begins */
	int who, people, lang, by, text, state, end;
};

static struct columns columns(const struct surface *s)
{
	struct columns c = {.end = surface_cols(s) - 1, .who = 10};

	c.state = c.end - 20;
	c.text = c.state - 6;
	c.by = c.text - 9;
	c.lang = c.by - 6;
	c.people = c.lang - 9;
	return c;
}

static void put(struct surface *s, int row, int from, int to, unsigned look,
		const char *words)
{
	surface_field(s, row, from, to - from - 1, look, words);
}

/* "6,310" */
static void add_number(struct str *out, size_t n)
{
	if (n >= 1000) {
		add_number(out, n / 1000);
		str_addf(out, ",%03zu", n % 1000);
	} else {
		str_addf(out, "%zu", n);
	}
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct noticesview *v = ctx;
	const struct case_notice *n = item(v, i);
	const struct notice_count *c = counted(v, n->label);
	unsigned look = chosen ? LOOK_BOLD : LOOK_PLAIN;
	struct columns w = columns(s);
	struct str t = {0};

	(void)cells;
	put(s, row, col, w.who, look, n->label);
	put(s, row, w.who, w.people, look,
	    notice_to_words(ctx_now(v->pane.app), n->set));
	if (!c || !c->known)
		str_add(&t, "..");
	else if (n->set->filter || n->set->authority)
		add_number(&t, c->group.people);
	else
		str_add(&t, "-");
	surface_right(s, row, w.people, w.lang - w.people - 2, look,
		      str_text(&t));
	put(s, row, w.lang, w.by, look, n->set->lang);
	put(s, row, w.by, w.text, look, notice_by(v->pane.app, n));
	str_clear(&t);
	str_addf(&t, "v%zu", n->version);
	put(s, row, w.text, w.state, look, str_text(&t));
	str_clear(&t);
	notice_stand(&t, n, c);
	put(s, row, w.state, w.end + 1, look, str_text(&t));
	str_release(&t);
}

static const struct list_ops notices_ops = {count, key, draw_one, text};

static void draw_head(struct surface *s, int row)
{
	struct columns w = columns(s);

	put(s, row, 3, w.who, LOOK_PLAIN, _("NOTICE"));
	put(s, row, w.who, w.people, LOOK_PLAIN, _("TO"));
	surface_right(s, row, w.people, w.lang - w.people - 2, LOOK_PLAIN,
		      _("PEOPLE"));
	put(s, row, w.lang, w.by, LOOK_PLAIN, _("LANG"));
	put(s, row, w.by, w.text, LOOK_PLAIN, _("WAY"));
	put(s, row, w.text, w.state, LOOK_PLAIN, _("TEXT"));
	put(s, row, w.state, w.end + 1, LOOK_PLAIN, _("STATE"));
}

/* --- the row of counts ----------------------------------------------------------------- */

struct sums {
	size_t written, lacking, approved, sent, doubt, failed;
};

static void add_sums(struct sums *t, const struct case_notice *n,
		     const struct notice_count *c)
{
	const struct group *g = &c->group;
	int64_t was;

	if (!n->set->filter || !c->known)
		return;
	t->written += g->people;
	t->lacking += g->lacking;
	if (n->approved && (n->sent || !notice_other_count(
					   &was, n, (int64_t)g->people)))
		t->approved += g->people;
	t->sent += g->by_fate[FATE_HANDED] + g->by_fate[FATE_REACHED] +
		   g->by_fate[FATE_NO_ANSWER];
	t->doubt += g->by_fate[FATE_DOUBT];
	t->failed += g->by_fate[FATE_FAILED] + g->by_fate[FATE_BOUNCED];
}

static void draw_sums(struct noticesview *v, struct surface *s, int row)
{
	const struct situation *now = ctx_now(v->pane.app);
	struct sums t = {0};
	struct str text = {0};
	struct {
		const char *words;
		size_t n;
	} part[7];

	for (size_t i = 0; i < now->notice_count; i++) {
		const struct notice_count *c =
			counted(v, now->notice[i].label);

		if (c)
			add_sums(&t, &now->notice[i], c);
	}
	part[0].words = _("people"), part[0].n = v->people;
	part[1].words = _("letters"), part[1].n = t.written;
	part[2].words = _("no e-mail"), part[2].n = t.lacking;
	part[3].words = _("approved"), part[3].n = t.approved;
	part[4].words = _("sent"), part[4].n = t.sent;
	part[5].words = _("in doubt"), part[5].n = t.doubt;
	part[6].words = _("failed"), part[6].n = t.failed;
	for (int i = 0; i < 7; i++) {
		if (!part[i].n && (i == 2 || i == 5))
			continue;
		str_addf(&text, "%s%s ", text.len ? "  " : "",
			 part[i].words);
		add_number(&text, part[i].n);
	}
	surface_field(s, row, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      str_text(&text));
	str_release(&text);
}

/* --- the one chosen, below the list --------------------------------------------------- */

/* Its text, laid out once for each draft. */
static void lay_text(struct noticesview *v, const struct case_notice *n,
		     const struct notice_count *c)
{
	struct draft d = {0};
	struct error err = {0};

	if (v->shown_known && !memcmp(v->shown, n->draft->id, ID_LEN))
		return;
	memcpy(v->shown, n->draft->id, ID_LEN);
	v->shown_known = true;
	rich_clear(v->text);
	if (!draft_open(&d, ctx_of(v->pane.app)->c, n->label, &err) &&
	    !notice_as(v->who, &d, c ? &c->group : NULL, &err)) {
		if (d.out.subject.len)
			rich_line(v->text, 0, LOOK_BOLD,
				  str_text(&d.out.subject));
		notice_lines(v->text, 0, str_text(&d.out.text));
	} else {
		rich_line(v->text, 0, LOOK_PLAIN, err.what);
	}
	draft_release(&d);
}

static void draw_size(struct surface *s, int row,
		      const struct notice_count *c)
{
	struct str t = {0};

	notice_size_words(&t, &c->sms, c->most);
	surface_right(s, row, surface_cols(s) / 2, surface_cols(s) -
		      surface_cols(s) / 2 - 2, LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

static void draw_check(struct surface *s, int row,
		       const struct notice_count *c)
{
	size_t said = c->items - c->missing - c->later;
	int cells = surface_cols(s) - 4;
	unsigned look = c->missing || c->left ? LOOK_BOLD : LOOK_PLAIN;
	struct str t = {0};

	str_addf(&t, _("says %zu of %zu   to follow %zu   missing %zu   "
		       "blanks left %zu"), said, c->items, c->later,
		 c->missing, c->left);
	surface_field(s, row, 3, cells, look, str_text(&t));
	str_clear(&t);
	if (*c->lacks) {
		str_addf(&t, "! %s", c->lacks);
		surface_field(s, row + 1, 3, cells, LOOK_BOLD, str_text(&t));
	}
	str_release(&t);
}

static void draw_chosen(struct noticesview *v, struct surface *s, int row,
			int last)
{
	const struct case_notice *n = item(v, list_at(&v->pane.list));
	const struct notice_count *c = n ? counted(v, n->label) : NULL;
	int cells = surface_cols(s) - 6, end = last - 5;
	struct str t = {0};

	if (!n)
		return;
	lay_text(v, n, c);
	str_addf(&t, "%s v%zu", n->label, n->version);
	if (*v->who)
		str_addf(&t, _("   as %s will see it"), v->who);
	surface_field(s, row, 3, surface_cols(s) / 2 + 6, LOOK_BOLD,
		      str_text(&t));
	if (c && c->known)
		draw_size(s, row, c);
	frame_dots(s, row + 1, 3, surface_cols(s) - 5);
	rich_put(v->text, s, row + 2, end - row - 2, 3, cells);
	frame_dots(s, end, 3, surface_cols(s) - 5);
	if (c && c->known)
		draw_check(s, end + 1, c);
	str_clear(&t);
	notice_state_words(&t, n);
	if (c && c->known)
		notice_count_words(&t, n, (int64_t)c->group.people);
	if (n->follows)
		str_add(&t, _("; "));
	notice_follow_words(&t, n);
	surface_field(s, end + 3, 3, cells, LOOK_PLAIN, str_text(&t));
	surface_field(s, end + 4, 1, surface_cols(s) - 2, LOOK_PLAIN,
		      _("An approval fits this exact text and sends nothing; "
			"S asks for the label."));
	str_release(&t);
}

/* --- the screen ----------------------------------------------------------------------- */

const struct case_notice *noticepane_notice(struct noticepane *p)
{
	const char *label = *p->label ? p->label : list_key(&p->list);
	const struct case_notice *n =
		label ? situation_notice(ctx_now(p->app), label) : NULL;

	if (!n)
		app_note(p->app, _("There is no notice yet: n writes one."));
	return n;
}

static void notices_close(struct app *app, void *state)
{
	struct noticesview *v = state;

	(void)app;
	list_release(&v->pane.list);
	for (size_t i = 0; i < v->counts; i++)
		notice_count_release(&v->count[i]);
	mem_free(v->count);
	rich_free(v->text);
	str_release(&v->find);
	mem_free(v);
}

/* arg: the notice to stand on, or NULL. */
static int notices_open(void **state, struct app *app, const void *arg,
			struct error *err)
{
	struct noticesview *v = mem_zalloc(sizeof(*v));

	if (!v)
		return error_nomem(err);
	v->pane.app = app;
	list_init(&v->pane.list, &notices_ops, v);
	v->text = rich_new();
	if (!v->text) {
		notices_close(app, v);
		return error_nomem(err);
	}
	if (arg)
		list_choose(&v->pane.list, arg);
	read_soon(v);
	*state = v;
	return 0;
}

static void notices_refresh(struct app *app, void *state)
{
	struct noticesview *v = state;

	(void)app;
	v->next = 0;
	v->reading = false; /* what came while it was covered was left out */
	v->shown_known = false;
	read_soon(v);
}

static void draw_empty(struct surface *s, int row)
{
	int cells = surface_cols(s) - 4;

	surface_put(s, row, 3, cells, LOOK_PLAIN,
		    _("Nobody has written a notice yet. n: choose a text, and "
		      "whom it goes to."));
	surface_put(s, row + 2, 3, cells, LOOK_PLAIN,
		    _("A second person approves the exact text; only then can "
		      "it be sent."));
	surface_cursor(s, row, 3);
}

static void notices_draw(struct app *app, void *state, struct surface *s)
{
	struct noticesview *v = state;
	const struct situation *now = ctx_now(app);
	int row, last = frame_rows(app, s), below;

	row = frame_title(app, s, now->label, now->title);
	ctx_next_row(app, s, row++);
	ctx_view_tabs(app, s, row++, 4);
	ctx_last_change(app);
	draw_sums(v, s, row++);
	frame_rule(s, row++);
	if (!now->notice_count) {
		draw_empty(s, row + 1);
		return;
	}
	draw_head(s, row++);
	below = last - DETAIL_ROWS - (last > 24 ? (last - 24) / 2 : 0);
	if (below < row + 3)
		below = row + 3;
	list_draw(&v->pane.list, s, row, below - row - 1, 0, surface_cols(s),
		  true);
	draw_chosen(v, s, below, last);
}

static struct focus *notices_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct noticesview *)state)->pane.list.focus;
}

static void detail(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_notice(state);

	if (n)
		app_push(app, &notice_screen, n->label);
}

#define W ACT_CHANGES
static const struct action notices_actions[] = {
	{"notice-check", "Enter", N_("check"),
	 N_("Fill it in, and see what it must say and does not"), detail,
	 ACT_FOOTER},
	{"notice-new", "n c", N_("new"),
	 N_("Write a notice: choose a text, and whom it goes to"),
	 notices_new, W | ACT_FOOTER},
	{"notice-edit", "e", N_("edit"), N_("Change its text in your editor"),
	 notices_edit, W | ACT_FOOTER},
	{"notice-approve", "A", N_("approve"),
	 N_("Agree to this exact text for this group"), notices_approve,
	 W | ACT_FOOTER},
	{"notice-view", "v", N_("whole text"),
	 N_("The whole text, as one person will see it"), notices_text,
	 ACT_FOOTER},
	NOTICES_ACTIONS(ACT_FOOTER | ACT_WIDE, ACT_FOOTER),
	{"view", "1 2 3 4 5 6 7", N_("views"), N_("Another view of the case"),
	 ctx_view, ACT_FOOTER},
	{0},
};
#undef W

const struct screen_def notices_screen = {
	.name = "notices",
	.title = N_("Notices"),
	.actions = notices_actions,
	.open = notices_open,
	.close = notices_close,
	.draw = notices_draw,
	.refresh = notices_refresh,
	.focus = notices_focus,
};
