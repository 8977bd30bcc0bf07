/* tui/cmd/drill.c - the commands of drills: one table. */
#include "tui/cmd/drill.h"

#include "core/base/tr.h"
#include "tui/cmd/cmd.h"

static const struct opt list_opts[] = {
	{"scenarios", 0, OPT_FLAG, NULL,
	 N_("the scenarios that can be played, not the drills")},
	{"training", 0, OPT_FLAG, NULL,
	 N_("which roles took part in each run")},
	{0}
};
static const struct opt new_opts[] = {
	{"scenario", 0, OPT_TEXT, "SCENARIO",
	 N_("its id, or a file of the facilitators' own")},
	{"playbook", 0, OPT_TEXT, "PLAYBOOK@COMMIT",
	 N_("another playbook or version than the one in force; a draft by "
	    "its name")},
	{"mode", 0, OPT_TEXT, "run|solo",
	 N_("solo: injects release themselves, for practice alone")},
	{0}
};
static const struct opt run_opts[] = {
	{"script", 0, OPT_TEXT, "FILE",
	 N_("lines of PLAY-TIME ROLE VERB ..., played at once")},
	{0}
};
static const struct opt short_opts[] = {
	{"as", 0, OPT_TEXT, "ROLE",
	 N_("who acts: facilitator, evaluator, observer or a role")},
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{0}
};
static const struct opt join_opts[] = {
	{"as", 0, OPT_TEXT, "ROLE",
	 N_("who acts here; without it one is asked at each entry")},
	{"scenario", 0, OPT_TEXT, "FILE",
	 N_("of an evaluator: the scenario, if the playbooks lack it")},
	{0}
};

static const struct opt admit_opts[] = {
	{"all", 0, OPT_FLAG, NULL, N_("let in everybody who asks")},
	{"as", 0, OPT_TEXT, "ROLE",
	 N_("as somebody else than was asked for")},
	{0}
};

static const struct opt report_opts[] = {
	{"format", 0, OPT_TEXT, "md|html|text", N_("md if not given")},
	{"output", 'o', OPT_TEXT, "FILE",
	 N_("the file to write; - is standard output")},
	{0}
};

static const struct opt print_opts[] = {
	{"facilitator", 0, OPT_FLAG, NULL,
	 N_("the whole list of injects; no player may see it")},
	{"sign-in", 0, OPT_FLAG, NULL, N_("a sheet to sign")},
	{"players", 0, OPT_FLAG, NULL,
	 N_("what players may know beforehand")},
	{"format", 0, OPT_TEXT, "md|html|text", N_("md if not given")},
	{"output", 'o', OPT_TEXT, "FILE",
	 N_("the file to write; - is standard output")},
	{0}
};
static const struct opt skeleton_opts[] = {
	{"output", 'o', OPT_TEXT, "FILE",
	 N_("the file to write, ID.LANG.md; - is standard output")},
	{0}
};
static const struct opt import_opts[] = {
	{"playbook", 0, OPT_TEXT, "PLAYBOOK", N_("whose steps are expected")},
	{"output", 'o', OPT_TEXT, "FILE",
	 N_("the file to write, ID.LANG.md; - is standard output")},
	{0}
};
static const struct opt export_opts[] = {
	{"format", 0, OPT_TEXT, "csv", N_("csv if not given")},
	{"output", 'o', OPT_TEXT, "FILE",
	 N_("the file to write; - is standard output")},
	{0}
};

