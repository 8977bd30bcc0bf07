/* core/case/act_notice.c - what a person does to a notice. */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/doing.h"
#include "core/case/notices.h"
#include "core/case/settle.h"

static int find(const struct case_notice **n, const struct situation *s,
		const char *label, struct error *err)
{
	*n = situation_notice(s, label);
	if (*n)
		return 0;
	error_set(err, ERR_NOTFOUND, _("%s has no notice %s"), s->label,
		  label);
	return error_fix(err, "stanch notice list %s", s->label);
}

/* --- draft ------------------------------------------------------------------------ */

static void write_draft(struct jwrite *j, const struct set_notice *n)
{
	jwrite_str(j, "template", n->template);
	jwrite_str(j, "lang", n->lang);
	jwrite_opt(j, "kind", n->kind);
	jwrite_opt(j, "filter", n->filter);
	jwrite_opt(j, "authority", n->authority);
	jwrite_opt(j, "serves", n->clock);
	jwrite_object(j, "blanks");
	for (size_t i = 0; i < n->blanks; i++)
		jwrite_str(j, n->blank[i].name, n->blank[i].value);
	jwrite_end(j);
	jwrite_array(j, "items");
	for (size_t i = 0; i < n->marks; i++) {
		jwrite_object(j, NULL);
		jwrite_str(j, "item", n->mark[i].item);
		jwrite_opt(j, "why", n->mark[i].why);
		jwrite_end(j);
	}
	jwrite_end(j);
}

/* A, B, ... Z, AA, AB ...: the first that nobody has. */
static void next_label(char out[16], const struct situation *s)
{
	for (size_t i = 0;; i++) {
		if (i < 26)
			snprintf(out, 16, "%c", (char)('A' + i));
		else
			snprintf(out, 16, "%c%c", (char)('A' + i / 26 - 1),
				 (char)('A' + i % 26));
		if (!situation_notice(s, out) || i == 26 * 26 + 25)
			return;
	}
}

int act_notice_draft(char out[16], struct act *a, const char *label,
		     const struct set_notice *n,
		     const struct pb_source *source,
		     const struct pb_source *text, struct error *err)
{
	const struct pb_source att[2] = {*source, *text};
	const struct case_notice *was;
	struct doing d;
	char own[16];
	int rc = doing_begin(&d, a, false, err);

	if (rc)
		return rc;
	if (label)
		rc = find(&was, d.s, label, err);
	else
		next_label(own, d.s);
	if (rc)
		return doing_drop(&d, rc);
	write_draft(doing_set(&d, "notice.draft", label ? label : own), n);
	batch_sources(&d.b, att, 2);
	if (out)
		str_copy(out, 16, label ? label : own);
	return doing_end(&d, err);
}

/* --- approve ---------------------------------------------------------------------- */

static bool is_author(const struct case_notice *n, const char *person)
{
	return str_eq(event_doer(n->draft), person) ||
	       str_eq(n->draft->author->name, person);
}

static bool gave_one(const struct case_notice *n, const char *person)
{
	for (size_t i = 0; i < n->approvals; i++)
		if (str_eq(event_doer(n->approval[i]), person))
			return true;
	return false;
}

static int another_draft(const struct case_notice *n, struct error *err)
{
	error_set(err, ERR_MOVED, _("notice %s was changed by %s; nothing was "
				    "written"), n->label,
		  event_doer(n->draft));
	return error_fix(err, _("read it again: stanch notice view CASE %s"),
			 n->label);
}

static bool same_draft(const struct case_notice *n,
		       const struct set_approval *p)
{
	return !memcmp(n->draft->id, p->of, ID_LEN) &&
	       !memcmp(n->set->text.sha256, p->text, HASH_LEN) &&
	       !memcmp(n->set->source.sha256, p->source, HASH_LEN);
}

/* True if an owner before the i-th goes by that name. */
static bool owner_before(const struct situation *s, size_t i,
			 const char *name)
{
	for (size_t k = 0; k < i; k++)
		if (s->who[k]->role == ROLE_OWNER && !s->who[k]->removed &&
		    str_eq(s->who[k]->name, name))
			return true;
	return false;
}

static void add_name(struct str *out, const struct case_notice *n,
		     const char *name)
{
	if (!is_author(n, name) && !gave_one(n, name))
		str_addf(out, "%s%s", out->len ? _(", ") : "", name);
}

