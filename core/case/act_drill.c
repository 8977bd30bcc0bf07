/* core/case/act_drill.c - what is done to a drill as a drill. */
#include "core/base/tr.h"
#include "core/case/doing.h"

int act_drill(struct act *a, const struct drill_entry *e, size_t count,
	      enum member_role least, struct error *err)
{
	struct doing d;
	int rc = doing_begin_as(&d, a, true, least, err);

	if (rc)
		return rc;
	if (!d.s->drill)
		return error_set(err, ERR_REFUSED, _("%s is no drill"),
				 d.s->label);
	for (size_t i = 0; i < count; i++) {
		struct jwrite *j;

		d.b.by = e[i].by;
		j = doing_set(&d, e[i].type, e[i].on);
		if (e[i].fill)
			e[i].fill(j, e[i].ctx);
		if (e[i].file_count)
			batch_sources(&d.b, e[i].file, e[i].file_count);
	}
	return doing_end(&d, err);
}
