# The manual page in docs/ is the one that the tables make.
. tests/support/sh.sh

ok stanch --lang=en man
cmp -s .out "$HERE/docs/man/stanch.1"
said $? "docs/man/stanch.1 is current (make man)"
ok stanch man
if command -v mandoc >/dev/null; then
	mandoc -T lint -W warning "$HERE/docs/man/stanch.1" >.out
	[ ! -s .out ]
	said $? "mandoc finds nothing to warn of"
fi
finish
