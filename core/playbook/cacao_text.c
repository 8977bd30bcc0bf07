/* core/playbook/cacao_text.c - what a step of a CACAO playbook says: manual
 * text, and commands that are shown and never run. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/cacao.h"

#define DECODED_MAX ((size_t)64 * 1024)

/* "[ ] " lines of a text are check items, all else is a note. */
static void manual_text(struct imported *im, const char *text)
{
	struct str rest = {0};

	while (*text) {
		size_t n = strcspn(text, "\n");
		struct str line = {0};

		str_addn(&line, text, n);
		if (str_starts(str_text(&line), "[ ] "))
			import_check_add(im, line.p + 4);
		else
			str_addf(&rest, "%s\n", str_text(&line));
		im->failed |= line.failed;
		str_release(&line);
		text += n + (text[n] == '\n');
	}
	import_note_add(im, str_text(&rest), false);
	im->failed |= rest.failed;
	str_release(&rest);
}

static int digit(char c)
{
	static const char all[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
				  "qrstuvwxyz0123456789+/";
	const char *p = c ? strchr(all, c) : NULL;

	return p ? (int)(p - all) : c == '-' ? 62 : c == '_' ? 63 : -1;
}

/* Base64 (RFC 4648 4 and 5); false if it is none. */
static bool decode(struct str *out, const char *s)
{
	unsigned bits = 0, have = 0;

	for (; *s && *s != '='; s++) {
		int d = digit(*s);

		if (strchr(" \t\r\n", *s))
			continue;
		if (d < 0)
			return false;
		bits = bits << 6 | (unsigned)d;
		have += 6;
		if (have < 8)
			continue;
		have -= 8;
		str_addc(out, (char)(bits >> have & 0xff));
		bits &= (1u << have) - 1;
	}
	return !s[strspn(s, "= \t\r\n")] && !out->failed;
}

/* Short text is shown, anything else by its size and hash. */
static void coded(struct imported *im, const char *type, const char *text)
{
	struct str raw = {0}, s = {0};
	uint8_t sum[HASH_LEN];
	char hex[HASH_HEX];

	if (!decode(&raw, text)) {
		str_addf(&s, _("%s: said to be base64, and is not (%zu "
			       "characters)"), type, strlen(text));
	} else if (raw.len <= DECODED_MAX &&
		   utf8_valid(str_text(&raw), raw.len) &&
		   !memchr(str_text(&raw), '\0', raw.len)) {
		str_addf(&s, "%s: %s", type, str_text(&raw));
	} else {
		hash_bytes(sum, str_text(&raw), raw.len);
		hex_encode(hex, sum, sizeof(sum));
		str_addf(&s, _("%s: %zu bytes, SHA-256 %s"), type, raw.len,
			 hex);
	}
	import_note_add(im, str_text(&s), true);
	im->failed |= s.failed || raw.failed;
	str_release(&raw);
	str_release(&s);
}

void cacao_command(struct imported *im, const struct jread *cmd)
{
	static const char *const keys[] = {"command_b64", "content_b64"};
	const char *type = jread_str(cmd, "type");
	const char *text = jread_str(cmd, "command");
	struct str s = {0};

	if (text && type && !strcmp(type, "manual")) {
		manual_text(im, text);
	} else if (text) {
		str_addf(&s, "%s: %s", type ? type : "?", text);
		import_note_add(im, str_text(&s), true);
	}
	text = jread_str(cmd, "content");
	str_clear(&s);
	if (text) {
		str_addf(&s, "%s: %s", type ? type : "?", text);
		import_note_add(im, str_text(&s), true);
	}
	for (size_t i = 0; i < 2; i++)
		if ((text = jread_str(cmd, keys[i])))
			coded(im, type ? type : "?", text);
	im->failed |= s.failed;
	str_release(&s);
}

void cacao_said(struct imported *im, const struct wstep *s, const char *key)
{
	const struct jread *v = jread_get(s->obj, key);
	struct str text = {0};

	if (jread_text(v))
		str_addf(&text, "%s: %s", key, jread_text(v));
	else if (jread_is_int(v))
		str_addf(&text, "%s: %lld ms", key,
			 (long long)jread_number(v));
	im->line = s->line;
	import_note_add(im, str_text(&text), false);
	im->failed |= text.failed;
	str_release(&text);
}
