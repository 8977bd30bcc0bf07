/* tui/cmd/notice.c - notices: drafted, filled in, approved. */
#include "tui/cmd/notice.h"

#include <string.h>

#include "core/base/io.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/notice/approve.h"
#include "core/notice/change.h"
#include "core/notice/group.h"
#include "tui/cmd/ask.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

#define VALUE_MAX ((size_t)16 * 1024)

int notice_take(struct draft *d, struct act *a, const struct situation **s,
		struct cli *x, struct error *err)
{
	int rc = cli_act(a, s, x, err);

	return rc ? rc : draft_open(d, x->open, cli_word(x, 1), err);
}

/* --- whom it is for ----------------------------------------------------------------- */

static int know_authority(struct cli *x, const char *name, struct error *err)
{
	const struct team *t = store_team(x->store);
	const char *near = NULL;

	for (size_t i = 0; t && i < t->authority_count; i++) {
		if (!strcmp(t->authority[i].name, name))
			return 0;
		near = near_better(name, near, t->authority[i].name);
	}
	error_set(err, ERR_NOTFOUND, _("team.yaml has no authority \"%s\""),
		  name);
	if (near)
		error_where(err, _("did you mean: %s"), near);
	return error_fix(err, "stanch team");
}

static int know_clock(const struct situation *s, const char *key,
		      struct error *err)
{
	if (situation_clock(s, key))
		return 0;
	error_set(err, ERR_NOTFOUND, _("nobody has started %s"), key);
	return error_fix(err, "stanch clock list %s", s->label);
}

/* --to, --authority, --clock */
static int take_target(struct notice_change *c, struct cli *x,
		       const struct situation *s, struct error *err)
{
	const char *to = cli_text(x, "to"), *clock = cli_text(x, "clock");
	const char *office = cli_text(x, "authority");
	int64_t ignored;
	int rc = 0;

	if (to && office)
		return error_set(err, ERR_USAGE,
				 _("--to and --authority exclude each other"));
	if (office)
		rc = know_authority(x, office, err);
	if (!rc && clock)
		rc = know_clock(s, clock, err);
	if (rc)
		return rc;
	if (to || office) {
		const char *group = to ? situation_group(s, to) : NULL;

		c->set.filter = group ? group : to;
		c->set.authority = office;
	}
	if (clock)
		c->set.clock = situation_clock(s, clock)->key;
	return group_count(&ignored, x->open, &c->set, err);
}

/* --- draft ------------------------------------------------------------------------ */

static void told(struct cli *x, const struct act *a, const char *label,
		 const char *what)
{
	struct str text = {0};
	const struct case_notice *n =
		situation_notice(casefile_now(x->open), label);

	str_addf(&text, _("notice %s: %s"), label, what);
	view_recorded(x, a, str_text(&text));
	if (x->out.mode == OUT_JSON && n)
		notice_json(x, n);
	str_release(&text);
}

/* Where several clocks of its kind of reader run, none is taken. */
static void clocks_told(struct cli *x, const struct clock_rules *rules,
			const char *label)
{
	const struct situation *s = casefile_now(x->open);
	const struct case_notice *n = situation_notice(s, label);
	struct str keys = {0};

	for (size_t i = 0; rules && !n->set->clock && i < s->clock_count;
	     i++) {
		const struct clock_rule *r =
			clock_rule(rules, s->clock[i].clock);

		if (r && str_eq(r->kind, n->set->kind) &&
		    s->clock[i].state == CC_RUNNING)
			str_addf(&keys, "%s%s", keys.len ? _(", ") : "",
				 s->clock[i].key);
	}
	if (keys.len)
		out_note(&x->out, _("which clock it serves is not said (%s): "
				    "stanch notice set %s %s --clock CLOCK"),
			 str_text(&keys), s->label, label);
	str_release(&keys);
}

static int draft_run(struct cli *x, struct error *err)
{
	const char *lang = cli_text(x, "text-lang");
	struct notice_change *c = change_new(NULL);
	const struct situation *s;
	const struct clock_rules *rules = NULL;
	char label[16], own[8];
	struct store *store;
	struct act a;
	int rc = c ? cli_act(&a, &s, x, err) : error_nomem(err);

	str_copy(own, sizeof(own), x->lang.code);
	own[strcspn(own, "_")] = '\0';
	lang = lang ? lang : own;
	if (!rc)
		rc = cli_store(&store, x, err);
	if (!rc)
		rc = store_notice(&c->source, c->file, store, cli_word(x, 1),
				  lang, err);
	if (!rc)
		rc = take_target(c, x, s, err);
	if (!rc && store_clocks(&rules, store, NULL))
		rules = NULL;
	if (!rc)
		rc = change_serve(c, s, rules, err);
	if (!rc)
		change_inherit(c, s, lang);
	if (!rc)
		rc = change_write(label, &a, NULL, c, err);
	if (!rc) {
		told(x, &a, label, _("drafted"));
		clocks_told(x, rules, label);
	}
	change_free(c);
	return rc;
}

