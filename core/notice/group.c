/* core/notice/group.c - see group.h. */
#include "core/notice/group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"

#define ROWS_MAX ((size_t)20000000) /* of one import; a hostile record */

static const char *filter_of(const struct set_notice *set)
{
	return str_eq(set->filter, GROUP_ALL) ? NULL : set->filter;
}

int group_count(int64_t *count, struct casefile *c,
		const struct set_notice *set, struct error *err)
{
	struct people_filter *filter = NULL;
	struct people *p = NULL;
	struct tally t = {0};
	int rc;

	*count = set->authority != NULL;
	if (!set->filter)
		return 0;
	rc = filter_parse(&filter, filter_of(set), err);
	if (!rc)
		rc = register_open(&p, c, err);
	if (!rc)
		rc = register_count(&t, p, filter, PERSON_FIELDS, err);
	*count = rc ? 0 : (int64_t)t.people;
	if (!rc)
		tally_release(&t);
	register_close(p);
	filter_free(filter);
	return rc;
}

/* --- fates ------------------------------------------------------------------------ */

static const struct {
	const char *name, *words;
	bool by_hand;
} fates[] = {
	[FATE_NONE] = {"not-sent", N_("not sent"), false},
	[FATE_DOUBT] = {"in-doubt", N_("in doubt"), true},
	[FATE_HANDED] = {"handed", N_("handed over"), true},
	[FATE_FAILED] = {"failed", N_("failed"), true},
	[FATE_BOUNCED] = {"bounced", N_("came back"), true},
	[FATE_REACHED] = {"reached", N_("reached"), true},
	[FATE_NO_ANSWER] = {"no-answer", N_("no answer"), true},
};

const char *fate_name(enum fate f)
{
	return fates[f].name;
}

const char *fate_words(enum fate f)
{
	return fates[f].words;
}

static bool find_fate(enum fate *out, const char *word)
{
	for (int i = FATE_NONE; i < FATES; i++)
		if (str_eq(word, fates[i].name)) {
			*out = (enum fate)i;
			return true;
		}
	return false;
}

bool fate_parse(enum fate *out, const char *word)
{
	return find_fate(out, word) && fates[*out].by_hand;
}

static struct fate_rows *rows_of(struct fates *f, const char *of)
{
	struct fate_rows *r;

	for (size_t i = 0; i < f->imports; i++)
		if (str_eq(f->import[i].of, of))
			return &f->import[i];
	if (mem_reserve(&f->import, &f->cap, f->imports + 1,
			sizeof(*f->import)))
		return NULL;
	r = &f->import[f->imports++];
	*r = (struct fate_rows){.of = of};
	return r;
}

static int set_rows(struct fate_rows *r, size_t from, size_t to, enum fate f)
{
	if (to >= r->rows) {
		size_t want = to + 1 > 2 * r->rows ? to + 1 : 2 * r->rows;
		unsigned char *at = mem_realloc(r->at, want);

		if (!at)
			return ERR_NOMEM;
		memset(at + r->rows, FATE_NONE, want - r->rows);
		r->at = at;
		r->rows = want;
	}
	memset(r->at + from, f, to - from + 1);
	return 0;
}

/* "1-17,25": what is no such list ends it. */
static int set_list(struct fate_rows *r, const char *rows, enum fate f)
{
	for (const char *p = rows; *p;) {
		char *end;
		size_t from = strtoul(p, &end, 10), to = from;

		if (end == p)
			return 0;
		if (*end == '-')
			to = strtoul(end + 1, &end, 10);
		if (to < from || to > ROWS_MAX)
			return 0;
		if (set_rows(r, from, to, f))
			return ERR_NOMEM;
		p = *end == ',' ? end + 1 : "";
	}
	return 0;
}

static int set_all(struct fates *out, const struct notice_rows *rows,
		   size_t count, enum fate f)
{
	for (size_t i = 0; i < count; i++) {
		bool office = str_eq(rows[i].of, GROUP_OFFICE);
		struct fate_rows *r = rows_of(out, rows[i].of);

		if (!r || (office ? set_rows(r, 0, 0, f)
				  : set_list(r, rows[i].rows, f)))
			return ERR_NOMEM;
	}
	return 0;
}

