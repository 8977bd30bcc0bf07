/* tui/cmd/people.c - the register of affected people, looked at. */
#include "tui/cmd/people.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"

#define LIST_LINES 50
#define VALUE_SHOWN 200

int people_see(struct people **out, struct cli *x, const char *what,
	       const char *detail, struct error *err)
{
	int rc = view_access(x, what, detail, err);

	*out = NULL;
	return rc ? rc : register_open(out, x->open, err);
}

bool people_agree(struct cli *x)
{
	return ask_letter(x, ">", "ny") == 'y';
}

/* A value as it may be seen: in part, unless all was asked for. */
static const char *seen(char out[VALUE_SHOWN * 4], struct str *buf,
			const struct people *p, size_t at,
			enum person_field f, bool whole)
{
	const char *value = person_get(buf, p, at, f);

	if (whole)
		return value;
	person_mask(out, VALUE_SHOWN, f, value);
	return out;
}

static void person_json(struct cli *x, const struct people *p, size_t at,
			bool whole)
{
	struct jwrite *w = x->out.json;
	char label[PERSON_ID], text[VALUE_SHOWN * 4];
	struct str buf = {0};

	person_label(label, p, at);
	jwrite_str(w, "id", label);
	for (int f = 0; f < PERSON_FIELDS; f++)
		jwrite_str(w, person_field_name((enum person_field)f),
			   seen(text, &buf, p, at, (enum person_field)f,
				whole));
	person_label(label, p, person_same(p, at));
	jwrite_str(w, "same", person_same(p, at) == at ? NULL : label);
	jwrite_bool(w, "removed", person_removed(p, at));
	jwrite_bool(w, "conflict", person_conflict(p, at));
	str_release(&buf);
}

/* --- list --------------------------------------------------------------------------- */

static void list_rows(struct cli *x, const struct people *p,
		      const size_t *at, size_t count, struct table *t)
{
	static const enum person_field shown[] = {
		PERSON_NAME, PERSON_PHONE, PERSON_MAIL, PERSON_LANGUAGE,
		PERSON_JURISDICTION, PERSON_KINDS, PERSON_MINOR,
		PERSON_GROUP};
	bool whole = cli_flag(x, "unmask");
	char text[VALUE_SHOWN * 4], label[PERSON_ID];
	struct str buf = {0};

	for (size_t i = 0; i < count; i++) {
		person_label(label, p, at[i]);
		table_cell(t, label);
		for (size_t k = 0; k < sizeof(shown) / sizeof(*shown); k++)
			table_cell(t, seen(text, &buf, p, at[i], shown[k],
					   whole));
		person_label(label, p, person_same(p, at[i]));
		table_cell(t, person_removed(p, at[i])	    ? _("removed")
			      : person_same(p, at[i]) == at[i] ? ""
							       : label);
	}
	str_release(&buf);
}

static void list_json(struct cli *x, const struct people *p,
		      const size_t *at, size_t count, size_t all)
{
	struct jwrite *w = x->out.json;

	jwrite_int(w, "rows", (int64_t)register_rows(p));
	jwrite_int(w, "people", (int64_t)register_people(p));
	jwrite_int(w, "found", (int64_t)all);
	jwrite_array(w, "items");
	for (size_t i = 0; i < count; i++) {
		jwrite_object(w, NULL);
		person_json(x, p, at[i], cli_flag(x, "unmask"));
		jwrite_end(w);
	}
	jwrite_end(w);
}

static int read_limit(size_t *out, const struct cli *x, struct error *err)
{
	const char *text = cli_text(x, "limit");
	long long n = x->out.mode == OUT_TEXT ? LIST_LINES : 0;

	if (text && !str_int(&n, text, 0, 100000000))
		return error_set(err, ERR_USAGE, _("\"%s\" is no limit"),
				 text);
	*out = (size_t)n;
	return 0;
}

