/* core/notice/mail.c - see mail.h. */
#include "core/notice/mail.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"

#define WORD_BYTES 45 /* of a header word: 60 letters of base64 */
#define FIRST_BYTES 36 /* of the one beside the header's name */
#define LINE_BYTES 57 /* of a body line: 76 letters */
#define SAID_MAX ((size_t)64 * 1024)

/* --- addresses and encodings ------------------------------------------------------ */

static bool atom_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') ||
	       (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static bool label_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-';
}

/* Parts with a dot between, none of them empty; how many, 0 if wrong. */
static size_t dotted(const char *p, size_t n, bool (*fits)(char))
{
	size_t parts = 1, len = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i] == '.') {
			if (!len)
				return 0;
			parts++;
			len = 0;
		} else if (!fits(p[i]) || ++len > 64) {
			return 0;
		}
	}
	return len ? parts : 0;
}

bool mail_address(const char *text)
{
	const char *at = text ? strchr(text, '@') : NULL;
	size_t local = at ? (size_t)(at - text) : 0;
	size_t domain = at ? strlen(at + 1) : 0;

	return at && local <= 64 && domain <= 253 && *text != '-' &&
	       at[1] != '-' && dotted(text, local, atom_char) &&
	       dotted(at + 1, domain, label_char) >= 2;
}

/* --- headers ---------------------------------------------------------------------- */

static bool controlled(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < ' ' || *s == 127)
			return true;
	return false;
}

static int check_header(const char *name, const char *text, struct error *err)
{
	if (utf8_valid(text, strlen(text)) && !controlled(text))
		return 0;
	return error_set(err, ERR_INVALID,
			 _("%s: a control character or what is no UTF-8"),
			 name);
}

void mail_name(struct str *out, const char *name)
{
	const char *p = name, *end = name + strlen(name);
	bool blank = false;
	char bytes[4];
	uint32_t cp;

	str_clear(out);
	while (p < end) {
		if (!utf8_next(&cp, &p, end) ||
		    (utf8_hidden(cp) && cp > ' '))
			continue;
		if (cp <= ' ' || cp == 127) {
			blank = out->len > 0;
			continue;
		}
		if (blank)
			str_addc(out, ' ');
		blank = false;
		str_addn(out, bytes, utf8_encode(bytes, cp));
	}
}

/* RFC 2047: words of whole characters, each on a line of at most 76. */
static void encoded(struct str *out, const char *text)
{
	const char *p = text, *end = text + strlen(text);

	while (p < end) {
		const char *from = p;
		long most = from == text ? FIRST_BYTES : WORD_BYTES;

		while (p < end) {
			const char *next = p;
			uint32_t cp;

			utf8_next(&cp, &next, end);
			if (next - from > most)
				break;
			p = next;
		}
		str_add(out, from == text ? "=?UTF-8?B?" : "\n =?UTF-8?B?");
		base64_add(out, from, (size_t)(p - from));
		str_add(out, "?=");
	}
}

static bool plain(const char *s)
{
	for (const char *p = s; *p; p++)
		if ((unsigned char)*p > 126)
			return false;
	return strlen(s) < 70 && !strstr(s, "=?");
}

static void put_mailbox(struct str *out, const char *head, const char *name,
			const char *address)
{
	str_addf(out, "%s: ", head);
	if (name && *name && plain(name)) {
		str_addc(out, '"');
		for (; *name; name++) {
			if (*name == '"' || *name == '\\')
				str_addc(out, '\\');
			str_addc(out, *name);
		}
		str_add(out, "\"\n ");
	} else if (name && *name) {
		encoded(out, name);
		str_add(out, "\n ");
	}
	str_addf(out, "<%s>\n", address);
}

static void put_date(struct str *out, int64_t at, const struct zone *z)
{
	static const char days[] = "MonTueWedThuFriSatSun";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct civil c = time_civil(at, z);
	int min = c.offset / 60;

	str_addf(out, "Date: %.3s, %d %.3s %04d %02d:%02d:%02d %c%02d%02d\n",
		 days + 3 * c.weekday, c.day, months + 3 * (c.month - 1),
		 c.year, c.hour, c.minute, c.second, min < 0 ? '-' : '+',
		 (min < 0 ? -min : min) / 60, (min < 0 ? -min : min) % 60);
}

