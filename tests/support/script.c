#include "tests/support/script.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "tests/support/golden.h"
#include "tui/app/term.h"

#define WORDS 16
#define KEY_MS 100
#define TYPE_MS 60
#define PASTE_MS 200

struct script {
	const char *path;
	int line;
	const struct script_world *const *worlds, *kind;
	void *world; /* NULL until the first line that needs it */
	struct env env;
	int64_t now, mono;
	struct zone *zone;
	char lang[16];
	int rows, cols;
	char *words[WORDS]; /* repeated to the world when it opens */
	int words_n;
	bool going; /* app_step() has not said that it is over */
	int row;    /* rows before this one are matched already */
	struct str out, errs;
	size_t out_at, err_at;
	int code;
	struct str *report;
	bool failed;
};

/* ---- the script's own clock and luck ---- */
static int64_t script_now(void *ctx)
{
	return ((struct script *)ctx)->now;
}

static int64_t script_mono(void *ctx)
{
	return ((struct script *)ctx)->mono;
}

static bool script_ntp(void *ctx)
{
	(void)ctx;
	return true;
}

static int script_random(void *ctx, void *bytes, size_t n)
{
	uint32_t x = (uint32_t)((struct script *)ctx)->mono | 1;

	for (size_t i = 0; i < n; i++) {
		x = x * 1664525 + 1013904223;
		((unsigned char *)bytes)[i] = (unsigned char)(x >> 24);
	}
	return 0;
}

static void fresh(struct script *s)
{
	struct error err = {0};

	s->mono = 1000000;
	time_parse(&s->now, NULL, "2031-03-04T09:00:00Z", NULL, 0, &err);
	s->env = (struct env){script_now, script_mono, script_ntp,
			      script_random, s, NULL, "boot", true, NULL,
			      "/usr/share/zoneinfo"};
	s->kind = s->worlds[0];
	s->rows = 24;
	s->cols = 80;
	s->going = true;
	s->row = s->code = 0;
	str_copy(s->lang, sizeof(s->lang), "en");
	str_clear(&s->out);
	str_clear(&s->errs);
	s->out_at = s->err_at = 0;
}

static void close_world(struct script *s)
{
	if (s->world)
		s->kind->close(s->world);
	s->world = NULL;
	for (int i = 0; i < s->words_n; i++)
		mem_free(s->words[i]);
	s->words_n = 0;
	zone_free(s->zone);
	s->zone = NULL;
	s->failed = false;
}

/* ---- failing ---- */
static void complain(struct script *s, const char *what, const char *text)
{
	if (s->failed)
		return;
	s->failed = true;
	str_addf(s->report, "%s:%d: %s: %s\n", s->path, s->line, what, text);
	if (s->out.len || s->errs.len)
		str_addf(s->report, "exit %d\n%s%s", s->code,
			 str_text(&s->out), str_text(&s->errs));
	else if (s->world && s->kind->term)
		golden_dump(s->report,
			    term_mem_surface(s->kind->term(s->world)));
}

static bool open_world(struct script *s)
{
	struct script_setup setup = {&s->env, s->lang, s->rows, s->cols};
	struct error err = {0};

	if (s->world)
		return true;
	s->env.zone = s->zone;
	if (s->kind->open(&s->world, &setup, &err)) {
		complain(s, "no world", err.what);
		return false;
	}
	for (int i = 0; i < s->words_n; i++) {
		char *rest = strchr(s->words[i], ' ');

		if (rest)
			*rest++ = '\0';
		if (s->kind->word(s->world, s->words[i], rest ? rest : "",
				  &err))
			complain(s, s->words[i], err.what);
	}
	return !s->failed;
}

/* ---- doing ---- */
static void step(struct script *s, int ms)
{
	struct app *app = s->kind->app(s->world);

	s->now += ms;
	s->mono += ms;
	s->row = 0;
	if (app && s->going)
		s->going = app_step(app, 0);
}

