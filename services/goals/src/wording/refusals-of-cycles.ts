/** What cycles and their changes refuse, English → Chinese; `{}` is filled in, `{1}` where the order is another. */
export const REFUSALS_OF_CYCLES: Readonly<Record<string, string>> = {
  'This is for HR.': '只有人力资源可以这样做。',
  'The definition reaches beyond your units: the HR lead may do this.':
    '该考核方案涉及您负责范围以外的部门：请由人事主管操作。',
  'step: say which step to extend': 'step：请指明要延长哪个步骤',
  'step: say which step to close': 'step：请指明要关闭哪个步骤',
  'at: say until when': 'at：请指明延长到何时',
  'The cycle is paused: resume it first, its deadlines move by the pause.':
    '该周期已暂停：请先恢复，其截止时间会按暂停时长顺延。',
  'The cycle is {}: nothing of it can be changed any more.': '该周期{}，不能再作任何变更。',
  'The cycle was changed meanwhile: read it again.': '该周期刚刚被他人变更：请重新读取。',
  'period: this definition runs {}': 'period：该考核方案{}',
  'in the periods it lists': '只在其列出的周期运行',
  'by the week': '按周运行',
  'by the month': '按月运行',
  'by the quarter': '按季度运行',
  'The cycle of {} is there already.': '{} 的周期已经存在。',
  'Reporting for {} closed at {}: everybody would count as not reported. Say "late": true if that is meant.':
    '{} 的填报已于 {} 截止：所有人都会计为未填报。若确实如此，请加上 "late": true。',
  'The definition is not active: activate it first.': '该考核方案尚未启用：请先启用。',
  'It is paused already: resume it when cycles shall open again.': '已经暂停：需要再次开启周期时请恢复。',
  'It is not paused: nothing to resume.': '没有暂停，无需恢复。',
  '{}: there are versions 1 to {}': '{}：只有版本 1 至 {}',
  'code: says {}, the address says {}; send it to its own address':
    'code：内容写的是 {}，地址写的是 {}；请发送到它自己的地址',
  'step: this cycle has no step {}': 'step：该周期没有“{}”这一步',
  '{} has been done already.': '“{}”已经完成。',
  'at: give an instant after {}': 'at：请给出晚于 {} 的时刻',
  'at: give an instant before {}': 'at：请给出早于 {} 的时刻',
  'at: give an instant from {} on, {}': 'at：请给出不早于 {} 的时刻（{}）',
  'it is past': '此前的时间已经过去',
  'at: give an instant from {} on, {} comes before it': 'at：请给出不早于 {} 的时刻（“{}”在它之前）',
  'step: what can be closed is {}': 'step：可以关闭的是 {}',
  'No goals have been issued yet: there is nothing to close.': '目标尚未下发，没有可关闭的内容。',
  '{}: there is no {}; choose one of the list': '{}：没有 {}，请从列表中选择',
  '{}: there is no version {} of {}; choose one of the list': '{1}：{3} 没有版本 {2}，请从列表中选择',
  'fingerprint: make a dry run first and send its fingerprint': 'fingerprint：请先查看影响，并附上其指纹',
  'It would no longer do what the dry run said: look at a new one first.':
    '结果已与先前看到的影响不同：请重新查看影响后再执行。',
  'It is your own sheet: somebody else in HR has to change it.': '这是您本人的目标单：须由人力资源的其他同事变更。',
  'It is your own sheet only: somebody else in HR has to change it.':
    '这只涉及您本人的目标单：须由人力资源的其他同事变更。',
  'change: this cycle pays nothing, its definition has no bonus list': 'change：该周期不发奖金，其考核方案没有奖金清单',
  'change.goal: no sheet of this cycle that you name has a goal {}': 'change.goal：您指定范围内的目标单都没有目标 {}',
  'The rule set cannot be read just now: try again.': '评分规则暂时无法读取：请重试。',
  'change.ruleSet: {} sheets have goals in a group that this rule set does not know; choose another or add the group':
    'change.ruleSet：有 {} 份目标单的目标属于该评分规则没有的分组；请选择其他规则或补上该分组',
  'change.unit: there is no unit {}': 'change.unit：没有部门 {}',
  'change.template: there is no {}': 'change.template：没有 {}',
  'change.template: there is no template {}': 'change.template：没有目标模板 {}',
  'change.template: there is no version {} of {}': 'change.template：目标模板 {2} 没有版本 {1}',
  'change.target: where more is better, nobody could reach 0; make it above 0, or change the goal in its template':
    'change.target：越高越好的目标，目标值为 0 时无人能达成；请改为大于 0，或在模板中修改该目标',
  'change.weight: {}': 'change.weight（权重）：{}',
  'all weights of a sheet make 100, so this is at most 100': '一份目标单的权重合计为 100，因此最多为 100',
  'a weight has at most two decimals: round it': '权重最多两位小数：请四舍五入',
  'The bonus list of this cycle is built. {}': '该周期的奖金清单已经生成。{}',
  'What has been paid or is on a bonus list changes only by a delta: correct it by an off-cycle list, which finance signs.':
    '已发放或已列入奖金清单的内容只能以差额更正：请通过额外发放清单更正，由财务签批。',
  'The scores are published: a person may appeal, and what is paid by then changes only by a delta.':
    '评分已经公布：本人可以申诉，届时已发放的内容只能以差额更正。',
  'The results are confirmed and on their way to scoring: goals can no longer be changed, only the rule set or the pay plan.':
    '结果已确认，正在评分：目标不能再变更，只能变更评分规则或奖金方案。',
  'The sheets of this cycle are not issued yet: change the template, they will be issued from it.':
    '该周期的目标单尚未下发：请修改模板，目标单会按模板下发。',
};

/** What stands in for a state in those. */
export const STATES_ZH: Readonly<Record<string, string>> = {
  scheduled: '待开始',
  running: '进行中',
  closed: '已结束',
  cancelled: '已取消',
  skipped: '已跳过',
};
