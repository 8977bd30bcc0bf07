/* tui/screen/playbooks_detail.c - what the browser says of one playbook. */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/diff.h"
#include "tui/screen/bookdiff.h"
#include "tui/screen/playbooks.h"
#include "tui/widget/frame.h"

#define HANG 9
#define DAY_TEXT 10 /* "2026-09-12" of a time */
#define BEHIND_MOST 4 /* steps of a translation told by name */

/* --- reading --------------------------------------------------------------------- */

bool books_detail_waits(struct books *v)
{
	const struct pb_entry *pb = books_chosen(v);

	return pb && pb->known &&
	       (v->detail.again || strcmp(v->detail.slug, pb->slug) != 0 ||
		strcmp(v->detail.at, pb->last.id) != 0);
}

/* What the case runs, and how far what is in force has moved on since. */
static void add_older(struct books *v, const struct booktext *now,
		      const char *label, const struct summary_book *b)
{
	struct books_older *o = &v->detail.older[v->detail.older_count];
	struct bookref ref = {{0}, {0}};
	struct booktext was;
	struct pb_diff *d = NULL;
	struct str t = {0}, words = {0};

	str_copy(ref.slug, sizeof(ref.slug), b->slug);
	str_copy(ref.commit, sizeof(ref.commit), b->commit);
	if (booktext_open(&was, v->app, &ref, NULL)) {
		str_addf(&t, "@ %.7s", b->commit); /* not in this clone */
	} else {
		booktext_version(&t, was.pb->version, b->commit);
		if (!playbook_diff(&d, was.pb, was.texts.src, was.texts.count,
				   now->pb, now->texts.src, now->texts.count,
				   NULL)) {
			pb_diff_words(&words, d);
			str_addf(&t, _(": %s since"), str_text(&words));
		}
	}
	str_copy(o->label, sizeof(o->label), label);
	str_copy(o->text, sizeof(o->text), str_text(&t));
	v->detail.older_count++;
	pb_diff_free(d);
	booktext_release(&was);
	str_release(&words);
	str_release(&t);
}

static void find_older(struct books *v, const struct booktext *now)
{
	uint8_t sum[HASH_LEN];

	hash_bytes(sum, now->texts.src[0].text, now->texts.src[0].len);
	for (size_t i = 0; i < v->board.count; i++) {
		const struct summary *m = &v->board.at[i];

		for (unsigned b = 0; m->open && b < m->book_count; b++)
			if (str_eq(m->book[b].slug, now->pb->slug) &&
			    memcmp(m->book[b].sha256, sum, HASH_LEN) != 0 &&
			    v->detail.older_count < OLDER_MOST)
				add_older(v, now, m->label, &m->book[b]);
	}
}

/* "zh: 3.03 Data types, 3.05 Systems" */
static void find_behind(struct str *out, const struct playbook *pb)
{
	for (size_t in = 1; in < pb->langs; in++) {
		unsigned n = 0;

		for (size_t i = 0; i < pb->step_count; i++) {
			const struct pb_step *st = &pb->step[i];

			if (!st->stale[in] || n++ >= BEHIND_MOST)
				continue;
			if (n == 1)
				str_addf(out, "%s%s: ", out->len ? _("; ") : "",
					 pb->lang[in]);
			str_addf(out, "%s%s %s", n > 1 ? _(", ") : "",
				 st->number, text_in(&st->object, in));
		}
		if (n > BEHIND_MOST)
			str_addf(out, _(" and %u more"), n - BEHIND_MOST);
	}
}

/* Appends how many steps differ from those that were drilled; nothing if that
 * version is not in this clone. */
static void add_differ(struct str *out, struct books *v,
		       const struct booktext *now, const char *commit)
{
	struct bookref ref = {{0}, {0}};
	struct booktext was;
	struct pb_diff *d = NULL;
	size_t n;

	str_copy(ref.slug, sizeof(ref.slug), now->pb->slug);
	str_copy(ref.commit, sizeof(ref.commit), commit);
	if (!booktext_open(&was, v->app, &ref, NULL) &&
	    !playbook_diff(&d, was.pb, was.texts.src, was.texts.count, now->pb,
			   now->texts.src, now->texts.count, NULL)) {
		n = d->reworded + d->moved + d->added + d->retired;
		str_addf(out, ngettext("; %zu step differs since then",
				       "; %zu steps differ since then",
				       (unsigned long)n), n);
	}
	pb_diff_free(d);
	booktext_release(&was);
}

