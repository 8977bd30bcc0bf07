/* tui/cmd/enquiry.c - what affected people ask, and what they are told. */
#include <string.h>

#include "core/base/tr.h"
#include "tui/cmd/people.h"

static void enquiry_json(struct cli *x, const struct enquiry *q, bool whole)
{
	const struct situation *s = casefile_now(x->open);
	struct jwrite *w = x->out.json;
	struct enquiry_now now;
	char who[PERSON_ID];

	enquiry_state(&now, s, q);
	person_words(who, s, q->person);
	jwrite_str(w, "id", q->label);
	jwrite_str(w, "person", q->person ? who : NULL);
	jwrite_str(w, "channel", q->channel);
	jwrite_str(w, "to", now.to);
	out_json_time(&x->out, "due", now.due);
	out_json_time(&x->out, "at", q->event->at);
	jwrite_bool(w, "answered", now.answer != NULL);
	jwrite_bool(w, "overdue", now.overdue);
	jwrite_bool(w, "conflict", now.conflict);
	jwrite_bool(w, "retracted", q->event->retracted);
	if (whole) {
		jwrite_str(w, "text", q->text);
		jwrite_str(w, "answer", now.answer);
	}
}

static void enquiry_row(struct table *t, const struct situation *s,
			const struct enquiry *q)
{
	struct enquiry_now now;
	char who[PERSON_ID];

	enquiry_state(&now, s, q);
	person_words(who, s, q->person);
	table_cell(t, q->label);
	table_cell(t, q->person ? who : _("an unknown caller"));
	table_cell(t, enquiry_words(q, &now));
	table_cell(t, now.to);
	table_time(t, now.due);
	table_time(t, q->event->at);
}

static bool is_open(const struct situation *s, const struct enquiry *q)
{
	struct enquiry_now now;

	enquiry_state(&now, s, q);
	return !now.answer && !q->event->retracted;
}

/* "Q-1  P-1/17  not answered  lin" */
static void head_line(struct cli *x, const struct enquiry *q,
		      const struct enquiry_now *now)
{
	char who[PERSON_ID];

	person_words(who, casefile_now(x->open), q->person);
	out_line(&x->out, "%s  %s  %s%s%s", q->label,
		 q->person ? who : _("an unknown caller"),
		 enquiry_words(q, now), now->to ? "  " : "",
		 now->to ? now->to : "");
}

static int enquiry_show(struct cli *x, const char *label, struct error *err)
{
	const struct situation *s = casefile_now(x->open);
	const struct enquiry *q;
	struct enquiry_now now;
	int rc;

	if (!situation_enquiry(s, label))
		return error_set(err, ERR_NOTFOUND,
				 _("enquiry %s is not in %s"), label,
				 s->label);
	rc = view_access(x, "people-unmasked", label, err);
	if (rc)
		return rc;
	s = casefile_now(x->open);
	q = situation_enquiry(s, label);
	if (x->out.mode == OUT_JSON)
		enquiry_json(x, q, true);
	enquiry_state(&now, s, q);
	head_line(x, q, &now);
	out_text(&x->out, 2, q->text);
	if (now.answer) {
		out_line(&x->out, "%s", _("answered"));
		out_text(&x->out, 2, now.answer);
	}
	return 0;
}

/* "2 not answered, 1 OVERDUE" */
static void counted(struct cli *x, const struct situation *s)
{
	size_t open, overdue;
	struct str t = {0};

	enquiries_open(&open, &overdue, s);
	enquiries_words(&t, s);
	if (x->out.mode == OUT_JSON) {
		jwrite_int(x->out.json, "open", (int64_t)open);
		jwrite_int(x->out.json, "overdue", (int64_t)overdue);
	} else if (!s->enquiry_count) {
		out_line(&x->out, "%s", _("Nobody has asked yet."));
	} else {
		out_note(&x->out, "%s", t.len ? str_text(&t)
					      : _("All enquiries are "
						  "answered."));
	}
	str_release(&t);
}

