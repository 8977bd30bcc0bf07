/* tui/cmd/record.c - the record itself: in words, raw, verified. */
#include <inttypes.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/jread.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/case/timeline.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/drill.h"
#include "tui/cmd/view.h"

static const struct {
	enum record_state state;
	const char *name;
} standings[] = {
	{REC_COUNTS, "counts"},
	{REC_SET_APART, "set-apart"},
	{REC_NOT_PERMITTED, "not-permitted"},
	{REC_PURGED, "purged"},
};

static const char *standing(enum record_state state)
{
	for (size_t i = 0; i < sizeof(standings) / sizeof(*standings); i++)
		if (standings[i].state == state)
			return standings[i].name;
	return standings[0].name;
}

static const struct {
	unsigned bit;
	const char *name;
} flag_names[] = {
	{REC_EARLY, "early"},		{REC_AHEAD, "ahead"},
	{REC_STEPPED, "stepped"},	{REC_UNSYNCED, "unsynced"},
	{REC_LATE, "late"},		{REC_TWO_COPIES, "two-copies"},
	{REC_PINNED, "pinned"},
};

static void flags_json(struct cli *x, unsigned flags)
{
	jwrite_array(x->out.json, "flags");
	for (size_t i = 0; i < sizeof(flag_names) / sizeof(*flag_names); i++)
		if (flags & flag_names[i].bit)
			jwrite_str(x->out.json, NULL, flag_names[i].name);
	jwrite_end(x->out.json);
}

/* --- timeline --------------------------------------------------------------------- */

static void event_json(struct cli *x, const struct situation *s,
		       const struct event *ev)
{
	struct jwrite *w = x->out.json;
	struct str text = {0};

	timeline_text(&text, s, ev, x->lang.code);
	jwrite_object(w, NULL);
	jwrite_int(w, "n", (int64_t)ev->n);
	jwrite_hex(w, "id", ev->id, ID_LEN);
	out_json_time(&x->out, "at", ev->at);
	jwrite_str(w, "type", ev->type);
	jwrite_str(w, "on", ev->on);
	jwrite_str(w, "by", event_doer(ev));
	jwrite_str(w, "author", ev->author ? ev->author->name : NULL);
	jwrite_str(w, "device", ev->author ? ev->author->tag : NULL);
	jwrite_str(w, "text", str_text(&text));
	jwrite_str(w, "standing", standing(ev->standing));
	jwrite_str(w, "odd", ev->odd);
	jwrite_bool(w, "retracted", ev->retracted);
	flags_json(x, ev->flags);
	jwrite_end(w);
	str_release(&text);
}

static void event_row(struct cli *x, struct table *t,
		      const struct situation *s, const struct event *ev)
{
	struct str text = {0}, flags = {0};

	timeline_text(&text, s, ev, x->lang.code);
	timeline_flags(&flags, ev);
	table_time(t, ev->at);
	table_cell(t, str_text(&text));
	table_cell(t, str_text(&flags));
	str_release(&text);
	str_release(&flags);
}

static int timeline_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("WHEN"), N_("WHAT"), "", NULL};
	struct table t = {.out = &x->out, .head = head};
	const struct situation *s;
	int rc = cli_case(&s, x, 0, err);

	if (rc)
		return rc;
	out_items(&x->out, s->label);
	for (size_t i = 0; i < s->event_count; i++)
		if (x->out.mode == OUT_JSON)
			event_json(x, s, s->event[i]);
		else
			event_row(x, &t, s, s->event[i]);
	out_items_end(&x->out);
	return table_end(&t, err);
}

/* --- dump -------------------------------------------------------------------------------- */

