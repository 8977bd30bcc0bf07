# Two languages: how one is chosen, what it changes and what it never does.
. tests/support/sh.sh

run stanch case new --playbook customer-data-leak --title "A stranger knew"
ok stanch --lang zh_CN help
has "命令："
for l in zh zh-CN zh_CN.UTF-8 zh-Hans zh_SG; do
	ok stanch --lang "$l" help
	has "命令："
done
for l in en en_GB.UTF-8 C POSIX; do
	ok stanch --lang "$l" help
	has "Commands:"
done
STANCH_LANG=zh ok stanch help
has "命令："
STANCH_LANG=zh ok stanch --lang en help
has "Commands:"
LC_ALL=zh_CN.UTF-8 ok stanch help
has "命令："
LC_ALL='' LC_MESSAGES=zh_CN.UTF-8 LANG=en_US.UTF-8 ok stanch help
has "命令："
LC_ALL='' LANG=zh_SG ok stanch help
has "命令："
LC_ALL=C LANG=zh_CN.UTF-8 ok stanch help
has "Commands:"
LC_ALL=fr_FR.UTF-8 ok stanch help
has "Commands:"
LC_ALL=zh_TW.UTF-8 ok stanch help
has "Commands:"
STANCH_LANG=nonsense LC_ALL=zh_CN ok stanch help
has "命令："
run stanch store config lang zh_CN
ok stanch help
has "命令："
STANCH_LANG=en ok stanch help
has "Commands:"
run stanch store config lang en

# Texts of the playbook follow, ids and keys do not.
ok stanch step list INC-2031-001 --lang en
has "Incident: open it, name a lead"
ok stanch step list INC-2031-001 --lang zh
has "事件：立案，定负责人"
json "d['steps'][0]['title'].startswith('Incident')" \
	stanch case show INC-2031-001 --json --lang en
json "d['steps'][0]['title'].startswith('事件')" \
	stanch case show INC-2031-001 --json --lang zh
stanch case show INC-2031-001 --json=state,severity,next,label --lang zh >a
stanch case show INC-2031-001 --json=state,severity,next,label --lang en >b
cmp -s a b
said $? "keys and codes are not translated"
ok stanch status --lang zh
has "1 接报"
ok stanch status --lang en
has "1 Take the call"
expect 4 "步骤 1.01 事件 还不能完成" stanch done INC-2031-001 1.01 --lang zh
expect 4 "step 1.01 Incident cannot be closed yet" \
	stanch done INC-2031-001 1.01 --lang en
expect 2 "没有这条命令：statsu" stanch statsu --lang zh
expect 2 "是不是：stanch status" stanch statsu --lang=zh
json "d['error']['code'] == 'usage'" stanch statsu --lang zh --json
# Columns line up by cells: both rows begin their second column alike.
ok stanch case show INC-2031-001 --lang zh
has "案件      INC-2031-001"
has "严重程度  "
ok stanch timeline INC-2031-001 --lang zh
has "开案 INC-2031-001"
ok stanch brief INC-2031-001 --lang zh
has "真实"
# Installed anywhere, the program finds the catalogue of its own tree.
mkdir -p tree/bin tree/share
cp "$STANCH" tree/bin/stanch
cp -r "$(dirname "$(readlink -f "$STANCH")")/locale" tree/share/locale
tree/bin/stanch --help --lang zh >out 2>&1
grep -q "带领团队" out
said $? "an installed tree brings its own language"
finish
