/* tui/cmd/cli.c - see cli.h. */
#include "tui/cmd/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/drill.h"

#define QUIET_MS 300 /* UX: work that takes longer says so */
#define LINE_MS 1000
#define MESSAGE_MAX ((size_t)60000) /* a record's body holds 61,440 */

void cli_release(struct cli *x)
{
	if (x->played)
		drill_left(x);
	casefile_close(x->open);
	x->open = NULL;
	store_close(x->store);
	x->store = NULL;
	zones_free(x->zones);
	x->zones = NULL;
	args_release(&x->args);
	out_release(&x->out);
}

int cli_store(struct store **out, struct cli *x, struct error *err)
{
	bool made = false;
	int rc = 0;

	if (!x->store)
		rc = store_open(&x->store, &made, &x->paths, x->env, err);
	if (!rc) {
		store_set_lang(x->store, x->lang.code);
		store_set_watch(x->store, (struct log_watch){cli_checking, x});
	}
	if (!rc && made)
		out_note(&x->out, _("made a new store: %s"), x->paths.home);
	*out = x->store;
	return rc;
}

int cli_store_there(struct store **out, struct cli *x, struct error *err)
{
	if (x->store || store_exists(&x->paths))
		return cli_store(out, x, err);
	*out = NULL;
	error_set(err, ERR_NOTFOUND, _("there is no store in %s"),
		  x->paths.home);
	error_where(err, _("A drill lies in the store of whoever leads it, a "
			   "folder that the team shares. Nothing was made."));
	return error_fix(err, _("name that folder: stanch -C FOLDER %s ..., or "
				"in STANCH_HOME"), x->cmd->name);
}

const char *cli_word(const struct cli *x, size_t i)
{
	return i < x->args.word_count ? x->args.word[i] : NULL;
}

const char *cli_text(const struct cli *x, const char *option)
{
	return args_text(&x->args, option);
}

bool cli_flag(const struct cli *x, const char *option)
{
	return args_flag(&x->args, option);
}

int64_t cli_now(const struct cli *x)
{
	return x->env->now(x->env->ctx);
}

int64_t cli_law_now(const struct cli *x)
{
	return x->played ? casefile_clock(x->open) : cli_now(x);
}

int64_t cli_mono(const struct cli *x)
{
	const struct env *env = x->env;

	return (env->ticks ? env->ticks : env->mono)(env->ctx);
}

bool cli_line_due(struct cli *x)
{
	int64_t now = cli_mono(x);

	if (!x->line_at)
		x->line_at = now + QUIET_MS;
	if (now < x->line_at || !isatty(STDERR_FILENO))
		return false;
	x->line_at = now + LINE_MS;
	return true;
}

bool cli_stopped(const struct cli *x)
{
	return x->stop && *x->stop;
}

int cli_checking(void *ctx, uint64_t done, uint64_t all)
{
	struct cli *x = ctx;
	struct str a = {0}, b = {0};

	if (cli_line_due(x)) {
		str_add_grouped(&a, done);
		str_add_grouped(&b, all);
		out_note(&x->out, _("checking the case: %s of %s entries"),
			 str_text(&a), str_text(&b));
	}
	str_release(&a);
	str_release(&b);
	return cli_stopped(x);
}

int cli_progress(void *ctx, int64_t done, int64_t all)
{
	struct cli *x = ctx;

	if (done && cli_line_due(x))
		out_note(&x->out, _("%" PRId64 " of %" PRId64 " MiB"),
			 done >> 20, all >> 20);
	return cli_stopped(x);
}

/* An older copy put over the file looks whole, but not to who saw more. */
static void rolled_back_note(struct cli *x)
{
	struct log *log = casefile_log(x->open);
	struct str lost = {0};

	log_rolled_back_words(&lost, log_rolled_back(log));
	if (lost.len)
		out_note(&x->out, "%s: %s", log_path(log), str_text(&lost));
	str_release(&lost);
}

int cli_case(const struct situation **s, struct cli *x, size_t i,
	     struct error *err)
{
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (!rc && (x->cmd->flags & CMD_DRILL) &&
	    drill_is_label(cli_word(x, i)))
		rc = drill_as_case(x, cli_word(x, i), err);
	else if (!rc)
		rc = store_case_open(&x->open, store, cli_word(x, i),
				     !(x->cmd->flags & CMD_WRITES), err);
	if (rc == ERR_NOTFOUND && drill_is_label(cli_word(x, i)))
		error_fix(err, "stanch drill show %s", cli_word(x, i));
	if (!rc)
		rolled_back_note(x);
	*s = rc ? NULL : casefile_now(x->open);
	return rc;
}

