/* tui/screen/case_rows.c - the rows of the case screen, as data. */
#include "tui/screen/case_rows.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/case/words.h"
#include "core/playbook/mdtext.h"
#include "tui/widget/countdown.h"
#include "tui/widget/frame.h"

void rows_release(struct rows *r)
{
	arena_release(&r->arena);
	*r = (struct rows){0};
}

static struct row *add(struct rows *r, enum row_kind kind,
		       const struct step *st)
{
	if (arena_grow(&r->arena, &r->at, r->count, &r->cap,
		       sizeof(*r->at))) {
		r->failed = true;
		r->spare = (struct row){.kind = ROW_BLANK};
		return &r->spare;
	}
	r->at[r->count] = (struct row){.kind = kind, .step = st};
	return &r->at[r->count++];
}

static void add_text(struct rows *r, const struct step *st, int indent,
		     unsigned look, const char *text)
{
	struct row *row = add(r, ROW_TEXT, st);

	row->text = arena_strdup(&r->arena, text);
	row->look = look;
	row->indent = indent;
}

static struct row *add_step(struct rows *r, const struct step *st)
{
	struct row *row = add(r, ROW_STEP, st);

	row->key = arena_strdup(&r->arena, st->key);
	return row;
}

/* --- one line a step -------------------------------------------------------------- */

/* A number with separators, a time as a clock shows it. */
static void add_value(struct str *out, const struct app *app,
		      const struct step *st)
{
	const struct env *env = ctx_of(app)->env;
	size_t n = strlen(st->value);
	struct error err;
	int64_t at;

	if (st->def->value == VALUE_TIME &&
	    !time_parse(&at, NULL, st->value, env->zone, 0, &err)) {
		countdown_when(out, at, app_now(app), env->zone);
		return;
	}
	if (st->def->value != VALUE_NUMBER) {
		str_add(out, st->value);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			str_addc(out, ',');
		str_addc(out, st->value[i]);
	}
}

void step_says(struct str *out, const struct app *app, const struct step *st)
{
	size_t lang = ctx_lang(app, st->book);

	if (st->conflict) {
		str_add(out, _("two people set it at once: Enter settles"));
		return;
	}
	if (st->asked) {
		str_add(out, st->asks & NEED_APPROVE
				     ? _("waits for approval")
				     : _("waits for a second reader"));
		return;
	}
	if (st->answer)
		str_add(out, playbook_answer(st->book->pb, st->answer, lang));
	else if (st->value && *st->value)
		add_value(out, app, st);
	else if (st->why && *st->why &&
		 (st->state == STEP_BLOCKED || st->state == STEP_SKIPPED))
		str_add(out, st->why);
	else
		str_add(out, text_in(&st->def->action, lang));
}

void step_owner_text(struct str *out, const struct step *st)
{
	const char *doer = st->last && st->state == STEP_DONE
				   ? event_doer(st->last)
				   : st->owner;

	if (doer)
		str_add(out, doer);
	if (st->second && st->state == STEP_DONE)
		str_addf(out, "+%s", event_doer(st->second));
	else if (st->approve && st->state == STEP_DONE)
		str_addf(out, "+%s", event_doer(st->approve));
}

static void when_open(struct str *out, const struct app *app,
		      const struct step *st)
{
	const struct env *env = ctx_of(app)->env;

	if (st->waits && st->waits_for) {
		str_addf(out, _("after %s"), st->waits_for->number);
	} else if (st->due && st->due <= app_now(app)) {
		str_add(out, _("!! OVERDUE"));
	} else if (st->due) {
		str_add(out, _("aim "));
		frame_when(out, st->due, app_now(app), env->zone);
	}
}

void step_when_text(struct str *out, const struct app *app,
		    const struct step *st)
{
	const struct env *env = ctx_of(app)->env;

	switch (st->state) {
	case STEP_OPEN:
		when_open(out, app, st);
		return;
	case STEP_BLOCKED:
		str_add(out, _("blocked"));
		return;
	case STEP_DOING:
		if (st->due && st->due <= app_now(app)) {
			str_add(out, _("!! OVERDUE"));
			return;
		}
		str_add(out, _("doing "));
		countdown_span(out, app_now(app) - st->last->at);
		return;
	case STEP_NOT_NEEDED:
		str_add(out, _("not needed"));
		return;
	case STEP_SKIPPED:
	case STEP_DONE:
		break;
	}
	if (st->closed)
		frame_when(out, st->closed, app_now(app), env->zone);
	if (st->evidence_count)
		str_addf(out, "  %s", st->evidence[0]->label);
}

