/* tui/cmd/evidence.c - files as evidence. */
#include "core/case/evidence.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/view.h"

/* --- one piece --------------------------------------------------------------------- */

static void custody_json(struct cli *x, const struct evidence *e)
{
	struct jwrite *w = x->out.json;

	jwrite_array(w, "custody");
	for (size_t i = 0; i < e->custody_count; i++) {
		const struct handover *h = e->custody[i]->data;

		jwrite_object(w, NULL);
		jwrite_str(w, "from", h->from);
		jwrite_str(w, "to", h->to);
		jwrite_str(w, "why", h->why);
		out_json_time(&x->out, "at", e->custody[i]->at);
		jwrite_str(w, "by", event_doer(e->custody[i]));
		jwrite_end(w);
	}
	jwrite_end(w);
}

static void one_json(struct cli *x, const struct evidence *e)
{
	struct jwrite *w = x->out.json;

	jwrite_str(w, "id", e->label);
	jwrite_str(w, "name", e->name);
	jwrite_str(w, "title", e->title);
	if (e->has_hash)
		jwrite_hex(w, "sha256", e->sha256, HASH_LEN);
	else
		jwrite_null(w, "sha256");
	jwrite_int(w, "len", e->len);
	jwrite_bool(w, "inside", e->inside);
	jwrite_str(w, "place", e->place);
	jwrite_str(w, "source", e->source);
	jwrite_str(w, "taken", e->taken);
	jwrite_str(w, "step", e->step);
	jwrite_str(w, "holder", e->holder);
	out_json_time(&x->out, "at", e->event->at);
	jwrite_str(w, "by", event_doer(e->event));
	jwrite_bool(w, "retracted", e->event->retracted);
	custody_json(x, e);
}

static void hash_cell(struct table *t, const struct evidence *e)
{
	char hex[HASH_HEX] = "";

	if (e->has_hash)
		hex_encode(hex, e->sha256, HASH_LEN);
	/* A glance needs the beginning; --plain and show have all of it. */
	if (t->out->mode == OUT_TEXT)
		hex[16] = '\0';
	table_cell(t, hex);
}

static void one_row(struct table *t, const struct evidence *e)
{
	table_cell(t, e->label);
	table_cell(t, e->title ? e->title : e->name);
	table_cellf(t, "%" PRId64, e->len);
	hash_cell(t, e);
	table_cell(t, e->step);
	table_cell(t, e->holder);
	table_time(t, e->event->at);
	table_cell(t, e->inside ? _("in the case") : e->place);
}

static int list_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("ID"), N_("WHAT"), N_("BYTES"),
		N_("SHA-256"), N_("STEP"), N_("HELD BY"), N_("ADDED"),
		N_("WHERE"), NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	int rc = cli_case(&s, x, 0, err);

	if (rc)
		return rc;
	out_items(&x->out, s->label);
	for (size_t i = 0; i < s->evidence_count; i++) {
		if (x->out.mode != OUT_JSON) {
			one_row(&t, s->evidence[i]);
			continue;
		}
		jwrite_object(x->out.json, NULL);
		one_json(x, s->evidence[i]);
		jwrite_end(x->out.json);
	}
	out_items_end(&x->out);
	return table_end(&t, err);
}

static int find(const struct evidence **out, const struct situation *s,
		const char *label, struct error *err)
{
	*out = situation_evidence(s, label);
	if (*out)
		return 0;
	error_set(err, ERR_NOTFOUND, _("evidence %s is not in %s"), label,
		  s->label);
	if (s->evidence_count)
		error_where(err, _("there are %s to %s"),
			    s->evidence[0]->label,
			    s->evidence[s->evidence_count - 1]->label);
	error_fix(err, "stanch evidence list %s", s->label);
	return ERR_NOTFOUND;
}

static void show_text_of(struct cli *x, const struct evidence *e)
{
	char hex[HASH_HEX] = "", when[TIME_TEXT], taken[TIME_TEXT];
	struct error ignored;
	int64_t at;

	out_when(when, &x->out, e->event->at);
	if (e->has_hash)
		hex_encode(hex, e->sha256, HASH_LEN);
	out_line(&x->out, "%s  %s", e->label, e->title ? e->title : e->name);
	out_line(&x->out, "  SHA-256 %s", hex);
	out_line(&x->out, _("  %" PRId64 " bytes, %s"), e->len,
		 e->inside ? _("in the case") : e->place ? e->place : "");
	if (e->source)
		out_line(&x->out, _("  Source: %s"), e->source);
	if (e->taken && !time_parse(&at, NULL, e->taken, NULL, 0, &ignored)) {
		out_when(taken, &x->out, at);
		out_line(&x->out, _("  Taken: %s"), taken);
	}
	out_line(&x->out, _("  Added %s by %s; held by %s"), when,
		 event_doer(e->event), e->holder ? e->holder : "");
	for (size_t i = 0; i < e->custody_count; i++) {
		const struct handover *h = e->custody[i]->data;

		out_when(when, &x->out, e->custody[i]->at);
		out_line(&x->out, h->why
				? _("  %s handed over from %s to %s: %s")
				: _("  %s handed over from %s to %s"),
			 when, h->from ? h->from : "?", h->to, h->why);
	}
}

