/* tui/screen/words.c - commands typed behind `:`, one table. */
#include "tui/screen/words.h"

#include <string.h>

#include "core/base/tr.h"
#include "tui/screen/views.h"

struct said {
	char step[128];	  /* the key, once it is known */
	const char *rest; /* what stands behind the step, or the word */
};

static int do_owner(struct act *a, const struct said *w, struct error *err)
{
	return act_step_assign(a, w->step, w->rest, err);
}

static int do_done(struct act *a, const struct said *w, struct error *err)
{
	struct step_args args = {.value = *w->rest ? w->rest : NULL};

	return act_step_done(a, w->step, &args, err);
}

static int do_start(struct act *a, const struct said *w, struct error *err)
{
	return act_step_start(a, w->step, err);
}

static int do_confirm(struct act *a, const struct said *w, struct error *err)
{
	return act_step_confirm(a, w->step, err);
}

static int do_skip(struct act *a, const struct said *w, struct error *err)
{
	return act_step_skip(a, w->step, w->rest, err);
}

static int do_block(struct act *a, const struct said *w, struct error *err)
{
	return act_step_block(a, w->step, w->rest, err);
}

static int do_reopen(struct act *a, const struct said *w, struct error *err)
{
	return act_step_reopen(a, w->step, w->rest, err);
}

static int do_decide(struct act *a, const struct said *w, struct error *err)
{
	char answer[64];
	size_t n = strcspn(w->rest, " ");
	struct step_args args = {.why = w->rest + n + (w->rest[n] == ' ')};

	if (n >= sizeof(answer))
		return error_set(err, ERR_USAGE, _("no such answer"));
	memcpy(answer, w->rest, n);
	answer[n] = '\0';
	return act_decide(a, w->step, answer, &args, err);
}

static int do_note(struct act *a, const struct said *w, struct error *err)
{
	return act_note(a, NULL, w->rest, err);
}

static const struct {
	const char *word;
	bool step; /* a step comes next */
	int (*run)(struct act *a, const struct said *w, struct error *err);
} words[] = {
	{"owner", true, do_owner},   {"assign", true, do_owner},
	{"done", true, do_done},     {"start", true, do_start},
	{"confirm", true, do_confirm}, {"skip", true, do_skip},
	{"block", true, do_block},   {"reopen", true, do_reopen},
	{"decide", true, do_decide}, {"note", false, do_note},
};

/* Takes the next word off *line into buf; false if it does not fit. */
static bool take(char *buf, size_t size, const char **line)
{
	size_t n = strcspn(*line, " ");

	if (n >= size)
		return false;
	memcpy(buf, *line, n);
	buf[n] = '\0';
	*line += n;
	*line += strspn(*line, " ");
	return true;
}

/* The case in front; the one that is open behind the dashboard is not. */
static bool in_case(const struct app *app)
{
	const struct screen_def *top = app_top(app);

	if (ctx_of(app)->drill)
		return false;
	return ctx_of(app)->c && top != &dashboard_screen &&
	       top != &playbooks_screen && app_depth(app) > 1;
}

static int run(struct app *app, size_t i, const char *line,
	       const char *rest, struct error *err)
{
	struct act a = ctx_act(app);
	const struct step *st;
	struct said w = {.rest = rest};
	char word[128];
	int rc;

	if (!in_case(app))
		return error_set(err, ERR_REFUSED,
				 _("open a case first, then: %s"), line);
	if (app_read_only(app))
		return error_set(err, ERR_REFUSED,
				 _("this case can only be read here"));
	if (words[i].step) {
		if (!take(word, sizeof(word), &w.rest) || !*word)
			return error_set(err, ERR_USAGE,
					 _("%s needs the number of a step"),
					 words[i].word);
		rc = situation_step(&st, ctx_now(app), word, err);
		if (rc)
			return rc;
		str_copy(w.step, sizeof(w.step), st->key);
	}
	rc = words[i].run(&a, &w, err);
	ctx_told(app, &a, rc, err, line);
	return 0;
}

static int open_label(struct app *app, const char *label)
{
	const char *now;

	if (ctx_open(app, label))
		return 0; /* told already */
	now = ctx_now(app)->label;
	if (app_depth(app) > 1)
		app_replace(app, &case_screen, NULL);
	else
		app_push(app, &case_screen, NULL);
	app_title(app, now);
	return 0;
}

/* For this session; `stanch store config mouse on` is for all. */
static int set(struct app *app, const char *what, struct error *err)
{
	bool on = str_eq(what, "mouse on");

	if (!on && !str_eq(what, "mouse off")) {
		error_set(err, ERR_USAGE, _("there is no setting %s"), what);
		return error_fix(err, ":set mouse on   :set mouse off");
	}
	app_mouse(app, on);
	app_note(app, on ? _("The mouse is on. To mark text, hold Shift.")
			 : _("The mouse is off."));
	return 0;
}

int words_run(struct app *app, const char *line, struct error *err)
{
	char word[32];
	const char *rest = line + strspn(line, " ");

	if (!take(word, sizeof(word), &rest))
		return ERR_NOTFOUND;
	if (str_eq(word, "set"))
		return set(app, rest, err);
	if (ctx_of(app)->drill)
		return error_set(err, ERR_REFUSED,
				 _("not in a drill: %s"), line);
	if (str_eq(word, "open") && *rest)
		return open_label(app, rest);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq(words[i].word, word))
			return run(app, i, line, rest, err);
	return ERR_NOTFOUND;
}
