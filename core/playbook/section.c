/* core/playbook/section.c - headings, their key lists, cautions and items. */
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/playbook/reader.h"

#define KEY_LINES 60 /* in one list; beyond it is no playbook */

static struct place node_place(const struct reader *r,
			       const struct section *s,
			       const struct md_node *node)
{
	struct place at;

	while (!node->line && node->parent)
		node = node->parent;
	at = place_at(r, node->line, node->col);
	at.step = s && s->level == 3 ? s->id : NULL;
	return at;
}

static void shape(struct reader *r, const struct section *s,
		  const struct md_node *node, const char *fix,
		  const char *what)
{
	struct place at = node_place(r, s, node);

	finding_add(r->f, LINT_SHAPE, &at, fix, "%s", what);
}

/* --- key lines ------------------------------------------------------------- */

static bool blank_at(const char *p, size_t *n)
{
	*n = strncmp(p, "\xe3\x80\x80", 3) == 0 ? 3 : 1;
	return *n == 3 || *p == ' ' || *p == '\t';
}

/* Cuts "key: value" at its first colon of either width. */
static bool split(char *text, const char **value)
{
	char *p = text + strcspn(text, ":\xef"), *end;
	size_t n;

	while (*p && *p != ':' && strncmp(p, "\xef\xbc\x9a", 3) != 0)
		p += 1 + strcspn(p + 1, ":\xef");
	if (!*p)
		return false;
	n = *p == ':' ? 1 : 3;
	for (end = p; end > text && end[-1] == ' '; end--)
		continue;
	*end = '\0';
	for (p += n; *p && blank_at(p, &n); p += n)
		continue;
	*value = p;
	return true;
}

/* Where the value begins behind its colon, NULL if nowhere. */
static const char *value_at(const char *p, const char *end)
{
	size_t n;

	while (p < end && *p != ':' &&
	       (end - p < 3 || memcmp(p, "\xef\xbc\x9a", 3) != 0))
		p++;
	if (p == end)
		return NULL;
	for (p += *p == ':' ? 1 : 3; p < end && blank_at(p, &n); p += n)
		continue;
	return p < end ? p : NULL;
}

int key_value_col(const char *text, size_t n, const struct pb_place *where,
		  const char *word)
{
	const char *line = text + where->at;
	const char *nl = memchr(line, '\n', n - where->at);
	const char *end = nl ? nl : text + n, *p = value_at(line, end);
	size_t len = word ? strlen(word) : 0;
	int col = 1;

	if (!p)
		return where->col;
	for (const char *q = p; len && q + len <= end; q++) {
		if (memcmp(q, word, len) == 0) {
			p = q;
			break;
		}
	}
	for (; line < p; line++)
		col += ((unsigned char)*line & 0xc0) != 0x80;
	return col;
}

static bool twice(struct reader *r, const struct section *s,
		  enum key_id key, const struct place *at)
{
	if (key_repeats(key))
		return false;
	for (size_t i = 0; i < s->keys; i++) {
		if (s->key[i].key != key)
			continue;
		finding_add(r->f, LINT_KEY, at,
			    _("keep one of the two"),
			    _("the key %s stands here twice"), at->key);
		return true;
	}
	return false;
}

static void unknown_key(struct reader *r, const struct place *at,
			const char *name)
{
	const char *near = findings_full(r->f) ? NULL : key_nearest(name);

	if (r->f)
		finding_add(r->f, LINT_KEY, at,
			    near ? arena_printf(&r->f->arena,
						_("did you mean %s?"), near)
				 : _("body lists begin with * or follow a "
				     "sentence"),
			    _("unknown key \"%s\""), name);
}

/* The key may stand here, once; else says why not. */
static bool key_fits(struct reader *r, const struct section *s,
		     enum key_id key, const struct place *at)
{
	if (key == KEYS)
		return unknown_key(r, at, at->key), false;
	if (r->lang && !key_translates(key)) {
		finding_add(r->f, LINT_TRANSLATION, at,
			    _("delete the line here"),
			    _("%s belongs to the base file alone"), at->key);
		return false;
	}
	if (!key_on(key, s->level) || (!r->lang && key == KEY_OF)) {
		finding_add(r->f, LINT_KEY, at, NULL,
			    key == KEY_OF
			    ? _("%s belongs to a translation")
			    : s->level == 2 ? _("%s is a key of steps")
			    : _("%s is a key of phases"), at->key);
		return false;
	}
	return !twice(r, s, key, at);
}

