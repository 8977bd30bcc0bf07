# The store: made on first start, sound, found; settings, keys, completion,
# languages, hostile text.
. tests/support/sh.sh

expect 0 "made a new store: $STANCH_HOME" stanch status
ok stanch status
ok stanch store where
has "$STANCH_HOME"
ok stanch paths
has "$HOME/.config/stanch"
json "d['store'] == '$STANCH_HOME'" stanch paths --json
ok stanch doctor
has "good"
hasnot "BAD"
json "all(i['good'] for i in d['items'])" stanch store check --json
ok stanch key list
has "this device"
json "len(d['items']) == 1 and d['items'][0]['mine']" stanch key list --json
ok stanch contacts

ok stanch store config
has "lang"
expect 2 "there is no setting lnag" stanch store config lnag
expect 2 "did you mean: lang" stanch store config lnag
expect 2 "lang cannot be fr" stanch store config lang fr
ok stanch store config lang zh_CN
json "d['lang'] == 'zh_CN'" stanch store config lang --json
ok stanch store config lang en
json "d['lang'] == 'en' and d['color'] is None" stanch store config --json

# A title that tries to rule the terminal.
evil=$(printf 'a\033]0;x\007b\342\200\256c')
ok stanch case new --title "$evil"
ok stanch status
! grep -q "$(printf '\033')" .out
said $? "no escape reaches stdout"
has "a<U+001B>]0;x<U+0007>b<U+202E>c"
run stanch status --json
! grep -q "$(printf '\342\200\256')" .out
said $? "JSON escapes it"
json "d['items'][0]['title'] == 'a\x1b]0;x\x07b\u202ec'" stanch status --json
expect 3 "<U+001B>" stanch case show "$evil"
expect 2 "<xFF>" stanch "$(printf 'bad\377')"

# Two lines in a note stay one line of the timeline.
printf 'one\nrecord 99 forged' | "$STANCH" note INC-2031-001 -F - >/dev/null
ok stanch dump INC-2031-001
! grep -q "^record 99" .out
said $? "a note cannot forge a line of the dump"

# Completion.
ok stanch completion bash
has "complete -o default -F _stanch stanch"
ok stanch completion zsh
has "#compdef stanch"
ok stanch completion fish
expect 2 "no completion for tcsh" stanch completion tcsh
bash -n .out
ok stanch complete -- ca
has "case"
ok stanch complete -- case me
has "member"
ok stanch complete -- case member ""
has "add"
ok stanch complete -- case new --se
has "--severity"
ok stanch complete -- case new --severity ""
has "critical"
ok stanch complete -- case show ""
has "INC-2031-001"
ok stanch complete -- case new --playbook rans
has "ransomware"
run stanch case new --playbook ransomware --title x
ok stanch complete -- done INC-2031-002 1.0
has "1.01"
ok stanch complete -- completion ""
has "fish"

# The manual.
ok stanch man
has ".Nm stanch"
has ".Sh EXIT STATUS"

# A file that is no case, one that was cut, one that was edited.
cp "$STANCH_HOME/cases/INC-2031-001.case" keep
echo nonsense >"$STANCH_HOME/cases/INC-2031-008.case"
expect 5 "INC-2031-008" stanch case show INC-2031-008
ok stanch case show INC-2031-001
expect 0 "INC-2031-008" stanch case list
head -c 5000 keep >"$STANCH_HOME/cases/INC-2031-001.case"
expect 5 "truncated, only 5000" stanch case show INC-2031-001
expect 5 "the record is NOT whole" stanch verify INC-2031-001
cp keep "$STANCH_HOME/cases/INC-2031-001.case"
sqlite3 "$STANCH_HOME/cases/INC-2031-001.case" \
	"UPDATE rec SET body = CAST(replace(CAST(body AS TEXT), 'root', 'reot')
	 AS BLOB) WHERE n = 2; UPDATE rec SET sig = zeroblob(64) WHERE n = 3"
run stanch verify INC-2031-001 --json
[ "$status" = 5 ]
said $? "an edited record is exit 5"
expect 5 "record" stanch verify INC-2031-001
rm "$STANCH_HOME/cases/INC-2031-008.case"

# A store that cannot be written.
if [ "$(id -u)" != 0 ]; then
	mkdir closed
	chmod 500 closed
	expect 1 "closed" stanch -C "$WORK/closed/store" status
fi
finish
