/* CACAO 2.0 JSON in and out, and HTML: what becomes of each kind of step, and every fault. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/io.h"
#include "core/base/jread.h"
#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/playbook/export.h"
#include "core/playbook/import_write.h"

static int read_text(struct imported **im, const char *name, const char *text,
		     size_t n)
{
	struct import_from from = {.name = name, .text = text, .n = n};

	return import_read(im, &from, NULL);
}

static struct imported *read_file(const char *path)
{
	struct imported *im = NULL;
	struct str s = {0};
	struct error err = {0};

	assert_int_equal(io_read(&s, path, IMPORT_MAX, &err), 0);
	assert_int_equal(read_text(&im, path, s.p, s.len), 0);
	str_release(&s);
	return im;
}

static const char *finding(const struct imported *im, const char *part)
{
	for (size_t i = 0; i < im->findings; i++)
		if (strstr(im->finding[i].text, part))
			return import_grade_name(im->finding[i].grade);
	return "none";
}

static void a_workflow_becomes_steps_in_the_order_of_its_walk(void **state)
{
	static const struct {
		const char *title, *role, *when, *answer;
	} want[] = {
		{"Values to ask for first", NULL, NULL, NULL},
		{"Look for it", "Keeper", NULL, NULL},
		{"Found?", NULL, NULL, NULL},
		{"Put it back", "Keeper", "Found?", "yes"},
		{"Repeat while: __door__:value = 'open'", NULL, "Found?",
		 "no"},
		{"Guard the door", "Keeper", "Found?", "no"},
		{"Guard the door: did it work?", NULL, "Found?", "no"},
	};
	struct imported *im = read_file("tests/support/foreign/flow.json");
	const struct import_step *st = im->phase[0].step;

	(void)state;
	assert_string_equal(im->format, "cacao-2.0");
	assert_int_equal(im->findings, 1);
	assert_string_equal(finding(im, "hidden character U+001B"), "warn");
	assert_int_equal(im->phases, 1);
	assert_int_equal(im->phase[0].kind, PHASE_CONTAIN);
	assert_int_equal(im->phase[0].steps, 7);
	for (size_t i = 0; i < 7; i++) {
		assert_string_equal(st[i].title, want[i].title);
		assert_true(str_eq(st[i].role, want[i].role));
		assert_true(str_eq(st[i].when, want[i].when));
		assert_true(str_eq(st[i].when_answer, want[i].answer));
	}
	assert_string_equal(st[0].check[0], "__door__: which door");
	assert_string_equal(st[1].check[1], "desk");
	assert_string_equal(st[1].note[0].text, "Look well.");
	assert_false(st[1].note[0].code);
	assert_string_equal(st[1].note[1].text, "timeout: 60000 ms");
	assert_int_equal(st[2].answers, 2);
	assert_true(st[3].note[0].code);
	imported_free(im);
}

static const char native[] =
	"---\nplaybook: 1\nid: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10\n"
	"lang: en\nversion: 1.4.0\ntlp: green\n"
	"roles: {lead: Incident lead, ops: Systems engineer}\n---\n\n"
	"# Records <out>\n\nUse this now.\n\n"
	"## Contain\n- id: contain\n\n"
	"### Data: any involved?\n- id: personal-data\n- role: ops\n"
	"- due: 1h from opened\n- decide: yes | no\n\n"
	"> **Caution** Do not reboot.\n\nLook & see.\n\n```sh\nls </b>\n```\n\n"
	"- [ ] Memory: imaged\n\n"
	"## Tell\n- id: tell\n- kind: notify\n\n"
	"### Authority: tell it\n- id: tell-it\n"
	"- when: personal-data = yes\n- value: number \"people\"\n\nSend.\n\n"
	"### Note: keep\n- id: keep\n- when: personal-data = yes\n\nKeep.\n\n"
	"### Close: read aloud\n- id: close-it\n\nRead.\n";

static struct playbook *read_native(struct pb_source *src)
{
	struct playbook *pb = NULL;
	struct findings f = {0};

	*src = (struct pb_source){"leak.md", native, sizeof(native) - 1};
	assert_int_equal(playbook_read(&pb, src, 1, &f, NULL), 0);
	assert_int_equal(f.errors, 0);
	findings_release(&f);
	return pb;
}

static void an_export_comes_back_as_it_was(void **state)
{
	struct pb_source src;
	struct playbook *pb = read_native(&src);
	struct str out = {0}, again = {0};
	struct imported *im = NULL;

	(void)state;
	assert_int_equal(export_cacao(&out, pb, &src, 0, 1000, 86400000,
				      NULL), 0);
	assert_int_equal(export_cacao(&again, pb, &src, 0, 1000, 86400000,
				      NULL), 0);
	assert_string_equal(out.p, again.p);
	assert_non_null(strstr(out.p, "\"1970-01-01T00:00:01.000Z\""));
	assert_non_null(strstr(out.p, "\"1970-01-02T00:00:00.000Z\""));
	assert_non_null(strstr(out.p, "\"version:1.4.0\""));
	assert_non_null(strstr(out.p, "TLP:GREEN"));
	assert_non_null(strstr(out.p, "\"due: 1h from opened\""));
	assert_non_null(strstr(out.p, "\"CAUTION: Do not reboot.\\nLook"));
	assert_int_equal(read_text(&im, "leak.json", out.p, out.len), 0);
	assert_int_equal(im->findings, 0);
	assert_int_equal(im->phases, 2);
	assert_int_equal(im->phase[1].kind, PHASE_NOTIFY);
	assert_string_equal(im->phase[1].title, "Tell");
	assert_int_equal(im->phase[0].steps, 1);
	assert_int_equal(im->phase[0].step[0].answers, 2);
	assert_string_equal(im->phase[0].step[0].role, "Systems engineer");
	assert_string_equal(im->phase[0].step[0].check[0], "Memory: imaged");
	assert_int_equal(im->phase[1].steps, 3);
	assert_string_equal(im->phase[1].step[1].when,
			    "Data: any involved?");
	assert_string_equal(im->phase[1].step[1].when_answer, "yes");
	assert_null(im->phase[1].step[2].when);
	imported_free(im);
	str_release(&out);
	str_release(&again);
	playbook_free(pb);
}

static void read_book(struct str text[2], struct pb_source src[2],
		      const char *name, const char *lang)
{
	for (size_t i = 0; i < 2; i++) {
		struct str path = {0};

		str_addf(&path, "playbooks/%s%s%s.md", name, i ? "." : "",
			 i ? lang : "");
		assert_int_equal(io_read(&text[i], path.p, IMPORT_MAX, NULL),
				 0);
		src[i] = (struct pb_source){
			!i ? "x.md" : *lang == 'z' ? "x.zh.md" : "x.en.md",
			text[i].p, text[i].len};
		str_release(&path);
	}
}

/* Exports in one language, imports, writes, exports again. */
static void round_trip(struct pb_source src[2], size_t lang)
{
	static const struct import_meta meta = {.id = "x", .lang = "en"};
	struct playbook *pb = NULL;
	struct findings f = {0};
	struct imported *im = NULL;
	struct str out = {0}, text = {0}, again = {0};

	assert_int_equal(playbook_read(&pb, src, 2, &f, NULL), 0);
	assert_int_equal(export_cacao(&out, pb, src, lang, 5000, 6000, NULL),
			 0);
	assert_int_equal(read_text(&im, "x.json", out.p, out.len), 0);
	assert_int_equal(im->findings, 0);
	assert_int_equal(im->own_count, 1 + (lang > 0));
	assert_string_equal(im->own_id, pb->id);
	assert_int_equal(import_write(&text, im, &meta, NULL), 0);
	assert_string_equal(text.p, src[0].text);
	if (lang)
		assert_string_equal(im->own[1].text, src[1].text);
	playbook_free(pb);
	src[0].text = text.p;
	assert_int_equal(playbook_read(&pb, src, 2, &f, NULL), 0);
	assert_int_equal(export_cacao(&again, pb, src, lang, 5000, 6000,
				      NULL), 0);
	assert_string_equal(again.p, out.p);
	playbook_free(pb);
	findings_release(&f);
	imported_free(im);
	str_release(&out);
	str_release(&text);
	str_release(&again);
}

