/* tui/cmd/cmd.c - see cmd.h. */
#include "tui/cmd/cmd.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "core/base/near.h"
#include "core/base/tr.h"
#include "tui/cmd/help.h"

const struct opt global_opts[] = {
	{"json", 0, OPT_MAYBE, "FIELDS",
	 N_("print one JSON object, with all or only these fields")},
	{"plain", 0, OPT_FLAG, NULL,
	 N_("print lines parted by tabs, without headings")},
	{"no-input", 0, OPT_FLAG, NULL, N_("never ask anything")},
	{"quiet", 'q', OPT_FLAG, NULL, N_("no messages but errors")},
	{"store", 'C', OPT_TEXT, "STORE", N_("the team's folder to work in")},
	{"lang", 0, OPT_TEXT, "LANG", N_("the language of texts: en, zh_CN")},
	{"color", 0, OPT_TEXT, "auto|always|never",
	 N_("colour on the full screen")},
	{"help", 'h', OPT_FLAG, NULL,
	 N_("explain the command, and do nothing")},
	{"version", 0, OPT_FLAG, NULL, N_("print the version, and do nothing")},
	{0}
};

const struct opt by_opts[] = {
	{"by", 0, OPT_TEXT, "NAME",
	 N_("who did it, if it was not you who now writes it down")},
	{0}
};

static const struct opt no_opts[] = {{0}};

static const struct command *const tables[] = {
	status_commands, step_commands,	   say_commands,     case_commands,
	member_commands, evidence_commands, record_commands, playbook_commands,
	draft_commands,
	history_commands,
	drill_commands,
	adopt_commands,	 share_commands,  import_commands,  finding_commands,
	report_commands, store_commands,  team_commands,    clock_commands,
	people_commands, notice_commands, help_commands,
};

const struct command *command_at(size_t i)
{
	for (size_t t = 0; t < sizeof(tables) / sizeof(*tables); t++)
		for (const struct command *c = tables[t]; c->name; c++)
			if (!i--)
				return c;
	return NULL;
}

/* 0: not the name; 1: these words begin it; 2: they are it. */
static int matches(const char *name, const char *const *word, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(word[i]);

		if (strncmp(name, word[i], n) != 0 ||
		    (name[n] && name[n] != ' '))
			return 0;
		if (!name[n])
			return i + 1 == count ? 2 : 0;
		name += n + 1;
	}
	return 1;
}

/* A command whose noun is near a word; *n gets the noun's length. */
static const struct command *near_noun(size_t *n, const char *word)
{
	const struct command *c, *best = NULL;
	int least = 99;
	char noun[32];

	for (size_t i = 0; (c = command_at(i)); i++) {
		int far;

		str_copy(noun, sizeof(noun), c->name);
		noun[strcspn(noun, " ")] = '\0';
		far = near_distance(word, noun);
		if (c->flags & CMD_HIDDEN || far >= least ||
		    !near_better(word, NULL, noun))
			continue;
		least = far;
		best = c;
		*n = strlen(noun);
	}
	return best;
}

/* The first command whose verb a word is: somebody left the noun out. */
static const char *without_noun(const char *word)
{
	const struct command *c;

	for (size_t i = 0; (c = command_at(i)); i++) {
		const char *verb = strchr(c->name, ' ');

		if (!(c->flags & CMD_HIDDEN) && verb &&
		    !strcmp(verb + 1, word))
			return c->name;
	}
	return NULL;
}

static int unknown_word(const char *const *word, size_t count,
			struct error *err)
{
	const struct command *c, *noun;
	const char *best = NULL;
	struct str typed = {0};
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		str_addf(&typed, "%s%s", i ? " " : "", word[i]);
	for (size_t i = 0; (c = command_at(i)); i++) {
		if (c->flags & CMD_HIDDEN)
			continue;
		best = near_better(str_text(&typed), best, c->name);
		if (c->alias)
			best = near_better(str_text(&typed), best, c->alias);
	}
	noun = near_noun(&n, word[0]);
	if (without_noun(word[0]))
		best = without_noun(word[0]);
	error_set(err, ERR_USAGE, _("unknown command: %s"), str_text(&typed));
	if (best)
		error_fix(err, _("did you mean: stanch %s"), best);
	else if (noun)
		error_fix(err, _("did you mean: stanch %.*s"), (int)n,
			  noun->name);
	else
		error_fix(err, _("all of them: stanch help"));
	str_release(&typed);
	return ERR_USAGE;
}

