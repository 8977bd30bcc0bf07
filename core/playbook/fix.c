/* core/playbook/fix.c - what has one right answer, mended in the bytes. */
#include "core/playbook/fix.h"

#include <stdio.h>
#include <string.h>

#include "core/playbook/cut.h"
#include "core/playbook/vocab.h"

#define ID_MAX 40

struct fixer {
	struct cut cut;
	const char *text;
	size_t len, done; /* text[0..done) is written */
	struct str *out;
	const struct playbook *in_force;
	bool zh;
	struct map taken; /* ids -> this */
};

static void copy_to(struct fixer *f, size_t at)
{
	if (at > f->done)
		str_addn(f->out, f->text + f->done, at - f->done);
	f->done = at;
}

static size_t line_end(const struct fixer *f, size_t at)
{
	const char *nl = memchr(f->text + at, '\n', f->len - at);

	return nl ? (size_t)(nl - f->text) + 1 : f->len;
}

/* --- key lines ------------------------------------------------------------------ */

static const struct {
	const char *wide, *plain;
} marks[] = {
	{"：", ": "}, {"，", ", "}, {"；", "; "}, {"｜", " | "}, {"＝", " = "},
	{"“", " \""}, {"”", "\""},
};

static const char *mark_at(const char *p, size_t n)
{
	for (size_t i = 0; n >= 3 && i < sizeof(marks) / sizeof(*marks); i++)
		if (memcmp(p, marks[i].wide, 3) == 0)
			return marks[i].plain;
	return NULL;
}

/* One key line, without its end. What stands in quotes is a label: prose. */
static void add_key(struct fixer *f, size_t at, size_t end)
{
	const char *p = f->text + at, *last = f->text + end;
	bool label = false;

	while (last > p && strchr(" \t\r\n", last[-1]))
		last--;
	for (; p < last; p++) {
		const char *plain = f->zh ? NULL
					  : mark_at(p, (size_t)(last - p));
		bool blank = f->out->len &&
			     f->out->p[f->out->len - 1] == ' ';

		if (!plain || (label && p + 3 < last)) {
			label |= *p == '"' || (plain && !strcmp(plain, " \""));
			str_addc(f->out, *p);
			continue;
		}
		label |= strcmp(plain, " \"") == 0;
		str_add(f->out, plain + (*plain == ' ' && blank));
		p += 2;
		while (plain[strlen(plain) - 1] == ' ' && p + 1 < last &&
		       p[1] == ' ')
			p++;
	}
	str_addc(f->out, '\n');
}

/* Keys stand one below the other, with nothing else between. */
static bool in_block(const struct fixer *f, const struct section *s)
{
	for (size_t i = 1; i < s->keys; i++)
		if (line_end(f, s->key[i - 1].where.at) != s->key[i].where.at)
			return false;
	return true;
}

static void add_keys(struct fixer *f, const struct section *s)
{
	if (!in_block(f, s)) {
		for (size_t i = 0; i < s->keys; i++) {
			copy_to(f, s->key[i].where.at);
			f->done = line_end(f, f->done);
			add_key(f, s->key[i].where.at, f->done);
		}
		return;
	}
	copy_to(f, s->key[0].where.at);
	f->done = line_end(f, s->key[s->keys - 1].where.at);
	for (int k = 0; k < KEYS; k++) {
		for (size_t i = 0; i < s->keys; i++) {
			size_t at = s->key[i].where.at;

			if ((int)s->key[i].key == k)
				add_key(f, at, line_end(f, at));
		}
	}
}

/* --- ids -------------------------------------------------------------------------- */

/* "Evidence image: take it" -> "evidence-image"; "" where nothing is left. */
static void slug_of(char id[ID_MAX + 1], const char *title)
{
	size_t n = 0;

	for (; *title && *title != ':' && n < ID_MAX - 4 &&
	       strncmp(title, "：", 3) != 0; title++) {
		char c = *title;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (n && c >= '0' && c <= '9'))
			id[n++] = c;
		else if (n && id[n - 1] != '-' && c != '\'')
			id[n++] = '-';
	}
	while (n && id[n - 1] == '-')
		n--;
	id[n] = '\0';
}

static int add_id(struct fixer *f, const struct section *s, size_t n)
{
	enum phase_kind kind = s->level == 2 ? vocab_kind(s->title)
					     : PHASE_NONE;
	char base[ID_MAX + 1], id[ID_MAX + 16];
	char *kept;

	slug_of(base, s->title);
	if (kind != PHASE_NONE &&
	    !map_gets(&f->taken, phase_kind_name(kind)))
		str_copy(base, sizeof(base), phase_kind_name(kind));
	if (!*base || id_reserved(base))
		snprintf(base, sizeof(base), "%s-%zu",
			 s->level == 2 ? "phase" : "step", n);
	str_copy(id, sizeof(id), base);
	for (int i = 2; map_gets(&f->taken, id); i++)
		snprintf(id, sizeof(id), "%s-%d", base, i);
	kept = arena_strdup(&f->cut.arena, id);
	if (!kept || map_puts(&f->taken, kept, f))
		return ERR_NOMEM;
	str_addf(f->out, f->zh ? "- 编号：%s\n" : "- id: %s\n", id);
	return 0;
}

