/* core/playbook/front.c - the front matter of a playbook. */
#include <string.h>

#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/base/yread.h"
#include "core/playbook/frontmatter.h"
#include "core/playbook/reader.h"

bool playbook_is(const char *text, size_t n)
{
	struct front_matter fm;

	return front_matter(&fm, text, n) && front_matter_has(&fm, "playbook");
}

/* --- one function a key ---------------------------------------------------- */

static void complain(struct reader *r, const struct ynode *v, const char *fix,
		     const char *what)
{
	struct place at = place_at(r, v->line, v->col);

	at.key = v->key;
	finding_add(r->f, LINT_FRONT, &at, fix, "%s", what);
}

static const char *keep(struct reader *r, const char *s)
{
	const char *copy = arena_strdup(r->a, s);

	if (!copy)
		r->rc = ERR_NOMEM;
	return copy;
}

static void take_playbook(struct reader *r, const struct ynode *v)
{
	if (strcmp(v->text, "1") != 0)
		complain(r, v, "playbook: 1",
			 _("this program reads format 1 of playbooks"));
}

static bool uuid_valid(const char *s)
{
	static const char form[] = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";

	if (strlen(s) != sizeof(form) - 1)
		return false;
	for (size_t i = 0; form[i]; i++) {
		const char *set = form[i] == '-'   ? "-"
				  : form[i] == '4' ? "4"
				  : form[i] == 'v' ? "89abAB"
					: "0123456789abcdefABCDEF";

		if (!strchr(set, s[i]))
			return false;
	}
	return true;
}

static void take_id(struct reader *r, const struct ynode *v)
{
	struct place at = place_at(r, v->line, v->col);

	if (!uuid_valid(v->text)) {
		complain(r, v, _("make one with: uuidgen -r"),
			 _("the id is no UUID of version 4"));
	} else if (r->lang && strcmp(v->text, r->pb->id) != 0) {
		at.key = "id";
		finding_add(r->f, LINT_TRANSLATION, &at, r->pb->id,
			    _("the id is not the one of the playbook that "
			      "this translates"));
	}
	if (!r->lang)
		r->pb->id = keep(r, v->text);
}

static void take_lang(struct reader *r, const struct ynode *v)
{
	char lang[16], suffix[16];

	lang_normal(lang, v->text);
	if (r->suffix) {
		lang_normal(suffix, r->suffix);
		if (strcmp(lang, suffix) != 0)
			complain(r, v, _("the same in file name and lang"),
				 _("lang is not the language in the file "
				   "name"));
	}
	r->pb->lang[r->lang] = keep(r, lang);
}

static void add_role(struct reader *r, const struct ynode *v, size_t *cap)
{
	struct playbook *pb = r->pb;

	if (!id_valid(v->key) || id_reserved(v->key))
		complain(r, v, "roles: {lead: Incident lead}",
			 _("a role key is letters, digits and -, and none "
			   "of the reserved words"));
	if (arena_grow(r->a, &pb->role, pb->role_count, cap,
		       sizeof(*pb->role))) {
		r->rc = ERR_NOMEM;
		return;
	}
	pb->role[pb->role_count].key = keep(r, v->key);
	pb->role[pb->role_count].name.in[0] = keep(r, v->text);
	pb->role_count++;
}

static void name_role(struct reader *r, const struct ynode *v)
{
	struct place at = place_at(r, v->key_line, v->key_col);
	const char *best = NULL;

	for (size_t i = 0; i < r->pb->role_count; i++) {
		if (strcmp(r->pb->role[i].key, v->key) == 0) {
			r->pb->role[i].name.in[r->lang] = keep(r, v->text);
			return;
		}
		best = near_better(v->key, best, r->pb->role[i].key);
	}
	at.key = "roles";
	finding_add(r->f, LINT_TRANSLATION, &at, best,
		    _("the playbook has no role \"%s\""), v->key);
}

static void take_roles(struct reader *r, const struct ynode *v)
{
	size_t cap = 0;

	for (const struct ynode *c = v->child; c; c = c->next) {
		if (c->kind != Y_SCALAR)
			complain(r, c, "roles: {lead: Incident lead}",
				 _("a role is a key and a name"));
		else if (r->lang)
			name_role(r, c);
		else
			add_role(r, c, &cap);
	}
}

static void take_version(struct reader *r, const struct ynode *v)
{
	r->pb->version = keep(r, v->text);
}