/* --- the body --------------------------------------------------------------------- */

/* RFC 2045, 6.7. Lines of at most 76. */
static void quoted(struct str *out, const char *text)
{
	size_t col = 0;

	for (const char *p = text; *p; p++) {
		unsigned char c = (unsigned char)*p;
		bool ends = p[1] == '\n' || !p[1];
		bool as_is = c >= ' ' && c < 127 && c != '=' &&
			     !(c == ' ' && ends) && !(c == '.' && !col);

		if (c == '\n') {
			str_addc(out, '\n');
			col = 0;
			continue;
		}
		if (col + 3 > 75) {
			str_add(out, "=\n");
			col = 0;
			as_is = as_is && c != '.';
		}
		if (as_is)
			str_addc(out, (char)c);
		else
			str_addf(out, "=%02X", c);
		col += as_is ? 1 : 3;
	}
}

static void put_body(struct str *out, const char *text)
{
	size_t n = strlen(text), wide = 0;

	for (size_t i = 0; i < n; i++)
		wide += (unsigned char)text[i] > 126;
	if (wide * 6 < n) {
		str_add(out, "Content-Transfer-Encoding: quoted-printable\n\n");
		quoted(out, text);
		return;
	}
	str_add(out, "Content-Transfer-Encoding: base64\n\n");
	for (size_t i = 0; i < n; i += LINE_BYTES) {
		base64_add(out, text + i,
			   n - i < LINE_BYTES ? n - i : LINE_BYTES);
		str_addc(out, '\n');
	}
}

static int bad_address(const char *text, struct error *err)
{
	return error_set(err, ERR_INVALID, _("%s: no e-mail address"),
			 text ? text : "");
}

int mail_write(struct str *out, const struct mail *m, struct error *err)
{
	int rc = 0;

	if (!mail_address(m->from))
		return bad_address(m->from, err);
	if (!mail_address(m->to))
		return bad_address(m->to, err);
	if (m->from_name)
		rc = check_header("From", m->from_name, err);
	if (!rc && m->to_name)
		rc = check_header("To", m->to_name, err);
	if (!rc)
		rc = check_header("Subject", m->subject, err);
	if (rc)
		return rc;
	put_mailbox(out, "From", m->from_name, m->from);
	put_mailbox(out, "To", m->to_name, m->to);
	str_add(out, "Subject: ");
	if (plain(m->subject))
		str_add(out, m->subject);
	else
		encoded(out, m->subject);
	str_addc(out, '\n');
	put_date(out, m->at, m->zone);
	if (m->id)
		str_addf(out, "Message-ID: <%s>\n", m->id);
	str_add(out, "MIME-Version: 1.0\n"
		     "Content-Type: text/plain; charset=utf-8\n");
	put_body(out, m->text);
	return out->failed ? error_nomem(err) : 0;
}

/* --- handing over ----------------------------------------------------------------- */

static const char **words_of(struct arena *a, const char *program)
{
	size_t n = 0, cap = strlen(program) / 2 + 4;
	const char **argv = arena_alloc(a, cap * sizeof(*argv));

	while (argv && *(program += strspn(program, " \t"))) {
		size_t len = strcspn(program, " \t");

		argv[n] = arena_strndup(a, program, len);
		if (!argv[n++])
			return NULL;
		program += len;
	}
	if (!argv || !n)
		return NULL;
	argv[n++] = "-t";
	argv[n++] = "-i";
	argv[n] = NULL;
	return argv;
}

/* In memory alone: a letter never stands in a file that nobody asked for. */
static int message_fd(const struct str *message)
{
	int fd = memfd_create("letter", MFD_CLOEXEC);

	if (fd < 0)
		return -1;
	if (io_write(fd, message->p, message->len)) {
		close(fd);
		return -1;
	}
	lseek(fd, 0, SEEK_SET);
	return fd;
}

/* It ran: silence and death leave it open whether it sent, and so does one
 * that says yes and did not read the letter to its end. */
