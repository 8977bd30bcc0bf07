/* tui/cmd/case.c - open, show, change, close a case. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/notices.h"
#include "core/case/people.h"
#include "core/case/words.h"
#include "core/store/offer.h"
#include "tui/cmd/clock.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

/* --- show ------------------------------------------------------------------------ */

static void roles_json(struct cli *x, const struct situation *s)
{
	jwrite_array(x->out.json, "roles");
	for (size_t i = 0; i < s->role_count; i++) {
		jwrite_object(x->out.json, NULL);
		jwrite_str(x->out.json, "key", s->role[i].key);
		jwrite_list(x->out.json, "names", s->role[i].name,
				s->role[i].count);
		jwrite_end(x->out.json);
	}
	jwrite_end(x->out.json);
}

static void head_json(struct cli *x, const struct situation *s)
{
	struct jwrite *w = x->out.json;
	const struct set_text *aware = s->aware ? s->aware->data : NULL;
	size_t asked, late, offered, broken;

	enquiries_open(&asked, &late, s);
	offers_open(&offered, &broken, s);
	jwrite_str(w, "label", s->label);
	jwrite_hex(w, "id", s->case_id, ID_LEN);
	jwrite_str(w, "title", s->title);
	jwrite_str(w, "severity", severity_name(s->severity));
	jwrite_str(w, "state", s->state == CASE_OPEN ? "open" : "closed");
	jwrite_str(w, "summary", s->summary);
	jwrite_bool(w, "plan", s->plan);
	jwrite_bool(w, "drill", s->drill);
	jwrite_bool(w, "hold", s->hold);
	out_json_time(&x->out, "opened", s->opened);
	out_json_time(&x->out, "aware", aware ? aware->at : 0);
	jwrite_str(w, "aware_basis", aware ? aware->why : NULL);
	out_json_time(&x->out, "closed", s->closed ? s->closed->at : 0);
	out_json_time(&x->out, "contained", s->contained);
	jwrite_int(w, "done", (int64_t)s->done);
	jwrite_int(w, "total", (int64_t)s->total);
	jwrite_int(w, "overdue", (int64_t)s->overdue);
	jwrite_int(w, "blocked", (int64_t)s->blocked);
	jwrite_int(w, "enquiries_open", (int64_t)asked);
	jwrite_int(w, "enquiries_overdue", (int64_t)late);
	jwrite_int(w, "offers_open", (int64_t)offered);
	jwrite_int(w, "offers_overdue", (int64_t)broken);
	jwrite_int(w, "conflicts", (int64_t)s->conflicts);
	jwrite_int(w, "pinned", (int64_t)s->pinned);
}

static void close_json(struct cli *x, const struct situation *s)
{
	const struct set_close *c = s->closed ? s->closed->data : NULL;
	struct jwrite *w = x->out.json;

	if (!c) {
		jwrite_null(w, "close");
		return;
	}
	jwrite_object(w, "close");
	jwrite_str(w, "as", close_as_name(c->as));
	jwrite_str(w, "of", c->of);
	jwrite_str(w, "why", c->why);
	jwrite_list(x->out.json, "overridden", c->open_step, c->open_count);
	jwrite_end(w);
}

