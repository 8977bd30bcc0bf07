/* core/case/act_clock.c - a clock starts, is met, is waived. */
#include <string.h>

#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/case/clocks.h"
#include "core/case/doing.h"

static void write_time(struct jwrite *j, const char *name, int64_t at,
		       int offset)
{
	struct zone *z = zone_fixed(offset);
	char text[TIME_TEXT];

	time_wall(text, at, z);
	jwrite_str(j, name, text);
	zone_free(z);
}

static void write_list(struct jwrite *j, const char *name,
		       const char *const *text, size_t count)
{
	if (!count)
		return;
	jwrite_list(j, name, text, count);
}

static void write_rule(struct jwrite *j, const struct set_clock *c)
{
	jwrite_object(j, "rule");
	jwrite_opt(j, "law", c->law);
	jwrite_opt(j, "law_zh", c->law_zh);
	jwrite_opt(j, "short", c->brief);
	jwrite_opt(j, "short_zh", c->brief_zh);
	jwrite_opt(j, "article", c->article);
	jwrite_opt(j, "article_zh", c->article_zh);
	jwrite_opt(j, "kind", c->kind);
	jwrite_opt(j, "method", c->method);
	if (c->value >= 0)
		jwrite_int(j, "value", c->value);
	jwrite_opt(j, "unit", c->unit);
	jwrite_opt(j, "status", c->status);
	jwrite_opt(j, "from", c->from);
	jwrite_opt(j, "grade", c->grade);
	jwrite_opt(j, "checked", c->checked);
	jwrite_opt(j, "source", c->source);
	jwrite_end(j);
}

static void write_start(struct jwrite *j, const struct set_clock *c)
{
	if (c->at)
		write_time(j, "at", c->at, c->offset);
	jwrite_opt(j, "text", c->text);
	jwrite_opt(j, "zone", c->zone);
	jwrite_opt(j, "tz", c->zone_version);
	jwrite_opt(j, "precision", c->precision);
	if (c->aware)
		jwrite_bool(j, "aware", true);
	jwrite_opt(j, "who", c->who);
	jwrite_str(j, "basis", c->basis);
	jwrite_opt(j, "why", c->why);
	jwrite_opt(j, "term", c->term);
	write_list(j, "evidence", c->evidence, c->evidence_count);
	write_list(j, "facts", c->fact, c->fact_count);
	jwrite_str(j, "end", clock_end_name(c->end));
	if (c->deadline)
		write_time(j, "deadline", c->deadline, c->due_offset);
	write_rule(j, c);
}

static int check_evidence(const struct situation *s,
			  const char *const *label, size_t count,
			  struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!situation_evidence(s, label[i])) {
			error_set(err, ERR_NOTFOUND,
				  _("%s: no such evidence"), label[i]);
			return ERR_NOTFOUND;
		}
	return 0;
}

/* A waiver ends with a start. */
static void end_waiver(struct doing *d, const char *on)
{
	const struct case_clock *was = situation_clock(d->s, on);

	if (was && str_eq(was->key, on) && was->waived)
		jwrite_bool(doing_set(d, "clock.waive", on), "withdrawn",
			    true);
}

int act_clock_start(struct act *a, const char *on, const struct set_clock *c,
		    const struct pb_source *file, size_t files,
		    struct error *err)
{
	struct doing d;
	int rc = why_needed(c->basis, _("starting a clock"), err);

	if (rc)
		error_fix(err, _("say what was known, and how: --basis TEXT"));
	else
		rc = doing_begin(&d, a, false, err);
	if (rc)
		return rc;
	rc = check_evidence(d.s, c->evidence, c->evidence_count, err);
	if (rc)
		return doing_drop(&d, rc);
	write_start(doing_set(&d, "clock.start", on), c);
	if (files)
		batch_sources(&d.b, file, files);
	end_waiver(&d, on);
	return doing_end(&d, err);
}

static int not_running(const struct situation *s, const char *on,
		       struct error *err)
{
	const struct case_clock *c = situation_clock(s, on);

	if (c && c->set)
		return 0;
	error_set(err, c ? ERR_REFUSED : ERR_NOTFOUND,
		  _("nobody has started %s"), on);
	error_fix(err, "stanch clock start %s %s --at TIME --basis TEXT",
		  s->label, on);
	return c ? ERR_REFUSED : ERR_NOTFOUND;
}

int act_clock_stop(struct act *a, const char *on, const struct set_met *m,
		   struct error *err)
{
	const struct case_clock *c;
	struct doing d;
	struct jwrite *j;
	int rc = doing_begin(&d, a, false, err);

	if (rc)
		return rc;
	rc = not_running(d.s, on, err);
	if (!rc)
		rc = check_evidence(d.s, m->evidence, m->evidence_count, err);
	if (!rc && !m->evidence_count && (!m->receipt || !*m->receipt)) {
		rc = error_set(err, ERR_REFUSED,
			       _("that %s was met needs its proof"), on);
		error_fix(err, _("--receipt NUMBER, or --evidence E-1"));
	}
	if (rc)
		return doing_drop(&d, rc);
	c = situation_clock(d.s, on);
	j = doing_set(&d, "clock.stop", c->key);
	write_time(j, "at", m->at, c->set->offset);
	jwrite_opt(j, "receipt", m->receipt);
	jwrite_opt(j, "why", m->why);
	write_list(j, "evidence", m->evidence, m->evidence_count);
	return doing_end(&d, err);
}

int act_clock_waive(struct act *a, const char *on, const char *why,
		    struct error *err)
{
	struct doing d;
	int rc = why_needed(why, _("waiving a clock"), err);

	if (!rc)
		rc = doing_begin(&d, a, false, err);
	if (rc)
		return rc;
	jwrite_str(doing_set(&d, "clock.waive", on), "why", why);
	return doing_end(&d, err);
}
