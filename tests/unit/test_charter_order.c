/* Who counts does not hang on the order in which records arrive. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/scene.h"

static uint32_t draw(uint64_t *seed, uint32_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % below;
}

/* A random act by anybody, resting on one to three earlier records. */
static void random_act(struct scene *s, uint64_t *seed)
{
	int deps[4], n = 0;
	int by = (int)draw(seed, PEOPLE), who = (int)draw(seed, PEOPLE);
	uint32_t what = draw(seed, 10);

	for (uint32_t k = draw(seed, 3) + 1; k; k--) {
		int d = (int)draw(seed, (uint32_t)s->len);
		int i = 0;

		while (i < n && deps[i] != d)
			i++;
		if (i == n)
			deps[n++] = d;
	}
	deps[n] = -1;
	if (what < 3 && who >= 3)
		scene_add(s, by, who, what ? "responder" : "observer", deps);
	else if (what < 5)
		scene_drop(s, by, who, deps);
	else
		scene_note(s, by, deps);
}

/* Those that a file takes: strangers are left out, as an import would. */
static size_t accepted(struct scene *s)
{
	struct db_row all[RECORDS];
	size_t n = s->len;

	memcpy(all, s->row, sizeof(all));
	for (;;) {
		unsigned long long at;

		if (scene_try(s) == 0)
			break;
		assert_int_equal(sscanf(s->f.err.what, "record %llu:", &at),
				 1);
		memmove(&s->row[at - 1], &s->row[at],
			(s->len - at) * sizeof(*s->row));
		s->len--;
		remove(logfile_path(&s->f));
	}
	(void)n;
	return s->len;
}

/* Any order that keeps causes before effects; true if it did move. */
static void shuffle(struct scene *s, uint64_t *seed)
{
	for (size_t round = 0; round < 3 * s->len; round++) {
		size_t i = 1 + draw(seed, (uint32_t)s->len - 2);
		struct db_row a = s->row[i], b = s->row[i + 1];
		struct header h;
		bool rests = false;

		assert_int_equal(header_decode(&h, b.hdr, b.hdr_len, NULL),
				 0);
		for (unsigned k = 0; k < h.ndeps; k++)
			rests = rests || memcmp(h.deps[k], a.id, 32) == 0;
		if (!rests) {
			s->row[i] = b;
			s->row[i + 1] = a;
		}
	}
}

static void states_in_order(struct str *out, struct log *log)
{
	size_t n;
	const struct rec *const *r = log_records(log, &n);

	for (size_t i = 0; i < n; i++) {
		char hex[ID_HEX];

		hex_encode(hex, r[i]->id, 4);
		str_addf(out, "%s=%d ", hex, (int)r[i]->state);
	}
}

static void one_history(struct scene *s, uint64_t seed)
{
	struct str first = { 0 }, again = { 0 };

	scene_begin(s, 3);
	while (s->len < 26)
		random_act(s, &seed);
	if (accepted(s) < 3)
		return;
	states_in_order(&first, s->log);
	for (int delivery = 0; delivery < 3; delivery++) {
		log_close(s->log);
		remove(logfile_path(&s->f));
		shuffle(s, &seed);
		scene_opens(s);
		str_clear(&again);
		states_in_order(&again, s->log);
		assert_string_equal(str_text(&first), str_text(&again));
	}
	/* Owner 0 always counts, unless he asked for what nobody may. */
	for (size_t i = 0; i < s->len; i++) {
		const struct rec *r = log_find(s->log, s->row[i].id);

		if (memcmp(r->author, device_key(s->dev[0]), KEY_LEN) == 0)
			assert_int_not_equal(r->state, REC_SET_APART);
	}
	str_release(&first);
	str_release(&again);
}

static void any_order_of_arrival_gives_the_same_verdicts(void **state)
{
	for (uint64_t seed = 1; seed <= 40; seed++) {
		one_history(*state, seed);
		scene_down(state);
		scene_up(state);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scene_up, scene_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(any_order_of_arrival_gives_the_same_verdicts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
