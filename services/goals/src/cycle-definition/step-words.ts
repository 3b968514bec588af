import type { StepName } from '@goalbeat/domain/cycle/steps';

/** Steps as HR's Chinese screens name them. */
export const STEP_ZH: Readonly<Record<StepName, string>> = {
  issue: '下发目标单',
  'remind-plan': '催交计划',
  'close-planning': '计划截止',
  'ask-report': '请求填报',
  'remind-report': '催报',
  'close-reporting': '填报截止',
  'close-confirming': '确认截止',
  score: '评分',
  publish: '公布结果',
  'bonus-list': '生成奖金清单',
  payout: '奖金发放',
  'weekly-report': '周报',
  archive: '归档',
};
