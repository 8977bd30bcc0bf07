/* The four times: the worked timelines, and what must hold of any. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/time.h"
#include "core/drill/times.h"

#define S(n) ((int64_t)(n) * 1000)
#define M(n) S((n) * 60)
#define H(n) M((n) * 60)
#define PLAY M(65)

static const struct anchor anchors[] = {
	{0, 0},		   {M(20), M(150)},   {M(40), H(8)},
	{M(45), M(630)},   {M(46), H(24)},    {M(56), H(27)},
	{M(57), H(48)},	   {M(65), H(50)},
};
#define ANCHORS (sizeof(anchors) / sizeof(*anchors))

static int64_t story_start(void)
{
	int64_t at;

	assert_int_equal(time_parse(&at, NULL, "2026-03-16T09:10+08:00", NULL,
				    0, NULL), 0);
	return at;
}

/* "14:05:00" or "9:59.985": of a day or of a span. */
static int64_t clock_of(const char *text)
{
	int64_t part[3] = {0}, ms = 0;
	int n = 0, digits = 0;

	for (; *text && *text != '.'; text++) {
		if (*text == ':')
			n++;
		else
			part[n] = part[n] * 10 + (*text - '0');
	}
	for (text += *text == '.'; *text; text++, digits++)
		ms = ms * 10 + (*text - '0');
	assert_true(digits == 0 || digits == 3);
	return n == 2 ? H(part[0]) + M(part[1]) + S(part[2]) + ms
		      : M(part[0]) + S(part[1]) + ms;
}

/* "d2 09:10:00" of the story, whose first day begins at midnight +08:00. */
static int64_t story_of(const char *text)
{
	return story_start() - M(9 * 60 + 10) + H(24) * (text[1] - '1') +
	       clock_of(text + 3);
}

struct record {
	const char *wall;
	enum drill_op op;
	int half;
	int64_t ms, gone;
	bool with;
};

struct column {
	const char *wall, *state, *real, *play, *story;
};

struct timeline {
	const char *name;
	struct record record[10];
	struct column column[10];
	struct { const char *play, *at; } due[8];
};

