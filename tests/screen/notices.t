# The notices of a case (view 5): written, checked, agreed to.

! an empty view says what to press, and a store without texts says so
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys 5
wait 1s
| Nobody has written a notice yet. n: choose a text, and whom it goes to.
keys n
| error: this store has no texts of notices

! a notice is made from a text for a group, filled in, checked as it stands
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n
| > 1  leak: to people affected; PIPL art. 57 notice
keys Enter
| Who gets it
| > 1  everybody in the register
| 2  nobody by name: a text to hand on or put up
| 3  another group: by a filter ...
keys 3
type nosuch=1
keys Enter
| "nosuch=1" is no condition
keys Ctrl-U
type jurisdiction=CN
keys Enter
| A v1  leak.en  jurisdiction=CN; needs approval; mei wrote it
| missing 2   to follow 0   blanks left 2   ~
| > [ ]  1 Kinds of information, causes, possible harm ~ NO
| [ ]  2 Measures taken, and what people can do ~ NO
| [-]  web page that holds what is known ~ may stay out
| ~ you: notice A: drafted; fill in what is left blank
keys Enter
at| > [ ]  what happened, in plain words ~ LEFT BLANK
keys Enter
| Fill in
type Our list was sold.
keys Tab Enter
at| > [x]  what happened, in plain words ~ Our list was sold.
| {{what}}  what happened, in plain words
| Our list was sold.
keys b
| What is left blank
type Salon Mei
keys Enter
| missing 1   to follow 0   blanks left 0   ~
| [x]  1 Kinds of information, causes, possible harm ~ yes
keys Esc
wait 1s
at| > A      jurisdiction=CN ~ 3  en    -        v3    needs approval
| people 4  letters 3  no e-mail 1  approved 0  sent 0  failed 0
| A v3   as 138****0021 will see it ~
| Your data (Salon Mei)
| Dear 林~,
| says 1 of 2   to follow 0   missing 1   blanks left 0
| ! It does not say cn-pipl-57/2: Measures taken, and what people can do

! an item is to follow, or does not apply and says why
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
keys Enter j Space
at| > [~]  2 ~ to follow
| ~ cn-pipl-57/2 is to follow ~
keys Space
at| > [ ]  2 ~ NO
keys s
type told on the page
keys Enter
at| > [-]  2 ~ not applicable
| ~ Why not: told on
keys k s
| Only an item that the text lacks can be set aside. ~
keys Space
| The text says it; e changes the text. ~

! u takes a change back and U does it again, until the text is approved
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
keys u
| ~ taken back: filled in ~
at| > A ~ v3    being written
keys U
wait 1s
at| > A ~ v4    needs approval
keys A y
type nobody answers
keys Tab Enter u
| error: notice A was approved since; its text stays

! e opens the text; an editor that fails changes nothing, a bad text is kept
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
editor false
keys e
no| ~ v3 ~
editor sed -i s/Others/Thieves/
keys e
at| > A ~ v3 ~
keys v
| A v3   as 138****0021 will see it ~
| Your data (Salon Mei)
| Our list was sold. Thieves may have seen: 电话；生日.
keys Esc
editor sed -i s/your-kinds/yuor-kinds/
keys e
| error: leak.en.md:~ ~yuor-kinds~
at| > A ~ v3 ~
editor sed -i s/yuor-kinds/your-kinds/
keys e
at| > A ~ v4 ~

