/* tui/cmd/history.c - versions of a playbook: log, diff, blame. */
#include <stdio.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/history.h"
#include "tui/cmd/changes.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/draft.h"

/* --- names ------------------------------------------------------------------- */

struct named { /* "ransomware@backups" in two */
	char slug[64], commit[COMMIT_HEX];
};

static void commit_json(struct cli *x, const struct repo_commit *c)
{
	struct jwrite *w = x->out.json;

	jwrite_str(w, "commit", c->id);
	jwrite_str(w, "author", c->author);
	out_json_time(&x->out, "at", c->at);
	jwrite_str(w, "subject", c->subject);
}

static void commit_cells(struct table *t, const struct repo_commit *c)
{
	table_cellf(t, "%.12s", c->id);
	table_time(t, c->at);
	table_cell(t, c->author);
}

/* --- log ------------------------------------------------------------------------ */

static void version_json(struct cli *x, const struct pb_version *v)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	commit_json(x, &v->c);
	jwrite_str(w, "version", *v->version ? v->version : NULL);
	jwrite_str(w, "slug", v->slug);
	jwrite_str(w, "files", v->langs);
	jwrite_end(w);
}

static int log_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("COMMIT"), N_("WHEN"),
		N_("WHO"), N_("VERSION"), N_("FILES"), N_("WHY"), NULL};
	struct table t = {.out = &x->out, .head = head};
	struct pb_version *v = NULL;
	struct store *store;
	struct named name;
	size_t n = 0;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = draft_version(name.slug, name.commit, store,
				   cli_word(x, 0), err);
	if (!rc)
		rc = store_history(&v, &n, store, name.slug, name.commit,
				   err);
	if (rc)
		return rc;
	out_items(&x->out, NULL);
	for (size_t i = 0; i < n; i++) {
		if (x->out.mode == OUT_JSON) {
			version_json(x, &v[i]);
			continue;
		}
		commit_cells(&t, &v[i].c);
		table_cell(&t, v[i].version);
		table_cell(&t, v[i].langs);
		table_cell(&t, v[i].c.subject);
	}
	out_items_end(&x->out);
	mem_free(v);
	return table_end(&t, err);
}

/* --- blame ---------------------------------------------------------------------- */

static void blame_json(struct cli *x, const struct blame *b)
{
	struct jwrite *w = x->out.json;

	jwrite_str(w, "commit", b->commit);
	jwrite_array(w, "items");
	for (size_t i = 0; i < b->count; i++) {
		const struct blame_row *row = &b->row[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "id", row->id);
		jwrite_str(w, "lang", row->lang);
		jwrite_str(w, "kind", row->level == 3   ? "step"
				      : row->level == 2 ? "phase"
							: "head");
		commit_json(x, &row->last);
		jwrite_end(w);
	}
	jwrite_end(w);
}

static int blame_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("STEP"), N_("LANGUAGE"),
		N_("COMMIT"), N_("WHEN"), N_("WHO"), N_("WHY"), NULL};
	struct table t = {.out = &x->out, .head = head};
	struct blame b = {0};
	struct store *store;
	struct named name;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = draft_version(name.slug, name.commit, store,
				   cli_word(x, 0), err);
	if (!rc)
		rc = store_blame(&b, store, name.slug, name.commit, err);
	if (!rc && x->out.mode == OUT_JSON)
		blame_json(x, &b);
	for (size_t i = 0; !rc && x->out.mode != OUT_JSON && i < b.count;
	     i++) {
		table_cell(&t, *b.row[i].id ? b.row[i].id : _("(head)"));
		table_cell(&t, b.row[i].lang);
		commit_cells(&t, &b.row[i].last);
		table_cell(&t, b.row[i].last.subject);
	}
	blame_release(&b);
	return table_end(&t, rc ? NULL : err) && !rc ? ERR_NOMEM : rc;
}

/* --- diff: two sides ------------------------------------------------------------- */

struct sides { /* [0] was, [1] is */
	struct version at[2];
	char label[2][64];
	struct pb_diff *d;
};

static void sides_release(struct sides *s)
{
	pb_diff_free(s->d);
	version_release(&s->at[0]);
	version_release(&s->at[1]);
}

static bool is_file(const char *word)
{
	return strchr(word, '/') || str_ends(word, ".md");
}

static int side_file(struct sides *s, int i, const char *path,
		     struct error *err)
{
	struct pb_texts *t = &s->at[i].texts;
	struct pb_source *src = &t->src[0];
	struct str text = {0};
	int rc = io_read(&text, path, MARKDOWN_MAX, err);

	if (!rc) {
		src->name = arena_strdup(&t->arena, io_name(path));
		src->text = arena_strndup(&t->arena, str_text(&text),
					  text.len);
		src->len = text.len;
		t->count = 1;
		rc = src->name && src->text
			     ? playbook_read(&s->at[i].pb, src, 1, NULL, err)
			     : error_nomem(err);
	}
	str_release(&text);
	str_copy(s->label[i], sizeof(s->label[i]), path);
	return rc;
}

static int sides_files(struct sides *s, struct cli *x, struct error *err)
{
	const char *from = cli_word(x, 0), *to = cli_word(x, 1);
	int rc;

	if (!to || cli_word(x, 2)) {
		error_set(err, ERR_USAGE, _("two files are compared"));
		error_fix(err, "stanch playbook diff OLD.md NEW.md");
		return ERR_USAGE;
	}
	rc = side_file(s, 0, from, err);
	return rc ? rc : side_file(s, 1, to, err);
}