const struct command drill_commands[] = {
	{"drill list", NULL, N_("List drills, or the scenarios for them"),
	 NULL, list_opts, "drill list --scenarios", drill_list_run, 0},
	{"drill lint", NULL, N_("Check scenarios of drills"),
	 "FILE|SCENARIO...", NULL,
	 "drill lint salon-transfer-leak\n"
	 "drill lint drills/salon-transfer-leak.en.md", drill_lint_run, 0},
	{"drill new-scenario", NULL,
	 N_("Begin a scenario: an inject for each critical step"), "PLAYBOOK",
	 skeleton_opts,
	 "drill new-scenario ransomware -o night-shift.en.md",
	 drill_skeleton_run, 0},
	{"drill import", NULL,
	 N_("Begin a scenario from a list of injects in CSV"), "FILE",
	 import_opts,
	 "drill import msel.csv --playbook ransomware -o night-shift.en.md",
	 drill_import_run, 0},
	{"drill export", NULL, N_("Write the injects of a scenario as CSV"),
	 "SCENARIO", export_opts,
	 "drill export first-call --format csv -o first-call.csv",
	 drill_export_run, 0},
	{"drill print", NULL, N_("Print what a drill needs on paper"),
	 "DRILL|SCENARIO", print_opts,
	 "drill print DRILL-2026-003 --facilitator --format html -o list.html\n"
	 "drill print first-call --sign-in", drill_print_run, 0},
	{"drill new", NULL, N_("Make a drill of a scenario"), NULL, new_opts,
	 "drill new --scenario first-call\n"
	 "drill new --scenario ~/drills/own.en.md "
	 "--playbook customer-data-leak@shorter",
	 drill_new_run, 0},
	{"drill show", NULL, N_("Show how a drill stands"), "DRILL", NULL,
	 "drill show DRILL-2026-003", drill_show_run, 0},
	{"drill do", NULL, N_("Do one thing in a drill, in any role"),
	 "DRILL VERB [WORD]...", do_opts,
	 "drill do DRILL-2026-003 start\n"
	 "drill do DRILL-2026-003 release I-01\n"
	 "drill do DRILL-2026-003 done triage-open --as lead --value Wu\n"
	 "drill do DRILL-2026-003 decide D-01 suspend --as lead "
	 "--owner legal --why \"No consent\"",
	 drill_do_run, 0},
	{"drill inject", NULL, N_("Release an inject: short for drill do"),
	 "DRILL INJECT", short_opts, "drill inject DRILL-2026-003 I-02",
	 drill_short_run, 0},
	{"drill mark", NULL,
	 N_("Mark an expectation met, late, missed or not-observed"),
	 "DRILL EXPECTATION WORD", short_opts,
	 "drill mark DRILL-2026-003 I-05:say-1 met --as evaluator",
	 drill_short_run, 0},
	{"drill rate", NULL, N_("Rate an objective P, S, M, U or NR"),
	 "DRILL OBJECTIVE RATING", short_opts,
	 "drill rate DRILL-2026-003 O1 S --why \"a hint was needed\"",
	 drill_short_run, 0},
	{"drill end", NULL, N_("End a drill: short for drill do"), "DRILL",
	 short_opts, "drill end DRILL-2026-003", drill_short_run, 0},
	{"drill compare", NULL,
	 N_("Compare two runs: fixed, still missed, regressed, new"),
	 "DRILL DRILL...", NULL,
	 "drill compare DRILL-2026-003 DRILL-2026-007",
	 drill_compare_run, 0},
	{"drill run", NULL,
	 N_("Lead a drill on the full screen, or play it from a script"),
	 "DRILL", run_opts,
	 "drill run DRILL-2026-003\n"
	 "drill run DRILL-2026-003 --script first-call.txt",
	 drill_run_run, 0},
	{"drill join", NULL,
	 N_("Play in a drill; without a terminal: what is released"),
	 "DRILL", join_opts, "drill join DRILL-2026-003 --as lead",
	 drill_join_run, 0},
	{"drill admit", NULL,
	 N_("Let in who asks to join; without a name: who asks"),
	 "DRILL [NAME]", admit_opts,
	 "drill admit DRILL-2026-003\ndrill admit DRILL-2026-003 wu\n"
	 "drill admit DRILL-2026-003 --all", drill_admit_run, 0},
	{"drill report", NULL, N_("Draft the after-action report of a drill"),
	 "DRILL", report_opts,
	 "drill report DRILL-2026-003 --format html -o report.html",
	 drill_report_run, 0},
	{"drill score", NULL, N_("Score a drill: no total, no names"),
	 "DRILL", NULL, "drill score DRILL-2026-003 --json",
	 drill_score_run, 0},
	{0}
};