/* Says who may agree to it besides its author; false if nobody may. */
static bool who_may(struct error *err, const struct situation *s,
		    const struct case_notice *n)
{
	const struct role *r = n->role ? settle_role(s, n->role) : NULL;
	struct str names = {0};
	bool any;

	for (size_t i = 0; i < s->who_count; i++)
		if (s->who[i]->role == ROLE_OWNER && !s->who[i]->removed &&
		    !owner_before(s, i, s->who[i]->name))
			add_name(&names, n, s->who[i]->name);
	for (size_t i = 0; r && i < r->count; i++)
		if (!owner_before(s, s->who_count, r->name[i]))
			add_name(&names, n, r->name[i]);
	any = names.len > 0;
	if (any)
		error_where(err, _("who may: %s"), str_text(&names));
	else
		error_where(err, "%s", _("nobody else may: owners are those "
					 "with the lead role in team.yaml "
					 "when a case is opened"));
	str_release(&names);
	return any;
}

/* As which of those that are needed: the first or the second. */
static int in_what_role(bool *second, const struct doing *d,
			const struct case_notice *n, struct error *err)
{
	const char *person = doing_person(d);
	bool owner = d->s->me->role == ROLE_OWNER;
	bool first = owner || (n->role && role_held_by(d->s, n->role, person));
	bool other = n->second && (owner || str_eq(n->second, "any") ||
				   role_held_by(d->s, n->second, person));
	bool has_first = false;

	for (size_t i = 0; i < n->approvals; i++)
		has_first |= !((const struct set_approval *)
				       n->approval[i]->data)->second;
	*second = !first || (has_first && other);
	if (first || other)
		return 0;
	error_set(err, ERR_REFUSED, _("%s may not approve notice %s"), person,
		  n->label);
	if (!who_may(err, d->s, n))
		return error_fix(err, _("its author may, with a reason: "
					"--why TEXT"));
	return error_fix(err, n->role ? _("ask an owner, or who holds the "
					  "role %s")
				      : _("ask an owner"), n->role);
}

static int check_alone(const struct situation *s,
		       const struct case_notice *n, const char *why,
		       bool alone, struct error *err)
{
	if (alone || (why && why[strspn(why, " \t\n")]))
		return 0;
	error_set(err, ERR_REFUSED, _("notice %s: whoever wrote it cannot "
				      "approve it"), n->label);
	if (!who_may(err, s, n))
		return error_fix(err, _("say why you do all the same: "
					"--why TEXT"));
	return error_fix(err, _("ask someone else: stanch notice approve %s "
				"%s\nor, if nobody answers, say why: --why "
				"TEXT"), s->label, n->label);
}

static void write_approval(struct doing *d, const char *label,
			   const struct set_approval *p, bool self,
			   bool second)
{
	struct jwrite *j = doing_set(d, "notice.approve", NULL);

	jwrite_str(j, "notice", label);
	jwrite_hex(j, "of", p->of, ID_LEN);
	jwrite_hex(j, "text", p->text, HASH_LEN);
	jwrite_hex(j, "template", p->source, HASH_LEN);
	if (p->to)
		jwrite_str(j, "to", p->to);
	jwrite_int(j, "count", p->count);
	if (self)
		jwrite_bool(j, "self", true);
	if (second)
		jwrite_bool(j, "second", true);
	jwrite_opt(j, "why", p->why);
}

static int approve_again(struct doing *d, struct error *err)
{
	const struct set_approval *p = d->what;
	const struct case_notice *n;
	int rc = find(&n, d->s, p->notice, err);

	return rc || (!n->conflict && same_draft(n, p)) ? rc
		: another_draft(n, err);
}

/* A second person is one who was there: nobody agrees for somebody else. */
static int check_own(const struct doing *d, const struct case_notice *n,
		     struct error *err)
{
	if (str_eq(doing_person(d), d->s->me->name))
		return 0;
	error_set(err, ERR_REFUSED, _("notice %s: %s cannot approve it for "
				      "%s"), n->label, d->s->me->name,
		  doing_person(d));
	return error_fix(err, _("whoever agrees does so on a device of their "
				"own; if nobody can, say why: --why TEXT"));
}

