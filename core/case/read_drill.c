/* core/case/read_drill.c - the bodies of a drill's own events. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/drillbody.h"
#include "core/case/event.h"

static const void *odd(struct event *ev)
{
	ev->odd = _("a member is missing");
	return NULL;
}

static int read_anchors(struct situation *s, struct drill_control *p,
			const struct jread *list)
{
	size_t n = jread_len(list);

	if (!n || n > DRILL_ANCHORS)
		return 0;
	p->anchor = arena_alloc(&s->arena, n * sizeof(*p->anchor));
	if (!p->anchor)
		return ERR_NOMEM;
	for (size_t i = 0; i < n; i++) {
		const struct jread *a = jread_at(list, i);

		p->anchor[i][0] = jread_number(jread_at(a, 0));
		p->anchor[i][1] = jread_number(jread_at(a, 1));
	}
	p->anchor_count = n;
	return 0;
}

static int read_files(struct situation *s, struct drill_control *p,
		      const struct jread *att)
{
	size_t n = jread_len(att);

	if (!n || n > PB_LANGS)
		return 0;
	p->file = arena_alloc(&s->arena, n * sizeof(*p->file));
	if (!p->file)
		return ERR_NOMEM;
	for (size_t i = 0; i < n; i++) {
		const struct jread *a = jread_at(att, i);
		struct adopt_file *f = &p->file[p->file_count];
		const char *sum = jread_str(a, "sha256");
		const char *hash = jread_str(a, "hash");

		f->name = body_str(s, a, "name");
		if (f->name && sum && hash &&
		    hex_decode(f->sha256, HASH_LEN, sum) &&
		    hex_decode(f->att, HASH_LEN, hash))
			p->file_count++;
	}
	return 0;
}

const void *read_control(struct situation *s, struct event *ev,
			 const struct jread *body)
{
	struct drill_control *p = arena_alloc(&s->arena, sizeof(*p));
	const char *start = jread_str(body, "story");
	const char *sum = jread_str(body, "sha256");

	if (!p || !jread_str(body, "op"))
		return odd(ev);
	p->op = body_str(s, body, "op");
	p->why = body_str(s, body, "why");
	p->with = body_str(s, body, "with");
	p->gone = jread_int(body, "gone", 0);
	p->half = jread_int(body, "half", 0);
	p->ms = jread_int(body, "ms", 0);
	p->scenario = body_str(s, body, "scenario");
	p->version = body_str(s, body, "version");
	p->release = body_str(s, body, "release");
	p->mode = body_str(s, body, "mode");
	p->slug = body_str(s, body, "slug");
	p->commit = body_str(s, body, "commit");
	p->play = jread_int(body, "play", 0);
	if (start && time_parse_wall(&p->story, &p->offset, start))
		return odd(ev);
	if (sum)
		hex_decode(p->sha256, HASH_LEN, sum);
	if (read_anchors(s, p, jread_get(body, "anchors")) ||
	    read_files(s, p, jread_get(body, "att")))
		return NULL;
	return p;
}

static int read_words(struct situation *s, struct drill_words *w,
		      const struct jread *v)
{
	w->lang = body_str(s, v, "lang");
	w->title = body_str(s, v, "title");
	w->from = body_str(s, v, "from");
	w->text = body_str(s, v, "text");
	w->ask = body_str(s, v, "ask");
	return body_strs(&w->option, &w->option_count, s, v, "options");
}

const void *read_release(struct situation *s, struct event *ev,
			 const struct jread *body)
{
	struct drill_release *p = arena_alloc(&s->arena, sizeof(*p));
	const struct jread *words = jread_get(body, "words");
	size_t n = jread_len(words);

	if (!p || !ev->on || !n || n > PB_LANGS)
		return odd(ev);
	p->via = body_str(s, body, "via");
	p->of = body_str(s, body, "of");
	p->opens = body_str(s, body, "opens");
	p->early = jread_bool(body, "early", false);
	p->adlib = jread_bool(body, "adlib", false);
	p->hint = jread_bool(body, "hint", false);
	p->words = arena_alloc(&s->arena, n * sizeof(*p->words));
	if (!p->words ||
	    body_strs(&p->to, &p->to_count, s, body, "to") ||
	    body_strs(&p->option, &p->option_count, s, body, "options"))
		return NULL;
	for (p->word_count = 0; p->word_count < n; p->word_count++)
		if (read_words(s, &p->words[p->word_count],
			       jread_at(words, p->word_count)))
			return NULL;
	return p;
}

const void *read_drill_note(struct situation *s, struct event *ev,
			    const struct jread *body)
{
	struct drill_note *p = arena_alloc(&s->arena, sizeof(*p));
	const char *made = jread_str(body, "made");

	if (!p || (!jread_str(body, "op") && !jread_str(body, "text") &&
		   !ev->on))
		return odd(ev);
	p->op = body_str(s, body, "op");
	p->text = body_str(s, body, "text");
	p->inject = body_str(s, body, "inject");
	p->objective = body_str(s, body, "objective");
	p->to = body_str(s, body, "to");
	if (made)
		time_parse_wall(&p->made, NULL, made);
	return p;
}
