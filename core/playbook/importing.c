/* core/playbook/importing.c - see importing.h: what a reader of a foreign
 * format found, written down. */
#include "core/playbook/importing.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/reader.h"

#define FINDING_CELLS 240

/* --- writing down ----------------------------------------------------------- */

static void *grow(struct imported *im, void *items, size_t len, size_t *cap,
		  size_t size)
{
	if (im->failed || arena_grow(&im->arena, items, len, cap, size)) {
		im->failed = true;
		return NULL;
	}
	return items;
}

/* A copy without blanks at its ends; NULL if nothing is left. */
static const char *copy(struct imported *im, const char *text)
{
	size_t n;
	char *s;

	text += strspn(text, " \t\r\n");
	n = strlen(text);
	while (n && strchr(" \t\r\n", text[n - 1]))
		n--;
	if (!n)
		return NULL;
	s = arena_strndup(&im->arena, text, n);
	im->failed |= !s;
	return s;
}

/* The same on one line of at most PB_CELLS cells. */
static const char *copy_title(struct imported *im, const char *text)
{
	const char *whole = copy(im, text);
	char *s = whole ? arena_strdup(&im->arena, whole) : NULL;

	if (!s)
		return NULL;
	for (char *p = s; *p; p++)
		if (*p == '\n' || *p == '\r' || *p == '\t')
			*p = ' ';
	s[utf8_cut(s, PB_CELLS, NULL)] = '\0';
	return s;
}

struct import_step *import_last(const struct imported *im)
{
	const struct import_phase *ph;

	if (!im->phases)
		return NULL;
	ph = &im->phase[im->phases - 1];
	return ph->steps ? &ph->step[ph->steps - 1] : NULL;
}

/* A title that was cut is kept whole beside it. */
static void keep_whole(struct imported *im, const char *text,
		       const char *title, int line)
{
	const char *whole = copy(im, text);

	if (!whole || strlen(whole) <= strlen(title))
		return;
	im->line = line;
	import_note_add(im, whole, false);
}

void import_phase_add(struct imported *im, enum phase_kind kind,
		      const char *title, int line)
{
	struct import_phase *ph;

	if (!grow(im, &im->phase, im->phases, &im->phase_cap,
		  sizeof(*im->phase)))
		return;
	ph = &im->phase[im->phases++];
	*ph = (struct import_phase){
		.kind = kind, .title = copy_title(im, title), .line = line};
	if (!ph->title)
		ph->title = _("(no title)");
	keep_whole(im, title, ph->title, line);
}

struct import_step *import_step_add(struct imported *im, const char *title,
				    int line)
{
	struct import_phase *ph = im->phases ? &im->phase[im->phases - 1]
					     : NULL;
	struct import_step *st;

	if (im->failed || !ph ||
	    !grow(im, &ph->step, ph->steps, &ph->step_cap, sizeof(*ph->step)))
		return NULL;
	st = &ph->step[ph->steps++];
	*st = (struct import_step){.title = copy_title(im, title),
				   .line = line};
	if (!st->title)
		st->title = _("(no title)");
	keep_whole(im, title, st->title, line);
	return st;
}

void import_check_add(struct imported *im, const char *text)
{
	struct import_step *st = import_last(im);
	const char *s = copy(im, text);

	if (st && s && grow(im, &st->check, st->checks, &st->check_cap,
			    sizeof(*st->check)))
		st->check[st->checks++] = s;
}

void import_answer_add(struct imported *im, const char *text)
{
	struct import_step *st = import_last(im);
	const char *s = copy(im, text);

	if (st && s && grow(im, &st->answer, st->answers, &st->answer_cap,
			    sizeof(*st->answer)))
		st->answer[st->answers++] = s;
}

static void keep_piece(struct imported *im, const struct import_note *note)
{
	if (grow(im, &im->note, im->notes, &im->note_cap, sizeof(*im->note)))
		im->note[im->notes++] =
			(struct import_piece){note->text, note->line};
}

static void add_note(struct imported *im, const struct import_note *note)
{
	struct import_phase *ph = im->phases ? &im->phase[im->phases - 1]
					     : NULL;
	struct import_step *st = import_last(im);

	if (!note->text)
		return;
	if (!ph) {
		import_intro_add(im, note);
		return;
	}
	if (st && grow(im, &st->note, st->notes, &st->note_cap,
		       sizeof(*note)))
		st->note[st->notes++] = *note;
	else if (!st && grow(im, &ph->note, ph->notes, &ph->note_cap,
			     sizeof(*note)))
		ph->note[ph->notes++] = *note;
	keep_piece(im, note);
}

void import_note_add(struct imported *im, const char *text, bool code)
{
	struct import_note note = {.text = copy(im, text), .code = code,
				   .line = im->line};

	add_note(im, &note);
}

void import_markup_add(struct imported *im, const char *text)
{
	struct import_note note = {.text = copy(im, text), .markup = true,
				   .line = im->line};

	add_note(im, &note);
}

