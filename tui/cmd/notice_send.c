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
	int64_t stopped; /* since when it is to end; 0: not */
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

/* Ctrl-C lets a letter that is on its way arrive, but does not wait long. */
static bool give_up(void *ctx)
{
	struct pace *p = ctx;

	if (!cli_stopped(p->x))
		return false;
	if (!p->stopped) {
		p->stopped = ticks(p->x) + 1;
		out_note(&p->x->out, "%s", _("stopping: the mail program "
					     "still has a letter"));
	}
	return ticks(p->x) - p->stopped >= MAIL_GRACE_MS;
}

static unsigned wanted(struct cli *x, struct error *err)
{
	const char *again = cli_text(x, "again");
	enum fate f;

	if (!again)
		return FATE_BIT(FATE_NONE);
	if (fate_parse(&f, again))
		return FATE_BIT(f);
	notice_no_result(again, err);
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
		     const struct outbox *o)
{
	const char *label = o->label;

	if (o->via == VIA_POSTER)
		out_line(&x->out, _("notice %s: the poster is in %s"), label,
			 o->dir);
	else
		out_line(&x->out,
			 _("notice %s: %zu handed over, %zu failed, %zu in "
			   "doubt, %zu not sent, %zu without an address"),
			 label, sum->by_fate[FATE_HANDED],
			 sum->by_fate[FATE_FAILED], sum->by_fate[FATE_DOUBT],
			 sum->by_fate[FATE_NONE], sum->lacking);
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
}

/* Why it ended before its end, and how it goes on. */
static void stop_told(struct cli *x, const struct outbox_sum *sum)
{
	const char *label = casefile_now(x->open)->label;
	const char *via = cli_text(x, "via"), *dir = cli_text(x, "output");
	const char *again = cli_text(x, "again");
	struct str go = {0};

	str_addf(&go, "stanch notice send %s %s --confirm %s", label,
		 cli_word(x, 1), label);
	if (via)
		str_addf(&go, " --via %s", via);
	if (dir)
		str_addf(&go, " -o %s", dir);
	if (again)
		str_addf(&go, " --again %s", again);
	if (!cli_stopped(x))
		out_note(&x->out, "%s", _("the mail program took none of the "
					  "last letters: see to it first"));
	out_note(&x->out, _("stopped: %zu of %zu handed over; this goes on "
			    "with the rest: %s"), sum->by_fate[FATE_HANDED],
		 sum->all, str_text(&go));
	str_release(&go);
}

static int run_outbox(struct cli *x, struct act *a, enum via via,
		      unsigned fates, const struct mail_way *way,
		      const char *office, struct error *err)
{
	struct pace pace = {.x = x, .way = way, .began = ticks(x),
			    .mail = via == VIA_MAIL};
	struct outbox o = {.a = a, .label = cli_word(x, 1), .via = via,
			   .fates = fates, .dir = cli_text(x, "output"),
			   .program = way->program, .from = way->from,
			   .office = office, .step = step, .ctx = &pace,
			   .wait = {way->timeout_ms, give_up, &pace}};
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
	sum_told(x, &sum, &o);
	rc = notice_doubt_told(x, o.label, err);
	if (sum.stopped)
		stop_told(x, &sum);
	if (sum.stopped || sum.by_fate[FATE_FAILED] ||
	    sum.by_fate[FATE_DOUBT])
		x->status = cli_stopped(x) ? out_status(ERR_CANCELLED) : 1;
	if (rc || sum.stopped ||
	    (!sum.by_fate[FATE_HANDED] && via != VIA_POSTER))
		return rc;
	return notice_meets(x, a, o.label, err);
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
				   .wait = {.timeout_ms = way.timeout_ms}};

		rc = outbox_test(&o, cli_word(x, 2), err);
	}
	if (!rc)
		view_recorded(x, &a, _("the test is handed over"));
	return rc;
}
