# After a notice went out: undeliverables read back from tables, the call
# list, whom nothing reached, the clock it meets.
. tests/support/sh.sh

run stanch status
printf 'team: 1\nzone: Asia/Shanghai\napproval: one\n' >team.yaml
ok stanch team set team.yaml
ok stanch case new --title Salon --aware 2031-03-04T08:00+08:00 --basis call
ok stanch store config mail-from salon@example.org
L=INC-2031-001
{
	printf 'name,phone,mail,minor,guardian phone,wechat\n'
	printf '张敏,13800000001,zhang@example.org,,,zm1\n'
	printf 'Bo,13800000002,bo@example.org,,,\n'
	printf 'Gone,13800000003,gone@example.org,,,\n'
	printf 'Kid,13800000009,kid@example.org,yes,13800000010,\n'
	printf 'No Mail,13800000004,,,,\n'
} >p.csv
run stanch people import 001 p.csv --no-input
run stanch clock start 001 us-ca-residents --at 2031-03-03T08:00-08:00 \
	--zone America/Los_Angeles --basis call --no-input
said $status "clock start"
run stanch notice draft 001 cn-individuals --to all --text-lang en \
	--clock us-ca-residents
said $status "draft"
ok stanch notice set 001 A "firm=Salon Mei" what="Sold." happened=unknown \
	cause=theft harm=fraud done=closed advice="Trust no caller." \
	contact=Lin phone=000-0000 kinds=names
expect 4 "not approved" stanch notice call 001 A --print
run stanch notice approve 001 A --why "the list of California is a draft"
said $status "approve: $(cat .err)"
expect 2 "need a terminal" stanch notice call 001 A
expect 4 "meets no clock" stanch notice result 001 A --meets-clock
grep -q "stanch notice send $L A --confirm $L" .err
said $? "what to do first is told: $(cat .err)"

# One flag, by choice, meets the clock, and the margin is told everywhere.
run stanch notice send 001 A --confirm $L --via eml -o out
grep -q "notice result $L A --meets-clock" .err
said $? "how to record it is told: $(cat .err)"
json "d['items'][0]['state'] == 'running'" stanch clock list 001 --json
ok stanch notice result 001 A --meets-clock
has "before the deadline"
json "d['items'][0]['state'] == 'filed' and d['items'][0]['margin_seconds'] > 0
	and 'handed over 4' in d['items'][0]['receipt']" \
	stanch clock list 001 --json
run stanch clock list 001
has "met, "
run stanch report 001
has "before the deadline"

# Undeliverables: by Message-ID, by address, by register id, in any encoding.
id=$(sed -n 's/^Message-ID: //p' out/A-P-1_1.eml)
{
	printf 'Message-ID,Reason\n'
	printf '%s,550 5.1.1 <zhang@example.org> no such user\n' "$id"
	printf '<x@example.org>,full\n'
	printf ',lost\n'
} >b1.csv
expect 1 "row 2 (line 3): nobody here has that" \
	stanch notice result 001 A --from b1.csv
grep -q "row 3 (line 4): it names nobody" .err
said $? "a row without a name: $(cat .err)"
has "the result of 1 person recorded"
printf '邮箱;失败原因\nBO@example.org;邮箱已满\n' | iconv -t gb18030 >b2.csv
json "d['recorded'] == 1 and d['bad'] == 0" \
	stanch notice result 001 A --from b2.csv --json
printf 'who,kept\nP-1/3,x\nP-1/5,y\n' >b3.csv
expect 5 "no column names anybody" stanch notice result 001 A --from b3.csv
expect 2 "HEADING=FIELD" stanch notice result 001 A --from b3.csv --map who=x
expect 1 "the result of 1 person could be recorded" \
	stanch notice result 001 A --from b3.csv --map who=person --dry-run
grep -q "columns: who=person" .err && grep -q "not stored: kept" .err
said $? "columns are told: $(cat .err)"
expect 5 "no column names anybody" stanch notice result 001 A --from b3.csv
grep -q -e '--map "#1=mail"' .err
said $? "what to try: $(cat .err)"
expect 2 "goes with --from" \
	stanch notice result 001 A --person P-1/3 --dry-run
expect 1 "nothing of this notice went to them" \
	stanch notice result 001 A --from b3.csv --map who=person
# What was said once is remembered; no heading is written down.
json "d['already'] == 1 and d['recorded'] == 0 and
	d['columns'][0] == {'heading': 'who', 'field': 'person'}" \
	stanch notice result 001 A --from b3.csv --json
json "d['bounced'] == 3 and d['handed'] == 1 and d['not-sent'] == 1 and
	d['unreached'] == 4" stanch notice status 001 A --json
json "d['recorded'] == 0 and d['already'] == 1" \
	stanch notice result 001 A --from b2.csv --json
# A number typed where a person's id belongs is no part of the record.
expect 3 "nobody is" stanch notice view 001 A --as 13800000077
run stanch notice view 001 A --as P-1/1
run stanch timeline 001
has "read a letter as somebody gets it (A P-1/1)"
hasnot 13800000077
! grep -q "zhang@example.org" .out
said $? "no address stands in the record: $(grep zhang .out)"
has "550 5.1.1 ... no such user"
printf 'a\0b,c' >bad.csv
expect 5 "heading 1 cannot be read: a NUL byte" \
	stanch notice result 001 A --from bad.csv
