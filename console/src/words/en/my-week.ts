export const words = { title: 'MyWeek' };
