#include "tests/support/bench.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/mem.h"

#define ROUND 200 /* records a transaction */

double bench_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

void bench_line(const char *name, double value, const char *unit,
		const char *bound)
{
	printf("%s\t%.3f\t%s\t%s\n", name, value, unit, bound);
	fflush(stdout);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double bench_share(double *values, size_t n, double share)
{
	qsort(values, n, sizeof(*values), ascending);
	return values[(size_t)((double)(n - 1) * share)];
}

struct store *bench_store(struct live *w)
{
	struct fixture *f = &w->f;
	struct store_paths *p = arena_alloc(&f->arena, sizeof(*p));
	struct store *s;
	bool made;

	assert_non_null(p);
	*p = (struct store_paths){
		.home = fixture_path(f, "store"),
		.config = fixture_path(f, "config/stanch"),
		.state = fixture_path(f, "state/stanch"),
		.cache = fixture_path(f, "cache/stanch"),
		.login = "lin", .name = "lin", .host = "bench"};
	if (store_open(&s, &made, p, &f->env, &f->err))
		fail_msg("%s", f->err.what);
	return s;
}

/* What is written in turn: on which register, and with what. */
struct slot {
	const char *type, *on, *members[2];
	uint8_t last[1][ID_LEN];
	bool written;
};

static void slots_of(struct slot *slot, struct fixture *f,
		     const struct situation *s)
{
	for (size_t i = 0; i < ROUND; i++) {
		const struct step *st = &s->step[i % s->step_count];

		slot[i] = (struct slot){.type = "note"};
		slot[i].members[0] = slot[i].members[1] =
			"{\"text\":\"the vendor rang again: two more hosts\"}";
		if (i < s->step_count) {
			slot[i].type = "step.set";
			slot[i].on = arena_strdup(&f->arena, st->key);
			slot[i].members[0] = "{\"state\":\"doing\"}";
			slot[i].members[1] =
				"{\"state\":\"done\",\"value\":\"41208\","
				"\"why\":\"as agreed on the phone\"}";
		} else if (i < ROUND - 40 && st->tick_count) {
			slot[i].type = "check.set";
			slot[i].on = arena_strdup(
				&f->arena,
				st->tick[(i / s->step_count) % st->tick_count]
					.key);
			slot[i].members[0] = "{\"ticked\":true}";
			slot[i].members[1] = "{\"ticked\":false}";
		}
	}
}

static void write_round(struct fixture *f, struct log *log,
			const struct device *by, struct slot *slot, size_t n,
			size_t turn)
{
	static struct entry entry[ROUND];

	for (size_t i = 0; i < n; i++) {
		entry[i] = (struct entry){
			.kind = REC_PLAIN, .type = slot[i].type,
			.on = slot[i].on,
			.members = slot[i].members[turn % 2],
			.over = (const uint8_t(*)[ID_LEN])slot[i].last,
			.over_count = slot[i].on && slot[i].written};
	}
	f->now += 60000;
	f->mono += 60000;
	if (log_append(log, entry, n, by, NULL, NULL, &f->err))
		fail_msg("%s", f->err.what);
	for (size_t i = 0; i < n; i++) {
		memcpy(slot[i].last[0], entry[i].id, ID_LEN);
		slot[i].written = true;
	}
}

void bench_case(struct live *w, struct store *s, const char *label,
		size_t records)
{
	struct fixture *f = &w->f;
	struct slot *slot = mem_zalloc(ROUND * sizeof(*slot));
	struct caseopts opts = {.env = &f->env, .device = store_device(s)};
	struct pb_texts texts = {0};
	struct findings found = {0};
	struct playbook *pb;
	struct casefile *c;
	uint8_t owner[1][KEY_LEN];
	size_t had;
	struct casenew what = {
		.label = label, .title = "Vendor portal breach",
		.severity = SEV_HIGH, .slug = "customer-data-leak",
		.owners = (const uint8_t(*)[KEY_LEN])owner, .owner_count = 1};

	assert_non_null(slot);
	memcpy(owner[0], device_key(opts.device), KEY_LEN);
	if (store_playbook(&pb, &texts, &found, s, what.slug, "main",
			   &f->err))
		fail_msg("%s", f->err.what);
	playbook_free(pb);
	findings_release(&found);
	what.commit = texts.commit;
	what.file = texts.src;
	what.file_count = texts.count;
	f->now += 60000;
	if (casefile_create(&c, fixture_path(f, "store/cases"), &what, &opts,
			    &f->err))
		fail_msg("%s", f->err.what);
	slots_of(slot, f, casefile_now(c));
	log_records(casefile_log(c), &had);
	for (size_t turn = 0; had < records; turn++) {
		size_t n = records - had < ROUND ? records - had : ROUND;

		write_round(f, casefile_log(c), opts.device, slot, n, turn);
		had += n;
	}
	casefile_close(c);
	pb_texts_release(&texts);
	mem_free(slot);
}
