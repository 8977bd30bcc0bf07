/* core/notice/bounces.c - see bounces.h. */
#include "core/notice/bounces.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/map.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/notice/message.h"
#include "core/people/cell.h"
#include "core/people/value.h"

#define REASON_MAX 120 /* bytes */
#define DIGITS_MAX 6   /* of a reason, in a row: more is a number of somebody */

static const struct column_field fields[] = {
	[BOUNCE_MESSAGE] = {"message-id", N_("Message-ID"), false,
		"message-id|messageid|msgid|original-message-id|"
		"originalmessageid|x-original-message-id|邮件编号|消息编号"},
	[BOUNCE_PERSON] = {"person", N_("register id"), false,
		"person|id|ref|register|register-id|registerid|编号|登记编号"},
	[BOUNCE_MAIL] = {"mail", N_("e-mail"), true,
		"mail|e-mail|email|emailaddress|address|recipient|rcpt|to|"
		"final-recipient|finalrecipient|original-recipient|"
		"originalrecipient|邮箱|电子邮件|电子邮箱|邮件地址|收件人"},
	[BOUNCE_PHONE] = {"phone", N_("telephone"), true,
		"phone|mobile|telephone|number|手机|手机号|手机号码|电话|号码"},
	[BOUNCE_REASON] = {"reason", N_("reason"), true,
		"reason|why|error|diagnostic|diagnostic-code|diagnosticcode|"
		"status|description|原因|失败原因|退回原因|错误"},
};

const struct column_kind bounce_columns = {
	.table = "bounces",
	.field = fields,
	.count = BOUNCE_FIELDS,
	.needed = BOUNCE_REASON,
	.lacking = N_("no column names anybody: neither a Message-ID nor an "
		      "address, a telephone or a register id"),
	.example = "mail,reason",
	.map = "#1=mail",
};

/* Of the register: what it names. */
static const enum person_field of_person[] = {
	[BOUNCE_MESSAGE] = PERSON_FIELDS, [BOUNCE_PERSON] = PERSON_REF,
	[BOUNCE_MAIL] = PERSON_MAIL,	  [BOUNCE_PHONE] = PERSON_PHONE,
	[BOUNCE_REASON] = PERSON_FIELDS,
};

struct taking {
	const struct bounces_args *args;
	struct bounces *out;
	struct sheet *sheet;
	bool headed;
	struct str cell;
	struct arena arena;
	struct lost { /* a row that names somebody */
		enum bounce_field by;
		const char *key, *reason;
		uint64_t row, line;
		bool found, sent;
		struct lost *other; /* another row of the same key */
	} **lost;
	size_t count, cap;
	struct map by[BOUNCE_REASON];
};

/* --- rows ------------------------------------------------------------------------- */

static void blame(struct taking *t, uint64_t row, uint64_t line,
		  enum row_fault fault)
{
	if (t->out->bad < BOUNCES_BAD_LISTED)
		t->out->first[t->out->bad] =
			(struct bounce_bad){row, line, fault};
	t->out->bad++;
}

/* A reason without what points at a person: words with an @, long numbers,
 * whatever would not show on one line. */
static const char *plain_reason(struct arena *a, const char *text)
{
	struct str out = {0};
	const char *kept;

	for (const char *p = text; *p && out.len < REASON_MAX;) {
		size_t n = strcspn(p, " \t\r\n"), digits = 0;
		bool names = memchr(p, '@', n) != NULL;

		for (size_t i = 0; i < n && !names; i++) {
			digits = isdigit((unsigned char)p[i]) ? digits + 1 : 0;
			names = digits > DIGITS_MAX;
		}
		if (n)
			str_add(&out, out.len ? " " : "");
		if (names)
			str_add(&out, "...");
		else
			str_addn(&out, p, n);
		p += n + strspn(p + n, " \t\r\n");
	}
	if (out.len > 4 * REASON_MAX)
		str_clear(&out); /* one endless word tells nobody anything */
	kept = arena_strdup(a, str_text(&out));
	str_release(&out);
	return kept;
}

/* What is compared: the part of a Message-ID before the @, without < >; a
 * mail, a telephone in their normal forms; a label as it is. */
static void key_of(struct str *out, enum bounce_field by, const char *text)
{
	str_clear(out);
	if (by == BOUNCE_MAIL || by == BOUNCE_PHONE) {
		text += str_starts(text, "rfc822;") ? strlen("rfc822;") : 0;
		text += strspn(text, " <");
		value_key(out, of_person[by], text);
		if (out->len && out->p[out->len - 1] == '>')
			out->p[--out->len] = '\0';
		return;
	}
	text += strspn(text, "< ");
	str_addn(out, text,
		 by == BOUNCE_MESSAGE ? strcspn(text, "@> ") : strlen(text));
}

