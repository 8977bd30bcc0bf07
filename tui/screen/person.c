/* tui/screen/person.c - all that is known of one affected person. */
#include "tui/screen/person.h"

#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/notice/group.h"
#include "tui/screen/views.h"
#include "tui/widget/frame.h"

#define NAME_CELLS 26

/* --- rows ------------------------------------------------------------------------- */

static struct personrow *add(struct personview *v, enum personrow_kind kind,
			     const char *name, const char *text)
{
	struct personrow *r;

	if (arena_grow(&v->arena, &v->row, v->count, &v->cap,
		       sizeof(*v->row)))
		return NULL;
	r = &v->row[v->count];
	*r = (struct personrow){
		.kind = kind,
		.name = arena_strdup(&v->arena, name),
		.text = arena_strdup(&v->arena, text),
		.field = PERSON_FIELDS};
	if (kind != PR_HEADING)
		r->key = arena_printf(&v->arena, "%s#%zu", name, v->count);
	v->count++;
	return r;
}

static void add_text(struct personview *v, enum personrow_kind kind,
		     struct str *text)
{
	add(v, kind, "", str_text(text));
	str_clear(text);
}

/* The value as it may be seen, or "-". */
static const char *seen(struct personview *v, enum person_field f,
			const char *value)
{
	if (!value || !*value)
		return "-";
	if (v->whole)
		return value;
	person_mask(v->part, sizeof(v->part), f, value);
	return v->part;
}

static void lay_fields(struct personview *v)
{
	const struct set_person *set = person_set(v->r->people, v->at);
	struct personrow *r;
	enum person_field f;

	for (int i = 0; i < PERSON_FIELDS; i++) {
		f = (enum person_field)i;
		r = add(v, PR_FIELD, _(person_field_label(f)),
			seen(v, f, person_get(&v->r->buf, v->r->people, v->at,
					      f)));
		if (r)
			r->field = f;
	}
	f = set && set->channel ? person_field_find(set->channel)
				: PERSON_FIELDS;
	add(v, PR_CHANNEL, _("reach them by"),
	    f == PERSON_FIELDS ? _("the first way there is")
			       : _(person_field_label(f)));
}

static void lay_origin(struct personview *v)
{
	const struct situation *s = ctx_now(v->app);
	const char *row = strchr(v->label, '/');
	char label[PERSON_ID];
	struct str t = {0};

	add(v, PR_HEADING, _("WHERE FROM"), "");
	for (size_t i = 0; i < s->import_count && row; i++) {
		const struct people_import *p = s->import[i];

		if (strlen(p->label) != (size_t)(row - v->label) ||
		    !str_starts(v->label, p->label))
			continue;
		people_when(&t, v->app, p->event->at);
		str_addf(&t, _("  %s, row %s of %s, by %s"), p->label,
			 row + 1, p->source ? p->source : "?",
			 event_doer(p->event));
		add_text(v, PR_TEXT, &t);
	}
	for (size_t i = 0; i < register_rows(v->r->people); i++) {
		if (i == v->at || person_same(v->r->people, i) !=
					  person_same(v->r->people, v->at))
			continue;
		person_label(label, v->r->people, i);
		str_addf(&t, person_same(v->r->people, v->at) == i
				     ? _("The same person as %s, who counts")
				     : _("%s is the same person"),
			 label);
		add_text(v, PR_TEXT, &t);
	}
	str_release(&t);
}

static const char *set_value(const struct set_person *p, const char *field)
{
	for (size_t i = 0; p && i < p->count; i++)
		if (str_eq(p->field[i], field))
			return p->value[i];
	return NULL;
}

