/* Notices in a case: drafted, approved, who they go to, how they leave, what
 * is known when that breaks off. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"
#include "core/notice/bounces.h"
#include "core/notice/calls.h"
#include "core/notice/words.h"
#include "core/people/import.h"
#include "tests/support/casefix.h"
#include "tests/support/clocks.h"

#define TEXT \
	"---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\n" \
	"subject: \"From {{firm}}\"\n---\nDear {{name}},\n" \
	"[[cn-pipl-57/1]]\n{{kinds}}\n[[cn-pipl-57/2]]\n{{cause}}\n" \
	"[[cn-pipl-57/3]]\n{{harm}}\n[[cn-pipl-57/4 cn-pipl-57/5 " \
	"cn-pipl-57/6]]\nCall us.\n"
#define PEOPLE \
	"name,phone,mail,minor,guardian phone\n" \
	"An,13800000001,an@example.org,,\nBo,13800000002,bo@example.org,,\n" \
	"Ci,13800000003,,,\nDe,13800000004,de@example.org,yes,13800000009\n"

struct world {
	struct casefix x;
	struct clock_rules *rules;
	struct notice_blank blank[8];
	struct set_notice set;
};

static void bring(struct casefix *x, const char *text)
{
	struct import_args args = {.encoding = ENC_UNKNOWN};
	struct import_result r;

	fixture_write(&x->f, "t.csv", text);
	args.path = fixture_path(&x->f, "t.csv");
	if (people_import(&r, &x->a, &args, &x->f.err))
		fail_msg("%s", x->f.err.what);
	import_release(&r);
}

static int up(void **state)
{
	static struct world w;

	memset(&w, 0, sizeof(w));
	casefix_up(&w.x);
	w.rules = clocks_shipped();
	bring(&w.x, PEOPLE);
	w.blank[0] = (struct notice_blank){"firm", "Salon"};
	w.blank[1] = (struct notice_blank){"kinds", "names"};
	w.blank[2] = (struct notice_blank){"cause", "theft"};
	w.blank[3] = (struct notice_blank){"harm", "fraud"};
	w.set = (struct set_notice){.filter = GROUP_ALL, .blank = w.blank,
				    .blanks = 4};
	*state = &w;
	return 0;
}

static int down(void **state)
{
	struct world *w = *state;

	clock_rules_free(w->rules);
	casefix_down(&w->x);
	return 0;
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, up, down)

/* --- short words ------------------------------------------------------------- */

static void ok(struct world *w, int rc)
{
	if (rc)
		fail_msg("%s: %s", w->x.f.err.what, w->x.f.err.where);
}

static void refused(struct world *w, int rc, int code, const char *what)
{
	assert_int_equal(rc, code);
	assert_string_equal(w->x.f.err.what, what);
}

static void draft(struct world *w, const char *label)
{
	ok(w, draft_write(NULL, &w->x.a, label, &w->set, "letter.en.md", TEXT,
			  strlen(TEXT), &w->x.f.err));
}

