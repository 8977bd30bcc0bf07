/* tests/support/vectors.h - the record vectors of docs/FILE-FORMAT.md, read
 * from tests/support/vectors/. */
#ifndef STANCH_TESTS_VECTORS_H
#define STANCH_TESTS_VECTORS_H

#include "core/db/db.h"
#include "core/log/record.h"
#include "tests/support/fixture.h"

struct vector {
	char name[3]; /* "P0" */
	uint8_t hdr[RECORD_HEADER + ID_LEN * RECORD_DEPS];
	size_t hdr_len;
	uint8_t id[ID_LEN], sig[64];
	uint8_t *body; /* stored bytes; until fixture_down() */
	size_t body_len;
	struct db_row row; /* of the above */
};

/* Case 'p' or 's': how many records, at most 8. */
size_t vectors_read(struct vector out[8], struct fixture *f, char which);

#endif
