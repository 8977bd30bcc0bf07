/* The terminal through ncurses: the only file that includes curses. */
#include "tui/app/term.h"

/* curses.h has macros of these names. */
enum {
	OUR_ENTER = KEY_ENTER,
	OUR_BACKSPACE = KEY_BACKSPACE,
};

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"
#include "tui/app/signals.h"
#include "tui/app/theme.h"
#include "tui/app/touchup.h"

/* Beyond every code of terminfo's own keys. */
#define CODE_PASTE 0x7001
#define CODE_PASTE_END 0x7002
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF SIGNALS_PASTE_OFF
#define PASTE_MAX (1 << 20)
#define PASTE_WAIT_MS 500

struct curses_term {
	struct term term;
	SCREEN *screen;
	struct surface *seen; /* what curses has been told */
	bool all;	      /* tell it everything anew */
	bool titles, clipboard, utf8, colour;
	bool touches; /* knows all that touchup() sends */
	struct str pasted;
	int blind_reads; /* readable, but nothing came: the other end went */
};

static void send(const char *p, size_t n)
{
	fflush(stdout);
	io_write(STDOUT_FILENO, p, n);
}

static void send_text(const char *text)
{
	send(text, strlen(text));
}

/* ---- painting ---- */
static attr_t attributes(unsigned look)
{
	attr_t a = A_NORMAL;

	if (look & LOOK_BOLD)
		a |= A_BOLD;
	if (look & LOOK_REVERSE)
		a |= A_REVERSE;
	if (look & LOOK_UNDERLINE)
		a |= A_UNDERLINE;
	return a;
}

static short pair_of(unsigned look)
{
	int colour = theme_colour(look);

	return has_colors() && colour >= 0 ? (short)(colour + 1) : 0;
}

/* The C library must agree on the width, or the row would shift: what it
 * sees otherwise, and what the locale cannot say, becomes "?". */
static void paint_cell(const struct curses_term *t, const struct cell *c,
		       int row, int col)
{
	wchar_t text[2 + CELL_MARKS] = {0};
	attr_t a = attributes(c->look);
	short pair = pair_of(c->look);
	cchar_t cc;
	int n = 0;

	for (int i = 0; i <= CELL_MARKS && c->ch[i]; i++)
		if (!i || !wcwidth((wchar_t)c->ch[i]))
			text[n++] = (wchar_t)c->ch[i];
	if (wcwidth(text[0]) != c->width || (!t->utf8 && text[0] > 126)) {
		text[0] = L'?';
		text[1] = 0;
	}
	setcchar(&cc, text, a, pair, NULL);
	mvadd_wch(row, col, &cc);
	if (text[0] == L'?' && c->width == 2)
		mvadd_wch(row, col + 1, &cc);
}

static void paint_row(struct curses_term *t, const struct surface *s, int row)
{
	int cols = surface_cols(s);
	bool same = !t->all;

	for (int col = 0; same && col < cols; col++)
		same = !memcmp(surface_cell(s, row, col),
			       surface_cell(t->seen, row, col),
			       sizeof(struct cell));
	for (int col = 0; !same && col < cols; col++) {
		const struct cell *c = surface_cell(s, row, col);

		if (c->width)
			paint_cell(t, c, row, col);
	}
}

/* Written past curses, which is told that the terminal shows it already. */
static void touch_up(const struct curses_term *t, const struct surface *s)
{
	struct str bytes = {0};

	if (!t->all && t->touches &&
	    touchup(&bytes, t->seen, s, t->colour)) {
		send(str_text(&bytes), bytes.len);
		overwrite(stdscr, curscr);
	}
	str_release(&bytes);
}

static void paint(struct term *term, const struct surface *s)
{
	struct curses_term *t = (struct curses_term *)term;
	int row, col;

	if (surface_rows(t->seen) != surface_rows(s) ||
	    surface_cols(t->seen) != surface_cols(s)) {
		if (surface_resize(t->seen, surface_rows(s), surface_cols(s)))
			return;
		t->all = true;
	}
	for (row = 0; row < surface_rows(s); row++)
		paint_row(t, s, row);
	touch_up(t, s);
	surface_copy(t->seen, s);
	t->all = false;
	surface_cursor_at(s, &row, &col);
	move(row, col);
	refresh();
}

