#!/bin/sh
# A throw-away store: the salon case half-way through with its clocks, register
# and a notice, one closed case with its report, one drill. Filled through the command line alone; all names are invented.
#
#	sh tests/support/demo.sh	opens the program on it, then removes it
#	sh tests/support/demo.sh DIR	fills DIR (new or empty) and stops
#
# DEMO_NOW (RFC 3339) is the moment at which the work stopped; else now.
# STANCH_LANG=zh gives the texts in Chinese.
set -eu
stanch=${STANCH:-$PWD/build/stanch}
end=$(date -d "${DEMO_NOW:-now}" +%s)
case ${STANCH_LANG:-${LC_ALL:-${LANG:-en}}} in
zh*) lang=zh ;;
*) lang=en ;;
esac
if [ $# -gt 0 ]; then
	dir=$1
	mkdir -p "$dir"
else
	dir=$(mktemp -d)
	trap 'rm -rf "$dir"' EXIT
	trap 'exit 130' INT TERM HUP
fi
export STANCH_HOME="$dir/store" XDG_CONFIG_HOME="$dir/config" \
	XDG_STATE_HOME="$dir/state" XDG_CACHE_HOME="$dir/cache"

say() { # the English text, the Chinese one
	if [ $lang = zh ]; then printf '%s' "$2"; else printf '%s' "$1"; fi
}
at() { # minutes before the end
	STANCH_NOW=$(date -d "@$((end - $1 * 60))" +%FT%T%:z)
	export STANCH_NOW
}
run() {
	rc=0
	"$stanch" --lang $lang "$@" >"$dir/out" 2>&1 </dev/null || rc=$?
	[ $rc = 0 ] || [ $rc = "${may:-0}" ] || {
		echo "demo: exit $rc: stanch $*" >&2
		cat "$dir/out" >&2
		exit 1
	}
}
ticks() { # case, step, how many
	run step check "$1" "$2" $(seq "$3")
}
# case, step, who, ticks, then options; a second person where one is asked.
closed() {
	label=$1 step=$2 who=$3 n=$4
	shift 4
	run owner "$label" "$step" "$who"
	[ "$n" = 0 ] || ticks "$label" "$step" "$n"
	may=4 run "${verb:-done}" "$label" "$step" ${answer:-} --by "$who" "$@"
	[ $rc = 0 ] || run step confirm "$label" "$step" \
		--by "$([ "$who" = lin ] && echo mei || echo lin)"
}
decided() { # case, step, who, answer, why
	verb=decide answer=$4 closed "$1" "$2" "$3" 0 --why "$5"
}

# --- the team ---------------------------------------------------------------
at 4800
run status
git clone -q "$STANCH_HOME/playbooks" "$dir/edit"
cat >"$dir/edit/team.yaml" <<TEAM
team: 1
people:
  - {name: lin, login: $(id -un), roles: [lead], reach: ["phone 555 0101"]}
  - {name: mei, login: mei.demo, roles: [legal], reach: ["phone 555 0102"]}
  - {name: wu, login: wu.demo, roles: [it], reach: ["phone 555 0103"]}
  - {name: chen, login: chen.demo, roles: [comms, shops], reach: ["phone 555 0104"]}
  - {name: zhao, login: zhao.demo, roles: [partner], reach: ["phone 555 0105"]}
TEAM
git -C "$dir/edit" -c user.name=lin -c user.email=lin@example.org \
	commit -qam "team: say who we are"
git -C "$dir/edit" push -q origin HEAD:main
rm -rf "$dir/edit"

# --- a case that is closed ----------------------------------------------------
at 4700
run case new --plain --playbook customer-data-leak --severity low \
	--title "$(say 'ID photo sent to the wrong group' '身份证照片发错了群')" \
	--aware "$STANCH_NOW" \
	--basis "$(say 'chen saw it in the group' '陈在群里看到')"
old=$(cut -f1 "$dir/out")
at 4690
closed "$old" triage-open lin 3 --value "lin, mei" \
	--note "$(say 'chen came to the desk with it' '陈当面报告')"
decided "$old" triage-insider lin no "$(say 'a slip, seen by all' '手误，大家都看到了')"
at 4660
run note "$old" -m "$(say 'Recalled after 6 minutes; 4 had opened it.' '6 分钟后撤回，4 人已打开。')"
at 4600
run finding add "$old" --kind cause \
	-m "$(say 'Two groups with almost the same name' '两个群名几乎一样')"
run finding add "$old" --kind well \
	-m "$(say 'It was told within three minutes' '三分钟内就报告了')"
at 4590
run action add "$old" --owner chen --due "$(date -d "@$((end + 864000))" +%F)" \
	-m "$(say 'Rename the groups, photos by the vault only' '群改名，照片只走资料库')"
at 4500
run case close "$old" \
	--why "$(say 'All four confirmed that it is deleted' '四人都确认已删除')"
run report "$old" --format md -o "$dir/report.md"
run report "$old" --format html -o "$dir/report.html"

# --- the salon ------------------------------------------------------------------
at 190
run case new --plain --playbook customer-data-leak --severity high \
	--title "$(say 'A stranger knew her prepaid balance' '陌生人知道她的储值余额')" \
	--aware "$(date -d "@$((end - 200 * 60))" +%FT%T%:z)" \
	--basis "$(say 'Canal Street shop rang: four customers were called' '运河街店来电：四位客人接到电话')"
salon=$(cut -f1 "$dir/out")
at 188
closed "$salon" triage-open lin 3 --value "lin 555 0101, mei 555 0102" \
	--note "$(say 'A caller named the balance to the yuan and wanted it on a new card.' '来电者说出余额，要求转到新卡。')"
at 184
closed "$salon" triage-awareness-time lin 0 \
	--value "$(date -d "@$((end - 200 * 60))" +%FT%T%:z)" \
	--note "$(say 'The shop manager, from the first customer' '店长，听第一位客人说的')"
at 181
decided "$salon" triage-insider lin yes \
	"$(say 'manager07 left yesterday; the export ran under that account' 'manager07 昨天离职，导出用的就是该账号')"
at 176
say 'Moss Beauty final, 48,600 rows, 20 shown' '苔石美容 终版，48600 行，展示 20 行' >"$dir/chat.txt"
run evidence add "$salon" "$dir/chat.txt" --by chen --step evidence-preserve-message \
	--title "$(say 'Resale chat, exported' '转卖群聊天导出')" \
	--source "$(say "a customer's phone" '客人的手机')"
closed "$salon" evidence-preserve-message chen 3 --evidence E-1 \
	--note "$(say 'seller_x, received 08:52, one customer' 'seller_x，08:52 收到，一位客人')"
at 168
closed "$salon" triage-classify-data wu 9 \
	--value "$(say 'name, phone, birthday, balance, skin notes, minors' '姓名、电话、生日、余额、皮肤记录、未成年人')" \
	--note "$(say 'the twenty rows that were shown' '展示出来的二十行')"
at 165
decided "$salon" triage-entrusted mei no "$(say 'own customers only' '都是自己的客人')"
decided "$salon" triage-transfer lin yes "$(say 'signed; closing is in two days' '已签约，两天后交割')"
at 160
closed "$salon" detect-check lin 4
at 150
closed "$salon" insider-quiet lin 3 --value "lin, mei, wu"
at 140
say 'manager07 22:41 export all 48600' 'manager07 22:41 导出全部 48600' >"$dir/log.txt"
run evidence add "$salon" "$dir/log.txt" --by wu --step evidence-snapshot \
	--title "$(say 'Export log of the till system' '收银系统导出日志')" \
	--source "$(say 'the vendor, by mail' '供应商邮件')"
closed "$salon" evidence-snapshot wu 4 --evidence E-2
at 128
closed "$salon" contain-revoke-account wu 4 --value "manager07, desk03 13:20" \
	--evidence E-2
at 118
closed "$salon" contain-kill-link wu 3 --evidence E-2 \
	--value "$(say 'one net-disk link, 61 downloads' '一个网盘链接，61 次下载')"
at 90
run step start "$salon" contain-devices --by chen
run owner "$salon" contain-devices chen
at 60
run step block "$salon" contain-cards --by wu \
	--why "$(say 'the vendor must switch it; asked at 13:20' '要供应商开关，13:20 已催')"
at 40
run note "$salon" --by zhao \
	-m "$(say 'The buyer confirms: no import before Thursday.' '买方确认：周四前不导入。')"
at 22
run evidence handover "$salon" E-1 --to mei \
	--why "$(say 'for counsel' '交法务')"

# --- who must be told -----------------------------------------------------------
at 100
run clock propose "$salon" --fact people=CN --fact role=handler \
	--fact level=general --fact minors=yes --fact crime=yes \
	--fact cii=no --fact state_organ=no --fact misuse=yes \
	--fact count=48600 \
	--fact kinds="$(say 'name, phone, balance' '姓名、电话、余额')"
seen=$(say 'four customers were called, balances named' '四位客人接到电话，余额说得出')
run clock start "$salon" cn-pipl-57-authority --at aware --basis "$seen" --by mei
run clock start "$salon" cn-pipl-57-individuals --at aware --basis "$seen" --by mei
at 80
sh "$(dirname "$0")/customers.sh" $lang 240 >"$dir/customers.csv"
run people import "$salon" "$dir/customers.csv" --yes --by chen
rm "$dir/customers.csv"
run people group "$salon" "$(say 'by mail' '有邮箱的')" --where mail!=
run people group "$salon" "$(say 'children' '未成年人')" --where minor!=
at 55
run notice draft "$salon" cn-individuals --to "$(say 'by mail' '有邮箱的')" \
	--clock cn-pipl-57-individuals --by chen
run notice set "$salon" A --by chen \
	firm="$(say 'Moss Beauty' '苔石美容')" phone="555 0100" \
	what="$(say 'A list of our customers was offered in a chat group.' '有人在群里兜售我们的顾客名单。')"
at 30
say 'Is my prepaid balance safe?' '我的储值余额还在吗？' >"$dir/ask.txt"
run people enquiry "$salon" P-1/17 --channel phone --to chen -F "$dir/ask.txt"
rm "$dir/ask.txt"

# --- a drill that was run ---------------------------------------------------------
at 20
run drill new --plain --scenario first-call
drill=$(cut -f1 "$dir/out")
cat >"$dir/script" <<PLAY
0m facilitator start
0m facilitator release I-01
2m lead done triage-open --value "lin, mei" --why drill --override
4m facilitator release I-02
6m it done evidence-snapshot --why drill --override
7m facilitator release I-03
10m facilitator release I-04
15m facilitator end
PLAY
run drill run "$drill" --script "$dir/script"
rm "$dir/script"

if [ $# -gt 0 ]; then
	exit 0
fi
unset STANCH_NOW
echo "report: $dir/report.md"
"$stanch" # the full screen, or the same in lines where there is no terminal
