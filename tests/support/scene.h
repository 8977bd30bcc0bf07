/*
 * tests/support/scene.h - a case made by hand, record by record, by up to six
 * people: who of them counts, and what is not accepted at all.
 */
#ifndef STANCH_TESTS_SCENE_H
#define STANCH_TESTS_SCENE_H

#include "tests/support/logfile.h"

#define RECORDS 31
#define PEOPLE 6

/* A case being made by hand: owners are the first `owners` devices. */
struct scene {
	struct fixture f;
	struct device *dev[PEOPLE];
	struct craft made[RECORDS];
	struct db_row row[RECORDS];
	size_t len;
	struct log *log;
};

/* For cmocka: *state is a struct scene. */
int scene_up(void **state);
int scene_down(void **state);
const char *scene_hex(struct scene *s, const void *bytes); /* 32 of them */
/* Adds a record by person `by` that names the records given: its number. */
#define ON(...) ((const int[]){ __VA_ARGS__, -1 })
int scene_put(struct scene *s, int by, enum record_kind kind,
	      const char *type, const char *more, const int *deps);
void scene_begin(struct scene *s, int owners);
int scene_add(struct scene *s, int by, int who, const char *role,
	      const int *deps);
int scene_drop(struct scene *s, int by, int who, const int *deps);
int scene_note(struct scene *s, int by, const int *deps);
/* Writes the file and opens it. */
int scene_try(struct scene *s);
void scene_opens(struct scene *s);
void scene_refused(struct scene *s, const char *what);
enum record_state scene_state(struct scene *s, int i);

#endif
