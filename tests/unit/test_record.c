/* The header's bytes: vectors of the format, and every rule it can break. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/id/device.h"
#include "tests/support/logfile.h"
#include "tests/support/vectors.h"

static void check_vector(const struct vector *v, const struct device *by)
{
	uint8_t out[sizeof(v->hdr)], id[ID_LEN], sig[SIG_LEN], sum[HASH_LEN];
	struct error err;
	struct header h;

	if (header_decode(&h, v->hdr, v->hdr_len, &err))
		fail_msg("%s: %s", v->name, err.what);
	assert_int_equal(header_encode(out, &h), v->hdr_len);
	assert_memory_equal(out, v->hdr, v->hdr_len);
	header_id(id, v->hdr, v->hdr_len);
	assert_memory_equal(id, v->id, ID_LEN);
	assert_memory_equal(h.author, device_key(by), KEY_LEN);
	device_sign(sig, by, v->hdr, v->hdr_len);
	assert_memory_equal(sig, v->sig, SIG_LEN);
	assert_true(sig_verify(h.author, v->sig, v->hdr, v->hdr_len));
	assert_int_equal(h.body_len, v->body_len);
	hash_bytes(sum, v->body, v->body_len);
	assert_memory_equal(sum, h.body_hash, HASH_LEN);
}

static void vectors_decode_encode_and_are_signed_alike(void **state)
{
	struct device *a = fixture_device(0), *b = fixture_device(32);
	struct vector v[8];
	struct fixture f;
	size_t n;

	(void)state;
	fixture_up(&f);
	n = vectors_read(v, &f, 'p');
	assert_int_equal(n, 5);
	for (size_t i = 0; i < n; i++)
		check_vector(&v[i], i == 3 ? b : a);
	n = vectors_read(v, &f, 's');
	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++)
		check_vector(&v[i], a);
	device_free(a);
	device_free(b);
	fixture_down(&f);
}

static void open_vectors(char which, size_t want, const char *last)
{
	struct db_row rows[8];
	struct vector v[8];
	const struct rec *const *recs;
	struct fixture f;
	struct log *log;
	size_t n;

	fixture_up(&f);
	n = vectors_read(v, &f, which);
	for (size_t i = 0; i < n; i++)
		rows[i] = v[i].row;
	craft_file(&f, rows, n);
	if (log_open(&log, logfile_path(&f), NULL, 0, &f.env, &f.err))
		fail_msg("%s", f.err.what);
	recs = log_records(log, &n);
	assert_int_equal(n, want);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(recs[i]->state, REC_COUNTS);
	if (which == 'p') { /* of the two at once, B's comes first */
		assert_memory_equal(recs[2]->id, v[3].id, ID_LEN);
		assert_memory_equal(recs[3]->id, v[2].id, ID_LEN);
	}
	assert_int_equal(recs[n - 1]->sound, last != NULL);
	if (last)
		assert_string_equal(recs[n - 1]->type, last);
	log_close(log);
	fixture_down(&f);
}

static void the_vectors_open_as_a_case_in_their_order(void **state)
{
	(void)state;
	open_vectors('p', 5, "join");
}

static void a_sealed_case_opens_with_unreadable_bodies(void **state)
{
	(void)state;
	open_vectors('s', 3, NULL);
}

static void the_checkpoint_of_the_vectors_has_their_fingerprint(void **state)
{
	static const char want[] =
		"stanch-checkpoint v1\n"
		"case 558b09fd3f838307b19b9eba21cdbcc5097c6f83478fe2235db62d0e"
		"53264819\ncount 5\n"
		"tip 2b1d36fe3862dcd7c6ca2c9339da5fbf6520f455b347f6ab9e13bb7351"
		"196024\nat 2026-03-02T09:30:00.000+01:00\n";
	struct db_row rows[8];
	struct vector v[8];
	struct str text = { 0 };
	char print[21];
	struct fixture f;
	struct log *log;
	size_t n;

	(void)state;
	fixture_up(&f);
	n = vectors_read(v, &f, 'p');
	for (size_t i = 0; i < n; i++)
		rows[i] = v[i].row;
	craft_file(&f, rows, n);
	assert_int_equal(log_open(&log, logfile_path(&f), NULL, 0, &f.env,
				  &f.err), 0);
	assert_int_equal(log_checkpoint(&text, print, log,
					"2026-03-02T09:30:00.000+01:00",
					&f.err), 0);
	assert_string_equal(str_text(&text), want);
	assert_string_equal(print, "13cc7f73432e5bc26e47");
	str_release(&text);
	log_close(log);
	fixture_down(&f);
}