static void show_json(struct cli *x, const struct situation *s)
{
	struct jwrite *w = x->out.json;

	head_json(x, s);
	close_json(x, s);
	view_books_json(x, s);
	jwrite_array(w, "phases");
	for (size_t i = 0; i < s->phase_count; i++) {
		jwrite_object(w, NULL);
		view_phase_json(x, &s->phase[i]);
		jwrite_end(w);
	}
	jwrite_end(w);
	jwrite_array(w, "steps");
	for (size_t i = 0; i < s->step_count; i++) {
		jwrite_object(w, NULL);
		view_step_json(x, &s->step[i]);
		jwrite_end(w);
	}
	jwrite_end(w);
	jwrite_str(w, "next", s->next ? s->next->key : NULL);
	roles_json(x, s);
	jwrite_array(w, "members");
	for (size_t i = 0; i < s->who_count; i++) {
		if (s->who[i]->role == ROLE_NONE && !s->who[i]->removed)
			continue;
		jwrite_object(w, NULL);
		view_who_json(x, s->who[i]);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void field(struct table *t, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	table_cell(t, t->out->mode == OUT_PLAIN ? name : _(name));
	table_cell(t, value);
}

static void field_time(struct table *t, const char *name, int64_t at)
{
	if (!at)
		return;
	table_cell(t, t->out->mode == OUT_PLAIN ? name : _(name));
	table_time(t, at);
}

static void books_rows(struct cli *x, struct table *t,
		       const struct situation *s)
{
	struct str text = {0};

	for (size_t i = 0; i < s->book_count; i++) {
		const struct set_adopt *a = s->book[i].adopt;

		str_clear(&text);
		str_addf(&text, "%s @ %.10s", a->slug,
			 a->commit ? a->commit : "");
		if (s->book[i].conflict)
			str_add(&text, _(", two versions adopted at once: "
					 "adopt one of them again"));
		field(t, N_("playbook"), str_text(&text));
	}
	str_clear(&text);
	offer_words(&text, x->store, s);
	field(t, N_("newer"), str_text(&text));
	str_release(&text);
}

static void phase_rows(struct cli *x, struct table *t,
		       const struct situation *s)
{
	struct str text = {0};

	for (size_t i = 0; i < s->phase_count; i++) {
		const struct phase *ph = &s->phase[i];

		str_clear(&text);
		str_addf(&text, "%s %s  %zu/%zu", ph->number,
			 cli_phase(x, ph), ph->done, ph->total);
		field(t, N_("phase"), str_text(&text));
	}
	str_release(&text);
}

static void people_rows(struct table *t, const struct situation *s)
{
	struct str text = {0};

	for (size_t i = 0; i < s->who_count; i++) {
		const struct who *w = s->who[i];

		if (w->role == ROLE_NONE || w->removed)
			continue;
		str_clear(&text);
		view_who(&text, w);
		str_addf(&text, ", %s", member_role_words(w->role));
		field(t, N_("member"), str_text(&text));
	}
	str_release(&text);
}

static void case_rows(struct cli *x, struct table *t,
		      const struct situation *s)
{
	const struct set_close *c = s->closed ? s->closed->data : NULL;
	const struct set_text *aware = s->aware ? s->aware->data : NULL;
	struct str next = {0};

	field(t, N_("case"), s->label);
	field(t, N_("title"), s->title);
	field(t, N_("state"), s->state == CASE_OPEN ? _("open") : _("closed"));
	field(t, N_("severity"), severity_words(s->severity));
	field(t, N_("summary"), s->summary);
	field_time(t, N_("opened"), s->opened);
	field_time(t, N_("aware"), aware ? aware->at : 0);
	field(t, N_("basis"), aware ? aware->why : NULL);
	field_time(t, N_("closed"), s->closed ? s->closed->at : 0);
	field(t, N_("closed as"), c ? close_as_words(c->as) : NULL);
	field(t, N_("why"), c ? c->why : NULL);
	books_rows(x, t, s);
	phase_rows(x, t, s);
	if (s->next)
		str_addf(&next, "%s %s", s->next->number,
			 cli_title(x, s->next));
	field(t, N_("next step"), str_text(&next));
	str_clear(&next);
	enquiries_words(&next, s);
	field(t, N_("enquiries"), str_text(&next));
	str_clear(&next);
	offers_words(&next, s);
	field(t, N_("offers"), str_text(&next));
	str_clear(&next);
	notices_follow(&next, s);
	field(t, N_("to follow"), str_text(&next));
	people_rows(t, s);
	str_release(&next);
}

static int show_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {"", "", NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	int rc = cli_case(&s, x, 0, err);

	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON)
		show_json(x, s);
	else
		case_rows(x, &t, s);
	return table_end(&t, err);
}

/* --- new ------------------------------------------------------------------------- */

static int new_args(struct store_new *what, struct cli *x, struct error *err)
{
	const char *severity = cli_text(x, "severity");
	const char *aware = cli_text(x, "aware");

	*what = (struct store_new){
		.playbook = cli_text(x, "playbook"),
		.title = cli_text(x, "title"),
		.basis = cli_text(x, "basis"),
		.by = cli_text(x, "by"),
		.plan = cli_flag(x, "plan"),
	};
	if (!what->title || !*what->title) {
		error_set(err, ERR_USAGE, _("say what happened with --title"));
		error_fix(err, "stanch case new --playbook %s --title \"%s\"",
			  what->playbook ? what->playbook : "SLUG",
			  _("one line"));
		return ERR_USAGE;
	}
	if (severity)
		severity_parse(&what->severity, severity);
	if (!aware != !what->basis)
		return error_set(err, ERR_USAGE,
				 _("--aware and --basis go together: when you "
				   "became aware, and how you know"));
	return cli_time(&what->aware, x, aware, err);
}

static void tell_new(struct cli *x, const struct situation *s)
{
	struct jwrite *w = x->out.json;

	if (x->out.mode == OUT_JSON) {
		jwrite_hex(w, "id", s->case_id, ID_LEN);
		jwrite_str(w, "label", s->label);
		jwrite_str(w, "title", s->title);
		jwrite_str(w, "severity", severity_name(s->severity));
		jwrite_str(w, "state", "open");
		jwrite_str(w, "path", log_path(casefile_log(x->open)));
		view_books_json(x, s);
		jwrite_str(w, "next", s->next ? s->next->key : NULL);
		return;
	}
	if (x->out.mode == OUT_PLAIN) {
		static const char *const head[] = {"", "", NULL};
		struct table t = {.out = &x->out, .head = head};

		table_cell(&t, s->label);
		table_cell(&t, s->title);
		table_end(&t, NULL);
		return;
	}
	out_line(&x->out, "%s  %s", s->label, s->title);
	if (s->next)
		out_line(&x->out, _("next: %s %s"), s->next->number,
			 cli_title(x, s->next));
}

int case_new_words(struct cli *x, struct error *err)
{
	struct store_new what;
	struct store *store;
	const char **only = NULL;
	size_t count = 0;
	int rc = new_args(&what, x, err);

	if (!rc)
		rc = args_list(&only, &count, &x->args, "only", err);
	if (!rc)
		rc = cli_store(&store, x, err);
	if (!rc) {
		what.only = count ? only : NULL;
		what.only_count = count;
		rc = store_case_new(&x->open, store, &what, err);
	}
	if (!rc) {
		tell_new(x, casefile_now(x->open));
		cli_team_note(x, store);
		if (what.aware > cli_now(x))
			out_note(&x->out, "%s",
				 _("the time of awareness is still to come; "
				   "to mend it: stanch case set"));
	}
	mem_free(only);
	return rc;
}

/* --- set ----------------------------------------------------------------------------- */

static int set_texts(struct act *a, struct cli *x, size_t *set,
		     struct error *err)
{
	static const char *const fields[] = {"title", "severity", "summary",
					     "hold"};
	int rc = 0;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields) && !rc; i++) {
		const char *value = cli_text(x, fields[i]);

		if (!value)
			continue;
		if (str_eq(fields[i], "hold")) /* as the record has it */
			value = str_eq(value, "on") ? "yes" : "no";
		rc = act_case_set(a, fields[i], value, err);
		*set += 1;
	}
	return rc;
}

