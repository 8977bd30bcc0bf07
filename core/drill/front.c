/* core/drill/front.c - the front matter of a scenario. */
#include <string.h>

#include "core/base/near.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/drill/reading.h"

/* --- what all parts use ------------------------------------------------------- */

struct sc_spot sc_spot(const struct ynode *v)
{
	return (struct sc_spot){v->line, v->col};
}

const char *sc_keep(struct reading *r, const char *text)
{
	const char *copy = arena_strdup(r->a, text);

	if (text && !copy)
		r->rc = ERR_NOMEM;
	return copy;
}

bool sc_grow(struct reading *r, const struct ynode *v, void *items,
	     size_t len, size_t *cap, size_t size, size_t most)
{
	if (len >= most) {
		if (len == most)
			sc_complain(r, SC_FRONT, v->line, v->col, NULL,
				    _("more than %zu in one list"), most);
		return false;
	}
	if (arena_grow(r->a, items, len, cap, size)) {
		r->rc = ERR_NOMEM;
		return false;
	}
	return true;
}

static void unknown_field(struct reading *r, const struct ynode *v,
			  const struct sc_field *fields)
{
	const char *best = NULL;

	for (; fields->name; fields++)
		best = near_better(v->key, best, fields->name);
	sc_complain(r, SC_FRONT, v->key_line, v->key_col, best,
		    _("unknown key \"%s\""), v->key);
}

static void check_needed(struct reading *r, const struct ynode *map,
			 const struct sc_field *f)
{
	const struct ynode *v = yread_get(map, f->name);
	bool empty = v && v->kind == Y_SCALAR && !*v->text;

	if (!f->needed || (v && !empty))
		return;
	if (empty)
		map = v;
	sc_complain(r, SC_FRONT, map->line, map->col, NULL,
		    _("%s is missing"), f->name);
}

void sc_map(struct reading *r, const struct ynode *map,
	    const struct sc_field *fields, void *to)
{
	if (map->kind != Y_MAP) {
		sc_complain(r, SC_FRONT, map->line, map->col, NULL,
			    _("a value of another kind was expected"));
		return;
	}
	for (const struct ynode *v = map->child; v; v = v->next) {
		const struct sc_field *f = fields;

		while (f->name && strcmp(f->name, v->key) != 0)
			f++;
		if (!f->name)
			unknown_field(r, v, fields);
		else if (f->kind >= 0 && v->kind != (enum ykind)f->kind)
			sc_complain(r, SC_FRONT, v->line, v->col, NULL,
				    _("%s: a value of another kind was "
				      "expected"), v->key);
		else if (f->take)
			f->take(r, v, to);
	}
	for (; fields->name; fields++)
		check_needed(r, map, fields);
}

bool sc_key_fits(const char *s)
{
	size_t n = strlen(s);

	return n && n <= 32 &&
	       ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z')) &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz"
			 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == n;
}

bool sc_key(struct reading *r, const struct ynode *v, const char *key)
{
	if (key && sc_key_fits(key))
		return true;
	sc_complain(r, SC_ID, v->line, v->col,
		    _("letters, digits, - and _, a letter first, at most 32"),
		    _("\"%s\" is no id"), key ? key : "");
	return false;
}

void sc_once(struct reading *r, struct sc_spot at, bool there, const char *id)
{
	if (there)
		sc_complain(r, SC_ID, at.line, at.col, NULL,
			    _("%s is there twice"), id);
}

bool play_parse(int64_t *ms, const char *text)
{
	static const struct { char unit; int64_t ms; } units[] = {
		{'d', 86400000}, {'h', 3600000}, {'m', 60000}, {'s', 1000}};
	size_t u = 0;

	*ms = 0;
	if (!*text)
		return false;
	while (*text) {
		int64_t n = 0;
		size_t digits = strspn(text, "0123456789");

		if (!digits || digits > 6)
			return false;
		for (; digits; digits--)
			n = n * 10 + (*text++ - '0');
		while (u < 4 && units[u].unit != *text)
			u++;
		if (u == 4)
			return false;
		*ms += n * units[u++].ms;
		text++;
	}
	return true;
}

