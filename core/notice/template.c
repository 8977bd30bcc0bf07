/* core/notice/template.c - reading a notice's text. */
#include "core/notice/template.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/near.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/base/yread.h"
#include "core/playbook/finding.h"
#include "core/playbook/frontmatter.h"

#define DEPTH 4

struct parse {
	struct notice_template *t;
	struct findings *f;
	const char *file;
	const char *suffix; /* language in the file's name */
	size_t block;	    /* the one that is open */
	const struct blank *open[8]; /* {{?name}} not closed yet */
	size_t opened;
	int open_line[8];
	bool failed;
};

static void say(struct parse *p, enum lint_code code, int line, int col,
		const char *fix, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

static void say(struct parse *p, enum lint_code code, int line, int col,
		const char *fix, const char *fmt, ...)
{
	struct place at = {.file = p->file, .line = line, .col = col};
	struct str what = {0};
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&what, fmt, ap);
	va_end(ap);
	p->failed |= what.failed;
	finding_add(p->f, code, &at, fix, "%s", str_text(&what));
	str_release(&what);
}

static const char *keep(struct parse *p, const char *s, size_t n)
{
	const char *copy = arena_strndup(&p->t->arena, s, n);

	p->failed |= !copy;
	return copy ? copy : "";
}

/* --- the text between marks ------------------------------------------------ */

static void add_piece(struct parse *p, bool subject, struct piece piece)
{
	struct notice_template *t = p->t;
	struct piece **at = subject ? &t->subject : &t->piece;
	size_t *n = subject ? &t->subject_count : &t->piece_count;
	size_t *cap = subject ? &t->subject_cap : &t->piece_cap;

	piece.block = p->block;
	if (arena_grow(&t->arena, at, *n, cap, sizeof(**at)))
		p->failed = true;
	else
		(*at)[(*n)++] = piece;
}

static void add_text(struct parse *p, bool subject, const char *s, size_t n)
{
	if (n)
		add_piece(p, subject, (struct piece){PIECE_TEXT, keep(p, s, n),
						     n, NULL, 0});
}

static const struct blank *known(struct parse *p, const char *name, size_t n,
				 int line, int col)
{
	const struct blank *b = blank_find(name, n);
	const char *word, *near;

	if (b)
		return b;
	word = keep(p, name, n);
	near = blank_nearest(word);
	say(p, LINT_KEY, line, col,
	    near ? arena_printf(&p->t->arena, _("did you mean %s?"), near)
		 : NULL,
	    _("there is no blank {{%s}}"), word);
	return NULL;
}

static void open_if(struct parse *p, const struct blank *b, int line, int col)
{
	if (p->opened == sizeof(p->open) / sizeof(*p->open)) {
		say(p, LINT_SHAPE, line, col, NULL,
		    _("conditions stand too deep in each other: {{?%s}}"),
		    b->name);
		return;
	}
	p->open_line[p->opened] = line;
	p->open[p->opened++] = b;
	add_piece(p, false, (struct piece){PIECE_IF, NULL, 0, b, 0});
}

static void close_if(struct parse *p, const struct blank *b, int line,
		     int col)
{
	if (!p->opened || p->open[p->opened - 1] != b) {
		say(p, LINT_SHAPE, line, col, NULL,
		    _("{{/%s}} closes nothing that is open"), b->name);
		return;
	}
	p->opened--;
	add_piece(p, false, (struct piece){PIECE_END, NULL, 0, b, 0});
}

static void take_mark(struct parse *p, bool subject, const char *s, size_t n,
		      int line, int col)
{
	char sign = n ? *s : ' ';
	bool cond = sign == '?' || sign == '/';
	const struct blank *b = known(p, s + cond, n - cond, line, col);

	if (!b)
		return;
	if (!cond)
		add_piece(p, subject, (struct piece){PIECE_BLANK, NULL, 0, b,
						     0});
	else if (subject)
		say(p, LINT_SHAPE, line, col, NULL,
		    _("the subject takes no condition: {{%s}}"), b->name);
	else if (sign == '?')
		open_if(p, b, line, col);
	else
		close_if(p, b, line, col);
}

