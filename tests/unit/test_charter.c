/* Who may write, and who counts: removals know the past, not the other way
 * round. Records are made by hand, as an attacker would. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/support/logfile.h"

#define RECORDS 31
#define PEOPLE 6

/* A case being made by hand: owners are the first `owners` devices. */
struct scene {
	struct fixture f;
	struct device *dev[PEOPLE];
	struct craft made[RECORDS];
	struct db_row row[RECORDS];
	size_t len;
	struct log *log;
};

static int up(void **state)
{
	struct scene *s = mem_zalloc(sizeof(*s));

	fixture_up(&s->f);
	for (int i = 0; i < PEOPLE; i++)
		s->dev[i] = fixture_device((unsigned char)(32 * i));
	*state = s;
	return 0;
}

static int down(void **state)
{
	struct scene *s = *state;

	log_close(s->log);
	for (int i = 0; i < PEOPLE; i++)
		device_free(s->dev[i]);
	fixture_down(&s->f);
	mem_free(s);
	return 0;
}

static const char *hex_of(struct scene *s, const void *bytes)
{
	char *hex = arena_alloc(&s->f.arena, 65);

	assert_non_null(hex);
	hex_encode(hex, bytes, 32);
	return hex;
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, ID_LEN);
}

/* Adds a record by person `by` that names the records given, -1 ends; the
 * answer is its number. */
static int put(struct scene *s, int by, enum record_kind kind,
	       const char *type, const char *more, const int *deps)
{
	struct craft *c = &s->made[s->len];

	assert_true(s->len < RECORDS);
	s->f.now += 1000;
	s->f.mono += 1000;
	c->by = s->dev[by];
	c->h.kind = kind;
	c->h.lamport = 1;
	c->body = craft_body(&s->f, type, more);
	for (; deps && *deps >= 0; deps++) {
		const struct craft *d = &s->made[*deps];

		memcpy(c->h.deps[c->h.ndeps++], d->id, ID_LEN);
		memcpy(c->h.case_id, s->made[0].id, ID_LEN);
		if (c->h.lamport <= d->h.lamport)
			c->h.lamport = d->h.lamport + 1;
	}
	qsort(c->h.deps, c->h.ndeps, ID_LEN, by_bytes);
	s->row[s->len] = craft_row(c);
	return (int)s->len++;
}

#define ON(...) ((const int[]){ __VA_ARGS__, -1 })

static void begin(struct scene *s, int owners)
{
	struct str more = { 0 };

	str_addf(&more, ",\"nonce\":\"%s\",\"seal\":false,\"label\":\"%s\","
			"\"owners\":[", hex_of(s, device_key(s->dev[0])),
		 LOGFILE_LABEL);
	for (int i = 0; i < owners; i++)
		str_addf(&more, "%s{\"dev\":\"%s\"}", i ? "," : "",
			 hex_of(s, device_key(s->dev[i])));
	str_add(&more, "]");
	put(s, 0, REC_CHARTER, "case.open", str_text(&more), NULL);
	str_release(&more);
}

static int add(struct scene *s, int by, int who, const char *role,
	       const int *deps)
{
	const char *more = arena_printf(
		&s->f.arena, ",\"dev\":\"%s\",\"role\":\"%s\"",
		hex_of(s, device_key(s->dev[who])), role);

	return put(s, by, REC_CHARTER, "member.add", more, deps);
}

static int drop(struct scene *s, int by, int who, const int *deps)
{
	const char *more = arena_printf(
		&s->f.arena, ",\"dev\":\"%s\",\"why\":\"left\"",
		hex_of(s, device_key(s->dev[who])));

	return put(s, by, REC_CHARTER, "member.remove", more, deps);
}

static int note(struct scene *s, int by, const int *deps)
{
	return put(s, by, REC_PLAIN, "note", "", deps);
}

static int try_open(struct scene *s)
{
	craft_file(&s->f, s->row, s->len);
	return log_open(&s->log, logfile_path(&s->f), NULL, 0, &s->f.env,
			&s->f.err);
}

static void opens(struct scene *s)
{
	if (try_open(s))
		fail_msg("%s", s->f.err.what);
}

static enum record_state state_of(struct scene *s, int i)
{
	const struct rec *r = log_find(s->log, s->made[i].id);

