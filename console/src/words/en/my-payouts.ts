export const words = { title: 'MyPayouts' };
