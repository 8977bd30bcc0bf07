/* tui/cmd/notice_send.c - notices leave, and what became of them. */
#include <poll.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/notice/mail.h"
#include "core/notice/outbox.h"
#include "tui/cmd/ask.h"
#include "tui/cmd/config.h"
#include "tui/cmd/notice.h"
#include "tui/cmd/view.h"

/* A row of the person's settings, for mail_way_read(). */
static int setting(char *value, size_t size, void *ctx, const char *key,
		   struct error *err)
{
	const struct cli *x = ctx;

	return config_get(value, size, x->paths.config, key, err);
}

struct pace {
	struct cli *x;
	const struct mail_way *way;
	int64_t began; /* by ticks() */
	bool mail;
};

/* A clock that runs on while the wall clock was set by hand. */
static int64_t ticks(const struct cli *x)
{
	return x->env->ticks ? x->env->ticks(x->env->ctx) : cli_mono(x);
}

/* Not faster than was agreed; Ctrl-C ends it. */
static int step(void *ctx, size_t done, size_t all)
{
	struct pace *p = ctx;
	int64_t due = p->began + mail_way_due(p->way, done);

	if (done && done % 1000 == 0)
		out_note(&p->x->out, _("%zu of %zu"), done, all);
	while (p->mail && !(p->x->stop && *p->x->stop) &&
	       ticks(p->x) < due)
		poll(NULL, 0, 20);
	return p->x->stop && *p->x->stop;
}

static unsigned wanted(struct cli *x, struct error *err)
{
	const char *again = cli_text(x, "again");
	enum fate f;

	if (!again)
		return 1u << FATE_NONE;
	if (fate_parse(&f, again))
		return 1u << f;
	error_set(err, ERR_USAGE, _("--again %s: no such result"), again);
	error_where(err, "failed, in-doubt, bounced, no-answer, handed");
	return 0;
}

static int may_go(struct cli *x, const struct situation *s,
		  const struct case_notice *n, enum via via,
		  struct error *err)
{
	if (!str_eq(cli_text(x, "confirm"), s->label)) {
		error_set(err, ERR_REFUSED,
			  _("sending needs the label of the case"));
		return error_fix(err, "stanch notice send %s %s --confirm %s",
				 s->label, n->label, s->label);
	}
	if (via != VIA_MAIL || outbox_tested(n) || cli_flag(x, "untested"))
		return 0;
	error_set(err, ERR_REFUSED,
		  _("notice %s: nobody has sent this text to themselves yet"),
		  n->label);
	return error_fix(err, "stanch notice test %s %s ADDRESS", s->label,
			 n->label);
}

static void sum_told(struct cli *x, const struct outbox_sum *sum,
		     const struct situation *s, const char *label)
{
	const struct case_notice *n = situation_notice(s, label);
	const struct case_clock *c =
		n && n->set->clock ? situation_clock(s, n->set->clock) : NULL;

	out_line(&x->out, _("notice %s: %zu handed over, %zu failed, %zu in "
			    "doubt, %zu not sent, %zu without an address"),
		 label, sum->by_fate[FATE_HANDED], sum->by_fate[FATE_FAILED],
		 sum->by_fate[FATE_DOUBT], sum->by_fate[FATE_NONE],
		 sum->lacking);
	if (*sum->why)
		out_note(&x->out, _("the last that went wrong: %s"),
			 sum->why);
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "notice", label);
		for (int f = FATE_NONE; f < FATES; f++)
			jwrite_int(x->out.json, fate_name((enum fate)f),
				   (int64_t)sum->by_fate[f]);
		jwrite_int(x->out.json, "without_address",
			   (int64_t)sum->lacking);
		jwrite_bool(x->out.json, "stopped", sum->stopped);
	}
	if (c && c->state == CC_RUNNING && sum->by_fate[FATE_HANDED])
		out_note(&x->out, _("this may meet its clock: stanch clock "
				    "stop %s %s --receipt TEXT"), s->label,
			 c->key);
}

