/* tui/screen/enquiry.c - one enquiry: what was asked, what was answered. */
#include "tui/screen/enquiry.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

struct enquiryview {
	struct pager pager; /* first: its focus is ours */
	char label[16];
};

static void line(struct rich *r, const char *name, const char *value)
{
	rich_para(r, 1, 3);
	rich_addf(r, LOOK_BOLD, "%s: ", name);
	rich_add(r, LOOK_PLAIN, value);
}

static void add_head(struct rich *r, struct app *app, const struct enquiry *q,
		     const struct enquiry_now *now)
{
	char who[PERSON_ID];
	struct str t = {0};

	str_addf(&t, "%s%s",
		 now->overdue && !q->event->retracted ? "!! " : "",
		 enquiry_words(q, now));
	line(r, _("State"), str_text(&t));
	person_words(who, ctx_now(app), q->person);
	line(r, _("From"), q->person ? who : _("unknown caller"));
	if (q->channel)
		line(r, _("How"), q->channel);
	str_clear(&t);
	people_when(&t, app, q->event->at);
	str_addf(&t, ", %s", event_doer(q->event));
	line(r, _("Logged"), str_text(&t));
	str_clear(&t);
	if (now->due)
		people_when(&t, app, now->due);
	if (now->due)
		line(r, _("Answer by"), str_text(&t));
	line(r, _("Who answers it"), now->to ? now->to : _("nobody's"));
	str_release(&t);
}

static void fill(struct enquiryview *v, struct app *app)
{
	const struct situation *s = ctx_now(app);
	const struct enquiry *q = situation_enquiry(s, v->label);
	struct rich *r = v->pager.text;
	struct enquiry_now now;
	struct str t = {0};

	rich_clear(r);
	if (!q)
		return;
	enquiry_state(&now, s, q);
	add_head(r, app, q, &now);
	rich_line(r, 0, LOOK_PLAIN, "");
	rich_para(r, 1, 1);
	rich_add(r, LOOK_PLAIN, q->text);
	if (now.answer) {
		rich_line(r, 0, LOOK_PLAIN, "");
		people_when(&t, app, now.last->at);
		str_addf(&t, ", %s", event_doer(now.last));
		line(r, _("Answered"), str_text(&t));
		rich_para(r, 1, 1);
		rich_add(r, LOOK_PLAIN, now.answer);
	}
	if (now.conflict)
		rich_line(r, 1, LOOK_BOLD,
			  _("[*] two people changed this at once: set it "
			    "again"));
	str_release(&t);
}

/* arg: "Q-1". What people write is theirs: who reads it is recorded. */
static int enquiry_open(void **state, struct app *app, const void *arg,
			struct error *err)
{
	struct enquiryview *v = mem_zalloc(sizeof(*v));
	const char *label = arg ? arg : "";
	int rc = v ? 0 : error_nomem(err);

	if (!rc && !situation_enquiry(ctx_now(app), label))
		rc = error_set(err, ERR_NOTFOUND,
			       _("enquiry %s is not in %s"), label,
			       ctx_now(app)->label);
	if (!rc)
		rc = people_access(app, "people-unmasked", label, err);
	if (!rc)
		rc = pager_init(&v->pager, err);
	if (rc) {
		mem_free(v);
		return rc;
	}
	str_copy(v->label, sizeof(v->label), label);
	fill(v, app);
	*state = v;
	return 0;
}

static void enquiry_close(struct app *app, void *state)
{
	(void)app;
	pager_release(&((struct enquiryview *)state)->pager);
	mem_free(state);
}

static void enquiry_refresh(struct app *app, void *state)
{
	fill(state, app);
}

static void enquiry_draw(struct app *app, void *state, struct surface *s)
{
	struct enquiryview *v = state;
	int row = people_head(app, s, PANE_ENQUIRIES);

	surface_put(s, row++, 1, surface_cols(s) - 2, LOOK_BOLD, v->label);
	frame_rule(s, row++);
	pager_draw(&v->pager, s, row, frame_rows(app, s) - row, 0,
		   surface_cols(s), true);
}

static struct focus *enquiry_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct enquiryview *)state)->pager.focus;
}

static void answer(struct app *app, void *state)
{
	enquiry_answer(app, ((struct enquiryview *)state)->label);
}

static void assign(struct app *app, void *state)
{
	enquiry_assign(app, ((struct enquiryview *)state)->label);
}

static void due(struct app *app, void *state)
{
	enquiry_due(app, ((struct enquiryview *)state)->label);
}

#define W ACT_CHANGES
static const struct action enquiry_actions[] = {
	{"answer", "r", N_("answer"), N_("Record the answer"), answer,
	 W | ACT_FOOTER},
	{"owner", "o", N_("owner"), N_("Who answers it"), assign,
	 W | ACT_FOOTER},
	{"due", "t", N_("due|answer by"), N_("Until when it is answered"),
	 due, W | ACT_FOOTER},
	{0},
};
#undef W

const struct screen_def enquiry_screen = {
	.name = "enquiry",
	.title = N_("One enquiry"),
	.actions = enquiry_actions,
	.open = enquiry_open,
	.close = enquiry_close,
	.draw = enquiry_draw,
	.refresh = enquiry_refresh,
	.focus = enquiry_focus,
};
