/* Who takes part in a drill on real terminals: parts, those who come late or
 * from elsewhere, and what a player's program never receives. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "tests/support/twoterms.h"

#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, twoterms_begin, twoterms_end)

/* --- parts ---------------------------------------------------------------------------- */

static void who_joins_wrongly_is_told_the_roles(void **state)
{
	struct drill *d = *state;
	struct pty *p;

	leads(d);
	p = live_start(&d->w, 24, 80, "drill", "join", d->label, "--as",
		       "boss", NULL);
	sees(p, "\"boss\" is none of the roles");
	sees(p, "it is one of: lead, it, legal");
	sees(p, "evaluator, observer");
	pty_close(p);
}

/* Whose what is started from here on is: of who leads, or somebody else. */
static void account(struct drill *d, const char *config, const char *state)
{
	char entry[512];

	snprintf(entry, sizeof(entry), "XDG_CONFIG_HOME=%s/%s", d->w.f.dir,
		 config);
	live_env(&d->w, entry);
	snprintf(entry, sizeof(entry), "XDG_STATE_HOME=%s/%s", d->w.f.dir,
		 state);
	live_env(&d->w, entry);
}

/* The tag of the one member who does not own the drill. */
static const char *other_device(struct drill *d)
{
	const char *out, *line;

	assert_int_equal(live_run(&d->w, &out, "case", "member", "list",
				  d->label, "--plain", NULL), 0);
	line = strstr(out, "responder");
	assert_non_null(line);
	line += strcspn(line, "\n");
	while (line[-1] == ' ' || line[-1] == '\t')
		line--;
	return arena_strndup(&d->w.f.arena, line - 8, 8);
}

static void who_has_an_account_of_his_own_is_let_in_by_one_key(void **state)
{
	struct drill *d = *state;

	leads(d);
	startex(d);
	pty_type(d->lead, "r");
	sees(d->lead, "I-01 released");
	account(d, "theirs", "theirs");
	plays(d, "it");
	sees(d->play, "NOT LET IN YET");
	sees(d->play, "You asked to join");
	pty_type(d->play, "i ");
	sees(d->play, "you are not let in yet");
	sees(d->lead, "asks to join as it");
	pty_type(d->play, "k"); /* the error goes with the next key */
	pty_type(d->lead, "A");
	sees(d->lead, "let in");
	sees(d->play, "You are let in: act now.");
	lacks(d->play, "NOT LET IN YET");
	pty_type(d->play, " ");
	sees(d->play, "acknowledged");
	sees(d->lead, "read");
	lacks(d->lead, "A  let in");
	account(d, "config", "state");
	assert_int_equal(live_run(&d->w, NULL, "case", "member", "remove",
				  d->label, other_device(d), "--why",
				  "left the room", NULL), 0);
	sees(d->play, "SHUT OUT");
	pty_type(d->play, " ");
	sees(d->play, "this device was shut out of DRILL-");
}

static void an_evaluator_elsewhere_sees_what_is_hoped_and_counts(void **state)
{
	struct drill *d = *state;
	struct pty *judge;
	const char *out;

	starts(d);
	pty_type(d->lead, "r");
	sees(d->lead, "I-01 released");
	account(d, "theirs", "theirs");
	judge = live_start(&d->w, 24, 80, "drill", "join", d->label, "--as",
			   "evaluator", NULL);
	sees(judge, "1.01 Incident");
	lacks(judge, "Evidence sna"); /* of I-02, which is not out */
	sees(d->lead, "asks to join as evaluator");
	pty_type(d->lead, "A");
	sees(judge, "You are let in: act now.");
	pty_type(judge, "a");
	sees(judge, "Observation");
	pty_type(judge, "two answered at once" ENTER);
	sees(judge, "noted");
	pty_type(d->lead, "X");
	sees(d->lead, "type ENDEX");
	pty_type(d->lead, "ENDEX" ENTER);
	sees(d->lead, "All stand down");
	sees(judge, "ENDED");
	account(d, "config", "state");
	assert_int_equal(live_run(&d->w, &out, "drill", "report", d->label,
				   NULL), 0);
	assert_non_null(strstr(out, "two answered at once"));
	pty_close(judge);
}

static void who_comes_late_is_told_what_he_missed(void **state)
{
	struct drill *d = *state;

	leads(d);
	startex(d);
	pty_type(d->lead, "r");
	sees(d->lead, "I-01 released");
	plays(d, "it");
	sees(d->play, "It has begun: minute 0, 1 inject is out.");
}

