# Two devices on one store: one opens, the other asks, is let in, is shut
# out; whom to call comes from team.yaml.
. tests/support/sh.sh

other() { # the same account on a second machine: keys of its own
	HOME=$WORK/home2 "$STANCH" "$@"
}
mkdir home2
run stanch case new --title "Only one device yet"
L=INC-2031-001
run other status
ok other case show $L
ok stanch case show $L
expect 4 "case member ask $L" other note $L -m "May I?"
ok other case member list $L
json "any(i['asks'] for i in d['items']) == False" \
	stanch case member list $L --json
ok other case member ask $L
has "an owner must let you in"
json "[i['asks'] for i in d['items']].count(True) == 1" \
	stanch case member list $L --json
ok stanch case member list $L
has "asks to join"
tag=$(stanch case member list $L --json | python3 -c '
import json, sys
print([i["tag"] for i in json.load(sys.stdin)["items"] if i["asks"]][0])')
expect 4 "may read $L, not write" other case member add $L "$tag"
ok stanch case member add $L "$tag"
json "[i['role'] for i in d['items'] if i['tag'] == '$tag'] == ['responder']" \
	stanch case member list $L --json
expect 4 "is a member already" stanch case member add $L "$tag"
ok other note $L -m "Now I may"
ok stanch timeline $L
has "Now I may"
expect 4 "only an owner of $L" other case member remove $L "$tag" --why "Not for me to do"
expect 4 "needs a reason" stanch case member remove $L "$tag"
ok stanch case member remove $L "$tag" --why "Laptop lost"
expect 4 "may read $L, not write" other note $L -m "Still here?"
json "[i['removed'] for i in d['items'] if i['tag'] == '$tag'] == [True]" \
	stanch case member list $L --json
ok stanch verify $L

# A case made now knows both devices.
run stanch case new --title "Two devices"
ok other note INC-2031-002 -m "Both are in"
# Two people at once: both write, nobody loses.
for i in 1 2 3 4 5; do
	stanch note INC-2031-002 -m "from one, $i" >/dev/null &
	other note INC-2031-002 -m "from two, $i" >/dev/null &
done
wait
[ "$(stanch timeline INC-2031-002 | grep -c 'from ')" = 10 ]
said $? "ten notes by two at once"
ok stanch verify INC-2031-002
ok stanch key list
json "len(d['items']) == 2" stanch key list --json

# The team, committed with plain git.
ok stanch contacts
has "git clone $STANCH_HOME/playbooks"
team() { # GIT-ARGUMENTS...
	git --git-dir="$STANCH_HOME/playbooks/.git" --work-tree="$WORK/tree" \
		-c user.name=lin -c user.email=lin@example.org \
		-c safe.directory='*' "$@" >/dev/null 2>&1
}
mkdir tree
team checkout -f main
cat >tree/team.yaml <<EOF
team: 1
people:
  - name: lin
    login: $(id -un)
    roles: [lead]
    reach: ["phone 000-0000-0001", "mail lin@example.org"]
  - name: wu
    login: nobody-here
    roles: [it, legal]
    reach: ["phone 000-0000-0002"]
authorities:
  - kind: police
    name: "Cyber police of Example District"
    reach: ["phone 000-0000-0006"]
EOF
team commit -am "team: who we are"
ok stanch contacts
has "phone 000-0000-0001, mail lin@example.org"
has "Cyber police of Example District"
json "{c['name'] for c in d['items'] if c['kind'] == 'person'} == {'lin', 'wu'}" \
	stanch contacts --json
ok stanch case new --playbook customer-data-leak --title "With a team"
ok stanch contacts INC-2031-003
has "nobody yet"
json "{c['role']: c['name'] for c in d['items']}['legal'] == 'wu'" \
	stanch contacts INC-2031-003 --json
json "d['members'][0]['name'] == 'lin'" stanch case show INC-2031-003 --json
ok stanch step list INC-2031-003 --owner wu
ok stanch complete -- owner INC-2031-003 1.01 w
has "wu"
ok stanch case new --title "Only lin" --only lin
expect 3 "mei" stanch case new --title "Only mei" --only lin,mei
# team.yaml without git: shown, checked, replaced.
ok stanch team show
has "name: lin"
printf 'team: 1\npeople:\n  - nam: lin\n' >bad.yaml
expect 5 'team.yaml:3:5: unknown key "nam"' stanch team set bad.yaml
ok stanch contacts
has "Cyber police of Example District"
printf 'team: 1\npeople:\n  - name: mei\n    roles: [lead]\n' >new.yaml
"$STANCH" team set - <new.yaml >out 2>&1
grep -q "in force" out
said $? "team set reads standard input"
ok stanch team show
has "name: mei"
finish
