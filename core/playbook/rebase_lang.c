/* core/playbook/rebase_lang.c - another language becomes the base. */
#include "core/playbook/rebase_lang.h"

#include <string.h>

#include "core/base/tr.h"
#include "core/playbook/cut.h"
#include "core/playbook/frontmatter.h"

#define RULE "---\n"

struct side { /* one of the two files that change places */
	struct cut cut;
	const char *text;
	size_t len;
	const char *lang;
	struct front_matter front;
	bool zh; /* how it writes its keys */
};

struct rebase {
	struct rebased *out;
	const struct playbook *pb;
	size_t pick; /* the language that becomes the base */
	struct side base, to;
	struct cut fresh; /* the new base, for its hashes */
};

static size_t line_end(const struct side *s, size_t at)
{
	const char *nl = memchr(s->text + at, '\n', s->len - at);

	return nl ? (size_t)(nl - s->text) + 1 : s->len;
}

/* --- key lines ------------------------------------------------------------------ */

/* "15m from opened" <-> "opened 起 15m", "every 24h until x" <-> "每 24h 直到
 * x": which word parts them, and whether the two sides change places. */
static const struct form {
	enum key_id key;
	const char *en_first, *en, *zh_first, *zh;
	bool swap;
} forms[] = {
	{KEY_DUE, "", " from ", "", "起", true},
	{KEY_DUE, "", " before ", "", "前", true},
	{KEY_REPEAT, "every ", " until ", "每", "直到", false},
};

static void add_trimmed(struct str *out, const char *p, const char *end)
{
	while (p < end && *p == ' ')
		p++;
	while (end > p && end[-1] == ' ')
		end--;
	str_addn(out, p, (size_t)(end - p));
}

static bool add_form(struct str *out, const struct form *f, const char *value,
		     bool from_zh, bool zh)
{
	const char *first = from_zh ? f->zh_first : f->en_first;
	const char *word = from_zh ? f->zh : f->en;
	const char *mid = str_starts(value, first)
				  ? strstr(value + strlen(first), word)
				  : NULL;
	const char *a = value + strlen(first), *b, *end;
	bool swap = f->swap && from_zh != zh;

	if (!mid)
		return false;
	b = mid + strlen(word);
	end = b + strlen(b);
	str_add(out, zh ? f->zh_first : f->en_first);
	if (zh && *f->zh_first)
		str_addc(out, ' ');
	add_trimmed(out, swap ? b : a, swap ? end : mid);
	str_addf(out, zh ? " %s " : "%s", zh ? f->zh : f->en);
	add_trimmed(out, swap ? a : b, swap ? mid : end);
	return true;
}

/* Ids with commas between them, as this language writes commas. */
static void add_list(struct str *out, const char *value, bool zh)
{
	for (const char *p = value; *p;) {
		bool wide = str_starts(p, "，");

		if (wide || *p == ',') {
			str_add(out, zh ? "，" : ", ");
			for (p += wide ? 3 : 1; *p == ' '; p++)
				continue;
		} else {
			str_addc(out, *p++);
		}
	}
}

static void add_value(struct str *out, enum key_id key, const char *value,
		      bool from_zh, bool zh)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (forms[i].key == key &&
		    (add_form(out, &forms[i], value, from_zh, zh) ||
		     add_form(out, &forms[i], value, !from_zh, zh)))
			return;
	if (key == KEY_DECIDE || key == KEY_WHEN)
		str_add(out, value);
	else
		add_list(out, value, zh);
}

static void add_key(struct str *out, enum key_id key, const char *value,
		    bool from_zh, bool zh)
{
	str_addf(out, zh ? "- %s：" : "- %s: ", key_written(key, zh));
	add_value(out, key, value, from_zh, zh);
	str_addc(out, '\n');
}

/* Every line of a key as it stands in its file. */
static void copy_key(struct str *out, const struct side *s,
		     const struct section *at, enum key_id key)
{
	for (size_t i = 0; i < at->keys; i++) {
		size_t from = at->key[i].where.at;

		if (at->key[i].key == key)
			str_addn(out, s->text + from,
				 line_end(s, from) - from);
	}
}

/* --- sections --------------------------------------------------------------------- */

static void add_head(struct str *out, const struct side *s,
		     const struct section *at)
{
	if (out->len >= 2 && memcmp(out->p + out->len - 2, "\n\n", 2) != 0)
		str_addc(out, '\n');
	str_addn(out, s->text + at->start, at->key[0].where.at - at->start);
}

static void add_rest(struct str *out, const struct side *s,
		     const struct section *at)
{
	size_t from = line_end(s, at->key[at->keys - 1].where.at);

	str_addn(out, s->text + from, at->end - from);
}

