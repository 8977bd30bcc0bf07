/* tui/screen/notices_new.c - a new notice: which text, in which language, to
 * whom. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/clock/words.h"
#include "core/notice/words.h"
#include "tui/screen/closing.h"
#include "tui/screen/notices.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"
#include "tui/widget/prompt.h"

#define LANGS 8
#define TARGETS 64

/* --- to whom ------------------------------------------------------------------------ */

struct target { /* both NULL: a text for all to read */
	const char *filter, *office;
};
struct targeting {
	struct arena arena;
	struct target at[TARGETS];
	const char *words[TARGETS + 2];
	int n, best;
	void (*done)(struct app *app, void *ctx, const struct target *t);
	void *ctx;
};

static void targeting_end(struct app *app, struct targeting *q,
			  const struct target *t)
{
	q->done(app, q->ctx, t);
	arena_release(&q->arena);
	mem_free(q);
}

static const char *bad_filter(struct app *app, void *ctx, const char *text)
{
	struct targeting *q = ctx;
	struct set_notice set = {.filter = text};
	struct error err = {0};
	int64_t people;

	return group_count(&people, ctx_of(app)->c, &set, &err)
		       ? arena_strdup(&q->arena, err.what)
		       : NULL;
}

static void filter_given(struct app *app, void *ctx, const char *text)
{
	struct target t = {.filter = text};

	targeting_end(app, ctx, text ? &t : NULL);
}

static void target_chosen(struct app *app, void *ctx, int i)
{
	struct targeting *q = ctx;
	struct prompt p = {.label = _("Filter (jurisdiction=CN,kinds~phone)"),
			   .flags = PROMPT_NEEDED, .check = bad_filter,
			   .done = filter_given, .ctx = q};

	if (i == q->n)
		prompt_open(app, &p);
	else
		targeting_end(app, q, i < 0 ? NULL : &q->at[i]);
}

static void add_target(struct targeting *q, const char *filter,
		       const char *office, const char *words)
{
	for (int i = 0; i < q->n; i++)
		if (filter && str_eq(q->at[i].filter, filter))
			return;
	if (q->n == TARGETS || !words)
		return;
	q->at[q->n] = (struct target){filter, office};
	q->words[q->n++] = words;
}

static void add_groups(struct targeting *q, const struct situation *s)
{
	struct arena *a = &q->arena;

	add_target(q, GROUP_ALL, NULL, _("everybody in the register"));
	for (size_t i = 0; i < s->group_count; i++) {
		const char *f = situation_group(s, s->group[i]);

		if (f && *f)
			add_target(q, arena_strdup(a, f), NULL,
				   arena_printf(a, _("the group %s"),
						s->group[i]));
	}
	for (size_t i = 0; i < s->notice_count; i++) {
		const char *f = s->notice[i].set->filter;

		if (f && !str_eq(f, GROUP_ALL))
			add_target(q, arena_strdup(a, f), NULL,
				   arena_printf(a, _("the group %s"), f));
		if (f && s->notice[i].sent)
			add_target(q, arena_printf(a, GROUP_UNREACHED "%s",
						   s->notice[i].label), NULL,
				   arena_printf(a, _("whom notice %s did not "
						     "reach"),
						s->notice[i].label));
	}
}

/* Offices of the kind first asked for are what is chosen at first. */
static void add_offices(struct targeting *q, const struct team *t,
			const char *kind)
{
	for (size_t i = 0; t && i < t->authority_count; i++) {
		const struct team_authority *o = &t->authority[i];

		if (!q->best && str_eq(o->kind, kind))
			q->best = q->n;
		add_target(q, NULL, arena_strdup(&q->arena, o->name),
			   arena_printf(&q->arena, _("%s (%s)"), o->name,
					notice_kind_words(o->kind)));
	}
}

static void ask_target(struct app *app, const char *kind,
		       void (*done)(struct app *app, void *ctx,
				    const struct target *t),
		       void *ctx)
{
	struct targeting *q = mem_zalloc(sizeof(*q));

	if (!q) {
		done(app, ctx, NULL);
		return;
	}
	q->done = done;
	q->ctx = ctx;
	add_groups(q, ctx_now(app));
	add_offices(q, store_team(ctx_of(app)->store), kind);
	if (!q->best && !str_eq(kind, "individuals"))
		q->best = q->n;
	add_target(q, NULL, NULL,
		   _("nobody by name: a text to hand on or put up"));
	q->words[q->n] = _("another group: by a filter ...");
	dialog_choose(app, _("Who gets it"), q->words, q->n + 1, q->best,
		      target_chosen, q);
}

