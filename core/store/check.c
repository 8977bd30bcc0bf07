/* core/store/check.c - is the store as it should be: `stanch doctor`. */
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "core/store/private.h"
#include "core/store/share.h"

#define LITTLE_ROOM ((uint64_t)256 << 20)

struct check {
	struct store *s;
	void (*say)(void *ctx, bool good, const char *what,
		    const char *detail);
	void *ctx;
	unsigned bad;
};

static void say(struct check *c, bool good, const char *what,
		const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static void say(struct check *c, bool good, const char *what,
		const char *fmt, ...)
{
	struct str text = {0};
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&text, fmt, ap);
	va_end(ap);
	c->bad += !good;
	c->say(c->ctx, good, what, str_text(&text));
	str_release(&text);
}

/* Says that a thing is good, or why it is not. */
static void say_rc(struct check *c, int rc, const char *what,
		   const char *detail, const struct error *e)
{
	if (!rc)
		say(c, true, what, "%s", detail);
	else if (*e->fix)
		say(c, false, what, "%s (%s)", e->what, e->fix);
	else
		say(c, false, what, "%s", e->what);
}

/* --- folders, disk, key ------------------------------------------------------------ */

static void check_folder(struct check *c, const char *path, const char *what)
{
	struct stat st;
	struct group gr, *group = NULL;
	char buf[4096];
	const char *wrong = NULL;

	if (lstat(path, &st)) {
		say(c, false, what, _("%s: not there"), path);
		return;
	}
	if (!S_ISDIR(st.st_mode))
		wrong = _("not a folder");
	else if (st.st_mode & S_ISVTX)
		wrong = _("sticky: nobody could clean up after a colleague; "
			  "chmod -t");
	else if (st.st_mode & S_IWOTH)
		wrong = _("every account of this host can write there; "
			  "chmod o-w");
	else if (!(st.st_mode & S_ISGID) || (st.st_mode & 070) != 070)
		wrong = _("not shared by its group; chmod 2770");
	else if (access(path, W_OK))
		wrong = _("you may read it but not write to it");
	getgrgid_r(st.st_gid, &gr, buf, sizeof(buf), &group);
	if (wrong)
		say(c, false, what, "%s: %s", path, wrong);
	else
		say(c, true, what, _("%s, mode %04o, group %s"), path,
		    (unsigned)st.st_mode & 07777,
		    group ? group->gr_name : "?");
}

static void check_disk(struct check *c)
{
	const char *home = c->s->paths->home;
	struct statvfs fs;
	struct error e = {0};
	uint64_t room;

	say_rc(c, io_local_disk(home, &e), _("disk"),
	       _("local: locks and syncs can be relied on"), &e);
	if (statvfs(home, &fs)) {
		say(c, false, _("free space"), _("%s: not known"), home);
		return;
	}
	room = (uint64_t)fs.f_bavail * fs.f_frsize;
	say(c, room >= LITTLE_ROOM, _("free space"), "%llu MiB",
	    (unsigned long long)(room >> 20));
}

static void check_key(struct check *c)
{
	char *path = io_join(c->s->keys, "device.key");
	char tag[TAG_LEN];
	struct stat st;

	key_tag(tag, device_key(c->s->device));
	if (!path || lstat(path, &st))
		say(c, false, _("device key"), _("%s: not there"),
		    path ? path : "");
	else
		say(c, !(st.st_mode & 077), _("device key"),
		    _("%s, mode %04o, device %s, %s"), path,
		    (unsigned)st.st_mode & 07777, tag, store_me(c->s));
	mem_free(path);
}

static void check_cards(struct check *c)
{
	struct card *card = NULL;
	struct error e = {0};
	size_t n, odd;
	bool mine = false;
	int rc = card_list(&card, &n, &odd, c->s->devices, &e);

	for (size_t i = 0; i < n; i++)
		mine = mine || !memcmp(card[i].dev, c->s->card.dev, KEY_LEN);
	mem_free(card);
	if (rc)
		say_rc(c, rc, _("device cards"), "", &e);
	else if (!mine)
		say(c, false, _("device cards"),
		    _("the card of this device could not be left here: others "
		      "cannot let it in"));
	else if (odd)
		say(c, false, _("device cards"),
		    ngettext("%zu file is not a card",
			     "%zu files are not cards", odd), odd);
	else
		say(c, true, _("device cards"),
		    ngettext("%zu device", "%zu devices", n), n);
}

/* --- playbooks ---------------------------------------------------------------------- */