bool sc_span(struct reading *r, const struct ynode *v, int64_t *ms)
{
	if (v->kind == Y_SCALAR && play_parse(ms, v->text))
		return true;
	sc_complain(r, SC_TIME, v->line, v->col, _("write it as 12m or 1h30m"),
		    _("\"%s\" is no span of time"), v->text);
	*ms = 0;
	return false;
}

void sc_texts(struct reading *r, const struct ynode *v, const char ***out,
	      size_t *count)
{
	const struct ynode *c = v->kind == Y_SCALAR ? v : v->child;
	size_t cap = 0;

	for (*count = 0; c; c = v->kind == Y_SCALAR ? NULL : c->next) {
		if (c->kind != Y_SCALAR || v->kind == Y_MAP) {
			sc_complain(r, SC_FRONT, c->line, c->col, NULL,
				    _("a list of words was expected"));
			return;
		}
		if (!sc_grow(r, c, out, *count, &cap, sizeof(**out),
			     SC_ITEMS))
			return;
		(*out)[(*count)++] = sc_keep(r, c->text);
	}
}

/* --- one function a key ------------------------------------------------------- */

static void take_format(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	if (strcmp(v->text, "drill-scenario/1") != 0)
		sc_complain(r, SC_FRONT, v->line, v->col,
			    "format: drill-scenario/1",
			    _("this program reads format drill-scenario/1"));
}

static void take_id(struct reading *r, const struct ynode *v, void *to)
{
	size_t n = strcspn(r->file, ".");

	(void)to;
	r->sc->id = sc_keep(r, v->text);
	if (!id_valid(v->text))
		sc_complain(r, SC_ID, v->line, v->col,
			    _("a-z, 0-9 and -, a letter first, at most 40"),
			    _("\"%s\" is no id"), v->text);
	else if (strlen(v->text) != n || memcmp(r->file, v->text, n) != 0)
		sc_complain(r, SC_FRONT, v->line, v->col, NULL,
			    _("the id is not the one in the file name"));
}

static void take_version(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	r->sc->version = sc_keep(r, v->text);
}

static void take_lang(struct reading *r, const struct ynode *v, void *to)
{
	const char *dot = strchr(r->file, '.');
	char lang[16], suffix[16] = "";
	size_t n = dot ? strcspn(dot + 1, ".") : 0;

	(void)to;
	lang_normal(lang, v->text);
	if (n && n < sizeof(suffix) && dot[1 + n]) {
		memcpy(suffix, dot + 1, n);
		suffix[n] = '\0';
		lang_normal(suffix, suffix);
	}
	if (strcmp(lang, suffix) != 0)
		sc_complain(r, SC_FRONT, v->line, v->col,
			    _("the same in file name and lang"),
			    _("lang is not the language in the file name"));
	r->sc->lang[r->lang] = sc_keep(r, lang);
	r->sc->lang_at[r->lang] = sc_spot(v);
}

static void take_title(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	r->sc->title.in[r->lang] = sc_keep(r, v->text);
}

static void take_slug(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	r->sc->slug = sc_keep(r, v->text);
	r->sc->slug_at = sc_spot(v);
}

static void take_min(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	r->sc->min = sc_keep(r, v->text);
}

static void take_playbook(struct reading *r, const struct ynode *v, void *to)
{
	static const struct sc_field fields[] = {
		{"slug", Y_SCALAR, true, take_slug},
		{"min", Y_SCALAR, false, take_min}, {0}};

	sc_map(r, v, fields, to);
}

static void take_players(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	r->sc->players = sc_keep(r, v->text);
}

static void take_difficulty(struct reading *r, const struct ynode *v,
			    void *to)
{
	(void)to;
	r->sc->difficulty = sc_keep(r, v->text);
}

