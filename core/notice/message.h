/* core/notice/message.h - private: the Message-ID of a letter, the same for
 * all time for one notice and one person, so that a second copy bears the
 * name of the first and a returned one leads back. */
#ifndef STANCH_NOTICE_MESSAGE_H
#define STANCH_NOTICE_MESSAGE_H

#include "core/case/notices.h"

#define MESSAGE_LEFT 64 /* what stands before the @ and a NUL */

void message_prefix(char out[NOTICE_PREFIX], const struct situation *s,
		    const char *label);
/* "<prefix>.<of the person>"; id as in struct recipient. */
void message_left(char out[MESSAGE_LEFT], const char *prefix,
		  const char *id);
/* With the domain of our address behind it. */
void message_id(char *out, size_t size, const char *prefix, const char *id,
		const char *from);

#endif
