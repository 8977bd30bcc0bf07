/* core/clock/ics.c - running clocks as a calendar (RFC 5545). */
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/clock/running.h"
#include "core/clock/words.h"

#define FOLD 73 /* octets of a line; the most is 75 */

/* Commas, semicolons, backslashes and line ends are escaped (3.3.11); what
 * show() would mark is shown. */
static void add_text(struct str *out, const char *text)
{
	struct str safe = {0};

	show_text(&safe, text ? text : "");
	for (const char *p = str_text(&safe); *p; p++) {
		if (strchr(",;\\", *p))
			str_addc(out, '\\');
		str_addc(out, *p);
	}
	str_release(&safe);
}

/* A line is folded between characters, never inside one (3.1). */
static void add_line(struct str *out, struct str *line)
{
	const char *p = str_text(line);
	size_t left = line->len;

	while (left > FOLD) {
		size_t n = FOLD;

		while (n && ((unsigned char)p[n] & 0xc0) == 0x80)
			n--;
		str_addn(out, p, n);
		str_add(out, "\n ");
		p += n;
		left -= n;
	}
	str_addn(out, p, left);
	str_addc(out, '\n');
	str_release(line);
}

static void add_stamp(struct str *line, const char *name, int64_t at)
{
	struct civil c = time_civil(at, NULL);

	str_addf(line, "%s:%04d%02d%02dT%02d%02d%02dZ", name, c.year, c.month,
		 c.day, c.hour, c.minute, c.second);
}

void ics_begin(struct str *out)
{
	str_add(out, "BEGIN:VCALENDAR\nVERSION:2.0\n"
		     "PRODID:-//stanch//clocks//EN\n");
}

/* A calendar has at least one component (3.6), even with nothing in it. */
static const char utc[] =
	"BEGIN:VTIMEZONE\nTZID:UTC\nBEGIN:STANDARD\n"
	"DTSTART:19700101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0000\n"
	"END:STANDARD\nEND:VTIMEZONE\n";

void ics_end(struct str *out)
{
	if (!strstr(str_text(out), "\nBEGIN:VEVENT\n"))
		str_add(out, utc);
	str_add(out, "END:VCALENDAR\n");
}

void ics_add(struct str *out, const char *label, const char *title,
	     const struct case_clock *c, const char *when, const char *lang,
	     int64_t now)
{
	struct str line = {0}, law = {0};

	if (c->state != CC_RUNNING || !c->deadline)
		return;
	str_add(out, "BEGIN:VEVENT\n");
	str_add(&line, "UID:");
	add_text(&line, label);
	str_addc(&line, '-');
	add_text(&line, c->key);
	str_add(&line, "@stanch");
	add_line(out, &line);
	add_stamp(&line, "DTSTAMP", now);
	add_line(out, &line);
	add_stamp(&line, "DTSTART", c->deadline);
	add_line(out, &line);
	str_add(&line, "SUMMARY:");
	add_text(&line, label);
	str_add(&line, ": ");
	case_clock_name(&law, c, lang);
	add_text(&line, str_text(&law));
	str_release(&law);
	add_line(out, &line);
	str_add(&line, "DESCRIPTION:");
	add_text(&line, title);
	str_add(&line, "\\n");
	add_text(&line, when);
	str_add(&line, "\\n");
	add_text(&line, c->clock);
	str_add(&line, "\\n");
	add_text(&line, clock_no_advice());
	add_line(out, &line);
	str_add(out, "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT4H\n"
		     "DESCRIPTION:stanch\nEND:VALARM\nEND:VEVENT\n");
}