static void take_solo(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	r->sc->solo = strcmp(v->text, "true") == 0;
	if (!r->sc->solo && strcmp(v->text, "false") != 0)
		sc_complain(r, SC_FRONT, v->line, v->col, NULL,
			    _("true or false was expected"));
}

static void take_level(struct reading *r, const struct ynode *v, void *to)
{
	static const struct sc_field fields[] = {
		{"players", Y_SCALAR, false, take_players},
		{"solo", Y_SCALAR, false, take_solo},
		{"difficulty", Y_SCALAR, false, take_difficulty}, {0}};

	sc_map(r, v, fields, to);
}

/* "5" and "5m" are both minutes here: the map is called minutes. */
static void minutes(struct reading *r, const struct ynode *v, int64_t *ms)
{
	long long n;

	if (str_int(&n, v->text, 0, TIMES_PLAY / 60000))
		*ms = n * 60000;
	else
		sc_span(r, v, ms);
	if (*ms > TIMES_PLAY)
		sc_complain(r, SC_TIME, v->line, v->col, NULL,
			    _("more than a day"));
}

static void take_brief(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	minutes(r, v, &r->sc->brief_ms);
}

static void take_play(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	minutes(r, v, &r->sc->play_ms);
	if (!r->sc->play_ms)
		sc_complain(r, SC_TIME, v->line, v->col, NULL,
			    _("a drill has to be played for a while"));
}

static void take_hotwash(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	minutes(r, v, &r->sc->hotwash_ms);
}

static void take_minutes(struct reading *r, const struct ynode *v, void *to)
{
	static const struct sc_field fields[] = {
		{"brief", Y_SCALAR, false, take_brief},
		{"play", Y_SCALAR, true, take_play},
		{"hotwash", Y_SCALAR, false, take_hotwash}, {0}};

	sc_map(r, v, fields, to);
}

static const char *const release_names[] = {
	[RELEASE_CONFIRM] = "confirm", [RELEASE_AUTO] = "auto",
	[RELEASE_MANUAL] = "manual", NULL,
};

const char *sc_release_name(enum sc_release r)
{
	return release_names[r];
}

static void take_release(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	for (int i = RELEASE_CONFIRM; i <= RELEASE_MANUAL; i++)
		if (strcmp(release_names[i], v->text) == 0) {
			r->sc->release = (enum sc_release)i;
			return;
		}
	sc_complain(r, SC_FRONT, v->line, v->col,
		    "release: confirm, auto or manual",
		    _("no way of releasing we know"));
}

static void take_start(struct reading *r, const struct ynode *v, void *to)
{
	struct error why = {0};

	(void)to;
	if (!strpbrk(v->text, "T ") ||
	    time_parse(&r->sc->story, &r->sc->offset, v->text, NULL, 0, &why))
		sc_complain(r, SC_TIME, v->line, v->col,
			    "start: \"2026-03-16T09:10+08:00\"",
			    _("\"%s\" is no time"), v->text);
}

static bool one_anchor(struct reading *r, const struct ynode *v,
		       struct anchor *a)
{
	const struct ynode *play = v->child;
	const struct ynode *story = play ? play->next : NULL;

	if (v->kind != Y_LIST || v->count != 2) {
		sc_complain(r, SC_TIME, v->line, v->col, "[20m, 2h30m]",
			    _("an anchor is a play time and a story time"));
		return false;
	}
	return sc_span(r, play, &a->play) && sc_span(r, story, &a->story);
}

static void take_anchors(struct reading *r, const struct ynode *v, void *to)
{
	struct scenario *sc = r->sc;
	size_t cap = 0;

	(void)to;
	sc->anchor_at = sc_spot(v);
	for (const struct ynode *c = v->child; c; c = c->next) {
		if (!sc_grow(r, c, &sc->anchor, sc->anchor_count, &cap,
			     sizeof(*sc->anchor), SC_ITEMS) ||
		    !one_anchor(r, c, &sc->anchor[sc->anchor_count]))
			return;
		sc->anchor_count++;
	}
	if (!v->child)
		sc_complain(r, SC_TIME, v->line, v->col,
			    "anchors: [[0m, 0h], [20m, 2h30m]]",
			    _("the first anchor is [0m, 0h], play rises, the "
			      "story never falls"));
}

