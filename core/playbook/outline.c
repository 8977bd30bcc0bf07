/* core/playbook/outline.c - reads foreign Markdown: cuts it into sections,
 * tries each level of heading as the level of phases, keeps the best. */
#include "core/playbook/outline.h"

#include <ctype.h>
#include <string.h>

#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/playbook/import_readers.h"
#include "core/playbook/mapping.h"
#include "core/playbook/vocab.h"

#define BOLD_MAX 120 /* bytes of a bold paragraph that may be a heading */
#define MANY_PHASES 20
#define MANY_STEPS 150
#define LONG_TITLE 140

/* --- texts ------------------------------------------------------------------ */

size_t outline_bytes(const struct md_node *node)
{
	size_t n = 0;

	for (const struct md_run *r = node->runs; r; r = r->next)
		n += strlen(r->text);
	for (const struct md_node *c = node->child; c; c = c->next)
		n += outline_bytes(c);
	return n;
}

/* Bytes of an inline HTML tag that says nothing to a reader, or 0. */
static size_t tag(const char *p)
{
	static const char *const name[] = {"a", "b", "i", "u", "em", "strong",
		"br", "span", "p", "font", "sup", "sub", "code", "kbd", "div",
		"details", "summary", "h1", "h2", "h3", "h4", "h5", "h6",
		NULL};
	size_t n = 1 + (p[1] == '/'), end;

	for (size_t i = 0; name[i]; i++) {
		size_t len = strlen(name[i]);

		if (strncmp(p + n, name[i], len) != 0 ||
		    isalnum((unsigned char)p[n + len]))
			continue;
		end = n + len + strcspn(p + n + len, "<>");
		return p[end] == '>' ? end + 1 : 0;
	}
	return 0;
}

const char *outline_flat(struct outline *o, const struct md_node *node)
{
	char *s = markdown_flat(o->a, node), *to = s;

	if (!s) {
		o->failed = true;
		return "";
	}
	for (const char *p = s; *p;) {
		size_t n = *p == '<' ? tag(p) : 0;

		if (!n)
			*to++ = *p++;
		else if (strncmp(p, "<br", 3) == 0)
			*to++ = ' ';
		p += n;
	}
	*to = '\0';
	return s + strspn(s, " ");
}

/* --- sections ---------------------------------------------------------------- */

/* All bold but for blanks and a colon, short, and no sentence. */
static bool bold_heading(struct outline *o, const struct md_node *n)
{
	const char *flat;
	size_t len, bold = 0;

	if (n->block != MDB_PARA || outline_bytes(n) > BOLD_MAX)
		return false;
	for (const struct md_run *r = n->runs; r; r = r->next) {
		if (r->style & (MDS_BREAK | MDS_IMAGE))
			return false;
		if (r->style & MDS_STRONG)
			bold++;
		else if (r->text[strspn(r->text, " :：")])
			return false;
	}
	flat = outline_flat(o, n);
	len = strlen(flat);
	return bold && len && !strchr(".!?", flat[len - 1]) &&
	       !vocab_item(flat);
}

/* A line of its own that is a heading by its number: plain text, or text
 * pasted from elsewhere. */
static bool numbered_heading(struct outline *o, const struct md_node *n)
{
	return n->block == MDB_PARA && outline_bytes(n) <= BOLD_MAX &&
	       n->end > n->start &&
	       !memchr(o->text + n->start, '\n', n->end - n->start - 1) &&
	       vocab_heading(outline_flat(o, n));
}

/* "<h2>Contain</h2>" and nothing behind it: 2, or 0. */
static int html_heading(struct outline *o, const struct md_node *n)
{
	const char *p = n->block == MDB_HTML ? markdown_flat(o->a, n) : "";
	const char *end;

	p += p ? strspn(p, " ") : 0;
	if (!p || p[0] != '<' || (p[1] != 'h' && p[1] != 'H') ||
	    p[2] < '1' || p[2] > '6' || (p[3] != '>' && p[3] != ' '))
		return 0;
	end = strstr(p, p[1] == 'h' ? "</h" : "</H");
	end = end ? strchr(end, '>') : NULL;
	return !end || !end[1 + strspn(end + 1, " \n")] ? p[2] - '0' : 0;
}

