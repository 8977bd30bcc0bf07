! blame tells who last changed each step, and Enter what it was
world cases
now 2026-10-14T06:12:00Z
zone +08
commit lin 3 main vendor-breach.md|- [ ] ID number|- [ ] ID number\n- [ ] Passport|vendor-breach: ask for passports
keys 3 j b
golden blame-80x24.en
keys /
type Data types
keys Enter Enter
| ~ 3.03  Data types   changed: check items~

! e edits in a draft of one's own, shows what changed, asks why, commits
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
editor sed -i 's/An estimate is fine/A rough number is fine/'
keys 3 j e
keys Enter
wait 1s
golden draft-message-80x24.en
type Plainer words for the count
keys Enter
wait 1s
golden draft-writing-80x24.en
keys A
| draft/vendor-breach: offer it for review?~
keys y
| waits for review~
keys A
| ~a second person~
keys Esc
wait 1s
golden playbooks-draft-80x24.en

! a colleague's draft waits, is approved on its difference and put in force
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
commit lin 0 draft/backups vendor-breach.md|- id: backups\n- role: it\n|- id: backups\n- role: it\n- due: 4h from opened\n|backups: within four hours
draft lin offer backups
keys 3
wait 1s
| ~lin asked you to review draft/backups~
golden playbooks-review-80x24.en
keys A
golden draft-review-80x24.en
keys A y
| approved~
keys A y
wait 1s
no| ~draft/backups~
| ~vendor-breach~

! e in a playbook that is read edits the step in view
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
editor sed -i 's/Open the sample/Unlock the sample/'
keys 3 j v e
wait 1s
| ~draft/vendor-breach  vendor-breach~
| ~3.03  Data types~

! what lint finds is kept, and the way back leads to its line
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
editor sed -i 's/due: 8h from opened/due: 8 hors from opened/'
keys 3 j e Enter
wait 1s
golden draft-lint-80x24.en

! an editor that ends badly changes nothing
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
editor false
keys 3 j e Enter
| error: the editor ended with 1; nothing was changed

! drafts in Chinese
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
draft mei
commit lin 0 draft/backups vendor-breach.md|- id: backups\n- role: it\n|- id: backups\n- role: it\n- due: 4h from opened\n|backups: within four hours
draft lin offer backups
keys 3 j
wait 1s
golden playbooks-review-80x24.zh
keys b
golden blame-80x24.zh
keys Esc A
golden draft-review-80x24.zh
