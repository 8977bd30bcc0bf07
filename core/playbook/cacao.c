/* core/playbook/cacao.c - CACAO 2.0 JSON becomes phases and steps: walks the
 * workflow from its start. Nothing in it is run. */
#include "core/playbook/cacao.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/playbook/import_readers.h"
#include "core/playbook/mapping.h"
#include "core/playbook/vocab.h"

/* --- the workflow's steps ------------------------------------------------------ */

static bool take_step(void *ctx, const char *id, const struct jread *obj)
{
	struct cacao *c = ctx;
	struct wstep *s = &c->step[c->count];
	const char *type = jread_str(obj, "type");

	if (c->count == c->cap)
		return false;
	if (type && !strcmp(type, "single"))
		type = "action";
	*s = (struct wstep){.id = id, .type = type ? type : "", .obj = obj,
			    .line = cacao_line(c, "workflow", id)};
	c->count++;
	c->im->failed |= map_puts(&c->by_id, id, s) != 0;
	return !c->im->failed;
}

static bool count_one(void *ctx, const char *name, const struct jread *v)
{
	(void)name;
	(void)v;
	++*(size_t *)ctx;
	return true;
}

static void take_steps(struct cacao *c)
{
	const struct jread *flow = jread_get(c->doc, "workflow");

	jread_each(flow, count_one, &c->cap);
	if (!jread_is_object(flow)) {
		import_finding_add(c->im, IMPORT_REFUSE,
				   cacao_line(c, "workflow", NULL),
				   _("workflow is no object of steps"));
		return;
	}
	if (c->cap > CACAO_STEPS) {
		import_finding_add(c->im, IMPORT_REFUSE,
				   cacao_line(c, "workflow", NULL),
				   _("%zu steps; at most %d are read"),
				   c->cap, CACAO_STEPS);
		return;
	}
	c->step = arena_alloc(&c->im->arena, (c->cap + 1) * sizeof(*c->step));
	if (!c->step)
		c->im->failed = true;
	else
		jread_each(flow, take_step, c);
}

struct edge_call {
	bool (*fn)(void *ctx, const char *key, const char *id);
	void *ctx;
};

/* A step id, or a list of them as older files have it. */
static bool edge(const struct edge_call *call, const char *key,
		 const struct jread *v)
{
	if (jread_text(v))
		return call->fn(call->ctx, key, jread_text(v));
	for (size_t i = 0; i < jread_len(v); i++) {
		const char *id = jread_text(jread_at(v, i));

		if (id && !call->fn(call->ctx, key, id))
			return false;
	}
	return true;
}

static bool case_edge(void *ctx, const char *name, const struct jread *v)
{
	return edge(ctx, name, v);
}

/* Calls fn for every step id that a step names as its next; key says in
 * what part ("on_true", the name of a case). Stops when fn says so. */
static bool each_edge(const struct wstep *s,
		      bool (*fn)(void *ctx, const char *key, const char *id),
		      void *ctx)
{
	static const char *const first[] = {"on_true", "on_false"};
	static const char *const then[] = {"next_steps", "on_success",
					   "on_failure", "on_completion"};
	struct edge_call call = {fn, ctx};
	bool go = true;

	for (size_t i = 0; i < 2 && go; i++)
		go = edge(&call, first[i], jread_get(s->obj, first[i]));
	if (go)
		go = jread_each(jread_get(s->obj, "cases"), case_edge, &call);
	for (size_t i = 0; i < sizeof(then) / sizeof(*then) && go; i++)
		go = edge(&call, then[i], jread_get(s->obj, then[i]));
	return go;
}

/* The agent's name, or NULL. */
static const char *agent_name(const struct cacao *c, const char *id)
{
	const struct jread *all = jread_get(c->doc, "agent_definitions");

	return id ? jread_str(jread_get(all, id), "name") : NULL;
}

/* --- what a step says -------------------------------------------------------------- */