! who wrote it approves it only with a reason, and the screen says so
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
keys A
| Approve A v2, without cn-pipl-57/2, for everybody (4 people)? y/N
keys y
| notice A does not say all that it must
| Why all the same (recorded)  (cn-pipl-57/2: ~
type nobody answers
keys Tab Enter
at| > A ~ approved by author
| people 4  letters 4  no e-mail 1  approved 4 ~
mei INC-2026-001 people tests/support/people/gb.csv
at| > A ~ ! approval void
| people 5  letters 5  no e-mail 1  approved 0 ~
| approved by its author (mei); VOID: approved for 4 people, now 5
keys W
type wrong number
keys Enter
at| > A ~ being written

! a second person approves; whoever may not is told; a change voids it
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-003 people tests/support/people/notices.csv
case INC-2026-003
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc A y
type nobody answers
keys Tab Enter
| error: mei may not approve notice A
lin INC-2026-003 approve A 4
keys j
at| > A ~ approved
| people 4  letters 4  no e-mail 1  approved 4 ~
| approved by lin
keys t
| Who gets it
keys 2
wait 1s
at| > A      people affected ~ ! approval void
| the approval by lin is void: mei changed it
keys d
| A v3   against the approved text ~

! nothing leaves before it is approved; our address is asked for once
world cases
now 2026-10-14T06:12:00Z
zone +08
setting mail-rate 600000
setting sendmail sh tests/support/sendmail.sh
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
keys S
| error: notice A is not approved; mei wrote it
keys x
| error: notice A is not approved; mei wrote it
keys T
| Our address on letters (is kept): ~
type salon
keys Enter
| that is no e-mail address
type @example.org
keys Enter
| Send a test to which address: salon@example.org
keys Enter
| ~ you: notice A: a test went to salon@example.org ~
keys T
| Send a test to which address: salon@example.org

! S sends once the label is typed, and says what became of it
world cases
now 2026-10-14T06:12:00Z
zone +08
setting mail-rate 600000
setting sendmail sh tests/support/sendmail.sh
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
setting mail-from salon@example.org
keys A y
type nobody answers
keys Tab Enter S
| Nobody has tested this text (T does). Send it all the same? y/N
keys Esc T Enter S
| Notice A leaves now, by e-mail, to 3 people.
| Type INC-2026-001 to go on:
type INC-2026-002
keys Enter
no| ~ sent 1 ~
keys Esc S
type INC-2026-001
keys Enter
| error: notice A: 1 handed over, 1 failed, 1 in doubt, 0 not sent, 1 without an
keys j
wait 1s
at| > A      everybody ~ e-mail   v2    in doubt 1
| people 4  letters 4  no e-mail 1  approved 4  sent 1  in doubt 1  failed 1

! who is in doubt is told again, or not, by a person's choice alone
world cases
now 2026-10-14T06:12:00Z
zone +08
setting mail-rate 600000
setting sendmail sh tests/support/sendmail.sh
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
setting mail-from salon@example.org
keys A y
type nobody answers
keys Tab Enter T Enter S
type INC-2026-001
keys Enter r
| A v2  everybody: who got it
| [in doubt 1]   failed 1   not sent 1   handed over 1
| > P-1/4 ~ 447****0011 ~
| phone:  1 reached  2 no answer  3 wrong number  4 call back  5 refused
| letters: 6 delivered  7 not delivered  8 came back ~
keys v
| A v2   as 447****0011 will see it ~
| Dear A~,
keys Esc m
| > P-1/4     Ann Example         447000000011 ~
keys 6
| [in doubt 0]   failed 1   not sent 1   handed over 2
| ~ you: notice A: P-1/4: handed over
keys Tab S
| Notice A leaves now, by e-mail, to 1 person.
type INC-2026-001
keys Enter
| [failed 1] ~
keys Tab S
| No e-mail address is known: ~
keys 2
| failed 1   no answer 1   [not sent 0] ~
keys Tab Tab Tab
| failed 1   [no answer 1]   handed over 2
keys 1 Tab Tab
| failed 1   handed over 2   [reached 1]

! everybody is on the list of who got it, however many they are
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}}\n\n[[]]\n{{firm}}\n|add a notice
mei INC-2026-001 crowd 2345
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
keys A y
type nobody answers
keys Tab Enter r
| [not sent 2,345]
at| > P-1/1 ~ P**** ~ 139****0001 ~
keys G
at| > P-1/2345 ~ 139****2345 ~
keys PgUp
at| > P-1/2337 ~
keys /
type 13900002001
keys Enter
at| > P-1/2001 ~
keys 2
| no answer 1   [not sent 2,344]
| ~ you: notice A: P-1/2001: no answer
at| > P-1/2002 ~
keys m
| P-1/2002 ~ 13900002002 ~
keys m m m /
type 13900002001
keys Enter
| Not found: 13900002001
keys Esc 2
| 1 Steps [2 TIMELINE 25] ~

