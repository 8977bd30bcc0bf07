/* tui/cmd/out.c - see out.h. */
#include "tui/cmd/out.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/jread.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"

#define OUT_CHUNK ((size_t)64 << 10)

static void drain(struct out *o)
{
	if (!o->broken)
		o->broken = io_write(STDOUT_FILENO, str_text(&o->buf),
				      o->buf.len);
	str_clear(&o->buf);
}

void out_now(struct out *o)
{
	if (o->mode != OUT_JSON)
		drain(o);
}

void out_ask(const char *prompt)
{
	struct str line = {0};

	show_text(&line, prompt);
	str_addc(&line, ' ');
	io_write(STDERR_FILENO, str_text(&line), line.len);
	str_release(&line);
}

static void full(struct out *o)
{
	if (o->buf.failed && !o->broken)
		o->broken = ENOMEM;
	if (o->buf.len >= OUT_CHUNK && o->mode != OUT_JSON)
		drain(o);
}

int out_begin(struct out *o, enum out_mode mode, struct error *err)
{
	o->mode = mode;
	if (mode != OUT_JSON)
		return 0;
	o->json = jwrite_new();
	if (!o->json)
		return error_nomem(err);
	jwrite_str(o->json, "schema", "stanch/1");
	return 0;
}

/* --- JSON with chosen fields ---------------------------------------------- */

struct pick {
	const char *fields;
	struct jwrite *to;
	const char *near, *word; /* for a field that is not there */
	size_t found;
};

static bool listed(const char *fields, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = fields; *p; p += *p == ',') {
		size_t k = strcspn(p, ",");

		if (k == n && !memcmp(p, name, n))
			return true;
		p += k;
	}
	return false;
}

static bool pick_member(void *ctx, const char *name,
			const struct jread *value)
{
	struct pick *p = ctx;

	if (listed(p->fields, name)) {
		jwrite_copy(p->to, name, value);
		p->found++;
	}
	return true;
}

static bool has_field(const struct jread *from, const char *field,
		      struct error *err)
{
	if (jread_get(from, field))
		return true;
	error_set(err, ERR_USAGE, _("there is no field %s to print"), field);
	error_fix(err, _("a bare --json prints all fields"));
	return false;
}

static int check_fields(const struct jread *from, const char *fields,
			struct error *err)
{
	char field[64];

	for (const char *p = fields; from && *p; p += *p == ',') {
		size_t k = strcspn(p, ",");

		if (k >= sizeof(field))
			return error_set(err, ERR_USAGE,
					 _("there is no field %s to print"),
					 fields);
		memcpy(field, p, k);
		field[k] = '\0';
		p += k;
		if (k && !has_field(from, field, err))
			return ERR_USAGE;
	}
	return 0;
}

/* Keeps the schema and the fields asked for: of each item in a list, else
 * of the object itself. */
static int pick_fields(struct jwrite **to, const struct jread *doc,
		       const char *fields, struct error *err)
{
	const struct jread *items = jread_get(doc, "items");
	struct pick p = {.fields = fields, .to = jwrite_new()};
	int rc;

	*to = p.to;
	if (!p.to)
		return error_nomem(err);
	rc = check_fields(items ? jread_at(items, 0) : doc, fields, err);
	if (rc)
		return rc;
	jwrite_str(p.to, "schema", "stanch/1");
	if (!items) {
		jread_each(doc, pick_member, &p);
		return 0;
	}
	jwrite_array(p.to, "items");
	for (size_t i = 0; i < jread_len(items); i++) {
		jwrite_object(p.to, NULL);
		jread_each(jread_at(items, i), pick_member, &p);
		jwrite_end(p.to);
	}
	jwrite_end(p.to);
	return 0;
}

