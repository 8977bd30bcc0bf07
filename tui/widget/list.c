#include "tui/widget/list.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/utf8.h"

#define TELL 4096 /* items between two words on how far it is */

static int count(const struct list *l)
{
	return l->ops->count(l->ctx);
}

static const char *text_of(const struct list *l, int i)
{
	return l->ops->text ? l->ops->text(l->ctx, i) : NULL;
}

bool list_filtered(const struct list *l)
{
	return l->only && *l->only;
}

/* False while a filter hides item i. */
static bool shown(const struct list *l, int i)
{
	const char *text;

	if (!list_filtered(l))
		return true;
	text = text_of(l, i);
	return text && l->ops->key(l->ctx, i) &&
	       utf8_find(text, l->only) >= 0;
}

static bool can_choose(const struct list *l, int i)
{
	return l->ops->key(l->ctx, i) && shown(l, i);
}

static void set_choice(struct list *l, int i)
{
	char *key = mem_strdup(l->ops->key(l->ctx, i));

	mem_free(l->chosen);
	l->chosen = key;
	l->row = i;
}

/* The item to choose nearest to i, looking onward first; -1. */
static int nearest(const struct list *l, int i)
{
	int n = count(l);

	i = i < 0 ? 0 : i;
	for (int k = i; k < n; k++)
		if (can_choose(l, k))
			return k;
	for (int k = i < n ? i - 1 : n - 1; k >= 0; k--)
		if (can_choose(l, k))
			return k;
	return -1;
}

/* Looks where it was first: data seldom moves. */
static int where(const struct list *l, const char *key)
{
	int n = count(l);
	const char *at;

	if (!key)
		return -1;
	if (l->row >= 0 && l->row < n) {
		at = l->ops->key(l->ctx, l->row);
		if (at && str_eq(at, key))
			return l->row;
	}
	for (int i = 0; i < n; i++) {
		at = l->ops->key(l->ctx, i);
		if (at && str_eq(at, key))
			return i;
	}
	return -1;
}

int list_at(struct list *l)
{
	int i = where(l, l->chosen);

	if (i < 0 || !shown(l, i))
		i = nearest(l, l->row);
	if (i >= 0 && (i != l->row || !l->chosen ||
		       !str_eq(l->chosen, l->ops->key(l->ctx, i))))
		set_choice(l, i);
	return i;
}

const char *list_key(struct list *l)
{
	return list_at(l) < 0 ? NULL : l->chosen;
}

bool list_choose(struct list *l, const char *key)
{
	int i = where(l, key);

	if (i < 0)
		return false;
	set_choice(l, i);
	return true;
}

void list_go(struct list *l, int i)
{
	i = nearest(l, i);
	if (i >= 0)
		set_choice(l, i);
}

/* ---- moving ---- */
/* From item i, `by` items that can be chosen; stops at the ends. */
static int stepped(const struct list *l, int i, int by)
{
	int n = count(l), dir = by < 0 ? -1 : 1, last = i;

	for (int k = i + dir; by && k >= 0 && k < n; k += dir) {
		if (!can_choose(l, k))
			continue;
		last = k;
		by -= dir;
	}
	return last;
}

static bool move(struct focus *f, enum move how)
{
	struct list *l = (struct list *)f;
	int at = list_at(l), page = l->rows > 1 ? l->rows - 1 : 1;
	int to = at;

	if (at < 0)
		return false;
	switch (how) {
	case MOVE_UP:
		to = stepped(l, at, -1);
		break;
	case MOVE_DOWN:
		to = stepped(l, at, 1);
		break;
	case MOVE_PAGE_UP:
		to = stepped(l, at, -page);
		break;
	case MOVE_PAGE_DOWN:
		to = stepped(l, at, page);
		break;
	case MOVE_HALF_UP:
		to = stepped(l, at, -(page + 1) / 2);
		break;
	case MOVE_HALF_DOWN:
		to = stepped(l, at, (page + 1) / 2);
		break;
	case MOVE_FIRST:
		to = nearest(l, 0);
		break;
	case MOVE_LAST:
		to = nearest(l, count(l) - 1);
		break;
	case MOVE_LEFT:
	case MOVE_RIGHT:
		break;
	}
	if (to != at)
		set_choice(l, to);
	return to != at;
}

