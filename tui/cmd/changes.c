/* tui/cmd/changes.c - see changes.h. */
#include "tui/cmd/changes.h"

#include <string.h>

#include "core/base/tr.h"

/* --- two versions ------------------------------------------------------------ */

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

int version_diff(struct pb_diff **out, const struct version *was,
		 const struct version *is, struct error *err)
{
	return playbook_diff(out, was->pb, was->texts.src,
			     was->pb ? was->texts.count : 0, is->pb,
			     is->texts.src, is->pb ? is->texts.count : 0,
			     err);
}

/* --- a row ------------------------------------------------------------------- */

static const char *row_title(const struct pb_diff *d,
			     const struct step_diff *row, const char *lang)
{
	bool is = row->is || row->phase_is || (!*row->id && d->is.pb);
	const struct pb_side *side = is ? &d->is : &d->was;
	const struct pb_step *st = is ? row->is : row->was;
	const struct pb_phase *ph = is ? row->phase_is : row->phase_was;

	return text_in(st ? &st->title : ph ? &ph->title : &side->pb->title,
		       playbook_lang(side->pb, lang));
}

static bool row_told(const struct step_diff *row)
{
	return row->change != STEP_KEPT || row->parts;
}

/* Calls fn for the lines of a row in each language, or in the one asked
 * for; stops at its first error. */
static int each_lang(struct cli *x, struct pb_diff *d, size_t row,
		     void (*fn)(struct cli *x, const char *lang,
				const struct diff_line *line, size_t n),
		     struct error *err)
{
	const struct playbook *pb = d->is.pb ? d->is.pb : d->was.pb;
	const char *only = cli_text(x, "lang");
	struct diff_line *line;
	size_t n;
	int rc = 0;

	for (size_t k = 0; k < pb->langs && !rc; k++) {
		if (only && playbook_lang(pb, only) != k)
			continue;
		rc = step_diff_lines(&line, &n, d, row, pb->lang[k], err);
		if (!rc)
			fn(x, pb->lang[k], line, n);
	}
	return rc;
}

static void lines_text(struct cli *x, const char *lang,
		       const struct diff_line *line, size_t n)
{
	(void)lang;
	for (size_t i = 0; i < n; i++)
		if (line[i].sign != ' ')
			out_line(&x->out, "    %c %.*s", line[i].sign,
				 (int)line[i].len, line[i].text);
}

static void lines_json(struct cli *x, const char *lang,
		       const struct diff_line *line, size_t n)
{
	struct jwrite *w = x->out.json;
	struct str text = {0};

	for (size_t i = 0; i < n; i++) {
		char sign[] = {line[i].sign, '\0'};

		if (line[i].sign == ' ')
			continue;
		str_clear(&text);
		str_addn(&text, line[i].text, line[i].len);
		jwrite_object(w, NULL);
		jwrite_str(w, "lang", lang);
		jwrite_str(w, "sign", sign);
		jwrite_str(w, "text", str_text(&text));
		jwrite_end(w);
	}
	str_release(&text);
}

static void parts_add(struct str *out, unsigned parts)
{
	static const char *const words[] = {N_("title"), N_("keys"),
		N_("text"), N_("check items"), N_("place"),
		N_("translation")};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (parts & 1u << i)
			str_addf(out, "%s%s", out->len ? _(", ") : "",
				 _(words[i]));
}

static int row_text(struct cli *x, struct pb_diff *d, size_t i,
		    struct error *err)
{
	static const char *const words[] = {
		[STEP_KEPT] = N_("kept"), [STEP_REWORDED] = N_("reworded"),
		[STEP_MOVED] = N_("moved"), [STEP_NEW] = N_("new"),
		[STEP_RETIRED] = N_("retired"),
	};
	const struct step_diff *row = &d->step[i];
	struct str parts = {0};

	parts_add(&parts, row->parts);
	out_line(&x->out, "%s", "");
	out_line(&x->out, parts.len ? "%s  %s  %s (%s)" : "%s  %s  %s",
		 *row->id ? row->id : _("(head)"),
		 row_title(d, row, x->lang.code), _(words[row->change]),
		 str_text(&parts));
	str_release(&parts);
	return each_lang(x, d, i, lines_text, err);
}

static int row_json(struct cli *x, struct pb_diff *d, size_t i,
		    struct error *err)
{
	const struct step_diff *row = &d->step[i];
	struct jwrite *w = x->out.json;
	int rc;

	jwrite_object(w, NULL);
	jwrite_str(w, "id", row->id);
	jwrite_str(w, "title", row_title(d, row, x->lang.code));
	jwrite_str(w, "change", step_change_name(row->change));
	jwrite_array(w, "parts");
	for (unsigned bit = 1; bit <= DIFF_LANG; bit *= 2)
		if (row->parts & bit)
			jwrite_str(w, NULL,
				   diff_part_name((enum diff_part)bit));
	jwrite_end(w);
	jwrite_array(w, "lines");
	rc = each_lang(x, d, i, lines_json, err);
	jwrite_end(w);
	jwrite_end(w);
	return rc;
}

static void sums_json(struct cli *x, const struct pb_diff *d)
{
	struct jwrite *w = x->out.json;
	struct str words = {0};

	pb_diff_words(&words, d);
	jwrite_str(w, "words", str_text(&words));
	jwrite_int(w, "kept", (int64_t)d->kept);
	jwrite_int(w, "reworded", (int64_t)d->reworded);
	jwrite_int(w, "moved", (int64_t)d->moved);
	jwrite_int(w, "new", (int64_t)d->added);
	jwrite_int(w, "retired", (int64_t)d->retired);
	str_release(&words);
}

/* --- all of them ------------------------------------------------------------- */

int changes_rows(struct cli *x, struct pb_diff *d, struct error *err)
{
	bool json = x->out.mode == OUT_JSON;
	int rc = 0;

	if (json) {
		sums_json(x, d);
		jwrite_array(x->out.json, "steps");
	}
	for (size_t i = 0; i < d->count && !rc; i++)
		if (row_told(&d->step[i]))
			rc = json ? row_json(x, d, i, err)
				  : row_text(x, d, i, err);
	if (json)
		jwrite_end(x->out.json);
	return rc;
}

int changes_show(struct cli *x, const struct version *was,
		 const struct version *is, struct error *err)
{
	struct pb_diff *d;
	struct str words = {0};
	int rc = 0;

	if (!was->pb && !is->pb)
		return 0; /* no playbook is changed */
	rc = version_diff(&d, was, is, err);
	if (rc)
		return rc;
	rc = changes_rows(x, d, err);
	pb_diff_words(&words, d);
	out_line(&x->out, "%s", "");
	out_line(&x->out, "%s", str_text(&words));
	str_release(&words);
	pb_diff_free(d);
	return rc;
}
