/* tui/cmd/drill_compare.c - `drill compare`: did it get better, and which
 * steps changed in between. From two drill files; nothing is stored. */
#include <string.h>

#include "core/base/tr.h"
#include "tui/cmd/changes.h"
#include "tui/cmd/drill.h"

enum outcome {
	OUT_FIXED, OUT_STILL, OUT_REGRESSED, OUT_NEW, OUT_GONE, OUT_KEPT,
	OUT_UNTESTED,
};
static const struct {
	const char *name, *words;
} outcomes[] = {
	[OUT_FIXED] = {"fixed", N_("fixed")},
	[OUT_STILL] = {"still-missed", N_("still missed")},
	[OUT_REGRESSED] = {"regressed", N_("regressed")},
	[OUT_NEW] = {"new", N_("new")},
	[OUT_GONE] = {"gone", N_("no longer asked")},
	[OUT_KEPT] = {"met", N_("met again")},
	[OUT_UNTESTED] = {"untested", N_("not tested in both")},
};

struct side {
	struct play p;
	struct score *s;
	struct version v;
};
struct comparing {
	struct cli *x;
	struct side side[2];
	struct pb_diff *diff; /* NULL: a version is not here */
};

const char *drill_roles(size_t *count, struct arena *a,
			const struct situation *s)
{
	const char **role = arena_alloc(a, (s->event_count + 1) *
						   sizeof(*role));
	struct str text = {0};
	const char *kept;

	*count = 0;
	for (size_t i = 0; role && i < s->event_count; i++) {
		const char *by = s->event[i]->by;
		size_t k = 0;

		if (!by || str_eq(by, FACILITATOR) || str_eq(by, EVALUATOR) ||
		    s->event[i]->standing != REC_COUNTS)
			continue;
		while (k < *count && !str_eq(role[k], by))
			k++;
		if (k < *count)
			continue;
		role[(*count)++] = by;
		str_addf(&text, "%s%s", *count > 1 ? ", " : "", by);
	}
	kept = arena_strdup(a, str_text(&text));
	str_release(&text);
	return kept ? kept : "";
}

/* --- expectations ------------------------------------------------------------- */

static const struct score_expect *find_expect(const struct score *s,
					      const char *key)
{
	for (size_t i = 0; i < s->expect_count; i++)
		if (!s->expect[i].again && str_eq(s->expect[i].def->key, key))
			return &s->expect[i];
	return NULL;
}

static bool judged(const struct score_expect *e)
{
	return e->state <= EXP_MISSED;
}

static enum outcome outcome_of(const struct score_expect *a,
			       const struct score_expect *b)
{
	if (!a)
		return OUT_NEW;
	if (!b)
		return OUT_GONE;
	if (!judged(a) || !judged(b))
		return OUT_UNTESTED;
	if (b->state == EXP_MET)
		return a->state == EXP_MET ? OUT_KEPT : OUT_FIXED;
	return a->state == EXP_MET ? OUT_REGRESSED : OUT_STILL;
}

/* How the step of an expectation changed between the two, or NULL. */
static const char *change_of(const struct comparing *c, const char *step)
{
	for (size_t i = 0; c->diff && step && i < c->diff->count; i++)
		if (str_eq(c->diff->step[i].id, step) &&
		    c->diff->step[i].change != STEP_KEPT)
			return step_change_name(c->diff->step[i].change);
	return NULL;
}

static void expect_row(struct comparing *c, struct table *t,
		       const struct score_expect *a,
		       const struct score_expect *b)
{
	const struct score_expect *e = b ? b : a;
	enum outcome o = outcome_of(a, b);
	const char *change = change_of(c, e->def->step);
	struct jwrite *w = c->x->out.json;

	if (c->x->out.mode != OUT_JSON) {
		table_cell(t, _(outcomes[o].words));
		table_cell(t, e->def->key);
		table_cell(t, a ? expect_state_name(a->state) : "-");
		table_cell(t, b ? expect_state_name(b->state) : "-");
		table_cell(t, change);
		return;
	}
	jwrite_object(w, NULL);
	jwrite_str(w, "id", e->def->key);
	jwrite_str(w, "outcome", outcomes[o].name);
	jwrite_str(w, "was", a ? expect_state_name(a->state) : NULL);
	jwrite_str(w, "is", b ? expect_state_name(b->state) : NULL);
	jwrite_str(w, "step_change", change);
	jwrite_end(w);
}

/* Those of one outcome, in the order of the later run. */
static void rows_of(struct comparing *c, struct table *t, enum outcome want)
{
	const struct score *was = c->side[0].s, *is = c->side[1].s;

	for (size_t i = 0; i < is->expect_count; i++) {
		const struct score_expect *b = &is->expect[i];
		const struct score_expect *a =
			find_expect(was, b->def->key);

		if (!b->again && outcome_of(a, b) == want)
			expect_row(c, t, a, b);
	}
	for (size_t i = 0; i < was->expect_count && want == OUT_GONE; i++)
		if (!was->expect[i].again &&
		    !find_expect(is, was->expect[i].def->key))
			expect_row(c, t, &was->expect[i], NULL);
}

static int expects(struct comparing *c, struct error *err)
{
	static const char *const head[] = {N_("OUTCOME"), N_("EXPECTED"),
		N_("BEFORE"), N_("NOW"), N_("STEP"), NULL};
	struct table t = {.out = &c->x->out, .head = head};

	if (c->x->out.mode == OUT_JSON)
		jwrite_array(c->x->out.json, "expectations");
	for (int o = OUT_FIXED; o <= OUT_UNTESTED; o++)
		rows_of(c, &t, (enum outcome)o);
	if (c->x->out.mode == OUT_JSON)
		jwrite_end(c->x->out.json);
	return table_end(&t, err);
}

