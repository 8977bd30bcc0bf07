/* core/store/team.c - team.yaml: strict, every surprise with its place. */
#include "core/store/team.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/yread.h"

#define FILE_NAME "team.yaml"
#define DEPTH 16
#define PEOPLE 500
#define WORDS 64
#define NAME_BYTES 64 /* as on a device card */
#define REACH_BYTES 200

struct roster {
	struct team team; /* first: what the caller holds */
	struct arena arena;
};

struct reading {
	struct roster *r;
	struct error *err;
};

static int bad(struct reading *in, const struct ynode *at, const char *what,
	       const char *fix)
{
	error_set(in->err, ERR_INVALID, "%s:%d:%d: %s", FILE_NAME, at->line,
		  at->col, what);
	error_fix(in->err, "%s", fix);
	return ERR_INVALID;
}

/* A value that is left empty: `people:` with nothing behind it. */
static bool is_empty(const struct ynode *n)
{
	return n->kind == Y_SCALAR && !n->quoted &&
	       (!*n->text || !strcmp(n->text, "~") ||
		!strcmp(n->text, "null"));
}

static bool is_key(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return islower((unsigned char)*s) && n <= 40 && !s[n];
}

static bool is_zone(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRS"
			     "TUVWXYZ0123456789_+-/");

	return isalpha((unsigned char)*s) && n <= 64 && !s[n] &&
	       !strstr(s, "//") && s[n - 1] != '/';
}

static bool is_login(const char *s)
{
	size_t n = 0;

	while (isgraph((unsigned char)s[n]) && !strchr(":/", s[n]))
		n++;
	return n && n <= 64 && !s[n] && *s != '-';
}

static bool is_name(const char *s)
{
	return *s && strlen(s) <= NAME_BYTES && !strpbrk(s, "\n\t");
}

static bool is_reach(const char *s)
{
	return *s && strlen(s) <= REACH_BYTES && !strpbrk(s, "\n\t");
}

static bool is_count(const char *s)
{
	return !strcmp(s, "one") || !strcmp(s, "two");
}

static bool is_format(const char *s)
{
	return !strcmp(s, "1");
}

/* --- the keys, one row each ------------------------------------------------ */

struct shape { /* of one word */
	bool (*fits)(const char *s);
	const char *what, *fix;
};
static const struct shape format_shape = {
	is_format, N_("not a format this program reads"), N_("team: 1")};
static const struct shape zone_shape = {
	is_zone, N_("not a time zone"), N_("zone: Asia/Shanghai")};
static const struct shape lang_shape = {
	is_key, N_("not a language"), N_("langs: [zh, en]")};
static const struct shape place_shape = {
	is_key, N_("not a place that has clocks"), N_("clocks: [eu, us-ca]")};
static const struct shape count_shape = {
	is_count, N_("neither one nor two"),
	N_("write one or two: how many people it takes")};
static const struct shape name_shape = {
	is_name, N_("a name is 1 to 64 bytes on one line"),
	N_("name: Example One")};
static const struct shape office_shape = {
	is_reach, N_("a name is 1 to 200 bytes on one line"),
	N_("name: \"Cyber police of Example District\"")};
static const struct shape login_shape = {
	is_login, N_("not the name of a Unix account"), N_("login: one")};
static const struct shape role_shape = {
	is_key, N_("not a role key"), N_("roles: [lead, legal]")};
static const struct shape kind_shape = {
	is_key, N_("not a kind of recipient"), N_("kind: authority")};
static const struct shape reach_shape = {
	is_reach, N_("a way to reach is 1 to 200 bytes on one line"),
	N_("reach: [\"phone 000-0000-0001\"]")};

enum keep_as { AS_WORD, AS_FLAG, AS_LIST, AS_NOTHING };
struct key {
	const char *name;
	enum keep_as as;
	const struct shape *shape; /* NULL: read by hand */
	size_t at, count_at;
	bool needed;
};
#define OF(type, member) offsetof(struct type, member)
static const struct key team_keys[] = {
	{"team", AS_NOTHING, &format_shape, 0, 0, true},
	{"zone", AS_WORD, &zone_shape, OF(team, zone), 0, false},
	{"langs", AS_LIST, &lang_shape, OF(team, lang), SIZE_MAX, false},
	{"clocks", AS_LIST, &place_shape, OF(team, place),
	 OF(team, place_count), false},
	{"review", AS_FLAG, &count_shape, OF(team, review_two), 0, false},
	{"approval", AS_FLAG, &count_shape, OF(team, approval_two), 0, false},
	{"people", AS_NOTHING, NULL, 0, 0, false},
	{"authorities", AS_NOTHING, NULL, 0, 0, false},
	{0},
};
static const struct key person_keys[] = {
	{"name", AS_WORD, &name_shape, OF(team_person, name), 0, true},
	{"login", AS_WORD, &login_shape, OF(team_person, login), 0, false},
	{"roles", AS_LIST, &role_shape, OF(team_person, role),
	 OF(team_person, role_count), false},
	{"reach", AS_LIST, &reach_shape, OF(team_person, reach),
	 OF(team_person, reach_count), false},
	{0},
};
static const struct key authority_keys[] = {
	{"kind", AS_WORD, &kind_shape, OF(team_authority, kind), 0, true},
	{"name", AS_WORD, &office_shape, OF(team_authority, name), 0, true},
	{"reach", AS_LIST, &reach_shape, OF(team_authority, reach),
	 OF(team_authority, reach_count), false},
	{0},
};

