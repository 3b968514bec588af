export const words = { title: '本周目标' };
