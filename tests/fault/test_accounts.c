/* Two Unix accounts in one group write to one case, whatever their umask,
 * and one cleans up after the other's crash. Needs root, else skipped. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/logfile.h"

#define GROUP 64123
#define ANNA 64001 /* opens the case */
#define BELA 64002 /* joins her */

struct team {
	struct fixture f;
	struct device *anna, *bela;
};

/* Runs act as that account; its exit code, 99 if it cannot become it. */
static int as(struct team *t, uid_t uid, mode_t mask,
	      int (*act)(struct team *t))
{
	gid_t group = GROUP;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (setgroups(1, &group) || setgid(group) || setuid(uid))
			_exit(99);
		umask(mask);
		_exit(act(t));
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

static int open_case(struct team *t)
{
	uint8_t owners[2][KEY_LEN];
	struct log *log;

	memcpy(owners[0], device_key(t->anna), KEY_LEN);
	memcpy(owners[1], device_key(t->bela), KEY_LEN);
	if (log_create(&log, t->f.dir, LOGFILE_LABEL, FILE_CASE,
		       (const uint8_t(*)[KEY_LEN])owners, 2, t->anna, NULL,
		       NULL, NULL, &t->f.env, &t->f.err))
		return 1;
	log_close(log);
	return 0;
}

static int write_ten(struct team *t, const struct device *by)
{
	struct entry e = { .type = "note" };
	struct log *log;
	int rc;

	if (log_open(&log, logfile_path(&t->f), NULL, 0, &t->f.env,
		     &t->f.err))
		return 1;
	for (int i = 0; i < 10; i++) {
		rc = log_append(log, &e, 1, by, NULL, NULL, &t->f.err);
		if (rc) {
			fprintf(stderr, "%s\n", t->f.err.what);
			return 2;
		}
	}
	log_close(log);
	return 0;
}

static int anna_writes(struct team *t)
{
	return write_ten(t, t->anna);
}

static int bela_writes(struct team *t)
{
	return write_ten(t, t->bela);
}

/* Dies in the middle of a transaction, its journal on disk. */
static int bela_crashes(struct team *t)
{
	static uint8_t big[60000];
	uint8_t id[32] = { 0 };
	struct db_row row = { 0,  id,  big, big,	   big,
			      32, 152, 64,  sizeof(big) };
	struct db *db;

	if (db_open(&db, logfile_path(&t->f), 0, &t->f.env, &t->f.err) ||
	    db_begin(db, &t->f.err))
		return 1;
	for (int i = 0; i < 100; i++) {
		id[0] = (uint8_t)(i + 1);
		if (db_insert(db, &row, &t->f.err))
			return 2;
	}
	return 0;
}

static void two_accounts_write_to_one_case(void **state)
{
	static const mode_t mask[] = { 002, 022, 027, 077 };
	struct verify v;

	(void)state;
	if (geteuid() != 0)
		skip(); /* only root can become two others */
	for (size_t i = 0; i < sizeof(mask) / sizeof(*mask); i++) {
		struct team t = { .anna = fixture_device(0),
				  .bela = fixture_device(32) };

		fixture_up(&t.f);
		assert_int_equal(chown(t.f.dir, ANNA, GROUP), 0);
		assert_int_equal(chmod(t.f.dir, 02770), 0);
		assert_int_equal(as(&t, ANNA, mask[i], open_case), 0);
		assert_int_equal(as(&t, BELA, mask[i], bela_writes), 0);
		assert_int_equal(as(&t, ANNA, mask[i], anna_writes), 0);
		assert_int_equal(as(&t, BELA, mask[i], bela_crashes), 0);
		assert_int_equal(as(&t, ANNA, mask[i], anna_writes), 0);
		assert_int_equal(as(&t, BELA, mask[i], bela_writes), 0);
		assert_int_equal(log_verify(&v, logfile_path(&t.f), NULL,
					    &t.f.env, NULL, NULL, NULL,
					    &t.f.err), 0);
		assert_int_equal(v.faults, 0);
		assert_int_equal(v.records, 41);
		device_free(t.anna);
		device_free(t.bela);
		fixture_down(&t.f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_accounts_write_to_one_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
