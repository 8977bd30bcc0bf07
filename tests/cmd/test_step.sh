# Steps: list, start, close, decide, confirm, skip, block, reopen, assign.
. tests/support/sh.sh

run stanch case new --playbook customer-data-leak --title "A stranger knew"
L=INC-2031-001
step() { # an expression over step s, by id
	id=$1
	shift
	json "[$* for s in d['items'] if s['id'] == '$id'][0]" \
		stanch step list $L --json
}
ok stanch step list $L
has "1.01"
ok stanch step list $L --plain
[ "$(awk -F'\t' 'NF != 6' .out | wc -l)" = 0 ]
said $? "plain lines have six fields"
json "d['items'] and all(s['kind'] == 'decision' or not s['answers']
	for s in d['items'])" stanch step list $L --json
json "all(s['state'] == 'open' for s in d['items'])" \
	stanch step list $L --state open --json
ok stanch step list $L --phase contain
hasnot "1.01"
expect 3 "step 9.99 is not in $L" stanch step show $L 9.99
expect 3 "did you mean" stanch step show $L 1.2
expect 2 "usage: stanch step show CASE STEP" stanch step show $L
ok stanch step show $L 1.01
has "1.01 [ ]"
has "To close it:"
json "d['id'] == 'triage-open' and d['case'] == '$L'" \
	stanch step show $L 1.01 --json
json "d['number'] == '1.01'" stanch step show $L triage-open --json

ok stanch step start $L 1.01
has "1.01 [~]"
step triage-open "s['state'] == 'doing' and s['started'] == '2031-03-04T09:00:00Z'"
expect 4 "cannot be closed yet" stanch step done $L 1.01
expect 4 "items are not ticked" stanch done $L 1.01 --value "wu, 000-0000"
ok stanch step check $L 1.01 1 2 3
step triage-open "all(i['ticked'] for i in s['checks'])"
ok stanch step check $L 1.01 2 --off
step triage-open "[i['ticked'] for i in s['checks']] == [True, False, True]"
ok stanch step check $L 1.01 2
expect 3 "has no item \"77\"" stanch step check $L 1.01 77
json "d['state'] == 'done' and d['value'] == 'wu, 000-0000'" \
	stanch done $L 1.01 --value "wu, 000-0000" --note "She rang at 9" --json
[ "$status" = 0 ]
said $? "done and closed is exit 0"
expect 4 "is done already, by" stanch done $L 1.01 --value again

# A reason closes it although something is missing.
ok stanch done $L 1.04 --why "Phones are with the police"
step "$(stanch step show $L 1.04 --json=id | sed -n 's/.*"id": "\(.*\)".*/\1/p')" \
	"s['state'] == 'done' and s['overrides']"

# Owner.
ok stanch owner $L 1.05 wu
json "d['owner'] == 'wu'" stanch step show $L 1.05 --json
ok stanch step list $L --owner wu
has "1.05"
hasnot "1.01"
ok stanch owner $L 1.05
json "d['owner'] != 'wu'" stanch step show $L 1.05 --json

# Skip, block, reopen.
expect 4 "needs a reason" stanch step skip $L 1.05
expect 4 "needs a reason" stanch step block $L 1.05
ok stanch step block $L 1.05 --why "Vendor is silent"
json "d['state'] == 'blocked' and d['why'] == 'Vendor is silent'" \
	stanch step show $L 1.05 --json
ok stanch step skip $L 1.05 --why "Not ours"
json "d['state'] == 'skipped'" stanch step show $L 1.05 --json
ok stanch step reopen $L 1.05 --why "Ours after all"
json "d['state'] == 'open'" stanch step show $L 1.05 --json
ok stanch step skip $L 1.05 --not-needed --why "No such data"
json "d['state'] == 'not-needed'" stanch step show $L 1.05 --json

# Decisions.
expect 4 "is no decision" stanch decide $L 1.04 yes --why x
expect 4 "needs a reason" stanch decide $L 1.03 yes
expect 2 "usage: stanch decide CASE STEP ANSWER" stanch decide $L 1.03
run stanch decide $L 1.03 perhaps --why x
[ "$status" != 0 ]
said $? "an answer that there is not"
json "d['answer'] == 'no' and d['state'] == 'done'" \
	stanch decide $L 1.03 no --why "Nobody inside knew" --json
json "d['kind'] == 'decision' and 'no' in d['answers']" \
	stanch step show $L 1.03 --json
ok stanch timeline $L
has "Nobody inside knew"

# A second person: recorded, exit 4, left doing, confirmed by the other.
second=$(stanch step list $L --json | python3 -c '
import json, sys
d = json.load(sys.stdin)
print([s["id"] for s in d["items"] if s["second"] and s["kind"] == "action"
       and s["state"] == "open" and not s["waits_for"]][0])')
run stanch step check $L "$second" 1 2 3 4 5 6 7 8 9
n=$(stanch step show $L "$second" --json | python3 -c '
import json, sys
print(" ".join(str(i["n"]) for i in json.load(sys.stdin)["checks"]))')
# shellcheck disable=SC2086
[ -z "$n" ] || ok stanch step check $L "$second" $n
expect 4 "waits for a second reader" stanch step done $L "$second" --value 2031-03-04T16:00:00+08:00 \
	--note "she said so"
! grep -q error .err
said $? "a recorded request is no error"
json "d['state'] == 'doing' and d['asked'] == ['second']" \
	stanch step show $L "$second" --json
expect 4 "another person must confirm" stanch step confirm $L "$second"
ok stanch step confirm $L "$second" --by wu
json "d['state'] == 'done'" stanch step show $L "$second" --json
json "any(i['type'] == 'step.confirm' and i['by'] == 'wu' for i in d['items'])" \
	stanch timeline $L --json

# A second playbook: its steps go by slug and id.
ok stanch playbook adopt $L ransomware --why "Files are locked too"
json "any(s['id'].startswith('ransomware/') for s in d['items'])" \
	stanch step list $L --json
json "len(d['playbooks']) == 2" stanch case show $L --json
expect 3 "nonsense" stanch playbook adopt $L nonsense --why x
ok stanch verify $L
finish