static int try_approve(struct world *w, struct act *a, const char *label,
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

static void approve(struct world *w, const char *label)
{
	ok(w, try_approve(w, &w->x.a, label, NULL, true));
}

static const struct case_notice *notice(struct world *w, const char *label)
{
	return situation_notice(casefile_now(w->x.c), label);
}

static int stop_at(void *ctx, size_t done, size_t all)
{
	(void)all;
	return done == *(const size_t *)ctx;
}

/* By .eml files to a folder, stopping before letter `most`. */
static int send(struct world *w, struct outbox_sum *sum, const char *label,
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

static size_t with(struct world *w, const char *label, enum fate fate)
{
	const struct group_args args = {.fates = ~0u, .field = PERSON_FIELDS,
					.count_only = true};
	struct group g;
	size_t n;

	ok(w, group_read(&g, w->x.c, notice(w, label), &args, &w->x.f.err));
	n = g.by_fate[fate];
	group_release(&g);
	return n;
}

/* --- drafts ------------------------------------------------------------------- */

static void a_draft_marks_what_differs_from_person_to_person(void **state)
{
	struct world *w = *state;
	struct str text = {0};
	struct draft d;

	draft(w, NULL);
	ok(w, draft_open(&d, w->x.c, "A", &w->x.f.err));
	ok(w, draft_exact(&text, &d, &w->x.f.err));
	assert_string_equal(str_text(&text),
			    "Subject: From Salon\n\nDear {{name}},\n"
			    "names\ntheft\nfraud\nCall us.\n");
	draft_release(&d);
	str_release(&text);
}

static void a_name_cannot_turn_a_letter_round(void **state)
{
	struct world *w = *state;
	const char *value[PERSON_FIELDS];
	struct draft d;

	for (int f = 0; f < PERSON_FIELDS; f++)
		value[f] = "";
	value[PERSON_NAME] = "Bo\xe2\x80\xae\xe2\x80\x8b {{harm}}";
	draft(w, NULL);
	ok(w, draft_open(&d, w->x.c, "A", &w->x.f.err));
	ok(w, draft_fill(&d, value, &w->x.f.err));
	assert_true(str_starts(str_text(&d.out.text), "Dear Bo {{harm}},\n"));
	draft_release(&d);
}

static void an_item_to_follow_says_so_until_it_is_filled_in(void **state)
{
	struct world *w = *state;
	struct notice_mark mark = {"cn-pipl-57/2", NULL};
	struct draft_check c;
	struct draft d;

	w->blank[2].value = "";
	draft(w, NULL);
	ok(w, draft_open(&d, w->x.c, "A", &w->x.f.err));
	assert_int_equal(d.out.left_count, 1);
	draft_release(&d);
	w->set.mark = &mark;
	w->set.marks = 1;
	draft(w, "A");
	ok(w, draft_open(&d, w->x.c, "A", &w->x.f.err));
	assert_int_equal(d.out.left_count, 0);
	ok(w, draft_check(&c, &d, NULL, w->rules, &w->x.f.err));
	assert_int_equal(c.later, 1);
	assert_non_null(strstr(str_text(&d.out.text),
			       "not known yet; will follow"));
	draft_check_release(&c);
	draft_release(&d);
	w->blank[2].value = "a stolen password";
	draft(w, "A");
	assert_int_equal(notice(w, "A")->set->marks, 0);
}

/* --- approval ----------------------------------------------------------------- */

static void whoever_wrote_it_needs_a_reason_and_it_is_marked(void **state)
{
	struct world *w = *state;

	draft(w, NULL);
	refused(w, try_approve(w, &w->x.a, "A", NULL, false), ERR_REFUSED,
		"notice A: whoever wrote it cannot approve it");
	w->x.a.by = "wu";
	refused(w, try_approve(w, &w->x.a, "A", "wu said yes", false),
		ERR_REFUSED, "notice A: lin cannot approve it for wu");
	w->x.a.by = NULL;
	ok(w, try_approve(w, &w->x.a, "A", "nobody answers", false));
	assert_true(notice(w, "A")->approved);
	assert_true(notice(w, "A")->self);
}

#define OWN \
	"---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\n" \
	"subject: Hi\n---\n{{?guardian}}Dear {{guardian}},{{/guardian}}\n" \
	"[[cn-pipl-57/1]]\n{{your-kinds}}\n[[cn-pipl-57/2 cn-pipl-57/3 " \
	"cn-pipl-57/4 cn-pipl-57/5]]\nAll else.\n[[cn-pipl-57/6]]\n" \
	"{{?name}}Ask for {{name}}.{{/name}}\n"

static void what_some_rows_lack_is_counted_and_not_approved(void **state)
{
	const struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS,
				       .count_only = true};
	struct world *w = *state;
	struct draft_check c;
	struct group g;
	struct draft d;

	bring(&w->x, "name,phone,kinds\nEx,13800000011,phone\n"
		     ",13800000012,phone\n");
	w->set.blanks = 1;
	ok(w, draft_write(NULL, &w->x.a, NULL, &w->set, "own.en.md", OWN,
			  strlen(OWN), &w->x.f.err));
	ok(w, draft_open(&d, w->x.c, "A", &w->x.f.err));
	ok(w, group_read(&g, w->x.c, d.n, &all, &w->x.f.err));
	ok(w, draft_check(&c, &d, &g, w->rules, &w->x.f.err));
	assert_int_equal(c.lacks, 1);
	assert_string_equal(c.lack[0].blank->name, "your-kinds");
	assert_int_equal(c.lack[0].people, 4);
	assert_int_equal(c.missing, 2);
	assert_int_equal(c.item[0].people, 4);
	assert_int_equal(c.item[1].people, 0);
	assert_int_equal(c.item[5].people, 1);
	draft_check_release(&c);
	group_release(&g);
	draft_release(&d);
	refused(w, try_approve(w, &w->x.a, "A", "never mind", true),
		ERR_INVALID,
		"notice A cannot be written to everybody in its group");
	assert_non_null(strstr(w->x.f.err.where,
			       "4 people have no value for it"));
	w->set.blanks = 2; /* the kinds of all stand in for one's own */
	ok(w, draft_write(NULL, &w->x.a, "A", &w->set, "own.en.md", OWN,
			  strlen(OWN), &w->x.f.err));
	refused(w, try_approve(w, &w->x.a, "A", NULL, true), ERR_REFUSED,
		"notice A does not say all that it must");
	assert_non_null(strstr(w->x.f.err.where, "(not to 1 person)"));
	ok(w, try_approve(w, &w->x.a, "A", "one has no name", true));
}

static void a_responder_without_the_role_approves_nothing(void **state)
{
	struct world *w = *state;
	struct act wu = {.c = NULL};

	draft(w, NULL);
	wu.c = casefix_wu(&w->x);
	refused(w, try_approve(w, &wu, "A", NULL, false), ERR_REFUSED,
		"wu may not approve notice A");
	casefile_close(wu.c);
}

static void an_approval_is_void_once_anything_of_it_changes(void **state)
{
	struct world *w = *state;
	struct notice_mark mark = {"cn-pipl-57/2", "told on the page"};

	for (int i = 0; i < 4; i++) {
		draft(w, i ? "A" : NULL);
		approve(w, "A");
		if (i == 0)
			w->blank[3].value = "fraud by telephone";
		else if (i == 1)
			w->set.filter = "name=An";
		else if (i == 2)
			w->set.marks = 1, w->set.mark = &mark;
		else
			break;
		draft(w, "A");
		assert_false(notice(w, "A")->approved);
		assert_non_null(notice(w, "A")->voided);
		assert_string_equal(notice_state_name(notice(w, "A")), "void");
	}
	assert_true(notice(w, "A")->approved);
}

static void a_group_that_grew_is_not_the_one_approved(void **state)
{
	struct world *w = *state;
	struct outbox_sum sum;

	draft(w, NULL);
	approve(w, "A");
	bring(&w->x, "name,mail\nEx,ex@example.org\n");
	refused(w, send(w, &sum, "A", SIZE_MAX), ERR_REFUSED,
		"notice A was approved for 4 people; the group has 5 now");
	assert_false(notice(w, "A")->sent);
}

#define TWICE \
	"---\nplaybook: 1\nid: 0c8b0a34-5a51-4f0b-9a3e-1d6f3c1f7a11\n" \
	"lang: en\nroles: {lead: Lead, it: IT}\n---\n\n# Tell them\n\n" \
	"## Notify\n- id: notify\n- kind: notify\n\n### People: tell them\n" \
	"- id: tell\n- role: it\n- notice: letter\n- approve: lead\n" \
	"- second: any\n\nTell them.\n"

static void where_the_playbook_wants_two_one_is_not_enough(void **state)
{
	static const struct pb_source file = {"tell.md", TWICE,
					      sizeof(TWICE) - 1};
	struct world *w = *state;
	struct outbox_sum sum;
	struct act wu;

	ok(w, act_adopt(&w->x.a, "tell", "8c2f1d08c2f1d08c2f1d08c2f1d08c2f1d08c2"
			"f1", &file, 1, NULL, &w->x.f.err));
	wu = (struct act){.c = casefix_wu(&w->x)};
	ok(w, draft_write(NULL, &wu, NULL, &w->set, "letter.en.md", TEXT,
			  strlen(TEXT), &w->x.f.err));
	casefile_close(wu.c);
	ok(w, casefile_refresh(w->x.c, NULL, &w->x.f.err));
	refused(w, try_approve(w, &w->x.a, "A", NULL, false), ERR_PENDING,
		"recorded; notice A needs a second approval");
	refused(w, send(w, &sum, "A", SIZE_MAX), ERR_REFUSED,
		"notice A needs a second approval; lin gave one");
	refused(w, try_approve(w, &w->x.a, "A", NULL, false), ERR_REFUSED,
		"notice A: lin approved this text already");
	wu = (struct act){.c = casefix_wu(&w->x)};
	ok(w, try_approve(w, &wu, "A", "only us two", false));
	casefile_close(wu.c);
	ok(w, casefile_refresh(w->x.c, NULL, &w->x.f.err));
	assert_true(notice(w, "A")->approved);
	ok(w, send(w, &sum, "A", SIZE_MAX));
	assert_int_equal(sum.by_fate[FATE_HANDED], 3);
}

static void an_author_with_a_reason_is_one_of_two(void **state)
{
	static const struct pb_source file = {"tell.md", TWICE,
					      sizeof(TWICE) - 1};
	struct world *w = *state;
	struct outbox_sum sum;
	struct str words = {0};
	struct act wu;

	ok(w, act_adopt(&w->x.a, "tell", "8c2f1d08c2f1d08c2f1d08c2f1d08c2f1d08c2"
			"f1", &file, 1, NULL, &w->x.f.err));
	draft(w, NULL);
	refused(w, try_approve(w, &w->x.a, "A", "nobody answers", false),
		ERR_PENDING, "recorded; notice A needs a second approval");
	refused(w, send(w, &sum, "A", SIZE_MAX), ERR_REFUSED,
		"notice A needs a second approval; lin gave one");
	wu = (struct act){.c = casefix_wu(&w->x)};
	ok(w, try_approve(w, &wu, "A", NULL, false));
	casefile_close(wu.c);
	ok(w, casefile_refresh(w->x.c, NULL, &w->x.f.err));
	assert_true(notice(w, "A")->approved);
	notice_state_words(&words, notice(w, "A"));
	assert_string_equal(str_text(&words),
			    "approved by its author (lin), wu");
	str_release(&words);
	w->blank[3].value = "more";
	draft(w, "A");
	ok(w, try_approve(w, &w->x.a, "A", NULL, true)); /* a firm of one */
	assert_true(notice(w, "A")->approved);
}

/* --- groups ------------------------------------------------------------------- */

static void a_group_is_read_in_windows(void **state)
{
	struct world *w = *state;
	struct group_args args = {.fates = ~0u, .field = PERSON_PHONE,
				  .most = 3};
	struct group g;
	char last[PERSON_ID];

	draft(w, NULL);
	ok(w, group_read(&g, w->x.c, notice(w, "A"), &args, &w->x.f.err));
	assert_int_equal(g.count, 3);
	assert_int_equal(g.wanted, 4);
	assert_true(g.more);
	str_copy(last, sizeof(last), g.to[2].id);
	group_release(&g);
	args.after = last;
	ok(w, group_read(&g, w->x.c, notice(w, "A"), &args, &w->x.f.err));
	assert_int_equal(g.count, 1);
	assert_int_equal(g.people, 4);
	assert_false(g.more);
	assert_string_equal(g.to[0].label, "P-1/4");
	assert_string_equal(call_number(&g.to[0], VIA_PHONE), "13800000009");
	ok(w, group_mask(&g, &w->x.f.err));
	assert_null(strstr(g.to[0].value[PERSON_PHONE], "13800000004"));
	group_release(&g);
}

static void of_a_long_list_only_places_are_kept(void **state)
{
	struct world *w = *state;
	struct group_index x;
	struct group g = {0};
	struct people *p;

	draft(w, NULL);
	ok(w, register_open(&p, w->x.c, &w->x.f.err));
	ok(w, group_index(&x, w->x.c, p, notice(w, "A"),
			  FATE_BIT(FATE_BOUNCED), &w->x.f.err));
	assert_int_equal(x.count, 0);
	assert_int_equal(x.by_fate[FATE_NONE], 4);
	ok(w, group_index(&x, w->x.c, p, notice(w, "A"), FATE_BIT(FATE_NONE),
			  &w->x.f.err));
	assert_int_equal(x.count, 4);
	assert_int_equal(x.people, 4);
	ok(w, group_take(&g, p, x.at[3], FATE_NONE, &w->x.f.err));
	ok(w, group_take(&g, p, x.at[1], FATE_NONE, &w->x.f.err));
	assert_int_equal(g.count, 1);
	assert_string_equal(g.to[0].label, "P-1/2");
	assert_string_equal(g.to[0].value[PERSON_MAIL], "bo@example.org");
	group_release(&g);
	group_index_release(&x);
	register_close(p);
}

static void whom_nothing_reached_is_a_group_of_its_own(void **state)
{
	struct world *w = *state;
	struct notice_told lost = {.fate = FATE_BOUNCED, .why = "full"};
	struct outbox_sum sum;
	struct group g;
	int64_t count;

	draft(w, NULL);
	approve(w, "A");
	ok(w, send(w, &sum, "A", SIZE_MAX));
	ok(w, group_person(&g, w->x.c, notice(w, "A"), "P-1/2", &w->x.f.err));
	ok(w, notice_tell(&w->x.a, "A", g.to, 1, &lost, &w->x.f.err));
	group_release(&g);
	w->set.filter = "unreached=A";
	ok(w, group_count(&count, w->x.c, &w->set, &w->x.f.err));
	assert_int_equal(count, 2); /* Bo, and Ci who has no address */
	w->set.filter = "unreached=A,name=Bo";
	ok(w, group_count(&count, w->x.c, &w->set, &w->x.f.err));
	assert_int_equal(count, 1);
	draft(w, NULL);
	refused(w, group_person(&g, w->x.c, notice(w, "B"), "P-1/1",
				&w->x.f.err), ERR_NOTFOUND,
		"P-1/1 is not among those that notice B goes to");
	w->set.filter = "unreached=B,name=Bo";
	refused(w, draft_write(NULL, &w->x.a, "B", &w->set, "letter.en.md",
			       TEXT, strlen(TEXT), &w->x.f.err), ERR_USAGE,
		"unreached=B,name=Bo: its group goes round in a circle");
	draft(w, NULL);
	w->set.filter = "unreached=C";
	draft(w, "B");
	refused(w, group_count(&count, w->x.c, &w->set, &w->x.f.err),
		ERR_USAGE, "unreached=B: its group goes round in a circle");
	w->set.filter = "unreached=Q";
	refused(w, group_count(&count, w->x.c, &w->set, &w->x.f.err),
		ERR_NOTFOUND, "INC-2026-014 has no notice Q");
}

/* --- sending -------------------------------------------------------------------- */

static void a_poster_names_nobody(void **state)
{
	struct world *w = *state;
	struct outbox_sum sum;
	struct outbox o = {.a = &w->x.a, .label = "A", .via = VIA_POSTER,
			   .dir = fixture_path(&w->x.f, "door")};
	struct str page = {0};

	ok(w, io_mkdirs(o.dir, 0700, &w->x.f.err));
	draft(w, NULL);
	approve(w, "A");
	refused(w, outbox_send(&sum, &o, &w->x.f.err), ERR_INVALID,
		"notice A: blanks are left");
	assert_false(notice(w, "A")->sent);
	w->blank[4] = (struct notice_blank){"name", "customers"};
	w->set.blanks = 5;
	draft(w, "A");
	approve(w, "A");
	ok(w, outbox_send(&sum, &o, &w->x.f.err));
	ok(w, io_read(&page, fixture_path(&w->x.f, "door/A-1.poster.html"),
		      4096, &w->x.f.err));
	assert_non_null(strstr(str_text(&page), "Dear customers,"));
	assert_null(strstr(str_text(&page), "{{"));
	str_release(&page);
}

static void a_stop_leaves_the_rest_unsent_and_it_goes_on_there(void **state)
{
	struct world *w = *state;
	struct outbox_sum sum;

	draft(w, NULL);
	approve(w, "A");
	ok(w, send(w, &sum, "A", 2));
	assert_true(sum.stopped);
	assert_int_equal(sum.by_fate[FATE_HANDED], 2);
	assert_int_equal(sum.by_fate[FATE_NONE], 1);
	assert_int_equal(sum.lacking, 1);
	assert_int_equal(with(w, "A", FATE_DOUBT), 0);
	ok(w, send(w, &sum, "A", SIZE_MAX));
	assert_int_equal(sum.by_fate[FATE_HANDED], 1);
	assert_int_equal(with(w, "A", FATE_HANDED), 3);
	ok(w, send(w, &sum, "A", SIZE_MAX));
	assert_int_equal(sum.all, 0);
}

/* An intent without a result is what a kill leaves. */
static void an_intent_without_result_is_in_doubt_and_not_sent_again(void **s)
{
	struct world *w = *s;
	struct notice_rows rows;
	struct set_sending intent = {.channel = "mail", .count = 2,
				     .people = &rows, .people_count = 1};
	struct outbox_sum sum;
	struct group g;
	uint8_t id[1][ID_LEN];
	const struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS};

	draft(w, NULL);
	approve(w, "A");
	ok(w, group_read(&g, w->x.c, notice(w, "A"), &all, &w->x.f.err));
	rows = (struct notice_rows){
		arena_strndup(&g.arena, g.to[0].id,
			      (size_t)(strrchr(g.to[0].id, '/') - g.to[0].id)),
		"1-2"};
	memcpy(intent.of, notice(w, "A")->draft->id, ID_LEN);
	ok(w, act_notice_send(id, &w->x.a, "A", &intent, 1, &w->x.f.err));
	group_release(&g);
	assert_int_equal(with(w, "A", FATE_DOUBT), 2);
	ok(w, send(w, &sum, "A", SIZE_MAX));
	assert_int_equal(sum.by_fate[FATE_HANDED], 1); /* De alone */
	assert_int_equal(with(w, "A", FATE_DOUBT), 2);
}

