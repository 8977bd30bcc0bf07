/* tui/cmd/drill_play.c - one drill, open, with what this person knows. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/drill.h"

/* What `end` attached, for whoever reads the run again later. */
static int ended_texts(struct pb_source *src, struct str *text, size_t *count,
		       struct play *p, struct error *err)
{
	const struct situation *s = casefile_now(p->c);
	const struct drill_control *end = NULL;
	int rc = 0;

	*count = 0;
	for (size_t i = 0; i < s->event_count; i++) {
		const struct drill_control *k = s->event[i]->data;

		if (k && !strcmp(s->event[i]->type, "drill.control") &&
		    k->file_count)
			end = k;
	}
	for (; !rc && end && *count < end->file_count; *count += !rc) {
		const struct adopt_file *f = &end->file[*count];

		rc = log_att_read(&text[*count], casefile_log(p->c), f->att,
				  err);
		src[*count] = (struct pb_source){
			f->name, str_text(&text[*count]), text[*count].len};
	}
	return rc;
}

void play_base_sum(uint8_t sum[HASH_LEN], const struct scenario *sc,
		   const struct pb_source *src, size_t count)
{
	memset(sum, 0, HASH_LEN);
	for (size_t i = 0; i < count; i++)
		if (str_eq(src[i].name, sc->file[0]))
			hash_bytes(sum, src[i].text, src[i].len);
}

static int learn(struct play *p, const char *word, struct error *err)
{
	struct scenario *sc = NULL;
	struct findings f = {0};
	struct pb_texts texts;
	uint8_t sum[HASH_LEN];
	int rc = drill_texts(&texts, p->x, word, err);

	if (rc)
		return rc;
	rc = scenario_read(&sc, texts.src, texts.count, &f, err);
	if (!rc) {
		play_base_sum(sum, sc, texts.src, texts.count);
		if (memcmp(sum, p->d->start->sha256, HASH_LEN) != 0)
			rc = error_set(err, ERR_REFUSED,
				       _("%s is not what %s plays"), word,
				       casefile_now(p->c)->label);
	}
	if (rc)
		scenario_free(sc);
	else
		p->sc = sc;
	findings_release(&f);
	pb_texts_release(&texts);
	return rc ? rc : play_look(p, err);
}

int play_learn(struct play *p, const char *path, struct error *err)
{
	struct error ignored = {0};
	int rc;

	if (p->sc || p->learnt || !p->d->start)
		return 0;
	p->learnt = true;
	if (path)
		return learn(p, path, err);
	rc = learn(p, p->d->start->scenario, &ignored);
	return rc == ERR_NOMEM ? error_nomem(err) : 0;
}

/* Of the notes while it is played, of the file once it has ended. */
static int read_scenario(struct play *p, struct error *err)
{
	struct pb_source src[PB_LANGS];
	struct str text[PB_LANGS] = {{0}};
	struct findings f = {0};
	size_t count = p->notes.file_count;
	int rc = 0;

	if (count)
		rc = scenario_read(&p->sc, p->notes.file, count, &f, err);
	else
		rc = ended_texts(src, text, &count, p, err);
	if (!rc && !p->sc && count)
		rc = scenario_read(&p->sc, src, count, &f, err);
	findings_release(&f);
	for (size_t i = 0; i < PB_LANGS; i++)
		str_release(&text[i]);
	return rc;
}

static int64_t story_at(const void *ctx, int64_t wall)
{
	const struct drill_state *d = ((const struct play *)ctx)->d;
	int64_t first;

	if (!d || !d->started || !d->times.count)
		return 0;
	first = d->times.span[0].t0; /* what was before it began, began then */
	return times_story(&d->times, wall < first ? first : wall);
}

static int make_state(struct play *p, const struct moment *at,
		      struct error *err)
{
	drill_state_free(p->d);
	p->d = NULL;
	return drill_state_make(&p->d, casefile_now(p->c), p->sc, &p->notes,
				at, err);
}

