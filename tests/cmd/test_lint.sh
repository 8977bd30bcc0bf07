# `playbook lint FOLDER`, as a git host runs it: every kind of file, one line
# a finding, without a store.
. tests/support/sh.sh

fresh() { # a checkout of what ships
	rm -rf books
	cp -r "$HERE/playbooks" books
	# Each fault below is one alone: this scenario would tell of those of
	# its playbook too.
	rm books/drills/locked-at-seven.*
}
fault() { # exit 5, and one line on stdout that begins so: FILE:LINE TEXT
	expect 5 "${2:-error}" stanch playbook lint books
	[ "$(wc -l <.out)" = 1 ] && grep -qF "books/$1" .out
	said $? "$1 has one line"
	fresh
}

fresh
ok stanch playbook lint books -q
[ ! -s .out ]
said $? "what ships gives no line"
expect 0 "playbooks: 3" stanch playbook lint books
[ ! -e store ]
said $? "no store is made for it"

# One fault in each kind of file.
sed -i 's/^- role: it$/- role: itt/;t' books/ransomware.md
run stanch playbook lint books
[ "$status" = 5 ] && grep -q '^books/ransomware.md:[0-9]*:[0-9]*: error: ' .out
said $? "a fault of a playbook"
! grep -v '^books/[a-z.]*:[0-9]*:[0-9]*: \(error\|warning\|hint\): ' .out
said $? "one line a finding"
fresh
rm books/ransomware.md
fault ransomware.zh.md:1 "there is no ransomware.md"
sed -i 's/^to: authority/to: athority/' books/notices/cn-authority.en.md
fault notices/cn-authority.en.md:4 "athority"
sed -i 's,^\[\[cn-pipl-57/1\]\],[[cn-pipl-57/9]],' \
	books/notices/cn-authority.en.md
run stanch playbook lint books
[ "$status" = 5 ] && grep -q 'notices/cn-authority.en.md:1:1: error: .*cn-pipl-57/1' .out
said $? "an item of the content list that no block covers"
fresh
sed -i '0,/^as_of: .*/s//as_of: yesterday/' books/clocks/calendars/us-federal.yaml
run stanch playbook lint books
[ "$status" = 5 ] && grep -q '^books/clocks/calendars/us-federal.yaml:[0-9]*:[0-9]*: error: ' .out
said $? "a fault of a calendar"
fresh
echo "nonsense: [" >>books/clocks/eu.yaml
run stanch playbook lint books
[ "$status" = 5 ] && grep -q '^books/clocks/eu.yaml:[0-9]*:[0-9]*: error: ' .out
said $? "a fault of the clocks"
fresh
echo "zone: Mars/Olympus Mons" >>books/team.yaml
fault team.yaml:
mkdir -p books/drills
printf -- '---\nscenario: 1\n---\n\n# Nothing\n' >books/drills/tiny.en.md
run stanch playbook lint books
[ "$status" = 5 ] && grep -q '^books/drills/tiny.en.md:[0-9]*:[0-9]*: error: ' .out
said $? "a fault of a scenario"
fresh

# Bytes: a mark, UTF-16, 5 MB of text, a name that is no playbook's.
printf '\357\273\277' | cat - books/ransomware.md >x && mv x books/ransomware.md
run stanch playbook lint books
[ "$status" = 5 ] && grep -q '^books/ransomware.md:1:1: error: ' .out
said $? "a byte order mark is no reason to look away"
fresh
rm books/ransomware.zh.md
iconv -t UTF-16 <books/ransomware.md >x && mv x books/ransomware.md
fault ransomware.md:1 "UTF-8"
rm books/ransomware.zh.md
{ printf '\376\377' && iconv -t UTF-16BE <books/ransomware.md; } >x &&
	mv x books/ransomware.md
fault ransomware.md:1 "UTF-8"
fresh
printf '%0300d deep\n' 0 | tr 0 '>' >>books/ransomware.md
fault ransomware.md:1 "lists and quotes nested deeper than 64"
fresh
sed -i "2i x: $(printf '%099999d' 0 | tr 0 '[')" books/ransomware.md
rm books/ransomware.zh.md
fault ransomware.md:1 "front matter"
fresh
head -c 5000000 /dev/zero | tr '\0' x >books/big.md
fault big.md:1
echo "# Nothing of ours" >books/notes.md
ok stanch playbook lint books -q

json "d['errors'] == 1 and d['items'][0]['file'] == 'books/team.yaml' and
	d['items'][0]['code'] == 'data'" sh -c 'echo "zone: 3" >>books/team.yaml
	"$0" playbook lint books --json' "$STANCH"
fresh

# The clocks beside the playbooks count; without any, those that ship.
rm -r books/clocks books/notices
ok stanch playbook lint books -q

# Whoever has a store is told what went from what is in force.
ok stanch playbook list -q
awk '/^### Spread: is it going on now/ {skip = 1} /^### Screen:/ {skip = 0}
	!skip' books/ransomware.md >x && mv x books/ransomware.md
run stanch playbook lint books
grep -q 'spread-now' .out
said $? "a step that is in force and went is told"
# A store that lost its main is no reason not to look.
fresh
git -C "$STANCH_HOME/playbooks" update-ref -d refs/heads/main
ok stanch playbook lint books -q
finish
