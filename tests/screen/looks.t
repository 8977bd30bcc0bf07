# The screens of a case as golden frames, in both languages and three sizes.
# Where they differ from the pages that promise them, and why:
# - check items stand one a row: arrows walk them, and each keeps its place;
# - the step in hand has its second reader on the owner's row, the aim below;
# - the third column has no clocks: this version counts limits of steps, and
#   NEXT has the nearest;
# - a decision leaves out old facts first when there is little room, never
#   its answers or the reason;
# - nothing is OVERDUE in a case that is closed.

! the step in hand, grown in place at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.02
keys Enter
golden case-80x24.en

! the step in hand, grown in place at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
keys /
type 3.02
keys Enter
golden case-100x30.en

! the step in hand, grown in place at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
keys /
type 3.02
keys Enter
golden case-132x43.en

! the step in hand, grown in place at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
keys /
type 3.02
keys Enter
golden case-80x24.zh

! the step in hand, grown in place at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
keys /
type 3.02
keys Enter
golden case-100x30.zh

! the step in hand, grown in place at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
keys /
type 3.02
keys Enter
golden case-132x43.zh

! a step that waits for a second reader at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.03
keys Enter
golden case-asked-80x24.en

! a step that waits for a second reader at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
keys /
type 3.03
keys Enter
golden case-asked-100x30.en

! a step that waits for a second reader at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
keys /
type 3.03
keys Enter
golden case-asked-132x43.en

! a step that waits for a second reader at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
keys /
type 3.03
keys Enter
golden case-asked-80x24.zh

! a step that waits for a second reader at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
keys /
type 3.03
keys Enter
golden case-asked-100x30.zh

! a step that waits for a second reader at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
keys /
type 3.03
keys Enter
golden case-asked-132x43.zh

! a decision at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys Enter
golden decision-80x24.en

! a decision at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
keys Enter
golden decision-100x30.en

! a decision at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
keys Enter
golden decision-132x43.en

! a decision at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
keys Enter
golden decision-80x24.zh

! a decision at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
keys Enter
golden decision-100x30.zh

! a decision at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
keys Enter
golden decision-132x43.zh

! the timeline at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 2
golden timeline-80x24.en

! the timeline at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
keys 2
golden timeline-100x30.en

! the timeline at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
keys 2
golden timeline-132x43.en

! the timeline at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
keys 2
golden timeline-80x24.zh

! the timeline at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
keys 2
golden timeline-100x30.zh

! the timeline at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
keys 2
golden timeline-132x43.zh

! no evidence yet at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 3
golden evidence-80x24.en

! no evidence yet at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
keys 3
golden evidence-100x30.en

! no evidence yet at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
keys 3
golden evidence-132x43.en

! no evidence yet at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
keys 3
golden evidence-80x24.zh

! no evidence yet at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
keys 3
golden evidence-100x30.zh

! no evidence yet at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
keys 3
golden evidence-132x43.zh

! all of one step at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
screen step data-types
golden step-80x24.en

! all of one step at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
screen step data-types
golden step-100x30.en

! all of one step at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
screen step data-types
golden step-132x43.en

! all of one step at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
screen step data-types
golden step-80x24.zh

! all of one step at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
screen step data-types
golden step-100x30.zh

! all of one step at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
screen step data-types
golden step-132x43.zh

! a record as it is stored at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys 2 k v
golden record-80x24.en

! a record as it is stored at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
keys 2 k v
golden record-100x30.en

! a record as it is stored at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
keys 2 k v
golden record-132x43.en

! a record as it is stored at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
keys 2 k v
golden record-80x24.zh

! a record as it is stored at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
keys 2 k v
golden record-100x30.zh

! a record as it is stored at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
keys 2 k v
golden record-132x43.zh

! whom to call at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
screen contacts
golden contacts-80x24.en

! whom to call at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
screen contacts
golden contacts-100x30.en

! whom to call at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
screen contacts
golden contacts-132x43.en

! whom to call at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
screen contacts
golden contacts-80x24.zh

! whom to call at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
screen contacts
golden contacts-100x30.zh

! whom to call at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
screen contacts
golden contacts-132x43.zh

! who is in the case at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
screen members
golden members-80x24.en

! who is in the case at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
screen members
golden members-100x30.en

