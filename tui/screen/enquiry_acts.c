/* tui/screen/enquiry_acts.c - enquiries are logged, given to somebody,
 * answered. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "tui/screen/closing.h"
#include "tui/screen/enquiry.h"
#include "tui/widget/form.h"
#include "tui/widget/prompt.h"

/* --- one that is there ------------------------------------------------------------- */

struct changing { /* what an open question is about */
	char label[16];
	char wrong[256];
};

static struct changing *changing_new(const char *label)
{
	struct changing *c = mem_zalloc(sizeof(*c));

	if (c)
		str_copy(c->label, sizeof(c->label), label);
	return c;
}

/* Takes c. */
static void record(struct app *app, struct changing *c,
		   const struct set_answer *what, const char *said)
{
	struct act a = ctx_act(app);
	struct error err = {0};
	struct str t = {0};

	str_addf(&t, _("%s: %s"), c->label, said);
	ctx_told(app, &a, act_enquiry_answer(&a, c->label, what, &err), &err,
		 str_text(&t));
	str_release(&t);
	mem_free(c);
}

static void answer_given(struct app *app, void *ctx, const char *text)
{
	if (text)
		record(app, ctx, &(struct set_answer){.text = text},
		       _("answered"));
	else
		mem_free(ctx);
}

void enquiry_answer(struct app *app, const char *label)
{
	struct changing *c = changing_new(label);

	if (c)
		prompt_ask(app, _("What was answered (Ctrl-G: editor)"), "",
			   PROMPT_NEEDED | PROMPT_EDITOR, answer_given, c);
}

static void owner_given(struct app *app, void *ctx, const char *text)
{
	if (text)
		record(app, ctx, &(struct set_answer){.to = text},
		       _("given to somebody"));
	else
		mem_free(ctx);
}

void enquiry_assign(struct app *app, const char *label)
{
	struct changing *c = changing_new(label);

	if (c)
		prompt_open(app, &(struct prompt){
			.label = _("Who answers it"),
			.flags = PROMPT_NEEDED,
			.complete = ctx_complete_person,
			.done = owner_given,
			.ctx = c});
}

static int read_due(int64_t *at, const struct app *app, const char *text,
		    struct error *err)
{
	return time_parse(at, NULL, text, ctx_of(app)->env->zone,
			  app_now(app), err);
}

static const char *due_wrong(struct app *app, void *ctx, const char *text)
{
	struct changing *c = ctx;
	struct error err = {0};
	int64_t at;

	if (!read_due(&at, app, text, &err))
		return NULL;
	str_copy(c->wrong, sizeof(c->wrong), err.what);
	return c->wrong;
}

static void due_given(struct app *app, void *ctx, const char *text)
{
	struct set_answer what = {0};
	struct error err = {0};

	if (text && !read_due(&what.due, app, text, &err))
		record(app, ctx, &what, _("due at another time"));
	else
		mem_free(ctx);
}

void enquiry_due(struct app *app, const char *label)
{
	struct changing *c = changing_new(label);

	if (c)
		prompt_open(app, &(struct prompt){
			.label = _("Answer by, as 2026-10-20 18:00"),
			.check = due_wrong,
			.done = due_given,
			.ctx = c});
}

/* --- a new one --------------------------------------------------------------------- */

enum { F_FROM, F_TEXT, F_CHANNEL, F_TO, F_DUE, FIELDS };

struct asking {
	char id[PERSON_ID], who[PERSON_ID]; /* "" nobody was chosen */
	const char *from[3];
};

static bool read_form(struct enquiry *q, const struct asking *k,
		      struct app *app, struct form *f)
{
	struct error err = {0};
	const char *due = form_text(f, F_DUE);

	*q = (struct enquiry){
		.person = *k->id && !form_choice(f, F_FROM) ? k->id : NULL,
		.channel = form_text(f, F_CHANNEL),
		.text = form_text(f, F_TEXT),
		.to = form_text(f, F_TO)};
	if (!*due || !read_due(&q->due, app, due, &err))
		return true;
	form_complain(f, F_DUE, err.what);
	return false;
}

static bool form_given(struct app *app, void *ctx, struct form *f)
{
	struct asking *k = ctx;
	struct act a = ctx_act(app);
	struct error err = {0};
	struct enquiry q;

	if (f && !read_form(&q, k, app, f))
		return false;
	if (f)
		ctx_told(app, &a, act_enquiry_add(&a, &q, &err), &err,
			 _("an enquiry logged"));
	mem_free(k);
	return true;
}

void enquiry_ask(struct app *app, const char *person)
{
	struct asking *k = closing_refused(app) ? NULL
						: mem_zalloc(sizeof(*k));
	struct form_field field[FIELDS] = {{0}};

	if (!k)
		return;
	if (person) {
		str_copy(k->id, sizeof(k->id), person);
		person_words(k->who, ctx_now(app), person);
	}
	k->from[0] = person ? k->who : _("unknown caller");
	k->from[1] = person ? _("unknown caller") : NULL;
	field[F_FROM] = (struct form_field){
		.label = _("From"), .kind = FORM_CHOICE, .choices = k->from};
	field[F_TEXT] = (struct form_field){
		.label = _("What they ask or complain of"),
		.kind = FORM_LINES,
		.rows = 4,
		.hint = _("an unknown caller: who they say they are, too"),
		.needed = true};
	field[F_CHANNEL] = (struct form_field){
		.label = _("How"),
		.hint = _("telephone, e-mail, at the counter; or nothing")};
	field[F_TO] = (struct form_field){
		.label = _("Who answers it"), .hint = _("or nobody yet")};
	field[F_DUE] = (struct form_field){
		.label = _("Answer by"),
		.hint = _("as 2026-10-20 18:00, or nothing")};
	form_ask(app, _("An enquiry or complaint"), field, FIELDS,
		 form_given, k);
}
