/* core/playbook/translate.c - the texts of a translation, by id and place. */
#include <string.h>

#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/playbook/reader.h"

static struct place head_place(const struct reader *r,
			       const struct section *s)
{
	struct place at = place_at(r, s->head ? s->head->line : 1,
				   s->head ? s->head->col : 1);

	at.step = s->level == 3 ? s->id : NULL;
	return at;
}

/* Compares the hash a section was translated from with the base's. */
static bool is_stale(struct reader *r, const struct place *at,
		     const char *of, const char *base)
{
	struct place there = *at;

	if (of && base && strcmp(of, base) == 0)
		return false;
	there.key = key_word(r, KEY_OF);
	if (of)
		finding_add(r->f, LINT_STALE, &there,
			    _("translate it again, then write the new hash"),
			    _("behind the base file: of is %s, the base is "
			      "now %s"), of, base ? base : "?");
	else
		finding_add(r->f, LINT_STALE, &there,
			    _("once it is right, write the base's hash"),
			    _("no hash of the text it was translated from, "
			      "which is %s"), base ? base : "?");
	return true;
}

static const char *of_key(struct reader *r, const struct section *s,
			  struct place *at)
{
	for (size_t i = 0; i < s->keys; i++) {
		const struct key_line *k = &s->key[i];

		if (k->key != KEY_OF)
			continue;
		*at = k->at;
		if (strlen(k->value) == 8 &&
		    strspn(k->value, "0123456789abcdef") == 8)
			return k->value;
		finding_add(r->f, LINT_KEY, &k->at, key_form(KEY_OF),
			    _("this is no value of %s: \"%s\""), k->at.key,
			    k->value);
	}
	return NULL;
}

/* --- labels and items, by position ----------------------------------------- */

static void other_count(struct reader *r, const struct section *s,
			const char *key, size_t base, size_t here)
{
	struct place at = head_place(r, s);

	at.key = key;
	finding_add(r->f, LINT_TRANSLATION, &at, NULL,
		    _("%zu here, %zu in the base file"), here, base);
}

static void other_kind(struct reader *r, const struct key_line *k)
{
	finding_add(r->f, LINT_TRANSLATION, &k->at, NULL,
		    _("the base file has another kind here"));
}

static void merge_labels(struct reader *r, struct pb_step *st,
			 const struct section *s)
{
	size_t labels = 0, values = 0;
	const char *text;
	int kind;

	for (size_t i = 0; i < s->keys; i++) {
		const struct key_line *k = &s->key[i];

		if ((k->key != KEY_VALUE && k->key != KEY_EVIDENCE) ||
		    !key_label(r, k, &kind, &text))
			continue;
		if (k->key == KEY_VALUE) {
			values++;
			st->value_label.in[r->lang] = text;
			if (st->value &&
			    (enum value_type)(kind + VALUE_NUMBER) != st->value)
				other_kind(r, k);
		} else if (labels++ < st->evidence_count) {
			st->evidence[labels - 1].label.in[r->lang] = text;
			if ((enum evidence_type)kind !=
			    st->evidence[labels - 1].type)
				other_kind(r, k);
		}
	}
	if (labels != st->evidence_count)
		other_count(r, s, key_word(r, KEY_EVIDENCE),
			    st->evidence_count, labels);
	if (values != (st->value != VALUE_NONE))
		other_count(r, s, key_word(r, KEY_VALUE),
			    st->value != VALUE_NONE, values);
}

static void merge_items(struct reader *r, struct pb_step *st,
			const struct section *s)
{
	if (s->items != st->item_count)
		other_count(r, s, "- [ ]", st->item_count, s->items);
	for (size_t i = 0; i < s->items && i < st->item_count; i++) {
		st->item[i].text.in[r->lang] = s->item[i].text.in[0];
		st->item[i].more[r->lang] = s->item[i].more[0];
	}
}

/* --- sections -------------------------------------------------------------- */

