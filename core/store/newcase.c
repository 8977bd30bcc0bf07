/* core/store/newcase.c - a new case: its label, its members, its roles. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/store/private.h"

#define OWNERS 5 /* at most: docs/FILE-FORMAT.md 4 */
#define TRIES 100
#define LEAD "lead" /* where no playbook says otherwise */

struct making {
	struct store *s;
	const struct store_new *what;
	const struct team *team; /* NULL: none, or nobody in it */
	struct arena arena;
	struct playbook *pb;
	struct pb_texts texts;
	struct card *card; /* the devices known here, oldest first */
	const struct team_person **holder; /* of each card, or NULL */
	size_t card_count;
	const char *me;
	struct casenew n;
	uint8_t (*owner)[KEY_LEN], (*responder)[KEY_LEN];
};

/* --- who is in ------------------------------------------------------------------ */

static bool is_mine(const struct making *m, size_t i)
{
	return !memcmp(m->card[i].dev, m->s->card.dev, KEY_LEN);
}

static bool wanted_name(const struct making *m, const char *name)
{
	if (!m->what->only)
		return true;
	for (size_t i = 0; i < m->what->only_count; i++)
		if (!strcasecmp(m->what->only[i], name))
			return true;
	return false;
}

static bool in_team(const struct making *m, const char *name)
{
	for (size_t i = 0; m->team && i < m->team->person_count; i++)
		if (!strcasecmp(m->team->person[i].name, name))
			return true;
	return false;
}

/* A card's own name counts only where the team knows nobody of that name:
 * else anybody could be let in by calling himself so. */
static bool wanted(const struct making *m, size_t i)
{
	if (is_mine(m, i) || !m->what->only)
		return true;
	if (m->holder[i])
		return wanted_name(m, m->holder[i]->name);
	return !in_team(m, m->card[i].name) &&
	       wanted_name(m, m->card[i].name);
}

static bool knows(const struct making *m, const char *name,
		  const char **near)
{
	bool found = !strcasecmp(m->me, name) || in_team(m, name);

	*near = near_better(name, NULL, m->me);
	for (size_t i = 0; m->team && i < m->team->person_count; i++)
		*near = near_better(name, *near, m->team->person[i].name);
	for (size_t i = 0; i < m->card_count; i++) {
		if (m->holder[i])
			continue;
		found = found || !strcasecmp(m->card[i].name, name);
		*near = near_better(name, *near, m->card[i].name);
	}
	return found;
}

static int check_only(const struct making *m, struct error *err)
{
	const char *near;

	for (size_t i = 0; i < m->what->only_count; i++) {
		if (knows(m, m->what->only[i], &near))
			continue;
		error_set(err, ERR_NOTFOUND,
			  _("nobody here is called \"%s\""),
			  m->what->only[i]);
		if (near)
			error_where(err, _("did you mean: %s"), near);
		return error_fix(err, "stanch contacts");
	}
	return 0;
}

static bool has_role(const struct team_person *p, const char *role)
{
	for (size_t i = 0; p && i < p->role_count; i++)
		if (!strcmp(p->role[i], role))
			return true;
	return false;
}

static const char *lead_role(const struct making *m)
{
	return m->pb && m->pb->role_count ? m->pb->role[0].key : LEAD;
}

static bool is_owner(const struct making *m, const uint8_t *dev)
{
	for (size_t i = 0; i < m->n.owner_count; i++)
		if (!memcmp(m->owner[i], dev, KEY_LEN))
			return true;
	return false;
}

static void add_owner(struct making *m, const uint8_t *dev)
{
	if (!is_owner(m, dev) && m->n.owner_count < OWNERS)
		memcpy(m->owner[m->n.owner_count++], dev, KEY_LEN);
}

/* The devices of those who hold the lead role, the most senior first; then
 * the author's, for which a place is kept. */
static void choose_owners(struct making *m)
{
	const char *role = lead_role(m);

	for (size_t p = 0; !m->what->drill && m->team &&
			   p < m->team->person_count; p++) {
		const struct team_person *who = &m->team->person[p];

		for (size_t i = 0; has_role(who, role) && i < m->card_count;
		     i++)
			if (m->holder[i] == who && wanted(m, i) &&
			    (is_mine(m, i) || m->n.owner_count < OWNERS - 1 ||
			     is_owner(m, m->s->card.dev)))
				add_owner(m, m->card[i].dev);
	}
	add_owner(m, m->s->card.dev);
}

