/* core/case/evidence.c - files as evidence: hashed, kept, handed over. */
#include "core/case/evidence.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/newfile.h"
#include "core/base/tr.h"
#include "core/case/doing.h"

#define SLICE ((size_t)1 << 20)

struct taking { /* a file on its way in */
	int fd;
	int64_t size;
	bool inside;
	char *bytes; /* the whole, if it goes inside */
	uint8_t sha256[HASH_LEN];
};

static int open_file(struct taking *t, const char *path, struct error *err)
{
	struct stat st;

	t->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (t->fd < 0 || fstat(t->fd, &st))
		return error_errno(err, path);
	if (!S_ISREG(st.st_mode))
		return error_set(err, ERR_INVALID,
				 _("%s: not a regular file"), path);
	t->size = st.st_size;
	return 0;
}

static int changed_meanwhile(const char *path, struct error *err)
{
	error_set(err, ERR_MOVED, _("%s: changed while it was read"), path);
	return error_fix(err, _("take a copy of it first, and add the copy"));
}

/* Hashes slice by slice; what goes inside is the very bytes hashed. */
static int read_file(struct taking *t, const struct evidence_args *args,
		     struct hash *h, char *slice, struct error *err)
{
	int64_t done = 0;

	while (done < t->size) {
		char *to = t->inside ? t->bytes + done : slice;
		size_t want = t->size - done < (int64_t)SLICE
				      ? (size_t)(t->size - done)
				      : SLICE;
		ssize_t n = read(t->fd, to, want);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, args->path);
		if (n == 0)
			return changed_meanwhile(args->path, err);
		hash_add(h, to, (size_t)n);
		done += n;
		if (args->progress && args->progress(args->ctx, done, t->size))
			return error_set(err, ERR_CANCELLED,
					 _("stopped; nothing was added"));
	}
	if (read(t->fd, slice, 1) > 0)
		return changed_meanwhile(args->path, err);
	hash_end(h, t->sha256);
	return 0;
}

static int take_file(struct taking *t, const struct evidence_args *args,
		     struct error *err)
{
	int64_t limit = args->limit ? args->limit : EVIDENCE_INSIDE;
	struct hash *h = NULL;
	char *slice = NULL;
	int rc = open_file(t, args->path, err);

	if (rc)
		return rc;
	t->inside = t->size <= limit && t->size > 0;
	h = hash_new();
	slice = mem_alloc(SLICE);
	if (t->inside)
		t->bytes = mem_alloc((size_t)t->size);
	if (!h || !slice || (t->inside && !t->bytes))
		rc = error_nomem(err);
	else
		rc = read_file(t, args, h, slice, err);
	hash_free(h);
	mem_free(slice);
	return rc;
}

static void taking_release(struct taking *t)
{
	if (t->fd >= 0)
		close(t->fd);
	mem_free(t->bytes);
}

static int pieces(struct doing *d, const struct taking *t, const char *name)
{
	size_t n = ((size_t)t->size + EVIDENCE_PIECE - 1) / EVIDENCE_PIECE;
	struct log_att *att = arena_alloc(&d->b.arena, n * sizeof(*att));

	if (!att)
		return ERR_NOMEM;
	for (size_t i = 0; i < n; i++) {
		size_t at = i * EVIDENCE_PIECE;
		size_t rest = (size_t)t->size - at;

		att[i] = (struct log_att){
			.data = t->bytes + at,
			.len = rest < EVIDENCE_PIECE ? rest : EVIDENCE_PIECE,
			.name = name,
			.type = "application/octet-stream"};
	}
	d->b.entry[0].att = att;
	d->b.entry[0].att_count = n;
	return 0;
}

/* "file" inside, "hash" kept elsewhere, "ref" a pointer without bytes. */
static const char *kind_of(const struct evidence_args *args,
			   const struct taking *t)
{
	if (args->path)
		return t->inside ? "file" : "hash";
	return args->sha256 ? "hash" : "ref";
}

static void write_body(struct jwrite *j, const struct evidence_args *args,
		       const struct taking *t, const char *step)
{
	const char *name = args->path ? io_name(args->path) : NULL;
	const char *title = args->title && *args->title ? args->title : name;
	const char *place = args->place;
	char whole[PATH_MAX]; /* what lies outside must be found again */

	if (!place && args->path && !t->inside)
		place = realpath(args->path, whole) ? whole : args->path;

	jwrite_str(j, "title", title ? title : args->place);
	jwrite_str(j, "kind", kind_of(args, t));
	jwrite_opt(j, "name", name);
	if (args->path) {
		jwrite_int(j, "len", t->size);
		jwrite_hex(j, "sha256", t->sha256, HASH_LEN);
	} else {
		jwrite_opt(j, "sha256", args->sha256);
	}
	jwrite_opt(j, "source", args->source);
	jwrite_opt(j, "taken", args->taken);
	jwrite_opt(j, "place", place);
	jwrite_opt(j, "step", step);
	jwrite_opt(j, "note", args->note);
}

static int check_args(const struct evidence_args *args, struct error *err)
{
	uint8_t sum[HASH_LEN];

	if (!args->path && !args->place && !args->title)
		return error_set(err, ERR_USAGE,
				 _("name a file, or the place it is kept at"));
	if (args->sha256 && !hex_decode(sum, HASH_LEN, args->sha256)) {
		error_set(err, ERR_INVALID, _("\"%s\" is no SHA-256"),
			  args->sha256);
		return error_fix(err, _("it has 64 digits 0-9 a-f"));
	}
	return 0;
}

