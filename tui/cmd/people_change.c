/* tui/cmd/people_change.c - people changed, joined, sent out, purged. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/people/change.h"
#include "core/people/export.h"
#include "core/people/value.h"
#include "tui/cmd/people.h"

int people_named(struct people **p, size_t *at, struct act *a,
		 struct cli *x, size_t i, struct error *err)
{
	const struct situation *s;
	int rc = cli_act(a, &s, x, err);

	*p = NULL;
	if (!rc)
		rc = register_open(p, x->open, err);
	return rc ? rc : register_find(at, *p, cli_word(x, i), err);
}

/* --- set ---------------------------------------------------------------------------- */

/* From -F, or typed: never an argument, where ps and the shell's history
 * would show it. */
static int read_value(struct str *out, struct cli *x, struct error *err)
{
	if (cli_flag(x, "clear"))
		return 0;
	return people_text(out, x,
			   _(person_field_label(
				   person_field_find(cli_word(x, 2)))),
			   err);
}

int people_text(struct str *out, struct cli *x, const char *what,
		struct error *err)
{
	if (cli_text(x, "file"))
		return cli_message(out, x, err);
	if (!ask_can(x)) {
		error_set(err, ERR_USAGE,
			  _("give the text in a file or on standard input"));
		return error_fix(err, _("-F - reads it from standard input"));
	}
	out_note(&x->out, _("%s, in one line:"), what);
	return ask_line(out, x, ">", err);
}

static int read_change(struct person_change *c, struct str *value,
		       struct cli *x, struct error *err)
{
	const char *field = cli_word(x, 2);

	*c = (struct person_change){
		.field = field ? person_field_find(field) : PERSON_FIELDS,
		.channel = cli_text(x, "channel"),
		.why = cli_text(x, "why"),
		.listed = cli_flag(x, "remove")	   ? TAKE_OFF
			  : cli_flag(x, "restore") ? PUT_BACK
						   : KEEP};
	if (field && c->field == PERSON_FIELDS)
		return error_set(err, ERR_USAGE,
				 _("\"%s\" is no field of a person"), field);
	if (!field && !c->channel && c->listed == KEEP)
		return error_set(err, ERR_USAGE,
				 _("say what changes: a FIELD, --channel, "
				   "--remove or --restore"));
	if (c->listed == TAKE_OFF && (!c->why || !*c->why))
		return error_set(err, ERR_USAGE,
				 _("taking somebody off needs a reason: "
				   "--why TEXT"));
	if (!field)
		return 0;
	c->value = "";
	return read_value(value, x, err);
}

int people_set_run(struct cli *x, struct error *err)
{
	struct person_change c;
	struct people *p = NULL;
	struct str value = {0};
	struct act a;
	size_t at;
	int rc = read_change(&c, &value, x, err);

	if (c.value)
		c.value = str_text(&value);
	if (!rc)
		rc = people_named(&p, &at, &a, x, 1, err);
	if (!rc)
		rc = person_change(&a, p, at, &c, err);
	register_close(p);
	if (!rc)
		view_recorded(x, &a, _("changed"));
	if (value.p)
		mem_wipe(value.p, value.len);
	str_release(&value);
	return rc;
}

int people_join_run(struct cli *x, struct error *err)
{
	bool apart = cli_flag(x, "apart");
	struct people *p = NULL;
	size_t at, other;
	struct act a;
	int rc = people_named(&p, &at, &a, x, 1, err);

	if (!rc)
		rc = register_find(&other, p, cli_word(x, 2), err);
	if (!rc)
		rc = person_join(&a, p, at, other, apart, cli_text(x, "why"),
				 err);
	register_close(p);
	if (!rc)
		view_recorded(x, &a, apart ? _("told apart") : _("joined"));
	return rc;
}

/* --- export ------------------------------------------------------------------------- */

static int check_output(const char *path, const struct cli *x,
			struct error *err)
{
	if (!path)
		return error_set(err, ERR_USAGE, _("say where to with -o FILE "
						   "(-o - is standard "
						   "output)"));
	if (cli_flag(x, "full") && cli_flag(x, "redact"))
		return error_set(err, ERR_USAGE,
				 _("--full and --redact exclude each other"));
	if (strcmp(path, "-") != 0)
		return 0;
	if (x->out.mode == OUT_JSON)
		return error_set(err, ERR_USAGE,
				 _("--json and -o - exclude each other"));
	if (isatty(STDOUT_FILENO))
		return error_set(err, ERR_REFUSED,
				 _("standard output is a terminal: name a "
				   "file"));
	return 0;
}

