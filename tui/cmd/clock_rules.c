/* tui/cmd/clock_rules.c - the legal time limits themselves. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/clock.h"
#include "tui/cmd/cmd.h"

/* --- marks -------------------------------------------------------------------- */

static void marks_json(struct jwrite *w, unsigned bits)
{
	jwrite_array(w, "marks");
	for (size_t i = 0; clock_mark_terms[i].bit; i++)
		if (bits & clock_mark_terms[i].bit)
			jwrite_str(w, NULL, clock_mark_terms[i].id);
	jwrite_end(w);
}

/* --- rules --------------------------------------------------------------------- */

static void rule_json(struct cli *x, const struct clock_rule *c, bool seen)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "clock", c->id);
	jwrite_str(w, "place", c->jurisdiction);
	jwrite_bool(w, "loaded", !c->bad);
	if (!c->bad) {
		jwrite_str(w, "law", clock_text(&c->law, x->lang.code));
		jwrite_str(w, "article", c->article.en);
		jwrite_str(w, "status", law_statuses[c->status].id);
		jwrite_str(w, "method", clock_methods[c->method].id);
		if (c->span.value > 0)
			jwrite_int(w, "value", c->span.value);
		else
			jwrite_null(w, "value");
		jwrite_str(w, "unit", clock_units[c->span.unit].id);
		jwrite_bool(w, "enabled", c->enabled);
		jwrite_bool(w, "shown", seen);
		jwrite_str(w, "grade", c->confidence);
		jwrite_str(w, "checked", c->checked);
		jwrite_str(w, "reviewed_by", c->reviewed_by);
	} else {
		jwrite_str(w, "problem", c->bad->what);
	}
	jwrite_str(w, "file", c->file);
	jwrite_int(w, "line", c->line);
	jwrite_end(w);
}

static void rule_row(struct table *t, struct cli *x,
		     const struct clock_rule *c)
{
	struct str span = {0}, name = {0};
	const char *grade;

	if (!c->bad && c->span.value > 0 && x->out.mode == OUT_PLAIN)
		str_addf(&span, "%d %s", c->span.value,
			 clock_units[c->span.unit].id);
	else if (!c->bad && c->span.value > 0)
		clock_amount(&span, c->span);
	table_cell(t, c->id);
	table_cell(t, str_text(&span));
	grade = c->bad ? "" : c->confidence;
	if (x->out.mode == OUT_TEXT)
		grade = clock_grade_short(grade);
	table_cell(t, grade);
	table_cell(t, c->bad ? _("not loaded")
			     : c->enabled ? _("on") : _("off"));
	if (c->bad) {
		table_cellf(t, "%s:%d:%d: %s", c->bad->file, c->bad->line,
			    c->bad->col, c->bad->what);
	} else {
		clock_name(&name, c, x->lang.code);
		table_cell(t, str_text(&name));
	}
	str_release(&name);
	str_release(&span);
}

static bool wanted(struct cli *x, const struct clock_rule *c, bool seen)
{
	const char *place = cli_word(x, 0);

	if (place && strcasecmp(place, c->jurisdiction) != 0)
		return false;
	if (cli_flag(x, "all") || c->bad)
		return true;
	return c->enabled && (seen || place);
}

static int no_place(struct cli *x, const struct clock_rules *rules,
		    struct error *err)
{
	const struct clock_place *p;
	struct str all = {0};

	for (size_t i = 0; (p = clock_place_at(rules, i)); i++) {
		if (p->id && !strcasecmp(p->id, cli_word(x, 0))) {
			str_release(&all);
			return 0;
		}
		if (p->id)
			str_addf(&all, "%s%s", all.len ? ", " : "", p->id);
	}
	error_set(err, ERR_NOTFOUND, _("no place is called %s"),
		  cli_word(x, 0));
	error_where(err, _("it is one of: %s"), str_text(&all));
	str_release(&all);
	return ERR_NOTFOUND;
}