static void record_json(struct cli *x, const struct rec *r)
{
	struct jwrite *w = x->out.json;
	struct jread *body = NULL;

	jwrite_object(w, NULL);
	jwrite_int(w, "n", (int64_t)r->n);
	jwrite_hex(w, "id", r->id, ID_LEN);
	jwrite_int(w, "kind", r->kind);
	jwrite_int(w, "lamport", (int64_t)r->lamport);
	jwrite_hex(w, "author", r->author, KEY_LEN);
	jwrite_str(w, "standing", standing(r->state));
	flags_json(x, r->flags);
	jwrite_hex(w, "header", r->hdr, r->hdr_len);
	jwrite_hex(w, "signature", r->sig, SIG_LEN);
	if (r->body && r->sound &&
	    !jread_parse(&body, r->body, r->body_len, 8, NULL))
		jwrite_copy(w, "body", body);
	else
		jwrite_null(w, "body");
	jwrite_end(w);
	jread_free(body);
}

static void record_text(struct cli *x, const struct rec *r)
{
	char id[ID_HEX], author[KEY_HEX];
	struct str s = {0};

	hex_encode(id, r->id, ID_LEN);
	hex_encode(author, r->author, KEY_LEN);
	str_addf(&s, "record %" PRIu64 "\nid %s\nauthor %s\nkind %d\n"
		     "lamport %" PRIu64 "\nstanding %s\nbody ",
		 r->n, id, author, (int)r->kind, r->lamport,
		 standing(r->state));
	out_document(&x->out, str_text(&s), s.len);
	str_release(&s);
	/* The body on one line: a line break in it is data, and is marked. */
	str_addn(&s, r->body ? r->body : "", r->body ? r->body_len : 0);
	out_raw_line(&x->out, str_text(&s), s.len);
	out_document(&x->out, "\n", 1);
	str_release(&s);
}

static int dump_run(struct cli *x, struct error *err)
{
	const struct situation *s;
	const struct rec *const *rec;
	size_t count;
	int rc = cli_case(&s, x, 0, err);

	if (rc)
		return rc;
	rec = log_records(casefile_log(x->open), &count);
	out_items(&x->out, s->label);
	for (size_t i = 0; i < count; i++)
		if (x->out.mode == OUT_JSON)
			record_json(x, rec[i]);
		else
			record_text(x, rec[i]);
	out_items_end(&x->out);
	return 0;
}

/* --- verify ------------------------------------------------------------------------------ */

struct checking {
	struct str faults; /* one line each */
	struct cli *x;
};

static void fault(void *ctx, const char *text)
{
	struct checking *c = ctx;

	str_add(&c->faults, text);
	str_addc(&c->faults, '\n');
}

static int progress(void *ctx, uint64_t done, uint64_t all)
{
	struct checking *c = ctx;

	/* Of every record there are two things to check. */
	return cli_checking(c->x, done / 2, all / 2);
}

static void faults_json(struct cli *x, const char *text)
{
	struct str line = {0};

	jwrite_array(x->out.json, "faults");
	while (*text) {
		size_t n = strcspn(text, "\n");

		str_clear(&line);
		str_addn(&line, text, n);
		jwrite_str(x->out.json, NULL, str_text(&line));
		text += n + (text[n] == '\n');
	}
	jwrite_end(x->out.json);
	str_release(&line);
}

static void verify_json(struct cli *x, const char *label,
			const struct verify *v, const char *faults)
{
	struct jwrite *w = x->out.json;

	jwrite_str(w, "label", label);
	jwrite_bool(w, "whole", !v->faults && !v->rolled_back);
	jwrite_int(w, "records", (int64_t)v->records);
	jwrite_int(w, "signatures", (int64_t)v->signatures);
	jwrite_int(w, "attachments", (int64_t)v->attachments);
	jwrite_int(w, "set_apart", (int64_t)v->set_apart);
	jwrite_int(w, "not_permitted", (int64_t)v->not_permitted);
	jwrite_int(w, "purged", (int64_t)v->purged);
	jwrite_int(w, "unsound", (int64_t)v->unsound);
	jwrite_int(w, "pinned", (int64_t)v->pinned);
	jwrite_int(w, "unsynced", (int64_t)v->unsynced);
	jwrite_int(w, "flagged", (int64_t)v->flagged);
	jwrite_int(w, "rolled_back", (int64_t)v->rolled_back);
	jwrite_str(w, "fingerprint", v->fingerprint);
	faults_json(x, faults);
}

