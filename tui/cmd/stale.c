/* tui/cmd/stale.c - translations behind their base: the list, and going
 * through it section by section. */
#include "core/store/stale.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/diff.h"
#include "tui/cmd/ask.h"
#include "tui/cmd/draft.h"

/* --- the list --------------------------------------------------------------------- */

static void row_json(struct cli *x, const struct stale *at, const char *lang)
{
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "lang", lang);
	jwrite_str(w, "id", at->id);
	jwrite_str(w, "number", *at->number ? at->number : NULL);
	jwrite_str(w, "title", at->title);
	jwrite_str(w, "of", at->of);
	jwrite_str(w, "base", at->now);
	jwrite_end(w);
}

static void row_cells(struct table *t, const struct stale *at,
		      const char *lang)
{
	table_cell(t, lang);
	table_cell(t, at->number);
	table_cell(t, *at->id ? at->id : _("(head)"));
	table_cell(t, at->of ? at->of : "-");
	table_cell(t, at->now);
	table_cell(t, at->title);
}

static int list(struct cli *x, struct table *t, const struct playbook *pb,
		struct error *err)
{
	const char *want = cli_text(x, "lang");
	struct arena a = {0};
	size_t only = want ? playbook_lang(pb, want) : 0; /* 0: all */
	int rc = 0;

	for (size_t lang = 1; lang < pb->langs && !rc; lang++) {
		struct stale *at;
		size_t n;

		if (only && lang != only)
			continue;
		rc = playbook_stale(&at, &n, &a, pb, lang, err);
		for (size_t i = 0; i < n && !rc; i++)
			if (x->out.mode == OUT_JSON)
				row_json(x, &at[i], pb->lang[lang]);
			else
				row_cells(t, &at[i], pb->lang[lang]);
	}
	arena_release(&a);
	return rc;
}

int draft_stale_run(struct cli *x, struct error *err)
{
	static const char *const head[] = {N_("LANGUAGE"), N_("NUMBER"),
		N_("STEP"), N_("MADE FROM"), N_("BASE NOW"), N_("TITLE"),
		NULL};
	struct table t = {.out = &x->out, .head = head};
	char slug[64], id[COMMIT_HEX];
	struct pb_texts texts = {0};
	struct findings f = {0};
	struct playbook *pb = NULL;
	struct store *s;
	int rc = cli_store(&s, x, err);

	if (!rc)
		rc = draft_version(slug, id, s, cli_word(x, 0), err);
	if (!rc)
		rc = store_playbook(&pb, &texts, &f, s, slug, id, err);
	if (!rc)
		out_items(&x->out, NULL);
	if (!rc)
		rc = list(x, &t, pb, err);
	if (!rc)
		out_items_end(&x->out);
	playbook_free(pb);
	pb_texts_release(&texts);
	findings_release(&f);
	return rc ? rc : table_end(&t, err);
}

/* --- one by one ----------------------------------------------------------------------- */

struct walk {
	struct cli *x;
	struct store *s;
	const struct stale_walk *what;
	struct playbook *pb;
	struct pb_texts texts;
	const struct pb_source *to; /* the translation */
	size_t lang;
	struct stale *at;
	size_t count;
	struct arena arena;
};

static void walk_release(struct walk *w)
{
	playbook_free(w->pb);
	pb_texts_release(&w->texts);
	arena_release(&w->arena);
}

/* The draft as it is kept now, and what in it is behind. */
static int walk_read(struct walk *w, struct error *err)
{
	const struct stale_walk *what = w->what;
	struct findings f = {0};
	int rc;

	walk_release(w);
	*w = (struct walk){.x = w->x, .s = w->s, .what = what};
	rc = store_draft_playbook(&w->pb, &w->texts, &f, w->s, what->draft,
				  what->slug, err);
	for (size_t i = 1; !rc && i < w->pb->langs; i++)
		if (str_eq(w->pb->file[i], what->file))
			w->lang = i;
	for (size_t i = 1; !rc && i < w->texts.count; i++)
		if (str_eq(w->texts.src[i].name, what->file))
			w->to = &w->texts.src[i];
	if (!rc && (!w->lang || !w->to)) {
		error_set(err, ERR_USAGE, _("%s is no translation that can be "
					    "read"), what->file);
		rc = error_fix(err, _("name its language: --lang zh"));
	}
	if (!rc)
		rc = playbook_stale(&w->at, &w->count, &w->arena, w->pb,
				    w->lang, err);
	findings_release(&f);
	return rc;
}