int clock_rules_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("CLOCK"), N_("LIMIT"),
					   N_("GRADE"), "", N_("LAW"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct clock_rules *rules = NULL;
	const struct clock_rule *c;
	struct store *store;
	size_t left = 0;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_clocks(&rules, store, err);
	if (!rc && cli_word(x, 0))
		rc = no_place(x, rules, err);
	if (rc)
		return rc;
	out_items(&x->out, NULL);
	for (size_t i = 0; (c = clock_rule_at(rules, i)); i++) {
		bool seen = store_sees_clock(store, c);

		if (!wanted(x, c, seen))
			left++;
		else if (x->out.mode == OUT_JSON)
			rule_json(x, c, seen);
		else
			rule_row(&t, x, c);
	}
	out_items_end(&x->out);
	rc = table_end(&t, err);
	if (left && !cli_word(x, 0))
		out_note(&x->out,
			 ngettext("%zu more of other places, or switched "
				  "off: stanch clock rules --all",
				  "%zu more of other places, or switched "
				  "off: stanch clock rules --all", left),
			 left);
	out_note(&x->out, "%s", clock_no_advice());
	return rc;
}

/* --- show ----------------------------------------------------------------------- */

static void line_of(struct cli *x, const char *label, const char *text)
{
	if (text)
		out_line(&x->out, _("  %s: %s"), label, text);
}

static void words_of(struct cli *x, const char *label,
		     const struct clock_words *w)
{
	line_of(x, label, clock_text(w, x->lang.code));
}

static void show_list(struct cli *x, const struct clock_rules *rules,
		      const char *id)
{
	const struct clock_list *l = clock_list(rules, id);

	if (!l)
		return;
	out_line(&x->out, _("  %s (%s, grade %s)"),
		 clock_text(&l->title, x->lang.code),
		 clock_text(&l->basis, x->lang.code),
		 clock_grade_short(l->confidence));
	for (size_t i = 0; i < l->items; i++)
		out_line(&x->out, "    %d. %s", l->item[i].item,
			 clock_text(&l->item[i].text, x->lang.code));
}

static void show_counting(struct cli *x, const struct clock_rule *c)
{
	struct str span = {0};

	clock_span_text(&span, c, x->lang.code);
	line_of(x, _("Time"), str_text(&span));
	line_of(x, _("Counted"), _(clock_methods[c->method].name));
	for (int f = 0; clock_flags[f].id; f++)
		if (c->flags >> f & 1)
			line_of(x, _("Note"), _(clock_flags[f].name));
	str_release(&span);
}

static void show_source(struct cli *x, const struct clock_rule *c)
{
	unsigned bits = clock_marks(c, cli_now(x));

	line_of(x, _("Source"), c->citation);
	line_of(x, _("Wording"), c->quote);
	words_of(x, _("Remark"), &c->remark);
	out_line(&x->out, _("  Grade: %s   As of: %s   Reviewed by: %s"),
		 clock_grade_short(c->confidence),
		 c->checked ? c->checked : _("not known"),
		 c->reviewed_by ? c->reviewed_by : _("nobody"));
	for (size_t i = 0; clock_mark_terms[i].bit; i++)
		if (bits & clock_mark_terms[i].bit)
			out_line(&x->out, _("  NOT VERIFIED: %s"),
				 _(clock_mark_terms[i].words));
	if (clock_needs_reason(c))
		out_line(&x->out, "%s",
			 _("  Starting it takes a reason: its text was not "
			   "read, or it binds nobody yet"));
}

static void show_text(struct cli *x, const struct clock_rule *c,
		      const struct clock_rules *rules)
{
	const struct clock_place *p = clock_place(rules, c->jurisdiction);
	const struct clock_event *e = clock_event(rules, c->event);
	struct str name = {0};

	clock_name(&name, c, x->lang.code);
	out_line(&x->out, "%s  %s", c->id, str_text(&name));
	words_of(x, _("Place"), &p->name);
	line_of(x, _("Zone"), p->zone ? p->zone : _("chosen when it starts"));
	line_of(x, _("Status"), _(law_statuses[c->status].name));
	line_of(x, _("In force from"), c->effective_from);
	words_of(x, _("In force"), &c->effective_note);
	line_of(x, _("By default"), c->enabled ? _("on") : _("off"));
	words_of(x, _("Duty of"), &c->duty_of);
	words_of(x, _("Tell"), &c->recipient);
	words_of(x, _("Starts when"), &e->name);
	words_of(x, _("That is"), &c->trigger);
	line_of(x, _("Runs from the filing of"), c->anchor);
	show_counting(x, c);
	words_of(x, _("Threshold"), &c->threshold);
	words_of(x, _("Exceptions"), &c->exceptions);
	words_of(x, _("Penalty"), &c->penalty);
	words_of(x, _("Remark"), &c->note);
	show_source(x, c);
	show_list(x, rules, c->content_list);
	for (size_t i = 0; i < c->more_lists.count; i++)
		show_list(x, rules, c->more_lists.at[i]);
	str_clear(&name);
	str_addf(&name, "%s:%d", c->file, c->line);
	line_of(x, _("File"), str_text(&name));
	out_line(&x->out, "%s", clock_no_advice());
	str_release(&name);
}

