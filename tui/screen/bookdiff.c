/* tui/screen/bookdiff.c - two versions of a playbook side by side. */
#include "tui/screen/bookdiff.h"

#include <string.h>

#include "core/base/tr.h"

#define NOTHING "-" /* for a commit: there was none */
#define CONTEXT 3 /* lines around a change in a patch */

/* --- opening --------------------------------------------------------------------- */

/* A playbook that is not there yet, or no more, is no failure. */
static int open_side(struct booktext *out, struct app *app,
		     const struct bookref *ref, struct error *err)
{
	char id[COMMIT_HEX];
	int rc;

	*out = (struct booktext){0};
	if (str_eq(ref->commit, NOTHING))
		return 0;
	rc = booktext_open(out, app, ref, err);
	if (rc != ERR_NOTFOUND ||
	    repo_resolve(id, store_repo(ctx_of(app)->store, NULL),
			 ref->commit, NULL))
		return rc;
	error_clear(err);
	memcpy(out->texts.commit, id, sizeof(id));
	return 0;
}

int bookdiff_open(struct bookdiff *b, struct app *app, const char *arg,
		  struct error *err)
{
	int rc;

	*b = (struct bookdiff){.app = app};
	arg = bookref_read(&b->from, arg);
	arg = bookref_read(&b->to, arg);
	if (*arg == '#')
		str_copy(b->step, sizeof(b->step), arg + 1);
	rc = open_side(&b->was, app, &b->from, err);
	if (!rc)
		rc = open_side(&b->is, app, &b->to, err);
	if (!rc && !b->was.pb && !b->is.pb) /* in neither: say which */
		rc = booktext_open(&b->is, app, &b->to, err);
	if (!rc)
		rc = playbook_diff(&b->d, b->was.pb, b->was.texts.src,
				   b->was.texts.count, b->is.pb,
				   b->is.texts.src, b->is.texts.count, err);
	if (rc)
		bookdiff_release(b);
	return rc;
}

void bookdiff_of_commit(struct str *arg, struct app *app, const char *slug,
			const char *id)
{
	char parent[2][COMMIT_HEX];
	size_t n = 0;
	struct repo *r = store_repo(ctx_of(app)->store, NULL);

	if (!r || repo_parents(parent, &n, r, id, NULL) || !n)
		str_copy(parent[0], COMMIT_HEX, NOTHING);
	str_addf(arg, "%s@%s %s@%s", slug, parent[0], slug, id);
}

void bookdiff_release(struct bookdiff *b)
{
	pb_diff_free(b->d);
	b->d = NULL;
	booktext_release(&b->was);
	booktext_release(&b->is);
}

/* --- words ------------------------------------------------------------------------ */

bool bookdiff_changed(const struct bookdiff *b, size_t row)
{
	const struct step_diff *r = &b->d->step[row];

	return r->change != STEP_KEPT || r->parts;
}

void bookdiff_versions(struct str *out, const struct bookdiff *b)
{
	const struct playbook *was = b->was.pb, *is = b->is.pb;

	if (was)
		booktext_version(out, was->version, b->was.texts.commit);
	else
		str_add(out, _("nothing"));
	str_add(out, "  ->  ");
	if (is)
		booktext_version(out, is->version, b->is.texts.commit);
	else
		str_add(out, _("nothing"));
}

void bookdiff_name(struct str *out, const struct bookdiff *b, size_t row)
{
	const struct step_diff *r = &b->d->step[row];
	const struct pb_step *st = r->is ? r->is : r->was;
	const struct pb_phase *ph = r->phase_is ? r->phase_is : r->phase_was;
	const struct playbook *pb =
		r->is || r->phase_is ? b->is.pb : b->was.pb;
	size_t in = pb ? playbook_lang(pb, ctx_of(b->app)->lang) : 0;

	if (st)
		str_addf(out, "%s  %s", st->number, text_in(&st->object, in));
	else if (ph)
		str_addf(out, "%s  %s", ph->number, text_in(&ph->title, in));
	else
		str_add(out, _("Title, front matter, introduction"));
}

