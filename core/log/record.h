/*
 * core/log/record.h - the bytes of one record (docs/FILE-FORMAT.md 2):
 * header, id, signature.
 *
 * The header's bytes are stored, hashed and signed as they are; nothing
 * ever re-serialises them to check them.
 */
#ifndef STANCH_LOG_RECORD_H
#define STANCH_LOG_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/hash.h"

#define ID_LEN 32
#define ID_HEX 65
#define RECORD_DEPS 64
#define RECORD_HEADER 152
#define RECORD_BODY 61440

enum file_kind { FILE_CASE, FILE_DRILL };
enum record_kind { REC_PLAIN = 0, REC_SEALED = 1, REC_CHARTER = 2 };

struct header {
	enum file_kind file;
	enum record_kind kind;
	unsigned ndeps;
	uint32_t body_len;
	uint64_t lamport;
	uint8_t case_id[ID_LEN];
	uint8_t author[32];
	uint8_t epoch[32];
	uint8_t body_hash[32];
	uint8_t deps[RECORD_DEPS][ID_LEN]; /* ascending */
};

/* Encodes to out[RECORD_HEADER + 32 * RECORD_DEPS]; returns the length. */
size_t header_encode(uint8_t *out, const struct header *h);
/* Checks length, magic, kind, ndeps, reserved, body_len, zero fields and
 * ascending deps. ERR_INVALID with the reason. */
int header_decode(struct header *out, const uint8_t *bytes, size_t n,
		  struct error *err);
void header_id(uint8_t id[ID_LEN], const uint8_t *bytes, size_t n);

#endif