static void merge_step(struct reader *r, const struct section *s)
{
	struct pb_step *st = map_gets(&r->pb->by_id, s->id);
	struct place at = head_place(r, s);
	const char *best = NULL;

	if (!st) {
		for (size_t i = 0; i < r->pb->step_count &&
				   !findings_full(r->f); i++)
			best = near_better(s->id, best, r->pb->step[i].id);
		at = s->key[0].at;
		finding_add(r->f, LINT_TRANSLATION, &at, best,
			    _("the base file has no step \"%s\""), s->id);
		return;
	}
	if (st->title.in[r->lang]) {
		finding_add(r->f, LINT_ID, &at, NULL,
			    _("the id \"%s\" is taken"), s->id);
		return;
	}
	title_set(r, st, s->title);
	st->range[r->lang] = (struct pb_range){s->start, s->end};
	st->body[r->lang] = s->body;
	st->caution[r->lang] = s->caution;
	if (!s->caution != !st->caution[0])
		other_count(r, s, _("caution"), st->caution[0] != NULL,
			    s->caution != NULL);
	merge_labels(r, st, s);
	merge_items(r, st, s);
	st->source_hash.in[r->lang] = of_key(r, s, &at);
	st->stale[r->lang] = is_stale(r, &at, st->source_hash.in[r->lang],
				      st->source_hash.in[0]);
}

static void merge_phase(struct reader *r, const struct section *s)
{
	struct playbook *pb = r->pb;
	struct pb_phase *ph = NULL;
	struct place at = head_place(r, s);
	const char *best = NULL;

	for (size_t i = 0; i < pb->phase_count && !ph; i++) {
		if (strcmp(pb->phase[i].id, s->id) == 0)
			ph = &pb->phase[i];
		if (!findings_full(r->f))
			best = near_better(s->id, best, pb->phase[i].id);
	}
	if (!ph) {
		at = s->key[0].at;
		finding_add(r->f, LINT_TRANSLATION, &at, best,
			    _("the base file has no phase \"%s\""), s->id);
		return;
	}
	ph->title.in[r->lang] = s->title;
	ph->range[r->lang] = (struct pb_range){s->start, s->end};
	ph->intro[r->lang] = s->body;
	ph->source_hash.in[r->lang] = of_key(r, s, &at);
	ph->stale[r->lang] = is_stale(r, &at, ph->source_hash.in[r->lang],
				      ph->source_hash.in[0]);
}

static void merge_title(struct reader *r, const struct section *s)
{
	struct playbook *pb = r->pb;
	struct place at = head_place(r, s);
	const struct md_node *n = s->body;

	pb->range[r->lang] = (struct pb_range){0, s->end};
	if (!s->head)
		return;
	pb->title.in[r->lang] = s->title;
	pb->intro_body[r->lang] = s->body;
	while (n && n->block != MDB_PARA)
		n = n->next;
	if (n && !(pb->intro.in[r->lang] = markdown_flat(r->a, n)))
		r->rc = ERR_NOMEM;
	pb->source_hash.in[r->lang] = r->of;
	pb->stale[r->lang] = is_stale(r, &at, r->of, pb->source_hash.in[0]);
}

/* Steps and phases the translation lacks show in the base language. */
static void missing(struct reader *r)
{
	const struct playbook *pb = r->pb;
	struct place at = place_at(r, 1, 1);

	for (size_t i = 0; i < pb->phase_count; i++)
		if (!pb->phase[i].title.in[r->lang])
			finding_add(r->f, LINT_STALE, &at, NULL,
				    _("the phase \"%s\" is not translated"),
				    pb->phase[i].id);
	for (size_t i = 0; i < pb->step_count; i++) {
		at.step = pb->step[i].id;
		if (!pb->step[i].title.in[r->lang])
			finding_add(r->f, LINT_STALE, &at, NULL,
				    _("the step \"%s\" is not translated"),
				    pb->step[i].id);
	}
}

int translate_merge(struct reader *r, struct error *err)
{
	struct sections all = {0};
	int rc = sections_read(&all, r, err);

	if (rc)
		return rc;
	merge_title(r, &all.at[0]);
	for (size_t i = 0; i < all.count && !r->rc; i++) {
		const struct section *s = &all.at[i];

		if (s->level == 3 && s->id)
			merge_step(r, s);
		else if (s->level == 2 && s->id)
			merge_phase(r, s);
	}
	missing(r);
	return r->rc ? error_nomem(err) : 0;
}
