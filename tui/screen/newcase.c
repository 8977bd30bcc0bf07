/*
 * tui/screen/newcase.c - a new case: what do you see, what happened, how
 * bad. With the label of the open case as arg it takes one more playbook
 * into that case instead.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/ctx.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/frame.h"
#include "tui/widget/list.h"
#include "tui/widget/prompt.h"
#include "tui/widget/rich.h"

#define LINES 3 /* of an opening text */

struct pickrow {
	const struct pb_entry *pb;
	char *text; /* a line of its opening; NULL: its title */
};

struct newcase {
	struct app *app;
	struct pb_entry *pb;
	size_t count;
	struct list list;
	struct pickrow *row;
	size_t row_count, row_cap;
	int cols;	    /* the rows are laid out for */
	bool adopt;	    /* into the open case */
	bool plan_set, plan; /* the person has said whether it is planned */
	char *title;	    /* what happened, while severity is asked for */
	enum severity severity; /* while the time of awareness is */
};

/* Work that is planned rather than suffered. */
static const char *const planned[] = {"business-transfer", NULL};

static bool is_planned(const char *slug)
{
	for (int i = 0; planned[i]; i++)
		if (str_eq(planned[i], slug))
			return true;
	return false;
}

/* --- rows ------------------------------------------------------------------------ */

static void drop_rows(struct newcase *v)
{
	for (size_t i = 0; i < v->row_count; i++)
		mem_free(v->row[i].text);
	v->row_count = 0;
}

static void add_row(struct newcase *v, const struct pb_entry *pb, char *text)
{
	if (mem_reserve(&v->row, &v->row_cap, v->row_count + 1,
			sizeof(*v->row)))
		mem_free(text);
	else
		v->row[v->row_count++] = (struct pickrow){pb, text};
}

static void add_opening(struct newcase *v, const struct pb_entry *pb,
			struct rich *r, int cells)
{
	int n;

	rich_clear(r);
	rich_line(r, 0, LOOK_PLAIN, pb->intro);
	n = rich_layout(r, cells);
	for (int i = 0; i < n && i < LINES; i++) {
		struct str line = {0};

		rich_text(&line, r, i);
		if (i == LINES - 1 && n > LINES)
			str_add(&line, " ..");
		add_row(v, pb, str_take(&line));
	}
}

static void lay_out(struct newcase *v, int cols)
{
	struct rich *r = rich_new();

	drop_rows(v);
	v->cols = cols;
	for (size_t i = 0; r && i < v->count; i++) {
		add_row(v, &v->pb[i], NULL);
		add_opening(v, &v->pb[i], r, cols > 96 ? 88 : cols - 9);
		add_row(v, NULL, NULL);
	}
	rich_free(r);
}

static int row_count(void *ctx)
{
	return (int)((struct newcase *)ctx)->row_count;
}

static const char *row_key(void *ctx, int i)
{
	const struct pickrow *r = &((struct newcase *)ctx)->row[i];

	return r->pb && !r->text ? r->pb->slug : NULL;
}

static const char *row_text(void *ctx, int i)
{
	const struct pickrow *r = &((struct newcase *)ctx)->row[i];

	return r->pb && !r->text ? r->pb->title : NULL;
}

static void row_draw(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	struct newcase *v = ctx;
	const struct pickrow *r = &v->row[i];

	(void)chosen;
	if (r->text) {
		surface_field(s, row, col + 3, cells - 3, LOOK_PLAIN,
			      r->text);
	} else if (r->pb) {
		surface_putf(s, row, col, 2, LOOK_PLAIN, "%d",
			     (int)(r->pb - v->pb) + 1);
		surface_field(s, row, col + 3, cells - 3, LOOK_BOLD,
			      r->pb->title);
	}
}

static const struct list_ops pick_ops = {row_count, row_key, row_draw,
					 row_text};

/* --- opening ---------------------------------------------------------------------- */

/* What has happened comes before what is planned. */
static int by_need(const void *a, const void *b)
{
	const struct pb_entry *x = a, *y = b;
	int p = is_planned(x->slug) - is_planned(y->slug);

	return p ? p : strcmp(x->slug, y->slug);
}

static bool followed(const struct app *app, const char *slug)
{
	const struct situation *s = ctx_now(app);

	for (size_t i = 0; i < s->book_count; i++)
		if (str_eq(s->book[i].adopt->slug, slug))
			return true;
	return false;
}