static bool holds(const struct list *l, int i, const char *words)
{
	const char *text;

	if (l->search)
		return l->search->holds(l->ctx, i, words);
	text = text_of(l, i);
	return text && utf8_find(text, words) >= 0;
}

static enum hit find(struct focus *f, const char *text, int dir)
{
	struct list *l = (struct list *)f;
	int n = count(l), at = list_at(l);

	if (at < 0 || !*text)
		return HIT_NONE;
	for (int k = dir ? 1 : 0; k <= n; k++) {
		int i = (at + (dir < 0 ? n - k % n : k) + n) % n;

		if (k % TELL == TELL - 1 && l->search &&
		    l->search->tell(l->ctx, k, n))
			return HIT_STOPPED;
		if (!can_choose(l, i) || !holds(l, i, text))
			continue;
		set_choice(l, i);
		return HIT_ONE;
	}
	return HIT_NONE;
}

static int filter(struct focus *f, const char *text)
{
	struct list *l = (struct list *)f;
	int n = count(l), left = 0;

	mem_free(l->only);
	l->only = *text ? mem_strdup(text) : NULL;
	l->top = 0;
	for (int i = 0; i < n; i++)
		left += can_choose(l, i);
	list_at(l);
	return left;
}

static bool filtered(const struct focus *f)
{
	return list_filtered((const struct list *)f);
}

static bool pick(struct focus *f, const struct focus *list, int item)
{
	struct list *l = (struct list *)f;

	if (f != list)
		return false;
	if (item < count(l) && can_choose(l, item))
		set_choice(l, item);
	return true;
}

static const struct focus_ops list_focus = {move, find, filter, filtered,
					    pick};

void list_init(struct list *l, const struct list_ops *ops, void *ctx)
{
	*l = (struct list){.focus = {&list_focus}, .ops = ops, .ctx = ctx};
}

void list_release(struct list *l)
{
	mem_free(l->chosen);
	mem_free(l->only);
	l->chosen = l->only = NULL;
}

/* ---- drawing ---- */
static int shown_before(const struct list *l, int i)
{
	int n = 0;

	if (!list_filtered(l))
		return i;
	for (int k = 0; k < i; k++)
		n += shown(l, k);
	return n;
}

/* The window moves only when the choice would leave it; one row more than
 * needed shows that the list goes on, and headings come along at the top. */
static void scroll(struct list *l, int at, int rows)
{
	int total = shown_before(l, count(l));
	int place = at < 0 ? 0 : shown_before(l, at);

	if (place < l->top)
		l->top = place;
	if (place + l->ahead >= l->top + rows)
		l->top = place + l->ahead - rows + 1;
	if (l->top > total - rows)
		l->top = total - rows;
	if (l->top < 0)
		l->top = 0;
	if (at >= 0 && place == l->top && nearest(l, 0) == at && place < rows)
		l->top = 0;
}

void list_draw(struct list *l, struct surface *s, int row, int rows, int col,
	       int cells, bool focus)
{
	int n = count(l), at = list_at(l), place = 0;

	l->rows = rows;
	if (rows < 1)
		return;
	scroll(l, at, rows);
	for (int i = 0; i < n && place < l->top + rows; i++) {
		int r = row + place - l->top;

		if (!shown(l, i))
			continue;
		if (place++ < l->top)
			continue;
		if (i == at) {
			surface_put(s, r, col + 1, 1, l->mark, ">");
			if (focus)
				surface_cursor(s, r, col + 1);
		}
		l->ops->draw(l->ctx, i, s, r, col + 3, cells - 3, i == at);
		surface_spot(s, r, col, cells,
			     (struct spot){.list = &l->focus, .item = i});
	}
}
