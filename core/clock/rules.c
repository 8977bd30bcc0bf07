/* core/clock/rules.c - see rules.h: the clock files, read. */
#include "core/clock/rules.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/clock/private.h"
#include "core/clock/words.h"

#define DEPTH 16
#define FORMAT "stanch-clocks-1"
#define AT(member) offsetof(struct clock_rule, member)

void rows_name(struct field_reader *r, struct map *by_id, const char *id,
	       void *row, const struct ynode *at)
{
	if (!id)
		return;
	if (map_gets(by_id, id))
		field_bad(r, at, _("this id is taken: %s"), id);
	else if (map_puts(by_id, id, row))
		r->nomem = true;
}

/* --- clocks -------------------------------------------------------------------- */

static const struct field recipient_fields[] = {
	{"kind", F_ID, AT(kind), true, NULL},
	{"en", F_TEXT, AT(recipient.en), true, NULL},
	{"zh", F_TEXT, AT(recipient.zh), false, NULL},
	{0},
};
static const struct field trigger_fields[] = {
	{"event", F_ID, AT(event), true, NULL},
	{"anchor_clock", F_ID, AT(anchor), false, NULL},
	{"en", F_TEXT, AT(trigger.en), false, NULL},
	{"zh", F_TEXT, AT(trigger.zh), false, NULL},
	{0},
};
static const struct field duration_fields[] = {
	{"value", F_INT, AT(span.value), false, NULL},
	{"unit", F_WORD, AT(span.unit), true, clock_units},
	{"qualifier", F_WORDS, AT(qualifier), false, NULL},
	{"variants", F_OTHER, 0, false, NULL},
	{"from_classified_hours", F_INT, AT(classified_hours), false, NULL},
	{"from_aware_hours", F_INT, AT(aware_hours), false, NULL},
	{0},
};
static const struct field counting_fields[] = {
	{"method", F_WORD, AT(method), true, clock_methods},
	{"flags", F_FLAGS, AT(flags), false, clock_flags},
	{"calendar", F_ID, AT(calendar_id), false, NULL},
	{0},
};
static const struct field evidence_fields[] = {
	{"kind", F_ID, AT(evidence), true, NULL},
	{"checked", F_DATE, AT(checked), false, NULL},
	{"quote", F_TEXT, AT(quote), false, NULL},
	{"remark", F_SAID, AT(remark), false, NULL},
	{0},
};
static const struct field clock_fields[] = {
	{"id", F_ID, AT(id), true, NULL},
	{"jurisdiction", F_ID, AT(jurisdiction), true, NULL},
	{"law", F_WORDS, AT(law), true, NULL},
	{"short", F_WORDS, AT(brief), false, NULL},
	{"article", F_SAID, AT(article), true, NULL},
	{"status", F_WORD, AT(status), true, law_statuses},
	{"effective_from", F_DATE, AT(effective_from), false, NULL},
	{"effective_note", F_SAID, AT(effective_note), false, NULL},
	{"default_enabled", F_BOOL, AT(enabled), true, NULL},
	{"duty_of", F_WORDS, AT(duty_of), false, NULL},
	{"recipient", F_MAP, 0, true, recipient_fields},
	{"trigger", F_MAP, 0, true, trigger_fields},
	{"duration", F_MAP, 0, true, duration_fields},
	{"counting", F_MAP, 0, true, counting_fields},
	{"threshold", F_WORDS, AT(threshold), false, NULL},
	{"exceptions", F_WORDS, AT(exceptions), false, NULL},
	{"content_list", F_ID, AT(content_list), false, NULL},
	{"more_content_lists", F_IDS, AT(more_lists), false, NULL},
	{"penalty", F_SAID, AT(penalty), false, NULL},
	{"citation", F_SOURCE, AT(citation), true, NULL},
	{"confidence", F_ID, AT(confidence), true, NULL},
	{"evidence", F_MAP, 0, true, evidence_fields},
	{"reviewed_by", F_TEXT, AT(reviewed_by), false, NULL},
	{"note", F_WORDS, AT(note), false, NULL},
	{0},
};

struct variant {
	const char *fact;
	struct clock_span span;
};

