/* tui/cmd/finding.c - what we learned: findings and actions. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/words.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

/* --- findings -------------------------------------------------------------------- */

static const enum finding_kind kinds[] = {FIND_CAUSE, FIND_CONTRIBUTING,
					  FIND_WELL};

static void find_json(struct cli *x, const struct case_finding *f)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "id", f->label);
	jwrite_str(w, "kind", finding_kind_name(f->kind));
	jwrite_str(w, "text", f->text);
	jwrite_list(x->out.json, "refs", f->ref, f->ref_count);
	jwrite_str(w, "by", event_doer(f->event));
	out_json_time(&x->out, "at", f->event->at);
	jwrite_end(w);
}

static void find_row(struct table *t, const struct case_finding *f)
{
	struct str refs = {0};

	for (size_t i = 0; i < f->ref_count; i++)
		str_addf(&refs, "%s%s", i ? ", " : "", f->ref[i]);
	table_cell(t, f->label);
	table_cell(t, t->out->mode == OUT_PLAIN ? finding_kind_name(f->kind)
						: finding_kind_words(f->kind));
	table_cell(t, f->text);
	table_cell(t, str_text(&refs));
	str_release(&refs);
}

static int finding_list_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("ID"), N_("KIND"), N_("WHAT"),
					   N_("SHOWN BY"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	int rc = cli_case(&s, x, 0, err);

	if (rc)
		return rc;
	out_items(&x->out, s->label);
	for (size_t i = 0; i < s->finding_count; i++)
		if (x->out.mode == OUT_JSON)
			find_json(x, &s->finding[i]);
		else
			find_row(&t, &s->finding[i]);
	out_items_end(&x->out);
	return table_end(&t, err);
}

/* Its label, and how a draft of its step is opened. */
static void told_finding(struct cli *x, const struct act *a)
{
	const struct situation *s = casefile_now(x->open);
	const struct case_finding *f = NULL;
	const struct step *st = NULL;

	for (size_t i = 0; i < s->finding_count; i++)
		if (!memcmp(s->finding[i].event->id, a->id, ID_LEN))
			f = &s->finding[i];
	for (size_t i = 0; f && !st && i < f->ref_count; i++)
		st = map_gets(&s->step_by_key, f->ref[i]);
	if (f)
		out_line(&x->out, "%s  %s", f->label, f->text);
	if (f && x->out.mode == OUT_JSON)
		jwrite_str(x->out.json, "finding", f->label);
	if (st)
		out_line(&x->out, _("next: stanch playbook edit %s --step %s"),
			 st->book->adopt->slug, st->def->id);
}

static int finding_add_run(struct cli *x, struct error *err)
{
	const char *word = cli_text(x, "kind"), **refs = NULL;
	enum finding_kind kind = FIND_CAUSE;
	const struct situation *s;
	struct str text = {0};
	size_t count = 0;
	struct act a;
	int rc = cli_message(&text, x, err);

	for (size_t i = 0; word && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (!strcmp(finding_kind_name(kinds[i]), word))
			kind = kinds[i];
	if (!rc)
		rc = args_list(&refs, &count, &x->args, "ref", err);
	if (!rc)
		rc = cli_act(&a, &s, x, err);
	if (!rc)
		rc = act_finding(&a, kind, str_text(&text), refs, count, err);
	if (!rc)
		view_recorded(x, &a, _("the finding is written down"));
	if (!rc)
		told_finding(x, &a);
	mem_free(refs);
	str_release(&text);
	return rc;
}

/* --- actions ----------------------------------------------------------------------- */

static void action_json(struct cli *x, const struct case_action *a)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "id", a->label);
	jwrite_str(w, "text", a->text);
	jwrite_str(w, "state", action_state_name(a->state));
	jwrite_bool(w, "conflict", a->conflict);
	jwrite_str(w, "owner", a->owner);
	jwrite_str(w, "due", a->due_text);
	jwrite_bool(w, "overdue", a->due && a->due < cli_now(x) &&
				  a->state < ACTION_DONE);
	jwrite_str(w, "proof", a->proof);
	jwrite_str(w, "step", a->step);
	jwrite_str(w, "commit", a->commit);
	jwrite_str(w, "why", a->why);
	jwrite_str(w, "by", event_doer(a->event));
	jwrite_end(w);
}

static void action_row(struct table *t, const struct case_action *a)
{
	table_cell(t, a->label);
	table_cell(t, t->out->mode == OUT_PLAIN ? action_state_name(a->state)
						: action_state_words(a->state));
	table_cell(t, a->text);
	table_cell(t, a->owner);
	table_cell(t, a->due_text);
	table_cell(t, a->step);
	table_cell(t, a->proof);
}