static const struct jread *extension(const struct wstep *s)
{
	return jread_get(jread_get(s->obj, "step_extensions"),
			 CACAO_EXTENSION);
}

/* Our own exports name the phase of each step. */
static void enter_phase(struct cacao *c, const struct wstep *s)
{
	const char *title = jread_str(extension(s), "phase");
	const char *word = jread_str(extension(s), "kind");
	const struct import_phase *now;

	if (!title || c->im->failed)
		return;
	now = &c->im->phase[c->im->phases - 1]; /* first_phase() made one */
	if (str_eq(now->title, title))
		return;
	if (c->im->phases == 1 && !now->steps)
		c->im->phases = 0; /* the one made from playbook_types */
	import_phase_add(c->im, word ? vocab_kind(word) : PHASE_NONE, title,
			 s->line);
}

static struct import_step *add_step(struct cacao *c, const char *title,
				    int line)
{
	struct import_step *st = import_step_add(c->im, title, line);

	if (st && c->when) {
		st->when = c->when;
		st->when_answer = arena_strdup(&c->im->arena, c->answer);
	}
	return st;
}

/* The unit of a step, and what the mapping makes of it; false: no step. */
static bool enter_unit(struct cacao *c, const struct wstep *s,
		       const char *title)
{
	struct import_unit *u;

	c->unit = import_unit_add(c->im, &c->seen, "", s->id, title, s->line,
				  0);
	if (!c->unit)
		return false;
	u = &c->im->unit[c->unit - 1];
	import_unit_text(u, title, strlen(title));
	mapping_match_one(c->map, c->im, c->unit);
	switch (import_marked(c->im, c->unit, MARK_STEP)) {
	case MARK_PHASE:
		import_phase_add(c->im, u->kind, u->kind == PHASE_NONE
						 ? title
						 : phase_kind_name(u->kind),
				 s->line);
		return true;
	case MARK_SKIP:
	case MARK_NEW:
		import_skip_add(c->im, title, s->line);
		return false;
	case MARK_NOTES:
		c->im->line = s->line;
		import_note_add(c->im, title, false);
		return false;
	case MARK_ITEMS:
		import_check_add(c->im, title);
		return false;
	case MARK_NONE:
	case MARK_STEP:
	case MARK_GROUP:
		return true;
	}
	return true;
}

static struct import_step *new_step(struct cacao *c, const struct wstep *s,
				    const char *title)
{
	struct import_step *st;

	if (!enter_unit(c, s, title))
		return NULL;
	enter_phase(c, s);
	st = add_step(c, title, s->line);
	import_step_unit(c->im, c->unit);
	c->im->line = s->line;
	if (st && jread_str(s->obj, "description"))
		import_note_add(c->im, jread_str(s->obj, "description"),
				false);
	return st;
}

static const char *name_of(const struct wstep *s, const char *other)
{
	const char *name = jread_str(s->obj, "name");

	return name && *name ? name : other ? other : s->id;
}

/* The answers of a decision that our own export keeps among its keys. */
static void own_answers(struct cacao *c, const struct wstep *s)
{
	const struct jread *keys = jread_get(extension(s), "keys");

	for (size_t i = 0; i < jread_len(keys); i++) {
		const char *p = jread_text(jread_at(keys, i));

		if (!p || !str_starts(p, "decide:"))
			continue;
		for (p += strlen("decide:"); *p; p += strspn(p, " |")) {
			size_t n = strcspn(p, "|");
			char *one = arena_strndup(&c->im->arena, p, n);

			c->im->failed |= !one;
			import_answer_add(c->im, one ? one : "");
			p += n;
		}
	}
}

static void action(struct cacao *c, const struct wstep *s)
{
	const struct jread *list = jread_get(s->obj, "commands");
	const char *first = jread_str(jread_at(list, 0), "command");
	struct import_step *st = new_step(c, s, name_of(s, first));

	if (st && agent_name(c, jread_str(s->obj, "agent")))
		st->role = arena_strdup(&c->im->arena,
			agent_name(c, jread_str(s->obj, "agent")));
	for (size_t i = 0; i < jread_len(list); i++)
		cacao_command(c->im, jread_at(list, i));
	own_answers(c, s);
}