	assert_non_null(r);
	return r->state;
}

static void refused(struct scene *s, const char *what)
{
	assert_int_equal(try_open(s), ERR_CORRUPT);
	assert_string_equal(s->f.err.what, what);
}

static void a_member_counts_from_its_admission_on(void **state)
{
	struct scene *s = *state;
	size_t n;
	const struct member *m;

	begin(s, 1);
	add(s, 0, 1, "responder", ON(0));
	note(s, 1, ON(1));
	opens(s);
	assert_int_equal(state_of(s, 2), REC_COUNTS);
	m = log_members(s->log, &n);
	assert_int_equal(n, 2);
	assert_int_equal(m[0].role, ROLE_OWNER);
	assert_int_equal(m[1].role, ROLE_RESPONDER);
	assert_int_equal(log_role(s->log, device_key(s->dev[1])),
			 ROLE_RESPONDER);
	assert_int_equal(log_role(s->log, device_key(s->dev[2])), ROLE_NONE);
}

static void a_stranger_is_not_accepted(void **state)
{
	struct scene *s = *state;

	begin(s, 1);
	add(s, 0, 1, "responder", ON(0));
	note(s, 2, ON(1));
	refused(s, "record 3: its author is no member of the case");
}

static void an_admission_beside_the_past_admits_nobody(void **state)
{
	struct scene *s = *state;

	begin(s, 1);
	add(s, 0, 1, "responder", ON(0));
	note(s, 1, ON(0)); /* does not know that it was admitted */
	refused(s, "record 3: its author is no member of the case");
}

static void a_responder_admits_nobody(void **state)
{
	struct scene *s = *state;

	begin(s, 1);
	add(s, 0, 1, "responder", ON(0));
	add(s, 1, 2, "responder", ON(1));
	note(s, 2, ON(2));
	refused(s, "record 4: its author is no member of the case");
}

static void what_a_removal_did_not_know_is_set_apart(void **state)
{
	struct scene *s = *state;
	int before, removal, backdated, after;

	begin(s, 1);
	add(s, 0, 1, "responder", ON(0));
	before = note(s, 1, ON(1));
	removal = drop(s, 0, 1, ON(before));
	backdated = note(s, 1, ON(before));
	after = note(s, 1, ON(removal));
	opens(s);
	assert_int_equal(state_of(s, before), REC_COUNTS);
	assert_int_equal(state_of(s, removal), REC_COUNTS);
	assert_int_equal(state_of(s, backdated), REC_SET_APART);
	assert_int_equal(state_of(s, after), REC_SET_APART);
	assert_int_equal(log_role(s->log, device_key(s->dev[1])), ROLE_NONE);
}

static void an_owner_may_admit_what_was_set_apart(void **state)
{
	struct scene *s = *state;
	int removal, offline, admit;

	begin(s, 1);
	add(s, 0, 1, "responder", ON(0));
	removal = drop(s, 0, 1, ON(1));
	offline = note(s, 1, ON(1));
	admit = put(s, 0, REC_CHARTER, "record.admit",
		    arena_printf(&s->f.arena,
				 ",\"ids\":[\"%s\"],\"why\":\"honest\"",
				 hex_of(s, s->made[offline].id)),
		    ON(removal, offline));
	opens(s);
	assert_int_equal(state_of(s, offline), REC_COUNTS);
	assert_int_equal(state_of(s, admit), REC_COUNTS);
}

static void of_two_owners_who_remove_each_other_the_senior_stays(void **state)
{
	struct scene *s = *state;
	int r0, r1, n0, n1;

	begin(s, 3);
	r1 = drop(s, 1, 2, ON(0)); /* by owner 1, of owner 2 */
	r0 = drop(s, 0, 1, ON(0)); /* by owner 0, of owner 1, at once */
	n1 = note(s, 2, ON(r0));
	n0 = note(s, 0, ON(r0, r1));
	opens(s);
	assert_int_equal(state_of(s, r0), REC_COUNTS);
	assert_int_equal(state_of(s, r1), REC_SET_APART);
	assert_int_equal(state_of(s, n1), REC_COUNTS);
	assert_int_equal(state_of(s, n0), REC_COUNTS);
}

