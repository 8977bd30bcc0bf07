/* core/playbook/cacao_write.c - a playbook as CACAO 2.0 JSON. Only start,
 * end, action and if steps are written; what CACAO has no word for travels
 * in an extension of our own, so that it comes back. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/jwrite.h"
#include "core/base/time.h"
#include "core/playbook/cacao.h"
#include "core/playbook/export.h"
#include "core/playbook/mdtext.h"

#define ONE_LINE 4000 /* cells: a paragraph is not broken */
#define MAKER "identity--5e1c1b7a-9d0f-4a52-8c36-2b7f0e6d4a10"

struct writing {
	struct jwrite *w;
	const struct playbook *pb;
	const struct pb_source *src;
	size_t lang;
	struct arena a;
	bool failed;
};

static const struct {
	const char *type, *activity;
} of_kind[] = {
	[PHASE_PREPARE] = {"prevention", "configure-systems"},
	[PHASE_DETECT] = {"detection", "match-indicator"},
	[PHASE_CONTAIN] = {"mitigation", "restrict-access"},
	[PHASE_INVESTIGATE] = {"investigation", "analyze-collected-data"},
	[PHASE_NOTIFY] = {"notification", "deliver-content"},
	[PHASE_RECOVER] = {"remediation", "restore-capabilities"},
	[PHASE_LEARN] = {NULL, NULL},
};
static const struct {
	const char *tlp, *level, *id;
} markings[] = {
	{"clear", "TLP:CLEAR",
	 "marking-tlp--94868c89-83c2-464b-929b-a1a8aa3c8487"},
	{"green", "TLP:GREEN",
	 "marking-tlp--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"},
	{"amber", "TLP:AMBER",
	 "marking-tlp--55d920b0-5e8b-4f79-9ee9-91f868d9b421"},
	{"amber+strict", "TLP:AMBER+STRICT",
	 "marking-tlp--939a9414-2ddd-4d32-a0cd-375ea402b003"},
	{"red", "TLP:RED",
	 "marking-tlp--e828b379-4e03-4974-9ac4-e53a884c97c1"},
};

/* --- ids -------------------------------------------------------------------- */

/* The same for the same playbook, type and own id: a UUID v4 in form, made
 * of a hash. */
static const char *stable_id(struct writing *x, const char *type,
			     const char *own)
{
	struct str s = {0};
	uint8_t sum[HASH_LEN];
	char hex[HASH_HEX];
	char *id;

	str_add(&s, "stanch/cacao/1");
	str_addc(&s, '\0');
	str_add(&s, x->pb->id ? x->pb->id : "");
	str_addc(&s, '\0');
	str_add(&s, type);
	str_addc(&s, '\0');
	str_add(&s, own);
	hash_bytes(sum, str_text(&s), s.len);
	sum[6] = (uint8_t)((sum[6] & 0x0f) | 0x40);
	sum[8] = (uint8_t)((sum[8] & 0x3f) | 0x80);
	hex_encode(hex, sum, 16);
	id = arena_printf(&x->a, "%s--%.8s-%.4s-%.4s-%.4s-%.12s", type, hex,
			  hex + 8, hex + 12, hex + 16, hex + 20);
	x->failed |= s.failed || !id;
	str_release(&s);
	return id ? id : "";
}

/* "__tell_authority__" */
static const char *variable(struct writing *x, const char *step)
{
	char *s = arena_printf(&x->a, "__%s__", step);

	for (char *p = s; p && *p; p++)
		if (*p == '-')
			*p = '_';
	x->failed |= !s;
	return s ? s : "";
}

/* --- texts ------------------------------------------------------------------ */

/* With something before it, the bold word a caution begins with is left
 * out. */
static void lines(struct writing *x, struct str *out, const char *before,
		  const struct md_node *node)
{
	struct mdline *line;
	size_t count, from;

	if (!node)
		return;
	if (mdtext_render(&line, &count, &x->a, node, ONE_LINE, 0, NULL)) {
		x->failed = true;
		return;
	}
	str_add(out, before);
	for (size_t i = 0; i < count; i++) {
		str_pad(out, ' ', (size_t)line[i].indent);
		from = !i && *before && line[i].count > 1 &&
		       line[i].span[0].style & MDS_STRONG;
		for (size_t k = from; k < line[i].count; k++)
			str_add(out, line[i].span[k].text +
				(k && k == from ? strspn(line[i].span[k].text,
							 " ") : 0));
		str_addc(out, '\n');
	}
}