! what came back is read from a table, and the rest gets a notice of its own
world cases
now 2026-10-14T06:12:00Z
zone +08
setting mail-rate 600000
setting sendmail sh tests/support/sendmail.sh
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
setting mail-from salon@example.org
keys A y
type nobody answers
keys Tab Enter T Enter S
type INC-2026-001
keys Enter r i
| Table of what came back (CSV): ~
type tests/support/people/bounced.csv
keys Enter
| error: 1 of 2 rows cannot be used
| ~ row 2 (line 3): ~
keys Tab Tab
| in doubt 1   failed 1   [came back 1]   not sent 1
keys i
type tests/support/people/returned.csv
keys Enter
| Column 1, "destinataire" (1 of 2): what is it?
| > 6  leave it out: it is not stored
keys Esc
| ~ nothing was recorded
keys i
type tests/support/people/returned.csv
keys Enter 3
| Column 2, "motif" (2 of 2): what is it?
keys Enter
| ~ you: notice A: 0 came back, 1 known before ~
keys i
type tests/support/people/returned.csv
keys Enter
| ~ you: notice A: 0 came back, 1 known before ~
keys Esc n Enter
| 2  whom notice A did not reach
keys 2
| B v1  leak.en  unreached=A; needs approval; mei wrote it

! calls are made from the list of those not told, once the text is approved
world cases
now 2026-10-14T06:12:00Z
zone +08
setting mail-rate 600000
setting sendmail sh tests/support/sendmail.sh
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
keys r 1
| error: notice A is not approved; mei wrote it
keys Esc A y
type nobody answers
keys Tab Enter r 4
| call back 1   [not sent 3] ~
keys 5
| call back 1   [not sent 2]   refused 1
| phone:  1 reached  2 no answer  3 wrong number  4 call back  5 refused
keys w
| short message:  1 reached  3 wrong number  5 refused  6 handed over
keys w 2
| ~ Only a call ends like that: w changes the way. ~
keys 6
| call back 1   [not sent 1]   handed over 1   refused 1
| ~ you: notice A: P-1/~: handed over ~
keys x
| Write the call list to which file: INC-2026-001-A-calls.txt
keys Ctrl-U
type /proc/no/such
keys Enter
| error: /proc/no~

! a file for a mail house holds those who have an address, a poster nobody
world cases
now 2026-10-14T06:12:00Z
zone +08
setting mail-rate 600000
setting sendmail sh tests/support/sendmail.sh
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
keys A y
type nobody answers
keys Tab Enter x
| Write it as
| 2  CSV with telephone and text, for an SMS house
keys 2
| Write it into which folder: INC-2026-001-A-csv
keys Ctrl-U
type /proc/no/such
keys Enter
| Notice A is written for 4 people to /proc/no/such, with names and addresses.
type INC-2026-001
keys Enter
| error: /proc/no~
keys r
| [not sent 4]
keys Esc t 2 r
| It goes to nobody by name. ~
keys S
| error: notice A is not approved; mei wrote it

! what is offered to a group is kept or broken
world cases
now 2026-10-14T06:12:00Z
zone +08
setting mail-rate 600000
setting sendmail sh tests/support/sendmail.sh
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/notices.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
keys O
type A year of credit alerts
keys Tab Enter Enter Enter
| ~ you: notice A: the offer is recorded ~
keys O
| > 1  A year of credit alerts (open)
| 2  a new offer ...
keys Enter Tab Tab Right Enter Enter
| ~ you: notice A: the offer is recorded ~

