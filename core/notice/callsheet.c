/* core/notice/callsheet.c - see callsheet.h. */
#include "core/notice/callsheet.h"

#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"

static void add_shown(struct str *out, const char *text)
{
	show(out, text, strlen(text), SHOW_LF);
}

static void add_boxes(struct str *out, enum via via)
{
	for (const struct call_answer *a = call_answers; a->key; a++)
		if (call_answer(via, a->key))
			str_addf(out, "  [ ] %s", _(fate_words(a->fate)));
	str_add(out, "\n");
}

/* True where the text has that blank and the line of the person has not. */
static bool stands_apart(const struct draft *d, size_t i)
{
	const struct piece *p = &d->t->piece[i];

	if (p->kind != PIECE_BLANK || p->blank->from != BLANK_PERSON ||
	    str_eq(p->blank->name, "name"))
		return false;
	for (size_t k = 0; k < i; k++)
		if (d->t->piece[k].kind == PIECE_BLANK &&
		    d->t->piece[k].blank == p->blank)
			return false;
	return true;
}

/* What is said to this person and not to the next. */
static void add_own(struct str *out, struct draft *d,
		    const struct recipient *to)
{
	for (size_t i = 0; i < d->t->piece_count; i++) {
		const struct blank *b = d->t->piece[i].blank;
		const char *text;

		if (!stands_apart(d, i))
			continue;
		text = draft_own_value(d, to->value, b);
		if (!*text)
			continue;
		str_addf(out, "  [%s] ", _(b->what));
		add_shown(out, text);
		str_add(out, "\n");
	}
}

static void add_person(struct str *out, struct draft *d,
		       const struct recipient *to, enum via via)
{
	str_addf(out, "\n%s  ", to->label);
	add_shown(out, to->value[PERSON_NAME]);
	str_add(out, "  ");
	add_shown(out, call_number(to, via));
	if (*to->value[PERSON_MINOR])
		str_addf(out, "  (%s)", _("a minor"));
	str_add(out, "\n");
	if (d->n->set->filter)
		add_own(out, d, to);
	add_boxes(out, via);
	str_addf(out, "  %s\n", _("at ______________  by ______________"));
}

int callsheet_write(struct str *out, struct draft *d, const struct group *g,
		    enum via via, const char *label, struct error *err)
{
	int rc = draft_fill_slots(d, err);

	if (rc)
		return rc;
	str_addf(out, ngettext("%s, notice %s: call list, %zu person",
			       "%s, notice %s: call list, %zu people",
			       g->count), label, d->n->label, g->count);
	str_add(out, "\n\n");
	add_shown(out, str_text(&d->out.text));
	for (size_t i = 0; i < g->count; i++)
		add_person(out, d, &g->to[i], via);
	str_addf(out, _("\nThen record each: r on the screen, or stanch notice "
			"result %s %s --person ID --result WORD\n"), label,
		 d->n->label);
	return out->failed ? error_nomem(err) : 0;
}
