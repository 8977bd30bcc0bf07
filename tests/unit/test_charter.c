/* Who may write, and who counts: removals know the past, not the other way
 * round. Records are made by hand, as an attacker would. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "tests/support/scene.h"

static void a_member_counts_from_its_admission_on(void **state)
{
	struct scene *s = *state;
	size_t n;
	const struct member *m;

	scene_begin(s, 1);
	scene_add(s, 0, 1, "responder", ON(0));
	scene_note(s, 1, ON(1));
	scene_opens(s);
	assert_int_equal(scene_state(s, 2), REC_COUNTS);
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

	scene_begin(s, 1);
	scene_add(s, 0, 1, "responder", ON(0));
	scene_note(s, 2, ON(1));
	scene_refused(s, "record 3: its author is no member of the case");
}

static void an_admission_beside_the_past_admits_nobody(void **state)
{
	struct scene *s = *state;

	scene_begin(s, 1);
	scene_add(s, 0, 1, "responder", ON(0));
	scene_note(s, 1, ON(0)); /* does not know that it was admitted */
	scene_refused(s, "record 3: its author is no member of the case");
}

static void a_responder_admits_nobody(void **state)
{
	struct scene *s = *state;

	scene_begin(s, 1);
	scene_add(s, 0, 1, "responder", ON(0));
	scene_add(s, 1, 2, "responder", ON(1));
	scene_note(s, 2, ON(2));
	scene_refused(s, "record 4: its author is no member of the case");
}

static void what_a_removal_did_not_know_is_set_apart(void **state)
{
	struct scene *s = *state;
	int before, removal, backdated, after;

	scene_begin(s, 1);
	scene_add(s, 0, 1, "responder", ON(0));
	before = scene_note(s, 1, ON(1));
	removal = scene_drop(s, 0, 1, ON(before));
	backdated = scene_note(s, 1, ON(before));
	after = scene_note(s, 1, ON(removal));
	scene_opens(s);
	assert_int_equal(scene_state(s, before), REC_COUNTS);
	assert_int_equal(scene_state(s, removal), REC_COUNTS);
	assert_int_equal(scene_state(s, backdated), REC_SET_APART);
	assert_int_equal(scene_state(s, after), REC_SET_APART);
	assert_int_equal(log_role(s->log, device_key(s->dev[1])), ROLE_NONE);
}

static void an_owner_may_admit_what_was_set_apart(void **state)
{
	struct scene *s = *state;
	int removal, offline, admit;

	scene_begin(s, 1);
	scene_add(s, 0, 1, "responder", ON(0));
	removal = scene_drop(s, 0, 1, ON(1));
	offline = scene_note(s, 1, ON(1));
	admit = scene_put(s, 0, REC_CHARTER, "record.admit",
		    arena_printf(&s->f.arena,
				 ",\"ids\":[\"%s\"],\"why\":\"honest\"",
				 scene_hex(s, s->made[offline].id)),
		    ON(removal, offline));
	scene_opens(s);
	assert_int_equal(scene_state(s, offline), REC_COUNTS);
	assert_int_equal(scene_state(s, admit), REC_COUNTS);
}

static void of_two_owners_who_remove_each_other_the_senior_stays(void **state)
{
	struct scene *s = *state;
	int r0, r1, n0, n1;

	scene_begin(s, 3);
	r1 = scene_drop(s, 1, 2, ON(0)); /* by owner 1, of owner 2 */
	r0 = scene_drop(s, 0, 1, ON(0)); /* by owner 0, of owner 1, at once */
	n1 = scene_note(s, 2, ON(r0));
	n0 = scene_note(s, 0, ON(r0, r1));
	scene_opens(s);
	assert_int_equal(scene_state(s, r0), REC_COUNTS);
	assert_int_equal(scene_state(s, r1), REC_SET_APART);
	assert_int_equal(scene_state(s, n1), REC_COUNTS);
	assert_int_equal(scene_state(s, n0), REC_COUNTS);
}

static void nobody_removes_an_owner_above_him(void **state)
{
	struct scene *s = *state;
	int up1, self, later;

	scene_begin(s, 2);
	up1 = scene_drop(s, 1, 0, ON(0));
	self = scene_drop(s, 1, 1, ON(up1));
	later = scene_note(s, 0, ON(self));
	scene_opens(s);
	assert_int_equal(scene_state(s, up1), REC_NOT_PERMITTED);
	assert_int_equal(scene_state(s, self), REC_NOT_PERMITTED);
	assert_int_equal(scene_state(s, later), REC_COUNTS);
	assert_int_equal(log_role(s->log, device_key(s->dev[0])), ROLE_OWNER);
}