static void a_shipped_playbook_comes_back_byte_for_byte(void **state)
{
	static const struct {
		const char *name, *lang;
	} book[] = {{"business-transfer", "en"}, {"ransomware", "zh"},
		    {"customer-data-leak", "en"}};

	(void)state;
	for (size_t i = 0; i < sizeof(book) / sizeof(*book); i++)
		for (size_t lang = 0; lang < 2; lang++) {
			struct str text[2] = {{0}};
			struct pb_source src[2];

			read_book(text, src, book[i].name, book[i].lang);
			round_trip(src, lang);
			str_release(&text[0]);
			str_release(&text[1]);
		}
}

static void an_export_that_was_edited_is_read_by_its_steps(void **state)
{
	struct pb_source src;
	struct playbook *pb = read_native(&src);
	struct imported *im = NULL;
	struct str out = {0};
	char *at;

	(void)state;
	assert_int_equal(export_cacao(&out, pb, &src, 0, 1000, 2000, NULL),
			 0);
	at = strstr(out.p, "\"name\": \"Note: keep\"");
	assert_non_null(at);
	memcpy(strstr(at, "keep"), "burn", 4);
	assert_int_equal(read_text(&im, "leak.json", out.p, out.len), 0);
	assert_int_equal(im->own_count, 0);
	assert_string_equal(finding(im, "changed since"), "warn");
	assert_string_equal(im->phase[1].step[1].title, "Note: burn");
	imported_free(im);
	str_release(&out);
	playbook_free(pb);
}