static const struct timeline timelines[] = {
{"A", {
	{"14:00:00", .op = OP_START},
	{"14:10:00", .op = OP_FREEZE},
	{"14:12:30", .op = OP_RESUME},
	{"14:15:30", .op = OP_SPEED, .half = 8},
	{"14:17:30", .op = OP_SPEED, .half = 2},
	{"14:20:30", .op = OP_FREEZE},
	{"14:22:00", .op = OP_RESUME},
	{"14:30:00", .op = OP_END},
 }, {
	{"14:06:00", "r1", "6:00", "6:00", "d1 09:55:00"},
	{"14:11:00", "fz", "10:00", "10:00", "d1 10:25:00"},
	{"14:13:30", "r1", "11:00", "11:00", "d1 10:32:30"},
	{"14:15:30", "r4", "13:00", "13:00", "d1 10:47:30"},
	{"14:16:15", "r4", "13:45", "16:00", "d1 11:10:00"},
	{"14:17:30", "r1", "15:00", "21:00", "d1 11:56:30"},
	{"14:21:00", "fz", "18:00", "24:00", "d1 12:46:00"},
	{"14:24:00", "r1", "20:00", "26:00", "d1 13:19:00"},
	{"14:31:00", "end", "26:00", "32:00", "d1 14:58:00"},
 }, {
	{"6:00", "14:06:00"}, {"11:00", "14:13:30"}, {"16:00", "14:16:15"},
	{"20:00", "14:17:15"}, {"24:00", "14:20:30"}, {"27:00", "14:25:00"},
	{"32:00", "14:30:00"},
 }},
{"B", {
	{"09:00:00", .op = OP_START},
	{"09:03:00", .op = OP_SPEED, .half = 4},
	{"09:07:30", .op = OP_JUMP, .ms = M(21)},
	{"09:08:00", .op = OP_FREEZE},
	{"09:08:30", .op = OP_STORY, .ms = H(2)},
	{"09:09:00", .op = OP_SPEED, .half = 2},
	{"09:10:00", .op = OP_RESUME},
	{"09:20:00", .op = OP_END},
 }, {
	{"09:03:00", "r2", "3:00", "3:00", "d1 09:32:30"},
	{"09:04:30", "r2", "4:30", "6:00", "d1 09:55:00"},
	{"09:07:29.999", "r2", "7:29.999", "11:59.998", "d1 10:39:59.985"},
	{"09:07:30", "r2", "7:30", "21:00", "d1 11:56:30"},
	{"09:08:15", "fz", "8:00", "22:00", "d1 12:13:00"},
	{"09:08:30", "fz", "8:00", "22:00", "d1 14:13:00"},
	{"09:09:30", "fz", "8:00", "22:00", "d1 14:13:00"},
	{"09:12:00", "r1", "10:00", "24:00", "d1 14:46:00"},
	{"09:20:00", "end", "18:00", "32:00", "d1 16:58:00"},
 }, {
	{"6:00", "09:04:30"}, {"11:00", "09:07:00"}, {"16:00", "09:07:30"},
	{"20:00", "09:07:30"}, {"24:00", "09:12:00"}, {"27:00", "09:15:00"},
	{"32:00", "09:20:00"},
 }},
{"C", {
	{"15:00:00", .op = OP_START},
	{"15:00:00", .op = OP_SPEED, .half = 8},
	{"15:11:00", .op = OP_SPEED, .half = 2},
	{"15:19:20", .op = OP_FREEZE, .gone = M(7)},
	{"15:20:00", .op = OP_RESUME},
	{"15:22:40", .op = OP_HALT},
	{"15:30:40", .op = OP_RESUME, .with = true},
	{"15:34:10", .op = OP_END},
 }, {
	{"15:05:00", "r4", "5:00", "20:00", "d1 11:40:00"},
	{"15:11:00", "r1", "11:00", "44:00", "d1 19:10:00"},
	{"15:12:00", "r1", "12:00", "45:00", "d1 19:40:00"},
	{"15:15:00", "fz", "12:20", "45:20", "d2 00:10:00"},
	{"15:20:40", "r1", "13:00", "46:00", "d2 09:10:00"},
	{"15:22:40", "ht", "15:00", "48:00", "d2 09:46:00"},
	{"15:28:00", "ht", "15:00", "48:00", "d2 09:46:00"},
	{"15:31:10", "r1", "15:30", "48:30", "d2 09:55:00"},
	{"15:34:10", "end", "18:30", "51:30", "d2 10:49:00"},
 }, {
	{"20:00", "15:05:00"}, {"42:00", "15:10:30"}, {"43:00", "15:10:45"},
	{"47:00", "15:21:40"}, {"49:00", "15:31:40"},
	{"48:30", "15:31:10"},
 }},
};
#define TIMELINES (sizeof(timelines) / sizeof(*timelines))

/* How the machine behaves while a timeline runs. */
struct machine {
	int64_t shift;	 /* all walls moved by so much */
	int64_t step_at; /* from that wall on ... */
	int64_t step;	 /* ... it is wrong by this, mono runs on */
	bool no_mono;	 /* every record is of another boot */
};

static struct moment moment_of(int64_t wall, const struct machine *m,
			       uint64_t n)
{
	struct moment at = {wall + m->shift, wall, m->no_mono ? n : 7};

	if (m->step && wall >= m->step_at)
		at.wall += m->step;
	return at;
}

static void add(struct times *t, const struct record *r,
		const struct machine *m, uint64_t n, bool odd)
{
	struct control c = {
		.op = r->op, .at = moment_of(clock_of(r->wall), m, n),
		.gone = r->gone, .with = r->with, .half = r->half,
		.ms = r->ms, .story = story_start(), .play = PLAY,
		.anchor = anchors, .anchor_count = ANCHORS};
	const char *why;

	assert_int_equal(times_add(t, &c, &why), 0);
	if ((why != NULL) != odd)
		fail_msg("%s %s: %s", r->wall, drill_op_name(r->op),
			 why ? why : "makes sense");
}

