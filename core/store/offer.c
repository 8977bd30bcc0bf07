/* core/store/offer.c - the versions that a case could take up. */
#include "core/store/offer.h"

#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/private.h"

#define MAIN "main"

int offer_book(const struct book **out, const struct situation *s,
	       const char *slug, struct error *err)
{
	struct str names = {0};

	*out = NULL;
	for (size_t i = 0; i < s->book_count; i++) {
		if (str_eq(s->book[i].adopt->slug, slug) ||
		    (s->book_count == 1 && (!slug || !*slug)))
			*out = &s->book[i];
		str_addf(&names, "%s%s", i ? ", " : "",
			 s->book[i].adopt->slug);
	}
	if (!*out && !s->book_count) {
		error_set(err, ERR_NOTFOUND, _("%s follows no playbook yet"),
			  s->label);
		error_fix(err, "stanch playbook adopt %s SLUG", s->label);
	} else if (!*out && slug && *slug) {
		error_set(err, ERR_NOTFOUND, _("%s does not follow %s"),
			  s->label, slug);
		error_where(err, "%s", str_text(&names));
	} else if (!*out) {
		error_set(err, ERR_USAGE,
			  _("%s follows several playbooks: say which"),
			  s->label);
		error_where(err, "%s", str_text(&names));
	}
	str_release(&names);
	return *out ? 0 : err ? (int)err->code : ERR_NOTFOUND;
}

int offer_allowed(struct store *s, const struct situation *now,
		  const char *commit, struct error *err)
{
	char base[COMMIT_HEX], id[COMMIT_HEX];
	int rc;

	if (now->drill)
		return 0;
	rc = store_need_repo(s, err);
	if (!rc)
		rc = repo_resolve(id, s->repo, commit, err);
	if (!rc)
		rc = repo_merge_base(base, s->repo, id, MAIN, err);
	if (rc && rc != ERR_REFUSED)
		return rc;
	if (!rc && !strcmp(base, id))
		return 0;
	error_set(err, ERR_REFUSED,
		  _("%s is a real case: it takes only what is in force or "
		    "was, not %s"), now->label, commit);
	return error_fix(err, _("a drill may try a draft; put it in force "
				"first, then adopt main"));
}

/* --- one version ------------------------------------------------------------------ */

static bool same_texts(const struct set_adopt *a, const struct pb_texts *t)
{
	uint8_t sum[HASH_LEN];

	if (a->file_count != t->count)
		return false;
	for (size_t i = 0; i < t->count; i++) {
		hash_bytes(sum, t->src[i].text, t->src[i].len);
		if (memcmp(sum, a->file[i].sha256, HASH_LEN))
			return false;
	}
	return true;
}

static int offer_fill(struct offer *o, struct store *s,
		      const struct situation *now, const char *to,
		      struct error *err)
{
	const char *slug = o->book->adopt->slug;
	struct findings f = {0};
	char path[80];
	int rc = store_playbook(&o->pb, &o->texts, &f, s, slug, to, err);

	if (!rc)
		rc = store_lint(&f, s, o->pb, o->texts.src, o->texts.count,
				err);
	o->errors = (unsigned)f.errors;
	findings_release(&f);
	if (!rc)
		rc = adopt_plan(&o->plan, now, o->book, o->pb, s->env->zone,
				err);
	if (rc)
		return rc;
	o->same = same_texts(o->book->adopt, &o->texts);
	snprintf(path, sizeof(path), "%s.md", slug);
	return repo_last_change(&o->last, s->repo, o->texts.commit, path,
				err);
}

int offer_read(struct offer **out, struct store *s,
	       const struct situation *now, const struct book *book,
	       const char *to, struct error *err)
{
	struct offer *o = mem_zalloc(sizeof(*o));
	int rc = o ? offer_allowed(s, now, to, err) : error_nomem(err);

	*out = NULL;
	if (!rc) {
		o->book = book;
		rc = offer_fill(o, s, now, to, err);
	}
	if (rc)
		offer_free(o);
	else
		*out = o;
	return rc;
}

