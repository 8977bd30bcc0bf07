/* core/notice/approve.c - see approve.h. */
#include "core/notice/approve.h"

#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"

int notice_no_blanks(const struct draft *d, struct error *err)
{
	struct str names = {0};

	if (!d->out.left_count)
		return 0;
	for (size_t i = 0; i < d->out.left_count; i++)
		str_addf(&names, "%s%s (%s)", i ? ", " : "",
			 d->out.left[i]->name, _(d->out.left[i]->what));
	error_set(err, ERR_INVALID, _("notice %s: blanks are left"),
		  d->n->label);
	error_where(err, "%s", str_text(&names));
	error_fix(err, "stanch notice set CASE %s %s -F FILE", d->n->label,
		  d->out.left[0]->name);
	str_release(&names);
	return ERR_INVALID;
}

static int nothing_missing(struct draft *d, const struct approving *how,
			   struct error *err)
{
	struct draft_check c;
	int rc = draft_check(&c, d, how->rules, err);

	if (rc)
		return rc;
	if (c.missing && !(how->why && *how->why)) {
		const struct said *it = c.item;

		while (it->state != SAID_MISSING)
			it++;
		rc = error_set(err, ERR_REFUSED,
			       _("notice %s does not say all that it must"),
			       d->n->label);
		error_where(err, "%s/%d: %s", it->list->id, it->item->item,
			    clock_text(&it->item->text, how->lang));
		error_fix(err, _("fix it, or approve with a reason: --why "
				 "TEXT"));
	}
	draft_check_release(&c);
	return rc;
}

int notice_approve(struct act *a, struct draft *d,
		   const struct approving *how, struct error *err)
{
	const struct set_notice *set = d->n->set;
	struct set_approval own = {.count = how->count, .why = how->why,
				   .to = set->filter ? set->filter
						     : set->authority};
	struct str text = {0};
	int rc = draft_exact(&text, d, err);

	if (!rc)
		rc = notice_no_blanks(d, err);
	if (!rc)
		rc = nothing_missing(d, how, err);
	if (!rc) {
		hash_bytes(own.text, str_text(&text), text.len);
		hash_bytes(own.source, str_text(&d->source), d->source.len);
		memcpy(own.of, d->n->draft->id, ID_LEN);
		rc = act_notice_approve(a, d->n->label, &own, how->alone, err);
	}
	str_release(&text);
	return rc;
}

int notice_same_count(const struct case_notice *n, int64_t count,
		      const char *label, struct error *err)
{
	for (size_t i = 0; i < n->approvals; i++) {
		const struct set_approval *p = n->approval[i]->data;

		if (p->count == count)
			continue;
		error_set(err, ERR_REFUSED,
			  _("notice %s was approved for %lld people; the group "
			    "has %lld now"), n->label, (long long)p->count,
			  (long long)count);
		return error_fix(err, _("approve it again:\nstanch notice "
					"withdraw %s %s --why TEXT"), label,
				 n->label);
	}
	return 0;
}
