# Notices leave: through a real mail program to a real server, through one
# that fails in every way, as files; and what is known after a crash.
. tests/support/sh.sh
command -v msmtp >/dev/null || { echo "skipped: no msmtp"; exit 77; }

mkdir box
python3 "$HERE/tests/support/smtp.py" box >port &
sink=$!
trap 'kill $sink 2>/dev/null; rm -rf "$WORK"' EXIT
while [ ! -s port ]; do :; done
cat >msmtprc <<RC
account default
host 127.0.0.1
port $(cat port)
from salon@example.org
tls off
RC
chmod 600 msmtprc
run stanch status
printf 'team: 1\nzone: Asia/Shanghai\napproval: one\n' >team.yaml
printf 'authorities:\n  - kind: authority\n    name: Office\n' >>team.yaml
printf '    reach: ["mail office@example.org"]\n' >>team.yaml
ok stanch team set team.yaml
ok stanch case new --title Salon --aware 2031-03-04T08:00+08:00 --basis call
L=INC-2031-001
{
	printf 'name,phone,mail,address,kinds\n'
	printf '张敏,13800000001,zhang@example.org,Road 1,phone\n'
	printf '"=1+1, ""Bo""",13800000002,bo@example.org,"Road 2",name\n'
	printf 'Gone,13800000003,nobody@example.org,Road 3,name\n'
	printf 'No Mail,13800000004,,Road 4,name\n'
} >p.csv
run stanch people import 001 p.csv --no-input
run stanch notice draft 001 cn-individuals --to all --text-lang en
said $status "draft"
ok stanch notice set 001 A "firm=Salon Mei" what="Sold." happened=unknown \
	cause=theft harm=fraud done=closed advice="Trust no caller." \
	contact=Lin phone=000-0000
expect 4 "not approved" stanch notice send 001 A --confirm $L --untested \
	--via csv -o out
run stanch notice approve 001 A
said $status "approve"

# The label is typed, our address is set, the text was tried out.
expect 4 "needs the label" stanch notice send 001 A
expect 4 "to themselves" stanch notice send 001 A --confirm $L
expect 2 "our address" stanch notice test 001 A me@example.org
ok stanch store config mail-from salon@example.org
ok stanch store config sendmail "msmtp -C $WORK/msmtprc"
ok stanch store config mail-rate 60000
ok stanch notice test 001 A me@example.org
grep -q "me@example.org" box/1
said $? "the test came"
grep -q "Dear \[the person's name\]," box/1
said $? "what differs is named in words: $(cat box/1)"
expect 5 "no e-mail address" stanch notice test 001 A "a@b.c, d@e.f"

# To each a letter of his own; one that the server refuses fails alone.
run stanch notice send 001 A --confirm $L
[ "$status" = 1 ]
said $? "a failure is told by the status: $status"
has "2 handed over, 1 failed, 0 in doubt, 0 not sent, 1 without an address"
[ "$(ls box | wc -l)" = 3 ]
said $? "letters: $(ls box | wc -l)"
python3 - box <<'PY' >.read 2>&1
import email, email.policy, os, sys
seen = {}
for name in os.listdir(sys.argv[1]):
    head, _, text = open(sys.argv[1] + '/' + name, 'rb').read().partition(b'\r\n\r\n')
    m = email.message_from_bytes(text, policy=email.policy.default)
    seen[m['To'].addresses[0].addr_spec] = m
z, bo = seen['zhang@example.org'], seen['bo@example.org']
assert z['To'].addresses[0].display_name == '张敏', z['To']
assert 'Dear 张敏,' in z.get_content(), z.get_content()
assert bo['To'].addresses[0].display_name == '=1+1, "Bo"', bo['To']
assert z['Message-ID'] != bo['Message-ID'] and z['Message-ID'].endswith('@example.org>')
assert z['Subject'] == 'About the safety of your data (Salon Mei)'
PY
said $? "what came: $(cat .read)"
json "d['handed'] == 2 and d['failed'] == 1 and d['not-sent'] == 1" \
	stanch notice status 001 A --json

# Nobody gets a second one; the failed only by choice, the rest by letter.
ok stanch notice send 001 A --confirm $L
has "0 handed over, 0 failed"
run stanch notice send 001 A --confirm $L --again failed
has "0 handed over, 1 failed"
ok stanch notice send 001 A --confirm $L --via html -o out
has "1 handed over"
grep -q "Road 4" out/A-1.html
said $? "a letter to print"
ok stanch notice result 001 A --person P-1/3 --result reached --via telephone
json "d['handed'] == 3 and d['reached'] == 1" stanch notice status 001 A --json

