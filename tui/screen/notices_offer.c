/* tui/screen/notices_offer.c - what is offered to a group as a remedy, and
 * whether it was kept. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/closing.h"
#include "tui/screen/notices.h"
#include "tui/widget/dialog.h"
#include "tui/widget/form.h"

enum { O_TEXT, O_UNTIL, O_KEPT, O_WHY, FIELDS };

struct offering {
	char label[NOTICE_LABEL];
	size_t number; /* 0: a new one */
	const char *kept[4];
};

static const char *const kept_names[] = {"open", "kept", "broken"};

static bool offer_given(struct app *app, void *ctx, struct form *f)
{
	struct offering *q = ctx;
	struct set_offer o = {0};
	struct act a = ctx_act(app);
	struct error err = {0};

	if (!f) {
		mem_free(q);
		return true;
	}
	o.text = form_text(f, O_TEXT);
	o.until = form_text(f, O_UNTIL);
	o.why = form_text(f, O_WHY);
	o.kept = kept_names[form_choice(f, O_KEPT)];
	if (act_notice_offer(&a, q->label, q->number, &o, &err)) {
		form_complain(f, err.code == ERR_INVALID ? O_UNTIL : O_TEXT,
			      err.what);
		return false;
	}
	notices_told(app, q->label, _("the offer is recorded"));
	mem_free(q);
	return true;
}

static void ask_offer(struct app *app, struct offering *q,
		      const struct set_offer *was)
{
	static const struct set_offer none;
	const struct set_offer *o = was ? was : &none;
	const struct form_field field[FIELDS] = {
		[O_TEXT] = {.label = _("What is offered"), .kind = FORM_LINES,
			    .rows = 3, .text = o->text, .needed = true},
		[O_UNTIL] = {.label = _("Until when"), .text = o->until,
			     .hint = _("a day, such as 2026-12-01")},
		[O_KEPT] = {.label = _("Was it kept"), .kind = FORM_CHOICE,
			    .choices = q->kept,
			    .chosen = str_eq(o->kept, kept_names[1])   ? 1
				      : str_eq(o->kept, kept_names[2]) ? 2
								       : 0},
		[O_WHY] = {.label = _("Remark"), .text = o->why}};

	form_ask(app, _("A remedy for this group"), field, FIELDS, offer_given,
		 q);
}

static void offer_chosen(struct app *app, void *ctx, int i)
{
	struct offering *q = ctx;
	const struct case_notice *n = situation_notice(ctx_now(app), q->label);

	if (i < 0 || !n) {
		mem_free(q);
		return;
	}
	if ((size_t)i < n->offers) {
		q->number = strtoul(strchr(n->offer[i]->on, '#') + 1, NULL, 10);
		ask_offer(app, q, n->offer[i]->data);
	} else {
		ask_offer(app, q, NULL);
	}
}

/* Each offer with how it stands, and a new one last. */
void notices_offer(struct app *app, void *state)
{
	const struct case_notice *n = noticepane_about(state);
	struct arena mem = {0};
	struct offering *q;
	const char **words;
	size_t i;

	if (!n || closing_refused(app))
		return;
	q = mem_zalloc(sizeof(*q));
	words = arena_alloc(&mem, (n->offers + 1) * sizeof(*words));
	if (!q || !words) {
		mem_free(q);
		arena_release(&mem);
		return;
	}
	str_copy(q->label, sizeof(q->label), n->label);
	q->kept[0] = _("not known yet");
	q->kept[1] = _("kept");
	q->kept[2] = _("not kept");
	for (i = 0; i < n->offers; i++) {
		const struct set_offer *o = n->offer[i]->data;

		words[i] = arena_printf(&mem, _("%s (%s)"), o->text,
					offer_state_words(ctx_now(app), o));
	}
	words[i] = _("a new offer ...");
	if (i)
		dialog_choose(app, _("Which offer"), words, (int)i + 1, 0,
			      offer_chosen, q);
	else
		ask_offer(app, q, NULL);
	arena_release(&mem);
}
