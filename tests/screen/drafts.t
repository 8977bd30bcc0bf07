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

! a remark on a difference reaches its writer, and the reviewer approves there
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
commit lin 0 draft/backups vendor-breach.md|- id: backups\n- role: it\n|- id: backups\n- role: it\n- due: 4h from opened\n|backups: within four hours
draft lin offer backups
keys 3 j j
wait 1s
keys Enter Enter
| 3.06  Backup copies   changed: keys
keys a
| Comment on 3.06  Backup copies~
type Four hours from what?
keys Enter
wait 1s
| ~mei, ~: Four hours from what?
| ~you commented on draft/backups: Four hours from what?~
keys A
| draft/backups: approve what it changes?~
keys y
| ~draft/backups: you approved it~
keys Esc
| ~approved~
| COMMENTS
| ~mei: Four hours from what?~
golden draft-comment-80x24.en

! A on the row of a draft that waits asks at once, with its changes in view
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
draft mei
commit lin 0 draft/backups vendor-breach.md|- id: backups\n- role: it\n|- id: backups\n- role: it\n- due: 4h from opened\n|backups: within four hours
draft lin offer backups
keys 3 j j
wait 1s
keys A
| ~backups~
| ~y/N~
keys y
wait 1s
keys A y
wait 1s
no| ~draft/backups~

! what both sides changed is listed by step, and Enter goes to the mark
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
commit mei 0 draft/backups vendor-breach.md|- due: 8h from opened|- due: 6h from opened|backups: sooner
commit lin 0 main vendor-breach.md|- due: 8h from opened|- due: 4h from opened|Sooner still
keys 3 j j
wait 1s
keys Enter X
type Nobody else is here
keys Enter
| error: main and draft/backups both changed 1 step~
keys j k
| BOTH SIDES CHANGED
| ~vendor-breach.md:~Data types~
golden draft-conflict-80x24.en
editor sed -i -e '/^<<<<<<< /d' -e '/^|||||||/,/^>>>>>>> /d'
keys Enter
wait 1s
type Six hours it is
keys Enter
no| BOTH SIDES CHANGED

! t goes through what of a translation is behind, in a draft
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
commit lin 3 main vendor-breach.md|An estimate is fine; call it one.|An estimate is fine; say that it is one.|Plainer
keys 3 j t
| 18 sections are behind
at| > zh             Title and introduction
| The text it was made from is not known; the base is now
keys Space
| 17 sections are behind   draft/vendor-breach
| ~the translation is right~
golden stale-80x24.en
editor sed -i 's/身份证号/身份证号码/'
keys j e
wait 1s
| Is the translation right now?~
keys n
| 17 sections are behind   draft/vendor-breach
keys e y
| 16 sections are behind   draft/vendor-breach
keys A
| draft/vendor-breach ~
| ~ not committed ~

! a translation that is right as it was is a change of the translation
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
keys 3 j t Space A
| only translations ~
| CHANGES
| > Title, front matter, introduction         translation: translation
| +~of: ~

! clocks and notices that a draft changes are shown as a patch
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
draft mei
commit lin 0 draft/words clocks/test.yaml|status: in_force|status: in_farce|Words
keys 3
wait 1s
keys G Enter
| ~clocks/test.yaml:28:13~
| ~clocks/test.yaml
golden draft-clocks-80x24.zh
keys G Enter
| clocks/test.yaml ~
| ~-    status: in_force
| ~+    status: in_farce
