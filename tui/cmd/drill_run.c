/*
 * tui/cmd/drill_run.c - `drill run --script`: a whole drill from a file.
 *
 * Each line is `<play time> <role> VERB ...`. Nobody waits: a line is written
 * at the wall instant at which the control log reaches its play time, so a
 * drill of an hour takes a second. Its records say that their clock was set
 * by hand and the run that it was scripted: it is practice.
 */
#include <string.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/drill/words.h"
#include "tui/cmd/drill.h"

#define SCRIPT_MAX ((size_t)1 << 20)
#define WORDS 32
#define ROUNDED 4 /* ms of play in one of the wall, at most */

struct script {
	const struct env *real;
	struct env env;
	int64_t wall;
	struct play p;
	int line;
	int64_t latest; /* play time of the lines looked at so far */
	size_t done;
};

/* --- a clock that stands where it is put -------------------------------------- */

static int64_t put_now(void *ctx)
{
	return ((struct script *)ctx)->wall;
}

static bool put_ntp(void *ctx)
{
	(void)ctx;
	return false;
}

static int put_random(void *ctx, void *bytes, size_t n)
{
	const struct env *real = ((struct script *)ctx)->real;

	return real->random(real->ctx, bytes, n);
}

static void put_clock(struct script *s, struct cli *x)
{
	s->real = x->env;
	s->wall = cli_now(x);
	s->env = (struct env){.now = put_now, .mono = put_now,
			      .ntp = put_ntp, .random = put_random, .ctx = s,
			      .zone = x->env->zone,
			      .zone_dir = x->env->zone_dir,
			      .boot_id = "script", .pinned = true};
	x->env = &s->env;
}

/* --- words ------------------------------------------------------------------------ */

/* Cuts a line at blanks, in place; "..." and '...' hold them together. */
static int split(char **word, char *p, struct error *err)
{
	int n = 0;

	for (;;) {
		char *out;

		p += strspn(p, " \t");
		if (!*p || *p == '#')
			return n;
		if (n == WORDS)
			return error_set(err, ERR_TOOBIG,
					 _("more than %d words"), WORDS);
		word[n++] = out = p;
		while (*p && *p != ' ' && *p != '\t') {
			char quote = *p;

			if (quote != '"' && quote != '\'') {
				*out++ = *p++;
				continue;
			}
			for (p++; *p && *p != quote;)
				*out++ = *p++;
			if (!*p++)
				return error_set(err, ERR_INVALID,
						 _("a quote without its end"));
		}
		if (*p)
			p++;
		*out = '\0';
	}
}

/* --- time ------------------------------------------------------------------------- */

static int release_itself(struct script *s, const char *id, struct error *err)
{
	char play[TIME_TEXT];
	int rc;

	s->p.as = FACILITATOR;
	rc = release_inject(&s->p, id, NULL, err);
	play_short(play, times_play(&s->p.d->times, s->p.d->now));
	if (!rc)
		out_line(&s->p.x->out, _("%s  by itself  release %s"), play,
			 id);
	return rc;
}

/* Injects release themselves in solo and auto runs, each when it is due. */
static int release_due(struct script *s, int64_t until, struct error *err)
{
	struct play *p = &s->p;
	const struct drill_control *start = p->d->start;
	int rc = 0;

	if (!start || !str_eq(start->release, "auto"))
		return 0;
	for (size_t i = 0; !rc && i < p->d->inject_count; i++) {
		const struct drill_inject *in = &p->d->inject[i];
		int64_t due = in->def && in->def->timed
				      ? times_due(&p->d->times, in->def->at)
				      : TIMES_NEVER;

		if (in->event || in->state > INJ_DUE || due > until ||
		    times_skipped(&p->d->times, in->def->at))
			continue;
		if (due > s->wall)
			s->wall = due;
		rc = play_look(p, err);
		if (rc || !p->d->inject[i].cond_due ||
		    p->d->run != RUN_RUNNING)
			continue;
		rc = release_itself(s, p->d->inject[i].id, err);
	}
	return rc;
}