static int line_at(const char *text, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at && text[i]; i++)
		line += text[i] == '\n';
	return line;
}

static void print(struct walk *w, const char *head, const char *text,
		  size_t n)
{
	const char *end = text + n;

	out_line(&w->x->out, "%s", head);
	while (text < end) {
		size_t len = strcspn(text, "\n");

		if (len > (size_t)(end - text))
			len = (size_t)(end - text);
		out_line(&w->x->out, "    %.*s", (int)len, text);
		text += len + 1;
	}
}

/* What changed in the base since, and the translation as it is. */
static int show(struct walk *w, const struct stale *at, struct error *err)
{
	const char *now = w->texts.src[0].text + at->base.at;
	size_t n = at->base.end - at->base.at, count = 0;
	struct diff_line *line = NULL;
	struct str was = {0};
	int rc = store_translated_from(&was, w->s, w->what->slug, at, err);

	out_line(&w->x->out, _("%s %s, %zu behind in %s"), at->number,
		 at->title, w->count, w->pb->lang[w->lang]);
	if (!rc && was.len)
		rc = text_diff_lines(&line, &count, &w->arena, str_text(&was),
				     was.len, now, n, err);
	for (size_t i = 0; i < count && !rc; i++)
		out_line(&w->x->out, "  %c %.*s", line[i].sign,
			 (int)line[i].len, line[i].text);
	if (!rc && !was.len)
		print(w, _("The text it was made from is not known; the base "
			   "is now:"), now, n);
	if (!rc)
		print(w, _("The translation:"), w->to->text + at->text.at,
		      at->text.end - at->text.at);
	str_release(&was);
	return rc;
}

static int make_right(struct walk *w, const char *id, struct error *err)
{
	const struct stale_walk *what = w->what;
	struct str out = {0};
	int rc = playbook_fresh(&out, &w->texts.src[0], w->to, id, err);

	if (!rc)
		rc = store_draft_keep(w->s, what->draft, what->file,
				      str_text(&out), out.len, err);
	str_release(&out);
	return rc;
}

/* *left: sections behind that were passed over stay before the others. */
static int one(struct walk *w, size_t *passed, bool *on, struct error *err)
{
	const struct stale_walk *what = w->what;
	const struct stale at = w->at[*passed];
	char *id = mem_strdup(at.id);
	int rc = id ? show(w, &at, err) : error_nomem(err);

	if (!rc)
		rc = what->edit(what->ctx, line_at(w->to->text, at.text.at));
	if (!rc)
		rc = walk_read(w, err);
	if (!rc)
		switch (ask_letter(w->x, _("Is the translation right now? "
					   "[n]o, [y]es, [q]uit:"), "nyq")) {
		case 'y':
			rc = make_right(w, id, err);
			break;
		case 'n':
			++*passed;
			break;
		default:
			*on = false;
		}
	mem_free(id);
	return rc;
}

int stale_walk(struct cli *x, struct store *s, const struct stale_walk *what,
	       struct error *err)
{
	struct walk w = {.x = x, .s = s, .what = what};
	size_t passed = 0;
	bool on = true;
	int rc;

	if (!ask_can(x))
		return error_set(err, ERR_USAGE,
				 _("nobody to ask whether a translation is "
				   "right"));
	rc = walk_read(&w, err);
	if (!rc && !w.count)
		out_note(&x->out, _("%s is behind nowhere"), what->file);
	while (!rc && on && passed < w.count) {
		rc = one(&w, &passed, &on, err);
		if (!rc && on)
			rc = walk_read(&w, err);
	}
	walk_release(&w);
	return rc;
}