/* The value of a key that runs on: what its own line says. */
static const char *first_line(const struct reader *r,
			      const struct md_node *para)
{
	const char *p = r->text + para->start;
	const char *end = memchr(p, '\n', para->end - para->start);

	p = value_at(p, end);
	while (p && end > p && strchr(" \t\r", end[-1]))
		end--;
	return arena_strndup(r->a, p ? p : "", p ? (size_t)(end - p) : 0);
}

/* One item of a key list; false when out of memory. */
static bool key_line(struct reader *r, struct section *s,
		     const struct md_node *item)
{
	const struct md_node *para = item->child;
	char *name = para ? markdown_flat(r->a, para) : NULL;
	struct place at = node_place(r, s, item);
	const char *value;
	struct key_line *k;
	enum key_id key;

	if (!para || para->block != MDB_PARA || !name ||
	    !split(name, &value)) {
		if (para && !name)
			return false;
		shape(r, s, item, _("write key: value, or begin body lists "
				    "with *"),
		      _("foreign text in the key list"));
		return true;
	}
	at.key = name;
	key = key_find(name);
	if (!key_fits(r, s, key, &at))
		return true;
	if (para->next)
		shape(r, s, para->next, _("a key is one line; put text below "
					  "the list"),
		      _("foreign text in the key list"));
	if (memchr(r->text + para->start, '\n',
		   para->end - para->start - 1)) {
		finding_add(r->f, LINT_KEY, &at,
			    _("leave a blank line below the keys"),
			    _("%s runs over the end of its line"), at.key);
		value = first_line(r, para);
		if (!value)
			return false;
	}
	if (utf8_cells(value) > PB_CELLS) {
		finding_add(r->f, LINT_BYTES, &at, NULL,
			    _("the value is longer than 200 cells"));
		return true;
	}
	if (arena_grow(r->a, &s->key, s->keys, &s->key_cap, sizeof(*k)))
		return false;
	k = &s->key[s->keys++];
	k->key = key;
	k->value = value;
	k->at = at;
	k->where = (struct pb_place){key, para->line, para->col, para->start};
	k->at.col = key_value_col(r->text, r->len, &k->where, NULL);
	if (key == KEY_ID && id_valid(value) && !id_reserved(value))
		s->id = value;
	return true;
}

static bool dash_list(const struct reader *r, const struct md_node *node)
{
	const char *p = r->text + node->start;

	if (node->block != MDB_LIST)
		return false;
	while (*p == ' ')
		p++;
	return *p == '-';
}

/* Reads the keys off the list under the heading; what is left of it are
 * check items. */
static int take_keys(struct reader *r, struct section *s)
{
	struct md_node *list = s->body, *item;
	size_t n = 0;

	if (!list || !dash_list(r, list) || !list->child ||
	    list->child->task) {
		shape(r, s, s->head, "- id: evidence-image",
		      _("no key list right under the heading"));
		return 0;
	}
	for (item = list->child; item && !item->task; item = item->next) {
		if (n++ == KEY_LINES) {
			struct place at = node_place(r, s, item);

			finding_add(r->f, LINT_BYTES, &at, NULL,
				    _("more than 60 keys"));
		}
		if (n <= KEY_LINES && !key_line(r, s, item))
			return r->rc = ERR_NOMEM;
	}
	list->child = item;
	if (!item)
		s->body = list->next;
	return 0;
}

