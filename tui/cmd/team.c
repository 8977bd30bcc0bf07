/* tui/cmd/team.c - team.yaml: shown, and replaced by a file. */
#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"

#define TEAM_MAX ((size_t)64 * 1024)

static int show_run(struct cli *x, struct error *err)
{
	struct store *store;
	struct str text = {0};
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_team_text(&text, store, err);
	if (!rc)
		out_document(&x->out, str_text(&text), text.len);
	str_release(&text);
	return rc;
}

static int read_stdin(struct str *out, struct error *err)
{
	char buf[4096];
	size_t n;

	while ((n = fread(buf, 1, sizeof(buf), stdin)) > 0) {
		str_addn(out, buf, n);
		if (out->len > TEAM_MAX)
			return error_set(err, ERR_TOOBIG,
					 _("team.yaml: more than 64 KiB"));
	}
	return ferror(stdin) ? error_errno(err, "-") : 0;
}

static int set_run(struct cli *x, struct error *err)
{
	const char *path = cli_word(x, 0);
	struct store *store;
	struct str text = {0};
	int rc = strcmp(path, "-") ? io_read(&text, path, TEAM_MAX, err)
				   : read_stdin(&text, err);

	if (!rc)
		rc = cli_store(&store, x, err);
	if (!rc)
		rc = store_team_set(store, str_text(&text), text.len, err);
	if (!rc)
		out_line(&x->out, _("team.yaml is changed and in force"));
	str_release(&text);
	return rc;
}

const struct command team_commands[] = {
	{"team show", NULL, N_("Print team.yaml: who we are, whom to call"),
	 "", NULL, "team show >team.yaml", show_run, CMD_RAW},
	{"team set", NULL, N_("Check a team.yaml and put it in force"), "FILE",
	 NULL, "team set team.yaml\nteam set - <team.yaml", set_run, CMD_RAW},
	{0},
};
