/* tests/support/noticefix.c - see noticefix.h. */
#include "tests/support/noticefix.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/io.h"
#include "core/people/import.h"
#include "tests/support/clocks.h"

#define PEOPLE \
	"name,phone,mail,minor,guardian phone\n" \
	"An,13800000001,an@example.org,,\nBo,13800000002,bo@example.org,,\n" \
	"Ci,13800000003,,,\nDe,13800000004,de@example.org,yes,13800000009\n"

void ok(const struct noticefix *w, int rc)
{
	if (rc)
		fail_msg("%s: %s", w->x.f.err.what, w->x.f.err.where);
}

void refused(const struct noticefix *w, int rc, int code, const char *what)
{
	assert_int_equal(rc, code);
	assert_string_equal(w->x.f.err.what, what);
}

void bring(struct noticefix *w, const char *text)
{
	struct import_args args = {.encoding = ENC_UNKNOWN};
	struct import_result r;

	fixture_write(&w->x.f, "t.csv", text);
	args.path = fixture_path(&w->x.f, "t.csv");
	ok(w, people_import(&r, &w->x.a, &args, &w->x.f.err));
	import_release(&r);
}

int noticefix_begin(void **state)
{
	static struct noticefix w;

	memset(&w, 0, sizeof(w));
	casefix_up(&w.x);
	w.rules = clocks_shipped();
	bring(&w, PEOPLE);
	w.blank[0] = (struct notice_blank){"firm", "Salon"};
	w.blank[1] = (struct notice_blank){"kinds", "names"};
	w.blank[2] = (struct notice_blank){"cause", "theft"};
	w.blank[3] = (struct notice_blank){"harm", "fraud"};
	w.set = (struct set_notice){.filter = GROUP_ALL, .blank = w.blank,
				    .blanks = 4};
	*state = &w;
	return 0;
}

int noticefix_end(void **state)
{
	struct noticefix *w = *state;

	clock_rules_free(w->rules);
	casefix_down(&w->x);
	return 0;
}

void letter_draft(struct noticefix *w, const char *label)
{
	ok(w, draft_write(NULL, &w->x.a, label, &w->set, "letter.en.md", LETTER,
			  strlen(LETTER), &w->x.f.err));
}

int letter_try(struct noticefix *w, struct act *a, const char *label,
	       const char *why, bool alone)
{
	struct approving how = {.rules = w->rules, .why = why,
				.alone = alone, .lang = "en"};
	struct draft d;
	int rc = draft_open(&d, a->c, label, &w->x.f.err);

	if (!rc)
		rc = notice_approve(a, &d, &how, &w->x.f.err);
	draft_release(&d);
	return rc;
}

void letter_approve(struct noticefix *w, const char *label)
{
	ok(w, letter_try(w, &w->x.a, label, NULL, true));
}

const struct case_notice *letter(struct noticefix *w, const char *label)
{
	return situation_notice(casefile_now(w->x.c), label);
}

static int stop_at(void *ctx, size_t done, size_t all)
{
	(void)all;
	return done == *(const size_t *)ctx;
}

/* By .eml files to a folder, stopping before letter `most`. */
int letter_send(struct noticefix *w, struct outbox_sum *sum, const char *label,
		size_t most)
{
	const char *dir = fixture_path(&w->x.f, "out%llu",
				       (unsigned long long)w->x.f.drawn);
	struct outbox o = {.a = &w->x.a, .label = label, .via = VIA_EML,
			   .fates = FATE_BIT(FATE_NONE), .dir = dir,
			   .from = "salon@example.org", .step = stop_at,
			   .ctx = &most};

	ok(w, io_mkdirs(dir, 0700, &w->x.f.err));
	return outbox_send(sum, &o, &w->x.f.err);
}

size_t letter_fates(struct noticefix *w, const char *label, enum fate fate)
{
	const struct group_args args = {.fates = ~0u, .field = PERSON_FIELDS,
					.count_only = true};
	struct group g;
	size_t n;

	ok(w, group_read(&g, w->x.c, letter(w, label), &args, &w->x.f.err));
	n = g.by_fate[fate];
	group_release(&g);
	return n;
}
