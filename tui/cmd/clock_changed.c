/* tui/cmd/clock_changed.c - clocks whose deadline would be another today. */
#include "core/base/tr.h"
#include "core/clock/running.h"
#include "tui/cmd/clock.h"
#include "tui/cmd/cmd.h"

struct change {
	const struct case_clock *c;
	struct clock_change to;
	const struct zone *zone;
};

/* The next one of a case from *i on; false: no more. */
static bool next(struct change *out, size_t *i, struct cli *x,
		 const struct situation *s, const struct clock_rules *rules)
{
	while (*i < s->clock_count) {
		out->c = &s->clock[(*i)++];
		out->zone = x->env->zone;
		if (!out->c->set || !out->c->set->zone ||
		    cli_zone(&out->zone, x, out->c->set->zone, NULL))
			continue;
		if (clock_changed(&out->to, out->c, x->zones, rules))
			return true;
	}
	return false;
}

void clock_changed_note(struct cli *x, const struct situation *s)
{
	const struct clock_rules *rules;
	struct store *store;
	struct change ch;
	size_t i = 0, n = 0;

	if (!s->clock_count || cli_store(&store, x, NULL) ||
	    store_clocks(&rules, store, NULL))
		return;
	while (next(&ch, &i, x, s, rules))
		n++;
	if (n)
		out_note(&x->out,
			 ngettext("%s: %zu clock would be counted otherwise "
				  "today: stanch clock changed %s",
				  "%s: %zu clocks would be counted otherwise "
				  "today: stanch clock changed %s", n),
			 s->label, n, s->label);
}

static void moment(char out[TIME_TEXT], enum clock_end end, int64_t at,
		   const struct zone *z)
{
	out[0] = '\0';
	if (at)
		clock_when(out, end, at, z);
}

static void item(struct cli *x, struct table *t, const struct change *ch)
{
	char was[TIME_TEXT], is[TIME_TEXT];
	struct jwrite *w = x->out.json;
	const char *why = ch->to.rule ? _("the rule was edited")
				      : _("zone data or calendar");

	if (x->out.mode == OUT_JSON) {
		jwrite_object(w, NULL);
		jwrite_str(w, "clock", ch->c->clock);
		jwrite_str(w, "key", ch->c->key);
		time_text(was, ch->c->deadline, ch->zone);
		jwrite_str(w, "deadline", ch->c->deadline ? was : NULL);
		time_text(is, ch->to.deadline, ch->zone);
		jwrite_str(w, "today", ch->to.deadline ? is : NULL);
		jwrite_bool(w, "rule_edited", ch->to.rule);
		jwrite_end(w);
	}
	moment(was, ch->c->end, ch->c->deadline, ch->zone);
	moment(is, ch->to.end, ch->to.deadline, ch->zone);
	table_cell(t, ch->c->key);
	table_cell(t, *was ? was : _("none"));
	table_cell(t, *is ? is : _("none"));
	table_cell(t, why);
}

int clock_changed_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("CLOCK"), N_("RECORDED"),
					   N_("TODAY"), N_("WHY"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct clock_rules *rules;
	const struct situation *s;
	struct change ch;
	size_t i = 0, n = 0;
	int rc = cli_case(&s, x, 0, err);

	if (!rc)
		rc = store_clocks(&rules, x->store, err);
	if (rc)
		return rc;
	out_items(&x->out, NULL);
	for (; next(&ch, &i, x, s, rules); n++)
		item(x, &t, &ch);
	out_items_end(&x->out);
	rc = table_end(&t, err);
	if (!n && x->out.mode == OUT_TEXT)
		out_line(&x->out, "%s", _("Every clock would be counted as "
					  "it was recorded."));
	else if (n)
		out_note(&x->out, _("The recorded deadlines stand. To take "
				    "the new one: stanch clock start %s "
				    "CLOCK ..."), s->label);
	out_note(&x->out, "%s", clock_no_advice());
	return rc;
}
