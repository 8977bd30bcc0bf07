# Two people write, review, approve and merge playbooks in one store.
. tests/support/sh.sh
edits() { # the editor is a script: sed with these
	printf '#!/bin/sh\nsed -i' >ed.sh
	for word; do
		printf " -e '%s'" "$word" >>ed.sh
	done
	printf ' "$1"\n' >>ed.sh
}
person() { # from here on we are this one
	HOME=$WORK/$1
	export HOME
	mkdir -p "$HOME"
	printf '[user]\n\tname = %s\n\temail = %s@example.org\n' "$1" "$1" \
		>"$HOME/.gitconfig"
}
inforce() { # main holds these words
	git -C "$STANCH_HOME/playbooks" show main:ransomware.md |
		grep -qF -e "$1"
}
unset VISUAL EDITOR
run stanch status

# Git must know who writes, before an editor opens.
expect 4 "git does not know your name" stanch playbook edit ransomware \
	--from /dev/null -m x
grep -q 'git config --global user.email' .err
said $? "how to tell git is said"

person lin
expect 2 "no editor to ask" stanch playbook edit ransomware --no-input
run stanch playbook drafts --json
! grep -q ransomware .out
said $? "an edit that did not begin leaves no draft"

# An editor: a script; an error is found, the text kept; then mended.
edits
chmod +x ed.sh
EDITOR=$WORK/ed.sh
export EDITOR
edits 's/^- role: it$/- rol: it/'
expect 5 "ransomware.md:25:3: error" stanch playbook edit ransomware@doubt \
	-m "Say it short"
# What waits is what is read, linted, walked and listed.
expect 5 "ransomware.md:25:3: error" stanch playbook lint ransomware@doubt
expect 0 "- rol: it" stanch playbook show ransomware@doubt --raw
ok stanch playbook walk ransomware@doubt -q
ok stanch playbook list
has "  draft/doubt"
has "lin: being written"
[ "$(stanch playbook list --plain | grep -c draft/)" = 0 ]
said $? "plain rows are playbooks in force"
json "[e['draft'] for p in d['items'] for e in p['drafts']
	if p['slug'] == 'ransomware'] == ['doubt'] and
	all(p['in_force'] for p in d['items'])" stanch playbook list --json
expect 0 "not committed" stanch playbook drafts
edits 's/^- rol: it$/- role: it/' 's/^In doubt, or if nobody/When in doubt, or/'
expect 0 "committed" stanch playbook edit doubt -m "Say it short"
json "d['items'][0]['state'] == 'writing' and d['items'][0]['mine']" \
	stanch playbook drafts --json
expect 0 "reworded" stanch playbook review doubt
expect 4 "not offered for review" stanch playbook merge doubt
expect 0 "waits for review" stanch playbook review doubt --offer
expect 4 "you wrote some of draft doubt" stanch playbook approve doubt
expect 4 "waits for a second person" stanch playbook merge doubt
inforce "When in doubt" && said 1 "main changed too early"

person mei
json "d['items'][0]['waits_for_me']" stanch playbook drafts --json
expect 0 "waits for you" stanch playbook status
json "d['drafts'][0]['state'] == 'offered'" stanch playbook status --json
expect 0 "approved: mei" stanch playbook approve doubt
# A further commit makes it void.
person lin
edits 's/^Use a phone .*/Use_a_phone_of_your_own./'
expect 0 "committed" stanch playbook edit doubt -m "Any phone"
expect 4 "waits for a second person" stanch playbook merge doubt
person mei
ok stanch playbook approve doubt -q
expect 0 "is approved: stanch playbook merge doubt" stanch playbook status
expect 0 "is in force" stanch playbook merge doubt
inforce "Use_a_phone_of_your_own."
said $? "main holds it"
git -C "$STANCH_HOME/playbooks" log -1 --format=%B main |
	grep -q '^Reviewed-by: mei <mei@example.org>$'
said $? "who approved stands in the merge"
expect 3 "no draft is called" stanch playbook merge doubt
# It was merged elsewhere, and its branch came back with a pull.
git -C "$STANCH_HOME/playbooks" branch draft/doubt main^2
expect 4 "all of draft doubt is in main already" \
	stanch playbook review doubt --offer
ok git -C "$STANCH_HOME/playbooks" branch -D draft/doubt

