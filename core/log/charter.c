/* core/log/charter.c - bodies of charter records: who may write
 * (docs/FILE-FORMAT.md, "Charter records"). */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/log/private.h"

static bool hex_key(uint8_t out[32], const char *hex)
{
	return hex && strlen(hex) == 64 && hex_decode(out, 32, hex);
}

/* INC-2026-014 or PLAN-… in a case, DRILL-… in a drill. */
static bool label_fits(enum file_kind file, const char *label)
{
	const char *p = NULL;
	size_t n = 0;

	if (file == FILE_DRILL)
		p = str_starts(label, "DRILL-") ? label + 6 : NULL;
	else if (str_starts(label, "INC-"))
		p = label + 4;
	else if (str_starts(label, "PLAN-"))
		p = label + 5;
	if (!p)
		return false;
	for (; *p >= '0' && *p <= '9'; p++)
		n++;
	if (n != 4 || *p++ != '-')
		return false;
	for (n = 0; *p >= '0' && *p <= '9'; p++)
		n++;
	return n >= 3 && n <= 9 && !*p;
}

static int read_owners(struct log *log, const struct jread *list,
		       const struct author *by, const char **why)
{
	size_t n = jread_len(list);
	uint8_t key[32];
	bool among = false;

	if (!jread_is_array(list) || n < 1 || n > LOG_OWNERS)
		*why = _("a first record without its owners");
	for (size_t i = 0; i < n && !*why; i++) {
		struct author *a = NULL;

		if (hex_key(key, jread_str(jread_at(list, i), "dev"))) {
			a = graph_author(log, key);
			if (!a)
				return ERR_NOMEM;
		}
		if (!a || a->seniority < LOG_OWNERS) {
			*why = _("a first record whose owners are malformed");
			break;
		}
		a->seniority = (unsigned)i;
		among = among || a == by;
		log->owners[log->owner_len++] = a;
	}
	if (!*why && !among)
		*why = _("a first record whose author is no owner");
	return 0;
}

int charter_genesis(struct log *log, struct node *node, const char **why)
{
	const struct rec *r = &node->rec;
	const char *label;
	uint8_t nonce[32];
	int rc = body_read(log, node, why);

	if (rc || *why)
		return rc;
	label = jread_str(node->doc, "label");
	if (!r->sound || strcmp(r->type, "case.open") != 0 ||
	    !hex_key(nonce, jread_str(node->doc, "nonce")) ||
	    !jread_is_bool(jread_get(node->doc, "seal")))
		*why = _("the first record does not open a case");
	else if (!label || !label_fits(log->kind, label))
		*why = _("the label of the case is not one");
	if (*why)
		return 0;
	log->sealed = jread_bool(node->doc, "seal", false);
	if (!log->label) { /* it never changes, and outlives a second look */
		log->label = mem_strdup(label);
		if (!log->label)
			return ERR_NOMEM;
	}
	memcpy(log->case_id, r->id, ID_LEN);
	log->genesis = node;
	return read_owners(log, jread_get(node->doc, "owners"), node->author,
			   why);
}

static int read_ids(struct log *log, uint8_t (**out)[32], size_t *count,
		    const struct jread *list, bool *ok)
{
	size_t n = jread_len(list);

	*ok = jread_is_array(list);
	*out = arena_alloc(&log->arena, (n + 1) * 32);
	if (!*out)
		return ERR_NOMEM;
	for (size_t i = 0; i < n && *ok; i++)
		*ok = hex_key((*out)[i], jread_text(jread_at(list, i)));
	*count = n;
	return 0;
}

static int read_add(struct log *log, struct node *node, struct charter *c,
		    bool *ok)
{
	const char *role = jread_str(node->doc, "role");
	uint8_t key[32];

	*ok = hex_key(key, jread_str(node->doc, "dev"));
	if (str_eq(role, "responder"))
		c->role = ROLE_RESPONDER;
	else if (str_eq(role, "observer"))
		c->role = ROLE_OBSERVER;
	else if (str_eq(role, "evaluator") && log->kind == FILE_DRILL)
		c->role = ROLE_EVALUATOR;
	else
		*ok = false;
	if (!*ok)
		return 0;
	c->target = graph_author(log, key);
	if (!c->target)
		return ERR_NOMEM;
	c->barred = c->target->seniority < LOG_OWNERS;
	if (mem_reserve(&c->target->adds, &c->target->add_cap,
			c->target->add_len + 1, sizeof(struct node *)))
		return ERR_NOMEM;
	c->target->adds[c->target->add_len++] = node;
	return 0;
}

static int read_remove(struct log *log, struct node *node, struct charter *c,
		       bool *ok)
{
	uint8_t key[32];

	*ok = hex_key(key, jread_str(node->doc, "dev"));
	if (!*ok)
		return 0;
	c->target = graph_author(log, key);
	if (!c->target)
		return ERR_NOMEM;
	c->barred = c->target->seniority <= node->author->seniority;
	return 0;
}

static int read_epoch(struct log *log, struct node *node, struct charter *c,
		      bool *ok)
{
	(void)log;
	*ok = hex_key(c->epoch, jread_str(node->doc, "epoch")) &&
	      jread_is_array(jread_get(node->doc, "wraps"));
	return 0;
}

static int read_admit(struct log *log, struct node *node, struct charter *c,
		      bool *ok)
{
	return read_ids(log, &c->ids, &c->id_count,
			jread_get(node->doc, "ids"), ok);
}

static int read_purge(struct log *log, struct node *node, struct charter *c,
		      bool *ok)
{
	const struct jread *att = jread_get(node->doc, "att");
	int rc = read_admit(log, node, c, ok);

	if (!rc && *ok && att)
		rc = read_ids(log, &c->att, &c->att_count, att, ok);
	return rc;
}

static const struct {
	const char *type;
	enum charter_type charter;
	int (*read)(struct log *log, struct node *node, struct charter *c,
		    bool *ok);
} charter_types[] = {
	{ "member.add", CHARTER_ADD, read_add },
	{ "member.remove", CHARTER_REMOVE, read_remove },
	{ "epoch", CHARTER_EPOCH, read_epoch },
	{ "record.admit", CHARTER_ADMIT, read_admit },
	{ "record.purge", CHARTER_PURGE, read_purge },
};

int charter_read(struct log *log, struct node *node)
{
	struct charter c = { 0 };
	bool ok = false;
	int rc = 0;

	if (!node->rec.sound || node->author->seniority >= LOG_OWNERS)
		return 0;
	for (size_t i = 0; i < sizeof(charter_types) / sizeof(*charter_types);
	     i++)
		if (strcmp(node->rec.type, charter_types[i].type) == 0) {
			c.type = charter_types[i].charter;
			rc = charter_types[i].read(log, node, &c, &ok);
		}
	if (rc || c.type == CHARTER_NONE)
		return rc;
	if (!ok) { /* breaks the rules of its own body: no effect */
		node->rec.sound = false;
		return 0;
	}
	if (mem_reserve(&log->charters, &log->charter_cap,
			log->charter_len + 1, sizeof(struct node *)))
		return ERR_NOMEM;
	node->charter = arena_alloc(&log->arena, sizeof(c));
	if (!node->charter)
		return ERR_NOMEM;
	c.bit = log->charter_len;
	*node->charter = c;
	log->charters[log->charter_len++] = node;
	log->unsettled = true;
	return 0;
}
