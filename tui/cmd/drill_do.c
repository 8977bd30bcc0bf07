/* tui/cmd/drill_do.c - `drill do`: a verb for everything in a drill. */
#include <string.h>

#include "core/base/near.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"
#include "core/drill/words.h"
#include "tui/cmd/drill_verbs.h"

enum doer { FAC = 1, EVAL = 2, PLAYER = 4, TELL = 7, OBS = 8, ALL = 15 };

int play_write(struct play *p, const struct drill_entry *e, size_t count,
	       enum member_role least, struct error *err)
{
	struct act a = {.c = p->c};
	int rc = act_drill(&a, e, count, least, err);

	return rc ? rc : play_look(p, err);
}

const char *verb_word(const struct args *a, size_t i)
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

/* What was named is not there; the command that lists what is. */
static int see(const struct play *p, const char *command, struct error *err)
{
	return error_fix(err, "stanch drill %s %s", command,
			 casefile_now(p->c)->label);
}

static int need_released(const struct play *p, const char *id,
			 struct error *err)
{
	const struct drill_inject *in = drill_inject(p->d, id);

	if (in && in->event)
		return 0;
	error_set(err, ERR_NOTFOUND, _("no inject \"%s\" has been released"),
		  id);
	return see(p, "join", err);
}

static int do_ack(struct play *p, struct args *a, struct error *err)
{
	struct drill_note n = {0};
	int rc = need_released(p, verb_word(a, 1), err);

	return rc ? rc : write_note(p, "inject.ack", verb_word(a, 1), &n, err);
}

static int do_answer(struct play *p, struct args *a, struct error *err)
{
	struct drill_note n = {.text = verb_word(a, 2)};
	int rc = need_released(p, verb_word(a, 1), err);

	return rc ? rc
		  : write_note(p, "inject.answer", verb_word(a, 1), &n, err);
}

/* The inject that opened a decision; its options are what players know. */
int verb_option(const struct play *p, const char *id, const char *option,
		struct error *err)
{
	const struct drill_decision *d = drill_decision(p->d, id);
	struct str all = {0};

	if (!d || !d->opened) {
		error_set(err, ERR_NOTFOUND,
			  _("nothing released asks for \"%s\""), id);
		return see(p, "join", err);
	}
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

/* The vote comes before the talk, and the talk before the decision. */
static int vote_is_open(const struct play *p, const char *id,
			struct error *err)
{
	const struct drill_decision *d = drill_decision(p->d, id);

	if (d->option)
		return error_set(err, ERR_REFUSED,
				 _("%s is decided: a vote comes before it"),
				 id);
	if (!d->closed)
		return 0;
	error_set(err, ERR_REFUSED, _("the vote on %s is closed"), id);
	return error_fix(err, _("the facilitator opens it: vote %s open"), id);
}

/* Who leads has none, but opens and closes it. */
static int may_close(const struct play *p, const char *id, const char *op,
		     struct error *err)
{
	const struct drill_decision *d = drill_decision(p->d, id);

