/* tui/cmd/complete.c - what the last word may be, and the scripts that ask
 * so in three shells. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/help.h"

struct seek {
	struct cli *x;
	const char *begun; /* the word to complete */
	const char *label; /* of the case typed before it, or NULL */
};

static void offer(const struct seek *s, const char *word)
{
	if (str_starts(word, s->begun))
		out_line(&s->x->out, "%s", word);
}

/* --- what the store holds; a store that cannot be read offers nothing -------- */

static void offer_cases(const struct seek *s)
{
	struct store *store;
	struct summary *list = NULL;
	size_t count = 0;

	if (cli_store(&store, s->x, NULL) ||
	    store_cases(&list, &count, store, false, NULL))
		return;
	for (size_t i = 0; i < count; i++)
		if (list[i].open)
			offer(s, list[i].label);
	mem_free(list);
}

static void offer_playbooks(const struct seek *s)
{
	struct store *store;
	struct pb_entry *list = NULL;
	size_t count = 0;

	if (cli_store(&store, s->x, NULL) ||
	    store_playbooks(&list, &count, store, s->x->lang.code, NULL))
		return;
	for (size_t i = 0; i < count; i++)
		offer(s, list[i].slug);
	mem_free(list);
}

static const struct situation *situation(const struct seek *s)
{
	struct store *store;

	if (!s->label || cli_store(&store, s->x, NULL))
		return NULL;
	if (!s->x->open && store_case_open(&s->x->open, store, s->label, true,
					   NULL))
		return NULL;
	return casefile_now(s->x->open);
}

static void offer_steps(const struct seek *s)
{
	const struct situation *now = situation(s);

	for (size_t i = 0; now && i < now->step_count; i++) {
		offer(s, now->step[i].number);
		offer(s, now->step[i].key);
	}
}

static void offer_evidence(const struct seek *s)
{
	const struct situation *now = situation(s);

	for (size_t i = 0; now && i < now->evidence_count; i++)
		offer(s, now->evidence[i]->label);
}

static void offer_people(const struct seek *s)
{
	struct store *store;
	const struct team *team;

	if (cli_store(&store, s->x, NULL))
		return;
	team = store_team(store);
	for (size_t i = 0; team && i < team->person_count; i++)
		offer(s, team->person[i].name);
}

static const struct {
	const char *name;
	void (*offer)(const struct seek *s);
} sources[] = {
	{"CASE", offer_cases},	      {"STEP", offer_steps},
	{"NAME", offer_people},	      {"PLAYBOOK", offer_playbooks},
	{"EVIDENCE", offer_evidence},
};

/* name: "CASE", "[NAME]", "a|b". Files are the shell's own to offer. */
static void offer_named(const struct seek *s, const char *name, size_t n)
{
	char plain[32] = "", choice[32];
	struct opt o = {.name = "", .value = plain};

	if (*name == '[') {
		name++;
		n--;
	}
	n -= n && name[n - 1] == ']';
	if (n >= sizeof(plain))
		return;
	memcpy(plain, name, n);
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (!strcmp(sources[i].name, plain))
			sources[i].offer(s);
	for (size_t i = 0; opt_choice(choice, sizeof(choice), &o, i); i++)
		offer(s, choice);
}

/* --- options and commands --------------------------------------------------- */

static void offer_options(const struct seek *s, const struct opt *o)
{
	struct str name = {0};

	for (; o && o->name; o++) {
		str_clear(&name);
		str_addf(&name, "--%s", o->name);
		offer(s, str_text(&name));
	}
	str_release(&name);
}

static const struct opt *find(const struct opt *o, const char *word)
{
	for (; o && o->name; o++)
		if ((word[1] == '-' && !strcmp(word + 2, o->name)) ||
		    (o->letter && word[1] == o->letter && !word[2]))
			return o;
	return NULL;
}

