/* core/playbook/keys.c - the keys of phases and steps: names, order, forms. */
#include <string.h>

#include "core/base/near.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/reader.h"

/* --- scanning a value ------------------------------------------------------ */

struct scan {
	struct arena *a;
	const char *p;
	bool failed; /* out of memory */
};

/* Marks that Chinese writes wide, and what they count as. */
static const struct {
	const char *wide;
	char mark;
} marks[] = {
	{"\xef\xbc\x9a", ':'}, {"\xef\xbc\x8c", ','}, {"\xef\xbc\x9b", ';'},
	{"\xef\xbd\x9c", '|'}, {"\xef\xbc\x9d", '='},
	{"\xe2\x80\x9c", '"'}, {"\xe2\x80\x9d", '"'}, {"\xe3\x80\x80", ' '},
};

/* The mark at p in its ASCII form, 0 if it is none; *n: its bytes. */
static char mark_at(const char *p, size_t *n)
{
	*n = 1;
	if (strchr(":,;|=\" ", *p))
		return *p;
	if ((unsigned char)*p < 0x80)
		return 0;
	*n = 3;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (strncmp(p, marks[i].wide, 3) == 0)
			return marks[i].mark;
	return 0;
}

static void blanks(struct scan *s)
{
	size_t n;

	while (*s->p && mark_at(s->p, &n) == ' ')
		s->p += n;
}

static bool scan_end(struct scan *s)
{
	blanks(s);
	return !*s->p;
}

static bool scan_mark(struct scan *s, char mark)
{
	size_t n;

	blanks(s);
	if (!*s->p || mark_at(s->p, &n) != mark)
		return false;
	s->p += n;
	return true;
}

static bool scan_text(struct scan *s, const char *word)
{
	size_t n = strlen(word);

	blanks(s);
	if (strncmp(s->p, word, n) != 0)
		return false;
	s->p += n;
	return true;
}

/* A run of ASCII letters, digits, '-' and '_'; NULL if there is none. */
static const char *scan_word(struct scan *s)
{
	const char *from;
	char *word;

	blanks(s);
	from = s->p;
	while ((*s->p >= 'a' && *s->p <= 'z') ||
	       (*s->p >= 'A' && *s->p <= 'Z') ||
	       (*s->p >= '0' && *s->p <= '9') || *s->p == '-' ||
	       *s->p == '_' || *s->p == '.' || *s->p == '/')
		s->p++;
	if (s->p == from)
		return NULL;
	word = arena_strndup(s->a, from, (size_t)(s->p - from));
	s->failed |= !word;
	return word;
}

static bool words_between(struct scan *s, char mark, struct pb_list *list)
{
	size_t cap = 0;
	const char *word;

	do {
		word = scan_word(s);
		if (!word || arena_grow(s->a, &list->id, list->count, &cap,
					sizeof(*list->id)))
			return false;
		list->id[list->count++] = word;
	} while (scan_mark(s, mark));
	return scan_end(s);
}

static bool span(struct scan *s, int64_t *ms)
{
	const char *word = scan_word(s);

	return word && time_span_parse(ms, word, strlen(word));
}

/* --- ids ------------------------------------------------------------------- */

bool id_valid(const char *s)
{
	size_t n = 0;

	if (*s < 'a' || *s > 'z')
		return false;
	for (; s[n]; n++)
		if (!((s[n] >= 'a' && s[n] <= 'z') || s[n] == '-' ||
		      (s[n] >= '0' && s[n] <= '9')))
			return false;
	return n <= 40;
}

bool id_reserved(const char *s)
{
	static const char *const words[] = {"opened", "contained", "closed",
					    "any", "none", "unknown"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i], s) == 0)
			return true;
	return false;
}

/* --- values, a small function each ----------------------------------------- */

/* What a key line changes: one of them is NULL. */
struct target {
	struct pb_step *step;
	struct pb_phase *phase;
	struct place at; /* for a finding of its own */
	struct findings *f;
	bool told;	 /* the function wrote its finding itself */
};

