/* tui/cmd/drilled.c - when a playbook was last practised, and how many of its
 * steps differ since. */
#include "tui/cmd/drilled.h"

#include "core/base/tr.h"
#include "tui/cmd/changes.h"

#define DAY_TEXT 10 /* "2026-09-12" of a time */

/* Steps that were reworded, moved, new or retired; SIZE_MAX if the version
 * is not here. */
static int steps_since(size_t *out, struct cli *x,
		       const struct store_drilled *d, const char *slug,
		       const char *now, struct error *err)
{
	struct version was, is = {0};
	struct pb_diff *diff = NULL;
	int rc = version_read(&was, x->store, slug, d->commit, err);

	*out = SIZE_MAX;
	if (!rc)
		rc = version_read(&is, x->store, slug, now, err);
	if (!rc && was.pb && is.pb)
		rc = version_diff(&diff, &was, &is, err);
	if (diff)
		*out = diff->reworded + diff->moved + diff->added +
		       diff->retired;
	pb_diff_free(diff);
	version_release(&was);
	version_release(&is);
	return rc;
}

static void drilled_json(struct cli *x, const struct store_drilled *d,
			 size_t steps)
{
	struct jwrite *w = x->out.json;

	if (!*d->label) {
		jwrite_null(w, "drilled");
		return;
	}
	jwrite_object(w, "drilled");
	jwrite_str(w, "label", d->label);
	out_json_time(&x->out, "at", d->at);
	jwrite_str(w, "version", d->version);
	jwrite_str(w, "commit", d->commit);
	if (steps == SIZE_MAX)
		jwrite_null(w, "steps_changed");
	else
		jwrite_int(w, "steps_changed", (int64_t)steps);
	jwrite_end(w);
}

static void drilled_line(struct cli *x, const struct store_drilled *d,
			 size_t steps)
{
	char day[TIME_TEXT];
	struct str text = {0};

	time_text(day, d->at, x->env->zone);
	str_addf(&text, _("%s on %.*s, at %s @ %.7s"), d->label, DAY_TEXT, day,
		 d->version, d->commit);
	if (steps != SIZE_MAX)
		str_addf(&text, ngettext("; %zu step differs since then",
					 "; %zu steps differ since then",
					 (unsigned long)steps), steps);
	out_line(&x->out, "%s  %s", _("DRILLED"),
		 *d->label ? str_text(&text) : _("never"));
	str_release(&text);
}

int drilled_tell(struct cli *x, const char *slug, const char *commit,
		 struct error *err)
{
	struct store_drilled d;
	size_t steps = SIZE_MAX;
	int rc = store_drilled(&d, x->store, slug, err);

	if (!rc && *d.label)
		rc = steps_since(&steps, x, &d, slug, commit, err);
	if (rc)
		return rc;
	if (x->out.mode == OUT_JSON)
		drilled_json(x, &d, steps);
	else if (x->out.mode == OUT_TEXT)
		drilled_line(x, &d, steps);
	return 0;
}
