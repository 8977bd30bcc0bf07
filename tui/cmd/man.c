/* tui/cmd/man.c - stanch(1) and stanch-playbook(1) in mdoc, from the command
 * tables. */
#include <string.h>

#include "core/base/tr.h"
#include "tui/cmd/drill.h"
#include "tui/cmd/help.h"

/* A line of text: a dot or quote at its start and backslashes would be
 * commands to the formatter. */
static void plain(struct str *m, const char *text)
{
	if (*text == '.' || *text == '\'')
		str_add(m, "\\&");
	for (; *text; text++)
		if (*text == '\\')
			str_add(m, "\\e");
		else if (*text == '-')
			str_add(m, "\\-");
		else
			str_addc(m, *text);
}

static void item(struct str *m, const char *macro, const char *name)
{
	str_addf(m, ".It %s", macro);
	if (name) {
		str_addc(m, ' ');
		plain(m, name);
	}
	str_addc(m, '\n');
}

static void sentence(struct str *m, const char *text)
{
	plain(m, text);
	str_add(m, ".\n");
}

static void option(struct str *m, const struct opt *o)
{
	str_add(m, ".It ");
	if (o->letter)
		str_addf(m, "Fl %c , ", o->letter);
	str_add(m, "Fl \\-");
	plain(m, o->name);
	if (o->kind == OPT_MAYBE)
		str_addf(m, " Ns Op = Ns Ar %s", o->value);
	else if (o->kind != OPT_FLAG)
		str_addf(m, " Ar %s", o->value);
	str_addc(m, '\n');
	sentence(m, _(o->help));
}

static void options(struct str *m, const struct opt *a, const struct opt *b)
{
	str_add(m, ".Bl -tag -width Ds\n");
	for (; a && a->name; a++)
		option(m, a);
	for (; b && b->name; b++)
		option(m, b);
	str_add(m, ".El\n");
}

static void command(struct str *m, const struct command *c)
{
	const struct opt *by = c->flags & CMD_WRITES ? by_opts : NULL;

	str_add(m, ".It Ic ");
	plain(m, c->name);
	if (c->operands)
		str_addf(m, " Ar %s", c->operands);
	str_addc(m, '\n');
	sentence(m, _(c->summary));
	if (c->alias) {
		str_add(m, "Short:\n.Ic ");
		plain(m, c->alias);
		str_addc(m, '\n');
	}
	if (c->flags & CMD_DRILL)
		sentence(m, help_drill(c));
	if (c->opts || by)
		options(m, c->opts, by);
}

/* noun: "" for every command, "playbook " for those of it. */
static bool told(const struct command *c, const char *noun)
{
	return !(c->flags & CMD_HIDDEN) && str_starts(c->name, noun);
}

static void commands(struct str *m, const char *noun)
{
	const struct command *c;

	str_add(m, ".Sh COMMANDS\n.Bl -tag -width Ds\n");
	for (size_t i = 0; (c = command_at(i)); i++)
		if (told(c, noun))
			command(m, c);
	str_add(m, ".El\n");
}

static void rows(struct str *m, const char *title, const char *macro,
		 bool (*row)(struct help_row *, size_t))
{
	struct help_row r;

	str_addf(m, ".Sh %s\n.Bl -tag -width Ds\n", title);
	for (size_t i = 0; row(&r, i); i++) {
		item(m, macro, r.name);
		sentence(m, _(r.text));
	}
	str_add(m, ".El\n");
}

static void statuses(struct str *m)
{
	const char *words;
	int status;

	str_add(m, ".Sh EXIT STATUS\n.Bl -tag -width Ds\n");
	for (size_t i = 0; (words = out_status_words(i, &status)); i++) {
		str_addf(m, ".It %d\n", status);
		sentence(m, _(words));
	}
	str_add(m, ".El\n");
}

static void example_lines(struct str *m, const struct command *c)
{
	const char *p = c->examples;

	while (p && *p) {
		size_t n = strcspn(p, "\n");
		struct str line = {0};

		str_add(&line, "stanch ");
		str_addn(&line, p, n);
		plain(m, str_text(&line));
		str_addc(m, '\n');
		str_release(&line);
		p += n + (p[n] == '\n');
	}
}

static void examples(struct str *m, const char *noun)
{
	const struct command *c;

	str_add(m, ".Sh EXAMPLES\n.Bd -literal\n");
	for (size_t i = 0; (c = command_at(i)); i++)
		if (told(c, noun))
			example_lines(m, c);
	str_add(m, ".Ed\n");
}

static void program_head(struct str *m)
{
	str_add(m, ".\\\" Made by `stanch man` from the command tables.\n"
		   ".Dd November 22, 2026\n.Dt STANCH 1\n.Os\n"
		   ".Sh NAME\n.Nm stanch\n"
		   ".Nd walk a team through a breach, step by step\n"
		   ".Sh SYNOPSIS\n"
		   ".Nm\n"
		   ".Nm\n.Ar command\n.Op Ar options\n.Op Ar words\n"
		   ".Sh DESCRIPTION\n"
		   "Without a command,\n.Nm\n"
		   "opens its screens on a terminal, and prints how the cases "
		   "stand elsewhere.\n"
		   "A case may be named by the end of its label if only one "
		   "ends so: 014 for INC\\-2026\\-014.\n"
		   "A step is named by its number or by its id.\n"
		   "Options may stand behind words;\n.Fl \\-\n"
		   "ends them.\n"
		   ".Sh OPTIONS\n"
		   "These go with every command.\n");
	options(m, global_opts, NULL);
}

