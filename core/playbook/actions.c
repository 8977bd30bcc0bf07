/* core/playbook/actions.c - playbooks in YAML: stages that list actions, each
 * with a text of its own, here or in a file beside. */
#include <ctype.h>
#include <string.h>

#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/base/yread.h"
#include "core/playbook/import_readers.h"
#include "core/playbook/mapping.h"
#include "core/playbook/outline.h"
#include "core/playbook/vocab.h"

#define DEPTH 16

struct acting {
	struct imported *im;
	const struct import_from *from;
	const struct mapping *map;
	struct map seen;
	const char *phase; /* path of the phase being read */
};

enum word {
	WORD_OTHER, WORD_TITLE, WORD_ID, WORD_TEXT, WORD_CODE, WORD_ITEMS,
	WORD_ROLE, WORD_PHASES, WORD_STAGE,
};

static enum word word_of(const char *key)
{
	static const struct {
		const char *key;
		enum word word;
	} row[] = {
		{"title", WORD_TITLE}, {"name", WORD_TITLE},
		{"action", WORD_TITLE}, {"task", WORD_TITLE},
		{"step", WORD_TITLE}, {"summary", WORD_TITLE},
		{"id", WORD_ID}, {"description", WORD_TEXT},
		{"details", WORD_TEXT}, {"detail", WORD_TEXT},
		{"notes", WORD_TEXT}, {"text", WORD_TEXT},
		{"workflow", WORD_TEXT}, {"content", WORD_TEXT},
		{"instructions", WORD_TEXT}, {"command", WORD_CODE},
		{"commands", WORD_CODE}, {"cmd", WORD_CODE},
		{"run", WORD_CODE}, {"script", WORD_CODE},
		{"query", WORD_CODE}, {"steps", WORD_ITEMS},
		{"tasks", WORD_ITEMS}, {"actions", WORD_ITEMS},
		{"items", WORD_ITEMS}, {"checks", WORD_ITEMS},
		{"checklist", WORD_ITEMS}, {"substeps", WORD_ITEMS},
		{"activities", WORD_ITEMS}, {"procedure", WORD_ITEMS},
		{"role", WORD_ROLE}, {"owner", WORD_ROLE},
		{"responsible", WORD_ROLE}, {"assignee", WORD_ROLE},
		{"phases", WORD_PHASES}, {"stages", WORD_PHASES},
		{"phase", WORD_STAGE}, {"stage", WORD_STAGE},
	};

	for (size_t i = 0; key && i < sizeof(row) / sizeof(*row); i++)
		if (!strcmp(row[i].key, key))
			return row[i].word;
	return WORD_OTHER;
}

/* --- texts -------------------------------------------------------------------- */