static struct md_node *in(struct md_node *const *body, size_t lang)
{
	return body[lang] ? body[lang] : body[0];
}

static void manual(struct writing *x, const struct pb_step *st)
{
	struct str s = {0};
	struct md_node *caution = in(st->caution, x->lang);

	lines(x, &s, "CAUTION: ", caution ? caution->child : NULL);
	lines(x, &s, "", in(st->body, x->lang));
	for (size_t i = 0; i < st->item_count; i++) {
		str_addf(&s, "[ ] %s\n", text_in(&st->item[i].text, x->lang));
		lines(x, &s, "", in(st->item[i].more, x->lang));
	}
	while (s.len && s.p[s.len - 1] == '\n')
		s.p[--s.len] = '\0';
	jwrite_array(x->w, "commands");
	jwrite_object(x->w, NULL);
	jwrite_str(x->w, "type", "manual");
	jwrite_str(x->w, "command", s.len ? s.p : text_in(&st->title,
							  x->lang));
	jwrite_end(x->w);
	jwrite_end(x->w);
	x->failed |= s.failed;
	str_release(&s);
}

/* --- steps ------------------------------------------------------------------ */

static void own_extension(struct writing *x, const struct pb_step *st)
{
	struct jwrite *w = x->w;
	struct str key = {0};

	jwrite_object(w, "step_extensions");
	jwrite_object(w, CACAO_EXTENSION);
	jwrite_str(w, "type", "stanch-step");
	jwrite_str(w, "id", st->id);
	jwrite_str(w, "phase", text_in(&st->phase->title, x->lang));
	jwrite_str(w, "kind", phase_kind_name(st->phase->kind));
	jwrite_array(w, "keys");
	for (size_t i = 0; i < st->place_count; i++) {
		str_clear(&key);
		export_key(&key, x->src, &st->place[i]);
		jwrite_str(w, NULL, str_text(&key));
	}
	jwrite_end(w);
	jwrite_array(w, "items");
	for (size_t i = 0; i < st->item_count; i++)
		jwrite_str(w, NULL, text_in(&st->item[i].text, x->lang));
	jwrite_end(w);
	jwrite_end(w);
	jwrite_end(w);
	x->failed |= key.failed;
	str_release(&key);
}

static bool asks(const struct pb_step *st)
{
	return st->decide.count || st->value != VALUE_NONE;
}

static void action(struct writing *x, const struct pb_step *st,
		   const char *then)
{
	struct jwrite *w = x->w;

	jwrite_object(w, stable_id(x, "action", st->id));
	jwrite_str(w, "type", "action");
	jwrite_str(w, "name", text_in(&st->title, x->lang));
	jwrite_str(w, "on_completion", then);
	manual(x, st);
	jwrite_str(w, "agent", stable_id(x, "group",
					   st->role ? st->role : ""));
	if (asks(st)) {
		jwrite_array(w, "out_args");
		jwrite_str(w, NULL, variable(x, st->id));
		jwrite_end(w);
	}
	own_extension(x, st);
	jwrite_end(w);
}

static bool same_when(const struct pb_step *a, const struct pb_step *b)
{
	return str_eq(a->when_step, b->when_step) &&
	       str_eq(a->when_answer, b->when_answer) &&
	       a->when_not == b->when_not;
}

static void end(struct writing *x, const char *own)
{
	jwrite_object(x->w, stable_id(x, "end", own));
	jwrite_str(x->w, "type", "end");
	jwrite_end(x->w);
}

/* Behind the last step that shares the condition of step i. */
static size_t run_end(const struct playbook *pb, size_t i)
{
	size_t to = i + 1;

	while (pb->step[i].when_step && to < pb->step_count &&
	       same_when(&pb->step[to], &pb->step[i]))
		to++;
	return to;
}

