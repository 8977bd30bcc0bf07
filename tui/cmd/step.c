/* tui/cmd/step.c - the steps of a case. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

/* --- reading -------------------------------------------------------------------- */

static bool taken(const struct cli *x, const struct step *st)
{
	const char *owner = cli_text(x, "owner"), *state = cli_text(x, "state");
	const char *phase = cli_text(x, "phase");

	return (!owner || (st->owner && !strcmp(st->owner, owner))) &&
	       (!state || !strcmp(step_state_name(st->state), state)) &&
	       (!phase || !strcmp(st->def->phase->id, phase));
}

static int list_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	int rc = cli_case(&s, x, 0, err);

	return rc ? rc : view_steps(x, s, taken, err);
}

static int show_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	const struct step *st;
	int rc = cli_step(&st, &s, x, err);

	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON)
		jwrite_str(x->out.json, "case", s->label);
	return view_step(x, st, err);
}

/* --- writing ------------------------------------------------------------------------ */

/* Ends every change: tells what the step is now. */
static int told(struct cli *x, int rc, struct error *err)
{
	return rc ? rc : view_changed(x, cli_word(x, 1), err);
}

static int start_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = act_step_start(&a, cli_word(x, 1), err);
	return told(x, rc, err);
}

static int read_args(struct step_args *args, const char ***evidence,
		     struct cli *x, struct error *err)
{
	size_t count;
	int rc = args_list(evidence, &count, &x->args, "evidence", err);

	*args = (struct step_args){
		.value = cli_text(x, "value"),
		.note = cli_text(x, "note"),
		.why = cli_text(x, "why"),
		.evidence = *evidence,
		.evidence_count = count,
	};
	return rc;
}

/* Ids parted by commas. */
static void add_ids(struct str *out, const struct pb_list *ids)
{
	for (size_t i = 0; i < ids->count; i++)
		str_addf(out, "%s%s", i ? ", " : "", ids->id[i]);
}

/* A step names clocks, it starts none: a person confirms when and why. */
static void offer_clocks(struct cli *x)
{
	const struct situation *s = casefile_now(x->open);
	const struct step *st;
	struct str starts = {0}, stops = {0};

	if (situation_step(&st, s, cli_word(x, 1), NULL))
		return;
	add_ids(&starts, &st->def->starts);
	add_ids(&stops, &st->def->stops);
	if (starts.len) {
		out_line(&x->out, _("This starts clocks (%s):"),
			 str_text(&starts));
		out_line(&x->out, "  stanch clock propose %s", s->label);
		out_line(&x->out, "  stanch clock start %s CLOCK --at %s "
			 "--basis TEXT", s->label, s->aware ? "aware" : "TIME");
	}
	if (stops.len) {
		out_line(&x->out, _("This ends clocks (%s):"),
			 str_text(&stops));
		out_line(&x->out, "  stanch clock stop %s CLOCK --receipt "
			 "TEXT", s->label);
	}
	str_release(&starts);
	str_release(&stops);
}

static int done_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	const char **evidence = NULL;
	struct step_args args;
	struct act a;
	int rc = read_args(&args, &evidence, x, err);

	if (!rc)
		rc = cli_act(&a, &s, x, err);
	if (!rc) {
		a.override_person = cli_flag(x, "override");
		rc = act_step_done(&a, cli_word(x, 1), &args, err);
	}
	mem_free(evidence);
	rc = told(x, rc, err);
	if (!rc)
		offer_clocks(x);
	return rc;
}

static int decide_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	const char **evidence = NULL;
	struct step_args args;
	struct act a;
	int rc = read_args(&args, &evidence, x, err);

	if (!rc)
		rc = cli_act(&a, &s, x, err);
	if (!rc) {
		a.override_person = cli_flag(x, "override");
		rc = act_decide(&a, cli_word(x, 1), cli_word(x, 2), &args,
				err);
	}
	mem_free(evidence);
	return told(x, rc, err);
}

static int confirm_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = act_step_confirm(&a, cli_word(x, 1), err);
	return told(x, rc, err);
}

typedef int why_act(struct act *a, const char *step, const char *why,
		    struct error *err);

static int with_why(struct cli *x, why_act *act, struct error *err)
{
	const char *why = cli_text(x, "why");
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = act(&a, cli_word(x, 1), why, err);
	return told(x, rc, err);
}

static int skip_run(struct cli *x, struct error *err)
{
	return with_why(x, cli_flag(x, "not-needed") ? act_step_not_needed
						     : act_step_skip, err);
}

