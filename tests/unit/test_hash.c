/* SHA-256 against the vectors of FIPS 180-4, and hexadecimal. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"

static const struct {
	const char *text, *sum;
} vectors[] = {
	{"", "e3b0c44298fc1c149afbf4c8996fb924"
	     "27ae41e4649b934ca495991b7852b855"},
	{"abc", "ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad"},
	{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	 "248d6a61d20638b8e5c026930c3e6039"
	 "a33ce45964ff2167f6ecedd419db06c1"},
};

static void sums_are_those_of_the_standard(void **state)
{
	struct hash *h = hash_new();
	uint8_t sum[HASH_LEN];
	char hex[HASH_HEX];

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		const char *t = vectors[i].text;

		hash_bytes(sum, t, strlen(t));
		hex_encode(hex, sum, sizeof(sum));
		assert_string_equal(hex, vectors[i].sum);
		/* Byte by byte, and with the same object again. */
		for (; *t; t++)
			hash_add(h, t, 1);
		hash_end(h, sum);
		hex_encode(hex, sum, sizeof(sum));
		assert_string_equal(hex, vectors[i].sum);
	}
	hash_free(h);
	hash_free(NULL);
}

static void a_million_letters_in_uneven_pieces_give_the_sum(void **state)
{
	struct hash *h = hash_new();
	uint8_t sum[HASH_LEN];
	char piece[999], hex[HASH_HEX];

	(void)state;
	memset(piece, 'a', sizeof(piece));
	for (size_t left = 1000000, n; left; left -= n) {
		n = left < sizeof(piece) ? left : sizeof(piece);
		hash_add(h, piece, n);
	}
	hash_end(h, sum);
	hash_free(h);
	hex_encode(hex, sum, sizeof(sum));
	assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67"
				 "f1809a48a497200e046d39ccc7112cd0");
}

static void hex_has_one_spelling(void **state)
{
	static const struct {
		const char *hex;
		bool ok;
	} row[] = {
		{"00ff7a", true},   {"00FF7A", false}, {"00ff7", false},
		{"00ff7a0", false}, {"", false},       {"00ff7g", false},
		{" 0ff7a", false},  {"0x0ff7", false}, {"00ff7a\n", false},
	};
	static const uint8_t want[3] = {0x00, 0xff, 0x7a};
	uint8_t got[3];

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		if (hex_decode(got, 3, row[i].hex) != row[i].ok)
			fail_msg("\"%s\" was read wrongly", row[i].hex);
		if (row[i].ok)
			assert_memory_equal(got, want, 3);
	}
	assert_true(hex_decode(got, 0, ""));
}

static void base64_is_that_of_the_standard(void **state)
{
	static const char *const row[][2] = { /* RFC 4648, 10 */
		{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"},
		{"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="},
		{"foobar", "Zm9vYmFy"},
		/* more than goes at once */
		{"0123456789012345678901234567890123456789012345678",
		 "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0N"
		 "TY3OA=="},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		str_clear(&out);
		base64_add(&out, row[i][0], strlen(row[i][0]));
		assert_string_equal(str_text(&out), row[i][1]);
	}
	str_release(&out);
}

static void a_hash_without_memory_is_null(void **state)
{
	(void)state;
	mem_fail_at(1);
	assert_null(hash_new());
	mem_fail_at(0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_those_of_the_standard),
		cmocka_unit_test(
			a_million_letters_in_uneven_pieces_give_the_sum),
		cmocka_unit_test(hex_has_one_spelling),
		cmocka_unit_test(base64_is_that_of_the_standard),
		cmocka_unit_test(a_hash_without_memory_is_null),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
