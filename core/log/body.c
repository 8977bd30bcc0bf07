/* core/log/body.c - the members every body has, and their rules
 * (docs/FILE-FORMAT.md, "Body"). */
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/log/private.h"

#define BODY_DEPTH 8
#define TYPE_MAX 40
#define ON_MAX 200

/* [a-z]+(\.[a-z]+)* of at most 40 bytes. */
static bool type_fits(const char *t)
{
	size_t n = 0, word = 0;

	for (; t[n]; n++) {
		if (t[n] == '.' && word)
			word = 0;
		else if (t[n] >= 'a' && t[n] <= 'z')
			word++;
		else
			return false;
	}
	return word && n <= TYPE_MAX;
}

static bool over_fits(const struct jread *over)
{
	uint8_t id[2][ID_LEN];
	size_t n = jread_len(over);

	if (!jread_is_array(over) || n > RECORD_DEPS)
		return false;
	for (size_t i = 0; i < n; i++) {
		const char *hex = jread_text(jread_at(over, i));

		if (!hex || strlen(hex) != ID_HEX - 1 ||
		    !hex_decode(id[i & 1], ID_LEN, hex))
			return false;
		if (i && memcmp(id[~i & 1], id[i & 1], ID_LEN) >= 0)
			return false;
	}
	return true;
}

static bool is_hex(const char *s, size_t bytes)
{
	uint8_t b[HASH_LEN];

	return s && strlen(s) == 2 * bytes && hex_decode(b, bytes, s);
}

static bool att_fits(const struct jread *att)
{
	if (!jread_is_array(att))
		return false;
	for (size_t i = 0; i < jread_len(att); i++) {
		const struct jread *a = jread_at(att, i);
		int64_t len = jread_int(a, "len", -1);

		if (!jread_is_object(a) || len < 0 ||
		    len > (int64_t)ATT_PIECE ||
		    !is_hex(jread_str(a, "hash"), HASH_LEN) ||
		    !is_hex(jread_str(a, "sha256"), HASH_LEN))
			return false;
	}
	return true;
}

/* A purge's list: hashes of what is to go. */
static bool hashes_fit(const struct jread *att)
{
	for (size_t i = 0; i < jread_len(att); i++)
		if (!is_hex(jread_text(jread_at(att, i)), HASH_LEN))
			return false;
	return jread_is_array(att);
}

/* The rule the parsed body breaks, or NULL; fills node on the way. */
static const char *members_fault(struct node *node, const struct jread *doc)
{
	const char *t = jread_str(doc, "t"), *wall = jread_str(doc, "wall");
	const char *boot = jread_str(doc, "boot"), *on = jread_str(doc, "on");
	const struct jread *over = jread_get(doc, "over");
	const struct jread *att = jread_get(doc, "att");
	uint8_t b[8];

	if (!t || !type_fits(t))
		return _("\"t\" is not the name of an event");
	if (!wall ||
	    time_parse_wall(&node->rec.wall, &node->rec.wall_offset, wall))
		return _("\"wall\" is not a time as records hold it");
	if (!boot || strlen(boot) != 16 || !hex_decode(b, 8, boot))
		return _("\"boot\" is not 16 hex digits");
	memcpy(&node->boot, b, sizeof(b));
	node->mono = jread_int(doc, "mono", -1);
	if (node->mono < 0)
		return _("\"mono\" is not a number of milliseconds");
	if (!jread_is_bool(jread_get(doc, "ntp")))
		return _("\"ntp\" is not true or false");
	node->ntp = jread_bool(doc, "ntp", false);
	if ((jread_get(doc, "on") == NULL) != (over == NULL))
		return _("of \"on\" and \"over\" only one is there");
	if (over && (!on || !*on || strlen(on) > ON_MAX || !over_fits(over)))
		return _("\"on\" or \"over\" is not as it should be");
	if (att && node->rec.kind == REC_CHARTER &&
	    strcmp(t, "record.purge") == 0)
		return hashes_fit(att) ? NULL
				       : _("\"att\" is not a list of hashes");
	if (att && !att_fits(att))
		return _("\"att\" is not a list of attachments");
	return NULL;
}

int body_read(struct log *log, struct node *node, const char **why)
{
	struct rec *r = &node->rec;
	struct error err;
	const char *fault, *op;
	int rc;

	r->sound = false;
	r->type = NULL;
	if (why)
		*why = NULL;
	if (!r->body || r->kind == REC_SEALED)
		return 0;
	rc = jread_parse(&node->doc, r->body, r->body_len, BODY_DEPTH, &err);
	if (rc == ERR_NOMEM)
		return rc;
	fault = rc ? _("the body is not the JSON it should be")
		   : members_fault(node, node->doc);
	if (why)
		*why = fault;
	if (fault) {
		jread_free(node->doc);
		node->doc = NULL;
		return 0;
	}
	r->type = arena_strdup(&log->arena, jread_str(node->doc, "t"));
	if (!r->type)
		return ERR_NOMEM;
	r->sound = true;
	node->pinned = jread_get(node->doc, "clock") != NULL;
	op = jread_str(node->doc, "op");
	node->halt = op && strcmp(op, "halt") == 0;
	return 0;
}
