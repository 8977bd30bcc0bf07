/* core/case/act_people.c - people come in, are changed, purged; they ask and
 * are answered. */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/case/doing.h"
#include "core/case/people.h"

#define GROUP_NAME 80

static void write_due(struct jwrite *j, const struct doing *d, int64_t at)
{
	char text[TIME_TEXT];

	if (!at)
		return;
	time_wall(text, at, casefile_opts(d->a->c)->env->zone);
	jwrite_str(j, "due", text);
}

int act_people_import(struct act *a, const struct people_import *what,
		      const struct log_att *piece, size_t count,
		      struct error *err)
{
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, false, err);

	if (!rc && count > PEOPLE_PIECES)
		rc = error_set(err, ERR_TOOBIG,
			       _("more than %zu MiB of people at once"),
			       PEOPLE_PIECES * (PEOPLE_PIECE >> 20));
	if (rc)
		return rc;
	j = doing_set(&d, "people.import", NULL);
	jwrite_int(j, "number", (int64_t)d.s->import_last + 1);
	jwrite_opt(j, "source", what->source);
	jwrite_opt(j, "encoding", what->encoding);
	jwrite_list(j, "columns", what->field, what->field_count);
	jwrite_int(j, "rows", what->rows);
	jwrite_int(j, "same", what->same);
	jwrite_int(j, "skipped", what->skipped);
	if (d.b.count) {
		d.b.entry[0].att = piece;
		d.b.entry[0].att_count = count;
	}
	return doing_end(&d, err);
}

int act_people_set(struct act *a, const char *id,
		   const struct set_person *what, struct error *err)
{
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, false, err);

	if (rc)
		return rc;
	j = doing_set(&d, "people.set", id);
	jwrite_object(j, "fields");
	for (size_t i = 0; i < what->count; i++)
		jwrite_str(j, what->field[i], what->value[i]);
	jwrite_end(j);
	if (what->same)
		jwrite_str(j, "same", what->same);
	if (what->apart_count)
		jwrite_list(j, "apart", what->apart, what->apart_count);
	jwrite_opt(j, "channel", what->channel);
	if (what->removed)
		jwrite_bool(j, "removed", true);
	jwrite_opt(j, "why", what->why);
	return doing_end(&d, err);
}

int act_people_group(struct act *a, const char *name, const char *filter,
		     struct error *err)
{
	struct doing d;
	struct jwrite *j;
	size_t n = strlen(name);
	int rc;

	if (!n || n > GROUP_NAME || !utf8_valid(name, n))
		return error_set(err, ERR_USAGE,
				 _("a group has a name of at most %d bytes"),
				 GROUP_NAME);
	if (!filter && !situation_group(casefile_now(a->c), name))
		return error_set(err, ERR_NOTFOUND,
				 _("no group is called \"%s\""), name);
	rc = doing_begin(&d, a, false, err);
	if (rc)
		return rc;
	j = doing_set(&d, "people.group", name);
	if (filter)
		jwrite_str(j, "filter", filter);
	return doing_end(&d, err);
}

/* --- purge --------------------------------------------------------------------------- */

#define PURGE_IDS 600 /* in one record, beside 256 hashes: 67 bytes each */

struct purge { /* one import on its way out, over as many records as needed */
	struct doing *d;
	struct jwrite *j;
	const char *label, *why;
	size_t room;
};

static int may_purge(const struct doing *d, const char *why,
		     struct error *err)
{
	if (d->s->me->role != ROLE_OWNER) {
		error_set(err, ERR_REFUSED,
			  _("only an owner of %s may purge"), d->s->label);
		return error_fix(err, "stanch case member list %s",
				 d->s->label);
	}
	if (d->s->hold) {
		error_set(err, ERR_REFUSED,
			  _("%s is on legal hold: nothing is purged"),
			  d->s->label);
		return error_fix(err, "stanch case set %s --hold off",
				 d->s->label);
	}
	return why_needed(why, _("a purge"), err);
}