static const char *one_word(struct scan *s)
{
	const char *word = scan_word(s);

	return word && scan_end(s) ? word : NULL;
}

static bool set_nothing(struct target *t, struct scan *s)
{
	(void)t;
	(void)s;
	return true; /* id and of are read with the section */
}

static const char *const kind_names[] = {
	[PHASE_NONE] = "",	     [PHASE_PREPARE] = "prepare",
	[PHASE_DETECT] = "detect",   [PHASE_CONTAIN] = "contain",
	[PHASE_INVESTIGATE] = "investigate", [PHASE_NOTIFY] = "notify",
	[PHASE_RECOVER] = "recover", [PHASE_LEARN] = "learn",
};

const char *phase_kind_name(enum phase_kind k)
{
	return kind_names[k];
}

static bool set_kind(struct target *t, struct scan *s)
{
	const char *word = one_word(s);

	for (int k = PHASE_PREPARE; word && k <= PHASE_LEARN; k++) {
		if (strcmp(word, kind_names[k]) == 0) {
			t->phase->kind = (enum phase_kind)k;
			return true;
		}
	}
	return false;
}

static bool set_mode(struct target *t, struct scan *s)
{
	const char *word = one_word(s);

	t->phase->do_confirm = word && strcmp(word, "do-confirm") == 0;
	return word && (t->phase->do_confirm || strcmp(word, "read-do") == 0);
}

static bool set_role(struct target *t, struct scan *s)
{
	const char *word = one_word(s);

	if (word)
		t->step->role = word;
	return word;
}

static bool set_second(struct target *t, struct scan *s)
{
	return (t->step->second = one_word(s));
}

static bool set_approve(struct target *t, struct scan *s)
{
	return (t->step->approve = one_word(s));
}

static bool set_after(struct target *t, struct scan *s)
{
	return words_between(s, ',', &t->step->after);
}

static bool set_notice(struct target *t, struct scan *s)
{
	return words_between(s, ',', &t->step->notice);
}

static bool set_starts(struct target *t, struct scan *s)
{
	return words_between(s, ',', &t->step->starts);
}

static bool set_stops(struct target *t, struct scan *s)
{
	return words_between(s, ',', &t->step->stops);
}

static bool set_decide(struct target *t, struct scan *s)
{
	struct pb_list *d = &t->step->decide;

	if (!words_between(s, '|', d) || d->count < 2)
		return false;
	for (size_t i = 0; i < d->count; i++) {
		if (!id_valid(d->id[i]))
			return false;
		for (size_t j = 0; j < i; j++)
			if (strcmp(d->id[i], d->id[j]) == 0)
				return false;
	}
	return true;
}

static bool set_when(struct target *t, struct scan *s)
{
	struct pb_step *st = t->step;
	const char *step = scan_word(s);

	if (!step)
		return false;
	st->when_not = scan_text(s, "!") || scan_text(s, "\xef\xbc\x81");
	if (!scan_mark(s, '='))
		return false;
	st->when_answer = one_word(s);
	st->when_step = st->when_answer ? step : NULL;
	return st->when_answer;
}

static bool within_limits(struct target *t, int64_t ms)
{
	if (ms >= SPAN_MIN && ms <= SPAN_MAX)
		return true;
	finding_add(t->f, LINT_BYTES, &t->at,
		    _("write a time from 1m to 366d"),
		    _("a time span outside 1 minute to 366 days"));
	t->told = true;
	return false;
}

/* "4h from opened", "6h before eu-..."; "opened 起 4h", "eu-... 前 6h" */
static bool set_due(struct target *t, struct scan *s)
{
	struct pb_due due = {.set = true};
	struct scan start = *s;

	if (span(s, &due.span)) {
		due.before = scan_text(s, "before ");
		if (!due.before && !scan_text(s, "from "))
			return false;
		due.anchor = one_word(s);
	} else {
		*s = start;
		due.anchor = scan_word(s);
		due.before = scan_text(s, "前");
		if (!due.anchor || (!due.before && !scan_text(s, "起")) ||
		    !span(s, &due.span) || !scan_end(s))
			return false;
	}
	if (!due.anchor || !within_limits(t, due.span))
		return false;
	t->step->due = due;
	return true;
}

