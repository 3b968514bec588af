export const words = {
  title: '历史档案',
  empty: { title: '还没有记录', advice: '您参与的每个周期都会保存在这里，包括目标、结果与奖金。' },
  more: '更早的周期',
  completion: '完成率',
  score: '得分',
  band: '等级',
  paid: '已发放',
};
