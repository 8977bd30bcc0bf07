/*
 * core/drill/metrics.h - the figures of a drill in words, each with what it
 * means. There is no total among them.
 */
#ifndef STANCH_DRILL_METRICS_H
#define STANCH_DRILL_METRICS_H

#include "core/drill/score.h"

struct drill_metric {
	const char *name, *means; /* N_() */
	/* Appends the value of one drill, translated. */
	void (*tell)(struct str *out, const struct score *s);
};
/* The first METRICS_HEAD are the headline. */
#define METRICS_HEAD 6
extern const struct drill_metric drill_metrics[];
extern const size_t drill_metric_count;

#endif
