# The clocks of a case (view 6) and of all cases (tab 2).

! a clock starts from a determination, is met, and u takes it back
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 6
at| > cn-pipl-57-authority ~ offered by 1.01 ~
| eu-gdpr-33-authority ~ offered by 1.01 ~
keys j Space
| Start eu-gdpr-33-authority: General Data Protection Regulation, Art. 33(1)
| | aware
keys Tab Tab Enter Enter
type Nowhere/Zone
keys Enter
| On what basis  ! this is needed
type the train company called
keys Enter Enter Enter
| Zone of the office that is told  ! ~
keys Ctrl-U
type Europe/Berlin
keys Enter
at| > eu-gdpr-33-authority ~ due in 18h 30m ~ 2026-10-15 02:50 +02  B *
| Began 2026-10-12 08:50 +08, mei: the train company called
| Deadline here: 2026-10-15 08:50 +08
| ~ you: eu-gdpr-33-authority runs, it ends 2026-10-15 08:50 +08 ~ u  undo
keys Space Tab Enter Enter Enter
| Receipt  ! ~
type R-17
keys Enter Enter Enter
at| > eu-gdpr-33-authority ~ met, 18h ~ left ~
keys u
at| > eu-gdpr-33-authority ~ due in ~
keys U
at| > eu-gdpr-33-authority ~ met, 18h ~ left ~

! "immediately" counts up and shows no deadline
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 6 Space Tab Tab
type list seen for sale
keys Enter Enter
at| > cn-pipl-57-authority ~ 2d 5h since ~ A *
| Tell: ~
| Began 2026-10-12 08:50 +08, mei: list seen for sale

! Enter has the law, its source in words, and what a notice must say
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 6 Space Tab Tab
type list seen for sale
keys Enter Enter Enter
| Personal Information Protection Law, art. 57 para. 1
| IN THIS CASE
| WHERE THE HOURS WENT
| +0s ~ it began  mei
| +1h 3m ~ 1.02 Laptop  wu
keys G
| Grade ~ A: the article was read in a consolidated text
| As of ~ 2025-04-01
| Reviewed by ~ nobody
| NOT VERIFIED ~
| Not legal advice. ~

! counsel edits the rule from the clock itself, in a draft
world cases
now 2026-10-14T06:12:00Z
zone +08
draft mei
editor sed -i 's/en: immediately/en: at once/'
case INC-2026-001
keys 6 Enter
| cn-pipl-57-authority ~ 1-~
keys e
| What changed, and why: ~
type The law says at once
keys Enter
| draft/clocks-test ~
| being written, ~
| OTHER FILES
| > clocks/test.yaml
| +        en: at once

! s waives with a reason; Esc leaves it offered
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 6 s Esc
at| > cn-pipl-57-authority ~ offered by 1.01 ~
keys s
type no personal data of people in China
keys Enter
at| > cn-pipl-57-authority ~ waived ~
| Waived by mei: no personal data of people in China
keys u
at| > cn-pipl-57-authority ~ offered by 1.01 ~

! a few questions propose clocks and say why
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 6
| No clock was started. p: a few questions tell which may apply.
keys p
type Mars
keys Enter Enter Enter Enter Enter Enter Enter Enter Enter Enter
| Where are the people? ~ ! ~
keys Ctrl-U
type CN eu
keys Enter 3 Enter Enter Enter Enter Enter Enter Enter Enter Enter
at| > contract-processor-24h ~ may apply ~
| May apply: it is a client's data
keys Space
type 2026-10-14T09:00
keys Enter Enter
type the client's list
keys Enter Enter
type Asia/Shanghai
keys Enter
type 24h
keys Enter
at| > contract-processor-24h ~ due in 18h 40m ~ 2026-10-15 09:00 +08  project

