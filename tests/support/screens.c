#include "tests/support/screens.h"

#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/people/import.h"
#include "core/store/draft.h"
#include "tests/support/world.h"
#include "tui/app/term.h"
#include "tui/cmd/config.h"
#include "tui/cmd/lang.h"
#include "tui/cmd/drill.h"
#include "tui/screen/board.h"
#include "tui/screen/drilling.h"
#include "tui/screen/drillshelf.h"
#include "tui/screen/ctx.h"
#include "tui/screen/start.h"
#include "tui/screen/views.h"
#include "tui/screen/words.h"
#include "tui/widget/frame.h"

#define SCENARIO "tests/support/drills/night-call.en.md"
#define WORDS 12
#define SLICES 60 /* more than any world needs to read everything */

struct screens {
	struct ctx ctx; /* first: app_user() */
	struct world *world;
	struct keymap *keys;
	struct term *term;
	struct app *app;
	struct cli cli; /* for drills; its language is the screens' */
	char label[64], role[32]; /* of the drill; "" */
	char editor[256]; /* "" is vi, that no test waits for */
};

/* Lets what is read in slices be read to its end. */
static void settle(struct screens *w)
{
	for (int i = 0; i < SLICES; i++) {
		world_pass(w->world, 60);
		app_step(w->app, 0);
	}
}

static void close_screens(void *world)
{
	struct screens *w = world;

	app_free(w->app);
	lang_set(&w->cli.lang, "en"); /* the next test may not say */
	if (w->term)
		w->term->ops->close(w->term);
	ctx_release(&w->ctx);
	drilling_close(w->ctx.drill);
	keymap_free(w->keys);
	zones_free(w->cli.zones);
	world_free(w->world);
	mem_free(w);
}

static int set_lang(struct app *app, const char *word, struct error *err)
{
	struct screens *w = app_user(app);
	char code[LANG_CODE];

	if (!lang_parse(code, word))
		return error_set(err, ERR_USAGE, "no language %s", word);
	lang_set(&w->cli.lang, code);
	str_copy(w->ctx.lang, sizeof(w->ctx.lang), code);
	store_set_lang(w->ctx.store, code);
	return 0;
}

static int get_setting(char *value, size_t size, void *ctx, const char *key,
		       struct error *err)
{
	return config_get(value, size, world_dir(ctx), key, err);
}

static int put_setting(void *ctx, const char *key, const char *value,
		       struct error *err)
{
	return config_set(world_dir(ctx), key, value, err);
}

static int open_app(struct screens *w, const struct script_setup *setup,
		    struct error *err)
{
	struct app_config config = {.env = world_env(w->world), .user = w,
				    .who = "mei", .lang = set_lang,
				    .words = words_run, .gate = drill_gate,
				    .moved = ctx_moved, .over = frame_over,
				    .urgent = board_go_urgent,
				    .editor = w->editor};
	int rc;

	str_copy(w->editor, sizeof(w->editor), "false");

	w->ctx.store = world_store(w->world, "mei");
	w->ctx.env = world_env(w->world);
	w->ctx.settings =
		(struct settings){get_setting, put_setting, w->world};
	w->cli.env = w->ctx.env;
	w->cli.store = w->ctx.store;
	w->cli.paths = *store_paths(w->ctx.store);
	w->ctx.cli = &w->cli;
	str_copy(w->ctx.who, sizeof(w->ctx.who), "mei");
	w->keys = screen_keys(err);
	rc = w->keys ? term_mem_open(&w->term, setup->rows, setup->cols, err)
		     : err->code;
	if (rc)
		return rc;
	config.term = w->term;
	config.keys = w->keys;
	config.tmp = world_dir(w->world);
	rc = app_new(&w->app, &config, err);
	if (!rc)
		rc = set_lang(w->app, setup->lang, err);
	if (!rc)
		rc = app_push(w->app, &dashboard_screen, NULL);
	if (!rc)
		app_set_watch(w->app, ctx_watch, 250);
	return rc;
}

static int open_kind(void **world, const struct script_setup *setup,
		     enum world_kind kind, struct error *err)
{
	struct screens *w = mem_zalloc(sizeof(*w));
	int rc = w ? world_new(&w->world, setup->env, kind, err)
		   : error_nomem(err);

	*world = NULL;
	if (rc) {
		mem_free(w);
		return rc;
	}
	rc = open_app(w, setup, err);
	if (rc) {
		close_screens(w);
		return rc;
	}
	settle(w);
	*world = w;
	return 0;
}

static int open_cases(void **world, const struct script_setup *setup,
		      struct error *err)
{
	return open_kind(world, setup, WORLD_CASES, err);
}

