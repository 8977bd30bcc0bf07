/* core/store/draft_comment.c - remarks on a draft: commits that change
 * nothing, with the step they are about (docs/adr/0004-drafts.md). */
#include <string.h>
#include <strings.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/drafting.h"

#define COMMENT "Review-Comment"
#define WHOLE "-" /* for a step: the draft as a whole */
#define WORDS_MAX ((size_t)4000)

struct listing {
	struct draft_comment *at; /* newest first, while it is read */
	size_t count, cap;
	struct arena *a;
	struct store *s;
	const char *step; /* of the commit at hand; NULL: none */
	struct error *err;
};

static int trailer(void *ctx, const char *key, const char *value)
{
	struct listing *l = ctx;

	if (!strcasecmp(key, COMMENT) && !l->step)
		l->step = arena_strdup(l->a, str_eq(value, WHOLE) ? ""
								  : value);
	return 0;
}

/* The message up to its trailers, without blank lines at its end. */
static char *words_of(struct arena *a, const struct str *message)
{
	const char *text = str_text(message), *last = text;
	size_t n;

	for (const char *p = text; (p = strstr(p, "\n\n")); p += 2)
		last = p;
	for (n = (size_t)(last - text); n && text[n - 1] == '\n'; n--)
		;
	return arena_strndup(a, text, n);
}

static int look(void *ctx, const struct repo_commit *c)
{
	struct listing *l = ctx;
	struct draft_comment *one;
	struct str m = {0};
	int rc;

	l->step = NULL;
	rc = repo_trailers(l->s->repo, c->id, trailer, l, l->err);
	if (rc || !l->step)
		return rc;
	rc = repo_message(&m, l->s->repo, c->id, l->err);
	if (!rc && arena_grow(l->a, &l->at, l->count, &l->cap, sizeof(*one)))
		rc = ERR_NOMEM;
	if (!rc) {
		one = &l->at[l->count++];
		*one = (struct draft_comment){.step = l->step, .at = c->at,
					      .text = words_of(l->a, &m)};
		store_fit(one->who, sizeof(one->who), c->author);
		rc = one->text ? 0 : ERR_NOMEM;
	}
	str_release(&m);
	return rc;
}

static void turn_round(struct draft_comment *at, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct draft_comment t = at[i];

		at[i] = at[n - 1 - i];
		at[n - 1 - i] = t;
	}
}

int store_draft_comments(struct draft_comment **out, size_t *count,
			 struct arena *a, struct store *s, const char *name,
			 struct error *err)
{
	struct listing l = {.a = a, .s = s, .err = err};
	struct drafting d;
	int rc = drafting_open(&d, s, name, err);

	*out = NULL;
	*count = 0;
	if (!rc && d.tip[0])
		rc = repo_commits(s->repo, d.tip, d.main, look, &l, err);
	drafting_release(&d);
	if (rc)
		return rc == ERR_NOMEM ? error_nomem(err) : rc;
	turn_round(l.at, l.count);
	*out = l.at;
	*count = l.count;
	return 0;
}

static int check_words(const char *text, struct error *err)
{
	if (!text[strspn(text, " \t\r\n")])
		return error_set(err, ERR_USAGE, _("a comment needs words"));
	if (strlen(text) > WORDS_MAX)
		return error_set(err, ERR_TOOBIG,
				 _("a comment has %zu bytes at most"),
				 WORDS_MAX);
	return 0;
}

int store_draft_comment(struct store *s, const char *name, const char *step,
			const char *text, struct error *err)
{
	struct draft_signer p = {0};
	struct str m = {0};
	struct drafting d;
	size_t n = strlen(text);
	int rc = check_words(text, err);

	if (!rc)
		rc = drafting_open(&d, s, name, err);
	if (rc)
		return rc;
	while (n && strchr(" \t\r\n", text[n - 1]))
		n--;
	str_addn(&m, text, n);
	str_addf(&m, "\n\n" COMMENT ": %s\n", *step ? step : WHOLE);
	if (!d.tip[0])
		rc = draft_nothing_there(&d, err);
	if (!rc)
		rc = draft_signer(&p, s, err);
	if (!rc)
		rc = draft_say(&d, &p, &m, err);
	draft_signer_release(&p);
	drafting_release(&d);
	str_release(&m);
	return rc;
}
