! the browser tells version, state, last change and who runs an older text
world cases
now 2026-10-14T06:12:00Z
zone +08
commit lin 3 main vendor-breach.md|- [ ] ID number|- [ ] ID number\n- [ ] Passport|vendor-breach: ask for passports
commit wu 1 main vendor-breach.md|version: 2.0.3|version: 2.1.0|Call it 2.1.0
keys 3 j
golden playbooks-older-80x24.en
keys Enter
wait 1s
golden versions-80x24.en

! the same in Chinese
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
commit lin 3 main vendor-breach.md|- [ ] ID number|- [ ] ID number\n- [ ] Passport|vendor-breach: ask for passports
commit wu 1 main vendor-breach.md|version: 2.0.3|version: 2.1.0|Call it 2.1.0
keys 3 j
golden playbooks-older-80x24.zh
keys Enter
wait 1s
golden versions-80x24.zh

! a version reads as it was then
world cases
now 2026-10-14T06:12:00Z
zone +08
commit lin 3 main vendor-breach.md|An estimate is fine|A rough number is fine|vendor-breach: plainer words
keys 3 j Enter j v
| 2.0.3 @ ~ wu: as it was then~

! d tells what changed by step, Enter the old and the new text
world cases
now 2026-10-14T06:12:00Z
zone +08
commit lin 3 main vendor-breach.md|- [ ] ID number|- [ ] ID number\n- [ ] Passport|vendor-breach: ask for passports
commit lin 3 main vendor-breach.md|An estimate is fine; call it one.|An estimate is fine; say that it is one.|Plainer
commit lin 3 main vendor-breach.md|### Backup copies: were they taken?\n- id: backups\n- role: it\n||Backups go
commit lin 3 main vendor-breach.md|### Systems:|### Hash lists: ask the vendor for them\n- id: hash-lists\n- role: it\n- due: 4h from opened\n\nAsk on the next call.\n\n### Systems:|Hash lists
keys 3 j Enter
keys j j j j Space k k k k d
golden diff-80x24.en
keys Enter
golden difftext-80x24.en
keys ]
golden difftext-next-80x24.en
keys |
golden difftext-two-80x24.en
keys p
golden difftext-patch-80x24.en
resize 132x43
keys p |
golden difftext-132x43.en

! the difference in Chinese
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
commit lin 3 main vendor-breach.md|- [ ] ID number|- [ ] ID number\n- [ ] Passport|vendor-breach: ask for passports
commit lin 2 main vendor-breach.zh.md|供应商来电：|供应商打来电话：|vendor-breach: 译文更顺
keys 3 j Enter
keys j j Space k k d
golden diff-80x24.zh
keys Enter
golden difftext-80x24.zh

! wide, what is said of the chosen one stands beside the list
world cases
now 2026-10-14T06:12:00Z
zone +08
size 132x43
commit lin 3 main vendor-breach.md|- [ ] ID number|- [ ] ID number\n- [ ] Passport|vendor-breach: ask for passports
keys 3 j
wait 1s
golden playbooks-132x43.en

! the last drill on the chosen one, and what changed since
world cases
now 2026-10-14T06:12:00Z
zone +08
drill run
keys Space y
commit lin 3 main vendor-breach.md|An estimate is fine|A rough number is fine|vendor-breach: plainer words
screen playbooks
keys j
wait 1s
golden playbooks-drilled-80x24.en
| DRILLED  DRILL-2026-001 on 2026-10-14, at 2.0.3 @ ~; 1 step differs
| since then

! the same in Chinese
world cases
now 2026-10-14T06:12:00Z
zone +08
lang zh
drill run
keys Space y
screen playbooks
keys j
wait 1s
golden playbooks-drilled-80x24.zh
