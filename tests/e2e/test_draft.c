/* Editing, reviewing and walking a playbook on a real terminal: every
 * question, and Ctrl-C at each. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/support/live.h"

#define ENTER "\r"
#define CTRL_C "\x03"
#define CTRL_D "\x04"
#define GOOD "s/^In doubt, or if nobody/When in doubt, or/"
#define BAD "25s/^- role: it$/- rol: it/"
#define MEND "s/^- rol: it$/- role: it/"
#define WHY "Why, in a line"
#define ERRORS "Errors: [e]dit again, [k]eep as it is, [d]rop?"

/* What the editor does: a script that notes its words, then this. */
static void editor(struct live *w, const char *does)
{
	struct str s = {0};

	str_addf(&s, "#!/bin/sh\necho \"$@\" >>'%s'\nfor f; do :; done\n%s\n",
		 fixture_path(&w->f, "asked"), does);
	fixture_write(&w->f, "vi", str_text(&s));
	assert_int_equal(chmod(fixture_path(&w->f, "vi"), 0700), 0);
	str_release(&s);
}

/* It changes the text by this expression of sed. */
static void edits(struct live *w, const char *sed)
{
	struct str s = {0};

	str_addf(&s, "sed -i -e '%s' \"$f\"", sed);
	editor(w, str_text(&s));
	str_release(&s);
}

static int up(void **state)
{
	static struct live w;
	struct str entry = {0};

	live_up(&w);
	str_addf(&entry, "EDITOR=%s", fixture_path(&w.f, "vi"));
	live_env(&w, str_text(&entry));
	live_env(&w, "VISUAL");
	str_release(&entry);
	assert_int_equal(live_run(&w, NULL, "status", NULL), 0);
	fixture_git_user(&w.f, "lin");
	*state = &w;
	return 0;
}

static int down(void **state)
{
	struct live *w = *state;

	fixture_git(&w->f, "fsck", "--strict", NULL);
	live_down(w);
	return 0;
}

static struct pty *starts(struct live *w, const char *act, const char *word)
{
	pty_close(w->p);
	w->p = NULL;
	return live_start(w, 40, 100, "playbook", act, word, NULL);
}

/* `playbook drafts --plain` has this, or nothing with NULL. */
static void drafts(struct live *w, const char *text)
{
	const char *out;

	assert_int_equal(live_run(w, &out, "playbook", "drafts", "--plain",
				  NULL), 0);
	if (text ? !strstr(out, text) : *out)
		fail_msg("not \"%s\" but: %s", text ? text : "", out);
}

/* --- edit -------------------------------------------------------------------- */

static void an_edit_is_shown_and_committed_with_its_reason(void **state)
{
	struct live *w = *state;

	edits(w, GOOD);
	starts(w, "edit", "ransomware");
	sees(w->p, WHY);
	sees(w->p, "reworded");
	sees(w->p, "+ When in doubt, or");
	pty_type(w->p, "Say it short" ENTER);
	sees(w->p, "committed ");
	sees(w->p, "next: stanch playbook review ransomware --offer");
	ends(w->p, 0);
	drafts(w, "ransomware\transomware");
}

static void an_error_leads_back_into_the_editor_at_its_line(void **state)
{
	struct live *w = *state;

	edits(w, BAD);
	starts(w, "edit", "ransomware");
	sees(w->p, ERRORS);
	sees(w->p, "ransomware.md:25:3: error");
	edits(w, MEND ";" GOOD);
	pty_type(w->p, "e" ENTER);
	sees(w->p, WHY);
	assert_non_null(strstr(fixture_read(&w->f, "asked"), "\n+25 "));
	pty_type(w->p, "Mend it" ENTER);
	sees(w->p, "committed ");
	ends(w->p, 0);
}

static void a_text_with_errors_is_kept_in_the_draft(void **state)
{
	struct live *w = *state;

	edits(w, BAD);
	starts(w, "edit", "ransomware");
	sees(w->p, ERRORS);
	pty_type(w->p, "k" ENTER);
	sees(w->p, WHY);
	pty_type(w->p, "Half a day's work" ENTER);
	sees(w->p, "errors: ");
	sees(w->p, "stanch playbook lint draft/ransomware");
	ends(w->p, 0);
}

static void a_text_with_errors_can_be_dropped(void **state)
{
	struct live *w = *state;

	edits(w, BAD);
	starts(w, "edit", "ransomware");
	sees(w->p, ERRORS);
	pty_type(w->p, "x" ENTER); /* no such answer: asked again */
	pty_settle(w->p, 100);
	pty_type(w->p, "d" ENTER);
	sees(w->p, "nothing was changed");
	ends(w->p, 0);
	drafts(w, NULL);
}

