/* tui/screen/clockform.c - the questions for starting and ending a clock. */
#include "tui/screen/clockform.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/clock/words.h"
#include "tui/screen/closing.h"
#include "tui/widget/form.h"
#include "tui/widget/prompt.h"

#define NEW_YORK "America/New_York"
#define PROOFS 16

enum { F_AT, F_PRECISION, F_BASIS, F_WHO, F_MORE, FIELDS = F_MORE + 4 };

struct asking {
	char key[CLOCK_KEY]; /* the rule's id, or the register */
	struct zones *zones;
	/* Numbers of those fields, -1 without. */
	int zone, classified, term, why;
	const char *fact[1];
	const char *precision[5];
	clockform_after *after;
	void *ctx;
};

/* To the moment, not as of the last minute: what is typed as now is now. */
static int64_t clock_now(const struct app *app)
{
	return casefile_clock(ctx_of(app)->c);
}

static void asking_end(struct app *app, struct asking *q, bool done)
{
	if (q->after)
		q->after(app, q->ctx, done);
	zones_free(q->zones);
	mem_free(q);
}

static struct asking *asking_new(struct app *app, const char *key,
				 clockform_after *after, void *ctx)
{
	struct asking *q = mem_zalloc(sizeof(*q));
	struct error err = {0};

	if (q)
		q->zones = zones_new(ctx_of(app)->env->zone_dir);
	if (!q || !q->zones) {
		mem_free(q);
		error_nomem(&err);
		app_error(app, &err);
		return NULL;
	}
	str_copy(q->key, sizeof(q->key), key);
	q->zone = q->classified = q->term = q->why = -1;
	q->after = after;
	q->ctx = ctx;
	return q;
}

/* What is wrong and how to mend it, beside the field. */
static bool complain(struct form *f, int field, const struct error *err)
{
	struct str text = {0};

	str_add(&text, err->what);
	if (*err->fix)
		str_addf(&text, "; %s", err->fix);
	form_complain(f, field, str_text(&text));
	str_release(&text);
	return false;
}

static bool says_aware(const char *text)
{
	return str_eq(text, "aware") || str_eq(text, _("aware"));
}

/* --- start ------------------------------------------------------------------- */

static int read_zone(struct clock_begin *b, struct asking *q,
		     const struct clock_rules *rules, const struct form *f,
		     struct error *err)
{
	int rc;

	b->zone = q->zone < 0 ? clock_zone(rules, b->rule)
			      : form_text(f, q->zone);
	rc = zones_get(&b->t.zone, q->zones, b->zone, err);
	if (!rc && b->rule->method == METHOD_SEC_DAYS)
		rc = zones_get(&b->t.new_york, q->zones, NEW_YORK, err);
	return rc;
}

static int read_moment(struct clock_begin *b, struct app *app,
		       const struct form *f, struct error *err)
{
	const struct set_text *aware =
		ctx_now(app)->aware ? ctx_now(app)->aware->data : NULL;
	const char *at = form_text(f, F_AT);

	b->aware = says_aware(at);
	b->typed = b->aware ? "aware" : *at ? at : NULL;
	b->t.known = *at;
	if (b->aware && aware)
		b->t.at = aware->at;
	else if (b->aware)
		return error_set(err, ERR_REFUSED,
				 _("%s: nobody has recorded when we became "
				   "aware"), ctx_now(app)->label);
	else if (*at)
		return clock_began(&b->t, at, clock_now(app), err);
	return 0;
}

static int read_term(struct clock_begin *b, const struct asking *q,
		     const struct form *f, struct error *err)
{
	const char *term = q->term < 0 ? "" : form_text(f, q->term);

	b->term = *term ? term : NULL;
	if (!b->term || clock_term_parse(&b->t.term, term))
		return 0;
	return error_set(err, ERR_USAGE, _("write it as 24h, 90m or 3d"));
}

/* The second moment of a clock that runs from two. */
static int read_fact(struct clock_begin *b, struct asking *q,
		     struct app *app, const struct clock_rules *rules,
		     const struct form *f, struct error *err)
{
	const char *name = clock_facts[FACT_CLASSIFIED].id, *at;

	if (q->classified < 0)
		return 0;
	at = form_text(f, q->classified);
	q->fact[0] = name; /* clock_start() writes the moment into it */
	b->fact = q->fact;
	b->fact_count = 1;
	return clock_fact(&b->t, rules, name, at, clock_now(app), err);
}

