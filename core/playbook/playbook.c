/* core/playbook/playbook.c - sections to phases, steps and check items. */
#include "core/playbook/playbook.h"

#include <string.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/playbook/reader.h"

/* --- ids ------------------------------------------------------------------- */

/* Ids of phases and steps live in one room; a second one of a name, and a
 * retired one, are errors. */
struct ids {
	struct map seen; /* id -> struct section * */
};

static void check_unique(struct reader *r, struct ids *ids,
			 struct section *s)
{
	const struct pb_list *gone = &r->pb->retired;
	const struct section *other = map_gets(&ids->seen, s->id);
	struct place at = s->key[0].at;

	for (size_t i = 0; i < s->keys; i++)
		if (s->key[i].key == KEY_ID)
			at = s->key[i].at;
	for (size_t i = 0; i < gone->count; i++)
		if (strcmp(gone->id[i], s->id) == 0)
			finding_add(r->f, LINT_ID, &at, _("take another id"),
				    _("the id \"%s\" is retired"), s->id);
	if (other)
		finding_add(r->f, LINT_ID, &at, _("take another id"),
			    _("the id \"%s\" is taken, in line %d"), s->id,
			    other->head->line);
	else if (map_puts(&ids->seen, s->id, s))
		r->rc = ERR_NOMEM;
}

static const char *id_of(struct reader *r, struct ids *ids,
			 struct section *s, const char *word, size_t n)
{
	const char *id;

	if (s->id) {
		check_unique(r, ids, s);
		return s->id;
	}
	id = arena_printf(r->a, "%s-%zu", word, n); /* an error told so */
	if (!id)
		r->rc = ERR_NOMEM;
	return id;
}

/* --- phases and steps ------------------------------------------------------ */

static enum phase_kind kind_of_id(const char *id)
{
	for (int k = PHASE_PREPARE; k <= PHASE_LEARN; k++)
		if (strcmp(id, phase_kind_name((enum phase_kind)k)) == 0)
			return (enum phase_kind)k;
	return PHASE_NONE;
}

static void fill_phase(struct reader *r, struct pb_phase *ph,
		       struct section *s, struct ids *ids)
{
	size_t n = (size_t)(ph - r->pb->phase) + 1;
	struct place at = place_at(r, s->head->line, s->head->col);

	ph->id = id_of(r, ids, s, "phase", n);
	ph->number = arena_printf(r->a, "%zu", n);
	if (!ph->id || !ph->number) {
		r->rc = ERR_NOMEM;
		return;
	}
	ph->title.in[0] = s->title;
	ph->line = s->head->line;
	ph->range[0] = (struct pb_range){s->start, s->end};
	ph->intro[0] = s->body;
	ph->source_hash.in[0] = arena_strdup(r->a, s->hash);
	ph->kind = kind_of_id(ph->id);
	for (size_t i = 0; i < s->keys; i++)
		key_set_phase(r, ph, &s->key[i]);
	at.key = key_word(r, KEY_KIND);
	if (ph->kind == PHASE_NONE && s->id)
		finding_add(r->f, LINT_KEY, &at, key_form(KEY_KIND),
			    _("the phase \"%s\" has no kind"), ph->id);
}

void title_set(struct reader *r, struct pb_step *st, const char *title)
{
	const char *p = title, *wide = strstr(title, "\xef\xbc\x9a"),
		   *colon = strchr(title, ':');
	size_t n = 1;

	st->title.in[r->lang] = title;
	st->object.in[r->lang] = title;
	st->action.in[r->lang] = "";
	if (wide && (!colon || wide < colon)) {
		colon = wide;
		n = 3;
	}
	if (!colon)
		return;
	st->object.in[r->lang] = arena_strndup(r->a, title,
					       (size_t)(colon - title));
	for (p = colon + n; *p == ' '; p++)
		continue;
	st->action.in[r->lang] = p;
	if (!st->object.in[r->lang])
		r->rc = ERR_NOMEM;
}

static void keep_places(struct reader *r, struct pb_step *st,
			const struct section *s)
{
	if (!s->keys)
		return;
	st->place = arena_alloc(r->a, s->keys * sizeof(*st->place));
	if (!st->place) {
		r->rc = ERR_NOMEM;
		return;
	}
	for (size_t i = 0; i < s->keys; i++)
		st->place[i] = s->key[i].where;
	st->place_count = s->keys;
}

