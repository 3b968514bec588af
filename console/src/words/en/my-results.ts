export const words = { title: 'MyResults' };
