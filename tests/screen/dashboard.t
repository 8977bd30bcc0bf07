! all cases stand on one screen, the nearest limit is chosen
world cases
now 2026-10-14T06:12:00Z
zone +08
golden dashboard-80x24.en
at| > INC-2026-001  Laptop left on the ~

! below the cases there are two columns from 100
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
golden dashboard-100x30.en

! and three from 130
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
golden dashboard-132x43.en

! texts of playbooks are in the person's language
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
golden dashboard-80x24.zh

! it can be used at 60x15
world cases
now 2026-10-14T06:12:00Z
zone +08
size 60x15
golden dashboard-60x15.en
resize 80x24
| All times +08.   Store ~

! no case yet: what the program is for and what to press
world nothing
now 2026-10-14T06:12:00Z
zone +08
golden dashboard-empty.en
keys Enter
| There is no case. c begins one.

! Enter opens the case at the step in hand, q leads back
world cases
now 2026-10-14T06:12:00Z
zone +08
keys k Enter
title stanch INC-2026-003
| INC-2026-003  Vendor portal breach ~ LIVE ~
keys q
title stanch
| Cases ~ LIVE ~

! D goes into the nearest limit of all cases
world cases
now 2026-10-14T06:12:00Z
zone +08
keys k
at| > INC-2026-003 ~
keys D
| INC-2026-001  Laptop left on the train ~
at| > 1.01 ~
keys q
| Cases ~

! Tab goes to what waits on you, Enter to the very step
world cases
now 2026-10-14T06:12:00Z
zone +08
keys Tab
at| > INC-2026-003  3.03  Second reader: Data types ~ asked 12:54 by lin
keys Enter
| ~ 3.03 ~ DATA TYPES ~

! what lin does elsewhere is seen without a key
world cases
now 2026-10-14T06:12:00Z
zone +08
lin INC-2026-003 start high-risk
| ~ INC-2026-003: lin ~ 3.04 Risk ~
wait 2s
lin INC-2026-001 note awareness-time the train company called
| ~ INC-2026-001: lin ~

! a case that another opens is there at once
world cases
now 2026-10-14T06:12:00Z
zone +08
wu INC-2026-003 new lost-laptop Phone lost in a taxi
| INC-2026-004  Phone lost in a taxi ~
| INC-2026-003  Vendor portal breach ~
at| > INC-2026-001 ~

! closed cases are folded away until Enter
world cases
now 2026-10-14T06:12:00Z
zone +08
keys G
at| > + 1 closed case
keys Enter
| > - 1 closed case
| INC-2026-002  Mail rule in the c.. ~ closed
keys Enter
no| INC-2026-002 ~

! find and filter look at label, title, lead and step
world cases
now 2026-10-14T06:12:00Z
zone +08
keys /
type vendor
keys Enter
at| > INC-2026-003 ~
keys &
type laptop
keys Enter
no| INC-2026-003  Vendor ~

! 3 shows the playbooks, 5 who is in the chosen case, 2 the clocks, 4 the drills
world cases
now 2026-10-14T06:12:00Z
zone +08
keys 3
wait 1s
golden playbooks-80x24.en
keys 1 5
| INC-2026-001 ~
keys q 2
| No legal clock runs in an open case. In a case, 6 has its clocks.
keys q 4
| ~ [4 DRILLS]   5 Members
| No drill yet.
| c   a new drill: choose a scenario

! a read-only start refuses a new case
world cases
now 2026-10-14T06:12:00Z
zone +08
read-only
keys c
no| What do you see?

! the empty screen speaks Chinese too
world nothing
now 2026-10-14T06:12:00Z
zone +08
lang zh
golden dashboard-empty.zh

! a file that is no case says so in its row, and says more on Enter
world cases
now 2026-10-14T06:12:00Z
zone +08
break INC-2026-003
| INC-2026-003  not ~
| > INC-2026-001  Laptop left on the.. ~
keys g Enter
| error: ~
title stanch

! an older copy put over a case is told when it is opened
world cases
now 2026-10-14T06:12:00Z
zone +08
keep INC-2026-003
case INC-2026-003
keys :
type owner 3.06 mei
keys Enter q
bring-back INC-2026-003
case INC-2026-003
| error: ROLLED BACK: 1 entry seen here before is missing; bring back the ~

! what was done in a case can be taken back from here
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys :
type owner 3.06 mei
keys Enter q
| ~ owner 3.06 mei ~ u  undo
keys u
| ~ taken back: owner 3.06 mei ~

! whoever asks to join waits on the owner, who gets to the members
world cases
now 2026-10-14T06:12:00Z
zone +08
mei INC-2026-003 alone lost-laptop Only mine
lin INC-2026-004 join
| WAITING ON YOU
| INC-2026-004  lin asks to join from host7
keys Tab g
at| > INC-2026-004  lin asks to join from host7
keys Enter
| ~ INC-2026-004 ~
| ~ lin ~

! a case that follows an older version, and a draft that waits, are told
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
commit wu 1 main vendor-breach.md|version: 2.0.3|version: 2.1.0|Call it 2.1.0
commit lin 0 draft/backups vendor-breach.md|- id: backups\n- role: it\n|- id: backups\n- role: it\n- due: 4h from opened\n|backups: within four hours
draft lin offer backups
keys R
wait 1s
| NEWER    INC-2026-003 runs an older vendor-breach than is in force ~ P  compare
| REVIEW   1 draft waits for your review: backups ~ 3  playbooks
golden dashboard-news-80x24.en
resize 132x43
golden dashboard-news-132x43.en

! the same in Chinese
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
draft mei
commit wu 1 main vendor-breach.md|version: 2.0.3|version: 2.1.0|Call it 2.1.0
commit lin 0 draft/backups vendor-breach.md|- id: backups\n- role: it\n|- id: backups\n- role: it\n- due: 4h from opened\n|backups: within four hours
draft lin offer backups
keys R
wait 1s
golden dashboard-news-80x24.zh

! enquiries and remedies that are overdue show on the first screen
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}}\n\n[[]]\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 4 a Enter
type Is my number among them?
keys Tab Tab
type mei
keys Tab
type 2026-10-14 10:00
keys Enter 5 n Enter Enter Esc O
type A year of credit alerts
keys Tab
type 2026-10-12
keys Enter Enter Enter
| ~ [5 NOTICES 1 !!1] ~
keys Esc Esc
wait 1s
wait 1s
| INC-2026-001  Q-1 ~ !! OVERDUE: answer an enquiry ~
| ASKED ~ not answered 1 ~ !! OVERDUE 1: INC-2026-001
| OFFERED ~ not kept yet 1 ~ !! OVERDUE 1: INC-2026-001
resize 100x30
| ~ ASKED ~ not answered 1
| ~ !! OVERDUE 1: INC-2026-001
| ~ OFFERED ~ not kept yet 1
| ~ !! OVERDUE 1: INC-2026-001
keys Tab G Enter
| From: P-1/1
| Is my number among them?
keys r
type Yes.
keys Enter Esc
wait 1s
wait 1s
no| ~ answer an enquiry ~
no| ASKED ~

! the five views are reached from each other; members are of a chosen case
world cases
now 2026-10-14T06:12:00Z
zone +08
keys 2
| ~ [2 CLOCKS] ~
keys 4
| ~ [4 DRILLS] ~
keys 3
| ~ [3 PLAYBOOKS] ~
keys 5
| ~ [3 PLAYBOOKS] ~
| Members are of one case: 1, choose it, 5.
keys 1
| [1 CASES 2] ~
keys 5
| Who is in this case