int people_enquiries_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("ID"), N_("PERSON"), N_("STATE"),
		N_("OWNER"), N_("DUE"), N_("ADDED"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	int rc = cli_case(&s, x, 0, err);

	if (!rc && cli_word(x, 1))
		return enquiry_show(x, cli_word(x, 1), err);
	if (rc)
		return rc;
	out_items(&x->out, NULL);
	for (size_t i = 0; i < s->enquiry_count; i++) {
		if (cli_flag(x, "open") && !is_open(s, s->enquiry[i]))
			continue;
		if (x->out.mode == OUT_JSON) {
			jwrite_object(x->out.json, NULL);
			enquiry_json(x, s->enquiry[i], false);
			jwrite_end(x->out.json);
		} else
			enquiry_row(&t, s, s->enquiry[i]);
	}
	out_items_end(&x->out);
	rc = table_end(&t, err);
	if (!rc)
		counted(x, s);
	return rc;
}

int people_enquiry_run(struct cli *x, struct error *err)
{
	struct enquiry q = {.channel = cli_text(x, "channel"),
			    .to = cli_text(x, "to")};
	struct people *p = NULL;
	struct str text = {0};
	char id[PERSON_ID];
	const struct situation *s;
	struct act a;
	size_t at;
	int rc = cli_time(&q.due, x, cli_text(x, "due"), err);

	if (!rc)
		rc = people_text(&text, x, _("the enquiry"), err);
	if (!rc && cli_word(x, 1)) {
		rc = people_named(&p, &at, &a, x, 1, err);
		if (!rc)
			person_id(id, p, at);
		q.person = id;
	} else if (!rc)
		rc = cli_act(&a, &s, x, err);
	register_close(p);
	q.text = str_text(&text);
	if (!rc)
		rc = act_enquiry_add(&a, &q, err);
	str_release(&text);
	if (rc)
		return rc;
	s = casefile_now(x->open);
	for (size_t i = 0; i < s->enquiry_count; i++)
		if (!memcmp(s->enquiry[i]->event->id, a.id, ID_LEN)) {
			out_line(&x->out, "%s: %s", s->label,
				 s->enquiry[i]->label);
			if (x->out.mode == OUT_JSON)
				enquiry_json(x, s->enquiry[i], false);
		}
	return 0;
}

int people_answer_run(struct cli *x, struct error *err)
{
	struct set_answer what = {.to = cli_text(x, "to")};
	const struct situation *s;
	struct str text = {0};
	struct act a;
	int rc = cli_time(&what.due, x, cli_text(x, "due"), err);

	/* Given to somebody, or another time: that alone is no answer. */
	if (!rc && (cli_text(x, "file") || (!what.to && !what.due))) {
		rc = people_text(&text, x, _("the answer"), err);
		what.text = str_text(&text);
	}
	if (!rc)
		rc = cli_act(&a, &s, x, err);
	if (!rc)
		rc = act_enquiry_answer(&a, cli_word(x, 1), &what, err);
	if (!rc)
		view_recorded(x, &a, what.text ? _("answered") : _("changed"));
	str_release(&text);
	return rc;
}

const struct opt people_enquiry_opts[] = {
	{"file", 'F', OPT_TEXT, "FILE",
	 N_("read what they ask from a file; - is standard input")},
	{"channel", 0, OPT_TEXT, "FIELD", N_("how they asked: phone, mail")},
	{"to", 0, OPT_TEXT, "NAME", N_("who answers it")},
	{"due", 0, OPT_TEXT, "TIME", N_("answer it by then")},
	{0}
};
const struct opt people_enquiries_opts[] = {
	{"open", 0, OPT_FLAG, NULL, N_("only those not answered")},
	{0}
};
const struct opt people_answer_opts[] = {
	{"file", 'F', OPT_TEXT, "FILE",
	 N_("read the answer from a file; - is standard input")},
	{"to", 0, OPT_TEXT, "NAME", N_("who answers it")},
	{"due", 0, OPT_TEXT, "TIME", N_("answer it by then")},
	{0}
};
