/*
 * core/store/store.h - the folder a team shares (docs/ARCHITECTURE.md):
 * playbooks/ (git), cases/, devices/; made on the first start.
 *
 * Nothing here is slow before it is asked: opening a store stats folders,
 * libgit2 starts when a playbook is first needed.
 */
#ifndef STANCH_STORE_STORE_H
#define STANCH_STORE_STORE_H

#include "core/case/casefile.h"
#include "core/clock/running.h"
#include "core/repo/repo.h"
#include "core/store/team.h"

struct store;

struct store_paths { /* absolute; tui/main.c knows the environment */
	const char *home;   /* the store itself */
	const char *config; /* keys/ below it */
	const char *state;  /* seen/ below it */
	const char *cache;  /* summaries */
	const char *login;  /* the Unix account's name */
	const char *name;   /* the person's own (gecos), or login */
	const char *host;
	bool any_disk; /* the person insists: also on a network disk */
};

/* Opens the store, making what is missing: folders (2770), this device's
 * key and card. ERR_IO (no permission, read-only, full), ERR_REFUSED
 * (network disk). *made: true if the store was new. paths must outlive it.
 * The playbook repository is made on the first start too. */
int store_open(struct store **out, bool *made,
	       const struct store_paths *paths, const struct env *env,
	       struct error *err);
/* Whether a store is there, so that nothing is made where one only looks. */
bool store_exists(const struct store_paths *paths);
void store_close(struct store *s);
/* Who is told how far the opening of a long case has come, and may stop it
 * (log.h); progress NULL: nobody. */
void store_set_watch(struct store *s, struct log_watch watch);
const struct store_paths *store_paths(const struct store *s);
const struct env *store_env(const struct store *s);
const struct device *store_device(const struct store *s);
/* Who this device speaks for: the person in team.yaml whose login owns the
 * card's file, else the card's own name. Borrowed. */
const char *store_me(struct store *s);
/* The language the texts of playbooks are wanted in ("zh", "en"); without
 * it, or where there is none, it is the base's. */
void store_set_lang(struct store *s, const char *lang);
/* team.yaml at main, read once; NULL where there is none or it is wrong. */
const struct team *store_team(struct store *s);
/* Why team.yaml cannot be used, or NULL. Borrowed. */
const struct error *store_team_trouble(struct store *s);
/* The text of team.yaml at main; ERR_NOTFOUND if there is none. */
int store_team_text(struct str *out, struct store *s, struct error *err);
/* Checks a new text and commits it to main; ERR_INVALID says which line is
 * wrong, and nothing is changed then. What store_team() gave is gone. */
int store_team_set(struct store *s, const char *text, size_t n,
		   struct error *err);
struct repo *store_repo(struct store *s, struct error *err); /* borrowed */
/* The legal time limits at main, read once; borrowed. What is wrong in a
 * file is among their problems, no failure. */
int store_clocks(const struct clock_rules **out, struct store *s,
		 struct error *err);
/* Whether a clock is one of this team's place until it asks for more: a team
 * in China sees the Chinese ones and those of contracts, any other all. */
bool store_sees_clock(struct store *s, const struct clock_rule *c);
/* The places that team.yaml tells of, as words ("CN", "us-ca"): where the
 * people of a case are unless somebody says otherwise. Borrowed until
 * team.yaml is set. */
size_t store_clock_places(const char **out, size_t max, struct store *s);
/* Counts for a case that is opened without the store. */
const struct case_limits *store_limits(struct store *s);
/* ERR_* with words if something is wrong: `store check`, `doctor`. Each
 * thing looked at is told with its result. */
int store_check(struct store *s,
		void (*say)(void *ctx, bool good, const char *what,
			    const char *detail),
		void *ctx, struct error *err);

/* --- cases -------------------------------------------------------------- */

#define SUMMARY_BOOKS 4

struct summary { /* what the list of cases shows of one */
	char label[32];
	char title[256];
	char path[512];
	bool open, plan, drill, broken;
	enum severity severity;
	char phase[128];    /* "3 Assess" */
	char lead[65];
	unsigned done, total, blocked, conflicts;
	char next[256];	    /* "3.03 Data types" */
	char next_owner[65];
	int64_t next_due;   /* earliest own target of an open step; 0 */
	char next_due_text[128];
	int64_t opened, changed;
	unsigned actions_open, actions_overdue;
	unsigned enquiries_open, enquiries_overdue;
	unsigned offers_open, offers_overdue; /* promised to those affected */
	unsigned to_follow; /* items that a notice left open */
	unsigned rolled_back; /* entries seen before that are not there now */
	char error[256];    /* broken: why, one line */
	struct summary_book {
		char slug[64];
		uint8_t sha256[HASH_LEN]; /* of its base file */
		char commit[COMMIT_HEX];  /* it was taken from */
	} book[SUMMARY_BOOKS];
	unsigned book_count;
	bool fresh;	    /* read now or the file has not changed since */
};
/* Summaries of all cases, open ones first, then newest first; *out is the
 * caller's (mem_free). quick: only what the cache holds is filled in, the
 * rest has fresh = false (the first screen); otherwise changed files are
 * opened and read and the cache is renewed. */
