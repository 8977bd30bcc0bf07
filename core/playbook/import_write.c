/* core/playbook/import_write.c - what an import became, as a playbook of this
 * format: ids, roles and keys are made here, texts stay as they are. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/map.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/import_write.h"
#include "core/playbook/importing.h"
#include "core/playbook/reader.h"
#include "core/playbook/vocab.h"

#define SLUG_MAX 32 /* bytes of an id made of a title; more may follow */
#define FENCE_MAX 40

/* --- ids --------------------------------------------------------------------- */

/* "Close the share: now" -> "close-the-share"; "" if no letter is ASCII. */
static void slug(char out[SLUG_MAX + 1], const char *title)
{
	const char *end = strstr(title, ": ");
	size_t n = 0;
	bool gap = false;

	if (!end || end == title)
		end = title + strlen(title);
	for (; title < end && n < SLUG_MAX - 1; title++) {
		unsigned char c = (unsigned char)*title;

		if (c >= 0x80 || !isalnum(c)) {
			gap = n > 0 && c != '\'';
			continue;
		}
		if (!n && isdigit(c))
			continue;
		if (gap)
			out[n++] = '-';
		gap = false;
		out[n++] = (char)tolower(c);
	}
	out[n] = '\0';
}

struct naming {
	struct imported *im;
	struct map taken;
	size_t count; /* for "step-7" */
};

static const char *take(struct naming *x, const char *id)
{
	const char *mine = arena_strdup(&x->im->arena, id);

	if (!mine || map_puts(&x->taken, mine, x))
		x->im->failed = true;
	return mine;
}

/* The id of a title, made unique and not reserved. */
static const char *new_id(struct naming *x, const char *title,
			  const char *other)
{
	char word[SLUG_MAX + 1], id[SLUG_MAX + 24];

	slug(word, title);
	x->count++;
	if (!word[0] || !word[1])
		snprintf(id, sizeof(id), "%s-%zu", other, x->count);
	else
		snprintf(id, sizeof(id), "%s", word);
	for (size_t k = 2; id_reserved(id) || map_gets(&x->taken, id); k++)
		snprintf(id, sizeof(id), "%s-%zu", word[0] && word[1] ? word
								    : other,
			 word[0] && word[1] ? k : x->count + k);
	return take(x, id);
}

/* Ids of the mapping come first: they never change. */
static void keep_ids(struct naming *x)
{
	for (size_t i = 0; i < x->im->phases; i++) {
		struct import_phase *ph = &x->im->phase[i];

		if (ph->id && map_gets(&x->taken, ph->id))
			ph->id = NULL;
		else if (ph->id)
			ph->id = take(x, ph->id);
		for (size_t k = 0; k < ph->steps; k++) {
			struct import_step *st = &ph->step[k];

			if (st->id && map_gets(&x->taken, st->id))
				st->id = NULL;
			else if (st->id)
				st->id = take(x, st->id);
		}
	}
}

static void phase_id(struct naming *x, struct import_phase *ph)
{
	const char *kind = phase_kind_name(ph->kind);

	if (ph->id)
		return;
	if (vocab_kind(ph->title) == ph->kind && !map_gets(&x->taken, kind))
		ph->id = take(x, kind);
	else
		ph->id = new_id(x, ph->title, "phase");
}

/* A phase whose title tells no kind has that of the phase before: a format
 * without a kind is no playbook, and a person will look. Only what was to be
 * prepared is not taken for more of the same, for it folds away. */
static void guess_kinds(struct imported *im)
{
	enum phase_kind before = PHASE_NONE;

	for (size_t i = 0; i < im->phases; i++) {
		struct import_phase *ph = &im->phase[i];

		if (ph->kind == PHASE_NONE)
			ph->kind = before == PHASE_NONE ||
						   before == PHASE_PREPARE
					   ? PHASE_INVESTIGATE : before;
		before = ph->kind;
	}
}

int import_ids(struct imported *im, struct error *err)
{
	struct naming x = {.im = im};

	keep_ids(&x);
	guess_kinds(im);
	for (size_t i = 0; i < im->phases && !im->failed; i++)
		phase_id(&x, &im->phase[i]);
	for (size_t i = 0; i < im->phases && !im->failed; i++)
		for (size_t k = 0; k < im->phase[i].steps; k++) {
			struct import_step *st = &im->phase[i].step[k];

			if (!st->id)
				st->id = new_id(&x, st->title, "step");
		}
	map_release(&x.taken);
	return im->failed ? error_nomem(err) : 0;
}

