/* tui/cmd/drill_csv.c - see drill_csv.h. */
#include "tui/cmd/drill_csv.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/people/csv.h"

#define APART (3 * TIME_MINUTE)
#define WITHIN (10 * TIME_MINUTE)
#define MOST 200 /* injects */

/* The first of each is what we write ourselves. */
const char *const column_names[COLUMNS][2][COLUMN_NAMES] = {
	[COL_ID] = {{"number", "no", "no.", "#", "inject no", "id"},
		    {"序号", "编号", "情景编号"}},
	[COL_AT] = {{"time", "play time", "at", "minute", "exercise time",
		     "start"},
		    {"时间", "演练时间", "进行时间", "注入时间"}},
	[COL_KIND] = {{"kind", "type", "inject type"}, {"类型", "种类"}},
	[COL_VIA] = {{"via", "method", "channel", "delivery", "mode"},
		     {"方式", "渠道", "传递方式"}},
	[COL_FROM] = {{"from", "sender", "source", "who"},
		      {"发出人", "来源", "发送方", "信息来源"}},
	[COL_TO] = {{"to", "recipient", "target", "audience", "for"},
		    {"接收人", "对象", "接收方", "参演角色"}},
	[COL_TITLE] = {{"title", "subject", "event", "name"},
		       {"标题", "事件", "名称"}},
	[COL_TEXT] = {{"message", "inject", "text", "description", "content",
		       "event description"},
		      {"情景注入", "导调信息", "内容", "信息内容", "描述"}},
	[COL_STEP] = {{"step", "steps"}, {"步骤", "预案步骤"}},
	[COL_EXPECT] = {{"expected", "expected action", "expected actions",
			 "expected response", "expected outcome"},
			{"预期行动", "预期反应", "预期响应"}},
	[COL_BY] = {{"by", "within", "time allowed", "limit"}, {"时限"}},
	[COL_GOAL] = {{"objective", "objectives", "goal"},
		      {"演练目标", "目标"}},
	[COL_WHEN] = {{"when", "condition"}, {"条件"}},
	[COL_NOTE] = {{"notes", "note", "remarks", "facilitator notes",
		       "controller notes", "comments"},
		      {"主持人备注", "备注", "说明"}},
	[COL_DECISION] = {{"decision"}, {"决策"}},
	[COL_ASK] = {{"question"}, {"决策问题"}},
	[COL_OPTIONS] = {{"options"}, {"选项"}},
	[COL_WITHIN] = {{"decide within"}, {"决策时限"}},
};

struct importing {
	struct arena a;
	const struct playbook *pb;
	size_t lang;
	bool headed;
	int of[COLUMNS]; /* place in the row, or -1 */
	struct sc_draft d;
	bool timed; /* a first time of day was seen */
	int64_t first, last;
};

static bool names(enum column c, const char *cell)
{
	for (int l = 0; l < 2; l++)
		for (int i = 0; i < COLUMN_NAMES && column_names[c][l][i]; i++)
			if (!strcasecmp(column_names[c][l][i], cell))
				return true;
	return false;
}

/* Without blanks around it, in the arena; "" for a cell that is not there. */
static const char *cell_of(struct importing *m, const struct csv_row *row,
			   int at)
{
	const char *p, *end;

	if (at < 0 || (size_t)at >= row->count)
		return "";
	p = row->cell[at];
	end = p + row->len[at];
	while (p < end && isspace((unsigned char)*p))
		p++;
	while (end > p && isspace((unsigned char)end[-1]))
		end--;
	if (p + 1 < end && *p == '\'' && strchr("=+-@", p[1]))
		p++; /* what keeps a spreadsheet from calculating */
	return arena_strndup(&m->a, p, (size_t)(end - p));
}

static int read_head(struct importing *m, const struct csv_row *row,
		     struct error *err)
{
	for (int c = 0; c < COLUMNS; c++)
		m->of[c] = -1;
	for (size_t i = 0; i < row->count; i++) {
		const char *cell = cell_of(m, row, (int)i);

		if (!cell)
			return error_nomem(err);
		for (int c = 0; c < COLUMNS; c++)
			if (m->of[c] < 0 && names((enum column)c, cell)) {
				m->of[c] = (int)i;
				break;
			}
	}
	m->headed = true;
	if (m->of[COL_TEXT] >= 0 || m->of[COL_TITLE] >= 0)
		return 0;
	error_set(err, ERR_INVALID,
		  _("no column is called \"message\" or \"title\""));
	return error_fix(err, _("name the columns: number, time, from, to, "
				"message, expected, objective"));
}