static void count_line(struct cli *x, const char *words, uint64_t n)
{
	if (n)
		out_line(&x->out, "  %" PRIu64 "  %s", n, words);
}

static void verify_text(struct cli *x, const char *label,
			const struct verify *v, const char *faults)
{
	if (v->faults || v->rolled_back)
		out_line(&x->out, _("%s: the record is NOT whole"), label);
	else
		out_line(&x->out, _("%s: the record is whole"), label);
	out_text(&x->out, 2, faults);
	count_line(x, _("records"), v->records);
	count_line(x, _("good signatures"), v->signatures);
	count_line(x, _("attachments"), v->attachments);
	count_line(x, _("set apart: written by someone removed"),
		   v->set_apart);
	count_line(x, _("not permitted to their author"), v->not_permitted);
	count_line(x, _("purged by an owner"), v->purged);
	count_line(x, _("with a body that breaks the format"), v->unsound);
	count_line(x, _("written under a clock set by hand (STANCH_NOW)"),
		   v->pinned);
	count_line(x, _("written while the clock was not synchronised"),
		   v->unsynced);
	count_line(x, _("with a time that does not fit the others"),
		   v->flagged);
	count_line(x, _("MISSING: this account has seen them before"),
		   v->rolled_back);
	if (*v->fingerprint)
		out_line(&x->out, _("  fingerprint %s"), v->fingerprint);
}

static void verify_plain(struct cli *x, const char *label,
			 const struct verify *v)
{
	static const char *const head[] = {"", "", "", "", NULL};
	struct table t = {.out = &x->out, .head = head};

	table_cell(&t, label);
	table_cell(&t, v->faults || v->rolled_back ? "not-whole" : "whole");
	table_cellf(&t, "%" PRIu64, v->records);
	table_cell(&t, v->fingerprint);
	table_end(&t, NULL);
}

/* The label as the file is named: a broken file may not tell its own. */
static void label_of(char *label, size_t size, const char *path)
{
	str_copy(label, size, io_name(path));
	label[strcspn(label, ".")] = '\0';
}

static int verify_run(struct cli *x, struct error *err)
{
	struct checking c = {.x = x};
	struct verify v = {0};
	struct store *store;
	char *path = NULL, *seen = NULL, label[64];
	const bool drill = drill_is_label(cli_word(x, 0));
	int rc = cli_store(&store, x, err);

	if (!rc && drill)
		rc = store_drill_find(&path, store, cli_word(x, 0), err);
	else if (!rc)
		rc = store_find(&path, store, cli_word(x, 0), err);
	if (!rc && !(seen = io_join(x->paths.state, "seen")))
		rc = error_nomem(err);
	if (!rc)
		rc = log_verify(&v, path, seen, x->env, fault, progress, &c,
				err);
	if (!rc) {
		label_of(label, sizeof(label), path);
		if (drill && x->out.mode != OUT_PLAIN)
			play_banner(x, label);
		if (x->out.mode == OUT_JSON)
			verify_json(x, label, &v, str_text(&c.faults));
		else if (x->out.mode == OUT_PLAIN)
			verify_plain(x, label, &v);
		else
			verify_text(x, label, &v, str_text(&c.faults));
		if (v.faults || v.rolled_back)
			x->status = out_status(ERR_CORRUPT);
	}
	mem_free(path);
	mem_free(seen);
	str_release(&c.faults);
	return rc;
}

const struct command record_commands[] = {
	{"timeline", NULL, N_("Tell what happened, in order"), "CASE", NULL,
	 "timeline INC-2026-014", timeline_run, CMD_DRILL},
	{"verify", NULL, N_("Check every hash and signature of a case"), "CASE",
	 NULL, "verify INC-2026-014", verify_run, CMD_DRILL},
	{"dump", NULL, N_("Print every record as it is stored"), "CASE", NULL,
	 "dump INC-2026-014", dump_run, CMD_DRILL},
	{0}
};