static int open_nothing(void **world, const struct script_setup *setup,
			struct error *err)
{
	return open_kind(world, setup, WORLD_EMPTY, err);
}

static struct app *app_of(void *world)
{
	return ((struct screens *)world)->app;
}

static struct term *term_of(void *world)
{
	return ((struct screens *)world)->term;
}

/* --- words ------------------------------------------------------------------------ */

static int open_case(struct screens *w, const char *label)
{
	int rc = ctx_open(w->app, label);

	if (!rc)
		rc = app_push(w->app, &case_screen, NULL);
	app_title(w->app, label);
	return rc;
}

static int open_screen(struct screens *w, const char *rest,
		       struct error *err)
{
	char name[64];
	size_t n = strcspn(rest, " ");
	const char *arg = rest[n] ? rest + n + 1 : NULL;

	if (n >= sizeof(name))
		return error_set(err, ERR_USAGE, "no such screen");
	memcpy(name, rest, n);
	name[n] = '\0';
	for (int i = 0; all_screens[i]; i++)
		if (str_eq(all_screens[i]->name, name))
			return app_push(w->app, all_screens[i], arg);
	return error_set(err, ERR_NOTFOUND, "no such screen: %s", name);
}

static int elsewhere(struct screens *w, const char *who, const char *rest,
		     struct error *err)
{
	char copy[512], *save = NULL, *word[3] = {NULL, NULL, NULL};

	str_copy(copy, sizeof(copy), rest);
	for (int i = 0; i < 3; i++)
		word[i] = strtok_r(i ? NULL : copy, " ", &save);
	if (!word[1])
		return error_set(err, ERR_USAGE, "%s does what?", who);
	return world_act(w->world, who, word[0], word[1],
			 word[2] ? word[2] : "", *save ? save : NULL, err);
}

/* "wu 3 main vendor-breach.md|old|new|subject" */
static int commit(struct screens *w, const char *rest, struct error *err)
{
	char copy[1024], *save = NULL, *word[4], *part[3];
	long long days = 0;
	struct str text[3] = {{0}};
	int rc = 0;

	str_copy(copy, sizeof(copy), rest);
	for (int i = 0; i < 4; i++)
		word[i] = strtok_r(i ? NULL : copy, i == 3 ? "|" : " ",
				   &save);
	for (int i = 0; i < 3; i++)
		part[i] = strsep(&save, i == 2 ? "" : "|");
	if (!word[3] || !part[2] || !str_int(&days, word[1], 0, 10000))
		return error_set(err, ERR_USAGE, "commit what?");
	for (int i = 0; i < 3; i++) /* \n is a line feed */
		for (const char *p = part[i]; *p; p++)
			if (p[0] == '\\' && p[1] == 'n')
				str_addc(&text[i], (p++, '\n'));
			else
				str_addc(&text[i], *p);
	rc = world_commit(w->world, word[0], (int)days, word[2], word[3],
			  str_text(&text[0]), str_text(&text[1]),
			  str_text(&text[2]), err);
	for (int i = 0; i < 3; i++)
		str_release(&text[i]);
	return rc;
}

/* "lin offer backups": a draft's life in another's hands; "mei" alone is who
 * git takes this person for. */
static int draft(struct screens *w, const char *rest, struct error *err)
{
	char copy[128], *save = NULL, *who, *verb, *name;
	int rc;

	str_copy(copy, sizeof(copy), rest);
	who = strtok_r(copy, " ", &save);
	verb = strtok_r(NULL, " ", &save);
	name = strtok_r(NULL, " ", &save);
	rc = world_git_user(w->world, who, err);
	if (rc || !verb)
		return rc;
	rc = str_eq(verb, "offer")
		     ? store_draft_offer(world_store(w->world, who), name, err)
		     : store_draft_approve(world_store(w->world, who), name,
					   NULL, err);
	return rc ? rc : world_git_user(w->world, "mei", err);
}

/* "INC-2026-001 name,phone\nA,138..." : mei brings these people in. */
static int people(struct screens *w, const char *rest, struct error *err)
{
	const char *table = strchr(rest, ' ');
	char *path = io_join(world_dir(w->world), "people.csv"), label[32];
	struct import_args args = {.path = path};
	struct import_result r = {0};
	struct str text = {0};
	struct act a = {0};
	int rc;

	snprintf(label, sizeof(label), "%.*s",
		 table ? (int)(table - rest) : 0, rest);
	for (const char *p = table ? table + 1 : ""; *p; p++)
		if (p[0] == '\\' && p[1] == 'n')
			str_addc(&text, (p++, '\n'));
		else
			str_addc(&text, *p);
	rc = io_replace(path, str_text(&text), text.len, 0600, err);
	if (!rc)
		rc = store_case_open(&a.c, world_store(w->world, "mei"), label,
				     false, err);
	if (!rc)
		rc = people_import(&r, &a, &args, err);
	import_release(&r);
	casefile_close(a.c);
	str_release(&text);
	mem_free(path);
	return rc;
}

