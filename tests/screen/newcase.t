! c, Enter, a line, Enter, Enter: the first step
world cases
now 2026-10-14T06:12:00Z
zone +08
keys c
golden newcase-80x24.en
keys j Enter
type The vendor rang
keys Enter
| ~ How bad is it? It can be changed.
keys Enter
title stanch INC-2026-004
| INC-2026-004  The vendor rang ~ LIVE   mei ~
at| > 1.01 ~
keys q
| > ~

! a number takes the playbook, another the severity
world nothing
now 2026-10-14T06:12:00Z
zone +08
keys c 2
type 供应商来电
keys Enter 4
title stanch INC-2026-001
| INC-2026-001  供应商来电 ~

! Esc at the last question loses nothing
world nothing
now 2026-10-14T06:12:00Z
zone +08
keys c Enter
type A bag was stolen
keys Enter Esc Enter
| What happened: A bag was stolen

! planned work gets a label of its own
world nothing
now 2026-10-14T06:12:00Z
zone +08
keys c p
| Planned work: PLAN-, ~
keys Enter
type The shop changes hands
keys Enter Enter
title stanch PLAN-2026-001

! a second playbook is taken into the case, with a reason
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys P
| What do you see as well?
| > 1  Lost laptop
no| ~ Vendor breach
keys Enter
type The laptop was with the vendor
keys Enter
| ~ now follows Lost laptop as well ~

! in Chinese
world nothing
now 2026-10-14T06:12:00Z
zone +08
lang zh
keys c
golden newcase-80x24.zh

! the moment that 1.01 proposes is taken as it stands, in Chinese too
world nothing
now 2026-10-14T06:12:00Z
zone +08
lang zh
keys c 1
type 名单在卖
keys Enter Enter
keys g Space
| ~ 现在 ~
keys Ctrl-U
type 今天八点
keys Enter
| ~ 06:12（今天）或“现在” ~
keys Ctrl-U
type 现在
keys Enter
no| ~ 06:12（今天）或“现在” ~
