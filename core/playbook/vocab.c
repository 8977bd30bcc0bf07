/* core/playbook/vocab.c - see vocab.h. */
#include "core/playbook/vocab.h"

#include <ctype.h>
#include <string.h>

#include "core/base/str.h"
#include "core/base/utf8.h"

struct word {
	const char *word; /* the beginning of one; "=": the whole of it */
	enum phase_kind kind;
};

static const struct word words[] = {
	{"prepar", PHASE_PREPARE}, {"prevent", PHASE_PREPARE},
	{"prerequisite", PHASE_PREPARE}, {"protect", PHASE_PREPARE},
	{"准备", PHASE_PREPARE}, {"预防", PHASE_PREPARE},
	{"detect", PHASE_DETECT}, {"identif", PHASE_DETECT},
	{"alert", PHASE_DETECT}, {"triage", PHASE_DETECT},
	{"检测", PHASE_DETECT}, {"识别", PHASE_DETECT},
	{"发现", PHASE_DETECT},
	{"contain", PHASE_CONTAIN}, {"isolat", PHASE_CONTAIN},
	{"mitigat", PHASE_CONTAIN}, {"遏制", PHASE_CONTAIN},
	{"抑制", PHASE_CONTAIN}, {"止损", PHASE_CONTAIN},
	{"investigat", PHASE_INVESTIGATE}, {"analy", PHASE_INVESTIGATE},
	{"assess", PHASE_INVESTIGATE}, {"scope", PHASE_INVESTIGATE},
	{"forensic", PHASE_INVESTIGATE}, {"调查", PHASE_INVESTIGATE},
	{"分析", PHASE_INVESTIGATE}, {"研判", PHASE_INVESTIGATE},
	{"排查", PHASE_INVESTIGATE}, {"溯源", PHASE_INVESTIGATE},
	{"notif", PHASE_NOTIFY}, {"communicat", PHASE_NOTIFY},
	{"disclos", PHASE_NOTIFY}, {"escalat", PHASE_NOTIFY},
	{"通知", PHASE_NOTIFY}, {"通报", PHASE_NOTIFY},
	{"报告", PHASE_NOTIFY},
	{"eradicat", PHASE_RECOVER}, {"remediat", PHASE_RECOVER},
	{"recover", PHASE_RECOVER}, {"restor", PHASE_RECOVER},
	{"根除", PHASE_RECOVER}, {"清除", PHASE_RECOVER},
	{"恢复", PHASE_RECOVER}, {"加固", PHASE_RECOVER},
	{"lesson", PHASE_LEARN}, {"post-incident", PHASE_LEARN},
	{"post incident", PHASE_LEARN}, {"post-mortem", PHASE_LEARN},
	{"postmortem", PHASE_LEARN}, {"aftermath", PHASE_LEARN},
	{"review", PHASE_LEARN}, {"总结", PHASE_LEARN},
	{"复盘", PHASE_LEARN}, {"改进", PHASE_LEARN},
	{"eliminat", PHASE_RECOVER}, {"rebuild", PHASE_RECOVER},
	{"inform", PHASE_NOTIFY}, {"quarantin", PHASE_CONTAIN},
	{"retrospective", PHASE_LEARN}, {"debrief", PHASE_LEARN},
	{"follow-up", PHASE_LEARN}, {"follow up", PHASE_LEARN},
	{"symptom", PHASE_DETECT}, {"diagnos", PHASE_INVESTIGATE},
	{"troubleshoot", PHASE_INVESTIGATE}, {"诊断", PHASE_INVESTIGATE},
	{"监测", PHASE_DETECT}, {"隔离", PHASE_CONTAIN},
	{"阻断", PHASE_CONTAIN}, {"控制", PHASE_CONTAIN},
	{"取证", PHASE_INVESTIGATE}, {"评估", PHASE_INVESTIGATE},
	{"上报", PHASE_NOTIFY}, {"告知", PHASE_NOTIFY},
	{"沟通", PHASE_NOTIFY}, {"修复", PHASE_RECOVER},
	{"重建", PHASE_RECOVER}, {"整改", PHASE_RECOVER},
	{"回顾", PHASE_LEARN}, {"善后", PHASE_LEARN},
};

