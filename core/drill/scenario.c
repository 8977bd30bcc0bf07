/* core/drill/scenario.c - a scenario from its files; see scenario.h. */
#include "core/drill/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/time.h"
#include "core/base/tr.h"
#include "core/drill/reading.h"
#include "core/playbook/frontmatter.h"

/* libyaml's own reason and place become a finding. */
static void bad_yaml(struct reading *r, const struct error *why)
{
	const char *p = why->where;
	int part[2] = {0};

	for (int i = 0; i < 2; i++, p += *p == ':')
		for (; *p >= '0' && *p <= '9' && part[i] < 100000; p++)
			part[i] = part[i] * 10 + (*p - '0');
	sc_complain(r, SC_FRONT, part[0], part[1], NULL, "%s", why->what);
}

/* Bytes by the same rules as a playbook's. */
static bool bytes_fit(struct reading *r)
{
	struct reader bytes = {.f = r->f, .a = r->a, .file = r->file,
			       .text = r->text, .len = r->len};

	return bytes_check(&bytes);
}

/* Opens the front matter: r->root, r->body_at. ERR_INVALID with a finding,
 * ERR_NOMEM. */
static int open_front(struct reading *r, struct error *err)
{
	struct front_matter fm;
	struct error why = {0};
	int rc;

	if (!bytes_fit(r))
		return error_set(err, ERR_INVALID, _("%s: not UTF-8 text"),
				 r->file);
	if (!front_matter(&fm, r->text, r->len)) {
		sc_complain(r, SC_FRONT, 1, 1,
			    _("begin with --- , format: drill-scenario/1"),
			    _("no front matter"));
		return error_set(err, ERR_INVALID, _("%s: no front matter"),
				 r->file);
	}
	r->body_at = fm.body;
	rc = yread_parse(&r->doc, fm.text, fm.len, SC_DEPTH, 2, &why);
	if (rc == ERR_NOMEM)
		return error_nomem(err);
	if (rc)
		bad_yaml(r, &why);
	else
		r->root = yread_root(r->doc);
	if (!rc && (!r->root || r->root->kind != Y_MAP)) {
		sc_complain(r, SC_FRONT, 2, 1, NULL,
			    _("the front matter is empty"));
		rc = ERR_INVALID;
	}
	return rc ? error_set(err, rc, _("%s: the front matter cannot be "
					 "read"), r->file)
		  : 0;
}

static void begin(struct reading *r, struct scenario *sc,
		  const struct pb_source *src, struct findings *f)
{
	*r = (struct reading){.sc = sc, .f = f, .a = &sc->arena,
			      .file = src->name, .text = src->text,
			      .len = src->len, .lang = sc->langs};
}

/* What has begun in `r` is read to its end and let go. */
static int read_file(struct reading *r, struct error *err)
{
	int rc = open_front(r, err);

	if (!rc) {
		r->sc->file[r->lang] = sc_keep(r, r->file);
		if (r->lang)
			sc_other(r);
		else
			sc_base(r);
		sc_translate(r);
		sc_real(r);
		r->sc->langs++;
		rc = r->rc ? error_nomem(err) : 0;
	}
	yread_free(r->doc);
	return rc;
}

static bool is_translation(const struct pb_source *src)
{
	struct front_matter fm;

	return front_matter(&fm, src->text, src->len) &&
	       front_matter_has(&fm, "translation_of");
}

static int read_others(struct scenario *sc, const struct pb_source *src,
		       size_t count, size_t base, struct findings *f,
		       struct error *err)
{
	struct reading r;
	int rc = 0;

	for (size_t i = 0; !rc && i < count; i++) {
		if (i == base)
			continue;
		begin(&r, sc, &src[i], f);
		if (sc->langs == PB_LANGS) {
			sc_complain(&r, SC_TRANSLATION, 1, 1, NULL,
				    _("a scenario has at most 3 "
				      "translations"));
			return 0;
		}
		/* One that cannot be read leaves the base as it is. */
		rc = read_file(&r, err);
		rc = rc == ERR_NOMEM ? rc : 0;
	}
	return rc;
}

int scenario_read(struct scenario **out, const struct pb_source *src,
		  size_t count, struct findings *f, struct error *err)
{
	struct scenario *sc = mem_zalloc(sizeof(*sc));
	struct reading r;
	size_t base = 0;
	int rc;

	*out = NULL;
	if (!sc)
		return error_nomem(err);
	while (base < count && is_translation(&src[base]))
		base++;
	if (base == count) {
		scenario_free(sc);
		return error_set(err, ERR_INVALID,
				 _("%s: the scenario it translates is not "
				   "beside it"), count ? src[0].name : "?");
	}
	begin(&r, sc, &src[base], f);
	rc = read_file(&r, err);
	if (!rc)
		rc = read_others(sc, src, count, base, f, err);
	if (rc)
		scenario_free(sc);
	else
		*out = sc;
	return rc;
}

