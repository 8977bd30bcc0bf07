/* tui/cmd/people_group.c - saved filters: who gets the same text. */
#include "core/base/tr.h"
#include "core/people/change.h"
#include "tui/cmd/people.h"

static int count_of(size_t *out, const struct people *p, const char *filter,
		    struct error *err)
{
	struct people_filter *f = NULL;
	struct tally t = {0};
	int rc = filter_parse(&f, filter, err);

	if (!rc)
		rc = register_count(&t, p, f, PERSON_FIELDS, err);
	*out = t.people;
	filter_free(f);
	tally_release(&t);
	return rc;
}

static int one_group(struct cli *x, struct table *t, const struct people *p,
		     const char *name, const char *filter, struct error *err)
{
	struct jwrite *w = x->out.json;
	size_t n;
	int rc = count_of(&n, p, filter, err);

	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON) {
		jwrite_object(w, NULL);
		jwrite_str(w, "name", name);
		jwrite_str(w, "filter", filter);
		jwrite_int(w, "people", (int64_t)n);
		jwrite_end(w);
		return 0;
	}
	table_cell(t, name);
	table_cellf(t, "%zu", n);
	table_cell(t, *filter ? filter : _("everybody"));
	return 0;
}

int people_groups_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("GROUP"), N_("PEOPLE"),
					   N_("WHO FITS"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	struct people *p = NULL;
	int rc = cli_case(&s, x, 0, err);

	if (!rc)
		rc = register_open(&p, x->open, err);
	if (!rc)
		out_items(&x->out, NULL);
	for (size_t i = 0; !rc && i < s->group_count; i++)
		if (situation_group(s, s->group[i]))
			rc = one_group(x, &t, p, s->group[i],
				       situation_group(s, s->group[i]), err);
	if (!rc)
		out_items_end(&x->out);
	if (!rc)
		rc = table_end(&t, err);
	register_close(p);
	return rc;
}

int people_group_run(struct cli *x, struct error *err)
{
	bool given = cli_text(x, "where") != NULL;
	bool off = cli_flag(x, "remove");
	const struct situation *s;
	struct str where = {0};
	struct act a;
	int rc = 0;

	if (off == given) {
		error_set(err, ERR_USAGE,
			  _("say who is in it, or that it goes"));
		rc = error_fix(err, "--where jurisdiction=CN | --remove");
	}
	if (!rc)
		rc = cli_act(&a, &s, x, err);
	if (!rc)
		rc = people_words(&where, x, "where", err);
	if (!rc)
		rc = people_group(&a, cli_word(x, 1),
				  off ? NULL : str_text(&where), err);
	if (!rc)
		view_recorded(x, &a, off ? _("taken away") : _("saved"));
	str_release(&where);
	return rc;
}

const struct opt people_group_opts[] = {
	{"where", 0, OPT_TEXT, "FILTER",
	 N_("who fits: jurisdiction=CN,minor!=,name~part")},
	{"remove", 0, OPT_FLAG, NULL, N_("it is no group any more")},
	{0}
};