! the notices and one of them at 80x24, en
world cases
size 80x24
lang en
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-003 people tests/support/people/notices.csv
case INC-2026-003
keys 5
wait 1s
golden notices-empty-80x24.en
keys n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter
golden notice-80x24.en
keys Esc
wait 1s
golden notices-80x24.en
keys r
golden noticepeople-80x24.en
keys Esc
keys v
golden noticetext-80x24.en

! the notices and one of them at 80x24, zh
world cases
size 80x24
lang zh
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-003 people tests/support/people/notices.csv
case INC-2026-003
keys 5
wait 1s
golden notices-empty-80x24.zh
keys n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter
golden notice-80x24.zh
keys Esc
wait 1s
golden notices-80x24.zh
keys r
golden noticepeople-80x24.zh
keys Esc
keys v
golden noticetext-80x24.zh

! the notices and one of them at 100x30, en
world cases
size 100x30
lang en
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-003 people tests/support/people/notices.csv
case INC-2026-003
keys 5
wait 1s
golden notices-empty-100x30.en
keys n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter
golden notice-100x30.en
keys Esc
wait 1s
golden notices-100x30.en
keys r
golden noticepeople-100x30.en
keys Esc
keys v
golden noticetext-100x30.en

! the notices and one of them at 100x30, zh
world cases
size 100x30
lang zh
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-003 people tests/support/people/notices.csv
case INC-2026-003
keys 5
wait 1s
golden notices-empty-100x30.zh
keys n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter
golden notice-100x30.zh
keys Esc
wait 1s
golden notices-100x30.zh
keys r
golden noticepeople-100x30.zh
keys Esc
keys v
golden noticetext-100x30.zh

! a saved group can be told by its name
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
people INC-2026-001 name,country\nA,CN\nB,SG
case INC-2026-001
keys 4 &
type jurisdiction=CN
keys Enter +
type mainland
keys Enter Enter 5 n
keys Enter
| > 1  everybody in the register
| 2  the group mainland
keys 2
| A v1  leak.en  mainland; needs approval; mei wrote it
keys Esc
wait 1s
at| > A      mainland ~ 1 ~

! a blank that some rows lack is shown with their number, and asked for
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\n{{?name}}Dear {{name}},{{/name}}\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{firm}}\n|add a notice
people INC-2026-001 name,country,kinds\nA,CN,phone\nB,SG,\nC,SG,
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Enter
| missing 2   to follow 0   blanks left 1 ~
| > [ ]  1 Kinds of information, causes, possible harm ~ NO
| [x]  the person's name ~ from each person's row
| [ ]  the kinds of data we hold of this person ~ 2 of 3 HAVE NONE
keys A
| error: notice A cannot be written to everybody in its group
| your-kinds (the kinds of data we hold of this person): 2 people have no
| Enter shows it, b fills it in
keys Esc
wait 1s
at| > A ~ being written
| ! your-kinds (the kinds of data we hold of this person): 2 people have no ~
keys A
| error: notice A cannot be written to everybody in its group
keys Enter b
| What is left blank
type name and telephone
keys Enter
| missing 1   to follow 0   blanks left 0 ~
keys A
| Approve A v3, without cn-pipl-57/2, for everybody (3 people)? y/N

! the clock that a notice serves stands on it, and is chosen
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\n[[cn-pipl-57/1]]\n{{what}}\n\n[[]]\n{{firm}}\n|add a notice
people INC-2026-001 name,country,kinds\nA,CN,phone
case INC-2026-001
keys 6 j Space Tab Tab Enter Enter
type Europe/Berlin
keys Enter
type a call
keys Enter Enter Enter
at| > eu-gdpr-33-authority ~ due in ~
keys 5 n Enter Enter
| IT SERVES   no clock; C chooses one
keys C
| Which clock it serves
| > 1  eu-gdpr-33-authority: General Data Protection Regulation, Art. 33(1)
keys 1
| IT SERVES   eu-gdpr-33-authority: 18h 37m left
| ~ you: notice A: its clock is chosen ~
keys C
| 2  none of them
keys Esc
