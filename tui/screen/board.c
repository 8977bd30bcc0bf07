/* tui/screen/board.c - all cases at a glance. */
#include "tui/screen/board.h"

#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/case/people.h"
#include "core/case/timeline.h"
#include "core/clock/words.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

#define WAITS 50 /* of one case */

void board_init(struct board *b, struct store *store, const struct env *env)
{
	*b = (struct board){.store = store, .env = env};
}

static void drop_glances(struct board_glance *g, size_t n)
{
	for (size_t i = 0; g && i < n; i++) {
		mem_free(g[i].wait);
		mem_free(g[i].clock);
	}
	mem_free(g);
}

void board_release(struct board *b)
{
	drop_glances(b->glance, b->count);
	mem_free(b->at);
	mem_free(b->wait);
	*b = (struct board){0};
}

/* --- one case ----------------------------------------------------------------- */

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* True if what was seen of a case is still so. While it is open here, what
 * was written may stand beside the file: then its summary is newer. */
static bool holds(const struct board *b, size_t i)
{
	const struct board_glance *g = &b->glance[i];
	struct stat now;

	return g->read && g->asks == b->asks &&
	       !(g->last_at && b->at[i].changed > g->last_at) &&
	       !stat(b->at[i].path, &now) && same_file(&g->file, &now) &&
	       b->env->now(b->env->ctx) < g->until;
}

static bool is_today(int64_t at, const struct env *env)
{
	struct civil a, n;

	if (!at)
		return false;
	a = time_civil(at, env->zone);
	n = time_civil(env->now(env->ctx), env->zone);
	return a.year == n.year && a.month == n.month && a.day == n.day;
}

static const char *object(const struct step *st, const char *lang)
{
	size_t l = st->book && st->book->pb
			   ? playbook_lang(st->book->pb, lang)
			   : 0;

	return text_in(&st->def->object, l);
}

static struct board_wait *add_wait(struct board_glance *g, size_t *cap)
{
	if (g->wait_count == WAITS ||
	    mem_reserve(&g->wait, cap, g->wait_count + 1, sizeof(*g->wait)))
		return NULL;
	g->wait[g->wait_count] = (struct board_wait){0};
	return &g->wait[g->wait_count++];
}

/* Cut to fit, never in the middle of a character. */
static void fit(char *out, size_t size, const char *text)
{
	size_t n;

	if (str_copy(out, size, text))
		return;
	n = strlen(out);
	for (int i = 0; i < 3 && n && !utf8_valid(out, n); i++)
		out[--n] = '\0';
}

static void wait_for_step(struct board_glance *g, size_t *cap,
			  const struct step *st, unsigned as,
			  const char *lang)
{
	struct board_wait *w = add_wait(g, cap);
	struct str text = {0};

	if (!w)
		return;
	str_addf(&text, as & NEED_APPROVE ? _("Approve: %s")
					  : _("Second reader: %s"),
		 object(st, lang));
	str_copy(w->label, sizeof(w->label), g->label);
	str_copy(w->step, sizeof(w->step), st->key);
	fit(w->number, sizeof(w->number), st->number);
	fit(w->text, sizeof(w->text), str_text(&text));
	fit(w->by, sizeof(w->by), event_doer(st->last));
	w->at = st->last->at;
	snprintf(w->id, sizeof(w->id), "%s/%.90s", w->label, w->step);
	str_release(&text);
}

/* Only an owner can let somebody in. */
static void wait_for_joins(struct board_glance *g, size_t *cap,
			   struct store *s, const struct casefile *c)
{
	const struct situation *now = casefile_now(c);
	struct join_ask *ask;
	size_t n;

	if (!now->me || now->me->role != ROLE_OWNER || now->me->removed ||
	    store_joins(&ask, &n, s, c, NULL))
		return;
	for (size_t i = 0; i < n; i++) {
		struct board_wait *w = add_wait(g, cap);
		const char *who = ask[i].person ? ask[i].person
						: ask[i].card.name;
		struct str text = {0};
		char tag[TAG_LEN];

		if (!w)
			break;
		key_tag(tag, ask[i].card.dev);
		str_addf(&text, _("%s asks to join from %s"), who,
			 ask[i].card.host);
		str_copy(w->label, sizeof(w->label), g->label);
		fit(w->text, sizeof(w->text), str_text(&text));
		snprintf(w->id, sizeof(w->id), "%s+%s", w->label, tag);
		str_release(&text);
	}
	mem_free(ask);
}

