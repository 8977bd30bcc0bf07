/* tui/cmd/drill_join.c - `drill join`: what a player may know. */
#include "core/base/tr.h"
#include "core/drill/words.h"
#include "tui/cmd/drill.h"

/* In the person's language, else the first. */
static const struct drill_words *words_in(const struct drill_release *r,
					  const char *lang)
{
	for (size_t i = 0; i < r->word_count; i++)
		if (r->words[i].lang && *lang &&
		    str_starts(lang, r->words[i].lang))
			return &r->words[i];
	return r->word_count ? &r->words[0] : NULL;
}

static void inject_json(struct cli *x, const struct drill_inject *in)
{
	const struct drill_words *said = words_in(in->said, x->lang.code);
	struct jwrite *w = x->out.json;

	jwrite_object(w, NULL);
	jwrite_str(w, "id", in->id);
	jwrite_str(w, "state", inject_state_name(in->state));
	jwrite_str(w, "title", said->title);
	jwrite_str(w, "from", said->from);
	jwrite_str(w, "via", in->said->via);
	jwrite_list(w, "to", in->said->to, in->said->to_count);
	jwrite_str(w, "text", said->text);
	jwrite_str(w, "opens", in->said->opens);
	jwrite_str(w, "ask", in->said->opens ? said->ask : NULL);
	jwrite_array(w, "options");
	for (size_t i = 0; in->said->opens && i < in->said->option_count; i++)
		jwrite_str(w, NULL, in->said->option[i]);
	jwrite_end(w);
	jwrite_end(w);
}

void released_lines(struct cli *x, const struct drill_inject *in)
{
	const struct drill_words *said = words_in(in->said, x->lang.code);

	if (!said)
		return;
	out_line(&x->out, "DRILL 演练  %s  %s", in->id,
		 said->title ? said->title : "");
	if (said->from)
		out_line(&x->out, _("  from %s"), said->from);
	out_text(&x->out, 2, said->text ? said->text : "");
	if (in->said->opens)
		out_line(&x->out, "  %s  %s", in->said->opens,
			 said->ask ? said->ask : "");
	for (size_t i = 0; in->said->opens && i < in->said->option_count; i++)
		out_line(&x->out, "    %s  %s", in->said->option[i],
			 i < said->option_count ? said->option[i] : "");
}

int drill_released_run(struct cli *x, struct error *err)
{
	char play[TIME_TEXT];
	const char *as = cli_text(x, "as");
	bool asked = false;
	struct play p;
	int rc = play_join(&p, x, cli_word(x, 0), as, err);

	if (rc)
		return rc;
	if (as)
		rc = play_is_role(&p, as, err);
	if (!rc)
		rc = play_ask(&asked, &p, as, err);
	if (rc) {
		play_close(&p);
		return rc;
	}
	play_banner(x, casefile_now(p.c)->label);
	play_short(play, times_play(&p.d->times, p.d->now));
	out_line(&x->out, "%s  %s", play, drill_run_words(p.d->run));
	if (x->out.mode == OUT_JSON) {
		jwrite_str(x->out.json, "state", drill_run_name(p.d->run));
		jwrite_int(x->out.json, "play_ms",
			   times_play(&p.d->times, p.d->now));
		jwrite_bool(x->out.json, "asked", asked);
		jwrite_array(x->out.json, "injects");
	}
	for (size_t i = 0; i < p.d->inject_count; i++) {
		const struct drill_inject *in = &p.d->inject[i];

		if (!in->said || !in->said->word_count)
			continue;
		if (x->out.mode == OUT_JSON)
			inject_json(x, in);
		else
			released_lines(x, in);
	}
	if (x->out.mode == OUT_JSON)
		jwrite_end(x->out.json);
	if (asked)
		out_line(&x->out, _("Asked to join. Whoever leads lets you in "
				    "by A on the console, or: stanch drill "
				    "admit %s"), casefile_now(p.c)->label);
	play_close(&p);
	return 0;
}