static void check_id(struct reader *r, const struct section *s)
{
	struct place at = node_place(r, s, s->head);

	for (size_t i = 0; i < s->keys; i++) {
		if (s->key[i].key != KEY_ID)
			continue;
		at = s->key[i].at;
		if (id_reserved(s->key[i].value))
			finding_add(r->f, LINT_ID, &at,
				    _("take another word"),
				    _("\"%s\" is a reserved word, no id"),
				    s->key[i].value);
		else if (!s->id)
			finding_add(r->f, LINT_ID, &at,
				    _("a-z, 0-9 and -, a letter first, at "
				      "most 40"),
				    _("\"%s\" is no id"), s->key[i].value);
		return;
	}
	if (s->keys) {
		at.key = key_word(r, KEY_ID);
		finding_add(r->f, LINT_ID, &at, "- id: evidence-image",
			    _("the key list has no id"));
	}
}

/* --- cautions -------------------------------------------------------------- */

static bool says_caution(const struct md_node *node)
{
	const struct md_node *para = node->child;
	const struct md_run *run = para ? para->runs : NULL;

	return node->block == MDB_QUOTE && run && run->style & MDS_STRONG &&
	       (strcmp(run->text, "Caution") == 0 ||
		strcmp(run->text, "注意") == 0);
}

/* A sentence right under a quote belongs to it, says Markdown. */
static void check_lazy(struct reader *r, const struct section *s,
		       const struct md_node *quote)
{
	const char *p = r->text + quote->start, *end = r->text + quote->end;
	struct place at = node_place(r, s, quote);

	for (; p < end; at.line++) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		const char *q = p;

		while (q < end && *q == ' ')
			q++;
		if (q < end && *q != '>' && *q != '\n' && *q != '\r') {
			at.col = 1;
			finding_add(r->f, LINT_SHAPE, &at,
				    _("leave a blank line below the caution"),
				    _("this line would belong to the "
				      "caution"));
			return;
		}
		p = nl ? nl + 1 : end;
	}
}

/* --- check items ----------------------------------------------------------- */

static bool is_list(const struct md_node *node)
{
	return node->block == MDB_LIST || node->block == MDB_OLIST;
}

static const struct md_node *first_task(const struct md_node *list)
{
	const struct md_node *i = list->child;

	while (i && !i->task)
		i = i->next;
	return i;
}

static bool add_item(struct reader *r, struct section *s,
		     const struct md_node *node)
{
	struct md_node *para = node->child;
	struct pb_item *item;
	struct place at = node_place(r, s, node);

	if (node->task == 'x')
		finding_add(r->f, LINT_LOST, &at, "- [ ]",
			    _("a ticked item: ticks belong to cases"));
	if (s->items == PB_ITEMS) {
		finding_add(r->f, LINT_BYTES, &at,
			    _("make two steps of it"),
			    _("more than 60 items in a step"));
		return true;
	}
	if (arena_grow(r->a, &s->item, s->items, &s->item_cap, sizeof(*item)))
		return false;
	item = &s->item[s->items];
	*item = (struct pb_item){.line = node->line};
	if (para && para->block == MDB_PARA) {
		item->text.in[0] = markdown_flat(r->a, para);
		item->more[0] = para->next;
	} else {
		item->text.in[0] = "";
		item->more[0] = para;
	}
	s->items++;
	return item->text.in[0];
}

static bool take_items(struct reader *r, struct section *s,
		       const struct md_node *list)
{
	for (const struct md_node *i = list->child; i; i = i->next) {
		if (i->task && !add_item(r, s, i))
			return false;
		if (!i->task)
			shape(r, s, i, _("begin it with - [ ], or put a "
					 "sentence between the two lists"),
			      _("a line without [ ] in a list of check "
				"items"));
	}
	return true;
}

/* Walks the blocks of a section: takes the caution, lifts check items out
 * of the body. */
static int take_body(struct reader *r, struct section *s)
{
	struct md_node **link = &s->body, *node;

	if (s->level == 3 && s->body && says_caution(s->body)) {
		s->caution = s->body;
		s->body = s->body->next;
		s->caution->next = NULL;
		check_lazy(r, s, s->caution);
	}
	for (; (node = *link); link = &node->next) {
		if (says_caution(node))
			shape(r, s, node, _("a step has one caution, right "
					    "under its keys"),
			      _("a caution that does not come first"));
		while (node && is_list(node) && first_task(node)) {
			if (s->level != 3) {
				shape(r, s, first_task(node),
				      _("put it into a step"),
				      _("check items outside a step"));
				break;
			}
			if (!take_items(r, s, node))
				return r->rc = ERR_NOMEM;
			node = *link = node->next;
		}
		if (!node)
			break;
	}
	return 0;
}

