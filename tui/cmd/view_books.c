/* tui/cmd/view_books.c - the playbooks of a case, for tools. */
#include "core/store/offer.h"
#include "tui/cmd/view.h"

static void files_json(struct cli *x, const struct set_adopt *a)
{
	struct jwrite *w = x->out.json;

	if (a->file_count)
		jwrite_hex(w, "sha256", a->file[0].sha256, HASH_LEN);
	else
		jwrite_null(w, "sha256");
	jwrite_array(w, "files");
	for (size_t k = 0; k < a->file_count; k++) {
		jwrite_object(w, NULL);
		jwrite_str(w, "name", a->file[k].name);
		jwrite_hex(w, "sha256", a->file[k].sha256, HASH_LEN);
		jwrite_end(w);
	}
	jwrite_end(w);
}

/* All versions, in order; several "stand" while two are adopted at once. */
static void versions_json(struct cli *x, const struct situation *s,
			  const char *slug)
{
	struct jwrite *w = x->out.json;

	jwrite_array(w, "versions");
	for (size_t i = 0; i < s->version_count; i++) {
		const struct book *v = s->version[i];

		if (!str_eq(v->adopt->slug, slug))
			continue;
		jwrite_object(w, NULL);
		jwrite_str(w, "commit", v->adopt->commit);
		jwrite_str(w, "version", v->pb ? v->pb->version : NULL);
		jwrite_bool(w, "stands", v->stands);
		jwrite_str(w, "by", event_doer(v->event));
		out_json_time(&x->out, "at", v->event->at);
		jwrite_str(w, "why", v->adopt->why);
		jwrite_end(w);
	}
	jwrite_end(w);
}

/* What adopting main would do, or null if it is followed already. */
static void moved_json(struct cli *x, const struct situation *s,
		       const struct book *b)
{
	struct jwrite *w = x->out.json;
	size_t of[ADOPT_KINDS];
	char commit[COMMIT_HEX];

	if (s->state != CASE_OPEN || !offer_moved(of, commit, x->store, s, b)) {
		jwrite_null(w, "moved_on");
		return;
	}
	jwrite_object(w, "moved_on");
	jwrite_str(w, "commit", commit);
	for (int i = ADOPT_CHANGED; i < ADOPT_KINDS; i++)
		jwrite_int(w, adopt_kind_name((enum adopt_kind)i),
			   (int64_t)of[i]);
	jwrite_end(w);
}

void view_books_json(struct cli *x, const struct situation *s)
{
	struct jwrite *w = x->out.json;

	jwrite_array(w, "playbooks");
	for (size_t i = 0; i < s->book_count; i++) {
		const struct book *b = &s->book[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "slug", b->adopt->slug);
		jwrite_str(w, "commit", b->adopt->commit);
		files_json(x, b->adopt);
		jwrite_bool(w, "conflict", b->conflict);
		versions_json(x, s, b->adopt->slug);
		moved_json(x, s, b);
		jwrite_end(w);
	}
	jwrite_end(w);
}
