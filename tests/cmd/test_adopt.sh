# A running case takes up another version of its playbook: shown first,
# adopted with a reason, also an older one; a draft only in a drill.
. tests/support/sh.sh
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_SYSTEM=/dev/null
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM

run stanch status
books=$STANCH_HOME/playbooks
git clone -q "$books" edit 2>/dev/null
cat >edit/door.md <<'END'
---
playbook: 1
id: 0d6c4f0e-6f0b-4f5e-9a52-2f3c1d9b7a10
lang: en
version: 1.0.0
roles: {lead: Lead, guard: Guard}
---

# Door open

A door that should be shut stands open.

## Shut
- id: shut
- kind: contain

### Door: shut it
- id: shut-door
- role: guard
- due: 4h from opened

- [ ] Lock: turned
- [ ] Alarm: set

### Keys: count them
- id: count-keys
- role: guard
END
change() { # SUBJECT
	git -C edit add -A
	git -C edit -c user.name=lin -c user.email=lin@example.org \
		commit -qm "$1"
	git -C edit push -q origin HEAD:"${2:-main}" 2>/dev/null
	git -C edit rev-parse HEAD
}
first=$(change "door: say what to do")
ok stanch case new --playbook door --title "The back door" --severity low
L=INC-2031-001
ok stanch step check $L 1.01 1
ok stanch step done $L 1.02
ok stanch status
hasnot "moved on"
json "d['playbooks'][0]['moved_on'] is None" stanch case show $L --json

# A newer version in force.
sed -i -e 's/1\.0\.0/1.1.0/' -e 's/due: 4h/due: 2h/' \
	-e 's/^- \[ \] Alarm: set/- [ ] Alarm: armed/' edit/door.md
cat >>edit/door.md <<'END'

Ask the porter too.

### Camera: look
- id: look-camera
- role: lead
END
second=$(change "door: look at the camera")
ok stanch status
has "$L: its playbook moved on: stanch playbook adopt $L --dry-run"
json "d['items'][0]['playbook_moved_on'] is True" stanch status --json
ok stanch case show $L
has "playbook moved on: 1 new, 2 changed"
json "d['playbooks'][0]['moved_on']['new'] == 1" stanch case show $L --json

# What would happen, and nothing recorded.
ok stanch playbook adopt $L --dry-run
has "door  1.0.0 @ $(echo "$first" | cut -c1-7) -> 1.1.0 @ $(echo "$second" | cut -c1-7)"
has "1 new, 2 changed, 0 kept"
has "1.02a"
has "comes after 1.02; role Lead"
has "aim 4h becomes 2h, so due 19:00"
has "1 tick stays"
has 'stays done, marked "text changed after it was done"; guidance reworded'
json "d['dry_run'] and d['to'] == '$second' and d['new'] == 1 and
	[s['number'] for s in d['steps'] if s['change'] == 'new'] == ['1.02a']" \
	stanch playbook adopt $L door --dry-run --json
json "len(d['playbooks'][0]['versions']) == 1" stanch case show $L --json

# With a reason only.
expect 4 "adopting another version needs a reason" stanch playbook adopt $L
json "d['record'] and not d['dry_run']" \
	stanch playbook adopt $L --why "The porter has seen it" --json
json "[v['stands'] for v in d['playbooks'][0]['versions']] == [False, True] and
	d['playbooks'][0]['versions'][1]['why'] == 'The porter has seen it'" \
	stanch case show $L --json
json "[s['number'] for s in d['items']] == ['1.01', '1.02', '1.02a']" \
	stanch step list $L --json
json "d['text_changed'] and d['state'] == 'done'" \
	stanch step show $L 1.02 --json
json "[c['ticked'] for c in d['checks']] == [True, False]" \
	stanch step show $L 1.01 --json
expect 4 "follows this text of door already" \
	stanch playbook adopt $L --why again
ok stanch status
hasnot "moved on"

# Back to the older one: the same the other way round.
ok stanch playbook adopt $L --to "$first" --why "There is no camera"
json "d['retired'] and d['state'] == 'open' and d['number'] == '1.02a'" \
	stanch step show $L look-camera --json
ok stanch step show $L 1.02a
has "open, retired"
ok stanch step skip $L 1.02a --not-needed --why "retired"
ok stanch timeline $L
has "There is no camera"

# A draft is for drills; a commit that main does not have is one.
echo "- second: any" >>edit/door.md
third=$(change "door: two of them" draft/two)
expect 4 "it takes only what is in force or was" \
	stanch playbook adopt $L --to draft/two --why "why not"
expect 4 "it takes only what is in force or was" \
	stanch playbook adopt $L --to "$third" --why "why not"
expect 3 "nowhere" stanch playbook adopt $L --to nowhere --why x

# Another playbook under that name; several playbooks.
sed -i 's/^id: 0d6c4f0e/id: 1d6c4f0e/' edit/door.md
change "door: another one" >/dev/null
expect 4 "that is another playbook, not a version of door" \
	stanch playbook adopt $L --why "it is the same"
ok stanch playbook adopt $L ransomware --why "Files are locked too"
expect 2 "follows several playbooks: say which" \
	stanch playbook adopt $L --why x
ok stanch verify $L
finish
