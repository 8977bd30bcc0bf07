/* tui/screen/record.c - one record as it is stored: header, hash, body. */
#include <stdio.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/case/timeline.h"
#include "tui/screen/ctx.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

#define NAME 12 /* a hash, 64 characters, fits behind it at 80 */

static void line(struct rich *r, const char *name, const char *value)
{
	struct str t = {0};
	int used = utf8_cells(name);

	str_add(&t, name);
	str_pad(&t, ' ', used < NAME - 2 ? (size_t)(NAME - 1 - used) : 1);
	rich_para(r, 1, NAME);
	rich_add(r, LOOK_BOLD, str_text(&t));
	rich_add(r, LOOK_PLAIN, value);
	str_release(&t);
}

/* 64 characters a row: a signature takes two. */
static void hex_line(struct rich *r, const char *name, const void *p,
		     size_t n)
{
	char hex[2 * SIG_LEN + 1];
	struct str t = {0};

	hex_encode(hex, p, n);
	str_addf(&t, "%.64s", hex);
	if (n > 32)
		str_addf(&t, " %s", hex + 64);
	line(r, name, str_text(&t));
	str_release(&t);
}

static void add_chain(struct rich *r, const struct rec *rec)
{
	struct header h;
	struct error err;

	if (header_decode(&h, rec->hdr, rec->hdr_len, &err))
		return;
	hex_line(r, _("body hash"), h.body_hash, HASH_LEN);
	for (unsigned i = 0; i < h.ndeps; i++)
		hex_line(r, _("after"), h.deps[i], ID_LEN);
}

static void fill(struct rich *r, struct app *app, const struct rec *rec,
		 const struct event *ev)
{
	struct str t = {0};
	char number[80];

	timeline_text(&t, ctx_now(app), ev, ctx_of(app)->lang);
	rich_line(r, 1, LOOK_BOLD, str_text(&t));
	str_clear(&t);
	timeline_flags(&t, ev);
	if (t.len)
		rich_line(r, 1, LOOK_PLAIN, str_text(&t));
	rich_line(r, 0, LOOK_PLAIN, "");
	snprintf(number, sizeof(number), "%llu, lamport %llu",
		 (unsigned long long)rec->n, (unsigned long long)rec->lamport);
	line(r, _("number"), number);
	hex_line(r, _("id"), rec->id, ID_LEN);
	hex_line(r, _("author"), rec->author, KEY_LEN);
	hex_line(r, _("signature"), rec->sig, SIG_LEN);
	add_chain(r, rec);
	rich_line(r, 0, LOOK_PLAIN, "");
	str_clear(&t);
	if (rec->body)
		str_addn(&t, rec->body, rec->body_len);
	else
		str_add(&t, _("(its body was purged by an owner)"));
	rich_para(r, 1, 1);
	rich_add(r, LOOK_PLAIN, str_text(&t));
	str_release(&t);
}

/* arg: the record's id in hex. */
static int record_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct casefile *c = ctx_of(app)->c;
	struct pager *p = mem_zalloc(sizeof(*p));
	uint8_t id[ID_LEN] = {0};
	const struct rec *rec = NULL;
	const struct event *ev;
	int rc = p ? pager_init(p, err) : error_nomem(err);

	if (rc) {
		mem_free(p);
		return rc;
	}
	if (hex_decode(id, ID_LEN, arg))
		rec = log_find(casefile_log(c), id);
	ev = map_get(&ctx_now(app)->event_by_id, id, ID_LEN);
	if (rec && ev)
		fill(p->text, app, rec, ev);
	*state = p;
	return 0;
}

static void record_close(struct app *app, void *state)
{
	(void)app;
	pager_release(state);
	mem_free(state);
}

static void record_draw(struct app *app, void *state, struct surface *s)
{
	const struct situation *now = ctx_now(app);
	int row = frame_title(app, s, now->label, now->title);

	ctx_next_row(app, s, row++);
	surface_put(s, row++, 1, surface_cols(s) - 2, LOOK_BOLD,
		    _("The record as it is stored"));
	frame_rule(s, row++);
	pager_draw(state, s, row, frame_rows(app, s) - row, 0,
		   surface_cols(s), true);
}

static struct focus *record_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct pager *)state)->focus;
}

static const struct action record_actions[] = {{0}};

const struct screen_def record_screen = {
	.name = "record",
	.title = N_("One record"),
	.actions = record_actions,
	.open = record_open,
	.close = record_close,
	.draw = record_draw,
	.focus = record_focus,
};