void offer_free(struct offer *o)
{
	if (!o)
		return;
	adopt_plan_free(o->plan);
	playbook_free(o->pb);
	pb_texts_release(&o->texts);
	mem_free(o);
}

/* --- has it moved on ---------------------------------------------------------------- */

/* The hash of a base file in force; false if it cannot be read. */
static bool base_sum(uint8_t sum[HASH_LEN], struct store *s, const char *slug)
{
	struct str text = {0};
	char path[80];
	bool there;

	snprintf(path, sizeof(path), "%s.md", slug);
	there = !store_need_repo(s, NULL) &&
		!repo_read(&text, s->repo, MAIN, path, NULL);
	if (there)
		hash_bytes(sum, str_text(&text), text.len);
	str_release(&text);
	return there;
}

/* Before anything is parsed: is the base file the same? */
static bool base_differs(struct store *s, const struct book *b)
{
	uint8_t sum[HASH_LEN];

	return b->adopt->file_count && base_sum(sum, s, b->adopt->slug) &&
	       memcmp(sum, b->adopt->file[0].sha256, HASH_LEN);
}

#define BASES 32 /* more playbooks than that are read again */
struct bases {
	struct base {
		char slug[64];
		uint8_t sum[HASH_LEN];
		bool there;
	} at[BASES];
	size_t count;
};

static const struct base *base_of(struct bases *k, struct store *s,
				  const char *slug)
{
	struct base *b;

	for (size_t i = 0; i < k->count; i++)
		if (!strcmp(k->at[i].slug, slug))
			return &k->at[i];
	k->count -= k->count == BASES;
	b = &k->at[k->count++];
	str_copy(b->slug, sizeof(b->slug), slug);
	b->there = base_sum(b->sum, s, slug);
	return b;
}

void offer_older(bool *older, struct store *s, const struct summary *list,
		 size_t count)
{
	struct bases known = {0};

	for (size_t i = 0; i < count; i++) {
		const struct summary *c = &list[i];

		older[i] = false;
		for (unsigned b = 0; c->open && b < c->book_count; b++) {
			const struct base *now = base_of(&known, s,
							 c->book[b].slug);

			older[i] |= now->there &&
				    memcmp(now->sum, c->book[b].sha256,
					   HASH_LEN) != 0;
		}
	}
}

bool offer_moved(size_t of[ADOPT_KINDS], char commit[COMMIT_HEX],
		 struct store *s, const struct situation *now,
		 const struct book *book)
{
	struct adopt_plan *plan = NULL;
	struct playbook *pb = NULL;
	struct pb_texts texts = {0};
	struct findings f = {0};
	bool moved = false;

	memset(of, 0, ADOPT_KINDS * sizeof(*of));
	*commit = '\0';
	if (!base_differs(s, book) ||
	    store_playbook(&pb, &texts, &f, s, book->adopt->slug, MAIN, NULL))
		goto out;
	if (adopt_plan(&plan, now, book, pb, s->env->zone, NULL))
		goto out;
	memcpy(of, plan->of, sizeof(plan->of));
	memcpy(commit, texts.commit, COMMIT_HEX);
	moved = true;
out:
	adopt_plan_free(plan);
	playbook_free(pb);
	pb_texts_release(&texts);
	findings_release(&f);
	return moved;
}

void offer_words(struct str *out, struct store *s,
		 const struct situation *now)
{
	struct str words = {0};
	size_t of[ADOPT_KINDS];
	char commit[COMMIT_HEX];

	for (size_t i = 0; now->state == CASE_OPEN && i < now->book_count;
	     i++) {
		const struct book *b = &now->book[i];

		if (!offer_moved(of, commit, s, now, b))
			continue;
		str_clear(&words);
		adopt_words(&words, of);
		if (out->len)
			str_add(out, _("; "));
		if (now->book_count > 1)
			str_addf(out, _("%s moved on: %s"), b->adopt->slug,
				 str_text(&words));
		else
			str_addf(out, _("playbook moved on: %s"),
				 str_text(&words));
	}
	str_release(&words);
}
