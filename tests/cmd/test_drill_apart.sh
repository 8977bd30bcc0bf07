# A drill and the real thing stay apart: no record crosses, nothing is sent,
# nothing that players may not know reaches a player's program.
. tests/support/sh.sh

run stanch status
ok stanch -q drill new --scenario first-call
D=DRILL-2031-001 F=store/drills/DRILL-2031-001.drill
ok stanch case new --playbook customer-data-leak --title real
C=store/cases/INC-2031-001.case
ok stanch drill do $D start
ok stanch drill inject $D I-01
ok stanch drill do $D observe "who wrote it down?"

# Its own kind: magic, application_id, label, folder.
kind() {
	python3 -c 'import sys
print(int.from_bytes(open(sys.argv[1], "rb").read()[68:72], "big"))' "$1"
}
[ "$(kind $F)" = 1398033988 ] && [ "$(kind $C)" = 1398033987 ]
said $? "each kind of file has its own application_id"
carry() { # FROM TO: the last record of one, put behind the other's
	python3 - "$1" "$2" <<'END'
import sqlite3, sys
a, b = (sqlite3.connect(p) for p in sys.argv[1:])
row = a.execute("SELECT * FROM rec ORDER BY rowid DESC LIMIT 1").fetchone()
n = b.execute("SELECT count(*) FROM rec").fetchone()[0]
cols = [c[1] for c in b.execute("PRAGMA table_info(rec)")]
row = list(row)
if "n" in cols:
    row[cols.index("n")] = n + 1
b.execute("INSERT INTO rec VALUES (%s)" % ",".join("?" * len(row)), row)
b.commit()
END
}
cp $F kept.drill
cp $C kept.case
carry $F $C
expect 5 "a drill's record in a case" stanch case show INC-2031-001
cp kept.case $C
carry $C $F
expect 5 "a case's record in a drill" stanch drill show $D
cp kept.drill $F
relabel() { # FILE KIND: claims to be of the other kind
	python3 - "$1" "$2" <<'END'
import sqlite3, sys
b = sqlite3.connect(sys.argv[1])
b.execute("PRAGMA application_id=%s" % sys.argv[2])
b.commit()
END
}
cp kept.drill store/cases/INC-2031-009.case
relabel store/cases/INC-2031-009.case 1398033987
expect 5 "a drill's record in a case" stanch case show INC-2031-009
rm store/cases/INC-2031-009.case
cp kept.case store/drills/DRILL-2031-009.drill
relabel store/drills/DRILL-2031-009.drill 1398033988
expect 5 "a case's record in a drill" stanch drill show DRILL-2031-009
rm store/drills/DRILL-2031-009.drill

# No path of it reaches an outbox, a remote, a figure of real cases.
expect 3 "no case is called" stanch notice send $D A
expect 3 "no case is called" stanch people import $D kept.case
expect 3 "no case is called" stanch case close $D
json "[c['label'] for c in d['items']] == ['INC-2031-001']" \
	stanch case list --state all --json
json "all('DRILL' not in str(c) for c in d.values())" stanch status --json
[ ! -e store/outbox ]
said $? "there is no outbox"

# What a player's program reads holds nothing that is not released: the drill's
# file alone, whoever asks. The notes are gone from it, the scenario too.
secret="Snapshot first, then the link|who wrote it down|without a password"
grep -aqE "$secret" $F
[ $? = 1 ]
said $? "the drill's file holds no secret before the end"
if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
	strace -f -s 9999999 -e trace=openat,open,read,pread64,readv,preadv \
		-o reads "$STANCH" drill join $D </dev/null >.out 2>.err
	has "She knew the balance"
	grep -qE "$secret" reads
	[ $? = 1 ]
	said $? "no byte that a player's program read is a secret"
	grep -qE 'state/stanch/drills|playbooks/drills|drills/.notes' reads
	[ $? = 1 ]
	said $? "a player's program opens neither notes nor scenario"
	strace -f -s 9999999 -e trace=openat,open,read,pread64,readv,preadv \
		-o reads "$STANCH" drill do $D ack I-01 --as lead \
		</dev/null >.out 2>.err
	strace -f -A -s 9999999 -e trace=openat,open,read,pread64,readv,preadv \
		-o reads "$STANCH" note $D -m "she called again" --by lead \
		</dev/null >.out 2>.err
	grep -q "$F" reads && ! grep -qE "$secret" reads &&
		! grep -qE 'state/stanch/drills|playbooks/drills|drills/.notes' reads
	said $? "nor does one who does something in a role"
	strace -f -e trace=execve,socket,connect,sendto,sendmsg -o calls \
		"$STANCH" drill inject $D I-02 </dev/null >.out 2>.err
	strace -f -A -e trace=execve,socket,connect,sendto,sendmsg -o calls \
		"$STANCH" drill end $D --why x </dev/null >.out 2>.err
	# The C library asks nscd, on this machine, who we are: nothing else.
	[ "$(grep -c 'execve(' calls)" = 2 ] &&
		! grep -v nscd/socket calls |
		grep -qE 'AF_INET|connect\(|sendto\(|sendmsg\('
	said $? "a drill connects to nobody and starts no program"
else
	echo "skipped: strace is not here, system calls were not watched"
fi

# By its includes nothing of a drill can reach what sends; the lint says so of
# a tree where it does.
mkdir -p tree/core/drill tree/core/base tree/tui/cmd tree/tui/screen \
	tree/tests/unit
for f in core/drill/x.c tui/cmd/drill_x.c tui/screen/console_x.c; do
	echo '#include "core/notice/outbox.h"' >tree/$f
done
(cd tree && sh "$HERE/tests/lint.sh") >.out 2>.err
has "core/drill/x.c:1: core/drill may not include core/notice/outbox.h"
for f in tui/cmd/drill_x.c tui/screen/console_x.c; do
	grep "^lint: $f:1:" .out | grep -q "a drill sees nothing that sends"
	said $? "the lint knows $f"
done
(cd "$HERE" && grep -l 'core/notice/' /dev/null core/drill/*.[ch] \
	tui/cmd/drill*.[ch] tui/screen/drill*.[ch]) >.out
[ ! -s .out ]
said $? "no file of a drill names a notice's header"
finish
