/* core/notice/calls.c - see calls.h. */
#include "core/notice/calls.h"

#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/clocks.h"

#define CALL FATE_BIT(VIA_PHONE)
#define WRITE (FATE_BIT(VIA_SMS) | FATE_BIT(VIA_WECHAT))

const struct call_answer call_answers[] = {
	{'s', FATE_HANDED, WRITE},
	{'r', FATE_REACHED, CALL | WRITE},
	{'n', FATE_NO_ANSWER, CALL},
	{'w', FATE_WRONG, CALL | WRITE},
	{'b', FATE_AGAIN, CALL},
	{'x', FATE_REFUSED, CALL | WRITE},
	{0}
};

const struct call_answer *call_answer(enum via via, char key)
{
	for (const struct call_answer *a = call_answers; a->key; a++)
		if (a->key == key && a->vias & FATE_BIT(via))
			return a;
	return NULL;
}

int calls_read(struct group *out, struct casefile *c,
	       const struct case_notice *n, enum via via, unsigned fates,
	       size_t most, struct error *err)
{
	struct group_args args = {.fates = fates, .field = via_field(via),
				  .most = most};

	return group_read(out, c, n, &args, err);
}

const char *call_number(const struct recipient *to, enum via via)
{
	return via == VIA_WECHAT ? to->value[PERSON_WECHAT]
				 : recipient_phone(to);
}

int calls_check(const struct draft *d, struct casefile *c, struct error *err)
{
	const struct situation *s = casefile_now(c);
	int64_t count;
	int rc = notice_no_blanks(d, err);

	if (!rc)
		rc = notice_may_leave(s, d->n, err);
	if (!rc)
		rc = group_count(&count, c, d->n->set, err);
	return rc ? rc : notice_same_count(d->n, count, s->label, err);
}

int calls_begin(struct act *a, const char *label, enum via via,
		struct error *err)
{
	struct set_sending w = {.channel = via_name(via)};
	uint8_t id[1][ID_LEN];
	struct draft d;
	int rc = draft_open(&d, a->c, label, err);

	if (rc)
		return rc;
	memcpy(w.of, d.n->draft->id, ID_LEN);
	rc = calls_check(&d, a->c, err);
	draft_release(&d);
	return rc ? rc : act_notice_send(id, a, label, &w, 1, err);
}

int notice_letter(struct draft *d, struct group *g, struct casefile *c,
		  const char *person, bool whole, struct error *err)
{
	int rc = group_person(g, c, d->n, person, err);

	if (!rc && !whole)
		rc = group_mask(g, err);
	if (!rc)
		rc = draft_fill(d, g->to[0].value, err);
	if (rc)
		group_release(g);
	return rc;
}

int notice_tell(struct act *a, const char *label, const struct recipient *to,
		size_t count, const struct notice_told *what,
		struct error *err)
{
	struct notice_outcome o = {.result = fate_name(what->fate),
				   .why = what->why,
				   .count = (int64_t)count};
	struct set_result r = {.notice = label, .channel = what->channel,
			       .receipt = what->receipt, .outcome = &o,
			       .outcomes = 1};
	struct arena mem = {0};
	int rc = group_rows(&o.people, &o.people_count, &mem, to, count);

	rc = rc ? error_nomem(err) : act_notice_result(a, &r, 1, err);
	arena_release(&mem);
	return rc;
}

/* --- the clock it meets ------------------------------------------------------------- */

const struct case_clock *notice_may_meet(const struct situation *s,
					 const char *label)
{
	const struct case_notice *n = situation_notice(s, label);
	const struct case_clock *c =
		n && n->set->clock ? situation_clock(s, n->set->clock) : NULL;

	return c && c->state == CC_RUNNING && (n->sent || n->results) ? c
								      : NULL;
}

/* When the last of it went out, or what was heard of it. */
static int64_t last_of(const struct case_notice *n)
{
	int64_t at = 0;

	for (size_t i = 0; i < n->sendings; i++) {
		const struct set_sending *p = n->sending[i]->data;

		if (!sending_is_test(p) && n->sending[i]->at > at)
			at = n->sending[i]->at;
	}
	for (size_t i = 0; !n->sent && i < n->results; i++)
		if (n->result[i]->at > at)
			at = n->result[i]->at;
	return at;
}

static void proof(struct str *out, const struct case_notice *n)
{
	struct fates f;
	size_t by[FATES];
	char hex[13];

	hex_encode(hex, n->set->text.sha256, 6);
	str_addf(out, _("notice %s, text %s"), n->label, hex);
	if (fates_read(&f, n, NULL))
		return;
	fates_count(by, &f);
	for (int i = FATE_NONE; i < FATES; i++)
		if (by[i])
			str_addf(out, "%s%s %zu", _(", "),
				 _(fate_words((enum fate)i)), by[i]);
	fates_release(&f);
}

static const char *clock_ended(const struct case_clock *c)
{
	if (!c)
		return _("nobody has started it");
	switch (c->state) {
	case CC_RUNNING:
		return _("it runs");
	case CC_MET:
		return _("it is met already");
	case CC_WAIVED:
		return _("it is waived");
	case CC_WITHDRAWN:
		return _("it is withdrawn");
	}
	return "";
}

/* Why there is none, and what to do instead. */
static int meets_none(const struct situation *s, const char *label,
		      struct error *err)
{
	const struct case_notice *n = situation_notice(s, label);
	const char *key = n ? n->set->clock : NULL;

	error_set(err, ERR_REFUSED, _("notice %s meets no clock that runs"),
		  label);
	if (n && !n->sent && !n->results) {
		error_where(err, "%s", _("nothing of it has gone out yet"));
		return error_fix(err, _("send it, or record how it was told, "
					"first:\nstanch notice send %s %s "
					"--confirm %s"), s->label, label,
				 s->label);
	}
	if (key)
		error_where(err, "%s: %s", key,
			    clock_ended(situation_clock(s, key)));
	else
		error_where(err, "%s", _("it serves no clock"));
	return error_fix(err, _("leave --meets-clock out; a clock that was "
				"never started is started and stopped by "
				"hand:\nstanch clock start %s CLOCK --at aware "
				"--basis TEXT\nstanch clock stop %s CLOCK "
				"--receipt TEXT"), s->label, s->label);
}

int notice_meet(struct act *a, const char *label, const char *receipt,
		struct error *err)
{
	const struct situation *s = casefile_now(a->c);
	const struct case_clock *c = notice_may_meet(s, label);
	struct set_met met = {.receipt = receipt};
	struct str text = {0};
	char key[160];
	int rc;

	if (!c)
		return meets_none(s, label, err);
	str_copy(key, sizeof(key), c->key);
	met.at = last_of(situation_notice(s, label));
	proof(&text, situation_notice(s, label));
	if (!receipt || !*receipt)
		met.receipt = str_text(&text);
	rc = act_clock_stop(a, key, &met, err);
	str_release(&text);
	return rc;
}
