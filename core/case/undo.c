/* core/case/undo.c - the opposite of a record, appended. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/jread.h"
#include "core/base/tr.h"
#include "core/case/doing.h"
#include "core/case/event.h"

/* What every body has is written anew, never copied. */
static bool copy_member(void *ctx, const char *name,
			const struct jread *value)
{
	static const char *const own[] = {"t",	   "wall", "boot", "mono",
					  "ntp",   "clock", "on",   "over",
					  "att",   "by",    NULL};

	for (size_t i = 0; own[i]; i++)
		if (str_eq(name, own[i]))
			return true;
	jwrite_copy(ctx, name, value);
	return true;
}

static int copy_body(struct jwrite *j, struct act *a, const struct event *ev,
		     struct error *err)
{
	const struct rec *r = log_find(casefile_log(a->c), ev->id);
	struct jread *doc;
	int rc;

	if (!r || !r->body)
		return error_set(err, ERR_NOTFOUND,
				 _("what stood before is gone"));
	rc = jread_parse(&doc, r->body, r->body_len, 8, err);
	if (rc)
		return rc;
	jread_each(doc, copy_member, j);
	jread_free(doc);
	return 0;
}

/* The value that stood before ev, or NULL. */
static const struct event *before(const struct situation *s,
				  const struct event *ev)
{
	const struct event *was = NULL;

	for (size_t i = 0; i < s->event_count && s->event[i] != ev; i++)
		if (str_eq(s->event[i]->type, ev->type) &&
		    str_eq(s->event[i]->on, ev->on) && s->event[i]->data &&
		    s->event[i]->standing == REC_COUNTS)
			was = s->event[i];
	for (size_t i = 0; !was && i < s->action_count; i++)
		if (str_eq(ev->type, "action.set") &&
		    str_eq(s->action[i].label, ev->on))
			was = s->action[i].event;
	return was;
}

/* What is written about a case when it is over. */
static bool of_the_review(const struct event *ev)
{
	return str_eq(ev->type, "action.set") ||
	       (str_eq(ev->type, "case.set") && str_eq(ev->on, "summary"));
}

static void write_empty(struct jwrite *j, const struct event *ev)
{
	if (str_eq(ev->type, "step.set")) {
		jwrite_str(j, "state", "open");
	} else if (str_eq(ev->type, "step.assign")) {
		jwrite_str(j, "to", "");
	} else if (str_eq(ev->type, "check.set")) {
		const struct set_check *p = ev->data;

		jwrite_bool(j, "ticked", false);
		jwrite_str(j, "text", p->text);
	} else if (str_eq(ev->type, "role.set")) {
		jwrite_array(j, "names");
		jwrite_end(j);
	} else if (str_eq(ev->type, "people.set")) {
		jwrite_object(j, "fields");
		jwrite_end(j);
	} else if (str_eq(ev->type, "people.group")) {
		return; /* without a filter it is none */
	} else if (str_starts(ev->type, "clock.")) {
		jwrite_bool(j, "withdrawn", true);
	} else {
		jwrite_str(j, "value", "");
	}
}

static int undo_register(struct act *a, const struct event *ev,
			 struct error *err)
{
	const struct event *was;
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, of_the_review(ev), err);

	if (rc)
		return rc;
	was = before(d.s, ev);
	j = doing_set(&d, ev->type, ev->on);
	if (was)
		rc = copy_body(j, a, was, err);
	else
		write_empty(j, ev);
	return rc ? doing_drop(&d, rc) : doing_end(&d, err);
}

static int undo_entry(struct act *a, const struct event *ev,
		      struct error *err)
{
	char hex[ID_HEX];
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, true, err);

	if (rc)
		return rc;
	hex_encode(hex, ev->id, ID_LEN);
	j = doing_set(&d, "retract", NULL);
	jwrite_array(j, "of");
	jwrite_str(j, NULL, hex);
	jwrite_end(j);
	return doing_end(&d, err);
}

/* An answer stops counting when its step is open again. */
static int undo_decision(struct act *a, const struct event *ev,
			 struct error *err)
{
	return before(casefile_now(a->c), ev)
		       ? undo_register(a, ev, err)
		       : act_step_reopen(a, ev->on, NULL, err);
}

static int undo_close(struct act *a, const struct event *ev,
		      struct error *err)
{
	(void)ev;
	return act_case_reopen(a, _("undone"), err);
}

static const struct {
	const char *type;
	int (*undo)(struct act *a, const struct event *ev, struct error *err);
} undos[] = {
	{"step.set", undo_register},	{"step.assign", undo_register},
	{"check.set", undo_register},	{"case.set", undo_register},
	{"role.set", undo_register},	{"decision.set", undo_decision},
	{"step.confirm", undo_entry},	{"note", undo_entry},
	{"evidence.add", undo_entry},	{"finding.add", undo_entry},
	{"action.add", undo_entry},	{"action.set", undo_register},
	{"clock.start", undo_register},	{"clock.stop", undo_register},
	{"clock.waive", undo_register},	{"people.set", undo_register},
	{"people.group", undo_register},
	{"enquiry.add", undo_entry},	{"enquiry.answer", undo_register},
	{"case.close", undo_close},	{"playbook.adopt", act_adopt_undo},
};

int act_undo(struct act *a, const uint8_t id[ID_LEN], struct error *err)
{
	const struct situation *s = casefile_now(a->c);
	const struct event *ev = map_get(&s->event_by_id, id, ID_LEN);

	if (!ev)
		return error_set(err, ERR_NOTFOUND, _("no such record"));
	if (ev->retracted)
		return error_set(err, ERR_REFUSED,
				 _("that is withdrawn already"));
	for (size_t i = 0; i < sizeof(undos) / sizeof(*undos); i++)
		if (str_eq(undos[i].type, ev->type))
			return undos[i].undo(a, ev, err);
	return error_set(err, ERR_REFUSED,
			 _("this cannot be undone; it stays in the record"));
}
