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

static void drop_asks(struct bringing *b)
{
	for (size_t i = 0; i < b->asks; i++)
		mem_free(b->ask[i].heading);
	b->asks = b->at = 0;
}

void bringing_free(struct bringing *b)
{
	if (!b)
		return;
	drop_samples(b);
	drop_asks(b);
	import_release(&b->result);
	arena_release(&b->arena);
	str_release(&b->map);
	mem_free(b->ask);
	mem_free(b->path);
	mem_free(b->memory);
	mem_free(b);
}

static void left(struct bringing *b)
{
	app_say(b->app, "%s", _("nothing was brought in"));
	bringing_free(b);
}

/* --- reading --------------------------------------------------------------------- */

static int add_ask(struct bringing *b, const char *heading, size_t column)
{
	if (mem_reserve(&b->ask, &b->ask_cap, b->asks + 1, sizeof(*b->ask)))
		return ERR_NOMEM;
	b->ask[b->asks] = (struct unknown){column, mem_strdup(heading)};
	if (!b->ask[b->asks].heading)
		return ERR_NOMEM;
	b->asks++;
	return 0;
}

/* Nobody can be asked while a file is read: for later. */
static int note_unknown(void *ctx, enum person_field *out,
			const char *heading, size_t column, struct error *err)
{
	*out = PERSON_FIELDS;
	return add_ask(ctx, heading, column) ? error_nomem(err) : 0;
}

static void take_row(void *ctx, uint64_t number, const char *const *value)
{
	struct bringing *b = ctx;

	(void)number;
	if (b->samples == SAMPLES)
		return;
	for (int f = 0; f < PERSON_FIELDS; f++)
		if (value[f])
			b->sample[b->samples][f] = mem_strdup(value[f]);
	b->samples++;
}

static int progress(void *ctx, int64_t done, int64_t all)
{
	struct bringing *b = ctx;

	if (b->scouting && b->asks && done)
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
		.columns = {.map = b->map.len ? str_text(&b->map) : NULL,
			    .memory = b->memory,
			    .ask = b->scouting ? note_unknown : NULL,
			    .ctx = b},
		.skip_bad = skip_bad,
		.dry = dry,
		.row = dry ? take_row : NULL,
		.progress = progress,
		.ctx = b,
	};
	int rc;

	import_release(&b->result);
	drop_samples(b);
	if (ctx_of(b->app)->roster) /* it is read once more: not twice over */
		roster_drop(ctx_of(b->app)->roster);
	rc = people_import(&b->result, &a, &args, err);
	app_busy_end(b->app);
	return rc;
}

/* --- columns ---------------------------------------------------------------------- */

static void ask_next(struct bringing *b);

static void column_given(struct app *app, void *ctx, int i)
{
	struct bringing *b = ctx;
	enum person_field f = PERSON_FIELDS;
	bool all = i == b->offers + 1;

	(void)app;
	if (i < 0) {
		left(b);
		return;
	}
	if (i < b->offers)
		f = b->offer[i];
	do {
		str_addf(&b->map, "#%zu=%s,", b->ask[b->at].column,
			 f == PERSON_FIELDS ? "-" : person_field_name(f));
		b->at++;
	} while (all && b->at < b->asks);
	if (f != PERSON_FIELDS)
		b->taken[f] = true;
	ask_next(b);
}

static void ask_next(struct bringing *b)
{
	const char *choice[PERSON_FIELDS + 2];
	struct str ask = {0};
	enum person_field known;
	int chosen;

	if (b->at == b->asks) {
		bringing_look(b);
		return;
	}
	known = column_known(b->ask[b->at].heading);
	b->offers = 0;
	for (int f = 0; f < PERSON_FIELDS; f++)
		if (!b->taken[f]) {
			choice[b->offers] =
				_(person_field_label((enum person_field)f));
			b->offer[b->offers++] = (enum person_field)f;
		}
	choice[b->offers] = _("leave it out: it is not stored");
	choice[b->offers + 1] = _("leave this and all the rest out");
	chosen = b->offers;
	for (int i = 0; i < b->offers; i++)
		if (b->offer[i] == known)
			chosen = i;
	str_addf(&ask, _("Column %zu, \"%s\" (%zu of %zu): what is it?"),
		 b->ask[b->at].column, b->ask[b->at].heading, b->at + 1,
		 b->asks);
	dialog_choose(b->app, str_text(&ask), choice, b->offers + 2, chosen,
		      column_given, b);
	str_release(&ask);
}

static void take_fields(struct bringing *b)
{
	const struct columns *c = &b->result.columns;

	for (size_t i = 0; i < c->count; i++)
		if (c->field[i] != PERSON_FIELDS)
			b->taken[c->field[i]] = true;
}

void bringing_columns(struct bringing *b)
{
	const struct columns *c = &b->result.columns;

	str_clear(&b->map);
	memset(b->taken, 0, sizeof(b->taken));
	drop_asks(b);
	for (size_t i = 0; i < c->count; i++)
		if (*c->heading[i] && add_ask(b, c->heading[i], i + 1))
			break;
	ask_next(b);
}

/* --- the look at it ----------------------------------------------------------------- */

/* First only as far as the headings, if some of them are to be asked about;
 * then all of it. */
void bringing_look(struct bringing *b)
{
	struct error err = {0};

	b->scouting = !b->asks;
	b->rc = read_file(b, true, true, &err);
	look_again(b);
	if (b->scouting && b->asks) {
		take_fields(b);
		ask_next(b);
	} else if (b->rc && !b->result.bad) {
		app_error(b->app, &err);
		bringing_free(b);
	} else if (app_push(b->app, &bringin_screen, b)) {
		bringing_free(b);
	}
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

	b->scouting = false;
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
	b->path = mem_strdup(path);
	b->memory = store_columns(ctx_of(app)->store);
	if (b->path && b->memory)
		bringing_look(b);
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