/* --- the step in hand, grown -------------------------------------------------------- */

static void add_owner_line(struct rows *r, const struct app *app,
			   const struct step *st, int width)
{
	const struct env *env = ctx_of(app)->env;
	const struct situation *s = ctx_now(app);
	const char *role = st->def->role;
	struct str left = {0}, right = {0};
	int gap;

	for (size_t i = 0; i < s->role_count; i++)
		if (str_eq(s->role[i].key, role))
			role = text_in(&s->role[i].def->name,
				       ctx_lang(app, st->book));
	str_addf(&left, _("Owner  %s (%s)"),
		 st->owner ? st->owner : _("nobody yet"), role);
	if (st->due && st->state < STEP_SKIPPED) {
		str_add(&right, _("Aim for "));
		countdown_when(&right, st->due, app_now(app), env->zone);
		str_add(&right, _(", "));
		countdown_span(&right, st->due > app_now(app)
					       ? st->due - app_now(app)
					       : app_now(app) - st->due);
		str_add(&right,
			st->due > app_now(app) ? _(" left") : _(" OVERDUE"));
	}
	gap = width - utf8_cells(str_text(&left)) -
	      utf8_cells(str_text(&right));
	if (right.len && gap >= 2) {
		str_pad(&left, ' ', (size_t)gap);
		str_add(&left, str_text(&right));
	}
	add_text(r, st, 5, LOOK_PLAIN, str_text(&left));
	if (right.len && gap < 2)
		add_text(r, st, 5, LOOK_PLAIN, str_text(&right));
	str_release(&left);
	str_release(&right);
}

static unsigned span_look(unsigned style)
{
	return (style & MDS_STRONG ? LOOK_BOLD : LOOK_PLAIN) |
	       (style & MDS_LINK ? LOOK_UNDERLINE : LOOK_PLAIN);
}

static void add_markdown(struct rows *r, const struct step *st,
			 const struct md_node *node, int width,
			 unsigned over)
{
	struct mdline *line = NULL;
	size_t count = 0;
	struct str text = {0};

	if (!node)
		return;
	if (mdtext_render(&line, &count, &r->arena, node, width, 0, NULL)) {
		r->failed = true;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		unsigned look = line[i].count == 1
					? span_look(line[i].span[0].style)
					: LOOK_PLAIN;

		str_clear(&text);
		str_pad(&text, ' ', (size_t)line[i].indent);
		for (size_t k = 0; k < line[i].count; k++)
			str_add(&text, line[i].span[k].text);
		add_text(r, st, 5, look | over, str_text(&text));
	}
	str_release(&text);
}

/* Where to break text so that its head fits: at a blank, or between wide
 * characters; somewhere when a word is longer than the line. */
static size_t break_at(const char *text, int width)
{
	size_t n = utf8_cut(text, width, NULL), back = n;

	if (!text[n])
		return n;
	while (back > 1 && text[back] != ' ' && text[back - 1] != ' ' &&
	       (unsigned char)text[back - 1] < 0x80)
		back--;
	return back > 1 ? back : n;
}

/* A text over as many rows as it takes; the first is of the kind given. */
static struct row *add_wrapped(struct rows *r, const struct step *st,
			       enum row_kind kind, int indent, int hang,
			       const char *text, int width)
{
	struct row *first = NULL;
	size_t index = r->count;

	while (*text) {
		int cells = width - (first ? hang : 0);
		size_t n = break_at(text, cells);
		struct row *row = add(r, first ? ROW_TEXT : kind, st);

		if (!n)
			break;
		row->text = arena_strndup(&r->arena, text, n);
		row->indent = indent + (first ? hang : 0);
		first = row;
		text += n;
		while (*text == ' ')
			text++;
	}
	return index < r->count ? &r->at[index] : &r->spare;
}

static void add_ticks(struct rows *r, const struct app *app,
		      const struct step *st, int width)
{
	size_t lang = ctx_lang(app, st->book);

	if (!st->tick_count)
		return;
	add(r, ROW_BLANK, st);
	for (size_t i = 0; i < st->tick_count; i++) {
		struct row *row;
		char *text = arena_printf(
			&r->arena, "%s %s",
			st->tick[i].conflict ? "[*]"
			: st->tick[i].ticked ? "[x]"
					     : "[ ]",
			text_in(&st->tick[i].item->text, lang));

		if (!text) {
			r->failed = true;
			return;
		}
		row = add_wrapped(r, st, ROW_TICK, 5, 4, text, width);
		row->tick = &st->tick[i];
		row->key = arena_strdup(&r->arena, st->tick[i].key);
	}
}

