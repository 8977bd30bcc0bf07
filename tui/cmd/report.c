/* tui/cmd/report.c - a case as a document. */
#include "core/report/report.h"

#include <string.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

#define REPORT_WIDTH 80

static int build(struct str *out, struct cli *x, enum report_form form,
		 const char *format, struct error *err)
{
	struct report *r = NULL;
	int rc = report_build(&r, form, x->open, x->lang.code, err);

	if (!rc && !strcmp(format, "html"))
		rc = report_html(out, r, err);
	else if (!rc && !strcmp(format, "md"))
		rc = report_markdown(out, r, err);
	else if (!rc)
		rc = report_text(out, r, REPORT_WIDTH, err);
	report_free(r);
	return rc;
}

/* To a file, whole or not at all; to standard output without one. */
static int deliver(struct cli *x, const struct str *text, struct error *err)
{
	const char *path = cli_text(x, "output");

	if (!path || !strcmp(path, "-")) {
		out_document(&x->out, str_text(text), text->len);
		return 0;
	}
	return io_replace(path, str_text(text), text->len, 0600, err);
}

/* That a copy went out stands in the record, and so in the document. */
static int document(struct cli *x, enum report_form form, const char *format,
		    const char *access, struct error *err)
{
	const struct situation *s;
	struct str text = {0};
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc && access)
		rc = view_access(x, access, format, err);
	if (!rc)
		rc = build(&text, x, form, format, err);
	if (!rc)
		rc = deliver(x, &text, err);
	str_release(&text);
	return rc;
}

static int report_run(struct cli *x, struct error *err)
{
	const char *format = cli_text(x, "format");

	return document(x, REPORT_FULL, format ? format : "md", "reported",
			err);
}

static int brief_run(struct cli *x, struct error *err)
{
	return document(x, REPORT_BRIEF, "text", NULL, err);
}

static int print_run(struct cli *x, struct error *err)
{
	const char *format = cli_text(x, "format");

	return document(x, REPORT_CHECKLIST, format ? format : "text",
			"printed", err);
}

#define OUTPUT \
	{"output", 'o', OPT_TEXT, "FILE", \
	 N_("the file to write; - is standard output")}

static const struct opt report_opts[] = {
	{"format", 0, OPT_TEXT, "md|html|text", N_("md if not given")},
	OUTPUT,
	{0}
};
static const struct opt print_opts[] = {
	{"format", 0, OPT_TEXT, "text|md|html", N_("text if not given")},
	OUTPUT,
	{0}
};

const struct command report_commands[] = {
	{"report", NULL, N_("Write the report of a case"), "CASE", report_opts,
	 "report INC-2026-014 --format html -o report.html", report_run,
	 CMD_WRITES | CMD_RAW},
	{"brief", NULL, N_("Tell the situation in one screen"), "CASE", NULL,
	 "brief INC-2026-014", brief_run, CMD_RAW},
	{"case print", NULL, N_("Print the checklist, to go on with on paper"),
	 "CASE", print_opts, "case print INC-2026-014 | lp", print_run,
	 CMD_WRITES | CMD_RAW},
	{0}
};
