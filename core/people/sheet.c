/* core/people/sheet.c - see sheet.h. */
#include "core/people/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/people/cell.h"
#include "core/people/value.h"

#define CHUNK ((size_t)1 << 20)

struct sheet {
	int fd;
	int64_t size;
	const char *name;
	enum encoding encoding;
	size_t mark; /* bytes of a byte order mark */
	struct decoder *stream;	 /* of the whole file; NULL: none */
	struct decoder *decoder; /* of a cell; NULL: cells are UTF-8 */
	struct csv *csv;
	int (*progress)(void *ctx, int64_t done, int64_t all);
	void *ctx;
};

static const char *const fault_words[] = {
	[ROW_SOUND] = N_("nothing"),
	[ROW_FEW] = N_("fewer cells than headings"),
	[ROW_MANY] = N_("more cells than headings"),
	[ROW_WIDE] = N_("more than 1,000 cells"),
	[ROW_LONG] = N_("a cell is too long"),
	[ROW_NUL] = N_("a NUL byte"),
	[ROW_UNCLOSED] = N_("a quote that never ends"),
	[ROW_BYTES] = N_("bytes that are no characters of this encoding"),
	[ROW_MIXED] = N_("written in another encoding than the rest"),
	[ROW_NOBODY] = N_("neither a name nor a way to reach anybody"),
	[ROW_PHONE] = N_("the telephone is not of its form"),
	[ROW_MAIL] = N_("the e-mail is not of its form"),
	[ROW_GUARDIAN] = N_("the guardian's telephone is not of its form"),
	[ROW_UNNAMED] = N_("it names nobody"),
	[ROW_UNKNOWN] = N_("nobody here has that"),
	[ROW_UNSENT] = N_("nothing of this notice went to them"),
	[ROW_SHORTENED] = N_("a number that a spreadsheet shortened, as "
			     "1.38E+10: its digits are gone"),
};

const char *row_fault_words(enum row_fault f)
{
	return _(fault_words[f]);
}

/* --- rows -------------------------------------------------------------------- */

enum row_fault sheet_cell(struct str *out, const struct sheet *s,
			  const char *cell, size_t n)
{
	bool fits = true;

	str_clear(out);
	if (!s->decoder)
		str_addn(out, cell, n);
	else if (looks_utf8(cell, n))
		return ROW_MIXED;
	else
		fits = decoder_cell(out, s->decoder, cell, n);
	if (!fits || !utf8_valid(str_text(out), out->len))
		return ROW_BYTES;
	cell_tidy(out);
	return out->len > PERSON_VALUE_MAX ? ROW_LONG : ROW_SOUND;
}

enum row_fault sheet_row_fault(const struct csv_row *row, size_t least,
			       size_t most)
{
	static const enum row_fault of[] = {
		[CSV_SOUND] = ROW_SOUND,       [CSV_TOO_LONG] = ROW_LONG,
		[CSV_TOO_WIDE] = ROW_WIDE,     [CSV_UNCLOSED] = ROW_UNCLOSED,
		[CSV_ZERO] = ROW_NUL,
	};

	if (row->fault)
		return of[row->fault];
	if (row->count < least)
		return ROW_FEW;
	for (size_t i = most; i < row->count; i++)
		if (row->len[i]) /* empty ones behind the last do no harm */
			return ROW_MANY;
	return ROW_SOUND;
}

/* --- the file ----------------------------------------------------------------------- */

/* What is often called .csv, or given in its place. */
static int check_kind(const struct sheet *s, struct error *err)
{
	char head[8] = "";

	if (pread(s->fd, head, sizeof(head) - 1, 0) <= 0 ||
	    !looks_bound(head))
		return 0;
	error_set(err, ERR_INVALID,
		  _("%s: a workbook or a page, not a CSV file"), s->name);
	return error_fix(err, _("open it in a spreadsheet program and save it "
				"as CSV (UTF-8)"));
}