static int take_ids(struct fixer *f)
{
	const struct playbook *old = f->in_force;
	int rc = 0;

	for (size_t i = 0; i < f->cut.all.count && !rc; i++)
		if (f->cut.all.at[i].id)
			rc = map_puts(&f->taken, f->cut.all.at[i].id, f);
	for (size_t i = 0; i < f->cut.pb->retired.count && !rc; i++)
		rc = map_puts(&f->taken, f->cut.pb->retired.id[i], f);
	for (size_t i = 0; old && i < old->step_count && !rc; i++)
		rc = map_puts(&f->taken, old->step[i].id, f);
	return rc;
}

/* --- retired ---------------------------------------------------------------------- */

static bool is_retired(const struct playbook *pb, const char *id)
{
	for (size_t i = 0; i < pb->retired.count; i++)
		if (str_eq(pb->retired.id[i], id))
			return true;
	return false;
}

static void gone_ids(struct fixer *f, struct str *list)
{
	const struct playbook *old = f->in_force;

	for (size_t i = 0; old && i < old->step_count; i++)
		if (!cut_find(&f->cut, old->step[i].id) &&
		    !is_retired(f->cut.pb, old->step[i].id))
			str_addf(list, "%s%s", list->len ? ", " : "",
				 old->step[i].id);
}

/* Into `retired: [...]` where it is one line, else as a line of its own; a
 * list written in another way is left to its author. */
static void add_retired(struct fixer *f, const char *list)
{
	size_t at = line_end(f, 0), next, last = at;

	for (; at < f->cut.body; at = next) {
		next = line_end(f, at);
		if (next < f->cut.body)
			last = next;
		if (!str_starts(f->text + at, "retired:"))
			continue;
		while (next > at && f->text[next - 1] != ']')
			next--;
		if (next == at)
			return;
		copy_to(f, next - 1);
		str_addf(f->out, "%s%s",
			 f->cut.pb->retired.count ? ", " : "", list);
		return;
	}
	copy_to(f, last);
	str_addf(f->out, "retired: [%s]\n", list);
}

/* --- the file ----------------------------------------------------------------------- */

static int fix_section(struct fixer *f, const struct section *s, size_t n,
		       bool translation)
{
	bool lacks = !translation && !cut_key(s, KEY_ID);
	int rc = 0;

	if (lacks) {
		copy_to(f, s->keys ? s->key[0].where.at : s->head->end);
		rc = add_id(f, s, n);
		if (!s->keys && f->done < f->len && f->text[f->done] != '\n')
			str_addc(f->out, '\n');
	}
	if (s->keys)
		add_keys(f, s);
	return rc;
}

static int fix_all(struct fixer *f, bool translation)
{
	size_t n[4] = {0};
	struct str gone = {0};
	int rc = take_ids(f);

	if (!translation)
		gone_ids(f, &gone);
	if (gone.len)
		add_retired(f, str_text(&gone));
	for (size_t i = 0; i < f->cut.all.count && !rc; i++) {
		const struct section *s = &f->cut.all.at[i];

		if (s->level > 1)
			rc = fix_section(f, s, ++n[s->level], translation);
	}
	copy_to(f, f->len);
	str_release(&gone);
	return rc;
}

static void plain_ends(struct str *out, const struct pb_source *src)
{
	size_t i = src->len >= 3 && memcmp(src->text, "\xef\xbb\xbf", 3) == 0
			   ? 3 : 0;

	for (; i < src->len; i++)
		if (src->text[i] != '\r' || i + 1 == src->len ||
		    src->text[i + 1] != '\n')
			str_addc(out, src->text[i]);
}

int playbook_fix(struct str *out, const struct pb_source *src,
		 bool translation, const struct playbook *in_force,
		 struct error *err)
{
	struct str plain = {0}, fixed = {0};
	struct fixer f = {.in_force = in_force, .out = &fixed};
	struct pb_source clean = {.name = src->name};
	int rc;

	plain_ends(&plain, src);
	if (plain.len && plain.p[plain.len - 1] != '\n')
		str_addc(&plain, '\n');
	clean.text = f.text = str_text(&plain);
	clean.len = f.len = plain.len;
	rc = plain.failed ? error_nomem(err)
			  : cut_read(&f.cut, &clean, translation, err);
	f.zh = !rc && str_eq(f.cut.pb->lang[translation], "zh");
	if (!rc && (fix_all(&f, translation) || fixed.failed))
		rc = error_nomem(err);
	if (!rc)
		str_addn(out, str_text(&fixed), fixed.len);
	map_release(&f.taken);
	cut_release(&f.cut);
	str_release(&plain);
	str_release(&fixed);
	return rc;
}
