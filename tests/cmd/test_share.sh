# Playbooks shared with git remotes: a folder, an sshd and a git
# http-backend of our own on the loopback address; two stores, one team.
. tests/support/sh.sh
GIT_CONFIG_SYSTEM=/dev/null
export GIT_CONFIG_SYSTEM
unset GIT_CONFIG_GLOBAL GIT_SSH_COMMAND GIT_SSH GIT_ASKPASS SSH_ASKPASS \
	SSH_AUTH_SOCK http_proxy https_proxy all_proxy
git config --global user.name Lin
git config --global user.email lin@example.org
git config --global init.defaultBranch main
children=
trap 'for c in $children; do kill "$c" 2>/dev/null; done; rm -rf "$WORK"' EXIT

use() { # the store of the commands that follow
	STANCH_HOME=$WORK/$1
	books=$STANCH_HOME/playbooks
}
# edit REPOSITORY BRANCH SED-SCRIPT FILE [MESSAGE]: by plain git, elsewhere.
edit() {
	rm -rf "$WORK/edit"
	git clone -q -b "$2" "$1" "$WORK/edit" 2>/dev/null ||
		git clone -q -b main "$1" "$WORK/edit"
	sed -i "$3" "$WORK/edit/$4"
	git -C "$WORK/edit" commit -qam "${5:-change $4}"
	git -C "$WORK/edit" push -q origin "HEAD:$2" 2>"$WORK/.err"
	said $? "an edit of $2 in $1 is pushed"
}
tip() { # REPOSITORY BRANCH
	git -C "$1" rev-parse -q --verify "$2" 2>/dev/null
}
same() {
	[ "$1" = "$2" ]
	said $? "$3: $1 is not $2"
}
sound() {
	run git -C "$1" fsck --strict --no-dangling
	said $status "git fsck of $1"
}
noescape() { # no control byte in what the last command said
	! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037]')" \
		"$WORK/.out" "$WORK/.err"
	said $? "a control byte got out"
}

# --- two stores, one folder ---------------------------------------------------
git init -q --bare hub.git
hub=$WORK/hub.git
use a
run stanch status
expect 3 "shared with no remote" stanch playbook pull
ok stanch playbook status
has "shared with no remote"
ok stanch playbook remote "$hub" -q
expect 3 "is empty" stanch playbook pull
ok stanch playbook push --dry-run -q
has "pushed"
same "$(tip "$hub" main)" "" "a dry run pushes nothing"
ok stanch playbook push
same "$(tip "$hub" main)" "$(tip "$books" main)" "main is there"
use b
STANCH_NOW=2031-03-05T09:00:00+08:00
run stanch status
[ "$(tip "$books" main)" != "$(tip "$WORK/a/playbooks" main)" ]
said $? "the second store began by itself"
ok stanch playbook remote "$hub" -q
ok stanch playbook pull
has "theirs, in place of what was here"
same "$(tip "$books" main)" "$(tip "$hub" main)" "an untouched store follows"
same "$(tip "$books" builtin)" "$(tip "$hub" main)" "and so does builtin"
json 'd["items"][0]["state"] == "same" and d["fetched"] and
	d["shipped"] is None' stanch playbook status --json

# --- there and back -------------------------------------------------------------
edit "$books" main 's/^# .*/# Leak, as b has it/' \
	customer-data-leak.en.md
ok stanch playbook status
has "1 commit to push"
ok stanch playbook push
use a
ok stanch playbook pull
has "brought up to date: 1 commit taken"
same "$(tip "$books" main)" "$(tip "$hub" main)" "a has what b pushed"
ok stanch playbook pull
has "up to date"

# --- both went on: merged without a conflict -----------------------------------
edit "$books" main '$a\\nThis ends the page.' README.md
edit "$hub" main 's/^# .*/# Sale of a shop/' business-transfer.en.md
expect 6 "playbook push --pull" stanch playbook push
same "$(git -C "$books" rev-list --count main..origin/main)" 0 \
	"a refused push brings nothing"
ok stanch playbook push --pull
same "$(tip "$hub" main)" "$(tip "$books" main)" "pulled, merged, pushed"
same "$(git -C "$books" log -1 --format=%s main)" \
	"playbooks: merge main of origin" "the merge says so"