/* A value that a fact puts in place of the usual one. */
static void read_variants(struct field_reader *r, struct clock_rule *c,
			  const struct ynode *duration)
{
	static const struct field table[] = {
		{"fact", F_ID, offsetof(struct variant, fact), true, NULL},
		{"value", F_INT, offsetof(struct variant, span.value), true,
		 NULL},
		{"unit", F_WORD, offsetof(struct variant, span.unit), true,
		 clock_units},
		{0},
	};
	const struct ynode *v = field_list(r, duration, "variants");

	for (; v; v = v->next) {
		struct variant one = {.span = {.value = -1}};

		fields_read(r, &one, table, v);
		if (one.fact &&
		    clock_term(clock_facts, one.fact) != FACT_SMALL_AGENT)
			field_bad(r, v, _("no clock varies by this fact: %s"),
				  one.fact);
		c->small_agent = one.span;
	}
}

static void check_grade(struct field_reader *r, const struct ynode *in,
			const char *grade)
{
	if (grade && !*clock_grade_words(grade))
		field_bad(r, yread_get(in, "confidence"),
			  _("unknown grade: %s; it is one of A, B, C, D, "
			    "project"), grade);
}

static bool needs_calendar(const struct clock_rule *c)
{
	const unsigned flags = 1u << FLAG_ROLL_CN | 1u << FLAG_ROLL_JP |
			       1u << FLAG_HOLIDAYS_SKIPPED;

	return c->method == METHOD_SEC_DAYS || c->flags & flags;
}

/* What counting needs must be there, in a unit that the method counts in. */
static void check_counting(struct field_reader *r, const struct clock_rule *c,
			   const struct ynode *clock)
{
	const struct ynode *at = yread_get(clock, "duration");
	bool number = c->method != METHOD_NONE &&
		      c->method != METHOD_CONTRACT;

	if (r->first.what)
		return;
	if (!clock_method_takes(c->method, c->span.unit))
		field_bad(r, at, _("%s does not count in %s"),
			  clock_methods[c->method].id,
			  clock_units[c->span.unit].id);
	else if (number && c->span.value < 1)
		field_bad(r, at, _("%s needs a value of 1 or more"),
			  clock_methods[c->method].id);
	else if (!number && c->span.value >= 0)
		field_bad(r, at, _("%s has no value of its own"),
			  clock_methods[c->method].id);
	else if (c->method == METHOD_DORA &&
		 (!c->classified_hours || !c->aware_hours))
		field_bad(r, at, _("%s needs from_classified_hours and "
				   "from_aware_hours"),
			  clock_methods[c->method].id);
	else if (needs_calendar(c) && !c->calendar_id)
		field_bad(r, yread_get(clock, "counting"),
			  _("counting like this needs a calendar"));
}

static void read_clocks(struct field_reader *r, struct clock_rules *to,
			const struct ynode *list)
{
	for (const struct ynode *v = list; v && !r->nomem; v = v->next) {
		struct clock_rule *c =
			field_new(r, &to->clock.at, &to->clock.count,
				  &to->clock.cap, sizeof(*c));

		if (!c)
			return;
		c->span.value = c->small_agent.value = -1;
		c->file = r->file;
		c->line = v->line;
		c->node = v;
		fields_read(r, c, clock_fields, v);
		if (yread_get(v, "duration"))
			read_variants(r, c, yread_get(v, "duration"));
		check_counting(r, c, v);
		check_grade(r, v, c->confidence);
		rows_name(r, &to->clock.by_id, c->id, c, v);
		if (!c->id)
			c->id = "?";
	}
}

/* --- jurisdictions, lists, words --------------------------------------------------- */

