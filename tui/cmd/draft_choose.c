/* tui/cmd/draft_choose.c - which draft, and which file of it, is meant. */
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/beside.h"
#include "tui/cmd/draft_text.h"

static int no_language(struct editing *e, const char *lang)
{
	error_set(e->err, ERR_NOTFOUND, _("%s has no text in \"%s\""), e->slug,
		  lang);
	return error_fix(e->err, _("Begin one with --from FILE: %s.%s.md"),
			 e->slug, lang);
}

static bool in_draft(struct editing *e, const char *file)
{
	struct str t = {0};
	int rc = store_draft_text(&t, e->s, e->d.name, file, NULL);

	str_release(&t);
	return !rc;
}

/* The language of the base file in the draft; false if it cannot be read. */
static bool base_lang(char lang[LANG_CODE], const struct editing *e)
{
	struct playbook *pb;
	struct pb_texts t;
	struct findings f = {0};
	int rc = store_draft_playbook(&pb, &t, &f, e->s, e->d.name, e->slug,
				      NULL);

	findings_release(&f);
	if (rc)
		return false;
	rc = str_copy(lang, LANG_CODE, pb->lang[0]) ? 0 : ERR_INVALID;
	playbook_free(pb);
	pb_texts_release(&t);
	return !rc;
}

/* SLUG.LANG.md if it is there, SLUG.md if that is its language. */
static bool has_lang(struct editing *e, const char *lang)
{
	char base[LANG_CODE];

	snprintf(e->file, sizeof(e->file), "%s.%.10s.md", e->slug, lang);
	if (in_draft(e, e->file))
		return true;
	if (!base_lang(base, e) || strcmp(base, lang) != 0)
		return false;
	snprintf(e->file, sizeof(e->file), "%s.md", e->slug);
	return true;
}

/* The file of the language asked for, zh for zh_CN where there is no other;
 * a new one only comes with its text. */
static int choose_lang(struct editing *e, const char *lang)
{
	char plain[LANG_CODE];

	snprintf(plain, sizeof(plain), "%.*s", (int)strcspn(lang, "_-"), lang);
	if (has_lang(e, lang) || has_lang(e, plain))
		return 0;
	snprintf(e->file, sizeof(e->file), "%s.%.10s.md", e->slug, lang);
	return cli_text(e->x, "from") ? 0 : no_language(e, lang);
}

/* What waits, if something waits and it is not the base: a conflict may be
 * in a translation, or in a file that is no playbook. */
static int choose_waiting(struct editing *e)
{
	struct arena a = {0};
	const char **kept;
	size_t n = 0;
	bool base = false;
	int rc = store_draft_kept(&kept, &n, &a, e->s, e->d.name, e->err);

	for (size_t i = 0; i < n; i++)
		base |= !strcmp(kept[i], e->file);
	if (!rc && n && !base && strlen(kept[0]) < sizeof(e->file))
		str_copy(e->file, sizeof(e->file), kept[0]);
	arena_release(&a);
	return rc;
}

/* The base is what others follow, so it is the one that is edited; who reads
 * another language hears of the other text. */
static void tell_base(struct editing *e)
{
	char base[LANG_CODE], file[sizeof(e->file)], own[LANG_CODE];

	snprintf(own, sizeof(own), "%.*s",
		 (int)strcspn(e->x->lang.code, "_"), e->x->lang.code);
	snprintf(file, sizeof(file), "%.64s.%s.md", e->slug, own);
	if (base_lang(base, e) && strcmp(base, own) != 0 && in_draft(e, file))
		out_note(&e->x->out,
			 _("%s is the base text (%s); yours: --lang %s"),
			 e->file, base, own);
}

static int choose_file(struct editing *e)
{
	const char *lang = cli_text(e->x, "lang");
	char base[sizeof(e->file)];
	int rc;

	snprintf(base, sizeof(base), "%s.md", e->slug);
	str_copy(e->file, sizeof(e->file), base);
	if (lang)
		return choose_lang(e, lang);
	rc = choose_waiting(e);
	if (!rc && !strcmp(e->file, base))
		tell_base(e);
	return rc;
}

