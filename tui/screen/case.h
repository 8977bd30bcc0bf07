/* tui/screen/case.h - private to the case screen's three files. */
#ifndef STANCH_SCREEN_CASE_H
#define STANCH_SCREEN_CASE_H

#include "tui/screen/case_rows.h"
#include "tui/screen/onstep.h"
#include "tui/widget/list.h"

struct caseview {
	struct onstep on;   /* the step that is grown */
	struct focus focus; /* moves through all phases, finds in all */
	struct list list;   /* steps (and, when narrow, the ticks) */
	struct rows rows;
	struct list detail; /* wide: guidance and ticks of the open step */
	struct rows right;
	bool filtered;	    /* the list has the steps of all phases */
	bool in_detail;	    /* wide: the keys are in the middle column */
	char phase[256];    /* key of the phase that is shown */
};

/* case_draw.c */
/* Makes the rows anew for a window that wide. */
void caseview_lay(struct caseview *v, int cols);
void caseview_draw(struct app *app, void *state, struct surface *s);
extern const struct list_ops case_list_ops, case_detail_ops;
const struct phase *caseview_phase(const struct caseview *v);

/* case_side.c: the third column, who does what, what is waited for, what
 * changed last; `cells` wide at (row, col). */
void caseview_side(const struct caseview *v, struct surface *s, int row,
		   int rows, int col, int cells);

/* case_acts.c: the action that closes the case, or opens it again. */
void caseview_end(struct app *app, void *state);

#endif
