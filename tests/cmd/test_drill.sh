# A drill from its scenario to its score, by commands alone.
. tests/support/sh.sh

run stanch status

# Scenarios.
ok stanch drill list --scenarios
has "first-call"
json "[i['id'] for i in d['items']] == ['first-call', 'ledger-laptop',
	'locked-at-seven', 'salon-transfer-leak']" \
	stanch drill list --scenarios --json
run stanch drill lint first-call ledger-laptop locked-at-seven \
	salon-transfer-leak
[ "$status" = 0 ]
said $? "the shipped scenarios are clean"
hasnot ": hint:"
has "cn-incident-4h  limit: story d1 13:55 = play 28:10.910"
has "cn-pipl-57-individuals  own target: story d2 11:55 = play 55:10"
cp "$HERE"/playbooks/drills/first-call.*.md .
sed -i 's/triage-open/triage-opened/' first-call.en.md
expect 5 'no step "triage-opened"' stanch drill lint ./first-call.en.md
has "./first-call.en.md:23:"
sed 's/slug: customer-data-leak/slug: gone/' first-call.en.md >lost.en.md
expect 5 'no playbook is called "gone"' stanch drill lint ./lost.en.md
grep -q "lost.en.md:[0-9]*:[0-9]*: error" .out
said $? "a playbook that is not there is a finding with its place"
expect 5 "the scenario has 1 error:" stanch drill new --scenario first-call.en.md
expect 3 "did you mean: first-call" stanch drill new --scenario first-cal
expect 2 "say which: --scenario" stanch drill new

# A scenario from a playbook: clean but for what somebody has to write.
ok stanch -q drill new-scenario ransomware -o night-shift.en.md
run stanch drill lint ./night-shift.en.md
[ "$status" = 0 ]
said $? "a skeleton has no errors"
hasnot ": warning:"
hasnot ": error:"
has "write this"
expect 4 "night-shift.en.md" \
	stanch drill new-scenario ransomware -o night-shift.en.md
expect 2 "is no name of a scenario" \
	stanch drill new-scenario ransomware -o night-shift.md
ok stanch -q --lang zh_CN drill new-scenario customer-data-leak -o own.zh.md
run stanch drill lint ./own.zh.md
hasnot ": warning:"
hasnot ": error:"

