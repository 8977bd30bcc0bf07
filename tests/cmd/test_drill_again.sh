# A drill, what was learned, the playbook changed because of it, and the drill
# again: what got better, beside the step that changed.
. tests/support/sh.sh

# Who sits at the keyboard: a git identity and a home of one's own.
person() {
	HOME=$WORK/$1
	export HOME
	mkdir -p "$HOME"
	printf '[user]\n\tname = %s\n\temail = %s@example.org\n' "$1" "$1" \
		>"$HOME/.gitconfig"
}
person lin
run stanch status
ok stanch -q drill new --scenario first-call
cat >slow <<'END'
0m facilitator start
0m facilitator release I-01
2m lead done triage-open --value "Wu, Lin" --why drill --override
4m facilitator release I-02
10m it done evidence-snapshot --why drill --override
11m it done contain-kill-link --why drill --override
14m facilitator end --why "all said"
END
ok stanch drill run DRILL-2031-001 --script slow
json "{e['id']: e['state'] for e in d['expectations']}[
	'I-02:contain-kill-link'] == 'late'" stanch drill score 1 --json
ok stanch playbook show customer-data-leak
has "DRILLED  DRILL-2031-001 on 2031-03-04, at 1.0.0 @"
has "; 0 steps differ since then"
ok stanch playbook show ransomware
has "DRILLED  never"

# What was learned names the step; the step is changed in a draft.
ok stanch finding add DRILL-2031-001 --ref contain-kill-link \
	-m "Nobody found where links are listed"
has "F-1  Nobody found where links are listed"
has "next: stanch playbook edit customer-data-leak --step contain-kill-link"
ok stanch action add DRILL-2031-001 --step contain-kill-link --owner it \
	--due 2031-04-01 -m "Say where the links are listed"
ok stanch drill report 1
has "stanch playbook edit customer-data-leak --step contain-kill-link"
printf '#!/bin/sh\nsed -i "s/^### 外泄链接/### 所有外泄链接/" "$1"\n' >ed.sh
chmod +x ed.sh
EDITOR=$WORK/ed.sh
export EDITOR
run stanch playbook edit customer-data-leak@links --step contain-kill-link \
	-m "Say where links are listed"
[ "$status" = 0 ]
said $? "the step is changed in a draft"
ok stanch -q playbook review links --offer
person mei
ok stanch -q playbook approve links
ok stanch -q playbook merge links
person lin
commit=$(git -C store/playbooks rev-parse main)
ok stanch action set DRILL-2031-001 A-1 --state done --commit "$commit" \
	--proof "merged"
ok stanch drill report 1
has "| A-1 | F-1 | Say where the links are listed | it | 2031-04-01 |"
has "| $(echo "$commit" | cut -c1-12) | done |"
ok stanch playbook show customer-data-leak
has "; 1 step differs since then"
json "d['drilled']['steps_changed'] == 1 and
	d['drilled']['label'] == 'DRILL-2031-001'" \
	stanch playbook show customer-data-leak --json

# Again, on the new text.
STANCH_NOW=2031-03-11T17:00:00+08:00
ok stanch -q drill new --scenario first-call
sed -e 's/^10m it/5m it/' -e 's/^11m it/6m it/' slow >quick
ok stanch drill run DRILL-2031-002 --script quick
ok stanch drill compare 001 002
has "fixed               I-02:contain-kill-link"
has "reworded"
has "contain-kill-link  reworded before DRILL-2031-002"
json "[s['id'] for s in d['steps']] == ['contain-kill-link'] and
	d['runs'][0]['commit'] != d['runs'][1]['commit'] and
	{e['id']: (e['outcome'], e['step_change']) for e in d['expectations']}[
	'I-02:contain-kill-link'] == ('fixed', 'reworded')" \
	stanch drill compare 001 002 --json
ok stanch drill report 2
has "### DRILL-2031-001"
has "| fixed | I-02:contain-kill-link | late | met | reworded |"
has "Steps of the playbook changed since: contain-kill-link (reworded)"
ok stanch drill report 1
has "| done, verified by DRILL-2031-002 |"

# Three in a row; a scenario with other runs is refused.
ok stanch -q drill new --scenario first-call
ok stanch drill run DRILL-2031-003 --script slow
ok stanch drill compare 001 002 003
has "DRILL-2031-002"
has "regressed           I-02:contain-kill-link"
json "[e['states'] for e in d['expectations'] if
	e['id'] == 'I-02:contain-kill-link'] == [['late', 'met', 'late']]" \
	stanch drill compare 001 002 003 --json
ok stanch -q drill new --scenario ledger-laptop
ok stanch drill do DRILL-2031-004 start
expect 4 "played different scenarios" stanch drill compare 001 004
# A draft is tried by its name, whatever else that could be a name of.
printf '#!/bin/sh\nsed -i "s/^### 所有外泄链接/### 全部外泄链接/" "$1"\n' >ed.sh
run stanch playbook edit customer-data-leak@d2 --step contain-kill-link -m x
ok stanch -q drill new --scenario first-call --playbook customer-data-leak@d2
D=$(cat .out)
ok stanch drill do "$D" start
ok stanch drill end "$D" --why tried
ok stanch drill report "$D"
has "@ $(git -C store/playbooks rev-parse draft/d2 | cut -c1-12)"
finish
