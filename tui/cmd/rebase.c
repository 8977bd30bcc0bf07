/* tui/cmd/rebase.c - another language of a playbook becomes its base. */
#include "core/base/tr.h"
#include "core/store/rebase.h"
#include "tui/cmd/draft.h"

static void untranslated(struct cli *x, const struct rebased *r,
			 const char *lang)
{
	struct str list = {0};

	if (x->out.mode == OUT_JSON)
		jwrite_array(x->out.json, "untranslated");
	for (size_t i = 0; i < r->untranslated_count; i++) {
		if (x->out.mode == OUT_JSON)
			jwrite_str(x->out.json, NULL, r->untranslated[i]);
		str_addf(&list, "%s%s", i ? ", " : "", r->untranslated[i]);
	}
	if (x->out.mode == OUT_JSON)
		jwrite_end(x->out.json);
	if (r->untranslated_count)
		out_note(&x->out, _("not in %s yet, they stand in the old "
				    "language: %s"), lang, str_text(&list));
	str_release(&list);
}

int rebase_language_run(struct cli *x, struct error *err)
{
	const char *slug = cli_word(x, 0), *lang = cli_word(x, 1);
	char id[COMMIT_HEX];
	struct rebased r = {0};
	struct store *s;
	struct draft d;
	int rc = cli_store(&s, x, err);

	if (!rc)
		rc = store_rebase_language(id, &d, &r, s, slug, lang, err);
	if (!rc) {
		untranslated(x, &r, lang);
		rc = draft_told(x, s, d.name, id, err);
	}
	rebased_release(&r);
	return rc;
}