/* *field: where the fault is. */
static int read_start(struct clock_begin *b, int *field, struct asking *q,
		      struct app *app, const struct clock_rules *rules,
		      const struct form *f, struct error *err)
{
	int rc = clock_rules_find(&b->rule, rules, q->key, err);

	*field = F_AT;
	if (rc)
		return rc;
	b->basis = form_text(f, F_BASIS);
	b->who = form_text(f, F_WHO);
	b->why = q->why < 0 ? NULL : form_text(f, q->why);
	b->zone_version = zones_version(q->zones);
	b->t.precision = (enum trigger_precision)form_choice(f, F_PRECISION);
	rc = read_zone(b, q, rules, f, err);
	if (rc && q->zone >= 0)
		*field = q->zone;
	if (rc)
		return rc;
	rc = read_moment(b, app, f, err);
	if (rc)
		return rc;
	rc = read_fact(b, q, app, rules, f, err);
	if (rc) {
		*field = q->classified;
		return rc;
	}
	rc = read_term(b, q, f, err);
	if (rc)
		*field = q->term;
	return rc;
}

static void told(struct app *app, const struct act *a, const char *key)
{
	const struct case_clock *c = situation_clock(ctx_now(app), key);
	const struct zone *zone = ctx_of(app)->env->zone;
	char when[TIME_TEXT] = "";
	struct error none = {0};
	struct str what = {0}, name = {0};

	if (c)
		ctx_clock_name(&name, app, c);
	key = c ? str_text(&name) : key;
	if (c && c->state == CC_WAIVED) {
		str_addf(&what, _("%s is waived"), key);
	} else if (c && c->state == CC_MET) {
		str_addf(&what, "%s: ", key);
		case_clock_stands(&what, c, clock_now(app));
	} else if (c && c->deadline) {
		clock_when(when, c->end, c->deadline, zone);
		str_addf(&what, _("%s runs, it ends %s"), key, when);
	} else {
		str_addf(&what, _("%s runs, the rule has no number"), key);
	}
	ctx_told(app, a, 0, &none, str_text(&what));
	str_release(&name);
	str_release(&what);
}

static bool start_given(struct app *app, void *ctx, struct form *f)
{
	struct asking *q = ctx;
	const struct clock_rules *rules;
	struct clock_begin b = {0};
	struct act a = ctx_act(app);
	struct error err = {0};
	int field = F_AT, rc;

	if (!f) {
		asking_end(app, q, false);
		return true;
	}
	rc = store_clocks(&rules, ctx_of(app)->store, &err);
	if (!rc)
		rc = read_start(&b, &field, q, app, rules, f, &err);
	if (!rc)
		rc = clock_start(NULL, &a, &b, rules, clock_now(app), &err);
	if (rc)
		return complain(f, field, &err);
	told(app, &a, q->key);
	asking_end(app, q, true);
	return true;
}

/* The word for the case's awareness, the step's value, or nothing. */
static const char *proposed(const struct situation *s,
			    const struct clock_rule *rule,
			    const struct step *step)
{
	const struct set_text *aware = s->aware ? s->aware->data : NULL;
	int64_t at;

	if (rule->anchor)
		return "";
	if (step && step->def->value == VALUE_TIME && step->value &&
	    !time_parse(&at, NULL, step->value, NULL, 0, NULL) &&
	    !(aware && aware->at == at))
		return step->value;
	return aware ? _("aware") : "";
}

static void time_hint(struct str *out, struct app *app,
		      const struct clock_rule *rule, const char *zone)
{
	const struct situation *s = ctx_now(app);
	const struct set_text *aware = s->aware ? s->aware->data : NULL;
	char when[TIME_TEXT];

	if (rule->anchor) {
		str_addf(out, _("empty: when %s was met"), rule->anchor);
		return;
	}
	if (aware) {
		clock_when(when, END_INSTANT, aware->at,
			   ctx_of(app)->env->zone);
		str_addf(out, _("%s = %s; "), _("aware"), when);
	}
	str_addf(out, _("local to %s"),
		 zone ? zone : _("the zone below"));
}

