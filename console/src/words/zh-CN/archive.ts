export const words = { title: '历史档案' };
