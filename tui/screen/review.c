/* tui/screen/review.c - see review.h. */
#include "tui/screen/review.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/words.h"
#include "tui/widget/frame.h"
#include "tui/widget/rich.h"

/* --- finding them ----------------------------------------------------------------- */

static const struct case_finding *find_finding(const struct situation *s,
					       const char *label)
{
	for (size_t i = 0; i < s->finding_count; i++)
		if (str_eq(s->finding[i].label, label))
			return &s->finding[i];
	return NULL;
}

static const struct case_action *find_action(const struct situation *s,
					     const char *label)
{
	for (size_t i = 0; i < s->action_count; i++)
		if (str_eq(s->action[i].label, label))
			return &s->action[i];
	return NULL;
}

static const struct review_row *chosen(struct review *v)
{
	int i = list_at(&v->list);

	return i >= 0 && (size_t)i < v->count ? &v->row[i] : NULL;
}

const struct case_finding *review_finding(struct review *v)
{
	const struct review_row *r = chosen(v);

	return r && r->kind == REVIEW_FINDING
		       ? find_finding(ctx_now(v->app), r->key)
		       : NULL;
}

const struct case_action *review_action(struct review *v)
{
	const struct review_row *r = chosen(v);

	return r && r->kind == REVIEW_ACTION
		       ? find_action(ctx_now(v->app), r->key)
		       : NULL;
}

static bool overdue(const struct review *v, const struct case_action *a)
{
	return a->state < ACTION_DONE && a->due &&
	       a->due <= app_now(v->app);
}

/* --- laying the rows ----------------------------------------------------------------- */

/* Memory that runs out leaves rows out: the report itself is elsewhere. */
static void add(struct review *v, enum review_kind kind, const char *key,
		const char *text)
{
	struct review_row *r;

	if (mem_reserve(&v->row, &v->cap, v->count + 1, sizeof(*r)))
		return;
	r = &v->row[v->count++];
	r->kind = kind;
	str_copy(r->key, sizeof(r->key), key);
	r->text = text;
}

static void lay_findings(struct review *v, const struct situation *s)
{
	static const enum finding_kind order[] = {FIND_CAUSE,
		FIND_CONTRIBUTING, FIND_WELL};
	size_t before;

	add(v, REVIEW_BLANK, "", NULL);
	add(v, REVIEW_HEAD, "", N_("FINDINGS"));
	before = v->count;
	for (size_t k = 0; k < sizeof(order) / sizeof(*order); k++)
		for (size_t i = 0; i < s->finding_count; i++)
			if (s->finding[i].kind == order[k] &&
			    !s->finding[i].event->retracted)
				add(v, REVIEW_FINDING, s->finding[i].label,
				    NULL);
	if (v->count == before)
		add(v, REVIEW_NONE, "",
		    N_("No finding yet. F: a cause, what contributed, what "
		       "went well."));
}

/* 0 overdue, 1 open, 2 settled. */
static int rank(const struct review *v, const struct case_action *a)
{
	if (a->state >= ACTION_DONE)
		return 2;
	return overdue(v, a) ? 0 : 1;
}

static void lay_actions(struct review *v, const struct situation *s)
{
	size_t before;

	add(v, REVIEW_BLANK, "", NULL);
	add(v, REVIEW_HEAD, "", N_("ACTIONS"));
	before = v->count;
	for (int r = 0; r < 3; r++)
		for (size_t i = 0; i < s->action_count; i++)
			if (rank(v, &s->action[i]) == r &&
			    !s->action[i].event->retracted)
				add(v, REVIEW_ACTION, s->action[i].label,
				    NULL);
	if (v->count == before)
		add(v, REVIEW_NONE, "",
		    N_("No action yet. c: what is to be done, by whom, by "
		       "when."));
}

void review_lay(struct review *v)
{
	const struct situation *s = ctx_now(v->app);

	v->count = 0;
	add(v, REVIEW_HEAD, "", N_("SUMMARY"));
	add(v, REVIEW_SUMMARY, "summary", NULL);
	lay_findings(v, s);
	lay_actions(v, s);
}

/* --- as a list ------------------------------------------------------------------------ */

static int count(void *ctx)
{
	return (int)((struct review *)ctx)->count;
}

static const char *key(void *ctx, int i)
{
	const struct review_row *r = &((struct review *)ctx)->row[i];

	return *r->key ? r->key : NULL;
}

static void add_flat(struct str *out, const char *text)
{
	for (; *text; text++)
		str_addc(out, *text == '\n' ? ' ' : *text);
}

static void add_summary(struct str *out, const struct situation *s)
{
	if (s->summary && *s->summary)
		add_flat(out, s->summary);
	else
		str_add(out, _("Unknown: nobody has written it. e writes it."));
}

