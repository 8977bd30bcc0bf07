/* core/notice/outbox.c - see outbox.h. */
#include "core/notice/outbox.h"

#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/notice/letters.h"
#include "core/notice/message.h"

#define MAIL_BATCH ((size_t)50) /* so few are in doubt after a crash */
#define FILE_BATCHES ((size_t)40) /* of one file */
#define WINDOW (FILE_BATCHES * NOTICE_BATCH) /* people in memory at once */
#define GIVE_UP 5 /* letters in a row that the mail program refused */

static const struct {
	const char *name;
	enum person_field field; /* without it nobody can be reached so */
	bool by_hand;
} vias[] = {
	[VIA_MAIL] = {"mail", PERSON_MAIL, false},
	[VIA_EML] = {"eml", PERSON_MAIL, false},
	[VIA_CSV] = {"csv", PERSON_PHONE, false},
	[VIA_HTML] = {"html", PERSON_ADDRESS, false},
	[VIA_POSTER] = {"poster", PERSON_FIELDS, false},
	[VIA_PHONE] = {"phone", PERSON_PHONE, true},
	[VIA_SMS] = {"sms", PERSON_PHONE, true},
	[VIA_WECHAT] = {"wechat", PERSON_WECHAT, true},
};

const char *via_name(enum via v)
{
	return vias[v].name;
}

enum person_field via_field(enum via v)
{
	return vias[v].field;
}

bool via_by_hand(enum via v)
{
	return vias[v].by_hand;
}

bool via_parse(enum via *out, const char *word)
{
	for (int i = VIA_MAIL; i < VIAS; i++)
		if (str_eq(word, vias[i].name)) {
			*out = (enum via)i;
			return true;
		}
	return false;
}

bool outbox_tested(const struct case_notice *n)
{
	for (size_t i = 0; i < n->sendings; i++) {
		const struct set_sending *p = n->sending[i]->data;

		if (sending_is_test(p) &&
		    !memcmp(p->of, n->draft->id, ID_LEN))
			return true;
	}
	return false;
}

/* --- one run ---------------------------------------------------------------------- */

struct run {
	const struct outbox *o;
	struct outbox_sum *sum;
	struct draft d;
	struct group group; /* those of the window */
	size_t people;	    /* in the whole group, when it began */
	struct str letter, page, name;
	enum fate *fate; /* by recipient of the window */
	char prefix[NOTICE_PREFIX];
	size_t refused; /* in a row */
	unsigned files;
};

/* What was written moved the situation. */
static int follow(struct run *r, const uint8_t of[ID_LEN], struct error *err)
{
	return draft_again(&r->d, r->o->a->c, r->o->label, of, err);
}

static int compose(struct run *r, const struct recipient *to,
		   struct error *err)
{
	const struct env *env = casefile_opts(r->o->a->c)->env;
	bool office = str_eq(to->id, GROUP_OFFICE);
	char id[200];
	struct mail m = {.from = r->o->from,
			 .to = office ? r->o->office : to->value[PERSON_MAIL],
			 .id = id,
			 .at = env->now(env->ctx), .zone = env->zone};

	mail_name(&r->name, to->value[PERSON_NAME]);
	m.to_name = str_text(&r->name);
	message_id(id, sizeof(id), r->prefix, to->id, r->o->from);
	m.subject = str_text(&r->d.out.subject);
	m.text = str_text(&r->d.out.text);
	str_clear(&r->letter);
	return mail_write(&r->letter, &m, err);
}

static int by_mail(struct run *r, const struct recipient *to,
		   enum fate *fate, struct error *err)
{
	enum handed got;
	char why[200];
	int rc = mail_hand(&got, why, r->o->program, &r->letter,
			   &r->o->wait, err);

	(void)to;
	if (rc)
		return rc;
	if (got != HANDED_OVER) /* a later success does not wipe it out */
		str_copy(r->sum->why, sizeof(r->sum->why), why);
	*fate = got == HANDED_OVER  ? FATE_HANDED
		: got == HANDED_NOT ? FATE_FAILED
				    : FATE_DOUBT;
	r->refused = got == HANDED_OVER ? 0 : r->refused + 1;
	return 0;
}

static void put_cells(struct run *r, const struct recipient *to)
{
	letters_row(&r->page, (const char *const[]){
				      to->label, recipient_phone(to),
				      to->value[PERSON_NAME],
				      to->value[PERSON_ADDRESS],
				      str_text(&r->d.out.text), NULL});
}

