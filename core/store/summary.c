/* core/store/summary.c - the list of cases: one line of facts for each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/jread.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/notices.h"
#include "core/case/people.h"
#include "core/clock/words.h"
#include "core/store/private.h"

/* A file written less than this before it was read may be written again
 * within the same tick of the file system's clock, and look unchanged. */
#define TICK_MS 100
#define BODY_DEPTH 8 /* docs/FILE-FORMAT.md 3 */

/* --- from a situation -------------------------------------------------------- */

static size_t lang_of(const struct store *s, const struct book *b)
{
	return b && b->pb ? playbook_lang(b->pb, s->lang) : 0;
}

/* "3.03 Data types" */
static void step_text(char *out, size_t size, const struct store *s,
		      const struct step *st)
{
	struct str text = {0};

	str_addf(&text, "%s %s", st->number,
		 text_in(&st->def->object, lang_of(s, st->book)));
	store_fit(out, size, str_text(&text));
	str_release(&text);
}

static void fill_steps(struct summary *m, const struct store *s,
		       const struct situation *now)
{
	const struct step *first = NULL;
	struct str name = {0};

	m->done = (unsigned)now->done;
	m->total = (unsigned)now->total;
	m->blocked = (unsigned)now->blocked;
	m->conflicts = (unsigned)now->conflicts;
	if (now->next) {
		step_text(m->next, sizeof(m->next), s, now->next);
		if (now->next->owner)
			store_fit(m->next_owner, sizeof(m->next_owner),
				  now->next->owner);
	}
	for (size_t i = 0; i < now->step_count; i++) {
		const struct step *st = &now->step[i];

		if (m->open && st->due && st->state < STEP_SKIPPED &&
		    (!first || st->due < first->due))
			first = st;
	}
	if (m->open && now->next_clock &&
	    (!first || now->next_clock->deadline < first->due)) {
		m->next_due = now->next_clock->deadline;
		case_clock_short(&name, now->next_clock, NULL, s->lang);
		store_fit(m->next_due_text, sizeof(m->next_due_text),
			  str_text(&name));
		str_release(&name);
	} else if (first) {
		m->next_due = first->due;
		step_text(m->next_due_text, sizeof(m->next_due_text), s,
			  first);
	}
}

static void fill_books(struct summary *m, const struct store *s,
		       const struct situation *now)
{
	struct str text = {0};

	if (now->now && now->now->def) {
		str_addf(&text, "%s %s", now->now->number,
			 text_in(&now->now->def->title,
				 lang_of(s, now->now->book)));
		store_fit(m->phase, sizeof(m->phase), str_text(&text));
	}
	str_release(&text);
	if (now->role_count && now->role[0].count)
		store_fit(m->lead, sizeof(m->lead), now->role[0].name[0]);
	for (size_t i = 0; i < now->book_count; i++) {
		const struct set_adopt *a = now->book[i].adopt;
		struct summary_book *b = &m->book[m->book_count];

		if (m->book_count == SUMMARY_BOOKS || !a || !a->file_count)
			continue;
		store_fit(b->slug, sizeof(b->slug), a->slug);
		memcpy(b->sha256, a->file[0].sha256, HASH_LEN);
		store_fit(b->commit, sizeof(b->commit), a->commit);
		m->book_count++;
	}
}

/* Whether something open is overdue hangs on the hour: the summary is right
 * until the next of all that have a time falls due. True if this one is. */
static bool late(struct known *k, int64_t due, int64_t at)
{
	if (due && due < at && due >= k->since)
		k->since = due + 1;
	if (due >= at && due < k->until)
		k->until = due;
	return due && due < at;
}

static void fill_actions(struct known *k, const struct situation *now,
			 int64_t at)
{
	for (size_t i = 0; i < now->action_count; i++) {
		const struct case_action *a = &now->action[i];

		if (a->state != ACTION_OPEN && a->state != ACTION_DOING)
			continue;
		k->sum.actions_open++;
		k->sum.actions_overdue += late(k, a->due, at);
	}
}