static void playbook_head(struct str *m)
{
	str_add(m, ".\\\" Made by `stanch man` from the command tables.\n"
		   ".Dd November 22, 2026\n.Dt STANCH-PLAYBOOK 1\n.Os\n"
		   ".Sh NAME\n.Nm stanch\\-playbook\n"
		   ".Nd read, edit, review and share playbooks\n"
		   ".Sh SYNOPSIS\n"
		   ".Nm stanch\n.Cm playbook\n.Ar command\n"
		   ".Op Ar options\n.Op Ar words\n"
		   ".Sh DESCRIPTION\n"
		   "Playbooks are Markdown files in a git repository, "
		   "written as\n.Xr stanch\\-playbook 5\nsays.\n"
		   "What stands on the branch main is in force; a change is "
		   "written on a draft, a branch draft/NAME, reviewed by a "
		   "second person and merged.\n"
		   "A case remembers the commit that its playbook was taken "
		   "from, and adopts a newer one when somebody says so.\n"
		   "No work tree is needed and none is touched: the repository "
		   "may be edited with\n.Xr git 1\nat the same time.\n"
		   ".Pp\n"
		   "SLUG is the name of a playbook\\(cqs file; SLUG@DRAFT is "
		   "it on a draft, SLUG@COMMIT as it was then.\n"
		   "The options that go with every command are in\n"
		   ".Xr stanch 1 .\n");
}

static void drill_head(struct str *m)
{
	str_add(m, ".\\\" Made by `stanch man` from the command tables.\n"
		   ".Dd November 22, 2026\n.Dt STANCH-DRILL 1\n.Os\n"
		   ".Sh NAME\n.Nm stanch\\-drill\n"
		   ".Nd practise on the playbooks the team would follow\n"
		   ".Sh SYNOPSIS\n"
		   ".Nm stanch\n.Cm drill\n.Ar command\n"
		   ".Op Ar options\n.Op Ar words\n"
		   ".Sh DESCRIPTION\n"
		   "A drill is a tabletop exercise on a real playbook, pinned "
		   "at a commit.\n"
		   "Its file lies in drills/, is no case and never becomes "
		   "one; nothing in it reaches anybody, and it is in no "
		   "figure of real cases.\n"
		   ".Pp\n"
		   "A facilitator leads it and lets a scenario\\(cqs injects "
		   "out one by one; nothing fires by itself unless the drill "
		   "is solo or the scenario says auto.\n"
		   "People are measured in real, un-paused time, injects come "
		   "in play time, the law counts in story time.\n"
		   "What players may not know stays in a file of the "
		   "facilitator\\(cqs own until the end.\n"
		   ".Pp\n"
		   "SCENARIO is the id of one in the playbook repository, or "
		   "a file.\n"
		   "Findings and actions are written with\n"
		   ".Ic stanch finding add\nand\n.Ic stanch action add\n"
		   "as in a case.\n"
		   "The options that go with every command are in\n"
		   ".Xr stanch 1 .\n");
}

static void rest_of_drill(struct str *m)
{
	struct drill_verb v;

	str_add(m, ".Sh VERBS\nOf\n.Ic drill do\nand of the lines of a "
		   "script,\n.Dq PLAY-TIME ROLE VERB ... :\n"
		   ".Bl -tag -width Ds\n");
	for (size_t i = 0; drill_verb(&v, i); i++) {
		str_add(m, ".It Ic ");
		plain(m, v.name);
		if (*v.words) {
			str_add(m, " Ar ");
			plain(m, v.words);
		}
		str_addf(m, "\n(%s)\n", v.who);
		sentence(m, v.help);
	}
	str_add(m, ".El\n");
	statuses(m);
}

static void rest_of_program(struct str *m)
{
	rows(m, "ENVIRONMENT", "Ev", help_environment);
	rows(m, "FILES", "Pa", help_file);
	statuses(m);
}

static const struct page {
	const char *name, *noun, *also;
	void (*head)(struct str *m);
	void (*rest)(struct str *m);
} pages[] = {
	{"stanch", "", ".Xr stanch\\-drill 1 ,\n.Xr stanch\\-playbook 1 ,\n"
	 ".Xr stanch\\-playbook 5",
	 program_head, rest_of_program},
	{"stanch-playbook", "playbook ",
	 ".Xr git 1 ,\n.Xr stanch 1 ,\n.Xr stanch\\-playbook 5",
	 playbook_head, statuses},
	{"stanch-drill", "drill ", ".Xr stanch 1 ,\n.Xr stanch\\-playbook 1",
	 drill_head, rest_of_drill},
};

int man_run(struct cli *x, struct error *err)
{
	const char *want = cli_word(x, 0);
	const struct page *p = &pages[0];
	struct str m = {0};

	for (size_t i = 0; want && i < sizeof(pages) / sizeof(*pages); i++)
		if (str_eq(pages[i].name, want))
			p = &pages[i];
	if (want && !str_eq(p->name, want)) {
		error_set(err, ERR_NOTFOUND, _("no manual page is called %s"),
			  want);
		return error_where(err, _("it is one of: %s"),
				   "stanch, stanch-playbook, stanch-drill");
	}
	p->head(&m);
	commands(&m, p->noun);
	p->rest(&m);
	examples(&m, p->noun);
	str_addf(&m, ".Sh SEE ALSO\n%s\n", p->also);
	out_document(&x->out, str_text(&m), m.len);
	str_release(&m);
	return m.failed ? error_nomem(err) : 0;
}
