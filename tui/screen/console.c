/* tui/screen/console.c - the facilitator's console: the clock proposes, a
 * person releases. Leaving it, however, freezes the drill. */
#include "tui/screen/console.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

static struct drilling *drill_of(const struct app *app)
{
	return ctx_of(app)->drill;
}

/* --- the screen ------------------------------------------------------------------- */

static void console_refresh(struct app *app, void *state)
{
	(void)app;
	console_rows(state);
}

/* Stands on what is due, else on what comes next. */
static void go_due(struct console *v)
{
	for (size_t i = 0; i < v->count; i++) {
		const struct drill_inject *in = console_inject(v, (int)i);

		if (v->row[i].first && in && in->state <= INJ_DUE) {
			list_go(&v->list, (int)i);
			return;
		}
	}
}

static int console_open(void **state, struct app *app, const void *arg,
			struct error *err)
{
	struct console *v = mem_zalloc(sizeof(*v));

	(void)arg;
	if (!v)
		return error_nomem(err);
	v->app = app;
	list_init(&v->list, &console_ops, v);
	v->list.ahead = CONSOLE_AHEAD;
	drill_now(app);
	console_rows(v);
	go_due(v);
	*state = v;
	return 0;
}

static void console_close(struct app *app, void *state)
{
	struct console *v = state;

	(void)app;
	list_release(&v->list);
	mem_free(v->row);
	mem_free(v);
}

static struct focus *console_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct console *)state)->list.focus;
}

const struct screen_def console_screen = {
	.name = "console",
	.title = N_("Facilitator"),
	.actions = console_actions,
	.open = console_open,
	.close = console_close,
	.draw = console_draw,
	.refresh = console_refresh,
	.focus = console_focus,
};

/* The same for an evaluator: what is out, and no key of the clock. */
const struct screen_def judge_screen = {
	.name = "judge",
	.title = N_("Evaluator"),
	.actions = judge_actions,
	.open = console_open,
	.close = console_close,
	.draw = console_draw,
	.refresh = console_refresh,
	.focus = console_focus,
};

/* --- one inject, whole --------------------------------------------------------------- */

static void add_conditions(struct rich *r, const struct app *app,
			   const struct drill_inject *in)
{
	struct str text = {0};

	if (!in->def->when_count)
		return;
	console_condition(&text, app, in->def);
	rich_para(r, 0, 2);
	rich_add(r, LOOK_PLAIN, str_text(&text));
	rich_addf(r, LOOK_BOLD, "   %s",
		  in->cond_now ? _("TRUE") : _("false"));
	str_release(&text);
}

/* "D-01  Switch the portal off: off / on" */
static void add_question(struct rich *r, const struct app *app,
			 const char *id)
{
	const struct scenario *sc = drill_of(app)->sc;
	const struct sc_decision *def = scenario_decision(sc, id);
	const size_t lang = scenario_lang(sc, ctx_of(app)->lang);

	rich_para(r, 0, 2);
	rich_addf(r, LOOK_BOLD, "%s  ", id);
	if (!def)
		return;
	rich_addf(r, LOOK_PLAIN, "%s:", text_in(&def->ask, lang));
	for (size_t i = 0; i < def->option_count; i++)
		rich_addf(r, LOOK_PLAIN, "%s %s", i ? " /" : "",
			  console_option(app, id, def->option[i].key));
}

/* What was decided, by whom, who answers for it, why; and the silent votes. */
static void add_decision(struct rich *r, const struct app *app,
			 const struct drill_inject *in)
{
	const struct drill_decision *d =
		in->def->opens
			? drill_decision(drill_of(app)->d, in->def->opens)
			: NULL;

	if (!d)
		return;
	rich_line(r, 0, LOOK_PLAIN, "");
	add_question(r, app, d->id);
	rich_para(r, 2, 4);
	if (d->option)
		rich_addf(r, LOOK_PLAIN,
			  _("decided: %s   by %s   owner %s   why: %s"),
			  console_option(app, d->id, d->option),
			  d->event ? event_doer(d->event) : "-",
			  d->owner ? d->owner : "-", d->why ? d->why : "-");
	else
		rich_add(r, LOOK_PLAIN, _("not decided yet"));
	if (d->conflict)
		rich_addf(r, LOOK_BOLD, "   %s", _("two answers at once"));
	for (size_t i = 0; i < d->vote_count; i++) {
		rich_para(r, 2, 4);
		rich_addf(r, LOOK_PLAIN, _("vote of %s: %s"), d->vote[i].by,
			  console_option(app, d->id, d->vote[i].option));
	}
}

