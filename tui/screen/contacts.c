/* tui/screen/contacts.c - whom to call, and how: roles first. */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/screen/ctx.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"
#include "tui/widget/pager.h"

#define NAMES 26 /* where the names stand, */
#define REACH 40 /* and how to reach them */

static void pad_to(struct str *t, int cells)
{
	int used = utf8_cells(str_text(t));

	str_pad(t, ' ', used < cells ? (size_t)(cells - used) : 2);
}

/* "Incident lead          lin           phone 000-0000"; more ways to reach
 * them stand below the first. */
static void add_entry(struct rich *r, const char *role, const char *name,
		      const char *const *reach, size_t n)
{
	struct str t = {0};

	str_add(&t, role);
	pad_to(&t, NAMES - 3);
	rich_para(r, 3, REACH);
	rich_add(r, LOOK_PLAIN, str_text(&t));
	str_clear(&t);
	str_add(&t, name);
	if (n)
		pad_to(&t, REACH - NAMES);
	rich_add(r, LOOK_BOLD, str_text(&t));
	if (n)
		rich_add(r, LOOK_PLAIN, reach[0]);
	for (size_t i = 1; i < n; i++)
		rich_line(r, REACH, LOOK_PLAIN, reach[i]);
	str_release(&t);
}

static void add_person(struct rich *r, const struct team *team,
		       const char *role, const char *name)
{
	const struct team_person *p =
		team && name ? team_by_name(team, name) : NULL;
	const char *unknown = _("not in team.yaml");

	if (p)
		add_entry(r, role, name, (const char *const *)p->reach,
			  p->reach_count);
	else
		add_entry(r, role, name ? name : _("nobody yet"), &unknown,
			  name ? 1 : 0);
}

static void add_roles(struct rich *r, struct app *app,
		      const struct team *team)
{
	const struct situation *s = ctx_now(app);

	for (size_t i = 0; i < s->role_count; i++) {
		const struct role *role = &s->role[i];
		const char *word = text_in(&role->def->name,
					   ctx_lang(app, &s->book[0]));

		for (size_t k = 0; k < role->count; k++)
			add_person(r, team, word, role->name[k]);
		if (!role->count)
			add_person(r, team, word, NULL);
	}
}

static void fill(struct rich *r, struct app *app)
{
	const struct team *team = store_team(ctx_of(app)->store);

	rich_line(r, 1, LOOK_BOLD, _("ROLES IN THIS CASE"));
	add_roles(r, app, team);
	if (team && team->authority_count) {
		rich_line(r, 0, LOOK_PLAIN, "");
		rich_line(r, 1, LOOK_BOLD, _("AUTHORITIES"));
	}
	for (size_t i = 0; team && i < team->authority_count; i++)
		add_entry(r, team->authority[i].kind, team->authority[i].name,
			  (const char *const *)team->authority[i].reach,
			  team->authority[i].reach_count);
	if (!team || !team->person_count) {
		rich_line(r, 0, LOOK_PLAIN, "");
		rich_line(r, 3, LOOK_PLAIN,
			  _("No one is in team.yaml yet. e: write names, "
			    "roles and numbers there."));
	}
}

static int contacts_open(void **state, struct app *app, const void *arg,
			 struct error *err)
{
	struct pager *p = mem_zalloc(sizeof(*p));
	int rc = p ? pager_init(p, err) : error_nomem(err);

	(void)arg;
	if (rc) {
		mem_free(p);
		return rc;
	}
	fill(p->text, app);
	*state = p;
	return 0;
}

static void contacts_close(struct app *app, void *state)
{
	(void)app;
	pager_release(state);
	mem_free(state);
}

static void contacts_draw(struct app *app, void *state, struct surface *s)
{
	const struct situation *now = ctx_now(app);
	int row = frame_title(app, s, now->label, now->title);

	ctx_next_row(app, s, row++);
	surface_put(s, row++, 1, surface_cols(s) - 2, LOOK_BOLD,
		    _("Whom to call"));
	frame_rule(s, row++);
	pager_draw(state, s, row, frame_rows(app, s) - row, 0,
		   surface_cols(s), true);
}

static struct focus *contacts_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct pager *)state)->focus;
}

/* What was typed is kept when a line of it is wrong, and comes up again. */
static void edit_team(struct app *app, void *state)
{
	struct pager *p = state;
	struct store *store = ctx_of(app)->store;
	const char *kept = app_kept(app, "team.yaml");
	struct str text = {0};
	struct error err = {0};
	char *new = NULL;
	int rc = 0;

	if (kept)
		str_add(&text, kept);
	else
		rc = store_team_text(&text, store, &err);
	if (!rc || rc == ERR_NOTFOUND)
		rc = app_edit(app, &new, str_text(&text), 1, &err);
	if (!rc && new)
		rc = store_team_set(store, new, strlen(new), &err);
	app_keep(app, "team.yaml", rc ? new : NULL);
	if (rc) {
		app_error(app, &err);
	} else if (new) {
		app_say(app, _("team.yaml is changed and in force"));
		rich_clear(p->text);
		fill(p->text, app);
	}
	mem_free(new);
	str_release(&text);
}

static const struct action contacts_actions[] = {
	{"edit-team", "e", N_("edit"),
	 N_("Change names, roles and numbers in your editor"), edit_team,
	 ACT_FOOTER},
	{0},
};

const struct screen_def contacts_screen = {
	.name = "contacts",
	.title = N_("Contacts"),
	.actions = contacts_actions,
	.open = contacts_open,
	.close = contacts_close,
	.draw = contacts_draw,
	.focus = contacts_focus,
};
