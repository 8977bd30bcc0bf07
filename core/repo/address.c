/* core/repo/address.c - which addresses git may be handed. */
#include <string.h>
#include <strings.h>

#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "core/repo/remote.h"

static int refuse(struct error *err, const char *url, const char *why)
{
	struct str shown = {0};

	show_text(&shown, url);
	error_set(err, ERR_REFUSED, _("\"%.200s\" is no address to use: %s"),
		  str_text(&shown), why);
	error_fix(err, _("https://HOST/PATH, ssh://USER@HOST/PATH, "
			 "USER@HOST:PATH or /absolute/path"));
	str_release(&shown);
	return ERR_REFUSED;
}

/* "%0a" is a line break to whoever decodes it. */
static bool has_control(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f ||
		    (*s == '%' && (s[1] == '0' || s[1] == '1')) ||
		    !strncasecmp(s, "%7f", 3))
			return true;
	return false;
}

struct parts { /* of SCHEME://USER:PASSWORD@HOST:PORT/PATH, or scp's form */
	const char *user, *host;
	size_t user_len, host_len;
	const char *path; /* behind the host; "" if there is none */
};

/* authority up to n bytes: user, '@', host. */
static void split(struct parts *p, const char *authority, size_t n)
{
	const char *at = memrchr(authority, '@', n);

	*p = (struct parts){.user = authority, .path = authority + n};
	if (at)
		p->user_len = (size_t)(at - authority);
	p->host = at ? at + 1 : authority;
	p->host_len = n - (size_t)(p->host - authority);
}

static bool host_is(const struct parts *p, const char *name)
{
	size_t n = strlen(name);

	return p->host_len >= n && !strncasecmp(p->host, name, n) &&
	       (p->host_len == n || p->host[n] == ':');
}

static bool this_host(const struct parts *p)
{
	return host_is(p, "localhost") || host_is(p, "127.0.0.1") ||
	       host_is(p, "[::1]");
}

static int check_parts(const struct parts *p, const char *url,
		       struct error *err)
{
	if (!p->host_len || *p->host == ':')
		return refuse(err, url, _("it names no host"));
	if (*p->host == '-' || (p->user_len && *p->user == '-') ||
	    str_starts(p->path, "-"))
		return refuse(err, url, _("a part begins with -"));
	if (p->user_len && memchr(p->user, ':', p->user_len))
		return refuse(err, url,
			      _("it holds a password, which whoever reads "
				"the store would read; git's credential "
				"helper keeps it for you"));
	return 0;
}

static int check_scheme(enum remote_kind *kind, const char *url,
			const char *rest, struct error *err)
{
	static const struct {
		const char *scheme;
		enum remote_kind kind;
	} known[] = {
		{"https://", REMOTE_HTTPS}, {"http://", REMOTE_HTTP},
		{"ssh://", REMOTE_SSH},	    {"file://", REMOTE_PATH},
	};
	struct parts p;
	size_t i = 0, n = sizeof(known) / sizeof(*known);

	while (i < n && !str_starts(url, known[i].scheme))
		i++;
	if (i == n)
		return refuse(err, url,
			      _("only https, ssh and paths are used"));
	*kind = known[i].kind;
	if (*kind == REMOTE_PATH)
		return *rest == '/' ? 0 : refuse(err, url,
						 _("the path is not absolute"));
	split(&p, rest, strcspn(rest, "/?#"));
	if (*kind == REMOTE_HTTP && !this_host(&p))
		return refuse(err, url,
			      _("http is neither secret nor signed; use "
				"https"));
	return check_parts(&p, url, err);
}

int remote_check(enum remote_kind *kind, const char *url, struct error *err)
{
	size_t word = strcspn(url, ":/");
	const char *colon;
	struct parts p;

	*kind = REMOTE_PATH;
	if (!*url)
		return refuse(err, url, _("it is empty"));
	if (strlen(url) >= REMOTE_URL)
		return refuse(err, url, _("it is too long"));
	if (has_control(url) || !utf8_valid(url, strlen(url)))
		return refuse(err, url, _("it holds a control character"));
	if (*url == '-')
		return refuse(err, url, _("it begins with -"));
	if (*url == '/')
		return 0;
	if (str_starts(url + word, "://"))
		return check_scheme(kind, url, url + word + 3, err);
	if (str_starts(url + word, "::") && !memchr(url, '[', word))
		return refuse(err, url,
			      _("only https, ssh and paths are used"));
	colon = *url == '[' || memchr(url, '[', word)
			? strstr(url, "]:") : NULL;
	colon = colon ? colon + 1 : url[word] == ':' ? url + word : NULL;
	if (!colon)
		return refuse(err, url, _("the path is not absolute"));
	*kind = REMOTE_SSH;
	split(&p, url, (size_t)(colon - url));
	p.path = colon + 1;
	return check_parts(&p, url, err);
}
