#!/bin/sh
# Checks that the compiler does not make: see docs/TESTING.md. Each finding is
# one line, "file:line: what"; the tables of what is allowed stand here.
set -u
LC_ALL=C
export LC_ALL
bad=0
say() { # text of several findings, or nothing
	[ -n "$1" ] || return 0
	printf '%s\n' "$1" | sed 's/^/lint: /'
	bad=1
}
sources=$(ls core/*/*.[ch] tui/*.c tui/*/*.[ch])
tests=$(ls tests/*/*.[ch])
prose=$(git ls-files 2>/dev/null |
	grep -vE '^(tests/fuzz/corpus|tests/support/lint)/|^LICENSE$|^tests/lint.sh$')

# --- who may include what ---------------------------------------------------
# A folder also reaches what its right-hand side reaches; docs/ARCHITECTURE.md
# has the reasons. Siblings that are not joined here cannot see each other:
# that drill never sees notice is a promise.
say "$(awk '
BEGIN {
	edge("core/base", "")
	edge("core/db", "core/base")
	edge("core/id", "core/base")
	edge("core/playbook", "core/base")
	edge("core/repo", "core/base")
	edge("core/log", "core/db core/id")
	edge("core/case", "core/log core/playbook")
	edge("core/store", "core/case core/repo core/id core/playbook core/clock core/notice core/drill")
	edge("core/clock", "core/case")
	edge("core/people", "core/case")
	edge("core/notice", "core/people core/clock")
	edge("core/drill", "core/clock")
	edge("core/sync", "core/case core/repo")
	edge("core/report", "core/case core/playbook core/drill core/clock core/notice")
	edge("tui/app", "core/base")
	edge("tui/widget", "tui/app")
	edge("tui/screen", "tui/widget core/*")
	edge("tui/cmd", "core/*")
	wall("sqlite3.h", "core/db/")
	wall("git2.h", "core/repo/")
	wall("sodium.h", "core/id/")
	wall("md4c.h", "core/playbook/")
	wall("jansson.h", "core/base/")
	wall("yaml.h", "core/base/")
	wall("openssl/", "core/base/")
	wall("libintl.h", "(core/base/tr\\.h|tui/cmd/lang\\.c)$")
	wall("n?curses", "tui/app/term_curses\\.c$")
	wall("term.h", "tui/app/term_curses\\.c$")
}
function edge(from, to) { to_of[from] = to }
function wall(header, place) { place_of[header] = place }
function reaches(from, to,   part, n, i) {
	if (from == to)
		return 1
	n = split(to_of[from], part, " ")
	for (i = 1; i <= n; i++)
		if (part[i] == "core/*" ? to ~ /^core\// : reaches(part[i], to))
			return 1
	return 0
}
/^#include "/ {
	split($2, q, "\"")
	to = q[2]
	from = FILENAME
	sub(/\/[^\/]*$/, "", to)
	sub(/\/[^\/]*$/, "", from)
	if (from == "tui" || FILENAME ~ "^tui/screen/(start|drilling|drillshelf)\\.c$")
		next # where a command or the full screen begins
	if (!(from in to_of))
		print FILENAME ":" FNR ": " from " is not in the table of tests/lint.sh"
	else if (!reaches(from, to))
		print FILENAME ":" FNR ": " from " may not include " q[2]
}
/^#include </ {
	for (h in place_of)
		if ($2 ~ "^<" h && FILENAME !~ "^" place_of[h])
			print FILENAME ":" FNR ": " $2 " stays in " place_of[h]
}' $sources)"

# The commands and screens of drills are in folders that see notices: they are
# named here. core/people/csv.h reads any table.
say "$(grep -nE '^#include "(core/(notice|people|sync)/|core/store/share|tui/(cmd|screen)/(notice|people))' \
	$(printf '%s\n' $sources |
	grep -E '^(core/drill/|tui/(cmd|screen)/(drill|console|inbox))') |
	grep -v core/people/csv.h | sed 's/$/: a drill sees nothing that sends/')"

# --- calls ------------------------------------------------------------------
# They overflow, run a shell, hide the clock, or keep state of their own.
# Two programs that people chose themselves run through sh: $EDITOR in
# outside.c, as git does, by execvp.
say "$(grep -nE '(^|[^A-Za-z0-9_>.])(sprintf|vsprintf|strcpy|strcat|strtok|atoi|atol|atof|gets|localtime|gmtime|mktime|ctime|asctime|system|popen|tmpnam|mktemp|rand|srand|alloca|setenv_all)\(' \
	$sources $tests | sed 's/:[^:]*$/: banned call&/')"
# core/ is handed its world: it never prints, ends, or asks around.
say "$(grep -nE '(^|[^A-Za-z0-9_>.])(printf|puts|putchar|perror|exit|abort|getenv|secure_getenv|time|clock_gettime|gettimeofday|getrandom|getopt|getopt_long|isatty)\(' \
	core/*/*.[ch] | grep -vE '__attribute__|^[^:]*:[0-9]*:[[:space:]]*(/?\*|\*)' |
	sed 's/$/: not in core/')"
# Memory goes through mem.h, where a test can make it fail.
say "$(grep -nE '(^|[^A-Za-z0-9_>.])(malloc|calloc|realloc|strdup|strndup|asprintf|vasprintf)\(' \
	$sources | grep -v '^core/base/mem\.c:' | sed 's/$/: use mem_*/')"

