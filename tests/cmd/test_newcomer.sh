# What made a newcomer stop and think: each message says what to do next.
. tests/support/sh.sh

run stanch status
ok stanch next
has "No open case."
expect 2 "did you mean: stanch step start" stanch start 1.01
expect 2 "did you mean: stanch step skip" stanch skip 1.01
expect 3 "did you mean: ransomware" stanch case new --playbook ransom --title x
expect 0 "awareness is still to come" stanch case new --title y \
	--aware 2031-04-01T09:00:00Z --basis z
ok stanch case close INC-2031-001 --why "a slip"
ok stanch status
has "No open case; 1 is closed: stanch case list"

ok stanch case new --playbook customer-data-leak --title "A stranger knew"
L=INC-2031-002
ok stanch step show $L 1.01
has "a value: \"names and mobile numbers of lead and deputy\""
has "3 of 3 items are not ticked"
expect 4 "write it: --note TEXT" stanch done $L 1.02 --value 2031-03-04T16:00
expect 4 "waits for a second reader" stanch done $L 1.02 \
	--value 2031-03-04T16:00 --note "she rang the desk"
ok stanch case show $L
has "she rang the desk"
ok stanch step confirm $L 1.02 --by Wu
ok stanch step show $L 1.02
has "Wu (written by"
has "Value: 2031-03-04 16:00"
hasnot "To close it"
ok stanch decide $L 1.03 no --why "nobody inside"
ok stanch step show $L 1.03
has "Why: nobody inside"
json "d['why'] == 'nobody inside' and d['answer'] == 'no'" \
	stanch step show $L 1.03 --json
ok stanch --lang zh_CN step list $L
has "否"
ok stanch step check $L 1.01 2
ok stanch timeline $L
has 'of 1.01 Incident'
has "became aware: 2031-03-04 16:00 +08:00"
expect 2 "yes (是), no (否)" stanch --lang zh_CN decide $L 1.06 maybe --why x
expect 2 "a case needs a title" stanch case set $L --title " "
expect 3 "INC-2031-077" stanch case close $L --as duplicate \
	--of INC-2031-077 --why "the same"
expect 2 "cannot repeat itself" stanch case close $L --as duplicate \
	--of $L --why "the same"

# A playbook is read with who does what, and what each step asks for.
ok stanch playbook show customer-data-leak
has 'Incident lead'
has 'evidence: a note, "who told us, when, how, in their own words"'
has 'answers: Yes, No'
has 'only if triage-insider = Yes'

# Items by what they begin with; one that is not there, and none is ticked.
ok stanch step check $L 1.05 Name
expect 3 'has no item "99"' stanch step check $L 1.05 2 99
json "[c['ticked'] for c in d['checks']][:2] == [True, False]" \
	stanch step show $L 1.05 --json
ok stanch report $L
has "follows from the decision 1.03 Insider"

# Evidence: nothing is overwritten, a name cannot break a message's line.
echo hello >a.txt
ok stanch evidence add $L a.txt --taken 2031-03-04T08:00:00Z
expect 4 "choose another name" stanch evidence export $L E-1 -o a.txt
ok stanch evidence handover $L E-1 --to Police
ok stanch evidence show $L E-1
has "Taken: 2031-03-04 16:00"
! grep -q ': $' .out
said $? "no reason, no colon"
truncate -s 70M large
expect 0 "leave it at $WORK/large" stanch evidence add $L large
expect 3 "<U+000A>" stanch evidence add $L "$(printf 'no\nstanch verify')"

# A closed case has nothing to do next, until it is opened again.
ok stanch case close $L --why "false alarm" --as false-alarm
json "[c['next'] or c['next_due'] for c in d['items']] == [None, None]" \
	stanch case list --json
ok stanch next $L
has "no step is open"
json "d['next'] is None" stanch case show $L --json
ok stanch case reopen $L --why "it was one"
json "d['next'] is not None" stanch case show $L --json

# A copy from before, put over the file: whole in itself, and yet told.
ok stanch case new --title "Copied back"
L=INC-2031-003
F=$STANCH_HOME/cases/$L.case
cp "$F" old
ok stanch note $L -m "one more"
cp old "$F"
lost="ROLLED BACK: 1 entry seen here before is missing; bring back the newer copy"
expect 1 "$lost" stanch doctor
for list in status "case list"; do
	ok stanch $list
	has "$L: $lost"
	ok stanch --lang=zh $list
	has "$L: 被回退：以前在这里见过的 1 条记录不见了；请找回较新的副本"
	expect 0 "$L: $lost" stanch $list --plain
	json "[c['rolled_back'] for c in d['items'] if c['label'] == '$L'] == [1]" \
		stanch $list --json
	json "[c for c in d['items'] if c['rolled_back']][1:] == []" \
		stanch $list --json
done
expect 0 "ROLLED BACK: 1 entry" stanch timeline $L
expect 0 "ROLLED BACK: 1 entry" stanch note $L -m "and on"
json "d['rolled_back'] == 1 and not d['whole']" stanch verify $L --json

# A file that cannot be read stands in the list as such.
echo nonsense >"$F"
ok stanch case list
has "unreadable"
finish