/* One letter; what the person's own row lacks or spoils fails alone. */
static int one(struct run *r, const struct recipient *to, enum fate *fate,
	       struct error *err)
{
	struct error own = {0};
	int rc = draft_fill(&r->d, to->value, err);

	if (rc)
		return rc;
	*fate = FATE_FAILED;
	if (r->d.out.left_count) {
		snprintf(r->sum->why, sizeof(r->sum->why), _("blank left: %s"),
			 r->d.out.left[0]->name);
		return 0;
	}
	if (r->o->via == VIA_MAIL || r->o->via == VIA_EML) {
		rc = compose(r, to, &own);
		if (rc == ERR_INVALID) {
			snprintf(r->sum->why, sizeof(r->sum->why), "%.190s",
				 own.what);
			return 0;
		}
		if (rc) {
			*err = own;
			return rc;
		}
	}
	switch (r->o->via) {
	case VIA_MAIL:
		return by_mail(r, to, fate, err);
	case VIA_EML:
		*fate = FATE_HANDED;
		return letters_file(r->o->dir, r->o->label, to->label,
				    &r->letter, err);
	case VIA_CSV:
		put_cells(r, to);
		break;
	case VIA_HTML:
		letters_page(&r->page, to, str_text(&r->d.out.subject),
			     str_text(&r->d.out.text));
		break;
	case VIA_POSTER:
	case VIA_PHONE:
	case VIA_SMS:
	case VIA_WECHAT:
	case VIAS:
		break;
	}
	*fate = FATE_HANDED;
	return 0;
}

/* --- what became of them ------------------------------------------------------------ */

/* One outcome for each fate that occurs among n recipients. */
static int outcomes(struct notice_outcome *out, size_t *count,
		    struct arena *a, const struct run *r,
		    const struct recipient *to, const enum fate *fate,
		    size_t n)
{
	struct recipient *some = arena_alloc(a, (n + 1) * sizeof(*some));

	*count = 0;
	for (int f = FATE_NONE; some && f < FATES; f++) {
		struct notice_outcome *o = &out[*count];
		size_t k = 0;

		for (size_t i = 0; i < n; i++)
			if (fate[i] == (enum fate)f)
				some[k++] = to[i];
		if (!k)
			continue;
		*o = (struct notice_outcome){
			.result = fate_name((enum fate)f), .count = (int64_t)k};
		if (f == FATE_FAILED || f == FATE_DOUBT)
			o->why = r->sum->why;
		if (group_rows(&o->people, &o->people_count, a, some, k))
			return ERR_NOMEM;
		++*count;
	}
	return some ? 0 : ERR_NOMEM;
}

struct unit { /* people of one transaction */
	const struct recipient *to;
	enum fate *fate;
	size_t count, batch; /* batch: people of one record */
	uint8_t of[ID_LEN];
	uint8_t id[FILE_BATCHES][ID_LEN];
	size_t ids;
};

static size_t part(const struct unit *u, size_t i)
{
	size_t left = u->count - i * u->batch;

	return left < u->batch ? left : u->batch;
}

static int intend(struct run *r, struct unit *u, struct arena *a,
		  struct error *err)
{
	struct set_sending w[FILE_BATCHES];
	bool mails = r->o->via == VIA_MAIL || r->o->via == VIA_EML;
	int rc = 0;

	u->ids = (u->count + u->batch - 1) / u->batch;
	for (size_t i = 0; i < u->ids; i++) {
		w[i] = (struct set_sending){
			.channel = via_name(r->o->via),
			.prefix = mails ? r->prefix : NULL,
			.count = (int64_t)part(u, i)};
		memcpy(w[i].of, u->of, ID_LEN);
		rc = group_rows(&w[i].people, &w[i].people_count, a,
				u->to + i * u->batch, part(u, i));
		if (rc)
			return error_nomem(err);
	}
	rc = act_notice_send(u->id, r->o->a, r->o->label, w, u->ids, err);
	return rc ? rc : follow(r, u->of, err);
}

static int report(struct run *r, struct unit *u, struct arena *a,
		  struct error *err)
{
	struct set_result w[FILE_BATCHES] = {0};
	char hex[FILE_BATCHES][ID_HEX];

	for (size_t i = 0; i < u->ids; i++) {
		w[i].notice = r->o->label;
		w[i].channel = via_name(r->o->via);
		hex_encode(hex[i], u->id[i], ID_LEN);
		w[i].send = hex[i];
		w[i].outcome = arena_alloc(a, FATES * sizeof(*w[i].outcome));
		if (!w[i].outcome ||
		    outcomes(w[i].outcome, &w[i].outcomes, a, r,
			     u->to + i * u->batch, u->fate + i * u->batch,
			     part(u, i)))
			return error_nomem(err);
	}
	return act_notice_result(r->o->a, w, u->ids, err);
}

