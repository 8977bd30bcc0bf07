/* tests/support/draftfix.c - see draftfix.h. */
#include "tests/support/draftfix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/repo/repo.h"
#include "core/store/store.h"

void draftfix_be(struct draftfix *x, const char *who)
{
	store_close(x->s);
	x->s = fixture_store(&x->f, who, NULL);
	fixture_git_user(&x->f, who);
}

int draftfix_up(void **state)
{
	struct draftfix *x = calloc(1, sizeof(*x));

	assert_non_null(x);
	fixture_up(&x->f);
	setenv("HOME", x->f.dir, 1);
	draftfix_be(x, "lin");
	*state = x;
	return 0;
}

int draftfix_down(void **state)
{
	struct draftfix *x = *state;

	fixture_git(&x->f, "fsck", "--strict", NULL);
	store_close(x->s);
	fixture_down(&x->f);
	free(x);
	return 0;
}

void draftfix_edit(struct draftfix *x, const char *draft, const char *file,
		   const char *from, const char *to)
{
	struct str t = {0}, out = {0};
	const char *at;

	goes(&x->f, store_draft_text(&t, x->s, draft, file, &x->f.err));
	at = strstr(str_text(&t), from);
	assert_non_null(at);
	str_addn(&out, t.p, (size_t)(at - t.p));
	str_add(&out, to);
	str_add(&out, at + strlen(from));
	goes(&x->f, store_draft_keep(x->s, draft, file, str_text(&out),
				     out.len, &x->f.err));
	str_release(&t);
	str_release(&out);
}

void draftfix_change(struct draftfix *x, const char *draft, const char *from,
		     const char *to)
{
	draftfix_edit(x, draft, BOOK, from, to);
	goes(&x->f, store_draft_commit(x->id, x->s, draft, "Change it",
				       &x->f.err));
}

void draftfix_new(struct draftfix *x, const char *draft)
{
	struct draft d;

	goes(&x->f, store_draft_new(&d, x->s, draft, &x->f.err));
}

enum draft_state draftfix_state(struct draftfix *x, const char *draft)
{
	struct draft d;

	goes(&x->f, store_draft(&d, x->s, draft, &x->f.err));
	return d.state;
}

void draftfix_main(struct draftfix *x, const char *words, bool has)
{
	struct str t = {0};

	goes(&x->f, repo_read(&t, store_repo(x->s, NULL), "main", BOOK,
			      &x->f.err));
	if ((strstr(str_text(&t), words) != NULL) != has)
		fail_msg("main %s \"%s\"", has ? "lacks" : "has", words);
	str_release(&t);
}

void draftfix_says(const struct draftfix *x, const char *want)
{
	if (!strstr(x->f.err.what, want))
		fail_msg("\"%s\" is not in \"%s\"", want, x->f.err.what);
}
