#!/bin/sh
# customers.sh LANG N: a salon's customers as CSV. All of them are invented:
# the numbers are not in use, the mail addresses end nowhere.
case $1 in
zh)
	head='姓名,手机号,邮箱,出生日期,会员卡号,未成年,监护人,门店'
	first='苏 沈 陆 顾 叶 程 韩 方'
	shops='运河街店 灯笼巷店 北桥店'
	last='澜 知秋 小满 若溪 半夏 听雨 向晚 青禾'
	;;
*)
	head='name,phone,email,birthday,card,minor,guardian,shop'
	first='Ada Bea Cleo Dora Edda Fay Gwen Hedy'
	shops='Canal-Street Lantern-Lane North-Bridge'
	last='Alder Birch Cedar Drift Ember Fennel Gale Heath'
	;;
esac
echo "$head"
awk -v n="$2" -v zh="$([ "$1" = zh ] && echo 1)" -v a="$first" -v b="$last" -v c="$shops" '
BEGIN {
	split(c, shop, " ")
	k = split(a, first, " "); m = split(b, last, " ")
	for (i = 1; i <= n; i++) {
		name = first[i % k + 1] (zh ? "" : " ") last[int(i / k) % m + 1]
		minor = i % 19 == 0
		printf "%s,199%08d,%s,%04d-%02d-%02d,C%05d,%s,%s,%s\n", name, i * 37, \
			i % 3 ? sprintf("c%d@example.com", i) : "", \
			minor ? 2012 : 1970 + i % 30, i % 12 + 1, i % 28 + 1, i, \
			minor ? (zh ? "是" : "yes") : "", \
			minor ? first[i % k + 1] (zh ? "妈妈" : " senior") : "", \
			shop[i % 3 + 1]
	}
}'