/* Enquiries given to this person: what they say is not told here. */
static void wait_for_answers(struct board_glance *g, size_t *cap,
			     const struct situation *s, const char *who)
{
	struct enquiry_now now;

	for (size_t i = 0; i < s->enquiry_count; i++) {
		const struct enquiry *q = s->enquiry[i];
		struct board_wait *w;

		enquiry_state(&now, s, q);
		if (now.due > s->settled_at && now.due < g->until)
			g->until = now.due;
		if (now.answer || q->event->retracted ||
		    !str_eq(now.to, who))
			continue;
		w = add_wait(g, cap);
		if (!w)
			return;
		str_copy(w->label, sizeof(w->label), g->label);
		fit(w->enquiry, sizeof(w->enquiry), q->label);
		fit(w->number, sizeof(w->number), q->label);
		fit(w->text, sizeof(w->text),
		    now.overdue ? _("!! OVERDUE: answer an enquiry")
				: _("Answer an enquiry"));
		fit(w->by, sizeof(w->by),
		    event_doer(now.last ? now.last : q->event));
		w->at = now.last ? now.last->at : q->event->at;
		snprintf(w->id, sizeof(w->id), "%s?%s", w->label, w->enquiry);
	}
}

static void glance_steps(struct board *b, struct board_glance *g,
			 const struct situation *s, const char *who,
			 const char *lang)
{
	size_t cap = 0;
	unsigned as;

	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *st = &s->step[i];

		if (st->state == STEP_DONE)
			g->done_today += is_today(st->closed, b->env);
		if (st->state == STEP_BLOCKED && !*g->blocked)
			snprintf(g->blocked, sizeof(g->blocked), "%s %.120s",
				 st->number, object(st, lang));
		if (st->state < STEP_SKIPPED && st->due > s->settled_at &&
		    st->due < g->until)
			g->until = st->due;
		if (step_may_confirm(s, st, who, &as))
			wait_for_step(g, &cap, st, as, lang);
	}
	g->overdue = s->overdue;
}

static void glance_clocks(struct board_glance *g, const struct situation *s,
			  const char *lang)
{
	g->clock = mem_zalloc((s->clock_count + 1) * sizeof(*g->clock));
	for (size_t i = 0; g->clock && i < s->clock_count; i++) {
		const struct case_clock *c = &s->clock[i];
		struct board_clock *to = &g->clock[g->clock_count];
		struct str law = {0}, name = {0};

		if (c->state != CC_RUNNING || !c->at || s->state != CASE_OPEN)
			continue;
		case_clock_name(&law, c, lang);
		case_clock_short(&name, c, NULL, lang);
		fit(to->name, sizeof(to->name), str_text(&name));
		str_copy(to->label, sizeof(to->label), g->label);
		fit(to->key, sizeof(to->key), c->key);
		fit(to->law, sizeof(to->law), str_text(&law));
		snprintf(to->id, sizeof(to->id), "%s %s", to->label, to->key);
		to->end = c->end;
		to->due = (struct countdown){c->deadline ? COUNT_UNTIL
							 : COUNT_SINCE,
					     c->at, c->deadline};
		g->clock_count++;
		str_release(&law);
		str_release(&name);
	}
}

static void glance_last(struct board_glance *g, const struct situation *s,
			const char *lang)
{
	struct str text = {0};

	if (!s->event_count)
		return;
	str_addf(&text, "%s: ", s->label);
	timeline_text(&text, s, s->event[s->event_count - 1], lang);
	fit(g->last, sizeof(g->last), str_text(&text));
	g->last_at = s->event[s->event_count - 1]->at;
	str_release(&text);
}

