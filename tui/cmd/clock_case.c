/* tui/cmd/clock_case.c - the clocks of cases: start, stop, waive, list. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/clock/running.h"
#include "tui/cmd/clock.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

#define ID_MAX 65

/* --- start, stop, waive ---------------------------------------------------------- */

/* "cn-dsl-29@second office": the rule's id; *scope is what stands behind. */
static const char *split(char id[ID_MAX], const char *word)
{
	size_t n = strcspn(word, "@");

	str_copy(id, ID_MAX, word);
	if (n < ID_MAX)
		id[n] = '\0';
	return word[n] ? word + n + 1 : NULL;
}

static int case_awareness(const struct situation *s, int64_t *at,
			  struct error *err)
{
	const struct set_text *aware = s->aware ? s->aware->data : NULL;

	if (aware) {
		*at = aware->at;
		return 0;
	}
	error_set(err, ERR_REFUSED, _("%s: nobody has recorded when we became "
				      "aware"), s->label);
	return error_fix(err, "stanch case set %s --aware TIME --basis TEXT",
			 s->label);
}

static int take_precision(struct clock_begin *b, struct cli *x)
{
	const char *word = cli_text(x, "precision");

	for (int i = PRECISE_MINUTE; word && i <= PRECISE_UNKNOWN; i++)
		if (!strcmp(word, clock_precisions[i].id))
			b->t.precision = (enum trigger_precision)i;
	return 0;
}

static int read_begin(struct clock_begin *b, struct cli *x,
		      const struct situation *s,
		      const struct clock_rules *rules, struct error *err)
{
	const char *at = cli_text(x, "at");
	bool aware = at && !strcmp(at, "aware");
	int rc = clock_trigger(&b->t, x, b->rule, rules, aware ? NULL : at,
			       err);

	if (!rc && aware)
		rc = case_awareness(s, &b->t.at, err);
	if (rc)
		return rc;
	b->t.known = at;
	b->aware = aware;
	b->typed = at;
	b->zone = cli_text(x, "zone");
	if (!b->zone)
		b->zone = clock_zone(rules, b->rule);
	b->zone_version = zones_version(x->zones);
	b->who = cli_text(x, "who");
	b->basis = cli_text(x, "basis");
	b->why = cli_text(x, "why");
	b->term = cli_text(x, "term");
	take_precision(b, x);
	rc = args_list(&b->evidence, &b->evidence_count, &x->args, "evidence",
		       err);
	return rc ? rc : args_list(&b->fact, &b->fact_count, &x->args, "fact",
				   err);
}

static void deadline_text(char out[TIME_TEXT], struct cli *x,
			  const struct case_clock *c)
{
	const struct zone *z = x->env->zone;

	out[0] = '\0';
	if (!c->deadline)
		return;
	if (c->set->zone)
		cli_zone(&z, x, c->set->zone, NULL);
	clock_when(out, c->end, c->deadline, z);
}

void clock_tell_recounted(struct cli *x, const struct situation *s)
{
	char when[TIME_TEXT];

	for (size_t i = 0; i < s->clock_count; i++) {
		const struct case_clock *c = &s->clock[i];

		if (!c->recounted || c->state != CC_RUNNING)
			continue;
		deadline_text(when, x, c);
		if (c->deadline)
			out_note(&x->out, _("%s is counted anew, it ends %s"),
				 c->key, when);
		else
			out_note(&x->out, _("%s is counted anew"), c->key);
	}
}

static void told(struct cli *x, const struct act *a, const char *key)
{
	const struct situation *s = casefile_now(x->open);
	const struct case_clock *c = situation_clock(s, key);
	char when[TIME_TEXT], span[TIME_TEXT];
	struct str text = {0};

	deadline_text(when, x, c);
	time_span(span, c->margin);
	if (c->state == CC_WAIVED)
		str_addf(&text, _("%s is waived"), c->key);
	else if (c->state == CC_MET && !c->deadline)
		str_addf(&text, _("%s is met"), c->key);
	else if (c->state == CC_MET && c->overdue)
		str_addf(&text, _("%s is met, %s LATE"), c->key, span);
	else if (c->state == CC_MET)
		str_addf(&text, _("%s is met with %s left"), c->key, span);
	else if (c->deadline)
		str_addf(&text, _("%s runs, it ends %s"), c->key, when);
	else
		str_addf(&text, _("%s runs, the rule has no number"), c->key);
	view_recorded(x, a, str_text(&text));
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "clock", c->key);
		out_json_time(&x->out, "deadline_utc", c->deadline);
		jwrite_bool(x->out.json, "overdue", c->overdue);
	}
	out_note(&x->out, "%s", clock_no_advice());
	str_release(&text);
}

/* Most wrong deadlines run from the wrong event, or from a slip of the pen:
 * both are told back. */
