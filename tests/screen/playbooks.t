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
