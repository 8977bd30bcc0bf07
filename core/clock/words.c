/* core/clock/words.c - see words.h. */
#include "core/clock/words.h"

#include <string.h>

#include "core/base/tr.h"

const struct clock_mark_term clock_mark_terms[] = {
	{MARK_NO_DATE, "no_date", N_("the source was not checked on a known "
				     "day")},
	{MARK_OLD, "old", N_("the source was checked more than 180 days "
			     "ago")},
	{MARK_NO_REVIEW, "not_reviewed",
	 N_("nobody who answers for it has read it: have counsel check it")},
	{0},
};

/* A number of the reference, "33" or "26a": its length, 0 if none is here. */
static size_t number(const char *p)
{
	size_t n = strspn(p, "0123456789");

	return n && p[n] >= 'a' && p[n] <= 'z' ? n + 1 : n;
}

/* "(1)" is a paragraph, "(a)" a point; then comes `*p` after it. */
static bool part(struct str *out, const char **p)
{
	size_t n = strcspn(*p, ")");
	const char *name = *p + 1;
	bool digits = strspn(name, "0123456789") == n - 1;

	if (n < 2 || n > 4 || (*p)[n] != ')' || (!digits && n != 2))
		return false;
	if (digits)
		str_addf(out, "第%.*s款", (int)n - 1, name);
	else
		str_addf(out, "(%c)项", *name);
	*p += n + 1;
	return true;
}

/* "Art. 23(4)(a)", "art. 57 para. 1", "arts 21, 59" the Chinese way; false
 * for what is written in another manner. */
static bool article_zh(struct str *out, const char *p)
{
	if (*p != 'a' && *p != 'A')
		return false;
	if (!str_starts(p + 1, "rt. ") && !str_starts(p + 1, "rts "))
		return false;
	p += 5;
	for (size_t n; (n = number(p)); p += 2) {
		str_addf(out, "第%.*s条", (int)n, p);
		p += n;
		while (*p == '(')
			if (!part(out, &p))
				return false;
		if (str_starts(p, " para. ") && (n = number(p + 7))) {
			str_addf(out, "第%.*s款", (int)n, p + 7);
			p += 7 + n;
		}
		if (!*p)
			return true;
		if (!str_starts(p, ", "))
			return false;
		str_add(out, "、");
	}
	return false;
}

void clock_law(struct str *out, const char *law, const char *article,
	       const char *lang)
{
	struct str zh = {0};

	str_add(out, law);
	if (!str_starts(lang, "zh"))
		str_addf(out, ", %s", article);
	else if (str_starts(article, "第"))
		str_add(out, article);
	else if (article_zh(&zh, article))
		str_add(out, str_text(&zh));
	else
		str_addf(out, "，%s", article);
	str_release(&zh);
}

void clock_name(struct str *out, const struct clock_rule *c, const char *lang)
{
	clock_law(out, clock_text(&c->law, lang),
		  clock_text(&c->article, lang), lang);
}

void case_clock_name(struct str *out, const struct case_clock *c,
		     const char *lang)
{
	const struct set_clock *p = c->set;

	if (!p || !p->law)
		return;
	const struct clock_words law = {p->law, p->law_zh};
	const struct clock_words article = {p->article, p->article_zh};

	if (p->article)
		clock_law(out, clock_text(&law, lang),
			  clock_text(&article, lang), lang);
	else
		str_add(out, clock_text(&law, lang));
}

void clock_short(struct str *out, const struct clock_rule *c,
		 const char *lang)
{
	const char *brief = clock_text(&c->brief, lang);

	str_add(out, brief ? brief : c->id);
}

void case_clock_short(struct str *out, const struct case_clock *c,
		      const struct clock_rule *rule, const char *lang)
{
	const struct set_clock *p = c->set;
	const char *scope = strchr(c->key, '@');
	struct clock_words brief = {p ? p->brief : NULL,
				    p ? p->brief_zh : NULL};

	if (brief.en)
		str_add(out, clock_text(&brief, lang));
	else if (rule && !rule->bad)
		clock_short(out, rule, lang);
	else
		str_addf(out, "%.*s", (int)strcspn(c->key, "@"), c->key);
	if (scope)
		str_addf(out, " %s", scope);
}

void clock_amount(struct str *out, struct clock_span span)
{
	unsigned n = (unsigned)span.value;

	switch ((enum clock_unit)span.unit) {
	case UNIT_NONE:
		break;
	case UNIT_MINUTES:
		str_addf(out, ngettext("%u minute", "%u minutes", n), n);
		break;
	case UNIT_HOURS:
		str_addf(out, ngettext("%u hour", "%u hours", n), n);
		break;
	case UNIT_DAYS:
		str_addf(out, ngettext("%u calendar day", "%u calendar days",
				       n), n);
		break;
	case UNIT_BDAYS:
		str_addf(out, ngettext("%u business day", "%u business days",
				       n), n);
		break;
	case UNIT_MONTHS:
		str_addf(out, ngettext("%u month", "%u months", n), n);
		break;
	}
}

