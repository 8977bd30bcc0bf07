/* tui/cmd/drill_list.c - which drills there are; a new one; one of them. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/drill/words.h"
#include "core/store/draft.h"
#include "tui/cmd/drill.h"

/* --- list ------------------------------------------------------------------------- */

static void list_row(struct table *t, struct play *p)
{
	const struct situation *s = casefile_now(p->c);
	struct cli *x = p->x;
	char play[TIME_TEXT];

	play_short(play, times_play(&p->d->times, p->d->now));
	if (x->out.mode == OUT_JSON) {
		jwrite_object(x->out.json, NULL);
		jwrite_str(x->out.json, "label", s->label);
		jwrite_str(x->out.json, "title", s->title);
		jwrite_str(x->out.json, "state",
			   drill_run_name(p->d->run));
		jwrite_str(x->out.json, "scenario",
			   p->d->start ? p->d->start->scenario : NULL);
		jwrite_int(x->out.json, "play_ms",
			   times_play(&p->d->times, p->d->now));
		jwrite_bool(x->out.json, "practice", p->d->practice);
		jwrite_end(x->out.json);
		return;
	}
	table_cell(t, s->label);
	table_cell(t, play_word(x, drill_run_name(p->d->run),
				drill_run_words(p->d->run)));
	table_cell(t, play);
	table_cell(t, s->title);
}

