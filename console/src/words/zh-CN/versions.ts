export const words = {
  title: '最近一次变更',
  from: '第 {{from}} 版 → 第 {{to}} 版',
  field: '字段',
  before: '变更前',
  after: '变更后',
  nothing: '—',
  first: { title: '目前是第一版', advice: '有修改之后，这里会显示前后差异。' },
  same: '没有差异。',
};