/* "12m", "12", "0:12" and "09:10", which count from the first row's. */
static int64_t time_of(struct importing *m, const char *text)
{
	size_t n = strspn(text, "0123456789");
	size_t k = text[n] == ':' ? strspn(text + n + 1, "0123456789") : 0;
	long long hour, minute;
	char part[8] = "";
	int64_t ms;

	if (n && n < 5 && !text[n] && str_int(&minute, text, 0, 1440))
		return minute * TIME_MINUTE;
	if (!n || n > 3 || !k || k > 2)
		return play_parse(&ms, text) && *text ? ms : -1;
	memcpy(part, text, n);
	if (!str_int(&hour, part, 0, 999))
		return -1;
	memcpy(part, text + n + 1, k);
	part[k] = '\0';
	if (!str_int(&minute, part, 0, 59))
		return -1;
	ms = (hour * 60 + minute) * TIME_MINUTE;
	if (!m->timed)
		m->first = ms;
	m->timed = true;
	return ms >= m->first ? ms - m->first : -1;
}

/* The place of a text in a list, put there if it is new. */
static size_t place_in(const char **list, size_t *count, const char *text)
{
	size_t i = 0;

	while (i < *count && !str_eq(list[i], text))
		i++;
	if (i == *count)
		list[(*count)++] = text;
	return i;
}

/* --- one row ------------------------------------------------------------------------ */

static const char *role_like(const struct importing *m, const char *word,
			     size_t n)
{
	for (size_t i = 0; i < m->pb->role_count; i++) {
		const struct pb_role *r = &m->pb->role[i];

		if (strlen(r->key) == n && !strncasecmp(r->key, word, n))
			return r->key;
		for (size_t l = 0; l < PB_LANGS; l++)
			if (r->name.in[l] && strlen(r->name.in[l]) == n &&
			    !strncasecmp(r->name.in[l], word, n))
				return r->key;
	}
	return NULL;
}

/* Bytes up to the next , ; / + or their Chinese forms. */
static size_t until_comma(const char *p, size_t *skip)
{
	static const char *const signs[] = {",", ";", "/", "+", "\n", "、",
					    "，", "；"};
	size_t n = 0;

	*skip = 0;
	for (; p[n]; n++)
		for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
			if (str_starts(p + n, signs[i])) {
				*skip = strlen(signs[i]);
				return n;
			}
	return n;
}

static int read_to(struct importing *m, struct draft_inject *in,
		   const char *cell)
{
	size_t skip, n;

	in->to = arena_alloc(&m->a, (m->pb->role_count + 1) *
					    sizeof(*in->to));
	if (!in->to)
		return ERR_NOMEM;
	for (; *cell; cell += n + skip) {
		const char *role;
		size_t len;

		cell += strspn(cell, " \t");
		n = len = until_comma(cell, &skip);
		while (len && cell[len - 1] == ' ')
			len--;
		role = role_like(m, cell, len);
		if (role)
			place_in(in->to, &in->to_count, role);
	}
	return 0;
}

/* "... [3m !]": a time of its own, critical; cut off. */
static size_t read_mark(struct draft_expect *e, const char *text, size_t n)
{
	size_t at = n;
	char time[16] = "";
	bool crit;
	int64_t by;

	while (at && text[at - 1] != '[')
		at--;
	if (at < 2 || text[n - 1] != ']' || text[at - 2] != ' ' ||
	    n - at > sizeof(time))
		return n;
	memcpy(time, text + at, n - at - 1);
	crit = str_ends(time, "!");
	if (crit)
		time[strlen(time) - 1] = '\0';
	if (str_ends(time, " "))
		time[strlen(time) - 1] = '\0';
	if (*time && !play_parse(&by, time))
		return n;
	if (*time)
		e->by = by;
	e->crit = crit;
	return at - 2;
}

static int add_expect(struct importing *m, struct draft_inject *in,
		      size_t *cap, const char *text, size_t n, int64_t by)
{
	struct draft_expect e = {.by = by};
	const char *word = arena_strndup(&m->a, text,
					 read_mark(&e, text, n));
	bool step = word && playbook_step(m->pb, word);

	if (!word || arena_grow(&m->a, &in->expect, in->expect_count, cap,
				sizeof(*in->expect)))
		return ERR_NOMEM;
	e.step = step ? word : NULL;
	e.say = step ? NULL : word;
	in->expect[in->expect_count++] = e;
	return 0;
}

/* A step of the playbook by its id, else what has to be said; one a line. */
static int read_expects(struct importing *m, struct draft_inject *in,
			const char *cell, size_t *cap, int64_t by)
{
	int rc = 0;

	while (*cell && !rc) {
		size_t n = strcspn(cell, ";\n"), len = n;

		while (len && isspace((unsigned char)cell[len - 1]))
			len--;
		if (len)
			rc = add_expect(m, in, cap, cell, len, by);
		cell += n + (cell[n] != '\0');
		cell += strspn(cell, " \t\r");
	}
	return rc;
}

