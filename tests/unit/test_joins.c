/* Who owns a new case, who is let in, whose card is believed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/case/act.h"
#include "core/store/store.h"
#include "tests/support/fixture.h"

/* Gives the card of a person's device to an account. */
static void give_card(struct fixture *f, const char *who, uid_t uid)
{
	struct store *s = fixture_store(f, who, NULL);
	char hex[KEY_HEX];

	hex_encode(hex, device_key(store_device(s)), KEY_LEN);
	store_close(s);
	assert_int_equal(chown(fixture_path(f, "store/devices/%s.card", hex),
			       uid, (gid_t)-1), 0);
}

static enum member_role role_of(struct fixture *f, struct casefile *c,
				const char *who, unsigned *rank)
{
	struct store *s = fixture_store(f, who, NULL);
	enum member_role role = log_role(casefile_log(c),
					 device_key(store_device(s)));
	size_t n;
	const struct member *m = log_members(casefile_log(c), &n);

	for (size_t i = 0; i < n; i++)
		if (!memcmp(m[i].dev, device_key(store_device(s)), KEY_LEN))
			*rank = m[i].seniority;
	store_close(s);
	return role;
}

static void without_a_team_the_opener_owns_and_leads(void **state)
{
	struct fixture *f = *state;
	struct store *s;
	struct store_new what = {.title = "x", .playbook = "ransomware"};
	struct casefile *c;
	unsigned rank;

	store_close(fixture_store(f, "wu", NULL));
	s = fixture_store(f, "mei", NULL);
	goes(f, store_case_new(&c, s, &what, &f->err));
	assert_int_equal(role_of(f, c, "mei", &rank), ROLE_OWNER);
	assert_int_equal(role_of(f, c, "wu", &rank), ROLE_RESPONDER);
	assert_string_equal(casefile_now(c)->role[0].name[0], "mei");
	assert_string_equal(casefile_now(c)->me->name, "mei");
	assert_false(casefile_now(c)->me->claimed);
	casefile_close(c);
	store_close(s);
}

/* The owner of a file vouches only for what nobody else can write. */
static void a_card_that_others_can_write_proves_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *s = fixture_store(f, "mei", NULL);
	struct card card;
	struct stat st;
	char hex[KEY_HEX];
	const char *path;

	goes(f, store_find_device(&card, s, "mei", &f->err));
	assert_int_equal(card.owner, geteuid());
	hex_encode(hex, card.dev, KEY_LEN);
	path = fixture_path(f, "store/devices/%s.card", hex);
	assert_int_equal(lstat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0644);
	assert_int_equal(chmod(path, 0664), 0);
	goes(f, store_find_device(&card, s, "mei", &f->err));
	assert_int_equal(card.owner, (uid_t)-1);
	assert_null(store_person(s, &card));
	store_close(s);
}

/* Accounts every Debian has; only root can hand out files. */
static const char team[] =
	"team: 1\npeople:\n"
	"  - {name: Bo, login: bin, roles: [lead, head]}\n"
	"  - {name: Mei, login: daemon, roles: [lead, it]}\n"
	"  - {name: Wu, login: sys, roles: [it]}\n";

static void owners_are_the_leads_of_the_team_in_its_order(void **state)
{
	struct fixture *f = *state;
	struct store_new what = {.title = "x", .playbook = "ransomware"};
	struct store *s;
	struct casefile *c;
	const struct situation *now;
	unsigned rank = 9;

	if (geteuid() != 0)
		skip();
	give_card(f, "mei", 1);
	give_card(f, "bo", 2);
	give_card(f, "wu", 3);
	give_card(f, "stranger", 65534);
	s = fixture_store(f, "wu", NULL);
	fixture_team(f, s, team);
	assert_string_equal(store_me(s), "Wu");
	goes(f, store_case_new(&c, s, &what, &f->err));
	now = casefile_now(c);
	assert_int_equal(role_of(f, c, "bo", &rank), ROLE_OWNER);
	assert_int_equal(rank, 0);
	assert_int_equal(role_of(f, c, "mei", &rank), ROLE_OWNER);
	assert_int_equal(rank, 1);
	assert_int_equal(role_of(f, c, "wu", &rank), ROLE_OWNER);
	assert_int_equal(rank, 2);
	assert_int_equal(role_of(f, c, "stranger", &rank), ROLE_RESPONDER);
	assert_string_equal(now->role[0].key, "lead");
	assert_int_equal(now->role[0].count, 2);
	assert_string_equal(now->role[0].name[0], "Bo");
	assert_true(role_held_by(now, "it", "Wu"));
	assert_string_equal(now->me->name, "Wu");
	casefile_close(c);
	store_close(s);
}

static void only_keeps_out_the_others_even_those_who_lead(void **state)
{
	struct fixture *f = *state;
	const char *names[] = {"mei"};
	struct store_new what = {.title = "x", .playbook = "ransomware",
				 .only = names, .only_count = 1};
	struct store *s;
	struct casefile *c;
	unsigned rank = 9;

	if (geteuid() != 0)
		skip();
	give_card(f, "mei", 1);
	give_card(f, "bo", 2);
	give_card(f, "wu", 3);
	give_card(f, "Mei", 65534); /* only calls himself so */
	s = fixture_store(f, "wu", NULL);
	fixture_team(f, s, team);
	goes(f, store_case_new(&c, s, &what, &f->err));
	assert_int_equal(role_of(f, c, "bo", &rank), ROLE_NONE);
	assert_int_equal(role_of(f, c, "mei", &rank), ROLE_OWNER);
	assert_int_equal(role_of(f, c, "wu", &rank), ROLE_OWNER);
	assert_int_equal(role_of(f, c, "Mei", &rank), ROLE_NONE);
	assert_int_equal(casefile_now(c)->role[0].count, 1);
	casefile_close(c);
	names[0] = "Mai";
	assert_int_equal(store_case_new(&c, s, &what, &f->err), ERR_NOTFOUND);
	assert_non_null(strstr(f->err.what, "nobody here is called \"Mai\""));
	assert_non_null(strstr(f->err.where, "Mei"));
	store_close(s);
}