same "$(git -C "$books" log -1 --format=%an main)" Lin "it is the person's"
use b
ok stanch playbook pull

# --- both changed the same line ---------------------------------------------------
edit "$books" main 's/^# .*/# Sale, as b says/' \
	business-transfer.en.md
edit "$hub" main 's/^# .*/# Sale, as the hub says/' \
	business-transfer.en.md
before=$(tip "$books" main)
expect 6 "both sides changed 1 file" stanch playbook pull
grep -q business-transfer.en.md .err
said $? "the file is named"
same "$(tip "$books" main)" "$before" "a clash moves nothing"
same "$(tip "$books" draft/from-origin)" "$(tip "$hub" main)" \
	"their side waits as a draft"
expect 6 "both sides changed" stanch playbook pull
git -C "$books" update-ref refs/heads/main "$(tip "$hub" main)"
git -C "$books" branch -q -D draft/from-origin
ok stanch playbook pull

# --- steps that touch, one changed here and one there: merged by step ----------------
git -C "$books" show main:ransomware.md >whole.md
at=$(grep -n '^### Screen: photograph it' whole.md | cut -d: -f1)
edit "$books" main "${at}i Say so aloud.\\n" ransomware.md
edit "$hub" main "${at}s/photograph it/photograph it twice/" ransomware.md
expect 0 "" stanch playbook pull
git -C "$books" show main:ransomware.md >merged.md
grep -q 'Say so aloud' merged.md && grep -q 'photograph it twice' merged.md
said $? "two people's changes in two steps merge"
ok stanch playbook push

# --- drafts -------------------------------------------------------------------------
edit "$books" draft/backups 's/^# .*/# Backups first/' \
	ransomware.md
ok stanch playbook push
has "draft/backups"
use a
ok stanch playbook pull
has "draft/backups"
same "$(tip "$books" draft/backups)" "$(tip "$hub" draft/backups)" \
	"a draft comes in"
edit "$books" draft/backups '$a\\nWritten by a.' README.md
edit "$hub" draft/backups 's/^# .*/# Sale?/' \
	business-transfer.en.md
ok stanch playbook pull
has "merged: 1 commit taken, 1 of ours"
ok stanch playbook push
git -C "$hub" update-ref refs/heads/main "$(tip "$hub" draft/backups)"
git -C "$hub" branch -q -D draft/backups
ok stanch playbook pull
has "gone here too"
same "$(tip "$books" draft/backups)" "" "a draft merged there goes"
edit "$books" draft/idea '$a\\nAn idea.' README.md
git -C "$books" -c user.name=Wu commit-tree -m wu \
	-p "$(tip "$books" main)" "$(tip "$books" main^{tree})" >.wu
git -C "$books" branch draft/of-wu "$(cat .wu)"
ok stanch playbook push
has "draft/idea"
hasnot "draft/of-wu"
git -C "$hub" branch -q -D draft/idea
ok stanch playbook pull
has "it stays here"
expect 3 "there is no draft nowhere" stanch playbook push nowhere
ok stanch playbook push of-wu
has "draft/of-wu"
git -C "$books" branch -q -D draft/idea draft/of-wu
git -C "$hub" branch -q -D draft/of-wu

# --- a main that does not pass lint is not put in force ------------------------------
ok stanch playbook pull
good=$(tip "$books" main)
edit "$hub" main "s/^id: .*/id: no id/; s/^role: .*/role: nobody-at-all/" ransomware.md
expect 5 "not put in force" stanch playbook pull
grep -q "^  ransomware.md:[0-9]*:" .err
said $? "file and line are named"
same "$(tip "$books" main)" "$good" "what fails lint stays out"
same "$(tip "$books" origin/main)" "$(tip "$hub" main)" "but it is fetched"
edit "$hub" main "s/^playbook: .*//" customer-data-leak.md
expect 5 "is no playbook any more" stanch playbook pull
git -C "$hub" update-ref refs/heads/main "$good"
edit "$hub" main '1s/.*/team: [/' team.yaml
expect 5 "team.yaml" stanch playbook pull
same "$(tip "$books" main)" "$good" "nor a broken team"
git -C "$hub" update-ref refs/heads/main "$good"
edit "$hub" main '$a\broken: [' clocks/cn.yaml
expect 5 "clocks/cn.yaml:" stanch playbook pull
git -C "$hub" update-ref refs/heads/main "$good"
edit "$hub" main '$a\{{nobody}}' notices/gdpr-authority.en.md
expect 5 "there is no blank {{nobody}}" stanch playbook pull
git -C "$hub" update-ref refs/heads/main "$good"
edit "$hub" main 's/at: 4m/at: 4x/' drills/first-call.en.md
expect 5 "drills/first-call.en.md:24:18:" stanch playbook pull
git -C "$hub" update-ref refs/heads/main "$good"
edit "$hub" main "\$a\\$(printf '>%.0s' $(seq 300)) deep" ransomware.md
expect 5 "ransomware.md:1:1: error: lists and quotes nested deeper than 64" \
	stanch playbook pull