static int write_page(struct run *r, struct error *err)
{
	const char *kind = via_name(r->o->via);

	if (r->o->via != VIA_CSV && r->o->via != VIA_HTML)
		return 0;
	if (r->o->via == VIA_HTML)
		letters_end(&r->page);
	return letters_numbered(r->o->dir, r->o->label, ++r->files, kind,
				&r->page, err);
}

static int hand_unit(struct run *r, struct unit *u, size_t done,
		     struct error *err)
{
	int rc = 0;

	str_clear(&r->page);
	if (r->o->via == VIA_CSV)
		letters_row(&r->page, (const char *const[]){
				"id", "phone", "name", "address", "text",
				NULL});
	if (r->o->via == VIA_HTML)
		letters_begin(&r->page, r->d.n->set->lang);
	for (size_t i = 0; !rc && i < u->count && !r->sum->stopped; i++) {
		r->sum->stopped = r->o->step && r->o->step(r->o->ctx, done + i,
							   r->sum->all);
		if (!r->sum->stopped)
			rc = one(r, &u->to[i], &u->fate[i], err);
		if (r->refused >= GIVE_UP)
			r->sum->stopped = true;
	}
	return rc ? rc : write_page(r, err);
}

/* Intent, hand-over, result. A hand-over that broke off is reported too. */
static int send_unit(struct run *r, struct unit *u, size_t done,
		     struct error *err)
{
	struct arena a = {0};
	struct error own = {0};
	int rc = intend(r, u, &a, err), rc2;

	if (!rc) {
		rc = hand_unit(r, u, done, err);
		rc2 = report(r, u, &a, &own);
		if (rc2 && !rc)
			*err = own;
		rc = rc ? rc : rc2;
		if (!rc)
			rc = follow(r, u->of, err);
	}
	arena_release(&a);
	return rc;
}

static int send_window(struct run *r, size_t done, struct error *err)
{
	bool mail = r->o->via == VIA_MAIL;
	size_t size = mail ? MAIL_BATCH : WINDOW;
	struct unit u = {.batch = mail ? MAIL_BATCH : NOTICE_BATCH};
	int rc = 0;

	memcpy(u.of, r->d.n->draft->id, ID_LEN);
	for (size_t i = 0; !rc && i < r->group.count && !r->sum->stopped;
	     i += size) {
		size_t left = r->group.count - i;

		u.to = r->group.to + i;
		u.fate = r->fate + i;
		u.count = left < size ? left : size;
		rc = send_unit(r, &u, done + i, err);
	}
	for (size_t i = 0; i < r->group.count; i++)
		r->sum->by_fate[r->fate[i]]++;
	return rc;
}

/* The next people behind `after`; the register is read anew for each window,
 * so who came in meanwhile shows: they were not approved. */
static int next_window(struct run *r, const char *after, struct error *err)
{
	struct group_args args = {.fates = r->o->fates,
				  .field = vias[r->o->via].field,
				  .most = WINDOW, .after = after,
				  .only = r->o->only};
	int rc;

	group_release(&r->group);
	rc = group_read(&r->group, r->o->a->c, r->d.n, &args, err);
	if (rc)
		return rc;
	memset(r->fate, 0, WINDOW * sizeof(*r->fate));
	if (r->group.people == r->people)
		return 0;
	return error_set(err, ERR_MOVED,
			 _("the group of notice %s changed while it was sent; "
			   "the rest is not sent"), r->o->label);
}

static int send_all(struct run *r, struct error *err)
{
	char last[PERSON_ID] = "";
	size_t done = 0;
	bool more = true;
	int rc = 0;

	while (!rc && more && !r->sum->stopped) {
		rc = next_window(r, *last ? last : NULL, err);
		if (!rc && r->group.count) {
			str_copy(last, sizeof(last),
				 r->group.to[r->group.count - 1].id);
			rc = send_window(r, done, err);
		}
		done += r->group.count;
		more = r->group.more;
	}
	if (done < r->sum->all)
		r->sum->by_fate[FATE_NONE] += r->sum->all - done;
	return rc;
}

/* --- begin and end ------------------------------------------------------------------ */