void clock_span_text(struct str *out, const struct clock_rule *c,
		     const char *lang)
{
	const char *words = clock_text(&c->qualifier, lang);

	if (words)
		str_addf(out, "%s", words);
	if (c->span.value <= 0)
		return;
	if (words)
		str_addc(out, ' ');
	clock_amount(out, c->span);
}

enum clock_state case_clock_state(const struct case_clock *c)
{
	switch (c->state) {
	case CC_MET:
		return c->overdue ? CLOCK_FILED_LATE : CLOCK_FILED;
	case CC_WAIVED:
		return CLOCK_SKIPPED;
	case CC_WITHDRAWN:
		return CLOCK_NOT_STARTED;
	case CC_RUNNING:
		break;
	}
	if (!c->at)
		return CLOCK_ANCHOR_MISSING;
	return !c->deadline ? CLOCK_NO_NUMBER
	       : c->overdue ? CLOCK_OVERDUE
			    : CLOCK_RUNNING;
}

void case_clock_left(struct str *out, const struct case_clock *c, int64_t now)
{
	char span[TIME_TEXT];

	time_span(span, c->state == CC_MET ? c->margin
			: c->deadline	   ? c->deadline - now
			: c->at > now	   ? 0
					   : now - c->at);
	if (c->state == CC_MET && !c->deadline)
		str_add(out, _("met"));
	else if (c->state == CC_MET)
		str_addf(out, c->overdue ? _("met %s late") : _("met, %s left"),
			 span);
	else if (c->state != CC_RUNNING || !c->at)
		str_add(out, _(clock_states[case_clock_state(c)].name));
	else if (!c->deadline)
		str_addf(out, _("%s since"), span);
	else
		str_addf(out, c->overdue ? _("%s OVERDUE") : _("%s left"),
			 span);
}

void case_clock_stands(struct str *out, const struct case_clock *c,
		       int64_t now)
{
	char span[TIME_TEXT];

	if (c->state != CC_MET || c->overdue || (!c->deadline && !c->at)) {
		case_clock_left(out, c, now);
		return;
	}
	time_span(span, c->deadline ? c->margin : c->met->at - c->at);
	str_addf(out, c->deadline ? _("met, %s before the deadline")
				  : _("met after %s"), span);
}

const char *clock_soft(const struct clock_rule *c)
{
	if (c->status == LAW_CONTRACT || c->method == METHOD_CONTRACT)
		return _("contract");
	if (c->status == LAW_VOLUNTARY)
		return _("voluntary");
	return c->flags >> FLAG_SOFT & 1 ? _("target") : NULL;
}

void clock_note_text(struct str *out, const struct clock_note *n,
		     const struct zone *z)
{
	char when[TIME_TEXT] = "";

	switch (n->value) {
	case NOTE_AT:
		clock_when(when, n->end, n->at, z);
		str_addf(out, _("%s: %s"), when, _(n->text));
		break;
	case NOTE_NO_MOVE:
		str_addf(out, _("%s: %s"), _("the same day"), _(n->text));
		break;
	case NOTE_UNKNOWN:
		if (n->calendar && calendar_last_year(n->calendar))
			str_addf(out, _("unknown, %s ends with %d: %s"),
				 n->calendar->id,
				 calendar_last_year(n->calendar), _(n->text));
		else
			str_addf(out, _("%s: %s"), _("unknown"), _(n->text));
		break;
	case NOTE_PLAIN:
		str_add(out, _(n->text));
		break;
	}
}

static const struct {
	const char *grade, *words;
} grades[] = {
	{"A", N_("the article was read in a consolidated text")},
	{"B", N_("wording or figure from the official source, as quoted by "
		 "another that names it")},
	{"C", N_("a secondary description, or fragments")},
	{"D", N_("no text was seen")},
	{"project", N_("our own text, no law")},
};

const char *clock_grade_words(const char *grade)
{
	for (size_t i = 0; i < sizeof(grades) / sizeof(*grades); i++)
		if (str_eq(grades[i].grade, grade))
			return _(grades[i].words);
	return "";
}

const char *clock_grade_short(const char *grade)
{
	return str_eq(grade, "project") ? _("project") : grade;
}

const char *clock_no_advice_in(const char *lang)
{
	return str_starts(lang, "zh")
		       ? "本程序只计时和记录，不构成法律意见，"
			 "不判断法律是否适用。"
		       : "Not legal advice. This program counts time and "
			 "keeps records. It does not decide whether a law "
			 "applies.";
}
