# Legal time limits: counted, shown, listed, checked.
. tests/support/sh.sh

run stanch status
# Every worked case through the program itself.
python3 - "$HERE/tests/support/vectors/clocks.txt" "$STANCH" >.vectors 2>&1 <<'PY'
import json, subprocess, sys
bad = n = 0
for line in open(sys.argv[1]):
    if line.startswith('#'):
        continue
    id, clock, trigger, zone, facts, expect, notes, why = line.split(' | ')
    if not id.startswith('V'):
        continue
    argv = [sys.argv[2], 'clock', 'compute', clock, '--trigger', trigger,
            '--zone', zone, '--json']
    for fact in facts.split():
        argv += ['--fact', fact] if '=' in fact else []
    r = subprocess.run(argv, capture_output=True, text=True)
    d = json.loads(r.stdout)
    if 'error' in d:
        got = d['error']['code']
        good = got == expect and r.returncode == 2 and set(d) == {
            'schema', 'error'}
    else:
        got = d['deadline'] or d['state']
        good = got == expect and set(d) == {
            'schema', 'clock', 'deadline', 'state', 'notes'}
        for note in notes.split():
            k, _, v = note.partition('=')
            if k == 'roll_calendar':
                good &= any(x.get('calendar') == v for x in d['notes'])
            elif v:
                good &= any(x['id'] == k and x['value'] == v
                            for x in d['notes'])
    n += 1
    if not good:
        bad += 1
        print(id, got, 'not', expect)
print(n, 'cases,', bad, 'wrong')
sys.exit(bad or n != 51)
PY
said $? "the worked cases: $(cat .vectors)"

# Text, a line of tabs, what is not known.
ok stanch clock compute cn-incident-summary-30d --trigger 2026-09-10T09:00
has "Deadline: 2026-10-10 24:00 +08"
has "the same day"
has "Not legal advice."
ok stanch clock compute cn-incident-summary-30d --trigger 2027-01-07T09:00
has "unknown, cn-statutory ends with 2026"
ok stanch clock compute cn-pipl-57-authority --trigger 2031-03-03T09:00
has "No number in the rule: 1d 8h since the trigger"
hasnot "Deadline"
ok stanch clock compute cn-incident-4h --trigger 2031-03-04T16:00 --plain
[ "$(cat .out)" = "cn-incident-4h	2031-03-04T20:00:00+08:00	running" ]
said $? "a line of tabs: $(cat .out)"
ok stanch clock compute cn-incident-4h --trigger 2031-03-04T16:00 --lang zh
has "2031-03-04 20:00 +08"
has "本程序只计时和记录，不构成法律意见，不判断法律是否适用。"

# A day alone; facts behind one --fact.
ok stanch clock compute cn-incident-4h --trigger 2031-03-04
has "Deadline: 2031-03-04 04:00 +08"
has "Note: only the day is known"
json "d['notes'][0]['id'] == 'day_only'" stanch clock compute cn-incident-4h \
	--trigger 2031-03-04 --json
json "d['deadline'] == '2026-11-21T13:00:00+01:00' and
	d['notes'][0]['calendar'] == 'de-national'" \
	stanch clock compute eu-dora-initial --trigger 2026-11-20T22:00+01:00 \
	--zone Europe/Berlin --fact classified_at=2026-11-21T09:00+01:00 \
	calendar=de-national --json
expect 0 "4h 0m since the trigger" stanch clock compute cn-pipl-57-authority \
	--trigger 2031-03-04T12:00 --now 2031-03-04T16:00

# States.
json "d['state'] == 'overdue'" stanch clock compute cn-incident-4h \
	--trigger 2031-03-04T12:00 --json
json "d['state'] == 'running'" stanch clock compute cn-incident-4h \
	--trigger 2031-03-04T12:00 --now 2031-03-04T16:00 --json
json "d['state'] == 'overdue'" stanch clock compute cn-incident-4h \
	--trigger 2031-03-04T12:00 --now 2031-03-04T16:00:01 --json
json "d['state'] == 'overdue'" stanch clock compute us-ca-residents \
	--trigger 2026-12-15T09:00 --now 2027-01-15T00:00 --json
json "d['state'] == 'not_started' and d['deadline'] is None" \
	stanch clock compute eu-nis2-final --zone Europe/Berlin --json
