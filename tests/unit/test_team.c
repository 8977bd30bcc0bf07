/* team.yaml: people, roles, how to reach them; every slip has its place. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/store/shipped.h"
#include "core/store/team.h"

static const char whole[] =
	"team: 1\n"
	"zone: Asia/Shanghai\n"
	"langs: [zh, en]\n"
	"review: one\n"
	"clocks: [eu, us-ca]\n"
	"people:\n"
	"  - name: \"Mei 梅\"\n"
	"    login: mei\n"
	"    roles: [lead, head]\n"
	"    reach: [\"phone 000-0000-0001\", \"home phone 000-0000-0002\"]\n"
	"  - name: Wu\n"
	"    roles: it\n"
	"authorities:\n"
	"  - kind: police\n"
	"    name: Cyber police of Example District\n"
	"    reach: [phone 000-0000-0006]\n";

static void a_whole_file_is_read_in_order(void **state)
{
	struct error err = {0};
	struct team *t;

	(void)state;
	assert_int_equal(team_read(&t, whole, strlen(whole), &err), 0);
	assert_string_equal(t->zone, "Asia/Shanghai");
	assert_string_equal(t->lang[0], "zh");
	assert_string_equal(t->lang[1], "en");
	assert_null(t->lang[2]);
	assert_int_equal(t->place_count, 2);
	assert_string_equal(t->place[1], "us-ca");
	assert_false(t->review_two);
	assert_true(t->approval_two);
	assert_int_equal(t->person_count, 2);
	assert_string_equal(t->person[0].name, "Mei 梅");
	assert_int_equal(t->person[0].role_count, 2);
	assert_string_equal(t->person[0].role[1], "head");
	assert_string_equal(t->person[0].reach[1], "home phone 000-0000-0002");
	assert_null(t->person[1].login);
	assert_int_equal(t->person[1].role_count, 1);
	assert_string_equal(t->person[1].role[0], "it");
	assert_int_equal(t->authority_count, 1);
	assert_string_equal(t->authority[0].kind, "police");
	assert_ptr_equal(team_by_login(t, "mei"), &t->person[0]);
	assert_null(team_by_login(t, "wu"));
	assert_ptr_equal(team_by_name(t, "Wu"), &t->person[1]);
	assert_null(team_by_name(t, "wu"));
	team_free(t);
}

static void what_ships_is_a_team_of_nobody(void **state)
{
	const struct shipped *f = shipped_files;
	struct error err = {0};
	struct team *t;

	(void)state;
	while (f->path && strcmp(f->path, "team.yaml") != 0)
		f++;
	assert_non_null(f->path);
	if (team_read(&t, f->data, (size_t)(f->end - f->data), &err))
		fail_msg("%s", err.what);
	assert_int_equal(t->person_count, 0);
	assert_null(t->zone);
	assert_null(t->lang);
	assert_true(t->review_two && t->approval_two);
	team_free(t);
}

/* The example must be right once its marks are taken away. */
static void what_ships_is_right_without_its_marks(void **state)
{
	static const char *const line[] = {
		"# zone:", "# langs:", "# review: two", "# approval: two",
		"# people:", "# authorities:", "#   "};
	const struct shipped *f = shipped_files;
	struct error err = {0};
	struct str text = {0};
	struct team *t;
	bool start = true;

	(void)state;
	while (f->path && strcmp(f->path, "team.yaml") != 0)
		f++;
	for (const char *p = f->data; p < f->end; p++) {
		for (size_t i = 0; start && i < 7; i++)
			if (str_starts(p, line[i])) {
				p += 2;
				break;
			}
		str_addc(&text, *p);
		start = *p == '\n';
	}
	if (team_read(&t, str_text(&text), text.len, &err))
		fail_msg("%s\n%s", err.what, str_text(&text));
	assert_true(t->person_count >= 3);
	assert_true(t->authority_count >= 2);
	team_free(t);
	str_release(&text);
}

static void every_slip_is_told_with_its_place(void **state)
{
	static const struct {
		const char *text, *what, *fix;
	} row[] = {
		{"", "team.yaml:1:1: not keys and values", "team: 1"},
		{"- a\n", "team.yaml:1:1: not keys and values", "team: 1"},
		{"zone: UTC\n", "team.yaml:1:1: \"team\" is missing",
		 "team: 1"},
		{"team: 2\n", "team.yaml:1:7: not a format", "team: 1"},
		{"team: 1\npepole: []\n",
		 "team.yaml:2:1: unknown key \"pepole\"", "people"},
		{"team: 1\nzone: ../../etc\n", "team.yaml:2:7: not a time zone",
		 "Asia/Shanghai"},
		{"team: 1\nreview: three\n", "team.yaml:2:9: neither one nor",
		 "one or two"},
		{"team: 1\npeople: mei\n", "team.yaml:2:9: not a list",
		 "name:"},
		{"team: 1\npeople: [mei]\n",
		 "team.yaml:2:10: not keys and values", "name:"},
		{"team: 1\npeople:\n  - login: mei\n",
		 "team.yaml:3:5: \"name\" is missing", "name: Example One"},
		{"team: 1\npeople:\n  - name: mei\n    rols: [lead]\n",
		 "team.yaml:4:5: unknown key \"rols\"", "roles"},
		{"team: 1\npeople:\n  - name: mei\n    roles: [Lead]\n",
		 "team.yaml:4:13: not a role key", "roles: [lead"},
		{"team: 1\npeople:\n  - name: mei\n    login: a b\n",
		 "team.yaml:4:12: not the name of a Unix account", "login"},
		{"team: 1\npeople:\n  - {name: mei}\n  - {name: mei}\n",
		 "team.yaml:4:5: this name is there already", "own"},
		{"team: 1\npeople:\n  - {name: a, login: x}\n"
		 "  - {name: b, login: x}\n",
		 "team.yaml:4:5: this login is there already", "one person"},
		{"team: 1\npeople:\n  - {name: a, reach: {phone: 1}}\n",
		 "team.yaml:3:22: not a list of at most 64", "reach"},
		{"team: 1\nauthorities:\n  - {name: a}\n",
		 "\"kind\" is missing", "kind: authority"},
		{"team: 1\nteam: 1\n", "team.yaml:2:", ""},
		{"team: &a 1\n", "team.yaml:1:", ""},
		{"team: [1\n", "team.yaml:", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct error err = {0};
		struct team *t;
		int rc = team_read(&t, row[i].text, strlen(row[i].text), &err);

		if (rc != ERR_INVALID || t)
			fail_msg("row %zu gave %d %s", i, rc, err.what);
		if (!strstr(err.what, row[i].what) ||
		    !strstr(err.fix, row[i].fix))
			fail_msg("row %zu: \"%s\" / \"%s\"", i, err.what,
				 err.fix);
	}
}

static void out_of_memory_leaves_nothing_behind(void **state)
{
	struct error err = {0};
	struct team *t;
	int rc = ERR_NOMEM;

	(void)state;
	for (uint64_t nth = 1; rc == ERR_NOMEM; nth++) {
		mem_fail_at(nth);
		rc = team_read(&t, whole, strlen(whole), &err);
		mem_fail_at(0);
		assert_true(!rc == !!t);
	}
	assert_int_equal(rc, 0);
	team_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_file_is_read_in_order),
		cmocka_unit_test(what_ships_is_a_team_of_nobody),
		cmocka_unit_test(what_ships_is_right_without_its_marks),
		cmocka_unit_test(every_slip_is_told_with_its_place),
		cmocka_unit_test(out_of_memory_leaves_nothing_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
