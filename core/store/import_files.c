/* core/store/import_files.c - names of files that are imported, and the files
 * beside them. */
#include <dirent.h>
#include <string.h>

#include "core/base/io.h"
#include "core/playbook/markdown.h"
#include "core/store/imports.h"

/* "Response plan (v2).md" -> "response-plan-v2" */
void store_import_slug(char out[61], const char *file)
{
	const char *p = io_name(file);
	const char *dot = strrchr(p, '.');
	size_t n = 0;

	for (; *p && p != dot && n < 60; p++) {
		char c = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[n++] = c;
		else if (n && out[n - 1] != '-')
			out[n++] = '-';
	}
	while (n && out[n - 1] == '-')
		n--;
	out[n] = '\0';
	if (!n)
		str_copy(out, 61, "imported");
}

static bool action_file(struct str *out, const char *dir, size_t n,
			const char *between, const char *id)
{
	static const char *const suffix[] = {".yml", ".yaml"};
	struct str path = {0};
	bool found = false;

	for (size_t i = 0; i < 2 && !found; i++) {
		str_clear(&path);
		str_addn(&path, dir, n);
		str_addf(&path, "%s%s%s", between, id, suffix[i]);
		found = !path.failed && io_read(out, path.p, MARKDOWN_MAX,
						NULL) == 0;
	}
	str_release(&path);
	return found;
}

/* ID.yml in the folder of the file, or in a folder beside that. */
bool store_import_beside(void *ctx, struct str *out, const char *id)
{
	const char *file = ctx, *slash = strrchr(file, '/');
	size_t n = slash ? (size_t)(slash - file) + 1 : 0;
	struct str up = {0}, name = {0};
	bool found = action_file(out, file, n, "", id);
	struct dirent *e;
	DIR *d;

	str_addn(&up, file, n);
	str_add(&up, "..");
	d = found || up.failed ? NULL : opendir(up.p);
	while (d && !found && (e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		str_clear(&name);
		str_addf(&name, "/%s/", e->d_name);
		found = !name.failed &&
			action_file(out, up.p, up.len, name.p, id);
	}
	if (d)
		closedir(d);
	str_release(&up);
	str_release(&name);
	return found;
}