/* As we write it ourselves. */
static bool is_condition(const char *text)
{
	static const char *const kinds[] = {"not_done:", "any_not_done:",
					    "done:", "decided:",
					    "unanswered:"};

	if (strspn(text, "abcdefghijklmnopqrstuvwxyz"
			 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:, []{}") !=
	    strlen(text))
		return false;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_starts(text, kinds[i]))
			return true;
	return false;
}

static const char *kind_of(const char *cell, bool has_when)
{
	for (int k = KIND_MESSAGE; k <= KIND_CONSEQUENCE; k++)
		if (!strcasecmp(sc_kind_name((enum sc_kind)k), cell) &&
		    (has_when || k < KIND_CONTINGENCY))
			return sc_kind_name((enum sc_kind)k);
	return has_when ? "contingency" : "message";
}

/* What somebody has to decide, if the list says so and says between what. */
static int read_decision(struct importing *m, struct draft_inject *in,
			 const char *cell[COLUMNS])
{
	struct draft_decision *d = &m->d.decision[m->d.decision_count];
	const char *p = cell[COL_OPTIONS];
	size_t skip = 0, n, cap = 0;
	int64_t within = time_of(m, cell[COL_WITHIN]);
	const char *ask = *cell[COL_ASK] ? cell[COL_ASK] : SC_ASKED;

	for (size_t i = 0; i < m->d.decision_count; i++)
		if (str_eq(m->d.decision[i].id, cell[COL_DECISION]))
			in->opens = m->d.decision[i].id;
	if (!sc_key_fits(cell[COL_DECISION]) || !*p || in->opens)
		return 0;
	*d = (struct draft_decision){.id = cell[COL_DECISION],
				     .ask = ask, .goal = in->goal,
				     .within = within > 0 ? within : 0};
	for (; *p; p += n + skip) {
		p += strspn(p, " \t");
		n = until_comma(p, &skip);
		if (arena_grow(&m->a, &d->option, d->option_count, &cap,
			       sizeof(*d->option)))
			return ERR_NOMEM;
		d->option[d->option_count] = arena_strndup(&m->a, p, n);
		if (!d->option[d->option_count])
			return ERR_NOMEM;
		if (!sc_key_fits(d->option[d->option_count++]))
			return 0;
	}
	in->opens = d->id;
	m->d.decision_count++;
	return 0;
}

static int fill_row(struct importing *m, struct draft_inject *in,
		    const char *cell[COLUMNS])
{
	const char *unknown = arena_printf(&m->a, "%s %s", SC_ASKED,
					   _("who rings or writes"));
	const char *goal = arena_printf(&m->a, "%s %s", SC_ASKED,
					_("what the team has to show"));
	int64_t at = time_of(m, cell[COL_AT]);
	int64_t by = *cell[COL_BY] ? time_of(m, cell[COL_BY]) : -1;
	size_t cap = 0;
	bool when = is_condition(cell[COL_WHEN]);
	int rc;

	if (!unknown || !goal)
		return ERR_NOMEM;
	by = by > 0 ? by : WITHIN;
	in->at = at >= 0 ? at : m->d.inject_count ? m->last + APART : 0;
	m->last = in->at;
	in->kind = kind_of(cell[COL_KIND], when);
	in->id = cell[COL_ID];
	in->when = when ? cell[COL_WHEN] : NULL;
	in->via = *cell[COL_VIA] ? cell[COL_VIA] : NULL;
	in->title = *cell[COL_TITLE] ? cell[COL_TITLE] : NULL;
	in->say = cell[COL_TEXT];
	in->note = cell[COL_NOTE];
	if (*cell[COL_WHEN] && !when)
		in->note = arena_printf(&m->a, "%s %s: %s. %s", SC_ASKED,
					_("Only if"), cell[COL_WHEN],
					cell[COL_NOTE]);
	if (!in->note)
		return ERR_NOMEM;
	in->from = place_in(m->d.cast, &m->d.cast_count,
			    *cell[COL_FROM] ? cell[COL_FROM] : unknown);
	in->goal = place_in(m->d.goal, &m->d.goal_count,
			    *cell[COL_GOAL] ? cell[COL_GOAL] : goal);
	rc = read_to(m, in, cell[COL_TO]);
	if (!rc)
		rc = read_decision(m, in, cell);
	if (!rc)
		rc = read_expects(m, in, cell[COL_STEP], &cap, by);
	if (!rc)
		rc = read_expects(m, in, cell[COL_EXPECT], &cap, by);
	if (!rc && !in->expect_count)
		rc = add_expect(m, in, &cap, goal, strlen(goal), by);
	return rc;
}

