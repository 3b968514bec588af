export const words = { title: 'Notices' };
