/* core/case/act_adopt.c - a case takes up a playbook, or another version. */
#include <string.h>

#include "core/base/tr.h"
#include "core/case/doing.h"
#include "core/case/layout.h"

static const struct book *followed(const struct situation *s,
				   const char *slug)
{
	for (size_t i = 0; i < s->book_count; i++)
		if (str_eq(s->book[i].adopt->slug, slug))
			return &s->book[i];
	return NULL;
}

/* --- may it be adopted --------------------------------------------------------- */

static int has_errors(const char *slug, const struct findings *f,
		      struct error *err)
{
	size_t i = 0;

	while (i + 1 < f->count && f->at[i].level != LINT_ERROR)
		i++;
	error_set(err, ERR_INVALID, _("playbook %s has errors"), slug);
	if (f->count)
		error_where(err, "%s:%d: %s", f->at[i].file, f->at[i].line,
			    f->at[i].what);
	return error_fix(err, "stanch playbook lint %s", slug);
}

static bool same_texts(const struct set_adopt *p, const struct pb_source *file,
		       size_t count)
{
	uint8_t sum[HASH_LEN];

	if (p->file_count != count)
		return false;
	for (size_t i = 0; i < count; i++) {
		hash_bytes(sum, file[i].text, file[i].len);
		if (memcmp(sum, p->file[i].sha256, HASH_LEN) ||
		    !str_eq(file[i].name, p->file[i].name))
			return false;
	}
	return true;
}

/* Two values stand: adopting one of them again is how it is settled. */
static int must_differ(const struct situation *s, const struct book *b,
		       const struct pb_source *file, size_t count,
		       struct error *err)
{
	if (b->conflict || !same_texts(b->adopt, file, count))
		return 0;
	error_set(err, ERR_REFUSED, _("%s follows this text of %s already"),
		  s->label, b->adopt->slug);
	return error_where(err, _("adopted at %.7s"), b->adopt->commit);
}

/* Its `id:` is what a playbook is, whatever it is called: numbers, ticks and
 * answers of another one would be taken for these. */
static int must_be_it(const struct book *b, const struct playbook *pb,
		      struct error *err)
{
	if (!b->pb || !b->pb->id || str_eq(b->pb->id, pb->id))
		return 0;
	error_set(err, ERR_REFUSED, _("that is another playbook, not a "
				      "version of %s"), b->adopt->slug);
	error_where(err, _("its id is %s, not %s"), pb->id ? pb->id : "?",
		    b->pb->id);
	return error_fix(err, _("give it a file name of its own, then adopt "
				"it beside this one"));
}

static int check_text(const struct book *b, const char *slug,
		      const struct pb_source *file, size_t count,
		      struct error *err)
{
	const struct lint_world world = {0};
	struct playbook *pb = NULL;
	struct findings f = {0};
	int rc = playbook_read(&pb, file, count, &f, err);

	if (!rc)
		rc = playbook_lint(&f, pb, file, count, &world, err);
	if ((!rc || rc == ERR_INVALID) && f.errors)
		rc = has_errors(slug, &f, err);
	if (!rc && b)
		rc = must_be_it(b, pb, err);
	playbook_free(pb);
	findings_release(&f);
	return rc;
}

/* --- adopting ------------------------------------------------------------------- */

static int adopt(struct doing *d, const char *slug, const char *commit,
		 const struct pb_source *file, size_t count, const char *why,
		 struct error *err)
{
	struct act *a = d->a;
	const bool strict = a->strict;
	struct jwrite *j = doing_set(d, "playbook.adopt", slug);
	int rc;

	jwrite_str(j, "commit", commit);
	if (why)
		jwrite_str(j, "why", why);
	batch_sources(&d->b, file, count);
	a->strict = true; /* what was compared must be what is replaced */
	rc = doing_end(d, err);
	a->strict = strict;
	return rc;
}

int act_adopt(struct act *a, const char *slug, const char *commit,
	      const struct pb_source *file, size_t count, const char *why,
	      struct error *err)
{
	const struct book *b;
	struct doing d;
	int rc = doing_begin(&d, a, false, err);

	if (rc)
		return rc;
	b = followed(d.s, slug);
	if (b)
		rc = must_differ(d.s, b, file, count, err);
	if (!rc)
		rc = check_text(b, slug, file, count, err);
	if (!rc && b)
		rc = why_needed(why, _("adopting another version"), err);
	return rc ? rc : adopt(&d, slug, commit, file, count, why, err);
}

/* --- back ------------------------------------------------------------------------ */

static int stored_texts(struct pb_source *src, struct str *text,
			const struct set_adopt *p, struct log *log,
			struct error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < p->file_count; i++) {
		rc = log_att_read(&text[i], log, p->file[i].att, err);
		src[i] = (struct pb_source){p->file[i].name,
					    str_text(&text[i]), text[i].len};
	}
	return rc;
}

/* What an undo of this record takes up again; NULL with words if nothing. */
static const struct set_adopt *before(const struct situation *s,
				      const struct event *ev,
				      struct error *err)
{
	for (size_t i = 0; i < s->version_count; i++) {
		const struct book *v = s->version[i];

		if (v->event != ev)
			continue;
		if (!v->was)
			error_set(err, ERR_REFUSED,
				  _("there was no version of %s before that"),
				  v->adopt->slug);
		else if (!v->stands)
			error_set(err, ERR_REFUSED,
				  _("another version of %s was adopted since"),
				  v->adopt->slug);
		else
			return v->was->adopt;
		return NULL;
	}
	error_set(err, ERR_REFUSED, _("that adoption has no effect"));
	return NULL;
}

int act_adopt_undo(struct act *a, const struct event *ev, struct error *err)
{
	struct pb_source src[PB_LANGS];
	struct str text[PB_LANGS] = {{0}};
	const struct set_adopt *p;
	struct doing d;
	int rc = doing_begin(&d, a, false, err);

	if (rc)
		return rc;
	p = before(d.s, ev, err);
	if (!p)
		return ERR_REFUSED;
	rc = stored_texts(src, text, p, casefile_log(a->c), err);
	if (!rc)
		rc = adopt(&d, p->slug, p->commit, src, p->file_count,
			   _("undone"), err);
	for (size_t i = 0; i < PB_LANGS; i++)
		str_release(&text[i]);
	return rc;
}
