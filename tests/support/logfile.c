/* tests/support/logfile.c - case files for tests. */
#include "tests/support/logfile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "core/base/time.h"

struct log *logfile_new(struct fixture *f, const struct device *by)
{
	uint8_t owner[1][KEY_LEN];
	struct log *log;

	memcpy(owner[0], device_key(by), KEY_LEN);
	if (log_create(&log, f->dir, LOGFILE_LABEL, FILE_CASE,
		       (const uint8_t(*)[KEY_LEN])owner, 1, by, NULL, NULL,
		       fixture_path(f, "seen"), &f->env, &f->err))
		fail_msg("%s", f->err.what);
	return log;
}

const char *logfile_path(struct fixture *f)
{
	return fixture_path(f, LOGFILE_LABEL ".case");
}

void logfile_add(struct fixture *f, struct log *log, const struct device *by,
		 enum record_kind kind, const char *type,
		 const char *members, uint8_t *id)
{
	struct entry e = { .kind = kind, .type = type, .members = members };

	if (log_append(log, &e, 1, by, NULL, NULL, &f->err))
		fail_msg("%s: %s", type, f->err.what);
	if (id)
		memcpy(id, e.id, ID_LEN);
}

void logfile_sql(struct fixture *f, const char *sql)
{
	logfile_sql_at(logfile_path(f), sql);
}

void logfile_sql_at(const char *path, const char *sql)
{
	char *why = NULL;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why))
		fail_msg("%s: %s", sql, why);
	sqlite3_close(db);
}

void logfile_poke(struct fixture *f, long at, const void *bytes, size_t n)
{
	FILE *out = fopen(logfile_path(f), "r+");

	assert_non_null(out);
	assert_int_equal(fseek(out, at, SEEK_SET), 0);
	assert_int_equal(fwrite(bytes, 1, n, out), n);
	assert_int_equal(fclose(out), 0);
}

struct db_row craft_row(struct craft *c)
{
	static uint8_t hdr[32][RECORD_HEADER + ID_LEN * RECORD_DEPS];
	static uint8_t sig[32][SIG_LEN];
	static unsigned next;
	unsigned i = next++ % 32;
	size_t n;

	memcpy(c->h.author, device_key(c->by), KEY_LEN);
	c->h.body_len = (uint32_t)strlen(c->body);
	hash_bytes(c->h.body_hash, c->body, strlen(c->body));
	n = header_encode(hdr[i], &c->h);
	header_id(c->id, hdr[i], n);
	device_sign(sig[i], c->by, hdr[i], n);
	return (struct db_row){ 0,	c->id, hdr[i],	sig[i], c->body,
				ID_LEN, n,     SIG_LEN, strlen(c->body) };
}

const char *craft_body(struct fixture *f, const char *type,
		       const char *more)
{
	char wall[TIME_TEXT];
	char *body;

	time_wall(wall, f->now, NULL);
	body = arena_printf(&f->arena,
			    "{\"t\":\"%s\",\"wall\":\"%s\",\"boot\":"
			    "\"8899aabbccddeeff\",\"mono\":%lld,"
			    "\"ntp\":true%s}",
			    type, wall, (long long)f->mono, more);
	assert_non_null(body);
	return body;
}

void craft_file(struct fixture *f, const struct db_row *rows, size_t n)
{
	struct db *db;

	assert_int_equal(db_create(&db, f->dir, DB_CASE, &f->env, &f->err),
			 0);
	for (size_t i = 0; i < n; i++) {
		struct db_row row = rows[i];

		assert_int_equal(db_insert(db, &row, &f->err), 0);
	}
	assert_int_equal(db_publish(db, LOGFILE_LABEL ".case", &f->err), 0);
}

/* The body of record i: the first one, or a step that is set. */
static const char *long_body(struct fixture *f, const struct device *by,
			     size_t i)
{
	char hex[KEY_HEX], more[512];

	hex_encode(hex, device_key(by), KEY_LEN);
	if (i)
		snprintf(more, sizeof(more),
			 ",\"on\":\"step-%zu\",\"over\":[],"
			 "\"state\":\"done\",\"why\":\"as agreed\"",
			 i % 40);
	else
		snprintf(more, sizeof(more),
			 ",\"nonce\":\"%s\",\"seal\":false,\"label\":\"%s\","
			 "\"owners\":[{\"dev\":\"%s\"}]",
			 hex, LOGFILE_LABEL, hex);
	return craft_body(f, i ? "step.set" : "case.open", more);
}

void logfile_long(struct fixture *f, size_t n)
{
	struct device *by = fixture_device(0);
	struct craft c = { .by = by };
	struct db *db;

	assert_int_equal(db_create(&db, f->dir, DB_CASE, &f->env, &f->err),
			 0);
	for (size_t i = 0; i < n; i++) {
		struct db_row row;

		f->now += 1000;
		f->mono += 1000;
		c.body = long_body(f, by, i);
		c.h.kind = i ? REC_PLAIN : REC_CHARTER;
		c.h.lamport = i + 1;
		c.h.ndeps = i ? 1 : 0;
		if (i)
			memcpy(c.h.deps[0], c.id, ID_LEN);
		row = craft_row(&c);
		assert_int_equal(db_insert(db, &row, &f->err), 0);
		if (!i)
			memcpy(c.h.case_id, c.id, ID_LEN);
	}
	assert_int_equal(db_publish(db, LOGFILE_LABEL ".case", &f->err), 0);
	device_free(by);
}
