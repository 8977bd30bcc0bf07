#!/bin/sh
# Installs what is missing for the named sets (build, test) on Debian and its
# kin; elsewhere names the packages. Quick when nothing is missing.
set -eu
build='gcc libc6-dev make pkg-config gettext libncurses-dev libsqlite3-dev
libgit2-dev libsodium-dev libssl-dev libmd4c-dev libyaml-dev libjansson-dev
git ca-certificates'
test='libcmocka-dev libvterm-dev sqlite3 openssl procps python3 msmtp
openssh-client'
# It would begin to listen where an init system runs: there the tests that
# need it say that they are skipped.
[ -d /run/systemd/system ] || test="$test openssh-server"
want=
for set in "$@"; do
	case $set in
	build) want="$want $build" ;;
	test) want="$want $test" ;;
	esac
done
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
	if ! command -v pkg-config >/dev/null; then
		echo "stanch needs these packages (their Debian names):" >&2
		echo "$want" | tr '\n' ' ' >&2
		echo >&2
		exit 1
	fi
	exit 0
fi
missing=
for p in $want; do
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null)" = installed ] ||
		missing="$missing $p"
done
[ -n "$missing" ] || exit 0
echo "installing:$missing"
sudo=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || {
		echo "not root and no sudo: as root, run" >&2
		echo "  apt-get install --no-install-recommends$missing" >&2
		exit 1
	}
	sudo=sudo
fi
$sudo env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -q &&
	apt-get -o DPkg::Lock::Timeout=400 install -q -y \
	--no-install-recommends $missing"
