export const HAND_OVER_TABS = ['deliveries', 'files', 'setting'] as const;
export type HandOverTab = (typeof HAND_OVER_TABS)[number];
