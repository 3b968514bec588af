export const words = { title: 'Delegations' };