static int keep(struct taking *t, enum bounce_field by, const char *text,
		const char *reason, const struct csv_row *row,
		struct error *err)
{
	struct lost *l = arena_alloc(&t->arena, sizeof(*l));
	struct str key = {0};

	key_of(&key, by, text);
	if (!l || mem_reserve(&t->lost, &t->cap, t->count + 1,
			      sizeof(*t->lost))) {
		str_release(&key);
		return error_nomem(err);
	}
	*l = (struct lost){.by = by, .key = arena_strdup(&t->arena,
							 str_text(&key)),
			   .reason = reason, .row = t->out->rows,
			   .line = row->line};
	str_release(&key);
	t->lost[t->count++] = l;
	if (!l->key || !reason)
		return error_nomem(err);
	l->other = map_gets(&t->by[by], l->key);
	return map_puts(&t->by[by], l->key, l) ? error_nomem(err) : 0;
}

/* The row's value of that field to t->cell, empty where it has none. */
static enum row_fault cell_of(struct taking *t, const struct csv_row *row,
			      enum bounce_field f)
{
	size_t i = t->out->columns.at[f];
	enum row_fault fault;

	str_clear(&t->cell);
	if (i == SIZE_MAX || i >= row->count)
		return ROW_SOUND;
	fault = sheet_cell(&t->cell, t->sheet, row->cell[i], row->len[i]);
	if (fault || (f != BOUNCE_PHONE && f != BOUNCE_MAIL))
		return fault;
	cell_settle(&t->cell, of_person[f]);
	return cell_shortened(str_text(&t->cell), of_person[f])
		       ? ROW_SHORTENED
		       : ROW_SOUND;
}

static int take_row(void *ctx, const struct csv_row *row, struct error *err)
{
	struct taking *t = ctx;
	enum row_fault fault;
	const char *reason = "";

	if (!t->headed) {
		t->headed = true;
		return columns_read(&t->out->columns, &bounce_columns,
				    t->sheet, row, &t->args->columns, err);
	}
	if (csv_row_empty(row))
		return 0;
	if (++t->out->rows > BOUNCES_MAX)
		return error_set(err, ERR_TOOBIG,
				 _("more than %d rows; cut the file in two"),
				 BOUNCES_MAX);
	fault = sheet_row_fault(row, 1, t->out->columns.count);
	if (!fault)
		fault = cell_of(t, row, BOUNCE_REASON);
	if (!fault)
		reason = plain_reason(&t->arena, str_text(&t->cell));
	for (int f = 0; !fault && f < BOUNCE_REASON; f++) {
		fault = cell_of(t, row, (enum bounce_field)f);
		if (!fault && t->cell.len)
			return keep(t, (enum bounce_field)f,
				    str_text(&t->cell), reason, row, err);
	}
	blame(t, t->out->rows, row->line, fault ? fault : ROW_UNNAMED);
	return 0;
}

/* --- who they are ------------------------------------------------------------------- */

struct looking {
	struct taking *t;
	const struct case_notice *n;
	char prefix[NOTICE_PREFIX];
	struct str key;
	struct found {
		struct recipient to;
		const char *reason;
	} *found;
	size_t count, cap;
};

static void touch(struct lost *l, bool sent)
{
	for (; l; l = l->other) {
		l->found = true;
		l->sent |= sent;
	}
}

/* A row that has this value of a person; NULL, also for no value. */
static struct lost *named(struct looking *f, enum bounce_field by,
			  const char *text)
{
	key_of(&f->key, by, text);
	return f->key.len ? map_gets(&f->t->by[by], str_text(&f->key)) : NULL;
}

/* The first row that names this person, by whatever. */
static struct lost *row_of(struct looking *f, const struct recipient *to,
			   bool sent)
{
	char left[MESSAGE_LEFT] = "";
	const struct {
		enum bounce_field by;
		const char *text;
	} names[] = {
		{BOUNCE_MESSAGE, left},
		{BOUNCE_PERSON, to->label},
		{BOUNCE_PERSON, to->id},
		{BOUNCE_MAIL, to->value[PERSON_MAIL]},
		{BOUNCE_PHONE, to->value[PERSON_PHONE]},
		{BOUNCE_PHONE, to->value[PERSON_GUARDIAN_PHONE]},
	};
	struct lost *first = NULL;

	if (f->t->by[BOUNCE_MESSAGE].len)
		message_left(left, f->prefix, to->id);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct lost *hit = named(f, names[i].by, names[i].text);

		touch(hit, sent);
		first = first ? first : hit;
	}
	return first;
}

