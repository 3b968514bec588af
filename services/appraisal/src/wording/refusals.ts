import { APPROVAL_REFUSALS } from '@goalbeat/approvals/wording/refusals';
import { LETTER_REFUSALS } from '@goalbeat/service-kit/dead-letter/letter-refusals';
import { refusalsInChinese } from '@goalbeat/service-kit/problem/refusals-in-chinese';

/** English → Chinese; `{}` stands for what is filled in, in the same order. */
const OWN: Readonly<Record<string, string>> = {
  // Rule sets
  'There is no such rule set.': '没有这个评分规则。',
  'There is no rule set {}.': '没有评分规则 {}。',
  'Read the newest version, then change it.': '请先读取最新版本，再修改。',
  'Each group has a code of its own.': '每个分组须有各自的代码。',
  'Give the bands from the highest threshold down.': '请按门槛从高到低填写等级。',
  'Groups and bands need codes of their own, and there must be a band.': '分组和等级须有各自的代码，且至少有一个等级。',
  'Weights are not below 0.': '权重不能小于 0。',
  'The weights of the groups must sum to 100.': '各分组的权重之和须为 100。',
  'The rule set has no such group.': '评分规则没有该分组。',
  'The rule set has no bands.': '评分规则没有等级。',
  'The scale of a rating ends above 0.': '评分的满分须大于 0。',
  'The rating lies outside its scale.': '评分超出了量程。',
  'A target below 0 needs a baseline.': '目标值小于 0 时需要基准值。',
  'People come in whole numbers from 0 on.': '人数须为不小于 0 的整数。',
  'Percentages are not below 0.': '百分比不能小于 0。',
  'The percentages must sum to 100.': '百分比之和须为 100。',
  'A target that says by how much needs the baseline it starts from.': '以增减幅度表示的目标需要起始的基准值。',
  'The other weights cannot be scaled so that all make 100.': '其余权重无法按比例调整到合计 100。',
  'One weight cannot be above 100.': '单项权重不能超过 100。',
  // Results that arrive
  'The cycle has not arrived from goals yet.': '该周期的信息尚未同步，请稍候。',
  'The results are still arriving.': '结果仍在同步中，请稍候。',
  'The results are not those that goals pinned.': '收到的结果与已锁定的结果不一致。',
  'What HR changed of the cycle is still on its way.': '人力资源对该周期的变更仍在同步中，请稍候。',
  'The cycle is scored from another batch.': '该周期已按另一批结果评分。',
  // Scores and their publication
  'There is no such score.': '没有这个评分。',
  'The results wait to be released.': '结果正在等待审批。',
  'The run has changed.': '本次评分已有变动：请重新读取。',
  'The scoring run has gone on meanwhile.': '本次评分已继续推进：请重新读取。',
  'Only returned results are submitted again.': '只有被退回的结果才能再次提交。',
  'These scores were not published yet: they are computed anew until then, and published once.':
    '这些评分尚未发布：发布之前会自动重新计算，且只发布一次。',
  'This sheet was not scored in this run.': '本次评分不包含这张目标单。',
  'These are your own goals: somebody else has to correct them.': '这是您本人的目标：须由他人更正。',
  'There is no such goal on this sheet.': '这张目标单上没有该目标。',
  'Correct each goal once.': '每个目标只能更正一次。',
  'An attainment is 0 or more; 1 is 100 %.': '达成率不能小于 0；1 表示 100%。',
  // Figures
  'A ratio cannot have the denominator 0.': '分数的分母不能为 0。',
  'Write a plain decimal number such as 12 or 90.5.': '请填写普通小数，例如 12 或 90.5。',
  'Not a stored ratio such as 3/4.': '不是 3/4 这样的分数。',
};

export const REFUSALS: Readonly<Record<string, string>> = { ...APPROVAL_REFUSALS, ...LETTER_REFUSALS, ...OWN };

/** What a refusal says, in Chinese; undefined where nobody has written it. */
export const refusalInChinese = refusalsInChinese(REFUSALS);
