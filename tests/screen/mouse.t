# The mouse, for who switches it on: nothing needs it.

! a click chooses a row, a view is opened, the wheel moves on
world cases
now 2026-10-14T06:12:00Z
zone +08
at| > INC-2026-001 ~
click INC-2026-003  Vendor
at| > INC-2026-003  Vendor ~
keys Enter
| INC-2026-003  Vendor portal breach ~
click 3.05
at| > 3.05 [~] SYSTEMS ~
wheel up
at| > 3.02 [x] RECORD COUNT ~
wheel down
at| > ~ [x] Phone
click Owner
at| > ~ [x] Phone

! a click in the list beside goes there, as Tab does
world cases
now 2026-10-14T06:12:00Z
zone +08
click 3.03  Second reader
at| > INC-2026-003  3.03  Second reader~
click INC-2026-001  Laptop
at| > INC-2026-001 ~

! a click on a view opens it, one on nothing does nothing
world cases
now 2026-10-14T06:12:00Z
zone +08
click Playbooks
| Playbooks ~ LIVE ~
click LIVE
| Playbooks ~ LIVE ~
click Cases
| Cases ~ LIVE ~

! what lies under a question is not clicked on
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.06
keys Enter o
click 3.05
keys Esc
at| > 3.06 [!] BACKUP COPIES ~

! `:set mouse` says what it did, and what there is to set
world cases
now 2026-10-14T06:12:00Z
zone +08
keys :
type set mouse on
keys Enter
| The mouse is on. To mark text, hold Shift. ~
keys :
type set mouse off
keys Enter
| The mouse is off.~
keys :
type set sound on
keys Enter
| error: there is no setting sound on
