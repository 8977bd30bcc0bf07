# A facilitator, players, an evaluator and an observer on their screens, in a
# store with a scenario of its own (tests/support/drills).

! the list of drills says what to press while there is none
world nothing
now 2026-10-14T06:12:00Z
zone +08
screen drills
| ~ [4 DRILLS]   5 Members
| No drill yet.
| c   a new drill: choose a scenario

! a drill stands in the list, marked in words
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill new
screen drills
golden drills-80x24.en
| > DRILL 演练  DRILL-2026-001  A supplier calls at night  BEFORE STARTEX  14:12
| Playbook    vendor-breach@~

! the same in Chinese, in a wide window
world nothing
now 2026-10-14T06:12:00Z
zone +08
size 100x30
lang zh
drill new
screen drills
golden drills-100x30.zh
| > DRILL 演练  DRILL-2026-001  供应商深夜来电 ~

! one that has not ended has no report; Enter offers every part in it
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill new
screen drills
keys v
| The report is drafted when a drill ends.
keys Enter
| > 1  Lead it: the console (or practise, if it is a solo drill)
| 4  Evaluate: mark, rate, observe
| 5  Observe: see what players see, write observations

! Space is STARTEX after a question, FREEZE at once, then RESUME
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
| BEFORE STARTEX ~
| Space begins: STARTEX.
keys Space
| STARTEX: no real case open, real phone minded, partners told? y/N
keys y
| RUNNING x1   play 0 of 20 min   story d1 21:00   0 freezes
| 14:12  STARTEX 演练开始
keys Space
| FROZEN   play 0 of 20 min ~
| 14:12  FREEZE 演练暂停
keys F5
| RUNNING x1 ~   1 freeze

! minutes pass when the wall's do, in one go; what is done is told at once
world nothing
now 2026-10-14T06:12:40Z
zone +08
drill run
keys Space y + +
wait 9s
wait 8s
| DRILL ~ 14:12 +08
| RUNNING x4   play 0 of 20 min ~
wait 4s
| DRILL ~ 14:13 +08
| RUNNING x4   play 1 of 20 min ~
wait 9s
wait 6s
| RUNNING x4   play 1 of 20 min ~
keys r
| RUNNING x4   play 2 of 20 min ~

! the console in the middle of a drill
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y r
drill-do lead|ack|I-01
drill-do lead|work|vendor-call
keys J 2
type 4m
keys Enter
golden console-80x24.en
resize 100x30
golden console-100x30.en

! the console in the middle of a drill, in Chinese
world nothing
now 2026-10-14T06:12:00Z
zone +08
lang zh
drill run
keys Space y r
drill-do lead|ack|I-01
drill-do lead|work|vendor-call
keys J 2
type 4m
keys Enter
golden console-80x24.zh
resize 100x30
golden console-100x30.zh

! how long an inject is due is counted in time that is played
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y Space
wait 5m
keys Space
| RUNNING ~ 1 freeze
| ~ I-01 ~ DUE now ~

! what falls due waits for a person; a condition follows the steps
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y
wait 1m
| ~ I-01 ~ DUE now ~
keys J 1
| ~ I-02 ~ DUE now ~
drill-do it|check|cut-access|1|2
drill-do it|done|cut-access
wait 1s
| ~ I-03 ~ if not done: 2.01 Access ~ false

! release, hold, skip and moot; what is set is taken back
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y r
| 14:12  I-01 released ~
keys j H
| ~ I-02 ~ held ~
| 14:12  I-02 held ~ u  undo
keys u
| ~ I-02  Off or not?       4m                6m ~
| ~ taken back: I-02 held
keys U
| ~ I-02 ~ held ~
keys u s
type too early
keys Enter
| ~ I-02 ~ left out ~
keys u j s 1
| ~ I-03 ~ not needed ~
keys u
| ~ I-03  The paper knows   9m               if not done: ~

! what players were told is no undo: the row points at the mark
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y j H
| 14:12  I-02 held ~ u  undo
keys k r
| 14:12  I-01 released ~ m  mark
no| ~ u  undo

! a mark stands over the rule and is taken back
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y r m
| What was seen?
| > 1  1.01 Call
keys 1 2
type by the clock on the wall
keys Enter
| ~ 4m 1.01 Call ~ LATE*
keys u
| ~ 4m 1.01 Call ~ open
| ~ taken back: I-01:vendor-call late