static void label_of(struct sides *s, int i)
{
	snprintf(s->label[i], sizeof(s->label[i]), "%.12s",
		 s->at[i].texts.commit);
}

/* The version before the last one; none where it is the first. */
static int side_before(struct sides *s, struct store *store,
		       const struct named *name, struct error *err)
{
	struct pb_version *v;
	size_t n;
	int rc = store_history(&v, &n, store, name->slug, name->commit, err);

	if (rc)
		return rc;
	if (n > 1)
		rc = store_playbook(&s->at[0].pb, &s->at[0].texts, NULL, store,
				    v[1].slug, v[1].c.id, err);
	mem_free(v);
	return rc;
}

static int sides_stored(struct sides *s, struct cli *x, struct error *err)
{
	const char *from = cli_word(x, 1), *to = cli_word(x, 2);
	struct named name;
	struct store *store;
	char then[COMMIT_HEX];
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = draft_version(name.slug, name.commit, store,
				   cli_word(x, 0), err);
	if (!rc && to)
		rc = draft_commit(name.commit, store, name.slug, to, err);
	if (!rc && from)
		rc = draft_commit(then, store, name.slug, from, err);
	if (rc)
		return rc;
	rc = store_playbook(&s->at[1].pb, &s->at[1].texts, NULL, store,
			    name.slug, name.commit, err);
	if (!rc && from)
		rc = store_playbook_then(&s->at[0].pb, &s->at[0].texts, NULL,
					 store, name.slug, name.commit, then,
					 err);
	else if (!rc)
		rc = side_before(s, store, &name, err);
	label_of(s, 0);
	label_of(s, 1);
	return rc;
}

/* --- diff: as a patch --------------------------------------------------------------- */

static const struct pb_source *source_in(const struct sides *s, int i,
					 const char *lang)
{
	const struct playbook *pb = s->at[i].pb;

	for (size_t k = 0; pb && k < pb->langs; k++)
		for (size_t n = 0; n < s->at[i].texts.count; n++)
			if (str_eq(pb->lang[k], lang) &&
			    str_eq(pb->file[k], s->at[i].texts.src[n].name))
				return &s->at[i].texts.src[n];
	return NULL;
}

static int patch_lang(struct str *out, const struct sides *s,
		      const char *lang, struct error *err)
{
	const struct pb_source *was = source_in(s, 0, lang);
	const struct pb_source *is = source_in(s, 1, lang);

	if (!was && !is)
		return 0;
	return repo_patch(out, is ? is->name : was->name,
			  was ? was->text : NULL, was ? was->len : 0,
			  is ? is->text : NULL, is ? is->len : 0, err);
}

static int patch_all(struct str *out, const struct sides *s,
		     struct error *err)
{
	const struct playbook *was = s->at[0].pb, *is = s->at[1].pb;
	int rc = 0;

	for (size_t k = 0; k < is->langs && !rc; k++)
		rc = patch_lang(out, s, is->lang[k], err);
	for (size_t k = 0; was && k < was->langs && !rc; k++)
		if (!source_in(s, 1, was->lang[k]))
			rc = patch_lang(out, s, was->lang[k], err);
	return rc;
}

static int diff_print(struct cli *x, struct sides *s, const char *patch,
		      struct error *err)
{
	bool json = x->out.mode == OUT_JSON;
	struct str words = {0};
	int rc;

	pb_diff_words(&words, s->d);
	if (json) {
		jwrite_str(x->out.json, "from",
			   s->at[0].pb ? s->label[0] : NULL);
		jwrite_str(x->out.json, "to", s->label[1]);
		jwrite_str(x->out.json, "patch", patch);
	} else if (s->at[0].pb)
		out_line(&x->out, _("%s to %s: %s"), s->label[0], s->label[1],
			 str_text(&words));
	else
		out_line(&x->out, _("%s, the first version: %s"), s->label[1],
			 str_text(&words));
	rc = changes_rows(x, s->d, err);
	if (!json && patch) {
		out_line(&x->out, "%s", "");
		out_document(&x->out, patch, strlen(patch));
	}
	str_release(&words);
	return rc;
}

static int diff_run(struct cli *x, struct error *err)
{
	struct sides s = {0};
	struct str patch = {0};
	int rc = is_file(cli_word(x, 0)) ? sides_files(&s, x, err)
					 : sides_stored(&s, x, err);

	if (!rc)
		rc = version_diff(&s.d, &s.at[0], &s.at[1], err);
	if (!rc && cli_flag(x, "patch"))
		rc = patch_all(&patch, &s, err);
	if (!rc)
		rc = diff_print(x, &s, cli_flag(x, "patch")
					       ? str_text(&patch) : NULL,
				err);
	str_release(&patch);
	sides_release(&s);
	return rc;
}

static const struct opt diff_opts[] = {
	{"patch", 0, OPT_FLAG, NULL, N_("the plain patch of the files too")},
	{0}
};

const struct command history_commands[] = {
	{"playbook log", NULL, N_("The versions of a playbook, newest first"),
	 "PLAYBOOK", NULL,
	 "playbook log ransomware\nplaybook log ransomware@draft", log_run,
	 0},
	{"playbook diff", NULL,
	 N_("What changed between two versions, step by step"),
	 "PLAYBOOK [FROM] [TO]", diff_opts,
	 "playbook diff ransomware\nplaybook diff ransomware 1a2b3c4 main\n"
	 "playbook diff old.md new.md", diff_run, 0},
	{"playbook blame", NULL, N_("Who last changed each step, and why"),
	 "PLAYBOOK", NULL, "playbook blame ransomware", blame_run, 0},
	{0}
};