static int list_register(struct cli *x, const struct people *p,
			 size_t limit, struct error *err)
{
	static const char *const head[] = {N_("ID"), N_("NAME"),
		N_("TELEPHONE"), N_("E-MAIL"), N_("LANGUAGE"), N_("REGION"),
		N_("KINDS"), N_("MINOR"), N_("GROUP"), N_("SAME AS"), NULL};
	struct table t = {.out = &x->out, .head = head};
	size_t *at, count, shown;
	int rc = people_chosen(&at, &count, p, x, err);

	shown = limit && count > limit ? limit : count;
	if (!rc && x->out.mode == OUT_JSON)
		list_json(x, p, at, shown, count);
	else if (!rc)
		list_rows(x, p, at, shown, &t);
	if (!rc)
		rc = table_end(&t, err);
	if (!rc)
		out_note(&x->out,
			 ngettext("%zu of %zu person, %zu shown",
				  "%zu of %zu people, %zu shown",
				  register_people(p)),
			 count, register_people(p), shown);
	mem_free(at);
	return rc;
}

static const char *viewed(const struct cli *x)
{
	return cli_flag(x, "unmask") ? "people-unmasked" : "people-viewed";
}

static int list_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct people *p = NULL;
	size_t limit = 0;
	int rc = read_limit(&limit, x, err);

	if (!rc)
		rc = cli_case(&s, x, 0, err);
	if (!rc && x->out.mode == OUT_JSON)
		jwrite_str(x->out.json, "case", s->label);
	if (!rc)
		rc = people_see(&p, x, viewed(x), NULL, err);
	if (!rc)
		rc = list_register(x, p, limit, err);
	register_close(p);
	return rc;
}

/* --- show --------------------------------------------------------------------------- */

static void show_text_of(struct cli *x, const struct people *p, size_t at)
{
	const struct set_person *set = person_set(p, at);
	char label[PERSON_ID], text[VALUE_SHOWN * 4];
	struct str buf = {0};

	person_label(label, p, at);
	out_line(&x->out, "%s", label);
	for (int f = 0; f < PERSON_FIELDS; f++) {
		const char *v = seen(text, &buf, p, at, (enum person_field)f,
				     cli_flag(x, "unmask"));

		if (*v)
			out_line(&x->out, "  %s: %s",
				 _(person_field_label((enum person_field)f)),
				 v);
	}
	str_release(&buf);
	if (person_same(p, at) != at) {
		person_label(label, p, person_same(p, at));
		out_line(&x->out, _("  The same person as %s"), label);
	}
	if (person_removed(p, at))
		out_line(&x->out, "%s", _("  Taken off the register"));
	if (person_conflict(p, at))
		out_line(&x->out, "%s", _("  Two people changed this at once: "
					  "set it again"));
	if (set && set->channel)
		out_line(&x->out, _("  Reach by: %s"), set->channel);
	if (set && set->why)
		out_line(&x->out, _("  Why: %s"), set->why);
}

static void show_enquiries(struct cli *x, const struct people *p, size_t at)
{
	const struct situation *s = casefile_now(x->open);
	struct enquiry_now now;
	char id[PERSON_ID];

	person_id(id, p, at);
	for (size_t i = 0; i < s->enquiry_count; i++) {
		if (!str_eq(s->enquiry[i]->person, id))
			continue;
		enquiry_state(&now, s, s->enquiry[i]);
		out_line(&x->out, "  %s  %s", s->enquiry[i]->label,
			 now.answer    ? _("answered")
			 : now.overdue ? _("OVERDUE")
				       : _("open"));
	}
}

static int show_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct people *p = NULL;
	char label[PERSON_ID];
	size_t at;
	int rc = cli_case(&s, x, 0, err);

	if (!rc)
		rc = register_open(&p, x->open, err);
	if (!rc)
		rc = register_find(&at, p, cli_word(x, 1), err);
	/* Whose label: a word that was typed may be somebody's number. */
	if (!rc)
		person_label(label, p, at);
	if (!rc)
		rc = view_access(x, viewed(x), label, err);
	if (!rc)
		rc = register_renew(&p, x->open, NULL, err);
	if (!rc)
		rc = register_find(&at, p, label, err);
	if (!rc && x->out.mode == OUT_JSON)
		person_json(x, p, at, cli_flag(x, "unmask"));
	else if (!rc) {
		show_text_of(x, p, at);
		show_enquiries(x, p, at);
	}
	register_close(p);
	return rc;
}

