/* tui/cmd/clock_propose.c - which clocks may apply to a case, and why. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/clock/propose.h"
#include "core/clock/running.h"
#include "tui/cmd/clock.h"
#include "tui/cmd/cmd.h"

#define NAME_LEN 32

/* "kinds=name, phone" comes as kinds=name and phone. */
static void take_kind(struct str *kinds, const char *value)
{
	str_addf(kinds, "%s%s", kinds->len ? ", " : "",
		 value + strspn(value, " "));
}

/* name=value; people=CN,EU comes as people=CN and EU. */
static int take_all(struct case_facts *f, struct str *kinds, struct cli *x,
		    const struct clock_rules *r, struct error *err)
{
	const char **text = NULL;
	char name[NAME_LEN] = "";
	size_t n = 0;
	int rc = args_list(&text, &n, &x->args, "fact", err);

	for (size_t i = 0; !rc && i < n; i++) {
		const char *is = strchr(text[i], '='), *value = text[i];

		if (is && (size_t)(is - text[i]) < sizeof(name)) {
			memcpy(name, text[i], (size_t)(is - text[i]));
			name[is - text[i]] = '\0';
			value = is + 1;
		}
		if (str_eq(name, case_questions[CF_KINDS].id))
			take_kind(kinds, value);
		else if (*name)
			rc = case_fact(f, r, name, value, err);
		else
			rc = error_set(err, ERR_USAGE,
				       _("--fact %s: not name=value"),
				       text[i]);
	}
	if (kinds->len)
		f->kinds = str_text(kinds);
	mem_free(text);
	return rc;
}

/* Nobody said where the people are: where team.yaml says. */
static void usual_places(struct case_facts *f, struct cli *x,
			 const struct clock_rules *r)
{
	const char *place[FACT_PLACES];
	size_t n = f->places ? 0
			     : store_clock_places(place, FACT_PLACES,
						  x->store);

	for (size_t i = 0; i < n; i++) {
		struct error why = {0};

		if (case_fact(f, r, "people", place[i], &why))
			out_note(&x->out, "team.yaml, clocks: %s", why.what);
	}
}

static const char *standing(const struct situation *s, const char *id)
{
	const struct case_clock *c = situation_clock(s, id);

	if (!c || c->state == CC_WITHDRAWN)
		return N_("to decide");
	return c->state == CC_MET      ? N_("met")
	       : c->state == CC_WAIVED ? N_("waived")
				       : N_("started");
}

static void item(struct cli *x, struct table *t, const struct clock_rule *c,
		 const struct situation *s, const char *why)
{
	const char *lang = x->lang.code;
	struct jwrite *w = x->out.json;
	struct str span = {0};

	clock_span_text(&span, c, lang);
	if (x->out.mode == OUT_JSON) {
		jwrite_object(w, NULL);
		jwrite_str(w, "clock", c->id);
		jwrite_str(w, "place", c->jurisdiction);
		jwrite_str(w, "why", why);
		jwrite_str(w, "duty_of", clock_text(&c->duty_of, lang));
		jwrite_str(w, "threshold", clock_text(&c->threshold, lang));
		jwrite_str(w, "exceptions", clock_text(&c->exceptions, lang));
		jwrite_str(w, "time", str_text(&span));
		jwrite_str(w, "grade", c->confidence);
		jwrite_str(w, "decided", standing(s, c->id));
		jwrite_end(w);
	}
	table_cell(t, c->id);
	table_cell(t, _(standing(s, c->id)));
	table_cell(t, str_text(&span));
	table_cell(t, why);
	table_cell(t, clock_text(&c->threshold, lang));
	str_release(&span);
}

static const char *const answers[] = { /* as case_fact() takes them */
	[CF_PLACES] = "CN,EU",	   [CF_ROLE] = "handler|processor",
	[CF_LEVEL] = "general|larger|major|extreme",
	[CF_MINORS] = "yes|no",	   [CF_CRIME] = "yes|no",
	[CF_CII] = "yes|no",	   [CF_ORGAN] = "yes|no",
	[CF_MISUSE] = "yes|no",	   [CF_COUNT] = "NUMBER",
	[CF_KINDS] = "TEXT"};

/* What was not answered, so that it can be. */
static void ask(struct cli *x, const struct case_facts *f)
{
	const bool said[] = {
		[CF_PLACES] = f->places, [CF_ROLE] = f->role,
		[CF_LEVEL] = f->level, [CF_MINORS] = f->is[CF_MINORS],
		[CF_CRIME] = f->is[CF_CRIME], [CF_CII] = f->is[CF_CII],
		[CF_ORGAN] = f->is[CF_ORGAN], [CF_MISUSE] = f->is[CF_MISUSE],
		[CF_COUNT] = f->people >= 0, [CF_KINDS] = f->kinds != NULL};

	for (int i = CF_PLACES; i <= CF_KINDS; i++)
		if (!said[i])
			out_note(&x->out, "--fact %s=%s  %s",
				 case_questions[i].id, answers[i],
				 _(case_questions[i].name));
}

int clock_propose_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("CLOCK"), "", N_("LIMIT"),
					   N_("WHY"), N_("THRESHOLD"), NULL};
	struct table t = {.out = &x->out, .head = head};
	struct case_facts f = {.people = -1};
	const struct clock_rules *rules;
	const struct clock_rule *c;
	const struct situation *s;
	struct str kinds = {0};
	size_t off = 0;
	int rc = cli_case(&s, x, 0, err);

	if (!rc)
		rc = store_clocks(&rules, x->store, err);
	if (!rc)
		rc = take_all(&f, &kinds, x, rules, err);
	if (rc) {
		str_release(&kinds);
		return rc;
	}
	usual_places(&f, x, rules);
	out_items(&x->out, NULL);
	for (size_t i = 0; (c = clock_rule_at(rules, i)); i++) {
		struct str why = {0};

		if (c->bad || !clock_proposed(&why, c, &f))
			str_clear(&why);
		else if (c->enabled)
			item(x, &t, c, s, str_text(&why));
		else
			off++;
		str_release(&why);
	}
	out_items_end(&x->out);
	ask(x, &f);
	if (off)
		out_note(&x->out,
			 ngettext("%zu more is switched off: stanch clock "
				  "rules --all",
				  "%zu more are switched off: stanch clock "
				  "rules --all", off), off);
	str_release(&kinds);
	out_note(&x->out, _("A person decides each: stanch clock start %s "
			    "CLOCK --at TIME --basis TEXT, or stanch clock "
			    "waive %s CLOCK --why TEXT"), s->label, s->label);
	out_note(&x->out, "%s", clock_no_advice());
	return table_end(&t, err);
}