/* --- the playbook ------------------------------------------------------------- */

static void steps(struct comparing *c)
{
	struct jwrite *w = c->x->out.json;
	bool json = c->x->out.mode == OUT_JSON;

	if (json)
		jwrite_array(w, "steps");
	else if (!c->diff)
		out_line(&c->x->out, "%s",
			 _("A version of the playbook is not here: its steps "
			   "cannot be compared."));
	for (size_t i = 0; c->diff && i < c->diff->count; i++) {
		const struct step_diff *r = &c->diff->step[i];

		if (r->change == STEP_KEPT || (!r->was && !r->is))
			continue;
		out_line(&c->x->out, "%s  %s", r->id,
			 step_change_name(r->change));
		if (!json)
			continue;
		jwrite_object(w, NULL);
		jwrite_str(w, "id", r->id);
		jwrite_str(w, "change", step_change_name(r->change));
		jwrite_end(w);
	}
	if (json)
		jwrite_end(w);
}

/* --- under which conditions ----------------------------------------------------- */

static bool same_major(const char *a, const char *b)
{
	size_t n = a ? strcspn(a, ".") : 0;

	return a && b && n == strcspn(b, ".") && !memcmp(a, b, n);
}

/* Only these are the team's history; all else is practice. */
static bool is_history(const struct comparing *c)
{
	const struct drill_state *a = c->side[0].p.d, *b = c->side[1].p.d;

	return a->start && b->start && a->ended && b->ended &&
	       !a->practice && !b->practice && a->most_half == 2 &&
	       b->most_half == 2 &&
	       str_eq(a->start->scenario, b->start->scenario) &&
	       same_major(a->start->version, b->start->version) &&
	       str_eq(a->start->mode, b->start->mode);
}

static void side_json(struct comparing *c, struct side *k, const char *roles,
		      size_t count)
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
	jwrite_end(w);
}

static void conditions(struct comparing *c)
{
	if (c->x->out.mode == OUT_JSON)
		jwrite_array(c->x->out.json, "runs");
	for (int i = 0; i < 2; i++) {
		struct side *k = &c->side[i];
		const struct drill_state *d = k->p.d;
		struct arena a = {0};
		size_t count;
		const char *roles =
			drill_roles(&count, &a, casefile_now(k->p.c));

		out_line(&c->x->out,
			 _("%s  %s %s  %s  playbook %s @ %.12s"),
			 casefile_now(k->p.c)->label, d->start->scenario,
			 d->start->version, d->start->mode, d->start->slug,
			 d->start->commit);
		out_line(&c->x->out,
			 _("  fastest speed %s, freezes %zu, jumps %zu, story "
			   "jumps %zu, skips %zu, hints %zu, halts %zu"),
			 d->most_half == 1 ? "0.5"
			 : d->most_half == 2 ? "1"
			 : d->most_half == 4 ? "2" : "4",
			 d->freezes, d->jumps, d->leaps, d->skips, d->hints,
			 d->halts);
		out_line(&c->x->out, _("  %zu roles took part: %s"), count,
			 roles);
		if (c->x->out.mode == OUT_JSON)
			side_json(c, k, roles, count);
		arena_release(&a);
	}
	if (c->x->out.mode == OUT_JSON) {
		jwrite_end(c->x->out.json);
		jwrite_bool(c->x->out.json, "history", is_history(c));
	} else if (!is_history(c)) {
		out_line(&c->x->out, "%s",
			 _("Practice: not compared as team history. That "
			   "takes the same scenario, major version and mode, "
			   "both ended, at speed 1."));
	}
}

/* --- both ------------------------------------------------------------------------- */

static int open_side(struct comparing *c, int i, struct error *err)
{
	struct side *k = &c->side[i];
	struct scenario_world w;
	int rc = play_open(&k->p, c->x, cli_word(c->x, (size_t)i), true, err);

	if (!rc)
		rc = play_need_scenario(&k->p, err);
	if (!rc && !k->p.d->start)
		rc = error_set(err, ERR_REFUSED,
			       _("%s has not been started"),
			       casefile_now(k->p.c)->label);
	if (!rc)
		rc = drill_world(&w, c->x, NULL, err);
	if (!rc)
		rc = score_make(&k->s, k->p.d, &w, err);
	if (!rc)
		rc = version_read(&k->v, c->x->store, k->p.d->start->slug,
				  k->p.d->start->commit, err);
	return rc;
}

static void close_side(struct side *k)
{
	version_release(&k->v);
	score_free(k->s);
	if (k->p.x)
		play_close(&k->p);
}

int drill_compare_run(struct cli *x, struct error *err)
{
	struct comparing c = {.x = x};
	int rc = open_side(&c, 0, err);

	if (!rc)
		rc = open_side(&c, 1, err);
	if (!rc && c.side[0].v.pb && c.side[1].v.pb)
		rc = version_diff(&c.diff, &c.side[0].v, &c.side[1].v, err);
	if (!rc) {
		play_banner(x, casefile_now(c.side[1].p.c)->label);
		rc = expects(&c, err);
	}
	if (!rc) {
		steps(&c);
		conditions(&c);
	}
	pb_diff_free(c.diff);
	close_side(&c.side[0]);
	close_side(&c.side[1]);
	return rc;
}
