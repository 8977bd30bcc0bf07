/* tests/support/fixture_store.c - a shared store with persons of its own. */
#include "tests/support/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/store/store.h"

struct store *fixture_store(struct fixture *f, const char *who, bool *made)
{
	struct store_paths *p = arena_alloc(&f->arena, sizeof(*p));
	struct store *s;
	bool new;

	assert_non_null(p);
	*p = (struct store_paths){
		.home = fixture_path(f, "store"),
		.config = fixture_path(f, "%s/config", who),
		.state = fixture_path(f, "%s/state", who),
		.cache = fixture_path(f, "%s/cache", who),
		.login = arena_strdup(&f->arena, who),
		.name = arena_strdup(&f->arena, who),
		.host = "host-a",
	};
	if (store_open(&s, &new, p, &f->env, &f->err))
		fail_msg("%s: %s %s", who, f->err.what, f->err.where);
	if (made)
		*made = new;
	return s;
}
