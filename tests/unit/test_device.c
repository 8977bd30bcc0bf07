/* The device key file and cards: made once, refused when not ours. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/id/device.h"
#include "tests/support/fixture.h"

static int up(void **state)
{
	struct fixture *f = mem_zalloc(sizeof(*f));

	fixture_up(f);
	*state = f;
	return 0;
}

static int down(void **state)
{
	fixture_down(*state);
	mem_free(*state);
	return 0;
}

static const char *key_file(struct fixture *f)
{
	return fixture_path(f, "keys/device.key");
}

static void make_key(struct fixture *f, uint8_t key[KEY_LEN])
{
	struct device *d;

	if (device_open(&d, fixture_path(f, "keys"), &f->env, &f->err))
		fail_msg("%s", f->err.what);
	memcpy(key, device_key(d), KEY_LEN);
	device_free(d);
}

static void poke(struct fixture *f, long at, uint8_t byte)
{
	FILE *out = fopen(key_file(f), "r+");

	assert_non_null(out);
	fseek(out, at, SEEK_SET);
	fputc(byte, out);
	assert_int_equal(fclose(out), 0);
}

static void refused(struct fixture *f, enum error_code code,
		    const char *words)
{
	struct device *d;

	assert_int_equal(device_open(&d, fixture_path(f, "keys"), &f->env,
				     &f->err), code);
	assert_null(d);
	if (!strstr(f->err.what, words))
		fail_msg("\"%s\" does not say \"%s\"", f->err.what, words);
	assert_true(f->err.fix[0] != '\0');
}

static void a_key_is_made_once_and_found_again(void **state)
{
	struct fixture *f = *state;
	uint8_t one[KEY_LEN], two[KEY_LEN];
	struct stat st;

	make_key(f, one);
	make_key(f, two);
	assert_memory_equal(one, two, KEY_LEN);
	assert_int_equal(stat(key_file(f), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_size, 140);
	assert_int_equal(stat(fixture_path(f, "keys"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
}

static void a_key_that_others_can_read_is_refused(void **state)
{
	struct fixture *f = *state;
	uint8_t key[KEY_LEN];

	make_key(f, key);
	assert_int_equal(chmod(key_file(f), 0640), 0);
	refused(f, ERR_REFUSED, "the key can be read by others (mode 640)");
	assert_non_null(strstr(f->err.fix, "chmod 600"));
}

static void a_key_under_a_passphrase_is_refused_in_words(void **state)
{
	struct fixture *f = *state;
	uint8_t key[KEY_LEN];

	make_key(f, key);
	poke(f, 8, 3);
	refused(f, ERR_REFUSED, "asks for a passphrase");
}

static void a_damaged_key_is_never_replaced(void **state)
{
	struct fixture *f = *state;
	uint8_t key[KEY_LEN];

	make_key(f, key);
	poke(f, 70, 0xff);
	refused(f, ERR_INVALID, "its check does not match");
	poke(f, 0, 'X');
	refused(f, ERR_INVALID, "not a key file");
	assert_int_equal(truncate(key_file(f), 100), 0);
	poke(f, 0, 'S');
	refused(f, ERR_INVALID, "its length is wrong");
	assert_int_equal(truncate(key_file(f), 0), 0);
	refused(f, ERR_INVALID, "not a key file");
}

static void a_link_is_no_key(void **state)
{
	struct fixture *f = *state;
	struct device *d;
	uint8_t key[KEY_LEN];

	make_key(f, key);
	assert_int_equal(rename(key_file(f), fixture_path(f, "k")), 0);
	assert_int_equal(symlink(fixture_path(f, "k"), key_file(f)), 0);
	assert_int_equal(device_open(&d, fixture_path(f, "keys"), &f->env,
				     &f->err), ERR_IO);
	assert_null(d);
}

static void a_seed_gives_the_key_of_the_vectors(void **state)
{
	struct device *a = fixture_device(0);
	uint8_t sig[SIG_LEN];
	char hex[KEY_HEX], tag[TAG_LEN];

	(void)state;
	hex_encode(hex, device_key(a), KEY_LEN);
	assert_string_equal(hex, "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba5"
				 "0d5f1ddc8664125531b8");
	key_tag(tag, device_key(a));
	assert_string_equal(tag, "03a107bf");
	device_sign(sig, a, "stop the flow", 13);
	assert_true(sig_verify(device_key(a), sig, "stop the flow", 13));
	assert_false(sig_verify(device_key(a), sig, "stop the flaw", 13));
	device_free(a);
}

/* What OpenSSL would let pass, the format does not. */
static void small_points_and_large_s_are_no_signature(void **state)
{
	static const uint8_t small_point[KEY_LEN] = { 1 };
	static const uint8_t sum_l[32] = {
		0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
		0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
		0,    0,    0,	  0,	0,    0,    0,	  0,
		0,    0,    0,	  0,	0,    0,    0,	  0x10,
	};
	struct device *a = fixture_device(0);
	uint8_t sig[SIG_LEN] = { 1 };
	unsigned carry = 0;

	(void)state;
	assert_false(sig_verify(small_point, sig, "x", 1));
	device_sign(sig, a, "x", 1);
	for (int i = 0; i < 32; i++) { /* S + L: the same point */
		carry += sig[32 + i] + (unsigned)sum_l[i];
		sig[32 + i] = (uint8_t)carry;
		carry >>= 8;
	}
	assert_false(sig_verify(device_key(a), sig, "x", 1));
	device_free(a);
}