/* One line, its line feed included. */
static void take_line(struct parse *p, bool subject, const char *s, size_t n,
		      int line)
{
	const char *end = s + n, *from = s, *at = s;

	while (at + 1 < end) {
		const char *to;

		if (at[0] != '{' || at[1] != '{') {
			at++;
			continue;
		}
		for (to = at + 2; to + 1 < end; to++)
			if (to[0] == '}' && to[1] == '}')
				break;
		if (to + 1 >= end) {
			say(p, LINT_SHAPE, line, (int)(at - s) + 1, NULL,
			    _("%s is not closed on its line"), "{{");
			break;
		}
		add_text(p, subject, from, (size_t)(at - from));
		take_mark(p, subject, at + 2, (size_t)(to - at - 2), line,
			  (int)(at - s) + 1);
		from = at = to + 2;
	}
	add_text(p, subject, from, (size_t)(end - from));
}

/* --- blocks ---------------------------------------------------------------------- */

/* [[...]] alone on a line. */
static bool is_block(const char *s, size_t n, const char **in, size_t *len)
{
	while (n && strchr(" \t\r\n", s[n - 1]))
		n--;
	if (n < 4 || memcmp(s, "[[", 2) != 0 || memcmp(s + n - 2, "]]", 2))
		return false;
	*in = s + 2;
	*len = n - 4;
	return true;
}

static bool covers(const struct notice_template *t, const char *list)
{
	for (size_t i = 0; i < t->cover_count; i++)
		if (strcmp(t->covers[i], list) == 0)
			return true;
	return false;
}

static void take_item(struct parse *p, struct notice_block *b, const char *s,
		      size_t n, int line, int col)
{
	struct notice_item it = {.line = line, .col = col};
	const char *slash = memchr(s, '/', n);
	long long number;

	if (!slash ||
	    !str_int(&number, keep(p, slash + 1, n - (size_t)(slash + 1 - s)),
		     1, 999)) {
		say(p, LINT_KEY, line, col, "[[cn-pipl-57/1 cn-pipl-57/2]]",
		    _("\"%s\" is no item of a content list"), keep(p, s, n));
		return;
	}
	it.list = keep(p, s, (size_t)(slash - s));
	it.item = (int)number;
	if (!covers(p->t, it.list))
		say(p, LINT_REF, line, col,
		    arena_printf(&p->t->arena, "covers: [%s]", it.list),
		    _("the front matter does not say that it covers %s"),
		    it.list);
	if (arena_grow(&p->t->arena, &b->item, b->item_count, &b->item_cap,
		       sizeof(*b->item)))
		p->failed = true;
	else
		b->item[b->item_count++] = it;
}

static void check_closed(struct parse *p)
{
	while (p->opened) {
		p->opened--;
		say(p, LINT_SHAPE, p->open_line[p->opened], 1, NULL,
		    _("{{?%s}} is not closed within its block"),
		    p->open[p->opened]->name);
		add_piece(p, false, (struct piece){PIECE_END, NULL, 0,
						   p->open[p->opened], 0});
	}
}

static void take_block(struct parse *p, const char *in, size_t n, int line)
{
	struct notice_template *t = p->t;
	struct notice_block *b;
	size_t at = 0;

	check_closed(p);
	p->block = 0;
	if (!n)
		return;
	if (arena_grow(&t->arena, &t->block, t->block_count, &t->block_cap,
		       sizeof(*t->block))) {
		p->failed = true;
		return;
	}
	b = &t->block[p->block = t->block_count++];
	*b = (struct notice_block){0};
	while (at < n) {
		size_t from = at;

		while (at < n && in[at] != ' ')
			at++;
		if (at > from)
			take_item(p, b, in + from, at - from, line,
				  (int)from + 3);
		at++;
	}
}

