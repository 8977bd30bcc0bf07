/* tui/cmd/status.c - how things stand, what comes next. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/offer.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

/* --- cases -------------------------------------------------------------------- */

static void case_json(struct cli *x, const struct summary *c, bool older)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "label", c->label);
	jwrite_str(w, "title", c->title);
	jwrite_str(w, "state", c->open ? "open" : "closed");
	jwrite_str(w, "severity", severity_name(c->severity));
	jwrite_bool(w, "plan", c->plan);
	jwrite_bool(w, "drill", c->drill);
	jwrite_str(w, "phase", c->phase);
	jwrite_str(w, "lead", c->lead);
	jwrite_int(w, "done", c->done);
	jwrite_int(w, "total", c->total);
	jwrite_int(w, "blocked", c->blocked);
	jwrite_int(w, "conflicts", c->conflicts);
	jwrite_str(w, "next", c->next);
	jwrite_str(w, "next_owner", c->next_owner);
	out_json_time(&x->out, "next_due", c->next_due);
	out_json_time(&x->out, "opened", c->opened);
	out_json_time(&x->out, "changed", c->changed);
	jwrite_int(w, "actions_open", c->actions_open);
	jwrite_int(w, "actions_overdue", c->actions_overdue);
	jwrite_int(w, "enquiries_open", c->enquiries_open);
	jwrite_int(w, "enquiries_overdue", c->enquiries_overdue);
	jwrite_int(w, "offers_open", c->offers_open);
	jwrite_int(w, "offers_overdue", c->offers_overdue);
	jwrite_bool(w, "playbook_moved_on", older);
	jwrite_int(w, "to_follow", c->to_follow);
	jwrite_int(w, "rolled_back", c->rolled_back);
	jwrite_str(w, "error", c->broken ? c->error : NULL);
	jwrite_end(w);
}

static void case_row(struct table *t, const struct summary *c)
{
	const char *state = c->broken ? N_("unreadable")
			    : c->open ? N_("open")
				      : N_("closed");

	table_cell(t, c->label);
	table_cell(t, t->out->mode == OUT_PLAIN ? state : _(state));
	table_cell(t, c->broken ? c->error : c->title);
	table_cell(t, c->phase);
	table_cellf(t, "%u/%u", c->done, c->total);
	table_cell(t, c->lead);
	table_cell(t, c->next);
	table_time(t, c->next_due);
}

static bool wanted(const struct summary *c, const char *state)
{
	return !state || c->broken || !strcmp(state, "all") ||
	       c->open == !strcmp(state, "open");
}

/* Below the table; rows of --plain have no room for it, so stderr says it. */
static void rolled_back_line(struct cli *x, const struct summary *c)
{
	struct str lost = {0};

	log_rolled_back_words(&lost, c->rolled_back);
	if (x->out.mode == OUT_PLAIN)
		out_note(&x->out, "%s: %s", c->label, str_text(&lost));
	else
		out_line(&x->out, "%s: %s", c->label, str_text(&lost));
	str_release(&lost);
}

/* What those affected wait for past its time. */
static void owed_lines(struct cli *x, const struct summary *c)
{
	if (c->enquiries_overdue)
		out_line(&x->out,
			 ngettext("%s: %u enquiry is OVERDUE: stanch people "
				  "enquiries %s",
				  "%s: %u enquiries are OVERDUE: stanch people "
				  "enquiries %s", c->enquiries_overdue),
			 c->label, c->enquiries_overdue, c->label);
	if (c->offers_overdue)
		out_line(&x->out,
			 ngettext("%s: %u offer is OVERDUE: stanch notice "
				  "offers %s",
				  "%s: %u offers are OVERDUE: stanch notice "
				  "offers %s", c->offers_overdue),
			 c->label, c->offers_overdue, c->label);
}

/* What a person can do about it, below the table. */
static void below_lines(struct cli *x, const struct summary *list,
			size_t count, const bool *older, const char *state)
{
	for (size_t i = 0; i < count; i++) {
		if (!wanted(&list[i], state))
			continue;
		if (list[i].rolled_back)
			rolled_back_line(x, &list[i]);
		owed_lines(x, &list[i]);
		if (list[i].to_follow)
			out_line(&x->out,
				 ngettext("%s: %u item of a notice is to "
					  "follow: stanch notice list %s",
					  "%s: %u items of notices are to "
					  "follow: stanch notice list %s",
					  list[i].to_follow),
				 list[i].label, list[i].to_follow,
				 list[i].label);
		if (older[i])
			out_line(&x->out,
				 _("%s: its playbook moved on: stanch "
				   "playbook adopt %s --dry-run"),
				 list[i].label, list[i].label);
	}
}

static int print_cases(struct cli *x, const struct summary *list,
		       size_t count, const bool *older, const char *state,
		       struct error *err)
{
	static const char *const head[] = {N_("CASE"), N_("STATE"),
		N_("WHAT HAPPENED"), N_("PHASE"), N_("STEPS"), N_("LEAD"),
		N_("NEXT"), N_("NEXT DEADLINE"), NULL};
	struct table t = {.out = &x->out, .head = head};
	size_t shown = 0, closed = 0;
	int rc;

	out_items(&x->out, NULL);
	for (size_t i = 0; i < count; i++) {
		if (!wanted(&list[i], state)) {
			closed += !list[i].open;
			continue;
		}
		shown++;
		if (x->out.mode == OUT_JSON)
			case_json(x, &list[i], older[i]);
		else
			case_row(&t, &list[i]);
	}
	out_items_end(&x->out);
	if (!shown && closed)
		out_line(&x->out,
			 ngettext("No open case; %zu is closed: "
				  "stanch case list",
				  "No open case; %zu are closed: "
				  "stanch case list", closed),
			 closed);
	else if (!shown)
		out_line(&x->out, "%s", _("No case here."));
	rc = table_end(&t, err);
	if (!rc)
		below_lines(x, list, count, older, state);
	return rc;
}