/* What those affected wait for: answers, and remedies promised to them. */
static void fill_owed(struct known *k, const struct situation *now,
		      int64_t at)
{
	struct enquiry_now q;

	for (size_t i = 0; i < now->enquiry_count; i++) {
		enquiry_state(&q, now, now->enquiry[i]);
		if (q.answer || now->enquiry[i]->event->retracted)
			continue;
		k->sum.enquiries_open++;
		k->sum.enquiries_overdue += late(k, q.due, at);
	}
	for (size_t i = 0; i < now->notice_count; i++)
		for (size_t j = 0; j < now->notice[i].offers; j++) {
			const struct set_offer *o =
				now->notice[i].offer[j]->data;

			if (!str_eq(o->kept, "open"))
				continue;
			k->sum.offers_open++;
			k->sum.offers_overdue += late(k, offer_due(o), at);
		}
}

/* A case is sealed or plain from its first record on; in doubt, sealed. */
static bool is_sealed(const struct log *log)
{
	size_t n;
	const struct rec *const *rec = log_records(log, &n);
	struct jread *first = NULL;
	bool sealed = true;

	if (n && rec[0]->body &&
	    !jread_parse(&first, rec[0]->body, rec[0]->body_len, BODY_DEPTH,
			 NULL))
		sealed = jread_bool(first, "seal", true);
	jread_free(first);
	return sealed;
}

static void fill(struct known *k, struct store *s, struct casefile *c)
{
	const struct situation *now = casefile_now(c);
	struct summary *m = &k->sum;

	k->secret = is_sealed(casefile_log(c));
	for (size_t i = 0; i < now->notice_count; i++)
		m->to_follow += (unsigned)now->notice[i].follows;
	m->rolled_back = (unsigned)log_rolled_back(casefile_log(c));
	store_fit(m->title, sizeof(m->title), now->title ? now->title : "");
	m->open = now->state == CASE_OPEN;
	m->plan = now->plan;
	m->drill = now->drill;
	m->severity = now->severity;
	m->opened = now->opened;
	if (now->event_count)
		m->changed = now->event[now->event_count - 1]->at;
	fill_steps(m, s, now);
	fill_books(m, s, now);
	fill_actions(k, now, s->env->now(s->env->ctx));
	fill_owed(k, now, s->env->now(s->env->ctx));
}

/* --- one case --------------------------------------------------------------------- */

static int known_init(struct known *k, const struct store *s,
		      const char *label, struct error *err)
{
	char *path = NULL;
	bool fits;

	*k = (struct known){.stamp = {.size = -1}, .since = INT64_MIN,
			    .until = INT64_MAX};
	k->sum.open = true;
	fits = str_copy(k->sum.label, sizeof(k->sum.label), label);
	path = io_join(s->cases, label);
	if (!path)
		return error_nomem(err);
	fits = fits && snprintf(k->sum.path, sizeof(k->sum.path), "%s.case",
				path) < (int)sizeof(k->sum.path);
	mem_free(path);
	return fits ? 0
		    : error_set(err, ERR_TOOBIG, _("%s: the path is too long"),
				label);
}

/* Reads a case as it is now. What is wrong with it goes into the summary;
 * only what will not mend itself may be remembered. */
static int read_case(struct known *k, struct store *s, const char *label,
		     struct error *err)
{
	struct caseopts opts = store_caseopts(s, true);
	struct casefile *c;
	struct error e = {0};
	struct stamp before;
	int64_t age;
	int rc = known_init(k, s, label, err);

	if (rc)
		return rc;
	opts.flags |= LOG_QUICK;
	opts.watch = (struct log_watch){0}; /* a row of a list */
	opts.texts = s->texts;
	stamp_of(&before, k->sum.path);
	rc = casefile_open(&c, k->sum.path, &opts, &e);
	if (!rc) {
		fill(k, s, c);
		casefile_close(c);
	} else {
		k->sum.broken = true;
		store_fit(k->sum.error, sizeof(k->sum.error), e.what);
	}
	if (rc == ERR_NOMEM)
		return error_nomem(err);
	age = s->env->now(s->env->ctx) - before.mtime / 1000000;
	if ((!rc || rc == ERR_CORRUPT || rc == ERR_INVALID) &&
	    (age > TICK_MS || age < -TICK_MS))
		k->stamp = before;
	k->sum.fresh = true;
	return 0;
}

