/* core/playbook/skeleton.c - what a new playbook begins as. */
#include "core/playbook/skeleton.h"

/* Not for translators: a playbook's language is its author's. */
static const char english[] =
	"Use this when you see what this playbook is about.\n"
	"Write here the signs by which people recognise it.\n"
	"\n## Contain\n- id: contain\n"
	"\nStop the damage first.\n"
	"\n### Awareness time: write it down\n- id: awareness-time\n"
	"- role: lead\n- due: 15m from opened\n"
	"- value: time \"when we became aware\"\n"
	"- evidence: note \"who noticed what, and how\"\n"
	"\nTake the earliest time at which somebody could know.\n"
	"\n### Damage: stop it\n- id: stop-damage\n- role: ops\n"
	"- due: 1h from opened\n"
	"\nSay here what to switch off, lock or take away.\n"
	"If that cannot be done in time, say who is called.\n"
	"\n- [ ] Way in: closed\n- [ ] Copies and logs: kept\n"
	"\n### Phase check: read aloud\n- id: contain-check\n- role: lead\n"
	"\nRead the steps above aloud and hear each answered.\n"
	"\n## Investigate\n- id: investigate\n- mode: do-confirm\n"
	"\nFind out what happened, to whose data.\n"
	"\n### Personal data: is any involved?\n- id: personal-data\n"
	"- role: lead\n- due: 12h from awareness-time\n"
	"- decide: yes | no\n"
	"\nIf you cannot say why the answer is no, answer yes.\n"
	"\n### People affected: count them\n- id: people-affected\n"
	"- role: ops\n- value: number \"people affected\"\n"
	"- evidence: file \"how they were counted\"\n"
	"\nAn upper bound will do at first.\n"
	"\n### Phase check: read aloud\n- id: investigate-check\n"
	"- role: lead\n"
	"\nRead the steps above aloud and hear each answered.\n"
	"\n## Notify\n- id: notify\n"
	"\nTell those who must know.\n"
	"\n### Those affected: tell them\n- id: tell-affected\n"
	"- role: lead\n- when: personal-data = yes\n"
	"- evidence: ref \"where the text is kept\"\n"
	"\nSay what happened, what it means for them, what they can do.\n"
	"\n### Phase check: read aloud\n- id: notify-check\n- role: lead\n"
	"\nRead the steps above aloud and hear each answered.\n"
	"\n## Learn\n- id: learn\n"
	"\nWithin two weeks, with all who took part.\n"
	"\n### Causes: agree on them\n- id: causes\n- role: lead\n"
	"- evidence: note \"causes and what changes\"\n"
	"\nAsk what made it easy, not who was wrong.\n"
	"\n### Phase check: read aloud\n- id: learn-check\n- role: lead\n"
	"\nRead the steps above aloud and hear each answered.\n";

static const char chinese[] =
	"出现本手册所讲的情况时使用。在这里写明可据以识别的迹象。\n"
	"\n## 遏制\n- 编号：contain\n"
	"\n先止住损害。\n"
	"\n### 知悉时间：记下\n- 编号：awareness-time\n- 角色：lead\n"
	"- 时限：opened 起 15m\n- 填报：time“知悉时间”\n"
	"- 证据：note“谁发现了什么、如何发现”\n"
	"\n取最早可能知悉的时间。\n"
	"\n### 损害：止住\n- 编号：stop-damage\n- 角色：ops\n"
	"- 时限：opened 起 1h\n"
	"\n在这里写明关闭、锁定或收回什么。来不及时写明找谁。\n"
	"\n- [ ] 入口：已关闭\n- [ ] 副本和日志：已保存\n"
	"\n### 阶段检查：朗读\n- 编号：contain-check\n- 角色：lead\n"
	"\n逐条朗读以上步骤，听到每一条的回答。\n"
	"\n## 调查\n- 编号：investigate\n- 方式：do-confirm\n"
	"\n查明发生了什么，涉及谁的数据。\n"
	"\n### 个人信息：是否涉及？\n- 编号：personal-data\n- 角色：lead\n"
	"- 时限：awareness-time 起 12h\n- 判定：yes | no\n"
	"\n说不出为什么不涉及，就按涉及处理。\n"
	"\n### 受影响人数：清点\n- 编号：people-affected\n- 角色：ops\n"
	"- 填报：number“受影响人数”\n- 证据：file“清点依据”\n"
	"\n起初给出上限即可。\n"
	"\n### 阶段检查：朗读\n- 编号：investigate-check\n- 角色：lead\n"
	"\n逐条朗读以上步骤，听到每一条的回答。\n"
	"\n## 通知\n- 编号：notify\n"
	"\n告知应当知道的人。\n"
	"\n### 受影响者：告知\n- 编号：tell-affected\n- 角色：lead\n"
	"- 条件：personal-data = yes\n- 证据：ref“文本存放处”\n"
	"\n说明发生了什么、对他们意味着什么、他们可以做什么。\n"
	"\n### 阶段检查：朗读\n- 编号：notify-check\n- 角色：lead\n"
	"\n逐条朗读以上步骤，听到每一条的回答。\n"
	"\n## 总结\n- 编号：learn\n"
	"\n两周之内，请所有参与者参加。\n"
	"\n### 原因：达成一致\n- 编号：causes\n- 角色：lead\n"
	"- 证据：note“原因和改进”\n"
	"\n问什么使它容易发生，不问是谁的错。\n"
	"\n### 阶段检查：朗读\n- 编号：learn-check\n- 角色：lead\n"
	"\n逐条朗读以上步骤，听到每一条的回答。\n";

int playbook_skeleton(struct str *out, const char *title, const char *lang,
		      const char *uuid, struct error *err)
{
	bool zh = str_eq(lang, "zh");

	if (!*title)
		title = zh ? "新手册" : "New playbook";
	str_addf(out,
		 "---\nplaybook: 1\nid: %s\nlang: %s\nversion: 0.1.0\n"
		 "roles: {lead: %s, ops: %s}\n%s---\n\n# %s\n\n%s",
		 uuid, zh ? "zh" : "en", zh ? "事件负责人" : "Incident lead",
		 zh ? "系统工程师" : "Systems engineer",
		 zh ? "answers: {yes: 是, no: 否}\n" : "", title,
		 zh ? chinese : english);
	return out->failed ? error_nomem(err) : 0;
}