int store_cases(struct summary **out, size_t *count, struct store *s,
		bool quick, struct error *err);
/* Reads one case anew and keeps its summary. */
int store_summary(struct summary *out, struct store *s, const char *label,
		  struct error *err);
/* The one case whose label is word, or ends or begins with it ("014", only
 * if unique). Path is the caller's. ERR_NOTFOUND names the nearest. */
int store_find(char **path, struct store *s, const char *word,
	       struct error *err);
int store_case_open(struct casefile **out, struct store *s, const char *word,
		    bool read_only, struct error *err);

/* Notes that this person is at a step of the case now; best effort. */
void store_leave(const struct store *s, const uint8_t id[ID_LEN],
		 const char *step);
struct store_left {
	char step[256]; /* its key */
	int64_t at;	/* ms */
};
/* Where that was the last time; false if nothing is known. */
bool store_left(struct store_left *out, const struct store *s,
		const uint8_t id[ID_LEN]);

struct store_new {
	const char *playbook; /* slug, on main; NULL: none */
	const char *title;
	enum severity severity;
	int64_t aware;
	const char *basis, *by;
	bool plan;
	/* A drill: in drills/, DRILL-<year>-<number>, roles for names; only
	 * whoever makes it owns it. store_drill_new() sets it. */
	bool drill;
	const char *commit; /* of the playbook; NULL: main */
	const char *const *only; /* names of people, or NULL: all known */
	size_t only_count;
};
/* Gives it the next free label of the year. */
int store_case_new(struct casefile **out, struct store *s,
		   const struct store_new *what, struct error *err);

/* Asking to be let into a case; into a drill as somebody: a role of it,
 * "evaluator", "observer" (NULL: any that plays). The last word of a device
 * stands. ERR_REFUSED if it may already, or was removed. */
#define JOIN_AS 41
int store_ask_join(struct store *s, struct casefile *c, const char *as,
		   struct error *err);
struct join_ask {
	struct card card;
	const char *person; /* by team.yaml, or NULL */
	char as[JOIN_AS];   /* "" if it was not said */
};
/* Who asks and may not yet; *out is the caller's (mem_free). */
int store_joins(struct join_ask **out, size_t *count, struct store *s,
		const struct casefile *c, struct error *err);
/* The device of a person named (or tag, or hex) among the cards here. */
int store_find_device(struct card *out, struct store *s, const char *word,
		      struct error *err);
/* The person a card speaks for by team.yaml (login = owner of the file);
 * NULL if none. */
const char *store_person(struct store *s, const struct card *c);

/* --- playbooks -------------------------------------------------------------- */

struct pb_entry { /* a line of the playbook list */
	char slug[64];
	bool known; /* what follows, down to warnings, is as in the text */
	char title[256];    /* in the language asked for */
	char intro[512];    /* "what do you see?" */
	char version[32];
	char langs[64];	    /* "zh, en" */
	struct pb_entry_lang {
		char code[16];
		unsigned stale; /* steps whose base text has moved on */
		unsigned behind; /* sections that have, steps among them */
	} lang[PB_LANGS]; /* "" ends */
	unsigned phases, steps, errors, warnings;
	struct repo_commit last; /* of all its files; id "" not known yet */
	char entered[COMMIT_HEX]; /* the commit that put it in force */
	char reviewers[128];	  /* by that commit: "mei, wu" */
	unsigned cases_open, cases_older; /* open cases that follow it */
};
/* Those in force, as far as they are remembered: nothing is parsed and no
 * history walked. Cases count as last summed up. *out is the caller's. */
int store_shelf(struct pb_entry **out, size_t *count, struct store *s,
		const char *lang, struct error *err);
/* Reads on where store_shelf() left: one text, a few commits (some ms).
 * *more is false when all is known; then the cache is written. */
int store_shelf_on(bool *more, struct store *s, struct error *err);
/* Both until all is known. */
int store_playbooks(struct pb_entry **out, size_t *count, struct store *s,
		    const char *lang, struct error *err);
