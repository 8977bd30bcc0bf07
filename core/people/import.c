/* core/people/import.c - see import.h. */
#include "core/people/import.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/people/cell.h"
#include "core/people/match.h"
#include "core/people/private.h"
#include "core/people/register.h"
#include "core/people/tsv.h"
#include "core/people/value.h"

#define TITLES_MAX 5 /* rows above the headings */

struct importing {
	struct import_result *out;
	const struct import_args *args;
	const struct people *known; /* who is in the register already */
	size_t before; /* rows of it: ours are numbered from there on */
	struct sheet *sheet;
	bool headed; /* the headings were read */
	struct match *match;
	struct tsv rows;
	size_t column[PERSON_FIELDS]; /* of the i-th field stored */
	enum person_field field[PERSON_FIELDS];
	size_t fields;
	size_t named; /* columns up to the last with a heading or a field */
	struct str cell[PERSON_FIELDS]; /* trimmed, in UTF-8; by field */
	uint64_t seen; /* rows below the headings */
	uint64_t blank, blank_line; /* empty ones, the last of them; where
				       the first began */
};

/* --- one row -------------------------------------------------------------------- */

static bool has(const struct importing *im, enum person_field f)
{
	return im->cell[f].len > 0;
}

static enum row_fault value_fault(const struct importing *im)
{
	if (!has(im, PERSON_NAME) && !has(im, PERSON_PHONE) &&
	    !has(im, PERSON_MAIL) && !has(im, PERSON_WECHAT) &&
	    !has(im, PERSON_ADDRESS) && !has(im, PERSON_GUARDIAN_PHONE))
		return ROW_NOBODY;
	if (has(im, PERSON_PHONE) && !value_is_phone(im->cell[PERSON_PHONE].p))
		return ROW_PHONE;
	if (has(im, PERSON_MAIL) && !value_is_mail(im->cell[PERSON_MAIL].p))
		return ROW_MAIL;
	if (has(im, PERSON_GUARDIAN_PHONE) &&
	    !value_is_phone(im->cell[PERSON_GUARDIAN_PHONE].p))
		return ROW_GUARDIAN;
	return ROW_SOUND;
}

static enum row_fault take_value(struct importing *im, enum person_field f,
				 const char *cell, size_t n)
{
	enum row_fault fault = sheet_cell(&im->cell[f], im->sheet, cell, n);

	if (fault || !n)
		return fault;
	cell_settle(&im->cell[f], f);
	return cell_shortened(str_text(&im->cell[f]), f) ? ROW_SHORTENED
							 : ROW_SOUND;
}

static enum row_fault read_row(struct importing *im,
			       const struct csv_row *row)
{
	enum row_fault fault = sheet_row_fault(row, im->named,
					       im->out->columns.count);

	for (size_t i = 0; i < im->fields && !fault; i++)
		fault = take_value(im, im->field[i],
				   row->cell[im->column[i]],
				   row->len[im->column[i]]);
	return fault ? fault : value_fault(im);
}

/* Somebody by place: in the register as it was, or among these rows. */
static void name_place(char out[PERSON_ID], const struct importing *im,
		       uint32_t at)
{
	if (at < im->before)
		person_id(out, im->known, at);
	else
		snprintf(out, PERSON_ID, "%zu", at - im->before);
}

static int store_row(struct importing *im, struct error *err)
{
	const char *by_field[PERSON_FIELDS] = {NULL};
	const char *value[PERSON_FIELDS];
	struct import_result *out = im->out;
	char other[PERSON_ID];
	uint32_t same, near;

	for (size_t i = 0; i < im->fields; i++) {
		if (im->cell[im->field[i]].failed)
			return error_nomem(err);
		value[i] = str_text(&im->cell[im->field[i]]);
		by_field[im->field[i]] = value[i];
	}
	if (match_add(&same, &near, im->match, by_field,
		      (uint32_t)(im->before + im->seen), err))
		return ERR_NOMEM;
	if (same != MATCH_NONE || near != MATCH_NONE)
		name_place(other, im, same != MATCH_NONE ? same : near);
	if (near != MATCH_NONE && out->near < PEOPLE_BAD_LISTED) {
		out->resembles[out->near].row = im->seen;
		str_copy(out->resembles[out->near].other, PERSON_ID, other);
	}
	out->same += same != MATCH_NONE;
	out->near += near != MATCH_NONE;
	out->rows++;
	if (im->args->row)
		im->args->row(im->args->ctx, im->seen, by_field);
	if (!im->args->dry &&
	    tsv_add(&im->rows, im->seen, same != MATCH_NONE ? other : NULL,
		     value, im->fields))
		return error_nomem(err);
	return 0;
}

