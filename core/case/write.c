/* core/case/write.c - records on their way into a log. */
#include "core/case/write.h"

#include <string.h>

#include "core/base/tr.h"

struct jwrite *batch_add(struct batch *b, enum record_kind kind,
			 const char *type, const char *on)
{
	const char *copy = arena_strdup(&b->arena, on);
	struct jwrite *j;

	if (b->count == BATCH_MAX) {
		b->full = true;
		return NULL;
	}
	j = jwrite_new();
	if (!j || (on && !copy)) {
		jwrite_free(j);
		b->failed = true;
		return NULL;
	}
	b->json[b->count] = j;
	b->entry[b->count] = (struct entry){.kind = kind, .type = type,
					    .on = copy};
	b->count++;
	if (b->by && kind != REC_CHARTER)
		jwrite_str(j, "by", b->by);
	return j;
}

void batch_over(struct batch *b, const uint8_t (*ids)[ID_LEN], size_t count)
{
	uint8_t(*copy)[ID_LEN];

	if (b->failed || !b->count || !count)
		return;
	copy = arena_alloc(&b->arena, count * ID_LEN);
	if (!copy) {
		b->failed = true;
		return;
	}
	memcpy(copy, ids, count * ID_LEN);
	b->entry[b->count - 1].over = (const uint8_t(*)[ID_LEN])copy;
	b->entry[b->count - 1].over_count = count;
}

void batch_sources(struct batch *b, const struct pb_source *src, size_t n)
{
	struct log_att *att;

	if (b->failed || !b->count)
		return;
	att = arena_alloc(&b->arena, n * sizeof(*att));
	if (!att) {
		b->failed = true;
		return;
	}
	for (size_t i = 0; i < n; i++)
		att[i] = (struct log_att){.data = src[i].text,
					  .len = src[i].len,
					  .name = src[i].name,
					  .type = "text/markdown"};
	b->entry[b->count - 1].att = att;
	b->entry[b->count - 1].att_count = n;
}

int batch_append(struct batch *b, struct log *log, const struct device *by,
		 int (*still)(void *ctx, struct log *log, struct error *err),
		 void *ctx, struct error *err)
{
	int rc;

	if (b->full)
		return error_set(err, ERR_TOOBIG,
				 _("too many records at once: at most %d"),
				 BATCH_MAX);
	if (b->failed)
		return error_nomem(err);
	for (size_t i = 0; i < b->count; i++) {
		rc = jwrite_text(&b->text[i], b->json[i], err);
		if (rc)
			return rc;
		b->entry[i].members = str_text(&b->text[i]);
	}
	return log_append(log, b->entry, b->count, by, still, ctx, err);
}

void batch_release(struct batch *b)
{
	for (size_t i = 0; i < b->count; i++) {
		jwrite_free(b->json[i]);
		str_release(&b->text[i]);
	}
	arena_release(&b->arena);
	b->count = 0;
}