static void repaint(struct term *term)
{
	((struct curses_term *)term)->all = true;
	clearok(stdscr, TRUE);
}

/* ---- keys ---- */
static const struct {
	int code;
	uint32_t key;
} codes[] = {
	{KEY_UP, KEY_UP_ARROW},	  {KEY_DOWN, KEY_DOWN_ARROW},
	{KEY_LEFT, KEY_LEFT_ARROW}, {KEY_RIGHT, KEY_RIGHT_ARROW},
	{KEY_HOME, KEY_HOME_},	  {KEY_END, KEY_END_},
	{KEY_FIND, KEY_HOME_},	  {KEY_SELECT, KEY_END_},
	{KEY_PPAGE, KEY_PGUP},	  {KEY_NPAGE, KEY_PGDN},
	{KEY_BTAB, KEY_SHIFT_TAB}, {KEY_DC, KEY_DELETE},
	{KEY_ENTER, OUR_ENTER},	  {KEY_BACKSPACE, OUR_BACKSPACE},
	{CODE_PASTE, KEY_PASTE},
};

static uint32_t from_code(wint_t code)
{
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if ((wint_t)codes[i].code == code)
			return codes[i].key;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KEY_F1 + (uint32_t)(code - KEY_F(1));
	return KEY_NONE;
}

static bool readable(int timeout_ms)
{
	struct pollfd p = {STDIN_FILENO, POLLIN, 0};

	return poll(&p, 1, timeout_ms) > 0;
}

/* All until the end mark, as text: nothing in it is a key. */
static void read_paste(struct curses_term *t)
{
	char bytes[4];
	wint_t ch;

	str_clear(&t->pasted);
	for (;;) {
		int got = get_wch(&ch);

		if (got == ERR) {
			if (!readable(PASTE_WAIT_MS))
				return;
			if (get_wch(&ch) == ERR)
				return;
			unget_wch((wchar_t)ch);
			continue;
		}
		if (got == KEY_CODE_YES && ch == CODE_PASTE_END)
			return;
		if (got == OK && t->pasted.len < PASTE_MAX)
			str_addn(&t->pasted, bytes,
				 utf8_encode(bytes, (uint32_t)ch));
	}
}

/* Presses alone: a click that waits for the button to come up is late. */
static void mouse(struct term *term, bool on)
{
	(void)term;
	mouseinterval(0);
	mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED
		     : 0, NULL);
}

static uint32_t from_mouse(void)
{
	MEVENT e;

	if (getmouse(&e) == ERR || e.x < 0 || e.x >= KEY_CLICK_COLS ||
	    e.y < 0)
		return KEY_NONE;
	if (e.bstate & BUTTON4_PRESSED)
		return KEY_WHEEL_UP;
	if (e.bstate & BUTTON5_PRESSED)
		return KEY_WHEEL_DOWN;
	return e.bstate & BUTTON1_PRESSED ? key_click(e.y, e.x) : KEY_NONE;
}

/* What curses has: a key, or KEY_NONE. Codes nobody uses are passed over. */
static uint32_t read_key(struct curses_term *t)
{
	uint32_t key = KEY_NONE;
	wint_t ch;
	int got;

	while (key == KEY_NONE && (got = get_wch(&ch)) != ERR) {
		t->blind_reads = 0;
		key = got != KEY_CODE_YES ? (uint32_t)ch
		      : ch == KEY_MOUSE	  ? from_mouse()
					  : from_code(ch);
		if (got == OK && ch == 8)
			key = OUR_BACKSPACE;
		if (key == KEY_PASTE)
			read_paste(t);
	}
	return key;
}

static void fit(void)
{
	struct winsize w;

	if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) && w.ws_row && w.ws_col)
		resizeterm(w.ws_row, w.ws_col);
}

