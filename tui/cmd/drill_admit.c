/*
 * tui/cmd/drill_admit.c - who may act in a drill from a device of his own:
 * `drill join` asks, whoever leads lets in.
 */
#include <string.h>
#include <strings.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/drill.h"

bool play_may(const struct play *p, const char *as)
{
	const struct who *me = casefile_now(p->c)->me;

	return me && !me->removed && me->role >= drill_takes(as);
}

int play_ask(bool *asked, const struct play *p, const char *as,
	     struct error *err)
{
	const struct situation *s = casefile_now(p->c);

	*asked = !p->d->ended && !play_may(p, as);
	if (*asked && s->me && s->me->removed)
		return error_set(err, ERR_REFUSED,
				 _("this device was shut out of %s"),
				 s->label);
	return *asked ? store_ask_join(p->x->store, p->c, as, err) : 0;
}

int play_asks(struct join_ask **out, size_t *count, const struct play *p,
	      struct error *err)
{
	return store_joins(out, count, p->x->store, p->c, err);
}

/* A person's name, else what the device says of itself. */
static const char *name_of(const struct join_ask *a)
{
	return a->person ? a->person : a->card.name;
}

void play_ask_text(struct str *out, const struct join_ask *a)
{
	char tag[TAG_LEN];

	key_tag(tag, a->card.dev);
	str_addf(out, a->person ? "%s" : _("%s (own word)"), name_of(a));
	str_addf(out, " %s ", tag);
	if (*a->as)
		str_addf(out, _("asks to join as %s"), a->as);
	else
		str_add(out, _("asks to join"));
}

int play_admit(struct play *p, const struct join_ask *a, const char *as,
	       struct error *err)
{
	struct act act = {.c = p->c, .by = FACILITATOR};
	int rc;

	if (!as)
		as = *a->as ? a->as : NULL;
	rc = act_member_add(&act, a->card.dev, name_of(a), drill_takes(as),
			    err);
	return rc ? rc : play_look(p, err);
}

/* --- drill admit ------------------------------------------------------------- */

static bool is_called(const struct join_ask *a, const char *word)
{
	char hex[KEY_HEX], tag[TAG_LEN];

	hex_encode(hex, a->card.dev, KEY_LEN);
	key_tag(tag, a->card.dev);
	return !strcasecmp(word, name_of(a)) || !strcasecmp(word, hex) ||
	       !strcasecmp(word, tag) || str_eq(word, a->as);
}

/* The one who is called so, by name, device or the role asked for. */
static int find_ask(const struct join_ask **out, const struct play *p,
		    const struct join_ask *ask, size_t count,
		    const char *word, struct error *err)
{
	const char *label = casefile_now(p->c)->label;
	struct str all = {0};
	size_t hits = 0;

	for (size_t i = 0; i < count; i++) {
		if (!is_called(&ask[i], word))
			continue;
		*out = &ask[i];
		str_add(&all, hits++ ? "\n" : "");
		play_ask_text(&all, &ask[i]);
	}
	if (hits > 1) {
		error_set(err, ERR_USAGE, _("\"%s\" fits more than one"),
			  word);
		error_where(err, "%s", str_text(&all));
		error_fix(err, _("Name the device by its 8 digits."));
	} else if (!hits) {
		error_set(err, ERR_NOTFOUND,
			  _("\"%s\" does not ask to join %s"), word, label);
		error_fix(err, "stanch drill admit %s", label);
	}
	str_release(&all);
	return hits == 1 ? 0 : err->code;
}

static void ask_json(struct jwrite *w, const struct join_ask *a)
{
	char tag[TAG_LEN];

	key_tag(tag, a->card.dev);
	jwrite_object(w, NULL);
	jwrite_str(w, "name", name_of(a));
	jwrite_bool(w, "claimed", !a->person);
	jwrite_str(w, "as", *a->as ? a->as : NULL);
	jwrite_str(w, "host", a->card.host);
	jwrite_str(w, "tag", tag);
	jwrite_hex(w, "device", a->card.dev, KEY_LEN);
	jwrite_end(w);
}

static void list_asks(struct cli *x, const struct join_ask *ask,
		      size_t count, const char *label)
{
	struct str text = {0};

	if (x->out.mode == OUT_JSON)
		jwrite_array(x->out.json, "items");
	for (size_t i = 0; i < count; i++) {
		str_clear(&text);
		play_ask_text(&text, &ask[i]);
		if (x->out.mode == OUT_JSON)
			ask_json(x->out.json, &ask[i]);
		else
			out_line(&x->out, "%s", str_text(&text));
	}
	str_release(&text);
	if (x->out.mode == OUT_JSON)
		jwrite_end(x->out.json);
	else if (!count)
		out_line(&x->out, _("Nobody asks to join."));
	else
		out_line(&x->out, _("Let somebody in: stanch drill admit %s "
				    "NAME, or --all"), label);
}

static int admit_one(struct cli *x, struct play *p, const struct join_ask *a,
		     struct error *err)
{
	struct str text = {0};
	int rc;

	play_ask_text(&text, a);
	rc = play_admit(p, a, cli_text(x, "as"), err);
	if (!rc)
		out_line(&x->out, _("%s: let in"), str_text(&text));
	if (!rc && x->out.mode == OUT_JSON)
		ask_json(x->out.json, a);
	str_release(&text);
	return rc;
}

static int admit(struct cli *x, struct play *p, const struct join_ask *ask,
		 size_t count, struct error *err)
{
	const char *word = cli_word(x, 1), *as = cli_text(x, "as");
	const struct join_ask *one = ask;
	int rc = as ? play_is_role(p, as, err) : 0;

	if (rc)
		return rc;
	if (!word && !cli_flag(x, "all")) {
		list_asks(x, ask, count, casefile_now(p->c)->label);
		return 0;
	}
	if (word) {
		rc = find_ask(&one, p, ask, count, word, err);
		count = 1;
	}
	if (x->out.mode == OUT_JSON)
		jwrite_array(x->out.json, "items");
	for (size_t i = 0; !rc && i < count; i++)
		rc = admit_one(x, p, &one[i], err);
	if (x->out.mode == OUT_JSON)
		jwrite_end(x->out.json);
	if (!rc && !count)
		out_line(&x->out, _("Nobody asks to join."));
	return rc;
}

int drill_admit_run(struct cli *x, struct error *err)
{
	struct join_ask *ask = NULL;
	size_t count = 0;
	struct play p;
	int rc = play_open(&p, x, cli_word(x, 0), false, err);

	if (rc)
		return rc;
	play_banner(x, casefile_now(p.c)->label);
	rc = play_role(&p, FACILITATOR, err);
	if (!rc)
		rc = play_asks(&ask, &count, &p, err);
	if (!rc)
		rc = admit(x, &p, ask, count, err);
	mem_free(ask);
	play_close(&p);
	return rc;
}