static int time_of(int64_t *ms, bool *wait, const char *word,
		   struct error *err)
{
	*wait = *word == '+';
	if (play_read(ms, word + *wait))
		return 0;
	error_set(err, ERR_INVALID, _("\"%s\" is no span of time"), word);
	return error_fix(err, _("write it as 12m or 1h30m"));
}

static int went_back(int64_t play, const char *word, struct error *err)
{
	char at[TIME_TEXT];

	play_text(at, play);
	error_set(err, ERR_INVALID, _("play is at %s, and never goes back to "
				      "%s"), at, word);
	return error_fix(err, _("put the lines in order of their times"));
}

/* "12m" of play, "+90s" of the wall on from the line before. */
static int go_to(struct script *s, const char *word, struct error *err)
{
	const struct times *t = &s->p.d->times;
	bool wait;
	int64_t ms, to;
	int rc = time_of(&ms, &wait, word, err);

	if (rc || (!wait && (!s->p.d->started || s->p.d->ended)))
		return rc;
	if (!wait && times_play(t, s->wall) > ms + ROUNDED)
		return went_back(times_play(t, s->wall), word, err);
	to = wait ? s->wall + ms : times_due(t, ms);
	if (to == TIMES_NEVER) {
		error_set(err, ERR_REFUSED,
			  _("play never reaches %s: the drill is %s"), word,
			  drill_run_words(s->p.d->run));
		return error_fix(err, "+1m facilitator resume");
	}
	rc = release_due(s, to, err);
	if (to > s->wall)
		s->wall = to;
	return rc ? rc : play_look(&s->p, err);
}

/* --- lines ------------------------------------------------------------------------ */

struct line { /* one of the script */
	const char *time, *role;
	struct args args;
};

/* ERR_INVALID, ERR_USAGE; line->args is released by args_release(). */
static int read_line(struct line *line, char **word, int n, struct error *err)
{
	const struct opt *const tables[] = {do_opts, NULL};
	int rc, i = 0;

	*line = (struct line){.time = word[0]};
	if (n >= 3) {
		line->role = word[1];
		rc = args_init(&line->args, word + 2, n - 2, err);
		while (!rc && i < n - 2)
			rc = args_take(&line->args, tables, word + 2, n - 2,
				       &i, err);
		if (rc || line->args.word_count)
			return rc;
	}
	return error_set(err, ERR_INVALID,
			 _("a line is: PLAY-TIME ROLE VERB ..."));
}

/* What can be known before anything is played. */
static int check_line(struct script *s, struct line *line, struct error *err)
{
	bool wait;
	int64_t ms;
	int rc = time_of(&ms, &wait, line->time, err);

	if (!rc && !wait && ms < s->latest)
		rc = went_back(s->latest, line->time, err);
	if (!rc && !wait)
		s->latest = ms;
	return rc ? rc : play_check(&s->p, line->role, &line->args, err);
}

static int play_line(struct script *s, struct line *line, struct error *err)
{
	const struct args *a = &line->args;
	char play[TIME_TEXT];
	int rc = go_to(s, line->time, err);

	if (!rc)
		rc = play_do(&s->p, line->role, &line->args, err);
	if (rc == ERR_PENDING)
		rc = 0; /* written; somebody else confirms later */
	if (rc)
		return rc;
	play_short(play, times_play(&s->p.d->times, s->p.d->now));
	out_line(&s->p.x->out, "%s  %s  %s %s", play, line->role, a->word[0],
		 a->word_count > 1 ? a->word[1] : "");
	s->done++;
	return 0;
}

typedef int on_line(struct script *s, struct line *line, struct error *err);

static int each_line(struct script *s, on_line *on, char *text,
		     struct error *err)
{
	char *word[WORDS], *nl;
	int rc = 0;

	s->line = 0;
	for (; !rc && text && *text; text = nl) {
		struct line line = {0};
		int n;

		s->line++;
		nl = strchr(text, '\n');
		if (nl)
			*nl++ = '\0';
		text[strcspn(text, "\r")] = '\0';
		n = split(word, text, err);
		rc = n < 0 ? n : n ? read_line(&line, word, n, err) : 0;
		if (!rc && n)
			rc = on(s, &line, err);
		args_release(&line.args);
	}
	return rc;
}

/* A line that is none is found before the first is played: what was played
 * once stays in the record. */
