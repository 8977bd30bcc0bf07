/* tui/cmd/clock.c - legal time limits: what a rule gives for a trigger. */
#include "tui/cmd/clock.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"

#define NEW_YORK "America/New_York"
#define FACT_LEN 32

int clock_open(const struct clock_rule **rule,
	       const struct clock_rules **rules, struct cli *x,
	       const char *id, struct error *err)
{
	struct store *store;
	int rc = cli_store(&store, x, err);

	*rule = NULL;
	if (!rc)
		rc = store_clocks(rules, store, err);
	return rc ? rc : clock_rules_find(rule, *rules, id, err);
}

/* --- the trigger as typed ---------------------------------------------------------- */

int clock_choose_zone(struct clock_trigger *t, struct cli *x,
		      const struct clock_rule *c,
		      const struct clock_rules *rules, const char *name,
		      struct error *err)
{
	int rc;

	if (!name)
		name = clock_zone(rules, c);
	if (!name) {
		error_set(err, ERR_USAGE, _("%s: it has no zone of its own"),
			  c->id);
		error_where(err, _("the zone of the authority that is told "
				   "decides"));
		error_fix(err, "--zone Europe/Berlin");
		error_id(err, "zone_needed");
		return ERR_USAGE;
	}
	rc = cli_zone(&t->zone, x, name, err);
	return rc || c->method != METHOD_SEC_DAYS
		       ? rc
		       : cli_zone(&t->new_york, x, NEW_YORK, err);
}

static int take_fact(struct clock_trigger *t, struct cli *x,
		     const struct clock_rules *rules, const char *text,
		     struct error *err)
{
	const char *is = strchr(text, '=');
	char name[FACT_LEN];

	if (!is || (size_t)(is - text) >= sizeof(name)) {
		error_set(err, ERR_USAGE, _("--fact %s: not name=value"),
			  text);
		error_id(err, "bad_fact");
		return ERR_USAGE;
	}
	memcpy(name, text, (size_t)(is - text));
	name[is - text] = '\0';
	return clock_fact(t, rules, name, is + 1, cli_law_now(x), err);
}

static int take_term(struct clock_trigger *t, struct cli *x,
		     const struct clock_rule *c, struct error *err)
{
	const char *term = cli_text(x, "term");

	if (!term)
		return 0;
	if (c->method != METHOD_CONTRACT)
		return error_set(err, ERR_USAGE,
				 _("%s: its number is in the rule"), c->id);
	if (clock_term_parse(&t->term, term))
		return 0;
	error_set(err, ERR_USAGE, _("--term %s: no time limit"), term);
	error_fix(err, _("write it as 24h, 90m or 3d"));
	return ERR_USAGE;
}

int clock_trigger(struct clock_trigger *t, struct cli *x,
		  const struct clock_rule *c, const struct clock_rules *rules,
		  const char *time, struct error *err)
{
	const char **fact = NULL;
	size_t count = 0;
	int rc;

	*t = (struct clock_trigger){.known = time};
	rc = clock_choose_zone(t, x, c, rules, cli_text(x, "zone"), err);
	if (!rc && time)
		rc = clock_began(t, time, cli_law_now(x), err);
	if (!rc)
		rc = take_term(t, x, c, err);
	if (!rc)
		rc = args_list(&fact, &count, &x->args, "fact", err);
	for (size_t i = 0; !rc && i < count; i++)
		rc = take_fact(t, x, rules, fact[i], err);
	mem_free(fact);
	return rc;
}

/* --- compute ---------------------------------------------------------------------------- */

static const char *note_value(char text[TIME_TEXT], const struct clock_note *n,
			      const struct zone *z)
{
	switch (n->value) {
	case NOTE_AT:
		time_text(text, n->at, z);
		return text;
	case NOTE_NO_MOVE:
		return "no_move";
	case NOTE_UNKNOWN:
		return "unknown";
	case NOTE_PLAIN:
		break;
	}
	return NULL;
}

static void notes_json(struct cli *x, const struct clock_due *due,
		       const struct zone *z)
{
	struct jwrite *w = x->out.json;
	char text[TIME_TEXT];

	jwrite_array(w, "notes");
	for (size_t i = 0; i < due->notes; i++) {
		const struct clock_note *n = &due->note[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "id", n->id);
		jwrite_str(w, "value", note_value(text, n, z));
		if (n->calendar)
			jwrite_str(w, "calendar", n->calendar->id);
		jwrite_str(w, "text", _(n->text));
		jwrite_end(w);
	}
	jwrite_end(w);
}