# A list of injects, in and out.
ok stanch drill export first-call --format csv -o list.csv
grep -q '"I-04","10m","contingency"' list.csv
said $? "the list has a row for each inject"
ok stanch -q drill import list.csv --playbook customer-data-leak -o back.en.md
run stanch drill lint ./back.en.md
hasnot ": warning:"
hasnot ": error:"
grep -q "when: {not_done: contain-kill-link}" back.en.md
said $? "a condition on a step comes back"
for s in ledger-laptop locked-at-seven salon-transfer-leak; do
	book=$(stanch drill list --scenarios --json |
		python3 -c 'import json, sys
print([i["playbook"] for i in json.load(sys.stdin)["items"]
	if i["id"] == sys.argv[1]][0])' $s)
	ok stanch drill export $s -o there.csv
	ok stanch -q drill import there.csv --playbook "$book" -o $s.en.md
	ok stanch drill export ./$s.en.md -o again.csv
	cmp -s there.csv again.csv
	said $? "a list goes out, comes in and goes out the same: $s"
	run stanch drill lint ./$s.en.md
	hasnot ": error:"
	rm $s.en.md
done
printf 'number,message,when,decision,options\n7,a,,D-01,yes/no\n8,b,unanswered: I-01,D-01,yes/no\n' >plain.csv
ok stanch -q drill import plain.csv --playbook ransomware -o plain.en.md
run stanch drill lint ./plain.en.md
hasnot ": error:"
has "hint: D-01: write this"
grep -q "Only if: unanswered: I-01" plain.en.md && grep -q "opens: D-01" plain.en.md
said $? "a condition on a number that is no id is left to be written"
printf '序号;时间;标题;内容;接收人;预期行动\n1;9:10;来电;"一位客人来电";lead、门店;说出负责人\n2;9:25;邮件;=1+1;legal;\n' >zh.csv
ok stanch --lang zh_CN drill import zh.csv --playbook customer-data-leak
has "to: [lead, shops]"
has "at: 15m"
has "> =1+1"
printf 'a,b\n1,2\n' >bad.csv
expect 5 'no column is called "message"' \
	stanch drill import bad.csv --playbook customer-data-leak
printf 'message\n"# no heading\n<b>x</b>\nlazy"\n' >odd.csv
ok stanch -q drill import odd.csv --playbook customer-data-leak -o odd.en.md
run stanch drill lint ./odd.en.md
hasnot ": error:"

# On paper.
ok stanch drill print first-call --facilitator
has "FACILITATOR: not for players"
has "Snapshot first, then the link"
has "## I-04 It is still open  DRILL 演练 first-call"
ok stanch drill print first-call --players --format text
has "three salons"
hasnot "Snapshot first"
hasnot "I-01"
ok stanch --lang zh_CN drill print first-call --sign-in --format html
has "签到表"
has "position:fixed"
expect 2 "which one sheet" stanch drill print first-call

# A whole drill in a moment.
ok stanch -q drill new --scenario first-call
[ "$(cat .out)" = DRILL-2031-001 ]
said $? "drill new prints the label"
D=DRILL-2031-001 F=store/drills/DRILL-2031-001.drill
cat >script <<'END'
# play  role  verb
0m facilitator start
0m facilitator release I-01
1m lead ack I-01
2m lead done triage-open --value "Wu, Lin" --why drill --override
3m lead aware now --why "the first call"
3m shops done triage-awareness-time --value 2026-04-08T14:05+08:00 --why drill --override
4m facilitator release I-02
5m evaluator observe "who wrote it down?" --inject I-01 --objective O1
6m facilitator freeze
+4m facilitator resume
6m it done evidence-snapshot --why drill --override
7m facilitator release I-03
8m lead vote D-01 stop
8m comms vote D-01 later
9m lead decide D-01 stop --owner comms --why "nothing is known yet"
10m facilitator release I-04
11m it done contain-kill-link --why drill --override
11m evaluator mark I-03:say-1 met
12m comms done comms-staff-script --value 3 --why drill --override
13m facilitator hold I-04
END
expect 4 "already" stanch drill run $D --script script
grep -q "script:21" .err
said $? "the line of the script is named"
stanch drill show $D >.out
has "DRILL 演练  DRILL-2031-001  NOT REAL 非真实事件"
json "d['state'] == 'running' and not d['real']" stanch drill show $D --json

# What players may not read is not in their file before the end.
grep -q "Snapshot first, then the link" "$F"
[ $? = 1 ]
said $? "a facilitator's note is not in the file"
grep -q "who wrote it down" "$F"
[ $? = 1 ]
said $? "an observation is not in the file"
[ "$(stat -c %a home/.local/state/stanch/drills/*.json)" = 600 ]
said $? "the notes are one person's"

cat >more <<'END'
14m facilitator end
+5m evaluator rate O1 P --why "at once"
+1m facilitator rate O1 S
+1m facilitator observe "Nobody waited to be asked" --for strength
END
ok stanch drill run $D --script more
grep -q "Snapshot first, then the link" "$F"
said $? "the scenario is in the file once it has ended"
json "d['state'] == 'ended' and d['play_ms'] == 840000 and d['real_ms'] == 840000" \
	stanch drill show $D --json
ok stanch drill score $D
has "I-02:contain-kill-link      late"
has "P / S"
has "stays out of the team's history"
json "{e['id']: e['state'] for e in d['expectations']} == {
	'I-01:triage-open': 'met', 'I-01:triage-awareness-time': 'met',
	'I-02:evidence-snapshot': 'met', 'I-02:contain-kill-link': 'late',
	'I-03:comms-staff-script': 'late', 'I-03:say-1': 'met'}" \
	stanch drill score $D --json
json "[e['took_ms'] for e in d['expectations']][:4] ==
	[120000, 180000, 120000, 420000]" stanch drill score $D --json