void import_uuid(char out[37], const void *bytes, size_t n)
{
	uint8_t sum[HASH_LEN];
	char hex[HASH_HEX];

	hash_bytes(sum, bytes, n);
	sum[6] = (uint8_t)((sum[6] & 0x0f) | 0x40);
	sum[8] = (uint8_t)((sum[8] & 0x3f) | 0x80);
	hex_encode(hex, sum, 16);
	snprintf(out, 37, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12,
		 hex + 16, hex + 20);
}

/* --- texts ------------------------------------------------------------------- */

/* Plain text in Markdown: nothing in it is markup. */
static void plain(struct str *out, const char *text)
{
	bool start = true;

	for (const char *p = text; *p; p++) {
		if (strchr("\\`*_[]<>|~&", *p) ||
		    (start && strchr("#+-=>:", *p)))
			str_addc(out, '\\');
		else if (start && isdigit((unsigned char)*p) &&
			 strchr(".)", p[strspn(p, "0123456789")]) &&
			 p[strspn(p, "0123456789")]) {
			size_t n = strspn(p, "0123456789");

			str_addn(out, p, n);
			str_addc(out, '\\');
			p += n;
		}
		str_addc(out, *p);
		start = *p == '\n' || (start && *p == ' ');
	}
}

/* Markdown as it stood; a list uses *, for - are keys and check items. */
static void markup(struct str *out, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		size_t in = strspn(text, " \t");

		str_addn(out, text, in);
		if (in < n && (text[in] == '-' || text[in] == '+' ||
			       text[in] == '*') && text[in + 1] == ' ') {
			str_add(out, "* ");
			in += 2;
			if (text[in] == '[' && strchr(" xX", text[in + 1]) &&
			    str_starts(text + in + 2, "] "))
				in += 4;
		}
		if (in < n)
			str_addn(out, text + in, n - in);
		str_addc(out, '\n');
		text += n + (text[n] == '\n');
	}
}

static void code(struct str *out, const char *text)
{
	size_t ticks = 3, run = 0;

	for (const char *p = text; *p; p++) {
		run = *p == '`' ? run + 1 : 0;
		if (run >= ticks && run < FENCE_MAX)
			ticks = run + 1;
	}
	str_pad(out, '`', ticks);
	str_addf(out, "\n%s\n", text);
	str_pad(out, '`', ticks);
	str_addc(out, '\n');
}

static void notes(struct str *out, const struct import_note *note, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str s = {0};

		show(&s, note[i].text, strlen(note[i].text),
		     SHOW_LF | SHOW_TAB);
		str_addc(out, '\n');
		if (note[i].code)
			code(out, str_text(&s));
		else if (note[i].markup)
			markup(out, str_text(&s));
		else
			plain(out, str_text(&s));
		out->failed |= s.failed;
		str_release(&s);
		if (out->len && out->p[out->len - 1] != '\n')
			str_addc(out, '\n');
	}
}

static void one_line(struct str *out, const char *text)
{
	struct str s = {0}, seen = {0};

	show(&seen, text, strlen(text), SHOW_LF | SHOW_TAB);
	plain(&s, str_text(&seen));
	for (char *p = s.p; p && *p; p++)
		if (*p == '\n' || *p == '\r' || *p == '\t')
			*p = ' ';
	str_add(out, str_text(&s));
	out->failed |= s.failed || seen.failed;
	str_release(&s);
	str_release(&seen);
}

/* --- roles ------------------------------------------------------------------- */

struct writing {
	struct str *out;
	const struct imported *im;
	struct arena a;
	const char *role[PB_ITEMS], *key[PB_ITEMS]; /* names, their keys */
	size_t roles;
	bool failed;
};

