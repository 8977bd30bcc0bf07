# Notices: drafted, filled in, checked, approved, withdrawn.
. tests/support/sh.sh

run stanch status
cat >team.yaml <<'YAML'
team: 1
zone: Asia/Shanghai
authorities:
  - kind: authority
    name: "Cyber office 示例网信办"
    reach: ["mail office@example.org", "phone 000-0000-0005"]
YAML
ok stanch team set team.yaml
ok stanch case new --title Salon --aware 2031-03-04T08:00+08:00 --basis call
run stanch clock start 001 cn-pipl-57-authority --at aware --basis list
has "runs"

# A notice is made from a template; what the case knows is filled in.
ok stanch notice list --templates
cp .out templates
ok stanch notice list
cmp -s .out templates
said $? "without a case: the templates"
has "cn-individuals"
expect 3 "cn-authority" stanch notice draft 001 cn-authorty
expect 3 "Cyber office" stanch notice draft 001 cn-authority \
	--authority "Cyber offic 示例网信办"
ok stanch notice draft 001 cn-authority --text-lang en \
	--authority "Cyber office 示例网信办"
has "notice A"
json "d['missing'] == 6 and 'cause' in d['blanks_left'] and
	d['clock'] == 'cn-pipl-57-authority'" stanch notice check 001 A --json
expect 5 "NO  cn-pipl-57/2" stanch notice check 001 A
expect 5 "blanks are left" stanch notice approve 001 A --why alone
expect 2 "there is no blank" stanch notice set 001 A cuase=x
has_not_written=$(stanch notice list 001 --plain | cut -f5)
[ "$has_not_written" = v1 ]
said $? "a refused change wrote nothing: $has_not_written"
printf 'A copy of our list was sold.\nWe do not know by whom.\n' >what.txt
ok stanch notice set 001 A what -F what.txt
ok stanch notice set 001 A "firm=Salon Mei" "kinds=names, phones" \
	"people=50,000 customers" happened=unknown "cause=a stolen password" \
	harm=fraud "done=closed it" "advice=trust no caller" contact=Lin \
	sender=Mei
ok stanch notice check 001 A
has "yes cn-pipl-57/6"
ok stanch notice view 001 A
has "Subject: Report of a personal information incident (Salon Mei)"
has "We became aware at 2031-03-04 08:00 +08."
has "We do not know by whom."

# Who wrote it does not approve it without a reason; a change voids it.
expect 4 "whoever wrote it cannot approve it" stanch notice approve 001 A
ok stanch notice approve 001 A --why "nobody answers"
ok stanch notice list 001
has "approved by its author"
json "d['items'][0]['approved_by_author'] and
	d['items'][0]['approvals'][0]['text_sha256'] ==
	d['items'][0]['text_sha256']" stanch notice list 001 --json
ok stanch notice set 001 A "cause=not known"
ok stanch notice list 001
has "is void"
json "d['items'][0]['void'] and not d['items'][0]['approved']" \
	stanch notice list 001 --json
ok stanch notice approve 001 A --why "nobody answers"
expect 4 "needs a reason" stanch notice withdraw 001 A
ok stanch notice withdraw 001 A --why "wrong number"
json "d['items'][0]['state'] == 'draft'" stanch notice list 001 --json
expect 4 "no approval to withdraw" stanch notice withdraw 001 A --why x

# An item may be to follow, or not apply with a reason.
ok stanch notice draft 001 cn-authority --text-lang en
has "notice B"
ok stanch notice set 001 B --follow cn-pipl-57/3
expect 2 "needs a reason" stanch notice set 001 B --na cn-pipl-57/5
ok stanch notice set 001 B --na cn-pipl-57/5 --why "told on the page"
expect 3 "no item" stanch notice set 001 B --follow cn-pipl-57/9

# What one notice was told of the case, the next one knows.
ok stanch notice draft 001 cn-individuals --text-lang en
json "'cause' not in d['blanks_left']" stanch notice check 001 C --json

