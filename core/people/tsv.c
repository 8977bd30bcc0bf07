/* core/people/tsv.c - see tsv.h. */
#include "core/people/tsv.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/case/people.h"

static const char escaped[] = "\\\t\n\r", letter[] = "\\tnr";

static void escape(struct str *out, const char *p)
{
	for (;;) {
		size_t n = strcspn(p, escaped);

		str_addn(out, p, n);
		p += n;
		if (!*p)
			return;
		str_addc(out, '\\');
		str_addc(out, letter[strchr(escaped, *p++) - escaped]);
	}
}

void tsv_unescape(struct str *out, const char *p, size_t n)
{
	const char *end = p + n, *hit;

	while (p < end) {
		const char *bs = memchr(p, '\\', (size_t)(end - p));

		str_addn(out, p, (size_t)((bs ? bs : end) - p));
		if (!bs || bs + 1 == end)
			return;
		hit = bs[1] ? strchr(letter, bs[1]) : NULL;
		str_addc(out, hit ? escaped[hit - letter] : bs[1]);
		p = bs + 2;
	}
}

void tsv_begin(struct tsv *r, const enum person_field *field, size_t count)
{
	str_add(&r->head, "row\tsame");
	for (size_t i = 0; i < count; i++)
		str_addf(&r->head, "\t%s", person_field_name(field[i]));
	str_addc(&r->head, '\n');
}

static int finish_piece(struct tsv *r)
{
	size_t len = r->now.len;
	char *data;

	if (!len)
		return 0;
	if (mem_reserve(&r->piece, &r->cap, r->count + 1, sizeof(*r->piece)))
		return ERR_NOMEM;
	data = str_take(&r->now);
	if (!data)
		return ERR_NOMEM;
	r->piece[r->count++] = (struct log_att){.data = data, .len = len};
	return 0;
}

int tsv_add(struct tsv *r, uint64_t number, const char *same,
	     const char *const *value, size_t count)
{
	str_clear(&r->row);
	str_addf(&r->row, "%" PRIu64 "\t%s", number, same ? same : "");
	for (size_t i = 0; i < count; i++) {
		str_addc(&r->row, '\t');
		escape(&r->row, value[i]);
	}
	str_addc(&r->row, '\n');
	if (r->now.len + r->row.len > PEOPLE_PIECE && finish_piece(r))
		return ERR_NOMEM;
	if (!r->now.len)
		str_addn(&r->now, r->head.p, r->head.len);
	str_addn(&r->now, r->row.p, r->row.len);
	return r->row.failed || r->head.failed || r->now.failed ? ERR_NOMEM
								: 0;
}

int tsv_end(struct tsv *r)
{
	return finish_piece(r);
}

void tsv_release(struct tsv *r)
{
	for (size_t i = 0; i < r->count; i++)
		mem_free((void *)(uintptr_t)r->piece[i].data);
	mem_free(r->piece);
	str_release(&r->head);
	str_release(&r->now);
	str_release(&r->row);
	*r = (struct tsv){0};
}