/* A playbook with its translations at a commit ("main" = in force).
 * Sources (for adopting) live in *texts, the caller's. ERR_NOTFOUND names
 * the nearest slug. */
struct pb_texts {
	struct pb_source src[PB_LANGS];
	size_t count;
	char commit[COMMIT_HEX];
	struct arena arena;
};
int store_playbook(struct playbook **out, struct pb_texts *texts,
		   struct findings *f, struct store *s, const char *slug,
		   const char *commit, struct error *err);
void pb_texts_release(struct pb_texts *t);
/* The version that a commit holds: the newest change of its files. */
int store_version_at(struct repo_commit *out, struct store *s,
		     const char *slug, const char *commit, struct error *err);
/* Lint with the clocks, notices and languages of this store. */
int store_lint(struct findings *f, struct store *s, const struct playbook *pb,
	       const struct pb_source *src, size_t count, struct error *err);
/* The same with clocks and notices as they are at a commit. */
int store_lint_at(struct findings *f, struct store *s,
		  const struct playbook *pb, const struct pb_source *src,
		  size_t count, const char *commit, struct error *err);
/* Every playbook at a commit, with the clocks and notices of that commit: fn
 * gets the findings of each; a non-zero answer ends it and is returned. */
int store_lint_all(struct store *s, const char *commit,
		   int (*fn)(void *ctx, const char *slug, struct findings *f),
		   void *ctx, struct error *err);

/* --- notices ------------------------------------------------------------------ */

#define STORE_NOTICE 128 /* "cn-individuals.zh.md" */
/* The names of all files of notices at main, in an arena. */
int store_notices(const char ***out, size_t *count, struct arena *a,
		  struct store *s, struct error *err);
/* Appends the text of a notice at main; file gets its name. ERR_NOTFOUND
 * names the nearest. */
int store_notice(struct str *out, char file[STORE_NOTICE], struct store *s,
		 const char *id, const char *lang, struct error *err);

/* --- drills ------------------------------------------------------------------ */

/* The files of a scenario, drills/<id>.<lang>.md at a commit, in the order
 * of their names; *texts is the caller's. ERR_NOTFOUND names the nearest. */
int store_scenario(struct pb_texts *texts, struct store *s, const char *id,
		   const char *commit, struct error *err);
/* The same beside a file somebody names: of a folder of facilitators. Needs
 * no store. ERR_NOTFOUND, ERR_INVALID (no such name), ERR_IO. */
int store_scenario_file(struct pb_texts *texts, const char *path,
			struct error *err);
/* Makes drills/DRILL-<year>-<number>.drill, adopting what->playbook at
 * what->commit as a case does. */
int store_drill_new(struct casefile **out, struct store *s,
		    const struct store_new *what, struct error *err);
/* The labels of all drills, in an arena, NULL-ended. */
int store_drills(const char ***out, size_t *count, struct arena *a,
		 struct store *s, struct error *err);
/* Where the columns chosen for the headings of tables are remembered
 * (core/people/columns.h): the caller's; NULL when memory is out. */
char *store_columns(const struct store *s);
/* The one drill whose label is word, or ends or begins with it: its file,
 * the caller's. ERR_NOTFOUND, ERR_USAGE (more than one). */
int store_drill_find(char **path, struct store *s, const char *word,
		     struct error *err);
/* The same, opened. Nothing here opens a case, nor store_case_open() a
 * drill. */
int store_drill_open(struct casefile **out, struct store *s,
		     const char *word, bool read_only, struct error *err);
struct store_drilled { /* when a playbook was last practised */
	char label[64]; /* of the drill; "" if it never was */
	char commit[COMMIT_HEX]; /* of the playbook then */
	char version[32];
	int64_t at; /* it began */
};
/* The last drill that was begun on a playbook; one that cannot be read is
 * left out. */
int store_drilled(struct store_drilled *out, struct store *s,
		  const char *slug, struct error *err);
/* Where this person keeps the notes on a drill (core/drill/notes.h), in the
 * state folder: the caller's; NULL when memory is out. */
char *store_drill_notes(const struct store *s, const uint8_t id[ID_LEN]);
/* Where evaluators leave notes for whoever ends a drill, made if wanted; *dir
 * is the caller's. */
int store_drill_left(char **dir, const struct store *s, bool make,
		     struct error *err);
/* The file whose lock says that somebody leads the drill now; the caller's,
 * NULL when memory is out. */
char *store_drill_lock(const struct store *s, const char *label);
/* The ids of the scenarios at main, in an arena. */
int store_scenarios(const char ***out, size_t *count, struct arena *a,
		    struct store *s, struct error *err);

#endif