static void a_late_device_asks_and_is_let_in(void **state)
{
	struct fixture *f = *state;
	struct store *mei = fixture_store(f, "mei", NULL), *wu;
	struct join_ask *ask;
	struct casefile *c, *theirs;
	struct card card;
	char label[32];
	size_t n;

	fixture_case(f, mei, "one", label);
	wu = fixture_store(f, "wu", NULL);
	goes(f, store_case_open(&theirs, wu, label, false, &f->err));
	assert_false(log_can_write(casefile_log(theirs), NULL) &&
		     !act_note(&(struct act){.c = theirs}, NULL, "hello",
			       &f->err));
	goes(f, store_ask_join(wu, theirs, NULL, &f->err));
	goes(f, store_ask_join(wu, theirs, NULL, &f->err));
	goes(f, store_case_open(&c, mei, label, false, &f->err));
	fixture_write(f, "store/cases/.asks/rubbish", "x");
	goes(f, store_joins(&ask, &n, mei, c, &f->err));
	assert_int_equal(n, 1);
	assert_string_equal(ask[0].card.name, "wu");
	goes(f, store_find_device(&card, mei, "wu", &f->err));
	assert_memory_equal(card.dev, ask[0].card.dev, KEY_LEN);
	goes(f, act_member_add(&(struct act){.c = c}, ask[0].card.dev, "wu",
			       ROLE_RESPONDER, &f->err));
	mem_free(ask);
	goes(f, store_joins(&ask, &n, mei, c, &f->err));
	assert_int_equal(n, 0);
	mem_free(ask);
	goes(f, casefile_refresh(theirs, NULL, &f->err));
	goes(f, act_note(&(struct act){.c = theirs}, NULL, "hello", &f->err));
	assert_int_equal(store_ask_join(wu, theirs, NULL, &f->err), ERR_REFUSED);
	casefile_close(theirs);
	casefile_close(c);
	store_close(wu);
	store_close(mei);
}

static void asked_as(struct fixture *f, struct store *s, struct casefile *c,
		     const char *as)
{
	struct join_ask *ask;
	size_t n;

	goes(f, store_joins(&ask, &n, s, c, &f->err));
	assert_int_equal(n, as ? 1 : 0);
	if (as)
		assert_string_equal(ask[0].as, as);
	mem_free(ask);
}

static void into_a_drill_one_asks_as_somebody(void **state)
{
	struct fixture *f = *state;
	struct store *mei = fixture_store(f, "mei", NULL), *wu;
	struct store_new what = {.title = "a drill"};
	struct casefile *c, *theirs;

	goes(f, store_drill_new(&c, mei, &what, &f->err));
	wu = fixture_store(f, "wu", NULL);
	goes(f, store_drill_open(&theirs, wu, "DRILL", false, &f->err));
	goes(f, store_ask_join(wu, theirs, "observer", &f->err));
	asked_as(f, mei, c, "observer");
	goes(f, store_ask_join(wu, theirs, "it", &f->err));
	asked_as(f, mei, c, "it");
	goes(f, act_member_add(&(struct act){.c = c},
			       device_key(store_device(wu)), "wu",
			       ROLE_EVALUATOR, &f->err));
	asked_as(f, mei, c, "it"); /* that is more */
	goes(f, casefile_refresh(theirs, NULL, &f->err));
	assert_int_equal(store_ask_join(wu, theirs, "evaluator", &f->err),
			 ERR_REFUSED);
	assert_int_equal(act_member_add(&(struct act){.c = c},
					device_key(store_device(wu)), "wu",
					ROLE_EVALUATOR, &f->err), ERR_REFUSED);
	assert_non_null(strstr(f->err.what, "is a member already"));
	goes(f, act_member_add(&(struct act){.c = c},
			       device_key(store_device(wu)), "wu",
			       ROLE_RESPONDER, &f->err));
	asked_as(f, mei, c, NULL);
	casefile_close(theirs);
	casefile_close(c);
	store_close(wu);
	store_close(mei);
}

static void a_device_is_found_by_name_or_tag(void **state)
{
	struct fixture *f = *state;
	struct store *mei = fixture_store(f, "mei", NULL);
	char tag[TAG_LEN];
	struct card card;

	store_close(fixture_store(f, "wu", NULL));
	goes(f, store_find_device(&card, mei, "wu", &f->err));
	key_tag(tag, card.dev);
	memset(&card, 0, sizeof(card));
	goes(f, store_find_device(&card, mei, tag, &f->err));
	assert_string_equal(card.name, "wu");
	assert_int_equal(store_find_device(&card, mei, "meo", &f->err),
			 ERR_NOTFOUND);
	assert_non_null(strstr(f->err.where, "mei"));
	store_close(mei);
}

#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_begin, fixture_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(without_a_team_the_opener_owns_and_leads),
		T(a_card_that_others_can_write_proves_nothing),
		T(owners_are_the_leads_of_the_team_in_its_order),
		T(only_keeps_out_the_others_even_those_who_lead),
		T(a_late_device_asks_and_is_let_in),
		T(into_a_drill_one_asks_as_somebody),
		T(a_device_is_found_by_name_or_tag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
