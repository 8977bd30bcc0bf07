/* core/people/column.c - fields, headings, masks. */
#include "core/people/column.h"

#include <string.h>

#include "core/base/str.h"
#include "core/base/tr.h"
#include "core/base/utf8.h"

#define MASK "****"

/* What tables of shops, salons and bookkeepers call it. */
static const struct column_field fields[] = {
	[PERSON_NAME] = {"name", N_("name"), true,
		"name|fullname|customer|customername|client|clientname|"
		"contact|contactname|member|membername|patient|patientname|"
		"姓名|名字|客户|客户名|客户名称|客户姓名|会员|会员名|会员姓名|"
		"顾客|顾客姓名|联系人|联系人姓名|用户名|用户姓名|称呼|"
		"真实姓名|收货人|收货人姓名|收件人|收件人姓名|买家姓名|"
		"预约人|下单人|学员|学员姓名|患者姓名|"
		"客戶|客戶名稱|客戶姓名|會員|會員姓名|顧客|顧客姓名|聯絡人|"
		"聯絡人姓名"},
	[PERSON_PHONE] = {"phone", N_("telephone"), true,
		"phone|phoneno|phonenumber|mobile|mobileno|mobilenumber|"
		"mobilephone|cell|cellphone|tel|telephone|telephonenumber|"
		"contactnumber|手机|手机号|手机号码|电话|电话号码|联系电话|"
		"移动电话|联系方式|联系手机|会员手机|会员手机号|会员电话|"
		"客户手机|客户手机号|客户电话|顾客手机|顾客电话|绑定手机|"
		"绑定手机号|注册手机号|预留手机号|收货人手机|收货人手机号|"
		"收货人电话|收件人手机|收件人电话|买家手机|买家电话|"
		"联系人手机|联系人手机号|联系人电话|phone1-value|"
		"手機|手機號碼|電話|電話號碼|聯絡電話|行動電話|流動電話"},
	[PERSON_MAIL] = {"mail", N_("e-mail"), true,
		"mail|email|e-mail|emailaddress|mailaddress|邮箱|电子邮箱|"
		"电子邮件|邮件|邮箱地址|电邮|e-mailaddress|e-mail1-value|"
		"電郵|電郵地址|電子郵件|電子信箱|信箱"},
	[PERSON_WECHAT] = {"wechat", N_("WeChat"), true,
		"wechat|wechatid|weixin|微信|微信号|微信id|微信昵称"},
	[PERSON_ADDRESS] = {"address", N_("postal address"), true,
		"address|postaladdress|street|mailingaddress|地址|住址|"
		"通讯地址|联系地址|家庭地址|收货地址|邮寄地址|收件地址|"
		"详细地址|homeaddress|通訊地址|聯絡地址|收貨地址"},
	[PERSON_ID_NUMBER] = {"id-number", N_("identity number"), true,
		"id-number|idnumber|idno|nationalid|idcard|idcardnumber|"
		"passport|passportnumber|身份证|身份证号|身份证号码|证件号|"
		"证件号码|护照号|身分證號|身份證號碼|證件號碼|護照號碼"},
	[PERSON_LANGUAGE] = {"language", N_("language"), false,
		"language|lang|preferredlanguage|语言|语种|首选语言"},
	[PERSON_JURISDICTION] = {"jurisdiction", N_("country or region"),
		false,
		"jurisdiction|country|region|state|countrycode|国家|地区|"
		"国家地区|国家或地区|国家/地区|法域|所在国家"},
	[PERSON_KINDS] = {"kinds", N_("kinds of data"), false,
		"kinds|kindsofdata|data|datatypes|datacategories|categories|"
		"资料种类|信息种类|数据种类|数据类型|数据类别|涉及信息"},
	[PERSON_MINOR] = {"minor", N_("minor"), false,
		"minor|isminor|child|under14|under18|未成年|未成年人|"
		"是否未成年|是否未成年人|儿童"},
	[PERSON_GUARDIAN] = {"guardian", N_("guardian"), true,
		"guardian|guardianname|parent|parentname|监护人|监护人姓名|"
		"家长|家长姓名"},
	[PERSON_GUARDIAN_PHONE] = {"guardian-phone",
		N_("guardian's telephone"), true,
		"guardian-phone|guardianphone|guardiantelephone|parentphone|"
		"监护人电话|监护人手机|监护人手机号|监护人联系方式|家长电话|"
		"家长手机"},
	[PERSON_GROUP] = {"group", N_("group"), false,
		"group|segment|shop|store|branch|分组|组|组别|门店|店铺|"
		"所属门店|客户分组|归属门店|开卡门店|办卡门店|注册门店|"
		"所属分店|分店|门店名称|分組|門市|所屬門市"},
	[PERSON_REF] = {"ref", N_("our own number"), false,
		"ref|reference|id|customerid|customerno|customernumber|"
		"memberid|memberno|membernumber|clientid|cardno|编号|序号|"
		"客户编号|会员号|会员编号|会员卡号|卡号|客户号|会员id|"
		"客户id|用户id|userid|編號|客戶編號|會員編號|會員卡號"},
};

