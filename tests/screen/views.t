# What the keys do on the screens around the case, and where the cursor is.

! a number and a reason take the decision; it asks the one who approves
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys Enter
at| > 1  Yes, high risk ~
keys 2
at| |
type The files were encrypted
keys Enter
at| > 3.04 ~ waits for approval ~
| ~ 3.04 Risk ~

! Esc leaves the decision as it is and keeps the words
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys Enter j
at| > 2  No ~
keys Enter
type half a thought
at| | half a thought
keys Esc
at| > 3.04 [?] RISK ~
keys Enter
| | half a thought
at| > 1  Yes, high risk ~

! a decision without a reason is not taken
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys Enter 1 Enter
| ~ Write why, or leave with Esc. ~
at| |

! "cannot tell yet" writes nothing
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys Enter 3
at| > 3  Cannot tell yet ~
keys Enter
at| > 3.04 [?] RISK ~
keys 2
| ~ [2 TIMELINE 25] ~

! a decision that is taken can be taken again, and undone
world cases
now 2026-10-14T06:12:00Z
zone +08
wu - new vendor-breach Second vendor
case INC-2026-004
keys /
type 3.04
keys Enter Enter 1
type they can read it
keys Enter
at| > 3.04 ~ waits for approval ~
keys u
at| > 3.04 [?] ~

! Ctrl-U in the reason empties it; digits are text there
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys Enter 1
type 3 of 4 files
at| | 3 of 4 files
keys Ctrl-U Tab
at| > 1  Yes, high risk ~

! v in a decision shows all of the step
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys Enter v
| 3.04  [?]  Risk: high for these people?
keys q q
at| > 3.04 ~

! the timeline begins at the newest; Space pages, v shows the record
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 2
at| > 12:54 ~ lin did 3.03 Data types ~
keys g Space
at| > 12:33 ~ 3.06 ~
keys v
| The record as it is stored
| wu marked 3.06 Backup copies as blocked~
keys q
at| > 12:33 ~ 3.06 ~
keys /
type ID number
keys Enter
at| > 12:45 ~
keys y
| ~ copied: the entry ~

! a note on the timeline is the case's
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 2 a
type the vendor has a new contact
keys Enter
at| > 14:12 ~ mei ~ the vendor has a new contact ~

! evidence: a file goes in, on to wu, out again, and is what it was
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 3 f
at| File, with its path:
type tests/support/playbooks/vendor-breach.md
keys Enter
at| > E-1 ~ vendor-breach.md ~
keys =
| ~ E-1 is what was recorded: SHA-256 fits ~
keys o Esc
| added by mei; now with mei
keys o
type wu
keys Enter
| added by mei; now with wu
| 14:12  mei gave it to wu
| ~ you: E-1 handed over to wu ~
keys x
type tests/screen/looks.t
keys Enter
| error: ~
keys v
| The record as it is stored

! without evidence the keys say so
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 3 o
| ~ there is no evidence yet
keys =
| ~ there is no evidence yet

! the step's page scrolls and finds
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys v
| 2.01  [?]  Personal data: was any on it?
keys /
type counsel
keys Enter
keys G g

! A admits who asks; others cannot be admitted
world cases
now 2026-10-14T06:12:00Z
zone +08
chen INC-2026-001 join
case INC-2026-001
keys M
keys A
| ~ choose somebody who asks to join
keys G
at| > chen ~ asks to join: A admits
keys A
at| > chen ~ responder ~
| ~ chen admitted ~

! only an owner of the case may admit
world cases
now 2026-10-14T06:12:00Z
zone +08
chen INC-2026-003 join
case INC-2026-003
keys M G A
| error: ~

! W removes a member for good, and asks why first
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys M
keys /
type wu
keys Enter W
at| Remove wu (6a87da6b) for good? Why: ~
keys Esc
at| > wu ~ responder ~
keys W
type wu has left the firm
keys Enter
at| > wu ~ removed ~

! whom to call is a page
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys C
| ROLES IN THIS CASE
| Incident lead          lin           not in team.yaml
keys q
at| > 3.04 ~

! what can only be read refuses on these screens, too
world cases
now 2026-10-14T06:12:00Z
zone +08
read-only
case INC-2026-003
keys Enter 1
| error: ~ read-only ~
keys q 2 a
| error: ~ read-only ~
keys 3 f
| error: ~ read-only ~
keys 1 M A
| error: ~ read-only ~

! in Chinese the fields and rows keep their places and the cursor
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
at| > 3.04 [?] 风险 ~
keys Enter 2
type 文件已加密
at| | 文件已加密
keys Esc /
type 3.05
keys Enter o
at| 负责人:
keys Esc s
at| > 1 ~
keys Esc
at| > 3.05 ~