static void no_path_leads_out_of_a_drill(void **state)
{
	struct world *w = *state;
	struct situation *s = (struct situation *)casefile_now(w->x.c);
	struct outbox o = {.a = &w->x.a, .label = "A", .via = VIA_MAIL,
			   .program = "true", .from = "a@example.org"};
	const struct notice_told told = {.fate = FATE_REACHED};
	static const char what[] =
		"INC-2026-014 is a drill: nothing can be sent from it";
	struct outbox_sum sum;

	draft(w, NULL);
	approve(w, "A");
	s = (struct situation *)casefile_now(w->x.c);
	s->drill = true;
	refused(w, send(w, &sum, "A", SIZE_MAX), ERR_REFUSED, what);
	refused(w, outbox_test(&o, "me@example.org", &w->x.f.err),
		ERR_REFUSED, what);
	refused(w, calls_begin(&w->x.a, "A", VIA_PHONE, &w->x.f.err),
		ERR_REFUSED, what);
	refused(w, notice_tell(&w->x.a, "A", NULL, 0, &told, &w->x.f.err),
		ERR_REFUSED, what);
	assert_false(notice(w, "A")->sent);
}

/* --- told by hand ----------------------------------------------------------------- */

static void a_call_is_recorded_and_the_number_asked_for_again(void **state)
{
	struct world *w = *state;
	const struct notice_told again = {.fate = FATE_AGAIN,
					  .channel = "phone"};
	struct group g;

	draft(w, NULL);
	refused(w, calls_begin(&w->x.a, "A", VIA_PHONE, &w->x.f.err),
		ERR_REFUSED, "notice A is not approved; lin wrote it");
	approve(w, "A");
	ok(w, calls_begin(&w->x.a, "A", VIA_PHONE, &w->x.f.err));
	ok(w, group_person(&g, w->x.c, notice(w, "A"), "P-1/1", &w->x.f.err));
	ok(w, notice_tell(&w->x.a, "A", g.to, 1, &again, &w->x.f.err));
	group_release(&g);
	ok(w, calls_read(&g, w->x.c, notice(w, "A"), VIA_PHONE, CALLS_FATES, 0,
			 &w->x.f.err));
	assert_int_equal(g.count, 4);
	assert_int_equal(g.to[0].fate, FATE_AGAIN);
	group_release(&g);
	assert_non_null(call_answer(VIA_PHONE, 'n'));
	assert_null(call_answer(VIA_SMS, 'n'));
	assert_null(call_answer(VIA_PHONE, 'z'));
}

