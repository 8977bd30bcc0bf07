/* core/store/history.c - the versions of a playbook. */
#include "core/store/history.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/yread.h"
#include "core/playbook/frontmatter.h"
#include "core/store/private.h"

struct versions {
	struct store *s;
	struct pb_version *at;
	size_t count, cap;
	const char *lang; /* of the file whose history is read */
	size_t file;	  /* 0: the base */
	struct error *err;
};

static void add_lang(struct pb_version *v, const char *lang)
{
	size_t n = strlen(v->langs);

	snprintf(v->langs + n, sizeof(v->langs) - n, "%s%s", n ? ", " : "",
		 lang);
}

static void slug_from(char *out, size_t size, const char *path)
{
	size_t n = strcspn(path, ".");

	snprintf(out, size, "%.*s", (int)n, path);
}

static int take_version(void *ctx, const struct repo_commit *c,
			const char *path)
{
	struct versions *vs = ctx;
	struct pb_version *v;

	for (size_t i = 0; vs->file && i < vs->count; i++) {
		if (strcmp(vs->at[i].c.id, c->id) == 0) {
			add_lang(&vs->at[i], vs->lang);
			return 0;
		}
	}
	if (mem_reserve(&vs->at, &vs->cap, vs->count + 1, sizeof(*vs->at)))
		return error_nomem(vs->err);
	v = &vs->at[vs->count++];
	*v = (struct pb_version){.c = *c};
	slug_from(v->slug, sizeof(v->slug), path);
	add_lang(v, vs->file ? vs->lang : "base");
	return 0;
}

/* Places the versions of several files as one walk over all commits meets
 * them: clocks of several people are no order. */
struct places {
	struct versions *vs;
	size_t done;
};

static int take_place(void *ctx, const struct repo_commit *c)
{
	struct places *p = ctx;
	struct pb_version *at = p->vs->at, moved;

	for (size_t i = p->done; i < p->vs->count; i++) {
		if (strcmp(at[i].c.id, c->id) != 0)
			continue;
		moved = at[i];
		memmove(&at[p->done + 1], &at[p->done],
			(i - p->done) * sizeof(*at));
		at[p->done++] = moved;
		break;
	}
	return p->done == p->vs->count;
}

/* The label a version gave itself, where its front matter can be read. */
static void read_label(struct pb_version *v, struct store *s)
{
	struct str text = {0};
	struct front_matter fm;
	struct ydoc *doc = NULL;
	const char *label;
	char path[80];

	snprintf(path, sizeof(path), "%s.md", v->slug);
	if (!repo_read(&text, s->repo, v->c.id, path, NULL) &&
	    front_matter(&fm, str_text(&text), text.len) &&
	    !yread_parse(&doc, fm.text, fm.len, 8, 2, NULL)) {
		label = yread_str(yread_root(doc), "version");
		store_fit(v->version, sizeof(v->version), label ? label : "");
	}
	yread_free(doc);
	str_release(&text);
}

int store_history(struct pb_version **out, size_t *count, struct store *s,
		  const char *slug, const char *commit, struct error *err)
{
	struct versions vs = {.s = s, .err = err};
	struct pb_texts texts = {0};
	struct playbook *pb = NULL;
	int rc = store_playbook(&pb, &texts, NULL, s, slug, commit, err);

	*out = NULL;
	*count = 0;
	for (size_t i = 0; !rc && i < texts.count; i++) {
		vs.file = i;
		vs.lang = i < pb->langs ? pb->lang[i] : "?";
		rc = repo_history(s->repo, texts.commit, texts.src[i].name,
				  take_version, &vs, err);
	}
	if (!rc && texts.count > 1)
		rc = repo_commits(s->repo, texts.commit, NULL, take_place,
				  &(struct places){.vs = &vs}, err);
	if (rc == 1)
		rc = 0;
	for (size_t i = 0; !rc && i < vs.count; i++)
		read_label(&vs.at[i], s);
	playbook_free(pb);
	pb_texts_release(&texts);
	if (rc) {
		mem_free(vs.at);
		return rc;
	}
	*out = vs.at;
	*count = vs.count;
	return 0;
}

int store_playbook_then(struct playbook **out, struct pb_texts *texts,
			struct findings *f, struct store *s, const char *slug,
			const char *commit, const char *then,
			struct error *err)
{
	struct pb_version *v = NULL;
	size_t n = 0;
	int rc = store_playbook(out, texts, f, s, slug, then, err);

	if (rc != ERR_NOTFOUND || store_history(&v, &n, s, slug, commit, NULL))
		return rc;
	for (size_t i = 0; rc == ERR_NOTFOUND && i < n; i++)
		if (strcmp(v[i].slug, i ? v[i - 1].slug : slug) != 0)
			rc = store_playbook(out, texts, f, s, v[i].slug, then,
					    err);
	mem_free(v);
	return rc;
}
