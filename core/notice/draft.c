/* core/notice/draft.c - see draft.h. */
#include "core/notice/draft.h"

#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/notice/group.h"

#define SUBJECT "Subject: " /* of the exact text; not translated */

/* --- values ----------------------------------------------------------------------- */

struct values {
	struct draft *d;
	const struct set_notice *set;
	const char *const *person; /* NULL: for all */
	bool slots; /* marks in words, for a reader */
};

static const char *typed(const struct set_notice *set, const char *name)
{
	for (size_t i = 0; i < set->blanks; i++)
		if (str_eq(set->blank[i].name, name))
			return set->blank[i].value;
	return NULL;
}

/* What no reader sees cannot turn his letter round. */
static const char *cleaned(struct draft *d, const char *text)
{
	const char *p = text, *end = text + strlen(text);
	char bytes[4];
	uint32_t cp;

	str_clear(&d->clean);
	while (p < end)
		if (utf8_next(&cp, &p, end) && !utf8_hidden(cp))
			str_addn(&d->clean, bytes, utf8_encode(bytes, cp));
	return str_text(&d->clean);
}

static const struct {
	const char *blank;
	enum person_field field;
	const char *instead; /* of the notice, where the row has none */
} of_person[DRAFT_OWN] = {
	{"name", PERSON_NAME, "name"},
	{"guardian", PERSON_GUARDIAN, "guardian"},
	{"your-kinds", PERSON_KINDS, "kinds"},
};

enum person_field draft_own(size_t i)
{
	return of_person[i].field;
}

const char *draft_own_name(const struct blank *b)
{
	size_t i = 0;

	while (i + 1 < DRAFT_OWN && !str_eq(of_person[i].blank, b->name))
		i++;
	return person_field_name(of_person[i].field);
}

static const char *of_the_person(const struct values *v, const char *name)
{
	const char *own = typed(v->set, name);

	for (size_t i = 0; i < DRAFT_OWN; i++) {
		const char *text;

		if (!str_eq(of_person[i].blank, name))
			continue;
		text = v->person[of_person[i].field];
		if (text && utf8_shows(text))
			return cleaned(v->d, text);
		return own ? own : typed(v->set, of_person[i].instead);
	}
	return own;
}

/* What stands in place of what is not known yet, or does not apply: in the
 * language of the text, whatever the program's is. */
static const struct {
	const char *lang, *later, *not;
} instead[] = {
	{"en", "not known yet; will follow", "does not apply"},
	{"zh", "目前尚不清楚，将另行补充", "不适用"},
};

/* The mark on an item, "cn-pipl-57/3"; NULL. */
static const struct notice_mark *mark_of(const struct set_notice *set,
					 const char *item)
{
	for (size_t i = 0; i < set->marks; i++)
		if (str_eq(set->mark[i].item, item))
			return &set->mark[i];
	return NULL;
}

static const struct notice_mark *marked(const struct set_notice *set,
					const char *list, int item)
{
	char name[160];

	snprintf(name, sizeof(name), "%s/%d", list, item);
	return mark_of(set, name);
}

/* The first on an item of that block; NULL. */
static const struct notice_mark *block_mark(const struct set_notice *set,
					    const struct notice_block *b)
{
	const struct notice_mark *m = NULL;

	for (size_t i = 0; i < b->item_count && !m; i++)
		m = marked(set, b->item[i].list, b->item[i].item);
	return m;
}

/* Words for a blank that nobody filled in, of an item that is marked; not
 * for what stands only where it has a value. */
static const char *in_place(const struct values *v, const struct blank *b)
{
	const struct notice_template *t = v->d->t;
	size_t lang = str_eq(t->lang, instead[1].lang);
	size_t deep = 0;

	for (size_t i = 0; i < t->piece_count; i++) {
		const struct piece *p = &t->piece[i];
		const struct notice_mark *m;

		deep += p->kind == PIECE_IF;
		deep -= p->kind == PIECE_END;
		if (p->kind != PIECE_BLANK || p->blank != b || deep)
			continue;
		m = block_mark(v->set, &t->block[p->block]);
		if (m)
			return m->why ? instead[lang].not
				      : instead[lang].later;
	}
	return NULL;
}

