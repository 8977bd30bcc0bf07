/* core/case/closing.c - what closing a step takes, and what it writes. */
#include <stdio.h>
#include <string.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/closing.h"
#include "core/case/event.h"
#include "core/case/settle.h"
#include "core/case/words.h"

static const unsigned all_needs[] = {NEED_AFTER, NEED_ANSWER, NEED_VALUE,
				     NEED_EVIDENCE, NEED_ITEMS, NEED_SECOND,
				     NEED_APPROVE};

void closing_needs(struct jwrite *j, const char *name, unsigned bits)
{
	if (!bits)
		return;
	jwrite_array(j, name);
	for (size_t i = 0; i < sizeof(all_needs) / sizeof(*all_needs); i++)
		if (bits & all_needs[i])
			jwrite_str(j, NULL, need_name(all_needs[i]));
	jwrite_end(j);
}

const char *closing_name(const struct step *st)
{
	return book_text(st->book, &st->def->object);
}

/* Begins an act on a step that is there. */
int closing_begin(struct doing *d, const struct step **st, struct act *a,
		 const char *word, struct error *err)
{
	int rc = doing_begin(d, a, false, err);

	return rc ? rc : situation_step(st, d->s, word, err);
}

struct jwrite *closing_state(struct doing *d, const struct step *st,
				enum step_state state)
{
	struct jwrite *j = doing_set(d, "step.set", st->key);

	jwrite_str(j, "state", step_state_name(state));
	return j;
}

/* --- closing -------------------------------------------------------------------- */

/* What is written, not brought: no file to add. */
static bool only_notes(const struct step *st)
{
	for (size_t i = 0; i < st->def->evidence_count; i++)
		if (st->def->evidence[i].type != EVID_NOTE)
			return false;
	return true;
}

static int refuse_missing(const struct doing *d, const struct step *st,
			  unsigned missing, struct error *err)
{
	struct str list = {0};
	const char *label = d->s->label;

	missing_words(&list, st, missing);
	while (list.len && list.p[list.len - 1] == '\n')
		list.p[--list.len] = '\0';
	error_set(err, ERR_REFUSED, _("step %s %s cannot be closed yet"),
		  st->number, closing_name(st));
	error_where(err, "%s", str_text(&list));
	str_release(&list);
	if (missing & NEED_ANSWER)
		return error_fix(err, "stanch decide %s %s %s --why TEXT",
				 label, st->number, st->def->decide.id[0]);
	if (missing & NEED_VALUE)
		return error_fix(err, "stanch step done %s %s --value ...",
				 label, st->number);
	if (missing & NEED_EVIDENCE && only_notes(st))
		return error_fix(err, _("write it: --note TEXT\nor close "
					"without it: --why TEXT"));
	if (missing & NEED_EVIDENCE)
		return error_fix(err, _("add it: stanch evidence add %s FILE "
					"--step %s\nor close without it: "
					"--why TEXT"),
				 label, st->number);
	return error_fix(err, _("or close it all the same: --why TEXT"));
}

/* Why a closed step cannot be closed again. */
int closing_refuse(const struct step *st, struct error *err)
{
	if (st->state == STEP_NOT_NEEDED)
		return error_set(err, ERR_REFUSED,
				 _("step %s %s is not needed here"),
				 st->number, closing_name(st));
	return error_set(err, ERR_REFUSED,
			 _("step %s %s is done already, by %s"), st->number,
			 closing_name(st), event_doer(st->last));
}

/* What is typed, in the form that is kept: numbers without separators,
 * times as instants with their offset. */
static int take_value(char *out, size_t size, const struct doing *d,
		      const struct step *st, const char *value,
		      struct error *err)
{
	const struct zone *zone = casefile_zone(d->a->c);
	char wall[TIME_TEXT];
	size_t n = 0;
	int64_t at;

	if (st->def->value == VALUE_TIME) {
		if (time_parse(&at, NULL, value, zone,
			       casefile_clock(d->a->c), err))
			return err ? (int)err->code : ERR_INVALID;
		time_wall(wall, at, zone);
		str_copy(out, size, wall);
		return 0;
	}
	if (st->def->value != VALUE_NUMBER) {
		if (!str_copy(out, size, value))
			return error_set(err, ERR_TOOBIG,
					 _("the value is too long"));
		return 0;
	}
	for (const char *p = value; *p; p++) {
		if (*p == ',' || *p == ' ')
			continue;
		if (*p < '0' || *p > '9' || n + 1 >= size || n > 18) {
			error_set(err, ERR_INVALID,
				  _("\"%s\" is not a number"), value);
			return error_fix(err, _("step %s asks for: %s"),
					 st->number,
					 book_text(st->book,
						   &st->def->value_label));
		}
		out[n++] = *p;
	}
	out[n] = '\0';
	return n ? 0
		 : error_set(err, ERR_INVALID, _("\"%s\" is not a number"),
			     value);
}

int act_value_check(struct act *a, const struct step *st, const char *value,
		    struct error *err)
{
	const struct doing d = {.a = a};
	char taken[sizeof(((struct closing *)0)->value)];