/* --- headings --------------------------------------------------------------------- */

static int take_headings(struct importing *im, const struct csv_row *row,
			 struct error *err)
{
	struct columns *c = &im->out->columns;
	int rc = columns_read(c, &people_columns, im->sheet, row,
			      &im->args->columns, err);

	im->headed = true;
	for (size_t i = 0; i < c->count; i++)
		if (*c->heading[i] || c->field[i] != PERSON_FIELDS)
			im->named = i + 1;
	for (size_t i = 0; i < c->count && !rc; i++)
		if (c->field[i] != PERSON_FIELDS) {
			im->column[im->fields] = i;
			im->field[im->fields++] =
				(enum person_field)c->field[i];
		}
	if (!rc)
		tsv_begin(&im->rows, im->field, im->fields);
	return rc;
}

/* "Members, printed on 1 May" above the headings: a row with one cell that
 * is no heading we know. */
static bool is_title(struct importing *im, const struct csv_row *row)
{
	struct str s = {0};
	size_t filled = 0, at = 0;
	bool title;

	for (size_t i = 0; i < row->count; i++)
		if (row->len[i]) {
			filled++;
			at = i;
		}
	title = filled == 1 && !im->args->columns.map &&
		im->out->above < TITLES_MAX && !row->fault &&
		!sheet_cell(&s, im->sheet, row->cell[at], row->len[at]) &&
		column_known(&people_columns, str_text(&s)) ==
			PERSON_FIELDS &&
		!value_is_phone(str_text(&s)) && !value_is_mail(str_text(&s));
	str_release(&s);
	im->out->above += title;
	return title;
}

static void blame(struct importing *im, uint64_t row, uint64_t line,
		  enum row_fault fault)
{
	struct import_result *out = im->out;

	if (out->bad < PEOPLE_BAD_LISTED)
		out->first[out->bad] = (struct bad_row){row, line, fault};
	out->bad++;
}

/* Empty rows before one that is not: those at the end of a table are what a
 * spreadsheet leaves there. */
static void blame_blank(struct importing *im)
{
	for (uint64_t i = 0; i < im->blank; i++)
		blame(im, im->seen - im->blank + i, im->blank_line + i,
		      ROW_NOBODY);
	im->blank = 0;
}

static int take_row(void *ctx, const struct csv_row *row, struct error *err)
{
	struct importing *im = ctx;
	enum row_fault fault;

	if (!im->headed)
		return is_title(im, row) ? 0 : take_headings(im, row, err);
	if (++im->seen > PEOPLE_ROWS)
		return error_set(err, ERR_TOOBIG,
				 _("more than %d rows; cut the file in two"),
				 PEOPLE_ROWS);
	if (csv_row_empty(row)) {
		if (!im->blank++)
			im->blank_line = row->line;
		return 0;
	}
	blame_blank(im);
	fault = read_row(im, row);
	if (!fault)
		return store_row(im, err);
	blame(im, im->seen, row->line, fault);
	return 0;
}

/* --- all of it ------------------------------------------------------------------- */

/* How far cannot be said yet, but it can be stopped. */
static int still(void *ctx, int64_t done, int64_t all)
{
	const struct import_args *args = ctx;

	(void)done;
	(void)all;
	return args->progress && args->progress(args->ctx, 0, 0);
}

/* Who is there already is matched first, so that they are the first. */
static int add_known(struct importing *im, struct error *err)
{
	uint32_t same, near;
	struct str buf[PERSON_FIELDS] = {{0}};
	const char *value[PERSON_FIELDS];
	struct people_watch watch = {still, (void *)im->args};
	int rc = 0;

	for (size_t i = 0; i < im->before && !rc; i++) {
		if (i % PEOPLE_TELL == 0)
			rc = people_told(&watch, i, im->before, err);
		if (rc || person_removed(im->known, i))
			continue;
		for (int f = 0; f < PERSON_FIELDS; f++)
			value[f] = person_get(&buf[f], im->known, i,
					      (enum person_field)f);
		rc = match_add(&same, &near, im->match, value, (uint32_t)i,
			       err);
	}
	for (int f = 0; f < PERSON_FIELDS; f++)
		str_release(&buf[f]);
	return rc;
}