static int print_json(struct out *o, struct error *err)
{
	struct jread *doc = NULL;
	struct jwrite *picked = NULL;
	struct str text = {0};
	int rc = 0;

	if (o->fields && *o->fields) {
		rc = jwrite_text(&text, o->json, err);
		if (!rc)
			rc = jread_parse(&doc, str_text(&text), text.len, 32,
					 err);
		if (!rc)
			rc = pick_fields(&picked, doc, o->fields, err);
	}
	if (!rc)
		rc = jwrite_pretty(&o->buf, picked ? picked : o->json, err);
	jwrite_free(picked);
	jread_free(doc);
	str_release(&text);
	return rc;
}

int out_end(struct out *o, struct error *err)
{
	int rc = 0;

	if (o->mode == OUT_JSON)
		rc = print_json(o, err);
	if (o->mode == OUT_PLAIN && !o->rows)
		str_addn(&o->buf, str_text(&o->lines), o->lines.len);
	if (!rc)
		drain(o);
	out_release(o);
	if (!rc && o->broken)
		rc = error_set(err, ERR_IO, _("standard output: %s"),
			       strerror(o->broken));
	return rc;
}

void out_release(struct out *o)
{
	str_release(&o->buf);
	str_release(&o->lines);
	jwrite_free(o->json);
	o->json = NULL;
}

/* --- text -------------------------------------------------------------------- */

/* Where lines go in this mode, or NULL. */
static struct str *lines(struct out *o)
{
	switch (o->mode) {
	case OUT_TEXT:
		return &o->buf;
	case OUT_PLAIN:
		return o->rows ? NULL : &o->lines;
	case OUT_JSON:
		break;
	}
	return NULL;
}

void out_line(struct out *o, const char *fmt, ...)
{
	struct str *to = lines(o);
	struct str s = {0};
	va_list ap;

	if (!to)
		return;
	va_start(ap, fmt);
	str_vaddf(&s, fmt, ap);
	va_end(ap);
	show_text(to, str_text(&s));
	str_addc(to, '\n');
	str_release(&s);
	full(o);
}

void out_text(struct out *o, int indent, const char *text)
{
	struct str *to = lines(o);

	while (to && text && *text) {
		size_t n = strcspn(text, "\n");

		if (n)
			str_pad(to, ' ', (size_t)indent);
		show(to, text, n, SHOW_LINE);
		str_addc(to, '\n');
		text += n + (text[n] == '\n');
	}
	full(o);
}

void out_document(struct out *o, const char *text, size_t n)
{
	if (o->mode == OUT_JSON)
		return;
	o->rows = true;
	show(&o->buf, text, n, SHOW_LF | SHOW_TAB);
	full(o);
}

void out_crlf(struct out *o, const char *text)
{
	if (o->mode == OUT_JSON)
		return;
	o->rows = true;
	while (*text) {
		size_t n = strcspn(text, "\n");
		bool has = n && text[n] && text[n - 1] == '\r';

		show(&o->buf, text, n - has, SHOW_LINE);
		str_add(&o->buf, "\r\n");
		text += n + (text[n] == '\n');
	}
	full(o);
}

void out_raw_line(struct out *o, const char *text, size_t n)
{
	if (o->mode == OUT_JSON)
		return;
	o->rows = true;
	show(&o->buf, text, n, SHOW_LINE);
	str_addc(&o->buf, '\n');
	full(o);
}

static void complain(const char *text)
{
	struct str s = {0};

	show(&s, text, strlen(text), SHOW_LF);
	io_write(STDERR_FILENO, str_text(&s), s.len);
	str_release(&s);
}

void out_note(struct out *o, const char *fmt, ...)
{
	struct str s = {0}, safe = {0};
	va_list ap;

	if (o->quiet)
		return;
	va_start(ap, fmt);
	str_vaddf(&s, fmt, ap);
	va_end(ap);
	show_text(&safe, str_text(&s));
	str_addc(&safe, '\n');
	complain(str_text(&safe));
	str_release(&safe);
	str_release(&s);
}

