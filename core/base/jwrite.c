/* core/base/jwrite.c - JSON out, built in order (jansson). */
#include "core/base/jwrite.h"

#include <assert.h>
#include <jansson.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/jread.h"
#include "core/base/mem.h"
#include "core/base/utf8.h"

#define OPEN_MAX 32
#define INT_LIMIT 9007199254740991LL /* 2^53 - 1, as jread.c reads */

struct jwrite {
	json_t *open[OPEN_MAX]; /* [0] is the root and the only owner */
	int top;
	int lost; /* objects and arrays opened while memory was out */
	bool failed;
};

struct jwrite *jwrite_new(void)
{
	struct jwrite *w = mem_zalloc(sizeof(*w));

	if (!w)
		return NULL;
	w->open[0] = json_object();
	if (!w->open[0]) {
		mem_free(w);
		return NULL;
	}
	return w;
}

void jwrite_free(struct jwrite *w)
{
	if (!w)
		return;
	json_decref(w->open[0]);
	mem_free(w);
}

/* Takes v, also when it is NULL: memory ran out while it was made. */
static void add(struct jwrite *w, const char *name, json_t *v)
{
	json_t *in;
	int rc;

	if (!w || w->failed) {
		json_decref(v);
		return;
	}
	in = w->open[w->top];
	assert(json_is_array(in) == !name);
	if (name)
		rc = json_object_set_new(in, name, v);
	else
		rc = json_array_append_new(in, v);
	w->failed = rc != 0;
}

void jwrite_str(struct jwrite *w, const char *name, const char *text)
{
	struct str s = {0};

	if (!text) {
		jwrite_null(w, name);
	} else if (utf8_valid(text, strlen(text))) {
		add(w, name, json_string_nocheck(text));
	} else {
		show_text(&s, text);
		add(w, name, s.failed ? NULL : json_string_nocheck(s.p));
		str_release(&s);
	}
}

void jwrite_opt(struct jwrite *w, const char *name, const char *text)
{
	if (text && *text)
		jwrite_str(w, name, text);
}

void jwrite_int(struct jwrite *w, const char *name, int64_t n)
{
	assert(n >= -INT_LIMIT && n <= INT_LIMIT);
	add(w, name, json_integer(n));
}

void jwrite_bool(struct jwrite *w, const char *name, bool b)
{
	add(w, name, json_boolean(b));
}

void jwrite_null(struct jwrite *w, const char *name)
{
	add(w, name, json_null());
}

void jwrite_hex(struct jwrite *w, const char *name, const void *p, size_t n)
{
	char *hex = mem_alloc(2 * n + 1);

	if (hex)
		hex_encode(hex, p, n);
	add(w, name, hex ? json_string_nocheck(hex) : NULL);
	mem_free(hex);
}

void jwrite_copy(struct jwrite *w, const char *name, const struct jread *v)
{
	/* The pointer is jansson's, see jread.c. */
	add(w, name, json_deep_copy((const json_t *)(const void *)v));
}

static void open_one(struct jwrite *w, const char *name, json_t *v)
{
	add(w, name, v);
	if (!w)
		return;
	if (w->failed) {
		w->lost++;
		return;
	}
	assert(w->top + 1 < OPEN_MAX);
	w->open[++w->top] = v;
}

void jwrite_object(struct jwrite *w, const char *name)
{
	open_one(w, name, json_object());
}

void jwrite_array(struct jwrite *w, const char *name)
{
	open_one(w, name, json_array());
}

void jwrite_end(struct jwrite *w)
{
	if (!w)
		return;
	if (w->lost) {
		w->lost--;
		return;
	}
	assert(w->top > 0);
	w->top--;
}

void jwrite_list(struct jwrite *w, const char *name, const char *const *text,
		 size_t count)
{
	jwrite_array(w, name);
	for (size_t i = 0; i < count; i++)
		jwrite_str(w, NULL, text[i]);
	jwrite_end(w);
}

static int add_text(const char *text, size_t n, void *ctx)
{
	struct str *s = ctx;

	str_addn(s, text, n);
	return s->failed ? -1 : 0;
}

static int dump(struct str *out, const struct jwrite *w, size_t flags,
		struct error *err)
{
	assert(w->top == 0 && w->lost == 0);
	if (w->failed ||
	    json_dump_callback(w->open[0], add_text, out, flags) ||
	    out->failed)
		return error_nomem(err);
	return 0;
}

int jwrite_text(struct str *out, const struct jwrite *w, struct error *err)
{
	return dump(out, w, JSON_COMPACT, err);
}

int jwrite_pretty(struct str *out, const struct jwrite *w,
		  struct error *err)
{
	struct str s = {0};
	int rc = dump(&s, w, JSON_INDENT(2), err);

	if (!rc) {
		show_json(out, s.p, s.len);
		str_addc(out, '\n');
		rc = out->failed ? error_nomem(err) : 0;
	}
	str_release(&s);
	return rc;
}
