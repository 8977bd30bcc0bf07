/* core/playbook/mapping.c - see mapping.h. */
#include "core/playbook/mapping.h"

#include <string.h>

#include "core/base/map.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/base/yread.h"
#include "core/playbook/importing.h"
#include "core/playbook/reader.h"

#define DEPTH 6

static const char *const levels[] = {"", "h1", "h2", "h3", "h4",
				     "h5", "h6", "bold", "none"};

/* --- reading ------------------------------------------------------------------ */

struct reading {
	struct mapping *m;
	struct error *err;
	int rc;
};

static void bad(struct reading *x, const struct ynode *at, const char *what)
{
	if (x->rc)
		return;
	x->rc = error_set(x->err, ERR_INVALID, "%s", what);
	error_where(x->err, "%d:%d", at ? at->line : 1, at ? at->col : 1);
}

static const char *keep(struct reading *x, const char *text)
{
	char *s = text ? arena_strdup(&x->m->arena, text) : NULL;

	if (text && !s && !x->rc)
		x->rc = error_nomem(x->err);
	return s;
}

static bool mark_of(enum import_mark *out, const char *word)
{
	for (int m = MARK_PHASE; m <= MARK_NEW; m++)
		if (!strcmp(import_mark_name((enum import_mark)m), word)) {
			*out = (enum import_mark)m;
			return true;
		}
	return false;
}

static bool kind_of(enum phase_kind *out, const char *word)
{
	for (int k = PHASE_PREPARE; k <= PHASE_LEARN; k++)
		if (!strcmp(phase_kind_name((enum phase_kind)k), word)) {
			*out = (enum phase_kind)k;
			return true;
		}
	return false;
}

static bool is_text_hash(const char *s)
{
	return strlen(s) == 8 && s[strspn(s, "0123456789abcdef")] == '\0';
}

static const char *id_in(struct reading *x, const struct ynode *mark,
			 const char *key)
{
	const char *s = yread_str(mark, key);

	if (s && !id_valid(s))
		bad(x, yread_get(mark, key),
		    _("an id has small letters, digits and hyphens, at most "
		      "40"));
	return keep(x, s);
}

static struct mapping_mark *new_mark(struct mapping *m)
{
	if (arena_grow(&m->arena, &m->mark, m->marks, &m->cap,
		       sizeof(*m->mark)))
		return NULL;
	m->mark[m->marks] = (struct mapping_mark){0};
	return &m->mark[m->marks++];
}

static void read_mark(struct reading *x, const struct ynode *node)
{
	const char *at = yread_str(node, "at"), *as = yread_str(node, "as");
	const char *kind = yread_str(node, "kind");
	const char *text = yread_str(node, "text");
	struct mapping_mark k = {.as = MARK_NONE};

	if (!at || !as)
		bad(x, node, _("a mark needs `at` and `as`"));
	else if (!mark_of(&k.as, as))
		bad(x, yread_get(node, "as"),
		    _("a mark is phase, step, group, items, notes, skip or "
		      "\"?\""));
	if (kind && !kind_of(&k.kind, kind))
		bad(x, yread_get(node, "kind"), _("no such kind of phase"));
	if (text && !is_text_hash(text))
		bad(x, yread_get(node, "text"),
		    _("`text` is 8 hexadecimal digits"));
	if (x->rc)
		return;
	k.at = keep(x, at);
	k.id = id_in(x, node, "id");
	k.role = keep(x, yread_str(node, "role"));
	k.text = keep(x, text);
	if (x->rc)
		return;
	if (!new_mark(x->m))
		x->rc = error_nomem(x->err);
	else
		x->m->mark[x->m->marks - 1] = k;
}

static void read_level(struct reading *x, const struct ynode *root)
{
	const char *level = yread_str(root, "level");

	for (int i = 1; level && i <= 8; i++)
		if (!strcmp(level, levels[i]))
			x->m->level = i;
	if (level && !x->m->level)
		bad(x, yread_get(root, "level"),
		    _("`level` is h1 to h6, bold or none"));
}