static int look_at(void *ctx, const struct recipient *to, struct error *err)
{
	struct looking *f = ctx;
	bool sent = to->fate != FATE_NONE;
	struct lost *l = row_of(f, to, sent);

	if (!l || !sent)
		return 0;
	if (to->fate == f->t->args->fate) {
		f->t->out->already++;
		return 0;
	}
	if (mem_reserve(&f->found, &f->cap, f->count + 1, sizeof(*f->found)))
		return error_nomem(err);
	f->found[f->count] = (struct found){.reason = l->reason};
	f->found[f->count].to.id = arena_strdup(&f->t->arena, to->id);
	f->found[f->count].to.label = arena_strdup(&f->t->arena, to->label);
	return f->found[f->count].to.id && f->found[f->count++].to.label
		       ? 0
		       : error_nomem(err);
}

static int by_row(const void *a, const void *b)
{
	const struct bounce_bad *x = a, *y = b;

	return x->row < y->row ? -1 : x->row > y->row;
}

static void blame_rest(struct taking *t)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct lost *l = t->lost[i];

		if (!l->sent)
			blame(t, l->row, l->line,
			      l->found ? ROW_UNSENT : ROW_UNKNOWN);
	}
	qsort(t->out->first, t->out->bad < BOUNCES_BAD_LISTED
				     ? t->out->bad
				     : BOUNCES_BAD_LISTED,
	      sizeof(*t->out->first), by_row);
}

/* --- recorded ----------------------------------------------------------------------- */

/* One outcome for each reason among n people. */
static int outcomes(struct set_result *r, struct arena *a,
		    const struct looking *f, size_t from, size_t n)
{
	struct recipient *some = arena_alloc(a, n * sizeof(*some));
	bool *done = arena_alloc(a, n * sizeof(*done));

	r->outcome = arena_alloc(a, n * sizeof(*r->outcome));
	for (size_t i = 0; some && done && r->outcome && i < n; i++) {
		struct notice_outcome *o = &r->outcome[r->outcomes];
		const char *reason = f->found[from + i].reason;
		size_t k = 0;

		if (done[i])
			continue;
		for (size_t j = i; j < n; j++)
			if (!done[j] &&
			    str_eq(f->found[from + j].reason, reason)) {
				some[k++] = f->found[from + j].to;
				done[j] = true;
			}
		*o = (struct notice_outcome){
			.result = fate_name(f->t->args->fate),
			.why = reason, .count = (int64_t)k};
		if (group_rows(&o->people, &o->people_count, a, some, k))
			return ERR_NOMEM;
		r->outcomes++;
	}
	return some && done && r->outcome ? 0 : ERR_NOMEM;
}

static int record(const struct looking *f, struct act *a, const char *label,
		  struct error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < f->count; i += NOTICE_BATCH) {
		size_t left = f->count - i;
		size_t n = left < NOTICE_BATCH ? left : NOTICE_BATCH;
		struct set_result r = {.notice = label,
				       .channel = f->t->args->channel};
		struct arena mem = {0};

		rc = outcomes(&r, &mem, f, i, n)
			     ? error_nomem(err)
			     : act_notice_result(a, &r, 1, err);
		if (!rc)
			f->t->out->people += n;
		arena_release(&mem);
	}
	return rc;
}

void bounces_release(struct bounces *b)
{
	columns_release(&b->columns);
}

int bounces_take(struct bounces *out, struct act *a, const char *label,
		 const struct bounces_args *args, struct error *err)
{
	struct taking t = {.args = args, .out = out};
	struct looking f = {.t = &t};
	const struct situation *s = casefile_now(a->c);
	int rc;

	*out = (struct bounces){0};
	f.n = situation_notice(s, label);
	if (!f.n)
		return error_set(err, ERR_NOTFOUND, _("%s has no notice %s"),
				 s->label, label);
	message_prefix(f.prefix, s, label);
	rc = sheet_open(&t.sheet, args->path, args->name, args->encoding,
			args->progress, args->ctx, err);
	if (!rc)
		rc = sheet_read(t.sheet, take_row, &t, err);
	sheet_close(t.sheet);
	if (!rc && !t.headed)
		rc = error_set(err, ERR_INVALID,
			       _("%s: no rows below the headings"),
			       args->name ? args->name : args->path);
	if (!rc)
		rc = group_each(a->c, f.n, look_at, &f, err);
	if (!rc) {
		blame_rest(&t);
		out->people = args->dry ? f.count : 0;
	}
	if (!rc && !args->dry)
		rc = record(&f, a, label, err);
	if (!rc && !args->dry)
		columns_remember(&out->columns, &args->columns, NULL);
	for (int i = 0; i < BOUNCE_REASON; i++)
		map_release(&t.by[i]);
	mem_free(t.lost);
	mem_free(f.found);
	str_release(&t.cell);
	str_release(&f.key);
	arena_release(&t.arena);
	return rc;
}