static int check_approval(bool *self, bool *second, const struct doing *d,
			  const struct case_notice *n,
			  const struct set_approval *what, bool alone,
			  struct error *err)
{
	const char *person = doing_person(d);
	int rc;

	if (n->conflict)
		return error_set(err, ERR_REFUSED,
				 _("notice %s was changed by two people at "
				   "once; set it again first"), n->label);
	if (!same_draft(n, what))
		return another_draft(n, err);
	if (n->approved || gave_one(n, person)) {
		error_set(err, ERR_REFUSED,
			  _("notice %s: %s approved this text already"),
			  n->label, n->approved
			  ? event_doer(n->approval[n->approvals - 1])
			  : person);
		return error_fix(err, _("for another group, or anew:\nstanch "
					"notice withdraw %s %s --why TEXT"),
				 d->s->label, n->label);
	}
	rc = check_own(d, n, err);
	if (!rc)
		rc = in_what_role(second, d, n, err);
	*self = is_author(n, person);
	return rc || !*self ? rc
			    : check_alone(d->s, n, what->why, alone, err);
}

int act_notice_approve(struct act *a, const char *label,
		       const struct set_approval *what, bool alone,
		       struct error *err)
{
	const struct case_notice *n;
	struct set_approval own = *what;
	bool self = false, second = false;
	struct doing d;
	int rc = doing_begin(&d, a, false, err);

	if (rc)
		return rc;
	rc = find(&n, d.s, label, err);
	if (!rc)
		rc = check_approval(&self, &second, &d, n, what, alone, err);
	if (rc)
		return doing_drop(&d, rc);
	own.notice = label;
	write_approval(&d, label, what, self, second);
	d.again = approve_again;
	d.what = &own;
	rc = doing_end(&d, err);
	n = rc ? NULL : situation_notice(casefile_now(a->c), label);
	if (rc || (n && n->approved))
		return rc;
	return error_set(err, ERR_PENDING,
			 _("recorded; notice %s needs a second approval"),
			 label);
}

int act_notice_withdraw(struct act *a, const char *label, const char *why,
			struct error *err)
{
	const struct case_notice *n;
	char hex[ID_HEX];
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, false, err);

	if (rc)
		return rc;
	rc = find(&n, d.s, label, err);
	if (!rc)
		rc = why_needed(why, _("withdrawing an approval"), err);
	if (!rc && !n->approvals)
		rc = error_set(err, ERR_REFUSED,
			       _("notice %s: there is no approval to "
				 "withdraw"), label);
	if (rc)
		return doing_drop(&d, rc);
	j = doing_set(&d, "notice.withdraw", NULL);
	jwrite_str(j, "notice", label);
	jwrite_array(j, "of");
	for (size_t i = 0; i < n->approvals; i++) {
		hex_encode(hex, n->approval[i]->id, ID_LEN);
		jwrite_str(j, NULL, hex);
	}
	jwrite_end(j);
	jwrite_str(j, "why", why);
	return doing_end(&d, err);
}

/* --- send, and what became of it ------------------------------------------------------ */

static void write_rows(struct jwrite *j, const struct notice_rows *rows,
		       size_t count)
{
	jwrite_array(j, "people");
	for (size_t i = 0; i < count; i++) {
		jwrite_object(j, NULL);
		jwrite_str(j, "of", rows[i].of);
		jwrite_str(j, "rows", rows[i].rows);
		jwrite_end(j);
	}
	jwrite_end(j);
}

int notice_only_live(const struct situation *s, struct error *err)
{
	if (!s->drill)
		return 0;
	return error_set(err, ERR_REFUSED,
			 _("%s is a drill: nothing can be sent from it"),
			 s->label);
}

int notice_may_leave(const struct situation *s, const struct case_notice *n,
		     struct error *err)
{
	int rc = notice_only_live(s, err);

	if (rc || n->approved)
		return rc;
	if (n->approvals)
		error_set(err, ERR_REFUSED,
			  _("notice %s needs a second approval; %s gave one"),
			  n->label, event_doer(n->approval[0]));
	else
		error_set(err, ERR_REFUSED,
			  _("notice %s is not approved; %s wrote it"),
			  n->label, event_doer(n->draft));
	return error_fix(err, who_may(err, s, n)
				      ? _("ask someone else:\n"
					  "stanch notice approve %s %s")
				      : _("its author may, with a reason:\n"
					  "stanch notice approve %s %s --why "
					  "TEXT"), s->label, n->label);
}