void out_when(char text[TIME_TEXT], const struct out *o, int64_t at)
{
	time_minute(text, at, o->zone);
}

void out_items(struct out *o, const char *label)
{
	if (o->mode != OUT_JSON)
		return;
	if (label)
		jwrite_str(o->json, "case", label);
	jwrite_array(o->json, "items");
}

void out_items_end(struct out *o)
{
	if (o->mode == OUT_JSON)
		jwrite_end(o->json);
}

void out_json_time(struct out *o, const char *name, int64_t at)
{
	char text[TIME_TEXT];

	if (at)
		time_utc(text, at);
	jwrite_str(o->json, name, at ? text : NULL);
}

/* --- errors ------------------------------------------------------------------ */

static const struct {
	int status;
	const char *words;
} statuses[] = {
	{0, N_("done")},
	{1, N_("failed: the disk, the system, or a cause of its own")},
	{2, N_("wrong usage")},
	{3, N_("not found")},
	{4, N_("refused: a second person is needed, read-only, wrong state")},
	{5, N_("invalid data: a playbook, a case file, an import")},
	{6, N_("changed by someone else meanwhile")},
	{OUT_STATUS_OVERDUE,
	 N_("something is overdue (a check made for cron)")},
	{130, N_("stopped with Ctrl-C")},
};

/* By minus the code. */
static const int status_of[] = {
	[-ERR_OK] = 0,	      [-ERR_FAILED] = 1,     [-ERR_USAGE] = 2,
	[-ERR_NOTFOUND] = 3,  [-ERR_REFUSED] = 4,    [-ERR_INVALID] = 5,
	[-ERR_CORRUPT] = 5,   [-ERR_MOVED] = 6,	     [-ERR_UNKNOWN] = 1,
	[-ERR_IO] = 1,	      [-ERR_NOMEM] = 1,	     [-ERR_BUSY] = 1,
	[-ERR_CANCELLED] = 130, [-ERR_TOOBIG] = 5,   [-ERR_PENDING] = 4,
};

int out_status(int code)
{
	size_t i = code < 0 ? (size_t)-code : 0;

	return i < sizeof(status_of) / sizeof(*status_of) ? status_of[i] : 1;
}

const char *out_status_words(size_t i, int *status)
{
	if (i >= sizeof(statuses) / sizeof(*statuses))
		return NULL;
	*status = statuses[i].status;
	return statuses[i].words;
}

static void indented(struct str *out, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");

		str_add(out, "  ");
		str_addn(out, text, n);
		str_addc(out, '\n');
		text += n + (text[n] == '\n');
	}
}

static void error_lines(const struct error *err)
{
	struct str s = {0}, what = {0};

	show_text(&what, err->what); /* a name in it may hold an LF */
	if (err->code == ERR_PENDING) /* it was recorded, and is told so */
		str_add(&s, str_text(&what));
	else
		str_addf(&s, _("error: %s"), str_text(&what));
	str_addc(&s, '\n');
	indented(&s, err->where);
	indented(&s, err->fix);
	complain(str_text(&s));
	str_release(&what);
	str_release(&s);
}

static void error_json(struct out *o, const struct error *err)
{
	struct error own = {0};

	out_release(o);
	o->fields = NULL;
	if (out_begin(o, OUT_JSON, &own))
		return;
	jwrite_object(o->json, "error");
	jwrite_str(o->json, "code",
		   err->id ? err->id : error_name(err->code));
	jwrite_str(o->json, "what", err->what);
	jwrite_str(o->json, "where", err->where);
	jwrite_str(o->json, "fix", err->fix);
	jwrite_end(o->json);
	out_end(o, &own);
}

int out_error(struct out *o, const struct error *err)
{
	if (o->broken == EPIPE) /* whoever read our output has left */
		return out_status(err->code);
	if (o->mode == OUT_JSON && !o->broken)
		error_json(o, err);
	else
		error_lines(err);
	return out_status(err->code);
}