static void read_places(struct field_reader *r, struct clock_rules *to,
			const struct ynode *v)
{
	static const struct field table[] = {
		{"id", F_ID, offsetof(struct clock_place, id), true, NULL},
		{"en", F_TEXT, offsetof(struct clock_place, name.en), true,
		 NULL},
		{"zh", F_TEXT, offsetof(struct clock_place, name.zh), false,
		 NULL},
		{"zone", F_TEXT, offsetof(struct clock_place, zone), false,
		 NULL},
		{"zone_note", F_TEXT, offsetof(struct clock_place, zone_note),
		 false, NULL},
		{0},
	};

	for (; v && !r->nomem; v = v->next) {
		const struct zone *zone;
		struct error why = {0};
		struct clock_place *p =
			field_new(r, &to->place.at, &to->place.count,
				  &to->place.cap, sizeof(*p));

		if (!p)
			return;
		fields_read(r, p, table, v);
		if (to->zones && p->zone &&
		    zones_get(&zone, to->zones, p->zone, &why))
			field_bad(r, yread_get(v, "zone"), "%s", why.what);
		rows_name(r, &to->place.by_id, p->id, p, v);
	}
}

static void read_items(struct field_reader *r, struct clock_list *l,
		       const struct ynode *v)
{
	static const struct field table[] = {
		{"item", F_INT, offsetof(struct clock_item, item), true, NULL},
		{"en", F_TEXT, offsetof(struct clock_item, text.en), true,
		 NULL},
		{"zh", F_TEXT, offsetof(struct clock_item, text.zh), false,
		 NULL},
		{0},
	};
	size_t cap = 0;

	for (; v; v = v->next) {
		struct clock_item *i = field_row(r, &l->item, &l->items, &cap,
						 sizeof(*i));

		if (!i)
			return;
		fields_read(r, i, table, v);
		if (i->item != (int)l->items)
			field_bad(r, v, _("item %d belongs here: items count "
					  "up from 1"), (int)l->items);
	}
}

static void read_lists(struct field_reader *r, struct clock_rules *to,
		       const struct ynode *v)
{
	static const struct field table[] = {
		{"id", F_ID, offsetof(struct clock_list, id), true, NULL},
		{"title", F_WORDS, offsetof(struct clock_list, title), true,
		 NULL},
		{"basis", F_SAID, offsetof(struct clock_list, basis), true,
		 NULL},
		{"confidence", F_ID, offsetof(struct clock_list, confidence),
		 true, NULL},
		{"items", F_OTHER, 0, true, NULL},
		{"note", F_TEXT, offsetof(struct clock_list, note), false,
		 NULL},
		{0},
	};

	for (; v && !r->nomem; v = v->next) {
		struct clock_list *l =
			field_new(r, &to->list.at, &to->list.count,
				  &to->list.cap, sizeof(*l));

		if (!l)
			return;
		fields_read(r, l, table, v);
		check_grade(r, v, l->confidence);
		read_items(r, l, field_list(r, v, "items"));
		rows_name(r, &to->list.by_id, l->id, l, v);
	}
}

/* Ids alone, or maps with a name for people. */
static void read_events(struct field_reader *r, struct clock_event ***at,
			size_t *count, size_t *cap, struct map *by_id,
			const struct ynode *v)
{
	static const struct field table[] = {
		{"id", F_ID, offsetof(struct clock_event, id), true, NULL},
		{"en", F_TEXT, offsetof(struct clock_event, name.en), true,
		 NULL},
		{"zh", F_TEXT, offsetof(struct clock_event, name.zh), false,
		 NULL},
		{0},
	};

	for (; v && !r->nomem; v = v->next) {
		struct clock_event *e = field_new(r, at, count, cap,
						  sizeof(*e));

		if (!e)
			return;
		if (v->kind == Y_SCALAR)
			e->id = v->text;
		else
			fields_read(r, e, table, v);
		rows_name(r, by_id, e->id, e, v);
	}
}

/* --- a file ------------------------------------------------------------------------- */

struct head { /* what stands at the top of every file */
	const char *format, *as_of;
	bool no_advice;
};

