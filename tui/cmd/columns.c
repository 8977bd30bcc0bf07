/* tui/cmd/columns.c - see columns.h. */
#include "tui/cmd/columns.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/store.h"
#include "tui/cmd/ask.h"

/* A field by its name, or by a heading that means it; k->count for none. */
static int field_of(const struct column_kind *k, const char *word)
{
	int f = column_find(k, word);

	return f < k->count ? f : column_known(k, word);
}

static int ask_column(void *ctx, int *out, const struct column_kind *k,
		      const char *heading, size_t column, struct error *err)
{
	struct columns_file *t = ctx;
	struct str line = {0}, list = {0};
	int rc = 0;

	*out = k->count;
	columns_list(&list, k);
	while (!rc && !t->rest) {
		str_clear(&line);
		out_note(&t->x->out,
			 _("column %zu, \"%s\": which field? Enter leaves it "
			   "out, - it and all the rest, ? lists the fields"),
			 column, heading);
		rc = ask_line(&line, t->x, ">", err);
		*out = field_of(k, str_text(&line));
		t->rest = str_eq(str_text(&line), "-");
		if (!line.len || *out != k->count)
			break;
		if (!t->rest)
			out_note(&t->x->out, _("fields: %s"),
				 str_text(&list));
	}
	str_release(&line);
	str_release(&list);
	return rc;
}

static int hold_stdin(int fd, struct error *err)
{
	char buf[65536];
	ssize_t n;

	while ((n = read(STDIN_FILENO, buf, sizeof(buf))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || write(fd, buf, (size_t)n) != n)
			return error_errno(err, _("standard input"));
	}
	return 0;
}

static int hold(struct columns_file *t, struct error *err)
{
	t->fd = memfd_create("table", MFD_CLOEXEC);
	if (t->fd < 0)
		return error_errno(err, _("standard input"));
	snprintf(t->held, sizeof(t->held), "/proc/self/fd/%d", t->fd);
	t->path = t->held;
	return hold_stdin(t->fd, err);
}

int columns_open(struct columns_file *out, struct cli *x, const char *word,
	       struct error *err)
{
	int rc = 0;

	*out = (struct columns_file){.path = word, .x = x, .fd = -1,
				   .memory = store_columns(x->store)};
	out->columns = (struct columns_args){
		.map = cli_text(x, "map"),
		.memory = out->memory,
		.ask = ask_can(x) ? ask_column : NULL,
		.ctx = out};
	if (!out->memory)
		rc = error_nomem(err);
	if (!rc && str_eq(word, "-")) {
		out->name = word;
		rc = hold(out, err);
	}
	if (rc)
		columns_close(out);
	return rc;
}

void columns_close(struct columns_file *t)
{
	if (t->fd >= 0)
		close(t->fd);
	mem_free(t->memory);
	t->memory = NULL;
	t->fd = -1;
}

void columns_tell(struct cli *x, const struct columns *c)
{
	struct str out = {0}, mapped = {0};

	for (size_t i = 0; i < c->count; i++)
		if (c->field[i] == c->of->count)
			str_addf(&out, "%s%s", out.len ? ", " : "",
				 *c->heading[i] ? c->heading[i]
						: _("(no heading)"));
		else
			str_addf(&mapped, "%s%s=%s", mapped.len ? ", " : "",
				 c->heading[i], c->of->field[c->field[i]].name);
	out_note(&x->out, _("columns: %s"), str_text(&mapped));
	if (out.len)
		out_note(&x->out, _("left out, not stored: %s"),
			 str_text(&out));
	str_release(&out);
	str_release(&mapped);
}

void columns_json(struct cli *x, const struct columns *c)
{
	struct jwrite *w = x->out.json;

	jwrite_array(w, "columns");
	for (size_t i = 0; i < c->count; i++) {
		int f = c->field[i];

		jwrite_object(w, NULL);
		jwrite_str(w, "heading", c->heading[i]);
		jwrite_str(w, "field", f == c->of->count
					       ? NULL
					       : c->of->field[f].name);
		jwrite_end(w);
	}
	jwrite_end(w);
}
