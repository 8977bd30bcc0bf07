/* core/notice/fill.c - filling in the blanks of a notice. */
#include "core/notice/fill.h"

#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"

struct filling {
	struct filled *out;
	const struct notice_template *t;
	notice_value get;
	void *ctx;
	size_t hidden; /* conditions around us that do not hold */
};

static bool has(const char *value)
{
	return value && *value;
}

static int note_left(struct filled *out, const struct blank *b)
{
	for (size_t i = 0; i < out->left_count; i++)
		if (out->left[i] == b)
			return 0;
	if (arena_grow(&out->arena, &out->left, out->left_count,
		       &out->left_cap, sizeof(*out->left)))
		return ERR_NOMEM;
	out->left[out->left_count++] = b;
	return 0;
}

static bool says_something(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strchr(" \t\r\n", s[i]))
			return true;
	return false;
}

static int fill_blank(struct filling *f, struct str *to,
		      const struct piece *p, bool *has_text, bool *has_left)
{
	const char *value = f->get(f->ctx, p->blank);

	if (has(value)) {
		str_add(to, value);
		*has_text = true;
		return 0;
	}
	str_addf(to, "[%s]", _(p->blank->what));
	*has_left = true;
	return note_left(f->out, p->blank);
}

static int fill_piece(struct filling *f, const struct piece *p, bool *text,
		      bool *left)
{
	switch (p->kind) {
	case PIECE_IF:
		if (f->hidden || !has(f->get(f->ctx, p->blank)))
			f->hidden++;
		return 0;
	case PIECE_END:
		if (f->hidden)
			f->hidden--;
		return 0;
	case PIECE_TEXT:
		if (f->hidden)
			return 0;
		str_addn(&f->out->text, p->text, p->len);
		text[p->block] |= says_something(p->text, p->len);
		return 0;
	case PIECE_BLANK:
		if (f->hidden)
			return 0;
		return fill_blank(f, &f->out->text, p, &text[p->block],
				  &left[p->block]);
	}
	return 0;
}

/* No blank lines at the ends, nor two in a row: a condition that did not
 * hold leaves none behind. In place: it only gets shorter. */
static void tidy(struct str *s)
{
	size_t to = 0, feeds = 2;

	for (size_t i = 0; i < s->len; i++) {
		if (s->p[i] == '\r')
			continue;
		feeds = s->p[i] == '\n' ? feeds + 1 : 0;
		if (feeds <= 2)
			s->p[to++] = s->p[i];
	}
	while (to && s->p[to - 1] == '\n')
		to--;
	s->len = to;
	if (s->p)
		s->p[to] = '\0';
	str_addc(s, '\n');
}

static void start(struct filled *out)
{
	str_clear(&out->subject);
	str_clear(&out->text);
	arena_release(&out->arena);
	out->left = NULL;
	out->left_count = out->left_cap = 0;
}

int notice_fill(struct filled *out, const struct notice_template *t,
		notice_value get, void *ctx, struct error *err)
{
	struct filling f = {.out = out, .t = t, .get = get, .ctx = ctx};
	bool *text, *left, in_subject = false;
	int rc = 0;

	start(out);
	text = arena_alloc(&out->arena, t->block_count);
	left = arena_alloc(&out->arena, t->block_count);
	out->sound = arena_alloc(&out->arena, t->block_count);
	if (!text || !left || !out->sound)
		return error_nomem(err);
	for (size_t i = 0; i < t->subject_count && !rc; i++) {
		const struct piece *p = &t->subject[i];

		if (p->kind == PIECE_TEXT)
			str_addn(&out->subject, p->text, p->len);
		else
			rc = fill_blank(&f, &out->subject, p, &in_subject,
					&in_subject);
	}
	for (size_t i = 0; i < t->piece_count && !rc; i++)
		rc = fill_piece(&f, &t->piece[i], text, left);
	for (size_t i = 0; i < t->block_count; i++)
		out->sound[i] = text[i] && !left[i];
	tidy(&out->text);
	if (rc || out->subject.failed || out->text.failed)
		return error_nomem(err);
	return 0;
}

void filled_release(struct filled *out)
{
	str_release(&out->subject);
	str_release(&out->text);
	arena_release(&out->arena);
	*out = (struct filled){0};
}

enum item_state notice_item_state(const struct filled *f,
				  const struct notice_template *t,
				  const char *list, int item)
{
	const struct notice_block *b = notice_covering(t, list, item);

	return b && f->sound[b - t->block] ? ITEM_FILLED : ITEM_EMPTY;
}

/* --- short messages ------------------------------------------------------------------ */

/* Septets of a character in the GSM 7-bit default alphabet (TS 23.038,
 * 6.2.1; two for its extension table), 0 if it is not in it. */
static unsigned septets(uint32_t cp)
{
	static const char one[] =
		"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789"
		":;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstu"
		"vwxyzäöñüà";
	static const char two[] = "\f^{}\\[~]|€";
	const struct {
		const char *set;
		size_t n;
		unsigned cost;
	} table[] = {{one, sizeof(one) - 1, 1}, {two, sizeof(two) - 1, 2}};

	for (size_t i = 0; i < 2; i++) {
		const char *p = table[i].set, *end = p + table[i].n;
		uint32_t c;

		while (p < end)
			if (utf8_next(&c, &p, end) && c == cp)
				return table[i].cost;
	}
	return 0;
}

struct sms_size sms_measure(const char *text)
{
	const char *p = text, *end = text + strlen(text);
	size_t gsm = 0, wide = 0, one, more;
	struct sms_size out = {0};

	while (p < end) {
		uint32_t cp;
		unsigned n = utf8_next(&cp, &p, end) ? septets(cp) : 0;

		out.unicode |= !n;
		gsm += n;
		wide += cp > 0xffff ? 2 : 1;
	}
	out.units = out.unicode ? wide : gsm;
	one = out.unicode ? 70 : 160;
	more = out.unicode ? 67 : 153;
	out.parts = out.units <= one ? out.units > 0
				     : (out.units + more - 1) / more;
	return out;
}
