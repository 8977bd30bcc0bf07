/* tui/screen/enquiry.h - what is done to one enquiry: asks, then records.
 * label: "Q-1". */
#ifndef STANCH_SCREEN_ENQUIRY_H
#define STANCH_SCREEN_ENQUIRY_H

#include "tui/screen/people.h"

void enquiry_answer(struct app *app, const char *label);
void enquiry_assign(struct app *app, const char *label);
void enquiry_due(struct app *app, const char *label);

#endif
