/* core/notice/pick.c - see pick.h. */
#include "core/notice/pick.h"

#include <string.h>

#include "core/base/tr.h"
#include "core/notice/group.h"

static int no_group(const char *label, const char *why, struct error *err)
{
	error_set(err, ERR_USAGE, "%s%s: %s", GROUP_UNREACHED, label, why);
	return error_fix(err, "stanch notice list CASE");
}

/* One notice further: *filter becomes that of its own group. */
static int follow(struct pick *p, const struct situation *s,
		  const char **filter, struct error *err)
{
	const char *at = *filter + strlen(GROUP_UNREACHED);
	size_t n = strcspn(at, ",");
	const struct case_notice *of;
	char label[16];
	int rc;

	str_copy(label, sizeof(label), at);
	if (n < sizeof(label))
		label[n] = '\0';
	of = situation_notice(s, label);
	if (!of) {
		error_set(err, ERR_NOTFOUND, _("%s has no notice %s"),
			  s->label, label);
		return error_fix(err, "stanch notice list %s", s->label);
	}
	if (!of->set->filter)
		return no_group(label, _("that notice goes to no people"),
				err);
	if (p->filters == PICK_DEEP - 1)
		return no_group(label, _("its group goes round in a circle"),
				err);
	rc = filter_parse(&p->filter[p->filters], at[n] ? at + n + 1 : NULL,
			  err);
	if (rc)
		return rc;
	p->filters++;
	rc = fates_read(&p->fates[p->notices], of, err);
	if (rc)
		return rc;
	p->notices++;
	*filter = of->set->filter;
	return 0;
}

int pick_open(struct pick *out, const struct situation *s,
	      const char *filter, struct error *err)
{
	int rc = 0;

	*out = (struct pick){0};
	while (!rc && filter && str_starts(filter, GROUP_UNREACHED))
		rc = follow(out, s, &filter, err);
	if (!rc)
		rc = filter_parse(&out->filter[out->filters],
				  str_eq(filter, GROUP_ALL) ? NULL : filter,
				  err);
	if (!rc)
		out->filters++;
	else
		pick_release(out);
	return rc;
}

void pick_release(struct pick *p)
{
	for (size_t i = 0; i < p->filters; i++)
		filter_free(p->filter[i]);
	for (size_t i = 0; i < p->notices; i++)
		fates_release(&p->fates[i]);
	*p = (struct pick){0};
}

bool pick_match(const struct pick *p, const struct people *people, size_t at,
		const char *id)
{
	for (size_t i = 0; i < p->filters; i++)
		if (!filter_match(p->filter[i], people, at))
			return false;
	for (size_t i = 0; i < p->notices; i++)
		if (!(FATES_UNREACHED & FATE_BIT(fates_of(&p->fates[i], id))))
			return false;
	return true;
}
