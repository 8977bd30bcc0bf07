/* tui/cmd/drill_do.c - `drill do`: a verb for everything in a drill. */
#include <string.h>

#include "core/base/near.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"
#include "core/drill/words.h"
#include "tui/cmd/drill.h"

enum doer { FAC = 1, EVAL = 2, PLAYER = 4, TELL = 7, OBS = 8, ALL = 15 };

int play_write(struct play *p, const struct drill_entry *e, size_t count,
	       enum member_role least, struct error *err)
{
	struct act a = {.c = p->c};
	int rc = act_drill(&a, e, count, least, err);

	return rc ? rc : play_look(p, err);
}

static const char *word(const struct args *a, size_t i)
{
	return i < a->word_count ? a->word[i] : NULL;
}

/* --- what players do ------------------------------------------------------------- */

static void note_members(struct jwrite *j, const void *ctx)
{
	const struct drill_note *n = ctx;

	if (n->op)
		jwrite_str(j, "op", n->op);
	if (n->text)
		jwrite_str(j, "text", n->text);
	if (n->to)
		jwrite_str(j, "to", n->to);
}

static int write_note(struct play *p, const char *type, const char *on,
		      const struct drill_note *n, struct error *err)
{
	struct drill_entry e = {.type = type, .on = on, .by = p->as,
				.fill = note_members, .ctx = n};

	return play_write(p, &e, 1, ROLE_RESPONDER, err);
}

static int need_released(const struct play *p, const char *id,
			 struct error *err)
{
	const struct drill_inject *in = drill_inject(p->d, id);

	return in && in->event
		       ? 0
		       : error_set(err, ERR_NOTFOUND,
				   _("no inject \"%s\" has been released"),
				   id);
}

static int do_ack(struct play *p, struct args *a, struct error *err)
{
	struct drill_note n = {0};
	int rc = need_released(p, word(a, 1), err);

	return rc ? rc : write_note(p, "inject.ack", word(a, 1), &n, err);
}

static int do_answer(struct play *p, struct args *a, struct error *err)
{
	struct drill_note n = {.text = word(a, 2)};
	int rc = need_released(p, word(a, 1), err);

	return rc ? rc : write_note(p, "inject.answer", word(a, 1), &n, err);
}

/* The inject that opened a decision; its options are what players know. */
static int need_option(const struct play *p, const char *id,
		       const char *option, struct error *err)
{
	const struct drill_decision *d = drill_decision(p->d, id);
	struct str all = {0};

	if (!d || !d->opened)
		return error_set(err, ERR_NOTFOUND,
				 _("nothing released asks for \"%s\""), id);
	for (size_t i = 0; i < d->opened->said->option_count; i++) {
		if (str_eq(d->opened->said->option[i], option)) {
			str_release(&all);
			return 0;
		}
		str_addf(&all, "%s%s", i ? ", " : "",
			 d->opened->said->option[i]);
	}
	error_set(err, ERR_USAGE, _("\"%s\" is no answer to %s"), option, id);
	error_where(err, _("its answers: %s"), str_text(&all));
	str_release(&all);
	return ERR_USAGE;
}

static int do_vote(struct play *p, struct args *a, struct error *err)
{
	struct drill_note n = {.op = word(a, 2)};
	int rc = need_option(p, word(a, 1), word(a, 2), err);

	return rc ? rc : write_note(p, "vote.cast", word(a, 1), &n, err);
}

static int do_talk(struct play *p, struct args *a, struct error *err)
{
	struct drill_note n = {.text = word(a, 1),
			       .to = args_text(a, "to")};

	return write_note(p, "talk", NULL, &n, err);
}

struct deciding {
	const char *answer, *why, *owner;
};

static void decide_members(struct jwrite *j, const void *ctx)
{
	const struct deciding *d = ctx;

	jwrite_str(j, "answer", d->answer);
	jwrite_str(j, "why", d->why);
	jwrite_str(j, "owner", d->owner);
}

/* --- a case's own acts -------------------------------------------------------------- */

static struct act case_act(struct play *p, struct args *a)
{
	return (struct act){.c = p->c, .by = p->as, .strict = true,
			    .override_person = args_flag(a, "override")};
}

static struct step_args step_args(struct args *a)
{
	return (struct step_args){.value = args_text(a, "value"),
				  .note = args_text(a, "note"),
				  .why = args_text(a, "why")};
}

static int looked(struct play *p, int rc, struct error *err)
{
	return rc && rc != ERR_PENDING ? rc : play_look(p, err);
}

/* A decision of the scenario is not one of the playbook's: it has an owner,
 * and who does not name one and a reason has not decided. */
