/*
 * core/store/news.h - what is new in the playbooks, for the first screen:
 * remembered in the person's cache folder, so that no repository is opened on
 * the way there.
 */
#ifndef STANCH_STORE_NEWS_H
#define STANCH_STORE_NEWS_H

#include "core/store/draft.h"

#define NEWS_BOOKS 32

struct news_book { /* in force, and followed by some open case */
	char slug[64];
	uint8_t sha256[HASH_LEN]; /* of its base file; all zero: none */
};
struct book_news {
	struct news_book book[NEWS_BOOKS];
	size_t books;
	unsigned reviews;	/* drafts that wait for this person */
	char draft[DRAFT_NAME]; /* the first of them */
	bool fresh;		/* neither main nor a draft moved since */
};

/* What is remembered, without libgit2. All zero if nothing is. */
void store_news(struct book_news *out, struct store *s);
/* True if every playbook that an open case of the list follows is in it. */
bool news_covers(const struct book_news *n, const struct summary *list,
		 size_t count);
/* The playbook of an open case that has another text in force, or NULL;
 * *runs: what the case follows. */
const struct news_book *news_older(const struct summary_book **runs,
				   const struct book_news *n,
				   const struct summary *m);
/* Reads it from the repository, for the cases of the list, and remembers. */
int store_news_read(struct book_news *out, struct store *s,
		    const struct summary *list, size_t count,
		    struct error *err);

#endif