/* A case that cannot be read is told of by its summary. */
static void look(struct board *b, size_t i, const char *who, const char *lang)
{
	struct board_glance *g = &b->glance[i];
	struct caseopts opts = {.env = b->env,
				.device = store_device(b->store),
				.limits = store_limits(b->store),
				.flags = LOG_READ_ONLY | LOG_QUICK};
	const struct situation *s;
	struct casefile *c;
	size_t cap = 0;

	mem_free(g->wait);
	mem_free(g->clock);
	*g = (struct board_glance){.read = true, .until = INT64_MAX,
				   .asks = b->asks};
	str_copy(g->label, sizeof(g->label), b->at[i].label);
	if (stat(b->at[i].path, &g->file) ||
	    casefile_open(&c, b->at[i].path, &opts, NULL))
		return;
	s = casefile_now(c);
	if (s->me && !s->me->claimed)
		who = s->me->name;
	glance_steps(b, g, s, who, lang);
	cap = g->wait_count;
	wait_for_answers(g, &cap, s, who);
	wait_for_joins(g, &cap, b->store, c);
	glance_clocks(g, s, lang);
	glance_last(g, s, lang);
	casefile_close(c);
}

static void gather_waits(struct board *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->count; i++)
		n += b->glance[i].wait_count;
	mem_free(b->wait);
	b->wait = mem_zalloc((n + 1) * sizeof(*b->wait));
	b->wait_count = 0;
	for (size_t i = 0; b->wait && i < b->count; i++)
		for (size_t k = 0; k < b->glance[i].wait_count; k++)
			b->wait[b->wait_count++] = &b->glance[i].wait[k];
}

/* What was seen of a case that is no case any more. */
static void forget(struct board *b, size_t i)
{
	if (!b->glance[i].read)
		return;
	mem_free(b->glance[i].wait);
	mem_free(b->glance[i].clock);
	b->glance[i] = (struct board_glance){0};
	gather_waits(b);
}

/* --- all of them ---------------------------------------------------------------- */

/* What was seen of a case before stays until it is read anew. */
static void keep_glances(struct board *b, struct board_glance *old, size_t n)
{
	for (size_t i = 0; i < b->count; i++)
		for (size_t k = 0; k < n; k++) {
			if (!str_eq(b->at[i].label, old[k].label))
				continue;
			b->glance[i] = old[k];
			old[k].wait = NULL;
			old[k].clock = NULL;
			break;
		}
}

/* Their labels alone are read. */
static size_t count_drills(struct board *b)
{
	struct error ignored = {0};
	struct arena a = {0};
	const char **label;
	size_t n = 0;

	if (store_drills(&label, &n, &a, b->store, &ignored))
		n = 0;
	arena_release(&a);
	return n;
}

int board_load(struct board *b, struct error *err)
{
	struct summary *at;
	struct board_glance *g;
	size_t n;
	int rc = store_cases(&at, &n, b->store, true, err);

	if (rc)
		return rc;
	g = mem_zalloc((n + 1) * sizeof(*g));
	if (!g) {
		mem_free(at);
		return error_nomem(err);
	}
	size_t old_count = b->count;
	struct board_glance *old = b->glance;

	mem_free(b->at);
	b->at = at;
	b->count = n;
	b->glance = g;
	keep_glances(b, old, old_count);
	drop_glances(old, old_count);
	gather_waits(b);
	b->drills = count_drills(b);
	b->loaded = true;
	return 0;
}

char *board_asks(const struct board *b)
{
	return io_join(store_paths(b->store)->home, "cases/.asks");
}

static void look_at_asks(struct board *b)
{
	char *dir = board_asks(b);
	struct stat st;

	b->asks = dir && !stat(dir, &st)
			  ? st.st_mtim.tv_sec * INT64_C(1000000000) +
				    st.st_mtim.tv_nsec
			  : 0;
	mem_free(dir);
}

bool board_step(struct board *b, const char *who, const char *lang)
{
	struct error err = {0};

	look_at_asks(b);
	for (size_t i = 0; i < b->count; i++) {
		struct summary *m = &b->at[i];
		bool first = !m->opened;

		if (m->fresh)
			continue;
		if (store_summary(m, b->store, m->label, &err)) {
			m->broken = true;
			fit(m->error, sizeof(m->error), err.what);
		}
		m->fresh = true;
		if (first && m->opened)
			b->unsorted = true;
		return true;
	}
	if (b->unsorted) { /* all places are known now */
		b->unsorted = false;
		return !board_load(b, &err);
	}
	for (size_t i = 0; i < b->count; i++) {
		if (b->at[i].broken)
			forget(b, i);
		if (!b->at[i].open || b->at[i].broken || holds(b, i))
			continue;
		look(b, i, who, lang);
		gather_waits(b);
		return true;
	}
	return false;
}

