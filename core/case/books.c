/* core/case/books.c - the playbooks a case has adopted, read from itself. */
#include <string.h>

#include "core/case/event.h"
#include "core/case/settle.h"

/* --- adopted playbooks ------------------------------------------------------- */

static int book_sources(struct pb_source *src, struct str *text,
			const struct set_adopt *p, struct log *log,
			struct error *err)
{
	for (size_t i = 0; i < p->file_count; i++) {
		int rc = log_att_read(&text[i], log, p->file[i].att, err);

		if (rc)
			return rc;
		src[i] = (struct pb_source){p->file[i].name,
					    str_text(&text[i]), text[i].len};
	}
	return 0;
}

/* A text that cannot be read leaves the book without steps: the case opens
 * all the same, and says so. Only running out of memory stops it. */
static int book_read(struct book *b, struct log *log, struct error *err)
{
	struct pb_source src[PB_LANGS];
	struct str text[PB_LANGS] = {{0}};
	struct findings f = {0};
	int rc;

	rc = book_sources(src, text, b->adopt, log, err);
	if (!rc)
		rc = playbook_read(&b->pb, src, b->adopt->file_count, &f,
				   err);
	findings_release(&f);
	for (size_t i = 0; i < PB_LANGS; i++)
		str_release(&text[i]);
	return rc == ERR_NOMEM ? rc : 0;
}

static struct book *book_find(struct situation *s, const char *slug)
{
	for (size_t i = 0; i < s->book_count; i++)
		if (str_eq(s->book[i].adopt->slug, slug))
			return &s->book[i];
	return NULL;
}

static int book_take(struct situation *s, struct log *log,
		     const struct event *ev, struct error *err)
{
	const struct set_adopt *p = ev->data;
	struct book *b = book_find(s, p->slug), *more;

	if (b && b->event == ev)
		return 0;
	if (!b) {
		more = arena_alloc(&s->arena,
				   (s->book_count + 1) * sizeof(*more));
		if (!more)
			return error_nomem(err);
		if (s->book_count)
			memcpy(more, s->book, s->book_count * sizeof(*more));
		s->book = more;
		b = &s->book[s->book_count++];
		b->prefix = s->book_count == 1
				    ? ""
				    : arena_printf(&s->arena, "%s/", p->slug);
		if (!b->prefix)
			return error_nomem(err);
	}
	playbook_free(b->pb);
	b->pb = NULL;
	b->event = ev;
	b->adopt = p;
	return book_read(b, log, err);
}

int settle_books(struct situation *s, struct log *log,
			struct error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < s->adopt_count; i++) {
		const struct event *ev = s->adopt[i];

		if (reg_value(situation_reg(s, ev->type, ev->on), NULL) == ev)
			rc = book_take(s, log, ev, err);
	}
	return rc;
}
