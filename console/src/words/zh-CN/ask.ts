export const words = { reason: '原因（相关人员可见）', comment: '备注（可不填）', back: '取消' };