# --- size -------------------------------------------------------------------
say "$(awk '
function file_ends() {
	if (name != "" && name !~ /utf8_table\.h$/ && lines > 600)
		print name ":1: " lines " lines; the most is 600"
}
FNR == 1 { file_ends(); name = FILENAME }
{ lines = FNR }
/^[a-z].*\(/ { head = $0 }
/^\{/ { start = FNR }
/^\}/ {
	if (start && FNR - start > 80)
		print FILENAME ":" start ": a function of " FNR - start \
			" lines; the most is 80: " head
	start = 0
}
END { file_ends() }' $sources $tests)"
say "$(awk '{
	n = 0
	for (i = 1; i <= length($0); i++)
		n += substr($0, i, 1) == "\t" ? 8 - n % 8 : 1
	if (n > 80 && !/[^ -~\t]/ && !/^\/\* -+ /)
		print FILENAME ":" FNR ": " n " columns; the most is 80"
}' $sources)"

# --- objects: no mutable globals, commands without a screen -----------------
# Allowed: what a signal handler reaches, and the hook that makes memory fail.
O=build/release
if [ -d $O/tui/app ]; then
	say "$(find $O/core $O/tui -name '*.o' | xargs objdump -t | awk '
	/file format/ { file = $1; sub(/:$/, "", file) }
	/ O \.(data|bss)\t/ && file !~ /core\/base\/mem\.o$|tui\/app\/signals\.o$|tui\/main\.o$/ {
		print file ": mutable at file scope: " $NF
	}')"
	defined=$(nm --defined-only -g $O/tui/app/*.o $O/tui/widget/*.o \
		$O/tui/screen/*.o 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u)
	[ -d $O/tui/cmd ] && say "$(nm -u -A $O/tui/cmd/*.o | awk -v screen="$defined" '
	BEGIN { n = split(screen, s, "\n"); while (n) of_screen[s[n--]] = 1 }
	$NF in of_screen || $NF ~ /^(newterm|initscr|endwin|stdscr|tputs|setupterm|tigetstr|tigetnum|w(add|get|move|refresh).*)$/ {
		print $1 " a command needs " $NF
	}')"
fi

# --- headers compile alone --------------------------------------------------
# Only when a header is newer than the last good look.
stamp=build/.headers
if [ ! -f $stamp ] ||
	[ -n "$(find core tui tests -name '*.h' -newer $stamp | head -1)" ]; then
	found=$(ls core/*/*.h tui/*/*.h tests/support/*.h |
		xargs -P 2 -n 8 sh -c 'for h; do
			gcc -std=c11 -D_GNU_SOURCE -I. -fsyntax-only -Wall \
				-x c "$h" 2>&1 | grep -m1 -E "error|warning: [^#]"
		done' sh | grep -v 'pragma once')
	say "$found"
	[ -n "$found" ] || { mkdir -p build && : >$stamp; }
fi

# --- headers: what stands there is for others -------------------------------
# Read twice: first what headers declare, then who says the name in code.
say "$(awk '
function code(s) { # without comments and strings
	if (FNR == 1)
		within = 0
	if (within && !sub(/^.*\*\//, "", s))
		return ""
	gsub(/"([^"\\]|\\.)*"/, "", s)
	gsub(/\/\*([^*]|\*[^\/])*\*\//, "", s)
	gsub(/struct [a-z0-9_]+/, "struct", s)
	within = sub(/\/\*.*/, "", s)
	return s
}
{ $0 = code($0) }
!last {
	if (/^[a-z].*[a-z0-9_]\(/ && !/^(static|typedef)/) {
		name = $0
		sub(/\(.*/, "", name)
		sub(/.*[^A-Za-z0-9_]/, "", name)
		where[name] = FILENAME ":" FNR
		header[name] = FILENAME
	}
	next
}
{
	n = split($0, word, /[^A-Za-z0-9_]+/)
	for (i = 1; i <= n; i++) {
		if (!(word[i] in where))
			continue
		said[word[i], FILENAME]++
		if (FILENAME == header[word[i]] || FILENAME == by[word[i]])
			continue
		files[word[i]]++
		by[word[i]] = FILENAME
	}
}
END {
	for (name in where) {
		if (files[name] > 1 || said[name, header[name]] > 1)
			continue
		print where[name] ": " name ": " (said[name, by[name]] > 1 ? \
			"only " by[name] " calls it: make it static there" : \
			"nobody calls it: take it away")
	}
}' $(ls core/*/*.h tui/*/*.h) last=1 $sources $tests docs/*.c | sort)"

# --- words ------------------------------------------------------------------
say "$(grep -nE '(/\*|^[[:space:]]*\*|#|//).*[^A-Za-z](TODO|FIXME|XXX|HACK|WIP)([^A-Za-z]|$)' \
	$(ls $sources $tests Makefile tests/*.sh tests/*/*.sh 2>/dev/null |
	grep -vx tests/lint.sh) | cut -c1-120)"
say "$(grep -nE '(^|[^A-Za-z0-9_./-])/(work|root|Users|home/[a-z]+)/' $prose |
	sed 's/$/: a path of one machine/' | cut -c1-160)"

# A page that is named is there.
for page in $(grep -ohE 'docs/[A-Za-z0-9/_-]+\.md|docs/adr/[0-9]{4}' $sources \
	$tests docs/*.md docs/*/*.md README*.md Makefile | sort -u); do
	[ -n "$(ls $page* 2>/dev/null)" ] ||
		say "$(grep -n "$page" $sources $tests docs/*.md docs/*/*.md \
			README*.md Makefile | cut -d: -f1,2 |
			sed "s|\$|: there is no $page|")"
done

# --- every text in every language -------------------------------------------
hits=$(sh tests/po.sh 2>&1) || say "translations:
$hits"
[ "$bad" = 0 ] && echo "lint: clean"
exit "$bad"
