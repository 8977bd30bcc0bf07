/* tui/screen/notices_undo.c - a change of a notice is taken back: the draft
 * before it is written again, and stands as the newest. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/notices.h"

struct redraft {
	char label[NOTICE_LABEL], in[32]; /* the notice, the case */
	char what[128];
	uint8_t other[ID_LEN]; /* the draft to put in place of the one now */
};

static int may_redraft(const struct situation *s, const struct redraft *r,
		       struct error *err)
{
	const struct case_notice *n = situation_notice(s, r->label);

	if (!str_eq(s->label, r->in)) {
		error_set(err, ERR_REFUSED, _("that was done in %s"), r->in);
		return error_fix(err, _("open it first: :open %s"), r->in);
	}
	if (n && !n->approvals && !n->sent)
		return 0;
	error_set(err, ERR_REFUSED,
		  _("notice %s was approved since; its text stays"), r->label);
	return error_fix(err, _("W withdraws an approval, e changes the "
				"text"));
}

/* The draft of an earlier record, as a change on its way. */
static int read_other(struct draft *d, struct case_notice *n,
		      struct casefile *c, const uint8_t id[ID_LEN],
		      struct error *err)
{
	const struct event *ev =
		map_get(&casefile_now(c)->event_by_id, id, ID_LEN);

	if (!ev)
		return error_set(err, ERR_NOTFOUND, _("no such record"));
	n->set = ev->data;
	d->n = n;
	return log_att_read(&d->source, casefile_log(c), n->set->source.att,
			    err);
}

static int redraft(struct app *app, struct redraft *r, const char *said,
		   struct error *err)
{
	const struct situation *s = ctx_now(app);
	struct act a = ctx_act(app);
	struct case_notice old = {0};
	struct notice_change *c = NULL;
	struct draft d = {0};
	uint8_t now[ID_LEN];
	int rc = may_redraft(s, r, err);

	if (!rc)
		rc = read_other(&d, &old, a.c, r->other, err);
	if (!rc) {
		memcpy(now, situation_notice(s, r->label)->draft->id, ID_LEN);
		c = change_new(&d);
		rc = c ? change_write(NULL, &a, r->label, c, err)
		       : error_nomem(err);
	}
	change_free(c);
	str_release(&d.source);
	if (rc)
		return rc;
	memcpy(r->other, now, ID_LEN);
	app_say(app, _("%s: %s"), said, r->what);
	return 0;
}

static int take_back(struct app *app, void *ctx, struct error *err)
{
	return redraft(app, ctx, _("taken back"), err);
}

static int do_again(struct app *app, void *ctx, struct error *err)
{
	return redraft(app, ctx, _("done again"), err);
}

void notices_undoable(struct app *app, const char *label, const char *what,
		      const uint8_t before[ID_LEN])
{
	static const struct undo_ops ops = {take_back, do_again, mem_free};
	struct redraft *r = mem_zalloc(sizeof(*r));

	if (!r)
		return;
	str_copy(r->label, sizeof(r->label), label);
	str_copy(r->in, sizeof(r->in), ctx_now(app)->label);
	str_copy(r->what, sizeof(r->what), what);
	memcpy(r->other, before, ID_LEN);
	app_set_undo(app, r->what, &ops, r);
}