static int do_decide(struct play *p, struct args *a, struct error *err)
{
	struct deciding d = {word(a, 2), args_text(a, "why"),
			     args_text(a, "owner")};
	struct drill_entry e = {.type = "decision.set", .on = word(a, 1),
				.by = p->as, .fill = decide_members,
				.ctx = &d};
	struct step_args args = step_args(a);
	struct act act = case_act(p, a);
	const struct step *st;
	struct error ignored = {0};
	int rc;

	if (!situation_step(&st, casefile_now(p->c), word(a, 1), &ignored))
		return looked(p, act_decide(&act, word(a, 1), word(a, 2),
					    &args, err), err);
	rc = need_option(p, word(a, 1), word(a, 2), err);
	if (!rc && (!d.why || !d.owner)) {
		error_set(err, ERR_USAGE,
			  _("a decision has an owner and a reason"));
		rc = error_fix(err, "--owner ROLE --why TEXT");
	}
	return rc ? rc : play_write(p, &e, 1, ROLE_RESPONDER, err);
}

static int do_done(struct play *p, struct args *a, struct error *err)
{
	struct step_args args = step_args(a);
	struct act act = case_act(p, a);

	return looked(p, act_step_done(&act, word(a, 1), &args, err), err);
}

static int do_confirm(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_step_confirm(&act, word(a, 1), err), err);
}

static int do_work(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_step_start(&act, word(a, 1), err), err);
}

static int do_unneeded(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_step_not_needed(&act, word(a, 1),
					     args_text(a, "why"), err), err);
}

static int do_reopen(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_step_reopen(&act, word(a, 1),
					 args_text(a, "why"), err), err);
}

static int do_check(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_checks(&act, word(a, 1), a->word + 2,
				    a->word_count - 2, true, err), err);
}

static int do_note(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);

	return looked(p, act_note(&act, args_text(a, "step"), word(a, 1),
				  err), err);
}

/* "aware at" is a moment of the story. */
static int do_aware(struct play *p, struct args *a, struct error *err)
{
	struct act act = case_act(p, a);
	int64_t at = times_story(&p->d->times, p->d->now);
	int rc = 0;

	if (!str_eq(word(a, 1), "now"))
		rc = cli_time(&at, p->x, word(a, 1), err);
	if (rc)
		return rc;
	return looked(p, act_case_aware(&act, at, args_text(a, "why"), err),
		      err);
}

/* --- the facilitator, the evaluator --------------------------------------------------- */

static int do_release(struct play *p, struct args *a, struct error *err)
{
	return release_inject(p, word(a, 1), args_text(a, "why"), err);
}

static int do_adlib(struct play *p, struct args *a, struct error *err)
{
	return release_other(p, NULL, word(a, 1), args_text(a, "to"), err);
}

static int do_hint(struct play *p, struct args *a, struct error *err)
{
	int rc = need_released(p, word(a, 1), err);

	return rc ? rc
		  : release_other(p, word(a, 1), word(a, 2),
				  args_text(a, "to"), err);
}

static int do_set(struct play *p, struct args *a, struct error *err)
{
	struct drill_remark r = {.type = "inject.set", .on = word(a, 1),
				 .op = word(a, 0),
				 .text = args_text(a, "why")};
	const struct drill_inject *in = drill_inject(p->d, r.on);

	if (!in || !in->def)
		return error_set(err, ERR_NOTFOUND,
				 _("there is no inject \"%s\""), r.on);
	if (in->event || p->d->ended)
		return error_set(err, ERR_REFUSED,
				 in->event ? _("%s is released already")
					   : _("the drill is over: %s"),
				 r.on);
	if (str_eq(r.op, "skip") && !r.text) {
		error_set(err, ERR_REFUSED, _("%s needs a reason"), r.op);
		return error_fix(err, _("say why: --why TEXT"));
	}
	return play_keep(p, &r, err);
}

static int one_of(const char *given, const char *const *list,
		  struct error *err)
{
	struct str all = {0};

	for (size_t i = 0; list[i]; i++) {
		if (str_eq(list[i], given)) {
			str_release(&all);
			return 0;
		}
		str_addf(&all, "%s%s", i ? ", " : "", list[i]);
	}
	error_set(err, ERR_USAGE, _("\"%s\" is none of them"), given);
	error_where(err, _("it is one of: %s"), str_text(&all));
	str_release(&all);
	return ERR_USAGE;
}

