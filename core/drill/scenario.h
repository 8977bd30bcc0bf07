/*
 * core/drill/scenario.h - the script of a drill: what happens when, what is
 * expected of the players, read from drills/<id>.<lang>.md
 * (docs/DRILLS.md, "Scenario format").
 *
 * Front matter is what a machine reads, the body what a person reads;
 * players get the lines of blockquotes and nothing else. A base file owns
 * the structure, a translation lends its words.
 */
#ifndef STANCH_DRILL_SCENARIO_H
#define STANCH_DRILL_SCENARIO_H

#include "core/base/time.h"
#include "core/drill/times.h"
#include "core/playbook/playbook.h"

#define SC_CLOCK ((int64_t)-1) /* objective: within what the clock says */

enum sc_release { RELEASE_CONFIRM, RELEASE_AUTO, RELEASE_MANUAL };
enum sc_kind {
	KIND_MESSAGE, KIND_EVIDENCE, KIND_PRESS, KIND_DECISION, KIND_RESOURCE,
	KIND_NOISE, KIND_CONTINGENCY, KIND_CONSEQUENCE,
};
enum sc_when {
	WHEN_NOT_DONE, WHEN_ANY_NOT_DONE, WHEN_DONE, WHEN_DECIDED,
	WHEN_UNANSWERED,
};

struct sc_spot { /* where it stands in the base file */
	int line, col;
};

struct sc_word { /* a key of the cast, of an option, and its words */
	const char *key;
	struct text text;
	struct sc_spot at;
};

struct sc_objective {
	const char *id;
	struct text does, task;
	int64_t within; /* ms; SC_CLOCK; 0 not given */
	struct sc_spot at;
};

struct sc_decision {
	const char *id;
	struct text ask;
	struct sc_word *option;
	size_t option_count;
	int64_t within;
	const char *obj; /* objective */
	struct sc_spot at;
};

struct sc_clock { /* what starts a legal clock in truth */
	const char *id, *truth; /* inject */
	int64_t house;		/* our own target, ms after truth; 0 none */
	const char *if_decision, *if_option; /* applies_if; or NULL */
	struct sc_spot at;
};

struct sc_cond { /* all of an inject's must hold */
	enum sc_when kind;
	const char **id; /* steps, or an inject, or a decision */
	size_t count;
	const char *option; /* decided */
	struct sc_spot at;
};

struct sc_expect {
	const char *key; /* "I-03:contain-kill-link", "I-05:say-1" */
	const char *step; /* or NULL, and then: */
	struct text say;
	int64_t by; /* ms of R after the release */
	bool crit;
	const char *obj;
	struct sc_spot at;
};

struct sc_inject {
	const char *id;
	bool timed; /* has `at`; manual scenarios may leave it out */
	int64_t at; /* play time */
	enum sc_kind kind;
	const char *via, *from;
	const char **to, **obj;
	size_t to_count, obj_count;
	const char *opens; /* decision, or NULL */
	struct sc_cond *when;
	size_t when_count;
	struct sc_expect *expect;
	size_t expect_count;
	struct text title, note, say; /* say: the blockquote */
	struct sc_spot spot, body;
};

struct scenario {
	struct arena arena;
	const char *id, *version;
	const char *lang[PB_LANGS], *file[PB_LANGS];
	size_t langs;
	struct text title;
	const char *slug, *min; /* playbook and its least version, or NULL */
	const char *players, *difficulty; /* or NULL */
	bool solo;
	int64_t brief_ms, play_ms, hotwash_ms;
	enum sc_release release;
	int64_t story; /* first instant */
	int offset;    /* of it, seconds east */
	struct anchor *anchor;
	size_t anchor_count;
	struct sc_spot slug_at, anchor_at, lang_at[PB_LANGS];
	struct sc_word *role, *cast; /* roles have their key for a word */
	size_t role_count, cast_count;
	struct sc_objective *objective;
	size_t objective_count;
	struct sc_clock *clock;
	size_t clock_count;
	struct sc_decision *decision;
	size_t decision_count;
	struct sc_inject *inject;
	size_t inject_count;
	struct text brief, hotwash; /* whole, as written */
	bool stale[PB_LANGS];
};