static const char *text(void *ctx, int i)
{
	struct review *v = ctx;
	const struct situation *s = ctx_now(v->app);
	const struct review_row *r = &v->row[i];
	const struct case_finding *f = find_finding(s, r->key);
	const struct case_action *a = find_action(s, r->key);

	str_clear(&v->text);
	if (r->kind == REVIEW_SUMMARY)
		add_summary(&v->text, s);
	else if (f)
		add_flat(&v->text, f->text);
	else if (a)
		add_flat(&v->text, a->text);
	else if (r->text)
		str_add(&v->text, _(r->text));
	return str_text(&v->text);
}

static const char *action_mark(enum action_state st)
{
	static const char *const mark[] = {
		[ACTION_OPEN] = "[ ]",
		[ACTION_DOING] = "[~]",
		[ACTION_DONE] = "[x]",
		[ACTION_DROPPED] = "[/]",
	};

	return mark[st];
}

static void draw_action(struct review *v, int i, const struct case_action *a,
			struct surface *s, int row, int col, int cells,
			unsigned look)
{
	int what = cells - 45;

	surface_put(s, row, col, 5, look, a->label);
	surface_put(s, row, col + 6, 3, look,
		    a->conflict ? "[*]" : action_mark(a->state));
	surface_field(s, row, col + 10, what, look, text(v, i));
	surface_field(s, row, col + 11 + what, 10, LOOK_PLAIN,
		      a->owner && *a->owner ? a->owner : _("nobody"));
	surface_field(s, row, col + 22 + what, 10, LOOK_PLAIN,
		      a->due_text ? a->due_text : "");
	if (overdue(v, a))
		surface_field(s, row, col + 33 + what, 11,
			      LOOK_OVERDUE | LOOK_BOLD, _("!! OVERDUE"));
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool is_chosen)
{
	struct review *v = ctx;
	const struct situation *now = ctx_now(v->app);
	const struct review_row *r = &v->row[i];
	const struct case_finding *f = find_finding(now, r->key);
	const struct case_action *a = find_action(now, r->key);
	unsigned look = is_chosen ? LOOK_BOLD : LOOK_PLAIN;

	if (r->kind == REVIEW_HEAD) {
		surface_put(s, row, col - 2, cells, LOOK_BOLD, text(v, i));
	} else if (a) {
		draw_action(v, i, a, s, row, col, cells, look);
	} else if (f) {
		surface_put(s, row, col, 5, look, f->label);
		surface_field(s, row, col + 6, 13, LOOK_PLAIN,
			      finding_kind_words(f->kind));
		surface_field(s, row, col + 20, cells - 21, look, text(v, i));
	} else {
		surface_field(s, row, col, cells - 1, look, text(v, i));
	}
}

const struct list_ops review_ops = {count, key, draw_one, text};

/* --- the chosen one, below the list ----------------------------------------------------- */

static void pair(struct rich *r, const char *name, const char *value)
{
	rich_para(r, 3, 14);
	rich_addf(r, LOOK_PLAIN, "%s  ", name);
	rich_add(r, LOOK_PLAIN, value && *value ? value : _("unknown"));
}

static void tell_ref(struct str *out, const struct app *app, const char *ref)
{
	const struct step *st = map_gets(&ctx_now(app)->step_by_key, ref);

	if (st)
		ctx_step_name(out, app, st);
	else
		str_addf(out, "%.16s", ref);
}

static void tell_finding(struct review *v, struct rich *r,
			 const struct case_finding *f)
{
	struct str refs = {0};

	rich_line(r, 3, LOOK_BOLD, f->text);
	for (size_t i = 0; i < f->ref_count; i++) {
		str_add(&refs, i ? ", " : "");
		tell_ref(&refs, v->app, f->ref[i]);
	}
	pair(r, _("Written by"), event_doer(f->event));
	if (f->ref_count)
		pair(r, _("Tied to"), str_text(&refs));
	str_release(&refs);
}

static void tell_action(struct review *v, struct rich *r,
			const struct case_action *a)
{
	struct str step = {0};

	rich_line(r, 3, LOOK_BOLD, a->text);
	pair(r, _("Proof"), a->proof);
	if (a->step)
		tell_ref(&step, v->app, a->step);
	if (step.len)
		pair(r, _("Changes the step"), str_text(&step));
	if (a->commit && *a->commit)
		pair(r, _("Commit"), a->commit);
	if (a->why && *a->why)
		pair(r, _("Why"), a->why);
	if (a->conflict)
		rich_line(r, 3, LOOK_BOLD,
			  _("Two people set it at once. s settles it."));
	str_release(&step);
}

void review_detail(struct review *v, struct surface *s, int row, int last)
{
	const struct situation *now = ctx_now(v->app);
	const struct case_finding *f = review_finding(v);
	const struct case_action *a = review_action(v);
	struct rich *r = rich_new();

	frame_dots(s, row++, 3, surface_cols(s) - 5);
	if (!r)
		return;
	if (f)
		tell_finding(v, r, f);
	else if (a)
		tell_action(v, r, a);
	else if (now->summary)
		rich_line(r, 3, LOOK_PLAIN, now->summary);
	rich_put(r, s, row, last - row, 0, surface_cols(s) - 4);
	rich_free(r);
}
