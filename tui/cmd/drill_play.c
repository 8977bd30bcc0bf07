/* tui/cmd/drill_play.c - one drill, open, with what this person knows. */
#include <string.h>

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

int play_look(struct play *p, struct error *err)
{
	struct moment now = drill_moment(p->x->env,
					 device_key(store_device(p->x->store)));
	int rc = play_notes(p, err);

	if (!rc)
		rc = casefile_refresh(p->c, NULL, err);
	drill_state_free(p->d);
	p->d = NULL;
	if (!rc)
		rc = drill_state_make(&p->d, casefile_now(p->c), p->sc,
				      &p->notes, &now, err);
	if (!rc && p->d->start && !p->story.zone)
		p->story.zone = p->zone = zone_fixed(p->d->start->offset);
	/* What is due is so in the story, whose clock is known now. */
	return rc ? rc : casefile_tick(p->c, err);
}

static int open_play(struct play *p, struct cli *x, const char *label,
		     bool read_only, bool player, struct error *err)
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
	if (!player) {
		p->path = store_drill_notes(store,
					    casefile_now(p->c)->case_id);
		rc = p->path ? play_notes(p, err) : error_nomem(err);
	}
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
	return open_play(p, x, label, read_only, false, err);
}

int play_join(struct play *p, struct cli *x, const char *label,
	      struct error *err)
{
	return open_play(p, x, label, false, true, err);
}

int play_watch(struct play *p, struct cli *x, const char *label,
	       struct error *err)
{
	return open_play(p, x, label, true, true, err);
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
