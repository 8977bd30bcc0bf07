/* core/case/doing.c - one act on its way into the log. */
#include "core/case/doing.h"

#include <string.h>

#include "core/base/tr.h"

int why_needed(const char *why, const char *for_what, struct error *err)
{
	if (why && why[strspn(why, " \t\n")])
		return 0;
	error_set(err, ERR_REFUSED, _("%s needs a reason"), for_what);
	return error_fix(err, _("say why: --why TEXT"));
}

static int must_be_open(const struct situation *s, struct error *err)
{
	if (s->state == CASE_OPEN)
		return 0;
	error_set(err, ERR_REFUSED, _("%s is closed"), s->label);
	return error_fix(err, "stanch case reopen %s --why TEXT", s->label);
}

int doing_begin(struct doing *d, struct act *a, bool in_closed,
		struct error *err)
{
	return doing_begin_as(d, a, in_closed, ROLE_RESPONDER, err);
}

int doing_begin_as(struct doing *d, struct act *a, bool in_closed,
		   enum member_role least, struct error *err)
{
	const char *why = NULL;
	int rc = casefile_whole(a->c, err);

	if (rc)
		return rc;
	*d = (struct doing){.a = a, .s = casefile_now(a->c),
			    .in_closed = in_closed, .b.by = a->by};
	if (!casefile_opts(a->c)->device ||
	    !log_can_write(casefile_log(a->c), &why)) {
		if (!why)
			return error_set(err, ERR_REFUSED,
					 _("the case is open read-only"));
		error_set(err, ERR_REFUSED, _("%s cannot be written to: %s"),
			  d->s->label, why);
		return error_fix(err, _("Look at the permissions: ls -l %s"),
				 log_path(casefile_log(a->c)));
	}
	if (!d->s->me || d->s->me->role < least ||
	    d->s->me->removed) {
		error_set(err, ERR_REFUSED,
			  _("this device may read %s, not write to it"),
			  d->s->label);
		return error_fix(err,
				 d->s->drill
					 ? _("ask whoever leads to let it in: "
					     "stanch drill join %s --as ROLE")
					 : _("ask an owner to admit it: "
					     "stanch case member ask %s"),
				 d->s->label);
	}
	return in_closed ? 0 : must_be_open(d->s, err);
}

struct jwrite *doing_set(struct doing *d, const char *type, const char *on)
{
	struct jwrite *j = batch_add(&d->b, REC_PLAIN, type, on);
	const struct reg *r = on ? situation_reg(d->s, type, on) : NULL;
	uint8_t ids[64][ID_LEN];
	size_t n = 0;

	for (; r && n < r->count && n < 64; n++)
		memcpy(ids[n], r->at[n]->id, ID_LEN);
	batch_over(&d->b, (const uint8_t(*)[ID_LEN])ids, n);
	return j;
}

/* True if the register's values are no longer those of the entry's over. */
static bool moved(const struct situation *s, const struct entry *e)
{
	const struct reg *r =
		e->on ? situation_reg(s, e->type, e->on) : NULL;
	size_t n = r ? r->count : 0;

	if (!e->on)
		return false;
	if (n != e->over_count)
		return true;
	for (size_t i = 0; i < n; i++) {
		bool found = false;

		for (size_t k = 0; k < n; k++)
			found |= !memcmp(r->at[i]->id, e->over[k], ID_LEN);
		if (!found)
			return true;
	}
	return false;
}

/* Inside the transaction, after all that is newer was read. */
static int still_right(void *ctx, struct log *log, struct error *err)
{
	struct doing *d = ctx;
	int rc = casefile_catch_up(d->a->c, false, err);

	(void)log;
	d->s = casefile_now(d->a->c);
	if (!rc && !d->in_closed)
		rc = must_be_open(d->s, err);
	if (!rc && d->again)
		rc = d->again(d, err);
	for (size_t i = 0; !rc && d->a->strict && i < d->b.count; i++)
		if (moved(d->s, &d->b.entry[i])) {
			error_set(err, ERR_MOVED,
				  _("somebody changed this at the same "
				    "moment; nothing was written"));
			rc = error_fix(err, _("look again, then repeat: "
					      "stanch open %s"),
				       d->s->label);
		}
	return rc;
}

int doing_end(struct doing *d, struct error *err)
{
	struct casefile *c = d->a->c;
	int rc = batch_append(&d->b, casefile_log(c), casefile_opts(c)->device,
			      still_right, d, err), rc2;

	if (!rc)
		memcpy(d->a->id, d->b.entry[0].id, ID_LEN);
	for (size_t i = 0; !rc && d->ids && i < d->b.count; i++)
		memcpy(d->ids[i], d->b.entry[i].id, ID_LEN);
	batch_release(&d->b);
	rc2 = casefile_catch_up(c, false, rc ? NULL : err);
	if (rc || !rc2)
		return rc;
	/* What was written stands, even if showing it fails. */
	error_set(err, rc2, _("this was recorded, but then memory ran out"));
	return error_fix(err, _("do not repeat it; look again: stanch open %s"),
			 log_label(casefile_log(c)));
}

int doing_drop(struct doing *d, int rc)
{
	batch_release(&d->b);
	return rc;
}

const char *doing_person(const struct doing *d)
{
	return d->a->by && *d->a->by ? d->a->by : d->s->me->name;
}