	return take_value(taken, sizeof(taken), &d, st, value, err);
}

static int check_evidence(const struct doing *d, const struct step_args *args,
			  struct error *err)
{
	for (size_t i = 0; i < args->evidence_count; i++)
		if (!situation_evidence(d->s, args->evidence[i])) {
			error_set(err, ERR_NOTFOUND,
				  _("evidence %s is not in %s"),
				  args->evidence[i], d->s->label);
			return error_fix(err, "stanch evidence list %s",
					 d->s->label);
		}
	return 0;
}

/* What is missing once these arguments are in. */
unsigned closing_missing(const struct step *st,
			     const struct step_args *args)
{
	unsigned m = st->missing;
	size_t want = 0;

	for (size_t i = 0; i < st->def->evidence_count; i++)
		want += st->def->evidence[i].type != EVID_NOTE;
	if (args->value && *args->value)
		m &= ~(unsigned)NEED_VALUE;
	if (m & NEED_EVIDENCE &&
	    st->evidence_count + args->evidence_count >= want &&
	    (want < st->def->evidence_count
		     ? (args->note && *args->note) || st->notes ||
			       args->evidence_count
		     : true))
		m &= ~(unsigned)NEED_EVIDENCE;
	return m;
}

static void write_evidence(struct jwrite *j, const struct step_args *args)
{
	if (!args->evidence_count)
		return;
	jwrite_list(j, "evidence", args->evidence, args->evidence_count);
}

static void write_note(struct doing *d, const struct step *st,
		       const char *text)
{
	struct jwrite *j;

	if (!text || !*text)
		return;
	j = doing_set(d, "note", NULL);
	jwrite_str(j, "text", text);
	jwrite_str(j, "step", st->key);
}

/* The moment of awareness is a fact of the case, asked once: a step that
 * starts clocks and asks for a time gives it to the case. */
static void write_aware(struct doing *d, const struct step *st,
			const struct step_args *args, const char *value)
{
	const char *basis = args->note && *args->note ? args->note : args->why;
	struct jwrite *j;

	if (st->def->value != VALUE_TIME || !st->def->starts.count ||
	    !value || d->s->aware)
		return;
	j = doing_set(d, "case.set", "aware");
	jwrite_str(j, "at", value);
	jwrite_str(j, "basis", basis && *basis ? basis
					       : closing_name(st));
}

int closing_plan(struct closing *cl, const struct doing *d,
			const struct step *st, const struct step_args *args,
			unsigned missing, bool override, struct error *err)
{
	unsigned things = missing & ~(unsigned)NEED_PERSON;
	int rc = check_evidence(d, args, err);

	if (!rc && args->value && *args->value) {
		cl->has_value = true;
		rc = take_value(cl->value, sizeof(cl->value), d, st,
				args->value, err);
	}
	if (rc)
		return rc;
	if (things & NEED_ANSWER || (things && !override))
		return refuse_missing(d, st, things, err);
	cl->overrides = things;
	cl->asks = missing & NEED_PERSON;
	if (cl->asks && d->a->override_person) {
		rc = why_needed(args->why, _("closing it alone"), err);
		cl->overrides |= cl->asks;
		cl->asks = 0;
	}
	return rc;
}

void closing_write(struct doing *d, const struct step *st,
			  const struct step_args *args,
			  const struct closing *cl)
{
	const char *kept = st->value;
	struct jwrite *j = closing_state(d, st, cl->asks ? STEP_DOING
							 : STEP_DONE);

	if (cl->has_value || kept)
		jwrite_str(j, "value", cl->has_value ? cl->value : kept);
	if (args->why && *args->why)
		jwrite_str(j, "why", args->why);
	write_evidence(j, args);
	closing_needs(j, "asks", cl->asks);
	closing_needs(j, "overrides", cl->overrides);
	write_note(d, st, args->note);
	write_aware(d, st, args, cl->has_value ? cl->value : NULL);
}

/* Recorded, and now somebody else's turn: who, and how. */
static int say_pending(const struct situation *s, const char *key,
		       struct error *err)
{
	const struct step *st = map_gets(&s->step_by_key, key);
	const struct role *r;

	if (!st || !st->asked)
		return 0;
	r = settle_role(s, st->asks & NEED_APPROVE ? st->def->approve
						   : st->def->second);
	error_set(err, ERR_PENDING,
		  st->asks & NEED_APPROVE
			  ? _("recorded; step %s %s waits for approval")
			  : _("recorded; step %s %s waits for a second "
			      "reader"),
		  st->number, closing_name(st));
	if (r && r->count)
		error_where(err, "%s: %s", book_text(st->book, &r->def->name),
			    r->name[0]);
	return error_fix(err, _("another person gives: "
				"stanch step confirm %s %s"),
			 s->label, st->number);
}

int closing_end(struct doing *d, const char *step_key,
		       struct error *err)
{
	struct act *a = d->a;
	char key[256];
	int rc;

	str_copy(key, sizeof(key), step_key);
	rc = doing_end(d, err);
	return rc ? rc : say_pending(casefile_now(a->c), key, err);
}