static int block_run(struct cli *x, struct error *err)
{
	return with_why(x, act_step_block, err);
}

static int reopen_run(struct cli *x, struct error *err)
{
	return with_why(x, act_step_reopen, err);
}

static int assign_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = act_step_assign(&a, cli_word(x, 1), cli_word(x, 2), err);
	return told(x, rc, err);
}

static int check_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = act_checks(&a, cli_word(x, 1), x->args.word + 2,
				x->args.word_count - 2, !cli_flag(x, "off"),
				err);
	return told(x, rc, err);
}

/* --- table ------------------------------------------------------------------------------ */

#define WHY {"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")}
#define CLOSING \
	{"note", 0, OPT_TEXT, "TEXT", N_("a note beside it")}, \
	{"evidence", 0, OPT_MANY, "EVIDENCE", \
	 N_("evidence that shows it: E-3,E-4")}, \
	{"override", 0, OPT_FLAG, NULL, \
	 N_("without the second person; needs --why")}

static const struct opt list_opts[] = {
	{"state", 0, OPT_TEXT, "open|doing|done|skipped|blocked|not-needed",
	 N_("only steps in this state")},
	{"owner", 0, OPT_TEXT, "NAME", N_("only steps of this person")},
	{"phase", 0, OPT_TEXT, "PHASE", N_("only steps of this phase")},
	{0}
};
static const struct opt done_opts[] = {
	{"value", 0, OPT_TEXT, "VALUE", N_("what the step asks for")},
	CLOSING,
	{"why", 0, OPT_TEXT, "TEXT",
	 N_("close it although something is missing, for this reason")},
	{0}
};
static const struct opt decide_opts[] = {WHY, CLOSING, {0}};
static const struct opt why_opts[] = {WHY, {0}};
static const struct opt skip_opts[] = {
	WHY,
	{"not-needed", 0, OPT_FLAG, NULL,
	 N_("it does not apply here, rather than left out")},
	{0}
};
static const struct opt check_opts[] = {
	{"off", 0, OPT_FLAG, NULL, N_("take the tick away")},
	{0}
};

const struct command step_commands[] = {
	{"step list", NULL, N_("List the steps of a case"), "CASE", list_opts,
	 "step list INC-2026-014 --state open", list_run, CMD_DRILL},
	{"step show", NULL, N_("Show one step whole"), "CASE STEP", NULL,
	 "step show INC-2026-014 3.02", show_run, CMD_DRILL},
	{"step start", NULL, N_("Say that a step is being worked on"),
	 "CASE STEP", NULL, "step start INC-2026-014 3.02", start_run,
	 CMD_WRITES | CMD_DRILL},
	{"step done", "done", N_("Close a step"), "CASE STEP", done_opts,
	 "done INC-2026-014 3.02 --value 41208 --evidence E-20", done_run,
	 CMD_WRITES | CMD_DRILL},
	{"step confirm", NULL,
	 N_("Agree to a step as its second reader or approver"), "CASE STEP",
	 NULL, "step confirm INC-2026-014 3.02", confirm_run,
	 CMD_WRITES | CMD_DRILL},
	{"step skip", NULL, N_("Leave a step out, with a reason"), "CASE STEP",
	 skip_opts, "step skip INC-2026-014 3.06 --why \"No backups exist\"",
	 skip_run, CMD_WRITES | CMD_DRILL},
	{"step block", NULL, N_("Say what holds a step up"), "CASE STEP",
	 why_opts, "step block INC-2026-014 3.06 --why \"Vendor is silent\"",
	 block_run, CMD_WRITES | CMD_DRILL},
	{"step reopen", NULL, N_("Open a closed step again"), "CASE STEP",
	 why_opts, "step reopen INC-2026-014 3.02 --why \"Wrong count\"",
	 reopen_run, CMD_WRITES | CMD_DRILL},
	{"step assign", "owner", N_("Give a step an owner, or none"),
	 "CASE STEP [NAME]", NULL, "owner INC-2026-014 3.03 wu", assign_run,
	 CMD_WRITES | CMD_DRILL},
	{"step check", NULL, N_("Tick check items, by number or text"),
	 "CASE STEP ITEM...", check_opts, "step check INC-2026-014 3.03 1 2",
	 check_run, CMD_WRITES | CMD_DRILL},
	{"decide", NULL, N_("Take a decision"), "CASE STEP ANSWER",
	 decide_opts, "decide INC-2026-014 3.04 yes --why \"ID numbers "
	 "readable\"", decide_run, CMD_WRITES | CMD_DRILL},
	{0}
};