json "d['state'] == 'anchor_missing'" stanch clock compute eu-nis2-final \
	--zone Europe/Berlin --fact anchor_recorded=true --json
json "d['deadline'] == '2026-11-23T10:00:00+08:00'" stanch clock compute \
	insurer-notice --trigger 2026-11-21T10:00 --zone Asia/Shanghai \
	--term 48h --json

# What is wrong is named, with a word for scripts.
refused() {
	code=$1
	shift
	json "d['error']['code'] == '$code'" stanch clock compute "$@" --json
}
T="--trigger 2026-11-20T09:00"
refused unknown_clock eu-gdpr-33-autority $T
[ "$status" = 3 ]
said $? "an unknown clock is exit 3"
refused unknown_zone eu-gdpr-33-authority $T --zone Europe/Berlim
[ "$status" = 2 ]
said $? "an unknown zone is exit 2"
refused zone_needed eu-gdpr-33-authority $T
refused unknown_fact cn-incident-4h $T --fact moon=full
refused bad_fact cn-incident-4h $T --fact anchor_recorded
refused bad_fact cn-incident-4h $T --fact anchor_recorded=7
refused unknown_calendar eu-nis2-final $T --zone Europe/Berlin \
	--fact calendar=moon
refused usage cn-incident-4h --trigger yesterday
refused usage cn-incident-4h $T --term 3d
expect 3 "did you mean eu-gdpr-33-authority?" \
	stanch clock compute eu-gdpr-33-autority $T
expect 2 "write 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00" \
	stanch clock compute eu-gdpr-33-authority --zone Europe/Berlin \
	--trigger 2026-10-25T02:30

# The rule itself, with what is not verified.
ok stanch clock show cn-pipl-57-authority
has "Personal Information Protection Law, art. 57"
has "NOT VERIFIED: nobody who answers for it has read it"
has "4. Remedial measures the handler has taken"
ok stanch clock show cn-pipl-57-authority --lang zh
has "个人信息保护法"
has "处理者已采取的补救措施"
json "d['grade'] == 'A' and 'not_reviewed' in d['marks'] and
	d['content_lists'][0]['id'] == 'cn-pipl-57'" \
	stanch clock show cn-pipl-57-authority --json
ok stanch clock show vn-pdpl-72h
has "Starting it takes a reason"

# A team in China sees its own until it asks for more.
json "len(d['items']) == 59" stanch clock rules --json
printf 'team: 1\nzone: Asia/Shanghai\nlangs: [zh]\n' >team.yaml
run stanch team set team.yaml
json "{c['place'] for c in d['items']} == {'CN', 'contract'}" \
	stanch clock rules --json
expect 0 "switched off: stanch clock rules --all" stanch clock rules
json "{c['place'] for c in d['items']} == {'EU'}" stanch clock rules eu --json
json "len(d['items']) == 94" stanch clock rules --all --json
expect 3 "no place is called Mars" stanch clock rules Mars

# A folder of one's own is checked as the store's is.
expect 0 "clocks: 94   errors: 0" stanch clock lint
cp -r "$HERE/playbooks/clocks" mine
expect 0 "errors: 0" stanch clock lint mine
sed -i 's/method: dora_initial/method: dora_inital/' mine/eu.yaml
expect 5 "mine/eu.yaml:" stanch clock lint mine
has "unknown: dora_inital; did you mean dora_initial?"
json "d['errors'] == 1 and d['items'][0]['line'] > 1" \
	stanch clock lint mine --json
rm -r mine
cp -r "$HERE/playbooks/clocks" mine
sed -i 's,Asia/Shanghai,Asia/Shangai,' mine/cn.yaml
expect 5 "mine/cn.yaml:11:11: error: \"Asia/Shangai\" is no time zone" \
	stanch clock lint mine
mkdir none
expect 3 "no clock file in it" stanch clock lint none

# In a case: a determination starts a clock, proof ends it.
ok stanch case new --playbook customer-data-leak --title Leak -q
C=INC-2031-001
ok stanch clock list $C -q
has "No clock was started"
expect 4 "nobody has recorded when we became aware" stanch clock start $C \
	cn-pipl-57-authority --at aware --basis "seen for sale"
ok stanch case set $C --aware 2031-03-04T09:00 --basis "seen for sale" -q
ok stanch clock start $C cn-pipl-57-authority --at aware \
	--basis "seen for sale" -q