static uint32_t from_signal(struct curses_term *t)
{
	uint32_t key = KEY_NONE;
	char byte;

	while (read(signals_fd(), &byte, 1) == 1) {
		if (byte == SIGNALS_END)
			return KEY_HANGUP;
		if (byte == SIGNALS_CTRL_C)
			key = KEY_CTRL_C;
		if (byte == SIGNALS_CTRL_Z)
			key = KEY_CTRL_Z;
		if (byte == SIGNALS_RESIZED && key == KEY_NONE)
			key = KEY_RESIZED;
		if (byte == SIGNALS_CONTINUED && key == KEY_NONE) {
			/* Stopped from outside: the shell has had the
			 * terminal, the next paint takes it back. */
			endwin();
			send_text(PASTE_ON);
			repaint(&t->term);
			key = KEY_RESIZED;
		}
	}
	if (key == KEY_RESIZED)
		fit();
	return key;
}

static uint32_t wait_key(struct term *term, int timeout_ms, const int *fds,
			 int fd_count)
{
	struct curses_term *t = (struct curses_term *)term;
	struct pollfd p[2 + 16] = {{STDIN_FILENO, POLLIN, 0},
				   {signals_fd(), POLLIN, 0}};
	uint32_t key = read_key(t);

	if (key != KEY_NONE)
		return key;
	for (int i = 0; i < fd_count && i < 16; i++)
		p[2 + i] = (struct pollfd){fds[i], POLLIN, 0};
	if (poll(p, (nfds_t)(2 + (fd_count < 16 ? fd_count : 16)),
		 timeout_ms) <= 0)
		return KEY_NONE;
	if (p[1].revents) {
		key = from_signal(t);
		if (key != KEY_NONE)
			return key;
	}
	if (p[0].revents & (POLLHUP | POLLERR | POLLNVAL))
		return KEY_HANGUP;
	if (p[0].revents & POLLIN) {
		key = read_key(t);
		/* Half a character is fine, nothing for ever is not. */
		if (key == KEY_NONE && ++t->blind_reads > 100)
			return KEY_HANGUP;
	}
	return key;
}

static const char *pasted(struct term *term)
{
	return str_text(&((struct curses_term *)term)->pasted);
}

static void size(struct term *term, int *rows, int *cols)
{
	(void)term;
	getmaxyx(stdscr, *rows, *cols);
}

/* ---- title, clipboard ---- */
static void title(struct term *term, const char *text)
{
	struct curses_term *t = (struct curses_term *)term;
	struct str s = {0};

	if (!t->titles)
		return;
	str_add(&s, "\033]2;");
	show_text(&s, text);
	str_addc(&s, '\007');
	send(str_text(&s), s.len);
	str_release(&s);
}

static int copy(struct term *term, const char *text)
{
	struct curses_term *t = (struct curses_term *)term;
	struct str s = {0};

	if (!t->clipboard)
		return ERR_REFUSED;
	str_add(&s, "\033]52;c;");
	base64_add(&s, text, strlen(text));
	str_addc(&s, '\007');
	send(str_text(&s), s.len);
	str_release(&s);
	return 0;
}

/* ---- to others and back ---- */
static void suspend(struct term *term)
{
	(void)term;
	send_text(PASTE_OFF);
	endwin();
	signals_default(true);
}

static void resume(struct term *term)
{
	signals_default(false);
	fit();
	repaint(term);
	refresh();
	send_text(PASTE_ON);
}

static void stop(struct term *term)
{
	suspend(term);
	raise(SIGTSTP);
	resume(term);
}

static void close_term(struct term *term)
{
	struct curses_term *t = (struct curses_term *)term;

	send_text(PASTE_OFF);
	if (t->titles)
		send_text("\033]2;\007");
	endwin();
	signals_close();
	delscreen(t->screen);
	surface_free(t->seen);
	str_release(&t->pasted);
	mem_free(t);
}

/* ---- opening ---- */
/* Whether there are any. */
static bool start_colours(int colour)
{
	static const short used[] = {THEME_RED, THEME_BLUE, THEME_MAGENTA};

	if (colour < 0 || !has_colors())
		return false;
	start_color();
	if (use_default_colors() == ERR)
		return false;
	for (size_t i = 0; i < sizeof(used) / sizeof(used[0]); i++)
		init_pair((short)(used[i] + 1), used[i], -1);
	return true;
}