/* "mail-rate 600000" */
static int setting(struct screens *w, const char *rest, struct error *err)
{
	char key[32];
	size_t n = strcspn(rest, " ");

	if (n >= sizeof(key) || !rest[n])
		return error_set(err, ERR_USAGE, "setting what?");
	memcpy(key, rest, n);
	key[n] = '\0';
	return config_set(world_dir(w->world), key, rest + n + 1, err);
}

/* "run", "solo", "join [ROLE]": makes the drill if there is none yet. */
static int open_drill(struct screens *w, const char *rest, struct error *err)
{
	const bool solo = str_eq(rest, "solo"), leads = !str_starts(rest, "join");
	const char *role = leads || !rest[4] ? NULL : rest + 5;
	int rc = 0;

	if (!*w->label)
		rc = drillshelf_new(w->label, &w->ctx, SCENARIO, NULL, solo,
				    err);
	if (str_eq(rest, "new") || rc)
		return rc;
	str_copy(w->role, sizeof(w->role), role ? role : "");
	drilling_close(w->ctx.drill);
	rc = drilling_open(&w->ctx.drill, &w->cli, w->label, leads,
			   role ? w->role : NULL, err);
	return rc ? rc : drill_begin(w->app, w->label);
}

/* "lead ack I-01", "facilitator release I-02": what somebody does in the
 * drill from a program of his own. */
static int elsewhere_drill(struct screens *w, const char *rest,
			   struct error *err)
{
	const struct opt *const tables[] = {do_opts, NULL};
	char copy[512], *save = NULL, *word[WORDS];
	struct args args;
	struct play p;
	int n = 0, i = 1, rc;

	str_copy(copy, sizeof(copy), rest);
	for (char *t = strtok_r(copy, "|", &save); t && n < WORDS;
	     t = strtok_r(NULL, "|", &save))
		word[n++] = t;
	rc = n < 2 ? error_set(err, ERR_USAGE, "who|does|what?")
		   : args_init(&args, word, n, err);
	while (!rc && i < n)
		rc = args_take(&args, tables, word, n, &i, err);
	if (!rc)
		rc = play_open(&p, &w->cli, w->label, false, err);
	if (rc)
		return rc;
	rc = play_do(&p, word[0], &args, err);
	play_close(&p);
	args_release(&args);
	return rc == ERR_PENDING ? 0 : rc;
}

static int read_only(struct screens *w)
{
	w->ctx.read_only = true;
	app_set_read_only(w->app, true);
	return 0;
}

static int screens_word(void *world, const char *word, const char *rest,
			struct error *err)
{
	struct screens *w = world;
	int rc = 0;

	if (str_eq(word, "case"))
		rc = open_case(w, rest);
	else if (str_eq(word, "screen"))
		rc = open_screen(w, rest, err);
	else if (str_eq(word, "break"))
		rc = world_break(w->world, rest, err);
	else if (str_eq(word, "keep"))
		rc = world_keep(w->world, rest, err);
	else if (str_eq(word, "bring-back"))
		rc = world_bring_back(w->world, rest, err);
	else if (str_eq(word, "read-only"))
		rc = read_only(w);
	else if (str_eq(word, "editor"))
		str_copy(w->editor, sizeof(w->editor), rest);
	else if (str_eq(word, "setting"))
		rc = setting(w, rest, err);
	else if (str_eq(word, "draft"))
		rc = draft(w, rest, err);
	else if (str_eq(word, "people"))
		rc = people(w, rest, err);
	else if (str_eq(word, "drill"))
		rc = open_drill(w, rest, err);
	else if (str_eq(word, "drill-do"))
		rc = elsewhere_drill(w, rest, err);
	else if (str_eq(word, "commit"))
		rc = commit(w, rest, err);
	else if (world_store(w->world, word))
		rc = elsewhere(w, word, rest, err);
	else
		return error_set(err, ERR_NOTFOUND, "no such word: %s", word);
	settle(w);
	return rc;
}

const struct script_world cases_world = {
	"cases", open_cases, close_screens, app_of, term_of, screens_word,
	NULL,
};
const struct script_world nothing_world = {
	"nothing", open_nothing, close_screens, app_of, term_of,
	screens_word, NULL,
};
