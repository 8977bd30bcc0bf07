/* core/notice/message.c - see message.h. */
#include "core/notice/message.h"

#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"

void message_prefix(char out[NOTICE_PREFIX], const struct situation *s,
		    const char *label)
{
	uint8_t sum[HASH_LEN];
	struct str text = {0};

	str_add(&text, "stanch-message-v1");
	str_addn(&text, s->case_id, ID_LEN);
	str_add(&text, label);
	hash_bytes(sum, str_text(&text), text.len);
	hex_encode(out, sum, NOTICE_PREFIX / 2);
	str_release(&text);
}

void message_left(char out[MESSAGE_LEFT], const char *prefix, const char *id)
{
	uint8_t sum[HASH_LEN];
	struct str text = {0};
	char hex[33];

	str_addf(&text, "%s %s", prefix, id);
	hash_bytes(sum, str_text(&text), text.len);
	hex_encode(hex, sum, 16);
	snprintf(out, MESSAGE_LEFT, "%.16s.%s", prefix, hex);
	str_release(&text);
}

void message_id(char *out, size_t size, const char *prefix, const char *id,
		const char *from)
{
	char left[MESSAGE_LEFT];

	message_left(left, prefix, id);
	snprintf(out, size, "%s@%.120s", left, strchr(from, '@') + 1);
}
