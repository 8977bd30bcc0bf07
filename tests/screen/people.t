# The people of a case (view 4): the register, one person, counts, enquiries.

! an empty register says what to press
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 4
| ~ [4 PEOPLE] ~
| [PEOPLE] ~ Enquiries ~ Imports
| Nobody is in the register. ~ a: log an enquiry.
golden people-empty-80x24.en

! what to press is said whole in a small window too
world cases
now 2026-10-14T06:12:00Z
zone +08
size 60x15
case INC-2026-001
keys 4
| Nobody is in the register. ~
| log an enquiry.

! values are masked until v, which is written down
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,phone,mail,language,country,kinds,minor,guardian,group\n张晓明,13800000021,ming@example.org,zh,CN,姓名、手机,,,A\nLin Wei,13800000022,,en,SG,name,yes,Wei Senior,B\n王芳,13800000023,fang@example.org,zh,CN,姓名,,,A
case INC-2026-001
keys 4
| ~ [4 PEOPLE 3] ~
| 3 people ~ values in part; v shows them
at| > P-1/1 ~ 张**** ~ 138****0021 +1 ~ zh ~ CN ~
| P-1/2 ~ L**** ~ 138****0022 ~ en ~ SG ~ name ~ yes W*.. B
| ~ mei looked at the register of people
golden people-80x24.en
keys v
| ~ whole values; v hides them
at| > P-1/1 ~ 张晓明 ~ 13800000021 +1 ~
| ~ mei looked at the register of people, unmasked
keys v
at| > P-1/1 ~ 张**** ~
| 1 Steps 2 Timeline 20 ~
keys v v v Enter v v Esc
| 1 Steps 2 Timeline 20 ~

! / finds in all values, & takes the conditions of the command, Esc shows all
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,phone,country\nA,13800000021,CN\nB,13800000022,SG\nC,13800000023,CN
case INC-2026-001
keys 4 /
type 0022
keys Enter
at| > P-1/2 ~
click P-1/3
at| > P-1/3 ~
keys k
at| > P-1/2 ~
keys /
type nowhere
keys Enter
| Not found: nowhere
keys &
type colour=red
keys Enter
| FIELD=VALUE, FIELD!=VALUE, FIELD~PART, ~
keys Ctrl-U
type jurisdiction=CN
keys Enter
| 2 of 3 people: jurisdiction=CN ~
at| > P-1/1 ~
keys j
at| > P-1/3 ~
keys Esc
| 3 people ~
keys &
type 0023
keys Enter
| 1 of 3 people: 0023 ~
at| > P-1/3 ~

! # counts by a field, Enter shows those people
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,country\nA,CN\nB,SG\nC,CN
case INC-2026-001
keys 4 # Enter
| 3 people by country or region
at| > ~ 2 ~ 66% ~ CN
| 1 ~ 33% ~ SG
keys j Enter
| 1 of 3 people: jurisdiction=SG ~
at| > P-1/2 ~

! a value that is hidden stays so in the filter that was made of it
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,phone,country\nA,13800000021,CN\nB,13800000022,SG
case INC-2026-001
keys 4 # 2 Enter
| 1 of 2 people: phone=138****0021 ~
keys +
| The filter holds a value that is hidden; v shows it.
keys &
no| ~ 13800000021
keys Esc *
| 1 of 2 rows: phone=138****0021 ~
keys v
| 1 of 2 rows: phone=13800000021 ~
keys v Esc
| 2 rows, ~

! one person: a field is changed with a reason, and u takes it back
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,phone,mail\nA,13800000021,a@example.org\nB,13800000022,b@example.org
case INC-2026-001
keys 4 j Enter
| P-1/2 ~ values in part; v shows them
| telephone ~ 138****0022
keys j Enter
type 12
keys Enter
| that is not of its form
keys Ctrl-U
type 13900000099
keys Enter
type she rang us
keys Enter
at| > telephone ~ 139****0099
keys G
| ~ P-1, row 2 of people.csv, by mei
| CHANGES
| 2026-10-14 14:12  mei; telephone: 139****0099 (why: she rang us)
keys u g
| telephone ~ 138****0022
keys s
type a test account
keys Enter
| P-1/2  TAKEN OFF the register ~
keys Esc
| 1 person ~
golden people-none-80x24.en