/* The id of what stands for step i: itself, or the if it begins. */
static const char *entry(struct writing *x, size_t i)
{
	const struct pb_step *st = &x->pb->step[i];

	if (i >= x->pb->step_count)
		return stable_id(x, "end", "");
	return stable_id(x, st->when_step ? "if-condition" : "action", st->id);
}

/* Steps i up to `to` hang on one answer. */
static void conditional(struct writing *x, size_t i, size_t to)
{
	const struct pb_step *st = &x->pb->step[i];
	struct str s = {0};

	str_addf(&s, "%s:value %s '%s'", variable(x, st->when_step),
		 st->when_not ? "!=" : "=", st->when_answer);
	jwrite_object(x->w, entry(x, i));
	jwrite_str(x->w, "type", "if-condition");
	jwrite_str(x->w, "name", str_text(&s));
	jwrite_str(x->w, "condition", str_text(&s));
	jwrite_str(x->w, "on_true", stable_id(x, "action", st->id));
	jwrite_str(x->w, "on_completion", entry(x, to));
	jwrite_end(x->w);
	for (size_t k = i; k < to; k++)
		action(x, &x->pb->step[k], k + 1 < to
			       ? stable_id(x, "action", x->pb->step[k + 1].id)
			       : stable_id(x, "end", st->id));
	end(x, st->id);
	x->failed |= s.failed;
	str_release(&s);
}

static void workflow(struct writing *x)
{
	jwrite_str(x->w, "workflow_start", stable_id(x, "start", ""));
	jwrite_object(x->w, "workflow");
	jwrite_object(x->w, stable_id(x, "start", ""));
	jwrite_str(x->w, "type", "start");
	jwrite_str(x->w, "on_completion", entry(x, 0));
	jwrite_end(x->w);
	for (size_t i = 0, to; i < x->pb->step_count; i = to) {
		to = run_end(x->pb, i);
		if (x->pb->step[i].when_step)
			conditional(x, i, to);
		else
			action(x, &x->pb->step[i], entry(x, to));
	}
	end(x, "");
	jwrite_end(x->w);
}

/* --- the playbook ------------------------------------------------------------ */

static void kinds(struct writing *x, const char *name, bool activity)
{
	unsigned seen = 0;

	jwrite_array(x->w, name);
	for (size_t i = 0; i < x->pb->phase_count; i++) {
		enum phase_kind k = x->pb->phase[i].kind;
		const char *word = activity ? of_kind[k].activity
					    : of_kind[k].type;

		if (word && !(seen & 1u << k))
			jwrite_str(x->w, NULL, word);
		seen |= 1u << k;
	}
	jwrite_end(x->w);
}

static bool has_kinds(const struct playbook *pb)
{
	for (size_t i = 0; i < pb->phase_count; i++)
		if (of_kind[pb->phase[i].kind].type)
			return true;
	return false;
}

/* 2031-01-31T09:00:00.000Z */
static void write_time(struct writing *x, const char *name, int64_t at)
{
	char wall[TIME_TEXT];

	time_wall(wall, at, NULL);
	wall[23] = 'Z';
	wall[24] = '\0';
	jwrite_str(x->w, name, wall);
}

static void variables(struct writing *x)
{
	jwrite_object(x->w, "playbook_variables");
	for (size_t i = 0; i < x->pb->step_count; i++) {
		const struct pb_step *st = &x->pb->step[i];

		if (!asks(st))
			continue;
		jwrite_object(x->w, variable(x, st->id));
		jwrite_str(x->w, "type", st->value == VALUE_NUMBER
						 ? "integer" : "string");
		jwrite_str(x->w, "description",
			   text_in(st->decide.count ? &st->title
						    : &st->value_label,
				   x->lang));
		jwrite_end(x->w);
	}
	jwrite_end(x->w);
}

static void agents(struct writing *x)
{
	jwrite_object(x->w, "agent_definitions");
	for (size_t i = 0; i < x->pb->role_count; i++) {
		const struct pb_role *r = &x->pb->role[i];

		jwrite_object(x->w, stable_id(x, "group", r->key));
		jwrite_str(x->w, "type", "group");
		jwrite_str(x->w, "name", text_in(&r->name, x->lang));
		jwrite_end(x->w);
	}
	jwrite_end(x->w);
}