json "[o['proposed'] for o in d['objectives']] == ['P', 'S', 'S']" \
	stanch drill score $D --json
json "d['figures']['first_containment_ms'] == 120000 and
	d['figures']['met_unprompted'] == 4 and d['practice'] and
	d['conduct']['freezes'] == 1 and d['figures']['clocks_open'] == 1 and
	'total' not in d" stanch drill score $D --json
json "d['decisions'][0]['took_ms'] == 120000 and
	d['decisions'][0]['owner'] == 'comms' and d['decisions'][0]['in_time']" \
	stanch drill score $D --json
expect 4 "the drill has ended" stanch drill do $D resume
ok stanch drill report $D
has "# DRILL 演练  DRILL-2031-001  NOT REAL 非真实事件"
has "| O1 Recognise it and put one person in charge |"
has "lead and deputy named, awareness written down | P / S | P: all that was"
has "| O2 | 5:00 | 7:00 | late | kept | prompted |"
has "| who wrote it down? | I-01 | O1 | evaluator | triage-open, triage-awareness-time |"
has "## 10 Nine items"
has "| 8 | Objectives reached |"
has "There is no total"
has "real time from the first inject that asks for a step of a contain phase"
has "No earlier run of this scenario and mode is here."
has "- Nobody waited to be asked"
hasnot "written by"
ok stanch --lang zh_CN drill report $D
has "| 不发 / 照发 / 晚些再定 | 不发 | comms |"
has "标记 I-03:say-1 \[按时\]"
ok stanch --lang zh_CN drill report $D --format html -o aar.html
grep -qE "Project-Id-Version|<td>facilitator" aar.html
[ $? = 1 ]
said $? "a Chinese report has no header of a catalogue, nor English roles"
grep -q "DRILL 演练" aar.html && grep -q "陌生人知道她的余额" aar.html &&
	grep -q "演练评估单（九项）" aar.html && grep -q "历次演练对比" aar.html
said $? "the report is in Chinese"

# A second run: what got better, beside the steps that changed.
ok stanch -q drill new --scenario first-call
D=DRILL-2031-002
expect 4 "has not been started" stanch drill compare DRILL-2031-001 $D
cat >second <<'END'
0m facilitator start
0m facilitator release I-01
2m lead done triage-open --value "Wu, Lin" --why drill --override
4m facilitator release I-02
6m it done evidence-snapshot --why drill --override
8m it done contain-kill-link --why drill --override
12m facilitator jump 14m
14m facilitator end --why x
END
ok stanch drill run $D --script second
ok stanch drill compare DRILL-2031-001 $D
has "fixed               I-02:contain-kill-link"
has "regressed           I-01:triage-awareness-time"
has "Practice: not compared as team history"
has "roles took part"
json "{e['id']: e['outcome'] for e in d['expectations']}[
	'I-02:contain-kill-link'] == 'fixed' and d['steps'] == [] and
	not d['history'] and d['runs'][1]['jumps'] == 1 and
	len(d['runs'][0]['commit']) == 40" \
	stanch drill compare DRILL-2031-001 $D --json
expect 3 "DRILL-2031-999" stanch drill compare $D DRILL-2031-999
expect 2 "is named twice" stanch drill compare $D $D
ok stanch drill report $D
has "### DRILL-2031-001"
has "| fixed | I-02:contain-kill-link | late | met |  |"
has "Steps of the playbook changed since: none"
ok stanch drill list --training
has "lead, shops, it, comms"
json "d['items'][0]['role_count'] == 4 and d['items'][0]['heads'] == [] and
	d['items'][0]['players'] is None" stanch drill list --training --json

# How many came is counted off the sign-in sheet; no name is written.
D=DRILL-2031-001
ok stanch drill do $D attend lead 1
ok stanch drill do $D attend it 5
ok stanch drill do $D attend it 2
ok stanch drill do $D attend observer 3
expect 2 "\"many\" is no number of people" stanch drill do $D attend it many
expect 3 "it is one of: lead, it, legal, comms, shops, partner" \
	stanch drill do $D attend Mei 1
