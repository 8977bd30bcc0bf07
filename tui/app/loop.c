/* The one place that waits: terminal, other descriptors, the next moment
 * something is due. Idle, it sleeps. */
#include <poll.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "tui/app/app_priv.h"

#define NEVER INT64_MAX
#define AT_LEAST 50 /* ms between two draws that only time asks for */

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* When the screen in front looks different though nothing happened: the
 * minute in the title row, or what next() of the screen says. */
static int64_t next_look(struct app *app)
{
	struct layer *l = layer_screen(app);
	int64_t ms = TIME_MINUTE - app_now(app) % TIME_MINUTE, least = AT_LEAST;

	if (l && l->def->next) {
		int64_t next = l->def->next(app, l->state);

		if (next >= 0)
			ms = sooner(ms, next);
	}
	if (app->config.tick_ms > least)
		least = app->config.tick_ms;
	return app_mono(app) + (ms < least ? least : ms);
}

static void draw_if_needed(struct app *app)
{
	if (!app->dirty || app->over)
		return;
	app_draw(app);
	app->draw_at = next_look(app);
}

static int until_due(const struct app *app, int timeout_ms)
{
	int64_t at = app->draw_at, ms;

	if (app->watch)
		at = sooner(at, app->watch_at);
	for (int i = 0; i < APP_FDS; i++)
		if (app->timers[i].at)
			at = sooner(at, app->timers[i].at);
	ms = at - app_mono(app);
	ms = ms < 0 ? 0 : ms > TIME_MINUTE ? TIME_MINUTE : ms;
	return timeout_ms >= 0 && timeout_ms < ms ? timeout_ms : (int)ms;
}

static int collect(struct app *app, uint32_t *keys, int timeout_ms)
{
	struct term *t = app->config.term;
	int fds[APP_FDS], n = 0;
	uint32_t key;

	while (n < app->waiting_n) {
		keys[n] = app->waiting[n];
		n++;
	}
	app->waiting_n = 0;
	for (int i = 0; i < app->fd_n; i++)
		fds[i] = app->fds[i].fd;
	while (n < APP_BATCH) {
		key = t->ops->key(t, n ? 0 : timeout_ms, fds, app->fd_n);
		if (key == KEY_NONE)
			break;
		keys[n++] = key;
		/* The text of a paste is only good until the next one. */
		if (key == KEY_PASTE || key == KEY_HANGUP)
			break;
	}
	return n;
}

static void run_fds(struct app *app)
{
	struct pollfd ready[APP_FDS];
	struct app_fd fds[APP_FDS];
	int n = app->fd_n;

	for (int i = 0; i < n; i++) {
		fds[i] = app->fds[i];
		ready[i] = (struct pollfd){fds[i].fd, POLLIN, 0};
	}
	if (!n || poll(ready, (nfds_t)n, 0) <= 0)
		return;
	for (int i = 0; i < n; i++)
		if (ready[i].revents)
			fds[i].fn(app, fds[i].ctx, fds[i].fd);
	app->dirty = true;
}

static void run_due(struct app *app)
{
	int64_t now = app_mono(app);

	for (int i = 0; i < APP_FDS; i++) {
		struct timer t = app->timers[i];

		if (!t.at || t.at > now)
			continue;
		app->timers[i].at = 0;
		t.fn(app, t.ctx);
		app->dirty = true;
	}
	if (app->watch && app->watch_at <= now) {
		app->watch_at = now + app->watch_ms;
		if (app->watch(app))
			app_changed(app);
	}
	if (app->draw_at <= now)
		app->dirty = true;
}

bool app_step(struct app *app, int timeout_ms)
{
	uint32_t keys[APP_BATCH];
	int n;

	draw_if_needed(app);
	n = collect(app, keys, until_due(app, timeout_ms));
	app_keys(app, keys, n);
	if (!app->over) {
		run_fds(app);
		run_due(app);
	}
	if (!layer_screen(app))
		app->over = true;
	draw_if_needed(app);
	return !app->over;
}

