/* core/notice/group.c - see group.h. */
#include "core/notice/group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/notice/pick.h"

int group_count(int64_t *count, struct casefile *c,
		const struct set_notice *set, struct error *err)
{
	struct pick pick;
	struct people *p = NULL;
	char id[PERSON_ID];
	int rc;

	*count = set->authority != NULL;
	if (!set->filter)
		return 0;
	*count = 0;
	rc = pick_open(&pick, casefile_now(c), set->filter, err);
	if (rc)
		return rc;
	rc = register_open(&p, c, err);
	for (size_t at = 0; !rc && at < register_rows(p); at++) {
		person_id(id, p, at);
		*count += person_counts(p, at) && pick_match(&pick, p, at, id);
	}
	register_close(p);
	pick_release(&pick);
	return rc;
}

/* --- the people ------------------------------------------------------------------- */

struct reading {
	struct group *out;
	const struct people *p;
	struct fates fates;
	struct pick pick;
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

/* How much room a value takes in a short message: its characters, and before
 * that whether one of them is beyond the GSM alphabet, which halves the room
 * of all. */
static size_t room(const char *v)
{
	size_t n = 0, wide = 0;

	for (; *v; v++) {
		n += ((unsigned char)*v & 0xc0) != 0x80;
		wide |= (unsigned char)*v >= 0xc4;
	}
	return n + (wide ? (size_t)1 << 24 : 0);
}

/* What the row has of what a text takes from it. */
static int note_own(struct reading *r, size_t at)
{
	struct group *g = r->out;
	unsigned set = 0;

	for (size_t i = 0; i < DRAFT_OWN; i++) {
		const char *v = person_get(&r->buf, r->p, at, draft_own(i));

		if (!utf8_shows(v))
			continue;
		set |= 1u << i;
		if (g->longest[i] && room(v) <= room(g->longest[i]))
			continue;
		g->longest[i] = arena_strdup(&g->arena, v);
		if (!g->longest[i])
			return ERR_NOMEM;
	}
	g->by_own[set]++;
	return 0;
}

static int take_person(struct reading *r, const struct group_args *args,
		       size_t at, const char *id, bool behind)
{
	struct group *g = r->out;
	enum fate fate = fates_of(&r->fates, id);

	if (note_own(r, at))
		return ERR_NOMEM;
	g->people++;
	g->by_fate[fate]++;
	if (!behind || !(args->fates & FATE_BIT(fate)) ||
	    (args->only && !str_eq(args->only, id)))
		return 0;
	if (!has_field(r, at, args->field)) {
		g->lacking++;
		return 0;
	}
	g->wanted++;
	if (args->count_only)
		return 0;
	if (args->most && g->count == args->most) {
		g->more = true;
		return 0;
	}
	return keep_person(r, at, fate);
}

static int take_office(struct reading *r, const struct set_notice *set,
		       const struct group_args *args)
{
	enum fate fate = fates_of(&r->fates, GROUP_OFFICE);
	struct group *g = r->out;

	g->people = 1;
	g->by_fate[fate] = 1;
	if (args->after || !(args->fates & FATE_BIT(fate)))
		return 0;
	g->wanted = 1;
	if (args->count_only)
		return 0;
	if (arena_grow(&g->arena, &g->to, 0, &g->cap, sizeof(*g->to)))
		return ERR_NOMEM;
	g->to[0] = (struct recipient){
		.id = GROUP_OFFICE,
		.label = arena_strdup(&g->arena, set->authority),
		.fate = fate};
	for (int i = 0; i < PERSON_FIELDS; i++)
		g->to[0].value[i] = "";
	g->to[0].value[PERSON_NAME] = g->to[0].label;
	g->count = 1;
	return g->to[0].label ? 0 : ERR_NOMEM;
}

static int take_people(struct reading *r, const struct group_args *args,
		       struct error *err)
{
	bool behind = !args->after;
	char id[PERSON_ID];

	for (size_t at = 0; at < register_rows(r->p); at++) {
		person_id(id, r->p, at);
		if (person_counts(r->p, at) &&
		    pick_match(&r->pick, r->p, at, id) &&
		    take_person(r, args, at, id, behind))
			return error_nomem(err);
		behind = behind || str_eq(id, args->after);
	}
	return 0;
}

static void reading_release(struct reading *r, struct people *p, int rc)
{
	register_close(p);
	pick_release(&r->pick);
	fates_release(&r->fates);
	str_release(&r->buf);
	if (rc)
		group_release(r->out);
}

int group_read(struct group *out, struct casefile *c,
	       const struct case_notice *n, const struct group_args *args,
	       struct error *err)
{
	struct reading r = {.out = out};
	struct people *p = NULL;
	int rc = fates_read(&r.fates, n, err);

