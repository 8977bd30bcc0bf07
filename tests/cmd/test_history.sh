# Versions of a playbook: log, diff, blame; and texts that are broken.
. tests/support/sh.sh

run stanch status
git clone -q "$STANCH_HOME/playbooks" work 2>/dev/null
cd work || exit 1
git config user.name "Wu Lan"
git config user.email wu@example.org
save() {
	git add -A && git commit -qm "$1" && git push -q origin HEAD:main
}

# A step reworded, one taken out, one that is new; then the file is renamed.
sed -i 's/Use a phone that is not on/Take a phone that was never on/' \
	ransomware.md
save "ransomware: say which phone"
first=$(git rev-parse HEAD)
git mv ransomware.md locked.md
git mv ransomware.zh.md locked.zh.md
save "ransomware: give it a plainer name"
cat >>locked.md <<'X'

### Old machines: count them
- id: old-machines
- value: number "machines"

Count what nobody uses any more.
X
sed -i 's/^version: .*/version: 1.1.0/' locked.md
save "locked: ask for old machines"
sed -i 's/不要关机/不能关机/' locked.zh.md
git commit -qam "locked: 中文" && git push -q origin HEAD:main
cd .. || exit 1

ok stanch playbook log locked
has "locked: ask for old machines"
has "say which phone"
has "1.1.0"
has "Wu Lan"
json "[i['slug'] for i in d['items']][-1] == 'ransomware' and
	len(d['items']) == 5 and d['items'][0]['files'] == 'zh' and
	d['items'][1]['version'] == '1.1.0'" stanch playbook log locked --json
expect 3 "no playbook is called" stanch playbook log ransomware
ok stanch playbook log "ransomware@$first"
has "say which phone"
hasnot "old machines"

# By step, then as a patch; over the rename.
ok stanch playbook diff locked main~2 main~1
has "1 new"
has "old-machines  Old machines: count them  new"
has "    + Count what nobody uses any more."
ok stanch playbook diff locked "$first~1" "main~1"
has "1 new, 1 changed"
has "    - Use a phone that is not on the firm's network."
has "    + Take a phone that was never on the firm's network."
ok stanch playbook diff locked main~2 main~1 --patch
has "+version: 1.1.0"
has "@@"
json "[s['change'] for s in d['steps'] if s['id'] == 'old-machines'] ==
	['new'] and d['new'] == 1 and d['kept'] > 9 and
	'@@' in d['patch']" stanch playbook diff locked main~2 main~1 --patch --json
ok stanch playbook diff locked
has "(translation)"
has "不能关机"
ok stanch playbook diff locked main main
has "nothing changed"
expect 3 "no commit or branch" stanch playbook diff locked nowhere
cp work/locked.md a.md
sed 's/Count what/Number what/' a.md >b.md
ok stanch playbook diff a.md b.md
has "1 changed"
expect 2 "two files" stanch playbook diff a.md
ok stanch playbook diff customer-data-leak
has "the first version"

# Each step has the commit that last touched it, each language its own.
ok stanch playbook blame locked
has "say which phone"
json "{(i['id'], i['lang']): i['subject'] for i in d['items']}[
	('screen-photo', 'en')] == 'ransomware: say which phone' and
	{(i['id'], i['lang']): i['subject'] for i in d['items']}[
	('old-machines', 'en')] == 'locked: ask for old machines' and
	all('as shipped' in i['subject'] for i in d['items']
		if i['id'] == 'spread-now')" stanch playbook blame locked --json
expect 3 "no playbook is called" stanch playbook blame nothing

# What comes broken is refused in plain words, whoever reads it.
front='---
playbook: 1
id: 5b0e7a52-6c1f-4f0e-9d55-0f6f4b1f2a10
lang: en
roles: {lead: Lead}
---
# Title

When.

## Contain
- id: contain
'
bad() { # NAME CODE WORDS, of the text in that file
	expect "$2" "$3" stanch playbook lint "$1.md"
	run stanch playbook diff a.md "$1.md"
	[ "$status" -lt 6 ]
	said $? "diff ends with exit $status: $1"
}
step='
### A: do
- id: a'
printf '%s%s\n\n<<<<<<< ours\nx\n>>>>>>> theirs\n' "$front" "$step" >marks.md
bad marks 5 "a merge conflict mark"
printf '%s%s\n\nx\n%s\n\ny\n' "$front" "$step" "$step" >double.md
bad double 5 'the id "a" is taken'
printf '%s%s\n- after: b\n\nx\n\n### B: do\n- id: b\n- after: a\n\ny\n' \
	"$front" "$step" >cycle.md
bad cycle 5 "wait"
printf '%s%s\n- when: b = yes\n\nx\n\n### B: do?\n- id: b\n- decide: yes | no\n\ny\n' \
	"$front" "$step" >later.md
bad later 5 "later"
printf '%s%s\n\nx\n' "$front" "$step" >plain.md
sed 's/$/\r/' plain.md >crlf.md
bad crlf 0 "CR LF"
{ printf '\357\273\277'; cat plain.md; } >bom.md
bad bom 5 "U+FEFF"
iconv -t UTF-16 plain.md >utf16.md
bad utf16 5 "save the file as UTF-8"
{ cat plain.md; head -c 5000000 /dev/zero | tr '\0' x; } >big.md
bad big 5 "1048576 bytes"
printf -- '---\nplaybook: 1\na: &a [x,x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n# T\n' \
	>bomb.md
bad bomb 5 "anchor"
{ cat plain.md; head -c 100000 /dev/zero | tr '\0' '>'; echo; } >deep.md
bad deep 5 "deep"

# --fix mends the bytes, once; what is in force is mended in a draft.
chmod 640 crlf.md
sed 's/^- id: a/- role：lead/' crlf.md >noid.md
expect 0 "would be mended" stanch playbook lint --fix --dry-run noid.md
grep -q "role：" noid.md
said $? "a dry run writes nothing"
expect 0 "changed: 2" stanch playbook lint --fix noid.md crlf.md
grep -qx -- "- role: lead" noid.md && grep -qx -- "- id: a" noid.md
said $? "an id and ASCII marks are there"
[ "$(stat -c %a crlf.md)" = 640 ]
said $? "the mode is kept"
expect 0 "changed: 0" stanch playbook lint --fix noid.md crlf.md
expect 4 "stanch playbook edit ransomware" stanch playbook lint --fix ransomware
expect 0 "bom.md: mended" stanch playbook lint --fix bom.md
expect 5 "not UTF-8" stanch playbook lint --fix utf16.md
finish
