/* core/case/say_notice.c - what was done to notices, as sentences. */
#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/case/event.h"
#include "core/case/fate.h"
#include "core/case/notices.h"
#include "core/case/people.h"

static void add_why(struct str *out, const char *why)
{
	if (why && *why)
		str_addf(out, _(" (why: %s)"), why);
}

static void add_people(struct str *out, int64_t count)
{
	unsigned long n = (unsigned long)count;

	str_addf(out, ngettext("%lu person", "%lu people", n), n);
}

void say_notice_draft(struct str *out, const struct situation *s,
		      const struct event *ev, size_t lang)
{
	const struct set_notice *p = ev->data;
	const char *name = p->filter ? situation_group_name(s, p->filter)
				     : NULL;

	(void)lang;
	str_addf(out, _("wrote notice %s from %s.%s"), ev->on, p->template,
		 p->lang);
	if (p->authority)
		str_addf(out, _(" to the office %s"), p->authority);
	else if (str_eq(p->filter, "all"))
		str_add(out, _(" to everybody"));
	else if (p->filter)
		str_addf(out, _(" to the group %s"),
			 name ? name : p->filter);
}

void say_notice_approve(struct str *out, const struct situation *s,
			const struct event *ev, size_t lang)
{
	const struct set_approval *p = ev->data;
	char hex[13];

	(void)s;
	(void)lang;
	hex_encode(hex, p->text, 6);
	if (p->to) {
		str_addf(out, p->self
				      ? _("approved notice %s, as its "
					  "author, to ")
				      : _("approved notice %s to "), p->notice);
		add_people(out, p->count);
	} else {
		str_addf(out, p->self ? _("approved notice %s, as its author")
				      : _("approved notice %s"), p->notice);
	}
	str_addf(out, _(" (text %s)"), hex);
	add_why(out, p->why);
}

void say_notice_withdraw(struct str *out, const struct situation *s,
			 const struct event *ev, size_t lang)
{
	const struct set_withdrawal *p = ev->data;

	(void)s;
	(void)lang;
	str_addf(out, _("withdrew the approval of notice %s"), p->notice);
	add_why(out, p->why);
}

void say_notice_send(struct str *out, const struct situation *s,
		     const struct event *ev, size_t lang)
{
	const struct set_sending *p = ev->data;

	(void)s;
	(void)lang;
	if (sending_is_test(p)) {
		str_addf(out, _("sent a test of notice %s"), ev->on);
		return;
	}
	if (str_eq(p->channel, "poster")) {
		str_addf(out, _("wrote notice %s as a poster"), ev->on);
		return;
	}
	if (!p->count) { /* by hand: each result says to whom */
		str_addf(out, _("began to pass on notice %s by hand (%s)"),
			 ev->on, channel_words(p->channel));
		return;
	}
	str_addf(out, _("began to send notice %s (%s) to "), ev->on,
		 channel_words(p->channel));
	add_people(out, p->count);
}

void say_notice_result(struct str *out, const struct situation *s,
		       const struct event *ev, size_t lang)
{
	const struct set_result *p = ev->data;

	(void)s;
	(void)lang;
	str_addf(out, _("recorded of notice %s: "), p->notice);
	for (size_t i = 0; i < p->outcomes; i++) {
		enum fate f;

		str_addf(out, "%s%s %lld", i ? _(", ") : "",
			 fate_find(&f, p->outcome[i].result)
				 ? _(fate_words(f))
				 : p->outcome[i].result,
			 (long long)p->outcome[i].count);
	}
	if (p->receipt)
		str_addf(out, _(" (receipt: %s)"), p->receipt);
	for (size_t i = 0; i < p->outcomes; i++)
		add_why(out, p->outcome[i].why);
}

void say_notice_offer(struct str *out, const struct situation *s,
		      const struct event *ev, size_t lang)
{
	const struct set_offer *p = ev->data;

	(void)s;
	(void)lang;
	if (str_eq(p->kept, "kept"))
		str_addf(out, _("kept what was offered (%s): %s"), ev->on,
			 p->text);
	else if (str_eq(p->kept, "broken"))
		str_addf(out, _("did not keep what was offered (%s): %s"),
			 ev->on, p->text);
	else
		str_addf(out, _("offered (%s): %s"), ev->on, p->text);
	add_why(out, p->why);
}
