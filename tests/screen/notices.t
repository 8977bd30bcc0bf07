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
mei INC-2026-001 people tests/support/people/salon.csv
case INC-2026-001
keys 5 n
| > 1  leak: to people affected
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
| people 4   written to 3   no e-mail 1   approved 0   sent 0   failed 0
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
mei INC-2026-001 people tests/support/people/salon.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
keys Enter j Space
at| > [~]  2 ~ to follow
| ~ cn-pipl-57/2 is to follow
keys Space
at| > [ ]  2 ~ NO
keys s
type told on the page
keys Enter
at| > [-]  2 ~ not applicable
| ~ Why not: told on
keys k s
| Only an item that the text lacks can be set aside.
keys Space
| The text says it; e changes the text.

! e opens the text; an editor that fails changes nothing, a bad text is kept
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-001 people tests/support/people/salon.csv
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
mei INC-2026-001 people tests/support/people/salon.csv
case INC-2026-001
keys 5 n Enter Enter b
type Salon Mei
keys Enter
type Our list was sold.
keys Enter Esc
keys A
| Approve A v2, this exact text, for everybody (4 people)? y/N
keys y
| notice A does not say all that it must
| Why all the same (recorded)  (cn-pipl-57/2: ~
type nobody answers
keys Tab Enter
at| > A ~ approved by author
| people 4   written to 4   no e-mail 1   approved 4 ~
keys W
type wrong number
keys Enter
at| > A ~ needs approval

! a second person approves; whoever may not is told; a change voids it
world cases
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-003 people tests/support/people/salon.csv
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
| people 4   written to 4   no e-mail 1   approved 4 ~
| approved by lin
keys t
| Who gets it
keys 2
wait 1s
at| > A      people affected ~ ! approval void
| the approval by lin is void: mei changed it
keys d
| A v3   against the approved text ~

! the notices and one of them at 80x24, en
world cases
size 80x24
lang en
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-003 people tests/support/people/salon.csv
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
keys v
golden noticetext-80x24.en

! the notices and one of them at 80x24, zh
world cases
size 80x24
lang zh
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-003 people tests/support/people/salon.csv
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
keys v
golden noticetext-80x24.zh

! the notices and one of them at 100x30, en
world cases
size 100x30
lang en
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-003 people tests/support/people/salon.csv
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
keys v
golden noticetext-100x30.en

! the notices and one of them at 100x30, zh
world cases
size 100x30
lang zh
now 2026-10-14T06:12:00Z
zone +08
commit wu 0 main notices/leak.en.md||---\nnotice: 1\nlang: en\nto: individuals\ncovers: [cn-pipl-57]\nsubject: "Your data ({{firm}})"\n---\nDear {{name}},\n\n[[cn-pipl-57/1]]\n{{what}} Others may have seen: {{your-kinds}}.\n\n[[]]\n{{?website}}See {{website}}.{{/website}}\n{{firm}}\n|add a notice
mei INC-2026-003 people tests/support/people/salon.csv
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
keys v
golden noticetext-100x30.zh