static bool answer_case(void *ctx, const char *name, const struct jread *v)
{
	(void)v;
	import_answer_add(ctx, name);
	return true;
}

static void decision(struct cacao *c, const struct wstep *s)
{
	bool cases = !strcmp(s->type, "switch-condition");
	const char *key = cases ? "switch" : "condition";

	new_step(c, s, name_of(s, jread_str(s->obj, key)));
	cacao_said(c->im, s, key);
	if (cases) {
		jread_each(jread_get(s->obj, "cases"), answer_case, c->im);
		return;
	}
	import_answer_add(c->im, "yes");
	import_answer_add(c->im, "no");
}

static void loop(struct cacao *c, const struct wstep *s)
{
	struct str title = {0};
	const char *text = jread_str(s->obj, "condition");

	str_addf(&title, _("Repeat while: %s"), name_of(s, text));
	new_step(c, s, str_text(&title));
	cacao_said(c->im, s, "condition");
	c->im->failed |= title.failed;
	str_release(&title);
}

static void worked(struct cacao *c, const struct wstep *s)
{
	struct str title = {0};

	str_addf(&title, _("%s: did it work?"), name_of(s, NULL));
	add_step(c, str_text(&title), s->line);
	import_answer_add(c->im, "yes");
	import_answer_add(c->im, "no");
	c->im->failed |= title.failed;
	str_release(&title);
}

/* Writes what a step becomes; true if its branches hang on an answer. */
static bool write_step(struct cacao *c, const struct wstep *s)
{
	bool asks = false;

	if (!strcmp(s->type, "if-condition") ||
	    !strcmp(s->type, "switch-condition")) {
		decision(c, s);
		asks = true;
	} else if (!strcmp(s->type, "while-condition")) {
		loop(c, s);
	} else if (!strcmp(s->type, "playbook-action")) {
		new_step(c, s, name_of(s, _("Another playbook")));
		cacao_said(c->im, s, "playbook_id");
	} else if (!strcmp(s->type, "action")) {
		action(c, s);
	} else if (!strcmp(s->type, "start") || !strcmp(s->type, "end") ||
		   !strcmp(s->type, "parallel")) {
		import_note_add(c->im, jread_str(s->obj, "description")
					       ? jread_str(s->obj,
							   "description") : "",
				false);
		return false;
	} else {
		if (*s->type) /* else cacao_check() tells it */
			import_finding_add(c->im, IMPORT_WARN, s->line,
					   _("a step of unknown type: %s"),
					   s->type);
		new_step(c, s, name_of(s, NULL));
	}
	cacao_said(c->im, s, "delay");
	cacao_said(c->im, s, "timeout");
	if (jread_get(s->obj, "on_success") || jread_get(s->obj, "on_failure"))
		worked(c, s);
	return asks || jread_get(s->obj, "on_failure") != NULL;
}

/* --- the walk ------------------------------------------------------------------- */

struct walk {
	struct cacao *c;
	struct wstep *at;
	const char *when, *answer; /* what the steps now met hang on */
	const char *asked;	   /* title of the step itself, if it asks */
	const char *yes;	   /* the answer that on_true stands for */
};

static void visit(struct cacao *c, struct wstep *s, const char *when,
		  const char *answer);

static const char *answer_of(const struct walk *w, const char *key)
{
	if (!strcmp(key, "on_true") || !strcmp(key, "on_success"))
		return w->yes;
	return !strcmp(key, "on_false") || !strcmp(key, "on_failure") ? "no"
								       : key;
}

/* A way back to a while whose own steps are walked is what a while is. */
static void met_again(struct walk *w, const struct wstep *next)
{
	if (next->state == WSTEP_DONE || next->in_body)
		return;
	import_finding_add(w->c->im, IMPORT_REFUSE, w->at->line,
			   _("a cycle: %s leads back to %s"), w->at->id,
			   next->id);
}

