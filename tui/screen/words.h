/* tui/screen/words.h - commands typed behind `:`. */
#ifndef STANCH_SCREEN_WORDS_H
#define STANCH_SCREEN_WORDS_H

#include "tui/screen/ctx.h"

/* app_config.words: `owner 3.03 wu`, `note TEXT`, `done 3.02 41208`,
 * `start`, `skip`, `block`, `open LABEL`, `set mouse on` ... ERR_NOTFOUND
 * with no words for what is none of them. */
int words_run(struct app *app, const char *line, struct error *err);

#endif