static void nobody_removes_an_owner_above_him(void **state)
{
	struct scene *s = *state;
	int up1, self, later;

	begin(s, 2);
	up1 = drop(s, 1, 0, ON(0));
	self = drop(s, 1, 1, ON(up1));
	later = note(s, 0, ON(self));
	opens(s);
	assert_int_equal(state_of(s, up1), REC_NOT_PERMITTED);
	assert_int_equal(state_of(s, self), REC_NOT_PERMITTED);
	assert_int_equal(state_of(s, later), REC_COUNTS);
	assert_int_equal(log_role(s->log, device_key(s->dev[0])), ROLE_OWNER);
}

static void a_removed_owners_admissions_fall_with_him(void **state)
{
	struct scene *s = *state;
	int removal, n, m;

	begin(s, 2);
	m = add(s, 1, 2, "responder", ON(0));
	removal = drop(s, 0, 1, ON(0)); /* did not know of it */
	n = note(s, 2, ON(m, removal));
	opens(s);
	assert_int_equal(state_of(s, m), REC_SET_APART);
	assert_int_equal(state_of(s, n), REC_SET_APART);
	assert_int_equal(log_role(s->log, device_key(s->dev[2])), ROLE_NONE);
}

static void an_observer_watches(void **state)
{
	static const struct {
		const char *type;
		enum record_kind kind;
		enum record_state state;
	} row[] = {
		{ "access", REC_PLAIN, REC_COUNTS },
		{ "member.card", REC_PLAIN, REC_COUNTS },
		{ "join", REC_CHARTER, REC_COUNTS },
		{ "note", REC_PLAIN, REC_NOT_PERMITTED },
		{ "step.set", REC_PLAIN, REC_NOT_PERMITTED },
		{ "record.admit", REC_CHARTER, REC_NOT_PERMITTED },
	};
	struct scene *s = *state;
	int at[6], last;

	begin(s, 1);
	last = add(s, 0, 1, "observer", ON(0));
	for (int i = 0; i < 6; i++)
		at[i] = last = put(s, 1, row[i].kind, row[i].type, "",
				   ON(last));
	opens(s);
	for (int i = 0; i < 6; i++)
		if (state_of(s, at[i]) != row[i].state)
			fail_msg("%s: %d", row[i].type, state_of(s, at[i]));
}

static void a_role_is_the_last_one_known(void **state)
{
	struct scene *s = *state;
	int watch, early, act, late;

	begin(s, 1);
	watch = add(s, 0, 1, "observer", ON(0));
	early = note(s, 1, ON(watch));
	act = add(s, 0, 1, "responder", ON(early));
	late = note(s, 1, ON(act));
	opens(s);
	assert_int_equal(state_of(s, early), REC_NOT_PERMITTED);
	assert_int_equal(state_of(s, late), REC_COUNTS);
}

static void a_purge_hides_the_body_and_nothing_else(void **state)
{
	struct scene *s = *state;
	const struct rec *r;
	int n;

	begin(s, 1);
	n = note(s, 0, ON(0));
	put(s, 0, REC_CHARTER, "record.purge",
	    arena_printf(&s->f.arena, ",\"ids\":[\"%s\"],\"why\":\"law\"",
			 hex_of(s, s->made[n].id)), ON(n));
	opens(s);
	r = log_find(s->log, s->made[n].id);
	assert_int_equal(r->state, REC_PURGED);
	assert_null(r->body);
	assert_false(r->sound);
}

static void a_first_record_must_open_a_case(void **state)
{
	static const struct {
		const char *more, *what;
	} row[] = {
		{ "", "record 1: the first record does not open a case" },
		{ ",\"nonce\":\"%s\",\"seal\":false,\"label\":\"INC-26-1\","
		  "\"owners\":[]",
		  "record 1: the label of the case is not one" },
		{ ",\"nonce\":\"%s\",\"seal\":false,\"label\":"
		  "\"DRILL-2026-001\",\"owners\":[]",
		  "record 1: the label of the case is not one" },
		{ ",\"nonce\":\"%s\",\"seal\":false,\"label\":"
		  "\"INC-2026-001\",\"owners\":[]",
		  "record 1: a first record without its owners" },
		{ ",\"nonce\":\"%s\",\"seal\":false,\"label\":"
		  "\"INC-2026-001\",\"owners\":[{\"dev\":\"00\"}]",
		  "record 1: a first record whose owners are malformed" },
		{ ",\"nonce\":\"%1$s\",\"seal\":false,\"label\":"
		  "\"INC-2026-001\",\"owners\":[{\"dev\":\"%1$s\"}]",
		  "record 1: a first record whose author is no owner" },
	};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str more = { 0 };
		void *again = s;
		const char *p = row[i].more, *key =
			hex_of(s, device_key(s->dev[1]));

		for (; *p; p++)
			if (str_starts(p, "%s"))
				str_add(&more, key), p += 1;
			else if (str_starts(p, "%1$s"))
				str_add(&more, key), p += 3;
			else
				str_addc(&more, *p);
		put(s, 0, REC_CHARTER, "case.open", str_text(&more), NULL);
		str_release(&more);
		refused(s, row[i].what);
		down(&again);
		up(&again);
		*state = s = again;
	}
}