static struct card a_card(unsigned char first, const char *made)
{
	struct device *d = fixture_device(first);
	struct card c = { .name = "Lin Wei", .host = "desk-2" };

	memcpy(c.dev, device_key(d), KEY_LEN);
	str_copy(c.made, sizeof(c.made), made);
	device_free(d);
	return c;
}

static void a_card_reads_back_as_it_was_written(void **state)
{
	struct card c = a_card(0, "2026-03-02T09:15:00.000+01:00"), got;
	struct str text = { 0 };

	(void)state;
	card_text(&text, &c);
	assert_int_equal(card_parse(&got, text.p, text.len, NULL), 0);
	assert_memory_equal(got.dev, c.dev, KEY_LEN);
	assert_string_equal(got.name, "Lin Wei");
	assert_string_equal(got.host, "desk-2");
	assert_string_equal(got.made, c.made);
	str_release(&text);
}

static void a_bad_card_names_its_line(void **state)
{
#define DEV "dev 03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8\n"
#define REST "host h\nmade 2026-03-02T09:15:00.000+01:00\n"
	static const struct {
		const char *text;
		int line;
	} row[] = {
		{ "", 1 },
		{ "stanch-device v2\n" DEV "name a\n" REST, 1 },
		{ "stanch-device v1\ndev 03A1\nname a\n" REST, 2 },
		{ "stanch-device v1\n" DEV "name \n" REST, 3 },
		{ "stanch-device v1\n" DEV "name \xff\n" REST, 3 },
		{ "stanch-device v1\n" DEV "name a\nmade x\n", 4 },
		{ "stanch-device v1\n" DEV "name a\nhost h\nmade now\n", 5 },
		{ "stanch-device v1\n" DEV "name a\n" REST "more\n", 5 },
	};
	struct fixture *f = *state;
	struct card c;
	char want[16];

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		assert_int_equal(card_parse(&c, row[i].text,
					    strlen(row[i].text), &f->err),
				 ERR_INVALID);
		snprintf(want, sizeof(want), "line %d ", row[i].line);
		if (strncmp(f->err.where, want, strlen(want)) != 0)
			fail_msg("row %zu: %s", i, f->err.where);
	}
}

static void cards_are_listed_oldest_first_and_odd_ones_counted(void **state)
{
	struct fixture *f = *state;
	struct card young = a_card(0, "2026-03-02T09:15:00.000+01:00");
	struct card old = a_card(32, "2026-03-02T09:14:00.000+01:00");
	struct card *list;
	size_t n, odd;

	assert_int_equal(mkdir(fixture_path(f, "devices"), 0770), 0);
	for (int i = 0; i < 2; i++) { /* the second time changes nothing */
		assert_int_equal(card_leave(fixture_path(f, "devices"),
					    &young, &f->err), 0);
		assert_int_equal(card_leave(fixture_path(f, "devices"), &old,
					    &f->err), 0);
	}
	fixture_write(f, "devices/note.txt", "not a card");
	assert_int_equal(card_list(&list, &n, &odd,
				   fixture_path(f, "devices"), &f->err), 0);
	assert_int_equal(n, 2);
	assert_int_equal(odd, 1);
	assert_memory_equal(list[0].dev, old.dev, KEY_LEN);
	assert_memory_equal(list[1].dev, young.dev, KEY_LEN);
	assert_int_equal(list[0].owner, geteuid());
	mem_free(list);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, up, down)
	const struct CMUnitTest tests[] = {
		TEST(a_key_is_made_once_and_found_again),
		TEST(a_key_that_others_can_read_is_refused),
		TEST(a_key_under_a_passphrase_is_refused_in_words),
		TEST(a_damaged_key_is_never_replaced),
		TEST(a_link_is_no_key),
		TEST(a_seed_gives_the_key_of_the_vectors),
		TEST(small_points_and_large_s_are_no_signature),
		TEST(a_card_reads_back_as_it_was_written),
		TEST(a_bad_card_names_its_line),
		TEST(cards_are_listed_oldest_first_and_odd_ones_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