/* "RA_3203_block_it" -> "Block it"; a text with blanks stays as it is. */
static const char *readable(struct acting *x, const char *id, bool key)
{
	const char *p = id;
	size_t n = strspn(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	char *s;

	if (strchr(id, ' ') || (!key && !strpbrk(id, "_-")))
		return id;
	if (n && n <= 4) {
		n += p[n] == '_' || p[n] == '-';
		if (isdigit((unsigned char)p[n])) {
			n += strspn(p + n, "0123456789");
			if ((p[n] == '_' || p[n] == '-') && p[n + 1])
				p += n + 1;
		}
	}
	s = arena_strdup(&x->im->arena, p);
	x->im->failed |= !s;
	for (char *c = s; c && *c; c++)
		if (*c == '_')
			*c = ' ';
	if (s)
		*s = (char)toupper((unsigned char)*s);
	return s ? s : "";
}

static const struct ynode *first_of(const struct ynode *map, enum word word)
{
	for (const struct ynode *n = map && map->kind == Y_MAP ? map->child
							       : NULL;
	     n; n = n->next)
		if (word_of(n->key) == word)
			return n;
	return NULL;
}

static const char *title_of(struct acting *x, const struct ynode *n)
{
	const struct ynode *t;

	if (n->kind == Y_SCALAR)
		return readable(x, n->text, false);
	t = first_of(n, WORD_TITLE);
	if (!t || t->kind != Y_SCALAR)
		t = first_of(n, WORD_STAGE);
	if (!t || t->kind != Y_SCALAR)
		t = first_of(n, WORD_ID);
	return t && t->kind == Y_SCALAR ? readable(x, t->text, false)
					: _("(no title)");
}

/* "key: a, b" of anything. */
static void flatten(struct str *out, const struct ynode *n)
{
	if (n->kind == Y_SCALAR) {
		str_add(out, n->text);
		return;
	}
	for (const struct ynode *c = n->child; c; c = c->next) {
		if (c->key)
			str_addf(out, "%s: ", c->key);
		flatten(out, c);
		if (c->next)
			str_add(out, ", ");
	}
}

static void named(struct acting *x, const struct ynode *n, bool left)
{
	struct str s = {0};

	if (n->key)
		str_addf(&s, "%s: ", n->key);
	flatten(&s, n);
	x->im->failed |= s.failed;
	x->im->line = n->line;
	if (left)
		import_skip_add(x->im, str_text(&s), n->line);
	else
		import_note_add(x->im, str_text(&s), false);
	str_release(&s);
}

/* --- steps -------------------------------------------------------------------- */

static void step_parts(struct acting *x, const struct ynode *n, int line);

/* The text of an action that is a file of its own. */
static void beside(struct acting *x, const char *id, int line)
{
	struct str text = {0};
	struct ydoc *doc = NULL;
	struct error why = {0};

	if (!x->from->beside ||
	    id[strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst"
			  "uvwxyz0123456789_-")])
		return;
	if (!x->from->beside(x->from->ctx, &text, id)) {
		import_finding_add(x->im, IMPORT_WARN, line,
				   _("no file beside this one tells what %s "
				     "is"), id);
	} else if (yread_parse(&doc, str_text(&text), text.len, DEPTH, 1,
			       &why)) {
		import_finding_add(x->im, IMPORT_WARN, line, "%s: %s", id,
				   why.what);
	} else if (yread_root(doc)) {
		step_parts(x, yread_root(doc), line);
	}
	yread_free(doc);
	str_release(&text);
}

static void checks(struct acting *x, const struct ynode *list)
{
	for (const struct ynode *c = list->child; c; c = c->next) {
		import_check_add(x->im, title_of(x, c));
		if (c->kind == Y_MAP)
			step_parts(x, c, c->line);
	}
}

static void codes(struct acting *x, const struct ynode *n)
{
	struct str s = {0};

	for (const struct ynode *c = n->child; c; c = c->next) {
		flatten(&s, c);
		str_addc(&s, '\n');
	}
	x->im->failed |= s.failed;
	x->im->line = n->line;
	import_note_add(x->im, n->kind == Y_SCALAR ? n->text : str_text(&s),
			true);
	str_release(&s);
}

static void step_role(struct acting *x, const struct ynode *n)
{
	struct import_step *st = import_last(x->im);

	if (!st || st->role || n->kind != Y_SCALAR)
		return;
	st->role = arena_strdup(&x->im->arena, n->text);
	x->im->failed |= !st->role;
}

static void step_part(struct acting *x, const struct ynode *n, int line)
{
	const struct import_step *st = import_last(x->im);

	switch (word_of(n->key)) {
	case WORD_TITLE:
	case WORD_ID:
	case WORD_STAGE:
		if (n->kind != Y_SCALAR)
			named(x, n, false);
		break;
	case WORD_TEXT:
		if (n->kind != Y_SCALAR)
			named(x, n, false);
		else if (!st || strcmp(n->text, st->title) != 0)
			outline_snippet(x->im, n->text, line);
		break;
	case WORD_CODE:
		codes(x, n);
		break;
	case WORD_ITEMS:
	case WORD_PHASES:
		if (n->kind == Y_SCALAR)
			outline_snippet(x->im, n->text, line);
		else
			checks(x, n);
		break;
	case WORD_ROLE:
		step_role(x, n);
		break;
	case WORD_OTHER:
		named(x, n, false);
		break;
	}
}