static void a_removed_owners_admissions_fall_with_him(void **state)
{
	struct scene *s = *state;
	int removal, n, m;

	scene_begin(s, 2);
	m = scene_add(s, 1, 2, "responder", ON(0));
	removal = scene_drop(s, 0, 1, ON(0)); /* did not know of it */
	n = scene_note(s, 2, ON(m, removal));
	scene_opens(s);
	assert_int_equal(scene_state(s, m), REC_SET_APART);
	assert_int_equal(scene_state(s, n), REC_SET_APART);
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

	scene_begin(s, 1);
	last = scene_add(s, 0, 1, "observer", ON(0));
	for (int i = 0; i < 6; i++)
		at[i] = last = scene_put(s, 1, row[i].kind, row[i].type, "",
				   ON(last));
	scene_opens(s);
	for (int i = 0; i < 6; i++)
		if (scene_state(s, at[i]) != row[i].state)
			fail_msg("%s: %d", row[i].type, scene_state(s, at[i]));
}

static void a_role_is_the_last_one_known(void **state)
{
	struct scene *s = *state;
	int watch, early, act, late;

	scene_begin(s, 1);
	watch = scene_add(s, 0, 1, "observer", ON(0));
	early = scene_note(s, 1, ON(watch));
	act = scene_add(s, 0, 1, "responder", ON(early));
	late = scene_note(s, 1, ON(act));
	scene_opens(s);
	assert_int_equal(scene_state(s, early), REC_NOT_PERMITTED);
	assert_int_equal(scene_state(s, late), REC_COUNTS);
}

static void a_purge_hides_the_body_and_nothing_else(void **state)
{
	struct scene *s = *state;
	const struct rec *r;
	int n;

	scene_begin(s, 1);
	n = scene_note(s, 0, ON(0));
	scene_put(s, 0, REC_CHARTER, "record.purge",
	    arena_printf(&s->f.arena, ",\"ids\":[\"%s\"],\"why\":\"law\"",
			 scene_hex(s, s->made[n].id)), ON(n));
	scene_opens(s);
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
			scene_hex(s, device_key(s->dev[1]));

		for (; *p; p++)
			if (str_starts(p, "%s"))
				str_add(&more, key), p += 1;
			else if (str_starts(p, "%1$s"))
				str_add(&more, key), p += 3;
			else
				str_addc(&more, *p);
		scene_put(s, 0, REC_CHARTER, "case.open", str_text(&more),
			  NULL);
		str_release(&more);
		scene_refused(s, row[i].what);
		scene_down(&again);
		scene_up(&again);
		*state = s = again;
	}
}

static void records_out_of_place_are_named(void **state)
{
	struct scene *s = *state;
	struct db_row swap;

	scene_begin(s, 1);
	scene_note(s, 0, ON(0));
	scene_note(s, 0, ON(1));
	swap = s->row[1];
	s->row[1] = s->row[2];
	s->row[2] = swap;
	scene_refused(s, "record 2: names an entry that is not before it in "
			 "the file");
}

static void a_wrong_counter_is_named(void **state)
{
	struct scene *s = *state;

	scene_begin(s, 1);
	scene_note(s, 0, ON(0));
	s->made[1].h.lamport = 7;
	s->row[1] = craft_row(&s->made[1]);
	scene_refused(s,
		      "record 2: its counter does not follow those it names");
}

static void a_drills_record_never_stands_in_a_case(void **state)
{
	struct scene *s = *state;

	scene_begin(s, 1);
	scene_note(s, 0, ON(0));
	s->made[1].h.file = FILE_DRILL;
	s->row[1] = craft_row(&s->made[1]);
	scene_refused(s, "record 2: a drill's record in a case");
}

static void a_sealed_record_never_stands_in_a_plain_case(void **state)
{
	struct scene *s = *state;
	static char body[297];

	scene_begin(s, 1);
	scene_note(s, 0, ON(0));
	memset(body, 'x', 296);
	s->made[1].h.kind = REC_SEALED;
	s->made[1].body = body;
	s->row[1] = craft_row(&s->made[1]);
	scene_refused(s, "record 2: a sealed record in a plain case");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scene_up, scene_down)

int main(void)
{
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
