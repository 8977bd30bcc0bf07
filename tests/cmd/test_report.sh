# Documents: the report, the brief, the checklist.
. tests/support/sh.sh

run stanch case new --playbook customer-data-leak --title "A <b>stranger</b>"
L=INC-2031-001
ok stanch report $L
has "# LIVE  $L"
hasnot "<b>"
ok stanch report $L --format html -o r.html
[ ! -s .out ]
said $? "nothing on stdout when it goes to a file"
grep -q "&lt;b&gt;" r.html
said $? "HTML is escaped"
ok stanch report $L --format html -o r.html
ok stanch report $L -o -
has "# LIVE"
expect 2 "--format cannot be pdf" stanch report $L --format pdf
expect 2 "prints no JSON" stanch report $L --json
expect 3 "INC-2031-009" stanch report INC-2031-009
expect 3 "nowhere" stanch report $L -o nowhere/r.md
ok stanch brief $L
has "LIVE  $L"
[ "$(wc -l <.out)" -le 24 ]
said $? "the brief fits a window"
ok stanch case print $L
has "1.01"
ok stanch timeline $L
has "printed"
ok stanch verify $L
finish