void bookdiff_parts(struct str *out, const struct bookdiff *b, size_t row)
{
	static const struct {
		enum diff_part bit;
		const char *word;
	} parts[] = {
		{DIFF_TITLE, N_("title")},
		{DIFF_KEYS, N_("keys")},
		{DIFF_BODY, N_("text")},
		{DIFF_ITEMS, N_("check items")},
		{DIFF_PLACE, N_("place")},
		{DIFF_LANG, N_("translation")},
	};
	unsigned have = b->d->step[row].parts;
	bool any = false;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (!(have & parts[i].bit))
			continue;
		str_addf(out, "%s%s", any ? _(", ") : "", _(parts[i].word));
		any = true;
	}
}

const char *bookdiff_word(const struct bookdiff *b, size_t row)
{
	const struct step_diff *r = &b->d->step[row];

	switch (r->change) {
	case STEP_KEPT:
		return r->parts == DIFF_LANG ? _("translation") : _("kept");
	case STEP_REWORDED:
		return _("changed");
	case STEP_MOVED:
		return _("moved");
	case STEP_NEW:
		return _("new");
	case STEP_RETIRED:
		return _("retired");
	}
	return "";
}

/* --- lines ------------------------------------------------------------------------- */

/* Old words are underlined, new ones in reverse; a line that is new as a
 * whole is bold. The sign says the same without any of it. */
static unsigned look_of(const struct diff_line *l, bool changed)
{
	if (l->sign == ' ' || (l->span_count && !changed))
		return LOOK_PLAIN;
	if (!l->span_count)
		return l->sign == '+' ? LOOK_BOLD : LOOK_PLAIN;
	return l->sign == '+' ? LOOK_REVERSE : LOOK_UNDERLINE;
}

/* gap: a blank behind the sign, as people read it; none in a patch. */
static void add_line(struct rich *r, const struct diff_line *l, bool gap)
{
	int lead = 0;

	while ((size_t)lead < l->len && l->text[lead] == ' ' && lead < 40)
		lead++;
	rich_para(r, 0, lead + (gap ? 2 : 1));
	rich_addf(r, l->sign == ' ' ? LOOK_PLAIN : LOOK_BOLD, "%c%s", l->sign,
		  gap ? " " : "");
	if (!l->span_count)
		rich_addf(r, look_of(l, true), "%.*s", (int)l->len, l->text);
	for (size_t i = 0; i < l->span_count; i++)
		rich_addf(r, look_of(l, l->span[i].changed), "%.*s",
			  (int)l->span[i].len, l->text + l->span[i].at);
}

static bool any_changed(const struct diff_line *l, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (l[i].sign != ' ')
			return true;
	return false;
}

static bool near_change(const struct diff_line *l, size_t n, size_t i)
{
	size_t from = i > CONTEXT ? i - CONTEXT : 0;

	for (size_t k = from; k < n && k <= i + CONTEXT; k++)
		if (l[k].sign != ' ')
			return true;
	return false;
}

struct in_lang { /* a row's lines in one language */
	const char *lang;
	struct diff_line *line;
	size_t count;
	bool shown; /* the base always, others if they changed */
};

static int langs_of(struct in_lang out[PB_LANGS], struct bookdiff *b,
		    size_t row)
{
	const struct step_diff *r = &b->d->step[row];
	const struct playbook *pb = r->change == STEP_RETIRED || !b->is.pb
					    ? b->was.pb
					    : b->is.pb;
	int n = 0;

	for (size_t i = 0; pb && i < pb->langs; i++) {
		struct in_lang *l = &out[n];

		l->lang = pb->lang[i];
		if (step_diff_lines(&l->line, &l->count, b->d, row, l->lang,
				    NULL))
			return -1;
		l->shown = !i || any_changed(l->line, l->count);
		n += l->shown;
	}
	return n;
}

bool bookdiff_lines(struct rich *r, struct bookdiff *b, size_t row,
		    bool brief)
{
	struct in_lang in[PB_LANGS];
	int n = langs_of(in, b, row);

	for (int i = 0; i < n; i++) {
		if (i) {
			rich_para(r, 0, 0);
			rich_addf(r, LOOK_BOLD, "[%s]", in[i].lang);
		}
		for (size_t k = 0; k < in[i].count; k++)
			if (!brief ||
			    near_change(in[i].line, in[i].count, k))
				add_line(r, &in[i].line[k], true);
	}
	return n >= 0;
}

