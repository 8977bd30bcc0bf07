/* tui/cmd/drill_runs.c - see drill_runs.h. */
#include "tui/cmd/drill_runs.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"

int run_open(struct run *r, struct cli *x, const char *label,
	     struct error *err)
{
	struct scenario_world w;
	int rc;

	*r = (struct run){0};
	rc = play_open(&r->p, x, label, true, err);
	if (!rc)
		rc = play_need_scenario(&r->p, err);
	if (!rc && !r->p.d->start)
		rc = error_set(err, ERR_REFUSED,
			       _("%s has not been started"),
			       casefile_now(r->p.c)->label);
	if (!rc)
		rc = drill_world(&w, x, NULL, err);
	if (!rc)
		rc = score_make(&r->s, r->p.d, &w, err);
	if (!rc)
		rc = version_read(&r->v, x->store, r->p.d->start->slug,
				  r->p.d->start->commit, err);
	if (rc)
		run_close(r);
	return rc;
}

int run_diff(struct run *was, const struct run *is, struct error *err)
{
	pb_diff_free(was->diff);
	was->diff = NULL;
	return was->v.pb && is->v.pb
		       ? version_diff(&was->diff, &was->v, &is->v, err)
		       : 0;
}

static struct drill_run_of view_of(const struct run *r)
{
	return (struct drill_run_of){casefile_now(r->p.c)->label, r->p.d,
				     r->s, r->diff};
}

void run_close(struct run *r)
{
	pb_diff_free(r->diff);
	version_release(&r->v);
	score_free(r->s);
	if (r->p.c)
		play_close(&r->p);
	*r = (struct run){0};
}

/* --- all that are alike --------------------------------------------------------- */

static bool is_like(const struct run *of, const struct drill_state *d)
{
	return of->p.d->practice ? d->practice && drill_alike(of->p.d, d)
				 : drill_history(of->p.d, d);
}

/* Looks at one without reading more of it than need be. */
static int take_run(struct runs *out, struct cli *x, const struct run *of,
		    const char *label, struct error *err)
{
	struct error ignored = {0};
	struct run *r;
	struct play p;
	bool like;

	if (str_eq(label, casefile_now(of->p.c)->label) ||
	    play_open(&p, x, label, true, &ignored))
		return 0;
	like = p.sc && is_like(of, p.d);
	play_close(&p);
	if (!like)
		return 0;
	r = mem_zalloc(sizeof(*r));
	if (!r || mem_reserve(&out->at, &out->cap, out->count + 1,
			      sizeof(*out->at))) {
		mem_free(r);
		return error_nomem(err);
	}
	if (run_open(r, x, label, &ignored))
		mem_free(r);
	else
		out->at[out->count++] = r;
	return 0;
}

static int by_start(const void *a, const void *b)
{
	const struct run *x = *(struct run *const *)a;
	const struct run *y = *(struct run *const *)b;
	int64_t began = x->p.d->started->at, other = y->p.d->started->at;

	if (began != other)
		return began < other ? -1 : 1;
	return strcmp(casefile_now(x->p.c)->label,
		      casefile_now(y->p.c)->label);
}

static int view_all(struct runs *out, const struct run *of, struct error *err)
{
	int rc = 0;

	out->view = mem_zalloc((out->count + 1) * sizeof(*out->view));
	if (!out->view)
		return error_nomem(err);
	for (size_t i = 0; !rc && i < out->count; i++) {
		struct run *r = out->at[i];

		if (by_start(&r, &of) < 0) {
			out->earlier++;
			rc = run_diff(r, of, err);
		}
		out->view[i] = view_of(r);
	}
	return rc;
}

int runs_like(struct runs *out, struct cli *x, const struct run *of,
	      struct error *err)
{
	struct arena a = {0};
	const char **label;
	size_t count;
	int rc = store_drills(&label, &count, &a, x->store, err);

	*out = (struct runs){0};
	for (size_t i = 0; !rc && i < count; i++)
		rc = take_run(out, x, of, label[i], err);
	arena_release(&a);
	if (out->count)
		qsort(out->at, out->count, sizeof(*out->at), by_start);
	return rc ? rc : view_all(out, of, err);
}

void runs_release(struct runs *r)
{
	for (size_t i = 0; i < r->count; i++) {
		run_close(r->at[i]);
		mem_free(r->at[i]);
	}
	mem_free(r->at);
	mem_free(r->view);
	*r = (struct runs){0};
}
