/*
 * core/playbook/playbook.h - a playbook: phases, steps, check items.
 *
 * The format is docs/PLAYBOOK-FORMAT.md. A base file owns the structure; a
 * translation lends its texts to the same ids.
 */
#ifndef STANCH_PLAYBOOK_PLAYBOOK_H
#define STANCH_PLAYBOOK_PLAYBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/map.h"
#include "core/base/str.h"
#include "core/playbook/markdown.h"

enum phase_kind {
	PHASE_NONE, PHASE_PREPARE, PHASE_DETECT, PHASE_CONTAIN,
	PHASE_INVESTIGATE, PHASE_NOTIFY, PHASE_RECOVER, PHASE_LEARN,
};
enum value_type { VALUE_NONE, VALUE_NUMBER, VALUE_TEXT, VALUE_TIME,
		  VALUE_LIST };
enum evidence_type { EVID_NOTE, EVID_FILE, EVID_REF, EVID_HASH };

/* Texts come in up to PB_LANGS languages. [0] is the base. A missing
 * translation is NULL: show the base with a mark. */
#define PB_LANGS 4
struct text {
	const char *in[PB_LANGS];
};

struct pb_item {	/* one check item */
	struct text text;
	struct md_node *more[PB_LANGS]; /* what explains it: blocks, or NULL */
	int line;
};
struct pb_evidence {
	enum evidence_type type;
	struct text label;
};
struct pb_due {
	bool set;
	bool before;	    /* before a clock, else from an anchor */
	int64_t span;	    /* ms */
	const char *anchor; /* opened contained closed, a step, a clock */
};
struct pb_list {	    /* comma-separated ids */
	const char **id;
	size_t count;
};

struct pb_range { /* bytes of a source; both 0: it has no such part */
	size_t at, end;
};
struct pb_place {	    /* where a key of a step stands in the base */
	int key;	    /* private: a row of the table of keys */
	int line, col;	    /* of the key */
	size_t at;	    /* byte where its line begins */
};

struct pb_step {
	const char *id;
	const char *number; /* "3.02": for talking only */
	struct pb_phase *phase;
	struct text title;
	struct text object, action; /* title split at its first colon; action
				       is "" where there is none */
	const char *role;	    /* key; the default role if not given */
	const char *second;	    /* role key, "any", or NULL */
	const char *approve;	    /* role key or NULL */
	struct pb_list after, decide, notice, starts, stops;
	const char *when_step; /* NULL: unconditional */
	const char *when_answer;
	bool when_not; /* != */
	struct pb_due due;
	int64_t repeat; /* ms; 0 none */
	const char *repeat_until;
	enum value_type value;
	struct text value_label;
	struct pb_evidence *evidence;
	size_t evidence_count;
	struct pb_item *item;
	size_t item_count;
	bool is_check; /* the phase's own check, last */
	/* Guidance per language: first body node; siblings up to NULL.
	 * Check items are not in it. */
	struct md_node *body[PB_LANGS];
	struct md_node *caution[PB_LANGS]; /* the quote node, or NULL */
	int line;			   /* of its heading, in the base */
	struct text source_hash;	   /* "of" hash of each section */
	bool stale[PB_LANGS];		   /* translation behind its base */
	struct pb_range range[PB_LANGS];   /* from its heading on */
	struct pb_place *place;		   /* its keys, for lint */
	size_t place_count;
};

struct pb_phase {
	const char *id;
	const char *number; /* "3" */
	enum phase_kind kind;
	bool do_confirm; /* else read-do */
	struct text title;
	struct md_node *intro[PB_LANGS];
	struct pb_step *step; /* steps stand together in playbook.step */
	size_t step_count;
	struct text source_hash; /* as of a step */
	bool stale[PB_LANGS];
	struct pb_range range[PB_LANGS]; /* up to its first step */
	int line;
};

struct pb_role {
	const char *key;
	struct text name;
};

struct playbook {
	struct arena arena;
	const char *slug;
	const char *id; /* UUID */
	const char *version; /* or NULL */
	const char *tlp;     /* or NULL */
	bool guessed;	     /* structure: guessed */
	const char *source;  /* origin of an import, or NULL */
	const char *licence; /* SPDX name, or NULL */
	const char *lang[PB_LANGS]; /* [0] base, then translations */
	const char *file[PB_LANGS]; /* the name each was read from */
	size_t langs;
	struct text title;
	struct text intro; /* first paragraph, flattened: "what do you see?" */
	struct md_node *intro_body[PB_LANGS];
	struct text source_hash; /* of title and intro */
	bool stale[PB_LANGS];
	struct pb_range range[PB_LANGS]; /* front matter, title and intro */
	struct pb_role *role;
	size_t role_count;
	struct pb_list retired;
	struct text *answer_word; /* parallel to answer_key */
	const char **answer_key;
	size_t answer_count;
	struct pb_phase *phase;
	size_t phase_count;
	struct pb_step *step;
	size_t step_count;
	struct map by_id; /* step id -> struct pb_step * */
};