static const char *role_key(struct writing *x, const char *name)
{
	char word[SLUG_MAX + 1];
	const char *key;

	for (size_t i = 0; i < x->roles; i++)
		if (!strcmp(x->role[i], name))
			return x->key[i];
	if (x->roles == PB_ITEMS)
		return NULL;
	slug(word, name);
	for (size_t i = 0; i < x->roles; i++)
		if (!strcmp(x->key[i], word))
			word[0] = '\0';
	key = word[0] && word[1] && !id_reserved(word)
		      ? arena_strdup(&x->a, word)
		      : arena_printf(&x->a, "role-%zu", x->roles + 1);
	if (!key) {
		x->failed = true;
		return NULL;
	}
	x->role[x->roles] = name;
	x->key[x->roles++] = key;
	return key;
}

/* A double-quoted YAML scalar of at most 200 cells. */
static void scalar(struct str *out, const char *text)
{
	const char *p = text, *end = text + utf8_cut(text, PB_CELLS, NULL);

	str_addc(out, '"');
	while (p < end) {
		const char *from = p;
		uint32_t cp;

		if (!utf8_next(&cp, &p, end) || utf8_hidden(cp))
			str_addc(out, ' ');
		else if (cp == '"' || cp == '\\')
			str_addf(out, "\\%c", (char)cp);
		else
			str_addn(out, from, (size_t)(p - from));
	}
	str_addc(out, '"');
}

/* The first is the role of steps that name none. */
static void collect_roles(struct writing *x, const char *lang)
{
	x->role[0] = !strcmp(lang, "zh") ? "事件负责人" : "Incident lead";
	x->key[0] = "lead";
	x->roles = 1;
	for (size_t i = 0; i < x->im->phases; i++)
		for (size_t k = 0; k < x->im->phase[i].steps; k++)
			if (x->im->phase[i].step[k].role)
				role_key(x, x->im->phase[i].step[k].role);
}

static void front(struct writing *x, const struct import_meta *meta)
{
	str_addf(x->out, "---\nplaybook: 1\nid: %s\nlang: %s\nroles: {",
		 meta->id, meta->lang);
	for (size_t i = 0; i < x->roles; i++) {
		str_addf(x->out, "%s%s: ", i ? ", " : "", x->key[i]);
		scalar(x->out, x->role[i]);
	}
	str_add(x->out, "}\n");
	if (meta->source) {
		str_add(x->out, "source: ");
		scalar(x->out, meta->source);
		str_addc(x->out, '\n');
	}
	if (meta->licence) {
		str_add(x->out, "licence: ");
		scalar(x->out, meta->licence);
		str_addc(x->out, '\n');
	}
	str_add(x->out, meta->confirmed ? "" : "structure: guessed\n");
	str_add(x->out, "---\n");
}

/* --- steps ------------------------------------------------------------------- */

static const char *answer_key(struct writing *x, const char *word, size_t i)
{
	char key[SLUG_MAX + 1];

	slug(key, word);
	if (!*key || id_reserved(key))
		return arena_printf(&x->a, "answer-%zu", i + 1);
	return arena_strdup(&x->a, key);
}

static void decide(struct writing *x, const struct import_step *st)
{
	if (st->answers < 2)
		return;
	str_add(x->out, "- decide: ");
	for (size_t i = 0; i < st->answers; i++) {
		const char *key = answer_key(x, st->answer[i], i);

		x->failed |= !key;
		str_addf(x->out, "%s%s", i ? " | " : "", key ? key : "");
	}
	str_addc(x->out, '\n');
}

/* The step before this one that asks what it hangs on. */
static const struct import_step *asked(const struct writing *x,
				       const struct import_step *st,
				       size_t *answer)
{
	const struct import_step *best = NULL;

	for (size_t i = 0; i < x->im->phases; i++)
		for (size_t k = 0; k < x->im->phase[i].steps; k++) {
			const struct import_step *q = &x->im->phase[i].step[k];

			if (q == st)
				return best;
			for (size_t a = 0; q->answers >= 2 &&
			     str_eq(q->title, st->when) && a < q->answers;
			     a++)
				if (!strcmp(q->answer[a], st->when_answer)) {
					best = q;
					*answer = a;
				}
		}
	return best;
}

static void when(struct writing *x, const struct import_step *st)
{
	size_t answer = 0;
	const struct import_step *q = st->when ? asked(x, st, &answer) : NULL;
	const char *key = q ? answer_key(x, st->when_answer, answer) : NULL;

	if (key)
		str_addf(x->out, "- when: %s = %s\n", q->id, key);
}

