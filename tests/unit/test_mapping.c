/* The map of an import: read, written, matched against a newer source, and
 * the playbook that source and map make. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/playbook/import_write.h"
#include "core/playbook/mapping.h"
#include "core/playbook/playbook.h"

static const char first[] =
	"# Lost key\n\n## Contain\n\n1. Change the lock\n"
	"2. Tell the guard\n\n## Remediate\n\n### Order keys\n\n- [ ] two\n"
	"- [ ] three\n\n### Hand out\n\n- [ ] sign\n\n## References\n\n- a\n";
/* "Tell the guard" moved, "Order keys" has other items, a step and a section
 * are new. */
static const char newer[] =
	"# Lost key\n\n## Contain\n\n1. Tell the guard\n"
	"2. Change the lock\n3. Look behind the door\n\n## Remediate\n\n"
	"### Order keys\n\n- [ ] two\n- [ ] four\n\n### Hand out\n\n"
	"- [ ] sign\n\n## Notify\n\n1. Tell the owner\n\n"
	"## References\n\n- a\n";

static struct imported *read_with(const char *text, const struct mapping *map)
{
	struct import_from from = {.name = "key.md", .text = text,
				   .n = strlen(text), .map = map};
	struct imported *im = NULL;

	assert_int_equal(import_read(&im, &from, NULL), 0);
	return im;
}

static void write_with(struct str *out, struct imported *im)
{
	static const struct import_meta meta = {
		.id = "5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10", .lang = "en",
		.source = "key.md"};

	assert_int_equal(import_write(out, im, &meta, NULL), 0);
}

static struct mapping *map_of(struct imported *im)
{
	struct mapping *map = NULL;

	assert_int_equal(import_ids(im, NULL), 0);
	assert_int_equal(mapping_of(&map, im, NULL, NULL), 0);
	return map;
}

static struct mapping *through_yaml(struct mapping *map)
{
	struct mapping *back = NULL;
	struct str s = {0};
	struct error err = {0};

	mapping_write(&s, map);
	if (mapping_read(&back, str_text(&s), s.len, &err))
		fail_msg("%s %s\n%s", err.where, err.what, s.p);
	str_release(&s);
	mapping_free(map);
	return back;
}

static const struct import_step *find(const struct imported *im,
				      const char *title)
{
	for (size_t i = 0; i < im->phases; i++)
		for (size_t k = 0; k < im->phase[i].steps; k++)
			if (!strcmp(im->phase[i].step[k].title, title))
				return &im->phase[i].step[k];
	return NULL;
}

static void the_same_source_and_map_make_the_same_bytes(void **state)
{
	struct imported *im = read_with(first, NULL), *again;
	struct str one = {0}, two = {0};
	struct mapping *map;

	(void)state;
	write_with(&one, im);
	map = through_yaml(map_of(im));
	again = read_with(first, map);
	write_with(&two, again);
	assert_string_equal(one.p, two.p);
	assert_non_null(strstr(one.p, "\nstructure: guessed\n"));
	assert_non_null(strstr(one.p, "\n### Order keys\n- id: order-keys\n\n"
				      "- [ ] two\n"));
	assert_int_equal(again->skipped, im->skipped);
	imported_free(im);
	imported_free(again);
	mapping_free(map);
	str_release(&one);
	str_release(&two);
}

static void what_is_written_is_a_playbook_without_errors(void **state)
{
	struct imported *im = read_with(first, NULL);
	struct str s = {0};
	struct pb_source src = {.name = "key.md"};
	struct playbook *pb = NULL;
	struct findings f = {0};

	(void)state;
	write_with(&s, im);
	src.text = s.p;
	src.len = s.len;
	assert_int_equal(playbook_read(&pb, &src, 1, &f, NULL), 0);
	assert_int_equal(f.errors, 0);
	assert_true(pb->guessed);
	assert_int_equal(pb->step_count, 4);
	assert_string_equal(pb->step[2].id, "order-keys");
	assert_string_equal(pb->phase[1].id, "recover");
	playbook_free(pb);
	findings_release(&f);
	imported_free(im);
	str_release(&s);
}

