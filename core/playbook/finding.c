/* core/playbook/finding.c - what lint says, and the table of its codes. */
#include "core/playbook/finding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/tr.h"

#define KEPT 1000

static const struct lint_rule rules[] = {
	[LINT_BYTES] = {"bytes", LINT_ERROR,
		"bytes that are no UTF-8, a hidden or control character, "
		"a merge conflict mark, more than a limit allows"},
	[LINT_FRONT] = {"front", LINT_ERROR,
		"front matter missing or not as it must be: unknown or "
		"double key, no UUID v4, no roles, other language than "
		"the file name"},
	[LINT_SHAPE] = {"shape", LINT_ERROR,
		"no title or two, a step outside a phase, a heading "
		"without key list, foreign text in it, a mixed list, "
		"items outside a step, a caution that is not first"},
	[LINT_KEY] = {"key", LINT_ERROR,
		"a key that is unknown, there twice, in the wrong place, "
		"not of its form, or running over a line end"},
	[LINT_ID] = {"id", LINT_ERROR,
		"an id that is missing, of bad form, reserved, used twice "
		"or retired"},
	[LINT_REF] = {"ref", LINT_ERROR,
		"an unknown role, step, answer, clock or trigger"},
	[LINT_ORDER] = {"order", LINT_ERROR,
		"steps that wait for each other, a condition on a later "
		"decision, a due time or repeat on the step itself"},
	[LINT_CLOCK] = {"clock", LINT_ERROR,
		"a clock that is stopped or counted back from but never "
		"started, or counted back from and without a number"},
	[LINT_TRANSLATION] = {"translation", LINT_ERROR,
		"a translation with another id, a key of structure, an "
		"unknown step, another number of items or labels"},
	[LINT_DATA] = {"data", LINT_ERROR,
		"a file of clocks, calendars or duties, or team.yaml, "
		"that breaks its own format"},
	[LINT_NOTICE] = {"ref", LINT_WARNING,
		"a notice that is not there in every language of the "
		"playbook"},
	[LINT_LONG] = {"long", LINT_WARNING,
		"more than 9 steps in a phase or 9 items in a step"},
	[LINT_CHECK] = {"check", LINT_WARNING,
		"a phase of 3 or more steps without its phase check, or "
		"the check is not last"},
	[LINT_KINDS] = {"kinds", LINT_WARNING,
		"no phase of kind contain, investigate, notify or learn"},
	[LINT_GONE] = {"gone", LINT_WARNING,
		"an id that is in force is neither here nor retired"},
	[LINT_STALE] = {"stale", LINT_WARNING,
		"a translation that is behind or misses a step, or none "
		"in a language of the team"},
	[LINT_TWICE] = {"twice", LINT_WARNING,
		"the same step title twice, the same item twice in a "
		"step, a role nobody has"},
	[LINT_SELF] = {"self", LINT_WARNING,
		"a step whose own role approves or reads second"},
	[LINT_VOID] = {"void", LINT_WARNING,
		"a due time from a step that may turn out not needed"},
	[LINT_TODO] = {"todo", LINT_WARNING,
		"text left to write: TODO, [Name], <insert ...>, xxx, an "
		"empty step"},
	[LINT_LOST] = {"lost", LINT_WARNING,
		"a ticked item, an item inside another, a table, image, "
		"HTML or odd link, a caution that is not seen as one"},
	[LINT_GUESSED] = {"guessed", LINT_WARNING,
		"a structure nobody has confirmed, or a source without "
		"licence"},
	[LINT_TITLE] = {"title", LINT_HINT,
		"a step title without colon, its object over 18 cells, "
		"the whole over 60"},
	[LINT_PATCH] = {"patch", LINT_HINT,
		"a body over 12 lines of 76 cells, or a layout that "
		"differs from the usual one"},
};

const struct lint_rule *lint_rules(size_t *count)
{
	*count = sizeof(rules) / sizeof(*rules);
	return rules;
}

const char *lint_level_name(enum lint_level level)
{
	static const char *const name[] = {"error", "warning", "hint"};

	return name[level];
}

void findings_release(struct findings *f)
{
	arena_release(&f->arena);
	*f = (struct findings){0};
}

/* "step tell-authority, key due" */
static const char *whereabouts(struct arena *a, const struct place *at)
{
	if (at->step && at->key)
		return arena_printf(a, _("step %s, key %s"), at->step,
				    at->key);
	if (at->step)
		return arena_printf(a, _("step %s"), at->step);
	return at->key ? arena_printf(a, _("key %s"), at->key) : NULL;
}

