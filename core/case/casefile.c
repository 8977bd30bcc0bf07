/* core/case/casefile.c - one case, open: its log and its situation. */
#include "core/case/casefile.h"

#include <string.h>

#include "core/base/hash.h"
#include "core/base/jwrite.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/case/write.h"

struct casefile {
	struct log *log;
	struct caseopts opts;
	struct situation now;
	uint64_t settled; /* how often */
	bool torn; /* memory ran out: `now` is not the whole of the log */
	const struct case_story *story; /* of a drill, or NULL */
};

static const uint8_t *my_key(const struct caseopts *opts)
{
	return opts->device ? device_key(opts->device) : NULL;
}

static int replay(struct casefile *c, size_t from, struct error *err)
{
	int rc = situation_replay(&c->now, c->log, from, my_key(&c->opts),
				  err);

	c->torn = rc != 0;
	return rc ? rc : casefile_tick(c, err);
}

/* From the first record on. What stood before stands if that fails. */
static int replay_anew(struct casefile *c, struct error *err)
{
	struct situation before = c->now;
	int rc;

	c->now = (struct situation){0};
	rc = replay(c, 0, err);
	if (rc) {
		situation_release(&c->now);
		c->now = before;
	} else {
		situation_release(&before);
	}
	return rc;
}

int casefile_open(struct casefile **out, const char *path,
		  const struct caseopts *opts, struct error *err)
{
	struct casefile *c = mem_zalloc(sizeof(*c));
	int rc;

	*out = NULL;
	if (!c)
		return error_nomem(err);
	c->opts = *opts;
	rc = log_open_watched(&c->log, path, opts->seen_dir, opts->flags,
			      opts->env, &opts->watch, err);
	if (!rc)
		rc = replay(c, 0, err);
	if (rc)
		casefile_close(c);
	else
		*out = c;
	return rc;
}

void casefile_close(struct casefile *c)
{
	if (!c)
		return;
	situation_release(&c->now);
	log_close(c->log);
	mem_free(c);
}

/* Brings the situation up to what the log holds. Records are in order, so
 * if the last one replayed is still at its place all before it are too; a
 * charter record may change who counts, and then all is replayed. */
int casefile_catch_up(struct casefile *c, bool anew, struct error *err)
{
	size_t before = c->now.event_count, count;
	const struct rec *const *recs = log_records(c->log, &count);

	if (c->torn || before > count ||
	    (before && memcmp(recs[before - 1]->id,
			      c->now.event[before - 1]->id, ID_LEN)))
		anew = true;
	for (size_t i = before; !anew && i < count; i++)
		anew = recs[i]->kind == REC_CHARTER;
	if (!anew && count == before)
		return 0;
	return anew ? replay_anew(c, err) : replay(c, before, err);
}

int casefile_whole(const struct casefile *c, struct error *err)
{
	return c->torn ? error_nomem(err) : 0;
}

int casefile_refresh(struct casefile *c, bool *changed, struct error *err)
{
	size_t before = c->now.event_count, added = 0;
	bool reorder = false;
	int rc = log_refresh(c->log, &added, &reorder, err);

	if (!rc)
		rc = casefile_catch_up(c, reorder, err);
	if (changed)
		*changed = reorder || c->now.event_count != before;
	return rc;
}

bool casefile_stale(struct casefile *c)
{
	return log_changed(c->log);
}

void casefile_story(struct casefile *c, const struct case_story *story)
{
	c->story = story;
}

int64_t casefile_clock(const struct casefile *c)
{
	const struct env *env = c->opts.env;
	int64_t wall = env->now(env->ctx), at = 0;

	if (c->story)
		at = c->story->at(c->story->ctx, wall);
	return at ? at : wall;
}

const struct zone *casefile_zone(const struct casefile *c)
{
	return c->story && c->story->zone ? c->story->zone
					  : c->opts.env->zone;
}

int casefile_tick(struct casefile *c, struct error *err)
{
	int rc;

	c->now.limits = c->opts.limits;
	c->now.lent = c->opts.texts;
	c->now.story = c->story;
	rc = situation_settle(&c->now, c->log, casefile_clock(c), err);

	c->torn |= rc != 0;
	c->settled++;
	return rc;
}

