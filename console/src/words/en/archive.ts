export const words = { title: 'Archive' };
