/* tui/screen/columnask.c - see columnask.h. */
#include "tui/screen/columnask.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/widget/dialog.h"

static void drop(struct columnask *q)
{
	for (size_t i = 0; i < q->count; i++)
		mem_free(q->ask[i].heading);
	q->count = q->at = 0;
}

void columnask_release(struct columnask *q)
{
	drop(q);
	mem_free(q->ask);
	str_release(&q->map);
}

static int add(struct columnask *q, const char *heading, size_t column)
{
	if (mem_reserve(&q->ask, &q->cap, q->count + 1, sizeof(*q->ask)))
		return ERR_NOMEM;
	q->ask[q->count] = (struct unknown){column, mem_strdup(heading)};
	if (!q->ask[q->count].heading)
		return ERR_NOMEM;
	q->count++;
	return 0;
}

static int note(void *ctx, int *out, const struct column_kind *k,
		const char *heading, size_t column, struct error *err)
{
	*out = k->count;
	return add(ctx, heading, column) ? error_nomem(err) : 0;
}

void columnask_args(struct columns_args *out, struct columnask *q,
		    const char *memory)
{
	*out = (struct columns_args){
		.map = q->map.len ? str_text(&q->map) : NULL,
		.memory = memory,
		.screen = true,
		.ask = q->noting ? note : NULL,
		.ctx = q};
}

bool columnask_enough(const struct columnask *q)
{
	return q->noting && q->count;
}

/* --- one after the other ----------------------------------------------------------- */

static void next(struct columnask *q);

static void given(struct app *app, void *ctx, int i)
{
	struct columnask *q = ctx;
	bool all = i == q->offers + 1;
	int f = i >= 0 && i < q->offers ? q->offer[i] : q->kind->count;

	(void)app;
	if (i < 0) {
		q->done(q->ctx, true);
		return;
	}
	do {
		str_addf(&q->map, "#%zu=%s,", q->ask[q->at].column,
			 f == q->kind->count ? "-" : q->kind->field[f].name);
		q->at++;
	} while (all && q->at < q->count);
	if (f < q->kind->count)
		q->taken[f] = true;
	next(q);
}

/* The fields that no column has yet, and two ways to leave it out; which of
 * them to begin with. */
static int offer(const char *choice[COLUMN_FIELDS + 2], struct columnask *q)
{
	const struct column_kind *k = q->kind;
	int known = column_known(k, q->ask[q->at].heading), chosen;

	q->offers = 0;
	for (int f = 0; f < k->count; f++)
		if (!q->taken[f]) {
			choice[q->offers] = _(k->field[f].label);
			q->offer[q->offers++] = f;
		}
	choice[q->offers] = _("leave it out: it is not stored");
	choice[q->offers + 1] = _("leave this and all the rest out");
	chosen = q->offers;
	for (int i = 0; i < q->offers; i++)
		if (q->offer[i] == known)
			chosen = i;
	return chosen;
}

static void next(struct columnask *q)
{
	const char *choice[COLUMN_FIELDS + 2];
	struct str ask = {0};
	int chosen;

	if (q->at == q->count) {
		q->noting = false;
		q->done(q->ctx, false);
		return;
	}
	chosen = offer(choice, q);
	str_addf(&ask, _("Column %zu, \"%s\" (%zu of %zu): what is it?"),
		 q->ask[q->at].column, q->ask[q->at].heading, q->at + 1,
		 q->count);
	dialog_choose(q->app, str_text(&ask), choice, q->offers + 2, chosen,
		      given, q);
	str_release(&ask);
}

bool columnask_rest(struct columnask *q, const struct columns *c)
{
	if (!columnask_enough(q))
		return false;
	q->kind = c->of;
	for (int f = 0; f < c->of->count; f++)
		q->taken[f] = c->at[f] != SIZE_MAX;
	next(q);
	return true;
}

void columnask_all(struct columnask *q, const struct columns *c)
{
	q->kind = c->of;
	str_clear(&q->map);
	memset(q->taken, 0, sizeof(q->taken));
	drop(q);
	for (size_t i = 0; i < c->count; i++)
		if (*c->heading[i] && add(q, c->heading[i], i + 1))
			break;
	next(q);
}