static void read_top(struct field_reader *r, const struct ynode *root)
{
	static const struct field table[] = {
		{"format", F_TEXT, offsetof(struct head, format), true, NULL},
		{"as_of", F_DATE, offsetof(struct head, as_of), false, NULL},
		{"not_legal_advice", F_BOOL, offsetof(struct head, no_advice),
		 false, NULL},
		{"statement", F_OTHER, 0, false, NULL},
		{"grades", F_OTHER, 0, false, NULL},
		{"evidence_kinds", F_OTHER, 0, false, NULL},
		{"statuses", F_OTHER, 0, false, NULL},
		{"recipient_kinds", F_OTHER, 0, false, NULL},
		{"trigger_events", F_OTHER, 0, false, NULL},
		{"jurisdictions", F_OTHER, 0, false, NULL},
		{"clocks", F_OTHER, 0, false, NULL},
		{"content_lists", F_OTHER, 0, false, NULL},
		{"calendars", F_OTHER, 0, false, NULL},
		{"duty_maps", F_OTHER, 0, false, NULL},
		{0},
	};
	struct head head = {0};

	fields_read(r, &head, table, root);
	if (head.format && strcmp(head.format, FORMAT) != 0)
		field_bad(r, yread_get(root, "format"),
			  _("this program reads %s, not %.40s"), FORMAT,
			  head.format);
}

static void read_file(struct field_reader *r, struct clock_rules *to,
		      const struct ynode *root)
{
	read_top(r, root);
	if (root->kind != Y_MAP)
		return;
	read_places(r, to, field_list(r, root, "jurisdictions"));
	calendars_read(r, to, field_list(r, root, "calendars"));
	read_lists(r, to, field_list(r, root, "content_lists"));
	read_events(r, &to->event.at, &to->event.count, &to->event.cap,
		    &to->event.by_id, field_list(r, root, "trigger_events"));
	read_events(r, &to->kind.at, &to->kind.count, &to->kind.cap,
		    &to->kind.by_id, field_list(r, root, "recipient_kinds"));
	duties_read(r, to, field_list(r, root, "duty_maps"));
	read_clocks(r, to, field_list(r, root, "clocks"));
}

/* The file cannot be read as YAML: its clocks are known by their first lines
 * ("  - id: cn-dsl-29") alone, so that they can be shown as not loaded. */
static void guess_clocks(struct field_reader *r, struct clock_rules *to,
			 const char *text)
{
	bool inside = false;
	int line = 1;

	for (const char *p = text; *p && !r->nomem; line++) {
		size_t n = strcspn(p, "\n"), k = strspn(p, " ");

		if (n && k == 0 && *p != '#')
			inside = n >= 7 && !memcmp(p, "clocks:", 7);
		if (inside && n > k + 6 && !memcmp(p + k, "- id: ", 6)) {
			size_t len = strspn(p + k + 6,
					    "abcdefghijklmnopqrstuvwxyz"
					    "0123456789-_");
			struct clock_rule *c =
				field_new(r, &to->clock.at, &to->clock.count,
					  &to->clock.cap, sizeof(*c));

			if (!c)
				return;
			c->id = arena_strndup(r->arena, p + k + 6, len);
			c->file = r->file;
			c->line = line;
			c->jurisdiction = "";
			r->nomem |= !c->id;
			if (c->id && !map_gets(&to->clock.by_id, c->id) &&
			    map_puts(&to->clock.by_id, c->id, c))
				r->nomem = true;
		}
		p += n + (p[n] == '\n');
	}
}

static void parse_file(struct field_reader *r, struct clock_rules *to,
		       const struct clock_file *f)
{
	struct error why = {0};
	struct ydoc *doc = NULL;
	struct ynode at = {.line = 1, .col = 1};
	size_t unused = to->docs;
	int rc = f->len > CLOCK_FILE_MAX ? ERR_TOOBIG
		 : yread_parse(&doc, f->text, f->len, DEPTH, 1, &why);

	if (rc == ERR_NOMEM) {
		r->nomem = true;
	} else if (rc == ERR_TOOBIG) {
		field_bad(r, &at, _("over 1 MiB"));
	} else if (rc) {
		long long line = 1, col = 1;
		char *colon = strchr(why.where, ':');

		if (colon) {
			*colon = '\0';
			str_int(&line, why.where, 1, 1 << 30);
			str_int(&col, colon + 1, 1, 1 << 30);
		}
		at = (struct ynode){.line = (int)line, .col = (int)col};
		field_bad(r, &at, "%s", why.what);
	} else if (arena_grow(r->arena, &to->doc, to->docs, &to->doc_cap,
			      sizeof(*to->doc))) {
		r->nomem = true;
		yread_free(doc);
	} else {
		to->doc[to->docs++] = doc;
		if (yread_root(doc))
			read_file(r, to, yread_root(doc));
	}
	if (!r->nomem && to->docs == unused)
		guess_clocks(r, to, f->text);
}