expect 4 "attend is not for it to do" stanch drill do $D attend it 1 --as it
ok stanch drill list --training
has "3: lead 1, it 2, observer 3"
json "d['items'][0]['players'] == 3 and d['items'][0]['heads'][1] ==
	{'role': 'it', 'count': 2}" stanch drill list --training --json
ok stanch drill report $D
has "| Players | lead, shops, it, comms | 3 (lead 1, it 2, observer 3) |"
has "| Observation | observer | 3 |"
hasnot "Wu, Lin"
ok stanch drill compare $D DRILL-2031-002
has "people who played: 3 (lead 1, it 2, observer 3)"
json "d['runs'][0]['players'] == 3 and d['runs'][1]['heads'] == []" \
	stanch drill compare $D DRILL-2031-002 --json
ok stanch --lang zh_CN drill report $D
has "NOT REAL 非真实事件  陌生人知道她的余额"

# Short forms, and what a player sees.
ok stanch -q drill new --scenario first-call
D=DRILL-2031-003
ok stanch drill do $D start
ok stanch drill inject $D I-01
ok stanch drill join $D
has "She knew the balance"
has "Lantern Lane shop rings"
hasnot "Watch who takes it"
hasnot "I-02"
json "[i['id'] for i in d['injects']] == ['I-01']" stanch drill join $D --json
ok stanch drill inject $D I-03
ok stanch --lang zh_CN drill join $D
has "D-01"
hasnot "A vote on D-01"
expect 3 '"boss" is none of the roles' stanch drill join $D --as boss
ok stanch drill join $D --as it
ok stanch drill list
has "NOT REAL"
ok stanch drill mark $D I-03:say-1 met --as evaluator
ok stanch drill rate $D O3 S --why "slow"
ok stanch drill end $D --why "enough"
json "[o['rated'][0]['rating'] for o in d['objectives'] if o['id'] == 'O3'] ==
	['S']" stanch drill score $D --json

# One thing at a time, and what is refused.
ok stanch -q drill new --scenario first-call --mode solo
D=DRILL-2031-004
expect 4 "the drill has not been started" stanch drill do $D freeze
expect 4 "is not being played: not started" stanch drill do $D release I-01
ok stanch drill do $D start
expect 4 "the drill was started already" stanch drill do $D start
expect 4 "release is not for it to do" stanch drill do $D release I-01 --as it
expect 3 '"boss" is none of the roles' stanch drill do $D ack I-01 --as boss
expect 3 'no inject "I-01" has been released' stanch drill do $D ack I-01 --as it
expect 2 "did you mean: release" stanch drill do $D relase I-01
ok stanch drill do $D release I-03
expect 2 "a decision has an owner and a reason" \
	stanch drill do $D decide D-01 stop --as lead
expect 2 "its answers: stop, send, later" stanch drill do $D vote D-01 no --as it
ok stanch drill do $D vote D-01 stop --as it
expect 4 "the facilitator has no vote" stanch drill do $D vote D-01 stop
expect 3 'nothing released asks for "D-09"' stanch drill do $D vote D-09 close
ok stanch drill do $D vote D-01 close
expect 4 "the vote on D-01 is closed" stanch drill do $D vote D-01 send --as lead
ok stanch timeline $D
has "closed the vote on D-01"
ok stanch drill do $D vote D-01 open
ok stanch drill do $D vote D-01 send --as lead
ok stanch drill do $D adlib "A dog barks" --to shops
ok stanch drill do $D hint I-03 "Who answers for it?"
expect 4 "skip needs a reason" stanch drill do $D skip I-04
ok stanch drill do $D skip I-04 --why "too late"
ok stanch drill do $D halt --as shops
expect 4 "only with a second role" stanch drill do $D resume
expect 4 "is not being played: halted" stanch drill do $D ack I-03 --as it
ok stanch drill do $D resume --with legal
ok stanch drill do $D jump 5m
expect 4 "only goes forward" stanch drill do $D jump 4m
ok stanch drill do $D story 2h
ok stanch drill do $D speed 0.5
expect 2 "0.5, 1, 2, 4" stanch drill do $D speed 3
expect 4 "injects are due" stanch drill do $D end
ok stanch drill do $D end --why "enough"
json "{i['id']: i['state'] for i in d['injects']}['I-04'] == 'skipped' and
	{i['id']: i['state'] for i in d['injects']}['I-01'] == 'not-reached'" \
	stanch drill show $D --json

