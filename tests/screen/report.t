! what people write about a case, and what is overdue, on one screen
world cases
now 2026-10-14T06:12:00Z
zone +08
case INC-2026-002
keys 7
golden report-80x24.en
| SUMMARY
| > Unknown: nobody has written it. e writes it.
| FINDINGS
| No finding yet. F: a cause, what contributed, what went well.
| ACTIONS
| A-1 ~ [ ] Two keys for every login ~ wu ~ 2026-10-09 ~ !! OVERDUE

! a finding says what, and what shows it
world cases
now 2026-10-14T06:12:00Z
case INC-2026-001
keys 7 F
| New finding
keys Enter
type One shared password
keys Tab
type 1.01, E-1
keys Enter
| F-1   cause         One shared password
| ~ you: the finding is written down ~ u  undo
keys j
| Written by  mei
| Tied to  1.01 ~, E-1

! an action has an owner and a day, and is settled with its proof
world cases
now 2026-10-14T06:12:00Z
case INC-2026-001
keys 7 c
type One login each
keys Tab
type wu
keys Tab
type tomorrow
keys Enter Enter Enter Enter
| ~ "tomorrow" is no date
keys Ctrl-U
type 2026-12-01
keys Enter Enter Enter Enter
| A-1 ~ [ ] One login each ~ wu ~ 2026-12-01
keys G s
| How does A-1 stand
keys 3
type list of logins, E-3
keys Enter
| > A-1 ~ [x] One login each ~
| Proof  list of logins, E-3
keys o
keys Ctrl-U
type lin
keys Enter
| > A-1 ~ [x] One login each ~ lin ~
keys u
| > A-1 ~ [x] One login each ~ wu ~

! the preview is the report, page by page
world cases
now 2026-10-14T06:12:00Z
case INC-2026-003
keys 7 v
| The report, as others will read it ~ 1-~
| LIVE  INC-2026-003 ~
keys G
| stanch-checkpoint v1
keys /
type Timeline
keys Enter
| Timeline
keys Esc
| SUMMARY
