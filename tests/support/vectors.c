/* tests/support/vectors.c - the record vectors of docs/FILE-FORMAT.md. */
#include "tests/support/vectors.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/hash.h"
#include "core/base/str.h"

static size_t unhex(uint8_t *out, const char *hex, size_t room)
{
	size_t n = strlen(hex) / 2;

	assert_true(n <= room);
	assert_true(hex_decode(out, n, hex));
	return n;
}

/* One line "key value" of the record being read. */
static void take(struct vector *v, struct fixture *f, const char *key,
		 const char *value)
{
	size_t n = strlen(value);

	if (strcmp(key, "hdr") == 0)
		v->hdr_len = unhex(v->hdr, value, sizeof(v->hdr));
	else if (strcmp(key, "id") == 0)
		unhex(v->id, value, sizeof(v->id));
	else if (strcmp(key, "sig") == 0)
		unhex(v->sig, value, sizeof(v->sig));
	else if (strcmp(key, "body") == 0) {
		v->body = arena_alloc(&f->arena, n + 1);
		assert_non_null(v->body);
		memcpy(v->body, value, n);
		v->body_len = value[0] == '{' ? n : unhex(v->body, value, n);
		v->row = (struct db_row){
			0,	v->id,	    v->hdr, v->sig, v->body,
			ID_LEN, v->hdr_len, 64,	    v->body_len,
		};
	}
}

size_t vectors_read(struct vector out[8], struct fixture *f, char which)
{
	static char line[8192];
	char name[64];
	FILE *in;
	size_t n = 0;

	snprintf(name, sizeof(name), "tests/support/vectors/case-%c.txt",
		 which);
	in = fopen(name, "r");
	assert_non_null(in);
	while (fgets(line, sizeof(line), in)) {
		char *value = strchr(line, ' ');

		line[strcspn(line, "\n")] = '\0';
		if (!value || line[0] == '#')
			continue;
		*value++ = '\0';
		value += strspn(value, " ");
		if (strlen(line) == 2 && line[1] >= '0' && line[1] <= '7') {
			assert_true(n < 8);
			out[n] = (struct vector){ 0 };
			memcpy(out[n++].name, line, 2);
		} else if (n) {
			take(&out[n - 1], f, line, value);
		}
	}
	fclose(in);
	return n;
}