/* --- set -------------------------------------------------------------------------- */

/* BLANK=VALUE words, or one BLANK whose value stands in -F FILE. */
static int take_values(struct notice_change *c, struct str *value,
		       struct cli *x, struct error *err)
{
	const char *path = cli_text(x, "file");
	int rc = 0;

	for (size_t i = 2; !rc && cli_word(x, i); i++) {
		const char *word = cli_word(x, i), *is = strchr(word, '=');
		char name[64];

		if (!is && !path) {
			error_set(err, ERR_USAGE, _("%s: no value"), word);
			return error_fix(err, _("write it as %s=TEXT, or give "
						"-F FILE"), word);
		}
		if (path && (is || cli_word(x, 3)))
			return error_set(err, ERR_USAGE,
					 _("-F FILE goes with one blank"));
		str_copy(name, sizeof(name), word);
		if (is && (size_t)(is - word) < sizeof(name))
			name[is - word] = '\0';
		if (!is)
			rc = ask_file(value, path, VALUE_MAX, err);
		while (!is && value->len &&
		       value->p[value->len - 1] == '\n')
			value->p[--value->len] = '\0';
		if (!rc)
			rc = change_blank(c, name,
					  is ? is + 1 : str_text(value), err);
	}
	return rc;
}

static int know_item(struct draft *d, const struct clock_rules *rules,
		     const char *item, struct error *err)
{
	struct draft_check all;
	bool found = false;
	int rc = draft_check(&all, d, NULL, rules, err);

	for (size_t i = 0; !rc && i < all.items; i++) {
		size_t n = strlen(all.item[i].list->id);
		long long no;

		found |= !strncmp(item, all.item[i].list->id, n) &&
			 item[n] == '/' && str_int(&no, item + n + 1, 1, 999) &&
			 no == all.item[i].item->item;
	}
	if (!rc)
		draft_check_release(&all);
	if (rc || found)
		return rc;
	error_set(err, ERR_NOTFOUND, _("%s: no item that this notice must "
				       "hold"), item);
	return error_fix(err, "stanch notice check CASE %s", d->n->label);
}

static int take_marks(struct notice_change *c, struct cli *x, struct draft *d,
		      struct error *err)
{
	const char *later = cli_text(x, "follow"), *not = cli_text(x, "na");
	const char *plain = cli_text(x, "demand"), *why = cli_text(x, "why");
	const struct clock_rules *rules;
	int rc = store_clocks(&rules, x->store, err);

	if (!rc && later)
		rc = know_item(d, rules, later, err);
	if (!rc && not)
		rc = know_item(d, rules, not, err);
	if (!rc && not && !why)
		rc = error_set(err, ERR_USAGE,
			       _("that %s does not apply needs a reason: "
				 "--why TEXT"), not);
	if (!rc && later)
		change_mark(c, later, NULL);
	if (!rc && not)
		change_mark(c, not, why);
	if (!rc && plain)
		change_unmark(c, plain);
	return rc;
}

static int take_source(struct notice_change *c, struct cli *x,
		       struct error *err)
{
	const char *path = cli_text(x, "text");

	if (!path)
		return 0;
	str_clear(&c->source);
	return ask_file(&c->source, path, NOTICE_MAX, err);
}

static int set_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct notice_change *c = NULL;
	struct str value = {0};
	struct draft d = {0};
	struct act a;
	int rc = notice_take(&d, &a, &s, x, err);

	if (!rc) {
		c = change_new(&d);
		rc = c ? 0 : error_nomem(err);
	}
	if (!rc)
		rc = take_target(c, x, s, err);
	if (!rc)
		rc = take_values(c, &value, x, err);
	if (!rc)
		rc = take_marks(c, x, &d, err);
	if (!rc)
		rc = take_source(c, x, err);
	if (!rc)
		rc = change_write(NULL, &a, cli_word(x, 1), c, err);
	if (!rc)
		told(x, &a, cli_word(x, 1), _("changed"));
	change_free(c);
	str_release(&value);
	draft_release(&d);
	return rc;
}

/* --- approve, withdraw --------------------------------------------------------------- */

