/* tui/screen/dashboard.c - the root: all cases, and what waits for you. */
#include "tui/screen/dashboard.h"

#include <limits.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/offer.h"
#include "tui/screen/views.h"

#define SOON 50	      /* ms: changes that come together are read together */
#define BY_SECOND (11 * INT64_C(60000)) /* from then on limits are near */
#define LOOK_EACH 1000 /* ms, where there is no inotify */

/* --- reading, a slice at a time ------------------------------------------------ */

static void read_on(struct app *app, void *ctx);

static void read_soon(struct dashboard *d, int ms)
{
	if (!d->reading && !app_after(d->app, ms, read_on, d))
		d->reading = true;
}

static void tell_last(struct dashboard *d)
{
	const struct board_glance *last = NULL;

	for (size_t i = 0; i < d->board.count; i++)
		if (!last || d->board.glance[i].last_at > last->last_at)
			last = &d->board.glance[i];
	if (!last || last->last_at <= d->told)
		return;
	d->told = last->last_at;
	app_last(d->app, last->last_at, last->last);
}

/* The case with the nearest limit is where Enter should lead. */
static void first_choice(struct dashboard *d)
{
	const struct summary *m = board_first_due(&d->board);

	if (d->chosen || !d->board.count)
		return;
	for (size_t i = 0; i < d->board.count; i++)
		if (!d->board.at[i].fresh)
			return;
	d->chosen = true;
	if (m && !list_at(&d->cases))
		list_choose(&d->cases, m->label);
}

static void lay_out(struct dashboard *d)
{
	dashboard_rows(d);
	first_choice(d);
	if (!d->board.wait_count)
		d->in_waits = false;
	app_redraw(d->app);
}

static void read_on(struct app *app, void *ctx)
{
	struct dashboard *d = ctx;
	struct ctx *x = ctx_of(app);

	d->reading = false;
	if (board_step(&d->board, x->who, x->lang)) {
		lay_out(d);
		read_soon(d, 1);
		return;
	}
	tell_last(d);
	dashboard_news_read(d);
	app_redraw(app);
}

/* The folder is there from the first ask on; watching twice is once. */
static void watch_asks(struct dashboard *d)
{
	char *dir = d->notify < 0 ? NULL : board_asks(&d->board);

	if (dir)
		d->asks = inotify_add_watch(d->notify, dir,
					    IN_CREATE | IN_MOVED_TO |
						    IN_DELETE);
	mem_free(dir);
}

static void load(struct dashboard *d)
{
	struct error err = {0};

	watch_asks(d);
	if (board_load(&d->board, &err))
		app_error(d->app, &err);
	store_news(&d->news, d->board.store);
	d->news_tried = false;
	lay_out(d);
	read_soon(d, 1);
}

/* --- what others write ------------------------------------------------------------ */

static void load_later(struct app *app, void *ctx)
{
	struct dashboard *d = ctx;

	(void)app;
	d->coming = false;
	if (app_top(d->app) == &dashboard_screen)
		load(d);
}

/* Empties the queue; true if a case or an ask to join is among it. */
static bool drain(const struct dashboard *d)
{
	char buf[4096] __attribute__((aligned(8)));
	bool any = false;
	ssize_t n;

	while ((n = read(d->notify, buf, sizeof(buf))) > 0)
		for (char *p = buf; p < buf + n;) {
			const struct inotify_event *ev = (void *)p;

			any |= !ev->len || ev->wd == d->asks ||
			       str_ends(ev->name, ".case") ||
			       str_eq(ev->name, ".asks");
			p += sizeof(*ev) + ev->len;
		}
	return any;
}

static void notified(struct app *app, void *ctx, int fd)
{
	struct dashboard *d = ctx;

	(void)fd;
	if (drain(d) && !d->coming && !app_after(app, SOON, load_later, d))
		d->coming = true;
}

static void look_again(struct app *app, void *ctx)
{
	load_later(app, ctx);
	app_after(app, LOOK_EACH, look_again, ctx);
}