const struct column_kind people_columns = {
	.field = fields,
	.count = PERSON_FIELDS,
	.needed = PERSON_FIELDS,
	.lacking = N_("none of its headings is known; nothing imported"),
	.table = "",
	.example = "name,phone,mail",
	.map = "#1=name,#2=phone",
};

const char *person_field_name(enum person_field f)
{
	return fields[f].name;
}

const char *person_field_label(enum person_field f)
{
	return fields[f].label;
}

bool person_field_secret(enum person_field f)
{
	return fields[f].secret;
}

enum person_field person_field_find(const char *name)
{
	return (enum person_field)column_find(&people_columns, name);
}

/* --- headings ------------------------------------------------------------------ */

/* Folded, without blanks, underscores, marks of "required", and what stands
 * in brackets. */
static void fold(struct str *out, const char *heading)
{
	const char *p = heading, *end = p + strlen(p);
	uint32_t cp;

	while (p < end) {
		char bytes[4];

		if (!utf8_next(&cp, &p, end))
			continue;
		cp = utf8_fold(cp);
		if (cp == '(' || cp == '[')
			break;
		if (cp == ' ' || cp == '_' || cp == '*' || cp == ':' ||
		    cp == '\t' || cp == '\n' || cp == '\r' || cp == 0x3000 ||
		    cp == 0xfeff || cp == '"')
			continue;
		str_addn(out, bytes, utf8_encode(bytes, cp));
	}
}

static bool listed(const char *list, const char *word, size_t n)
{
	while (*list) {
		size_t len = strcspn(list, "|");

		if (len == n && !memcmp(list, word, n))
			return true;
		list += len + (list[len] == '|');
	}
	return false;
}

int column_known(const struct column_kind *k, const char *heading)
{
	struct str word = {0};
	int i = 0;

	fold(&word, heading);
	while (i < k->count &&
	       !(word.len &&
		 listed(k->field[i].headings, str_text(&word), word.len)))
		i++;
	str_release(&word);
	return i;
}

int column_find(const struct column_kind *k, const char *name)
{
	int i = 0;

	while (i < k->count && strcmp(k->field[i].name, name))
		i++;
	return i;
}

/* --- masks ----------------------------------------------------------------------- */

static size_t characters(const char *s)
{
	const char *p = s, *end = s + strlen(s);
	uint32_t cp;
	size_t n = 0;

	for (; p < end; n++)
		utf8_next(&cp, &p, end);
	return n;
}

/* The byte behind the first n characters. */
static const char *skip(const char *s, size_t n)
{
	const char *end = s + strlen(s);
	uint32_t cp;

	while (n-- && s < end)
		utf8_next(&cp, &s, end);
	return s;
}

/* The first `head` and last `tail` characters, if enough stays hidden. */
static void mask_ends(struct str *out, const char *value, size_t head,
		      size_t tail)
{
	size_t n = characters(value);

	if (n < head + tail + 3) {
		head = n > 1;
		tail = 0;
	}
	str_addn(out, value, (size_t)(skip(value, head) - value));
	str_add(out, MASK);
	str_add(out, skip(value, n - tail));
}

static void mask_mail(struct str *out, const char *value)
{
	const char *at = strrchr(value, '@');

	if (!at || at == value) {
		str_add(out, MASK);
		return;
	}
	str_addn(out, value, (size_t)(skip(value, 1) - value));
	str_add(out, MASK);
	str_add(out, at);
}

void person_mask(char *out, size_t size, enum person_field f,
		 const char *value)
{
	struct str s = {0};
	size_t n;

	if (!*value || !fields[f].secret)
		str_add(&s, value);
	else if (f == PERSON_MAIL)
		mask_mail(&s, value);
	else if (f == PERSON_PHONE || f == PERSON_GUARDIAN_PHONE)
		mask_ends(&s, value, 3, 4);
	else if (f == PERSON_ID_NUMBER)
		mask_ends(&s, value, 4, 2);
	else if (f == PERSON_ADDRESS || f == PERSON_WECHAT)
		mask_ends(&s, value, 3, 0);
	else
		mask_ends(&s, value, 1, 0);
	n = s.len < size ? s.len : size - 1;
	while (n && n < s.len && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	if (n)
		memcpy(out, s.p, n);
	out[n] = '\0';
	str_release(&s);
}
