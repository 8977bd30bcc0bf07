/* core/playbook/diff_lines.c - changed lines, and words inside them. */
#include <assert.h>
#include <string.h>

#include "core/base/lcs.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/diff.h"

#define LINES_MAX 20000 /* beyond: shown as replaced */
#define WORDS_MAX 4000	/* of a block of changed lines */
#define EDITS_MAX 500
#define ALIKE_LEAST 3 /* of ten words, for marking words to be of any use */

/* --- numbers for texts --------------------------------------------------------- */

/* Equal texts get equal numbers. */
static int number_of(struct map *seen, const char *text, size_t n)
{
	uintptr_t id = (uintptr_t)map_get(seen, text, n);

	if (id)
		return (int)id;
	id = seen->len + 1;
	return map_put(seen, text, n, (void *)id) ? 0 : (int)id;
}

/* A text in parts: its lines, or a block of lines in words. */
struct part {
	const char *text;
	size_t len;
	size_t line; /* words: index of the line they are in */
	bool blank;
};
struct parts {
	struct part *at;
	int *number;
	bool *out; /* not in the other text */
	size_t count, cap;
};

static int part_add(struct parts *p, struct arena *a, struct part part)
{
	if (arena_grow(a, &p->at, p->count, &p->cap, sizeof(*p->at)))
		return ERR_NOMEM;
	p->at[p->count++] = part;
	return 0;
}

static int parts_lines(struct parts *p, struct arena *a, const char *text,
		       size_t n)
{
	const char *end = text + n;

	while (text < end) {
		const char *nl = memchr(text, '\n', (size_t)(end - text));
		size_t len = (size_t)((nl ? nl : end) - text);

		if (part_add(p, a, (struct part){.text = text, .len = len -
				     (len && text[len - 1] == '\r')}))
			return ERR_NOMEM;
		text = nl ? nl + 1 : end;
	}
	return 0;
}

/* Marks in both what the other lacks. */
static int parts_compare(struct parts *was, struct parts *is,
			 struct arena *a, size_t most)
{
	struct parts *side[] = {was, is};
	struct map seen = {0};
	bool much = was->count > most || is->count > most;
	int rc = 0;

	for (int s = 0; s < 2 && !rc; s++) {
		struct parts *p = side[s];

		p->number = arena_alloc(a, (p->count + 1) *
						   sizeof(*p->number));
		p->out = arena_alloc(a, p->count + 1);
		rc = p->number && p->out ? 0 : ERR_NOMEM;
		for (size_t i = 0; i < p->count && !rc && !much; i++) {
			p->number[i] = number_of(&seen, p->at[i].text,
						 p->at[i].len);
			rc = p->number[i] ? 0 : ERR_NOMEM;
		}
		if (!rc && much)
			memset(p->out, true, p->count);
	}
	map_release(&seen);
	if (!rc && !much)
		rc = lcs_mark(was->out, is->out, was->number, was->count,
			      is->number, is->count, EDITS_MAX);
	return rc;
}

/* --- words --------------------------------------------------------------------- */

enum letter { LETTER_BLANK, LETTER_WORD, LETTER_ALONE };

/* What is written without blanks is compared character by character. */
static enum letter letter_of(uint32_t cp)
{
	if (cp == ' ' || cp == '\t' || cp == 0x3000)
		return LETTER_BLANK;
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
				       (cp >= 'A' && cp <= 'Z')
			       ? LETTER_WORD : LETTER_ALONE;
	return utf8_width(cp) == 2 ? LETTER_ALONE : LETTER_WORD;
}

static int words_of_line(struct parts *p, struct arena *a,
			 const struct diff_line *l, size_t line)
{
	const char *at = l->text, *end = l->text + l->len, *next;
	uint32_t cp;
	int rc = 0;

	while (at < end && !rc) {
		enum letter kind;

		next = at;
		utf8_next(&cp, &next, end);
		kind = letter_of(cp);
		for (const char *q = next; kind != LETTER_ALONE && q < end;
		     next = q) {
			utf8_next(&cp, &q, end);
			if (letter_of(cp) != kind)
				break;
		}
		rc = part_add(p, a, (struct part){at, (size_t)(next - at),
						  line,
						  kind == LETTER_BLANK});
		at = next;
	}
	return rc;
}