int app_run(struct app *app, struct error *err)
{
	if (!layer_screen(app))
		return error_set(err, ERR_FAILED, _("no screen is open"));
	while (app_step(app, -1))
		;
	return 0;
}

void app_quit(struct app *app)
{
	app->over = true;
}

void app_set_watch(struct app *app, bool (*fn)(struct app *app), int ms)
{
	app->watch = fn;
	app->watch_ms = ms < 10 ? 10 : ms;
	app->watch_at = app_mono(app) + app->watch_ms;
}

int app_add_fd(struct app *app, int fd,
	       void (*fn)(struct app *app, void *ctx, int fd), void *ctx)
{
	if (app->fd_n == APP_FDS)
		return ERR_TOOBIG;
	app->fds[app->fd_n++] = (struct app_fd){fd, fn, ctx};
	return 0;
}

void app_drop_fd(struct app *app, int fd)
{
	for (int i = 0; i < app->fd_n; i++)
		if (app->fds[i].fd == fd)
			app->fds[i--] = app->fds[--app->fd_n];
}

int app_after(struct app *app, int ms,
	      void (*fn)(struct app *app, void *ctx), void *ctx)
{
	for (int i = 0; i < APP_FDS; i++) {
		if (app->timers[i].at)
			continue;
		app->timers[i] = (struct timer){
			app_mono(app) + (ms < 1 ? 1 : ms), fn, ctx};
		return 0;
	}
	return ERR_TOOBIG;
}

/* ---- long work ---- */
#define BUSY_QUIET_MS 300
#define BUSY_SAY_MS 1000
#define BUSY_POLL_MS 20

static void say_busy(struct app *app, const char *what, long long done,
		     long long total)
{
	struct str a = {0}, b = {0}, text = {0};

	str_add_grouped(&a, (uint64_t)done);
	str_add_grouped(&b, (uint64_t)total);
	if (total > 0)
		str_addf(&text, _("%s %s of %s   Ctrl-C stops"), what,
			 str_text(&a), str_text(&b));
	else
		str_addf(&text, _("%s %s   Ctrl-C stops"), what, str_text(&a));
	app_note(app, str_text(&text));
	app_draw_said(app);
	str_release(&a);
	str_release(&b);
	str_release(&text);
}

/* Keys that come meanwhile wait for their turn, but for Ctrl-C. */
static void poll_busy(struct app *app)
{
	struct term *t = app->config.term;
	uint32_t key;

	while ((key = t->ops->key(t, 0, NULL, 0)) != KEY_NONE) {
		if (key == KEY_CTRL_C || key == KEY_HANGUP)
			app->busy_stop = true;
		if (key == KEY_HANGUP)
			app->over = true;
		else if (key == KEY_RESIZED)
			app_fit(app);
		else if (key != KEY_CTRL_C && key != KEY_PASTE &&
			 key < KEY_WHEEL_UP &&
			 app->waiting_n < APP_BATCH)
			app->waiting[app->waiting_n++] = key;
	}
}

bool app_busy(struct app *app, const char *what, long long done,
	      long long total)
{
	int64_t now = app_mono(app);

	if (!app->busy) {
		app->busy = true;
		app->busy_stop = false;
		app->busy_since = now;
		app->busy_said = now - BUSY_SAY_MS;
		app->busy_polled = now - BUSY_POLL_MS;
	}
	if (now - app->busy_polled >= BUSY_POLL_MS) {
		app->busy_polled = now;
		poll_busy(app);
	}
	if (now - app->busy_since >= BUSY_QUIET_MS &&
	    now - app->busy_said >= BUSY_SAY_MS) {
		app->busy_said = now;
		say_busy(app, what, done, total);
	}
	return app->busy_stop;
}

void app_busy_end(struct app *app)
{
	app->busy = false;
	app->dirty = true;
}