! a person rates, the program proposes
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y r O
| > 1  O1  Know when it was known   proposed NR
keys 1 2
type a hint was needed
keys Enter
| ~ O1 rated, a draft ~ u  undo
keys O
| > 1  O1  Know when it was known   proposed NR, rated S
keys Esc u O
| > 1  O1  Know when it was known   proposed NR, rated NR

! a hint is counted, a word is not; both have somebody to go to
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y r t 1 2
type who owns this now?
keys Enter
| ~ hints 1 ~
keys g t 2 1
type ask in writing
keys Enter
| ~ hints 1 ~
| ~ told: ask in writing ~
keys v
| H-1 ~
| > ... ~ ask in writing ~ facilitator

! a decision is seen with its owner and its reason
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y j r
drill-do lead|decide|D-01|off|--owner|legal|--why|no consent
keys Enter
| D-01  Switch the portal off: off / stay
| decided: off   by lead   owner legal   why: no consent

! the silent vote is closed and opened again; then players see the count
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y V
| No decision is open: nothing to vote on.
keys j r
drill-do lead|vote|D-01|off
drill-do it|vote|D-01|off
keys v G
| V votes silently, before anybody talks about it.
keys Esc V
| ~ D-01 closed 2/3
| 14:12  D-01 vote closed ~
keys v G
| Votes: off 2, stay 0
keys Esc V
| ~ D-01 votes 2/3
| 14:12  D-01 vote open again ~

! who leads writes down what the room decided, and who did
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y j Enter Enter
| Not released yet: nobody knows of it.
keys Esc r
| ~ hints 0  D-01 votes 0/3
keys Enter Enter
| Who decided?
keys 1
| Switch the portal off
| > 1  off
keys 1
| Who answers for it?
| > 1  lead  Incident lead
keys 3
type no consent
keys Enter
| D-01  Switch the portal off: off / stay
| decided: off   by lead   owner legal   why: no consent
| ~ D-01: decided
keys Esc k r Enter Enter
| This asks for no decision.

! ? and : know the keys a drill adds to every screen
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y Esc
drill join lead
keys ? /
type In this drill
keys Enter
| i              What was released to you  (drill-inbox)
| t              Say or ask the facilitator something  (drill-talk)
| ! F9           REAL INCIDENT: halts the drill at once  (drill-halt)
keys Esc :
type drill-talk
| > drill-talk       t        Say or ask the facilitator something

! REAL INCIDENT is one key; only a second role lets it go on
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y !
| HALTED   c real case  F5 go on ~
| 14:12  REAL INCIDENT 真实事件. Is there a real case? c opens it ~ c  real case
keys r
| error: DRILL-2026-001 is not being played: halted
keys Space
| The real matter is closed or staffed by others. Who else says so?
keys 3
| RUNNING x1 ~

! ENDEX is a word; then the report
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y r X
type endex
keys Enter
| type ENDEX, or Esc
keys Ctrl-U
type ENDEX
keys Enter
| Not released: I-02 I-03
| Outbox of the drill: empty
| All stand down. Did any REAL call, mail, transfer or account change happen?
keys 1
| The report, drafted from the record ~
keys Esc
| ENDED ~
keys Space
| This drill is over. ~ 7  report
keys x
| The report, drafted from the record ~

! a player has the steps in story time, and an inbox
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y r Esc
drill join lead
| FROZEN   lead   play 0 of 20 min   story d1 21:00 ~ i inbox: 1 NEW  ! REAL
keys i
| > I-01   0:00     The supplier rings ~ NEW
no| ~ SECRET-NOTE ~
no| ~ evening paper ~
golden inbox-80x24.en
keys Space
| > I-01   0:00     The supplier rings ~ acknowledged
keys r
type who rang?
keys Enter
| Answer: who rang?
keys Esc
golden player-80x24.en
resize 100x30
golden player-100x30.en
keys i
golden inbox-100x30.en

! the same in Chinese
world nothing
now 2026-10-14T06:12:00Z
zone +08
lang zh
drill run
keys Space y r Esc
drill join lead
golden player-80x24.zh
resize 100x30
golden player-100x30.zh
keys i
golden inbox-100x30.zh
resize 80x24
golden inbox-80x24.zh

