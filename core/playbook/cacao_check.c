/* core/playbook/cacao_check.c - what is odd in a CACAO playbook that can
 * still be read: a warning each. Tables of names are from its schemas. */
#include <ctype.h>
#include <string.h>

#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/playbook/cacao.h"

static const char *const top_names[] = {
	"type", "spec_version", "id", "name", "description", "playbook_types",
	"playbook_activities", "playbook_processing_summary", "created_by",
	"created", "modified", "revoked", "valid_from", "valid_until",
	"derived_from", "related_to", "priority", "severity", "impact",
	"industry_sectors", "labels", "external_references", "markings",
	"playbook_variables", "workflow_start", "workflow_exception",
	"workflow", "playbook_extensions", "agent_definitions",
	"authentication_info_definitions", "target_definitions",
	"extension_definitions", "data_marking_definitions", "signatures",
	NULL};
static const char *const step_names[] = {
	"type", "name", "description", "external_references", "delay",
	"timeout", "step_variables", "owner", "on_completion", "on_success",
	"on_failure", "step_extensions", "commands", "agent", "targets",
	"in_args", "out_args", "playbook_id", "playbook_version",
	"next_steps", "condition", "on_true", "on_false", "switch", "cases",
	NULL};
static const char *const agent_names[] = {
	"type", "name", "description", "location", "agent_target_extensions",
	"contact", "logical", "sector", "address", "port", "username",
	"authentication_info", "category", "jurisdiction", "country", "region",
	NULL};
static const char *const value_types[] = {
	"bool", "dictionary", "float", "hexstring", "integer", "ipv4-addr",
	"ipv6-addr", "long", "mac-addr", "hash", "md5-hash", "sha256-hash",
	"string", "uri", "uuid", NULL};
static const struct {
	const char *type;
	enum phase_kind kind;
} kinds[] = {
	{"mitigation", PHASE_CONTAIN}, {"investigation", PHASE_INVESTIGATE},
	{"notification", PHASE_NOTIFY}, {"detection", PHASE_DETECT},
	{"remediation", PHASE_RECOVER}, {"prevention", PHASE_PREPARE},
};

enum phase_kind cacao_kind(const char *type)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (!strcmp(kinds[i].type, type))
			return kinds[i].kind;
	return PHASE_NONE;
}

static bool one_of(const char *const *list, const char *name)
{
	while (*list && strcmp(*list, name) != 0)
		list++;
	return *list != NULL;
}

static void warn(struct cacao *c, int line, const char *what, const char *name)
{
	import_finding_add(c->im, IMPORT_WARN, line, "%s: %s", what, name);
}

/* --- unknown names -------------------------------------------------------------- */

struct known {
	struct cacao *c;
	const char *const *names;
	int line;
};

static bool check_name(void *ctx, const char *name, const struct jread *v)
{
	const struct known *k = ctx;

	(void)v;
	if (!one_of(k->names, name))
		warn(k->c, k->line ? k->line : cacao_line(k->c, name, NULL),
		     _("an unknown property, left out"), name);
	return true;
}

static void check_names(struct cacao *c, const struct jread *obj,
			const char *const *names, int line)
{
	struct known k = {c, names, line};

	jread_each(obj, check_name, &k);
}

/* --- the playbook ---------------------------------------------------------------- */

static bool is_uuid(const char *s)
{
	for (int i = 0; i < 36; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23 ? s[i] != '-'
							: !isxdigit(
			(unsigned char)s[i]))
			return false;
	return !s[36];
}

/* "<type>--<UUID>" */
static void check_id(struct cacao *c, const char *id, const char *type,
		     int line)
{
	size_t n = strlen(type);

	if (strncmp(id, type, n) != 0 || strncmp(id + n, "--", 2) != 0)
		import_finding_add(c->im, IMPORT_WARN, line,
				   _("an id that does not begin with its "
				     "type %s: %s"), type, id);
	else if (!is_uuid(id + n + 2))
		warn(c, line, _("an id without a UUID"), id);
}