const struct summary *board_first_due(const struct board *b)
{
	const struct summary *best = NULL;

	for (size_t i = 0; i < b->count; i++) {
		const struct summary *m = &b->at[i];

		if (m->open && !m->drill && m->next_due &&
		    (!best || m->next_due < best->next_due))
			best = m;
	}
	return best;
}

const struct summary *board_find(const struct board *b, const char *label)
{
	for (size_t i = 0; label && i < b->count; i++)
		if (str_eq(b->at[i].label, label))
			return &b->at[i];
	return NULL;
}

/* How many cases are open, drills left out. */
static size_t count_open(const struct board *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->count; i++)
		n += b->at[i].open && !b->at[i].drill;
	return n;
}

/* How many clocks run, drills left out. */
static size_t count_clocks(const struct board *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->count; i++)
		n += b->at[i].drill ? 0 : b->glance[i].clock_count;
	return n;
}

void board_go_deadline(struct app *app, const struct board *b)
{
	const struct summary *m = board_first_due(b);
	const struct case_clock *c;
	const struct step *st;
	char label[32], key[256];

	if (!m) {
		app_note(app, _("nothing has a time limit"));
		return;
	}
	str_copy(label, sizeof(label), m->label);
	if (ctx_open(app, label))
		return;
	ctx_first_due(ctx_now(app), &st, &c);
	str_copy(key, sizeof(key), c ? c->key : st ? st->key : "");
	app_push(app, c ? &clocks_screen : &case_screen, *key ? key : NULL);
}

void board_go_urgent(struct app *app)
{
	struct error err = {0};
	struct board b;

	if (app_drill(app))
		return; /* its screens have a D of their own */
	if (ctx_of(app)->c) {
		ctx_go_deadline(app);
		return;
	}
	board_init(&b, ctx_of(app)->store, ctx_of(app)->env);
	if (board_load(&b, &err))
		app_error(app, &err);
	else
		board_go_deadline(app, &b);
	board_release(&b);
}

struct countdown board_due(const struct summary *m)
{
	return (struct countdown){COUNT_UNTIL, m->opened, m->next_due};
}

/* --- rows -------------------------------------------------------------------------- */

void board_next_row(struct app *app, const struct board *b, struct surface *s,
		    int row)
{
	const struct summary *m = board_first_due(b);
	struct countdown c;
	bool own;

	if (!m) {
		frame_next(app, s, row, NULL,
			   count_open(b) ? _("nothing has a time limit")
					 : _("no case is open"),
			   NULL, NULL);
		return;
	}
	c = board_due(m);
	own = str_eq(m->next, m->next_due_text);
	frame_next(app, s, row, surface_cols(s) < 80 ? NULL : m->label,
		   m->next_due_text,
		   own ? m->next_owner : NULL, &c);
}

void board_tabs(struct app *app, const struct board *b, struct surface *s,
		int row, int chosen)
{
	char cases[24], clocks[24] = "", drills[24] = "";
	struct frame_tab tabs[] = {
		{_("Cases"), cases, 1},
		{_("Clocks"), clocks, 2},
		{_("Playbooks"), NULL, 3},
		{_("Drills"), drills, 4},
		{_("Members"), NULL, 5},
	};

	(void)app;
	snprintf(cases, sizeof(cases), "%zu", count_open(b));
	if (count_clocks(b))
		snprintf(clocks, sizeof(clocks), "%zu", count_clocks(b));
	if (b->drills)
		snprintf(drills, sizeof(drills), "%zu", b->drills);
	frame_tabs(s, row, tabs, 5, chosen, NULL);
}

void board_view(struct app *app, void *state)
{
	int i = (int)app_key(app) - '1';

	(void)state;
	if (i < 0 || i >= 5 || app_top(app) == board_views[i])
		return;
	if (board_views[i] == &members_screen)
		app_note(app, _("Members are of one case: 1, choose it, 5."));
	else if (board_views[i] == &dashboard_screen)
		app_pop(app);
	else
		app_replace(app, board_views[i], NULL);
}
