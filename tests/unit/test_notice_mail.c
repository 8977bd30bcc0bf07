/* Letters as Internet messages, whatever a name holds; and mail programs
 * that fail in every way. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/notice/mail.h"
#include "tests/support/fixture.h"

/* That a silent program is given. */
static const struct mail_wait soon = {.timeout_ms = 300};

static int up(void **state)
{
	static struct fixture f;

	fixture_up(&f);
	*state = &f;
	return 0;
}

static int down(void **state)
{
	fixture_down(*state);
	return 0;
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, up, down)

static struct mail letter(void)
{
	return (struct mail){.from = "salon@example.org",
			     .to = "bo@example.org",
			     .subject = "About your data",
			     .text = "Hello\n", .id = "a.b@example.org"};
}

static const char *written(struct str *out, const struct mail *m)
{
	struct error err = {0};

	str_clear(out);
	if (mail_write(out, m, &err))
		fail_msg("%s", err.what);
	return str_text(out);
}

/* --- headers ---------------------------------------------------------------- */

static void a_letter_has_these_headers_and_no_others(void **state)
{
	struct str out = {0};
	struct mail m = letter();

	(void)state;
	m.to_name = "Bo \"the\" \\ Li";
	assert_string_equal(written(&out, &m),
		"From: <salon@example.org>\n"
		"To: \"Bo \\\"the\\\" \\\\ Li\"\n"
		" <bo@example.org>\n"
		"Subject: About your data\n"
		"Date: Thu, 1 Jan 1970 00:00:00 +0000\n"
		"Message-ID: <a.b@example.org>\n"
		"MIME-Version: 1.0\n"
		"Content-Type: text/plain; charset=utf-8\n"
		"Content-Transfer-Encoding: quoted-printable\n"
		"\n"
		"Hello\n");
	str_release(&out);
}