static int open_file(struct sheet *s, const char *path, struct error *err)
{
	struct stat st;

	s->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (s->fd < 0 || fstat(s->fd, &st))
		return error_errno(err, s->name);
	if (!S_ISREG(st.st_mode))
		return error_set(err, ERR_INVALID,
				 _("%s: not a regular file"), s->name);
	if (!st.st_size)
		return error_set(err, ERR_INVALID, _("%s: empty"), s->name);
	s->size = st.st_size;
	return check_kind(s, err);
}

/* Every piece of the file from a byte on. */
static int each_chunk(struct sheet *s, size_t from, bool tell,
		      int (*fn)(void *ctx, const char *p, size_t n,
				struct error *err),
		      void *ctx, struct error *err)
{
	char *buf = mem_alloc(CHUNK);
	off_t at = (off_t)from;
	int rc = buf ? 0 : error_nomem(err);

	while (!rc) {
		ssize_t n = pread(s->fd, buf, CHUNK, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			rc = error_errno(err, s->name);
		if (n <= 0)
			break;
		at += n;
		rc = fn(ctx, buf, (size_t)n, err);
		if (!rc && s->progress &&
		    s->progress(s->ctx, tell ? at : 0, s->size))
			rc = error_set(err, ERR_CANCELLED,
				       _("stopped; nothing was imported"));
	}
	mem_free(buf);
	return rc;
}

static int guess_chunk(void *ctx, const char *p, size_t n, struct error *err)
{
	(void)err;
	guess_feed(ctx, p, n);
	return 0;
}

static int find_encoding(struct sheet *s, enum encoding e, struct error *err)
{
	struct guess g = {0};
	int rc = each_chunk(s, 0, false, guess_chunk, &g, err);

	s->mark = g.mark_len;
	s->encoding = e == ENC_UNKNOWN ? guess_end(&g) : e;
	return rc;
}

static int open_decoder(struct sheet *s, struct error *err)
{
	struct decoder *d;

	if (s->encoding == ENC_UTF8)
		return 0;
	d = decoder_new(s->encoding);
	if (!d)
		return error_set(err, ERR_FAILED,
				 _("this system cannot read %s"),
				 encoding_name(s->encoding));
	if (s->encoding == ENC_GB18030 || s->encoding == ENC_BIG5)
		s->decoder = d;
	else
		s->stream = d;
	return 0;
}

int sheet_open(struct sheet **out, const char *path, const char *name,
	       enum encoding e,
	       int (*progress)(void *ctx, int64_t done, int64_t all),
	       void *ctx, struct error *err)
{
	struct sheet *s = mem_zalloc(sizeof(*s));
	int rc;

	*out = NULL;
	if (!s)
		return error_nomem(err);
	s->fd = -1;
	s->name = name ? name : path;
	s->progress = progress;
	s->ctx = ctx;
	rc = open_file(s, path, err);
	if (!rc)
		rc = find_encoding(s, e, err);
	if (!rc)
		rc = open_decoder(s, err);
	if (rc)
		sheet_close(s);
	else
		*out = s;
	return rc;
}

void sheet_close(struct sheet *s)
{
	if (!s)
		return;
	csv_free(s->csv);
	decoder_free(s->decoder);
	decoder_free(s->stream);
	if (s->fd >= 0)
		close(s->fd);
	mem_free(s);
}

enum encoding sheet_encoding(const struct sheet *s)
{
	return s->encoding;
}

static int feed(void *ctx, const char *p, size_t n, struct error *err)
{
	struct sheet *s = ctx;
	struct str text = {0};
	int rc;

	if (!s->stream)
		return csv_feed(s->csv, p, n, err);
	decoder_stream(&text, s->stream, p, n);
	rc = text.failed ? error_nomem(err)
			 : csv_feed(s->csv, str_text(&text), text.len, err);
	str_release(&text);
	return rc;
}

int sheet_read(struct sheet *s,
	       int (*fn)(void *ctx, const struct csv_row *row,
			 struct error *err),
	       void *ctx, struct error *err)
{
	int rc;

	s->csv = csv_new(0, fn, ctx);
	if (!s->csv)
		return error_nomem(err);
	rc = each_chunk(s, s->mark, true, feed, s, err);
	if (!rc)
		rc = csv_end(s->csv, err);
	csv_free(s->csv);
	s->csv = NULL;
	return rc;
}
