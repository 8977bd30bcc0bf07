/* core/case/act_case.c - what a person does to the case as a whole. */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/near.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/doing.h"
#include "core/case/event.h"
#include "core/case/settle.h"

/* --- fields --------------------------------------------------------------------- */

static int check_title(const char *value, struct error *err)
{
	if (value[strspn(value, " \t\r\n")])
		return 0;
	return error_set(err, ERR_USAGE, _("a case needs a title"));
}

static int check_severity(const char *value, struct error *err)
{
	enum severity sev;

	if (severity_parse(&sev, value))
		return 0;
	error_set(err, ERR_USAGE, _("\"%s\" is no severity"), value);
	return error_where(err, "low, medium, high, critical");
}

static int check_hold(const char *value, struct error *err)
{
	if (str_eq(value, "yes") || str_eq(value, "no"))
		return 0;
	return error_set(err, ERR_USAGE, _("hold is yes or no"));
}

static const struct {
	const char *name;
	int (*check)(const char *value, struct error *err);
} fields[] = {
	{"title", check_title},
	{"severity", check_severity},
	{"summary", NULL},
	{"hold", check_hold},
};
#define FIELDS (sizeof(fields) / sizeof(*fields))

static int no_field(const char *field, struct error *err)
{
	error_set(err, ERR_USAGE, _("a case has no field \"%s\""), field);
	return error_where(err, "title, severity, summary, hold");
}

int act_case_set(struct act *a, const char *field, const char *value,
		 struct error *err)
{
	struct doing d;
	size_t i = 0;
	int rc;

	while (i < FIELDS && !str_eq(fields[i].name, field))
		i++;
	if (i == FIELDS)
		return no_field(field, err);
	rc = fields[i].check ? fields[i].check(value, err) : 0;
	/* What a case was about is often written when it is over. */
	if (!rc)
		rc = doing_begin(&d, a, str_eq(field, "summary"), err);
	if (rc)
		return rc;
	jwrite_str(doing_set(&d, "case.set", field), "value", value);
	return doing_end(&d, err);
}

int act_case_aware(struct act *a, int64_t at, const char *basis,
		   struct error *err)
{
	char wall[TIME_TEXT];
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, false, err);

	if (!rc)
		rc = why_needed(basis, _("the moment of awareness"), err);
	if (rc)
		return rc;
	time_wall(wall, at, casefile_zone(a->c));
	j = doing_set(&d, "case.set", "aware");
	jwrite_str(j, "at", wall);
	jwrite_str(j, "basis", basis);
	return doing_end(&d, err);
}

/* --- close and reopen -------------------------------------------------------------- */

int act_case_close(struct act *a, enum close_as as, const char *of,
		   const char *why, struct error *err)
{
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, false, err);

	if (!rc)
		rc = why_needed(why, _("closing a case"), err);
	if (rc)
		return rc;
	if (as == CLOSE_DUPLICATE && (!of || !*of)) {
		error_set(err, ERR_USAGE,
			  _("a duplicate names the case it doubles"));
		return error_fix(err, "--of LABEL");
	}
	j = doing_set(&d, "case.close", NULL);
	jwrite_str(j, "as", close_as_name(as));
	jwrite_str(j, "why", why);
	if (of)
		jwrite_str(j, "of", of);
	jwrite_array(j, "open");
	for (size_t i = 0; i < d.s->step_count; i++)
		if (d.s->step[i].state < STEP_SKIPPED)
			jwrite_str(j, NULL, d.s->step[i].key);
	jwrite_end(j);
	return doing_end(&d, err);
}

int act_case_reopen(struct act *a, const char *why, struct error *err)
{
	char hex[ID_HEX];
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, true, err);

	if (!rc && d.s->state == CASE_OPEN)
		rc = error_set(err, ERR_REFUSED, _("%s is open already"),
			       d.s->label);
	if (!rc)
		rc = why_needed(why, _("reopening a case"), err);
	if (rc)
		return rc;
	j = doing_set(&d, "case.reopen", NULL);
	jwrite_str(j, "why", why);
	jwrite_array(j, "closes");
	for (size_t i = 0; i < d.s->close_count; i++)
		if (!d.s->close[i]->retracted) {
			hex_encode(hex, d.s->close[i]->id, ID_LEN);
			jwrite_str(j, NULL, hex);
		}
	jwrite_end(j);
	return doing_end(&d, err);
}

/* --- people ---------------------------------------------------------------------------- */

int act_role(struct act *a, const char *role, const char *const *person,
	     size_t count, struct error *err)
{
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, false, err);

	if (rc)
		return rc;
	if (!settle_role(d.s, role)) {
		error_set(err, ERR_NOTFOUND, _("%s has no role \"%s\""),
			  d.s->label, role);
		return error_fix(err, "stanch contacts %s", d.s->label);
	}
	j = doing_set(&d, "role.set", role);
	jwrite_list(j, "names", person, count);
	return doing_end(&d, err);
}

static int owners_only(const struct doing *d, struct error *err)
{
	if (d->s->me->role == ROLE_OWNER)
		return 0;
	error_set(err, ERR_REFUSED,
		  _("only an owner of %s may change who is in it"),
		  d->s->label);
	return error_fix(err, "stanch case member list %s", d->s->label);
}