static void fill_step(struct reader *r, struct pb_step *st,
		      struct pb_phase *ph, struct section *s, struct ids *ids)
{
	size_t n = (size_t)(st - r->pb->step) + 1;

	st->phase = ph;
	st->id = id_of(r, ids, s, "step", n);
	st->number = arena_printf(r->a, "%s.%02zu", ph->number,
				  ph->step_count + 1);
	if (!st->id || !st->number) {
		r->rc = ERR_NOMEM;
		return;
	}
	if (!ph->step_count++)
		ph->step = st;
	st->role = r->pb->role_count ? r->pb->role[0].key : "";
	st->line = s->head->line;
	st->source_hash.in[0] = arena_strdup(r->a, s->hash);
	st->range[0] = (struct pb_range){s->start, s->end};
	title_set(r, st, s->title);
	keep_places(r, st, s);
	for (size_t i = 0; i < s->keys; i++)
		key_set_step(r, st, &s->key[i]);
	st->item = s->item;
	st->item_count = s->items;
	st->caution[0] = s->caution;
	st->body[0] = s->body;
	st->is_check = str_starts(st->id, ph->id) &&
		       strcmp(st->id + strlen(ph->id), "-check") == 0;
	if (!map_gets(&r->pb->by_id, st->id) &&
	    map_puts(&r->pb->by_id, st->id, st))
		r->rc = ERR_NOMEM;
}

static void over(struct reader *r, const struct section *s, const char *what)
{
	struct place at = place_at(r, s->head->line, s->head->col);

	finding_add(r->f, LINT_BYTES, &at, _("make two playbooks of it"),
		    "%s", what);
}

/* Adds one section; false where there is room for no more. */
static bool add_section(struct reader *r, struct section *s, struct ids *ids)
{
	struct playbook *pb = r->pb;
	struct place at = place_at(r, s->head ? s->head->line : 1,
				   s->head ? s->head->col : 1);

	if (s->level == 2) {
		if (pb->phase_count == PB_PHASES)
			return over(r, s, _("more than 20 phases")), false;
		fill_phase(r, &pb->phase[pb->phase_count++], s, ids);
	} else if (s->level == 3 && !pb->phase_count) {
		finding_add(r->f, LINT_SHAPE, &at, "## Contain",
			    _("a step before the first phase"));
	} else if (s->level == 3) {
		if (pb->step_count == PB_STEPS)
			return over(r, s, _("more than 300 steps")), false;
		fill_step(r, &pb->step[pb->step_count++],
			  &pb->phase[pb->phase_count - 1], s, ids);
	}
	return true;
}

static void intro_set(struct reader *r, const struct section *s)
{
	const struct md_node *n = s->body;

	r->pb->title.in[0] = s->title;
	r->pb->intro_body[0] = s->body;
	r->pb->intro.in[0] = "";
	r->pb->source_hash.in[0] = arena_strdup(r->a, s->hash);
	r->pb->range[0] = (struct pb_range){0, s->end};
	while (n && n->block != MDB_PARA)
		n = n->next;
	if (n && !(r->pb->intro.in[0] = markdown_flat(r->a, n)))
		r->rc = ERR_NOMEM;
}

/* The base: everything but its texts' translations. */
static int build(struct reader *r, struct sections *all, struct error *err)
{
	struct playbook *pb = r->pb;
	struct ids ids = {0};
	size_t phases = 0, steps = 0;
	struct place at = place_at(r, 1, 1);

	for (size_t i = 0; i < all->count; i++) {
		phases += all->at[i].level == 2;
		steps += all->at[i].level == 3;
	}
	pb->phase = arena_alloc(r->a, (phases + 1) * sizeof(*pb->phase));
	pb->step = arena_alloc(r->a, (steps + 1) * sizeof(*pb->step));
	if (!pb->phase || !pb->step)
		return error_nomem(err);
	intro_set(r, &all->at[0]);
	for (size_t i = 1; i < all->count && !r->rc; i++)
		if (!add_section(r, &all->at[i], &ids))
			break;
	if (!phases)
		finding_add(r->f, LINT_SHAPE, &at, "## Contain",
			    _("the file has no phase"));
	map_release(&ids.seen);
	return r->rc ? error_nomem(err) : 0;
}

/* --- files ----------------------------------------------------------------- */