/* Its text waits, and how to go on is said. */
static void waits(struct live *w, int status)
{
	sees(w->p, "stanch playbook edit ransomware");
	ends(w->p, status);
	drafts(w, "not committed");
}

static void without_a_reason_the_draft_waits(void **state)
{
	struct live *w = *state;

	edits(w, GOOD);
	starts(w, "edit", "ransomware");
	sees(w->p, WHY);
	pty_type(w->p, ENTER);
	sees(w->p, "the message is empty");
	waits(w, 130);
	edits(w, "s/a/a/");
	starts(w, "edit", "ransomware");
	sees(w->p, "+ When in doubt, or");
	pty_type(w->p, "Now" ENTER);
	sees(w->p, "committed ");
	ends(w->p, 0);
}

static void an_editor_that_dies_loses_nothing(void **state)
{
	struct live *w = *state;

	editor(w, "sed -i -e '" GOOD "' \"$f\"\nkill -9 $$");
	starts(w, "edit", "ransomware");
	sees(w->p, "The text is kept.");
	waits(w, 130);
}

static void ctrl_c_leaves_the_text_waiting(void **state)
{
	struct live *w = *state;

	edits(w, BAD);
	starts(w, "edit", "ransomware");
	sees(w->p, ERRORS);
	pty_type(w->p, CTRL_C);
	waits(w, 130);
	edits(w, MEND ";" GOOD);
	starts(w, "edit", "ransomware");
	sees(w->p, WHY);
	pty_type(w->p, "half a reas" CTRL_C);
	waits(w, 130);
}

/* --- review ------------------------------------------------------------------ */

static void offered(struct live *w)
{
	edits(w, GOOD);
	assert_int_equal(live_run(w, NULL, "playbook", "edit", "ransomware",
				  "-m", "Say it short", NULL), 0);
	assert_int_equal(live_run(w, NULL, "playbook", "review",
				  "ransomware", "--offer", NULL), 0);
	fixture_git_user(&w->f, "mei");
}

static void an_approval_is_asked_below_the_difference(void **state)
{
	struct live *w = *state;

	offered(w);
	starts(w, "approve", "ransomware");
	sees(w->p, "+ When in doubt, or");
	sees(w->p, "Approve it? [n]o, [y]es:");
	pty_type(w->p, ENTER);
	sees(w->p, "not approved");
	ends(w->p, 130);
	drafts(w, "\toffered\t");
	starts(w, "approve", "ransomware");
	sees(w->p, "Approve it?");
	pty_type(w->p, CTRL_C);
	ends(w->p, 130);
	drafts(w, "\toffered\t");
	starts(w, "approve", "ransomware");
	sees(w->p, "Approve it?");
	pty_type(w->p, "y" ENTER);
	sees(w->p, "approved: mei");
	ends(w->p, 0);
	drafts(w, "\tapproved\t");
}

static void a_drop_is_asked(void **state)
{
	struct live *w = *state;

	offered(w);
	starts(w, "drop", "ransomware");
	sees(w->p, "Drop this draft?");
	pty_type(w->p, CTRL_C);
	ends(w->p, 130);
	starts(w, "drop", "ransomware");
	sees(w->p, "Drop this draft?");
	pty_type(w->p, "y" ENTER);
	sees(w->p, "brings it back");
	ends(w->p, 0);
	drafts(w, NULL);
}

/* --- walk -------------------------------------------------------------------- */

static void a_walk_goes_step_by_step_and_ends_at_will(void **state)
{
	struct live *w = *state;

	starts(w, "walk", "ransomware");
	sees(w->p, "Nothing is written.");
	sees(w->p, "yes | no?");
	pty_type(w->p, "perhaps" ENTER "no" ENTER);
	sees(w->p, "1.02 ");
	pty_type(w->p, CTRL_C);
	ends(w->p, 130);
	starts(w, "walk", "ransomware");
	sees(w->p, "1.01 ");
	pty_type(w->p, CTRL_D);
	ends(w->p, 130);
	drafts(w, NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_edit_is_shown_and_committed_with_its_reason),
		TEST(an_error_leads_back_into_the_editor_at_its_line),
		TEST(a_text_with_errors_is_kept_in_the_draft),
		TEST(a_text_with_errors_can_be_dropped),
		TEST(without_a_reason_the_draft_waits),
		TEST(an_editor_that_dies_loses_nothing),
		TEST(ctrl_c_leaves_the_text_waiting),
		TEST(an_approval_is_asked_below_the_difference),
		TEST(a_drop_is_asked),
		TEST(a_walk_goes_step_by_step_and_ends_at_will),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
