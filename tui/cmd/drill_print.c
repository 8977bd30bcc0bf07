/* tui/cmd/drill_print.c - `drill print`: what a drill needs on paper. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/tr.h"
#include "core/report/paper.h"
#include "tui/cmd/drill.h"

/* A label of a drill; all else is a scenario. */
static bool is_label(const char *word)
{
	return str_starts(word, "DRILL") ||
	       strspn(word, "0123456789") == strlen(word);
}

static int which_paper(enum paper *what, struct cli *x, struct error *err)
{
	static const char *const names[] = {
		[PAPER_FACILITATOR] = "facilitator",
		[PAPER_SIGN_IN] = "sign-in", [PAPER_PLAYERS] = "players"};
	size_t given = 0;

	for (int i = PAPER_FACILITATOR; i <= PAPER_PLAYERS; i++)
		if (cli_flag(x, names[i])) {
			*what = (enum paper)i;
			given++;
		}
	if (given == 1)
		return 0;
	error_set(err, ERR_USAGE, _("say which one sheet to print"));
	return error_fix(err, "--facilitator, --sign-in, --players");
}

static int write_sheet(struct cli *x, enum paper what,
		       const struct scenario *sc, const char *label,
		       const char *hash, struct error *err)
{
	struct report *r = NULL;
	struct str text = {0};
	int rc = paper_build(&r, what, sc, label, hash, x->lang.code, err);

	if (!rc)
		rc = report_form_write(&text, x, r, err);
	if (!rc)
		rc = report_deliver(x, &text, err);
	str_release(&text);
	report_free(r);
	return rc;
}

static int of_drill(struct cli *x, enum paper what, struct error *err)
{
	char hex[HASH_HEX] = "";
	struct play p;
	int rc = play_open(&p, x, cli_word(x, 0), true, err);

	if (rc)
		return rc;
	rc = play_need_scenario(&p, err);
	if (!rc && p.d->start)
		hex_encode(hex, p.d->start->sha256, HASH_LEN);
	if (!rc)
		rc = write_sheet(x, what, p.sc, casefile_now(p.c)->label, hex,
				 err);
	play_close(&p);
	return rc;
}

static int of_scenario(struct cli *x, enum paper what, struct error *err)
{
	struct scenario *sc = NULL;
	int rc = drill_scenario(&sc, x, cli_word(x, 0), err);

	if (!rc)
		rc = write_sheet(x, what, sc, sc->id, NULL, err);
	scenario_free(sc);
	return rc;
}

int drill_print_run(struct cli *x, struct error *err)
{
	enum paper what = PAPER_FACILITATOR;
	int rc = which_paper(&what, x, err);

	if (rc)
		return rc;
	return is_label(cli_word(x, 0)) ? of_drill(x, what, err)
					: of_scenario(x, what, err);
}
