/*
 * core/base/zones.h - time zones by their IANA names, each read once.
 */
#ifndef STANCH_BASE_ZONES_H
#define STANCH_BASE_ZONES_H

#include "core/base/time.h"

struct zones;

/* dir: the folder of TZif files, must outlive it. NULL when memory is out. */
struct zones *zones_new(const char *dir);
void zones_free(struct zones *s); /* NULL is fine */
/* The zone of that name, borrowed. ERR_NOTFOUND (id unknown_zone) if there is
 * none, also for a text that is no name of a zone; ERR_INVALID for a file
 * that cannot be read, ERR_IO, ERR_NOMEM. */
int zones_get(const struct zone **out, struct zones *s, const char *name,
	      struct error *err);
/* The version of the zone data ("2025b"), "" if the folder does not say. */
const char *zones_version(struct zones *s);

#endif