static char *vprint(struct arena *a, const char *fmt, va_list ap)
{
	va_list ap2;
	char *p = NULL;
	int n;

	va_copy(ap2, ap);
	n = vsnprintf(NULL, 0, fmt, ap2);
	va_end(ap2);
	if (n >= 0)
		p = arena_alloc(a, (size_t)n + 1);
	if (p)
		vsnprintf(p, (size_t)n + 1, fmt, ap);
	return p;
}

bool findings_full(const struct findings *f)
{
	return !f || f->count >= KEPT;
}

void finding_put(struct findings *f, const struct lint_rule *rule,
		 const struct place *at, const char *fix, const char *fmt,
		 va_list ap)
{
	struct finding *x;

	if (!f)
		return;
	f->errors += rule->level == LINT_ERROR;
	f->warnings += rule->level == LINT_WARNING;
	f->hints += rule->level == LINT_HINT;
	if (f->count >= KEPT)
		return;
	if (arena_grow(&f->arena, &f->at, f->count, &f->cap, sizeof(*x))) {
		f->failed = true;
		return;
	}
	x = &f->at[f->count];
	x->level = rule->level;
	x->code = rule->code;
	x->line = at->line > 0 ? at->line : 1;
	x->col = at->col > 0 ? at->col : 1;
	x->file = arena_strdup(&f->arena, at->file);
	x->step = whereabouts(&f->arena, at);
	x->fix = arena_strdup(&f->arena, fix);
	x->what = vprint(&f->arena, fmt, ap);
	if (x->file && x->what)
		f->count++;
	else
		f->failed = true;
}

void finding_add(struct findings *f, enum lint_code code,
		 const struct place *at, const char *fix, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	finding_put(f, &rules[code], at, fix, fmt, ap);
	va_end(ap);
}

int finding_unread(struct findings *f, const char *file, int rc,
		   struct error *err)
{
	const char *what = err->what;
	size_t n = strlen(file);

	if (rc != ERR_INVALID && rc != ERR_TOOBIG)
		return rc;
	if (str_starts(what, file) && what[n] == ':')
		what += n + 1 + strspn(what + n + 1, " ");
	if (!f->errors)
		finding_add(f, LINT_BYTES, &(struct place){.file = file},
			    *err->fix ? err->fix : NULL, "%s", what);
	error_clear(err);
	return f->failed ? error_nomem(err) : 0;
}

void findings_take(struct findings *to, const struct findings *from,
		   const char *dir)
{
	for (size_t i = 0; i < from->count && !findings_full(to); i++) {
		struct finding *x;

		if (arena_grow(&to->arena, &to->at, to->count, &to->cap,
			       sizeof(*x))) {
			to->failed = true;
			break;
		}
		x = &to->at[to->count];
		*x = from->at[i];
		x->file = arena_printf(&to->arena, "%s%s", dir, x->file);
		x->what = arena_strdup(&to->arena, x->what);
		x->step = arena_strdup(&to->arena, x->step);
		x->fix = arena_strdup(&to->arena, x->fix);
		if (x->file && x->what)
			to->count++;
		else
			to->failed = true;
	}
	to->errors += from->errors;
	to->warnings += from->warnings;
	to->hints += from->hints;
	to->failed |= from->failed;
}

static bool has_same(const struct findings *f, const struct finding *x)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct finding *y = &f->at[i];

		if (y->line == x->line && y->col == x->col &&
		    str_eq(y->file, x->file) && str_eq(y->what, x->what))
			return true;
	}
	return false;
}

void findings_drop(struct findings *f, const struct findings *known)
{
	size_t kept = 0;

	for (size_t i = 0; i < f->count; i++) {
		const struct finding x = f->at[i];

		if (!has_same(known, &x)) {
			f->at[kept++] = x;
			continue;
		}
		f->errors -= x.level == LINT_ERROR;
		f->warnings -= x.level == LINT_WARNING;
		f->hints -= x.level == LINT_HINT;
	}
	f->count = kept;
}

static int by_place(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int c = strcmp(x->file, y->file);

	if (!c)
		c = (x->line > y->line) - (x->line < y->line);
	if (!c)
		c = (x->col > y->col) - (x->col < y->col);
	if (!c)
		c = (int)x->level - (int)y->level;
	if (!c)
		c = strcmp(x->code, y->code);
	return c ? c : strcmp(x->what, y->what);
}

void findings_sort(struct findings *f)
{
	if (f->count > 1)
		qsort(f->at, f->count, sizeof(*f->at), by_place);
}

void finding_text(struct str *out, const struct finding *at)
{
	str_addf(out, "%s:%d:%d: %s: %s\n", at->file, at->line, at->col,
		 lint_level_name(at->level), at->what);
	if (at->step)
		str_addf(out, "  %s\n", at->step);
	if (at->fix)
		str_addf(out, "  %s\n", at->fix);
}
