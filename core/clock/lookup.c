/* core/clock/lookup.c - the rows of rules.h, by place and by id. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/clock/private.h"

#define FRESH_DAYS 180
#define AT(rows, i) ((i) < (rows).count ? (rows).at[i] : NULL)

struct clock_rules *clock_rules_new(void)
{
	return mem_zalloc(sizeof(struct clock_rules));
}

int clock_rules_zones(struct clock_rules *r, const char *dir,
		      struct error *err)
{
	r->zones = zones_new(dir);
	return r->zones ? 0 : error_nomem(err);
}

void clock_rules_free(struct clock_rules *r)
{
	if (!r)
		return;
	zones_free(r->zones);
	for (size_t i = 0; i < r->docs; i++)
		yread_free(r->doc[i]);
	map_release(&r->file.by_id);
	map_release(&r->clock.by_id);
	map_release(&r->calendar.by_id);
	map_release(&r->place.by_id);
	map_release(&r->list.by_id);
	map_release(&r->event.by_id);
	map_release(&r->kind.by_id);
	map_release(&r->duty.by_id);
	map_release(&r->problem.by_id);
	arena_release(&r->arena);
	mem_free(r);
}

const struct clock_rule *clock_rule_at(const struct clock_rules *r, size_t i)
{
	return AT(r->clock, i);
}

const struct clock_problem *clock_problem_at(const struct clock_rules *r,
					     size_t i)
{
	return AT(r->problem, i);
}

const struct clock_place *clock_place_at(const struct clock_rules *r,
					 size_t i)
{
	return AT(r->place, i);
}

const struct duty_map *duty_map_at(const struct clock_rules *r, size_t i)
{
	return AT(r->duty, i);
}

const struct clock_file *clock_file_at(const struct clock_rules *r, size_t i)
{
	return AT(r->file, i);
}

static void *by_id(const struct map *m, const char *id)
{
	return id ? map_gets(m, id) : NULL;
}

const struct clock_rule *clock_rule(const struct clock_rules *r,
				    const char *id)
{
	return by_id(&r->clock.by_id, id);
}

const struct clock_calendar *clock_calendar(const struct clock_rules *r,
					    const char *id)
{
	return by_id(&r->calendar.by_id, id);
}

const struct clock_place *clock_place(const struct clock_rules *r,
				      const char *id)
{
	return by_id(&r->place.by_id, id);
}

const struct clock_list *clock_list(const struct clock_rules *r,
				    const char *id)
{
	return by_id(&r->list.by_id, id);
}

const struct clock_event *clock_event(const struct clock_rules *r,
				      const char *id)
{
	return by_id(&r->event.by_id, id);
}

const struct clock_event *clock_recipient(const struct clock_rules *r,
					  const char *kind)
{
	return by_id(&r->kind.by_id, kind);
}

const struct clock_file *clock_file(const struct clock_rules *r,
				    const char *path)
{
	for (size_t i = 0; i < r->file.count; i++)
		if (!strcmp(r->file.at[i]->path, path))
			return r->file.at[i];
	return NULL;
}

const char *clock_nearest(const struct clock_rules *r, const char *word,
			  bool clocks)
{
	const char *best = NULL;

	for (size_t i = 0; i < r->clock.count; i++)
		best = near_better(word, best, r->clock.at[i]->id);
	for (size_t i = 0; !clocks && i < r->event.count; i++)
		best = near_better(word, best, r->event.at[i]->id);
	for (size_t i = 0; !clocks && i < r->kind.count; i++)
		best = near_better(word, best, r->kind.at[i]->id);
	return best;
}

const char *clock_calendar_nearest(const struct clock_rules *r,
				   const char *word)
{
	const char *best = NULL;

	for (size_t i = 0; i < r->calendar.count; i++)
		best = near_better(word, best, r->calendar.at[i]->id);
	return best;
}

int clock_rules_find(const struct clock_rule **out,
		     const struct clock_rules *r, const char *id,
		     struct error *err)
{
	const struct clock_rule *c = clock_rule(r, id);
	const char *near;

	*out = NULL;
	if (!c) {
		error_set(err, ERR_NOTFOUND, _("no clock is called %.64s"),
			  id);
		near = clock_nearest(r, id, true);
		if (near)
			error_where(err, _("did you mean %s?"), near);
		error_fix(err, _("all of them: stanch clock rules --all"));
		error_id(err, "unknown_clock");
		return ERR_NOTFOUND;
	}
	if (c->bad) {
		error_set(err, ERR_INVALID, _("%s is not loaded"), id);
		error_where(err, "%s:%d:%d: %s", c->bad->file, c->bad->line,
			    c->bad->col, c->bad->what);
		error_fix(err, "stanch clock lint");
		error_id(err, "clock_not_loaded");
		return ERR_INVALID;
	}
	*out = c;
	return 0;
}

const char *clock_text(const struct clock_words *w, const char *lang)
{
	return !strncmp(lang, "zh", 2) && w->zh ? w->zh : w->en;
}

bool clock_needs_reason(const struct clock_rule *r)
{
	return r->status == LAW_NOT_IN_FORCE || r->status == LAW_PROPOSED ||
	       !strcmp(r->confidence, "C") || !strcmp(r->confidence, "D");
}

const char *clock_zone(const struct clock_rules *r,
		       const struct clock_rule *c)
{
	const struct clock_place *p = clock_place(r, c->jurisdiction);

	return p ? p->zone : NULL;
}

unsigned clock_marks(const struct clock_rule *c, int64_t now)
{
	unsigned marks = c->reviewed_by ? 0 : MARK_NO_REVIEW;
	int64_t day;

	if (!c->checked || !field_day(&day, c->checked))
		marks |= MARK_NO_DATE;
	else if (now / TIME_DAY - day > FRESH_DAYS)
		marks |= MARK_OLD;
	return marks;
}

const char *clock_no_advice(void)
{
	return _("Not legal advice. This program counts time and keeps "
		 "records. It does not decide whether a law applies.");
}