# A script that was begun by itself: injects release themselves.
ok stanch -q drill new --scenario first-call --mode solo
printf '0m facilitator start\n15m facilitator end --why x\n' >auto
ok stanch drill run DRILL-2031-005 --script auto
json "[i['released_ms'] for i in d['injects']] == [0, 240000, 420000, 600000]" \
	stanch drill show DRILL-2031-005 --json

# The team's own clocks run in story time; what is learned is written with the
# commands of cases.
ok stanch -q drill new --scenario first-call
D=DRILL-2031-006
expect 4 "is not being played: not started" stanch note $D -m x --by lead
ok stanch drill do $D start
ok stanch drill do $D release I-01
expect 4 "nobody has recorded when we became aware" \
	stanch drill do $D clock-start cn-incident-4h --as legal --why grade
ok stanch drill do $D aware now --as lead --why "the first call"
ok stanch drill do $D clock-start cn-incident-4h --as legal --why grade
expect 2 "it has no zone of its own" \
	stanch drill do $D clock-start eu-gdpr-33-authority --as legal --why x
ok stanch -q clock list $D
has "DRILL 演练"
has "cn-incident-4h  4h 0m left  2026-04-08 18:05 +08"
ok stanch drill do $D jump 12m
ok stanch -q clock list $D
has "cn-incident-4h  34m"
ok stanch -q clock stop $D cn-incident-4h --receipt R-1 --by legal
ok stanch step list $D
has "Incident: open it"
expect 2 "say which role does it" stanch note $D -m hello
expect 3 '"boss" is none of the roles' stanch note $D -m hello --by boss
ok stanch note $D -m hello --by lead
ok stanch drill end $D --why over
expect 4 "is not being played: ended" stanch note $D -m late --by lead
ok stanch finding add $D --ref triage-open -m "Nobody knew who leads"
ok stanch action add $D --step triage-open --owner lead --due 2031-04-01 \
	-m "Name the lead in the step"
ok stanch action set $D A-1 --state done --proof "read aloud" \
	--commit 0123456789abcdef0123456789abcdef01234567
ok stanch drill report $D
has "| cn-incident-4h | from the team's own start | d1 14:0"
has "| F-1 | cause | Nobody knew who leads | facilitator | triage-open Incident"
has "| A-1 | F-1 | Name the lead in the step | lead | 2031-04-01 |  | triage-open | read aloud | 0123456789ab | done |"
expect 3 'no case is called "DRILL-2031-006"' stanch people list $D
expect 3 'no case is called "DRILL-2031-006"' stanch notice send $D A
ok stanch help verbs
has "clock-start CLOCK"
[ "$(stanch help verbs | wc -l)" = 36 ]
said $? "every verb of a drill is explained"

# Neither takes the other's file, whatever it is called.
ok stanch case new --playbook customer-data-leak --title real
expect 3 'no case is called "DRILL-2031-001"' stanch case show DRILL-2031-001
expect 3 'no drill is called "INC-2031-001"' stanch drill show INC-2031-001
hasnot "DRILL-"
ok stanch status
hasnot "DRILL-"
cp "$F" store/cases/INC-2031-007.case
expect 5 "a drill, not a case" stanch case show INC-2031-007
rm store/cases/INC-2031-007.case
cp store/cases/INC-2031-001.case store/drills/DRILL-2031-009.drill
expect 5 "a case, not a drill" stanch drill show DRILL-2031-009
rm store/drills/DRILL-2031-009.drill
json "len(d['items']) == 6" stanch drill list --json
finish
