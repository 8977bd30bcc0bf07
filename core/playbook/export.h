/* core/playbook/export.h - a playbook for those who do not have this
 * program. */
#ifndef STANCH_PLAYBOOK_EXPORT_H
#define STANCH_PLAYBOOK_EXPORT_H

#include "core/playbook/playbook.h"

/* One HTML file, in the language pb->lang[lang] where there is a text in
 * it. src is the base's file. ERR_NOMEM. */
int export_html(struct str *out, const struct playbook *pb,
		const struct pb_source *src, size_t lang, struct error *err);
/* CACAO 2.0 JSON that the published schemas accept; created and modified
 * are the first and this commit of the base's file, in ms. src: the files of
 * all languages, the base first. Ids come from the
 * ids of the playbook, so they are the same in every export. ERR_NOMEM. */
int export_cacao(struct str *out, const struct playbook *pb,
		 const struct pb_source *src, size_t lang, int64_t created,
		 int64_t modified, struct error *err);
/* Appends the line of a key as it stands in the base: "due: 1h from
 * opened". */
void export_key(struct str *out, const struct pb_source *src,
		const struct pb_place *place);

#endif