static enum handed judge(char why[200], int status, const char *silence,
			 const char *errs, off_t taken, size_t len)
{
	int line = (int)strcspn(errs, "\n");

	if (silence || status >= 128) {
		snprintf(why, 200, "%.150s",
			 silence ? silence : _("the mail program was killed"));
		return HANDED_DOUBT;
	}
	if (status) {
		snprintf(why, 200, "%d: %.*s", status, line > 150 ? 150 : line,
			 errs);
		return HANDED_NOT;
	}
	if (taken >= (off_t)len)
		return HANDED_OVER;
	snprintf(why, 200, _("it read %lld of %zu bytes"), (long long)taken,
		 len);
	return HANDED_DOUBT;
}

static bool given_up(void *ctx, const struct str *errs)
{
	const struct mail_wait *w = ctx;

	(void)errs;
	return w->give_up && w->give_up(w->ctx);
}

int mail_hand(enum handed *out, char why[200], const char *program,
	      const struct str *message, const struct mail_wait *wait,
	      struct error *err)
{
	struct mail_wait own_wait = *wait;
	struct io_watch look = {.stop = given_up, .ctx = &own_wait,
				.input = message_fd(message)};
	struct str said = {0}, errs = {0};
	struct arena a = {0};
	const char **argv = words_of(&a, program);
	struct error own = {0};
	int status = -1, rc = 0;
	off_t taken = 0;

	*out = HANDED_NOT;
	*why = '\0';
	if (look.input < 0)
		rc = error_errno(err, program);
	else if (!argv)
		rc = error_set(err, ERR_USAGE, _("no mail program is set"));
	if (!rc)
		rc = io_run_watched(&status, &said, &errs, argv, NULL,
				    SAID_MAX, wait->timeout_ms, &look, &own);
	if (look.input >= 0) {
		taken = lseek(look.input, 0, SEEK_CUR); /* its place is ours */
		close(look.input);
	}
	if (rc && !own.code) {
		arena_release(&a);
		return rc;
	}
	if (rc == ERR_CANCELLED)
		rc = error_set(&own, ERR_IO, "%s",
			       _("stopped while the mail program had it"));
	if (rc == ERR_IO || rc == ERR_TOOBIG || !rc) {
		*out = judge(why, status, rc ? own.what : NULL,
			     str_text(&errs), taken, message->len);
		rc = 0;
	} else {
		*err = own;
	}
	str_release(&said);
	str_release(&errs);
	arena_release(&a);
	return rc;
}

/* --- settings --------------------------------------------------------------------- */

#define SENDMAIL "/usr/sbin/sendmail"

static int number(long long *out, const char *text, const char *key,
		  long long other, long long most, struct error *err)
{
	*out = other;
	if (!*text || str_int(out, text, 1, most))
		return 0;
	return error_set(err, ERR_USAGE, _("%s is no number that fits"), key);
}

int mail_way_read(struct mail_way *out,
		  int (*get)(char *value, size_t size, void *ctx,
			     const char *key, struct error *err),
		  void *ctx, bool ours, struct error *err)
{
	char timeout[32] = "", rate[32] = "";
	long long seconds;
	int rc = get(out->program, sizeof(out->program), ctx, "sendmail", err);

	if (!rc && !*out->program)
		str_copy(out->program, sizeof(out->program), SENDMAIL);
	if (!rc)
		rc = get(out->from, sizeof(out->from), ctx, "mail-from", err);
	if (!rc)
		rc = get(timeout, sizeof(timeout), ctx, "mail-timeout", err);
	if (!rc)
		rc = get(rate, sizeof(rate), ctx, "mail-rate", err);
	if (!rc)
		rc = number(&seconds, timeout, "mail-timeout", 60, 3600, err);
	if (!rc)
		rc = number(&out->per_minute, rate, "mail-rate", 600, 600000,
			    err);
	if (rc)
		return rc;
	out->timeout_ms = (int)seconds * 1000;
	if (!ours || mail_address(out->from))
		return 0;
	error_set(err, ERR_USAGE, _("nobody has set our address"));
	return error_fix(err, "stanch store config mail-from ADDRESS");
}

int64_t mail_way_due(const struct mail_way *w, size_t done)
{
	return (int64_t)done * 60000 / w->per_minute;
}
