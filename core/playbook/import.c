/* core/playbook/import.c - see import.h: what the bytes are, and which reader
 * takes them. */
#include "core/playbook/import_readers.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/importing.h"

#define HIDDEN_TOLD 5 /* hidden characters named one by one */

const char *import_grade_name(enum import_grade g)
{
	switch (g) {
	case IMPORT_REFUSE:
		return "refuse";
	case IMPORT_WARN:
		return "warn";
	case IMPORT_INFO:
		return "info";
	}
	return "";
}

const char *import_mark_name(enum import_mark m)
{
	static const char *const name[] = {
		[MARK_NONE] = "", [MARK_PHASE] = "phase",
		[MARK_STEP] = "step", [MARK_GROUP] = "group",
		[MARK_ITEMS] = "items", [MARK_NOTES] = "notes",
		[MARK_SKIP] = "skip", [MARK_NEW] = "?"};

	return name[m];
}

/* --- bytes ------------------------------------------------------------------ */

/* UTF-16 by its mark, or by a NUL in every other byte of the beginning. */
static bool is_utf16(const char *text, size_t n)
{
	size_t nul[2] = {0}, seen = n < 200 ? n : 200;

	if (n >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 ||
		       memcmp(text, "\xfe\xff", 2) == 0))
		return true;
	for (size_t i = 0; i < seen; i++)
		nul[i & 1] += !text[i];
	return seen >= 8 && (nul[0] > seen / 4) != (nul[1] > seen / 4);
}

static void count_hidden(struct imported *im, const char *text, size_t at,
			 uint32_t cp, int *told)
{
	if ((*told)++ < HIDDEN_TOLD)
		import_finding_add(im, IMPORT_WARN, import_line(text, at),
				   _("the hidden character U+%04X"),
				   (unsigned)cp);
}

/* What "\\u202e" in JSON stands for; 0 if p is no such escape. */
static uint32_t escaped(const char **p, const char *end)
{
	char hex[5] = "";

	if (*p == end || *(*p)++ != 'u' || end - *p < 4)
		return 0;
	memcpy(hex, *p, 4);
	return hex[strspn(hex, "0123456789abcdefABCDEF")]
		       ? 0 : (uint32_t)strtoul(hex, NULL, 16);
}

/* False if these bytes are no text; a finding says so. */
static bool bytes_fit(struct imported *im, const char *text, size_t n,
		      bool json)
{
	const char *p = text, *end = text + n;
	int told = 0;
	uint32_t cp;

	if (is_utf16(text, n)) {
		import_finding_add(im, IMPORT_REFUSE, 1,
				   _("the file is UTF-16; save it as UTF-8"));
		return false;
	}
	while (p < end) {
		size_t at = (size_t)(p - text);

		if (!utf8_next(&cp, &p, end)) {
			import_finding_add(im, IMPORT_REFUSE,
				import_line(text, at),
				_("a byte that is no UTF-8; save the file as "
				  "UTF-8"));
			return false;
		}
		if (!cp) {
			import_finding_add(im, IMPORT_REFUSE,
					   import_line(text, at),
					   _("a NUL byte: this is no text"));
			return false;
		}
		if (json && cp == '\\')
			cp = escaped(&p, end);
		if (cp && cp != '\n' && cp != '\r' && cp != '\t' &&
		    (cp < 0xd800 || cp > 0xdfff) && utf8_hidden(cp))
			count_hidden(im, text, at, cp, &told);
	}
	if (told > HIDDEN_TOLD)
		import_finding_add(im, IMPORT_WARN, 0,
				   _("%d hidden characters in all"), told);
	return true;
}

/* By its name, or by how an object begins: a text may begin with "{{". */
static bool looks_json(const char *name, const char *text, size_t n)
{
	const char *p = text, *end = text + n;

	if (str_ends(name, ".json"))
		return true;
	while (p < end && strchr(" \t\r\n", *p))
		p++;
	if (p == end || *p++ != '{')
		return false;
	while (p < end && strchr(" \t\r\n", *p))
		p++;
	return p < end && (*p == '"' || *p == '}');
}

static int read_bytes(struct imported *im, struct import_from *from,
		      struct error *err)
{
	bool json;

	if (from->n >= 3 && memcmp(from->text, "\xef\xbb\xbf", 3) == 0) {
		import_finding_add(im, IMPORT_INFO, 1,
				   _("a byte order mark, left out"));
		from->text += 3;
		from->n -= 3;
	}
	json = looks_json(from->name, from->text, from->n);
	if (from->n > (json ? IMPORT_MAX : MARKDOWN_MAX)) {
		import_finding_add(im, IMPORT_REFUSE, 0,
				   _("the file is over %s (%zu bytes)"),
				   json ? "8 MiB" : "1 MiB", from->n);
		return 0;
	}
	if (!bytes_fit(im, from->text, from->n, json))
		return 0;
	if (json)
		return cacao_read(im, from, err);
	if (str_ends(from->name, ".yml") || str_ends(from->name, ".yaml"))
		return actions_read(im, from, err);
	if (playbook_is(from->text, from->n))
		return own_read(im, from, err);
	return outline_read(im, from, err);
}

int import_read(struct imported **out, const struct import_from *from,
		struct error *err)
{
	struct imported *im = mem_zalloc(sizeof(*im));
	struct import_from now = *from;
	int rc;

	*out = NULL;
	if (!im)
		return error_nomem(err);
	im->format = "unknown";
	rc = read_bytes(im, &now, err);
	if (!rc && im->failed)
		rc = error_nomem(err);
	if (rc) {
		imported_free(im);
		return rc;
	}
	if (im->refused) {
		im->phases = 0;
		im->notes = 0;
		im->skipped = 0;
	}
	*out = im;
	return 0;
}

void imported_free(struct imported *im)
{
	if (!im)
		return;
	arena_release(&im->arena);
	mem_free(im);
}
