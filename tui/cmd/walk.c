/* tui/cmd/walk.c - playbook walk: a dry run, down every branch. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/walk.h"
#include "tui/cmd/ask.h"
#include "tui/cmd/draft.h"

struct walking {
	struct cli *x;
	const struct playbook *pb;
	size_t lang;
	const char **fixed;
	size_t ways, dead;
	struct error *err;
};

static const char *title(const struct walking *w, size_t i)
{
	return text_in(&w->pb->step[i].title, w->lang);
}

static const char *number(const struct walking *w, size_t i)
{
	return w->pb->step[i].number;
}

/* --- one way in words -------------------------------------------------------- */

static void way_head(struct walking *w, const struct pb_way *way)
{
	struct str t = {0};

	for (size_t i = 0; i < w->pb->step_count; i++)
		if (way->answer[i])
			str_addf(&t, "%s%s %s = %s", t.len ? ", " : "",
				 number(w, i), w->pb->step[i].id,
				 way->answer[i]);
	out_line(&w->x->out, _("Way %zu: %s"), w->ways,
		 t.len ? str_text(&t) : _("no decision is asked"));
	str_release(&t);
}

static void waits_for(struct walking *w, size_t i)
{
	const struct pb_list *after = &w->pb->step[i].after;
	struct str t = {0};

	for (size_t k = 0; k < after->count; k++)
		str_addf(&t, "%s%s", k ? ", " : "", after->id[k]);
	out_line(&w->x->out, _("  never: %s %s waits for %s"), number(w, i),
		 title(w, i), t.len ? str_text(&t) : _("its phase"));
	str_release(&t);
}

static void way_text(struct walking *w, const struct pb_way *way)
{
	way_head(w, way);
	for (size_t k = 0; k < way->count; k++) {
		size_t i = way->order[k];

		out_line(&w->x->out, "  %s %s%s%s", number(w, i), title(w, i),
			 way->answer[i] ? ": " : "",
			 way->answer[i] ? playbook_answer(w->pb,
							  way->answer[i],
							  w->lang) : "");
	}
	for (size_t i = 0; i < w->pb->step_count; i++) {
		if (!way->needed[i])
			out_line(&w->x->out, _("  not needed: %s %s"),
				 number(w, i), title(w, i));
		else if (!way->closed[i])
			waits_for(w, i);
	}
	out_line(&w->x->out, "%s", "");
}

/* --- one way for tools ------------------------------------------------------- */

static void ids(struct walking *w, const struct pb_way *way, const char *name,
		bool needed)
{
	struct jwrite *j = w->x->out.json;

	jwrite_array(j, name);
	for (size_t i = 0; i < w->pb->step_count; i++)
		if (needed ? way->needed[i] && !way->closed[i]
			   : !way->needed[i])
			jwrite_str(j, NULL, w->pb->step[i].id);
	jwrite_end(j);
}

static void way_json(struct walking *w, const struct pb_way *way)
{
	struct jwrite *j = w->x->out.json;

	jwrite_object(j, NULL);
	jwrite_object(j, "answers");
	for (size_t i = 0; i < w->pb->step_count; i++)
		if (way->answer[i])
			jwrite_str(j, w->pb->step[i].id, way->answer[i]);
	jwrite_end(j);
	jwrite_array(j, "order");
	for (size_t k = 0; k < way->count; k++)
		jwrite_str(j, NULL, w->pb->step[way->order[k]].id);
	jwrite_end(j);
	ids(w, way, "not_needed", false);
	ids(w, way, "stuck", true);
	jwrite_end(j);
}

static void way_plain(struct walking *w, const struct pb_way *way)
{
	static const char *const head[] = {"", "", "", "", NULL};
	struct table t = {.out = &w->x->out, .head = head};

	for (size_t k = 0; k < way->count; k++) {
		size_t i = way->order[k];

		table_cellf(&t, "%zu", w->ways);
		table_cell(&t, number(w, i));
		table_cell(&t, w->pb->step[i].id);
		table_cell(&t, way->answer[i]);
	}
	table_end(&t, NULL);
}

static int one_way(void *ctx, const struct pb_way *way)
{
	struct walking *w = ctx;

	if (w->x->stop && *w->x->stop)
		return error_set(w->err, ERR_CANCELLED, _("stopped"));
	w->ways++;
	w->dead += way->stuck;
	switch (w->x->out.mode) {
	case OUT_JSON:
		way_json(w, way);
		break;
	case OUT_PLAIN:
		way_plain(w, way);
		break;
	case OUT_TEXT:
		way_text(w, way);
		break;
	}
	return 0;
}

/* --- all of them ------------------------------------------------------------- */

/* "spread-now=yes" */
static int fix(struct walking *w, const char *word)
{
	const char *eq = strchr(word, '=');
	const struct pb_step *st = NULL;
	char id[64];
	size_t i;

	if (eq && (size_t)(eq - word) < sizeof(id)) {
		memcpy(id, word, (size_t)(eq - word));
		id[eq - word] = '\0';
		st = playbook_step(w->pb, id);
	}
	if (!st || !st->decide.count) {
		error_set(w->err, ERR_USAGE,
			  _("\"%s\" names no decision of this playbook"),
			  word);
		return error_fix(w->err, "--answers STEP=ANSWER,...");
	}
	for (i = 0; i < st->decide.count; i++)
		if (str_eq(st->decide.id[i], eq + 1))
			break;
	if (i == st->decide.count)
		return error_set(w->err, ERR_USAGE,
				 _("\"%s\" is no answer of %s"), eq + 1, id);
	w->fixed[st - w->pb->step] = st->decide.id[i];
	return 0;
}

