/* core/store/stepmerge.c - see stepmerge.h. */
#include "core/store/stepmerge.h"

#include <string.h>

#include "core/base/map.h"
#include "core/base/mem.h"

#define BLANKS " \t\r\n"

struct cut { /* a section of one version */
	const char *key; /* "", "2:contain", "3:isolate" */
	const char *p;
	size_t n; /* without the blank lines at its end */
	size_t gap; /* bytes of those */
};
struct cuts {
	struct cut *at;
	size_t count, cap;
	struct map by_key;
	bool odd; /* a section without id, or an id twice */
};

/* --- cutting ----------------------------------------------------------------- */

static size_t line_len(const char *p, const char *end)
{
	const char *nl = memchr(p, '\n', (size_t)(end - p));

	return nl ? (size_t)(nl - p) + 1 : (size_t)(end - p);
}

/* 2 or 3 for a line that begins a phase or a step, else 0. */
static int heading(const char *p, size_t n)
{
	if (n > 4 && !memcmp(p, "### ", 4))
		return 3;
	return n > 3 && !memcmp(p, "## ", 3) ? 2 : 0;
}

static bool fence(const char *p, size_t n)
{
	size_t k = 0;

	while (k < 3 && k < n && p[k] == ' ')
		k++;
	return n >= k + 3 && (!memcmp(p + k, "```", 3) ||
			      !memcmp(p + k, "~~~", 3));
}

/* The id in the first list item below a heading: "- id: x", "- 编号：x". */
static const char *id_of(size_t *len, const char *p, const char *end)
{
	static const char *const lead[] = {"id:", "编号：", "编号:"};
	const char *line;

	p += line_len(p, end);
	while (p < end && strchr(BLANKS, *p))
		p++;
	if (p >= end || *p != '-')
		return NULL;
	line = p + 1;
	end = p + line_len(p, end);
	while (line < end && *line == ' ')
		line++;
	for (size_t i = 0; i < sizeof(lead) / sizeof(*lead); i++) {
		size_t n = strlen(lead[i]);

		if ((size_t)(end - line) <= n || memcmp(line, lead[i], n))
			continue;
		for (line += n; line < end && *line == ' '; line++)
			;
		*len = 0;
		while (line + *len < end && !strchr(BLANKS, line[*len]))
			++*len;
		return *len ? line : NULL;
	}
	return NULL;
}

static int add_cut(struct cuts *c, struct arena *a, const char *p,
		   const char *end, int level)
{
	const char *id = "", *stop = end;
	struct str key = {0};
	size_t n = 0;

	if (level) {
		id = id_of(&n, p, end);
		c->odd |= !id;
		str_addf(&key, "%d:", level);
		str_addn(&key, id ? id : "", n);
	}
	if (arena_grow(a, &c->at, c->count, &c->cap, sizeof(*c->at)))
		return ERR_NOMEM;
	while (end > p && strchr(BLANKS, end[-1]))
		end--;
	c->at[c->count] = (struct cut){arena_strdup(a, str_text(&key)), p,
				       (size_t)(end - p),
				       (size_t)(stop - end)};
	str_release(&key);
	if (!c->at[c->count].key)
		return ERR_NOMEM;
	c->count++;
	return 0;
}

static int cut(struct cuts *c, struct arena *a, const struct side_text *t)
{
	const char *p = t->p, *from = p, *end = p ? p + t->n : p;
	bool code = false;
	int level = 0, rc = 0;

	if (!p)
		return 0;
	while (p < end && !rc) {
		size_t n = line_len(p, end);
		int here = code ? 0 : heading(p, n);

		if (fence(p, n))
			code = !code;
		if (here) {
			rc = add_cut(c, a, from, p, level);
			from = p;
			level = here;
		}
		p += n;
	}
	if (!rc)
		rc = add_cut(c, a, from, end, level);
	for (size_t i = 0; i < c->count && !rc; i++) {
		c->odd |= map_gets(&c->by_key, c->at[i].key) != NULL;
		/* An index, one up so that none is NULL. */
		if (map_puts(&c->by_key, c->at[i].key,
			     (void *)(uintptr_t)(i + 1)))
			rc = ERR_NOMEM;
	}
	return rc;
}

