/* What adopting another version would do, told before it is done. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/case/adopt.h"
#include "tests/support/versions.h"

static const struct edit much[] = {
	{"- due: 15m from opened", "- due: 30m from opened"},
	{"- [ ] Passwords: changed", "- [ ] Passwords: changed\n"
				     "- [ ] Passport: blocked"},
	{"### Phase check: read aloud\n- id: first-hour-check",
	 PHONE "### Phase check: read aloud\n- id: first-hour-check"},
	{"### Personal data: was any on it?", "### Personal data: was there?"},
	{"### Owner: say that nothing leaked\n- id: tell-owner\n"
	 "- role: lead\n- when: personal-data = no\n\n"
	 "One sentence is enough.\n\n", ""},
	{"## Learn\n", "## Cards\n- id: cards\n- kind: notify\n\n"
	 "### Card: block it\n- id: block-card\n- role: it\n"
	 "- when: personal-data = yes\n\nCall.\n\n## Learn\n"},
	{0},
};

static struct adopt_plan *plan(struct casefix *x, struct playbook **pb,
			       const struct version *v)
{
	const struct situation *s = casefile_now(x->c);
	struct adopt_plan *p;
	struct findings f = {0};

	goes(&x->f, playbook_read(pb, v->src, v->count, &f, &x->f.err));
	findings_release(&f);
	goes(&x->f, adopt_plan(&p, s, &s->book[0], *pb, NULL, &x->f.err));
	return p;
}

static const struct adopt_row *row(const struct adopt_plan *p,
				   const char *key)
{
	for (size_t i = 0; i < p->count; i++)
		if (str_eq(p->row[i].is->key, key))
			return &p->row[i];
	fail_msg("no %s in the plan", key);
	return NULL;
}

static void says(const struct adopt_plan *p, const char *key,
		 enum adopt_kind kind, const char *what)
{
	const struct adopt_row *r = row(p, key);

	assert_string_equal(adopt_kind_name(r->kind), adopt_kind_name(kind));
	assert_string_equal(r->what, what);
}

static void the_plan_says_what_becomes_of_each_step(void **state)
{
	struct casefix *x = *state;
	struct version v = version(x, much);
	struct str words = {0};
	struct playbook *pb;
	struct adopt_plan *p;

	v.count = 1;
	goes(&x->f, act_check(&x->a, "1.02", "1", true, &x->f.err));
	goes(&x->f,
	     act_step_done(&x->a, "2.01", &(struct step_args){.why = "no"},
			    &x->f.err) == ERR_REFUSED ? 0 : 1);
	p = plan(x, &pb, &v);
	says(p, "awareness-time", ADOPT_CHANGED,
	     "aim 15m becomes 30m, so due 06:42");
	says(p, "lock-laptop", ADOPT_CHANGED,
	     "new box: Passport: blocked; 1 tick stays");
	says(p, "personal-data", ADOPT_CHANGED,
	     "new title: Personal data: was there?");
	says(p, "ask-phone", ADOPT_NEW, "comes after 1.02; role IT person");
	says(p, "block-card", ADOPT_NEW, "comes first in 5 Cards; role IT "
					 "person; only if 2.01 is yes");
	says(p, "tell-owner", ADOPT_RETIRED,
	     "stays open, marked \"retired\", until someone closes it");
	says(p, "review", ADOPT_KEPT, "");
	assert_int_equal(p->of[ADOPT_KEPT], 4);
	adopt_words(&words, p->of);
	assert_string_equal(str_text(&words), "2 new, 3 changed, 1 retired");
	str_release(&words);
	adopt_plan_free(p);
	playbook_free(pb);
}

static void a_plan_is_what_a_replay_then_makes(void **state)
{
	struct casefix *x = *state;
	struct version v = version(x, much);
	const struct situation *s;
	struct playbook *pb;
	struct adopt_plan *p;

	v.count = 1;
	goes(&x->f, act_check(&x->a, "1.02", "1", true, &x->f.err));
	goes(&x->f,
	     act_step_done(&x->a, "1.02", &(struct step_args){.why = "no"},
			    &x->f.err));
	p = plan(x, &pb, &v);
	order_is(x, AT_FIRST);
	goes(&x->f, try_adopt(x, NEWER, &v, "now"));
	s = casefile_now(x->c);
	assert_int_equal(s->step_count, p->after.step_count);
	assert_int_equal(s->phase_count, p->after.phase_count);
	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *a = &s->step[i], *b = &p->after.step[i];

		assert_string_equal(a->key, b->key);
		assert_string_equal(a->number, b->number);
		assert_int_equal(a->state, b->state);
		assert_int_equal(a->due, b->due);
		assert_int_equal(a->retired, b->retired);
		assert_int_equal(a->ticked, b->ticked);
		assert_int_equal(!a->changed, !b->changed);
	}
	adopt_plan_free(p);
	playbook_free(pb);
}

static void a_done_step_in_the_plan_says_so_first(void **state)
{
	struct casefix *x = *state;
	struct version v = version(x, much);
	struct playbook *pb;
	struct adopt_plan *p;

	v.count = 1;
	goes(&x->f,
	     act_step_done(&x->a, "1.02", &(struct step_args){.why = "no"},
			    &x->f.err));
	p = plan(x, &pb, &v);
	says(p, "lock-laptop", ADOPT_CHANGED,
	     "stays done, marked \"text changed after it was done\"; "
	     "new box: Passport: blocked");
	adopt_plan_free(p);
	playbook_free(pb);
}

#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, casefix_begin, casefix_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_plan_says_what_becomes_of_each_step),
		TEST(a_plan_is_what_a_replay_then_makes),
		TEST(a_done_step_in_the_plan_says_so_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
