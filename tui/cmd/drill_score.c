/* tui/cmd/drill_score.c - `drill score`: what a drill showed. */
#include "core/base/tr.h"
#include "core/drill/metrics.h"
#include "core/drill/words.h"
#include "tui/cmd/drill.h"

struct scoring {
	struct cli *x;
	struct play *p;
	const struct score *s;
	size_t lang;
};

static void json_span(struct jwrite *w, const char *name, int64_t ms)
{
	if (ms == REAL_NONE)
		jwrite_null(w, name);
	else
		jwrite_int(w, name, ms);
}

/* --- objectives -------------------------------------------------------------------- */

static void objective_json(struct jwrite *w, const struct score_objective *o,
			   size_t lang)
{
	jwrite_object(w, NULL);
	jwrite_str(w, "id", o->def->id);
	jwrite_str(w, "does", text_in(&o->def->does, lang));
	jwrite_str(w, "proposed", rating_name(o->proposed));
	jwrite_str(w, "because", proposal_name(o->because));
	jwrite_array(w, "rated");
	for (size_t i = 0; i < o->rated_count; i++) {
		jwrite_object(w, NULL);
		jwrite_str(w, "by", o->rated[i]->by);
		jwrite_str(w, "rating", o->rated[i]->op);
		jwrite_str(w, "why", o->rated[i]->text);
		jwrite_end(w);
	}
	jwrite_end(w);
	jwrite_int(w, "met", (int64_t)o->met);
	jwrite_int(w, "late", (int64_t)o->late);
	jwrite_int(w, "missed", (int64_t)o->missed);
	jwrite_int(w, "critical_missed", (int64_t)o->critical_missed);
	jwrite_end(w);
}

static void objectives(struct scoring *q)
{
	static const char *const head[] = {N_("OBJECTIVE"), N_("RATED"),
		N_("PROPOSED"), N_("WHAT"), N_("WHY"), NULL};
	struct table t = {.out = &q->x->out, .head = head};

	for (size_t i = 0; i < q->s->objective_count; i++) {
		const struct score_objective *o = &q->s->objective[i];
		struct str rated = {0};

		if (q->x->out.mode == OUT_JSON) {
			objective_json(q->x->out.json, o, q->lang);
			continue;
		}
		for (size_t k = 0; k < o->rated_count; k++)
			str_addf(&rated, "%s%s", k ? " / " : "",
				 o->rated[k]->op);
		table_cell(&t, o->def->id);
		table_cell(&t, rated.len ? str_text(&rated) : "-");
		table_cell(&t, rating_name(o->proposed));
		table_cell(&t, text_in(&o->def->does, q->lang));
		table_cell(&t, proposal_words(o->because));
		str_release(&rated);
	}
	table_end(&t, NULL);
}

/* --- expectations -------------------------------------------------------------------- */

static void expect_json(struct jwrite *w, const struct score_expect *e,
			size_t lang)
{
	jwrite_object(w, NULL);
	jwrite_str(w, "id", e->def->key);
	jwrite_str(w, "inject", e->in->id);
	jwrite_str(w, "step", e->def->step);
	jwrite_str(w, "say", e->def->step ? NULL
					  : text_in(&e->def->say, lang));
	jwrite_str(w, "objective", e->def->obj);
	jwrite_str(w, "state", expect_state_name(e->state));
	jwrite_bool(w, "critical", e->def->crit);
	if (e->took_known)
		jwrite_int(w, "took_ms", e->took);
	else
		jwrite_null(w, "took_ms");
	jwrite_int(w, "by_ms", e->def->by);
	jwrite_bool(w, "prompted", e->prompted);
	jwrite_str(w, "why", e->mark ? e->mark->text : NULL);
	jwrite_end(w);
}

static void expects(struct scoring *q)
{
	static const char *const head[] = {N_("EXPECTED"), N_("RESULT"),
		N_("TOOK"), N_("WITHIN"), "", NULL};
	struct table t = {.out = &q->x->out, .head = head};
	char took[TIME_TEXT], by[TIME_TEXT];

	for (size_t i = 0; i < q->s->expect_count; i++) {
		const struct score_expect *e = &q->s->expect[i];

		if (e->again)
			continue;
		if (q->x->out.mode == OUT_JSON) {
			expect_json(q->x->out.json, e, q->lang);
			continue;
		}
		play_short(took, e->took);
		play_text(by, e->def->by);
		table_cell(&t, e->def->key);
		table_cell(&t, play_word(q->x, expect_state_name(e->state),
					 expect_state_words(e->state)));
		table_cell(&t, e->took_known ? took : "");
		table_cell(&t, by);
		table_cellf(&t, "%s%s", e->def->crit ? _("critical step") : "",
			    e->prompted ? _(" prompted") : "");
	}
	table_end(&t, NULL);
}