void clock_tell_notes(struct cli *x, const struct clock_due *due,
		      const struct zone *z)
{
	if (x->out.mode == OUT_JSON)
		notes_json(x, due, z);
	for (size_t i = 0; i < due->notes; i++) {
		struct str s = {0};

		clock_note_text(&s, &due->note[i], z);
		out_line(&x->out, _("  Note: %s"), str_text(&s));
		str_release(&s);
	}
}

static void compute_json(struct cli *x, const struct clock_rule *c,
			 const struct clock_trigger *t,
			 const struct clock_due *due)
{
	struct jwrite *w = x->out.json;
	char text[TIME_TEXT];

	jwrite_str(w, "clock", c->id);
	time_text(text, due->deadline, t->zone);
	jwrite_str(w, "deadline", due->end == END_NEVER ? NULL : text);
	jwrite_str(w, "state", clock_states[due->state].id);
	clock_tell_notes(x, due, t->zone);
}

static void compute_text(struct cli *x, const struct clock_rule *c,
			 const struct clock_trigger *t,
			 const struct clock_due *due, int64_t now)
{
	struct str name = {0};
	char when[TIME_TEXT], span[TIME_TEXT];

	clock_name(&name, c, x->lang.code);
	out_line(&x->out, "%s  %s", c->id, str_text(&name));
	if (due->end != END_NEVER) {
		clock_when(when, due->end, due->deadline, t->zone);
		out_line(&x->out, _("  Deadline: %s"), when);
	} else if (due->state == CLOCK_NO_NUMBER) {
		time_span(span, now > t->at ? now - t->at : 0);
		out_line(&x->out, _("  No number in the rule: %s since the "
				    "trigger"), span);
	}
	out_line(&x->out, _("  State: %s"),
		 _(clock_states[due->state].name));
	clock_tell_notes(x, due, t->zone);
	out_line(&x->out, "%s", clock_no_advice());
	str_release(&name);
}

static void compute_plain(struct cli *x, const struct clock_rule *c,
			  const struct clock_trigger *t,
			  const struct clock_due *due, struct table *table)
{
	char when[TIME_TEXT];

	time_text(when, due->deadline, t->zone);
	table_cell(table, c->id);
	table_cell(table, due->end == END_NEVER ? "" : when);
	table_cell(table, clock_states[due->state].id);
	(void)x;
}

/* "--fact a=1 b=2": what stands behind the clock is a fact, too. */
static int more_facts(struct clock_trigger *t, struct cli *x,
		      const struct clock_rules *rules, struct error *err)
{
	int rc = 0;

	for (size_t i = 1; !rc && cli_word(x, i); i++)
		rc = take_fact(t, x, rules, cli_word(x, i), err);
	return rc;
}

static int compute_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {"", "", "", NULL};
	struct table table = {.out = &x->out, .head = head};
	const struct clock_rules *rules;
	const struct clock_rule *c;
	struct clock_trigger t;
	struct clock_due due;
	int64_t now = cli_now(x);
	int rc = clock_open(&c, &rules, x, cli_word(x, 0), err);

	if (!rc)
		rc = clock_trigger(&t, x, c, rules, cli_text(x, "trigger"),
				   err);
	if (!rc)
		rc = more_facts(&t, x, rules, err);
	if (!rc && cli_text(x, "now"))
		rc = clock_moment(&now, cli_text(x, "now"), t.zone, now, err);
	if (rc)
		return rc;
	clock_count(&due, c, &t, now);
	if (x->out.mode == OUT_JSON)
		compute_json(x, c, &t, &due);
	else if (x->out.mode == OUT_PLAIN)
		compute_plain(x, c, &t, &due, &table);
	else
		compute_text(x, c, &t, &due, now);
	return table_end(&table, err);
}

/* --- the table --------------------------------------------------------------------------- */

static const struct opt compute_opts[] = {
	{"trigger", 0, OPT_TEXT, "TIME",
	 N_("when it began; local to the zone without an offset")},
	{"zone", 0, OPT_TEXT, "IANA",
	 N_("the zone of who is told, in place of the rule's own")},
	{"fact", 0, OPT_MANY, "NAME=VALUE",
	 N_("classified_at, anchor_recorded, calendar, small_scale_agent")},
	{"term", 0, OPT_TEXT, "24h", N_("the number that a contract gives")},
	{"now", 0, OPT_TEXT, "TIME", N_("the present moment, if not now")},
	{0}
};
static const struct opt rules_opts[] = {
	{"all", 0, OPT_FLAG, NULL,
	 N_("also those of other places, and those switched off")},
	{0}
};

