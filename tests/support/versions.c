#include "tests/support/versions.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/io.h"

static void take(struct casefix *x, struct pb_source *src, const char *name,
		 const struct edit *e)
{
	struct str s = {0}, out = {0};
	char path[128] = "tests/support/playbooks/";
	const char *at;

	strncat(path, name, sizeof(path) - strlen(path) - 1);
	if (io_read(&s, path, MARKDOWN_MAX, &x->f.err))
		fail_msg("%s", x->f.err.what);
	for (; e && e->from; e++) {
		at = strstr(str_text(&s), e->from);
		if (!at)
			fail_msg("no \"%s\" in %s", e->from, name);
		str_clear(&out);
		str_addn(&out, s.p, (size_t)(at - s.p));
		str_add(&out, e->to);
		str_add(&out, at + strlen(e->from));
		str_clear(&s);
		str_addn(&s, out.p, out.len);
	}
	src->name = name;
	src->len = s.len;
	src->text = arena_strndup(&x->f.arena, s.p, s.len);
	str_release(&s);
	str_release(&out);
}

struct version version(struct casefix *x, const struct edit *base)
{
	struct version v = {.count = 2};

	take(x, &v.src[0], "lost-laptop.md", base);
	take(x, &v.src[1], "lost-laptop.zh.md", NULL);
	return v;
}

int try_adopt(struct casefix *x, const char *commit, const struct version *v,
	      const char *why)
{
	return act_adopt(&x->a, "lost-laptop", commit, v->src, v->count, why,
			 &x->f.err);
}

void order_is(struct casefix *x, const char *want)
{
	const struct situation *s = casefile_now(x->c);
	struct str t = {0};

	for (size_t i = 0; i < s->phase_count; i++) {
		const struct phase *ph = &s->phase[i];

		str_addf(&t, "%s%s:", i ? " " : "", ph->number);
		for (size_t k = 0; k < ph->count; k++)
			str_addf(&t, " %s%s", s->step[ph->first + k].number,
				 s->step[ph->first + k].retired ? "-" : "");
	}
	assert_string_equal(str_text(&t), want);
	str_release(&t);
}
