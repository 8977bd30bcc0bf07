# Playbooks from elsewhere: shown as they would become, nothing written.
. tests/support/sh.sh

from=$HERE/tests/support/foreign
ok stanch playbook import "$from/numbered.md" --dry-run -q
has "1 Prepare (prepare)"
has "2.01 Lock it"
has "[ ] Lock the phone"
has "(not run)"
has "numbered.md:34: warn: "
json "d['format'] == 'markdown' and d['title'] == 'Stolen phone' and
	[p['kind'] for p in d['phases']] == ['prepare', 'contain', 'learn'] and
	d['phases'][0]['steps'][0]['title'] == 'Device list' and
	d['phases'][0]['steps'][0]['checks'] == ['List is complete',
		'Copy is printed'] and
	d['notes_count'] == len(d['notes']) > 0 and
	{'line', 'text'} == set(d['skipped'][0]) and
	{'grade', 'line', 'text'} == set(d['findings'][0])" \
	stanch playbook import "$from/numbered.md" --dry-run --json
ok stanch playbook import "$from/flow.json" --dry-run -q
has "(not run)"
has "rm -rf <U+001B>[31m/"
has "only if: Found? = yes"
json "d['format'] == 'cacao-2.0' and
	[f['text'][-6:] for f in d['findings']] == ['U+001B']" \
	stanch playbook import "$from/flow.json" --dry-run --json
expect 5 "refuse: a cycle" stanch playbook import "$from/cycle.json" --dry-run -q
printf '\377\376h\000i\000' >wide.md
expect 5 "UTF-16" stanch playbook import wide.md --dry-run
json "d['phases'] == [] and d['findings'][0]['grade'] == 'refuse'" \
	stanch playbook import wide.md --dry-run --json
head -c 5000000 /dev/zero | tr '\000' a >big.md
expect 5 "over 1 MiB" stanch playbook import big.md --dry-run
expect 3 "gone.md" stanch playbook import gone.md --dry-run
expect 2 "no mark of a part" stanch playbook import "$from/cards.md" \
	--mark Containment=maybe --dry-run
ok stanch playbook import "$from/cards.md" --dry-run --marks -q \
	--mark "Containment / 1=skip"
has "skip              Containment / 1"
has "phase:contain     Containment"
hasnot "3.01 Block the badge"
[ ! -e store ]
said $? "nothing was written"

# A draft, never main: the playbook, the source, the map.
run stanch status
git config --global user.name "Lin Ade"
git config --global user.email lin@example.org
repo=$(find . -path '*playbooks*' -name HEAD -not -path '*/logs/*' |
	head -1)
repo=${repo%/HEAD}
ok stanch playbook import "$from/numbered.md" --slug phone --as-is -q
git -C "$repo" show draft/phone:import/phone/source.md >source.md
cmp -s source.md "$from/numbered.md"
said $? "the source lies beside it, unchanged"
git -C "$repo" show draft/phone:phone.md >phone.md
ok grep -q "^structure: guessed" phone.md
ok grep -q "^- id: lock-it" phone.md
expect 128 "does not exist" git -C "$repo" cat-file -e main:phone.md
ok stanch playbook lint phone.md -q
tip=$(git -C "$repo" rev-parse draft/phone)
json "d['commit'] is None and d['draft'] == 'phone'" \
	stanch playbook import "$from/numbered.md" --slug phone --as-is --json
[ "$(git -C "$repo" rev-parse draft/phone)" = "$tip" ]
said $? "what did not change makes no commit"

# A newer source is laid over what was edited since.
sed 's/^### 2.1 Lock it/### 2.1 Lock it/; s/Block the SIM/Block both SIMs/' \
	"$from/numbered.md" >newer.md
printf '\n## Extra\n\n- something\n' >>newer.md
git clone -q "$repo" work 2>/dev/null
(
	cd work && git checkout -q draft/phone &&
	sed 's/^### Change passwords/### Passwords: change them/' phone.md \
		>p && mv p phone.md && git commit -qam "phone: say it shorter" &&
	git push -q origin draft/phone
)
ok stanch playbook import newer.md --slug phone --as-is -q
has "left out until it is marked: Extra"
git -C "$repo" show draft/phone:phone.md >phone.md
ok grep -q "Block both SIMs" phone.md
ok grep -q "^### Passwords: change them" phone.md
ok grep -q "^- id: change-passwords" phone.md
sed 's/Lock it/Lock it up/' "$from/numbered.md" >other.md
expect 4 "was not imported" stanch playbook import other.md \
	--slug ransomware --as-is

# And out: Markdown is the file itself, CACAO reads back without a finding.
run stanch status
ok stanch playbook export ransomware
cmp -s .out "$HERE/playbooks/ransomware.md"
said $? "Markdown is the file as it is"
ok stanch playbook export ransomware --lang zh -o zh.md
cmp -s zh.md "$HERE/playbooks/ransomware.zh.md"
said $? "in the language asked for"
ok stanch playbook export ransomware --format html
has "<h1>Ransomware</h1>"
hasnot "<script"
ok stanch playbook export ransomware --format cacao -o out.json
json "d['findings'] == [] and len(d['phases']) == 6" \
	stanch playbook import out.json --dry-run --json
cp out.json first.json
ok stanch playbook export ransomware --format cacao -o out.json
cmp -s out.json first.json
said $? "an export is the same each time"
ok stanch playbook import out.json --slug copy --as-is -q
ok stanch playbook export copy --commit draft/copy --format cacao -o two.json
grep -v '"created"\|"modified"' out.json >out.undated
grep -v '"created"\|"modified"' two.json | cmp -s - out.undated
said $? "out, in and out again gives the same, dates aside"
ok stanch playbook export copy --commit draft/copy
cmp -s .out "$HERE/playbooks/ransomware.md"
said $? "what came back is the very text"
expect 3 "nowhere" stanch playbook export nowhere
expect 2 "prints no JSON" stanch playbook export ransomware --json
finish