static int take_result(struct fates *out, const struct set_result *p)
{
	for (size_t i = 0; i < p->outcomes; i++) {
		const struct notice_outcome *o = &p->outcome[i];
		enum fate f;

		if (find_fate(&f, o->result) &&
		    set_all(out, o->people, o->people_count, f))
			return ERR_NOMEM;
	}
	return 0;
}

/* In order: a sending puts its people in doubt, a result says more. */
int fates_read(struct fates *out, const struct situation *s,
	       const struct case_notice *n, struct error *err)
{
	size_t i = 0, k = 0;
	int rc = 0;

	(void)s;
	*out = (struct fates){0};
	while (!rc && (i < n->sendings || k < n->results)) {
		bool send = k == n->results ||
			    (i < n->sendings &&
			     n->sending[i]->index < n->result[k]->index);
		const struct set_sending *p;

		if (!send) {
			rc = take_result(out, n->result[k++]->data);
			continue;
		}
		p = n->sending[i++]->data;
		rc = set_all(out, p->people, p->people_count, FATE_DOUBT);
	}
	if (rc)
		fates_release(out);
	return rc ? error_nomem(err) : 0;
}

void fates_release(struct fates *f)
{
	for (size_t i = 0; i < f->imports; i++)
		mem_free(f->import[i].at);
	mem_free(f->import);
	*f = (struct fates){0};
}

enum fate fates_of(const struct fates *f, const char *id)
{
	const char *slash = strrchr(id, '/');
	size_t n = slash ? (size_t)(slash - id) : 0;

	for (size_t i = 0; i < f->imports; i++) {
		const struct fate_rows *r = &f->import[i];
		size_t row = slash ? strtoul(slash + 1, NULL, 10) : 0;

		if (str_eq(r->of, GROUP_OFFICE)
			    ? str_eq(id, GROUP_OFFICE)
			    : slash && strlen(r->of) == n &&
				      !memcmp(r->of, id, n))
			return row < r->rows ? (enum fate)r->at[row]
					     : FATE_NONE;
	}
	return FATE_NONE;
}

/* --- the people ------------------------------------------------------------------- */

struct reading {
	struct group *out;
	const struct people *p;
	struct fates fates;
	struct str buf;
};

static int keep_person(struct reading *r, size_t at, enum fate fate)
{
	struct group *g = r->out;
	char id[PERSON_ID], label[PERSON_ID];
	struct recipient *to;

	if (arena_grow(&g->arena, &g->to, g->count, &g->cap, sizeof(*g->to)))
		return ERR_NOMEM;
	person_id(id, r->p, at);
	person_label(label, r->p, at);
	to = &g->to[g->count++];
	*to = (struct recipient){.id = arena_strdup(&g->arena, id),
				 .label = arena_strdup(&g->arena, label),
				 .fate = fate};
	for (int f = 0; f < PERSON_FIELDS; f++) {
		const char *v = person_get(&r->buf, r->p, at,
					   (enum person_field)f);

		to->value[f] = *v ? arena_strdup(&g->arena, v) : "";
		if (!to->value[f])
			return ERR_NOMEM;
	}
	return to->id && to->label ? 0 : ERR_NOMEM;
}

/* A minor's guardian is rung, not the child. */
static bool has_field(struct reading *r, size_t at, enum person_field f)
{
	if (f == PERSON_FIELDS || *person_get(&r->buf, r->p, at, f))
		return true;
	return f == PERSON_PHONE &&
	       *person_get(&r->buf, r->p, at, PERSON_GUARDIAN_PHONE);
}

static int take_person(struct reading *r, const struct group_args *args,
		       size_t at)
{
	struct group *g = r->out;
	char id[PERSON_ID];
	enum fate fate;

	person_id(id, r->p, at);
	fate = fates_of(&r->fates, id);
	g->people++;
	g->by_fate[fate]++;
	if (!(args->fates & 1u << fate))
		return 0;
	if (!has_field(r, at, args->field)) {
		g->lacking++;
		return 0;
	}
	if (args->count_only)
		return 0;
	if (args->most && g->count == args->most) {
		g->more = true;
		return 0;
	}
	return keep_person(r, at, fate);
}

