/* tui/cmd/notice_result.c - what became of a notice: told by hand, read back
 * from a table, counted; and the clock that it meets. */
#include <inttypes.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/clock/words.h"
#include "core/notice/bounces.h"
#include "core/notice/calls.h"
#include "tui/cmd/ask.h"
#include "tui/cmd/columns.h"
#include "tui/cmd/notice.h"
#include "tui/cmd/view.h"

#define BAD_TOLD 20
#define DOUBT_TOLD 50
#define STATUS_BAD_ROWS 1

/* --- the clock it meets ------------------------------------------------------------- */

static void met_told(struct cli *x, const char *key)
{
	const struct situation *s = casefile_now(x->open);
	const struct case_clock *c = situation_clock(s, key);
	struct str left = {0};

	case_clock_stands(&left, c, cli_now(x));
	out_line(&x->out, "%s: %s", c->key, str_text(&left));
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "met", c->key);
		if (c->deadline)
			jwrite_int(x->out.json, "margin_seconds",
				   c->margin / 1000);
	}
	str_release(&left);
}

static bool agreed(struct cli *x, const struct case_clock *c)
{
	struct str line = {0}, left = {0};
	bool yes;

	case_clock_stands(&left, c, cli_now(x));
	str_addf(&line, _("Does this meet the clock %s (%s)? y: record it as "
			  "met; Enter: not yet "), c->key, str_text(&left));
	yes = ask_letter(x, str_text(&line), "ny") == 'y';
	str_release(&line);
	str_release(&left);
	return yes;
}

int notice_meets(struct cli *x, struct act *a, const char *label,
		 struct error *err)
{
	const struct situation *s = casefile_now(x->open);
	const struct case_clock *c = notice_may_meet(s, label);
	bool flag = cli_flag(x, "meets-clock");
	char key[160];
	int rc;

	if (!c && !flag)
		return 0;
	if (c && !flag && !ask_can(x)) {
		out_note(&x->out, _("this may meet its clock: stanch notice "
				    "result %s %s --meets-clock"), s->label,
			 label);
		return 0;
	}
	if (c && !flag && !agreed(x, c))
		return 0;
	str_copy(key, sizeof(key), c ? c->key : "");
	rc = notice_meet(a, label, cli_text(x, "receipt"), err);
	if (!rc)
		met_told(x, key);
	return rc;
}

/* --- a table of undeliverables ------------------------------------------------------ */

static void bad_told(struct cli *x, const struct bounces *b)
{
	for (size_t i = 0; i < b->bad && i < BAD_TOLD; i++)
		out_note(&x->out, _("row %" PRIu64 " (line %" PRIu64 "): %s"),
			 b->first[i].row, b->first[i].line,
			 row_fault_words(b->first[i].fault));
	if (b->bad > BAD_TOLD)
		out_note(&x->out, _("and %" PRIu64 " more"),
			 b->bad - BAD_TOLD);
}

