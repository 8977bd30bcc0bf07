# The report, the brief and the checklist on the command line.
. tests/support/sh.sh

run stanch case new --playbook customer-data-leak --title "Leak | <b>" \
	--severity high
L=INC-2031-001
ok stanch note $L -m "A stranger knew her balance"
ok stanch report $L
[ "$(head -1 .out)" = '# LIVE  INC-2031-001  Leak \| \<b\>' ]
said $? "LIVE stands in the first line"
has "- **Aware:** unknown"
has "A stranger knew her balance"
has "Unknown: nobody has written down a cause."
has "under a clock set by hand"
has "Fingerprint of the record: "
ok stanch timeline $L
has "reported (md)"

ok stanch report $L --format html -o -
has "default-src 'none'"
has "Leak | &lt;b&gt;"
hasnot "<b>"
hasnot "<script"
ok stanch report $L --format text
has "The record"
ok stanch report $L --format html -o out.html
[ ! -s .out ]
said $? "nothing on stdout when it goes to a file"
[ "$(stat -c %a out.html)" = 600 ]
said $? "nobody else reads the file"
grep -q "</html>" out.html
said $? "the file is whole"
ok stanch report $L --format html -o out.html
expect 2 "--format cannot be pdf" stanch report $L --format pdf
expect 3 "no case is called" stanch report INC-2031-099
expect 3 "no/such" stanch report $L -o no/such/folder.md
expect 2 "prints no JSON" stanch report $L --json

# The playbook's texts in both languages.
ok stanch report $L --lang zh_CN
has "客户"
ok stanch report $L --lang en
has "Steps by phase"

ok stanch brief $L
[ "$(wc -l <.out)" -le 23 ]
said $? "the brief stays in one screen"
has "LIVE  $L"
has "summary unknown"
ok stanch timeline $L
hasnot "brief"

ok stanch case print $L
has "1.01"
has "Done by: ____"
has "Checklist, as of 2031-03-04 17:00"
ok stanch case print $L --format md
ok stanch case print $L --format html
has 'class="room"'
ok stanch timeline $L
has "printed (text)"
ok stanch verify $L
finish