static int take_office(struct group *g, const struct fates *f,
		       const struct set_notice *set,
		       const struct group_args *args)
{
	enum fate fate = fates_of(f, GROUP_OFFICE);

	g->people = 1;
	g->by_fate[fate] = 1;
	if (!(args->fates & 1u << fate) || args->count_only)
		return 0;
	if (arena_grow(&g->arena, &g->to, 0, &g->cap, sizeof(*g->to)))
		return ERR_NOMEM;
	g->to[0] = (struct recipient){.id = GROUP_OFFICE,
				      .label = set->authority,
				      .fate = fate};
	for (int i = 0; i < PERSON_FIELDS; i++)
		g->to[0].value[i] = "";
	g->to[0].value[PERSON_NAME] = arena_strdup(&g->arena, set->authority);
	g->count = 1;
	return g->to[0].value[PERSON_NAME] ? 0 : ERR_NOMEM;
}

int group_read(struct group *out, struct casefile *c,
	       const struct case_notice *n, const struct group_args *args,
	       struct error *err)
{
	struct reading r = {.out = out};
	struct people_filter *filter = NULL;
	struct people *p = NULL;
	int rc = fates_read(&r.fates, casefile_now(c), n, err);

	*out = (struct group){0};
	if (!rc && n->set->authority &&
	    take_office(out, &r.fates, n->set, args))
		rc = error_nomem(err);
	if (!rc && n->set->filter)
		rc = filter_parse(&filter, filter_of(n->set), err);
	if (!rc && n->set->filter)
		rc = register_open(&p, c, err);
	r.p = p;
	for (size_t at = 0; !rc && p && at < register_rows(p); at++)
		if (person_counts(p, at) && filter_match(filter, p, at) &&
		    take_person(&r, args, at))
			rc = error_nomem(err);
	register_close(p);
	filter_free(filter);
	fates_release(&r.fates);
	str_release(&r.buf);
	if (rc)
		group_release(out);
	return rc;
}

int group_person(struct group *out, struct casefile *c,
		 const struct case_notice *n, const char *word,
		 struct error *err)
{
	struct reading r = {.out = out};
	struct people *p = NULL;
	size_t at;
	int rc = fates_read(&r.fates, casefile_now(c), n, err);

	*out = (struct group){0};
	if (!rc)
		rc = register_open(&p, c, err);
	if (!rc)
		rc = register_find(&at, p, word, err);
	r.p = p;
	if (!rc) {
		char id[PERSON_ID];

		person_id(id, p, at);
		if (keep_person(&r, at, fates_of(&r.fates, id)))
			rc = error_nomem(err);
	}
	register_close(p);
	fates_release(&r.fates);
	str_release(&r.buf);
	if (rc)
		group_release(out);
	return rc;
}

void group_release(struct group *g)
{
	arena_release(&g->arena);
	*g = (struct group){0};
}

/* --- rows of records ---------------------------------------------------------------- */

static size_t import_len(const char *id)
{
	const char *slash = strrchr(id, '/');

	return slash ? (size_t)(slash - id) : strlen(id);
}

static unsigned long row_of(const char *id)
{
	const char *slash = strrchr(id, '/');

	return slash ? strtoul(slash + 1, NULL, 10) : 0;
}

static bool same_import(const char *a, const char *b)
{
	size_t n = import_len(a);

	return n == import_len(b) && !memcmp(a, b, n);
}

int group_rows(struct notice_rows **out, size_t *count, struct arena *a,
	       const struct recipient *to, size_t n)
{
	struct str list = {0};
	size_t i = 0;
	int rc = 0;

	*count = 0;
	*out = arena_alloc(a, (n + 1) * sizeof(**out));
	while (*out && !rc && i < n) {
		struct notice_rows *r = &(*out)[(*count)++];
		const char *first = to[i].id;

		r->of = arena_strndup(a, first, import_len(first));
		str_clear(&list);
		while (i < n && same_import(first, to[i].id)) {
			unsigned long from = row_of(to[i].id), last = from;

			for (i++; i < n && same_import(first, to[i].id) &&
				  row_of(to[i].id) == last + 1; i++)
				last++;
			str_addf(&list, list.len ? ",%lu" : "%lu", from);
			if (last > from)
				str_addf(&list, "-%lu", last);
		}
		if (str_eq(first, GROUP_OFFICE)) {
			str_clear(&list);
			str_add(&list, to[i - 1].label);
		}
		r->rows = arena_strdup(a, str_text(&list));
		rc = r->of && r->rows && !list.failed ? 0 : ERR_NOMEM;
	}
	str_release(&list);
	return *out ? rc : ERR_NOMEM;
}