static int run_text(struct script *s, char *text, const char *path,
		    struct error *err)
{
	char *copy = mem_strdup(text);
	int rc = copy ? each_line(s, check_line, copy, err)
		      : error_nomem(err);

	mem_free(copy);
	if (!rc)
		rc = each_line(s, play_line, text, err);
	if (rc && s->done)
		error_where(err, ngettext("%s:%d, after %zu line was played",
					  "%s:%d, after %zu lines were "
					  "played", s->done),
			    path, s->line, s->done);
	else if (rc)
		error_where(err, "%s:%d", path, s->line);
	return rc;
}

static int read_script(struct str *text, const char *path, struct error *err)
{
	int rc = io_read(text, path, SCRIPT_MAX, err);

	if (!rc && !utf8_valid(str_text(text), text->len))
		rc = error_set(err, ERR_INVALID, _("%s: not UTF-8 text"),
			       path);
	return rc;
}

static void tell_run(struct script *s)
{
	struct cli *x = s->p.x;
	char play[TIME_TEXT];

	play_short(play, times_play(&s->p.d->times, s->p.d->now));
	out_line(&x->out, _("%zu lines played; the drill is %s at play %s. A "
			    "scripted run is practice."),
		 s->done, drill_run_words(s->p.d->run), play);
	if (x->out.mode != OUT_JSON)
		return;
	jwrite_int(x->out.json, "lines", (int64_t)s->done);
	jwrite_str(x->out.json, "state", drill_run_name(s->p.d->run));
	jwrite_int(x->out.json, "play_ms",
		   times_play(&s->p.d->times, s->p.d->now));
	jwrite_bool(x->out.json, "practice", s->p.d->practice);
}

/* --- on the full screen ------------------------------------------------------- */

static int on_screen(struct cli *x, enum cli_drill how, struct error *err)
{
	struct play p;
	char label[64];
	int rc;

	if (!x->terminal || x->out.mode != OUT_TEXT) {
		error_set(err, ERR_USAGE, _("this needs a terminal"));
		return error_fix(err, "stanch drill do %s VERB ...",
				 cli_word(x, 0));
	}
	rc = how == CLI_PLAYS ? play_join(&p, x, cli_word(x, 0), NULL, err)
			      : play_open(&p, x, cli_word(x, 0), false, err);
	if (rc)
		return rc;
	if (how == CLI_LEADS && !p.d->ended)
		rc = play_need_scenario(&p, err);
	str_copy(label, sizeof(label), casefile_now(p.c)->label);
	play_close(&p);
	if (rc)
		return rc;
	x->label = label;
	x->drill = how;
	x->role = cli_text(x, "as");
	x->status = x->screen(x);
	x->label = NULL;
	return 0;
}

int drill_join_run(struct cli *x, struct error *err)
{
	if (!x->terminal || x->out.mode != OUT_TEXT)
		return drill_released_run(x, err);
	return on_screen(x, CLI_PLAYS, err);
}

/* The store is opened under the put clock and closed with it. */
int drill_run_run(struct cli *x, struct error *err)
{
	const char *path = cli_text(x, "script");
	struct script s = {.line = 0};
	struct str text = {0};
	int64_t gone;
	int rc, lock = -1;

	if (!path)
		return on_screen(x, CLI_LEADS, err);
	rc = read_script(&text, path, err);
	put_clock(&s, x);
	if (!rc)
		rc = play_open(&s.p, x, cli_word(x, 0), false, err);
	if (!rc) {
		rc = play_recover(&gone, &s.p, err);
		if (!rc)
			rc = play_lead(&lock, &s.p, err);
		if (!rc)
			play_banner(x, casefile_now(s.p.c)->label);
		/* One that was begun goes on where its records end. */
		if (s.p.d->started && s.wall < s.p.d->times.last_u)
			s.wall = s.p.d->times.last_u;
		if (!rc && text.len)
			rc = run_text(&s, text.p, path, err);
		if (!rc)
			tell_run(&s);
		play_close(&s.p);
		if (lock >= 0)
			close(lock);
	}
	str_release(&text);
	store_close(x->store);
	x->store = NULL;
	x->env = s.real;
	return rc;
}