static int set_aware(struct act *a, struct cli *x, size_t *set,
		     struct error *err)
{
	const char *aware = cli_text(x, "aware"), *basis = cli_text(x, "basis");
	int64_t at;
	int rc;

	if (!aware != !basis)
		return error_set(err, ERR_USAGE,
				 _("--aware and --basis go together: when you "
				   "became aware, and how you know"));
	if (!aware)
		return 0;
	rc = cli_time(&at, x, aware, err);
	*set += 1;
	return rc ? rc : act_case_aware(a, at, basis, err);
}

static int set_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct act a;
	size_t set = 0;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = set_texts(&a, x, &set, err);
	if (!rc)
		rc = set_aware(&a, x, &set, err);
	if (!rc && !set) {
		error_set(err, ERR_USAGE, _("nothing to set was given"));
		error_fix(err, "stanch case set %s --title TEXT",
			  cli_word(x, 0));
		return ERR_USAGE;
	}
	if (!rc)
		view_recorded(x, &a, _("changed"));
	if (!rc && cli_text(x, "aware"))
		clock_tell_recounted(x, casefile_now(x->open));
	return rc;
}

static int role_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = act_role(&a, cli_word(x, 1), x->args.word + 2,
			      x->args.word_count - 2, err);
	if (!rc)
		view_recorded(x, &a, _("the role is given"));
	return rc;
}

/* --- close, reopen -------------------------------------------------------------------- */

/* The case that this one repeats: another, and one of this store. */
static int check_of(struct cli *x, const struct situation *s,
		    struct error *err)
{
	const char *of = cli_text(x, "of");
	char *path = NULL;
	int rc = of ? store_find(&path, x->store, of, err) : 0;