/* --- findings ----------------------------------------------------------- */

enum lint_level { LINT_ERROR, LINT_WARNING, LINT_HINT };
struct finding {
	enum lint_level level;
	const char *code; /* "key", "ref": docs/PLAYBOOK-FORMAT.md */
	const char *file;
	int line, col;
	const char *what; /* translated, one line */
	const char *step; /* "step tell-authority, key due", or NULL */
	const char *fix;  /* how to write it, or NULL */
};
struct findings {
	struct arena arena;
	struct finding *at; /* at most 1,000 are kept; all are counted */
	size_t count, cap;
	size_t errors, warnings, hints;
	bool failed; /* memory ran out: there were more */
};
void findings_release(struct findings *f);
/* "error", "warning", "hint": never translated, tools read them. */
const char *lint_level_name(enum lint_level level);
/* Appends "file:line:col: error: what", then on lines of their own, set in
 * by two blanks, where in the playbook it is and how to write it. */
void finding_text(struct str *out, const struct finding *at);

struct lint_rule { /* a row of the table of codes, for documents */
	const char *code;
	enum lint_level level;
	const char *finds; /* in English, as the documents are */
};
/* All rules in the order of the documents; count rows. */
const struct lint_rule *lint_rules(size_t *count);

/* --- reading ------------------------------------------------------------- */

struct pb_source { /* one file; base first, then translations */
	const char *name; /* "ransomware.zh.md": slug and language */
	const char *text;
	size_t len;
};

/* Reads a playbook from its files. Findings of reading (bytes, front, shape,
 * key, id, translation ...) are added to f. *out is the caller's
 * (playbook_free) and is made as far as the text allows even when there are
 * errors; it is NULL only with a non-zero return (ERR_NOMEM, ERR_TOOBIG,
 * ERR_INVALID when it is no playbook at all: not UTF-8, no front matter with
 * `playbook:`; f then holds a finding as well). A translation that cannot be
 * read is left out, with a finding. */
int playbook_read(struct playbook **out, const struct pb_source *src,
		  size_t count, struct findings *f, struct error *err);
void playbook_free(struct playbook *pb);

/* True if text begins with front matter that has a `playbook:` key. */
bool playbook_is(const char *text, size_t n);
/* Index of a language ("zh_CN", "zh-Hans", "zh" are one; "en") in
 * pb->lang, or 0 (the base) if it has none. */
size_t playbook_lang(const struct playbook *pb, const char *lang);
/* The text in that language, else in the base; never NULL. */
const char *text_in(const struct text *t, size_t lang);
const struct pb_step *playbook_step(const struct playbook *pb,
				    const char *id);
const char *phase_kind_name(enum phase_kind k); /* "contain" */
/* The word for an answer in a language; the key itself if there is none. */
const char *playbook_answer(const struct playbook *pb, const char *key,
			    size_t lang);

/* --- lint ----------------------------------------------------------------- */

/* What lint may look up outside the files; any may be NULL. */
struct lint_world {
	bool (*clock)(void *ctx, const char *id, bool *has_number);
	bool (*trigger)(void *ctx, const char *event);
	bool (*recipient)(void *ctx, const char *kind);
	bool (*notice)(void *ctx, const char *id, const char *lang);
	const char *const *team_langs; /* NULL-ended */
	void *ctx;
	/* The trigger event and the recipient kind of a clock, or NULL. */
	const char *(*clock_event)(void *ctx, const char *id);
	const char *(*clock_kind)(void *ctx, const char *id);
	/* The nearest clock id, trigger or recipient kind to a word, or
	 * NULL; clocks: only among clocks. */
	const char *(*nearest)(void *ctx, const char *word, bool clocks);
	/* The version in force, to find ids that went: or NULL. */
	const struct playbook *in_force;
};
/* All checks of lint_rules() that need the whole playbook (ref, order, clock,
 * long, check, kinds ...), added to f, which is then sorted by file, line,
 * column. */
int playbook_lint(struct findings *f, const struct playbook *pb,
		  const struct pb_source *src, size_t count,
		  const struct lint_world *world, struct error *err);

#endif
