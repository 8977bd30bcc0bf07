/* core/log/record.c - the header's bytes (docs/FILE-FORMAT.md). */
#include "core/log/record.h"

#include <string.h>

#include "core/base/tr.h"

static const uint8_t magic[2][8] = {
	[FILE_CASE] = "STANCH\0\1",
	[FILE_DRILL] = "STDRIL\0\1",
};

static void put32(uint8_t *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> 8 * i);
}

static void put64(uint8_t *p, uint64_t v)
{
	for (int i = 0; i < 8; i++)
		p[i] = (uint8_t)(v >> 8 * i);
}

static uint32_t get32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

static uint64_t get64(const uint8_t *p)
{
	return (uint64_t)get32(p + 4) << 32 | get32(p);
}

size_t header_encode(uint8_t *out, const struct header *h)
{
	memcpy(out, magic[h->file], 8);
	out[8] = (uint8_t)h->kind;
	out[9] = (uint8_t)h->ndeps;
	out[10] = out[11] = 0;
	put32(out + 12, h->body_len);
	put64(out + 16, h->lamport);
	memcpy(out + 24, h->case_id, ID_LEN);
	memcpy(out + 56, h->author, 32);
	memcpy(out + 88, h->epoch, 32);
	memcpy(out + 120, h->body_hash, 32);
	memcpy(out + RECORD_HEADER, h->deps, (size_t)ID_LEN * h->ndeps);
	return RECORD_HEADER + (size_t)ID_LEN * h->ndeps;
}

static bool is_zero(const uint8_t *p, size_t n)
{
	while (n && !*p)
		p++, n--;
	return n == 0;
}

static bool body_len_fits(enum record_kind kind, uint32_t len)
{
	if (kind != REC_SEALED)
		return len >= 2 && len <= RECORD_BODY;
	return len > 40 && (len - 40) % 256 == 0 && len - 40 <= RECORD_BODY;
}

/* Why the fixed part is wrong, or NULL. */
static const char *fixed_fault(struct header *h, const uint8_t *b, size_t n)
{
	if (n < RECORD_HEADER)
		return _("header too short");
	if (memcmp(b, magic[FILE_CASE], 8) == 0)
		h->file = FILE_CASE;
	else if (memcmp(b, magic[FILE_DRILL], 8) == 0)
		h->file = FILE_DRILL;
	else
		return _("header does not begin as a record's");
	if (b[8] > REC_CHARTER)
		return _("unknown kind of record");
	h->kind = (enum record_kind)b[8];
	h->ndeps = b[9];
	if (h->ndeps > RECORD_DEPS ||
	    n != RECORD_HEADER + (size_t)ID_LEN * h->ndeps)
		return _("header length and number of dependencies differ");
	if (b[10] || b[11])
		return _("reserved bytes are not zero");
	h->body_len = get32(b + 12);
	if (!body_len_fits(h->kind, h->body_len))
		return _("impossible length of the body");
	return NULL;
}

/* Why the fields contradict each other, or NULL. */
static const char *field_fault(const struct header *h)
{
	if (h->kind != REC_SEALED && !is_zero(h->epoch, 32))
		return _("an epoch in a record that is not sealed");
	if (h->ndeps == 0 &&
	    (h->lamport != 1 || h->kind != REC_CHARTER ||
	     !is_zero(h->case_id, ID_LEN)))
		return _("no dependencies, yet not a first record");
	if (h->ndeps && (h->lamport < 2 || is_zero(h->case_id, ID_LEN)))
		return _("dependencies, yet a first record");
	for (unsigned i = 1; i < h->ndeps; i++)
		if (memcmp(h->deps[i - 1], h->deps[i], ID_LEN) >= 0)
			return _("dependencies not in ascending order");
	return NULL;
}

int header_decode(struct header *out, const uint8_t *bytes, size_t n,
		  struct error *err)
{
	const char *why = fixed_fault(out, bytes, n);

	if (!why) {
		out->lamport = get64(bytes + 16);
		memcpy(out->case_id, bytes + 24, ID_LEN);
		memcpy(out->author, bytes + 56, 32);
		memcpy(out->epoch, bytes + 88, 32);
		memcpy(out->body_hash, bytes + 120, 32);
		memcpy(out->deps, bytes + RECORD_HEADER,
		       n - RECORD_HEADER);
		why = field_fault(out);
	}
	return why ? error_set(err, ERR_INVALID, "%s", why) : 0;
}

void header_id(uint8_t id[ID_LEN], const uint8_t *bytes, size_t n)
{
	hash_bytes(id, bytes, n);
}