/* A section of the new base: the text of one, the structure of the other. */
static void add_base(struct rebase *r, struct str *out,
		     const struct section *base, const struct side *side,
		     const struct section *text)
{
	add_head(out, side, text);
	for (int k = 0; k < KEYS; k++) {
		enum key_id key = (enum key_id)k;

		if (key == KEY_VALUE || key == KEY_EVIDENCE) {
			copy_key(out, side, text, key);
			continue;
		}
		for (size_t i = 0; i < base->keys; i++)
			if (base->key[i].key == key)
				add_key(out, key, base->key[i].value,
					r->base.zh, r->to.zh);
	}
	add_rest(out, side, text);
}

/* What the old base's section was made from, now that it is a translation.
 * One whose translation was behind keeps that hash: it fits neither text, so
 * it stays behind, and turning back gives the same file. */
static const char *new_of(const struct section *base,
			  const struct section *to, const struct section *now)
{
	const struct key_line *of = to ? cut_key(to, KEY_OF) : NULL;

	if (!to || (of && str_eq(of->value, base->hash)))
		return now->hash;
	return of ? of->value : NULL;
}

static void add_translation(struct rebase *r, struct str *out,
			    const struct section *base)
{
	const struct section *to = cut_find(&r->to.cut, base->id);
	const char *of = new_of(base, to, cut_find(&r->fresh, base->id));

	add_head(out, &r->base, base);
	add_key(out, KEY_ID, base->id, r->base.zh, r->base.zh);
	copy_key(out, &r->base, base, KEY_VALUE);
	copy_key(out, &r->base, base, KEY_EVIDENCE);
	if (of)
		add_key(out, KEY_OF, of, r->base.zh, r->base.zh);
	add_rest(out, &r->base, base);
}

static int note_untranslated(struct rebase *r, const char *id)
{
	struct rebased *o = r->out;
	const char *copy = arena_strdup(&o->arena, id);

	if (!copy || arena_grow(&o->arena, &o->untranslated,
				o->untranslated_count, &o->untranslated_cap,
				sizeof(*o->untranslated)))
		return ERR_NOMEM;
	o->untranslated[o->untranslated_count++] = copy;
	return 0;
}

/* --- front matter --------------------------------------------------------------------- */

/* The lines of a key: to the next one that begins with a letter. */
static bool front_entry(const struct front_matter *fm, const char *key,
			size_t *at, size_t *end)
{
	size_t n = strlen(key);

	for (size_t p = 0; p < fm->len; p = *end) {
		*at = *end = p;
		do {
			const char *nl = memchr(fm->text + *end, '\n',
						fm->len - *end);

			*end = nl ? (size_t)(nl - fm->text) + 1 : fm->len;
		} while (*end < fm->len &&
			 strchr(" \t-#}]\r\n", fm->text[*end]));
		if (*end - p > n && !memcmp(fm->text + p, key, n) &&
		    fm->text[p + n] == ':')
			return true;
	}
	return false;
}

struct swap { /* what stands in a front matter instead; NULL: nothing */
	const char *key;
	const char *text;
	size_t len;
};

static void add_front(struct str *out, const struct front_matter *fm,
		      const struct swap *swap, size_t count)
{
	size_t done = 0, at, end;

	str_add(out, RULE);
	while (done < fm->len) {
		size_t next = fm->len, hit = count;

		for (size_t i = 0; i < count; i++)
			if (front_entry(fm, swap[i].key, &at, &end) &&
			    at >= done && at < next) {
				next = at;
				hit = i;
			}
		str_addn(out, fm->text + done, next - done);
		done = next;
		if (hit == count)
			break;
		front_entry(fm, swap[hit].key, &at, &end);
		if (swap[hit].text)
			str_addn(out, swap[hit].text, swap[hit].len);
		done = end;
	}
	for (size_t i = 0; i < count; i++) /* those it did not have */
		if (swap[i].text && !front_entry(fm, swap[i].key, &at, &end))
			str_addn(out, swap[i].text, swap[i].len);
	str_add(out, RULE);
}

static struct swap entry_of(const struct side *s, const char *key)
{
	struct swap out = {.key = key};
	size_t at, end;

	if (front_entry(&s->front, key, &at, &end)) {
		out.text = s->front.text + at;
		out.len = end - at;
	}
	return out;
}

static struct swap line_of(struct str *keep, const char *key,
			   const char *value)
{
	str_addf(keep, "%s: %s\n", key, value);
	return (struct swap){key, str_text(keep), keep->len};
}

/* The roles as the new base names them; those it does not name keep the name
 * they have. */
static struct swap roles_of(struct str *keep, const struct rebase *r)
{
	const struct playbook *pb = r->pb;
	size_t named = 0;

