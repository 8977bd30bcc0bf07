/* tui/cmd/notice_view.c - notices as they stand, and their text. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/people.h"
#include "core/notice/approve.h"
#include "core/notice/calls.h"
#include "core/notice/words.h"
#include "tui/cmd/notice.h"
#include "tui/cmd/view.h"

#define STATUS_INVALID 5

static void approvals_json(struct jwrite *w, const struct case_notice *n)
{
	jwrite_array(w, "approvals");
	for (size_t i = 0; i < n->approvals; i++) {
		const struct set_approval *p = n->approval[i]->data;

		jwrite_object(w, NULL);
		jwrite_str(w, "by", event_doer(n->approval[i]));
		jwrite_hex(w, "text_sha256", p->text, HASH_LEN);
		jwrite_int(w, "people", p->count);
		jwrite_bool(w, "self", p->self);
		jwrite_str(w, "why", p->why);
		jwrite_end(w);
	}
	jwrite_end(w);
}

void notice_json(struct cli *x, const struct case_notice *n)
{
	struct jwrite *w = x->out.json;
	const struct set_notice *set = n->set;

	jwrite_str(w, "notice", n->label);
	jwrite_str(w, "state", notice_state_name(n));
	jwrite_int(w, "version", (int64_t)n->version);
	jwrite_str(w, "template", set->template);
	jwrite_str(w, "lang", set->lang);
	jwrite_str(w, "kind", set->kind);
	jwrite_str(w, "to", set->filter);
	jwrite_str(w, "group", set->filter
			 ? situation_group_name(casefile_now(x->open),
						set->filter)
			 : NULL);
	jwrite_str(w, "authority", set->authority);
	jwrite_str(w, "clock", set->clock);
	jwrite_hex(w, "text_sha256", set->text.sha256, HASH_LEN);
	jwrite_str(w, "written_by", event_doer(n->draft));
	jwrite_bool(w, "approved", n->approved);
	jwrite_bool(w, "approved_by_author", n->approved && n->self);
	jwrite_int(w, "approvals_needed", n->needed);
	approvals_json(w, n);
	jwrite_bool(w, "void", !n->approved && n->voided != NULL);
	jwrite_bool(w, "sent", n->sent);
	jwrite_list(w, "to_follow_items", n->follow, n->follows);
}

/* --- list ------------------------------------------------------------------------- */

static int templates(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("TEMPLATE"), N_("LANGUAGE"),
					   NULL};
	struct table t = {.out = &x->out, .head = head};
	struct arena a = {0};
	const char **name;
	struct store *store;
	size_t n = 0;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_notices(&name, &n, &a, store, err);
	out_items(&x->out, NULL);
	for (size_t i = 0; !rc && i < n; i++) {
		const char *dot = strchr(name[i], '.') + 1;
		const char *id = arena_strndup(&a, name[i],
					       (size_t)(dot - name[i]) - 1);
		const char *lang = arena_strndup(&a, dot, strcspn(dot, "."));

		if (x->out.mode != OUT_JSON) {
			table_cell(&t, id);
			table_cell(&t, lang);
			continue;
		}
		jwrite_object(x->out.json, NULL);
		jwrite_str(x->out.json, "template", id);
		jwrite_str(x->out.json, "lang", lang);
		jwrite_end(x->out.json);
	}
	out_items_end(&x->out);
	if (!rc)
		rc = table_end(&t, err);
	arena_release(&a);
	return rc;
}

static void changed_json(struct jwrite *w, const struct case_notice *n,
			 int64_t people)
{
	int64_t was;

	jwrite_bool(w, "group_changed",
		    !n->sent && notice_other_count(&was, n, people));
}

/* How many the group of one that was approved has now. */
static int count_now(int64_t *people, struct cli *x,
		     const struct case_notice *n, struct error *err)
{
	const struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS,
				       .count_only = true};
	struct group g = {0};
	int rc = group_read(&g, x->open, n, &all, err);

	*people = (int64_t)g.people;
	group_release(&g);
	return rc;
}

static void list_row(struct cli *x, struct table *t,
		     const struct situation *s, const struct case_notice *n,
		     int64_t people)
{
	bool plain = x->out.mode == OUT_PLAIN;
	struct str state = {0};

	notice_state_words(&state, n);
	notice_count_words(&state, n, people);
	if (n->follows) {
		str_add(&state, _("; "));
		notice_follow_words(&state, n);
	}
	table_cell(t, n->label);
	table_cell(t, !plain		? notice_to_words(s, n->set)
		   : n->set->authority	? n->set->authority
		   : n->set->filter	? n->set->filter
					: n->set->kind);
	table_cell(t, n->set->template);
	table_cell(t, n->set->lang);
	table_cellf(t, "v%zu", n->version);
	table_cell(t, plain ? notice_state_name(n) : str_text(&state));
	str_release(&state);
}