static bool set_repeat(struct target *t, struct scan *s)
{
	bool zh = scan_text(s, "每");
	const char *until;
	int64_t ms;

	if (!zh && !scan_text(s, "every "))
		return false;
	if (!span(s, &ms) || !scan_text(s, zh ? "直到" : "until "))
		return false;
	until = one_word(s);
	if (!until || !within_limits(t, ms))
		return false;
	t->step->repeat = ms;
	t->step->repeat_until = until;
	return true;
}

static const char *const value_kinds[] = {"number", "text", "time", "list",
					  NULL};
static const char *const evidence_kinds[] = {"note", "file", "ref", "hash",
					     NULL};

/* kind "label": the label runs to the last quote, which ends the value. */
static bool labelled(struct scan *s, const char *const *kinds, int *kind,
		     const char **label)
{
	const char *word = scan_word(s), *end;
	size_t n;

	for (*kind = 0; word && kinds[*kind]; ++*kind)
		if (strcmp(kinds[*kind], word) == 0)
			break;
	if (!word || !kinds[*kind] || !scan_mark(s, '"'))
		return false;
	n = strlen(s->p);
	end = n >= 1 && s->p[n - 1] == '"' ? s->p + n - 1
	      : n >= 3 && mark_at(s->p + n - 3, &n) == '"' && n == 3
		      ? s->p + strlen(s->p) - 3 : NULL;
	if (!end || end == s->p)
		return false;
	*label = arena_strndup(s->a, s->p, (size_t)(end - s->p));
	s->failed |= !*label;
	return *label;
}

static bool set_value(struct target *t, struct scan *s)
{
	int kind;

	if (!labelled(s, value_kinds, &kind, &t->step->value_label.in[0]))
		return false;
	t->step->value = (enum value_type)(kind + VALUE_NUMBER);
	return true;
}

static bool set_evidence(struct target *t, struct scan *s)
{
	struct pb_step *st = t->step;
	struct pb_evidence *more;
	const char *label;
	int kind;

	if (!labelled(s, evidence_kinds, &kind, &label))
		return false;
	more = arena_alloc(s->a, (st->evidence_count + 1) * sizeof(*more));
	if (!more)
		return false;
	if (st->evidence_count)
		memcpy(more, st->evidence, st->evidence_count * sizeof(*more));
	more[st->evidence_count].type = (enum evidence_type)kind;
	more[st->evidence_count].label.in[0] = label;
	st->evidence = more;
	st->evidence_count++;
	return true;
}

/* --- the table ------------------------------------------------------------- */

enum { PHASE = 1, STEP = 2, BASE = 4, OTHER = 8, MANY = 16 };

