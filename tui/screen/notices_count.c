/* tui/screen/notices_count.c - how a notice stands: whom it goes to, how far
 * it is, what its text lacks. */
#include <string.h>

#include "core/base/tr.h"
#include "core/notice/approve.h"
#include "core/notice/words.h"
#include "tui/screen/notices.h"

void notice_count_release(struct notice_count *c)
{
	group_release(&c->group);
	c->known = false;
}

/* What stands in the way first, in a line. */
static void first_lack(struct notice_count *out, const struct app *app,
		       const struct draft_check *c)
{
	struct str t = {0}, one = {0};
	size_t i = 0;

	if (c->lacks)
		notice_lack_words(&t, &c->lack[0]);
	while (i < c->items && c->item[i].state != SAID_MISSING)
		i++;
	if (!t.len && i < c->items) {
		str_addf(&one, "%s/%d: %s", c->item[i].list->id,
			 c->item[i].item->item,
			 clock_text(&c->item[i].item->text,
				    ctx_of(app)->lang));
		notice_people_words(&one, &c->item[i]);
		str_addf(&t, _("It does not say %s"), str_text(&one));
	}
	str_copy(out->lacks, sizeof(out->lacks), str_text(&t));
	str_release(&one);
	str_release(&t);
}

static void count_check(struct notice_count *out, struct app *app,
			const struct draft *d, const struct draft_check *c)
{
	out->left = d->out.left_count + c->lacks;
	out->missing = c->missing;
	out->later = c->later;
	out->items = c->items;
	out->sms = c->sms;
	out->most = c->most;
	first_lack(out, app, c);
}

/* One pass over the register: how many, how they stand, who has no address,
 * what their rows lack, and the first of them, as whom the text is shown. */
int notice_count(struct notice_count *out, struct app *app,
		 const struct case_notice *n, struct error *err)
{
	const struct group_args args = {.fates = ~0u, .field = PERSON_MAIL,
					.most = 1};
	struct casefile *c = ctx_of(app)->c;
	const struct clock_rules *rules;
	struct draft_check check = {0};
	struct draft d = {0};
	int rc = store_clocks(&rules, ctx_of(app)->store, err);

	group_release(&out->group);
	if (!rc)
		rc = draft_open(&d, c, n->label, err);
	if (!rc)
		rc = group_read(&out->group, c, n, &args, err);
	if (!rc)
		rc = draft_check(&check, &d, &out->group, rules, err);
	if (!rc) {
		count_check(out, app, &d, &check);
		rc = group_mask(&out->group, err);
	}
	draft_check_release(&check);
	draft_release(&d);
	out->known = !rc;
	return rc;
}

static size_t sent_count(const struct group *g)
{
	return g->by_fate[FATE_HANDED] + g->by_fate[FATE_REACHED] +
	       g->by_fate[FATE_NO_ANSWER];
}

void notice_stand(struct str *out, const struct case_notice *n,
		  const struct notice_count *c)
{
	static const struct group nobody;
	int64_t was;
	const struct group *g = c && c->known ? &c->group : &nobody;
	size_t failed = g->by_fate[FATE_FAILED] + g->by_fate[FATE_BOUNCED];

	if (n->conflict)
		str_add(out, _("two texts at once"));
	else if (g->by_fate[FATE_DOUBT])
		str_addf(out, _("in doubt %zu"), g->by_fate[FATE_DOUBT]);
	else if (sent_count(g) && sent_count(g) + failed < g->people)
		str_addf(out, _("sent %zu of %zu"), sent_count(g), g->people);
	else if (failed)
		str_addf(out, _("failed %zu"), failed);
	else if (n->sent)
		str_add(out, sent_count(g) ? _("sent") : _("put up"));
	else if (g != &nobody &&
		 notice_other_count(&was, n, (int64_t)g->people))
		str_add(out, _("! approval void"));
	else if (n->approved)
		str_add(out, n->self ? _("approved by author")
				     : _("approved"));
	else if (n->approvals)
		str_add(out, _("needs a second"));
	else if (n->voided)
		str_add(out, _("! approval void"));
	else if (c && c->known && c->left)
		str_add(out, _("being written"));
	else
		str_add(out, _("needs approval"));
}

/* The first way to an office, as team.yaml has it. */
static const char *office_way(const struct app *app, const char *name)
{
	const struct team *t = store_team(ctx_of(app)->store);

	for (size_t i = 0; t && i < t->authority_count; i++) {
		const struct team_authority *a = &t->authority[i];
		const char *words;
		char way[16];

		if (!str_eq(a->name, name) || !a->reach_count)
			continue;
		str_copy(way, sizeof(way), a->reach[0]);
		way[strcspn(way, " ")] = '\0';
		words = channel_words(way);
		return words == way ? a->reach[0] : words;
	}
	return "-";
}

const char *notice_by(const struct app *app, const struct case_notice *n)
{
	for (size_t i = n->sendings; i-- > 0;) {
		const struct set_sending *p = n->sending[i]->data;

		if (!sending_is_test(p))
			return channel_words(p->channel);
	}
	for (size_t i = n->results; i-- > 0;) {
		const struct set_result *p = n->result[i]->data;

		if (p->channel)
			return channel_words(p->channel);
	}
	return n->set->authority ? office_way(app, n->set->authority) : "-";
}

int notice_as(char who[64], struct draft *d, const struct group *masked,
	      struct error *err)
{
	const char *const *value =
		d->n->set->filter && masked && masked->count
			? masked->to[0].value
			: NULL;

	*who = '\0';
	if (value)
		str_copy(who, 64, *value[PERSON_PHONE]	? value[PERSON_PHONE]
				  : *value[PERSON_MAIL] ? value[PERSON_MAIL]
							: value[PERSON_NAME]);
	return draft_fill(d, value, err);
}

void notice_lines(struct rich *r, int indent, const char *text)
{
	struct str line = {0};

	while (*text) {
		size_t n = strcspn(text, "\n");

		str_clear(&line);
		str_addn(&line, text, n);
		rich_line(r, indent, LOOK_PLAIN, str_text(&line));
		text += n + (text[n] == '\n');
	}
	str_release(&line);
}