/* Blanks between two changed words belong to the change. */
static void join_blanks(struct parts *p)
{
	for (size_t i = 1; i + 1 < p->count; i++)
		if (p->at[i].blank && p->out[i - 1] && p->out[i + 1] &&
		    p->at[i - 1].line == p->at[i + 1].line)
			p->out[i] = true;
}

static bool parts_alike(const struct parts *was, const struct parts *is)
{
	size_t all = 0, kept = 0;
	const struct parts *side[] = {was, is};

	for (int s = 0; s < 2; s++)
		for (size_t i = 0; i < side[s]->count; i++)
			if (!side[s]->at[i].blank) {
				all++;
				kept += !side[s]->out[i];
			}
	return kept * 10 >= all * ALIKE_LEAST && kept;
}

static int spans_set(struct arena *a, struct diff_line *line,
		     const struct parts *p)
{
	size_t cap = 0;

	for (size_t i = 0; i < p->count; i++) {
		const struct part *w = &p->at[i];
		struct diff_line *l = &line[w->line];
		size_t n = l->span_count;

		if (n && l->span[n - 1].changed == p->out[i]) {
			l->span[n - 1].len += w->len;
			continue;
		}
		if (!n)
			cap = 0;
		if (arena_grow(a, &l->span, n, &cap, sizeof(*l->span)))
			return ERR_NOMEM;
		l->span[l->span_count++] = (struct diff_span){
			(size_t)(w->text - l->text), w->len, p->out[i]};
	}
	return 0;
}

/* line[0..gone) went and line[gone..count) came in their place. */
static int mark_words(struct arena *a, struct diff_line *line, size_t gone,
		      size_t count)
{
	struct parts was = {0}, is = {0};
	int rc = 0;

	for (size_t i = 0; i < count && !rc; i++) {
		struct parts *p = i < gone ? &was : &is;

		rc = words_of_line(p, a, &line[i], i);
		if (p->count > WORDS_MAX)
			return rc;
	}
	if (!rc)
		rc = parts_compare(&was, &is, a, WORDS_MAX);
	if (rc || !parts_alike(&was, &is))
		return rc;
	join_blanks(&was);
	join_blanks(&is);
	rc = spans_set(a, line, &was);
	return rc ? rc : spans_set(a, line, &is);
}

/* --- lines --------------------------------------------------------------------- */

static void line_set(struct diff_line *l, char sign, const struct part *p)
{
	*l = (struct diff_line){.sign = sign, .text = p->text, .len = p->len};
}

/* Both texts in one: what went before what came. */
static int merge(struct diff_line *line, size_t *count, struct arena *a,
		 const struct parts *was, const struct parts *is)
{
	size_t i = 0, k = 0, n = 0, from, gone;
	int rc = 0;

	while ((i < was->count || k < is->count) && !rc) {
		from = n;
		while (i < was->count && was->out[i])
			line_set(&line[n++], '-', &was->at[i++]);
		gone = n - from;
		while (k < is->count && is->out[k])
			line_set(&line[n++], '+', &is->at[k++]);
		if (gone && n > from + gone)
			rc = mark_words(a, line + from, gone, n - from);
		if (n > from)
			continue;
		/* What both keep, each has equally often. */
		assert(i < was->count && k < is->count);
		line_set(&line[n++], ' ', &is->at[k++]);
		i++;
	}
	*count = n;
	return rc;
}

