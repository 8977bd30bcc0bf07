# The register of affected people: in, looked at, counted, never leaking.
. tests/support/sh.sh

run stanch case new --title "Members"
L=INC-2031-001
cat >members.csv <<'END'
姓名,手机,电子邮箱,会员卡,备注,国家
张伟,13800000021,zw@example.org,A1,x,CN
"李, 娜","138 0000 0022",,A2,"多行
备注",HK
张 伟,+86 138-0000-0021,,A3,,CN
王敏,13800000021,,A4,,CN
END

# Nothing is written by a dry run; a heading nobody knows is named.
expect 0 "4 people could be brought in" \
	stanch people import $L members.csv --dry-run
grep -q "left out, not stored: 会员卡, 备注" .err
said $? "what is left out is named"
json "d['items'] == []" stanch people imports $L --json
expect 0 "not encrypted" stanch people import $L members.csv --no-input
has "P-1: 4 people brought in (UTF-8)"
has "1 is there already"
has "1 has somebody else's telephone"
grep -q "columns: 姓名=name, 手机=phone, 电子邮箱=mail, 国家=jurisdiction" .err
said $? "what is mapped is told"
json "d['items'][0]['rows'] == 4 and d['items'][0]['same'] == 1 and
	d['items'][0]['source'] == 'members.csv'" \
	stanch people imports $L --json

# Masked until asked for; who looks is in the record.
run stanch people list $L
has "138****0021"
grep -q 13800000021 .out
said $((! $?)) "a list shows no whole number"
json "d['people'] == 3 and d['rows'] == 4 and d['items'][0]['name'] == '张****'
	and len(d['items']) == 3" stanch people list $L --json
json "d['items'][2]['phone'] == '+86 138-0000-0021' and
	d['items'][2]['same'] == 'P-1/1'" \
	stanch people list $L --json --all --unmask
json "d['id'] == 'P-1/2' and d['phone'] == '138****0022'" \
	stanch people show $L P-1/2 --json
expect 3 'nobody is "P-1/9"' stanch people show $L P-1/9
expect 3 "a person is named by import and row" \
	stanch people show $L 13800000077
ok stanch timeline $L
has "looked at the register of people, unmasked"
has "brought in P-1: 4 people (members.csv)"
hasnot 13800000077 # what was typed is no part of the record
hasnot "(P-1/9)"
grep -q "张伟\|0021" .out
said $((! $?)) "the timeline names nobody"

# Filters, search, counts.
json "d['found'] == 1 and d['items'][0]['id'] == 'P-1/2'" \
	stanch people list $L --where 'jurisdiction=hk' --json
json "d['found'] == 2" stanch people list $L --where 'jurisdiction=CN|MO' --json
json "d['found'] == 1" stanch people list $L --where 'mail!=,name~张' --json
json "d['found'] == 3" stanch people list $L --where 'import=P-1' --json
json "d['found'] == 1" stanch people list $L --where 'name=李\, 娜' --json
json "d['found'] == 1" stanch people list $L --search ZW@EXAMPLE --json
# Names and numbers need not stand on a command line.
for o in --search:ZW@EXAMPLE "--where:name=李\\, 娜"; do
	printf '%s\n' "${o#*:}" |
		"$STANCH" people list $L "${o%%:*}" - --json >.out
	grep -q '"found": 1' .out
	said $? "$o: $(cat .out)"
done
expect 2 '"colour=red" is no condition' stanch people list $L --where colour=red
json "d['people'] == 3 and {i['value']: i['count'] for i in d['items']} ==
	{'CN': 2, 'HK': 1}" stanch people count $L jurisdiction --json
json "d['people'] == 2" stanch people count $L --where jurisdiction=CN --json
expect 2 "no field of a person" stanch people count $L colour
json "d['items'] == [{'first': 'P-1/1', 'second': 'P-1/4', 'because': 'phone'}]
	and d['joined'] == 1" stanch people same $L --json

# The same people in other clothes: all are there already.
iconv -f UTF-8 -t GB18030 members.csv >gb.csv
iconv -f UTF-8 -t UTF-16 members.csv >wide.csv
{ printf '\357\273\277'; cat members.csv; } >bom.csv
for f in gb:"GB 18030" wide:UTF-16 bom:UTF-8; do
	json "d['encoding'] == '${f#*:}' and d['same'] == 4 and
		d['columns'][0]['field'] == 'name'" \
		stanch people import $L "${f%%:*}.csv" --json --dry-run
