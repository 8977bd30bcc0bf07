/* tui/screen/notices_send.c - a notice leaves: to oneself, to the group, as
 * files for somebody else to carry. */
#include <poll.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/notice/mail.h"
#include "tui/screen/closing.h"
#include "tui/screen/notices.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

#define STEP_MS 20 /* how often Ctrl-C is looked for while we wait */

/* What is about to leave, from the first question to the last. */
struct leaving {
	struct app *app;
	char label[NOTICE_LABEL];
	char only[PERSON_ID]; /* one person, or "" */
	enum via via;
	unsigned fates;
	size_t people; /* it goes to */
	enum fate choice[FATES];
	struct mail_way way;
	char *dir;
	int64_t began; /* mono */
	int64_t stopped; /* mono: since when it is to end; 0: not */
	size_t done;
	void (*then)(struct app *app, struct leaving *l);
};

static void leaving_end(struct leaving *l)
{
	mem_free(l->dir);
	mem_free(l);
}

static void refused(struct app *app, struct leaving *l,
		    const struct error *err)
{
	app_error(app, err);
	leaving_end(l);
}

/* --- may it leave at all ------------------------------------------------------------- */

/* Before anything is asked; the outbox looks again. */
static int may_leave(struct app *app, const struct case_notice *n, bool test,
		     struct error *err)
{
	const struct situation *s = ctx_now(app);
	int rc = test ? notice_only_live(s, err)
		      : notice_may_leave(s, n, err);

	if (rc && !s->drill)
		error_fix(err, _("A approves it: a second person, or its "
				 "author with a reason"));
	return rc;
}

static struct leaving *leaving_new(struct app *app, struct noticepane *p,
				   bool test)
{
	const struct case_notice *n = noticepane_about(p);
	struct leaving *l;
	struct error err = {0};

	if (!n || closing_refused(app))
		return NULL;
	if (may_leave(app, n, test, &err)) {
		app_error(app, &err);
		return NULL;
	}
	l = mem_zalloc(sizeof(*l));
	if (!l) {
		error_nomem(&err);
		app_error(app, &err);
		return NULL;
	}
	l->app = app;
	str_copy(l->label, sizeof(l->label), n->label);
	return l;
}

/* --- our address ------------------------------------------------------------------------ */

static const char *bad_address(struct app *app, void *ctx, const char *text)
{
	(void)app;
	(void)ctx;
	return mail_address(text) ? NULL : _("that is no e-mail address");
}

static void ours_given(struct app *app, void *ctx, const char *text)
{
	const struct settings *set = &ctx_of(app)->settings;
	struct leaving *l = ctx;
	struct error err = {0};

	if (!text) {
		leaving_end(l);
		return;
	}
	if (set->set(set->ctx, "mail-from", text, &err)) {
		refused(app, l, &err);
		return;
	}
	str_copy(l->way.from, sizeof(l->way.from), text);
	l->then(app, l);
}

/* Goes on with then() once the settings are there. */
static void with_way(struct app *app, struct leaving *l,
		     void (*then)(struct app *app, struct leaving *l))
{
	const struct settings *set = &ctx_of(app)->settings;
	struct prompt p = {.label = _("Our address on letters (is kept)"),
			   .flags = PROMPT_NEEDED, .check = bad_address,
			   .done = ours_given, .ctx = l};
	struct error err = {0};

	l->then = then;
	if (mail_way_read(&l->way, set->get, set->ctx, false, &err))
		refused(app, l, &err);
	else if (mail_address(l->way.from))
		then(app, l);
	else
		prompt_open(app, &p);
}

/* --- a test to oneself -------------------------------------------------------------------- */

static void tester_given(struct app *app, void *ctx, const char *to)
{
	struct leaving *l = ctx;
	struct act a = ctx_act(app);
	struct outbox o = {.a = &a, .label = l->label,
			   .program = l->way.program, .from = l->way.from,
			   .wait = {.timeout_ms = l->way.timeout_ms}};
	struct error err = {0};
	struct str what = {0};

	if (to && outbox_test(&o, to, &err)) {
		app_error(app, &err);
	} else if (to) {
		str_addf(&what, _("a test went to %s"), to);
		notices_told(app, l->label, str_text(&what));
	}
	str_release(&what);
	leaving_end(l);
}