/* Only the kernel's word costs nothing while nothing happens. */
static void watch_cases(struct dashboard *d)
{
	char *dir = io_join(store_paths(d->board.store)->home, "cases");

	d->notify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (dir && d->notify >= 0 &&
	    inotify_add_watch(d->notify, dir,
			      IN_MODIFY | IN_CREATE | IN_DELETE |
				      IN_MOVED_TO | IN_MOVED_FROM) >= 0 &&
	    !app_add_fd(d->app, d->notify, notified, d)) {
		mem_free(dir);
		return;
	}
	if (d->notify >= 0)
		close(d->notify);
	d->notify = -1;
	app_after(d->app, LOOK_EACH, look_again, d);
	mem_free(dir);
}

/* --- opening ------------------------------------------------------------------------- */

static void write_empty(struct rich *r)
{
	rich_empty(r, _("No case yet."),
		   _("When customer data may have leaked, or are about to "
		     "change hands, stanch takes you and your team through "
		     "it: one step after the other, who does it, by when, "
		     "with proof. What was done is kept so that nobody can "
		     "change it later."));
	rich_key(r, "c", _("something has happened, or a shop changes hands: "
			   "begin a case"));
	rich_key(r, "3", _("read the playbooks on a quiet day"));
	rich_key(r, "?", _("every key"));
}

static int dashboard_open(void **state, struct app *app, const void *arg,
			  struct error *err)
{
	struct ctx *x = ctx_of(app);
	struct dashboard *d = mem_zalloc(sizeof(*d));

	(void)arg;
	if (!d)
		return error_nomem(err);
	d->app = app;
	d->empty = rich_new();
	if (!d->empty) {
		mem_free(d);
		return error_nomem(err);
	}
	*state = d;
	write_empty(d->empty);
	board_init(&d->board, x->store, x->env);
	list_init(&d->cases, &dashboard_case_ops, d);
	list_init(&d->waits, &dashboard_wait_ops, d);
	app_title(app, NULL);
	watch_cases(d);
	load(d);
	return 0;
}

static void dashboard_close(struct app *app, void *state)
{
	struct dashboard *d = state;

	if (d->notify >= 0) {
		app_drop_fd(app, d->notify);
		close(d->notify);
	}
	list_release(&d->cases);
	list_release(&d->waits);
	rich_free(d->empty);
	str_release(&d->text);
	board_release(&d->board);
	mem_free(d->row);
	mem_free(d);
}

/* The case that was open stays so, for undo; the window is ours again. */
static void dashboard_refresh(struct app *app, void *state)
{
	struct dashboard *d = state;

	app_set_drill(app, NULL);
	app_set_read_only(app, ctx_of(app)->read_only);
	app_title(app, NULL);
	write_empty(d->empty);
	load(d);
}

/* All that ticks by the minute ticks with the title row; only the nearest
 * limit is shown by the second in its last ten minutes. */
static int64_t dashboard_next(struct app *app, void *state)
{
	const struct dashboard *d = state;
	const struct summary *m = board_first_due(&d->board);
	int64_t now = app_now(app), left = m ? m->next_due - now : 0;
	struct countdown c;

	if (left <= 0 || left > BY_SECOND)
		return -1;
	c = board_due(m);
	return countdown_next(&c, now);
}

static struct focus *dashboard_focus(struct app *app, void *state)
{
	struct dashboard *d = state;

	(void)app;
	return d->in_waits ? &d->waits.focus : &d->cases.focus;
}

/* --- acting --------------------------------------------------------------------------- */

static void open_case(struct app *app, const char *label,
		      const struct screen_def *def, const char *arg)
{
	char copy[32], key[256];

	str_copy(copy, sizeof(copy), label);
	str_copy(key, sizeof(key), arg ? arg : "");
	if (ctx_open(app, copy))
		return;
	app_push(app, def, *key ? key : NULL);
	app_title(app, copy);
}

static void open_wait(struct app *app, const struct board_wait *w)
{
	const struct screen_def *def = *w->step	    ? &case_screen
				       : *w->enquiry ? &enquiry_screen
						     : &members_screen;

	open_case(app, w->label, def, *w->step ? w->step : w->enquiry);
}

static void fold(struct dashboard *d)
{
	d->unfolded = !d->unfolded;
	lay_out(d);
}

static void dash_enter(struct app *app, void *state)
{
	struct dashboard *d = state;
	int i = d->in_waits ? list_at(&d->waits) : -1;
	const char *key;

	if (i >= 0) {
		open_wait(app, d->board.wait[i]);
		return;
	}
	key = list_key(&d->cases);
	if (str_eq(key, FOLD_KEY))
		fold(d);
	else if (key)
		open_case(app, key, &case_screen, NULL);
	else
		app_note(app, _("There is no case. c begins one."));
}

