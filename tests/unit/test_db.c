/* Opening a case file: by the rules or not at all, and never a repair. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/support/logfile.h"

static int up(void **state)
{
	struct fixture *f = mem_zalloc(sizeof(*f));
	struct device *a = fixture_device(0);
	struct log *log;

	fixture_up(f);
	log = logfile_new(f, a);
	for (int i = 0; i < 40; i++)
		logfile_add(f, log, a, REC_PLAIN, "note",
			    "{\"text\":\"somewhat longer than a line\"}",
			    NULL);
	log_close(log);
	device_free(a);
	*state = f;
	return 0;
}

static int down(void **state)
{
	fixture_down(*state);
	mem_free(*state);
	return 0;
}

static void opens(struct fixture *f)
{
	struct db *db;

	if (db_open(&db, logfile_path(f), 0, &f->env, &f->err))
		fail_msg("%s", f->err.what);
	db_close(db);
}

/* The file is refused with that code and those words, a way out is named,
 * and its bytes stay as they were. */
static void refused(struct fixture *f, enum error_code code,
		    const char *words)
{
	struct db *db;

	assert_int_equal(db_open(&db, logfile_path(f), 0, &f->env, &f->err),
			 code);
	assert_null(db);
	if (!strstr(f->err.what, words))
		fail_msg("\"%s\" does not say \"%s\"", f->err.what, words);
	if (!strstr(f->err.what, f->dir))
		fail_msg("\"%s\" does not name the file", f->err.what);
	if (!f->err.fix[0])
		fail_msg("\"%s\" names no way out", f->err.what);
}

static void a_missing_file_is_not_found(void **state)
{
	struct fixture *f = *state;

	unlink(logfile_path(f));
	refused(f, ERR_NOTFOUND, "No such file");
}

static void a_truncated_file_says_how_much_is_left(void **state)
{
	struct fixture *f = *state;
	struct stat st;
	char want[64];

	assert_int_equal(stat(logfile_path(f), &st), 0);
	assert_int_equal(truncate(logfile_path(f), st.st_size / 2), 0);
	snprintf(want, sizeof(want), "truncated, only %lld of %lld bytes",
		 (long long)st.st_size / 2, (long long)st.st_size);
	refused(f, ERR_CORRUPT, want);
	assert_int_equal(truncate(logfile_path(f), 50), 0);
	refused(f, ERR_CORRUPT, "truncated, only 50 bytes");
}

static void what_is_no_case_file_is_told_apart(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(truncate(logfile_path(f), 0), 0);
	refused(f, ERR_CORRUPT, "not a case file");
	fixture_write(f, LOGFILE_LABEL ".case", "hello, this is a letter");
	refused(f, ERR_CORRUPT, "not a case file");
}

static void another_programs_database_is_no_case_file(void **state)
{
	struct fixture *f = *state;

	logfile_sql(f, "PRAGMA application_id = 7");
	refused(f, ERR_CORRUPT, "not a case file");
}

static void a_newer_version_asks_for_a_newer_program(void **state)
{
	struct fixture *f = *state;

	logfile_sql(f, "PRAGMA user_version = 2");
	refused(f, ERR_INVALID, "made by a newer version of the program");
	assert_string_equal(f->err.where, "It has format 2; this program "
					  "reads format 1.");
	logfile_sql(f, "PRAGMA user_version = 0");
	refused(f, ERR_CORRUPT, "not a case file");
}

static void a_drill_does_not_open_as_a_case(void **state)
{
	struct fixture *f = *state;
	struct db *db;

	logfile_sql(f, "PRAGMA application_id = 1398033988");
	refused(f, ERR_CORRUPT, "a drill, not a case");
	assert_int_equal(rename(logfile_path(f), fixture_path(f, "d.drill")),
			 0);
	assert_int_equal(db_open(&db, fixture_path(f, "d.drill"), 0, &f->env,
				 &f->err), 0);
	assert_int_equal(db_app(db), DB_DRILL);
	db_close(db);
}