	for (size_t i = 0; i < pb->role_count; i++)
		named += pb->role[i].name.in[r->pick] != NULL;
	if (named == pb->role_count)
		return entry_of(&r->to, "roles");
	str_add(keep, "roles: {");
	for (size_t i = 0; i < pb->role_count; i++)
		str_addf(keep, "%s%s: \"%s\"", i ? ", " : "",
			 pb->role[i].key,
			 text_in(&pb->role[i].name, r->pick));
	str_add(keep, "}\n");
	return (struct swap){"roles", str_text(keep), keep->len};
}

/* --- the files ------------------------------------------------------------------------ */

static void add_top(struct str *out, const struct side *s)
{
	str_addn(out, s->text + s->cut.body,
		 s->cut.all.at[0].end - s->cut.body);
}

static void end_file(struct str *out)
{
	while (out->len > 1 && out->p[out->len - 1] == '\n' &&
	       out->p[out->len - 2] == '\n')
		out->p[--out->len] = '\0';
}

static int new_base(struct rebase *r, struct str *out, struct error *err)
{
	struct str lang = {0}, roles = {0};
	const struct swap swap[] = {
		line_of(&lang, "lang", r->to.lang),
		roles_of(&roles, r),
		entry_of(&r->to, "answers"),
	};
	int rc = lang.failed || roles.failed ? ERR_NOMEM : 0;

	add_front(out, &r->base.front, swap, 3);
	add_top(out, r->to.cut.all.at[0].head ? &r->to : &r->base);
	for (size_t i = 0; i < r->base.cut.all.count && !rc; i++) {
		const struct section *s = &r->base.cut.all.at[i];
		const struct section *to;

		if (s->level == 1)
			continue;
		to = cut_find(&r->to.cut, s->id);
		if (!to)
			rc = note_untranslated(r, s->id);
		add_base(r, out, s, to ? &r->to : &r->base, to ? to : s);
	}
	end_file(out);
	str_release(&lang);
	str_release(&roles);
	return rc || out->failed ? error_nomem(err) : 0;
}

static int new_translation(struct rebase *r, struct str *out,
			   struct error *err)
{
	struct str lang = {0}, of = {0};
	const struct section *top = &r->base.cut.all.at[0];
	struct swap was = entry_of(&r->to, "of");
	bool fresh = was.text && was.len > 8 &&
		     memmem(was.text, was.len, top->hash, 8);
	struct swap swap[] = {
		line_of(&lang, "lang", r->base.lang),
		fresh ? line_of(&of, "of", r->fresh.all.at[0].hash) : was,
		entry_of(&r->base, "roles"),
		entry_of(&r->base, "answers"),
	};

	add_front(out, &r->to.front, swap, 4);
	add_top(out, &r->base);
	for (size_t i = 0; i < r->base.cut.all.count; i++)
		if (r->base.cut.all.at[i].level > 1)
			add_translation(r, out, &r->base.cut.all.at[i]);
	end_file(out);
	str_release(&lang);
	str_release(&of);
	return out->failed ? error_nomem(err) : 0;
}

/* Where a third language's `of` named the old base, it names the new one. */
static int other_translation(struct rebase *r, struct str *out,
			     const struct pb_source *src, struct error *err)
{
	struct cut cut;
	size_t done = 0;
	int rc = cut_read(&cut, src, true, err);

	for (size_t i = 0; !rc && i < cut.all.count; i++) {
		const struct section *s = &cut.all.at[i];
		const struct section *was = s->level == 1
			? &r->base.cut.all.at[0]
			: cut_find(&r->base.cut, s->id);
		const struct section *now = s->level == 1
			? &r->fresh.all.at[0] : cut_find(&r->fresh, s->id);
		const struct key_line *of = cut_key(s, KEY_OF);
		const char *at = s->level == 1
			? memmem(src->text, cut.body, was->hash, 8)
			: of && was ? strstr(src->text + of->where.at,
					     was->hash)
				    : NULL;

		if (!at || !now || (of && !str_eq(of->value, was->hash)))
			continue;
		str_addn(out, src->text + done,
			 (size_t)(at - src->text) - done);
		str_add(out, now->hash);
		done = (size_t)(at - src->text) + 8;
	}
	if (!rc)
		str_addn(out, src->text + done, src->len - done);
	cut_release(&cut);
	return rc ? rc : out->failed ? error_nomem(err) : 0;
}

/* --- the whole -------------------------------------------------------------------------- */

/* Keys stand one below the other in every section, or lines would be lost. */
static int check_blocks(const struct side *s, const char *name,
			struct error *err)
{
	for (size_t i = 0; i < s->cut.all.count; i++) {
		const struct section *at = &s->cut.all.at[i];
		bool bad = at->level > 1 && (!at->keys || !at->id);

		for (size_t k = 1; k < at->keys && !bad; k++)
			bad = line_end(s, at->key[k - 1].where.at) !=
			      at->key[k].where.at;
		if (!bad)
			continue;
		error_set(err, ERR_INVALID,
			  _("%s: the keys of \"%s\" are not as they must be"),
			  name, at->title);
		return error_fix(err, _("mend what lint finds first"));
	}
	return 0;
}