/* --- reading ---------------------------------------------------------------- */

static int read_word(const char **out, struct reading *in,
		     const struct ynode *n, const struct shape *shape)
{
	if (n->kind != Y_SCALAR || !shape->fits(n->text))
		return bad(in, n, _(shape->what), _(shape->fix));
	*out = arena_strdup(&in->r->arena, n->text);
	return *out ? 0 : error_nomem(in->err);
}

/* A list of words, NULL-ended; one bare word is a list of one. */
static int read_words(const char ***out, size_t *count, struct reading *in,
		      const struct ynode *n, const struct shape *shape)
{
	const struct ynode *item = n->kind == Y_LIST ? n->child : n;
	size_t want = n->kind == Y_LIST ? n->count : 1, i = 0;
	int rc = 0;

	if (n->kind == Y_MAP || want > WORDS)
		return bad(in, n, _("not a list of at most 64"),
			   _(shape->fix));
	*out = arena_alloc(&in->r->arena, (want + 1) * sizeof(**out));
	if (!*out)
		return error_nomem(in->err);
	for (; !rc && i < want; item = item->next, i++)
		rc = read_word(&(*out)[i], in, item, shape);
	*count = i;
	return rc;
}

static int read_key(void *to, struct reading *in, const struct ynode *n,
		    const struct key *k)
{
	char *base = to;
	size_t count = 0;
	const char *word;
	int rc = 0;

	switch (k->as) {
	case AS_WORD:
		return read_word((const char **)(void *)(base + k->at), in, n,
				 k->shape);
	case AS_LIST:
		rc = read_words((const char ***)(void *)(base + k->at), &count,
				in, n, k->shape);
		if (!rc && k->count_at != SIZE_MAX)
			*(size_t *)(void *)(base + k->count_at) = count;
		return rc;
	case AS_FLAG:
	case AS_NOTHING:
		if (k->shape)
			rc = read_word(&word, in, n, k->shape);
		if (!rc && k->as == AS_FLAG)
			*(bool *)(void *)(base + k->at) = !strcmp(word, "two");
		return rc;
	}
	return rc;
}

static const struct key *find_key(const struct key *keys, const char *name)
{
	for (; keys->name; keys++)
		if (!strcmp(keys->name, name))
			return keys;
	return NULL;
}

static int unknown_key(struct reading *in, const struct ynode *n,
		       const struct key *keys)
{
	char all[128] = "";
	size_t len = 0;

	for (; keys->name && len < sizeof(all); keys++)
		len += (size_t)snprintf(all + len, sizeof(all) - len, "%s%s",
					len ? ", " : "", keys->name);
	error_set(in->err, ERR_INVALID, _("%s:%d:%d: unknown key \"%s\""),
		  FILE_NAME, n->key_line, n->key_col, n->key);
	error_fix(in->err, _("The keys here are: %s"), all);
	return ERR_INVALID;
}

/* Fills a struct from a map by the table of its keys. */
static int read_map(void *to, struct reading *in, const struct ynode *map,
		    const struct key *keys)
{
	const struct ynode *n;
	int rc = 0;

	for (n = map->child; n && !rc; n = n->next) {
		const struct key *k = find_key(keys, n->key);

		if (!k)
			return unknown_key(in, n, keys);
		if (!is_empty(n))
			rc = read_key(to, in, n, k);
	}
	for (; keys->name && !rc; keys++) {
		n = yread_get(map, keys->name);
		if (keys->needed && (!n || is_empty(n))) {
			error_set(in->err, ERR_INVALID,
				  _("%s:%d:%d: \"%s\" is missing"), FILE_NAME,
				  map->line, map->col, keys->name);
			rc = error_fix(in->err, "%s", _(keys->shape->fix));
		}
	}
	return rc;
}

