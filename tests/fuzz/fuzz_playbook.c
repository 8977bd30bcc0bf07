/* tests/fuzz/fuzz_playbook.c - a playbook and its translation, split at the
 * first 0x1e byte: read, linted, set as lines. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/playbook/mdtext.h"
#include "core/playbook/playbook.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void set_lines(const struct playbook *pb)
{
	struct arena a = {0};
	struct mdline *line;
	size_t count;

	for (size_t i = 0; i < pb->step_count; i++)
		for (size_t k = 0; k < pb->langs; k++)
			mdtext_render(&line, &count, &a, pb->step[i].body[k],
				      20 + (int)i, 0, NULL);
	arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *text = (const char *)data;
	const char *cut = n ? memchr(data, 0x1e, n) : NULL;
	struct pb_source src[2] = {{"fuzz.md", n ? text : "", n},
				   {"fuzz.zh.md", "", 0}};
	struct lint_world world = {0};
	struct findings f = {0};
	struct playbook *pb;

	if (cut) {
		src[0].len = (size_t)(cut - text);
		src[1].text = cut + 1;
		src[1].len = n - src[0].len - 1;
	}
	if (!playbook_read(&pb, src, cut ? 2 : 1, &f, NULL)) {
		playbook_lint(&f, pb, src, cut ? 2 : 1, &world, NULL);
		set_lines(pb);
		playbook_free(pb);
	}
	findings_release(&f);
	return 0;
}
