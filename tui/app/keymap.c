#include "tui/app/keymap.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/app/term.h"

struct bound { /* a key on a screen, and what it does */
	uint32_t key;
	const struct action *action; /* NULL: freed by keys.conf */
	int line;		     /* of keys.conf; 0: a default */
};
struct table {
	const char *screen;
	const struct action *actions;
	struct bound *bound;
	size_t n, cap;
};
struct keymap {
	struct table *tables;
	size_t n, cap;
};

struct keymap *keymap_new(void)
{
	return mem_zalloc(sizeof(struct keymap));
}

void keymap_free(struct keymap *k)
{
	for (size_t i = 0; k && i < k->n; i++)
		mem_free(k->tables[i].bound);
	if (k)
		mem_free(k->tables);
	mem_free(k);
}

static struct table *table_of(const struct keymap *k, const char *screen)
{
	for (size_t i = 0; i < k->n; i++)
		if (str_eq(k->tables[i].screen, screen))
			return &k->tables[i];
	return NULL;
}

static struct bound *bound_of(const struct table *t, uint32_t key)
{
	for (size_t i = 0; t && i < t->n; i++)
		if (t->bound[i].key == key)
			return &t->bound[i];
	return NULL;
}

static const struct action *named(const struct table *t, const char *name)
{
	for (const struct action *a = t ? t->actions : NULL; a && a->name; a++)
		if (a->run && str_eq(a->name, name))
			return a;
	return NULL;
}

static int bind(struct table *t, uint32_t key, const struct action *a,
		int line, struct error *err)
{
	if (mem_reserve(&t->bound, &t->cap, t->n + 1, sizeof(*t->bound)))
		return error_nomem(err);
	t->bound[t->n++] = (struct bound){key, a, line};
	return 0;
}

/* The next name in a list of keys; false at the end. */
static bool next_name(char out[16], const char **keys)
{
	const char *p = *keys;
	size_t n;

	p += strspn(p, " ");
	n = strcspn(p, " ");
	if (!n || n >= 16)
		return false;
	memcpy(out, p, n);
	out[n] = '\0';
	*keys = p + n;
	return true;
}

static int add_keys(struct table *t, const struct action *a,
		    struct error *err)
{
	const char *keys = a->keys;
	char name[16];
	int rc = 0;

	while (!rc && next_name(name, &keys)) {
		uint32_t key = key_parse(name);

		if (key == KEY_NONE)
			return error_set(err, ERR_INVALID,
					 _("%s %s: no such key: %s"),
					 t->screen, a->name, name);
		if (bound_of(t, key))
			return error_set(err, ERR_INVALID,
					 _("%s: %s and %s share the key %s"),
					 t->screen,
					 bound_of(t, key)->action->name,
					 a->name, name);
		rc = bind(t, key, a, 0, err);
	}
	return rc;
}

int keymap_add(struct keymap *k, const char *screen,
	       const struct action *actions, struct error *err)
{
	struct table *t;
	int rc = 0;

	if (mem_reserve(&k->tables, &k->cap, k->n + 1, sizeof(*k->tables)))
		return error_nomem(err);
	t = &k->tables[k->n++];
	*t = (struct table){.screen = screen, .actions = actions};
	for (const struct action *a = actions; !rc && a->name; a++)
		if (a->run && a->keys)
			rc = add_keys(t, a, err);
	return rc;
}

const struct action *keymap_find(const struct keymap *k, const char *screen,
				 uint32_t key)
{
	struct bound *b = bound_of(table_of(k, screen), key);

	if (!b)
		b = bound_of(table_of(k, KEYMAP_ALL), key);
	return b ? b->action : NULL;
}

const struct action *keymap_action(const struct keymap *k, const char *screen,
				   const char *name)
{
	const struct action *a = named(table_of(k, screen), name);

	return a ? a : named(table_of(k, KEYMAP_ALL), name);
}

/* From digit i on, how many follow each other. */
static size_t digit_run(const uint32_t *keys, size_t n, size_t i)
{
	size_t run = 1;

	if (keys[i] < '0' || keys[i] > '9')
		return 1;
	while (i + run < n && keys[i + run] == keys[i] + run &&
	       keys[i + run] <= '9')
		run++;
	return run;
}

static void add_key_names(struct str *out, const uint32_t *keys, size_t n,
			  bool all)
{
	size_t run = n ? digit_run(keys, n, 0) : 0;

	for (size_t i = 0; i < n; i++) {
		if (i)
			str_addc(out, ' ');
		key_name(out, keys[i]);
		if (all)
			continue;
		if (run > 1) {
			str_addc(out, '-');
			key_name(out, keys[run - 1]);
		}
		break;
	}
}

