/* core/report/paper.c - see paper.h. No person's name is printed. */
#include "core/report/paper.h"

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/report/tree.h"

#define SIGNATURES 12

struct sheet {
	struct maker m;
	const struct scenario *sc;
	const char *label, *hash;
	size_t lang;
};

static struct node *root(struct sheet *p)
{
	return &p->m.r->root;
}

/* On top of every part: pages are torn apart. */
static void banner(struct sheet *p, const char *what)
{
	node_addf(&p->m, root(p), NODE_HEADING,
		  "DRILL 演练  %s  NOT REAL 非真实事件  %s", p->label, what)
		->level = 1;
}

static void head(struct sheet *p, bool secret)
{
	const struct scenario *sc = p->sc;
	struct node *f = node_add(&p->m, root(p), NODE_FACTS, "");
	char play[TIME_TEXT], story[TIME_TEXT], brief[TIME_TEXT];

	play_text(play, sc->play_ms);
	play_text(brief, sc->brief_ms);
	story_text(story, sc->story, sc->offset, sc->story);
	factf(&p->m, f, _("Scenario"), "%s  %s", sc->id,
	      text_in(&sc->title, p->lang));
	factf(&p->m, f, _("Version"), "%s  %.16s", sc->version,
	      p->hash ? p->hash : "");
	fact(&p->m, f, _("Playbook"), sc->slug);
	factf(&p->m, f, _("Played"), _("briefing %s, play %s"), brief, play);
	if (secret)
		fact(&p->m, f, _("Story begins"), story);
}

static struct node *table(struct sheet *p, const char *const *name)
{
	struct node *t = node_add(&p->m, root(p), NODE_TABLE, "");
	struct node *row = node_add(&p->m, t, NODE_ROW, "");

	for (; *name; name++)
		node_add(&p->m, row, NODE_CELL, _(*name));
	return t;
}

/* --- the facilitator's list --------------------------------------------------------- */

static void brief(struct sheet *p)
{
	struct node *quote;

	quote = node_add(&p->m, root(p), NODE_CAUTION, "");
	node_add(&p->m, quote, NODE_PARA, text_in(&p->sc->brief, p->lang));
}

static void goals(struct sheet *p)
{
	static const char *const name[] = {N_("Objective"),
		N_("Critical tasks"), N_("Rated"), N_("Why"), NULL};
	struct node *t = table(p, name);

	for (size_t i = 0; i < p->sc->objective_count; i++) {
		const struct sc_objective *o = &p->sc->objective[i];
		struct node *row = node_add(&p->m, t, NODE_ROW, "");

		node_addf(&p->m, row, NODE_CELL, "%s %s", o->id,
			  text_in(&o->does, p->lang));
		node_add(&p->m, row, NODE_CELL, text_in(&o->task, p->lang));
		node_add(&p->m, row, NODE_CELL, "P  S  M  U  NR");
		node_add(&p->m, row, NODE_CELL, "");
	}
}

static void add_list(struct str *out, const char *const *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s", i ? ", " : "", text[i]);
}

static void condition(struct str *out, const struct sc_inject *in)
{
	for (size_t i = 0; i < in->when_count; i++) {
		const struct sc_cond *w = &in->when[i];

		str_addf(out, "%s%s: ", i ? "; " : "", sc_when_name(w->kind));
		add_list(out, w->id, w->count);
		if (w->option)
			str_addf(out, " = %s", w->option);
	}
}

static void facts_of(struct sheet *p, const struct sc_inject *in)
{
	struct node *f = node_add(&p->m, root(p), NODE_FACTS, "");
	struct str to = {0}, obj = {0}, when = {0};
	char play[TIME_TEXT] = "", story[TIME_TEXT] = "";

	if (in->timed) {
		play_text(play, in->at);
		story_text(story, p->sc->story, p->sc->offset,
			   p->sc->story + times_anchored(p->sc->anchor,
							 p->sc->anchor_count,
							 in->at));
	}
	add_list(&to, in->to, in->to_count);
	add_list(&obj, in->obj, in->obj_count);
	condition(&when, in);
	factf(&p->m, f, _("Play, story"), "%s   %s", play, story);
	fact(&p->m, f, _("Kind"), sc_kind_name(in->kind));
	factf(&p->m, f, _("From, by"), "%s, %s",
	      scenario_cast(p->sc, in->from, p->lang),
	      in->via ? in->via : "-");
	fact_take(&p->m, f, _("To"), &to);
	fact_take(&p->m, f, _("Objective"), &obj);
	if (in->when_count)
		fact_take(&p->m, f, _("Only if"), &when);
	if (in->opens)
		fact(&p->m, f, _("Opens"), in->opens);
	str_release(&when);
}

