/* tests/support/twoterms.c - see twoterms.h. */
#include "tests/support/twoterms.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

int twoterms_begin(void **state)
{
	static struct drill d;
	const char *out;

	memset(&d, 0, sizeof(d));
	live_up(&d.w);
	assert_int_equal(live_run(&d.w, &out, "drill", "new", "--scenario",
				   "first-call", NULL), 0);
	d.label = arena_strndup(&d.w.f.arena, out, strcspn(out, "\n"));
	assert_non_null(d.label);
	*state = &d;
	return 0;
}

int twoterms_end(void **state)
{
	struct drill *d = *state;

	pty_close(d->play);
	if (d->lead != d->w.p)
		pty_close(d->lead);
	live_down(&d->w); /* and the first that was started */
	return 0;
}

void leads(struct drill *d)
{
	d->lead = live_start(&d->w, 24, 80, "drill", "run", d->label, NULL);
	sees(d->lead, "WE HOPE TO SEE");
}

void startex(struct drill *d)
{
	pty_type(d->lead, " ");
	sees(d->lead, "STARTEX: no real case open");
	pty_type(d->lead, "y");
	sees(d->lead, "RUNNING x1");
}

void plays(struct drill *d, const char *role)
{
	d->play = live_start(&d->w, 24, 80, "drill", "join", d->label,
			     role ? "--as" : NULL, role, NULL);
	sees(d->play, "INCIDENT");
}

void starts(struct drill *d)
{
	leads(d);
	sees(d->lead, "BEFORE STARTEX");
	plays(d, "lead");
	startex(d);
	sees(d->play, "RUNNING");
}