! what a step offers besides may apply with its reason, which the basis begins as
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 6
at| > cn-pipl-57-authority ~ offered by 1.01 ~
keys p
type CN，EU
keys Enter 2 Enter Enter Enter Enter Enter Enter Enter
type 120
keys Enter
type names, phones
keys Enter
at| > cn-pipl-57-authority ~ may apply ~
| eu-gdpr-33-authority ~ may apply ~
| May apply: people are there; it is our own data; 120 people; names, phones
| 14:12  2 clocks may apply; ~
keys Space Tab Tab
| | people are there; it is our own data; 120 people; names, phones
keys Enter Enter
at| > cn-pipl-57-authority ~ 2d 5h since ~
| Began 2026-10-12 08:50 +08, mei: people are there; it is our own data; 120..

! what is switched off is seen below what may apply, and asks why
world cases
commit wu 0 main clocks/test.yaml|default_enabled: true|default_enabled: false|switch it off
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 6 p
type CN EU
keys Enter 2 Enter Enter Enter Enter Enter Enter Enter Enter Enter
at| > eu-gdpr-33-authority ~ may apply ~
| cn-pipl-57-authority ~ switched off ~ A *
| ~ 1 clock may apply; ~
keys j
| Switched off, grade A: starting it takes a reason
keys Space
type 2026-10-14T09:00
keys Enter Enter Enter Enter
type counsel has read it
keys Enter
at| > cn-pipl-57-authority ~ 5h 10m since ~
| Began 2026-10-14 09:00 +08, mei: people are there; ~

! a clock of two moments asks for the second
world cases
commit wu 0 main clocks/two.yaml||format: stanch-clocks-1\nclocks:\n  - id: eu-two-limbs\n    jurisdiction: EU\n    law: {en: "Two Limbs Act"}\n    article: "Art. 5"\n    status: in_force\n    default_enabled: true\n    recipient: {kind: authority, en: "Office"}\n    trigger: {event: aware}\n    duration: {value: 4, unit: hours, from_classified_hours: 4, from_aware_hours: 24}\n    counting: {method: dora_initial}\n    citation: "Act 5"\n    confidence: "B"\n    evidence: {kind: official_source}\n|add a clock
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 6 p
type EU
keys Enter 2 Enter Enter Enter Enter Enter Enter Enter Enter Enter j
at| > eu-two-limbs ~ may apply ~
keys Space
type 2026-10-14T06:00
keys Enter Enter
type the bank called
keys Enter Enter
type Europe/Berlin
keys Enter
| When it was classified as major
type 25:00
keys Enter
| When it was classified as major  ! "25:00" is no time; ~
keys Ctrl-U
type 2026-10-14T07:30
keys Enter
at| > eu-two-limbs ~ due in 3h ~ 2026-10-14 11:30 +02  B *

! closing a step offers its clocks one by one; Esc leaves them offered
world cases
now 2026-10-14T06:12:00Z
zone +08
wu - new lost-laptop Phone in a taxi
wu INC-2026-004 done awareness-time 2026-10-14T13:50:00+08:00
case INC-2026-004
keys /
type 1.01
keys Enter Space
wait 1s
| Start eu-gdpr-33-authority: ~
| | aware
keys Tab Tab
type the driver called
keys Enter Enter
type Europe/Berlin
keys Enter
wait 1s
| Start cn-pipl-57-authority: ~
keys Esc
| ~ nothing was recorded; view 6 keeps the clocks that wait ~
keys 6
at| > eu-gdpr-33-authority ~ due in 2d 23h ~
| cn-pipl-57-authority ~ offered by 1.01 ~