static void both(struct jwrite *w, const char *name,
		 const struct clock_words *words)
{
	if (!words->en) {
		jwrite_null(w, name);
		return;
	}
	jwrite_object(w, name);
	jwrite_str(w, "en", words->en);
	if (words->zh)
		jwrite_str(w, "zh", words->zh);
	jwrite_end(w);
}

static void list_json(struct jwrite *w, const struct clock_rules *rules,
		      const char *id)
{
	const struct clock_list *l = clock_list(rules, id);

	if (!l)
		return;
	jwrite_object(w, NULL);
	jwrite_str(w, "id", l->id);
	both(w, "title", &l->title);
	jwrite_str(w, "grade", l->confidence);
	jwrite_array(w, "items");
	for (size_t i = 0; i < l->items; i++) {
		jwrite_object(w, NULL);
		jwrite_int(w, "item", l->item[i].item);
		both(w, "text", &l->item[i].text);
		jwrite_end(w);
	}
	jwrite_end(w);
	jwrite_end(w);
}

static void show_json(struct cli *x, const struct clock_rule *c,
		      const struct clock_rules *rules)
{
	struct jwrite *w = x->out.json;

	jwrite_str(w, "clock", c->id);
	jwrite_str(w, "place", c->jurisdiction);
	jwrite_str(w, "zone", clock_zone(rules, c));
	both(w, "law", &c->law);
	jwrite_str(w, "article", c->article.en);
	jwrite_str(w, "status", law_statuses[c->status].id);
	jwrite_str(w, "effective_from", c->effective_from);
	jwrite_bool(w, "enabled", c->enabled);
	both(w, "duty_of", &c->duty_of);
	jwrite_str(w, "recipient_kind", c->kind);
	both(w, "recipient", &c->recipient);
	jwrite_str(w, "event", c->event);
	jwrite_str(w, "anchor_clock", c->anchor);
	jwrite_str(w, "method", clock_methods[c->method].id);
	if (c->span.value > 0)
		jwrite_int(w, "value", c->span.value);
	else
		jwrite_null(w, "value");
	jwrite_str(w, "unit", clock_units[c->span.unit].id);
	both(w, "qualifier", &c->qualifier);
	both(w, "threshold", &c->threshold);
	both(w, "exceptions", &c->exceptions);
	jwrite_str(w, "source", c->citation);
	jwrite_str(w, "grade", c->confidence);
	jwrite_str(w, "checked", c->checked);
	jwrite_str(w, "reviewed_by", c->reviewed_by);
	marks_json(w, clock_marks(c, cli_now(x)));
	jwrite_array(w, "content_lists");
	list_json(w, rules, c->content_list);
	for (size_t i = 0; i < c->more_lists.count; i++)
		list_json(w, rules, c->more_lists.at[i]);
	jwrite_end(w);
	jwrite_str(w, "file", c->file);
	jwrite_int(w, "line", c->line);
	jwrite_str(w, "statement", clock_no_advice());
}

int clock_show_run(struct cli *x, struct error *err)
{
	const struct clock_rules *rules;
	const struct clock_rule *c;
	int rc = clock_open(&c, &rules, x, cli_word(x, 0), err);

	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON)
		show_json(x, c, rules);
	else
		show_text(x, c, rules);
	return 0;
}

/* --- lint ------------------------------------------------------------------------- */

struct linting {
	struct clock_rules *rules;
	const char *dir, *below; /* below: "clocks/" or "clocks/duties/" */
	struct error *err;
	size_t files;
};

