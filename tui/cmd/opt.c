/* tui/cmd/opt.c - see opt.h. */
#include "tui/cmd/opt.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"

int args_init(struct args *a, char *const *argv, int argc, struct error *err)
{
	size_t room = (size_t)argc + 1;

	for (int i = 0; i < argc; i++) /* -abc are three options */
		room += argv[i][0] == '-' ? strlen(argv[i]) : 0;
	*a = (struct args){0};
	a->given = mem_zalloc(room * sizeof(*a->given));
	a->word = mem_zalloc(room * sizeof(*a->word));
	return a->given && a->word ? 0 : error_nomem(err);
}

void args_release(struct args *a)
{
	mem_free(a->given);
	mem_free(a->word);
	str_release(&a->parts);
	*a = (struct args){0};
}

static const struct opt *find_long(const struct opt *const *tables,
				   const char *name, size_t n)
{
	for (; *tables; tables++)
		for (const struct opt *o = *tables; o->name; o++)
			if (strlen(o->name) == n && !memcmp(o->name, name, n))
				return o;
	return NULL;
}

static const struct opt *find_letter(const struct opt *const *tables, char c)
{
	for (; *tables; tables++)
		for (const struct opt *o = *tables; o->name; o++)
			if (o->letter == c)
				return o;
	return NULL;
}

static int unknown_long(const struct opt *const *tables, const char *name,
			size_t n, struct error *err)
{
	char word[64] = "";
	const char *best = NULL;

	if (n < sizeof(word))
		memcpy(word, name, n);
	for (; *tables; tables++)
		for (const struct opt *o = *tables; o->name; o++)
			best = near_better(word, best, o->name);
	error_set(err, ERR_USAGE, _("unknown option: --%.*s"), (int)n, name);
	if (best)
		error_fix(err, _("did you mean: --%s"), best);
	return ERR_USAGE;
}

bool opt_choice(char *out, size_t size, const struct opt *o, size_t i)
{
	const char *p = o->value;

	if (!p || !strchr(p, '|'))
		return false;
	for (; i && p; i--) {
		p = strchr(p, '|');
		p = p ? p + 1 : NULL;
	}
	if (!p || strcspn(p, "|") >= size)
		return false;
	memcpy(out, p, strcspn(p, "|"));
	out[strcspn(p, "|")] = '\0';
	return true;
}

bool opt_allows(const struct opt *o, const char *value)
{
	char word[32];

	if (!o->value || !strchr(o->value, '|'))
		return true;
	for (size_t i = 0; opt_choice(word, sizeof(word), o, i); i++)
		if (!strcmp(word, value))
			return true;
	return false;
}

static int bad_choice(const struct opt *o, const char *value,
		      struct error *err)
{
	char word[32], best[32] = "";

	error_set(err, ERR_USAGE, _("--%s cannot be %s"), o->name, value);
	error_where(err, _("it is one of: %s"), o->value);
	for (size_t i = 0; opt_choice(word, sizeof(word), o, i); i++)
		if (near_better(value, best[0] ? best : NULL, word) == word)
			str_copy(best, sizeof(best), word);
	if (best[0])
		error_fix(err, _("did you mean: --%s %s"), o->name, best);
	return ERR_USAGE;
}

static int keep(struct args *a, const struct opt *o, const char *value,
		struct error *err)
{
	if (o->kind == OPT_TEXT && !opt_allows(o, value))
		return bad_choice(o, value, err);
	a->given[a->given_count++] = (struct given){o, value};
	return 0;
}

static int no_value(const struct opt *o, struct error *err)
{
	error_set(err, ERR_USAGE, _("--%s needs a value"), o->name);
	error_fix(err, "--%s %s", o->name, o->value);
	return ERR_USAGE;
}

