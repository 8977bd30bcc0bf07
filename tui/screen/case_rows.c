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

#define TEN_MINUTES INT64_C(600000)

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

/* What & looks at: number, id, owner, title in every language. */
static const char *search_text(struct rows *r, const struct step *st)
{
	struct str t = {0};
	const char *text;

	str_addf(&t, "%s %s %s", st->number, st->key,
		 st->owner ? st->owner : "");
	for (size_t i = 0; i < PB_LANGS; i++)
		if (st->def->title.in[i])
			str_addf(&t, " %s", st->def->title.in[i]);
	text = arena_strdup(&r->arena, str_text(&t));
	str_release(&t);
	return text;
}

static struct row *add_step(struct rows *r, const struct step *st)
{
	struct row *row = add(r, ROW_STEP, st);

	row->key = arena_strdup(&r->arena, st->key);
	row->text = search_text(r, st);
	return row;
}

/* --- the step in hand, grown -------------------------------------------------------- */

/* What is late counts on by tens: the row on top says it by the minute, and
 * nobody hurries for one more. */
static void add_aim(struct str *out, const struct app *app,
		    const struct step *st)
{
	struct str when = {0}, span = {0};
	int64_t now = ctx_time(app), due = step_due(app, st), late = now - due;

	if (!due || st->state >= STEP_SKIPPED)
		return;
	if (late > TEN_MINUTES)
		late -= late % TEN_MINUTES;
	countdown_when(&when, due, now, ctx_of(app)->env->zone);
	countdown_span(&span, late < 0 ? -late : late);
	if (due > now)
		str_addf(out, _("Aim for %s, %s left"), str_text(&when),
			 str_text(&span));
	else
		str_addf(out, _("!! OVERDUE since %s, %s"), str_text(&when),
			 str_text(&span));
	str_release(&when);
	str_release(&span);
}

/* Two texts on one row, the second at its end; on two rows if they must. */
static void add_pair(struct rows *r, const struct step *st,
		     struct str *left, const struct str *right,
		     unsigned look, int width)
{
	int gap = width - utf8_cells(str_text(left)) -
		  utf8_cells(str_text(right));

	if (right->len && look == LOOK_PLAIN && gap >= 2) {
		str_pad(left, ' ', (size_t)gap);
		str_add(left, str_text(right));
	}
	add_text(r, st, 5, LOOK_PLAIN, str_text(left));
	if (right->len && (look != LOOK_PLAIN || gap < 2))
		add_text(r, st, 5, look, str_text(right));
}

static void add_owner_line(struct rows *r, const struct app *app,
			   const struct step *st, int width)
{
	struct str left = {0}, right = {0}, aim = {0};
	bool over = step_due(app, st) && st->due <= ctx_time(app);

	str_addf(&left, _("Owner  %s (%s)"),
		 st->owner ? st->owner : _("nobody yet"),
		 step_role_word(app, st, st->def->role));
	step_person_text(&right, app, st);
	add_aim(&aim, app, st);
	if (right.len && aim.len) {
		add_pair(r, st, &left, &right, LOOK_PLAIN, width);
		add_text(r, st, 5,
			 over ? LOOK_OVERDUE | LOOK_BOLD : LOOK_PLAIN,
			 str_text(&aim));
	} else {
		add_pair(r, st, &left, right.len ? &right : &aim,
			 over && aim.len ? LOOK_OVERDUE | LOOK_BOLD
					 : LOOK_PLAIN,
			 width);
	}
	str_release(&left);
	str_release(&right);
	str_release(&aim);
}

static unsigned span_look(unsigned style)
{
	return (style & MDS_STRONG ? LOOK_BOLD : LOOK_PLAIN) |
	       (style & MDS_LINK ? LOOK_UNDERLINE : LOOK_PLAIN);
}

static void add_markdown(struct rows *r, const struct step *st,
			 const struct md_node *node, int width)
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
		add_text(r, st, 5, look, str_text(&text));
	}
	str_release(&text);
}

/* "CAUTION  Legal hold ...", right before what it guards. */
static void add_caution(struct rows *r, const struct step *st,
			const struct md_node *node, int width)
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
		const char *p;

		str_clear(&text);
		for (size_t k = 0; k < line[i].count; k++) {
			bool head = !i && line[i].span[k].style & MDS_STRONG;

			p = line[i].span[k].text;
			if (head)
				frame_upper(&text, p);
			else
				str_add(&text, p);
			if (head)
				str_addc(&text, ' ');
		}
		p = str_text(&text);
		p += str_starts(p, "| ") ? 2 : 0;
		add_text(r, st, 5, i ? LOOK_PLAIN : LOOK_BOLD, p);
	}
	str_release(&text);
}