/* The maps of a list, each to a struct of `size` bytes. */
static int read_maps(void **out, size_t *count, size_t size,
		     struct reading *in, const struct ynode *list,
		     const struct key *keys, const char *fix)
{
	char *all;
	int rc = 0;

	if (!list || is_empty(list))
		return 0;
	if (list->kind != Y_LIST || list->count > PEOPLE)
		return bad(in, list, _("not a list of at most 500"), fix);
	all = arena_alloc(&in->r->arena, list->count * size + 1);
	if (!all)
		return error_nomem(in->err);
	*out = all;
	for (const struct ynode *n = list->child; n && !rc; n = n->next) {
		if (n->kind != Y_MAP)
			return bad(in, n, _("not keys and values"), fix);
		rc = read_map(all + *count * size, in, n, keys);
		++*count;
	}
	return rc;
}

static int no_twins(struct reading *in, const struct ynode *people)
{
	const struct team *t = &in->r->team;
	const struct ynode *n = people ? people->child : NULL;

	for (size_t i = 0; i < t->person_count; i++, n = n->next) {
		const struct team_person *p = &t->person[i];

		if (team_by_name(t, p->name) != p)
			return bad(in, n, _("this name is there already"),
				   _("Give every person a name of their own: "
				     "records know people by it."));
		if (p->login && team_by_login(t, p->login) != p)
			return bad(in, n, _("this login is there already"),
				   _("One Unix account speaks for one "
				     "person."));
	}
	return 0;
}

static int read_team(struct reading *in, const struct ynode *root)
{
	struct team *t = &in->r->team;
	const struct ynode *people = yread_get(root, "people");
	void *list = NULL;
	int rc;

	t->review_two = t->approval_two = true;
	rc = read_map(t, in, root, team_keys);
	if (!rc)
		rc = read_maps(&list, &t->person_count, sizeof(*t->person), in,
			       people, person_keys,
			       _("people: [{name: Example One, login: one, "
				 "roles: [lead], reach: [phone 000-0000]}]"));
	t->person = list;
	list = NULL;
	if (!rc)
		rc = no_twins(in, people);
	if (!rc)
		rc = read_maps(&list, &t->authority_count,
			       sizeof(*t->authority), in,
			       yread_get(root, "authorities"), authority_keys,
			       _("authorities: [{kind: authority, name: "
				 "Example, reach: [phone 000-0000]}]"));
	t->authority = list;
	return rc;
}

/* yread tells the place in `where` and the reason in `what`. */
static int place_first(struct error *err)
{
	struct error e;

	if (!err || err->code != ERR_INVALID)
		return err ? err->code : ERR_INVALID;
	e = *err;
	error_set(err, ERR_INVALID, "%s:%.20s: %.400s", FILE_NAME, e.where,
		  e.what);
	return error_fix(err, "%s", e.fix);
}

int team_read(struct team **out, const char *text, size_t n,
	      struct error *err)
{
	struct reading in = {.err = err};
	struct ydoc *doc = NULL;
	const struct ynode *root;
	int rc;

	*out = NULL;
	rc = yread_parse(&doc, text, n, DEPTH, 1, err);
	if (rc)
		return rc == ERR_INVALID ? place_first(err) : rc;
	root = yread_root(doc);
	in.r = mem_zalloc(sizeof(*in.r));
	if (!in.r) {
		rc = error_nomem(err);
	} else if (!root || root->kind != Y_MAP) {
		rc = error_set(err, ERR_INVALID,
			       _("%s:1:1: not keys and values"), FILE_NAME);
		error_fix(err, "team: 1");
	} else {
		rc = read_team(&in, root);
	}
	yread_free(doc);
	if (rc)
		team_free(in.r ? &in.r->team : NULL);
	else
		*out = &in.r->team;
	return rc;
}

void team_free(struct team *t)
{
	struct roster *r = (struct roster *)(void *)t;

	if (!t)
		return;
	arena_release(&r->arena);
	mem_free(r);
}

const struct team_person *team_by_login(const struct team *t,
					const char *login)
{
	for (size_t i = 0; i < t->person_count; i++) {
		const char *own = t->person[i].login;

		if (own && !strcmp(own, login))
			return &t->person[i];
	}
	return NULL;
}

const struct team_person *team_by_name(const struct team *t,
				       const char *name)
{
	for (size_t i = 0; i < t->person_count; i++)
		if (!strcmp(t->person[i].name, name))
			return &t->person[i];
	return NULL;
}

const char *team_authority_mail(const struct team *t, const char *name)
{
	static const char mail[] = "mail ";

	for (size_t i = 0; t && name && i < t->authority_count; i++) {
		const struct team_authority *a = &t->authority[i];

		for (size_t k = 0; k < a->reach_count; k++)
			if (!strcmp(a->name, name) &&
			    !strncmp(a->reach[k], mail, sizeof(mail) - 1))
				return a->reach[k] + sizeof(mail) - 1;
	}
	return NULL;
}
