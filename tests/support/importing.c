#include "tests/support/importing.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/io.h"
#include "core/base/str.h"

struct imported *import_bytes(const char *name, const char *text,
				   size_t n)
{
	struct imported *im = NULL;
	struct error err = {0};

	struct import_from from = {.name = name, .text = text, .n = n};

	assert_int_equal(import_read(&im, &from, &err), 0);
	return im;
}

struct imported *import_text(const char *text)
{
	return import_bytes("some_file-name.md", text, strlen(text));
}

struct imported *import_path(const char *path)
{
	struct imported *im;
	struct str s = {0};
	struct error err = {0};

	assert_int_equal(io_read(&s, path, IMPORT_MAX, &err), 0);
	im = import_bytes(path, str_text(&s), s.len);
	str_release(&s);
	return im;
}

/* "contain Containment(Block|Change) " a phase; items in brackets. */
static void sketch(struct str *out, const struct imported *im)
{
	str_addf(out, "%s:", im->title);
	for (size_t i = 0; i < im->phases; i++) {
		const struct import_phase *ph = &im->phase[i];

		str_addf(out, " %s %s(", phase_kind_name(ph->kind),
			 ph->title);
		for (size_t k = 0; k < ph->steps; k++) {
			str_addf(out, "%s%s", k ? "|" : "",
				 ph->step[k].title);
			if (ph->step[k].role)
				str_addf(out, "@%s", ph->step[k].role);
			for (size_t c = 0; c < ph->step[k].checks; c++)
				str_addf(out, "[%s]", ph->step[k].check[c]);
		}
		str_add(out, ")");
	}
}

void import_is(const struct imported *im, const char *want)
{
	struct str s = {0};

	sketch(&s, im);
	assert_string_equal(str_text(&s), want);
	str_release(&s);
}

bool import_says(const struct imported *im, enum import_grade grade, int line,
		 const char *part)
{
	for (size_t i = 0; i < im->findings; i++)
		if (im->finding[i].grade == grade &&
		    im->finding[i].line == line &&
		    strstr(im->finding[i].text, part))
			return true;
	return false;
}
