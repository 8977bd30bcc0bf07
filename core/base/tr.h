/*
 * core/base/tr.h - the one way to a translated text.
 *
 * gettext's current language is the only ambient state that core/ reads:
 * tui/ picks the language (see tui/cmd/lang.h), core/ writes its messages.
 */
#ifndef STANCH_BASE_TR_H
#define STANCH_BASE_TR_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text /* marked for the catalogue, translated when shown */

/* The language that _() speaks now, as playbooks name it: a catalogue
 * translates "en" to its own code. */
#define tr_lang() _("en")

#endif