done
# What was said once is remembered; no heading is written down.
json "d['columns'][3]['field'] == 'ref'" stanch people import $L gb.csv \
	--map '会员卡=ref,列5=-' --json
json "d['columns'][3]['field'] == 'ref'" stanch people import $L bom.csv \
	--dry-run --json
grep -rq "会员卡" "$HOME"
said $((! $?)) "the memory holds no heading"
json "d['people'] == 3 and d['rows'] == 8" stanch people list $L --json
expect 2 'no column "x"' stanch people import $L bom.csv --map x=ref
expect 2 '"colour" is no field' stanch people import $L bom.csv --map '#4=colour'

# What a program writes need not stand in a file first.
printf 'name,phone\nPiped,13800000099\n' |
	"$STANCH" people import $L - --dry-run >.out 2>.err
has "1 person could be brought in"
expect 5 "error: -: empty" stanch people import $L - </dev/null

# Bad rows: nothing, or the rest.
{ printf 'name,phone,mail\na,12,\nb,13800000031\n,,\nc,,a@@b\n'
  printf 'd,13800000032,x@example.org,y\n\000e,13800000033,\n'
  printf 'ok,13800000034,\nm\377\376\344,13800000035,\n"f,'; } >bad.csv
expect 5 "8 of 9 rows cannot be used; nothing imported" \
	stanch people import $L bad.csv --no-input
grep -q "row 1 (line 2): the telephone is not of its form" .err
said $? "a bad row is named by number, line and reason"
expect 5 "row 6 (line 7): a NUL byte" stanch people import $L bad.csv --dry-run
has "8 rows cannot be used"
for why in "row 2 (line 3): fewer cells" "row 3 (line 4): neither a name" \
	"row 4 (line 5): the e-mail" "row 5 (line 6): more cells" \
	"row 8 (line 9): bytes that are no" "row 9 (line 10): a quote that"; do
	grep -qF "$why" .err
	said $? "$why"
done
json "len(d['items']) == 2" stanch people imports $L --json
expect 0 "P-3: 1 person brought in" \
	stanch people import $L bad.csv --skip-bad --no-input
json "d['items'][2]['skipped'] == 8" stanch people imports $L --json
json "d['name'] == 'ok'" stanch people show $L P-3/7 --unmask --json

# As shops' systems and spreadsheets write them.
printf '会员信息表,,,\n导出：2026-11-01\n*姓名（必填）,手机号码,归属门店,,\n' >shop.csv
printf '吴雨,="13800000061",一店,,\n何风,13800000062.0,-\n,,,,\n,,,,\n' >>shop.csv
json "(d['rows'], d['bad'], d['above']) == (2, 0, 2) and
	[c['field'] for c in d['columns'][:3]] == ['name', 'phone', 'group']" \
	stanch people import $L shop.csv --dry-run --json
printf '姓名,身份证号\n吴雨,4.40106E+17\n' >short.csv
expect 5 "row 1 (line 2): a number that a spreadsheet shortened" \
	stanch people import $L short.csv --no-input
printf '姓名,電話\n陳大文,0912345678\n林美麗,0922333444\n' |
	iconv -f UTF-8 -t BIG5 >big5.csv
json "d['encoding'] == 'Big5' and d['columns'][1]['field'] == 'phone'" \
	stanch people import $L big5.csv --dry-run --json
json "d['encoding'] == 'Big5'" \
	stanch people import $L big5.csv --encoding big5 --dry-run --json
printf 'PK\003\004xx' >book.csv
expect 5 "a workbook or a page, not a CSV file" \
	stanch people import $L book.csv --no-input

# Tables that are none.
printf '张三,13800000041\n李四,13800000042\n' >headless.csv
expect 5 "holds data, not headings" stanch people import $L headless.csv
printf 'a,b\n1,2\n' >strange.csv
expect 5 "none of its headings is known" stanch people import $L strange.csv
: >empty.csv
expect 5 "empty" stanch people import $L empty.csv
expect 5 "not a regular file" stanch people import $L /dev/zero
expect 3 "gone.csv" stanch people import $L gone.csv

