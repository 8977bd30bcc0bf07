/* core/base/hash.h - SHA-256 (FIPS 180-4), hexadecimal and base64, the first
 * and the last by libcrypto. */
#ifndef STANCH_BASE_HASH_H
#define STANCH_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/str.h"

#define HASH_LEN 32
#define HASH_HEX 65 /* with the NUL */

struct hash; /* a running SHA-256 */

struct hash *hash_new(void); /* NULL when memory is out */
void hash_add(struct hash *h, const void *bytes, size_t n);
/* Writes the sum and starts anew. */
void hash_end(struct hash *h, uint8_t out[HASH_LEN]);
void hash_free(struct hash *h);
/* All at once. */
void hash_bytes(uint8_t out[HASH_LEN], const void *bytes, size_t n);

/* Lower-case hex of n bytes into out[2n+1]. */
void hex_encode(char *out, const void *bytes, size_t n);
/* Exactly n bytes from 2n lower-case hex digits and a NUL; false else. */
bool hex_decode(void *out, size_t n, const char *hex);

/* Appends n bytes as base64 (RFC 4648), padded, on one line. */
void base64_add(struct str *out, const void *bytes, size_t n);

#endif
