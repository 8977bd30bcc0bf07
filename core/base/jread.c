/* core/base/jread.c - JSON in: strict, bounded, read-only (jansson). */
#include "core/base/jread.h"

#include <jansson.h>

#include "core/base/tr.h"

#define INT_LIMIT 9007199254740991LL /* 2^53 - 1 */

/* struct jread has no body: a pointer to one is jansson's, renamed, so that
 * nobody outside needs jansson.h. jansson asks for json_t without const
 * even where it only reads. */
static json_t *js(const struct jread *v)
{
	return (json_t *)(uintptr_t)v;
}

static const struct jread *value(const json_t *v)
{
	return (const struct jread *)(const void *)v;
}

/* Depth is checked before jansson sees the text, because it recurses. What
 * is no JSON is not noticed here; up to its first error jansson counts the
 * same brackets. */
static int check_depth(const char *text, size_t n, int limit,
		       struct error *err)
{
	bool quoted = false;
	int depth = 0;

	for (size_t i = 0; i < n; i++) {
		char c = text[i];

		if (quoted && c == '\\') {
			i++;
		} else if (c == '"') {
			quoted = !quoted;
		} else if (quoted) {
			continue;
		} else if (c == '}' || c == ']') {
			depth--;
		} else if ((c == '{' || c == '[') && ++depth > limit) {
			error_set(err, ERR_INVALID,
				  _("JSON nested deeper than %d levels"),
				  limit);
			error_where(err, _("byte %zu"), i + 1);
			return ERR_INVALID;
		}
	}
	return 0;
}

static int check_numbers(const json_t *v, const char *name, struct error *err);

static int check_members(const json_t *obj, struct error *err)
{
	json_t *o = js(value(obj));
	const char *name;
	json_t *v;
	int rc;

	json_object_foreach(o, name, v) {
		rc = check_numbers(v, name, err);
		if (rc)
			return rc;
	}
	return 0;
}

/* name: of the member that holds v, for the message. */
static int check_numbers(const json_t *v, const char *name, struct error *err)
{
	json_int_t n;

	switch (json_typeof(v)) {
	case JSON_OBJECT:
		return check_members(v, err);
	case JSON_ARRAY:
		for (size_t i = 0; i < json_array_size(v); i++) {
			int rc = check_numbers(json_array_get(v, i), name, err);

			if (rc)
				return rc;
		}
		return 0;
	case JSON_INTEGER:
		n = json_integer_value(v);
		if (n >= -INT_LIMIT && n <= INT_LIMIT)
			return 0;
		return error_set(err, ERR_INVALID,
				 _("JSON member \"%.64s\": number beyond "
				   "2^53-1"), name);
	case JSON_REAL:
		return error_set(err, ERR_INVALID,
				 _("JSON member \"%.64s\": a number with "
				   "fraction or exponent"), name);
	case JSON_STRING:
	case JSON_TRUE:
	case JSON_FALSE:
	case JSON_NULL:
		return 0;
	}
	return 0;
}

static int bad_json(const json_error_t *je, struct error *err)
{
	if (json_error_code(je) == json_error_out_of_memory)
		return error_nomem(err);
	error_set(err, ERR_INVALID, _("not valid JSON: %s"), je->text);
	error_where(err, _("line %d, column %d"), je->line, je->column);
	return ERR_INVALID;
}

static int load(json_t **root, const char *text, size_t n, int depth,
		struct error *err)
{
	json_error_t je;
	int rc;

	if (n < 2 || text[0] != '{' || text[n - 1] != '}')
		return error_set(err, ERR_INVALID,
				 _("JSON text is not one object from first "
				   "to last byte"));
	rc = check_depth(text, n, depth, err);
	if (rc)
		return rc;
	*root = json_loadb(text, n, JSON_REJECT_DUPLICATES, &je);
	return *root ? 0 : bad_json(&je, err);
}

int jread_parse(struct jread **out, const char *text, size_t n, int depth,
		struct error *err)
{
	json_t *root = NULL;
	int rc = load(&root, text, n, depth, err);

	*out = NULL;
	if (!rc)
		rc = check_members(root, err);
	if (rc) {
		json_decref(root);
		return rc;
	}
	*out = (struct jread *)(void *)root;
	return 0;
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

int jread_parse_foreign(struct jread **out, const char *text, size_t n,
			int depth, struct error *err)
{
	json_t *root = NULL;
	size_t cut = 0;
	int rc;

	while (n && blank(text[n - 1]))
		n--;
	while (cut < n && blank(text[cut]))
		cut++;
	rc = load(&root, text + cut, n - cut, depth, err);
	*out = rc ? NULL : (struct jread *)(void *)root;
	return rc;
}

void jread_free(struct jread *doc)
{
	json_decref(js(doc));
}

const struct jread *jread_get(const struct jread *obj, const char *name)
{
	return value(json_object_get(js(obj), name));
}

const char *jread_str(const struct jread *obj, const char *name)
{
	return jread_text(jread_get(obj, name));
}

int64_t jread_int(const struct jread *obj, const char *name, int64_t other)
{
	const struct jread *v = jread_get(obj, name);

	return jread_is_int(v) ? jread_number(v) : other;
}

bool jread_bool(const struct jread *obj, const char *name, bool other)
{
	const struct jread *v = jread_get(obj, name);

	return jread_is_bool(v) ? jread_truth(v) : other;
}

bool jread_is_object(const struct jread *v)
{
	return json_is_object(js(v));
}

bool jread_is_array(const struct jread *v)
{
	return json_is_array(js(v));
}

bool jread_is_int(const struct jread *v)
{
	return json_is_integer(js(v));
}

bool jread_is_bool(const struct jread *v)
{
	return json_is_boolean(js(v));
}

bool jread_truth(const struct jread *v)
{
	return json_is_true(js(v));
}

int64_t jread_number(const struct jread *v)
{
	return json_integer_value(js(v));
}

const char *jread_text(const struct jread *v)
{
	return json_string_value(js(v));
}

size_t jread_len(const struct jread *v)
{
	return json_array_size(js(v));
}

const struct jread *jread_at(const struct jread *v, size_t i)
{
	return value(json_array_get(js(v), i));
}

bool jread_each(const struct jread *obj,
		bool (*fn)(void *ctx, const char *name,
			   const struct jread *value),
		void *ctx)
{
	const char *name;
	json_t *v;

	json_object_foreach(js(obj), name, v)
		if (!fn(ctx, name, value(v)))
			return false;
	return true;
}