static bool follow(void *ctx, const char *key, const char *id)
{
	struct walk *w = ctx;
	struct wstep *next = map_gets(&w->c->by_id, id);
	bool branch = w->asked && strcmp(key, "on_completion") != 0 &&
		      strcmp(key, "next_steps") != 0;

	if (!next) {
		import_finding_add(w->c->im, IMPORT_REFUSE, w->at->line,
				   _("%s of %s leads to %s, which is "
				     "not there"), key, w->at->id, id);
		return !w->c->im->failed;
	}
	next->refs++;
	w->at->in_body = !strcmp(w->at->type, "while-condition") &&
			 !strcmp(key, "on_true");
	if (next->state != WSTEP_NEW)
		met_again(w, next);
	else if (branch)
		visit(w->c, next, w->asked, answer_of(w, key));
	else
		visit(w->c, next, w->when, w->answer);
	w->at->in_body = false;
	return !w->c->im->failed;
}

static bool gives(const struct wstep *s, const char *name, size_t n)
{
	const struct jread *list = jread_get(s->obj, "out_args");

	for (size_t i = 0; i < jread_len(list); i++) {
		const char *arg = jread_text(jread_at(list, i));

		if (arg && strlen(arg) == n && !memcmp(arg, name, n))
			return true;
	}
	return false;
}

/* "__x__:value = 'yes'" where a step before asks for __x__ needs no decision
 * of its own. True if it is that; w then says what its steps hang on. */
static bool known_answer(struct walk *w)
{
	static const char middle[] = ":value = '";
	const char *text = jread_str(w->at->obj, "condition");
	const char *p = text ? strstr(text, middle) : NULL;
	const char *word = p ? p + sizeof(middle) - 1 : "";
	size_t n = strcspn(word, "'");

	if (!n || word[n] != '\'' || word[n + 1] ||
	    strcmp(w->at->type, "if-condition") != 0 ||
	    jread_get(w->at->obj, "on_false"))
		return false;
	for (size_t i = 0; i < w->c->count && !w->asked; i++)
		if (gives(&w->c->step[i], text, (size_t)(p - text)))
			w->asked = w->c->step[i].title;
	if (!w->asked)
		return false;
	w->yes = arena_strndup(&w->c->im->arena, word, n);
	w->c->im->failed |= !w->yes;
	return true;
}

static void visit(struct cacao *c, struct wstep *s, const char *when,
		  const char *answer)
{
	struct walk w = {.c = c, .at = s, .when = when, .answer = answer,
			 .yes = "yes"};
	bool asks;

	s->state = WSTEP_OPEN;
	c->when = when;
	c->answer = answer;
	if (!known_answer(&w)) {
		asks = write_step(c, s);
		s->title = import_last(c->im) ? import_last(c->im)->title
					      : NULL;
		w.asked = asks ? s->title : NULL;
	}
	if (c->im->failed)
		return;
	each_edge(s, follow, &w);
	s->state = WSTEP_DONE;
}

/* --- the file --------------------------------------------------------------------- */

static bool ask_variable(void *ctx, const char *name, const struct jread *v)
{
	struct cacao *c = ctx;
	const char *about = jread_str(v, "description");
	struct str s = {0};

	if (!jread_bool(v, "external", false))
		return true;
	if (!import_last(c->im))
		import_step_add(c->im, _("Values to ask for first"),
				cacao_line(c, "playbook_variables", NULL));
	str_addf(&s, "%s%s%s", name, about ? ": " : "", about ? about : "");
	import_check_add(c->im, str_text(&s));
	c->im->failed |= s.failed;
	str_release(&s);
	return !c->im->failed;
}