static void read_root(struct reading *x, const struct ynode *root)
{
	const struct ynode *source = yread_get(root, "source");
	const struct ynode *marks = yread_get(root, "marks");
	const char *version = yread_str(root, "import");

	if (!version || strcmp(version, "1") != 0) {
		bad(x, root, _("no map of an import: `import: 1` is missing"));
		return;
	}
	x->m->id = keep(x, yread_str(root, "id"));
	x->m->name = keep(x, yread_str(source, "path"));
	x->m->url = keep(x, yread_str(source, "url"));
	x->m->commit = keep(x, yread_str(source, "commit"));
	x->m->licence = keep(x, yread_str(source, "licence"));
	x->m->sha256 = keep(x, yread_str(source, "sha256"));
	read_level(x, root);
	if (marks && marks->kind != Y_LIST)
		bad(x, marks, _("`marks` is a list"));
	if (marks && marks->count > MAPPING_MARKS)
		bad(x, marks, _("too many marks"));
	for (const struct ynode *n = marks ? marks->child : NULL;
	     n && !x->rc; n = n->next)
		read_mark(x, n);
}

int mapping_read(struct mapping **out, const char *text, size_t n,
		 struct error *err)
{
	struct reading x = {.err = err};
	struct ydoc *doc = NULL;

	*out = NULL;
	if (n > MAPPING_MAX)
		return error_set(err, ERR_TOOBIG,
				 _("a map of an import is over 1 MiB"));
	x.rc = yread_parse(&doc, text, n, DEPTH, 1, err);
	if (x.rc)
		return x.rc;
	x.m = mem_zalloc(sizeof(*x.m));
	if (!x.m)
		x.rc = error_nomem(err);
	else
		read_root(&x, yread_root(doc));
	yread_free(doc);
	if (x.rc)
		mapping_free(x.m);
	else
		*out = x.m;
	return x.rc;
}

void mapping_free(struct mapping *m)
{
	if (!m)
		return;
	arena_release(&m->arena);
	mem_free(m);
}

/* --- writing ------------------------------------------------------------------ */

/* A double-quoted scalar; what no terminal may see is escaped. */
static void quoted(struct str *out, const char *s)
{
	const char *end = s + strlen(s);

	str_addc(out, '"');
	while (s < end) {
		const char *from = s;
		uint32_t cp;

		if (!utf8_next(&cp, &s, end) || utf8_hidden(cp))
			str_addf(out, "\\U%08x", (unsigned)cp);
		else if (cp == '"' || cp == '\\')
			str_addf(out, "\\%c", (char)cp);
		else
			str_addn(out, from, (size_t)(s - from));
	}
	str_addc(out, '"');
}

static void pair(struct str *out, const char **comma, const char *key,
		 const char *value, bool quote)
{
	if (!value)
		return;
	str_addf(out, "%s%s: ", *comma, key);
	if (quote)
		quoted(out, value);
	else
		str_add(out, value);
	*comma = ", ";
}

static void write_source(struct str *out, const struct mapping *m)
{
	const char *comma = "";

	str_add(out, "source: {");
	pair(out, &comma, "url", m->url, true);
	pair(out, &comma, "commit", m->commit, true);
	pair(out, &comma, "path", m->name, true);
	pair(out, &comma, "sha256", m->sha256, true);
	pair(out, &comma, "licence", m->licence, true);
	str_add(out, "}\n");
}

static void write_mark(struct str *out, const struct mapping_mark *k)
{
	const char *comma = "";

	str_add(out, "- {");
	pair(out, &comma, "at", k->at, true);
	pair(out, &comma, "as", import_mark_name(k->as), k->as == MARK_NEW);
	if (k->kind != PHASE_NONE)
		pair(out, &comma, "kind", phase_kind_name(k->kind), false);
	pair(out, &comma, "id", k->id, true);
	pair(out, &comma, "role", k->role, true);
	pair(out, &comma, "text", k->text, true);
	str_add(out, "}\n");
}