static void told_begin(struct cli *x, const struct clock_begin *b,
		       const struct clock_rules *rules,
		       const struct clock_due *due)
{
	const struct clock_event *e = clock_event(rules, b->rule->event);
	const char *from = clock_text(&b->rule->trigger, x->lang.code);

	if (!from && e)
		from = clock_text(&e->name, x->lang.code);
	clock_tell_notes(x, due, b->t.zone);
	if (from)
		out_note(&x->out, _("It counts from: %s"), from);
	if (b->t.at > cli_law_now(x))
		out_note(&x->out, "%s", _("that moment is still to come; to "
					  "mend it, start the clock again"));
}

int clock_start_run(struct cli *x, struct error *err)
{
	const struct clock_rules *rules;
	struct clock_due due;
	const struct situation *s;
	struct clock_begin b = {0};
	char id[ID_MAX];
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	b.scope = split(id, cli_word(x, 1));
	if (!rc)
		rc = clock_open(&b.rule, &rules, x, id, err);
	if (!rc)
		rc = read_begin(&b, x, s, rules, err);
	if (!rc)
		rc = clock_start(&due, &a, &b, rules, cli_law_now(x), err);
	if (!rc) {
		told(x, &a, cli_word(x, 1));
		told_begin(x, &b, rules, &due);
	}
	mem_free(b.evidence);
	mem_free(b.fact);
	return rc;
}

int clock_stop_run(struct cli *x, struct error *err)
{
	struct set_met m = {.receipt = cli_text(x, "receipt"),
			    .why = cli_text(x, "why")};
	const char *at = cli_text(x, "at");
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = cli_time(&m.at, x, at ? at : "now", err);
	if (!rc)
		rc = args_list(&m.evidence, &m.evidence_count, &x->args,
			       "evidence", err);
	if (!rc)
		rc = act_clock_stop(&a, cli_word(x, 1), &m, err);
	mem_free(m.evidence);
	if (rc)
		return rc;
	told(x, &a, cli_word(x, 1));
	if (m.at > cli_law_now(x))
		out_note(&x->out, "%s", _("that moment is still to come; to "
					  "mend it, stop the clock again"));
	return rc;
}

int clock_waive_run(struct cli *x, struct error *err)
{
	const struct clock_rules *rules;
	const struct clock_rule *rule;
	const struct situation *s;
	char id[ID_MAX];
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	split(id, cli_word(x, 1));
	if (!rc)
		rc = clock_open(&rule, &rules, x, id, err);
	if (!rc)
		rc = act_clock_waive(&a, cli_word(x, 1), cli_text(x, "why"),
				     err);
	if (!rc)
		told(x, &a, cli_word(x, 1));
	return rc;
}

/* --- list ---------------------------------------------------------------------------- */

struct listing {
	struct cli *x;
	struct table table;
	struct str ics;
	bool calendar, any;
	int64_t now, within; /* 0: all */
	size_t overdue;
};

static void list_json(struct listing *l, const struct situation *s,
		      const struct case_clock *c)
{
	struct jwrite *w = l->x->out.json;
	const struct set_clock *p = c->set;
	const struct zone *z = l->x->env->zone;
	char text[TIME_TEXT];

	if (p && p->zone)
		cli_zone(&z, l->x, p->zone, NULL);
	jwrite_object(w, NULL);
	jwrite_str(w, "case", s->label);
	jwrite_str(w, "clock", c->clock);
	jwrite_str(w, "key", c->key);
	jwrite_str(w, "state", clock_states[case_clock_state(c)].id);
	time_text(text, c->at, z);
	jwrite_str(w, "at", c->at ? text : NULL);
	time_text(text, c->deadline, z);
	jwrite_str(w, "deadline", c->deadline ? text : NULL);
	if (c->deadline && c->state == CC_RUNNING)
		jwrite_int(w, "left_seconds", (c->deadline - l->now) / 1000);
	if (c->state == CC_MET && c->deadline)
		jwrite_int(w, "margin_seconds", c->margin / 1000);
	jwrite_bool(w, "overdue", c->overdue);
	jwrite_bool(w, "recounted", c->recounted);
	jwrite_bool(w, "conflict", c->conflict);
	if (p) {
		jwrite_str(w, "zone", p->zone);
		jwrite_str(w, "law", p->law);
		jwrite_str(w, "article", p->article);
		jwrite_str(w, "source", p->source);
		jwrite_str(w, "grade", p->grade);
		jwrite_str(w, "checked", p->checked);
		jwrite_str(w, "basis", p->basis);
		jwrite_str(w, "by", event_doer(c->start));
	}
	jwrite_str(w, "receipt", c->met ? c->met->receipt : NULL);
	jwrite_str(w, "why", c->waived ? c->waived->why : NULL);
	jwrite_end(w);
}

