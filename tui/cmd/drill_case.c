/* tui/cmd/drill_case.c - a drill where a command of cases is at work: the same
 * steps, clocks, findings and actions, by a role, in story time. */
#include <strings.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/drill.h"

bool drill_is_label(const char *word)
{
	return word && !strncasecmp(word, "DRILL-", 6);
}

/* Players while it is played; what is learned, whenever it was begun. */
static int may_write(struct play *p, struct error *err)
{
	unsigned flags = p->x->cmd->flags;
	int rc = play_role(p, flags & CMD_LEADS ? FACILITATOR
						: cli_text(p->x, "by"), err);

	if (rc)
		return rc;
	if (flags & CMD_LEADS)
		return 0;
	if (str_eq(p->as, FACILITATOR) && !(flags & CMD_DEBRIEF))
		return error_set(err, ERR_USAGE,
				 _("say which role does it: --by ROLE"));
	if (flags & CMD_DEBRIEF && p->d->run == RUN_ENDED)
		return 0;
	return play_must_run(p, err);
}

int drill_as_case(struct cli *x, const char *word, struct error *err)
{
	bool writes = x->cmd->flags & CMD_WRITES;
	struct play *p = mem_zalloc(sizeof(*p));
	int rc = !p	   ? error_nomem(err)
		 : writes ? play_join(p, x, word, NULL, err)
			  : play_watch(p, x, word, err);

	if (!rc && writes) {
		rc = may_write(p, err);
		if (rc)
			play_close(p);
	}
	if (rc) {
		mem_free(p);
		return rc;
	}
	if (x->out.mode != OUT_JSON && !(x->cmd->flags & CMD_RAW))
		play_banner(x, casefile_now(p->c)->label);
	x->played = p;
	x->acts = p->as;
	x->open = p->c;
	return 0;
}

void drill_left(struct cli *x)
{
	play_close(x->played);
	mem_free(x->played);
	x->played = NULL;
	x->open = NULL;
}