static int do_mark(struct play *p, struct args *a, struct error *err)
{
	/* none: by rule again */
	static const char *const ops[] = {"met", "late", "missed",
					  "not-observed", "none", NULL};
	struct drill_remark r = {.type = "mark", .on = word(a, 1),
				 .op = word(a, 2),
				 .text = args_text(a, "why")};
	const struct sc_inject *in;
	int rc = one_of(r.op, ops, err);

	if (!rc && p->sc && !scenario_expect(p->sc, r.on, &in)) {
		error_set(err, ERR_NOTFOUND, _("nothing expected is called "
					       "\"%s\""), r.on);
		rc = error_fix(err, "stanch drill score %s",
			       casefile_now(p->c)->label);
	}
	return rc ? rc : play_keep(p, &r, err);
}

static int do_rate(struct play *p, struct args *a, struct error *err)
{
	static const char *const ops[] = {"P", "S", "M", "U", "NR", NULL};
	struct drill_remark r = {.type = "rating", .on = word(a, 1),
				 .op = word(a, 2),
				 .text = args_text(a, "why")};
	int rc = one_of(r.op, ops, err);

	if (!rc && p->sc && !scenario_objective(p->sc, r.on))
		rc = error_set(err, ERR_NOTFOUND,
			       _("there is no objective \"%s\""), r.on);
	return rc ? rc : play_keep(p, &r, err);
}

static int do_observe(struct play *p, struct args *a, struct error *err)
{
	struct drill_remark r = {
		.type = "observation", .text = word(a, 1),
		.op = args_flag(a, "contradiction") ? "contradiction"
						    : args_text(a, "for"),
		.inject = args_text(a, "inject"),
		.objective = args_text(a, "objective")};

	return play_keep(p, &r, err);
}

/* --- the table ------------------------------------------------------------------------ */

static const struct verb {
	const char *name;
	unsigned who; /* enum doer */
	size_t words; /* behind it, at least */
	bool late;    /* also once the drill has ended */
	int (*run)(struct play *p, struct args *a, struct error *err);
} verbs[] = {
	{"start", FAC, 0, false, steer},
	{"freeze", FAC, 0, false, steer},
	{"resume", FAC, 0, false, steer},
	{"speed", FAC, 1, false, steer},
	{"jump", FAC, 1, false, steer},
	{"story", FAC, 1, false, steer},
	{"halt", ALL, 0, false, steer},
	{"end", FAC, 0, false, steer},
	{"release", FAC, 1, false, do_release},
	{"hold", FAC, 1, false, do_set},
	{"skip", FAC, 1, false, do_set},
	{"moot", FAC, 1, false, do_set},
	{"plan", FAC, 1, false, do_set}, /* takes one of them back */
	{"adlib", FAC, 1, false, do_adlib},
	{"hint", FAC, 2, false, do_hint},
	{"ack", PLAYER, 1, false, do_ack},
	{"answer", PLAYER, 2, false, do_answer},
	{"vote", PLAYER, 2, false, do_vote},
	{"talk", TELL, 1, false, do_talk},
	{"decide", PLAYER, 2, false, do_decide},
	{"work", PLAYER, 1, false, do_work},
	{"done", PLAYER, 1, false, do_done},
	{"confirm", PLAYER, 1, false, do_confirm},
	{"not-needed", PLAYER, 1, false, do_unneeded},
	{"reopen", PLAYER, 1, false, do_reopen},
	{"check", PLAYER, 2, false, do_check},
	{"note", PLAYER, 1, false, do_note},
	{"aware", PLAYER, 1, false, do_aware},
	{"mark", FAC | EVAL, 2, true, do_mark},
	{"rate", FAC | EVAL, 2, true, do_rate},
	{"observe", FAC | EVAL | OBS, 1, true, do_observe},
	{0},
};

const struct opt do_opts[] = {
	{"as", 0, OPT_TEXT, "ROLE",
	 N_("who acts: facilitator, evaluator, observer or a role")},
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{"with", 0, OPT_TEXT, "ROLE",
	 N_("the second role that agrees to go on after a halt")},
	{"owner", 0, OPT_TEXT, "ROLE", N_("who answers for a decision")},
	{"value", 0, OPT_TEXT, "VALUE", N_("what the step asks for")},
	{"note", 0, OPT_TEXT, "TEXT", N_("a note beside it")},
	{"override", 0, OPT_FLAG, NULL,
	 N_("without the second person; needs --why")},
	{"step", 0, OPT_TEXT, "STEP", N_("the step a note belongs to")},
	{"to", 0, OPT_TEXT, "ROLE", N_("who gets it")},
	{"inject", 0, OPT_TEXT, "INJECT", N_("the inject in hand")},
	{"objective", 0, OPT_TEXT, "OBJECTIVE",
	 N_("the objective it is about")},
	{"contradiction", 0, OPT_FLAG, NULL,
	 N_("two parties were told different things")},
	{"for", 0, OPT_TEXT,
	 "strength|improve|analysis|hotwash|promise|conduct|conclusion|next",
	 N_("the part of the report that an observation is written for")},
	{0}
};

