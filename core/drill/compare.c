/* core/drill/compare.c - see compare.h. */
#include "core/drill/compare.h"

#include <string.h>

#include "core/drill/looking.h"

static const char *const names[] = {
	[OUTCOME_FIXED] = "fixed",   [OUTCOME_STILL] = "still-missed",
	[OUTCOME_REGRESSED] = "regressed", [OUTCOME_NEW] = "new",
	[OUTCOME_GONE] = "gone",     [OUTCOME_KEPT] = "met",
	[OUTCOME_UNTESTED] = "untested",
};

const char *outcome_name(enum outcome o)
{
	return names[o];
}

const struct score_expect *score_find(const struct score *s, const char *key)
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

enum outcome score_outcome(const struct score_expect *was,
			   const struct score_expect *is)
{
	if (!was)
		return OUTCOME_NEW;
	if (!is)
		return OUTCOME_GONE;
	if (!judged(was) || !judged(is))
		return OUTCOME_UNTESTED;
	if (is->state == EXP_MET)
		return was->state == EXP_MET ? OUTCOME_KEPT : OUTCOME_FIXED;
	return was->state == EXP_MET ? OUTCOME_REGRESSED : OUTCOME_STILL;
}

static void add_pair(struct drill_pair *out, size_t *n, enum outcome want,
		     const struct score_expect *was,
		     const struct score_expect *is)
{
	if (score_outcome(was, is) == want)
		out[(*n)++] = (struct drill_pair){was, is, want};
}

int drill_pairs(struct drill_pair **out, size_t *count, struct arena *a,
		const struct score *was, const struct score *is)
{
	size_t most = was->expect_count + is->expect_count;

	*count = 0;
	*out = arena_alloc(a, (most + 1) * sizeof(**out));
	if (!*out)
		return ERR_NOMEM;
	for (int o = 0; o < OUTCOMES; o++) {
		for (size_t i = 0; i < is->expect_count; i++)
			if (!is->expect[i].again)
				add_pair(*out, count, (enum outcome)o,
					 score_find(was,
						    is->expect[i].def->key),
					 &is->expect[i]);
		for (size_t i = 0; i < was->expect_count; i++)
			if (o == OUTCOME_GONE && !was->expect[i].again &&
			    !score_find(is, was->expect[i].def->key))
				add_pair(*out, count, OUTCOME_GONE,
					 &was->expect[i], NULL);
	}
	return 0;
}

static bool same_major(const char *a, const char *b)
{
	size_t n = a ? strcspn(a, ".") : 0;

	return a && b && n == strcspn(b, ".") && !memcmp(a, b, n);
}

bool drill_alike(const struct drill_state *a, const struct drill_state *b)
{
	return a->start && b->start && a->ended && b->ended &&
	       str_eq(a->start->scenario, b->start->scenario) &&
	       same_major(a->start->version, b->start->version) &&
	       str_eq(a->start->mode, b->start->mode);
}

bool drill_history(const struct drill_state *a, const struct drill_state *b)
{
	return drill_alike(a, b) && !a->practice && !b->practice &&
	       a->most_half == 2 && b->most_half == 2;
}

enum step_change drill_changed(const struct pb_diff *diff, const char *step)
{
	for (size_t i = 0; diff && step && i < diff->count; i++)
		if (str_eq(diff->step[i].id, step))
			return diff->step[i].change;
	return STEP_KEPT;
}

static bool is_player(const char *role)
{
	return !str_eq(role, FACILITATOR) && !str_eq(role, EVALUATOR) &&
	       !str_eq(role, OBSERVER);
}

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

		if (!by || !is_player(by) ||
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

/* --- how many people ------------------------------------------------------------ */

static void put_head(struct drill_heads *h, const char *role, size_t count)
{
	size_t k = 0;

	while (k < h->count && !str_eq(h->at[k].role, role))
		k++;
	h->count += k == h->count;
	h->at[k] = (struct drill_head){role, count};
}

int drill_heads(struct drill_heads *out, struct arena *a,
		const struct situation *s)
{
	*out = (struct drill_heads){
		.at = arena_alloc(a, (s->event_count + 1) *
					     sizeof(*out->at))};
	if (!out->at)
		return ERR_NOMEM;
	for (size_t i = 0; i < s->event_count; i++) {
		const struct event *ev = s->event[i];
		const struct drill_note *p = ev->data;
		long long count;

		if (drill_counts(ev) && str_eq(ev->type, "attend") &&
		    ev->on && p->op && ev->author->role == ROLE_OWNER &&
		    str_int(&count, p->op, 0, HEADS_MOST))
			put_head(out, ev->on, (size_t)count);
	}
	for (size_t i = 0; i < out->count; i++)
		if (is_player(out->at[i].role))
			out->players += out->at[i].count;
	return 0;
}

const char *drill_heads_text(struct arena *a, const struct drill_heads *h)
{
	struct str text = {0};
	const char *kept;

	for (size_t i = 0; i < h->count; i++)
		str_addf(&text, "%s%s %zu", i ? ", " : "", h->at[i].role,
			 h->at[i].count);
	kept = arena_strdup(a, str_text(&text));
	str_release(&text);
	return kept ? kept : "";
}