/* It names nobody, so nobody's own values may be needed for it. */
static int poster(struct run *r, struct error *err)
{
	struct set_sending w = {.channel = via_name(VIA_POSTER)};
	uint8_t id[1][ID_LEN];
	int rc = draft_fill_public(&r->d, err);

	if (!rc)
		rc = notice_no_blanks(&r->d, err);
	if (rc)
		return rc;
	memcpy(w.of, r->d.n->draft->id, ID_LEN);
	rc = act_notice_send(id, r->o->a, r->o->label, &w, 1, err);
	if (!rc)
		rc = follow(r, w.of, err);
	if (!rc)
		rc = draft_fill_public(&r->d, err);
	if (rc)
		return rc;
	letters_poster(&r->page, r->d.n->set->lang,
		       str_text(&r->d.out.subject), str_text(&r->d.out.text));
	return letters_numbered(r->o->dir, r->o->label, 1, "poster.html",
				&r->page, err);
}

/* A text for all to read has no letters. */
static int has_readers(const struct run *r, struct error *err)
{
	const struct set_notice *set = r->d.n->set;

	if (set->filter || set->authority || r->o->via == VIA_POSTER)
		return 0;
	error_set(err, ERR_REFUSED, _("notice %s goes to nobody by name"),
		  r->o->label);
	return error_fix(err, _("put it up, or hand it on: --via poster -o "
				"FOLDER"));
}

static int prepare(struct run *r, struct error *err)
{
	struct casefile *c = r->o->a->c;
	struct group_args args = {.fates = r->o->fates,
				  .field = vias[r->o->via].field,
				  .only = r->o->only, .count_only = true};
	int rc = notice_only_live(casefile_now(c), err);

	if (!rc)
		rc = draft_open(&r->d, c, r->o->label, err);
	if (!rc)
		rc = has_readers(r, err);
	if (!rc)
		rc = notice_no_blanks(&r->d, err);
	if (!rc)
		rc = group_read(&r->group, c, r->d.n, &args, err);
	if (!rc)
		rc = notice_same_count(r->d.n, (int64_t)r->group.people,
				       casefile_now(c)->label, err);
	if (rc)
		return rc;
	message_prefix(r->prefix, casefile_now(c), r->o->label);
	r->sum->all = r->group.wanted;
	r->sum->lacking = r->group.lacking;
	r->people = r->group.people;
	r->fate = mem_zalloc(WINDOW * sizeof(*r->fate));
	return r->fate ? 0 : error_nomem(err);
}

static void run_release(struct run *r)
{
	draft_release(&r->d);
	group_release(&r->group);
	str_release(&r->letter);
	str_release(&r->page);
	str_release(&r->name);
	mem_free(r->fate);
}

int outbox_send(struct outbox_sum *sum, const struct outbox *o,
		struct error *err)
{
	struct run r = {.o = o, .sum = sum};
	int rc;

	*sum = (struct outbox_sum){0};
	rc = prepare(&r, err);
	if (!rc)
		rc = o->via == VIA_POSTER ? poster(&r, err)
					  : send_all(&r, err);
	run_release(&r);
	return rc;
}

int outbox_test(const struct outbox *o, const char *to, struct error *err)
{
	const struct env *env = casefile_opts(o->a->c)->env;
	struct outbox_sum sum = {0};
	struct run r = {.o = o, .sum = &sum};
	struct set_sending w = {.channel = CHANNEL_TEST, .count = 1};
	struct str subject = {0};
	struct mail m = {.from = o->from, .to = to, .zone = env->zone,
			 .at = env->now(env->ctx)};
	uint8_t id[1][ID_LEN];
	enum handed got = HANDED_NOT;
	int rc = notice_only_live(casefile_now(o->a->c), err);

	if (!rc)
		rc = draft_open(&r.d, o->a->c, o->label, err);
	if (!rc)
		rc = draft_fill_slots(&r.d, err);
	if (!rc) {
		str_addf(&subject, _("[TEST] %s"), str_text(&r.d.out.subject));
		m.subject = str_text(&subject);
		m.text = str_text(&r.d.out.text);
		memcpy(w.of, r.d.n->draft->id, ID_LEN);
		rc = mail_write(&r.letter, &m, err);
	}
	if (!rc)
		rc = mail_hand(&got, sum.why, o->program, &r.letter,
			       &o->wait, err);
	if (!rc && got != HANDED_OVER)
		rc = error_set(err, ERR_FAILED, _("the mail program said: %s"),
			       sum.why);
	if (!rc)
		rc = act_notice_send(id, o->a, o->label, &w, 1, err);
	str_release(&subject);
	run_release(&r);
	return rc;
}