! D goes into the most urgent clock of all cases, 2 lists them
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 6 p
type EU
keys Enter 2 Enter Enter Enter Enter Enter Enter Enter Enter Enter
keys j Space
type 2026-10-10T09:00
keys Enter Enter
type the vendor's letter
keys Enter Enter
type Europe/Berlin
keys Enter
at| > eu-gdpr-33-authority ~ !! OVERDUE ~ 2026-10-13 09:00 +02  B *
| NEXT  ~ OVERDUE ~
keys q
wait 1s
wait 1s
wait 1s
| ~ 2 Clocks 1 ~
keys 2
wait 1s
wait 1s
wait 1s
at| > INC-2026-003 ~ eu-gdpr-33-authority ~ !! OVERDUE ~
| eu-gdpr-33-authority  General Data Protection Regulation, Art. 33(1)
keys Enter
at| > eu-gdpr-33-authority ~ !! OVERDUE ~
keys q q D
| INC-2026-001  Laptop ~
at| > 1.01 ~

! columns and NEXT have the short name of a clock, in the reader's language
world cases
commit wu 0 main clocks/test.yaml|    article: "Art. 33(1)"|    short:\n      en: "GDPR 33 authority"\n      zh: "GDPR 33条 监管"\n    article: "Art. 33(1)"|name it
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 6 p
type EU
keys Enter 2 Enter Enter Enter Enter Enter Enter Enter Enter Enter
keys j Space
type 2026-10-10T09:00
keys Enter Enter
type the vendor's letter
keys Enter Enter
type Europe/Berlin
keys Enter
at| > GDPR 33 authority ~ !! OVERDUE ~
| NEXT  GDPR 33 authority ~ OVERDUE ~
| eu-gdpr-33-authority  General Data Protection Regulation, Art. 33(1)
| ~ you: GDPR 33 authority runs, ~
keys :
type lang zh
keys Enter
at| > GDPR 33条 监管 ~ !! ~
| ~ GDPR 33条 监管 ~ 10月13日 ~
keys q
wait 1s
wait 1s
wait 1s
| ~ INC-2026-003 ~ 23h10 GDPR 3..
keys 2
wait 1s
wait 1s
wait 1s
at| > INC-2026-003 ~ GDPR 33条 监管 ~

! the nearest limit stands on every screen and form, and D goes there from each
world cases
now 2026-10-14T06:12:00Z
zone +08
keys 3 v
| lost-laptop  Lost laptop !! 2d 4h ~ LIVE ~
keys D
| INC-2026-001  Laptop ~
at| > 1.01 ~
keys 2 D
at| > 1.01 ~
keys 6 p
| INC-2026-001 ~ !! 2d 4h ~ LIVE ~
| Which clocks may apply

! the calendar is saved under a new name
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 6 x Ctrl-U
type tests/screen/clocks.t
keys Enter
| error: ~

! what can only be read refuses
world cases
now 2026-10-14T06:12:00Z
zone +08
read-only
case INC-2026-001
keys 6 Space
| error: ~ read-only ~

! the clocks of a case at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 6 j Space Tab Tab
type the train company called
keys Enter Enter
type Europe/Berlin
keys Enter
golden clocks-80x24.en
keys Enter
golden clock-80x24.en

! the clocks of a case at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-001
keys 6 j Space Tab Tab
type the train company called
keys Enter Enter
type Europe/Berlin
keys Enter
golden clocks-80x24.zh
keys Enter
golden clock-80x24.zh

! the clocks of a case at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-001
keys 6 j Space Tab Tab
type the train company called
keys Enter Enter
type Europe/Berlin
keys Enter
golden clocks-100x30.en
keys Enter
golden clock-100x30.en

! the clocks of a case at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-001
keys 6 j Space Tab Tab
type the train company called
keys Enter Enter
type Europe/Berlin
keys Enter
golden clocks-100x30.zh
keys Enter
golden clock-100x30.zh

! the clocks of a case at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-001
keys 6 j Space Tab Tab
type the train company called
keys Enter Enter
type Europe/Berlin
keys Enter
golden clocks-132x43.en
keys Enter
golden clock-132x43.en

! the clocks of a case at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-001
keys 6 j Space Tab Tab
type the train company called
keys Enter Enter
type Europe/Berlin
keys Enter
golden clocks-132x43.zh
keys Enter
golden clock-132x43.zh