has "cn-pipl-57-authority runs, the rule has no number"
expect 0 "Not legal advice." stanch clock start $C cn-incident-4h \
	--at 14:00 --basis "level 较大" --who wu
has "cn-incident-4h runs, it ends 2031-03-04 18:00 +08"
expect 4 "starting a clock needs a reason" stanch clock start $C cn-dsl-29 \
	--at aware
expect 4 "what was known, and how: --basis TEXT" stanch clock start $C \
	cn-dsl-29 --at aware
expect 2 "when did it begin?" stanch clock start $C cn-dsl-29 --basis x
expect 3 "no clock is called cn-dsl-30" stanch clock start $C cn-dsl-30 \
	--at aware --basis x
expect 4 "is switched off" stanch clock start $C vn-pdpl-72h --at aware \
	--basis x
ok stanch clock list -q
has "8h 0m since"
has "1h 0m left"
json "[c['state'] for c in d['items']] == ['no_number', 'running'] and
	d['items'][1]['deadline'] == '2031-03-04T18:00:00+08:00' and
	d['items'][1]['left_seconds'] == 3600 and d['overdue'] == 0" \
	stanch clock list $C --json
json "[c['clock'] for c in d['items']] == ['cn-incident-4h']" \
	stanch clock list --within 2h --json
json "d['items'] == []" stanch clock list --within 30m --json
expect 2 "no span of time" stanch clock list --within soon
expect 2 "--format cannot be html" stanch clock list --format html
ok stanch clock list --check -q
STANCH_NOW=2031-03-04T18:00:01+08:00
run stanch clock list --check -q
[ "$status" = 7 ]
said $? "something overdue is exit 7, not $status"
has "OVERDUE"
json "d['overdue'] == 1 and d['items'][1]['state'] == 'overdue'" \
	stanch clock list --json
expect 4 "needs its proof" stanch clock stop $C cn-incident-4h
expect 0 "still to come" stanch clock stop $C cn-incident-4h \
	--at 2031-03-04T18:30 --receipt 2031-7
expect 0 "is met with 10m 0s left" stanch clock stop $C cn-incident-4h \
	--at 17:50 --receipt 2031-7
json "d['items'][1]['state'] == 'filed' and
	d['items'][1]['margin_seconds'] == 600" stanch clock list $C --json
ok stanch clock list --check -q
expect 0 "is waived" stanch clock waive $C cn-minors-35 --why "no minors"
expect 4 "waiving a clock needs a reason" stanch clock waive $C cn-dsl-29
# Short answers propose, and say why.
json "[c['clock'] for c in d['items']] == ['cn-pipl-57-authority',
	'cn-pipl-57-individuals', 'cn-ndsr-11-authority',
	'cn-ndsr-11-interested', 'cn-dsl-29']" stanch clock propose $C \
	--fact people=CN --fact role=handler --fact level=一般 \
	--fact minors=no --fact crime=no -q --json
json "'cn-incident-4h' in [c['clock'] for c in d['items']] and
	all('if' not in c['why'] for c in d['items'])" \
	stanch clock propose $C --fact people=CN,contract \
	--fact role=handler --fact level=较大 --fact minors=yes \
	--fact crime=yes --fact cii=yes --fact state_organ=yes -q --json
json "{c['clock'] for c in d['items']} == {'cn-processor-to-handler',
	'contract-processor-24h'}" stanch clock propose $C --fact people=CN \
	--fact role=processor -q --json
expect 0 "if minors are among them" stanch clock propose $C --fact people=CN
expect 0 "Are minors among them?" stanch clock propose $C --fact people=CN
expect 2 "it is one of: AU, BR" stanch clock propose $C --fact people=Mars
expect 2 "did you mean level?" stanch clock propose $C --fact levle=major
expect 2 "it is one of: yes, no" stanch clock propose $C --fact minors=some
json "{c['why'] for c in d['items']} >= {'people are there; it is our own ' +
	'data; 50000 people; name, phone'}" stanch clock propose $C \
	--fact people=CN,role=handler --fact count=50000 \
	--fact "kinds=name, phone" -q --json
expect 0 "9 more are switched off: stanch clock rules --all" \
	stanch clock propose $C --fact people=CN,role=handler --fact cii=no