static void list_row(struct listing *l, const struct situation *s,
		     const struct case_clock *c)
{
	char when[TIME_TEXT];
	struct str left = {0}, law = {0};

	deadline_text(when, l->x, c);
	case_clock_stands(&left, c, l->now);
	if (c->recounted)
		str_add(&left, _(" (awareness corrected)"));
	case_clock_name(&law, c, l->x->lang.code);
	table_cell(&l->table, s->label);
	table_cell(&l->table, c->key);
	if (l->x->out.mode == OUT_PLAIN)
		table_cell(&l->table, clock_states[case_clock_state(c)].id);
	else
		table_cell(&l->table, str_text(&left));
	table_cell(&l->table, when);
	table_cell(&l->table, str_text(&law));
	str_release(&left);
	str_release(&law);
}

static void list_event(struct listing *l, const struct situation *s,
		       const struct case_clock *c)
{
	char when[TIME_TEXT];

	deadline_text(when, l->x, c);
	ics_add(&l->ics, s->label, s->title, c, when, l->x->lang.code,
		l->now);
}

static void list_case(struct listing *l, const struct situation *s)
{
	for (size_t i = 0; i < s->clock_count; i++) {
		const struct case_clock *c = &s->clock[i];
		bool runs = c->state == CC_RUNNING && s->state == CASE_OPEN;

		l->overdue += runs && c->overdue;
		if (l->within && !(runs && c->deadline &&
				   c->deadline - l->now <= l->within))
			continue;
		l->any = true;
		if (l->calendar && runs)
			list_event(l, s, c);
		else if (l->x->out.mode == OUT_JSON)
			list_json(l, s, c);
		else if (!l->calendar)
			list_row(l, s, c);
	}
	if (!l->calendar)
		clock_changed_note(l->x, s);
}

/* A case that cannot be read is told on stderr and stops nothing. */
static int list_all(struct listing *l, struct error *err)
{
	struct cli *x = l->x;
	struct summary *all = NULL;
	struct store *store;
	size_t n = 0;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_cases(&all, &n, store, false, err);
	for (size_t i = 0; !rc && i < n; i++) {
		struct error why = {0};

		if (!all[i].open || all[i].drill)
			continue;
		if (store_case_open(&x->open, store, all[i].label, true,
				    &why)) {
			out_note(&x->out, "%s", why.what);
			continue;
		}
		list_case(l, casefile_now(x->open));
		casefile_close(x->open);
		x->open = NULL;
	}
	mem_free(all);
	return rc;
}

static int list_ends(struct listing *l, struct error *err)
{
	struct cli *x = l->x;
	int rc;

	out_items_end(&x->out);
	if (x->out.mode == OUT_JSON) {
		jwrite_int(x->out.json, "overdue", (int64_t)l->overdue);
		jwrite_str(x->out.json, "statement", clock_no_advice());
	}
	rc = table_end(&l->table, err);
	if (l->calendar) {
		ics_end(&l->ics);
		out_crlf(&x->out, str_text(&l->ics));
	} else if (!l->any && x->out.mode == OUT_TEXT) {
		out_line(&x->out, "%s", l->within
			 ? _("No clock ends in that time.")
			 : _("No clock was started: stanch clock propose "
			     "CASE"));
	}
	if (!l->calendar)
		out_note(&x->out, "%s", clock_no_advice());
	if (l->overdue && cli_flag(x, "check"))
		x->status = OUT_STATUS_OVERDUE;
	return rc;
}

int clock_list_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("CASE"), N_("CLOCK"),
					   N_("TIME"), N_("DEADLINE"),
					   N_("LAW"), NULL};
	const char *within = cli_text(x, "within");
	struct listing l = {.x = x, .now = cli_now(x),
			    .table = {.out = &x->out, .head = head},
			    .calendar = cli_text(x, "format") != NULL};
	const struct situation *s;
	int rc = 0;

	if (l.calendar && !str_eq(cli_text(x, "format"), "ics")) {
		error_set(err, ERR_USAGE, _("--%s cannot be %s"),
			  "format", cli_text(x, "format"));
		return error_fix(err, "--format ics");
	}
	if (within && (!time_span_parse(&l.within, within, strlen(within)) ||
		       !l.within)) {
		error_set(err, ERR_USAGE, _("--within %s: no span of time"),
			  within);
		error_fix(err, _("write it as 24h, 90m or 3d"));
		return ERR_USAGE;
	}
	if (l.calendar && x->out.mode == OUT_JSON)
		return error_set(err, ERR_USAGE,
				 _("--json and --format exclude each other"));
	if (l.calendar)
		ics_begin(&l.ics);
	out_items(&x->out, NULL);
	if (cli_word(x, 0)) {
		rc = cli_case(&s, x, 0, err);
		l.now = cli_law_now(x);
		if (!rc)
			list_case(&l, s);
	} else {
		rc = list_all(&l, err);
	}
	if (!rc)
		rc = list_ends(&l, err);
	str_release(&l.ics);
	return rc;
}