expect 3 "nosuch" stanch notice result 001 A --from nosuch.csv

# A second way: the call list on paper, a guardian for a minor; another
# notice to those whom nothing reached.
run stanch notice call 001 A --print
has "call list, 4 people"
has "Dear [the person's name],"
has "  [the kinds of data we hold of this person] names"
hasnot "{{"
has "P-1/5  No Mail  13800000004"
has "[ ] wrong number"
hasnot "13800000010"
json "len(d['items']) == 1 and d['items'][0]['number'] == '13800000010'" \
	stanch notice call 001 A --again handed --json
json "[i['number'] for i in d['items']] == ['zm1']" \
	stanch notice call 001 A --via wechat --json
run stanch timeline 001
has "saw whom to ring up"
expect 4 "it is met already" stanch notice result 001 A --meets-clock
grep -q "clock stop $L CLOCK --receipt TEXT" .err
said $? "what to do instead is told: $(cat .err)"
run stanch notice draft 001 cn-individuals --to unreached=A --text-lang en
said $status "draft: $(cat .err)"
run stanch notice set 001 B advice=none
run stanch notice approve 001 B --why "the same text"
json "d['items'][1]['approvals'][0]['people'] == 4" stanch notice list 001 --json
expect 3 "has no notice Z" stanch notice draft 001 cn-individuals \
	--to unreached=Z
ok stanch notice result 001 A --person P-1/5 --result wrong-number
expect 3 "not among those" stanch notice result 001 B --person P-1/4 \
	--result reached
expect 2 "call-back" stanch notice result 001 A --person P-1/5 --result gone
ok stanch notice result 001 A --person P-1/3 --result refused --why "hung up"
expect 4 "was approved for 4 people; the group has 3 now" \
	stanch notice send 001 B --confirm $L --via csv -o out
# It is seen before somebody tries to send.
expect 0 "VOID: approved for 4 people, now 3" \
	stanch notice list 001
expect 0 "VOID: approved for 4 people" stanch notice check 001 B
json "[i['group_changed'] for i in d['items']] == [False, True]" \
	stanch notice list 001 --json
expect 4 "stanch notice withdraw $L B --why TEXT" \
	stanch notice approve 001 B --why again

# As one person gets it: masked unless asked, and recorded.
ok stanch notice view 001 A --as P-1/1
has "Dear 张*"
ok stanch notice view 001 A --as P-1/1 --unmask
has "Dear 张敏,"
json "d['person'] == 'P-1/2' and d['masked'] and 'Dear B' in d['text']" \
	stanch notice view 001 A --as P-1/2 --json
expect 3 "nobody is" stanch notice view 001 A --as P-1/77
run stanch timeline 001
has "read a letter as somebody gets it (A P-1/1)"

# A remedy, and whether it was kept.
ok stanch notice offers 001
has "Nothing was offered yet"
ok stanch notice offer 001 A -m "a free haircut" --until 2031-03-03
expect 5 "no date" stanch notice offer 001 A -m x --until tomorrow
expect 3 "no offer A#2" stanch notice offer 001 "A#2" --kept
ok stanch notice offers 001
has "OVERDUE"
expect 0 "1 open, 1 OVERDUE" stanch case show 001
json "d['offers_open'] == 1 and d['offers_overdue'] == 1" \
	stanch case show 001 --json
expect 0 "001: 1 offer is OVERDUE: stanch notice offers" stanch status
json "d['items'][0]['offers_overdue'] == 1" stanch status --json
ok stanch notice offer 001 "A#1" --kept
json "d['items'][0]['offers_open'] == 0" stanch status --json
json "d['items'][0]['kept'] == 'kept' and d['items'][0]['until'] == '2031-03-03'
	and d['items'][0]['to'] == 'all'" stanch notice offers 001 --json

# What was to follow stays open until something says it.
run stanch notice draft 001 cn-individuals --to name=Bo --text-lang en
ok stanch notice set 001 C cause= advice=none
ok stanch notice set 001 C --follow cn-pipl-57/2
ok stanch notice view 001 C
has "Cause: not known yet; will follow."
json "[i['state'] for i in d['items']][1] == 'to-follow' and
	d['blanks_left'] == []" stanch notice check 001 C --json
ok stanch notice approve 001 C
json "d['items'][2]['to_follow_items'] == []" stanch notice list 001 --json
ok stanch notice send 001 C --confirm $L --via eml -o out
ok stanch notice list 001
has "to follow: cn-pipl-57/2"
ok stanch status
has "1 item of a notice is to follow: stanch notice list $L"
ok stanch case show 001
has "C: cn-pipl-57/2"
run stanch report 001
has "To follow"
ok stanch notice set 001 C cause="a stolen password"
json "d['items'][2]['to_follow_items'] == ['cn-pipl-57/2']" \
	stanch notice list 001 --json
json "[i['state'] for i in d['items']][1] == 'filled'" \
	stanch notice check 001 C --json
ok stanch notice approve 001 C
ok stanch notice send 001 C --confirm $L --via eml -o out2 --again handed
json "d['items'][2]['to_follow_items'] == []" stanch notice list 001 --json
ok stanch status
hasnot "to follow"

# The report holds all of it.
run stanch report 001
has "Approved by its author"
has "wrong number 1"
has "a free haircut, until 2031-03-03, kept as promised"
run env STANCH_LANG=zh "$STANCH" report 001
has "由作者本人审批"
ok stanch verify 001
finish
