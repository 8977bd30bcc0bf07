/* A record's body: what is taken is written and read again unchanged. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/jread.h"
#include "core/base/jwrite.h"

#define DEPTH 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bool rewrite(void *ctx, const char *name, const struct jread *v)
{
	jwrite_copy(ctx, name, v);
	return true;
}

static void write_again(struct str *out, const struct jread *doc, bool pretty)
{
	struct jwrite *w = jwrite_new();

	jread_each(doc, rewrite, w);
	if ((pretty ? jwrite_pretty : jwrite_text)(out, w, NULL))
		abort();
	jwrite_free(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str compact = {0}, pretty = {0}, last = {0};
	struct error err = {0};
	struct jread *doc;
	int rc = jread_parse(&doc, (const char *)data, n, DEPTH, &err);

	if (rc) {
		if (doc || !*err.what)
			abort();
		return 0;
	}
	write_again(&compact, doc, false);
	write_again(&pretty, doc, true);
	jread_free(doc);
	if (jread_parse(&doc, pretty.p, pretty.len - 1, DEPTH, NULL))
		abort();
	write_again(&last, doc, false);
	if (last.len != compact.len || memcmp(last.p, compact.p, last.len))
		abort();
	jread_free(doc);
	str_release(&compact);
	str_release(&pretty);
	str_release(&last);
	return 0;
}