static struct term *term_of(struct script *s)
{
	return s->kind->term(s->world);
}

static void do_keys(struct script *s, char *rest)
{
	char *save = NULL;

	for (char *k = strtok_r(rest, " ", &save); k;
	     k = strtok_r(NULL, " ", &save)) {
		uint32_t key = key_parse(k);

		if (key == KEY_NONE)
			complain(s, "no such key", k);
		term_mem_feed(term_of(s), key);
		step(s, KEY_MS);
	}
}

static void do_typed(struct script *s, const char *rest, bool at_once)
{
	const char *end = rest + strlen(rest);
	uint32_t cp;

	while (rest < end) {
		utf8_next(&cp, &rest, end);
		term_mem_feed(term_of(s), cp);
		if (!at_once)
			step(s, TYPE_MS);
	}
	if (at_once)
		step(s, TYPE_MS);
}

static void do_type(struct script *s, char *rest)
{
	do_typed(s, rest, false);
}

static void do_burst(struct script *s, char *rest)
{
	do_typed(s, rest, true);
}

static void do_paste(struct script *s, char *rest)
{
	char *to = rest;

	for (char *p = rest; *p; p++) {
		if (p[0] == '\\' && p[1] == 'n')
			*to++ = '\n', p++;
		else
			*to++ = *p;
	}
	*to = '\0';
	term_mem_paste(term_of(s), rest);
	step(s, 0);
	step(s, PASTE_MS);
}

static bool parse_size(int *rows, int *cols, const char *text)
{
	char *end;

	*cols = (int)strtol(text, &end, 10);
	if (*end != 'x')
		return false;
	*rows = (int)strtol(end + 1, &end, 10);
	return !*end && *rows > 0 && *cols > 0;
}

static void do_resize(struct script *s, char *rest)
{
	int rows, cols;

	if (!parse_size(&rows, &cols, rest)) {
		complain(s, "no such size", rest);
		return;
	}
	term_mem_resize(term_of(s), rows, cols);
	step(s, 0);
}

static void do_click(struct script *s, char *rest)
{
	const struct surface *now = term_mem_surface(term_of(s));
	struct str text = {0};
	const char *at = NULL;
	int row, col = 0;

	for (row = 0; !at && row < surface_rows(now); row++) {
		str_clear(&text);
		surface_row_text(&text, now, row);
		at = strstr(str_text(&text), rest);
		if (at) {
			text.p[at - text.p] = '\0';
			col = utf8_cells(str_text(&text));
		}
	}
	if (at) {
		term_mem_feed(term_of(s), key_click(row - 1, col));
		step(s, 100);
	} else {
		complain(s, "nothing to click on", rest);
	}
	str_release(&text);
}

static void do_wheel(struct script *s, char *rest)
{
	term_mem_feed(term_of(s), str_eq(rest, "up") ? KEY_WHEEL_UP
						     : KEY_WHEEL_DOWN);
	step(s, 100);
}

static void do_wait(struct script *s, char *rest)
{
	static const struct {
		const char *unit;
		int ms;
	} units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}};
	char *unit;
	long n = strtol(rest, &unit, 10);

	for (size_t i = 0; i < 4; i++) {
		if (strcmp(unit, units[i].unit))
			continue;
		step(s, (int)n * units[i].ms);
		return;
	}
	complain(s, "no such span", rest);
}

static void do_run(struct script *s, char *rest)
{
	str_clear(&s->out);
	str_clear(&s->errs);
	s->out_at = s->err_at = 0;
	if (s->kind->run)
		s->code = s->kind->run(s->world, rest, &s->out, &s->errs);
	else
		complain(s, "this world runs no commands", rest);
}

/* ---- wanting ---- */
static void trim(const char **p, const char **end)
{
	while (*p < *end && **p == ' ')
		++*p;
	while (*end > *p && (*end)[-1] == ' ')
		--*end;
}