/* Marks that never begin a line. */
static bool closes(const char *text)
{
	static const char *const marks[] = {"，", "。", "、", "；", "：", "！",
					    "？", "）", "”", "》"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_starts(text, marks[i]))
			return true;
	return false;
}

size_t rows_break(const char *text, int width)
{
	size_t n = utf8_cut(text, width, NULL), back = n;

	if (!text[n])
		return n;
	while (back > 1 && ((text[back] != ' ' && text[back - 1] != ' ' &&
			     (unsigned char)text[back - 1] < 0x80) ||
			    ((unsigned char)text[back] & 0xc0) == 0x80 ||
			    closes(text + back)))
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
		size_t n = rows_break(text, cells);
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

/* What was ticked at that place in an earlier version: to read only. */
static void add_old(struct rows *r, const struct app *app,
		    const struct step *st, size_t beside, int width)
{
	for (size_t i = 0; i < st->old_count; i++) {
		const struct old_tick *o = &st->old[i];
		char *text;

		if (o->beside != beside)
			continue;
		text = arena_printf(&r->arena, _("was: [x] %s (%s)"),
				    text_in(&o->item->text,
					    ctx_lang(app, o->book)),
				    event_doer(o->last));
		if (!text) {
			r->failed = true;
			return;
		}
		add_wrapped(r, st, ROW_TEXT, 9, 0, text, width - 4);
	}
}

static void add_ticks(struct rows *r, const struct app *app,
		      const struct step *st, int width)
{
	size_t lang = ctx_lang(app, st->book);

	if (!st->tick_count && !st->old_count)
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
		add_old(r, app, st, i, width);
	}
	add_old(r, app, st, st->tick_count, width);
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

/* "value: people affected; evidence: a file": what closing asks for. */
static void needs_text(struct str *out, const struct app *app,
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
	const struct situation *s = ctx_now(app);
	struct str text = {0}, out = {0};

	if (st->state >= STEP_SKIPPED || s->state == CASE_CLOSED)
		return;
	needs_text(&text, app, st);
	if (!text.len)
		return;
	str_addf(&out, _("Done when  %s"), str_text(&text));
	add(r, ROW_BLANK, st);
	add_wrapped(r, st, ROW_TEXT, 5, 0, str_text(&out), width);
	if (st->asked && step_may_confirm(s, st, s->me ? s->me->name : "",
					  NULL))
		add_text(r, st, 5, LOOK_BOLD,
			 _("Space: you have read it, and it is right"));
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

void rows_guidance(struct rows *r, const struct app *app,
		   const struct step *st, int width)
{
	size_t lang = ctx_lang(app, st->book);
	const struct md_node *body = st->def->body[lang];
	const struct md_node *caution = st->def->caution[lang]
						? st->def->caution[lang]
						: st->def->caution[0];

	add_caution(r, st, caution ? caution : st->def->caution[0], width);
	if (r->count && (body || st->def->body[0]))
		add(r, ROW_BLANK, st);
	add_markdown(r, st, body ? body : st->def->body[0], width);
}

/* Two people set it at once: both stay in view until Enter settles it. */
static void add_values(struct rows *r, const struct app *app,
		       const struct step *st, int width)
{
	struct str t = {0};

	for (size_t i = 0; st->reg && i < st->reg->count; i++) {
		str_clear(&t);
		str_add(&t, "[*] ");
		step_value_text(&t, app, st->reg->at[i]);
		add_wrapped(r, st, ROW_TEXT, 5, 4, str_text(&t), width);
	}
	str_release(&t);
}

static void add_why(struct rows *r, const struct step *st, const char *why,
		    int width)
{
	char *text = why && *why ? arena_printf(&r->arena, _("Why: %s"), why)
				 : NULL;

	if (text)
		add_wrapped(r, st, ROW_TEXT, 5, 0, text, width);
}

void rows_step(struct rows *r, const struct app *app, const struct step *st,
	       int width)
{
	add_owner_line(r, app, st, width);
	if (st->conflict)
		add_values(r, app, st, width);
	else
		add_why(r, st, st->why, width);
	if (st->answer)
		add_why(r, st,
			((const struct set_text *)st->decided->data)->why,
			width);
	rows_guidance(r, app, st, width);
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

void rows_all(struct rows *r, const struct app *app)
{
	const struct situation *s = ctx_now(app);

	for (size_t i = 0; i < s->step_count; i++)
		add_step(r, &s->step[i]);
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
