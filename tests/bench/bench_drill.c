/*
 * tests/bench/bench_drill.c - a drill with ten players: from the key that
 * releases an inject until it stands on all their screens, and what console
 * and players write while nobody does anything.
 *
 * STANCH_BENCH_IDLE sets the seconds they are watched doing nothing (62).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/bench.h"

#define PLAYERS 10

struct crowd {
	struct live w;
	const char *label;
	struct pty *lead, *play[PLAYERS];
};

static void gather(struct crowd *c)
{
	const char *out;

	live_up(&c->w);
	assert_int_equal(live_run(&c->w, &out, "drill", "new", "--scenario",
				   "first-call", NULL), 0);
	c->label = arena_strndup(&c->w.f.arena, out, strcspn(out, "\n"));
	c->lead = live_start(&c->w, 24, 80, "drill", "run", c->label, NULL);
	sees(c->lead, "BEFORE STARTEX");
	for (int i = 0; i < PLAYERS; i++)
		c->play[i] = live_start(&c->w, 24, 80, "drill", "join",
					c->label, NULL);
	for (int i = 0; i < PLAYERS; i++)
		sees(c->play[i], "BEFORE STARTEX");
	pty_type(c->lead, " ");
	sees(c->lead, "STARTEX: no real case open");
	pty_type(c->lead, "y");
	for (int i = 0; i < PLAYERS; i++)
		sees(c->play[i], "RUNNING");
}

/* Milliseconds until the last of them has it. */
static double release(struct crowd *c)
{
	double began = bench_now();
	int seen = 0;
	bool has[PLAYERS] = {false};

	pty_type(c->lead, "r");
	while (seen < PLAYERS && bench_now() - began < 5)
		for (int i = 0; i < PLAYERS; i++)
			if (!has[i] && pty_wait(c->play[i], "1 NEW", 1)) {
				has[i] = true;
				seen++;
			}
	assert_int_equal(seen, PLAYERS);
	return (bench_now() - began) * 1e3;
}

static void idle(struct crowd *c)
{
	const struct {
		struct pty *p;
		const char *what;
	} watched[] = {
		{c->lead, "idle, console: bytes a minute"},
		{c->play[0], "idle, player's inbox: bytes a minute"},
		{c->play[1], "idle, player's steps: bytes a minute"},
	};
	const size_t n = sizeof(watched) / sizeof(*watched);
	const char *set = getenv("STANCH_BENCH_IDLE");
	double seconds = set ? strtod(set, NULL) : 62, began;

	pty_type(c->play[0], "i");
	sees(c->play[0], "Lantern Lane");
	for (size_t i = 0; i < n; i++) {
		pty_settle(watched[i].p, 600);
		pty_bytes(watched[i].p);
	}
	for (began = bench_now(); bench_now() - began < seconds;) {
		poll(NULL, 0, 200);
		for (size_t i = 0; i < n; i++)
			pty_settle(watched[i].p, 0);
	}
	for (size_t i = 0; i < n; i++)
		bench_line(watched[i].what,
			   (double)pty_bytes(watched[i].p) * 60 / seconds,
			   "B", "60");
}

int main(void)
{
	static struct crowd c;

	gather(&c);
	bench_line("release to the last of ten screens", release(&c), "ms",
		   "500");
	idle(&c);
	for (int i = 0; i < PLAYERS; i++)
		pty_close(c.play[i]);
	live_down(&c.w);
	return 0;
}
