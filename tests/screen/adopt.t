# A running case and a newer version of its playbook.

! the case says that its playbook moved on, and P shows what would happen
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 1 main vendor-breach.md|version: 2.0.3|version: 2.1.0|vendor-breach: begin 2.1.0
commit wu 1 main vendor-breach.md|- due: 8h from opened|- due: 6h from opened|vendor-breach: sooner
commit wu 1 main vendor-breach.md|- [ ] ID number|- [ ] ID number\n- [ ] Passport|vendor-breach: passports
commit wu 1 main vendor-breach.zh.md|- [ ] 身份证号|- [ ] 身份证号\n- [ ] 护照号|vendor-breach: passports, zh
commit wu 1 main vendor-breach.md|### Backup copies: were|### Hash lists: ask for them\n- id: hash-lists\n- role: it\n\nAsk.\n\n### Backup copies: were|vendor-breach: ask for hash lists
case INC-2026-003
| ~ playbook moved on: 1 new, 1 changed ~ P shows it ~
keys P
| ADOPT  vendor-breach    2.0.3 @ ~  ->  2.1.0 @ ~
| 1 new, 1 changed, ~ kept ~ done stays done: ~
| CHANGED ~ IN THIS CASE  WHAT HAPPENS
at| > 3.03  Data types ~ new box: Passport; 3 ticks stay; ai..
| NEW
| 3.05a Hash lists ~ comes after 3.05; role ~
| KEPT ~ touched ~ no number moves
golden adopt-80x24.en
keys Enter
golden adopttext-80x24.en

! one key leaves everything as it is
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 1 main vendor-breach.md|- due: 8h from opened|- due: 6h from opened|vendor-breach: sooner
case INC-2026-003
keys P Esc
| ~ playbook moved on: 1 changed ~
keys 2
no| ~ adopted ~ 2.1.0 ~

! old and new text, and on to the next change
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 1 main vendor-breach.md|- [ ] ID number|- [ ] ID number\n- [ ] Passport|vendor-breach: passports
commit wu 1 main vendor-breach.zh.md|- [ ] 身份证号|- [ ] 身份证号\n- [ ] 护照号|vendor-breach: passports, zh
commit wu 1 main vendor-breach.md|### Backup copies: were|### Hash lists: ask for them\n- id: hash-lists\n- role: it\n\nAsk.\n\n### Backup copies: were|vendor-breach: ask for hash lists
case INC-2026-003
keys P Enter
| 3.03  Data types: name every kind ~
keys G
| + - [ ] Passport
keys ]
| 3.05a  Hash lists: ask for them
| + ### Hash lists: ask for them
keys Esc
| ADOPT ~

! adopting asks why, keeps the numbers, and can be undone
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 1 main vendor-breach.md|- [ ] ID number|- [ ] ID number\n- [ ] Passport|vendor-breach: passports
commit wu 1 main vendor-breach.zh.md|- [ ] 身份证号|- [ ] 身份证号\n- [ ] 护照号|vendor-breach: passports, zh
commit wu 1 main vendor-breach.md|### Backup copies: were|### Hash lists: ask for them\n- id: hash-lists\n- role: it\n\nAsk.\n\n### Backup copies: were|vendor-breach: ask for hash lists
case INC-2026-003
keys P A Enter
| ~ Why now ~
type The vendor offers lists
keys Tab Enter
wait 1s
| ~ 3.05a [ ] Hash lists ~
| ~ vendor-breach is now at ~
no| ~ moved on ~
keys u
| ~ 3.05a [ ] Hash lists ~ retired~
| ~ playbook moved on: ~

! a step that the newer version lacks stays, and Space offers to close it
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 1 main vendor-breach.md|### Systems: what could the account reach?\n- id: systems\n|### Reach: what could the account reach?\n- id: reach\n|vendor-breach: reach
commit wu 1 main vendor-breach.zh.md|- 编号：systems|- 编号：reach|vendor-breach: reach, zh
case INC-2026-003
keys P
| RETIRED
| ~ 3.05  Systems ~ doing  wu ~ stays in work, ~
keys A
type It is asked otherwise
keys Tab Enter
wait 1s
keys /
type 3.05
keys Enter
keys Space
| ~ This step is retired ~
keys Enter
| ~ the newer version lacks it ~
keys Enter
| ~ 3.05  [-] ~ retired ~

! P on the dashboard goes there too
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 1 main vendor-breach.md|- due: 8h from opened|- due: 6h from opened|vendor-breach: sooner
keys k k k P
| ADOPT  vendor-breach ~

! the same in Chinese
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
commit wu 1 main vendor-breach.md|- due: 8h from opened|- due: 6h from opened|vendor-breach: sooner
case INC-2026-003
| ~ 手册有更新：1 个更改 ~
keys P
| 采用  vendor-breach    2.0.3 @ ~
| 1 个更改 ~ 完成的仍算完成：5 / 5
| 更改的步骤 ~ 在本案        会怎样
at| > 3.03  数据种类 ~ 目标由 8h 改为 6h，即 14:12 到期
| 不变 ~ 7 步动过    共 11 步；编号不变
golden adopt-80x24.zh
keys Enter
golden adopttext-80x24.zh

! a version of the list is adopted in a case that follows the playbook
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 1 main vendor-breach.md|- due: 8h from opened|- due: 6h from opened|vendor-breach: sooner
keys 3 j Enter P
| ADOPT  vendor-breach    2.0.3 @ ~
keys Esc j P
| ~ follows this version already~