static void write_inject(struct rich *r, const struct app *app,
			 const struct drill_inject *in)
{
	const struct scenario *sc = drill_of(app)->sc;
	const size_t lang = scenario_lang(sc, ctx_of(app)->lang);
	const struct sc_inject *def = in->def;

	rich_para(r, 0, 0);
	rich_addf(r, LOOK_BOLD, "%s  %s", in->id, text_in(&def->title, lang));
	rich_line(r, 0, LOOK_PLAIN, text_in(&def->note, lang));
	add_conditions(r, app, in);
	rich_line(r, 0, LOOK_PLAIN, "");
	rich_para(r, 0, 0);
	rich_addf(r, LOOK_BOLD, _("Players get, from %s:"),
		  scenario_cast(sc, def->from, lang));
	rich_line(r, 2, LOOK_PLAIN, text_in(&def->say, lang));
	rich_line(r, 0, LOOK_PLAIN, "");
	for (size_t i = 0; i < def->expect_count; i++) {
		const struct sc_expect *e = &def->expect[i];
		struct str hope = {0};
		char by[TIME_TEXT];

		play_text(by, e->by);
		rich_para(r, 2, 4);
		console_expect(&hope, app, e);
		rich_addf(r, LOOK_PLAIN, _("%s within %s"), str_text(&hope),
			  by);
		str_release(&hope);
		if (e->crit)
			rich_addf(r, LOOK_BOLD, "   %s",
				  _("without it the objective fails"));
	}
	add_decision(r, app, in);
	if (in->answer_text) {
		rich_para(r, 0, 0);
		rich_addf(r, LOOK_PLAIN, _("Answer: %s"), in->answer_text);
	}
}

struct injectview {
	struct pager pager;
	char id[64];
};

static const struct drill_inject *inject_of(const struct app *app,
					    const struct injectview *v)
{
	const struct drilling *g = drill_of(app);

	return g && g->d ? drill_inject(g->d, v->id) : NULL;
}

static void inject_refresh(struct app *app, void *state)
{
	struct injectview *v = state;
	const struct drill_inject *in = inject_of(app, v);

	if (!in || !in->def)
		return;
	rich_clear(v->pager.text);
	write_inject(v->pager.text, app, in);
}

static int inject_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct injectview *v = mem_zalloc(sizeof(*v));
	const struct drill_inject *in;
	int rc = v ? pager_init(&v->pager, err) : error_nomem(err);

	if (rc) {
		mem_free(v);
		return rc;
	}
	str_copy(v->id, sizeof(v->id), arg ? (const char *)arg : "");
	in = inject_of(app, v);
	if (!in || !in->def) {
		rc = error_set(err, ERR_NOTFOUND,
			       _("there is no inject \"%s\""), v->id);
		pager_release(&v->pager);
		mem_free(v);
		return rc;
	}
	write_inject(v->pager.text, app, in);
	*state = v;
	return 0;
}

static void inject_close(struct app *app, void *state)
{
	(void)app;
	pager_release(&((struct injectview *)state)->pager);
	mem_free(state);
}

static void inject_draw(struct app *app, void *state, struct surface *s)
{
	int row = frame_title(app, s, casefile_now(drill_of(app)->c)->label,
			      _("Inject"));

	frame_rule(s, row++);
	pager_draw(&((struct injectview *)state)->pager, s, row,
		   frame_rows(app, s) - row, 1, surface_cols(s) - 2, true);
}

static struct focus *inject_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct injectview *)state)->pager.focus;
}

static void decide(struct app *app, void *state)
{
	const struct drill_inject *in;

	drill_now(app);
	in = inject_of(app, state);
	if (in && !inject_released(in))
		app_note(app, _("Not released yet: nobody knows of it."));
	else if (!drill_decide(app, in))
		app_note(app, _("This asks for no decision."));
}

static const struct action inject_actions[] = {
	{"inject-decide", "Enter", N_("decide"),
	 N_("Write down what was decided: by whom, option, owner, reason"),
	 decide, ACT_CHANGES | ACT_FOOTER},
	{0},
};

const struct screen_def inject_screen = {
	.name = "inject",
	.title = N_("Inject"),
	.actions = inject_actions,
	.open = inject_open,
	.close = inject_close,
	.draw = inject_draw,
	.refresh = inject_refresh,
	.focus = inject_focus,
};