static void target_given(struct app *app, void *ctx, const struct target *t)
{
	struct noticepane *p = ctx;
	struct noticework w;
	struct error err = {0};
	int rc;

	if (!t)
		return;
	rc = noticework_begin(&w, app, p->about, &err);
	if (!rc) {
		w.c->set.filter = t->filter;
		w.c->set.authority = t->office;
	}
	if (noticework_end(&w, rc, _("it goes to others now"), &err))
		app_error(app, &err);
}

void notices_target(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_about(state);

	if (n && !closing_refused(app))
		ask_target(app, n->set->kind, target_given, state);
}

/* --- which clock ------------------------------------------------------------------------ */

struct clocking {
	struct arena arena;
	const char **key; /* the last one NULL: none */
	int n;
	char label[NOTICE_LABEL];
};

static void clocking_end(struct clocking *q)
{
	arena_release(&q->arena);
	mem_free(q);
}

static void clock_chosen(struct app *app, void *ctx, int i)
{
	struct clocking *q = ctx;
	struct noticework w;
	struct error err = {0};
	int rc;

	if (i >= 0) {
		rc = noticework_begin(&w, app, q->label, &err);
		if (!rc)
			w.c->set.clock = q->key[i];
		if (noticework_end(&w, rc, _("its clock is chosen"), &err))
			app_error(app, &err);
	}
	clocking_end(q);
}

/* Those that run, and none. */
static int add_clocks(struct clocking *q, const char ***words, struct app *app)
{
	const struct situation *s = ctx_now(app);
	size_t size = (s->clock_count + 1) * sizeof(*q->key);
	struct str t = {0};

	q->key = arena_alloc(&q->arena, size);
	*words = arena_alloc(&q->arena, size);
	if (!q->key || !*words)
		return ERR_NOMEM;
	for (size_t i = 0; i < s->clock_count; i++) {
		if (s->clock[i].state != CC_RUNNING)
			continue;
		q->key[q->n] = arena_strdup(&q->arena, s->clock[i].key);
		str_clear(&t);
		case_clock_name(&t, &s->clock[i], ctx_of(app)->lang);
		(*words)[q->n] = arena_printf(&q->arena, "%s: %s",
					      s->clock[i].key, str_text(&t));
		if (!q->key[q->n] || !(*words)[q->n])
			break;
		q->n++;
	}
	str_release(&t);
	(*words)[q->n] = _("none of them");
	return 0;
}

void notices_clock(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_about(state);
	struct clocking *q;
	struct error err = {0};
	const char **words;

	if (!n || closing_refused(app))
		return;
	q = mem_zalloc(sizeof(*q));
	if (!q || add_clocks(q, &words, app)) {
		error_nomem(&err);
		app_error(app, &err);
		if (q)
			clocking_end(q);
		return;
	}
	str_copy(q->label, sizeof(q->label), n->label);
	dialog_choose(app, _("Which clock it serves"), words, q->n + 1, 0,
		      clock_chosen, q);
}

/* --- which text ----------------------------------------------------------------------- */

struct choice { /* a text that a notice can be made from */
	const char *id, *kind, *clock; /* clock: that it serves; NULL */
	const char *serves; /* the name of that clock */
	const char *law; /* what it is to hold, in words; "" */
	const char *lang[LANGS];
	size_t langs;
	int rank;
	bool home; /* of a law this store sees, or of none */
};
struct making {
	struct arena arena;
	struct choice *at;
	size_t count, cap;
	const struct choice *which;
	const char *lang;
};

static void making_end(struct making *m)
{
	arena_release(&m->arena);
	mem_free(m);
}

static bool names_list(const struct clock_rule *r, const char *list)
{
	if (str_eq(r->content_list, list))
		return true;
	for (size_t i = 0; i < r->more_lists.count; i++)
		if (str_eq(r->more_lists.at[i], list))
			return true;
	return false;
}

#define FITS 3 /* it holds what a running clock demands, for its reader */