/* `~` in want is any text; blanks around it belong to it. */
static bool fits(const char *want, const char *wend, const char *p,
		 const char *end)
{
	const char *tilde = memchr(want, '~', (size_t)(wend - want));
	const char *head = tilde ? tilde : wend;

	while (tilde && head > want && head[-1] == ' ')
		head--;
	if (end - p < head - want || memcmp(p, want, (size_t)(head - want)))
		return false;
	p += head - want;
	if (!tilde)
		return p == end;
	for (tilde++; tilde < wend && *tilde == ' '; tilde++)
		;
	for (; p <= end; p++)
		if (fits(tilde, wend, p, end))
			return true;
	return false;
}

static bool row_fits(const char *want, const char *row, size_t n)
{
	const char *wend = want + strlen(want), *end = row + n;

	trim(&want, &wend);
	trim(&row, &end);
	return fits(want, wend, row, end);
}

static bool screen_row_fits(struct script *s, int row, const char *want)
{
	struct str text = {0};
	bool hit;

	surface_row_text(&text, term_mem_surface(term_of(s)), row);
	hit = row_fits(want, str_text(&text), text.len);
	str_release(&text);
	return hit;
}

static void want_row(struct script *s, char *rest)
{
	int rows = surface_rows(term_mem_surface(term_of(s)));

	while (s->row < rows)
		if (screen_row_fits(s, s->row++, rest))
			return;
	complain(s, "no such row", rest);
}

static void want_no_row(struct script *s, char *rest)
{
	int rows = surface_rows(term_mem_surface(term_of(s)));

	for (int row = 0; row < rows; row++)
		if (screen_row_fits(s, row, rest))
			complain(s, "there is such a row", rest);
}

static void want_at(struct script *s, char *rest)
{
	int row, col;

	surface_cursor_at(term_mem_surface(term_of(s)), &row, &col);
	if (!screen_row_fits(s, row, rest))
		complain(s, "the cursor is elsewhere", rest);
}

static void want_line(struct script *s, const struct str *text, size_t *at,
		      const char *want)
{
	while (*at < text->len) {
		const char *line = text->p + *at;
		size_t n = strcspn(line, "\n");

		*at += n + (line[n] == '\n');
		if (row_fits(want, line, n))
			return;
	}
	complain(s, "no such line", want);
}

static void want_out(struct script *s, char *rest)
{
	want_line(s, &s->out, &s->out_at, rest);
}

static void want_err(struct script *s, char *rest)
{
	want_line(s, &s->errs, &s->err_at, rest);
}

static void want_exit(struct script *s, char *rest)
{
	if (strtol(rest, NULL, 10) != s->code)
		complain(s, "another exit code", rest);
}

static void want_copied(struct script *s, char *rest)
{
	if (!str_eq(term_mem_copied(term_of(s)), rest))
		complain(s, "other text was copied",
			 term_mem_copied(term_of(s)));
}

static void want_title(struct script *s, char *rest)
{
	if (!str_eq(term_mem_title(term_of(s)), rest))
		complain(s, "another title", term_mem_title(term_of(s)));
}

static void want_over(struct script *s, char *rest)
{
	if (s->going)
		complain(s, "still going", rest);
}

static void want_golden(struct script *s, char *rest)
{
	struct str path = {0}, differs = {0};

	str_addf(&path, "tests/screen/golden/%s.txt", rest);
	if (!golden_check(&differs, term_mem_surface(term_of(s)),
			  str_text(&path)))
		complain(s, "golden", str_text(&differs));
	str_release(&path);
	str_release(&differs);
}

/* ---- setting up ---- */
static void set_world(struct script *s, char *rest)
{
	for (int i = 0; s->worlds[i]; i++) {
		if (!str_eq(s->worlds[i]->name, rest))
			continue;
		s->kind = s->worlds[i];
		return;
	}
	complain(s, "no such world", rest);
}