# Two drafts: in two steps they merge by themselves, in one they are asked.
edits 's/^Talk by phone.*/One/'
ok stanch playbook edit ransomware@one -m one -q
edits 's/^Half an hour.*/Two/'
ok stanch playbook edit ransomware@two -m two -q
edits 's/^Talk by phone.*/Three/'
ok stanch playbook edit ransomware@three -m three -q
expect 0 "in force" stanch playbook merge one --override "It is late"
expect 0 "in force" stanch playbook merge two --override "It is late"
inforce One && inforce Two
said $? "both are in"
expect 4 "lead-and-line" stanch playbook merge three --override late
expect 5 "marks of a conflict" stanch playbook edit three --as-is -m x \
	--force
edits '/^<<<<<<</d' '/^|||||||/,/^=======/d' '/^>>>>>>>/d'
ok stanch playbook edit three -m "Take both" -q
expect 0 "in force" stanch playbook merge three --override late
inforce Three
said $? "the settled text is in force"

# Nothing is lost: an editor that dies, a message that is empty.
printf '#!/bin/sh\necho more >>"$1"\nkill -9 $$\n' >ed.sh
expect 130 "The text is kept" stanch playbook edit ransomware@late -m x
stanch playbook drafts --plain | grep -q late
said $? "its draft waits"
: >empty
run stanch playbook edit late --as-is
grep -q "The draft waits" .err
said $? "an empty message: the draft waits"
expect 0 "committed" stanch playbook edit late --as-is -m "Now"
expect 4 "nobody to ask" stanch playbook drop late
expect 0 "brings it back" stanch playbook drop late --yes
edits 's/a/a/'
expect 0 "nothing was changed" stanch playbook edit ransomware
! stanch playbook drafts --plain | grep -q ransomware
said $? "who changed nothing left nothing"

# Merged elsewhere, it is told as it was: whose, and of what.
edits 's/^In doubt, or/If in doubt, or/'
ok stanch playbook edit ransomware@host -m "On a host" -q
git clone -q "$STANCH_HOME/playbooks" host 2>/dev/null
git -C host merge -q --no-ff -m "Merge it" origin/draft/host &&
	git -C host push -q origin HEAD:main
json "[(e['slug'], e['state'], e['author']) for e in d['items']
	if e['draft'] == 'host'] == [('ransomware', 'merged', 'mei')]" \
	stanch playbook drafts --json
ok stanch playbook drop host --yes -q

# Names from a hostile hand.
for name in -x ../x 'a b' 'a..b' "$(printf 'a\033[31m')" x.lock 'a@{0}'; do
	run stanch playbook edit --draft "$name" -m x -- ransomware
	[ "$status" = 4 ] || [ "$status" = 2 ]
	said $? "no draft is called \"$name\""
	! grep -q "$(printf '\033')" .err
	said $? "nothing raw on the terminal"
done
git -C "$STANCH_HOME/playbooks" branch 'draft/odd;name' main
ok stanch playbook drafts

# A new one begins whole and goes by the same way.
expect 0 "is begun" stanch playbook new lost-laptop --title "Lost laptop" \
	--no-input
expect 0 "Lost laptop" stanch playbook show lost-laptop@lost-laptop
json "[(p['in_force'], len(p['drafts'])) for p in d['items']
	if p['slug'] == 'lost-laptop'] == [(False, 1)]" \
	stanch playbook list --json
expect 0 "committed" stanch playbook edit lost-laptop --as-is -m "Begin"
expect 0 "errors: 0" stanch playbook lint lost-laptop@lost-laptop
expect 0 "Lost laptop" stanch playbook show lost-laptop@lost-laptop
expect 4 "there is a playbook ransomware" stanch playbook new ransomware
expect 0 "in force" stanch playbook merge lost-laptop --override alone
ok stanch playbook new lost-phone --lang zh --no-input
ok stanch playbook edit lost-phone --as-is -m "开始" -q
expect 0 "errors: 0" stanch playbook lint lost-phone@lost-phone

# All that a draft holds is linted by its own name, clocks and notices too.
B="$STANCH_HOME/playbooks"
git -C "$B" worktree add -q -b draft/words "$WORK/words" main
sed -i 's/{{firm}}/{{frim}}/' "$WORK/words/notices/gdpr-authority.en.md"
git -C "$WORK/words" commit -qam "Name the firm"
expect 5 "notices/gdpr-authority.en.md:6:53: error: there is no blank {{frim}}" \
	stanch playbook lint draft/words
expect 5 "notices/gdpr-authority.en.md:6:53: there is no blank {{frim}}" \
	stanch playbook review words --offer