static void take_body(struct parse *p, const char *text, size_t n, int line)
{
	for (size_t at = 0; at < n; line++) {
		const char *nl = memchr(text + at, '\n', n - at);
		size_t len = nl ? (size_t)(nl - text) + 1 - at : n - at;
		const char *in;
		size_t in_len;

		if (is_block(text + at, len, &in, &in_len))
			take_block(p, in, in_len, line);
		else
			take_line(p, false, text + at, len, line);
		at += len;
	}
	check_closed(p);
}

/* --- front matter -------------------------------------------------------------------- */

static void take_notice(struct parse *p, const struct ynode *v)
{
	if (strcmp(v->text, "1") != 0)
		say(p, LINT_FRONT, v->line, v->col, "notice: 1",
		    _("this program reads format 1 of notices, not %s"),
		    v->text);
}

static void take_lang(struct parse *p, const struct ynode *v)
{
	p->t->lang = keep(p, v->text, strlen(v->text));
	if (p->suffix && strcmp(p->suffix, v->text) != 0)
		say(p, LINT_FRONT, v->line, v->col, p->suffix,
		    _("lang is not the language in the file name: %s"),
		    v->text);
}

static void take_to(struct parse *p, const struct ynode *v)
{
	p->t->to = keep(p, v->text, strlen(v->text));
	p->t->to_line = v->line;
	p->t->to_col = v->col;
}

static void take_covers(struct parse *p, const struct ynode *v)
{
	struct notice_template *t = p->t;
	size_t cap = 0;

	for (const struct ynode *c = v->child; c; c = c->next) {
		if (c->kind != Y_SCALAR) {
			say(p, LINT_FRONT, c->line, c->col,
			    "covers: [cn-pipl-57]", "%s",
			    _("a list of content lists"));
			continue;
		}
		if (arena_grow(&t->arena, &t->covers, t->cover_count, &cap,
			       sizeof(*t->covers)))
			p->failed = true;
		else
			t->covers[t->cover_count++] =
				keep(p, c->text, strlen(c->text));
	}
}

static void take_subject(struct parse *p, const struct ynode *v)
{
	take_line(p, true, v->text, strlen(v->text), v->line);
}

static const struct notice_key {
	const char *name;
	enum ykind kind;
	void (*take)(struct parse *p, const struct ynode *v);
} keys[] = {
	{"notice", Y_SCALAR, take_notice},
	{"lang", Y_SCALAR, take_lang},
	{"to", Y_SCALAR, take_to},
	{"covers", Y_LIST, take_covers},
	{"subject", Y_SCALAR, take_subject},
};
#define KEY_COUNT (sizeof(keys) / sizeof(*keys))

static void take_key(struct parse *p, const struct ynode *v)
{
	const char *best = NULL;
	size_t i = 0;

	for (; i < KEY_COUNT && strcmp(keys[i].name, v->key); i++)
		best = near_better(v->key, best, keys[i].name);
	if (i == KEY_COUNT)
		say(p, LINT_FRONT, v->key_line, v->key_col, best,
		    _("unknown key \"%s\" in the front matter"), v->key);
	else if (keys[i].kind != v->kind)
		say(p, LINT_FRONT, v->line, v->col, NULL, "%s",
		    _("a value of another kind was expected"));
	else
		keys[i].take(p, v);
}

static void take_front(struct parse *p, const struct ynode *root)
{
	const struct ynode *v = root && root->kind == Y_MAP ? root->child
							    : NULL;

	for (; v; v = v->next)
		take_key(p, v);
	for (size_t i = 0; i < KEY_COUNT; i++)
		if (!yread_get(root, keys[i].name))
			say(p, LINT_FRONT, 1, 1, NULL,
			    _("the front matter has no %s"), keys[i].name);
}

static void bad_yaml(struct parse *p, const struct error *why)
{
	char *colon;
	long line = strtol(why->where, &colon, 10);
	long col = *colon == ':' ? strtol(colon + 1, NULL, 10) : 1;

	say(p, LINT_FRONT, (int)line, (int)col, NULL, "%s", why->what);
}