	*out = (struct group){0};
	if (!rc && n->set->authority && take_office(&r, n->set, args))
		rc = error_nomem(err);
	if (!rc && n->set->filter)
		rc = pick_open(&r.pick, casefile_now(c), n->set->filter, err);
	if (!rc && n->set->filter)
		rc = register_open(&p, c, err);
	r.p = p;
	if (!rc && p)
		rc = take_people(&r, args, err);
	reading_release(&r, p, rc);
	return rc;
}

static int index_person(struct group_index *x, const struct reading *r,
			unsigned fates, size_t at)
{
	char id[PERSON_ID];
	enum fate fate;

	person_id(id, r->p, at);
	if (!person_counts(r->p, at) || !pick_match(&r->pick, r->p, at, id))
		return 0;
	fate = fates_of(&r->fates, id);
	x->people++;
	x->by_fate[fate]++;
	if (!(fates & FATE_BIT(fate)))
		return 0;
	if (mem_reserve(&x->at, &x->cap, x->count + 1, sizeof(*x->at)))
		return ERR_NOMEM;
	x->at[x->count++] = (uint32_t)at;
	return 0;
}

int group_index(struct group_index *out, struct casefile *c,
		const struct people *p, const struct case_notice *n,
		unsigned fates, struct error *err)
{
	struct reading r = {.p = p};
	int rc = fates_read(&r.fates, n, err);

	*out = (struct group_index){0};
	if (!rc && n->set->filter)
		rc = pick_open(&r.pick, casefile_now(c), n->set->filter, err);
	for (size_t at = 0; !rc && n->set->filter && at < register_rows(p);
	     at++)
		if (index_person(out, &r, fates, at))
			rc = error_nomem(err);
	pick_release(&r.pick);
	fates_release(&r.fates);
	if (rc)
		group_index_release(out);
	return rc;
}

void group_index_release(struct group_index *x)
{
	mem_free(x->at);
	*x = (struct group_index){0};
}

int group_take(struct group *g, const struct people *p, size_t at,
	       enum fate fate, struct error *err)
{
	struct reading r = {.out = g, .p = p};
	int rc;

	group_release(g);
	rc = keep_person(&r, at, fate) ? error_nomem(err) : 0;
	str_release(&r.buf);
	return rc;
}

/* Whoever is in the group, or was when it went out. */
static int take_named(struct reading *r, const struct case_notice *n,
		      size_t at, const char *word, struct error *err)
{
	char id[PERSON_ID];
	enum fate fate;

	at = person_same(r->p, at);
	person_id(id, r->p, at);
	fate = fates_of(&r->fates, id);
	if (fate == FATE_NONE && !pick_match(&r->pick, r->p, at, id)) {
		error_set(err, ERR_NOTFOUND,
			  _("%s is not among those that notice %s goes to"),
			  word, n->label);
		return error_where(err, "%s", n->set->filter);
	}
	return keep_person(r, at, fate) ? error_nomem(err) : 0;
}

int group_person(struct group *out, struct casefile *c,
		 const struct case_notice *n, const char *word,
		 struct error *err)
{
	struct reading r = {.out = out};
	struct people *p = NULL;
	size_t at;
	int rc = 0;

	*out = (struct group){0};
	if (!n->set->filter)
		rc = error_set(err, ERR_USAGE,
			       _("notice %s goes to no people"), n->label);
	if (!rc)
		rc = fates_read(&r.fates, n, err);
	if (!rc)
		rc = pick_open(&r.pick, casefile_now(c), n->set->filter, err);
	if (!rc)
		rc = register_open(&p, c, err);
	if (!rc)
		rc = register_find(&at, p, word, err);
	r.p = p;
	if (!rc)
		rc = take_named(&r, n, at, word, err);
	reading_release(&r, p, rc);
	return rc;
}

int group_each(struct casefile *c, const struct case_notice *n,
	       int (*fn)(void *ctx, const struct recipient *to,
			 struct error *err),
	       void *ctx, struct error *err)
{
	struct group one = {0};
	struct reading r = {.out = &one};
	struct people *p = NULL;
	char id[PERSON_ID];
	int rc = fates_read(&r.fates, n, err);

	if (!rc && n->set->filter)
		rc = pick_open(&r.pick, casefile_now(c), n->set->filter, err);
	if (!rc && n->set->filter)
		rc = register_open(&p, c, err);
	r.p = p;
	for (size_t at = 0; !rc && p && at < register_rows(p); at++) {
		enum fate fate;

		person_id(id, p, at);
		fate = fates_of(&r.fates, id);
		if (!person_counts(p, at) ||
		    (fate == FATE_NONE && !pick_match(&r.pick, p, at, id)))
			continue;
		one.count = 0;
		if (keep_person(&r, at, fate))
			rc = error_nomem(err);
		if (!rc)
			rc = fn(ctx, &one.to[0], err);
		arena_release(&one.arena);
		one.to = NULL;
		one.cap = 0;
	}
	reading_release(&r, p, 1);
	return rc;
}

const char *recipient_phone(const struct recipient *to)
{
	const char *own = to->value[PERSON_PHONE];
	const char *guardian = to->value[PERSON_GUARDIAN_PHONE];

	return *guardian && (*to->value[PERSON_MINOR] || !*own) ? guardian
								: own;
}

int group_mask(struct group *g, struct error *err)
{
	char text[512];

	for (size_t i = 0; i < g->count; i++)
		for (int f = 0; f < PERSON_FIELDS; f++) {
			const char **v = &g->to[i].value[f];

			person_mask(text, sizeof(text), (enum person_field)f,
				    *v);
			*v = **v ? arena_strdup(&g->arena, text) : "";
			if (!*v)
				return error_nomem(err);
		}
	return 0;
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
