/* tui/screen/adopt_news.c - whether a playbook of the open case moved on:
 * worked out after the first picture, and again when either end moves. */
#include <string.h>

#include "core/base/tr.h"
#include "tui/screen/adopt.h"
#include "tui/screen/views.h"

/* What the answer hangs on: the case, its records, and the hour it was
 * asked in; main moves seldom, and R or opening the case asks again. */
static bool fresh(const struct news *n, const struct situation *s,
		  int64_t mono)
{
	return n->known && !memcmp(n->case_id, s->case_id, ID_LEN) &&
	       n->adopted == s->adopt_count && n->events == s->event_count &&
	       mono - n->at < NEWS_MS;
}

/* The screen may have gone meanwhile: nothing is kept but the words. */
static void look(struct app *app, void *ctx)
{
	struct ctx *x = ctx_of(app);
	struct news *n = &x->news;
	const struct situation *s;
	struct str words = {0};

	(void)ctx;
	n->coming = false;
	if (!x->c)
		return;
	s = ctx_now(app);
	offer_words(&words, x->store, s);
	str_copy(n->words, sizeof(n->words), str_text(&words));
	str_release(&words);
	memcpy(n->case_id, s->case_id, ID_LEN);
	n->adopted = s->adopt_count;
	n->events = s->event_count;
	n->at = app_mono(app);
	n->known = true;
	app_redraw(app);
}

const char *adopt_news(struct app *app)
{
	struct news *n = &ctx_of(app)->news;
	const struct situation *s = ctx_now(app);

	if (!fresh(n, s, app_mono(app)) && !n->coming)
		n->coming = !app_after(app, 1, look, NULL);
	return n->known && !memcmp(n->case_id, s->case_id, ID_LEN) &&
			       n->adopted == s->adopt_count
		       ? n->words
		       : "";
}

bool adopt_moved(char *ref, size_t size, struct app *app)
{
	const struct situation *s = ctx_now(app);
	size_t of[ADOPT_KINDS];
	char commit[COMMIT_HEX];

	for (size_t i = 0; i < s->book_count; i++)
		if (s->book[i].conflict ||
		    offer_moved(of, commit, ctx_of(app)->store, s,
				&s->book[i]))
			return str_copy(ref, size, s->book[i].adopt->slug);
	return false;
}