static void leave_out_followed(struct newcase *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->count; i++)
		if (!followed(v->app, v->pb[i].slug))
			v->pb[n++] = v->pb[i];
	v->count = n;
}

static void newcase_close(struct app *app, void *state)
{
	struct newcase *v = state;

	(void)app;
	drop_rows(v);
	mem_free(v->row);
	mem_free(v->pb);
	mem_free(v->title);
	list_release(&v->list);
	mem_free(v);
}

static int newcase_open(void **state, struct app *app, const void *arg,
			struct error *err)
{
	struct ctx *x = ctx_of(app);
	struct newcase *v = mem_zalloc(sizeof(*v));
	int rc = v ? store_playbooks(&v->pb, &v->count, x->store, x->lang, err)
		   : error_nomem(err);

	if (rc) {
		mem_free(v);
		return rc;
	}
	v->app = app;
	v->adopt = arg != NULL;
	if (v->count)
		qsort(v->pb, v->count, sizeof(*v->pb), by_need);
	if (v->adopt)
		leave_out_followed(v);
	list_init(&v->list, &pick_ops, v);
	lay_out(v, surface_cols(app_surface(app)));
	*state = v;
	return 0;
}

/* --- drawing ------------------------------------------------------------------------ */

static const struct pb_entry *chosen(struct newcase *v)
{
	int i = list_at(&v->list);

	return i < 0 ? NULL : v->row[i].pb;
}

static bool is_plan(const struct newcase *v, const struct pb_entry *pb)
{
	return v->plan_set ? v->plan : pb && is_planned(pb->slug);
}

static void newcase_draw(struct app *app, void *state, struct surface *s)
{
	struct newcase *v = state;
	int rows = frame_rows(app, s), cols = surface_cols(s);

	if (cols != v->cols)
		lay_out(v, cols);
	frame_title(app, s,
		    v->adopt ? _("One more playbook") : _("New case"),
		    v->adopt ? ctx_now(app)->label : NULL);
	surface_put(s, 2, 1, cols - 2, LOOK_BOLD,
		    v->adopt ? _("What do you see as well?")
			     : _("What do you see?"));
	frame_rule(s, 3);
	if (!v->row_count)
		surface_put(s, 5, 3, cols - 4, LOOK_PLAIN,
			    v->adopt ? _("This case follows every playbook "
					 "there is.")
				     : _("There is no playbook in the "
					 "store."));
	surface_cursor(s, 5, 3);
	list_draw(&v->list, s, 5, rows - 8, 0, cols, true);
	if (v->adopt)
		surface_put(s, rows - 2, 1, cols - 2, LOOK_PLAIN,
			    _("Its phases follow those of the case; what is "
			      "the same is asked once."));
	else if (is_plan(v, chosen(v)))
		surface_put(s, rows - 2, 1, cols - 2, LOOK_PLAIN,
			    _("Planned work: PLAN-, outside the figures of "
			      "incidents.   p  an incident"));
	else
		surface_put(s, rows - 2, 1, cols - 2, LOOK_PLAIN,
			    _("In doubt take the first that fits.   p  it is "
			      "planned work"));
}

static struct focus *newcase_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct newcase *)state)->list.focus;
}

/* --- making it ------------------------------------------------------------------------ */

static void make(struct newcase *v, enum severity severity, int64_t aware)
{
	struct app *app = v->app;
	const struct pb_entry *pb = chosen(v);
	const char *basis = ctx_of(app)->basis;
	struct casefile *c;
	struct error err = {0};
	char label[32];

	if (store_case_new(&c, ctx_of(app)->store,
			   &(struct store_new){.playbook = pb->slug,
					       .title = v->title,
					       .severity = severity,
					       .aware = aware,
					       .basis = aware ? basis : NULL,
					       .plan = is_plan(v, pb)},
			   &err)) {
		app_keep(app, _("What happened"), v->title);
		app_error(app, &err);
		return;
	}
	str_copy(label, sizeof(label), casefile_now(c)->label);
	casefile_close(c);
	if (ctx_open(app, label))
		return;
	app_say(app, _("%s is open."), label);
	if (!app_replace(app, &case_screen, NULL))
		app_title(app, label);
}