/* The verbs of a noun that got a wrong one. */
static int unknown_verb(const char *const *word, size_t count,
			struct error *err)
{
	const struct command *c;
	const char *best = NULL;
	struct str verbs = {0};
	char noun[32];

	str_copy(noun, sizeof(noun), word[0]);
	for (size_t i = 0; (c = command_at(i)); i++) {
		const char *verb = c->name + strlen(noun) + 1;

		if (!matches(c->name, word, 1))
			continue;
		str_addf(&verbs, "%s%s", verbs.len ? ", " : "", verb);
		best = near_better(word[count - 1], best, verb);
	}
	error_set(err, ERR_USAGE, _("unknown command: %s %s"), noun,
		  word[count - 1]);
	error_where(err, _("%s takes: %s"), noun, str_text(&verbs));
	if (best)
		error_fix(err, _("did you mean: stanch %s %s"), noun, best);
	str_release(&verbs);
	return ERR_USAGE;
}

int command_find(const struct command **out, const char *const *word,
		 size_t count, struct error *err)
{
	const struct command *c;
	bool begins = false;

	*out = NULL;
	for (size_t i = 0; (c = command_at(i)); i++) {
		int how = matches(c->name, word, count);

		if (how == 2 || (c->alias && count == 1 &&
				 !strcmp(c->alias, word[0]))) {
			*out = c;
			return 0;
		}
		begins |= how == 1;
	}
	if (begins)
		return 0;
	for (size_t i = 0; count > 1 && (c = command_at(i)); i++)
		if (matches(c->name, word, 1))
			return unknown_verb(word, count, err);
	return unknown_word(word, count, err);
}

void command_words(size_t *least, size_t *most, const struct command *c)
{
	*least = *most = 0;
	for (const char *p = c->operands; p && *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");

		*least += *p != '[';
		*most += 1;
		if (n > 3 && memmem(p, n, "...", 3))
			*most = SIZE_MAX;
		p += n;
	}
}

void command_usage(struct str *out, const struct command *c)
{
	str_addf(out, "stanch %s", c->name);
	if (c->operands)
		str_addf(out, " %s", c->operands);
	if (c->opts)
		str_addf(out, " [%s]", _("options"));
}

/* --- one run ------------------------------------------------------------------ */

static int wrong_count(struct cli *x, bool few, struct error *err)
{
	struct str usage = {0};

	command_usage(&usage, x->cmd);
	if (few)
		error_set(err, ERR_USAGE, _("%s: something is missing"),
			  x->cmd->name);
	else
		error_set(err, ERR_USAGE, _("%s: one word too many: %s"),
			  x->cmd->name, x->args.word[x->args.word_count - 1]);
	error_fix(err, _("usage: %s"), str_text(&usage));
	str_release(&usage);
	return ERR_USAGE;
}

static int count_words(struct cli *x, struct error *err)
{
	size_t least, most;

	command_words(&least, &most, x->cmd);
	if (x->args.word_count < least)
		return wrong_count(x, true, err);
	if (x->args.word_count > most)
		return wrong_count(x, false, err);
	return 0;
}

/* Takes the words of the command's own name away from its operands. */
static int name_command(struct cli *x, struct error *err)
{
	int rc = command_find(&x->cmd, x->args.word, x->args.word_count, err);

	if (x->cmd)
		x->args.word_count = 0;
	return rc;
}

static int parse(struct cli *x, char *const *argv, int argc,
		 struct error *err)
{
	const struct opt *tables_now[] = {global_opts, no_opts, no_opts, NULL};
	int rc = 0, i = 0;

	while (i < argc && !rc) {
		size_t words = x->args.word_count;

		if (x->cmd && x->cmd->opts)
			tables_now[1] = x->cmd->opts;
		if (x->cmd && x->cmd->flags & CMD_WRITES)
			tables_now[2] = by_opts;
		rc = args_take(&x->args, tables_now, argv, argc, &i, err);
		if (!rc && !x->cmd && x->args.word_count > words)
			rc = name_command(x, err);
	}
	return rc;
}

/* `-h` counts wherever it stands, even behind what we do not know. */
static bool wants_help(char *const *argv, int argc)
{
	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (!strcmp(argv[i], "-h") || !strcmp(argv[i], "--help"))
			return true;
	return false;
}