static void coded_commands_are_decoded_and_never_run(void **state)
{
	static const char text[] =
		"{\"type\":\"playbook\",\n\"spec_version\":\"cacao-1.1\","
		"\n\"id\":\"playbook--x\",\"name\":\"n\","
		"\"workflow_start\":\"start--1\",\"workflow\":{"
		"\n\"start--1\":{\"type\":\"start\",\"on_completion\":"
		"\"action--1\"},\n\"action--1\":{\"type\":\"action\","
		"\"name\":\"do\",\"on_completion\":\"end--1\","
		"\"commands\":["
		"{\"type\":\"bash\",\"command_b64\":\"ZWNobyBoaQ==\"},"
		"{\"type\":\"bash\",\"command_b64\":\"AP8=\"},"
		"{\"type\":\"bash\",\"command_b64\":\"!\"}]},"
		"\"end--1\":{\"type\":\"end\"}}}";
	static const char *const want[] = {
		"bash: echo hi",
		"bash: 2 bytes, SHA-256 06eb7d6a69ee19e5fbdf749018d3d2abfa04"
		"bcbd1365db312eb86dc7169389b8",
		"bash: said to be base64, and is not (1 characters)"};
	struct imported *im = NULL;

	(void)state;
	assert_int_equal(read_text(&im, "a.json", text, sizeof(text) - 1), 0);
	for (size_t i = 0; i < 3; i++) {
		assert_true(im->phase[0].step[0].note[i].code);
		assert_string_equal(im->phase[0].step[0].note[i].text,
				    want[i]);
	}
	assert_int_equal(im->phase[0].step[0].line, 5);
	assert_string_equal(im->unit[0].at, "action--1");
	for (size_t i = 0; i < im->findings; i++)
		if (strstr(im->finding[i].text, "another version"))
			assert_int_equal(im->finding[i].line, 2);
	imported_free(im);
}

static void markdown_of_our_own_is_taken_as_it_is(void **state)
{
	static const struct import_meta meta = {.id = "x", .lang = "en"};
	struct imported *im = NULL;
	struct str out = {0};

	(void)state;
	assert_int_equal(read_text(&im, "leak.md", native,
				   sizeof(native) - 1), 0);
	assert_string_equal(im->format, "playbook");
	assert_int_equal(im->phases, 2);
	assert_string_equal(im->phase[0].step[0].check[0], "Memory: imaged");
	assert_string_equal(im->phase[0].step[0].role, "Systems engineer");
	assert_true(im->phase[0].step[0].note[2].code);
	assert_int_equal(import_write(&out, im, &meta, NULL), 0);
	assert_string_equal(out.p, native);
	imported_free(im);
	str_release(&out);
}

static void html_holds_text_and_nothing_else(void **state)
{
	struct pb_source src;
	struct playbook *pb = read_native(&src);
	struct str out = {0};

	(void)state;
	assert_int_equal(export_html(&out, pb, &src, 0, NULL), 0);
	assert_true(str_starts(out.p, "<!DOCTYPE html>\n<html lang=\"en\">"));
	assert_non_null(strstr(out.p, "default-src 'none'"));
	assert_non_null(strstr(out.p, "<h1>Records &lt;out&gt;</h1>"));
	assert_non_null(strstr(out.p, "<p>(not run)</p>\n<pre>ls "
				      "&lt;/b&gt;"));
	assert_non_null(strstr(out.p, "<p>Look &amp; see.</p>"));
	assert_non_null(strstr(out.p, "<li>due: 1h from opened</li>"));
	assert_non_null(strstr(out.p, "[ ]</span> Memory: imaged"));
	str_release(&out);
	playbook_free(pb);
}