/* --- decisions, clocks ------------------------------------------------------------------ */

static void decisions(struct scoring *q)
{
	static const char *const head[] = {N_("DECISION"), N_("OPTION"),
		N_("OWNER"), N_("TOOK"), N_("VOTES ALIKE"), NULL};
	struct table t = {.out = &q->x->out, .head = head};
	struct jwrite *w = q->x->out.json;
	char took[TIME_TEXT];

	for (size_t i = 0; i < q->s->decision_count; i++) {
		const struct score_decision *o = &q->s->decision[i];

		if (q->x->out.mode == OUT_JSON) {
			jwrite_object(w, NULL);
			jwrite_str(w, "id", o->d->id);
			jwrite_str(w, "ask",
				   o->d->def ? text_in(&o->d->def->ask,
						       q->lang) : NULL);
			jwrite_bool(w, "critical", o->critical);
			jwrite_str(w, "option", o->d->option);
			jwrite_str(w, "owner", o->d->owner);
			jwrite_str(w, "why", o->d->why);
			json_span(w, "took_ms", o->took);
			jwrite_bool(w, "in_time", o->in_time);
			jwrite_int(w, "votes", (int64_t)o->d->vote_count);
			jwrite_int(w, "alike_percent", o->alike);
			jwrite_end(w);
			continue;
		}
		play_short(took, o->took);
		table_cell(&t, o->d->id);
		table_cell(&t, o->d->option ? o->d->option : _("undecided"));
		table_cell(&t, o->d->owner);
		table_cell(&t, o->took == REAL_NONE ? "" : took);
		if (o->d->vote_count >= 4)
			table_cellf(&t, "%u %%", o->alike);
		else
			table_cellf(&t, "%zu", o->d->vote_count);
	}
	table_end(&t, NULL);
}

static void clocks(struct scoring *q)
{
	static const char *const head[] = {N_("CLOCK"), N_("RESULT"),
		N_("DEADLINE"), N_("DONE"), "", NULL};
	const struct times *tm = &q->p->d->times;
	int offset = q->p->d->start ? q->p->d->start->offset : 0;
	struct table t = {.out = &q->x->out, .head = head};
	struct jwrite *w = q->x->out.json;
	char at[TIME_TEXT], done[TIME_TEXT] = "";

	for (size_t i = 0; i < q->s->clock_count; i++) {
		const struct score_clock *k = &q->s->clock[i];

		if (q->x->out.mode == OUT_JSON) {
			jwrite_object(w, NULL);
			jwrite_str(w, "id", k->def->id);
			jwrite_bool(w, "own_target", k->house);
			jwrite_bool(w, "own_start", k->team);
			jwrite_str(w, "result",
				   clock_result_name(k->result));
			out_json_time(&q->x->out, "begins", k->start);
			out_json_time(&q->x->out, "deadline",
				      k->deadline == INT64_MIN ? 0
							: k->deadline);
			out_json_time(&q->x->out, "done",
				      k->done == INT64_MIN ? 0 : k->done);
			jwrite_end(w);
			continue;
		}
		at[0] = '\0';
		if (k->deadline != INT64_MIN)
			story_text(at, tm->story, offset, k->deadline);
		if (k->done != INT64_MIN)
			story_text(done, tm->story, offset, k->done);
		table_cell(&t, k->def->id);
		table_cell(&t, play_word(q->x, clock_result_name(k->result),
					 clock_result_words(k->result)));
		table_cell(&t, at);
		table_cell(&t, k->done == INT64_MIN ? "" : done);
		table_cell(&t, score_clock_words(k));
	}
	table_end(&t, NULL);
}

/* --- the row of six -------------------------------------------------------------------- */