static void ask_tester(struct app *app, struct leaving *l)
{
	struct prompt p = {.label = _("Send a test to which address"),
			   .text = l->way.from, .flags = PROMPT_NEEDED,
			   .check = bad_address, .done = tester_given,
			   .ctx = l};

	prompt_open(app, &p);
}

void notices_test(struct app *app, void *state)
{
	struct leaving *l = leaving_new(app, state, true);

	if (l)
		with_way(app, l, ask_tester);
}

/* --- it leaves ------------------------------------------------------------------------- */

/* Not faster than was agreed; Ctrl-C ends it. */
static int step(void *ctx, size_t done, size_t all)
{
	struct leaving *l = ctx;
	bool mail = l->via == VIA_MAIL; /* files wait for nobody */
	int64_t due = mail ? l->began + mail_way_due(&l->way, done) : 0;

	l->done = done;
	while (!app_busy(l->app, mail ? _("sending") : _("writing"),
			 (long long)done, (long long)all)) {
		if (!mail || app_mono(l->app) >= due)
			return 0;
		poll(NULL, 0, STEP_MS);
	}
	return 1;
}

/* Ctrl-C lets a letter that is on its way arrive, but does not wait long. */
static bool give_up(void *ctx)
{
	struct leaving *l = ctx;

	if (!app_busy(l->app, _("sending"), (long long)l->done,
		      (long long)l->people))
		return false;
	if (!l->stopped)
		l->stopped = app_mono(l->app) + 1;
	return app_mono(l->app) - l->stopped >= MAIL_GRACE_MS;
}

static bool went_wrong(const struct outbox_sum *sum)
{
	return sum->by_fate[FATE_FAILED] || sum->by_fate[FATE_DOUBT];
}

/* Why it is not all well, and how it goes on. */
static void trouble_told(struct app *app, const struct outbox_sum *sum,
			 const char *what)
{
	struct error err = {0};
	struct str where = {0};

	error_set(&err, ERR_FAILED, "%s", what);
	if (sum->stopped)
		str_addf(&where, _("stopped: %zu of %zu handed over"),
			 sum->by_fate[FATE_HANDED], sum->all);
	if (*sum->why) {
		str_add(&where, where.len ? "\n" : "");
		str_addf(&where, _("the last that went wrong: %s"), sum->why);
	}
	error_where(&err, "%s", str_text(&where));
	error_fix(&err, "%s", sum->stopped
			? _("S goes on with the rest; r shows who is in "
			    "doubt or failed")
			: _("r shows who, and what can be done"));
	app_error(app, &err);
	str_release(&where);
}

static void sum_told(struct app *app, const struct leaving *l,
		     const struct outbox_sum *sum)
{
	struct str t = {0};

	str_addf(&t, _("notice %s: %zu handed over, %zu failed, %zu in "
		       "doubt, %zu not sent, %zu without an address"),
		 l->label, sum->by_fate[FATE_HANDED],
		 sum->by_fate[FATE_FAILED], sum->by_fate[FATE_DOUBT],
		 sum->by_fate[FATE_NONE], sum->lacking);
	if (l->via == VIA_POSTER) {
		str_clear(&t);
		str_addf(&t, _("notice %s: the poster is in %s"), l->label,
			 l->dir);
	}
	app_say(app, "%s", str_text(&t));
	app_changed(app);
	if (went_wrong(sum) || sum->stopped)
		trouble_told(app, sum, str_text(&t));
	str_release(&t);
}

static void leave(struct app *app, struct leaving *l)
{
	const struct case_notice *n = situation_notice(ctx_now(app), l->label);
	const struct team *team = store_team(ctx_of(app)->store);
	struct act a = ctx_act(app);
	struct outbox o = {.a = &a, .label = l->label, .via = l->via,
			   .fates = l->fates, .dir = l->dir,
			   .only = *l->only ? l->only : NULL,
			   .program = l->way.program, .from = l->way.from,
			   .wait = {l->way.timeout_ms, give_up, l},
			   .step = step, .ctx = l};
	struct outbox_sum sum = {0};
	struct error err = {0};
	int rc = l->dir ? io_mkdirs(l->dir, 0700, &err) : 0;

	o.office = n ? team_authority_mail(team, n->set->authority) : NULL;
	l->began = app_mono(app);
	if (!rc)
		rc = outbox_send(&sum, &o, &err);
	app_busy_end(app);
	if (rc) {
		app_changed(app);
		refused(app, l, &err);
		return;
	}
	sum_told(app, l, &sum);
	if (!went_wrong(&sum) && !sum.stopped && sum.by_fate[FATE_HANDED])
		notices_meets(app, l->label);
	leaving_end(l);
}