static const struct cut *find(const struct cuts *c, const char *key)
{
	uintptr_t i = (uintptr_t)map_gets(&c->by_key, key);

	return i ? &c->at[i - 1] : NULL;
}

/* --- their order ------------------------------------------------------------- */

struct work {
	struct draft_merging *m;
	const char *file;
	const struct three *t;
	struct cuts base, ours, theirs;
	const char **order; /* keys of the result */
	size_t count;
	struct arena scratch;
	struct str *out;
	struct side_text gap; /* behind what was added last */
	struct error *err;
};

/* Do the sections of c that base and `other` have too stand as in base? */
static bool unmoved(const struct work *w, const struct cuts *c,
		    const struct cuts *other)
{
	size_t k = 0;

	for (size_t i = 0; i < w->base.count; i++) {
		const char *key = w->base.at[i].key;

		if (!find(c, key) || !find(other, key))
			continue;
		while (k < c->count && (!find(&w->base, c->at[k].key) ||
					!find(other, c->at[k].key)))
			k++;
		if (k == c->count || strcmp(c->at[k].key, key))
			return false;
		k++;
	}
	return true;
}

/* The order of one side, and what the other alone has behind what it stands
 * behind there. */
static int make_order(struct work *w, const struct cuts *lead,
		      const struct cuts *other)
{
	size_t at;

	w->order = arena_alloc(&w->scratch, (lead->count + other->count + 1) *
						    sizeof(*w->order));
	if (!w->order)
		return ERR_NOMEM;
	for (size_t i = 0; i < lead->count; i++)
		w->order[w->count++] = lead->at[i].key;
	for (size_t i = 0; i < other->count; i++) {
		if (find(lead, other->at[i].key))
			continue;
		for (at = 0; i && at < w->count &&
			     strcmp(w->order[at], other->at[i - 1].key);
		     at++)
			;
		at += at < w->count && i;
		memmove(w->order + at + 1, w->order + at,
			(w->count - at) * sizeof(*w->order));
		w->order[at] = other->at[i].key;
		w->count++;
	}
	return 0;
}

/* 0 done, 1 both moved sections, each its own way. */
static int set_order(struct work *w)
{
	if (unmoved(w, &w->ours, &w->theirs))
		return make_order(w, &w->theirs, &w->ours);
	if (unmoved(w, &w->theirs, &w->ours))
		return make_order(w, &w->ours, &w->theirs);
	return 1;
}

/* --- one section ------------------------------------------------------------- */

static bool same(const struct cut *a, const struct cut *b)
{
	return a && b ? a->n == b->n && !memcmp(a->p, b->p, a->n) : a == b;
}

static const char *copy(struct work *w, const struct cut *c)
{
	return c ? arena_strndup(&w->m->arena, c->p, c->n) : NULL;
}

static int add_conflict(struct work *w, const char *key, const struct cut *b,
			const struct cut *o, const struct cut *t)
{
	struct draft_merging *m = w->m;

	if (arena_grow(&m->arena, &m->at, m->count, &m->cap, sizeof(*m->at)))
		return ERR_NOMEM;
	m->at[m->count++] = (struct draft_conflict){
		.file = arena_strdup(&m->arena, w->file),
		.step = arena_strdup(&m->arena, *key ? key + 2 : key),
		.base = copy(w, b), .ours = copy(w, o),
		.theirs = copy(w, t)};
	return m->at[m->count - 1].file && m->at[m->count - 1].step
		       ? 0 : ERR_NOMEM;
}

static void end_line(struct str *out)
{
	if (out->len && out->p[out->len - 1] != '\n')
		str_addc(out, '\n');
}

/* The blank lines behind the section before, or one. */
static void add_gap(struct work *w)
{
	const char *p = w->gap.p, *nl = p ? memchr(p, '\n', w->gap.n) : NULL;

	if (!w->out->len)
		return;
	if (nl && memchr(nl + 1, '\n', w->gap.n - (size_t)(nl + 1 - p)))
		str_addn(w->out, p, w->gap.n);
	else
		str_add(w->out, "\n\n");
}