/* Another import, or a piece of evidence, may hold the same bytes. */
static bool used_elsewhere(const struct situation *s,
			   const struct people_import *p,
			   const uint8_t hash[HASH_LEN])
{
	for (size_t i = 0; i < s->import_count; i++)
		for (size_t k = 0; s->import[i] != p &&
				   k < s->import[i]->piece_count; k++)
			if (!memcmp(s->import[i]->piece[k].hash, hash,
				    HASH_LEN))
				return true;
	for (size_t i = 0; i < s->evidence_count; i++)
		for (size_t k = 0; k < s->evidence[i]->piece_count; k++)
			if (!memcmp(s->evidence[i]->piece[k], hash, HASH_LEN))
				return true;
	return false;
}

static void purge_open(struct purge *u)
{
	u->j = batch_add(&u->d->b, REC_CHARTER, "record.purge", NULL);
	u->room = PURGE_IDS;
	jwrite_str(u->j, "what", u->label);
	jwrite_str(u->j, "why", u->why);
	jwrite_array(u->j, "ids");
}

static void purge_id(struct purge *u, const uint8_t id[ID_LEN])
{
	if (!u->room) {
		jwrite_end(u->j);
		purge_open(u);
	}
	u->room--;
	jwrite_hex(u->j, NULL, id, ID_LEN);
}

static void purge_rows(struct purge *u, const struct people_import *p)
{
	const struct situation *s = u->d->s;

	jwrite_array(u->j, "att");
	for (size_t i = 0; i < p->piece_count; i++)
		if (!used_elsewhere(s, p, p->piece[i].hash))
			jwrite_hex(u->j, NULL, p->piece[i].hash, HASH_LEN);
	jwrite_end(u->j);
}

int act_people_purge(struct act *a, const char *label, const char *why,
		     struct error *err)
{
	struct doing d;
	struct purge u = {.d = &d, .label = label, .why = why};
	const struct people_import *p;
	char hex[ID_HEX];
	int rc = doing_begin(&d, a, true, err);

	if (!rc)
		rc = may_purge(&d, why, err);
	if (rc)
		return rc;
	p = situation_import(d.s, label);
	if (!p) {
		error_set(err, ERR_NOTFOUND, _("%s: no such import in %s"),
			  label, d.s->label);
		return error_fix(err, "stanch people imports %s", d.s->label);
	}
	hex_encode(hex, p->event->id, ID_LEN);
	purge_open(&u);
	purge_id(&u, p->event->id);
	for (size_t i = 0; i < d.s->person_sets; i++)
		if (str_starts(d.s->person_set[i]->on, hex))
			purge_id(&u, d.s->person_set[i]->id);
	jwrite_end(u.j);
	purge_rows(&u, p);
	return doing_end(&d, err);
}

/* --- enquiries ------------------------------------------------------------------------ */

int act_enquiry_add(struct act *a, const struct enquiry *what,
		    struct error *err)
{
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, false, err);

	if (!rc && (!what->text || !*what->text))
		rc = error_set(err, ERR_USAGE, _("the text is empty"));
	if (rc)
		return rc;
	j = doing_set(&d, "enquiry.add", NULL);
	jwrite_opt(j, "person", what->person);
	jwrite_opt(j, "channel", what->channel);
	jwrite_str(j, "text", what->text);
	jwrite_opt(j, "to", what->to);
	write_due(j, &d, what->due);
	return doing_end(&d, err);
}

int act_enquiry_answer(struct act *a, const char *label,
		       const struct set_answer *what, struct error *err)
{
	const struct enquiry *q;
	struct enquiry_now now;
	char hex[ID_HEX];
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, true, err);

	if (rc)
		return rc;
	q = situation_enquiry(d.s, label);
	if (!q) {
		error_set(err, ERR_NOTFOUND, _("enquiry %s is not in %s"),
			  label, d.s->label);
		return error_fix(err, "stanch people enquiries %s",
				 d.s->label);
	}
	enquiry_state(&now, d.s, q);
	hex_encode(hex, q->event->id, ID_LEN);
	j = doing_set(&d, "enquiry.answer", hex);
	jwrite_opt(j, "text", what->text ? what->text : now.answer);
	jwrite_opt(j, "to", what->to ? what->to : now.to);
	write_due(j, &d, what->due ? what->due : now.due);
	return doing_end(&d, err);
}