static int show_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {"", "", "", "", "", "", "", "",
					   NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	const struct evidence *e;
	int rc = cli_case(&s, x, 0, err);

	if (!rc)
		rc = find(&e, s, cli_word(x, 1), err);
	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON)
		one_json(x, e);
	else if (x->out.mode == OUT_PLAIN)
		one_row(&t, e);
	else
		show_text_of(x, e);
	return table_end(&t, err);
}

/* --- add ------------------------------------------------------------------------------- */

static int taken_time(char out[TIME_TEXT], struct cli *x, struct error *err)
{
	const char *text = cli_text(x, "taken");
	int64_t at;
	int rc = cli_time(&at, x, text, err);

	if (!rc && text)
		time_wall(out, at, x->env->zone);
	return rc;
}

/* Bytes; below 0: nothing goes inside. */
static int read_limit(int64_t *out, struct cli *x, struct error *err)
{
	const char *text = cli_text(x, "limit");
	long long mib = 0;

	*out = 0;
	if (!text)
		return 0;
	if (!str_int(&mib, text, 0, 1024)) {
		error_set(err, ERR_USAGE, _("\"%s\" is no limit"), text);
		return error_fix(err, _("a number of MiB, 0 to 1024"));
	}
	*out = mib ? mib << 20 : -1;
	return 0;
}

static int add_args(struct evidence_args *args, char taken[TIME_TEXT],
		    struct cli *x, struct error *err)
{
	*args = (struct evidence_args){
		.path = cli_word(x, 1),
		.title = cli_text(x, "title"),
		.source = cli_text(x, "source"),
		.step = cli_text(x, "step"),
		.note = cli_text(x, "note"),
		.place = cli_text(x, "place"),
		.sha256 = cli_text(x, "sha256"),
		.progress = cli_progress,
		.ctx = x,
	};
	if (!args->path && !args->place) {
		error_set(err, ERR_USAGE, _("name a file, or say with --place "
					    "where it is kept"));
		error_fix(err, "stanch evidence add %s FILE", cli_word(x, 0));
		return ERR_USAGE;
	}
	if (cli_text(x, "taken"))
		args->taken = taken;
	return taken_time(taken, x, err);
}

static int add_run(struct cli *x, struct error *err)
{
	char label[16] = "", taken[TIME_TEXT];
	struct evidence_args args;
	const struct situation *s;
	const struct evidence *e;
	struct act a;
	int rc = add_args(&args, taken, x, err);

	if (!rc)
		rc = read_limit(&args.limit, x, err);
	if (!rc)
		rc = cli_act(&a, &s, x, err);
	if (!rc)
		rc = evidence_add(label, &a, &args, err);
	if (rc)
		return rc;
	e = situation_evidence(casefile_now(x->open), label);
	if (x->out.mode == OUT_JSON && e) {
		jwrite_str(x->out.json, "case", s->label);
		one_json(x, e);
	} else if (e) {
		out_line(&x->out, "%s  %s", label,
			 e->title ? e->title : e->name);
		if (args.path && !e->inside && e->place)
			out_note(&x->out, _("too large to keep in the case: "
					    "leave it at %s, and never change "
					    "it"), e->place);
	}
	return 0;
}

/* --- handover, verify, export ---------------------------------------------------------- */

static int handover_run(struct cli *x, struct error *err)
{
	const char *to = cli_text(x, "to");
	const struct situation *s;
	struct act a;
	int rc;

	if (!to || !*to)
		return error_set(err, ERR_USAGE,
				 _("say who takes it with --to"));
	rc = cli_act(&a, &s, x, err);
	if (!rc)
		rc = evidence_handover(&a, cli_word(x, 1), to,
				       cli_text(x, "why"), err);
	if (!rc)
		view_recorded(x, &a, _("handed over"));
	return rc;
}

/* 0 and *good, or the error of something else than a wrong hash. */
static int verify_one(bool *good, struct cli *x, const struct evidence *e,
		      struct error *err)
{
	struct error why = {0};
	const char *path = cli_text(x, "file");
	int rc = evidence_verify(x->open, e->label, path, &why);
	const char *words = _("the bytes are those recorded");

	*good = !rc;
	if (rc && rc != ERR_CORRUPT && rc != ERR_REFUSED) {
		if (err)
			*err = why;
		return rc;
	}
	if (rc == ERR_REFUSED) { /* kept elsewhere, not at hand */
		*good = true;
		words = why.what;
	} else if (rc)
		words = why.what;
	if (x->out.mode == OUT_JSON) {
		jwrite_object(x->out.json, NULL);
		jwrite_str(x->out.json, "id", e->label);
		jwrite_str(x->out.json, "result",
			   rc == ERR_REFUSED ? "elsewhere"
			   : *good	     ? "good"
					     : "changed");
		jwrite_str(x->out.json, "text", words);
		jwrite_end(x->out.json);
	}
	out_line(&x->out, "%s  %s", e->label, words);
	return 0;
}