/* --- count -------------------------------------------------------------------------- */

static int count_field(enum person_field *f, const struct cli *x,
		       struct error *err)
{
	const char *word = cli_word(x, 1);

	*f = word ? person_field_find(word) : PERSON_FIELDS;
	if (!word || *f != PERSON_FIELDS)
		return 0;
	error_set(err, ERR_USAGE, _("\"%s\" is no field of a person"), word);
	return error_fix(err, _("count by language, jurisdiction, kinds, "
				"minor, group or another field"));
}

static int count_print(struct cli *x, const struct tally *t,
		       enum person_field f, struct error *err)
{
	char text[VALUE_SHOWN * 4];
	static const char *const head[] = {N_("VALUE"), N_("PEOPLE"), NULL};
	struct table table = {.out = &x->out, .head = head};
	struct jwrite *w = x->out.json;

	if (x->out.mode == OUT_JSON) {
		jwrite_int(w, "people", (int64_t)t->people);
		jwrite_array(w, "items");
	}
	for (size_t i = 0; i < t->count; i++) {
		const char *value = t->line[i].value;

		if (f != PERSON_FIELDS && person_field_secret(f) &&
		    !cli_flag(x, "unmask")) {
			person_mask(text, VALUE_SHOWN, f, value);
			value = text;
		}
		if (x->out.mode == OUT_JSON) {
			jwrite_object(w, NULL);
			jwrite_str(w, "value", value);
			jwrite_int(w, "count", (int64_t)t->line[i].count);
			jwrite_end(w);
		}
		table_cell(&table, *value ? value : _("(none)"));
		table_cellf(&table, "%zu", t->line[i].count);
	}
	if (x->out.mode == OUT_JSON)
		jwrite_end(w);
	if (!t->count || x->out.mode == OUT_TEXT) {
		table_cell(&table, _("people"));
		table_cellf(&table, "%zu", t->people);
	}
	return table_end(&table, err);
}

static int count_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct str where = {0};
	struct people *p = NULL;
	struct people_filter *filter = NULL;
	struct tally t = {0};
	enum person_field f;
	int rc = count_field(&f, x, err);

	if (!rc)
		rc = people_words(&where, x, "where", err);
	if (!rc)
		rc = filter_parse(&filter, str_text(&where), err);
	str_release(&where);
	if (!rc)
		rc = cli_case(&s, x, 0, err);
	if (!rc && f != PERSON_FIELDS && person_field_secret(f))
		rc = view_access(x, viewed(x), NULL, err);
	if (!rc)
		rc = register_open(&p, x->open, err);
	if (!rc)
		rc = register_count(&t, p, filter, f, err);
	if (!rc)
		rc = count_print(x, &t, f, err);
	tally_release(&t);
	filter_free(filter);
	register_close(p);
	return rc;
}

/* --- same --------------------------------------------------------------------------- */

struct pairs {
	struct cli *x;
	const struct people *p;
	struct table table;
	size_t sure, maybe;
};

static int tell_pair(void *ctx, size_t at, size_t other, bool sure)
{
	struct pairs *c = ctx;
	struct jwrite *w = c->x->out.json;
	char a[PERSON_ID], b[PERSON_ID];

	c->sure += sure;
	c->maybe += !sure;
	person_label(a, c->p, other);
	person_label(b, c->p, at);
	if (c->x->out.mode == OUT_JSON) {
		jwrite_object(w, NULL);
		jwrite_str(w, "first", a);
		jwrite_str(w, "second", b);
		jwrite_str(w, "because", sure ? "same" : "phone");
		jwrite_end(w);
		return 0;
	}
	table_cell(&c->table, a);
	table_cell(&c->table, b);
	table_cell(&c->table,
		   sure ? _("the same person, not joined yet")
			: _("the same telephone, another name"));
	return 0;
}

