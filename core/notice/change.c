/* core/notice/change.c - see change.h. */
#include "core/notice/change.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"

struct notice_change *change_new(const struct draft *was)
{
	struct notice_change *c = mem_zalloc(sizeof(*c));
	const struct set_notice *set = was ? was->n->set : NULL;

	if (!c)
		return NULL;
	if (set) {
		c->set = *set;
		str_copy(c->file, sizeof(c->file), set->source.name);
		str_addn(&c->source, str_text(&was->source),
			 was->source.len);
	}
	c->set.blanks = c->set.marks = 0;
	for (size_t i = 0; set && i < set->blanks && i < NOTICE_BLANKS; i++)
		c->blank[c->set.blanks++] = set->blank[i];
	for (size_t i = 0; set && i < set->marks && i < NOTICE_MARKS; i++)
		c->mark[c->set.marks++] = set->mark[i];
	c->set.blank = c->blank;
	c->set.mark = c->mark;
	return c;
}

void change_free(struct notice_change *c)
{
	if (c)
		str_release(&c->source);
	mem_free(c);
}

int change_blank(struct notice_change *c, const char *name,
		 const char *value, struct error *err)
{
	const struct blank *b = blank_find(name, strlen(name));
	size_t i = 0;

	if (!b) {
		const char *near = blank_nearest(name);

		error_set(err, ERR_USAGE, _("there is no blank %s"), name);
		return near ? error_fix(err, _("did you mean: %s"), near)
			    : ERR_USAGE;
	}
	if (!utf8_valid(value, strlen(value)))
		return error_set(err, ERR_INVALID,
				 _("the text is not valid UTF-8"));
	while (i < c->set.blanks && strcmp(c->blank[i].name, b->name) != 0)
		i++;
	if (i == NOTICE_BLANKS)
		return error_set(err, ERR_TOOBIG, _("too many blanks"));
	c->blank[i] = (struct notice_blank){b->name, value};
	c->set.blanks += i == c->set.blanks;
	if (!*value)
		c->blank[i] = c->blank[--c->set.blanks];
	return 0;
}

void change_mark(struct notice_change *c, const char *item, const char *why)
{
	size_t i = 0;

	while (i < c->set.marks && strcmp(c->mark[i].item, item) != 0)
		i++;
	if (i == NOTICE_MARKS)
		return;
	c->mark[i] = (struct notice_mark){item, why};
	c->set.marks += i == c->set.marks;
}

void change_unmark(struct notice_change *c, const char *item)
{
	for (size_t i = 0; i < c->set.marks; i++)
		if (!strcmp(c->mark[i].item, item))
			c->mark[i] = c->mark[--c->set.marks];
}

static bool has_blank(const struct notice_change *c, const char *name)
{
	for (size_t i = 0; i < c->set.blanks; i++)
		if (!strcmp(c->blank[i].name, name))
			return true;
	return false;
}

void change_inherit(struct notice_change *c, const struct situation *s,
		    const char *lang)
{
	for (size_t i = s->notice_count; i-- > 0;) {
		const struct set_notice *o = s->notice[i].set;

		if (strcmp(o->lang, lang) != 0)
			continue;
		for (size_t k = 0; k < o->blanks; k++) {
			const char *name = o->blank[k].name;
			const struct blank *b =
				blank_find(name, strlen(name));

			if (b && !has_blank(c, name) &&
			    (b->from == BLANK_TEAM || b->from == BLANK_CASE))
				change_blank(c, name, o->blank[k].value,
					     NULL);
		}
	}
}

/* The running clock of a kind of recipient; NULL: none, or several. */
static const char *running(const struct situation *s,
			   const struct clock_rules *rules, const char *kind)
{
	const char *found = NULL;

	for (size_t i = 0; i < s->clock_count; i++) {
		const struct clock_rule *r =
			clock_rule(rules, s->clock[i].clock);

		if (!r || !r->kind || strcmp(r->kind, kind) != 0 ||
		    s->clock[i].state != CC_RUNNING)
			continue;
		if (found)
			return NULL;
		found = s->clock[i].key;
	}
	return found;
}

int change_serve(struct notice_change *c, const struct situation *s,
		 const struct clock_rules *rules, struct error *err)
{
	struct notice_template *t;
	struct findings f = {0};
	int rc = notice_template_read(&t, c->file, str_text(&c->source),
				      c->source.len, &f, err);

	findings_release(&f);
	if (rc)
		return rc;
	if (!c->set.clock && t->to && rules)
		c->set.clock = running(s, rules, t->to);
	notice_template_free(t);
	return 0;
}

int change_write(char out[16], struct act *a, const char *label,
		 const struct notice_change *c, struct error *err)
{
	if (c->source.failed)
		return error_nomem(err);
	return draft_write(out, a, label, &c->set, c->file,
			   str_text(&c->source), c->source.len, err);
}