/* One line on each side, as many rows high as the higher of the two. */
static void add_pair(struct rich *old, struct rich *new, int cells,
		     const struct diff_line *l, const struct diff_line *r)
{
	struct rich *one = rich_new();
	int high[2] = {0, 0};

	for (int i = 0; one && i < 2; i++) {
		const struct diff_line *side = i ? r : l;

		if (!side)
			continue;
		rich_clear(one);
		add_line(one, side, true);
		high[i] = rich_layout(one, cells);
		add_line(i ? new : old, side, true);
	}
	rich_free(one);
	for (int i = high[0]; i < high[1]; i++)
		rich_line(old, 0, LOOK_PLAIN, "");
	for (int i = high[1]; i < high[0]; i++)
		rich_line(new, 0, LOOK_PLAIN, "");
}

static void add_columns(struct rich *old, struct rich *new, int cells,
			const struct in_lang *in)
{
	const struct diff_line *l = in->line;
	size_t n = in->count, i = 0;

	while (i < n) {
		size_t minus = 0, plus = 0;

		if (l[i].sign == ' ') {
			add_pair(old, new, cells, &l[i], &l[i]);
			i++;
			continue;
		}
		while (i + minus < n && l[i + minus].sign == '-')
			minus++;
		while (i + minus + plus < n && l[i + minus + plus].sign == '+')
			plus++;
		for (size_t k = 0; k < minus || k < plus; k++)
			add_pair(old, new, cells, k < minus ? &l[i + k] : NULL,
				 k < plus ? &l[i + minus + k] : NULL);
		i += minus + plus;
	}
}

bool bookdiff_columns(struct rich *old, struct rich *new, int cells,
		      struct bookdiff *b, size_t row)
{
	struct in_lang in[PB_LANGS];
	int n = langs_of(in, b, row);

	for (int i = 0; i < n; i++) {
		for (int k = 0; i && k < 2; k++) {
			rich_para(k ? new : old, 0, 0);
			rich_addf(k ? new : old, LOOK_BOLD, "[%s]",
				  in[i].lang);
		}
		add_columns(old, new, cells, &in[i]);
	}
	return n >= 0;
}

/* --- the plain patch --------------------------------------------------------------- */

static const struct pb_source *source_named(const struct booktext *b,
					    const char *name)
{
	for (size_t i = 0; i < b->texts.count; i++)
		if (str_eq(b->texts.src[i].name, name))
			return &b->texts.src[i];
	return NULL;
}

static bool patch_file(struct rich *r, struct bookdiff *b,
		       const struct pb_source *was, const struct pb_source *is)
{
	struct diff_line *l;
	size_t n, old = 1, new = 1;
	bool in = false;

	if (text_diff_lines(&l, &n, &b->d->arena, was ? was->text : "",
			    was ? was->len : 0, is ? is->text : "",
			    is ? is->len : 0, NULL))
		return false;
	if (!any_changed(l, n))
		return true;
	rich_para(r, 0, 4);
	rich_addf(r, LOOK_BOLD, "--- %s", was ? was->name : "/dev/null");
	rich_para(r, 0, 4);
	rich_addf(r, LOOK_BOLD, "+++ %s", is ? is->name : "/dev/null");
	for (size_t i = 0; i < n; i++) {
		bool near = near_change(l, n, i);

		if (near && !in) {
			rich_para(r, 0, 0);
			rich_addf(r, LOOK_PLAIN, "@@ -%zu +%zu @@", old, new);
		}
		in = near;
		if (near)
			add_line(r, &l[i], false);
		old += l[i].sign != '+';
		new += l[i].sign != '-';
	}
	rich_line(r, 0, LOOK_PLAIN, "");
	return true;
}

bool bookdiff_patch(struct rich *r, struct bookdiff *b)
{
	bool good = true;

	/* Base against base, even over a rename; the others by name. */
	if (b->was.texts.count || b->is.texts.count)
		good = patch_file(r, b,
				  b->was.texts.count ? b->was.texts.src : NULL,
				  b->is.texts.count ? b->is.texts.src : NULL);
	for (size_t i = 1; good && i < b->is.texts.count; i++) {
		const struct pb_source *is = &b->is.texts.src[i];

		good = patch_file(r, b, source_named(&b->was, is->name), is);
	}
	for (size_t i = 1; good && i < b->was.texts.count; i++) {
		const struct pb_source *was = &b->was.texts.src[i];

		if (!source_named(&b->is, was->name))
			good = patch_file(r, b, was, NULL);
	}
	return good;
}