/* 2: only what is demanded; 1: only for the same reader. */
static int fits(const char **clock, const struct notice_template *t,
		const struct situation *s, const struct clock_rules *rules)
{
	int best = 0;

	for (size_t i = 0; i < s->clock_count; i++) {
		const struct clock_rule *r =
			clock_rule(rules, s->clock[i].clock);
		int rank = 0;

		if (!r || r->bad || s->clock[i].state != CC_RUNNING)
			continue;
		for (size_t k = 0; k < t->cover_count; k++)
			if (names_list(r, t->covers[k]))
				rank = 2;
		rank += str_eq(r->kind, t->to);
		if (rank <= best)
			continue;
		best = rank;
		*clock = s->clock[i].key;
	}
	return best;
}

/* A list that some clock demands which is shown in this store. */
static bool is_home(struct app *app, const struct clock_rules *rules,
		    const char *list)
{
	const struct clock_rule *r;

	for (size_t i = 0; (r = clock_rule_at(rules, i)); i++)
		if (!r->bad && names_list(r, list) &&
		    store_sees_clock(ctx_of(app)->store, r))
			return true;
	return false;
}

static void take_law(struct making *m, struct choice *c, struct app *app,
		     const struct notice_template *t,
		     const struct clock_rules *rules)
{
	const struct clock_list *l =
		t->cover_count ? clock_list(rules, t->covers[0]) : NULL;

	c->home = !t->cover_count || is_home(app, rules, t->covers[0]);
	c->law = l ? arena_strdup(&m->arena, clock_text(&l->title,
							ctx_of(app)->lang))
		   : NULL;
}

static const char *clock_words(struct arena *a, struct app *app,
			       const char *key)
{
	const struct case_clock *c =
		key ? situation_clock(ctx_now(app), key) : NULL;
	struct str name = {0};
	const char *copy;

	if (c)
		ctx_clock_name(&name, app, c);
	copy = arena_strdup(a, str_text(&name));
	str_release(&name);
	return copy ? copy : "";
}

static int read_choice(struct making *m, struct choice *c, struct app *app,
		       const struct clock_rules *rules, struct error *err)
{
	char file[STORE_NOTICE];
	struct notice_template *t;
	struct findings f = {0};
	struct str text = {0};
	int rc = store_notice(&text, file, ctx_of(app)->store, c->id,
			      c->lang[0], err);

	if (!rc)
		rc = notice_template_read(&t, file, str_text(&text), text.len,
					  &f, err);
	if (!rc) {
		c->kind = arena_strdup(&m->arena, t->to ? t->to : "");
		c->rank = fits(&c->clock, t, ctx_now(app), rules);
		c->serves = clock_words(&m->arena, app, c->clock);
		c->clock = arena_strdup(&m->arena, c->clock);
		take_law(m, c, app, t, rules);
		notice_template_free(t);
	}
	findings_release(&f);
	str_release(&text);
	return rc;
}

/* "cn-authority.en.md" to its id and language. */
static int take_name(struct making *m, const char *name)
{
	const char *dot = strchr(name, '.');
	const char *id, *lang;
	struct choice *c = NULL;

	if (!dot)
		return 0;
	id = arena_strndup(&m->arena, name, (size_t)(dot - name));
	lang = arena_strndup(&m->arena, dot + 1, strcspn(dot + 1, "."));
	for (size_t i = 0; i < m->count; i++)
		if (str_eq(m->at[i].id, id))
			c = &m->at[i];
	if (!c) {
		if (!id || !lang ||
		    arena_grow(&m->arena, &m->at, m->count, &m->cap,
			       sizeof(*m->at)))
			return ERR_NOMEM;
		c = &m->at[m->count++];
		*c = (struct choice){.id = id};
	}
	if (c->langs < LANGS)
		c->lang[c->langs++] = lang;
	return 0;
}

static int by_rank(const void *a, const void *b)
{
	const struct choice *x = a, *y = b;

	if (x->rank != y->rank)
		return y->rank - x->rank;
	return x->home != y->home ? y->home - x->home : strcmp(x->id, y->id);
}

