/* tui/cmd/member.c - who may write to a case, and whom to call. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/words.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

/* --- list -------------------------------------------------------------------------- */

static void join_json(struct cli *x, const struct join_ask *j)
{
	struct jwrite *w = x->out.json;
	char tag[TAG_LEN];

	key_tag(tag, j->card.dev);
	jwrite_object(w, NULL);
	jwrite_str(w, "name", j->person ? j->person : j->card.name);
	jwrite_bool(w, "claimed", !j->person);
	jwrite_str(w, "role", "none");
	jwrite_bool(w, "asks", true);
	if (*j->as)
		jwrite_str(w, "as", j->as);
	jwrite_str(w, "host", j->card.host);
	jwrite_str(w, "tag", tag);
	jwrite_hex(w, "device", j->card.dev, KEY_LEN);
	jwrite_end(w);
}

static void join_row(struct table *t, const struct join_ask *j)
{
	char tag[TAG_LEN];

	key_tag(tag, j->card.dev);
	if (j->person)
		table_cell(t, j->person);
	else
		table_cellf(t, _("%s (own word)"), j->card.name);
	if (*j->as)
		table_cellf(t, _("asks to join as %s"), j->as);
	else
		table_cell(t, _("asks to join"));
	table_cell(t, j->card.host);
	table_cell(t, tag);
}

static void member_row(struct table *t, const struct who *w)
{
	struct str name = {0};

	view_who(&name, w);
	table_cell(t, str_text(&name));
	table_cell(t, w->removed ? _("removed") : member_role_words(w->role));
	table_cell(t, w->host);
	table_cell(t, w->tag);
	str_release(&name);
}

static void list_json(struct cli *x, const struct situation *s,
		      const struct join_ask *ask, size_t count)
{
	jwrite_str(x->out.json, "case", s->label);
	jwrite_array(x->out.json, "items");
	for (size_t i = 0; i < s->who_count; i++) {
		jwrite_object(x->out.json, NULL);
		view_who_json(x, s->who[i]);
		jwrite_bool(x->out.json, "asks", false);
		jwrite_end(x->out.json);
	}
	for (size_t i = 0; i < count; i++)
		join_json(x, &ask[i]);
	jwrite_end(x->out.json);
}

static int list_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("NAME"), N_("ROLE"), N_("HOST"),
					   N_("DEVICE"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	struct join_ask *ask = NULL;
	size_t count = 0;
	int rc = cli_case(&s, x, 0, err);

	if (!rc)
		rc = store_joins(&ask, &count, x->store, x->open, err);
	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON)
		list_json(x, s, ask, count);
	else {
		for (size_t i = 0; i < s->who_count; i++)
			member_row(&t, s->who[i]);
		for (size_t i = 0; i < count; i++)
			join_row(&t, &ask[i]);
	}
	mem_free(ask);
	return table_end(&t, err);
}

/* --- add, remove, ask ------------------------------------------------------------------- */

/* Evaluators are of drills alone. */
static int role_given(enum member_role *out, const struct situation *s,
		      const char *word, struct error *err)
{
	static const struct {
		const char *word;
		enum member_role role;
	} roles[] = {{"responder", ROLE_RESPONDER},
		     {"observer", ROLE_OBSERVER},
		     {"evaluator", ROLE_EVALUATOR}};
	const size_t n = s->drill ? 3 : 2;

	for (size_t i = 0; i < n; i++)
		if (str_eq(word ? word : roles[0].word, roles[i].word)) {
			*out = roles[i].role;
			return 0;
		}
	error_set(err, ERR_USAGE, _("\"%s\" is no role of a member"), word);
	return error_where(err, _("it is one of: %s"),
			   s->drill ? "responder, observer, evaluator"
				    : "responder, observer");
}

static int add_run(struct cli *x, struct error *err)
{
	enum member_role role = ROLE_RESPONDER;
	const struct situation *s;
	const char *person;
	struct card card;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = role_given(&role, s, cli_text(x, "role"), err);
	if (!rc)
		rc = store_find_device(&card, x->store, cli_word(x, 1), err);
	if (rc)
		return rc;
	person = store_person(x->store, &card);
	rc = act_member_add(&a, card.dev, person ? person : card.name, role,
			    err);
	if (!rc)
		view_recorded(x, &a, _("is a member now"));
	return rc;
}

/* A member by name, tag or the whole key; two devices of one name need the
 * tag. */
static int find_member(const struct who **out, const struct situation *s,
		       const char *word, struct error *err)
{
	*out = NULL;
	for (size_t i = 0; i < s->who_count; i++) {
		const struct who *w = s->who[i];
		char hex[KEY_HEX];

		hex_encode(hex, w->dev, KEY_LEN);
		if (w->removed || (strcmp(w->name, word) != 0 &&
				   strcmp(w->tag, word) != 0 &&
				   strcmp(hex, word) != 0))
			continue;
		if (*out)
			return error_set(err, ERR_USAGE,
					 _("%s has more than one device here; "
					   "name it by its tag"), word);
		*out = w;
	}
	if (*out)
		return 0;
	error_set(err, ERR_NOTFOUND, _("%s is no member of %s"), word,
		  s->label);
	error_fix(err, "stanch case member list %s", s->label);
	return ERR_NOTFOUND;
}