/* Beginnings of titles of what is for reading. */
static const char *const skipped[] = {
	"reference", "resource", "appendix", "overview", "contact", "backlog",
	"related", "next step", "out of scope", "table of content", "contents",
	"additional information", "further reading", "see also", "glossary",
	"change log", "changelog", "revision history", "version history",
	"license", "licence", "disclaimer", "acknowledg", "about this",
	"document control", "revisions",
	"参考", "目录", "附录", "前言", "更新日志", "相关项目", "相关工具",
	"概述", "简介", "背景", "事件概述", "适用范围", "编制目的", "总则",
	"附则", "toc", "修订记录", "版本记录", "修订历史", "术语", "联系方式", "联系人",
};

static bool letter(char c)
{
	return isalnum((unsigned char)c) != 0;
}

/* True if text begins with word, case aside. */
static bool begins(const char *text, const char *word)
{
	for (; *word; word++, text++)
		if (tolower((unsigned char)*text) != (unsigned char)*word)
			return false;
	return true;
}

enum phase_kind vocab_kind(const char *title)
{
	for (const char *p = title; *p; p++) {
		if (letter(*p) && p > title && letter(p[-1]))
			continue;
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (begins(p, words[i].word))
				return words[i].kind;
	}
	return PHASE_NONE;
}

bool vocab_bare(const char *title)
{
	size_t n = 0;

	while (letter(title[n]) || title[n] == '-' ||
	       (unsigned char)title[n] >= 0x80)
		n++;
	if ((unsigned char)*title >= 0x80 && n > 15)
		return false; /* five characters; more say what about */
	return n && n <= 24 && !title[n + strspn(title + n, " :")] &&
	       vocab_kind(title) != PHASE_NONE;
}

bool vocab_skip(const char *title)
{
	title += strspn(title, " *_");
	for (size_t i = 0; i < sizeof(skipped) / sizeof(*skipped); i++)
		if (begins(title, skipped[i]))
			return true;
	return false;
}

/* --- numbering -------------------------------------------------------------- */

/* Bytes of one of the characters in a NUL-separated list ended by "", or
 * 0. */
static size_t any_of(const char *p, const char *const *list)
{
	for (; *list; list++)
		if (str_starts(p, *list))
			return strlen(*list);
	return 0;
}

static const char *const han_digits[] = {
	"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", NULL};
static const char *const separators[] = {
	" ", "-", "–", "—", ":", "：", ".", "．", ")", "）", "、", "|", NULL};
static const char *const marks[] = {
	":", "：", ".", "．", ")", "）", "、", NULL};

static size_t run_of(const char *p, const char *const *list)
{
	size_t n = 0, one;

	while ((one = any_of(p + n, list)))
		n += one;
	return n;
}

/* "3", "3.2", "4b", "IV" as part of "Phase 3"; counts dots between. */
static size_t number(const char *p, int *dots)
{
	size_t n = strspn(p, "0123456789");

	*dots = 0;
	if (!n)
		return 0;
	while (p[n] == '.' && isdigit((unsigned char)p[n + 1])) {
		n += 1 + strspn(p + n + 1, "0123456789");
		++*dots;
	}
	if (isalpha((unsigned char)p[n]) && !letter(p[n + 1]))
		n++;
	return n;
}

/* "Part 3 - ": a word that counts, its number, something between. */
static size_t counted_word(const char *p)
{
	static const char *const word[] = {"part", "phase", "step", "stage",
					   "section", "chapter", "task"};
	int dots;

	for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++) {
		size_t n = strlen(word[i]), d;

		if (!begins(p, word[i]) || p[n] != ' ')
			continue;
		d = number(p + n + 1, &dots);
		if (!d && strchr("IVX", p[n + 1]) && p[n + 1])
			d = strspn(p + n + 1, "IVX");
		if (d)
			return n + 1 + d + run_of(p + n + 1 + d, separators);
	}
	return 0;
}