static void take_story(struct reading *r, const struct ynode *v, void *to)
{
	static const struct sc_field fields[] = {
		{"start", Y_SCALAR, true, take_start},
		{"anchors", Y_LIST, true, take_anchors}, {0}};

	sc_map(r, v, fields, to);
}

static void take_roles(struct reading *r, const struct ynode *v, void *to)
{
	struct scenario *sc = r->sc;
	size_t cap = 0;

	(void)to;
	for (const struct ynode *c = v->child; c; c = c->next) {
		if (c->kind != Y_SCALAR || !sc_key(r, c, c->text) ||
		    !sc_grow(r, c, &sc->role, sc->role_count, &cap,
			     sizeof(*sc->role), SC_ITEMS))
			return;
		sc_once(r, sc_spot(c), scenario_role(sc, c->text), c->text);
		sc->role[sc->role_count].key = sc_keep(r, c->text);
		sc->role[sc->role_count++].at = sc_spot(c);
	}
}

static void take_cast(struct reading *r, const struct ynode *v, void *to)
{
	struct scenario *sc = r->sc;
	size_t cap = 0;

	(void)to;
	for (const struct ynode *c = v->child; c; c = c->next) {
		struct sc_word *w;

		if (c->kind != Y_SCALAR || !sc_key(r, c, c->key) ||
		    !sc_grow(r, c, &sc->cast, sc->cast_count, &cap,
			     sizeof(*w), SC_ITEMS))
			return;
		w = &sc->cast[sc->cast_count++];
		w->key = sc_keep(r, c->key);
		w->text.in[0] = sc_keep(r, c->text);
		w->at = sc_spot(c);
	}
}

/* --- the whole -------------------------------------------------------------------- */

void sc_base(struct reading *r)
{
	static const struct sc_field fields[] = {
		{"format", Y_SCALAR, true, take_format},
		{"id", Y_SCALAR, true, take_id},
		{"version", Y_SCALAR, true, take_version},
		{"lang", Y_SCALAR, true, take_lang},
		{"title", Y_SCALAR, true, take_title},
		{"playbook", Y_MAP, true, take_playbook},
		{"level", Y_MAP, false, take_level},
		{"minutes", Y_MAP, true, take_minutes},
		{"release", Y_SCALAR, false, take_release},
		{"story", Y_MAP, true, take_story},
		{"roles", Y_LIST, true, take_roles},
		{"cast", Y_MAP, true, take_cast},
		{"objectives", Y_MAP, true, sc_objectives},
		{"clocks", Y_MAP, false, sc_clocks},
		{"decisions", Y_MAP, false, sc_decisions},
		{"injects", Y_LIST, true, sc_injects}, {0}};

	sc_map(r, r->root, fields, r->sc);
}


static void take_of(struct reading *r, const struct ynode *v, void *to)
{
	(void)to;
	if (!str_eq(v->text, r->sc->id))
		sc_complain(r, SC_TRANSLATION, v->line, v->col, r->sc->id,
			    _("this translates another scenario"));
}

static void take_of_version(struct reading *r, const struct ynode *v,
			    void *to)
{
	(void)to;
	if (str_eq(v->text, r->sc->version))
		return;
	r->sc->stale[r->lang] = true;
	sc_complain(r, SC_STALE, v->line, v->col, r->sc->version,
		    _("it translates version %s"), v->text);
}

void sc_other(struct reading *r)
{
	static const struct sc_field fields[] = {
		{"format", Y_SCALAR, true, take_format},
		{"translation_of", Y_SCALAR, true, take_of},
		{"version", Y_SCALAR, true, take_of_version},
		{"lang", Y_SCALAR, true, take_lang},
		{"title", Y_SCALAR, true, take_title},
		{"words", Y_MAP, false, sc_words}, {0}};

	sc_map(r, r->root, fields, r->sc);
}
