/* The Nth allocation fails, for every N: an error in words, nothing leaks,
 * nothing half written, and the next try works. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/support/logfile.h"

static struct entry an_entry(void)
{
	static const struct log_att att = { "proof", 5, "a.txt", NULL };
	static const uint8_t over[1][ID_LEN] = { { 1 } };

	return (struct entry){ .type = "step.set", .on = "cut-access",
			       .over = over, .over_count = 1,
			       .members = "{\"state\":\"done\"}", .att = &att,
			       .att_count = 1 };
}

static size_t rows_of(struct fixture *f)
{
	struct verify v;

	assert_int_equal(log_verify(&v, logfile_path(f), NULL, &f->env, NULL,
				    NULL, NULL, &f->err), 0);
	assert_int_equal(v.faults, 0);
	return (size_t)v.records;
}

static void appending_survives_every_failed_allocation(void **state)
{
	struct device *a = fixture_device(0);
	struct fixture f;
	struct log *log;
	uint64_t n = 0;
	size_t rows, tries = 0;
	int rc;

	(void)state;
	fixture_up(&f);
	log = logfile_new(&f, a);
	do {
		struct entry e = an_entry();

		rows = rows_of(&f);
		mem_fail_at(++n);
		rc = log_append(log, &e, 1, a, NULL, NULL, &f.err);
		mem_fail_at(0);
		if (rc) {
			assert_int_equal(rc, ERR_NOMEM);
			assert_string_equal(f.err.what, "out of memory");
		}
		assert_int_equal(rows_of(&f), rows + (rc ? 0 : 1));
		tries++;
		assert_int_equal(log_refresh(log, NULL, NULL, &f.err), 0);
	} while (rc && tries < 2000);
	assert_int_equal(rc, 0);
	print_message("%zu allocations of an append\n", tries);
	log_close(log);
	device_free(a);
	fixture_down(&f);
}

/* Runs one act with the Nth allocation failing until it passes. */
static void sweep(struct fixture *f, const char *name,
		  int (*act)(struct fixture *f, struct error *err))
{
	uint64_t n = 0;
	int rc;

	do {
		mem_fail_at(++n);
		rc = act(f, &f->err);
		mem_fail_at(0);
		if (rc && rc != ERR_NOMEM)
			fail_msg("%s: %s", name, f->err.what);
	} while (rc && n < 5000);
	assert_int_equal(rc, 0);
	print_message("%s: %llu allocations\n", name, (unsigned long long)n);
}

static int act_open(struct fixture *f, struct error *err)
{
	char path[160], seen[160];
	struct log *log;
	int rc;

	snprintf(path, sizeof(path), "%s/" LOGFILE_LABEL ".case", f->dir);
	snprintf(seen, sizeof(seen), "%s/seen", f->dir);
	rc = log_open(&log, path, seen, 0, &f->env, err);
	log_close(log);
	return rc;
}

static int act_verify(struct fixture *f, struct error *err)
{
	struct verify v;
	char path[160];

	snprintf(path, sizeof(path), "%s/" LOGFILE_LABEL ".case", f->dir);
	return log_verify(&v, path, NULL, &f->env, NULL, NULL, NULL, err);
}

static int act_create(struct fixture *f, struct error *err)
{
	struct device *a = NULL;
	uint8_t owner[1][KEY_LEN], seed[32] = { 7 };
	char path[160];
	struct log *log = NULL;
	int rc = device_from_seed(&a, seed, err);

	if (!rc) {
		memcpy(owner[0], device_key(a), KEY_LEN);
		rc = log_create(&log, f->dir, "PLAN-2026-001", FILE_CASE,
				(const uint8_t(*)[KEY_LEN])owner, 1, a, NULL,
				NULL, NULL, &f->env, err);
	}
	log_close(log);
	device_free(a);
	snprintf(path, sizeof(path), "%s/PLAN-2026-001.case", f->dir);
	if (rc) /* it may be there, whole, and only not have opened */
		remove(path);
	return rc;
}

static int act_device(struct fixture *f, struct error *err)
{
	struct device *d;
	char path[160];
	int rc;

	snprintf(path, sizeof(path), "%s/keys", f->dir);
	rc = device_open(&d, path, &f->env, err);
	device_free(d);
	return rc;
}

static void opening_creating_verifying_survive_as_well(void **state)
{
	struct device *a = fixture_device(0);
	struct fixture f;
	struct log *log;

	(void)state;
	fixture_up(&f);
	log = logfile_new(&f, a);
	for (int i = 0; i < 3; i++) {
		struct entry e = an_entry();

		assert_int_equal(log_append(log, &e, 1, a, NULL, NULL,
					    &f.err), 0);
	}
	log_close(log);
	sweep(&f, "open", act_open);
	sweep(&f, "verify", act_verify);
	sweep(&f, "create", act_create);
	sweep(&f, "device", act_device);
	device_free(a);
	fixture_down(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appending_survives_every_failed_allocation),
		cmocka_unit_test(opening_creating_verifying_survive_as_well),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
