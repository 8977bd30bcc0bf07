/*
 * core/case/drillbody.h - what the events of a drill say
 * (docs/FILE-FORMAT.md); core/drill gives them their meaning.
 */
#ifndef STANCH_CASE_DRILLBODY_H
#define STANCH_CASE_DRILLBODY_H

#include "core/case/situation.h"

#define DRILL_ANCHORS 200

struct drill_control { /* drill.control */
	const char *op, *why, *with;
	int64_t gone, half, ms;
	/* start */
	const char *scenario, *version, *release, *mode;
	const char *slug, *commit;
	uint8_t sha256[HASH_LEN]; /* of the scenario's base file */
	int64_t story, play;
	int offset;
	int64_t (*anchor)[2]; /* play, story */
	size_t anchor_count;
	/* end: the scenario's files */
	struct adopt_file *file;
	size_t file_count;
};

struct drill_words { /* an inject in one language */
	const char *lang, *title, *from, *text, *ask;
	const char **option; /* words, parallel to drill_release.option */
	size_t option_count;
};

struct drill_release { /* inject.release */
	const char *via, *of; /* of: the inject a hint belongs to */
	const char **to, **option;
	size_t to_count, option_count;
	const char *opens; /* a decision */
	struct drill_words *words;
	size_t word_count;
	bool early, adlib, hint;
};

/* inject.set inject.ack inject.answer vote.cast talk mark rating
 * observation: a word of a small set, a text, what it is about. */
struct drill_note {
	const char *op, *text, *inject, *objective, *to;
	int64_t made; /* when it was written down, if kept apart; else 0 */
};


#endif