static int run_outbox(struct cli *x, struct act *a, enum via via,
		      unsigned fates, const struct mail_way *way,
		      const char *office, struct error *err)
{
	struct pace pace = {x, way, ticks(x), via == VIA_MAIL};
	struct outbox o = {.a = a, .label = cli_word(x, 1), .via = via,
			   .fates = fates, .dir = cli_text(x, "output"),
			   .program = way->program, .from = way->from,
			   .office = office, .step = step, .ctx = &pace,
			   .timeout_ms = way->timeout_ms};
	struct outbox_sum sum;
	int rc = 0;

	if (via != VIA_MAIL && !o.dir)
		return error_set(err, ERR_USAGE,
				 _("files need a folder: -o FOLDER"));
	if (via != VIA_MAIL)
		rc = io_mkdirs(o.dir, 0700, err);
	if (!rc)
		rc = outbox_send(&sum, &o, err);
	if (rc)
		return rc;
	sum_told(x, &sum, casefile_now(x->open), o.label);
	if (sum.stopped || sum.by_fate[FATE_FAILED] ||
	    sum.by_fate[FATE_DOUBT])
		x->status = 1;
	return 0;
}

int notice_send_run(struct cli *x, struct error *err)
{
	const char *word = cli_text(x, "via");
	enum via via = VIA_MAIL;
	struct mail_way way;
	const struct situation *s;
	const struct case_notice *n;
	const char *office = NULL;
	struct draft d = {0};
	unsigned fates;
	struct act a;
	int rc = notice_take(&d, &a, &s, x, err);

	n = d.n;
	if (!rc && word && !via_parse(&via, word))
		rc = error_set(err, ERR_USAGE, _("--via %s: no such way"),
			       word);
	if (!rc)
		rc = may_go(x, s, n, via, err);
	if (!rc)
		rc = mail_way_read(&way, setting, x,
				   via == VIA_MAIL || via == VIA_EML, err);
	fates = rc ? 0 : wanted(x, err);
	if (!rc && !fates)
		rc = ERR_USAGE;
	if (!rc)
		office = team_authority_mail(store_team(x->store),
					     n->set->authority);
	draft_release(&d);
	return rc ? rc : run_outbox(x, &a, via, fates, &way, office, err);
}

int notice_test_run(struct cli *x, struct error *err)
{
	struct mail_way way;
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = mail_way_read(&way, setting, x, true, err);
	if (!rc) {
		struct outbox o = {.a = &a, .label = cli_word(x, 1),
				   .program = way.program, .from = way.from,
				   .timeout_ms = way.timeout_ms};

		rc = outbox_test(&o, cli_word(x, 2), err);
	}
	if (!rc)
		view_recorded(x, &a, _("the test is handed over"));
	return rc;
}

/* --- results by hand ---------------------------------------------------------------- */

static int record(struct cli *x, struct act *a, const struct group *g,
		  enum fate f, struct error *err)
{
	struct notice_outcome o = {.result = fate_name(f),
				   .why = cli_text(x, "why"),
				   .count = (int64_t)g->count};
	struct set_result r = {.notice = cli_word(x, 1),
			       .channel = cli_text(x, "via"),
			       .receipt = cli_text(x, "receipt"),
			       .outcome = &o, .outcomes = 1};
	struct arena mem = {0};
	int rc = group_rows(&o.people, &o.people_count, &mem, g->to,
			    g->count);

	rc = rc ? error_nomem(err) : act_notice_result(a, &r, 1, err);
	arena_release(&mem);
	return rc;
}

int notice_result_run(struct cli *x, struct error *err)
{
	const char *who = cli_text(x, "person"), *word = cli_text(x, "result");
	struct group_args all = {.fates = ~0u, .field = PERSON_FIELDS};
	const struct situation *s;
	struct draft d = {0};
	struct group g = {0};
	enum fate f = FATE_HANDED;
	struct act a;
	int rc = notice_take(&d, &a, &s, x, err);

	if (!rc && word && !fate_parse(&f, word))
		rc = error_set(err, ERR_USAGE, _("--result %s: no such result"),
			       word);
	if (!rc && !who && !d.n->set->authority)
		rc = error_set(err, ERR_USAGE,
			       _("of whom? --person P-1/17"));
	if (!rc)
		rc = who ? group_person(&g, x->open, d.n, who, err)
			 : group_read(&g, x->open, d.n, &all, err);
	draft_release(&d);
	if (!rc)
		rc = record(x, &a, &g, f, err);
	group_release(&g);
	if (!rc)
		view_recorded(x, &a, _("recorded"));
	return rc;
}

/* --- who got it ----------------------------------------------------------------------- */

int notice_status_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("RESULT"), N_("PEOPLE"), NULL};
	struct table t = {.out = &x->out, .head = head};
	struct group_args args = {.fates = ~0u, .field = PERSON_FIELDS,
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
	group_release(&g);
	draft_release(&d);
	return rc;
}
