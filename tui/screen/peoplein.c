/* tui/screen/peoplein.c - a table of people comes in: the warning, the file,
 * its columns, one question after the other. */
#include <inttypes.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/bringin.h"
#include "tui/screen/closing.h"
#include "tui/screen/pathask.h"
#include "tui/screen/views.h"
#include "tui/widget/dialog.h"

static void drop_samples(struct bringing *b)
{
	for (int i = 0; i < b->samples; i++)
		for (int f = 0; f < PERSON_FIELDS; f++)
			mem_free(b->sample[i][f]);
	memset(b->sample, 0, sizeof(b->sample));
	b->samples = 0;
}

void bringing_free(struct bringing *b)
{
	if (!b)
		return;
	drop_samples(b);
	columnask_release(&b->columns);
	import_release(&b->result);
	arena_release(&b->arena);
	mem_free(b->path);
	mem_free(b->memory);
	mem_free(b);
}

/* --- reading --------------------------------------------------------------------- */

static void take_row(void *ctx, uint64_t number, const char *const *value)
{
	struct bringing *b = ctx;

	if (b->samples == SAMPLES)
		return;
	b->sampled[b->samples] = number;
	for (int f = 0; f < PERSON_FIELDS; f++)
		if (value[f])
			b->sample[b->samples][f] = mem_strdup(value[f]);
	b->samples++;
}

static int progress(void *ctx, int64_t done, int64_t all)
{
	struct bringing *b = ctx;

	if (done && columnask_enough(&b->columns))
		return 1;
	return app_busy(b->app, _("reading the file, KiB"), done >> 10,
			all >> 10);
}

static void look_again(struct bringing *b)
{
	if (ctx_of(b->app)->roster)
		roster_renew(b->app, ctx_of(b->app)->roster);
}

static int read_file(struct bringing *b, bool dry, bool skip_bad,
		     struct error *err)
{
	struct act a = ctx_act(b->app);
	struct import_args args = {
		.path = b->path,
		.skip_bad = skip_bad,
		.dry = dry,
		.row = dry ? take_row : NULL,
		.progress = progress,
		.ctx = b,
	};
	int rc;

	columnask_args(&args.columns, &b->columns, b->memory);
	import_release(&b->result);
	drop_samples(b);
	if (ctx_of(b->app)->roster) /* it is read once more: not twice over */
		roster_drop(ctx_of(b->app)->roster);
	rc = people_import(&b->result, &a, &args, err);
	app_busy_end(b->app);
	return rc;
}

/* --- the look at it ----------------------------------------------------------------- */

/* First only as far as the headings, if some of them are to be asked about;
 * then all of it. */
static void look(struct bringing *b)
{
	struct error err = {0};

	b->rc = read_file(b, true, true, &err);
	look_again(b);
	if (columnask_rest(&b->columns, &b->result.columns))
		return;
	b->columns.noting = false;
	if (b->rc && !b->result.bad) {
		app_error(b->app, &err);
		bringing_free(b);
	} else if (app_push(b->app, &bringin_screen, b)) {
		bringing_free(b);
	}
}

static void columns_given(void *ctx, bool left)
{
	struct bringing *b = ctx;

	if (!left) {
		look(b);
		return;
	}
	app_say(b->app, "%s", _("nothing was brought in"));
	bringing_free(b);
}

/* Nothing but a purge by an owner takes it out again. */
static void told(struct app *app, const struct import_result *r)
{
	struct str done = {0};

	app_say(app, ngettext("you: brought in %s: %" PRIu64 " person",
			      "you: brought in %s: %" PRIu64 " people",
			      (unsigned long)r->rows), r->label, r->rows);
	str_addf(&done, _("%s brought in"), r->label);
	app_set_final(app, str_text(&done));
	str_release(&done);
}

bool bringing_do(struct bringing *b, bool skip_bad)
{
	struct error err = {0};
	int rc;

	rc = read_file(b, false, skip_bad, &err);
	if (rc)
		app_error(b->app, &err);
	else
		told(b->app, &b->result);
	look_again(b);
	return !rc;
}

/* --- the first questions -------------------------------------------------------------- */

static void path_given(struct app *app, void *ctx, const char *path)
{
	struct bringing *b = path ? mem_zalloc(sizeof(*b)) : NULL;

	(void)ctx;
	if (!b)
		return;
	b->app = app;
	b->columns = (struct columnask){.app = app, .done = columns_given,
					.ctx = b, .noting = true};
	b->path = mem_strdup(path);
	b->memory = store_columns(ctx_of(app)->store);
	if (b->path && b->memory)
		look(b);
	else
		bringing_free(b);
}

static void ask_path(struct app *app)
{
	path_ask(app, _("CSV file, with its path"), "", PATH_FILE, path_given,
		 NULL);
}

static void warned(struct app *app, void *ctx, int i)
{
	(void)ctx;
	if (i == 1)
		ask_path(app);
	else
		app_say(app, "%s", _("nothing was brought in"));
}

/* Once a case: whoever can read the file can read these people. */
void people_bring_in(struct app *app)
{
	const struct situation *s = ctx_now(app);
	const char *choice[] = {_("leave it"),
				_("bring people in all the same")};
	struct str ask = {0};

	if (closing_refused(app))
		return;
	if (s->import_count) {
		ask_path(app);
		return;
	}
	str_addf(&ask, _("%s is not encrypted: who reads the file reads "
			 "everybody in it"), s->label);
	dialog_choose(app, str_text(&ask), choice, 2, 0, warned, NULL);
	str_release(&ask);
}
