/* core/store/stale.c - see stale.h. */
#include "core/store/stale.h"

#include "core/base/mem.h"
#include "core/store/history.h"

struct looking {
	struct str *out;
	struct store *s;
	const char *slug;
	const struct stale *at;
	bool found;
};

static void take(struct looking *l, const char *hash,
		 const struct pb_range *range, const struct pb_source *src)
{
	if (l->found || !str_eq(hash, l->at->of))
		return;
	l->found = true;
	str_addn(l->out, src->text + range->at, range->end - range->at);
}

static void look(struct looking *l, const struct playbook *pb,
		 const struct pb_source *src)
{
	const struct pb_step *st = playbook_step(pb, l->at->id);

	if (!*l->at->id)
		take(l, pb->source_hash.in[0], &pb->range[0], src);
	if (st)
		take(l, st->source_hash.in[0], &st->range[0], src);
	for (size_t i = 0; i < pb->phase_count; i++)
		if (str_eq(pb->phase[i].id, l->at->id))
			take(l, pb->phase[i].source_hash.in[0],
			     &pb->phase[i].range[0], src);
}

/* A version that cannot be read is none to translate from. */
static int look_in(struct looking *l, const char *then, struct error *err)
{
	struct pb_texts texts = {0};
	struct findings f = {0};
	struct playbook *pb = NULL;
	int rc = store_playbook_then(&pb, &texts, &f, l->s, l->slug, "main",
				     then, err);

	if (!rc)
		look(l, pb, &texts.src[0]);
	playbook_free(pb);
	pb_texts_release(&texts);
	findings_release(&f);
	if (rc != ERR_INVALID && rc != ERR_NOTFOUND && rc != ERR_TOOBIG)
		return rc;
	error_clear(err);
	return 0;
}

int store_translated_from(struct str *out, struct store *s, const char *slug,
			  const struct stale *at, struct error *err)
{
	struct looking l = {.out = out, .s = s, .slug = slug, .at = at};
	struct pb_version *v = NULL;
	size_t n = 0;
	int rc = at->of ? store_history(&v, &n, s, slug, "main", err) : 0;

	if (rc == ERR_NOTFOUND) { /* it is new: there is only the draft */
		error_clear(err);
		rc = 0;
	}
	for (size_t i = 0; i < n && !rc && !l.found; i++)
		if (str_starts(v[i].langs, "base"))
			rc = look_in(&l, v[i].c.id, err);
	mem_free(v);
	return rc;
}