static int write_evidence(struct doing *d, const struct evidence_args *args,
			  const struct taking *t, struct error *err)
{
	const struct step *st = NULL;
	int rc = args->step && *args->step
			 ? situation_step(&st, d->s, args->step, err)
			 : 0;

	if (rc)
		return doing_drop(d, rc);
	write_body(doing_set(d, "evidence.add", NULL), args, t,
		   st ? st->key : NULL);
	if (t->inside && d->b.count &&
	    pieces(d, t, io_name(args->path)))
		return doing_drop(d, error_nomem(err));
	return doing_end(d, err);
}

int evidence_add(char label[16], struct act *a,
		 const struct evidence_args *args, struct error *err)
{
	struct taking t = {.fd = -1};
	const struct situation *s;
	struct doing d;
	int rc = check_args(args, err);

	label[0] = '\0';
	if (!rc)
		rc = doing_begin(&d, a, false, err);
	if (!rc && args->path)
		rc = take_file(&t, args, err);
	if (!rc)
		rc = write_evidence(&d, args, &t, err);
	taking_release(&t);
	s = casefile_now(a->c);
	for (size_t i = 0; !rc && i < s->evidence_count; i++)
		if (!memcmp(s->evidence[i]->event->id, a->id, ID_LEN))
			memcpy(label, s->evidence[i]->label, 16);
	return rc;
}

static int find(const struct evidence **out, const struct situation *s,
		const char *label, struct error *err)
{
	*out = situation_evidence(s, label);
	if (*out)
		return 0;
	error_set(err, ERR_NOTFOUND, _("evidence %s is not in %s"), label,
		  s->label);
	return error_fix(err, "stanch evidence list %s", s->label);
}

int evidence_handover(struct act *a, const char *label, const char *to,
		      const char *why, struct error *err)
{
	const struct evidence *e;
	char hex[ID_HEX];
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, true, err);

	if (!rc)
		rc = find(&e, d.s, label, err);
	if (!rc && (!to || !*to))
		rc = error_set(err, ERR_USAGE, _("hand it over to whom?"));
	if (!rc && str_eq(e->holder, to))
		rc = error_set(err, ERR_REFUSED, _("%s has %s already"), to,
			       label);
	if (rc)
		return rc;
	hex_encode(hex, e->event->id, ID_LEN);
	j = doing_set(&d, "evidence.handover", NULL);
	jwrite_str(j, "of", hex);
	jwrite_str(j, "from", e->holder);
	jwrite_str(j, "to", to);
	jwrite_opt(j, "why", why);
	return doing_end(&d, err);
}

/* --- out again ------------------------------------------------------------------- */

/* Every piece in order to fd (-1: only hashed), and the sum of the whole. */
static int walk(uint8_t sum[HASH_LEN], struct casefile *c,
		const struct evidence *e, int fd, const char *path,
		struct error *err)
{
	struct hash *h = hash_new();
	struct str piece = {0};
	int rc = h ? 0 : error_nomem(err);

	for (size_t i = 0; !rc && i < e->piece_count; i++) {
		str_clear(&piece);
		rc = log_att_read(&piece, casefile_log(c), e->piece[i], err);
		if (!rc)
			hash_add(h, str_text(&piece), piece.len);
		if (!rc && fd >= 0 &&
		    io_write(fd, str_text(&piece), piece.len))
			rc = error_errno(err, path);
	}
	if (!rc)
		hash_end(h, sum);
	str_release(&piece);
	hash_free(h);
	return rc;
}

static int same_sum(const struct evidence *e, const uint8_t sum[HASH_LEN],
		    struct error *err)
{
	if (e->has_hash && !memcmp(sum, e->sha256, HASH_LEN))
		return 0;
	error_set(err, ERR_CORRUPT,
		  _("evidence %s is not what was recorded"), e->label);
	return error_where(err, _("its SHA-256 differs"));
}

static int outside(const struct evidence *e, struct error *err)
{
	error_set(err, ERR_REFUSED, _("evidence %s is not inside the case"),
		  e->label);
	if (e->place)
		error_where(err, _("it is kept at: %s"), e->place);
	return ERR_REFUSED;
}

int evidence_export(struct casefile *c, const char *label, const char *path,
		    int fd, struct error *err)
{
	const struct evidence *e;
	uint8_t sum[HASH_LEN];
	int own = -1;
	int rc = find(&e, casefile_now(c), label, err);

	if (!rc && !e->inside)
		rc = outside(e, err);
	if (!rc && path)
		rc = newfile_open(&own, path, err);
	if (rc)
		return rc;
	rc = walk(sum, c, e, path ? own : fd, path ? path : "-", err);
	if (!rc)
		rc = same_sum(e, sum, err);
	return newfile_end(own, path, rc, err);
}

int evidence_verify(struct casefile *c, const char *label, const char *path,
		    struct error *err)
{
	struct evidence_args args = {.path = path, .limit = 1};
	struct taking t = {.fd = -1};
	const struct evidence *e;
	uint8_t sum[HASH_LEN];
	int rc = find(&e, casefile_now(c), label, err);

	if (rc)
		return rc;
	if (e->inside) {
		rc = walk(sum, c, e, -1, NULL, err);
		return rc ? rc : same_sum(e, sum, err);
	}
	if (!path)
		return outside(e, err);
	rc = take_file(&t, &args, err);
	if (!rc)
		rc = same_sum(e, t.sha256, err);
	taking_release(&t);
	return rc;
}
