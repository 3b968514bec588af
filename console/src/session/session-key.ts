export const sessionKey = ['gateway', 'session'] as const;
