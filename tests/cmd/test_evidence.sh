# Evidence: in, listed, handed over, verified, out again byte by byte.
. tests/support/sh.sh

run stanch case new --title "Files"
L=INC-2031-001
head -c 300000 /dev/urandom >mail.tar
ok stanch evidence add $L mail.tar --source host7 --taken 2031-03-04T08:00Z
has "E-1  mail.tar"
sum=$(sha256sum mail.tar | cut -d' ' -f1)
json "d['items'][0]['sha256'] == '$sum' and d['items'][0]['len'] == 300000" \
	stanch evidence list $L --json
json "d['id'] == 'E-1' and d['inside'] and d['source'] == 'host7'" \
	stanch evidence show $L E-1 --json
ok stanch evidence list $L
has "E-1"
ok stanch evidence list $L --plain
has "$sum"
ok stanch evidence show $L E-1
has "$sum"
expect 3 "no.tar" stanch evidence add $L no.tar
expect 2 "name a file" stanch evidence add $L
expect 5 "not a regular file" stanch evidence add $L "$WORK"
expect 3 "evidence E-7 is not in $L" stanch evidence show $L E-7
json "d['id'] == 'E-2'" stanch evidence add $L --place "safe, shelf 2" \
	--sha256 "$sum" --title "The same on a stick" --json

# Out again: the identical bytes, never over a file that is there.
expect 2 "say where to with -o" stanch evidence export $L E-1
ok stanch evidence export $L E-1 -o copy.tar
cmp -s mail.tar copy.tar
said $? "the copy is identical"
run stanch evidence export $L E-1 -o copy.tar
[ "$status" != 0 ]
said $? "never over a file"
stanch evidence export $L E-1 -o - 2>.err | cmp -s - mail.tar
said $? "to standard output too"
expect 4 "kept at: safe, shelf 2" stanch evidence export $L E-2 -o other.tar
ok stanch timeline $L
has "exported"

ok stanch evidence verify $L
ok stanch evidence verify $L E-1
json "d['items'][0]['result'] == 'good'" stanch evidence verify $L E-1 --json
json "d['items'][1]['result'] == 'elsewhere'" stanch evidence verify $L --json
ok stanch evidence verify $L E-2 --file mail.tar
echo x >>mail.tar
expect 5 "is not what was recorded" stanch evidence verify $L E-2 --file mail.tar

# Ctrl-C while a large file is read: nothing is written.
truncate -s 8G large
"$STANCH" evidence add $L large >.out 2>.err </dev/null &
pid=$!
is_read() {
	ls -l /proc/$pid/fd 2>&1 | grep -q "$WORK/large"
}
await is_read
said $? "the file is being read"
kill -INT $pid
wait $pid
[ $? = 130 ]
said $? "Ctrl-C is exit 130"
grep -q "nothing was added" .err
said $? "and says that nothing was added"
rm large
json "len(d['items']) == 2" stanch evidence list $L --json

expect 2 "say who takes it" stanch evidence handover $L E-1
ok stanch evidence handover $L E-1 --to wu --why "For imaging"
json "d['holder'] == 'wu' and d['custody'][0]['to'] == 'wu'" \
	stanch evidence show $L E-1 --json
ok stanch evidence show $L E-1
has "For imaging"
ok stanch verify $L
json "d['attachments'] >= 1" stanch verify $L --json
# The limit: nothing inside with 0, a word for what is no number.
echo "kept elsewhere" >large.bin
ok stanch case new --playbook ransomware --title "A limit"
LABEL=$(stanch case list --json | python3 -c 'import json,sys
print([c["label"] for c in json.load(sys.stdin)["items"] if c["title"] == "A limit"][0])')
run stanch evidence add "$LABEL" large.bin --limit 0
said "$status" "evidence add --limit 0"
json "d['items'][0]['inside'] is False" stanch evidence list "$LABEL" --json
expect 2 '"much" is no limit' stanch evidence add "$LABEL" large.bin --limit much
finish