static void aware_given(struct app *app, void *ctx, const char *text)
{
	struct newcase *v = ctx;
	struct error err = {0};
	int64_t at = 0;

	if (!text) {
		app_keep(app, _("What happened"), v->title);
		return;
	}
	if (time_parse(&at, NULL, text, ctx_of(app)->env->zone, app_now(app),
		       &err)) {
		app_error(app, &err);
		return;
	}
	ctx_of(app)->reported = 0; /* for this case, and no other */
	make(v, v->severity, at);
}

/* Proposed is the time of the report; the team confirms it. */
static void ask_aware(struct newcase *v, enum severity severity)
{
	char wall[TIME_TEXT];

	v->severity = severity;
	time_text(wall, ctx_of(v->app)->reported, ctx_of(v->app)->env->zone);
	prompt_ask(v->app, _("Known since"), wall,
		   PROMPT_NEEDED | PROMPT_FLEETING, aware_given, v);
}

static void severity_chosen(struct app *app, void *ctx, int i)
{
	struct newcase *v = ctx;

	if (i < 0)
		app_keep(app, _("What happened"), v->title);
	else if (ctx_of(app)->reported)
		ask_aware(v, (enum severity)i);
	else
		make(v, (enum severity)i, 0);
}

/* In the order of enum severity. */
static void title_given(struct app *app, void *ctx, const char *text)
{
	struct newcase *v = ctx;
	const char *const grades[] = {_("not said yet"), _("low"),
				      _("medium"), _("high"), _("critical")};

	if (!text)
		return;
	mem_free(v->title);
	v->title = mem_strdup(text);
	if (v->title)
		dialog_choose(app, _("How bad is it? It can be changed."),
			      grades, 5, 0, severity_chosen, v);
}

static void why_given(struct app *app, void *ctx, const char *why)
{
	struct newcase *v = ctx;
	const struct pb_entry *pb = chosen(v);
	struct playbook *book = NULL;
	struct pb_texts texts = {0};
	struct findings f = {0};
	struct act a = ctx_act(app);
	struct error err = {0};
	struct str what = {0};
	int rc;

	if (!why || !pb)
		return;
	rc = store_playbook(&book, &texts, &f, ctx_of(app)->store, pb->slug,
			    "main", &err);
	if (!rc)
		rc = act_adopt(&a, pb->slug, texts.commit, texts.src,
			       texts.count, why, &err);
	str_addf(&what, _("now follows %s as well"), pb->title);
	if (ctx_told(app, &a, rc, &err, str_text(&what)))
		app_pop(app);
	str_release(&what);
	findings_release(&f);
	playbook_free(book);
	pb_texts_release(&texts);
}

static void pick(struct app *app, void *state)
{
	struct newcase *v = state;

	if (!chosen(v))
		return;
	if (v->adopt)
		prompt_ask(app, _("Why does this case need it"), NULL,
			   PROMPT_NEEDED, why_given, v);
	else
		prompt_ask(app, _("What happened"), NULL, PROMPT_NEEDED,
			   title_given, v);
}

static void pick_number(struct app *app, void *state)
{
	struct newcase *v = state;
	size_t i = app_key(app) - '1';

	if (i >= v->count)
		return;
	list_choose(&v->list, v->pb[i].slug);
	pick(app, v);
}

static void plan(struct app *app, void *state)
{
	struct newcase *v = state;

	v->plan = !is_plan(v, chosen(v));
	v->plan_set = true;
	app_redraw(app);
}

static void read_it(struct app *app, void *state)
{
	const struct pb_entry *pb = chosen(state);

	if (pb)
		app_push(app, &reading_screen, pb->slug);
}

static const struct action newcase_actions[] = {
	{"pick", "Enter", N_("take it"),
	 N_("Take this playbook, then say what happened"), pick,
	 ACT_FOOTER | ACT_CHANGES},
	{"pick-number", "1 2 3 4 5 6 7 8 9", N_("take"),
	 N_("Take the playbook of that number"), pick_number,
	 ACT_FOOTER | ACT_CHANGES},
	{"read", "v", N_("read it"), N_("Read the chosen playbook"), read_it,
	 ACT_FOOTER},
	{"plan", "p", N_("planned"),
	 N_("Planned work instead of an incident, or back"), plan,
	 ACT_FOOTER},
	{0},
};

const struct screen_def newcase_screen = {
	.name = "new",
	.title = N_("New case"),
	.actions = newcase_actions,
	.open = newcase_open,
	.close = newcase_close,
	.draw = newcase_draw,
	.focus = newcase_focus,
};
