/* core/people/export.c - see export.h. */
#include "core/people/export.h"

#include <errno.h>

#include "core/base/io.h"
#include "core/base/newfile.h"
#include "core/base/tr.h"
#include "core/people/csv.h"
#include "core/people/private.h"

#define FLUSH_AT ((size_t)256 * 1024)

/* A name alone reaches nobody; how to reach them is not for everybody. */
static const bool masked[PERSON_FIELDS] = {
	[PERSON_PHONE] = true,	  [PERSON_MAIL] = true,
	[PERSON_WECHAT] = true,	  [PERSON_ADDRESS] = true,
	[PERSON_ID_NUMBER] = true, [PERSON_GUARDIAN_PHONE] = true,
};

static bool is_used(const struct people *p, enum person_field f)
{
	for (size_t i = 0; i < p->import_count; i++)
		if (p->import[i].column[f])
			return true;
	for (size_t i = 0; i < p->set_count; i++)
		for (size_t k = 0; k < p->set[i].set->count; k++)
			if (str_eq(p->set[i].set->field[k],
				   person_field_name(f)))
				return true;
	return false;
}

static void add_row(struct str *out, const struct people *p, size_t at,
		    const bool *used, bool whole)
{
	char label[PERSON_ID], part[PERSON_ID * 4];
	struct str buf = {0};

	person_label(label, p, at);
	str_add(out, label);
	for (int i = 0; i < PERSON_FIELDS; i++) {
		enum person_field f = (enum person_field)i;
		const char *value = person_get(&buf, p, at, f);

		if (!used[f])
			continue;
		if (!whole && masked[f]) {
			person_mask(part, sizeof(part), f, value);
			value = part;
		}
		str_addc(out, ',');
		csv_cell(out, value, false);
	}
	str_add(out, "\r\n");
	str_release(&buf);
}

static int flush(struct str *out, int fd, const char *path,
		 struct error *err)
{
	if (out->failed)
		return error_nomem(err);
	if (io_write(fd, out->p, out->len))
		return error_errno(err, path);
	str_clear(out);
	return 0;
}

static int write_rows(const struct people *p,
		      const struct export_people *what, int fd,
		      const char *path, struct error *err)
{
	bool used[PERSON_FIELDS];
	struct str out = {0};
	int rc = 0;

	str_add(&out, what->bom ? "\xef\xbb\xbfperson" : "person");
	for (int f = 0; f < PERSON_FIELDS; f++) {
		used[f] = is_used(p, (enum person_field)f);
		if (used[f])
			str_addf(&out, ",%s",
				 person_field_name((enum person_field)f));
	}
	str_add(&out, "\r\n");
	for (size_t i = 0; i < what->count && !rc; i++) {
		add_row(&out, p, what->at[i], used, what->whole);
		if (out.len > FLUSH_AT)
			rc = flush(&out, fd, path, err);
	}
	if (!rc)
		rc = flush(&out, fd, path, err);
	str_release(&out);
	return rc;
}

int people_export(const struct people *p, const struct export_people *what,
		  const char *path, int fd, struct error *err)
{
	int own = -1, rc = path ? newfile_open(&own, path, err) : 0;

	if (rc)
		return rc;
	rc = write_rows(p, what, path ? own : fd, path ? path : "-", err);
	return newfile_end(own, path, rc, err);
}