static int heading_level(struct outline *o, const struct md_node *n)
{
	if (n->block == MDB_HEADING)
		return n->level;
	if (bold_heading(o, n) || numbered_heading(o, n))
		return LEVEL_BOLD;
	return html_heading(o, n);
}

static const char *section_title(struct outline *o, const struct md_node *n)
{
	const char *flat = vocab_strip(outline_flat(o, n));
	const char *anchor = strstr(flat, " {#"); /* "Contain {#contain}" */
	size_t len = anchor && anchor != flat && str_ends(flat, "}")
			     ? (size_t)(anchor - flat) : strlen(flat);
	char *s;

	while (len && strchr(" :#", flat[len - 1]))
		len--;
	if (len >= 3 && memcmp(flat + len - 3, "：", 3) == 0)
		len -= 3;
	s = arena_strndup(o->a, flat, len);
	o->failed |= !s;
	return s ? s : "";
}

/* A bold line with a number of its own is a step, not an introduction. */
static bool counts(struct outline *o, const struct md_node *n)
{
	const char *flat = outline_flat(o, n);

	return vocab_strip(flat) != flat;
}

static bool plain_number(struct outline *o, const struct md_node *n)
{
	const char *flat = outline_flat(o, n);

	return flat[0] >= '0' && flat[0] <= '9' && counts(o, n);
}

static struct sect *add_section(struct outline *o, struct sect *below,
				int level, struct md_node *head)
{
	struct sect *s = arena_alloc(o->a, sizeof(*s));

	if (!s) {
		o->failed = true;
		return below;
	}
	while (below && below->level >= level)
		below = below->parent;
	s->level = level;
	s->title = head ? section_title(o, head) : "";
	s->line = head ? head->line : 1;
	s->first = head ? head->next : o->doc->child;
	s->parent = below;
	if (!below)
		return s;
	s->skip = below->skip || vocab_skip(s->title);
	if (below->last)
		below->last->next = s;
	else
		below->child = s;
	below->last = s;
	o->at[level]++;
	return s;
}

static bool has_items(const struct sect *s)
{
	for (const struct md_node *n = s->first; n && n != s->stop;
	     n = n->next)
		if (n->block == MDB_LIST || n->block == MDB_OLIST)
			return true;
	return false;
}

/* The first heading names the file if it stands above all others, or has
 * nothing of its own. */
static void find_title(struct outline *o)
{
	struct sect *s = o->root->child;
	int top = 1;

	while (s && s->level == LEVEL_BOLD)
		s = s->next;
	while (top <= 6 && !o->at[top])
		top++;
	if (!s || top > 6 || vocab_bare(s->title) ||
	    !strcmp(s->title, "Workflow"))
		return;
	if (s->level == top && o->at[top] == 1)
		o->title = s;
	else if (s->level == top && !s->child && !has_items(s) &&
		 (top == 1 || s->first == s->stop))
		o->title = s;
}

/* Cuts the tree into sections. */
static void cut_up(struct outline *o)
{
	struct sect *now = o->root = add_section(o, NULL, 0, NULL);

	for (struct md_node *n = o->doc->child; n && now; n = n->next) {
		int level = heading_level(o, n);

		if (!level || o->failed)
			continue;
		now->stop = n;
		now = add_section(o, now, level, n);
		if (!now || n->block != MDB_PARA)
			continue;
		now->numbered = !bold_heading(o, n) || counts(o, n);
		now->plain = plain_number(o, n);
	}
	if (!o->failed)
		find_title(o);
}