static void more_fields(struct form_field *field, int *n, struct asking *q,
			struct app *app, const struct clock_rules *rules,
			const struct clock_rule *rule)
{
	const struct team *team = store_team(ctx_of(app)->store);

	if (!clock_zone(rules, rule)) {
		q->zone = (*n)++;
		field[q->zone] = (struct form_field){
			.label = _("Zone of the office that is told"),
			.hint = "Europe/Berlin",
			.text = team && team->zone ? team->zone : "",
			.needed = true};
	}
	if (rule->method == METHOD_DORA) {
		q->classified = (*n)++;
		field[q->classified] = (struct form_field){
			.label = _("When it was classified as major"),
			.needed = true};
	}
	if (rule->method == METHOD_CONTRACT) {
		q->term = (*n)++;
		field[q->term] = (struct form_field){
			.label = _("The number in the contract"),
			.hint = _("24h, 90m or 3d; empty: it has none")};
	}
	if (clock_needs_reason(rule) || !rule->enabled) {
		q->why = (*n)++;
		field[q->why] = (struct form_field){
			.label = _("It is switched off: why start it"),
			.needed = true};
	}
}

void clockform_start(struct app *app, const struct clock_rule *rule,
		     const struct step *step, const char *known,
		     clockform_after *after, void *ctx)
{
	struct form_field field[FIELDS] = {{0}};
	struct asking *q = asking_new(app, rule->id, after, ctx);
	const struct clock_rules *rules;
	struct str title = {0}, hint = {0};
	struct error err = {0};
	int n = F_MORE;

	if (!q || store_clocks(&rules, ctx_of(app)->store, &err)) {
		if (q)
			asking_end(app, q, false);
		return;
	}
	for (int i = 0; clock_precisions[i].id; i++)
		q->precision[i] = _(clock_precisions[i].name);
	str_addf(&title, _("Start %s: "), rule->id);
	clock_name(&title, rule, ctx_of(app)->lang);
	time_hint(&hint, app, rule, clock_zone(rules, rule));
	field[F_AT] = (struct form_field){
		.label = _("When it began"), .hint = str_text(&hint),
		.text = proposed(ctx_now(app), rule, step),
		.needed = !rule->anchor};
	field[F_PRECISION] = (struct form_field){
		.label = _("How exactly is that known"), .kind = FORM_CHOICE,
		.choices = q->precision};
	field[F_BASIS] = (struct form_field){
		.label = _("On what basis"),
		.hint = _("what was known, and how"), .text = known,
		.needed = true};
	field[F_WHO] = (struct form_field){.label = _("Who determined it"),
					   .text = ctx_of(app)->who};
	more_fields(field, &n, q, app, rules, rule);
	form_ask(app, str_text(&title), field, n, start_given, q);
	str_release(&title);
	str_release(&hint);
}

/* --- stop ---------------------------------------------------------------------- */

enum { M_AT, M_RECEIPT, M_EVIDENCE, M_WHY, MET_FIELDS };

/* "E-1, E-2" in place; how many there are. */
static size_t split(const char *out[PROOFS], char *text)
{
	char *save = NULL, *word;
	size_t n = 0;

	for (word = strtok_r(text, ", ", &save); word && n < PROOFS;
	     word = strtok_r(NULL, ", ", &save))
		out[n++] = word;
	return n;
}

static bool stop_given(struct app *app, void *ctx, struct form *f)
{
	struct asking *q = ctx;
	const char *proof[PROOFS];
	struct set_met m = {.evidence = proof};
	struct act a = ctx_act(app);
	struct error err = {0};
	char *labels;
	int rc, field = M_AT;

	if (!f) {
		asking_end(app, q, false);
		return true;
	}
	labels = mem_strdup(form_text(f, M_EVIDENCE));
	m.evidence_count = labels ? split(proof, labels) : 0;
	m.receipt = form_text(f, M_RECEIPT);
	m.why = form_text(f, M_WHY);
	rc = time_parse(&m.at, NULL,
			says_aware(form_text(f, M_AT)) ? ""
						       : form_text(f, M_AT),
			ctx_of(app)->env->zone, clock_now(app), &err);
	if (!rc) {
		field = m.evidence_count ? M_EVIDENCE : M_RECEIPT;
		rc = act_clock_stop(&a, q->key, &m, &err);
	}
	mem_free(labels);
	if (rc)
		return complain(f, field, &err);
	told(app, &a, q->key);
	asking_end(app, q, true);
	return true;
}