static void fold(struct times *t, const struct timeline *l, size_t count,
		 const struct machine *m)
{
	for (size_t i = 0; i < count && l->record[i].wall; i++)
		add(t, &l->record[i], m, i, false);
}

static const char *state_text(const struct times *t, int64_t at)
{
	static const char *const run[] = {"r0.5", "r1", NULL, "r2", NULL,
					  NULL, NULL, "r4"};
	static const char *const still[] = {
		[RUN_BEFORE] = "before", [RUN_FROZEN] = "fz",
		[RUN_HALTED] = "ht",	 [RUN_ENDED] = "end"};
	size_t is = times_state(t, at);

	return is == RUN_RUNNING ? run[times_half(t, at) - 1] : still[is];
}

static void same(const char *name, const struct column *c, const char *what,
		 int64_t is, int64_t must)
{
	if (is != must)
		fail_msg("%s %s %s: %lld, not %lld", name, c->wall, what,
			 (long long)is, (long long)must);
}

static void check_columns(const struct timeline *l, const struct times *t,
			  const struct machine *m)
{
	for (const struct column *c = l->column; c->wall; c++) {
		int64_t at = clock_of(c->wall);

		at += m->shift;
		if (strcmp(state_text(t, at), c->state) != 0)
			fail_msg("%s %s: %s, not %s", l->name, c->wall,
				 state_text(t, at), c->state);
		same(l->name, c, "R", times_real(t, at), clock_of(c->real));
		same(l->name, c, "P", times_play(t, at), clock_of(c->play));
		same(l->name, c, "S", times_story(t, at), story_of(c->story));
	}
}

static void the_worked_timelines_come_out_to_the_millisecond(void **state)
{
	const struct machine plain = {0};

	(void)state;
	for (size_t i = 0; i < TIMELINES; i++) {
		struct arena a = {0};
		struct times t = {.arena = &a};

		fold(&t, &timelines[i], SIZE_MAX, &plain);
		check_columns(&timelines[i], &t, &plain);
		for (size_t k = 0; timelines[i].due[k].play; k++) {
			const char *play = timelines[i].due[k].play;
			int64_t at = times_due(&t, clock_of(play));

			if (at != clock_of(timelines[i].due[k].at))
				fail_msg("%s: %s is due at %lld, not %s",
					 timelines[i].name, play,
					 (long long)at,
					 timelines[i].due[k].at);
		}
		arena_release(&a);
	}
}

static struct times whole(struct arena *a, size_t i)
{
	const struct machine plain = {0};
	struct times t = {.arena = a};

	fold(&t, &timelines[i], SIZE_MAX, &plain);
	return t;
}

static void a_players_record_in_the_silence_counts_to_its_end(void **state)
{
	const struct machine plain = {0};
	struct arena a = {0};
	struct times t = {.arena = &a};
	struct moment m = moment_of(clock_of("15:15:00"), &plain, 0);
	int64_t u;

	(void)state;
	fold(&t, &timelines[2], 3, &plain);
	u = times_instant(&t, &m);
	assert_int_equal(times_real(&t, u), clock_of("15:00"));
	for (size_t i = 3; timelines[2].record[i].wall; i++)
		add(&t, &timelines[2].record[i], &plain, i, false);
	assert_int_equal(times_real(&t, u), clock_of("12:20"));
	arena_release(&a);
}

static void a_freeze_is_taken_out_of_how_long_something_took(void **state)
{
	struct arena a = {0};
	struct times t = whole(&a, 0);

	(void)state;
	assert_int_equal(times_real(&t, clock_of("14:13:40")),
			 clock_of("11:10"));
	assert_int_equal(times_real(&t, clock_of("14:21:00")) -
				 times_real(&t, clock_of("14:13:40")),
			 clock_of("6:50"));
	arena_release(&a);
}