/* --- which level ---------------------------------------------------------------- */

static size_t long_titles(const struct import_phase *ph)
{
	size_t n = 0;

	for (size_t i = 0; i < ph->steps; i++)
		n += strlen(ph->step[i].title) > LONG_TITLE;
	return n;
}

/* How much a reading looks like a playbook: at least two phases, most with
 * steps, phase words, little text left outside. */
static int score(const struct imported *im)
{
	size_t with = 0, steps = 0, longs = 0;
	unsigned kinds = 0;
	int points = 0, known = 0;

	for (size_t i = 0; i < im->phases; i++) {
		const struct import_phase *ph = &im->phase[i];

		with += ph->steps > 0;
		steps += ph->steps;
		longs += long_titles(ph);
		known += ph->kind != PHASE_NONE;
		if (ph->kind != PHASE_NONE && ph->steps)
			kinds |= 1u << ph->kind;
	}
	for (; kinds; kinds &= kinds - 1)
		points += 60;
	if (im->phases) {
		points += (int)(100 * with / im->phases);
		points += 100 * known / (int)im->phases;
	}
	if (im->bytes)
		points += (int)(100 * (im->bytes - im->outside) / im->bytes);
	if (im->phases >= 2 && 2 * with >= im->phases && steps >= 4 &&
	    steps <= MANY_STEPS && 2 * im->outside < im->bytes &&
	    2 * longs < steps)
		points += 1000;
	if (im->phases > MANY_PHASES)
		points -= 200;
	return points;
}

static int try_level(struct outline *o, int level)
{
	struct imported im = {0};
	int points;

	outline_fill(&im, o, level, false);
	o->failed |= im.failed;
	points = o->failed ? 0 : score(&im);
	arena_release(&im.arena);
	return points;
}

static int best_level(struct outline *o)
{
	int best = LEVEL_NONE, most = try_level(o, LEVEL_NONE);

	for (int level = LEVEL_BOLD; level >= 1; level--) {
		int points;

		if (o->at[level] <= (o->title && o->title->level == level))
			continue; /* none but the title */
		points = try_level(o, level);
		if (points >= most) {
			most = points;
			best = level;
		}
	}
	return best;
}

/* --- the file ---------------------------------------------------------------- */

/* "title: Lost tablet" of YAML, "title = ..." of TOML. */
static const char *front_title(struct outline *o, const char *line, size_t n)
{
	size_t at = n > 6 && !memcmp(line, "title", 5) ? 5 : 0;

	while (at && at < n && line[at] == ' ')
		at++;
	return at && at < n && (line[at] == ':' || line[at] == '=')
		       ? arena_strndup(o->a, line + at + 1, n - at - 1) : NULL;
}

/* Bytes of foreign front matter, whole lines; *title gets its title. */
static size_t front_matter(struct outline *o, const char *text, size_t n,
			   const char **title)
{
	const char *mark = n && *text == '+' ? "+++" : "---";
	const char *end = text + n, *p = memchr(text, '\n', n);

	if (n < 4 || memcmp(text, mark, 3) != 0 ||
	    (text[3] != '\n' && text[3] != '\r'))
		return 0;
	while (p && p + 1 < end) {
		const char *line = p + 1;
		size_t len;

		p = memchr(line, '\n', (size_t)(end - line));
		len = (size_t)((p ? p : end) - line);
		if (len >= 3 && (!memcmp(line, mark, 3) ||
				 (*mark == '-' && !memcmp(line, "...", 3))))
			return (size_t)((p ? p + 1 : end) - text);
		if (!*title)
			*title = front_title(o, line, len);
	}
	*title = NULL;
	return 0;
}

static const char *trim_quotes(const char *title)
{
	size_t n;

	if (!title)
		return NULL;
	title += strspn(title, " \"'");
	n = strlen(title);
	while (n && strchr(" \"'\r", title[n - 1]))
		n--;
	((char *)(uintptr_t)title)[n] = '\0';
	return *title ? title : NULL;
}