/* Order: as a key list has them. OTHER: a translation may hold it. */
static const struct key_rule {
	const char *en, *zh;
	unsigned on;
	bool (*set)(struct target *t, struct scan *s);
	const char *form;
} keys[KEYS] = {
	[KEY_ID] = {"id", "编号", PHASE | STEP | BASE | OTHER, set_nothing,
		"id: evidence-image"},
	[KEY_KIND] = {"kind", "阶段", PHASE | BASE, set_kind,
		"kind: prepare, detect, contain, investigate, notify, "
		"recover or learn"},
	[KEY_MODE] = {"mode", "方式", PHASE | BASE, set_mode,
		"mode: read-do, or mode: do-confirm"},
	[KEY_ROLE] = {"role", "角色", STEP | BASE, set_role, "role: lead"},
	[KEY_SECOND] = {"second", "复核", STEP | BASE, set_second,
		"second: any, or second: lead"},
	[KEY_AFTER] = {"after", "前置", STEP | BASE, set_after,
		"after: evidence-image, logs-saved"},
	[KEY_WHEN] = {"when", "条件", STEP | BASE, set_when,
		"when: personal-data = yes"},
	[KEY_DUE] = {"due", "时限", STEP | BASE, set_due,
		"due: 4h from opened, or due: 6h before "
		"eu-gdpr-33-authority"},
	[KEY_REPEAT] = {"repeat", "重复", STEP | BASE, set_repeat,
		"repeat: every 24h until tell-customers"},
	[KEY_DECIDE] = {"decide", "判定", STEP | BASE, set_decide,
		"decide: yes | no"},
	[KEY_VALUE] = {"value", "填报", STEP | BASE | OTHER, set_value,
		"value: number \"people affected\" (or text, time, list)"},
	[KEY_EVIDENCE] = {"evidence", "证据", STEP | BASE | OTHER | MANY,
		set_evidence,
		"evidence: file \"who is logged in\" (or note, ref, hash)"},
	[KEY_APPROVE] = {"approve", "审批", STEP | BASE, set_approve,
		"approve: legal"},
	[KEY_NOTICE] = {"notice", "模板", STEP | BASE, set_notice,
		"notice: authority-first"},
	[KEY_STARTS] = {"starts", "启动时钟", STEP | BASE, set_starts,
		"starts: aware, or starts: eu-gdpr-33-authority"},
	[KEY_STOPS] = {"stops", "停止时钟", STEP | BASE, set_stops,
		"stops: authority, or stops: eu-gdpr-33-authority"},
	[KEY_OF] = {"of", "原文", PHASE | STEP | OTHER, set_nothing,
		"of: 76dace5b"},
};

const char *key_written(enum key_id key, bool zh)
{
	return zh ? keys[key].zh : keys[key].en;
}

const char *key_word(const struct reader *r, enum key_id key)
{
	const char *lang = r->pb->lang[r->lang];

	return key_written(key, lang && strcmp(lang, "zh") == 0);
}

const char *key_form(enum key_id key)
{
	return keys[key].form;
}

enum key_id key_find(const char *name)
{
	int k = 0;

	while (k < KEYS && strcmp(name, keys[k].en) != 0 &&
	       strcmp(name, keys[k].zh) != 0)
		k++;
	return (enum key_id)k;
}

const char *key_nearest(const char *name)
{
	const char *best = NULL;

	for (int k = 0; k < KEYS; k++) {
		best = near_better(name, best, keys[k].en);
		if ((unsigned char)*name >= 0x80)
			best = near_better(name, best, keys[k].zh);
	}
	return best;
}

bool key_repeats(enum key_id key)
{
	return keys[key].on & MANY;
}

bool key_on(enum key_id key, int level)
{
	return keys[key].on & (level == 2 ? PHASE : STEP);
}

bool key_translates(enum key_id key)
{
	return keys[key].on & OTHER;
}

static void set(struct reader *r, struct target *t, const struct key_line *k)
{
	struct scan s = {.a = r->a, .p = k->value};

	t->at = k->at;
	t->f = r->f;
	if (!keys[k->key].set(t, &s) && !t->told && !s.failed)
		finding_add(r->f, LINT_KEY, &k->at, keys[k->key].form,
			    _("this is no value of %s: \"%s\""),
			    k->at.key, k->value);
	if (s.failed)
		r->rc = ERR_NOMEM;
}

void key_set_step(struct reader *r, struct pb_step *st,
		  const struct key_line *k)
{
	set(r, &(struct target){.step = st}, k);
}

void key_set_phase(struct reader *r, struct pb_phase *ph,
		   const struct key_line *k)
{
	set(r, &(struct target){.phase = ph}, k);
}

bool key_label(struct reader *r, const struct key_line *k, int *kind,
	       const char **label)
{
	struct scan s = {.a = r->a, .p = k->value};
	bool ok = labelled(&s, k->key == KEY_VALUE ? value_kinds
						    : evidence_kinds,
			   kind, label);

	if (s.failed)
		r->rc = ERR_NOMEM;
	else if (!ok)
		finding_add(r->f, LINT_KEY, &k->at, keys[k->key].form,
			    _("this is no value of %s: \"%s\""), k->at.key,
			    k->value);
	return ok;
}
