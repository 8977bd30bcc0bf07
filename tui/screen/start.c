/* tui/screen/start.c - see start.h. */
#include "tui/screen/start.h"

#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/app/theme.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/config.h"
#include "tui/screen/board.h"
#include "tui/screen/drilling.h"
#include "tui/screen/views.h"
#include "tui/screen/words.h"
#include "tui/widget/everywhere.h"
#include "tui/widget/frame.h"

#define WATCH_MS 250 /* how soon another program's change is seen */
#define KEYS_MAX ((size_t)64 << 10)

struct session {
	struct ctx ctx; /* first: app_user() gives it to the screens */
	struct cli *x;
	struct keymap *keys;
	struct term *term;
	struct app *app;
	struct env env;	     /* of who plays in a drill: x->env, its zone */
	char note[256];	     /* what the terminal had to say */
	struct error trouble; /* of keys.conf; code 0: none */
};

/* --- keys, colour, language ----------------------------------------------------- */

struct keymap *screen_keys(struct error *err)
{
	struct keymap *k = keymap_new();
	int rc = k ? everywhere_keys(k, err) : error_nomem(err);

	for (int i = 0; !rc && all_screens[i]; i++)
		rc = keymap_add(k, all_screens[i]->name,
				all_screens[i]->actions, err);
	if (!rc)
		rc = keymap_add(k, DRILL_KEYS, drill_actions, err);
	if (!rc)
		rc = keymap_add(k, SOLO_KEYS, solo_actions, err);
	if (!rc)
		rc = keymap_add(k, OBSERVER_KEYS, observer_actions, err);
	if (rc) {
		keymap_free(k);
		k = NULL;
	}
	return k;
}

/* What is wrong in keys.conf is told on the screen; the rest of it holds. */
static void load_keys(struct session *s)
{
	char *path = io_join(s->x->paths.config, "keys.conf");
	struct str text = {0};

	if (path && io_exists(path) &&
	    !io_read(&text, path, KEYS_MAX, &s->trouble))
		keymap_load(s->keys, str_text(&text), path, &s->trouble);
	str_release(&text);
	mem_free(path);
}

/* --color, then the settings, then NO_COLOR. */
static int colour(const struct cli *x)
{
	const char *wish = cli_text(x, "color");
	char set[16] = "";

	if (!wish && !config_get(set, sizeof(set), x->paths.config, "color",
				 NULL))
		wish = set;
	if (str_eq(wish, "never"))
		return -1;
	if (str_eq(wish, "always"))
		return 1;
	return theme_wanted(0, x->no_color, 8) ? 0 : -1;
}

static bool mouse(const struct cli *x)
{
	char set[16];

	return !config_get(set, sizeof(set), x->paths.config, "mouse", NULL) &&
	       str_eq(set, "on");
}

static void use_lang(struct session *s)
{
	str_copy(s->ctx.lang, sizeof(s->ctx.lang), s->x->lang.code);
	store_set_lang(s->ctx.store, s->ctx.lang);
}

static int set_lang(struct app *app, const char *word, struct error *err)
{
	struct session *s = app_user(app);
	char code[LANG_CODE];

	if (!lang_parse(code, word)) {
		error_set(err, ERR_USAGE, _("no texts in language %s"), word);
		return error_where(err, _("it is one of: %s"), "en zh_CN");
	}
	lang_set(&s->x->lang, code);
	use_lang(s);
	return 0;
}

static int get_setting(char *value, size_t size, void *ctx, const char *key,
		       struct error *err)
{
	const struct cli *x = ctx;

	return config_get(value, size, x->paths.config, key, err);
}

static int put_setting(void *ctx, const char *key, const char *value,
		       struct error *err)
{
	const struct cli *x = ctx;

	return config_set(x->paths.config, key, value, err);
}

/* --- beginning, ending ------------------------------------------------------------ */