same "$(tip "$books" main)" "$good" "nor broken clocks, notices, drills"

# --- rewritten, and of another origin ---------------------------------------------------
git -C "$hub" update-ref refs/heads/main "$good"
ok stanch playbook pull
git -C "$hub" update-ref refs/heads/main "$good~1"
edit "$hub" main '$a\\nRewritten.' README.md
for i in 1 2; do
	expect 4 "main was rewritten there" stanch playbook pull
	same "$(tip "$books" main)" "$good" "a rewritten main moves nothing"
done
ok stanch playbook pull --take-theirs
same "$(tip "$books" main)" "$(tip "$hub" main)" "asked for, it is taken"
git -C "$books" for-each-ref --format='%(objectname)' \
	'refs/heads/draft/main-*' >.kept
same "$(cat .kept)" "$good" "and ours is kept as a draft"
git clone -q "$hub" other
git -C other checkout -q --orphan fresh
git -C other commit -qm "from nothing"
git init -q --bare other.git
git -C other push -q "$WORK/other.git" fresh:main
ok stanch playbook remote "$WORK/other.git" -q
before=$(tip "$books" main)
expect 4 "no commit in common" stanch playbook pull
same "$(tip "$books" main)" "$before" "another's history moves nothing"
expect 6 "not here" stanch playbook push
ok stanch playbook remote "$hub" -q
git init -q --bare -b master empty.git
git -C other push -q "$WORK/empty.git" fresh:master
ok stanch playbook remote "$WORK/empty.git" -q
expect 3 "has no branch main" stanch playbook pull
ok stanch playbook remote "$hub" -q

# --- the other side refuses, in its own words ---------------------------------------------
printf '#!/bin/sh\nprintf "no: \\033[31mfrozen\\033]0;x\\007 today\\n" >&2\nexit 1\n' \
	>"$hub/hooks/pre-receive"
chmod +x "$hub/hooks/pre-receive"
edit "$books" main '$a\\nOne more.' README.md
expect 4 "the other side's check refused it" stanch playbook push
grep -q "frozen" .err
said $? "the hook's own words are told"
noescape
printf '#!/bin/sh\necho "GH006: Protected branch update failed" >&2\nexit 1\n' \
	>"$hub/hooks/pre-receive"
expect 4 "main is protected there" stanch playbook push
rm "$hub/hooks/pre-receive"
ok stanch playbook push

# --- addresses --------------------------------------------------------------------------------
for url in 'ext::sh -c "touch x"' git://example.org/x http://example.org/x \
	-uexec '--upload-pack=x' ssh://-oProxyCommand=x/y 'host:-x' ./here \
	https://lin:secret@example.org/x "https://example.org/a$(printf "\ty")x" \
	'https://example.org/%0ahost=x' "$(printf 'https://x\033[2J/')" \
	file://host/x 'fd::17' ''; do
	expect 4 "is no address to use" stanch playbook remote -- "$url"
	noescape
done
ok stanch playbook remote
has "$hub"
for url in https://example.org/x.git ssh://git@example.org:22/x.git \
	git@example.org:team/x.git '[::1]:x' http://127.0.0.1:80/x \
	"file://$hub"; do
	ok stanch playbook remote -q -- "$url"
done
ok stanch playbook pull
same "$(git -C "$books" config remote.origin.url)" "file://$hub" \
	"plain git has the address too"
