/* core/playbook/diffing.h - private: what is the same in two versions. */
#ifndef STANCH_PLAYBOOK_DIFFING_H
#define STANCH_PLAYBOOK_DIFFING_H

#include "core/playbook/diff.h"

struct side { /* one language of one of the two playbooks */
	const struct pb_source *src;
	size_t k;
};

/* Chains of blocks by their lines, without blank ones and what trails. */
bool same_blocks(const struct pb_source *a, const struct md_node *an,
		 const struct pb_source *b, const struct md_node *bn);
/* What differs between the texts of a step: bits of enum diff_part. */
unsigned step_texts(const struct side *a, const struct pb_step *x,
		    const struct side *b, const struct pb_step *y);
/* The keys that have no language, by what they mean. */
bool same_keys(const struct pb_step *x, const struct pb_step *y);
bool same_list(const struct pb_list *a, const struct pb_list *b);
bool same_roles(const struct playbook *x, size_t a, const struct playbook *y,
		size_t b);
bool same_answers(const struct playbook *x, size_t a,
		  const struct playbook *y, size_t b);
/* What the front matter says but for roles, answers, version and retired
 * ids. */
bool same_front(const struct playbook *x, const struct playbook *y);

#endif
