# A newer program brings newer playbooks: they wait on builtin, and are
# merged into main when asked for; what was changed here survives.
. tests/support/sh.sh
GIT_CONFIG_SYSTEM=/dev/null
export GIT_CONFIG_SYSTEM
unset GIT_CONFIG_GLOBAL
git config --global user.name Lin
git config --global user.email lin@example.org

# A store as a program of another version left it: its ransomware.md has one
# line that ours lacks, and it shipped a page that we ship no more.
older() { # VERSION
	rm -rf "$STANCH_HOME" old
	run stanch status
	books=$STANCH_HOME/playbooks
	git clone -q "$books" old
	git -C old checkout -q --orphan old
	sed -i 's/^# Ransomware$/# Ransom/' old/ransomware.md
	echo gone >old/gone.md
	git -C old add -A
	git -C old -c user.name=stanch -c user.email=stanch@localhost commit \
		-qm "playbooks: as shipped with stanch $1 (0123456789abcdef)"
	git -C "$books" fetch -q "$WORK/old" +old:main +old:builtin
}
local_edit() { # SED-SCRIPT FILE
	git -C old pull -q --ff-only origin main
	sed -i "$1" "old/$2"
	git -C old commit -qam "change $2"
	git -C old push -q origin HEAD:main
}
tip() {
	git -C "$books" rev-parse -q --verify "$1"
}
same() {
	[ "$1" = "$2" ]
	said $? "$3: $1 is not $2"
}

# --- nobody edited: the newer texts on request -----------------------------------
older 0.0.9
was=$(tip main)
ok stanch playbook status
has "brought 2 newer files; they merge without conflict"
same "$(tip main)" "$was" "nothing is merged unasked"
same "$(tip builtin~1)" "$was" "it is on builtin, on top of the old"
json 'd["shipped"]["files"] == 2 and d["shipped"]["conflicts"] == 0 and
	d["shipped"]["mergeable"]' stanch playbook status --json
ok stanch doctor
has "merge without conflict: stanch playbook update"
ok stanch playbook update --dry-run -q
same "$(tip main)" "$was" "a dry run changes nothing"
ok stanch playbook update
has "brought up to date"
same "$(tip main)" "$(tip builtin)" "main is what ships"
ok git -C "$books" show main:ransomware.md
has "# Ransomware"
expect 128 "gone.md" git -C "$books" show main:gone.md
ok stanch playbook update
has "up to date"
ok stanch doctor
has "all of them are in main"

# --- edited elsewhere: merged, and the edit survives ------------------------------
older 0.0.9
local_edit 's/^# Customer data leaked$/# Our leak/' customer-data-leak.en.md
run stanch playbook list
ok stanch playbook update
has "merged"
ok git -C "$books" show main:customer-data-leak.en.md
has "# Our leak"
ok git -C "$books" show main:ransomware.md
has "# Ransomware"
same "$(git -C "$books" log -1 --format=%s main | cut -d' ' -f1-5)" \
	"playbooks: merge what ships with" "the merge says what it is"

# --- edited at the same place: it waits as a draft ----------------------------------
older 0.0.9
local_edit 's/^# Ransom$/# Our ransom/' ransomware.md
was=$(tip main)
ok stanch playbook status
has "clash"
expect 6 "both sides changed 1 file" stanch playbook update
same "$(tip main)" "$was" "a clash moves nothing"
same "$(git -C "$books" for-each-ref --format='%(objectname)' \
	'refs/heads/draft/shipped-*')" "$(tip builtin)" "it waits as a draft"

# --- an older program takes nothing back ----------------------------------------------
older 99.0
was=$(tip builtin)
run stanch playbook list
same "$(tip builtin)" "$was" "an older program commits nothing"
ok stanch playbook status
hasnot "brought"
# Two makes of one version: each brings its own once.
older "$(stanch --version | grep -o '[0-9][0-9.]*' | head -1)"
run stanch playbook list
was=$(tip builtin)
git -C old fetch -q origin builtin
git -C old commit -q --allow-empty -m x
git -C old -c user.name=stanch -c user.email=stanch@localhost commit-tree \
	-p FETCH_HEAD -m "playbooks: as shipped with stanch $(stanch --version |
	grep -o '[0-9][0-9.]*' | head -1) (fedcba9876543210)" \
	"old^{tree}" >id
git -C old push -q origin "$(cat id):builtin"
run stanch playbook list
same "$(tip builtin)" "$(cat id)" "no two of them in turn for ever"

# --- a repository that did not begin with what ships ------------------------------------
older 0.0.9
git -C "$books" update-ref -d refs/heads/builtin
ok stanch playbook status
hasnot "brought"
ok stanch doctor
ok git -C "$books" fsck --strict --no-dangling
finish