/* What touchup() sends is what terminfo would have. */
static bool can_touch_up(void)
{
	static const struct {
		const char *name, *bytes;
	} same[] = {
		{"sc", "\0337"},      {"rc", "\0338"},
		{"bold", "\033[1m"},  {"smul", "\033[4m"},
		{"rev", "\033[7m"},   {"cuf", "\033[%p1%dC"},
		{"cuf1", "\033[C"},   {"cup", "\033[%i%p1%d;%p2%dH"},
	};

	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		const char *is = tigetstr(same[i].name);

		if (is == (char *)-1 || !str_eq(is, same[i].bytes))
			return false;
	}
	return true;
}

/* Sequences terminfo has not, or has for another mode of the terminal. */
static const struct {
	const char *bytes;
	int code;
} sequences[] = {
	{"\033[200~", CODE_PASTE}, {"\033[201~", CODE_PASTE_END},
	{"\033[A", KEY_UP},	   {"\033[B", KEY_DOWN},
	{"\033[C", KEY_RIGHT},	   {"\033[D", KEY_LEFT},
	{"\033[H", KEY_HOME},	   {"\033[F", KEY_END},
	{"\033[1~", KEY_HOME},	   {"\033[4~", KEY_END},
};

static void start_input(void)
{
	raw();
	noecho();
	nonl();
	nodelay(stdscr, TRUE);
	keypad(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	curs_set(1);
	for (size_t i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++)
		define_key(sequences[i].bytes, sequences[i].code);
}

/* The names known to take the sequences; others may print them. */
static bool knows_osc(const char *name)
{
	static const char *const known[] = {"xterm", "screen", "tmux",
					    "rxvt",  "alacritty", "foot",
					    "konsole", "vte", "wezterm"};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_starts(name, known[i]))
			return true;
	return false;
}

/* $TERM is curses' own argument; here only to say what was not known. */
static SCREEN *open_screen(char *note, size_t note_size)
{
	static const char *const spare[] = {"xterm-256color", "ansi"};
	const char *name = getenv("TERM");
	SCREEN *s = name && *name ? newterm(name, stdout, stdin) : NULL;
	struct str text = {0};

	*note = '\0';
	for (size_t i = 0; !s && i < 2; i++) {
		s = newterm(spare[i], stdout, stdin);
		if (!s)
			continue;
		str_addf(&text,
			 _("Terminal \"%s\" is not known here, shown as %s. "
			   "From a host that knows it: infocmp -x %s | ssh "
			   "HERE tic -x -"),
			 name ? name : "", spare[i], name ? name : "");
		str_copy(note, note_size, str_text(&text));
	}
	str_release(&text);
	return s;
}

static int refuse(struct error *err, const char *what)
{
	error_set(err, ERR_REFUSED, "%s", what);
	return error_fix(err, "stanch status");
}

static const struct term_ops curses_ops = {
	close_term, size,  paint,   repaint, wait_key, pasted,
	title,	    suspend, resume, stop,	copy,	  mouse,
};

int term_curses_open(struct term **out, int colour, char *note,
		     size_t note_size, struct error *err)
{
	struct curses_term *t;
	int rc;

	*out = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return refuse(err, _("there is no terminal to show screens "
				     "on"));
	if (str_eq(getenv("TERM"), "dumb"))
		return refuse(err, _("TERM=dumb has no screen, only lines"));
	t = mem_zalloc(sizeof(*t));
	if (t)
		t->seen = surface_new(1, 1);
	if (!t || !t->seen) {
		mem_free(t);
		return error_nomem(err);
	}
	rc = signals_open(err);
	if (!rc) {
		set_escdelay(25);
		t->screen = open_screen(note, note_size);
		if (!t->screen) {
			signals_close();
			rc = refuse(err, _("this terminal cannot show "
					   "screens"));
		}
	}
	if (rc) {
		surface_free(t->seen);
		mem_free(t);
		return rc;
	}
	t->term.ops = &curses_ops;
	t->utf8 = str_eq(nl_langinfo(CODESET), "UTF-8");
	t->titles = t->clipboard = knows_osc(termname());
	t->all = true;
	t->colour = start_colours(colour);
	t->touches = can_touch_up();
	start_input();
	send_text(PASTE_ON);
	*out = &t->term;
	return 0;
}