static int check_globals(struct cli *x, struct error *err)
{
	const char *lang = cli_text(x, "lang"), *home = cli_text(x, "store");
	char code[LANG_CODE];

	if (lang && !lang_parse(code, lang)) {
		error_set(err, ERR_USAGE, _("no texts in language %s"), lang);
		error_where(err, _("it is one of: %s"), "en zh_CN");
		return ERR_USAGE;
	}
	if (home && *home != '/') {
		if (!getcwd(x->home, sizeof(x->home)))
			return error_errno(err, home);
		str_copy(x->home + strlen(x->home),
			 sizeof(x->home) - strlen(x->home), "/");
		str_copy(x->home + strlen(x->home),
			 sizeof(x->home) - strlen(x->home), home);
		home = x->home;
	}
	if (home)
		x->paths.home = home;
	return 0;
}

static int choose_mode(struct cli *x, enum out_mode *mode, struct error *err)
{
	const char *json = cli_text(x, "json");

	*mode = json ? OUT_JSON : cli_flag(x, "plain") ? OUT_PLAIN : OUT_TEXT;
	x->out.quiet = cli_flag(x, "quiet");
	x->out.fields = json;
	x->out.zone = x->env->zone;
	if (json && cli_flag(x, "plain"))
		return error_set(err, ERR_USAGE,
				 _("--json and --plain exclude each other"));
	if (json && x->cmd && x->cmd->flags & CMD_RAW)
		return error_set(err, ERR_USAGE,
				 _("%s prints no JSON"), x->cmd->name);
	if (x->cmd && x->cmd->flags & CMD_RAW)
		*mode = OUT_TEXT;
	return check_globals(x, err);
}

/* No word at all: the screen where there is one, else how things stand. */
static int no_words(struct cli *x, struct error *err)
{
	const char *const status = "status";

	if (x->terminal && x->out.mode == OUT_TEXT) {
		x->status = x->screen(x);
		return 0;
	}
	command_find(&x->cmd, &status, 1, err);
	return x->cmd->run(x, err);
}

static int no_verb(struct cli *x, struct error *err)
{
	const char *noun = cli_word(x, 0);

	if (!noun)
		return no_words(x, err);
	error_set(err, ERR_USAGE, _("%s needs a second word"), noun);
	error_fix(err, "stanch help %s", noun);
	return ERR_USAGE;
}

static int run(struct cli *x, struct error *err)
{
	enum out_mode mode;
	int rc = choose_mode(x, &mode, err);

	if (!rc && (cli_flag(x, "help") || cli_flag(x, "version")))
		rc = out_begin(&x->out, OUT_TEXT, err);
	else if (!rc)
		rc = out_begin(&x->out, mode, err);
	if (rc)
		return rc;
	if (cli_flag(x, "version"))
		return help_version(x);
	if (cli_flag(x, "help"))
		return help_command(x, err);
	if (!x->cmd)
		return no_verb(x, err);
	rc = count_words(x, err);
	return rc ? rc : x->cmd->run(x, err);
}

/* In JSON an error is an object too, even one in the words themselves. */
static void mode_of_error(struct cli *x, char *const *argv, int argc)
{
	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (!strcmp(argv[i], "--json") ||
		    str_starts(argv[i], "--json="))
			x->out.mode = OUT_JSON;
}

static int help_anyway(struct cli *x, struct error *err)
{
	int rc = out_begin(&x->out, OUT_TEXT, err);

	return rc ? rc : help_command(x, err);
}

int cmd_main(struct cli *x, char *const *argv, int argc)
{
	struct error err = {0};
	int rc = args_init(&x->args, argv, argc, &err);

	mode_of_error(x, argv, argc);
	if (!rc)
		rc = parse(x, argv, argc, &err);
	if (rc && wants_help(argv, argc))
		rc = help_anyway(x, &err);
	else if (!rc)
		rc = run(x, &err);
	if (!rc)
		rc = out_end(&x->out, &err);
	rc = rc ? out_error(&x->out, &err) : x->status;
	cli_release(x);
	return rc;
}

const char *cmd_lang(char *const *argv, int argc)
{
	const char *lang = NULL;

	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (str_starts(argv[i], "--lang="))
			lang = argv[i] + strlen("--lang=");
		else if (!strcmp(argv[i], "--lang") && i + 1 < argc)
			lang = argv[++i];
	return lang;
}
