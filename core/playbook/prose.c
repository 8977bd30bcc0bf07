/* core/playbook/prose.c - lint: what the texts of a playbook hold. */
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/lint.h"

#define OBJECT_CELLS 18
#define TITLE_CELLS 60
#define PATCH_LINES 12
#define PATCH_CELLS 76

/* One text being read: in which file, of which step. */
struct prose {
	struct linter *l;
	size_t lang;
	const char *step;
};

static void say(struct prose *p, enum lint_code code,
		const struct md_node *node, const char *fix, const char *what)
{
	struct place at = {.file = p->l->pb->file[p->lang], .step = p->step};

	while (!node->line && node->parent)
		node = node->parent;
	at.line = node->line;
	at.col = node->col;
	finding_add(p->l->f, code, &at, fix, "%s", what);
}

/* --- text left to write ---------------------------------------------------- */

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool word_in(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = text; (p = strstr(p, word)); p += n)
		if ((p == text || !letter(p[-1])) && !letter(p[n]))
			return true;
	return false;
}

/* "[Name]", "[Your Company]": a capital, then letters and blanks. */
static bool bracketed(const char *text)
{
	for (const char *p = text; (p = strchr(p, '[')); p++) {
		size_t n = 1;

		if (p[1] < 'A' || p[1] > 'Z')
			continue;
		while (letter(p[n]) || p[n] == ' ')
			n++;
		if (n > 2 && p[n] == ']')
			return true;
	}
	return false;
}

static void check_todo(struct prose *p, const struct md_node *node,
		       const char *text)
{
	if (word_in(text, "TODO") || word_in(text, "xxx") ||
	    word_in(text, "XXX") || strstr(text, "<insert") ||
	    bracketed(text))
		say(p, LINT_TODO, node, _("write it, or delete it"),
		    _("text left to write"));
}

/* --- what a screen loses --------------------------------------------------- */

static bool looks_like_html(const char *s)
{
	for (; (s = strchr(s, '<')); s++)
		if ((letter(s[1]) || s[1] == '/' || s[1] == '!') &&
		    strchr(s, '>') && strncmp(s, "<insert", 7) != 0)
			return true;
	return false;
}

static bool scheme_known(const char *href)
{
	static const char *const known[] = {"http:", "https:", "mailto:"};
	size_t n = strcspn(href, ":/?#");

	if (href[n] != ':')
		return true;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strncmp(href, known[i], n + 1) == 0 &&
		    strlen(known[i]) == n + 1)
			return true;
	return false;
}

static void check_runs(struct prose *p, const struct md_node *node)
{
	bool html = false, image = false, link = false;

	for (const struct md_run *r = node->runs; r; r = r->next) {
		html |= !(r->style & (MDS_CODE | MDS_LINK)) &&
			looks_like_html(r->text);
		image |= (r->style & MDS_IMAGE) != 0;
		link |= r->href && !scheme_known(r->href);
	}
	if (html)
		say(p, LINT_LOST, node, _("write it as Markdown"),
		    _("HTML is shown as it is written"));
	if (image)
		say(p, LINT_LOST, node, _("say in words what it shows"),
		    _("a terminal shows no image"));
	if (link)
		say(p, LINT_LOST, node, _("http, https, mailto or a path"),
		    _("a link of another kind"));
}

/* A bold "Caution" that the reader does not take for one. */
static void check_caution(struct prose *p, const struct md_node *node,
			  const char *text)
{
	const struct md_run *run = node->runs;
	bool quoted = node->parent && node->parent->block == MDB_QUOTE;
	bool bold = run && run->style & MDS_STRONG;

	if (strncmp(text, "**", 2) == 0) {
		text += 2;
		bold = true;
	}
	if (strncmp(text, "Caution", 7) != 0 && strncmp(text, "注意", 6) != 0)
		return;
	if ((!quoted && !bold) ||
	    (quoted && bold && (str_eq(run->text, "Caution") ||
				str_eq(run->text, "注意"))))
		return;
	say(p, LINT_LOST, node,
	    _("> **Caution** Do not power off. (marks outside the bold)"),
	    _("this is not read as the step's caution"));
}

static void check_leaf(struct prose *p, const struct md_node *node)
{
	char *text;

	if (!node->runs || node->block == MDB_CODE)
		return;
	text = markdown_flat(&p->l->scratch, node);
	if (!text) {
		p->l->failed = true;
		return;
	}
	check_todo(p, node, text);
	check_runs(p, node);
	check_caution(p, node, text);
}

static void walk(struct prose *p, const struct md_node *node)
{
	for (; node; node = node->next) {
		if (node->block == MDB_TABLE)
			say(p, LINT_LOST, node, _("make a list of it"),
			    _("a table may not fit a screen"));
		if (node->block == MDB_ITEM && node->task)
			say(p, LINT_LOST, node,
			    _("items stand at the left edge of a step"),
			    _("this [ ] cannot be ticked"));
		check_leaf(p, node);
		walk(p, node->child);
	}
}

/* --- titles ---------------------------------------------------------------- */