/* "第1步：", "第一阶段 " */
static size_t counted_han(const char *p)
{
	static const char *const unit[] = {"步", "章", "节", "阶段", "部分",
					   NULL};
	size_t n = strlen("第"), d, u;

	if (!str_starts(p, "第"))
		return 0;
	d = strspn(p + n, "0123456789");
	if (!d)
		d = run_of(p + n, han_digits);
	u = d ? any_of(p + n + d, unit) : 0;
	return u ? n + d + u + run_of(p + n + d + u, separators) : 0;
}

/* "(C) ", "（一）" */
static size_t bracketed(const char *p)
{
	bool wide = str_starts(p, "（");
	size_t n = wide ? strlen("（") : 1, d = 0;

	if (!wide && *p != '(')
		return 0;
	d = run_of(p + n, han_digits);
	while (!d || letter(p[n + d])) {
		if (d > 2 || !letter(p[n + d]))
			return 0;
		d++;
	}
	n += d;
	if (str_starts(p + n, "）"))
		n += strlen("）");
	else if (p[n] == ')')
		n++;
	else
		return 0;
	return n + strspn(p + n, " ");
}

static size_t circled(const char *p) /* U+2460 to U+2473 */
{
	return (unsigned char)p[0] == 0xe2 && (unsigned char)p[1] == 0x91 &&
	       (unsigned char)p[2] >= 0xa0 && (unsigned char)p[2] <= 0xb3
		       ? 3 + strspn(p + 3, " ") : 0;
}

/* A digit in a box: "1️⃣ ", U+20E3 behind it. */
static size_t keycap(const char *p)
{
	size_t n = *p >= '0' && *p <= '9' ? 1 : 0;

	if (n && str_starts(p + n, "\xef\xb8\x8f"))
		n += 3;
	return n && str_starts(p + n, "\xe2\x83\xa3")
		       ? n + 3 + strspn(p + n + 3, " ") : 0;
}

/* "3. ", "3.2 ", "0x01 ", "一、"; a bare "72 hours" is no number. */
static size_t counted(const char *p)
{
	int dots;
	size_t n, m;

	if (p[0] == '0' && p[1] == 'x' && isxdigit((unsigned char)p[2])) {
		n = 2 + strspn(p + 2, "0123456789abcdefABCDEF");
		return n <= 4 ? n + run_of(p + n, separators) : 0;
	}
	n = number(p, &dots);
	if (!n) {
		n = run_of(p, han_digits);
		m = n ? run_of(p + n, marks) : 0;
		return m ? n + m + strspn(p + n + m, " ") : 0;
	}
	m = run_of(p + n, marks);
	if (!m && (!dots || p[n] != ' '))
		return 0;
	return n + m + run_of(p + n + m, separators);
}

const char *vocab_strip(const char *title)
{
	static size_t (*const way[])(const char *) = {
		counted_word, counted_han, bracketed, circled, keycap,
		counted};
	const char *p = title + strspn(title, " ");

	for (size_t i = 0; i < sizeof(way) / sizeof(*way); i++) {
		size_t n = way[i](p);

		if (n && p[n])
			p += n;
	}
	return *p ? p : title;
}

size_t vocab_box(const char *text)
{
	static const char *const boxes[] = {"☐", "☑", "☒", "□", "▢", "◻", "⬜",
					    "✅", "[ ]", "[x]", "[X]", NULL};

	return any_of(text, boxes);
}

/* What stands behind "1." or "-" without a blank, so that CommonMark takes it
 * for text: a Chinese character, or a capital letter behind a number. */
static bool han(const char *p)
{
	return (unsigned char)*p >= 0xe3 && (unsigned char)*p <= 0xe9;
}

