export const words = { title: '我的奖金' };
