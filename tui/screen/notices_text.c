/* tui/screen/notices_text.c - the whole text of a notice, as one of the group
 * will see it, and what changed since it was approved. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/diff.h"
#include "tui/screen/notices.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

struct noticetext {
	struct pager pager; /* first: its focus is ours */
	struct app *app;
	char label[NOTICE_LABEL];
	char who[64];
	char person[PERSON_ID]; /* as whom; "": the first of the group */
	bool changes; /* what changed since the approval */
};

/* --- as one will see it ------------------------------------------------------------ */

static int fill_text(struct noticetext *v, struct error *err)
{
	const struct group_args args = {.fates = ~0u, .field = PERSON_FIELDS,
					.most = 1};
	struct casefile *c = ctx_of(v->app)->c;
	struct draft d = {0};
	struct group g = {0};
	int rc = draft_open(&d, c, v->label, err);

	if (!rc)
		rc = *v->person
			     ? group_person(&g, c, d.n, v->person, err)
			     : group_read(&g, c, d.n, &args, err);
	if (!rc)
		rc = group_mask(&g, err);
	if (!rc)
		rc = notice_as(v->who, &d, &g, err);
	if (!rc) {
		rich_line(v->pager.text, 1, LOOK_BOLD,
			  str_text(&d.out.subject));
		rich_line(v->pager.text, 1, LOOK_PLAIN, "");
		notice_lines(v->pager.text, 1, str_text(&d.out.text));
	}
	group_release(&g);
	draft_release(&d);
	return rc;
}

/* --- what changed -------------------------------------------------------------------- */

/* The draft that was approved last: an event of this notice. */
static const struct set_notice *approved_draft(const struct situation *s,
					       const struct case_notice *n)
{
	const struct event *ev = n->voided	? n->voided
				 : n->approvals ? n->approval[0]
						: NULL;
	const struct set_approval *p = ev ? ev->data : NULL;
	const struct event *was =
		p ? map_get(&s->event_by_id, p->of, ID_LEN) : NULL;

	return was ? was->data : NULL;
}

static int add_diff(struct rich *r, const struct str *was,
		    const struct str *now, struct error *err)
{
	struct arena a = {0};
	struct diff_line *line;
	struct str t = {0};
	size_t n;
	int rc = text_diff_lines(&line, &n, &a, str_text(was), was->len,
				 str_text(now), now->len, err);

	for (size_t i = 0; !rc && i < n; i++) {
		str_clear(&t);
		str_addn(&t, line[i].text, line[i].len);
		rich_para(r, 1, 3);
		rich_addf(r, line[i].sign == ' ' ? LOOK_PLAIN : LOOK_BOLD,
			  "%c %s", line[i].sign, str_text(&t));
	}
	str_release(&t);
	arena_release(&a);
	return rc;
}

static int fill_changes(struct noticetext *v, struct error *err)
{
	struct casefile *c = ctx_of(v->app)->c;
	const struct situation *s = casefile_now(c);
	const struct set_notice *was;
	struct str before = {0}, now = {0};
	struct draft d = {0};
	int rc = draft_open(&d, c, v->label, err);

	was = rc ? NULL : approved_draft(s, d.n);
	if (!rc && !was)
		rich_line(v->pager.text, 1, LOOK_PLAIN,
			  _("Nobody has approved a text of it yet."));
	if (was)
		rc = log_att_read(&before, casefile_log(c), was->text.att,
				  err);
	if (!rc && was)
		rc = draft_exact(&now, &d, err);
	if (!rc && was && str_eq(str_text(&before), str_text(&now)))
		rich_line(v->pager.text, 1, LOOK_PLAIN,
			  _("The text is the one that was approved."));
	else if (!rc && was)
		rc = add_diff(v->pager.text, &before, &now, err);
	str_release(&before);
	str_release(&now);
	draft_release(&d);
	return rc;
}

static int fill(struct noticetext *v, struct error *err)
{
	rich_clear(v->pager.text);
	*v->who = '\0';
	return v->changes ? fill_changes(v, err) : fill_text(v, err);
}

/* --- the screen ---------------------------------------------------------------------- */

static void text_close(struct app *app, void *state)
{
	(void)app;
	pager_release(&((struct noticetext *)state)->pager);
	mem_free(state);
}

/* arg: the notice; behind it "changes": what changed, or a person's id. */
static int text_open(void **state, struct app *app, const void *arg,
		     struct error *err)
{
	struct noticetext *v = mem_zalloc(sizeof(*v));
	const char *more;
	int rc = v ? pager_init(&v->pager, err) : error_nomem(err);

	if (rc) {
		mem_free(v);
		return rc;
	}
	v->app = app;
	str_copy(v->label, sizeof(v->label), arg);
	v->label[strcspn(v->label, " ")] = '\0';
	more = (const char *)arg + strlen(v->label);
	v->changes = str_eq(more, " changes");
	if (*more && !v->changes)
		str_copy(v->person, sizeof(v->person), more + 1);
	rc = fill(v, err);
	if (rc)
		text_close(app, v);
	else
		*state = v;
	return rc;
}

static void text_refresh(struct app *app, void *state)
{
	struct error err = {0};

	if (fill(state, &err))
		app_error(app, &err);
}

static void text_draw(struct app *app, void *state, struct surface *s)
{
	struct noticetext *v = state;
	const struct situation *now = ctx_now(app);
	const struct case_notice *n = situation_notice(now, v->label);
	int row = frame_title(app, s, now->label, now->title);
	struct str t = {0};

	ctx_next_row(app, s, row++);
	str_addf(&t, "%s v%zu", v->label, n ? n->version : 0);
	if (v->changes)
		str_add(&t, _("   against the approved text"));
	else if (*v->who)
		str_addf(&t, _("   as %s will see it"), v->who);
	pager_page(&v->pager, s, row, frame_rows(app, s) - row - 2,
		   str_text(&t));
	str_release(&t);
	ctx_last_change(app);
}

static struct focus *text_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct noticetext *)state)->pager.focus;
}

static void page(struct app *app, void *state)
{
	struct noticetext *v = state;

	v->pager.focus.ops->move(&v->pager.focus, MOVE_PAGE_DOWN);
	app_redraw(app);
}

static void other_way(struct app *app, void *state)
{
	struct noticetext *v = state;

	v->changes = !v->changes;
	text_refresh(app, v);
	app_redraw(app);
}

static const struct action text_actions[] = {
	{"page", "Space", N_("page"), N_("Go one page on"), page,
	 ACT_FOOTER},
	{"notice-changes", "d", N_("changes"),
	 N_("What changed since it was approved, and back"), other_way,
	 ACT_FOOTER},
	{0},
};

const struct screen_def noticetext_screen = {
	.name = "noticetext",
	.title = N_("Text of a notice"),
	.actions = text_actions,
	.open = text_open,
	.close = text_close,
	.draw = text_draw,
	.refresh = text_refresh,
	.focus = text_focus,
};