static void add_section(struct work *w, const char *p, size_t n,
			struct side_text gap)
{
	add_gap(w);
	str_addn(w->out, p, n);
	w->gap = gap;
}

static struct repo_text side(struct str *own, const struct cut *c,
			     const char *label)
{
	if (c) {
		str_addn(own, c->p, c->n);
		end_line(own);
	}
	return (struct repo_text){str_text(own), label, own->len};
}

static int both_changed(struct work *w, const char *key, const struct cut *b,
			const struct cut *o, const struct cut *t)
{
	struct str text[3] = {0}, merged = {0};
	struct repo_text base = side(&text[0], b, "before"),
			 ours = side(&text[1], o, w->t->our_name),
			 theirs = side(&text[2], t, w->t->their_name);
	bool clean = false;
	int rc = repo_merge_lines(&merged, &clean, &base, &ours, &theirs,
				 w->err);

	/* Taken away here, changed there: never merged by itself. */
	clean = clean && o && t;
	if (!rc && !clean)
		rc = add_conflict(w, key, b, o, t);
	if (!rc && merged.len)
		add_section(w, str_text(&merged), merged.len - 1,
			    (struct side_text){0});
	for (size_t i = 0; i < 3; i++)
		str_release(&text[i]);
	str_release(&merged);
	return rc;
}

static int section(struct work *w, const char *key)
{
	const struct cut *b = find(&w->base, key), *o = find(&w->ours, key),
			 *t = find(&w->theirs, key);
	const struct cut *take = same(o, t) || same(t, b) ? o : t;

	if (!same(o, t) && !same(t, b) && !same(o, b))
		return both_changed(w, key, b, o, t);
	if (take)
		add_section(w, take->p, take->n,
			    (struct side_text){take->p + take->n, take->gap});
	return 0;
}

/* --- the file ---------------------------------------------------------------- */

static int by_lines(struct work *w)
{
	const struct three *t = w->t;
	struct cut b = {"", t->base.p, t->base.n, 0},
		   o = {"", t->ours.p, t->ours.n, 0},
		   h = {"", t->theirs.p, t->theirs.n, 0};

	return both_changed(w, "", b.p ? &b : NULL, o.p ? &o : NULL,
			    h.p ? &h : NULL);
}

static int by_steps(struct work *w)
{
	int rc = 0;

	for (size_t i = 0; i < w->count && !rc; i++)
		rc = section(w, w->order[i]);
	return rc;
}

int step_merge(struct str *out, struct draft_merging *m, const char *file,
	       const struct three *t, struct error *err)
{
	struct work w = {.m = m, .file = file, .t = t, .out = out,
			 .err = err};
	struct str own = {0};
	bool steps = str_ends(file, ".md") && t->ours.p && t->theirs.p;
	int rc = cut(&w.base, &w.scratch, &t->base);

	w.out = &own;
	if (!rc)
		rc = cut(&w.ours, &w.scratch, &t->ours);
	if (!rc)
		rc = cut(&w.theirs, &w.scratch, &t->theirs);
	steps = steps && !w.base.odd && !w.ours.odd && !w.theirs.odd;
	if (!rc && steps)
		rc = set_order(&w);
	if (rc == 1) {
		steps = false;
		rc = 0;
	}
	if (!rc)
		rc = steps ? by_steps(&w) : by_lines(&w);
	if (!rc) {
		str_addn(out, str_text(&own), own.len);
		end_line(out);
	}
	if (rc == ERR_NOMEM || own.failed || out->failed)
		rc = error_nomem(err);
	str_release(&own);
	map_release(&w.base.by_key);
	map_release(&w.ours.by_key);
	map_release(&w.theirs.by_key);
	arena_release(&w.scratch);
	return rc;
}

bool step_marked(const char *text, size_t n)
{
	static const char *const mark[] = {"<<<<<<< ", "||||||| ", ">>>>>>> "};
	const char *end = text + n;

	for (; text < end; text += line_len(text, end))
		for (size_t i = 0; i < 3; i++)
			if (line_len(text, end) > 8 &&
			    !memcmp(text, mark[i], 8))
				return true;
	return false;
}
