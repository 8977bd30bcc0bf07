/* tui/screen/bookref.c - which playbook, at which commit. */
#include "tui/screen/bookref.h"

#include <string.h>

#include "core/base/time.h"
#include "core/store/draft.h"
#include "tui/widget/frame.h"

static const char *take(char *out, size_t size, const char *p,
			const char *ends)
{
	size_t n = strcspn(p, ends), fits = n < size ? n : size - 1;

	memcpy(out, p, fits);
	out[fits] = '\0';
	return p + n;
}

const char *bookref_read(struct bookref *out, const char *text)
{
	text = take(out->slug, sizeof(out->slug), text, "@ ");
	str_copy(out->commit, sizeof(out->commit), "main");
	if (*text == '@')
		text = take(out->commit, sizeof(out->commit), text + 1, " ");
	return text + strspn(text, " ");
}

int booktext_open(struct booktext *out, struct app *app,
		  const struct bookref *ref, struct error *err)
{
	struct store *s = ctx_of(app)->store;
	struct findings f = {0};
	int rc;

	*out = (struct booktext){0};
	if (str_starts(ref->commit, DRAFT_PREFIX))
		rc = store_draft_playbook(&out->pb, &out->texts, &f, s,
					  ref->commit + strlen(DRAFT_PREFIX),
					  ref->slug, err);
	else
		rc = store_playbook(&out->pb, &out->texts, &f, s, ref->slug,
				    ref->commit, err);
	findings_release(&f);
	return rc;
}

void booktext_release(struct booktext *b)
{
	playbook_free(b->pb);
	pb_texts_release(&b->texts);
	*b = (struct booktext){0};
}

void booktext_version(struct str *out, const char *label, const char *id)
{
	if (label && *label)
		str_addf(out, "%s ", label);
	str_addf(out, "@ %.7s", id);
}

void book_when(struct str *out, struct app *app, int64_t at)
{
	const struct zone *z = app_config(app)->env->zone;
	char day[TIME_TEXT];

	time_date(day, at, z);
	if (time_civil(at, z).year == time_civil(app_now(app), z).year)
		frame_when(out, at, app_now(app), z);
	else
		str_add(out, day);
}