static void expects(struct sheet *p, const struct sc_inject *in)
{
	static const char *const name[] = {N_("Expected"), N_("By"), "!",
		N_("Seen at"), N_("met / late / missed"), N_("Note"), NULL};
	struct node *t;
	char by[TIME_TEXT];

	if (!in->expect_count)
		return;
	t = table(p, name);
	for (size_t i = 0; i < in->expect_count; i++) {
		const struct sc_expect *e = &in->expect[i];
		struct node *row = node_add(&p->m, t, NODE_ROW, "");

		play_text(by, e->by);
		node_add(&p->m, row, NODE_CELL,
			 e->step ? e->step : text_in(&e->say, p->lang));
		node_add(&p->m, row, NODE_CELL, by);
		node_add(&p->m, row, NODE_CELL, e->crit ? "!" : "");
		for (int k = 0; k < 3; k++)
			node_add(&p->m, row, NODE_CELL, "");
	}
}

static void options(struct sheet *p, const char *id)
{
	const struct sc_decision *d =
		id ? scenario_decision(p->sc, id) : NULL;
	struct str text = {0};

	if (!d)
		return;
	for (size_t i = 0; i < d->option_count; i++) {
		const char *said = text_in(&d->option[i].text, p->lang);

		str_addf(&text, "%s%s", i ? " / " : "",
			 *said ? said : d->option[i].key);
	}
	node_addf(&p->m, root(p), NODE_PARA, "%s %s: %s", d->id,
		  text_in(&d->ask, p->lang), str_text(&text));
	str_release(&text);
}

static void facilitator(struct sheet *p)
{
	banner(p, _("FACILITATOR: not for players"));
	head(p, true);
	brief(p);
	goals(p);
	for (size_t i = 0; i < p->sc->inject_count; i++) {
		const struct sc_inject *in = &p->sc->inject[i];
		struct node *quote;

		node_addf(&p->m, root(p), NODE_HEADING, "%s %s  DRILL 演练 %s",
			  in->id, text_in(&in->title, p->lang), p->label)
			->level = 2;
		facts_of(p, in);
		node_add(&p->m, root(p), NODE_PARA,
			 text_in(&in->note, p->lang));
		quote = node_add(&p->m, root(p), NODE_CAUTION, "");
		node_add(&p->m, quote, NODE_PARA, text_in(&in->say, p->lang));
		options(p, in->opens);
		expects(p, in);
	}
	node_add(&p->m, root(p), NODE_HEADING, _("Hotwash"))->level = 2;
	node_add(&p->m, root(p), NODE_PARA,
		 text_in(&p->sc->hotwash, p->lang));
	node_add(&p->m, root(p), NODE_ROOM, "")->level = 8;
}

/* --- the other two --------------------------------------------------------------------- */

static void sign_in(struct sheet *p)
{
	static const char *const name[] = {N_("No."), N_("Role"),
		N_("Part: player, facilitator, evaluator, observer"),
		N_("Played this scenario before"), N_("Came at"),
		N_("Signature"), NULL};
	struct node *t;

	banner(p, _("Sign-in sheet"));
	head(p, false);
	t = table(p, name);
	for (int i = 0; i < SIGNATURES; i++) {
		struct node *row = node_add(&p->m, t, NODE_ROW, "");

		node_addf(&p->m, row, NODE_CELL, "%d", i + 1);
		for (int k = 0; k < 5; k++)
			node_add(&p->m, row, NODE_CELL, "");
	}
	node_add(&p->m, root(p), NODE_PARA,
		 _("This sheet is kept apart from the report, which names "
		   "roles and nobody."));
}

static void players(struct sheet *p)
{
	static const char *const name[] = {N_("Role"), N_("Who plays it"),
					   NULL};
	struct node *t;

	banner(p, _("For players"));
	head(p, false);
	brief(p);
	t = table(p, name);
	for (size_t i = 0; i < p->sc->role_count; i++) {
		struct node *row = node_add(&p->m, t, NODE_ROW, "");

		node_add(&p->m, row, NODE_CELL, p->sc->role[i].key);
		node_add(&p->m, row, NODE_CELL, "");
	}
	node_add(&p->m, root(p), NODE_PARA,
		 _("Say \"exercise, exercise, exercise\" before and after "
		   "each call. Write story time in your notes. Anyone may call "
		   "REAL INCIDENT at any time; nobody has to prove it. A "
		   "message without the drill mark is real until shown "
		   "otherwise."));
	node_add(&p->m, root(p), NODE_ROOM, "")->level = 12;
}

static void (*const sheets[])(struct sheet *p) = {
	[PAPER_FACILITATOR] = facilitator,
	[PAPER_SIGN_IN] = sign_in,
	[PAPER_PLAYERS] = players,
};

int paper_build(struct report **out, enum paper what,
		const struct scenario *sc, const char *label,
		const char *hash, const char *lang, struct error *err)
{
	struct sheet p = {.sc = sc, .label = label, .hash = hash,
			  .lang = scenario_lang(sc, lang)};
	int rc = report_bare(out, &p.m, label, lang, err);

	if (rc)
		return rc;
	sheets[what](&p);
	node_addf(&p.m, root(&p), NODE_PARA,
		  "DRILL 演练  %s  NOT REAL 非真实事件", label);
	if (!(*out)->failed)
		return 0;
	report_free(*out);
	*out = NULL;
	return error_nomem(err);
}
