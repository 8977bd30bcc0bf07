/* tui/cmd/store.c - where things are, whether they are sound, whose keys. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/config.h"

/* --- where ------------------------------------------------------------------------ */

static int where_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {"", "", NULL};
	const struct {
		const char *name, *path;
	} rows[] = {
		{N_("store"), x->paths.home},
		{N_("config"), x->paths.config},
		{N_("state"), x->paths.state},
		{N_("cache"), x->paths.cache},
	};
	struct table t = {.out = &x->out, .head = head};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (x->out.mode == OUT_JSON)
			jwrite_str(x->out.json, rows[i].name, rows[i].path);
		table_cell(&t, x->out.mode == OUT_PLAIN ? rows[i].name
							: _(rows[i].name));
		table_cell(&t, rows[i].path);
	}
	return table_end(&t, err);
}

/* --- check ---------------------------------------------------------------------------- */

struct checking {
	struct cli *x;
	struct table table;
};

static void say(void *ctx, bool good, const char *what, const char *detail)
{
	struct checking *c = ctx;
	struct jwrite *w = c->x->out.json;

	if (c->x->out.mode == OUT_JSON) {
		jwrite_object(w, NULL);
		jwrite_bool(w, "good", good);
		jwrite_str(w, "what", what);
		jwrite_str(w, "detail", detail);
		jwrite_end(w);
		return;
	}
	table_cell(&c->table, good ? _("good") : _("BAD"));
	table_cell(&c->table, what);
	table_cell(&c->table, detail);
}

static int check_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {"", "", "", NULL};
	struct checking c = {.x = x,
			     .table = {.out = &x->out, .head = head}};
	struct error found = {0};
	struct store *store;
	int rc = cli_store(&store, x, err), wrong;

	if (rc)
		return rc;
	out_items(&x->out, NULL);
	wrong = store_check(store, say, &c, &found);
	out_items_end(&x->out);
	x->status = out_status(wrong);
	rc = table_end(&c.table, err);
	if (wrong && x->out.mode != OUT_JSON)
		out_note(&x->out, "%s", found.what);
	return rc;
}

/* --- config ----------------------------------------------------------------------------- */

static int config_rows(struct cli *x, const char *only, struct error *err)
{
	static const char *const head[] = {N_("SETTING"), N_("VALUE"),
					   N_("MAY BE"), N_("WHAT FOR"), NULL};
	struct table t = {.out = &x->out, .head = head};
	struct config_row row;
	char value[64];
	int rc = 0;

	for (size_t i = 0; config_row(&row, i) && !rc; i++) {
		if (only && strcmp(only, row.key) != 0)
			continue;
		rc = config_get(value, sizeof(value), x->paths.config,
				row.key, err);
		if (x->out.mode == OUT_JSON)
			jwrite_str(x->out.json, row.key,
				   *value ? value : NULL);
		table_cell(&t, row.key);
		table_cell(&t, value);
		table_cell(&t, row.values);
		table_cell(&t, _(row.help));
	}
	if (table_end(&t, err) && !rc)
		rc = ERR_NOMEM;
	return rc;
}

static int config_run(struct cli *x, struct error *err)
{
	const char *key = cli_word(x, 0), *value = cli_word(x, 1);
	int rc = 0;

	if (key && !config_known(key, err))
		return ERR_USAGE;
	if (value)
		rc = config_set(x->paths.config, key, value, err);
	return rc ? rc : config_rows(x, key, err);
}

/* --- keys --------------------------------------------------------------------------------- */

static void key_json(struct cli *x, const struct card *c, const char *person,
		     bool mine)
{
	struct jwrite *w = x->out.json;
	char tag[TAG_LEN];

	key_tag(tag, c->dev);
	jwrite_object(w, NULL);
	jwrite_hex(w, "device", c->dev, KEY_LEN);
	jwrite_str(w, "tag", tag);
	jwrite_str(w, "name", c->name);
	jwrite_str(w, "person", person);
	jwrite_str(w, "host", c->host);
	jwrite_str(w, "made", c->made);
	jwrite_bool(w, "mine", mine);
	jwrite_end(w);
}

static void key_row(struct table *t, const struct card *c,
		    const char *person, bool mine)
{
	char tag[TAG_LEN];

	key_tag(tag, c->dev);
	table_cell(t, tag);
	if (person)
		table_cell(t, person);
	else
		table_cellf(t, _("%s (own word)"), c->name);
	table_cell(t, c->host);
	table_cell(t, c->made);
	table_cell(t, mine ? _("this device") : "");
}

static int key_list_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("DEVICE"), N_("NAME"),
		N_("HOST"), N_("MADE"), "", NULL};
	struct table t = {.out = &x->out, .head = head};
	struct store *store;
	struct card *list = NULL;
	char *dir = NULL;
	size_t count = 0, odd = 0;
	int rc = cli_store(&store, x, err);

	if (!rc && !(dir = io_join(x->paths.home, "devices")))
		rc = error_nomem(err);
	if (!rc)
		rc = card_list(&list, &count, &odd, dir, err);
	if (!rc)
		out_items(&x->out, NULL);
	for (size_t i = 0; i < count && !rc; i++) {
		const char *person = store_person(store, &list[i]);
		bool mine = !memcmp(list[i].dev,
				    device_key(store_device(store)), KEY_LEN);

		if (x->out.mode == OUT_JSON)
			key_json(x, &list[i], person, mine);
		else
			key_row(&t, &list[i], person, mine);
	}
	if (!rc)
		out_items_end(&x->out);
	if (odd)
		out_note(&x->out, _("passed over in devices/: %zu files that "
				    "are no card"), odd);
	mem_free(list);
	mem_free(dir);
	return table_end(&t, err) ? ERR_NOMEM : rc;
}

const struct command store_commands[] = {
	{"store where", "paths", N_("Show the folders in use"), NULL, NULL,
	 "paths", where_run, 0},
	{"store check", "doctor", N_("Look for anything wrong with the store"),
	 NULL, NULL, "doctor", check_run, 0},
	{"store config", "config", N_("Show or change your own settings"),
	 "[SETTING] [VALUE]", NULL, "config lang zh_CN\nconfig mouse on",
	 config_run, 0},
	{"key list", NULL, N_("List the devices known here"), NULL, NULL,
	 "key list", key_list_run, 0},
	{0}
};
