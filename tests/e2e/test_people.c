/* A table of people comes in on a real terminal: it is asked once that the
 * file is not encrypted, and what the columns are; Ctrl-C ends a question. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/live.h"

#define ENTER "\r"
#define CTRL_C "\003"

struct coming {
	struct live w;
	const char *label, *file;
};

static int up(void **state)
{
	static struct coming c;

	live_up(&c.w);
	c.label = live_case(&c.w);
	fixture_write(&c.w.f, "p.csv",
		      "name,phone,level,born,shoes\nAn,13800000001,A,May,38\n");
	c.file = fixture_path(&c.w.f, "p.csv");
	*state = &c;
	return 0;
}

static int down(void **state)
{
	live_down(&((struct coming *)*state)->w);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

static struct pty *comes(struct coming *c)
{
	return live_start(&c->w, 40, 80, "people", "import", c->label, c->file,
			  NULL);
}

static void columns_are_asked_about_once(void **state)
{
	struct coming *c = *state;
	struct pty *p = comes(c), *again;

	sees(p, "is not encrypted");
	pty_type(p, "y" ENTER);
	sees(p, "column 3, \"level\": which field?");
	pty_type(p, "colour" ENTER);
	sees(p, "fields: name, phone");
	pty_type(p, "group" ENTER);
	sees(p, "column 4, \"born\"");
	pty_type(p, "-" ENTER); /* nor about the shoes */
	sees(p, "left out, not stored: born, shoes");
	sees(p, "P-1: 1 person brought in");
	ends(p, 0);
	again = comes(c);
	sees(again, "P-2: 1 person brought in");
	lacks(again, "is not encrypted");
	lacks(again, "which field");
	ends(again, 0);
	pty_close(again);
}

static void nothing_comes_in_without_a_yes(void **state)
{
	struct coming *c = *state;
	struct pty *p = comes(c);

	sees(p, "is not encrypted");
	pty_type(p, ENTER);
	sees(p, "nothing was written");
	ends(p, 0);
}

static void ctrl_c_ends_a_question(void **state)
{
	struct coming *c = *state;
	struct pty *p = comes(c);

	sees(p, "is not encrypted");
	pty_type(p, "y" ENTER);
	sees(p, "which field?");
	pty_type(p, CTRL_C);
	sees(p, "error: stopped");
	lacks(p, "not stored");
	ends(p, 130);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(columns_are_asked_about_once),
		TEST(nothing_comes_in_without_a_yes),
		TEST(ctrl_c_ends_a_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
