/* core/playbook/lint.c - the checks that need the whole playbook. */
#include "core/playbook/lint.h"

#include <string.h>

#include "core/base/tr.h"

#define MANY 9

/* --- places ---------------------------------------------------------------- */

struct place lint_step(const struct linter *l, const struct pb_step *st)
{
	return (struct place){.file = l->pb->file[0], .line = st->line,
			      .col = 5, .step = st->id};
}

struct place lint_key(const struct linter *l, const struct pb_step *st,
		      enum key_id key, const char *word)
{
	struct place at = lint_step(l, st);
	const struct reader r = {.pb = (struct playbook *)l->pb};
	const struct pb_source *src = l->src[0];

	at.key = key_word(&r, key);
	for (size_t i = 0; i < st->place_count; i++) {
		if (st->place[i].key != (int)key)
			continue;
		at.line = st->place[i].line;
		at.col = src ? key_value_col(src->text, src->len,
					     &st->place[i], word)
			     : st->place[i].col;
		break;
	}
	return at;
}

const char *lint_guess(struct linter *l, const char *near)
{
	return near ? arena_printf(&l->scratch, _("did you mean %s?"), near)
		    : NULL;
}

size_t lint_index(const struct linter *l, const struct pb_step *st)
{
	return (size_t)(st - l->pb->step);
}

/* --- checks of a step ------------------------------------------------------ */

static void check_self(struct linter *l, const struct pb_step *st)
{
	struct place at = lint_key(l, st, KEY_APPROVE, NULL);

	if (st->approve && strcmp(st->approve, st->role) == 0)
		finding_add(l->f, LINT_SELF, &at, _("name another role"),
			    _("the role %s would approve its own work"),
			    st->role);
	at = lint_key(l, st, KEY_SECOND, NULL);
	if (st->second && strcmp(st->second, st->role) == 0)
		finding_add(l->f, LINT_SELF, &at,
			    _("name another role, or any"),
			    _("the role %s would read back its own work"),
			    st->role);
}

static void check_items(struct linter *l, const struct pb_step *st)
{
	struct place at = lint_step(l, st);

	if (st->item_count > MANY)
		finding_add(l->f, LINT_LONG, &at, _("make two steps of it"),
			    _("%zu check items in a step"), st->item_count);
	for (size_t i = 0; i < st->item_count; i++) {
		at.line = st->item[i].line;
		at.col = 7;
		for (size_t k = 0; k < i; k++) {
			if (!str_eq(st->item[i].text.in[0],
				    st->item[k].text.in[0]))
				continue;
			finding_add(l->f, LINT_TWICE, &at,
				    _("ticks belong to the text: make it "
				      "another one"),
				    _("the same item twice in a step"));
			break;
		}
	}
}

static void check_title(struct linter *l, const struct pb_step *st)
{
	struct place at = lint_step(l, st);

	/* Phase checks all have the one name people know them by. */
	for (size_t i = 0; !st->is_check && i < lint_index(l, st); i++) {
		if (!str_eq(l->pb->step[i].title.in[0], st->title.in[0]))
			continue;
		finding_add(l->f, LINT_TWICE, &at, NULL,
			    _("the title of the step in line %d again"),
			    l->pb->step[i].line);
		return;
	}
}

static void check_empty(struct linter *l, const struct pb_step *st)
{
	struct place at = lint_step(l, st);

	if (!st->body[0] && !st->caution[0] && !st->item_count &&
	    !st->evidence_count && !st->value && !st->decide.count &&
	    !st->notice.count)
		finding_add(l->f, LINT_TODO, &at,
			    _("say what to do, or delete the step"),
			    _("a step with nothing in it"));
}

static void (*const step_checks[])(struct linter *l,
				   const struct pb_step *st) = {
	lint_refs, check_self, check_items, check_title, check_empty,
};

/* --- checks of the whole --------------------------------------------------- */

