# What the keys of the case screen do, and what they leave alone.

! Space closes a step that asks for nothing, and opens it again
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.05
keys Enter
at| > 3.05 [~] SYSTEMS ~
keys Space
at| > 3.05 [x] SYSTEMS ~ mei ~ 14:12
| 14:12  you: 3.05 Systems: done ~ u  undo
keys Space
at| > 3.05 [ ] SYSTEMS ~
| ~ 3.05 Systems: open again ~
keys u
at| > 3.05 [x] SYSTEMS ~
keys U
at| > 3.05 [ ] SYSTEMS ~
keys u u
at| > 3.05 [~] SYSTEMS ~ doing ~

! Space asks for the value, then for the note, then a second person is needed
world cases
now 2026-10-14T06:12:00Z
zone +08
mei - new lost-laptop Phone lost in a taxi
case INC-2026-004
at| > 1.01 [ ] AWARENESS TIME ~
keys Space
at| when we became aware: now
keys Enter
at| Note, who told us:
type the driver rang
keys Enter
at| > 1.01 [~] AWARENESS TIME ~ waits for a second reader ~
| ~ recorded; step 1.01 Awareness time waits for a second reader ~

! Esc at the value leaves the step as it was
world cases
now 2026-10-14T06:12:00Z
zone +08
mei - new lost-laptop Phone lost in a taxi
case INC-2026-004
keys Space Esc
at| > 1.01 [ ] AWARENESS TIME ~
keys 2
no| ~ did 1.01 ~
keys 1

! Esc at the note leaves the step as it was
world cases
now 2026-10-14T06:12:00Z
zone +08
mei - new lost-laptop Phone lost in a taxi
case INC-2026-004
keys Space Enter
type half a word
keys Esc
at| > 1.01 [ ] AWARENESS TIME ~
keys Space Enter
at| Note, who told us: half a word

! a value that is none is asked for again
world cases
now 2026-10-14T06:12:00Z
zone +08
mei - new lost-laptop Phone lost in a taxi
case INC-2026-004
keys Space Ctrl-U
type yesterday-ish
keys Enter
| ~ 06:12 (today) or now
at| when we became aware: yesterday-ish

! a file is asked for first; a path that is none stays; then why all the same
world cases
now 2026-10-14T06:12:00Z
zone +08
mei - new lost-laptop Phone lost in a taxi
case INC-2026-004
keys /
type 1.02
keys Enter Space
| ~ screen of the lock order?  Esc goes on without it
at| File, with its path:
type tests/no-such-file
keys Enter
| ~ there is no such file ~
keys Ctrl-U
type tests/support/playbooks/lost-laptop.md
keys Enter
| ~ 1.01 is not done yet. 3 items are not ticked. ~
at| Close it all the same? Why:
keys Esc
at| > 1.02 [ ] LAPTOP ~
| ~ Evidence  E-1 ~
keys Space
at| Close it all the same? Why:
type locked from the phone
keys Enter
at| > 1.02 [x] LAPTOP ~ 14:12  E-1
keys 2
| ~ 1.02 ~ overriding what was missing ~

! Esc at the file: closing without it takes a reason
world cases
now 2026-10-14T06:12:00Z
zone +08
mei - new lost-laptop Phone lost in a taxi
case INC-2026-004
keys /
type 1.02
keys Enter Space Esc
at| ~ Close it all the same? Why:
keys Esc
at| > 1.02 [ ] LAPTOP ~
keys 2
no| ~ finished 1.02 ~
keys 1
at| > 1.02 [ ] LAPTOP ~
keys Space Esc
type no screen, it was done by phone
keys Enter
at| > 1.02 [x] LAPTOP ~ mei ~

! Space ticks the item under the cursor, and takes the tick away
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys /
type 3.01
keys Enter
at| > 3.01 [ ] AUTHORITY ~
keys j
at| ~

! Space on an item ticks it, again takes it away
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.03
keys Enter j
at| > ~ [x] Name
keys Space
at| > ~ [ ] Name
| ~ 3.03 Data types: unticked ~
keys u
at| > ~ [x] Name
keys j j
at| > ~ [x] ID number
keys j
at| > 3.04 [?] RISK ~

! on the step's own line Space confirms what waits for a second reader
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.03
keys Enter
| Space: you have read it, and it is right
keys Space
at| > 3.03 [x] DATA TYPES ~ lin+mei ~
| ~ 3.03 Data types: confirmed ~
keys u
at| > 3.03 [~] DATA TYPES ~ waits for a second reader ~

! alone, and with a reason, one's own step can be closed all the same
world cases
now 2026-10-14T06:12:00Z
zone +08
mei - new lost-laptop Phone lost in a taxi
case INC-2026-004
keys Space Enter
type the driver rang
keys Enter Space
| ~ 1.01 waits for another person ~
at| Close it alone? Why:
keys Esc
at| > 1.01 [~] AWARENESS TIME ~
keys Space
type nobody else is in the office
keys Enter
at| > 1.01 [x] AWARENESS TIME ~
| ~ without a second person
| ~ nobody else is in the office ~
| ~ 1.01 Awareness time: done, without a second person ~

