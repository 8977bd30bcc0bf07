# Players, an evaluator and a watcher with accounts of their own: they ask by
# joining, whoever leads lets them in, and what they write counts.
. tests/support/sh.sh

other() { # WHO ARGUMENTS...: the same machine, a home and a key of their own
	who=$1
	shift
	mkdir -p "$WORK/$who"
	HOME=$WORK/$who "$STANCH" "$@"
}
ask_of() { # ROLE: the tag of the device that asks to join as that
	stanch drill admit $D --json | python3 -c '
import json, sys
print([i["tag"] for i in json.load(sys.stdin)["items"]
	if i["as"] == sys.argv[1]][0])' "$1"
}

# Where no store is, joining makes none, and says where a drill lies.
mkdir empty
HOME=$WORK/empty run env -u STANCH_HOME "$STANCH" drill join DRILL-2031-001
[ "$status" = 3 ] && grep -q "there is no store in $WORK/empty" .err &&
	grep -q "stanch -C FOLDER drill join" .err
said $? "joining without a store says how to name one"
[ -z "$(find empty -mindepth 1)" ]
said $? "joining without a store leaves nothing behind"

run stanch status
ok stanch -q drill new --scenario first-call
D=DRILL-2031-001
ok stanch drill do $D start
ok stanch drill inject $D I-01

# One who came after it was made reads, and writes once he is let in.
expect 4 "stanch drill join $D --as ROLE" other wu drill do $D ack I-01 --as it
expect 3 "\"boss\" is none of the roles" other wu drill join $D --as boss
json "d['items'] == []" stanch drill admit $D --json
ok other wu drill join $D --as it
has "She knew the balance"
has "Asked to join."
json "d['asked']" other wu drill join $D --as it --json
ok stanch drill admit $D
has "asks to join as it"
expect 4 "only whoever made $D leads it" other wu drill admit $D it
expect 3 "\"mei\" does not ask to join $D" stanch drill admit $D mei
ok stanch drill admit $D "$(ask_of it)"
has "let in"
ok stanch drill admit $D
has "Nobody asks to join."
json "not d['asked']" other wu drill join $D --as it --json
ok other wu drill do $D ack I-01 --as it
json "d['injects'][0]['state'] == 'acked'" stanch drill show $D --json

# A role of its own: who watches may not play; he asks again, for more.
ok other bo drill join $D --as observer
ok stanch drill admit $D --all
expect 4 "write to it" other bo drill do $D ack I-01 --as legal
ok other bo drill join $D --as legal
has "Asked to join."
ok stanch drill admit $D legal
ok other bo drill do $D talk "who owns this?" --as legal

# Who was shut out stays out, and is told so.
ok other gone drill join $D --as it
ok stanch drill admit $D it
ok stanch case member remove $D "$(stanch case member list $D --json |
	python3 -c 'import json, sys
print(json.load(sys.stdin)["items"][-1]["tag"])')" --why "left the room"
expect 4 "this device was shut out of $D" other gone drill join $D --as it

# As with cases; an evaluator is a member of drills alone.
ok other mei case member ask $D
ok stanch case member list $D
has "asks to join"
expect 2 "it is one of: responder|observer|evaluator" \
	stanch case member add $D "$(stanch case member list $D --json |
	python3 -c 'import json, sys
print([i["tag"] for i in json.load(sys.stdin)["items"] if i["asks"]][0])')" \
	--role boss
ok stanch drill admit $D --all
ok other mei note $D -m "noted" --by comms
ok stanch case new --title "One that is real"
expect 2 "it is one of: responder, observer" \
	stanch case member add INC-2031-001 mei --role evaluator

# What an evaluator notes before he is let in would be lost: it is refused.
expect 4 "join $D --as evaluator" \
	other ev drill mark $D I-01:triage-open met --as evaluator
ok other ev drill join $D --as evaluator
ok stanch drill admit $D evaluator
expect 4 "write to it" other ev drill do $D ack I-01 --as it
expect 3 "nothing expected is called" \
	other ev drill mark $D I-01:tiage-open met --as evaluator
STANCH_NOW=2031-03-04T17:03:00+08:00
ok other ev drill mark $D I-01:triage-open met --as evaluator --why "in the room"
has "it stays with you; after the end hand it in"
ok other ev drill rate $D O1 S --as evaluator --why "asked twice"
ok other ev drill do $D observe "Nobody read back" --as evaluator
STANCH_NOW=2031-03-04T17:09:00+08:00
ok other look drill join $D --as observer
ok stanch drill admit $D observer
expect 4 "to watch, not to write" \
	other look drill do $D observe "I saw it" --as observer
json "d['marks'] == [] if 'marks' in d else True" stanch drill score $D --json
hasnot "asked twice"

ok stanch verify $D
has "the record is whole"
has "NOT REAL"
ok stanch drill rate $D O1 P --why "good"
[ "$(stat -c %a store/drills/.notes/*)" = 600 ]
said $? "what an evaluator leaves is for his own login"
rm store/drills/.notes/* # as where whoever leads has another login
ok stanch drill end $D --why x
has "what evaluators noted counts once"
ok stanch drill score $D
hasnot "P / S"
# He looks once, and it counts for all; nothing is handed in twice.
ok other ev drill score $D
ok other ev drill score $D
ok stanch drill score $D
has "P / S"
ok stanch drill report $D
has "asked twice"
has "| Nobody read back |  |  | evaluator |"
json "[e['state'] for e in d['expectations'] if e['id'] ==
	'I-01:triage-open'] == ['met']" stanch drill score $D --json
[ "$(stanch timeline $D | grep -c "evaluator.* rated O1")" = 1 ]
said $? "what an evaluator kept is handed in once"
ok stanch dump $D
has '"made":"2031-03-04T09:03:00.000+00:00"'
ok other ev drill rate $D O2 U --as evaluator --why "after the end"
json "[o['rated'] for o in d['objectives']][1]" stanch drill score $D --json
ok stanch verify $D
ok other zo drill join $D --as it
hasnot "Asked to join."
json "d['items'] == []" stanch drill admit $D --json
# Under one login the end takes what he left, and he hands in nothing twice.
ok stanch -q drill new --scenario first-call
D=DRILL-2031-002
ok stanch drill do $D start
ok stanch drill inject $D I-01
ok other ev drill rate $D O1 U --as evaluator --why "nobody read back"
ok stanch drill end $D --why x
[ -z "$(ls store/drills/.notes)" ]
said $? "what was left is gone once it is in the record"
ok stanch drill report $D
has "nobody read back"
ok other ev drill score $D
[ "$(stanch timeline $D | grep -c "rated O1")" = 1 ]
said $? "what the end took is not handed in again"
finish