ok stanch playbook remote -q /nowhere/at/all
expect 3 "No such file" stanch playbook pull
ok stanch playbook remote -q --remove
expect 3 "shared with no remote" stanch playbook pull
ok stanch playbook remote -q "$hub"

# --- a configuration that others may write -------------------------------------------------------
chmod g+w "$books/.git/config"
git -C "$books" config core.sshCommand "touch $WORK/owned"
expect 4 "sets core.sshcommand" stanch playbook pull
git -C "$books" config --unset core.sshCommand

# --- what plain git left behind -------------------------------------------------------------------
git -C "$books" config core.bare false
git -C "$books" reset -q --hard main
echo mine >>"$books/README.md"
edit "$hub" main '$a\\nFor the dirty.' README.md
ok stanch playbook pull
has "brought up to date"
grep -q '^mine$' "$books/README.md"
said $? "a dirty work tree is not touched"
ok stanch playbook status
has "work tree has"
git -C "$books" checkout -q -f --detach main~1
ok stanch playbook status
has "HEAD is detached"
edit "$hub" main '$a\\nFor the detached.' README.md
ok stanch playbook pull
same "$(tip "$books" main)" "$(tip "$hub" main)" "main moves all the same"
git -C "$books" symbolic-ref HEAD refs/heads/unborn
ok stanch playbook pull
ok stanch playbook status
has "HEAD is on refs/heads/unborn"
git -C "$books" symbolic-ref HEAD refs/heads/main
git -C "$books" config core.bare true
: >"$books/.git/refs/remotes/origin/main.lock"
edit "$hub" main '$a\\nFor the lock.' README.md
expect 1 "left its lock behind" stanch playbook pull
ok stanch playbook status
has "refs/remotes/origin/main.lock"
rm "$books/.git/refs/remotes/origin/main.lock"
: >"$books/.git/refs/heads/main.lock"
expect 1 "main.lock" stanch playbook pull
rm "$books/.git/refs/heads/main.lock"
ok stanch playbook pull
sound "$books"

# --- main was deleted by hand: told, and the next pull brings it back -------------------
same "$(tip "$books" main)" "$(tip "$hub" main)" "both have the same main"
git -C "$books" update-ref -d refs/heads/main
expect 3 "no branch main" stanch playbook list
expect 3 "no branch main" stanch playbook show ransomware
expect 3 "stanch playbook pull" stanch playbook lint ransomware
ok stanch playbook pull
same "$(tip "$books" main)" "$(tip "$hub" main)" "main is back"

# --- killed in the middle ---------------------------------------------------------------------------
for i in 1 2 3 4 5 6; do
	edit "$hub" main "\$a\\\\nRound $i." README.md
	old=$(tip "$books" main)
	"$STANCH" playbook pull >/dev/null 2>&1 </dev/null &
	victim=$!
	python3 -c "import select; select.select([], [], [], 0.012 * $i)"
	kill -9 $victim 2>/dev/null
	wait $victim 2>/dev/null
	now=$(tip "$books" main)
	[ "$now" = "$old" ] || [ "$now" = "$(tip "$hub" main)" ]
	said $? "round $i: main is the old or the new"
	sound "$books"
done
n=0
until "$STANCH" playbook pull -q >/dev/null 2>&1; do
	n=$((n + 1))
	[ $n -lt 100 ] || break # git itself may still be tidying up
done
same "$(tip "$books" main)" "$(tip "$hub" main)" "the next pull mends it"

# --- two at once --------------------------------------------------------------------------------------
edit "$hub" main '$a\\nFor two.' README.md
"$STANCH" playbook pull >.one 2>&1 &
one=$!
"$STANCH" playbook pull >.two 2>&1 &
two=$!
wait $one
first=$?
wait $two
same "$first $?" "0 0" "two who pull at once: $(cat .one .two)"
same "$(tip "$books" main)" "$(tip "$hub" main)" "and it is there"

# --- another account's folder ---------------------------------------------------------------------------
if [ "$(id -u)" = 0 ]; then
	cp -r "$hub" theirs.git
	chown -R nobody theirs.git
	ok stanch playbook remote -q "$WORK/theirs.git"
	expect 4 "belongs to another account" stanch playbook pull
	ok stanch playbook remote -q "$hub"
