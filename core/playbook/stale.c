/* core/playbook/stale.c - what of a translation is behind its base. */
#include "core/playbook/stale.h"

#include <string.h>

#include "core/base/tr.h"
#include "core/playbook/cut.h"

/* --- which ------------------------------------------------------------------------ */

static void add_head(struct stale *at, size_t *n, const struct playbook *pb,
		     size_t lang)
{
	if (pb->stale[lang])
		at[(*n)++] = (struct stale){
			"", "", text_in(&pb->title, 0),
			pb->source_hash.in[lang], pb->source_hash.in[0],
			pb->range[0], pb->range[lang]};
}

static void add_phase(struct stale *at, size_t *n, const struct pb_phase *ph,
		      size_t lang)
{
	if (ph->stale[lang] && ph->range[lang].end)
		at[(*n)++] = (struct stale){
			ph->id, ph->number, text_in(&ph->title, 0),
			ph->source_hash.in[lang], ph->source_hash.in[0],
			ph->range[0], ph->range[lang]};
	for (size_t i = 0; i < ph->step_count; i++) {
		const struct pb_step *st = &ph->step[i];

		if (st->stale[lang] && st->range[lang].end)
			at[(*n)++] = (struct stale){
				st->id, st->number, text_in(&st->title, 0),
				st->source_hash.in[lang],
				st->source_hash.in[0], st->range[0],
				st->range[lang]};
	}
}

int playbook_stale(struct stale **out, size_t *count, struct arena *a,
		   const struct playbook *pb, size_t lang, struct error *err)
{
	*count = 0;
	*out = arena_alloc(a, (1 + pb->phase_count + pb->step_count) *
				      sizeof(**out));
	if (!*out)
		return error_nomem(err);
	if (!lang || lang >= pb->langs)
		return 0;
	add_head(*out, count, pb, lang);
	for (size_t i = 0; i < pb->phase_count; i++)
		add_phase(*out, count, &pb->phase[i], lang);
	return 0;
}

/* --- right again ------------------------------------------------------------------- */

static size_t line_end(const struct pb_source *src, size_t at)
{
	const char *nl = memchr(src->text + at, '\n', src->len - at);

	return nl ? (size_t)(nl - src->text) + 1 : src->len;
}

static void add_rest(struct str *out, const struct pb_source *src,
		     size_t from)
{
	str_addn(out, src->text + from, src->len - from);
}

/* The front matter's `of`, put behind its first line of that name, else
 * behind its rule. */
static void stamp_front(struct str *out, const struct pb_source *src,
			size_t body, const char *hash)
{
	size_t first = line_end(src, 0), at, end;

	for (at = first; at < body; at = end) {
		end = line_end(src, at);
		if (end - at > 3 && !memcmp(src->text + at, "of:", 3))
			break;
	}
	if (at >= body)
		at = end = first;
	str_addn(out, src->text, at);
	str_addf(out, "of: %s\n", hash);
	add_rest(out, src, end);
}

/* The value alone where there is one; else a line below the other keys, with
 * the colon of the line above it. */
static void stamp_section(struct str *out, const struct pb_source *src,
			  const struct section *s, const char *hash)
{
	const struct key_line *of = cut_key(s, KEY_OF);
	size_t at = of ? of->where.at : s->key[s->keys - 1].where.at;
	size_t end = line_end(src, at);
	const char *old = of ? memmem(src->text + at, end - at, of->value,
				      strlen(of->value))
			     : NULL;
	bool zh = memmem(src->text + at, end - at, "：", strlen("："));

	if (old && *of->value) {
		str_addn(out, src->text, (size_t)(old - src->text));
		str_add(out, hash);
		add_rest(out, src, (size_t)(old - src->text) +
					   strlen(of->value));
		return;
	}
	str_addn(out, src->text, of ? at : end);
	str_addf(out, zh ? "- %s：%s\n" : "- %s: %s\n",
		 key_written(KEY_OF, zh), hash);
	add_rest(out, src, end);
}

static int stamp(struct str *out, const struct cut *base,
		 const struct cut *to, const struct pb_source *src,
		 const char *id, struct error *err)
{
	const struct section *from = *id ? cut_find(base, id)
					 : &base->all.at[0];
	const struct section *at = *id ? cut_find(to, id) : &to->all.at[0];

	if (!from || !at || (*id && !at->keys))
		return error_set(err, ERR_NOTFOUND,
				 _("%s has no section \"%s\""), src->name,
				 id);
	if (*id)
		stamp_section(out, src, at, from->hash);
	else
		stamp_front(out, src, to->body, from->hash);
	return out->failed ? error_nomem(err) : 0;
}

int playbook_fresh(struct str *out, const struct pb_source *base,
		   const struct pb_source *translation, const char *id,
		   struct error *err)
{
	struct cut from, to = {0};
	int rc = cut_read(&from, base, false, err);

	if (!rc)
		rc = cut_read(&to, translation, true, err);
	if (!rc)
		rc = stamp(out, &from, &to, translation, id, err);
	cut_release(&from);
	cut_release(&to);
	return rc;
}