/* --- the questions before it ------------------------------------------------------------ */

static void label_typed(struct app *app, void *ctx, bool yes)
{
	if (yes)
		leave(app, ctx);
	else
		leaving_end(ctx);
}

static void ask_label(struct app *app, struct leaving *l)
{
	const struct situation *s = ctx_now(app);
	struct str t = {0};

	if (l->via == VIA_MAIL)
		str_addf(&t, ngettext("Notice %s leaves now, by e-mail, to "
				      "%zu person.",
				      "Notice %s leaves now, by e-mail, to "
				      "%zu people.", l->people),
			 l->label, l->people);
	else if (l->via == VIA_POSTER)
		str_addf(&t, _("Notice %s is written as a poster to %s."),
			 l->label, l->dir);
	else
		str_addf(&t, ngettext("Notice %s is written for %zu person "
				      "to %s, with name and address.",
				      "Notice %s is written for %zu people "
				      "to %s, with names and addresses.",
				      l->people),
			 l->label, l->people, l->dir);
	str_add(&t, "\n");
	str_add(&t, _("What has left cannot be called back, and stands in "
		      "the record as sent."));
	dialog_label(app, str_text(&t), s->label, label_typed, l);
	str_release(&t);
}

static void untested_meant(struct app *app, void *ctx, bool yes)
{
	if (yes)
		ask_label(app, ctx);
	else
		leaving_end(ctx);
}

static void ask_untested(struct app *app, struct leaving *l)
{
	const struct case_notice *n = situation_notice(ctx_now(app), l->label);

	if (l->via != VIA_MAIL || !n || outbox_tested(n))
		ask_label(app, l);
	else
		dialog_yes(app, _("Nobody has tested this text (T does). "
				  "Send it all the same?"),
			   untested_meant, l);
}

/* Counts whom it would go to, by how it stands with them. */
static int count(struct group *g, struct app *app, const struct leaving *l,
		 unsigned fates, struct error *err)
{
	const struct group_args args = {.fates = fates,
					.field = via_field(l->via),
					.count_only = true};
	const struct case_notice *n = situation_notice(ctx_now(app), l->label);

	if (!n)
		return error_set(err, ERR_NOTFOUND, _("%s has no notice %s"),
				 ctx_now(app)->label, l->label);
	return group_read(g, ctx_of(app)->c, n, &args, err);
}

static int take_fate(struct app *app, struct leaving *l, enum fate f,
		     struct error *err)
{
	struct group g = {0};
	int rc;

	l->fates = 1u << f;
	rc = count(&g, app, l, l->fates, err);
	l->people = g.wanted;
	group_release(&g);
	if (rc || l->people)
		return rc;
	return error_set(err, ERR_REFUSED,
			 _("nobody in it can be reached that way: what it "
			   "needs is not in the register"));
}

static void fate_chosen(struct app *app, void *ctx, int i)
{
	struct leaving *l = ctx;
	struct error err = {0};

	if (i < 0)
		leaving_end(l);
	else if (take_fate(app, l, l->choice[i], &err))
		refused(app, l, &err);
	else
		ask_untested(app, l);
}

