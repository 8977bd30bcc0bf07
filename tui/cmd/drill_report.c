/* tui/cmd/drill_report.c - `drill report`: what happened, as a document. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "core/report/aar.h"
#include "tui/cmd/drill_runs.h"

#define REPORT_WIDTH 80

int report_form_write(struct str *out, struct cli *x,
		      const struct report *r, struct error *err)
{
	const char *format = cli_text(x, "format");

	if (format && !strcmp(format, "html"))
		return report_html(out, r, err);
	if (format && !strcmp(format, "text"))
		return report_text(out, r, REPORT_WIDTH, err);
	return report_markdown(out, r, err);
}

int report_deliver(struct cli *x, const struct str *text, struct error *err)
{
	const char *path = cli_text(x, "output");
	bool file = path && strcmp(path, "-") != 0;

	if (x->out.mode == OUT_JSON && file)
		jwrite_str(x->out.json, "file", path);
	else if (x->out.mode == OUT_JSON)
		jwrite_str(x->out.json, "text", str_text(text));
	if (file)
		return io_replace(path, str_text(text), text->len, 0600, err);
	out_document(&x->out, str_text(text), text->len);
	return 0;
}

/* The report of a run with those like it beside it. */
static int build(struct report **out, struct cli *x, struct run *r,
		 struct error *err)
{
	struct aar_source from = {.d = r->p.d, .s = r->s};
	const char *label = casefile_now(r->p.c)->label;
	struct runs like;
	int rc;

	if (!from.d->ended) {
		error_set(err, ERR_REFUSED, _("%s has not ended: its report "
					      "is drafted then"), label);
		return error_fix(err, "stanch drill end %s", label);
	}
	rc = runs_like(&like, x, r, err);
	from.earlier = like.view;
	from.earlier_count = like.earlier;
	from.later = like.view ? like.view + like.earlier : NULL;
	from.later_count = like.count - like.earlier;
	if (!rc)
		rc = aar_build(out, r->p.c, &from, x->lang.code, err);
	runs_release(&like);
	return rc;
}

int drill_report_text(struct str *out, struct cli *x, const char *label,
		      enum aar_form form, int width, struct error *err)
{
	struct report *report = NULL;
	struct run r;
	int rc = run_open(&r, x, label, err);

	if (rc)
		return rc;
	rc = build(&report, x, &r, err);
	if (!rc)
		rc = form == AAR_HTML	      ? report_html(out, report, err)
		     : form == AAR_MARKDOWN ? report_markdown(out, report,
								err)
					      : report_text(out, report,
							    width, err);
	report_free(report);
	run_close(&r);
	return rc;
}

int drill_report_run(struct cli *x, struct error *err)
{
	struct report *report = NULL;
	struct str text = {0};
	struct run r;
	int rc = run_open(&r, x, cli_word(x, 0), err);

	if (rc)
		return rc;
	rc = build(&report, x, &r, err);
	if (!rc)
		rc = report_form_write(&text, x, report, err);
	if (!rc && x->out.mode == OUT_JSON)
		play_banner(x, casefile_now(r.p.c)->label);
	if (!rc)
		rc = report_deliver(x, &text, err);
	str_release(&text);
	report_free(report);
	run_close(&r);
	return rc;
}