static int take_row(void *ctx, const struct csv_row *row, struct error *err)
{
	struct importing *m = ctx;
	const char *cell[COLUMNS];

	if (row->fault != CSV_SOUND)
		return error_set(err, ERR_INVALID,
				 _("line %llu: not a row of a list"),
				 (unsigned long long)row->line);
	if (!m->headed)
		return read_head(m, row, err);
	for (int c = 0; c < COLUMNS; c++) {
		cell[c] = cell_of(m, row, m->of[c]);
		if (!cell[c])
			return error_nomem(err);
	}
	if (!*cell[COL_TEXT] && !*cell[COL_TITLE])
		return 0; /* an empty row */
	if (m->d.inject_count == MOST)
		return error_set(err, ERR_INVALID,
				 _("line %llu: more than %d injects"),
				 (unsigned long long)row->line, MOST);
	if (fill_row(m, &m->d.inject[m->d.inject_count], cell))
		return error_nomem(err);
	m->d.inject_count++;
	return 0;
}

/* --- all of them ---------------------------------------------------------------------- */

static int begin(struct importing *m, struct error *err)
{
	struct sc_draft *d = &m->d;

	d->inject = arena_alloc(&m->a, MOST * sizeof(*d->inject));
	d->cast = arena_alloc(&m->a, MOST * sizeof(*d->cast));
	d->goal = arena_alloc(&m->a, MOST * sizeof(*d->goal));
	d->role = arena_alloc(&m->a, (m->pb->role_count + 1) *
					     sizeof(*d->role));
	d->decision = arena_alloc(&m->a, MOST * sizeof(*d->decision));
	d->title = arena_printf(&m->a, "%s %s", SC_ASKED, _("A title"));
	if (!d->inject || !d->cast || !d->goal || !d->role || !d->decision ||
	    !d->title)
		return error_nomem(err);
	memset(d->inject, 0, MOST * sizeof(*d->inject));
	for (size_t i = 0; i < m->pb->role_count; i++)
		d->role[d->role_count++] = m->pb->role[i].key;
	return 0;
}

static int feed(struct importing *m, const struct str *list,
		struct error *err)
{
	struct csv *c;
	int rc;

	if (!utf8_valid(str_text(list), list->len))
		return error_set(err, ERR_INVALID, _("not UTF-8 text"));
	c = csv_new(0, take_row, m);
	if (!c)
		return error_nomem(err);
	rc = csv_feed(c, str_text(list), list->len, err);
	if (!rc)
		rc = csv_end(c, err);
	csv_free(c);
	if (!rc && !m->d.inject_count)
		rc = error_set(err, ERR_INVALID, _("no inject is in the list"));
	return rc;
}

static bool same_id(const struct importing *m, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (str_eq(m->d.inject[k].id, m->d.inject[i].id))
			return true;
	return false;
}

/* Numbers of the list are kept if all of them can be ids. Where they are
 * not, a condition on an inject or a decision is left for somebody to
 * write. */
static int settle_ids(struct importing *m)
{
	bool fit = true;

	for (size_t i = 0; i < m->d.inject_count; i++)
		fit &= sc_key_fits(m->d.inject[i].id) && !same_id(m, i);
	for (size_t i = 0; i < m->d.inject_count; i++) {
		struct draft_inject *in = &m->d.inject[i];
		bool rests = in->when && (strstr(in->when, "decided:") ||
					  strstr(in->when, "unanswered:"));

		if (!fit)
			in->id = NULL;
		if (!rests || fit)
			continue;
		in->note = arena_printf(&m->a, "%s %s: %s. %s", SC_ASKED,
					_("Only if"), in->when, in->note);
		in->when = NULL;
		in->kind = "message";
		if (!in->note)
			return ERR_NOMEM;
	}
	return 0;
}

int injects_read(struct str *out, const struct str *list,
		 const struct playbook *pb, const char *id, size_t lang,
		 const char *story, struct error *err)
{
	struct importing m = {.pb = pb, .lang = lang};
	int rc;

	m.d.id = id;
	m.d.lang = pb->lang[lang];
	m.d.slug = pb->slug;
	m.d.min = pb->version;
	m.d.story = story;
	rc = begin(&m, err);
	if (!rc)
		rc = feed(&m, list, err);
	if (!rc && settle_ids(&m))
		rc = error_nomem(err);
	if (!rc)
		rc = scenario_write(out, &m.d, err);
	arena_release(&m.a);
	return rc;
}
