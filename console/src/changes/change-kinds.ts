export const CHANGE_KINDS = ['target', 'weight', 'template', 'deadline', 'rule-set', 'pay-plan'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