/* A text that cannot be read is left out: stanch playbook lint tells why. */
static int read_choices(struct making *m, struct app *app, struct error *err)
{
	const struct clock_rules *rules;
	const char **name;
	size_t n = 0, kept = 0;
	int rc = store_clocks(&rules, ctx_of(app)->store, err);

	if (!rc)
		rc = store_notices(&name, &n, &m->arena, ctx_of(app)->store,
				   err);
	for (size_t i = 0; !rc && i < n; i++)
		rc = take_name(m, name[i]) ? error_nomem(err) : 0;
	for (size_t i = 0; !rc && i < m->count; i++)
		if (!read_choice(m, &m->at[i], app, rules, NULL))
			m->at[kept++] = m->at[i];
	if (rc)
		return rc;
	m->count = kept;
	if (!kept)
		return error_set(err, ERR_NOTFOUND,
				 _("this store has no texts of notices"));
	qsort(m->at, m->count, sizeof(*m->at), by_rank);
	return 0;
}

/* --- the questions, one after another --------------------------------------------------- */

static int write_new(char label[NOTICE_LABEL], struct app *app,
		     const struct making *m, const struct target *to,
		     struct error *err)
{
	const struct clock_rules *rules;
	struct notice_change *c = change_new(NULL);
	struct act a = ctx_act(app);
	int rc = c ? store_clocks(&rules, ctx_of(app)->store, err)
		   : error_nomem(err);

	if (!rc)
		rc = store_notice(&c->source, c->file, ctx_of(app)->store,
				  m->which->id, m->lang, err);
	if (!rc) {
		c->set.filter = to->filter;
		c->set.authority = to->office;
		if (m->which->rank == FITS)
			c->set.clock = m->which->clock;
		rc = change_serve(c, ctx_now(app), rules, err);
	}
	if (!rc) {
		change_inherit(c, ctx_now(app), m->lang);
		rc = change_write(label, &a, NULL, c, err);
	}
	change_free(c);
	return rc;
}

static void new_target(struct app *app, void *ctx, const struct target *t)
{
	struct making *m = ctx;
	char label[NOTICE_LABEL];
	struct error err = {0};

	if (t && write_new(label, app, m, t, &err)) {
		app_error(app, &err);
	} else if (t) {
		notices_told(app, label,
			     _("drafted; fill in what is left blank"));
		app_push(app, &notice_screen, label);
	}
	making_end(m);
}

static void lang_chosen(struct app *app, void *ctx, int i)
{
	struct making *m = ctx;

	if (i < 0) {
		making_end(m);
		return;
	}
	m->lang = m->which->lang[i];
	ask_target(app, m->which->kind, new_target, m);
}

static void text_chosen(struct app *app, void *ctx, int i)
{
	struct making *m = ctx;
	char lang[8]; /* "zh" of "zh_CN" */
	int own = 0;

	if (i < 0) {
		making_end(m);
		return;
	}
	m->which = &m->at[i];
	str_copy(lang, sizeof(lang), ctx_of(app)->lang);
	lang[strcspn(lang, "_")] = '\0';
	for (size_t k = 0; k < m->which->langs; k++)
		if (str_eq(m->which->lang[k], lang))
			own = (int)k;
	if (m->which->langs == 1)
		lang_chosen(app, m, 0);
	else
		dialog_choose(app, _("In which language"), m->which->lang,
			      (int)m->which->langs, own, lang_chosen, m);
}

static const char *choice_words(struct arena *a, const struct choice *c)
{
	const char *to = notice_kind_words(c->kind);

	if (c->rank == FITS)
		return arena_printf(a, _("%s: to %s; fits %s"), c->id, to,
				    c->serves);
	if (c->law)
		return arena_printf(a, _("%s: to %s; %s"), c->id, to, c->law);
	return arena_printf(a, _("%s: to %s"), c->id, to);
}

static void ask_text(struct app *app, struct making *m)
{
	const char **words = arena_alloc(&m->arena,
					 (m->count + 1) * sizeof(*words));

	for (size_t i = 0; words && i < m->count; i++) {
		const struct choice *c = &m->at[i];

		words[i] = choice_words(&m->arena, c);
	}
	if (words)
		dialog_choose(app, _("From which text"), words, (int)m->count,
			      0, text_chosen, m);
	else
		making_end(m);
}

void notices_new(struct app *app, void *state)
{
	struct making *m;
	struct error err = {0};

	(void)state;
	if (closing_refused(app))
		return;
	m = mem_zalloc(sizeof(*m));
	if (!m)
		error_nomem(&err);
	else if (!read_choices(m, app, &err)) {
		ask_text(app, m);
		return;
	} else {
		making_end(m);
	}
	app_error(app, &err);
}