static int approve_run(struct cli *x, struct error *err)
{
	struct approving how = {.why = cli_text(x, "why"),
				.lang = x->lang.code};
	const struct team *team;
	const struct situation *s;
	struct draft d = {0};
	struct act a;
	int rc = notice_take(&d, &a, &s, x, err);

	if (!rc)
		rc = store_clocks(&how.rules, x->store, err);
	team = rc ? NULL : store_team(x->store);
	how.alone = team && !team->approval_two;
	if (!rc)
		rc = notice_approve(&a, &d, &how, err);
	draft_release(&d);
	if (!rc)
		told(x, &a, cli_word(x, 1), _("approved"));
	return rc;
}

static int withdraw_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = act_notice_withdraw(&a, cli_word(x, 1),
					 cli_text(x, "why"), err);
	if (!rc)
		told(x, &a, cli_word(x, 1),
		     _("the approval is withdrawn"));
	return rc;
}

/* --- the table ----------------------------------------------------------------------- */

#define TARGET \
	{"to", 0, OPT_TEXT, "FILTER", \
	 N_("the group: its name, or a filter; all of them: all")}, \
	{"authority", 0, OPT_TEXT, "NAME", \
	 N_("an office of team.yaml")}, \
	{"clock", 0, OPT_TEXT, "CLOCK", \
	 N_("the clock of the case that it serves")}

static const struct opt draft_opts[] = {
	TARGET,
	{"text-lang", 0, OPT_TEXT, "LANG", N_("the language of the text")},
	{0}
};
static const struct opt set_opts[] = {
	TARGET,
	{"file", 'F', OPT_TEXT, "FILE",
	 N_("read the value from a file; - is standard input")},
	{"text", 0, OPT_TEXT, "FILE",
	 N_("another text, in the form of a template")},
	{"follow", 0, OPT_TEXT, "ITEM",
	 N_("an item that is not known yet and will follow")},
	{"na", 0, OPT_TEXT, "ITEM",
	 N_("an item that does not apply; with --why")},
	{"demand", 0, OPT_TEXT, "ITEM",
	 N_("an item that must be filled in after all")},
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, word for word")},
	{0}
};
static const struct opt why_opts[] = {
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, word for word")},
	{0}
};
static const struct opt list_opts[] = {
	{"templates", 0, OPT_FLAG, NULL,
	 N_("the texts that a notice can be made from")},
	{0}
};

#define MEETS \
	{"meets-clock", 0, OPT_FLAG, NULL, \
	 N_("record that the clock it serves is met by this")}, \
	{"receipt", 0, OPT_TEXT, "TEXT", N_("the number of a receipt")}

static const struct opt send_opts[] = {
	{"confirm", 0, OPT_TEXT, "LABEL", N_("the label of the case, typed")},
	{"via", 0, OPT_TEXT, "mail|eml|csv|html|poster",
	 N_("how it leaves; mail if not given")},
	{"output", 'o', OPT_TEXT, "FOLDER", N_("where files go")},
	{"again", 0, OPT_TEXT, "RESULT",
	 N_("to those with this result: failed, in-doubt, bounced")},
	{"untested", 0, OPT_FLAG, NULL, N_("without a test to oneself")},
	MEETS,
	{0}
};
static const struct opt result_opts[] = {
	{"person", 0, OPT_TEXT, "PERSON", N_("of whom, as P-1/17")},
	{"from", 0, OPT_TEXT, "FILE.csv",
	 N_("of all in a table: Message-ID, e-mail, telephone or register id, "
	    "reason")},
	{"map", 0, OPT_TEXT, "HEADING=FIELD",
	 N_("what columns are: message-id, person, mail, phone, reason")},
	{"dry-run", 0, OPT_FLAG, NULL,
	 N_("with --from: show columns, counts and bad rows, write nothing")},
	{"result", 0, OPT_TEXT,
	 "handed|failed|in-doubt|bounced|reached|no-answer|wrong-number|"
	 "call-back|refused",
	 N_("what became of it; handed if not given, bounced with --from")},
	{"via", 0, OPT_TEXT, "WAY", N_("how: telephone, WeChat, letter")},
	MEETS,
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, word for word")},
	{0}
};