static int list_cases(struct cli *x, const char *state, struct error *err)
{
	struct store *store;
	struct summary *list = NULL;
	bool *older = NULL;
	size_t count = 0;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_cases(&list, &count, store, false, err);
	if (!rc) {
		older = mem_zalloc((count + 1) * sizeof(*older));
		rc = older ? 0 : error_nomem(err);
	}
	if (!rc) {
		offer_older(older, store, list, count);
		rc = print_cases(x, list, count, older, state, err);
	}
	mem_free(older);
	mem_free(list);
	return rc;
}

static int status_run(struct cli *x, struct error *err)
{
	return list_cases(x, "open", err);
}

static int case_list_run(struct cli *x, struct error *err)
{
	return list_cases(x, cli_text(x, "state"), err);
}

/* --- next ----------------------------------------------------------------------- */

static int next_of_case(struct cli *x, const struct situation *s,
			struct error *err)
{
	if (x->out.mode == OUT_JSON)
		jwrite_str(x->out.json, "case", s->label);
	if (s->next)
		return view_step(x, s->next, err);
	if (x->out.mode == OUT_JSON)
		jwrite_null(x->out.json, "id");
	else
		out_line(&x->out, _("%s: no step is open."), s->label);
	return 0;
}

static void next_row(struct cli *x, struct table *t,
		     const struct situation *s)
{
	const struct step *st = s->next;

	if (x->out.mode == OUT_JSON) {
		jwrite_object(x->out.json, NULL);
		jwrite_str(x->out.json, "case", s->label);
		view_step_json(x, st);
		jwrite_end(x->out.json);
		return;
	}
	table_cell(t, s->label);
	table_cell(t, st->number);
	table_cell(t, cli_title(x, st));
	table_cell(t, st->owner);
	table_time(t, st->due);
}

/* A case that cannot be read is told on stderr and stops nothing. */
static void next_each(struct cli *x, struct table *t,
		      const struct summary *c)
{
	struct error why = {0};
	const struct situation *s;

	if (store_case_open(&x->open, x->store, c->label, true, &why)) {
		out_note(&x->out, "%s", why.what);
		return;
	}
	s = casefile_now(x->open);
	if (s->next)
		next_row(x, t, s);
	casefile_close(x->open);
	x->open = NULL;
}

static int next_of_all(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("CASE"), N_("STEP"),
		N_("TITLE"), N_("OWNER"), N_("DUE"), NULL};
	struct table t = {.out = &x->out, .head = head};
	struct store *store;
	struct summary *list = NULL;
	size_t count = 0;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_cases(&list, &count, store, false, err);
	if (rc)
		return rc;
	out_items(&x->out, NULL);
	for (size_t i = 0; i < count; i++)
		if (list[i].open && !list[i].broken)
			next_each(x, &t, &list[i]);
	out_items_end(&x->out);
	if (!t.count)
		out_line(&x->out, "%s", _("No open case."));
	mem_free(list);
	return table_end(&t, err);
}

static int next_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	int rc;

	if (!cli_word(x, 0))
		return next_of_all(x, err);
	rc = cli_case(&s, x, 0, err);
	return rc ? rc : next_of_case(x, s, err);
}

/* --- open ------------------------------------------------------------------------- */

static int open_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	char label[32];
	int rc = cli_case(&s, x, 0, err);

	if (rc)
		return rc;
	str_copy(label, sizeof(label), s->label);
	if (!x->terminal || x->out.mode != OUT_TEXT)
		return next_of_case(x, s, err);
	casefile_close(x->open);
	x->open = NULL;
	x->label = label;
	x->read_only = cli_flag(x, "read-only");
	x->status = x->screen(x);
	return 0;
}

static const struct opt open_opts[] = {
	{"read-only", 0, OPT_FLAG, NULL, N_("look, and change nothing")},
	{0}
};

static const struct opt list_opts[] = {
	{"state", 0, OPT_TEXT, "open|closed|all", N_("only these cases")},
	{0}
};

static bool new_asks(const struct cli *x)
{
	return !cli_text(x, "title") && !cli_text(x, "playbook") &&
	       x->terminal && x->out.mode == OUT_TEXT &&
	       !cli_flag(x, "no-input");
}

int case_new_run(struct cli *x, struct error *err)
{
	int rc;

	if (!new_asks(x))
		return case_new_words(x, err);
	rc = cli_time(&x->aware, x, cli_text(x, "aware"), err);
	if (rc)
		return rc;
	x->basis = cli_text(x, "basis");
	x->begin = true;
	x->status = x->screen(x);
	return 0;
}

const struct command status_commands[] = {
	{"status", NULL, N_("Show how the open cases stand"), NULL, NULL,
	 "status\nstatus --json", status_run, 0},
	{"next", NULL, N_("Show the step in hand, of one case or of all"),
	 "[CASE]", NULL, "next\nnext INC-2026-014", next_run, CMD_DRILL},
	{"open", NULL, N_("Open a case on the full screen"), "CASE", open_opts,
	 "open INC-2026-014 --read-only", open_run, 0},
	{"case list", NULL, N_("List the cases"), NULL, list_opts,
	 "case list --state all", case_list_run, 0},
	{0}
};
