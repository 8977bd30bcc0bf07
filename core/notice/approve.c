/* core/notice/approve.c - see approve.h. */
#include "core/notice/approve.h"

#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/notice/words.h"

int notice_no_blanks(const struct draft *d, struct error *err)
{
	struct str names = {0};

	if (!d->out.left_count)
		return 0;
	for (size_t i = 0; i < d->out.left_count; i++) {
		str_add(&names, i ? _(", ") : "");
		str_addf(&names, _("%s (%s)"), d->out.left[i]->name,
			 _(d->out.left[i]->what));
	}
	error_set(err, ERR_INVALID, _("notice %s: blanks are left"),
		  d->n->label);
	error_where(err, "%s", str_text(&names));
	error_fix(err, "stanch notice set %s %s %s -F FILE", d->of,
		  d->n->label, d->out.left[0]->name);
	str_release(&names);
	return ERR_INVALID;
}

int notice_all_filled(const struct draft *d, const struct draft_check *c,
		      struct error *err)
{
	struct str lines = {0};

	if (notice_no_blanks(d, err))
		return ERR_INVALID;
	if (!c->lacks)
		return 0;
	for (size_t i = 0; i < c->lacks; i++) {
		str_add(&lines, i ? "\n" : "");
		notice_lack_words(&lines, &c->lack[i]);
	}
	error_set(err, ERR_INVALID,
		  _("notice %s cannot be written to everybody in its group"),
		  d->n->label);
	error_where(err, "%s", str_text(&lines));
	error_fix(err, _("who they are: stanch people list %s --where %s=\n"
			 "words for all of them: stanch notice set %s %s "
			 "%s=TEXT"), d->of, draft_own_name(c->lack[0].blank),
		  d->of, d->n->label, c->lack[0].blank->name);
	str_release(&lines);
	return ERR_INVALID;
}

static int nothing_missing(const struct draft *d, const struct draft_check *c,
			   const struct approving *how, struct error *err)
{
	struct str lines = {0};

	if (!c->missing || (how->why && *how->why))
		return 0;
	notice_missing_words(&lines, c, how->lang);
	error_set(err, ERR_REFUSED,
		  _("notice %s does not say all that it must"), d->n->label);
	error_where(err, "%s", str_text(&lines));
	error_fix(err, _("fix it, or approve with a reason: --why TEXT"));
	str_release(&lines);
	return ERR_REFUSED;
}

/* Those it goes to now are counted, and whether it can be written to them. */
static int sound(int64_t *people, struct act *a, struct draft *d,
		 const struct approving *how, struct error *err)
{
	const struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS,
				       .count_only = true};
	struct draft_check c = {0};
	struct group g = {0};
	int rc = group_read(&g, a->c, d->n, &all, err);

	if (!rc)
		rc = draft_check(&c, d, &g, how->rules, err);
	if (!rc)
		rc = notice_all_filled(d, &c, err);
	if (!rc)
		rc = nothing_missing(d, &c, how, err);
	*people = (int64_t)g.people;
	draft_check_release(&c);
	group_release(&g);
	return rc;
}

int notice_approve(struct act *a, struct draft *d,
		   const struct approving *how, struct error *err)
{
	const struct set_notice *set = d->n->set;
	struct set_approval own = {.why = how->why,
				   .to = set->filter ? set->filter
						     : set->authority};
	struct str text = {0};
	int rc = sound(&own.count, a, d, how, err);

	if (!rc)
		rc = draft_exact(&text, d, err);
	if (!rc) {
		hash_bytes(own.text, str_text(&text), text.len);
		hash_bytes(own.source, str_text(&d->source), d->source.len);
		memcpy(own.of, d->n->draft->id, ID_LEN);
		rc = act_notice_approve(a, d->n->label, &own, how->alone, err);
	}
	str_release(&text);
	return rc;
}

bool notice_other_count(int64_t *was, const struct case_notice *n,
			int64_t count)
{
	for (size_t i = 0; i < n->approvals; i++) {
		const struct set_approval *p = n->approval[i]->data;

		*was = p->count;
		if (p->count != count)
			return true;
	}
	return false;
}

int notice_same_count(const struct case_notice *n, int64_t count,
		      const char *label, struct error *err)
{
	int64_t was;

	if (!notice_other_count(&was, n, count))
		return 0;
	error_set(err, ERR_REFUSED,
		  _("notice %s was approved for %lld people; the group "
		    "has %lld now"), n->label, (long long)was,
		  (long long)count);
	return error_fix(err, _("approve it again:\nstanch notice "
				"withdraw %s %s --why TEXT"), label,
			 n->label);
}
