/* tui/screen/cameback.c - a table of what could not be delivered: the file,
 * its columns, then each row a result. */
#include <inttypes.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/notice/bounces.h"
#include "tui/screen/closing.h"
#include "tui/screen/columnask.h"
#include "tui/screen/notices.h"
#include "tui/screen/pathask.h"

#define BAD_SHOWN 3

struct cameback { /* one table, from question to question */
	struct app *app;
	char label[NOTICE_LABEL];
	char *path, *memory;
	struct columnask columns;
};

static void done_with(struct cameback *c)
{
	columnask_release(&c->columns);
	mem_free(c->path);
	mem_free(c->memory);
	mem_free(c);
}

static int progress(void *ctx, int64_t done, int64_t all)
{
	struct cameback *c = ctx;

	if (done && columnask_enough(&c->columns))
		return 1;
	return app_busy(c->app, _("reading the file, KiB"), done >> 10,
			all >> 10);
}

static int read_file(struct bounces *out, struct cameback *c,
		     struct error *err)
{
	struct act a = ctx_act(c->app);
	struct bounces_args args = {.path = c->path, .fate = FATE_BOUNCED,
				    .dry = c->columns.noting,
				    .progress = progress, .ctx = c};
	int rc;

	columnask_args(&args.columns, &c->columns, c->memory);
	rc = bounces_take(out, &a, c->label, &args, err);
	app_busy_end(c->app);
	return rc;
}

/* Which rows, and why, for as long as an error stands. */
static void tell_bad(struct app *app, const struct bounces *b)
{
	struct error err = {0};
	struct str rows = {0};

	for (size_t i = 0; i < b->bad && i < BAD_SHOWN; i++)
		str_addf(&rows, _("%srow %" PRIu64 " (line %" PRIu64 "): %s"),
			 i ? "\n" : "", b->first[i].row, b->first[i].line,
			 row_fault_words(b->first[i].fault));
	error_set(&err, ERR_INVALID,
		  ngettext("%" PRIu64 " of %" PRIu64 " rows cannot be used",
			   "%" PRIu64 " of %" PRIu64 " rows cannot be used",
			   (unsigned long)b->bad), b->bad, b->rows);
	error_where(&err, "%s", str_text(&rows));
	app_error(app, &err);
	str_release(&rows);
}

static void told(struct cameback *c, const struct bounces *b)
{
	struct str t = {0};

	str_addf(&t, _("%" PRIu64 " came back, %" PRIu64 " known before"),
		 b->people, b->already);
	notices_told(c->app, c->label, str_text(&t));
	if (b->bad)
		tell_bad(c->app, b);
	str_release(&t);
}

/* First as far as the headings, if some of them are to be asked about; then
 * all of it, and what it says is recorded. */
static void take(struct cameback *c)
{
	bool first = c->columns.noting;
	struct bounces got = {0};
	struct error err = {0};
	int rc = read_file(&got, c, &err);

	if (columnask_rest(&c->columns, &got.columns)) {
		bounces_release(&got);
		return;
	}
	c->columns.noting = false;
	if (!rc && first) {
		bounces_release(&got);
		rc = read_file(&got, c, &err);
	}
	if (rc)
		app_error(c->app, &err);
	else
		told(c, &got);
	bounces_release(&got);
	done_with(c);
}

static void columns_given(void *ctx, bool left)
{
	struct cameback *c = ctx;

	if (!left) {
		take(c);
		return;
	}
	app_say(c->app, "%s", _("nothing was recorded"));
	done_with(c);
}

static void path_given(struct app *app, void *ctx, const char *path)
{
	struct cameback *c = ctx;

	c->path = path ? mem_strdup(path) : NULL;
	c->memory = store_columns(ctx_of(app)->store);
	if (c->path && c->memory)
		take(c);
	else
		done_with(c);
}

void cameback_ask(struct app *app, const char *label)
{
	struct error err = {0};
	struct cameback *c;

	if (closing_refused(app))
		return;
	if (notice_only_live(ctx_now(app), &err)) {
		app_error(app, &err);
		return;
	}
	c = mem_zalloc(sizeof(*c));
	if (!c)
		return;
	c->app = app;
	c->columns = (struct columnask){.app = app, .done = columns_given,
					.ctx = c, .noting = true};
	str_copy(c->label, sizeof(c->label), label);
	path_ask(app, _("Table of what came back (CSV)"), "", PATH_FILE,
		 path_given, c);
}
