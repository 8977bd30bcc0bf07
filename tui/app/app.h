/*
 * tui/app/app.h - the full-screen program: a stack of screens, the keys that
 * reach them, what is said in the last rows.
 *
 * One place draws (app_draw), one place waits (app_run). Screens sit on a
 * stack; prompts, dialogs, forms and lists of commands lie over them as
 * overlays. The app reads no environment: main.c fills struct app_config.
 */
#ifndef STANCH_APP_APP_H
#define STANCH_APP_APP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/base/env.h"
#include "core/base/error.h"
#include "tui/app/keymap.h"
#include "tui/app/screen.h"
#include "tui/app/surface.h"
#include "tui/app/term.h"

#define APP_MIN_ROWS 15
#define APP_MIN_COLS 60
#define APP_WIDE 100  /* from here on two columns */
#define APP_WIDER 130 /* and three */

/* All borrowed, and longer-lived than the app. */
struct app_config {
	struct term *term;
	const struct env *env;	   /* the time, and the person's zone */
	const struct keymap *keys; /* every screen's table is in it */
	void *user;		   /* what the screens share: app_user() */
	const char *who;	   /* the person, as the title row says it */
	const char *editor;	   /* $VISUAL, $EDITOR or "vi" */
	const char *tmp;	   /* private folder for a text in the editor */
	bool tmux;		   /* copy with `tmux load-buffer -w -` */
	bool read_only;
	/* Draws that only time asks for are at least so far apart: 10000
	 * over SSH. 0: no bound but reason. */
	int tick_ms;
	/* `:lang WORD`: switches the program's language. May be NULL. */
	int (*lang)(struct app *app, const char *word, struct error *err);
	/* `:WORDS` that name no action (`:owner 3.03 wu`). ERR_NOTFOUND if
	 * they mean nothing here. May be NULL. */
	int (*words)(struct app *app, const char *line, struct error *err);
	/* Asked before an action that writes: true takes it over, and it is
	 * run later by app_do() or not at all. May be NULL. */
	bool (*gate)(struct app *app, const struct action *a);
	/* Asked before a key is handled and before a screen is drawn: true,
	 * once, if what screens laid out looks at something that went; they
	 * are refreshed then. May be NULL. */
	bool (*moved)(struct app *app);
	/* Goes to the nearest time limit, from any screen. May be NULL. */
	void (*urgent)(struct app *app);
	/* Draws what stands over every screen and overlay. May be NULL. */
	void (*over)(struct app *app, struct surface *s);
};

/* The nearest time limit, as a screen told it last: for those screens that
 * have no row for it. Kept by tui/widget/frame.c; a form covers the row. */
struct app_next {
	char what[64];
	int64_t start, end; /* ms; end 0: there is none */
	bool shown;	    /* in a row of its own, in this drawing */
	int from, to;	    /* cells of the title row that are free; to 0: no
			       title was drawn */
};

/* *out is the caller's until app_free(), which closes every screen. */
int app_new(struct app **out, const struct app_config *config,
	    struct error *err);
void app_free(struct app *app); /* NULL is fine */
/* Runs until the last screen is left, app_quit(), SIGTERM or SIGHUP. */
int app_run(struct app *app, struct error *err);
void app_quit(struct app *app);
/* One turn of app_run(): waits at most timeout_ms (-1: as long as nothing is
 * due), handles what came, draws if needed. False when it is over. */
bool app_step(struct app *app, int timeout_ms);

/* ---- what screens ask for ---- */
void *app_user(const struct app *app);
const struct app_config *app_config(const struct app *app);
struct app_next *app_next(struct app *app);
int64_t app_now(const struct app *app);	 /* wall clock, ms */
int64_t app_mono(const struct app *app); /* monotonic, ms */
uint32_t app_key(const struct app *app); /* the key an action runs for */
const char *app_pasted(const struct app *app); /* of KEY_PASTE; shown safe */

/* ---- the stack ---- */
/* Opens a screen on top. A failure is shown by app_error() and returned. */
int app_push(struct app *app, const struct screen_def *def, const void *arg);
/* Leaves the top screen; leaving the last one ends the program. */
void app_pop(struct app *app);
int app_replace(struct app *app, const struct screen_def *def,
		const void *arg);
const struct screen_def *app_top(const struct app *app); /* NULL: none */
void *app_top_state(const struct app *app);
int app_depth(const struct app *app); /* 1 = the root screen */
/* Calls refresh() of the top screen now and of the others when they come to
 * the top again. The watch callback does it when it returns true. */
void app_changed(struct app *app);

/* Runs an action for the top screen, as its key would. */
void app_do(struct app *app, const struct action *a);

/* ---- overlays: prompt, dialog, form, palette are made of these ---- */
struct overlay {
	void (*draw)(struct app *app, void *state, struct surface *s);
	/* Gets every key while on top; never a refused paste. */
	void (*key)(struct app *app, void *state, uint32_t key);
	/* Frees state. Called once, also when the app ends. */
	void (*close)(struct app *app, void *state);
	bool field; /* takes text: pastes, Chinese, fast typing are welcome */
};
/* Takes state, even on failure (then close() was called): ERR_NOMEM. */
int app_overlay(struct app *app, const struct overlay *o, void *state);
/* Closes the topmost overlay; its state is gone. */
void app_overlay_close(struct app *app);
bool app_has_overlay(const struct app *app);

