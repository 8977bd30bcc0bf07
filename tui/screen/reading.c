/* tui/screen/reading.c - a playbook to read, in force or as it once was. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/mdtext.h"
#include "tui/screen/draftview.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

struct reading {
	struct pager pager; /* first: its focus is the screen's */
	struct bookref ref;
	struct booktext text;
	struct playbook *pb; /* text.pb */
	struct repo_commit at; /* which version; id "" when in force */
	size_t lang;
	int *line; /* of each step, in the text as laid out */
	int cols; /* the text is laid out for; 0: not yet */
	bool failed;
};

/* --- text ------------------------------------------------------------------------ */

static unsigned look_of(unsigned style)
{
	unsigned look = LOOK_PLAIN;

	if (style & MDS_STRONG)
		look |= LOOK_BOLD;
	if (style & MDS_EM)
		look |= LOOK_UNDERLINE;
	if (style & MDS_LINK)
		look |= LOOK_LINK;
	return look;
}

static void add_markdown(struct reading *v, const struct md_node *node,
			 int indent)
{
	struct arena a = {0};
	struct mdline *line;
	size_t n;

	if (node && mdtext_render(&line, &n, &a, node, v->cols - indent, 0,
				  NULL))
		v->failed = true;
	for (size_t i = 0; node && !v->failed && i < n; i++) {
		rich_para(v->pager.text, indent + line[i].indent,
			  indent + line[i].indent);
		for (size_t k = 0; k < line[i].count; k++)
			rich_add(v->pager.text,
				 look_of(line[i].span[k].style),
				 line[i].span[k].text);
	}
	arena_release(&a);
}

static struct md_node *in_lang(struct md_node *const node[PB_LANGS],
			       size_t lang)
{
	return node[lang] ? node[lang] : node[0];
}

static const char *role_name(const struct reading *v, const char *key)
{
	for (size_t i = 0; i < v->pb->role_count; i++)
		if (str_eq(v->pb->role[i].key, key))
			return text_in(&v->pb->role[i].name, v->lang);
	return str_eq(key, "any") ? _("anybody") : key;
}

static void add_asks(struct reading *v, const struct pb_step *st,
		     struct str *t)
{
	static const char *const kinds[] = {N_("note"), N_("file"),
					    N_("reference"), N_("hash")};

	if (st->value != VALUE_NONE)
		str_addf(t, _("   value: %s"),
			 text_in(&st->value_label, v->lang));
	for (size_t i = 0; i < st->evidence_count; i++)
		str_addf(t, _("   evidence: %s, %s"),
			 _(kinds[st->evidence[i].type]),
			 text_in(&st->evidence[i].label, v->lang));
}

/* A moment of the case in words; a step or a clock by its id. */
static const char *anchor_name(const char *anchor)
{
	if (str_eq(anchor, "opened"))
		return _("the opening");
	if (str_eq(anchor, "contained"))
		return _("the end of containment");
	return str_eq(anchor, "closed") ? _("the close") : anchor;
}

/* Who, with whom, by when, with what: on one line. */
static void add_facts(struct reading *v, const struct pb_step *st)
{
	struct str t = {0};

	if (st->role)
		str_add(&t, role_name(v, st->role));
	if (st->second)
		str_addf(&t, _("   second reader: %s"),
			 role_name(v, st->second));
	if (st->approve)
		str_addf(&t, _("   approves: %s"),
			 role_name(v, st->approve));
	if (st->due.set) {
		struct str span = {0};

		countdown_span(&span, st->due.span);
		str_addf(&t, st->due.before ? _("   %s before %s")
					    : _("   within %s of %s"),
			 str_text(&span), anchor_name(st->due.anchor));
		str_release(&span);
	}
	add_asks(v, st, &t);
	if (st->when_step)
		str_addf(&t, _("   only if %s %s %s"), st->when_step,
			 st->when_not ? "!=" : "=",
			 playbook_answer(v->pb, st->when_answer, v->lang));
	if (t.len) {
		rich_para(v->pager.text, 6, 6);
		rich_add(v->pager.text, LOOK_PLAIN,
			 str_text(&t) + strspn(str_text(&t), " "));
	}
	str_release(&t);
}