void clockform_stop(struct app *app, const struct case_clock *c,
		    clockform_after *after, void *ctx)
{
	const struct form_field field[MET_FIELDS] = {
		[M_AT] = {.label = _("When it was sent"),
			  .hint = _("now, 14:05 or 2026-10-14T14:05"),
			  .text = "now", .needed = true},
		[M_RECEIPT] = {.label = _("Receipt"),
			       .hint = _("its number or words")},
		[M_EVIDENCE] = {.label = _("Evidence"), .hint = "E-1, E-2"},
		[M_WHY] = {.label = _("Remark"),
			   .hint = _("such as why it was late")}};
	struct asking *q = asking_new(app, c->key, after, ctx);
	struct str title = {0}, name = {0};

	if (!q)
		return;
	ctx_clock_name(&name, app, c);
	str_addf(&title, _("%s is met"), str_text(&name));
	form_ask(app, str_text(&title), field, MET_FIELDS, stop_given, q);
	str_release(&name);
	str_release(&title);
}

/* --- waive ------------------------------------------------------------------------ */

static void why_given(struct app *app, void *ctx, const char *why)
{
	struct asking *q = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};

	if (why && act_clock_waive(&a, q->key, why, &err))
		app_error(app, &err);
	else if (why)
		told(app, &a, q->key);
	asking_end(app, q, why);
}

void clockform_waive(struct app *app, const char *key)
{
	struct asking *q = asking_new(app, key, NULL, NULL);
	struct str label = {0};

	if (!q)
		return;
	str_addf(&label, _("Why does %s not apply"), key);
	prompt_ask(app, str_text(&label), "", PROMPT_NEEDED, why_given, q);
	str_release(&label);
}

/* --- after a step ------------------------------------------------------------------ */

static void queue_add(struct clock_queue *q, const char *key, bool stop)
{
	if (q->count == CLOCK_OFFERS)
		return;
	q->stop[q->count] = stop;
	str_copy(q->key[q->count++], CLOCK_KEY, key);
}

static void queue_start(void *ctx, const struct clock_rule *rule)
{
	if (!rule->bad)
		queue_add(ctx, rule->id, false);
}

static void queue_stop(void *ctx, const struct case_clock *c)
{
	queue_add(ctx, c->key, true);
}

static void offer_next(struct app *app, void *ctx);

static void offered(struct app *app, void *ctx, bool done)
{
	struct clock_queue *q = ctx;

	q->at++;
	if (done && q->at < q->count)
		app_after(app, 1, offer_next, q);
	else if (!done)
		app_say(app, _("nothing was recorded; view 6 keeps the "
			       "clocks that wait"));
}

/* The form before it has to be gone first. */
static void offer_next(struct app *app, void *ctx)
{
	struct clock_queue *q = ctx;
	const char *key = q->key[q->at];
	const struct situation *s = ctx_of(app)->c ? ctx_now(app) : NULL;
	const struct clock_rules *rules;
	const struct case_clock *c = s ? situation_clock(s, key) : NULL;
	const struct clock_rule *rule;

	if (!s || store_clocks(&rules, ctx_of(app)->store, NULL))
		return;
	if (q->stop[q->at] && c)
		clockform_stop(app, c, offered, q);
	else if (!q->stop[q->at] && (rule = clock_rule(rules, key)))
		clockform_start(app, rule,
				map_gets(&s->step_by_key, q->step), NULL,
				offered, q);
}

void clockform_offer(struct app *app, const char *step_key)
{
	const struct situation *s = ctx_now(app);
	const struct step *st = map_gets(&s->step_by_key, step_key);
	const struct clock_rules *rules;
	struct clock_queue *q;

	if (!st || st->state != STEP_DONE || st->asked ||
	    (!st->def->starts.count && !st->def->stops.count) ||
	    store_clocks(&rules, ctx_of(app)->store, NULL))
		return;
	q = &ctx_of(app)->offers;
	*q = (struct clock_queue){0};
	str_copy(q->step, sizeof(q->step), st->key);
	clockrows_starts(st, s, rules, ctx_of(app)->store, queue_start, q);
	clockrows_stops(st, s, queue_stop, q);
	if (q->count)
		app_after(app, 1, offer_next, q);
}