static int lint_name(void *ctx, const char *name)
{
	struct linting *l = ctx;
	struct str text = {0}, path = {0}, own = {0};
	int rc;

	if (!str_ends(name, ".yaml"))
		return 0;
	str_addf(&path, "%s/%s", l->dir, name);
	str_addf(&own, "%s%s", l->below, name);
	rc = io_read(&text, str_text(&path), CLOCK_FILE_MAX + 1, l->err);
	if (!rc)
		rc = clock_rules_add(l->rules, str_text(&own),
				     str_text(&text), text.len, l->err);
	l->files++;
	str_release(&text);
	str_release(&path);
	str_release(&own);
	return rc;
}

/* A folder of the person's, as it would stand in a store. */
static int lint_folder(struct clock_rules *rules, const char *dir,
		       struct error *err)
{
	static const char *const parts[] = {"", "calendars", "duties", NULL};
	struct linting l = {.rules = rules, .err = err};
	int rc = 0;

	for (size_t i = 0; parts[i] && !rc; i++) {
		struct str path = {0}, below = {0};

		str_addf(&path, "%s%s%s", dir, *parts[i] ? "/" : "",
			 parts[i]);
		str_addf(&below, "clocks/%s%s", parts[i],
			 *parts[i] ? "/" : "");
		l.dir = str_text(&path);
		l.below = str_text(&below);
		if (!i || io_exists(l.dir))
			rc = io_list(l.dir, lint_name, &l, err);
		str_release(&path);
		str_release(&below);
	}
	if (!rc && !l.files)
		rc = error_set(err, ERR_NOTFOUND,
			       _("%s: no clock file in it"), dir);
	return rc ? rc : clock_rules_link(rules, err);
}

/* As it stands in the person's folder, else in the store. */
static void lint_file(struct str *out, const char *dir, const char *file)
{
	if (dir && str_starts(file, "clocks/"))
		str_addf(out, "%s%s%s", dir, str_ends(dir, "/") ? "" : "/",
			 file + strlen("clocks/"));
	else
		str_add(out, file);
}

static size_t lint_tell(struct cli *x, const struct clock_rules *rules)
{
	const char *dir = cli_word(x, 0);
	const struct clock_problem *p;
	struct jwrite *w = x->out.json;
	size_t n = 0;

	out_items(&x->out, NULL);
	for (; (p = clock_problem_at(rules, n)); n++) {
		struct str line = {0};

		lint_file(&line, dir, p->file);
		if (x->out.mode == OUT_JSON) {
			jwrite_object(w, NULL);
			jwrite_str(w, "file", str_text(&line));
			jwrite_str(w, "level", "error");
			jwrite_int(w, "line", p->line);
			jwrite_int(w, "col", p->col);
			jwrite_str(w, "what", p->what);
			jwrite_end(w);
		}
		str_addf(&line, ":%d:%d: ", p->line, p->col);
		str_addf(&line, _("error: %s"), p->what);
		out_raw_line(&x->out, str_text(&line), line.len);
		str_release(&line);
	}
	out_items_end(&x->out);
	if (x->out.mode == OUT_JSON)
		jwrite_int(w, "errors", (int64_t)n);
	return n;
}

/* Those in force, read again. */
static int lint_store(struct clock_rules *rules, struct cli *x,
		      struct error *err)
{
	const struct clock_rules *there;
	const struct clock_file *f;
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_clocks(&there, store, err);
	for (size_t i = 0; !rc && (f = clock_file_at(there, i)); i++)
		rc = clock_rules_add(rules, f->path, f->text, f->len, err);
	return rc ? rc : clock_rules_link(rules, err);
}

int clock_lint_run(struct cli *x, struct error *err)
{
	struct clock_rules *rules = clock_rules_new();
	size_t errors = 0, clocks = 0;
	int rc = rules ? clock_rules_zones(rules, x->env->zone_dir, err)
		       : error_nomem(err);

	if (!rc)
		rc = cli_word(x, 0) ? lint_folder(rules, cli_word(x, 0), err)
				    : lint_store(rules, x, err);
	if (!rc) {
		errors = lint_tell(x, rules);
		while (clock_rule_at(rules, clocks))
			clocks++;
		out_note(&x->out, _("clocks: %zu   errors: %zu"), clocks,
			 errors);
		if (errors)
			x->status = out_status(ERR_INVALID);
	}
	clock_rules_free(rules);
	return rc;
}