static int open_app(struct session *s, struct error *err)
{
	struct cli *x = s->x;
	struct app_config config;
	int rc = cli_store(&s->ctx.store, x, err);

	if (rc)
		return rc;
	if (x->drill)
		rc = drilling_open(&s->ctx.drill, x, x->label,
				   x->drill == CLI_LEADS, x->role, err);
	if (rc)
		return rc;
	s->ctx.cli = x;
	s->ctx.env = x->env;
	s->ctx.settings = (struct settings){get_setting, put_setting, x};
	if (s->ctx.drill && s->ctx.drill->part != PART_LEADS) {
		s->env = *x->env;
		s->ctx.env = s->ctx.drill_env = &s->env;
	}
	s->ctx.read_only = x->read_only;
	use_lang(s);
	str_copy(s->ctx.who, sizeof(s->ctx.who), store_me(s->ctx.store));
	s->keys = screen_keys(err);
	if (!s->keys)
		return err->code;
	load_keys(s);
	rc = term_curses_open(&s->term, colour(x), s->note, sizeof(s->note),
			      err);
	config = (struct app_config){
		.term = s->term, .env = s->ctx.env, .keys = s->keys, .user = s,
		.who = s->ctx.who, .editor = x->editor,
		.tmp = x->paths.state, .tmux = x->tmux,
		.read_only = x->read_only, .lang = set_lang,
		.words = words_run, .gate = drill_gate,
		.moved = ctx_moved, .over = frame_over,
		.urgent = board_go_urgent};
	if (!rc)
		rc = app_new(&s->app, &config, err);
	if (!rc)
		app_mouse(s->app, mouse(x));
	return rc;
}

static int begin(struct session *s)
{
	int rc = s->ctx.drill ? drill_begin(s->app, s->x->label)
			      : app_push(s->app, &dashboard_screen, NULL);

	if (!rc && s->x->begin) {
		s->ctx.reported = s->x->aware;
		s->ctx.basis = s->x->basis;
		rc = app_push(s->app, &newcase_screen, NULL);
	}
	if (!rc && !s->ctx.drill && s->x->label &&
	    !ctx_open(s->app, s->x->label)) {
		app_push(s->app, &case_screen, NULL);
		app_title(s->app, s->x->label);
	}
	app_set_watch(s->app, ctx_watch, WATCH_MS);
	if (*s->note)
		app_say(s->app, "%s", s->note);
	if (s->trouble.code)
		app_error(s->app, &s->trouble);
	return rc;
}

/* "INC-2026-014 next 3.03 Data types (lin)" */
static void say_goodbye(struct session *s)
{
	const struct situation *now = s->ctx.c ? casefile_now(s->ctx.c)
					       : NULL;
	const struct step *st = now ? now->next : NULL;
	size_t lang;

	if (!st)
		return;
	lang = st->book && st->book->pb
		       ? playbook_lang(st->book->pb, s->ctx.lang)
		       : 0;
	if (st->owner)
		out_line(&s->x->out, _("%s next %s %s (%s)"), now->label,
			 st->number, text_in(&st->def->object, lang),
			 st->owner);
	else
		out_line(&s->x->out, _("%s next %s %s"), now->label,
			 st->number, text_in(&st->def->object, lang));
}

static void end(struct session *s)
{
	app_free(s->app);
	if (s->term)
		s->term->ops->close(s->term);
	if (!s->ctx.drill)
		say_goodbye(s);
	ctx_release(&s->ctx);
	drilling_close(s->ctx.drill);
	keymap_free(s->keys);
}

/* How things stand, in lines: of the case asked for, else of all. */
static int in_lines(struct cli *x)
{
	const char *const word[] = {x->label ? "next" : "status"};
	struct error err = {0};

	if (command_find(&x->cmd, word, 1, &err) || x->cmd->run(x, &err))
		return out_error(&x->out, &err);
	return 0;
}

int screen_main(struct cli *x)
{
	struct session *s = mem_zalloc(sizeof(*s));
	struct error err = {0};
	int rc = s ? 0 : error_nomem(&err);

	if (!x->terminal) {
		mem_free(s);
		return in_lines(x);
	}
	if (!rc) {
		s->x = x;
		rc = open_app(s, &err);
	}
	if (!rc && !begin(s))
		rc = app_run(s->app, &err);
	if (s)
		end(s);
	mem_free(s);
	return rc ? out_error(&x->out, &err) : 0;
}