void mapping_write(struct str *out, const struct mapping *m)
{
	const char *comma = "";

	str_add(out, "import: 1\n");
	pair(out, &comma, "id", m->id, true);
	if (m->id)
		str_addc(out, '\n');
	write_source(out, m);
	if (m->level)
		str_addf(out, "level: %s\n", levels[m->level]);
	str_add(out, m->marks ? "marks:\n" : "marks: []\n");
	for (size_t i = 0; i < m->marks; i++)
		write_mark(out, &m->mark[i]);
}

/* --- making ------------------------------------------------------------------- */

/* The id that a unit's phase or step was given. */
static void ids_by_unit(const char **id, const struct imported *im)
{
	for (size_t i = 0; i < im->phases; i++) {
		const struct import_phase *ph = &im->phase[i];

		if (ph->unit)
			id[ph->unit - 1] = ph->id;
		for (size_t k = 0; k < ph->steps; k++)
			if (ph->step[k].unit)
				id[ph->step[k].unit - 1] = ph->step[k].id;
	}
}

static int add_marks(struct mapping *m, const struct imported *im)
{
	const char **id = arena_alloc(&m->arena,
				      (im->units + 1) * sizeof(*id));

	if (!id)
		return ERR_NOMEM;
	ids_by_unit(id, im);
	for (size_t i = 0; i < im->units; i++) {
		const struct import_unit *u = &im->unit[i];
		struct mapping_mark *k;

		if (!u->met)
			continue;
		k = new_mark(m);
		if (!k)
			return ERR_NOMEM;
		*k = (struct mapping_mark){
			.at = arena_strdup(&m->arena, u->at),
			.as = u->mark,
			.kind = u->mark == MARK_PHASE ? u->kind : PHASE_NONE,
			.id = arena_strdup(&m->arena, id[i]),
			.role = arena_strdup(&m->arena, u->role),
			.text = arena_strdup(&m->arena, u->text),
		};
		if (!k->at || !k->text)
			return ERR_NOMEM;
	}
	return 0;
}

int mapping_of(struct mapping **out, const struct imported *im,
	       const struct mapping *of, struct error *err)
{
	struct mapping *m = mem_zalloc(sizeof(*m));
	int rc = m ? 0 : ERR_NOMEM;

	*out = NULL;
	if (!rc && of) {
		m->id = arena_strdup(&m->arena, of->id);
		m->name = arena_strdup(&m->arena, of->name);
		m->url = arena_strdup(&m->arena, of->url);
		m->commit = arena_strdup(&m->arena, of->commit);
		m->licence = arena_strdup(&m->arena, of->licence);
		m->sha256 = arena_strdup(&m->arena, of->sha256);
	}
	if (!rc) {
		m->level = im->level;
		rc = add_marks(m, im);
	}
	if (rc) {
		mapping_free(m);
		return error_nomem(err);
	}
	*out = m;
	return 0;
}

int mapping_new(struct mapping **out, struct error *err)
{
	*out = mem_zalloc(sizeof(**out));
	if (!*out)
		return error_nomem(err);
	(*out)->partial = true;
	return 0;
}

static struct mapping_mark *mark_at(struct mapping *m, const char *at)
{
	for (size_t i = 0; i < m->marks; i++)
		if (!strcmp(m->mark[i].at, at))
			return &m->mark[i];
	return new_mark(m);
}

int mapping_mark(struct mapping *m, const char *text, struct error *err)
{
	const char *eq = strrchr(text, '='), *colon;
	struct mapping_mark *k, was = {0};
	enum import_mark as = MARK_NONE;
	enum phase_kind kind = PHASE_NONE;
	char *at, *word;

	colon = eq ? strchr(eq, ':') : NULL;
	word = !eq ? NULL
	       : colon ? arena_strndup(&m->arena, eq + 1,
				       (size_t)(colon - eq - 1))
		       : arena_strdup(&m->arena, eq + 1);
	at = eq ? arena_strndup(&m->arena, text, (size_t)(eq - text)) : NULL;
	if (!eq || (word && !mark_of(&as, word)) ||
	    (colon && (as != MARK_PHASE || !kind_of(&kind, colon + 1)))) {
		error_set(err, ERR_USAGE, _("%s: no mark of a part"), text);
		error_fix(err, "%s", _("PATH=phase:contain, or =phase, =step, "
				       "=group, =items, =notes, =skip"));
		return ERR_USAGE;
	}
	k = at && word ? mark_at(m, at) : NULL;
	if (!k)
		return error_nomem(err);
	was = *k;
	*k = (struct mapping_mark){.at = at, .as = as, .kind = kind,
				   .id = as == was.as ? was.id : NULL,
				   .role = was.role, .text = was.text};
	return 0;
}