static int side_read(struct side *s, const struct pb_source *src,
		     bool translation, struct error *err)
{
	int rc = cut_read(&s->cut, src, translation, err);

	if (rc)
		return rc;
	s->text = src->text;
	s->len = src->len;
	s->lang = s->cut.pb->lang[translation];
	front_matter(&s->front, src->text, src->len);
	s->zh = str_eq(s->lang, "zh");
	for (size_t i = 0; i < s->cut.all.count; i++)
		if (s->cut.all.at[i].keys) {
			size_t at = s->cut.all.at[i].key[0].where.at;

			s->zh = memchr(s->text + at, '\xe7',
				       line_end(s, at) - at) != NULL;
			break;
		}
	return check_blocks(s, src->name, err);
}

static int take_file(struct rebase *r, const char *name, struct str *text,
		     struct error *err)
{
	struct rebased *o = r->out;
	struct pb_source *f = &o->file[o->count];

	f->name = arena_strdup(&o->arena, name);
	f->text = arena_strndup(&o->arena, str_text(text), text->len);
	f->len = text->len;
	str_release(text);
	if (!f->name || !f->text)
		return error_nomem(err);
	o->count++;
	return 0;
}

static int rebase(struct rebase *r, const char *slug,
		  const struct pb_source *src, size_t count,
		  struct error *err)
{
	size_t pick = r->pick;
	struct str text = {0};
	char name[128];
	int rc = side_read(&r->base, &src[0], false, err);

	if (!rc)
		rc = side_read(&r->to, &src[pick], true, err);
	if (!rc)
		rc = new_base(r, &text, err);
	str_copy(name, sizeof(name), src[0].name);
	if (!rc)
		rc = take_file(r, name, &text, err);
	if (!rc)
		rc = cut_read(&r->fresh, &r->out->file[0], false, err);
	if (!rc)
		rc = new_translation(r, &text, err);
	if (!rc) {
		struct str other = {0};

		str_addf(&other, "%s.%s.md", slug, r->base.lang);
		rc = take_file(r, str_text(&other), &text, err);
		str_release(&other);
	}
	for (size_t i = 1; i < count && !rc; i++) {
		if (i == pick)
			continue;
		rc = other_translation(r, &text, &src[i], err);
		if (!rc)
			rc = take_file(r, src[i].name, &text, err);
	}
	r->out->gone = rc ? NULL : arena_strdup(&r->out->arena,
						src[pick].name);
	str_release(&text);
	return rc ? rc : r->out->gone ? 0 : error_nomem(err);
}

/* The language's index; the base's, 0, is refused. */
static int pick_lang(struct rebase *r, const char *slug, const char *lang,
		     struct error *err)
{
	struct str all = {0};
	char want[16];

	lang_normal(want, lang);
	for (size_t i = 0; i < r->pb->langs; i++) {
		if (i && str_eq(r->pb->lang[i], want))
			r->pick = i;
		str_addf(&all, "%s%s", i ? ", " : "", r->pb->lang[i]);
	}
	if (str_eq(r->pb->lang[0], want)) {
		error_set(err, ERR_REFUSED,
			  _("%s is written in \"%s\" already"), slug, want);
	} else if (!r->pick) {
		error_set(err, ERR_NOTFOUND, _("%s has no text in \"%s\""),
			  slug, lang);
		error_where(err, _("it has: %s"), str_text(&all));
	}
	str_release(&all);
	return r->pick ? 0 : err ? (int)err->code : ERR_NOTFOUND;
}

int playbook_rebase(struct rebased *out, const char *slug,
		    const struct pb_source *src, size_t count,
		    const char *lang, struct error *err)
{
	struct rebase r = {.out = out};
	struct findings f = {0};
	struct playbook *pb = NULL;
	int rc;

	*out = (struct rebased){0};
	rc = playbook_read(&pb, src, count, &f, err);
	r.pb = pb;
	if (!rc && f.errors) {
		error_set(err, ERR_INVALID, _("%s has errors"), slug);
		rc = error_fix(err, "stanch playbook lint %s", slug);
	}
	if (!rc)
		rc = pick_lang(&r, slug, lang, err);
	if (!rc)
		rc = rebase(&r, slug, src, count, err);
	findings_release(&f);
	cut_release(&r.base.cut);
	cut_release(&r.to.cut);
	cut_release(&r.fresh);
	playbook_free(pb);
	return rc;
}

void rebased_release(struct rebased *out)
{
	arena_release(&out->arena);
	*out = (struct rebased){0};
}