static void a_legal_deadline_is_played_cut_or_open(void **state)
{
	static const struct {
		size_t line;
		const char *story, *at;
		enum passing how;
	} rows[] = {
		{0, "d1 13:55:00", "14:26:10.910", PASS_PLAYED},
		{1, "d1 13:55:00", "09:08:30", PASS_CUT},
		{2, "d1 13:55:00", "15:07:02.728", PASS_CUT},
		{2, "d2 09:55:00", "15:31:10", PASS_PLAYED},
		{1, "d1 11:50:00", "09:07:30", PASS_CUT},
		{0, "d2 09:55:00", NULL, PASS_OPEN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena a = {0};
		struct times t = whole(&a, rows[i].line);
		int64_t at;

		assert_int_equal(times_passing(&t, story_of(rows[i].story),
					       clock_of("23:00:00"), &at),
				 rows[i].how);
		if (rows[i].at)
			assert_int_equal(at, clock_of(rows[i].at));
		else
			assert_int_equal(at, TIMES_NEVER);
		arena_release(&a);
	}
}

static void a_story_instant_has_its_play_minute(void **state)
{
	(void)state;
	assert_int_equal(times_play_of(anchors, ANCHORS, M(285)),
			 clock_of("28:10.910"));
	assert_int_equal(times_play_of(anchors, ANCHORS, M(1485)),
			 clock_of("48:30"));
	assert_int_equal(times_play_of(anchors, ANCHORS, M(1605)),
			 clock_of("55:10"));
	for (int64_t s = 0; s < H(50); s += 777777) {
		int64_t p = times_play_of(anchors, ANCHORS, s);

		assert_true(times_anchored(anchors, ANCHORS, p) >= s);
		assert_true(!p ||
			    times_anchored(anchors, ANCHORS, p - 1) < s);
	}
}

/* --- properties --------------------------------------------------------------- */

static void no_time_ever_falls(void **state)
{
	(void)state;
	for (size_t i = 0; i < TIMELINES; i++) {
		struct arena a = {0};
		struct times t = whole(&a, i);
		int64_t from = t.span[0].t0, r = 0, p = 0, s = 0;

		for (int64_t at = from; at < from + M(40); at += 1237) {
			assert_true(times_real(&t, at) >= r);
			assert_true(times_play(&t, at) >= p);
			assert_true(times_story(&t, at) >= s);
			r = times_real(&t, at);
			p = times_play(&t, at);
			s = times_story(&t, at);
		}
		arena_release(&a);
	}
}

static void a_freeze_and_a_resume_anywhere_add_nothing(void **state)
{
	const struct machine plain = {0};
	static const struct record pair[] = {{"14:01:00", .op = OP_FREEZE},
					     {"14:01:00", .op = OP_RESUME}};

	(void)state;
	for (size_t cut = 1; cut < 8; cut++) {
		struct record two[2] = {pair[0], pair[1]};
		struct arena a = {0};
		struct times t = {.arena = &a};
		bool running;

		fold(&t, &timelines[0], cut, &plain);
		two[0].wall = two[1].wall = timelines[0].record[cut - 1].wall;
		running = times_state(&t, clock_of(two[0].wall)) ==
			  RUN_RUNNING;
		if (running) {
			add(&t, &two[0], &plain, 0, false);
			add(&t, &two[1], &plain, 0, false);
		}
		for (size_t i = cut; timelines[0].record[i].wall; i++)
			add(&t, &timelines[0].record[i], &plain, i, false);
		check_columns(&timelines[0], &t, &plain);
		arena_release(&a);
	}
}

static void a_prefix_replays_to_the_same_prefix(void **state)
{
	const struct machine plain = {0};

	(void)state;
	for (size_t cut = 1; cut < 8; cut++) {
		const struct timeline *l = &timelines[0];
		int64_t end = clock_of(l->record[cut].wall);
		struct arena a = {0};
		struct times t = whole(&a, 0), part = {.arena = &a};

		fold(&part, l, cut, &plain);
		for (int64_t at = clock_of("14:00:00"); at < end; at += 4999) {
			assert_int_equal(times_real(&t, at),
					 times_real(&part, at));
			assert_int_equal(times_story(&t, at),
					 times_story(&part, at));
		}
		arena_release(&a);
	}
}

static void moved_walls_and_stepped_clocks_change_no_time(void **state)
{
	const struct machine ways[] = {
		{.shift = -H(9)},
		{.step_at = clock_of("14:12:00"), .step = -H(3)},
		{.step_at = clock_of("14:16:00"), .step = H(30)},
		{.no_mono = true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct arena a = {0};
		struct times t = {.arena = &a};

		fold(&t, &timelines[0], SIZE_MAX, &ways[i]);
		check_columns(&timelines[0], &t, &ways[i]);
		arena_release(&a);
	}
}

static void a_console_killed_anywhere_costs_only_the_gap(void **state)
{
	const struct machine plain = {0};

	(void)state;
	for (int64_t at = M(1); at < M(20); at += 61234) {
		struct record log[] = {{"14:00:00", .op = OP_START},
				       {"14:40:00", .op = OP_FREEZE},
				       {"14:41:00", .op = OP_RESUME}};
		struct arena a = {0};
		struct times t = {.arena = &a};

		log[1].gone = M(40) - at;
		for (size_t i = 0; i < 3; i++)
			add(&t, &log[i], &plain, i, false);
		assert_int_equal(times_real(&t, clock_of("14:45:00")),
				 at + M(4));
		arena_release(&a);
	}
}

static void what_makes_no_sense_is_flagged_and_changes_nothing(void **state)
{
	static const struct record odd[] = {
		{"14:09:00", .op = OP_START},
		{"14:09:00", .op = OP_RESUME},
		{"14:09:00", .op = OP_SPEED, .half = 3},
		{"14:09:00", .op = OP_SPEED, .half = 0},
		{"14:09:00", .op = OP_JUMP, .ms = M(2)},
		{"14:09:00", .op = OP_JUMP, .ms = M(66)},
		{"14:09:00", .op = OP_STORY, .ms = -1},
	};
	static const struct record frozen[] = {{"14:11:00", .op = OP_FREEZE}};
	static const struct record over[] = {
		{"14:31:00", .op = OP_START},	 {"14:31:00", .op = OP_FREEZE},
		{"14:31:00", .op = OP_RESUME}, {"14:31:00", .op = OP_HALT},
		{"14:31:00", .op = OP_END},	 {"14:31:00", .op = OP_JUMP, .ms = M(60)},
	};
	const struct machine plain = {0};
	const struct timeline *l = &timelines[0];
	struct arena a = {0};
	struct times t = {.arena = &a};

	(void)state;
	add(&t, &odd[1], &plain, 0, true); /* before the start */
	fold(&t, l, 1, &plain);
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		add(&t, &odd[i], &plain, 0, true);
	add(&t, &l->record[1], &plain, 0, false);
	add(&t, &frozen[0], &plain, 0, true);
	for (size_t i = 2; l->record[i].wall; i++)
		add(&t, &l->record[i], &plain, 0, false);
	for (size_t i = 0; i < sizeof(over) / sizeof(*over); i++)
		add(&t, &over[i], &plain, 0, true);
	check_columns(l, &t, &plain);
	arena_release(&a);
}

static void a_halted_drill_needs_a_second_role_to_go_on(void **state)
{
	static const struct record log[] = {
		{"14:00:00", .op = OP_START},	  {"14:01:00", .op = OP_HALT},
		{"14:02:00", .op = OP_RESUME},  {"14:02:00", .op = OP_SPEED, .half = 4},
		{"14:03:00", .op = OP_RESUME, .with = true},
	};
	const struct machine plain = {0};
	struct arena a = {0};
	struct times t = {.arena = &a};

	(void)state;
	for (size_t i = 0; i < sizeof(log) / sizeof(*log); i++)
		add(&t, &log[i], &plain, i, i == 2 || i == 3);
	assert_int_equal(times_real(&t, clock_of("14:05:00")), M(3));
	arena_release(&a);
}

static void half_speed_rounds_down_and_due_rounds_up(void **state)
{
	static const struct record log[] = {
		{"14:00:00", .op = OP_START}, {"14:00:00", .op = OP_SPEED, .half = 1}};
	const struct machine plain = {0};
	struct arena a = {0};
	struct times t = {.arena = &a};
	int64_t at = clock_of("14:00:00");

	(void)state;
	for (size_t i = 0; i < 2; i++)
		add(&t, &log[i], &plain, i, false);
	assert_int_equal(times_play(&t, at + 3), 1);
	assert_int_equal(times_due(&t, 1), at + 2);
	arena_release(&a);
}

static void anchors_that_run_backwards_are_refused(void **state)
{
	static const struct anchor bad[][3] = {
		{{0, 1}, {M(1), 2}, {M(2), 3}},
		{{1, 0}, {M(1), 2}, {M(2), 3}},
		{{0, 0}, {M(1), 2}, {M(1), 3}},
		{{0, 0}, {M(1), 2}, {M(2), 1}},
		{{0, 0}, {M(1), 2}, {M(2), H(24 * 367)}},
	};

	(void)state;
	assert_true(anchors_fit(anchors, ANCHORS, PLAY));
	assert_false(anchors_fit(anchors, 0, PLAY));
	assert_false(anchors_fit(anchors, ANCHORS, 0));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(anchors_fit(bad[i], 3, PLAY));
}

static void hostile_numbers_stay_within_bounds(void **state)
{
	struct control c = {.op = OP_START, .play = PLAY, .anchor = anchors,
			    .anchor_count = ANCHORS};
	const char *odd;
	struct arena a = {0};
	struct times t = {.arena = &a};

	(void)state;
	c.at.wall = story_start();
	assert_int_equal(times_add(&t, &c, &odd), 0);
	c.op = OP_FREEZE;
	c.gone = INT64_MAX;
	c.at = (struct moment){INT64_MAX / 4, 0, 9};
	assert_int_equal(times_add(&t, &c, &odd), 0);
	assert_int_equal(times_real(&t, story_start()), 0);
	c.op = OP_RESUME;
	c.at = (struct moment){INT64_MIN / 4, 0, 10};
	assert_int_equal(times_add(&t, &c, &odd), 0);
	assert_true(times_play(&t, t.span[t.count - 1].t0 + H(1)) >= 0);
	arena_release(&a);
}

#define TEST(f) cmocka_unit_test(f)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_worked_timelines_come_out_to_the_millisecond),
		TEST(a_players_record_in_the_silence_counts_to_its_end),
		TEST(a_freeze_is_taken_out_of_how_long_something_took),
		TEST(a_legal_deadline_is_played_cut_or_open),
		TEST(a_story_instant_has_its_play_minute),
		TEST(no_time_ever_falls),
		TEST(a_freeze_and_a_resume_anywhere_add_nothing),
		TEST(a_prefix_replays_to_the_same_prefix),
		TEST(moved_walls_and_stepped_clocks_change_no_time),
		TEST(a_console_killed_anywhere_costs_only_the_gap),
		TEST(what_makes_no_sense_is_flagged_and_changes_nothing),
		TEST(a_halted_drill_needs_a_second_role_to_go_on),
		TEST(half_speed_rounds_down_and_due_rounds_up),
		TEST(anchors_that_run_backwards_are_refused),
		TEST(hostile_numbers_stay_within_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
