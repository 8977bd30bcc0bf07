/* A terminal in memory, for tests: keys are fed, paints are kept. */
#include <poll.h>
#include <string.h>

#include "core/base/mem.h"
#include "tui/app/term.h"

struct mem_term {
	struct term term;
	struct surface *seen;
	uint32_t *keys;
	size_t n, at, cap;
	char *pasted, *next_paste, *title, *copied;
	int paints, resumed;
};

static void mem_close(struct term *t)
{
	struct mem_term *m = (struct mem_term *)t;

	surface_free(m->seen);
	mem_free(m->keys);
	mem_free(m->pasted);
	mem_free(m->next_paste);
	mem_free(m->title);
	mem_free(m->copied);
	mem_free(m);
}

static void mem_size(struct term *t, int *rows, int *cols)
{
	struct mem_term *m = (struct mem_term *)t;

	*rows = surface_rows(m->seen);
	*cols = surface_cols(m->seen);
}

static void mem_paint(struct term *t, const struct surface *s)
{
	struct mem_term *m = (struct mem_term *)t;

	surface_copy(m->seen, s);
	m->paints++;
}

static void mem_repaint(struct term *t)
{
	(void)t;
}

static uint32_t mem_key(struct term *t, int timeout_ms, const int *fds,
			int fd_count)
{
	struct mem_term *m = (struct mem_term *)t;
	uint32_t key;

	(void)timeout_ms; /* a test never waits */
	(void)fds;
	(void)fd_count;
	if (m->at == m->n) {
		m->at = m->n = 0;
		return KEY_NONE;
	}
	key = m->keys[m->at++];
	if (key == KEY_PASTE) {
		mem_free(m->pasted);
		m->pasted = m->next_paste;
		m->next_paste = NULL;
	}
	return key;
}

static const char *mem_pasted(struct term *t)
{
	struct mem_term *m = (struct mem_term *)t;

	return m->pasted ? m->pasted : "";
}

static void keep(char **place, const char *text)
{
	mem_free(*place);
	*place = mem_strdup(text);
}

static void mem_title(struct term *t, const char *title)
{
	keep(&((struct mem_term *)t)->title, title);
}

static void mem_suspend(struct term *t)
{
	(void)t;
}

static void mem_resume(struct term *t)
{
	((struct mem_term *)t)->resumed++;
}

static int mem_copy(struct term *t, const char *text)
{
	keep(&((struct mem_term *)t)->copied, text);
	return 0;
}

static void mem_mouse(struct term *t, bool on)
{
	(void)t; /* a test that clicks wants it to be on */
	(void)on;
}

static const struct term_ops mem_ops = {
	mem_close, mem_size,   mem_paint,   mem_repaint, mem_key,
	mem_pasted, mem_title, mem_suspend, mem_resume,	 mem_suspend,
	mem_copy,  mem_mouse,
};

int term_mem_open(struct term **out, int rows, int cols, struct error *err)
{
	struct mem_term *m = mem_zalloc(sizeof(*m));

	*out = NULL;
	if (m)
		m->seen = surface_new(rows, cols);
	if (!m || !m->seen) {
		mem_free(m);
		return error_nomem(err);
	}
	m->term.ops = &mem_ops;
	*out = &m->term;
	return 0;
}

void term_mem_feed(struct term *t, uint32_t key)
{
	struct mem_term *m = (struct mem_term *)t;

	if (!mem_reserve(&m->keys, &m->cap, m->n + 1, sizeof(*m->keys)))
		m->keys[m->n++] = key;
}

void term_mem_paste(struct term *t, const char *text)
{
	keep(&((struct mem_term *)t)->next_paste, text);
	term_mem_feed(t, KEY_PASTE);
}

void term_mem_resize(struct term *t, int rows, int cols)
{
	if (!surface_resize(((struct mem_term *)t)->seen, rows, cols))
		term_mem_feed(t, KEY_RESIZED);
}

const struct surface *term_mem_surface(const struct term *t)
{
	return ((const struct mem_term *)t)->seen;
}

const char *term_mem_title(const struct term *t)
{
	const struct mem_term *m = (const struct mem_term *)t;

	return m->title ? m->title : "";
}

const char *term_mem_copied(const struct term *t)
{
	const struct mem_term *m = (const struct mem_term *)t;

	return m->copied ? m->copied : "";
}

int term_mem_paints(const struct term *t)
{
	return ((const struct mem_term *)t)->paints;
}
