/* core/report/aar.c - see aar.h: puts the parts together. */
#include "core/report/aar_parts.h"

#include "core/base/tr.h"

/* --- cells --------------------------------------------------------------------- */

struct node *aar_table(struct aar *a, const char *const *head)
{
	struct node *t = node_add(a->m, &a->m->r->root, NODE_TABLE, "");
	struct node *row = node_add(a->m, t, NODE_ROW, "");

	for (; *head; head++)
		/* gettext("") is the catalogue's own header */
		node_add(a->m, row, NODE_CELL, **head ? _(*head) : "");
	return t;
}

struct node *aar_row(struct aar *a, struct node *t)
{
	return node_add(a->m, t, NODE_ROW, "");
}

void aar_cell(struct aar *a, struct node *row, const char *text)
{
	node_add(a->m, row, NODE_CELL, text ? text : "");
}

void aar_span(struct aar *a, struct node *row, int64_t ms)
{
	char text[TIME_TEXT] = "";

	if (ms != REAL_NONE)
		play_short(text, ms);
	aar_cell(a, row, text);
}

void aar_story(struct aar *a, struct node *row, int64_t at)
{
	char text[TIME_TEXT] = "";

	if (at != INT64_MIN && a->d->start)
		story_text(text, a->d->times.story, a->d->start->offset, at);
	aar_cell(a, row, text);
}

void aar_room(struct aar *a, const char *ask, const char *word, int lines)
{
	struct node *root = &a->m->r->root, *list = NULL;

	node_add(a->m, root, NODE_PARA, ask);
	for (size_t i = 0; word && i < a->d->mark_count; i++) {
		const struct drill_mark *k = &a->d->mark[i];

		if (!str_eq(k->type, "observation") || !str_eq(k->op, word))
			continue;
		if (!list)
			list = node_add(a->m, root, NODE_LIST, "");
		node_add(a->m, list, NODE_ITEM, k->text);
	}
	if (!list)
		node_add(a->m, root, NODE_ROOM, "")->level = lines;
}

/* --- the whole ------------------------------------------------------------------ */

int aar_build(struct report **out, const struct casefile *c,
	      const struct aar_source *from, const char *lang,
	      struct error *err)
{
	struct maker m;
	struct aar a = {&m, from, from->d, from->s, from->d->sc,
			scenario_lang(from->d->sc, lang)};
	int rc = report_begin(out, &m, REPORT_FULL, c, lang, err);

	if (rc)
		return rc;
	m.title = text_in(&a.sc->title, a.lang);
	first_line(&m);
	aar_open(&a);
	if (!aar_record(&a)) {
		aar_lessons(&a);
		aar_nine(&a);
		aar_plan(&a);
		aar_earlier(&a);
		aar_hotwash(&a);
	}
	last_line(&m);
	if (!(*out)->failed)
		return 0;
	report_free(*out);
	*out = NULL;
	return error_nomem(err);
}
