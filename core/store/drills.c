/* core/store/drills.c - the files under drills/: named, found, opened. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/case/drillbody.h"
#include "core/store/private.h"

#define SUFFIX ".drill"

int store_drills(const char ***out, size_t *count, struct arena *a,
		 struct store *s, struct error *err)
{
	if (io_exists(s->drills))
		return store_labels_in(out, count, a, s->drills, SUFFIX, err);
	*count = 0;
	*out = arena_alloc(a, sizeof(**out));
	return *out ? 0 : error_nomem(err);
}

int store_drill_new(struct casefile **out, struct store *s,
		    const struct store_new *what, struct error *err)
{
	struct store_new drill = *what;
	int rc = io_mkdirs(s->drills, STORE_FOLDER, err);

	*out = NULL;
	drill.drill = true;
	return rc ? rc : store_case_new(out, s, &drill, err);
}

static bool fits(const char *label, const char *word)
{
	size_t n = strlen(label), w = strlen(word);

	return w && w <= n && (!strncasecmp(label, word, w) ||
			       !strcasecmp(label + n - w, word));
}

static int find(const char **out, const char *const *label, const char *word,
		struct error *err)
{
	const char *near = NULL;
	size_t hits = 0;

	*out = NULL;
	for (size_t i = 0; label[i]; i++) {
		near = near_better(word, near, label[i]);
		if (!strcasecmp(label[i], word)) {
			*out = label[i];
			return 0;
		}
		if (!fits(label[i], word))
			continue;
		*out = label[i];
		hits++;
	}
	if (hits == 1)
		return 0;
	if (hits)
		error_set(err, ERR_USAGE,
			  _("\"%s\" fits more than one drill"), word);
	else
		error_set(err, ERR_NOTFOUND, _("no drill is called \"%s\""),
			  word);
	if (near && !hits)
		error_where(err, _("did you mean: %s"), near);
	error_fix(err, "stanch drill list");
	return hits ? ERR_USAGE : ERR_NOTFOUND;
}

int store_drill_find(char **path, struct store *s, const char *word,
		     struct error *err)
{
	const char **label, *hit;
	struct arena a = {0};
	char name[64];
	size_t count;
	int rc = store_drills(&label, &count, &a, s, err);

	*path = NULL;
	if (!rc)
		rc = find(&hit, label, word, err);
	if (!rc) {
		snprintf(name, sizeof(name), "%s" SUFFIX, hit);
		*path = io_join(s->drills, name);
		rc = *path ? 0 : error_nomem(err);
	}
	arena_release(&a);
	return rc;
}

int store_drill_open(struct casefile **out, struct store *s,
		     const char *word, bool read_only, struct error *err)
{
	struct caseopts opts = store_caseopts(s, read_only);
	char *path;
	int rc = store_drill_find(&path, s, word, err);

	*out = NULL;
	if (!rc)
		rc = casefile_open(out, path, &opts, err);
	mem_free(path);
	return rc;
}

/* Takes a drill that began later than the one at hand. */
static void take_last(struct store_drilled *out, const struct situation *s,
		      const char *slug)
{
	for (size_t i = 0; i < s->event_count; i++) {
		const struct event *ev = s->event[i];
		const struct drill_control *k = ev->data;

		if (ev->standing != REC_COUNTS || !k ||
		    !str_eq(ev->type, "drill.control") ||
		    !str_eq(k->op, "start"))
			continue;
		if (!str_eq(k->slug, slug) || !k->commit || ev->at < out->at)
			return;
		out->at = ev->at;
		str_copy(out->label, sizeof(out->label), s->label);
		str_copy(out->commit, sizeof(out->commit), k->commit);
		str_copy(out->version, sizeof(out->version),
			 s->book_count && s->book[0].pb &&
					 s->book[0].pb->version
				 ? s->book[0].pb->version : "");
		return;
	}
}

int store_drilled(struct store_drilled *out, struct store *s,
		  const char *slug, struct error *err)
{
	struct caseopts opts = store_caseopts(s, true);
	struct arena a = {0};
	const char **label;
	size_t count;
	int rc = store_drills(&label, &count, &a, s, err);

	*out = (struct store_drilled){.at = INT64_MIN};
	opts.flags |= LOG_QUICK;
	for (size_t i = 0; !rc && i < count; i++) {
		struct str path = {0};
		struct error ignored;
		struct casefile *c;

		str_addf(&path, "%s/%s" SUFFIX, s->drills, label[i]);
		if (!casefile_open(&c, str_text(&path), &opts, &ignored)) {
			take_last(out, casefile_now(c), slug);
			casefile_close(c);
		}
		str_release(&path);
	}
	arena_release(&a);
	return rc;
}

char *store_drill_notes(const struct store *s, const uint8_t id[ID_LEN])
{
	char hex[17], name[32];
	char *dir = io_join(s->paths->state, "drills"), *path;

	hex_encode(hex, id, 8);
	snprintf(name, sizeof(name), "%s.json", hex);
	path = dir ? io_join(dir, name) : NULL;
	mem_free(dir);
	return path;
}

int store_drill_left(char **dir, const struct store *s, bool make,
		     struct error *err)
{
	*dir = io_join(s->drills, ".notes");
	if (!*dir)
		return error_nomem(err);
	return make ? io_mkdirs(*dir, STORE_FOLDER, err) : 0;
}

char *store_drill_lock(const struct store *s, const char *label)
{
	char name[64];

	snprintf(name, sizeof(name), ".%s.lock", label);
	return io_join(s->drills, name);
}