bool draft_in_force(struct store *s, const char *slug)
{
	struct playbook *pb;
	struct pb_texts t;
	struct findings f = {0};
	int rc = store_playbook(&pb, &t, &f, s, slug, "main", NULL);

	if (!rc) {
		playbook_free(pb);
		pb_texts_release(&t);
	}
	findings_release(&f);
	return !rc;
}

/* The draft that was named, begun if there is none. */
static int named(struct editing *e, const char *name)
{
	int rc = store_draft(&e->d, e->s, name, e->err);

	if (rc != ERR_NOTFOUND)
		return rc;
	error_clear(e->err);
	e->fresh = true;
	return store_draft_new(&e->d, e->s, name, e->err);
}

/* --- what stands beside the playbooks ------------------------------------------ */

/* "clocks/cn.yaml" in draft clocks-cn, or in the one that was named. */
static int choose_beside(struct editing *e, const char *file,
			 const char *draft)
{
	int rc;

	if (!str_copy(e->file, sizeof(e->file), file))
		return error_set(e->err, ERR_USAGE,
				 _("\"%.40s\": that name is too long"), file);
	if (draft)
		return named(e, draft);
	rc = store_draft_beside(&e->d, e->s, file, e->err);
	e->fresh = !rc && !e->d.tip.id[0] && !e->d.unfinished;
	return rc;
}

/* "clocks/cn.yaml", "clocks/cn.yaml@DRAFT": the file is copied to `file`. */
static bool is_beside(char file[80], const struct editing *e,
		      const char *word)
{
	size_t n = strcspn(word, "@");

	snprintf(file, 80, "%.*s", (int)n, word);
	return n < 80 && !cli_text(e->x, "lang") && beside_is(file);
}

static const char *draft_word(const struct editing *e, const char *word)
{
	const char *at = strchr(word, '@');

	return at ? at + 1 : cli_text(e->x, "draft");
}

int draft_choose_clock(struct editing *e, const char *word)
{
	const struct clock_rules *rules;
	const struct clock_rule *c;
	char id[80];
	int rc = 0;

	if (is_beside(id, e, word))
		return choose_beside(e, id, draft_word(e, word));
	rc = store_clocks(&rules, e->s, e->err);
	c = rc ? NULL : clock_rule(rules, id);
	if (!rc && !c) /* one that is not loaded can be mended */
		rc = clock_rules_find(&c, rules, id, e->err);
	if (rc)
		return rc;
	e->clock = c->id;
	return choose_beside(e, c->file, draft_word(e, word));
}

/* --- a playbook ----------------------------------------------------------------- */

/* A draft that changes no playbook: the file that waits, or its first. */
static int choose_only(struct editing *e)
{
	struct draft_files f;
	struct arena a = {0};
	int rc = store_draft_files(&f, &a, e->s, e->d.name, e->err);

	if (!rc && f.paths && str_copy(e->file, sizeof(e->file), f.path[0]))
		e->slug[0] = '\0';
	arena_release(&a);
	return rc ? rc : choose_waiting(e);
}

int draft_choose(struct editing *e, const char *word)
{
	char file[80];
	const char *draft = draft_word(e, word);
	int rc;

	if (is_beside(file, e, word))
		return choose_beside(e, file, draft);
	snprintf(e->slug, sizeof(e->slug), "%.*s", (int)strcspn(word, "@"),
		 word);
	if (draft) {
		rc = named(e, draft);
	} else if (draft_in_force(e->s, e->slug)) {
		rc = store_draft_for(&e->d, e->s, e->slug, e->err);
		e->fresh = !rc && !e->d.tip.id[0] && !e->d.unfinished;
	} else {
		rc = store_draft(&e->d, e->s, word, e->err);
		if (!rc && e->d.slug[0])
			str_copy(e->slug, sizeof(e->slug), e->d.slug);
		else if (!rc)
			return choose_only(e);
		else if (rc == ERR_NOTFOUND)
			error_set(e->err, rc, _("no playbook and no draft is "
						"called \"%s\""), word);
	}
	return rc ? rc : choose_file(e);
}
