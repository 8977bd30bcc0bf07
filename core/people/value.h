/* core/people/value.h - what a person's values look like, and when two of
 * them mean the same. Nothing is stored normalised. */
#ifndef STANCH_PEOPLE_VALUE_H
#define STANCH_PEOPLE_VALUE_H

#include <stdbool.h>

#include "core/base/str.h"
#include "core/people/column.h"

#define PERSON_VALUE_MAX 4096 /* bytes of one value */

/* One or several numbers parted by / ; , or their full-width forms: 5 to 15
 * digits each, with blanks, dashes, dots, brackets and + among them, perhaps
 * an extension. */
bool value_is_phone(const char *text);
/* One address with one @ and a dotted domain; nothing that could end a line
 * or begin another address. */
bool value_is_mail(const char *text);
/* What of a value is compared: a phone's digits without +86, a mail and an
 * identity number in lower case, a name without blanks; all without
 * full-width forms. Replaces what is in out. */
void value_key(struct str *out, enum person_field f, const char *text);

#endif