static int parse(struct imported *im, struct outline *o, size_t from, size_t n,
		 struct error *err)
{
	struct error why = {0};
	int rc = markdown_parse_foreign(&o->doc, o->a, o->text, from, n, &why);

	if (rc == ERR_NOMEM)
		return error_nomem(err);
	if (rc)
		import_finding_add(im, IMPORT_REFUSE, 0, "%s", why.what);
	return 0;
}

static size_t count_images(const struct md_node *n, int *line)
{
	size_t images = 0;

	for (const struct md_run *r = n->runs; r; r = r->next)
		if (r->style & MDS_IMAGE && !images++ && !*line)
			*line = n->line;
	for (const struct md_node *c = n->child; c; c = c->next)
		images += count_images(c, line);
	return images;
}

static void say_images(struct imported *im, const struct md_node *doc)
{
	int line = 0;
	size_t n = count_images(doc, &line);

	if (n)
		import_finding_add(im, IMPORT_INFO, line,
				   ngettext("%zu image is not taken over",
					    "%zu images are not taken over; "
					    "the first is here", n), n);
}

static void say_empty(struct imported *im)
{
	size_t steps = 0;

	for (size_t i = 0; i < im->phases; i++)
		steps += im->phase[i].steps;
	if (!steps)
		import_finding_add(im, IMPORT_WARN, 0,
				   _("no steps found: there is no list under "
				     "a heading"));
}

/* Lines of a text inside another text mean nothing: all are `line`. */
static void set_lines(struct md_node *n, int line)
{
	n->line = line;
	for (struct md_node *c = n->child; c; c = c->next)
		set_lines(c, line);
}

void outline_snippet(struct imported *im, const char *text, int line)
{
	struct outline o = {.a = &im->arena, .text = text,
			    .len = strlen(text)};
	struct filling f = {.im = im, .o = &o, .told = true,
			    .as_items = true};

	if (markdown_parse_foreign(&o.doc, o.a, text, 0, o.len, NULL)) {
		im->line = line;
		import_note_add(im, text, false);
		return;
	}
	set_lines(o.doc, line);
	for (const struct md_node *n = o.doc->child; n && !im->failed;
	     n = n->next)
		outline_block(&f, n);
	im->failed |= o.failed;
}

static void say_front(struct imported *im, const char *text, size_t from)
{
	struct str s = {0};

	if (!from)
		return;
	import_finding_add(im, IMPORT_INFO, 1,
			   _("front matter of another program, not taken "
			     "over"));
	str_addn(&s, text, from);
	import_skip_add(im, str_text(&s), 1);
	im->failed |= s.failed;
	str_release(&s);
}

int outline_read(struct imported *im, const struct import_from *src,
		 struct error *err)
{
	struct outline o = {.a = &im->arena, .len = src->n};
	const char *title = NULL;
	size_t from;
	int rc;

	im->format = "markdown";
	o.text = outline_ends(&o, src->text, src->n);
	from = front_matter(&o, o.text, o.len, &title);
	say_front(im, o.text, from);
	outline_loosen(&o, from);
	rc = o.failed ? error_nomem(err) : parse(im, &o, from, o.len, err);
	if (rc || im->refused)
		return rc;
	outline_source_lines(&o, o.doc);
	cut_up(&o);
	if (!o.failed) {
		outline_compare(&o);
		outline_units(im, &o);
		mapping_match(src->map, im);
		im->level = src->map && src->map->level ? src->map->level
							: best_level(&o);
		outline_fill(im, &o, im->level, true);
	}
	title = trim_quotes(title);
	im->title = o.title && *o.title->title ? o.title->title
		    : title ? title : import_name_title(im, src->name);
	say_empty(im);
	say_images(im, o.doc);
	return o.failed ? error_nomem(err) : 0;
}