static int remove_run(struct cli *x, struct error *err)
{
	const char *why = cli_text(x, "why");
	const struct situation *s;
	const struct who *w;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = find_member(&w, s, cli_word(x, 1), err);
	if (!rc)
		rc = act_member_remove(&a, w->dev, why, err);
	if (!rc)
		view_recorded(x, &a, _("is a member no longer"));
	return rc;
}

static int ask_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	int rc = cli_case(&s, x, 0, err);

	if (!rc)
		rc = store_ask_join(x->store, x->open, NULL, err);
	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON)
		jwrite_str(x->out.json, "case", s->label);
	out_line(&x->out, _("%s: asked to join; an owner must let you in"),
		 s->label);
	return 0;
}

/* --- contacts ----------------------------------------------------------------------------- */

static void reach_text(struct str *out, const char *const *reach, size_t n)
{
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s", i ? ", " : "", reach[i]);
}

static void contact(struct cli *x, struct table *t, const char *kind,
		    const char *role, const char *name,
		    const char *const *reach, size_t count)
{
	struct str how = {0};

	if (x->out.mode == OUT_JSON) {
		jwrite_object(x->out.json, NULL);
		jwrite_str(x->out.json, "kind", kind);
		jwrite_str(x->out.json, "role", role);
		jwrite_str(x->out.json, "name", name);
		jwrite_list(x->out.json, "reach", reach, count);
		jwrite_end(x->out.json);
		return;
	}
	reach_text(&how, reach, count);
	table_cell(t, role);
	table_cell(t, name ? name : _("nobody yet"));
	table_cell(t, str_text(&how));
	str_release(&how);
}

static void person(struct cli *x, struct table *t, const struct team *team,
		   const char *role, const char *name)
{
	const struct team_person *p =
		team && name ? team_by_name(team, name) : NULL;

	contact(x, t, "person", role, name, p ? p->reach : NULL,
		p ? p->reach_count : 0);
}

static void case_contacts(struct cli *x, struct table *t,
			  const struct team *team, const struct situation *s)
{
	for (size_t i = 0; i < s->role_count; i++) {
		const struct role *r = &s->role[i];

		if (!r->count)
			person(x, t, team, r->key, NULL);
		for (size_t k = 0; k < r->count; k++)
			person(x, t, team, r->key, r->name[k]);
	}
}

static void team_contacts(struct cli *x, struct table *t,
			  const struct team *team)
{
	struct str roles = {0};

	for (size_t i = 0; team && i < team->person_count; i++) {
		str_clear(&roles);
		reach_text(&roles, team->person[i].role,
			   team->person[i].role_count);
		person(x, t, team, str_text(&roles), team->person[i].name);
	}
	str_release(&roles);
}

static int contacts_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("ROLE"), N_("NAME"),
					   N_("HOW TO REACH"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s = NULL;
	const struct team *team;
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (!rc && cli_word(x, 0))
		rc = cli_case(&s, x, 0, err);
	if (rc)
		return rc;
	team = store_team(store);
	if (!s && store_team_trouble(store)) {
		*err = *store_team_trouble(store);
		return err->code;
	}
	cli_team_note(x, store);
	out_items(&x->out, NULL);
	if (s)
		case_contacts(x, &t, team, s);
	else
		team_contacts(x, &t, team);
	for (size_t i = 0; team && i < team->authority_count; i++) {
		const struct team_authority *a = &team->authority[i];

		contact(x, &t, "authority", a->kind, a->name, a->reach,
			a->reach_count);
	}
	out_items_end(&x->out);
	if (!t.count)
		out_line(&x->out, _("Nobody is named yet. Name them in "
				    "team.yaml: git clone %s/playbooks, then "
				    "commit and push."), x->paths.home);
	return table_end(&t, err);
}

static const struct opt add_opts[] = {
	{"role", 0, OPT_TEXT, "responder|observer|evaluator",
	 N_("what they may do; responder if not given, evaluator in drills "
	    "alone")},
	{0}
};

static const struct opt remove_opts[] = {
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{0}
};

const struct command member_commands[] = {
	{"case member list", NULL, N_("List who may write, and who asks to"),
	 "CASE", NULL, "case member list INC-2026-014", list_run,
	 CMD_DRILL},
	{"case member add", NULL, N_("Let a person's device in"),
	 "CASE NAME", add_opts, "case member add INC-2026-014 wu", add_run,
	 CMD_WRITES | CMD_DRILL | CMD_LEADS},
	{"case member remove", NULL, N_("Shut a device out"), "CASE NAME",
	 remove_opts,
	 "case member remove INC-2026-014 wu --why \"Laptop lost\"",
	 remove_run, CMD_WRITES | CMD_DRILL | CMD_LEADS},
	{"case member ask", NULL, N_("Ask to be let in"), "CASE", NULL,
	 "case member ask INC-2026-014", ask_run, CMD_DRILL},
	{"contacts", NULL, N_("Show whom to call, and how"), "[CASE]", NULL,
	 "contacts INC-2026-014", contacts_run, 0},
	{0}
};