static int verify_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	const struct evidence *only = NULL;
	bool all = true;
	int rc = cli_case(&s, x, 0, err);

	if (!rc && cli_word(x, 1))
		rc = find(&only, s, cli_word(x, 1), err);
	if (!rc && cli_text(x, "file") && !only)
		rc = error_set(err, ERR_USAGE,
			       _("--file goes with one piece of evidence"));
	if (!rc)
		out_items(&x->out, NULL);
	for (size_t i = 0; !rc && i < s->evidence_count; i++) {
		bool good;

		if (only && s->evidence[i] != only)
			continue;
		rc = verify_one(&good, x, s->evidence[i], err);
		all &= good;
	}
	if (!rc)
		out_items_end(&x->out);
	if (!all)
		x->status = out_status(ERR_CORRUPT);
	return rc;
}

static int export_run(struct cli *x, struct error *err)
{
	const char *path = cli_text(x, "output"), *label;
	const struct situation *s;
	const struct evidence *e;
	struct act a;
	int rc = cli_act(&a, &s, x, err);
	bool to_stdout = path && !strcmp(path, "-");

	if (!rc)
		rc = find(&e, s, cli_word(x, 1), err);
	if (rc)
		return rc;
	label = cli_word(x, 1);
	if (!path)
		return error_set(err, ERR_USAGE, _("say where to with -o FILE "
						   "(-o - is standard "
						   "output)"));
	if (to_stdout && x->out.mode == OUT_JSON)
		return error_set(err, ERR_USAGE,
				 _("--json and -o - exclude each other"));
	rc = view_access(x, "exported", label, err);
	if (!rc)
		rc = evidence_export(x->open, label, to_stdout ? NULL : path,
				     to_stdout ? STDOUT_FILENO : -1, err);
	if (rc || to_stdout)
		return rc;
	out_line(&x->out, "%s: %s", label, path);
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "id", label);
		jwrite_str(x->out.json, "path", path);
	}
	return 0;
}

static const struct opt add_opts[] = {
	{"title", 0, OPT_TEXT, "TEXT", N_("what it is; the file's name if not "
					  "given")},
	{"source", 0, OPT_TEXT, "TEXT", N_("where it comes from")},
	{"taken", 0, OPT_TEXT, "TIME", N_("when it was taken")},
	{"step", 0, OPT_TEXT, "STEP", N_("the step it belongs to")},
	{"note", 0, OPT_TEXT, "TEXT", N_("a note beside it")},
	{"place", 0, OPT_TEXT, "TEXT",
	 N_("where it is kept, if not in the case")},
	{"limit", 0, OPT_TEXT, "MIB",
	 N_("keep it in the case up to this size; 64, at most 1024, 0: never")},
	{"sha256", 0, OPT_TEXT, "HEX",
	 N_("its sum, if the file is not at hand")},
	{0}
};
static const struct opt handover_opts[] = {
	{"to", 0, OPT_TEXT, "NAME", N_("who takes it")},
	{"why", 0, OPT_TEXT, "TEXT", N_("the reason, for the record")},
	{0}
};
static const struct opt verify_opts[] = {
	{"file", 0, OPT_TEXT, "FILE",
	 N_("the copy to look at, of what is kept elsewhere")},
	{0}
};
static const struct opt export_opts[] = {
	{"output", 'o', OPT_TEXT, "FILE",
	 N_("the new file; - is standard output")},
	{0}
};

const struct command evidence_commands[] = {
	{"evidence add", NULL, N_("Take a file in as evidence"), "CASE [FILE]",
	 add_opts, "evidence add INC-2026-014 mail.tar --source host7",
	 add_run, CMD_WRITES | CMD_DRILL},
	{"evidence list", NULL, N_("List the evidence of a case"), "CASE", NULL,
	 "evidence list INC-2026-014", list_run, CMD_DRILL},
	{"evidence show", NULL, N_("Show one piece with its chain of custody"),
	 "CASE EVIDENCE", NULL, "evidence show INC-2026-014 E-3", show_run,
	 CMD_DRILL},
	{"evidence verify", NULL, N_("Hash the evidence again and compare"),
	 "CASE [EVIDENCE]", verify_opts, "evidence verify INC-2026-014",
	 verify_run, CMD_DRILL},
	{"evidence export", NULL, N_("Write the very bytes to a new file"),
	 "CASE EVIDENCE", export_opts,
	 "evidence export INC-2026-014 E-3 -o mail.tar", export_run,
	 CMD_WRITES},
	{"evidence handover", NULL, N_("Record that it went to someone else"),
	 "CASE EVIDENCE", handover_opts,
	 "evidence handover INC-2026-014 E-3 --to wu --why \"For imaging\"",
	 handover_run, CMD_WRITES | CMD_DRILL},
	{0}
};
