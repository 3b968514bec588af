/** What changes of people and units, absences and delegations refuse, English → Chinese, as in import-problems. */
export const REFUSALS_OF_PEOPLE: Readonly<Record<string, string>> = {
  'to: {}': 'to：{}',
  'to: at most {} days at once': 'to：一次最多 {} 天',
  'There is nobody with number {} among your people.': '您管理的人员中没有工号 {}。',
  'Away from {} to {} already: cancel that first.': '{} 至 {} 已有请假：请先取消。',
  'Your own absence is recorded by your lead or by HR.': '本人的请假由直属主管或人力资源登记。',

  'The {} is known here since {}: name that day or a later one.': '{} 自 {} 起才有记录：请填写当天或之后的日期。',
  'The person is known here since {}: name that day or a later one.':
    '该人员自 {} 起才有记录：请填写当天或之后的日期。',
  'The unit is known here since {}: name that day or a later one.': '该部门自 {} 起才有记录：请填写当天或之后的日期。',
  'It has taken effect already. Ask for another change instead.': '该变更已经生效：请另行提交变更。',
  'The person was changed meanwhile. Read again.': '该人员刚刚被他人修改：请重新读取。',
  'The unit was changed meanwhile. Read again.': '该部门刚刚被他人修改：请重新读取。',
  'There is no such unit.': '没有这个部门。',
  'There is no such unit here.': '此处没有这个部门。',
  'There is no such person.': '没有这个人员。',
  'There is no such person here.': '此处没有这个人员。',
  'An HR partner is one of a unit: name it.': '人力资源伙伴须指定所负责的部门。',
  'The day of leaving is before the day of joining.': '离职日期早于入职日期。',
  'Nobody reports to oneself.': '不能向自己汇报。',
  '{} {} left on {}: name somebody who is here then.': '{} {} 已于 {} 离职：请填写届时在职的人。',
  'The line {}.': '汇报关系有误：{}。',
  'The line {} is not known.': '汇报关系有误：没有 {}。',
  'The root stays on top.': '最上级部门须保持在最上级。',

  'There is nobody with number {} here.': '此处没有工号 {} 的人员。',
  'Name somebody other than yourself.': '请指定本人以外的人。',
  'The end is not after the beginning.': '结束时间不晚于开始时间。',
  'The range has ended already.': '该时间段已经结束。',
  '{} stands in from {} until {} already: cancel that first.': '{} 已在 {} 至 {} 期间代理：请先取消。',
  'All of them would be away: {}.': '他们将全部不在：{}。',

  'years: {} is missing between.': 'years：中间缺少 {} 年。',
  'Somebody changed this calendar. Read it again.': '该日历刚刚被他人修改：请重新读取。',
  'There is no such calendar: put one first.': '没有这个日历：请先创建。',
  'There is no such calendar.': '没有这个日历。',
  'coveredUntil: nothing is known after {}: name a day until then.':
    'coveredUntil：{} 之后的日子没有数据：请填写不晚于该日的日期。',
  '{}: {} is not after {}.': '{}：{} 不晚于 {}。',
  '{}: overlaps the hours before it.': '{}：与前一时段重叠。',
  'A calendar needs at least one weekday with hours.': '日历至少要有一个有工作时间的工作日。',
  '{} lies after coveredUntil {}.': '{} 晚于 coveredUntil {}。',
  'years: the calendar is known until {}: import what follows that day first.':
    'years：该日历的数据截至 {}：请先导入其后的日子。',
  'At most {} days at once.': '一次最多 {} 天。',
  'The calendar file has no events.': '日历文件中没有事件。',
  'country: {} announces moved working days every year, which no rule knows: import the published days as a file.':
    'country：{} 每年公布调休安排，无法推算：请以文件导入公布的日期。',
  'years: {} is too far ahead: import at most until {}.': 'years：{} 太远：最多导入到 {}。',
  'country: the holidays of {} are not known.': 'country：没有 {} 的节假日数据。',
  'region: {} has no regions here.': 'region：{} 没有可选的地区。',
  'region: is one of {}.': 'region：须为以下之一：{}。',
  'years: {} is not known for {}: import it as a file.': 'years：没有 {1} 年 {2} 的数据：请以文件导入。',
  'country: {} depend on the moon and are announced: import the published days of {} as a file.':
    'country：{} 依月相而定、另行公布：请以文件导入 {} 年公布的日期。',
};
