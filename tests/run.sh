#!/bin/sh
# Runs every test program and script of build folder $B, two at a time per
# core, and ends with one line that counts them all. Logs: $B/log/.
set -u
B=${B:-build/release}
log=$B/log
STANCH=$PWD/$B/stanch
export B STANCH
unset LINES COLUMNS ESCDELAY STANCH_HOME STANCH_NOW STANCH_LANG TMUX
LC_ALL=C.UTF-8
LANGUAGE=en
LSAN_OPTIONS=suppressions=$PWD/tests/support/lsan.supp:print_suppressions=0
export LC_ALL LANGUAGE LSAN_OPTIONS
one() {
	name=$(echo "$1" | tr / _)
	case $1 in
	*.sh) sh "$1" >"$log/$name" 2>&1 ;;
	*/fuzz_*) "$B/$1" "tests/fuzz/corpus/${1##*/fuzz_}"/* \
		>"$log/$name" 2>&1 ;;
	*) "$B/$1" >"$log/$name" 2>&1 ;;
	esac
	echo $? >"$log/$name.rc"
}
if [ "${1:-}" = one ]; then
	one "$2"
	exit 0
fi
rm -rf "$log"
mkdir -p "$log"
for t in tests/unit/test_*.c tests/screen/test_*.c tests/cmd/test_*.c \
	tests/e2e/test_*.c tests/fault/test_*.c tests/fuzz/fuzz_*.c; do
	[ -f "$t" ] && echo "${t%.c}"
done >"$log/list"
for t in tests/*/test_*.sh; do
	[ -f "$t" ] && echo "$t"
done >>"$log/list"
xargs -P "$(nproc)" -n 1 sh "$0" one <"$log/list"
passed=0 failed=0 skipped=0
while read -r t; do
	name=$(echo "$t" | tr / _)
	rc=$(cat "$log/$name.rc" 2>/dev/null || echo 255)
	p=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log/$name" |
		awk '{n += $1} END {print n + 0}')
	s=$(sed -n 's/^\[  SKIPPED \] \([0-9]*\) test.*/\1/p' "$log/$name" |
		awk '{n += $1} END {print n + 0}')
	f=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$log/$name" |
		awk '{n += $1} END {print n + 0}')
	case $t in *.sh | *fuzz_*)
		p=0 s=0 f=0
		if [ "$rc" = 0 ]; then p=1; elif [ "$rc" = 77 ]; then s=1 rc=0; fi ;;
	esac
	if [ "$rc" != 0 ]; then
		[ "$f" -gt 0 ] || f=1
		echo "---- $t (exit $rc)"
		tail -60 "$log/$name"
	fi
	[ "$s" = 0 ] || echo "skipped: $t ($s)"
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done <"$log/list"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