void drill_heads_json(struct jwrite *w, const struct drill_heads *h)
{
	if (h->count)
		jwrite_int(w, "players", (int64_t)h->players);
	else
		jwrite_null(w, "players");
	jwrite_array(w, "heads");
	for (size_t i = 0; i < h->count; i++) {
		jwrite_object(w, NULL);
		jwrite_str(w, "role", h->at[i].role);
		jwrite_int(w, "count", (int64_t)h->at[i].count);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void training_row(struct table *t, struct play *p)
{
	const struct situation *s = casefile_now(p->c);
	struct jwrite *w = p->x->out.json;
	struct arena a = {0};
	size_t count;
	const char *roles = drill_roles(&count, &a, s);
	int64_t began = p->d->started ? p->d->started->at : 0;
	const struct drill_control *k = p->d->start;
	struct drill_heads heads;

	if (drill_heads(&heads, &a, s))
		t->failed = true;
	if (p->x->out.mode == OUT_JSON) {
		jwrite_object(w, NULL);
		jwrite_str(w, "label", s->label);
		out_json_time(&p->x->out, "began", began);
		jwrite_str(w, "scenario", k ? k->scenario : NULL);
		jwrite_str(w, "mode", k ? k->mode : NULL);
		jwrite_str(w, "roles", roles);
		jwrite_int(w, "role_count", (int64_t)count);
		drill_heads_json(w, &heads);
		jwrite_end(w);
	} else {
		table_cell(t, s->label);
		table_time(t, began);
		table_cell(t, k ? k->scenario : "");
		table_cell(t, k ? k->mode : "");
		table_cellf(t, "%zu", count);
		table_cell(t, roles);
		if (heads.count)
			table_cellf(t, "%zu: %s", heads.players,
				    drill_heads_text(&a, &heads));
		else
			table_cell(t, "-");
	}
	arena_release(&a);
}

static int list_drills(struct cli *x, struct store *store, struct error *err)
{
	static const char *const head[] = {N_("DRILL"), N_("STATE"),
		N_("PLAY"), N_("TITLE"), NULL};
	static const char *const trained[] = {N_("DRILL"), N_("BEGAN"),
		N_("SCENARIO"), N_("MODE"), N_("COUNT"), N_("ROLES"),
		N_("PEOPLE"), NULL};
	bool training = cli_flag(x, "training");
	struct table t = {.out = &x->out, .head = training ? trained : head};
	struct arena a = {0};
	const char **label;
	size_t count;
	int rc = store_drills(&label, &count, &a, store, err);

	if (!rc && count && x->out.mode == OUT_TEXT)
		out_line(&x->out, "DRILL 演练  NOT REAL 非真实事件");
	for (size_t i = 0; !rc && i < count; i++) {
		struct play p;

		rc = play_open(&p, x, label[i], true, err);
		if (!rc) {
			if (training)
				training_row(&t, &p);
			else
				list_row(&t, &p);
			play_close(&p);
		}
	}
	arena_release(&a);
	if (table_end(&t, err) && !rc)
		rc = ERR_NOMEM;
	return rc;
}

static int scenario_row(struct table *t, struct cli *x, struct store *store,
			const char *id, struct error *err)
{
	struct scenario *sc = NULL;
	struct findings f = {0};
	struct pb_texts texts;
	char play[TIME_TEXT];
	int rc = store_scenario(&texts, store, id, "main", err);

	if (rc)
		return rc;
	rc = scenario_read(&sc, texts.src, texts.count, &f, err);
	if (!rc) {
		const char *title = text_in(&sc->title,
					    scenario_lang(sc, x->lang.code));

		play_text(play, sc->play_ms);
		if (x->out.mode == OUT_JSON) {
			jwrite_object(x->out.json, NULL);
			jwrite_str(x->out.json, "id", sc->id);
			jwrite_str(x->out.json, "title", title);
			jwrite_str(x->out.json, "playbook", sc->slug);
			jwrite_int(x->out.json, "play_ms", sc->play_ms);
			jwrite_end(x->out.json);
		} else {
			table_cell(t, id);
			table_cell(t, play);
			table_cell(t, sc->slug);
			table_cell(t, title);
		}
	}
	scenario_free(sc);
	findings_release(&f);
	pb_texts_release(&texts);
	return rc == ERR_INVALID ? 0 : rc;
}

static int list_scenarios(struct cli *x, struct store *store,
			  struct error *err)
{
	static const char *const head[] = {N_("SCENARIO"), N_("PLAY"),
		N_("PLAYBOOK"), N_("TITLE"), NULL};
	struct table t = {.out = &x->out, .head = head};
	struct arena a = {0};
	const char **id;
	size_t count;
	int rc = store_scenarios(&id, &count, &a, store, err);

	if (!rc && count && x->out.mode == OUT_TEXT)
		out_line(&x->out, "DRILL 演练  NOT REAL 非真实事件");
	for (size_t i = 0; !rc && i < count; i++)
		rc = scenario_row(&t, x, store, id[i], err);
	arena_release(&a);
	if (table_end(&t, err) && !rc)
		rc = ERR_NOMEM;
	return rc;
}

int drill_list_run(struct cli *x, struct error *err)
{
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (rc)
		return rc;
	out_items(&x->out, NULL);
	rc = cli_flag(x, "scenarios") ? list_scenarios(x, store, err)
				      : list_drills(x, store, err);
	out_items_end(&x->out);
	return rc;
}

/* --- new --------------------------------------------------------------------------- */

struct pin { /* a playbook, at a commit, a branch, a draft */
	char slug[64];
	char at[DRAFT_NAME + sizeof(DRAFT_PREFIX)]; /* "": in force */
};

/* "customer-data-leak@3f2a91c"; a draft goes by its name, as where it is
 * edited. */
static int split_pin(struct pin *pin, struct store *store, const char *word,
		     struct error *err)
{
	size_t n = strcspn(word, "@");
	const char *at = word + n + (word[n] == '@');
	bool draft = *at && store_draft_is(store, at);
	struct str whole = {0};
	bool fits;

	str_addf(&whole, "%s%s", draft ? DRAFT_PREFIX : "", at);
	fits = n && n < sizeof(pin->slug) && whole.len < sizeof(pin->at);
	if (fits) {
		memcpy(pin->slug, word, n);
		pin->slug[n] = '\0';
		str_copy(pin->at, sizeof(pin->at), str_text(&whole));
	}
	str_release(&whole);
	return fits ? 0 : error_set(err, ERR_USAGE,
				    _("\"%s\" is no playbook"), word);
}

static int refuse_faulty(struct cli *x, struct scenario *sc,
			 struct findings *f, const char *slug,
			 const char *commit, const char *word,
			 struct error *err)
{
	struct findings ignored = {0};
	struct playbook *pb = NULL;
	struct scenario_world w;
	struct pb_texts texts;
	size_t first = 0;
	int rc = store_playbook(&pb, &texts, &ignored, x->store, slug,
				commit ? commit : "main", err);

	if (!rc)
		rc = drill_world(&w, x, pb, err);
	if (!rc)
		rc = scenario_lint(f, sc, &w, err);
	while (f->errors && f->at[first].level != LINT_ERROR)
		first++; /* hints may stand before it */
	if (!rc && f->errors) {
		error_set(err, ERR_INVALID,
			  ngettext("the scenario has %zu error: %s",
				   "the scenario has %zu errors; the first: %s",
				   f->errors), f->errors, f->at[first].what);
		rc = error_fix(err, "stanch drill lint %s", word);
	}
	if (pb)
		pb_texts_release(&texts);
	playbook_free(pb);
	findings_release(&ignored);
	return rc;
}

static int make_drill(char label[64], struct cli *x,
		      const struct scenario *sc, const struct pb_texts *texts,
		      const char *slug, const char *commit, bool solo,
		      struct error *err)
{
	size_t lang = scenario_lang(sc, x->lang.code);
	struct store_new what = {.playbook = slug, .commit = commit,
				 .title = text_in(&sc->title, lang)};
	struct casefile *c = NULL;
	struct drill_notes notes = {.solo = solo};
	char *path = NULL;
	int rc = store_drill_new(&c, x->store, &what, err);

	if (!rc)
		rc = notes_scenario(&notes, texts->src, texts->count, err);
	if (!rc) {
		str_copy(label, 64, casefile_now(c)->label);
		path = store_drill_notes(x->store, casefile_now(c)->case_id);
		rc = path ? notes_save(&notes, path, err) : error_nomem(err);
	}
	mem_free(path);
	notes_release(&notes);
	casefile_close(c);
	return rc;
}

int drill_make(char label[64], struct cli *x, const struct drill_wish *w,
	       struct error *err)
{
	struct pin pin = {.slug = ""};
	const char *commit;
	struct scenario *sc = NULL;
	struct findings f = {0};
	struct pb_texts texts;
	int rc = drill_texts(&texts, x, w->scenario, err);

	if (rc)
		return rc;
	rc = scenario_read(&sc, texts.src, texts.count, &f, err);
	if (!rc)
		rc = split_pin(&pin, x->store,
			       w->playbook ? w->playbook
			       : sc->slug  ? sc->slug : "?", err);
	commit = *pin.at ? pin.at : NULL;
	if (!rc)
		rc = refuse_faulty(x, sc, &f, pin.slug, commit, w->scenario,
				   err);
	if (!rc)
		rc = make_drill(label, x, sc, &texts, pin.slug, commit,
				w->solo, err);
	scenario_free(sc);
	findings_release(&f);
	pb_texts_release(&texts);
	return rc;
}

int drill_new_run(struct cli *x, struct error *err)
{
	struct drill_wish w = {
		.scenario = cli_text(x, "scenario"),
		.playbook = cli_text(x, "playbook"),
		.solo = cli_text(x, "mode") &&
			!strcmp(cli_text(x, "mode"), "solo")};
	struct store *store;
	char label[64];
	int rc;

	if (!w.scenario) {
		error_set(err, ERR_USAGE, _("say which: --scenario"));
		return error_fix(err, "stanch drill list --scenarios");
	}
	rc = cli_store(&store, x, err);
	if (!rc)
		rc = drill_make(label, x, &w, err);
	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON) {
		play_banner(x, label);
		jwrite_str(x->out.json, "label", label);
		return 0;
	}
	out_line(&x->out, "%s", label); /* alone: scripts read it */
	if (x->out.mode != OUT_TEXT)
		return 0;
	out_now(&x->out);
	out_note(&x->out, "DRILL 演练  %s  NOT REAL 非真实事件", label);
	out_note(&x->out, _("next: stanch drill do %s start, or on screens: "
			    "stanch drill run %s"), label, label);
	return 0;
}

/* --- show ---------------------------------------------------------------------------- */

static void clock_lines(struct play *p)
{
	const struct times *t = &p->d->times;
	struct cli *x = p->x;
	char play[TIME_TEXT], real[TIME_TEXT], story[TIME_TEXT] = "-";

	play_short(play, times_play(t, p->d->now));
	play_short(real, times_real(t, p->d->now));
	if (p->d->start)
		story_text(story, t->story, p->d->start->offset,
			   times_story(t, p->d->now));
	out_line(&x->out, _("%s   play %s   real %s   story %s"),
		 drill_run_words(p->d->run), play, real, story);
	if (x->out.mode != OUT_JSON)
		return;
	jwrite_str(x->out.json, "state", drill_run_name(p->d->run));
	jwrite_int(x->out.json, "play_ms", times_play(t, p->d->now));
	jwrite_int(x->out.json, "real_ms", times_real(t, p->d->now));
	out_json_time(&x->out, "story",
		      p->d->start ? times_story(t, p->d->now) : 0);
	jwrite_bool(x->out.json, "practice", p->d->practice);
	jwrite_int(x->out.json, "odd", (int64_t)p->d->odd);
}

/* The title in the person's language: of the scenario, else as released. */
static const char *inject_title(const struct play *p,
				const struct drill_inject *in)
{
	if (in->def && p->sc)
		return text_in(&in->def->title,
			       scenario_lang(p->sc, p->x->lang.code));
	if (in->said && in->said->word_count && in->said->words[0].title)
		return in->said->words[0].title;
	return in->said && in->said->word_count ? in->said->words[0].text
						: "";
}

static void inject_rows(struct play *p, struct table *t)
{
	for (size_t i = 0; i < p->d->inject_count; i++) {
		const struct drill_inject *in = &p->d->inject[i];
		struct jwrite *w = p->x->out.json;
		char at[TIME_TEXT] = "";

		if (in->def && in->def->timed)
			play_text(at, in->def->at);
		if (p->x->out.mode == OUT_JSON) {
			jwrite_object(w, NULL);
			jwrite_str(w, "id", in->id);
			jwrite_str(w, "state", inject_state_name(in->state));
			jwrite_str(w, "title", inject_title(p, in));
			jwrite_str(w, "why", in->why);
			if (in->def && in->def->timed)
				jwrite_int(w, "at_ms", in->def->at);
			else
				jwrite_null(w, "at_ms");
			if (in->real == REAL_NONE)
				jwrite_null(w, "released_ms");
			else
				jwrite_int(w, "released_ms", in->real);
			jwrite_end(w);
			continue;
		}
		table_cell(t, in->id);
		table_cell(t, at);
		table_cell(t, play_word(p->x, inject_state_name(in->state),
					inject_state_words(in->state)));
		table_cell(t, inject_title(p, in));
	}
}

int drill_show_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("INJECT"), N_("PLAY"),
		N_("STATE"), N_("TITLE"), NULL};
	struct table t = {.out = &x->out, .head = head};
	struct play p;
	int rc = play_open(&p, x, cli_word(x, 0), true, err);

	if (rc)
		return rc;
	play_banner(x, casefile_now(p.c)->label);
	clock_lines(&p);
	if (x->out.mode == OUT_JSON)
		jwrite_array(x->out.json, "injects");
	inject_rows(&p, &t);
	if (x->out.mode == OUT_JSON)
		jwrite_end(x->out.json);
	rc = table_end(&t, err);
	play_close(&p);
	return rc;
}
