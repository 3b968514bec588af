/** What can be handed over on its own; `other` is the word for what a later version knows. */
export const KINDS = ['plan', 'report', 'results', 'bonus-list'] as const;
type Kind = (typeof KINDS)[number] | 'other';

export const subjectKey = (kind: string): `kind.${Kind}` => `kind.${KINDS.find((one) => one === kind) ?? 'other'}`;