void import_intro_add(struct imported *im, const struct import_note *note)
{
	if (!grow(im, &im->intro, im->intros, &im->intro_cap, sizeof(*note)))
		return;
	im->intro[im->intros] = *note;
	im->intro[im->intros].text = copy(im, note->text);
	if (im->intro[im->intros].text)
		keep_piece(im, &im->intro[im->intros++]);
}

void import_skip_add(struct imported *im, const char *text, int line)
{
	const char *s = copy(im, text);

	if (s && grow(im, &im->skip, im->skipped, &im->skip_cap,
		      sizeof(*im->skip)))
		im->skip[im->skipped++] = (struct import_piece){s, line};
}

void import_finding_add(struct imported *im, enum import_grade grade,
			int line, const char *fmt, ...)
{
	struct import_finding f = {grade, line, NULL};
	struct str s = {0};
	va_list ap;

	im->refused |= grade == IMPORT_REFUSE;
	if (im->findings >= IMPORT_FINDINGS && grade != IMPORT_REFUSE)
		return;
	va_start(ap, fmt);
	str_vaddf(&s, fmt, ap);
	va_end(ap);
	f.text = arena_strndup(&im->arena, str_text(&s),
			       utf8_cut(str_text(&s), FINDING_CELLS, NULL));
	if (s.failed || !f.text)
		im->failed = true;
	else if (grow(im, &im->finding, im->findings, &im->finding_cap,
		      sizeof(f)))
		im->finding[im->findings++] = f;
	str_release(&s);
}

int import_line(const char *text, size_t at)
{
	int line = 1;
	const char *p = text, *nl;

	while ((nl = memchr(p, '\n', (size_t)(text + at - p)))) {
		line++;
		p = nl + 1;
	}
	return line;
}

int import_where_line(const struct error *err)
{
	return (int)strtol(err->where, NULL, 10);
}

const char *import_name_title(struct imported *im, const char *name)
{
	char *s = arena_strdup(&im->arena, io_name(name)), *dot;

	if (!s) {
		im->failed = true;
		return "";
	}
	dot = strrchr(s, '.');
	if (dot && dot > s)
		*dot = '\0';
	for (char *p = s; *p; p++)
		if (*p == '-' || *p == '_')
			*p = ' ';
	return s;
}

/* --- parts that can be marked --------------------------------------------------- */

/* How often a path was met; the second is "... #2". */
static size_t times_met(struct imported *im, struct map *seen,
			const char *path)
{
	size_t *times = map_gets(seen, path);

	if (!times) {
		times = arena_alloc(&im->arena, sizeof(*times));
		if (!times || map_puts(seen, path, times)) {
			im->failed = true;
			return 0;
		}
	}
	return ++*times;
}

size_t import_unit_add(struct imported *im, struct map *seen,
		       const char *above, const char *name,
		       const char *title, int line, int depth)
{
	struct import_unit u = {.line = line, .depth = depth};
	size_t times;

	u.title = copy_title(im, *title ? title : name);
	name = copy_title(im, name);
	u.at = arena_printf(&im->arena, "%s%s%s", above, *above ? " / " : "",
			    name ? name : "?");
	if (!u.title)
		u.title = "?";
	if (im->failed || !u.at) {
		im->failed = true;
		return 0;
	}
	times = times_met(im, seen, u.at);
	if (times > 1)
		u.at = arena_printf(&im->arena, "%s #%zu", u.at, times);
	im->failed |= !u.at;
	if (!grow(im, &im->unit, im->units, &im->unit_cap, sizeof(u)))
		return 0;
	im->unit[im->units++] = u;
	return im->units;
}

void import_unit_text(struct import_unit *u, const char *text, size_t n)
{
	uint8_t sum[HASH_LEN];

	hash_bytes(sum, text, n);
	hex_encode(u->text, sum, 4);
}

enum import_mark import_marked(struct imported *im, size_t unit,
			       enum import_mark rule)
{
	struct import_unit *u = unit ? &im->unit[unit - 1] : NULL;

	if (!u)
		return rule;
	if (!u->set)
		u->mark = rule;
	u->met = true;
	return u->mark;
}

void import_step_unit(struct imported *im, size_t unit)
{
	struct import_step *st = import_last(im);
	const struct import_unit *u = unit ? &im->unit[unit - 1] : NULL;

	if (!st || !u)
		return;
	st->unit = unit;
	st->id = u->id;
	if (u->role)
		st->role = u->role;
}

void import_phase_unit(struct imported *im, size_t unit)
{
	struct import_phase *ph = im->phases ? &im->phase[im->phases - 1]
					     : NULL;
	struct import_unit *u = unit ? &im->unit[unit - 1] : NULL;

	if (!ph || !u)
		return;
	ph->unit = unit;
	ph->id = u->id;
	if (u->set && u->mark == MARK_PHASE && u->kind != PHASE_NONE)
		ph->kind = u->kind;
	u->kind = ph->kind;
}
