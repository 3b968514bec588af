export const words = {
  reason: '原因（相关人员可见）',
  comment: '备注（可不填）',
  back: '取消',
  copy: '复制',
  copied: '已复制。',
  copyByHand: '请选中后手动复制。',
  kept: '我已保存',
};
