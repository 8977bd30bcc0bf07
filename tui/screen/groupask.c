/* tui/screen/groupask.c - see groupask.h. */
#include "tui/screen/groupask.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/people/change.h"
#include "tui/screen/people.h"
#include "tui/widget/prompt.h"

struct asking {
	char *name, *filter;
	char wrong[256];
};

static struct asking *asking_new(const char *name, const char *filter)
{
	struct asking *q = mem_zalloc(sizeof(*q));

	if (!q)
		return NULL;
	q->name = name ? mem_strdup(name) : NULL;
	q->filter = mem_strdup(filter);
	return q;
}

static void asking_free(struct asking *q)
{
	mem_free(q->name);
	mem_free(q->filter);
	mem_free(q);
}

void group_record(struct app *app, const char *name, const char *filter)
{
	struct act a = ctx_act(app);
	struct error err = {0};
	struct str said = {0};

	if (filter)
		str_addf(&said, _("group %s: %s"), name, filter);
	else
		str_addf(&said, _("group %s taken away"), name);
	ctx_told(app, &a, people_group(&a, name, filter, &err), &err,
		 str_text(&said));
	str_release(&said);
}

static const char *filter_wrong(struct app *app, void *ctx, const char *text)
{
	struct asking *q = ctx;

	(void)app;
	return people_filter_wrong(q->wrong, sizeof(q->wrong), text, false)
		       ? q->wrong
		       : NULL;
}

static void filter_given(struct app *app, void *ctx, const char *text)
{
	struct asking *q = ctx;

	if (text && q->name)
		group_record(app, q->name, text);
	asking_free(q);
}

static void ask_filter(struct app *app, struct asking *q)
{
	app_note(app, _("jurisdiction=CN,minor!=,name~part: all must hold"));
	prompt_open(app, &(struct prompt){
		.label = _("Who is in it"),
		.text = q->filter,
		.flags = PROMPT_FLEETING,
		.check = filter_wrong,
		.done = filter_given,
		.ctx = q});
}

static void name_given(struct app *app, void *ctx, const char *name)
{
	struct asking *q = ctx;

	q->name = name ? mem_strdup(name) : NULL;
	if (q->name)
		ask_filter(app, q);
	else
		asking_free(q);
}

void group_ask(struct app *app, const char *filter)
{
	struct asking *q = asking_new(NULL, filter);

	if (q)
		prompt_ask(app, _("Name of the group"), "", PROMPT_NEEDED,
			   name_given, q);
}

void group_ask_filter(struct app *app, const char *name, const char *filter)
{
	struct asking *q = asking_new(name, filter);

	if (q)
		ask_filter(app, q);
}
