/* core/playbook/cacao_types.c - what must be text, a list or an object in a
 * CACAO playbook, after its schemas, and is not. */
#include <string.h>

#include "core/base/tr.h"
#include "core/playbook/cacao.h"

enum want { TEXT, LIST, OBJECT, TRUTH, NUMBER, NEXT };

static const char *const words[] = {
	[TEXT] = N_("a string"), [LIST] = N_("a list"),
	[OBJECT] = N_("an object"),
	[TRUTH] = N_("true or false"), [NUMBER] = N_("a number"),
	[NEXT] = N_("the id of a step"),
};

struct typed {
	const char *name;
	enum want want;
};

static const struct typed top[] = {
	{"spec_version", TEXT}, {"id", TEXT}, {"name", TEXT},
	{"description", TEXT}, {"created_by", TEXT}, {"created", TEXT},
	{"modified", TEXT}, {"valid_from", TEXT}, {"valid_until", TEXT},
	{"workflow_exception", TEXT}, {"playbook_types", LIST},
	{"playbook_activities", LIST}, {"labels", LIST}, {"markings", LIST},
	{"external_references", LIST}, {"industry_sectors", LIST},
	{"signatures", LIST}, {"playbook_variables", OBJECT},
	{"agent_definitions", OBJECT}, {"target_definitions", OBJECT},
	{"authentication_info_definitions", OBJECT},
	{"extension_definitions", OBJECT},
	{"data_marking_definitions", OBJECT}, {"revoked", TRUTH},
	{"priority", NUMBER}, {"severity", NUMBER}, {"impact", NUMBER},
	{0},
};
static const struct typed of_step[] = {
	{"type", TEXT}, {"name", TEXT}, {"description", TEXT},
	{"agent", TEXT}, {"condition", TEXT}, {"switch", TEXT},
	{"playbook_id", TEXT}, {"commands", LIST}, {"targets", LIST},
	{"in_args", LIST}, {"out_args", LIST}, {"next_steps", LIST},
	{"cases", OBJECT}, {"step_variables", OBJECT},
	{"step_extensions", OBJECT}, {"delay", NUMBER}, {"timeout", NUMBER},
	{"on_completion", NEXT}, {"on_success", NEXT}, {"on_failure", NEXT},
	{"on_true", NEXT}, {"on_false", NEXT}, {0},
};
static const struct typed of_command[] = {
	{"type", TEXT}, {"command", TEXT}, {"command_b64", TEXT},
	{"content", TEXT}, {"content_b64", TEXT}, {"description", TEXT}, {0},
};

static bool fits(const struct jread *v, enum want want)
{
	bool text = jread_text(v) != NULL;

	switch (want) {
	case TEXT:
		return text;
	case LIST:
		return jread_is_array(v);
	case OBJECT:
		return jread_is_object(v);
	case TRUTH:
		return jread_is_bool(v);
	case NUMBER: /* jread has no word for fractions */
		return !text && !jread_is_array(v) && !jread_is_object(v) &&
		       !jread_is_bool(v);
	case NEXT: /* older files have a list of one */
		return text || jread_text(jread_at(v, 0));
	}
	return false;
}

static void check_types(struct cacao *c, const struct jread *obj,
			const struct typed *t, const char *of, int line)
{
	for (; t->name; t++) {
		const struct jread *v = jread_get(obj, t->name);

		if (v && !fits(v, t->want))
			import_finding_add(c->im, IMPORT_WARN,
				line ? line : cacao_line(c, t->name, NULL),
				_("%s of %s must be %s"), t->name, of,
				_(words[t->want]));
	}
}

static void check_command(struct cacao *c, const struct wstep *s,
			  const struct jread *cmd)
{
	if (!jread_is_object(cmd)) {
		import_finding_add(c->im, IMPORT_WARN, s->line,
				   _("a command that is no object: %s"),
				   s->id);
		return;
	}
	if (!jread_get(cmd, "type"))
		import_finding_add(c->im, IMPORT_WARN, s->line,
				   _("a command without a type: %s"), s->id);
	check_types(c, cmd, of_command, s->id, s->line);
}

/* What a type of step cannot do without. */
static void check_whole(struct cacao *c, const struct wstep *s)
{
	static const struct {
		const char *type, *needs;
		size_t least;
	} row[] = {
		{"start", "on_completion", 0},
		{"if-condition", "on_true", 0},
		{"while-condition", "on_true", 0},
		{"switch-condition", "switch", 0},
		{"switch-condition", "cases", 0},
		{"parallel", "next_steps", 2},
		{"playbook-action", "playbook_id", 0},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		const struct jread *v = jread_get(s->obj, row[i].needs);

		if (strcmp(s->type, row[i].type) != 0)
			continue;
		if (!v)
			import_finding_add(c->im, IMPORT_WARN, s->line,
					   _("%s is missing: %s"),
					   row[i].needs, s->id);
		else if (jread_is_array(v) && jread_len(v) < row[i].least)
			import_finding_add(c->im, IMPORT_WARN, s->line,
					   _("fewer than two %s: %s"),
					   row[i].needs, s->id);
	}
	if (jread_get(s->obj, "on_completion") &&
	    (jread_get(s->obj, "on_success") ||
	     jread_get(s->obj, "on_failure")))
		import_finding_add(c->im, IMPORT_WARN, s->line,
				   _("on_completion beside on_success or "
				     "on_failure: %s"), s->id);
}

void cacao_check_top_types(struct cacao *c)
{
	check_types(c, c->doc, top, "playbook", 0);
}

void cacao_check_step_types(struct cacao *c, const struct wstep *s)
{
	const struct jread *list = jread_get(s->obj, "commands");

	check_types(c, s->obj, of_step, s->id, s->line);
	check_whole(c, s);
	for (size_t i = 0; i < jread_len(list); i++)
		check_command(c, s, jread_at(list, i));
}
