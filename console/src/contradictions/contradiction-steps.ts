import type { components } from '@goalbeat/api-client/generated/payroll';

export type Contradiction = components['schemas']['Contradiction'];
export type Word = 'clear' | 'accept';

/** Payroll has paid what we have as rejected: its word can be taken instead of ours. */
export const canAccept = ({ ours, said }: Contradiction): boolean =>
  ours.state === 'rejected' && said.outcome === 'paid';

export type Turn = 'mine' | 'asked-by-me' | 'closed';

/** Whose turn it is: nobody confirms what they asked for themselves. */
export function turnOf({ closedAt, askedBy }: Contradiction, me: string | null): Turn {
  if (closedAt !== null) return 'closed';
  return askedBy !== null && askedBy === me ? 'asked-by-me' : 'mine';
}

/** What saying this does now: it settles the matter, or it asks somebody else to. */
export const settles = (one: Contradiction, word: Word): boolean => !one.needsTwo || one.askedFor === word;
