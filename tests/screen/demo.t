! the screen has its title row, NEXT, rows, and the footer
zone +08
now 2031-03-04T09:00:00Z
golden demo-80x24
| INC-2031-001  Vendor portal breach ~ LIVE   lin   Tue 04 Mar 17:00 +08
| NEXT  Tell the regulator ~ due in  3h 48m  today 20:48
| [1 STEPS 5]   2 Timeline 61
| > 3.01 [x] Mail server ~ wu
| Space done  o owner  a note  c new  s skip  / find  1-3 view  ? help  q quit
title stanch INC-2031-001

! a step marked done is seen at once, can be undone and done again
keys j j Space
| > 3.03 [x] Data types ~ lin
| 09:00  3.03 Data types is done ~ u  undo
keys u
| > 3.03 [ ] Data types ~ lin
keys U
| > 3.03 [x] Data types ~ lin
keys u u
| There is nothing to undo.

! the choice stays with its item when rows move
keys j j
at| > 3.03 [ ] Data types ~
arrive Seen first
| 0.01 [ ] Seen first
| > 3.03 [ ] Data types ~
keys Space
| > 3.03 [x] Data types ~

! Esc on the first screen does not leave, q does
keys Esc
| This is the first screen; q leaves.
keys q
over

! a second screen is left with Esc or q, and the footer says so
keys 1
| Space done  o owner  a note ~ ? help  Esc back
keys q
| ~ ? help  q quit
keys 1 Esc
| ~ ? help  q quit

! an owner takes four keys, two letters name one person
keys o
type wa
keys Enter
| > 3.01 [x] Mail server ~ wang
| 09:00  3.01 is with wang

! Tab offers the names in turn
keys o Tab Tab
| wu  lin  mei  wang
| Owner: lin
keys Enter
| > 3.01 [x] Mail server ~ lin

! what was typed is there again after Esc
keys a
type 供应商说了两台主机
| Note: 供应商说了两台主机
keys Esc
| 09:00  Note: kept, not used yet
keys a
| Note: 供应商说了两台主机
keys Enter
| 供应商说了两台主机
keys a
| Note:

! typed text left behind is still in the messages
keys 1 a
type half a thought
keys Esc Esc
type :messages
keys Enter
| ~ typed and not used, Note: half a thought

! an empty note is not taken
keys a Enter
| Write something, or leave with Esc.

! a passphrase has no echo and is not kept
keys p
type secret
| Passphrase: ******
no| ~ secret ~
keys Esc p
| Passphrase:

! the line is edited in the middle, by whole characters
keys a
type 供应ab
keys Left Left Left Backspace Home
type x
keys End Ctrl-W
| Note:
type 商店 two
keys Ctrl-A Ctrl-K
| Note:

! y/N is no for every other key
keys W
| Withdraw the approval of 3.03? y/N
keys Enter
| 09:00  answer: no
keys W j
| 09:00  answer: no
keys W y
| 09:00  answer: yes

! the label must be typed out before a case closes
keys X
| Closes the case for everyone.
| Type INC-2031-001 to go on:
type INC-2031-002
keys Enter
| That is not it. Esc leaves without doing it.
keys Ctrl-U
paste INC-2031-001
keys Enter
| That is not it. Esc leaves without doing it.
type INC-2031-001
keys Enter
| 09:00  answer: yes

! one of three by number, or by arrows and letters
keys s
| How bad is it?
| > 2  medium
keys 3
| 09:00  chosen: 2
keys s Down Enter
| 09:00  chosen: 2
keys s
type lo
| > 1  low
keys Enter
| 09:00  chosen: 0
keys s Esc
| 09:00  chosen: -1

! a form goes from field to field and complains where it must
keys c
| New case
| Title  (one line)
| ( ) low   (x) medium   ( ) high
keys Enter Enter Enter
| Title  ! this is needed
type bad
keys Enter Enter Enter
| Title  ! not that one
keys Ctrl-U
type 门店转让
keys Enter 3 Enter
type she knew her balance
keys Enter
| 09:00  new: 门店转让, high
no| New case