static unsigned who_is(const struct play *p)
{
	return str_eq(p->as, FACILITATOR) ? FAC
	       : str_eq(p->as, EVALUATOR) ? EVAL
	       : str_eq(p->as, OBSERVER)  ? OBS : PLAYER;
}

static bool is_role(const struct play *p, const char *as)
{
	const struct situation *s = casefile_now(p->c);

	if (p->sc && scenario_role(p->sc, as))
		return true;
	for (size_t i = 0; i < s->role_count; i++)
		if (str_eq(s->role[i].key, as))
			return true;
	return false;
}

/* Who owns the drill leads it; nobody else may say he does. */
static int choose_role(struct play *p, const char *as, struct error *err)
{
	const struct situation *s = casefile_now(p->c);
	bool owner = s->me && s->me->role == ROLE_OWNER;

	p->as = as ? as : owner ? FACILITATOR : NULL;
	if (!p->as) {
		error_set(err, ERR_USAGE, _("say who acts: --as ROLE"));
		return ERR_USAGE;
	}
	if (who_is(p) == FAC && !owner)
		return error_set(err, ERR_REFUSED,
				 _("only whoever made %s leads it"), s->label);
	if (who_is(p) == PLAYER && !is_role(p, p->as))
		return error_set(err, ERR_NOTFOUND,
				 _("\"%s\" is none of the roles"), p->as);
	return 0;
}

static const struct verb *find_verb(const char *name, struct error *err)
{
	const char *near = NULL;

	for (const struct verb *v = verbs; v->name; v++) {
		if (str_eq(v->name, name))
			return v;
		near = near_better(name, near, v->name);
	}
	error_set(err, ERR_USAGE, _("\"%s\" is nothing one does in a drill"),
		  name);
	if (near)
		error_fix(err, _("did you mean: %s"), near);
	return NULL;
}

static int check_state(const struct play *p, const struct verb *v,
		       struct error *err)
{
	bool steers = v->run == steer;

	if (steers || (v->late && p->d->started))
		return 0;
	if (p->d->run == RUN_RUNNING || p->d->run == RUN_FROZEN)
		return 0;
	return error_set(err, ERR_REFUSED, _("%s is not being played: %s"),
			 casefile_now(p->c)->label,
			 drill_run_words(p->d->run));
}

int play_do(struct play *p, const char *as, struct args *args,
	    struct error *err)
{
	const struct verb *v = find_verb(args->word[0], err);
	int rc = v ? choose_role(p, as, err) : ERR_USAGE;

	if (rc)
		return rc;
	if (args->word_count <= v->words) {
		error_set(err, ERR_USAGE, _("%s: something is missing"),
			  v->name);
		return ERR_USAGE;
	}
	if (!(v->who & who_is(p)))
		return error_set(err, ERR_REFUSED,
				 _("%s is not for %s to do"), v->name, p->as);
	rc = check_state(p, v, err);
	return rc ? rc : v->run(p, args, err);
}

static void tell_done(struct play *p, const char *verb)
{
	struct cli *x = p->x;
	char play[TIME_TEXT];

	play_banner(x, casefile_now(p->c)->label);
	play_text(play, times_play(&p->d->times, p->d->now));
	out_line(&x->out, "%s  %s  %s", play, drill_run_words(p->d->run),
		 verb);
	if (x->out.mode != OUT_JSON)
		return;
	jwrite_str(x->out.json, "verb", verb);
	jwrite_str(x->out.json, "state", drill_run_name(p->d->run));
	jwrite_int(x->out.json, "play_ms",
		   times_play(&p->d->times, p->d->now));
}

/* args: the verb and its words. */
static int do_words(struct cli *x, const char *label, struct args *args,
		    struct error *err)
{
	struct play p;
	int rc = play_open(&p, x, label, false, err);

	if (rc)
		return rc;
	rc = play_do(&p, args_text(args, "as"), args, err);
	if (!rc)
		tell_done(&p, args->word[0]);
	play_close(&p);
	return rc;
}

int drill_do_run(struct cli *x, struct error *err)
{
	struct args args = x->args;

	args.word++;
	args.word_count--;
	return do_words(x, cli_word(x, 0), &args, err);
}

/* `drill mark DRILL ...` is `drill do DRILL mark ...`. */
int drill_short_run(struct cli *x, struct error *err)
{
	const char *label = cli_word(x, 0), *verb = strchr(x->cmd->name, ' ');
	struct args args = x->args;

	verb = verb ? verb + 1 : x->cmd->name;
	args.word[0] = str_eq(verb, "inject") ? "release" : verb;
	return do_words(x, label, &args, err);
}
