/*
 * core/drill/body.c - the Markdown of a scenario, by lines.
 *
 * What players see is chosen by a whitelist: a line that begins with `>`.
 * Whatever CommonMark would draw into the quote beside such lines - a lazy
 * continuation, a quote in a list - is an error, so that nobody who looks at
 * the rendered page believes something else than what the program does.
 */
#include <string.h>

#include "core/base/tr.h"
#include "core/drill/reading.h"

struct cutting {
	struct reading *r;
	int line;
	char fence;	 /* the sign of an open one, or 0 */
	size_t fence_len;
	bool quoted;	 /* the line before was one of a quote */
	size_t quotes;	 /* groups in this section */
	struct sc_spot second; /* where the second begins */
	bool began;	 /* an inject was seen */
	bool whole;	 /* brief or hotwash: quotes are kept as written */
	struct str note, say;
	struct body *now;
};

static const char *trimmed(struct cutting *c, struct str *s)
{
	const char *text;

	while (s->len && strchr(" \t\n", s->p[s->len - 1]))
		s->p[--s->len] = '\0';
	text = sc_keep(c->r, str_text(s) + strspn(str_text(s), "\n"));
	if (s->failed)
		c->r->rc = ERR_NOMEM;
	str_clear(s);
	return text;
}

static void check_quotes(struct cutting *c)
{
	const struct body *b = c->now;

	if (!c->quotes)
		sc_complain(c->r, SC_QUOTE, b->at.line, b->at.col,
			    _("write what players see behind \"> \""),
			    _("%s has no blockquote: players would see "
			      "nothing"), b->id);
	else if (c->quotes > 1)
		sc_complain(c->r, SC_QUOTE, c->second.line, 1,
			    _("make one of them: \">\" on the empty line too"),
			    _("%s has a second blockquote"), b->id);
}

static void end_section(struct cutting *c)
{
	if (c->now) {
		check_quotes(c);
		c->now->note = trimmed(c, &c->note);
		c->now->say = trimmed(c, &c->say);
	} else if (c->whole && c->began) {
		c->r->hotwash = trimmed(c, &c->note);
	} else if (c->whole) {
		c->r->brief = trimmed(c, &c->note);
	}
	str_clear(&c->note);
	str_clear(&c->say);
	c->now = NULL;
	c->whole = false;
	c->quotes = 0;
	c->quoted = false;
}

static void begin_inject(struct cutting *c, const char *p, size_t n)
{
	struct reading *r = c->r;
	size_t id = 0;

	while (id < n && p[id] != ' ' && p[id] != '\t')
		id++;
	if (r->bodies > SC_INJECTS)
		return;
	if (arena_grow(r->a, &r->body, r->bodies, &r->body_cap,
		       sizeof(*r->body))) {
		r->rc = ERR_NOMEM;
		return;
	}
	c->began = true;
	c->now = &r->body[r->bodies++];
	*c->now = (struct body){.at = {c->line, 1}};
	c->now->id = arena_strndup(r->a, p, id);
	while (id < n && (p[id] == ' ' || p[id] == '\t'))
		id++;
	c->now->title = arena_strndup(r->a, p + id, n - id);
	if (!c->now->id || !c->now->title)
		r->rc = ERR_NOMEM;
}

/* "## I-01 Odd calls" or "# Hotwash"; false if it is no such heading. */
static bool heading(struct cutting *c, const char *p, size_t n)
{
	size_t level = strspn(p, "#");

	if (!level || level > 2 || level >= n || p[level] != ' ')
		return false;
	end_section(c);
	p += level + 1;
	n -= level + 1;
	while (n && *p == ' ')
		p++, n--;
	while (n && strchr(" #", p[n - 1]))
		n--;
	if (level == 2) {
		begin_inject(c, p, n);
	} else {
		c->whole = true;
		str_addn(&c->note, p, n);
		str_addc(&c->note, '\n');
	}
	return true;
}