/* The option that takes the next word as its value, or NULL. */
static const struct opt *awaits(const struct command *c, const char *word)
{
	const struct opt *o = NULL;

	if (!word || word[0] != '-')
		return NULL;
	if (c)
		o = find(c->opts, word);
	if (!o && c && c->flags & CMD_WRITES)
		o = find(by_opts, word);
	if (!o)
		o = find(global_opts, word);
	return o && (o->kind == OPT_TEXT || o->kind == OPT_MANY) ? o : NULL;
}

static void offer_operand(const struct seek *s, const struct command *c,
			  size_t i)
{
	const char *p = c->operands ? c->operands : "";

	for (; *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");

		if (!i--) {
			offer_named(s, p, n);
			return;
		}
		p += n;
	}
}

/* The word that follows in the names of commands that begin so. */
static void offer_verbs(const struct seek *s, const char *const *word,
			size_t count)
{
	const struct command *c;
	const char *last = "";
	char next[32];

	for (size_t i = 0; (c = command_at(i)); i++) {
		const char *p = c->name;
		size_t k = 0, n;

		for (; k < count && p; k++) {
			n = strlen(word[k]);
			p = !strncmp(p, word[k], n) && p[n] == ' ' ? p + n + 1
								   : NULL;
		}
		if (!p || c->flags & CMD_HIDDEN)
			continue;
		n = strcspn(p, " ");
		if (strlen(last) != n || strncmp(last, p, n) != 0) {
			memcpy(next, p, n);
			next[n] = '\0';
			offer(s, next);
			last = next;
		}
		if (c->alias && !count)
			offer(s, c->alias);
	}
}

static void complete(struct seek *s, const char *const *word, size_t count)
{
	const struct command *c = NULL;
	const char *name[4];
	const struct opt *value = NULL;
	size_t named = 0, operand = 0;

	for (size_t i = 0; i < count; i++) {
		value = value ? NULL : awaits(c, word[i]);
		if (value || word[i][0] == '-' || (i && awaits(c, word[i - 1])))
			continue;
		if (c && !operand++)
			s->label = word[i];
		if (!c && named < 4) {
			name[named++] = word[i];
			command_find(&c, name, named, NULL);
		}
	}
	if (value)
		offer_named(s, value->value, strlen(value->value));
	else if (s->begun[0] == '-') {
		offer_options(s, c ? c->opts : NULL);
		offer_options(s, c && c->flags & CMD_WRITES ? by_opts : NULL);
		offer_options(s, global_opts);
	} else if (c)
		offer_operand(s, c, operand);
	else
		offer_verbs(s, name, named);
}

int complete_run(struct cli *x, struct error *err)
{
	size_t n = x->args.word_count;
	struct seek s = {.x = x, .begun = n ? cli_word(x, n - 1) : ""};

	(void)err;
	x->out.quiet = true;
	complete(&s, x->args.word, n ? n - 1 : 0);
	return 0;
}

static const struct {
	const char *shell, *script;
} scripts[] = {
	{"bash",
	 "_stanch() {\n"
	 "\tlocal IFS=$'\\n'\n"
	 "\tCOMPREPLY=($(stanch complete -- "
	 "\"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null))\n"
	 "}\n"
	 "complete -o default -F _stanch stanch\n"},
	{"zsh",
	 "#compdef stanch\n"
	 "_stanch() {\n"
	 "\tlocal -a found\n"
	 "\tfound=(${(f)\"$(stanch complete -- "
	 "\"${(@)words[2,CURRENT]}\" 2>/dev/null)\"})\n"
	 "\tif (( $#found )); then compadd -a found; else _files; fi\n"
	 "}\n"
	 "compdef _stanch stanch\n"},
	{"fish",
	 "complete -c stanch -a '(stanch complete -- "
	 "(commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'\n"},
};

int completion_run(struct cli *x, struct error *err)
{
	const char *shell = cli_word(x, 0);

	for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++)
		if (!strcmp(scripts[i].shell, shell)) {
			out_document(&x->out, scripts[i].script,
				     strlen(scripts[i].script));
			return 0;
		}
	error_set(err, ERR_USAGE, _("no completion for %s"), shell);
	error_where(err, _("it is one of: %s"), "bash zsh fish");
	return ERR_USAGE;
}