static void what_is_marked_beside_a_console_is_kept(void **state)
{
	struct drill *d = *state;
	struct pty *watch;
	const char *out;

	leads(d);
	watch = live_start(&d->w, 24, 80, "drill", "join", d->label, "--as",
			   "observer", NULL);
	sees(watch, "observer");
	pty_type(d->lead, " ");
	sees(d->lead, "STARTEX");
	pty_type(d->lead, "y");
	sees(d->lead, "RUNNING x1");
	pty_type(d->lead, "r");
	sees(d->lead, "I-01 released");
	assert_int_equal(live_run(&d->w, NULL, "drill", "mark", d->label,
				   "I-01:triage-open", "late", "--as",
				   "evaluator", NULL), 0);
	sees(d->lead, "LATE*");
	pty_type(watch, "a");
	sees(watch, "Observation");
	pty_type(watch, "nobody reads back" ENTER);
	sees(watch, "observation noted");
	pty_type(d->lead, "O");
	sees(d->lead, "Which objective?");
	pty_type(d->lead, "11");
	sees(d->lead, "Why:");
	pty_type(d->lead, ENTER);
	sees(d->lead, "O1 rated, a draft");
	assert_int_equal(live_run(&d->w, NULL, "drill", "end", d->label,
				   "--why", "enough", NULL), 0);
	sees(d->lead, "ENDED");
	assert_int_equal(live_run(&d->w, &out, "drill", "report", d->label,
				   NULL), 0);
	assert_non_null(strstr(out, "nobody reads back"));
	pty_close(watch);
}

/* --- what a player's program never receives --------------------------------------------- */

#define NEEDLE "MARIGOLD"

/* A scenario that no program has compiled in: its secrets carry a word. */
static const char *own_scenario(struct drill *d)
{
	static const char from[] = "playbooks/drills/first-call.en.md";
	static const struct { const char *was, *is; } swaps[] = {
		{"id: first-call", "id: own-call"},
		{"Do not say", NEEDLE " do not say"},
		{"opened nine times", "opened " NEEDLE " times"}};
	const char *path = fixture_path(&d->w.f, "own-call.en.md");
	struct str text = {0}, out = {0};
	struct error err = {0};

	assert_int_equal(io_read(&text, from, 1 << 20, &err), 0);
	for (const char *p = str_text(&text); *p;) {
		size_t i = 0;

		while (i < 3 && !str_starts(p, swaps[i].was))
			i++;
		if (i < 3)
			str_add(&out, swaps[i].is);
		else
			str_addc(&out, *p);
		p += i < 3 ? strlen(swaps[i].was) : 1;
	}
	assert_int_equal(io_replace(path, str_text(&out), out.len, 0600,
				    &err), 0);
	str_release(&text);
	str_release(&out);
	return path;
}

static void no_program_of_a_player_holds_what_is_not_released(void **state)
{
	struct drill *d = *state;
	struct pty *watch;
	const char *out;

	assert_int_equal(live_run(&d->w, &out, "drill", "new", "--scenario",
				   own_scenario(d), NULL), 0);
	d->label = arena_strndup(&d->w.f.arena, out, strcspn(out, "\n"));
	starts(d);
	watch = live_start(&d->w, 24, 80, "drill", "join", d->label, "--as",
			   "observer", NULL);
	sees(watch, "observer");
	pty_type(d->lead, "r");
	sees(d->play, "inbox: 1 NEW");
	pty_type(watch, "a");
	sees(watch, "Observation");
	pty_type(watch, "x" ENTER);
	sees(watch, "observation noted");
	if (pty_memory_has(d->lead, NEEDLE) < 0) {
		pty_close(watch);
		skip();
	}
	assert_int_equal(pty_memory_has(d->lead, NEEDLE), 1);
	assert_int_equal(pty_memory_has(d->play, NEEDLE), 0);
	assert_int_equal(pty_memory_has(watch, NEEDLE), 0);
	pty_close(watch);
}

static void an_evaluator_without_the_scenario_names_its_file(void **state)
{
	struct drill *d = *state;
	const char *path = own_scenario(d), *out;
	struct pty *judge;

	assert_int_equal(live_run(&d->w, &out, "drill", "new", "--scenario",
				   path, NULL), 0);
	d->label = arena_strndup(&d->w.f.arena, out, strcspn(out, "\n"));
	starts(d);
	pty_type(d->lead, "r");
	sees(d->lead, "I-01 released");
	account(d, "theirs", "theirs");
	judge = live_start(&d->w, 24, 80, "drill", "join", d->label, "--as",
			   "evaluator", NULL);
	sees(d->lead, "asks to join as evaluator");
	pty_type(d->lead, "A");
	sees(judge, "You are let in");
	pty_close(judge);
	judge = live_start(&d->w, 24, 80, "drill", "join", d->label, "--as",
			   "evaluator", NULL);
	sees(judge, "join with --scenario FILE");
	pty_close(judge);
	judge = live_start(&d->w, 24, 80, "drill", "join", d->label, "--as",
			   "evaluator", "--scenario", path, NULL);
	sees(judge, "1.01 Incident");
	pty_close(judge);
	judge = live_start(&d->w, 24, 80, "drill", "join", d->label, "--as",
			   "evaluator", "--scenario",
			   "playbooks/drills/first-call.en.md", NULL);
	sees(judge, "is not what DRILL-");
	pty_close(judge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_joins_wrongly_is_told_the_roles),
		TEST(who_has_an_account_of_his_own_is_let_in_by_one_key),
		TEST(an_evaluator_elsewhere_sees_what_is_hoped_and_counts),
		TEST(who_comes_late_is_told_what_he_missed),
		TEST(what_is_marked_beside_a_console_is_kept),
		TEST(an_evaluator_without_the_scenario_names_its_file),
		TEST(no_program_of_a_player_holds_what_is_not_released),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