int notice_list_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {
		N_("NOTICE"), N_("TO"), N_("TEMPLATE"), N_("LANGUAGE"),
		N_("TEXT"), N_("STATE"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	int rc;

	if (cli_flag(x, "templates") || !cli_word(x, 0))
		return templates(x, err);
	rc = cli_case(&s, x, 0, err);
	if (rc)
		return rc;
	out_items(&x->out, NULL);
	for (size_t i = 0; !rc && i < s->notice_count; i++) {
		const struct case_notice *n = &s->notice[i];
		int64_t people = 0;

		if (n->approvals && !n->sent)
			rc = count_now(&people, x, n, err);
		if (x->out.mode != OUT_JSON) {
			list_row(x, &t, s, n, people);
			continue;
		}
		jwrite_object(x->out.json, NULL);
		notice_json(x, n);
		changed_json(x->out.json, n, people);
		jwrite_end(x->out.json);
	}
	out_items_end(&x->out);
	if (!s->notice_count && x->out.mode == OUT_TEXT)
		out_line(&x->out, "%s", _("No notice yet: stanch notice draft "
					  "CASE TEMPLATE"));
	return rc ? rc : table_end(&t, err);
}

/* --- check ------------------------------------------------------------------------ */

static void check_json(struct cli *x, const struct draft *d,
		       const struct draft_check *c, const struct group *g)
{
	struct jwrite *w = x->out.json;

	notice_json(x, d->n);
	jwrite_array(w, "items");
	for (size_t i = 0; i < c->items; i++) {
		jwrite_object(w, NULL);
		jwrite_str(w, "list", c->item[i].list->id);
		jwrite_int(w, "item", c->item[i].item->item);
		jwrite_str(w, "text", clock_text(&c->item[i].item->text,
						 x->lang.code));
		jwrite_str(w, "state", said_name(c->item[i].state));
		jwrite_str(w, "why", c->item[i].why);
		if (c->item[i].people)
			jwrite_int(w, "people", (int64_t)c->item[i].people);
		jwrite_str(w, "grade", c->item[i].list->confidence);
		jwrite_end(w);
	}
	jwrite_end(w);
	jwrite_array(w, "blanks_left");
	for (size_t i = 0; i < d->out.left_count; i++)
		jwrite_str(w, NULL, d->out.left[i]->name);
	jwrite_end(w);
	jwrite_array(w, "lacking");
	for (size_t i = 0; i < c->lacks; i++) {
		jwrite_object(w, NULL);
		jwrite_str(w, "blank", c->lack[i].blank->name);
		jwrite_int(w, "people", (int64_t)c->lack[i].people);
		jwrite_end(w);
	}
	jwrite_end(w);
	jwrite_int(w, "people", (int64_t)g->people);
	changed_json(w, d->n, (int64_t)g->people);
	jwrite_int(w, "missing", (int64_t)c->missing);
	jwrite_int(w, "to_follow", (int64_t)c->later);
	jwrite_int(w, "characters", (int64_t)c->sms.units);
	jwrite_int(w, "sms_parts", (int64_t)c->sms.parts);
}

static void check_lines(struct cli *x, const struct draft *d,
			const struct draft_check *c, int64_t people)
{
	const struct clock_list *last = NULL;
	struct str line = {0};

	notice_state_words(&line, d->n);
	notice_count_words(&line, d->n, people);
	out_line(&x->out, _("Notice %s, text %zu: %s"), d->n->label,
		 d->n->version, str_text(&line));
	for (size_t i = 0; i < c->items; i++) {
		const struct said *it = &c->item[i];
		const struct clock_words *w = &it->item->text;

		if (it->list != last)
			out_line(&x->out, _("%s: %s (grade %s)"),
				 it->list->id,
				 clock_text(&it->list->title, x->lang.code),
				 it->list->confidence);
		last = it->list;
		str_clear(&line);
		str_addf(&line, "  %-3s %s/%d  %s%s%s",
			 said_words(it->state), it->list->id, it->item->item,
			 clock_text(w, x->lang.code), it->why ? ": " : "",
			 it->why ? it->why : "");
		notice_people_words(&line, it);
		out_line(&x->out, "%s", str_text(&line));
	}
	for (size_t i = 0; i < d->out.left_count; i++)
		out_line(&x->out, _("blank left: %s (%s)"),
			 d->out.left[i]->name, _(d->out.left[i]->what));
	for (size_t i = 0; i < c->lacks; i++) {
		str_clear(&line);
		notice_lack_words(&line, &c->lack[i]);
		out_line(&x->out, "%s", str_text(&line));
	}
	str_clear(&line);
	notice_size_words(&line, &c->sms, c->most);
	out_line(&x->out, "%s", str_text(&line));
	str_release(&line);
}

int notice_check_run(struct cli *x, struct error *err)
{
	const struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS,
				       .count_only = true};
	const struct clock_rules *rules;
	const struct situation *s;
	struct draft_check c = {0};
	struct draft d = {0};
	struct group g = {0};
	struct store *store;
	int rc = cli_case(&s, x, 0, err);

	if (!rc)
		rc = draft_open(&d, x->open, cli_word(x, 1), err);
	if (!rc)
		rc = cli_store(&store, x, err);
	if (!rc)
		rc = store_clocks(&rules, store, err);
	if (!rc)
		rc = group_read(&g, x->open, d.n, &all, err);
	if (!rc)
		rc = draft_check(&c, &d, &g, rules, err);
	if (!rc && x->out.mode == OUT_JSON)
		check_json(x, &d, &c, &g);
	else if (!rc)
		check_lines(x, &d, &c, (int64_t)g.people);
	if (!rc && (c.missing || c.lacks || d.out.left_count))
		x->status = STATUS_INVALID;
	draft_check_release(&c);
	group_release(&g);
	draft_release(&d);
	return rc;
}