int text_diff_lines(struct diff_line **out, size_t *count, struct arena *a,
		    const char *was, size_t was_len, const char *is,
		    size_t is_len, struct error *err)
{
	struct parts old = {0}, new = {0};
	int rc = parts_lines(&old, a, was, was_len);

	*out = NULL;
	*count = 0;
	if (!rc)
		rc = parts_lines(&new, a, is, is_len);
	if (!rc)
		rc = parts_compare(&old, &new, a, LINES_MAX);
	if (!rc) {
		*out = arena_alloc(a, (old.count + new.count + 1) *
					      sizeof(**out));
		rc = *out ? merge(*out, count, a, &old, &new) : ERR_NOMEM;
	}
	return rc ? error_nomem(err) : 0;
}

/* --- a row's section -------------------------------------------------------------- */

static const struct pb_range *range_of(const struct pb_side *s,
				       const struct step_diff *row, bool old)
{
	const struct pb_step *st = old ? row->was : row->is;
	const struct pb_phase *ph = old ? row->phase_was : row->phase_is;

	if (!s->pb)
		return NULL;
	if (!*row->id)
		return s->pb->range;
	return st ? st->range : ph ? ph->range : NULL;
}

/* The section without the blank lines at its end. */
static void section_of(const char **text, size_t *n, const struct pb_side *s,
		       const struct step_diff *row, bool old,
		       const char *lang)
{
	const struct pb_range *range = range_of(s, row, old);
	size_t k = 0;

	*text = "";
	*n = 0;
	while (s->pb && k < s->pb->langs && !str_eq(s->pb->lang[k], lang))
		k++;
	if (!range || k == s->pb->langs || !s->src[k])
		return;
	*text = s->src[k]->text + range[k].at;
	*n = range[k].end - range[k].at;
	while (*n && strchr(" \t\r\n", (*text)[*n - 1]))
		--*n;
}

int step_diff_lines(struct diff_line **out, size_t *count, struct pb_diff *d,
		    size_t row, const char *lang, struct error *err)
{
	const char *was, *is;
	size_t was_len, is_len;

	if (!lang)
		lang = d->is.pb ? d->is.pb->lang[0] : d->was.pb->lang[0];
	section_of(&was, &was_len, &d->was, &d->step[row], true, lang);
	section_of(&is, &is_len, &d->is, &d->step[row], false, lang);
	return text_diff_lines(out, count, &d->arena, was, was_len, is,
			       is_len, err);
}

/* --- in words ------------------------------------------------------------------- */

static struct str *comma(struct str *out)
{
	if (out->len)
		str_add(out, _(", "));
	return out;
}

void pb_diff_words(struct str *out, const struct pb_diff *d)
{
	struct str t = {0};

	if (d->added)
		str_addf(comma(&t), ngettext("%zu new", "%zu new", d->added),
			 d->added);
	if (d->reworded)
		str_addf(comma(&t), ngettext("%zu changed", "%zu changed",
					     d->reworded), d->reworded);
	if (d->moved)
		str_addf(comma(&t), ngettext("%zu moved", "%zu moved",
					     d->moved), d->moved);
	if (d->retired)
		str_addf(comma(&t), ngettext("%zu retired", "%zu retired",
					     d->retired), d->retired);
	if (t.len || t.failed)
		str_add(out, str_text(&t));
	else
		str_add(out, d->texts ? _("no step, but texts around them")
			     : d->langs ? _("only translations")
					: _("nothing changed"));
	out->failed |= t.failed;
	str_release(&t);
}

const char *step_change_name(enum step_change change)
{
	static const char *const names[] = {
		[STEP_KEPT] = "kept", [STEP_REWORDED] = "reworded",
		[STEP_MOVED] = "moved", [STEP_NEW] = "new",
		[STEP_RETIRED] = "retired",
	};

	return names[change];
}

const char *diff_part_name(enum diff_part part)
{
	switch (part) {
	case DIFF_TITLE:
		return "title";
	case DIFF_KEYS:
		return "keys";
	case DIFF_BODY:
		return "body";
	case DIFF_ITEMS:
		return "items";
	case DIFF_PLACE:
		return "place";
	case DIFF_LANG:
		return "translation";
	}
	return "";
}