static void check_phases(struct linter *l)
{
	for (size_t i = 0; i < l->pb->phase_count; i++) {
		const struct pb_phase *ph = &l->pb->phase[i];
		struct place at = {.file = l->pb->file[0], .line = ph->line,
				   .col = 4};
		bool check = false;

		if (ph->step_count > MANY)
			finding_add(l->f, LINT_LONG, &at,
				    _("make two phases of it"),
				    _("%zu steps in a phase"),
				    ph->step_count);
		for (size_t k = 0; k < ph->step_count; k++) {
			struct place step = lint_step(l, &ph->step[k]);

			check |= ph->step[k].is_check;
			if (ph->step[k].is_check && k + 1 < ph->step_count)
				finding_add(l->f, LINT_CHECK, &step,
					    _("move it to the end"),
					    _("the phase check is not the "
					      "last step"));
		}
		if (!check && ph->step_count >= 3)
			finding_add(l->f, LINT_CHECK, &at,
				    arena_printf(&l->scratch, "- id: %s-check",
						 ph->id),
				    _("the phase has no phase check"));
	}
}

static void check_kinds(struct linter *l)
{
	static const enum phase_kind wanted[] = {
		PHASE_CONTAIN, PHASE_INVESTIGATE, PHASE_NOTIFY, PHASE_LEARN};
	struct place at = {.file = l->pb->file[0], .line = 1, .col = 1};

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		bool found = false;

		for (size_t k = 0; k < l->pb->phase_count; k++)
			found |= l->pb->phase[k].kind == wanted[i];
		if (!found)
			finding_add(l->f, LINT_KINDS, &at, NULL,
				    _("no phase of kind %s"),
				    phase_kind_name(wanted[i]));
	}
}

static bool is_retired(const struct playbook *pb, const char *id)
{
	for (size_t i = 0; i < pb->retired.count; i++)
		if (str_eq(pb->retired.id[i], id))
			return true;
	return false;
}

static void check_gone(struct linter *l)
{
	const struct playbook *was = l->world->in_force;
	struct place at = {.file = l->pb->file[0], .line = 1, .col = 1};

	for (size_t i = 0; was && i < was->step_count; i++)
		if (!playbook_step(l->pb, was->step[i].id) &&
		    !is_retired(l->pb, was->step[i].id))
			finding_add(l->f, LINT_GONE, &at,
				    arena_printf(&l->scratch, "retired: [%s]",
						 was->step[i].id),
				    _("the step %s is in force but neither "
				      "here nor retired"), was->step[i].id);
}

static void check_langs(struct linter *l)
{
	const char *const *lang = l->world->team_langs;
	struct place at = {.file = l->pb->file[0], .line = 1, .col = 1};
	char want[16];
	bool found;

	for (; lang && *lang; lang++) {
		lang_normal(want, *lang);
		found = false;
		for (size_t i = 0; i < l->pb->langs; i++)
			found |= str_eq(l->pb->lang[i], want);
		if (!found)
			finding_add(l->f, LINT_STALE, &at, NULL,
				    _("no translation into %s, which the "
				      "team reads"), want);
	}
}

static void check_roles(struct linter *l)
{
	const struct playbook *pb = l->pb;
	struct place at = {.file = pb->file[0], .line = 1, .col = 1,
			   .key = "roles"};

	for (size_t i = 1; i < pb->role_count; i++) {
		const char *key = pb->role[i].key;
		bool used = false;

		for (size_t k = 0; k < pb->step_count && !used; k++)
			used = str_eq(pb->step[k].role, key) ||
			       str_eq(pb->step[k].second, key) ||
			       str_eq(pb->step[k].approve, key);
		if (!used)
			finding_add(l->f, LINT_TWICE, &at, NULL,
				    _("no step needs the role %s"), key);
	}
}

static void check_steps(struct linter *l)
{
	for (size_t i = 0; i < l->pb->step_count; i++)
		for (size_t k = 0; k < sizeof(step_checks) /
					       sizeof(*step_checks); k++)
			step_checks[k](l, &l->pb->step[i]);
}

static void (*const checks[])(struct linter *l) = {
	check_steps, lint_cycles, lint_clocks, check_phases, check_kinds,
	check_gone, check_langs, check_roles, lint_prose, lint_layout,
};

int playbook_lint(struct findings *f, const struct playbook *pb,
		  const struct pb_source *src, size_t count,
		  const struct lint_world *world, struct error *err)
{
	static const struct lint_world nothing;
	struct linter l = {.f = f, .pb = pb,
			   .world = world ? world : &nothing};

	for (size_t i = 0; i < pb->langs; i++)
		for (size_t k = 0; k < count; k++)
			if (str_eq(pb->file[i], src[k].name))
				l.src[i] = &src[k];
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		checks[i](&l);
	findings_sort(f);
	arena_release(&l.scratch);
	return l.failed || f->failed ? error_nomem(err) : 0;
}