static void figures_json(struct scoring *q)
{
	struct jwrite *w = q->x->out.json;
	const struct score *s = q->s;

	jwrite_object(w, "figures");
	if (s->contained_known)
		jwrite_int(w, "first_containment_ms", s->contained);
	else
		jwrite_null(w, "first_containment_ms");
	json_span(w, "slowest_critical_decision_ms", s->slowest);
	jwrite_bool(w, "critical_undecided", s->undecided);
	jwrite_int(w, "clocks_met", (int64_t)s->clocks[CLOCK_MET]);
	jwrite_int(w, "clocks_missed", (int64_t)s->clocks[CLOCK_MISSED]);
	jwrite_int(w, "clocks_open", (int64_t)s->clocks[CLOCK_STILL_OPEN]);
	jwrite_int(w, "clocks_cut", (int64_t)s->clocks[CLOCK_CUT]);
	jwrite_int(w, "critical_missed", (int64_t)s->critical_missed);
	jwrite_int(w, "order_broken", (int64_t)s->broken);
	jwrite_int(w, "order_edges", (int64_t)s->edges);
	jwrite_int(w, "met", (int64_t)s->met);
	jwrite_int(w, "met_unprompted", (int64_t)s->unprompted);
	json_span(w, "acknowledge_ms", s->acked);
	jwrite_int(w, "injects_asking", (int64_t)s->asked);
	jwrite_int(w, "injects_answered", (int64_t)s->in_window);
	jwrite_int(w, "steps_required", (int64_t)s->required);
	jwrite_int(w, "steps_done", (int64_t)s->done);
	if (s->aware_known)
		jwrite_int(w, "awareness_error_ms", s->aware);
	else
		jwrite_null(w, "awareness_error_ms");
	jwrite_int(w, "contradictions", (int64_t)s->contradictions);
	jwrite_int(w, "actions", (int64_t)s->actions);
	jwrite_int(w, "actions_done", (int64_t)s->actions_done);
	json_span(w, "action_days", s->action_days);
	if (s->alike_on)
		jwrite_int(w, "alike_percent", s->alike);
	else
		jwrite_null(w, "alike_percent");
	jwrite_end(w);
	jwrite_array(w, "definitions");
	for (size_t i = 0; i < drill_metric_count; i++) {
		jwrite_object(w, NULL);
		jwrite_str(w, "name", drill_metrics[i].name);
		jwrite_str(w, "means", drill_metrics[i].means);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void figures(struct scoring *q)
{
	struct out *o = &q->x->out;

	if (o->mode == OUT_JSON) {
		figures_json(q);
		return;
	}
	for (size_t i = 0; i < drill_metric_count; i++) {
		struct str text = {0};

		if (i == METRICS_HEAD)
			out_line(o, "%s", "");
		drill_metrics[i].tell(&text, q->s);
		out_line(o, "%s: %s", _(drill_metrics[i].name),
			 str_text(&text));
		out_text(o, 4, _(drill_metrics[i].means));
		str_release(&text);
	}
	out_line(o, "%s", _("There is no total: figures that mean different "
			    "things are not added up."));
}

static void conduct(struct scoring *q)
{
	const struct drill_state *d = q->p->d;
	struct jwrite *w = q->x->out.json;

	out_line(&q->x->out, _("Freezes %zu, jumps %zu, story jumps %zu, "
			       "skips %zu, hints %zu, ad-libs %zu, halts "
			       "%zu"),
		 d->freezes, d->jumps, d->leaps, d->skips, d->hints,
		 d->adlibs, d->halts);
	if (d->practice)
		out_line(&q->x->out, "%s",
			 _("This run is practice: it stays out of the team's "
			   "history."));
	if (q->x->out.mode != OUT_JSON)
		return;
	jwrite_object(w, "conduct");
	jwrite_int(w, "freezes", (int64_t)d->freezes);
	jwrite_int(w, "jumps", (int64_t)d->jumps);
	jwrite_int(w, "story_jumps", (int64_t)d->leaps);
	jwrite_int(w, "skips", (int64_t)d->skips);
	jwrite_int(w, "hints", (int64_t)d->hints);
	jwrite_int(w, "adlibs", (int64_t)d->adlibs);
	jwrite_int(w, "halts", (int64_t)d->halts);
	jwrite_int(w, "odd", (int64_t)d->odd);
	jwrite_end(w);
	jwrite_bool(w, "practice", d->practice);
}

static const struct {
	const char *name;
	void (*tell)(struct scoring *q);
} parts[] = {
	{"objectives", objectives},
	{NULL, figures},
	{"expectations", expects},
	{"decisions", decisions},
	{"clocks", clocks},
	{NULL, conduct},
};

int drill_score_run(struct cli *x, struct error *err)
{
	struct score *s = NULL;
	struct scenario_world w;
	struct play p;
	struct scoring q;
	int rc = play_open(&p, x, cli_word(x, 0), true, err);

	if (rc)
		return rc;
	rc = play_need_scenario(&p, err);
	if (!rc)
		rc = drill_world(&w, x, NULL, err);
	if (!rc)
		rc = score_make(&s, p.d, &w, err);
	q = (struct scoring){x, &p, s, 0};
	if (!rc) {
		q.lang = scenario_lang(p.sc, x->lang.code);
		play_banner(x, casefile_now(p.c)->label);
	}
	for (size_t i = 0; !rc && i < sizeof(parts) / sizeof(*parts); i++) {
		if (parts[i].name && x->out.mode == OUT_JSON)
			jwrite_array(x->out.json, parts[i].name);
		parts[i].tell(&q);
		if (parts[i].name && x->out.mode == OUT_JSON)
			jwrite_end(x->out.json);
	}
	score_free(s);
	play_close(&p);
	return rc;
}