! a form left with Esc comes back as it was
keys c
type Half
keys Esc
| 09:00  New case: kept, not used yet
keys c
| | Half

! find, next, and only rows with a word
keys /
type rec
keys Enter
| > 3.02 [x] Record count ~
keys /
type 备份
keys Enter
| > 3.05 [ ] 备份是否被复制 ~
keys N
| > 3.05 ~
keys &
type risk
keys Enter
| > 3.04 [ ] High risk? ~
no| ~ 3.03 ~
| ~ 1 row has "risk". Esc shows all.
keys Esc
| ~ 3.03 ~
no| This is the first screen; q leaves.

! the list of commands is narrowed down and runs what it shows
keys :
| > step-done        Space    Mark the step done or reopen it
type withd
| > withdraw         W        Withdraw the approval
keys Enter
| Withdraw the approval of 3.03? y/N

! words with arguments go to the program
type :owner 3.03 mei
keys Enter
| ~ 3.03 [ ] Data types ~ mei
type :owner 9.99 mei
keys Enter
| error: no step 9.99
type :nonsense at all
keys Enter
| error: nonsense at all is not a command here

! an error shows what, where and how to mend it until the next key
keys e
| error: step 3.2 is not in INC-2031-001
| phase 3 has 3.01 to 3.05
| did you mean: stanch done INC-2031-001 3.02
keys j
no| error: ~
type :messages
keys Enter
| ~ error: step 3.2 is not in INC-2031-001

! ? shows every key of the screen it was asked on
keys ?
| Keys  Demo ~
| Space          Mark the step done or reopen it  (step-done)
| 1 2 3          Another view  (views)
keys /
type redraw
keys Enter
at| Ctrl-L         Draw the screen anew  (redraw)
keys Esc
| > 3.01 ~

! full-width letters and signs are keys, Chinese text is not
type ｊ
| > 3.02 ~
type ？
| Keys  Demo ~
keys Esc
type 好
| Input method is on. Switch to English to use keys.

! text for another window does not act
burst Xwoax
no| ~ Type ~
| Ignored: text that came too fast to be keys.
wait 1s
burst jjjjj
| > 3.05 ~

! a paste outside a field is refused, in a field it is text
paste Xy
| Paste refused: no text field is open.
keys a
paste two\nlines
| Note: two lines
paste a\nb\nc\nd\ne\nf\ng
| Paste 7 lines here? y/N
keys n
| Nothing was pasted.
keys Enter
| two lines

! many lines are asked about before they go into a form, too
keys c Tab Tab
paste a\nb\nc\nd\ne\nf
| Paste 6 lines here? y/N
keys y
| | e
| | f
no| ~ Paste ~

! a read-only case is not changed
readonly
keys Space
| INC-2031-001  Vendor portal breach ~ READ-ONLY LIVE   lin ~
| > 3.01 [x] ~
| error: step-done: nothing can be changed here, it is open read-only

! a drill says so in its first and last row
drill DRILL-2031-001
| DRILL 演练  DRILL-2031-001  NOT REAL 非真实事件 ~ lin ~
| Space done ~
| DRILL 演练  DRILL-2031-001  NOT REAL 非真实事件
golden demo-drill

! a window that is too small says what it needs and goes on after
resize 20x5
| Need 60x15, have 20x
resize 59x15
| Need 60x15, have 59x15
keys j
resize 60x15
| > 3.02 ~
resize 1x1
resize 132x43
| Space done   o owner   a note   c new   s skip or block   / find   1-3 view   : cmd   ? help   q quit
golden demo-132x43

! a key that does nothing says so
keys z
| z does nothing here. ? shows every key.

! y copies and says what
keys y
copied Mail server
| 09:00  copied: 3.01

! the minute ticks without a key
wait 60s
| ~ Tue 04 Mar 09:01 +00
