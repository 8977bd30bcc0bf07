/* core/people/match.c - see match.h. */
#include "core/people/match.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/people/value.h"

enum key { KEY_ID, KEY_PHONE_NAME, KEY_MAIL_NAME, KEY_PHONE, KEYS };

struct match {
	uint64_t k0, k1;
	uint64_t *hash; /* 0: free */
	uint32_t *index;
	size_t cap, len;
	struct str key[KEYS], name, part;
};

struct match *match_new(const struct env *env)
{
	struct match *m = mem_zalloc(sizeof(*m));
	uint64_t k[2] = {0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f};

	if (!m)
		return NULL;
	/* Without random bytes it still finds what is the same; only rows
	 * made to collide could then cost time. */
	env->random(env->ctx, k, sizeof(k));
	m->k0 = k[0];
	m->k1 = k[1];
	return m;
}

void match_free(struct match *m)
{
	if (!m)
		return;
	for (int i = 0; i < KEYS; i++)
		str_release(&m->key[i]);
	str_release(&m->name);
	str_release(&m->part);
	mem_free(m->hash);
	mem_free(m->index);
	mem_free(m);
}

/* --- SipHash-1-3 (Aumasson, Bernstein: "SipHash: a fast short-input PRF") ------ */

static uint64_t rotl(uint64_t x, int b)
{
	return x << b | x >> (64 - b);
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotl(v[1], 13) ^ v[0];
	v[0] = rotl(v[0], 32);
	v[2] += v[3];
	v[3] = rotl(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotl(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotl(v[1], 17) ^ v[2];
	v[2] = rotl(v[2], 32);
}

static uint64_t sip(const struct match *m, const char *p, size_t n)
{
	uint64_t v[4] = {m->k0 ^ 0x736f6d6570736575,
			 m->k1 ^ 0x646f72616e646f6d,
			 m->k0 ^ 0x6c7967656e657261,
			 m->k1 ^ 0x7465646279746573};
	uint64_t last = (uint64_t)n << 56, w;

	for (; n >= 8; n -= 8, p += 8) {
		memcpy(&w, p, 8);
		v[3] ^= w;
		sip_round(v);
		v[0] ^= w;
	}
	while (n--)
		last |= (uint64_t)(unsigned char)p[n] << (8 * n);
	v[3] ^= last;
	sip_round(v);
	v[0] ^= last;
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	w = v[0] ^ v[1] ^ v[2] ^ v[3];
	return w ? w : 1;
}

/* --- the table ------------------------------------------------------------------- */

static size_t slot(const struct match *m, uint64_t hash)
{
	size_t i = hash & (m->cap - 1);

	while (m->hash[i] && m->hash[i] != hash)
		i = (i + 1) & (m->cap - 1);
	return i;
}

static int grow(struct match *m)
{
	struct match was = *m;

	if (m->len + KEYS <= m->cap - m->cap / 8)
		return 0;
	m->cap = was.cap ? 2 * was.cap : 4096;
	m->hash = mem_zalloc(m->cap * sizeof(*m->hash));
	m->index = mem_alloc(m->cap * sizeof(*m->index));
	if (!m->hash || !m->index) {
		mem_free(m->hash);
		mem_free(m->index);
		*m = was;
		return ERR_NOMEM;
	}
	for (size_t i = 0; i < was.cap; i++)
		if (was.hash[i]) {
			size_t to = slot(m, was.hash[i]);

			m->hash[to] = was.hash[i];
			m->index[to] = was.index[i];
		}
	mem_free(was.hash);
	mem_free(was.index);
	return 0;
}

/* Who has that key already; else it is this one's. */
static uint32_t claim(struct match *m, const struct str *key, uint32_t index)
{
	uint64_t hash;
	size_t i;

	if (!key->len)
		return MATCH_NONE;
	hash = sip(m, key->p, key->len);
	i = slot(m, hash);
	if (m->hash[i])
		return m->index[i];
	m->hash[i] = hash;
	m->index[i] = index;
	m->len++;
	return MATCH_NONE;
}

static void make_key(struct match *m, enum key k, enum person_field f,
		     const char *value, bool named)
{
	struct str *out = &m->key[k];

	str_clear(out);
	if (!value || !*value || (named && !m->name.len))
		return;
	value_key(&m->part, f, value);
	if (!m->part.len)
		return;
	str_addc(out, (char)('0' + k));
	str_addn(out, m->part.p, m->part.len);
	if (named) {
		str_addc(out, '\t');
		str_addn(out, m->name.p, m->name.len);
	}
}

int match_add(uint32_t *same, uint32_t *near, struct match *m,
	      const char *const *value, uint32_t index, struct error *err)
{
	uint32_t hit[KEYS];

	*same = *near = MATCH_NONE;
	value_key(&m->name, PERSON_NAME,
		  value[PERSON_NAME] ? value[PERSON_NAME] : "");
	make_key(m, KEY_ID, PERSON_ID_NUMBER, value[PERSON_ID_NUMBER], false);
	make_key(m, KEY_PHONE_NAME, PERSON_PHONE, value[PERSON_PHONE], true);
	make_key(m, KEY_MAIL_NAME, PERSON_MAIL, value[PERSON_MAIL], true);
	make_key(m, KEY_PHONE, PERSON_PHONE, value[PERSON_PHONE], false);
	if (m->name.failed || m->part.failed || m->key[0].failed ||
	    m->key[1].failed || m->key[2].failed || m->key[3].failed ||
	    grow(m))
		return error_nomem(err);
	for (int k = 0; k < KEYS; k++)
		hit[k] = claim(m, &m->key[k], index);
	for (int k = 0; k < KEY_PHONE; k++)
		if (hit[k] < *same)
			*same = hit[k];
	if (*same == MATCH_NONE)
		*near = hit[KEY_PHONE];
	return 0;
}
