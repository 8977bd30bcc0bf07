/*
 * core/log/seen.c - what this person saw of a case before, kept outside the
 * case file so that nobody who can write there can forge it
 * (docs/FILE-FORMAT.md, "Seen file").
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/log/private.h"

#define SEEN_MAX ((size_t)16 * 1024 * 1024)

void seen_release(struct seen *s)
{
	mem_free(s->tips);
	mem_free(s->got);
	*s = (struct seen){ 0 };
}

static bool number(uint64_t *out, const char **p)
{
	const char *s = *p;
	uint64_t n = 0;

	for (; *s >= '0' && *s <= '9' && n < (uint64_t)1 << 53; s++)
		n = n * 10 + (uint64_t)(*s - '0');
	if (s == *p || (*s != ' ' && *s != '\0'))
		return false;
	*p = *s ? s + 1 : s;
	*out = n;
	return true;
}

static int add_tip(struct seen *s, const uint8_t id[ID_LEN])
{
	if (mem_reserve(&s->tips, &s->tip_cap, s->tip_len + 1, ID_LEN))
		return ERR_NOMEM;
	memcpy(s->tips[s->tip_len++], id, ID_LEN);
	return 0;
}

static int add_got(struct seen *s, const struct got *g)
{
	if (mem_reserve(&s->got, &s->got_cap, s->got_len + 1, sizeof(*g)))
		return ERR_NOMEM;
	s->got[s->got_len++] = *g;
	return 0;
}

/* One line; ERR_INVALID if it is none of ours. */
static int read_line(struct seen *s, const char *line)
{
	uint8_t id[ID_LEN];
	struct got g;

	if (str_starts(line, "n ")) {
		line += 2;
		return number(&s->n, &line) && strlen(line) == 64 &&
				       hex_decode(s->chain, HASH_LEN, line)
			       ? 0
			       : ERR_INVALID;
	}
	if (str_starts(line, "tip "))
		return strlen(line) == 68 && hex_decode(id, ID_LEN, line + 4)
			       ? add_tip(s, id)
			       : ERR_INVALID;
	if (!str_starts(line, "got "))
		return ERR_INVALID;
	line += 4;
	if (!number(&g.n1, &line) || !number(&g.n2, &line) ||
	    time_parse_wall(&g.at, NULL, line))
		return ERR_INVALID;
	return add_got(s, &g);
}

/* A file that cannot be read whole counts as none: the case is then checked
 * as on the first day. */
static int parse(struct seen *s, char *text)
{
	char *line = text, *lf;
	int rc = 0;

	for (; !rc && (lf = strchr(line, '\n')) != NULL; line = lf + 1) {
		*lf = '\0';
		if (line == text)
			rc = str_eq(line, "stanch-seen 1") ? 0 : ERR_INVALID;
		else
			rc = read_line(s, line);
	}
	s->known = !rc && s->n > 0;
	if (!s->known)
		seen_release(s);
	return rc == ERR_NOMEM ? rc : 0;
}

static char *seen_path(const struct log *log, const uint8_t *case_id)
{
	char hex[ID_HEX];

	hex_encode(hex, case_id, ID_LEN);
	return io_join(log->seen_dir, hex);
}

static int read_file(struct seen *s, const char *path)
{
	struct str text = { 0 };
	int rc = io_read(&text, path, SEEN_MAX, NULL);

	if (!rc && text.len)
		rc = parse(s, text.p);
	str_release(&text);
	return rc == ERR_NOMEM ? rc : 0;
}

int seen_read(struct log *log, const uint8_t case_id[ID_LEN])
{
	char *path = seen_path(log, case_id);
	int rc = path ? 0 : ERR_NOMEM;

	seen_release(&log->seen);
	if (!rc)
		rc = read_file(&log->seen, path);
	mem_free(path);
	return rc;
}

void seen_compare(struct log *log)
{
	const struct seen *s = &log->seen;
	uint64_t missing = 0;

	for (size_t i = 0; i < s->tip_len; i++)
		if (!map_get(&log->by_id, s->tips[i], ID_LEN))
			missing++;
	if (missing && s->n > log->last_n && s->n - log->last_n > missing)
		missing = s->n - log->last_n;
	log->rolled_back = missing;
}

void log_rolled_back_words(struct str *out, uint64_t missing)
{
	unsigned long n = (unsigned long)missing;

	if (n)
		str_addf(out,
			 ngettext("ROLLED BACK: %lu entry seen here before "
				  "is missing; bring back the newer copy",
				  "ROLLED BACK: %lu entries seen here "
				  "before are missing; bring back the newer "
				  "copy", n),
			 n);
}

