export const ACCESS_TABS = ['people', 'keys', 'sign-in'] as const;
export type AccessTab = (typeof ACCESS_TABS)[number];