static const struct opt view_opts[] = {
	{"as", 0, OPT_TEXT, "PERSON", N_("as that person gets it: P-1/17")},
	{"unmask", 0, OPT_FLAG, NULL, N_("whole values; recorded")},
	{0}
};
static const struct opt offer_opts[] = {
	{"message", 'm', OPT_TEXT, "TEXT", N_("what is offered")},
	{"file", 'F', OPT_TEXT, "FILE",
	 N_("read it from a file; - is standard input")},
	{"until", 0, OPT_TEXT, "DAY", N_("the day it ends: 2026-12-31")},
	{"kept", 0, OPT_FLAG, NULL, N_("it was given to all of them")},
	{"broken", 0, OPT_FLAG, NULL, N_("it was not kept")},
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, word for word")},
	{0}
};
static const struct opt call_opts[] = {
	{"via", 0, OPT_TEXT, "phone|sms|wechat",
	 N_("by telephone, or by messages written by hand")},
	{"print", 0, OPT_FLAG, NULL, N_("the list for paper")},
	{"again", 0, OPT_TEXT, "RESULT", N_("only those with this result")},
	MEETS,
	{0}
};

const struct command notice_commands[] = {
	{"notice list", NULL, N_("The notices of a case, or all templates"),
	 "[CASE]", list_opts,
	 "notice list INC-2026-014\nnotice list --templates",
	 notice_list_run, CMD_DRILL},
	{"notice draft", NULL, N_("Make a notice from a template"),
	 "CASE TEMPLATE", draft_opts,
	 "notice draft INC-2026-014 cn-authority --authority "
	 "\"Cyberspace office\"", draft_run, CMD_WRITES | CMD_DRILL},
	{"notice set", NULL, N_("Fill in a notice, or change it"),
	 "CASE NOTICE [BLANK=TEXT...]", set_opts,
	 "notice set INC-2026-014 A cause=\"a stolen password\"\n"
	 "notice set INC-2026-014 A what -F what.txt\n"
	 "notice set INC-2026-014 A --follow cn-pipl-57/3",
	 set_run, CMD_WRITES | CMD_DRILL},
	{"notice check", NULL,
	 N_("What a notice must say, and what it lacks"), "CASE NOTICE", NULL,
	 "notice check INC-2026-014 A", notice_check_run, CMD_DRILL},
	{"notice view", NULL, N_("The text of a notice, as it will be read"),
	 "CASE NOTICE", view_opts,
	 "notice view INC-2026-014 A\n"
	 "notice view INC-2026-014 A --as P-1/17", notice_view_run,
	 CMD_WRITES},
	{"notice approve", NULL, N_("Agree to the exact text of a notice"),
	 "CASE NOTICE", why_opts, "notice approve INC-2026-014 A",
	 approve_run, CMD_WRITES},
	{"notice withdraw", NULL, N_("Withdraw the approval of a notice"),
	 "CASE NOTICE", why_opts,
	 "notice withdraw INC-2026-014 A --why \"wrong telephone number\"",
	 withdraw_run, CMD_WRITES},
	{"notice test", NULL, N_("Send the text of a notice to oneself"),
	 "CASE NOTICE ADDRESS", NULL,
	 "notice test INC-2026-014 A me@example.org", notice_test_run,
	 CMD_WRITES},
	{"notice send", NULL, N_("Send an approved notice, or write it out"),
	 "CASE NOTICE", send_opts,
	 "notice send INC-2026-014 A --confirm INC-2026-014\n"
	 "notice send INC-2026-014 A --confirm INC-2026-014 --via html "
	 "-o letters", notice_send_run, CMD_WRITES},
	{"notice call", NULL,
	 N_("Ring up those who have not got it, one after the other"),
	 "CASE NOTICE", call_opts,
	 "notice call INC-2026-014 A\n"
	 "notice call INC-2026-014 A --print\n"
	 "notice call INC-2026-014 A --via wechat", notice_call_run,
	 CMD_WRITES},
	{"notice offer", NULL,
	 N_("Record what is offered to these people, and if it was kept"),
	 "CASE NOTICE", offer_opts,
	 "notice offer INC-2026-014 C -m \"a year of credit monitoring\" "
	 "--until 2027-12-31\n"
	 "notice offer INC-2026-014 C#1 --kept", notice_offer_run,
	 CMD_WRITES},
	{"notice offers", NULL, N_("What was offered, to whom, if it was kept"),
	 "CASE", NULL, "notice offers INC-2026-014", notice_offers_run, 0},
	{"notice status", NULL, N_("How many got a notice, and how"),
	 "CASE NOTICE", NULL, "notice status INC-2026-014 A",
	 notice_status_run, 0},
	{"notice result", NULL, N_("Record what became of a notice"),
	 "CASE NOTICE", result_opts,
	 "notice result INC-2026-014 A --person P-1/17 --result reached "
	 "--via telephone\n"
	 "notice result INC-2026-014 A --from bounces.csv\n"
	 "notice result INC-2026-014 B --receipt 2026-0311 --meets-clock",
	 notice_result_run, CMD_WRITES},
	{0}
};
