/* tui/cmd/note.c - write down what happened. */
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

static int note_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct str text = {0};
	struct act a;
	int rc = cli_message(&text, x, err);

	if (!rc)
		rc = cli_act(&a, &s, x, err);
	if (!rc)
		rc = act_note(&a, cli_text(x, "step"), str_text(&text), err);
	if (!rc)
		view_recorded(x, &a, _("noted"));
	str_release(&text);
	return rc;
}

static const struct opt note_opts[] = {
	{"message", 'm', OPT_TEXT, "TEXT", N_("the note")},
	{"file", 'F', OPT_TEXT, "FILE",
	 N_("read the note from a file; - is standard input")},
	{"step", 0, OPT_TEXT, "STEP", N_("the step it belongs to")},
	{0}
};

const struct command say_commands[] = {
	{"note", NULL, N_("Write a note into the record"), "CASE", note_opts,
	 "note INC-2026-014 -m \"Vendor names 2 hosts\"\n"
	 "note INC-2026-014 -F - <call.txt",
	 note_run, CMD_WRITES | CMD_DRILL},
	{0}
};
