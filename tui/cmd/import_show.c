/* tui/cmd/import_show.c - what a playbook from elsewhere would become. */
#include "tui/cmd/import.h"

#include "core/base/tr.h"

static void notes_json(struct jwrite *w, const struct import_note *note,
		       size_t count)
{
	jwrite_array(w, "notes");
	for (size_t i = 0; i < count; i++) {
		jwrite_object(w, NULL);
		jwrite_int(w, "line", note[i].line);
		jwrite_bool(w, "not_run", note[i].code);
		jwrite_str(w, "text", note[i].text);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void pieces_json(struct jwrite *w, const char *name,
			const struct import_piece *piece, size_t count)
{
	jwrite_array(w, name);
	for (size_t i = 0; i < count; i++) {
		jwrite_object(w, NULL);
		jwrite_int(w, "line", piece[i].line);
		jwrite_str(w, "text", piece[i].text);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void step_json(struct jwrite *w, const struct import_step *st)
{
	jwrite_object(w, NULL);
	jwrite_str(w, "title", st->title);
	jwrite_list(w, "checks", st->check, st->checks);
	jwrite_str(w, "role", st->role);
	jwrite_str(w, "kind", st->answers ? "decision" : "action");
	jwrite_list(w, "answers", st->answer, st->answers);
	jwrite_str(w, "when", st->when);
	jwrite_str(w, "when_answer", st->when_answer);
	jwrite_int(w, "line", st->line);
	notes_json(w, st->note, st->notes);
	jwrite_end(w);
}

static void phases_json(struct jwrite *w, const struct imported *im)
{
	jwrite_array(w, "phases");
	for (size_t i = 0; i < im->phases; i++) {
		const struct import_phase *ph = &im->phase[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "kind", ph->kind == PHASE_NONE
					      ? NULL
					      : phase_kind_name(ph->kind));
		jwrite_str(w, "title", ph->title);
		jwrite_int(w, "line", ph->line);
		notes_json(w, ph->note, ph->notes);
		jwrite_array(w, "steps");
		for (size_t k = 0; k < ph->steps; k++)
			step_json(w, &ph->step[k]);
		jwrite_end(w);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void parts_json(struct jwrite *w, const struct imported *im)
{
	jwrite_array(w, "parts");
	for (size_t i = 0; i < im->units; i++) {
		const struct import_unit *u = &im->unit[i];

		if (!u->met)
			continue;
		jwrite_object(w, NULL);
		jwrite_str(w, "at", u->at);
		jwrite_str(w, "as", import_mark_name(u->mark));
		jwrite_str(w, "kind", u->mark == MARK_PHASE &&
						      u->kind != PHASE_NONE
					      ? phase_kind_name(u->kind)
					      : NULL);
		jwrite_int(w, "line", u->line);
		jwrite_str(w, "text", u->text);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void import_json(struct jwrite *w, const struct imported *im)
{
	jwrite_str(w, "format", im->format);
	jwrite_str(w, "title", im->title);
	phases_json(w, im);
	pieces_json(w, "notes", im->note, im->notes);
	pieces_json(w, "skipped", im->skip, im->skipped);
	jwrite_int(w, "notes_count", (int64_t)im->notes);
	jwrite_int(w, "skipped_count", (int64_t)im->skipped);
	jwrite_array(w, "findings");
	for (size_t i = 0; i < im->findings; i++) {
		const struct import_finding *f = &im->finding[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "grade", import_grade_name(f->grade));
		jwrite_int(w, "line", f->line);
		jwrite_str(w, "text", f->text);
		jwrite_end(w);
	}
	jwrite_end(w);
	parts_json(w, im);
}

static void notes_text(struct out *o, const struct import_note *note,
		       size_t count, int indent)
{
	for (size_t i = 0; i < count; i++) {
		if (note[i].code)
			out_text(o, indent, _("(not run)"));
		out_text(o, indent, note[i].text);
	}
}

static void step_text(struct out *o, const struct import_step *st, size_t ph,
		      size_t n)
{
	out_line(o, "%zu.%02zu %s%s%s%s", ph, n, st->title,
		 st->role ? "  [" : "", st->role ? st->role : "",
		 st->role ? "]" : "");
	if (st->when)
		out_line(o, _("     only if: %s = %s"), st->when,
			 st->when_answer);
	notes_text(o, st->note, st->notes, 5);
	for (size_t i = 0; i < st->answers; i++)
		out_line(o, "     ( ) %s", st->answer[i]);
	for (size_t i = 0; i < st->checks; i++)
		out_line(o, "     [ ] %s", st->check[i]);
}

static void phase_text(struct out *o, const struct import_phase *ph, size_t n)
{
	out_line(o, "%s", "");
	if (ph->kind == PHASE_NONE)
		out_line(o, "%zu %s", n, ph->title);
	else
		out_line(o, "%zu %s (%s)", n, ph->title,
			 phase_kind_name(ph->kind));
	notes_text(o, ph->note, ph->notes, 2);
	for (size_t i = 0; i < ph->steps; i++)
		step_text(o, &ph->step[i], n, i + 1);
}

static void findings_text(struct out *o, const struct imported *im,
			  const char *file)
{
	out_line(o, "%s", "");
	for (size_t i = 0; i < im->findings; i++) {
		const struct import_finding *f = &im->finding[i];

		if (f->line)
			out_line(o, "%s:%d: %s: %s", file, f->line,
				 import_grade_name(f->grade), f->text);
		else
			out_line(o, "%s: %s: %s", file,
				 import_grade_name(f->grade), f->text);
	}
}

static void import_plain(struct out *o, const struct imported *im)
{
	static const char *const head[] = {"", "", "", "", NULL};
	struct table t = {.out = o, .head = head};

	for (size_t i = 0; i < im->phases; i++)
		for (size_t k = 0; k < im->phase[i].steps; k++) {
			const struct import_phase *ph = &im->phase[i];

			table_cell(&t, phase_kind_name(ph->kind));
			table_cellf(&t, "%zu.%02zu", i + 1, k + 1);
			table_cell(&t, ph->step[k].title);
			table_cellf(&t, "%zu", ph->step[k].checks);
		}
	table_end(&t, NULL);
}

/* Each part of the source with its mark, under its path. */
static void marks_text(struct out *o, const struct imported *im)
{
	out_line(o, "%s", "");
	for (size_t i = 0; i < im->units; i++) {
		const struct import_unit *u = &im->unit[i];

		if (u->met && u->mark == MARK_PHASE && u->kind != PHASE_NONE)
			out_line(o, "phase:%-11s %s",
				 phase_kind_name(u->kind), u->at);
		else if (u->met)
			out_line(o, "%-17s %s", import_mark_name(u->mark),
				 u->at);
	}
}

void import_show(struct cli *x, const struct imported *im, const char *file,
		 bool marks)
{
	size_t steps = 0;

	if (x->out.mode == OUT_JSON)
		import_json(x->out.json, im);
	else if (x->out.mode == OUT_PLAIN)
		import_plain(&x->out, im);
	else
		out_line(&x->out, "%s (%s)", im->title ? im->title : file,
			 im->format);
	for (size_t i = 0; i < im->phases; i++) {
		if (x->out.mode == OUT_TEXT)
			phase_text(&x->out, &im->phase[i], i + 1);
		steps += im->phase[i].steps;
	}
	if (x->out.mode == OUT_TEXT)
		findings_text(&x->out, im, file);
	if (x->out.mode == OUT_TEXT && marks)
		marks_text(&x->out, im);
	out_note(&x->out, _("phases: %zu   steps: %zu   notes: %zu   skipped: "
			    "%zu"),
		 im->phases, steps, im->notes, im->skipped);
}