static void add_answers(struct reading *v, const struct pb_step *st)
{
	for (size_t i = 0; i < st->decide.count; i++) {
		rich_para(v->pager.text, 6, 9);
		rich_addf(v->pager.text, LOOK_PLAIN, "%d  %s", (int)i + 1,
			  playbook_answer(v->pb, st->decide.id[i], v->lang));
	}
}

static void add_items(struct reading *v, const struct pb_step *st)
{
	for (size_t i = 0; i < st->item_count; i++) {
		rich_para(v->pager.text, 6, 10);
		rich_addf(v->pager.text, LOOK_PLAIN, "[ ] %s",
			  text_in(&st->item[i].text, v->lang));
		add_markdown(v, in_lang(st->item[i].more, v->lang), 10);
	}
}

static void add_step(struct reading *v, const struct pb_step *st)
{
	struct rich *r = v->pager.text;

	rich_line(r, 0, LOOK_PLAIN, "");
	rich_para(r, 0, 6);
	rich_addf(r, LOOK_BOLD, "%s  %s", st->number,
		  text_in(&st->title, v->lang));
	if (v->lang && st->stale[v->lang])
		rich_addf(r, LOOK_PLAIN, "  %s",
			  _("(translation is behind)"));
	add_facts(v, st);
	add_markdown(v, in_lang(st->caution, v->lang), 6);
	add_markdown(v, in_lang(st->body, v->lang), 6);
	add_answers(v, st);
	add_items(v, st);
}

static void fill(struct reading *v)
{
	struct rich *r = v->pager.text;
	const struct playbook *pb = v->pb;
	struct str head = {0};

	rich_clear(r);
	add_markdown(v, in_lang(pb->intro_body, v->lang), 0);
	for (size_t i = 0; i < pb->phase_count; i++) {
		const struct pb_phase *ph = &pb->phase[i];

		rich_line(r, 0, LOOK_PLAIN, "");
		str_clear(&head);
		frame_upper(&head, text_in(&ph->title, v->lang));
		rich_para(r, 0, 3);
		rich_addf(r, LOOK_BOLD | LOOK_UNDERLINE, "%s  %s", ph->number,
			  str_text(&head));
		rich_addf(r, LOOK_PLAIN, "   %s",
			  ph->do_confirm ? _("do, then confirm")
					 : _("read, then do"));
		add_markdown(v, in_lang(ph->intro, v->lang), 3);
		for (size_t k = 0; k < ph->step_count; k++) {
			v->line[&ph->step[k] - pb->step] =
				rich_layout(r, v->cols) + 1;
			add_step(v, &ph->step[k]);
		}
	}
	str_release(&head);
}

/* --- opening ------------------------------------------------------------------------ */

static void reading_close(struct app *app, void *state)
{
	struct reading *v = state;

	(void)app;
	pager_release(&v->pager);
	booktext_release(&v->text);
	mem_free(v->line);
	mem_free(v);
}

static int reading_open(void **state, struct app *app, const void *arg,
			struct error *err)
{
	struct ctx *x = ctx_of(app);
	struct reading *v = mem_zalloc(sizeof(*v));
	int rc = v ? pager_init(&v->pager, err) : error_nomem(err);

	if (rc) {
		mem_free(v);
		return rc;
	}
	bookref_read(&v->ref, arg);
	rc = booktext_open(&v->text, app, &v->ref, err);
	if (!rc && !str_eq(v->ref.commit, "main"))
		rc = repo_commit_info(&v->at, store_repo(x->store, NULL),
				      v->text.texts.commit, err);
	if (rc) {
		reading_close(app, v);
		return rc;
	}
	v->pb = v->text.pb;
	v->line = mem_zalloc((v->pb->step_count + 1) * sizeof(*v->line));
	if (!v->line) {
		reading_close(app, v);
		return error_nomem(err);
	}
	v->lang = playbook_lang(v->pb, x->lang);
	*state = v;
	return 0;
}

/* --- drawing --------------------------------------------------------------------------- */

/* Which version: "2.0.3 @ 8c2f1d0", and of when if it is not in force. */
static void add_version(struct str *out, struct app *app,
			const struct reading *v)
{
	booktext_version(out, v->pb->version, v->text.texts.commit);
	str_add(out, "    ");
	if (!*v->at.id)
		return;
	book_when(out, app, v->at.at);
	str_addf(out, _(", %s: as it was then"), v->at.author);
	str_add(out, "    ");
}