static int action_list_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("ID"), N_("STATE"), N_("WHAT"),
		N_("OWNER"), N_("DUE"), N_("STEP"), N_("PROOF"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	int rc = cli_case(&s, x, 0, err);

	if (rc)
		return rc;
	out_items(&x->out, s->label);
	for (size_t i = 0; i < s->action_count; i++)
		if (x->out.mode == OUT_JSON)
			action_json(x, &s->action[i]);
		else
			action_row(&t, &s->action[i]);
	out_items_end(&x->out);
	return table_end(&t, err);
}

static struct action_args action_args(const struct cli *x)
{
	return (struct action_args){
		.text = cli_text(x, "text"),
		.owner = cli_text(x, "owner"),
		.due = cli_text(x, "due"),
		.proof = cli_text(x, "proof"),
		.step = cli_text(x, "step"),
		.commit = cli_text(x, "commit"),
		.state = cli_text(x, "state"),
		.why = cli_text(x, "why"),
	};
}

static int action_add_run(struct cli *x, struct error *err)
{
	struct action_args args = action_args(x);
	const struct situation *s;
	struct str text = {0};
	struct act a;
	int rc = cli_message(&text, x, err);

	args.text = str_text(&text);
	if (!rc)
		rc = cli_act(&a, &s, x, err);
	if (!rc)
		rc = act_action_add(&a, &args, err);
	if (!rc)
		view_recorded(x, &a, _("the action is written down"));
	str_release(&text);
	return rc;
}

static int action_set_run(struct cli *x, struct error *err)
{
	struct action_args args = action_args(x);
	const struct situation *s;
	struct act a;
	int rc;

	if (!args.text && !args.owner && !args.due && !args.proof &&
	    !args.step && !args.commit && !args.state)
		return error_set(err, ERR_USAGE,
				 _("nothing to set was given"));
	rc = cli_act(&a, &s, x, err);
	if (!rc)
		rc = act_action_set(&a, cli_word(x, 1), &args, err);
	if (!rc)
		view_recorded(x, &a, _("changed"));
	return rc;
}

#define MESSAGE \
	{"message", 'm', OPT_TEXT, "TEXT", N_("the text")}, \
	{"file", 'F', OPT_TEXT, "FILE", \
	 N_("read the text from a file; - is standard input")}
#define ACTION \
	{"owner", 0, OPT_TEXT, "NAME", N_("who sees to it")}, \
	{"due", 0, OPT_TEXT, "DATE", N_("by when: 2026-12-01")}, \
	{"proof", 0, OPT_TEXT, "TEXT", N_("what will show that it is done")}, \
	{"step", 0, OPT_TEXT, "STEP", \
	 N_("the step of the playbook that it changes")}, \
	{"commit", 0, OPT_TEXT, "COMMIT", \
	 N_("the commit that changed the playbook")}

static const struct opt finding_opts[] = {
	{"kind", 0, OPT_TEXT, "cause|contributing|well",
	 N_("a cause (if not given), a contributing one, or what went well")},
	MESSAGE,
	{"ref", 0, OPT_MANY, "ID",
	 N_("what shows it: steps, evidence, records")},
	{0}
};
static const struct opt action_add_opts[] = {MESSAGE, ACTION, {0}};
static const struct opt action_set_opts[] = {
	{"text", 0, OPT_TEXT, "TEXT", N_("the text")},
	ACTION,
	{"state", 0, OPT_TEXT, "open|doing|done|dropped", N_("how it stands")},
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{0}
};

const struct command finding_commands[] = {
	{"finding add", NULL, N_("Write down a cause, or what went well"),
	 "CASE", finding_opts,
	 "finding add INC-2026-014 --kind cause -m \"One shared password\" "
	 "--ref E-3",
	 finding_add_run, CMD_WRITES | CMD_DRILL | CMD_DEBRIEF},
	{"finding list", NULL, N_("List the findings of a case"), "CASE", NULL,
	 "finding list INC-2026-014", finding_list_run, CMD_DRILL},
	{"action add", NULL, N_("Write down what is to be done about it"),
	 "CASE", action_add_opts,
	 "action add INC-2026-014 -m \"One login each\" --owner wu --due "
	 "2026-12-01",
	 action_add_run, CMD_WRITES | CMD_DRILL | CMD_DEBRIEF},
	{"action set", NULL, N_("Change an action"), "CASE ACTION",
	 action_set_opts, "action set INC-2026-014 A-1 --state done",
	 action_set_run, CMD_WRITES | CMD_DRILL | CMD_DEBRIEF},
	{"action list", NULL, N_("List the actions of a case"), "CASE", NULL,
	 "action list INC-2026-014", action_list_run, CMD_DRILL},
	{0}
};