static void exported(struct cli *x, const char *path, size_t count, bool full)
{
	out_line(&x->out,
		 ngettext("%s: %zu person", "%s: %zu people", count), path,
		 count);
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "path", path);
		jwrite_int(x->out.json, "people", (int64_t)count);
		jwrite_bool(x->out.json, "masked", !full);
	}
}

int people_export_run(struct cli *x, struct error *err)
{
	const char *path = cli_text(x, "output");
	struct export_people what = {.whole = cli_flag(x, "full"),
				     .bom = cli_flag(x, "bom")};
	const struct situation *s;
	struct people *p = NULL;
	size_t *at = NULL;
	bool to_stdout = str_eq(path, "-");
	int rc = check_output(path, x, err);

	if (!rc)
		rc = cli_case(&s, x, 0, err);
	if (!rc)
		rc = people_see(&p, x, what.whole ? "people-exported-full"
						  : "people-exported",
				NULL, err);
	if (!rc)
		rc = people_chosen(&at, &what.count, p, x, err);
	what.at = at;
	if (!rc)
		rc = people_export(p, &what, to_stdout ? NULL : path,
				   to_stdout ? STDOUT_FILENO : -1, err);
	if (!rc && !to_stdout)
		exported(x, path, what.count, what.whole);
	mem_free(at);
	register_close(p);
	return rc;
}

/* --- purge -------------------------------------------------------------------------- */

int people_purge_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	const char *label = cli_word(x, 1), *kept;
	const struct people_import *p;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (rc)
		return rc;
	p = situation_import(s, label);
	if (p && ask_can(x) && !cli_flag(x, "yes")) {
		out_note(&x->out,
			 ngettext("%s: %" PRId64 " person goes out of the "
				  "file for good; y: yes; n: no",
				  "%s: %" PRId64 " people go out of the file "
				  "for good; y: yes; n: no",
				  (unsigned long)p->rows), label, p->rows);
		if (!people_agree(x)) {
			out_note(&x->out, "%s", _("nothing was written"));
			return 0;
		}
	}
	rc = act_people_purge(&a, label, cli_text(x, "why"), err);
	if (rc)
		return rc;
	view_recorded(x, &a, _("purged"));
	kept = _("it does not reach copies that never meet this one, backups, "
		 "spare blocks of the disk, or what was exported or sent");
	out_note(&x->out, "%s", kept);
	return 0;
}

const struct opt people_set_opts[] = {
	{"file", 'F', OPT_TEXT, "FILE",
	 N_("read the new value from a file; - is standard input")},
	{"clear", 0, OPT_FLAG, NULL, N_("empty the field")},
	{"channel", 0, OPT_TEXT, "FIELD",
	 N_("reach them by this field from now on")},
	{"remove", 0, OPT_FLAG, NULL,
	 N_("take them off: not affected after all")},
	{"restore", 0, OPT_FLAG, NULL, N_("put them back")},
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{0}
};
const struct opt people_join_opts[] = {
	{"apart", 0, OPT_FLAG, NULL, N_("they are not the same person")},
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{0}
};
const struct opt people_export_opts[] = {
	{"output", 'o', OPT_TEXT, "FILE",
	 N_("the new file; - is standard output")},
	{"where", 0, OPT_TEXT, "FILTER",
	 N_("only who fits: jurisdiction=CN,minor!=,name~part")},
	{"group", 0, OPT_TEXT, "NAME", N_("only who is in that group")},
	{"all", 0, OPT_FLAG, NULL,
	 N_("also who stands there twice or was taken off")},
	{"redact", 0, OPT_FLAG, NULL,
	 N_("mask ways to reach and identity numbers; so it is if not said")},
	{"full", 0, OPT_FLAG, NULL, N_("whole values; it is recorded")},
	{"bom", 0, OPT_FLAG, NULL,
	 N_("begin with a byte order mark, for spreadsheets")},
	{0}
};
const struct opt people_purge_opts[] = {
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{"yes", 'y', OPT_FLAG, NULL, N_("do not ask")},
	{0}
};
