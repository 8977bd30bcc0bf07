/*
 * core/base/hash.c - SHA-256 (FIPS 180-4, by libcrypto) and hexadecimal.
 *
 * The plain SHA256_* calls and not EVP: they allocate nothing, cannot fail
 * and do not read openssl.cnf, which alone would cost a start of the program
 * milliseconds. The machine code below them is the same.
 */
#define OPENSSL_API_COMPAT 0x10100000L
#include "core/base/hash.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "core/base/mem.h"

struct hash {
	SHA256_CTX ctx;
};

struct hash *hash_new(void)
{
	struct hash *h = mem_alloc(sizeof(*h));

	if (h)
		SHA256_Init(&h->ctx);
	return h;
}

void hash_add(struct hash *h, const void *bytes, size_t n)
{
	SHA256_Update(&h->ctx, bytes, n);
}

void hash_end(struct hash *h, uint8_t out[HASH_LEN])
{
	SHA256_Final(out, &h->ctx);
	SHA256_Init(&h->ctx);
}

void hash_free(struct hash *h)
{
	mem_free(h);
}

void hash_bytes(uint8_t out[HASH_LEN], const void *bytes, size_t n)
{
	SHA256_CTX ctx;

	SHA256_Init(&ctx);
	SHA256_Update(&ctx, bytes, n);
	SHA256_Final(out, &ctx);
}

void hex_encode(char *out, const void *bytes, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	const uint8_t *p = bytes;

	for (size_t i = 0; i < n; i++) {
		*out++ = digit[p[i] >> 4];
		*out++ = digit[p[i] & 15];
	}
	*out = '\0';
}

/* 0-15, or -1: upper case is no hex here, so that an id has one spelling. */
static int nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_decode(void *out, size_t n, const char *hex)
{
	uint8_t *p = out;

	for (size_t i = 0; i < n; i++) {
		int hi = nibble(hex[2 * i]);
		int lo = hi < 0 ? -1 : nibble(hex[2 * i + 1]);

		if (lo < 0)
			return false;
		p[i] = (uint8_t)(hi << 4 | lo);
	}
	return hex[2 * n] == '\0';
}

#define BASE64_BYTES 48 /* at once: whole groups of three */

void base64_add(struct str *out, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	unsigned char text[BASE64_BYTES / 3 * 4 + 1];

	for (size_t some; n; p += some, n -= some) {
		some = n < BASE64_BYTES ? n : BASE64_BYTES;
		EVP_EncodeBlock(text, p, (int)some);
		str_add(out, (char *)text);
	}
}