int play_look(struct play *p, struct error *err)
{
	struct moment now = drill_moment(p->x->env,
					 device_key(store_device(p->x->store)));
	int rc = play_notes(p, err);

	if (!rc)
		rc = casefile_refresh(p->c, NULL, err);
	if (!rc)
		rc = make_state(p, &now, err);
	p->lost = !rc && p->d->run == RUN_RUNNING && play_lost(&now, p);
	if (p->lost) {
		rc = make_state(p, &now, err);
		if (!rc)
			p->d->run = RUN_FROZEN;
	}
	if (!rc && p->d->start && !p->story.zone)
		p->story.zone = p->zone = zone_fixed(p->d->start->offset);
	/* What is due is so in the story, whose clock is known now. */
	return rc ? rc : casefile_tick(p->c, err);
}

/* What an observer writes lies apart; a player keeps nothing. */
static int find_notes(struct play *p, const char *as, bool player,
		      struct error *err)
{
	struct store *store = p->x->store;

	p->apart = str_eq(as, OBSERVER);
	if (p->apart)
		p->path = play_observer_path(p, store);
	else if (!player)
		p->path = store_drill_notes(store,
					    casefile_now(p->c)->case_id);
	if (p->path)
		return play_notes(p, err);
	return p->apart || !player ? error_nomem(err) : 0;
}

/* as: who joins, or NULL. */
static int open_play(struct play *p, struct cli *x, const char *label,
		     bool read_only, bool player, const char *as,
		     struct error *err)
{
	struct store *store;
	int rc = cli_store_there(&store, x, err);

	*p = (struct play){.x = x};
	if (!rc)
		rc = store_drill_open(&p->c, store, label, read_only, err);
	if (rc)
		return rc;
	p->story = (struct case_story){.at = story_at, .ctx = p};
	casefile_story(p->c, &p->story);
	rc = find_notes(p, as, player, err);
	if (!rc)
		rc = read_scenario(p, err);
	if (!rc)
		rc = play_look(p, err);
	if (rc)
		play_close(p);
	return rc;
}

int play_open(struct play *p, struct cli *x, const char *label,
	      bool read_only, struct error *err)
{
	int rc = open_play(p, x, label, read_only, false, NULL, err);

	if (rc || !play_owes(p))
		return rc;
	if (read_only) {
		play_close(p);
		rc = open_play(p, x, label, false, false, NULL, err);
	}
	if (!rc)
		rc = play_hand_in(p, err);
	return rc;
}

int play_join(struct play *p, struct cli *x, const char *label,
	      const char *as, struct error *err)
{
	return open_play(p, x, label, false, true, as, err);
}

int play_watch(struct play *p, struct cli *x, const char *label,
	       struct error *err)
{
	return open_play(p, x, label, true, true, NULL, err);
}

int play_open_as(struct play *p, struct cli *x, const char *label,
		 const char *as, struct error *err)
{
	struct error ignored = {0};
	int rc;

	if (as && !str_eq(as, FACILITATOR) && !str_eq(as, EVALUATOR)) {
		rc = play_join(p, x, label, as, err);
		/* A role may be the scenario's alone. */
		if (rc || !play_is_role(p, as, &ignored))
			return rc;
		play_close(p);
	}
	return play_open(p, x, label, false, err);
}

void play_close(struct play *p)
{
	drill_state_free(p->d);
	scenario_free(p->sc);
	notes_release(&p->notes);
	mem_free(p->path);
	casefile_close(p->c);
	zone_free(p->zone);
	*p = (struct play){.x = p->x};
}

void play_banner(struct cli *x, const char *label)
{
	out_line(&x->out, "DRILL 演练  %s  NOT REAL 非真实事件", label);
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "drill", label);
		jwrite_bool(x->out.json, "real", false);
	}
}

const char *play_word(const struct cli *x, const char *name,
		      const char *words)
{
	return x->out.mode == OUT_TEXT ? words : name;
}

int play_need_scenario(const struct play *p, struct error *err)
{
	if (p->sc)
		return 0;
	error_set(err, ERR_NOTFOUND,
		  _("%s: its scenario is with whoever made the drill"),
		  casefile_now(p->c)->label);
	return error_fix(err, _("play as a role: --as ROLE"));
}