uint64_t casefile_settled(const struct casefile *c)
{
	return c->settled;
}

const struct situation *casefile_now(const struct casefile *c)
{
	return &c->now;
}

struct log *casefile_log(const struct casefile *c)
{
	return c->log;
}

const struct caseopts *casefile_opts(const struct casefile *c)
{
	return &c->opts;
}

/* --- a new case ------------------------------------------------------------------ */

struct making {
	const struct casenew *what;
	const struct caseopts *opts;
};

static void add_members(struct batch *b, const struct casenew *w)
{
	for (size_t i = 0; i < w->responder_count; i++) {
		struct jwrite *j = batch_add(b, REC_CHARTER, "member.add",
					     NULL);

		jwrite_hex(j, "dev", w->responders[i], KEY_LEN);
		jwrite_str(j, "role", "responder");
	}
}

static void add_names(struct batch *b, const struct casenew *w)
{
	char hex[KEY_HEX];

	for (size_t i = 0; i < w->name_count; i++) {
		hex_encode(hex, w->name[i].dev, KEY_LEN);
		jwrite_str(batch_add(b, REC_PLAIN, "member.name", hex),
			   "name", w->name[i].person);
	}
	for (size_t i = 0; i < w->role_count; i++) {
		struct jwrite *j = batch_add(b, REC_PLAIN, "role.set",
					     w->role[i].role);

		jwrite_list(j, "names", w->role[i].person, w->role[i].count);
	}
}

static void add_fields(struct batch *b, const struct making *m)
{
	const struct casenew *w = m->what;
	char wall[TIME_TEXT];
	struct jwrite *j;

	if (w->title && *w->title)
		jwrite_str(batch_add(b, REC_PLAIN, "case.set", "title"),
			   "value", w->title);
	if (w->severity)
		jwrite_str(batch_add(b, REC_PLAIN, "case.set", "severity"),
			   "value", severity_name(w->severity));
	if (w->aware) {
		time_wall(wall, w->aware, m->opts->env->zone);
		j = batch_add(b, REC_PLAIN, "case.set", "aware");
		jwrite_str(j, "at", wall);
		if (w->basis)
			jwrite_str(j, "basis", w->basis);
	}
	if (w->slug) {
		j = batch_add(b, REC_PLAIN, "playbook.adopt", w->slug);
		jwrite_str(j, "commit", w->commit);
		batch_sources(b, w->file, w->file_count);
	}
}

static void add_card(struct batch *b, const struct casenew *w)
{
	struct card card;
	struct jwrite *j;

	if (!w->card || card_parse(&card, w->card, strlen(w->card), NULL))
		return;
	j = batch_add(b, REC_PLAIN, "member.card", NULL);
	jwrite_str(j, "name", card.name);
	jwrite_str(j, "host", card.host);
	jwrite_str(j, "card", w->card);
}

/* Inside the transaction that makes the file: there whole or not at all. */
static int first_records(void *ctx, struct log *log, struct error *err)
{
	struct making *m = ctx;
	struct batch b = {.by = m->what->by};
	int rc;

	add_members(&b, m->what);
	add_card(&b, m->what);
	add_names(&b, m->what);
	add_fields(&b, m);
	rc = batch_append(&b, log, m->opts->device, NULL, NULL, err);
	batch_release(&b);
	return rc;
}

int casefile_create(struct casefile **out, const char *dir,
		    const struct casenew *what, const struct caseopts *opts,
		    struct error *err)
{
	struct making m = {what, opts};
	struct casefile *c = mem_zalloc(sizeof(*c));
	enum file_kind kind = str_starts(what->label, "DRILL-") ? FILE_DRILL
								: FILE_CASE;
	int rc;

	*out = NULL;
	if (!c)
		return error_nomem(err);
	c->opts = *opts;
	rc = log_create(&c->log, dir, what->label, kind, what->owners,
			what->owner_count, opts->device, first_records, &m,
			opts->seen_dir, opts->env, err);
	if (!rc)
		rc = replay(c, 0, err);
	if (rc)
		casefile_close(c);
	else
		*out = c;
	return rc;
}
