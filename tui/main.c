/*
 * tui/main.c - the one place that reads argv, the environment, the clock
 * and randomness; then a command, or the full-screen program.
 */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"
#include "tui/cmd/cmd.h"
#include "tui/cmd/config.h"
#include "tui/screen/start.h"

#define ZONE_DIR "/usr/share/zoneinfo"

static volatile sig_atomic_t stopped;

/* The second Ctrl-C ends us whatever we are doing. */
static void stop(int sig)
{
	(void)sig;
	stopped = 1;
}

/* --- clock, randomness ------------------------------------------------------ */

static int64_t ms_of(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t real_now(void *ctx)
{
	(void)ctx;
	return ms_of(CLOCK_REALTIME);
}

static int64_t real_mono(void *ctx)
{
	(void)ctx;
	return ms_of(CLOCK_BOOTTIME);
}

static bool real_ntp(void *ctx)
{
	struct timex t = {0};

	(void)ctx;
	return adjtimex(&t) != TIME_ERROR && !(t.status & STA_UNSYNC);
}

static int real_random(void *ctx, void *bytes, size_t n)
{
	char *p = bytes;

	(void)ctx;
	while (n) {
		ssize_t k = getrandom(p, n, 0);

		if (k < 0 && errno != EINTR)
			return ERR_IO;
		if (k > 0) {
			p += k;
			n -= (size_t)k;
		}
	}
	return 0;
}

/* Both clocks stand at the pinned time, so that no record seems to have
 * been written while the clock was being set. */
static int64_t pinned_now(void *ctx)
{
	return *(int64_t *)ctx;
}

static bool pinned_ntp(void *ctx)
{
	(void)ctx;
	return false;
}

/* --- zone, boot id ------------------------------------------------------------- */

static void load_zone(struct zone **out)
{
	const char *tz = getenv("TZ");
	char *path = NULL;

	*out = NULL;
	if (tz && *tz == ':')
		tz++;
	if (!tz)
		path = mem_strdup("/etc/localtime");
	else if (*tz == '/')
		path = mem_strdup(tz);
	else if (*tz && !strstr(tz, ".."))
		path = io_join(ZONE_DIR, tz);
	if (path)
		zone_load(out, path, NULL); /* none: UTC */
	mem_free(path);
}

static void read_boot_id(char *out, size_t size)
{
	int fd = open("/proc/sys/kernel/random/boot_id",
		      O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, out, size - 1);

	out[n > 0 ? n : 0] = '\0';
	out[strcspn(out, "\n")] = '\0';
	if (fd >= 0)
		close(fd);
}

struct machine {
	struct env env;
	struct zone *zone;
	int64_t pin;
	char boot[64];
	char home[4096], config[4096], state[4096], cache[4096];
	char login[65], name[65], host[65];
};

static int pin(struct machine *m, const char *text, struct error *err)
{
	int offset;
	int rc = time_parse(&m->pin, &offset, text, m->zone,
			    real_now(NULL), err);

	if (rc) {
		error_where(err, "STANCH_NOW=%s", text);
		err->code = ERR_USAGE;
		return ERR_USAGE;
	}
	if (!getenv("TZ")) {
		zone_free(m->zone);
		m->zone = zone_fixed(offset);
	}
	m->env.now = pinned_now;
	m->env.mono = pinned_now;
	m->env.ticks = real_mono;
	m->env.ntp = pinned_ntp;
	m->env.ctx = &m->pin;
	m->env.pinned = true;
	str_copy(m->boot, sizeof(m->boot), "pinned");
	return 0;
}

static int fill_env(struct machine *m, struct error *err)
{
	const char *now = getenv("STANCH_NOW");
	int rc = 0;

	m->env = (struct env){.now = real_now, .mono = real_mono,
			      .ntp = real_ntp, .random = real_random};
	load_zone(&m->zone);
	read_boot_id(m->boot, sizeof(m->boot));
	if (now && *now)
		rc = pin(m, now, err);
	m->env.zone = m->zone;
	m->env.zone_dir = ZONE_DIR;
	m->env.boot_id = m->boot;
	return rc;
}

/* --- who and where --------------------------------------------------------------- */

static void identify(struct machine *m, char *home, size_t size)
{
	const struct passwd *pw = getpwuid(getuid());
	const char *own = getenv("HOME");
	char gecos[256] = "";

	str_copy(m->login, sizeof(m->login), pw ? pw->pw_name : "nobody");
	if (pw && pw->pw_gecos)
		str_copy(gecos, sizeof(gecos), pw->pw_gecos);
	gecos[strcspn(gecos, ",")] = '\0';
	str_copy(m->name, sizeof(m->name), *gecos ? gecos : m->login);
	if (gethostname(m->host, sizeof(m->host)) || !*m->host)
		str_copy(m->host, sizeof(m->host), "localhost");
	m->host[sizeof(m->host) - 1] = '\0';
	str_copy(home, size,
		 own && *own == '/' ? own : pw ? pw->pw_dir : "/");
}

/* $NAME/stanch, or ~/below/stanch; a relative $NAME is invalid by the XDG
 * rules and passed over. */
static bool folder(char out[4096], const char *name, const char *home,
		   const char *below)
{
	const char *base = getenv(name);
	struct str s = {0};
	bool fits;

	if (base && *base == '/')
		str_addf(&s, "%s/stanch", base);
	else
		str_addf(&s, "%s/%s/stanch", home, below);
	fits = str_copy(out, 4096, str_text(&s));
	str_release(&s);
	return fits;
}

static int fill_paths(struct store_paths *p, struct machine *m,
		      struct error *err)
{
	char home[4000];
	const char *own = getenv("STANCH_HOME");
	bool fits;

	identify(m, home, sizeof(home));
	fits = folder(m->home, "XDG_DATA_HOME", home, ".local/share") &&
	       folder(m->config, "XDG_CONFIG_HOME", home, ".config") &&
	       folder(m->state, "XDG_STATE_HOME", home, ".local/state") &&
	       folder(m->cache, "XDG_CACHE_HOME", home, ".cache");
	if (own && *own == '/')
		fits = fits && str_copy(m->home, sizeof(m->home), own);
	else if (own && *own)
		return error_set(err, ERR_USAGE,
				 _("STANCH_HOME=%s: not an absolute path"),
				 own);
	*p = (struct store_paths){
		.home = m->home, .config = m->config, .state = m->state,
		.cache = m->cache, .login = m->login, .name = m->name,
		.host = m->host};
	return fits ? 0 : error_set(err, ERR_TOOBIG,
				    _("a path in the environment is too long"));
}

/* --- language, terminal ------------------------------------------------------------- */

static void choose_language(struct cli *x, const char *option)
{
	char config[LANG_CODE + 24] = "", code[LANG_CODE];
	struct lang_wish wish = {
		.option = option,
		.own = getenv("STANCH_LANG"),
		.config = config,
		.lc_all = getenv("LC_ALL"),
		.lc_messages = getenv("LC_MESSAGES"),
		.lang = getenv("LANG"),
	};

	if (x->paths.config)
		config_get(config, sizeof(config), x->paths.config, "lang",
			   NULL);
	lang_choose(code, &wish);
	lang_start(&x->lang, code, getenv("LANGUAGE"));
}

static bool on_terminal(void)
{
	const char *term = getenv("TERM");

	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term &&
	       *term && strcmp(term, "dumb") != 0;
}

static void read_wishes(struct cli *x)
{
	const char *visual = getenv("VISUAL"), *tmux = getenv("TMUX");

	x->editor = visual && *visual ? visual : getenv("EDITOR");
	x->no_color = getenv("NO_COLOR");
	x->tmux = tmux && *tmux;
}

static void catch_signals(void)
{
	struct sigaction sa = {.sa_handler = stop, .sa_flags = SA_RESETHAND};

	sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN); /* a write says EPIPE instead */
}

int main(int argc, char **argv)
{
	struct machine m = {0};
	struct error err = {0};
	struct cli x = {.env = &m.env, .stop = &stopped,
			.screen = screen_main, .terminal = on_terminal()};
	int rc = fill_paths(&x.paths, &m, &err);

	choose_language(&x, cmd_lang(argv + 1, argc - 1));
	read_wishes(&x);
	catch_signals();
	if (!rc)
		rc = fill_env(&m, &err);
	if (rc)
		rc = out_error(&x.out, &err);
	else
		rc = cmd_main(&x, argv + 1, argc ? argc - 1 : 0);
	zone_free(m.zone);
	return rc;
}