static void a_file_in_wal_mode_is_refused(void **state)
{
	struct fixture *f = *state;

	logfile_poke(f, 18, "\2\2", 2);
	refused(f, ERR_CORRUPT, "switched to another journal mode (WAL)");
	assert_non_null(strstr(f->err.where, "are 2 and 2, not 1 and 1"));
	assert_int_not_equal(access(fixture_path(f, LOGFILE_LABEL
						 ".case-wal"), F_OK), 0);
}

static void only_the_four_rows_of_the_schema_open(void **state)
{
	static const struct {
		const char *sql, *what;
	} row[] = {
		{ "CREATE TABLE more(a)", "table \"more\"" },
		{ "CREATE TRIGGER t AFTER INSERT ON rec BEGIN DELETE FROM att;"
		  " END", "trigger \"t\"" },
		{ "CREATE VIEW v AS SELECT 1", "view \"v\"" },
		{ "CREATE INDEX i ON rec(hdr)", "index \"i\"" },
		{ "ALTER TABLE rec ADD COLUMN extra TEXT", "table \"rec\"" },
		{ "DROP TABLE att", "table \"att\"" },
		{ "PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql ="
		  " sql || ' ' WHERE name = 'att'", "table \"att\"" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		void *again = f;

		logfile_sql(f, row[i].sql);
		refused(f, ERR_CORRUPT,
			"its tables are not those of a case file");
		if (!strstr(f->err.where, row[i].what))
			fail_msg("%s: %s", row[i].sql, f->err.where);
		down(&again);
		up(&again);
		*state = f = again;
	}
}

static void a_schema_that_is_no_sql_is_refused(void **state)
{
	struct fixture *f = *state;

	logfile_sql(f, "PRAGMA writable_schema=1; UPDATE sqlite_schema SET"
		       " sql = 'CREATE TABLE rec(' WHERE name = 'rec'");
	refused(f, ERR_CORRUPT, "malformed database schema (rec)");
}

static void damaged_pages_are_found_before_a_row_is_read(void **state)
{
	struct fixture *f = *state;

	logfile_poke(f, 4096 * 5, "\1\2\3\4\5\6\7\10", 8);
	refused(f, ERR_CORRUPT, "damaged, SQLite says: ");
}

static void a_link_is_refused(void **state)
{
	struct fixture *f = *state;
	const char *real = fixture_path(f, "real.case");

	assert_int_equal(rename(logfile_path(f), real), 0);
	assert_int_equal(symlink(real, logfile_path(f)), 0);
	refused(f, ERR_IO, "a link, not a case file");
	unlink(logfile_path(f));
	assert_int_equal(mkdir(logfile_path(f), 0700), 0);
	refused(f, ERR_IO, "not a regular file");
	assert_int_equal(rmdir(logfile_path(f)), 0);
	assert_int_equal(mkfifo(logfile_path(f), 0600), 0);
	refused(f, ERR_IO, "not a regular file");
}

static void a_link_in_the_folder_above_is_followed_once(void **state)
{
	struct fixture *f = *state;
	struct db *db;

	assert_int_equal(symlink(f->dir, fixture_path(f, "way")), 0);
	assert_int_equal(db_open(&db,
				 fixture_path(f, "way/" LOGFILE_LABEL ".case"),
				 0, &f->env, &f->err), 0);
	assert_string_equal(db_path(db), logfile_path(f));
	db_close(db);
}

static void put(FILE *out, uint32_t v)
{
	uint8_t b[4] = { (uint8_t)(v >> 24), (uint8_t)(v >> 16),
			 (uint8_t)(v >> 8), (uint8_t)v };

	fwrite(b, 1, 4, out);
}

/* A journal that names a "super-journal": SQLite would delete the victim
 * when it rolls back. */
static void a_planted_journal_deletes_nothing(void **state)
{
	struct fixture *f = *state;
	static const uint8_t magic[8] = { 0xd9, 0xd5, 0x05, 0xf9,
					  0x20, 0xa1, 0x63, 0xd7 };
	char *victim = arena_strdup(&f->arena, fixture_path(f, "victim"));
	const char *path = fixture_path(f, LOGFILE_LABEL ".case-journal");
	FILE *out = fopen(path, "w");
	uint32_t sum = 0;
	struct stat st;

	fixture_write(f, "victim", "precious");
	assert_int_equal(stat(logfile_path(f), &st), 0);
	fwrite(magic, 1, 8, out);
	put(out, 0); /* no pages */
	put(out, 0);
	put(out, (uint32_t)(st.st_size / 4096));
	put(out, 512);
	put(out, 4096);
	fseek(out, 512, SEEK_SET);
	put(out, 0x40000000 / 4096 + 1);
	fwrite(victim, 1, strlen(victim), out);
	for (const char *p = victim; *p; p++)
		sum += (uint32_t)*p;
	put(out, (uint32_t)strlen(victim));
	put(out, sum);
	fwrite(magic, 1, 8, out);
	assert_int_equal(fclose(out), 0);
	opens(f);
	assert_int_equal(access(victim, F_OK), 0);
	assert_string_equal(fixture_read(f, "victim"), "precious");
}

/* A writer that dies with its journal on disk: the next one rolls back. */
static void a_hot_journal_is_rolled_back(void **state)
{
	struct fixture *f = *state;
	uint64_t rows = 0, last;
	struct db *db;
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		static uint8_t big[60000];
		uint8_t id[32] = { 0 };
		struct db_row row = { 0, id, big, big, big, 32, 152, 64,
				      sizeof(big) };

		if (db_open(&db, logfile_path(f), 0, &f->env, NULL) ||
		    db_begin(db, NULL))
			_exit(1);
		for (int i = 0; i < 100; i++) { /* beyond the page cache */
			id[0] = (uint8_t)(i + 1);
			if (db_insert(db, &row, NULL))
				_exit(2);
		}
		_exit(0); /* without COMMIT or ROLLBACK */
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(access(fixture_path(f, LOGFILE_LABEL
					     ".case-journal"), F_OK), 0);
	assert_int_equal(db_open(&db, logfile_path(f), 0, &f->env, &f->err),
			 0);
	assert_int_equal(db_count(db, &rows, &last, &f->err), 0);
	assert_int_equal(rows, 41);
	db_close(db);
	assert_int_not_equal(access(fixture_path(f, LOGFILE_LABEL
						 ".case-journal"), F_OK), 0);
}

static void the_file_is_for_the_group_whatever_the_umask(void **state)
{
	struct fixture *f = *state;
	struct stat st;
	mode_t old = umask(077);
	struct db *db;

	assert_int_equal(db_create(&db, f->dir, DB_CASE, &f->env, &f->err),
			 0);
	assert_int_equal(db_publish(db, "PLAN-2026-001.case", &f->err), 0);
	umask(old);
	assert_int_equal(stat(fixture_path(f, "PLAN-2026-001.case"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
	assert_int_equal(db_open(&db, fixture_path(f, "PLAN-2026-001.case"),
				 0, &f->env, &f->err), 0);
	db_close(db);
	assert_int_equal(stat(fixture_path(f, ".lock"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
}

static void a_taken_name_is_never_replaced(void **state)
{
	struct fixture *f = *state;
	struct db *db;
	struct stat was, is;

	stat(logfile_path(f), &was);
	assert_int_equal(db_create(&db, f->dir, DB_CASE, &f->env, &f->err),
			 0);
	assert_int_equal(db_publish(db, LOGFILE_LABEL ".case", &f->err),
			 ERR_REFUSED);
	assert_non_null(strstr(f->err.what, "there is one already"));
	stat(logfile_path(f), &is);
	assert_int_equal(was.st_ino, is.st_ino);
	assert_int_equal(was.st_size, is.st_size);
}

static void a_creation_given_up_leaves_nothing(void **state)
{
	struct fixture *f = *state;
	struct db *db;
	const char *temp;

	assert_int_equal(db_create(&db, f->dir, DB_CASE, &f->env, &f->err),
			 0);
	temp = arena_strdup(&f->arena, db_path(db));
	assert_int_equal(access(temp, F_OK), 0);
	db_close(db);
	assert_int_not_equal(access(temp, F_OK), 0);
}

static void a_second_connection_here_keeps_the_first_ones_lock(void **state)
{
	struct fixture *f = *state;
	struct db *one, *two;
	pid_t pid;
	int status;

	assert_int_equal(db_open(&one, logfile_path(f), 0, &f->env, &f->err),
			 0);
	assert_int_equal(db_begin(one, &f->err), 0);
	assert_int_equal(db_open(&two, logfile_path(f), 0, &f->env, &f->err),
			 0);
	db_close(two);
	pid = fork();
	if (pid == 0) { /* another process must still see it locked */
		int fd = open(logfile_path(f), O_RDWR);
		struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET,
				   .l_start = 0x40000001, .l_len = 1 };

		fcntl(fd, F_GETLK, &l);
		_exit(l.l_type == F_UNLCK);
	}
	waitpid(pid, &status, 0);
	db_rollback(one);
	db_close(one);
	assert_int_equal(status, 0);
}

/* As another account, in a child: 0 if the file opens as expected. */
static int as_nobody(struct fixture *f, int (*act)(struct fixture *f))
{
	int status;
	pid_t pid;

	if (geteuid() != 0)
		skip(); /* only root can become somebody else */
	assert_int_equal(chmod(f->dir, 0755), 0);
	pid = fork();
	if (pid == 0) {
		if (setgid(65534) || setuid(65534))
			_exit(99);
		_exit(act(f));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static int sees_it_read_only(struct fixture *f)
{
	struct log *log;
	const char *why;

	if (log_open(&log, logfile_path(f), NULL, 0, &f->env, &f->err))
		return 1;
	if (log_can_write(log, &why) || strcmp(why, "the file or its folder "
					       "is read-only for you") != 0)
		return 2;
	log_close(log);
	return 0;
}

static int sees_nothing(struct fixture *f)
{
	struct log *log;

	if (log_open(&log, logfile_path(f), NULL, 0, &f->env, &f->err) !=
	    ERR_IO)
		return 1;
	return !strstr(f->err.what, "Permission denied") ||
	       !strstr(f->err.fix, "Ask its owner or the group");
}

static void who_may_only_read_reads(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(chmod(logfile_path(f), 0664), 0);
	assert_int_equal(as_nobody(f, sees_it_read_only), 0);
}

static void who_may_not_read_is_told_whom_to_ask(void **state)
{
	assert_int_equal(as_nobody(*state, sees_nothing), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, up, down)
	const struct CMUnitTest tests[] = {
		TEST(a_missing_file_is_not_found),
		TEST(a_truncated_file_says_how_much_is_left),
		TEST(what_is_no_case_file_is_told_apart),
		TEST(another_programs_database_is_no_case_file),
		TEST(a_newer_version_asks_for_a_newer_program),
		TEST(a_drill_does_not_open_as_a_case),
		TEST(a_file_in_wal_mode_is_refused),
		TEST(only_the_four_rows_of_the_schema_open),
		TEST(a_schema_that_is_no_sql_is_refused),
		TEST(damaged_pages_are_found_before_a_row_is_read),
		TEST(a_link_is_refused),
		TEST(a_link_in_the_folder_above_is_followed_once),
		TEST(a_planted_journal_deletes_nothing),
		TEST(a_hot_journal_is_rolled_back),
		TEST(the_file_is_for_the_group_whatever_the_umask),
		TEST(a_taken_name_is_never_replaced),
		TEST(a_creation_given_up_leaves_nothing),
		TEST(who_may_only_read_reads),
		TEST(who_may_not_read_is_told_whom_to_ask),
		TEST(a_second_connection_here_keeps_the_first_ones_lock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
