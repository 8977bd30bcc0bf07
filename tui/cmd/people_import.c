/* tui/cmd/people_import.c - a table of people comes in. */
#include "core/people/import.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "tui/cmd/columns.h"
#include "tui/cmd/people.h"

#define BAD_TOLD 20

/* --- what came of it ------------------------------------------------------------------ */

static void tell_bad(struct cli *x, const struct import_result *r)
{
	for (size_t i = 0; i < r->bad && i < BAD_TOLD; i++)
		out_note(&x->out, _("row %" PRIu64 " (line %" PRIu64 "): %s"),
			 r->first[i].row, r->first[i].line,
			 row_fault_words(r->first[i].fault));
	if (r->bad > BAD_TOLD)
		out_note(&x->out, _("and %" PRIu64 " more"),
			 r->bad - BAD_TOLD);
}

static void result_json(struct cli *x, const struct import_result *r)
{
	struct jwrite *w = x->out.json;

	jwrite_str(w, "id", r->label);
	jwrite_str(w, "encoding", encoding_name(r->encoding));
	jwrite_int(w, "rows", (int64_t)r->rows);
	jwrite_int(w, "bad", (int64_t)r->bad);
	jwrite_int(w, "above", (int64_t)r->above);
	jwrite_int(w, "same", (int64_t)r->same);
	jwrite_int(w, "possible", (int64_t)r->near);
	columns_json(x, &r->columns);
	jwrite_array(w, "bad_rows");
	for (size_t i = 0; i < r->bad && i < PEOPLE_BAD_LISTED; i++) {
		jwrite_object(w, NULL);
		jwrite_int(w, "row", (int64_t)r->first[i].row);
		jwrite_int(w, "line", (int64_t)r->first[i].line);
		jwrite_str(w, "why", row_fault_words(r->first[i].fault));
		jwrite_end(w);
	}
	jwrite_end(w);
	jwrite_array(w, "possible_rows");
	for (size_t i = 0; i < r->near && i < PEOPLE_BAD_LISTED; i++) {
		jwrite_object(w, NULL);
		jwrite_int(w, "row", (int64_t)r->resembles[i].row);
		jwrite_str(w, "other", r->resembles[i].other);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void tell(struct cli *x, const struct import_result *r)
{
	if (x->out.mode == OUT_JSON)
		result_json(x, r);
	if (r->label)
		out_line(&x->out,
			 ngettext("%s: %" PRIu64 " person brought in (%s)",
				  "%s: %" PRIu64 " people brought in (%s)",
				  (unsigned long)r->rows),
			 r->label, r->rows, encoding_name(r->encoding));
	else
		out_line(&x->out,
			 ngettext("%" PRIu64 " person could be brought in "
				  "(%s)", "%" PRIu64 " people could be brought "
				  "in (%s)", (unsigned long)r->rows),
			 r->rows, encoding_name(r->encoding));
	if (r->bad)
		out_line(&x->out,
			 ngettext("%" PRIu64 " row cannot be used",
				  "%" PRIu64 " rows cannot be used",
				  (unsigned long)r->bad), r->bad);
	if (r->same)
		out_line(&x->out,
			 ngettext("%" PRIu64 " is there already: kept, and "
				  "counted once", "%" PRIu64 " are there "
				  "already: kept, and counted once",
				  (unsigned long)r->same), r->same);
	if (r->near)
		out_line(&x->out,
			 ngettext("%" PRIu64 " has somebody else's telephone: "
				  "stanch people same %s", "%" PRIu64 " have "
				  "somebody else's telephone: stanch people "
				  "same %s", (unsigned long)r->near),
			 r->near, casefile_now(x->open)->label);
}

/* --- the command ------------------------------------------------------------------- */

/* Once a case: whoever can read the file can read these people. */
static bool warned(struct cli *x, const struct situation *s)
{
	if (s->import_count || cli_flag(x, "dry-run"))
		return true;
	out_note(&x->out, _("%s is not encrypted: whoever can read the file "
			    "can read everybody in it"), s->label);
	if (!ask_can(x) || cli_flag(x, "yes"))
		return true;
	out_note(&x->out, "%s", _("bring them in all the same? y: yes; n: "
				  "no"));
	return people_agree(x);
}

static int read_encoding(enum encoding *e, struct cli *x, struct error *err)
{
	const char *word = cli_text(x, "encoding");

	*e = word ? encoding_find(word) : ENC_UNKNOWN;
	if (!word || *e != ENC_UNKNOWN)
		return 0;
	error_set(err, ERR_USAGE, _("\"%s\" is no encoding known here"), word);
	return error_fix(err, "--encoding utf-8|gb18030|big5|utf-16");
}

static int import_it(struct cli *x, struct act *a, struct import_args *args,
		     struct error *err)
{
	struct import_result r;
	int rc = people_import(&r, a, args, err);

	if (r.above)
		out_note(&x->out,
			 ngettext("%" PRIu64 " row above the headings, left "
				  "out", "%" PRIu64 " rows above the "
				  "headings, left out",
				  (unsigned long)r.above), r.above);
	if (r.columns.count && rc != ERR_CANCELLED)
		columns_tell(x, &r.columns);
	if (!rc || args->dry)
		tell_bad(x, &r);
	if (rc == ERR_INVALID && r.bad && args->dry) { /* what was asked for */
		x->status = out_status(rc);
		error_clear(err);
		rc = 0;
	}
	if (!rc) {
		tell(x, &r);
		if (args->dry)
			out_note(&x->out, "%s", _("nothing was written"));
	}
	import_release(&r);
	return rc;
}

int people_import_run(struct cli *x, struct error *err)
{
	struct columns_file in;
	struct import_args args = {
		.skip_bad = cli_flag(x, "skip-bad"),
		.dry = cli_flag(x, "dry-run"),
		.progress = cli_progress,
		.ctx = x,
	};
	const struct situation *s;
	struct act a;
	int rc = read_encoding(&args.encoding, x, err);

	if (!rc)
		rc = cli_act(&a, &s, x, err);
	if (rc)
		return rc;
	if (!warned(x, s)) {
		out_note(&x->out, "%s", _("nothing was written"));
		return 0;
	}
	rc = columns_open(&in, x, cli_word(x, 1), err);
	if (rc)
		return rc;
	args.path = in.path;
	args.name = in.name;
	args.columns = in.columns;
	rc = import_it(x, &a, &args, err);
	columns_close(&in);
	return rc;
}

const struct opt people_import_opts[] = {
	{"map", 0, OPT_TEXT, "COLUMN=FIELD",
	 N_("what columns are, by heading or number, commas between")},
	{"dry-run", 0, OPT_FLAG, NULL,
	 N_("show columns, counts and bad rows, and write nothing")},
	{"skip-bad", 0, OPT_FLAG, NULL,
	 N_("leave out the rows that cannot be used")},
	{"encoding", 0, OPT_TEXT, "NAME",
	 N_("utf-8, gb18030, big5 or utf-16; found out if not given")},
	{"yes", 'y', OPT_FLAG, NULL,
	 N_("do not ask: the file may hold people unencrypted")},
	{0}
};
