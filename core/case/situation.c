/* core/case/situation.c - asking a situation. */
#include "core/case/situation.h"

#include <stdio.h>
#include <string.h>

#include "core/base/near.h"
#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/case/settle.h"

static const char *const severity_names[] = {
	[SEV_NONE] = "none",	 [SEV_LOW] = "low",
	[SEV_MEDIUM] = "medium", [SEV_HIGH] = "high",
	[SEV_CRITICAL] = "critical",
};

const char *severity_name(enum severity s)
{
	return severity_names[s];
}

bool severity_parse(enum severity *out, const char *word)
{
	for (int i = SEV_LOW; i <= SEV_CRITICAL; i++)
		if (str_eq(word, severity_names[i])) {
			*out = (enum severity)i;
			return true;
		}
	return false;
}

const char *book_text(const struct book *b, const struct text *t)
{
	return text_in(t, b && b->pb ? playbook_lang(b->pb, tr_lang()) : 0);
}

const char *step_mark(const struct step *st)
{
	static const char *const marks[] = {
		[STEP_OPEN] = "[ ]",	[STEP_BLOCKED] = "[!]",
		[STEP_DOING] = "[~]",	[STEP_SKIPPED] = "[/]",
		[STEP_NOT_NEEDED] = "[-]", [STEP_DONE] = "[x]",
	};

	if (st->conflict)
		return "[*]";
	if ((st->state == STEP_OPEN && st->def->decide.count) ||
	    st->answer_gone)
		return "[?]";
	return marks[st->state];
}

const char *event_doer(const struct event *ev)
{
	return ev->by && *ev->by ? ev->by : ev->author->name;
}

const struct evidence *situation_evidence(const struct situation *s,
					  const char *label)
{
	for (size_t i = 0; i < s->evidence_count; i++)
		if (str_eq(s->evidence[i]->label, label))
			return s->evidence[i];
	return NULL;
}

/* --- finding a step by what a person types ------------------------------------ */

static bool is_number(const char *word)
{
	return *word && word[strspn(word, "0123456789.")] == '\0';
}

static const struct phase *phase_of(const struct situation *s,
				    const char *word)
{
	size_t n = strcspn(word, ".");

	for (size_t i = 0; i < s->phase_count; i++)
		if (strlen(s->phase[i].number) == n &&
		    !strncmp(s->phase[i].number, word, n))
			return &s->phase[i];
	return NULL;
}

/* "3.2" where 3.02 was meant: say what the phase has, and the nearest. */
static int no_number(const struct situation *s, const char *word,
		     struct error *err)
{
	const struct phase *ph = phase_of(s, word);
	const char *dot = strchr(word, '.');
	long long k = 0;

	error_set(err, ERR_NOTFOUND, _("step %s is not in %s"), word,
		  s->label);
	if (!ph || !ph->count)
		return error_where(err,
				   ngettext("there is %zu phase",
					    "the phases are 1 to %zu",
					    s->phase_count),
				   s->phase_count);
	error_where(err, _("phase %s has %s to %s"), ph->number,
		    s->step[ph->first].number,
		    s->step[ph->first + ph->count - 1].number);
	if (dot && str_int(&k, dot + 1, 1, (long long)ph->count))
		error_fix(err, _("did you mean %s?"),
			  s->step[ph->first + (size_t)k - 1].number);
	return ERR_NOTFOUND;
}

static int no_key(const struct situation *s, const char *word,
		  struct error *err)
{
	const char *best = NULL;
	const char *words[512];
	size_t n = 0;

	for (; n < s->step_count && n < 511; n++)
		words[n] = s->step[n].key;
	words[n] = NULL;
	best = near_word(word, words);
	error_set(err, ERR_NOTFOUND, _("step %s is not in %s"), word,
		  s->label);
	if (best)
		error_fix(err, _("did you mean %s?"), best);
	else
		error_fix(err, _("see them all: stanch step list %s"),
			  s->label);
	return ERR_NOTFOUND;
}

static int by_prefix(const struct step **out, const struct situation *s,
		     const char *word, struct error *err)
{
	const struct step *hit = NULL;

	for (size_t i = 0; *word && i < s->step_count; i++) {
		if (!str_starts(s->step[i].key, word))
			continue;
		if (hit) {
			error_set(err, ERR_USAGE,
				  _("\"%s\" could be more than one step"),
				  word);
			return error_where(err, "%s, %s", hit->key,
					   s->step[i].key);
		}
		hit = &s->step[i];
	}
	if (!hit)
		return no_key(s, word, err);
	*out = hit;
	return 0;
}

int situation_step(const struct step **out, const struct situation *s,
		   const char *word, struct error *err)
{
	const struct step *st = map_gets(&s->step_by_key, word);

	*out = NULL;
	if (!s->step_count) {
		error_set(err, ERR_NOTFOUND, _("%s follows no playbook yet"),
			  s->label);
		return error_fix(err, "stanch playbook adopt %s SLUG",
				 s->label);
	}
	for (size_t i = 0; !st && i < s->step_count; i++)
		if (str_eq(s->step[i].number, word))
			st = &s->step[i];
	if (st) {
		*out = st;
		return 0;
	}
	if (is_number(word))
		return no_number(s, word, err);
	return by_prefix(out, s, word, err);
}

/* --- who may ------------------------------------------------------------------- */

bool role_held_by(const struct situation *s, const char *role,
		  const char *person)
{
	const struct role *r = settle_role(s, role);

	for (size_t i = 0; r && i < r->count; i++)
		if (str_eq(r->name[i], person))
			return true;
	return false;
}

/* A role nobody fills cannot hold a team up: anyone else may act, and the
 * record shows who it was. */
static bool fits(const struct situation *s, const char *role,
		 const char *person)
{
	const struct role *r = settle_role(s, role);

	return str_eq(role, "any") || !r || !r->count ||
	       role_held_by(s, role, person);
}

bool step_may_confirm(const struct situation *s, const struct step *st,
		      const char *person, unsigned *as)
{
	unsigned bits = 0;

	if (st->asked && !str_eq(person, event_doer(st->last))) {
		if (st->asks & NEED_SECOND && fits(s, st->def->second, person))
			bits |= NEED_SECOND;
		if (st->asks & NEED_APPROVE &&
		    fits(s, st->def->approve, person))
			bits |= NEED_APPROVE;
	}
	if (as)
		*as = bits;
	return bits != 0;
}