/* --- sections -------------------------------------------------------------- */

/* The hash that `of` must hold, of a section of the file. */
static void section_hash(const struct reader *r, struct section *s)
{
	const char *p = r->text + s->start, *end = r->text + s->end, *nl, *to;
	uint8_t sum[HASH_LEN];
	size_t k = 0;

	for (; p < end; p = nl) {
		nl = memchr(p, '\n', (size_t)(end - p));
		nl = nl ? nl + 1 : end;
		while (k < s->keys && r->text + s->key[k].where.at < p)
			k++;
		if (k < s->keys && r->text + s->key[k].where.at == p &&
		    s->key[k].key != KEY_VALUE &&
		    s->key[k].key != KEY_EVIDENCE)
			continue;
		for (to = nl; to > p && strchr(" \t\r\n", to[-1]); to--)
			continue;
		if (to == p)
			continue;
		hash_add(r->hash, p, (size_t)(to - p));
		hash_add(r->hash, "\n", 1);
	}
	hash_end(r->hash, sum);
	hex_encode(s->hash, sum, 4);
}

static struct section *add_section(struct sections *all, struct reader *r,
				   struct md_node *head)
{
	struct section *s;

	if (arena_grow(r->a, &all->at, all->count, &all->cap, sizeof(*s)))
		return NULL;
	s = &all->at[all->count++];
	*s = (struct section){.level = head->level, .head = head,
			      .start = head->start, .body = head->next};
	s->title = markdown_flat(r->a, head);
	if (!s->title)
		return NULL;
	if (utf8_cells(s->title) > PB_CELLS) {
		struct place at = node_place(r, NULL, head);

		finding_add(r->f, LINT_BYTES, &at, NULL,
			    _("the title is longer than 200 cells"));
	}
	return s;
}

/* Cuts the chain of top-level blocks at every heading down to ###. */
static int cut(struct sections *all, struct reader *r)
{
	struct md_node *node = r->doc->child, *before = NULL, *next;

	all->count = 0;
	if (arena_grow(r->a, &all->at, 0, &all->cap, sizeof(*all->at)))
		return ERR_NOMEM;
	all->at[0] = (struct section){.level = 1, .title = ""};
	all->count = 1;
	for (; node; before = node, node = next) {
		next = node->next;
		if (node->block != MDB_HEADING || node->level > 3) {
			if (!before)
				shape(r, NULL, node, "# Title",
				      _("text before the title"));
			continue;
		}
		if (before)
			before->next = NULL;
		if (node->level == 1 && all->count == 1 && !all->at[0].head)
			all->count = 0;
		else if (node->level == 1)
			shape(r, NULL, node, _("a file has one title; phases "
					       "begin with ##"),
			      _("a second title"));
		if (!add_section(all, r, node))
			return ERR_NOMEM;
	}
	return 0;
}

static void ends(struct sections *all, struct reader *r)
{
	for (size_t i = 0; i < all->count; i++) {
		all->at[i].end = i + 1 < all->count ? all->at[i + 1].start
						     : r->len;
		if (!all->at[i].head)
			all->at[i].start = all->at[i].end;
	}
}

int sections_read(struct sections *all, struct reader *r, struct error *err)
{
	struct place top = place_at(r, 1, 1);
	struct section *s;

	if (cut(all, r))
		return error_nomem(err);
	ends(all, r);
	if (!all->at[0].head)
		finding_add(r->f, LINT_SHAPE, &top, "# Customer data exposed",
			    _("the file has no title"));
	for (size_t i = 0; i < all->count && !r->rc; i++) {
		s = &all->at[i];
		if (s->level > 1)
			take_keys(r, s);
		if (s->level > 1)
			check_id(r, s);
		if (!r->rc)
			take_body(r, s);
		section_hash(r, s);
	}
	return r->rc ? error_nomem(err) : 0;
}
