/* tui/screen/drillshelf.c - see drillshelf.h. With drilling.c the one that
 * reaches the commands. */
#include "tui/screen/drillshelf.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/drill/compare.h"
#include "tui/cmd/drill.h"

/* --- a drill ---------------------------------------------------------------------- */

const char *drillshelf_words(enum drill_run run)
{
	static const char *const words[] = {
		N_("BEFORE STARTEX"), N_("RUNNING"), N_("FROZEN"),
		N_("HALTED"), N_("ENDED")};

	return _(words[run]);
}

static void put_playbook(struct drill_card *c, const struct situation *s)
{
	const struct set_adopt *a = s->book_count ? s->book[0].adopt : NULL;

	if (a)
		snprintf(c->playbook, sizeof(c->playbook), "%.64s@%.7s",
			 a->slug, a->commit ? a->commit : "");
}

static void fill_card(struct drill_card *c, const struct play *p)
{
	const struct situation *s = casefile_now(p->c);
	const struct drill_control *k = p->d->start;
	struct arena a = {0};
	const char *roles;
	size_t count;

	str_copy(c->title, sizeof(c->title), s->title);
	put_playbook(c, s);
	roles = drill_roles(&count, &a, s);
	str_copy(c->roles, sizeof(c->roles), roles ? roles : "");
	arena_release(&a);
	c->run = p->d->run;
	c->play = times_play(&p->d->times, p->d->now);
	c->plays = p->d->times.play;
	c->when = p->d->started ? p->d->started->at : s->opened;
	if (!k)
		return;
	c->solo = str_eq(k->mode, "solo");
	snprintf(c->scenario, sizeof(c->scenario), "%.96s %.24s",
		 k->scenario ? k->scenario : "",
		 k->version ? k->version : "");
}

void drillshelf_card(struct drill_card *c, struct ctx *x, const char *label)
{
	struct error err = {0};
	char copy[64];
	struct play p;
	int rc;

	str_copy(copy, sizeof(copy), label);
	*c = (struct drill_card){.known = true};
	str_copy(c->label, sizeof(c->label), copy);
	rc = x->cli ? play_watch(&p, x->cli, copy, &err)
		    : error_set(&err, ERR_FAILED, _("no drills here"));
	if (rc) {
		str_copy(c->error, sizeof(c->error), err.what);
		return;
	}
	fill_card(c, &p);
	play_close(&p);
}

/* --- scenarios -------------------------------------------------------------------- */

static void put(char *to, size_t size, const char *text)
{
	if (text)
		str_copy(to, size, text);
}

static void fill_scenario(struct drill_scenario *o, struct ctx *x,
			  const char *id)
{
	struct error ignored = {0};
	struct findings f = {0};
	struct scenario *sc = NULL;
	struct pb_texts texts;

	str_copy(o->id, sizeof(o->id), id);
	if (store_scenario(&texts, x->store, id, "main", &ignored))
		return;
	if (!scenario_read(&sc, texts.src, texts.count, &f, &ignored)) {
		put(o->title, sizeof(o->title),
		    text_in(&sc->title, scenario_lang(sc, x->lang)));
		put(o->playbook, sizeof(o->playbook), sc->slug);
		put(o->players, sizeof(o->players), sc->players);
		put(o->difficulty, sizeof(o->difficulty), sc->difficulty);
		o->play = sc->play_ms;
		o->injects = sc->inject_count;
		o->objectives = sc->objective_count;
		o->solo = sc->solo;
	}
	scenario_free(sc);
	findings_release(&f);
	pb_texts_release(&texts);
}

int drillshelf_scenarios(struct drill_scenario **out, size_t *count,
			 struct ctx *x, struct error *err)
{
	struct arena a = {0};
	const char **id;
	int rc = store_scenarios(&id, count, &a, x->store, err);

	*out = rc ? NULL : mem_zalloc((*count + 1) * sizeof(**out));
	if (!rc && !*out)
		rc = error_nomem(err);
	for (size_t i = 0; !rc && i < *count; i++)
		fill_scenario(&(*out)[i], x, id[i]);
	arena_release(&a);
	return rc;
}

int drillshelf_new(char label[64], struct ctx *x, const char *scenario,
		   const char *playbook, bool solo, struct error *err)
{
	struct drill_wish w = {scenario, playbook, solo};

	return x->cli ? drill_make(label, x->cli, &w, err)
		      : error_set(err, ERR_FAILED, _("no drills here"));
}

/* --- the report --------------------------------------------------------------------- */

int drillshelf_report(struct str *out, struct ctx *x, const char *label,
		      enum aar_form form, int width, struct error *err)
{
	return x->cli ? drill_report_text(out, x->cli, label, form, width, err)
		      : error_set(err, ERR_FAILED, _("no drills here"));
}

/* --- programs of their own --------------------------------------------------------- */

int drillshelf_real(struct app *app, const char *label, int64_t at)
{
	const struct ctx *x = ctx_of(app);
	char reported[TIME_TEXT];
	struct str basis = {0};
	const char *argv[] = {"stanch", "case", "new", "--aware", reported,
			      "--basis", NULL, "-C",
			      store_paths(x->store)->home, "--lang",
			      x->cli ? x->cli->lang.code : x->lang, NULL};
	int status;

	time_text(reported, at, x->env->zone);
	str_addf(&basis, _("reported during %s"), label);
	argv[6] = str_text(&basis);
	status = app_again(app, argv);
	str_release(&basis);
	return status;
}

int drillshelf_run(struct app *app, const char *verb, const char *label,
		   const char *role)
{
	const struct ctx *x = ctx_of(app);
	const char *argv[] = {"stanch", "drill", verb, label, "-C",
			      store_paths(x->store)->home, "--lang",
			      x->cli ? x->cli->lang.code : x->lang,
			      role ? "--as" : NULL, role, NULL};

	return app_again(app, argv);
}
