/* core/notice/fate.c - see fate.h. */
#include "core/notice/fate.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"

#define ROWS_MAX ((size_t)20000000) /* of one import; a hostile record */

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

		if (fate_find(&f, o->result) &&
		    set_all(out, o->people, o->people_count, f))
			return ERR_NOMEM;
	}
	return 0;
}

/* In order: a sending puts its people in doubt, a result says more. */
int fates_read(struct fates *out, const struct case_notice *n,
	       struct error *err)
{
	size_t i = 0, k = 0;
	int rc = 0;

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

void fates_count(size_t by_fate[FATES], const struct fates *f)
{
	memset(by_fate, 0, FATES * sizeof(*by_fate));
	for (size_t i = 0; i < f->imports; i++)
		for (size_t k = 0; k < f->import[i].rows; k++)
			by_fate[f->import[i].at[k]]++;
	by_fate[FATE_NONE] = 0;
}