static const char *value_of(void *ctx, const struct blank *b)
{
	const struct values *v = ctx;
	const char *text;

	switch (b->from) {
	case BLANK_PERSON:
		if (v->person)
			return of_the_person(v, b->name);
		if (!v->set->filter)
			return typed(v->set, b->name);
		snprintf(v->d->mark, sizeof(v->d->mark),
			 v->slots ? "[%s]" : "{{%s}}",
			 v->slots ? _(b->what) : b->name);
		return v->d->mark;
	case BLANK_TEAM:
	case BLANK_CASE:
	case BLANK_NOTICE:
		break;
	}
	text = typed(v->set, b->name);
	return text && *text ? text : in_place(v, b);
}

static int fill(struct draft *d, const struct set_notice *set,
		const char *const *person, struct error *err)
{
	struct values v = {.d = d, .set = set, .person = person};

	return notice_fill(&d->out, d->t, value_of, &v, err);
}

int draft_fill(struct draft *d, const char *const *value, struct error *err)
{
	return fill(d, d->n->set, value, err);
}

int draft_fill_slots(struct draft *d, struct error *err)
{
	struct values v = {.d = d, .set = d->n->set, .slots = true};

	return notice_fill(&d->out, d->t, value_of, &v, err);
}

int draft_fill_public(struct draft *d, struct error *err)
{
	static const char *const nobody[PERSON_FIELDS];

	return fill(d, d->n->set, nobody, err);
}

const char *draft_own_value(struct draft *d, const char *const *value,
			    const struct blank *b)
{
	const struct values v = {.d = d, .set = d->n->set, .person = value};
	const char *text = of_the_person(&v, b->name);

	return text ? text : "";
}

static void exact(struct str *out, const struct draft *d)
{
	str_addf(out, SUBJECT "%s\n\n%s", str_text(&d->out.subject),
		 str_text(&d->out.text));
}

int draft_exact(struct str *out, struct draft *d, struct error *err)
{
	int rc = draft_fill(d, NULL, err);

	if (rc)
		return rc;
	exact(out, d);
	return out->failed ? error_nomem(err) : 0;
}

void draft_release(struct draft *d)
{
	notice_template_free(d->t);
	str_release(&d->source);
	filled_release(&d->out);
	str_release(&d->clean);
	*d = (struct draft){0};
}

/* --- read and written ------------------------------------------------------------- */

static int read_template(struct draft *d, const char *file,
			 const char *source, size_t len, struct error *err)
{
	struct findings f = {0};
	int rc = notice_template_read(&d->t, file, source, len, &f, err);

	for (size_t i = 0; !rc && i < f.count; i++)
		if (f.at[i].level == LINT_ERROR) {
			rc = error_set(err, ERR_INVALID, "%s:%d:%d: %s", file,
				       f.at[i].line, f.at[i].col,
				       f.at[i].what);
			if (f.at[i].fix)
				error_fix(err, "%s", f.at[i].fix);
		}
	findings_release(&f);
	return rc;
}

int draft_open(struct draft *d, struct casefile *c, const char *label,
	       struct error *err)
{
	const struct situation *s = casefile_now(c);
	const struct case_notice *n = situation_notice(s, label);
	uint8_t sum[HASH_LEN];
	struct str text = {0};
	int rc;

	*d = (struct draft){.n = n};
	str_copy(d->of, sizeof(d->of), s->label);
	if (!n) {
		error_set(err, ERR_NOTFOUND, _("%s has no notice %s"),
			  s->label, label);
		return error_fix(err, "stanch notice list %s", s->label);
	}
	rc = log_att_read(&d->source, casefile_log(c), n->set->source.att,
			  err);
	if (!rc)
		rc = read_template(d, n->set->source.name,
				   str_text(&d->source), d->source.len, err);
	if (!rc)
		rc = draft_exact(&text, d, err);
	hash_bytes(sum, str_text(&text), text.len);
	/* A text with blanks left holds words of the reader's language. */
	if (!rc && !d->out.left_count &&
	    memcmp(sum, n->set->text.sha256, HASH_LEN) != 0)
		rc = error_set(err, ERR_CORRUPT,
			       _("notice %s: its text is not the one that was "
				 "recorded"), label);
	str_release(&text);
	if (rc)
		draft_release(d);
	return rc;
}

int draft_again(struct draft *d, struct casefile *c, const char *label,
		const uint8_t of[ID_LEN], struct error *err)
{
	const struct case_notice *n =
		situation_notice(casefile_now(c), label);

	if (!n || memcmp(n->draft->id, of, ID_LEN) != 0)
		return error_set(err, ERR_MOVED,
				 _("notice %s was changed while it was sent; "
				   "the rest is not sent"), label);
	d->n = n;
	return 0;
}