static void marking(struct writing *x)
{
	struct jwrite *w = x->w;

	for (size_t i = 0; i < sizeof(markings) / sizeof(*markings); i++) {
		if (!str_eq(x->pb->tlp, markings[i].tlp))
			continue;
		jwrite_array(w, "markings");
		jwrite_str(w, NULL, markings[i].id);
		jwrite_end(w);
		jwrite_object(w, "data_marking_definitions");
		jwrite_object(w, markings[i].id);
		jwrite_str(w, "type", "marking-tlp");
		jwrite_str(w, "id", markings[i].id);
		jwrite_str(w, "created_by", "identity--5abe695c-7bd5-4c31-"
					    "8824-2528696cdbf1");
		jwrite_str(w, "created", "2022-10-01T00:00:00.000Z");
		jwrite_str(w, "tlpv2_level", markings[i].level);
		jwrite_end(w);
		jwrite_end(w);
	}
}

static void own_definition(struct writing *x)
{
	jwrite_object(x->w, "extension_definitions");
	jwrite_object(x->w, CACAO_EXTENSION);
	jwrite_str(x->w, "type", "extension-definition");
	jwrite_str(x->w, "name", "stanch steps");
	jwrite_str(x->w, "created_by", MAKER);
	jwrite_str(x->w, "schema", "{type, id, phase, kind, keys[], "
				    "items[]}, {type, files[]}");
	jwrite_str(x->w, "version", "1");
	jwrite_end(x->w);
	jwrite_end(x->w);
}

/* The texts themselves, so that they come back as they were: the base, and
 * the language of the export. */
static void own_text(struct writing *x)
{
	jwrite_object(x->w, "playbook_extensions");
	jwrite_object(x->w, CACAO_EXTENSION);
	jwrite_str(x->w, "type", "stanch-playbook");
	jwrite_array(x->w, "files");
	for (size_t i = 0; i <= x->lang; i += x->lang ? x->lang : 1) {
		jwrite_object(x->w, NULL);
		jwrite_str(x->w, "lang", i ? x->pb->lang[i] : "");
		jwrite_str(x->w, "text", x->src[i].text);
		jwrite_end(x->w);
	}
	jwrite_end(x->w);
	jwrite_end(x->w);
	jwrite_end(x->w);
}

static void document(struct writing *x, int64_t created, int64_t modified)
{
	const struct playbook *pb = x->pb;
	struct jwrite *w = x->w;
	char *id = arena_printf(&x->a, "playbook--%s", pb->id ? pb->id : "");

	x->failed |= !id;
	jwrite_str(w, "type", "playbook");
	jwrite_str(w, "spec_version", "cacao-2.0");
	jwrite_str(w, "id", id);
	jwrite_str(w, "name", text_in(&pb->title, x->lang));
	jwrite_str(w, "description", text_in(&pb->intro, x->lang));
	if (has_kinds(pb)) {
		kinds(x, "playbook_types", false);
		kinds(x, "playbook_activities", true);
	}
	jwrite_str(w, "created_by", MAKER);
	write_time(x, "created", created);
	write_time(x, "modified", modified);
	if (pb->version) {
		char *label = arena_printf(&x->a, "version:%s", pb->version);

		jwrite_array(w, "labels");
		jwrite_str(w, NULL, label);
		jwrite_end(w);
		x->failed |= !label;
	}
	marking(x);
	variables(x);
	workflow(x);
	own_text(x);
	agents(x);
	own_definition(x);
}

int export_cacao(struct str *out, const struct playbook *pb,
		 const struct pb_source *src, size_t lang, int64_t created,
		 int64_t modified, struct error *err)
{
	struct writing x = {.w = jwrite_new(), .pb = pb, .src = src,
			    .lang = lang};
	int rc = x.w ? 0 : error_nomem(err);

	if (!rc)
		document(&x, created, modified);
	if (!rc)
		rc = x.failed ? error_nomem(err)
			      : jwrite_pretty(out, x.w, err);
	jwrite_free(x.w);
	arena_release(&x.a);
	return rc;
}