static void take_tlp(struct reader *r, const struct ynode *v)
{
	static const char *const words[] = {"clear", "green", "amber",
					    "amber+strict", "red", NULL};
	size_t i = 0;

	while (words[i] && strcmp(words[i], v->text) != 0)
		i++;
	if (!words[i])
		complain(r, v,
			 "tlp: clear, green, amber, amber+strict or red",
			 _("unknown TLP mark"));
	r->pb->tlp = keep(r, v->text);
}

static void take_retired(struct reader *r, const struct ynode *v)
{
	struct pb_list *list = &r->pb->retired;
	size_t cap = 0;

	for (const struct ynode *c = v->child; c; c = c->next) {
		if (c->kind != Y_SCALAR || !id_valid(c->text)) {
			complain(r, c, "retired: [old-step]",
				 _("a list of step ids"));
		} else if (arena_grow(r->a, &list->id, list->count, &cap,
				      sizeof(*list->id))) {
			r->rc = ERR_NOMEM;
		} else {
			list->id[list->count++] = keep(r, c->text);
		}
	}
}

static void take_source(struct reader *r, const struct ynode *v)
{
	const char *url = v->kind == Y_MAP ? yread_str(v, "url") : v->text;

	r->pb->source = keep(r, url ? url : "");
}

static void take_licence(struct reader *r, const struct ynode *v)
{
	r->pb->licence = keep(r, v->text);
}

static void take_structure(struct reader *r, const struct ynode *v)
{
	struct place at = place_at(r, v->line, v->col);

	at.key = "structure";
	r->pb->guessed = strcmp(v->text, "guessed") == 0;
	if (r->pb->guessed)
		finding_add(r->f, LINT_GUESSED, &at,
			    _("read it through, then delete the key"),
			    _("nobody has confirmed this structure"));
	else
		complain(r, v, _("leave the key out once the structure is "
				 "confirmed"),
			 _("structure can only be: guessed"));
}

static bool is_hash(const char *s)
{
	return strlen(s) == 8 && strspn(s, "0123456789abcdef") == 8;
}

static void take_of(struct reader *r, const struct ynode *v)
{
	if (is_hash(v->text))
		r->of = keep(r, v->text);
	else
		complain(r, v, "of: 76dace5b",
			 _("of is 8 hexadecimal digits"));
}

static void add_answer(struct reader *r, const struct ynode *v)
{
	struct playbook *pb = r->pb;
	size_t n = pb->answer_count;
	const char **keys;
	struct text *words;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(pb->answer_key[i], v->key) == 0) {
			pb->answer_word[i].in[r->lang] = keep(r, v->text);
			return;
		}
	}
	keys = arena_alloc(r->a, (n + 1) * sizeof(*keys));
	words = arena_alloc(r->a, (n + 1) * sizeof(*words));
	if (!keys || !words) {
		r->rc = ERR_NOMEM;
		return;
	}
	if (n) {
		memcpy(keys, pb->answer_key, n * sizeof(*keys));
		memcpy(words, pb->answer_word, n * sizeof(*words));
	}
	keys[n] = keep(r, v->key);
	words[n].in[r->lang] = keep(r, v->text);
	pb->answer_key = keys;
	pb->answer_word = words;
	pb->answer_count++;
}

static void take_answers(struct reader *r, const struct ynode *v)
{
	for (const struct ynode *c = v->child; c; c = c->next) {
		if (c->kind != Y_SCALAR || !id_valid(c->key))
			complain(r, c, "answers: {yes: 是, no: 否}",
				 _("an answer is its key and a word"));
		else if (r->pb->answer_count < PB_ITEMS)
			add_answer(r, c);
	}
}

enum { BASE = 1, OTHER = 2, NEEDED = 4, ANY = 8 };

static const struct front_key {
	const char *name;
	enum ykind kind;
	unsigned flags;
	void (*take)(struct reader *r, const struct ynode *v);
} front_keys[] = {
	{"playbook", Y_SCALAR, BASE | OTHER | NEEDED, take_playbook},
	{"id", Y_SCALAR, BASE | OTHER | NEEDED, take_id},
	{"lang", Y_SCALAR, BASE | OTHER | NEEDED, take_lang},
	{"roles", Y_MAP, BASE | OTHER, take_roles},
	{"version", Y_SCALAR, BASE, take_version},
	{"tlp", Y_SCALAR, BASE, take_tlp},
	{"retired", Y_LIST, BASE, take_retired},
	{"source", Y_SCALAR, BASE | ANY, take_source},
	{"licence", Y_SCALAR, BASE, take_licence},
	{"structure", Y_SCALAR, BASE, take_structure},
	{"of", Y_SCALAR, OTHER, take_of},
	{"answers", Y_MAP, BASE | OTHER, take_answers},
};
#define FRONT_KEYS (sizeof(front_keys) / sizeof(*front_keys))

