/* tui/cmd/help.c - see help.h. */
#include "tui/cmd/drill.h"
#include "tui/cmd/help.h"

#include <string.h>

#include "core/base/near.h"
#include "core/base/tr.h"

int help_version(struct cli *x)
{
	out_line(&x->out, "stanch %s", VERSION);
	return 0;
}

/* --- one command --------------------------------------------------------------- */

static void examples(struct cli *x, const char *lines)
{
	if (!lines)
		return;
	out_line(&x->out, "%s", _("Examples:"));
	while (*lines) {
		int n = (int)strcspn(lines, "\n");

		out_line(&x->out, "  stanch %.*s", n, lines);
		lines += n + (lines[n] == '\n');
	}
	out_line(&x->out, "%s", "");
}

static void option_row(struct table *t, const struct opt *o)
{
	struct str head = {0};

	str_addf(&head, "  %s", o->letter ? "" : "    ");
	opt_head(&head, o);
	table_cell(t, str_text(&head));
	table_cell(t, _(o->help));
	str_release(&head);
}

static int options(struct cli *x, const char *title, const struct opt *own,
		   const struct opt *more, struct error *err)
{
	static const char *const head[] = {"", "", NULL};
	struct table t = {.out = &x->out, .head = head};

	out_line(&x->out, "%s", title);
	for (const struct opt *o = own; o && o->name; o++)
		option_row(&t, o);
	for (const struct opt *o = more; o && o->name; o++)
		option_row(&t, o);
	return table_end(&t, err);
}

const char *help_drill(const struct command *c)
{
	if (c->flags & CMD_LEADS)
		return _("A drill's label is taken, too; whoever leads it "
			 "does this");
	return _("A drill's label is taken, too; who writes says which role: "
		 "--by ROLE");
}

static int one_command(struct cli *x, const struct command *c,
		       struct error *err)
{
	const struct opt *by = c->flags & CMD_WRITES ? by_opts : NULL;
	struct str usage = {0};
	int rc = 0;

	command_usage(&usage, c);
	out_line(&x->out, _("%s."), _(c->summary));
	out_line(&x->out, "%s", "");
	examples(x, c->examples);
	out_line(&x->out, _("Usage: %s"), str_text(&usage));
	if (c->alias)
		out_line(&x->out, _("Short: %s"), c->alias);
	if (c->flags & CMD_DRILL)
		out_line(&x->out, _("%s."), help_drill(c));
	out_line(&x->out, "%s", "");
	if (c->opts || by) {
		rc = options(x, _("Options:"), c->opts, by, err);
		out_line(&x->out, "%s", "");
	}
	if (!rc)
		rc = options(x, _("With every command:"), global_opts, NULL,
			     err);
	str_release(&usage);
	return rc;
}

/* --- all of them, or those of a noun -------------------------------------------- */

static void command_row(struct table *t, const struct command *c)
{
	if (c->operands)
		table_cellf(t, "  %s %s", c->name, c->operands);
	else
		table_cellf(t, "  %s", c->name);
	if (c->alias)
		table_cellf(t, _("%s (short: %s)"), _(c->summary), c->alias);
	else
		table_cell(t, _(c->summary));
}

static bool of_noun(const struct command *c, const char *noun)
{
	size_t n = noun ? strlen(noun) : 0;

	return !(c->flags & CMD_HIDDEN) &&
	       (!noun || (!strncmp(c->name, noun, n) &&
			  (c->name[n] == ' ' || !c->name[n])));
}