static void check_title(struct linter *l, const struct pb_step *st)
{
	struct place at = lint_step(l, st);
	const char *title = text_in(&st->title, 0);

	if (!*text_in(&st->action, 0))
		finding_add(l->f, LINT_TITLE, &at,
			    _("### Evidence image: take it"),
			    _("the title has no colon between object and "
			      "action"));
	else if (utf8_cells(text_in(&st->object, 0)) > OBJECT_CELLS)
		finding_add(l->f, LINT_TITLE, &at, NULL,
			    _("the object is longer than 18 cells"));
	if (utf8_cells(title) > TITLE_CELLS)
		finding_add(l->f, LINT_TITLE, &at, NULL,
			    _("the title is longer than 60 cells"));
	if (word_in(title, "TODO") || bracketed(title))
		finding_add(l->f, LINT_TODO, &at, NULL,
			    _("text left to write"));
}

void lint_prose(struct linter *l)
{
	const struct playbook *pb = l->pb;

	for (size_t k = 0; k < pb->langs; k++) {
		struct prose p = {.l = l, .lang = k};

		walk(&p, pb->intro_body[k]);
		for (size_t i = 0; i < pb->phase_count; i++)
			walk(&p, pb->phase[i].intro[k]);
		for (size_t i = 0; i < pb->step_count; i++) {
			const struct pb_step *st = &pb->step[i];

			p.step = st->id;
			walk(&p, st->caution[k]);
			walk(&p, st->body[k]);
			for (size_t j = 0; j < st->item_count; j++)
				walk(&p, st->item[j].more[k]);
		}
	}
	for (size_t i = 0; i < pb->step_count; i++)
		check_title(l, &pb->step[i]);
}

/* --- layout ---------------------------------------------------------------- */

/* Lines of the source that hold text, each as many as it fills. */
static int patch_lines(struct linter *l, const struct pb_source *src,
		       const struct md_node *body)
{
	int lines = 0;

	for (; body; body = body->next) {
		const char *p = src->text + body->start;
		const char *end = src->text + body->end, *nl;

		for (; p < end; p = nl ? nl + 1 : end) {
			size_t n;
			char *line;
			int cells;

			nl = memchr(p, '\n', (size_t)(end - p));
			n = (size_t)((nl ? nl : end) - p);
			line = arena_strndup(&l->scratch, p, n);
			if (!line) {
				l->failed = true;
				return 0;
			}
			cells = utf8_cells(line);
			lines += cells > PATCH_CELLS
					 ? (cells + PATCH_CELLS - 1) /
						   PATCH_CELLS
					 : n > 0;
		}
	}
	return lines;
}

static void check_patch(struct linter *l, const struct pb_step *st, size_t k)
{
	struct prose p = {.l = l, .lang = k, .step = st->id};

	if (st->body[k] && l->src[k] &&
	    patch_lines(l, l->src[k], st->body[k]) > PATCH_LINES)
		say(&p, LINT_PATCH, st->body[k],
		    _("say less, or make two steps of it"),
		    _("more than 12 lines of 76 cells"));
}

static void check_order(struct linter *l, const struct pb_step *st)
{
	struct place at = lint_step(l, st);

	for (size_t i = 1; i < st->place_count; i++) {
		if (st->place[i].key >= st->place[i - 1].key)
			continue;
		at.line = st->place[i].line;
		at.col = st->place[i].col;
		finding_add(l->f, LINT_PATCH, &at,
			    _("docs/PLAYBOOK-FORMAT.md has the order"),
			    _("the keys are not in their usual order"));
		return;
	}
}

/* Full-width marks of a key line are right in Chinese alone. */
static void check_marks(struct linter *l, const struct pb_step *st)
{
	static const char *const wide[] = {"：", "，", "；", "｜",
					   "＝", "“", "”"};
	const struct pb_source *src = l->src[0];
	struct place at = lint_step(l, st);

	if (!src || str_eq(l->pb->lang[0], "zh"))
		return;
	for (size_t i = 0; i < st->place_count; i++) {
		const char *p = src->text + st->place[i].at;
		const char *end = src->text + src->len;
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((nl ? nl : end) - p);
		char *line = arena_strndup(&l->scratch, p, n);

		for (size_t k = 0; line && k < sizeof(wide) / sizeof(*wide);
		     k++) {
			if (!strstr(line, wide[k]))
				continue;
			at.line = st->place[i].line;
			at.col = st->place[i].col;
			finding_add(l->f, LINT_PATCH, &at,
				    _("write : , ; | = and \" here"),
				    _("full-width marks in a key line"));
			break;
		}
	}
}

static void check_line_ends(struct linter *l, size_t k)
{
	struct place at = {.file = l->pb->file[k], .line = 1, .col = 1};
	const struct pb_source *src = l->src[k];
	const char *cr = src ? memchr(src->text, '\r', src->len) : NULL;

	if (cr)
		finding_add(l->f, LINT_PATCH, &at, _("save it with LF"),
			    _("lines that end with CR LF"));
}

void lint_layout(struct linter *l)
{
	for (size_t k = 0; k < l->pb->langs; k++)
		check_line_ends(l, k);
	for (size_t i = 0; i < l->pb->step_count; i++) {
		const struct pb_step *st = &l->pb->step[i];

		for (size_t k = 0; k < l->pb->langs; k++)
			check_patch(l, st, k);
		check_order(l, st);
		check_marks(l, st);
	}
}
