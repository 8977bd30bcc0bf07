/* tui/cmd/notice_offer.c - remedies: what is offered to the people of a
 * notice, until when, and whether it was kept. */
#include <string.h>

#include "core/base/tr.h"
#include "core/case/notices.h"
#include "tui/cmd/notice.h"
#include "tui/cmd/view.h"

/* "C#1": the notice, and which of its offers; 0 without one. */
static int split(char label[16], long long *number, const char *word,
		 struct error *err)
{
	const char *mark = strchr(word, '#');

	*number = 0;
	str_copy(label, 16, word);
	if (!mark)
		return 0;
	label[strcspn(label, "#")] = '\0';
	if (str_int(number, mark + 1, 1, 9999))
		return 0;
	return error_set(err, ERR_USAGE, _("%s: an offer is named as C#1"),
			 word);
}

static const struct set_offer *stands(const struct situation *s,
				      const char *word)
{
	for (size_t i = 0; i < s->notice_count; i++)
		for (size_t k = 0; k < s->notice[i].offers; k++)
			if (str_eq(s->notice[i].offer[k]->on, word))
				return s->notice[i].offer[k]->data;
	return NULL;
}

/* What is not said anew stays as it was. */
static int take(struct set_offer *o, struct str *text, struct cli *x,
		const struct situation *s, bool old, struct error *err)
{
	const struct set_offer *was = old ? stands(s, cli_word(x, 1)) : NULL;
	bool kept = cli_flag(x, "kept"), broken = cli_flag(x, "broken");
	bool says = cli_text(x, "message") || cli_text(x, "file");
	int rc = 0;

	if (kept && broken)
		return error_set(err, ERR_USAGE,
				 _("--kept and --broken exclude each other"));
	if (old && !was) {
		error_set(err, ERR_NOTFOUND, _("there is no offer %s"),
			  cli_word(x, 1));
		return error_fix(err, "stanch notice offers %s", s->label);
	}
	if (was)
		*o = *was;
	if (says || !was)
		rc = cli_message(text, x, err);
	if (says || !was)
		o->text = str_text(text);
	if (cli_text(x, "until"))
		o->until = cli_text(x, "until");
	if (kept || broken || !was)
		o->kept = kept ? "kept" : broken ? "broken" : "open";
	o->why = cli_text(x, "why");
	return rc;
}

int notice_offer_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct set_offer o = {0};
	struct str text = {0};
	long long number;
	char label[16];
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = split(label, &number, cli_word(x, 1), err);
	if (!rc)
		rc = take(&o, &text, x, s, number > 0, err);
	if (!rc)
		rc = act_notice_offer(&a, label, (size_t)number, &o, err);
	str_release(&text);
	if (!rc)
		view_recorded(x, &a, _("the offer is recorded"));
	return rc;
}

/* --- list ------------------------------------------------------------------------- */

static void offer_json(struct cli *x, const struct situation *s,
		       const struct case_notice *n, const struct event *ev)
{
	const struct set_offer *o = ev->data;
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "offer", ev->on);
	jwrite_str(w, "notice", n->label);
	jwrite_str(w, "to", n->set->filter ? n->set->filter
					   : n->set->authority);
	jwrite_str(w, "text", o->text);
	jwrite_str(w, "until", o->until);
	jwrite_str(w, "kept", o->kept);
	jwrite_bool(w, "overdue", offer_overdue(s, o));
	jwrite_str(w, "why", o->why);
	jwrite_str(w, "by", event_doer(ev));
	jwrite_end(w);
}

static void offer_row(struct table *t, const struct situation *s,
		      const struct case_notice *n, const struct event *ev)
{
	const struct set_offer *o = ev->data;

	table_cell(t, ev->on);
	table_cell(t, n->set->filter	  ? n->set->filter
		      : n->set->authority ? n->set->authority
					  : n->set->kind);
	table_cell(t, o->text);
	table_cell(t, o->until);
	table_cell(t, t->out->mode == OUT_PLAIN
			      ? o->kept
			      : offer_state_words(s, o));
}

int notice_offers_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("OFFER"), N_("TO"),
		N_("WHAT IS OFFERED"), N_("UNTIL"), N_("STATE"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	size_t count = 0;
	int rc = cli_case(&s, x, 0, err);

	if (rc)
		return rc;
	out_items(&x->out, NULL);
	for (size_t i = 0; i < s->notice_count; i++)
		for (size_t k = 0; k < s->notice[i].offers; k++, count++)
			if (x->out.mode == OUT_JSON)
				offer_json(x, s, &s->notice[i],
					   s->notice[i].offer[k]);
			else
				offer_row(&t, s, &s->notice[i],
					  s->notice[i].offer[k]);
	out_items_end(&x->out);
	if (!count && x->out.mode == OUT_TEXT)
		out_line(&x->out, "%s", _("Nothing was offered yet: stanch "
					  "notice offer CASE NOTICE -m TEXT"));
	return table_end(&t, err);
}
