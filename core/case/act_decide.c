/* core/case/act_decide.c - decisions, and the word of a second person. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/closing.h"
#include "core/case/settle.h"

/* --- decisions ------------------------------------------------------------------- */

/* The answer's key, from the key or its word in any language. */
static const char *find_answer(const struct step *st, const char *word)
{
	const struct playbook *pb = st->book->pb;

	for (size_t i = 0; i < st->def->decide.count; i++) {
		const char *key = st->def->decide.id[i];

		if (str_eq(key, word))
			return key;
		for (size_t l = 0; l < pb->langs; l++)
			if (str_eq(playbook_answer(pb, key, l), word))
				return key;
	}
	return NULL;
}

static int no_answer(const struct step *st, const char *word,
		     struct error *err)
{
	const struct playbook *pb = st->book->pb;
	size_t lang = playbook_lang(pb, tr_lang());
	struct str list = {0};

	error_set(err, ERR_USAGE, _("\"%s\" is no answer to %s %s"), word,
		  st->number, closing_name(st));
	for (size_t i = 0; i < st->def->decide.count; i++) {
		const char *id = st->def->decide.id[i];
		const char *said = playbook_answer(pb, id, lang);

		str_addf(&list, "%s%s", i ? ", " : "", id);
		if (!str_eq(said, id))
			str_addf(&list, " (%s)", said);
	}
	error_where(err, _("its answers: %s"), str_text(&list));
	str_release(&list);
	return ERR_USAGE;
}

static int check_decision(const struct step *st, const char *answer,
			  const char **key, const struct step_args *args,
			  struct error *err)
{
	if (!st->def->decide.count) {
		error_set(err, ERR_REFUSED, _("step %s %s is no decision"),
			  st->number, closing_name(st));
		return error_fix(err, _("close it with: stanch step done"));
	}
	*key = find_answer(st, answer);
	if (!*key)
		return no_answer(st, answer, err);
	if (st->state == STEP_NOT_NEEDED)
		return closing_refuse(st, err);
	if (str_eq(st->answer, *key))
		return error_set(err, ERR_REFUSED,
				 _("%s %s is decided so already, by %s"),
				 st->number, closing_name(st),
				 event_doer(st->decided));
	return why_needed(args->why, _("a decision"), err);
}

int act_decide(struct act *a, const char *step, const char *answer,
	       const struct step_args *args, struct error *err)
{
	struct step_args given = *args;
	struct closing cl = {0};
	const struct step *st;
	const char *key = NULL;
	struct doing d;
	struct jwrite *j;
	int rc = closing_begin(&d, &st, a, step, err);

	if (!rc)
		rc = check_decision(st, answer, &key, args, err);
	if (rc)
		return rc;
	rc = closing_plan(&cl, &d, st, args,
			  closing_missing(st, args) & ~(unsigned)NEED_ANSWER,
			  a->override_person, err);
	if (rc)
		return doing_drop(&d, rc);
	j = doing_set(&d, "decision.set", st->key);
	jwrite_str(j, "answer", key);
	jwrite_str(j, "why", args->why);
	if (!cl.overrides)
		given.why = NULL;
	closing_write(&d, st, &given, &cl);
	return closing_end(&d, st->key, err);
}

/* --- a second person --------------------------------------------------------------- */

static int refuse_confirm(const struct doing *d, const struct step *st,
			  struct error *err)
{
	const char *role = st->asks & NEED_APPROVE ? st->def->approve
						   : st->def->second;
	const struct role *r = settle_role(d->s, role);

	if (!st->asked) {
		error_set(err, ERR_REFUSED,
			  _("step %s %s waits for nobody's confirmation"),
			  st->number, closing_name(st));
		return ERR_REFUSED;
	}
	if (str_eq(doing_person(d), event_doer(st->last))) {
		error_set(err, ERR_REFUSED,
			  _("%s did step %s; another person must confirm it"),
			  doing_person(d), st->number);
		return error_fix(err, _("or close it alone, with a reason: "
					"stanch step done %s %s --override "
					"--why TEXT"),
				 d->s->label, st->number);
	}
	error_set(err, ERR_REFUSED, _("step %s %s is for %s to confirm"),
		  st->number, closing_name(st),
		  r && r->count ? r->name[0] : role);
	return error_where(err, _("role: %s"),
			   r ? book_text(st->book, &r->def->name)
			     : role);
}

int act_step_confirm(struct act *a, const char *step, struct error *err)
{
	const struct step *st;
	char hex[ID_HEX];
	struct doing d;
	struct jwrite *j;
	unsigned as;
	int rc = closing_begin(&d, &st, a, step, err);

	if (rc)
		return rc;
	if (!step_may_confirm(d.s, st, doing_person(&d), &as))
		return refuse_confirm(&d, st, err);
	hex_encode(hex, st->last->id, ID_LEN);
	j = doing_set(&d, "step.confirm", NULL);
	jwrite_str(j, "step", st->key);
	jwrite_str(j, "of", hex);
	closing_needs(j, "as", as);
	return closing_end(&d, st->key, err);
}
