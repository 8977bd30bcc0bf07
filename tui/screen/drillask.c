/* tui/screen/drillask.c - what a released inject asks of the team: a decision
 * with its option, owner and reason, or a silent vote before the talk. */
#include "core/base/tr.h"
#include "tui/screen/drilling.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

#define OPTIONS 12
#define ROLES 24

static struct drilling *drill_of(const struct app *app)
{
	return ctx_of(app)->drill;
}

static void say(struct app *app, struct saying *w, const char *done)
{
	struct drilling *g = drill_of(app);
	struct error err = {0};
	struct str told = {0};
	int rc;

	w->as = g->as;
	rc = drilling_do(g, w, &err);
	str_addf(&told, "%s: %s", w->word[1], done);
	drill_told(app, rc, &err, str_text(&told));
	str_release(&told);
}

void drill_choose_role(struct app *app, const char *question,
		       const char *first, const char *chosen,
		       void (*done)(struct app *app, void *ctx, int i),
		       void *ctx)
{
	struct str text[ROLES] = {{0}};
	const char *words[ROLES + 1] = {first}, *role;
	const int before = first != NULL;
	int n = 0, at = 0;

	while (n < ROLES && (role = drill_role(drill_of(app), (size_t)n))) {
		if (str_eq(role, chosen))
			at = before + n;
		drill_role_text(&text[n], app, (size_t)n);
		words[before + n] = str_text(&text[n]);
		n++;
	}
	dialog_choose(app, question, words, before + n, at, done, ctx);
	for (int i = 0; i < n; i++)
		str_release(&text[i]);
}

/* --- options ------------------------------------------------------------------------ */

/* Its options in the person's words; what was chosen comes as their number. */
static void choose_option(struct app *app, const struct drill_inject *in,
			  void (*done)(struct app *app, void *ctx, int i))
{
	const struct drill_words *w = drill_said(app, in);
	const char *option[OPTIONS];
	int n = 0;

	for (size_t i = 0; i < in->said->option_count && n < OPTIONS; i++)
		option[n++] = i < w->option_count ? w->option[i]
						  : in->said->option[i];
	dialog_choose(app, w->ask ? w->ask : in->said->opens, option, n, 0,
		      done, NULL);
}

/* False: the inject or its option is not there any more. */
static bool take_option(struct app *app, int i)
{
	struct drill_asking *a = &drill_of(app)->asking;
	const struct drill_state *d = drill_now(app);
	const struct drill_inject *in =
		d && i >= 0 ? drill_inject(d, a->inject) : NULL;

	if (!in || !in->said || !in->said->opens ||
	    (size_t)i >= in->said->option_count)
		return false;
	str_copy(a->option, sizeof(a->option), in->said->option[i]);
	str_copy(a->on, sizeof(a->on), in->said->opens);
	return true;
}

static bool asks(struct app *app, const struct drill_inject *in)
{
	struct drill_asking *a = &drill_of(app)->asking;

	if (!in || !in->said || !in->said->opens)
		return false;
	str_copy(a->inject, sizeof(a->inject), in->id);
	return true;
}

/* --- a decision ----------------------------------------------------------------------- */

static void why_given(struct app *app, void *ctx, const char *why)
{
	const struct drill_asking *a = &drill_of(app)->asking;

	(void)ctx;
	if (why)
		say(app, &(struct saying){.word = {"decide", a->on, a->option},
					  .owner = a->owner, .why = why},
		    _("decided"));
}

static void owner_chosen(struct app *app, void *ctx, int i)
{
	struct drill_asking *a = &drill_of(app)->asking;
	const char *role = i < 0 ? NULL
				 : drill_role(drill_of(app), (size_t)i);

	if (!role)
		return;
	str_copy(a->owner, sizeof(a->owner), role);
	prompt_ask(app, _("Why (goes into the report)"), "", PROMPT_NEEDED,
		   why_given, ctx);
}

static void option_chosen(struct app *app, void *ctx, int i)
{
	if (take_option(app, i))
		drill_choose_role(app, _("Who answers for it?"), NULL,
				  drill_of(app)->as, owner_chosen, ctx);
}

/* Whoever leads writes down what was said in the room, and by whom. */
static void doer_chosen(struct app *app, void *ctx, int i)
{
	struct drilling *g = drill_of(app);
	const struct drill_state *d = drill_now(app);
	const struct drill_inject *in =
		d ? drill_inject(d, g->asking.inject) : NULL;
	const char *role = i < 0 ? NULL : drill_role(g, (size_t)i);

	(void)ctx;
	if (!role || !in)
		return;
	str_copy(g->as, sizeof(g->as), role);
	choose_option(app, in, option_chosen);
}

bool drill_decide(struct app *app, const struct drill_inject *in)
{
	const struct drilling *g = drill_of(app);

	if (!asks(app, in))
		return false;
	if (g->part == PART_LEADS)
		drill_choose_role(app, _("Who decided?"), NULL, g->as,
				  doer_chosen, NULL);
	else
		choose_option(app, in, option_chosen);
	return true;
}

/* --- a vote ----------------------------------------------------------------------------- */

static void vote_chosen(struct app *app, void *ctx, int i)
{
	const struct drill_asking *a = &drill_of(app)->asking;

	(void)ctx;
	if (take_option(app, i))
		say(app, &(struct saying){.word = {"vote", a->on, a->option}},
		    _("voted"));
}

bool drill_vote(struct app *app, const struct drill_inject *in)
{
	if (!asks(app, in))
		return false;
	choose_option(app, in, vote_chosen);
	return true;
}
