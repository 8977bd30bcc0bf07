/* core/playbook/diff_same.c - is it the same, whatever its layout? */
#include <string.h>

#include "core/playbook/diffing.h"

/* --- texts ------------------------------------------------------------------ */

/* Lines of a chain of blocks, one after the other: trailing blanks and blank
 * lines are layout. */
struct lines {
	const struct pb_source *src;
	const struct md_node *node;
	size_t at; /* 0: at the start of node */
};

static bool lines_next(struct lines *l, const char **line, size_t *n)
{
	for (; l->node && l->src; l->node = l->node->next, l->at = 0) {
		size_t at = l->at ? l->at : l->node->start;

		while (at < l->node->end && at < l->src->len) {
			const char *p = l->src->text + at;
			const char *nl = memchr(p, '\n', l->node->end - at);

			*n = nl ? (size_t)(nl - p) : l->node->end - at;
			at += *n + (nl != NULL);
			while (*n && strchr(" \t\r", p[*n - 1]))
				--*n;
			*line = p;
			l->at = at;
			if (*n)
				return true;
		}
	}
	return false;
}

bool same_blocks(const struct pb_source *a, const struct md_node *an,
		 const struct pb_source *b, const struct md_node *bn)
{
	struct lines la = {a, an, 0}, lb = {b, bn, 0};
	const char *pa, *pb;
	size_t na, nb;

	for (;;) {
		bool more = lines_next(&la, &pa, &na);

		if (more != lines_next(&lb, &pb, &nb))
			return false;
		if (!more)
			return true;
		if (na != nb || memcmp(pa, pb, na) != 0)
			return false;
	}
}

/* A quote's blocks are inside it: its own lines are what is compared. */
static bool same_caution(const struct side *a, const struct pb_step *x,
			 const struct side *b, const struct pb_step *y)
{
	return same_blocks(a->src, x->caution[a->k], b->src,
			   y->caution[b->k]);
}

static bool same_items(const struct side *a, const struct pb_step *x,
		       const struct side *b, const struct pb_step *y)
{
	if (x->item_count != y->item_count)
		return false;
	for (size_t i = 0; i < x->item_count; i++) {
		const struct pb_item *p = &x->item[i], *q = &y->item[i];

		if (!str_eq(p->text.in[a->k], q->text.in[b->k]) ||
		    !same_blocks(a->src, p->more[a->k], b->src, q->more[b->k]))
			return false;
	}
	return true;
}

static bool same_labels(size_t a, const struct pb_step *x, size_t b,
			const struct pb_step *y)
{
	if (x->evidence_count != y->evidence_count)
		return false;
	for (size_t i = 0; i < x->evidence_count; i++)
		if (!str_eq(x->evidence[i].label.in[a],
			    y->evidence[i].label.in[b]))
			return false;
	return str_eq(x->value_label.in[a], y->value_label.in[b]);
}

unsigned step_texts(const struct side *a, const struct pb_step *x,
		    const struct side *b, const struct pb_step *y)
{
	unsigned parts = 0;

	if (!str_eq(x->title.in[a->k], y->title.in[b->k]))
		parts |= DIFF_TITLE;
	if (!same_labels(a->k, x, b->k, y))
		parts |= DIFF_KEYS;
	if (!same_caution(a, x, b, y) ||
	    !same_blocks(a->src, x->body[a->k], b->src, y->body[b->k]))
		parts |= DIFF_BODY;
	if (!same_items(a, x, b, y))
		parts |= DIFF_ITEMS;
	return parts;
}

/* --- keys ------------------------------------------------------------------- */

bool same_list(const struct pb_list *a, const struct pb_list *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!str_eq(a->id[i], b->id[i]))
			return false;
	return true;
}

static bool same_kinds(const struct pb_step *x, const struct pb_step *y)
{
	if (x->value != y->value || x->evidence_count != y->evidence_count)
		return false;
	for (size_t i = 0; i < x->evidence_count; i++)
		if (x->evidence[i].type != y->evidence[i].type)
			return false;
	return true;
}

static bool same_due(const struct pb_due *a, const struct pb_due *b)
{
	return a->set == b->set && a->before == b->before &&
	       a->span == b->span && str_eq(a->anchor, b->anchor);
}

bool same_keys(const struct pb_step *x, const struct pb_step *y)
{
	return str_eq(x->role, y->role) && str_eq(x->second, y->second) &&
	       str_eq(x->approve, y->approve) &&
	       same_list(&x->after, &y->after) &&
	       same_list(&x->decide, &y->decide) &&
	       same_list(&x->notice, &y->notice) &&
	       same_list(&x->starts, &y->starts) &&
	       same_list(&x->stops, &y->stops) &&
	       str_eq(x->when_step, y->when_step) &&
	       str_eq(x->when_answer, y->when_answer) &&
	       x->when_not == y->when_not && same_due(&x->due, &y->due) &&
	       x->repeat == y->repeat &&
	       str_eq(x->repeat_until, y->repeat_until) && same_kinds(x, y);
}

bool same_roles(const struct playbook *x, size_t a,
		const struct playbook *y, size_t b)
{
	if (x->role_count != y->role_count)
		return false;
	for (size_t i = 0; i < x->role_count; i++)
		if (!str_eq(x->role[i].key, y->role[i].key) ||
		    !str_eq(x->role[i].name.in[a], y->role[i].name.in[b]))
			return false;
	return true;
}

static const char *answer_in(const struct playbook *pb, const char *key,
			     size_t k)
{
	for (size_t i = 0; i < pb->answer_count; i++)
		if (str_eq(pb->answer_key[i], key))
			return pb->answer_word[i].in[k];
	return NULL;
}

bool same_answers(const struct playbook *x, size_t a,
		  const struct playbook *y, size_t b)
{
	for (size_t i = 0; i < x->answer_count; i++)
		if (!str_eq(x->answer_word[i].in[a],
			    answer_in(y, x->answer_key[i], b)))
			return false;
	for (size_t i = 0; i < y->answer_count; i++)
		if (!str_eq(y->answer_word[i].in[b],
			    answer_in(x, y->answer_key[i], a)))
			return false;
	return true;
}

bool same_front(const struct playbook *x, const struct playbook *y)
{
	return str_eq(x->id, y->id) && str_eq(x->tlp, y->tlp) &&
	       str_eq(x->source, y->source) &&
	       str_eq(x->licence, y->licence) && x->guessed == y->guessed &&
	       str_eq(x->lang[0], y->lang[0]);
}