# 200 columns, a cell of 10 MB, tricks in names, formula cells.
python3 - <<'END'
head = ["name", "phone"] + ["x%d" % i for i in range(198)]
row = ["wide", "13800000051"] + ["v"] * 198
open("wide200.csv", "w").write(",".join(head) + "\n" + ",".join(row) + "\n")
open("huge.csv", "w").write("name,phone,note\nhuge,13800000052," +
	"z" * 10000000 + "\nfine,13800000053,\n")
open("tricks.csv", "w").write("name,phone,address\n"
	"\u202emoc\u202c,13800000054,\x1b[31mred\n"
	"=cmd|' /C calc'!A0,13800000055,+1\n")
END
expect 0 "1 person brought in" stanch people import $L wide200.csv --no-input
expect 5 "row 1 (line 2): a cell is too long" \
	stanch people import $L huge.csv --no-input
expect 0 "1 person brought in" \
	stanch people import $L huge.csv --skip-bad --no-input
expect 0 "2 people brought in" stanch people import $L tricks.csv --no-input
run stanch people list $L --unmask --where phone=13800000054
has "<U+202E>moc"
# Rows of another encoding in a file of GB 18030.
{ printf '姓名,手机,地址\n张伟,13800000061,杭州市\n李娜,13800000062,上海市\n' |
	iconv -f UTF-8 -t GB18030
  printf '王敏敏,13800000063,北京市\n'; } >mixed.csv
expect 5 "row 3 (line 4): written in another encoding" \
	stanch people import $L mixed.csv --no-input

