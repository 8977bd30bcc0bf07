# team.yaml: put in force with plain git; names, roles and numbers of a case
# come from it; one that is broken is told and keeps nobody out.
. tests/support/sh.sh

books=$STANCH_HOME/playbooks
git_as() {
	git -c user.name=Lin -c user.email=lin@example.org \
		-c safe.directory='*' "$@" >/dev/null 2>&1
}
run stanch contacts
has "git clone $books"

# In place nothing can be committed: there are no files there to commit.
! git_as -C "$books" commit -qam nothing
said $? "git commit in the store's own folder is refused"
git_as clone "$books" mine
[ -f mine/team.yaml ] && [ -f mine/ransomware.md ]
said $? "a clone has the playbooks and team.yaml"
cat >mine/team.yaml <<END
team: 1
people:
  - name: "Lin Example"
    login: $(id -un)
    roles: [lead]
    reach: ["phone 000-0000-0001"]
  - name: "Wu Example"
    login: nobody-here
    roles: [it]
    reach: ["phone 000-0000-0003"]
authorities:
  - {kind: police, name: "Cyber police", reach: ["phone 000-0000-0006"]}
END
git_as -C mine commit -qam "Say who we are"
git_as -C mine push origin main
said $? "main takes a push"
run stanch contacts
has "Lin Example"
has "phone 000-0000-0003"
has "Cyber police"
ok stanch case new --playbook ransomware --title "Screens are red"
ok stanch case member list INC-2031-001
has "Lin Example"
json "[i['name'] for i in d['items'] if i['role'] == 'it'] == ['Wu Example']" \
	stanch contacts INC-2031-001 --json

# Broken, it is told wherever a name was looked for, and stops no new case.
echo "  bad: [" >>mine/team.yaml
git_as -C mine commit -qam "A slip"
git_as -C mine push origin main
expect 5 "team.yaml:" stanch contacts
expect 0 "team.yaml:" stanch contacts INC-2031-001
expect 0 "team.yaml:" stanch case new --playbook ransomware --title "Again"
finish