static int take_long(struct args *a, const struct opt *const *tables,
		     char *const *argv, int argc, int *i, struct error *err)
{
	const char *name = argv[*i] + 2, *is = strchr(name, '=');
	size_t n = is ? (size_t)(is - name) : strlen(name);
	const struct opt *o = find_long(tables, name, n);

	if (!o)
		return unknown_long(tables, name, n, err);
	if (o->kind == OPT_FLAG && is)
		return error_set(err, ERR_USAGE, _("--%s takes no value"),
				 o->name);
	++*i;
	if (o->kind == OPT_FLAG || (o->kind == OPT_MAYBE && !is))
		return keep(a, o, "", err);
	if (is)
		return keep(a, o, is + 1, err);
	if (*i >= argc)
		return no_value(o, err);
	return keep(a, o, argv[(*i)++], err);
}

/* -qC STORE: flags may stand together, a value ends them. */
static int take_letters(struct args *a, const struct opt *const *tables,
			char *const *argv, int argc, int *i,
			struct error *err)
{
	const char *p = argv[(*i)++] + 1;
	int rc = 0;

	for (; *p && !rc; p++) {
		const struct opt *o = find_letter(tables, *p);

		if (!o)
			return error_set(err, ERR_USAGE,
					 _("unknown option: -%c"), *p);
		if (o->kind == OPT_FLAG || o->kind == OPT_MAYBE)
			rc = keep(a, o, "", err);
		else if (p[1])
			return keep(a, o, p + 1, err);
		else if (*i >= argc)
			return no_value(o, err);
		else
			return keep(a, o, argv[(*i)++], err);
	}
	return rc;
}

int args_take(struct args *a, const struct opt *const *tables,
	      char *const *argv, int argc, int *i, struct error *err)
{
	const char *arg = argv[*i];

	if (!a->ended && !strcmp(arg, "--")) {
		a->ended = true;
		++*i;
		return 0;
	}
	if (!a->ended && arg[0] == '-' && arg[1] == '-')
		return take_long(a, tables, argv, argc, i, err);
	if (!a->ended && arg[0] == '-' && arg[1])
		return take_letters(a, tables, argv, argc, i, err);
	a->word[a->word_count++] = arg;
	++*i;
	return 0;
}

const char *args_text(const struct args *a, const char *name)
{
	for (size_t i = a->given_count; i-- > 0;)
		if (!strcmp(a->given[i].opt->name, name))
			return a->given[i].value;
	return NULL;
}

bool args_flag(const struct args *a, const char *name)
{
	return args_text(a, name) != NULL;
}

/* Every value behind the other in one buffer, a NUL after each. */
static size_t part(struct args *a, const char *name)
{
	size_t count = 0;

	str_clear(&a->parts);
	for (size_t i = 0; i < a->given_count; i++) {
		const char *p = a->given[i].value;

		if (strcmp(a->given[i].opt->name, name) != 0)
			continue;
		for (; *p; p += *p == ',') {
			size_t n = strcspn(p, ",");

			str_addn(&a->parts, p, n);
			str_addc(&a->parts, '\0');
			count += n > 0;
			p += n;
		}
	}
	return count;
}

int args_list(const char ***list, size_t *count, struct args *a,
	      const char *name, struct error *err)
{
	size_t n = part(a, name), k = 0;
	const char **l = mem_zalloc((n + 1) * sizeof(*l));

	*list = NULL;
	*count = 0;
	if (!l || a->parts.failed) {
		mem_free(l);
		return error_nomem(err);
	}
	for (size_t at = 0; at < a->parts.len && k < n;) {
		const char *p = a->parts.p + at;

		if (*p)
			l[k++] = p;
		at += strlen(p) + 1;
	}
	*list = l;
	*count = n;
	return 0;
}

void opt_head(struct str *out, const struct opt *o)
{
	if (o->letter)
		str_addf(out, "-%c, ", o->letter);
	str_addf(out, "--%s", o->name);
	if (o->kind == OPT_MAYBE)
		str_addf(out, "[=%s]", o->value);
	else if (o->kind != OPT_FLAG)
		str_addf(out, " %s", o->value);
}
