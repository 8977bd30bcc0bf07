/*
 * core/store/team.h - team.yaml: who we are, who to call (docs/
 * PLAYBOOK-FORMAT.md, "team.yaml").
 */
#ifndef STANCH_STORE_TEAM_H
#define STANCH_STORE_TEAM_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"

struct team_person {
	const char *name, *login;
	const char **role;
	size_t role_count;
	const char **reach; /* "phone 000-0000", in order */
	size_t reach_count;
};
struct team_authority {
	const char *kind, *name;
	const char **reach;
	size_t reach_count;
};
struct team {
	const char *zone; /* IANA name, or NULL */
	const char **lang; /* NULL-ended */
	const char **place; /* whose clocks are seen: "eu", "us-ca" */
	size_t place_count;
	bool review_two, approval_two; /* default: both */
	struct team_person *person;	/* in order of seniority */
	size_t person_count;
	struct team_authority *authority;
	size_t authority_count;
};

/* ERR_INVALID: "team.yaml:5:8: ..." in what, how to write it in fix. */
int team_read(struct team **out, const char *text, size_t n,
	      struct error *err);
void team_free(struct team *t);
const struct team_person *team_by_login(const struct team *t,
					const char *login);
const struct team_person *team_by_name(const struct team *t,
				       const char *name);
/* The mail address in the reach of an authority ("mail a@example.org"), or
 * NULL; team and name may be NULL. */
const char *team_authority_mail(const struct team *t, const char *name);

#endif
