# Playbooks: list, read, check.
. tests/support/sh.sh

run stanch status
ok stanch playbook list
has "customer-data-leak"
json "{'business-transfer','customer-data-leak','ransomware'} <=
	{p['slug'] for p in d['items']}" stanch playbook list --json
json "all(p['errors'] == 0 for p in d['items'])" stanch playbook list --json
ok stanch playbook show ransomware
has "Ransomware"
hasnot "## "
hasnot "- id:"
ok stanch playbook show ransomware --raw
has "playbook: 1"
ok stanch playbook show ransomware --raw --lang zh
has "lang: zh"
json "d['slug'] == 'ransomware' and d['phases'][0]['steps'][0]['id']" \
	stanch playbook show ransomware --json
expect 3 "ransomware" stanch playbook show ransomwere
ok stanch playbook show ransomware --plain
has "1.01"

# The store's own are in order; a file on disk is checked with what lies
# beside it.
ok stanch playbook lint ransomware -q
run stanch playbook lint ransomware
[ "$status" = 0 ]
said $? "the shipped ransomware playbook is sound"
expect 3 "nowhere" stanch playbook lint nowhere
cp "$HERE"/playbooks/*.md .
expect 0 "errors: 0" stanch playbook lint ransomware.md
expect 0 "errors: 0" stanch playbook lint ransomware.zh.md
expect 0 "playbooks: 3" stanch playbook lint .
expect 3 "no such file" stanch playbook lint gone.md
expect 5 "not a playbook's name" stanch playbook lint ./a.txt
bad=$HERE/tests/support/lint
expect 5 "error: " stanch playbook lint "$bad/key.md"
grep -q "^$bad/key.md:17:3: error: " .out
said $? "file, line and column stand in front"
json "d['errors'] == 1 and d['items'][0]['code'] == 'key'" \
	stanch playbook lint "$bad/key.md" --json
[ "$status" = 5 ]
said $? "errors are exit 5 in JSON too"
expect 0 "warning: " stanch playbook lint "$bad/long.md"
json "any(f['file'].endswith('stale.zh.md') for f in d['items'])" \
	stanch playbook lint "$bad/stale.md" --json
mkdir empty
expect 3 "no playbook in it" stanch playbook lint empty
echo "no front matter" >plain.md
expect 5 "plain.md:1" stanch playbook lint plain.md
finish
