/* core/notice/check.c - what a template refers to is there. */
#include "core/notice/check.h"

#include "core/base/tr.h"
#include "core/playbook/finding.h"

struct check {
	struct findings *f;
	const struct notice_template *t;
	const char *file;
	const struct notice_world *w;
};

static void check_recipient(const struct check *c)
{
	struct place at = {.file = c->file, .line = c->t->to_line,
			   .col = c->t->to_col, .key = "to"};

	if (c->t->to && !c->w->recipient(c->w->ctx, c->t->to))
		finding_add(c->f, LINT_REF, &at,
			    c->w->nearest(c->w->ctx, c->t->to),
			    _("\"%s\" is no kind of recipient"), c->t->to);
}

static void check_list(const struct check *c, const char *list)
{
	struct place at = {.file = c->file, .line = 1, .col = 1,
			   .key = "covers"};
	int n = c->w->items(c->w->ctx, list);

	if (!n)
		finding_add(c->f, LINT_REF, &at,
			    c->w->nearest(c->w->ctx, list),
			    _("there is no content list \"%s\""), list);
	for (int i = 1; i <= n; i++)
		if (!notice_covering(c->t, list, i))
			finding_add(c->f, LINT_REF, &at, NULL,
				    _("no block covers %s/%d"), list, i);
}

static void check_item(const struct check *c, const struct notice_item *it)
{
	struct place at = {.file = c->file, .line = it->line, .col = it->col};
	int n = c->w->items(c->w->ctx, it->list);

	if (n && it->item > n)
		finding_add(c->f, LINT_REF, &at, NULL,
			    _("the list %s has %d items, not %d"), it->list,
			    n, it->item);
}

int notice_lint(struct findings *f, const struct notice_template *t,
		const char *file, const struct notice_world *world,
		struct error *err)
{
	struct check c = {f, t, file, world};

	check_recipient(&c);
	for (size_t i = 0; i < t->cover_count; i++)
		check_list(&c, t->covers[i]);
	for (size_t i = 0; i < t->block_count; i++)
		for (size_t k = 0; k < t->block[i].item_count; k++)
			check_item(&c, &t->block[i].item[k]);
	return f->failed ? error_nomem(err) : 0;
}