! an enquiry is logged against a person, given away, answered; overdue shows
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,phone\nA,13800000021
case INC-2026-001
keys 4 a Enter
type Is my number among them?
keys Tab
type telephone
keys Tab Tab
type 2026-10-14 10:00
keys Enter
| ~ [4 PEOPLE 1 !!1] ~
| ~ Enquiries 1 (!! 1 OVERDUE) ~
keys Tab
at| > Q-1 ~ !! OVERDUE ~ P-1/1 ~ 2026-10-14 10:00 ~ nobody's
golden enquiries-80x24.en
keys o
type wu
keys Enter
at| > Q-1 ~ wu
keys t
type tomorrow
keys Enter
| ~ "tomorrow" ~
keys Ctrl-U
type 2026-10-15 10:00
keys Enter
at| > Q-1 ~ not answered ~ 2026-10-15 10:00 ~ wu
keys Enter
| From: P-1/1
| Is my number among them?
keys r
type Yes, and we have told her what to do.
keys Enter
| State: answered
| Answered: 2026-10-14 14:12, mei
| Yes, and we have told her what to do.
keys Esc
at| > Q-1 ~ answered ~
keys u
at| > Q-1 ~ not answered ~

! in Chinese
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
people INC-2026-001 姓名,手机,国家,未成年,监护人\n张晓明,13800000021,CN,,\n小芳,13800000022,CN,是,王某\n王芳,13800000023,SG,,
case INC-2026-001
keys 4
golden people-80x24.zh
keys Enter
golden person-80x24.zh

! a wide window has room for more
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
people INC-2026-001 name,phone,mail,language,country,kinds,minor,guardian,group\n张晓明,13800000021,ming@example.org,zh,CN,姓名、手机,,,A\nLin Wei,13800000022,,en,SG,name,yes,Wei Senior,B
case INC-2026-001
keys 4
golden people-100x30.en

! in Chinese and wide
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
size 100x30
people INC-2026-001 姓名,手机,国家,未成年,监护人\n张晓明,13800000021,CN,,\n小芳,13800000022,CN,是,王某
case INC-2026-001
keys 4
golden people-100x30.zh

! a CSV file comes in by questions: unknown columns, bad rows, and it is told
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 4 i
| INC-2026-001 is not encrypted: who reads the file reads everybody in it
| > 1  leave it
keys Enter
| ~ nothing was brought in
keys i 2
type tests/support/people/none.csv
keys Enter
| there is no such file
keys Ctrl-U
type tests/support/people/cou
keys Tab
| ~ tests/support/people/counter.csv
keys Enter
| Column 4, "会员等级" (1 of 1): what is it?
| > 9  leave it out: it is not stored
keys Up Enter
| counter.csv (UTF-8): 2 people can be brought in
| > ! 1 row cannot be used: s leaves it out, or Esc and mend the file
| row 3 (line 4): the telephone is not of its form
| 姓名 ~ name ~ 张**** ~ =****
| 会员等级 ~ our own number ~ 金卡 ~ 银卡
golden bring-in-80x24.en
keys Enter
| Some rows cannot be used. s leaves them out; Esc brings nothing in.
keys v
| 手机号 ~ telephone ~ 13800000021 ~ 13800000022
keys s
| [PEOPLE 2] ~ Imports 1
| ~ you: brought in P-1: 2 people ~
keys i
type tests/support/people/counter.csv
keys Enter
| counter.csv (UTF-8): 2 people can be brought in; columns as last time
| 2 are there already: kept, and counted once
keys c
| Column 1, "姓名" (1 of 4): what is it?
keys Esc
| ~ nothing was brought in ~

! a row that is shown before it comes in has the number it has in the file
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 4 i 2
type tests/support/people/late.csv
keys Enter
| COLUMN ~ FIELD ~ ROW 2
| row 1 (line 2): the telephone is not of its form