int cli_act(struct act *a, const struct situation **s, struct cli *x,
	    struct error *err)
{
	int rc = cli_case(s, x, 0, err);

	*a = (struct act){
		.c = x->open, .strict = true,
		.by = x->acts ? x->acts : cli_text(x, "by")};
	return rc;
}

int cli_step(const struct step **out, const struct situation **s,
	     struct cli *x, struct error *err)
{
	int rc = cli_case(s, x, 0, err);

	return rc ? rc : situation_step(out, *s, cli_word(x, 1), err);
}

void cli_team_note(struct cli *x, struct store *store)
{
	const struct error *e = store_team_trouble(store);

	if (!e)
		return;
	out_note(&x->out, "%s", e->what);
	out_note(&x->out, "%s", _("  until that is mended nobody's name, role "
				  "or number is known: stanch doctor"));
}

int cli_time(int64_t *at, struct cli *x, const char *text, struct error *err)
{
	*at = 0;
	if (!text)
		return 0;
	if (!time_parse(at, NULL, text, x->played && x->played->zone
						? x->played->zone
						: x->env->zone,
			cli_law_now(x), err))
		return 0;
	if (err && err->code == ERR_INVALID)
		err->code = ERR_USAGE;
	return ERR_USAGE;
}

int cli_zone(const struct zone **out, struct cli *x, const char *name,
	     struct error *err)
{
	int rc;

	*out = NULL;
	if (!x->zones)
		x->zones = zones_new(x->env->zone_dir);
	rc = x->zones ? zones_get(out, x->zones, name, err)
		      : error_nomem(err);
	if (rc == ERR_NOTFOUND && err)
		err->code = ERR_USAGE;
	return rc == ERR_NOTFOUND ? ERR_USAGE : rc;
}

static int read_all(struct str *out, int fd, const char *name,
		    struct error *err)
{
	char buf[4096];

	for (;;) {
		ssize_t n = read(fd, buf, sizeof(buf));

		if (n < 0 && errno == EINTR)
			return error_set(err, ERR_CANCELLED, _("stopped"));
		if (n < 0)
			return error_errno(err, name);
		if (n == 0)
			return out->failed ? error_nomem(err) : 0;
		str_addn(out, buf, (size_t)n);
		if (out->len > MESSAGE_MAX)
			return error_set(err, ERR_TOOBIG,
					 _("%s: longer than 60,000 bytes"),
					 name);
	}
}

static int read_file(struct str *out, const char *path, struct error *err)
{
	int fd, rc;

	if (!strcmp(path, "-"))
		return read_all(out, STDIN_FILENO, _("standard input"), err);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return error_errno(err, path);
	rc = read_all(out, fd, path, err);
	close(fd);
	return rc;
}

/* A text ends without the line break that its file ends with. */
static void trim(struct str *s)
{
	while (s->len && (s->p[s->len - 1] == '\n' ||
			  s->p[s->len - 1] == '\r'))
		s->p[--s->len] = '\0';
}

int cli_message(struct str *out, struct cli *x, struct error *err)
{
	const char *text = cli_text(x, "message"), *path = cli_text(x, "file");
	int rc = 0;

	if (!text == !path) {
		error_set(err, ERR_USAGE,
			  _("give the text with -m TEXT or with -F FILE"));
		error_fix(err, _("-F - reads it from standard input"));
		return ERR_USAGE;
	}
	if (text)
		str_add(out, text);
	else
		rc = read_file(out, path, err);
	if (rc)
		return rc;
	trim(out);
	if (!utf8_valid(str_text(out), out->len) ||
	    memchr(str_text(out), '\0', out->len))
		return error_set(err, ERR_INVALID,
				 _("the text is not valid UTF-8"));
	if (!out->len)
		return error_set(err, ERR_USAGE, _("the text is empty"));
	return out->failed ? error_nomem(err) : 0;
}

const char *cli_title(const struct cli *x, const struct step *st)
{
	return text_in(&st->def->title,
		       playbook_lang(st->book->pb, x->lang.code));
}

const char *cli_phase(const struct cli *x, const struct phase *ph)
{
	return text_in(&ph->def->title,
		       playbook_lang(ph->book->pb, x->lang.code));
}