static void draw_row(struct app *app, const struct reading *v,
		     struct surface *s, int row)
{
	struct str left = {0}, right = {0};
	int cols = surface_cols(s);

	add_version(&left, app, v);
	for (size_t i = 0; i < v->pb->langs; i++)
		str_addf(&left, i == v->lang ? "[%s] " : "%s ",
			 v->pb->lang[i]);
	pager_place(&right, &v->pager);
	surface_put(s, row, 1, cols - 2, LOOK_PLAIN, str_text(&left));
	surface_right(s, row, 1, cols - 2, LOOK_PLAIN, str_text(&right));
	str_release(&left);
	str_release(&right);
}

static void reading_draw(struct app *app, void *state, struct surface *s)
{
	struct reading *v = state;
	int rows = frame_rows(app, s), cells = surface_cols(s) - 4;

	cells = cells > 96 ? 96 : cells; /* longer lines tire */
	if (v->cols != cells) {
		v->cols = cells;
		fill(v);
	}
	frame_title(app, s, v->pb->slug, text_in(&v->pb->title, v->lang));
	pager_draw(&v->pager, s, 3, rows - 4, 2, cells, true);
	draw_row(app, v, s, 1);
	frame_rule(s, 2);
}

static void reading_refresh(struct app *app, void *state)
{
	(void)app;
	((struct reading *)state)->cols = 0;
}

static struct focus *reading_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct reading *)state)->pager.focus;
}

/* --- acting ------------------------------------------------------------------------------ */

static void next_lang(struct app *app, void *state)
{
	struct reading *v = state;

	if (v->pb->langs < 2)
		app_note(app, _("It is written in one language only."));
	v->lang = (v->lang + 1) % v->pb->langs;
	v->cols = 0;
	app_redraw(app);
}

/* Phases begin with their number, two blanks behind it. */
static void phase_by(struct app *app, struct reading *v, int by)
{
	struct str line = {0};
	int n = rich_layout(v->pager.text, v->cols ? v->cols : 76), i;

	for (i = v->pager.top + by; i >= 0 && i < n; i += by) {
		str_clear(&line);
		rich_text(&line, v->pager.text, i);
		if (line.p && line.p[0] >= '0' && line.p[0] <= '9' &&
		    !strchr(str_text(&line), '.') &&
		    strstr(str_text(&line), "  "))
			break;
	}
	if (i >= 0 && i < n)
		v->pager.top = i;
	else if (by < 0)
		v->pager.top = 0;
	str_release(&line);
	app_redraw(app);
}

static void phase_next(struct app *app, void *state)
{
	phase_by(app, state, 1);
}

static void phase_back(struct app *app, void *state)
{
	phase_by(app, state, -1);
}

static void page(struct app *app, void *state)
{
	struct focus *f = &((struct reading *)state)->pager.focus;

	f->ops->move(f, MOVE_PAGE_DOWN);
	app_redraw(app);
}

/* The step in view: the last that begins at the top or above. */
static void edit(struct app *app, void *state)
{
	struct reading *v = state;
	const char *step = v->pb->step_count ? v->pb->step[0].id : "";

	for (size_t i = 0; i < v->pb->step_count; i++)
		if (v->line[i] <= v->pager.top + 1)
			step = v->pb->step[i].id;
	draft_begin(app, v->pb->slug, step);
}

static const struct action reading_actions[] = {
	{"page", "Space", N_("page"), N_("On by a page"), page,
	 ACT_FOOTER | ACT_MOVES},
	{"phase-next", "] l Right", N_("next phase"),
	 N_("Go to the next phase"), phase_next, ACT_FOOTER | ACT_MOVES},
	{"phase-back", "[ h Left", N_("phase before"),
	 N_("Go to the phase before"), phase_back, ACT_HIDDEN | ACT_MOVES},
	{"edit", "e", N_("edit"), N_("Edit the step in view, in a draft"),
	 edit, ACT_FOOTER | ACT_CHANGES},
	{"text-lang", "L", N_("language"),
	 N_("Show the text in its next language"), next_lang, ACT_FOOTER},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{0},
};

const struct screen_def reading_screen = {
	.name = "reading",
	.title = N_("Playbook"),
	.actions = reading_actions,
	.open = reading_open,
	.close = reading_close,
	.draw = reading_draw,
	.refresh = reading_refresh,
	.focus = reading_focus,
};
