/* tui/cmd/notice_call.c - the call list: one person after the other on the
 * terminal, or on paper; and messages that are written by hand. */
#include <string.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/notice/callsheet.h"
#include "tui/cmd/ask.h"
#include "tui/cmd/notice.h"
#include "tui/cmd/view.h"

#define KEY_SKIP '.'
#define KEY_TEXT 't'
#define KEY_END 'q'

struct round { /* of calls */
	struct cli *x;
	struct act a;
	struct draft d;
	struct group g;
	enum via via;
	uint8_t of[ID_LEN];
	size_t told[FATES];
};

static int choose_way(enum via *via, unsigned *fates, struct cli *x,
		      struct error *err)
{
	const char *word = cli_text(x, "via"), *again = cli_text(x, "again");
	enum fate f;

	*via = VIA_PHONE;
	*fates = CALLS_FATES;
	if (word && (!via_parse(via, word) || !via_by_hand(*via))) {
		error_set(err, ERR_USAGE, _("--via %s: no such way"), word);
		return error_where(err, "phone, sms, wechat");
	}
	if (!again)
		return 0;
	if (!fate_parse(&f, again))
		return notice_no_result(again, err);
	*fates = FATE_BIT(f);
	return 0;
}

/* The text as this person gets it. */
static int text_of(struct str *out, struct round *r,
		   const struct recipient *to, struct error *err)
{
	int rc = draft_fill(&r->d, to->value, err);

	str_clear(out);
	str_add(out, str_text(&r->d.out.text));
	return rc;
}

/* --- on paper ----------------------------------------------------------------------- */

static int on_paper(struct round *r, struct error *err)
{
	struct str out = {0};
	int rc = callsheet_write(&out, &r->d, &r->g, r->via,
				 casefile_now(r->x->open)->label, err);

	if (!rc)
		out_document(&r->x->out, str_text(&out), out.len);
	str_release(&out);
	return rc;
}

/* --- as data ------------------------------------------------------------------------ */

static int as_data(struct round *r, struct error *err)
{
	static const char *const head[] = {N_("ID"), N_("NAME"),
		N_("TELEPHONE"), N_("RESULT"), NULL};
	struct table t = {.out = &r->x->out, .head = head};
	struct jwrite *w = r->x->out.json;
	bool json = r->x->out.mode == OUT_JSON;

	if (json)
		jwrite_array(w, "items");
	for (size_t i = 0; i < r->g.count; i++) {
		const struct recipient *to = &r->g.to[i];

		table_cell(&t, to->label);
		table_cell(&t, to->value[PERSON_NAME]);
		table_cell(&t, call_number(to, r->via));
		table_cell(&t, fate_name(to->fate));
		if (!json)
			continue;
		jwrite_object(w, NULL);
		jwrite_str(w, "id", to->label);
		jwrite_str(w, "name", to->value[PERSON_NAME]);
		jwrite_str(w, "number", call_number(to, r->via));
		jwrite_str(w, "result", fate_name(to->fate));
		jwrite_end(w);
	}
	if (json)
		jwrite_end(w);
	return table_end(&t, err);
}

/* --- one after the other -------------------------------------------------------------- */

static void keys_told(struct round *r)
{
	struct str line = {0};

	for (const struct call_answer *a = call_answers; a->key; a++)
		if (call_answer(r->via, a->key))
			str_addf(&line, "%c %s%s", a->key,
				 _(fate_words(a->fate)), _(", "));
	str_addf(&line, _("%c text, %c next, %c stop"),
		 KEY_TEXT, KEY_SKIP, KEY_END);
	out_line(&r->x->out, "  %s", str_text(&line));
	str_release(&line);
}

static int show_letter(struct round *r, const struct recipient *to,
		     struct error *err)
{
	struct str text = {0};
	int rc = text_of(&text, r, to, err);

	if (!rc)
		out_text(&r->x->out, 4, str_text(&text));
	str_release(&text);
	return rc;
}

static void show_person(struct round *r, const struct recipient *to,
			size_t i)
{
	out_line(&r->x->out, "%s", "");
	out_line(&r->x->out, _("%zu of %zu  %s  %s  %s%s"), i + 1, r->g.count,
		 to->label, to->value[PERSON_NAME], call_number(to, r->via),
		 *to->value[PERSON_MINOR] ? _("  (a minor: the guardian)")
					  : "");
	if (to->fate != FATE_NONE)
		out_line(&r->x->out, _("  so far: %s"),
			 _(fate_words(to->fate)));
}