else
	echo "skipped: another account's folder (needs root)"
fi

# --- http -------------------------------------------------------------------------------------------------
git -C "$hub" config http.receivepack true
python3 "$HERE/tests/support/githttp.py" "$WORK" "$WORK/port" &
children="$children $!"
await test -s port
said $? "the http server listens"
web=http://127.0.0.1:$(cat port)
ok stanch playbook remote -q "$web/hub.git"
edit "$hub" main '$a\\nOver http.' README.md
ok stanch playbook pull
has "brought up to date"
edit "$books" main '$a\\nBack over http.' README.md
ok stanch playbook push
same "$(tip "$books" main)" "$(tip "$hub" main)" "pushed over http"
ok stanch playbook remote -q "$web/private/x.git"
expect 4 "it wants a name and password" stanch playbook pull
ok stanch playbook remote -q "$web/odd/x.git"
expect 3 "there is no git repository" stanch playbook pull
noescape
ok stanch playbook remote -q "$web/nowhere.git"
expect 3 "there is no git repository" stanch playbook pull
ok stanch playbook remote -q http://127.0.0.1:1/x
expect 1 "nothing answers there" stanch playbook pull
ok stanch playbook remote -q "$web/slow/x.git"
"$STANCH" playbook pull >.out 2>.err </dev/null &
pid=$!
await test -s port.slow
said $? "the slow server is asked"
kill -INT $pid
wait $pid
same $? 130 "Ctrl-C ends a pull that hangs"
ok stanch playbook remote -q https://stanch.invalid/x
expect 1 "there is no such host" stanch playbook pull

# --- ssh ----------------------------------------------------------------------------------------------------
sshd=$(command -v sshd || command -v /usr/sbin/sshd)
if [ -n "$sshd" ] && command -v ssh >/dev/null; then
	[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
	mkdir -m 700 key
	for k in host own stranger; do
		ssh-keygen -q -t ed25519 -N '' -f key/$k
	done
	cp key/own.pub key/authorized
	port=$(python3 -c 'import socket; s = socket.socket()
s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	cat >key/sshd.conf <<-CONF
		Port $port
		ListenAddress 127.0.0.1
		HostKey $WORK/key/host
		AuthorizedKeysFile $WORK/key/authorized
		PidFile $WORK/key/pid
		StrictModes no
		UsePAM no
		PasswordAuthentication no
		KbdInteractiveAuthentication no
		PermitRootLogin yes
	CONF
	"$sshd" -f key/sshd.conf -D -E "$WORK/key/log" &
	children="$children $!"
	await test -s key/pid
	said $? "sshd listens"
	cat >key/client <<-CONF
		IdentitiesOnly yes
		IdentityFile $WORK/key/own
		UserKnownHostsFile $WORK/key/known
		GlobalKnownHostsFile /dev/null
	CONF
	GIT_SSH_COMMAND="ssh -F $WORK/key/client"
	export GIT_SSH_COMMAND
	url=ssh://$(id -un)@127.0.0.1:$port$hub
	ok stanch playbook remote -q "$url"
	expect 4 "this host's key is not known here" stanch playbook pull
	echo "[127.0.0.1]:$port $(cat key/stranger.pub)" >key/known
	expect 4 "another key than before" stanch playbook pull
	echo "[127.0.0.1]:$port $(cat key/host.pub)" >key/known
	edit "$hub" main '$a\\nOver ssh.' README.md
	ok stanch playbook pull
	has "brought up to date"
	edit "$books" main '$a\\nBack over ssh.' README.md
	ok stanch playbook push
	same "$(tip "$books" main)" "$(tip "$hub" main)" "pushed over ssh"
	ok stanch playbook remote -q "$url-not"
	expect 3 "there is no git repository" stanch playbook pull
	sed -i 's/key\/own/key\/stranger/' key/client
	ok stanch playbook remote -q "$url"
	expect 4 "it does not let you in" stanch playbook pull
	unset GIT_SSH_COMMAND
else
	echo "skipped: ssh (no sshd here)"
fi
sound "$books"
sound "$hub"
finish
