/* tui/app/app_priv.h - the fields of struct app, for tui/app alone. */
#ifndef STANCH_APP_PRIV_H
#define STANCH_APP_PRIV_H

#include "tui/app/app.h"

#define APP_MESSAGES 200
#define APP_FDS 8
#define APP_BATCH 64
#define APP_PANES 4 /* lists side by side on one screen, at most */
#define APP_WHEEL 3 /* rows a notch of the wheel */
#define APP_PASTE_QUIET_MS 100
#define APP_PASTE_LINES 5
#define APP_PASTE_MAX (1 << 20)

struct kept { /* text left with Esc */
	struct kept *next;
	char *name, *text;
};
struct layer {
	const struct screen_def *def;	/* NULL: an overlay */
	const struct overlay *overlay;
	void *state;
	bool stale;	  /* others wrote while it was covered */
	char *title;	  /* label for the terminal's title */
	const char *hint; /* action shown right of what was said */
	struct kept *kept;
};
struct message {
	int64_t at;
	char *text;
};
struct change {
	char *label;
	const struct undo_ops *ops;
	void *ctx;
};
struct app_fd {
	int fd;
	void (*fn)(struct app *app, void *ctx, int fd);
	void *ctx;
};
struct timer {
	int64_t at; /* monotonic; 0: free */
	void (*fn)(struct app *app, void *ctx);
	void *ctx;
};
struct app {
	struct app_config config;
	struct layer *layers;
	size_t n, cap;
	struct surface *surface;

	struct message said[APP_MESSAGES]; /* a ring, newest before said_n */
	unsigned said_n;
	struct message last; /* what the row shows; at 0: no time */
	char *trouble;	     /* lines of an error, until the next key */
	struct change *changes;
	size_t undo_n, changes_n, changes_cap; /* below undo_n: can undo */

	struct app_next next;
	char *drill, *who, *sought;
	char *curtain;	   /* lines in the place of all else */
	const char *extra; /* table of keys before the screen's own */
	char *title; /* as the terminal was told last */
	bool read_only, dirty, over;
	uint32_t key;
	struct guard guard;
	bool stray; /* the note on ignored letters was given */
	struct str pasted;
	bool ask_paste;	    /* waits for y: many lines */
	int64_t paste_quiet; /* keys before this are the paste's own */

	uint32_t waiting[APP_BATCH]; /* came during long work */
	int waiting_n;
	int64_t busy_since, busy_said, busy_polled;
	bool busy, busy_stop;

	struct app_fd fds[APP_FDS];
	int fd_n;
	struct timer timers[APP_FDS];
	bool (*watch)(struct app *app);
	int watch_ms;
	int64_t watch_at;
	int64_t draw_at; /* monotonic: when the screen looks different */
};

struct layer *layer_top(const struct app *app);	   /* NULL: none left */
struct layer *layer_screen(const struct app *app); /* the top screen's */
/* Keys that came at once, in order. */
void app_keys(struct app *app, const uint32_t *keys, int n);
void app_clear_trouble(struct app *app);
void app_drop_kept(struct app *app, struct layer *l);
void app_drop_undo(struct app *app);
/* Draws and paints only the row of what was said: in the midst of long work
 * the screen may not be asked to draw. */
void app_draw_said(struct app *app);
/* Refreshes the screens if what they look at went. */
void app_catch_up(struct app *app);
/* Fits the surface to the terminal. */
void app_fit(struct app *app);
/* The footer's text for the screen in front. Appends. */
void footer_text(struct str *out, const struct app *app, int cols);

#endif