static void bounces_json(struct cli *x, const struct bounces *b)
{
	struct jwrite *w = x->out.json;

	jwrite_int(w, "rows", (int64_t)b->rows);
	jwrite_int(w, "recorded", (int64_t)b->people);
	jwrite_int(w, "already", (int64_t)b->already);
	jwrite_int(w, "bad", (int64_t)b->bad);
	columns_json(x, &b->columns);
	jwrite_array(w, "bad_rows");
	for (size_t i = 0; i < b->bad && i < BOUNCES_BAD_LISTED; i++) {
		jwrite_object(w, NULL);
		jwrite_int(w, "row", (int64_t)b->first[i].row);
		jwrite_int(w, "line", (int64_t)b->first[i].line);
		jwrite_str(w, "why", row_fault_words(b->first[i].fault));
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void bounces_told(struct cli *x, const struct bounces *b, bool dry)
{
	const char *label = casefile_now(x->open)->label;

	bad_told(x, b);
	if (x->out.mode == OUT_JSON)
		bounces_json(x, b);
	out_line(&x->out,
		 dry ? ngettext("notice %s: the result of %" PRIu64
				" person could be recorded",
				"notice %s: the result of %" PRIu64
				" people could be recorded",
				(unsigned long)b->people)
		     : ngettext("notice %s: the result of %" PRIu64
				" person recorded",
				"notice %s: the result of %" PRIu64
				" people recorded",
				(unsigned long)b->people),
		 cli_word(x, 1), b->people);
	if (b->already)
		out_line(&x->out, ngettext("%" PRIu64 " had it already",
					   "%" PRIu64 " had it already",
					   (unsigned long)b->already),
			 b->already);
	if (b->bad)
		out_line(&x->out, ngettext("%" PRIu64 " row cannot be used",
					   "%" PRIu64 " rows cannot be used",
					   (unsigned long)b->bad), b->bad);
	if (dry || (!b->people && !b->already))
		return;
	out_note(&x->out, _("reach them another way: stanch notice call %s "
			    "%s"), label, cli_word(x, 1));
	out_note(&x->out, _("or with another text: stanch notice draft %s "
			    "TEMPLATE --to %s%s"), label, GROUP_UNREACHED,
		 cli_word(x, 1));
}

static int read_back(struct cli *x, struct act *a, enum fate f,
		     struct error *err)
{
	struct columns_file in;
	struct bounces_args args = {
		.fate = f,
		.channel = cli_text(x, "via"), .dry = cli_flag(x, "dry-run"),
		.progress = cli_progress, .ctx = x};
	struct bounces b = {0};
	int rc;

	if (cli_text(x, "person"))
		return error_set(err, ERR_USAGE, _("--person and --from "
						   "exclude each other"));
	rc = columns_open(&in, x, cli_text(x, "from"), err);
	if (rc)
		return rc;
	args.path = in.path;
	args.name = in.name;
	args.columns = in.columns;
	rc = bounces_take(&b, a, cli_word(x, 1), &args, err);
	if (b.columns.count && rc != ERR_CANCELLED)
		columns_tell(x, &b.columns);
	if (!rc)
		bounces_told(x, &b, args.dry);
	if (!rc && args.dry)
		out_note(&x->out, "%s", _("nothing was written"));
	if (!rc && b.bad)
		x->status = STATUS_BAD_ROWS;
	bounces_release(&b);
	columns_close(&in);
	return rc;
}

/* --- one result ------------------------------------------------------------------- */

static int one_result(struct cli *x, struct act *a,
		      const struct case_notice *n, enum fate f,
		      struct error *err)
{
	const struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS};
	const struct notice_told told = {.fate = f,
					 .channel = cli_text(x, "via"),
					 .receipt = cli_text(x, "receipt"),
					 .why = cli_text(x, "why")};
	const char *who = cli_text(x, "person");
	struct group g = {0};
	int rc;

	if (!who && n->set->filter) {
		error_set(err, ERR_USAGE, _("of whom? --person P-1/17"));
		return error_fix(err, _("or a table of them: --from FILE.csv"));
	}
	rc = who ? group_person(&g, x->open, n, who, err)
		 : group_read(&g, x->open, n, &all, err);
	if (!rc)
		rc = notice_tell(a, cli_word(x, 1), g.to, g.count, &told, err);
	group_release(&g);
	if (!rc)
		view_recorded(x, a, _("recorded"));
	return rc;
}

/* Only that the clock was met, of a notice that went out before. */
static bool only_meets(const struct cli *x)
{
	return cli_flag(x, "meets-clock") && !cli_text(x, "result") &&
	       !cli_text(x, "person") && !cli_text(x, "from");
}

int notice_result_run(struct cli *x, struct error *err)
{
	const char *word = cli_text(x, "result");
	bool table = cli_text(x, "from") != NULL, dry = cli_flag(x, "dry-run");
	enum fate f = table ? FATE_BOUNCED : FATE_HANDED;
	const struct situation *s;
	const struct case_notice *n;
	struct draft d = {0};
	struct act a;
	int rc = notice_take(&d, &a, &s, x, err);

	n = d.n;
	draft_release(&d);
	if (!rc && word && !fate_parse(&f, word))
		rc = notice_no_result(word, err);
	if (!rc && dry && !table)
		rc = error_set(err, ERR_USAGE, _("--dry-run goes with "
						 "--from"));
	if (!rc && table)
		rc = read_back(x, &a, f, err);
	else if (!rc && !only_meets(x))
		rc = one_result(x, &a, n, f, err);
	return rc || dry ? rc : notice_meets(x, &a, cli_word(x, 1), err);
}

int notice_no_result(const char *word, struct error *err)
{
	struct str list = {0};

	fate_list(&list);
	error_set(err, ERR_USAGE, _("%s: no such result"), word);
	error_where(err, "%s", str_text(&list));
	str_release(&list);
	return ERR_USAGE;
}

/* --- who got it ----------------------------------------------------------------------- */

int notice_doubt_told(struct cli *x, const char *label, struct error *err)
{
	const struct group_args args = {.fates = FATE_BIT(FATE_DOUBT),
					.field = PERSON_FIELDS,
					.most = DOUBT_TOLD};
	const struct situation *s = casefile_now(x->open);
	bool json = x->out.mode == OUT_JSON;
	struct str ids = {0};
	struct group g;
	int rc = group_read(&g, x->open, situation_notice(s, label), &args,
			    err);

	if (!rc && json)
		jwrite_array(x->out.json, "in_doubt_people");
	for (size_t i = 0; !rc && i < g.count; i++) {
		if (json)
			jwrite_str(x->out.json, NULL, g.to[i].label);
		str_addf(&ids, " %s", g.to[i].label);
	}
	if (!rc && json)
		jwrite_end(x->out.json);
	if (!rc && g.count && x->out.mode == OUT_TEXT) {
		out_line(&x->out, _("in doubt:%s%s"), str_text(&ids),
			 g.more ? " ..." : "");
		out_line(&x->out, _("once more to them, if you so choose: "
				    "stanch notice send %s %s --confirm %s "
				    "--again in-doubt"), s->label, label,
			 s->label);
	}
	str_release(&ids);
	if (!rc)
		group_release(&g);
	return rc;
}

/* True if it went, or goes, by e-mail. */
static bool mailed(const struct case_notice *n)
{
	for (size_t i = 0; i < n->sendings; i++) {
		const struct set_sending *p = n->sending[i]->data;

		if (str_eq(p->channel, via_name(VIA_MAIL)))
			return true;
	}
	return false;
}

/* g: of those not sent to, who has an e-mail address. */
static void unreached_told(struct cli *x, const struct case_notice *n,
			   const struct group *g)
{
	const char *label = casefile_now(x->open)->label;
	size_t left = 0, go_on = mailed(n) ? g->wanted : 0;

	for (int f = FATE_NONE; f < FATES; f++)
		left += FATES_UNREACHED & FATE_BIT(f) ? g->by_fate[f] : 0;
	if (x->out.mode == OUT_JSON)
		jwrite_int(x->out.json, "unreached", (int64_t)left);
	if (go_on)
		out_note(&x->out,
			 ngettext("%zu is not sent to yet; this goes on: "
				  "stanch notice send %s %s --confirm %s",
				  "%zu are not sent to yet; this goes on: "
				  "stanch notice send %s %s --confirm %s",
				  go_on), go_on, label, n->label, label);
	left -= go_on;
	if (!left || !n->set->filter || !n->sent)
		return;
	out_note(&x->out, ngettext("%zu has not got it: stanch notice call %s "
				   "%s, or another notice --to %s%s",
				   "%zu have not got it: stanch notice call %s "
				   "%s, or another notice --to %s%s", left),
		 left, label, n->label, GROUP_UNREACHED, n->label);
}

int notice_status_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("RESULT"), N_("PEOPLE"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct group_args args = {.fates = FATE_BIT(FATE_NONE),
					.field = PERSON_MAIL,
					.count_only = true};
	const struct situation *s;
	struct group g = {0};
	struct draft d = {0};
	int rc = cli_case(&s, x, 0, err);

	if (!rc)
		rc = draft_open(&d, x->open, cli_word(x, 1), err);
	if (!rc)
		rc = group_read(&g, x->open, d.n, &args, err);
	if (!rc && x->out.mode == OUT_JSON) {
		notice_json(x, d.n);
		jwrite_int(x->out.json, "people", (int64_t)g.people);
	}
	for (int f = FATE_NONE; !rc && f < FATES; f++) {
		if (x->out.mode == OUT_JSON)
			jwrite_int(x->out.json, fate_name((enum fate)f),
				   (int64_t)g.by_fate[f]);
		table_cell(&t, x->out.mode == OUT_PLAIN
				       ? fate_name((enum fate)f)
				       : _(fate_words((enum fate)f)));
		table_cellf(&t, "%zu", g.by_fate[f]);
	}
	if (!rc)
		rc = table_end(&t, err);
	if (!rc)
		rc = notice_doubt_told(x, d.n->label, err);
	if (!rc)
		unreached_told(x, d.n, &g);
	group_release(&g);
	draft_release(&d);
	return rc;
}