static void set_now(struct script *s, char *rest)
{
	struct error err = {0};

	if (time_parse(&s->now, NULL, rest, NULL, 0, &err))
		complain(s, "now", err.what);
}

static void set_zone(struct script *s, char *rest)
{
	zone_free(s->zone);
	s->zone = zone_fixed((int)strtol(rest, NULL, 10) * 3600);
}

static void set_lang(struct script *s, char *rest)
{
	str_copy(s->lang, sizeof(s->lang), rest);
}

static void set_size(struct script *s, char *rest)
{
	if (!parse_size(&s->rows, &s->cols, rest))
		complain(s, "no such size", rest);
}

enum when { BEFORE, DURING };
static const struct {
	const char *word;
	enum when when; /* BEFORE: only until the world opens */
	void (*run)(struct script *s, char *rest);
} lines[] = {
	{"world", BEFORE, set_world}, {"now", BEFORE, set_now},
	{"zone", BEFORE, set_zone},   {"lang", BEFORE, set_lang},
	{"size", BEFORE, set_size},   {"keys", DURING, do_keys},
	{"type", DURING, do_type},    {"burst", DURING, do_burst},
	{"paste", DURING, do_paste},  {"resize", DURING, do_resize},
	{"wait", DURING, do_wait},    {"run", DURING, do_run},
	{"click", DURING, do_click},  {"wheel", DURING, do_wheel},
	{"|", DURING, want_row},      {"no|", DURING, want_no_row},
	{"at|", DURING, want_at},     {"out|", DURING, want_out},
	{"err|", DURING, want_err},   {"exit", DURING, want_exit},
	{"copied", DURING, want_copied}, {"title", DURING, want_title},
	{"over", DURING, want_over},  {"golden", DURING, want_golden},
};

/* A word of the world's own. */
static void do_word(struct script *s, const char *word, char *rest)
{
	struct error err = {0};
	struct str both = {0};

	if (!s->kind->word) {
		complain(s, "no such word", word);
	} else if (s->world) {
		if (s->kind->word(s->world, word, rest, &err))
			complain(s, word, err.what);
		else if (s->kind->app)
			step(s, 0);
	} else if (s->words_n < WORDS) {
		str_addf(&both, "%s %s", word, rest);
		s->words[s->words_n++] = str_take(&both);
	}
}

static void start(struct script *s)
{
	if (!s->world && open_world(s) && s->kind->app)
		step(s, 0);
}

static void do_line(struct script *s, char *line)
{
	size_t n = strcspn(line, " ");
	char *rest = line + n + (line[n] == ' ');

	line[n] = '\0';
	rest += strspn(rest, " ");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		if (!str_eq(lines[i].word, line))
			continue;
		if (lines[i].when == DURING)
			start(s);
		else if (s->world)
			complain(s, "too late for this", line);
		if (!s->failed)
			lines[i].run(s, rest);
		return;
	}
	do_word(s, line, rest);
}

int script_run(struct str *report, int *tests, const char *path,
	       const struct script_world *const *worlds)
{
	struct script s = {.path = path, .worlds = worlds, .report = report};
	struct str text = {0};
	struct error err = {0};
	char *save = NULL;
	int bad = 0;

	*tests = 0;
	if (io_read(&text, path, 1 << 20, &err)) {
		str_addf(report, "%s\n", err.what);
		return 1;
	}
	fresh(&s);
	for (char *p = text.p; p && *p; p = save) {
		size_t n = strcspn(p, "\n");

		save = p + n + (p[n] == '\n');
		p[n] = '\0';
		s.line++;
		if (*p == '!') {
			bad += s.failed;
			close_world(&s);
			fresh(&s);
			++*tests;
		} else if (*p && *p != '#' && !s.failed) {
			do_line(&s, p);
		}
	}
	bad += s.failed;
	close_world(&s);
	str_release(&s.out);
	str_release(&s.errs);
	str_release(&text);
	return bad;
}
