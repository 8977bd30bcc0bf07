# tests/support/sh.sh - for tests/cmd/test_*.sh: a place of its own, a fixed
# clock, and checks that count.
#
#	. tests/support/sh.sh
#	ok stanch note INC-2031-001 -m hello
#	expect 3 "no case is called" stanch case show 999
#	has "INC-2031-001"		# the output of the last command
#	json "d['label'] == 'INC-2031-001'" stanch case show 001 --json
#	finish
set -u
: "${STANCH:=$PWD/build/stanch}"
HERE=$PWD
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
HOME=$WORK/home
STANCH_HOME=$WORK/store
STANCH_NOW=2031-03-04T17:00:00+08:00
LC_ALL=C.UTF-8
export HOME STANCH_HOME STANCH_NOW LC_ALL
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME \
	STANCH_LANG LC_MESSAGES LANG LANGUAGE TZ TERM NO_COLOR
mkdir "$HOME"
cd "$WORK" || exit 1
checks=0 failures=0

stanch() {
	"$STANCH" "$@"
}
# A check of any kind: said TRUE-OR-FALSE WORDS...
said() {
	checks=$((checks + 1))
	[ "$1" = 0 ] && return
	shift
	failures=$((failures + 1))
	echo "FAILED: $*"
	echo "  stdout: $(head -c 600 "$WORK/.out")"
	echo "  stderr: $(head -c 600 "$WORK/.err")"
}
run() {
	"$@" >"$WORK/.out" 2>"$WORK/.err" </dev/null
	status=$?
}
# Exit 0 and nothing on stderr.
ok() {
	run "$@"
	[ "$status" = 0 ] && [ ! -s "$WORK/.err" ]
	said $? "exit $status: $*"
}
# Exit STATUS, and MESSAGE stands in stdout or stderr.
expect() {
	want=$1 message=$2
	shift 2
	run "$@"
	[ "$status" = "$want" ]
	said $? "exit $status, not $want: $*"
	cat "$WORK/.out" "$WORK/.err" | grep -qF -e "$message"
	said $? "\"$message\" is not there: $*"
}
# MESSAGE stands in what the last command wrote to stdout.
has() {
	grep -qF -e "$1" "$WORK/.out"
	said $? "stdout lacks \"$1\""
}
hasnot() {
	! grep -qF -e "$1" "$WORK/.out"
	said $? "stdout has \"$1\""
}
# The object that a command prints is d; a Python expression must hold.
json() {
	test=$1
	shift
	run "$@"
	python3 -c '
import json, sys
d = json.load(open(sys.argv[1]))
assert d["schema"] == "stanch/1"
sys.exit(0 if eval("(" + sys.argv[2] + ")") else 1)' "$WORK/.out" "$test" 2>>"$WORK/.err"
	said $? "not so: $test: $*"
}
# Waits until a command holds, 10 s at most.
await() {
	n=0
	until "$@"; do
		n=$((n + 1))
		[ "$n" -lt 200 ] || return 1
		python3 -c 'import select; select.select([], [], [], 0.05)'
	done
}
finish() {
	echo "$checks checks, $failures failed"
	[ "$failures" = 0 ]
	exit
}