static int bad_rows(const struct import_result *out, struct error *err)
{
	struct str s = {0};
	size_t n = out->bad < 3 ? out->bad : 3;

	error_set(err, ERR_INVALID,
		  ngettext("%" PRIu64 " of %" PRIu64 " rows cannot be used; "
			   "nothing imported",
			   "%" PRIu64 " of %" PRIu64 " rows cannot be used; "
			   "nothing imported", (unsigned long)out->bad),
		  out->bad, out->bad + out->rows);
	for (size_t i = 0; i < n; i++)
		str_addf(&s, _("%srow %" PRIu64 " (line %" PRIu64 "): %s"),
			 i ? "\n" : "", out->first[i].row, out->first[i].line,
			 row_fault_words(out->first[i].fault));
	error_where(err, "%s", str_text(&s));
	str_release(&s);
	return error_fix(err, _("fix them (--dry-run lists more), or import "
				"the rest: --skip-bad"));
}

static int write_rows(struct importing *im, struct act *a, struct error *err)
{
	const char *field[PERSON_FIELDS];
	struct people_import what = {
		.source = im->args->name ? im->args->name
					 : io_name(im->args->path),
		.encoding = encoding_name(im->out->encoding),
		.field = field,
		.field_count = im->fields,
		.rows = (int64_t)im->out->rows,
		.same = (int64_t)im->out->same,
		.skipped = (int64_t)im->out->bad,
	};
	const struct situation *s;
	int rc;

	for (size_t i = 0; i < im->fields; i++)
		field[i] = person_field_name(im->field[i]);
	if (tsv_end(&im->rows))
		return error_nomem(err);
	rc = act_people_import(a, &what, im->rows.piece, im->rows.count, err);
	s = casefile_now(a->c);
	for (size_t i = 0; !rc && i < s->import_count; i++)
		if (!memcmp(s->import[i]->event->id, a->id, ID_LEN))
			im->out->label = s->import[i]->label;
	return rc;
}

static int judge(const struct importing *im, struct error *err)
{
	const struct import_result *out = im->out;

	if (!im->headed) {
		error_set(err, ERR_INVALID,
			  _("%s: no row of headings found"),
			  im->args->name ? im->args->name : im->args->path);
		if (im->args->columns.screen)
			return error_fix(err, _("put a row of headings above "
						"it: %s"),
					 people_columns.example);
		return error_fix(err, _("name the columns: --map \"%s\""),
				 people_columns.map);
	}
	if (!out->rows && !out->bad)
		return error_set(err, ERR_INVALID,
				 _("%s: no rows below the headings"),
				 im->args->name ? im->args->name
						: im->args->path);
	if (out->bad && (!im->args->skip_bad || !out->rows))
		return bad_rows(out, err);
	return 0;
}

int people_import(struct import_result *out, struct act *a,
		  const struct import_args *args, struct error *err)
{
	struct importing im = {.out = out, .args = args};
	struct people *known = NULL;
	int rc;

	*out = (struct import_result){0};
	rc = sheet_open(&im.sheet, args->path, args->name, args->encoding,
			args->progress, args->ctx, err);
	if (!rc)
		out->encoding = sheet_encoding(im.sheet);
	if (!rc)
		rc = register_renew(&known, a->c,
				    &(struct people_watch){still, (void *)args},
				    err);
	im.match = match_new(casefile_opts(a->c)->env);
	if (!rc && !im.match)
		rc = error_nomem(err);
	im.known = known;
	im.before = known ? register_rows(known) : 0;
	if (!rc)
		rc = add_known(&im, err);
	if (!rc)
		rc = sheet_read(im.sheet, take_row, &im, err);
	register_close(known);
	match_free(im.match); /* before the pieces meet the file */
	sheet_close(im.sheet);
	if (!rc)
		rc = judge(&im, err);
	if (!rc && !args->dry) {
		rc = write_rows(&im, a, err);
		if (!rc)
			columns_remember(&out->columns, &args->columns, NULL);
	}
	for (int f = 0; f < PERSON_FIELDS; f++)
		str_release(&im.cell[f]);
	tsv_release(&im.rows);
	return rc;
}

void import_release(struct import_result *out)
{
	columns_release(&out->columns);
}