static const struct opt start_opts[] = {
	{"at", 0, OPT_TEXT, "TIME",
	 N_("when it began; or the word aware, for the case's own time")},
	{"basis", 0, OPT_TEXT, "TEXT", N_("what was known, and how")},
	{"who", 0, OPT_TEXT, "NAME", N_("who determined it")},
	{"zone", 0, OPT_TEXT, "IANA",
	 N_("the zone of who is told, in place of the rule's own")},
	{"precision", 0, OPT_TEXT, "minute|hour|day|unknown",
	 N_("how exactly the time is known")},
	{"fact", 0, OPT_MANY, "NAME=VALUE",
	 N_("classified_at, anchor_recorded, calendar, small_scale_agent")},
	{"term", 0, OPT_TEXT, "24h", N_("the number that a contract gives")},
	{"evidence", 0, OPT_MANY, "E-1", N_("what shows it")},
	{"why", 0, OPT_TEXT, "TEXT",
	 N_("why a clock that is switched off is started")},
	{0}
};
static const struct opt stop_opts[] = {
	{"at", 0, OPT_TEXT, "TIME", N_("when it was sent; now, if not given")},
	{"receipt", 0, OPT_TEXT, "TEXT", N_("number or words of the receipt")},
	{"evidence", 0, OPT_MANY, "E-1", N_("what shows it")},
	{"why", 0, OPT_TEXT, "TEXT", N_("a remark, such as why it was late")},
	{0}
};
static const struct opt waive_opts[] = {
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, which is demanded")},
	{0}
};
static const struct opt list_opts[] = {
	{"within", 0, OPT_TEXT, "24h",
	 N_("only those that end in that time, or are overdue")},
	{"check", 0, OPT_FLAG, NULL,
	 N_("exit with 7 if something is overdue, for cron")},
	{"format", 0, OPT_TEXT, "ics", N_("a calendar file on stdout")},
	{0}
};

static const struct opt propose_opts[] = {
	{"fact", 0, OPT_MANY, "NAME=VALUE",
	 N_("people, role, level, minors, crime, cii, state_organ, misuse, "
	    "count, kinds")},
	{0}
};

const struct command clock_commands[] = {
	{"clock list", NULL, N_("The clocks of a case, or of all open ones"),
	 "[CASE]", list_opts,
	 "clock list\nclock list --within 24h --check\n"
	 "clock list --format ics >clocks.ics", clock_list_run, CMD_DRILL},
	{"clock propose", NULL,
	 N_("Which clocks may apply to a case, and why"), "CASE",
	 propose_opts,
	 "clock propose INC-2026-014 --fact people=CN --fact role=handler "
	 "--fact minors=no", clock_propose_run, CMD_DRILL},
	{"clock start", NULL,
	 N_("Start a clock from a determination, or correct it"), "CASE CLOCK",
	 start_opts,
	 "clock start INC-2026-014 cn-pipl-57-authority --at aware "
	 "--basis \"customer list seen for sale\"", clock_start_run,
	 CMD_WRITES | CMD_DRILL},
	{"clock stop", NULL, N_("Record that a clock was met, with its proof"),
	 "CASE CLOCK", stop_opts,
	 "clock stop INC-2026-014 cn-pipl-57-authority --at 14:05 "
	 "--receipt 2026-0311", clock_stop_run, CMD_WRITES | CMD_DRILL},
	{"clock waive", NULL, N_("Set a clock aside, with a reason"),
	 "CASE CLOCK", waive_opts,
	 "clock waive INC-2026-014 cn-minors-35 --why \"no minors\"",
	 clock_waive_run, CMD_WRITES | CMD_DRILL},
	{"clock changed", NULL,
	 N_("Which clocks would be counted otherwise today, and why"),
	 "CASE", NULL, "clock changed INC-2026-014", clock_changed_run, 0},
	{"clock compute", NULL,
	 N_("Count a legal time limit from a moment"),
	 "CLOCK [NAME=VALUE]...", compute_opts,
	 "clock compute eu-gdpr-33-authority --trigger 2026-11-20T09:00 "
	 "--zone Europe/Dublin",
	 compute_run, 0},
	{"clock show", NULL,
	 N_("A legal time limit: law, source, counting, content"), "CLOCK",
	 NULL, "clock show cn-pipl-57-authority", clock_show_run, 0},
	{"clock rules", NULL, N_("The legal time limits of this store"),
	 "[PLACE]", rules_opts, "clock rules\nclock rules EU --all",
	 clock_rules_run, 0},
	{"clock lint", NULL, N_("Check the files of legal time limits"),
	 "[FOLDER]", NULL, "clock lint\nclock lint playbooks/clocks",
	 clock_lint_run, 0},
	{0},
};
