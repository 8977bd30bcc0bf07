/* core/notice/draft_check.c - see draft_check.h. */
#include "core/notice/draft_check.h"

#include <stdio.h>
#include <string.h>

const char *said_name(enum said_state st)
{
	static const char *const names[] = {
		[SAID] = "filled", [SAID_LATER] = "to-follow",
		[SAID_NOT] = "not-applicable", [SAID_MISSING] = "missing"};

	return names[st];
}

static const struct notice_mark *marked(const struct set_notice *set,
					const char *list, int item)
{
	char name[160];

	snprintf(name, sizeof(name), "%s/%d", list, item);
	for (size_t i = 0; i < set->marks; i++)
		if (str_eq(set->mark[i].item, name))
			return &set->mark[i];
	return NULL;
}

static int check_list(struct draft_check *out, struct draft *d,
		      const struct clock_list *list)
{
	for (size_t i = 0; i < list->items; i++) {
		struct said it = {.list = list, .item = &list->item[i],
				  .state = SAID_MISSING};
		const struct notice_mark *m = marked(d->n->set, list->id,
						     it.item->item);

		if (m)
			it.state = m->why ? SAID_NOT : SAID_LATER;
		else if (notice_item_state(&d->out, d->t, list->id,
					   it.item->item) == ITEM_FILLED)
			it.state = SAID;
		it.why = m ? m->why : NULL;
		out->missing += it.state == SAID_MISSING;
		out->later += it.state == SAID_LATER;
		if (arena_grow(&out->arena, &out->item, out->items, &out->cap,
			       sizeof(*out->item)))
			return ERR_NOMEM;
		out->item[out->items++] = it;
	}
	return 0;
}

static int add_list(struct draft_check *out, const struct clock_rules *rules,
		    const char *id)
{
	const struct clock_list *l = id ? clock_list(rules, id) : NULL;

	for (size_t i = 0; i < out->lists; i++)
		if (out->list[i] == l)
			return 0;
	if (!l)
		return 0;
	if (arena_grow(&out->arena, &out->list, out->lists, &out->list_cap,
		       sizeof(*out->list)))
		return ERR_NOMEM;
	out->list[out->lists++] = l;
	return 0;
}

static int add_clock(struct draft_check *out, const struct clock_rules *rules,
		     const char *key)
{
	const struct clock_rule *r;
	char id[128];
	int rc;

	if (!key)
		return 0;
	str_copy(id, sizeof(id), key);
	id[strcspn(id, "@")] = '\0';
	r = clock_rule(rules, id);
	if (!r)
		return 0;
	rc = add_list(out, rules, r->content_list);
	for (size_t i = 0; !rc && i < r->more_lists.count; i++)
		rc = add_list(out, rules, r->more_lists.at[i]);
	return rc;
}

/* --- what people's own rows lack ------------------------------------------------- */

static void add_lack(struct draft_check *out, const struct blank *b,
		     size_t people)
{
	size_t i = 0;

	if (b->from != BLANK_PERSON)
		return;
	while (i < out->lacks && out->lack[i].blank != b)
		i++;
	out->lacks += i == out->lacks;
	out->lack[i].blank = b;
	out->lack[i].people += people;
}

/* So many people have of their own the values of `set`, and no others. */
static int check_set(struct draft_check *out, struct draft *d, unsigned set,
		     size_t people, struct error *err)
{
	const char *value[PERSON_FIELDS] = {0};
	int rc;

	for (size_t i = 0; i < DRAFT_OWN; i++)
		value[draft_own(i)] = set & 1u << i ? "x" : NULL;
	rc = draft_fill(d, value, err);
	for (size_t i = 0; !rc && i < d->out.left_count; i++)
		add_lack(out, d->out.left[i], people);
	for (size_t i = 0; !rc && i < out->items; i++) {
		struct said *it = &out->item[i];

		if (it->state == SAID &&
		    notice_item_state(&d->out, d->t, it->list->id,
				      it->item->item) != ITEM_FILLED)
			it->people += people;
	}
	return rc;
}

/* A text has as many forms as there are sets of own values: each is tried
 * that somebody gets, and not a letter for each of a million. */
static int check_people(struct draft_check *out, struct draft *d,
			const struct group *g, struct error *err)
{
	int rc = 0;

	for (unsigned set = 0; !rc && set < GROUP_SETS; set++)
		if (g->by_own[set])
			rc = check_set(out, d, set, g->by_own[set], err);
	for (size_t i = 0; i < out->items; i++)
		if (out->item[i].people) {
			out->item[i].state = SAID_MISSING;
			out->missing++;
		}
	return rc;
}

/* The longest text that anybody gets, near enough: of the longest values. */
static int measure_most(struct draft_check *out, struct draft *d,
			const struct group *g, struct error *err)
{
	const char *value[PERSON_FIELDS] = {0};
	int rc;

	for (size_t i = 0; i < DRAFT_OWN; i++)
		value[draft_own(i)] = g->longest[i];
	for (size_t i = 0; i < d->t->piece_count; i++)
		out->most |= d->t->piece[i].blank &&
			     d->t->piece[i].blank->from == BLANK_PERSON;
	rc = draft_fill(d, value, err);
	out->sms = sms_measure(str_text(&d->out.text));
	return rc;
}

size_t draft_check_lacking(const struct draft_check *c, const struct blank *b)
{
	for (size_t i = 0; i < c->lacks; i++)
		if (c->lack[i].blank == b)
			return c->lack[i].people;
	return 0;
}

int draft_check(struct draft_check *out, struct draft *d,
		const struct group *g, const struct clock_rules *rules,
		struct error *err)
{
	int rc = draft_fill(d, NULL, err);

	*out = (struct draft_check){0};
	if (rc)
		return rc;
	for (size_t i = 0; !rc && i < d->t->cover_count; i++)
		rc = add_list(out, rules, d->t->covers[i]);
	if (!rc)
		rc = add_clock(out, rules, d->n->set->clock);
	for (size_t i = 0; !rc && i < out->lists; i++)
		rc = check_list(out, d, out->list[i]);
	rc = rc ? error_nomem(err) : 0;
	out->sms = sms_measure(str_text(&d->out.text));
	if (!rc && g && d->n->set->filter) {
		rc = check_people(out, d, g, err);
		if (!rc)
			rc = measure_most(out, d, g, err);
		if (!rc)
			rc = draft_fill(d, NULL, err);
	}
	if (rc)
		draft_check_release(out);
	return rc;
}

void draft_check_release(struct draft_check *c)
{
	arena_release(&c->arena);
	*c = (struct draft_check){0};
}
