/* tui/cmd/people_choose.c - which people a command is about: --where, --group,
 * --search, --all. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/people.h"

#define STDIN_MAX ((size_t)1 << 20)

int people_words(struct str *out, struct cli *x, const char *option,
		 struct error *err)
{
	const char *text = cli_text(x, option);
	struct str in = {0};
	int rc = 0;

	if (text && str_eq(text, "-"))
		rc = ask_file(&in, text, STDIN_MAX, err);
	else
		str_add(&in, text ? text : "");
	str_addn(out, str_text(&in), strcspn(str_text(&in), "\r\n"));
	str_release(&in);
	return rc || !out->failed ? rc : error_nomem(err);
}

/* --where and the filter of --group: both hold. */
static int read_filter(struct people_filter **out, struct cli *x,
		       struct error *err)
{
	const char *name = cli_text(x, "group"), *group = NULL;
	struct str text = {0}, where = {0};
	int rc = people_words(&where, x, "where", err);

	*out = NULL;
	if (rc)
		return rc;
	if (name)
		group = situation_group(casefile_now(x->open), name);
	if (name && !group) {
		error_set(err, ERR_NOTFOUND, _("no group is called \"%s\""),
			  name);
		rc = error_fix(err, "stanch people groups %s",
			       casefile_now(x->open)->label);
	}
	str_addf(&text, "%s%s%s", group ? group : "",
		 group && *group && where.len ? "," : "", str_text(&where));
	if (!rc)
		rc = filter_parse(out, str_text(&text), err);
	str_release(&text);
	str_release(&where);
	return rc;
}

int people_chosen(size_t **at, size_t *count, const struct people *p,
		  struct cli *x, struct error *err)
{
	struct str words = {0};
	bool all = cli_flag(x, "all");
	struct people_filter *f;
	size_t cap = 0;
	int rc = read_filter(&f, x, err);

	*at = NULL;
	*count = 0;
	if (rc)
		return rc;
	rc = people_words(&words, x, "search", err);
	for (size_t i = 0; i < register_rows(p) && !rc; i++) {
		if ((!all && !person_counts(p, i)) || !filter_match(f, p, i) ||
		    (words.len && !person_search(p, i, str_text(&words))))
			continue;
		if (mem_reserve(at, &cap, *count + 1, sizeof(**at)))
			rc = error_nomem(err);
		else
			(*at)[(*count)++] = i;
	}
	str_release(&words);
	filter_free(f);
	return rc;
}