	if (!rc && path && !strcmp(path, log_path(casefile_log(x->open))))
		rc = error_set(err, ERR_USAGE,
			       _("%s cannot repeat itself"), s->label);
	mem_free(path);
	return rc;
}

static int close_run(struct cli *x, struct error *err)
{
	static const enum close_as ways[] = {CLOSE_RESOLVED, CLOSE_FALSE_ALARM,
					     CLOSE_DUPLICATE};
	const char *word = cli_text(x, "as"), *why = cli_text(x, "why");
	enum close_as as = CLOSE_RESOLVED;
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	for (size_t i = 0; word && i < sizeof(ways) / sizeof(*ways); i++)
		if (!strcmp(close_as_name(ways[i]), word))
			as = ways[i];
	if (!rc)
		rc = check_of(x, s, err);
	if (!rc)
		rc = act_case_close(&a, as, cli_text(x, "of"), why, err);
	if (!rc)
		view_recorded(x, &a, _("closed"));
	return rc;
}

static int reopen_run(struct cli *x, struct error *err)
{
	const char *why = cli_text(x, "why");
	const struct situation *s;
	struct act a;
	int rc = cli_act(&a, &s, x, err);

	if (!rc)
		rc = act_case_reopen(&a, why, err);
	if (!rc)
		view_recorded(x, &a, _("open again"));
	return rc;
}

/* --- table -------------------------------------------------------------------------------- */

#define SEVERITY \
	{"severity", 0, OPT_TEXT, "low|medium|high|critical", \
	 N_("how bad it is")}
#define AWARE \
	{"aware", 0, OPT_TEXT, "TIME", \
	 N_("when we became aware: 2026-10-11T18:00+08:00")}, \
	{"basis", 0, OPT_TEXT, "TEXT", N_("what shows that time")}

static const struct opt new_opts[] = {
	{"playbook", 0, OPT_TEXT, "PLAYBOOK", N_("the playbook to follow")},
	{"title", 0, OPT_TEXT, "TEXT", N_("what happened, in one line")},
	SEVERITY,
	AWARE,
	{"plan", 0, OPT_FLAG, NULL,
	 N_("planned work such as a transfer, not an incident")},
	{"only", 0, OPT_MANY, "NAME",
	 N_("let in only these people, for when the culprit is a "
	    "colleague")},
	{0}
};

static const struct opt set_opts[] = {
	{"title", 0, OPT_TEXT, "TEXT", N_("what happened, in one line")},
	SEVERITY,
	{"summary", 0, OPT_TEXT, "TEXT", N_("the situation in a few lines")},
	AWARE,
	{"hold", 0, OPT_TEXT, "on|off",
	 N_("legal hold: nothing may be purged")},
	{0}
};

static const struct opt close_opts[] = {
	{"as", 0, OPT_TEXT, "resolved|false-alarm|duplicate",
	 N_("how it ended; resolved if not given")},
	{"of", 0, OPT_TEXT, "CASE", N_("the case it is a duplicate of")},
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{0}
};

static const struct opt why_opts[] = {
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{0}
};

const struct command case_commands[] = {
	{"case new", NULL, N_("Open a case"), NULL, new_opts,
	 "case new --playbook customer-data-leak --title \"A stranger knew a "
	 "balance\"\n"
	 "case new --playbook business-transfer --plan --title \"Shop changes "
	 "hands\"",
	 case_new_run, CMD_WRITES},
	{"case show", NULL, N_("Show how a case stands"), "CASE", NULL,
	 "case show INC-2026-014 --json", show_run, 0},
	{"case set", NULL, N_("Change what is said of a case"), "CASE",
	 set_opts, "case set INC-2026-014 --severity high", set_run,
	 CMD_WRITES},
	{"case role", NULL, N_("Say who holds a role"), "CASE ROLE [NAME]...",
	 NULL, "case role INC-2026-014 lead wu", role_run, CMD_WRITES},
	{"case close", NULL, N_("Close a case; open steps are recorded as "
				"overridden"),
	 "CASE", close_opts,
	 "case close INC-2026-014 --why \"All told, letters sent\"", close_run,
	 CMD_WRITES},
	{"case reopen", NULL, N_("Open a closed case again"), "CASE", why_opts,
	 "case reopen INC-2026-014 --why \"A second file was found\"",
	 reopen_run, CMD_WRITES},
	{0}
};