static void a_reason_keeps_no_address_and_no_number(void **state)
{
	struct world *w = *state;
	struct bounces_args args = {.fate = FATE_BOUNCED};
	struct outbox_sum sum;
	struct bounces b;
	const struct set_result *r;

	draft(w, NULL);
	approve(w, "A");
	ok(w, send(w, &sum, "A", SIZE_MAX));
	fixture_write(&w->x.f, "b.csv",
		      "email,reason\n<BO@example.org>,\"550 5.1.1 "
		      "<bo@example.org> gone, call 13800000002\"\n");
	args.path = fixture_path(&w->x.f, "b.csv");
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	bounces_release(&b);
	assert_int_equal(b.people, 1);
	r = notice(w, "A")->result[notice(w, "A")->results - 1]->data;
	assert_string_equal(r->outcome[0].why, "550 5.1.1 ... gone, call ...");
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	bounces_release(&b);
	assert_int_equal(b.people, 0);
	assert_int_equal(b.already, 1);
}

static int ask_mail(void *ctx, int *out, const struct column_kind *k,
		    const char *heading, size_t column, struct error *err)
{
	(void)err;
	assert_ptr_equal(k, &bounce_columns);
	assert_string_equal(heading, "destinataire");
	assert_int_equal(column, 2);
	++*(int *)ctx;
	*out = BOUNCE_MAIL;
	return 0;
}

