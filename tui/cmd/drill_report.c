/* tui/cmd/drill_report.c - `drill report`: what happened, as a document. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "core/report/aar.h"
#include "tui/cmd/drill.h"

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

	if (path && strcmp(path, "-") != 0)
		return io_replace(path, str_text(text), text->len, 0600, err);
	out_document(&x->out, str_text(text), text->len);
	return 0;
}

int drill_report_run(struct cli *x, struct error *err)
{
	struct scenario_world w;
	struct report *r = NULL;
	struct score *s = NULL;
	struct str text = {0};
	struct play p;
	int rc = play_open(&p, x, cli_word(x, 0), true, err);

	if (rc)
		return rc;
	rc = play_need_scenario(&p, err);
	if (!rc)
		rc = drill_world(&w, x, NULL, err);
	if (!rc)
		rc = score_make(&s, p.d, &w, err);
	if (!rc)
		rc = aar_build(&r, p.c, p.d, s, x->lang.code, err);
	if (!rc)
		rc = report_form_write(&text, x, r, err);
	if (!rc)
		rc = report_deliver(x, &text, err);
	str_release(&text);
	report_free(r);
	score_free(s);
	play_close(&p);
	return rc;
}