/* Reads a scenario from its files in any order; the base is the one without
 * `translation_of`. Findings go to f, which is not sorted. *out is the
 * caller's (scenario_free) and is made as far as the texts allow even with
 * errors; NULL only with a non-zero return: ERR_NOMEM, or ERR_INVALID when
 * there is no base to be read (f then holds a finding as well). */
int scenario_read(struct scenario **out, const struct pb_source *src,
		  size_t count, struct findings *f, struct error *err);
void scenario_free(struct scenario *sc);

/* What lint may look up outside; each may be NULL. */
struct scenario_world {
	const struct playbook *pb; /* the pinned one */
	bool (*clock)(void *ctx, const char *id, bool *has_number);
	/* When a clock that begins at that instant runs out; false if it has
	 * no number, or needs to know more. */
	bool (*limit)(void *ctx, const char *id, int64_t from, int64_t *end);
	void *ctx;
};
/* A world of these clocks and a playbook (or NULL); both are borrowed. */
struct clock_rules;
void scenario_world_of(struct scenario_world *w,
		       const struct clock_rules *rules,
		       const struct playbook *pb);
/* Adds the finding for a scenario of a playbook that is not there. */
void scenario_no_playbook(struct findings *f, const struct scenario *sc);
/* All checks that need the whole scenario, added to f, which is then sorted
 * by file, line, column. ERR_NOMEM. */
int scenario_lint(struct findings *f, const struct scenario *sc,
		  const struct scenario_world *world, struct error *err);
/* The rules of scenarios; count rows. For documents. */
const struct lint_rule *scenario_rules(size_t *count);

struct sc_deadline { /* when a clock runs out, if all is as planned */
	const struct sc_clock *clock;
	bool house;	  /* our own target, not the law's */
	int64_t story;	  /* instant */
	int64_t play;	  /* play time; TIMES_NEVER: not within play */
};
/* Every deadline that can be computed, in the order of the clocks; *out is
 * in the arena. ERR_NOMEM. */
int scenario_deadlines(struct sc_deadline **out, size_t *count,
		       struct arena *a, const struct scenario *sc,
		       const struct scenario_world *world);

/* Index of a language in sc->lang, or 0. */
size_t scenario_lang(const struct scenario *sc, const char *lang);
const struct sc_inject *scenario_inject(const struct scenario *sc,
					const char *id);
const struct sc_decision *scenario_decision(const struct scenario *sc,
					    const char *id);
const struct sc_objective *scenario_objective(const struct scenario *sc,
					      const char *id);
const struct sc_expect *scenario_expect(const struct scenario *sc,
					const char *key,
					const struct sc_inject **in);
bool scenario_role(const struct scenario *sc, const char *key);
/* The words for a member of the cast; its key if it has none. */
const char *scenario_cast(const struct scenario *sc, const char *key,
			  size_t lang);
/* Letter first, then letters, digits, - and _, at most 32. */
bool sc_key_fits(const char *s);
const char *sc_kind_name(enum sc_kind k);	/* "contingency" */
const char *sc_release_name(enum sc_release r);	/* "confirm" */
const char *sc_when_name(enum sc_when w);	/* "not_done" */

/* "12m", "1h30m", "2h", "45s"; false if it is not one. */
bool play_parse(int64_t *ms, const char *text);
/* The same, or as play_text() writes it: "6:00", "1:05:00". Scenarios do not
 * have that form: YAML 1.1 reads it to base 60. */
bool play_read(int64_t *ms, const char *text);
/* "28:10.910", "6:00", "1:05:00"; "-2:20" for what came before. */
void play_text(char out[TIME_TEXT], int64_t ms);
/* The same down to the second: what people read while it runs. */
void play_short(char out[TIME_TEXT], int64_t ms);
/* "d2 09:55": the day and time of a story instant. */
void story_text(char out[TIME_TEXT], int64_t start, int offset, int64_t at);

#endif
