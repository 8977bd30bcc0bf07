/*
 * tui/cmd/config.h - the person's own settings: lines `key = value` in
 * <config folder>/config.
 */
#ifndef STANCH_CMD_CONFIG_H
#define STANCH_CMD_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"

/* Row i of the settings there are: its key, the values it takes
 * ("en|zh_CN") and what it is for (N_()). */
struct config_row {
	const char *key, *values, *help;
};
bool config_row(struct config_row *out, size_t i);
/* False, with ERR_USAGE and the nearest, for a key that there is not. */
bool config_known(const char *key, struct error *err);
/* The value of a key; "" if it is not set. ERR_IO; a missing file is fine. */
int config_get(char *value, size_t size, const char *dir, const char *key,
	       struct error *err);
/* Writes it, keeping every other line as it is. ERR_USAGE for a key or a
 * value that there is not. */
int config_set(const char *dir, const char *key, const char *value,
	       struct error *err);

#endif
