# The manual pages in docs/ are those that the tables and the format make.
. tests/support/sh.sh

ok stanch --lang=en man
cmp -s .out "$HERE/docs/man/stanch.1"
said $? "docs/man/stanch.1 is current (make man)"
ok stanch man
ok stanch --lang=en man stanch-playbook
cmp -s .out "$HERE/docs/man/stanch-playbook.1"
said $? "docs/man/stanch-playbook.1 is current (make man)"
ok stanch --lang=en man stanch-drill
cmp -s .out "$HERE/docs/man/stanch-drill.1"
said $? "docs/man/stanch-drill.1 is current (make man)"
awk -f "$HERE/docs/man/format.awk" "$HERE/docs/PLAYBOOK-FORMAT.md" >.out
cmp -s .out "$HERE/docs/man/stanch-playbook.5"
said $? "docs/man/stanch-playbook.5 is current (make man)"
expect 3 "it is one of: stanch, stanch-playbook, stanch-drill" stanch man stanch-case
if command -v mandoc >/dev/null; then
	for page in stanch.1 stanch-playbook.1 stanch-drill.1 stanch-playbook.5; do
		mandoc -T lint -W warning "$HERE/docs/man/$page" >.out
		[ ! -s .out ]
		said $? "mandoc finds nothing to warn of in $page"
	done
fi
finish