static void tell_joined(struct pairs *c)
{
	size_t n = 0;

	for (size_t i = 0; i < register_rows(c->p); i++)
		n += person_same(c->p, i) != i;
	if (c->x->out.mode == OUT_JSON)
		jwrite_int(c->x->out.json, "joined", (int64_t)n);
	out_note(&c->x->out,
		 ngettext("%zu row is somebody who stands before, and counts "
			  "once", "%zu rows are people who stand before, and "
			  "count once", n), n);
}

static int same_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("PERSON"), N_("AND"), N_("WHY"),
					   NULL};
	struct pairs c = {.x = x, .table = {.out = &x->out, .head = head}};
	const struct situation *s;
	struct people *p = NULL;
	int rc = cli_case(&s, x, 0, err);

	if (!rc)
		rc = register_open(&p, x->open, err);
	c.p = p;
	if (!rc) {
		tell_joined(&c);
		out_items(&x->out, NULL);
		rc = register_pairs(p, x->env, NULL, tell_pair, &c, err);
		out_items_end(&x->out);
	}
	if (!rc)
		rc = table_end(&c.table, err);
	if (!rc && c.sure + c.maybe)
		out_note(&x->out, _("the same: stanch people join %s A B; "
				    "somebody else: --apart"),
			 casefile_now(x->open)->label);
	register_close(p);
	return rc;
}

/* --- imports ------------------------------------------------------------------------ */

static void import_json(struct cli *x, const struct people_import *p)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "id", p->label);
	jwrite_str(w, "source", p->source);
	jwrite_str(w, "encoding", p->encoding);
	jwrite_int(w, "rows", p->rows);
	jwrite_int(w, "same", p->same);
	jwrite_int(w, "skipped", p->skipped);
	jwrite_list(x->out.json, "columns", p->field, p->field_count);
	out_json_time(&x->out, "at", p->event->at);
	jwrite_str(w, "by", event_doer(p->event));
	jwrite_hex(w, "record", p->event->id, ID_LEN);
	jwrite_end(w);
}

static int imports_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("ID"), N_("FILE"), N_("PEOPLE"),
		N_("TWICE"), N_("LEFT OUT"), N_("ENCODING"), N_("ADDED"),
		N_("BY"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	int rc = cli_case(&s, x, 0, err);

	if (rc)
		return rc;
	out_items(&x->out, NULL);
	for (size_t i = 0; i < s->import_count; i++) {
		const struct people_import *p = s->import[i];

		if (x->out.mode == OUT_JSON) {
			import_json(x, p);
			continue;
		}
		table_cell(&t, p->label);
		table_cell(&t, p->source);
		table_cellf(&t, "%" PRId64, p->rows);
		table_cellf(&t, "%" PRId64, p->same);
		table_cellf(&t, "%" PRId64, p->skipped);
		table_cell(&t, p->encoding);
		table_time(&t, p->event->at);
		table_cell(&t, event_doer(p->event));
	}
	out_items_end(&x->out);
	return table_end(&t, err);
}

static const struct opt list_opts[] = {
	{"where", 0, OPT_TEXT, "FILTER",
	 N_("only who fits: jurisdiction=CN,minor!=,name~part")},
	{"group", 0, OPT_TEXT, "NAME", N_("only who is in that group")},
	{"search", 0, OPT_TEXT, "WORDS",
	 N_("only who has these words in any value; - reads them from "
	    "standard input, as with --where")},
	{"limit", 0, OPT_TEXT, "N", N_("at most so many lines; 0: all")},
	{"all", 0, OPT_FLAG, NULL,
	 N_("also who stands there twice or was taken off")},
	{"unmask", 0, OPT_FLAG, NULL, N_("whole values; it is recorded")},
	{0}
};
static const struct opt show_opts[] = {
	{"unmask", 0, OPT_FLAG, NULL, N_("whole values; it is recorded")},
	{0}
};
static const struct opt count_opts[] = {
	{"where", 0, OPT_TEXT, "FILTER",
	 N_("only who fits: jurisdiction=CN,minor!=,name~part")},
	{"unmask", 0, OPT_FLAG, NULL, N_("whole values; it is recorded")},
	{0}
};

