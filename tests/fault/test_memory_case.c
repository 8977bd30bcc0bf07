/*
 * The Nth allocation fails while a case is opened, read or worked on: an
 * error in words, the open case goes on to work, the file is whole, and what
 * was refused is not in it.
 *
 * STANCH_MEMORY_STEP goes through every Nth only, for the impatient.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/case/evidence.h"
#include "tests/support/casefix.h"

#define MOST 20000

static struct step_args because = {.why = "the power may go"};

static int start(struct act *a, struct casefix *x, struct error *err)
{
	(void)x;
	return act_step_start(a, "lock-laptop", err);
}

static int done(struct act *a, struct casefix *x, struct error *err)
{
	(void)x;
	return act_step_done(a, "first-hour-check", &because, err);
}

static int skip_it(struct act *a, struct casefix *x, struct error *err)
{
	(void)x;
	return act_step_skip(a, "review", "nobody is left", err);
}

static int decide(struct act *a, struct casefix *x, struct error *err)
{
	const char *now = casefix_step(x, "personal-data")->answer;

	a->override_person = true;
	return act_decide(a, "personal-data",
			  now && *now == 'y' ? "no" : "yes", &because, err);
}

static int assign(struct act *a, struct casefix *x, struct error *err)
{
	(void)x;
	return act_step_assign(a, "tell-owner", "wu", err);
}

static int check(struct act *a, struct casefix *x, struct error *err)
{
	(void)x;
	return act_check(a, "review", "2", true, err);
}

static int note(struct act *a, struct casefix *x, struct error *err)
{
	(void)x;
	return act_note(a, "review", "someone rang again", err);
}

static int evidence(struct act *a, struct casefix *x, struct error *err)
{
	char label[16], path[160];

	snprintf(path, sizeof(path), "%s/lock.png", x->f.dir);
	return evidence_add(label, a,
			    &(struct evidence_args){.path = path,
						    .source = "her screen"},
			    err);
}

static int finding(struct act *a, struct casefix *x, struct error *err)
{
	static const char *const ref[] = {"1.02"};

	(void)x;
	return act_finding(a, FIND_CAUSE, "nobody locked it", ref, 1, err);
}

static int action(struct act *a, struct casefix *x, struct error *err)
{
	(void)x;
	return act_action_add(a,
			      &(struct action_args){.text = "encrypt them all",
						    .owner = "wu",
						    .due = "2026-11-01"},
			      err);
}

static int close_it(struct act *a, struct casefix *x, struct error *err)
{
	(void)x;
	return act_case_close(a, CLOSE_FALSE_ALARM, NULL, "it was found", err);
}

static int open_it(struct act *a, struct casefix *x, struct error *err)
{
	char seen[160];
	struct caseopts opts = {.env = &x->f.env, .device = x->lin,
				.seen_dir = seen};
	struct casefile *c;
	int rc;

	(void)a;
	snprintf(seen, sizeof(seen), "%s/seen", x->f.dir);
	rc = casefile_open(&c, x->path, &opts, err);
	if (rc)
		assert_null(c);
	casefile_close(c);
	return rc;
}

/* Reads what another has written meanwhile. */
static int refresh(struct act *a, struct casefix *x, struct error *err)
{
	bool changed;

	(void)x;
	return casefile_refresh(a->c, &changed, err);
}

static const struct {
	const char *name;
	int (*run)(struct act *a, struct casefix *x, struct error *err);
	bool writes;
} all[] = {
	{"open", open_it, false},    {"refresh", refresh, false},
	{"start", start, true},	     {"done", done, true},
	{"skip", skip_it, true},	     {"decide", decide, true},
	{"assign", assign, true},    {"check", check, true},
	{"note", note, true},	     {"evidence", evidence, true},
	{"finding", finding, true},  {"action", action, true},
	{"close", close_it, true},
};

static size_t records(struct casefix *x)
{
	struct verify v;

	assert_int_equal(log_verify(&v, x->path, NULL, &x->f.env, NULL, NULL,
				    NULL, &x->f.err),
			 0);
	assert_int_equal(v.faults, 0);
	return (size_t)v.records;
}

/* Everything that was said before one() must still be true after it. */
static void works_still(struct casefix *x, const char *name, uint64_t n,
			size_t before, int rc)
{
	size_t held, now = records(x);

	if (rc && rc != ERR_NOMEM)
		fail_msg("%s, allocation %llu: %s", name,
			 (unsigned long long)n, x->f.err.what);
	if (rc && now != before && !strstr(x->f.err.what, "was recorded"))
		fail_msg("%s, allocation %llu: refused, but it is in the file",
			 name, (unsigned long long)n);
	if (casefile_refresh(x->c, NULL, &x->f.err))
		fail_msg("%s, allocation %llu, then: %s", name,
			 (unsigned long long)n, x->f.err.what);
	log_records(casefile_log(x->c), &held);
	assert_int_equal(held, now);
	assert_int_equal(casefile_now(x->c)->event_count, now);
	assert_string_equal(casefile_now(x->c)->title,
			    "Laptop left on the train");
}

static void begin(struct casefix *x)
{
	casefix_up(x);
	fixture_write(&x->f, "lock.png", "not really a picture");
}

static void sweep(size_t which)
{
	const char *set = getenv("STANCH_MEMORY_STEP");
	uint64_t step = set ? strtoul(set, NULL, 10) : 1, n = 1;
	struct casefix x;
	int rc = ERR_NOMEM;

	begin(&x);
	for (; rc && n < MOST; n += step) {
		struct casefile *other = NULL;
		size_t before;
		struct act a = {.c = x.c};

		if (all[which].run == refresh) {
			other = casefix_wu(&x);
			assert_int_equal(
				act_note(&(struct act){.c = other}, NULL,
					 "as seen by wu", &x.f.err),
				0);
		}
		if (casefile_now(x.c)->state == CASE_CLOSED)
			assert_int_equal(act_case_reopen(&a, "not yet",
							 &x.f.err), 0);
		before = records(&x);
		mem_fail_at(n);
		rc = all[which].run(&a, &x, &x.f.err);
		mem_fail_at(0);
		if (!all[which].writes)
			assert_int_equal(records(&x), before);
		works_still(&x, all[which].name, n, before, rc);
		casefile_close(other);
		if (rc && all[which].writes && records(&x) != before) {
			casefix_down(&x); /* recorded: it cannot be again */
			begin(&x);
		}
	}
	assert_int_equal(rc, 0);
	print_message("%s: %llu allocations\n", all[which].name,
		      (unsigned long long)n);
	casefix_down(&x);
}

static void every_act_survives_every_failed_allocation(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		sweep(i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_act_survives_every_failed_allocation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