struct own { /* a set_notice with what the case gives added */
	struct set_notice set;
	struct notice_blank blank[NOTICE_BLANKS];
	struct notice_mark mark[NOTICE_MARKS];
	char aware[TIME_TEXT], date[TIME_TEXT];
};

static void give(struct own *o, const char *name, const char *value)
{
	if (value && *value && !typed(&o->set, name) &&
	    o->set.blanks < NOTICE_BLANKS)
		o->blank[o->set.blanks++] = (struct notice_blank){name, value};
}

static void complete(struct own *o, struct act *a,
		     const struct set_notice *n)
{
	const struct situation *s = casefile_now(a->c);
	const struct env *env = casefile_opts(a->c)->env;
	const struct set_text *aware = s->aware ? s->aware->data : NULL;

	o->set = *n;
	o->set.blank = o->blank;
	if (o->set.blanks > NOTICE_BLANKS)
		o->set.blanks = NOTICE_BLANKS;
	if (o->set.blanks)
		memcpy(o->blank, n->blank,
		       o->set.blanks * sizeof(*o->blank));
	give(o, "label", s->label);
	if (aware)
		time_zoned(o->aware, aware->at, env->zone);
	give(o, "aware", o->aware);
	time_date(o->date, env->now(env->ctx), env->zone);
	give(o, "date", o->date);
	give(o, "to", n->authority);
}

/* True if that item was to follow before. */
static bool stood(const struct set_notice *set, const char *item)
{
	const struct notice_mark *m = mark_of(set, item);

	return m && !m->why;
}

static bool same_value(const struct set_notice *a,
		       const struct set_notice *b, const char *blank)
{
	const char *x = typed(a, blank), *y = typed(b, blank);

	return str_eq(x ? x : "", y ? y : "");
}

/* Whether a blank of what the item stands in was filled in since. */
static bool filled_since(const struct draft *d, const struct set_notice *was,
			 const struct set_notice *now,
			 const struct notice_mark *m)
{
	for (size_t i = 0; i < d->t->piece_count; i++) {
		const struct piece *p = &d->t->piece[i];
		const char *text;

		if (p->kind != PIECE_BLANK ||
		    block_mark(now, &d->t->block[p->block]) != m)
			continue;
		text = typed(now, p->blank->name);
		if (text && *text && !same_value(was, now, p->blank->name))
			return true;
	}
	return false;
}

/* What was to follow and is filled in now is said: its mark goes. */
static void drop_said(struct own *o, const struct draft *d,
		      const struct case_notice *was)
{
	const struct set_notice now = o->set;
	size_t kept = 0;

	for (size_t i = 0; i < now.marks && kept < NOTICE_MARKS; i++) {
		const struct notice_mark *m = &now.mark[i];

		if (m->why || !was || !stood(was->set, m->item) ||
		    !filled_since(d, was->set, &now, m))
			o->mark[kept++] = *m;
	}
	o->set.mark = o->mark;
	o->set.marks = kept;
}

/* True if the group is of those whom this very notice did not reach. */
static bool follows(const char *filter, const char *label)
{
	size_t n = strlen(GROUP_UNREACHED);

	return filter && !strncmp(filter, GROUP_UNREACHED, n) &&
	       strcspn(filter + n, ",") == strlen(label) &&
	       !strncmp(filter + n, label, strlen(label));
}

int draft_write(char out[16], struct act *a, const char *label,
		const struct set_notice *n, const char *file,
		const char *source, size_t len, struct error *err)
{
	struct pb_source att[2] = {{file, source, len}, {.name = "text"}};
	struct draft d = {0};
	struct str text = {0};
	struct own o = {0};
	int rc = read_template(&d, file, source, len, err);

	complete(&o, a, n);
	if (!rc && label && follows(n->filter, label))
		rc = error_set(err, ERR_USAGE, _("%s: its group goes round in "
						 "a circle"), n->filter);
	if (!rc) {
		o.set.template = d.t->id;
		o.set.lang = d.t->lang;
		o.set.kind = d.t->to;
		drop_said(&o, &d, situation_notice(casefile_now(a->c), label));
		rc = fill(&d, &o.set, NULL, err);
	}
	if (!rc)
		exact(&text, &d);
	if (!rc && text.failed)
		rc = error_nomem(err);
	att[1].text = str_text(&text);
	att[1].len = text.len;
	if (!rc)
		rc = act_notice_draft(out, a, label, &o.set, &att[0], &att[1],
				      err);
	str_release(&text);
	draft_release(&d);
	return rc;
}
