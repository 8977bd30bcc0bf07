# Scripts of drills: what is refused before anything is played, what fires by
# itself, and what each command answers.
. tests/support/sh.sh

run stanch status
new() {
	D=$(stanch -q drill new --scenario first-call "$@")
}

# A script is looked at as a whole: nothing of a wrong one is played.
new
for wrong in "hello" "1m facilitator" "1x facilitator freeze" \
	"1m boss freeze" "1m it freeze" "1m facilitator fly" \
	"1m it note \"no end" "1m facilitator release" \
	"1m facilitator freeze --fast"; do
	printf '# a drill\n\n0m facilitator start\n%s\n' "$wrong" >wrong
	run stanch drill run $D --script wrong
	grep -q "wrong:4$" .err && [ "$status" != 0 ]
	said $? "refused with its line: $wrong"
done
printf '0m facilitator start\n5m facilitator freeze\n3m it note x\n' >back
expect 5 "play is at 5:00, and never goes back to 3m" \
	stanch drill run $D --script back
grep -q "back:3" .err
said $? "the line that goes back is named"
json "d['state'] == 'before'" stanch drill show $D --json
printf '0m facilitator start\n1m facilitator release I-99\n' >gone
expect 3 "gone:2, after 1 line was played" stanch drill run $D --script gone
printf '2m facilitator jump 9m\n' >jump
ok stanch drill run $D --script jump
printf '8m it note x\n' >late
expect 5 "play is at 9:00, and never goes back to 8m" \
	stanch drill run $D --script late

# Times as they are shown serve, too.
new
printf '0:00 facilitator start\n1:30 facilitator release I-01\n2:00 facilitator jump 9:15\n9:15 it note x\n' >shown
ok stanch drill run $D --script shown
json "d['play_ms'] == 555000 and d['injects'][0]['released_ms'] == 90000" \
	stanch drill show $D --json
for wrong in 1:60 :30 1:2:3:4 1: 12345:00; do
	printf '%s facilitator freeze\n' "$wrong" >shown
	expect 5 "\"$wrong\" is no span of time" \
		stanch drill run $D --script shown
done

# A jump over three injects: none fires, later ones do.
new --mode solo
printf '0m facilitator start\n1m facilitator jump 9m\n11m it note x\n' >leap
ok stanch drill run $D --script leap
has "10:00  by itself  release I-04"
hasnot "release I-02"
json "[i['state'] for i in d['injects']] == ['released', 'due', 'due',
	'released']" stanch drill show $D --json

# What a command answers: what was recorded, what is next.
new
expect 4 "stanch drill do $D start" stanch drill inject $D I-01
ok stanch drill do $D start
has "next: stanch drill inject $D I-01"
has "due at 4:00: I-02  A list without a password"
ok stanch drill inject $D I-01
has "release I-01  (facilitator)"
has "Lantern Lane shop rings"
expect 3 "stanch drill join $D" stanch drill do $D ack I-03 --as it
expect 3 "stanch drill join $D" stanch drill do $D vote D-01 stop --as it
expect 3 "stanch drill show $D" stanch drill do $D hold I-33
expect 3 "stanch drill score $D" stanch drill rate $D O9 P
expect 3 "stanch drill score $D" stanch drill mark $D I-03:say-9 met
ok stanch drill inject $D I-03
A=$D
has "next: stanch drill mark $D I-03:say-1 met|late|missed"
ok stanch drill mark $D I-03:say-1 met --as evaluator
has "DRILL 演练  $D  NOT REAL 非真实事件"
has "mark I-03:say-1 met  (evaluator)"
has "nobody promises what is not known"
has "kept apart until the end: no player reads it"
has "next: stanch drill rate $D O1 P|S|M|U --why TEXT --as evaluator"
ok stanch drill rate $D O1 S --why "a hint"
has "Recognise it and put one person in charge"
has "S, achieved, late or with help"
json "d['verb'] == 'rate' and d['words'] == ['O2', 'M'] and
	d['by'] == 'facilitator'" stanch drill rate $D O2 M --json
