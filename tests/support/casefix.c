/* tests/support/casefix.c - a fresh case with two devices. */
#include "tests/support/casefix.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/io.h"

static struct caseopts opts_of(struct casefix *x, const struct device *d)
{
	return (struct caseopts){.env = &x->f.env, .device = d};
}

static void read_playbook(struct casefix *x, struct pb_source *src,
			  const char *name)
{
	struct str s = {0};
	char path[128] = "tests/support/playbooks/";

	strncat(path, name, sizeof(path) - strlen(path) - 1);
	if (io_read(&s, path, MARKDOWN_MAX, &x->f.err))
		fail_msg("%s", x->f.err.what);
	src->name = name;
	src->len = s.len;
	src->text = arena_strndup(&x->f.arena, s.p, s.len);
	str_release(&s);
}

void casefix_up(struct casefix *x)
{
	casefix_up_as(x, "INC-2026-014");
}

void casefix_up_as(struct casefix *x, const char *label)
{
	static const char *const lead[] = {"lin"};
	struct pb_source src[2];
	struct casenew_role roles[1];
	struct casenew_name names[2];
	struct caseopts opts;
	uint8_t owner[1][KEY_LEN], responder[1][KEY_LEN];

	memset(x, 0, sizeof(*x));
	fixture_up(&x->f);
	x->lin = fixture_device(0);
	x->wu = fixture_device(32);
	read_playbook(x, &src[0], "lost-laptop.md");
	read_playbook(x, &src[1], "lost-laptop.zh.md");
	memcpy(owner[0], device_key(x->lin), KEY_LEN);
	memcpy(responder[0], device_key(x->wu), KEY_LEN);
	roles[0] = (struct casenew_role){"lead", lead, 1};
	names[0] = (struct casenew_name){owner[0], "lin"};
	names[1] = (struct casenew_name){responder[0], "wu"};
	opts = opts_of(x, x->lin);
	if (casefile_create(
		    &x->c, x->f.dir,
		    &(struct casenew){
			    .label = label,
			    .title = "Laptop left on the train",
			    .severity = SEV_HIGH,
			    .owners = (const uint8_t(*)[KEY_LEN])owner,
			    .owner_count = 1,
			    .responders = (const uint8_t(*)[KEY_LEN])responder,
			    .responder_count = 1,
			    .name = names,
			    .name_count = 2,
			    .role = roles,
			    .role_count = 1,
			    .slug = "lost-laptop",
			    .commit =
				    "8c2f1d08c2f1d08c2f1d08c2f1d08c2f1d08c2f1",
			    .file = src,
			    .file_count = 2},
		    &opts, &x->f.err))
		fail_msg("%s", x->f.err.what);
	x->path = fixture_path(&x->f, "%s.%s", label,
				str_starts(label, "DRILL-") ? "drill"
							    : "case");
	x->a = (struct act){.c = x->c};
}

void casefix_down(struct casefix *x)
{
	casefile_close(x->c);
	device_free(x->lin);
	device_free(x->wu);
	fixture_down(&x->f);
}

int casefix_begin(void **state)
{
	static struct casefix x;

	casefix_up(&x);
	*state = &x;
	return 0;
}

int casefix_end(void **state)
{
	casefix_down(*state);
	return 0;
}

struct casefile *casefix_wu(struct casefix *x)
{
	struct caseopts opts = opts_of(x, x->wu);
	struct casefile *c;

	if (casefile_open(&c, x->path, &opts, &x->f.err))
		fail_msg("%s", x->f.err.what);
	return c;
}

const struct step *casefix_step(struct casefix *x, const char *word)
{
	const struct step *st;

	if (situation_step(&st, casefile_now(x->c), word, &x->f.err))
		fail_msg("%s", x->f.err.what);
	return st;
}