/* Which fields a set holds otherwise than the one before it. */
static void add_changed(struct str *out, struct personview *v,
			const struct set_person *was,
			const struct set_person *now)
{
	for (int i = 0; i < PERSON_FIELDS; i++) {
		enum person_field f = (enum person_field)i;
		const char *name = person_field_name(f);
		const char *value = set_value(now, name);

		if (str_eq(value ? value : "\1",
			   set_value(was, name) ? set_value(was, name)
						: "\1"))
			continue;
		str_addf(out, _("; %s: %s"), _(person_field_label(f)),
			 value ? seen(v, f, value) : _("as it came"));
	}
	if (now->removed != (was && was->removed))
		str_add(out, now->removed ? _("; taken off")
					  : _("; put back"));
	if (!str_eq(now->channel ? now->channel : "",
		    was && was->channel ? was->channel : ""))
		str_addf(out, _("; reached by %s"),
			 now->channel ? now->channel : "-");
	if (!str_eq(now->same ? now->same : "",
		    was && was->same ? was->same : ""))
		str_add(out, now->same && *now->same
				     ? _("; the same as another")
				     : _("; nobody else after all"));
	if (now->apart_count != (was ? was->apart_count : 0))
		str_add(out, _("; not who looks the same"));
	if (now->why && *now->why)
		str_addf(out, _(" (why: %s)"), now->why);
}

static void lay_changes(struct personview *v)
{
	const struct situation *s = ctx_now(v->app);
	const struct set_person *was = NULL;
	struct str t = {0};

	add(v, PR_HEADING, _("CHANGES"), "");
	for (size_t i = 0; i < s->event_count; i++) {
		const struct event *ev = s->event[i];

		if (!str_eq(ev->type, "people.set") || !ev->data ||
		    !str_eq(ev->on ? ev->on : "", v->id))
			continue;
		people_when(&t, v->app, ev->at);
		str_addf(&t, "  %s", event_doer(ev));
		add_changed(&t, v, was, ev->data);
		add_text(v, PR_TEXT, &t);
		was = ev->data;
	}
	if (!was)
		add(v, PR_TEXT, "", _("none: as it came"));
	str_release(&t);
}

static void lay_notices(struct personview *v)
{
	const struct situation *s = ctx_now(v->app);
	size_t before = v->count;
	struct str t = {0};

	add(v, PR_HEADING, _("NOTICES"), "");
	for (size_t i = 0; i < s->notice_count; i++) {
		const struct case_notice *n = &s->notice[i];
		struct fates f = {0};
		enum fate fate;

		if (!n->sendings && !n->results)
			continue;
		fate = fates_read(&f, n, NULL) ? FATE_NONE
						  : fates_of(&f, v->id);
		fates_release(&f);
		if (fate == FATE_NONE)
			continue;
		str_addf(&t, "%s  %s", n->label, _(fate_words(fate)));
		add_text(v, PR_TEXT, &t);
	}
	if (v->count == before + 1)
		add(v, PR_TEXT, "", _("none was sent to this person"));
	str_release(&t);
}

static void lay_enquiries(struct personview *v)
{
	const struct situation *s = ctx_now(v->app);
	struct enquiry_now now;
	struct str t = {0};
	struct personrow *r;

	add(v, PR_HEADING, _("ENQUIRIES"), "");
	for (size_t i = 0; i < s->enquiry_count; i++) {
		const struct enquiry *q = s->enquiry[i];

		if (!str_eq(q->person ? q->person : "", v->id))
			continue;
		enquiry_state(&now, s, q);
		str_addf(&t, "%s  ", q->label);
		people_when(&t, v->app, q->event->at);
		str_addf(&t, "  %s%s%s", enquiry_words(q, &now),
			 now.to ? "  " : "", now.to ? now.to : "");
		r = add(v, PR_ENQUIRY, "", str_text(&t));
		if (r)
			r->enquiry = arena_strdup(&v->arena, q->label);
		str_clear(&t);
	}
	if (v->row && v->row[v->count - 1].kind == PR_HEADING)
		add(v, PR_TEXT, "", _("none; a logs one"));
	str_release(&t);
}

/* Lays the rows out anew. */
static void lay_out(struct personview *v)
{
	arena_release(&v->arena);
	v->row = NULL;
	v->count = v->cap = 0;
	v->gone = !v->r->people ||
		  register_find(&v->at, v->r->people, v->id, NULL);
	if (v->gone)
		return;
	person_label(v->label, v->r->people, v->at);
	lay_fields(v);
	lay_origin(v);
	lay_changes(v);
	lay_notices(v);
	lay_enquiries(v);
}