/* --- view ------------------------------------------------------------------------- */

static void text_told(struct cli *x, const struct draft *d,
		      const struct recipient *to)
{
	struct str state = {0}, text = {0};

	notice_state_words(&state, d->n);
	str_addf(&text, "Subject: %s\n\n%s", str_text(&d->out.subject),
		 str_text(&d->out.text));
	out_line(&x->out, _("Notice %s, text %zu: %s"), d->n->label,
		 d->n->version, str_text(&state));
	if (to)
		out_line(&x->out, cli_flag(x, "unmask")
			 ? _("As %s gets it:")
			 : _("As %s gets it, masked (--unmask shows all):"),
			 to->label);
	out_line(&x->out, "%s", "");
	out_text(&x->out, 2, str_text(&text));
	str_release(&state);
	str_release(&text);
}

static void text_json(struct cli *x, const struct draft *d,
		      const struct recipient *to)
{
	notice_json(x, d->n);
	jwrite_str(x->out.json, "person", to ? to->label : NULL);
	if (to)
		jwrite_bool(x->out.json, "masked", !cli_flag(x, "unmask"));
	jwrite_str(x->out.json, "subject", str_text(&d->out.subject));
	jwrite_str(x->out.json, "text", str_text(&d->out.text));
}

static int fill_letter(struct draft *d, struct group *g, struct cli *x,
		       const char *person, struct error *err)
{
	int rc = draft_open(d, x->open, cli_word(x, 1), err);

	return rc ? rc : notice_letter(d, g, x->open, person,
				       cli_flag(x, "unmask"), err);
}

/* Whoever reads a person's letter is written down before it is shown: by the
 * person's label, for what was typed may be a number of somebody. */
static int letter(struct draft *d, struct group *g, struct cli *x,
		  const char *person, struct error *err)
{
	struct str detail = {0};
	int rc = fill_letter(d, g, x, person, err);

	if (rc)
		return rc;
	str_addf(&detail, "%s %s", d->n->label, g->to[0].label);
	group_release(g);
	draft_release(d);
	rc = view_access(x, "people-letter", str_text(&detail), err);
	str_release(&detail);
	return rc ? rc : fill_letter(d, g, x, person, err);
}

int notice_view_run(struct cli *x, struct error *err)
{
	const char *person = cli_text(x, "as");
	const struct situation *s;
	struct group g = {0};
	struct draft d = {0};
	int rc = cli_case(&s, x, 0, err);

	if (!rc && person)
		rc = letter(&d, &g, x, person, err);
	else if (!rc)
		rc = draft_open(&d, x->open, cli_word(x, 1), err);
	if (!rc && x->out.mode == OUT_JSON)
		text_json(x, &d, g.to);
	else if (!rc)
		text_told(x, &d, g.to);
	group_release(&g);
	draft_release(&d);
	return rc;
}
