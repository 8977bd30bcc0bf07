#!/bin/sh
# docs/screen.svg and docs/screen.zh.svg, the pictures of the README: the
# salon case of `make demo` at a fixed hour, on a real terminal of 24 rows.
#
#	make picture
set -eu
B=${B:-build/release}
STANCH=$PWD/$B/stanch
TZ=Asia/Shanghai
export STANCH TZ
for lang in en zh; do
	dir=$(mktemp -d)
	trap 'rm -rf "$dir"' EXIT
	DEMO_NOW=2026-03-16T14:12:00+08:00 STANCH_LANG=$lang \
		sh tests/support/demo.sh "$dir"
	out=docs/screen.svg
	[ $lang = en ] || out=docs/screen.$lang.svg
	STANCH_HOME=$dir/store XDG_CONFIG_HOME=$dir/config \
		XDG_STATE_HOME=$dir/state XDG_CACHE_HOME=$dir/cache \
		STANCH_LANG=$lang STANCH_NOW=2026-03-16T14:12:00+08:00 \
		"$B/docs/picture" 24 80 "$out" "" "$STANCH" \
		open INC-2026-002
	rm -rf "$dir"
	echo "$out"
done
