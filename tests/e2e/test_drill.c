/* A drill on two real terminals: one leads, one plays. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/io.h"
#include "tests/support/live.h"

#define ENTER "\r"
#define SOON 500 /* ms: a release reaches the players */

struct drill {
	struct live w;
	const char *label;
	struct pty *lead, *play;
};

static int up(void **state)
{
	static struct drill d;
	const char *out;

	memset(&d, 0, sizeof(d));
	live_up(&d.w);
	assert_int_equal(live_run(&d.w, &out, "drill", "new", "--scenario",
				   "first-call", NULL), 0);
	d.label = arena_strndup(&d.w.f.arena, out, strcspn(out, "\n"));
	assert_non_null(d.label);
	*state = &d;
	return 0;
}

static int down(void **state)
{
	struct drill *d = *state;

	pty_close(d->play);
	if (d->lead != d->w.p)
		pty_close(d->lead);
	live_down(&d->w); /* and the first that was started */
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

static void leads(struct drill *d)
{
	d->lead = live_start(&d->w, 24, 80, "drill", "run", d->label, NULL);
	sees(d->lead, "WE HOPE TO SEE");
}

static void plays(struct drill *d, const char *role)
{
	d->play = live_start(&d->w, 24, 80, "drill", "join", d->label,
			     role ? "--as" : NULL, role, NULL);
	sees(d->play, "INCIDENT");
}

/* Both are there and the drill runs. */
static void starts(struct drill *d)
{
	leads(d);
	sees(d->lead, "BEFORE STARTEX");
	plays(d, "lead");
	pty_type(d->lead, " ");
	sees(d->lead, "STARTEX: no real case open");
	pty_type(d->lead, "y");
	sees(d->lead, "RUNNING x1");
	sees(d->play, "RUNNING");
}

static void a_release_reaches_the_player_in_half_a_second(void **state)
{
	struct drill *d = *state;

	starts(d);
	sees(d->lead, "> I-01");
	pty_settle(d->play, 100);
	pty_type(d->lead, "r");
	assert_true(pty_wait(d->play, "inbox: 1 NEW", SOON));
	pty_type(d->play, "i");
	sees(d->play, "rings: a customer was phoned");
	sees(d->play, "NOT REAL");
	assert_null(strstr(str_text(pty_raw(d->play)), "Do not say"));
	pty_type(d->play, " ");
	sees(d->play, "acknowledged");
	sees(d->lead, "read");
}

static void a_note_that_was_typed_is_not_told_as_missing(void **state)
{
	struct drill *d = *state;

	starts(d);
	pty_type(d->play, " ");
	sees(d->play, "names and mobile");
	pty_type(d->play, "Wu, Lin" ENTER);
	sees(d->play, "Note, who told us");
	pty_type(d->play, "the shop, by phone" ENTER);
	sees(d->play, "3 items are not ticked");
	assert_null(strstr(str_text(pty_raw(d->play)), "No evidence"));
	pty_type(d->play, "a drill" ENTER);
	sees(d->play, "[x] INCIDENT");
}

static void clocks_stand_with_their_minute_of_play(void **state)
{
	struct drill *d = *state;
	const char *out, *label;

	assert_int_equal(live_run(&d->w, &out, "drill", "new", "--scenario",
				   "salon-transfer-leak", NULL), 0);
	label = arena_strndup(&d->w.f.arena, out, strcspn(out, "\n"));
	assert_int_equal(live_run(&d->w, &out, "drill", "do", label, "start",
				  NULL), 0);
	assert_int_equal(live_run(&d->w, &out, "drill", "do", label, "jump",
				  "6m", NULL), 0);
	assert_int_equal(live_run(&d->w, &out, "drill", "do", label,
				  "release", "I-02", NULL), 0);
	d->lead = live_start(&d->w, 24, 80, "drill", "run", label, NULL);
	sees(d->lead, "d1 13:55 (play 28m)  +2");
	pty_resize(d->lead, 40, 160);
	sees(d->lead, "own target d2 09:55 (play 48m)");
}

static void a_frozen_drill_is_frozen_for_all(void **state)
{
	struct drill *d = *state;

	starts(d);
	pty_type(d->lead, " ");
	sees(d->lead, "FROZEN");
	sees(d->play, "FROZEN");
	pty_type(d->lead, " ");
	sees(d->play, "RUNNING");
	pty_type(d->lead, "q");
	ends(d->lead, 0);
	sees(d->play, "FROZEN");
}

static void a_killed_console_is_a_freeze(void **state)
{
	struct drill *d = *state;
	const char *out;

	starts(d);
	pty_signal(d->lead, SIGKILL);
	pty_exit(d->lead, 2000);
	sees(d->play, "FROZEN");
	d->lead = live_start(&d->w, 24, 80, "drill", "run", d->label, NULL);
	sees(d->lead, "Go on now?");
	sees(d->lead, "1 freeze");
	pty_type(d->lead, "n");
	sees(d->lead, "It stays frozen");
	sees(d->lead, "FROZEN");
	pty_type(d->lead, "q");
	ends(d->lead, 0);
	pty_close(d->lead);
	d->lead = NULL;
	assert_int_equal(live_run(&d->w, &out, "drill", "show", d->label,
				   NULL), 0);
	assert_non_null(strstr(out, "frozen"));
}

static void a_dead_console_is_a_freeze_for_commands_too(void **state)
{
	struct drill *d = *state;
	const char *out;

	starts(d);
	pty_type(d->lead, "X"); /* in the middle of a question */
	sees(d->lead, "type ENDEX");
	pty_signal(d->lead, SIGKILL);
	pty_exit(d->lead, 2000);
	assert_int_equal(live_run(&d->w, &out, "drill", "show", d->label,
				   NULL), 0);
	assert_non_null(strstr(out, "frozen"));
	assert_int_equal(live_run(&d->w, &out, "drill", "do", d->label,
				   "resume", NULL), 0);
	assert_non_null(strstr(out, "nobody led it for"));
	assert_non_null(strstr(out, "running"));
	assert_int_equal(live_run(&d->w, &out, "drill", "show", d->label,
				   NULL), 0);
	assert_non_null(strstr(out, "running"));
}

static void one_person_leads(void **state)
{
	struct drill *d = *state;
	struct pty *other;

	leads(d);
	other = live_start(&d->w, 24, 80, "drill", "run", d->label, NULL);
	sees(other, "is led elsewhere now");
	pty_close(other);
}

static void a_script_does_not_lead_beside_a_console(void **state)
{
	struct drill *d = *state;
	const char *script = fixture_path(&d->w.f, "script"), *out;
	const char line[] = "0m facilitator start\n";
	struct error err = {0};

	assert_int_equal(io_replace(script, line, sizeof(line) - 1, 0600,
				    &err), 0);
	leads(d);
	assert_int_equal(live_run(&d->w, NULL, "drill", "run", d->label,
				   "--script", script, NULL), 4);
	sees(d->lead, "BEFORE STARTEX");
	pty_type(d->lead, "q");
	ends(d->lead, 0);
	assert_int_equal(live_run(&d->w, &out, "drill", "run", d->label,
				   "--script", script, NULL), 0);
	assert_non_null(strstr(out, "1 lines played"));
}

static void real_incident_is_one_key_and_blanks_the_players(void **state)
{
	struct drill *d = *state;

	starts(d);
	pty_type(d->play, "!");
	sees(d->play, "DRILL HALTED - REAL INCIDENT POSSIBLE");
	lacks(d->play, "INCIDENT  ");
	sees(d->play, " +00"); /* the wall's, not the story's +08 */
	sees(d->lead, "HALTED");
	pty_type(d->lead, " ");
	sees(d->lead, "Who else says so?");
	pty_type(d->lead, ENTER);
	sees(d->lead, "RUNNING");
	sees(d->play, "RUNNING");
	pty_type(d->lead, "\033[20~"); /* F9 */
	sees(d->play, "REAL INCIDENT POSSIBLE");
}

static void on_a_shared_laptop_who_acts_is_asked_at_each_entry(void **state)
{
	struct drill *d = *state;
	const char *out;

	leads(d);
	plays(d, NULL);
	pty_type(d->lead, " ");
	sees(d->lead, "STARTEX");
	pty_type(d->lead, "y");
	sees(d->play, "RUNNING");
	pty_type(d->play, "w");
	sees(d->play, "Who acts?");
	pty_type(d->play, "1");
	sees(d->play, "working on it");
	assert_int_equal(live_run(&d->w, &out, "drill", "show", d->label,
				   NULL), 0);
	pty_type(d->play, "t");
	sees(d->play, "Who acts?");
	pty_type(d->play, ENTER);
	sees(d->play, "To the facilitator");
	pty_type(d->play, "who is the vendor?" ENTER);
	sees(d->lead, "who is the vendor?");
}

static void the_end_is_a_typed_word(void **state)
{
	struct drill *d = *state;

	starts(d);
	pty_type(d->lead, "r");
	sees(d->lead, "I-01 released");
	pty_type(d->lead, "X");
	sees(d->lead, "type ENDEX");
	pty_type(d->lead, "ENDEX" ENTER);
	sees(d->lead, "ENDED");
	sees(d->play, "ENDED");
}

/* --- ten at once ------------------------------------------------------------------ */

#define PLAYERS 10

static void a_release_reaches_ten_players(void **state)
{
	struct drill *d = *state;
	struct pty *all[PLAYERS];

	leads(d);
	for (int i = 0; i < PLAYERS; i++)
		all[i] = live_start(&d->w, 24, 80, "drill", "join", d->label,
				    NULL);
	for (int i = 0; i < PLAYERS; i++)
		sees(all[i], "BEFORE STARTEX");
	pty_type(d->lead, " ");
	sees(d->lead, "STARTEX: no real case open");
	pty_type(d->lead, "y");
	for (int i = 0; i < PLAYERS; i++)
		sees(all[i], "RUNNING");
	pty_type(d->lead, "r");
	for (int i = 0; i < PLAYERS; i++)
		sees(all[i], "inbox: 1 NEW");
	for (int i = 0; i < PLAYERS; i++)
		pty_close(all[i]);
}

/* --- a console that dies, in each state ---------------------------------------------- */

static void dies(struct drill *d, const char *then)
{
	pty_signal(d->lead, SIGKILL);
	pty_exit(d->lead, 2000);
	if (d->lead != d->w.p)
		pty_close(d->lead);
	d->lead = live_start(&d->w, 24, 80, "drill", "run", d->label, NULL);
	sees(d->lead, then);
}

static void a_console_killed_in_any_state_is_led_on(void **state)
{
	struct drill *d = *state;

	leads(d);
	dies(d, "BEFORE STARTEX");
	pty_type(d->lead, " ");
	sees(d->lead, "STARTEX: no real case open");
	pty_type(d->lead, "y");
	sees(d->lead, "RUNNING x1");
	dies(d, "Go on now?");
	sees(d->lead, "FROZEN");
	dies(d, "Go on now?");
	pty_type(d->lead, "y");
	sees(d->lead, "RUNNING x1");
	pty_type(d->lead, "!");
	sees(d->lead, "Is there a real case?");
	dies(d, "HALTED");
	pty_type(d->lead, " ");
	sees(d->lead, "Who else says so?");
	pty_type(d->lead, ENTER);
	sees(d->lead, "RUNNING x1");
	pty_type(d->lead, "r");
	sees(d->lead, "I-01 released");
	pty_type(d->lead, "X");
	sees(d->lead, "type ENDEX");
	pty_type(d->lead, "ENDEX" ENTER);
	sees(d->lead, "All stand down");
	dies(d, "ENDED");
	pty_type(d->lead, "x");
	sees(d->lead, "The report, drafted from the record");
}

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
	pty_type(d->lead, " ");
	sees(d->lead, "STARTEX: no real case open");
	pty_type(d->lead, "y");
	sees(d->lead, "RUNNING x1");
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
	pty_type(d->lead, " ");
	sees(d->lead, "STARTEX: no real case open");
	pty_type(d->lead, "y");
	sees(d->lead, "RUNNING x1");
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

static bool piece_has(int fd, unsigned long from, unsigned long to,
		      const char *word)
{
	static char buf[1 << 16];
	const size_t keep = strlen(word) - 1;
	size_t have = 0;

	while (from < to) {
		size_t want = sizeof(buf) - have;
		ssize_t n;

		if (want > to - from)
			want = to - from;
		n = pread(fd, buf + have, want, (off_t)from);
		if (n <= 0)
			return false;
		have += (size_t)n;
		from += (unsigned long)n;
		if (memmem(buf, have, word, strlen(word)))
			return true;
		if (have > keep) {
			memmove(buf, buf + have - keep, keep);
			have = keep;
		}
	}
	return false;
}

#define SHADOW (1UL << 32) /* a sanitizer's own map: larger, without texts */

/* Whether the memory of a program of ours holds a word; -1: not to be seen. */
static int memory_has(pid_t pid, const char *word)
{
	char path[64], line[512];
	unsigned long from, to;
	int fd, hit = 0;
	FILE *maps;
	char mode;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);
	maps = fopen(path, "r");
	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	fd = open(path, O_RDONLY);
	while (maps && fd >= 0 && !hit && fgets(line, sizeof(line), maps))
		if (sscanf(line, "%lx-%lx %c", &from, &to, &mode) == 3 &&
		    mode == 'r' && to - from < SHADOW)
			hit = piece_has(fd, from, to, word);
	if (!maps || fd < 0)
		hit = -1;
	if (maps)
		fclose(maps);
	if (fd >= 0)
		close(fd);
	return hit;
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
	if (memory_has(pty_pid(d->lead), NEEDLE) < 0) {
		pty_close(watch);
		skip();
	}
	assert_int_equal(memory_has(pty_pid(d->lead), NEEDLE), 1);
	assert_int_equal(memory_has(pty_pid(d->play), NEEDLE), 0);
	assert_int_equal(memory_has(pty_pid(watch), NEEDLE), 0);
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
		TEST(a_release_reaches_the_player_in_half_a_second),
		TEST(a_note_that_was_typed_is_not_told_as_missing),
		TEST(clocks_stand_with_their_minute_of_play),
		TEST(a_frozen_drill_is_frozen_for_all),
		TEST(a_killed_console_is_a_freeze),
		TEST(a_dead_console_is_a_freeze_for_commands_too),
		TEST(one_person_leads),
		TEST(a_script_does_not_lead_beside_a_console),
		TEST(real_incident_is_one_key_and_blanks_the_players),
		TEST(on_a_shared_laptop_who_acts_is_asked_at_each_entry),
		TEST(the_end_is_a_typed_word),
		TEST(a_release_reaches_ten_players),
		TEST(a_console_killed_in_any_state_is_led_on),
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