expect 0 "--fact level=general|larger|major|extreme" stanch clock propose $C
# A corrected awareness counts anew, and the record keeps both.
ok stanch clock start $C eu-gdpr-33-authority --zone Europe/Berlin \
	--at aware --basis "customers in Berlin" -q
expect 0 "eu-gdpr-33-authority is counted anew, it ends 2031-03-06 02:00 +01" \
	stanch case set $C --aware 2031-03-03T09:00 --basis "an older mail"
ok stanch clock list $C -q
has "2031-03-06 02:00 +01"
has "(awareness corrected)"
ok stanch clock list --format ics
grep -q "^DTSTART:20310306T010000Z.$" .out
said $? "the calendar has the deadline, and CRLF"
ok stanch timeline $C
has "it ends 2031-03-07 02:00 +01"
has "(receipt: 2031-7)"
# What the other readings are, and which event it runs from, is told back.
ok stanch case new --playbook customer-data-leak --title Again -q
D=INC-2031-002
expect 0 "It counts from: Handling of the incident has ended" \
	stanch clock start $D cn-incident-summary-30d --at 2031-03-02 --basis x
has "it ends 2031-04-01 24:00 +08"
has "Note: only the day is known"
has "Note: unknown, cn-statutory ends with 2026"
expect 0 "still to come" stanch clock start $D cn-dsl-29 --at 2031-03-09 \
	--basis x
ok stanch clock start $D cn-incident-4h --at 2031-03-04T18:00 --basis x -q

# "now" is recorded as the moment that it meant.
ok stanch clock start $D eu-dora-initial --at 2031-03-04T08:00+01:00 \
	--zone Europe/Berlin --basis x --fact classified_at=now -q
stanch dump $D | grep -q '"facts":."classified_at=2031-03-04T11:00:01+01:00"'
said $? "a fact is recorded with its offset"

# Counsel edits a clock in a draft, as a playbook; a running one keeps its own.
me() {
	printf '[user]\n\tname = %s\n\temail = %s@example.org\n' "$1" "$1" \
		>"$HOME/.gitconfig"
}
me lin
cp "$HERE/playbooks/clocks/cn.yaml" new.yaml
sed -i '/id: cn-incident-4h/,/counting:/s/value: 4/value: 3/' new.yaml
expect 0 "stanch playbook review clocks-cn --offer" \
	stanch clock edit cn-incident-4h --from new.yaml -m "Three hours here"
has "-      value: 4"
has "+      value: 3"
expect 0 "errors: 0" stanch playbook lint draft/clocks-cn
sed 's/unit: hours/unit: ours/' new.yaml >bad.yaml
expect 5 "clocks/cn.yaml:146:13: error: unknown: ours; did you mean hours?" \
	stanch playbook edit clocks/cn.yaml --from bad.yaml -m x
sed -i '1s/$/ Read by lin./' new.yaml
ok stanch playbook edit clocks-cn --from new.yaml -m "Hours" -q
expect 0 "+      value: 3" stanch playbook review clocks-cn
ok stanch playbook review clocks-cn --offer -q
ok stanch clock compute cn-incident-4h --trigger 2031-03-04T12:00
has "Deadline: 2031-03-04 16:00 +08"
me mei
ok stanch playbook approve clocks-cn --yes -q
ok stanch playbook merge clocks-cn -q
ok stanch clock compute cn-incident-4h --trigger 2031-03-04T12:00
has "Deadline: 2031-03-04 15:00 +08"
json "[c['deadline'] for c in d['items'] if c['clock'] == 'cn-incident-4h'] ==
	['2031-03-04T22:00:00+08:00']" stanch clock list $D --json
json "[c['clock'] for c in d['items']] == ['cn-incident-4h']" \
	stanch clock changed $D --json
ok stanch clock start $D cn-incident-4h@branch --at 2031-03-04T18:00 \
	--basis x -q
has "it ends 2031-03-04 21:00 +08"
expect 3 "no clock is called cn-dsl-30" stanch clock edit cn-dsl-30
expect 3 "moon.yaml" stanch clock edit clocks/moon.yaml
expect 0 "committed" stanch clock edit clocks/calendars/cn-statutory.yaml@days \
	--from "$HERE/playbooks/clocks/calendars/jp-offices.yaml" --force -m x
finish
