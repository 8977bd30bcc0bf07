/* core/drill/write.c - see write.h. */
#include "core/drill/write.h"

#include <string.h>

#include "core/base/time.h"
#include "core/base/tr.h"

#define AFTER (10 * TIME_MINUTE) /* of play behind the last inject */

/* In double quotes, as YAML reads it: on one line whatever it holds. */
static void quoted(struct str *out, const char *text)
{
	str_addc(out, '"');
	for (; text && *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\')
			str_addc(out, '\\');
		str_addc(out, c < ' ' || c == 0x7f ? ' ' : (char)c);
	}
	str_addc(out, '"');
}

static void span(struct str *out, int64_t ms)
{
	if (ms % TIME_MINUTE)
		str_addf(out, "%lldm%llds", (long long)(ms / TIME_MINUTE),
			 (long long)(ms % TIME_MINUTE / 1000));
	else
		str_addf(out, "%lldm", (long long)(ms / TIME_MINUTE));
}

/* A text of any lines on one, in the body: no heading, quote, fence or
 * HTML; nothing that a person who hears it would notice. */
static void one_line(struct str *out, const char *text)
{
	if (*text && strchr("#>`~", *text))
		str_add(out, "· ");
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '<')
			str_add(out, "‹");
		else
			str_addc(out, c < ' ' || c == 0x7f ? ' ' : (char)c);
	}
}

static int64_t play_of(const struct sc_draft *d)
{
	int64_t end = 0;

	for (size_t i = 0; i < d->inject_count; i++) {
		const struct draft_inject *in = &d->inject[i];

		if (in->at + AFTER > end)
			end = in->at + AFTER;
		for (size_t k = 0; k < in->expect_count; k++)
			if (in->at + in->expect[k].by > end)
				end = in->at + in->expect[k].by;
	}
	return (end + TIME_MINUTE - 1) / TIME_MINUTE;
}

/* Nobody could fail an objective that nothing critical serves. */
static void make_critical(struct sc_draft *d)
{
	for (size_t g = 0; g < d->goal_count; g++) {
		struct draft_expect *first = NULL;
		bool has = false;

		for (size_t i = 0; i < d->inject_count; i++) {
			struct draft_inject *in = &d->inject[i];

			for (size_t k = 0; in->goal == g &&
					   k < in->expect_count; k++) {
				if (!first)
					first = &in->expect[k];
				has |= in->expect[k].crit;
			}
		}
		if (first && !has)
			first->crit = true;
	}
}

static void inject_id(struct str *out, const struct sc_draft *d, size_t i)
{
	if (d->inject[i].id)
		str_add(out, d->inject[i].id);
	else
		str_addf(out, "I-%02zu", i + 1);
}

/* --- front matter ----------------------------------------------------------------- */

static void head(struct str *out, const struct sc_draft *d)
{
	str_addf(out, "---\nformat: drill-scenario/1  # DRILL 演练  "
		      "NOT REAL 非真实事件\nid: %s\n"
		      "version: 0.1.0\nlang: %s\ntitle: ", d->id, d->lang);
	quoted(out, d->title);
	str_addf(out, "\nplaybook: {slug: %s", d->slug);
	if (d->min)
		str_addf(out, ", min: %s", d->min);
	str_addf(out, "}\nminutes: {brief: 5, play: %lld, hotwash: 20}\n"
		      "release: confirm\n"
		      "story: {start: \"%s\", anchors: [[0m, 0h]]}\nroles: [",
		 (long long)play_of(d), d->story);
	for (size_t i = 0; i < d->role_count; i++)
		str_addf(out, "%s%s", i ? ", " : "", d->role[i]);
	str_add(out, "]\ncast:\n");
	for (size_t i = 0; i < d->cast_count; i++) {
		str_addf(out, "  c%zu: ", i + 1);
		quoted(out, d->cast[i]);
		str_addc(out, '\n');
	}
	str_add(out, "objectives:\n");
	for (size_t i = 0; i < d->goal_count; i++) {
		str_addf(out, "  O%zu: {does: ", i + 1);
		quoted(out, d->goal[i]);
		str_add(out, "}\n");
	}
	if (d->clock_count)
		str_add(out, "clocks:\n");
	for (size_t i = 0; i < d->clock_count; i++) {
		str_addf(out, "  %s: {truth: ", d->clock[i].id);
		inject_id(out, d, d->clock[i].inject);
		str_add(out, "}\n");
	}
}

