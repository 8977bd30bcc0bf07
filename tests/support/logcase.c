#include "tests/support/logcase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/mem.h"

int logcase_up(void **state)
{
	struct logcase *s = mem_zalloc(sizeof(*s));

	assert_non_null(s);
	fixture_up(&s->f);
	s->a = fixture_device(0);
	s->b = fixture_device(32);
	s->log = logfile_new(&s->f, s->a);
	*state = s;
	return 0;
}

void logcase_close(struct logcase *s)
{
	log_close(s->log);
	s->log = NULL;
}

int logcase_down(void **state)
{
	struct logcase *s = *state;

	logcase_close(s);
	device_free(s->a);
	device_free(s->b);
	fixture_down(&s->f);
	mem_free(s);
	return 0;
}

void logcase_reopen(struct logcase *s)
{
	logcase_close(s);
	goes(&s->f, log_open(&s->log, logfile_path(&s->f),
			     fixture_path(&s->f, "seen"), 0, &s->f.env,
			     &s->f.err));
}