/* Tips of this file, and those seen before that it lacks. */
static void print_tips(struct str *out, const struct log *log,
		       const struct seen *old)
{
	char hex[ID_HEX];

	for (size_t i = 0; i < log->tip_len; i++) {
		hex_encode(hex, log->tips[i]->rec.id, ID_LEN);
		str_addf(out, "tip %s\n", hex);
	}
	for (size_t i = 0; i < old->tip_len; i++) {
		if (map_get(&log->by_id, old->tips[i], ID_LEN))
			continue;
		hex_encode(hex, old->tips[i], ID_LEN);
		str_addf(out, "tip %s\n", hex);
	}
}

static void print_got(struct str *out, const struct got *g)
{
	char at[TIME_TEXT];

	time_wall(at, g->at, NULL);
	str_addf(out, "got %llu %llu %s\n", (unsigned long long)g->n1,
		 (unsigned long long)g->n2, at);
}

static bool has_got(const struct seen *old, uint64_t n)
{
	for (size_t i = 0; i < old->got_len; i++)
		if (n >= old->got[i].n1 && n <= old->got[i].n2)
			return true;
	return false;
}

/* Only rows whose time was odd when they came need the time remembered. */
static void print_gots(struct str *out, const struct log *log,
		       const struct seen *old)
{
	struct got g = { 0 };

	for (size_t i = 0; i < old->got_len; i++)
		print_got(out, &old->got[i]);
	for (size_t i = 0; i < log->len; i++) {
		const struct node *e = log->nodes[i];

		if (e->seen == UNSEEN ||
		    !(e->rec.flags & (REC_LATE | REC_AHEAD)) ||
		    has_got(old, e->rec.n))
			continue;
		if (g.n1 && g.n2 + 1 == e->rec.n && g.at == e->seen) {
			g.n2++;
			continue;
		}
		if (g.n1)
			print_got(out, &g);
		g = (struct got){ e->rec.n, e->rec.n, e->seen };
	}
	if (g.n1)
		print_got(out, &g);
}

static void print(struct str *out, const struct log *log,
		  const struct seen *old)
{
	bool keep = old->known && old->n > log->last_n; /* n never falls */
	char hex[HASH_HEX];

	hex_encode(hex, keep ? old->chain : log->chain, HASH_LEN);
	str_addf(out, "stanch-seen 1\nn %llu %s\n",
		 (unsigned long long)(keep ? old->n : log->last_n), hex);
	print_tips(out, log, old);
	print_gots(out, log, old);
}

/* Whole or not at all. No fsync: after a power cut the older file only
 * means that some signatures are checked a second time. */
static void put_file(const char *path, const struct str *text)
{
	struct str tmp = { 0 };
	int fd;
	bool ok;

	str_addf(&tmp, "%s.%ld.new", path, (long)getpid());
	if (tmp.failed)
		return;
	fd = open(tmp.p, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
		  0600);
	if (fd >= 0) {
		ok = write(fd, text->p, text->len) == (ssize_t)text->len;
		close(fd);
		if (!ok || rename(tmp.p, path))
			unlink(tmp.p);
	}
	str_release(&tmp);
}

static int lock_folder(const struct log *log)
{
	char *path = io_join(log->seen_dir, ".lock");
	int how = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC;
	int fd = path ? open(path, how, 0600) : -1;

	if (path && fd < 0 && !io_mkdirs(log->seen_dir, 0700, NULL))
		fd = open(path, how, 0600); /* the first case ever seen */
	mem_free(path);
	if (fd >= 0)
		(void)flock(fd, LOCK_EX);
	return fd;
}

void seen_save(struct log *log)
{
	struct seen old = { 0 };
	struct str text = { 0 };
	char *path;
	int fd;

	if (!log->seen_dir || !log->genesis || log->stale || log->creating ||
	    (log->flags & LOG_QUICK))
		return;
	path = seen_path(log, log->genesis->rec.id);
	fd = path ? lock_folder(log) : -1;
	if (fd >= 0 && !read_file(&old, path)) {
		print(&text, log, &old);
		if (!text.failed && text.len)
			put_file(path, &text);
	}
	if (fd >= 0)
		close(fd);
	seen_release(&old);
	str_release(&text);
	mem_free(path);
}