/* ---- what is said: the row above the footer ---- */
/* Says what has just been done, with the time; kept in :messages. */
void app_say(struct app *app, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Shows the last change of a case (made at `at`, by whom is in the text)
 * unless something was said later than that. Not kept in :messages. */
void app_last(struct app *app, int64_t at, const char *text);
/* Forgets what the row shows: it was of another case. */
void app_last_clear(struct app *app);
/* Shows what, where and how to mend it over the last rows until the next
 * key, and keeps it in :messages. Returns err's code. */
int app_error(struct app *app, const struct error *err);
/* One line without a time, gone at the next key, not kept. */
void app_note(struct app *app, const char *text);
/* The action of the top screen named at the right of that row instead of
 * `u  undo`; NULL for undo again. */
void app_hint(struct app *app, const char *action);
/* Message i, newest first; NULL behind the last of at most 200. */
const char *app_message(const struct app *app, int i, int64_t *at);

/* What `n` looks for; "" at first. */
void app_seek(struct app *app, const char *text);
const char *app_sought(const struct app *app);

/* ---- undo ---- */
struct undo_ops {
	/* Appends the opposite, or the same again; says so itself. */
	int (*undo)(struct app *app, void *ctx, struct error *err);
	int (*redo)(struct app *app, void *ctx, struct error *err);
	void (*drop)(void *ctx); /* frees ctx; may be NULL */
};
/* Remembers a change so that `u` takes it back and `U` does it again; what
 * could be redone is forgotten. label: what `u` would undo ("3.02 done").
 * Takes ctx. */
void app_set_undo(struct app *app, const char *label,
		  const struct undo_ops *ops, void *ctx);
/* The same for what nothing takes back: `u` says so once, and only the next
 * one goes on to what was done before. label: "brought in P-1". */
void app_set_final(struct app *app, const char *label);
void app_undo(struct app *app);
void app_redo(struct app *app);
/* NULL: the last change cannot be undone, or there is none. */
const char *app_undo_label(const struct app *app);

/* ---- how the window looks ---- */
/* The word in the title row is LIVE, or DRILL with a banner at top and
 * bottom once a drill's label is set (NULL: live again). */
void app_set_drill(struct app *app, const char *label);
const char *app_drill(const struct app *app); /* NULL when live */
/* A table of the keymap whose keys come before every screen's own; NULL:
 * none. Borrowed. */
void app_set_extra(struct app *app, const char *table);
const char *app_extra(const struct app *app);
/* Nothing is shown but these lines (and the banner), and no key does
 * anything but q, which ends the program, and those whose action is marked
 * ACT_CURTAIN. NULL: as before. */
void app_set_curtain(struct app *app, const char *text);
bool app_read_only(const struct app *app);
void app_set_read_only(struct app *app, bool on);
/* Terminal title, from a case's label alone; NULL or "" for none. */
void app_title(struct app *app, const char *label);
void app_redraw(struct app *app);  /* something to show has changed */
void app_repaint(struct app *app); /* all anew: Ctrl-L */
void app_draw(struct app *app);	   /* now; app_step() does it for you */
const struct surface *app_surface(const struct app *app);
/* The footer's row: prompts stand there, too. */
int app_footer_row(const struct app *app, const struct surface *s);
/* "DRILL 演练  DRILL-2026-003  NOT REAL 非真实事件". Appends. */
void app_banner(struct str *out, const struct app *app);
void app_suspend(struct app *app); /* Ctrl-Z */
/* `:lang`. Shows an error itself. */
int app_lang(struct app *app, const char *word);

/* ---- the world outside ---- */
/* fn is asked every ms: true when another process wrote. NULL: none. */
void app_set_watch(struct app *app, bool (*fn)(struct app *app), int ms);
/* Calls fn when fd is readable; at most 8. ERR_TOOBIG. */
int app_add_fd(struct app *app, int fd,
	       void (*fn)(struct app *app, void *ctx, int fd), void *ctx);
void app_drop_fd(struct app *app, int fd);
/* Runs fn once, ms from now; at most 8 at a time, ERR_TOOBIG. */
int app_after(struct app *app, int ms,
	      void (*fn)(struct app *app, void *ctx), void *ctx);
/* Whether clicks and the wheel come here; off at first, so that the terminal
 * marks text with them. */
void app_mouse(struct app *app, bool on);
/* Puts text on the person's clipboard and says what ("copied: 3.02"). */
void app_copy(struct app *app, const char *text, const char *what);
/* Hands text to the editor. *out is the new text, the caller's; NULL when
 * nothing changed (also: the editor failed). line counts from 1. */
int app_edit(struct app *app, char **out, const char *text, int line,
	     struct error *err);
/* The editor on a file in its place. Its exit status; -1 if it was killed or
 * is not there (told, then). */
int app_edit_file(struct app *app, const char *path, int line);
/* Runs this program again with these words (argv[0] for show, NULL-ended) on
 * the terminal, and comes back when it has ended. Its exit status; what it
 * wrote to stderr is shown as an error if that is not 0. */
int app_again(struct app *app, const char *const argv[]);
/* Long work calls this between slices: after 0.3 s one line such as
 * "exporting 1,200 of 41,208", at most once a second. True: Ctrl-C, stop. */
bool app_busy(struct app *app, const char *what, long long done,
	      long long total);
void app_busy_end(struct app *app);

/* ---- typed text that was left with Esc ---- */
/* Keeps text under a name with the top screen (NULL forgets it), so that
 * the same prompt opens with it; what is left when the screen closes goes
 * to :messages. */
void app_keep(struct app *app, const char *name, const char *text);
/* What the top screen, else one below it, keeps under that name; or NULL. */
const char *app_kept(const struct app *app, const char *name);

#endif