const struct command people_commands[] = {
	{"people import", NULL, N_("Bring a table of affected people in"),
	 "CASE FILE", people_import_opts,
	 "people import INC-2026-014 people.csv --dry-run\n"
	 "people import INC-2026-014 members.csv --map \"#3=phone,card=ref\"\n"
	 "people import INC-2026-014 - --no-input <people.csv",
	 people_import_run, CMD_WRITES},
	{"people imports", NULL, N_("List what was brought in"), "CASE", NULL,
	 "people imports INC-2026-014", imports_run, 0},
	{"people list", NULL, N_("List affected people, values masked"),
	 "CASE", list_opts,
	 "people list INC-2026-014 --where jurisdiction=CN,minor!=", list_run,
	 CMD_WRITES},
	{"people show", NULL, N_("Show one person"), "CASE PERSON", show_opts,
	 "people show INC-2026-014 P-1/17", show_run, CMD_WRITES},
	{"people count", NULL, N_("Count people, by a field if you like"),
	 "CASE [FIELD]", count_opts,
	 "people count INC-2026-014 jurisdiction", count_run, CMD_WRITES},
	{"people same", NULL, N_("Find who may be there twice"), "CASE", NULL,
	 "people same INC-2026-014", same_run, 0},
	{"people join", NULL, N_("Say that two are one person, or are not"),
	 "CASE PERSON PERSON", people_join_opts,
	 "people join INC-2026-014 P-1/17 P-2/3", people_join_run,
	 CMD_WRITES},
	{"people set", NULL, N_("Change what is known of a person"),
	 "CASE PERSON [FIELD]", people_set_opts,
	 "people set INC-2026-014 P-1/17 mail -F - <new.txt\n"
	 "people set INC-2026-014 P-1/17 --remove --why \"A test account\"",
	 people_set_run, CMD_WRITES},
	{"people groups", NULL, N_("List groups: filters with a name"), "CASE",
	 NULL, "people groups INC-2026-014", people_groups_run, 0},
	{"people group", NULL, N_("Save a filter under a name"), "CASE NAME",
	 people_group_opts,
	 "people group INC-2026-014 children --where minor!=",
	 people_group_run, CMD_WRITES},
	{"people export", NULL, N_("Write people to a CSV file, masked"),
	 "CASE", people_export_opts,
	 "people export INC-2026-014 --where jurisdiction=CN -o cn.csv",
	 people_export_run, CMD_WRITES},
	{"people purge", NULL, N_("Take an import out of the file for good"),
	 "CASE IMPORT", people_purge_opts,
	 "people purge INC-2026-014 P-1 --why \"Told; kept six months\"",
	 people_purge_run, CMD_WRITES},
	{"people enquiry", NULL, N_("Log what an affected person asks"),
	 "CASE [PERSON]", people_enquiry_opts,
	 "people enquiry INC-2026-014 P-1/17 --to wu -F - <call.txt",
	 people_enquiry_run, CMD_WRITES},
	{"people enquiries", NULL, N_("List enquiries, or show one"),
	 "CASE [ENQUIRY]", people_enquiries_opts,
	 "people enquiries INC-2026-014 --open", people_enquiries_run,
	 CMD_WRITES},
	{"people answer", NULL, N_("Record the answer, or who gives it"),
	 "CASE ENQUIRY", people_answer_opts,
	 "people answer INC-2026-014 Q-1 -F - <answer.txt", people_answer_run,
	 CMD_WRITES},
	{0}
};