# Changed: from a file or standard input, never as an argument.
expect 2 "give the text in a file" stanch people set $L P-1/1 mail
printf 'new@example.org\n' >new.txt
expect 0 "changed" stanch people set $L P-1/1 mail -F new.txt
json "d['mail'] == 'new@example.org'" stanch people show $L P-1/1 --unmask --json
echo 'a@@b' >new.txt
expect 5 "that is no e-mail" stanch people set $L P-1/1 mail -F new.txt
expect 2 "needs a reason" stanch people set $L P-1/2 --remove
was=$(stanch people count $L --json | python3 -c 'import json,sys
print(json.load(sys.stdin)["people"])')
expect 0 "changed" stanch people set $L P-1/2 --remove --why "A test account"
json "d['people'] == $was - 1" stanch people count $L --json
expect 0 "changed" stanch people set $L P-1/2 --restore
expect 0 "joined" stanch people join $L P-1/1 P-1/4
json "d['people'] == $was - 1" stanch people count $L --json
expect 4 "are one person already" stanch people join $L P-1/1 P-1/4
expect 0 "told apart" stanch people join $L P-1/1 P-1/4 --apart
json "d['people'] == $was" stanch people count $L --json
ok stanch timeline $L
has "changed P-1/1 in the register: mail"
grep -q "new@example" .out
said $((! $?)) "no value in the timeline"

# Out: masked, formula cells made harmless, and back in again.
expect 2 "say where to" stanch people export $L
expect 0 "people" stanch people export $L -o out.csv
grep -q '138\*\*\*\*0055' out.csv && ! grep -q 13800000055 out.csv
said $? "ways to reach are masked"
expect 4 "there already" stanch people export $L -o out.csv
expect 0 "people" stanch people export $L -o full.csv --full --bom
grep -qF "\"'=cmd|" full.csv && ! grep -qF '"=cmd' full.csv
said $? "a formula has a ' in front"
head -c 3 full.csv | od -An -tx1 | grep -q "ef bb bf"
said $? "a byte order mark"
json "d['bad'] == 0 and d['same'] == d['rows']" \
	stanch people import $L full.csv --dry-run --json
stanch people export $L --where jurisdiction=HK -o - --full 2>.err |
	grep -c . | grep -qx 2
said $? "a filter, to standard output"
ok stanch timeline $L
has "exported people, unmasked"
[ "$(stat -c %a full.csv)" = 600 ]
said $? "an export is for its owner alone"

# Enquiries.
echo "What of mine was taken?" | "$STANCH" people enquiry $L P-1/1 -F - --to wu \
	--due 2031-03-04T10:00 >.out 2>.err
has "$L: Q-1"
echo "Is it true?" | "$STANCH" people enquiry $L -F - >.out 2>.err
has "$L: Q-2"
json "d['items'][0]['overdue'] and d['items'][0]['person'] == 'P-1/1' and
	d['items'][1]['person'] is None and 'text' not in d['items'][0]" \
	stanch people enquiries $L --json
expect 0 "OVERDUE" stanch people enquiries $L
grep -q "2 not answered, 1 OVERDUE" .err
said $? "they are counted: $(cat .err)"
json "d['open'] == 2 and d['overdue'] == 1" stanch people enquiries $L --json
expect 0 "2 not answered, 1 OVERDUE" stanch case show $L
expect 0 "$L: 1 enquiry is OVERDUE: stanch people enquiries $L" stanch status
json "d['items'][0]['enquiries_open'] == 2 and
	d['items'][0]['enquiries_overdue'] == 1" stanch status --json
json "d['enquiries_open'] == 2 and d['enquiries_overdue'] == 1" \
	stanch case show $L --json
expect 0 "changed" stanch people answer $L Q-2 --to lin
echo "Your name." >answer.txt
expect 0 "answered" stanch people answer $L Q-1 -F answer.txt
json "len(d['items']) == 1 and d['items'][0]['to'] == 'lin'" \
	stanch people enquiries $L --open --json
expect 0 "What of mine was taken?" stanch people enquiries $L Q-1
has "Q-1  P-1/1"
expect 3 "enquiry Q-9 is not in" stanch people enquiries $L Q-9
run stanch timeline $L
hasnot "(Q-9)"
expect 3 "enquiry Q-9 is not in" stanch people answer $L Q-9 --to lin

# A group is a saved filter; it lists and exports those who fit.
expect 0 "saved" stanch people group $L singapore --where jurisdiction=SG
expect 2 "no condition" stanch people group $L odd --where colour=red
expect 2 "say who is in it" stanch people group $L singapore
json "d['items'][0]['name'] == 'singapore' and \
	d['items'][0]['filter'] == 'jurisdiction=SG'" \
	stanch people groups $L --json
expect 3 "no group is called" stanch people list $L --group nobody
expect 0 "shown" stanch people list $L --group singapore
ok stanch notice draft $L cn-individuals --text-lang zh --to singapore
json "d['items'][-1]['to'] == 'jurisdiction=SG'" stanch notice list $L --json
expect 0 "taken away" stanch people group $L singapore --remove
json "d['items'] == []" stanch people groups $L --json

# A purge: by an owner, with a reason, not on hold; the others stay.
expect 4 "needs a reason" stanch people purge $L P-1
ok stanch case set $L --hold on
expect 4 "on legal hold" stanch people purge $L P-1 --why over
ok stanch case set $L --hold off
expect 3 "P-77" stanch people purge $L P-77 --why over
expect 0 "does not reach copies" stanch people purge $L P-1 --why "All told"
expect 3 "nobody is" stanch people show $L P-1/1
json "[i['id'] for i in d['items']][0] == 'P-2'" stanch people imports $L --json
ok stanch timeline $L
has "purged P-1 (why: All told)"
has "root wrote an entry [purged by an owner]"
ok stanch verify $L
! grep -aq "new@example.org" store/cases/$L.case
said $? "what was set is gone from the file"

# Killed at any moment: all of it, or nothing.
python3 - <<'END'
with open("many.csv", "w") as f:
	f.write("name,phone\n")
	for i in range(60000):
		f.write("p%d,1%010d\n" % (i, 3900000000 + i))
END
was=$(stanch people imports $L --json | grep -c '"record"')
for t in 0.02 0.05 0.1 0.2; do
	timeout -s KILL $t "$STANCH" people import $L many.csv --no-input \
		>/dev/null 2>&1
	run stanch verify $L
	said "$status" "whole after a kill"
	json "all(i['rows'] == 60000 for i in d['items'][$was:])" \
		stanch people imports $L --json
done

# In Chinese too.
STANCH_LANG=zh_CN expect 5 "第 1 行" \
	stanch people import $L bad.csv --no-input
grep -rlq "13800000021" "$HOME" "$STANCH_HOME/config" 2>/dev/null
said $((! $?)) "no value stands outside the case"
ok stanch verify $L
finish
