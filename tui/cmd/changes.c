/* tui/cmd/changes.c - see changes.h. */
#include "tui/cmd/changes.h"

#include <string.h>

#include "core/base/tr.h"
#include "tui/cmd/view.h"

int version_read(struct version *v, struct store *s, const char *slug,
		 const char *commit, struct error *err)
{
	struct findings f = {0};
	int rc;

	*v = (struct version){0};
	rc = store_playbook(&v->pb, &v->texts, &f, s, slug, commit, err);
	findings_release(&f);
	if (rc != ERR_NOTFOUND)
		return rc;
	error_clear(err);
	return 0;
}

void version_release(struct version *v)
{
	playbook_free(v->pb);
	pb_texts_release(&v->texts);
	*v = (struct version){0};
}

static void parts_text(struct str *out, unsigned parts)
{
	const char *comma = "";

	for (unsigned bit = DIFF_TITLE; bit <= DIFF_LANG; bit <<= 1) {
		if (!(parts & bit))
			continue;
		str_addf(out, "%s%s", comma,
			 diff_part_name((enum diff_part)bit));
		comma = ", ";
	}
}

static const char *row_title(const struct step_diff *r)
{
	const struct pb_step *st = r->is ? r->is : r->was;
	const struct pb_phase *ph = r->phase_is ? r->phase_is : r->phase_was;

	return st ? text_in(&st->title, 0) : ph ? text_in(&ph->title, 0) : "";
}

static const char *row_number(const struct step_diff *r)
{
	return r->is ? r->is->number : r->was ? r->was->number
	       : r->phase_is ? r->phase_is->number : "";
}

static int row_lines(struct cli *x, struct pb_diff *d, size_t row,
		     const char *lang, struct error *err)
{
	struct diff_line *line;
	size_t n = 0;
	int rc = step_diff_lines(&line, &n, d, row, lang, err);

	for (size_t i = 0; i < n && !rc; i++)
		if (line[i].sign != ' ')
			out_line(&x->out, "     %c %.*s", line[i].sign,
				 (int)line[i].len, line[i].text);
	return rc;
}

static int row_text(struct cli *x, struct pb_diff *d, size_t row,
		    struct error *err)
{
	const struct step_diff *r = &d->step[row];
	struct str parts = {0};
	int rc;

	parts_text(&parts, r->parts);
	out_line(&x->out, "%s %s%s%s [%s]%s%s", step_change_name(r->change),
		 row_number(r), *row_number(r) ? " " : "", row_title(r),
		 r->id, parts.len ? " " : "", str_text(&parts));
	str_release(&parts);
	rc = row_lines(x, d, row, NULL, err);
	for (size_t l = 1; !rc && d->is.pb && r->parts & DIFF_LANG &&
			   l < d->is.pb->langs; l++)
		rc = row_lines(x, d, row, d->is.pb->lang[l], err);
	return rc;
}

static void row_json(struct cli *x, const struct step_diff *r)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "id", r->id);
	jwrite_str(w, "change", step_change_name(r->change));
	jwrite_str(w, "title", row_title(r));
	jwrite_array(w, "parts");
	for (unsigned bit = DIFF_TITLE; bit <= DIFF_LANG; bit <<= 1)
		if (r->parts & bit)
			jwrite_str(w, NULL,
				   diff_part_name((enum diff_part)bit));
	jwrite_end(w);
	jwrite_end(w);
}

int changes_show(struct cli *x, const struct version *was,
		 const struct version *is, struct error *err)
{
	struct pb_diff *d;
	struct str words = {0};
	int rc = playbook_diff(&d, was->pb, was->texts.src,
			       was->pb ? was->texts.count : 0, is->pb,
			       is->texts.src, is->pb ? is->texts.count : 0,
			       err);

	if (rc)
		return rc;
	pb_diff_words(&words, d);
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "summary", str_text(&words));
		jwrite_array(x->out.json, "steps");
	}
	for (size_t i = 0; i < d->count && !rc; i++) {
		if (d->step[i].change == STEP_KEPT && !d->step[i].parts)
			continue;
		if (x->out.mode == OUT_JSON)
			row_json(x, &d->step[i]);
		else
			rc = row_text(x, d, i, err);
	}
	if (x->out.mode == OUT_JSON)
		jwrite_end(x->out.json);
	out_line(&x->out, "%s", str_text(&words));
	str_release(&words);
	pb_diff_free(d);
	return rc;
}
