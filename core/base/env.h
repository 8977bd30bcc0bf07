/*
 * core/base/env.h - what core/ may know of the machine it runs on.
 *
 * core/ reads no clock, no environment and no random source: tui/main.c
 * fills one of these and hands it down; a test fills its own.
 */
#ifndef STANCH_BASE_ENV_H
#define STANCH_BASE_ENV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zone;

struct env {
	/* Wall clock, ms since 1970-01-01T00:00Z. */
	int64_t (*now)(void *ctx);
	/* CLOCK_BOOTTIME in ms. */
	int64_t (*mono)(void *ctx);
	/* True while the kernel calls its clock synchronised. */
	bool (*ntp)(void *ctx);
	/* n bytes nobody can guess; 0 or ERR_IO. */
	int (*random)(void *ctx, void *bytes, size_t n);
	void *ctx;
	const struct zone *zone; /* the person's own; NULL is UTC */
	const char *boot_id;	 /* the kernel's, as text */
	bool pinned;		 /* the clock was set by hand (STANCH_NOW) */
	/* Like mono, but runs on while that is pinned: how long to wait.
	 * NULL: mono. */
	int64_t (*ticks)(void *ctx);
	const char *zone_dir; /* TZif files of all zones; NULL: none */
};

#endif