/* 2026-01-31T09:00:00.000Z and nothing else. */
static bool is_time(const char *s)
{
	static const char form[] = "dddd-dd-ddTdd:dd:dd.dddZ";

	for (size_t i = 0; i < sizeof(form) - 1; i++)
		if (form[i] == 'd' ? !isdigit((unsigned char)s[i])
				   : s[i] != form[i])
			return false;
	return !s[sizeof(form) - 1];
}

static void check_times(struct cacao *c)
{
	static const char *const key[] = {"created", "modified", "valid_from",
					  "valid_until"};
	const char *made = jread_str(c->doc, "created");
	const char *changed = jread_str(c->doc, "modified");

	for (size_t i = 0; i < sizeof(key) / sizeof(*key); i++) {
		const char *s = jread_str(c->doc, key[i]);

		if (s && !is_time(s))
			import_finding_add(c->im, IMPORT_WARN,
				cacao_line(c, key[i], NULL),
				_("%s is no time to the millisecond: %s"),
				key[i], s);
	}
	if (made && changed && isdigit((unsigned char)*made) &&
	    isdigit((unsigned char)*changed) && strcmp(changed, made) < 0)
		warn(c, cacao_line(c, "modified", NULL),
		     _("changed before it was made"), changed);
}

static void check_needed(struct cacao *c)
{
	static const char *const key[] = {"spec_version", "id", "name",
					  "created_by", "created", "modified"};
	const char *version = jread_str(c->doc, "spec_version");
	const char *id = jread_str(c->doc, "id");

	for (size_t i = 0; i < sizeof(key) / sizeof(*key); i++)
		if (!jread_get(c->doc, key[i]))
			warn(c, 1, _("a property that must be there is "
				     "missing"), key[i]);
	if (version && strcmp(version, "cacao-2.0") != 0)
		warn(c, cacao_line(c, "spec_version", NULL),
		     _("written for another version of CACAO"), version);
	if (id && str_starts(id, "playbook--") && is_uuid(id + 10) &&
	    id[24] == '4' && strchr("89ab", id[29]))
		c->im->own_id = arena_strdup(&c->im->arena, id + 10);
	if (id)
		check_id(c, id, "playbook", cacao_line(c, "id", NULL));
	if (jread_len(jread_get(c->doc, "playbook_types")) &&
	    !jread_len(jread_get(c->doc, "playbook_activities")))
		warn(c, cacao_line(c, "playbook_types", NULL),
		     _("a property that must be there is missing"),
		     "playbook_activities");
	if (jread_bool(c->doc, "revoked", false))
		import_finding_add(c->im, IMPORT_WARN,
				   cacao_line(c, "revoked", NULL),
				   _("its makers have revoked it"));
	if (jread_str(c->doc, "valid_until"))
		import_finding_add(c->im, IMPORT_INFO,
				   cacao_line(c, "valid_until", NULL),
				   _("its makers call it valid until %s"),
				   jread_str(c->doc, "valid_until"));
	if (jread_len(jread_get(c->doc, "signatures")))
		import_finding_add(c->im, IMPORT_WARN,
				   cacao_line(c, "signatures", NULL),
				   _("signatures are not checked, and not "
				     "taken over"));
}

static void check_exception(struct cacao *c)
{
	const char *id = jread_str(c->doc, "workflow_exception");

	if (id && !map_gets(&c->by_id, id))
		warn(c, cacao_line(c, "workflow_exception", NULL),
		     _("workflow_exception leads to a step that is not "
			     "there, left out"), id);
}

/* --- definitions ----------------------------------------------------------------- */

static bool odd_mail(const char *s)
{
	return s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv"
			   "wxyz0123456789.@_+-")] != '\0';
}

static bool check_mail(void *ctx, const char *name, const struct jread *v)
{
	struct cacao *c = ctx;

	(void)name;
	if (jread_text(v) && odd_mail(jread_text(v)))
		warn(c, c->at, _("an odd e-mail address"), jread_text(v));
	return true;
}

static bool check_agent(void *ctx, const char *id, const struct jread *v)
{
	struct cacao *c = ctx;

	c->at = cacao_line(c, "agent_definitions", id);
	if (!c->at)
		c->at = cacao_line(c, "target_definitions", id);
	if (!jread_str(v, "type")) /* which types there are is open */
		warn(c, c->at, _("an agent or target without a type"), id);
	check_names(c, v, agent_names, c->at);
	jread_each(jread_get(jread_get(v, "contact"), "email"), check_mail, c);
	return true;
}