/* "DRILL-2026-002 on 2026-09-12, at 2.0.3 @ 8c2f1d0; 7 steps differ ..." */
static void add_drilled(struct str *out, struct books *v,
			const struct booktext *now,
			const struct store_drilled *d)
{
	char day[TIME_TEXT];

	time_text(day, d->at, ctx_of(v->app)->env->zone);
	str_addf(out, _("%s on %.*s, at %s @ %.7s"), d->label, DAY_TEXT, day,
		 d->version, d->commit);
	add_differ(out, v, now, d->commit);
}

/* What a draft changes of what is in force, and what it waits for. */
static void add_draft(struct books *v, const struct draft *d)
{
	struct books_drafted *o = &v->detail.draft[v->detail.draft_count++];
	struct bookdiff b;
	struct str t = {0};
	char arg[320];

	snprintf(arg, sizeof(arg), "%s@%s %s@" DRAFT_PREFIX "%s", d->slug,
		 *d->base ? d->base : "main", d->slug, d->name);
	str_addf(&t, _("%s, by %s: "), d->name, d->author);
	if (!bookdiff_open(&b, v->app, arg, NULL)) {
		pb_diff_words(&t, b.d);
		bookdiff_release(&b);
	}
	if (d->errors)
		str_addf(&t, _(", lint finds %u errors"), d->errors);
	str_addf(&t, _(", %s"), d->waits_for_me ? _("waits for your review")
						: draft_state_words(d->state));
	str_copy(o->name, sizeof(o->name), d->name);
	str_copy(o->text, sizeof(o->text), str_text(&t));
	str_release(&t);
}

void books_detail_read(struct books *v)
{
	const struct pb_entry *pb = books_chosen(v);
	struct bookref ref = {{0}, "main"};
	struct store_drilled drilled;
	struct booktext now;
	unsigned behind = 0;

	if (!pb)
		return;
	v->detail.again = false;
	v->detail.older_count = v->detail.draft_count = 0;
	str_clear(&v->detail.behind);
	str_clear(&v->detail.drilled);
	str_copy(v->detail.slug, sizeof(v->detail.slug), pb->slug);
	str_copy(v->detail.at, sizeof(v->detail.at), pb->last.id);
	for (size_t i = 0; i < v->draft_count; i++)
		if (str_eq(v->draft[i].slug, pb->slug) &&
		    v->detail.draft_count < OLDER_MOST)
			add_draft(v, &v->draft[i]);
	for (int i = 0; i < PB_LANGS; i++)
		behind += pb->lang[i].stale;
	if (store_drilled(&drilled, ctx_of(v->app)->store, pb->slug, NULL))
		*drilled.label = '\0'; /* said by the list of drills */
	if (!behind && !pb->cases_older && !*drilled.label)
		return;
	str_copy(ref.slug, sizeof(ref.slug), pb->slug);
	if (!booktext_open(&now, v->app, &ref, NULL)) {
		find_older(v, &now);
		find_behind(&v->detail.behind, now.pb);
		if (*drilled.label)
			add_drilled(&v->detail.drilled, v, &now, &drilled);
	}
	booktext_release(&now);
}

void books_detail_release(struct books *v)
{
	str_release(&v->detail.behind);
	str_release(&v->detail.drilled);
}

/* --- saying ------------------------------------------------------------------------- */

static void said(struct rich *r, const char *head, const char *text)
{
	int used = utf8_cells(head);

	rich_para(r, 0, HANG);
	rich_add(r, LOOK_BOLD, head);
	rich_addf(r, LOOK_PLAIN, "%*s%s", used < HANG - 1 ? HANG - used : 1,
		  "", text);
}

/* "en, zh (zh is 2 steps behind)" */
static void add_langs(struct str *t, const struct pb_entry *pb)
{
	struct str behind = {0};

	str_add(t, pb->langs);
	for (int i = 0; i < PB_LANGS; i++) {
		const struct pb_entry_lang *l = &pb->lang[i];

		if (!l->behind)
			continue;
		if (behind.len)
			str_add(&behind, _(", "));
		if (l->stale)
			str_addf(&behind,
				 ngettext("%s is %u step behind",
					  "%s is %u steps behind", l->stale),
				 l->code, l->stale);
		else
			str_addf(&behind, _("%s is behind"), l->code);
	}
	if (behind.len)
		str_addf(t, _(" (%s)"), str_text(&behind));
	str_release(&behind);
}