static void each_rule_of_the_header_is_named_when_broken(void **state)
{
	static const struct {
		size_t at;
		uint8_t was, put;
		const char *why;
	} row[] = {
		{ 0, 'S', 's', "header does not begin as a record's" },
		{ 8, 0, 3, "unknown kind of record" },
		{ 9, 2, 1, "header length and number of dependencies differ" },
		{ 10, 0, 1, "reserved bytes are not zero" },
		{ 11, 0, 1, "reserved bytes are not zero" },
		{ 14, 0, 1, "impossible length of the body" },
		{ 8, 0, 1, "impossible length of the body" },
		{ 88, 0, 1, "an epoch in a record that is not sealed" },
		{ 16, 9, 1, "dependencies, yet a first record" },
		{ 184, 2, 0, "dependencies not in ascending order" },
		{ 184, 2, 1, "dependencies not in ascending order" },
	};
	struct header h = { .ndeps = 2, .body_len = 100, .lamport = 9,
			    .case_id = { 7 }, .deps = { { 1 }, { 2 } } };
	uint8_t b[RECORD_HEADER + ID_LEN * RECORD_DEPS];
	struct error err;
	struct header got;
	size_t n = header_encode(b, &h);

	(void)state;
	assert_int_equal(n, 216);
	assert_int_equal(header_decode(&got, b, n, &err), 0);
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		assert_int_equal(b[row[i].at], row[i].was);
		b[row[i].at] = row[i].put;
		assert_int_equal(header_decode(&got, b, n, &err),
				 ERR_INVALID);
		assert_string_equal(err.what, row[i].why);
		b[row[i].at] = row[i].was;
	}
	for (size_t cut = 0; cut < n; cut++)
		assert_int_equal(header_decode(&got, b, cut, &err),
				 ERR_INVALID);
	memset(b + 24, 0, 32);
	assert_int_equal(header_decode(&got, b, n, &err), ERR_INVALID);
	assert_string_equal(err.what, "dependencies, yet a first record");
	b[9] = 0;
	assert_int_equal(header_decode(&got, b, 152, &err), ERR_INVALID);
	assert_string_equal(err.what,
			    "no dependencies, yet not a first record");
}

static void lengths_of_a_sealed_body_come_in_steps_of_256(void **state)
{
	static const struct {
		uint32_t len;
		bool ok;
	} row[] = { { 40, false },    { 295, false },	{ 296, true },
		    { 297, false },   { 552, true },	{ 61480, true },
		    { 61736, false }, { UINT32_MAX, false } };
	struct header h = { .kind = REC_SEALED, .ndeps = 1, .lamport = 2,
			    .case_id = { 1 } };
	uint8_t b[RECORD_HEADER + ID_LEN * RECORD_DEPS];
	struct header got;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		size_t n;

		h.body_len = row[i].len;
		n = header_encode(b, &h);
		assert_int_equal(header_decode(&got, b, n, NULL) == 0,
				 row[i].ok);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors_decode_encode_and_are_signed_alike),
		cmocka_unit_test(the_vectors_open_as_a_case_in_their_order),
		cmocka_unit_test(a_sealed_case_opens_with_unreadable_bodies),
		cmocka_unit_test(
			the_checkpoint_of_the_vectors_has_their_fingerprint),
		cmocka_unit_test(each_rule_of_the_header_is_named_when_broken),
		cmocka_unit_test(lengths_of_a_sealed_body_come_in_steps_of_256),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