void scenario_free(struct scenario *sc)
{
	if (!sc)
		return;
	arena_release(&sc->arena);
	mem_free(sc);
}

/* --- asking --------------------------------------------------------------------- */

size_t scenario_lang(const struct scenario *sc, const char *lang)
{
	char want[16];

	lang_normal(want, lang ? lang : "");
	for (size_t i = 0; i < sc->langs; i++)
		if (str_eq(sc->lang[i], want))
			return i;
	return 0;
}

const struct sc_inject *scenario_inject(const struct scenario *sc,
					const char *id)
{
	for (size_t i = 0; i < sc->inject_count; i++)
		if (str_eq(sc->inject[i].id, id))
			return &sc->inject[i];
	return NULL;
}

const struct sc_decision *scenario_decision(const struct scenario *sc,
					    const char *id)
{
	for (size_t i = 0; i < sc->decision_count; i++)
		if (str_eq(sc->decision[i].id, id))
			return &sc->decision[i];
	return NULL;
}

const struct sc_objective *scenario_objective(const struct scenario *sc,
					      const char *id)
{
	for (size_t i = 0; i < sc->objective_count; i++)
		if (str_eq(sc->objective[i].id, id))
			return &sc->objective[i];
	return NULL;
}

const struct sc_expect *scenario_expect(const struct scenario *sc,
					const char *key,
					const struct sc_inject **in)
{
	for (size_t i = 0; i < sc->inject_count; i++)
		for (size_t k = 0; k < sc->inject[i].expect_count; k++)
			if (str_eq(sc->inject[i].expect[k].key, key)) {
				*in = &sc->inject[i];
				return &sc->inject[i].expect[k];
			}
	return NULL;
}

bool scenario_role(const struct scenario *sc, const char *key)
{
	for (size_t i = 0; i < sc->role_count; i++)
		if (str_eq(sc->role[i].key, key))
			return true;
	return false;
}

const char *scenario_cast(const struct scenario *sc, const char *key,
			  size_t lang)
{
	for (size_t i = 0; i < sc->cast_count; i++)
		if (str_eq(sc->cast[i].key, key))
			return text_in(&sc->cast[i].text, lang);
	return key ? key : "";
}

bool play_read(int64_t *ms, const char *text)
{
	int64_t part[3] = {0};
	size_t n = 0;

	if (!strchr(text, ':'))
		return play_parse(ms, text);
	for (; n < 3; n++) {
		size_t digits = strspn(text, "0123456789");

		if (!digits || digits > (n ? 2 : 4))
			return false;
		while (digits--)
			part[n] = part[n] * 10 + (*text++ - '0');
		if (n && part[n] > 59)
			return false;
		if (!*text)
			break;
		if (*text++ != ':')
			return false;
	}
	*ms = 1000 * (n == 1 ? part[0] * 60 + part[1]
			     : (part[0] * 60 + part[1]) * 60 + part[2]);
	return n == 1 || n == 2;
}

void play_text(char out[TIME_TEXT], int64_t ms)
{
	const char *sign = ms < 0 ? "-" : "";
	long long s = llabs(ms) / 1000, part = llabs(ms) % 1000;
	char tail[8] = "";

	if (part)
		snprintf(tail, sizeof(tail), ".%03d", (int)part);
	if (s >= 3600)
		snprintf(out, TIME_TEXT, "%s%lld:%02d:%02d%s", sign, s / 3600,
			 (int)(s / 60 % 60), (int)(s % 60), tail);
	else
		snprintf(out, TIME_TEXT, "%s%d:%02d%s", sign, (int)(s / 60),
			 (int)(s % 60), tail);
}

void play_short(char out[TIME_TEXT], int64_t ms)
{
	play_text(out, ms / 1000 * 1000);
}

void story_text(char out[TIME_TEXT], int64_t start, int offset, int64_t at)
{
	const int64_t day = 86400000, east = (int64_t)offset * 1000;
	int64_t first = (start + east) / day, local = at + east;

	/* day of the story, hour, minute: "d1 09:55" */
	snprintf(out, TIME_TEXT, _("d%lld %02d:%02d"),
		 (long long)(local / day - first + 1),
		 (int)(local % day / 3600000), (int)(local % 3600000 / 60000));
}