/* A key of the table for all is not an action's where the screen has taken
 * that key for something else. */
void keymap_keys(struct str *out, const struct keymap *k, const char *screen,
		 const char *name, bool all)
{
	const struct table *own = table_of(k, screen);
	const struct table *t = named(own, name) ? own
						 : table_of(k, KEYMAP_ALL);
	uint32_t keys[16];
	size_t n = 0;

	for (size_t i = 0; t && i < t->n && n < 16; i++) {
		const struct bound *b = &t->bound[i];

		if (!b->action || !str_eq(b->action->name, name))
			continue;
		if (t != own && bound_of(own, b->key))
			continue;
		keys[n++] = b->key;
	}
	add_key_names(out, keys, n, all);
}

bool keymap_table(const struct keymap *k, int i, const char **screen,
		  const struct action **actions)
{
	if (i < 0 || (size_t)i >= k->n)
		return false;
	*screen = k->tables[i].screen;
	*actions = k->tables[i].actions;
	return true;
}

/* ---- keys.conf ---- */
struct place {
	const char *path;
	int line;
};

static int bad(struct error *err, const struct place *at, const char *what,
	       const char *word)
{
	return error_set(err, ERR_INVALID, "%s:%d: %s: %s", at->path, at->line,
			 what, word);
}

/* The first bind of an action in the file takes its default keys away. */
static void drop_defaults(struct table *t, const struct action *a)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->bound[i].action != a || t->bound[i].line)
			t->bound[n++] = t->bound[i];
	t->n = n;
}

static void unbind(struct table *t, uint32_t key)
{
	struct bound *b = bound_of(t, key);

	if (b)
		*b = t->bound[--t->n];
}

static void list_screens(struct error *err, const struct keymap *k)
{
	struct str s = {0};

	for (size_t i = 0; i < k->n; i++)
		str_addf(&s, "%s%s", i ? " " : "", k->tables[i].screen);
	error_fix(err, _("one of: %s"), str_text(&s));
	str_release(&s);
}

static int apply(struct keymap *k, char *word[4], const struct place *at,
		 struct error *err)
{
	struct table *t = table_of(k, word[1]);
	uint32_t key = key_parse(word[2]);
	const struct action *a;
	struct bound *had;

	if (!t) {
		bad(err, at, _("no such screen"), word[1]);
		list_screens(err, k);
		return ERR_INVALID;
	}
	if (key == KEY_NONE) {
		bad(err, at, _("no such key"), word[2]);
		return error_fix(err, "Space Enter Tab Up PgDn F5 Ctrl-L j ?");
	}
	a = keymap_action(k, word[1], word[3]);
	if (!a && !str_eq(word[3], "none")) {
		bad(err, at, _("no such action"), word[3]);
		return error_fix(err, _("`:keys` lists the actions"));
	}
	had = bound_of(t, key);
	if (had && had->line) {
		error_set(err, ERR_INVALID, _("%s:%d: %s is bound twice"),
			  at->path, at->line, word[2]);
		return error_where(err, _("first in line %d"), had->line);
	}
	unbind(t, key);
	if (a)
		drop_defaults(t, a);
	return bind(t, key, a, at->line, err);
}

static int load_line(struct keymap *k, char *line, const struct place *at,
		     struct error *err)
{
	char *word[5] = {0}, *save = NULL;
	int n = 0;

	for (char *w = strtok_r(line, " \t\r", &save); w && n < 5;
	     w = strtok_r(NULL, " \t\r", &save)) {
		if (w[0] == '#' && (n == 0 || n == 4))
			break;
		word[n++] = w;
	}
	if (!n)
		return 0;
	if (!str_eq(word[0], "bind"))
		return bad(err, at, _("not a word of keys.conf"), word[0]);
	if (n != 4) {
		error_set(err, ERR_INVALID, _("%s:%d: three words after bind"),
			  at->path, at->line);
		return error_fix(err, "bind case Space step-done");
	}
	return apply(k, word, at, err);
}

int keymap_load(struct keymap *k, const char *text, const char *path,
		struct error *err)
{
	struct place at = {path, 0};
	int first = 0;

	while (*text) {
		size_t n = strcspn(text, "\n");
		char *line = mem_strndup(text, n);
		int rc;

		if (!line)
			return error_nomem(err);
		at.line++;
		rc = load_line(k, line, &at, first ? NULL : err);
		first = first ? first : rc;
		mem_free(line);
		text += n + (text[n] == '\n');
	}
	return first;
}