static void a_column_nobody_knows_is_asked_about_once(void **state)
{
	struct world *w = *state;
	int asked = 0;
	struct bounces_args args = {
		.fate = FATE_BOUNCED,
		.columns = {.memory = fixture_path(&w->x.f, "columns"),
			    .ask = ask_mail, .ctx = &asked}};
	struct outbox_sum sum;
	struct bounces b;

	draft(w, NULL);
	approve(w, "A");
	ok(w, send(w, &sum, "A", SIZE_MAX));
	fixture_write(&w->x.f, "b.csv",
		      "why,destinataire\nfull,bo@example.org\n");
	args.path = fixture_path(&w->x.f, "b.csv");
	args.dry = true;
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	bounces_release(&b);
	assert_int_equal(b.people, 1);
	args.dry = false;
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	bounces_release(&b);
	assert_int_equal(b.people, 1);
	assert_int_equal(asked, 2); /* a dry run writes nothing */
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	assert_true(b.columns.remembered);
	bounces_release(&b);
	assert_int_equal(b.already, 1);
	assert_int_equal(asked, 2);
}

/* The same headings mean other things in a table of people. */
static void what_is_remembered_of_one_table_is_not_of_another(void **state)
{
	struct world *w = *state;
	struct import_args people = {
		.columns = {.map = "number=ref,code=name",
			    .memory = fixture_path(&w->x.f, "columns")}};
	struct bounces_args args = {.fate = FATE_BOUNCED,
				    .columns = people.columns};
	struct import_result r;
	struct bounces b;

	fixture_write(&w->x.f, "t.csv", "number,code\n13800000001,x\n");
	args.columns.map = NULL;
	args.path = people.path = fixture_path(&w->x.f, "t.csv");
	ok(w, people_import(&r, &w->x.a, &people, &w->x.f.err));
	assert_int_equal(r.columns.field[1], PERSON_NAME);
	import_release(&r);
	draft(w, NULL);
	ok(w, bounces_take(&b, &w->x.a, "A", &args, &w->x.f.err));
	assert_false(b.columns.remembered);
	assert_int_equal(b.columns.field[0], BOUNCE_PHONE);
	assert_int_equal(b.columns.field[1], BOUNCE_FIELDS);
	bounces_release(&b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_draft_marks_what_differs_from_person_to_person),
		TEST(a_name_cannot_turn_a_letter_round),
		TEST(an_item_to_follow_says_so_until_it_is_filled_in),
		TEST(whoever_wrote_it_needs_a_reason_and_it_is_marked),
		TEST(what_some_rows_lack_is_counted_and_not_approved),
	TEST(a_responder_without_the_role_approves_nothing),
		TEST(an_approval_is_void_once_anything_of_it_changes),
		TEST(a_group_that_grew_is_not_the_one_approved),
		TEST(where_the_playbook_wants_two_one_is_not_enough),
		TEST(an_author_with_a_reason_is_one_of_two),
		TEST(a_group_is_read_in_windows),
		TEST(of_a_long_list_only_places_are_kept),
		TEST(whom_nothing_reached_is_a_group_of_its_own),
		TEST(a_poster_names_nobody),
		TEST(a_stop_leaves_the_rest_unsent_and_it_goes_on_there),
		TEST(an_intent_without_result_is_in_doubt_and_not_sent_again),
		TEST(no_path_leads_out_of_a_drill),
		TEST(a_call_is_recorded_and_the_number_asked_for_again),
		TEST(a_reason_keeps_no_address_and_no_number),
		TEST(a_column_nobody_knows_is_asked_about_once),
		TEST(what_is_remembered_of_one_table_is_not_of_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
