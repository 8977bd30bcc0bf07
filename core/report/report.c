/* core/report/report.c - builds a report from its parts. */
#include "core/report/report.h"

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/report/tree.h"

static int build_full(struct maker *m, struct error *err)
{
	first_line(m);
	build_summary(m);
	build_timeline(m);
	build_versions(m);
	build_steps(m);
	build_decisions(m);
	build_clocks(m);
	build_notices(m);
	build_evidence(m);
	build_overrides(m);
	build_review(m);
	return build_record(m, err);
}

static int build(struct maker *m, enum report_form form, struct error *err)
{
	int rc = 0;

	switch (form) {
	case REPORT_FULL:
		rc = build_full(m, err);
		break;
	case REPORT_BRIEF:
		build_brief(m);
		break;
	case REPORT_CHECKLIST:
		build_checklist(m);
		break;
	}
	last_line(m);
	return !rc && m->r->failed ? error_nomem(err) : rc;
}

int report_bare(struct report **out, struct maker *m, const char *label,
		const char *lang, struct error *err)
{
	*m = (struct maker){0};
	*out = m->r = mem_zalloc(sizeof(*m->r));
	if (!m->r)
		return error_nomem(err);
	m->r->form = REPORT_FULL;
	m->r->drill = true;
	m->r->spare.text = m->r->root.text = "";
	m->r->lang = arena_strdup(&m->r->arena, lang ? lang : "en");
	m->r->label = arena_strdup(&m->r->arena, label);
	if (m->r->lang && m->r->label)
		return 0;
	report_free(m->r);
	*out = NULL;
	return error_nomem(err);
}

int report_begin(struct report **out, struct maker *m, enum report_form form,
		 const struct casefile *c, const char *lang,
		 struct error *err)
{
	const struct situation *s = casefile_now(c);
	int rc = report_bare(out, m, s->label, lang, err);

	if (rc)
		return rc;
	m->c = c;
	m->s = s;
	m->zone = casefile_opts(c)->env->zone;
	m->r->form = form;
	m->r->drill = s->drill;
	return 0;
}

int report_build(struct report **out, enum report_form form,
		 const struct casefile *c, const char *lang,
		 struct error *err)
{
	struct maker m;
	int rc = report_begin(out, &m, form, c, lang, err);

	if (!rc)
		rc = build(&m, form, err);
	if (rc) {
		report_free(*out);
		*out = NULL;
	}
	return rc;
}

void report_free(struct report *r)
{
	if (!r)
		return;
	arena_release(&r->arena);
	mem_free(r);
}