! what is meant for others is told as that; a word for others is not shown
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill new
drill-do facilitator|start
drill-do facilitator|release|I-01
drill-do facilitator|talk|for lead alone|--to|lead
drill-do legal|talk|who may sign?
drill join legal
keys i
| ~ I-01 ~ for lead
| ~ who may sign? ~ legal
no| ~ for lead alone ~

! a player may not play before STARTEX; then a decision has option, owner, why
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill new
drill join lead
keys w
| error: DRILL-2026-001 is not being played: BEFORE STARTEX
drill-do facilitator|start
drill-do facilitator|release|I-02
keys i r
| Switch the portal off
| > 1  off
keys 1
| Who answers for it?
keys 3
type the list lies there
keys Enter
| Decided: off   owner legal   why: the list lies there

! an evaluator sees what is out with what is hoped for, and no clock key
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill new
drill-do facilitator|start
drill-do facilitator|release|I-01
drill join evaluator
golden judge-80x24.en
| > I-01 ~ 4m 1.01 Call ~ open
no| ~ I-02 ~
keys m 2 1
type seen
keys Enter
| ~ 5m 1.02 Awareness time ~ met*
keys O 2 3 Enter
| ~ O2 rated, a draft ~
keys Space
| Space does nothing here. ? shows every key. ~

! an observer writes observations, and nothing else
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill new
drill-do facilitator|start
drill join observer
| RUNNING   observer ~
keys Space
| error: an observer writes observations, and nothing else
keys a
type nobody reads back
keys Enter
| ~ observation noted; players do not see it
no| ~ nobody reads back

! once it has ended, players have the report, too
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill new
drill-do facilitator|start
drill-do facilitator|end|--why|enough
drill join lead
| ENDED ~ 7 report
keys 7
| The report, drafted from the record ~

! alone: injects come by themselves, the end is a self-check
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill solo
| BEFORE STARTEX ~ X ENDEX
| STARTEX: no real case open, real phone minded, partners told? y/N
keys y
wait 2s
| RUNNING ~ i inbox: 1 NEW  F5 freeze  X ENDEX
drill-do facilitator|jump|4m
wait 2s
| RUNNING ~ i inbox: 2 NEW ~
keys F5
| FROZEN ~
keys F5
keys X
type ENDEX
keys Enter
| Self-check, I-02. Did you: who tells the shops
keys 1
| All stand down. ~
keys 1
| The report, drafted from the record ~

! a jump is told in minutes, and who leads by a word of the language
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y r J 1
| 14:12  play jumped to 4m ~

! what a view holds of the case goes when the drill is looked at: practice
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill solo
keys y
drill-do it|clock-start|eu-gdpr-33-authority|--at|now|--zone|Europe/Berlin|--why|x
keys 6
wait 3s
at| > eu-gdpr-33-authority ~ due in ~
keys j k X Esc j F5
wait 1s
keys F5 2
wait 1s
keys j k 3
wait 1s
keys j k 4
wait 1s
keys j k 5
wait 1s
keys j k 1
wait 1s
keys j k
| RUNNING ~

! the same for a player, and while others write
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill join lead
drill-do facilitator|start
drill-do it|clock-start|eu-gdpr-33-authority|--at|now|--zone|Europe/Berlin|--why|x
keys 6
wait 3s
at| > eu-gdpr-33-authority ~ due in ~
drill-do it|note|meanwhile
keys j k 2
wait 2s
keys j k i
drill-do facilitator|release|I-01
keys j k Space
| ~ acknowledged ~

! what was learned is written behind the report, by whoever led
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill new
drill-do facilitator|start
drill-do facilitator|end|--why|enough
drill run
keys 7
| ~ Space page  x to a file  F findings ~
keys F
| No finding yet. ~
keys F Tab
type Nobody knew whom to call
keys Tab Enter
| F-1   cause         Nobody knew whom to call
keys c
type Write the number down
keys Tab
type lead
keys Tab
type 2026-12-01
keys Tab Tab Tab Enter
| A-1 ~ Write the number down ~
keys Esc /
type Nobody knew
keys Enter
| ~ Nobody knew whom to call ~

! a player who asks for it is told how
world nothing
now 2026-10-14T06:12:00Z
zone +08
drill new
drill-do facilitator|start
drill-do facilitator|end|--why|enough
drill join lead
keys 7 F
| ~ whoever led writes findings: stanch finding add DRILL-2026-001 ~
