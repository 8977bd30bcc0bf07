/* A record's body, as a stranger may have signed it: sound or not, never a
 * crash, and sound only with the members every body has. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/log/private.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct log *log = log_new("fuzz", NULL, 0, NULL);
	struct db_row row = { .n = 1, .body = data, .body_len = n,
			      .sig = data, .sig_len = 0 };
	struct node *node;
	const char *why;

	if (!log || n > RECORD_BODY)
		goto end;
	if (node_new(&node, log, &row) == ERR_NOMEM ||
	    body_read(log, node, &why))
		goto end;
	if (node->rec.sound != (why == NULL) ||
	    node->rec.sound != (node->rec.type != NULL) ||
	    node->rec.sound != (node->doc != NULL))
		abort();
	jread_free(node->doc);
end:
	log_free(log);
	return 0;
}
