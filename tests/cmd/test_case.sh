# A case from its first word to its last, by commands alone.
. tests/support/sh.sh

run stanch status
ok stanch status
has "No case here."
expect 2 "say what happened with --title" stanch case new
expect 3 "customer-data-leak" stanch case new --playbook customer-data-lek \
	--title x
expect 2 "--aware and --basis go together" stanch case new --title x \
	--aware 2031-03-04T09:00Z
expect 2 "tomorrow" stanch case new --title x --aware tomorrow --basis y
json "d['items'] == []" stanch status --json

json "d['label'] == 'INC-2031-001' and len(d['id']) == 64" \
	stanch case new --playbook customer-data-leak --title "A stranger knew" \
	--severity high --aware 2031-03-04T08:30:00Z --basis "her call" --json
ok stanch case new --title "No playbook yet"
has "INC-2031-002  No playbook yet"
ok stanch case new --plan --playbook business-transfer --title "Shop is sold"
has "PLAN-2031-001"
ok stanch case new --plain --title "third"
[ "$(cat .out)" = "INC-2031-003	third" ]
said $? "plain is label and title"

# Showing it.
ok stanch case show INC-2031-001
has "A stranger knew"
has "her call"
has "customer-data-leak @ "
ok stanch case show 2031-003
expect 3 'no case is called "INC-2031-009"' stanch case show INC-2031-009
expect 2 "fits more than one case" stanch case show 001
json "d['label'] == 'INC-2031-001' and d['state'] == 'open'" \
	stanch case show INC-2031-001 --json
json "d['severity'] == 'high' and d['title'] == 'A stranger knew'" \
	stanch case show INC-2031-001 --json
json "d['aware'] == '2031-03-04T08:30:00Z'" stanch case show INC-2031-001 --json
json "[sorted(p) >= ['commit', 'sha256', 'slug'] for p in d['playbooks']]" \
	stanch case show INC-2031-001 --json
json "len(d['playbooks'][0]['sha256']) == 64" stanch case show INC-2031-001 --json
json "len(d['playbooks'][0]['commit']) == 40" stanch case show INC-2031-001 --json
json "all({'id','kind','title','done','total'} <= set(p) for p in d['phases'])" \
	stanch case show INC-2031-001 --json
json "{'contain','investigate','notify','learn'} <= {p['kind'] for p in d['phases']}" \
	stanch case show INC-2031-001 --json
json "all({'id','title','phase','kind','answers','state','owner','due','value'}
	<= set(s) for s in d['steps'])" stanch case show INC-2031-001 --json
json "{s['phase'] for s in d['steps']} == {p['id'] for p in d['phases']}" \
	stanch case show INC-2031-001 --json
json "d['next'] in {s['id'] for s in d['steps']}" \
	stanch case show INC-2031-001 --json
json "{s['kind'] for s in d['steps']} == {'action', 'decision'}" \
	stanch case show INC-2031-001 --json
json "all(bool(s['answers']) == (s['kind'] == 'decision') for s in d['steps'])" \
	stanch case show INC-2031-001 --json
json "d['members'][0]['role'] == 'owner' and d['members'][0]['me']" \
	stanch case show INC-2031-001 --json
json "set(d) == {'schema', 'label', 'title'}" \
	stanch case show INC-2031-001 --json=label,title
expect 2 "there is no field lable" stanch case show INC-2031-001 --json=lable

# Lists.
ok stanch case list
has "PLAN-2031-001"
json "len(d['items']) == 4" stanch case list --json
json "{c['label'] for c in d['items'] if c['plan']} == {'PLAN-2031-001'}" \
	stanch case list --json
ok stanch status --plain
[ "$(cut -f1 .out | grep -c -- -2031-)" = 4 ]
said $? "plain has a line a case"
json "set(d['items'][0]) == {'label'}" stanch status --json=label
ok stanch next
has "INC-2031-001"
json "any(i['case'] == 'INC-2031-001' and i['id'] for i in d['items'])" \
	stanch next --json
json "d['case'] == 'INC-2031-001' and d['state'] == 'open'" \
	stanch next INC-2031-001 --json
json "d['id'] is None" stanch next INC-2031-002 --json
ok stanch next INC-2031-002
has "no step is open"

# Changing it.
expect 2 "nothing to set was given" stanch case set INC-2031-001
ok stanch case set INC-2031-001 --title "A stranger knew her balance"
ok stanch case set INC-2031-001 --severity critical --summary "One call"
json "(d['title'], d['severity'], d['summary']) ==
	('A stranger knew her balance', 'critical', 'One call')" \
	stanch case show INC-2031-001 --json