ok stanch drill do $D freeze
ok stanch drill do $D jump +2m
json "d['play_ms'] >= 120000" stanch drill show $D --json
expect 4 "only goes forward" stanch drill do $D jump 1:30
ok stanch drill do $D speed 1
has "next: stanch drill do $D resume"
ok stanch drill do $D ack I-03 --as comms
hasnot "next:"
ok stanch drill do $D halt --as comms
expect 4 "stanch drill do $D resume --with ROLE" stanch drill inject $D I-02
ok stanch drill end $D --why enough
has "next: stanch drill rate $D O3"
ok stanch drill rate $D O3 U
has "next: stanch drill report $D"
expect 4 "stanch drill report $D" stanch drill inject $D I-02

# The words of a drill stand wherever something of it leaves the program.
run stanch drill new --scenario first-call
D=$(cat .out)
[ "$status" = 0 ] && grep -q "DRILL 演练  $D  NOT REAL 非真实事件" .err &&
	grep -q "next: stanch drill do $D start" .err
said $? "drill new says what it made"
run stanch drill lint salon-transfer-leak
has "DRILL 演练  salon-transfer-leak  NOT REAL 非真实事件"
has "awareness (I-02): story d1 09:55"
json "[(c['id'], c['own_target'], c['play_ms']) for c in d['clocks']] == [
	('cn-pipl-57-authority', True, 2910000),
	('cn-pipl-57-individuals', True, 3310000),
	('cn-incident-4h', False, 1690910)]" \
	stanch drill lint salon-transfer-leak --json
ok stanch drill export first-call
[ "$(grep -c "$(printf '"DRILL 演练 NOT REAL 非真实事件"\r')" .out)" = 4 ]
said $? "each row of a list says it, and ends as lists do"
ok stanch -q drill export first-call -o list.csv
stanch drill export first-call | cmp -s - list.csv
said $? "standard output gets the same bytes as a file"
ok stanch drill new-scenario ransomware
has "# DRILL 演练  NOT REAL 非真实事件"

# Awareness is a time of the story, in the story's zone; the course of the
# drill says how far and how fast.
new
printf '0m facilitator start\n2m lead aware now --why "the call"\n3m legal clock-start cn-incident-4h --why grade\n4m facilitator jump 8m\n8m facilitator speed 2\n9m facilitator story 2h\n10m facilitator end --why x\n' >steps
ok env TZ=America/New_York LC_ALL=C.UTF-8 "$STANCH" drill run $D --script steps
ok env TZ=America/New_York LC_ALL=C.UTF-8 "$STANCH" drill report $D
has "recorded when we became aware: 2026-04-08 14:25 +08:00"
has "| cn-incident-4h | from the team's own start | d1 14:25 | d1 18:25 |"
has "jumped ahead in play, to 8m 0s of play"
has "changed the speed of play, x2"
has "moved the story ahead, 2h 0m further"

# A document is one member of an object; a report waits for the end.
json "d['drill'] == '$D' and d['text'].startswith('# DRILL')" \
	stanch drill report $D --json
json "'Sign-in sheet' in d['text']" stanch drill print $D --sign-in --json
json "d['text'].count('DRILL 演练 NOT REAL') == 4" \
	stanch drill export first-call --json
json "d['file'] == 'new.en.md'" \
	stanch drill new-scenario ransomware -o new.en.md --json
sed 's/kind: message/kind: massage/' new.en.md >odd.en.md
sed -i 's/^id: new/id: odd/' odd.en.md
expect 5 'the first: no kind of inject is called "massage"' \
	stanch drill new --scenario ./odd.en.md
new
ok stanch drill do $D start
expect 4 "$D has not ended: its report is drafted then" stanch drill report $D

# Figures say the same in JSON.
json "len(d['definitions']) == 13 and all(x['means'] for x in
	d['definitions']) and d['expectations'][0]['step'] and
	d['expectations'][0]['objective'] == 'O1'" \
	stanch drill score $A --json
json "[i for i in d['injects'] if i['id'] == 'I-03'][0]['options'] ==
	['stop', 'send', 'later'] and d['play_ms'] >= 0" \
	stanch drill join $A --json
# Of two times the median is the one between them.
cat >two <<'PLAY'
0m facilitator start
0m facilitator release I-01
1m lead ack I-01
4m facilitator release I-02
7m it ack I-02
9m facilitator end --why enough
PLAY
new
run stanch drill run $D --script two
json "d['figures']['acknowledge_ms'] == 120000" stanch drill score $D --json
finish