/* Takes over what is remembered, and says if it still holds. */
static void recall(struct known *k, struct store *s, const struct known *old)
{
	int64_t at = s->env->now(s->env->ctx);
	struct stamp now;
	char path[sizeof(k->sum.path)];

	memcpy(path, k->sum.path, sizeof(path));
	*k = *old;
	memcpy(k->sum.path, path, sizeof(path));
	k->sum.fresh = stamp_of(&now, path) && stamp_same(&k->stamp, &now) &&
		       k->since <= at && at < k->until;
}

/* What is remembered if it still holds, else read anew, unless quick. */
static int look(struct known *k, struct store *s, const char *label,
		bool quick, struct error *err)
{
	const struct known *old = memory_find(s->memory, label);
	int rc = known_init(k, s, label, err);

	if (!rc && old)
		recall(k, s, old);
	if (rc || quick || k->sum.fresh)
		return rc;
	s->memory->dirty = true;
	return read_case(k, s, label, err);
}

/* --- all of them ------------------------------------------------------------------ */

static int by_need(const void *a, const void *b)
{
	const struct summary *x = a, *y = b;

	if (x->open != y->open)
		return x->open ? -1 : 1;
	if (x->opened != y->opened)
		return x->opened > y->opened ? -1 : 1;
	return strcmp(y->label, x->label);
}

/* Looks at every case; what is remembered of others is forgotten. */
static int look_all(struct store *s, const char *const *label, size_t count,
		    bool quick, struct error *err)
{
	struct memory *m = s->memory;
	struct known *all = mem_zalloc((count + 1) * sizeof(*all));
	int rc = all ? 0 : error_nomem(err);

	s->texts = book_texts_new(); /* without, each case reads its own */
	for (size_t i = 0; !rc && i < count; i++)
		rc = look(&all[i], s, label[i], quick, err);
	book_texts_free(s->texts);
	s->texts = NULL;
	if (rc) {
		mem_free(all);
		return rc;
	}
	if (m->len != count)
		m->dirty = true;
	mem_free(m->at);
	m->at = all;
	m->len = count;
	return 0;
}

int store_cases(struct summary **out, size_t *count, struct store *s,
		bool quick, struct error *err)
{
	struct memory *m = memory_of(s);
	struct arena a = {0};
	const char **label;
	size_t n;
	int rc = m ? store_labels(&label, &n, &a, s, err) : error_nomem(err);

	*out = NULL;
	*count = 0;
	if (!rc)
		rc = look_all(s, label, n, quick, err);
	arena_release(&a);
	if (rc)
		return rc;
	*out = mem_zalloc((m->len + 1) * sizeof(**out));
	if (!*out)
		return error_nomem(err);
	for (size_t i = 0; i < m->len; i++)
		(*out)[i] = m->at[i].sum;
	*count = m->len;
	if (m->len)
		qsort(*out, m->len, sizeof(**out), by_need);
	if (!quick)
		memory_save(s, false);
	return 0;
}

/* Puts one case where it belongs. */
static int remember(struct memory *m, const struct known *k,
		    struct error *err)
{
	struct known *old = memory_find(m, k->sum.label), *all;
	size_t i = 0;

	m->dirty = true;
	if (old) {
		*old = *k;
		return 0;
	}
	all = mem_realloc(m->at, (m->len + 1) * sizeof(*all));
	if (!all)
		return error_nomem(err);
	m->at = all;
	while (i < m->len && strcmp(all[i].sum.label, k->sum.label) < 0)
		i++;
	memmove(&all[i + 1], &all[i], (m->len - i) * sizeof(*all));
	all[i] = *k;
	m->len++;
	return 0;
}

int store_summary(struct summary *out, struct store *s, const char *label,
		  struct error *err)
{
	struct memory *m = memory_of(s);
	struct known *k = mem_zalloc(sizeof(*k));
	char *path = NULL, *exact = NULL;
	int rc = m && k ? store_find(&path, s, label, err) : error_nomem(err);

	if (!rc) {
		exact = store_label_of(path);
		rc = exact ? read_case(k, s, exact, err) : error_nomem(err);
	}
	if (!rc)
		rc = remember(m, k, err);
	if (!rc) {
		*out = k->sum;
		memory_save(s, false);
	}
	mem_free(exact);
	mem_free(path);
	mem_free(k);
	return rc;
}
