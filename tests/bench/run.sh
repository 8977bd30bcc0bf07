#!/bin/sh
# Runs every bench program of build folder $B, or those named, and prints one
# table: what was measured beside its bound. A bound that is missed is told,
# never fatal: other people's machines are not ours.
#
#	make bench
#	B=build/release sh tests/bench/run.sh bench_screen
set -u
B=${B:-build/release}
STANCH=$PWD/$B/stanch
LC_ALL=C.UTF-8
LANGUAGE=en
export B STANCH LC_ALL LANGUAGE
unset LINES COLUMNS ESCDELAY STANCH_HOME STANCH_NOW STANCH_LANG TMUX
[ $# -gt 0 ] || set -- $(ls tests/bench/bench_*.c | sed 's,.*/,,; s,\.c$,,')
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for b; do
	"$B/tests/bench/$b" >>"$out" || echo "$b: exit $?" >>"$out"
done
awk -F '\t' '
NF < 4 { said[++n] = $0; next }
{
	what[++n] = $1
	value[n] = sprintf($2 >= 100 ? "%.0f" : $2 >= 10 ? "%.1f" : "%.2f", $2) " " $3
	if ($2 < 0.1 && $2 > 0)
		value[n] = sprintf("%.4f", $2) " " $3
	bound[n] = $4 == "-" ? "" : "<= " $4 " " $3
	verdict[n] = $4 == "-" ? "" : $2 <= $4 + 0 ? "ok" : "OVER"
	over += verdict[n] == "OVER"
	if (length($1) > wide)
		wide = length($1)
}
END {
	form = "%-" wide "s  %14s  %16s  %s\n"
	printf form, "what", "measured", "bound", ""
	for (i = 1; i <= n; i++)
		if (i in said)
			print said[i]
		else
			printf form, what[i], value[i], bound[i], verdict[i]
	print over + 0, "over their bound"
}' "$out"