	if (!d || !d->opened)
		return error_set(err, ERR_NOTFOUND,
				 _("nothing released asks for \"%s\""), id);
	if (str_eq(op, BALLOT_OPEN) || str_eq(op, BALLOT_CLOSE))
		return 0;
	error_set(err, ERR_REFUSED,
		  _("the facilitator has no vote, but opens and closes it"));
	return error_fix(err, "vote %s close", id);
}

static int do_vote(struct play *p, struct args *a, struct error *err)
{
	const char *id = verb_word(a, 1);
	struct drill_note n = {.op = verb_word(a, 2)};
	const bool leads = str_eq(p->as, FACILITATOR);
	int rc = leads ? may_close(p, id, n.op, err)
		       : verb_option(p, id, n.op, err);

	if (!rc && !leads)
		rc = vote_is_open(p, id, err);
	return rc ? rc : write_note(p, "vote.cast", id, &n, err);
}

static int do_talk(struct play *p, struct args *a, struct error *err)
{
	struct drill_note n = {.text = verb_word(a, 1),
			       .to = args_text(a, "to")};

	return write_note(p, "talk", NULL, &n, err);
}

/* --- the facilitator, the evaluator --------------------------------------------------- */

static int do_release(struct play *p, struct args *a, struct error *err)
{
	return release_inject(p, verb_word(a, 1), args_text(a, "why"), err);
}

static int do_adlib(struct play *p, struct args *a, struct error *err)
{
	return release_other(p, NULL, verb_word(a, 1), args_text(a, "to"), err);
}

static int do_hint(struct play *p, struct args *a, struct error *err)
{
	int rc = need_released(p, verb_word(a, 1), err);

	return rc ? rc
		  : release_other(p, verb_word(a, 1), verb_word(a, 2),
				  args_text(a, "to"), err);
}

static int do_set(struct play *p, struct args *a, struct error *err)
{
	struct drill_remark r = {.type = "inject.set", .on = verb_word(a, 1),
				 .op = verb_word(a, 0),
				 .text = args_text(a, "why")};
	const struct drill_inject *in = drill_inject(p->d, r.on);

	if (!in || !in->def) {
		error_set(err, ERR_NOTFOUND, _("there is no inject \"%s\""),
			  r.on);
		return see(p, "show", err);
	}
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
	struct drill_remark r = {.type = "mark", .on = verb_word(a, 1),
				 .op = verb_word(a, 2),
				 .text = args_text(a, "why")};
	const struct sc_inject *in;
	int rc = one_of(r.op, ops, err);

	if (!rc && p->sc && !scenario_expect(p->sc, r.on, &in)) {
		error_set(err, ERR_NOTFOUND, _("nothing expected is called "
					       "\"%s\""), r.on);
		rc = see(p, "score", err);
	}
	return rc ? rc : play_keep(p, &r, err);
}

static int do_rate(struct play *p, struct args *a, struct error *err)
{
	static const char *const ops[] = {"P", "S", "M", "U", "NR", NULL};
	struct drill_remark r = {.type = "rating", .on = verb_word(a, 1),
				 .op = verb_word(a, 2),
				 .text = args_text(a, "why")};
	int rc = one_of(r.op, ops, err);

	if (!rc && p->sc && !scenario_objective(p->sc, r.on)) {
		error_set(err, ERR_NOTFOUND, _("there is no objective \"%s\""),
			  r.on);
		rc = see(p, "score", err);
	}
	return rc ? rc : play_keep(p, &r, err);
}

/* Of the sign-in sheet: how many, never who. */
static int do_attend(struct play *p, struct args *a, struct error *err)
{
	struct drill_note n = {.op = verb_word(a, 2)};
	const char *role = verb_word(a, 1);
	long long heads;
	int rc = str_eq(role, FACILITATOR) ? 0 : play_is_role(p, role, err);

	if (rc)
		return rc;
	if (!str_int(&heads, n.op, 0, HEADS_MOST)) {
		error_set(err, ERR_USAGE, _("\"%s\" is no number of people"),
			  n.op);
		return error_fix(err, "attend %s 2", role);
	}
	return write_note(p, "attend", role, &n, err);
}

static int do_observe(struct play *p, struct args *a, struct error *err)
{
	struct drill_remark r = {
		.type = "observation", .text = verb_word(a, 1),
		.op = args_flag(a, "contradiction") ? "contradiction"
						    : args_text(a, "for"),
		.inject = args_text(a, "inject"),
		.objective = args_text(a, "objective")};

	return play_keep(p, &r, err);
}

/* --- the table ------------------------------------------------------------------------ */

static const struct verb {
	const char *name, *words; /* what must stand behind it, or NULL */
	unsigned who; /* enum doer */
	bool late;    /* also once the drill has ended */
	int (*run)(struct play *p, struct args *a, struct error *err);
	const char *help;
} verbs[] = {
	{"start", NULL, FAC, false, steer,
	 N_("begin: the clock runs")},
	{"freeze", NULL, FAC, false, steer,
	 N_("stop the clock at once")},
	{"resume", NULL, FAC, false, steer,
	 N_("let it run on; after a halt only --with ROLE")},
	{"speed", "0.5|1|2|4", FAC, false, steer,
	 N_("how fast play goes by")},
	{"jump", "TIME", FAC, false, steer,
	 N_("play goes on from there; what it passes is due, none fires")},
	{"story", "TIME", FAC, false, steer,
	 N_("the story leaps by so much")},
	{"halt", NULL, ALL, false, steer,
	 N_("REAL INCIDENT: stop everything")},
	{"end", NULL, FAC, false, steer,
	 N_("ENDEX; with injects still due it takes --why")},
	{"release", "INJECT", FAC, false, do_release,
	 N_("let an inject out to the players")},
	{"hold", "INJECT", FAC, false, do_set,
	 N_("keep it back: it stays due")},
	{"skip", "INJECT", FAC, false, do_set,
	 N_("leave it out, with --why")},
	{"moot", "INJECT", FAC, false, do_set,
	 N_("close it as not needed")},
	{"plan", "INJECT", FAC, false, do_set,
	 N_("take a hold, a skip or a moot back")},
	{"adlib", "TEXT", FAC, false, do_adlib,
	 N_("an inject nobody had planned; no score")},
	{"hint", "INJECT TEXT", FAC, false, do_hint,
	 N_("help on an inject; it is counted")},
	{"ack", "INJECT", PLAYER, false, do_ack,
	 N_("acknowledge an inject")},
	{"answer", "INJECT TEXT", PLAYER, false, do_answer,
	 N_("answer an inject")},
	{"vote", "DECISION OPTION", PLAYER | FAC, false, do_vote,
	 N_("vote silently, before the talk; the facilitator: open or close")},
	{"talk", "TEXT", TELL, false, do_talk,
	 N_("a word to the facilitator, or back")},
	{"decide", "DECISION OPTION", PLAYER, false, verb_decide,
	 N_("decide, with --owner and --why")},
	{"work", "STEP", PLAYER, false, verb_work,
	 N_("begin a step")},
	{"done", "STEP", PLAYER, false, verb_done,
	 N_("close a step")},
	{"confirm", "STEP", PLAYER, false, verb_confirm,
	 N_("agree to a step as its second reader")},
	{"not-needed", "STEP", PLAYER, false, verb_unneeded,
	 N_("say that a step is not needed, with --why")},
	{"block", "STEP", PLAYER, false, verb_block,
	 N_("say what holds a step up, with --why")},
	{"reopen", "STEP", PLAYER, false, verb_reopen,
	 N_("open a closed step again, with --why")},
	{"check", "STEP ITEM", PLAYER, false, verb_check,
	 N_("tick items of a step")},
	{"note", "TEXT", PLAYER, false, verb_note,
	 N_("write a note")},
	{"aware", "TIME", PLAYER, false, verb_aware,
	 N_("since when we know: \"now\" or a story time, with --why")},
	{"clock-start", "CLOCK", PLAYER, false, verb_clock_start,
	 N_("start a legal clock, with its basis in --why")},
	{"clock-stop", "CLOCK", PLAYER, false, verb_clock_stop,
	 N_("it was met, with --receipt")},
	{"clock-waive", "CLOCK", PLAYER, false, verb_clock_waive,
	 N_("set a clock aside, with --why")},
	{"mark", "EXPECTATION met|late|missed|not-observed|none",
	 FAC | EVAL, true, do_mark,
	 N_("say how an expectation went; it overrules the rule")},
	{"rate", "OBJECTIVE P|S|M|U|NR", FAC | EVAL, true, do_rate,
	 N_("rate an objective, with --why")},
	{"observe", "TEXT", FAC | EVAL | OBS, true, do_observe,
	 N_("an observation; --for puts it into a part of the report")},
	{"attend", "ROLE COUNT", FAC, true, do_attend,
	 N_("how many people had a role, from the sign-in sheet; no names")},
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
	{"at", 0, OPT_TEXT, "TIME",
	 N_("of a clock: a story time, \"now\", or \"aware\"")},
	{"zone", 0, OPT_TEXT, "ZONE",
	 N_("of a clock: that of the authority, as Europe/Berlin")},
	{"receipt", 0, OPT_TEXT, "NUMBER", N_("what shows that it was met")},
	{"to", 0, OPT_TEXT, "ROLE", N_("who gets it")},
	{"inject", 0, OPT_TEXT, "INJECT", N_("the inject in hand")},
	{"objective", 0, OPT_TEXT, "OBJECTIVE",
	 N_("the objective it is about")},
	{"scenario", 0, OPT_TEXT, "FILE",
	 N_("of an evaluator: the scenario, if the playbooks lack it")},
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

int play_is_role(const struct play *p, const char *as, struct error *err)
{
	const struct situation *s = casefile_now(p->c);
	bool found = str_eq(as, EVALUATOR) || str_eq(as, OBSERVER) ||
		     (p->sc && scenario_role(p->sc, as));
	struct str all = {0};

	for (size_t i = 0; i < s->role_count; i++) {
		found |= str_eq(s->role[i].key, as);
		str_addf(&all, "%s%s", i ? ", " : "", s->role[i].key);
	}
	if (!found) {
		error_set(err, ERR_NOTFOUND, _("\"%s\" is none of the roles"),
			  as);
		error_where(err, _("it is one of: %s"), str_text(&all));
		error_fix(err, _("or evaluator, observer; or without --as: "
				 "who acts is asked each time"));
	}
	str_release(&all);
	return found ? 0 : err->code;
}

/* Who owns the drill leads it; nobody else may say he does. */
int play_role(struct play *p, const char *as, struct error *err)
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
	return who_is(p) == PLAYER ? play_is_role(p, p->as, err) : 0;
}

/* How many words a verb needs behind it. */
static size_t words_of(const struct verb *v)
{
	size_t n = v->words ? 1 : 0;

	for (const char *p = v->words; p && *p; p++)
		n += *p == ' ';
	return n;
}

bool drill_verb(struct drill_verb *out, size_t i)
{
	static const char *const who[] = {
		[FAC] = N_("facilitator"), [EVAL] = N_("evaluator"),
		[FAC | EVAL] = N_("facilitator, evaluator"),
		[FAC | EVAL | OBS] = N_("facilitator, evaluator, observer"),
		[PLAYER] = N_("players"), [TELL] = N_("all but observers"),
		[ALL] = N_("anybody")};

	if (i + 1 >= sizeof(verbs) / sizeof(*verbs))
		return false;
	*out = (struct drill_verb){verbs[i].name,
				   verbs[i].words ? verbs[i].words : "",
				   _(who[verbs[i].who]), _(verbs[i].help)};
	return true;
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
	error_fix(err, near ? _("did you mean: %s") : "stanch help verbs",
		  near);
	return NULL;
}

static int check_state(const struct play *p, const struct verb *v,
		       struct error *err)
{
	bool steers = v->run == steer;