/* "n left a message": a key, and perhaps words of one's own. */
static int take_answer(struct round *r, const struct recipient *to,
		       const char *line, bool *next, struct error *err)
{
	const struct call_answer *a = call_answer(r->via, *line);
	const char *why = *line ? line + 1 + strspn(line + 1, " \t") : "";
	struct notice_told told = {.channel = via_name(r->via),
				   .why = *why ? why : NULL};
	int rc;

	*next = *line == KEY_SKIP || a;
	if (*line == KEY_TEXT)
		return show_letter(r, to, err);
	if (!*next)
		keys_told(r);
	if (!a)
		return 0;
	if (!utf8_valid(why, strlen(why)))
		told.why = NULL;
	told.fate = a->fate;
	rc = notice_tell(&r->a, cli_word(r->x, 1), to, 1, &told, err);
	if (!rc)
		rc = draft_again(&r->d, r->x->open, cli_word(r->x, 1), r->of,
				 err);
	r->told[a->fate] += !rc;
	return rc;
}

static int ask_of(struct round *r, const struct recipient *to, bool *stop,
		  struct error *err)
{
	struct str line = {0};
	bool next = false;
	int rc = 0;

	while (!rc && !next && !*stop) {
		str_clear(&line);
		if (ask_line(&line, r->x, "  > ", NULL) ||
		    *str_text(&line) == KEY_END)
			*stop = true;
		else
			rc = take_answer(r, to, str_text(&line), &next, err);
	}
	str_release(&line);
	return rc;
}

static void ended(const struct round *r)
{
	struct str line = {0};

	for (int f = FATE_NONE; f < FATES; f++)
		if (r->told[f])
			str_addf(&line, "%s%s %zu", line.len ? _(", ") : "",
				 _(fate_words((enum fate)f)), r->told[f]);
	out_line(&r->x->out, _("recorded: %s"),
		 line.len ? str_text(&line) : _("nothing"));
	str_release(&line);
}

static int begin(struct round *r, struct error *err)
{
	const char *label = cli_word(r->x, 1);
	int rc;

	out_line(&r->x->out, ngettext("%zu person to reach.",
				      "%zu people to reach.", r->g.count),
		 r->g.count);
	keys_told(r);
	if (ask_letter(r->x, _("Enter: begin, q: not now "), "bq") != 'b')
		return error_set(err, ERR_CANCELLED, _("stopped"));
	rc = calls_begin(&r->a, label, r->via, err);
	if (!rc)
		rc = draft_again(&r->d, r->x->open, label, r->of, err);
	if (!rc && r->via == VIA_PHONE)
		rc = show_letter(r, &r->g.to[0], err);
	return rc;
}

static int one_by_one(struct round *r, struct error *err)
{
	bool stop = false;
	int rc = begin(r, err);

	if (rc)
		return rc;
	for (size_t i = 0; !rc && !stop && i < r->g.count; i++) {
		show_person(r, &r->g.to[i], i);
		if (r->via != VIA_PHONE)
			rc = show_letter(r, &r->g.to[i], err);
		if (!rc)
			rc = ask_of(r, &r->g.to[i], &stop, err);
	}
	ended(r);
	return rc ? rc : notice_meets(r->x, &r->a, cli_word(r->x, 1), err);
}

/* --- the command ---------------------------------------------------------------------- */

static int no_terminal(struct cli *x, struct error *err)
{
	error_set(err, ERR_USAGE, _("calls need a terminal"));
	return error_fix(err, _("on paper: stanch notice call %s %s --print\n"
				"one result: stanch notice result %s %s "
				"--person P-1/17 --result reached"),
			 casefile_now(x->open)->label, cli_word(x, 1),
			 casefile_now(x->open)->label, cli_word(x, 1));
}

static int call_them(struct round *r, struct error *err)
{
	struct cli *x = r->x;

	if (!r->g.count) {
		out_line(&x->out, "%s", _("Nobody is left to be reached this "
					  "way."));
		return x->out.mode == OUT_JSON ? as_data(r, err) : 0;
	}
	if (x->out.mode != OUT_TEXT)
		return as_data(r, err);
	return cli_flag(x, "print") ? on_paper(r, err) : one_by_one(r, err);
}

int notice_call_run(struct cli *x, struct error *err)
{
	struct round r = {.x = x};
	const struct situation *s;
	unsigned fates;
	int rc = choose_way(&r.via, &fates, x, err);

	if (!rc)
		rc = notice_take(&r.d, &r.a, &s, x, err);
	if (!rc && x->out.mode == OUT_TEXT && !cli_flag(x, "print") &&
	    !ask_can(x))
		rc = no_terminal(x, err);
	if (!rc) {
		memcpy(r.of, r.d.n->draft->id, ID_LEN);
		rc = calls_check(&r.d, x->open, err);
	}
	if (!rc)
		rc = view_access(x, "people-called", cli_word(x, 1), err);
	if (!rc)
		rc = draft_again(&r.d, x->open, cli_word(x, 1), r.of, err);
	if (!rc)
		rc = calls_read(&r.g, x->open, r.d.n, r.via, fates, 0, err);
	if (!rc)
		rc = call_them(&r, err);
	group_release(&r.g);
	draft_release(&r.d);
	return rc;
}
