/* core/store/beside.c - see beside.h. */
#include "core/store/beside.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/tr.h"
#include "core/drill/scenario.h"
#include "core/notice/check.h"
#include "core/playbook/finding.h"
#include "core/store/private.h"

#define CLOCKS "clocks/"
#define NOTICES "notices/"
#define DRILLS "drills/"
#define TEAM_FILE "team.yaml"

struct pass {
	struct findings *f;
	const struct beside *b;
	const struct clock_rules *clocks;
	size_t looked;
	struct error *err;
};

static bool is_text_of(const char *path, const char *folder)
{
	return str_starts(path, folder) && str_ends(path, ".md") &&
	       !strchr(path + strlen(folder), '/');
}

static bool is_clocks(const char *path)
{
	return str_starts(path, CLOCKS) && str_ends(path, ".yaml");
}

bool beside_is(const char *path)
{
	return is_clocks(path) || is_text_of(path, NOTICES) ||
	       is_text_of(path, DRILLS) || str_eq(path, TEAM_FILE);
}

/* A text that is too big, a link, or not there any more spoils itself. */
static int take(struct str *out, const struct pass *p, const char *path)
{
	struct error e = {0};
	int rc;

	str_clear(out);
	rc = p->b->read(p->b->ctx, out, path, &e);
	if (!rc && out->failed)
		rc = error_nomem(&e);
	if (rc == ERR_TOOBIG || rc == ERR_REFUSED || rc == ERR_NOTFOUND)
		finding_add(p->f, LINT_BYTES, &(struct place){.file = path},
			    *e.fix ? e.fix : NULL, "%s", e.what);
	else if (rc && p->err)
		*p->err = e;
	return rc;
}

/* True if what take() said is told already, and the others go on. */
static bool is_told(int rc)
{
	return rc == ERR_TOOBIG || rc == ERR_REFUSED || rc == ERR_NOTFOUND;
}

/* --- clocks, the team ------------------------------------------------------- */

int beside_clocks(struct clock_rules *to, struct findings *f,
		  const struct beside *b, struct error *err)
{
	struct pass p = {.f = f, .b = b, .err = err};
	struct str text = {0};
	int rc = 0;

	for (size_t i = 0; !rc && i < b->count; i++) {
		if (!is_clocks(b->path[i]))
			continue;
		rc = take(&text, &p, b->path[i]);
		if (!rc)
			rc = clock_rules_add(to, b->path[i], str_text(&text),
					     text.len, err);
		rc = is_told(rc) ? 0 : rc;
	}
	str_release(&text);
	return rc ? rc : clock_rules_link(to, err);
}

static void lint_clocks(struct findings *f, const struct clock_rules *clocks)
{
	const struct clock_problem *p;

	for (size_t i = 0; (p = clock_problem_at(clocks, i)); i++)
		finding_add(f, LINT_DATA,
			    &(struct place){.file = p->file, .line = p->line,
					    .col = p->col},
			    NULL, "%s", p->what);
}

/* "team.yaml:5:8: what" */
static void team_finding(struct findings *f, const struct error *e)
{
	struct place at = {.file = TEAM_FILE, .line = 1, .col = 1};
	const char *what = e->what;
	char *end;

	if (str_starts(what, TEAM_FILE ":")) {
		at.line = (int)strtol(what + strlen(TEAM_FILE ":"), &end, 10);
		at.col = (int)strtol(end + (*end == ':'), &end, 10);
		what = end + strspn(end, ": ");
	}
	finding_add(f, LINT_DATA, &at, *e->fix ? e->fix : NULL, "%s", what);
}

int beside_lint_team(struct team **out, struct findings *f, const char *text,
		     size_t n, struct error *err)
{
	struct error e = {0};
	int rc = team_read(out, text, n, &e);

	if (rc == ERR_NOMEM)
		return error_nomem(err);
	if (rc)
		team_finding(f, &e);
	return 0;
}

static int lint_team(struct pass *p, const char *path)
{
	struct team *team = NULL;
	struct str text = {0};
	int rc = take(&text, p, path);

	if (!rc)
		rc = beside_lint_team(&team, p->f, str_text(&text), text.len,
				      p->err);
	team_free(team);
	str_release(&text);
	return is_told(rc) ? 0 : rc;
}

/* --- notices ----------------------------------------------------------------- */

static bool has_recipient(void *ctx, const char *kind)
{
	return clock_recipient(ctx, kind);
}

static int items_of(void *ctx, const char *list)
{
	const struct clock_list *l = clock_list(ctx, list);

	return l ? (int)l->items : 0;
}

static const char *nearest(void *ctx, const char *word)
{
	return clock_nearest(ctx, word, false);
}