static int read_front(struct parse *p, const struct front_matter *fm,
		      struct error *err)
{
	struct error why = {0};
	struct ydoc *doc;
	int rc = yread_parse(&doc, fm->text, fm->len, DEPTH, 2, &why);

	if (rc == ERR_NOMEM)
		return error_nomem(err);
	if (rc)
		bad_yaml(p, &why);
	else
		take_front(p, yread_root(doc));
	yread_free(doc);
	return 0;
}

/* --- the whole ------------------------------------------------------------------------- */

/* "cn-individuals.zh.md": its id and language. */
static void take_name(struct parse *p, const char *name)
{
	const char *base = io_name(name);
	const char *dot = strchr(base, '.');
	size_t n = dot ? (size_t)(dot - base) : strlen(base);
	const char *end = dot ? strchr(dot + 1, '.') : NULL;

	p->t->id = keep(p, base, n);
	if (end)
		p->suffix = keep(p, dot + 1, (size_t)(end - dot - 1));
	else
		say(p, LINT_FRONT, 1, 1, _("name it <id>.<language>.md"),
		    _("the file name says no language: %s"), base);
}

static int first_line(const char *text, size_t body)
{
	int line = 1;

	for (size_t i = 0; i < body; i++)
		line += text[i] == '\n';
	return line;
}

/* True if front matter with a `notice:` key opens the text. */
static bool is_notice(const char *text, size_t n)
{
	struct front_matter fm;

	return front_matter(&fm, text, n) && front_matter_has(&fm, "notice");
}

static int read_all(struct parse *p, const char *name, const char *text,
		    size_t n, struct error *err)
{
	struct front_matter fm;
	int rc;

	if (n > NOTICE_MAX)
		return error_set(err, ERR_TOOBIG, _("%s: over 64 KiB"), name);
	if (!utf8_valid(text, n) || memchr(text, '\0', n)) {
		say(p, LINT_BYTES, 1, 1, NULL, "%s",
		    _("the file is not UTF-8 text"));
		return error_set(err, ERR_INVALID,
				 _("%s: the file is not UTF-8 text"), name);
	}
	if (!is_notice(text, n) || !front_matter(&fm, text, n)) {
		say(p, LINT_FRONT, 1, 1,
		    _("begin with --- , notice: 1, lang, to, covers, "
		      "subject, ---"), "%s",
		    _("no front matter with notice: 1"));
		return error_set(err, ERR_INVALID,
				 _("%s: no front matter with notice: 1"),
				 name);
	}
	take_name(p, name);
	rc = read_front(p, &fm, err);
	if (!rc)
		take_body(p, text + fm.body, n - fm.body,
			  first_line(text, fm.body));
	return rc;
}

int notice_template_read(struct notice_template **out, const char *name,
			 const char *text, size_t n, struct findings *f,
			 struct error *err)
{
	struct notice_template *t = mem_zalloc(sizeof(*t));
	struct parse p = {.t = t, .f = f, .file = name};
	int rc;

	*out = NULL;
	if (!t || arena_grow(&t->arena, &t->block, 0, &t->block_cap,
			     sizeof(*t->block))) {
		notice_template_free(t);
		return error_nomem(err);
	}
	t->block[t->block_count++] = (struct notice_block){0};
	rc = read_all(&p, name, text, n, err);
	if (!rc && (p.failed || (f && f->failed)))
		rc = error_nomem(err);
	if (rc) {
		notice_template_free(t);
		return rc;
	}
	*out = t;
	return 0;
}

void notice_template_free(struct notice_template *t)
{
	if (!t)
		return;
	arena_release(&t->arena);
	mem_free(t);
}

const struct notice_block *notice_covering(const struct notice_template *t,
					   const char *list, int item)
{
	for (size_t i = 0; i < t->block_count; i++)
		for (size_t k = 0; k < t->block[i].item_count; k++)
			if (t->block[i].item[k].item == item &&
			    strcmp(t->block[i].item[k].list, list) == 0)
				return &t->block[i];
	return NULL;
}
