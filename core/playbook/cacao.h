/* core/playbook/cacao.h - private: CACAO 2.0 JSON, read without trust. The
 * source is the JSON schemas that OASIS published with it. */
#ifndef STANCH_PLAYBOOK_CACAO_H
#define STANCH_PLAYBOOK_CACAO_H

#include "core/base/jread.h"
#include "core/base/map.h"
#include "core/playbook/importing.h"

#define CACAO_STEPS 2000
#define CACAO_DEPTH 64
/* The extension by which our own exports carry phases; its id never
 * changes. */
#define CACAO_EXTENSION \
	"extension-definition--3f6f2c1e-6a0b-4d54-9d2e-8f0a5b7c9e11"

struct wstep { /* a step of the workflow */
	const char *id, *type; /* type never NULL */
	const struct jread *obj;
	int line;
	enum { WSTEP_NEW, WSTEP_OPEN, WSTEP_DONE } state;
	bool in_body;  /* a while, whose own steps are being walked */
	size_t refs;   /* steps that lead here */
	const char *title; /* of what it became */
};
struct cacao {
	struct imported *im;
	const struct jread *doc;
	struct map by_id; /* step id -> struct wstep * */
	struct wstep *step;
	size_t count, cap;
	const char *when, *answer; /* what the steps now met hang on */
	const char *text; /* the source, to find lines in */
	size_t n;
	int at; /* line of what is being checked */
	const struct mapping *map;
	struct map seen; /* paths of units */
	size_t unit;	 /* of the step being written */
	struct map lines; /* "name", "name\nbelow" -> line */
};

/* Notes the lines of the names on the first two levels. */
void cacao_lines(struct cacao *c);
/* The line of a name, or of one below it (NULL: none); 0 if not there. */
int cacao_line(const struct cacao *c, const char *name, const char *below);
/* A command as items and notes; one that is not manual is never run. */
void cacao_command(struct imported *im, const struct jread *cmd);
/* "key: value" as a note, where the step has that key. */
void cacao_said(struct imported *im, const struct wstep *s, const char *key);
/* Takes over the text of a playbook that we wrote into it ourselves. */
void cacao_own(struct cacao *c);

/* All checks that need no walk; findings into c->im. */
void cacao_check(struct cacao *c);
/* Parts of it: what is not of its type, or lacks what its type needs. */
void cacao_check_top_types(struct cacao *c);
void cacao_check_step_types(struct cacao *c, const struct wstep *s);
/* The kind of phase a playbook type speaks of. */
enum phase_kind cacao_kind(const char *type);

#endif