static void walk(struct cacao *c)
{
	const char *start = jread_str(c->doc, "workflow_start");
	struct wstep *s = start ? map_gets(&c->by_id, start) : NULL;

	if (!start) {
		import_finding_add(c->im, IMPORT_REFUSE,
				   cacao_line(c, "workflow_start", NULL),
				   jread_get(c->doc, "workflow_start")
					   ? _("workflow_start is no text")
					   : _("workflow_start is missing"));
		return;
	}
	if (!s) {
		import_finding_add(c->im, IMPORT_REFUSE,
				   cacao_line(c, "workflow_start", NULL),
				   _("workflow_start leads to %s, which is "
				     "not there"), start);
		return;
	}
	if (strcmp(s->type, "start") != 0)
		import_finding_add(c->im, IMPORT_WARN, s->line,
				   _("workflow_start is no start step but: "
				     "%s"), s->type);
	visit(c, s, NULL, NULL);
	for (size_t i = 0; i < c->count; i++) {
		s = &c->step[i];
		if (s->state == WSTEP_NEW) {
			import_finding_add(c->im, IMPORT_WARN, s->line,
				_("no way leads to this step: %s"),
				name_of(s, NULL));
			import_skip_add(c->im, name_of(s, NULL), s->line);
		}
		if (!strcmp(s->type, "end") && s->refs > 1)
			import_finding_add(c->im, IMPORT_WARN, s->line,
				_("%zu branches share one end: %s"),
				s->refs, s->id);
	}
}

static void first_phase(struct cacao *c)
{
	const struct jread *types = jread_get(c->doc, "playbook_types");
	const char *type = jread_text(jread_at(types, 0));

	import_phase_add(c->im, type ? cacao_kind(type) : PHASE_NONE,
			 type ? type : _("Steps"),
			 cacao_line(c, "workflow", NULL));
	jread_each(jread_get(c->doc, "playbook_variables"), ask_variable, c);
}

static void read_doc(struct cacao *c)
{
	const char *type = jread_str(c->doc, "type");
	const char *name = jread_str(c->doc, "name");

	if (!type || strcmp(type, "playbook") != 0) {
		import_finding_add(c->im, IMPORT_REFUSE,
				   cacao_line(c, "type", NULL),
				   _("JSON, but no CACAO playbook: its type "
				     "is %s"), type ? type : "?");
		return;
	}
	c->im->format = "cacao-2.0";
	c->im->title = arena_strdup(&c->im->arena, name ? name : "CACAO");
	take_steps(c);
	if (c->im->refused || c->im->failed)
		return;
	first_phase(c);
	walk(c);
	cacao_check(c);
	c->im->bytes = c->n;
}

/* "line 3, column 7" or "byte 70", in any language: the line; 0: neither. */
static int fault_line(const struct import_from *from, const char *where)
{
	static const char digits[] = "0123456789";
	const char *p = where + strcspn(where, digits);
	size_t n = strtoul(p, NULL, 10);

	if (!*p)
		return 0;
	p += strspn(p, digits);
	return p[strcspn(p, digits)] ? (int)n
	       : n < from->n	     ? import_line(from->text, n)
				     : 0;
}

int cacao_read(struct imported *im, const struct import_from *from,
	       struct error *err)
{
	struct cacao c = {.im = im, .text = from->text, .n = from->n,
			  .map = from->map};
	struct jread *doc;
	struct error why = {0};
	int rc = jread_parse_foreign(&doc, from->text, from->n,
				     CACAO_DEPTH, &why);

	if (rc == ERR_NOMEM)
		return error_nomem(err);
	if (rc) {
		import_finding_add(im, IMPORT_REFUSE,
				   fault_line(from, why.where),
				   "%s%s%s", why.what,
				   *why.where ? ", " : "", why.where);
		return 0;
	}
	c.doc = doc;
	cacao_lines(&c);
	read_doc(&c);
	cacao_own(&c);
	map_release(&c.by_id);
	map_release(&c.lines);
	map_release(&c.seen);
	jread_free(doc);
	return im->failed ? error_nomem(err) : 0;
}
