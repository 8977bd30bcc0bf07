# The playbooks are an ordinary git repository: plain git reads it, and a
# clone puts a change in force by a push. Nothing is checked out in it.
. tests/support/sh.sh
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_SYSTEM=/dev/null
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM

run stanch status
books=$STANCH_HOME/playbooks
ok git -C "$books" log --format=%s main
has "playbooks: as shipped with stanch"
expect 128 "work tree" git -C "$books" status
ok git -C "$books" fsck --strict
run git clone -q "$books" edit
said $status "it can be cloned"
printf 'team: 1\npeople:\n  - {name: lin, login: %s, roles: [lead]}\n' \
	"$(id -un)" >edit/team.yaml
run git -C edit -c user.name=lin -c user.email=lin@example.org \
	commit -qam "team: say who we are"
said $status "a clone can be committed to"
run git -C edit push -q origin HEAD:main
said $status "a clone can push to main"
ok stanch contacts
has "lin"
ok stanch doctor
hasnot "BAD"
finish