static void exports_say_so_when_memory_runs_out(void **state)
{
	struct pb_source src;
	struct playbook *pb = read_native(&src);
	int rc = ERR_NOMEM;

	(void)state;
	for (uint64_t n = 1; rc; n++) {
		struct str out = {0};

		assert_true(n < 5000);
		mem_fail_at(n);
		rc = export_cacao(&out, pb, &src, 0, 0, 0, NULL);
		mem_fail_at(0);
		assert_true(!rc || rc == ERR_NOMEM);
		str_release(&out);
	}
	playbook_free(pb);
}

static void what_cannot_be_walked_is_refused_by_name(void **state)
{
	struct imported *im = read_file("tests/support/foreign/cycle.json");

	(void)state;
	assert_true(im->refused);
	assert_int_equal(im->phases, 0);
	assert_string_equal(finding(im, "a cycle: action--00000007"),
			    "refuse");
	imported_free(im);
	im = read_file("tests/support/foreign/dangling.json");
	assert_true(im->refused);
	assert_string_equal(finding(im, "which is not there"), "refuse");
	assert_string_equal(finding(im, "end--00000063"), "refuse");
	imported_free(im);
}

static void what_is_odd_is_named_and_read(void **state)
{
	static const char *const want[] = {
		"workflow_start is no start step", "share one end",
		"no way leads to this step: Nobody",
		"missing: created_by", "missing: playbook_activities",
		"another version of CACAO: cacao-1.1", "revoked",
		"signatures are not checked", "to the millisecond",
		"changed before it was made", "workflow_exception",
		"a marking that is not there", "unknown property, left out: "
		"score", "left out: banana", "odd e-mail address: a@b.example",
		"a password stands", "unknown type of variable: banana",
		"an agent that is not there", "a target that is not there",
		"without commands", "without an agent", "not told",
		"without a UUID",
	};
	struct imported *im = read_file("tests/support/foreign/odd.json");

	(void)state;
	assert_false(im->refused);
	assert_int_equal(im->phase[0].steps, 7);
	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++)
		if (strcmp(finding(im, want[i]), "warn") != 0)
			fail_msg("no warning: %s", want[i]);
	assert_string_equal(finding(im, "never kept: http-basic"), "info");
	assert_string_equal(finding(im, "hunter"), "none");
	imported_free(im);
}

static void what_is_of_another_type_is_named(void **state)
{
	static const char *const want[] = {
		"spec_version of playbook must be a string",
		"markings of playbook must be a list",
		"agent_definitions of playbook must be an object",
		"modified is no time",
		"name of action--0000000a-0000-4000-8000-000000000004 must be "
		"a string",
		"delay of action--0000000a-0000-4000-8000-000000000004 must "
		"be a number",
		"targets of action", "agent of action",
		"a command that is no object", "a command without a type",
		"command of action", "fewer than two next_steps: parallel--",
		"on_true is missing: if-condition--",
		"cases is missing: switch-condition--",
		"playbook_id is missing: playbook-action--",
		"on_completion beside on_success or on_failure: if-",
		"a step that is no object: step--", "U+202E",
	};
	struct imported *im = read_file("tests/support/foreign/types.json");

	(void)state;
	assert_false(im->refused);
	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++)
		if (strcmp(finding(im, want[i]), "warn") != 0)
			fail_msg("no warning: %s", want[i]);
	assert_string_equal(finding(im, "missing: spec_version"), "none");
	assert_string_equal(finding(im, "changed before"), "none");
	imported_free(im);
}

