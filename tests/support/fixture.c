/* tests/support/fixture.c - a folder, a clock, random bytes for a test. */
#include "tests/support/fixture.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/mem.h"

#define START INT64_C(1791958320000)

static int64_t now(void *ctx)
{
	return ((struct fixture *)ctx)->now;
}

static int64_t mono(void *ctx)
{
	return ((struct fixture *)ctx)->mono;
}

static bool ntp(void *ctx)
{
	(void)ctx;
	return true;
}

/* Differ from each other for longer than any test draws. */
static int counted(void *ctx, void *bytes, size_t n)
{
	struct fixture *f = ctx;
	unsigned char *p = bytes;

	for (size_t i = 0; i < n; i++) {
		uint64_t x = (f->drawn++ + 1) * UINT64_C(0x9e3779b97f4a7c15);

		p[i] = (unsigned char)((x ^ x >> 29) >> 32);
	}
	return 0;
}

void fixture_up(struct fixture *f)
{
	const char *tmp = getenv("TMPDIR");

	*f = (struct fixture){.now = START, .mono = 61000};
	f->env = (struct env){.now = now, .mono = mono, .ntp = ntp,
			      .random = counted, .ctx = f,
			      .boot_id = "6f1d0a52-7f0c-4a2f-9d55-000000000001",
			      .zone_dir = "/usr/share/zoneinfo"};
	snprintf(f->dir, sizeof(f->dir), "%s/stanch-XXXXXX",
		 tmp && *tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->dir));
}

static int drop(const char *path, const struct stat *st, int kind,
		struct FTW *at)
{
	(void)st, (void)kind, (void)at;
	return remove(path);
}

static int open_up(const char *path, const struct stat *st, int kind,
		   struct FTW *at)
{
	(void)st, (void)at;
	if (kind == FTW_D || kind == FTW_DNR)
		chmod(path, 0700);
	return 0;
}

void fixture_down(struct fixture *f)
{
	nftw(f->dir, open_up, 16, FTW_PHYS);
	nftw(f->dir, drop, 16, FTW_DEPTH | FTW_PHYS);
	arena_release(&f->arena);
	f->dir[0] = '\0';
}

int fixture_begin(void **state)
{
	struct fixture *f = mem_alloc(sizeof(*f));

	assert_non_null(f);
	fixture_up(f);
	*state = f;
	return 0;
}

int fixture_end(void **state)
{
	fixture_down(*state);
	mem_free(*state);
	return 0;
}

void goes(const struct fixture *f, int rc)
{
	if (rc)
		fail_msg("%d: %s %s %s", rc, f->err.what, f->err.where,
			 f->err.fix);
}

void fixture_child(void)
{
	setenv("CMOCKA_TEST_ABORT", "1", 1);
}

const char *fixture_path(struct fixture *f, const char *fmt, ...)
{
	char name[512], *path;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(name, sizeof(name), fmt, ap);
	va_end(ap);
	path = arena_printf(&f->arena, "%s/%s", f->dir, name);
	assert_non_null(path);
	return path;
}

void fixture_write(struct fixture *f, const char *name, const char *text)
{
	FILE *out = fopen(fixture_path(f, "%s", name), "w");

	assert_non_null(out);
	assert_int_equal(fwrite(text, 1, strlen(text), out), strlen(text));
	assert_int_equal(fclose(out), 0);
}

const char *fixture_read(struct fixture *f, const char *name)
{
	FILE *in = fopen(fixture_path(f, "%s", name), "r");
	char *text;
	long n;

	assert_non_null(in);
	assert_int_equal(fseek(in, 0, SEEK_END), 0);
	n = ftell(in);
	rewind(in);
	text = arena_alloc(&f->arena, (size_t)n + 1);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, (size_t)n, in), (size_t)n);
	fclose(in);
	return text;
}