struct sending {
	const char *label;
	const struct set_sending *what;
	size_t count;
};

static int may_send(const struct situation *s, const struct sending *w,
		    struct error *err)
{
	const struct case_notice *n;
	bool test = true;
	int rc;

	rc = notice_only_live(s, err);
	if (!rc)
		rc = find(&n, s, w->label, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < w->count; i++) {
		if (memcmp(w->what[i].of, n->draft->id, ID_LEN) != 0)
			return another_draft(n, err);
		test &= sending_is_test(&w->what[i]);
	}
	return test ? 0 : notice_may_leave(s, n, err);
}

static int send_again(struct doing *d, struct error *err)
{
	return may_send(d->s, d->what, err);
}

int act_notice_send(uint8_t (*id)[ID_LEN], struct act *a, const char *label,
		    const struct set_sending *what, size_t count,
		    struct error *err)
{
	const struct sending w = {label, what, count};
	struct doing d;
	int rc = doing_begin(&d, a, false, err);

	if (rc)
		return rc;
	rc = may_send(d.s, &w, err);
	if (rc)
		return doing_drop(&d, rc);
	for (size_t i = 0; i < count; i++) {
		struct jwrite *j = doing_set(&d, "notice.send", label);

		jwrite_hex(j, "of", what[i].of, ID_LEN);
		jwrite_str(j, "channel", what[i].channel);
		jwrite_opt(j, "prefix", what[i].prefix);
		jwrite_int(j, "count", what[i].count);
		write_rows(j, what[i].people, what[i].people_count);
	}
	d.again = send_again;
	d.what = &w;
	d.ids = id;
	return doing_end(&d, err);
}

static void write_outcomes(struct jwrite *j, const struct set_result *r)
{
	jwrite_array(j, "results");
	for (size_t i = 0; i < r->outcomes; i++) {
		const struct notice_outcome *o = &r->outcome[i];

		jwrite_object(j, NULL);
		jwrite_str(j, "result", o->result);
		jwrite_opt(j, "why", o->why);
		jwrite_int(j, "count", o->count);
		write_rows(j, o->people, o->people_count);
		jwrite_end(j);
	}
	jwrite_end(j);
}

int act_notice_result(struct act *a, const struct set_result *what,
		      size_t count, struct error *err)
{
	const struct case_notice *n;
	struct doing d;
	int rc = doing_begin(&d, a, true, err);

	if (rc)
		return rc;
	rc = notice_only_live(d.s, err);
	for (size_t i = 0; !rc && i < count; i++) {
		struct jwrite *j;

		rc = find(&n, d.s, what[i].notice, err);
		if (rc)
			break;
		j = doing_set(&d, "notice.result", NULL);
		jwrite_str(j, "notice", what[i].notice);
		jwrite_opt(j, "channel", what[i].channel);
		jwrite_opt(j, "receipt", what[i].receipt);
		jwrite_opt(j, "send", what[i].send);
		write_outcomes(j, &what[i]);
	}
	return rc ? doing_drop(&d, rc) : doing_end(&d, err);
}

int act_notice_offer(struct act *a, const char *label, size_t number,
		     const struct set_offer *what, struct error *err)
{
	const struct case_notice *n;
	struct doing d;
	struct jwrite *j;
	char on[40];
	int rc = doing_begin(&d, a, false, err);

	if (rc)
		return rc;
	rc = find(&n, d.s, label, err);
	if (!rc && number > n->offers)
		rc = error_set(err, ERR_NOTFOUND,
			       _("notice %s has no offer %zu"), label,
			       number);
	if (!rc && what->until && *what->until && !settle_day(what->until)) {
		error_set(err, ERR_INVALID, _("\"%s\" is no date"),
			  what->until);
		rc = error_fix(err, _("write it as 2026-10-14"));
	}
	if (rc)
		return doing_drop(&d, rc);
	snprintf(on, sizeof(on), "%s#%zu", label,
		 number ? number : n->offers + 1);
	j = doing_set(&d, "notice.offer", on);
	jwrite_str(j, "text", what->text);
	jwrite_opt(j, "until", what->until);
	jwrite_str(j, "kept", what->kept ? what->kept : "open");
	jwrite_opt(j, "why", what->why);
	return doing_end(&d, err);
}
