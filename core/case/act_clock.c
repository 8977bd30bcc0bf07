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

/* A text that is there; what is not there is not written. */
static void write_text(struct jwrite *j, const char *name, const char *text)
{
	if (text && *text)
		jwrite_str(j, name, text);
}

static void write_list(struct jwrite *j, const char *name,
		       const char *const *text, size_t count)
{
	if (!count)
		return;
	jwrite_array(j, name);
	for (size_t i = 0; i < count; i++)
		jwrite_str(j, NULL, text[i]);
	jwrite_end(j);
}

static void write_rule(struct jwrite *j, const struct set_clock *c)
{
	jwrite_object(j, "rule");
	write_text(j, "law", c->law);
	write_text(j, "law_zh", c->law_zh);
	write_text(j, "short", c->brief);
	write_text(j, "short_zh", c->brief_zh);
	write_text(j, "article", c->article);
	write_text(j, "article_zh", c->article_zh);
	write_text(j, "kind", c->kind);
	write_text(j, "method", c->method);
	if (c->value >= 0)
		jwrite_int(j, "value", c->value);
	write_text(j, "unit", c->unit);
	write_text(j, "status", c->status);
	write_text(j, "from", c->from);
	write_text(j, "grade", c->grade);
	write_text(j, "checked", c->checked);
	write_text(j, "source", c->source);
	jwrite_end(j);
}

static void write_start(struct jwrite *j, const struct set_clock *c)
{
	if (c->at)
		write_time(j, "at", c->at, c->offset);
	write_text(j, "text", c->text);
	write_text(j, "zone", c->zone);
	write_text(j, "tz", c->zone_version);
	write_text(j, "precision", c->precision);
	if (c->aware)
		jwrite_bool(j, "aware", true);
	write_text(j, "who", c->who);
	jwrite_str(j, "basis", c->basis);
	write_text(j, "why", c->why);
	write_text(j, "term", c->term);
	write_list(j, "evidence", c->evidence, c->evidence_count);
	write_list(j, "facts", c->fact, c->fact_count);
	jwrite_str(j, "end", clock_end_name(c->end));
	if (c->deadline)
		write_time(j, "deadline", c->deadline, c->offset);
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
	write_text(j, "receipt", m->receipt);
	write_text(j, "why", m->why);
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
