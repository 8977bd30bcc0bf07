/* core/store/shipped.h - the files under playbooks/, inside the program. */
#ifndef STANCH_STORE_SHIPPED_H
#define STANCH_STORE_SHIPPED_H

struct shipped {
	const char *path; /* below playbooks/; NULL ends the table */
	const char *data, *end;
};

/* Sorted by path; made by the Makefile from playbooks/. */
extern const struct shipped shipped_files[];

#endif
