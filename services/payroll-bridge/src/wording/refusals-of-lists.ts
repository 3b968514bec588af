/** English → Chinese. `{}` stands for what is filled in, in the same order; `{1}`, `{2}` in the Chinese where the order is another. */
export const REFUSALS_OF_LISTS: Readonly<Record<string, string>> = {
  // Pay plans and amounts
  'There is no pay plan {}.': '没有奖金方案 {}。',
  'There is no pay plan {} yet.': '还没有奖金方案 {}。',
  'There is no such pay plan.': '没有这个奖金方案。',
  'There is no such version of the pay plan {}.': '奖金方案 {} 没有这个版本。',
  'The plan was changed meanwhile: read it again and send its version.':
    '奖金方案已被他人修改：请重新读取，并带上其版本号。',
  'There is no unit with the code {}.': '没有代码为 {} 的部门。',
  'There is no unit with the code {}: {} is meant, perhaps.': '没有代码为 {} 的部门：是否指 {}？',
  'Nobody has the number {}.': '没有工号为 {} 的人员。',
  'The pay plan names nobody who decides about the signers.': '奖金方案没有指定由谁审批审批人本人的奖金。',
  'The least a bonus may be is above the most it may be: change floor or cap.': '下限高于上限：请修改下限或上限。',
  'Nobody could ever be paid: the smallest amount paid is above the cap.': '起付额高于上限，任何人都无法发放：请修改。',
  'Write at least one entry, or nobody gets anything.': '请至少填写一项，否则没有人能得到奖金。',
  'Write a multiplier for every band, also 0 for unqualified.': '请为每个绩效等级填写系数，不合格也要写明 0。',
  'Say how much there is to split: an amount, or amounts by unit.': '请填写奖金池金额：总额，或各部门的金额。',
  'Write 0 or more.': '请填写不小于 0 的数字。',
  'The extra is a share of the unit’s bonuses: above 0 and at most 1 (0.1 is 10 %).':
    '团队奖励是部门奖金总额的比例：大于 0 且不超过 1（0.1 即 10%）。',
  'Rates of this plan go from {}, the currency it is reckoned in.': '本方案的汇率须从其计算币种 {} 折算。',
  'Write one rate for each other currency.': '每个其他币种请填写一个汇率。',
  'A rate is above 0.': '汇率须大于 0。',
  'Add the rate from {} to {}, with its day and source.': '请添加从 {} 到 {} 的汇率，并注明日期和来源。',
  'Nobody is paid in {} by this plan.': '本方案不以 {} 发放任何奖金。',
  'An amount is 0 or more.': '金额不能小于 0。',
  'There is no rate from {} to {}.': '没有从 {} 到 {} 的汇率。',
  'Write a plain decimal number such as 1.5.': '请填写普通小数，例如 1.5。',
  'Somebody is on the list twice.': '清单中有人重复。',
  'The pay plan has no entry for this.': '奖金方案中没有对应的标准。',
  'Worked days are whole and between 0 and the full working days.': '出勤天数须为整数，介于 0 与应出勤天数之间。',
  '{} gives {}, not {}.': '步骤 {} 的结果应为 {}，而不是 {}。',
  'The computation does not end with an amount of {}.': '计算过程没有得出 {} 金额。',
  '{} does not say its {}.': '步骤 {} 缺少 {}。',
  'A part of {} does not follow on {}.': '部分发放的原金额 {} 与前一步结果 {} 不符。',
  'Nobody knows the step {}.': '未知的计算步骤 {}。',
  'Use an active ISO 4217 code such as CNY or EUR.':
    '请使用有效的 ISO 4217 货币代码，例如 CNY 或 EUR；积分等资产须先声明。',
  '{} ended on {}: use {}.': '{} 已于 {} 停用：请使用 {}。',
  'A rate is above 0 and joins two different currencies.': '汇率须大于 0，且两端币种不同。',
  'The rate is for {}, not for {}.': '该汇率适用于 {}，不适用于 {}。',
  'Write the amount as a plain decimal string such as "1234.50".': '请用普通小数文本填写金额，例如 "1234.50"。',
  '{} has {} decimals.': '{} 只有 {} 位小数。',
  '{} and {} cannot be mixed without a rate.': '没有汇率时，{} 与 {} 不能合并计算。',
  'Each part of a split needs a key of its own.': '分摊的每一份都需要各自的标识。',
  'A split needs at least one weight above 0 and none below 0.': '分摊至少需要一个大于 0 的权重，且不能有负数。',
  'Give each asset a code of its own: four to thirty capital letters and digits, such as "POINTS".':
    '请为每种资产设置唯一代码：4 到 30 个大写字母或数字，例如 "POINTS"。',
  'Say how many decimals the asset has: 0 to 4.': '请填写该资产的小数位数：0 到 4。',
  'Nobody declared {}.': '还没有声明资产 {}。',
  'A pay plan is in it, so its decimals stay: declare another asset.':
    '已有奖金方案使用该资产，小数位数不能再改：请声明另一种资产。',
  'The asset was changed meanwhile: read it again and send its version.':
    '该资产已被他人修改：请重新读取，并带上其版本号。',
  'A key has no points of its own.': '接口密钥没有自己的积分。',
  // Bonus lists and their lines
  'There is no such bonus list.': '没有这份奖金清单。',
  'There is no such line on this list.': '清单中没有这条明细。',
  'There is no such line.': '没有这条明细。',
  'There is no such cycle.': '没有这个考核周期。',
  'It is your own line: somebody else has to do this.': '这是您本人的奖金明细：须由他人处理。',
  'The rest of this run was signed while this list had nothing to pay: say by a correction what a bonus is worth.':
    '该清单无应发金额，本批次的其余清单已审批：请用更正说明奖金应为多少。',
  'The list is submitted: its lines stand until it is returned.': '清单已提交：退回之前明细不能修改。',
  'The line was changed meanwhile: read it again.': '明细已被他人修改：请重新读取。',
  'The list was changed meanwhile: look at it again.': '清单已被他人修改：请重新查看。',
  'Money is signed by a person, never by a deadline.': '奖金须由人审批，不会因到期自动通过。',
  'The list is not what was submitted.': '清单与提交时不一致。',
  'The cycle was cancelled: nothing is paid for it.': '该考核周期已取消：不发放奖金。',
  'What HR changed of the cycle is still on its way.': '人力资源对周期的修改尚未到达，请稍候。',
  'The cycle and its chain for bonus lists have not arrived yet.': '该周期及其奖金清单审批流尚未到达，请稍候。',
  'Nobody of finance always signs the lists of this cycle: change its definition, with a link to a finance role and no condition.':
    '该周期的奖金清单没有必经的财务审批：请修改考核方案，加入不带条件的财务审批节点。',
  'The lists of this cycle are being built.': '该周期的奖金清单正在生成。',
  'Say the new amount.': '请填写新的金额。',
  'What is paid again, released or corrected keeps its amount; correct the score or the plan instead.':
    '补发、解除暂缓或更正的明细不能直接改金额：请更正得分或奖金方案。',
  'The list is in {}.': '该清单的币种是 {}。',
  'Lines are held here while the list waits for signatures.': '只有清单等待审批时才能在此暂缓明细。',
  'Only a held line of a list that was signed and posted is given up.': '只有已审批入账清单中暂缓的明细才能放弃。',
  'The line goes on in another list: decide there.': '该明细已转入另一份清单：请在那里处理。',
  'A part of the line is held on a list of its own: give up what is left of it there first.':
    '该明细的一部分在另一份清单中再次暂缓：请先在那里放弃其余额。',
  'Money is decided by people.': '奖金须由人决定。',
  'It is yours, or you made the list: somebody else has to do this.':
    '这是您本人的奖金，或清单由您制作：须由他人处理。',
  'Your own money is on the list, or you had a part in it.': '清单中有您本人的奖金，或您参与过其制作。',
  'Lines are held by whoever is asked to sign the list now.': '只有当前被要求审批该清单的人才能暂缓明细。',
  'Somebody has signed the list, so nothing is added to it: release the line on a list of its own afterwards.':
    '已有人审批该清单，不能再加入明细：请在之后单独制作清单解除暂缓。',
  'The list was submitted again meanwhile: look at it again.': '清单已重新提交：请重新查看。',
  'What was held and signed is given up by finance.': '已审批且暂缓的明细只能由财务放弃发放。',
  'Lines are held by whoever signs the list.': '只有该清单的审批人才能暂缓明细。',
  'Money that this takes off is on a list that pays a rejected payout again, or what was held, and waits for its signature: decide that first.':
    '要减少的金额在一份等待审批的重新发放或解除暂缓清单上：请先处理该清单。',
  'A correction has left nothing of this payout: there is nothing to pay.': '更正后该笔发放已无余额：无需再发放。',
  'HR submitted the line as held: return the list, or release it on a list of its own afterwards.':
    '该明细由人力资源以暂缓状态提交：请退回清单，或之后单独制作清单解除暂缓。',
  'Somebody on the list has not arrived from directory yet.': '清单中有人员信息尚未同步，请稍候。',
  'The list was submitted {} times.': '该清单共提交过 {} 次。',
  'A list is submitted by a person, who answers for it.': '清单须由人提交并对其负责。',
  'Nobody of finance always signs this list, so it is not paid: cancel it, and give its definition a link to a finance role without a condition.':
    '该清单没有必经的财务审批，因此不能发放：请取消清单，并在考核方案中加入不带条件的财务审批节点。',
  'This list pays what was signed before: no plan makes another amount of it.':
    '该清单发放的是此前已审批的金额：换方案不会改变它。',
  'It has people of units that are not yours.': '其中有不属于您管辖部门的人员。',
  // Corrections
  'No bonus list was built for this cycle.': '该周期还没有生成奖金清单。',
  'This person has no score in the cycle.': '该人员在此周期没有得分。',
  'Neither the pay plan nor the scores of the cycle have the band {}.': '奖金方案和该周期的评分中都没有等级 {}。',
  'Neither the pay plan nor the scores of the cycle have the band {}: {} is meant, perhaps.':
    '奖金方案和该周期的评分中都没有等级 {}：是否指 {}？',
  'The pay plan has nothing for the band {}: add it to the plan, and ask by that version (payPlan).':
    '奖金方案中没有等级 {}：请先在方案中补充，再按该版本更正（payPlan）。',
  'Neither the rule set of the cycle nor its scores have the band {}.': '该周期的评分规则和评分中都没有等级 {}。',
  'Neither the rule set of the cycle nor its scores have the band {}: {} is meant, perhaps.':
    '该周期的评分规则和评分中都没有等级 {}：是否指 {}？',
  'Correct each person’s score once.': '每个人的得分只能更正一次。',
  'It is your own score: somebody else has to correct it.': '这是您本人的得分：须由他人更正。',
  'Make a dry run first and send its fingerprint.': '请先试算，再带上试算的指纹提交。',
  'It would change other amounts than the dry run said: look at them again.': '结果已与试算不同：请重新查看。',
  'An earlier correction of this cycle waits for its signature: decide that first.':
    '该周期还有一次更正等待审批：请先处理。',
  '{} was paid in {}; a correction keeps that.': '{} 以 {} 发放；更正不能改变币种。',
  'There is no such correction.': '没有这次更正。',
  'A bonus list of this cycle has been signed, so the cycle cannot be cancelled. Correct single people by an off-cycle list, or ask finance to stop payouts.':
    '该周期的奖金清单已审批，周期不能取消。请用补发清单更正个别人员，或请财务停止发放。',
  'The scores have not all arrived yet.': '得分尚未全部到达，请稍候。',
  'The scores that arrived are not those that were published.': '到达的得分与发布的不一致。',
};