static void say_head(struct rich *r, const struct pb_entry *pb)
{
	struct str t = {0};

	rich_para(r, 0, HANG);
	frame_upper(&t, pb->title);
	rich_add(r, LOOK_BOLD, str_text(&t));
	str_clear(&t);
	str_add(&t, "    ");
	str_addf(&t, ngettext("%u phase", "%u phases", pb->phases),
		 pb->phases);
	str_add(&t, _(", "));
	str_addf(&t, ngettext("%u step", "%u steps", pb->steps), pb->steps);
	str_add(&t, "    ");
	add_langs(&t, pb);
	rich_add(r, LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

static void say_last(struct books *v, const struct pb_entry *pb)
{
	struct str t = {0};

	book_when(&t, v->app, pb->last.at);
	str_addf(&t, _(", %s: \"%s\""), pb->last.author, pb->last.subject);
	if (*pb->reviewers)
		str_addf(&t, _(", reviewed by %s"), pb->reviewers);
	said(v->text, _("LAST"), str_text(&t));
	str_release(&t);
}

static void say_older(struct books *v, const struct pb_entry *pb)
{
	const struct books_detail *d = &v->detail;
	bool read = str_eq(d->slug, pb->slug);
	struct str t = {0};

	for (size_t i = 0; read && i < d->older_count; i++) {
		str_clear(&t);
		str_addf(&t, _("%s runs %s"), d->older[i].label,
			 d->older[i].text);
		said(v->text, i ? "" : _("OLDER"), str_text(&t));
	}
	str_clear(&t);
	if (read && d->older_count && pb->cases_older > d->older_count)
		str_addf(&t, _("and %u more"),
			 pb->cases_older - (unsigned)d->older_count);
	else if (pb->cases_older && !(read && d->older_count))
		str_addf(&t,
			 ngettext("%u open case runs another text of it",
				  "%u open cases run another text of it",
				  pb->cases_older),
			 pb->cases_older);
	if (t.len)
		said(v->text, read && d->older_count ? "" : _("OLDER"),
		     str_text(&t));
	str_release(&t);
	if (read && d->behind.len)
		said(v->text, _("BEHIND"), str_text(&d->behind));
}

static void say_lint(struct books *v, const struct pb_entry *pb)
{
	struct str t = {0};

	if (!pb->errors && !pb->warnings)
		return;
	str_addf(&t, ngettext("%u error", "%u errors", pb->errors),
		 pb->errors);
	str_add(&t, _(", "));
	str_addf(&t, ngettext("%u warning", "%u warnings", pb->warnings),
		 pb->warnings);
	said(v->text, _("LINT"), str_text(&t));
	str_release(&t);
}

/* What a newer program brought, and how main takes it. */
static void say_shipped(struct books *v)
{
	const struct store_brought *b = &v->brought;
	struct str t = {0};

	if (!*b->version)
		return;
	if (b->strange)
		str_addf(&t, _("stanch %s brought other playbooks; these did "
			       "not begin with what ships"), b->version);
	else if (b->conflicts)
		str_addf(&t, ngettext("stanch %s brought newer playbooks; %zu "
				      "file clashes: stanch playbook update",
				      "stanch %s brought newer playbooks; %zu "
				      "files clash: stanch playbook update",
				      b->conflicts), b->version, b->conflicts);
	else
		str_addf(&t, ngettext("stanch %s brought %zu newer file; it "
				      "merges: stanch playbook update",
				      "stanch %s brought %zu newer files; they "
				      "merge: stanch playbook update",
				      b->files), b->version, b->files);
	said(v->text, _("SHIPPED"), str_text(&t));
	str_release(&t);
}

static void describe(struct books *v, const struct pb_entry *pb)
{
	rich_clear(v->text);
	if (!pb->known) {
		rich_line(v->text, 0, LOOK_BOLD, pb->slug);
		rich_line(v->text, 0, LOOK_PLAIN, _("reading ..."));
		return;
	}
	say_head(v->text, pb);
	rich_line(v->text, 0, LOOK_PLAIN, pb->intro);
	rich_line(v->text, 0, LOOK_PLAIN, "");
	if (*pb->last.id)
		say_last(v, pb);
	say_older(v, pb);
	if (v->detail.drilled.len && str_eq(v->detail.slug, pb->slug))
		said(v->text, _("DRILLED"), str_text(&v->detail.drilled));
	for (size_t i = 0; i < v->detail.draft_count; i++)
		if (str_eq(v->detail.slug, pb->slug))
			said(v->text, i ? "" : _("DRAFT"),
			     v->detail.draft[i].text);
	say_shipped(v);
	say_lint(v, pb);
}

void books_detail_draw(struct books *v, struct surface *s, int row, int rows,
		       int col, int cells)
{
	const struct pb_entry *pb = books_chosen(v);

	if (!pb)
		return;
	describe(v, pb);
	rich_put(v->text, s, row, rows, col, cells);
}