static void add_evidence_needs(struct str *out, const struct app *app,
			       const struct step *st)
{
	size_t lang = ctx_lang(app, st->book);

	for (size_t i = 0; i < st->def->evidence_count; i++)
		str_addf(out, _("%s%s: %s"), out->len ? _("; ") : "",
			 evidence_words(st->def->evidence[i].type),
			 text_in(&st->def->evidence[i].label, lang));
}

void step_needs_text(struct str *out, const struct app *app,
		     const struct step *st)
{
	size_t lang = ctx_lang(app, st->book);

	if (st->missing & NEED_VALUE)
		str_add(out, text_in(&st->def->value_label, lang));
	if (st->missing & NEED_EVIDENCE)
		add_evidence_needs(out, app, st);
	if (st->missing & NEED_SECOND)
		str_addf(out, "%s%s", out->len ? _("; ") : "",
			 _("another person has read it back"));
	if (st->missing & NEED_APPROVE)
		str_addf(out, "%s%s", out->len ? _("; ") : "",
			 _("it is approved"));
}

static void add_needs(struct rows *r, const struct app *app,
		      const struct step *st, int width)
{
	struct str text = {0}, out = {0};

	if (st->state >= STEP_SKIPPED)
		return;
	step_needs_text(&text, app, st);
	if (!text.len)
		return;
	str_addf(&out, _("Done when  %s"), str_text(&text));
	add(r, ROW_BLANK, st);
	add_wrapped(r, st, ROW_TEXT, 5, 0, str_text(&out), width);
	str_release(&text);
	str_release(&out);
}

static void add_links(struct rows *r, const struct step *st)
{
	struct str text = {0};

	if (!st->evidence_count && !st->notes)
		return;
	str_add(&text, _("Evidence  "));
	for (size_t i = 0; i < st->evidence_count; i++)
		str_addf(&text, "%s ", st->evidence[i]->label);
	if (!st->evidence_count)
		str_add(&text, "- ");
	str_addf(&text, _("   Notes %zu   (v  view)"), st->notes);
	add_text(r, st, 5, LOOK_PLAIN, str_text(&text));
	str_release(&text);
}

void rows_step(struct rows *r, const struct app *app, const struct step *st,
	       int width)
{
	size_t lang = ctx_lang(app, st->book);
	const struct md_node *body = st->def->body[lang];
	const struct md_node *caution = st->def->caution[lang]
						? st->def->caution[lang]
						: st->def->caution[0];

	add_owner_line(r, app, st, width);
	if (st->why && *st->why) {
		char *why = arena_printf(&r->arena, _("Why: %s"), st->why);

		add_text(r, st, 5, LOOK_PLAIN, why ? why : "");
	}
	if (caution)
		add_markdown(r, st, caution->child, width, LOOK_BOLD);
	if (body || st->def->body[0])
		add(r, ROW_BLANK, st);
	add_markdown(r, st, body ? body : st->def->body[0], width,
		     LOOK_PLAIN);
	add_ticks(r, app, st, width);
	add_needs(r, app, st, width);
	add_links(r, st);
}

/* --- whole lists ----------------------------------------------------------------------- */

void rows_phase(struct rows *r, const struct app *app,
		const struct phase *ph, const struct step *open, int width)
{
	const struct situation *s = ctx_now(app);

	for (size_t i = 0; i < ph->count; i++) {
		const struct step *st = &s->step[ph->first + i];

		if (st != open) {
			add_step(r, st);
			continue;
		}
		if (i)
			add(r, ROW_BLANK, st);
		add_step(r, st);
		add(r, ROW_DOTS, st);
		rows_step(r, app, st, width - 8);
		add(r, ROW_DOTS, st);
	}
}

void rows_tree(struct rows *r, const struct app *app, const struct phase *ph)
{
	const struct situation *s = ctx_now(app);

	for (size_t i = 0; i < s->phase_count; i++) {
		struct row *row = add(r, ROW_PHASE, NULL);

		row->phase = &s->phase[i];
		row->key = arena_printf(&r->arena, "phase:%s",
					s->phase[i].key);
		if (&s->phase[i] != ph)
			continue;
		for (size_t k = 0; k < ph->count; k++)
			add_step(r, &s->step[ph->first + k]);
	}
}