static int lint_notice(struct pass *p, const char *path)
{
	struct notice_world world = {.recipient = has_recipient,
				     .items = items_of, .nearest = nearest,
				     .ctx = (void *)(uintptr_t)p->clocks};
	struct notice_template *t = NULL;
	struct error e = {0};
	struct str text = {0};
	size_t before;
	int rc = take(&text, p, path);

	p->looked++;
	before = p->f->errors;
	if (!rc)
		rc = notice_template_read(&t, path, str_text(&text), text.len,
					  p->f, &e);
	if (!rc)
		rc = notice_lint(p->f, t, path, &world, &e);
	if (rc == ERR_NOMEM)
		error_nomem(p->err);
	else if (rc && *e.what && p->f->errors == before)
		finding_add(p->f, LINT_DATA, &(struct place){.file = path},
			    NULL, "%s", e.what);
	notice_template_free(t);
	str_release(&text);
	return rc == ERR_NOMEM || rc == ERR_IO ? rc : 0;
}

/* --- scenarios of drills ------------------------------------------------------ */

/* The playbook whose name it gives, of the same files. */
static int read_book(struct playbook **out, struct pb_texts *t,
		     const struct pass *p, const char *slug)
{
	struct findings ignored = {0};
	struct str text = {0};
	const char *lang;
	size_t n;
	int rc = 0;

	for (size_t i = 0; !rc && i < p->b->count; i++) {
		const char *path = p->b->path[i];

		if (!books_split(path, &n, &lang) || strlen(slug) != n ||
		    memcmp(slug, path, n) != 0 || t->count == PB_LANGS)
			continue;
		str_clear(&text);
		rc = p->b->read(p->b->ctx, &text, path, p->err);
		if (!rc)
			rc = pb_texts_add(t, path, !*lang, &text, p->err);
	}
	if (!rc && t->count)
		rc = playbook_read(out, t->src, t->count, &ignored, p->err);
	if (rc && rc != ERR_NOMEM && rc != ERR_IO) {
		error_clear(p->err); /* as if it were not there */
		rc = 0;
	}
	str_release(&text);
	findings_release(&ignored);
	return rc;
}

static int judge(struct findings *f, const struct pass *p,
		 const struct pb_texts *t)
{
	struct scenario_world world;
	struct playbook *pb = NULL;
	struct pb_texts book = {0};
	struct scenario *sc = NULL;
	int rc = scenario_read(&sc, t->src, t->count, f, p->err);

	if (!rc && sc->slug)
		rc = read_book(&pb, &book, p, sc->slug);
	if (!rc && sc->slug && !pb)
		scenario_no_playbook(f, sc);
	scenario_world_of(&world, p->clocks, pb);
	if (!rc)
		rc = scenario_lint(f, sc, &world, p->err);
	else if (rc == ERR_INVALID && f->errors)
		rc = 0; /* no scenario at all: the finding says so */
	scenario_free(sc);
	playbook_free(pb);
	pb_texts_release(&book);
	return rc;
}

/* The files of one scenario begin at path i; *next: behind the last. */
static int lint_scenario(size_t *next, struct pass *p, size_t i)
{
	const char *const *path = p->b->path;
	size_t n = strcspn(path[i], ".") + 1; /* "drills/tiny." */
	struct findings f = {0};
	struct pb_texts t = {0};
	struct str text = {0};
	int rc = 0;

	for (*next = i; !rc && *next < p->b->count &&
			!strncmp(path[*next], path[i], n); ++*next) {
		if (!is_text_of(path[*next], DRILLS))
			continue;
		rc = take(&text, p, path[*next]);
		if (!rc)
			rc = pb_texts_add(&t, path[*next] + strlen(DRILLS),
					  false, &text, p->err);
		rc = is_told(rc) ? 0 : rc;
	}
	p->looked++;
	if (!rc && t.count)
		rc = judge(&f, p, &t);
	findings_take(p->f, &f, DRILLS);
	findings_release(&f);
	pb_texts_release(&t);
	str_release(&text);
	return rc;
}

int beside_lint(struct findings *f, size_t *looked, const struct beside *b,
		const struct clock_rules *clocks, struct error *err)
{
	struct pass p = {.f = f, .b = b, .clocks = clocks, .err = err};
	size_t next;
	int rc = 0;

	lint_clocks(f, clocks);
	for (size_t i = 0; !rc && i < b->count; i = next) {
		next = i + 1;
		if (is_text_of(b->path[i], NOTICES))
			rc = lint_notice(&p, b->path[i]);
		else if (is_text_of(b->path[i], DRILLS))
			rc = lint_scenario(&next, &p, i);
		else if (str_eq(b->path[i], TEAM_FILE))
			rc = lint_team(&p, b->path[i]);
	}
	findings_sort(f);
	if (looked)
		*looked = p.looked;
	return !rc && f->failed ? error_nomem(err) : rc;
}
