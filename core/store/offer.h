/*
 * core/store/offer.h - a version of a playbook that a case could take up:
 * its text in the repository, and what it would do there.
 */
#ifndef STANCH_STORE_OFFER_H
#define STANCH_STORE_OFFER_H

#include "core/case/adopt.h"
#include "core/store/store.h"

struct offer {
	const struct book *book; /* of the case: what it follows now */
	struct playbook *pb;
	struct pb_texts texts;
	struct repo_commit last; /* what last changed the file, there */
	struct adopt_plan *plan;
	bool same;	  /* the texts are those that are followed */
	unsigned errors;  /* lint errors: it cannot be adopted */
};

/* The playbook of a case by its name; NULL or "": the only one. ERR_USAGE
 * names them where there are several; ERR_NOTFOUND. */
int offer_book(const struct book **out, const struct situation *s,
	       const char *slug, struct error *err);
/* Reads book's playbook at `to` ("main", a commit, "draft/NAME") and plans.
 * A real case takes only what is in force or was: ERR_REFUSED for a commit
 * that main does not reach. s must outlive *out, the caller's (offer_free).
 * Times are told in the zone of the store's env. */
int offer_read(struct offer **out, struct store *s,
	       const struct situation *now, const struct book *book,
	       const char *to, struct error *err);
void offer_free(struct offer *o); /* NULL is fine */
/* ERR_REFUSED unless commit is one that a case like this may follow. */
int offer_allowed(struct store *s, const struct situation *now,
		  const char *commit, struct error *err);
/* Appends "playbook moved on: 2 new, 1 changed, 1 retired" if any playbook
 * of the case has another text on main; nothing if not, or if the
 * repository cannot be read. With several, their names stand before. */
void offer_words(struct str *out, struct store *s,
		 const struct situation *now);
/* older[i]: an open case of the list follows another text of a playbook than
 * main has, by its base file. Each playbook is read once; all false if the
 * repository cannot be read. older has room for count. */
void offer_older(bool *older, struct store *s, const struct summary *list,
		 size_t count);
/* The same for one playbook, in figures: true if main has another text. */
bool offer_moved(size_t of[ADOPT_KINDS], char commit[COMMIT_HEX],
		 struct store *s, const struct situation *now,
		 const struct book *book);

#endif