expect 5 "没有 {{frim}}" stanch --lang zh playbook merge words --override 急
expect 3 "no draft" stanch playbook lint draft/word
# What is no playbook is shown as git shows it; a remark stays with the draft.
expect 0 "+{{frim}} notifies" stanch playbook review words
expect 0 "Whose name?" stanch playbook review words --comment "Whose name?"
expect 3 "step 1.01 is not in draft words" \
	stanch playbook review words --comment Hm --step 1.01
json "d['comments'][0]['text'] == 'Whose name?' and
	d['patches'][0]['file'] == 'notices/gdpr-authority.en.md'" \
	stanch playbook review words --json
git -C "$B" worktree remove --force "$WORK/words"
run stanch playbook drop words --yes
# A draft is linted with its own clocks.
git clone -q "$STANCH_HOME/playbooks" own 2>/dev/null
cd own || exit 1
git checkout -qb draft/own
git rm -q clocks/cn.yaml
git commit -qm "No clocks of our own" && git push -q origin draft/own
cd .. || exit 1
expect 0 "errors: 0" stanch playbook lint ransomware
expect 5 "unknown clock" stanch playbook lint ransomware@own
ok stanch playbook log ransomware@own
run stanch playbook drop own --yes

# A walk goes down every branch and writes nothing.
before=$(git -C "$STANCH_HOME/playbooks" for-each-ref)
expect 0 "Way 1: 2.01 personal-data = yes" stanch playbook walk lost-laptop
has "not needed: 3.01"
json "[w['answers'] for w in d['ways']] ==
	[{'personal-data': 'yes'}, {'personal-data': 'no'}] and
	'tell-affected' in d['ways'][1]['not_needed'] and
	d['never_reached'] == []" stanch playbook walk lost-laptop --json
json "len(d['ways']) == 1" stanch playbook walk lost-laptop \
	--answers personal-data=no --json
expect 2 "no answer of" stanch playbook walk lost-laptop --answers \
	personal-data=maybe
expect 3 "no playbook" stanch playbook walk lost-laptoq
ok stanch playbook walk ransomware -q
[ "$before" = "$(git -C "$STANCH_HOME/playbooks" for-each-ref)" ]
said $? "no ref moved"
# A translation that is behind is told, and gone through one by one.
edits 's/^### Spread: .*/&, say so/'
expect 0 "committed" stanch playbook edit ransomware@behind -m "Say so"
# The base is what is edited; a reader of another language hears of the other.
edits 's/^### Spread: .*/&, again/'
expect 0 "ransomware.md 是基准文件（en）；中文的：--lang zh" \
	env STANCH_LANG=zh "$STANCH" playbook edit ransomware@behind -m "Again"
json "[i['lang'] for i in d['items'] if i['id'] == 'spread-now'] == ['zh']
	and d['items'][0]['of'] != d['items'][0]['base']" \
	stanch playbook stale ransomware@behind --json
expect 2 "没有人可问" stanch playbook edit ransomware@behind --lang zh \
	--stale
# zh_CN is zh where there is no other.
edits 's/^### .*/&。/'
ok stanch -q playbook edit ransomware@behind --lang zh_CN -m "改"
run git -C "$STANCH_HOME/playbooks" log -1 --name-only --format= draft/behind
has ransomware.zh.md
run stanch playbook drop behind --yes
# A team that works in Chinese edits in Chinese, and back.
git -C "$STANCH_HOME/playbooks" show main:ransomware.md >base.en
git -C "$STANCH_HOME/playbooks" show main:ransomware.zh.md >base.zh
expect 3 "no text in" stanch playbook rebase-language ransomware fr
expect 4 "already" stanch playbook rebase-language ransomware en
json "d['untranslated'] == [] and d['slug'] == 'ransomware'" \
	stanch playbook rebase-language ransomware zh --json
turned=$(python3 -c 'import json; print(json.load(open(".out"))["draft"])')
json "d['langs'] == ['zh', 'en']" stanch playbook show \
	"ransomware@$turned" --json
expect 0 "" stanch playbook lint "ransomware@$turned"
expect 0 "committed" stanch playbook rebase-language ransomware en
for f in ransomware.md:base.en ransomware.zh.md:base.zh; do
	git -C "$STANCH_HOME/playbooks" show "draft/$turned:${f%:*}" |
		cmp - "${f#*:}"
	said $? "${f%:*} is as it was, byte by byte"
done
run stanch playbook drop "$turned" --yes
ok git -C "$STANCH_HOME/playbooks" fsck --strict
finish