expect 2 "go together" stanch case set INC-2031-001 --basis "only this"
ok stanch case set INC-2031-002 --aware 16:00 --basis "the desk's notebook"
json "d['aware'] == '2031-03-04T08:00:00Z'" stanch case show INC-2031-002 --json
ok stanch case role INC-2031-001 it mei wu
ok stanch contacts INC-2031-001
has "mei"
json "[c['name'] for c in d['items'] if c['role'] == 'it'] == ['mei', 'wu']" \
	stanch contacts INC-2031-001 --json

# Notes.
ok stanch note INC-2031-001 -m "Vendor names 2 hosts"
printf 'first line\nsecond line\n' >call.txt
ok stanch note INC-2031-001 -F call.txt
expect 2 "give the text with -m" stanch note INC-2031-001
expect 2 "give the text with -m" stanch note INC-2031-001 -m a -F call.txt
expect 2 "the text is empty" stanch note INC-2031-001 -m ""
expect 3 "nowhere.txt" stanch note INC-2031-001 -F nowhere.txt
printf 'bad \377 byte' >bad.txt
expect 5 "not valid UTF-8" stanch note INC-2031-001 -F bad.txt
head -c 70000 /dev/zero | tr '\0' a >big.txt
expect 5 "longer than 60,000 bytes" stanch note INC-2031-001 -F big.txt
echo "from a pipe" | "$STANCH" note INC-2031-001 -F - >.out 2>.err
said $? "a note from standard input"
ok stanch note INC-2031-001 -m "wu was told" --by wu
ok stanch timeline INC-2031-001
has "from a pipe"
has "wu"
json "any(i['by'] == 'wu' and i['author'] != 'wu' for i in d['items'])" \
	stanch timeline INC-2031-001 --json

# Closing it.
expect 4 "needs a reason" stanch case close INC-2031-001
expect 2 "--as cannot be won" stanch case close INC-2031-001 --as won --why x
ok stanch case close INC-2031-001 --why "All told" --by wu
json "d['state'] == 'closed' and d['close']['as'] == 'resolved'" \
	stanch case show INC-2031-001 --json
json "len(d['close']['overridden']) > 10" stanch case show INC-2031-001 --json
expect 4 "INC-2031-001 is closed" stanch step start INC-2031-001 1.01
ok stanch status
hasnot "INC-2031-001"
ok stanch case list --state closed
has "INC-2031-001"
expect 4 "needs a reason" stanch case reopen INC-2031-001
ok stanch case reopen INC-2031-001 --why "A second file"
json "d['state'] == 'open'" stanch case show INC-2031-001 --json
ok stanch case close INC-2031-003 --as duplicate --of INC-2031-001 --why "Same"
json "d['close']['of'] == 'INC-2031-001'" stanch case show INC-2031-003 --json

# Members.
ok stanch case member list INC-2031-001
has "owner"
expect 3 "is no member" stanch case member remove INC-2031-001 nobody --why x
expect 3 "ghost" stanch case member add INC-2031-001 ghost

# Learning.
ok stanch finding add INC-2031-001 --kind cause -m "One shared password"
ok stanch finding add INC-2031-001 --kind well -m "The desk wrote it down"
expect 2 "give the text" stanch finding add INC-2031-001
json "[f['kind'] for f in d['items']] == ['cause', 'well']" \
	stanch finding list INC-2031-001 --json
ok stanch finding list INC-2031-001
has "One shared password"
ok stanch action add INC-2031-001 -m "One login each" --owner wu --due 2031-04-01
expect 2 "nothing to set" stanch action set INC-2031-001 A-1
ok stanch action set INC-2031-001 A-1 --state done --proof "Screenshot"
json "(d['items'][0]['state'], d['items'][0]['owner']) == ('done', 'wu')" \
	stanch action list INC-2031-001 --json
expect 3 "A-9" stanch action set INC-2031-001 A-9 --state done
ok stanch action list INC-2031-001
has "One login each"

# The record.
ok stanch verify INC-2031-001
has "INC-2031-001: the record is whole"
has "clock set by hand"
json "d['whole'] and d['pinned'] == d['records'] and d['faults'] == []" \
	stanch verify INC-2031-001 --json
ok stanch dump INC-2031-001
has "record 1"
has '"t":"case.open"'
json "d['items'][0]['body']['t'] == 'case.open'" stanch dump INC-2031-001 --json
finish