static void unknown_key(struct reader *r, const struct ynode *v)
{
	struct place at = place_at(r, v->key_line, v->key_col);
	const char *best = NULL;

	for (size_t i = 0; i < FRONT_KEYS; i++)
		best = near_better(v->key, best, front_keys[i].name);
	at.key = v->key;
	finding_add(r->f, LINT_FRONT, &at,
		    best ? arena_printf(&r->f->arena, _("did you mean %s?"),
					best) : NULL,
		    _("unknown key \"%s\" in the front matter"), v->key);
}

static void take(struct reader *r, const struct ynode *v)
{
	size_t i = 0;

	while (i < FRONT_KEYS && strcmp(front_keys[i].name, v->key) != 0)
		i++;
	if (i == FRONT_KEYS) {
		if (r->f)
			unknown_key(r, v);
	} else if (!(front_keys[i].flags & (r->lang ? OTHER : BASE))) {
		struct place at = place_at(r, v->key_line, v->key_col);

		at.key = v->key;
		finding_add(r->f, r->lang ? LINT_TRANSLATION : LINT_FRONT, &at,
			    NULL, r->lang
			    ? _("this key belongs to the base file alone")
			    : _("this key belongs to a translation"));
	} else if (v->kind != front_keys[i].kind &&
		   !(front_keys[i].flags & ANY)) {
		complain(r, v, NULL, _("a value of another kind was expected"));
	} else if (v->kind == Y_SCALAR && utf8_cells(v->text) > PB_CELLS) {
		complain(r, v, NULL, _("longer than 200 cells"));
	} else {
		front_keys[i].take(r, v);
	}
}

static void check_needed(struct reader *r, const struct ynode *root)
{
	struct place at = place_at(r, 1, 1);

	for (size_t i = 0; i < FRONT_KEYS; i++) {
		if (!(front_keys[i].flags & NEEDED) ||
		    yread_get(root, front_keys[i].name))
			continue;
		at.key = front_keys[i].name;
		finding_add(r->f, LINT_FRONT, &at, NULL,
			    _("the front matter has no %s"),
			    front_keys[i].name);
	}
	at.key = "source";
	if (r->pb->source && !r->pb->licence && !r->lang)
		finding_add(r->f, LINT_GUESSED, &at, "licence: MIT",
			    _("a source is named, but no licence"));
	at.key = "roles";
	if (!r->lang && !r->pb->role_count)
		finding_add(r->f, LINT_FRONT, &at,
			    "roles: {lead: Incident lead}",
			    _("the front matter names no roles"));
}

/* libyaml's own reason and place become a finding. */
static void bad_yaml(struct reader *r, const struct error *why)
{
	struct place at = place_at(r, 1, 1);
	const char *p = why->where;

	for (at.line = 0; *p >= '0' && *p <= '9' && at.line < 100000; p++)
		at.line = at.line * 10 + (*p - '0');
	for (p += *p == ':', at.col = 0; *p >= '0' && *p <= '9' &&
					 at.col < 100000; p++)
		at.col = at.col * 10 + (*p - '0');
	finding_add(r->f, LINT_FRONT, &at, NULL, "%s", why->what);
}

static int missing(struct reader *r, struct error *err)
{
	struct place at = place_at(r, 1, 1);

	finding_add(r->f, LINT_FRONT, &at,
		    _("begin with --- , playbook: 1, id, lang, roles, ---"),
		    _("no front matter with playbook: 1"));
	return error_set(err, ERR_INVALID,
			 _("%s: no front matter with playbook: 1"), r->file);
}

int front_read(struct reader *r, struct error *err)
{
	struct ydoc *doc;
	const struct ynode *root;
	struct front_matter fm;
	struct error why;
	int rc;

	if (!front_matter(&fm, r->text, r->len) ||
	    !front_matter_has(&fm, "playbook"))
		return missing(r, err);
	r->body = fm.body;
	error_clear(&why);
	rc = yread_parse(&doc, fm.text, fm.len, FRONT_DEPTH, 2, &why);
	if (rc == ERR_NOMEM)
		return error_nomem(err);
	if (rc) {
		bad_yaml(r, &why);
		return 0;
	}
	root = yread_root(doc);
	if (root && root->kind == Y_MAP) {
		for (const struct ynode *v = root->child; v; v = v->next)
			take(r, v);
		check_needed(r, root);
	} else {
		rc = missing(r, err);
	}
	yread_free(doc);
	return r->rc ? error_nomem(err) : rc;
}
