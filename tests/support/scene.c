#include "tests/support/scene.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

int scene_up(void **state)
{
	struct scene *s = mem_zalloc(sizeof(*s));

	fixture_up(&s->f);
	for (int i = 0; i < PEOPLE; i++)
		s->dev[i] = fixture_device((unsigned char)(32 * i));
	*state = s;
	return 0;
}

int scene_down(void **state)
{
	struct scene *s = *state;

	log_close(s->log);
	for (int i = 0; i < PEOPLE; i++)
		device_free(s->dev[i]);
	fixture_down(&s->f);
	mem_free(s);
	return 0;
}

const char *scene_hex(struct scene *s, const void *bytes)
{
	char *hex = arena_alloc(&s->f.arena, 65);

	assert_non_null(hex);
	hex_encode(hex, bytes, 32);
	return hex;
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, ID_LEN);
}

int scene_put(struct scene *s, int by, enum record_kind kind,
	       const char *type, const char *more, const int *deps)
{
	struct craft *c = &s->made[s->len];

	assert_true(s->len < RECORDS);
	s->f.now += 1000;
	s->f.mono += 1000;
	c->by = s->dev[by];
	c->h.kind = kind;
	c->h.lamport = 1;
	c->body = craft_body(&s->f, type, more);
	for (; deps && *deps >= 0; deps++) {
		const struct craft *d = &s->made[*deps];

		memcpy(c->h.deps[c->h.ndeps++], d->id, ID_LEN);
		memcpy(c->h.case_id, s->made[0].id, ID_LEN);
		if (c->h.lamport <= d->h.lamport)
			c->h.lamport = d->h.lamport + 1;
	}
	qsort(c->h.deps, c->h.ndeps, ID_LEN, by_bytes);
	s->row[s->len] = craft_row(c);
	return (int)s->len++;
}

void scene_begin(struct scene *s, int owners)
{
	struct str more = { 0 };

	str_addf(&more, ",\"nonce\":\"%s\",\"seal\":false,\"label\":\"%s\","
			"\"owners\":[", scene_hex(s, device_key(s->dev[0])),
		 LOGFILE_LABEL);
	for (int i = 0; i < owners; i++)
		str_addf(&more, "%s{\"dev\":\"%s\"}", i ? "," : "",
			 scene_hex(s, device_key(s->dev[i])));
	str_add(&more, "]");
	scene_put(s, 0, REC_CHARTER, "case.open", str_text(&more), NULL);
	str_release(&more);
}

int scene_add(struct scene *s, int by, int who, const char *role,
	       const int *deps)
{
	const char *more = arena_printf(
		&s->f.arena, ",\"dev\":\"%s\",\"role\":\"%s\"",
		scene_hex(s, device_key(s->dev[who])), role);

	return scene_put(s, by, REC_CHARTER, "member.add", more, deps);
}

int scene_drop(struct scene *s, int by, int who, const int *deps)
{
	const char *more = arena_printf(
		&s->f.arena, ",\"dev\":\"%s\",\"why\":\"left\"",
		scene_hex(s, device_key(s->dev[who])));

	return scene_put(s, by, REC_CHARTER, "member.remove", more, deps);
}

int scene_note(struct scene *s, int by, const int *deps)
{
	return scene_put(s, by, REC_PLAIN, "note", "", deps);
}

int scene_try(struct scene *s)
{
	craft_file(&s->f, s->row, s->len);
	return log_open(&s->log, logfile_path(&s->f), NULL, 0, &s->f.env,
			&s->f.err);
}

void scene_opens(struct scene *s)
{
	if (scene_try(s))
		fail_msg("%s", s->f.err.what);
}

enum record_state scene_state(struct scene *s, int i)
{
	const struct rec *r = log_find(s->log, s->made[i].id);

	assert_non_null(r);
	return r->state;
}

void scene_refused(struct scene *s, const char *what)
{
	assert_int_equal(scene_try(s), ERR_CORRUPT);
	assert_string_equal(s->f.err.what, what);
}