static void a_newer_source_keeps_its_ids_and_leaves_out_what_is_new(
	void **state)
{
	struct imported *im = read_with(first, NULL), *now;
	struct mapping *map;
	size_t fresh = 0;

	(void)state;
	im->phase[0].step[1].id = "guard";
	map = through_yaml(map_of(im));
	now = read_with(newer, map);
	assert_string_equal(find(now, "Tell the guard")->id, "guard");
	assert_string_equal(find(now, "Change the lock")->id,
			    "change-the-lock");
	assert_string_equal(find(now, "Order keys")->id, "order-keys");
	assert_string_equal(find(now, "Order keys")->check[1], "four");
	assert_null(find(now, "Look behind the door"));
	assert_null(find(now, "Tell the owner"));
	for (size_t i = 0; i < now->findings; i++)
		fresh += strstr(now->finding[i].text, "left out until") !=
			 NULL;
	assert_int_equal(fresh, 2);
	for (size_t i = 0; i < now->units; i++)
		if (!strcmp(now->unit[i].at, "Notify"))
			assert_int_equal(now->unit[i].mark, MARK_NEW);
	assert_string_equal(now->skip[0].text, "Look behind the door");
	imported_free(im);
	imported_free(now);
	mapping_free(map);
}

static void a_mark_changes_what_a_part_becomes(void **state)
{
	static const struct {
		const char *mark;
		size_t phases, steps; /* of all */
		const char *has; /* a step */
	} row[] = {
		{"Remediate / Order keys=phase:recover", 3, 5, "two"},
		{"Remediate / Order keys=group", 2, 5, "three"},
		{"Remediate / Order keys=items", 2, 3, "Hand out"},
		{"Remediate / Order keys=notes", 2, 3, "Hand out"},
		{"Remediate / Order keys=skip", 2, 3, "Hand out"},
		{"Contain=skip", 1, 2, "Order keys"},
		{"Contain / 2=items", 2, 3, "Change the lock"},
		{"Contain / 1=phase:notify", 2, 3, "Tell the guard"},
		{"References=phase:learn", 3, 5, "a"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct mapping *map = NULL;
		struct imported *im;
		size_t steps = 0;

		assert_int_equal(mapping_new(&map, NULL), 0);
		assert_int_equal(mapping_mark(map, row[i].mark, NULL), 0);
		im = read_with(first, map);
		for (size_t k = 0; k < im->phases; k++)
			steps += im->phase[k].steps;
		if (im->phases != row[i].phases || !find(im, row[i].has) ||
		    steps != row[i].steps)
			fail_msg("%s: %zu phases, %zu steps", row[i].mark,
				 im->phases, steps);
		imported_free(im);
		mapping_free(map);
	}
}

static void a_bad_map_is_refused_at_its_place(void **state)
{
	static const struct {
		const char *text, *where, *what;
	} row[] = {
		{"a: 1\n", "1:1", "import: 1"},
		{"import: 1\nmarks: x\n", "2:8", "list"},
		{"import: 1\nmarks:\n- {at: a}\n", "3:3", "needs"},
		{"import: 1\nmarks:\n- {at: a, as: b}\n", "3:15",
		 "a mark is phase"},
		{"import: 1\nmarks:\n- {at: a, as: step, id: A b}\n", "3:25",
		 "small letters"},
		{"import: 1\nmarks:\n- {at: a, as: step, text: zz}\n", "3:27",
		 "8 hexadecimal"},
		{"import: 1\nmarks:\n- {at: a, as: phase, kind: x}\n", "3:28",
		 "kind"},
		{"import: 1\nlevel: h9\n", "2:8", "h1 to h6"},
		{"import: &a 1\n", "1:9", "anchor"},
		{"import: 1\nimport: 1\n", "2:1", "already"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct mapping *map = NULL;
		struct error err = {0};

		assert_int_equal(mapping_read(&map, row[i].text,
					      strlen(row[i].text), &err),
				 ERR_INVALID);
		assert_null(map);
		if (strcmp(err.where, row[i].where) != 0 ||
		    !strstr(err.what, row[i].what))
			fail_msg("row %zu: %s %s", i, err.where, err.what);
	}
}

static void a_mark_that_says_nothing_is_refused(void **state)
{
	static const char *const bad[] = {"Contain", "Contain=", "a=b",
					  "a=step:contain", "a=phase:x"};
	struct mapping *map = NULL;

	(void)state;
	assert_int_equal(mapping_new(&map, NULL), 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct error err = {0};

		assert_int_equal(mapping_mark(map, bad[i], &err),
				 ERR_USAGE);
		assert_non_null(strstr(err.what, "no mark of a part"));
	}
	assert_int_equal(mapping_mark(map, "a = b=skip", NULL), 0);
	assert_string_equal(map->mark[map->marks - 1].at, "a = b");
	mapping_free(map);
}

static void plain_text_stays_plain_in_a_playbook(void **state)
{
	static const char text[] =
		"{\"type\":\"playbook\",\"spec_version\":\"cacao-2.0\","
		"\"id\":\"playbook--x\",\"name\":\"*Odd* <b>\","
		"\"workflow_start\":\"start--1\",\"workflow\":{"
		"\"start--1\":{\"type\":\"start\",\"on_completion\":"
		"\"action--1\"},\"action--1\":{\"type\":\"action\","
		"\"name\":\"# Do `it`\",\"on_completion\":\"end--1\","
		"\"commands\":[{\"type\":\"manual\",\"command\":"
		"\"## no heading\\n- no key\\n1. none\\n[ ] an item\"},"
		"{\"type\":\"bash\",\"command\":\"echo ```\"}]},"
		"\"end--1\":{\"type\":\"end\"}}}";
	struct import_from from = {.name = "a.json", .text = text,
				   .n = sizeof(text) - 1};
	struct pb_source src = {.name = "a.md"};
	struct imported *im = NULL;
	struct playbook *pb = NULL;
	struct findings f = {0};
	struct str s = {0};

	(void)state;
	assert_int_equal(import_read(&im, &from, NULL), 0);
	write_with(&s, im);
	src.text = s.p;
	src.len = s.len;
	assert_int_equal(playbook_read(&pb, &src, 1, &f, NULL), 0);
	assert_int_equal(f.errors, 0);
	assert_string_equal(pb->title.in[0], "*Odd* <b>");
	assert_int_equal(pb->step_count, 1);
	assert_string_equal(pb->step[0].title.in[0], "# Do `it`");
	assert_int_equal(pb->step[0].item_count, 1);
	assert_non_null(strstr(s.p, "\n````\nbash: echo ```\n````\n"));
	playbook_free(pb);
	findings_release(&f);
	imported_free(im);
	str_release(&s);
}

static void running_out_of_memory_is_told(void **state)
{
	struct imported *im = read_with(first, NULL);
	struct mapping *map = through_yaml(map_of(im));
	int rc = ERR_NOMEM;

	(void)state;
	imported_free(im);
	for (uint64_t n = 1; rc && n < 5000; n++) {
		struct import_from from = {.name = "key.md", .text = newer,
					   .n = sizeof(newer) - 1,
					   .map = map};
		struct mapping *made = NULL;

		im = NULL;
		mem_fail_at(n);
		rc = import_read(&im, &from, NULL);
		if (!rc)
			rc = import_ids(im, NULL);
		if (!rc)
			rc = mapping_of(&made, im, map, NULL);
		mem_fail_at(0);
		assert_true(!rc || rc == ERR_NOMEM);
		imported_free(im);
		mapping_free(made);
	}
	assert_int_equal(rc, 0);
	mapping_free(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_source_and_map_make_the_same_bytes),
		cmocka_unit_test(what_is_written_is_a_playbook_without_errors),
		cmocka_unit_test(
		    a_newer_source_keeps_its_ids_and_leaves_out_what_is_new),
		cmocka_unit_test(a_mark_changes_what_a_part_becomes),
		cmocka_unit_test(a_bad_map_is_refused_at_its_place),
		cmocka_unit_test(a_mark_that_says_nothing_is_refused),
		cmocka_unit_test(plain_text_stays_plain_in_a_playbook),
		cmocka_unit_test(running_out_of_memory_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
