/* tui/cmd/drill_csv_out.c - a scenario as a list of injects, see
 * drill_csv.h. */

#include "core/base/tr.h"
#include "core/people/csv.h"
#include "tui/cmd/drill_csv.h"

static void cell(struct str *out, const char *text, bool last)
{
	csv_cell(out, text, false);
	str_add(out, last ? "\r\n" : ",");
}

static void add_list(struct str *out, const char *const *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s", i ? ", " : "", text[i]);
}

static void condition(struct str *out, const struct sc_inject *in)
{
	for (size_t i = 0; i < in->when_count; i++) {
		const struct sc_cond *w = &in->when[i];

		str_addf(out, "%s%s: ", i ? ", " : "", sc_when_name(w->kind));
		if (w->option) {
			str_addf(out, "{%s: %s}", w->id[0], w->option);
			continue;
		}
		str_add(out, w->count > 1 ? "[" : "");
		add_list(out, w->id, w->count);
		str_add(out, w->count > 1 ? "]" : "");
	}
}

static void span(struct str *out, int64_t ms)
{
	if (ms % 60000 == 0)
		str_addf(out, "%lldm", (long long)(ms / 60000));
	else
		str_addf(out, "%llds", (long long)(ms / 1000));
}

/* "[3m !]": a time of its own, critical. */
static void mark(struct str *out, const struct sc_expect *e, int64_t most)
{
	if (e->by == most && !e->crit)
		return;
	str_add(out, " [");
	if (e->by != most)
		span(out, e->by);
	str_addf(out, "%s%s]", e->by != most && e->crit ? " " : "",
		 e->crit ? "!" : "");
}

static void expected(struct str *steps, struct str *says, struct str *by,
		     const struct sc_inject *in, size_t lang)
{
	int64_t most = 0;

	for (size_t i = 0; i < in->expect_count; i++)
		if (in->expect[i].by > most)
			most = in->expect[i].by;
	for (size_t i = 0; i < in->expect_count; i++) {
		const struct sc_expect *e = &in->expect[i];
		struct str *to = e->step ? steps : says;

		str_addf(to, "%s%s", to->len ? "; " : "",
			 e->step ? e->step : text_in(&e->say, lang));
		mark(to, e, most);
	}
	if (in->expect_count)
		span(by, most);
}

static void decision(struct str part[COLUMNS], const struct sc_decision *d,
		     size_t lang)
{
	str_add(&part[COL_DECISION], d->id);
	str_add(&part[COL_ASK], text_in(&d->ask, lang));
	for (size_t i = 0; i < d->option_count; i++)
		str_addf(&part[COL_OPTIONS], "%s%s", i ? ", " : "",
			 d->option[i].key);
	if (d->within)
		span(&part[COL_WITHIN], d->within);
}

static void row(struct str *out, const struct scenario *sc,
		const struct sc_inject *in, size_t lang)
{
	struct str part[COLUMNS] = {{0}};
	const struct sc_objective *goal =
		in->obj_count ? scenario_objective(sc, in->obj[0]) : NULL;
	const struct sc_decision *asks =
		in->opens ? scenario_decision(sc, in->opens) : NULL;

	str_add(&part[COL_ID], in->id);
	if (in->timed)
		span(&part[COL_AT], in->at);
	str_add(&part[COL_KIND], sc_kind_name(in->kind));
	str_add(&part[COL_VIA], in->via ? in->via : "");
	str_add(&part[COL_FROM], scenario_cast(sc, in->from, lang));
	add_list(&part[COL_TO], in->to, in->to_count);
	str_add(&part[COL_TITLE], text_in(&in->title, lang));
	str_add(&part[COL_TEXT], text_in(&in->say, lang));
	expected(&part[COL_STEP], &part[COL_EXPECT], &part[COL_BY], in, lang);
	str_add(&part[COL_GOAL], goal ? text_in(&goal->does, lang) : "");
	condition(&part[COL_WHEN], in);
	str_add(&part[COL_NOTE], text_in(&in->note, lang));
	if (asks)
		decision(part, asks, lang);
	for (int c = 0; c < COLUMNS; c++) {
		cell(out, str_text(&part[c]), false);
		out->failed |= part[c].failed;
		str_release(&part[c]);
	}
	/* Each row says so: rows are cut and pasted one by one. */
	cell(out, "DRILL 演练 NOT REAL 非真实事件", true);
}

int injects_write(struct str *out, const struct scenario *sc,
		  const char *lang, struct error *err)
{
	bool zh = str_starts(lang, "zh");
	size_t l = scenario_lang(sc, lang);

	for (int c = 0; c < COLUMNS; c++)
		cell(out, column_names[c][zh][0], false);
	cell(out, zh ? "演练" : "drill", true);
	for (size_t i = 0; i < sc->inject_count; i++)
		row(out, sc, &sc->inject[i], l);
	return out->failed ? error_nomem(err) : 0;
}