static void dash_deadline(struct app *app, void *state)
{
	board_go_deadline(app, &((struct dashboard *)state)->board);
}

static void dash_new(struct app *app, void *state)
{
	(void)state;
	app_push(app, &newcase_screen, NULL);
}

static void dash_pane(struct app *app, void *state)
{
	struct dashboard *d = state;

	if (!d->board.wait_count)
		app_note(app, _("Nothing waits on you."));
	else
		d->in_waits = !d->in_waits;
	app_redraw(app);
}

static void members_of(struct app *app, struct dashboard *d)
{
	const char *key = list_key(&d->cases);

	if (key && !str_eq(key, FOLD_KEY))
		open_case(app, key, &members_screen, NULL);
	else
		app_note(app, _("Choose a case first."));
}

static void dash_view(struct app *app, void *state)
{
	struct dashboard *d = state;

	int i = (int)app_key(app) - '1';

	if (!i)
		d->in_waits = false;
	else if (board_views[i] == &members_screen)
		members_of(app, d);
	else
		app_push(app, board_views[i], NULL);
	app_redraw(app);
}

/* The playbook of a case that has another text on main; NULL: none. */
static const char *moved_on(struct app *app, const struct summary *m)
{
	struct summary one = *m;
	bool older;

	one.book_count = 1;
	for (unsigned i = 0; i < m->book_count; i++) {
		one.book[0] = m->book[i];
		offer_older(&older, ctx_of(app)->store, &one, 1);
		if (older)
			return m->book[i].slug;
	}
	return NULL;
}

static void dash_playbook(struct app *app, void *state)
{
	struct dashboard *d = state;
	const struct summary *m = board_find(&d->board, list_key(&d->cases));
	const char *slug = m ? moved_on(app, m) : NULL;

	if (slug)
		open_case(app, m->label, &adopt_screen, slug);
	else if (m && m->book_count)
		app_push(app, &reading_screen, m->book[0].slug);
	else
		app_note(app, _("This case follows no playbook."));
}

static void dash_copy(struct app *app, void *state)
{
	struct dashboard *d = state;
	const char *key = list_key(&d->cases);

	if (key && !str_eq(key, FOLD_KEY))
		app_copy(app, key, key);
}

static void dash_again(struct app *app, void *state)
{
	load(state);
	app_note(app, _("Read again."));
}

static const struct action dashboard_actions[] = {
	{"open", "Enter", N_("open|open"),
	 N_("Open the case at the step in hand; fold closed cases"),
	 dash_enter, ACT_FOOTER},
	{"deadline", "D", N_("deadline"),
	 N_("Into the most urgent clock or step of all cases"), dash_deadline,
	 ACT_FOOTER},
	{"case-new", "c", N_("new case"),
	 N_("Something happened, or work is planned: begin a case"), dash_new,
	 ACT_FOOTER | ACT_CHANGES},
	{"find", NULL, NULL, NULL, NULL, ACT_FOOTER},
	{"view", "1 2 3 4 5", N_("view"),
	 N_("1 cases, 2 clocks, 3 playbooks, 4 drills, 5 members of the "
	    "chosen case"),
	 dash_view, ACT_FOOTER},
	{"pane", "Tab Shift-Tab", N_("next list"),
	 N_("Between the cases and what waits on you"), dash_pane,
	 ACT_FOOTER | ACT_WIDE},
	{"playbook", "P", N_("playbook"),
	 N_("Read the case's playbook, or adopt its newer version"),
	 dash_playbook,
	 ACT_FOOTER | ACT_WIDE},
	{"copy", "y", N_("copy"), N_("Copy the label of the case"),
	 dash_copy, ACT_HIDDEN},
	{"again", "R", N_("read again"), N_("Read all cases again"),
	 dash_again, ACT_HIDDEN},
	{0},
};

const struct screen_def dashboard_screen = {
	.name = "dashboard",
	.title = N_("Cases"),
	.actions = dashboard_actions,
	.open = dashboard_open,
	.close = dashboard_close,
	.draw = dashboard_draw,
	.refresh = dashboard_refresh,
	.next = dashboard_next,
	.focus = dashboard_focus,
};