! o takes two letters, Tab offers the names, Esc leaves the owner
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.06
keys Enter o
type li
keys Enter
at| > 3.06 [!] BACKUP COPIES ~ lin ~ blocked
keys o Tab Tab
| lin  wu  mei
at| Owner: wu
keys Esc
at| > 3.06 [!] BACKUP COPIES ~ lin ~
keys u
at| > 3.06 [!] BACKUP COPIES ~ wu ~

! a adds a note to the step, f a file, w says who works on it
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.06
keys Enter a Enter
| Write something, or leave with Esc.
type rang twice, nobody answers
keys Enter
| ~ Evidence  -    Notes 1 ~
keys f
type tests/support/playbooks/vendor-breach.md
keys Enter
| ~ Evidence  E-1    Notes 1 ~
keys w
at| > 3.06 [~] BACKUP COPIES ~ mei ~ doing 0s
| ~ 3.06 Backup copies: working on it ~

! s skips, blocks or rules out, each with a reason; Esc at each question
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type 3.01
keys Enter s
| This step
| > 1  Skip it
| 2  Blocked: it waits for something
| 3  Not needed here
keys Esc
at| > 3.01 [x] MAIL SERVER ~
keys s 2
at| What does it wait for:
keys Esc
at| > 3.01 [x] MAIL SERVER ~
keys s 2
type the disk is full
keys Enter
at| > 3.01 [!] MAIL SERVER ~ the disk is full ~ blocked
keys s 3
type the server is not ours
keys Enter
at| > 3.01 [-] MAIL SERVER ~ not needed
keys s 1
type there is no time
keys Enter
at| > 3.01 [/] MAIL SERVER ~ there is no time ~
keys Space
at| > 3.01 [ ] MAIL SERVER ~

! Enter on two values asks which holds, and settles it; Esc leaves both
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
wu INC-2026-003 look
keys /
type 3.06
keys Enter w
wu INC-2026-003 skip backups nobody has the time
wait 1s
at| > 3.06 [*] BACKUP COPIES ~ two values: Enter settles ~
| ~ [*] 14:12  mei: doing
| ~ [*] 14:12  wu: skipped, nobody has the time
keys Enter
| Two people set it at once. Which holds?
| > 1  14:12  mei: doing
| 2  14:12  wu: skipped, nobody has the time
keys Esc
at| > 3.06 [*] BACKUP COPIES ~
keys Enter 2
at| > 3.06 [/] BACKUP COPIES ~ nobody has the time ~
| ~ 3.06 Backup copies: settled ~

! / looks in all phases, at numbers, ids, owners, titles in both languages
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys /
type regul
keys Enter
at| > 4.01 [ ] REGULATOR ~
keys /
type 来电
keys Enter
at| > 1.01 [x] CALL ~
keys /
type wu
keys Enter
at| > 2.01 [x] ACCESS ~
keys n
at| > 3.01 [x] MAIL SERVER ~
keys n
at| > 3.02 [x] RECORD COUNT ~
keys N N
at| > 2.01 [x] ACCESS ~
keys /
type data-types
keys Enter
at| > 3.03 [~] DATA TYPES ~
keys /
type zzz
keys Enter
at| > 3.03 [~] DATA TYPES ~
| Not found: zzz

! in Chinese, an English word finds the step too
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
case INC-2026-003
keys /
type letters
keys Enter
at| > 4.02 [ ] 通知信 ~

! & leaves only the rows with a word, Esc shows all
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys &
type backup
keys Enter
at| > 3.06 [!] ~
no| 3.01 ~
keys Esc
| 3.01 [x] Mail server ~

! & finds the owner, the number, the other language
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys &
type 数据
keys Enter
| ~ 3.03 [~] DATA TYPES ~
no| 3.01 ~
keys Esc &
type 3.05
keys Enter
| ~ 3.05 [~] SYSTEMS ~
no| 3.01 ~

! h and l go from phase to phase, as the arrows and brackets do; j runs on
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
at| > 3.04 ~
keys l
at| > 4.01 [ ] REGULATOR ~
keys Right
at| > 5.01 [ ] REVIEW ~
keys l
at| > 5.01 [ ] REVIEW ~
keys h [ Left
at| > 2.01 [x] ACCESS ~
keys ]
at| > 3.01 [x] MAIL SERVER ~
keys k
at| > 2.01 [x] ACCESS ~
keys g
at| > 2.01 [x] ACCESS ~

! D goes to the nearest limit
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys l D
at| > 3.03 [~] DATA TYPES ~