static void decisions(struct str *out, const struct sc_draft *d)
{
	if (d->decision_count)
		str_add(out, "decisions:\n");
	for (size_t i = 0; i < d->decision_count; i++) {
		const struct draft_decision *x = &d->decision[i];

		str_addf(out, "  %s: {ask: ", x->id);
		quoted(out, x->ask);
		str_add(out, ", options: [");
		for (size_t k = 0; k < x->option_count; k++)
			str_addf(out, "%s%s", k ? ", " : "", x->option[k]);
		str_addc(out, ']');
		if (x->within) {
			str_add(out, ", within: ");
			span(out, x->within);
		}
		str_addf(out, ", obj: O%zu}\n", x->goal + 1);
	}
}

static void expects(struct str *out, const struct draft_inject *in)
{
	str_add(out, "  expect:\n");
	for (size_t k = 0; k < in->expect_count; k++) {
		const struct draft_expect *e = &in->expect[k];

		str_add(out, e->step ? "  - {step: " : "  - {say: ");
		if (e->step)
			str_add(out, e->step);
		else
			quoted(out, e->say);
		str_add(out, ", by: ");
		span(out, e->by);
		str_add(out, e->crit ? ", crit: true}\n" : "}\n");
	}
}

static void inject_row(struct str *out, const struct sc_draft *d, size_t i)
{
	const struct draft_inject *in = &d->inject[i];
	bool all = !in->to_count;
	const char **to = all ? d->role : in->to;

	str_add(out, "- id: ");
	inject_id(out, d, i);
	str_add(out, "\n  at: ");
	span(out, in->at);
	str_addf(out, "\n  kind: %s\n", in->kind);
	if (in->when)
		str_addf(out, "  when: {%s}\n", in->when);
	if (in->via) {
		str_add(out, "  via: ");
		quoted(out, in->via);
		str_addc(out, '\n');
	}
	str_addf(out, "  from: c%zu\n  to: [", in->from + 1);
	for (size_t k = 0; k < (all ? d->role_count : in->to_count); k++)
		str_addf(out, "%s%s", k ? ", " : "", to[k]);
	str_addf(out, "]\n  obj: [O%zu]\n", in->goal + 1);
	if (in->opens)
		str_addf(out, "  opens: %s\n", in->opens);
	if (in->expect_count)
		expects(out, in);
}

/* --- body ------------------------------------------------------------------------- */

/* Players get lines behind "> ", so each line of theirs has one. */
static void quote(struct str *out, const char *text)
{
	if (!text || !*text) {
		str_addf(out, "> %s %s\n", SC_ASKED,
			 _("What the players hear, see or read."));
		return;
	}
	while (*text) {
		size_t n = strcspn(text, "\r\n");
		struct str line = {0};

		str_addn(&line, text, n);
		if (n) {
			str_add(out, "> ");
			one_line(out, str_text(&line));
			str_addc(out, '\n');
		}
		out->failed |= line.failed;
		str_release(&line);
		text += n + (text[n] != '\0');
	}
}

static void inject_body(struct str *out, const struct sc_draft *d, size_t i)
{
	const struct draft_inject *in = &d->inject[i];

	str_add(out, "\n## ");
	inject_id(out, d, i);
	str_addc(out, ' ');
	if (in->title)
		one_line(out, in->title);
	else
		str_addf(out, "%s %s", SC_ASKED, _("A title"));
	str_addc(out, '\n');
	if (in->note && *in->note) {
		one_line(out, in->note);
		str_addc(out, '\n');
	}
	quote(out, in->say);
}

int scenario_write(struct str *out, struct sc_draft *d, struct error *err)
{
	make_critical(d);
	head(out, d);
	decisions(out, d);
	str_add(out, "injects:\n");
	for (size_t i = 0; i < d->inject_count; i++)
		inject_row(out, d, i);
	str_addf(out, "---\n\n# %s\n> %s %s %s\n",
		 _("Before STARTEX (facilitator reads aloud)"), SC_ASKED,
		 _("Who you are, how large, what is going on today."),
		 _("All names are invented. Contact nobody outside this "
		   "room. Start every call with \"exercise, exercise, "
		   "exercise\". Anyone may shout REAL INCIDENT; we stop at "
		   "once."));
	for (size_t i = 0; i < d->inject_count; i++)
		inject_body(out, d, i);
	str_addf(out, "\n# %s\n%s\n",
		 _("Hotwash (20 min; players speak first)"),
		 _("1 What was the first moment you felt unsure? 2 Which step "
		   "was wrong, missing or could not be found? 3 What worked "
		   "and must stay? 4 Each person: \"When ___ happens, I will "
		   "___\" (one line, written)."));
	return out->failed ? error_nomem(err) : 0;
}
