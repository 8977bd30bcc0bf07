/* tui/cmd/drill_compare.c - `drill compare`: did it get better, and which
 * steps changed in between. From the drills' files; nothing is stored. */
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/drill/words.h"
#include "tui/cmd/drill_runs.h"

struct comparing {
	struct cli *x;
	struct run *run; /* in the order given; two at least */
	size_t count;
};

/* --- expectations --------------------------------------------------------------- */

/* The step's change from any run to the next, the latest of them. */
static enum step_change change_of(const struct comparing *c, const char *step)
{
	enum step_change change = STEP_KEPT;

	for (size_t i = 0; i + 1 < c->count; i++) {
		enum step_change now = drill_changed(c->run[i].diff, step);

		if (now != STEP_KEPT)
			change = now;
	}
	return change;
}

static const struct score_expect *in_run(const struct comparing *c, size_t i,
					 const char *key)
{
	return score_find(c->run[i].s, key);
}

static void pair_json(struct comparing *c, const struct drill_pair *p)
{
	const struct score_expect *e = p->is ? p->is : p->was;
	enum step_change change = change_of(c, e->def->step);
	struct jwrite *w = c->x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "id", e->def->key);
	jwrite_str(w, "outcome", outcome_name(p->outcome));
	jwrite_str(w, "was", p->was ? expect_state_name(p->was->state) : NULL);
	jwrite_str(w, "is", p->is ? expect_state_name(p->is->state) : NULL);
	jwrite_str(w, "step_change",
		   change == STEP_KEPT ? NULL : step_change_name(change));
	jwrite_array(w, "states");
	for (size_t i = 0; i < c->count; i++) {
		const struct score_expect *was = in_run(c, i, e->def->key);

		jwrite_str(w, NULL,
			   was ? expect_state_name(was->state) : NULL);
	}
	jwrite_end(w);
	jwrite_end(w);
}

static void pair_row(struct comparing *c, struct table *t,
		     const struct drill_pair *p)
{
	const struct score_expect *e = p->is ? p->is : p->was;
	enum step_change change = change_of(c, e->def->step);

	table_cell(t, play_word(c->x, outcome_name(p->outcome),
				outcome_words(p->outcome)));
	table_cell(t, e->def->key);
	for (size_t i = 0; i < c->count; i++) {
		const struct score_expect *was = in_run(c, i, e->def->key);

		table_cell(t, !was ? "-"
			   : play_word(c->x, expect_state_name(was->state),
				       expect_state_words(was->state)));
	}
	table_cell(t, change == STEP_KEPT ? ""
		   : play_word(c->x, step_change_name(change),
			       drill_change_words(change)));
}

/* One column for each run; the outcome is of the last two. */
static int table_head(const char ***head, struct comparing *c,
		      struct arena *a)
{
	size_t n = 0;

	*head = arena_alloc(a, (c->count + 4) * sizeof(**head));
	if (!*head)
		return ERR_NOMEM;
	(*head)[n++] = N_("OUTCOME");
	(*head)[n++] = N_("EXPECTED");
	if (c->count == 2) {
		(*head)[n++] = N_("BEFORE");
		(*head)[n++] = N_("NOW");
	}
	for (size_t i = 0; c->count > 2 && i < c->count; i++)
		(*head)[n++] = casefile_now(c->run[i].p.c)->label;
	(*head)[n++] = N_("STEP");
	(*head)[n] = NULL;
	return 0;
}

static int expects(struct comparing *c, struct error *err)
{
	const struct run *was = &c->run[c->count - 2];
	struct table t = {.out = &c->x->out};
	struct drill_pair *pair;
	struct arena a = {0};
	const char **head;
	size_t count;
	int rc = drill_pairs(&pair, &count, &a, was->s, was[1].s);

	if (!rc)
		rc = table_head(&head, c, &a);
	if (rc) {
		arena_release(&a);
		return error_nomem(err);
	}
	t.head = head;
	if (c->x->out.mode == OUT_JSON)
		jwrite_array(c->x->out.json, "expectations");
	for (size_t i = 0; i < count; i++)
		if (c->x->out.mode == OUT_JSON)
			pair_json(c, &pair[i]);
		else
			pair_row(c, &t, &pair[i]);
	if (c->x->out.mode == OUT_JSON)
		jwrite_end(c->x->out.json);
	rc = table_end(&t, err);
	arena_release(&a);
	return rc;
}

/* --- the playbook --------------------------------------------------------------- */

static void step_line(struct comparing *c, size_t i, const struct step_diff *r)
{
	const char *to = casefile_now(c->run[i + 1].p.c)->label;
	struct jwrite *w = c->x->out.json;

	out_line(&c->x->out, _("%s  %s before %s"), r->id,
		 drill_change_words(r->change), to);
	if (c->x->out.mode != OUT_JSON)
		return;
	jwrite_object(w, NULL);
	jwrite_str(w, "id", r->id);
	jwrite_str(w, "change", step_change_name(r->change));
	jwrite_str(w, "before", to);
	jwrite_end(w);
}

static void steps(struct comparing *c)
{
	bool json = c->x->out.mode == OUT_JSON;
	size_t changed = 0;

	if (json)
		jwrite_array(c->x->out.json, "steps");
	else
		out_line(&c->x->out, "%s",
			 _("Steps of the playbook that changed in between:"));
	for (size_t i = 0; i + 1 < c->count; i++) {
		const struct pb_diff *diff = c->run[i].diff;

		if (!diff) {
			out_line(&c->x->out, "%s",
				 _("A version of the playbook is not here: "
				   "its steps cannot be compared."));
			changed++;
			continue;
		}
		for (size_t k = 0; k < diff->count; k++) {
			const struct step_diff *r = &diff->step[k];

			if (r->change == STEP_KEPT || (!r->was && !r->is))
				continue;
			step_line(c, i, r);
			changed++;
		}
	}
	if (json)
		jwrite_end(c->x->out.json);
	else if (!changed)
		out_line(&c->x->out, "%s", _("none"));
}