/* --- matching ----------------------------------------------------------------- */

struct matching {
	struct imported *im;
	bool *used; /* by mark */
	struct map both, text, path; /* -> its mark */
	const struct mapping *map;
};

static char *both_key(struct matching *x, const char *at, const char *text)
{
	char *s = arena_printf(&x->im->arena, "%s\n%s", text, at);

	x->im->failed |= !s;
	return s ? s : (char *)(uintptr_t)"";
}

/* The first mark of a key stays; a text that stands twice tells nothing. */
static void index_marks(struct matching *x)
{
	for (size_t i = 0; i < x->map->marks && !x->im->failed; i++) {
		struct mapping_mark *k = &x->map->mark[i];

		x->im->failed |= map_puts(&x->path, k->at, k) != 0;
		if (!k->text)
			continue;
		if (!map_gets(&x->text, k->text))
			x->im->failed |= map_puts(&x->text, k->text, k) != 0;
		x->im->failed |= map_puts(&x->both,
			both_key(x, k->at, k->text), k) != 0;
	}
}

static void take(struct matching *x, struct import_unit *u,
		 const struct mapping_mark *k)
{
	if (!k || u->set || x->used[k - x->map->mark])
		return;
	x->used[k - x->map->mark] = true;
	u->set = true;
	u->mark = k->as;
	u->kind = k->kind;
	u->id = arena_strdup(&x->im->arena, k->id);
	u->role = arena_strdup(&x->im->arena, k->role);
}

static void mark_new(struct import_unit *u)
{
	if (u->set)
		return;
	u->set = true;
	u->mark = MARK_NEW;
}

static void match_all(struct matching *x)
{
	struct imported *im = x->im;

	for (size_t i = 0; i < im->units && !im->failed; i++)
		take(x, &im->unit[i],
		     map_gets(&x->both, both_key(x, im->unit[i].at,
						 im->unit[i].text)));
	for (size_t i = 0; i < im->units && !im->failed; i++)
		take(x, &im->unit[i], map_gets(&x->text, im->unit[i].text));
	for (size_t i = 0; i < im->units && !im->failed; i++)
		take(x, &im->unit[i], map_gets(&x->path, im->unit[i].at));
	for (size_t i = 0; i < im->units && !x->map->partial; i++)
		mark_new(&im->unit[i]);
}

void mapping_match(const struct mapping *map, struct imported *im)
{
	struct matching x = {.im = im, .map = map};

	if (!map || !map->marks || im->failed)
		return;
	x.used = arena_alloc(&im->arena, map->marks * sizeof(*x.used));
	if (!x.used)
		im->failed = true;
	else
		index_marks(&x);
	if (!im->failed)
		match_all(&x);
	map_release(&x.both);
	map_release(&x.text);
	map_release(&x.path);
}

void mapping_match_one(const struct mapping *map, struct imported *im,
		       size_t unit)
{
	struct import_unit *u = unit ? &im->unit[unit - 1] : NULL;

	for (size_t i = 0; map && u && i < map->marks && !u->set; i++) {
		const struct mapping_mark *k = &map->mark[i];

		if (strcmp(k->at, u->at) != 0)
			continue;
		u->set = true;
		u->mark = k->as;
		u->kind = k->kind;
		u->id = arena_strdup(&im->arena, k->id);
		u->role = arena_strdup(&im->arena, k->role);
		im->failed |= (k->id && !u->id) || (k->role && !u->role);
	}
	if (map && u && map->marks && !map->partial)
		mark_new(u);
}