/* Those who have it are no choice: nobody is told twice by a slip. */
static void ask_whom(struct app *app, struct leaving *l)
{
	static const enum fate order[] = {FATE_NONE, FATE_FAILED, FATE_BOUNCED,
					  FATE_WRONG, FATE_NO_ANSWER,
					  FATE_AGAIN, FATE_DOUBT};
	const char *words[FATES];
	struct arena mem = {0};
	struct group g = {0};
	struct error err = {0};
	int n = 0, rc = count(&g, app, l, ~0u, &err);

	for (size_t i = 0; !rc && i < sizeof(order) / sizeof(*order); i++) {
		size_t people = g.by_fate[order[i]];

		if (!people)
			continue;
		words[n] = arena_printf(&mem, order[i] == FATE_NONE
						      ? "%s: %zu"
						      : _("%s: %zu, again"),
					_(fate_words(order[i])), people);
		l->choice[n++] = order[i];
	}
	group_release(&g);
	if (!rc && !n)
		rc = error_set(&err, ERR_REFUSED,
			       _("notice %s: everybody in it has got it"),
			       l->label);
	if (rc)
		refused(app, l, &err);
	else if (n == 1 && l->choice[0] == FATE_NONE)
		fate_chosen(app, l, 0);
	else
		dialog_choose(app, _("To whom of them"), words, n, 0,
			      fate_chosen, l);
	arena_release(&mem);
}

static void send_with(struct app *app, struct leaving *l)
{
	if (*l->only)
		ask_untested(app, l);
	else
		ask_whom(app, l);
}

void notices_send(struct app *app, void *state)
{
	struct leaving *l = leaving_new(app, state, false);
	const struct case_notice *n;
	const struct team *team = store_team(ctx_of(app)->store);
	struct error err = {0};

	if (!l)
		return;
	l->via = VIA_MAIL;
	n = situation_notice(ctx_now(app), l->label);
	if (!n->set->filter && !n->set->authority)
		error_set(&err, ERR_REFUSED,
			  _("notice %s goes to nobody by name: x writes it "
			    "to a file"), l->label);
	else if (n->set->authority &&
		 !team_authority_mail(team, n->set->authority))
		error_set(&err, ERR_REFUSED,
			  _("team.yaml has no mail address of %s: send it "
			    "another way, r records that"),
			  n->set->authority);
	if (err.code)
		refused(app, l, &err);
	else
		with_way(app, l, send_with);
}

void notices_send_one(struct app *app, void *state, const char *id)
{
	struct leaving *l = leaving_new(app, state, false);

	if (!l)
		return;
	l->via = VIA_MAIL;
	l->people = 1;
	l->fates = ~0u;
	str_copy(l->only, sizeof(l->only), id);
	with_way(app, l, send_with);
}

/* --- files ------------------------------------------------------------------------------ */

static const struct {
	enum via via;
	const char *words;
} ways[] = {
	{VIA_EML, N_("mail files (.eml), one a person")},
	{VIA_CSV, N_("CSV with telephone and text, for an SMS house")},
	{VIA_HTML, N_("letters to print (HTML), for those with an address")},
	{VIA_POSTER, N_("a poster to put up (HTML)")},
};
#define WAYS (int)(sizeof(ways) / sizeof(*ways))

static void folder_given(struct app *app, void *ctx, const char *path)
{
	struct leaving *l = ctx;
	struct error err = {0};

	if (!path) {
		leaving_end(l);
		return;
	}
	l->dir = mem_strdup(path);
	if (!l->dir) {
		error_nomem(&err);
		refused(app, l, &err);
	} else if (l->via == VIA_POSTER) {
		ask_label(app, l);
	} else {
		ask_whom(app, l);
	}
}

static void ask_folder(struct app *app, struct leaving *l)
{
	struct str path = {0};

	str_addf(&path, "%s-%s-%s", ctx_now(app)->label, l->label,
		 via_name(l->via));
	prompt_ask(app, _("Write it into which folder"), str_text(&path),
		   PROMPT_NEEDED, folder_given, l);
	str_release(&path);
}

static void way_chosen(struct app *app, void *ctx, int i)
{
	struct leaving *l = ctx;

	if (i < 0) {
		leaving_end(l);
		return;
	}
	l->via = ways[i].via;
	if (l->via == VIA_EML)
		with_way(app, l, ask_folder);
	else
		ask_folder(app, l);
}

void notices_export(struct app *app, void *state)
{
	struct leaving *l = leaving_new(app, state, false);
	const char *words[WAYS];

	for (int i = 0; i < WAYS; i++)
		words[i] = _(ways[i].words);
	if (l)
		dialog_choose(app, _("Write it as"), words, WAYS, 0,
			      way_chosen, l);
}
