/* core/notice/letters.c - see letters.h. */
#include "core/notice/letters.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/html.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/utf8.h"
#include "core/people/csv.h"

void letters_row(struct str *out, const char *const *cell)
{
	for (size_t i = 0; cell[i]; i++) {
		str_add(out, i ? "," : "");
		csv_cell(out, cell[i], true);
	}
	str_add(out, "\r\n");
}

static void put_shown(struct str *out, const char *text)
{
	struct str safe = {0};

	show(&safe, text, strlen(text), SHOW_LF);
	html_escape(out, str_text(&safe));
	str_release(&safe);
}

void letters_begin(struct str *out, const char *lang)
{
	html_begin(out, lang, "");
}

void letters_page(struct str *out, const struct recipient *to,
		  const char *subject, const char *text)
{
	str_add(out, "<section style=\"break-after:page\">\n<p>");
	put_shown(out, to->value[PERSON_NAME]);
	str_add(out, "<br>\n");
	put_shown(out, to->value[PERSON_ADDRESS]);
	str_add(out, "</p>\n<h2>");
	put_shown(out, subject);
	str_add(out, "</h2>\n<p>");
	put_shown(out, text);
	str_add(out, "</p>\n</section>\n");
}

void letters_end(struct str *out)
{
	html_end(out);
}

void letters_poster(struct str *out, const char *lang, const char *subject,
		    const char *text)
{
	html_begin(out, lang, subject);
	str_add(out, "<main style=\"font-size:150%\">\n<h1>");
	put_shown(out, subject);
	str_add(out, "</h1>\n<p>");
	put_shown(out, text);
	str_add(out, "</p>\n</main>\n");
	html_end(out);
}

static int write_new(const char *path, const struct str *text,
		     struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int rc = 0;

	if (fd < 0)
		return error_errno(err, path);
	if (io_write(fd, text->p, text->len))
		rc = error_errno(err, path);
	if (close(fd) && !rc)
		rc = error_errno(err, path);
	return rc;
}

int letters_file(const char *dir, const char *label, const char *who,
		 const struct str *text, struct error *err)
{
	char name[160];
	char *path;
	int rc;

	snprintf(name, sizeof(name), "%s-%s.eml", label, who);
	for (char *p = name; *p; p++)
		if (*p == '/')
			*p = '_';
	path = io_join(dir, name);
	rc = path ? write_new(path, text, err) : error_nomem(err);
	mem_free(path);
	return rc;
}

int letters_numbered(const char *dir, const char *label, unsigned number,
		     const char *kind, const struct str *text,
		     struct error *err)
{
	char name[64];
	char *path = NULL;
	int rc = text->failed ? ERR_NOMEM : 0;

	for (unsigned i = number; !rc; i++) {
		snprintf(name, sizeof(name), "%s-%u.%s", label, i, kind);
		mem_free(path);
		path = io_join(dir, name);
		if (!path || !io_exists(path))
			break;
	}
	if (rc || !path)
		return error_nomem(err);
	rc = io_create(path, str_text(text), text->len, 0600, err);
	mem_free(path);
	return rc;
}