/* What the others see of a device from the first minute on: the person the
 * team knows, else the Unix account that owns its card - never what the card
 * says of itself. NULL if neither is known. */
static const char *given_name(struct making *m, size_t i)
{
	char *login;
	const char *name;

	if (m->holder[i])
		return m->holder[i]->name;
	login = m->card[i].owner == (uid_t)-1 ? NULL
					      : store_login(m->card[i].owner);
	name = arena_strdup(&m->arena, login);
	mem_free(login);
	return name;
}

static int choose_members(struct making *m, struct error *err)
{
	size_t bytes = (m->card_count + 1) * KEY_LEN;
	const char *name;

	m->owner = arena_alloc(&m->arena, (size_t)OWNERS * KEY_LEN);
	m->responder = arena_alloc(&m->arena, bytes);
	m->n.name = arena_alloc(&m->arena,
				(m->card_count + 1) * sizeof(*m->n.name));
	if (!m->owner || !m->responder || !m->n.name)
		return error_nomem(err);
	choose_owners(m);
	m->n.name[m->n.name_count++] =
		(struct casenew_name){m->s->card.dev, m->me};
	for (size_t i = 0; i < m->card_count; i++) {
		if (!wanted(m, i))
			continue;
		if (!is_owner(m, m->card[i].dev))
			memcpy(m->responder[m->n.responder_count++],
			       m->card[i].dev, KEY_LEN);
		name = is_mine(m, i) ? NULL : given_name(m, i);
		if (name)
			m->n.name[m->n.name_count++] =
				(struct casenew_name){m->card[i].dev, name};
	}
	m->n.owners = (const uint8_t(*)[KEY_LEN])m->owner;
	m->n.responders = (const uint8_t(*)[KEY_LEN])m->responder;
	return 0;
}

/* --- who does what --------------------------------------------------------------- */

static int fill_role(struct making *m, struct casenew_role *r,
		     const char *key, struct error *err)
{
	size_t most = m->team ? m->team->person_count : 1;
	const char **who = arena_alloc(&m->arena, most * sizeof(*who));

	if (!who)
		return error_nomem(err);
	*r = (struct casenew_role){key, who, 0};
	if (m->what->drill) { /* roles, never names */
		who[r->count++] = key;
		return 0;
	}
	for (size_t i = 0; m->team && i < most; i++)
		if (has_role(&m->team->person[i], key) &&
		    wanted_name(m, m->team->person[i].name))
			who[r->count++] = m->team->person[i].name;
	/* No team yet: whoever opens the case leads it. */
	if (!m->team && !strcmp(key, lead_role(m)))
		who[r->count++] = m->me;
	return 0;
}

static int fill_roles(struct making *m, struct error *err)
{
	size_t n = m->pb ? m->pb->role_count : 0;
	int rc = 0;

	m->n.role = arena_alloc(&m->arena, (n + 1) * sizeof(*m->n.role));
	if (!m->n.role)
		return error_nomem(err);
	for (size_t i = 0; !rc && i < n; i++) {
		struct casenew_role *r = &m->n.role[m->n.role_count];

		rc = fill_role(m, r, m->pb->role[i].key, err);
		m->n.role_count += !rc && r->count;
	}
	return rc;
}

/* --- making it -------------------------------------------------------------------- */

static int read_cards(struct making *m, struct error *err)
{
	int rc = card_list(&m->card, &m->card_count, NULL, m->s->devices, err);

	if (rc)
		return rc;
	m->holder = arena_alloc(&m->arena,
				(m->card_count + 1) * sizeof(*m->holder));
	if (!m->holder)
		return error_nomem(err);
	for (size_t i = 0; i < m->card_count; i++)
		m->holder[i] = store_holder(m->s, m->card[i].owner);
	return 0;
}