static bool said_before(const struct import_step *st, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (!strcmp(st->check[k], st->check[i]))
			return true;
	return false;
}

static void items(struct writing *x, const struct import_step *st)
{
	size_t kept = 0;

	if (st->checks)
		str_addc(x->out, '\n');
	for (size_t i = 0; i < st->checks && kept < PB_ITEMS; i++) {
		kept++;
		str_add(x->out, "- [ ] ");
		one_line(x->out, st->check[i]);
		if (said_before(st, i))
			str_addf(x->out, " (%zu)", i + 1);
		str_addc(x->out, '\n');
	}
}

/* What has no place among the items: they are counted. */
static void more_items(struct writing *x, const struct import_step *st)
{
	if (st->checks > PB_ITEMS)
		str_addc(x->out, '\n');
	for (size_t i = PB_ITEMS; i < st->checks; i++) {
		str_add(x->out, "* ");
		one_line(x->out, st->check[i]);
		str_addc(x->out, '\n');
	}
}

static void step(struct writing *x, const struct import_step *st)
{
	str_add(x->out, "\n### ");
	one_line(x->out, st->title);
	str_addf(x->out, "\n- id: %s\n", st->id);
	if (st->role && role_key(x, st->role))
		str_addf(x->out, "- role: %s\n", role_key(x, st->role));
	when(x, st);
	decide(x, st);
	notes(x->out, st->note, st->notes);
	more_items(x, st);
	items(x, st);
}

static void phase(struct writing *x, const struct import_phase *ph)
{
	const char *kind = phase_kind_name(ph->kind);

	str_add(x->out, "\n## ");
	one_line(x->out, ph->title);
	str_addf(x->out, "\n- id: %s\n", ph->id);
	if (ph->kind != PHASE_NONE && strcmp(kind, ph->id) != 0)
		str_addf(x->out, "- kind: %s\n", kind);
	notes(x->out, ph->note, ph->notes);
	for (size_t i = 0; i < ph->steps; i++)
		step(x, &ph->step[i]);
}

/* --- the whole ---------------------------------------------------------------- */

const char *import_lang(const struct imported *im)
{
	size_t wide = 0, all = 1;

	for (size_t i = 0; i < im->phases; i++)
		for (size_t k = 0; k < im->phase[i].steps; k++)
			for (const char *p = im->phase[i].step[k].title; *p;
			     p++) {
				unsigned char c = (unsigned char)*p;

				wide += c >= 0xe3 && c <= 0xe9;
				all += isalpha(c) || (c >= 0xc0);
			}
	return wide * 3 > all ? "zh" : "en";
}

static int too_many(const struct imported *im, struct error *err)
{
	size_t steps = 0;

	for (size_t i = 0; i < im->phases; i++)
		steps += im->phase[i].steps;
	if (im->phases <= PB_PHASES && steps <= PB_STEPS)
		return 0;
	error_set(err, ERR_TOOBIG,
		  _("%zu phases and %zu steps; a playbook has at most %d and "
		    "%d"), im->phases, steps, PB_PHASES, PB_STEPS);
	error_fix(err, "%s", _("mark parts as step, group, notes or skip"));
	return ERR_TOOBIG;
}

int import_write(struct str *out, struct imported *im,
		 const struct import_meta *meta, struct error *err)
{
	struct writing x = {.out = out, .im = im};
	int rc = im->own_count ? 0 : too_many(im, err);

	if (rc)
		return rc;
	if (im->own_count) {
		str_add(out, im->own[0].text);
		return out->failed ? error_nomem(err) : 0;
	}
	rc = import_ids(im, err);
	if (!rc) {
		collect_roles(&x, meta->lang);
		front(&x, meta);
		str_add(out, "\n# ");
		one_line(out, im->title ? im->title : _("(no title)"));
		str_addc(out, '\n');
		notes(out, im->intro, im->intros);
		for (size_t i = 0; i < im->phases; i++)
			phase(&x, &im->phase[i]);
		rc = x.failed || out->failed ? error_nomem(err) : 0;
	}
	arena_release(&x.a);
	return rc;
}
