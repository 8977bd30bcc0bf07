/* core/case/act_step.c - what a person does to a step. */
#include <string.h>

#include "core/base/tr.h"
#include "core/case/closing.h"
#include "core/case/event.h"

int act_step_done(struct act *a, const char *step,
		  const struct step_args *args, struct error *err)
{
	struct closing cl = {0};
	const struct step *st;
	struct doing d;
	int rc = closing_begin(&d, &st, a, step, err);

	if (rc)
		return rc;
	if (st->state == STEP_DONE || st->state == STEP_NOT_NEEDED)
		return closing_refuse(st, err);
	rc = closing_plan(&cl, &d, st, args, closing_missing(st, args),
			  args->why && *args->why, err);
	if (rc)
		return doing_drop(&d, rc);
	closing_write(&d, st, args, &cl);
	return closing_end(&d, st->key, err);
}

/* --- the other states ----------------------------------------------------------------- */

/* What is so already is refused, but for taking over from another. */
static int change(struct act *a, const char *step, enum step_state to,
		  const char *why, struct error *err)
{
	const struct step *st;
	struct doing d;
	struct jwrite *j;
	int rc = closing_begin(&d, &st, a, step, err);

	if (rc)
		return rc;
	if (st->state == to && !st->conflict && !st->asked &&
	    !(to == STEP_DOING &&
	      !str_eq(event_doer(st->last), doing_person(&d))))
		return error_set(err, ERR_REFUSED,
				 _("step %s %s is in that state already"),
				 st->number, closing_name(st));
	j = closing_state(&d, st, to);
	if (st->value)
		jwrite_str(j, "value", st->value);
	if (why && *why)
		jwrite_str(j, "why", why);
	return doing_end(&d, err);
}

int act_step_start(struct act *a, const char *step, struct error *err)
{
	return change(a, step, STEP_DOING, NULL, err);
}

int act_step_skip(struct act *a, const char *step, const char *why,
		  struct error *err)
{
	int rc = why_needed(why, _("skipping a step"), err);

	return rc ? rc : change(a, step, STEP_SKIPPED, why, err);
}

int act_step_block(struct act *a, const char *step, const char *why,
		   struct error *err)
{
	int rc = why_needed(why, _("blocking a step"), err);

	return rc ? rc : change(a, step, STEP_BLOCKED, why, err);
}

int act_step_not_needed(struct act *a, const char *step, const char *why,
			struct error *err)
{
	int rc = why_needed(why, _("calling a step not needed"), err);

	return rc ? rc : change(a, step, STEP_NOT_NEEDED, why, err);
}

int act_step_reopen(struct act *a, const char *step, const char *why,
		    struct error *err)
{
	return change(a, step, STEP_OPEN, why, err);
}

int act_step_assign(struct act *a, const char *step, const char *person,
		    struct error *err)
{
	const struct step *st;
	struct doing d;
	int rc = closing_begin(&d, &st, a, step, err);

	if (rc)
		return rc;
	jwrite_str(doing_set(&d, "step.assign", st->key), "to",
		   person ? person : "");
	return doing_end(&d, err);
}

/* --- check items ------------------------------------------------------------------------ */

static bool begins(const struct tick *t, const char *word)
{
	for (size_t l = 0; l < PB_LANGS; l++)
		if (t->item->text.in[l] &&
		    !strncmp(t->item->text.in[l], word, strlen(word)))
			return true;
	return false;
}

/* By number, or by a text that only one item begins with. */
static const struct tick *find_item(const struct step *st, const char *word)
{
	const struct tick *one = NULL;
	long long n;

	if (str_int(&n, word, 1, (long long)st->tick_count))
		return &st->tick[n - 1];
	for (size_t i = 0; *word && i < st->tick_count; i++) {
		if (!begins(&st->tick[i], word))
			continue;
		if (one)
			return NULL;
		one = &st->tick[i];
	}
	return one;
}

static int write_check(struct doing *d, const struct step *st,
		       const char *item, bool ticked, struct error *err)
{
	const struct tick *t = find_item(st, item);
	struct jwrite *j;

	if (!t) {
		error_set(err, ERR_NOTFOUND, _("step %s has no item \"%s\""),
			  st->number, item);
		return error_where(err, _("it has %zu items"),
				   st->tick_count);
	}
	j = doing_set(d, "check.set", t->key);
	jwrite_bool(j, "ticked", ticked);
	jwrite_str(j, "text", text_in(&t->item->text, 0));
	return 0;
}

int act_checks(struct act *a, const char *step, const char *const *item,
	       size_t count, bool ticked, struct error *err)
{
	const struct step *st;
	struct doing d;
	int rc = closing_begin(&d, &st, a, step, err);

	for (size_t i = 0; i < count && !rc; i++)
		rc = write_check(&d, st, item[i], ticked, err);
	return rc ? doing_drop(&d, rc) : doing_end(&d, err);
}

int act_check(struct act *a, const char *step, const char *item, bool ticked,
	      struct error *err)
{
	return act_checks(a, step, &item, 1, ticked, err);
}

int act_note(struct act *a, const char *step, const char *text,
	     struct error *err)
{
	const struct step *st = NULL;
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, true, err);

	if (!rc && step)
		rc = situation_step(&st, d.s, step, err);
	if (!rc && !text[strspn(text, " \t\r\n")])
		rc = error_set(err, ERR_USAGE, _("the note is empty"));
	if (rc)
		return rc;
	j = doing_set(&d, "note", NULL);
	jwrite_str(j, "text", text);
	if (st)
		jwrite_str(j, "step", st->key);
	return doing_end(&d, err);
}
