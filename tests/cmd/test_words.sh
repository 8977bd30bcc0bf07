# Words on the command line: what is known, what is near, what is refused.
. tests/support/sh.sh

expect 0 "stanch 0." stanch --version
ok stanch --help
has "Commands:"
has "case new"
ok stanch -h
ok stanch help
has "Examples:"
ok stanch case --help
has "case member add"
hasnot "step done"
ok stanch step done --help
has "Usage: stanch step done CASE STEP"
has "Short: done"
has "--evidence EVIDENCE"
has "  stanch done INC-2026-014 3.02"
# Examples come before the options.
[ "$(grep -n Examples: .out | cut -d: -f1)" -lt \
	"$(grep -n Options: .out | cut -d: -f1)" ]
said $? "examples first"
ok stanch done -h
has "Close a step"
ok stanch done INC-2031-001 --nonsense -h
has "Close a step"
ok stanch -h case new
has "Open a case"
[ ! -e "$STANCH_HOME" ]
said $? "help makes no store"

expect 2 "unknown command: stpe" stanch stpe list
expect 2 "did you mean: stanch step" stanch stpe
expect 2 "did you mean: stanch status" stanch statsu
expect 2 "unknown command: case shwo" stanch case shwo x
expect 2 "did you mean: stanch case show" stanch case shwo x
expect 2 "all of them: stanch help" stanch xyzzy
expect 2 "case needs a second word" stanch case
expect 2 "unknown option: --titel" stanch case new --titel x
expect 2 "did you mean: --title" stanch case new --titel x
expect 2 "unknown option: -z" stanch status -z
expect 2 "--title needs a value" stanch case new --title
expect 2 "--quiet takes no value" stanch status --quiet=yes
expect 2 "--severity cannot be bad" stanch case new --title x --severity bad
expect 2 "low|medium|high|critical" stanch case new --title x --severity bad
expect 2 "did you mean: --severity high" stanch case new --title x \
	--severity hihg
expect 2 "something is missing" stanch case show
expect 2 "usage: stanch case show CASE" stanch case show
expect 2 "one word too many: b" stanch case show a b
expect 2 "exclude each other" stanch status --json --plain
expect 2 "no texts in language fr" stanch status --lang fr
expect 2 "prints no JSON" stanch help --json
expect 2 "unknown command: nonsense" stanch help nonsense
[ ! -e "$STANCH_HOME" ]
said $? "wrong words make no store"
# Nothing is said on stdout when words are wrong, but in JSON all of it is.
run stanch statsu
[ ! -s .out ]
said $? "stdout is empty"
json "d['error']['code'] == 'usage'" stanch statsu --json
[ ! -s .err ]
said $? "stderr is empty"
json "d['error']['fix'] == 'did you mean: stanch status'" stanch statsu --json

# Options stand anywhere, `--` ends them.
run stanch status
json "d['items'] == []" stanch --json status
json "d['items'] == []" stanch status --json
json "d['items'] == []" stanch --json
ok stanch status -q --lang=en --color never --no-input
ok stanch -q -C "$WORK/other" status
[ -d "$WORK/other/cases" ]
said $? "-C is the store"
ok stanch -qC other2 status
[ -d "$WORK/other2/cases" ]
said $? "-C takes a relative path"
expect 3 'no case is called "--json"' stanch case show -- --json
expect 3 'no case is called "-h"' stanch case show -- -h

# Topics.
ok stanch help exit
has "130"
ok stanch help json
has "stanch/1"
ok stanch help environment
has "STANCH_NOW"
ok stanch help files
has "device.key"
ok stanch help step done
has "Close a step"

# Environment that makes no sense.
STANCH_NOW=yesterday expect 2 "STANCH_NOW=yesterday" stanch status
STANCH_HOME=relative expect 2 "not an absolute path" stanch status

# A reader that leaves, a disk that is full.
(stanch help 2>"$WORK/.err"; echo $? >"$WORK/rc") | head -c 1 >/dev/null
if [ -w /dev/full ]; then
	"$STANCH" help >/dev/full 2>.err
	[ $? = 1 ]
	said $? "a full disk is exit 1"
	grep -q "standard output" .err
	said $? "a full disk is told"
fi
"$STANCH" help >&- 2>.err
[ $? = 1 ]
said $? "a closed stdout is exit 1"
finish