/* --- the list ---------------------------------------------------------------------- */

static int count(void *ctx)
{
	return (int)((struct personview *)ctx)->count;
}

static const char *key(void *ctx, int i)
{
	return ((struct personview *)ctx)->row[i].key;
}

static const char *text(void *ctx, int i)
{
	const struct personrow *r = &((struct personview *)ctx)->row[i];

	return r->name && *r->name ? r->name : r->text;
}

static void draw_one(void *ctx, int i, struct surface *s, int row, int col,
		     int cells, bool chosen)
{
	const struct personrow *r = &((struct personview *)ctx)->row[i];
	unsigned look = chosen || r->kind == PR_HEADING ? LOOK_BOLD
							: LOOK_PLAIN;

	if (!r->name || !r->text)
		return;
	if (*r->name) {
		surface_field(s, row, col, NAME_CELLS - 2, look, r->name);
		col += NAME_CELLS;
		cells -= NAME_CELLS;
	}
	surface_field(s, row, col, cells - 1,
		      chosen ? LOOK_BOLD : LOOK_PLAIN, r->text);
}

static const struct list_ops person_ops = {count, key, draw_one, text};

/* --- the screen ------------------------------------------------------------------- */

static void person_close(struct app *app, void *state)
{
	struct personview *v = state;

	(void)app;
	list_release(&v->list);
	arena_release(&v->arena);
	mem_free(v);
}

/* arg: an id, or "P-1/17". */
static int person_open(void **state, struct app *app, const void *arg,
		       struct error *err)
{
	struct personview *v = mem_zalloc(sizeof(*v));
	int rc = v ? roster_look(&v->r, app, err) : error_nomem(err);

	if (!rc)
		rc = register_find(&v->at, v->r->people, arg ? arg : "", err);
	if (rc) {
		mem_free(v);
		return rc;
	}
	v->app = app;
	v->whole = v->r->whole;
	person_id(v->id, v->r->people, v->at);
	list_init(&v->list, &person_ops, v);
	lay_out(v);
	*state = v;
	return 0;
}

static void person_refresh(struct app *app, void *state)
{
	struct personview *v = state;

	roster_renew(app, v->r);
	lay_out(v);
}

static void add_state(struct str *out, const struct personview *v)
{
	str_add(out, v->label);
	if (person_removed(v->r->people, v->at))
		str_add(out, _("  TAKEN OFF the register"));
	if (person_same(v->r->people, v->at) != v->at)
		str_add(out, _("  counted once, with another"));
	if (person_conflict(v->r->people, v->at))
		str_add(out, _("  [*] two people changed this at once: set it "
			       "again"));
}

static void person_draw(struct app *app, void *state, struct surface *s)
{
	struct personview *v = state;
	int row = people_head(app, s, PANE_PEOPLE), last = frame_rows(app, s);
	const char *whole = v->whole ? _("whole values; v hides them")
				     : _("values in part; v shows them");
	struct str t = {0};

	if (v->gone) {
		people_empty(s, row, _("This person is no longer in the "
				       "register."));
		return;
	}
	add_state(&t, v);
	surface_field(s, row, 1, surface_cols(s) - 4 - utf8_cells(whole),
		      LOOK_BOLD, str_text(&t));
	surface_right(s, row, surface_cols(s) - 1 - utf8_cells(whole),
		      utf8_cells(whole), LOOK_PLAIN, whole);
	frame_rule(s, ++row);
	row++;
	list_draw(&v->list, s, row, last - row, 0, surface_cols(s), true);
	str_release(&t);
}

static struct focus *person_focus(struct app *app, void *state)
{
	(void)app;
	return &((struct personview *)state)->list.focus;
}

const struct screen_def person_screen = {
	.name = "person",
	.title = N_("One affected person"),
	.actions = person_actions,
	.open = person_open,
	.close = person_close,
	.draw = person_draw,
	.refresh = person_refresh,
	.focus = person_focus,
};
