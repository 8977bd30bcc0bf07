! a part of a foreign playbook is marked otherwise and goes to a draft
world cases
now 2026-10-14T06:12:00Z
zone +08
keys 3 i
type tests/support/foreign/nested.md
keys Enter
| ~nested~a playbook from elsewhere~
| phases: 4   steps: 8~
| ~WHAT STANDS THERE~WHAT IT BECOMES~
| > ~
keys j j
keys Space
| phases: 4   steps: 9~
| ~> group~1.02 neighbour
keys p
| ~A phase of which kind?~
keys Esc
keys A
| ~Write it to a draft?~
keys Esc

! a file that is not there is told
world cases
now 2026-10-14T06:12:00Z
zone +08
keys 3 i
type gone.md
keys Enter
| ~gone.md~