/* Everything a step's map says but its title. */
static void step_parts(struct acting *x, const struct ynode *map, int line)
{
	if (map->kind != Y_MAP)
		return;
	for (const struct ynode *n = map->child; n && !x->im->failed;
	     n = n->next)
		step_part(x, n, line);
}

static size_t new_unit(struct acting *x, const char *above, const char *name,
		       const struct ynode *n)
{
	struct str s = {0};
	size_t unit = import_unit_add(x->im, &x->seen, above, name, name,
				      n->line, *above != '\0');

	flatten(&s, n);
	if (unit && !s.failed)
		import_unit_text(&x->im->unit[unit - 1], str_text(&s), s.len);
	x->im->failed |= s.failed;
	str_release(&s);
	mapping_match_one(x->map, x->im, unit);
	return unit;
}

static void left_out(struct acting *x, const struct ynode *n,
		     enum import_mark mark)
{
	named(x, n, true);
	if (mark == MARK_NEW)
		import_finding_add(x->im, IMPORT_WARN, n->line,
				   _("new, left out until it is marked: %s"),
				   title_of(x, n));
}

static void one_step(struct acting *x, const struct ynode *n)
{
	const char *name = n->kind == Y_SCALAR ? n->text : title_of(x, n);
	size_t unit = new_unit(x, x->phase, name, n);

	switch (import_marked(x->im, unit, MARK_STEP)) {
	case MARK_SKIP:
	case MARK_NEW:
		left_out(x, n, x->im->unit[unit - 1].mark);
		return;
	case MARK_NOTES:
		named(x, n, false);
		return;
	case MARK_ITEMS:
		import_check_add(x->im, title_of(x, n));
		return;
	case MARK_PHASE:
		import_phase_add(x->im, vocab_kind(name), title_of(x, n),
				 n->line);
		import_phase_unit(x->im, unit);
		return;
	case MARK_NONE:
	case MARK_STEP:
	case MARK_GROUP:
		break;
	}
	if (!import_step_add(x->im, title_of(x, n), n->line))
		return;
	import_step_unit(x->im, unit);
	if (n->kind == Y_SCALAR)
		beside(x, n->text, n->line);
	else
		step_parts(x, n, n->line);
}

/* --- phases ------------------------------------------------------------------- */

static void phase(struct acting *x, const char *name, const struct ynode *n,
		  const struct ynode *steps)
{
	const char *title = readable(x, name, true);
	size_t unit = new_unit(x, "", name, n);
	enum import_mark mark = import_marked(x->im, unit, MARK_PHASE);

	if (x->im->failed)
		return;
	if (mark == MARK_SKIP || mark == MARK_NEW) {
		left_out(x, n, mark);
		return;
	}
	if (mark == MARK_PHASE || !x->im->phases) {
		import_phase_add(x->im, vocab_kind(title), title, n->line);
		import_phase_unit(x->im, unit);
	}
	x->phase = x->im->unit[unit - 1].at;
	for (const struct ynode *p = n->kind == Y_MAP ? n->child : NULL; p;
	     p = p->next)
		if (p != steps)
			step_part(x, p, p->line);
	if (steps && steps->kind == Y_SCALAR)
		import_step_add(x->im, readable(x, steps->text, false),
				steps->line);
	for (const struct ynode *s = steps ? steps->child : NULL;
	     s && !x->im->failed; s = s->next)
		one_step(x, s);
}

/* "containment: [a, b]", "containment: {steps: [a, b]}" */
static bool is_phase(struct acting *x, const struct ynode *n)
{
	return n->kind != Y_SCALAR && n->key && word_of(n->key) == WORD_OTHER &&
	       !vocab_skip(n->key) &&
	       vocab_kind(readable(x, n->key, true)) != PHASE_NONE;
}

