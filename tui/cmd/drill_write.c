/* tui/cmd/drill_write.c - scenarios from a playbook, from a list of injects,
 * and a list of injects from a scenario. */
#include <string.h>

#include "core/base/io.h"
#include "core/base/tr.h"
#include "tui/cmd/drill.h"
#include "tui/cmd/drill_csv.h"

#define ID_ROOM 64
#define LIST_MAX ((size_t)8 << 20)

/* "drills/night-shift.en.md": its id. Without a file the scenario is called
 * as its playbook. */
static int name_it(char id[ID_ROOM], const char *slug, const char *path,
		   const char *lang, struct error *err)
{
	const char *base = path ? io_name(path) : slug;
	size_t n = strcspn(base, ".");
	struct str end = {0};
	bool fits;

	str_addf(&end, ".%s.md", lang);
	fits = n && n < 41 && (!path || !strcmp(base + n, str_text(&end)));
	str_release(&end);
	if (!fits) {
		error_set(err, ERR_USAGE, _("\"%s\" is no name of a scenario"),
			  path);
		return error_fix(err, "-o ID.%s.md", lang);
	}
	memcpy(id, base, n);
	id[n] = '\0';
	return 0;
}

/* Today at nine, as a round hour to begin with. */
static void story_of(char out[TIME_TEXT], const struct cli *x)
{
	time_text(out, cli_now(x), x->env->zone);
	if (strlen(out) > 19)
		memcpy(out + 10, "T09:00:00", 9);
}

/* To the file, which must not be there yet, or to standard output. */
static int deliver_new(struct cli *x, const struct str *text,
		       struct error *err)
{
	const char *path = cli_text(x, "output");
	int rc;

	if (!path || !strcmp(path, "-"))
		return report_deliver(x, text, err);
	rc = io_create(path, str_text(text), text->len, 0600, err);
	if (!rc && x->out.mode == OUT_JSON)
		jwrite_str(x->out.json, "file", path);
	else if (!rc)
		out_note(&x->out, _("written: %s; what is left to write: "
				    "stanch drill lint %s%s"), path,
			 strchr(path, '/') ? "" : "./", path);
	return rc;
}

static const char *file_of(const struct cli *x)
{
	const char *path = cli_text(x, "output");

	return path && strcmp(path, "-") != 0 ? path : NULL;
}

static int get_playbook(struct playbook **pb, struct pb_texts *texts,
			struct cli *x, const char *slug, struct error *err)
{
	struct findings ignored = {0};
	struct store *store;
	int rc = cli_store(&store, x, err);

	if (!rc)
		rc = store_playbook(pb, texts, &ignored, store, slug, "main",
				    err);
	findings_release(&ignored);
	return rc;
}

int drill_skeleton_run(struct cli *x, struct error *err)
{
	struct playbook *pb = NULL;
	struct pb_texts texts = {.count = 0};
	struct str text = {0};
	char id[ID_ROOM], story[TIME_TEXT];
	size_t lang;
	int rc = get_playbook(&pb, &texts, x, cli_word(x, 0), err);

	if (rc)
		return rc;
	lang = playbook_lang(pb, x->lang.code);
	story_of(story, x);
	rc = name_it(id, pb->slug, file_of(x), pb->lang[lang], err);
	if (!rc)
		rc = scenario_skeleton(&text, pb, id, lang, story, err);
	if (!rc)
		rc = deliver_new(x, &text, err);
	str_release(&text);
	pb_texts_release(&texts);
	playbook_free(pb);
	return rc;
}

int drill_import_run(struct cli *x, struct error *err)
{
	const char *slug = cli_text(x, "playbook"), *path = cli_word(x, 0);
	struct playbook *pb = NULL;
	struct pb_texts texts = {.count = 0};
	struct str list = {0}, text = {0};
	char id[ID_ROOM], story[TIME_TEXT];
	size_t lang;
	int rc;

	if (!slug)
		return error_set(err, ERR_USAGE,
				 _("say which: --playbook SLUG"));
	rc = get_playbook(&pb, &texts, x, slug, err);
	if (rc)
		return rc;
	lang = playbook_lang(pb, x->lang.code);
	story_of(story, x);
	rc = io_read(&list, path, LIST_MAX, err);
	if (!rc)
		rc = name_it(id, pb->slug, file_of(x), pb->lang[lang], err);
	if (!rc)
		rc = injects_read(&text, &list, pb, id, lang, story, err);
	if (rc == ERR_INVALID)
		error_where(err, "%s", path);
	if (!rc)
		rc = deliver_new(x, &text, err);
	str_release(&text);
	str_release(&list);
	pb_texts_release(&texts);
	playbook_free(pb);
	return rc;
}

int drill_export_run(struct cli *x, struct error *err)
{
	const char *format = cli_text(x, "format");
	const char *path = cli_text(x, "output");
	struct scenario *sc = NULL;
	struct str text = {0};
	int rc;

	if (format && strcmp(format, "csv") != 0) {
		error_set(err, ERR_USAGE, _("\"%s\" is no form"), format);
		return error_fix(err, "--format csv");
	}
	rc = drill_scenario(&sc, x, cli_word(x, 0), err);
	if (!rc)
		rc = injects_write(&text, sc, x->lang.code, err);
	if (!rc && (x->out.mode == OUT_JSON ||
		    (path && strcmp(path, "-") != 0)))
		rc = report_deliver(x, &text, err);
	else if (!rc)
		out_crlf(&x->out, str_text(&text));
	str_release(&text);
	scenario_free(sc);
	return rc;
}