static size_t bullet(const char *text)
{
	static const char *const marks_of[] = {
		"•", "·", "●", "○", "◆", "◇", "■", "▪", "‣", "➢", "➤", "►",
		"▶", "※", "→", "➡\xef\xb8\x8f", "➡", "✔\xef\xb8\x8f", "✔",
		"✓", "☞", "👉", NULL};
	size_t n = any_of(text, marks_of);

	if (n)
		return n + strspn(text + n, " ");
	return *text == '-' && han(text + 1) ? 1 : 0;
}

size_t vocab_item(const char *text)
{
	static const char *const behind[] = {"、", "．", "）", NULL};
	size_t n = strspn(text, "0123456789"), m;

	if (n && n < 4 && (m = any_of(text + n, behind)))
		return n + m + strspn(text + n + m, " ");
	if (n && n < 3 && (text[n] == '.' || text[n] == ')') &&
	    (han(text + n + 1) || isupper((unsigned char)text[n + 1])))
		return n + 1;
	if ((n = keycap(text)) || (n = bullet(text)))
		return text[n] ? n : 0;
	if (str_starts(text, "（"))
		return bracketed(text);
	n = vocab_box(text);
	if (n)
		return n + strspn(text + n, " ");
	if (str_starts(text, "第") && (n = counted_han(text)))
		return memmem(text, n, "步", strlen("步")) ? n : 0;
	if (begins(text, "step ") && (n = counted_word(text)))
		return text[n] ? n : 0;
	return circled(text);
}

static bool short_line(const char *line)
{
	size_t n = strlen(line);

	return n && n <= 90 && !strstr(line, "。") && !strstr(line, "；") &&
	       !strchr(".!?;", line[n - 1]);
}

bool vocab_heading(const char *line)
{
	size_t n;

	if (!short_line(line))
		return false;
	n = run_of(line, han_digits);
	if (n && str_starts(line + n, "、"))
		return true;
	if (str_starts(line, "第") && (n = counted_han(line)))
		return !memmem(line, n, "步", strlen("步"));
	if ((begins(line, "phase ") || begins(line, "stage ") ||
	     begins(line, "part ")) && counted_word(line))
		return true;
	return vocab_bare(line);
}

/* --- tables ----------------------------------------------------------------- */

enum column vocab_column(const char *head)
{
	static const struct {
		const char *word;
		enum column column;
	} row[] = {
		{"action", COLUMN_ACTION}, {"task", COLUMN_ACTION},
		{"activity", COLUMN_ACTION}, {"what to do", COLUMN_ACTION},
		{"step description", COLUMN_ACTION},
		{"操作", COLUMN_ACTION}, {"动作", COLUMN_ACTION},
		{"任务", COLUMN_ACTION}, {"措施", COLUMN_ACTION},
		{"处置内容", COLUMN_ACTION}, {"工作内容", COLUMN_ACTION},
		{"检查项", COLUMN_ACTION}, {"事项", COLUMN_ACTION},
		{"owner", COLUMN_OWNER}, {"role", COLUMN_OWNER},
		{"who", COLUMN_OWNER}, {"responsible", COLUMN_OWNER},
		{"assignee", COLUMN_OWNER}, {"负责", COLUMN_OWNER},
		{"责任", COLUMN_OWNER}, {"角色", COLUMN_OWNER},
		{"#", COLUMN_NUMBER}, {"no", COLUMN_NUMBER},
		{"step", COLUMN_NUMBER}, {"序号", COLUMN_NUMBER},
		{"编号", COLUMN_NUMBER}, {"步骤", COLUMN_NUMBER},
		{"phase", COLUMN_PHASE}, {"stage", COLUMN_PHASE},
		{"阶段", COLUMN_PHASE}, {"环节", COLUMN_PHASE},
	};

	head += strspn(head, " *");
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		size_t n = strlen(row[i].word);

		if (begins(head, row[i].word) &&
		    (!letter(head[n]) || n > 3))
			return row[i].column;
	}
	return COLUMN_OTHER;
}
