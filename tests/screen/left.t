# Coming back to a case after a break.

! after a break the case opens where one left it, and says so
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.06
keys Enter q
wait 6m
case INC-2026-003
at| > 3.06 [!] BACKUP COPIES ~
| left 6 min ago at 3.06~
keys k
no| ~ ago at ~

! who was away for less than a minute is told nothing
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.06
keys Enter q
case INC-2026-003
at| > 3.06 [!] BACKUP COPIES ~
no| ~ ago at ~

! a step that was closed meanwhile is not gone back to
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
keys /
type 3.05
keys Enter q
lin INC-2026-003 done systems two hosts
wait 2h
case INC-2026-003
at| > 3.04 [?] ~
| 你2h前离开时在 3.05~
