/* core/log/attachments.c - what hangs on a record, by hash. */
#include <string.h>

#include "core/base/tr.h"
#include "core/log/private.h"

int log_att_read(struct str *out, struct log *log,
		 const uint8_t hash[HASH_LEN], struct error *err)
{
	size_t before = out->len;
	uint8_t sum[HASH_LEN];
	int rc = load_reopen(log, err);

	if (!rc)
		rc = db_att_get(out, log->db, hash, err);
	if (rc)
		return rc;
	hash_bytes(sum, str_text(out) + before, out->len - before);
	if (memcmp(sum, hash, HASH_LEN) != 0) {
		error_set(err, ERR_CORRUPT,
			  _("%s: an attachment is not what was recorded"),
			  log->path);
		error_where(err, _("Its content and its hash differ."));
		error_fix(err, _("Bring back a copy from a backup or a "
				 "colleague; keep this file as evidence."));
		return ERR_CORRUPT;
	}
	return 0;
}

bool log_att_has(struct log *log, const uint8_t hash[HASH_LEN])
{
	return log->db && db_att_has(log->db, hash);
}
