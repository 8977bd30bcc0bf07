/* core/people/change.c - see change.h. */
#include "core/people/change.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/people/value.h"

bool person_value_fits(enum person_field f, const char *v)
{
	bool fits = true;

	if (*v && (f == PERSON_PHONE || f == PERSON_GUARDIAN_PHONE))
		fits = value_is_phone(v);
	else if (*v && f == PERSON_MAIL)
		fits = value_is_mail(v);
	return fits && strlen(v) <= PERSON_VALUE_MAX &&
	       utf8_valid(v, strlen(v));
}

static int check_value(enum person_field f, const char *v, struct error *err)
{
	if (strlen(v) > PERSON_VALUE_MAX)
		return error_set(err, ERR_TOOBIG,
				 _("a value has at most %d bytes"),
				 PERSON_VALUE_MAX);
	if (person_value_fits(f, v))
		return 0;
	return error_set(err, ERR_INVALID, _("that is no %s"),
			 _(person_field_label(f)));
}

/* What was set before, with room for one field and one id more. */
static int copy_set(struct set_person *out, const struct people *p, size_t at,
		    struct error *err)
{
	const struct set_person *was = person_set(p, at);
	size_t fields = (was ? was->count : 0) + 1;
	size_t ids = (was ? was->apart_count : 0) + 1;

	*out = was ? *was : (struct set_person){0};
	out->field = mem_zalloc(fields * sizeof(*out->field));
	out->value = mem_zalloc(fields * sizeof(*out->value));
	out->apart = mem_zalloc(ids * sizeof(*out->apart));
	if (!out->field || !out->value || !out->apart)
		return error_nomem(err);
	for (size_t i = 0; was && i < was->count; i++) {
		out->field[i] = was->field[i];
		out->value[i] = was->value[i];
	}
	for (size_t i = 0; was && i < was->apart_count; i++)
		out->apart[i] = was->apart[i];
	return 0;
}

static void free_set(struct set_person *s)
{
	mem_free(s->field);
	mem_free(s->value);
	mem_free(s->apart);
}

static void put_field(struct set_person *s, enum person_field f,
		      const char *value)
{
	size_t i = 0;

	while (i < s->count && !str_eq(s->field[i], person_field_name(f)))
		i++;
	s->field[i] = person_field_name(f);
	s->value[i] = value;
	s->count += i == s->count;
}

int person_change(struct act *a, const struct people *p, size_t at,
		  const struct person_change *what, struct error *err)
{
	struct set_person s;
	char id[PERSON_ID];
	int rc = what->field == PERSON_FIELDS
			 ? 0
			 : check_value(what->field, what->value, err);

	if (!rc && what->channel && *what->channel &&
	    person_field_find(what->channel) == PERSON_FIELDS)
		rc = error_set(err, ERR_USAGE,
			       _("\"%s\" is no field of a person"),
			       what->channel);
	if (rc)
		return rc;
	rc = copy_set(&s, p, at, err);
	if (!rc) {
		if (what->field != PERSON_FIELDS)
			put_field(&s, what->field, what->value);
		if (what->listed != KEEP)
			s.removed = what->listed == TAKE_OFF;
		if (what->channel)
			s.channel = what->channel;
		s.why = what->why;
		person_id(id, p, at);
		rc = act_people_set(a, id, &s, err);
	}
	free_set(&s);
	return rc;
}

static int already(const struct people *p, size_t at, size_t other,
		   bool apart, struct error *err)
{
	char one[PERSON_ID], two[PERSON_ID];

	person_label(one, p, at);
	person_label(two, p, other);
	if (at == other)
		return error_set(err, ERR_USAGE,
				 _("%s and %s: name two people"), one, two);
	if (apart || person_same(p, at) != person_same(p, other))
		return 0;
	return error_set(err, ERR_REFUSED,
			 _("%s and %s are one person already"), one, two);
}

int person_join(struct act *a, const struct people *p, size_t at,
		size_t other, bool apart, const char *why, struct error *err)
{
	char id[PERSON_ID], first[PERSON_ID];
	struct set_person s;
	int rc = already(p, at, other, apart, err);

	if (rc)
		return rc;
	person_id(first, p, apart ? at : person_same(p, at));
	person_id(id, p, apart ? other : person_same(p, other));
	rc = copy_set(&s, p, apart ? other : person_same(p, other), err);
	if (!rc) {
		if (apart && person_same(p, at) == person_same(p, other))
			s.same = "";
		if (!apart)
			s.same = first;
		else
			s.apart[s.apart_count++] = first;
		s.why = why;
		rc = act_people_set(a, id, &s, err);
	}
	free_set(&s);
	return rc;
}

int people_group(struct act *a, const char *name, const char *filter,
		 struct error *err)
{
	struct people_filter *f = NULL;
	int rc = filter ? filter_parse(&f, filter, err) : 0;

	filter_free(f);
	return rc ? rc : act_people_group(a, name, filter, err);
}