/* Keeps a problem; the clocks from row `from` on are not loaded by it. */
static void blame(struct clock_rules *to, struct field_reader *r,
		  struct clock_file *f, size_t from)
{
	struct clock_problem *p = field_new(r, &to->problem.at,
					    &to->problem.count,
					    &to->problem.cap, sizeof(*p));

	if (!p)
		return;
	*p = r->first;
	f->bad = p;
	for (size_t i = from; i < to->clock.count; i++)
		if (!strcmp(to->clock.at[i]->file, f->path))
			to->clock.at[i]->bad = p;
}

int clock_rules_add(struct clock_rules *to, const char *path,
		    const char *text, size_t n, struct error *err)
{
	struct field_reader r = {.arena = &to->arena};
	size_t from = to->clock.count;
	struct clock_file *f = field_new(&r, &to->file.at, &to->file.count,
					 &to->file.cap, sizeof(*f));

	if (f) {
		f->path = r.file = arena_strdup(&to->arena, path);
		f->text = arena_strndup(&to->arena, text, n);
		f->len = n;
		r.nomem = !f->path || !f->text;
	}
	if (!r.nomem)
		parse_file(&r, to, f);
	if (!r.nomem && r.first.what)
		blame(to, &r, f, from);
	return r.nomem ? error_nomem(err) : 0;
}

/* --- what names what ------------------------------------------------------------------ */

static void look(struct field_reader *r, const struct ynode *in,
		 const char *key, const struct map *of, const char *id,
		 const char *what)
{
	const struct ynode *at = yread_get(in, key);

	if (id && !map_gets(of, id))
		field_bad(r, at ? at : in, "%s: %s", what, id);
}

static void link_lists(struct field_reader *r, struct clock_rules *to,
		       struct clock_rule *c)
{
	look(r, c->node, "content_list", &to->list.by_id, c->content_list,
	     _("unknown content list"));
	for (size_t i = 0; i < c->more_lists.count; i++)
		look(r, c->node, "more_content_lists", &to->list.by_id,
		     c->more_lists.at[i], _("unknown content list"));
}

/* A calendar whose own file is refused is none to count with. */
static void link_calendar(struct field_reader *r, struct clock_rules *to,
			  struct clock_rule *c)
{
	const struct ynode *in = yread_get(c->node, "counting");
	const struct clock_file *f;

	look(r, in, "calendar", &to->calendar.by_id, c->calendar_id,
	     _("unknown calendar"));
	c->calendar = clock_calendar(to, c->calendar_id);
	f = c->calendar ? clock_file(to, c->calendar->file) : NULL;
	if (f && f->bad)
		field_bad(r, yread_get(in, "calendar"),
			  _("the calendar is not loaded: %s"),
			  c->calendar_id);
}

static void link_clock(struct field_reader *r, struct clock_rules *to,
		       struct clock_rule *c)
{
	const struct ynode *trigger = yread_get(c->node, "trigger");

	look(r, c->node, "jurisdiction", &to->place.by_id, c->jurisdiction,
	     _("unknown jurisdiction"));
	look(r, trigger, "event", &to->event.by_id, c->event,
	     _("unknown trigger event"));
	look(r, yread_get(c->node, "recipient"), "kind", &to->kind.by_id,
	     c->kind, _("unknown kind of recipient"));
	look(r, trigger, "anchor_clock", &to->clock.by_id, c->anchor,
	     _("unknown clock"));
	link_calendar(r, to, c);
	link_lists(r, to, c);
}

int clock_rules_link(struct clock_rules *to, struct error *err)
{
	for (size_t f = 0; f < to->file.count; f++) {
		struct clock_file *file = to->file.at[f];
		struct field_reader r = {.arena = &to->arena,
					 .file = file->path};

		for (size_t i = 0; i < to->clock.count && !file->bad; i++)
			if (!strcmp(to->clock.at[i]->file, file->path))
				link_clock(&r, to, to->clock.at[i]);
		if (r.first.what)
			blame(to, &r, file, 0);
		if (r.nomem)
			return error_nomem(err);
	}
	return 0;
}