! 1 to 7 change the view; 1 comes back to the step one was at
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys l 2
| 1 Steps ~ [2 TIMELINE 25] ~
keys 3
| ~ [3 EVIDENCE 0] ~
keys 1
at| > 4.01 [ ] REGULATOR ~
keys q
| Cases ~
keys Enter
at| ~

! v shows all of the step, q leads back to it
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys l v
| 4.01  [ ]  Regulator: tell it
keys q
at| > 4.01 [ ] REGULATOR ~

! on the whole step the same keys work, and a digit leads to a view
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys l v a
type asked the lawyer
keys Enter
| WHAT HAPPENED HERE
| 14:12 ~ asked the lawyer
keys o
type lin
keys Enter
| ~ given to lin ~
keys w
| 4.01  [~] ~ Regulator: tell it
keys s
| This step
keys Esc 3
| ~ [3 EVIDENCE 0] ~
keys 1
at| > 4.01 [~] REGULATOR ~
keys v 1
at| > 4.01 [~] REGULATOR ~
keys q
| Cases ~

! y copies number and name
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys y
copied 3.04 Risk
| ~ copied: 3.04 ~

! P takes one more playbook, C shows whom to call, M who is in the case
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys P
| What do you see as well?
keys Esc C
| Whom to call
keys q M
| Who is in this case
keys q
at| > 3.04 ~

! X closes with a reason, the open steps are counted; X opens it again
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-001
keys X
| Close the case as
| > 1  Resolved
| 2  False alarm
keys Esc X 1
| Closes the case for everyone. X opens it again.
| 6 steps are open and will be listed:
| 1.01 Awareness time
| Type INC-2026-001 to go on:
keys Esc
no| NEXT  this case is closed
keys X 1
type INC-2026-001
keys Enter
at| Why (goes into the report): ~
keys Esc
no| NEXT  this case is closed
keys X 1
type INC-2026-001
keys Enter
type the laptop is back, nobody opened it
keys Enter
| NEXT  this case is closed ~
| ~ the case is closed ~
no| ~ OVERDUE ~
keys Space
| error: INC-2026-001 is closed ~
| X opens the case again
keys X
at| Open the case again? Why: ~
type one more thing
keys Enter
no| NEXT  this case is closed

! a case that can only be read refuses every change, and moves all the same
world cases
now 2026-10-14T06:12:00Z
zone +08
read-only
case INC-2026-003
keys Space
| error: ~ read-only ~
keys o
| error: ~ read-only ~
keys s
| error: ~ read-only ~
keys w
| error: ~ read-only ~
keys X
| error: ~ read-only ~
keys j
at| > 3.05 [~] SYSTEMS ~
keys v
| WHAT HAPPENED HERE
keys q 2
| ~ [2 TIMELINE 25] ~

! full-width letters are keys
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
type ｊ
at| > 3.05 [~] SYSTEMS ~
type ｊ
type ｗ
at| > 3.06 [~] BACKUP COPIES ~ mei ~ doing ~
type ？
| Keys ~

! Chinese text is no key, and says why nothing happens
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
type 完成
| ~ Input method is on. ~
at| > 3.04 ~

! a paste outside a field is refused
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
paste X y
| Paste refused: no text field is open.
at| > 3.04 ~

! a small window shows the step in hand; a smaller one says what it needs
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
resize 60x15
at| > 3.04 [?] RISK ~
keys j
at| > 3.05 [~] SYSTEMS ~
resize 40x10
| Need 60x15, have 40x10
resize 80x24
at| > 3.05 [~] SYSTEMS ~

! Tab goes to the guidance beside the list, and the items there
world cases
now 2026-10-14T06:12:00Z
zone +08
size 100x30
case INC-2026-003
keys /
type 3.03
keys Enter
at| ~ 3.03 [~] DATA TYPES ~
keys Tab
at| ~ > ~ [x] Name
keys Space
at| ~ > ~ [ ] Name
keys j
at| ~ > ~ [x] Phone
keys Tab
at| ~ 3.03 [~] DATA TYPES ~
keys j
at| ~ 3.04 [?] RISK ~

! in the wide list Enter or Space on a phase opens it
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
case INC-2026-003
keys G
at| ~ 5 Learn ~
keys Enter
| ~ 5.01 [ ] Review ~

! what lin does elsewhere moves nothing under the cursor
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys j
lin INC-2026-003 done tell-regulator
wait 1s
at| > 3.05 [~] SYSTEMS ~
| ~ lin ~ 4.01 Regulator ~

! a filter looks in all phases; with nothing left the cursor stays in the list
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-003
keys &
type 通知信
keys Enter
at| > 4.02 [ ] LETTERS ~
no| 3.01 ~
keys &
type zzz
keys Enter
| ~ 0 rows have "zzz". Esc shows all.
keys Esc
at| > 4.02 [ ] LETTERS ~