/* --- under which conditions ----------------------------------------------------- */

static bool is_history(const struct comparing *c)
{
	for (size_t i = 0; i + 1 < c->count; i++)
		if (!drill_history(c->run[i].p.d, c->run[i + 1].p.d))
			return false;
	return true;
}

static void side_json(struct comparing *c, const struct run *k,
		      const char *roles, size_t count,
		      const struct drill_heads *heads)
{
	const struct drill_state *d = k->p.d;
	struct jwrite *w = c->x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "label", casefile_now(k->p.c)->label);
	jwrite_str(w, "scenario", d->start->scenario);
	jwrite_str(w, "version", d->start->version);
	jwrite_str(w, "mode", d->start->mode);
	jwrite_str(w, "playbook", d->start->slug);
	jwrite_str(w, "commit", d->start->commit);
	jwrite_int(w, "fastest_half", d->most_half);
	jwrite_int(w, "freezes", (int64_t)d->freezes);
	jwrite_int(w, "jumps", (int64_t)d->jumps);
	jwrite_int(w, "story_jumps", (int64_t)d->leaps);
	jwrite_int(w, "skips", (int64_t)d->skips);
	jwrite_int(w, "hints", (int64_t)d->hints);
	jwrite_int(w, "halts", (int64_t)d->halts);
	jwrite_str(w, "roles", roles);
	jwrite_int(w, "role_count", (int64_t)count);
	drill_heads_json(w, heads);
	jwrite_end(w);
}

static const char *speed_word(int half)
{
	return half == 1 ? "0.5" : half == 2 ? "1" : half == 4 ? "2" : "4";
}

static void condition(struct comparing *c, const struct run *k)
{
	const struct drill_state *d = k->p.d;
	struct out *o = &c->x->out;
	struct arena a = {0};
	struct drill_heads heads;
	size_t count;
	const char *roles = drill_roles(&count, &a, casefile_now(k->p.c));

	out_line(o, _("%s  %s %s  %s  playbook %s @ %.12s"),
		 casefile_now(k->p.c)->label, d->start->scenario,
		 d->start->version, drill_mode_words(d->start->mode),
		 d->start->slug, d->start->commit);
	out_line(o, _("  fastest speed %s, freezes %zu, jumps %zu, story "
		      "jumps %zu, skips %zu, hints %zu, halts %zu"),
		 speed_word(d->most_half), d->freezes, d->jumps, d->leaps,
		 d->skips, d->hints, d->halts);
	out_line(o, _("  %zu roles took part: %s"), count, roles);
	if (!drill_heads(&heads, &a, casefile_now(k->p.c)) && heads.count)
		out_line(o, _("  people who played: %zu (%s)"), heads.players,
			 drill_heads_text(&a, &heads));
	if (o->mode == OUT_JSON)
		side_json(c, k, roles, count, &heads);
	arena_release(&a);
}

static void conditions(struct comparing *c)
{
	struct out *o = &c->x->out;

	if (o->mode == OUT_JSON)
		jwrite_array(o->json, "runs");
	for (size_t i = 0; i < c->count; i++)
		condition(c, &c->run[i]);
	if (o->mode == OUT_JSON) {
		jwrite_end(o->json);
		jwrite_bool(o->json, "history", is_history(c));
		return;
	}
	out_line(o, "%s", _("How many had played it before stands on the "
			    "sign-in sheets."));
	if (!is_history(c))
		out_line(o, "%s",
			 _("Practice: not compared as team history. That "
			   "takes the same scenario, major version and mode, "
			   "both ended, at speed 1."));
}

/* --- all of them ------------------------------------------------------------------ */

/* Runs of one scenario, each of them once. */
static int check_pair(const struct run *a, const struct run *b,
		      struct error *err)
{
	const char *was = casefile_now(a->p.c)->label;
	const char *is = casefile_now(b->p.c)->label;

	if (str_eq(was, is))
		return error_set(err, ERR_USAGE, _("%s is named twice"), is);
	if (str_eq(a->p.d->start->scenario, b->p.d->start->scenario))
		return 0;
	error_set(err, ERR_REFUSED,
		  _("%s and %s played different scenarios: %s, %s"), was, is,
		  a->p.d->start->scenario, b->p.d->start->scenario);
	return error_fix(err, "stanch drill list --training");
}

static int open_all(struct comparing *c, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < c->x->args.word_count; i++) {
		rc = run_open(&c->run[i], c->x, cli_word(c->x, i), err);
		c->count += !rc;
	}
	for (size_t i = 0; !rc && i + 1 < c->count; i++) {
		rc = check_pair(&c->run[i], &c->run[i + 1], err);
		if (!rc)
			rc = run_diff(&c->run[i], &c->run[i + 1], err);
	}
	return rc;
}

int drill_compare_run(struct cli *x, struct error *err)
{
	struct comparing c = {.x = x};
	int rc;

	c.run = mem_zalloc(x->args.word_count * sizeof(*c.run));
	rc = c.run ? open_all(&c, err) : error_nomem(err);
	if (!rc) {
		play_banner(x, casefile_now(c.run[c.count - 1].p.c)->label);
		rc = expects(&c, err);
	}
	if (!rc) {
		steps(&c);
		conditions(&c);
	}
	while (c.count)
		run_close(&c.run[--c.count]);
	mem_free(c.run);
	return rc;
}