	if (steers || (v->late && p->d->started))
		return 0;
	return play_must_run(p, err);
}

/* *v is the verb, which that role may do, with all its words. */
static int take_verb(const struct verb **v, struct play *p, const char *as,
		     const struct args *args, struct error *err)
{
	int rc;

	*v = find_verb(args->word[0], err);
	rc = *v ? play_role(p, as, err) : ERR_USAGE;
	if (rc)
		return rc;
	if (args->word_count <= words_of(*v)) {
		error_set(err, ERR_USAGE, _("%s: something is missing"),
			  (*v)->name);
		return error_fix(err, "%s %s", (*v)->name, (*v)->words);
	}
	if (!((*v)->who & who_is(p)))
		return error_set(err, ERR_REFUSED,
				 _("%s is not for %s to do"), (*v)->name,
				 p->as);
	return 0;
}

int play_check(struct play *p, const char *as, const struct args *args,
	       struct error *err)
{
	const struct verb *v;

	return take_verb(&v, p, as, args, err);
}

int play_do(struct play *p, const char *as, struct args *args,
	    struct error *err)
{
	const struct verb *v;
	int rc = take_verb(&v, p, as, args, err);

	if (!rc)
		rc = check_state(p, v, err);
	if (!rc && who_is(p) == EVAL)
		rc = play_learn(p, args_text(args, "scenario"), err);
	return rc ? rc : v->run(p, args, err);
}

/* args: the verb and its words. */
static int do_words(struct cli *x, const char *label, struct args *args,
		    struct error *err)
{
	const char *as = args_text(args, "as");
	int64_t gone = 0;
	struct play p;
	int rc = play_open_as(&p, x, label, as, err);

	if (rc)
		return rc;
	if (!as || str_eq(as, FACILITATOR))
		rc = play_recover(&gone, &p, err);
	if (!rc)
		rc = play_do(&p, as, args, err);
	if (gone)
		out_line(&x->out, _("The console was lost: nobody led it for "
				    "%lld s, and that is no play. It is "
				    "frozen."), (long long)gone / 1000);
	if (!rc)
		play_told(&p, args);
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