static int commands(struct cli *x, const char *noun, struct error *err)
{
	static const char *const head[] = {"", "", NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct command *c;

	for (size_t i = 0; (c = command_at(i)); i++)
		if (of_noun(c, noun))
			command_row(&t, c);
	return table_end(&t, err);
}

static int everything(struct cli *x, struct error *err)
{
	int rc;

	out_line(&x->out, "%s", _("stanch walks a team through a breach, "
				  "step by step, by a playbook."));
	out_line(&x->out, "%s", "");
	examples(x, "case new --playbook customer-data-leak --title "
		    "\"A stranger knew a balance\"\n"
		    "next\ndone INC-2026-001 1.02 --value 41208");
	out_line(&x->out, "%s", _("Commands:"));
	rc = commands(x, NULL, err);
	if (rc)
		return rc;
	out_line(&x->out, "%s", "");
	rc = options(x, _("With every command:"), global_opts, NULL, err);
	out_line(&x->out, "%s", "");
	out_line(&x->out, "%s",
		 _("More: stanch help COMMAND, or one of: exit json "
		   "environment files verbs"));
	return rc;
}

int help_command(struct cli *x, struct error *err)
{
	if (x->cmd)
		return one_command(x, x->cmd, err);
	if (!cli_word(x, 0))
		return everything(x, err);
	return commands(x, cli_word(x, 0), err);
}

/* --- topics ---------------------------------------------------------------------- */

static const struct help_row environment_rows[] = {
	{"STANCH_HOME", N_("the store: the folder that a team shares")},
	{"STANCH_LANG", N_("the language of texts, before LC_ALL and LANG")},
	{"STANCH_NOW", N_("a time (RFC 3339) that stands in for the clock; "
			  "records written under it say so")},
	{"XDG_DATA_HOME", N_("stanch/ in it is the store without STANCH_HOME")},
	{"XDG_CONFIG_HOME", N_("stanch/ in it holds config and keys")},
	{"XDG_STATE_HOME", N_("stanch/ in it holds what this account has "
			      "seen of each case")},
	{"XDG_CACHE_HOME", N_("stanch/ in it may be removed at any time")},
	{"NO_COLOR", N_("if not empty: no colour")},
	{"TZ", N_("the time zone that times are shown in")},
	{"LC_ALL, LC_MESSAGES, LANG", N_("the language, if nothing else "
					 "names one")},
};

static const struct help_row file_rows[] = {
	{"cases/INC-2026-001.case", N_("in the store: one case, one file")},
	{"playbooks/", N_("in the store: a git repository, main is in force")},
	{"devices/", N_("in the store: one card for each device")},
	{"stanch/config", N_("in XDG_CONFIG_HOME: lines such as lang = zh_CN")},
	{"stanch/keys/device.key", N_("in XDG_CONFIG_HOME: the key that signs "
				      "what you record")},
	{"stanch/seen/", N_("in XDG_STATE_HOME: shows when a case was rolled "
			    "back")},
	{"stanch/left/", N_("in XDG_STATE_HOME: at which step you left a "
			    "case")},
};

bool help_environment(struct help_row *out, size_t i)
{
	if (i >= sizeof(environment_rows) / sizeof(*environment_rows))
		return false;
	*out = environment_rows[i];
	return true;
}

bool help_file(struct help_row *out, size_t i)
{
	if (i >= sizeof(file_rows) / sizeof(*file_rows))
		return false;
	*out = file_rows[i];
	return true;
}

static int rows(struct cli *x, bool (*row)(struct help_row *, size_t),
		struct error *err)
{
	static const char *const head[] = {"", "", NULL};
	struct table t = {.out = &x->out, .head = head};
	struct help_row r;

	for (size_t i = 0; row(&r, i); i++) {
		table_cell(&t, r.name);
		table_cell(&t, _(r.text));
	}
	return table_end(&t, err);
}

static int topic_environment(struct cli *x, struct error *err)
{
	return rows(x, help_environment, err);
}

static int topic_files(struct cli *x, struct error *err)
{
	return rows(x, help_file, err);
}

static int topic_exit(struct cli *x, struct error *err)
{
	static const char *const head[] = {"", "", NULL};
	struct table t = {.out = &x->out, .head = head};
	const char *words;
	int status;

	for (size_t i = 0; (words = out_status_words(i, &status)); i++) {
		table_cellf(&t, "%d", status);
		table_cell(&t, _(words));
	}
	return table_end(&t, err);
}

static int topic_json(struct cli *x, struct error *err)
{
	(void)err;
	out_text(&x->out, 0,
		 _("--json prints one object with \"schema\": \"stanch/1\".\n"
		   "Lists stand under \"items\"; times are UTC, RFC 3339.\n"
		   "Keys are never translated; --json=id,title prints only "
		   "these.\n"
		   "An error is an object too, on standard output:\n"
		   "{\"schema\", \"error\": {\"code\", \"what\", \"where\", "
		   "\"fix\"}}"));
	return 0;
}

static int topic_verbs(struct cli *x, struct error *err)
{
	static const char *const head[] = {"", "", "", NULL};
	struct table t = {.out = &x->out, .head = head};
	struct drill_verb v;

	for (size_t i = 0; drill_verb(&v, i); i++) {
		table_cellf(&t, "%s %s", v.name, v.words);
		table_cell(&t, v.who);
		table_cell(&t, v.help);
	}
	return table_end(&t, err);
}

static const struct {
	const char *name;
	int (*run)(struct cli *x, struct error *err);
} topics[] = {
	{"exit", topic_exit},
	{"json", topic_json},
	{"environment", topic_environment},
	{"files", topic_files},
	{"verbs", topic_verbs}, /* of drill do */
};

static int help_topic(struct cli *x, struct error *err)
{
	const char *word = cli_word(x, 0);
	const struct command *c = NULL;

	for (size_t i = 0; word && i < sizeof(topics) / sizeof(*topics); i++)
		if (!strcmp(topics[i].name, word))
			return topics[i].run(x, err);
	if (!word)
		return everything(x, err);
	if (command_find(&c, x->args.word, x->args.word_count, err))
		return ERR_USAGE;
	x->cmd = c;
	return help_command(x, err);
}

const struct command help_commands[] = {
	{"help", NULL, N_("Explain a command or a topic"), "[WORD]...", NULL,
	 "help step done\nhelp exit", help_topic, CMD_RAW},
	{"man", NULL, N_("Print the manual page, as mdoc"), "[PAGE]", NULL,
	 "man | mandoc -a\nman stanch-playbook | mandoc -a", man_run,
	 CMD_RAW},
	{"completion", NULL, N_("Print what makes a shell complete words"),
	 "bash|zsh|fish", NULL, "completion bash >~/.bash_completion",
	 completion_run, CMD_RAW},
	{"complete", NULL, N_("List what the last word may be"), "[WORD]...",
	 NULL, NULL, complete_run, CMD_RAW | CMD_HIDDEN},
	{0}
};