static void records_out_of_place_are_named(void **state)
{
	struct scene *s = *state;
	struct db_row swap;

	begin(s, 1);
	note(s, 0, ON(0));
	note(s, 0, ON(1));
	swap = s->row[1];
	s->row[1] = s->row[2];
	s->row[2] = swap;
	refused(s, "record 2: names an entry that is not before it in the "
		   "file");
}

static void a_wrong_counter_is_named(void **state)
{
	struct scene *s = *state;

	begin(s, 1);
	note(s, 0, ON(0));
	s->made[1].h.lamport = 7;
	s->row[1] = craft_row(&s->made[1]);
	refused(s, "record 2: its counter does not follow those it names");
}

static void a_drills_record_never_stands_in_a_case(void **state)
{
	struct scene *s = *state;

	begin(s, 1);
	note(s, 0, ON(0));
	s->made[1].h.file = FILE_DRILL;
	s->row[1] = craft_row(&s->made[1]);
	refused(s, "record 2: a drill's record in a case");
}

static void a_sealed_record_never_stands_in_a_plain_case(void **state)
{
	struct scene *s = *state;
	static char body[297];

	begin(s, 1);
	note(s, 0, ON(0));
	memset(body, 'x', 296);
	s->made[1].h.kind = REC_SEALED;
	s->made[1].body = body;
	s->row[1] = craft_row(&s->made[1]);
	refused(s, "record 2: a sealed record in a plain case");
}

/* --- random histories -------------------------------------------------- */

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
		add(s, by, who, what ? "responder" : "observer", deps);
	else if (what < 5)
		drop(s, by, who, deps);
	else
		note(s, by, deps);
}

/* Those that a file takes: strangers are left out, as an import would. */
static size_t accepted(struct scene *s)
{
	struct db_row all[RECORDS];
	size_t n = s->len;

	memcpy(all, s->row, sizeof(all));
	for (;;) {
		unsigned long long at;

		if (try_open(s) == 0)
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

	begin(s, 3);
	while (s->len < 26)
		random_act(s, &seed);
	if (accepted(s) < 3)
		return;
	states_in_order(&first, s->log);
	for (int delivery = 0; delivery < 3; delivery++) {
		log_close(s->log);
		remove(logfile_path(&s->f));
		shuffle(s, &seed);
		opens(s);
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
		down(state);
		up(state);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, up, down)
	const struct CMUnitTest tests[] = {
		TEST(a_member_counts_from_its_admission_on),
		TEST(a_stranger_is_not_accepted),
		TEST(an_admission_beside_the_past_admits_nobody),
		TEST(a_responder_admits_nobody),
		TEST(what_a_removal_did_not_know_is_set_apart),
		TEST(an_owner_may_admit_what_was_set_apart),
		TEST(of_two_owners_who_remove_each_other_the_senior_stays),
		TEST(nobody_removes_an_owner_above_him),
		TEST(a_removed_owners_admissions_fall_with_him),
		TEST(an_observer_watches),
		TEST(a_role_is_the_last_one_known),
		TEST(a_purge_hides_the_body_and_nothing_else),
		TEST(a_first_record_must_open_a_case),
		TEST(records_out_of_place_are_named),
		TEST(a_wrong_counter_is_named),
		TEST(a_drills_record_never_stands_in_a_case),
		TEST(a_sealed_record_never_stands_in_a_plain_case),
		TEST(any_order_of_arrival_gives_the_same_verdicts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
