/* tui/screen/pathask.c - see pathask.h. */
#include "tui/screen/pathask.h"

#include <string.h>
#include <sys/stat.h>

#include "core/base/arena.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/tr.h"
#include "tui/widget/prompt.h"

#define OFFERS 32 /* as many as a prompt shows */

struct asking {
	enum path_kind kind;
	void (*done)(struct app *app, void *ctx, const char *path);
	void *ctx;
	char *for_text; /* what the offers go on from */
	const char *folder; /* "" or up to the last slash, in the arena */
	struct arena arena;
	const char *offer[OFFERS];
	int offers;
};

static int take_name(void *ctx, const char *name)
{
	struct asking *q = ctx;
	const char *begin = q->for_text + strlen(q->folder);
	const char *path;
	struct stat st;

	if (!str_starts(name, begin) || q->offers == OFFERS)
		return 0;
	path = arena_printf(&q->arena, "%s%s", q->folder, name);
	if (path && !stat(path, &st) && S_ISDIR(st.st_mode))
		path = arena_printf(&q->arena, "%s/", path);
	if (path)
		q->offer[q->offers++] = path;
	return 0;
}

/* Reads the folder once for each text. */
static void look(struct asking *q, const char *so_far)
{
	const char *slash = strrchr(so_far, '/');
	size_t n = slash ? (size_t)(slash - so_far) + 1 : 0;

	if (q->for_text && str_eq(q->for_text, so_far))
		return;
	mem_free(q->for_text);
	arena_release(&q->arena);
	q->offers = 0;
	q->for_text = mem_strdup(so_far);
	q->folder = arena_strndup(&q->arena, so_far, n);
	if (q->for_text && q->folder)
		io_list(n ? q->folder : ".", take_name, q, NULL);
}

static const char *complete(struct app *app, void *ctx, const char *so_far,
			    int i)
{
	struct asking *q = ctx;

	(void)app;
	look(q, so_far);
	return i < q->offers ? q->offer[i] : NULL;
}

static const char *wrong(struct app *app, void *ctx, const char *path)
{
	const struct asking *q = ctx;
	struct stat st;

	(void)app;
	if (!*path)
		return _("Write something, or leave with Esc.");
	if (q->kind == PATH_NEW)
		return io_exists(path) ? _("there is such a file already")
				       : NULL;
	if (stat(path, &st))
		return _("there is no such file");
	return S_ISREG(st.st_mode) ? NULL : _("that is not a file");
}

static void given(struct app *app, void *ctx, const char *path)
{
	struct asking q = *(struct asking *)ctx;

	mem_free(q.for_text);
	mem_free(ctx);
	q.done(app, q.ctx, path);
	arena_release(&q.arena);
}

void path_ask(struct app *app, const char *label, const char *text,
	      enum path_kind kind,
	      void (*done)(struct app *app, void *ctx, const char *path),
	      void *ctx)
{
	struct asking *q = mem_zalloc(sizeof(*q));

	if (!q) {
		done(app, ctx, NULL);
		return;
	}
	q->kind = kind;
	q->done = done;
	q->ctx = ctx;
	prompt_open(app, &(struct prompt){
		.label = label,
		.text = text,
		/* Enter must not take another file's name for a new one */
		.complete = kind == PATH_FILE ? complete : NULL,
		.check = wrong,
		.done = given,
		.ctx = q});
}
