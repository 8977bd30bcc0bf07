/* tui/screen/start.c - see start.h. */
#include "tui/screen/start.h"

#include "tui/cmd/cmd.h"

/* How things stand, in lines: of the case asked for, else of all. */
int screen_main(struct cli *x)
{
	const char *const word[] = {x->label ? "next" : "status"};
	struct error err = {0};

	if (command_find(&x->cmd, word, 1, &err) || x->cmd->run(x, &err))
		return out_error(&x->out, &err);
	return 0;
}