static int read_playbook(struct making *m, struct error *err)
{
	struct findings f = {0};
	int rc;

	if (!m->what->playbook)
		return 0;
	rc = store_playbook(&m->pb, &m->texts, &f, m->s, m->what->playbook,
			    m->what->commit ? m->what->commit : "main", err);
	findings_release(&f);
	if (rc)
		return rc;
	m->n.slug = m->pb->slug;
	m->n.commit = m->texts.commit;
	m->n.file = m->texts.src;
	m->n.file_count = m->texts.count;
	return 0;
}

/* The number behind the greatest of this year; "INC-2026-014b" is a 14. */
static int next_number(unsigned *out, struct making *m, const char *prefix,
		       struct error *err)
{
	size_t n = strlen(prefix), count;
	const char **label;
	struct arena a = {0};
	unsigned long most = 0;
	int rc = m->what->drill
			 ? store_drills(&label, &count, &a, m->s, err)
			 : store_labels(&label, &count, &a, m->s, err);

	for (size_t i = 0; !rc && i < count; i++) {
		unsigned long no;

		if (strncmp(label[i], prefix, n))
			continue;
		no = strtoul(label[i] + n, NULL, 10);
		if (no > most && no < 1000000)
			most = no;
	}
	arena_release(&a);
	*out = (unsigned)most + 1;
	return rc;
}

static char *label_path(const struct making *m, const char *label)
{
	char name[64];

	if (!m->what->drill)
		return store_case_path(m->s, label);
	snprintf(name, sizeof(name), "%s.drill", label);
	return io_join(m->s->drills, name);
}

/* Two people at once: whoever finds the label taken takes the next. */
static int create(struct casefile **out, struct making *m, struct error *err)
{
	struct caseopts opts = store_caseopts(m->s, false);
	const struct env *env = m->s->env;
	char prefix[16], label[32];
	unsigned first;
	int rc, year = time_civil(env->now(env->ctx), env->zone).year;
	const char *dir = m->what->drill ? m->s->drills : m->s->cases;

	snprintf(prefix, sizeof(prefix), "%s-%04d-",
		 m->what->drill	 ? "DRILL"
		 : m->what->plan ? "PLAN" : "INC", year);
	rc = next_number(&first, m, prefix, err);
	for (unsigned i = 0; !rc && i < TRIES; i++) {
		char *path;
		bool taken;

		snprintf(label, sizeof(label), "%s%03u", prefix, first + i);
		m->n.label = label;
		rc = casefile_create(out, dir, &m->n, &opts, err);
		if (rc != ERR_REFUSED)
			return rc;
		path = label_path(m, label);
		taken = path && io_exists(path);
		mem_free(path);
		if (!taken)
			return rc;
		error_clear(err);
		rc = 0;
	}
	return rc ? rc
		  : error_set(err, ERR_BUSY, _("%s: no free label was found"),
			      dir);
}

int store_case_new(struct casefile **out, struct store *s,
		   const struct store_new *what, struct error *err)
{
	struct making m = {.s = s, .what = what};
	const struct error *trouble = store_team_trouble(s);
	struct str card = {0};
	int rc;

	*out = NULL;
	/* A team.yaml that is wrong must not keep anybody from opening a case
	 * on a bad day; one there was no memory to read is another thing. */
	if (trouble && trouble->code == ERR_NOMEM)
		return error_nomem(err);
	m.n = (struct casenew){.title = what->title,
			       .severity = what->severity,
			       .aware = what->aware, .basis = what->basis,
			       .by = what->by};
	m.team = store_team(s);
	if (m.team && !m.team->person_count)
		m.team = NULL;
	m.me = store_me(s);
	card_text(&card, &s->card);
	m.n.card = str_text(&card);
	rc = card.failed ? error_nomem(err) : read_playbook(&m, err);
	if (!rc)
		rc = read_cards(&m, err);
	if (!rc)
		rc = check_only(&m, err);
	if (!rc)
		rc = choose_members(&m, err);
	if (!rc)
		rc = fill_roles(&m, err);
	if (!rc)
		rc = create(out, &m, err);
	playbook_free(m.pb);
	pb_texts_release(&m.texts);
	mem_free(m.card);
	str_release(&card);
	arena_release(&m.arena);
	return rc;
}
