# --plain: rows parted by tabs; what has no rows is told in lines; a list
# that is empty is no line at all, for a script counts them.
. tests/support/sh.sh

ok stanch -q case new --plain --playbook customer-data-leak --title Leak
label=$(cut -f1 .out)
printf 'name,phone\nDora Drift,19900000037\n' >people.csv
ok stanch -q people import "$label" people.csv --yes
ok stanch notice draft "$label" cn-individuals --to all

ok stanch -q people list "$label" --plain
[ "$(wc -l <.out)" = 1 ]
said $? "a row for a person"
ok stanch -q people show "$label" P-1/1 --plain
has "P-1/1"
has "name: D****"
ok stanch notice view "$label" A --plain
has "Other people may have seen or taken"
expect 5 "NO  cn-pipl-57/4" stanch notice check "$label" A --plain
ok stanch clock show cn-incident-4h --plain
has "Asia/Shanghai"
ok stanch -q people enquiry "$label" P-1/1 --channel phone --plain \
	-F "$HERE/LICENSE"
ok stanch -q people enquiries "$label" Q-1 --plain
has "Q-1"
ok stanch drill new --scenario first-call --plain
has "DRILL-"
ok stanch drill join "$(cut -f1 .out)" --plain
has "NOT REAL"

for list in "evidence list" "evidence verify" "finding list" "action list" \
	"clock list" "clock changed" "people groups" "people same" \
	"notice offers"; do
	# shellcheck disable=SC2086 # two words of the command
	ok stanch -q $list "$label" --plain
	[ ! -s .out ]
	said $? "nothing to tell is no line: $list"
done
ok stanch playbook drafts --plain
[ ! -s .out ]
said $? "no draft is no line"
finish