static void what_could_open_a_header_is_refused(void **state)
{
	static const struct {
		const char *to, *name, *subject, *what;
	} row[] = {
		{"bo@example.org", "Bo\nBcc: all@example.org", "x",
		 "To: a control character or what is no UTF-8"},
		{"bo@example.org", "Bo\r\n\r\nbody", "x",
		 "To: a control character or what is no UTF-8"},
		{"bo@example.org", "Bo\xff", "x",
		 "To: a control character or what is no UTF-8"},
		{"bo@example.org", "Bo", "x\nBcc: all@example.org",
		 "Subject: a control character or what is no UTF-8"},
		{"bo@example.org\nBcc: all@example.org", "Bo", "x",
		 "bo@example.org\nBcc: all@example.org: no e-mail address"},
		{"bo@example.org, li@example.org", "Bo", "x",
		 "bo@example.org, li@example.org: no e-mail address"},
		{"", "Bo", "x", ": no e-mail address"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str out = {0};
		struct error err = {0};
		struct mail m = letter();

		m.to = row[i].to;
		m.to_name = row[i].name;
		m.subject = row[i].subject;
		assert_int_equal(mail_write(&out, &m, &err), ERR_INVALID);
		assert_string_equal(err.what, row[i].what);
		str_release(&out);
	}
}

static void addresses_are_plain_or_none(void **state)
{
	static const char *const good[] = {"a@b.cn", "first.last+tag@b-c.org"};
	static const char *const bad[] = {
		"a", "a@b", "@b.cn", "a@", "a@@b.cn", "a b@c.cn", "-a@b.cn",
		"a@-b.cn", "a..b@c.cn", "a@b..cn", "\"a b\"@c.cn", "<a@b.cn>",
		"a@b.cn>", "a@b.cn;c@d.cn", "a@b.cn c@d.cn", "a@[10.0.0.1]",
		"a@b.cn\t", "张@b.cn", "a@b\xe2\x80\xae.cn", "|sh@b.cn,"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		if (!mail_address(good[i]))
			fail_msg("%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (mail_address(bad[i]))
			fail_msg("%s", bad[i]);
}

static int digit(char c)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
				  "qrstuvwxyz0123456789+/";

	return (int)(strchr(set, c) - set);
}

static void unbase64(struct str *out, const char *p, size_t n)
{
	for (size_t i = 0; i + 3 < n; i += 4) {
		unsigned v = (unsigned)digit(p[i]) << 18 |
			     (unsigned)digit(p[i + 1]) << 12;

		if (p[i + 2] != '=')
			v |= (unsigned)digit(p[i + 2]) << 6;
		if (p[i + 3] != '=')
			v |= (unsigned)digit(p[i + 3]);
		str_addc(out, (char)(v >> 16));
		if (p[i + 2] != '=')
			str_addc(out, (char)(v >> 8));
		if (p[i + 3] != '=')
			str_addc(out, (char)v);
	}
}

/* The encoded words of a header, together; each whole and short enough. */
static void decoded(struct str *out, const char *message, const char *header)
{
	const char *p = strstr(message, header);

	assert_non_null(p);
	for (p += strlen(header); str_starts(p, "=?UTF-8?B?");) {
		const char *end = strstr(p, "?=");
		struct str word = {0};

		assert_non_null(end);
		assert_true(end + 2 - p <= 75); /* RFC 2047, 2 */
		unbase64(&word, p + 10, (size_t)(end - p) - 10);
		assert_true(utf8_valid(str_text(&word), word.len));
		str_addn(out, str_text(&word), word.len);
		str_release(&word);
		p = end + 2;
		if (str_starts(p, "\n =?"))
			p += 2;
	}
}

static void no_line_is_longer_than(size_t most, const char *message)
{
	for (const char *p = message; *p; p += strcspn(p, "\n") + 1)
		if (strcspn(p, "\n") > most)
			fail_msg("%.*s", (int)strcspn(p, "\n"), p);
}

static void a_very_long_name_is_folded_between_characters(void **state)
{
	struct str name = {0}, out = {0}, got = {0};
	struct mail m = letter();

	(void)state;
	for (int i = 0; i < 400; i++)
		str_add(&name, i % 3 ? "张" : i % 2 ? "a" : "😀");
	m.to_name = str_text(&name);
	m.subject = str_text(&name);
	written(&out, &m);
	no_line_is_longer_than(76, str_text(&out));
	decoded(&got, str_text(&out), "To: ");
	assert_string_equal(str_text(&got), str_text(&name));
	str_clear(&got);
	decoded(&got, str_text(&out), "Subject: ");
	assert_string_equal(str_text(&got), str_text(&name));
	str_release(&name);
	str_release(&out);
	str_release(&got);
}

static void a_name_that_looks_encoded_is_encoded(void **state)
{
	static const char name[] = "=?UTF-8?B?QmNjOiBhQGIuY24=?=";
	struct str out = {0}, got = {0};
	struct mail m = letter();

	(void)state;
	m.to_name = name;
	written(&out, &m);
	assert_null(strstr(str_text(&out), name));
	decoded(&got, str_text(&out), "To: ");
	assert_string_equal(str_text(&got), name);
	str_release(&out);
	str_release(&got);
}

static void a_name_loses_what_nobody_sees(void **state)
{
	struct str out = {0};

	(void)state;
	mail_name(&out, "Bo\xe2\x80\xae gro.elpmaxe\xe2\x80\xac\r\nBcc: x");
	assert_string_equal(str_text(&out), "Bo gro.elpmaxe Bcc: x");
	mail_name(&out, "\n\t ");
	assert_string_equal(str_text(&out), "");
	str_release(&out);
}

/* --- the body --------------------------------------------------------------- */

static void a_text_of_letters_stays_readable_and_within_76(void **state)
{
	struct str text = {0}, out = {0};
	struct mail m = letter();
	const char *body;

	(void)state;
	str_add(&text, ".\n.dot\nFrom here\nend \na=b caf\xc3\xa9\n");
	for (int i = 0; i < 300; i++)
		str_add(&text, "x");
	str_add(&text, "\n");
	m.text = str_text(&text);
	body = strstr(written(&out, &m), "\n\n") + 2;
	no_line_is_longer_than(76, body);
	assert_true(str_starts(body, "=2E\n=2Edot\nFrom here\nend=20\n"
				     "a=3Db caf=C3=A9\n"));
	str_release(&text);
	str_release(&out);
}

static void a_text_of_characters_is_base64(void **state)
{
	static const char text[] = "您的客户资料被出售。\n请不要相信陌生来电。\n"
				   "我们不会打电话要验证码。\n";
	struct str out = {0}, got = {0}, all = {0};
	struct mail m = letter();
	const char *body;

	(void)state;
	m.text = text;
	body = strstr(written(&out, &m), "\n\n") + 2;
	assert_non_null(strstr(str_text(&out), "Encoding: base64"));
	no_line_is_longer_than(76, body);
	for (; *body; body++)
		if (*body != '\n')
			str_addc(&all, *body);
	unbase64(&got, str_text(&all), all.len);
	assert_string_equal(str_text(&got), text);
	str_release(&out);
	str_release(&got);
	str_release(&all);
}

/* --- programs that fail ------------------------------------------------------- */

static enum handed hand(struct fixture *f, char why[200], const char *script,
			const struct mail_wait *wait)
{
	struct str message = {0}, program = {0};
	enum handed got;
	int rc;

	fixture_write(f, "mailer", script);
	str_addf(&program, "sh %s", fixture_path(f, "mailer"));
	for (int i = 0; i < 2000; i++)
		str_add(&message, "a line of the letter\n");
	rc = mail_hand(&got, why, str_text(&program), &message, wait,
		       &f->err);
	if (rc)
		fail_msg("%s", f->err.what);
	str_release(&message);
	str_release(&program);
	return got;
}

static void a_program_that_fails_is_never_taken_for_one_that_sent(void **s)
{
	static const struct {
		const char *script;
		enum handed want;
		const char *why; /* begins so */
	} row[] = {
		{"cat >/dev/null\n", HANDED_OVER, ""},
		{"cat >/dev/null; echo later >&2; echo more >&2; exit 75\n",
		 HANDED_NOT, "75: later"},
		{"exit 1\n", HANDED_NOT, "1: "},
		{"exec <&-\nexit 0\n", HANDED_DOUBT, "it read 0 of 42000"},
		{"dd bs=1000 count=3 of=/dev/null 2>/dev/null\n",
		 HANDED_DOUBT, "it read 3000 of 42000"},
		{"dd bs=1000 count=3 of=/dev/null 2>/dev/null\nkill -9 $$\n",
		 HANDED_DOUBT, "the mail program was killed"},
		{"cat >/dev/null; kill -TERM $$\n", HANDED_DOUBT,
		 "the mail program was killed"},
		{"cat >/dev/null; exec sleep 60\n", HANDED_DOUBT, "sh: silent"},
		{"sleep 60\n", HANDED_DOUBT, "sh: silent"},
		{"cat >/dev/null; cat /dev/zero\n", HANDED_DOUBT, "sh: "},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		char why[200];
		enum handed got = hand(*s, why, row[i].script, &soon);

		if (got != row[i].want || !str_starts(why, row[i].why))
			fail_msg("%s: %d \"%s\"", row[i].script, (int)got,
				 why);
	}
}

static bool at_once(void *ctx)
{
	++*(int *)ctx;
	return true;
}

static void a_letter_given_up_is_in_doubt(void **state)
{
	struct fixture *f = *state;
	int asked = 0;
	const struct mail_wait wait = {60000, at_once, &asked};
	char why[200];

	assert_int_equal(hand(f, why, "cat >/dev/null; exec sleep 60\n", &wait),
			 HANDED_DOUBT);
	assert_string_equal(why, "stopped while the mail program had it");
	assert_true(asked > 0);
}

static void a_program_that_is_not_there_got_nothing(void **state)
{
	struct fixture *f = *state;
	struct str message = {0};
	enum handed got;
	char why[200];

	str_add(&message, "x\n");
	assert_int_equal(mail_hand(&got, why, "/nosuch/sendmail", &message,
				   &soon, &f->err), ERR_NOTFOUND);
	assert_int_equal(got, HANDED_NOT);
	assert_non_null(strstr(f->err.what, "/nosuch/sendmail"));
	assert_int_equal(mail_hand(&got, why, "  ", &message, &soon, &f->err),
			 ERR_USAGE);
	assert_string_equal(f->err.what, "no mail program is set");
	str_release(&message);
}

/* --- the pace ------------------------------------------------------------------ */

static int settings(char *value, size_t size, void *ctx, const char *key,
		    struct error *err)
{
	const char *const *set = ctx;

	(void)err;
	str_copy(value, size, "");
	for (; *set; set += 2)
		if (!strcmp(*set, key))
			str_copy(value, size, set[1]);
	return 0;
}

static void letters_leave_no_faster_than_was_set(void **state)
{
	const char *set[] = {"mail-rate", "120", "mail-from", "a@b.cn", NULL};
	const char *bad[] = {"mail-rate", "0", NULL};
	const char *none[] = {NULL};
	struct mail_way w;
	struct error err = {0};

	(void)state;
	assert_int_equal(mail_way_read(&w, settings, set, true, &err), 0);
	assert_int_equal(mail_way_due(&w, 0), 0);
	assert_int_equal(mail_way_due(&w, 1), 500);
	assert_int_equal(mail_way_due(&w, 240), 120000);
	assert_int_equal(mail_way_read(&w, settings, bad, true, &err),
			 ERR_USAGE);
	assert_string_equal(err.what, "mail-rate is no number that fits");
	assert_int_equal(mail_way_read(&w, settings, none, true, &err),
			 ERR_USAGE);
	assert_string_equal(err.what, "nobody has set our address");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_letter_has_these_headers_and_no_others),
		TEST(what_could_open_a_header_is_refused),
		TEST(addresses_are_plain_or_none),
		TEST(a_very_long_name_is_folded_between_characters),
		TEST(a_name_that_looks_encoded_is_encoded),
		TEST(a_name_loses_what_nobody_sees),
		TEST(a_text_of_letters_stays_readable_and_within_76),
		TEST(a_text_of_characters_is_base64),
		TEST(a_program_that_fails_is_never_taken_for_one_that_sent),
		TEST(a_letter_given_up_is_in_doubt),
		TEST(a_program_that_is_not_there_got_nothing),
		TEST(letters_leave_no_faster_than_was_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