static int fix_all(struct walking *w)
{
	const char **list = NULL;
	size_t n = 0;
	int rc;

	w->fixed = mem_zalloc((w->pb->step_count + 1) * sizeof(*w->fixed));
	if (!w->fixed)
		return error_nomem(w->err);
	rc = args_list(&list, &n, &w->x->args, "answers", w->err);
	for (size_t i = 0; i < n && !rc; i++)
		rc = fix(w, list[i]);
	mem_free(list);
	return rc;
}

static void never_reached(struct walking *w)
{
	bool json = w->x->out.mode == OUT_JSON;

	if (json)
		jwrite_array(w->x->out.json, "never_reached");
	for (size_t i = 0; i < w->pb->step_count; i++) {
		const struct pb_step *st = &w->pb->step[i];

		if (playbook_reached(w->pb, i))
			continue;
		w->dead++;
		if (json)
			jwrite_str(w->x->out.json, NULL, st->id);
		out_line(&w->x->out, _("never reached: %s %s (only if %s %s "
				       "%s)"), st->number, title(w, i),
			 st->when_step, st->when_not ? "!=" : "=",
			 st->when_answer);
	}
	if (json)
		jwrite_end(w->x->out.json);
}

static int every_way(struct walking *w)
{
	bool more, json = w->x->out.mode == OUT_JSON;
	int rc;

	if (json)
		jwrite_array(w->x->out.json, "ways");
	rc = playbook_walk(&more, w->pb, (const char *const *)w->fixed,
			   one_way, w, w->err);
	if (json) {
		jwrite_end(w->x->out.json);
		jwrite_bool(w->x->out.json, "more", more);
	}
	if (rc)
		return rc;
	never_reached(w);
	out_note(&w->x->out, _("ways: %zu%s   dead ends: %zu"), w->ways,
		 more ? "+" : "", w->dead);
	if (w->dead)
		w->x->status = out_status(ERR_INVALID);
	return 0;
}

/* --- step by step, on a terminal --------------------------------------------- */

struct trip {
	const char **answer;
	bool *closed;
	struct arena arena;
};

static size_t next_step(const struct walking *w, const struct trip *t)
{
	const char *const *answer = (const char *const *)t->answer;

	for (size_t i = 0; i < w->pb->step_count; i++)
		if (!t->closed[i] && playbook_needed(w->pb, i, answer) &&
		    playbook_free_to_close(w->pb, i, answer, t->closed))
			return i;
	return SIZE_MAX;
}

static int ask_decision(struct walking *w, struct trip *t, size_t i)
{
	const struct pb_list *d = &w->pb->step[i].decide;
	struct str prompt = {0}, line = {0};
	int rc = 0;

	for (size_t k = 0; k < d->count; k++)
		str_addf(&prompt, "%s%s", k ? " | " : "     ", d->id[k]);
	str_addc(&prompt, '?');
	while (!rc && !t->answer[i]) {
		str_clear(&line);
		rc = ask_line(&line, w->x, str_text(&prompt), w->err);
		for (size_t k = 0; k < d->count && !rc; k++)
			if (str_eq(d->id[k], str_text(&line)))
				t->answer[i] = d->id[k];
	}
	str_release(&prompt);
	str_release(&line);
	return rc;
}

static int go(struct walking *w)
{
	struct trip t = {0};
	struct str line = {0};
	size_t n = w->pb->step_count + 1, i;
	int rc = 0;

	t.answer = arena_alloc(&t.arena, n * sizeof(*t.answer));
	t.closed = arena_alloc(&t.arena, n * sizeof(*t.closed));
	if (!t.answer || !t.closed) {
		arena_release(&t.arena);
		return error_nomem(w->err);
	}
	memset(t.answer, 0, n * sizeof(*t.answer));
	memset(t.closed, 0, n * sizeof(*t.closed));
	out_note(&w->x->out, _("Nothing is written. Enter: next step; "
			       "Ctrl-D: stop"));
	while (!rc && (i = next_step(w, &t)) != SIZE_MAX) {
		out_line(&w->x->out, "%s %s", number(w, i), title(w, i));
		if (w->pb->step[i].decide.count)
			rc = ask_decision(w, &t, i);
		else
			rc = ask_line(&line, w->x, "     [ ]", w->err);
		t.closed[i] = true;
	}
	str_release(&line);
	arena_release(&t.arena);
	return rc;
}

int draft_walk_run(struct cli *x, struct error *err)
{
	struct walking w = {.x = x, .err = err};
	struct playbook *pb = NULL;
	struct pb_texts t = {0};
	struct findings f = {0};
	struct store *s;
	int rc = cli_store(&s, x, err);

	if (!rc)
		rc = draft_book(&pb, &t, &f, s, cli_word(x, 0), err);
	if (!rc) {
		w.pb = pb;
		w.lang = playbook_lang(pb, x->lang.code);
		rc = fix_all(&w);
	}
	if (!rc && x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "slug", pb->slug);
		jwrite_str(x->out.json, "commit", t.commit);
	}
	if (!rc)
		rc = ask_can(x) && !cli_text(x, "answers") ? go(&w)
							   : every_way(&w);
	mem_free(w.fixed);
	playbook_free(pb);
	pb_texts_release(&t);
	findings_release(&f);
	return rc;
}