static void check_shipped(struct check *c)
{
	struct store_brought b;
	struct error e = {0};
	int rc = store_brought(&b, c->s, &e);
	const char *what = _("shipped playbooks");

	if (rc)
		say_rc(c, rc, what, "", &e);
	else if (!*b.version)
		say(c, true, what, _("all of them are in main"));
	else if (b.strange)
		say(c, true, what,
		    _("these playbooks did not begin with those that ship"));
	else if (b.conflicts)
		say(c, true, what,
		    _("stanch %s brought newer ones, which clash with changes "
		      "made here: stanch playbook update"), b.version);
	else
		say(c, true, what,
		    _("stanch %s brought newer ones, which merge without "
		      "conflict: stanch playbook update"), b.version);
}

static void check_books(struct check *c)
{
	struct pb_entry *all;
	struct error e = {0};
	size_t n;
	int rc = store_playbooks(&all, &n, c->s, c->s->lang, &e);

	if (rc) {
		say_rc(c, rc, _("playbooks"), "", &e);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (all[i].errors)
			say(c, false, _("playbook"),
			    ngettext("%s: %u error; stanch playbook lint %s",
				     "%s: %u errors; stanch playbook lint %s",
				     all[i].errors),
			    all[i].slug, all[i].errors, all[i].slug);
		else
			say(c, true, _("playbook"), "%s %s", all[i].slug,
			    all[i].version);
	mem_free(all);
}

static void check_clocks(struct check *c)
{
	const struct clock_rules *r;
	const struct clock_problem *p;
	struct error e = {0};
	size_t n = 0;
	int rc = store_clocks(&r, c->s, &e);

	if (rc) {
		say_rc(c, rc, _("clocks"), "", &e);
		return;
	}
	for (size_t i = 0; (p = clock_problem_at(r, i)); i++)
		say(c, false, _("clocks"), "%s:%d:%d: %s", p->file, p->line,
		    p->col, p->what);
	while (clock_rule_at(r, n))
		n++;
	if (!clock_problem_at(r, 0))
		say(c, true, _("clocks"),
		    ngettext("%zu legal time limit", "%zu legal time limits",
			     n),
		    n);
}

static void check_repo(struct check *c)
{
	char main[COMMIT_HEX];
	struct error e = {0};
	const struct error *trouble;
	int rc = store_need_repo(c->s, &e);

	if (!rc)
		rc = repo_resolve(main, c->s->repo, "main", &e);
	say_rc(c, rc, _("playbook repository"), c->s->playbooks, &e);
	if (rc)
		return;
	check_shipped(c);
	trouble = store_team_trouble(c->s);
	if (trouble)
		say_rc(c, trouble->code, _("team"), "", trouble);
	else if (!store_team(c->s) || !store_team(c->s)->person_count)
		say(c, true, _("team"),
		    _("nobody in team.yaml yet: who opens a case leads it"));
	else
		say(c, true, _("team"),
		    ngettext("%zu person", "%zu people",
			     store_team(c->s)->person_count),
		    store_team(c->s)->person_count);
	check_clocks(c);
	check_books(c);
}

/* --- cases -------------------------------------------------------------------------- */

/* Each is opened with all that opening checks, against what this person
 * has seen of it. */
static bool check_case(struct check *c, const char *label)
{
	struct caseopts opts = store_caseopts(c->s, true);
	char *path = store_case_path(c->s, label);
	struct casefile *f = NULL;
	struct error e = {0};
	struct str lost = {0};
	bool good;
	int rc = path ? casefile_open(&f, path, &opts, &e) : error_nomem(&e);

	mem_free(path);
	if (rc) {
		say_rc(c, rc, label, "", &e);
		return false;
	}
	log_rolled_back_words(&lost, log_rolled_back(casefile_log(f)));
	casefile_close(f);
	good = !lost.len;
	if (!good)
		say(c, false, label, "%s", str_text(&lost));
	str_release(&lost);
	return good;
}

static void check_cases(struct check *c)
{
	struct error e = {0};
	struct arena a = {0};
	const char **label;
	size_t n, good = 0;
	int rc = store_labels(&label, &n, &a, c->s, &e);

	for (size_t i = 0; !rc && i < n; i++)
		good += check_case(c, label[i]);
	if (rc)
		say_rc(c, rc, _("cases"), "", &e);
	else
		say(c, true, _("cases"),
		    ngettext("%zu case opens", "%zu cases open", good), good);
	arena_release(&a);
}

int store_check(struct store *s,
		void (*say_it)(void *ctx, bool good, const char *what,
			       const char *detail),
		void *ctx, struct error *err)
{
	struct check c = {.s = s, .say = say_it, .ctx = ctx};

	check_folder(&c, s->paths->home, _("store"));
	check_folder(&c, s->cases, _("cases"));
	check_folder(&c, s->devices, _("devices"));
	check_folder(&c, s->playbooks, _("playbooks"));
	check_disk(&c);
	check_key(&c);
	check_cards(&c);
	check_repo(&c);
	check_cases(&c);
	if (!c.bad)
		return 0;
	return error_set(err, ERR_FAILED,
			 ngettext("%u thing is not right",
				  "%u things are not right", c.bad), c.bad);
}