! the encoding of a file is found out on the screen too
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 4 i 2
type tests/support/people/gb.csv
keys Enter
| gb.csv (GB 18030): 1 person can be brought in

! who is in twice stands side by side: joined, told apart, taken back
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,phone\n张晓明,13800000021\n张小明,+86 138 0000 0021\n王芳,13800000023
people INC-2026-001 name,phone\n王芳,13800000023
case INC-2026-001
keys 4 Tab Tab
| 1 pair to settle; 1 row counted with another
at| > P-1/1 ~ P-1/2 ~ the same telephone, another name
| = telephone ~ 138****0021 ~ 
golden twice-80x24.en
keys Enter 1 Enter
at| > P-1/1 ~ P-1/2 ~ one person, counted once
keys u
at| > P-1/1 ~ P-1/2 ~ the same telephone, another name
keys = 2
type twins
keys Enter
| 0 pairs to settle; 1 row counted with another
at| > P-1/3 ~ P-2/1 ~ one person, counted once
keys u
| 1 pair to settle; 1 row counted with another
| P-1/1 ~ P-1/2 ~ the same telephone, another name
| > P-1/3 ~ P-2/1 ~ one person, counted once

! two people are marked in the list and joined
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,phone\nA,13800000021\nB,13800000022
case INC-2026-001
keys 4 =
| Mark one with Space, ~
keys Space j = 1
type one call
keys Enter
| 1 person ~
keys *
| 2 rows, also = in twice and - taken off ~
| P-1/2 = ~

! a group is a saved filter
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,country\nA,CN\nB,SG\nC,CN
case INC-2026-001
keys 4 &
type jurisdiction=CN
keys Enter +
type mainland
keys Enter
| Who is in it: jurisdiction=CN
keys Enter Tab Tab Tab
at| > mainland ~ 2 ~ - ~ jurisdiction=CN
golden groups-80x24.en
keys e
type ,name=A
keys Enter
at| > mainland ~ 1 ~ - ~ jurisdiction=CN,name=A
keys Enter
| 1 of 3 people: jurisdiction=CN,name=A ~
keys Shift-Tab Shift-Tab -
| No group yet. ~
keys u
at| > mainland ~ 1 ~

! an owner purges an import: a reason, and the case's label typed
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,country\nA,CN\nB,SG
case INC-2026-001
keys 4 +
type everybody
keys Enter Enter
| ~ u  undo
keys Shift-Tab
at| > P-1 ~ people.csv ~ 2 ~ 0 ~ 0 ~ mei
keys X
type told; kept six months
keys Enter
| P-1: 2 people go out of the file for good.
type INC-2026-001
keys Enter
| Nothing was brought in yet. ~
| ~ purged P-1; ~
no| ~ u  undo
keys u
| Nothing takes that back: P-1 purged. u again: what was done before it. ~
keys Tab
| Nobody is in the register. ~

! who is shown goes to a file, masked unless whole values are chosen
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,phone\nA,13800000021
case INC-2026-001
keys 4 x
| Write 1 person to a CSV file (it is recorded)
keys Enter Ctrl-U
type tests/support/people/counter.csv
keys Enter
| there is such a file already
keys Ctrl-U Esc

! read-only looks, and writes nothing
world cases
now 2026-10-14T06:12:00Z
zone +08
people INC-2026-001 name,phone\nA,13800000021
read-only
case INC-2026-001
keys 4 v
at| > P-1/1 ~ A ~ 13800000021
keys i
| ~ read-only ~

! in Chinese: what comes in, and who is in twice
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-001
keys 4 i 2
type tests/support/people/counter.csv
keys Enter Enter
golden bring-in-80x24.zh
keys s
| ~ 你：已导入 P-1：2 人

! in Chinese: who is in twice
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
people INC-2026-001 姓名,手机\n张晓明,13800000021\n张小明,13800000021
case INC-2026-001
keys 4 Tab Tab
golden twice-80x24.zh
resize 100x30
golden twice-100x30.zh
