export const words = { title: '我的绩效' };