# A mail program that says no, hangs, dies.
again() {
	run stanch notice draft 001 cn-individuals --to all --text-lang en
	run stanch notice set 001 $1 advice=none
	run stanch notice approve 001 $1
}
for c in B:'exit 75':failed C:'kill -9 $$':in-doubt D:'sleep 60':in-doubt; do
	n=${c%%:*} want=${c##*:} do=${c#*:}
	printf '#!/bin/sh\ncat >/dev/null\n%s\n' "${do%:*}" >bad.sh
	chmod 755 bad.sh
	run stanch store config sendmail "$WORK/bad.sh"
	run stanch store config mail-timeout 1
	again $n
	run stanch notice send 001 $n --confirm $L --untested
	[ "$status" = 1 ]
	said $? "$do: status $status"
	json "d['$want'] == 3 and d['handed'] == 0" \
		stanch notice status 001 $n --json
done
again E
run stanch store config sendmail "$WORK/nosuch"
expect 3 "nosuch" stanch notice send 001 E --confirm $L --untested

# Files: a table whose cells are no formulas, letters as .eml, a poster.
again F
ok stanch notice send 001 F --confirm $L --via csv -o out
grep -q "\"'=1+1, \"\"Bo\"\"\"" out/F-1.csv
said $? "a formula is text: $(cat out/F-1.csv)"
again G
ok stanch notice send 001 G --confirm $L --via eml -o out
[ "$(ls out/G-*.eml | wc -l)" = 3 ] && [ "$(stat -c %a out/G-P-1_1.eml)" = 600 ]
said $? "letters as files: $(ls -l out)"
run stanch notice draft 001 cn-authority --authority Office --text-lang en
run stanch notice set 001 H people=4 sender=Mei kinds=names advice=none
run stanch notice approve 001 H
ok stanch store config sendmail "msmtp -C $WORK/msmtprc"
ok stanch notice send 001 H --confirm $L --untested
has "1 handed over"
grep -q "office@example.org" box/*
said $? "the office got it"
ok stanch notice result 001 H --result reached --receipt 2026-0311

# A text for all to read has no letters; it is put up.
run stanch notice draft 001 holding-statement --text-lang en
P=$(sed -n 's/.*notice \([A-Z]*\): drafted.*/\1/p' .out)
python3 - "$STANCH" "$P" <<'PY'
import json, subprocess, sys
run = lambda *a: subprocess.run([sys.argv[1], 'notice', *a], capture_output=True)
left = json.loads(run('check', '001', sys.argv[2], '--json').stdout)['blanks_left']
run('set', '001', sys.argv[2], *(b + '=x' for b in left))
PY
run stanch notice approve 001 "$P" --why none
expect 4 "goes to nobody by name" \
	stanch notice send 001 "$P" --confirm $L --untested
ok stanch notice send 001 "$P" --confirm $L --via poster -o out
has "the poster is in out"
run stanch timeline 001
has "wrote notice $P as a poster"
has "began to send notice A (e-mail) to 3 people"
has "wrote notice A from cn-individuals.en to everybody"

# Killed at any point: whoever was handed one is not handed a second.
{
	printf 'name,mail\n'
	for i in $(seq 1 30); do printf 'N%s,n%s@example.org\n' $i $i; done
} >many.csv
run stanch people import 001 many.csv --no-input
printf '#!/bin/sh\ngrep "^ <\\|^To: <" >>%s/sent\nexit 0\n' "$WORK" >log.sh
chmod 755 log.sh
ok stanch store config sendmail "$WORK/log.sh"
ok stanch store config mail-rate 3000
again J
run stanch notice approve 001 J
: >sent
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	"$STANCH" notice send 001 J --confirm $L --untested >/dev/null 2>&1 &
	pid=$!
	sleep 0.0$((i * 37 % 90 + 10))
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
done
ok stanch notice send 001 J --confirm $L --untested
[ -z "$(grep '<n[0-9]*@\|@example' sent | sort | uniq -d)" ]
said $? "twice: $(sort sent | uniq -d)"
json "d['handed'] + d['in-doubt'] + d['not-sent'] == d['people'] and
	d['not-sent'] == 1 and d['failed'] == 0" \
	stanch notice status 001 J --json
# Stopped half way: it says so, and how it goes on; nobody is told twice.
again K
run stanch store config mail-rate 60
: >sent
"$STANCH" notice send 001 K --confirm $L --untested >.out 2>.err &
pid=$!
await [ -s sent ]
kill -INT $pid
wait $pid
[ $? = 130 ]
said $? "stopped by Ctrl-C"
grep -q "stopped: [1-5] of 33 handed over; .*: stanch notice send $L K --confirm $L" .err
said $? "how it goes on is told: $(cat .err)"
run stanch notice status 001 K
grep -q "not sent to yet; this goes on: stanch notice send $L K" .err
said $? "and told again: $(cat .err)"
run stanch store config mail-rate 60000
ok stanch notice send 001 K --confirm $L --untested
[ -z "$(sort sent | uniq -d)" ]
said $? "twice: $(sort sent | uniq -d)"
# Stopped while the mail program hangs: one letter is in doubt, no more.
again L
printf '#!/bin/sh\ncat >/dev/null\n: >%s/hangs\nexec sleep 60\n' "$WORK" >bad.sh
run stanch store config sendmail "$WORK/bad.sh"
run stanch store config mail-timeout 60
"$STANCH" notice send 001 L --confirm $L --untested >.out 2>.err &
pid=$!
await [ -e hangs ]
kill -INT $pid
wait $pid
[ $? = 130 ]
said $? "stopped by Ctrl-C"
grep -q "stopping: the mail program still has a letter" .err
said $? "what it waits for is told: $(cat .err)"
json "d['in-doubt'] == 1 and d['handed'] == 0 and d['not-sent'] == 33" \
	stanch notice status 001 L --json
run stanch notice status 001 C
has "in doubt: P-1/1 P-1/2 P-1/3"
json "d['in_doubt_people'] == ['P-1/1', 'P-1/2', 'P-1/3']" \
	stanch notice status 001 C --json
ok stanch verify 001
finish