/* "dir/ransomware.zh.md": slug and language. */
static int name_read(struct reader *r, const char **slug)
{
	const char *base = io_name(r->file), *dot;
	const char *end = base + strlen(base);

	if (str_ends(base, ".md"))
		end -= 3;
	dot = memchr(base, '.', (size_t)(end - base));
	*slug = arena_strndup(r->a, base,
			      (size_t)((dot ? dot : end) - base));
	r->suffix = dot ? arena_strndup(r->a, dot + 1,
					(size_t)(end - dot - 1)) : NULL;
	r->pb->file[r->lang] = arena_strdup(r->a, r->file);
	return *slug && r->pb->file[r->lang] && (!dot || r->suffix)
		       ? 0 : ERR_NOMEM;
}

static int too_big(struct reader *r, struct error *err)
{
	struct place at = place_at(r, 1, 1);
	struct error why = {0};

	error_set(&why, ERR_TOOBIG, _("the text is over 1 MiB (%zu bytes)"),
		  r->len);
	finding_add(r->f, LINT_BYTES, &at, NULL, "%s", why.what);
	return error_set(err, ERR_TOOBIG, "%s: %s", r->file, why.what);
}

/* Checks, front matter, Markdown tree. */
static int file_read(struct reader *r, struct error *err)
{
	struct place at = place_at(r, 1, 1);
	struct error why = {0};
	int rc;

	if (r->len > MARKDOWN_MAX)
		return too_big(r, err);
	if (!bytes_check(r))
		return error_set(err, ERR_INVALID,
				 _("%s: not UTF-8 text"), r->file);
	rc = front_read(r, err);
	if (rc)
		return rc;
	rc = markdown_parse_from(&r->doc, r->a, r->text, r->body, r->len,
				 &why);
	if (rc == ERR_TOOBIG) {
		finding_add(r->f, LINT_BYTES, &at, NULL, "%s", why.what);
		return error_set(err, rc, "%s: %s", r->file, why.what);
	}
	return rc ? error_nomem(err) : 0;
}

static int read_base(struct reader *r, struct error *err)
{
	struct sections all = {0};
	int rc = name_read(r, &r->pb->slug) ? error_nomem(err)
					    : file_read(r, err);

	if (!rc)
		rc = sections_read(&all, r, err);
	return rc ? rc : build(r, &all, err);
}

/* A translation that cannot be read leaves the base as it is. */
static int read_other(struct reader *r, struct error *err)
{
	struct playbook *pb = r->pb;
	struct place at = place_at(r, 1, 1);
	struct error why = {0};
	const char *slug;
	int rc;

	if (pb->langs == PB_LANGS) {
		finding_add(r->f, LINT_TRANSLATION, &at, NULL,
			    _("a playbook has at most 3 translations"));
		return 0;
	}
	r->lang = pb->langs;
	if (name_read(r, &slug))
		return error_nomem(err);
	rc = file_read(r, &why);
	if (rc && rc != ERR_NOMEM)
		return 0;
	if (!rc && !pb->lang[r->lang])
		pb->lang[r->lang] = r->suffix ? r->suffix : "?";
	if (!rc)
		pb->langs++;
	return rc ? error_nomem(err) : translate_merge(r, err);
}

static struct playbook *new_playbook(void)
{
	struct playbook *pb = mem_zalloc(sizeof(*pb));

	if (!pb)
		return NULL;
	pb->id = pb->slug = "";
	pb->title.in[0] = pb->intro.in[0] = "";
	return pb;
}

int playbook_read(struct playbook **out, const struct pb_source *src,
		  size_t count, struct findings *f, struct error *err)
{
	struct playbook *pb = new_playbook();
	struct hash *hash = hash_new();
	int rc = pb && hash ? 0 : error_nomem(err);

	*out = NULL;
	if (!rc && !count)
		rc = error_set(err, ERR_INVALID, _("no playbook to read"));
	for (size_t i = 0; i < count && !rc; i++) {
		struct reader r = {.pb = pb, .f = f, .a = &pb->arena,
				   .file = src[i].name, .text = src[i].text,
				   .len = src[i].len, .hash = hash};

		rc = i ? read_other(&r, err) : read_base(&r, err);
		if (!i && !rc && !pb->lang[0])
			pb->lang[0] = "en";
		if (!i)
			pb->langs = 1;
	}
	hash_free(hash);
	if (f)
		findings_sort(f);
	if (rc)
		playbook_free(pb);
	else
		*out = pb;
	return rc;
}

void playbook_free(struct playbook *pb)
{
	if (!pb)
		return;
	map_release(&pb->by_id);
	arena_release(&pb->arena);
	mem_free(pb);
}