# What each person's own row must have is counted before anybody agrees.
printf 'name,phone,kinds\nAn,13800000001,phone\nBo,13800000002,\n' >own.csv
ok stanch case new --title Rows
run stanch people import 002 own.csv --no-input
ok stanch notice draft 002 cn-individuals --text-lang en --to all
json "{'blank': 'your-kinds', 'people': 1} in d['lacking'] and
	d['people'] == 2 and
	[i['people'] for i in d['items'] if i.get('people')] == [1]" \
	stanch notice check 002 A --json
ok stanch notice set 002 A firm=Mei what=Sold "cause=a stolen password" \
	harm=fraud "done=closed it" "advice=trust no caller" contact=Lin \
	sender=Mei phone=1 hours=9-17 happened=today
expect 5 "your-kinds (the kinds of data we hold of this person): 1 person" \
	stanch notice check 002 A
has "NO  cn-pipl-57/1"
has "(not to 1 person)"
expect 5 "cannot be written to everybody" stanch notice approve 002 A --why x
grep -q "stanch notice set INC-2031-002 A your-kinds=TEXT" .err
said $? "how to mend it is told: $(cat .err)"
ok stanch notice set 002 A "your-kinds=name and telephone"
ok stanch notice check 002 A
hasnot "no value"
ok stanch notice approve 002 A --why "nobody answers"

# A saved group is known by its name.
ok stanch people group 002 mainland --where kinds=phone
ok stanch notice draft 002 cn-individuals --text-lang en --to mainland
ok stanch notice list 002
has "B       mainland"
json "d['items'][1]['group'] == 'mainland' and
	d['items'][1]['to'] == 'kinds=phone'" stanch notice list 002 --json

# A drill's label is never taken for that of a case.
expect 3 "no case is called" stanch notice send DRILL-2031-001 A
! grep -q "did you mean" .err
said $? "a real case was offered: $(cat .err)"

# A text of one's own, in the form of a template.
printf -- '---\nnotice: 1\nlang: en\nto: authority\ncovers: []\nsubject: Hi\n---\n%s\n' \
	'{{firm}} {{nosuch}}' >own.md
expect 5 "nosuch" stanch notice set 001 A --text own.md
printf -- '---\nnotice: 1\nlang: en\nto: authority\ncovers: []\nsubject: Hi\n---\n%s\n' \
	'We are {{firm}}.' >own.md
ok stanch notice set 001 A --text own.md
ok stanch notice view 001 A
has "We are Salon Mei."

# One who is alone by team.yaml needs no reason, and it is still said.
printf 'approval: one\n' >>team.yaml
ok stanch team set team.yaml
ok stanch notice set 001 A firm="Salon Mei & Co."
expect 4 "does not say all that it must" stanch notice approve 001 A
ok stanch notice approve 001 A --why "the rest stands in notice C"
ok stanch notice list 001
has "approved by its author"
# A group of people: its size is part of what is approved.
printf 'name,phone,mail,kinds\nAn,13800000001,an@example.org,phone\n' >p.csv
printf 'Bo,13800000002,bo@example.org,ID number\n' >>p.csv
run stanch people import 001 p.csv --no-input
said $status "people import"
expect 2 "" stanch notice draft 001 cn-individuals --to "nosuch=1" \
	--text-lang en
ok stanch notice draft 001 cn-individuals --to all --text-lang en
has "notice D"
ok stanch notice set 001 D phone=000-0000 cause=theft advice=none
ok stanch notice check 001 D
ok stanch notice view 001 D
has "Dear {{name}},"
run stanch notice approve 001 D --why "alone"
said $status "approve D"
json "d['items'][3]['approvals'][0]['people'] == 2 and
	d['items'][3]['to'] == 'all'" stanch notice list 001 --json
ok stanch verify 001
finish
