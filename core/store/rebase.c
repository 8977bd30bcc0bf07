/* core/store/rebase.c - another base language, committed to a draft. */
#include "core/store/rebase.h"

#include <stdio.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/private.h"

static int waits(const struct draft *d, struct error *err)
{
	error_set(err, ERR_REFUSED,
		  _("a text of draft %s waits to be committed"), d->name);
	return error_fix(err, "stanch playbook edit %s", d->name);
}

static int commit(char id[COMMIT_HEX], const struct draft *d,
		  const struct rebased *what, struct store *s,
		  const char *slug, const char *lang, struct error *err)
{
	int64_t now = s->env->now(s->env->ctx);
	struct repo_file file[PB_LANGS + 1];
	struct repo_person who = {0};
	char *name = NULL, *mail = NULL, branch[DRAFT_NAME + 8], say[160];
	int rc = store_draft_user(&name, &mail, s, err);

	for (size_t i = 0; i < what->count; i++)
		file[i] = (struct repo_file){what->file[i].name,
					     what->file[i].text,
					     what->file[i].len};
	file[what->count] = (struct repo_file){.path = what->gone};
	snprintf(branch, sizeof(branch), "%s%s", DRAFT_PREFIX, d->name);
	snprintf(say, sizeof(say), "%s: make %s the base language\n", slug,
		 lang);
	who.name = name;
	who.email = mail;
	if (!rc && !*d->tip.id)
		rc = repo_branch(s->repo, branch, "main", err);
	if (!rc)
		rc = repo_commit(id, s->repo, branch, file, what->count + 1,
				 &who, now, zone_offset(s->env->zone, now),
				 say, err);
	mem_free(name);
	mem_free(mail);
	return rc;
}

int store_rebase_language(char id[COMMIT_HEX], struct draft *d,
			  struct rebased *what, struct store *s,
			  const char *slug, const char *lang,
			  struct error *err)
{
	struct pb_texts texts = {0};
	struct findings f = {0};
	struct playbook *pb = NULL;
	int rc = store_draft_for(d, s, slug, err);

	*what = (struct rebased){0};
	if (!rc && d->unfinished)
		rc = waits(d, err);
	if (!rc)
		rc = store_draft_playbook(&pb, &texts, &f, s, d->name, slug,
					  err);
	if (!rc)
		rc = playbook_rebase(what, slug, texts.src, texts.count, lang,
				     err);
	if (!rc)
		rc = commit(id, d, what, s, slug, lang, err);
	playbook_free(pb);
	pb_texts_release(&texts);
	findings_release(&f);
	return rc;
}