int act_member_add(struct act *a, const uint8_t dev[KEY_LEN],
		   const char *person, enum member_role role,
		   struct error *err)
{
	char hex[KEY_HEX];
	enum member_role was;
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, true, err);

	if (!rc)
		rc = owners_only(&d, err);
	if (rc)
		return rc;
	was = log_role(casefile_log(a->c), dev);
	if (was == ROLE_OWNER || was == role)
		return error_set(err, ERR_REFUSED,
				 _("%s is a member already"),
				 person ? person : _("this device"));
	hex_encode(hex, dev, KEY_LEN);
	j = batch_add(&d.b, REC_CHARTER, "member.add", NULL);
	jwrite_str(j, "dev", hex);
	jwrite_str(j, "role",
		   role == ROLE_OBSERVER    ? "observer"
		   : role == ROLE_EVALUATOR ? "evaluator" : "responder");
	if (person && *person)
		jwrite_str(doing_set(&d, "member.name", hex), "name", person);
	return doing_end(&d, err);
}

int act_member_remove(struct act *a, const uint8_t dev[KEY_LEN],
		      const char *why, struct error *err)
{
	char hex[KEY_HEX];
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, true, err);

	if (!rc)
		rc = owners_only(&d, err);
	if (!rc)
		rc = why_needed(why, _("removing a member"), err);
	if (!rc && log_role(casefile_log(a->c), dev) == ROLE_NONE)
		rc = error_set(err, ERR_NOTFOUND, _("no such member"));
	if (!rc && !memcmp(dev, d.s->me->dev, KEY_LEN))
		rc = error_set(err, ERR_REFUSED,
			       _("you cannot remove yourself"));
	if (rc)
		return rc;
	hex_encode(hex, dev, KEY_LEN);
	j = batch_add(&d.b, REC_CHARTER, "member.remove", NULL);
	jwrite_str(j, "dev", hex);
	jwrite_str(j, "why", why);
	return doing_end(&d, err);
}

/* --- learning ---------------------------------------------------------------------------- */

int act_finding(struct act *a, enum finding_kind kind, const char *text,
		const char *const *ref, size_t count, struct error *err)
{
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, true, err);

	if (!rc && (!text || !*text))
		rc = error_set(err, ERR_USAGE, _("the finding is empty"));
	if (rc)
		return rc;
	j = doing_set(&d, "finding.add", NULL);
	jwrite_str(j, "kind", finding_kind_name(kind));
	jwrite_str(j, "text", text);
	jwrite_list(j, "refs", ref, count);
	return doing_end(&d, err);
}

static bool action_state_known(const char *word)
{
	for (int i = ACTION_OPEN; i <= ACTION_DROPPED; i++)
		if (str_eq(word, action_state_name((enum action_state)i)))
			return true;
	return false;
}

static int check_action(const struct doing *d, const struct action_args *args,
			struct error *err)
{
	const struct step *st;

	if (args->due && *args->due && !settle_day(args->due)) {
		error_set(err, ERR_INVALID, _("\"%s\" is no date"), args->due);
		return error_fix(err, _("write it as 2026-10-14"));
	}
	if (args->state && !action_state_known(args->state)) {
		error_set(err, ERR_USAGE, _("\"%s\" is no state of an action"),
			  args->state);
		return error_where(err, "open, doing, done, dropped");
	}
	return args->step && *args->step
		       ? situation_step(&st, d->s, args->step, err)
		       : 0;
}

static void write_action(struct jwrite *j, const struct situation *s,
			 const struct action_args *n,
			 const struct case_action *was)
{
	static const struct error none;
	const char *state = n->state ? n->state
				     : was ? action_state_name(was->state)
					   : "open";
	const struct step *st = NULL;
	struct error ignored = none;

	if (n->step && *n->step)
		situation_step(&st, s, n->step, &ignored);
#define KEEP(m, w) (n->m ? n->m : was ? was->w : NULL)
	jwrite_str(j, "text", KEEP(text, text));
	jwrite_str(j, "state", state);
	jwrite_str(j, "owner", KEEP(owner, owner));
	jwrite_str(j, "due", KEEP(due, due_text));
	jwrite_str(j, "step", st ? st->key : was ? was->step : NULL);
	jwrite_str(j, "proof", KEEP(proof, proof));
	jwrite_str(j, "commit", KEEP(commit, commit));
	jwrite_str(j, "why", n->why);
#undef KEEP
}

int act_action_add(struct act *a, const struct action_args *args,
		   struct error *err)
{
	struct doing d;
	int rc = doing_begin(&d, a, true, err);

	if (!rc && (!args->text || !*args->text))
		rc = error_set(err, ERR_USAGE, _("the action is empty"));
	if (!rc)
		rc = check_action(&d, args, err);
	if (rc)
		return rc;
	write_action(doing_set(&d, "action.add", NULL), d.s, args, NULL);
	return doing_end(&d, err);
}

int act_action_set(struct act *a, const char *label,
		   const struct action_args *args, struct error *err)
{
	const struct case_action *was = NULL;
	struct doing d;
	int rc = doing_begin(&d, a, true, err);

	for (size_t i = 0; !rc && i < d.s->action_count; i++)
		if (str_eq(d.s->action[i].label, label))
			was = &d.s->action[i];
	if (!rc && !was) {
		error_set(err, ERR_NOTFOUND, _("action %s is not in %s"),
			  label, d.s->label);
		rc = error_fix(err, "stanch action list %s", d.s->label);
	}
	if (!rc)
		rc = check_action(&d, args, err);
	if (rc)
		return rc;
	write_action(doing_set(&d, "action.set", label), d.s, args, was);
	return doing_end(&d, err);
}

int act_access(struct act *a, const char *what, const char *detail,
	       struct error *err)
{
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, true, err);

	if (rc)
		return rc;
	j = doing_set(&d, "access", NULL);
	jwrite_str(j, "what", what);
	if (detail)
		jwrite_str(j, "detail", detail);
	return doing_end(&d, err);
}
