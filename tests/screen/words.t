! words behind : act on the open case
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys :
type owner 3.06 mei
keys Enter
| ~ owner 3.06 mei ~
keys :
type note The vendor named two hosts
keys Enter
| ~ note The vendor named two hosts ~
keys :
type owner 9.99 mei
keys Enter
| error: ~ 9.99 ~

! on the dashboard they ask for a case first
world cases
now 2026-10-14T06:12:00Z
zone +08
keys :
type note Nobody knows of what
keys Enter
| error: open a case first, then: note Nobody knows of what
keys Esc :
type open 003
keys Enter
title stanch INC-2026-003
