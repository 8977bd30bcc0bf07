/* tui/cmd/view.c - see view.h. */
#include "tui/cmd/view.h"

#include <string.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "core/case/words.h"
#include "core/playbook/mdtext.h"

#define VIEW_WIDTH 78

static const struct {
	unsigned bit;
	const char *name;
} needs[] = {
	{NEED_AFTER, "after"},	     {NEED_ANSWER, "answer"},
	{NEED_VALUE, "value"},	     {NEED_EVIDENCE, "evidence"},
	{NEED_ITEMS, "items"},	     {NEED_SECOND, "second"},
	{NEED_APPROVE, "approve"},
};
#define NEEDS (sizeof(needs) / sizeof(*needs))

/* --- JSON ------------------------------------------------------------------- */

static void needs_json(struct cli *x, const char *name, unsigned bits)
{
	struct jwrite *w = x->out.json;

	jwrite_array(w, name);
	for (size_t i = 0; i < NEEDS; i++)
		if (bits & needs[i].bit)
			jwrite_str(w, NULL, needs[i].name);
	jwrite_end(w);
}

static const char *old_text(const struct cli *x, const struct old_tick *o)
{
	return text_in(&o->item->text,
		       playbook_lang(o->book->pb, x->lang.code));
}

static void old_json(struct cli *x, const struct step *st)
{
	struct jwrite *w = x->out.json;

	jwrite_array(w, "old_items");
	for (size_t i = 0; i < st->old_count; i++) {
		const struct old_tick *o = &st->old[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "text", old_text(x, o));
		jwrite_bool(w, "ticked", true);
		jwrite_str(w, "commit", o->book->adopt->commit);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void items_json(struct cli *x, const struct step *st)
{
	struct jwrite *w = x->out.json;
	size_t lang = playbook_lang(st->book->pb, x->lang.code);

	jwrite_array(w, "checks");
	for (size_t i = 0; i < st->tick_count; i++) {
		jwrite_object(w, NULL);
		jwrite_int(w, "n", (int64_t)i + 1);
		jwrite_str(w, "text", text_in(&st->tick[i].item->text, lang));
		jwrite_bool(w, "ticked", st->tick[i].ticked);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void evidence_labels_json(struct cli *x, const struct step *st)
{
	struct jwrite *w = x->out.json;

	jwrite_array(w, "evidence");
	for (size_t i = 0; i < st->evidence_count; i++)
		jwrite_str(w, NULL, st->evidence[i]->label);
	jwrite_end(w);
}

/* A decision's reason is its own; a step's is that of its state. */
static const char *why_of(const struct step *st)
{
	if (st->answer && st->decided)
		return ((const struct set_text *)st->decided->data)->why;
	return st->why;
}

void view_step_json(struct cli *x, const struct step *st)
{
	struct jwrite *w = x->out.json;
	const struct pb_step *def = st->def;

	jwrite_str(w, "id", st->key);
	jwrite_str(w, "number", st->number);
	jwrite_str(w, "title", cli_title(x, st));
	jwrite_str(w, "phase", def->phase->id);
	jwrite_str(w, "kind", def->decide.count ? "decision" : "action");
	jwrite_list(x->out.json, "answers", def->decide.id, def->decide.count);
	jwrite_str(w, "state", step_state_name(st->state));
	jwrite_bool(w, "conflict", st->conflict);
	jwrite_bool(w, "retired", st->retired);
	jwrite_bool(w, "text_changed", st->changed != NULL);
	jwrite_str(w, "owner", st->owner);
	jwrite_str(w, "role", def->role);
	out_json_time(&x->out, "due", st->due);
	jwrite_bool(w, "overdue", st->due && !st->closed &&
				  st->due < cli_now(x) &&
				  st->state < STEP_SKIPPED);
	jwrite_str(w, "value", st->value);
	jwrite_str(w, "answer", st->answer);
	jwrite_str(w, "answer_not_offered", st->answer_gone);
	jwrite_str(w, "why", why_of(st));
	evidence_labels_json(x, st);
	jwrite_str(w, "waits_for", st->waits_for ? st->waits_for->key : NULL);
	needs_json(x, "missing", st->missing);
	needs_json(x, "asked", st->asked ? st->asks : 0);
	needs_json(x, "overrides", st->overrides);
	jwrite_str(w, "second", def->second);
	jwrite_str(w, "approve", def->approve);
	items_json(x, st);
	old_json(x, st);
	jwrite_int(w, "notes", (int64_t)st->notes);
	out_json_time(&x->out, "started", st->started);
	out_json_time(&x->out, "closed", st->closed);
	jwrite_str(w, "playbook", st->book->adopt->slug);
}

void view_phase_json(struct cli *x, const struct phase *ph)
{
	struct jwrite *w = x->out.json;

	jwrite_str(w, "id", ph->key);
	jwrite_str(w, "kind", phase_kind_name(ph->def->kind));
	jwrite_str(w, "number", ph->number);
	jwrite_str(w, "title", cli_phase(x, ph));
	jwrite_int(w, "done", (int64_t)ph->done);
	jwrite_int(w, "total", (int64_t)ph->total);
}

static const struct {
	enum member_role role;
	const char *name;
} roles[] = {
	{ROLE_NONE, "none"},		{ROLE_OBSERVER, "observer"},
	{ROLE_EVALUATOR, "evaluator"},	{ROLE_RESPONDER, "responder"},
	{ROLE_OWNER, "owner"},
};

static const char *role_name(enum member_role role)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (roles[i].role == role)
			return roles[i].name;
	return roles[0].name;
}

void view_who_json(struct cli *x, const struct who *m)
{
	struct jwrite *w = x->out.json;

	jwrite_str(w, "name", m->name);
	jwrite_bool(w, "claimed", m->claimed);
	jwrite_str(w, "role", role_name(m->role));
	jwrite_bool(w, "removed", m->removed);
	jwrite_bool(w, "me", m->me);
	jwrite_str(w, "host", m->host);
	jwrite_str(w, "tag", m->tag);
	jwrite_hex(w, "device", m->dev, KEY_LEN);
	out_json_time(&x->out, "last", m->last);
}

/* --- text ---------------------------------------------------------------------- */

void view_who(struct str *out, const struct who *w)
{
	if (w->claimed)
		str_addf(out, _("%s (own word)"), w->name);
	else
		str_add(out, w->name);
}

/* "done", "doing, waits for wu", "two answers" ... */
static void state_words(struct str *out, const struct step *st)
{
	str_add(out, step_state_words(st->state));
	if (st->conflict)
		str_addf(out, ", %s", _("two people set it at once"));
	if (st->asked)
		str_addf(out, ", %s", _("waits for a second person"));
	else if (st->waits && st->waits_for && st->state < STEP_SKIPPED)
		str_addf(out, _(", after %s"), st->waits_for->number);
	if (st->retired)
		str_addf(out, ", %s", _("retired"));
	if (st->changed)
		str_addf(out, ", %s", _("text changed after it was done"));
	if (st->answer_gone)
		str_addf(out, ", %s", _("its answer is no longer offered"));
}

/* The answer or value: for people in their words and zone, for programs as it
 * is recorded. */
static void value_words(struct str *out, struct cli *x, const struct step *st)
{
	size_t lang = playbook_lang(st->book->pb, x->lang.code);
	char when[TIME_TEXT];
	struct error ignored;
	int64_t at;

	if (st->answer)
		str_add(out, x->out.mode == OUT_TEXT
				     ? playbook_answer(st->book->pb,
						       st->answer, lang)
				     : st->answer);
	else if (st->value && x->out.mode == OUT_TEXT &&
		 st->def->value == VALUE_TIME &&
		 !time_parse(&at, NULL, st->value, NULL, 0, &ignored)) {
		out_when(when, &x->out, at);
		str_add(out, when);
	} else if (st->value)
		str_add(out, st->value);
}

/* One line: number, mark, title. */
static void step_line(struct cli *x, const struct step *st)
{
	struct str value = {0};

	value_words(&value, x, st);
	out_line(&x->out, "%s %s %s%s%s", st->number, step_mark(st),
		 cli_title(x, st), value.len ? "  " : "", str_text(&value));
	str_release(&value);
}

static void state_cell(struct table *t, const struct step *st)
{
	struct str s = {0};

	if (t->out->mode == OUT_PLAIN)
		str_add(&s, step_state_name(st->state));
	else {
		str_addf(&s, "%s ", step_mark(st));
		state_words(&s, st);
	}
	table_cell(t, str_text(&s));
	str_release(&s);
}

static void value_cell(struct table *t, struct cli *x, const struct step *st)
{
	struct str value = {0};

	value_words(&value, x, st);
	table_cell(t, str_text(&value));
	str_release(&value);
}

static int steps_json(struct cli *x, const struct situation *s,
		      bool (*take)(const struct cli *, const struct step *))
{
	jwrite_str(x->out.json, "case", s->label);
	jwrite_array(x->out.json, "items");
	for (size_t i = 0; i < s->step_count; i++) {
		if (take && !take(x, &s->step[i]))
			continue;
		jwrite_object(x->out.json, NULL);
		view_step_json(x, &s->step[i]);
		jwrite_end(x->out.json);
	}
	jwrite_end(x->out.json);
	return 0;
}

int view_steps(struct cli *x, const struct situation *s,
	       bool (*take)(const struct cli *x, const struct step *st),
	       struct error *err)
{
	static const char *const head[] = {N_("STEP"), N_("STATE"),
		N_("TITLE"), N_("OWNER"), N_("DUE"), N_("VALUE"), NULL};
	struct table t = {.out = &x->out, .head = head};

	if (x->out.mode == OUT_JSON)
		return steps_json(x, s, take);
	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *st = &s->step[i];

		if (take && !take(x, st))
			continue;
		table_cell(&t, st->number);
		state_cell(&t, st);
		table_cell(&t, cli_title(x, st));
		table_cell(&t, st->owner);
		table_time(&t, st->due);
		value_cell(&t, x, st);
	}
	return table_end(&t, err);
}

static void missing_lines(struct cli *x, const struct step *st)
{
	struct str s = {0};

	if (st->state < STEP_SKIPPED)
		missing_words(&s, st, st->missing);
	if (s.len) {
		out_line(&x->out, "%s", _("  To close it:"));
		out_text(&x->out, 4, str_text(&s));
	}
	str_release(&s);
}

/* "Closed: 2026-11-21 09:40, lin (why: ...)" and whoever agreed to it. */
static void closed_lines(struct cli *x, const struct step *st)
{
	const struct event *who[] = {st->last, st->second, st->approve};
	const struct situation *s = casefile_now(x->open);
	struct str line = {0};
	char when[TIME_TEXT];

	for (size_t i = 0; st->closed && i < 3; i++) {
		if (!who[i])
			continue;
		str_clear(&line);
		timeline_text(&line, s, who[i], x->lang.code);
		out_when(when, &x->out, who[i]->at);
		out_line(&x->out, "  %s  %s", when, str_text(&line));
	}
	str_release(&line);
}

static void answers_line(struct cli *x, const struct step *st)
{
	size_t lang = playbook_lang(st->book->pb, x->lang.code);
	const struct pb_list *d = &st->def->decide;
	struct str s = {0};

	for (size_t i = 0; i < d->count; i++) {
		const char *word = playbook_answer(st->book->pb, d->id[i],
						   lang);

		str_addf(&s, "%s%s", i ? ", " : "", d->id[i]);
		if (strcmp(word, d->id[i]) != 0)
			str_addf(&s, " (%s)", word);
	}
	if (s.len)
		out_line(&x->out, _("  Answers: %s"), str_text(&s));
	str_release(&s);
}

static void step_head(struct cli *x, const struct step *st)
{
	struct str state = {0}, value = {0};
	const char *why = why_of(st);
	char when[TIME_TEXT];

	state_words(&state, st);
	out_line(&x->out, "%s %s %s", st->number, step_mark(st),
		 cli_title(x, st));
	out_line(&x->out, _("  Id: %s   State: %s   Owner: %s"), st->key,
		 str_text(&state), st->owner ? st->owner : _("nobody"));
	if (st->due) {
		out_when(when, &x->out, st->due);
		out_line(&x->out, _("  Aim for: %s"), when);
	}
	value_words(&value, x, st);
	if (value.len)
		out_line(&x->out, st->answer ? _("  Answer: %s")
					     : _("  Value: %s"),
			 str_text(&value));
	if (why)
		out_line(&x->out, _("  Why: %s"), why);
	answers_line(x, st);
	closed_lines(x, st);
	missing_lines(x, st);
	str_release(&state);
	str_release(&value);
}

static void step_items(struct cli *x, const struct step *st)
{
	size_t lang = playbook_lang(st->book->pb, x->lang.code);

	for (size_t i = 0; i < st->tick_count; i++)
		out_line(&x->out, "  %zu [%c] %s", i + 1,
			 st->tick[i].ticked ? 'x' : ' ',
			 text_in(&st->tick[i].item->text, lang));
	for (size_t i = 0; i < st->old_count; i++)
		out_line(&x->out, _("    [x] %s (in the version before)"),
			 old_text(x, &st->old[i]));
}

static void step_plain(struct cli *x, const struct step *st)
{
	static const char *const head[] = {"", "", "", "", "", "", NULL};
	struct table t = {.out = &x->out, .head = head};

	table_cell(&t, st->number);
	state_cell(&t, st);
	table_cell(&t, cli_title(x, st));
	table_cell(&t, st->owner);
	table_time(&t, st->due);
	value_cell(&t, x, st);
	table_end(&t, NULL);
}

int view_markdown(struct cli *x, const struct md_node *node, int indent,
		  struct error *err)
{
	struct arena a = {0};
	struct mdline *line = NULL;
	struct str text = {0};
	size_t count = 0;
	int rc = 0;

	if (node && x->out.mode == OUT_TEXT)
		rc = mdtext_render(&line, &count, &a, node,
				   VIEW_WIDTH - indent, 0, err);
	for (size_t i = 0; i < count; i++) {
		str_clear(&text);
		if (line[i].count)
			str_pad(&text, ' ', (size_t)(indent + line[i].indent));
		for (size_t k = 0; k < line[i].count; k++)
			str_add(&text, line[i].span[k].text);
		out_line(&x->out, "%s", str_text(&text));
	}
	str_release(&text);
	arena_release(&a);
	return rc;
}

static int step_body(struct cli *x, const struct step *st, struct error *err)
{
	size_t lang = playbook_lang(st->book->pb, x->lang.code);
	const struct pb_step *def = st->def;
	const struct md_node *caution = def->caution[lang]
						? def->caution[lang]
						: def->caution[0];
	const struct md_node *body = def->body[lang] ? def->body[lang]
						     : def->body[0];
	int rc;

	if (caution || body)
		out_line(&x->out, "%s", "");
	rc = view_markdown(x, caution, 2, err);
	if (caution && body)
		out_line(&x->out, "%s", "");
	if (!rc)
		rc = view_markdown(x, body, 2, err);
	if (st->tick_count)
		out_line(&x->out, "%s", "");
	return rc;
}

int view_step(struct cli *x, const struct step *st, struct error *err)
{
	int rc = 0;

	if (x->out.mode == OUT_JSON)
		view_step_json(x, st);
	if (x->out.mode == OUT_PLAIN)
		step_plain(x, st);
	if (x->out.mode != OUT_TEXT)
		return 0;
	step_head(x, st);
	rc = step_body(x, st, err);
	step_items(x, st);
	return rc;
}

int view_changed(struct cli *x, const char *step, struct error *err)
{
	const struct situation *s = casefile_now(x->open);
	const struct step *st;
	int rc = situation_step(&st, s, step, err);

	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "case", s->label);
		view_step_json(x, st);
	} else if (x->out.mode == OUT_PLAIN)
		step_plain(x, st);
	else
		step_line(x, st);
	return 0;
}

void view_recorded(struct cli *x, const struct act *a, const char *what)
{
	const struct situation *s = casefile_now(x->open);
	struct jwrite *w = x->out.json;

	out_line(&x->out, "%s: %s", s->label, what);
	if (x->out.mode != OUT_JSON)
		return;
	jwrite_str(w, "label", s->label);
	jwrite_hex(w, "id", s->case_id, ID_LEN);
	jwrite_hex(w, "record", a->id, ID_LEN);
}

int view_access(struct cli *x, const char *what, const char *detail,
		struct error *err)
{
	struct act a = {.c = x->open, .by = cli_text(x, "by"), .strict = true};
	struct error why = {0};
	int rc = act_access(&a, what, detail, &why);

	if (rc == ERR_REFUSED) {
		out_note(&x->out, _("not recorded: %s"), why.what);
		return 0;
	}
	if (rc && err)
		*err = why;
	return rc;
}