static bool check_secret(void *ctx, const char *id, const struct jread *v)
{
	struct cacao *c = ctx;
	int line = cacao_line(c, "authentication_info_definitions", id);

	import_finding_add(c->im, IMPORT_INFO, line,
			   _("credentials are named, never kept: %s"), id);
	if (jread_str(v, "password"))
		warn(c, line, _("a password stands in the file"), id);
	return true;
}

static bool check_value(void *ctx, const char *name, const struct jread *v)
{
	const char *type = jread_str(v, "type");
	struct cacao *c = ctx;
	int line = cacao_line(c, "playbook_variables", name);

	if (!type || !one_of(value_types, type))
		warn(c, line ? line : c->at, _("an unknown type of variable"),
		     type ? type : name);
	return true;
}

static void check_markings(struct cacao *c)
{
	static const char *const tlp[] = {
		"marking-tlp--94868c89-83c2-464b-929b-a1a8aa3c8487",
		"marking-tlp--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
		"marking-tlp--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
		"marking-tlp--939a9414-2ddd-4d32-a0cd-375ea402b003",
		"marking-tlp--e828b379-4e03-4974-9ac4-e53a884c97c1", NULL};
	const struct jread *list = jread_get(c->doc, "markings");
	const struct jread *all = jread_get(c->doc,
					    "data_marking_definitions");

	for (size_t i = 0; i < jread_len(list); i++) {
		const char *id = jread_text(jread_at(list, i));

		if (id && !jread_get(all, id) && !one_of(tlp, id))
			warn(c, cacao_line(c, "markings", NULL),
			     _("a marking that is not there"), id);
	}
}

/* --- steps --------------------------------------------------------------------- */

static void check_refs(struct cacao *c, const struct wstep *s)
{
	const struct jread *list = jread_get(s->obj, "targets");
	const char *agent = jread_str(s->obj, "agent");

	if (agent && !jread_get(jread_get(c->doc, "agent_definitions"), agent))
		warn(c, s->line, _("an agent that is not there"), agent);
	for (size_t i = 0; i < jread_len(list); i++) {
		const char *id = jread_text(jread_at(list, i));

		if (id && !jread_get(jread_get(c->doc, "target_definitions"),
				     id))
			warn(c, s->line, _("a target that is not there"), id);
	}
}

static void check_step(struct cacao *c, const struct wstep *s)
{
	bool action = !strcmp(s->type, "action");
	bool asks = !strcmp(s->type, "if-condition") ||
		    !strcmp(s->type, "while-condition");

	if (!jread_is_object(s->obj)) {
		warn(c, s->line, _("a step that is no object"), s->id);
		return;
	}
	if (!*s->type)
		warn(c, s->line, _("a step without a type"), s->id);
	else
		check_id(c, s->id, s->type, s->line);
	if (action && !jread_str(s->obj, "agent"))
		warn(c, s->line, _("an action without an agent"), s->id);
	if (action && !jread_len(jread_get(s->obj, "commands")))
		warn(c, s->line, _("an action without commands"), s->id);
	if (asks && !jread_str(s->obj, "condition"))
		warn(c, s->line, _("a condition that is not told; it becomes "
				   "a decision"), s->id);
	cacao_check_step_types(c, s);
	check_refs(c, s);
	check_names(c, s->obj, step_names, s->line);
	c->at = s->line;
	jread_each(jread_get(s->obj, "step_variables"), check_value, c);
}

void cacao_check(struct cacao *c)
{
	check_needed(c);
	cacao_check_top_types(c);
	check_times(c);
	check_exception(c);
	check_markings(c);
	check_names(c, c->doc, top_names, 0);
	jread_each(jread_get(c->doc, "agent_definitions"), check_agent, c);
	jread_each(jread_get(c->doc, "target_definitions"), check_agent, c);
	jread_each(jread_get(c->doc, "authentication_info_definitions"),
		   check_secret, c);
	jread_each(jread_get(c->doc, "playbook_variables"), check_value, c);
	for (size_t i = 0; i < c->count && !c->im->failed; i++)
		check_step(c, &c->step[i]);
}