! who is in the case at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
screen members
golden members-132x43.en

! who is in the case at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
screen members
golden members-80x24.zh

! who is in the case at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
screen members
golden members-100x30.zh

! who is in the case at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
screen members
golden members-132x43.zh

! a closed case: nothing is due any more at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-002
golden closed-80x24.en

! a closed case: nothing is due any more at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-002
golden closed-100x30.en

! a closed case: nothing is due any more at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-002
golden closed-132x43.en

! a closed case: nothing is due any more at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-002
golden closed-80x24.zh

! a closed case: nothing is due any more at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-002
golden closed-100x30.zh

! a closed case: nothing is due any more at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-002
golden closed-132x43.zh

! a case that can only be read at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
read-only
golden readonly-80x24.en

! a case that can only be read at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
read-only
golden readonly-100x30.en

! a case that can only be read at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
read-only
golden readonly-132x43.en

! a case that can only be read at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
read-only
golden readonly-80x24.zh

! a case that can only be read at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
read-only
golden readonly-100x30.zh

! a case that can only be read at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
read-only
golden readonly-132x43.zh

! a file, and who has it now at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys f
type tests/support/playbooks/vendor-breach.md
keys Enter 3 o
type wu
keys Enter
golden evidence-one-80x24.en

! a file, and who has it now at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
keys f
type tests/support/playbooks/vendor-breach.md
keys Enter 3 o
type wu
keys Enter
golden evidence-one-100x30.en

! a file, and who has it now at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
keys f
type tests/support/playbooks/vendor-breach.md
keys Enter 3 o
type wu
keys Enter
golden evidence-one-132x43.en

! a file, and who has it now at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
keys f
type tests/support/playbooks/vendor-breach.md
keys Enter 3 o
type wu
keys Enter
golden evidence-one-80x24.zh

! a file, and who has it now at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
keys f
type tests/support/playbooks/vendor-breach.md
keys Enter 3 o
type wu
keys Enter
golden evidence-one-100x30.zh

! a file, and who has it now at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
keys f
type tests/support/playbooks/vendor-breach.md
keys Enter 3 o
type wu
keys Enter
golden evidence-one-132x43.zh

! who asks to join at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
chen INC-2026-003 join
case INC-2026-003
keys M G
golden members-asks-80x24.en

! who asks to join at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
chen INC-2026-003 join
case INC-2026-003
keys M G
golden members-asks-100x30.en

! who asks to join at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
chen INC-2026-003 join
case INC-2026-003
keys M G
golden members-asks-132x43.en

! who asks to join at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
chen INC-2026-003 join
case INC-2026-003
keys M G
golden members-asks-80x24.zh

! who asks to join at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
chen INC-2026-003 join
case INC-2026-003
keys M G
golden members-asks-100x30.zh

! who asks to join at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
chen INC-2026-003 join
case INC-2026-003
keys M G
golden members-asks-132x43.zh

! two values at once: both in view until Enter at 80x24, en
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
wu INC-2026-003 look
keys /
type 3.04
keys Enter w
wu INC-2026-003 block high-risk nobody knows
wait 1s
golden conflict-80x24.en

! two values at once: both in view until Enter at 100x30, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
wu INC-2026-003 look
keys /
type 3.04
keys Enter w
wu INC-2026-003 block high-risk nobody knows
wait 1s
golden conflict-100x30.en

! two values at once: both in view until Enter at 132x43, en
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
wu INC-2026-003 look
keys /
type 3.04
keys Enter w
wu INC-2026-003 block high-risk nobody knows
wait 1s
golden conflict-132x43.en

! two values at once: both in view until Enter at 80x24, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
wu INC-2026-003 look
keys /
type 3.04
keys Enter w
wu INC-2026-003 block high-risk nobody knows
wait 1s
golden conflict-80x24.zh

! two values at once: both in view until Enter at 100x30, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
case INC-2026-003
wu INC-2026-003 look
keys /
type 3.04
keys Enter w
wu INC-2026-003 block high-risk nobody knows
wait 1s
golden conflict-100x30.zh

! two values at once: both in view until Enter at 132x43, zh
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 132x43
case INC-2026-003
wu INC-2026-003 look
keys /
type 3.04
keys Enter w
wu INC-2026-003 block high-risk nobody knows
wait 1s
golden conflict-132x43.zh

