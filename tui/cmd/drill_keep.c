/*
 * tui/cmd/drill_keep.c - the notes beside a drill, while several programs of
 * one person write them: the console, an evaluator, an observer, commands.
 *
 * They are read anew when the file is another one, and written under a lock.
 * An observer sees what players see, so his program never reads the notes:
 * his observations lie in a file of their own until a program that may read
 * both carries them over.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/drill.h"

#define APART ".observer"

char *play_observer_path(const struct play *p, struct store *store)
{
	char *notes = store_drill_notes(store, casefile_now(p->c)->case_id);
	struct str path = {0};

	str_addf(&path, "%s" APART, notes ? notes : "");
	mem_free(notes);
	return str_take(&path);
}

/* --- the lock -------------------------------------------------------------------- */

/* A descriptor to close, or a negative error_code. */
static int lock_notes(const struct play *p, struct error *err)
{
	char *dir = io_folder(p->path);
	struct str path = {0};
	int fd = -1, rc = dir ? io_mkdirs(dir, 0700, err) : error_nomem(err);

	str_addf(&path, "%s/.lock", dir ? dir : "");
	if (!rc)
		fd = open(str_text(&path), O_RDWR | O_CREAT | O_CLOEXEC,
			  0600);
	if (!rc && (fd < 0 || flock(fd, LOCK_EX))) {
		rc = error_set(err, ERR_IO, "%s: %s", str_text(&path),
			       strerror(errno));
		if (fd >= 0)
			close(fd);
	}
	str_release(&path);
	mem_free(dir);
	return rc ? rc : fd;
}

/* --- reading anew ------------------------------------------------------------------ */

static bool same(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* The state borrows the notes: it goes with them, and is made anew by
 * whoever called. */
static int reload(struct play *p, struct error *err)
{
	struct drill_notes now;
	struct stat st = {0};
	int rc;

	if (stat(p->path, &st))
		st = (struct stat){0};
	if (same(&st, &p->seen))
		return 0;
	rc = notes_load(&now, p->path, err);
	if (rc)
		return rc;
	drill_state_free(p->d);
	p->d = NULL;
	notes_release(&p->notes);
	p->notes = now;
	p->seen = st;
	return 0;
}

static int save(struct play *p, struct error *err)
{
	int rc = notes_save(&p->notes, p->path, err);

	if (!rc && stat(p->path, &p->seen))
		p->seen = (struct stat){0};
	return rc;
}

/* What an observer of this person has left. Under the lock. */
static int absorb(struct play *p, const char *path, struct error *err)
{
	struct drill_notes left;
	int rc = notes_load(&left, path, err);

	if (rc)
		return rc;
	for (size_t i = 0; !rc && i < left.count; i++)
		rc = notes_add(&p->notes, &left.at[i], err);
	if (!rc && left.count)
		rc = save(p, err);
	if (!rc)
		unlink(path);
	notes_release(&left);
	return rc;
}

int play_notes(struct play *p, struct error *err)
{
	struct str left = {0};
	int fd, rc;

	if (!p->path)
		return 0;
	str_addf(&left, "%s" APART, p->path);
	rc = reload(p, err);
	if (!rc && !p->apart && p->notes.file_count &&
	    io_exists(str_text(&left))) {
		fd = lock_notes(p, err);
		rc = fd < 0 ? fd : reload(p, err);
		if (!rc)
			rc = absorb(p, str_text(&left), err);
		if (fd >= 0)
			close(fd);
	}
	str_release(&left);
	return rc;
}

/* --- writing ------------------------------------------------------------------------ */

void play_remark(struct jwrite *j, const void *ctx)
{
	const struct drill_remark *r = ctx;
	char made[TIME_TEXT];

	time_wall(made, r->made, NULL);
	if (r->op)
		jwrite_str(j, "op", r->op);
	if (r->text)
		jwrite_str(j, "text", r->text);
	if (r->inject)
		jwrite_str(j, "inject", r->inject);
	if (r->objective)
		jwrite_str(j, "objective", r->objective);
	jwrite_str(j, "made", made);
}

static int write_late(struct play *p, const struct drill_remark *r,
		      struct error *err)
{
	struct drill_entry e = {.type = r->type, .on = r->on, .by = r->by,
				.fill = play_remark, .ctx = r};

	return play_write(p, &e, 1, ROLE_EVALUATOR, err);
}

/* Who is not let in would write for nobody. */
static int may_remark(const struct play *p, struct error *err)
{
	const char *label = casefile_now(p->c)->label;

	if (play_may(p, EVALUATOR))
		return 0;
	error_set(err, ERR_REFUSED,
		  play_may(p, OBSERVER)
			  ? _("this device was let into %s to watch, not to "
			      "write")
			  : _("this device may read %s, not write to it"),
		  label);
	return error_fix(err, _("ask whoever leads to let it in: stanch drill "
				"join %s --as evaluator"), label);
}

int play_keep(struct play *p, struct drill_remark *r, struct error *err)
{
	int fd, rc = may_remark(p, err);

	if (rc)
		return rc;
	r->by = p->as;
	r->made = cli_now(p->x);
	if (p->d->ended)
		return write_late(p, r, err);
	fd = lock_notes(p, err);
	rc = fd < 0 ? fd : reload(p, err);
	if (!rc)
		rc = notes_add(&p->notes, r, err);
	if (!rc)
		rc = save(p, err);
	if (!rc && casefile_now(p->c)->me->role != ROLE_OWNER)
		rc = play_leave(p, err);
	if (fd >= 0)
		close(fd);
	return rc ? rc : play_look(p, err);
}

bool play_owes(const struct play *p)
{
	return p->d->ended && p->notes.count && !p->notes.file_count &&
	       play_may(p, EVALUATOR);
}

static bool is_recorded(const struct play *p, const struct drill_remark *r)
{
	const struct situation *s = casefile_now(p->c);

	for (size_t i = 0; i < s->event_count; i++) {
		const struct event *ev = s->event[i];
		const struct drill_note *n = ev->data;

		if (n && str_eq(ev->type, r->type) && n->made == r->made &&
		    str_eq(ev->on, r->on) && str_eq(n->op, r->op) &&
		    str_eq(n->text, r->text))
			return true;
	}
	return false;
}

/* Under the lock: two programs of one person do not hand in twice. */
static int hand_in(struct play *p, struct error *err)
{
	int rc = reload(p, err);

	for (size_t i = 0; !rc && i < p->notes.count; i++) {
		struct drill_remark r = p->notes.at[i];

		if (!is_recorded(p, &r)) /* the end has taken it */
			rc = write_late(p, &r, err);
	}
	if (rc)
		return rc;
	p->notes.count = 0;
	return save(p, err);
}

int play_hand_in(struct play *p, struct error *err)
{
	int fd, rc;

	if (!play_owes(p))
		return 0;
	fd = lock_notes(p, err);
	rc = fd < 0 ? fd : hand_in(p, err);
	if (fd >= 0)
		close(fd);
	return rc ? rc : play_look(p, err);
}