static void phase_list(struct acting *x, const struct ynode *list)
{
	for (const struct ynode *n = list->child; n && !x->im->failed;
	     n = n->next) {
		const char *name = n->key ? n->key : title_of(x, n);

		phase(x, name, n, n->kind == Y_MAP ? first_of(n, WORD_ITEMS)
				  : n->kind == Y_LIST ? n : NULL);
	}
}

/* An action alone is a playbook of one step. */
static void alone(struct acting *x, const struct ynode *root)
{
	const struct ynode *stage = first_of(root, WORD_STAGE);
	const char *word = stage && stage->kind == Y_SCALAR ? stage->text
							    : NULL;

	import_phase_add(x->im, word ? vocab_kind(word) : PHASE_NONE,
			 word ? readable(x, word, true) : _("Steps"),
			 root->line);
	import_step_add(x->im, title_of(x, root), root->line);
	step_parts(x, root, root->line);
}

/* --- the file ------------------------------------------------------------------ */

static void root_part(struct acting *x, const struct ynode *n)
{
	enum word word = word_of(n->key);

	if (word == WORD_PHASES && n->kind != Y_SCALAR)
		phase_list(x, n);
	else if (word == WORD_ITEMS && n->kind == Y_LIST)
		phase(x, n->key, n, n);
	else if (is_phase(x, n))
		phase(x, n->key, n,
		      n->kind == Y_LIST ? n : first_of(n, WORD_ITEMS));
	else if (word == WORD_OTHER || word == WORD_ID)
		named(x, n, true);
	else if (word != WORD_TITLE && word != WORD_TEXT)
		named(x, n, true);
}

static bool has_phases(struct acting *x, const struct ynode *root)
{
	for (const struct ynode *n = root->child; n; n = n->next)
		if (is_phase(x, n) ||
		    (n->kind != Y_SCALAR &&
		     (word_of(n->key) == WORD_PHASES ||
		      word_of(n->key) == WORD_ITEMS)))
			return true;
	return false;
}

/* Texts of the file itself stand in front. */
static void intro(struct acting *x, const struct ynode *root)
{
	for (const struct ynode *n = root->child; n; n = n->next)
		if (word_of(n->key) == WORD_TEXT && n->kind == Y_SCALAR) {
			struct import_note note = {.text = n->text,
						   .markup = true,
						   .line = n->line};

			import_intro_add(x->im, &note);
		}
}

static void read_root(struct acting *x, const struct ynode *root)
{
	if (root->kind == Y_LIST) {
		phase(x, "Steps", root, root);
		return;
	}
	x->im->title = title_of(x, root);
	if (!has_phases(x, root)) {
		alone(x, root);
		return;
	}
	intro(x, root);
	for (const struct ynode *n = root->child; n && !x->im->failed;
	     n = n->next)
		root_part(x, n);
}

int actions_read(struct imported *im, const struct import_from *from,
		 struct error *err)
{
	struct acting x = {.im = im, .from = from, .map = from->map,
			   .phase = ""};
	struct error why = {0};
	struct ydoc *doc = NULL;
	int rc = yread_parse(&doc, from->text, from->n, DEPTH, 1, &why);

	if (rc == ERR_NOMEM)
		return error_nomem(err);
	im->format = "yaml";
	im->title = import_name_title(im, from->name);
	if (rc)
		import_finding_add(im, IMPORT_REFUSE, import_where_line(&why),
				   "%s", why.what);
	else if (!yread_root(doc) || yread_root(doc)->kind == Y_SCALAR)
		import_finding_add(im, IMPORT_REFUSE, 1,
				   _("YAML, but no playbook: no stages and no "
				     "steps"));
	else
		read_root(&x, yread_root(doc));
	if (!rc)
		im->bytes = from->n;
	map_release(&x.seen);
	yread_free(doc);
	return im->failed ? error_nomem(err) : 0;
}
