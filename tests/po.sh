#!/bin/sh
# Every text a person sees is in every catalogue under tui/po/: none missing,
# none guessed (fuzzy), none whose %s do not match. `sh tests/po.sh update`
# takes new texts in (still untranslated) and drops those gone.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
xgettext -k_ -kN_ -kngettext:1,2 --from-code=UTF-8 --no-location \
	--sort-output -o "$work/all.pot" \
	core/*/*.[ch] tui/*.c tui/*/*.[ch] || exit 1
for po in tui/po/*.po; do
	msgmerge -N -q --no-location --sort-output -o "$work/now.po" \
		"$po" "$work/all.pot" || exit 1
	msgattrib --no-obsolete --sort-output -o "$work/new.po" "$work/now.po"
	if [ "${1:-}" = update ]; then
		cp "$work/new.po" "$po"
	fi
	if ! msgfmt --check -o /dev/null "$work/new.po" 2>"$work/said"; then
		sed "s|^$work/new.po|$po|" "$work/said"
		bad=1
	fi
	for kind in untranslated only-fuzzy; do
		msgattrib --$kind --no-obsolete --no-wrap "$work/new.po" |
			sed -n '/^$/,$s/^msgid "\(..*\)"/\1/p' >"$work/left"
		[ -s "$work/left" ] || continue
		echo "$po: $kind, $(wc -l <"$work/left"):"
		sed 's/^/  /' "$work/left"
		bad=1
	done
done
[ "$bad" = 0 ] || echo "take them in with: sh tests/po.sh update; then translate"
exit "$bad"