/* Opens or closes a fence; true if the line is one. */
static bool fence(struct cutting *c, const char *p, size_t n)
{
	size_t len = 0;

	while (len < n && p[len] == *p)
		len++;
	if (len < 3 || (*p != '`' && *p != '~'))
		return false;
	if (!c->fence) {
		c->fence = *p;
		c->fence_len = len;
	} else if (c->fence == *p && len >= c->fence_len) {
		c->fence = 0;
	}
	return true;
}

/* A quote that begins behind the mark of a list. */
static bool listed_quote(const char *p, size_t n)
{
	size_t i = 0;

	if (i < n && strchr("-*+", p[i]))
		i++;
	else
		while (i < n && p[i] >= '0' && p[i] <= '9')
			i++;
	if (!i)
		return false;
	if (p[0] >= '0' && p[0] <= '9' && i < n && strchr(".)", p[i]))
		i++;
	if (i >= n || p[i] != ' ')
		return false;
	while (i < n && p[i] == ' ')
		i++;
	return i < n && p[i] == '>';
}

static void check_html(struct cutting *c, const char *p, size_t n)
{
	bool code = false;

	for (size_t i = 0; i + 1 < n; i++) {
		char next = p[i + 1];

		code ^= p[i] == '`';
		if (code || p[i] != '<' ||
		    !((next >= 'a' && next <= 'z') ||
		      (next >= 'A' && next <= 'Z') || strchr("/!?", next)))
			continue;
		sc_complain(c->r, SC_HTML, c->line, (int)i + 1, NULL,
			    _("raw HTML"));
		return;
	}
}

static void quote(struct cutting *c, const char *p, size_t n)
{
	if (!c->quoted && ++c->quotes == 2)
		c->second = (struct sc_spot){c->line, 1};
	c->quoted = true;
	p++;
	n--;
	if (n && *p == ' ')
		p++, n--;
	if (c->whole) {
		str_addn(&c->note, p, n);
		str_addc(&c->note, '\n');
		return;
	}
	if (n && *p == '>')
		sc_complain(c->r, SC_QUOTE, c->line, 1, NULL,
			    _("a quote inside a quote"));
	if (strncmp(p, "```", 3) == 0 || strncmp(p, "~~~", 3) == 0)
		sc_complain(c->r, SC_FENCE, c->line, 1, NULL,
			    _("a code fence inside a quote"));
	str_addn(&c->say, p, n);
	str_addc(&c->say, '\n');
}

static void plain(struct cutting *c, const char *p, size_t n)
{
	if (c->quoted && n)
		sc_complain(c->r, SC_LAZY, c->line, 1,
			    _("leave a blank line below the quote"),
			    _("this line would belong to the quote"));
	if (listed_quote(p, n))
		sc_complain(c->r, SC_FENCE, c->line, 1, NULL,
			    _("a quote inside a list: players do not get "
			      "it"));
	c->quoted = false;
	str_addn(&c->note, p, n);
	str_addc(&c->note, '\n');
}

static void one_line(struct cutting *c, const char *p, size_t n)
{
	const char *q = p;
	size_t m;

	while (n && strchr(" \t\r", p[n - 1]))
		n--;
	while (q < p + n && *q == ' ' && q - p < 4)
		q++;
	m = (size_t)(p + n - q);
	if (q - p < 4 && fence(c, q, m)) {
		plain(c, p, n);
		return;
	}
	if (c->fence) {
		if (m && *q == '>')
			sc_complain(c->r, SC_FENCE, c->line, 1, NULL,
				    _("a quote inside a code fence: players "
				      "do not get it"));
		plain(c, p, n);
		return;
	}
	if (q == p && heading(c, p, n))
		return;
	check_html(c, p, n);
	if (q - p < 4 && m && *q == '>')
		quote(c, q, m);
	else
		plain(c, p, n);
}

void sc_body(struct reading *r)
{
	struct cutting c = {.r = r, .line = 1};
	const char *p = r->text, *end = r->text + r->len;

	for (; p < r->text + r->body_at; p++)
		c.line += *p == '\n';
	while (p < end && !r->rc) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((nl ? nl : end) - p);

		one_line(&c, p, n);
		p += n + 1;
		c.line++;
	}
	end_section(&c);
	str_release(&c.note);
	str_release(&c.say);
}