static void bad_json_is_refused_in_words(void **state)
{
	static const struct {
		const char *text, *why;
	} row[] = {
		{"{\"type\":\"playbook\",\"type\":\"playbook\"}", "duplicate"},
		{"{\"type\":\"playbook\"}", "workflow is no object"},
		{"{\"type\":\"playbook\",\"workflow\":[]}",
		 "workflow is no object"},
		{"{\"type\":\"playbook\",\"workflow\":{}}",
		 "workflow_start is missing"},
		{"{\"type\":\"playbook\",\"workflow\":{},"
		 "\"workflow_start\":7}", "workflow_start is no text"},
		{"{\"type\":\"playbook\",\"workflow\":{},"
		 "\"workflow_start\":\"x\"}", "leads to x"},
		{"{", "not one object"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct imported *im = NULL;

		assert_int_equal(read_text(&im, "a.json", row[i].text,
					   strlen(row[i].text)), 0);
		assert_true(im->refused);
		assert_string_equal(finding(im, row[i].why), "refuse");
		imported_free(im);
	}
}

static void depth_and_length_have_limits(void **state)
{
	struct imported *im = NULL;
	struct str s = {0};

	(void)state;
	str_add(&s, "{\"a\":");
	str_pad(&s, '[', 100000);
	str_pad(&s, ']', 100000);
	str_add(&s, "}");
	assert_int_equal(read_text(&im, "a.json", s.p, s.len), 0);
	assert_string_equal(finding(im, "deeper than 64"), "refuse");
	imported_free(im);
	str_clear(&s);
	str_add(&s, "{\"a\":\"");
	str_pad(&s, 'x', IMPORT_MAX);
	str_add(&s, "\"}");
	assert_int_equal(read_text(&im, "a.json", s.p, s.len), 0);
	assert_string_equal(finding(im, "over 8 MiB"), "refuse");
	imported_free(im);
	str_release(&s);
}

static void json_of_others_may_hold_fractions(void **state)
{
	static const char text[] = " \n{\"a\": 1.5e3, \"b\": 7}\r\n";
	struct jread *doc = NULL;
	struct error err = {0};

	(void)state;
	assert_int_equal(jread_parse_foreign(&doc, text, sizeof(text) - 1, 4,
					     &err), 0);
	assert_int_equal(jread_int(doc, "a", -1), -1);
	assert_int_equal(jread_int(doc, "b", -1), 7);
	jread_free(doc);
	assert_int_equal(jread_parse(&doc, text, sizeof(text) - 1, 4, &err),
			 ERR_INVALID);
	assert_null(doc);
}

static void workflows_of_others_are_read_or_refused_by_name(void **state)
{
	static const struct {
		const char *file, *says, *grade;
	} row[] = {
		{"soarca/basic-step", "", "none"},
		{"soarca/consecutive-steps", "", "none"},
		{"soarca/flow-control", "", "none"},
		{"soarca/infinite_playbook", "a cycle", "refuse"},
		{"soarca/missing_step_playbook", "on_completion of", "refuse"},
		{"soarca/invalid_email_playbook", "odd e-mail", "warn"},
		{"soarca/parallels_playbook", "share one end", "warn"},
		{"soarca/manual-playbook", "playbook_activities", "warn"},
		{"oca-casp/CASP_DEMO_IOB", "without an agent", "warn"},
	};
	struct stat st;

	(void)state;
	if (stat("../shared/corpora", &st))
		skip();
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct imported *im;
		struct str p = {0};

		str_addf(&p, "../shared/corpora/cacao-%s.json", row[i].file);
		im = read_file(p.p);
		if (*row[i].says)
			assert_string_equal(finding(im, row[i].says),
					    row[i].grade);
		else
			assert_int_equal(im->findings, 0);
		assert_int_equal(im->refused,
				 !strcmp(row[i].grade, "refuse"));
		assert_true(im->refused || im->phase[0].steps > 0);
		imported_free(im);
		str_release(&p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_workflow_becomes_steps_in_the_order_of_its_walk),
		cmocka_unit_test(an_export_comes_back_as_it_was),
		cmocka_unit_test(a_shipped_playbook_comes_back_byte_for_byte),
		cmocka_unit_test(
			an_export_that_was_edited_is_read_by_its_steps),
		cmocka_unit_test(coded_commands_are_decoded_and_never_run),
		cmocka_unit_test(markdown_of_our_own_is_taken_as_it_is),
		cmocka_unit_test(html_holds_text_and_nothing_else),
		cmocka_unit_test(exports_say_so_when_memory_runs_out),
		cmocka_unit_test(what_cannot_be_walked_is_refused_by_name),
		cmocka_unit_test(what_is_odd_is_named_and_read),
		cmocka_unit_test(what_is_of_another_type_is_named),
		cmocka_unit_test(bad_json_is_refused_in_words),
		cmocka_unit_test(depth_and_length_have_limits),
		cmocka_unit_test(json_of_others_may_hold_fractions),
		cmocka_unit_test(
			workflows_of_others_are_read_or_refused_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
