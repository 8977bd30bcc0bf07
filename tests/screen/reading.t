! a playbook reads like a page: phases, numbered steps, no markup
world cases
now 2026-10-14T06:12:00Z
zone +08
keys P
golden reading-80x24.en
no| ~ **Caution** ~
keys ]
| 1  FIRST HOUR ~
keys ]
| 2  INVESTIGATE ~

! L shows its next language
world cases
now 2026-10-14T06:12:00Z
zone +08
keys 3 j v L
| ~ en [zh] ~
| 供应商来电：有人进入过他们的系统，我们的数据就在里面。或者陌生人说出了只有供
keys L
| A supplier calls~

! find goes through the whole text
world cases
now 2026-10-14T06:12:00Z
zone +08
keys 3 j v /
type legal hold
keys Enter
at| ~ Legal hold. Work on the copy~

! in Chinese, and the list of playbooks
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
keys 3
wait 1s
golden playbooks-80x24.zh
keys v
golden reading-80x24.zh
